/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Makes sure that a save over LAN talks to one BMC only. A save that moves the BMC, or takes long,
 * reopens the session at an address that may belong to another machine by then, one that has the
 * same user and password.
 */
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/i18n.h"
#include "bmc/state.h"

#define PINGS   3
#define LOOKS   10 /* between two pings */
#define LOOK_MS 50

#define MAC_TEXT 18

/* --- asking a BMC who it is ---------------------------------------------------- */

/* It answered, but has no such value. */
static bool identity_no_value(const struct bmc_error *why)
{
    return why->kind == ERROR_REFUSED || why->kind == ERROR_DENIED || why->kind == ERROR_MALFORMED;
}

static int identity_ask_mac(struct bmc *bmc, struct identity *who, struct bmc_error *why)
{
    int result;

    if (who->channel == 0) /* what is saved is no channel's */
        return 0;
    result = bmc_lan_get(bmc, who->channel, BMC_LAN_MAC, who->mac, sizeof who->mac, why);
    who->mac_known = result == 0;
    return result < 0 && !identity_no_value(why) ? -1 : 0;
}

/* BMCs that were never given one have all zeros or all ones. */
static bool guid_is_set(const uint8_t guid[BMC_GUID])
{
    for (size_t i = 1; i < BMC_GUID; i++)
        if (guid[i] != guid[0])
            return true;
    return guid[0] != 0 && guid[0] != 0xff;
}

static int identity_ask_guid(struct bmc *bmc, struct identity *who, struct bmc_error *why)
{
    int result = bmc_get_guid(bmc, who->guid, why);

    who->guid_known = result == 0 && guid_is_set(who->guid);
    return result == 0 || identity_no_value(why) ? 0 : -1;
}

/* Not required of a BMC that has a GUID. */
static int identity_ask_device(struct bmc *bmc, struct identity *who, struct bmc_error *why)
{
    who->device_known = bmc_get_device(bmc, &who->device, why) == 0;
    return who->device_known || (who->guid_known && identity_no_value(why)) ? 0 : -1;
}

/* Each request counts: what is known already is not asked for, and the device id, which says least,
 * only if the caller wants it or there is no GUID. */
static int identity_ask(struct bmc *bmc, struct identity *who, bool device, struct bmc_error *why)
{
    if ((!who->mac_known && identity_ask_mac(bmc, who, why) != 0) ||
        identity_ask_guid(bmc, who, why) != 0)
        return -1;
    if (who->device_known || (who->guid_known && !device))
        return 0;
    return identity_ask_device(bmc, who, why);
}

/* --- comparing ----------------------------------------------------------------- */

static bool value_differs(bool held_known, const uint8_t *held, bool now_known, const uint8_t *now,
                          size_t size)
{
    return held_known && now_known && memcmp(held, now, size) != 0;
}

static bool identity_differs(const struct identity *held, const struct identity *now)
{
    return (held->device_known && now->device_known &&
            !bmc_same_device(&held->device, &now->device)) ||
           value_differs(held->mac_known, held->mac, now->mac_known, now->mac, sizeof held->mac) ||
           value_differs(held->guid_known, held->guid, now->guid_known, now->guid,
                         sizeof held->guid);
}

static const char *identity_host(const struct bmc *bmc)
{
    return bmc->target.hostname != NULL ? bmc->target.hostname : bmc_description(bmc);
}

static int identity_name_other(const struct bmc *bmc, const struct identity *who,
                               struct bmc_error *why)
{
    const uint8_t *mac = who->mac;
    char text[MAC_TEXT];

    if (!who->mac_known)
        return error_set(why, ERROR_OTHER_BMC, _("a different BMC answers at %s"),
                         identity_host(bmc));
    snprintf(text, sizeof text, "%02x:%02x:%02x:%02x:%02x:%02x", mac[0], mac[1], mac[2], mac[3],
             mac[4], mac[5]);
    return error_set(why, ERROR_OTHER_BMC, _("a different BMC (MAC %s) answers at %s"), text,
                     identity_host(bmc));
}

static int identity_compare(const struct bmc *bmc, const struct identity *now,
                            struct bmc_error *why)
{
    const struct identity *held = &bmc->identity;

    if (identity_differs(held, now))
        return identity_name_other(bmc, now, why);
    /* A BMC that is starting may not know its own identity yet. */
    if (held->mac_known > now->mac_known || held->guid_known > now->guid_known ||
        held->device_known > now->device_known)
        return error_set(why, ERROR_TIMEOUT, _("the BMC at %s does not identify itself"),
                         identity_host(bmc));
    return 0;
}

/* The request that waits for this link must not take this refusal for its own answer. */
static void identity_not_told(struct bmc_error *why)
{
    if (why->kind != ERROR_CANCELLED)
        why->kind = ERROR_TIMEOUT;
    why->completion_code = 0;
}

static int identity_prove(struct bmc *bmc, struct bmc_error *why)
{
    const struct identity *held = &bmc->identity;
    struct identity now = {.channel = held->channel};

    if (identity_ask(bmc, &now, held->device_known, why) == 0)
        return identity_compare(bmc, &now, why);
    identity_not_told(why);
    return -1;
}

/* --- holding -------------------------------------------------------------------- */

/* On the first link it is the BMC of the review. A device id is valid as long as the link it came
 * over. */
static struct identity identity_known(const struct bmc *bmc, uint8_t channel, const uint8_t *mac)
{
    struct identity who = {.channel = channel};

    who.mac_known = mac != NULL && bmc->opened == 1;
    if (who.mac_known)
        memcpy(who.mac, mac, sizeof who.mac);
    who.device_known = bmc->last_device.opened != 0 && bmc->last_device.opened == bmc->opened;
    who.device = bmc->last_device.device;
    return who;
}

int bmc_hold(struct bmc *bmc, uint8_t channel, const uint8_t *mac, bool device,
             struct bmc_error *error)
{
    struct identity now = identity_known(bmc, channel, mac);
    struct bmc_error why = {.kind = ERROR_NONE};
    unsigned opened = bmc->opened;
    int result;

    device |= bmc->last_device.opened != 0;
    result = identity_ask(bmc, &now, device, &why);
    if (result == 0 && bmc->opened != opened) {
        now = identity_known(bmc, channel, mac);
        result = identity_ask(bmc, &now, device, &why);
    }
    if (result == 0 && value_differs(mac != NULL, mac, now.mac_known, now.mac, sizeof now.mac))
        result = identity_name_other(bmc, &now, &why);
    if (result != 0)
        return error_copy(error, &why);
    bmc->identity = now;
    bmc->prove = identity_prove;
    return 0;
}

void bmc_release(struct bmc *bmc)
{
    if (!bmc->linked)
        return;
    bmc->prove = NULL;
    bmc->move.moving = false;
}

/* --- who is at an address ------------------------------------------------------- */

#define CLASS_ASF 6
#define TYPE_PING 0x80
#define TYPE_PONG 0x40
/* The ASF header: after the RMCP header's four bytes. */
enum { AT_CLASS = 3, AT_ENTERPRISE = 4, AT_TYPE = 8, AT_TAG = 9, PING_LENGTH = 12 };

static const uint8_t ping[PING_LENGTH] = {6,    0,    0xff,      CLASS_ASF, 0, 0,
                                          0x11, 0xbe, TYPE_PING, 1,         0, 0};

static bool ping_is_pong(const uint8_t *bytes, ssize_t length)
{
    return length >= PING_LENGTH && bytes[AT_CLASS] == CLASS_ASF && bytes[AT_TYPE] == TYPE_PONG &&
           bytes[AT_ENTERPRISE + 2] == ping[AT_ENTERPRISE + 2] &&
           bytes[AT_ENTERPRISE + 3] == ping[AT_ENTERPRISE + 3] && bytes[AT_TAG] == ping[AT_TAG];
}

/* "Port unreachable" makes the next call fail: nothing is managed there. */
static bool ping_wait(int socket)
{
    struct pollfd ready = {.fd = socket, .events = POLLIN};
    uint8_t bytes[64];

    return poll(&ready, 1, LOOK_MS) > 0 &&
           ping_is_pong(bytes, recv(socket, bytes, sizeof bytes, 0));
}

static bool ping_send(int socket, const struct cancel *cancel)
{
    for (int pings = 0; pings < PINGS; pings++) {
        (void)send(socket, ping, sizeof ping, 0);
        for (int looks = 0; looks < LOOKS; looks++) {
            if (cancel_asked(cancel))
                return false;
            if (ping_wait(socket))
                return true;
        }
    }
    return false;
}

bool identity_ping(uint32_t address, uint16_t port, const struct cancel *cancel)
{
    const struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(address)};
    int from = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    bool answered;

    if (from < 0)
        return false;
    answered =
        connect(from, (const struct sockaddr *)&to, sizeof to) == 0 && ping_send(from, cancel);
    close(from);
    return answered;
}

/* Asks over a session of its own. */
static bool identity_is_same(struct bmc *bmc, const char *host, struct bmc_error *why)
{
    struct bmc_target target = bmc->target;
    struct bmc *there;
    bool same;

    target.hostname = host;
    target.name = NULL;
    bmc_look_briefly(&target);
    there = bmc_create(&target, bmc->clock);
    there->identity = bmc->identity;
    there->prove = bmc->prove;
    there->link->cancel = &bmc->cancel;
    same = bmc_open(there, why) == 0;
    bmc_destroy(there);
    return same;
}

bool bmc_address_taken(struct bmc *bmc, uint32_t address, struct bmc_error *error)
{
    struct bmc_error why = {.kind = ERROR_NONE};
    char host[HOST_TEXT];

    if (!bmc_over_lan(bmc) || bmc->target.hostname == NULL)
        return false;
    bmc_host_at(&bmc->target, address, host);
    if (!identity_ping(address, host_port_number(host), &bmc->cancel) ||
        identity_is_same(bmc, host, &why))
        return false;
    if (error != NULL && why.kind == ERROR_OTHER_BMC)
        *error = why;
    else
        error_set(error, ERROR_OTHER_BMC, _("a different BMC answers at %s"), host);
    return true;
}
