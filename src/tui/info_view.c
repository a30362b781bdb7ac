/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialogs.h"

#include "base/i18n.h"
#include "pages/pages.h"
#include "tui/listview.h"

static void info_set_clock(struct listview *view)
{
    app_act(view->dialog.app, ACTION_SET_CLOCK);
}

static void info_restart(struct listview *view)
{
    app_act(view->dialog.app, ACTION_RESTART_BMC);
}

static const struct listview_action actions[] = {
    {.button = N_("SET CLOCK"), .writes = true, .run = info_set_clock,
     .help = N_("Sets the BMC's clock to this machine's; asks first"),
     .explain = N_("Sets the clock that stamps the BMC's events to the time of this machine: UTC "
                   "or local time, as the BMC shows it now. If it shows neither, you are asked. "
                   "It is read back afterwards.")},
    {.button = N_("RESTART BMC"), .writes = true, .run = info_restart,
     .help = N_("Restarts the BMC, not the machine; asks first"),
     .explain = N_("Restarts the BMC itself, for one that no longer does what it should. The "
                   "machine keeps running. The BMC's web page, serial over LAN and sessions over "
                   "LAN are cut. The restart is watched until the BMC answers again.")},
};

static const struct listview_page info_page = {
    .class = &page_info,
    .actions = actions,
    .action_count = sizeof actions / sizeof *actions,
};

void info_open(struct app *app)
{
    listview_open(app, &info_page);
}
