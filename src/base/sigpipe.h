/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signals as bytes on a pipe, for a poll loop. One set at a time.
 */
#ifndef BMCTUI_BASE_SIGPIPE_H
#define BMCTUI_BASE_SIGPIPE_H

#include <stdbool.h>

/* Takes over what ends a program: SIGINT, SIGTERM, SIGHUP, SIGQUIT. heard (may be NULL) is called
 * in the signal handler, with a signal that the loop will see. -1: there is no pipe to be had. */
int sigpipe_open(void (*heard)(int number));
/* Takes over one more; one that is ignored stays so (nohup, a job in the background). */
void sigpipe_catch(int number, bool even_ignored);
/* Signals are as they were found, but this one is ignored (0: none). */
void sigpipe_close(int ignored);

int sigpipe_fd(void);
int sigpipe_take(void); /* a signal's number; 0: none is there */

#endif
