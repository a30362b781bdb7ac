/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody is let in, or may stay longer. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "core/load.h"
#include "guard/guest_act.h"
#include "pages/network.h"
#include "pages/pages.h"

/* --- whether ------------------------------------------------------------------------------- */

int guest_check(const struct bmc_target *target, const struct guest_wish *wish,
                struct bmc_error *error)
{
    if (wish->read_only)
        return error_set(error, ERROR_USAGE, "%s", _("read-only: nothing may be changed"));
    if (account_check_name(wish->name, error) != 0)
        return -1;
    if (wish->hours < GUEST_HOURS_LEAST || wish->hours > GUEST_HOURS_MOST)
        return error_set(error, ERROR_USAGE, _("a guest may stay %d to %d hours"),
                         GUEST_HOURS_LEAST, GUEST_HOURS_MOST);
    if (bmc_driver_is_lan(target->driver) && !wish->comes_back)
        return error_set(error, ERROR_USAGE, "%s",
                         _("over LAN nothing here could end it without the BMC's password: let "
                           "somebody in on the BMC's own machine, or use a target of the config "
                           "file with session_password_file"));
    return 0;
}

/* After a restart it is root's services that look, and only where the config file says. */
static int guest_check_place(const struct guard *guard, struct bmc_error *error)
{
    static const char place[] = LOCALSTATEDIR "/lib/bmctui";
    char path[STORE_PATH];

    if (!guard_keeps(guard) || geteuid() == 0 ||
        (guard->setting != NULL && guard->setting[0] != '\0'))
        return 0;
    if (store_directory(guard->setting, path, error) != 0)
        return -1;
    if (strncmp(path, place, strlen(place)) == 0)
        return 0;
    return error_set(error, ERROR_NO_PERMISSION,
                     _("only root can let somebody in: after a restart nothing would look into %s "
                       "and end it"),
                     path);
}

/* --- reading -------------------------------------------------------------------------------- */

/* The channel that the first page shows. */
static int begin_find_channel(struct guest_act *act, uint8_t *channel)
{
    struct model *model;
    int result;

    if (*channel != 0)
        return 0;
    model = xcalloc(1, sizeof *model);
    model_init(model, &page_network);
    result = load_first(act->context->bmc, model, 0, NULL, &act->result->error);
    if (result == 0)
        *channel = model_channel(model)->number;
    free(model);
    return result;
}

/* Where the guest finds the BMC; one that does not tell is no error. */
static void begin_read_address(struct guest_act *act, uint8_t channel)
{
    const struct setting *setting = field_get(FIELD_ADDRESS);
    struct value value = {VALUE_UNREAD};

    if (setting->read(act->context->bmc, setting, (struct scope){.channel = channel}, &value,
                      NULL) == 0 &&
        value_known(&value))
        act->result->address = (uint32_t)value.number;
}

static int begin_read(struct guest_act *act, const struct guest_wish *wish)
{
    struct bmc_error *error = &act->result->error;
    uint8_t channel = wish->channel;

    if (begin_find_channel(act, &channel) != 0 ||
        accounts_read(act->context->bmc, &act->accounts, channel, NULL, error) != 0 ||
        accounts_read_mac(act->context->bmc, &act->accounts, error) != 0 ||
        guest_act_identify(act, channel) != 0)
        return -1;
    begin_read_address(act, channel);
    act->result->record.channel = channel;
    return 0;
}

/* --- the record ----------------------------------------------------------------------------- */

/* One that is there already: on this BMC the slot is free, so that guest is gone. */
static int begin_check_record(struct guest_act *act)
{
    struct guest_record old;
    struct bmc_error *error = &act->result->error;
    uint8_t slot = act->result->record.slot;

    switch (guest_read_file(act->guard, slot, &old, error)) {
    case GUEST_NONE:
        break;
    case GUEST_READ:
        if (guest_same_bmc(&old.bmc, &act->bmc))
            break;
        return error_set(error, ERROR_LOCKED,
                         _("the record of %s on another BMC is in the way; bmctui guest end %s "
                           "removes it"),
                         old.name, old.name);
    case GUEST_DAMAGED:
        return error_set(error, ERROR_LOCKED,
                         _("the record of a guest in slot %u is damaged; bmctui guest says more"),
                         slot);
    case GUEST_UNREADABLE:
        return -1;
    }
    return 0;
}

static void begin_fill_record(struct guest_act *act, const struct guest_wish *wish)
{
    struct guest_record *record = &act->result->record;
    struct guest_time now;

    guest_time_now(&now);
    guest_record_start(record, &now, wish->hours * 3600LL);
    record->state = GUEST_OPENING;
    memcpy(record->name, wish->name, sizeof record->name);
    record->privilege = wish->privilege;
    record->sol = wish->sol;
    record->bmc = act->bmc;
    audit_name(act->guard->audit, record->user);
    audit_tty(record->tty);
}

/* The record first, then who watches it: from here on whatever dies, it is ended. */
static int begin_keep(struct guest_act *act, const struct guest_wish *wish)
{
    struct bmc_error *error = &act->result->error;

    if (begin_check_record(act) != 0)
        return -1;
    begin_fill_record(act, wish);
    if (guest_write_file(act->guard, &act->result->record, error) != 0)
        return -1;
    if (guest_watch_start(act->guard, error) == 0)
        return 0;
    (void)guest_remove_file(act->guard, act->result->record.slot, NULL);
    return -1;
}

/* --- letting in ----------------------------------------------------------------------------- */

static int begin_plan(struct guest_act *act, const struct guest_wish *wish, struct plan *plan)
{
    struct account_wish user = {.given = ACCOUNT_NAME | ACCOUNT_PRIVILEGE | ACCOUNT_MESSAGING |
                                         ACCOUNT_ENABLED | ACCOUNT_SOL,
                                .privilege = wish->privilege,
                                .messaging = true,
                                .enabled = true,
                                .sol = wish->sol,
                                .password = wish->password};

    memcpy(user.name, wish->name, sizeof user.name);
    if (account_plan_add(&act->accounts, &user, plan, &act->result->error) != 0)
        return -1;
    act->result->record.slot = plan->user;
    return 0;
}

/* Nobody has been told the password. */
static void begin_take_back(struct guest_act *act)
{
    struct guest_result *result = act->result;
    const struct bmc_error why = result->error;

    if (accounts_read(act->context->bmc, &act->accounts, result->record.channel, NULL,
                      &result->error) == 0)
        guest_act_delete(act);
    result->outcome = result->outcome == GUEST_DONE || result->outcome == GUEST_KEPT_NAME
                          ? GUEST_UNDONE
                          : GUEST_FAILED;
    result->error = why;
}

/* His hours begin when he can log in. */
static void begin_open(struct guest_act *act, const struct guest_wish *wish)
{
    struct guest_result *result = act->result;
    struct guest_time now;

    guest_time_now(&now);
    guest_record_start(&result->record, &now, wish->hours * 3600LL);
    result->record.state = GUEST_OPEN;
    if (guest_write_file(act->guard, &result->record, &result->error) == 0) {
        result->left_s = wish->hours * 3600LL;
        result->outcome = GUEST_DONE;
    } else {
        begin_take_back(act);
    }
}

static void begin_failed(struct guest_act *act)
{
    struct guest_result *result = act->result;

    result->error = result->state.error;
    if (result->state.status != SAVE_MIXED && result->state.status != SAVE_RUNNING) {
        result->outcome = GUEST_UNDONE;
        guest_act_remove(act);
        return;
    }
    result->outcome = GUEST_FAILED;
    result->record.state = GUEST_ENDING;
    (void)guest_write_file(act->guard, &result->record, NULL);
}

static void begin_log(const struct guest_act *act, const struct guest_wish *wish)
{
    static const char *const words[] = {[GUEST_DONE] = "let in",
                                        [GUEST_UNDONE] = "not let in, put back",
                                        [GUEST_FAILED] = "NOT LET IN, TO BE ENDED"};
    enum guest_outcome outcome = act->result->outcome;

    guest_act_log(act, "guest begun", "channel %u, %s, %u h: %s%s%s",
                  act->result->record.channel, value_word(&value_privilege, wish->privilege),
                  wish->hours, words[outcome], outcome != GUEST_DONE ? ": " : "",
                  outcome != GUEST_DONE ? act->result->error.sentence : "");
}

static void begin_locked(struct guest_act *act, const struct guest_wish *wish)
{
    struct guest_result *result = act->result;
    struct plan plan;

    if (!bmc_link_encrypted(act->context->bmc)) {
        error_set(&result->error, ERROR_USAGE, "%s",
                  _("a new password is never sent unencrypted; use lan_2_0 with cipher suite 3 or "
                    "17"));
        return;
    }
    if (begin_read(act, wish) != 0 || begin_plan(act, wish, &plan) != 0 ||
        begin_keep(act, wish) != 0)
        return;
    save_run(act->context, &plan, &result->state);
    result->state.plan.password = NULL;
    if (result->state.status == SAVE_KEPT)
        begin_open(act, wish);
    else
        begin_failed(act);
    begin_log(act, wish);
}

void guest_begin(struct guard *guard, const struct save_context *context,
                 const struct guest_wish *wish, struct guest_result *result)
{
    struct guest_act *act = guest_act_create(guard, context, result);

    if (guest_check(guard->target, wish, &result->error) == 0 &&
        guest_check_place(guard, &result->error) == 0 && guest_act_lock(act, true) == 0)
        begin_locked(act, wish);
    guest_act_free(act);
}

/* --- longer --------------------------------------------------------------------------------- */

static int extend_check(struct guest_act *act, uint8_t slot)
{
    struct guest_record *record = &act->result->record;
    struct bmc_error *error = &act->result->error;
    struct guest_time now;

    if (guest_read_file(act->guard, slot, record, error) != GUEST_READ)
        return error_set(error, ERROR_USAGE, _("user %u is no guest"), slot);
    guest_time_now(&now);
    if (record->state != GUEST_OPEN || guest_record_due(record, &now) != GUEST_NOT_DUE)
        return error_set(error, ERROR_USAGE, _("%s is past the end and cannot stay longer"),
                         record->name);
    (void)guest_record_note(record, &now);
    return 0;
}

/* Whether he is still there: nobody is told that he may log in who cannot. */
static int extend_look(struct guest_act *act)
{
    const struct guest_record *record = &act->result->record;
    struct bmc_error *error = &act->result->error;
    char name[BMC_USER_NAME];

    if (guest_act_identify(act, record->channel) != 0)
        return -1;
    if (!guest_same_bmc(&record->bmc, &act->bmc))
        return error_set(error, ERROR_OTHER_BMC, _("%s is a guest of another BMC"), record->name);
    if (bmc_get_user_name(act->context->bmc, record->slot, name, error) != 0)
        return -1;
    if (strcmp(name, record->name) == 0)
        return 0;
    return error_set(error, ERROR_USAGE, _("user %u is not %s any more"), record->slot,
                     record->name);
}

static void extend_locked(struct guest_act *act, uint8_t slot, unsigned hours)
{
    struct guest_result *result = act->result;
    struct guest_time now;
    long long seconds;

    if (extend_check(act, slot) != 0 || extend_look(act) != 0)
        return;
    seconds = guest_record_extend(&result->record, hours * 3600LL);
    if (seconds == 0) {
        error_set(&result->error, ERROR_USAGE, _("%s has been given %d hours in all: no more"),
                  result->record.name, GUEST_HOURS_MOST);
        return;
    }
    if (guest_write_file(act->guard, &result->record, &result->error) != 0)
        return;
    guest_time_now(&now);
    result->left_s = guest_record_left(&result->record, &now);
    begin_read_address(act, result->record.channel);
    result->outcome = GUEST_DONE;
    guest_act_log(act, "guest extended", "%lld min more, %lld min left", seconds / 60,
                  result->left_s / 60);
    (void)guest_watch_start(act->guard, NULL);
}

void guest_extend(struct guard *guard, const struct save_context *context, uint8_t slot,
                  unsigned hours, struct guest_result *result)
{
    struct guest_act *act = guest_act_create(guard, context, result);

    if (guest_act_lock(act, false) == 0)
        extend_locked(act, slot, hours);
    guest_act_free(act);
}
