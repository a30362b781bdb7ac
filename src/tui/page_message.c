/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands below the form, and the password rules beside it.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "core/password.h"
#include "core/reason.h"
#include "tui/page_own.h"

#define PATIENT_S 5 /* from then on the row says how to stop waiting */

/* --- password rules ------------------------------------------------------- */

static int draw_rule(struct app *app, int row, int col, enum password_rule rule)
{
    enum password_policy policy = app->settings->password_policy;
    bool met = password_meets(policy, app->edit.password, rule);
    char text[40];

    screen_text(app->screen, row, col, met ? ROLE_GOOD : ROLE_LABEL, met ? "[x]" : "[ ]");
    password_rule_text(policy, rule, text, sizeof text);
    return screen_text(app->screen, row, col + 4, ROLE_LABEL, text);
}

static void draw_rules(struct app *app, int row, int col)
{
    unsigned classes = password_classes(app->settings->password_policy);
    enum password_rule rule;
    int end = draw_rule(app, row, col, PASSWORD_RULE_LENGTH) + 3;

    if (classes == 0)
        return;
    if (classes < 4)
        screen_format(app->screen, row, end, ROLE_LABEL, _("%u of these 4:"), classes);
    else
        screen_text(app->screen, row, end, ROLE_LABEL, _("all of these:"));
    for (rule = PASSWORD_RULE_LOWER; rule < PASSWORD_RULE_COUNT; rule++)
        col = draw_rule(app, row + 1, col, rule) + 1;
}

/* --- below the form ------------------------------------------------------- */

/* The focused field's error, else the topmost one, else a warning. */
static int message_field(const struct page_view *page)
{
    int i, warning = -1;

    if (page->focus < FIELD_COUNT && page->marks[page->focus].set &&
        page->marks[page->focus].error)
        return page->focus;
    for (i = 0; i < FIELD_COUNT; i++) {
        if (page->marks[i].set && page->marks[i].error)
            return i;
        if (page->marks[i].set && (warning < 0 || i == page->focus))
            warning = i;
    }
    return warning;
}

static bool draw_message(struct page_view *page, struct app *app)
{
    int field = page->full >= 0 ? page->full : message_field(page);
    char text[ERROR_SENTENCE + VALUE_TEXT * 2];
    bool error = page->full >= 0;

    if (field < 0)
        return false;
    if (page->full >= 0) {
        snprintf(text, sizeof text, _("%s: %d bytes are all it takes; the rest was not taken."),
                 field_label((enum field_id)field), TEXT_TYPED);
    } else {
        snprintf(text, sizeof text, "%s: %s", field_label((enum field_id)field),
                 page->marks[field].sentence);
        error = page->marks[field].error;
    }
    screen_wrapped(app->screen, page->layout.error_row, 0, screen_cols(app->screen) - 1,
                   page->layout.error_rows, error ? ROLE_ERROR : ROLE_WARNING, text);
    return true;
}

/* What changes stands last: a clock costs few bytes then. */
static void running_text(struct app *app, char *text, size_t size)
{
    int64_t seconds = (app_now(app) - app->load_ms) / 1000;
    size_t used;

    snprintf(text, size, "%s",
             app->rest ? _("Reading other channels and users") : _("Reading the BMC"));
    used = strlen(text);
    if (seconds >= PATIENT_S)
        snprintf(text + used, size - used, "%s", _(" (Esc stops waiting)"));
    used = strlen(text);
    if (app->total > 0)
        snprintf(text + used, size - used, _(", %u of %u"), app->done, app->total);
    used = strlen(text);
    if (seconds > 0)
        snprintf(text + used, size - used, _(", %d s"), (int)seconds);
}

/* What runs; else what was just told; "" for nothing. */
static void draw_running(struct page_view *page, struct app *app, int row, int rows)
{
    char text[ERROR_SENTENCE] = "";
    enum role role = ROLE_RUNNING;

    if (page->notice[0] != '\0') {
        snprintf(text, sizeof text, "%s", page->notice);
        role = ROLE_WARNING;
    } else if (app->load_job != 0) {
        running_text(app, text, sizeof text);
    } else if (app->light_job != 0) {
        snprintf(text, sizeof text, "%s", _("Talking to the BMC about the identify light"));
    } else if (app->light.notice[0] != '\0') {
        snprintf(text, sizeof text, "%s", app->light.notice);
        role = ROLE_WARNING;
    } else if (app->load_error.kind != ERROR_NONE) {
        snprintf(text, sizeof text, "%s", app->load_error.sentence);
        role = ROLE_WARNING;
    }
    screen_wrapped(app->screen, row, 0, screen_cols(app->screen) - 1, rows, role, text);
}

static const char *button_help(const struct app *app, enum page_item item)
{
    switch (item) {
    case PAGE_SAVE:
        return _("Shows what will be written before it is sent");
    case PAGE_LIGHT:
        return _("The light that shows which machine this is");
    case PAGE_MANAGE:
        return _("The BMC's web address, also as a QR code");
    case PAGE_RELOAD:
        return _("Reads everything from the BMC again");
    case PAGE_HELP:
        return _("What every key does");
    default:
        return app->lock.used ? _("Locks this console; asks first when there are edits")
                              : _("Leaves bmctui; asks first when there are edits");
    }
}

/* What RELOAD may mend: "Not read: VLAN ID, MAC address; " and the reason of the last. false: all
 * has been read. */
static bool print_not_read(const struct app *app, char *text, size_t size)
{
    char reason[ERROR_SENTENCE] = "";
    size_t used;
    int i;

    text[0] = '\0';
    for (i = FIELD_ADDRESS; i < FIELD_COUNT; i++) {
        const struct value_fault *fault = page_fault(&app->page, (enum field_id)i);

        if (fault == NULL)
            continue;
        used = strlen(text);
        snprintf(text + used, size - used, used == 0 ? _("Not read: %s") : ", %s",
                 field_label((enum field_id)i));
        reason_of_fault(fault, reason, sizeof reason);
    }
    used = strlen(text);
    snprintf(text + used, size - used, "%s%s", used > 0 ? "; " : "", reason);
    return used > 0;
}

/* Where the focus is at first, and where it goes for another try. */
static bool tells_not_read(const struct page_view *page)
{
    return page->focus <= FIELD_CHANNEL || page->focus == PAGE_RELOAD;
}

static void help_text(struct page_view *page, struct app *app, char *text, size_t size)
{
    bool function_keys = screen_function_keys(app->screen);
    const struct setting *field;

    if (tells_not_read(page) && print_not_read(app, text, size))
        return;
    if (page->focus >= FIELD_COUNT) {
        snprintf(text, size, "%s", button_help(app, (enum page_item)page->focus));
        return;
    }
    field = field_get((enum field_id)page->focus);
    if (field_id(field) != FIELD_PASSWORD || !page_may_show(app))
        snprintf(text, size, "%s", field->help == NULL ? "" : _(field->help));
    else if (page->shown)
        snprintf(text, size, function_keys ? _("%s; F3 hides it") : _("%s; Esc 3 hides it"),
                 _(field->help));
    else
        snprintf(text, size, function_keys ? _("%s; F3 shows it") : _("%s; Esc 3 shows it"),
                 _(field->help));
}

static bool is_running(const struct page_view *page, const struct app *app)
{
    return page->notice[0] != '\0' || app->load_job != 0 || app->light_job != 0 ||
           app->light.notice[0] != '\0' || app->load_error.kind != ERROR_NONE;
}

static void draw_help(struct page_view *page, struct app *app, int row, int rows)
{
    char text[ERROR_SENTENCE + VALUE_TEXT * 4];

    help_text(page, app, text, sizeof text);
    screen_wrapped(app->screen, row, 0, screen_cols(app->screen) - 1, rows, ROLE_HELP, text);
}

/* The banner has no row of its own there, and leaves what room there is. */
static void draw_help_small(struct page_view *page, struct app *app, int row, int rows)
{
    char text[RECOVER_REMARK];
    int used = screen_wrapped(app->screen, row, 0, screen_cols(app->screen) - 1, rows, ROLE_BANNER,
                              page_banner(app, text, sizeof text));

    draw_help(page, app, row + used, rows - used);
}

/* Three rows for an error, else the password rules, what runs, banner and help. */
static void draw_messages_small(struct page_view *page, struct app *app)
{
    int row = page->layout.error_row, rows = page->layout.error_rows;

    if (draw_message(page, app))
        return;
    if (page_is_secret(page->focus)) {
        draw_rules(app, row, 0);
        row += 2;
        rows -= 2;
    }
    if (is_running(page, app))
        draw_running(page, app, row, rows);
    else
        draw_help_small(page, app, row, rows);
}

void page_draw_messages(struct page_view *page, struct app *app)
{
    const struct page_layout *layout = &page->layout;
    bool message;

    if (!layout->whole) {
        draw_messages_small(page, app);
        return;
    }
    message = draw_message(page, app);
    if (page_is_secret(page->focus) && layout->rules_beside)
        draw_rules(app, layout->rows[FIELD_PASSWORD],
                   layout->col + page_field_width(layout, FIELD_PASSWORD) + 4);
    else if (page_is_secret(page->focus) && !message)
        draw_rules(app, layout->error_row, 0);
    draw_help(page, app, layout->help_row, 1);
    draw_running(page, app, layout->running_row, 1);
}
