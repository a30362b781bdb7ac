/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Event log" on the screen:
 *
 *     events_view.c    its buttons and keys; an event's sensor as it is now; save to file
 *     events_filter.c  which events are listed
 *     events_clear.c   the log is saved and cleared
 *     events_task.c    what both ways of saving share
 */
#ifndef BMCTUI_TUI_EVENTS_VIEW_H
#define BMCTUI_TUI_EVENTS_VIEW_H

#include "core/event_filter.h"
#include "guard/files.h"
#include "pages/events.h"
#include "tui/listview.h"

#define EVENTS_DAYS_MOST 3650

/* What is kept while the page is. */
struct events_filter {
    struct event_filter filter;
    unsigned days; /* that filter.since was made of; 0: none */
};

/* What a task needs, on the worker's thread: copies, and the log. */
struct events_task {
    struct events_state state;
    const struct bmc_target *target;
    const char *directory; /* the setting */
    char host[256], user[LOGIN_USER]; /* whose log; who does it */
    struct file_out out;
    size_t count; /* records in it */
};

/* task: zero, or the beginning of a larger struct. */
void events_task_init(struct events_task *task, const struct listview *view);
void events_task_release(void *task); /* with free() */
/* File and head; then records, the newest so many. -1 with a sentence. */
int events_task_create(struct events_task *task, struct bmc_error *error);
int events_task_write(struct events_task *task, const struct event_log *log, const struct sdr *sdr,
                      size_t count, struct bmc_error *error);

void events_filter_open(struct listview *view);
void events_clear_open(struct listview *view);

#endif
