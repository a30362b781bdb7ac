/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a page as a job: for jobs_load().
 */
#ifndef BMCTUI_TUI_LOAD_JOB_H
#define BMCTUI_TUI_LOAD_JOB_H

#include "core/model_change.h"
#include "tui/jobs.h"

enum load_job_event {
    LOAD_JOB_FIRST = JOBS_FIRST, /* all values of the channel shown are there; the rest follows */
    LOAD_JOB_CHANGE,             /* payload: struct model_change */
    LOAD_JOB_PROGRESS            /* payload: struct load_job_progress */
};

struct load_job_progress {
    unsigned done, total; /* requests */
};

struct job load_job_make(const struct model *model, uint8_t channel, bool shown);

#endif
