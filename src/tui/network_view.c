/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialogs.h"

#include "base/i18n.h"
#include "pages/network.h"
#include "tui/formview.h"

static const struct formview_action network_actions[] = {
    {K_F2, N_("Save"), 0, N_("SAVE"), N_("Shows what will be written before it is sent"), ANYWHERE,
     formview_save},
    {K_NONE, NULL, 0, N_("IDENTIFY LIGHT"), N_("The light that shows which machine this is"),
     ANYWHERE, NULL, GO_IDENTIFY},
    {K_F7, N_("Manage"), 1, N_("MANAGE"), N_("The BMC's web address, also as a QR code"), ANYWHERE,
     NULL, GO_MANAGE},
    {K_F5, N_("Reload"), 3, N_("RELOAD"), N_("Reads everything from the BMC again"), ANYWHERE,
     formview_reload},
    {K_F1, N_("Help"), 0, N_("HELP"), N_("What every key does"), ANYWHERE, NULL, GO_HELP},
    {K_F10, N_("Leave"), 0, N_("LEAVE"), N_("Leaves bmctui; asks first when there are edits"),
     NOT_LOCKABLE, formview_leave},
    {K_F10, N_("Lock"), 0, N_("LOCK"), N_("Locks this console; asks first when there are edits"),
     LOCKABLE, formview_leave},
    {K_F3, N_("Show"), 4, NULL, NULL, SHOWING, formview_show_secrets},
    {K_F9, N_("More"), 5, NULL, NULL, ANYWHERE, NULL, GO_MORE},
    {K_F6, N_("Light"), 2, NULL, NULL, ANYWHERE, formview_light},
};

static const struct formview_page network_page = {
    .class = &page_network,
    .actions = network_actions,
    .action_count = sizeof network_actions / sizeof *network_actions,
};

void network_open(struct app *app)
{
    formview_open(app, &network_page);
}
