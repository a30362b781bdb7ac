/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the page "Security" does: marks, FIX, TEST DEFAULT PASSWORDS.
 */
#include "tui/security_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "guard/security_guests.h"
#include "tui/ask.h"
#include "tui/dialogs.h"

/* --- rows ----------------------------------------------------------------------------------- */

static const struct security_row *security_at(const struct listview *view, size_t index)
{
    return list_row(&view->list->rows, index);
}

static unsigned security_marked(const struct listview *view)
{
    unsigned ids = 0;

    for (size_t i = 0; i < view->list->rows.count; i++)
        if (security_at(view, i)->marked)
            ids |= WEAKNESS_BIT(security_at(view, i)->weakness.id);
    return ids;
}

/* All has been read, and nothing is being read. */
static bool security_known(const struct listview *view)
{
    return ((const struct security_state *)listview_state(view))->known && !listview_reading(view);
}

static const char *security_why_not(const struct listview *view, const struct weakness *weakness)
{
    if (app_read_only(view->dialog.app))
        return _("Read-only: nothing can be changed here.");
    return weakness->mend == MEND_PASSWORD || weakness->mend == MEND_GUEST
               ? _("This one is fixed by itself: press F8 here.")
               : _("There is nothing to mark in this line.");
}

/* Space: several of them make one save. */
static bool security_key(struct listview *view, const struct key *key)
{
    const struct security_row *at = listview_row(view);
    struct security_row row;

    if (key->code != K_TEXT || key->byte != ' ' || at == NULL)
        return false;
    row = *at;
    if (!app_read_only(view->dialog.app) && security_known(view) &&
        row.weakness.mend == MEND_SAVE) {
        row.marked = !row.marked;
        listview_change(view, listview_current(view), &row);
        return true;
    }
    app_beep(view->dialog.app);
    if (security_known(view))
        listview_say(view, ROLE_NOTE, security_why_not(view, &row.weakness));
    return true;
}

/* Anew from what is known, marks stay. */
static void security_judge_again(struct listview *view)
{
    struct security_state *state = listview_state(view);
    struct weakness all[WEAKNESS_COUNT];
    unsigned marked = security_marked(view);

    weakness_judge(&state->facts, all);
    security_count(all, state->counts);
    for (size_t i = 0; i < WEAKNESS_COUNT && i < view->list->rows.count; i++) {
        struct security_row row = {.weakness = all[i],
                                   .marked = (marked & WEAKNESS_BIT(all[i].id)) != 0};

        listview_change(view, i, &row);
    }
}

/* --- fixes ---------------------------------------------------------------------------------- */

/* The first user who still has a default password. */
static uint8_t security_first_found(const struct listview *view)
{
    return ((const struct security_state *)listview_state(view))->facts.passwords.slots[0];
}

/* What is marked, or else where the focus is. */
static void security_fix(struct listview *view)
{
    const struct security_row *row = listview_row(view);
    struct app *app = view->dialog.app;
    unsigned ids = security_marked(view);

    if (row == NULL || !security_known(view)) {
        app_beep(app);
        return;
    }
    if (ids == 0 && row->weakness.mend == MEND_PASSWORD)
        app_change_user(app, security_first_found(view));
    else if (ids == 0 && row->weakness.mend == MEND_GUEST)
        app_go(app, GO_GUEST);
    else if (ids == 0 && row->weakness.mend == MEND_NONE)
        listview_say(view, ROLE_NOTE, _("Nothing here can be fixed by a save; Enter says more."));
    else {
        ids = ids != 0 ? ids : WEAKNESS_BIT(row->weakness.id);
        if ((ids & WEAKNESS_BIT(WEAKNESS_COMMUNITY)) != 0)
            security_community_open(app, ids);
        else
            security_fix_start(view, ids, "");
    }
}

/* --- default passwords ---------------------------------------------------------------------- */

static int security_run_test(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    return security_test_passwords(ctx->bmc, &((struct security_task *)argument)->facts, error);
}

static void security_tested(struct listview *view, const struct job_event *event)
{
    const struct security_task *task = event->payload;
    struct security_state *state = listview_state(view);

    state->facts.passwords = task->facts.passwords;
    security_judge_again(view);
    for (size_t i = 0; i < view->list->rows.count; i++)
        if (security_at(view, i)->weakness.id == WEAKNESS_DEFAULT_PASSWORD)
            listview_go(view, (int64_t)i);
}

static void security_test_answered(void *data, struct app *app, int button)
{
    struct listview *view = listview_find(app);

    (void)data;
    if (button == 1 && view != NULL)
        listview_start(view, N_("Testing default passwords"),
                       (struct job){.run = security_run_test,
                                    .release = free,
                                    .argument = security_task(view)},
                       security_tested);
}

static void security_test(struct listview *view)
{
    const struct security_state *state = listview_state(view);
    const struct value *limit = &state->facts.of[FACT_THRESHOLD];
    unsigned count = (unsigned)limit->number;
    char text[ERROR_SENTENCE * 2];
    const struct ask ask = {.title = _("Test default passwords?"),
                            .text = text,
                            .buttons = {_("BACK"), _("TEST")},
                            .answered = security_test_answered};

    if (!security_known(view)) {
        app_beep(view->dialog.app);
        return;
    }
    snprintf(text, sizeof text, "%s",
             _("The BMC is asked whether its users still have the passwords that their "
               "manufacturer's manuals print: a random one first, at most four for each user. It "
               "is no login, and nothing is changed."));
    if (limit->state == VALUE_KNOWN && count > 0)
        text_append(text, sizeof text, " ",
                    ngettext("This BMC locks a user after %u wrong password; fewer are tried.",
                             "This BMC locks a user after %u wrong passwords; fewer are tried.",
                             count),
                    count);
    else
        text_append(text, sizeof text, " ", "%s",
                    _("Some BMCs count wrong passwords, and lock the user for a while."));
    ask_open(view->dialog.app, &ask);
}

/* --- the page ------------------------------------------------------------------------------- */

static const char *security_hint(const struct listview *view)
{
    const struct security_row *row = listview_row(view);

    if (row->waiting || row->weakness.mend == MEND_NONE)
        return _("Enter explains");
    return row->weakness.mend == MEND_SAVE ? _("Space marks it for FIX; Enter explains")
                                           : _("F8 opens it; Enter explains");
}

/* clang-format off */
static const struct listview_action security_actions[] = {
    {.key = K_F8, .word = N_("Fix"), .button = N_("FIX"), .run = security_fix, .writes = true,
     .help = N_("Fixes what is marked; shows it first"),
     .explain = N_("Fixes the lines that are marked with x, in one save, or the line you are on "
                   "where none is marked. You see what will be written before it is. It is read "
                   "back afterwards, and undone if the BMC refuses it. What would cut this "
                   "session or leave no way in is refused.")},
    {.button = N_("TEST DEFAULT PASSWORDS"), .run = security_test,
     .help = N_("Whether users have factory passwords; asks first"),
     .explain = N_("Finds out whether the users still have the passwords of the factory, as the "
                   "manuals of the manufacturer print them. The BMC itself compares: it is no "
                   "login, and nothing is changed. Some BMCs count wrong passwords, so at most "
                   "four are tried for each user, and you are asked first.")},
};
/* clang-format on */

static const struct listview_page security_page = {
    .class = &page_security,
    .actions = security_actions,
    .action_count = sizeof security_actions / sizeof *security_actions,
    .reading = N_("Looking at what is open"),
    .hint = security_hint,
    .key = security_key,
};

void security_open(struct app *app)
{
    struct app_list *list = &app->lists[page_security.digit - '1'];
    struct security_state *state = list->state;

    if (state == NULL)
        list->state = state = xcalloc(1, sizeof *state);
    state->guests = security_guests;
    state->target = app->target;
    state->directory = app->settings->state_directory;
    listview_open(app, &security_page);
}
