/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "bmc/event_log_own.h"

#define ROOM_FIRST 64
#define IDS 0x10000

struct event_log *event_log_create(void)
{
    struct event_log *log = xcalloc(1, sizeof *log);

    log->bottom = SEL_LAST;
    return log;
}

void event_log_free(struct event_log *log)
{
    if (log == NULL)
        return;
    free(log->rows);
    free(log->seen);
    free(log);
}

/* --- the records ------------------------------------------------------------------------- */

static void log_make_room(struct event_log *log)
{
    size_t room = log->room == 0 ? ROOM_FIRST : log->room * 2, first;
    struct sel_record *rows;

    if (log->first > 0 && log->first + log->count < log->room)
        return;
    rows = xmalloc(room * sizeof *rows);
    first = (room - log->count) / 2;
    if (log->count > 0)
        memcpy(rows + first, log->rows + log->first, log->count * sizeof *rows);
    free(log->rows);
    log->rows = rows;
    log->room = room;
    log->first = first;
}

void event_log_add_older(struct event_log *log, const struct sel_record *record)
{
    log_make_room(log);
    log->rows[log->first + log->count++] = *record;
}

void event_log_add_newer(struct event_log *log, const struct sel_record *record)
{
    log_make_room(log);
    log->rows[--log->first] = *record;
    log->count++;
}

size_t event_log_count(const struct event_log *log)
{
    return log->count;
}

const struct sel_record *event_log_record(const struct event_log *log, size_t index)
{
    return index < log->count ? &log->rows[log->first + index] : NULL;
}

bool event_log_whole(const struct event_log *log)
{
    return log->done && log->unread == 0 && !log->behind;
}

size_t event_log_unread(const struct event_log *log)
{
    return log->unread;
}

unsigned event_log_forgotten(const struct event_log *log)
{
    return log->forgotten;
}

const struct sel_info *event_log_info(const struct event_log *log)
{
    return &log->info;
}

bool event_log_time(const struct event_log *log, uint32_t *seconds)
{
    *seconds = log->time;
    return log->has_time;
}

void event_log_start(struct event_log *log, enum log_way way)
{
    log->way = way;
    log->at = way == LOG_UP ? SEL_FIRST : SEL_LAST;
    log->bottom = SEL_LAST;
    log->count = log->unread = 0;
    log->gaps = 0;
    log->done = log->behind = false;
    free(log->seen);
    log->seen = way == LOG_UP ? xcalloc(IDS / 8, 1) : NULL;
}

void event_log_forget(struct event_log *log)
{
    event_log_start(log, LOG_DOWN);
    log->forgotten++;
}

/* --- for those who want to read ---------------------------------------------------------- */

int event_log_open(struct event_log *log, struct bmc *bmc, struct bmc_error *error)
{
    struct bmc_error why;
    struct sel_info info;

    if (bmc_get_sel_info(bmc, &info, error) != 0)
        return -1;
    log->info = info;
    if (!log->opened)
        event_log_start(log, LOG_DOWN);
    log->opened = true;
    log->has_time = bmc_get_sel_time(bmc, &log->time, &why) == 0;
    if (log->has_time || why.kind == ERROR_REFUSED || why.kind == ERROR_DENIED ||
        why.kind == ERROR_MALFORMED || why.kind == ERROR_BUSY)
        return 0;
    return error_copy(error, &why);
}

int event_log_read(struct event_log *log, struct bmc *bmc, size_t count,
                   const struct event_log_watch *watch, struct bmc_error *error)
{
    const struct event_walk walk = {log, bmc, watch, error};
    int result = 0;

    if (log->info.entries == 0 && log->count == 0)
        log->done = true;
    while (result == 0 && !log->done && (log->way == LOG_UP || log->count < count))
        result = log->way == LOG_UP ? event_walk_up(&walk) : event_walk_down(&walk);
    return result;
}

/* What the counts say to be new. */
static int log_renew(const struct event_walk *walk, const struct sel_info *old)
{
    struct event_log *log = walk->log;
    size_t count = log->count;
    int result = 0;

    if (count == 0)
        event_log_start(log, LOG_DOWN);
    else if (log->info.entries < old->entries)
        event_walk_forget(walk, LOG_DOWN); /* cleared, or some were deleted */
    else
        result = event_walk_follow(walk);
    if (result == 0 && log->count == 0)
        result = event_log_read(log, walk->bmc, count > 0 ? count : 1, walk->watch, walk->error);
    return result;
}

int event_log_look(struct event_log *log, struct bmc *bmc, const struct event_log_watch *watch,
                   struct bmc_error *error)
{
    const struct event_walk walk = {log, bmc, watch, error};
    const struct sel_info old = log->info;
    bool up = log->way == LOG_UP && !log->done;
    struct sel_info info;

    if (bmc_get_sel_info(bmc, &info, error) != 0)
        return -1;
    log->info = info;
    if (up || (!log->behind && old.entries == log->info.entries &&
               old.added == log->info.added && old.erased == log->info.erased))
        return 0;
    if (log_renew(&walk, &old) == 0)
        return 0;
    log->info.added = old.added; /* so that the next look asks again */
    log->info.entries = old.entries;
    return -1;
}
