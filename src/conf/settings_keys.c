/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of keys: type, place and valid values of each, and how it is printed. */
#include <stddef.h>
#include <string.h>

#include "base/i18n.h"
#include "conf/settings_own.h"
#include "demo/demo_fault.h"
#include "demo/demo_personality.h"

/* --- texts that are not free ------------------------------------------------------------- */

static bool settings_user_good(const char *text)
{
    return strlen(text) <= BMC_USER_NAME - 1;
}

static bool settings_workaround_good(const char *text)
{
    unsigned flags;

    return bmc_workaround_parse(text, BMC_DRIVER_LAN_2_0, &flags);
}

static bool settings_folder_good(const char *text)
{
    return text[0] == '/';
}

static bool settings_faults_good(const char *text)
{
    char sentence[ERROR_SENTENCE];

    return demo_fault_parse(NULL, text, sentence, sizeof sentence) == 0;
}

static int settings_check_personality(const char *text, struct bmc_error *error)
{
    return demo_personality_load(NULL, text, error);
}

#define NAMES_MOST 1000 /* bytes of a list */

/* NAME, NAME, ...: anything that useradd or a directory service accepts. */
static bool settings_names_good(const char *text)
{
    bool named = false;

    if (strlen(text) > NAMES_MOST)
        return false;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == ',' && !named)
            return false;
        if ((unsigned char)*at < ' ' || *at == 0x7f || strchr("/:\"'*?#", *at) != NULL)
            return false;
        named = *at == ',' ? false : named || (*at != ' ');
    }
    return named;
}

/* --- the table --------------------------------------------------------------------------- */

#define AT(member)  false, offsetof(struct settings, member)
#define BMC(member) true, offsetof(struct settings, bmc.member)

static const struct settings_row rows[] = {
    {"driver", SETTINGS_WORD, BMC(target.driver), .identity = true,
     .words = "auto openipmi kcs ssif sunbmc inteldcmi lan lan_2_0 demo"},
    {"driver_device", SETTINGS_TEXT, BMC(target.device), .identity = true},
    {"driver_address", SETTINGS_NUMBER, BMC(target.address), 1, 65535, .identity = true,
     .hex = true},
    {"register_spacing", SETTINGS_NUMBER, BMC(target.register_spacing), 1, 255, .identity = true},
    {"hostname", SETTINGS_TEXT, BMC(target.hostname), .identity = true, .good = bmc_host_good,
     .right = N_("HOST or HOST:PORT with a port from 1 to 65535")},
    {"username", SETTINGS_TEXT, BMC(target.username), .good = settings_user_good,
     .right = N_("a user name of at most 16 characters")},
    {"session_password_file", SETTINGS_TEXT, BMC(session_password_file)},
    {"k_g_file", SETTINGS_TEXT, BMC(k_g_file)},
    {"cipher_suite_id", SETTINGS_NUMBER, BMC(target.cipher_suite), 0, 17,
     .words = SETTINGS_CIPHER_SUITES},
    {"privilege_level", SETTINGS_WORD, BMC(target.privilege), .least = PRIVILEGE_CALLBACK,
     .words = "callback user operator admin", .alias = "administrator"},
    {"workaround_flags", SETTINGS_TEXT, BMC(workaround_flags), .good = settings_workaround_good,
     .right = N_("FreeIPMI's workaround flags, comma-separated, such as opensesspriv")},
    {"session_timeout", SETTINGS_NUMBER, BMC(target.session_timeout_ms), 100, 600000},
    {"retransmission_timeout", SETTINGS_NUMBER, BMC(target.retransmission_timeout_ms), 50, 600000},
    {"demo_personality", SETTINGS_TEXT, BMC(target.demo_personality),
     .check = settings_check_personality},
    {"demo_faults", SETTINGS_TEXT, BMC(target.demo_faults), .good = settings_faults_good,
     .right = N_("faults as explained in bmctui.conf")},
    {"demo_delay_ms", SETTINGS_NUMBER, BMC(target.demo_delay_ms), 0, 600000},
    {SETTINGS_TARGETS, SETTINGS_LIST},
    {"password_policy", SETTINGS_WORD, AT(password_policy), .words = "truenas strict bmc"},
    {"verify_seconds", SETTINGS_NUMBER, AT(verify_s), 1, 600},
    {"lock_wait_seconds", SETTINGS_NUMBER, AT(lock_wait_s), 0, 600},
    {"confirm_seconds", SETTINGS_NUMBER, AT(confirm_s), GUARD_CONFIRM_LEAST_S,
     GUARD_CONFIRM_MOST_S},
    {"recover", SETTINGS_WORD, AT(recover), .words = "undo finish ask"},
    {"state_directory", SETTINGS_TEXT, AT(state_directory), .good = settings_folder_good,
     .right = N_("the name of a directory that starts with /")},
    {"frames", SETTINGS_WORD, AT(frames), .words = "auto unicode acs ascii none"},
    {"theme", SETTINGS_WORD, AT(theme), .words = "default dark high-contrast monochrome"},
    {"mouse", SETTINGS_BOOL, AT(mouse)},
    {"escape_ms", SETTINGS_NUMBER, AT(escape_ms), 100, 10000},
    {"browser", SETTINGS_TEXT, AT(browser)},
    {"check_reachability", SETTINGS_BOOL, AT(check_reachability)},
    {"read_only", SETTINGS_BOOL, AT(read_only)},
    {"locked_users", SETTINGS_TEXT, AT(locked_users), .good = settings_names_good,
     .right = N_("user names, comma-separated")},
    {"locked_groups", SETTINGS_TEXT, AT(locked_groups), .good = settings_names_good,
     .right = N_("group names, comma-separated")},
    {"locked_show", SETTINGS_BOOL, AT(locked_show)},
    {"locked_qr", SETTINGS_BOOL, AT(locked_qr)},
    {"locked_show_password", SETTINGS_BOOL, AT(locked_show_password)},
    {"locked_idle_minutes", SETTINGS_NUMBER, AT(locked_idle_minutes), 1, 1440},
    {"locked_login_seconds", SETTINGS_NUMBER, AT(locked_login_s), 5, 600},
};

#define ROWS (sizeof rows / sizeof rows[0])
_Static_assert(ROWS <= SETTINGS_KEYS_MAX, "SETTINGS_KEYS_MAX is too small");

const struct settings_row *settings_row(size_t index)
{
    return index < ROWS ? &rows[index] : NULL;
}

void *settings_member(struct settings *settings, const struct settings_row *row)
{
    return (char *)settings + row->offset;
}

const struct settings_row *settings_find(const char *name)
{
    for (size_t i = 0; i < ROWS; i++)
        if (strcmp(name, rows[i].name) == 0)
            return &rows[i];
    return NULL;
}

const char *settings_type(const struct settings_row *row)
{
    static const char *const types[] = {
        [SETTINGS_TEXT] = "text",       [SETTINGS_WORD] = "text", [SETTINGS_NUMBER] = "number",
        [SETTINGS_BOOL] = "true|false", [SETTINGS_LIST] = "list",
    };

    return types[row->kind];
}

/* --- what is set ------------------------------------------------------------------------- */

/* In double quotes, with escapes. */
static void settings_print_text(const char *value, size_t bytes, char text[SETTINGS_VALUE])
{
    size_t length = 0;

    text[length++] = '"';
    for (; bytes > 0 && length + 3 < SETTINGS_VALUE; value++, bytes--) {
        if (*value == '"' || *value == '\\')
            text[length++] = '\\';
        text[length++] = *value;
    }
    text[length++] = '"';
    text[length] = '\0';
}

/* Numbers below the first mean "not set". */
static void settings_print_word(const struct settings_row *row, unsigned number,
                                char text[SETTINGS_VALUE])
{
    const char *word = row->words;
    size_t length = strcspn(word, " ");

    if (number < row->least)
        return;
    for (long long i = row->least; i < number; i++) {
        word += length + 1;
        length = strcspn(word, " ");
    }
    if (word[length] == '\0' && row->alias != NULL)
        settings_print_text(row->alias, strlen(row->alias), text);
    else
        settings_print_text(word, length, text);
}

const char *settings_value(const struct settings *settings, const struct settings_row *row,
                           char text[SETTINGS_VALUE])
{
    const void *member = (const char *)settings + row->offset;
    const char *string;
    unsigned number;

    text[0] = '\0';
    switch (row->kind) {
    case SETTINGS_TEXT:
        string = *(const char *const *)member;
        if (string != NULL)
            settings_print_text(string, strlen(string), text);
        break;
    case SETTINGS_WORD:
        number = *(const unsigned *)member;
        if (row->offset == offsetof(struct settings, theme) && settings->monochrome)
            number = THEME_MONOCHROME;
        settings_print_word(row, number, text);
        break;
    case SETTINGS_NUMBER: /* out of range: not set */
        number = *(const unsigned *)member;
        if (number >= row->least && number <= row->most)
            snprintf(text, SETTINGS_VALUE, "%u", number);
        break;
    case SETTINGS_BOOL:
        snprintf(text, SETTINGS_VALUE, "%s", *(const bool *)member ? "true" : "false");
        break;
    case SETTINGS_LIST:
        break;
    }
    return text;
}

int settings_line(const struct settings *settings, const struct settings_row *row)
{
    return row->bmc ? settings->bmc.lines[row - rows] : settings->lines[row - rows];
}

void settings_set_line(struct settings *settings, const struct settings_row *row, int line)
{
    *(row->bmc ? &settings->bmc.lines[row - rows] : &settings->lines[row - rows]) = line;
}
