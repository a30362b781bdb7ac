/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/users_view.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "core/access.h"
#include "guard/guest_until.h"
#include "tui/ask.h"
#include "tui/dialogs.h"

/* --- a user in full -------------------------------------------------------------------- */

struct users_sol {
    struct scope scope;
    const char *text;
};

static int users_sol_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct users_sol *sol = argument;
    const struct setting *setting = access_setting(ACCESS_SOL);
    struct value value;
    int result = setting->read(ctx->bmc, setting, sol->scope, &value, error);

    sol->text = _("not reported");
    if (result == 0 && value_known(&value))
        sol->text = value.number != 0 ? _("yes") : _("no");
    return result < 0 && !bmc_survived(error) ? -1 : 0;
}

static const char *users_sol_text(const void *argument)
{
    return ((const struct users_sol *)argument)->text;
}

static void users_enter(struct listview *view, const void *data)
{
    const struct users_row *row = data;
    const struct users_state *state = listview_state(view);
    struct listview_later later = {
        .label = N_("Serial over LAN"), .before = 1, .run = users_sol_run, .text = users_sol_text};
    struct users_sol *sol;

    if (account_free(&row->account) || listview_reading(view)) {
        listview_details_open(view, data, NULL);
        return;
    }
    sol = xcalloc(1, sizeof *sol);
    sol->scope = (struct scope){.channel = state->accounts.channel, .user = row->account.slot};
    later.argument = sol;
    listview_details_open(view, data, &later);
}

/* --- its buttons ----------------------------------------------------------------------- */

static bool users_ready(struct listview *view)
{
    if (listview_row(view) != NULL && !listview_reading(view))
        return true;
    app_beep(view->dialog.app);
    return false;
}

static void users_add(struct listview *view)
{
    const struct users_state *state = listview_state(view);

    if (!users_ready(view))
        return;
    if (accounts_free_slot(&state->accounts) != 0) {
        users_edit_open(view->dialog.app, &state->accounts, ACCOUNT_ADD, 0);
        return;
    }
    app_beep(view->dialog.app);
    listview_say(view, ROLE_ERROR, _("No slot is free. Delete a user first."));
}

/* In a free slot that means a new user there. */
static void users_change(struct listview *view)
{
    const struct users_state *state = listview_state(view);
    const struct users_row *row = listview_row(view);

    if (!users_ready(view))
        return;
    if (account_free(&row->account) && row->account.fixed) {
        app_beep(view->dialog.app);
        listview_say(view, ROLE_ERROR,
                     _("The BMC keeps the name of this slot fixed; no user is added in it."));
        return;
    }
    users_edit_open(view->dialog.app, &state->accounts,
                    account_free(&row->account) ? ACCOUNT_ADD : ACCOUNT_SET, row->account.slot);
}

static void users_let_in(struct listview *view)
{
    if (users_ready(view))
        app_go(view->dialog.app, GO_GUEST);
}

/* --- which channel --------------------------------------------------------------------- */

static bool users_channel_row(struct app *app, size_t index, char text[VALUE_TEXT * 2], int *id)
{
    const struct model *home = app_home(app);

    if (index >= home->channel_count)
        return false;
    *id = home->channels[index].number;
    model_channel_text(home->page, &home->channels[index], text);
    return true;
}

static void users_channel_chosen(void *data, struct app *app, int id)
{
    struct listview *view = listview_find(app);

    (void)data;
    if (view == NULL)
        return;
    ((struct users_state *)listview_state(view))->channel = (uint8_t)id;
    listview_read(view, PAGE_ALL);
}

static void users_choose_channel(struct listview *view)
{
    const struct users_state *state = listview_state(view);

    if (users_ready(view))
        choose_open(view->dialog.app, &(struct choose){.title = _("Channel"),
                                                       .row = users_channel_row,
                                                       .current = state->accounts.channel,
                                                       .chosen = users_channel_chosen});
}

static bool users_has_channels(const struct listview *view)
{
    return app_home(view->dialog.app)->channel_count > 1;
}

/* --- the page -------------------------------------------------------------------------- */

/* clang-format off */
static const struct listview_action users_actions[] = {
    {.button = N_("CHANGE"), .writes = true, .run = users_change,
     .help = N_("Name, privilege, access and password of this user"),
     .explain = N_("Opens a form with name, privilege, access and password of the user with the "
                   "focus. Nothing is sent before you have seen what will be written. In a free "
                   "slot it adds a user.")},
    {.button = N_("ADD"), .writes = true, .run = users_add,
     .help = N_("A new user in the lowest free slot"),
     .explain = N_("Adds a user in the lowest free slot: first the name, then the password, which "
                   "is tested, then the access; it is enabled last. If the BMC refuses a step, "
                   "everything is undone and the slot is free again.")},
    {.button = N_("LET SOMEBODY IN"), .writes = true, .run = users_let_in,
     .help = N_("A user for some hours, who is deleted after that"),
     .explain = N_("Adds a user with a password that is made here, and deletes it after 1, 4, 24 "
                   "or 72 hours: for a person who is to help you from elsewhere.")},
    {.key = K_F8, .word = N_("Delete"), .drop = 4, .button = N_("DELETE"), .writes = true,
     .run = users_delete,
     .help = N_("Deletes this user; asks first"),
     .explain = N_("Deletes the user with the focus: it is disabled, gets a random password, all "
                   "LAN channels are closed to it, and its name is cleared. You see what will be "
                   "written first. It cannot be undone, as the BMC does not show the password.")},
    {.key = K_F3, .word = N_("Channel"), .drop = 3, .run = users_choose_channel,
     .help = N_("Shows another LAN channel"),
     .offered = users_has_channels},
};
/* clang-format on */

static const struct listview_page users_page = {
    .class = &page_users,
    .actions = users_actions,
    .action_count = sizeof users_actions / sizeof *users_actions,
    .reading = N_("Reading the users"),
    .enter = users_enter,
};

/* On the worker's thread, of the BMC that is read. */
static int64_t users_until(const void *data, uint8_t slot, const char *bytes)
{
    const struct app *app = data;

    return guest_until(app->target, app->settings->state_directory, slot, bytes);
}

/* The channel that Network > IPMI shows. */
static uint8_t users_home_channel(struct app *app)
{
    const struct model_channel *channel = model_channel(app_home(app));

    return channel != NULL ? channel->number : 0;
}

void users_open(struct app *app)
{
    struct app_list *list = &app->lists[page_users.digit - '1'];
    struct users_state *state;

    if (list->state == NULL)
        list->state = xcalloc(1, sizeof *state);
    state = list->state;
    state->until = users_until;
    state->data = app;
    if (state->channel == 0)
        state->channel = users_home_channel(app);
    listview_open(app, &users_page);
}

void app_change_user(struct app *app, uint8_t slot)
{
    struct accounts accounts = {.channel = users_home_channel(app)};

    users_edit_open(app, &accounts, ACCOUNT_SET, slot);
}
