/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/nobmc.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "bmc/diagnose.h"
#include "tui/board.h"
#include "tui/controller.h"
#include "tui/help.h"
#include "tui/locked_help.h"
#include "tui/login_view.h"

#define STATUS_NO_BMC 3
#define TEXT_COLUMN   24
/* A BMC that comes back is noticed without a key, too; one that is not there is looked for less and
 * less often. */
#define RETRY_MS 30000
#define RETRY_LONGEST_MS 480000

enum { ITEM_RETRY = 1, ITEM_CONTROLLER, ITEM_DEMO, ITEM_LEAVE };

struct nobmc {
    struct view view;
    struct app *app;
    struct board board;
    bool machine_shown; /* what this machine knows of its BMC matters */
    bool not_let_in;    /* there is one, but it refused the login */
    int64_t failed_ms;  /* when the last try ended */
    bool again;         /* all of it is to be sent anew */
    int64_t pause_ms;   /* from then to the next one */
    struct diagnose_line lines[DIAGNOSE_LINES];
    struct diagnosis diagnosis;
};

/* --- drawing --------------------------------------------------------------- */

static void draw_title(struct app *app, const struct nobmc *nobmc)
{
    struct screen *screen = app->screen;
    bool narrow = screen_narrow(screen);
    const char *tag = nobmc->not_let_in ? _("NOT LET IN") : _("NO BMC");
    int columns = screen_cols(screen) - 3 - text_columns(tag), col;

    col = screen_format(screen, 0, 0, ROLE_TITLE, "bmctui%s%s", narrow ? " " : "  ",
                        _("Network > IPMI"));
    col += narrow ? 2 : 4;
    screen_clipped(screen, 0, col, columns - col, ROLE_TITLE, app->host);
    app_tag(app, tag);
}

/* A label and its text beside it, beneath it where there is no room. */
static void add_line(struct nobmc *nobmc, const char *label, const char *text, enum role role)
{
    struct board *board = &nobmc->board;
    bool beneath = screen_narrow(nobmc->app->screen) || text_columns(label) + 4 > TEXT_COLUMN;
    int col = beneath ? 4 : TEXT_COLUMN;
    const char *next = text;
    char part[DIAGNOSE_TEXT];

    board_put(board, ROLE_LABEL, 2, label);
    if (beneath)
        board_next(board);
    while (next != NULL && *next != '\0') {
        text = next;
        snprintf(part, sizeof part, "%.*s", (int)text_wrap(text, board->width - col, &next), text);
        board_put(board, role, col, part);
        board_next(board);
    }
}

static enum role line_role(enum diagnose_state state)
{
    return state == DIAGNOSE_FAULT ? ROLE_ERROR : ROLE_TEXT;
}

static void draw_keys(struct app *app)
{
    if (app->lock.locked && screen_narrow(app->screen))
        app_key_line(app, _("Esc 2: log in  Enter: try again"));
    else if (app->lock.locked)
        app_key_line(app, _("F2 or Esc 2: log in    Enter or Esc 5: try again"));
    else if (app->lock.used)
        app_key_line(app, _("Enter or Esc 5: try again"));
    else if (screen_narrow(app->screen) && screen_function_keys(app->screen))
        app_key_line(app, _("F1 Help F5 Retry F10 Leave"));
    else if (screen_narrow(app->screen))
        app_key_line(app, _("Esc: 1 Help 5 Retry 0 Leave"));
    else if (screen_function_keys(app->screen))
        app_key_line(app, _("F1 Help  F5 Retry  F10 Leave   Tab moves  Enter presses"));
    else
        app_key_line(app, _("Esc then: 1 Help  5 Retry  0 Leave   Tab moves  Enter presses"));
}

/* A new try takes long over LAN. */
static void add_running(struct nobmc *nobmc)
{
    struct app *app = nobmc->app;
    unsigned seconds = (unsigned)((app_now(app) - app->load_ms) / 1000);
    char text[128];

    if (app->load_job == 0)
        return;
    snprintf(text, sizeof text, _("Looking for the BMC again, %u s (Esc stops)"), seconds);
    board_line(&nobmc->board, ROLE_RUNNING, 0, text);
}

static void nobmc_draw(struct view *view, struct app *app)
{
    struct nobmc *nobmc = (struct nobmc *)view;
    struct board *board = &nobmc->board;
    char name[FIELD_TEXT];

    if (nobmc->again)
        screen_repaint(app->screen);
    nobmc->again = false;
    draw_title(app, nobmc);
    board_begin(board, app->screen);
    board_line(board, ROLE_ERROR, 0, nobmc->diagnosis.headline);
    if (controller_shown(app))
        add_line(nobmc, field_label(FIELD_CONTROLLER), controller_text(app, name), ROLE_TEXT);
    for (int i = 0; nobmc->machine_shown && i < DIAGNOSE_DEVICE; i++)
        add_line(nobmc, nobmc->lines[i].label, nobmc->lines[i].text,
                 line_role(nobmc->lines[i].state));
    if (nobmc->diagnosis.what_to_do[0] != '\0')
        add_line(nobmc, diagnose_todo_label(), nobmc->diagnosis.what_to_do, ROLE_TEXT);
    board_footer(board);
    board_button(board, ITEM_RETRY, _("RETRY"));
    if (controller_shown(app) && !app->lock.locked)
        board_button(board, ITEM_CONTROLLER, _("CONTROLLER"));
    if (!app->lock.used) {
        board_button(board, ITEM_DEMO, _("DEMO"));
        board_button(board, ITEM_LEAVE, _("LEAVE"));
    }
    board_next(board);
    add_running(nobmc);
    board_draw(board, app->screen, APP_BODY_TOP, app_body_rows(app));
    draw_keys(app);
}

/* --- keys ------------------------------------------------------------------ */

/* A locked console is not left; with somebody logged in it locks again. */
static void leave(struct app *app)
{
    if (!app->lock.used)
        app_leave(app, STATUS_NO_BMC);
    else if (!app->lock.locked)
        lock_ask(app);
    else
        app_beep(app);
}

/* A login that was refused would be refused again: with what it is tried is asked for anew. */
static void retry(struct app *app)
{
    if (app->load_job != 0)
        app_beep(app);
    else if (app->load_error.kind == ERROR_LOGIN)
        controller_log_in(app);
    else
        app_load(app, 0);
}

static void pressed(struct app *app, int id)
{
    if (id == ITEM_RETRY)
        retry(app);
    else if (id == ITEM_CONTROLLER)
        controller_choose(app);
    else if (id == ITEM_DEMO)
        app_switch(app, &app->demo_target);
    else
        leave(app);
}

/* The keys that are buttons here; 0: none. */
static int button_of(enum key_code code)
{
    switch (code) {
    case K_F5:
        return ITEM_RETRY;
    case K_F10:
    case K_CTRL_C:
        return ITEM_LEAVE;
    default:
        return 0;
    }
}

/* Who has not logged in is not told of keys that are not his. */
static void show_help(struct app *app)
{
    if (app->lock.locked)
        locked_help_open(app);
    else
        help_open(app);
}

/* On a locked console whoever attaches to the line may find it blank. */
static void beep(struct nobmc *nobmc, struct app *app)
{
    nobmc->again = app->lock.locked;
    app_beep(app);
}

static void nobmc_key(struct view *view, struct app *app, const struct key *key)
{
    struct nobmc *nobmc = (struct nobmc *)view;
    struct board_action action;

    if (key->code == K_F1) {
        show_help(app);
        return;
    }
    if (key->code == K_F2 && app->lock.locked) {
        login_view_open(app);
        return;
    }
    if (button_of(key->code) != 0) {
        pressed(app, button_of(key->code));
        return;
    }
    action = board_key(&nobmc->board, key);
    if (action.kind == BOARD_PRESSED)
        pressed(app, action.id);
    else if (action.kind == BOARD_ESCAPE)
        app_stop(app);
    else if (action.kind == BOARD_BEEP)
        beep(nobmc, app);
}

/* Where asking again by itself may help and harms nothing: a login that is refused over and over
 * locks the user out, and what a person has stopped stays so. */
static bool may_come_back(const struct bmc_error *error)
{
    return error->kind != ERROR_NONE && error->kind != ERROR_LOGIN &&
           error->kind != ERROR_CANCELLED && error->kind != ERROR_USAGE;
}

/* The locked screen beneath looks by itself. */
static int64_t nobmc_tick(struct view *view, struct app *app, int64_t now_ms)
{
    struct nobmc *nobmc = (struct nobmc *)view;

    if (app->load_job == 0 && (app->lock.locked || !may_come_back(&app->load_error)))
        return -1;
    if (app->load_job == 0 && now_ms < nobmc->failed_ms + nobmc->pause_ms)
        return nobmc->failed_ms + nobmc->pause_ms;
    if (app->load_job == 0) {
        app_load(app, 0);
        if (nobmc->pause_ms < RETRY_LONGEST_MS)
            nobmc->pause_ms *= 2;
    }
    return app->load_ms + ((now_ms - app->load_ms) / 1000 + 1) * 1000;
}

/* --- its life -------------------------------------------------------------- */

static void nobmc_release(struct view *view)
{
    struct nobmc *nobmc = (struct nobmc *)view;

    board_release(&nobmc->board);
    free(nobmc);
}

static const struct view_class nobmc_class = {
    .draw = nobmc_draw,
    .key = nobmc_key,
    .tick = nobmc_tick,
    .release = nobmc_release,
    .main = true,
    .no_help = true,
};

static struct view *find(struct app *app)
{
    struct view *view = app->top;

    while (view != NULL && view->class != &nobmc_class)
        view = view->below;
    return view;
}

void nobmc_close(struct app *app)
{
    struct view *view = find(app);

    if (view != NULL)
        view_remove(app, view);
}

static struct nobmc *push(struct app *app)
{
    struct nobmc *nobmc = xcalloc(1, sizeof *nobmc);

    nobmc->view.class = &nobmc_class;
    nobmc->app = app;
    nobmc->pause_ms = RETRY_MS;
    view_push_low(app, &nobmc->view);
    return nobmc;
}

/* Nobody is moved away from where they are, be it help or a password half typed. */
void nobmc_open(struct app *app, const struct bmc_error *error)
{
    struct nobmc *nobmc = (struct nobmc *)find(app);
    const struct bmc_target *target = app->target;
    struct machine machine;

    if (nobmc == NULL)
        nobmc = push(app);
    diagnose_machine(&machine, "", target->device);
    diagnose_lines(&machine, nobmc->lines);
    diagnose_explain(&nobmc->diagnosis, &machine, target, error);
    nobmc->not_let_in = error->kind == ERROR_LOGIN;
    nobmc->machine_shown = nobmc->diagnosis.machine_matters && error->kind != ERROR_NO_LAN;
    nobmc->failed_ms = app_now(app);
}
