/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/access.h"
#include "pages/security.h"
#include "unit/demo_look.h"
#include "unit/plans.h"

const struct plan_kind plan_kinds[PLAN_KINDS] = {
    [PLAN_ADD] = {.name = "add",
                  .deed = ACCOUNT_ADD,
                  .password = true,
                  .requests = 12,
                  .wish = {.given = ACCOUNT_NAME, .name = "helper"}},
    [PLAN_RENAME] = {.name = "rename",
                     .deed = ACCOUNT_SET,
                     .slot = 2,
                     .requests = 5,
                     .wish = {.given = ACCOUNT_NAME, .name = "boss"}},
    [PLAN_PRIVILEGE] = {.name = "privilege",
                        .deed = ACCOUNT_SET,
                        .slot = 3,
                        .requests = 3,
                        .wish = {.given = ACCOUNT_PRIVILEGE, .privilege = PRIVILEGE_ADMINISTRATOR}},
    [PLAN_ALL] = {.name = "all of it",
                  .deed = ACCOUNT_SET,
                  .slot = 4,
                  .password = true,
                  .requests = 14,
                  .wish = {.given =
                               ACCOUNT_NAME | ACCOUNT_PRIVILEGE | ACCOUNT_ENABLED | ACCOUNT_SOL,
                           .name = "looker",
                           .privilege = PRIVILEGE_OPERATOR,
                           .enabled = true,
                           .sol = true}},
    [PLAN_DELETE] = {.name = "delete", .deed = ACCOUNT_DELETE, .slot = 3, .requests = 11},
    [PLAN_AUTH] = {.name = "authentication", .auth = true, .requests = 6},
    [PLAN_FIXES] = {.name = "fixes", .fixes = true, .requests = 38},
};
static void plan_auth(struct plans *plans)
{
    static const enum access_id ids[] = {ACCESS_AUTH_KEPT, ACCESS_AUTH_ACTIVE};
    struct plan_subject subject = {.channel = 1, .mac.state = VALUE_KNOWN};
    struct changes changes = {0};
    uint8_t mac[BMC_MAC];

    for (size_t i = 0; i < 2; i++) {
        struct channel_access access;
        struct change change = {
            .setting = access_setting(ids[i]), .scope.channel = 1, .write = true};

        assert_int_equal(bmc_get_channel_access(plans->rig.bmc, 1, i == 0, &access, NULL), 0);
        change.old = access_of_channel(&access);
        change.wanted = access_with(ids[i], change.old, 1);
        change_add(&changes, &change);
    }
    assert_int_equal(bmc_lan_get(plans->rig.bmc, 1, BMC_LAN_MAC, mac, sizeof mac, NULL), 0);
    subject.mac.number = value_from_bytes(&value_mac, mac);
    plan_of_changes(&plans->plan, &subject, &changes);
}

static void plan_fixes(struct plans *plans)
{
    struct weakness_facts facts;
    struct bmc_error error = {0};

    if (security_read(plans->rig.bmc, &facts, 1, NULL, &error) != 0 ||
        security_plan(plans->rig.bmc, &facts, security_fixable(), "another-community",
                      &plans->plan, &error) != 0)
        fail_msg("%s", error.sentence);
}

static void plan_account(struct plans *plans)
{
    const struct plan_kind *kind = plans->kind;
    struct account_order order = {
        .deed = kind->deed, .slot = kind->slot, .wish = kind->wish, .leave_no_administrator = true};
    struct accounts accounts;
    struct bmc_error error = {0};

    if (kind->password)
        secret_set(plans->password, PLANS_PASSWORD, sizeof PLANS_PASSWORD - 1);
    else if (kind->deed == ACCOUNT_DELETE)
        assert_true(account_throwaway(plans->password));
    order.wish.password = plans->password;
    order.random = plans->password;
    if (accounts_read(plans->rig.bmc, &accounts, 1, NULL, &error) != 0 ||
        account_prepare(plans->rig.bmc, &accounts, &order, &plans->plan, NULL, &error) != 0)
        fail_msg("%s: %s", kind->name, error.sentence);
}

void plans_make(struct plans *plans)
{
    if (plans->kind->auth)
        plan_auth(plans);
    else if (plans->kind->fixes)
        plan_fixes(plans);
    else
        plan_account(plans);
}

void plans_open(struct plans *plans, const struct plan_kind *kind, const char *setup)
{
    memset(plans, 0, sizeof *plans);
    plans->kind = kind;
    plans->password = secret_create();
    rig_connect(&plans->rig, NULL);
    if (setup != NULL)
        rig_fault(&plans->rig, setup);
    demo_state(plans->rig.demo)->channels[1].kept.settings |= 0x18;
    demo_state(plans->rig.demo)->channels[1].active.settings |= 0x18;
    plans_make(plans);
    demo_snapshot(plans->rig.demo, &plans->before);
    demo_mark(plans->rig.demo);
}

void plans_close(struct plans *plans)
{
    secret_free(&plans->password);
    rig_close(&plans->rig);
}

/* What a slot without a name had as a password is nobody's. */
static void forget_unnamed(struct demo_state *state)
{
    for (unsigned i = 1; i <= state->user_count; i++)
        if (state->users[i].name[0] == '\0')
            memset(&state->users[i].password, 0, sizeof state->users[i].password);
}

/* A restart ends leases: of LAN parameters those that plans here write count. */
static void forget_addresses(struct demo_lan *lan, const struct demo_lan *other)
{
    struct demo_lan own = *lan;

    *lan = *other;
    lan->arp = own.arp;
    memcpy(lan->auth_enables, own.auth_enables, sizeof lan->auth_enables);
    memcpy(lan->community, own.community, sizeof lan->community);
    memcpy(lan->cipher_privileges, own.cipher_privileges, sizeof lan->cipher_privileges);
}

bool plans_same(const struct demo_state *one, const struct demo_state *other, char text[PLANS_TEXT])
{
    struct demo_state left = *one, right = *other;

    for (unsigned i = 0; i < DEMO_CHANNELS; i++)
        forget_addresses(&left.channels[i].lan, &right.channels[i].lan);
    /* Who writes next waits 3 s for a lock of serial over LAN, then goes on. */
    for (unsigned i = 0; i < DEMO_CHANNELS; i++)
        left.channels[i].sol.progress = right.channels[i].sol.progress;
    forget_unnamed(&left);
    forget_unnamed(&right);
    return demo_differences(&left, &right, text, PLANS_TEXT) == 0;
}
