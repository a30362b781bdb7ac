/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "Health" on the screen: what its files share. */
#ifndef BMCTUI_TUI_HEALTH_VIEW_H
#define BMCTUI_TUI_HEALTH_VIEW_H

#include "pages/health.h"
#include "tui/listview.h"

/* Which rows are listed: all, those that are not well, or the sensors of one type. */
struct health_filter {
    bool not_well;
    char type[SDR_TYPE]; /* "": any */
};

/* F3 (health_filter.c). */
void health_filter_open(struct listview *view);
/* LIMITS, of this sensor (health_limits_view.c). */
void health_limits_open(struct listview *view, const struct health_row *row);

#endif
