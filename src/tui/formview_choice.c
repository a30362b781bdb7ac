/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The open lists of choices.
 */
#include <stdio.h>

#include "base/i18n.h"
#include "tui/ask.h"
#include "tui/controller.h"
#include "tui/formview.h"

static uint8_t formview_channel(const struct app *app)
{
    const struct model *page = app->model;

    return page->current < page->channel_count ? page->channels[page->current].number : 0;
}

#define FORMVIEW_CHOICE (VALUE_TEXT * 2 + 20) /* a row of the list */

static bool formview_channel_row(struct app *app, size_t index, char text[FORMVIEW_CHOICE],
                                 int *id)
{
    const struct page_class *class = app->model->page;
    char address[VALUE_TEXT] = "", channel[VALUE_TEXT];
    unsigned row;

    if (index >= app->model->channel_count)
        return false;
    *id = app->model->channels[index].number;
    model_channel_text(class, &app->model->channels[index], channel);
    for (row = 0; row < class->rows; row++)
        if (class->settings[row].type == &value_address)
            value_print(&value_address, &app->model->channels[index].values[row], address);
    snprintf(text, FORMVIEW_CHOICE, "%s  %s", channel, address);
    return true;
}

static bool formview_user_row(struct app *app, size_t index, char text[FORMVIEW_CHOICE],
                                 int *id)
{
    char user[VALUE_TEXT];
    const struct model_user *row;

    if (index >= app->model->user_count)
        return false;
    row = &app->model->users[index];
    *id = row->id;
    model_user_text(row, user);
    if (!row->access_known)
        snprintf(text, FORMVIEW_CHOICE, "%s", user);
    else
        snprintf(text, FORMVIEW_CHOICE, "%-20s  %s%s", user,
                 value_word_text(&value_privilege, row->access.privilege),
                 row->access.enabled == USER_DISABLED ? _(", disabled") : "");
    return true;
}

static void formview_channel_answered(void *data, struct app *app, int button)
{
    struct formview *form = data;

    if (button != 1)
        return;
    edit_reset(app->edit);
    app_show_channel(app, (uint8_t)form->wanted);
}

static void formview_channel_chosen(void *data, struct app *app, int id)
{
    struct formview *form = data;

    if (id == formview_channel(app))
        return;
    form->wanted = id;
    ask_about_edits(app, _("Channel: unsaved edits"),
                    _("Your edits are not saved. Showing another channel discards them."),
                    formview_channel_answered, form);
}

static void formview_user_chosen(void *data, struct app *app, int id)
{
    (void)data;
    app->edit->user = (uint8_t)id;
}

void formview_choose(struct formview *form, struct app *app, int row)
{
    const struct setting *setting = formview_setting(form, row);
    const struct choose channel = {
        .title = _("Channel: which of the BMC's LAN channels"),
        .row = formview_channel_row,
        .current = formview_channel(app),
        .chosen = formview_channel_chosen,
        .data = form,
    };
    const struct choose user = {
        .title = _("User: whose password is set"),
        .row = formview_user_row,
        .current = edit_user(app->edit, app->model),
        .chosen = formview_user_chosen,
    };
    char text[ERROR_SENTENCE];

    if (setting->choice == CHOICE_TARGET) {
        controller_choose(app);
    } else if (setting->choice == CHOICE_CHANNEL && app->model->channel_count > 0) {
        choose_open(app, &channel);
    } else if (setting->choice == CHOICE_USER && app->model->user_count > 0) {
        choose_open(app, &user);
    } else {
        snprintf(text, sizeof text,
                 app->load_job != 0 ? _("%s: still being read") : _("%s: nothing to choose from"),
                 setting_label(setting));
        formview_notice(form, app, text);
    }
}
