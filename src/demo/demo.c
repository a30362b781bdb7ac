/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo/demo.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "demo/demo_internal.h"

void demo_begin(struct demo_bmc *demo)
{
    demo_factory(&demo->state, &demo->options);
    demo->state.chassis.counted_ms = demo->now_ms;
    demo_sel_start(demo);
    demo_sensor_start(&demo->state);
}

struct demo_bmc *demo_create(const struct clock *clock)
{
    struct demo_bmc *demo = xcalloc(1, sizeof(*demo));

    demo->clock = clock;
    demo->now_ms = clock_now(clock);
    demo_begin(demo);
    demo_factory_extras(&demo->state);
    demo->state.silent_until_ms = demo->state.boot_until_ms = demo->now_ms;
    demo->frozen_until_ms = demo->now_ms;
    demo_past_note(demo, demo->now_ms);
    return demo;
}

void demo_destroy(struct demo_bmc *demo)
{
    free(demo);
}

void demo_put(struct demo_request *request, const uint8_t *bytes, size_t length)
{
    struct demo_answer *answer = &request->answer;
    size_t room = sizeof(answer->bytes) - answer->length;

    if (length > room)
        length = room;
    memcpy(answer->bytes + answer->length, bytes, length);
    answer->length += length;
}

void demo_put_byte(struct demo_request *request, uint8_t byte)
{
    demo_put(request, &byte, 1);
}

/* Discards any data put so far. */
static void answer_begin(struct demo_request *request, uint8_t code)
{
    request->answer.bytes[0] = request->command;
    request->answer.bytes[1] = code;
    request->answer.length = 2;
}

/* --- what happens by itself ------------------------------------------------ */

static void tick_channel(struct demo_bmc *demo, struct demo_channel *channel)
{
    int64_t due = channel->lease_at_ms, lock_ms = demo->options.lock_timeout_ms;

    if (channel->progress && lock_ms >= 0 && demo->now_ms - channel->locked_at_ms >= lock_ms)
        demo_lan_roll_back(channel);
    if (due < 0 || due > demo->now_ms)
        return;
    memcpy(channel->lan.address, channel->lease.address, sizeof(channel->lan.address));
    memcpy(channel->lan.netmask, channel->lease.netmask, sizeof(channel->lan.netmask));
    memcpy(channel->lan.gateway, channel->lease.gateway, sizeof(channel->lan.gateway));
    channel->lease_at_ms = -1;
    demo_past_note(demo, due);
}

void demo_tick(struct demo_bmc *demo)
{
    struct demo_state *state = &demo->state;

    demo->now_ms = clock_now(demo->clock);
    demo_past_note(demo, demo->now_ms); /* what a test changed directly */
    for (unsigned i = 0; i < DEMO_CHANNELS; i++)
        tick_channel(demo, &state->channels[i]);
    demo_sel_tick(demo);
    demo_power_tick(demo);
    demo_watchdog_tick(demo);
    if (state->light == DEMO_LIGHT_TIMED && demo->now_ms >= state->light_until_ms)
        state->light = DEMO_LIGHT_OFF;
}

static void channel_restart(struct demo_bmc *demo, struct demo_channel *channel)
{
    demo_lan_roll_back(channel);
    channel->active = channel->kept;
    demo_sol_restart(channel);
    if (channel->lan.source == DEMO_SOURCE_DHCP) {
        int64_t lease = demo->options.lease_ms;

        demo_lan_await_lease(channel, lease < 0 ? -1 : demo->state.boot_until_ms + lease);
    }
}

void demo_reboot(struct demo_bmc *demo, int64_t silent_ms, int64_t boot_ms, uint8_t boot_code)
{
    struct demo_state *state = &demo->state;

    state->resets++;
    state->silent_until_ms = demo->now_ms + silent_ms;
    state->boot_until_ms = state->silent_until_ms + boot_ms;
    state->boot_code = boot_code;
    state->light = DEMO_LIGHT_OFF;
    demo->waiting_count = 0;
    demo_power_restart(demo);
    demo_sel_restart(demo);
    if (demo->options.limits_lost)
        demo_sensor_start(state);
    state->sdr.reserved = false;
    state->watchdog = (struct demo_watchdog){.due_ms = -1};
    for (unsigned i = 0; i < DEMO_CHANNELS; i++) {
        if (demo_channel_is_lan(&state->channels[i]))
            channel_restart(demo, &state->channels[i]);
    }
}

/* --- one request ----------------------------------------------------------- */

bool demo_request_is(const struct demo_request *request, const char *name)
{
    return request->row && strcmp(request->row->name, name) == 0;
}

/* Changes wait with a LAN write that itself waits for its commit. */
static bool change_waits(const struct demo_request *request, const struct demo_site *site)
{
    return demo_request_is(request, "lan-set") && request->length >= 2 &&
           request->data[1] != LAN_PROGRESS && demo_lan_is_staging(request->demo, site->channel);
}

static void changes_apply(const struct demo_request *request, const struct demo_verdict *verdict)
{
    struct demo_bmc *demo = request->demo;
    struct demo_waiting strike = {.site = demo_fault_site(request)};

    for (unsigned i = 0; i < verdict->change_count; i++) {
        strike.change = verdict->changes[i]->change;
        strike.site.data = verdict->changes[i]->data;
        /* Without room it happens at once rather than never. */
        if (change_waits(request, &strike.site) && demo->waiting_count < DEMO_FAULTS_MAX)
            demo->waiting[demo->waiting_count++] = strike;
        else
            strike.change(&strike.site);
    }
}

/* Commit write makes the waiting changes happen; set complete drops them. */
static void changes_settle(const struct demo_request *request, uint8_t code)
{
    struct demo_bmc *demo = request->demo;
    struct demo_site site = demo_fault_site(request);
    unsigned kept = 0;

    if (!demo_request_is(request, "lan-set") || code != CODE_OK || request->length != 3 ||
        request->data[1] != LAN_PROGRESS || request->data[2] == PROGRESS_BEGIN)
        return;
    for (unsigned i = 0; i < demo->waiting_count; i++) {
        const struct demo_waiting *waiting = &demo->waiting[i];

        if (waiting->site.channel != site.channel)
            demo->waiting[kept++] = *waiting;
        else if (request->data[2] == PROGRESS_COMMIT)
            waiting->change(&waiting->site);
    }
    demo->waiting_count = kept;
}

static void request_carry_out(struct demo_request *request, const struct demo_verdict *verdict)
{
    struct demo_bmc *demo = request->demo;
    struct demo_state *before = NULL;
    uint8_t code;

    if (verdict->ignored) {
        before = xmalloc(sizeof(*before));
        *before = demo->state;
    }
    answer_begin(request, CODE_OK);
    code = demo_command_run(request);
    if (code != CODE_OK)
        answer_begin(request, code);
    if (before)
        demo->state = *before;
    else
        changes_settle(request, code);
    free(before);
    changes_apply(request, verdict);
    demo_sel_request(demo);
    demo_past_note(demo, demo->now_ms);
}

/* Replaces, cuts or corrupts the answer. */
static void answer_spoil(struct demo_request *request, const struct demo_fault *fault)
{
    struct demo_answer *answer = &request->answer;
    size_t shorter = fault->length ? fault->length : answer->length - 1;

    if (fault->kind == DEMO_FAULT_CODE) {
        answer_begin(request, fault->code);
    } else if (fault->kind == DEMO_FAULT_REPLY) {
        answer_begin(request, fault->reply[0]);
        demo_put(request, fault->reply + 1, fault->length - 1);
    } else if (fault->kind == DEMO_FAULT_WRONG_COMMAND) {
        answer->bytes[0]++;
    } else if (fault->kind == DEMO_FAULT_SHORT && shorter < answer->length) {
        answer->length = shorter;
    }
}

static void stale_begin(const struct demo_request *request, const struct demo_verdict *verdict)
{
    struct demo_bmc *demo = request->demo;

    demo->read_lag_ms = 0;
    if (verdict->stale_ms < 0)
        return;
    if (demo_request_is(request, "lan-get"))
        demo->read_lag_ms = verdict->stale_ms;
    else
        demo_past_freeze(demo, verdict->stale_ms);
}

static void fault_strike(struct demo_bmc *demo, const struct demo_fault *fault)
{
    if (fault->kind == DEMO_FAULT_GONE)
        demo->state.gone = true;
    else if (fault->kind == DEMO_FAULT_REBOOT)
        demo_reboot(demo, fault->ms, fault->boot_ms,
                    fault->boot_code ? fault->boot_code : CODE_UNSPECIFIED);
}

static bool fault_swallows(const struct demo_fault *fault)
{
    return fault->kind == DEMO_FAULT_LOST || fault->kind == DEMO_FAULT_REBOOT;
}

/* Everything but late answers. */
static enum demo_reply request_serve(struct demo_request *request,
                                     const struct demo_verdict *verdict)
{
    const struct demo_fault *fault = &verdict->answer;
    struct demo_bmc *demo = request->demo;
    bool instead =
        !fault->done && (fault->kind == DEMO_FAULT_CODE || fault->kind == DEMO_FAULT_REPLY);

    if (!fault->done)
        fault_strike(demo, fault);
    if (demo->state.gone)
        return DEMO_GONE;
    if (demo->now_ms < demo->state.silent_until_ms)
        return DEMO_LOST;
    if (demo->now_ms < demo->state.boot_until_ms) {
        answer_begin(request, demo->state.boot_code);
        return DEMO_ANSWER;
    }
    /* Even where it is up again at once, a reboot swallows the request. */
    if (!fault->done && fault_swallows(fault))
        return DEMO_LOST;
    if (!instead) {
        stale_begin(request, verdict);
        request_carry_out(request, verdict);
        if (fault->done)
            fault_strike(demo, fault);
        if (fault->kind == DEMO_FAULT_GONE)
            return DEMO_GONE;
        if (fault_swallows(fault))
            return DEMO_LOST;
    }
    answer_spoil(request, fault);
    return DEMO_ANSWER;
}

/* After one late answer every answer belongs to the request before. */
static enum demo_reply request_deliver(struct demo_request *request, bool late,
                                       enum demo_reply reply)
{
    struct demo_bmc *demo = request->demo;
    bool behind = demo->late_count > 0;

    if (reply == DEMO_GONE) {
        demo->late_count = 0;
        return DEMO_GONE;
    }
    if (reply == DEMO_ANSWER && (behind || late))
        demo->late[demo->late_count++] = request->answer;
    if (behind) {
        request->answer = demo->late[0];
        demo->late[0] = demo->late[1];
        demo->late_count--;
        return DEMO_ANSWER;
    }
    return late ? DEMO_LOST : reply;
}

static void demo_log_write(const struct demo_request *request, enum demo_reply reply)
{
    struct demo_bmc *demo = request->demo;
    struct demo_log_entry *entry = &demo->log[demo->log_count++ % DEMO_LOG_MAX];
    size_t data = request->length < DEMO_LOG_REQUEST - 1 ? request->length : DEMO_LOG_REQUEST - 1;

    *entry = (struct demo_log_entry){.number = demo->requests,
                                     .at_ms = demo->now_ms,
                                     .netfn = request->netfn,
                                     .lun = request->lun,
                                     .request = {request->command},
                                     .length = request->empty ? 0 : data + 1,
                                     .reply = reply};
    if (demo_request_is(request, "password") && data > 2)
        data = 2; /* the rest is secret */
    if (data > 0)
        memcpy(entry->request + 1, request->data, data);
    if (reply == DEMO_ANSWER && request->answer.length > 1)
        entry->code = request->answer.bytes[1];
}

enum demo_reply demo_handle(struct demo_bmc *demo, uint8_t netfn, uint8_t lun, const uint8_t *bytes,
                            size_t length, struct demo_answer *answer)
{
    struct demo_request request = {.demo = demo, .netfn = netfn, .lun = lun, .empty = length == 0};
    struct demo_verdict verdict;
    enum demo_reply reply;

    demo_tick(demo);
    demo->requests++;
    if (length > 0) {
        request.command = bytes[0];
        request.data = bytes + 1;
        request.length = length - 1;
        request.row = demo_command_find(netfn, bytes[0]);
    }
    demo_fault_judge(&request, &verdict);
    reply = request_serve(&request, &verdict);
    reply = request_deliver(&request, verdict.answer.kind == DEMO_FAULT_LATE, reply);
    demo_log_write(&request, reply);
    if (reply != DEMO_ANSWER)
        request.answer.length = 0;
    *answer = request.answer;
    answer->delay_ms = demo->options.latency_ms + verdict.delay_ms;
    return reply;
}

void demo_link_reset(struct demo_bmc *demo)
{
    demo->late_count = 0;
}

struct demo_options *demo_options(struct demo_bmc *demo)
{
    return &demo->options;
}

struct demo_state *demo_state(struct demo_bmc *demo)
{
    demo_tick(demo);
    return &demo->state;
}
