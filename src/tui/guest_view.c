/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * "Let somebody in" (guard/guest.h) on the screen, in one dialog from the question to the end: who
 * and for how long; how it goes; what the guest has to type; more time, or the end at once.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/random.h"
#include "base/xalloc.h"
#include "core/account.h"
#include "guard/action.h"
#include "pages/network.h"
#include "tui/ask.h"
#include "tui/dialogs.h"
#include "tui/guest_own.h"
#include "tui/listview.h"
#include "tui/pending.h"

static const unsigned guest_hours[] = {1, 4, 24, 72};
static const enum privilege guest_privileges[] = {PRIVILEGE_USER, PRIVILEGE_OPERATOR,
                                                  PRIVILEGE_ADMINISTRATOR};

static const struct dialog_class guest_class;

/* --- choices -------------------------------------------------------------------------------- */

static bool guest_hours_row(struct app *app, size_t index, char text[VALUE_TEXT * 2], int *id)
{
    (void)app;
    if (index >= sizeof guest_hours / sizeof *guest_hours)
        return false;
    *id = (int)guest_hours[index];
    snprintf(text, VALUE_TEXT * 2, ngettext("%u hour", "%u hours", guest_hours[index]),
             guest_hours[index]);
    return true;
}

static bool guest_privilege_row(struct app *app, size_t index, char text[VALUE_TEXT * 2], int *id)
{
    (void)app;
    if (index >= sizeof guest_privileges / sizeof *guest_privileges)
        return false;
    *id = (int)guest_privileges[index];
    snprintf(text, VALUE_TEXT * 2, "%s",
             value_word_text(&value_privilege, guest_privileges[index]));
    return true;
}

static void guest_hours_chosen(void *data, struct app *app, int id)
{
    struct guest_dialog *guest = (struct guest_dialog *)view_find(app, &guest_class.view);

    (void)data;
    if (guest != NULL)
        guest->hours = (unsigned)id;
}

static void guest_privilege_chosen(void *data, struct app *app, int id)
{
    struct guest_dialog *guest = (struct guest_dialog *)view_find(app, &guest_class.view);

    (void)data;
    if (guest != NULL)
        guest->privilege = (enum privilege)id;
}

static void guest_choose(const struct guest_dialog *guest, int item)
{
    const struct choose hours = {.title = GUEST_FOR,
                                 .row = guest_hours_row,
                                 .current = (int)guest->hours,
                                 .chosen = guest_hours_chosen};
    const struct choose privilege = {.title = _("Privilege"),
                                     .row = guest_privilege_row,
                                     .current = (int)guest->privilege,
                                     .chosen = guest_privilege_chosen};

    choose_open(guest->dialog.app, item == GUEST_HOURS ? &hours : &privilege);
}

/* --- what is wrong -------------------------------------------------------------------------- */

static void guest_wrong(struct guest_dialog *guest, const struct bmc_error *error)
{
    guest->good = false;
    snprintf(guest->said, sizeof guest->said, _("%s."), error->sentence);
    app_beep(guest->dialog.app);
}

/* Nothing else may be under way that this would come between. */
static int guest_allowed(const struct app *app, struct bmc_error *error)
{
    struct guard *guard = guard_create(app->target, app->settings->state_directory, NULL);
    int result = action_allowed(guard, app_read_only(app), error);

    guard_destroy(guard);
    if (result == 0 && pending_counts_down(app))
        result = error_set(error, ERROR_LOCKED, "%s", _("a save is waiting for confirmation"));
    return result;
}

static int guest_make_wish(const struct guest_dialog *guest, struct guest_wish *wish,
                           struct bmc_error *error)
{
    const struct app *app = guest->dialog.app;
    const struct model_channel *channel = model_channel(app_home(app));

    if (account_check_name(secret_bytes(guest->name), error) != 0)
        return -1;
    snprintf(wish->name, sizeof wish->name, "%s", secret_bytes(guest->name));
    wish->privilege = guest->privilege;
    wish->hours = guest->hours;
    wish->sol = guest->sol;
    wish->channel = channel != NULL ? channel->number : 0;
    wish->read_only = app_read_only(app);
    wish->comes_back = settings_comes_back(app->settings, app->target);
    if (!guest_may_show(app))
        return error_set(error, ERROR_USAGE, "%s",
                         _("this console may not show passwords (locked_show_password); use bmctui "
                           "guest add elsewhere"));
    return guest_check(app->target, wish, error);
}

/* --- the job -------------------------------------------------------------------------------- */

static void guest_start(struct guest_dialog *guest, struct guest_job *job)
{
    struct app *app = guest->dialog.app;

    snprintf(job->user, sizeof job->user, "%s", app->lock.user);
    job->verify_s = app->settings->verify_s;
    guest->kind = job->kind;
    guest->stage = GUEST_RUNNING;
    guest->said[0] = '\0';
    free(guest->progress);
    guest->progress = NULL;
    guest->dialog.since_ms = app_now(app);
    guest->dialog.job = jobs_submit(app->jobs, guest_job_for_worker(job));
    board_focus(&guest->dialog.board, BOARD_NOTHING);
}

static struct guest_job *guest_job_of(const struct guest_dialog *guest, enum guest_job_kind kind)
{
    struct app *app = guest->dialog.app;
    struct guest_job *job = guest_job_create(kind, app->target, app->settings->state_directory);

    job->slot = guest->result.record.slot;
    job->wish.hours = GUEST_HOURS_DEFAULT;
    return job;
}

static void guest_let_in(struct guest_dialog *guest)
{
    struct guest_job *job = guest_job_of(guest, GUEST_JOB_BEGIN);
    struct bmc_error error;

    if (guest_allowed(guest->dialog.app, &error) == 0 &&
        guest_make_wish(guest, &job->wish, &error) == 0 &&
        random_password(guest->password, &error) == 0) {
        secret_set(job->password, secret_bytes(guest->password), secret_length(guest->password));
        guest_start(guest, job);
        return;
    }
    guest_wrong(guest, &error);
    board_focus(&guest->dialog.board, GUEST_NAME);
    guest_job_release(job);
}

/* What lies beneath shows users. */
static void guest_read_page(struct app *app)
{
    struct listview *list = listview_find(app);

    if (list != NULL)
        listview_reload(list);
    else
        app_read_again(app);
}

static void guest_say(struct guest_dialog *guest, bool end)
{
    guest->stage = GUEST_ENDED;
    guest->good = guest_exit(&guest->result) == 0;
    guest_sentence(&guest->result, end, guest->said, sizeof guest->said);
    board_focus(&guest->dialog.board, GUEST_DONE_BUTTON);
}

static void guest_begun(struct guest_dialog *guest)
{
    const struct guest_result *result = &guest->result;

    if (result->outcome == GUEST_DONE) {
        guest->stage = GUEST_IN;
        board_focus(&guest->dialog.board, GUEST_DONE_BUTTON);
        return;
    }
    secret_clear(guest->password);
    if (result->outcome != GUEST_REFUSED) {
        guest_say(guest, false);
        return;
    }
    guest->stage = GUEST_ASKING;
    guest_wrong(guest, &result->error);
    board_focus(&guest->dialog.board, GUEST_NAME);
}

static void guest_extended(struct guest_dialog *guest, const struct guest_result *result)
{
    guest->stage = GUEST_IN;
    board_focus(&guest->dialog.board, GUEST_DONE_BUTTON);
    if (result->outcome == GUEST_DONE)
        guest->result = *result;
    else
        guest_wrong(guest, &result->error);
}

static void guest_ended(struct dialog *dialog, const struct job_event *event)
{
    struct guest_dialog *guest = (struct guest_dialog *)dialog;
    const struct guest_job *job = event->payload;
    struct guest_result result = job->result;

    if (event->error.kind != ERROR_NONE) {
        result.outcome = GUEST_REFUSED;
        result.error = event->error;
    }
    if (result.error.kind == ERROR_DENIED)
        app_denied(dialog->app);
    if (job->kind == GUEST_JOB_EXTEND) {
        guest_extended(guest, &result);
    } else {
        guest->result = result;
        if (job->kind == GUEST_JOB_BEGIN)
            guest_begun(guest);
        else
            guest_say(guest, true);
    }
    pending_look(dialog->app);
    dialog->app->guests.ms = 0; /* looked at again */
    guest_read_page(dialog->app);
}

static void guest_event(struct view *view, struct app *app, const struct job_event *event)
{
    struct guest_dialog *guest = (struct guest_dialog *)view;

    if (event->job == guest->dialog.job && event->kind == GUEST_JOB_PROGRESS) {
        if (guest->progress == NULL)
            guest->progress = xcalloc(1, sizeof *guest->progress);
        *guest->progress = *(const struct save_state *)event->payload;
        guest->progress->plan.password = NULL;
    }
    dialog_event(view, app, event);
}

/* --- the dialog ----------------------------------------------------------------------------- */

/* What is being ended is not stopped. */
static void guest_escape(struct dialog *dialog)
{
    struct guest_dialog *guest = (struct guest_dialog *)dialog;

    if (guest->stage != GUEST_RUNNING)
        dialog_close(dialog);
    else if (guest->kind == GUEST_JOB_BEGIN)
        jobs_stop_saving(dialog->app->jobs);
    else
        app_beep(dialog->app);
}

static void guest_ask(struct guest_dialog *guest)
{
    secret_clear(guest->password);
    guest->said[0] = '\0';
    guest->stage = GUEST_ASKING;
    board_focus(&guest->dialog.board, GUEST_NAME);
}

static void guest_press(struct dialog *dialog, int id)
{
    struct guest_dialog *guest = (struct guest_dialog *)dialog;

    switch (id) {
    case GUEST_HOURS:
    case GUEST_PRIVILEGE:
        guest_choose(guest, id);
        break;
    case GUEST_SOL:
        guest->sol = !guest->sol;
        break;
    case GUEST_NAME: /* Enter in it moves on, to BACK or LET IN */
        board_focus(&dialog->board, GUEST_LET_IN);
        break;
    case GUEST_LET_IN:
        guest_let_in(guest);
        break;
    case GUEST_MORE:
        guest_start(guest, guest_job_of(guest, GUEST_JOB_EXTEND));
        break;
    case GUEST_END_NOW:
        guest_start(guest, guest_job_of(guest, GUEST_JOB_END));
        break;
    case GUEST_ANOTHER:
        guest_ask(guest);
        break;
    default:
        guest_escape(dialog);
    }
}

static void guest_typed(struct dialog *dialog)
{
    ((struct guest_dialog *)dialog)->said[0] = '\0';
}

/* Nothing has the focus while it runs: an Enter that is still held does not stop it, nor close the
 * password unread. */
static bool guest_key(struct dialog *dialog, const struct key *key)
{
    const struct guest_dialog *guest = (const struct guest_dialog *)dialog;

    if (guest->stage == GUEST_RUNNING && key->code == K_ENTER &&
        dialog->board.focus == BOARD_NOTHING)
        dialog->app->idle_enter_ms = app_now(dialog->app);
    return (guest->stage == GUEST_IN || guest->stage == GUEST_ENDED) &&
           dialog_held_enter(dialog, key);
}

static int64_t guest_tick(struct view *view, struct app *app, int64_t now_ms)
{
    const struct guest_dialog *guest = (const struct guest_dialog *)view;

    /* What is left of it is shown in minutes. */
    if (guest->stage == GUEST_IN)
        return now_ms - now_ms % 60000 + 60000;
    return dialog_tick(view, app, now_ms);
}

static void guest_release(struct dialog *dialog)
{
    struct guest_dialog *guest = (struct guest_dialog *)dialog;

    secret_free(&guest->name);
    secret_free(&guest->password);
    free(guest->progress);
}

static const struct dialog_class guest_class = {
    .view = {DIALOG_VIEW, .event = guest_event, .tick = guest_tick, .no_suspend = true},
    .size = sizeof(struct guest_dialog),
    .fill = guest_fill,
    .beside = guest_beside,
    .press = guest_press,
    .escape = guest_escape,
    .typed = guest_typed,
    .key = guest_key,
    .ended = guest_ended,
    .release = guest_release,
};

/* The one who is in, and has time left; of several the one who ends first. */
static bool guest_find(const struct app *app, struct guest_result *result)
{
    struct guard *guard = guard_create(app->target, app->settings->state_directory, NULL);
    struct guests *guests = xcalloc(1, sizeof *guests);
    long long least = -1;

    guest_look(guard, guests);
    for (size_t i = 0; i < guests->count; i++) {
        const struct guest *guest = &guests->of[i];

        if (guest->damaged || guest->record.state != GUEST_OPEN || guest->due != GUEST_NOT_DUE ||
            (least >= 0 && guest->left_s >= least))
            continue;
        least = guest->left_s;
        result->record = guest->record;
    }
    free(guests);
    guard_destroy(guard);
    return least >= 0;
}

void guest_open(struct app *app)
{
    struct guest_dialog *guest;
    struct bmc_error error;

    if (guest_allowed(app, &error) != 0) {
        char text[ERROR_SENTENCE + 2];

        app_beep(app);
        snprintf(text, sizeof text, _("%s."), error.sentence);
        ask_tell(app, _("Let somebody in"), text);
        return;
    }
    guest = dialog_open(app, &guest_class);
    guest->name = secret_create();
    guest->password = secret_create();
    secret_set(guest->name, GUEST_NAME_DEFAULT, strlen(GUEST_NAME_DEFAULT));
    line_init(&guest->line, guest->name, TEXT_TYPED, false);
    guest->privilege = PRIVILEGE_OPERATOR;
    guest->hours = GUEST_HOURS_DEFAULT;
    guest->sol = true;
    guest->kind = GUEST_JOB_EXTEND;
    board_focus(&guest->dialog.board, GUEST_BACK);
    if (guest_find(app, &guest->result)) {
        guest->stage = GUEST_IN;
        board_focus(&guest->dialog.board, GUEST_DONE_BUTTON);
        guest->result.address = 0;
        if (model_known(app_home(app), FIELD_ADDRESS))
            guest->result.address = (uint32_t)model_number(app_home(app), FIELD_ADDRESS);
    }
}
