/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What saving and clearing the event log share: the log, and the file that it goes to.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/events_view.h"

void events_task_init(struct events_task *task, const struct listview *view)
{
    const struct app *app = view->dialog.app;
    bool lan = app->target->hostname != NULL && app->target->driver != BMC_DRIVER_DEMO;

    task->state = *(const struct events_state *)listview_state(view);
    events_hold(&task->state);
    task->target = app->target;
    task->directory = app->settings->state_directory;
    snprintf(task->host, sizeof task->host, "%s", lan ? app->target->hostname : app->host);
    memcpy(task->user, app->lock.user, sizeof task->user);
}

void events_task_release(void *data)
{
    struct events_task *task = data;

    files_drop(&task->out);
    events_drop(&task->state);
    free(task);
}

int events_task_create(struct events_task *task, struct bmc_error *error)
{
    if (files_create(task->directory, "events", task->target, &task->out, error) < 0)
        return -1;
    events_print_head(task->out.file, task->host, &task->state.clock);
    return 0;
}

int events_task_write(struct events_task *task, const struct event_log *log, const struct sdr *sdr,
                      size_t count, struct bmc_error *error)
{
    events_print_lines(task->out.file, log, count, sdr, &task->state.clock);
    task->count += count;
    return files_sync(&task->out, error);
}
