/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page "Security" is on the screen, for security_*.c only. */
#ifndef BMCTUI_TUI_SECURITY_VIEW_H
#define BMCTUI_TUI_SECURITY_VIEW_H

#include "pages/security.h"
#include "tui/listview.h"

/* What a job of the page works with. */
struct security_task {
    struct weakness_facts facts;
    unsigned ids;
    char community[COMMUNITY_TEXT];
    struct plan plan;
};

/* With the facts that the page shows; free() it. */
struct security_task *security_task(const struct listview *view);
/* Asks for a community, typed or at random, for these fixes; then goes on with it
 * (security_community.c). */
void security_community_open(struct app *app, unsigned ids);
/* Makes the plan of these fixes and shows it for review (security_fix.c). */
void security_fix_start(struct listview *view, unsigned ids, const char *community);

#endif
