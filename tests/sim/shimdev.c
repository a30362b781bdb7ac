/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shimdev.h"

#include <errno.h>
#include <linux/ipmi.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* The VM codec: sequence, netfn << 2 | lun, command, data, checksum, END_MESSAGE. */
#define END_MESSAGE     0xa0
#define END_CONTROL     0xa1
#define ESCAPE          0xaa
#define CONTROL_VERSION 0xff

#define CC_TIMEOUT     0xc3 /* the kernel's answers when there is none */
#define CC_UNAVAILABLE 0xd2

#define MAX_DEVICES  16
#define MAX_PENDING  16
#define MAX_FRAME    300
#define OPEN_WAIT_MS 5000

struct pending {
    bool used;
    unsigned char sequence, netfn, lun, cmd;
    long msgid;
    int64_t deadline; /* 0: none */
};

/* What the thread sends through the pair, a message each. */
struct delivery {
    long msgid;
    unsigned char netfn, lun, cmd, length;
    unsigned char data[256]; /* completion code first */
};

struct device {
    int outer, inner; /* the program's end and ours */
    int bmc;          /* -1: connection lost */
    unsigned char sequence;
    struct pending pending[MAX_PENDING];
    unsigned char frame[MAX_FRAME];
    size_t length;
    bool escaped;
};

static struct device *devices[MAX_DEVICES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int64_t now_ms(void)
{
    struct timespec ts;

    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

long shim_number(const char *name, long otherwise)
{
    const char *text = getenv(name);

    return text && *text ? strtol(text, NULL, 10) : otherwise;
}

/* ------------------------------------------------------------ the connection to ipmi_sim */

static int connect_once(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int one = 1;

    to.sin_port = htons((uint16_t)shim_number("SIM_VM_PORT", 0));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof(to)) < 0) {
        close(fd);
        return -1;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
    return fd;
}

/* ipmi_sim greets the one connection that it serves and closes any other. */
static bool greeted(int fd, int wait_ms)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};
    unsigned char c = 0;

    while (poll(&p, 1, wait_ms) == 1 && recv(fd, &c, 1, 0) == 1) {
        if (c == END_CONTROL) {
            return true;
        }
    }
    return false;
}

static int connect_bmc(int wait_ms)
{
    const struct timespec pause = {0, 5000000};
    int64_t end = now_ms() + wait_ms;

    do {
        int fd = connect_once();

        if (fd >= 0) {
            if (greeted(fd, 1000)) {
                return fd;
            }
            close(fd);
        } else if (errno == ECONNREFUSED) {
            break; /* no ipmi_sim: waiting does not help */
        }
        nanosleep(&pause, NULL);
    } while (now_ms() < end);
    return -1;
}

static void put_byte(unsigned char *frame, size_t *length, unsigned char byte)
{
    if (byte == END_MESSAGE || byte == END_CONTROL || byte == ESCAPE) {
        frame[(*length)++] = ESCAPE;
        byte |= 0x10;
    }
    frame[(*length)++] = byte;
}

static bool send_frame(struct device *dev, const struct pending *to, const struct ipmi_msg *msg)
{
    unsigned char frame[2 * MAX_FRAME];
    unsigned char head[3] = {to->sequence, (unsigned char)(to->netfn << 2 | to->lun), to->cmd};
    unsigned char sum = 0;
    size_t length = 0;

    for (size_t i = 0; i < sizeof(head); i++) {
        put_byte(frame, &length, head[i]);
        sum = (unsigned char)(sum + head[i]);
    }
    for (size_t i = 0; i < msg->data_len; i++) {
        put_byte(frame, &length, msg->data[i]);
        sum = (unsigned char)(sum + msg->data[i]);
    }
    put_byte(frame, &length, (unsigned char)-sum);
    frame[length++] = END_MESSAGE;
    return send(dev->bmc, frame, length, MSG_NOSIGNAL) == (ssize_t)length;
}

/* ------------------------------------------------------------ answers */

/* Ends one pending request with an answer, the completion code first. Called with the lock held. */
static void deliver(struct device *dev, struct pending *to, const unsigned char *data,
                    size_t length)
{
    struct delivery d = {.msgid = to->msgid, .lun = to->lun, .cmd = to->cmd};

    d.netfn = to->netfn | 1;
    d.length = (unsigned char)(length < 255 ? length : 255);
    memcpy(d.data, data, d.length);
    to->used = false;
    if (send(dev->inner, &d, sizeof(d), MSG_NOSIGNAL | MSG_DONTWAIT) < 0) {
        return; /* the program has closed the device: the thread sees it too */
    }
}

static void deliver_code(struct device *dev, struct pending *to, unsigned char code)
{
    deliver(dev, to, &code, 1);
}

static void take_frame(struct device *dev)
{
    const unsigned char *f = dev->frame;
    size_t n = dev->length;
    unsigned char sum = 0;

    for (size_t i = 0; i < n; i++) {
        sum = (unsigned char)(sum + f[i]);
    }
    if (n < 5 || sum != 0) {
        return;
    }
    for (size_t i = 0; i < MAX_PENDING; i++) {
        struct pending *p = &dev->pending[i];

        if (p->used && p->sequence == f[0]) {
            p->netfn = f[1] >> 2;
            p->cmd = f[2];
            deliver(dev, p, f + 3, n - 4);
        }
    }
}

static void take_byte(struct device *dev, unsigned char byte)
{
    if (byte == END_MESSAGE || byte == END_CONTROL) {
        if (byte == END_MESSAGE) {
            take_frame(dev);
        }
        dev->length = 0;
        dev->escaped = false;
    } else if (byte == ESCAPE) {
        dev->escaped = true;
    } else if (dev->length < sizeof(dev->frame)) {
        dev->frame[dev->length++] = (unsigned char)(dev->escaped ? byte & ~0x10 : byte);
        dev->escaped = false;
    }
}

static void lose_bmc(struct device *dev)
{
    close(dev->bmc);
    dev->bmc = -1;
    dev->length = 0;
    for (size_t i = 0; i < MAX_PENDING; i++) {
        if (dev->pending[i].used) {
            deliver_code(dev, &dev->pending[i], CC_UNAVAILABLE);
        }
    }
}

/* Milliseconds until the first deadline, after those that have passed are dealt with. -1: none. */
static int next_deadline(struct device *dev)
{
    int64_t now = now_ms();
    int64_t wait = -1;

    for (size_t i = 0; i < MAX_PENDING; i++) {
        struct pending *p = &dev->pending[i];

        if (!p->used || p->deadline == 0) {
            continue;
        }
        if (p->deadline <= now) {
            deliver_code(dev, p, CC_TIMEOUT);
        } else if (wait < 0 || p->deadline - now < wait) {
            wait = p->deadline - now;
        }
    }
    return (int)wait;
}

static void forget(struct device *dev)
{
    for (size_t i = 0; i < MAX_DEVICES; i++) {
        if (devices[i] == dev) {
            devices[i] = NULL;
        }
    }
    if (dev->bmc >= 0) {
        close(dev->bmc);
    }
    close(dev->inner);
    free(dev);
}

static bool is_shared(void)
{
    return shim_number("SHIM_SHARED", 0) != 0;
}

/* With the lock held. */
static void give_way(struct device *dev)
{
    for (size_t i = 0; i < MAX_PENDING; i++) {
        if (dev->pending[i].used) {
            return;
        }
    }
    if (is_shared() && dev->bmc >= 0) {
        close(dev->bmc);
        dev->bmc = -1;
    }
}

/* One round: waits for ipmi_sim, a deadline, a new request (a byte on the pair) or the end. */
static bool serve(struct device *dev)
{
    struct pollfd p[2] = {{.fd = dev->inner, .events = POLLIN}, {.fd = dev->bmc, .events = POLLIN}};
    unsigned char bytes[512];
    ssize_t n;
    int wait;

    pthread_mutex_lock(&lock);
    wait = next_deadline(dev);
    p[1].fd = dev->bmc;
    pthread_mutex_unlock(&lock);
    poll(p, 2, wait);

    pthread_mutex_lock(&lock);
    if (p[0].revents && recv(dev->inner, bytes, sizeof(bytes), MSG_DONTWAIT) <= 0 &&
        (p[0].revents & (POLLHUP | POLLERR))) {
        forget(dev);
        pthread_mutex_unlock(&lock);
        return false;
    }
    if (p[1].revents && p[1].fd == dev->bmc) {
        n = recv(dev->bmc, bytes, sizeof(bytes), MSG_DONTWAIT);
        for (ssize_t i = 0; i < n; i++) {
            take_byte(dev, bytes[i]);
        }
        if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) {
            lose_bmc(dev);
        }
    }
    give_way(dev);
    pthread_mutex_unlock(&lock);
    return true;
}

static void *device_thread(void *arg)
{
    while (serve(arg)) {
    }
    return NULL;
}

/* ------------------------------------------------------------ what the program calls */

static bool start_thread(struct device *dev)
{
    sigset_t all, before;
    pthread_t thread;
    int error;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); /* signals are the program's own */
    error = pthread_create(&thread, NULL, device_thread, dev);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error == 0) {
        pthread_detach(thread);
    }
    return error == 0;
}

static int add_device(int bmc)
{
    struct device *dev = calloc(1, sizeof(*dev));
    size_t slot = 0;
    int pair[2];

    if (!dev || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0) {
        abort();
    }
    dev->outer = pair[0];
    dev->inner = pair[1];
    dev->bmc = bmc;
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < MAX_DEVICES; i++) {
        /* A descriptor given out again belongs to the newest device alone. */
        if (devices[i] && devices[i]->outer == dev->outer) {
            devices[i]->outer = -1;
        }
    }
    while (slot < MAX_DEVICES && devices[slot]) {
        slot++;
    }
    if (slot == MAX_DEVICES || !start_thread(dev)) {
        abort();
    }
    devices[slot] = dev;
    pthread_mutex_unlock(&lock);
    return dev->outer;
}

int shim_open(void)
{
    /* Without ipmi_sim the device is there all the same, and every request is answered D2h. */
    return add_device(is_shared() ? -1 : connect_bmc(OPEN_WAIT_MS));
}

static int send_command(struct device *dev, const struct ipmi_req *req)
{
    long timeout = shim_number("SHIM_TIMEOUT", 5000);
    struct ipmi_system_interface_addr to = {.lun = 0};
    struct pending *p = NULL;
    const char wake = 0;

    memcpy(&to, req->addr, req->addr_len < sizeof(to) ? req->addr_len : sizeof(to));
    for (size_t i = 0; i < MAX_PENDING && !p; i++) {
        p = dev->pending[i].used ? NULL : &dev->pending[i];
    }
    if (!p || req->msg.data_len > MAX_FRAME - 8) {
        errno = EAGAIN;
        return -1;
    }
    dev->sequence = (dev->sequence + 1) & 0x3f;
    *p = (struct pending){.used = true,
                          .sequence = dev->sequence,
                          .netfn = req->msg.netfn,
                          .lun = to.lun,
                          .cmd = req->msg.cmd,
                          .msgid = req->msgid};
    p->deadline = timeout > 0 ? now_ms() + timeout : 0;
    if (dev->bmc < 0) {
        dev->bmc = connect_bmc(is_shared() ? OPEN_WAIT_MS : 0);
    }
    if (dev->bmc < 0 || !send_frame(dev, p, &req->msg)) {
        deliver_code(dev, p, CC_UNAVAILABLE);
    }
    send(dev->outer, &wake, 1, MSG_NOSIGNAL); /* a new deadline, perhaps a new connection */
    return 0;
}

static int receive_message(struct device *dev, struct ipmi_recv *recv_msg, bool truncate)
{
    struct ipmi_system_interface_addr from = {.addr_type = IPMI_SYSTEM_INTERFACE_ADDR_TYPE,
                                              .channel = IPMI_BMC_CHANNEL};
    struct delivery d;
    bool too_long;

    if (recv(dev->outer, &d, sizeof(d), MSG_DONTWAIT) != (ssize_t)sizeof(d)) {
        errno = EAGAIN;
        return -1;
    }
    from.lun = d.lun;
    too_long = d.length > recv_msg->msg.data_len;
    if (!too_long || truncate) {
        memcpy(recv_msg->msg.data, d.data, too_long ? recv_msg->msg.data_len : d.length);
    }
    memcpy(recv_msg->addr, &from,
           recv_msg->addr_len < sizeof(from) ? recv_msg->addr_len : sizeof(from));
    recv_msg->addr_len = sizeof(from);
    recv_msg->recv_type = IPMI_RESPONSE_RECV_TYPE;
    recv_msg->msgid = d.msgid;
    recv_msg->msg.netfn = d.netfn;
    recv_msg->msg.cmd = d.cmd;
    if (too_long) {
        errno = EMSGSIZE;
        return -1;
    }
    recv_msg->msg.data_len = d.length;
    return 0;
}

static int device_ioctl(struct device *dev, unsigned long request, void *arg)
{
    switch (request) {
    case IPMICTL_SEND_COMMAND:
        return send_command(dev, arg);
    case IPMICTL_RECEIVE_MSG:
        return receive_message(dev, arg, false);
    case IPMICTL_RECEIVE_MSG_TRUNC:
        return receive_message(dev, arg, true);
    case IPMICTL_SET_MY_ADDRESS_CMD:
    case IPMICTL_SET_MY_LUN_CMD:
    case IPMICTL_SET_MY_CHANNEL_ADDRESS_CMD:
    case IPMICTL_SET_MY_CHANNEL_LUN_CMD:
    case IPMICTL_SET_GETS_EVENTS_CMD:
    case IPMICTL_SET_TIMING_PARMS_CMD:
        return 0;
    default:
        errno = EINVAL;
        return -1;
    }
}

bool shim_ioctl(int fd, unsigned long request, void *arg, int *result)
{
    struct device *dev = NULL;

    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < MAX_DEVICES; i++) {
        if (devices[i] && devices[i]->outer == fd) {
            dev = devices[i];
        }
    }
    if (dev) {
        *result = device_ioctl(dev, request, arg);
    }
    pthread_mutex_unlock(&lock);
    return dev != NULL;
}
