/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From what a person wants of a user to the review: what the BMC has to be asked for that, and the
 * guard's word. DELETE has no dialog of its own, as its review is the question.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "tui/users_view.h"

/* --- the job ------------------------------------------------------------------------- */

struct users_order *users_order_new(const struct app *app, const struct accounts *accounts,
                                    enum account_deed deed, uint8_t slot)
{
    struct users_order *order = xcalloc(1, sizeof *order);
    const char *user = app->target->username;

    order->accounts = *accounts;
    order->order.deed = deed;
    order->order.slot = slot;
    order->password = secret_create();
    order->random = secret_create();
    snprintf(order->session_user, sizeof order->session_user, "%s", user != NULL ? user : "");
    order->order.session_user = order->session_user;
    order->order.random = order->random;
    return order;
}

void users_order_release(void *argument)
{
    struct users_order *order = argument;

    secret_free(&order->password);
    secret_free(&order->random);
    free(order);
}

int users_order_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct users_order *order = argument;
    int result = 0;

    if (order->order.deed == ACCOUNT_DELETE && !account_throwaway(order->random))
        return error_set(error, ERROR_SYSTEM, "%s", _("the system has no random numbers"));
    if (order->accounts.count == 0)
        result = accounts_read(ctx->bmc, &order->accounts, order->accounts.channel, NULL, error);
    if (result == 0)
        result = account_prepare(ctx->bmc, &order->accounts, &order->order, &order->plan,
                                 &order->refusal, &order->why);
    if (result < 0 && order->refusal == ACCOUNT_LAST)
        return 0;
    if (result < 0 && order->why.kind != ERROR_NONE)
        return error_copy(error, &order->why);
    return result;
}

/* --- the review ---------------------------------------------------------------------- */

static const char *users_order_lost(const struct users_order *order)
{
    if (order->order.deed == ACCOUNT_DELETE)
        return _("The password that this user has now is lost. Sessions that are open may last.");
    return NULL;
}

void users_order_review(struct app *app, const struct users_order *order,
                        void (*after)(void *data, struct app *app, int exit), void *data)
{
    const struct account_order *wanted = &order->order;
    struct review_words words = {.after = after, .data = data};
    size_t count = 0;

    if ((wanted->wish.given & ACCOUNT_NAME) != 0)
        words.sentences[count] = account_name_warning(wanted->wish.name);
    count += words.sentences[count] != NULL;
    words.sentences[count] = users_order_lost(order);
    count += words.sentences[count] != NULL;
    if (wanted->leave_no_administrator)
        words.sentences[count] = _("Afterwards no user is administrator over the network.");
    app_review_plan(app, &order->plan, &words);
}

/* --- the last administrator ---------------------------------------------------------- */

enum { LAST_BOX = 1, LAST_BACK, LAST_GO_ON };

struct last_dialog {
    struct dialog dialog;
    uint8_t slot;
    bool ticked;
    char sentence[ERROR_SENTENCE];
};

static void users_start_delete(struct listview *view, uint8_t slot, bool leave);

static void last_fill(struct dialog *dialog)
{
    const struct last_dialog *last = (const struct last_dialog *)dialog;
    char text[ERROR_SENTENCE + 8];

    snprintf(text, sizeof text, _("User %u is the last administrator: %s."), (unsigned)last->slot,
             last->sentence);
    board_line(&dialog->board, ROLE_TEXT, 0, text);
    board_gap(&dialog->board);
    board_box(&dialog->board, LAST_BOX, last->ticked ? "[x]" : "[ ]",
              _("leave the BMC without an administrator"));
}

static void last_press(struct dialog *dialog, int id)
{
    struct last_dialog *last = (struct last_dialog *)dialog;
    struct listview *view = listview_find(dialog->app);

    if (id == LAST_BOX) {
        last->ticked = !last->ticked;
    } else if (id == LAST_GO_ON && !last->ticked) {
        board_focus(&dialog->board, LAST_BOX);
        app_beep(dialog->app);
    } else {
        dialog_close(dialog);
        if (id == LAST_GO_ON && view != NULL)
            users_start_delete(view, last->slot, true);
    }
}

static const struct dialog_class last_class = {
    .view = {DIALOG_VIEW},
    .size = sizeof(struct last_dialog),
    .title = N_("The last administrator"),
    .keys = N_("Tab moves  Space ticks  Enter presses  Esc back, nothing is sent"),
    .buttons = {{LAST_BACK, N_("BACK")}, {LAST_GO_ON, N_("GO ON")}},
    .fill = last_fill,
    .press = last_press,
};

static void last_open(struct app *app, uint8_t slot, const char *sentence)
{
    struct last_dialog *last = dialog_open(app, &last_class);

    last->slot = slot;
    snprintf(last->sentence, sizeof last->sentence, "%s", sentence);
    board_focus(&last->dialog.board, LAST_BACK);
}

/* --- delete -------------------------------------------------------------------------- */

static void users_delete_ended(struct listview *view, const struct job_event *event)
{
    const struct users_order *order = event->payload;

    if (order->refusal == ACCOUNT_LAST)
        last_open(view->dialog.app, order->order.slot, order->why.sentence);
    else
        users_order_review(view->dialog.app, order, NULL, NULL);
}

static void users_start_delete(struct listview *view, uint8_t slot, bool leave)
{
    const struct users_state *state = listview_state(view);
    struct users_order *order =
        users_order_new(view->dialog.app, &state->accounts, ACCOUNT_DELETE, slot);

    order->order.leave_no_administrator = leave;
    listview_start(
        view, N_("Reading the user"),
        (struct job){.run = users_order_run, .release = users_order_release, .argument = order},
        users_delete_ended);
}

void users_delete(struct listview *view)
{
    const struct users_row *row = listview_row(view);

    if (row == NULL || listview_reading(view)) {
        app_beep(view->dialog.app);
    } else if (account_free(&row->account)) {
        app_beep(view->dialog.app);
        listview_say(view, ROLE_ERROR, _("This slot is free already."));
    } else {
        users_start_delete(view, row->account.slot, false);
    }
}
