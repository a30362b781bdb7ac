/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Consoles with a clock that stands where the test puts it (hurry.so), so that nobody waits for
 * minutes and nothing depends on how fast a machine is: the clock goes on as ever, and jumps.
 *
 *   t = console_start((struct console_setup){.env = forward_environment()});
 *   put_forward(60);    what is due within a minute happens now
 */
#ifndef BMCTUI_PTY_FORWARD_H
#define BMCTUI_PTY_FORWARD_H

#include "term.h"

/* For a console that is about to be started; none is ahead from now on. All that run share one
 * clock. */
const char *const *forward_environment(void);
/* The same for who preloads more: the library's path, and the variable. */
const char *forward_library(void);
const char *forward_variable(void);

/* So many seconds pass at once. */
void put_forward(int seconds);
/* They pass again and again until the text is there, for what begins who knows when. */
void put_forward_until(struct term *t, int seconds, const char *text);

#endif
