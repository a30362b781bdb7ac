/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Through the event log, a request a step. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "bmc/event_log_own.h"

#define GAPS_MOST 16
/* A record that is asked for while the BMC is busy is asked for again, after these. */
#define AGAIN_MS 100
#define AGAIN_TIMES 3
/* One record's misfortune. */
#define LOG_UNREAD 2

void event_walk_forget(const struct event_walk *walk, enum log_way way)
{
    event_log_start(walk->log, way);
    walk->log->forgotten++;
    if (walk->watch != NULL && walk->watch->forget != NULL)
        walk->watch->forget(walk->watch->data);
}

static void walk_tell_older(const struct event_walk *walk, size_t index)
{
    if (walk->watch != NULL && walk->watch->older != NULL)
        walk->watch->older(walk->watch->data, event_log_record(walk->log, index));
}

/* --- asking ------------------------------------------------------------------------------ */

static int walk_stopped(const struct event_walk *walk)
{
    if (walk->watch == NULL || walk->watch->stop == NULL || !walk->watch->stop(walk->watch->data))
        return 0;
    return error_set(walk->error, ERROR_CANCELLED, "%s", _("cancelled"));
}

/* A BMC that has the command, but does not give this record. */
static bool walk_one_record(const struct bmc_error *why)
{
    return why->kind == ERROR_BUSY || why->kind == ERROR_MALFORMED ||
           (why->kind == ERROR_REFUSED && why->completion_code != 0xc1);
}

/* 0, SEL_ABSENT, LOG_UNREAD, or -1: the link failed, it is stopped, or there is no such command. */
static int walk_ask(const struct event_walk *walk, uint16_t id, struct sel_record *record)
{
    struct bmc_error why = {.kind = ERROR_NONE};

    for (int i = 0;; i++) {
        int result;

        if (walk_stopped(walk) != 0)
            return -1;
        result = bmc_get_sel_record(walk->bmc, id, record, &why);
        if (result >= 0)
            return result;
        if (why.kind != ERROR_BUSY || i == AGAIN_TIMES)
            break;
        if (!bmc_pause(walk->bmc, AGAIN_MS << i))
            return error_set(walk->error, ERROR_CANCELLED, "%s", _("cancelled"));
    }
    if (!walk_one_record(&why))
        return error_copy(walk->error, &why);
    walk->log->why = why;
    return LOG_UNREAD;
}

/* --- down -------------------------------------------------------------------------------- */

static uint16_t log_oldest(const struct event_log *log)
{
    return log->count > 0 ? event_log_record(log, log->count - 1)->id : SEL_LAST;
}

static void walk_add_older(const struct event_walk *walk, const struct sel_record *record)
{
    struct event_log *log = walk->log;

    event_log_add_older(log, record);
    log->gaps = 0;
    log->at = (uint16_t)(record->id - 1);
    log->done = record->id == log->bottom;
    walk_tell_older(walk, log->count - 1);
}

/* Where the oldest should be. It costs nothing: it takes the place of the last request. */
static int walk_bottom(const struct event_walk *walk)
{
    struct event_log *log = walk->log;
    struct sel_record record;
    int result = walk_ask(walk, SEL_FIRST, &record);

    if (result < 0)
        return -1;
    if (result == SEL_ABSENT && log->count == 0) {
        log->done = true;
        return 0;
    }
    if (result != 0) {
        event_walk_forget(walk, LOG_UP);
        return 0;
    }
    log->bottom = record.id;
    if (record.id != log_oldest(log) && record.next == log_oldest(log))
        walk_add_older(walk, &record);
    log->done = log_oldest(log) == log->bottom;
    /* Fewer than the BMC counts: FFFFh may not have been the last. */
    if (log->done && log->count < log->info.entries)
        return event_walk_follow(walk);
    if (!log->done && log->gaps >= GAPS_MOST)
        event_walk_forget(walk, LOG_UP);
    return 0;
}

int event_walk_down(const struct event_walk *walk)
{
    struct event_log *log = walk->log;
    struct sel_record record;
    uint16_t newer = log_oldest(log);
    int result;

    if (log->bottom == SEL_LAST &&
        (log->count + 1 >= log->info.entries || log->gaps >= GAPS_MOST))
        return walk_bottom(walk);
    if (log->gaps >= GAPS_MOST) {
        event_walk_forget(walk, LOG_UP);
        return 0;
    }
    if (log->at == SEL_FIRST)
        log->at = SEL_LAST - 1; /* ids wrap: 0 and FFFFh are none */
    result = walk_ask(walk, log->at, &record);
    if (result < 0)
        return -1;
    if (result == SEL_ABSENT && log->count > 0) {
        log->gaps++;
        log->at--;
    } else if (result != 0 || record.next != newer ||
               (log->count > 0 && record.id != log->at)) {
        event_walk_forget(walk, LOG_UP);
    } else {
        walk_add_older(walk, &record);
    }
    return 0;
}

/* --- up ---------------------------------------------------------------------------------- */

static bool log_mark(struct event_log *log, uint16_t id)
{
    uint8_t bit = (uint8_t)(1 << (id & 7)), *byte = &log->seen[id >> 3];
    bool known = (*byte & bit) != 0;

    *byte |= bit;
    return !known;
}

/* All is told at the end, as on the way down. */
static void walk_end_up(const struct event_walk *walk)
{
    struct event_log *log = walk->log;

    log->done = true;
    free(log->seen);
    log->seen = NULL;
    for (size_t i = 0; i < log->count; i++)
        walk_tell_older(walk, i);
}

/* An id that the BMC named, but does not give: what comes behind is looked for. */
static void walk_skip_up(const struct event_walk *walk)
{
    struct event_log *log = walk->log;

    if (log->gaps++ == 0)
        log->unread++;
    if (log->at >= SEL_LAST - 1 || log->gaps >= GAPS_MOST || log->at == SEL_FIRST)
        walk_end_up(walk);
    else
        log->at++;
}

int event_walk_up(const struct event_walk *walk)
{
    struct event_log *log = walk->log;
    struct sel_record record;
    int result = walk_ask(walk, log->at, &record);

    if (result < 0)
        return -1;
    if (result == SEL_ABSENT && log->at == SEL_FIRST) {
        walk_end_up(walk);
    } else if (result != 0) {
        walk_skip_up(walk);
    } else if (!log_mark(log, record.id)) {
        /* In a circle: that is all, if it is as many as the BMC counts. */
        log->unread += log->count < log->info.entries;
        walk_end_up(walk);
    } else {
        event_log_add_newer(log, &record);
        log->gaps = 0;
        log->at = record.next;
        if (walk->watch != NULL && walk->watch->progress != NULL)
            walk->watch->progress(walk->watch->data, log->count);
        if (record.next == SEL_LAST || record.next == SEL_FIRST)
            walk_end_up(walk);
    }
    return 0;
}

/* --- what is new ------------------------------------------------------------------------- */

/* From the newest on. It is asked for again: only it knows what follows it now, and whether the log
 * is still the same. */
int event_walk_follow(const struct event_walk *walk)
{
    struct event_log *log = walk->log;
    const struct sel_record *newest = event_log_record(log, 0);
    struct sel_record record;
    int result = walk_ask(walk, newest->id, &record);

    if (result < 0)
        return -1;
    log->behind = result == LOG_UNREAD;
    if (result == LOG_UNREAD)
        return 0;
    if (result == SEL_ABSENT || memcmp(record.bytes, newest->bytes, SEL_RECORD) != 0) {
        event_walk_forget(walk, LOG_DOWN);
        return 0;
    }
    for (size_t steps = 0; record.next != SEL_LAST && record.next != SEL_FIRST; steps++) {
        if (steps > log->info.entries)
            return 0;
        result = walk_ask(walk, record.next, &record);
        log->behind = result > 0;
        if (result != 0)
            return result < 0 ? -1 : 0;
        event_log_add_newer(log, &record);
        if (walk->watch != NULL && walk->watch->newer != NULL)
            walk->watch->newer(walk->watch->data, &record);
    }
    return 0;
}

