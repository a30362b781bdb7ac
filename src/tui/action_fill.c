/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the dialog of an action says, and its buttons. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/system.h"
#include "base/text.h"
#include "pages/health.h"
#include "tui/action_own.h"

#define NAME_COLS 20

bool action_is_here(const struct action_dialog *ask)
{
    return ask->scene.here != HERE_NO && action_is_power(ask->kind);
}

bool action_is_dangerous(const struct action_dialog *ask)
{
    return action_is_here(ask) && action_cuts(ask->kind);
}

static const char *action_title(enum action_kind kind)
{
    static const char *const titles[ACTION_COUNT] = {
        [ACTION_SHUT_DOWN] = N_("SHUT DOWN, in order, by the operating system"),
        [ACTION_OFF] = N_("POWER OFF, at once, without asking the operating system"),
        [ACTION_CYCLE] = N_("CYCLE: off and on, at once, without asking the operating system"),
        [ACTION_RESET] = N_("RESET, at once, without asking the operating system"),
        [ACTION_DIAGNOSE] = N_("DIAGNOSE: a diagnostic interrupt for the operating system"),
        [ACTION_ON] = N_("SWITCH ON the machine"),
        [ACTION_RESTART_BMC] = N_("RESTART BMC; the machine keeps running"),
        [ACTION_RESTART_WARM] = N_("RESTART BMC; the machine keeps running"),
        [ACTION_SET_CLOCK] = N_("SET CLOCK of the BMC to this machine's"),
        [ACTION_REARM] = N_("RE-ARM the events of a sensor"),
        [ACTION_STOP_WATCHDOG] = N_("STOP WATCHDOG of the BMC"),
    };

    return _(titles[kind]);
}

/* What it does to whoever uses the machine. */
static const char *action_warning(enum action_kind kind)
{
    static const char *const warnings[ACTION_COUNT] = {
        [ACTION_SHUT_DOWN] = N_("The operating system is asked to shut down, as by a short press "
                                "of the power button. It may refuse."),
        [ACTION_OFF] = N_("What is not on disk is lost."),
        [ACTION_CYCLE] = N_("What is not on disk is lost."),
        [ACTION_RESET] = N_("What is not on disk is lost."),
        [ACTION_DIAGNOSE] = N_("Most operating systems stop then, and may write a crash dump. "
                               "What is not on disk is lost."),
        [ACTION_ON] = N_("It starts as if its power button had been pressed."),
        [ACTION_RESTART_BMC] = N_("For a minute or more it does not answer: its web page, serial "
                                  "over LAN and all sessions over LAN are cut."),
        [ACTION_RESTART_WARM] = N_("For a minute or more it does not answer: its web page, serial "
                                   "over LAN and all sessions over LAN are cut."),
        [ACTION_SET_CLOCK] = N_("Events that come from now on are stamped with it; older ones keep "
                                "their times."),
        [ACTION_REARM] = N_("The BMC forgets what this sensor has reported, and reports it again "
                            "if it is still so. Many BMCs keep \"chassis opened\", and run the "
                            "fans fast, until this is done."),
        [ACTION_STOP_WATCHDOG] = N_("Nothing restarts the machine then if it hangs. If the "
                                    "operating system's watchdog service runs, it may start the "
                                    "timer again."),
    };

    return _(warnings[kind]);
}

/* "Up for 12 days, 3 people are logged in." */
static void action_print_use(const struct action_dialog *ask, char *text, size_t size)
{
    unsigned long minutes = (unsigned long)(system_boot_ms() / 60000), days = minutes / 60 / 24;
    int people = ask->scene.people;

    if (days > 0)
        snprintf(text, size, ngettext("Up for %lu day", "Up for %lu days", days), days);
    else
        snprintf(text, size, _("Up for %lu h %lu min"), minutes / 60, minutes % 60);
    if (people > 0) {
        text_append(text, size, ", ",
                    ngettext("%d person is logged in", "%d people are logged in",
                             (unsigned long)people),
                    people);
    }
    text_append(text, size, "", ". ");
}

static void action_add_whose(struct action_dialog *ask)
{
    struct app *app = ask->dialog.app;
    struct board *board = &ask->dialog.board;
    char text[ERROR_SENTENCE];

    if (action_is_here(ask))
        snprintf(text, sizeof text,
                 ask->scene.here == HERE_UUID
                     ? _("This is the machine you sit at: %.80s (the BMC has this host's UUID).")
                     : _("This is the machine you sit at: %.80s."),
                 ask->host);
    else if (app->link.over_lan && app->target->hostname != NULL)
        snprintf(text, sizeof text, _("The machine of %.80s."), app->target->hostname);
    else if (app_demo(app))
        snprintf(text, sizeof text, "%s", _("The machine of the demo BMC."));
    else /* the BMC's restart is nothing to it */
        snprintf(text, sizeof text, _("The BMC of this machine, %.80s."), ask->host);
    board_line(board, ROLE_TEXT, 0, text);
}

static void action_add_sensor(struct action_dialog *ask)
{
    char text[ERROR_SENTENCE];

    snprintf(text, sizeof text, _("Sensor: %s"), ask->sensor);
    board_line(&ask->dialog.board, ROLE_TEXT, 0, text);
}

static void action_add_watchdog(struct action_dialog *ask)
{
    char text[COLUMN_TEXT];

    board_pair(&ask->dialog.board, ROLE_LABEL, _("Watchdog"), 2 + text_columns(_("Watchdog")) + 2,
               ROLE_VALUE, health_watchdog_text(&ask->scene.watchdog, text));
}

static void action_add_clock(struct action_dialog *ask)
{
    const struct event_clock *clock = &ask->scene.clock;
    char text[160];

    board_line(&ask->dialog.board, ROLE_TEXT, 0,
               event_clock_sentence(clock, text, sizeof text));
    if (clock->kind == EVENT_CLOCK_OFF)
        board_line(&ask->dialog.board, ROLE_TEXT, 0,
                   _("Whether it is to show UTC or local time cannot be seen from that."));
}

static void action_add_warning(struct action_dialog *ask)
{
    char text[ERROR_SENTENCE * 2] = "";

    if (action_is_here(ask))
        action_print_use(ask, text, sizeof text);
    text_append(text, sizeof text, "", "%s", action_warning(ask->kind));
    if (action_is_here(ask) && (ask->kind == ACTION_OFF || ask->kind == ACTION_SHUT_DOWN))
        text_append(text, sizeof text, " ", "%s", _("Nothing here can switch it on again."));
    if (ask->kind == ACTION_RESTART_BMC && ask->dialog.app->link.over_lan)
        text_append(text, sizeof text, " ", "%s",
                    _("This session is cut, too, and opened again afterwards."));
    if (!action_is_power(ask->kind) && ask->scene.power_known &&
        ask->scene.power.policy != POLICY_PREVIOUS)
        text_append(text, sizeof text, " ", "%s",
                    _("Some BMCs then switch the machine as after a power cut."));
    board_line(&ask->dialog.board, ROLE_WARNING, 0, text);
}

static void action_add_name(struct action_dialog *ask)
{
    struct board *board = &ask->dialog.board;
    const char *label = _("Type the name of the host to go on");
    int col = 2 + text_columns(label) + 2;

    if (!action_is_dangerous(ask))
        return;
    board_line(board, ROLE_TEXT, 0, "");
    board_put(board, ROLE_LABEL, 2, label);
    if (col + NAME_COLS + 2 > board->width) {
        board_next(board);
        col = 2;
    }
    board_text_line(board, ITEM_NAME, col, &ask->line, NAME_COLS);
    board_next(board);
    if (ask->wrong[0] != '\0')
        board_line(board, ROLE_ERROR, 0, ask->wrong);
}

/* --- how it goes ----------------------------------------------------------------------------- */

static void action_add_progress(struct action_dialog *ask)
{
    const struct action *action = &ask->action;
    int seconds = dialog_seconds(&ask->dialog);
    char text[160];

    if (action->stage == ACTION_RETURNING)
        snprintf(text, sizeof text, _("The BMC has stopped; waiting for it to come back, %d s"),
                 seconds);
    else if (action->stage == ACTION_WATCHING && !action_is_power(ask->kind))
        snprintf(text, sizeof text, _("Sent; waiting for the BMC to stop, %d s"), seconds);
    else if (action->stage == ACTION_WATCHING)
        snprintf(text, sizeof text, _("Sent; watching the machine, %d s of %u s"), seconds,
                 action->wait_s);
    else
        snprintf(text, sizeof text, _("Sending, %d s"), seconds);
    board_line(&ask->dialog.board, ROLE_RUNNING, 0, text);
}

static void action_add_stop(struct action_dialog *ask)
{
    int64_t left = ask->until_ms - app_now(ask->dialog.app);
    char text[160];

    snprintf(text, sizeof text, _("%s in %d s"), action_label(ask->kind),
             left > 0 ? (int)((left + 999) / 1000) : 0);
    board_line(&ask->dialog.board, ROLE_WARNING, 0, text);
}

static void action_add_reading(struct action_dialog *ask)
{
    char text[120];

    snprintf(text, sizeof text, _("Reading the state of the machine, %d s"),
             dialog_seconds(&ask->dialog));
    board_line(&ask->dialog.board, ROLE_RUNNING, 0, text);
}

static void action_add_done(struct action_dialog *ask)
{
    struct board *board = &ask->dialog.board;

    app_title_bar(ask->dialog.app, ask->action.outcome == ACTION_SEEN ||
                                           ask->action.outcome == ACTION_ACCEPTED ||
                                           ask->action.outcome == ACTION_ALREADY
                                       ? ROLE_BAR_GOOD
                                       : ROLE_BAR_BAD);
    board_line(board, ROLE_TEXT, 0, ask->said);
    if (ask->remark[0] != '\0')
        board_line(board, ROLE_WARNING, 0, ask->remark);
}

/* --- the dialog ------------------------------------------------------------------------------ */

static void action_add_buttons(struct action_dialog *ask)
{
    struct board *board = &ask->dialog.board;

    board_footer(board);
    switch (ask->stage) {
    case ASK_READING:
        board_button(board, BUTTON_BACK, _("BACK"));
        break;
    case ASK_QUESTION:
        board_button(board, BUTTON_BACK, _("BACK"));
        if (action_is_dangerous(ask))
            board_button(board, BUTTON_IN_ORDER, _("SHUT DOWN IN ORDER"));
        if (ask->kind == ACTION_SET_CLOCK && ask->scene.clock.kind == EVENT_CLOCK_OFF) {
            board_button(board, BUTTON_UTC, _("UTC"));
            board_button(board, BUTTON_LOCAL, _("LOCAL TIME"));
        } else {
            board_button(board, BUTTON_GO, action_label(ask->kind));
        }
        break;
    case ASK_STOP:
        board_button(board, BUTTON_STOP, _("STOP"));
        break;
    case ASK_RUNNING:
        if (ask->action.stage >= ACTION_WATCHING)
            board_button(board, BUTTON_STOP, _("STOP WAITING"));
        break;
    case ASK_DONE:
        board_button(board, BUTTON_CLOSE, _("CLOSE"));
        break;
    }
}

void action_fill(struct dialog *dialog)
{
    static const char *const keys[] = {
        [ASK_READING] = N_("Esc back, nothing is sent"),
        [ASK_QUESTION] = N_("Tab moves  Enter presses  Esc back, nothing is sent"),
        [ASK_STOP] = N_("Enter or Esc stops it, nothing is sent"),
        [ASK_RUNNING] = N_("Tab, then Enter, or Esc stops waiting; what was sent stays sent"),
        [ASK_DONE] = N_("Enter or Esc closes"),
    };
    struct action_dialog *ask = (struct action_dialog *)dialog;

    app_title(dialog->app, action_title(ask->kind));
    board_line(&dialog->board, ROLE_TEXT, 0, "");
    if (ask->stage == ASK_QUESTION || ask->stage == ASK_STOP) {
        (ask->kind == ACTION_SET_CLOCK       ? action_add_clock
         : ask->kind == ACTION_REARM         ? action_add_sensor
         : ask->kind == ACTION_STOP_WATCHDOG ? action_add_watchdog
                                             : action_add_whose)(ask);
        action_add_warning(ask);
    }
    if (ask->stage == ASK_READING)
        action_add_reading(ask);
    else if (ask->stage == ASK_QUESTION)
        action_add_name(ask);
    else if (ask->stage == ASK_STOP)
        action_add_stop(ask);
    else if (ask->stage == ASK_RUNNING)
        action_add_progress(ask);
    else
        action_add_done(ask);
    board_line(&dialog->board, ROLE_TEXT, 0, "");
    action_add_buttons(ask);
    app_key_line(dialog->app, _(keys[ask->stage]));
}
