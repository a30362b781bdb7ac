/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What each role looks like. Plain is for serial lines and the C locale, where each change of
 * attributes costs bytes with every key. The default theme keeps the terminal's own background and
 * takes colours that can be read on light and dark ones; dark and high contrast bring their own.
 * Only screen*.c includes this.
 */
#ifndef BMCTUI_TERM_THEME_H
#define BMCTUI_TERM_THEME_H

#include <curses.h>

#include "conf/settings.h"
#include "term/screen.h"

enum look { LOOK_PLAIN, LOOK_MONOCHROME, LOOK_DEFAULT, LOOK_DARK, LOOK_HIGH_CONTRAST, LOOK_COUNT };

struct theme {
    enum look look;
    struct theme_role {
        attr_t attributes;
        short pair;
    } roles[ROLE_COUNT];
};

/* The look for the theme that is asked for, on this line. */
enum look theme_choose(enum theme_name asked, bool plain_line, bool colours);
/* Sets up the colour pairs; colours: how many the terminal has, 0: none may be used
 * (start_color() has been called otherwise). */
void theme_prepare(struct theme *theme, enum look look, int colours);

/* A role's colours where the terminal has that many; -1: its own. */
void theme_colours(enum look look, enum role role, int colours, short *ink, short *ground);

#endif
