/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The worker's side of jobs.h: what runs on its thread.
 */
#ifndef BMCTUI_TUI_JOBS_TASK_H
#define BMCTUI_TUI_JOBS_TASK_H

#include "tui/jobs.h"

struct jobs_shared;

/* What both threads look at. Lives until the last of both, an abandoned worker too, lets go. */
struct jobs_shared *jobs_shared_create(void);
struct jobs_shared *jobs_shared_share(struct jobs_shared *shared);
void jobs_shared_release(struct jobs_shared *shared);
/* Jobs up to this number are not to run. */
void jobs_shared_stop(struct jobs_shared *shared, unsigned number);
void jobs_shared_command(struct jobs_shared *shared, enum save_command command);
void jobs_shared_answer(struct jobs_shared *shared, bool yes);

enum jobs_task_kind { TASK_LOAD, TASK_SHOWN, TASK_ACCESS, TASK_LIGHT, TASK_SAVE };

struct jobs_task {
    enum jobs_task_kind kind;
    unsigned number;
    struct jobs_shared *shared; /* a share of its own */
    struct page page;
    uint8_t channel, user;
    struct light_request light;
    struct plan plan;
    struct secret *password; /* its own; plan points to it */
    struct save_settings settings;
};

struct worker;

void jobs_task_run(struct worker *worker, struct bmc *bmc, void *argument);
void jobs_task_release(void *argument);

#endif
