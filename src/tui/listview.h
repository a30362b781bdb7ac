/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list page: rows that scroll, the one with the focus in full below them, buttons, and what runs.
 * A page of pages/ brings the columns and reads the rows; all else is here. Rows stay with the app
 * until the page is read anew or another BMC is shown.
 *
 * More (F9) is the way from page to page: of the pages, only the lowest view's has edits, and keeps
 * them.
 */
#ifndef BMCTUI_TUI_LISTVIEW_H
#define BMCTUI_TUI_LISTVIEW_H

#include "tui/app.h"

/* On top of what is there. Reads the page where it has not been read. */
void listview_open(struct app *app, const struct page_class *page);
/* The page that is shown, NULL: it is no list. */
const struct page_class *listview_page(const struct app *app);

#endif
