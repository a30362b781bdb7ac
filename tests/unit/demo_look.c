/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/demo_look.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "demo/demo_internal.h"

#define VALUE_MAX 64

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

void demo_fault_clear(struct demo_bmc *demo)
{
    struct demo_state *state = demo_state(demo);
    unsigned kept = 0;

    for (unsigned i = 0; i < demo->fault_count; i++) {
        if (demo->faults[i].fault.manner)
            demo->faults[kept++] = demo->faults[i];
    }
    demo->fault_count = kept;
    demo->waiting_count = 0;
    demo->late_count = 0;
    demo->frozen_until_ms = demo->now_ms;
    state->gone = false;
    state->silent_until_ms = state->boot_until_ms = demo->now_ms;
}

bool demo_password_is(const struct demo_state *state, unsigned user, const char *text,
                      unsigned size)
{
    struct demo_password wanted;
    size_t length = strlen(text);

    if (user < 1 || user > state->user_count || size > DEMO_PASSWORD || length > size)
        return false;
    demo_password_store(&wanted, text, length, (uint8_t)size);
    return state->users[user].password.size == size &&
           state->users[user].password.digest == wanted.digest;
}

/* --- the log ----------------------------------------------------------------- */

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
    char data[3 * DEMO_LOG_REQUEST + 1] = "", code[8];
    const char *outcome = entry->reply == DEMO_ANSWER ? code
                          : entry->reply == DEMO_GONE ? "gone"
                                                      : "lost";

    for (size_t i = 1; i < entry->length; i++)
        snprintf(data + 3 * (i - 1), 4, " %02x", entry->request[i]);
    snprintf(code, sizeof(code), "%02x", entry->code);
    snprintf(text, size, "#%u %s %02x/%02x:%s -> %s", entry->number, row ? row->name : "unknown",
             entry->netfn, entry->request[0], data, outcome);
}

/* --- what differ_note ------------------------------------------------------------ */

struct differences {
    char *text;
    size_t size, used;
    size_t count;
};

static void differ_note(struct differences *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds a line, cut at the end of the text. */
static void differ_note(struct differences *report, const char *format, ...)
{
    size_t room = report->size - report->used;
    va_list arguments;
    int length;

    report->count++;
    if (room == 0)
        return;
    va_start(arguments, format);
    length = vsnprintf(report->text + report->used, room, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    report->used += (size_t)length < room ? (size_t)length : room - 1;
    if (report->used + 1 < report->size) {
        report->text[report->used++] = '\n';
        report->text[report->used] = '\0';
    }
}

static void differ_show(char text[VALUE_MAX], const struct demo_lan_row *row,
                        const struct demo_lan *lan)
{
    const uint8_t *bytes = demo_lan_bytes(lan, row);

    if (row->show == SHOW_DOTTED) {
        snprintf(text, VALUE_MAX, "%u.%u.%u.%u", bytes[0], bytes[1], bytes[2], bytes[3]);
    } else if (row->show == SHOW_VLAN) {
        snprintf(text, VALUE_MAX, "%s %u", demo_vlan_on(lan) ? "on" : "off", demo_vlan_id(lan));
    } else {
        text[0] = '\0';
        for (size_t i = 0; i < row->length; i++)
            snprintf(text + 2 * i, VALUE_MAX - 2 * i, "%02x", bytes[i]);
    }
}

static void differ_in_lan(struct differences *report, unsigned channel,
                          const struct demo_lan *before, const struct demo_lan *after)
{
    for (size_t i = 0; i < demo_lan_row_count; i++) {
        const struct demo_lan_row *row = &demo_lan_rows[i];
        char old[VALUE_MAX], new[VALUE_MAX];

        if (memcmp(demo_lan_bytes(before, row), demo_lan_bytes(after, row), row->length) == 0)
            continue;
        differ_show(old, row, before);
        differ_show(new, row, after);
        differ_note(report, "channel %u %s: %s -> %s", channel, row->name, old, new);
    }
}

static void differ_in_access(struct differences *report, unsigned channel, const char *which,
                             const struct demo_access *before, const struct demo_access *after)
{
    if (before->settings != after->settings || before->privilege != after->privilege)
        differ_note(report, "channel %u %s access: %02x %x -> %02x %x", channel, which,
                    before->settings, before->privilege, after->settings, after->privilege);
}

static void differ_in_sol(struct differences *report, unsigned channel,
                          const struct demo_sol *before, const struct demo_sol *after)
{
    const uint8_t *old = (const uint8_t *)before, *new = (const uint8_t *)after;

    if (before->progress != after->progress)
        differ_note(report, "channel %u SOL set in progress: %d -> %d", channel, before->progress,
                    after->progress);
    for (size_t i = 1; i < sizeof(*before); i++) {
        if (old[i] != new[i])
            differ_note(report, "channel %u SOL byte %zu: %02x -> %02x", channel, i, old[i],
                        new[i]);
    }
}

static void differ_in_channel(struct differences *report, unsigned number,
                              const struct demo_channel *before, const struct demo_channel *after)
{
    if (before->present != after->present)
        differ_note(report, "channel %u present: %d -> %d", number, before->present,
                    after->present);
    differ_in_lan(report, number, &before->lan, &after->lan);
    if (before->progress != after->progress)
        differ_note(report, "channel %u set in progress: %d -> %d", number, before->progress,
                    after->progress);
    differ_in_access(report, number, "non-volatile", &before->kept, &after->kept);
    differ_in_access(report, number, "volatile", &before->active, &after->active);
    differ_in_sol(report, number, &before->sol, &after->sol);
}

static void differ_in_user(struct differences *report, unsigned number,
                           const struct demo_user *before, const struct demo_user *after)
{
    if (memcmp(before->name, after->name, sizeof(before->name)) != 0)
        differ_note(report, "user %u name: %.16s -> %.16s", number, (const char *)before->name,
                    (const char *)after->name);
    if (before->enabled != after->enabled)
        differ_note(report, "user %u enabled: %d -> %d", number, before->enabled, after->enabled);
    if (before->password.digest != after->password.digest ||
        before->password.size != after->password.size)
        differ_note(report, "user %u password: another one", number);
    for (unsigned i = 0; i < DEMO_CHANNELS; i++) {
        if (before->access[i] != after->access[i])
            differ_note(report, "user %u access on channel %u: %02x -> %02x", number, i,
                        before->access[i], after->access[i]);
        if (before->payloads[i] != after->payloads[i])
            differ_note(report, "user %u payloads on channel %u: %02x -> %02x", number, i,
                        before->payloads[i], after->payloads[i]);
    }
}

static void differ_in_sensors(struct differences *report, const struct demo_state *before,
                              const struct demo_state *after)
{
    for (unsigned i = 0; i < DEMO_SENSORS; i++) {
        for (unsigned k = 0; k < 6; k++) {
            uint8_t old = before->sensors[i].limits[k], new = after->sensors[i].limits[k];

            if (old != new)
                differ_note(report, "sensor %u limit %u: %02x -> %02x", i, k, old, new);
        }
    }
}

static void differ_in_chassis(struct differences *report, const struct demo_state *before,
                              const struct demo_state *after)
{
    const uint8_t *old = before->boot.flags, *new = after->boot.flags;

    if (before->power_on != after->power_on)
        differ_note(report, "power: %d -> %d", before->power_on, after->power_on);
    if (before->chassis.policy != after->chassis.policy)
        differ_note(report, "policy: %d -> %d", before->chassis.policy, after->chassis.policy);
    if (before->boot.progress != after->boot.progress)
        differ_note(report, "boot progress: %d -> %d", before->boot.progress, after->boot.progress);
    if (before->boot.clearing != after->boot.clearing)
        differ_note(report, "boot clearing: %02x -> %02x", before->boot.clearing,
                    after->boot.clearing);
    if (memcmp(old, new, sizeof(before->boot.flags)) != 0)
        differ_note(report, "boot flags: %02x %02x %02x %02x %02x -> %02x %02x %02x %02x %02x",
                    old[0], old[1], old[2], old[3], old[4], new[0], new[1], new[2], new[3], new[4]);
}

size_t demo_differences(const struct demo_state *before, const struct demo_state *after, char *text,
                        size_t size)
{
    struct differences report = {.text = text, .size = size};

    if (size > 0)
        text[0] = '\0';
    for (unsigned i = 0; i < DEMO_CHANNELS; i++)
        differ_in_channel(&report, i, &before->channels[i], &after->channels[i]);
    for (unsigned i = 1; i <= before->user_count; i++)
        differ_in_user(&report, i, &before->users[i], &after->users[i]);
    differ_in_sensors(&report, before, after);
    differ_in_chassis(&report, before, after);
    if (before->light != after->light)
        differ_note(&report, "light: %d -> %d", before->light, after->light);
    return report.count;
}

bool demo_equal(const struct demo_state *before, const struct demo_state *after)
{
    return demo_differences(before, after, NULL, 0) == 0;
}
