/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a user's values stand in the dialog CHANGE or ADD, and the password's rules beside them. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/password.h"
#include "tui/users_view.h"

enum {
    LABEL_COL = 2,
    FIELD_COL = 23,
    FIELD_GAP = 2,
    FIELD_LEAST = 8, /* columns of a text that can still be edited */
    RULES_GAP = 3
};

/* --- where ---------------------------------------------------------------------------- */

static const char *const labels[] = {
    [USERS_NAME] = N_("Name"),
    [USERS_PRIVILEGE] = N_("Privilege"),
    [USERS_ENABLED] = N_("Enabled"),
    [USERS_MESSAGING] = N_("IPMI messaging"),
    [USERS_SOL] = N_("Serial over LAN"),
    [USERS_PASSWORD] = N_("Password"),
    [USERS_CONFIRM] = N_("Confirm Password"),
};

/* Of what stands behind the labels. */
static int fields_col(const struct users_edit *edit)
{
    int col = screen_narrow(edit->dialog.app->screen) ? 0 : FIELD_COL;

    for (int id = USERS_NAME; id <= USERS_CONFIRM; id++) {
        int end = LABEL_COL + text_columns(_(labels[id])) + FIELD_GAP;

        col = end > col ? end : col;
    }
    return col;
}

static int fields_width(const struct users_edit *edit, int wanted)
{
    int room = edit->dialog.board.width - fields_col(edit) - 3; /* brackets, mark */

    return room < FIELD_LEAST ? FIELD_LEAST : room < wanted ? room : wanted;
}

static void fields_label(struct users_edit *edit, int id)
{
    board_put(&edit->dialog.board, ROLE_LABEL, LABEL_COL, _(labels[id]));
}

/* The row ends with the ! of an error. */
static void fields_end(struct users_edit *edit, int id, int col)
{
    if (edit->wrong_id == id)
        board_put(&edit->dialog.board, ROLE_ERROR, col, "!");
    board_next(&edit->dialog.board);
}

/* --- each row -------------------------------------------------------------------------- */

static void fields_add_text(struct users_edit *edit, int id, struct line *line, int columns)
{
    int col = fields_col(edit), width = fields_width(edit, columns);

    fields_label(edit, id);
    board_text_line(&edit->dialog.board, id, col, line, width);
    fields_end(edit, id, col + width + 2);
}

static void fields_add_value(struct users_edit *edit, int id, const char *text)
{
    fields_label(edit, id);
    board_put(&edit->dialog.board, ROLE_TEXT, fields_col(edit) + 1, text);
    board_next(&edit->dialog.board);
}

static void fields_add_item(struct users_edit *edit, int id, const char *text)
{
    struct board_item *item;

    fields_label(edit, id);
    item = board_add(&edit->dialog.board, BOARD_BOX, id, fields_col(edit), text);
    item->cursor = 1;
    fields_end(edit, id, fields_col(edit) + text_columns(text));
}

static void fields_add_name(struct users_edit *edit)
{
    char text[BMC_USER_NAME + 64];

    if (!edit->account.fixed) {
        fields_add_text(edit, USERS_NAME, &edit->name_line, USERS_NAME_COLUMNS);
        return;
    }
    snprintf(text, sizeof text, "%s%s%s",
             edit->account.name[0] != '\0' ? edit->account.name : _("(no name)"),
             screen_narrow(edit->dialog.app->screen) ? "" : "    ",
             screen_narrow(edit->dialog.app->screen) ? "" : _("fixed by the BMC"));
    fields_add_value(edit, USERS_NAME, text);
}

static void fields_add_privilege(struct users_edit *edit)
{
    char text[64];

    snprintf(text, sizeof text, "<%s>", value_word_text(&value_privilege, edit->wish.privilege));
    fields_add_item(edit, USERS_PRIVILEGE, text);
}

static void fields_add_tick(struct users_edit *edit, int id, bool known, bool ticked)
{
    fields_add_item(edit, id, !known ? "[?]" : ticked ? "[x]" : "[ ]");
}

static void fields_add_access(struct users_edit *edit)
{
    bool enabled = edit->deed == ACCOUNT_ADD || (edit->wish.given & ACCOUNT_ENABLED) != 0 ||
                   edit->account.access.enabled != USER_ENABLED_UNKNOWN;

    if (edit->deed == ACCOUNT_SET && !edit->account.known) {
        for (int id = USERS_PRIVILEGE; id <= USERS_MESSAGING; id++)
            fields_add_value(edit, id, _("not read"));
        return;
    }
    fields_add_privilege(edit);
    fields_add_tick(edit, USERS_ENABLED, enabled, edit->wish.enabled);
    fields_add_tick(edit, USERS_MESSAGING, true, edit->wish.messaging);
}

static void fields_add_sol(struct users_edit *edit)
{
    if (edit->account.sol == ACCOUNT_SOL_UNKNOWN)
        fields_add_value(edit, USERS_SOL, _("not reported"));
    else
        fields_add_tick(edit, USERS_SOL, true, edit->wish.sol);
}

/* --- the footer ------------------------------------------------------------------------- */

static void fields_add_running(struct users_edit *edit)
{
    struct board *board = &edit->dialog.board;
    int seconds = dialog_seconds(&edit->dialog);
    char text[128];

    if (edit->dialog.job == 0)
        return;
    snprintf(text, sizeof text, "%s",
             edit->preparing ? _("Comparing with the BMC") : _("Reading the BMC"));
    if (seconds > 0)
        text_append(text, sizeof text, "", _(", %d s"), seconds);
    board_line(board, ROLE_RUNNING, 0, text);
}

static bool fields_secret_focused(const struct users_edit *edit)
{
    return edit->dialog.board.focus == USERS_PASSWORD || edit->dialog.board.focus == USERS_CONFIRM;
}

/* "8-16 bytes: yes" or "a-z no". */
static void fields_print_rule(const struct users_edit *edit, enum password_rule rule, char *text,
                              size_t size)
{
    enum password_policy policy = edit->dialog.app->settings->password_policy;
    char name[40];

    snprintf(text, size, "%s %s", password_rule_text(policy, rule, name, sizeof name),
             password_meets(policy, edit->password, rule) ? _("yes") : _("no"));
}

/* Row 0: the length, and how many of the classes; row 1: the classes. "": there are none. */
static void fields_print_rules(const struct users_edit *edit, int row, char *text, size_t size)
{
    unsigned classes = password_limits(edit->dialog.app->settings->password_policy)->classes;
    char rule[60];

    text[0] = '\0';
    if (row == 0) {
        fields_print_rule(edit, PASSWORD_RULE_LENGTH, text, size);
        if (classes == 4)
            text_append(text, size, "  ", "%s", _("all of these:"));
        else if (classes > 0)
            text_append(text, size, "  ", _("%u of these 4:"), classes);
        return;
    }
    for (enum password_rule each = PASSWORD_RULE_LOWER; classes > 0 && each < PASSWORD_RULE_COUNT;
         each++) {
        fields_print_rule(edit, each, rule, sizeof rule);
        text_append(text, size, " ", "%s", rule);
    }
}

/* Beside the two secrets, where there is room. */
static int fields_rules_col(const struct users_edit *edit)
{
    return fields_col(edit) + fields_width(edit, USERS_SECRET_COLUMNS) + 2 + RULES_GAP;
}

static bool fields_rules_beside(const struct users_edit *edit)
{
    char text[160];

    for (int row = 0; row < 2; row++) {
        fields_print_rules(edit, row, text, sizeof text);
        if (fields_rules_col(edit) + text_columns(text) > edit->dialog.board.width)
            return false;
    }
    return true;
}

static void fields_add_rules(struct users_edit *edit)
{
    char text[160];

    for (int row = 0; row < 2 && fields_secret_focused(edit) && !fields_rules_beside(edit); row++) {
        fields_print_rules(edit, row, text, sizeof text);
        if (text[0] != '\0')
            board_line(&edit->dialog.board, ROLE_NOTE, 0, text);
    }
}

/* Without the focus the rules keep their place, so that the box stays as it is. */
static void fields_add_secret(struct users_edit *edit, int id, struct line *line, int row)
{
    char text[160];

    if (fields_rules_beside(edit)) {
        fields_print_rules(edit, row, text, sizeof text);
        if (!fields_secret_focused(edit))
            snprintf(text, sizeof text, "%*s", text_columns(text), "");
        board_put(&edit->dialog.board, ROLE_NOTE, fields_rules_col(edit), text);
    }
    fields_add_text(edit, id, line, USERS_SECRET_COLUMNS);
}

/* Of the item with the focus; where there is little room, none. */
static const char *fields_help(const struct users_edit *edit)
{
    static const char *const help[] = {
        [USERS_NAME] = N_("1 to 16 letters, digits and signs, such as oper_2"),
        [USERS_PRIVILEGE] = N_("user: reads; operator: power, console; administrator: all"),
        [USERS_ENABLED] = N_("Whether the BMC accepts this user, on all channels"),
        [USERS_MESSAGING] = N_("Whether IPMI accepts logins of this user here"),
        [USERS_SOL] = N_("Whether this user may open the serial console"),
        [USERS_PASSWORD] = N_("Empty: it stays as it is. Applies to all channels"),
        [USERS_CONFIRM] = N_("The same password again"),
    };
    int id = edit->dialog.board.focus;

    if (id == USERS_PASSWORD && edit->deed == ACCOUNT_ADD)
        return _("A new user needs one. It is tested after it is set");
    return id >= USERS_NAME && id <= USERS_CONFIRM ? _(help[id]) : "";
}

static void fields_add_sentences(struct users_edit *edit)
{
    struct board *board = &edit->dialog.board;
    const char *name = secret_bytes(edit->name), *warning = NULL;

    if (name[0] != '\0' && !edit->account.fixed && account_check_name(name, NULL) == 0)
        warning = account_name_warning(name);
    if (edit->wrong[0] != '\0')
        board_line(board, ROLE_ERROR, 0, edit->wrong);
    else if (warning != NULL)
        board_line(board, ROLE_WARNING, 0, warning);
    else if (edit->shown && screen_rows(edit->dialog.app->screen) >= SCREEN_ROWS)
        board_line(board, ROLE_HELP, 0, fields_help(edit));
    if (edit->last)
        board_box(board, USERS_INSIST, edit->insists ? "[x]" : "[ ]",
                  _("leave the BMC without an administrator"));
}

/* --- all of it --------------------------------------------------------------------------- */

static void fields_title(const struct users_edit *edit)
{
    struct app *app = edit->dialog.app;
    unsigned channel = edit->accounts.channel;
    char title[160];

    if (!edit->shown)
        snprintf(title, sizeof title, "%s", edit->deed == ACCOUNT_ADD ? _("New user") : _("User"));
    else if (edit->deed == ACCOUNT_ADD)
        snprintf(title, sizeof title, _("New user in slot %u, channel %u"), (unsigned)edit->slot,
                 channel);
    else
        snprintf(title, sizeof title, _("User %u %s, channel %u"), (unsigned)edit->slot,
                 edit->account.name[0] != '\0' ? edit->account.name : _("(no name)"), channel);
    app_title(app, title);
}

void users_fields_fill(struct dialog *dialog)
{
    struct users_edit *edit = (struct users_edit *)dialog;
    struct board *board = &dialog->board;

    fields_title(edit);
    if (edit->shown) {
        fields_add_name(edit);
        fields_add_access(edit);
        fields_add_sol(edit);
        fields_add_secret(edit, USERS_PASSWORD, &edit->password_line, 0);
        fields_add_secret(edit, USERS_CONFIRM, &edit->confirm_line, 1);
    }
    board_footer(board);
    fields_add_rules(edit);
    fields_add_running(edit);
    fields_add_sentences(edit);
    board_gap(board);
    board_button(board, USERS_BACK, _("BACK"));
    if (edit->shown)
        board_button(board, USERS_SAVE, _("SAVE"));
    app_key_line(dialog->app,
                 screen_narrow(dialog->app->screen)
                     ? _("Tab moves  Enter presses  Esc back")
                     : _("Tab moves  Space ticks  Enter presses  Esc back, nothing is sent"));
}
