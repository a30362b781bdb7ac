/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The log behind the page "Event log", which outlives each reading and each row.
 */
#include <stdatomic.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "pages/events.h"

struct events_log {
    atomic_int holders;
    atomic_flag used;
    struct event_log *log;
};

void events_begin(void *data)
{
    struct events_state *state = data;

    events_drop(state);
    *state = (struct events_state){.log = xcalloc(1, sizeof *state->log)};
    atomic_init(&state->log->holders, 1);
    atomic_flag_clear(&state->log->used);
    state->log->log = event_log_create();
}

void events_hold(void *data)
{
    const struct events_state *state = data;

    if (state->log != NULL)
        atomic_fetch_add(&state->log->holders, 1);
}

void events_drop(void *data)
{
    struct events_state *state = data;

    if (state->log != NULL && atomic_fetch_sub(&state->log->holders, 1) == 1) {
        event_log_free(state->log->log);
        free(state->log);
    }
    state->log = NULL;
}

struct event_log *events_borrow(const struct events_state *state, struct bmc_error *error)
{
    if (!atomic_flag_test_and_set(&state->log->used))
        return state->log->log;
    error_set(error, ERROR_BUSY, "%s", _("The BMC has not answered yet; RELOAD reads again."));
    return NULL;
}

void events_give_back(const struct events_state *state)
{
    atomic_flag_clear(&state->log->used);
}
