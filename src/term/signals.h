/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signals as bytes on a pipe, for the poll loop. One set at a time.
 */
#ifndef BMCTUI_TUI_SIGNALS_H
#define BMCTUI_TUI_SIGNALS_H

#include <stdbool.h>

/* Takes over WINCH, TSTP, CONT, INT, QUIT, TERM, HUP; those that were ignored stay so (nohup),
 * but for TSTP. PIPE is ignored. Before ncurses starts, which would take some itself. */
int signals_open(void);
/* As they were found; HUP is ignored from now on. */
void signals_close(void);
int signals_fd(void);
/* false: none is there. */
bool signals_take(int *number);
/* Stops this job as Ctrl-Z does, and returns when it goes on. */
void signals_stop_job(void);

#endif
