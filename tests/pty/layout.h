/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is asked of a screen in any language: its texts are there as the catalogue has them, columns
 * stand under each other, each item can be reached and the cursor is on it. Nothing here knows a
 * text; everything asserts.
 */
#ifndef BMCTUI_PTY_LAYOUT_H
#define BMCTUI_PTY_LAYOUT_H

#include "console.h"

#define LAYOUT_LANGUAGES 40

/* The names in po/LINGUAS; how many. */
size_t layout_languages(char names[LAYOUT_LANGUAGES][16]);
bool layout_translated(void); /* false: built without catalogues */
/* Starts the console on the machine nas1 in this language; "C": in the locale C. What is too long
 * for its place is noted from now on. */
/* In the plain dress, unless setup.env has another variable for that: rows are the screen's then, and
 * there is no page beneath a dialog. */
struct term *layout_start(struct console_setup setup, const char *language);
/* Since layout_language() no text was drawn over another, and on screens of 80 columns or more none
 * was cut; po/pseudo's may be, which are longer than any. */
void layout_nothing_cut(void);

/* Texts are those of this catalogue below here/locale from now on; "C" and "en": as they stand in
 * the sources. */
void layout_language(const char *name);
/* Waits until the translation of this text is on the screen as a whole, broken into rows or not;
 * what printf replaces may be anything. */
void layout_shows(struct term *t, const char *text);
/* Waits until it is not. */
void layout_hides(struct term *t, const char *text);
/* The last column is free for what says that there is more, for lines and for the marks !, * and ~. */
void layout_edge(struct term *t);
/* The page at 80x24: brackets in one column with a blank before each, values one behind it. */
void layout_fields(struct term *t);
/* In these rows texts end before each of these columns; 0 is the end of the list. */
void layout_table(struct term *t, int first, int last, const int *columns);
/* What is asked of every screen: see layout.c. */
void layout_screen(struct term *t, const char *name);
/* The focus mark stands before the cursor in its row. */
void layout_focus(struct term *t);
/* Tab goes through so many items and comes back; layout_focus() each time. */
void layout_walk(struct term *t, int items);

/* The items of the page in their order, from the first on. */
enum item { CHANNEL, DHCP, ADDRESS, NETMASK, GATEWAY, VLAN, USER, PASSWORD, CONFIRM, SAVE, LIGHT };

void layout_go(struct term *t, enum item item);
/* Types it there in place of what was there. */
void layout_enter(struct term *t, enum item item, const char *text);

#endif
