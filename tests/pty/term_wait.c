/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting for what the program does. */
#include "term_own.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* How long the line may be silent after the program's end, when something else holds it open. */
enum { DRAIN_MS = 200 };

/* What is waited for need not be on the terminal: a file, another process. */
enum { LOOK_MS = 20 };

/* Generous: a wait ends when what it waits for has come, on a busy machine late. */
enum { DEADLINE_MS = 20000 };

#if defined __has_feature
#if __has_feature(address_sanitizer)
#define SLOW_BY_ITSELF 4.0
#endif
#elif defined __SANITIZE_ADDRESS__
#define SLOW_BY_ITSELF 4.0
#endif
#ifndef SLOW_BY_ITSELF
#define SLOW_BY_ITSELF 1.0
#endif

int term_default_deadline(void)
{
    const char *slow = getenv("TERM_SLOW");
    double factor = slow != NULL ? strtod(slow, NULL) : 0;

    return (int)(DEADLINE_MS * (factor > 0 ? factor : SLOW_BY_ITSELF));
}

/* After the program's end: reads what is still on its way. Background processes of the program
 * may keep the line open, so not for ever. */
static void drain(struct term *t)
{
    long long deadline = term_now() + DRAIN_MS * 1000;

    while (!t->at_end && t->master >= 0 && (term_now() < deadline || t->bytes_per_second > 0)) {
        if (term_pump_once(t, 10)) {
            deadline = term_now() + DRAIN_MS * 1000;
        } else if (t->bytes_per_second > 0 && term_now() >= deadline && t->reading_since == 0) {
            break;
        }
    }
}

void term_complain(struct term *t, int ms, const char *what)
{
    if (t->silent) {
        return;
    }
    if (t->exited) {
        fprintf(stderr, "term: waited for %s, but the program ended with %s %d\n", what,
                WIFSIGNALED(t->status) ? "signal" : "status",
                WIFSIGNALED(t->status) ? WTERMSIG(t->status) : WEXITSTATUS(t->status));
    } else {
        fprintf(stderr, "term: waited %d ms for %s\n", ms, what);
    }
    term_dump(t, stderr);
}

/* The loop of every wait. `end_counts`: the program's end does not end the wait. */
static bool wait_for(struct term *t, int ms, term_condition *met, void *context, bool end_counts)
{
    long long deadline = term_now() + (long long)ms * 1000;
    int left;

    t->text_at = 0;
    term_pump_once(t, 0);
    while (!met(t, context)) {
        if (t->exited && !end_counts) {
            drain(t);
            if (met(t, context)) {
                break;
            }
            return false;
        }
        if (term_now() >= deadline) {
            return false;
        }
        left = term_left_until(deadline);
        term_pump_once(t, left < LOOK_MS ? left : LOOK_MS);
    }
    t->text_at = t->last_byte_at;
    return true;
}

bool term_wait(struct term *term, int ms, const char *what, term_condition *met, void *context)
{
    int limit = ms > 0 ? ms : term_default_deadline();
    bool done = wait_for(term, limit, met, context, false);

    if (!done) {
        term_complain(term, limit, what);
    }
    return done;
}

static bool has_text(struct term *t, void *context)
{
    return term_find(t, context, NULL, NULL);
}

static bool has_no_text(struct term *t, void *context)
{
    return !term_find(t, context, NULL, NULL);
}

bool term_wait_text_for(struct term *term, const char *text, int ms)
{
    char what[300];

    snprintf(what, sizeof what, "\"%s\"", text);
    return term_wait(term, ms, what, has_text, (void *)text);
}

bool term_wait_text(struct term *term, const char *text)
{
    return term_wait_text_for(term, text, 0);
}

bool term_wait_gone(struct term *term, const char *text)
{
    char what[300];

    snprintf(what, sizeof what, "\"%s\" to go", text);
    return term_wait(term, 0, what, has_no_text, (void *)text);
}

struct place {
    int row, col;
    const char *text;
};

static bool row_has_text(struct term *t, void *context)
{
    const struct place *wanted = context;
    char *row = term_row(t, wanted->row);
    bool has = strstr(row, wanted->text) != NULL;

    free(row);
    return has;
}

bool term_wait_row(struct term *term, int row, const char *text)
{
    struct place wanted = {.row = row, .text = text};
    char what[300];

    snprintf(what, sizeof what, "\"%s\" in row %d", text, row);
    return term_wait(term, 0, what, row_has_text, &wanted);
}

static bool cursor_is_at(struct term *t, void *context)
{
    const struct place *wanted = context;
    int row, col;

    term_cursor(t, &row, &col);
    return row == wanted->row && col == wanted->col;
}

bool term_wait_cursor(struct term *term, int row, int col)
{
    struct place wanted = {.row = row, .col = col};
    char what[60];

    snprintf(what, sizeof what, "the cursor at %d,%d", row, col);
    return term_wait(term, 0, what, cursor_is_at, &wanted);
}

static bool has_bytes(struct term *t, void *context)
{
    return term_bytes(t) >= *(size_t *)context;
}

bool term_wait_bytes(struct term *term, size_t count)
{
    char what[60];

    snprintf(what, sizeof what, "%zu bytes since the mark", count);
    return term_wait(term, 0, what, has_bytes, &count);
}

bool term_wait_quiet(struct term *term, int ms)
{
    long long since = term_now(), limit = since + 1000LL * term_default_deadline() + 1000LL * ms;

    for (;;) {
        long long quiet_at = since + (long long)ms * 1000;

        if (term_pump_once(term, term_left_until(quiet_at))) {
            since = term_now();
        } else if (term_now() >= quiet_at) {
            return !term->exited;
        }
        if (term->exited) {
            drain(term);
            return false;
        }
        if (term_now() > limit) {
            term_complain(term, term_default_deadline() + ms, "no byte to come");
            return false;
        }
    }
}

static bool has_exited(struct term *t, void *context)
{
    (void)context;
    return t->exited;
}

static bool has_stopped(struct term *t, void *context)
{
    (void)context;
    return t->stopped;
}

bool term_wait_exit_for(struct term *term, int *status, int ms)
{
    int limit = ms > 0 ? ms : term_default_deadline();

    if (!wait_for(term, limit, has_exited, NULL, true)) {
        term_complain(term, limit, "the program's end");
        return false;
    }
    drain(term);
    if (status != NULL) {
        *status = term->status;
    }
    return true;
}

bool term_wait_exit(struct term *term, int *status)
{
    return term_wait_exit_for(term, status, 0);
}

bool term_wait_stopped(struct term *term)
{
    bool done = term_wait(term, 0, "the program to stop", has_stopped, NULL);

    term_pump(term, 5);
    return done;
}
