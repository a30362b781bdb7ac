/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings.h"

#include <libconfig.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "demo/demo_fault.h"
#include "settings_file.h"

/* --- words ------------------------------------------------------------------------------- */

static const char *const frames_names[] = {"auto", "unicode", "acs", "ascii", "none"};

bool settings_frames_parse(const char *name, enum frames *frames)
{
    for (size_t i = 0; i < sizeof frames_names / sizeof frames_names[0]; i++) {
        if (strcmp(name, frames_names[i]) == 0) {
            *frames = (enum frames)i;
            return true;
        }
    }
    return false;
}

bool settings_privilege_parse(const char *name, enum privilege *privilege)
{
    static const struct {
        const char *name;
        enum privilege privilege;
    } names[] = {
        {"callback", PRIVILEGE_CALLBACK}, {"user", PRIVILEGE_USER},
        {"operator", PRIVILEGE_OPERATOR}, {"admin", PRIVILEGE_ADMINISTRATOR},
        {"administrator", PRIVILEGE_ADMINISTRATOR},
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcasecmp(name, names[i].name) == 0) {
            *privilege = names[i].privilege;
            return true;
        }
    }
    return false;
}

bool settings_cipher_suite_known(long long id)
{
    static const int known[] = {0, 1, 2, 3, 6, 7, 8, 11, 12, 15, 16, 17};

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (id == known[i])
            return true;
    return false;
}

static bool port_good(const char *text)
{
    size_t length = strspn(text, "0123456789");
    long port = length >= 1 && length <= 5 ? strtol(text, NULL, 10) : 0;

    return text[length] == '\0' && port >= 1 && port <= 65535;
}

static bool host_character(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           strchr(".-_:%[]", c) != NULL;
}

bool settings_host_good(const char *host)
{
    const char *colon = strchr(host, ':'), *bracket = strchr(host, ']');
    size_t length = strlen(host);

    for (size_t i = 0; i < length; i++)
        if (host[i] == '\0' || !host_character(host[i]))
            return false;
    if (length == 0 || length > 260 || host[0] == '-')
        return false;
    if (host[0] == '[')
        return bracket != NULL && bracket > host + 1 &&
               (bracket[1] == '\0' || (bracket[1] == ':' && port_good(bracket + 2)));
    if (bracket != NULL)
        return false;
    if (colon != NULL && strchr(colon + 1, ':') == NULL)
        return colon > host && port_good(colon + 1);
    return true;
}

/* --- defaults and memory ----------------------------------------------------------------- */

void settings_set_text(char **place, const char *text)
{
    char *copy = text != NULL ? xstrdup(text) : NULL;

    free(*place);
    *place = copy;
}

void settings_defaults(struct settings *settings)
{
    memset(settings, 0, sizeof *settings);
    settings->driver = BMC_DRIVER_AUTO;
    settings->cipher_suite = -1;
    settings->password_policy = PASSWORD_POLICY_TRUENAS;
    settings->verify_s = 30;
    settings->lock_wait_s = 10;
    settings->frames = FRAMES_AUTO;
    settings->escape_ms = 2000;
    settings->check_reachability = true;
}

void settings_release(struct settings *settings)
{
    char **texts[] = {&settings->driver_device, &settings->hostname, &settings->username,
                      &settings->session_password_file, &settings->k_g_file,
                      &settings->workaround_flags, &settings->demo_faults, &settings->browser};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        free(*texts[i]);
        *texts[i] = NULL;
    }
}

/* --- the table of keys ------------------------------------------------------------------- */

enum kind { KIND_TEXT, KIND_NUMBER, KIND_SUITE, KIND_BOOL, KIND_WORD };

struct key {
    const char *name;
    enum kind kind;
    size_t offset;        /* of the member: char *, unsigned, bool; unused for KIND_WORD */
    long long least, most; /* KIND_NUMBER */
    /* KIND_WORD, and texts that are not free: false when the word is wrong. */
    bool (*take)(struct settings *settings, const char *text);
    const char *right;    /* marked: what is right, for the sentence */
};

static bool take_driver(struct settings *settings, const char *text)
{
    return bmc_driver_parse(text, &settings->driver);
}

static bool take_frames(struct settings *settings, const char *text)
{
    return settings_frames_parse(text, &settings->frames);
}

static bool take_policy(struct settings *settings, const char *text)
{
    return password_policy_parse(text, &settings->password_policy);
}

static bool take_privilege(struct settings *settings, const char *text)
{
    return settings_privilege_parse(text, &settings->privilege);
}

static bool take_theme(struct settings *settings, const char *text)
{
    settings->monochrome = strcmp(text, "monochrome") == 0;
    return settings->monochrome || strcmp(text, "default") == 0;
}

static bool take_host(struct settings *settings, const char *text)
{
    settings_set_text(&settings->hostname, text);
    return settings_host_good(text);
}

static bool take_user(struct settings *settings, const char *text)
{
    settings_set_text(&settings->username, text);
    return strlen(text) <= BMC_USER_NAME - 1;
}

static bool take_workaround(struct settings *settings, const char *text)
{
    unsigned flags;

    settings_set_text(&settings->workaround_flags, text);
    return bmc_workaround_parse(text, BMC_DRIVER_LAN_2_0, &flags);
}

static bool take_faults(struct settings *settings, const char *text)
{
    char sentence[ERROR_SENTENCE];

    settings_set_text(&settings->demo_faults, text);
    return demo_fault_parse(NULL, text, sentence, sizeof sentence) == 0;
}

#define MEMBER(name) offsetof(struct settings, name)
#define TEXT(key, member) {key, KIND_TEXT, MEMBER(member), 0, 0, NULL, NULL}
#define WORD(key, take, right) {key, KIND_WORD, 0, 0, 0, take, right}
#define NUMBER(key, member, least, most) {key, KIND_NUMBER, MEMBER(member), least, most, NULL, NULL}
#define BOOL(key, member) {key, KIND_BOOL, MEMBER(member), 0, 0, NULL, NULL}

static const struct key keys[] = {
    WORD("driver", take_driver,
         N_("one of auto openipmi kcs ssif sunbmc inteldcmi lan lan_2_0 demo")),
    TEXT("driver_device", driver_device),
    NUMBER("driver_address", driver_address, 1, 65535),
    NUMBER("register_spacing", register_spacing, 1, 255),
    WORD("hostname", take_host, N_("HOST or HOST:PORT with a port from 1 to 65535")),
    WORD("username", take_user, N_("a user name of at most 16 bytes")),
    TEXT("session_password_file", session_password_file),
    TEXT("k_g_file", k_g_file),
    {"cipher_suite_id", KIND_SUITE, 0, 0, 17, NULL, NULL},
    WORD("privilege_level", take_privilege, N_("one of callback user operator admin")),
    WORD("workaround_flags", take_workaround,
         N_("FreeIPMI's names, separated by commas, such as opensesspriv")),
    NUMBER("session_timeout", session_timeout_ms, 100, 600000),
    NUMBER("retransmission_timeout", retransmission_timeout_ms, 50, 600000),
    WORD("password_policy", take_policy, N_("one of truenas strict bmc")),
    NUMBER("verify_seconds", verify_s, 1, 600),
    NUMBER("lock_wait_seconds", lock_wait_s, 0, 600),
    WORD("frames", take_frames, N_("one of auto unicode acs ascii none")),
    WORD("theme", take_theme, N_("one of default monochrome")),
    BOOL("mouse", mouse),
    NUMBER("escape_ms", escape_ms, 100, 10000),
    TEXT("browser", browser),
    BOOL("check_reachability", check_reachability),
    BOOL("read_only", read_only),
    WORD("demo_faults", take_faults, N_("faults as bmctui.conf explains them")),
    NUMBER("demo_delay_ms", demo_delay_ms, 0, 600000),
};

static const struct key *find_key(const char *name)
{
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (strcmp(name, keys[i].name) == 0)
            return &keys[i];
    return NULL;
}

bool settings_key(size_t index, struct settings_key *key)
{
    static const char *const types[] = {
        [KIND_TEXT] = "text",   [KIND_NUMBER] = "number",     [KIND_SUITE] = "number",
        [KIND_BOOL] = "true|false", [KIND_WORD] = "text",
    };

    if (index >= sizeof keys / sizeof keys[0])
        return false;
    *key = (struct settings_key){keys[index].name, types[keys[index].kind], 0, 0};
    if (keys[index].kind == KIND_NUMBER) {
        key->least = keys[index].least;
        key->most = keys[index].most;
    }
    return true;
}

/* --- one setting ------------------------------------------------------------------------- */

struct reader {
    struct settings *settings;
    const char *name; /* of the file */
    struct bmc_error *error;
};

/* -1 with "FILE:LINE: NAME is ...". */
static int wrong(const struct reader *reader, const config_setting_t *setting, const char *format,
                 ...) __attribute__((format(printf, 3, 4)));

static int wrong(const struct reader *reader, const config_setting_t *setting, const char *format,
                 ...)
{
    char sentence[ERROR_SENTENCE];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    return error_set(reader->error, ERROR_USAGE, "%s:%d: %s: %s", reader->name,
                     (int)config_setting_source_line(setting), config_setting_name(setting),
                     sentence);
}

static void *member(const struct reader *reader, const struct key *key)
{
    return (char *)reader->settings + key->offset;
}

static int take_text(const struct reader *reader, const struct key *key,
                     const config_setting_t *setting)
{
    const char *text = config_setting_get_string(setting);

    if (config_setting_type(setting) != CONFIG_TYPE_STRING)
        return key->right == NULL
                   ? wrong(reader, setting, "%s", _("this takes a text in double quotes"))
                   : wrong(reader, setting, _("this takes a text in double quotes: %s"),
                           _(key->right));
    if (text[0] == '\0')
        return wrong(reader, setting, "%s", _("the text is empty; leave the line out instead"));
    if (key->kind == KIND_TEXT) {
        settings_set_text(member(reader, key), text);
        return 0;
    }
    if (key->take(reader->settings, text))
        return 0;
    return wrong(reader, setting, _("\"%.40s\" is wrong; right is %s"), text, _(key->right));
}

static int take_number(const struct reader *reader, const struct key *key,
                       const config_setting_t *setting)
{
    int type = config_setting_type(setting);
    long long number = type == CONFIG_TYPE_INT     ? config_setting_get_int(setting)
                       : type == CONFIG_TYPE_INT64 ? config_setting_get_int64(setting)
                                                   : -1;

    if (type != CONFIG_TYPE_INT && type != CONFIG_TYPE_INT64)
        return wrong(reader, setting, _("this takes a number from %lld to %lld, without quotes"),
                     key->least, key->most);
    if (number < key->least || number > key->most)
        return wrong(reader, setting, _("%lld is out of range; right is %lld to %lld"), number,
                     key->least, key->most);
    if (key->kind == KIND_SUITE) {
        if (!settings_cipher_suite_known(number))
            return wrong(reader, setting, _("%lld is out of range; right is one of %s"), number,
                         SETTINGS_CIPHER_SUITES);
        reader->settings->cipher_suite = (int)number;
        return 0;
    }
    *(unsigned *)member(reader, key) = (unsigned)number;
    return 0;
}

static int take_bool(const struct reader *reader, const struct key *key,
                     const config_setting_t *setting)
{
    if (config_setting_type(setting) != CONFIG_TYPE_BOOL)
        return wrong(reader, setting, "%s", _("this takes true or false, without quotes"));
    *(bool *)member(reader, key) = config_setting_get_bool(setting) != 0;
    return 0;
}

static int take(const struct reader *reader, const struct key *key,
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

/* --- the file ---------------------------------------------------------------------------- */

static int take_all(const struct reader *reader, config_t *config, FILE *warn)
{
    const config_setting_t *root = config_root_setting(config);

    for (int i = 0; i < config_setting_length(root); i++) {
        const config_setting_t *setting = config_setting_get_elem(root, (unsigned)i);
        const struct key *key = find_key(config_setting_name(setting));

        if (key == NULL)
            fprintf(warn, _("%s:%d: \"%s\" is not known and left out\n"), reader->name,
                    (int)config_setting_source_line(setting), config_setting_name(setting));
        else if (take(reader, key, setting) < 0)
            return -1;
    }
    if (reader->settings->session_timeout_ms != 0 &&
        reader->settings->retransmission_timeout_ms >= reader->settings->session_timeout_ms)
        return error_set(reader->error, ERROR_USAGE,
                         _("%s: retransmission_timeout has to be shorter than session_timeout"),
                         reader->name);
    return 0;
}

/* libconfig's own words for a syntax error are few; these say what is right. */
static int syntax_error(const struct reader *reader, const config_t *config)
{
    const char *text = config_error_text(config);

    if (text != NULL && strstr(text, "duplicate") != NULL)
        return error_set(reader->error, ERROR_USAGE,
                         _("%s:%d: this setting stands here a second time; keep one of the two"),
                         reader->name, config_error_line(config));
    return error_set(reader->error, ERROR_USAGE,
                     _("%s:%d: not understood at or before this line; right is NAME = VALUE; with "
                       "VALUE a number, true, false, or a text in double quotes"),
                     reader->name, config_error_line(config));
}

int settings_read(struct settings *settings, const char *name, FILE *warn,
                  struct bmc_error *error)
{
    struct reader reader = {settings, name, error};
    config_t config;
    char *text;
    int result;

    if (name == NULL)
        reader.name = SYSCONFDIR "/" SETTINGS_FILE;
    result = settings_file_read(reader.name, name == NULL, &text, error);
    if (result != 0)
        return result < 0 ? -1 : 0;
    config_init(&config);
    if (config_read_string(&config, text) != CONFIG_TRUE)
        result = syntax_error(&reader, &config);
    else
        result = take_all(&reader, &config, warn);
    config_destroy(&config);
    free(text);
    return result;
}
