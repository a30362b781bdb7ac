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

/* The words that this BMC can be given, each in a row. */
static bool formview_word_row(struct app *app, size_t index, char text[FORMVIEW_CHOICE], int *id)
{
    const struct setting *setting = model_setting(app->model, app->form->choosing);
    unsigned offered = setting->offers != NULL ? setting->offers(app->model) : ~0u;
    unsigned word = 0;

    for (;; word++) {
        if (word >= value_choices(setting->type))
            return false;
        if ((offered & 1u << word) != 0 && index-- == 0)
            break;
    }
    *id = (int)word + 1;
    snprintf(text, FORMVIEW_CHOICE, "%s%s", _(setting->type->words[word].text),
             setting->remark != NULL
                 ? setting->remark(app->model, setting->type->words[word].number)
                 : "");
    return true;
}

static void formview_word_chosen(void *data, struct app *app, int id)
{
    unsigned row = app->form->choosing;

    edit_choose(app->edit, row, model_setting(app->model, row)->type->words[id - 1].name);
    formview_chosen(data, app, (int)row);
}

/* Of the word that is wanted, or held; 0: it can be none of them. */
static int formview_word_id(const struct app *app, unsigned row)
{
    const struct value_type *type = model_setting(app->model, row)->type;
    uint64_t number;

    for (unsigned word = 0; word < value_choices(type); word++)
        if (edit_number(app->edit, app->model, row, &number) &&
            value_word(type, number) == type->words[word].name)
            return (int)word + 1;
    return 0;
}

static void formview_choose_word(struct formview *form, struct app *app, int row)
{
    const struct choose word = {
        .title = setting_label(formview_setting(form, row)),
        .row = formview_word_row,
        .current = formview_word_id(app, (unsigned)row),
        .chosen = formview_word_chosen,
        .data = form,
    };

    app->form->choosing = (unsigned)row;
    choose_open(app, &word);
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

    if (setting->choice == CHOICE_WORD && model_known(app->model, (unsigned)row)) {
        formview_choose_word(form, app, row);
    } else if (setting->choice == CHOICE_TARGET) {
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
