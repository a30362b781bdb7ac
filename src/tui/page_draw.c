/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "core/password.h"
#include "tui/page_own.h"
#include "tui/text.h"

#define PATIENT_S 5 /* from then on the row says how to stop waiting */

/* A row of the form on the screen, -1 when it is scrolled out. */
static int place(const struct page_view *page, int row)
{
    if (row < page->top || row >= page->top + page->layout.window)
        return -1;
    return row - page->top + page->layout.first;
}

static void keep_focus_in_view(struct page_view *page)
{
    int row = page->layout.rows[page->focus], most;

    if (row < page->top)
        page->top = row;
    if (row >= page->top + page->layout.window)
        page->top = row - page->layout.window + 1;
    most = page->layout.height - page->layout.window;
    if (page->top > most)
        page->top = most;
    if (page->top < 0 || page->layout.whole)
        page->top = 0;
}

/* --- title, banner, key line ---------------------------------------------- */

static void draw_title(struct page_view *page, struct app *app)
{
    int columns = screen_cols(app->screen) - 1, col, end = columns;

    if (app_demo(app))
        end -= text_columns(_("DEMO")) + 2;
    col = screen_format(app->screen, 0, 0, ROLE_TITLE, "bmctui%s%s",
                        page->layout.narrow ? " " : "  ", _("Network > IPMI"));
    if (page->layout.narrow) {
        screen_clipped(app->screen, 0, end - text_columns(app->host), columns, ROLE_TITLE,
                       app->host);
    } else {
        col += 4;
        col = screen_clipped(app->screen, 0, col, end - col, ROLE_TITLE, app->host) + 4;
        if (app->link.open)
            screen_clipped(app->screen, 0, col, end - col, ROLE_TITLE, app->link.description);
    }
    if (app_demo(app))
        app_tag(app, _("DEMO"));
}

static const char *banner(const struct app *app)
{
    if (app->settings->read_only)
        return _("Read-only: nothing can be changed here (--read-only).");
    if (app->page.denied && app->link.over_lan)
        return _("Read-only: this session's privilege is too low to change anything.");
    if (app->page.denied)
        return _("Read-only: the BMC is locked for the host.");
    if (screen_fallback(app->screen) != NULL)
        return _("This TERM is not known here; vt100 is assumed.");
    return "";
}

struct key_name {
    const char *digit, *name;
    int drop; /* order in which they go when there is no room; 0: stays */
};

static const struct key_name key_names[] = {
    {"1", N_("Help"), 0},   {"2", N_("Save"), 0},  {"3", N_("Show"), 4},  {"5", N_("Reload"), 3},
    {"6", N_("Light"), 2},  {"7", N_("Manage"), 1}, {"0", N_("Leave"), 0},
};

static void key_line(const struct page_view *page, bool function_keys, int dropped, char *line,
                     size_t size)
{
    const char *gap = page->layout.narrow ? " " : "  ";
    size_t i, used;

    line[0] = '\0';
    if (!function_keys)
        snprintf(line, size, "%s", page->layout.narrow ? _("Esc:") : _("Esc then:"));
    for (i = 0; i < sizeof key_names / sizeof *key_names; i++) {
        const struct key_name *key = &key_names[i];

        if (key->drop != 0 && key->drop <= dropped)
            continue;
        used = strlen(line);
        if (function_keys)
            snprintf(line + used, size - used, "%sF%s%s %s", used > 0 ? gap : "",
                     key->digit[0] == '0' ? "1" : "", key->digit, _(key->name));
        else
            snprintf(line + used, size - used, "%s%s %s", i > 0 ? gap : " ", key->digit,
                     _(key->name));
    }
}

static void draw_key_line(struct page_view *page, struct app *app)
{
    char line[300];
    int dropped = page->layout.narrow ? 4 : 0, columns = screen_cols(app->screen) - 1;

    do
        key_line(page, screen_function_keys(app->screen), dropped, line, sizeof line);
    while (text_columns(line) > columns && dropped++ < 4);
    app_key_line(app, line);
}

/* --- fields --------------------------------------------------------------- */

static void draw_mark(struct page_view *page, struct app *app, enum field_id field, int row,
                      int col)
{
    if (page->marks[field].set && page->marks[field].error)
        screen_text(app->screen, row, col, ROLE_ERROR, "!");
    else if (edit_changed(&app->edit, &app->page, field))
        screen_text(app->screen, row, col, ROLE_EDITED, "*");
}

static void draw_netmask_length(struct page_view *page, struct app *app, int row)
{
    const struct page_layout *layout = &page->layout;
    char text[FIELD_TEXT];
    uint32_t netmask;
    int prefix;

    edit_text(&app->edit, &app->page, FIELD_NETMASK, text);
    if (layout->narrow || !edit_parse_netmask(text, &netmask))
        return;
    prefix = ipv4_prefix(netmask);
    if (prefix >= 0)
        screen_format(app->screen, row,
                      layout->col + page_field_width(layout, FIELD_NETMASK) + 4, ROLE_LABEL, "/%d",
                      prefix);
}

static void draw_text_field(struct page_view *page, struct app *app, enum field_id field, int row)
{
    int col = page->layout.col;
    char text[FIELD_TEXT];

    if (page_locked(app, field)) {
        edit_text(&app->edit, &app->page, field, text);
        screen_text(app->screen, row, col + 1, ROLE_LOCKED, text);
    } else {
        col = form_draw(page->forms[field], app->screen, row, col, page->focus == (int)field);
        draw_mark(page, app, field, row, col);
    }
    if (field == FIELD_NETMASK)
        draw_netmask_length(page, app, row);
}

static void draw_secret(struct page_view *page, struct app *app, enum field_id field, int row)
{
    struct line *line = field == FIELD_PASSWORD ? &page->password : &page->confirm;
    int col = page->layout.col;

    if (app->hide || page_locked(app, field))
        return;
    line->hidden = !page->shown;
    col = line_draw(line, app->screen, row, col, page_field_width(&page->layout, field),
                    page->focus == (int)field);
    draw_mark(page, app, field, row, col);
}

static void draw_check(struct page_view *page, struct app *app, enum field_id field, int row)
{
    bool on = edit_dhcp(&app->edit, &app->page), focused = page->focus == (int)field;
    int col = page->layout.col;

    if (page_locked(app, field)) {
        screen_text(app->screen, row, col + 1, ROLE_LOCKED, on ? _("yes") : _("no"));
        return;
    }
    screen_text(app->screen, row, col, focused ? ROLE_FOCUS : ROLE_VALUE, on ? "[x]" : "[ ]");
    draw_mark(page, app, field, row, col + 3);
    if (on)
        screen_text(app->screen, row, col + 5, ROLE_LABEL, _("from DHCP"));
    if (focused)
        screen_cursor(app->screen, row, col + 1);
}

/* "1  802.3 LAN  00:25:90:ab:cd:ef" without its last part. */
static void drop_mac(char text[FIELD_TEXT])
{
    char *first = strstr(text, "  "), *last = first == NULL ? NULL : strstr(first + 2, "  ");

    if (last != NULL)
        *last = '\0';
}

static void draw_choice(struct page_view *page, struct app *app, enum field_id field, int row)
{
    bool focused = page->focus == (int)field;
    enum role role = focused ? ROLE_FOCUS : ROLE_VALUE;
    int col = page->layout.col, columns = screen_cols(app->screen) - col - 3;
    char text[FIELD_TEXT];

    edit_text(&app->edit, &app->page, field, text);
    if (page->layout.narrow && field == FIELD_CHANNEL)
        drop_mac(text);
    if (page_locked(app, field)) {
        screen_text(app->screen, row, col + 1, ROLE_LOCKED, text);
        return;
    }
    col = screen_text(app->screen, row, col, role, "<");
    col = screen_clipped(app->screen, row, col, columns, role, text);
    screen_text(app->screen, row, col, role, ">");
    if (focused)
        screen_cursor(app->screen, row, page->layout.col + 1);
}

static void draw_line(struct page_view *page, struct app *app, enum field_id field, int row)
{
    char text[FIELD_TEXT] = "";

    if (field != FIELD_IDENTIFY)
        page_text(&app->page, field, text);
    else if (app->light.known == VALUE_KNOWN)
        snprintf(text, sizeof text, "%s", field_identify_text(app->light.state));
    else
        page_text(&app->page, field, text);
    screen_text(app->screen, row, page->layout.col + 1, ROLE_LOCKED, text);
}

static void draw_field(struct page_view *page, struct app *app, enum field_id field)
{
    const struct page_layout *layout = &page->layout;
    int row = place(page, layout->rows[field]);

    if (layout->rows[field] < 0 || row < 0)
        return;
    if (page->focus == (int)field)
        screen_text(app->screen, row, 0, ROLE_MARK, ">");
    screen_clipped(app->screen, row, layout->label_col, layout->col - layout->label_col, ROLE_LABEL,
                   field_label(field));
    switch (field_get(field)->kind) {
    case FIELD_KIND_TEXT:
        draw_text_field(page, app, field, row);
        break;
    case FIELD_KIND_SECRET:
        draw_secret(page, app, field, row);
        break;
    case FIELD_KIND_CHECK:
        draw_check(page, app, field, row);
        break;
    case FIELD_KIND_CHOICE:
        draw_choice(page, app, field, row);
        break;
    case FIELD_KIND_LINE:
        draw_line(page, app, field, row);
        break;
    }
}

static void draw_section(struct page_view *page, struct app *app, enum field_section section)
{
    int row = place(page, page->layout.sections[section]), col;

    if (row < 0)
        return;
    col = screen_text(app->screen, row, 0, ROLE_SECTION, field_section_name(section));
    screen_rule(app->screen, row, col + 1);
}

static void draw_button(struct page_view *page, struct app *app, enum page_item item)
{
    int row = place(page, page->layout.rows[item]), col = page->layout.cols[item];
    bool focused = page->focus == (int)item;

    if (row < 0)
        return;
    if (focused) {
        screen_text(app->screen, row, col - 1, ROLE_MARK, ">");
        screen_cursor(app->screen, row, col + 1);
    }
    screen_format(app->screen, row, col, focused ? ROLE_BUTTON_FOCUS : ROLE_BUTTON, "[%s]",
                  page_button(item));
}

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
    int field = message_field(page);
    char text[ERROR_SENTENCE + FIELD_TEXT * 2];

    if (field < 0)
        return false;
    snprintf(text, sizeof text, "%s: %s", field_label((enum field_id)field),
             page->marks[field].sentence);
    screen_wrapped(app->screen, page->layout.error_row, 0, screen_cols(app->screen) - 1,
                   page->layout.error_rows, page->marks[field].error ? ROLE_ERROR : ROLE_WARNING,
                   text);
    return true;
}

static void running_text(struct app *app, char *text, size_t size)
{
    int64_t seconds = (app_now(app) - app->load_ms) / 1000;
    size_t used;

    snprintf(text, size, "%s",
             app->rest ? _("Reading other channels and users") : _("Reading the BMC"));
    used = strlen(text);
    if (app->total > 0)
        snprintf(text + used, size - used, _(", %u of %u"), app->done, app->total);
    used = strlen(text);
    if (seconds > 0)
        snprintf(text + used, size - used, _(", %d s"), (int)seconds);
    used = strlen(text);
    if (seconds >= PATIENT_S)
        snprintf(text + used, size - used, "%s", _(" (Esc stops waiting)"));
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

static const char *button_help(enum page_item item)
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
        return _("Leaves bmctui; asks first when there are edits");
    }
}

static void help_text(struct page_view *page, struct app *app, char *text, size_t size)
{
    bool function_keys = screen_function_keys(app->screen);
    const struct field *field;

    if (page->focus >= FIELD_COUNT) {
        snprintf(text, size, "%s", button_help((enum page_item)page->focus));
        return;
    }
    field = field_get((enum field_id)page->focus);
    if (field->id != FIELD_PASSWORD)
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
    char text[200];

    help_text(page, app, text, sizeof text);
    screen_wrapped(app->screen, row, 0, screen_cols(app->screen) - 1, rows, ROLE_HELP, text);
}

/* Three rows for an error, else the password rules, what runs, help. */
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
        draw_help(page, app, row, rows);
}

static void draw_messages(struct page_view *page, struct app *app)
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

void page_draw(struct view *view, struct app *app)
{
    struct page_view *page = (struct page_view *)view;
    int i;

    page_arrange(page, app);
    page_sync(page, app);
    keep_focus_in_view(page);
    draw_title(page, app);
    if (page->layout.whole)
        screen_text(app->screen, 1, 0, ROLE_BANNER, banner(app));
    draw_section(page, app, FIELD_SECTION_CONFIGURATION);
    draw_section(page, app, FIELD_SECTION_PASSWORD);
    for (i = 0; i < FIELD_COUNT; i++)
        draw_field(page, app, (enum field_id)i);
    for (i = PAGE_SAVE; i < PAGE_ITEMS; i++)
        draw_button(page, app, (enum page_item)i);
    draw_messages(page, app);
    draw_key_line(page, app);
}
