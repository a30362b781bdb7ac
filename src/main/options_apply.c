/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the options' values mean, and which options exclude each other. */
#include "main/options.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/remote.h"
#include "core/rule.h"
#include "core/user.h"
#include "pages/pages.h"

int option_wrong(enum option_id id, struct bmc_error *error, const char *sentence)
{
    return error_set(error, ERROR_USAGE, "--%s: %s", option_row(id)->name, sentence);
}

static int option_not_together(enum option_id id, enum option_id other, struct bmc_error *error)
{
    return error_set(error, ERROR_USAGE, _("--%s: cannot be used together with --%s"),
                     option_row(id)->name, option_row(other)->name);
}

/* --- which BMC --------------------------------------------------------------------------- */

/* The option that selects a BMC not listed in the config file; OPTION_COUNT: none. */
static enum option_id options_naming_bmc(const struct options *options)
{
    for (enum option_id id = 0; id < OPTION_COUNT; id++)
        if (options->given[id] && option_row(id)->key != NULL &&
            settings_find(option_row(id)->key)->identity)
            return id;
    return OPTION_COUNT;
}

/* The first target, or the first in-band one for commands that work in-band only. */
static size_t options_default_target(const struct options *options, const struct settings *settings)
{
    if (options->command == &cli_confirm || options->given[OPTION_UNATTENDED])
        for (size_t i = 0; i < settings->target_count; i++)
            if (bmc_driver_is_inband(settings->targets[i].bmc.target.driver))
                return i;
    return 0;
}

static int options_no_target(const struct options *options, const struct settings *settings,
                             struct bmc_error *error)
{
    char quoted[RULE_QUOTE], names[ERROR_SENTENCE];

    rule_quote(options->values[OPTION_TARGET], quoted);
    if (settings->target_count == 0)
        return error_set(error, ERROR_USAGE,
                         _("--target: there is no target \"%s\": the config file lists none"),
                         quoted);
    return error_set(error, ERROR_USAGE,
                     _("--target: there is no target \"%s\"; the config file lists %s"), quoted,
                     settings_target_names(settings, names, sizeof names));
}

static int options_take_target(const struct options *options, struct settings *settings,
                               struct bmc_error *error)
{
    enum option_id naming = options_naming_bmc(options);
    size_t target;

    if (!options->given[OPTION_TARGET]) {
        if (settings->target_count > 0 && naming == OPTION_COUNT)
            settings_choose(settings, options_default_target(options, settings));
        return 0;
    }
    if (naming != OPTION_COUNT)
        return option_not_together(OPTION_TARGET, naming, error);
    target = settings_find_target(settings, options->values[OPTION_TARGET]);
    if (target == SETTINGS_NO_TARGET)
        return options_no_target(options, settings, error);
    settings_choose(settings, target);
    return 0;
}

static int option_take_key(const struct options *options, enum option_id id,
                           struct settings *settings, struct bmc_error *error)
{
    const struct option_row *row = option_row(id);
    struct bmc_error why;

    if (settings_set(settings, row->key, row->value != NULL ? row->value : options->values[id],
                     &why) < 0)
        return option_wrong(id, error, why.sentence);
    return 0;
}

/* --hostname alone means LAN 2.0, whatever driver the config file has; --demo is a driver too. */
static int options_take_keys(const struct options *options, struct settings *settings,
                             struct bmc_error *error)
{
    bool host = options->given[OPTION_HOSTNAME], named = options->given[OPTION_DRIVER_TYPE];
    enum bmc_driver *driver = &settings->bmc.target.driver;

    for (enum option_id id = 0; id < OPTION_COUNT; id++)
        if (options->given[id] && option_row(id)->kind == OPTION_KEY &&
            option_take_key(options, id, settings, error) < 0)
            return -1;
    if (options->given[OPTION_DEMO] &&
        (host || (named && strcasecmp(options->values[OPTION_DRIVER_TYPE], "demo") != 0)))
        return option_wrong(
            OPTION_DEMO, error,
            _("the demo BMC has no host and no other driver; leave out these options"));
    if (host && named && !bmc_driver_is_lan(*driver))
        return option_wrong(
            OPTION_HOSTNAME, error,
            _("only the drivers lan and lan_2_0 reach a host; leave out --driver-type"));
    if (host && !bmc_driver_is_lan(*driver))
        *driver = BMC_DRIVER_LAN_2_0;
    return 0;
}

/* Login options without a host were meant for a remote BMC: don't touch this machine's instead. */
static int options_check_where(const struct options *options, const struct settings *settings,
                               struct bmc_error *error)
{
    bool lan = bmc_driver_is_lan(settings->bmc.target.driver);
    bool here = bmc_driver_is_inband(settings->bmc.target.driver);

    if (lan && settings->bmc.target.hostname == NULL)
        return option_wrong(OPTION_DRIVER_TYPE, error,
                            _("this driver needs a host; add --hostname=HOST"));
    for (enum option_id id = 0; id < OPTION_COUNT; id++) {
        enum option_where where = option_row(id)->where;

        if (options->given[id] && where == OPTION_OVER_LAN && !lan)
            return option_wrong(id, error,
                                _("this is only for a BMC over LAN; add --hostname=HOST"));
        if (options->given[id] && where == OPTION_IN_BAND && !here)
            return option_wrong(
                id, error,
                _("this is only for this machine's own BMC, not for a host or the demo BMC"));
    }
    return 0;
}

static int options_take_personality(const struct options *options, struct settings *settings,
                                    struct bmc_error *error)
{
    if (!options->given[OPTION_PERSONALITY])
        return 0;
    if (settings->bmc.target.driver != BMC_DRIVER_DEMO)
        return option_wrong(OPTION_PERSONALITY, error,
                            _("this is only for the demo BMC; add --demo"));
    return option_take_key(options, OPTION_PERSONALITY, settings, error);
}

/* --- all together ------------------------------------------------------------------------ */

#define SESSION_TIMEOUT_MS 20000 /* FreeIPMI's own */

/* Only if one was given: the defaults fit each other. */
static int options_check_times(const struct options *options, const struct settings *settings,
                               struct bmc_error *error)
{
    unsigned session = settings->bmc.target.session_timeout_ms;
    unsigned again = settings->bmc.target.retransmission_timeout_ms;

    if (!options->given[OPTION_SESSION_TIMEOUT] && !options->given[OPTION_RETRANSMISSION_TIMEOUT])
        return 0;
    session = session != 0 ? session : SESSION_TIMEOUT_MS;
    if (again < session)
        return 0;
    return error_set(
        error, ERROR_USAGE,
        _("--%s: %u ms is not shorter than the session timeout of %u ms; use a shorter one"),
        option_row(OPTION_RETRANSMISSION_TIMEOUT)->name, again, session);
}

static int options_check_standard_input(const struct options *options, struct bmc_error *error)
{
    static const enum option_id files[] = {OPTION_SESSION_PASSWORD_FILE, OPTION_K_G_FILE,
                                           OPTION_PASSWORD_FILE};
    /* apply's file operand */
    int count = options->command == &cli_apply && options->word_count == 1 &&
                strcmp(options->words[0], "-") == 0;

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        if (options->given[files[i]] && strcmp(options->values[files[i]], "-") == 0 && count++ > 0)
            return option_wrong(files[i], error,
                                _("- is standard input, which another option already reads"));
    return 0;
}

int options_apply(const struct options *options, struct settings *settings,
                  struct bmc_error *error)
{
    const char *no_color = getenv("NO_COLOR");

    if (options_take_target(options, settings, error) < 0 ||
        options_take_keys(options, settings, error) < 0 ||
        options_check_where(options, settings, error) < 0 ||
        options_take_personality(options, settings, error) < 0 ||
        options_check_times(options, settings, error) < 0 ||
        options_check_standard_input(options, error) < 0)
        return -1;
    if (options->given[OPTION_MONOCHROME] || (no_color != NULL && no_color[0] != '\0'))
        settings->monochrome = true;
    if (options->given[OPTION_TRACE] && options->values[OPTION_TRACE][0] == '\0')
        return option_wrong(OPTION_TRACE, error, _("the value is empty"));
    return 0;
}

/* --- the command's own ------------------------------------------------------------------- */

static int option_take_number(const struct options *options, enum option_id id, unsigned *place,
                              struct bmc_error *error)
{
    const struct option_row *row = option_row(id);
    long number = settings_parse_number(options->values[id], false);
    struct bmc_error why;

    if (number < row->least || number > row->most) {
        settings_no_number(options->values[id], row->least, row->most, &why);
        option_wrong(id, error, why.sentence);
        if (row->example != 0)
            text_append(error->sentence, sizeof error->sentence, "", _(", such as --%s=%u"),
                        row->name, row->example);
        return -1;
    }
    *place = (unsigned)number;
    return 0;
}

static int options_take_own(const struct options *options, struct cli_arguments *arguments,
                            struct bmc_error *error)
{
    for (enum option_id id = 0; id < OPTION_COUNT; id++) {
        const struct option_row *row = option_row(id);
        void *place = (char *)arguments + row->place;

        if (!options->given[id])
            continue;
        if (row->kind == OPTION_FLAG)
            *(bool *)place = true;
        else if (row->kind == OPTION_TEXT)
            *(const char **)place = options->values[id];
        else if (row->otherwise != 0 && options->values[id] == NULL)
            *(unsigned *)place = row->otherwise;
        else if (row->kind == OPTION_NUMBER && option_take_number(options, id, place, error) < 0)
            return -1;
    }
    return 0;
}

/* A slot number or a name, as far as it can be checked before the BMC's users are known. */
static int options_take_user(const struct options *options, struct cli_arguments *arguments,
                             struct bmc_error *error)
{
    const char *user = options->values[OPTION_USER];
    char name[BMC_USER_NAME], quoted[RULE_QUOTE];
    uint8_t slot;

    if (user == NULL || user_parse(user, &slot, name)) {
        arguments->user = user;
        return 0;
    }
    if (user[0] == '\0' || user[strspn(user, "0123456789")] != '\0')
        return option_wrong(OPTION_USER, error, _("a user name has 1 to 16 characters"));
    return error_set(error, ERROR_USAGE, _("--%s: \"%s\" is not valid; use %s"),
                     option_row(OPTION_USER)->name, rule_quote(user, quoted),
                     _("a slot from 1 to 63, or a name"));
}

static int options_take_password(const struct options *options, struct cli_arguments *arguments,
                                 struct bmc_error *error)
{
    arguments->password_file = options->values[OPTION_PASSWORD_FILE];
    if (arguments->password_file == NULL)
        return 0;
    if (arguments->ask_password)
        return option_not_together(OPTION_PASSWORD, OPTION_PASSWORD_FILE, error);
    if (arguments->password_file[0] == '\0')
        return option_wrong(OPTION_PASSWORD_FILE, error, _("the value is empty"));
    return 0;
}

static int options_take_remote(const struct options *options, struct cli_arguments *arguments,
                               struct bmc_error *error)
{
    struct bmc_error why;

    if (!options->given[OPTION_REMOTE_ACCESS] ||
        remote_parse(options->values[OPTION_REMOTE_ACCESS], &arguments->remote, &why) == 0)
        return 0;
    return option_wrong(OPTION_REMOTE_ACCESS, error, why.sentence);
}

/* At most one action. */
static int options_check_recover(const struct options *options, struct bmc_error *error)
{
    enum option_id first = OPTION_COUNT;

    for (enum option_id id = 0; id < OPTION_COUNT; id++) {
        if (!options->given[id] || option_row(id)->takes != CLI_TAKES_RECOVER)
            continue;
        if (first != OPTION_COUNT)
            return option_not_together(id, first, error);
        first = id;
    }
    return 0;
}

int options_arguments(const struct options *options, struct cli_arguments *arguments,
                      struct bmc_error *error)
{
    char names[PAGES_MOST * 16], quoted[RULE_QUOTE];

    memset(arguments, 0, sizeof *arguments);
    arguments->words = options->words;
    arguments->word_count = options->word_count;
    arguments->this_machine = options->values[OPTION_THIS_MACHINE];
    if (options_take_own(options, arguments, error) < 0 ||
        options_take_user(options, arguments, error) < 0 ||
        options_take_remote(options, arguments, error) < 0 ||
        options_take_password(options, arguments, error) < 0 ||
        options_check_recover(options, error) < 0)
        return -1;
    if (arguments->confirm_s > 0 && arguments->no_journal)
        return option_not_together(OPTION_CONFIRM, OPTION_NO_JOURNAL, error);
    if (arguments->utc && arguments->local)
        return option_not_together(OPTION_UTC, OPTION_LOCAL, error);
    if (options->given[OPTION_PAGE] && pages_find(options->values[OPTION_PAGE]) == NULL)
        return error_set(error, ERROR_USAGE, _("--%s: \"%s\" is not valid; use %s"),
                         option_row(OPTION_PAGE)->name,
                         rule_quote(options->values[OPTION_PAGE], quoted),
                         pages_names(names, sizeof names));
    return 0;
}
