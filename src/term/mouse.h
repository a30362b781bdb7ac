/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What terminals tell of a mouse, in the two forms that are in use, brought to keys: K_CLICK for a
 * press of the left button, K_WHEEL_UP and K_WHEEL_DOWN, with the cell. All else (releases, other
 * buttons, moves) is nothing.
 */
#ifndef BMCTUI_TUI_MOUSE_H
#define BMCTUI_TUI_MOUSE_H

#include <stdbool.h>

#include "term/keys.h"

/* Switches it on (presses only; SGR form where it is known) and off. */
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

/* A sequence without its ESC: [<BUTTON;COLUMN;ROW and M or m. false: it is no mouse's. *key is
 * K_NONE for what is nothing. */
bool mouse_sgr(const char *sequence, struct key *key);
/* The three bytes behind ESC [ M. */
void mouse_bytes(const char bytes[3], struct key *key);

#endif
