/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "base/text.h"
#include "tui/controller.h"
#include "tui/page_own.h"
#include "tui/pending.h"

/* A row of the form on the screen, -1 when it is scrolled out. */
static int place(const struct page_view *page, int row)
{
    if (row < page->top || row >= page->top + page->layout.window)
        return -1;
    return row - page->top + page->layout.first;
}

static void keep_focus_in_view(struct page_view *page)
{
    int row = page->layout.rows[page->focus], first = row, most;

    if (page->focus < FIELD_COUNT)
        first = page->layout.label_rows[page->focus];
    if (first < page->top)
        page->top = first;
    if (row >= page->top + page->layout.window)
        page->top = row - page->layout.window + 1;
    most = page->layout.height - page->layout.window;
    if (page->top > most)
        page->top = most;
    if (page->top < 0 || page->layout.whole)
        page->top = 0;
}

/* --- title, banner, key line ---------------------------------------------- */

/* At the right end of what there is; a long name is clipped. */
static void draw_host(struct app *app, int from, int columns)
{
    int col = columns - text_columns(app->host);

    if (col < from)
        col = from;
    screen_clipped(app->screen, 0, col, columns - col, ROLE_TITLE, app->host);
}

/* "bmctui  Network > IPMI    nas1    this machine (KCS)": one text, so that the gaps need no change
 * of attributes. */
static void draw_title(struct page_view *page, struct app *app)
{
    int columns = screen_cols(app->screen) - 1;
    char text[300];
    size_t used;

    if (app_demo(app))
        columns -= text_columns(_("DEMO")) + 2;
    snprintf(text, sizeof text, "bmctui%s%s", page->layout.narrow ? " " : "  ",
             _("Network > IPMI"));
    if (page->layout.narrow) {
        draw_host(app, text_columns(text) + 2, columns);
    } else {
        used = strlen(text);
        snprintf(text + used, sizeof text - used, "    %s%s%s", app->host,
                 app->link.open ? "    " : "", app->link.description);
    }
    screen_clipped(app->screen, 0, 0, columns, ROLE_TITLE, text);
    if (app_demo(app))
        app_tag(app, _("DEMO"));
}

const char *page_banner(const struct app *app, char *text, size_t size)
{
    if (app->settings->read_only)
        return _("Read-only: nothing can be changed here (--read-only).");
    if (app->page.denied && app->link.over_lan)
        return _("Read-only: this session's privilege is too low to change anything.");
    if (app->page.denied)
        return _("Read-only: the BMC is locked for the host.");
    if (pending_banner(app, text, size)[0] != '\0')
        return text;
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

/* NULL: the key does nothing here. */
static const char *key_text(const struct app *app, const struct key_name *key)
{
    if (key->digit[0] == '3' && !page_may_show(app))
        return NULL;
    return key->digit[0] == '0' && app->lock.used ? _("Lock") : _(key->name);
}

static void key_line(const struct page_view *page, const struct app *app, int dropped, char *line,
                     size_t size)
{
    bool function_keys = screen_function_keys(app->screen);
    const char *gap = page->layout.narrow ? " " : "  ";
    size_t i, used;

    line[0] = '\0';
    if (!function_keys)
        snprintf(line, size, "%s", page->layout.narrow ? _("Esc:") : _("Esc then:"));
    for (i = 0; i < sizeof key_names / sizeof *key_names; i++) {
        const struct key_name *key = &key_names[i];
        const char *text = key_text(app, key);

        if (text == NULL || (key->drop != 0 && key->drop <= dropped))
            continue;
        used = strlen(line);
        if (function_keys)
            snprintf(line + used, size - used, "%sF%s%s %s", used > 0 ? gap : "",
                     key->digit[0] == '0' ? "1" : "", key->digit, text);
        else
            snprintf(line + used, size - used, "%s%s %s", i > 0 ? gap : " ", key->digit,
                     text);
    }
}

static void draw_key_line(struct page_view *page, struct app *app)
{
    char line[300];
    int dropped = page->layout.narrow ? 4 : 0, columns = screen_cols(app->screen) - 1;

    do
        key_line(page, app, dropped, line, sizeof line);
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
    char text[VALUE_TEXT];
    uint32_t netmask;
    int prefix;

    edit_text(&app->edit, &app->page, FIELD_NETMASK, text);
    if (layout->narrow || !value_parse_netmask(text, &netmask))
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
    char text[VALUE_TEXT];
    enum role role;

    if (page_locked(app, field)) {
        edit_text(&app->edit, &app->page, field, text);
        screen_text(app->screen, row, col + 1, ROLE_LOCKED, text);
    } else {
        role = page->focus == (int)field                          ? ROLE_FOCUS
               : edit_changed(&app->edit, &app->page, field) ? ROLE_CHANGED
                                                                  : ROLE_VALUE;
        col = form_draw(page->forms[field], app->screen, row, col, role, role == ROLE_FOCUS);
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
    if (page->shown && secret_length(line->text) > 0)
        screen_secret(app->screen, row);
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
static void drop_mac(char text[VALUE_TEXT])
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
    char text[VALUE_TEXT];

    if (field == FIELD_CONTROLLER)
        controller_text(app, text);
    else
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
    const struct page_layout *layout = &page->layout;
    int col = layout->label_rows[field] < layout->rows[field] ? layout->label_col + 2
                                                              : layout->col + 1;
    char text[VALUE_TEXT] = "";

    if (field != FIELD_IDENTIFY)
        page_text(&app->page, field, text);
    else if (app->light.known == VALUE_KNOWN)
        snprintf(text, sizeof text, "%s", value_word_text(&value_identify, app->light.state));
    else
        page_text(&app->page, field, text);
    screen_text(app->screen, row, col, ROLE_LOCKED, text);
}

static void draw_label(struct page_view *page, struct app *app, enum field_id field)
{
    const struct page_layout *layout = &page->layout;
    int row = place(page, layout->label_rows[field]), columns = layout->col - layout->label_col;

    if (layout->label_rows[field] < 0 || row < 0)
        return;
    if (layout->label_rows[field] < layout->rows[field])
        columns = screen_cols(app->screen);
    screen_clipped(app->screen, row, layout->label_col, columns, ROLE_LABEL, field_label(field));
}

static void draw_field(struct page_view *page, struct app *app, enum field_id field)
{
    const struct page_layout *layout = &page->layout;
    int row = place(page, layout->rows[field]);

    draw_label(page, app, field);
    if (layout->rows[field] < 0 || row < 0)
        return;
    if (page->focus == (int)field)
        screen_text(app->screen, row, 0, ROLE_MARK, ">");
    switch (field_get(field)->kind) {
    case SETTING_TEXT:
        draw_text_field(page, app, field, row);
        break;
    case SETTING_SECRET:
        draw_secret(page, app, field, row);
        break;
    case SETTING_CHECK:
        draw_check(page, app, field, row);
        break;
    case SETTING_CHOICE:
        draw_choice(page, app, field, row);
        break;
    case SETTING_LINE:
    case SETTING_HIDDEN:
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
                  page_button(&page->layout, item));
}

void page_draw(struct view *view, struct app *app)
{
    struct page_view *page = (struct page_view *)view;
    char banner[RECOVER_REMARK];
    int i;

    page_arrange(page, app);
    page_sync(page, app);
    keep_focus_in_view(page);
    draw_title(page, app);
    if (page->layout.whole)
        screen_text(app->screen, 1, 0, ROLE_BANNER,
                    page_banner(app, banner, sizeof banner));
    draw_section(page, app, FIELD_SECTION_CONFIGURATION);
    draw_section(page, app, FIELD_SECTION_PASSWORD);
    for (i = 0; i < FIELD_COUNT; i++)
        draw_field(page, app, (enum field_id)i);
    for (i = PAGE_SAVE; i < PAGE_ITEMS; i++)
        draw_button(page, app, (enum page_item)i);
    page_draw_messages(page, app);
    draw_key_line(page, app);
}
