/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person wants done about a user, from the BMC's answers to a plan that may be walked. */
#include "base/i18n.h"
#include "core/access.h"
#include "core/account.h"
#include "core/password.h"

#define LOWER  "abcdefghijkmnopqrstuvwxyz"
#define UPPER  "ABCDEFGHJKLMNPQRSTUVWXYZ"
#define DIGITS "23456789"

static bool throwaway_draw(struct secret *secret)
{
    secret_clear(secret);
    return secret_add_random(secret, LOWER UPPER DIGITS, BMC_PASSWORD_16 - 4) &&
           secret_add_random(secret, "-_.+", 1) && secret_add_random(secret, DIGITS, 1) &&
           secret_add_random(secret, UPPER, 1) && secret_add_random(secret, LOWER, 1);
}

/* Some BMCs take no password in which a character follows itself. */
static bool throwaway_repeats(const struct secret *secret)
{
    const char *bytes = secret_bytes(secret);

    for (size_t i = 1; i < secret_length(secret); i++)
        if (bytes[i] == bytes[i - 1])
            return true;
    return false;
}

bool account_throwaway(struct secret *secret)
{
    bool drawn;

    do
        drawn = throwaway_draw(secret);
    while (drawn && throwaway_repeats(secret));
    return drawn;
}

/* Over LAN, which channel it comes by: where there are more, others are no concern of it. */
static struct account_session order_session(struct bmc *bmc, const struct accounts *accounts,
                                            const struct account_order *order)
{
    struct account_session session = {.over_lan = bmc_over_lan(bmc),
                                      .user =
                                          order->session_user != NULL ? order->session_user : ""};
    struct bmc_error why;

    if (session.over_lan && accounts->channel_count > 1 &&
        bmc_get_session_channel(bmc, &session.channel, &why) < 0)
        session.channel = 0;
    return session;
}

/* Before anything is read: a name is not written for a password that could not follow. */
static int order_check_password(struct bmc *bmc, const struct secret *password,
                                struct bmc_error *error)
{
    struct device device;

    if (secret_length(password) == 0)
        return 0;
    if (!bmc_link_encrypted(bmc))
        return error_set(error, ERROR_USAGE,
                         _("this session is not encrypted, so no password is sent over it"));
    if (secret_length(password) <= BMC_PASSWORD_16)
        return 0;
    if (bmc_get_device(bmc, &device, error) < 0)
        return -1;
    return password_check(PASSWORD_POLICY_BMC, password, device.ipmi_major >= 2, error);
}

static int order_read(struct bmc *bmc, struct accounts *accounts, const struct account_order *order,
                      struct bmc_error *error)
{
    bool adds = order->deed == ACCOUNT_ADD;
    uint8_t slot = adds && order->wish.slot != 0 ? order->wish.slot
                   : adds                        ? accounts_free_slot(accounts)
                                                 : order->slot;
    bool sol = adds || (order->wish.given & ACCOUNT_SOL) != 0;

    if (accounts_read_mac(bmc, accounts, error) < 0)
        return -1;
    if (order->deed == ACCOUNT_DELETE)
        return accounts_read_channels(bmc, accounts, slot, error);
    return sol ? accounts_read_sol(bmc, accounts, slot, error) : 0;
}

/* Whoever goes gets no random password where none can be sent. */
static int order_plan(struct bmc *bmc, const struct accounts *accounts,
                      const struct account_order *order, struct plan *plan, struct bmc_error *error)
{
    const struct secret *random = bmc_link_encrypted(bmc) ? order->random : NULL;

    switch (order->deed) {
    case ACCOUNT_ADD:
        return account_plan_add(accounts, &order->wish, plan, error);
    case ACCOUNT_DELETE:
        return account_plan_delete(accounts, order->slot, random, plan, error);
    case ACCOUNT_SET:
        break;
    }
    return account_plan_set(accounts, order->slot, &order->wish, plan, error);
}

int account_prepare(struct bmc *bmc, struct accounts *accounts, const struct account_order *order,
                    struct plan *plan, enum account_refusal *refusal, struct bmc_error *error)
{
    enum account_refusal verdict;
    struct account_session session;

    if (refusal != NULL)
        *refusal = ACCOUNT_ALLOWED;
    if (order_check_password(bmc, order->wish.password, error) < 0 ||
        order_read(bmc, accounts, order, error) < 0 ||
        order_plan(bmc, accounts, order, plan, error) < 0)
        return -1;
    session = order_session(bmc, accounts, order);
    verdict = account_guard(accounts, plan, &session, error);
    if (verdict == ACCOUNT_UNSURE) {
        if (accounts_read_channels(bmc, accounts, 0, error) < 0)
            return -1;
        session = order_session(bmc, accounts, order);
        verdict = account_guard(accounts, plan, &session, error);
    }
    if (verdict == ACCOUNT_LAST && order->leave_no_administrator)
        verdict = ACCOUNT_ALLOWED;
    if (refusal != NULL)
        *refusal = verdict;
    return verdict == ACCOUNT_ALLOWED ? 0 : -1;
}
