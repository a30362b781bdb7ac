/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/journal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

#define HEAD "bmctui journal 1\n"
#define SUM "sum "
#define LINE_MAX_LENGTH 256

/* One walk over all values serves writing and reading, so that the two cannot differ. */
struct walk {
    bool reading;
    char *out; /* writing: here, of size left */
    size_t size, used;
    const char *in, *end; /* reading: the next line, and behind the last */
    bool bad;
};

/* FNV-1a, 64 bits: finds a torn file, not a forged one; the folder is root's. */
static unsigned long long checksum(const char *text, size_t length)
{
    unsigned long long sum = 0xcbf29ce484222325ULL;

    for (size_t i = 0; i < length; i++)
        sum = (sum ^ (unsigned char)text[i]) * 0x100000001b3ULL;
    return sum;
}

__attribute__((format(printf, 2, 3))) static void put(struct walk *walk, const char *format, ...)
{
    va_list arguments;
    int printed;

    va_start(arguments, format);
    printed = vsnprintf(walk->out + walk->used, walk->size - walk->used, format, arguments);
    va_end(arguments);
    if (printed < 0 || (size_t)printed >= walk->size - walk->used)
        walk->bad = true;
    else
        walk->used += (size_t)printed;
}

/* The value behind "name ", copied; NULL when the next line is another. */
static const char *take(struct walk *walk, const char *name, char line[LINE_MAX_LENGTH])
{
    const char *newline = memchr(walk->in, '\n', (size_t)(walk->end - walk->in));
    size_t length = newline == NULL ? 0 : (size_t)(newline - walk->in), head = strlen(name);

    if (walk->bad || newline == NULL || length >= LINE_MAX_LENGTH || length <= head ||
        memcmp(walk->in, name, head) != 0 || walk->in[head] != ' ') {
        walk->bad = true;
        return NULL;
    }
    memcpy(line, walk->in, length);
    line[length] = '\0';
    walk->in = newline + 1;
    return line + head + 1;
}

static long long walk_number(struct walk *walk, const char *name, long long value, long long least,
                             long long most)
{
    char line[LINE_MAX_LENGTH], *end;
    const char *text;
    long long number;

    if (!walk->reading) {
        put(walk, "%s %lld\n", name, value);
        return value;
    }
    text = take(walk, name, line);
    if (text == NULL)
        return least;
    errno = 0;
    number = strtoll(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || number < least || number > most) {
        walk->bad = true;
        return least;
    }
    return number;
}

static bool walk_flag(struct walk *walk, const char *name, bool value)
{
    return walk_number(walk, name, value, 0, 1) != 0;
}

/* Texts are for people: what could end a line is written as '?'. */
static void walk_text(struct walk *walk, const char *name, char *value, size_t size)
{
    char line[LINE_MAX_LENGTH];
    const char *text;

    if (!walk->reading) {
        put(walk, "%s =", name);
        for (const char *byte = value; *byte != '\0'; byte++)
            put(walk, "%c", *byte >= ' ' && *byte <= '~' ? *byte : '?');
        put(walk, "\n");
        return;
    }
    text = take(walk, name, line);
    if (text == NULL || text[0] != '=' || strlen(text) > size) {
        walk->bad = true;
        return;
    }
    snprintf(value, size, "%s", text + 1);
}

#define WALK(type, name, place, least, most)                                                       \
    ((place) = (type)walk_number(walk, name, (long long)(place), least, most))

static void walk_lan(struct walk *walk, struct lan *lan)
{
    for (enum lan_item item = 0; item < LAN_ITEMS; item++)
        WALK(enum value_state, "state", lan->state[item], VALUE_UNREAD, VALUE_NOT_READ);
    WALK(enum ip_source, "source", lan->source, 0, 15);
    WALK(uint32_t, "address", lan->address, 0, UINT32_MAX);
    WALK(uint32_t, "netmask", lan->netmask, 0, UINT32_MAX);
    WALK(uint32_t, "gateway", lan->gateway, 0, UINT32_MAX);
    lan->arp_gratuitous = walk_flag(walk, "arp-gratuitous", lan->arp_gratuitous);
    lan->arp_replies = walk_flag(walk, "arp-replies", lan->arp_replies);
    lan->vlan_enabled = walk_flag(walk, "vlan", lan->vlan_enabled);
    WALK(uint16_t, "vlan-id", lan->vlan_id, 0, 4095);
    for (size_t i = 0; i < sizeof lan->mac; i++)
        WALK(uint8_t, "mac", lan->mac[i], 0, 255);
}

static void walk_channel_access(struct walk *walk, struct channel_access *access)
{
    WALK(uint8_t, "mode", access->mode, 0, 7);
    access->user_auth_disabled = walk_flag(walk, "user-auth", access->user_auth_disabled);
    access->message_auth_disabled = walk_flag(walk, "message-auth", access->message_auth_disabled);
    access->pef_alerting_disabled = walk_flag(walk, "pef-alerting", access->pef_alerting_disabled);
    WALK(enum privilege, "privilege", access->privilege, 0, 15);
}

static void walk_user_access(struct walk *walk, struct user_access *access)
{
    WALK(uint8_t, "max-users", access->max_users, 0, 255);
    WALK(enum user_enabled, "enabled", access->enabled, 0, 3);
    access->messaging = walk_flag(walk, "messaging", access->messaging);
    access->link_authentication = walk_flag(walk, "link", access->link_authentication);
    access->callback_only = walk_flag(walk, "callback", access->callback_only);
    WALK(enum privilege, "privilege", access->privilege, 0, 15);
}

static void walk_plan(struct walk *walk, struct plan *plan)
{
    WALK(uint8_t, "channel", plan->channel, BMC_CHANNEL_FIRST, BMC_CHANNEL_LAST);
    for (enum lan_item item = 0; item < LAN_ITEMS; item++)
        plan->write[item] = walk_flag(walk, "write", plan->write[item]);
    walk_lan(walk, &plan->old);
    walk_lan(walk, &plan->wanted);
    WALK(uint8_t, "user", plan->user, 0, BMC_USER_LAST);
    walk_text(walk, "user-name", plan->user_name, sizeof plan->user_name);
    WALK(unsigned, "remote", plan->remote, 0, REMOTE_BIT(REMOTE_COUNT) - 1);
    walk_user_access(walk, &plan->access);
    walk_channel_access(walk, &plan->access_volatile);
    walk_channel_access(walk, &plan->access_non_volatile);
}

static void walk_device(struct walk *walk, struct device *device)
{
    WALK(uint8_t, "device-id", device->id, 0, 255);
    WALK(uint8_t, "device-revision", device->revision, 0, 255);
    WALK(uint8_t, "firmware-major", device->firmware_major, 0, 255);
    WALK(uint8_t, "firmware-minor", device->firmware_minor, 0, 255);
    WALK(uint8_t, "ipmi-major", device->ipmi_major, 0, 15);
    WALK(uint8_t, "ipmi-minor", device->ipmi_minor, 0, 15);
    WALK(uint32_t, "manufacturer", device->manufacturer, 0, 0xffffff);
    WALK(uint16_t, "product", device->product, 0, 65535);
}

static void walk_journal(struct walk *walk, struct journal *journal)
{
    WALK(enum journal_state, "journal-state", journal->state, 0, JOURNAL_VERIFIED);
    WALK(long long, "started", journal->started, 0, INT64_MAX);
    WALK(long, "pid", journal->pid, 0, INT32_MAX);
    walk_text(walk, "tty", journal->tty, sizeof journal->tty);
    walk_text(walk, "target", journal->target, sizeof journal->target);
    walk_text(walk, "driver", journal->driver, sizeof journal->driver);
    walk_text(walk, "boot-id", journal->boot_id, sizeof journal->boot_id);
    WALK(long long, "confirm-until", journal->confirm_until_ms, 0, INT64_MAX);
    journal->confirm = walk_flag(walk, "confirm", journal->confirm);
    journal->lock_ours = walk_flag(walk, "lock-ours", journal->lock_ours);
    journal->password_planned = walk_flag(walk, "password", journal->password_planned);
    journal->password_sent = walk_flag(walk, "password-sent", journal->password_sent);
    journal->device_known = walk_flag(walk, "device", journal->device_known);
    walk_device(walk, &journal->device);
    walk_plan(walk, &journal->plan);
}

size_t journal_encode(const struct journal *journal, char text[JOURNAL_TEXT])
{
    struct journal copy = *journal;
    struct walk walk = {.out = text, .size = JOURNAL_TEXT};

    put(&walk, "%s", HEAD);
    walk_journal(&walk, &copy);
    put(&walk, SUM "%016llx\n", checksum(text, walk.used));
    return walk.bad ? 0 : walk.used;
}

/* The last line is the checksum over all before it, and nothing stands behind. */
static bool sum_is_right(const char *text, size_t length)
{
    char line[sizeof SUM + 17];
    size_t tail = sizeof SUM - 1 + 17;

    if (length < tail)
        return false;
    snprintf(line, sizeof line, SUM "%016llx\n", checksum(text, length - tail));
    return memcmp(text + length - tail, line, tail) == 0;
}

int journal_decode(struct journal *journal, const char *text, size_t length,
                   struct bmc_error *error)
{
    struct walk walk = {.reading = true, .in = text + sizeof HEAD - 1, .end = text + length};
    size_t tail = sizeof SUM - 1 + 17;

    memset(journal, 0, sizeof *journal);
    if (length < sizeof HEAD - 1 || memcmp(text, HEAD, sizeof HEAD - 1) != 0)
        return error_set(error, ERROR_SYSTEM,
                         _("it is no journal of this version of bmctui, and is not acted upon"));
    if (sum_is_right(text, length))
        walk_journal(&walk, journal);
    else
        walk.bad = true;
    if (walk.bad || walk.in != text + length - tail) {
        memset(journal, 0, sizeof *journal);
        return error_set(error, ERROR_SYSTEM,
                         _("it is torn or damaged, and is not acted upon"));
    }
    return 0;
}
