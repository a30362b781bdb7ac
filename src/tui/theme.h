/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What each role looks like. Plain is for serial lines and the C locale: next to nothing is sent for
 * looks, since each change of attributes costs bytes with every key. Only screen.c includes this.
 */
#ifndef BMCTUI_TUI_THEME_H
#define BMCTUI_TUI_THEME_H

#include <curses.h>

#include "tui/screen.h"

enum theme { THEME_PLAIN, THEME_MONOCHROME, THEME_COLOURS };

/* Sets up the colour pairs where there are colours (start_color() has been called). */
void theme_prepare(bool colours);
attr_t theme_attributes(enum theme theme, enum role role, bool colours);
short theme_pair(enum theme theme, enum role role, bool colours);
/* The whole of row 0 in the title's look. */
bool theme_title_bar(enum theme theme);

#endif
