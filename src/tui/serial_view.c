/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "pages/serial.h"
#include "tui/dialogs.h"
#include "tui/formview.h"

/* "Serial over LAN, channel 1". */
static const char *serial_section(struct app *app, const char *name, char *text, size_t size)
{
    const struct setting *enabled = &page_serial.settings[SERIAL_ENABLED];

    if (strcmp(name, setting_section(enabled)) != 0 || !model_of_channel(app->model))
        return name;
    snprintf(text, size, _("%s, channel %u"), name, (unsigned)model_channel(app->model)->number);
    return text;
}

/* clang-format off */
static const struct formview_action serial_actions[] = {
    {.key = K_F2, .word = N_("Save"), .button = N_("SAVE"), .run = formview_save,
     .help = N_("Shows what will be written before it is sent"),
     .explain = N_("Checks everything, then shows what will be written. Nothing is sent until you "
                   "choose SAVE there. What was written is read back; if the BMC refuses a "
                   "value, everything is undone. Nothing on the machine itself is changed.")},
    {.key = K_F5, .word = N_("Reload"), .drop = 3, .button = N_("RELOAD"), .run = formview_reload,
     .help = N_("Reads everything from the BMC again"),
     .explain = N_("Reads the page from the BMC again, and looks again at this machine's serial "
                   "console. If there are unsaved edits, you are asked first, because they would "
                   "be lost.")},
    {.button = N_("BACK"), .run = formview_home,
     .help = N_("Back to Network > IPMI; asks first if there are unsaved edits"),
     .explain = N_("Goes back to the page Network > IPMI, which is as you left it. Esc does the "
                   "same. If there are unsaved edits on this page, you are asked first, because "
                   "they would be lost. What is saved stays in the BMC.")},
    {.key = K_F1, .word = N_("Help"), .go = GO_HELP},
    {.key = K_F9, .word = N_("More"), .drop = 5, .go = GO_MORE},
    {.key = K_F6, .word = N_("Light"), .drop = 2, .run = formview_light},
};
/* clang-format on */

static const struct formview_page serial_page = {
    .class = &page_serial,
    .section = serial_section,
    .actions = serial_actions,
    .action_count = sizeof serial_actions / sizeof *serial_actions,
};

void serial_open(struct app *app)
{
    formview_open(app, &serial_page);
}
