/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a save would write, as it stands on the form: for the review and for the page beside it.
 */
#ifndef BMCTUI_TUI_COMMAND_H
#define BMCTUI_TUI_COMMAND_H

#include "core/command_line.h"
#include "core/follows.h"
#include "tui/app.h"

/* What is written of the form's edits, and of these boxes (REMOTE_BIT()s), to a BMC that holds
 * this. The password stays the edit's. */
void command_plan(const struct app *app, const struct model *model, unsigned boxes,
                  struct plan *plan);
/* Whether this plan moves the channel that bmctui itself goes over; one that is not known (0)
 * counts. */
bool command_cuts_link(const struct app *app, const struct plan *plan, uint8_t session_channel);
/* The command that does the same, "" for a plan that does nothing. cut_link: command_cuts_link();
 * confirm_s: undone unless confirmed by then, 0: stays. */
const char *command_text(const struct app *app, const struct plan *plan, bool cut_link,
                         unsigned confirm_s, char text[COMMAND_LINE]);

#endif
