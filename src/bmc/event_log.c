/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/event_log.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"

#define GAPS_MOST 16
#define ROOM_FIRST 64
/* A record that is asked for while the BMC is busy is asked for again, after these. */
#define AGAIN_MS 100
#define AGAIN_TIMES 3
#define IDS 0x10000
/* One record's misfortune. */
#define LOG_UNREAD 2

enum log_way {
    LOG_DOWN, /* from the newest, each proven by the next of the one that is older */
    LOG_UP    /* from the oldest on, each named by the one before */
};

struct event_log {
    struct sel_info info;
    bool opened, has_time;
    uint32_t time;
    /* Newest first, with room at both ends. */
    struct sel_record *rows;
    size_t room, first, count;
    enum log_way way;
    uint16_t at;     /* the id to ask for */
    uint16_t bottom; /* the oldest one's; SEL_LAST: not known */
    unsigned gaps;   /* ids in a row without a record */
    bool done;       /* nothing is left to be read but what is new */
    bool behind;     /* newer ones are there that the BMC did not give when asked */
    size_t unread;
    unsigned forgotten; /* how often */
    uint8_t *seen;   /* a bit an id, on the way up */
};

/* A walk: who it is for. */
struct walk {
    struct event_log *log;
    struct bmc *bmc;
    const struct event_log_watch *watch;
    struct bmc_error *error;
};

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

static void log_add_older(struct event_log *log, const struct sel_record *record)
{
    log_make_room(log);
    log->rows[log->first + log->count++] = *record;
}

static void log_add_newer(struct event_log *log, const struct sel_record *record)
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

static void log_start(struct event_log *log, enum log_way way)
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
    log_start(log, LOG_DOWN);
    log->forgotten++;
}

static void walk_forget(const struct walk *walk, enum log_way way)
{
    log_start(walk->log, way);
    walk->log->forgotten++;
    if (walk->watch != NULL && walk->watch->forget != NULL)
        walk->watch->forget(walk->watch->data);
}

static void walk_tell_older(const struct walk *walk, size_t index)
{
    if (walk->watch != NULL && walk->watch->older != NULL)
        walk->watch->older(walk->watch->data, event_log_record(walk->log, index));
}

/* --- asking ------------------------------------------------------------------------------ */

static int walk_stopped(const struct walk *walk)
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
static int walk_ask(const struct walk *walk, uint16_t id, struct sel_record *record)
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
    return walk_one_record(&why) ? LOG_UNREAD : error_copy(walk->error, &why);
}

/* --- down -------------------------------------------------------------------------------- */

static uint16_t log_oldest(const struct event_log *log)
{
    return log->count > 0 ? event_log_record(log, log->count - 1)->id : SEL_LAST;
}

static void walk_add_older(const struct walk *walk, const struct sel_record *record)
{
    struct event_log *log = walk->log;

    log_add_older(log, record);
    log->gaps = 0;
    log->at = (uint16_t)(record->id - 1);
    log->done = record->id == log->bottom;
    walk_tell_older(walk, log->count - 1);
}

static int walk_follow(const struct walk *walk);

/* Where the oldest should be. It costs nothing: it takes the place of the last request. */
static int walk_bottom(const struct walk *walk)
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
        walk_forget(walk, LOG_UP);
        return 0;
    }
    log->bottom = record.id;
    if (record.id != log_oldest(log) && record.next == log_oldest(log))
        walk_add_older(walk, &record);
    log->done = log_oldest(log) == log->bottom;
    /* Fewer than the BMC counts: FFFFh may not have been the last. */
    if (log->done && log->count < log->info.entries)
        return walk_follow(walk);
    if (!log->done && log->gaps >= GAPS_MOST)
        walk_forget(walk, LOG_UP);
    return 0;
}

static int walk_step_down(const struct walk *walk)
{
    struct event_log *log = walk->log;
    struct sel_record record;
    uint16_t newer = log_oldest(log);
    int result;

    if (log->bottom == SEL_LAST &&
        (log->count + 1 >= log->info.entries || log->gaps >= GAPS_MOST))
        return walk_bottom(walk);
    if (log->gaps >= GAPS_MOST) {
        walk_forget(walk, LOG_UP);
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
        walk_forget(walk, LOG_UP);
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
static void walk_end_up(const struct walk *walk)
{
    struct event_log *log = walk->log;

    log->done = true;
    free(log->seen);
    log->seen = NULL;
    for (size_t i = 0; i < log->count; i++)
        walk_tell_older(walk, i);
}

/* An id that the BMC named, but does not give: what comes behind is looked for. */
static void walk_skip_up(const struct walk *walk)
{
    struct event_log *log = walk->log;

    if (log->gaps++ == 0)
        log->unread++;
    if (log->at >= SEL_LAST - 1 || log->gaps >= GAPS_MOST || log->at == SEL_FIRST)
        walk_end_up(walk);
    else
        log->at++;
}

static int walk_step_up(const struct walk *walk)
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
        log_add_newer(log, &record);
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
static int walk_follow(const struct walk *walk)
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
        walk_forget(walk, LOG_DOWN);
        return 0;
    }
    for (size_t steps = 0; record.next != SEL_LAST && record.next != SEL_FIRST; steps++) {
        if (steps > log->info.entries)
            return 0;
        result = walk_ask(walk, record.next, &record);
        log->behind = result > 0;
        if (result != 0)
            return result < 0 ? -1 : 0;
        log_add_newer(log, &record);
        if (walk->watch != NULL && walk->watch->newer != NULL)
            walk->watch->newer(walk->watch->data, &record);
    }
    return 0;
}

/* --- for those who want to read ---------------------------------------------------------- */

int event_log_open(struct event_log *log, struct bmc *bmc, struct bmc_error *error)
{
    struct bmc_error why;

    if (bmc_get_sel_info(bmc, &log->info, error) != 0)
        return -1;
    if (!log->opened)
        log_start(log, LOG_DOWN);
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
    const struct walk walk = {log, bmc, watch, error};
    int result = 0;

    if (log->info.entries == 0 && log->count == 0)
        log->done = true;
    while (result == 0 && !log->done && (log->way == LOG_UP || log->count < count))
        result = log->way == LOG_UP ? walk_step_up(&walk) : walk_step_down(&walk);
    return result;
}

/* What the counts say to be new. */
static int walk_renew(const struct walk *walk, const struct sel_info *old)
{
    struct event_log *log = walk->log;
    size_t count = log->count;
    int result = 0;

    if (count == 0)
        log_start(log, LOG_DOWN);
    else if (log->info.entries < old->entries)
        walk_forget(walk, LOG_DOWN); /* cleared, or some were deleted */
    else
        result = walk_follow(walk);
    if (result == 0 && log->count == 0)
        result = event_log_read(log, walk->bmc, count > 0 ? count : 1, walk->watch, walk->error);
    return result;
}

int event_log_look(struct event_log *log, struct bmc *bmc, const struct event_log_watch *watch,
                   struct bmc_error *error)
{
    const struct walk walk = {log, bmc, watch, error};
    const struct sel_info old = log->info;
    bool up = log->way == LOG_UP && !log->done;

    if (bmc_get_sel_info(bmc, &log->info, error) != 0)
        return -1;
    if (up || (old.entries == log->info.entries && old.added == log->info.added &&
               old.erased == log->info.erased))
        return 0;
    if (walk_renew(&walk, &old) == 0)
        return 0;
    log->info.added = old.added; /* so that the next look asks again */
    log->info.entries = old.entries;
    return -1;
}
