/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialogs.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "login/login.h"
#include "tui/dialog.h"

#define ROWS_MOST 12 /* of PAM's; the oldest go */
#define ANSWERED  "********"

enum { COL_LABEL = 2, COL_FIELD = 24, COL_FIELD_NARROW = 20 };
enum { WIDTH = 30, WIDTH_NARROW = 16 };
enum { ITEM_NAME = 1, ITEM_ANSWER, ITEM_BACK, ITEM_LOG_IN };

enum row_kind { ROW_TEXT, ROW_ERROR, ROW_QUESTION };

/* What PAM said; the last question, while it is open, has the focus. */
struct row {
    enum row_kind kind;
    bool hidden, open;
    char text[LOGIN_TEXT];
    char answer[LOGIN_USER]; /* as it stays on the screen: of hidden ones stars */
};

struct login_view {
    struct dialog dialog;
    struct secret *name, *answer;
    struct line name_line, answer_line;
    struct row rows[ROWS_MOST];
    size_t row_count;
    struct login *login; /* NULL: PAM is not asked now */
    bool asked;          /* it is the person's turn */
    int64_t until_ms;    /* of the step under way, the user's or PAM's, as dialog.since_ms */
    char said[ERROR_SENTENCE];
};

/* Starts the time limit for the next step, the user's or PAM's. */
static void login_begin_turn(struct login_view *login)
{
    const struct app *app = login->dialog.app;

    login->dialog.since_ms = app_now(app);
    login->until_ms = login->dialog.since_ms + (int64_t)app->settings->locked_login_s * 1000;
}

static bool login_is_checking(const struct login_view *login)
{
    return login->login != NULL && !login->asked;
}

static int login_column(const struct login_view *login)
{
    return screen_narrow(login->dialog.app->screen) ? COL_FIELD_NARROW : COL_FIELD;
}

/* A label, in rows of its own where it is too long. */
static void login_add_label(struct login_view *login, const char *label)
{
    struct board *board = &login->dialog.board;

    if (text_columns(label) < login_column(login) - COL_LABEL)
        board_put(board, ROLE_LABEL, COL_LABEL, label);
    else
        board_line(board, ROLE_LABEL, COL_LABEL, label);
}

static void login_add_field(struct login_view *login, int id, const char *label, struct line *line)
{
    login_add_label(login, label);
    board_text_line(&login->dialog.board, id, login_column(login), line,
                    screen_narrow(login->dialog.app->screen) ? WIDTH_NARROW : WIDTH);
    board_next(&login->dialog.board);
}

static void login_add_value(struct login_view *login, const char *label, const char *value)
{
    char cut[LOGIN_USER];
    int width = screen_narrow(login->dialog.app->screen) ? WIDTH_NARROW : WIDTH;

    login_add_label(login, label);
    snprintf(cut, sizeof cut, "%.*s", width, value);
    board_put(&login->dialog.board, ROLE_LOCKED, login_column(login) + 1, cut);
    board_next(&login->dialog.board);
}

static void login_add_row(struct login_view *login, const struct row *row)
{
    if (row->kind != ROW_QUESTION)
        board_line(&login->dialog.board, row->kind == ROW_ERROR ? ROLE_ERROR : ROLE_TEXT, COL_LABEL,
                   row->text);
    else if (row->open)
        login_add_field(login, ITEM_ANSWER, row->text, &login->answer_line);
    else
        login_add_value(login, row->text, row->answer);
}

static void login_add_message(struct login_view *login)
{
    struct app *app = login->dialog.app;
    int64_t left = login_wait_left_ms(&app->lock.wait, app_now(app));
    char text[ERROR_SENTENCE + 80];

    if (login_is_checking(login))
        snprintf(text, sizeof text, _("Checking, %u s"), (unsigned)dialog_seconds(&login->dialog));
    else if (login->login == NULL && left > 0)
        snprintf(text, sizeof text, _("%s Next try in %u s."), login->said,
                 (unsigned)((left + 999) / 1000));
    else
        snprintf(text, sizeof text, "%s", login->said);
    board_line(&login->dialog.board, login_is_checking(login) ? ROLE_RUNNING : ROLE_ERROR,
               COL_LABEL, text);
}

static void login_fill(struct dialog *dialog)
{
    struct login_view *login = (struct login_view *)dialog;

    board_line(&dialog->board, ROLE_TEXT, COL_LABEL, "");
    if (login->login == NULL)
        login_add_field(login, ITEM_NAME, _("Login"), &login->name_line);
    else
        login_add_value(login, _("Login"), secret_bytes(login->name));
    for (size_t i = 0; i < login->row_count; i++)
        login_add_row(login, &login->rows[i]);
    login_add_message(login);
}

static void login_end(struct login_view *login)
{
    login->dialog.app->keys.bytes = false;
    if (login->login == NULL)
        return;
    app_unwatch(login->dialog.app, login_fd(login->login));
    login_stop(&login->login);
    login->asked = false;
}

/* What PAM said stays to be read ("locked after 3 failures"), what it asked goes. */
static void login_forget_questions(struct login_view *login)
{
    size_t kept = 0;

    for (size_t i = 0; i < login->row_count; i++)
        if (login->rows[i].kind != ROW_QUESTION)
            login->rows[kept++] = login->rows[i];
    explicit_bzero(&login->rows[kept], (ROWS_MOST - kept) * sizeof login->rows[0]);
    login->row_count = kept;
}

/* Back to an empty name: it may have been a password. */
static void login_start_over(struct login_view *login, const char *said)
{
    login_end(login);
    secret_clear(login->name);
    secret_clear(login->answer);
    line_arrive(&login->name_line);
    login_forget_questions(login);
    snprintf(login->said, sizeof login->said, "%s", said);
    login_begin_turn(login);
    board_focus(&login->dialog.board, ITEM_NAME);
}

static struct row *login_new_row(struct login_view *login, enum row_kind kind, const char *text)
{
    struct row *row;

    if (login->row_count == ROWS_MOST) {
        memmove(&login->rows[0], &login->rows[1], (ROWS_MOST - 1) * sizeof login->rows[0]);
        login->row_count--;
    }
    row = &login->rows[login->row_count++];
    memset(row, 0, sizeof *row);
    row->kind = kind;
    snprintf(row->text, sizeof row->text, "%s", text);
    return row;
}

static void login_ask(struct login_view *login, const char *text, bool hidden)
{
    struct row *row = login_new_row(login, ROW_QUESTION, text);
    size_t length = strlen(row->text);

    while (length > 0 && (row->text[length - 1] == ':' || row->text[length - 1] == ' '))
        row->text[--length] = '\0';
    row->hidden = hidden;
    row->open = true;
    login->asked = true;
    login->dialog.app->keys.bytes = hidden; /* a password may be of any language */
    login_begin_turn(login);
    secret_clear(login->answer);
    line_init(&login->answer_line, login->answer, SECRET_MAX, hidden);
    board_focus(&login->dialog.board, ITEM_ANSWER);
}

static const char *login_verdict_text(enum login_news news)
{
    switch (news) {
    case LOGIN_EXPIRED:
        return _("The password or account has expired; renew it somewhere else first.");
    case LOGIN_FAILED:
        return _("PAM could not check the login; see the system log.");
    default:
        return _("Login failed.");
    }
}

/* The next try waits; on the next console, too. */
static void login_try_failed(struct app *app)
{
    login_wait_failed(&app->lock.wait, app_now(app));
    lock_keep_wait(app);
}

static void login_on_verdict(struct login_view *login, const struct login_event *event)
{
    struct app *app = login->dialog.app;
    char line[LOGIN_LINE];

    if (event->news == LOGIN_LET_IN) {
        login_log(login_log_verdict(line, app->lock.tty, event, 0));
        login_end(login);
        lock_let_in(app, event->user);
        return;
    }
    login_try_failed(app);
    login_log(login_log_verdict(line, app->lock.tty, event, app->lock.wait.failures));
    login_start_over(login, login_verdict_text(event->news));
}

static void login_on_event(struct login_view *login, const struct login_event *event)
{
    login_begin_turn(login);
    switch (event->news) {
    case LOGIN_PROMPT:
    case LOGIN_HIDDEN_PROMPT:
        login_ask(login, event->text, event->news == LOGIN_HIDDEN_PROMPT);
        break;
    case LOGIN_SAYS:
    case LOGIN_SAYS_ERROR:
        login_new_row(login, event->news == LOGIN_SAYS ? ROW_TEXT : ROW_ERROR, event->text);
        break;
    default:
        login_on_verdict(login, event);
    }
}

static void login_on_readable(void *data, struct app *app, short revents)
{
    struct login_view *login = data;
    struct login_event event;

    (void)app;
    (void)revents;
    while (login->login != NULL && login_take(login->login, &event))
        login_on_event(login, &event);
    explicit_bzero(&event, sizeof event);
}

static void login_begin(struct login_view *login)
{
    struct app *app = login->dialog.app;
    struct login_who who = {LOGIN_SERVICE, secret_bytes(login->name), app->lock.tty,
                            app->settings->locked_users, app->settings->locked_groups};
    struct bmc_error error;

    login->said[0] = '\0';
    login->row_count = 0;
    if (login_start(&login->login, &who, &error) < 0) {
        login_log(error.sentence);
        login_start_over(login, error.sentence);
        return;
    }
    login->asked = false;
    login_begin_turn(login);
    app_watch(app, login_fd(login->login), POLLIN, login_on_readable, login);
    board_focus(&login->dialog.board, ITEM_LOG_IN);
}

static void login_send_answer(struct login_view *login)
{
    struct row *row = &login->rows[login->row_count - 1];

    login_answer(login->login, login->answer);
    snprintf(row->answer, sizeof row->answer, "%s",
             row->hidden ? ANSWERED : secret_bytes(login->answer));
    row->open = false;
    login->dialog.app->keys.bytes = false;
    secret_clear(login->answer);
    login->asked = false;
    login_begin_turn(login);
    board_focus(&login->dialog.board, ITEM_LOG_IN);
}

/* Giving up after an answer counts: else a wrong password would cost nothing to try. */
static void login_give_up(struct login_view *login, const char *why)
{
    struct app *app = login->dialog.app;
    char line[LOGIN_LINE];

    if (login->login == NULL || !login_tried(login->login))
        return;
    login_try_failed(app);
    login_log(login_log_given_up(line, app->lock.tty, why, app->lock.wait.failures));
    login_end(login);
}

static void login_back(struct dialog *dialog)
{
    login_give_up((struct login_view *)dialog, "given up while PAM was checking");
    dialog_close(dialog);
}

static void login_go_on(struct login_view *login)
{
    struct app *app = login->dialog.app;

    if (login->login != NULL && login->asked)
        login_send_answer(login);
    else if (login->login == NULL && secret_length(login->name) > 0 &&
             login_wait_left_ms(&app->lock.wait, app_now(app)) == 0)
        login_begin(login);
    else
        app_beep(app);
}

static void login_press(struct dialog *dialog, int id)
{
    if (id == ITEM_BACK)
        login_back(dialog);
    else
        login_go_on((struct login_view *)dialog);
}

static bool login_key(struct dialog *dialog, const struct key *key)
{
    struct login_view *login = (struct login_view *)dialog;

    if (!login_is_checking(login))
        login_begin_turn(login);
    if (key->code == K_F1)
        app_go(dialog->app, GO_LOCKED_HELP);
    return key->code == K_F1;
}

static void login_time_is_up(struct login_view *login)
{
    struct app *app = login->dialog.app;
    char text[ERROR_SENTENCE], line[LOGIN_LINE];

    if (!login_is_checking(login)) {
        login_give_up(login, "given up at a prompt");
        dialog_close(&login->dialog);
        return;
    }
    login_try_failed(app);
    login_log(login_log_given_up(line, app->lock.tty, "PAM did not answer in time and was stopped",
                                 app->lock.wait.failures));
    snprintf(text, sizeof text, _("PAM did not answer for %u s and was stopped."),
             app->settings->locked_login_s);
    login_start_over(login, text);
}

static int64_t login_tick(struct view *view, struct app *app, int64_t now_ms)
{
    struct login_view *login = (struct login_view *)view;
    int64_t left = login_wait_left_ms(&app->lock.wait, now_ms), next;

    if (now_ms >= login->until_ms) {
        login_time_is_up(login);
        return now_ms;
    }
    next = login->until_ms;
    if (login_is_checking(login))
        next = dialog_next_second(login->until_ms, now_ms);
    else if (login->login == NULL && left > 0 && dialog_next_second(now_ms + left, now_ms) < next)
        next = dialog_next_second(now_ms + left, now_ms);
    return next;
}

static void login_release(struct dialog *dialog)
{
    struct login_view *login = (struct login_view *)dialog;

    login_give_up(login, "given up as the terminal went"); /* unless it is over */
    login_end(login);
    secret_free(&login->name);
    secret_free(&login->answer);
    explicit_bzero(login->rows, sizeof login->rows);
}

static const struct dialog_class login_class = {
    .view = {DIALOG_VIEW, .tick = login_tick, .no_help = true, .no_suspend = true},
    .size = sizeof(struct login_view),
    .title = N_("Log in to change settings"),
    .keys = N_("Enter continues  Tab moves  Esc back"),
    .buttons = {{ITEM_BACK, N_("BACK")}, {ITEM_LOG_IN, N_("LOG IN")}},
    .fill = login_fill,
    .press = login_press,
    .escape = login_back,
    .key = login_key,
    .release = login_release,
};

void login_view_open(struct app *app)
{
    struct login_view *login = dialog_open(app, &login_class);

    login->name = secret_create();
    login->answer = secret_create();
    line_init(&login->name_line, login->name, LOGIN_USER - 1, false);
    line_init(&login->answer_line, login->answer, SECRET_MAX, true);
    login_begin_turn(login);
}
