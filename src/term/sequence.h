/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whole escape sequences to keys, and what terminals tell of a mouse in the two forms that are in
 * use: K_CLICK for a press of the left button, K_WHEEL_UP and K_WHEEL_DOWN, with the cell. All else
 * of it (releases, other buttons, moves) is nothing.
 */
#ifndef BMCTUI_TERM_SEQUENCE_H
#define BMCTUI_TERM_SEQUENCE_H

#include <stdbool.h>

#include "term/keys.h"

/* Switches the mouse on (presses only; SGR form where it is known) and off. */
#define MOUSE_ON  "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

/* A sequence without its ESC, which is changed; mouse: we have asked for it. false: it is nothing;
 * K_UNKNOWN: nobody knows it. */
bool sequence_key(char *sequence, bool mouse, struct key *key);
/* The three bytes behind ESC [ M. */
bool sequence_mouse(const char bytes[3], struct key *key);

#endif
