/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/guest_act.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "base/xalloc.h"

void guest_act_log(const struct guest_act *act, const char *what, const char *format, ...)
{
    const struct guest_record *record = &act->result->record;
    char text[AUDIT_LINE / 2];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    audit_note(act->guard->audit, act->guard->target, what, "user %u %s%s%s", record->slot,
               record->name, text[0] != '\0' ? ", " : "", text);
}

struct guest_act *guest_act_create(struct guard *guard, const struct save_context *context,
                                   struct guest_result *result)
{
    struct guest_act *act = xcalloc(1, sizeof *act);

    memset(result, 0, sizeof *result);
    result->outcome = GUEST_REFUSED;
    act->guard = guard;
    act->context = context;
    act->result = result;
    return act;
}

void guest_act_free(struct guest_act *act)
{
    store_close(act->store);
    free(act);
}

/* --- the lock ------------------------------------------------------------------------------- */

/* Another save that was cut off: its settings are no guest's, and do not keep one from being
 * ended; but nothing new begins beside it. */
static int guest_act_pending(struct guest_act *act)
{
    struct journal journal;
    int64_t left;

    if (store_read(act->store, &journal, NULL) != STORE_JOURNAL)
        return 0;
    return guard_unresolved_error(&journal, guard_state_of(&journal, &left), &act->result->error);
}

int guest_act_lock(struct guest_act *act, bool pending)
{
    const struct guard_options options = {.wait_ms = GUARD_WAIT_MS};
    struct bmc_error *error = &act->result->error;

    if (!guard_keeps(act->guard))
        return 0;
    if (guard_open_store(act->guard, true, &act->store, error) != 0)
        return -1;
    guard_share(act->guard, act->store);
    if (guard_lock(act->guard, act->store, &options, act->context->clock, act->context->watch,
                   error) == STORE_LOCKED &&
        (!pending || guest_act_pending(act) == 0))
        return 0;
    return -1;
}

/* --- which BMC ------------------------------------------------------------------------------ */

/* BMCs that were never given one have all zeros or all ones. */
static bool guest_guid_is_set(const uint8_t guid[BMC_GUID])
{
    for (size_t i = 1; i < BMC_GUID; i++)
        if (guid[i] != guid[0])
            return true;
    return guid[0] != 0 && guid[0] != 0xff;
}

int guest_act_identify(struct guest_act *act, uint8_t channel)
{
    struct bmc *bmc = act->context->bmc;
    struct guest_bmc *who = &act->bmc;
    struct bmc_error *why = &act->result->error;
    int result;

    memset(who, 0, sizeof *who);
    if (bmc_get_device(bmc, &who->device, why) != 0)
        return -1;
    who->device_known = true;
    result = bmc_get_guid(bmc, who->guid, why);
    if (result != 0 && !bmc_survived(why))
        return -1;
    who->guid_known = result == 0 && guest_guid_is_set(who->guid);
    result = bmc_lan_get(bmc, channel, BMC_LAN_MAC, who->mac, sizeof who->mac, why);
    if (result < 0 && !bmc_survived(why))
        return -1;
    who->mac_known = result == 0;
    why->kind = ERROR_NONE;
    return 0;
}

/* --- the end -------------------------------------------------------------------------------- */

void guest_act_remove(struct guest_act *act)
{
    struct guest_result *result = act->result;

    if (guest_remove_file(act->guard, result->record.slot, &result->error) == 0) {
        guest_ring(act->guard);
        return;
    }
    result->outcome = GUEST_FAILED;
    guest_act_log(act, "guest", "%s", result->error.sentence);
}

/* Over LAN as himself: nobody ends his own session's user. */
static bool guest_is_own_session(struct guest_act *act, const struct plan *plan)
{
    const char *user = act->guard->target->username;
    const struct account_session session = {.over_lan = bmc_over_lan(act->context->bmc),
                                            .user = user != NULL ? user : ""};

    return account_guard(&act->accounts, plan, &session, &act->result->error) == ACCOUNT_SESSION;
}

static void guest_act_judge(struct guest_act *act)
{
    struct guest_result *result = act->result;

    result->state.plan.password = NULL; /* it does not outlive this */
    if (result->state.status != SAVE_KEPT) {
        result->outcome = GUEST_FAILED;
        result->error = result->state.error;
        return;
    }
    result->outcome = account_kept_name(&result->state.plan) ? GUEST_KEPT_NAME : GUEST_DONE;
    guest_act_remove(act);
}

void guest_act_delete(struct guest_act *act)
{
    struct guest_result *result = act->result;
    uint8_t slot = result->record.slot;
    struct secret *random = secret_create();
    struct plan plan;

    result->outcome = GUEST_FAILED;
    if (accounts_read_channels(act->context->bmc, &act->accounts, slot, &result->error) == 0 &&
        random_password(random, &result->error) == 0 &&
        account_plan_delete(&act->accounts, slot, random, &plan, &result->error) == 0 &&
        !guest_is_own_session(act, &plan)) {
        save_run(act->context, &plan, &result->state);
        guest_act_judge(act);
    }
    secret_free(&random);
}
