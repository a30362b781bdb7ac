/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/login_view.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "login/login_log.h"
#include "tui/board.h"
#include "tui/locked_help.h"

#define ROWS_MOST 12 /* of PAM's; the oldest go */
#define ANSWERED "********"

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
    struct view view;
    struct app *app;
    struct board board;
    struct secret *name, *answer;
    struct line name_line, answer_line;
    struct row rows[ROWS_MOST];
    size_t row_count;
    struct login *login; /* NULL: PAM is not asked now */
    bool asked;          /* it is the person's turn */
    int64_t since_ms;    /* of PAM's turn */
    int64_t until_ms;    /* of whose turn it is */
    char said[ERROR_SENTENCE];
};

static int64_t patience_ms(const struct app *app)
{
    return (int64_t)app->settings->locked_login_s * 1000;
}

static bool is_checking(const struct login_view *login)
{
    return login->login != NULL && !login->asked;
}

/* --- drawing --------------------------------------------------------------- */

static int field_column(const struct login_view *login)
{
    return screen_narrow(login->app->screen) ? COL_FIELD_NARROW : COL_FIELD;
}

/* A label, in rows of its own where it is too long. */
static void add_label(struct login_view *login, const char *label)
{
    struct board *board = &login->board;

    if (text_columns(label) < field_column(login) - COL_LABEL)
        board_put(board, ROLE_LABEL, COL_LABEL, label);
    else
        board_line(board, ROLE_LABEL, COL_LABEL, label);
}

static void add_field(struct login_view *login, int id, const char *label, struct line *line)
{
    add_label(login, label);
    board_text_line(&login->board, id, field_column(login), line,
                    screen_narrow(login->app->screen) ? WIDTH_NARROW : WIDTH);
    board_next(&login->board);
}

static void add_value(struct login_view *login, const char *label, const char *value)
{
    char cut[LOGIN_USER];
    int width = screen_narrow(login->app->screen) ? WIDTH_NARROW : WIDTH;

    add_label(login, label);
    snprintf(cut, sizeof cut, "%.*s", width, value);
    board_put(&login->board, ROLE_LOCKED, field_column(login) + 1, cut);
    board_next(&login->board);
}

static void add_row(struct login_view *login, const struct row *row)
{
    if (row->kind != ROW_QUESTION)
        board_line(&login->board, row->kind == ROW_ERROR ? ROLE_ERROR : ROLE_TEXT, COL_LABEL,
                   row->text);
    else if (row->open)
        add_field(login, ITEM_ANSWER, row->text, &login->answer_line);
    else
        add_value(login, row->text, row->answer);
}

static void add_message(struct login_view *login)
{
    struct app *app = login->app;
    int64_t now = app_now(app), left = login_wait_left_ms(&app->lock.wait, now);
    char text[ERROR_SENTENCE + 80];

    if (is_checking(login))
        snprintf(text, sizeof text, _("Checking, %u s"),
                 (unsigned)((now - login->since_ms) / 1000));
    else if (login->login == NULL && left > 0)
        snprintf(text, sizeof text, _("%s Next try in %u s."), login->said,
                 (unsigned)((left + 999) / 1000));
    else
        snprintf(text, sizeof text, "%s", login->said);
    board_line(&login->board, is_checking(login) ? ROLE_RUNNING : ROLE_ERROR, COL_LABEL, text);
}

static void login_draw(struct view *view, struct app *app)
{
    struct login_view *login = (struct login_view *)view;
    struct board *board = &login->board;

    app_title(app, _("Log in to change settings"));
    board_begin(board, app->screen);
    board_line(board, ROLE_TEXT, COL_LABEL, "");
    if (login->login == NULL)
        add_field(login, ITEM_NAME, _("Login"), &login->name_line);
    else
        add_value(login, _("Login"), secret_bytes(login->name));
    for (size_t i = 0; i < login->row_count; i++)
        add_row(login, &login->rows[i]);
    add_message(login);
    board_footer(board);
    board_button(board, ITEM_BACK, _("BACK"));
    board_button(board, ITEM_LOG_IN, _("LOG IN"));
    board_draw(board, app->screen, APP_BODY_TOP, app_body_rows(app));
    app_key_line(app, _("Enter goes on  Tab moves  Esc back"));
}

/* --- PAM ------------------------------------------------------------------- */

static void end_login(struct login_view *login)
{
    login->app->keys.bytes = false;
    if (login->login == NULL)
        return;
    app_unwatch(login->app, login_fd(login->login));
    login_stop(&login->login);
    login->asked = false;
}

/* What PAM said stays to be read ("locked after 3 failures"), what it asked goes. */
static void forget_questions(struct login_view *login)
{
    size_t kept = 0;

    for (size_t i = 0; i < login->row_count; i++)
        if (login->rows[i].kind != ROW_QUESTION)
            login->rows[kept++] = login->rows[i];
    explicit_bzero(&login->rows[kept], (ROWS_MOST - kept) * sizeof login->rows[0]);
    login->row_count = kept;
}

/* Back to an empty name: it may have been a password. */
static void start_over(struct login_view *login, const char *said)
{
    end_login(login);
    secret_clear(login->name);
    secret_clear(login->answer);
    line_arrive(&login->name_line);
    forget_questions(login);
    snprintf(login->said, sizeof login->said, "%s", said);
    login->until_ms = app_now(login->app) + patience_ms(login->app);
    board_focus(&login->board, ITEM_NAME);
}

static struct row *new_row(struct login_view *login, enum row_kind kind, const char *text)
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

static void ask(struct login_view *login, const char *text, bool hidden)
{
    struct row *row = new_row(login, ROW_QUESTION, text);
    size_t length = strlen(row->text);

    while (length > 0 && (row->text[length - 1] == ':' || row->text[length - 1] == ' '))
        row->text[--length] = '\0';
    row->hidden = hidden;
    row->open = true;
    login->asked = true;
    login->app->keys.bytes = hidden; /* a password may be of any language */
    login->until_ms = app_now(login->app) + patience_ms(login->app);
    secret_clear(login->answer);
    line_init(&login->answer_line, login->answer, SECRET_MAX, hidden);
    board_focus(&login->board, ITEM_ANSWER);
}

static const char *verdict_text(enum login_news news)
{
    switch (news) {
    case LOGIN_EXPIRED:
        return _("The password or the account has expired and has to be renewed elsewhere.");
    case LOGIN_FAILED:
        return _("PAM could not check this; the system's log says why.");
    default:
        return _("Not let in.");
    }
}

/* The next try waits; on the next console, too. */
static void try_failed(struct app *app)
{
    login_wait_failed(&app->lock.wait, app_now(app));
    lock_keep_wait(app);
}

static void judge(struct login_view *login, const struct login_event *event)
{
    struct app *app = login->app;
    char line[LOGIN_LINE];

    if (event->news == LOGIN_LET_IN) {
        login_log(login_log_verdict(line, app->lock.tty, event, 0));
        end_login(login);
        lock_let_in(app, event->user);
        return;
    }
    try_failed(app);
    login_log(login_log_verdict(line, app->lock.tty, event, app->lock.wait.failures));
    start_over(login, verdict_text(event->news));
}

static void hear(struct login_view *login, const struct login_event *event)
{
    login->since_ms = app_now(login->app);
    login->until_ms = login->since_ms + patience_ms(login->app);
    switch (event->news) {
    case LOGIN_PROMPT:
    case LOGIN_HIDDEN_PROMPT:
        ask(login, event->text, event->news == LOGIN_HIDDEN_PROMPT);
        break;
    case LOGIN_SAYS:
    case LOGIN_SAYS_ERROR:
        new_row(login, event->news == LOGIN_SAYS ? ROW_TEXT : ROW_ERROR, event->text);
        break;
    default:
        judge(login, event);
    }
}

static void ready(void *data, struct app *app, short revents)
{
    struct login_view *login = data;
    struct login_event event;

    (void)app;
    (void)revents;
    while (login->login != NULL && login_take(login->login, &event))
        hear(login, &event);
    explicit_bzero(&event, sizeof event);
}

static void begin(struct login_view *login)
{
    struct app *app = login->app;
    struct login_who who = {LOGIN_SERVICE, secret_bytes(login->name), app->lock.tty,
                            app->settings->locked_users, app->settings->locked_groups};
    struct bmc_error error;

    login->said[0] = '\0';
    login->row_count = 0;
    if (login_start(&login->login, &who, &error) < 0) {
        login_log(error.sentence);
        start_over(login, error.sentence);
        return;
    }
    login->asked = false;
    login->since_ms = app_now(app);
    login->until_ms = login->since_ms + patience_ms(app);
    app_watch(app, login_fd(login->login), POLLIN, ready, login);
    board_focus(&login->board, ITEM_LOG_IN);
}

static void send_answer(struct login_view *login)
{
    struct row *row = &login->rows[login->row_count - 1];

    login_answer(login->login, login->answer);
    snprintf(row->answer, sizeof row->answer, "%s",
             row->hidden ? ANSWERED : secret_bytes(login->answer));
    row->open = false;
    login->app->keys.bytes = false;
    secret_clear(login->answer);
    login->asked = false;
    login->since_ms = app_now(login->app);
    login->until_ms = login->since_ms + patience_ms(login->app);
    board_focus(&login->board, ITEM_LOG_IN);
}

/* --- keys ------------------------------------------------------------------ */

/* Giving up after an answer counts: else a wrong password would cost nothing to try. */
static void give_up(struct login_view *login, const char *why)
{
    struct app *app = login->app;
    char line[LOGIN_LINE];

    if (login->login == NULL || !login_tried(login->login))
        return;
    try_failed(app);
    login_log(login_log_given_up(line, app->lock.tty, why, app->lock.wait.failures));
    end_login(login);
}

static void go_back(struct login_view *login)
{
    give_up(login, "given up while PAM was checking");
    view_close(login->app, &login->view);
}

static void go_on(struct login_view *login)
{
    struct app *app = login->app;

    if (login->login != NULL && login->asked)
        send_answer(login);
    else if (login->login == NULL && secret_length(login->name) > 0 &&
             login_wait_left_ms(&app->lock.wait, app_now(app)) == 0)
        begin(login);
    else
        app_beep(app);
}

static void pressed(struct login_view *login, int id)
{
    if (id == ITEM_BACK)
        go_back(login);
    else
        go_on(login);
}

static void login_key(struct view *view, struct app *app, const struct key *key)
{
    struct login_view *login = (struct login_view *)view;
    struct board_action action;

    if (!is_checking(login))
        login->until_ms = app_now(app) + patience_ms(app);
    if (key->code == K_F1) {
        locked_help_open(app);
        return;
    }
    action = board_key(&login->board, key);
    if (action.kind == BOARD_PRESSED)
        pressed(login, action.id);
    else if (action.kind == BOARD_ENTERED)
        go_on(login);
    else if (action.kind == BOARD_ESCAPE)
        go_back(login);
    else if (action.kind == BOARD_BEEP)
        app_beep(app);
}

/* --- time, and its life ---------------------------------------------------- */

static void time_is_up(struct login_view *login)
{
    struct app *app = login->app;
    char text[ERROR_SENTENCE], line[LOGIN_LINE];

    if (!is_checking(login)) {
        give_up(login, "given up at a prompt");
        view_close(app, &login->view);
        return;
    }
    try_failed(app);
    login_log(login_log_given_up(line, app->lock.tty, "PAM did not answer in time and was stopped",
                                 app->lock.wait.failures));
    snprintf(text, sizeof text, _("PAM gave no answer for %u s and was stopped."),
             app->settings->locked_login_s);
    start_over(login, text);
}

/* When the next second of a clock that runs down is shown. */
static int64_t next_second(int64_t left_ms, int64_t now_ms)
{
    return now_ms + (left_ms - 1) % 1000 + 1;
}

static int64_t login_tick(struct view *view, struct app *app, int64_t now_ms)
{
    struct login_view *login = (struct login_view *)view;
    int64_t left = login_wait_left_ms(&app->lock.wait, now_ms), next;

    if (now_ms >= login->until_ms) {
        time_is_up(login);
        return now_ms;
    }
    next = login->until_ms;
    if (is_checking(login))
        next = next_second(login->until_ms - now_ms, now_ms);
    else if (login->login == NULL && left > 0 && next_second(left, now_ms) < next)
        next = next_second(left, now_ms);
    return next;
}

static void login_release(struct view *view)
{
    struct login_view *login = (struct login_view *)view;

    give_up(login, "given up as the terminal went"); /* unless it is over */
    end_login(login);
    secret_free(&login->name);
    secret_free(&login->answer);
    board_release(&login->board);
    explicit_bzero(login, sizeof *login);
    free(login);
}

static const struct view_class login_class = {
    .draw = login_draw,
    .key = login_key,
    .tick = login_tick,
    .release = login_release,
    .no_help = true,
    .no_suspend = true,
};

void login_view_open(struct app *app)
{
    struct login_view *login = xcalloc(1, sizeof *login);

    login->view.class = &login_class;
    login->app = app;
    login->name = secret_create();
    login->answer = secret_create();
    line_init(&login->name_line, login->name, LOGIN_USER - 1, false);
    line_init(&login->answer_line, login->answer, SECRET_MAX, true);
    login->until_ms = app_now(app) + patience_ms(app);
    view_push(app, &login->view);
}
