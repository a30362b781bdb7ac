/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/command.h"

#include <stdio.h>

void command_plan(const struct app *app, const struct model *model, unsigned boxes,
                  struct plan *plan)
{
    struct changes changes;

    edit_changes(app->edit, model, &changes);
    plan_make(plan, model, &changes, edit_user(app->edit, model), app->edit->password, boxes);
}

bool command_cuts_link(const struct app *app, const struct plan *plan, uint8_t session_channel)
{
    return app->link.over_lan && plan_moves_channel(plan) &&
           (session_channel == 0 || session_channel == plan->channel);
}

/* The options that bmctui was called with are about the BMC that it began with. */
static void command_where(const struct app *app, char *text, size_t size)
{
    const struct tui_setup *setup = app->setup;

    snprintf(text, size, "%s", setup->file_options);
    if (app->target == &app->demo_target)
        text_append(text, size, " ", "--demo");
    else if (app->controller == setup->controllers.current)
        text_append(text, size, setup->bmc_options[0] != '\0' ? " " : "", "%s", setup->bmc_options);
    if (setup->controllers.count > 1 && app->target->name != NULL) {
        text_append(text, size, " ", "-t");
        command_line_word(text, size, app->target->name);
    }
}

const char *command_text(const struct app *app, const struct plan *plan, bool cut_link,
                         unsigned confirm_s, char text[COMMAND_LINE])
{
    char where[COMMAND_LINE];
    /* The demo BMC ends with its program: there, only the console can wait for a confirmation. */
    const struct command_how how = {where, cut_link, app->link.demo ? 0 : confirm_s};

    text[0] = '\0';
    if (plan_empty(plan))
        return text;
    command_where(app, where, sizeof where);
    if (plan->of_changes)
        return command_line_of_plan(plan, &how, text, COMMAND_LINE);
    return command_line(plan, app->model, &how, text, COMMAND_LINE);
}
