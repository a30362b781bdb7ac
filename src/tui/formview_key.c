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
#include "tui/review.h"

#define NOTICE_MS 3000

void formview_notice(struct formview *form, struct app *app, const char *text)
{
    snprintf(form->notice, sizeof form->notice, "%s", text);
    form->notice_ms = app_now(app) + NOTICE_MS;
    app_beep(app);
}

static bool formview_is_unread(const struct app *app, int row)
{
    return model_setting(&app->page, (unsigned)row)->parameter != 0 &&
           model_value(&app->page, (unsigned)row)->state == VALUE_UNREAD;
}

static void formview_tell_unread(struct formview *form, struct app *app, int row)
{
    char text[ERROR_SENTENCE];

    snprintf(text, sizeof text,
             app->load_job != 0 ? _("%s: still being read")
                                : _("%s: has not been read; RELOAD reads it"),
             field_label((enum field_id)row));
    formview_notice(form, app, text);
}

bool formview_refuse_unread(struct formview *form, struct app *app, int row)
{
    if (!formview_is_unread(app, row))
        return false;
    formview_tell_unread(form, app, row);
    return true;
}

/* --- checks and their marks ------------------------------------------------ */

struct check_context formview_checks(const struct app *app)
{
    return (struct check_context){
        .model = &app->page,
        .edit = &app->edit,
        .policy = app->settings->password_policy,
        .confirm_needed = true,
        .link_encrypted = !app->link.open || app->link.encrypted,
    };
}

/* An error wins over a warning. */
void formview_raise(struct formview *form, const struct check_list *list)
{
    const struct check_item *item;
    struct formview_row *row;
    size_t i;

    for (i = 0; i < list->count; i++) {
        item = check_find(list, list->items[i].row);
        row = &form->rows[item->row];
        row->marked = true;
        row->error = item->error;
        snprintf(row->sentence, sizeof row->sentence, "%s", item->sentence);
    }
}

/* Typing never raises an error, nor changes the sentence that is being read. */
void formview_check(struct formview *form, struct app *app)
{
    struct check_context context = formview_checks(app);
    const struct check_item *item;
    struct check_list list;
    int row;

    check_clear(&list);
    check_all(&context, &list);
    for (row = 0; row < FIELD_COUNT; row++) {
        item = check_find(&list, (enum field_id)row);
        if (item == NULL || (form->rows[row].error && !item->error))
            form->rows[row].marked = false;
    }
}

/* next: where the focus goes, or stays; -1: a button. */
static void formview_left(struct formview *form, struct app *app, int row, int next)
{
    struct check_context context = formview_checks(app);
    struct check_list list;

    if (row < 0)
        return;
    check_clear(&list);
    if (form->rows[row].form != NULL && !formview_locked(app, row)) {
        edit_leave(&app->edit, &app->page, (enum field_id)row);
        if (edit_changed(&app->edit, &app->page, (enum field_id)row))
            check_row(&context, (enum field_id)row, &list);
    }
    formview_raise(form, &list);
    if (form->page->left != NULL)
        form->page->left(form, app, row, next);
}

/* --- SAVE ------------------------------------------------------------------ */

/* The first value of the page that has not come, -1: all are there. */
static int formview_unread(const struct formview *form, const struct app *app)
{
    int row;

    for (row = 0; row < FIELD_COUNT; row++)
        if (field_get((enum field_id)row)->kind != SETTING_LINE && formview_is_unread(app, row))
            return row;
    return form->page->awaited == NULL ? -1 : form->page->awaited(app);
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
    if (first != NULL && row != (int)first->row &&
        formview_focusable(form, app, (int)first->row)) {
        formview_left(form, app, row, (int)first->row);
        formview_go(form, (int)first->row);
    }
    return first == NULL;
}

void formview_save_again(struct app *app, const char *sentence)
{
    struct formview *form = formview_of(app);
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

void formview_save(struct app *app)
{
    formview_save_again(app, NULL);
}

/* --- RELOAD, LEAVE --------------------------------------------------------- */

static void formview_reload_answered(void *data, struct app *app, int button)
{
    const struct model_channel *channel = model_channel(&app->page);

    (void)data;
    if (button != 1)
        return;
    edit_reset(&app->edit);
    app_load(app, channel != NULL ? channel->number : 0);
}

void formview_reload(struct app *app)
{
    if (edit_dirty(&app->edit, &app->page))
        ask_about_edits(app, _("RELOAD: there are edits"),
                        _("What you have edited is not saved yet. Reading the BMC again drops it."),
                        formview_reload_answered, NULL);
    else
        formview_reload_answered(NULL, app, 1);
}

static void formview_leave_answered(void *data, struct app *app, int button)
{
    (void)data;
    if (button == 1)
        app_leave(app, 0);
}

void formview_leave(struct app *app)
{
    struct ask ask = {
        .title = _("LEAVE: a save awaits its confirmation"),
        .text = _("It is put back when its time is over, unless bmctui confirm keeps it before."),
        .buttons = {_("BACK"), _("LEAVE")},
        .keys = _("Tab moves  Enter presses  Esc back, the time runs on"),
        .answered = formview_leave_answered,
    };

    if (app->lock.used)
        lock_ask(app);
    else if (edit_dirty(&app->edit, &app->page))
        ask_about_edits(app, _("LEAVE: there are edits"),
                        _("What you have edited is not saved yet. Leaving drops it."),
                        formview_leave_answered, NULL);
    else if (pending_counts_down(app))
        ask_open(app, &ask);
    else
        app_leave(app, 0);
}

bool formview_may_lock(const struct app *app)
{
    return app->lock.used;
}

bool formview_may_leave(const struct app *app)
{
    return !app->lock.used;
}

/* --- F3, F6 ---------------------------------------------------------------- */

bool formview_may_show(const struct app *app)
{
    return !app->lock.used || app->settings->locked_show_password;
}

void formview_show_secrets(struct app *app)
{
    struct formview *form = formview_of(app);

    if (formview_is_secret(formview_focus(form)))
        form->shown = !form->shown;
    else
        app_beep(app);
}

void formview_light(struct app *app)
{
    if (app_read_only(app))
        formview_notice(formview_of(app), app, _("Read-only: the light stays as it is."));
    else
        app_light(app, LIGHT_TOGGLE, 0);
}

/* --- keys ------------------------------------------------------------------ */

static bool formview_is_typing(const struct key *key)
{
    return key->code == K_TEXT || key->code == K_LETTER || key->code == K_BACKSPACE ||
           key->code == K_DELETE || key->code == K_CTRL_U;
}

static void formview_run(struct app *app, const struct formview_action *action)
{
    if (action->run != NULL)
        action->run(app);
    else
        app_go(app, action->go);
}

/* The key's own action. false: it has none here. */
static bool formview_run_key(struct formview *form, struct app *app, enum key_code code)
{
    const struct formview_action *action;

    if (code == K_CTRL_C)
        code = K_F10;
    for (action = form->page->actions; !formview_ends(action); action++)
        if (action->key == code && code != K_NONE &&
            (action->offered == NULL || action->offered(app))) {
            formview_run(app, action);
            return true;
        }
    return false;
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
            edit_type(&app->edit, (enum field_id)row, form_text(form->rows[row].form));
        break;
    case BOARD_PRESSED:
        if (formview_button(form) != NULL)
            formview_run(app, formview_button(form));
        else
            form->page->act(form, app, row);
        break;
    case BOARD_ESCAPE:
        app_stop(app);
        break;
    case BOARD_DONE:
    case BOARD_ENTERED:
        break;
    }
}

void formview_key(struct view *view, struct app *app, const struct key *key)
{
    struct formview *form = (struct formview *)view;
    struct board_action action;
    int row;

    if (!form->fresh)
        formview_refresh(form, app);
    form->fresh = false;
    form->notice[0] = '\0';
    form->full = -1;
    row = formview_focus(form);
    if (formview_run_key(form, app, key->code))
        return;
    if (row >= 0 && form->rows[row].form != NULL && formview_is_typing(key) &&
        formview_refuse_unread(form, app, row))
        return;
    action = board_key(&form->board, key);
    if (formview_focus(form) != row)
        formview_left(form, app, row, formview_focus(form));
    formview_take(form, app, action);
}
