/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/health_view.h"

void health_limits_open(struct listview *view, const struct health_row *row)
{
    listview_details_open(view, row, NULL);
}
