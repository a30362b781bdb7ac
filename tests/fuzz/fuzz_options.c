/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line, a word a line; and what show, channels, identify and set --dry-run make of it
 * on the demo BMC. Nothing that reads a file, asks at the terminal, or starts a program.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "main/options.h"

#define WORDS_MAX 24
#define WORD_MAX 200

struct words {
    int count;
    char *list[WORDS_MAX + 2];
};

static void take_words(struct words *words, struct fuzz *fuzz)
{
    char line[WORD_MAX];

    words->count = 0;
    words->list[words->count++] = strdup("bmctui");
    while (fuzz->left > 0 && words->count <= WORDS_MAX)
        words->list[words->count++] = strdup(fuzz_line(fuzz, line, sizeof line));
    words->list[words->count] = NULL;
}

static void free_words(char *const *list, int count)
{
    for (int i = 0; i < count; i++)
        free(list[i]);
}

static int no_login(struct cli *cli)
{
    (void)cli;
    return 0;
}

static bool harmless(const struct cli_command *command)
{
    static const char *const names[] = {"show", "channels", "set", "identify"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(command->name, names[i]) == 0)
            return command->run != NULL;
    return false;
}

static void run(const struct options *options, struct settings *settings,
                const struct cli_arguments *arguments)
{
    struct bmc_target target = {.driver = BMC_DRIVER_DEMO, .cipher_suite = -1};
    struct cli cli = {.settings = settings,
                      .target = &target,
                      .page = options->command->page,
                      .arguments = *arguments,
                      .verbosity = options->verbosity,
                      .ascii = options->given[OPTION_ASCII],
                      .login = no_login};
    int status;

    settings->bmc.target.driver = BMC_DRIVER_DEMO;
    settings->verify_s = settings->lock_wait_s = 0;
    cli.arguments.ask_password = false;
    cli.arguments.password_file = NULL;
    cli.arguments.dry_run = true;
    status = options->command->run(&cli);
    FUZZ_CHECK(status >= CLI_DONE && status <= CLI_MIXED);
}

static void check_error(const struct bmc_error *error)
{
    FUZZ_CHECK(error->kind == ERROR_USAGE && error->sentence[0] != '\0');
    FUZZ_CHECK(memchr(error->sentence, '\0', sizeof error->sentence) != NULL);
    for (const char *at = error->sentence; *at != '\0'; at++)
        FUZZ_CHECK(((unsigned char)*at >= ' ' && *at != 0x7f) || *at == '\n');
}

static void parse(struct words *words)
{
    struct options options;
    struct settings settings;
    struct cli_arguments arguments;
    struct bmc_error error = {.kind = ERROR_NONE};

    if (options_parse(&options, words->count, words->list, &error) < 0) {
        check_error(&error);
        return;
    }
    FUZZ_CHECK(options.command != NULL && options.word_count >= 0);
    if (options.given[OPTION_HELP]) {
        options_help(&options, stdout);
        return;
    }
    settings_defaults(&settings);
    if (options_apply(&options, &settings, &error) < 0 ||
        options_arguments(&options, &arguments, &error) < 0)
        check_error(&error);
    else if (harmless(options.command))
        run(&options, &settings, &arguments);
    settings_release(&settings);
}

void fuzz_options(const uint8_t *data, size_t size)
{
    struct fuzz fuzz = {data, size};
    struct fuzz_quiet quiet;
    struct words words;
    char *all[WORDS_MAX + 2];
    int count;

    take_words(&words, &fuzz);
    count = words.count;
    memcpy(all, words.list, sizeof all); /* getopt reorders its own */
    fuzz_hush(&quiet);
    parse(&words);
    fuzz_speak(&quiet);
    free_words(all, count);
}
