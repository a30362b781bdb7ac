/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which faults strike at a request, and what a BMC changes by itself. */
#include "demo/demo_fault.h"

#include <string.h>

#include "base/text.h"
#include "demo/demo_internal.h"
#include "demo/demo_machine.h"

struct demo_fault demo_fault_at(unsigned k, enum demo_fault_kind kind)
{
    struct demo_fault fault = demo_fault_on(DEMO_FAULT_ANY, DEMO_FAULT_ANY, DEMO_FAULT_ANY, kind);

    fault.numbered = true;
    fault.nth = k;
    fault.times = 1;
    return fault;
}

struct demo_fault demo_fault_on(int netfn, int command, int argument, enum demo_fault_kind kind)
{
    return (struct demo_fault){.netfn = netfn,
                               .command = command,
                               .argument = argument,
                               .value = DEMO_FAULT_ANY,
                               .times = DEMO_TIMES_EVER,
                               .kind = kind};
}

int demo_fault_add(struct demo_bmc *demo, const struct demo_fault *fault)
{
    if (demo->fault_count == DEMO_FAULTS_MAX)
        return -1;
    demo->faults[demo->fault_count++] =
        (struct demo_armed){.fault = *fault, .seen = fault->numbered ? demo->requests : 0};
    return 0;
}

static bool fault_fits(int wanted, int actual)
{
    return wanted == DEMO_FAULT_ANY || wanted == actual;
}

static bool fault_begins(const struct demo_prefix *prefix, const struct demo_request *request)
{
    if (prefix->length == 0)
        return true;
    if (request->empty || prefix->length > request->length + 2)
        return false;
    for (unsigned i = 0; i < prefix->length; i++) {
        uint8_t byte = i == 0   ? request->netfn
                       : i == 1 ? request->command
                                : request->data[i - 2];

        if (!prefix->any[i] && prefix->bytes[i] != byte)
            return false;
    }
    return true;
}

static bool fault_matches(const struct demo_fault *fault, const struct demo_request *request)
{
    static const struct demo_command unknown = {0};
    const struct demo_command *row = request->row ? request->row : &unknown;

    return fault_begins(&fault->prefix, request) && fault_fits(fault->netfn, request->netfn) &&
           fault_fits(fault->command, request->empty ? -2 : request->command) &&
           fault_fits(fault->argument, demo_pick_from(&row->picks.argument, request)) &&
           fault_fits(fault->value, demo_pick_from(&row->picks.value, request));
}

/* Counts a match; whether it is the fault's turn. */
static bool fault_strikes(struct demo_armed *armed)
{
    const struct demo_fault *fault = &armed->fault;
    unsigned nth = fault->nth ? fault->nth : 1;

    armed->seen++;
    return armed->seen >= nth &&
           (fault->times == DEMO_TIMES_EVER || armed->seen - nth < fault->times);
}

static void fault_take(struct demo_verdict *verdict, const struct demo_fault *fault)
{
    switch (fault->kind) {
    case DEMO_FAULT_NONE:
        break;
    case DEMO_FAULT_DELAY:
        verdict->delay_ms += fault->ms;
        break;
    case DEMO_FAULT_STALE:
        if (fault->ms > verdict->stale_ms)
            verdict->stale_ms = fault->ms;
        break;
    case DEMO_FAULT_IGNORED:
        verdict->ignored = true;
        break;
    case DEMO_FAULT_CHANGE:
        if (fault->change)
            verdict->changes[verdict->change_count++] = fault;
        break;
    default:
        if (verdict->answer.kind == DEMO_FAULT_NONE)
            verdict->answer = *fault;
    }
}

void demo_fault_judge(const struct demo_request *request, struct demo_verdict *verdict)
{
    struct demo_bmc *demo = request->demo;

    *verdict = (struct demo_verdict){.stale_ms = -1};
    for (unsigned i = 0; i < demo->fault_count; i++) {
        if (fault_matches(&demo->faults[i].fault, request) && fault_strikes(&demo->faults[i]))
            fault_take(verdict, &demo->faults[i].fault);
    }
}

struct demo_site demo_fault_site(const struct demo_request *request)
{
    struct demo_state *state = &request->demo->state;
    struct demo_site site = {state, demo_channel_first_lan(state), &state->users[2], NULL};
    int channel = DEMO_FAULT_ANY, user = DEMO_FAULT_ANY;

    if (request->row) {
        channel = demo_pick_from(&request->row->picks.channel, request);
        user = demo_pick_from(&request->row->picks.user, request);
    }
    if (channel >= 0 && demo_channel_is_lan(&state->channels[channel]))
        site.channel = &state->channels[channel];
    if (user >= 1 && (unsigned)user <= state->user_count)
        site.user = &state->users[user];
    return site;
}

/* --- changes: side effects seen on real BMCs --------------------------------------- */

static void change_address_lost(const struct demo_site *site)
{
    memset(site->channel->lan.address, 0, 4);
}

static void change_gateway_moved(const struct demo_site *site)
{
    uint8_t *host = &site->channel->lan.gateway[3];

    *host = *host == 1 ? 2 : 1;
}

static void change_netmask_moved(const struct demo_site *site)
{
    static const uint8_t wide[4] = {255, 255, 0, 0}, wider[4] = {255, 0, 0, 0};
    uint8_t *netmask = site->channel->lan.netmask;

    memcpy(netmask, memcmp(netmask, wide, sizeof(wide)) == 0 ? wider : wide, sizeof(wide));
}

static void change_source_static(const struct demo_site *site)
{
    site->channel->lan.source = DEMO_SOURCE_STATIC;
    site->channel->lease_at_ms = -1;
    change_address_lost(site);
}

static void change_source_dhcp(const struct demo_site *site)
{
    site->channel->lan.source = DEMO_SOURCE_DHCP;
    demo_lan_await_lease(site->channel, 0); /* overdue: the lease comes with the next request */
}

static void change_vlan_off(const struct demo_site *site)
{
    site->channel->lan.vlan[1] &= 0x0F;
}

static void change_vlan_on(const struct demo_site *site)
{
    struct demo_lan *lan = &site->channel->lan;

    lan->vlan[1] |= 0x80;
    if (demo_vlan_id(lan) == 0)
        lan->vlan[0] = 1;
}

static void change_arp_off(const struct demo_site *site)
{
    site->channel->lan.arp = 0;
}

static void change_lan_off(const struct demo_site *site)
{
    site->channel->kept.settings &= 0x38;
    site->channel->active.settings &= 0x38;
}

static void change_user_disabled(const struct demo_site *site)
{
    site->user->enabled = false;
}

static void change_messaging_off(const struct demo_site *site)
{
    site->user->access[site->channel - site->state->channels] &= (uint8_t)~0x10;
}

static void change_user_enabled(const struct demo_site *site)
{
    site->user->enabled = true;
}

/* To the privilege "user", as some do with a user whose name is new. */
static void change_user_demoted(const struct demo_site *site)
{
    uint8_t *access = &site->user->access[site->channel - site->state->channels];

    *access = (uint8_t)((*access & 0xF0) | 2);
}

static void change_messaging_on(const struct demo_site *site)
{
    site->user->access[site->channel - site->state->channels] |= DEMO_MESSAGING;
}

static void change_name_lost(const struct demo_site *site)
{
    memset(site->user->name, 0, sizeof(site->user->name));
}

static void change_sol_refused(const struct demo_site *site)
{
    memset(site->user->payloads, 0, sizeof(site->user->payloads));
}

static void change_password_lost(const struct demo_site *site)
{
    site->user->password.digest = ~site->user->password.digest;
}

static void change_admin_password(const struct demo_site *site)
{
    site->state->users[2].password = site->user->password;
}

static void change_lock_lost(const struct demo_site *site)
{
    demo_lan_roll_back(site->channel);
}

static void change_lock_taken(const struct demo_site *site)
{
    demo_lan_roll_back(site->channel);
    site->channel->progress = 1;
}

/* At the machine itself; it comes with the next request. */
static void change_power_button(const struct demo_site *site)
{
    site->state->chassis.happens = DEMO_CAUSE_POWER_BUTTON;
}

static void change_reset_button(const struct demo_site *site)
{
    site->state->chassis.happens = DEMO_CAUSE_RESET_BUTTON;
}

static void change_os_reboot(const struct demo_site *site)
{
    site->state->chassis.happens = DEMO_CAUSE_OS_REBOOT;
}

static void change_power_cut(const struct demo_site *site)
{
    site->state->chassis.happens = DEMO_CAUSE_POLICY_AS_BEFORE;
}

static void change_event(const struct demo_site *site)
{
    site->state->sel.happens |= DEMO_SEL_ADDED;
}

static void change_log_cleared(const struct demo_site *site)
{
    site->state->sel.happens |= DEMO_SEL_CLEARED;
}

static void change_log_reserved(const struct demo_site *site)
{
    site->state->sel.happens |= DEMO_SEL_RESERVED;
}

static void change_records_reserved(const struct demo_site *site)
{
    site->state->sdr.reserved = false;
}

static void change_records_changed(const struct demo_site *site)
{
    change_records_reserved(site);
    site->state->sdr.changes++;
}

static void change_intrusion(const struct demo_site *site)
{
    site->state->chassis.front |= DEMO_FRONT_INTRUSION;
    for (unsigned i = 0; i < DEMO_MACHINE_SENSORS; i++) {
        if (demo_machine_sensor(i)->number == DEMO_INTRUSION)
            site->state->sensors[i].states[0] = 1;
    }
}

static const struct {
    const char *name;
    demo_change *change;
} changes[] = {
    {"address-lost", change_address_lost},
    {"gateway-moved", change_gateway_moved},
    {"netmask-moved", change_netmask_moved},
    {"source-static", change_source_static},
    {"source-dhcp", change_source_dhcp},
    {"vlan-off", change_vlan_off},
    {"vlan-on", change_vlan_on},
    {"arp-off", change_arp_off},
    {"lan-off", change_lan_off},
    {"user-disabled", change_user_disabled},
    {"user-enabled", change_user_enabled},
    {"user-demoted", change_user_demoted},
    {"messaging-off", change_messaging_off},
    {"messaging-on", change_messaging_on},
    {"name-lost", change_name_lost},
    {"sol-refused", change_sol_refused},
    {"password-lost", change_password_lost},
    {"admin-password", change_admin_password},
    {"lock-taken", change_lock_taken},
    {"lock-lost", change_lock_lost},
    {"power-button", change_power_button},
    {"reset-button", change_reset_button},
    {"os-reboot", change_os_reboot},
    {"power-cut", change_power_cut},
    {"event", change_event},
    {"log-cleared", change_log_cleared},
    {"log-reserved", change_log_reserved},
    {"records-reserved", change_records_reserved},
    {"records-changed", change_records_changed},
    {"intrusion", change_intrusion},
};

demo_change *demo_change_find(const char *name)
{
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        if (strcmp(changes[i].name, name) == 0)
            return changes[i].change;
    }
    return NULL;
}

void demo_change_names(char *text, size_t size)
{
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++)
        text_append(text, size, ", ", "%s", changes[i].name);
}
