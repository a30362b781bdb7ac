/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A user who is added, changed or deleted, as changes of settings. A new one is opened last and in
 * one piece; one who goes is shut out first.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "core/access.h"
#include "core/account.h"
#include "core/command_line.h"

/* What is being made. */
struct account_making {
    const struct accounts *accounts;
    const struct account *account;
    struct changes changes;
};

/* --- single changes -------------------------------------------------------------------- */

static struct change account_change(const struct account_making *making, enum access_id id,
                                    enum change_when when)
{
    return (struct change){
        .setting = access_setting(id),
        .scope = {.channel = making->accounts->channel, .user = making->account->slot},
        .when = when,
        .write = true};
}

static void account_add_name(struct account_making *making, const char *name, enum change_when when)
{
    struct change change = account_change(making, ACCESS_NAME, when);
    char bytes[BMC_USER_NAME] = "";

    snprintf(bytes, sizeof bytes, "%s", name);
    change.old = access_of_name(making->account->bytes);
    change.wanted = access_of_name(bytes);
    change.tolerated = name[0] == '\0'; /* whoever cannot log in may keep a name */
    change_add(&making->changes, &change);
}

/* What an access that the BMC does not tell, of an empty slot, will have been. */
static struct value account_held(bool known, const struct user_access *access)
{
    const struct user_access none = {.privilege = PRIVILEGE_NONE};

    return access_of_user(known ? access : &none);
}

static void account_add_access(struct account_making *making, enum access_id id, uint64_t wanted,
                               enum change_when when)
{
    struct change change = account_change(making, id, when);

    change.old = account_held(making->account->known, &making->account->access);
    change.wanted = access_with(id, change.old, wanted);
    change_add(&making->changes, &change);
}

/* As it is, but watched: BMCs change one of them with another. */
static void account_watch(struct account_making *making, enum access_id id)
{
    struct change change = account_change(making, id, CHANGE_AFTER);

    if (!making->account->known)
        return;
    change.write = false;
    change.old = change.wanted = access_of_user(&making->account->access);
    change_add(&making->changes, &change);
}

static void account_add_sol(struct account_making *making, bool allowed)
{
    struct change change = account_change(making, ACCESS_SOL, CHANGE_AFTER);

    if (making->account->sol == ACCOUNT_SOL_UNKNOWN)
        return;
    change.old = access_of_sol(making->account->sol == ACCOUNT_SOL_YES);
    change.wanted = access_of_sol(allowed);
    change_add(&making->changes, &change);
}

/* BMCs are known to change others when a password is set. */
static void account_watch_administrator(struct account_making *making)
{
    static const enum access_id ids[] = {ACCESS_MESSAGING, ACCESS_PRIVILEGE, ACCESS_ENABLED};
    const struct account *of = making->account;

    for (size_t i = 0; i < making->accounts->count; i++) {
        if (making->accounts->of[i].slot == of->slot ||
            !account_administrator(&making->accounts->of[i]))
            continue;
        making->account = &making->accounts->of[i];
        for (size_t id = 0; id < sizeof ids / sizeof *ids; id++)
            account_watch(making, ids[id]);
        making->account = of;
        return;
    }
}

/* --- in words -------------------------------------------------------------------------- */

/* "user add oper privilege=user", of what is not so by itself; ready for a shell. */
static void account_command(const struct accounts *accounts, const struct account_wish *wish,
                            const char *verb, const char *who, char text[PLAN_COMMAND])
{
    static const struct {
        unsigned bit;
        const char *key;
    } keys[] = {
        {ACCOUNT_MESSAGING, "messaging"}, {ACCOUNT_ENABLED, "enabled"}, {ACCOUNT_SOL, "sol"}};
    const bool yes[] = {wish->messaging, wish->enabled, wish->sol};
    bool adds = strcmp(verb, "add") == 0;

    snprintf(text, PLAN_COMMAND, "user %s", verb);
    command_line_word(text, PLAN_COMMAND, who);
    if (!adds && (wish->given & ACCOUNT_NAME) != 0) {
        char word[BMC_USER_NAME + 8];

        snprintf(word, sizeof word, "name=%s", wish->name);
        command_line_word(text, PLAN_COMMAND, word);
    }
    if ((wish->given & ACCOUNT_PRIVILEGE) != 0)
        text_append(text, PLAN_COMMAND, " ", "%sprivilege=%s", adds ? "--" : "",
                    value_word(&value_privilege, wish->privilege));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if ((wish->given & keys[i].bit) != 0)
            text_append(text, PLAN_COMMAND, " ", "%s=%s", keys[i].key, yes[i] ? "yes" : "no");
    if (adds)
        text_append(text, PLAN_COMMAND, " ", "--slot=%u", (unsigned)wish->slot);
    if (secret_length(wish->password) > 0)
        text_append(text, PLAN_COMMAND, " ", "--password");
    if (accounts->channel != BMC_CHANNEL_FIRST)
        text_append(text, PLAN_COMMAND, " ", "--channel=%u", (unsigned)accounts->channel);
}

static void account_make_plan(const struct account_making *making, struct plan_subject *subject,
                              struct plan *plan)
{
    subject->channel = making->accounts->channel;
    subject->mac = making->accounts->mac;
    subject->user = making->account->slot;
    plan_of_changes(plan, subject, &making->changes);
}

static const char *account_called(const struct account *account)
{
    return account->name[0] != '\0' ? account->name : _("(no name)");
}

/* Of one who is there. */
static void account_plan_of(const struct account_making *making, const struct account_wish *wish,
                            const char *verb, const char *title, struct plan_subject *subject,
                            struct plan *plan)
{
    char command[PLAN_COMMAND], who[8];

    snprintf(who, sizeof who, "%u", (unsigned)making->account->slot);
    account_command(making->accounts, wish, verb, who, command);
    subject->title = title;
    subject->command = command;
    subject->user_name = making->account->name;
    subject->user_bytes = making->account->bytes;
    account_make_plan(making, subject, plan);
}

static int account_not_read(uint8_t slot, struct bmc_error *error)
{
    return error_set(error, ERROR_USAGE,
                     _("the access of slot %u could not be read, so it is not changed"),
                     (unsigned)slot);
}

/* --- add -------------------------------------------------------------------------------- */

static bool account_name_taken(const struct accounts *accounts, const char *name, uint8_t but,
                               struct bmc_error *error)
{
    for (size_t i = 0; i < accounts->count; i++)
        if (accounts->of[i].slot != but && strcmp(accounts->of[i].bytes, name) == 0) {
            error_set(error, ERROR_USAGE, _("the name %s is taken: slot %u has it"), name,
                      (unsigned)accounts->of[i].slot);
            return true;
        }
    return false;
}

/* NULL: there is none, with a sentence. */
static const struct account *account_new_slot(const struct accounts *accounts, uint8_t wanted,
                                              struct bmc_error *error)
{
    uint8_t slot = wanted != 0 ? wanted : accounts_free_slot(accounts);
    const struct account *account = account_in(accounts, slot);

    if (wanted == 0 && slot == 0 && accounts_unread(accounts) > 0)
        error_set(error, ERROR_USAGE, _("no slot is known to be free; not all could be read: %s"),
                  accounts->why.sentence);
    else if (wanted == 0 && slot == 0)
        error_set(error, ERROR_USAGE, _("no slot is free: all %u are in use; delete a user first"),
                  (unsigned)accounts->slots);
    else if (account == NULL)
        error_set(error, ERROR_USAGE, _("the BMC has no slot %u; use one from 1 to %u"),
                  (unsigned)slot, (unsigned)accounts->slots);
    else if (account->fixed)
        error_set(error, ERROR_USAGE, _("the name of slot %u is fixed; use a slot above %u"),
                  (unsigned)slot, (unsigned)accounts->fixed_names);
    else if (!account->named || account->untold)
        error_set(error, ERROR_USAGE, _("slot %u could not be read: %s"), (unsigned)slot,
                  accounts->why.sentence);
    else if (!account_free(account))
        error_set(error, ERROR_USAGE, _("slot %u is in use; use a free slot, such as %u"),
                  (unsigned)slot, (unsigned)accounts_free_slot(accounts));
    else
        return account;
    return NULL;
}

int account_plan_add(const struct accounts *accounts, const struct account_wish *wish,
                     struct plan *plan, struct bmc_error *error)
{
    struct account_making making = {.accounts = accounts};
    struct plan_subject subject = {.password = wish->password, .password_kind = PASSWORD_OF_NEW};
    struct account_wish told = *wish;
    char command[PLAN_COMMAND], title[PLAN_TITLE];
    bool sol = (wish->given & ACCOUNT_SOL) == 0 || wish->sol;

    if (account_check_name(wish->name, error) < 0 ||
        account_name_taken(accounts, wish->name, 0, error))
        return -1;
    making.account = account_new_slot(accounts, wish->slot, error);
    if (making.account == NULL)
        return -1;
    account_add_name(&making, wish->name, CHANGE_FIRST);
    account_add_access(&making, ACCESS_MESSAGING,
                       (wish->given & ACCOUNT_MESSAGING) == 0 || wish->messaging, CHANGE_AFTER);
    account_add_access(&making, ACCESS_PRIVILEGE,
                       (wish->given & ACCOUNT_PRIVILEGE) != 0 ? wish->privilege
                                                              : PRIVILEGE_OPERATOR,
                       CHANGE_AFTER);
    account_add_sol(&making, sol);
    account_add_access(&making, ACCESS_ENABLED,
                       (wish->given & ACCOUNT_ENABLED) == 0 || wish->enabled, CHANGE_LAST);
    told.slot = making.account->slot;
    account_command(accounts, &told, "add", wish->name, command);
    subject.command = command;
    subject.user_name = subject.user_bytes = wish->name;
    snprintf(title, sizeof title, _("Add user %u %s?"), (unsigned)told.slot, wish->name);
    subject.title = title;
    account_make_plan(&making, &subject, plan);
    return 0;
}

/* --- change ----------------------------------------------------------------------------- */

static int account_set_allowed(const struct accounts *accounts, const struct account *account,
                               const struct account_wish *wish, struct bmc_error *error)
{
    const unsigned access = ACCOUNT_PRIVILEGE | ACCOUNT_MESSAGING | ACCOUNT_ENABLED;

    if ((wish->given & ACCOUNT_NAME) != 0 && strcmp(wish->name, account->bytes) != 0) {
        if (account_check_name(wish->name, error) < 0 ||
            account_name_taken(accounts, wish->name, account->slot, error))
            return -1;
        if (account->fixed)
            return error_set(error, ERROR_USAGE,
                             _("the name of slot %u is fixed; add a user in a slot above %u"),
                             (unsigned)account->slot, (unsigned)accounts->fixed_names);
    }
    if ((wish->given & access) != 0 && !account->known)
        return account_not_read(account->slot, error);
    if ((wish->given & ACCOUNT_SOL) != 0 && account->sol == ACCOUNT_SOL_UNKNOWN)
        return error_set(error, ERROR_USAGE, "%s",
                         _("this BMC does not report who may use serial over LAN, so it is not "
                           "changed"));
    return 0;
}

static void account_set_or_watch(struct account_making *making, const struct account_wish *wish,
                                 unsigned bit, enum access_id id)
{
    const uint64_t wanted = bit == ACCOUNT_PRIVILEGE   ? (uint64_t)wish->privilege
                            : bit == ACCOUNT_MESSAGING ? wish->messaging
                                                       : wish->enabled;
    /* Whoever is shut out is so at once, whoever is to get in last of all. */
    enum change_when when = bit != ACCOUNT_ENABLED ? CHANGE_AFTER
                            : wish->enabled        ? CHANGE_LAST
                                                   : CHANGE_FIRST;

    if ((wish->given & bit) != 0)
        account_add_access(making, id, wanted, when);
    else
        account_watch(making, id);
}

int account_plan_set(const struct accounts *accounts, uint8_t slot, const struct account_wish *wish,
                     struct plan *plan, struct bmc_error *error)
{
    struct account_making making = {.accounts = accounts, .account = account_in(accounts, slot)};
    struct plan_subject subject = {.password = wish->password};
    char title[PLAN_TITLE];

    if (making.account == NULL)
        return error_set(error, ERROR_USAGE, _("the BMC has no slot %u; use one from 1 to %u"),
                         (unsigned)slot, (unsigned)accounts->slots);
    if (account_set_allowed(accounts, making.account, wish, error) < 0)
        return -1;
    if ((wish->given & ACCOUNT_NAME) != 0)
        account_add_name(&making, wish->name, CHANGE_FIRST);
    account_set_or_watch(&making, wish, ACCOUNT_MESSAGING, ACCESS_MESSAGING);
    account_set_or_watch(&making, wish, ACCOUNT_PRIVILEGE, ACCESS_PRIVILEGE);
    if ((wish->given & ACCOUNT_SOL) != 0)
        account_add_sol(&making, wish->sol);
    account_set_or_watch(&making, wish, ACCOUNT_ENABLED, ACCESS_ENABLED);
    if (secret_length(wish->password) > 0)
        account_watch_administrator(&making);
    snprintf(title, sizeof title, _("Write these changes to user %u %s?"), (unsigned)slot,
             account_called(making.account));
    account_plan_of(&making, wish, "set", title, &subject, plan);
    return 0;
}

/* --- delete ----------------------------------------------------------------------------- */

/* A channel where nothing opens is left as it is. */
static void account_shut(struct account_making *making, size_t place)
{
    static const enum access_id ids[] = {ACCESS_MESSAGING, ACCESS_PRIVILEGE};
    const struct account_channel *on = &making->account->on[place];

    for (size_t i = 0; i < sizeof ids / sizeof *ids && on->known; i++) {
        struct change change = account_change(making, ids[i], CHANGE_AFTER);

        change.scope.channel = making->accounts->channels[place];
        change.old = access_of_user(&on->access);
        change.wanted =
            access_with(ids[i], change.old, ids[i] == ACCESS_PRIVILEGE ? PRIVILEGE_NONE : 0);
        change_add(&making->changes, &change);
    }
}

int account_plan_delete(const struct accounts *accounts, uint8_t slot, const struct secret *random,
                        struct plan *plan, struct bmc_error *error)
{
    struct account_making making = {.accounts = accounts, .account = account_in(accounts, slot)};
    struct plan_subject subject = {.password = random, .password_kind = PASSWORD_THROWN};
    const struct account_wish nothing = {.given = 0};
    char title[PLAN_TITLE];

    if (making.account == NULL || account_free(making.account))
        return error_set(error, ERROR_USAGE, _("slot %u is free already"), (unsigned)slot);
    if (!making.account->known)
        return account_not_read(slot, error);
    account_add_access(&making, ACCESS_ENABLED, false, CHANGE_FIRST);
    /* Some BMCs disable nobody; but where a channel does not tell, that is all there is. */
    making.changes.items[0].tolerated = true;
    for (size_t place = 0; place < accounts->channel_count; place++) {
        account_shut(&making, place);
        making.changes.items[0].tolerated &= making.account->on[place].known;
    }
    if (making.account->bytes[0] != '\0' && !making.account->fixed)
        account_add_name(&making, "", CHANGE_LAST);
    snprintf(title, sizeof title, _("Delete user %u %s?"), (unsigned)slot,
             account_called(making.account));
    account_plan_of(&making, &nothing, "delete", title, &subject, plan);
    return 0;
}

bool account_kept_name(const struct plan *plan)
{
    bool deletes = plan->of_changes && plan->password_kind == PASSWORD_THROWN, written = false;

    for (size_t i = 0; i < plan->changes.count && deletes; i++) {
        const struct change *change = &plan->changes.items[i];

        if (change->setting != access_setting(ACCESS_NAME))
            continue;
        written = true;
        if (change->outcome == OUTCOME_KEPT)
            return false;
    }
    return deletes && (written || plan->user_bytes[0] != '\0');
}
