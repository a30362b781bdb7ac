/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/page.h"

#include <stdlib.h>

#include "base/xalloc.h"
#include "tui/controller.h"
#include "tui/page_own.h"

/* When the clock behind "Reading the BMC" shows another second, or a notice has been read. */
static int64_t page_tick(struct view *view, struct app *app, int64_t now_ms)
{
    struct page_view *page = (struct page_view *)view;
    int64_t next = -1;

    if (page->notice[0] != '\0' && now_ms >= page->notice_ms)
        page->notice[0] = '\0';
    if (app->load_job != 0)
        next = now_ms + 1000 - (now_ms - app->load_ms) % 1000;
    if (page->notice[0] != '\0' && (next < 0 || page->notice_ms < next))
        next = page->notice_ms;
    return next;
}

static void page_resize(struct view *view, struct app *app)
{
    struct page_view *page = (struct page_view *)view;
    int i;

    page_arrange(page, app);
    for (i = 0; i < FIELD_COUNT; i++)
        if (page->forms[i] != NULL)
            form_resize(page->forms[i], page_field_width(&page->layout, (enum field_id)i));
}

static void page_release(struct view *view)
{
    struct page_view *page = (struct page_view *)view;
    int i;

    for (i = 0; i < FIELD_COUNT; i++)
        form_free(page->forms[i]);
    free(page);
}

static const struct view_class page_class = {
    .draw = page_draw,
    .key = page_key,
    .tick = page_tick,
    .resize = page_resize,
    .release = page_release,
    .main = true,
};

void page_open(struct app *app)
{
    struct page_view *page = xcalloc(1, sizeof *page);
    const struct setting *field;
    int i;

    page->view.class = &page_class;
    page_arrange(page, app);
    for (i = 0; i < FIELD_COUNT; i++) {
        field = field_get((enum field_id)i);
        if (field->kind == SETTING_TEXT)
            page->forms[i] = form_create(page_field_width(&page->layout, field_id(field)));
    }
    line_init(&page->password, app->edit.password, TEXT_TYPED, true);
    line_init(&page->confirm, app->edit.confirm, TEXT_TYPED, true);
    page->full = -1;
    page->focus = controller_shown(app) ? FIELD_CONTROLLER : FIELD_CHANNEL;
    page_sync(page, app);
    view_push(app, &page->view);
}
