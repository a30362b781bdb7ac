/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Something is written under way: a save, a row a step and a way to stop it, or one that is put
 * back, undone, finished. Leads to the result (result.h), to the window for a confirmation
 * (pending.h), or back to the review when the BMC holds something else by now.
 */
#ifndef BMCTUI_TUI_SAVING_H
#define BMCTUI_TUI_SAVING_H

#include "guard/save_job.h"
#include "tui/app.h"

struct saving {
    struct plan plan;
    struct page page; /* the plan is made from */
    bool no_journal;
    unsigned confirm_s; /* 0: no window */
};

/* The plan's password is copied. */
void saving_open(struct app *app, const struct saving *saving);
/* plan: of the save that is settled. Not for SAVE_JOB_SAVE. */
/* Any job that writes, for those who show it themselves. Returns its number. */
unsigned saving_submit(struct app *app, struct save_job *save);
void saving_settle(struct app *app, enum save_job_kind kind, const struct plan *plan);

#endif
