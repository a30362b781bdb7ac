/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which changes of users are refused: those that shut out the last administrator, or the user of
 * this very session. */
#include <string.h>

#include "base/i18n.h"
#include "core/access.h"
#include "core/account.h"

/* --- how it will be ---------------------------------------------------------------------- */

static bool guard_is_on(enum access_id id, const struct value *value)
{
    const struct value on = access_with(id, *value, 1);

    return value_same(access_setting(id)->type, value, &on);
}

/* What the changes make of an access of this user on this channel. */
static void guard_apply_one(const struct change *change, struct user_access *access)
{
    const struct value *wanted = &change->wanted;

    if (change->setting == access_setting(ACCESS_MESSAGING))
        access->messaging = guard_is_on(ACCESS_MESSAGING, wanted);
    else if (change->setting == access_setting(ACCESS_PRIVILEGE))
        access->privilege = (enum privilege)(wanted->number & change->setting->type->mask);
}

static void guard_apply(const struct plan *plan, uint8_t channel, struct account *account,
                        struct user_access *access)
{
    for (size_t i = 0; i < plan->changes.count; i++) {
        const struct change *change = &plan->changes.items[i];

        if (!change->write || change->scope.user != account->slot)
            continue;
        if (change->setting == access_setting(ACCESS_ENABLED))
            access->enabled =
                guard_is_on(ACCESS_ENABLED, &change->wanted) ? USER_ENABLED : USER_DISABLED;
        else if (change->setting == access_setting(ACCESS_NAME))
            memcpy(account->bytes, change->wanted.text, sizeof account->bytes - 1);
        else if (change->scope.channel == channel)
            guard_apply_one(change, access);
    }
}

/* The same user when the plan has been walked. */
static struct account guard_after(const struct accounts *accounts, const struct plan *plan,
                                  const struct account *before)
{
    struct account after = *before;

    guard_apply(plan, accounts->channel, &after, &after.access);
    for (size_t i = 0; i < accounts->channel_count; i++)
        guard_apply(plan, accounts->channels[i], &after, &after.on[i].access);
    return after;
}

/* --- the last administrator ---------------------------------------------------------------- */

static enum account_refusal guard_administrator(const struct accounts *accounts,
                                                const struct plan *plan)
{
    bool taken = false;

    for (size_t i = 0; i < accounts->count; i++) {
        const struct account *before = &accounts->of[i];
        struct account after = guard_after(accounts, plan, before);

        if (account_administrator_anywhere(accounts, &after))
            return ACCOUNT_ALLOWED;
        taken |= account_administrator_anywhere(accounts, before);
    }
    if (!taken)
        return ACCOUNT_ALLOWED;
    return accounts->channel_count == 0 ? ACCOUNT_UNSURE : ACCOUNT_LAST;
}

/* --- the session's user ---------------------------------------------------------------------- */

static int guard_rank(const struct user_access *access)
{
    bool in = access->messaging && access->enabled != USER_DISABLED &&
              access->privilege != PRIVILEGE_NONE;

    return in ? (int)access->privilege : 0;
}

/* Whether he would have less there than he has. */
static bool guard_demotes(bool known, const struct user_access *was, const struct user_access *is)
{
    return known && guard_rank(is) < guard_rank(was);
}

static bool guard_shuts_out(const struct accounts *accounts, const struct plan *plan,
                            const struct account_session *session)
{
    const struct account *before = account_in(accounts, plan->user);
    struct account after;

    if (!session->over_lan || before == NULL || strcmp(before->bytes, session->user) != 0)
        return false;
    after = guard_after(accounts, plan, before);
    if (before->bytes[0] != '\0' && after.bytes[0] == '\0')
        return true;
    if ((session->channel == 0 || session->channel == accounts->channel) &&
        guard_demotes(before->known, &before->access, &after.access))
        return true;
    for (size_t i = 0; i < accounts->channel_count; i++)
        if ((session->channel == 0 || session->channel == accounts->channels[i]) &&
            guard_demotes(before->on[i].known, &before->on[i].access, &after.on[i].access))
            return true;
    return false;
}

enum account_refusal account_guard(const struct accounts *accounts, const struct plan *plan,
                                   const struct account_session *session, struct bmc_error *error)
{
    enum account_refusal refusal = ACCOUNT_SESSION;

    if (guard_shuts_out(accounts, plan, session)) {
        error_set(error, ERROR_USAGE,
                  _("this session is user %u's, who would be shut out; log in as another user"),
                  (unsigned)plan->user);
        return refusal;
    }
    refusal = guard_administrator(accounts, plan);
    if (refusal == ACCOUNT_LAST)
        error_set(error, ERROR_USAGE, "%s",
                  _("afterwards no user would be administrator over the network"));
    return refusal;
}
