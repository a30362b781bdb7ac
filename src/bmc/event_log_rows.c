/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of an event log, as far as they have been read. */
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

const char *event_log_why(const struct event_log *log)
{
    return log->why.kind != ERROR_NONE ? log->why.sentence : "";
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
    log->why.kind = ERROR_NONE;
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
