/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a page as a job: for jobs_load(). Ends with its struct load_job.
 */
#ifndef BMCTUI_TUI_LOAD_JOB_H
#define BMCTUI_TUI_LOAD_JOB_H

#include "core/load.h"
#include "tui/jobs.h"

enum load_job_event { /* payload: struct load_job_value */
    LOAD_JOB_FIRST = JOBS_FIRST, /* all values of the channel shown are there; the rest follows */
    LOAD_JOB_VALUE
};

struct load_job_value {
    struct model page;
    unsigned done, total;
};

struct load_job {
    struct model page; /* what it knows is not asked for again */
    uint8_t channel;  /* 0: choose */
    bool shown;       /* only what the locked console shows */
};

/* The job's argument is a copy. */
struct job load_job_make(const struct load_job *load);

#endif
