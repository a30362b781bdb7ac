/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/formview.h"

#include <assert.h>
#include <stdlib.h>

#include "base/xalloc.h"
#include "tui/dialog.h"

/* When the clock behind "Reading the BMC" shows another second, or a notice has been read. */
static int64_t formview_tick(struct view *view, struct app *app, int64_t now_ms)
{
    struct formview *form = (struct formview *)view;

    if (form->notice[0] != '\0' && now_ms >= form->notice_ms)
        form->notice[0] = '\0';
    return clock_sooner(app->load_job != 0 ? dialog_next_second(app->load_ms, now_ms) : -1,
                        form->notice[0] != '\0' ? form->notice_ms : -1);
}

static void formview_event(struct view *view, struct app *app, const struct job_event *event)
{
    const struct formview_page *page = ((const struct formview *)view)->page;

    if (event->kind == JOB_ENDED && app->load_job == 0 && page->loaded != NULL &&
        app->model->page == page->class)
        page->loaded(app);
}

static void formview_resize(struct view *view, struct app *app)
{
    struct formview *form = (struct formview *)view;

    formview_arrange(form, app);
    for (int row = 0; row < MODEL_ROWS; row++)
        if (form->rows[row].form != NULL)
            form_resize(form->rows[row].form, formview_width(form, row));
}

static void formview_release(struct view *view)
{
    struct formview *form = (struct formview *)view;

    for (int row = 0; row < MODEL_ROWS; row++)
        form_free(form->rows[row].form);
    board_release(&form->board);
    free(form);
}

/* The first page lies beneath all others. */
#define FORMVIEW_VIEW                                                                              \
    .draw = formview_draw, .key = formview_key, .event = formview_event, .tick = formview_tick,    \
    .resize = formview_resize, .release = formview_release, .page = true, .help_row = true
static const struct view_class formview_class = {FORMVIEW_VIEW, .main = true};
static const struct view_class formview_other_class = {FORMVIEW_VIEW};

/* The one that is shown, or lies beneath. */
static struct formview *formview_find(const struct app *app)
{
    return (struct formview *)view_find(app,
                                        app_at_home(app) ? &formview_class : &formview_other_class);
}

void formview_open(struct app *app, const struct formview_page *page)
{
    struct formview *form = xcalloc(1, sizeof *form);
    const struct setting *setting;

    assert(page->class->rows < MODEL_ROWS);
    form->view.class = page->class == pages[0] ? &formview_class : &formview_other_class;
    form->page = page;
    form->board.form = true;
    form->full = -1;
    formview_arrange(form, app);
    for (int row = 0; row < (int)page->class->rows; row++) {
        setting = &page->class->settings[row];
        if (setting->kind == SETTING_TEXT)
            form->rows[row].form = form_create(formview_width(form, row));
        else if (setting->kind == SETTING_SECRET)
            line_init(&form->rows[row].line,
                      (setting->flags & SETTING_AGAIN) != 0 ? app->edit->confirm
                                                            : app->edit->password,
                      TEXT_TYPED, true);
    }
    board_focus(&form->board, 1);
    view_push(app, &form->view);
}

void formview_save_again(struct app *app, const char *sentence)
{
    formview_save_because(formview_find(app), app, sentence);
}

bool formview_explain(const struct app *app, const char **name, char text[FORMVIEW_EXPLANATION])
{
    const struct formview *form = (const struct formview *)app->top;

    if (app->top->class != &formview_class && app->top->class != &formview_other_class)
        return false;
    formview_print_explanation(form, app, name, text);
    return true;
}
