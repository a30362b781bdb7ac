/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the dialog "Let somebody in" says. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "base/random.h"
#include "base/text.h"
#include "core/report.h"
#include "tui/guest_own.h"

#define GUEST_COL 23 /* where values begin, but on narrow screens */

bool guest_may_show(const struct app *app)
{
    return !app->lock.used || app->settings->locked_show_password;
}

/* Behind the widest of these labels. */
static int guest_col(const struct app *app, const char *const labels[], size_t count)
{
    int col = 0;

    for (size_t i = 0; i < count; i++)
        col = text_wider(col, labels[i]);
    col += 4;
    return col > GUEST_COL || screen_narrow(app->screen) ? col : GUEST_COL;
}

/* --- what is asked -------------------------------------------------------------------------- */

static const char *guest_privilege_note(enum privilege privilege)
{
    switch (privilege) {
    case PRIVILEGE_USER:
        return _("looks, changes nothing");
    case PRIVILEGE_OPERATOR:
        return _("power, events, serial console");
    default:
        return _("everything, other users as well");
    }
}

static void guest_add_choice(struct board *board, int id, int col, const char *label,
                             const char *value)
{
    char text[100];

    board_put(board, ROLE_LABEL, 2, label);
    snprintf(text, sizeof text, "<%s>", value);
    board_add(board, BOARD_BOX, id, col, text);
}

/* Behind what stands in the row, where there is room. */
static void guest_add_note(struct board *board, int gap, const char *note)
{
    if (board->col + gap + text_columns(note) <= board->width)
        board_put(board, ROLE_NOTE, board->col + gap, note);
    board_next(board);
}

static void guest_print_hours(unsigned hours, char *text, size_t size)
{
    snprintf(text, size, ngettext("%u hour", "%u hours", hours), hours);
}

static void guest_add_form(struct guest_dialog *guest)
{
    const char *const labels[] = {_("Name"), _("Privilege"), GUEST_FOR, _("Serial over LAN"),
                                  _("Password")};
    struct board *board = &guest->dialog.board;
    int col = guest_col(guest->dialog.app, labels, 5), width = board->width - col - 2;
    char text[80];

    board_put(board, ROLE_LABEL, 2, labels[0]);
    board_text_line(board, GUEST_NAME, col, &guest->line,
                    width < BMC_USER_NAME - 1 ? width : BMC_USER_NAME - 1);
    board_next(board);
    guest_add_choice(board, GUEST_PRIVILEGE, col, labels[1],
                     value_word_text(&value_privilege, guest->privilege));
    guest_add_note(board, 4, guest_privilege_note(guest->privilege));
    guest_print_hours(guest->hours, text, sizeof text);
    guest_add_choice(board, GUEST_HOURS, col, labels[2], text);
    board_next(board);
    board_put(board, ROLE_LABEL, 2, labels[3]);
    board_add(board, BOARD_BOX, GUEST_SOL, col, guest->sol ? "[x]" : "[ ]");
    board_next(board);
    board_pair(board, ROLE_LABEL, labels[4], col + 1, ROLE_TEXT,
               guest_may_show(guest->dialog.app)
                   ? _("made here, 16 characters, shown once")
                   : _("made here, but this console may not show it"));
    board_line(board, ROLE_TEXT, 0,
               _("It ends by itself while this machine runs, else when it next starts: a BMC "
                 "cannot do that alone. Some web pages let in administrators only."));
    if (guest->said[0] != '\0')
        board_line(board, ROLE_ERROR, 0, guest->said);
}

/* --- while it runs -------------------------------------------------------------------------- */

static void guest_add_progress(struct guest_dialog *guest)
{
    const struct save_state *state = guest->progress;
    bool begin = guest->kind == GUEST_JOB_BEGIN;
    char text[ERROR_SENTENCE];

    snprintf(text, sizeof text, "%s",
             guest->kind == GUEST_JOB_EXTEND ? _("Asking the BMC")
             : !begin                        ? _("Deleting the user")
             : state != NULL && state->stage == SAVE_STAGE_PUT_BACK ? _("Undoing it")
                                                                    : _("Adding the user"));
    if (begin && state != NULL && state->stage == SAVE_STAGE_STEPS &&
        state->step < state->plan.count)
        text_append(text, sizeof text, ": ", "%s",
                    plan_step_name(&state->plan, &state->plan.steps[state->step]));
    text_append(text, sizeof text, "", _(", %d s"), dialog_seconds(&guest->dialog));
    board_line(&guest->dialog.board, ROLE_RUNNING, 0, text);
}

/* --- somebody is in ------------------------------------------------------------------------- */

static void guest_print_until(long long left_s, char *text, size_t size)
{
    time_t now = time(NULL), until = now + (time_t)left_s;
    struct tm parts, today;

    text[0] = '\0';
    if (localtime_r(&until, &parts) != NULL && localtime_r(&now, &today) != NULL)
        (void)strftime(text, size, parts.tm_yday == today.tm_yday ? "%H:%M" : "%Y-%m-%d %H:%M",
                       &parts);
}

static long long guest_left(const struct guest_dialog *guest)
{
    struct guest_time now;

    guest_time_now(&now);
    return guest_record_left(&guest->result.record, &now);
}

static void guest_headline(struct guest_dialog *guest)
{
    const char *name = guest->result.record.name;
    long long left_s = guest_left(guest), hours = (left_s + 1799) / 3600;
    bool new = guest->kind == GUEST_JOB_BEGIN && hours * 3600 - left_s < 60;
    char text[ERROR_SENTENCE], until[40], left[40];
    const char *rest;
    size_t bytes;

    guest_print_until(left_s, until, sizeof until);
    if (new)
        guest_print_hours((unsigned)hours, left, sizeof left);
    else
        guest_print_left(left_s, left, sizeof left);
    snprintf(text, sizeof text,
             new ? _("LET IN: %s may log in until %s (%s).")
                 : _("%s may log in until %s (%s left)."),
             name, until, left);
    bytes = text_wrap(text, app_title_columns(guest->dialog.app), &rest);
    if (rest != NULL)
        board_line(&guest->dialog.board, ROLE_TEXT, 0, rest);
    text[bytes] = '\0';
    app_title(guest->dialog.app, text);
    app_title_bar(guest->dialog.app, ROLE_BAR_GOOD);
}

static void guest_add_password(struct guest_dialog *guest, const char *label, int col)
{
    struct board *board = &guest->dialog.board;

    if (secret_length(guest->password) == 0)
        return;
    board_put(board, ROLE_LABEL, 2, label);
    guest->password_row = board->row;
    guest->password_col = col;
    board->col = col + RANDOM_PASSWORD;
    guest_add_note(board, 8, _("shown this once"));
}

static void guest_add_data(struct guest_dialog *guest)
{
    const char *const labels[] = {_("Web"), _("User"), _("Password"), _("Serial console")};
    struct board *board = &guest->dialog.board;
    const struct guest_record *record = &guest->result.record;
    int col = guest_col(guest->dialog.app, labels, 4);
    char address[IPV4_TEXT], text[160];

    ipv4_print(guest->result.address, address);
    snprintf(text, sizeof text, "https://%s/", address);
    board_pair(board, ROLE_LABEL, labels[0], col, ROLE_TEXT,
               guest->result.address != 0 ? text : _("the BMC's address is unknown"));
    board_pair(board, ROLE_LABEL, labels[1], col, ROLE_TEXT, record->name);
    guest_add_password(guest, labels[2], col);
    snprintf(text, sizeof text, "ipmiconsole -h %s -u %s -P", address, record->name);
    if (guest->result.address != 0 && record->sol)
        board_pair(board, ROLE_LABEL, labels[3], col, ROLE_TEXT, text);
    if (guest->said[0] != '\0')
        board_line(board, guest->good ? ROLE_GOOD : ROLE_ERROR, 0, guest->said);
}

/* No copy of it but that on the screen, whose rows are erased before it is left. */
void guest_beside(struct dialog *dialog, int row)
{
    const struct guest_dialog *guest = (const struct guest_dialog *)dialog;
    int place = guest->password_row < 0 ? -1 : board_row_place(&dialog->board, guest->password_row);

    (void)row;
    if (place < 0 || secret_length(guest->password) == 0)
        return;
    screen_secret(dialog->app->screen, place);
    screen_text(dialog->app->screen, place, guest->password_col, ROLE_VALUE,
                dialog->app->hide ? "********" : secret_bytes(guest->password));
}

/* --- the dialog ----------------------------------------------------------------------------- */

static void guest_add_buttons(struct guest_dialog *guest)
{
    struct board *board = &guest->dialog.board;

    board_footer(board);
    switch (guest->stage) {
    case GUEST_ASKING:
        board_button(board, GUEST_BACK, _("BACK"));
        board_button(board, GUEST_LET_IN, _("LET IN"));
        break;
    case GUEST_RUNNING:
        if (guest->kind == GUEST_JOB_BEGIN)
            board_button(board, GUEST_STOP, _("STOP"));
        break;
    case GUEST_IN:
        board_button(board, GUEST_DONE_BUTTON, _("DONE"));
        board_button(board, GUEST_MORE, _("4 HOURS MORE"));
        board_button(board, GUEST_END_NOW, _("END NOW"));
        if (secret_length(guest->password) == 0)
            board_button(board, GUEST_ANOTHER, _("ANOTHER"));
        break;
    case GUEST_ENDED:
        board_button(board, GUEST_DONE_BUTTON, _("CLOSE"));
        break;
    }
}

static void guest_add_ended(struct guest_dialog *guest)
{
    app_title_bar(guest->dialog.app, guest->good ? ROLE_BAR_GOOD : ROLE_BAR_BAD);
    board_line(&guest->dialog.board, ROLE_TEXT, 0, guest->said);
}

void guest_fill(struct dialog *dialog)
{
    static const char *const keys[] = {
        [GUEST_ASKING] = N_("Tab moves  Enter presses  Esc back, nothing is sent"),
        [GUEST_RUNNING] = N_("Esc stops it; what was done is undone"),
        [GUEST_IN] = N_("Tab moves  Enter presses  Esc closes"),
        [GUEST_ENDED] = N_("Enter or Esc closes"),
    };
    struct guest_dialog *guest = (struct guest_dialog *)dialog;

    guest->password_row = -1;
    if (guest->stage == GUEST_IN)
        guest_headline(guest);
    else
        app_title(dialog->app, _("Let somebody in"));
    if (guest->stage == GUEST_ASKING)
        guest_add_form(guest);
    else if (guest->stage == GUEST_RUNNING)
        guest_add_progress(guest);
    else if (guest->stage == GUEST_IN)
        guest_add_data(guest);
    else
        guest_add_ended(guest);
    guest_add_buttons(guest);
    app_key_line(dialog->app, guest->stage == GUEST_RUNNING && guest->kind != GUEST_JOB_BEGIN
                                  ? ""
                                  : _(keys[guest->stage]));
}
