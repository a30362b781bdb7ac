/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CHANGE and ADD: a user's values, from reading them to the review. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "core/password.h"
#include "tui/ask.h"
#include "tui/dialogs.h"
#include "tui/users_view.h"

static void change_submit(struct users_edit *edit, struct users_order *order,
                          int (*run)(struct job_ctx *ctx, void *argument, struct bmc_error *error))
{
    edit->preparing = run == users_order_run;
    edit->dialog.since_ms = app_now(edit->dialog.app);
    edit->dialog.job =
        jobs_submit(edit->dialog.app->jobs,
                    (struct job){.run = run, .release = users_order_release, .argument = order});
}

/* --- reading -------------------------------------------------------------------------- */

/* What the dialog shows: the slot, and whether it may use serial over LAN. */
static int change_read(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct users_order *order = argument;
    struct accounts *accounts = &order->accounts;
    uint8_t *slot = &order->order.slot;

    if (accounts->count == 0 &&
        accounts_read(ctx->bmc, accounts, accounts->channel, NULL, error) < 0)
        return -1;
    if (*slot == 0)
        *slot = accounts_free_slot(accounts);
    if (account_in(accounts, *slot) == NULL)
        return error_set(error, ERROR_USAGE, "%s", _("No slot is free. Delete a user first."));
    return accounts_read_sol(ctx->bmc, accounts, *slot, error);
}

static void change_set_text(struct secret *secret, const char *text)
{
    secret_set(secret, text, strlen(text));
}

static void change_show(struct users_edit *edit, const struct users_order *order)
{
    const struct user_access *access;

    edit->accounts = order->accounts;
    edit->slot = order->order.slot;
    edit->account = *account_in(&edit->accounts, edit->slot);
    access = &edit->account.access;
    if (edit->deed == ACCOUNT_SET) {
        change_set_text(edit->name, edit->account.name);
        edit->wish.privilege = access->privilege;
        edit->wish.enabled = access->enabled == USER_ENABLED;
        edit->wish.messaging = access->messaging;
        edit->wish.sol = edit->account.sol == ACCOUNT_SOL_YES;
    }
    line_arrive(&edit->name_line);
    edit->shown = true;
    board_focus(&edit->dialog.board, USERS_BACK);
}

/* --- what is wrong --------------------------------------------------------------------- */

static void change_wrong(struct users_edit *edit, int id, const char *sentence)
{
    edit->wrong_id = id;
    snprintf(edit->wrong, sizeof edit->wrong, "%s", sentence);
}

static void change_right(struct users_edit *edit)
{
    edit->wrong_id = 0;
    edit->wrong[0] = '\0';
}

/* A name that was not touched may be what it is. */
static bool change_renames(const struct users_edit *edit)
{
    return !edit->account.fixed && strcmp(secret_bytes(edit->name), edit->account.name) != 0;
}

int users_edit_check(const struct users_edit *edit, int id, struct bmc_error *error)
{
    bool types = secret_length(edit->password) > 0 || secret_length(edit->confirm) > 0;

    if (id == USERS_NAME && (change_renames(edit) || edit->deed == ACCOUNT_ADD))
        return account_check_name(secret_bytes(edit->name), error);
    if (id == USERS_PASSWORD && (types || edit->deed == ACCOUNT_ADD))
        return password_check(edit->dialog.app->settings->password_policy, edit->password, true,
                              error);
    if (id == USERS_CONFIRM && !secret_equal(edit->password, edit->confirm))
        return error_set(error, ERROR_USAGE, "%s", _("the two passwords are not the same"));
    return 0;
}

static bool change_has_stop(const char *sentence)
{
    size_t length = strlen(sentence);

    return length > 0 && sentence[length - 1] == '.';
}

/* "Name: the name is empty; ..." */
static bool change_judge(struct users_edit *edit, int id)
{
    static const char *const labels[] = {[USERS_NAME] = N_("Name"),
                                         [USERS_PASSWORD] = N_("Password"),
                                         [USERS_CONFIRM] = N_("Confirm Password")};
    struct bmc_error error;
    char text[ERROR_SENTENCE + 64];

    if (users_edit_check(edit, id, &error) == 0)
        return true;
    snprintf(text, sizeof text, "%s: %s%s", _(labels[id]), error.sentence,
             change_has_stop(error.sentence) ? "" : ".");
    change_wrong(edit, id, text);
    return false;
}

/* A field that has been changed is checked when it is left. */
static void change_left(struct users_edit *edit)
{
    int before = edit->before, now = edit->dialog.board.focus;
    bool secrets = now == USERS_PASSWORD || now == USERS_CONFIRM;

    edit->before = now;
    if (!edit->shown || before == now || edit->wrong_id != 0)
        return;
    if (before == USERS_NAME && secret_length(edit->name) > 0)
        change_judge(edit, USERS_NAME);
    else if (before == USERS_PASSWORD && secret_length(edit->password) > 0)
        change_judge(edit, USERS_PASSWORD);
    else if (before == USERS_CONFIRM && !secrets && secret_length(edit->confirm) > 0)
        change_judge(edit, USERS_CONFIRM);
}

static bool change_all_right(struct users_edit *edit)
{
    static const int checked[] = {USERS_NAME, USERS_PASSWORD, USERS_CONFIRM};

    change_right(edit);
    for (size_t i = 0; i < sizeof checked / sizeof *checked; i++)
        if (!change_judge(edit, checked[i])) {
            board_focus(&edit->dialog.board, checked[i]);
            app_beep(edit->dialog.app);
            return false;
        }
    return true;
}

/* --- save ------------------------------------------------------------------------------- */

/* Only what is other than it was; a BMC that does not tell whether a user is enabled is told so
 * where that was touched. */
static unsigned change_given(const struct users_edit *edit)
{
    const struct user_access *access = &edit->account.access;
    const struct account_wish *wish = &edit->wish;
    unsigned given = wish->given;

    if (edit->deed == ACCOUNT_ADD)
        return given | ACCOUNT_NAME | ACCOUNT_PRIVILEGE;
    if (wish->privilege == access->privilege)
        given &= ~(unsigned)ACCOUNT_PRIVILEGE;
    if (wish->messaging == access->messaging)
        given &= ~(unsigned)ACCOUNT_MESSAGING;
    if (wish->enabled == (access->enabled == USER_ENABLED) &&
        access->enabled != USER_ENABLED_UNKNOWN)
        given &= ~(unsigned)ACCOUNT_ENABLED;
    if (wish->sol == (edit->account.sol == ACCOUNT_SOL_YES))
        given &= ~(unsigned)ACCOUNT_SOL;
    return given | (change_renames(edit) ? ACCOUNT_NAME : 0);
}

static void change_save(struct users_edit *edit)
{
    struct users_order *order;

    if (edit->dialog.job != 0 || !change_all_right(edit)) {
        app_beep(edit->dialog.app);
        return;
    }
    order = users_order_new(edit->dialog.app, &edit->accounts, edit->deed, edit->slot);
    order->order.wish = edit->wish;
    order->order.wish.given = change_given(edit);
    order->order.wish.slot = edit->slot;
    snprintf(order->order.wish.name, sizeof order->order.wish.name, "%s", secret_bytes(edit->name));
    secret_set(order->password, secret_bytes(edit->password), secret_length(edit->password));
    order->order.wish.password = order->password;
    order->order.leave_no_administrator = edit->insists;
    change_submit(edit, order, users_order_run);
}

static const struct dialog_class change_class;

/* Saved: the dialog has done what it was for. Else the BMC may hold other values than it shows. */
static void change_after(void *data, struct app *app, int exit)
{
    struct users_edit *edit = (struct users_edit *)view_find(app, &change_class.view);

    (void)data;
    if (edit != NULL && exit == 0)
        dialog_close(&edit->dialog);
    else if (edit != NULL && exit > 0)
        edit->accounts.count = 0;
}

static void change_planned(struct users_edit *edit, const struct users_order *order)
{
    edit->last = order->refusal == ACCOUNT_LAST;
    if (edit->last) {
        char text[ERROR_SENTENCE + 4];

        snprintf(text, sizeof text, _("%s."), order->why.sentence);
        change_wrong(edit, 0, text);
        board_focus(&edit->dialog.board, USERS_INSIST);
        app_beep(edit->dialog.app);
        return;
    }
    if (plan_empty(&order->plan))
        change_wrong(edit, 0, _("Nothing has been changed."));
    else
        users_order_review(edit->dialog.app, order, change_after, NULL);
}

/* A channel that is read anew is the same one. */
static void change_ended(struct dialog *dialog, const struct job_event *event)
{
    struct users_edit *edit = (struct users_edit *)dialog;
    char text[ERROR_SENTENCE + 4];

    if (event->error.kind != ERROR_NONE) {
        snprintf(text, sizeof text, _("%s."), event->error.sentence);
        change_wrong(edit, 0, text);
        app_beep(dialog->app);
    } else if (edit->preparing) {
        change_planned(edit, event->payload);
    } else {
        change_show(edit, event->payload);
    }
}

/* --- keys -------------------------------------------------------------------------------- */

static bool change_privilege_row(struct app *app, size_t index, char text[VALUE_TEXT * 2], int *id)
{
    static const enum privilege offered[] = {PRIVILEGE_USER, PRIVILEGE_OPERATOR,
                                             PRIVILEGE_ADMINISTRATOR, PRIVILEGE_CALLBACK,
                                             PRIVILEGE_NONE};

    (void)app;
    if (index >= sizeof offered / sizeof *offered)
        return false;
    *id = (int)offered[index];
    snprintf(text, VALUE_TEXT * 2, "%s", value_word_text(&value_privilege, offered[index]));
    return true;
}

static void change_privilege_chosen(void *data, struct app *app, int id)
{
    struct users_edit *edit = (struct users_edit *)view_find(app, &change_class.view);

    (void)data;
    if (edit == NULL)
        return;
    edit->wish.privilege = (enum privilege)id;
    edit->wish.given |= ACCOUNT_PRIVILEGE;
}

static void change_choose_privilege(struct users_edit *edit)
{
    choose_open(edit->dialog.app, &(struct choose){.title = _("Privilege"),
                                                   .row = change_privilege_row,
                                                   .current = (int)edit->wish.privilege,
                                                   .chosen = change_privilege_chosen});
}

static void change_toggle(struct users_edit *edit, bool *value, unsigned bit)
{
    bool untold = bit == ACCOUNT_ENABLED && edit->account.access.enabled == USER_ENABLED_UNKNOWN &&
                  edit->deed == ACCOUNT_SET && (edit->wish.given & bit) == 0;

    *value = untold || !*value;
    edit->wish.given |= bit;
}

static void change_press(struct dialog *dialog, int id)
{
    struct users_edit *edit = (struct users_edit *)dialog;

    switch (id) {
    case USERS_PRIVILEGE:
        change_choose_privilege(edit);
        break;
    case USERS_ENABLED:
        change_toggle(edit, &edit->wish.enabled, ACCOUNT_ENABLED);
        break;
    case USERS_MESSAGING:
        change_toggle(edit, &edit->wish.messaging, ACCOUNT_MESSAGING);
        break;
    case USERS_SOL:
        change_toggle(edit, &edit->wish.sol, ACCOUNT_SOL);
        break;
    case USERS_INSIST:
        edit->insists = !edit->insists;
        break;
    case USERS_BACK:
        dialog_close(dialog);
        break;
    default: /* SAVE, or Enter in the last text */
        change_save(edit);
        break;
    }
}

static void change_typed(struct dialog *dialog)
{
    struct users_edit *edit = (struct users_edit *)dialog;

    if (edit->wrong_id == 0 || edit->wrong_id == dialog->board.focus ||
        (edit->wrong_id == USERS_CONFIRM && dialog->board.focus == USERS_PASSWORD))
        change_right(edit);
}

static void change_fill(struct dialog *dialog)
{
    change_left((struct users_edit *)dialog);
    users_fields_fill(dialog);
}

static void change_release(struct dialog *dialog)
{
    struct users_edit *edit = (struct users_edit *)dialog;

    jobs_give_up(dialog->app->jobs, dialog->job);
    secret_free(&edit->name);
    secret_free(&edit->password);
    secret_free(&edit->confirm);
}

static const struct dialog_class change_class = {
    .view = {DIALOG_VIEW, DIALOG_JOB},
    .size = sizeof(struct users_edit),
    .fill = change_fill,
    .press = change_press,
    .typed = change_typed,
    .ended = change_ended,
    .release = change_release,
};

void users_edit_open(struct app *app, const struct accounts *accounts, enum account_deed deed,
                     uint8_t slot)
{
    struct users_edit *edit = dialog_open(app, &change_class);

    edit->deed = deed;
    edit->wish = (struct account_wish){
        .privilege = PRIVILEGE_OPERATOR, .messaging = true, .enabled = true, .sol = true};
    edit->name = secret_create();
    edit->password = secret_create();
    edit->confirm = secret_create();
    line_init(&edit->name_line, edit->name, TEXT_TYPED, false);
    line_init(&edit->password_line, edit->password, TEXT_TYPED, true);
    line_init(&edit->confirm_line, edit->confirm, TEXT_TYPED, true);
    board_focus(&edit->dialog.board, USERS_BACK);
    if (accounts != NULL)
        edit->accounts = *accounts;
    change_submit(edit, users_order_new(app, &edit->accounts, deed, slot), change_read);
}
