/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"

#include "base/i18n.h"

static const char random_letters[] = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/* "kR7m-Xp2q-Vw9dHs" */
static bool random_fill(struct secret *secret)
{
    static const size_t parts[] = {4, 4, 6};
    bool filled = true;

    secret_clear(secret);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        filled = filled && (i == 0 || secret_insert(secret, secret_length(secret), '-')) &&
                 secret_add_random(secret, random_letters, parts[i]);
    return filled;
}

/* As policies want it: of all kinds; and no two neighbours alike, which some makes refuse. */
static bool random_is_good(const struct secret *secret)
{
    bool lower = false, upper = false, digit = false;

    for (const char *at = secret_bytes(secret); *at != '\0'; at++) {
        if (at[0] == at[1])
            return false;
        lower |= *at >= 'a' && *at <= 'z';
        upper |= *at >= 'A' && *at <= 'Z';
        digit |= *at >= '0' && *at <= '9';
    }
    return lower && upper && digit;
}

int random_password(struct secret *secret, struct bmc_error *error)
{
    do {
        if (random_fill(secret))
            continue;
        secret_clear(secret);
        return error_set(error, ERROR_SYSTEM, "%s", _("the system has no random numbers"));
    } while (!random_is_good(secret));
    return 0;
}
