/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fixes of the page "Security": their plan is made from what the BMC holds now, then reviewed and
 * saved as any other.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "tui/security_view.h"

struct security_task *security_task(const struct listview *view)
{
    struct security_task *task = xcalloc(1, sizeof *task);

    task->facts = ((const struct security_state *)listview_state(view))->facts;
    return task;
}

static int security_run_plan(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct security_task *task = argument;

    return security_plan(ctx->bmc, &task->facts, task->ids, task->community, &task->plan, error);
}

static void security_fixed(void *data, struct app *app, int exit)
{
    struct listview *view = listview_find(app);

    if (view != NULL && view->page->class == &page_security && (exit == 0 || exit == 1))
        listview_say(view, ROLE_NOTE, security_told((unsigned)(uintptr_t)data, exit == 0));
}

/* What the letters of that value mean. */
static void security_print_letters(const struct suite_table *table, char *text, size_t size)
{
    char ids[BMC_SUITE_ENTRIES * 5] = "";

    for (size_t i = 0; i < table->count; i++)
        text_append(ids, sizeof ids, ", ", "%u", (unsigned)table->ids[i]);
    snprintf(text, size,
             _("Privileges of cipher suites %s, a letter each: X none, c callback, u user, o "
               "operator, a administrator."),
             ids);
}

static void security_planned(struct listview *view, const struct job_event *event)
{
    const struct security_task *task = event->payload;
    struct review_words words = {.sentences = {NULL},
                                 .after = security_fixed,
                                 .data = (void *)(uintptr_t)task->ids};
    char letters[ERROR_SENTENCE];

    if ((task->ids & SECURITY_SUITE_FIXES) != 0) {
        security_print_letters(&task->facts.table, letters, sizeof letters);
        words.sentences[0] = _("Tools that ask for a suite that is closed no longer get in.");
        words.sentences[1] = letters;
    }
    if (plan_empty(&task->plan))
        listview_say(view, ROLE_NOTE, _("The BMC holds all of this already: press F5."));
    else
        app_review_plan(view->dialog.app, &task->plan, &words);
}

void security_fix_start(struct listview *view, unsigned ids, const char *community)
{
    struct security_task *task = security_task(view);

    task->ids = ids;
    snprintf(task->community, sizeof task->community, "%s", community);
    listview_start(view, N_("Reading what the BMC holds now"),
                   (struct job){.run = security_run_plan, .release = free, .argument = task},
                   security_planned);
}
