/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Password policies: what is asked of a new BMC password before it is sent.
 */
#ifndef BMCTUI_CORE_PASSWORD_H
#define BMCTUI_CORE_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/secret.h"

enum password_policy {
    PASSWORD_POLICY_TRUENAS, /* 8 to 16 bytes, at least 3 of the 4 classes */
    PASSWORD_POLICY_STRICT,  /* 8 to 20 bytes, all 4 */
    PASSWORD_POLICY_BMC      /* 1 to 20 bytes, the BMC decides */
};

/* What stands beside the field: "8-16 bytes:", "a-z", "A-Z", "0-9", "#!+". */
enum password_rule {
    PASSWORD_RULE_LENGTH,
    PASSWORD_RULE_LOWER,
    PASSWORD_RULE_UPPER,
    PASSWORD_RULE_DIGIT,
    PASSWORD_RULE_SPECIAL,
    PASSWORD_RULE_COUNT
};

struct password_limits {
    size_t minimum, maximum; /* bytes */
    unsigned classes;        /* so many of the four are needed: 3, 4 or 0 */
};
const struct password_limits *password_limits(enum password_policy policy);

bool password_meets(enum password_policy policy, const struct secret *password,
                    enum password_rule rule);
/* The rule's short text for the screen, translated where it has words. */
const char *password_rule_text(enum password_policy policy, enum password_rule rule,
                               char *text, size_t size);

/* All of them as a sentence, translated. */
const char *password_rules_text(enum password_policy policy, char *text, size_t size);

/* 0, or -1 with ERROR_USAGE and a sentence that never quotes the password. ipmi_2_0: what the
 * BMC speaks (17 to 20 bytes need it). An empty password is refused here. */
int password_check(enum password_policy policy, const struct secret *password, bool ipmi_2_0,
                   struct bmc_error *error);

#endif
