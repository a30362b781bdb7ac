/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo/demo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "demo/demo_internal.h"

#define NETFN_APP        0x06
#define COMMAND_PASSWORD 0x47

struct demo_bmc *demo_create(const struct clock *clock)
{
    struct demo_bmc *demo = xcalloc(1, sizeof(*demo));

    demo->clock = clock;
    demo->now_ms = clock_now(clock);
    demo_factory(&demo->state, &demo->options);
    demo->state.silent_until_ms = demo->state.boot_until_ms = demo->now_ms;
    demo->frozen_until_ms = demo->now_ms;
    demo_past_note(demo, demo->now_ms);
    return demo;
}

void demo_destroy(struct demo_bmc *demo)
{
    free(demo);
}

void demo_put(struct demo_answer *answer, const uint8_t *bytes, size_t length)
{
    size_t room = sizeof(answer->bytes) - answer->length;

    if (length > room)
        length = room;
    memcpy(answer->bytes + answer->length, bytes, length);
    answer->length += length;
}

void demo_put_byte(struct demo_answer *answer, uint8_t byte)
{
    demo_put(answer, &byte, 1);
}

static void begin_answer(struct demo_answer *answer, uint8_t command, uint8_t code)
{
    answer->bytes[0] = command;
    answer->bytes[1] = code;
    answer->length = 2;
}

/* --- what happens by itself ------------------------------------------------ */

static void take_lease(struct demo_channel *channel)
{
    memcpy(channel->lan.address, channel->lease_address, sizeof(channel->lan.address));
    memcpy(channel->lan.netmask, channel->lease_netmask, sizeof(channel->lan.netmask));
    memcpy(channel->lan.gateway, channel->lease_gateway, sizeof(channel->lan.gateway));
    channel->lease_at_ms = -1;
}

static void tick(struct demo_bmc *demo)
{
    struct demo_state *state = &demo->state;

    demo->now_ms = clock_now(demo->clock);
    demo_past_note(demo, demo->now_ms); /* what a test changed by hand */
    for (unsigned i = 0; i < DEMO_CHANNELS; i++) {
        struct demo_channel *channel = &state->channels[i];
        int64_t due = channel->lease_at_ms, lock_ms = demo->options.lock_timeout_ms;

        if (channel->progress && lock_ms >= 0 && demo->now_ms - channel->locked_at_ms >= lock_ms)
            demo_lan_roll_back(channel);
        if (due < 0 || due > demo->now_ms)
            continue;
        take_lease(channel);
        demo_past_note(demo, due);
    }
    if (state->light == DEMO_LIGHT_TIMED && demo->now_ms >= state->light_until_ms)
        state->light = DEMO_LIGHT_OFF;
}

static void forget_volatile(struct demo_bmc *demo, struct demo_channel *channel)
{
    demo_lan_roll_back(channel);
    channel->active = channel->kept;
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
    for (unsigned i = 0; i < DEMO_CHANNELS; i++) {
        if (demo_channel_is_lan(&state->channels[i]))
            forget_volatile(demo, &state->channels[i]);
    }
}

/* --- one request ----------------------------------------------------------- */

static void read_request(struct demo_request *request, uint8_t netfn, uint8_t lun,
                         const uint8_t *bytes, size_t length)
{
    memset(request, 0, sizeof(*request));
    request->netfn = netfn;
    request->lun = lun;
    request->empty = length == 0;
    if (request->empty)
        return;
    request->command = bytes[0];
    request->data = bytes + 1;
    request->length = length - 1;
    request->row = demo_command_find(netfn, request->command);
}

/* Changes wait with a LAN write that itself waits for its commit. */
static bool change_waits(const struct demo_bmc *demo, const struct demo_request *request,
                         const struct demo_site *site)
{
    return request->row && request->row->handler == demo_lan_set && request->length >= 2 &&
           request->data[1] != 0 && demo_lan_is_staging(demo, &demo->state.channels[site->channel]);
}

static void apply_changes(struct demo_bmc *demo, const struct demo_request *request,
                          const struct demo_verdict *verdict)
{
    struct demo_site site;

    demo_fault_site(demo, request, &site);
    for (unsigned i = 0; i < verdict->change_count; i++) {
        const struct demo_fault *fault = &verdict->changes[i];
        struct demo_waiting waiting = {fault->change, fault->data, site};

        if (!change_waits(demo, request, &site))
            fault->change(&demo->state, &site, fault->data);
        else if (demo->waiting_count < DEMO_FAULTS_MAX)
            demo->waiting[demo->waiting_count++] = waiting;
    }
}

/* After commit write or set complete: changes that waited happen, or are dropped. */
static void settle_waiting(struct demo_bmc *demo, const struct demo_request *request, uint8_t code)
{
    struct demo_site site;
    unsigned kept = 0;
    bool progress = request->row && request->row->handler == demo_lan_set && code == CODE_OK &&
                    request->length == 3 && request->data[1] == 0 && request->data[2] != 1;

    if (!progress)
        return;
    demo_fault_site(demo, request, &site);
    for (unsigned i = 0; i < demo->waiting_count; i++) {
        struct demo_waiting *waiting = &demo->waiting[i];

        if (waiting->site.channel != site.channel)
            demo->waiting[kept++] = *waiting;
        else if (request->data[2] == 2)
            waiting->change(&demo->state, &waiting->site, waiting->data);
    }
    demo->waiting_count = kept;
}

static void carry_out(struct demo_bmc *demo, const struct demo_request *request,
                      const struct demo_verdict *verdict, struct demo_answer *answer)
{
    struct demo_state before;
    uint8_t code;

    if (verdict->ignored)
        before = demo->state;
    begin_answer(answer, request->command, CODE_OK);
    code = demo_command_run(demo, request, answer);
    if (code != CODE_OK)
        begin_answer(answer, request->command, code);
    if (verdict->ignored)
        demo->state = before;
    else
        settle_waiting(demo, request, code);
    apply_changes(demo, request, verdict);
    demo_past_note(demo, demo->now_ms);
}

static void reply_with(const struct demo_fault *fault, uint8_t command, struct demo_answer *answer)
{
    begin_answer(answer, command, fault->reply[0]);
    demo_put(answer, fault->reply + 1, fault->length - 1);
}

/* Cuts or falsifies an answer that has been worked out. */
static void spoil(const struct demo_fault *fault, struct demo_answer *answer)
{
    if (fault->kind == DEMO_FAULT_CODE) {
        begin_answer(answer, answer->bytes[0], fault->code);
    } else if (fault->kind == DEMO_FAULT_REPLY) {
        reply_with(fault, answer->bytes[0], answer);
    } else if (fault->kind == DEMO_FAULT_WRONG_COMMAND) {
        answer->bytes[0]++;
    } else if (fault->kind == DEMO_FAULT_SHORT) {
        size_t length = fault->length ? fault->length : answer->length - 1;

        if (length < answer->length)
            answer->length = length;
    }
}

static void begin_stale(struct demo_bmc *demo, const struct demo_request *request,
                        const struct demo_verdict *verdict)
{
    demo->read_lag_ms = 0;
    if (verdict->stale_ms < 0)
        return;
    if (request->row && request->row->handler == demo_lan_get)
        demo->read_lag_ms = verdict->stale_ms;
    else
        demo_past_freeze(demo, verdict->stale_ms);
}

static void strike(struct demo_bmc *demo, const struct demo_fault *fault)
{
    if (fault->kind == DEMO_FAULT_GONE)
        demo->state.gone = true;
    else if (fault->kind == DEMO_FAULT_REBOOT)
        demo_reboot(demo, fault->ms, fault->boot_ms,
                    fault->boot_code ? fault->boot_code : CODE_UNSPECIFIED);
}

/* Works out what happens to the request, but for late answers. */
static enum demo_reply serve(struct demo_bmc *demo, const struct demo_request *request,
                             const struct demo_verdict *verdict, struct demo_answer *answer)
{
    const struct demo_fault *fault = &verdict->answer;

    if (!fault->done)
        strike(demo, fault);
    if (demo->state.gone)
        return DEMO_GONE;
    if (demo->now_ms < demo->state.silent_until_ms)
        return DEMO_LOST;
    if (demo->now_ms < demo->state.boot_until_ms) {
        begin_answer(answer, request->command, demo->state.boot_code);
        return DEMO_ANSWER;
    }
    if (!fault->done && fault->kind == DEMO_FAULT_REBOOT)
        return DEMO_LOST; /* it was up again at once, but this request went down with it */
    if (!fault->done && fault->kind == DEMO_FAULT_LOST)
        return DEMO_LOST;
    if (!fault->done && fault->kind == DEMO_FAULT_CODE) {
        begin_answer(answer, request->command, fault->code);
        return DEMO_ANSWER;
    }
    if (!fault->done && fault->kind == DEMO_FAULT_REPLY) {
        reply_with(fault, request->command, answer);
        return DEMO_ANSWER;
    }
    begin_stale(demo, request, verdict);
    carry_out(demo, request, verdict, answer);
    if (fault->done)
        strike(demo, fault);
    if (fault->kind == DEMO_FAULT_GONE)
        return DEMO_GONE;
    if (fault->kind == DEMO_FAULT_LOST || fault->kind == DEMO_FAULT_REBOOT)
        return DEMO_LOST;
    spoil(fault, answer);
    return DEMO_ANSWER;
}

/* Once an answer came late, every answer is taken for the next request's. */
static enum demo_reply deliver(struct demo_bmc *demo, bool late, enum demo_reply reply,
                               struct demo_answer *answer)
{
    bool behind = demo->late_count > 0;

    if (reply == DEMO_GONE) {
        demo->late_count = 0;
        return DEMO_GONE;
    }
    if (reply == DEMO_ANSWER && (behind || late))
        demo->late[demo->late_count++] = *answer;
    if (behind) {
        *answer = demo->late[0];
        demo->late[0] = demo->late[1];
        demo->late_count--;
        return DEMO_ANSWER;
    }
    return late ? DEMO_LOST : reply;
}

static void write_log(struct demo_bmc *demo, const struct demo_request *request,
                      enum demo_reply reply, const struct demo_answer *answer)
{
    struct demo_log_entry *entry = &demo->log[demo->log_count++ % DEMO_LOG_MAX];
    size_t data = request->length < DEMO_LOG_REQUEST - 1 ? request->length : DEMO_LOG_REQUEST - 1;

    memset(entry, 0, sizeof(*entry));
    entry->number = demo->requests;
    entry->at_ms = demo->now_ms;
    entry->netfn = request->netfn;
    entry->lun = request->lun;
    entry->length = request->empty ? 0 : data + 1;
    entry->request[0] = request->command;
    if (data > 0)
        memcpy(entry->request + 1, request->data, data);
    if (request->netfn == NETFN_APP && request->command == COMMAND_PASSWORD && data > 2)
        memset(entry->request + 3, 0, data - 2);
    entry->reply = reply;
    entry->code = reply == DEMO_ANSWER && answer->length > 1 ? answer->bytes[1] : 0;
}

enum demo_reply demo_handle(struct demo_bmc *demo, uint8_t netfn, uint8_t lun, const uint8_t *bytes,
                            size_t length, uint8_t *response, size_t response_size,
                            size_t *response_length, int64_t *delay_ms)
{
    struct demo_request request;
    struct demo_verdict verdict;
    struct demo_answer answer = {.length = 0};
    enum demo_reply reply;

    tick(demo);
    demo->requests++;
    read_request(&request, netfn, lun, bytes, length);
    demo_fault_judge(demo, &request, &verdict);
    reply = serve(demo, &request, &verdict, &answer);
    reply = deliver(demo, verdict.answer.kind == DEMO_FAULT_LATE, reply, &answer);
    write_log(demo, &request, reply, &answer);

    if (answer.length > response_size)
        answer.length = response_size;
    *response_length = reply == DEMO_ANSWER ? answer.length : 0;
    if (*response_length > 0)
        memcpy(response, answer.bytes, *response_length);
    *delay_ms = demo->options.latency_ms + verdict.delay_ms;
    return reply;
}

void demo_link_reset(struct demo_bmc *demo)
{
    demo->late_count = 0;
}

/* --- looking in ------------------------------------------------------------ */

struct demo_state *demo_state(struct demo_bmc *demo)
{
    tick(demo);
    return &demo->state;
}

struct demo_options *demo_options(struct demo_bmc *demo)
{
    return &demo->options;
}

void demo_snapshot(struct demo_bmc *demo, struct demo_state *copy)
{
    *copy = *demo_state(demo);
}

void demo_mark(struct demo_bmc *demo)
{
    demo->requests = 0;
    for (unsigned i = 0; i < demo->fault_count; i++)
        demo->faults[i].seen = 0;
}

unsigned demo_requests(const struct demo_bmc *demo)
{
    return demo->requests;
}

size_t demo_log(const struct demo_bmc *demo, struct demo_log_entry *entries, size_t max)
{
    size_t held = demo->log_count < DEMO_LOG_MAX ? demo->log_count : DEMO_LOG_MAX;
    size_t count = held < max ? held : max;

    for (size_t i = 0; i < count; i++)
        entries[i] = demo->log[(demo->log_count - count + i) % DEMO_LOG_MAX];
    return count;
}

void demo_log_text(const struct demo_log_entry *entry, char *text, size_t size)
{
    const struct demo_command *row = demo_command_find(entry->netfn, entry->request[0]);
    char data[3 * DEMO_LOG_REQUEST + 1] = "";
    char outcome[8] = "lost";

    for (size_t i = 1; i < entry->length; i++)
        snprintf(data + 3 * (i - 1), 4, " %02x", entry->request[i]);
    if (entry->reply == DEMO_ANSWER)
        snprintf(outcome, sizeof(outcome), "%02x", entry->code);
    else if (entry->reply == DEMO_GONE)
        snprintf(outcome, sizeof(outcome), "gone");
    snprintf(text, size, "#%u %s %02x/%02x:%s -> %s", entry->number, row ? row->name : "unknown",
             entry->netfn, entry->request[0], data, outcome);
}
