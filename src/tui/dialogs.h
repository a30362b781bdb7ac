/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every screen that flow.c opens: a file each, called as its function is. Whoever wants one to be
 * shown asks with app_go().
 */
#ifndef BMCTUI_TUI_DIALOGS_H
#define BMCTUI_TUI_DIALOGS_H

#include "tui/app.h"
#include "tui/board.h"

struct dialog;

/* The page "Network > IPMI" as a form, the lowest view (network_view.c). */
void network_open(struct app *app);
/* The locked screen, the lowest view: host name, the BMC's address, source, VLAN, MAC and web
 * address, and its QR code, for whoever stands there. F2 logs in, F1 explains; any other key paints
 * it anew. */
void locked_open(struct app *app);
/* Why no BMC was reached, and what to do: RETRY, DEMO, LEAVE (exit status 3). Takes the place of
 * one that is open already; beneath the dialogs that are open. It looks for the BMC by itself,
 * too. */
void nobmc_open(struct app *app);
/* A channel has come after all, or another BMC is shown: takes it away if it is there. What lies
 * over it stays. */
void nobmc_close(struct app *app);
/* Which page to go to (F9); and goes to app->other_page (more.c). */
void more_open(struct app *app);
void more_go(struct app *app);
/* The other pages, each by its table of actions (events_view.c, power_view.c, ...). */
void events_open(struct app *app);
void info_open(struct app *app);
void report_open(struct app *app);
void security_open(struct app *app);
void power_open(struct app *app);
void users_open(struct app *app);
/* CHANGE of that slot, from any page (users_edit.c). */
void app_change_user(struct app *app, uint8_t slot);
void serial_open(struct app *app);
void health_open(struct app *app);
/* Every key (F1); those that somebody has who has not logged in (help.c). */
void help_open(struct app *app);
void locked_help_open(struct app *app);
/* The login of a locked console: a name, then PAM's questions one under the other. */
void login_view_open(struct app *app);
void identify_open(struct app *app);
/* The BMC's web address, and its QR code. */
void manage_open(struct app *app);
/* Lets somebody in for some hours; more time for one who is, and the end (guest_view.c). */
void guest_open(struct app *app);
/* That one was left alone, once; timer and events for the loop (guest_told.c). */
void guest_told_open(struct app *app);
int64_t guest_told_tick(struct app *app, int64_t now_ms);
void guest_told_event(struct app *app, const struct job_event *event);
/* app->action: asked about, done, and what came of it (action.c). */
void action_open(struct app *app);
/* What an action did that took this machine down, once; and its timer, for the loop
 * (action_told.c). */
void action_told_open(struct app *app);
void action_told_tick(struct app *app);
/* SAVE: what follows, what will be written, what remote access also needs. All has been checked.
 * app->review_sentence: why it is shown again, NULL the first time. */
void review_open(struct app *app);
/* The same of a plan of changes, app->plan (review_plan.c). */
void review_plan_open(struct app *app);
/* Something is written: a save, a row a step and a way to stop it, or one that is put back, undone,
 * finished. Takes app->next_save over and starts it as app->save_job. What follows it is for
 * flow.c. */
void saving_open(struct app *app);
/* What came of a save that has been tried: a row a field. */
void result_open(struct app *app, const struct save_job *save);
/* What is about to be said, as the title; what does not fit goes on below it. */
void result_headline(struct dialog *dialog, enum role bar, const char *headline);
/* The table alone, for another's board. */
void result_table(struct board *board, const struct report *report);

#endif
