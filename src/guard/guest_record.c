/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/guest_record.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/system.h"
#include "bmc/bmc.h"

#define HEAD "bmctui guest 1\n"
#define SUM  "sum "

/* --- time ----------------------------------------------------------------------------------- */

void guest_time_now(struct guest_time *now)
{
    memset(now, 0, sizeof *now);
    now->wall_s = (long long)time(NULL);
    now->boot_ms = system_boot_ms();
    system_boot_id(now->boot_id, sizeof now->boot_id);
}

void guest_record_start(struct guest_record *record, const struct guest_time *now,
                        long long seconds)
{
    record->begun_s = record->latest_s = now->wall_s;
    record->end_s = now->wall_s + seconds;
    memcpy(record->boot_id, now->boot_id, sizeof record->boot_id);
    record->boot_seen_ms = now->boot_ms;
    record->boot_end_ms = now->boot_ms + seconds * 1000;
}

long long guest_record_extend(struct guest_record *record, long long seconds)
{
    long long most = record->begun_s + GUEST_HOURS_MOST * 3600LL - record->end_s;

    if (seconds > most)
        seconds = most > 0 ? most : 0;
    record->end_s += seconds;
    record->boot_end_ms += seconds * 1000;
    return seconds;
}

/* A clock that never goes back is behind what it has shown: it is another boot's, too. */
static bool guest_record_same_boot(const struct guest_record *record,
                                   const struct guest_time *now)
{
    return strcmp(record->boot_id, now->boot_id) == 0 && now->boot_ms >= record->boot_seen_ms;
}

static long long guest_record_wall(const struct guest_record *record,
                                   const struct guest_time *now)
{
    return now->wall_s > record->latest_s ? now->wall_s : record->latest_s;
}

long long guest_record_left(const struct guest_record *record, const struct guest_time *now)
{
    long long wall = record->end_s - guest_record_wall(record, now);
    long long boot = (record->boot_end_ms - now->boot_ms + 999) / 1000;

    if (guest_record_same_boot(record, now) && boot < wall)
        wall = boot;
    return wall > 0 ? wall : 0;
}

enum guest_due guest_record_due(const struct guest_record *record, const struct guest_time *now)
{
    switch (record->state) {
    case GUEST_LEFT:
        return GUEST_NOT_DUE;
    case GUEST_ENDING:
        return GUEST_DUE_ASKED;
    case GUEST_OPENING:
        return GUEST_DUE_CUT_OFF;
    case GUEST_OPEN:
        break;
    }
    if (guest_record_left(record, now) == 0)
        return GUEST_DUE_TIME;
    return !guest_record_same_boot(record, now) && now->wall_s < record->latest_s - GUEST_SLACK_S
               ? GUEST_DUE_CLOCK
               : GUEST_NOT_DUE;
}

bool guest_record_note(struct guest_record *record, const struct guest_time *now)
{
    long long left = guest_record_left(record, now), latest = record->latest_s;
    bool same = guest_record_same_boot(record, now);

    record->latest_s = guest_record_wall(record, now);
    record->boot_seen_ms = now->boot_ms;
    if (same)
        return record->latest_s >= latest + GUEST_NOTE_S;
    memcpy(record->boot_id, now->boot_id, sizeof record->boot_id);
    record->boot_end_ms = now->boot_ms + left * 1000;
    return true;
}

/* --- which BMC ------------------------------------------------------------------------------ */

static bool record_differs(bool one_known, const uint8_t *one, bool other_known,
                           const uint8_t *other, size_t size)
{
    return one_known && other_known && memcmp(one, other, size) != 0;
}

bool guest_same_bmc(const struct guest_bmc *one, const struct guest_bmc *other)
{
    bool told = (one->guid_known && other->guid_known) || (one->mac_known && other->mac_known);

    if (one->device_known && other->device_known &&
        !bmc_same_device(&one->device, &other->device))
        return false;
    return (told || (!one->guid_known && !one->mac_known)) &&
           !record_differs(one->guid_known, one->guid, other->guid_known, other->guid, BMC_GUID) &&
           !record_differs(one->mac_known, one->mac, other->mac_known, other->mac, BMC_MAC);
}

/* --- as text -------------------------------------------------------------------------------- */

/* One walk over all values serves writing and reading, so that the two cannot differ. */
struct record_walk {
    bool reading, bad;
    char *out; /* writing: here, behind what is used */
    size_t used;
    const char *in, *end; /* reading */
};

__attribute__((format(printf, 2, 3))) static void record_put(struct record_walk *walk,
                                                             const char *format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(walk->out + walk->used, GUEST_TEXT - walk->used, format, arguments);
    va_end(arguments);
    assert(length > 0 && (size_t)length < GUEST_TEXT - walk->used);
    walk->used += (size_t)length;
}

/* What is behind "name =" in the next line, without its end; NULL: it is another. */
static const char *record_take(struct record_walk *walk, const char *name, size_t *length)
{
    size_t head = strlen(name) + 2, left = (size_t)(walk->end - walk->in);
    const char *begin = walk->in, *newline = memchr(begin, '\n', left);

    if (walk->bad || newline == NULL || (size_t)(newline - begin) < head ||
        memcmp(begin, name, head - 2) != 0 || memcmp(begin + head - 2, " =", 2) != 0) {
        walk->bad = true;
        return NULL;
    }
    walk->in = newline + 1;
    *length = (size_t)(newline - begin) - head;
    return begin + head;
}

/* What could end a line, or is no letter, is written as '?'. */
static void record_text(struct record_walk *walk, const char *name, char *value, size_t size)
{
    const char *text;
    size_t length;

    if (!walk->reading) {
        record_put(walk, "%s =", name);
        for (; *value != '\0'; value++)
            record_put(walk, "%c", *value >= ' ' && *value <= '~' ? *value : '?');
        record_put(walk, "\n");
        return;
    }
    text = record_take(walk, name, &length);
    if (text == NULL || length >= size || memchr(text, '\0', length) != NULL)
        walk->bad = true;
    else
        snprintf(value, size, "%.*s", (int)length, text);
}

static long long record_number(struct record_walk *walk, const char *name, long long value,
                               long long least, long long most)
{
    char text[24], *end;

    snprintf(text, sizeof text, "%lld", value);
    record_text(walk, name, text, sizeof text);
    if (walk->bad)
        return least;
    errno = 0;
    value = strtoll(text, &end, 10);
    if (errno == 0 && end != text && *end == '\0' && value >= least && value <= most)
        return value;
    walk->bad = true;
    return least;
}

/* In hex; "-": not known. */
static bool record_bytes(struct record_walk *walk, const char *name, bool known, uint8_t *bytes,
                         size_t count)
{
    char text[2 * BMC_GUID + 1] = "-";

    for (size_t i = 0; known && i < count; i++)
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    record_text(walk, name, text, sizeof text);
    if (walk->bad || strcmp(text, "-") == 0)
        return false;
    walk->bad = strlen(text) != 2 * count || strspn(text, "0123456789abcdef") != 2 * count;
    for (size_t i = 0; !walk->bad && i < count; i++)
        sscanf(text + 2 * i, "%2" SCNx8, &bytes[i]);
    return !walk->bad;
}

#define WALK(type, name, place, least, most)                                                       \
    ((place) = (type)record_number(walk, name, (long long)(place), least, most))

static void record_walk_bmc(struct record_walk *walk, struct guest_bmc *bmc)
{
    struct device *device = &bmc->device;

    WALK(bool, "device", bmc->device_known, 0, 1);
    WALK(uint8_t, "id", device->id, 0, 255);
    WALK(uint8_t, "revision", device->revision, 0, 255);
    WALK(uint8_t, "firmware", device->firmware_major, 0, 255);
    WALK(uint8_t, "minor", device->firmware_minor, 0, 255);
    WALK(uint8_t, "ipmi", device->ipmi_major, 0, 255);
    WALK(uint8_t, "ipmi-minor", device->ipmi_minor, 0, 255);
    WALK(uint32_t, "manufacturer", device->manufacturer, 0, UINT32_MAX);
    WALK(uint16_t, "product", device->product, 0, UINT16_MAX);
    bmc->guid_known = record_bytes(walk, "guid", bmc->guid_known, bmc->guid, BMC_GUID);
    bmc->mac_known = record_bytes(walk, "mac", bmc->mac_known, bmc->mac, BMC_MAC);
}

static void record_walk(struct record_walk *walk, struct guest_record *record)
{
    WALK(enum guest_state, "state", record->state, GUEST_OPENING, GUEST_LEFT);
    WALK(uint8_t, "slot", record->slot, BMC_USER_FIRST, BMC_USER_LAST);
    WALK(uint8_t, "channel", record->channel, 0, BMC_CHANNEL_LAST);
    record_text(walk, "name", record->name, sizeof record->name);
    WALK(enum privilege, "privilege", record->privilege, 0, PRIVILEGE_NONE);
    WALK(bool, "sol", record->sol, 0, 1);
    record_walk_bmc(walk, &record->bmc);
    WALK(long long, "begun", record->begun_s, INT64_MIN / 2, INT64_MAX / 2);
    WALK(long long, "end", record->end_s, INT64_MIN / 2, INT64_MAX / 2);
    WALK(long long, "latest", record->latest_s, INT64_MIN / 2, INT64_MAX / 2);
    record_text(walk, "boot", record->boot_id, sizeof record->boot_id);
    WALK(long long, "boot-end", record->boot_end_ms, INT64_MIN / 2, INT64_MAX / 2);
    WALK(long long, "boot-seen", record->boot_seen_ms, INT64_MIN / 2, INT64_MAX / 2);
    record_text(walk, "user", record->user, sizeof record->user);
    record_text(walk, "tty", record->tty, sizeof record->tty);
    record_text(walk, "left", record->left, sizeof record->left);
}

size_t guest_record_encode(const struct guest_record *record, char text[GUEST_TEXT])
{
    struct record_walk walk = {.out = text};
    struct guest_record copy = *record;

    record_put(&walk, "%s", HEAD);
    record_walk(&walk, &copy);
    record_put(&walk, SUM "%016llx\n", file_checksum(text, walk.used));
    return walk.used;
}

/* What is read has to print the same again: nothing else stands in it. */
int guest_record_decode(struct guest_record *record, const char *text, size_t length,
                        struct bmc_error *error)
{
    struct record_walk walk = {
        .reading = true, .in = text + strlen(HEAD), .end = text + length};
    char again[GUEST_TEXT];

    memset(record, 0, sizeof *record);
    if (length < strlen(HEAD) || length >= GUEST_TEXT || memcmp(text, HEAD, strlen(HEAD)) != 0)
        return error_set(error, ERROR_SYSTEM, "%s", _("this is no record of a guest"));
    record_walk(&walk, record);
    if (walk.bad || record->name[0] == '\0' ||
        guest_record_encode(record, again) != length || memcmp(again, text, length) != 0)
        return error_set(error, ERROR_SYSTEM, "%s", _("the record is damaged"));
    return 0;
}
