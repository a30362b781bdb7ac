/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialogs.h"

#include "base/i18n.h"
#include "pages/network.h"
#include "tui/formview.h"

static void network_manage(struct formview *form, struct app *app)
{
    (void)form;
    first_tried(app);
    app_go(app, GO_MANAGE);
}

/* clang-format off */
static const struct formview_action network_actions[] = {
    {.key = K_F2, .word = N_("Save"), .button = N_("SAVE"), .run = formview_save,
     .help = N_("Shows what will be written before it is sent"),
     .explain = N_("Checks everything, then shows what will be written, what follows from it, "
                   "and what remote access also needs. Nothing is sent until you choose SAVE "
                   "there. If the BMC refuses a value, everything is undone. If a save may "
                   "disconnect you, tick the box there that undoes it unless you confirm.")},
    {.button = N_("IDENTIFY LIGHT"), .go = GO_IDENTIFY,
     .help = N_("The light that shows which machine this is"),
     .explain = N_("Switches on the identify light, so that a person at the rack can find "
                   "it: for 15 seconds to 4 minutes, for any number of seconds up to 255, or "
                   "until you turn it off. No setting is changed. F6 (Esc 6) switches it on and "
                   "off from anywhere on the page.")},
    {.key = K_F7, .word = N_("Manage"), .drop = 1, .button = N_("MANAGE"), .run = network_manage,
     .help = N_("The BMC's web address, also as a QR code"),
     .explain = N_("The address of the BMC's web page with the saved settings, without your "
                   "unsaved edits, as text and as a QR code for a phone in the same network. "
                   "CHECK tries to reach it from this machine. If the BMC shares a port with "
                   "this machine, that often fails although all other machines can reach it.")},
    {.key = K_F5, .word = N_("Reload"), .drop = 3, .button = N_("RELOAD"), .run = formview_reload,
     .help = N_("Reads everything from the BMC again"),
     .explain = N_("Reads everything from the BMC again, including channels and users: after a "
                   "change on its web page, for example, or when something could not be read. If "
                   "there are unsaved edits, you are asked first, because they would be lost.")},
    {.key = K_F1, .word = N_("Help"), .button = N_("HELP"), .go = GO_HELP,
     .help = N_("Explains the field with the focus and lists all keys"),
     .explain = N_("F1 (Esc 1) on any item of the page explains it: what it is, and what to "
                   "watch out for. All keys are listed below. In a dialog, F1 lists the keys of "
                   "the dialog. For the command line and the config file see man bmctui and man "
                   "bmctui.conf.")},
    {.key = K_F10, .word = N_("Leave"), .button = N_("LEAVE"), .where = NOT_LOCKABLE,
     .run = formview_leave, .help = N_("Leaves bmctui; asks first if there are unsaved edits"),
     .explain = N_("Ends bmctui. What is saved stays in the BMC. If there are unsaved edits, you "
                   "are asked first. A light that stays on only because bmctui renews it goes "
                   "off a few minutes later.")},
    {.key = K_F10, .word = N_("Lock"), .button = N_("LOCK"), .where = LOCKABLE,
     .run = formview_leave, .help = N_("Locks this console; asks first if there are edits"),
     .explain = N_("Locks this console: the addresses can still be read, but any change needs a "
                   "login again. If there are unsaved edits, you are asked first. After some "
                   "minutes without a key the console locks anyway and discards them.")},
    {.key = K_F3, .word = N_("Show"), .drop = 4, .where = SHOWING, .run = formview_show_secrets},
    {.key = K_F9, .word = N_("More"), .drop = 5, .go = GO_MORE},
    {.key = K_F6, .word = N_("Light"), .drop = 2, .run = formview_light},
};
/* clang-format on */

static const struct formview_page network_page = {
    .class = &page_network,
    .hint = first_text,
    .actions = network_actions,
    .action_count = sizeof network_actions / sizeof *network_actions,
};

void network_open(struct app *app)
{
    formview_open(app, &network_page);
}
