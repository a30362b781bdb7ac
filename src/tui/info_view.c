/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialogs.h"

#include "pages/pages.h"
#include "tui/listview.h"

static const struct listview_page info_page = {.class = &page_info};

void info_open(struct app *app)
{
    listview_open(app, &info_page);
}
