/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/set.h"
#include "core/rule.h"
#include "pages/network.h"

static int set_bad_key(const struct page_class *page, const char *word)
{
    char keys[ERROR_SENTENCE / 2] = "", quoted[RULE_QUOTE];
    struct nearest nearest;

    nearest_begin(&nearest, word);
    for (unsigned row = 0; row < page->rows; row++) {
        const char *key = page->settings[row].key;

        if (key == NULL)
            continue;
        nearest_try(&nearest, key);
        text_append(keys, sizeof keys, " ", "%s=", key);
    }
    if (nearest_found(&nearest) != NULL)
        return say_error(rule_quote(word, quoted),
                         _("unknown key; did you mean %s=? The keys are %s"),
                         nearest_found(&nearest), keys);
    return say_error(rule_quote(word, quoted), _("unknown key; the keys are %s"), keys);
}

static int set_take_word(struct set_request *request, const char *word)
{
    char key[VALUE_TEXT];
    size_t length = strcspn(word, "=");
    struct set_value *value = &request->values[request->value_count];
    int row;

    if (word[length] != '=' || length >= sizeof key)
        return set_bad_key(request->page, word);
    memcpy(key, word, length);
    key[length] = '\0';
    row = model_row_of_key(request->page, key);
    if (row < 0)
        return set_bad_key(request->page, key);
    *value = (struct set_value){(unsigned)row, word + length + 1};
    for (size_t i = 0; i < request->value_count; i++)
        if (request->values[i].row == value->row)
            return say_error(key, "%s", _("given twice; give it once"));
    request->value_count++;
    return CLI_DONE;
}

static int set_take_words(const struct cli_arguments *arguments, struct set_request *request)
{
    for (int i = 0; i < arguments->word_count; i++)
        if (set_take_word(request, arguments->words[i]) != CLI_DONE)
            return CLI_USAGE;
    if (arguments->word_count > 0 || arguments->ask_password || arguments->password_file != NULL ||
        arguments->remote != 0)
        return CLI_DONE;
    return say_error("set", "%s", _("nothing to set; see bmctui set --help"));
}

static int set_run(struct cli *cli)
{
    struct set_request request = {.command = "set", .page = cli->page};
    int status = set_take_words(&cli->arguments, &request);

    set_take_options(&request, &cli->arguments);
    cli->only_reads = cli->arguments.dry_run;
    return status == CLI_DONE ? set_save(cli, &request) : status;
}

const struct cli_command cli_set = {
    .name = "set", .page = &page_network,
    .usage = "[OPTIONS] KEY=VALUE...", .run = CLI_RUN(set_run),
    .options = CLI_TAKES_CHANNEL | CLI_TAKES_SAVE, .takes_words = true, .changes = true,
    .summary = N_("change values, with the same checks and save as the page"),
    .help = N_("  dhcp=yes|no\n"
               "  address=192.168.1.50     or 192.168.1.50/24\n"
               "  netmask=255.255.255.0    or /24 or 24\n"
               "  gateway=192.168.1.1      or none\n"
               "  vlan=1 to 4094           or off\n"
               "The review is printed; nothing is asked."),
};
