/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A form page's frame: banner, what stands below the rows, and the keys.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/password.h"
#include "core/reason.h"
#include "tui/formview.h"
#include "tui/pending.h"

#define ERROR_ROWS 2 /* where nothing scrolls */
#define SMALL_ROWS 3 /* else these, for all messages */
#define RULES_ROWS 2
#define RULES_GAP  3 /* between a secret and its rules */
#define PATIENT_S  5 /* from then on the row says how to stop waiting */

/* --- banner ---------------------------------------------------------------- */

/* That the page is read-only, a TERM that is not known, first steps; "": nothing. */
static const char *formview_banner(const struct formview *form, struct app *app, char *text,
                                   size_t size)
{
    if (app->settings->read_only)
        return _("Read-only: nothing can be changed here (--read-only).");
    if (app->denied && app->link.over_lan)
        return _("Read-only: this session's privilege is too low to change anything.");
    if (app->denied)
        return _("Read-only: the BMC is locked for the host.");
    if (pending_banner(app, text, size)[0] != '\0')
        return text;
    if (screen_fallback(app->screen) != NULL)
        return _("Unknown TERM; vt100 is assumed.");
    return form->page->hint != NULL ? form->page->hint(app) : "";
}

/* --- the last row ---------------------------------------------------------- */

static void formview_print_keys(const struct formview *form, struct app *app, int dropped,
                                char *line, size_t size)
{
    const char *gap = form->narrow ? " " : "  ", *prefix = "F", *before = "";
    const struct formview_action *action;
    size_t used;

    line[0] = '\0';
    if (!screen_function_keys(app->screen)) {
        snprintf(line, size, "%s", form->narrow ? _("Esc:") : _("Esc then:"));
        prefix = "";
        before = " ";
    }
    for (int number = 1; number <= 10; number++) {
        action = formview_action(form, app, (enum key_code)(K_F1 + number - 1));
        if (action == NULL || action->word == NULL ||
            (action->drop != 0 && action->drop <= dropped))
            continue;
        used = strlen(line);
        snprintf(line + used, size - used, "%s%s%d %s", before, prefix,
                 prefix[0] == '\0' ? number % 10 : number, _(action->word));
        before = gap;
    }
}

static void formview_draw_keys(const struct formview *form, struct app *app)
{
    int dropped = form->narrow ? FORMVIEW_DROPS - 1 : 0;
    char line[300];

    do
        formview_print_keys(form, app, dropped, line, sizeof line);
    while (text_columns(line) > screen_cols(app->screen) - 1 && dropped++ < FORMVIEW_DROPS);
    app_key_line(app, line);
}

/* --- errors ---------------------------------------------------------------- */

/* The row whose sentence is shown: the focused one's error, else the topmost error, else a warning;
 * -1: nothing is wrong. */
static int formview_worst(const struct formview *form)
{
    int focus = formview_focus(form), warning = -1, row;

    if (focus >= 0 && form->rows[focus].marked && form->rows[focus].error)
        return focus;
    for (row = 0; row < MODEL_ROWS; row++) {
        if (form->rows[row].marked && form->rows[row].error)
            return row;
        if (form->rows[row].marked && (warning < 0 || row == focus))
            warning = row;
    }
    return warning;
}

/* Returns how many rows it takes. */
static int formview_draw_error(const struct formview *form, struct app *app, int at, int rows)
{
    int row = form->full >= 0 ? form->full : formview_worst(form);
    char text[ERROR_SENTENCE + VALUE_TEXT * 2];
    const char *label;

    if (row < 0)
        return 0;
    label = setting_label(formview_setting(form, row));
    if (form->full >= 0)
        snprintf(text, sizeof text,
                 _("%s: at most %d characters fit; the rest was not taken."), label,
                 TEXT_TYPED);
    else
        snprintf(text, sizeof text, "%s: %s", label, form->rows[row].sentence);
    return screen_wrapped(app->screen, at, 0, rows,
                          form->full >= 0 || form->rows[row].error ? ROLE_ERROR : ROLE_WARNING,
                          text);
}

/* --- what runs ------------------------------------------------------------- */

/* What changes stands last: a clock costs few bytes then. */
static void formview_print_reading(const struct app *app, char *text, size_t size)
{
    int64_t seconds = (app_now(app) - app->load_ms) / 1000;
    size_t used;

    snprintf(text, size, "%s%s",
             app->rest ? _("Reading other channels and users") : _("Reading the BMC"),
             seconds >= PATIENT_S ? _(" (Esc stops waiting)") : "");
    used = strlen(text);
    if (app->total > 0)
        snprintf(text + used, size - used, _(", %u of %u"), app->done, app->total);
    used = strlen(text);
    if (seconds > 0)
        snprintf(text + used, size - used, _(", %d s"), (int)seconds);
}

/* What was just told, else what runs, else how it ended. false: nothing of that. */
static int formview_draw_running(const struct formview *form, struct app *app, int row, int rows)
{
    bool runs = form->notice[0] == '\0' && (app->load_job != 0 || app->light_job != 0);
    const char *said = form->notice[0] != '\0'              ? form->notice
                       : app->live.lost ? _("The BMC does not answer; it is asked again every 5 s.")
                       : app->light.notice[0] != '\0'       ? app->light.notice
                       : app->load_error.kind != ERROR_NONE ? app->load_error.sentence
                                                            : "";
    char text[ERROR_SENTENCE], light[LIGHT_TEXT];

    if (!runs && said[0] == '\0' && form->light)
        snprintf(text, sizeof text, "%s: %s", _("IDENTIFY LIGHT"),
                 light_text(&app->light, app_now(app), light));
    else if (!runs)
        snprintf(text, sizeof text, "%s", said);
    else if (app->load_job != 0)
        formview_print_reading(app, text, sizeof text);
    else
        snprintf(text, sizeof text, "%s", _("Waiting for the BMC to answer about the identify "
                                            "light"));
    return screen_wrapped(app->screen, row, 0, rows, runs ? ROLE_RUNNING : ROLE_WARNING, text);
}

/* --- password rules -------------------------------------------------------- */

/* Yes and no take the same room, so that a rule that is met costs few bytes on the line. */
static int formview_answer_columns(void)
{
    int yes = text_columns(_("yes")), no = text_columns(_("no"));

    return yes > no ? yes : no;
}

/* "8-16 bytes: yes", "a-z no"; row < 0: only measured. Returns the column behind it. */
static int formview_draw_rule(struct app *app, int row, int col, enum password_rule rule)
{
    enum password_policy policy = app->settings->password_policy;
    bool met = password_meets(policy, app->edit->password, rule);
    char text[40];

    password_rule_text(policy, rule, text, sizeof text);
    screen_text(app->screen, row, col, ROLE_LABEL, text);
    col += text_columns(text) + 1;
    screen_text(app->screen, row, col, met ? ROLE_GOOD : ROLE_LABEL, met ? _("yes") : _("no"));
    return col + formview_answer_columns() + 1;
}

/* "3 of these 4:" */
static const char *formview_classes_text(const struct app *app, char *text, size_t size)
{
    unsigned classes = password_limits(app->settings->password_policy)->classes;

    text[0] = '\0';
    if (classes == 4)
        snprintf(text, size, "%s", _("all of these:"));
    else if (classes > 0)
        snprintf(text, size, _("%u of these 4:"), classes);
    return text;
}

/* In two rows from there on. Returns the column behind the longer one. */
static int formview_draw_rules(struct app *app, int row, int col)
{
    char text[60];
    int first, second = col;

    first = formview_draw_rule(app, row, col, PASSWORD_RULE_LENGTH);
    if (formview_classes_text(app, text, sizeof text)[0] == '\0')
        return first;
    screen_text(app->screen, row, first, ROLE_LABEL, text);
    first += text_columns(text);
    for (enum password_rule rule = PASSWORD_RULE_LOWER; rule < PASSWORD_RULE_COUNT; rule++)
        second = formview_draw_rule(app, row < 0 ? row : row + 1, second, rule);
    return first > second - 1 ? first : second - 1;
}

/* Beside the password and its repetition, one of which has the focus. false: there is no room. */
static bool formview_draw_rules_beside(const struct formview *form, struct app *app)
{
    const struct board_item *item = form->board.items;
    int col;

    while (!formview_is_secret(form, item->id - 1))
        item++;
    col = item->col + item->width + 2 + RULES_GAP;
    if (formview_draw_rules(app, -1, col) > form->board.width)
        return false;
    formview_draw_rules(app, board_place(&form->board, item), col);
    return true;
}

/* --- help ------------------------------------------------------------------ */

/* Of several rows that show one value one is enough. */
static bool formview_told_elsewhere(const struct page_class *class, unsigned row)
{
    const struct setting *setting = &class->settings[row];

    return (setting->flags & SETTING_VIEW) != 0 ||
           ((setting->flags & SETTING_PART) != 0 &&
            class->settings[model_source_row(class, row)].parts != setting);
}

/* What RELOAD reads again: "Not read: VLAN ID, MAC address; " and why the last was not. false: all
 * has been read. */
static bool formview_print_not_read(const struct app *app, char *text, size_t size)
{
    const struct page_class *class = app->model->page;
    char reason[ERROR_SENTENCE] = "";
    const struct value_fault *fault;
    size_t used = 0;

    for (unsigned row = 0; row < class->rows; row++) {
        fault = model_fault(app->model, row);
        if (fault == NULL || formview_told_elsewhere(class, row))
            continue;
        snprintf(text + used, size - used, used == 0 ? _("Not read: %s") : ", %s",
                 setting_label(&class->settings[row]));
        used = strlen(text);
        reason_of_fault(fault, reason, sizeof reason);
    }
    if (used > 0)
        snprintf(text + used, size - used, "; %s", reason);
    return used > 0;
}

/* The help of a secret also tells of F3, but not twice, nor where F3 does nothing. */
static void formview_print_row_help(const struct formview *form, struct app *app, char *text,
                                    size_t size)
{
    int row = formview_focus(form);
    const char *help = formview_setting(form, row)->help;
    bool keys = screen_function_keys(app->screen);

    help = help == NULL ? "" : _(help);
    if (!formview_is_secret(form, row) || formview_is_secret(form, row - 1) ||
        formview_action(form, app, K_F3) == NULL)
        snprintf(text, size, "%s", help);
    else if (form->shown)
        snprintf(text, size, keys ? _("%s; F3 hides it") : _("%s; Esc 3 hides it"), help);
    else
        snprintf(text, size, keys ? _("%s; F3 shows it") : _("%s; Esc 3 shows it"), help);
}

/* What could not be read is told where the focus is at first, and where it goes for another try. */
static int formview_draw_help(const struct formview *form, struct app *app, int row, int rows)
{
    const struct formview_action *button = formview_button(form);
    char text[ERROR_SENTENCE + VALUE_TEXT * 4];
    bool tells = button != NULL
                     ? button->key == K_F5
                     : formview_chooses_page(formview_setting(form, formview_focus(form)));

    if (tells && formview_print_not_read(app, text, sizeof text))
        ;
    else if (button != NULL)
        snprintf(text, sizeof text, "%s", _(button->help));
    else
        formview_print_row_help(form, app, text, sizeof text);
    return screen_wrapped(app->screen, row, 0, rows, ROLE_HELP, app_help_text(app, text));
}

/* --- all of it ------------------------------------------------------------- */

/* Three rows for an error, else the password rules, what runs, banner and help. Returns the row
 * behind them. */
static int formview_draw_messages(const struct formview *form, struct app *app, const char *banner,
                                  int row, int rows)
{
    int end = row + rows, used = formview_draw_error(form, app, row, rows);

    if (used > 0)
        return row + used;
    if (formview_is_secret(form, formview_focus(form))) {
        formview_draw_rules(app, row, 0);
        row += RULES_ROWS;
    }
    used = formview_draw_running(form, app, row, end - row);
    if (used > 0)
        return row + used;
    row += screen_wrapped(app->screen, row, 0, end - row, ROLE_BANNER, banner);
    return row + formview_draw_help(form, app, row, end - row);
}

/* The rows are few: that there are more is said in the last one of the messages, if they leave it
 * free. */
static void formview_draw_small(struct formview *form, struct app *app, const char *banner)
{
    int row = screen_rows(app->screen) - 1 - SMALL_ROWS, last = row + SMALL_ROWS - 1;

    form->board.apart = true;
    board_draw(&form->board, app->screen, 1, row - 1);
    if (formview_draw_messages(form, app, banner, row, SMALL_ROWS) <= last)
        board_tell_more(&form->board, app->screen, last);
}

static void formview_draw_whole(struct formview *form, struct app *app, const char *banner)
{
    int top = formview_top(form), messages = screen_rows(app->screen) - FORMVIEW_MESSAGE_ROWS;
    int help = messages + ERROR_ROWS;
    int error;

    screen_text(app->screen, 1, 0, ROLE_BANNER, banner);
    form->board.apart = false;
    board_draw(&form->board, app->screen, top, messages - top);
    if (screen_cols(app->screen) >= FORMVIEW_SIDE_COLS)
        formview_draw_side(form, app, top, messages - (form->air ? 1 : 0));
    error = formview_draw_error(form, app, messages, ERROR_ROWS);
    if (formview_is_secret(form, formview_focus(form)) && !formview_draw_rules_beside(form, app) &&
        error == 0)
        formview_draw_rules(app, messages, 0);
    formview_draw_help(form, app, help, 1);
    formview_draw_running(form, app, help + 1, 1);
}

void formview_draw(struct view *view, struct app *app)
{
    struct formview *form = (struct formview *)view;
    char text[RECOVER_REMARK];
    const char *banner = formview_banner(form, app, text, sizeof text);

    form->banner = banner[0] != '\0';
    formview_refresh(form, app);
    form->fresh = true;
    app_page_title(app, _(form->page->class->title));
    (form->whole ? formview_draw_whole : formview_draw_small)(form, app, banner);
    formview_draw_keys(form, app);
}
