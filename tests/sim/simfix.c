/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A module for OpenIPMI's ipmi_sim (lan.conf: loadlib "FILE" "OPTIONS"), for tests only. It sits
 * where every request, over LAN or in-band, goes in and its answer comes out, and there it
 *
 *  - mends what stock ipmi_sim 2.0.33 gets wrong (simmend.h);
 *  - writes each request and its answer as a line to a trace file, the bytes of passwords masked;
 *  - injects faults from a control file (simfault.h).
 *
 * Options, separated by blanks: trace=FILE control=FILE state=FILE (where repaired parameters are
 * kept), ready=FILE (written when requests are served), parent=PID (the simulator ends with that
 * process), arp=N (LAN parameter 10 at first; "no": not supported), chassis=FILE (where what the
 * chassis knows is kept), accounts=FILE and manners=WORD,WORD (simmend.h), guid=HEX (told in-band, too), forgets=MS (a boot wish that no start has
 * followed; 60000 without), clock=SECONDS (how far the event log's clock is ahead of this
 * computer's; stock has the seconds since the computer's start), reset=MS (for how long a cold reset silences the BMC; "no", as without
 * it: not supported).
 *
 * ipmi_sim is one thread, so nothing here locks.
 *
 * Up to OpenIPMI 2.0.36 a request belongs to the hook, and ipmi_handle_smi_rsp() frees it; since
 * 2.0.37, whose sysinfo.h is new, it belongs to who received it, and is gone when the hook returns.
 */
#include "simfault.h"
#include "simmend.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <OpenIPMI/mcserv.h>
#include <OpenIPMI/serv.h>

#if __has_include(<OpenIPMI/sysinfo.h>)
#define REQUEST_IS_OURS 0
#else
#define REQUEST_IS_OURS 1
#endif

#define CMD_COLD_RESET   0x02
#define CMD_RESERVE_SEL  0x42
#define CMD_ADD_SEL      0x44
#define CMD_SET_SEL_TIME 0x49

#define LOOK_MS 10 /* whether an answer that is held back is due */

struct late {
    struct late *next;
    channel_t *channel;
    msg_t *message;
    ipmi_timer_t *timer;
    struct reply reply;
    int64_t due;
    unsigned long edition; /* of the rules */
    bool done;
};

/* The parameters whose old values a stale channel goes on giving. */
static const unsigned char stale_params[] = {3, 4, 5, 6, 10, 12, 13, 14, 15, 20, 21};

#define N_STALE (sizeof(stale_params) / sizeof(stale_params[0]))

static struct {
    sys_data_t *sys;
    int (*stock_send)(channel_t *chan, msg_t *msg);
    struct reply *capture;
    struct late *late;

    const char *ready;
    int trace;
    long parent;
    unsigned long sequence;
    int64_t started;

    bool has_clock;
    long clock;    /* ahead of this computer's, in seconds */
    long reset_ms; /* -1: no cold reset */

    bool gone;
    int64_t gone_until;         /* 0: for good */
    unsigned long gone_edition; /* of the rules */
    int64_t stale_until[MAX_CHANNELS];
    unsigned long stale_edition[MAX_CHANNELS];
    bool remembered[MAX_CHANNELS];
    struct reply stale[MAX_CHANNELS][N_STALE];

    ipmi_tick_handler_t tick;
} sim;

#define EXPORT __attribute__((visibility("default")))

EXPORT int ipmi_sim_module_init(sys_data_t *sys, const char *options);
EXPORT int ipmi_sim_module_print_version(sys_data_t *sys, const char *options);
EXPORT void ipmi_sim_module_post_init(sys_data_t *sys);

/* ------------------------------------------------------------ running a request */

static int take_reply(channel_t *chan, msg_t *msg, rsp_msg_t *rsp)
{
    struct reply *to = sim.capture;

    (void)chan;
    (void)msg;
    to->length = rsp->data_len < MAX_REPLY ? rsp->data_len : MAX_REPLY;
    memcpy(to->data, rsp->data, to->length);
    return 1; /* handled: ipmi_sim neither sends it nor frees the message */
}

static void run_stock(channel_t *chan, msg_t *msg, struct reply *reply)
{
    int (*hook)(channel_t *, msg_t *, rsp_msg_t *) = chan->oem.oem_handle_rsp;

    reply->length = 0;
    if (account_request(msg, reply)) {
        return;
    }
    sim.capture = reply;
    chan->oem.oem_handle_rsp = take_reply;
    sim.stock_send(chan, msg);
    chan->oem.oem_handle_rsp = hook;
    sim.capture = NULL;
}

/* A request of the BMC's own making, on the same channel as another one. */
static void run_own(channel_t *chan, const msg_t *model, unsigned int request, unsigned char *data,
                    unsigned int length, struct reply *reply)
{
    msg_t own = *model;

    own.netfn = (unsigned char)(request >> 8);
    own.cmd = (unsigned char)request;
    own.data = data;
    own.len = length;
    run_stock(chan, &own, reply);
    mend(&own, reply);
}

/* A new record cancels the reservation (IPMI 2.0, 31.4); stock ipmi_sim leaves it. */
static void cancel_reservation(channel_t *chan, const msg_t *msg)
{
    unsigned char none = 0;
    struct reply reply;

    run_own(chan, msg, NETFN_STORAGE << 8 | CMD_RESERVE_SEL, &none, 0, &reply);
}

static void run(channel_t *chan, msg_t *msg, struct reply *reply)
{
    run_stock(chan, msg, reply);
    mend(msg, reply);
    if (msg->netfn == NETFN_STORAGE && msg->cmd == CMD_ADD_SEL && reply->length > 0 &&
        reply->data[0] == 0) {
        cancel_reservation(chan, msg);
    }
}

/* ------------------------------------------------------------ trace */

struct line {
    char text[1024];
    size_t length;
};

static void append(struct line *line, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void append(struct line *line, const char *format, ...)
{
    va_list ap;
    int n;

    va_start(ap, format);
    n = vsnprintf(line->text + line->length, sizeof(line->text) - line->length, format, ap);
    va_end(ap);
    if (n > 0) {
        line->length += (size_t)n;
    }
    if (line->length >= sizeof(line->text)) {
        line->length = sizeof(line->text) - 1;
    }
}

/* SEQUENCE MILLISECONDS CHANNEL NETFN CMD DATA... > ANSWER... !ACTION   ('-': no answer) */
static void trace(const msg_t *msg, const struct reply *reply, const char *action)
{
    bool secret = msg->netfn == NETFN_APP && msg->cmd == CMD_SET_USER_PASSWORD;
    struct line line = {.length = 0};

    if (sim.trace < 0) {
        return;
    }
    append(&line, "%06lu %lld %x %02x %02x", sim.sequence, (long long)(now_ms() - sim.started),
           (unsigned int)msg->channel, (unsigned int)msg->netfn, (unsigned int)msg->cmd);
    for (unsigned int i = 0; i < msg->len; i++) {
        if (secret && i >= 2) {
            append(&line, " **");
        } else {
            append(&line, " %02x", (unsigned int)msg->data[i]);
        }
    }
    append(&line, reply->length ? " >" : " > -");
    for (unsigned int i = 0; i < reply->length; i++) {
        append(&line, " %02x", (unsigned int)reply->data[i]);
    }
    if (action) {
        append(&line, " !%s", action);
    }
    line.text[line.length++] = '\n';
    if (write(sim.trace, line.text, line.length) < 0) {
        fprintf(stderr, "simfix: trace: %s\n", strerror(errno));
    }
}

/* ------------------------------------------------------------ whose request it is */

/* A request that is not answered. */
static void drop_request(channel_t *chan, msg_t *msg)
{
#if REQUEST_IS_OURS
    chan->free(chan, msg);
#else
    (void)chan;
    (void)msg;
#endif
}

/* A request that is answered after the hook has returned. */
static msg_t *keep_request(msg_t *msg)
{
#if REQUEST_IS_OURS
    return msg;
#else
    msg_t *kept = malloc(sizeof(*kept) + msg->len + msg->src_len);
    unsigned char *bytes = (unsigned char *)(kept + 1);

    if (!kept) {
        abort();
    }
    *kept = *msg;
    kept->data = bytes;
    memcpy(kept->data, msg->data, msg->len);
    if (msg->src_addr) {
        kept->src_addr = bytes + msg->len;
        memcpy(kept->src_addr, msg->src_addr, msg->src_len);
    }
    return kept;
#endif
}

/* One that was kept and has been answered. */
static void release_request(msg_t *msg)
{
#if !REQUEST_IS_OURS
    free(msg);
#else
    (void)msg;
#endif
}

/* ------------------------------------------------------------ faults */

static void free_late(void)
{
    struct late **at = &sim.late;

    while (*at) {
        struct late *late = *at;

        if (late->done) {
            *at = late->next;
            sim.sys->free_timer(late->timer);
            free(late);
        } else {
            at = &late->next;
        }
    }
}

static void look_again(struct late *late)
{
    struct timeval wait = {0, LOOK_MS * 1000};

    sim.sys->start_timer(late->timer, &wait);
}

static void answer_late(void *data)
{
    struct late *late = data;

    if (now_ms() < late->due && !fault_edited(late->edition)) {
        look_again(late);
        return;
    }
    ipmi_handle_smi_rsp(late->channel, late->message, late->reply.data, (int)late->reply.length);
    release_request(late->message);
    late->done = true; /* freed later: this runs inside its own timer */
}

static void send_later(channel_t *chan, msg_t *msg, const struct reply *reply, long ms,
                       unsigned long edition)
{
    struct late *late = calloc(1, sizeof(*late));

    if (!late || sim.sys->alloc_timer(sim.sys, answer_late, late, &late->timer) != 0) {
        abort();
    }
    late->channel = chan;
    late->message = keep_request(msg);
    late->reply = *reply;
    late->due = now_ms() + ms;
    late->edition = edition;
    late->next = sim.late;
    sim.late = late;
    look_again(late);
}

/* What a channel's parameters are now, before a change that is said to show late. */
static void remember(channel_t *chan, const msg_t *msg)
{
    int channel = lan_channel(msg);

    for (size_t i = 0; i < N_STALE; i++) {
        unsigned char get[4] = {(unsigned char)channel, stale_params[i], 0, 0};

        run_own(chan, msg, NETFN_TRANSPORT << 8 | CMD_GET_LAN, get, sizeof(get),
                &sim.stale[channel][i]);
    }
}

/* ipmi_sim reads back what is set at once, committed or not: old is what was before the lock. */
static void remember_before_lock(channel_t *chan, const msg_t *msg)
{
    bool locks = msg->netfn == NETFN_TRANSPORT && msg->cmd == CMD_SET_LAN && msg->len == 3 &&
                 msg->data[1] == 0 && msg->data[2] == 1;

    if (locks && is_lan(lan_channel(msg)) && fault_any(FAULT_STALE)) {
        remember(chan, msg);
        sim.remembered[lan_channel(msg)] = true;
    }
}

static bool is_stale(int channel)
{
    return now_ms() < sim.stale_until[channel] && !fault_edited(sim.stale_edition[channel]);
}

static void start_stale(channel_t *chan, const msg_t *msg, long ms)
{
    int channel = lan_channel(msg);

    if (msg->netfn != NETFN_TRANSPORT || !is_lan(channel)) {
        return;
    }
    if (!sim.remembered[channel] && !is_stale(channel)) {
        remember(chan, msg);
    }
    sim.remembered[channel] = false;
    sim.stale_until[channel] = now_ms() + ms;
    sim.stale_edition[channel] = fault_edition();
}

static bool stale_reply(const msg_t *msg, struct reply *reply)
{
    int channel = lan_channel(msg);

    if (msg->netfn != NETFN_TRANSPORT || msg->cmd != CMD_GET_LAN || msg->len < 2 ||
        !is_stale(channel)) {
        return false;
    }
    for (size_t i = 0; i < N_STALE; i++) {
        if (stale_params[i] == msg->data[1]) {
            *reply = sim.stale[channel][i];
            return true;
        }
    }
    return false;
}

static void side_effect(channel_t *chan, const msg_t *msg, const struct fault *fault)
{
    unsigned char set[2 + FAULT_MAX_BYTES];
    struct reply reply;

    set[0] = (unsigned char)lan_channel(msg);
    set[1] = (unsigned char)fault->number;
    memcpy(set + 2, fault->bytes, fault->length);
    run_own(chan, msg, NETFN_TRANSPORT << 8 | CMD_SET_LAN, set, (unsigned int)(2 + fault->length),
            &reply);
}

/* Each has a number of its own in its last two bytes, which begins at 1. */
static void add_events(channel_t *chan, const msg_t *msg, long count)
{
    static unsigned int number;
    unsigned char record[16] = {0, 0, 0x02, 0, 0, 0, 0, 0x20, 0, 0x04, 0xc0, 99, 0x70};
    struct reply reply;

    for (long i = 0; i < (count < 0 ? 1 : count); i++) {
        number++;
        record[13] = 0xa0;
        record[14] = (unsigned char)(number >> 8);
        record[15] = (unsigned char)number;
        run_own(chan, msg, NETFN_STORAGE << 8 | CMD_ADD_SEL, record, sizeof(record), &reply);
    }
    cancel_reservation(chan, msg);
}

static void go(long ms)
{
    sim.gone = true;
    sim.gone_until = ms ? now_ms() + ms : 0;
    sim.gone_edition = fault_edition();
}

static bool is_gone(void)
{
    if (sim.gone &&
        ((sim.gone_until != 0 && now_ms() >= sim.gone_until) || fault_edited(sim.gone_edition))) {
        sim.gone = false;
    }
    return sim.gone;
}

/* The faults that come instead of doing what was asked. Returns true when there was one. */
static bool fault_before(const struct fault *fault, struct reply *reply)
{
    reply->length = 0;
    switch (fault->action) {
    case FAULT_CODE:
        answer(reply, (unsigned char)fault->number);
        return true;
    case FAULT_REPLY:
        memcpy(reply->data, fault->bytes, fault->length);
        reply->length = (unsigned int)fault->length;
        return true;
    case FAULT_DROP:
        return true;
    case FAULT_GONE:
        go(fault->number);
        return true;
    case FAULT_EXIT:
        return !fault->after;
    default:
        return false;
    }
}

static void fault_after(channel_t *chan, const msg_t *msg, const struct fault *fault,
                        struct reply *reply)
{
    switch (fault->action) {
    case FAULT_LOSE:
    case FAULT_EXIT:
        reply->length = 0;
        break;
    case FAULT_SHORT:
        if (fault->number < 0 && reply->length > 1) {
            reply->length--;
        } else if (fault->number >= 0 && (long)reply->length > fault->number) {
            reply->length = (unsigned int)fault->number;
        }
        break;
    case FAULT_LONG:
        for (size_t i = 0; i < fault->length && reply->length < sizeof reply->data; i++) {
            reply->data[reply->length++] = fault->bytes[i];
        }
        break;
    case FAULT_SIDE:
        side_effect(chan, msg, fault);
        break;
    default:
        break;
    }
}

/* ------------------------------------------------------------ the hook */

static void set_clock(channel_t *chan, const msg_t *msg)
{
    uint32_t now = (uint32_t)(time(NULL) + sim.clock);
    unsigned char set[4] = {(unsigned char)now, (unsigned char)(now >> 8),
                            (unsigned char)(now >> 16), (unsigned char)(now >> 24)};
    struct reply reply;

    run_own(chan, msg, NETFN_STORAGE << 8 | CMD_SET_SEL_TIME, set, sizeof(set), &reply);
    sim.has_clock = false;
}

static int parameter_of(const msg_t *msg)
{
    bool second =
        (msg->netfn == NETFN_TRANSPORT && (msg->cmd == CMD_SET_LAN || msg->cmd == CMD_GET_LAN)) ||
        (msg->netfn == NETFN_APP && msg->cmd == CMD_SET_USER_PASSWORD);

    if (msg->len <= (second ? 1u : 0u)) {
        return -2; /* fits '*' only */
    }
    return msg->data[second ? 1 : 0];
}

static int hooked_send(channel_t *chan, msg_t *msg)
{
    const struct fault *fault;
    struct reply reply = {.length = 0};
    const char *action = NULL;
    unsigned long edition;

    if (msg->oem_data) { /* ipmi_sim asking itself at start */
        return sim.stock_send(chan, msg);
    }
    free_late();
    sim.sequence++;
    if (sim.has_clock) {
        set_clock(chan, msg);
    }
    if (is_gone()) {
        trace(msg, &reply, "gone");
        drop_request(chan, msg);
        return 0;
    }
    fault = fault_for(msg->netfn, msg->cmd, parameter_of(msg));
    edition = fault_edition();
    if (fault) {
        action = fault_name(fault->action);
    }
    if (!fault || !fault_before(fault, &reply)) {
        remember_before_lock(chan, msg);
        if (fault && fault->action == FAULT_STALE) {
            start_stale(chan, msg, fault->number);
        }
        if (fault && fault->action == FAULT_EVENTS) {
            add_events(chan, msg, fault->number);
        }
        run(chan, msg, &reply);
        if (msg->netfn == NETFN_APP && msg->cmd == CMD_COLD_RESET && sim.reset_ms >= 0) {
            answer(&reply, 0x00);
            go(sim.reset_ms);
        }
        if (stale_reply(msg, &reply) && !action) {
            action = "stale";
        }
        if (fault) {
            fault_after(chan, msg, fault, &reply);
        }
    }
    trace(msg, &reply, action);
    if (fault && fault->action == FAULT_EXIT) {
        _exit(0);
    }
    if (reply.length == 0) {
        drop_request(chan, msg);
    } else if (fault && fault->action == FAULT_DELAY) {
        send_later(chan, msg, &reply, fault->number, edition);
    } else {
        ipmi_handle_smi_rsp(chan, msg, reply.data, (int)reply.length);
    }
    return 0;
}

/* ------------------------------------------------------------ what ipmi_sim calls */

static void each_second(void *info, unsigned int seconds)
{
    (void)info;
    (void)seconds;
    if (sim.parent > 0 && kill((pid_t)sim.parent, 0) < 0 && errno == ESRCH) {
        exit(0);
    }
}

static int take_option(char *word)
{
    char *value = strchr(word, '=');

    if (!value) {
        return EINVAL;
    }
    *value++ = '\0';
    if (strcmp(word, "trace") == 0) {
        sim.trace = open(value, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        return sim.trace < 0 ? errno : 0;
    }
    if (strcmp(word, "control") == 0) {
        fault_file(value);
    } else if (strcmp(word, "state") == 0) {
        mend_state(value);
    } else if (strcmp(word, "ready") == 0) {
        sim.ready = value;
    } else if (strcmp(word, "parent") == 0) {
        sim.parent = strtol(value, NULL, 10);
    } else if (strcmp(word, "arp") == 0) {
        mend_arp(value);
    } else if (strcmp(word, "chassis") == 0) {
        chassis_state(value);
    } else if (strcmp(word, "accounts") == 0) {
        account_file(value);
    } else if (strcmp(word, "manners") == 0) {
        char *save = NULL;

        for (char *one = strtok_r(value, ",", &save); one; one = strtok_r(NULL, ",", &save)) {
            if (!account_manner(one)) {
                return EINVAL;
            }
        }
    } else if (strcmp(word, "forgets") == 0) {
        chassis_forgets(value);
    } else if (strcmp(word, "guid") == 0) {
        mend_guid(value);
    } else if (strcmp(word, "clock") == 0) {
        sim.has_clock = true;
        sim.clock = strtol(value, NULL, 10);
    } else if (strcmp(word, "reset") == 0) {
        sim.reset_ms = strcmp(value, "no") == 0 ? -1 : strtol(value, NULL, 10);
    } else {
        return EINVAL;
    }
    return 0;
}

int ipmi_sim_module_init(sys_data_t *sys, const char *options)
{
    char *copy = strdup(options); /* kept: the names in it stay in use */
    char *save = NULL;

    if (!copy) {
        return ENOMEM;
    }
    signal(SIGPIPE, SIG_IGN); /* stock ipmi_sim dies with a program that has the device open */
    sim.sys = sys;
    sim.trace = -1;
    sim.reset_ms = -1;
    sim.started = now_ms();
    mend_arp("3");
    for (char *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
        int error = take_option(word);

        if (error) {
            fprintf(stderr, "simfix: wrong option %s\n", word);
            return error;
        }
    }
    sim.stock_send = sys->csmi_send;
    sys->csmi_send = hooked_send;
    sim.tick.handler = each_second;
    sys->register_tick_handler(&sim.tick);
    return 0;
}

/* Called last before the simulator's loop: all its sockets are bound. */
void ipmi_sim_module_post_init(sys_data_t *sys)
{
    mend_start(sys);
    if (sim.ready) {
        int fd = open(sim.ready, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

        if (fd >= 0) {
            close(fd);
        }
    }
}

int ipmi_sim_module_print_version(sys_data_t *sys, const char *options)
{
    (void)sys;
    (void)options;
    printf("simfix of bmctui\n");
    return 0;
}
