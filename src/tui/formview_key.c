/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keys of a form page (what is the same in dialogs is in board_key.c), what leaving a field
 * brings, and what the buttons of every page do.
 */
#include <stdio.h>

#include "base/i18n.h"
#include "tui/ask.h"
#include "tui/formview.h"
#include "tui/pending.h"

/* Without the user a review would not know what is lacking, nor whose the password is. */
static bool formview_is_unread(const struct app *app, int row)
{
    const struct setting *setting = model_setting(app->model, row);

    if (setting->choice == CHOICE_USER)
        return app->load_job != 0 && !app->rest && app->model->default_user == 0;
    return setting->parameter != 0 && model_value(app->model, row)->state == VALUE_UNREAD;
}

static void formview_tell_unread(struct formview *form, struct app *app, int row)
{
    char text[ERROR_SENTENCE];

    snprintf(text, sizeof text,
             app->load_job != 0 ? _("%s: still being read")
                                : _("%s: could not be read; RELOAD tries again"),
             setting_label(formview_setting(form, row)));
    formview_notice(form, app, text);
}

static bool formview_refuse_unread(struct formview *form, struct app *app, int row)
{
    if (!formview_is_unread(app, row))
        return false;
    formview_tell_unread(form, app, row);
    return true;
}

/* --- leaving a field ------------------------------------------------------- */

/* Rows whose rules hang together, so that they are checked when the focus leaves all of them. */
enum formview_group { GROUP_NONE, GROUP_LEASED, GROUP_SECRETS };

static enum formview_group formview_group(const struct formview *form, int row)
{
    const struct setting *setting = formview_setting(form, row);

    if (setting == NULL || (setting->kind != SETTING_SECRET &&
                            (setting->flags & (SETTING_LEASED | SETTING_VIEW)) == 0))
        return GROUP_NONE;
    return setting->kind == SETTING_SECRET ? GROUP_SECRETS : GROUP_LEASED;
}

/* next: where the focus goes, or stays; -1: a button. */
static void formview_left(struct formview *form, struct app *app, int row, int next)
{
    struct check_context context = formview_checks(app);
    enum formview_group group = formview_group(form, row);
    struct check_list list;

    if (row < 0)
        return;
    check_clear(&list);
    if (form->rows[row].form != NULL && !formview_locked(form, app, row)) {
        edit_leave(app->edit, app->model, row);
        if (edit_changed(app->edit, app->model, row))
            check_row(&context, row, &list);
    }
    formview_raise(form, &list);
    if (group == formview_group(form, next))
        return;
    check_clear(&list);
    if (group == GROUP_SECRETS)
        check_secrets(&context, &list);
    else if (group == GROUP_LEASED && edit_touched(app->edit, app->model, row))
        check_between(&context, &list);
    formview_raise(form, &list);
}

/* --- SAVE ------------------------------------------------------------------ */

/* The first value of the page that has not come, -1: all are there. */
static int formview_unread(const struct formview *form, const struct app *app)
{
    for (int row = 0; row < (int)form->page->class->rows; row++)
        if (formview_setting(form, row)->kind != SETTING_LINE && formview_is_unread(app, row))
            return row;
    return -1;
}

/* false: an error stands; the focus is on the topmost one. */
static bool formview_check_all(struct formview *form, struct app *app)
{
    struct check_context context = formview_checks(app);
    const struct check_item *first;
    struct check_list list;
    int row = formview_focus(form);

    check_clear(&list);
    check_all(&context, &list);
    formview_raise(form, &list);
    first = check_first_error(&list);
    if (first != NULL && row != (int)first->row && formview_focusable(form, app, (int)first->row)) {
        formview_left(form, app, row, (int)first->row);
        formview_go(form, (int)first->row);
    }
    return first == NULL;
}

void formview_save_because(struct formview *form, struct app *app, const char *sentence)
{
    int unread = formview_unread(form, app);

    if (app_read_only(app)) {
        formview_notice(form, app, _("Read-only: nothing can be saved."));
        return;
    }
    if (pending_settle(app))
        return;
    if (unread >= 0) {
        formview_tell_unread(form, app, unread);
        return;
    }
    formview_left(form, app, formview_focus(form), -1);
    form->shown = false;
    app->review_sentence = sentence;
    if (formview_check_all(form, app))
        app_go(app, GO_REVIEW);
    else
        app_beep(app);
}

void formview_save(struct formview *form, struct app *app)
{
    formview_save_because(form, app, NULL);
}

/* --- RELOAD, LEAVE --------------------------------------------------------- */

static void formview_reload_answered(void *data, struct app *app, int button)
{
    const struct model_channel *channel = model_channel(app->model);

    (void)data;
    if (button != 1)
        return;
    edit_reset(app->edit);
    app_load(app, channel != NULL ? channel->number : 0);
}

void formview_reload(struct formview *form, struct app *app)
{
    (void)form;
    ask_about_edits(app, _("RELOAD: unsaved edits"),
                    _("Your edits are not saved. Reading the BMC again discards them."),
                    formview_reload_answered, NULL);
}

static void formview_leave_answered(void *data, struct app *app, int button)
{
    (void)data;
    if (button == 1)
        app_leave(app, 0);
}

void formview_leave(struct formview *form, struct app *app)
{
    struct ask ask = {
        .title = _("LEAVE: a save is waiting for confirmation"),
        .text = app->link.demo
                    ? _("The demo BMC ends with bmctui, and all that was saved in it is lost.")
                    : _("It will be undone when its time is up, unless you run bmctui confirm "
                        "first."),
        .buttons = {_("BACK"), _("LEAVE")},
        .keys = _("Tab moves  Enter presses  Esc back, the time runs on"),
        .answered = formview_leave_answered,
    };

    (void)form;
    if (app->lock.used)
        lock_ask(app);
    else if (pending_counts_down(app) && !edit_dirty(app->edit, app->model))
        ask_open(app, &ask);
    else
        ask_about_edits(app, _("LEAVE: unsaved edits"),
                        _("Your edits are not saved. Leaving discards them."),
                        formview_leave_answered, NULL);
}

void formview_home(struct formview *form, struct app *app)
{
    (void)form;
    app_show_page(app, pages[0]);
}

/* --- F3, F6 ---------------------------------------------------------------- */

void formview_show_secrets(struct formview *form, struct app *app)
{
    if (formview_is_secret(form, formview_focus(form)))
        form->shown = !form->shown;
    else
        app_beep(app);
}

void formview_light(struct formview *form, struct app *app)
{
    if (app_read_only(app))
        formview_notice(form, app, _("Read-only: the light cannot be switched."));
    else
        app_light(app, LIGHT_TOGGLE, 0);
    form->light =
        model_row_with(form->page->class, SETTING_LIGHT) == form->page->class->count;
}

/* --- keys ------------------------------------------------------------------ */

static bool formview_is_typing(const struct key *key)
{
    return key->code == K_TEXT || key->code == K_LETTER || key->code == K_BACKSPACE ||
           key->code == K_DELETE || key->code == K_CTRL_U;
}

static void formview_run(struct formview *form, struct app *app,
                         const struct formview_action *action)
{
    if (action->run != NULL)
        action->run(form, app);
    else
        app_go(app, action->go);
}

/* A lease throws over what others hold: there, nothing is judged before they have been left. */
static void formview_toggle(struct formview *form, struct app *app, int row)
{
    edit_toggle(app->edit, app->model, (unsigned)row);
    if ((formview_setting(form, row)->flags & SETTING_VIEW) == 0)
        formview_chosen(form, app, row);
}

/* A button, a tick box or a choice. */
static void formview_press(struct formview *form, struct app *app, int row)
{
    if (formview_button(form) != NULL)
        formview_run(form, app, formview_button(form));
    else if (formview_setting(form, row)->kind == SETTING_CHOICE)
        formview_choose(form, app, row);
    else if (!formview_refuse_unread(form, app, row))
        formview_toggle(form, app, row);
}

static void formview_take(struct formview *form, struct app *app, struct board_action action)
{
    int row = action.id - 1;

    switch (action.kind) {
    case BOARD_BEEP:
        app_beep(app);
        form->full = action.id > 0 ? row : -1;
        break;
    case BOARD_TYPED:
        if (form->rows[row].form != NULL)
            edit_type(app->edit, row, form_text(form->rows[row].form));
        break;
    case BOARD_PRESSED:
        formview_press(form, app, row);
        break;
    case BOARD_ESCAPE:
        if (app->load_job != 0 || app_at_home(app))
            app_stop(app);
        else
            formview_home(form, app);
        break;
    case BOARD_DONE:
    case BOARD_ENTERED:
        break;
    }
}

void formview_key(struct view *view, struct app *app, const struct key *key)
{
    struct formview *form = (struct formview *)view;
    const struct formview_action *own =
        formview_action(form, app, key->code == K_CTRL_C ? K_F10 : key->code);
    struct board_action action;
    int row;

    if (!form->fresh)
        formview_refresh(form, app);
    form->fresh = false;
    form->light = false;
    form->notice[0] = '\0';
    form->full = -1;
    row = formview_focus(form);
    if (own != NULL) {
        formview_run(form, app, own);
        return;
    }
    if (row >= 0 && form->rows[row].form != NULL && formview_is_typing(key) &&
        formview_refuse_unread(form, app, row))
        return;
    action = board_key(&form->board, key);
    if (formview_focus(form) != row)
        formview_left(form, app, row, formview_focus(form));
    formview_take(form, app, action);
}
