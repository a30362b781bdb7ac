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

enum jobs_task_kind {
    TASK_LOAD,
    TASK_SHOWN,
    TASK_ACCESS,
    TASK_LIGHT,
    TASK_SAVE,
    TASK_SETTLE,
    TASK_CONFIRM,
    TASK_RECOVER
};

struct jobs_task {
    enum jobs_task_kind kind;
    unsigned number;
    struct jobs_shared *shared; /* a share of its own */
    const struct bmc_target *target;
    const char *state_directory;
    char user_name[JOBS_USER]; /* for the audit trail */
    struct page page;
    uint8_t channel, user;
    struct light_request light;
    struct plan plan;
    struct secret *password; /* its own; plan points to it */
    struct save_settings times;
    bool no_journal;
    unsigned confirm_s;
    enum jobs_write write;
    struct recover_view *recover; /* its own */
};

struct worker;

/* What a job needs to tell. */
struct jobs_teller {
    struct worker *worker;
    struct bmc *bmc;
    struct jobs_task *task;
};

struct jobs_event *jobs_task_event(const struct jobs_teller *teller, enum jobs_event_kind kind);
/* Takes the event over. */
void jobs_task_post(const struct jobs_teller *teller, struct jobs_event *event);
int jobs_task_open(const struct jobs_teller *teller, struct bmc_error *error);
/* What jobs_save_command() said last; "do not wait" is said once. */
enum save_command jobs_task_command(struct jobs_task *task);
/* Posts the question and waits for jobs_answer(). */
bool jobs_task_ask(const struct jobs_teller *teller, struct jobs_event *question);

void jobs_task_run(struct worker *worker, struct bmc *bmc, void *argument);
void jobs_task_release(void *argument);

#endif
