/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From complete escape sequences to keys, and from mouse reports in the two forms in use: K_CLICK
 * for a press of the left button, K_WHEEL_UP and K_WHEEL_DOWN, with the cell. Releases, other
 * buttons and moves are ignored.
 */
#ifndef BMCTUI_TERM_SEQUENCE_H
#define BMCTUI_TERM_SEQUENCE_H

#include <stdbool.h>

#include "term/keys.h"

/* Switches the mouse on (presses only; SGR form where it is known) and off. */
#define MOUSE_ON  "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

/* A sequence without its ESC, which is modified; mouse: reports are on. false: a report that is
 * ignored. *key is K_UNKNOWN for unknown sequences. */
bool sequence_key(char *sequence, bool mouse, struct key *key);
/* The three bytes behind ESC [ M. */
bool sequence_mouse(const char bytes[3], struct key *key);

#endif
