/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The signals of a program on the screen; base/sigpipe.h hands them to its poll loop.
 */
#ifndef BMCTUI_TERM_SIGNALS_H
#define BMCTUI_TERM_SIGNALS_H

/* Takes over WINCH, TSTP, CONT, INT, QUIT, TERM, HUP; those that were ignored stay so (nohup),
 * but for TSTP. Before ncurses starts, which would take some itself. */
int signals_open(void);
/* As they were found; HUP is ignored from now on. */
void signals_close(void);
/* Stops this job as Ctrl-Z does, and returns when it goes on. */
void signals_stop_job(void);

#endif
