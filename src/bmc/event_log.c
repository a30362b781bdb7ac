/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "bmc/event_log_own.h"

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

/* It counts records, and has given none. Somebody may have cleared it meanwhile. */
static int log_gives_none(const struct event_walk *walk)
{
    const struct bmc_error why = walk->log->why;
    struct sel_info info;

    if (bmc_get_sel_info(walk->bmc, &info, walk->error) != 0)
        return -1;
    walk->log->info = info;
    if (info.entries == 0)
        return 0;
    if (why.kind == ERROR_NONE)
        return error_set(walk->error, ERROR_REFUSED,
                         _("the BMC counts %u events and gives none of them"),
                         (unsigned)info.entries);
    error_set(walk->error, why.kind, _("the BMC counts %u events and gives none of them: %s"),
              (unsigned)info.entries, why.sentence);
    if (walk->error != NULL)
        walk->error->completion_code = why.completion_code;
    return -1;
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
    if (result == 0 && log->done && log->count == 0 && log->info.entries > 0)
        result = log_gives_none(&walk);
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
