/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Users, their access on each channel, payloads, serial over LAN, authentication and the watchdog of
 * the simulated BMC: stock ipmi_sim has one access for all channels and takes "enabled" for
 * "messaging", and forgets users that lan.conf does not have. Answered here instead, and kept in a
 * file. ipmi_sim gets to know names and passwords: a login has everybody who could log in on any of
 * the channels.
 */
#include "simmend.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NETFN_GROUP 0x2c
#define SLOTS_MAX   63
#define NAME_BYTES  16
#define SUITES      5

#define CODE_TOO_SHORT 0xc7
#define CODE_TOO_LONG  0xc8
#define CODE_ABSENT    0xcb
#define CODE_FIELD     0xcc

#define MESSAGING      0x10
#define PRIVILEGE_NONE 0x0f

struct slot {
    unsigned char enabled, name[NAME_BYTES], password[20];
    unsigned char access[MAX_CHANNELS], payloads[MAX_CHANNELS];
};

struct channel {
    unsigned char access[2][2];      /* kept, active: settings, privilege */
    unsigned char sol[9][2];         /* by parameter */
    unsigned char auth[5];           /* LAN parameter 2 */
    unsigned char community[18];     /* 16 */
    unsigned char privileges[9];     /* 24 */
    unsigned char bad_password[6];   /* 26 */
};

/* What is kept. Only bytes. */
struct kept {
    struct slot slots[SLOTS_MAX + 1];
    struct channel channels[MAX_CHANNELS];
    unsigned char watchdog[6], runs;
};

static struct {
    sys_data_t *sys;
    const char *file; /* NULL: all is as ipmi_sim has it */
    unsigned int slots, fixed;
    bool keeps_name, privilege_0, demotes, hides_enabled, deletes;
    struct kept kept, pending; /* pending: what waits for a commit */
} accounts = {.slots = 16, .fixed = 1};

/* --- options, and the file --------------------------------------------------------------- */

bool account_manner(const char *word)
{
    const struct {
        const char *name;
        bool *flag;
    } flags[] = {{"keeps-name", &accounts.keeps_name},
                 {"privilege-0", &accounts.privilege_0},
                 {"demotes", &accounts.demotes},
                 {"hides-enabled", &accounts.hides_enabled},
                 {"deletes", &accounts.deletes}};

    if (strncmp(word, "slots=", 6) == 0 || strncmp(word, "fixed=", 6) == 0) {
        unsigned int number = (unsigned int)strtoul(word + 6, NULL, 10);

        *(word[0] == 's' ? &accounts.slots : &accounts.fixed) = number;
        return number <= SLOTS_MAX;
    }
    for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
        if (strcmp(word, flags[i].name) == 0) {
            *flags[i].flag = true;
            return true;
        }
    }
    return false;
}

void account_file(const char *path)
{
    accounts.file = path;
}

static void account_save(void)
{
    char name[1024];
    FILE *file;

    snprintf(name, sizeof(name), "%s.new", accounts.file);
    file = fopen(name, "wb");
    if (file) {
        fwrite(&accounts.kept, sizeof(accounts.kept), 1, file);
        fclose(file);
        rename(name, accounts.file);
    }
}

static user_t *account_user(unsigned int slot)
{
    return &accounts.sys->mc_get_users(accounts.sys->mc)[slot];
}

static bool account_has_name(unsigned int slot)
{
    return account_user(slot)->username[0] != 0;
}

/* Tells ipmi_sim who may log in. */
static void account_follow(unsigned int slot)
{
    const struct slot *held = &accounts.kept.slots[slot];
    user_t *user = account_user(slot);
    unsigned int highest = 0;

    for (int i = 0; i < MAX_CHANNELS; i++) {
        unsigned int privilege = held->access[i] & 0x0fu;

        if (is_lan(i) && (held->access[i] & MESSAGING) && privilege <= 5 && privilege > highest) {
            highest = privilege;
        }
    }
    user->valid = held->enabled && highest > 0 && (slot == 1 || account_has_name(slot));
    user->privilege = (unsigned char)(highest ? highest : PRIVILEGE_NONE);
}

static void account_keep(unsigned int slot)
{
    memcpy(accounts.kept.slots[slot].name, account_user(slot)->username, NAME_BYTES);
    account_follow(slot);
    write_persist_users(accounts.sys);
    account_save();
}

static void account_begin_channel(struct channel *channel, const channel_t *stock, int number)
{
    static const unsigned char access[2] = {0x02, 4};
    static const unsigned char sol[9][2] = {{0},  {1},  {0x02}, {5, 60}, {7, 50},
                                            {10}, {10}, {0},    {0x6f, 2}};

    memcpy(channel->access[0], access, sizeof(access));
    memcpy(channel->access[1], access, sizeof(access));
    memcpy(channel->sol, sol, sizeof(sol));
    channel->sol[7][0] = (unsigned char)number;
    for (int i = 0; i < 4; i++) {
        channel->auth[i] = stock->priv_info[i].allowed_auths;
    }
    memcpy(channel->community, "public", 6);
    memset(channel->privileges + 1, 0x44, 8);
}

static void account_begin(void)
{
    for (unsigned int slot = 1; slot <= SLOTS_MAX; slot++) {
        const user_t *user = account_user(slot);
        struct slot *held = &accounts.kept.slots[slot];
        bool there = user->username[0] != 0 || user->valid;

        memcpy(held->name, user->username, sizeof(held->name));
        memcpy(held->password, user->pw, sizeof(held->password));
        held->enabled = user->valid;
        for (int i = 0; i < MAX_CHANNELS; i++) {
            held->access[i] = (unsigned char)(there ? 0x30 | user->privilege
                                              : accounts.privilege_0 ? 0 : PRIVILEGE_NONE);
            held->payloads[i] = there && user->valid ? 0x02 : 0;
        }
    }
    for (int i = 0; i < MAX_CHANNELS; i++) {
        if (is_lan(i)) {
            account_begin_channel(&accounts.kept.channels[i], accounts.sys->chan_set[i], i);
        }
    }
    memcpy(accounts.kept.watchdog, "\x04\x01\0\0\x70\x17", 6); /* a hard reset after 600 s */
    accounts.kept.runs = 1;
    account_save();
}

void account_start(sys_data_t *sys)
{
    FILE *file = accounts.file ? fopen(accounts.file, "rb") : NULL;

    accounts.sys = sys;
    if (accounts.file && (!file || fread(&accounts.kept, sizeof(accounts.kept), 1, file) != 1)) {
        account_begin();
    }
    if (file) {
        fclose(file);
    }
    for (int i = 0; i < MAX_CHANNELS; i++) {
        accounts.kept.channels[i].sol[0][0] = 0;
    }
    for (unsigned int slot = 1; slot <= SLOTS_MAX && accounts.file; slot++) {
        const struct slot *held = &accounts.kept.slots[slot];

        memcpy(account_user(slot)->username, held->name, sizeof(held->name));
        memcpy(account_user(slot)->pw, held->password, sizeof(held->password));
        account_follow(slot);
    }
    accounts.pending = accounts.kept;
}

/* --- answers -------------------------------------------------------------------------------- */

static void put(struct reply *reply, const void *bytes, unsigned int length)
{
    memcpy(reply->data + reply->length, bytes, length);
    reply->length += length;
}

static void put_byte(struct reply *reply, unsigned int byte)
{
    reply->data[reply->length++] = (unsigned char)byte;
}

/* The LAN channel of a request; answers what is wrong, and returns -1. */
static int find_channel(const msg_t *msg, struct reply *reply)
{
    int channel = lan_channel(msg);

    if (channel < MAX_CHANNELS && is_lan(channel)) {
        return channel;
    }
    answer(reply, channel == 0x0f ? CODE_FIELD : CODE_ABSENT);
    return -1;
}

static unsigned int find_slot(unsigned int byte, struct reply *reply)
{
    unsigned int slot = byte & 0x3f;

    if (slot < 1 || slot > accounts.slots) {
        answer(reply, CODE_FIELD);
        return 0;
    }
    return slot;
}

void account_password(unsigned int slot)
{
    if (accounts.file && slot <= SLOTS_MAX) {
        memcpy(accounts.kept.slots[slot].password, account_user(slot)->pw, 20);
        account_save();
    }
}

/* --- names, access, payloads ------------------------------------------------------------------ */

static void get_name(const msg_t *msg, struct reply *reply)
{
    unsigned int slot = find_slot(msg->data[0], reply);

    if (slot) {
        put(reply, account_user(slot)->username, NAME_BYTES);
    }
}

static bool name_is_taken(unsigned int slot, const unsigned char *name)
{
    for (unsigned int i = 1; i <= accounts.slots; i++) {
        if (i != slot && name[0] && memcmp(account_user(i)->username, name, NAME_BYTES) == 0) {
            return true;
        }
    }
    return false;
}

static void set_name(const msg_t *msg, struct reply *reply)
{
    unsigned int slot = find_slot(msg->data[0], reply);
    const unsigned char *name = msg->data + 1;
    struct slot *held = &accounts.kept.slots[slot];

    if (!slot) {
        return;
    }
    if (slot <= accounts.fixed || name_is_taken(slot, name)) {
        answer(reply, CODE_FIELD);
        return;
    }
    if (!name[0] && accounts.keeps_name) {
        return;
    }
    if (!name[0] && accounts.deletes) {
        memset(held, 0, sizeof(*held));
        memset(held->access, PRIVILEGE_NONE, sizeof(held->access));
    }
    for (int i = 0; i < MAX_CHANNELS && name[0] && accounts.demotes; i++) {
        held->access[i] = (unsigned char)((held->access[i] & 0xf0) | 2);
    }
    memcpy(account_user(slot)->username, name, NAME_BYTES);
    account_keep(slot);
}

static void get_access(const msg_t *msg, struct reply *reply)
{
    int channel = find_channel(msg, reply);
    unsigned int slot = channel < 0 ? 0 : find_slot(msg->data[1], reply), enabled = 0;
    const struct slot *held = &accounts.kept.slots[slot];

    if (!slot) {
        return;
    }
    for (unsigned int i = 1; i <= accounts.slots; i++) {
        enabled += accounts.kept.slots[i].enabled;
    }
    put_byte(reply, accounts.slots);
    put_byte(reply, (accounts.hides_enabled ? 0 : held->enabled ? 0x40 : 0x80) | enabled);
    put_byte(reply, accounts.fixed);
    put_byte(reply, held->access[channel]);
}

static void set_access(const msg_t *msg, struct reply *reply)
{
    int channel = find_channel(msg, reply);
    unsigned int slot = channel < 0 ? 0 : find_slot(msg->data[1], reply);
    unsigned int privilege = msg->data[2] & 0x0f;
    bool whole = msg->data[0] & 0x80;
    unsigned char *access;

    if (!slot) {
        return;
    }
    access = &accounts.kept.slots[slot].access[channel];
    if (privilege == 0 || (privilege > 5 && privilege != PRIVILEGE_NONE) ||
        (!whole && (*access & 0x0f) == 0)) {
        answer(reply, CODE_FIELD);
        return;
    }
    *access = (unsigned char)(((whole ? msg->data[0] : *access) & 0x70) | privilege);
    account_keep(slot);
}

static void enable(const msg_t *msg, struct reply *reply)
{
    unsigned int slot = find_slot(msg->data[0], reply);

    if (slot) {
        accounts.kept.slots[slot].enabled = msg->data[1] & 1;
        account_keep(slot);
    }
}

static void get_payloads(const msg_t *msg, struct reply *reply)
{
    int channel = find_channel(msg, reply);
    unsigned int slot = channel < 0 ? 0 : find_slot(msg->data[1], reply);

    if (slot) {
        put_byte(reply, accounts.kept.slots[slot].payloads[channel]);
        put(reply, "\0\0\0", 3);
    }
}

static void set_payloads(const msg_t *msg, struct reply *reply)
{
    int channel = find_channel(msg, reply);
    unsigned int slot = channel < 0 ? 0 : find_slot(msg->data[1], reply);
    unsigned char *payloads = &accounts.kept.slots[slot].payloads[channel < 0 ? 0 : channel];

    if (!slot) {
        return;
    }
    if (msg->data[2] & ~0x02) {
        answer(reply, CODE_FIELD);
        return;
    }
    *payloads = (unsigned char)(msg->data[1] & 0x40 ? *payloads & ~msg->data[2]
                                                    : *payloads | msg->data[2]);
    account_save();
}

/* --- channels ---------------------------------------------------------------------------------- */

static void get_channel_access(const msg_t *msg, struct reply *reply)
{
    int channel = find_channel(msg, reply);
    unsigned int which = msg->data[1] >> 6;

    if (channel >= 0 && which != 1 && which != 2) {
        answer(reply, CODE_FIELD);
    } else if (channel >= 0) {
        put(reply, accounts.kept.channels[channel].access[which - 1], 2);
    }
}

static void set_channel_access(const msg_t *msg, struct reply *reply)
{
    int channel = find_channel(msg, reply);
    unsigned int settings = msg->data[1] >> 6, privilege = msg->data[2] >> 6;
    struct channel *held = &accounts.kept.channels[channel < 0 ? 0 : channel];

    if (channel < 0) {
        return;
    }
    if (settings > 2 || privilege > 2 ||
        (privilege && ((msg->data[2] & 0x0f) < 1 || (msg->data[2] & 0x0f) > 5))) {
        answer(reply, CODE_FIELD);
        return;
    }
    if (settings) {
        held->access[settings - 1][0] = msg->data[1] & 0x3f;
    }
    if (privilege) {
        held->access[privilege - 1][1] = msg->data[2] & 0x0f;
    }
    account_save();
}

/* Stock: only before a session. */
static void get_auth_capabilities(const msg_t *msg, struct reply *reply)
{
    int channel = (msg->data[0] & 0x0f) == 0x0e && msg->channel == 15 ? 1 : lan_channel(msg);
    unsigned int level = msg->data[1] & 0x0f;
    const struct channel *held = &accounts.kept.channels[channel & 0x0f];

    if (!is_lan(channel) || level < 1 || level > 4) {
        answer(reply, CODE_FIELD);
        return;
    }
    put_byte(reply, (unsigned int)channel);
    put_byte(reply, 0x80u | held->auth[level - 1]);
    put_byte(reply, 0x04u | (held->access[1][0] & 0x18u));
    put(reply, "\x03\0\0\0\0", 5);
}

/* --- LAN parameters ------------------------------------------------------------------------------ */

static const struct lan_row {
    unsigned int parameter;
    size_t offset, length;
} lan_rows[] = {
    {2, offsetof(struct channel, auth), 5},
    {16, offsetof(struct channel, community), 18},
    {24, offsetof(struct channel, privileges), 9},
    {26, offsetof(struct channel, bad_password), 6},
};

static const struct lan_row *lan_row(unsigned int parameter)
{
    for (size_t i = 0; i < sizeof(lan_rows) / sizeof(lan_rows[0]); i++) {
        if (lan_rows[i].parameter == parameter) {
            return &lan_rows[i];
        }
    }
    return NULL;
}

static void get_lan(const msg_t *msg, struct reply *reply, const struct lan_row *row)
{
    int channel = find_channel(msg, reply);

    if (channel < 0) {
        return;
    }
    put_byte(reply, 0x11);
    if (!(msg->data[0] & 0x80)) {
        put(reply, (unsigned char *)&accounts.kept.channels[channel] + row->offset,
            (unsigned int)row->length);
    }
}

static void set_lan(const msg_t *msg, struct reply *reply, const struct lan_row *row)
{
    int channel = find_channel(msg, reply);

    if (channel < 0) {
        return;
    }
    if (msg->len - 2 != row->length) {
        answer(reply, msg->len - 2 < row->length ? CODE_TOO_SHORT : CODE_TOO_LONG);
        return;
    }
    memcpy((unsigned char *)&accounts.pending.channels[channel] + row->offset, msg->data + 2,
           row->length);
}

void account_commit(int channel, bool commit)
{
    struct channel *held = &accounts.kept.channels[channel];
    const struct channel *wanted = &accounts.pending.channels[channel];

    if (!accounts.file) {
        return;
    }
    for (size_t i = 0; i < sizeof(lan_rows) / sizeof(lan_rows[0]) && commit; i++) {
        memcpy((unsigned char *)held + lan_rows[i].offset,
               (const unsigned char *)wanted + lan_rows[i].offset, lan_rows[i].length);
    }
    for (int i = 0; i < 4; i++) {
        accounts.sys->chan_set[channel]->priv_info[i].allowed_auths = held->auth[i];
    }
    if (commit) {
        account_save();
    }
    accounts.pending.channels[channel] = *held;
}

/* --- serial over LAN ------------------------------------------------------------------------------ */

static unsigned int sol_length(unsigned int parameter)
{
    return parameter == 3 || parameter == 4 || parameter == 8 ? 2 : 1;
}

static void get_sol(const msg_t *msg, struct reply *reply)
{
    int channel = find_channel(msg, reply);
    unsigned int parameter = msg->data[1];

    if (channel < 0) {
        return;
    }
    if (parameter > 8) {
        answer(reply, 0x80);
        return;
    }
    put_byte(reply, 0x11);
    if (!(msg->data[0] & 0x80)) {
        put(reply, accounts.kept.channels[channel].sol[parameter], sol_length(parameter));
    }
}

static unsigned char sol_refusal(const unsigned char *held, unsigned int parameter,
                                 unsigned int value)
{
    if (parameter == 0 && value == 1 && held[0] == 1) {
        return 0x81;
    }
    if (parameter >= 7) {
        return 0x82;
    }
    if ((parameter == 5 || parameter == 6) && value != 0 && (value < 6 || value > 10)) {
        return CODE_FIELD;
    }
    return parameter < 2 && value > 2u - parameter ? CODE_FIELD : 0;
}

static void set_sol(const msg_t *msg, struct reply *reply)
{
    int channel = find_channel(msg, reply);
    unsigned int parameter = msg->data[1];
    unsigned char *held, code;

    if (channel < 0) {
        return;
    }
    if (parameter > 8 || msg->len - 2 != sol_length(parameter)) {
        answer(reply, parameter > 8 ? 0x80 : CODE_TOO_SHORT);
        return;
    }
    held = accounts.kept.channels[channel].sol[parameter];
    code = sol_refusal(held, parameter, msg->data[2]);
    answer(reply, code);
    if (code == 0 && !(parameter == 0 && msg->data[2] == 2)) {
        memcpy(held, msg->data + 2, sol_length(parameter));
        account_save();
    }
}

/* --- watchdog, power ------------------------------------------------------------------------------ */

/* The operating system sees to it that it does not end. */
static void get_watchdog(const msg_t *msg, struct reply *reply)
{
    const unsigned char *held = accounts.kept.watchdog;

    (void)msg;
    put_byte(reply, held[0] | (accounts.kept.runs ? 0x40u : 0u));
    put(reply, held + 1, 5);
    put(reply, accounts.kept.runs ? held + 4 : (const unsigned char *)"\0", 2);
}

static void set_watchdog(const msg_t *msg, struct reply *reply)
{
    unsigned char *held = accounts.kept.watchdog;

    (void)reply;
    held[0] = msg->data[0] & 0x87;
    held[1] = msg->data[1];
    held[2] = msg->data[2];
    held[3] &= (unsigned char)~msg->data[3];
    held[4] = msg->data[4];
    held[5] = msg->data[5];
    accounts.kept.runs = accounts.kept.runs && (msg->data[0] & 0x40);
    account_save();
}

static void get_power(const msg_t *msg, struct reply *reply)
{
    /* DCMI: 240 W now, 90 to 410, 232 on average, the clock, a sample a second, measuring. */
    static const unsigned char power[] = {0xdc, 0xf0, 0x00, 0x5a, 0x00, 0x9a, 0x01, 0xe8, 0x00,
                                          0,    0,    0,    0,    0xe8, 0x03, 0,    0,    0x40};

    if (msg->data[0] != 0xdc || msg->data[1] != 1) {
        answer(reply, msg->data[0] != 0xdc ? 0xc1 : CODE_FIELD);
        return;
    }
    put(reply, power, sizeof(power));
}

/* --- the table ------------------------------------------------------------------------------------- */

static const struct {
    unsigned int netfn, cmd, shortest, longest;
    void (*handle)(const msg_t *msg, struct reply *reply);
} rows[] = {
    {NETFN_APP, 0x24, 6, 6, set_watchdog},
    {NETFN_APP, 0x25, 0, 0, get_watchdog},
    {NETFN_APP, 0x38, 2, 2, get_auth_capabilities},
    {NETFN_APP, 0x40, 3, 3, set_channel_access},
    {NETFN_APP, 0x41, 2, 2, get_channel_access},
    {NETFN_APP, 0x43, 3, 4, set_access},
    {NETFN_APP, 0x44, 2, 2, get_access},
    {NETFN_APP, 0x45, 17, 17, set_name},
    {NETFN_APP, 0x46, 1, 1, get_name},
    {NETFN_APP, 0x4c, 6, 6, set_payloads},
    {NETFN_APP, 0x4d, 2, 2, get_payloads},
    {NETFN_TRANSPORT, 0x21, 3, 4, set_sol},
    {NETFN_TRANSPORT, 0x22, 4, 4, get_sol},
    {NETFN_GROUP, 0x02, 4, 4, get_power},
};

static bool account_lan(const msg_t *msg, struct reply *reply)
{
    const struct lan_row *row;

    if (msg->netfn != NETFN_TRANSPORT || msg->len < 3 ||
        (msg->cmd != CMD_GET_LAN && msg->cmd != CMD_SET_LAN)) {
        return false;
    }
    row = lan_row(msg->data[1]);
    if (row) {
        answer(reply, 0);
        (msg->cmd == CMD_GET_LAN ? get_lan : set_lan)(msg, reply, row);
    }
    return row != NULL;
}

bool account_request(const msg_t *msg, struct reply *reply)
{
    if (!accounts.file) {
        return false;
    }
    if (msg->netfn == NETFN_APP && msg->cmd == CMD_SET_USER_PASSWORD && msg->len >= 2 &&
        (msg->data[1] & 3) < 2) {
        answer(reply, 0);
        enable(msg, reply);
        return true;
    }
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (rows[i].netfn != msg->netfn || rows[i].cmd != msg->cmd) {
            continue;
        }
        answer(reply, 0);
        if (msg->len < rows[i].shortest || msg->len > rows[i].longest) {
            answer(reply, msg->len < rows[i].shortest ? CODE_TOO_SHORT : CODE_TOO_LONG);
        } else {
            rows[i].handle(msg, reply);
        }
        return true;
    }
    return account_lan(msg, reply);
}
