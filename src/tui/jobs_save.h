/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The jobs that write, on the worker's thread: each with a guard of its own, which keeps the
 * journal, the window and the audit trail. For jobs_task.c only.
 */
#ifndef BMCTUI_TUI_JOBS_SAVE_H
#define BMCTUI_TUI_JOBS_SAVE_H

#include "tui/jobs_task.h"

void jobs_save_run(const struct jobs_teller *teller);
void jobs_save_settle(const struct jobs_teller *teller);
void jobs_save_confirm(const struct jobs_teller *teller);
void jobs_save_recover(const struct jobs_teller *teller, bool stopped);

#endif
