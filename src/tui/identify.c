/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/identify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "core/field.h"
#include "core/rule.h"
#include "tui/board.h"
#include "tui/light.h"

#define SECONDS_DIGITS 3

enum { ITEM_FIRST_ROW = 1, ITEM_SECONDS = 50, ITEM_CLOSE };

static const struct row {
    enum light_kind kind;
    uint8_t seconds;
    const char *text;
} rows[] = {
    {LIGHT_ON, 0, N_("Indefinitely")},      {LIGHT_SECONDS, 15, N_("15 seconds")},
    {LIGHT_SECONDS, 30, N_("30 seconds")},  {LIGHT_SECONDS, 60, N_("1 minute")},
    {LIGHT_SECONDS, 120, N_("2 minutes")},  {LIGHT_SECONDS, 180, N_("3 minutes")},
    {LIGHT_SECONDS, 240, N_("4 minutes")},  {LIGHT_OFF, 0, N_("Turn OFF")},
};

#define ROW_COUNT (sizeof rows / sizeof rows[0])

struct identify {
    struct view view;
    struct app *app;
    struct board board;
    struct secret *seconds; /* what is typed; a struct line wants it so */
    struct line line;
    char wrong[ERROR_SENTENCE]; /* about what is typed, or "" */
};

/* --- drawing --------------------------------------------------------------- */

/* The row that is lit; ROW_COUNT: the typed seconds; -1: none. */
static int lit_row(const struct app *app)
{
    uint8_t seconds;
    enum light_kind kind = light_current(&app->light, &seconds);

    if (kind == LIGHT_READ)
        return -1;
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].kind == kind && (kind != LIGHT_SECONDS || rows[i].seconds == seconds))
            return (int)i;
    return ROW_COUNT;
}

static void draw_title(struct app *app)
{
    const char *title = _("IDENTIFY LIGHT");
    int col = text_columns(title) + (screen_narrow(app->screen) ? 2 : 4);
    int columns = app_title_columns(app) - col;
    unsigned left = light_left_s(&app->light, app_now(app));
    char state[LIGHT_TEXT], text[LIGHT_TEXT + 64];

    app_title(app, title);
    light_text(&app->light, app_now(app), state);
    if (state[0] == '\0')
        return;
    if (screen_narrow(app->screen) && left > 0)
        snprintf(text, sizeof text, _("%u s left"), left);
    else if (screen_narrow(app->screen))
        snprintf(text, sizeof text, "%s", state);
    else
        snprintf(text, sizeof text, _("the BMC reports: %s"), state);
    screen_clipped(app->screen, 0, col, columns, ROLE_TITLE_STATE, text);
}

static void add_seconds(struct identify *identify, bool lit)
{
    struct board *board = &identify->board;
    char text[96];
    int col;

    snprintf(text, sizeof text, "(%c) %s", lit ? '*' : ' ', _("Seconds (1-255)"));
    col = board_put(board, ROLE_TEXT, 2, text);
    board_text_line(board, ITEM_SECONDS, col + 2, &identify->line, SECONDS_DIGITS);
    board_next(board);
}

/* What there is to say: about what was typed, what went wrong, what is renewed. */
static void add_sentences(struct identify *identify)
{
    struct app *app = identify->app;
    struct board *board = &identify->board;

    if (app_read_only(app))
        board_line(board, ROLE_BANNER, 0, _("Read-only: the light is shown, but not switched."));
    if (identify->wrong[0] != '\0')
        board_line(board, ROLE_ERROR, 0, identify->wrong);
    if (app->light.notice[0] != '\0')
        board_line(board, ROLE_ERROR, 0, app->light.notice);
    if (light_renews(&app->light))
        board_line(board, ROLE_WARNING, 0,
                   _("The BMC refused \"indefinitely\": renewed while bmctui runs, off after "
                     "that."));
}

static void identify_draw(struct view *view, struct app *app)
{
    struct identify *identify = (struct identify *)view;
    struct board *board = &identify->board;
    int lit = lit_row(app);

    draw_title(app);
    board_begin(board, app->screen);
    for (size_t i = 0; i < ROW_COUNT; i++)
        board_radio(board, ITEM_FIRST_ROW + (int)i, (int)i == lit, _(rows[i].text));
    add_seconds(identify, lit == ROW_COUNT);
    board_button_at(board, ITEM_CLOSE, 2, _("CLOSE"));
    board_footer(board); /* sentences are seen where not all rows are */
    add_sentences(identify);
    board_draw(board, app->screen, APP_BODY_TOP, app_body_rows(app));
    app_key_line(app, screen_narrow(app->screen)
                          ? _("Up/Down  Enter sends it  Esc closes")
                          : _("Up/Down moves  Enter or Space sends it  Esc closes"));
}

/* --- keys ------------------------------------------------------------------ */

/* 1 to 255 without signs and blanks; 0: it is not. */
static unsigned parse_seconds(const char *text)
{
    unsigned value = 0;

    for (; *text >= '0' && *text <= '9' && value <= LIGHT_LONGEST_S; text++)
        value = value * 10 + (unsigned)(*text - '0');
    return *text == '\0' && value <= LIGHT_LONGEST_S ? value : 0;
}

static void refuse_seconds(struct identify *identify, const char *text)
{
    size_t size = sizeof identify->wrong;
    char quoted[RULE_QUOTE];

    if (text[0] == '\0')
        snprintf(identify->wrong, size, "%s",
                 _("Seconds: a number from 1 to 255 is missing, such as 90."));
    else if (text[strspn(text, "0")] == '\0')
        snprintf(identify->wrong, size, "%s",
                 _("Seconds: 0 would put the light out; Turn OFF does that. 1 to 255 can be "
                   "typed."));
    else
        snprintf(identify->wrong, size,
                 _("Seconds: %s is not a number from 1 to 255, such as 90."),
                 rule_quote(text, quoted));
    app_beep(identify->app);
}

static void send_seconds(struct identify *identify)
{
    const char *text = secret_bytes(identify->seconds);
    unsigned seconds = parse_seconds(text);

    if (seconds == 0)
        refuse_seconds(identify, text);
    else
        app_light(identify->app, LIGHT_SECONDS, (uint8_t)seconds);
}

static void pressed(struct identify *identify, int id)
{
    const struct row *row;

    identify->wrong[0] = '\0';
    if (id == ITEM_CLOSE) {
        view_close(identify->app, &identify->view);
    } else if (id == ITEM_SECONDS) {
        send_seconds(identify);
    } else {
        row = &rows[id - ITEM_FIRST_ROW];
        app_light(identify->app, row->kind, row->seconds);
    }
}

static void identify_key(struct view *view, struct app *app, const struct key *key)
{
    struct identify *identify = (struct identify *)view;
    struct board_action action;

    if (key->code == K_ENTER && identify->board.focus == ITEM_SECONDS) {
        pressed(identify, ITEM_SECONDS);
        return;
    }
    action = board_key(&identify->board, key);
    switch (action.kind) {
    case BOARD_PRESSED:
    case BOARD_ENTERED:
        pressed(identify, action.id);
        break;
    case BOARD_TYPED:
        identify->wrong[0] = '\0';
        break;
    case BOARD_ESCAPE:
        view_close(app, view);
        break;
    case BOARD_BEEP:
        app_beep(app);
        break;
    case BOARD_DONE:
        break;
    }
}

/* --- its life -------------------------------------------------------------- */

static void identify_release(struct view *view)
{
    struct identify *identify = (struct identify *)view;

    identify->app->light_open--;
    board_release(&identify->board);
    secret_free(&identify->seconds);
    free(identify);
}

static const struct view_class identify_class = {
    .draw = identify_draw,
    .key = identify_key,
    .release = identify_release,
};

void identify_open(struct app *app)
{
    struct identify *identify = xcalloc(1, sizeof *identify);

    identify->view.class = &identify_class;
    identify->app = app;
    identify->seconds = secret_create();
    line_init(&identify->line, identify->seconds, TEXT_TYPED, false);
    app->light_open++;
    view_push(app, &identify->view);
}
