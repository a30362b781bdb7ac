/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clearing the event log without losing a record that came in between (31.4, 31.9). */
#include <string.h>

#include "base/i18n.h"
#include "bmc/event_log.h"

#define CLEAR_TIMES 4 /* once, and 3 times again */
#define ERASE_MS 30000
#define ERASE_PAUSE_MS 100
#define ERASE_PAUSE_MOST_MS 1000
#define CODE_ERASING 0x81 /* Get SEL Info: erase in progress (31.2) */

struct clearing {
    struct event_log *log;
    struct bmc *bmc;
    const struct event_clear *clear;
    struct event_clear_result *result;
    unsigned forgotten; /* of the log, when it was last saved */
    size_t held;        /* its records then */
    struct sel_info before;
    bool uncertain; /* the BMC did not say that it began */
    int64_t waited_ms, pause_ms;
};

/* --- before ------------------------------------------------------------------------------ */

/* All that has come so far, and nothing twice. */
static int clearing_save(struct clearing *c)
{
    struct bmc_error *error = &c->result->error;
    size_t count = event_log_count(c->log);

    if (!event_log_whole(c->log))
        return error_set(error, ERROR_MALFORMED, "%s",
                         _("the BMC does not give all of the log's records, so that not all can "
                           "be saved"));
    if (event_log_forgotten(c->log) != c->forgotten)
        c->held = 0;
    if (c->clear->save != NULL && count > c->held &&
        c->clear->save(c->clear->data, c->log, count - c->held, error) != 0)
        return -1;
    c->result->saved += count - c->held;
    c->held = count;
    c->forgotten = event_log_forgotten(c->log);
    return 0;
}

static int clearing_read(struct clearing *c)
{
    struct bmc_error *error = &c->result->error;
    const struct event_log_watch *watch = c->clear->watch;

    if (c->clear->no_save)
        return bmc_get_sel_info(c->bmc, &c->before, error);
    if (event_log_look(c->log, c->bmc, watch, error) != 0 ||
        event_log_read(c->log, c->bmc, SIZE_MAX, watch, error) != 0)
        return -1;
    c->before = *event_log_info(c->log);
    return clearing_save(c);
}

/* --- after ------------------------------------------------------------------------------- */

/* Whether the answer leaves it open if the BMC has begun. */
static bool clearing_uncertain(const struct bmc_error *error)
{
    if (error->kind == ERROR_REFUSED || error->kind == ERROR_BUSY)
        return error->completion_code == 0xc3 || error->completion_code == 0xce ||
               error->completion_code == 0xff;
    return error->kind == ERROR_TIMEOUT || error->kind == ERROR_GONE ||
           error->kind == ERROR_MALFORMED;
}

/* Waits, longer each time, for so long as a BMC may erase. false: no more. */
static bool clearing_pause(struct clearing *c)
{
    if (c->waited_ms >= ERASE_MS || !bmc_pause(c->bmc, c->pause_ms))
        return false;
    c->waited_ms += c->pause_ms;
    c->pause_ms = c->pause_ms * 2 < ERASE_PAUSE_MOST_MS ? c->pause_ms * 2 : ERASE_PAUSE_MOST_MS;
    return true;
}

/* A BMC may not tell how far it is: its log's count tells all the same. */
static void clearing_wait(struct clearing *c, uint16_t reservation)
{
    bool done = false;

    while (bmc_clear_sel(c->bmc, reservation, false, &done, NULL) == 0 && !done &&
           clearing_pause(c))
        continue;
}

/* An event that comes in meanwhile ends the reservation, but not the erasing: then 81h. */
static int clearing_get_info(struct clearing *c, struct sel_info *info, struct bmc_error *why)
{
    int result;

    do
        result = bmc_get_sel_info(c->bmc, info, why);
    while (result != 0 && why->kind == ERROR_REFUSED && why->completion_code == CODE_ERASING &&
           clearing_pause(c));
    return result;
}

/* What the log holds now is what counts. */
static void clearing_look(struct clearing *c)
{
    struct event_clear_result *result = c->result;
    struct sel_info info;
    struct bmc_error why;
    bool fewer, erased;

    if (clearing_get_info(c, &info, &why) != 0) {
        if (result->error.kind == ERROR_NONE)
            result->error = why;
        result->outcome = EVENT_CLEAR_UNKNOWN;
        return;
    }
    result->left = info.entries;
    fewer = info.entries < c->before.entries;
    erased = info.erased != c->before.erased;
    if (fewer || erased || (!c->uncertain && info.entries <= 1)) {
        result->error.kind = ERROR_NONE;
        event_log_forget(c->log);
        result->outcome = EVENT_CLEARED;
    } else if (c->uncertain) {
        result->outcome = EVENT_CLEAR_UNKNOWN;
    } else {
        error_set(&result->error, ERROR_REFUSED,
                  _("the BMC accepted it, but its log still holds %u records"),
                  (unsigned)info.entries);
        result->outcome = EVENT_NOT_CLEARED;
    }
}

/* --- all of it --------------------------------------------------------------------------- */

/* 0, SEL_RESERVATION: something came in between; -1: outcome. */
static int clearing_try(struct clearing *c)
{
    struct bmc_error *error = &c->result->error;
    uint16_t reservation;
    bool done;
    int result;

    if (bmc_reserve_sel(c->bmc, &reservation, error) != 0 || clearing_read(c) != 0)
        return -1;
    result = bmc_clear_sel(c->bmc, reservation, true, &done, error);
    if (result == SEL_RESERVATION)
        return result;
    c->uncertain = result != 0 && clearing_uncertain(error);
    if (result != 0 && !c->uncertain)
        return -1;
    if (!done)
        clearing_wait(c, reservation);
    clearing_look(c);
    return 0;
}

void event_log_clear(struct event_log *log, struct bmc *bmc, const struct event_clear *clear,
                     struct event_clear_result *result)
{
    struct clearing clearing = {
        .log = log, .bmc = bmc, .clear = clear, .result = result, .pause_ms = ERASE_PAUSE_MS};
    int tried = SEL_RESERVATION;

    memset(result, 0, sizeof *result);
    clearing.forgotten = event_log_forgotten(log);
    for (int i = 0; i < CLEAR_TIMES && tried == SEL_RESERVATION; i++)
        tried = clearing_try(&clearing);
    if (tried == SEL_RESERVATION) {
        result->left = clearing.before.entries;
        error_set(&result->error, ERROR_REFUSED, "%s",
                  _("new events kept coming in; nothing was cleared"));
        result->outcome = EVENT_KEPT_COMING;
    } else if (tried != 0) {
        result->outcome = EVENT_NOT_CLEARED;
    }
}
