/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The identify light on the screen: its jobs (light.c says what is to be sent, and what the answer
 * means), and its dialog. */
#include "tui/dialogs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "core/rule.h"
#include "guard/audit.h"
#include "tui/dialog.h"
#include "tui/light.h"

struct light_job {
    struct light_request request;
    struct light_answer answer;
    const struct bmc_target *target;
    char user[LOGIN_USER];
};

static int app_light_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct light_job *light = argument;
    const struct audit audit = {.user = light->user[0] != '\0' ? light->user : NULL};
    int result = job_open_link(ctx, error);

    if (result == 0) {
        light_run(ctx->bmc, clock_monotonic(), &light->request, &light->answer);
        *error = light->answer.error;
        result = error->kind == ERROR_NONE ? 0 : -1;
    }
    audit_identify(&audit, light->target, &light->answer.request, light->answer.sent);
    return result;
}

static unsigned app_send_light(struct app *app, const struct light_request *request)
{
    struct light_job *light = xcalloc(1, sizeof *light);

    light->request = light->answer.request = *request;
    light->target = app->target;
    memcpy(light->user, app->lock.user, sizeof light->user);
    return jobs_submit(
        app->jobs,
        (struct job){.run = app_light_run, .release = free, .argument = light, .no_link = true});
}

void app_light(struct app *app, enum light_kind kind, uint8_t seconds)
{
    struct light_request request;

    if (app_read_only(app) || !light_ask(&app->light, kind, seconds, &request)) {
        app_beep(app);
        return;
    }
    app->light_job = app_send_light(app, &request);
}

void app_light_event(struct app *app, const struct job_event *event)
{
    struct light_job *light = event->payload;

    if (event->kind != JOB_ENDED || event->job != app->light_job)
        return;
    app->light_job = 0;
    light->answer.error = event->error; /* also of what kept it from running */
    light_on_answer(&app->light, &light->answer, app_now(app));
    if (event->error.kind == ERROR_DENIED)
        app_denied(app);
}

/* The light's renewal, and looking at it while a dialog shows it. */
int64_t app_light_tick(struct app *app, int64_t now_ms)
{
    struct light_request request;

    if (light_due(&app->light, now_ms, app->light_open > 0, &request))
        app->light_job = app_send_light(app, &request);
    return light_next_ms(&app->light, now_ms, app->light_open > 0);
}

/* --- the dialog ------------------------------------------------------------- */

#define SECONDS_DIGITS 3

enum { ITEM_FIRST_ROW = 1, ITEM_SECONDS = 50, ITEM_CLOSE };

static const struct row {
    enum light_kind kind;
    uint8_t seconds;
    const char *text;
} rows[] = {
    {LIGHT_ON, 0, N_("Indefinitely")},     {LIGHT_SECONDS, 15, N_("15 seconds")},
    {LIGHT_SECONDS, 30, N_("30 seconds")}, {LIGHT_SECONDS, 60, N_("1 minute")},
    {LIGHT_SECONDS, 120, N_("2 minutes")}, {LIGHT_SECONDS, 180, N_("3 minutes")},
    {LIGHT_SECONDS, 240, N_("4 minutes")}, {LIGHT_OFF, 0, N_("Turn OFF")},
};

#define ROW_COUNT (sizeof rows / sizeof rows[0])

struct identify {
    struct dialog dialog;
    struct secret *seconds; /* what is typed; a struct line wants it so */
    struct line line;
    char wrong[ERROR_SENTENCE]; /* about what is typed, or "" */
};

/* The row that is lit; ROW_COUNT: the typed seconds; -1: none. */
static int identify_lit_row(const struct app *app)
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

static void identify_draw_title(struct app *app)
{
    const char *title = _("IDENTIFY LIGHT");
    unsigned left = light_left_s(&app->light, app_now(app));
    char state[LIGHT_TEXT], text[LIGHT_TEXT + 64], behind[LIGHT_TEXT + 80];

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
    snprintf(behind, sizeof behind, "%s%s", screen_narrow(app->screen) ? "  " : "    ", text);
    app_title_state(app, behind);
}

static void identify_add_seconds(struct identify *identify, bool lit)
{
    struct board *board = &identify->dialog.board;
    char text[96];
    int col;

    snprintf(text, sizeof text, "(%c) %s", lit ? '*' : ' ', _("Seconds (1-255)"));
    col = board_put(board, ROLE_TEXT, 2, text);
    board_text_line(board, ITEM_SECONDS, col + 2, &identify->line, SECONDS_DIGITS);
    board_next(board);
}

/* What there is to say: about what was typed, what went wrong, what is renewed. */
static void identify_add_sentences(struct identify *identify)
{
    struct app *app = identify->dialog.app;
    struct board *board = &identify->dialog.board;

    if (app_read_only(app))
        board_line(board, ROLE_BANNER, 0, _("Read-only: the light cannot be switched."));
    if (identify->wrong[0] != '\0')
        board_line(board, ROLE_ERROR, 0, identify->wrong);
    if (app->light.notice[0] != '\0')
        board_line(board, ROLE_ERROR, 0, app->light.notice);
    if (light_renews(&app->light))
        board_line(board, ROLE_WARNING, 0,
                   _("The BMC refused \"indefinitely\": renewed while bmctui runs, off after "
                     "that."));
}

static void identify_fill(struct dialog *dialog)
{
    struct identify *identify = (struct identify *)dialog;
    struct board *board = &dialog->board;
    struct app *app = dialog->app;
    int lit = identify_lit_row(app);

    identify_draw_title(app);
    for (size_t i = 0; i < ROW_COUNT; i++)
        board_box(board, ITEM_FIRST_ROW + (int)i, (int)i == lit ? "(*)" : "( )", _(rows[i].text));
    identify_add_seconds(identify, lit == ROW_COUNT);
    if (board->boxed)
        board_next(board);
    board_button_at(board, ITEM_CLOSE, 2, _("CLOSE"));
    board_footer(board); /* sentences are seen where not all rows are */
    identify_add_sentences(identify);
    app_key_line(app, screen_narrow(app->screen)
                          ? _("Up/Down  Enter sends it  Esc closes")
                          : _("Up/Down moves  Enter or Space sends it  Esc closes"));
}

/* 1 to 255 without signs and blanks; 0: it is not. */
static unsigned identify_parse(const char *text)
{
    unsigned value = 0;

    for (; *text >= '0' && *text <= '9' && value <= LIGHT_LONGEST_S; text++)
        value = value * 10 + (unsigned)(*text - '0');
    return *text == '\0' && value <= LIGHT_LONGEST_S ? value : 0;
}

static void identify_refuse(struct identify *identify, const char *text)
{
    size_t size = sizeof identify->wrong;
    char quoted[RULE_QUOTE];

    if (text[0] == '\0')
        snprintf(identify->wrong, size, "%s",
                 _("Seconds: type a number from 1 to 255, such as 90."));
    else if (text[strspn(text, "0")] == '\0')
        snprintf(identify->wrong, size, "%s",
                 _("Seconds: use 1 to 255; to switch the light off, choose Turn OFF."));
    else
        snprintf(identify->wrong, size,
                 _("Seconds: %s is not valid; use a number from 1 to 255, such as 90."),
                 rule_quote(text, quoted));
    app_beep(identify->dialog.app);
}

static void identify_send(struct identify *identify)
{
    const char *text = secret_bytes(identify->seconds);
    unsigned seconds = identify_parse(text);

    if (seconds == 0)
        identify_refuse(identify, text);
    else
        app_light(identify->dialog.app, LIGHT_SECONDS, (uint8_t)seconds);
}

static void identify_press(struct dialog *dialog, int id)
{
    struct identify *identify = (struct identify *)dialog;

    identify->wrong[0] = '\0';
    if (id == ITEM_CLOSE)
        dialog_close(dialog);
    else if (id == ITEM_SECONDS)
        identify_send(identify);
    else
        app_light(dialog->app, rows[id - ITEM_FIRST_ROW].kind, rows[id - ITEM_FIRST_ROW].seconds);
}

static void identify_typed(struct dialog *dialog)
{
    ((struct identify *)dialog)->wrong[0] = '\0';
}

static void identify_release(struct dialog *dialog)
{
    dialog->app->light_open--;
    secret_free(&((struct identify *)dialog)->seconds);
}

static const struct dialog_class identify_class = {
    .view = {DIALOG_VIEW},
    .size = sizeof(struct identify),
    .fill = identify_fill,
    .press = identify_press,
    .typed = identify_typed,
    .release = identify_release,
};

void identify_open(struct app *app)
{
    struct identify *identify = dialog_open(app, &identify_class);

    identify->seconds = secret_create();
    line_init(&identify->line, identify->seconds, TEXT_TYPED, false);
    app->light_open++;
}
