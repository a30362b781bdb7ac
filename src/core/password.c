/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/password.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "bmc/types.h"

static const struct password_limits policies[] = {
    [PASSWORD_POLICY_TRUENAS] = {8, BMC_PASSWORD_16, 3},
    [PASSWORD_POLICY_STRICT] = {8, BMC_PASSWORD_20, 4},
    [PASSWORD_POLICY_BMC] = {1, BMC_PASSWORD_20, 0},
};

const struct password_limits *password_limits(enum password_policy policy)
{
    return &policies[policy];
}

/* ASCII's own classes, whatever the locale says; PASSWORD_RULE_COUNT: not printable ASCII. */
static enum password_rule class_of(char byte)
{
    if (byte >= 'a' && byte <= 'z')
        return PASSWORD_RULE_LOWER;
    if (byte >= 'A' && byte <= 'Z')
        return PASSWORD_RULE_UPPER;
    if (byte >= '0' && byte <= '9')
        return PASSWORD_RULE_DIGIT;
    return byte >= ' ' && byte <= '~' ? PASSWORD_RULE_SPECIAL : PASSWORD_RULE_COUNT;
}

static bool holds(const struct secret *password, enum password_rule class)
{
    const char *bytes = secret_bytes(password);

    for (size_t i = 0; i < secret_length(password); i++)
        if (class_of(bytes[i]) == class)
            return true;
    return false;
}

bool password_meets(enum password_policy policy, const struct secret *password,
                    enum password_rule rule)
{
    size_t length = secret_length(password);

    if (rule == PASSWORD_RULE_LENGTH)
        return length >= policies[policy].minimum && length <= policies[policy].maximum;
    return rule < PASSWORD_RULE_COUNT && holds(password, rule);
}

const char *password_rule_text(enum password_policy policy, enum password_rule rule, char *text,
                               size_t size)
{
    static const char *const classes[PASSWORD_RULE_COUNT] = {
        [PASSWORD_RULE_LOWER] = "a-z",
        [PASSWORD_RULE_UPPER] = "A-Z",
        [PASSWORD_RULE_DIGIT] = "0-9",
        [PASSWORD_RULE_SPECIAL] = "#!+",
    };

    if (rule == PASSWORD_RULE_LENGTH)
        snprintf(text, size, _("%u-%u bytes:"), (unsigned)policies[policy].minimum,
                 (unsigned)policies[policy].maximum);
    else
        snprintf(text, size, "%s", (unsigned)rule < PASSWORD_RULE_COUNT ? classes[rule] : "");
    return text;
}

const char *password_rules_text(enum password_policy policy, char *text, size_t size)
{
    unsigned least = (unsigned)policies[policy].minimum, most = (unsigned)policies[policy].maximum;

    if (policies[policy].classes == 0)
        snprintf(text, size,
                 _("It needs %u to %u characters; everything else is for the BMC to judge."), least,
                 most);
    else if (policies[policy].classes < 4)
        snprintf(text, size,
                 _("It needs %u to %u characters, and %u of these kinds: a-z, A-Z, 0-9, and others "
                   "such as #!+."),
                 least, most, policies[policy].classes);
    else
        snprintf(text, size,
                 _("It needs %u to %u characters, and all of these kinds: a-z, A-Z, 0-9, and "
                   "others such as #!+."),
                 least, most);
    return text;
}

static unsigned count_classes(const struct secret *password)
{
    unsigned count = 0;

    for (enum password_rule rule = PASSWORD_RULE_LOWER; rule < PASSWORD_RULE_COUNT; rule++)
        count += holds(password, rule) ? 1 : 0;
    return count;
}

static int check_length(const struct password_limits *policy, size_t length, bool ipmi_2_0,
                        struct bmc_error *error)
{
    unsigned maximum = (unsigned)policy->maximum;

    if (!ipmi_2_0 && maximum > BMC_PASSWORD_16)
        maximum = BMC_PASSWORD_16;
    if (length >= policy->minimum && length <= maximum)
        return 0;
    if (length > maximum && length <= policy->maximum)
        return error_set(error, ERROR_USAGE,
                         _("it has %u characters; more than 16 need IPMI 2.0, which this BMC does "
                           "not speak; use %u to 16."),
                         (unsigned)length, (unsigned)policy->minimum);
    return error_set(error, ERROR_USAGE, _("it has %u characters; use %u to %u."), (unsigned)length,
                     (unsigned)policy->minimum, maximum);
}

static int check_classes(const struct password_limits *policy, const struct secret *password,
                         struct bmc_error *error)
{
    unsigned count = count_classes(password);

    if (count >= policy->classes)
        return 0;
    if (policy->classes == 4)
        return error_set(
            error, ERROR_USAGE,
            _("it has %u of the 4 kinds; use all of a-z, A-Z, 0-9 and others such as #!+."), count);
    return error_set(error, ERROR_USAGE,
                     _("it has %u of the 4 kinds; use %u of a-z, A-Z, 0-9 and others such as #!+."),
                     count, policy->classes);
}

int password_check(enum password_policy policy, const struct secret *password, bool ipmi_2_0,
                   struct bmc_error *error)
{
    const struct password_limits *row = &policies[policy];

    if (secret_length(password) == 0)
        return error_set(error, ERROR_USAGE, _("it is empty; use %u to %u characters."),
                         (unsigned)row->minimum, (unsigned)row->maximum);
    if (holds(password, PASSWORD_RULE_COUNT))
        return error_set(error, ERROR_USAGE,
                         _("it has a character outside printable ASCII; use a-z, A-Z, 0-9 and "
                           "others such as #!+."));
    if (check_length(row, secret_length(password), ipmi_2_0, error) != 0)
        return -1;
    return check_classes(row, password, error);
}
