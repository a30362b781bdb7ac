/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may follow an option, a command, a key: told by the program's tables. */
#include <ctype.h>
#include <string.h>

#include "bmc/bmc.h"
#include "pages/network.h"
#include "core/remote.h"
#include "demo/demo_personality.h"
#include "mktables.h"
#include "pages/pages.h"

static void add(char words[WORDS_SIZE], const char *word)
{
    size_t length = strlen(words);

    snprintf(words + length, WORDS_SIZE - length, "%s%s", length == 0 ? "" : " ", word);
    if (length + strlen(word) + 2 > WORDS_SIZE)
        fail("too many words for a list, from \"%s\" on", word);
}

static void add_channels(char words[WORDS_SIZE])
{
    char number[16];

    for (int channel = BMC_CHANNEL_FIRST; channel <= BMC_CHANNEL_LAST; channel++) {
        snprintf(number, sizeof number, "%d", channel);
        add(words, number);
    }
}

static void add_personalities(char words[WORDS_SIZE])
{
    const char *about, *name;

    for (size_t i = 0; (name = demo_personality_name(i, &about)) != NULL; i++)
        add(words, name);
    add(words, "help");
}

const char *option_words(enum option_id id, char words[WORDS_SIZE])
{
    words[0] = '\0';
    if (id == OPTION_DRIVER_TYPE)
        for (int driver = BMC_DRIVER_AUTO; driver <= BMC_DRIVER_DEMO; driver++)
            add(words, bmc_driver_name((enum bmc_driver)driver));
    if (id == OPTION_PRIVILEGE_LEVEL)
        for (int level = PRIVILEGE_CALLBACK; level <= PRIVILEGE_ADMINISTRATOR; level++)
            add(words, value_word(&value_privilege, (enum privilege)level));
    if (id == OPTION_CIPHER_SUITE_ID)
        add(words, SETTINGS_CIPHER_SUITES);
    if (id == OPTION_REMOTE_ACCESS)
        for (int box = 0; box < REMOTE_COUNT; box++)
            add(words, remote_name((enum remote_box)box));
    if (id == OPTION_PERSONALITY)
        add_personalities(words);
    if (id == OPTION_PRIVILEGE)
        add(words, "user operator administrator");
    if (id == OPTION_SEVERITY)
        add(words, "warning critical");
    if (id == OPTION_CHANNEL)
        add_channels(words);
    for (size_t i = 0; id == OPTION_PAGE && pages[i] != NULL; i++)
        add(words, pages[i]->name);
    return words;
}

bool option_takes_list(enum option_id id)
{
    return id == OPTION_REMOTE_ACCESS;
}

/* "FILE", "PATH", "FILE|-". */
static bool names_file(const char *text)
{
    return strncmp(text, "FILE", 4) == 0 || strncmp(text, "PATH", 4) == 0;
}

bool option_takes_file(enum option_id id)
{
    const char *argument = option_row(id)->argument;

    return argument != NULL && names_file(argument);
}

bool option_belongs(enum option_id id, const struct cli_command *command)
{
    unsigned takes = option_row(id)->takes;

    return command == NULL ? takes == 0 : (takes & command->options) != 0;
}

/* The next word of a usage line, without brackets and bars. */
static const char *next_word(const char *usage, char *word, size_t size)
{
    size_t length;

    usage += strspn(usage, "[]| ");
    length = strcspn(usage, "[]| ");
    snprintf(word, size, "%.*s", (int)length, usage);
    return usage + length;
}

const char *command_words(const struct cli_command *command, char words[WORDS_SIZE])
{
    char word[64];

    words[0] = '\0';
    for (const char *at = next_word(command->usage, word, sizeof word); word[0] != '\0';
         at = next_word(at, word, sizeof word))
        if (islower((unsigned char)word[0]))
            add(words, word);
    return words;
}

bool command_takes_file(const struct cli_command *command)
{
    char word[64];

    for (const char *at = next_word(command->usage, word, sizeof word); word[0] != '\0';
         at = next_word(at, word, sizeof word))
        if (names_file(word))
            return true;
    return false;
}

bool command_takes_keys(const struct cli_command *command)
{
    return strstr(command->usage, "KEY=VALUE") != NULL;
}

const char *key_words(const char *key)
{
    const struct setting *field = field_get((enum field_id)model_row_of_key(&page_network, key));

    if (field->kind == SETTING_CHECK)
        return "yes no";
    return field->type == &value_vlan ? "off" : "";
}
