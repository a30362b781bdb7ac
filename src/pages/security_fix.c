/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fixes as an ordinary save: what each changes, all of them as one plan, and which are refused
 * because they would cut this very session or leave no way in.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/access.h"
#include "pages/security.h"
#include "pages/serial.h"

#define LEVELS   5 /* bytes of LAN parameter 2 */
#define TYPE_MD5 0x04

struct security_fixing {
    struct bmc *bmc;
    const struct weakness_facts *facts;
    const char *community;
    struct changes *changes;
    struct bmc_error *error;
};

/* --- changes -------------------------------------------------------------------------------- */

/* What it holds is asked once more: a review shows what is, not what was. */
static int fix_read(const struct security_fixing *fixing, const struct setting *setting,
                    struct scope scope, struct value *old)
{
    *old = (struct value){.state = VALUE_UNREAD};
    if (setting->read(fixing->bmc, setting, scope, old, fixing->error) != 0)
        return -1;
    if (old->state == VALUE_KNOWN)
        return 0;
    return error_set(fixing->error, ERROR_REFUSED, _("this BMC has no %s"),
                     setting_label(setting));
}

static void fix_add(const struct security_fixing *fixing, const struct setting *setting,
                    struct scope scope, const struct value *old, const struct value *wanted)
{
    struct changes *changes = fixing->changes;

    assert(changes->count < CHANGES_MAX);
    changes->items[changes->count++] = (struct change){
        .setting = setting, .scope = scope, .old = *old, .wanted = *wanted, .write = true};
}

static struct scope fix_channel(const struct security_fixing *fixing)
{
    return (struct scope){.channel = fixing->facts->channel};
}

/* A setting of a number, to what of() makes of it. */
static int fix_number(const struct security_fixing *fixing, const struct setting *setting,
                      uint64_t (*of)(const struct security_fixing *fixing, uint64_t number))
{
    struct value old, wanted;

    if (fix_read(fixing, setting, fix_channel(fixing), &old) != 0)
        return -1;
    wanted = old;
    wanted.number = of(fixing, old.number);
    fix_add(fixing, setting, fix_channel(fixing), &old, &wanted);
    return 0;
}

/* --- LAN parameters ------------------------------------------------------------------------- */

/* Two fixes of one parameter are one change. */
static int fix_suites(const struct security_fixing *fixing, unsigned entries)
{
    const struct setting *setting = &security_settings[SECURITY_SUITES];
    struct change *change = change_find(fixing->changes, setting);
    struct value old, wanted;

    if (change == NULL) {
        if (fix_read(fixing, setting, fix_channel(fixing), &old) != 0)
            return -1;
        wanted = old;
        fix_add(fixing, setting, fix_channel(fixing), &old, &wanted);
        change = change_find(fixing->changes, setting);
    }
    for (unsigned i = 0; i < BMC_SUITE_ENTRIES; i++)
        if ((entries & 1u << i) != 0)
            change->wanted.number &= ~(UINT64_C(0x0f) << 4 * i);
    return 0;
}

static int fix_zero(const struct security_fixing *fixing)
{
    return fix_suites(fixing, weakness_entries(&fixing->facts->table, true));
}

static int fix_weak(const struct security_fixing *fixing)
{
    return fix_suites(fixing, weakness_entries(&fixing->facts->table, false));
}

/* MD5 alone; a level without any stays without. */
static uint64_t fix_number_auth(const struct security_fixing *fixing, uint64_t number)
{
    uint64_t wanted = 0;

    (void)fixing;
    for (unsigned level = 0; level < LEVELS; level++)
        if ((number >> 8 * level & 0xff) != 0)
            wanted |= (uint64_t)TYPE_MD5 << 8 * level;
    return wanted;
}

static int fix_auth_types(const struct security_fixing *fixing)
{
    return fix_number(fixing, &security_settings[SECURITY_AUTH_TYPES], fix_number_auth);
}

static uint64_t fix_number_arp(const struct security_fixing *fixing, uint64_t number)
{
    (void)fixing;
    return number & ~(uint64_t)FACT_ARP_GRATUITOUS;
}

static int fix_arp(const struct security_fixing *fixing)
{
    return fix_number(fixing, &security_settings[SECURITY_ARP], fix_number_arp);
}

static int fix_community(const struct security_fixing *fixing)
{
    const struct setting *setting = &security_settings[SECURITY_COMMUNITY];
    struct value old, wanted = value_of_text(fixing->community, strlen(fixing->community));

    if (fix_read(fixing, setting, fix_channel(fixing), &old) != 0)
        return -1;
    fix_add(fixing, setting, fix_channel(fixing), &old, &wanted);
    return 0;
}

/* --- access --------------------------------------------------------------------------------- */

static int fix_access(const struct security_fixing *fixing, enum access_id id, struct scope scope,
                      uint64_t to)
{
    const struct setting *setting = access_setting(id);
    struct value old, wanted;

    if (fix_read(fixing, setting, scope, &old) != 0)
        return -1;
    wanted = access_with(id, old, to);
    fix_add(fixing, setting, scope, &old, &wanted);
    return 0;
}

static int fix_channel_auth(const struct security_fixing *fixing)
{
    return fix_access(fixing, ACCESS_AUTH_KEPT, fix_channel(fixing), 1) != 0 ||
                   fix_access(fixing, ACCESS_AUTH_ACTIVE, fix_channel(fixing), 1) != 0
               ? -1
               : 0;
}

/* Some BMCs do not let their first user be disabled; without messaging and privilege he is shut out
 * all the same. */
static int fix_disable(const struct security_fixing *fixing, struct scope scope)
{
    if (fix_access(fixing, ACCESS_ENABLED, scope, 0) != 0)
        return -1;
    fixing->changes->items[fixing->changes->count - 1].tolerated = true;
    return 0;
}

static int fix_no_name(const struct security_fixing *fixing)
{
    const struct accounts *accounts = &fixing->facts->accounts;

    for (size_t i = 0; i < accounts->count; i++) {
        struct scope scope = {.channel = fixing->facts->channel, .user = accounts->of[i].slot};

        if (account_nameless(&accounts->of[i]) &&
            (fix_access(fixing, ACCESS_MESSAGING, scope, 0) != 0 ||
             fix_access(fixing, ACCESS_PRIVILEGE, scope, PRIVILEGE_NONE) != 0 ||
             fix_disable(fixing, scope) != 0))
            return -1;
    }
    return 0;
}

/* --- serial over LAN ------------------------------------------------------------------------ */

static uint64_t fix_number_forced(const struct security_fixing *fixing, uint64_t number)
{
    (void)fixing;
    return number | SERIAL_FORCED;
}

static uint64_t fix_number_privilege(const struct security_fixing *fixing, uint64_t number)
{
    (void)fixing;
    return (number & FACT_SOL_PRIVILEGE) < PRIVILEGE_OPERATOR
               ? (number & ~(uint64_t)FACT_SOL_PRIVILEGE) | PRIVILEGE_OPERATOR
               : number;
}

static int fix_sol(const struct security_fixing *fixing)
{
    const struct setting *rows = page_serial.settings;

    return fix_number(fixing, &rows[SERIAL_ENCRYPTION], fix_number_forced) != 0 ||
                   fix_number(fixing, &rows[SERIAL_PRIVILEGE], fix_number_privilege) != 0
               ? -1
               : 0;
}

/* --- what is refused ------------------------------------------------------------------------ */

static bool fix_has_own_suite(const struct weakness_facts *facts, unsigned entries)
{
    for (size_t i = 0; i < facts->table.count; i++)
        if ((entries & 1u << i) != 0 && facts->table.ids[i] == facts->session.suite)
            return true;
    return false;
}

/* ERROR_USAGE, and why; 0: it may be done. */
static int fix_check_suites(const struct weakness_facts *facts, unsigned ids,
                            struct bmc_error *error)
{
    unsigned entries = 0;

    if ((ids & WEAKNESS_BIT(WEAKNESS_CIPHER_ZERO)) != 0)
        entries |= weakness_entries(&facts->table, true);
    if ((ids & WEAKNESS_BIT(WEAKNESS_CIPHER_WEAK)) != 0)
        entries |= weakness_entries(&facts->table, false);
    if (entries == 0)
        return 0;
    if (fix_has_own_suite(facts, entries))
        return error_set(error, ERROR_USAGE,
                         _("this session uses cipher suite %d itself: log in with "
                           "--cipher-suite-id=17 or 3 first"),
                         facts->session.suite);
    /* What this session uses is open, whatever the table says. */
    if (facts->session.suite != 3 && facts->session.suite != 17 &&
        !weakness_strong_left(&facts->table, entries))
        return error_set(error, ERROR_USAGE, "%s",
                         _("neither cipher suite 3 nor 17 is open to administrators, so no user "
                           "could log in any more: open one of them first"));
    return 0;
}

/* One without a name may be the only one to administer the BMC over LAN. */
static int fix_check_nameless(const struct weakness_facts *facts, struct bmc_error *error)
{
    const struct accounts *accounts = &facts->accounts;
    unsigned slot = 0;

    for (size_t i = 0; i < accounts->count; i++) {
        if (account_administrator(&accounts->of[i]))
            return 0;
        if (account_nameless(&accounts->of[i]) &&
            accounts->of[i].access.privilege == PRIVILEGE_ADMINISTRATOR)
            slot = accounts->of[i].slot;
    }
    if (slot == 0)
        return 0;
    return error_set(error, ERROR_USAGE,
                     _("user %u is the only administrator over LAN: add one with a name first"),
                     slot);
}

static int fix_ask_guard(struct bmc *bmc, struct weakness_facts *facts, const struct plan *plan,
                         struct bmc_error *error)
{
    const struct account_session session = {.over_lan = facts->session.over_lan,
                                            .user = facts->session.user};
    enum account_refusal refusal = account_guard(&facts->accounts, plan, &session, error);

    if (refusal == ACCOUNT_UNSURE) {
        if (accounts_read_channels(bmc, &facts->accounts, 0, error) != 0)
            return -1;
        refusal = account_guard(&facts->accounts, plan, &session, error);
    }
    return refusal == ACCOUNT_ALLOWED ? 0 : -1;
}

/* The last administrator, or this session's user, whichever of the plan's that is. */
static int fix_check_users(struct bmc *bmc, struct weakness_facts *facts, struct plan *plan,
                           struct bmc_error *error)
{
    int result = 0;

    for (size_t i = 0; i < plan->changes.count && result == 0; i++) {
        plan->user = plan->changes.items[i].scope.user;
        if (plan->user != 0)
            result = fix_ask_guard(bmc, facts, plan, error);
    }
    plan->user = 0;
    return result;
}

/* --- the plan ------------------------------------------------------------------------------- */

static int (*const fixes[WEAKNESS_COUNT])(const struct security_fixing *fixing) = {
    [WEAKNESS_CIPHER_ZERO] = fix_zero,
    [WEAKNESS_CIPHER_WEAK] = fix_weak,
    [WEAKNESS_NO_NAME] = fix_no_name,
    [WEAKNESS_AUTH_TYPES] = fix_auth_types,
    [WEAKNESS_CHANNEL_AUTH] = fix_channel_auth,
    [WEAKNESS_SOL_PLAIN] = fix_sol,
    [WEAKNESS_COMMUNITY] = fix_community,
    [WEAKNESS_GRATUITOUS_ARP] = fix_arp,
};

static int fix_collect(const struct security_fixing *fixing, unsigned ids)
{
    for (unsigned id = 0; id < WEAKNESS_COUNT; id++)
        if ((ids & WEAKNESS_BIT(id)) != 0 && fixes[id](fixing) != 0)
            return -1;
    return 0;
}

static void fix_print_command(unsigned ids, char *text, size_t size)
{
    char list[PLAN_COMMAND] = "";

    for (unsigned id = 0; id < WEAKNESS_COUNT; id++)
        if ((ids & WEAKNESS_BIT(id)) != 0)
            text_append(list, sizeof list, ",", "%s", weakness_name((enum weakness_id)id));
    snprintf(text, size, "security --fix=%.*s", PLAN_COMMAND - 20, list);
}

static void fix_make(const struct security_fixing *fixing, unsigned ids, struct plan *plan)
{
    char title[PLAN_TITLE], command[PLAN_COMMAND];
    const struct plan_subject subject = {.channel = fixing->facts->channel,
                                         .mac = fixing->facts->accounts.mac,
                                         .title = title,
                                         .command = command};

    snprintf(title, sizeof title, _("Write these fixes to the BMC, channel %u?"),
             (unsigned)fixing->facts->channel);
    fix_print_command(ids, command, sizeof command);
    plan_of_changes(plan, &subject, fixing->changes);
}

int security_plan(struct bmc *bmc, struct weakness_facts *facts, unsigned ids,
                  const char *community, struct plan *plan, struct bmc_error *error)
{
    struct changes changes = {.count = 0};
    const struct security_fixing fixing = {.bmc = bmc,
                                           .facts = facts,
                                           .community = community,
                                           .changes = &changes,
                                           .error = error};

    if (fix_check_suites(facts, ids, error) != 0 ||
        ((ids & WEAKNESS_BIT(WEAKNESS_NO_NAME)) != 0 && fix_check_nameless(facts, error) != 0) ||
        accounts_read_mac(bmc, &facts->accounts, error) != 0 || fix_collect(&fixing, ids) != 0)
        return -1;
    fix_make(&fixing, ids, plan);
    return fix_check_users(bmc, facts, plan, error);
}

unsigned security_fixable(void)
{
    unsigned ids = 0;

    for (unsigned id = 0; id < WEAKNESS_COUNT; id++)
        ids |= fixes[id] != NULL ? WEAKNESS_BIT(id) : 0;
    return ids;
}

/* Of suites the BMC's word is all that there is: the other side is not seen from here. */
const char *security_told(unsigned ids, bool kept)
{
    if (kept)
        return (ids & SECURITY_SUITE_FIXES) == 0
                   ? ""
                   : _("The BMC says that the cipher suites are closed; only a login attempt from "
                       "elsewhere can prove it.");
    return (ids & (ids - 1)) == 0 ? ""
                                  : _("One fix was refused, so all were undone: the others can be "
                                      "saved without it.");
}

bool security_random_community(char community[COMMUNITY_TEXT])
{
    static const char letters[] = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    struct secret *secret = secret_create();
    bool made = secret_add_random(secret, letters, COMMUNITY_TEXT - 1);

    snprintf(community, COMMUNITY_TEXT, "%s", secret_bytes(secret));
    secret_free(&secret);
    return made;
}
