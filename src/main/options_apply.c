/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the options' values mean, and what does not go together. */
#include "main/options.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "core/remote.h"
#include "core/rule.h"
#include "core/user.h"
#include "demo/demo_personality.h"
#include "main/options_table.h"

static int wrong(enum option_id id, struct bmc_error *error, const char *sentence)
{
    return error_set(error, ERROR_USAGE, "--%s: %s", option_row(id)->name, sentence);
}

/* Decimal, or hexadecimal with 0x where that is usual; no blanks, signs or tail. -1: it is not. */
static long parse_number(const char *text, bool hex)
{
    bool is_hex = hex && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    const char *digits = text + (is_hex ? 2 : 0);
    size_t length = strspn(digits, is_hex ? "0123456789abcdefABCDEF" : "0123456789");

    if (length == 0 || length > 9 || digits[length] != '\0')
        return -1;
    return strtol(digits, NULL, is_hex ? 16 : 10);
}

/* least is 0 or more. */
static int take_number(const struct options *options, enum option_id id, bool hex, long least,
                       long most, long *number, struct bmc_error *error)
{
    char quoted[RULE_QUOTE];

    *number = parse_number(options->values[id], hex);
    if (*number < least || *number > most)
        return error_set(error, ERROR_USAGE,
                         _("--%s: \"%s\" is not a number from %ld to %ld"), option_row(id)->name,
                         rule_quote(options->values[id], quoted), least, most);
    return 0;
}

static int take_unsigned(const struct options *options, enum option_id id, bool hex, long least,
                         long most, unsigned *place, struct bmc_error *error)
{
    long number;

    if (!options->given[id])
        return 0;
    if (take_number(options, id, hex, least, most, &number, error) < 0)
        return -1;
    *place = (unsigned)number;
    return 0;
}

static int take_text(const struct options *options, enum option_id id, char **place,
                     struct bmc_error *error)
{
    if (!options->given[id])
        return 0;
    if (options->values[id][0] == '\0')
        return wrong(id, error, _("the value is empty"));
    settings_set_text(place, options->values[id]);
    return 0;
}

static int take_word(const struct options *options, enum option_id id, bool good,
                     const char *right, struct bmc_error *error)
{
    char quoted[RULE_QUOTE];

    if (good)
        return 0;
    return error_set(error, ERROR_USAGE, _("--%s: \"%s\" is wrong; right is %s"),
                     option_row(id)->name, rule_quote(options->values[id], quoted), right);
}

/* --- the BMC ----------------------------------------------------------------------------- */

/* A host alone means LAN 2.0, whatever the config file's driver; --demo is a driver too. */
static int take_driver(const struct options *options, struct settings *settings,
                       struct bmc_error *error)
{
    bool host = options->given[OPTION_HOSTNAME], named = options->given[OPTION_DRIVER_TYPE];

    if (named && take_word(options, OPTION_DRIVER_TYPE,
                           bmc_driver_parse(options->values[OPTION_DRIVER_TYPE],
                                            &settings->bmc.driver),
                           "auto openipmi kcs ssif sunbmc inteldcmi lan lan_2_0 demo",
                           error) < 0)
        return -1;
    if (options->given[OPTION_DEMO] &&
        (host || (named && settings->bmc.driver != BMC_DRIVER_DEMO)))
        return wrong(OPTION_DEMO, error,
                     _("the demo BMC has no host and no other driver; leave these options out"));
    if (options->given[OPTION_DEMO])
        settings->bmc.driver = BMC_DRIVER_DEMO;
    if (host && !bmc_host_good(options->values[OPTION_HOSTNAME]))
        return take_word(options, OPTION_HOSTNAME, false,
                         _("HOST or HOST:PORT with a port from 1 to 65535"), error);
    if (host && named && !bmc_driver_is_lan(settings->bmc.driver))
        return wrong(OPTION_HOSTNAME, error,
                     _("only the drivers lan and lan_2_0 reach a host; leave --driver-type out"));
    if (host && !named && !bmc_driver_is_lan(settings->bmc.driver))
        settings->bmc.driver = BMC_DRIVER_LAN_2_0;
    return take_text(options, OPTION_HOSTNAME, &settings->bmc.hostname, error);
}

/* Another BMC than any of the file's. */
static enum option_id names_bmc(const struct options *options)
{
    static const enum option_id naming[] = {OPTION_HOSTNAME,      OPTION_DRIVER_TYPE,
                                            OPTION_DEMO,          OPTION_DRIVER_DEVICE,
                                            OPTION_DRIVER_ADDRESS, OPTION_REGISTER_SPACING};

    for (size_t i = 0; i < sizeof naming / sizeof naming[0]; i++)
        if (options->given[naming[i]])
            return naming[i];
    return OPTION_COUNT;
}

/* The first, but where only this machine's own BMC can be meant. */
static size_t default_target(const struct options *options, const struct settings *settings)
{
    if (options->command == &cli_confirm || options->given[OPTION_UNATTENDED])
        for (size_t i = 0; i < settings->target_count; i++)
            if (bmc_driver_is_inband(settings->targets[i].bmc.driver))
                return i;
    return 0;
}

static int no_such_target(const struct options *options, const struct settings *settings,
                          struct bmc_error *error)
{
    char quoted[RULE_QUOTE], names[ERROR_SENTENCE];

    rule_quote(options->values[OPTION_TARGET], quoted);
    if (settings->target_count == 0)
        return error_set(error, ERROR_USAGE,
                         _("--target: \"%s\" is not there: the config file lists no targets"),
                         quoted);
    return error_set(error, ERROR_USAGE, _("--target: \"%s\" is not among the targets: %s"), quoted,
                     settings_target_names(settings, names, sizeof names));
}

static int take_target(const struct options *options, struct settings *settings,
                       struct bmc_error *error)
{
    enum option_id naming = names_bmc(options);
    size_t target;

    if (!options->given[OPTION_TARGET]) {
        if (settings->target_count > 0 && naming == OPTION_COUNT)
            settings_choose(settings, default_target(options, settings));
        return 0;
    }
    if (naming != OPTION_COUNT)
        return error_set(error, ERROR_USAGE, _("--%s: not together with --%s"),
                         option_row(OPTION_TARGET)->name, option_row(naming)->name);
    target = settings_find_target(settings, options->values[OPTION_TARGET]);
    if (target == SETTINGS_NO_TARGET)
        return no_such_target(options, settings, error);
    settings_choose(settings, target);
    return 0;
}

static int take_login(const struct options *options, struct settings *settings,
                      struct bmc_error *error)
{
    long suite;

    if (options->given[OPTION_USERNAME]) {
        if (strlen(options->values[OPTION_USERNAME]) > BMC_USER_NAME - 1)
            return wrong(OPTION_USERNAME, error, _("a user name has at most 16 bytes"));
        settings_set_text(&settings->bmc.username, options->values[OPTION_USERNAME]);
    }
    if (options->given[OPTION_CIPHER_SUITE_ID]) {
        suite = parse_number(options->values[OPTION_CIPHER_SUITE_ID], false);
        if (take_word(options, OPTION_CIPHER_SUITE_ID, settings_cipher_suite_known(suite),
                      _("one of 0 1 2 3 6 7 8 11 12 15 16 17"), error) < 0)
            return -1;
        settings->bmc.cipher_suite = (int)suite;
    }
    if (options->given[OPTION_PRIVILEGE_LEVEL] &&
        take_word(options, OPTION_PRIVILEGE_LEVEL,
                  settings_privilege_parse(options->values[OPTION_PRIVILEGE_LEVEL],
                                           &settings->bmc.privilege),
                  "callback user operator admin", error) < 0)
        return -1;
    if (take_text(options, OPTION_SESSION_PASSWORD_FILE, &settings->bmc.session_password_file,
                  error) < 0 ||
        take_text(options, OPTION_K_G_FILE, &settings->bmc.k_g_file, error) < 0)
        return -1;
    return 0;
}

static int take_link(const struct options *options, struct settings *settings,
                     struct bmc_error *error)
{
    unsigned flags;

    if (options->given[OPTION_WORKAROUND_FLAGS] &&
        take_word(options, OPTION_WORKAROUND_FLAGS,
                  bmc_workaround_parse(options->values[OPTION_WORKAROUND_FLAGS],
                                       settings->bmc.driver, &flags),
                  _("FreeIPMI's names, separated by commas, such as opensesspriv"), error) < 0)
        return -1;
    if (take_text(options, OPTION_WORKAROUND_FLAGS, &settings->bmc.workaround_flags, error) < 0 ||
        take_text(options, OPTION_DRIVER_DEVICE, &settings->bmc.driver_device, error) < 0 ||
        take_unsigned(options, OPTION_DRIVER_ADDRESS, true, 1, 65535, &settings->bmc.driver_address,
                      error) < 0 ||
        take_unsigned(options, OPTION_REGISTER_SPACING, false, 1, 255,
                      &settings->bmc.register_spacing, error) < 0 ||
        take_unsigned(options, OPTION_SESSION_TIMEOUT, false, 100, 600000,
                      &settings->bmc.session_timeout_ms, error) < 0)
        return -1;
    return take_unsigned(options, OPTION_RETRANSMISSION_TIMEOUT, false, 50, 600000,
                         &settings->bmc.retransmission_timeout_ms, error);
}

/* --- all together ------------------------------------------------------------------------ */

/* A name without a host was meant for a BMC elsewhere; this machine's is not touched instead. */
static int check_lan_only(const struct options *options, const struct settings *settings,
                          struct bmc_error *error)
{
    static const enum option_id lan_only[] = {
        OPTION_USERNAME, OPTION_SESSION_PASSWORD_FILE, OPTION_K_G_FILE, OPTION_CIPHER_SUITE_ID,
        OPTION_PRIVILEGE_LEVEL, OPTION_SESSION_TIMEOUT, OPTION_RETRANSMISSION_TIMEOUT};

    if (bmc_driver_is_lan(settings->bmc.driver)) {
        if (settings->bmc.hostname == NULL)
            return wrong(OPTION_DRIVER_TYPE, error,
                         _("this driver needs a host: --hostname=HOST"));
        return 0;
    }
    for (size_t i = 0; i < sizeof lan_only / sizeof lan_only[0]; i++)
        if (options->given[lan_only[i]])
            return wrong(lan_only[i], error,
                         _("this goes with a BMC over LAN only: add --hostname=HOST"));
    return 0;
}

static int check_in_band_only(const struct options *options, const struct settings *settings,
                              struct bmc_error *error)
{
    static const enum option_id in_band_only[] = {OPTION_DRIVER_DEVICE, OPTION_DRIVER_ADDRESS,
                                                  OPTION_REGISTER_SPACING};

    for (size_t i = 0; i < sizeof in_band_only / sizeof in_band_only[0]; i++)
        if (options->given[in_band_only[i]] &&
            (bmc_driver_is_lan(settings->bmc.driver) || settings->bmc.driver == BMC_DRIVER_DEMO))
            return wrong(in_band_only[i], error,
                         _("this goes with this machine's own BMC only, not with a host or the "
                           "demo BMC"));
    return 0;
}

static int take_personality(const struct options *options, struct settings *settings,
                            struct bmc_error *error)
{
    struct bmc_error inner;

    if (!options->given[OPTION_PERSONALITY])
        return 0;
    if (settings->bmc.driver != BMC_DRIVER_DEMO)
        return wrong(OPTION_PERSONALITY, error,
                     _("this goes with the demo BMC only: add --demo"));
    if (take_text(options, OPTION_PERSONALITY, &settings->bmc.demo_personality, error) < 0)
        return -1;
    if (demo_personality_load(NULL, settings->bmc.demo_personality, &inner) != 0)
        return wrong(OPTION_PERSONALITY, error, inner.sentence);
    return 0;
}

#define SESSION_TIMEOUT_MS 20000 /* FreeIPMI's own */

/* A pause that nobody has chosen fits the session's time by itself. */
static int check_times(const struct options *options, const struct settings *settings,
                       struct bmc_error *error)
{
    unsigned session = settings->bmc.session_timeout_ms;
    unsigned again = settings->bmc.retransmission_timeout_ms;

    if (!options->given[OPTION_SESSION_TIMEOUT] && !options->given[OPTION_RETRANSMISSION_TIMEOUT])
        return 0;
    session = session != 0 ? session : SESSION_TIMEOUT_MS;
    if (again < session)
        return 0;
    return error_set(error, ERROR_USAGE,
                     _("--%s: %u ms is not shorter than the session time-out of %u ms"),
                     option_row(OPTION_RETRANSMISSION_TIMEOUT)->name, again, session);
}

static int check_standard_input(const struct options *options, struct bmc_error *error)
{
    static const enum option_id files[] = {OPTION_SESSION_PASSWORD_FILE, OPTION_K_G_FILE,
                                           OPTION_PASSWORD_FILE};
    /* The file of apply. */
    int count = options->command == &cli_apply && options->word_count == 1 &&
                strcmp(options->words[0], "-") == 0;

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (options->given[files[i]] && strcmp(options->values[files[i]], "-") == 0 && count++ > 0)
            return wrong(files[i], error,
                         _("- is standard input, which another option reads already"));
    }
    return 0;
}

int options_apply(const struct options *options, struct settings *settings,
                  struct bmc_error *error)
{
    const char *no_color = getenv("NO_COLOR");

    if (take_target(options, settings, error) < 0 || take_driver(options, settings, error) < 0 ||
        take_login(options, settings, error) < 0 ||
        take_link(options, settings, error) < 0 ||
        check_lan_only(options, settings, error) < 0 ||
        check_in_band_only(options, settings, error) < 0 ||
        take_personality(options, settings, error) < 0 ||
        check_times(options, settings, error) < 0 || check_standard_input(options, error) < 0)
        return -1;
    if (options->given[OPTION_MONOCHROME] || (no_color != NULL && no_color[0] != '\0'))
        settings->monochrome = true;
    if (options->given[OPTION_READ_ONLY])
        settings->read_only = true;
    if (options->given[OPTION_TRACE] && options->values[OPTION_TRACE][0] == '\0')
        return wrong(OPTION_TRACE, error, _("the value is empty"));
    return 0;
}

/* --- the command's own ------------------------------------------------------------------- */

static int take_channel(const struct options *options, struct cli_arguments *arguments,
                        struct bmc_error *error)
{
    unsigned channel = 0;

    if (take_unsigned(options, OPTION_CHANNEL, false, BMC_CHANNEL_FIRST, BMC_CHANNEL_LAST,
                      &channel, error) < 0)
        return -1;
    arguments->channel = (uint8_t)channel;
    return 0;
}

/* A slot's number, or a name: what it can be before the BMC's users are known. */
static int take_user(const struct options *options, struct cli_arguments *arguments,
                     struct bmc_error *error)
{
    const char *user = options->values[OPTION_USER];
    char name[BMC_USER_NAME];
    uint8_t slot;

    if (!options->given[OPTION_USER])
        return 0;
    if (!user_parse(user, &slot, name))
        return user[0] != '\0' && user[strspn(user, "0123456789")] == '\0'
                   ? take_word(options, OPTION_USER, false, _("a slot from 1 to 63, or a name"),
                               error)
                   : wrong(OPTION_USER, error, _("a user's name has 1 to 16 bytes"));
    arguments->user = user;
    return 0;
}

static int take_remote(const struct options *options, struct cli_arguments *arguments,
                       struct bmc_error *error)
{
    struct bmc_error reason;

    if (!options->given[OPTION_REMOTE_ACCESS] ||
        remote_parse(options->values[OPTION_REMOTE_ACCESS], &arguments->remote, &reason) == 0)
        return 0;
    return wrong(OPTION_REMOTE_ACCESS, error, reason.sentence);
}

static int take_confirm(const struct options *options, struct cli_arguments *arguments,
                        struct bmc_error *error)
{
    if (take_unsigned(options, OPTION_CONFIRM, false, GUARD_CONFIRM_LEAST_S, GUARD_CONFIRM_MOST_S,
                      &arguments->confirm_s, error) < 0)
        return -1;
    if (arguments->confirm_s > 0 && arguments->no_journal)
        return wrong(OPTION_CONFIRM, error, _("not together with --no-journal"));
    return 0;
}

/* One way out, or none. */
static int check_recover(const struct options *options, struct bmc_error *error)
{
    static const enum option_id ways[] = {OPTION_UNDO, OPTION_FINISH, OPTION_FORGET,
                                          OPTION_UNATTENDED};
    enum option_id first = OPTION_COUNT;

    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        if (!options->given[ways[i]])
            continue;
        if (first != OPTION_COUNT)
            return error_set(error, ERROR_USAGE, _("--%s: not together with --%s"),
                             option_row(ways[i])->name, option_row(first)->name);
        first = ways[i];
    }
    return 0;
}

int options_arguments(const struct options *options, struct cli_arguments *arguments,
                      struct bmc_error *error)
{
    memset(arguments, 0, sizeof *arguments);
    arguments->json = options->given[OPTION_JSON];
    arguments->ask_password = options->given[OPTION_PASSWORD];
    arguments->password_file = options->values[OPTION_PASSWORD_FILE];
    arguments->dry_run = options->given[OPTION_DRY_RUN];
    arguments->clear_lock = options->given[OPTION_CLEAR_LOCK];
    arguments->no_journal = options->given[OPTION_NO_JOURNAL];
    arguments->cut_link = options->given[OPTION_CUT_LINK];
    arguments->undo = options->given[OPTION_UNDO];
    arguments->finish = options->given[OPTION_FINISH];
    arguments->forget = options->given[OPTION_FORGET];
    arguments->unattended = options->given[OPTION_UNATTENDED];
    arguments->qr = options->given[OPTION_QR];
    arguments->open = options->given[OPTION_OPEN];
    arguments->check = options->given[OPTION_CHECK];
    arguments->words = options->words;
    arguments->word_count = options->word_count;
    if (take_channel(options, arguments, error) < 0 || take_user(options, arguments, error) < 0 ||
        take_remote(options, arguments, error) < 0 ||
        take_confirm(options, arguments, error) < 0 || check_recover(options, error) < 0)
        return -1;
    if (arguments->ask_password && arguments->password_file != NULL)
        return wrong(OPTION_PASSWORD, error, _("not together with --password-file"));
    if (arguments->password_file != NULL && arguments->password_file[0] == '\0')
        return wrong(OPTION_PASSWORD_FILE, error, _("the value is empty"));
    return 0;
}
