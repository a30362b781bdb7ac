/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of keys: what each takes, where it goes, how it reads. */
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "base/i18n.h"
#include "core/field.h"
#include "demo/demo_fault.h"
#include "demo/demo_personality.h"
#include "conf/settings_own.h"

enum kind {
    KIND_TEXT,   /* a char * */
    KIND_WORD,   /* an enum: take() and print() */
    KIND_NUMBER, /* an unsigned */
    KIND_SUITE,
    KIND_BOOL,
    KIND_LIST
};

struct key {
    const char *name;
    enum kind kind;
    bool bmc;              /* stands in a target too */
    size_t offset;         /* of the member */
    long long least, most; /* KIND_NUMBER */
    bool (*good)(const char *text); /* KIND_TEXT; NULL: any */
    int (*check)(const char *text, struct bmc_error *error); /* the same, with a sentence */
    bool (*take)(struct settings *settings, const char *text); /* false: the word is wrong */
    const char *(*print)(const struct settings *settings);     /* NULL: not set */
    const char *right; /* marked: what is right, for the sentence */
};

/* --- words ------------------------------------------------------------------------------- */

static bool take_driver(struct settings *settings, const char *text)
{
    return bmc_driver_parse(text, &settings->bmc.driver);
}

static const char *print_driver(const struct settings *settings)
{
    return bmc_driver_name(settings->bmc.driver);
}

static bool take_privilege(struct settings *settings, const char *text)
{
    return settings_privilege_parse(text, &settings->bmc.privilege);
}

static const char *print_privilege(const struct settings *settings)
{
    enum privilege privilege = settings->bmc.privilege;

    return privilege == 0 ? NULL : value_word(&value_privilege, privilege);
}

static bool take_policy(struct settings *settings, const char *text)
{
    return password_policy_parse(text, &settings->password_policy);
}

static const char *print_policy(const struct settings *settings)
{
    return password_policy_name(settings->password_policy);
}

static const char *const recover_names[] = {"undo", "finish", "ask"};

static bool take_recover(struct settings *settings, const char *text)
{
    for (size_t i = 0; i < sizeof recover_names / sizeof recover_names[0]; i++) {
        if (strcmp(text, recover_names[i]) == 0) {
            settings->recover = (enum recover_policy)i;
            return true;
        }
    }
    return false;
}

static const char *print_recover(const struct settings *settings)
{
    return recover_names[settings->recover];
}

static bool take_frames(struct settings *settings, const char *text)
{
    return settings_frames_parse(text, &settings->frames);
}

static const char *print_frames(const struct settings *settings)
{
    return settings_frames_name(settings->frames);
}

static const char *const theme_names[] = {"default", "dark", "high-contrast", "monochrome"};

static bool take_theme(struct settings *settings, const char *text)
{
    for (size_t i = 0; i < sizeof theme_names / sizeof theme_names[0]; i++) {
        if (strcmp(text, theme_names[i]) == 0) {
            settings->theme = (enum theme_name)i;
            settings->monochrome = settings->theme == THEME_MONOCHROME;
            return true;
        }
    }
    return false;
}

static const char *print_theme(const struct settings *settings)
{
    return theme_names[settings->monochrome ? THEME_MONOCHROME : settings->theme];
}

/* --- texts that are not free ------------------------------------------------------------- */

static bool user_good(const char *text)
{
    return strlen(text) <= BMC_USER_NAME - 1;
}

static bool workaround_good(const char *text)
{
    unsigned flags;

    return bmc_workaround_parse(text, BMC_DRIVER_LAN_2_0, &flags);
}

static bool folder_good(const char *text)
{
    return text[0] == '/';
}

static bool faults_good(const char *text)
{
    char sentence[ERROR_SENTENCE];

    return demo_fault_parse(NULL, text, sentence, sizeof sentence) == 0;
}

static int check_personality(const char *text, struct bmc_error *error)
{
    return demo_personality_load(NULL, text, error);
}

#define NAMES_MOST 1000 /* bytes of a list */

/* NAME, NAME, ...: what useradd and directories let a name be. */
static bool names_good(const char *text)
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

#define AT(place) .offset = offsetof(struct settings, place)
#define BMC_TEXT(key, place) {.name = key, .kind = KIND_TEXT, .bmc = true, AT(bmc.place)}
#define BMC_GOOD(key, place, check, tell)                                                          \
    {.name = key, .kind = KIND_TEXT, .bmc = true, AT(bmc.place), .good = check, .right = tell}
#define BMC_WORD(key, set, get, tell)                                                              \
    {.name = key, .kind = KIND_WORD, .bmc = true, .take = set, .print = get, .right = tell}
#define BMC_NUMBER(key, place, from, to)                                                           \
    {.name = key, .kind = KIND_NUMBER, .bmc = true, AT(bmc.place), .least = from, .most = to}
#define TEXT(key, place) {.name = key, .kind = KIND_TEXT, AT(place)}
#define GOOD(key, place, check, tell)                                                              \
    {.name = key, .kind = KIND_TEXT, AT(place), .good = check, .right = tell}
#define WORD(key, set, get, tell)                                                                  \
    {.name = key, .kind = KIND_WORD, .take = set, .print = get, .right = tell}
#define NUMBER(key, place, from, to)                                                               \
    {.name = key, .kind = KIND_NUMBER, AT(place), .least = from, .most = to}
#define BOOL(key, place) {.name = key, .kind = KIND_BOOL, AT(place)}

static const struct key keys[] = {
    BMC_WORD("driver", take_driver, print_driver,
             N_("one of auto openipmi kcs ssif sunbmc inteldcmi lan lan_2_0 demo")),
    BMC_TEXT("driver_device", driver_device),
    BMC_NUMBER("driver_address", driver_address, 1, 65535),
    BMC_NUMBER("register_spacing", register_spacing, 1, 255),
    BMC_GOOD("hostname", hostname, bmc_host_good,
             N_("HOST or HOST:PORT with a port from 1 to 65535")),
    BMC_GOOD("username", username, user_good, N_("a user name of at most 16 bytes")),
    BMC_TEXT("session_password_file", session_password_file),
    BMC_TEXT("k_g_file", k_g_file),
    {.name = "cipher_suite_id", .kind = KIND_SUITE, .bmc = true, .most = 17},
    BMC_WORD("privilege_level", take_privilege, print_privilege,
             N_("one of callback user operator admin")),
    BMC_GOOD("workaround_flags", workaround_flags, workaround_good,
             N_("FreeIPMI's names, separated by commas, such as opensesspriv")),
    BMC_NUMBER("session_timeout", session_timeout_ms, 100, 600000),
    BMC_NUMBER("retransmission_timeout", retransmission_timeout_ms, 50, 600000),
    {.name = "demo_personality", .kind = KIND_TEXT, .bmc = true, AT(bmc.demo_personality),
     .check = check_personality},
    BMC_GOOD("demo_faults", demo_faults, faults_good, N_("faults as bmctui.conf explains them")),
    BMC_NUMBER("demo_delay_ms", demo_delay_ms, 0, 600000),
    {.name = SETTINGS_TARGETS, .kind = KIND_LIST},
    WORD("password_policy", take_policy, print_policy, N_("one of truenas strict bmc")),
    NUMBER("verify_seconds", verify_s, 1, 600),
    NUMBER("lock_wait_seconds", lock_wait_s, 0, 600),
    NUMBER("confirm_seconds", confirm_s, GUARD_CONFIRM_LEAST_S, GUARD_CONFIRM_MOST_S),
    WORD("recover", take_recover, print_recover, N_("one of undo finish ask")),
    GOOD("state_directory", state_directory, folder_good,
         N_("the name of a folder that begins with /")),
    WORD("frames", take_frames, print_frames, N_("one of auto unicode acs ascii none")),
    WORD("theme", take_theme, print_theme, N_("one of default dark high-contrast monochrome")),
    BOOL("mouse", mouse),
    NUMBER("escape_ms", escape_ms, 100, 10000),
    TEXT("browser", browser),
    BOOL("check_reachability", check_reachability),
    BOOL("read_only", read_only),
    GOOD("locked_users", locked_users, names_good, N_("names of users, separated by commas")),
    GOOD("locked_groups", locked_groups, names_good, N_("names of groups, separated by commas")),
    BOOL("locked_show", locked_show),
    BOOL("locked_qr", locked_qr),
    BOOL("locked_show_password", locked_show_password),
    NUMBER("locked_idle_minutes", locked_idle_minutes, 1, 1440),
    NUMBER("locked_login_seconds", locked_login_s, 5, 600),
};

#define KEYS (sizeof keys / sizeof keys[0])
_Static_assert(KEYS <= SETTINGS_KEYS_MAX, "SETTINGS_KEYS_MAX is too small");

size_t settings_key_index(const char *name)
{
    for (size_t i = 0; i < KEYS; i++)
        if (strcmp(name, keys[i].name) == 0)
            return i;
    return SETTINGS_KEYS_MAX;
}

bool settings_key(size_t index, struct settings_key *key)
{
    static const char *const types[] = {
        [KIND_TEXT] = "text",   [KIND_WORD] = "text",       [KIND_NUMBER] = "number",
        [KIND_SUITE] = "number", [KIND_BOOL] = "true|false", [KIND_LIST] = "list",
    };

    if (index >= KEYS)
        return false;
    *key = (struct settings_key){keys[index].name, types[keys[index].kind], 0, 0, keys[index].bmc};
    if (keys[index].kind == KIND_NUMBER) {
        key->least = keys[index].least;
        key->most = keys[index].most;
    }
    return true;
}

/* --- what is set ------------------------------------------------------------------------- */

static const void *member(const struct settings *settings, const struct key *key)
{
    return (const char *)settings + key->offset;
}

/* In double quotes, as libconfig reads it. */
static void print_text(const char *value, char text[SETTINGS_VALUE])
{
    size_t length = 0;

    text[0] = '\0';
    if (value == NULL)
        return;
    text[length++] = '"';
    for (; *value != '\0' && length + 3 < SETTINGS_VALUE; value++) {
        if (*value == '"' || *value == '\\')
            text[length++] = '\\';
        text[length++] = *value;
    }
    text[length++] = '"';
    text[length] = '\0';
}

/* 0 where it is out of range: not set. */
static void print_number(long long number, const struct key *key, char text[SETTINGS_VALUE])
{
    text[0] = '\0';
    if (number >= key->least)
        snprintf(text, SETTINGS_VALUE, "%lld", number);
}

const char *settings_value(const struct settings *settings, size_t index,
                           char text[SETTINGS_VALUE])
{
    const struct key *key = &keys[index];

    text[0] = '\0';
    switch (key->kind) {
    case KIND_TEXT:
        print_text(*(char *const *)member(settings, key), text);
        break;
    case KIND_WORD:
        print_text(key->print(settings), text);
        break;
    case KIND_NUMBER:
        print_number(*(const unsigned *)member(settings, key), key, text);
        break;
    case KIND_SUITE:
        print_number(settings->bmc.cipher_suite, key, text);
        break;
    case KIND_BOOL:
        snprintf(text, SETTINGS_VALUE, "%s",
                 *(const bool *)member(settings, key) ? "true" : "false");
        break;
    case KIND_LIST:
        break;
    }
    return text;
}

static int *line_of(struct settings *settings, size_t index)
{
    return keys[index].bmc ? &settings->bmc.lines[index] : &settings->lines[index];
}

int settings_line(const struct settings *settings, size_t index)
{
    return *line_of((struct settings *)settings, index);
}

/* --- taking one ---------------------------------------------------------------------------- */

int settings_wrong(const struct settings_reader *reader, const config_setting_t *setting,
                   const char *format, ...)
{
    char sentence[ERROR_SENTENCE];
    const char *name = config_setting_name(setting);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    return error_set(reader->error, ERROR_USAGE, "%s:%d: %s: %s", reader->name,
                     (int)config_setting_source_line(setting),
                     name != NULL ? name : SETTINGS_TARGETS, sentence);
}

static void *place(const struct settings_reader *reader, const struct key *key)
{
    return (char *)reader->settings + key->offset;
}

static int take_text(const struct settings_reader *reader, const struct key *key,
                     const config_setting_t *setting)
{
    const char *text = config_setting_get_string(setting);
    struct bmc_error wrong;

    if (config_setting_type(setting) != CONFIG_TYPE_STRING)
        return key->right == NULL
                   ? settings_wrong(reader, setting, "%s", _("this takes a text in double quotes"))
                   : settings_wrong(reader, setting, _("this takes a text in double quotes: %s"),
                                    _(key->right));
    if (text[0] == '\0')
        return settings_wrong(reader, setting, "%s",
                              _("the text is empty; leave the line out instead"));
    if (key->kind == KIND_WORD ? !key->take(reader->settings, text)
                               : key->good != NULL && !key->good(text))
        return settings_wrong(reader, setting, _("\"%.40s\" is wrong; right is %s"), text,
                              _(key->right));
    if (key->check != NULL && key->check(text, &wrong) != 0)
        return settings_wrong(reader, setting, "%s", wrong.sentence);
    if (key->kind == KIND_TEXT)
        settings_set_text(place(reader, key), text);
    return 0;
}

static int take_number(const struct settings_reader *reader, const struct key *key,
                       const config_setting_t *setting)
{
    int type = config_setting_type(setting);
    long long number = type == CONFIG_TYPE_INT     ? config_setting_get_int(setting)
                       : type == CONFIG_TYPE_INT64 ? config_setting_get_int64(setting)
                                                   : -1;

    if (type != CONFIG_TYPE_INT && type != CONFIG_TYPE_INT64)
        return settings_wrong(reader, setting,
                              _("this takes a number from %lld to %lld, without quotes"),
                              key->least, key->most);
    if (number < key->least || number > key->most)
        return settings_wrong(reader, setting, _("%lld is out of range; right is %lld to %lld"),
                              number, key->least, key->most);
    if (key->kind == KIND_SUITE) {
        if (!settings_cipher_suite_known(number))
            return settings_wrong(reader, setting, _("%lld is out of range; right is one of %s"),
                                  number, SETTINGS_CIPHER_SUITES);
        reader->settings->bmc.cipher_suite = (int)number;
        return 0;
    }
    *(unsigned *)place(reader, key) = (unsigned)number;
    return 0;
}

static int take_bool(const struct settings_reader *reader, const struct key *key,
                     const config_setting_t *setting)
{
    if (config_setting_type(setting) != CONFIG_TYPE_BOOL)
        return settings_wrong(reader, setting, "%s", _("this takes true or false, without quotes"));
    *(bool *)place(reader, key) = config_setting_get_bool(setting) != 0;
    return 0;
}

static int take_kind(const struct settings_reader *reader, const struct key *key,
                     const config_setting_t *setting)
{
    switch (key->kind) {
    case KIND_NUMBER:
    case KIND_SUITE:
        return take_number(reader, key, setting);
    case KIND_BOOL:
        return take_bool(reader, key, setting);
    default:
        return take_text(reader, key, setting);
    }
}

int settings_take(const struct settings_reader *reader, size_t index,
                  const config_setting_t *setting)
{
    if (take_kind(reader, &keys[index], setting) < 0)
        return -1;
    *line_of(reader->settings, index) = (int)config_setting_source_line(setting);
    return 0;
}
