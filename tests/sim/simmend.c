/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simmend.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CMD_GET_CHASSIS_CAPABILITIES 0x00
#define CMD_GET_CHASSIS_STATUS       0x01
#define CMD_CHASSIS_IDENTIFY         0x04
#define CMD_GET_SELF_TEST            0x04
#define CMD_SET_WATCHDOG             0x24
#define CMD_GET_WATCHDOG             0x25
#define CMD_GET_GUID                 0x37
#define CMD_SET_USER_ACCESS          0x43
#define CMD_SET_USER_NAME            0x45
#define PARAM_SET_IN_PROGRESS        0
#define PARAM_ARP                    10
#define MEDIUM_LAN                   4
#define MAX_PASSWORD                 20
#define GUID_BYTES                   16

static struct {
    sys_data_t *sys;
    const char *state;

    bool identify_forced;
    int64_t identify_until;

    bool no_arp;
    unsigned char arp[MAX_CHANNELS];
    int arp_pending[MAX_CHANNELS]; /* -1: none */
    bool long_password[MAX_USERS + 1];
    bool has_guid;
    unsigned char guid[GUID_BYTES];
} repaired;

int64_t now_ms(void)
{
    struct timespec ts;

    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

void mend_arp(const char *value)
{
    repaired.no_arp = strcmp(value, "no") == 0;
    memset(repaired.arp, (int)strtol(value, NULL, 10), sizeof(repaired.arp));
}

void mend_guid(const char *hex)
{
    repaired.has_guid = strlen(hex) == (size_t)2 * GUID_BYTES;
    for (size_t i = 0; i < GUID_BYTES && repaired.has_guid; i++) {
        const char byte[3] = {hex[2 * i], hex[2 * i + 1], '\0'};

        repaired.guid[i] = (unsigned char)strtol(byte, NULL, 16);
    }
}

void mend_state(const char *path)
{
    repaired.state = path;
}

int lan_channel(const msg_t *msg)
{
    int channel = msg->len > 0 ? msg->data[0] & 0x0f : 0;

    return channel == 0x0e ? msg->channel : channel;
}

bool is_lan(int channel)
{
    channel_t *chan = repaired.sys->chan_set ? repaired.sys->chan_set[channel] : NULL;

    return chan && chan->medium_type == MEDIUM_LAN;
}

static lanparm_data_t *lanparm(int channel)
{
    return &((lanserv_data_t *)repaired.sys->chan_set[channel]->chan_info)->lanparm;
}

static void save_state(void)
{
    FILE *file = repaired.state ? fopen(repaired.state, "w") : NULL;

    if (!file) {
        return;
    }
    for (int i = 0; i < MAX_CHANNELS; i++) {
        if (is_lan(i)) {
            const lanparm_data_t *lan = lanparm(i);

            fprintf(file, "%d %u %u %u %u\n", i, (unsigned int)repaired.arp[i],
                    (unsigned int)lan->vlan_id[0], (unsigned int)lan->vlan_id[1],
                    (unsigned int)lan->vlan_priority);
        }
    }
    fclose(file);
}

static void load_state(void)
{
    FILE *file = repaired.state ? fopen(repaired.state, "r") : NULL;
    unsigned int channel, arp, low, high, priority;

    if (!file) {
        return;
    }
    while (fscanf(file, "%u %u %u %u %u", &channel, &arp, &low, &high, &priority) == 5) {
        if (channel < MAX_CHANNELS && is_lan((int)channel)) {
            lanparm_data_t *lan = lanparm((int)channel);

            repaired.arp[channel] = (unsigned char)arp;
            lan->vlan_id[0] = (unsigned char)low;
            lan->vlan_id[1] = (unsigned char)high;
            lan->vlan_priority = (unsigned char)priority;
        }
    }
    fclose(file);
}

void answer(struct reply *reply, unsigned char code)
{
    reply->data[0] = code;
    reply->length = 1;
}

/* ipmi_sim applies what was set at "commit write" and forgets it at "set complete" without one. */
static void mend_set_lan(const msg_t *msg, struct reply *reply)
{
    int channel = lan_channel(msg);

    if (msg->len < 2 || !is_lan(channel)) {
        return;
    }
    if (msg->data[1] == PARAM_ARP && !repaired.no_arp) {
        if (msg->len != 3) {
            answer(reply, 0xc7);
            return;
        }
        repaired.arp_pending[channel] = msg->data[2] & 0x03;
        answer(reply, 0x00);
    } else if (msg->data[1] == PARAM_SET_IN_PROGRESS && reply->data[0] == 0 && msg->len > 2) {
        account_commit(channel, msg->data[2] == 2);
        if (msg->data[2] == 2) {
            if (repaired.arp_pending[channel] >= 0) {
                repaired.arp[channel] = (unsigned char)repaired.arp_pending[channel];
            }
            save_state();
        }
        repaired.arp_pending[channel] = -1;
    }
}

static void mend_get_lan(const msg_t *msg, struct reply *reply)
{
    int channel = lan_channel(msg);

    if (msg->len >= 4 && is_lan(channel) && msg->data[1] == PARAM_ARP && !repaired.no_arp &&
        !(msg->data[0] & 0x80)) {
        reply->data[0] = 0;
        reply->data[1] = 0x11;
        reply->data[2] = repaired.arp[channel];
        reply->length = 3;
    }
}

static void mend_identify(const msg_t *msg, struct reply *reply)
{
    reply->length = 1;
    if (reply->data[0] != 0) {
        return;
    }
    repaired.identify_forced = msg->len > 1 && (msg->data[1] & 1);
    repaired.identify_until = now_ms() + 1000 * (int64_t)(msg->len > 0 ? msg->data[0] : 15);
}

static void mend_chassis_status(struct reply *reply)
{
    unsigned int state = repaired.identify_forced ? 2 : now_ms() < repaired.identify_until ? 1 : 0;

    if (reply->data[0] == 0 && reply->length >= 4) {
        reply->data[3] = (unsigned char)((reply->data[3] & 0x8f) | 0x40 | state << 4);
    }
}

static void mend_password(const msg_t *msg, struct reply *reply)
{
    unsigned char given[MAX_PASSWORD] = {0};
    bool is_long = msg->len > 0 && (msg->data[0] & 0x80);
    unsigned int size = is_long ? 20 : 16;
    unsigned int user = msg->len > 0 ? msg->data[0] & 0x3f : 0;
    unsigned int operation = msg->len > 1 ? msg->data[1] & 3 : 0;
    user_t *users = repaired.sys->mc_get_users(repaired.sys->mc);

    if (reply->data[0] != 0 || operation < 2) {
        return;
    }
    if (msg->len != 2 + size) {
        answer(reply, 0xc7);
        return;
    }
    memcpy(given, msg->data + 2, size);
    if (operation == 2) {
        memcpy(users[user].pw, given, sizeof(given));
        repaired.long_password[user] = is_long;
        account_password(user);
    } else if (repaired.long_password[user] != is_long) {
        answer(reply, 0x81);
    } else if (memcmp(users[user].pw, given, sizeof(given)) != 0) {
        answer(reply, 0x80);
    }
}

/* Stock ipmi_sim leaves the length as it came in and answers with what was on its stack. */
static void mend_length(struct reply *reply, unsigned int length)
{
    reply->length = reply->data[0] == 0 ? length : 1;
}

static void answer_with(struct reply *reply, const unsigned char *bytes, unsigned int length)
{
    reply->data[0] = 0;
    memcpy(reply->data + 1, bytes, length);
    reply->length = 1 + length;
}

void mend(const msg_t *msg, struct reply *reply)
{
    static const unsigned char passed[2] = {0x55, 0};

    if (reply->length == 0) {
        return;
    }
    if (msg->netfn == NETFN_CHASSIS) {
        mend_chassis(msg, reply);
    }
    switch (msg->netfn << 8 | msg->cmd) {
    case NETFN_CHASSIS << 8 | CMD_GET_CHASSIS_CAPABILITIES:
        mend_length(reply, 6);
        break;
    case NETFN_CHASSIS << 8 | CMD_GET_CHASSIS_STATUS:
        mend_chassis_status(reply);
        break;
    case NETFN_CHASSIS << 8 | CMD_CHASSIS_IDENTIFY:
        mend_identify(msg, reply);
        break;
    case NETFN_APP << 8 | CMD_GET_SELF_TEST:
        answer_with(reply, passed, sizeof(passed));
        break;
    case NETFN_APP << 8 | CMD_GET_GUID: /* stock knows it over LAN only */
        if (repaired.has_guid) {
            answer_with(reply, repaired.guid, GUID_BYTES);
        }
        break;
    case NETFN_APP << 8 | CMD_SET_WATCHDOG:
        mend_length(reply, 1);
        break;
    case NETFN_APP << 8 | CMD_GET_WATCHDOG:
        mend_length(reply, 9);
        break;
    case NETFN_APP << 8 | CMD_SET_USER_PASSWORD:
        mend_password(msg, reply);
        write_persist_users(repaired.sys); /* else a second later, and lost when it dies before */
        break;
    case NETFN_APP << 8 | CMD_SET_USER_ACCESS:
    case NETFN_APP << 8 | CMD_SET_USER_NAME:
        write_persist_users(repaired.sys);
        break;
    case NETFN_TRANSPORT << 8 | CMD_SET_LAN:
        mend_set_lan(msg, reply);
        break;
    case NETFN_TRANSPORT << 8 | CMD_GET_LAN:
        mend_get_lan(msg, reply);
        break;
    default:
        break;
    }
}

void mend_start(sys_data_t *sys)
{
    static const unsigned char none[4];
    const user_t *users = sys->mc_get_users(sys->mc);

    repaired.sys = sys;
    account_start(sys);
    for (int i = 0; i < MAX_CHANNELS; i++) {
        repaired.arp_pending[i] = -1;
    }
    for (int i = 0; i <= MAX_USERS; i++) {
        repaired.long_password[i] = memcmp(users[i].pw + 16, none, sizeof(none)) != 0;
    }
    load_state();
}
