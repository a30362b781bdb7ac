/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two snapshots of the BMC side by side, as text for tests. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "demo/demo_internal.h"

#define VALUE_MAX 64

struct report {
    char *text;
    size_t size, used;
    size_t count;
};

static void differs(struct report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* One line more, cut where the text ends. */
static void differs(struct report *report, const char *format, ...)
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

static void compare_number(struct report *report, const char *what, unsigned before, unsigned after)
{
    if (before != after)
        differs(report, "%s: %u -> %u", what, before, after);
}

static void show(char *text, const struct demo_lan_row *row, const struct demo_lan *lan)
{
    const uint8_t *bytes = (const uint8_t *)lan + row->offset;

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

static void compare_lan(struct report *report, unsigned channel, const struct demo_lan *before,
                        const struct demo_lan *after)
{
    for (size_t i = 0; i < demo_lan_row_count; i++) {
        const struct demo_lan_row *row = &demo_lan_rows[i];
        char old[VALUE_MAX], new[VALUE_MAX];

        if (memcmp((const uint8_t *)before + row->offset, (const uint8_t *)after + row->offset,
                   row->length) == 0)
            continue;
        show(old, row, before);
        show(new, row, after);
        differs(report, "channel %u %s: %s -> %s", channel, row->name, old, new);
    }
}

static void compare_access(struct report *report, unsigned channel, const char *which,
                           const struct demo_access *before, const struct demo_access *after)
{
    if (before->settings != after->settings || before->privilege != after->privilege)
        differs(report, "channel %u %s access: %02x %x -> %02x %x", channel, which,
                before->settings, before->privilege, after->settings, after->privilege);
}

static void compare_channel(struct report *report, unsigned number,
                            const struct demo_channel *before, const struct demo_channel *after)
{
    char what[VALUE_MAX];

    snprintf(what, sizeof(what), "channel %u present", number);
    compare_number(report, what, before->present, after->present);
    compare_lan(report, number, &before->lan, &after->lan);
    snprintf(what, sizeof(what), "channel %u set in progress", number);
    compare_number(report, what, before->progress, after->progress);
    compare_access(report, number, "non-volatile", &before->kept, &after->kept);
    compare_access(report, number, "volatile", &before->active, &after->active);
}

static void compare_user_access(struct report *report, unsigned number,
                                const struct demo_user *before, const struct demo_user *after)
{
    for (unsigned i = 0; i < DEMO_CHANNELS; i++) {
        if (before->access[i] != after->access[i])
            differs(report, "user %u access on channel %u: %02x -> %02x", number, i,
                    before->access[i], after->access[i]);
    }
}

static void compare_user(struct report *report, unsigned number, const struct demo_user *before,
                         const struct demo_user *after)
{
    char what[VALUE_MAX];

    if (memcmp(before->name, after->name, sizeof(before->name)) != 0)
        differs(report, "user %u name: %.16s -> %.16s", number, (const char *)before->name,
                (const char *)after->name);
    snprintf(what, sizeof(what), "user %u enabled", number);
    compare_number(report, what, before->enabled, after->enabled);
    if (before->password.digest[0] != after->password.digest[0] ||
        before->password.digest[1] != after->password.digest[1] ||
        before->password.size != after->password.size)
        differs(report, "user %u password: another one", number);
    compare_user_access(report, number, before, after);
}

size_t demo_differences(const struct demo_state *before, const struct demo_state *after, char *text,
                        size_t size)
{
    struct report report = {.text = text, .size = size};

    if (size > 0)
        text[0] = '\0';
    for (unsigned i = 0; i < DEMO_CHANNELS; i++)
        compare_channel(&report, i, &before->channels[i], &after->channels[i]);
    for (unsigned i = 1; i <= before->user_count; i++)
        compare_user(&report, i, &before->users[i], &after->users[i]);
    compare_number(&report, "light", before->light, after->light);
    return report.count;
}

bool demo_equal(const struct demo_state *before, const struct demo_state *after)
{
    return demo_differences(before, after, NULL, 0) == 0;
}
