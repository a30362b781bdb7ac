/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/set.h"

#include <string.h>

#include "base/i18n.h"
#include "base/table.h"
#include "core/follows.h"
#include "core/report.h"
#include "guard/guard.h"

#define LINE 256

unsigned set_row(const struct set_request *request, enum setting_choice choice)
{
    for (unsigned row = 0; row < request->page->rows; row++) {
        const struct setting *setting = &request->page->settings[row];

        if (choice == CHOICE_NONE ? setting->kind == SETTING_SECRET : setting->choice == choice)
            return row;
    }
    return MODEL_ROWS;
}

static const char *set_row_word(const struct set_request *request, unsigned row)
{
    const struct setting *setting;

    if (row == MODEL_ROWS)
        return "set";
    setting = &request->page->settings[row];
    if (setting->key != NULL)
        return setting->key;
    return setting->json != NULL ? setting->json : "password";
}

const char *set_word(const struct set_request *request, unsigned row, char text[SET_WORD])
{
    const char *word = request->page->command != NULL && request->file == NULL && !request->keys
                           ? request->command
                           : set_row_word(request, row);

    if (request->file == NULL)
        snprintf(text, SET_WORD, "%s", word);
    else if (request->lines[row] == 0)
        snprintf(text, SET_WORD, "%.120s: %s", request->file, word);
    else
        snprintf(text, SET_WORD, "%.120s:%d: %s", request->file, request->lines[row], word);
    return text;
}

void set_print_checks(const struct set_request *request, const struct check_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct check_item *item = &list->items[i];
        char word[SET_WORD];

        set_word(request, item->row, word);
        if (item->error)
            say_error(word, "%s", item->sentence);
        else
            say_error(word, _("warning: %s"), item->sentence);
    }
}

void set_take_options(struct set_request *request, const struct cli_arguments *arguments)
{
    if (arguments->channel != 0) {
        request->channel = (uint8_t)arguments->channel;
        request->lines[set_row(request, CHOICE_CHANNEL)] = 0;
    }
    if (arguments->user != NULL) {
        request->user = arguments->user;
        request->lines[set_row(request, CHOICE_USER)] = 0;
    }
    if (arguments->ask_password || arguments->password_file != NULL) {
        request->ask_password = arguments->ask_password;
        request->password_file = arguments->password_file;
        request->lines[set_row(request, CHOICE_NONE)] = 0;
    }
    if (arguments->remote != 0)
        request->remote = arguments->remote;
}

/* --- the review -------------------------------------------------------------------------- */

void set_print_follows(const struct plan *plan, bool cuts_link)
{
    struct follows follows;

    follows_make(&follows, plan, cuts_link);
    for (size_t i = 0; i < follows.count; i++)
        printf("  ! %s\n", follows.texts[i]);
}

void set_print_changes(const struct diff *diff)
{
    struct table table = {.columns = 4, .indent = 2};

    if (diff->count == 0)
        return;
    table_row(&table, (const char *[]){"", _("now"), _("after saving"), ""});
    for (size_t i = 0; i < diff->count; i++) {
        const struct diff_row *row = &diff->rows[i];

        table_row(&table, (const char *[]){row->label, row->old_text, row->new_text,
                                           diff_remark(row)});
    }
    table_print(&table, stdout);
}

/* What is needed, and of that what is written. */
static void set_print_boxes(const struct set_review *shown, const struct plan *plan)
{
    struct table table = {.columns = 3, .indent = 4};
    char name[LINE], label[LINE];

    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        bool ticked = (plan_boxes(plan) & REMOTE_BIT(box)) != 0, password = plan->password != NULL;

        if (remote_need(&shown->page, plan->user, box) == REMOTE_FINE && !ticked)
            continue;
        snprintf(name, sizeof name, "%s %s", ticked ? "[x]" : "[ ]", remote_name(box));
        table_row(&table,
                  (const char *[]){
                      name, remote_label(box, &shown->page, plan->user, label, sizeof label),
                      remote_remark(&shown->page, plan->user, box, password, false)});
    }
    if (table.rows > 0)
        printf("  %s\n", _("Remote access also needs (--remote-access=LIST):"));
    table_print(&table, stdout);
}

/* All but the first line is indented: scripts tell it by that from what follows. */
void set_print_review(const struct set_review *shown, const struct plan_review *review)
{
    const struct plan *plan = review->plan;

    if (plan->channel != 0)
        printf(_("Review: changes to channel %u of %s\n"), (unsigned)plan->channel,
               review->target);
    else
        printf(_("Review: changes to %s\n"), review->target);
    set_print_follows(plan, review->cuts_link);
    set_print_changes(&shown->diff);
    if (model_lets_in(&shown->page))
        set_print_boxes(shown, plan);
}

void set_print_plan(const struct plan *plan)
{
    printf("%s\n", _("Plan (dry run, nothing is written):"));
    for (size_t i = 0; i < plan->count; i++)
        printf("  %2u  %s\n", (unsigned)i + 1, plan_step_name(plan, &plan->steps[i]));
}

/* --- progress ---------------------------------------------------------------------------- */

/* A new stage, or a wait longer than people expect. */
static void set_note_progress(const struct cli *cli, const struct save_state *state,
                              const struct save_state *shown)
{
    unsigned seconds = (unsigned)((state->until_ms - clock_now(clock_monotonic()) + 999) / 1000);
    bool new_stage = state->stage != shown->stage;

    if (new_stage && state->stage == SAVE_STAGE_WAIT_LOCK)
        say_note(cli, _("Another program has locked the BMC's settings; waiting up to %u s."),
                 seconds);
    else if (new_stage && state->stage == SAVE_STAGE_PUT_BACK)
        say_note(cli, "%s", _("Undoing the change."));
    else if (new_stage && state->stage == SAVE_STAGE_VERIFY && cli->verbosity > 0)
        say_note(cli, _("Reading back, up to %u s."), seconds);
    if (state->waits_for_bmc && !shown->waits_for_bmc)
        say_note(cli, _("The BMC does not answer; waiting for it, up to %u s."), seconds);
    else if (state->stage == SAVE_STAGE_VERIFY && state->looks == 2 && shown->looks == 1)
        say_note(cli, _("The BMC does not show all of it yet; reading back, up to %u s."), seconds);
}

void set_print_progress(const struct cli *cli, const struct save_state *state,
                        struct save_state *shown)
{
    size_t step = state->step;

    set_note_progress(cli, state, shown);
    if (cli->verbosity > 0 && step < state->plan.count &&
        (step != shown->step || state->steps[step] != shown->steps[step]) &&
        report_step_state(state, step)[0] != '\0')
        say_note(cli, "%s: %s", plan_step_name(&state->plan, &state->plan.steps[step]),
                 report_step_state(state, step));
    *shown = *state;
}

/* --- the result -------------------------------------------------------------------------- */

/* Passwords have no values: leave the columns out if nothing else was saved. */
static void set_print_rows(const struct report *report, FILE *file)
{
    bool values = false;
    struct table table = {.indent = 2};

    for (size_t i = 0; i < report->count; i++)
        values = values || report->rows[i].wanted[0] != '\0' || report->rows[i].holds[0] != '\0';
    table.columns = values ? 4 : 2;
    if (values)
        table_row(&table, (const char *[]){"", _("wanted"), _("the BMC holds"), ""});
    for (size_t i = 0; i < report->count; i++) {
        const struct report_row *row = &report->rows[i];

        if (values)
            table_row(&table, (const char *[]){row->label, row->wanted, row->holds, row->outcome});
        else
            table_row(&table, (const char *[]){row->label, row->outcome});
    }
    table_print(&table, file);
}

/* The prefix of an error of this save. */
static const char *set_failed_word(const struct save_state *state, const char *command)
{
    const struct setting *setting = state->plan.changes.items[state->failed.change].setting;

    switch (state->failed.kind) {
    case STEP_WRITE:
        return (setting->flags & SETTING_SOURCE) != 0 ? "dhcp"
               : setting->key != NULL                 ? setting->key
                                                      : setting->log;
    case STEP_PASSWORD:
    case STEP_TEST_PASSWORD:
        return "password";
    case STEP_SET:
        return state->plan.of_changes || (setting->flags & SETTING_ALONE) != 0 ? setting->log
                                                                              : "remote-access";
    case STEP_LOCK:
    case STEP_COMMIT:
    case STEP_UNLOCK:
        return "lock";
    case STEP_VERIFY:
        break;
    }
    return command;
}

int set_print_result(const struct cli *cli, const struct save_state *state, const char *command)
{
    bool kept = state->status == SAVE_KEPT;
    FILE *file = kept ? stdout : stderr;
    struct report report;

    report_make(&report, state);
    if (kept)
        printf("%s\n", report.headline);
    else
        say_error(state->error.kind == ERROR_NONE ? command : set_failed_word(state, command),
                  "%s%s%s", report.headline, report.detail[0] != '\0' ? " " : "", report.detail);
    if (report.count > 0 && state->status != SAVE_REVIEW_AGAIN)
        set_print_rows(&report, file);
    if (state->lock_left)
        say_error("lock", "%s", _("the lock (set in progress) could not be released; clear it "
                                  "with --clear-lock at the next save"));
    else if (state->error.kind == ERROR_LOCKED)
        say_error("lock", "%s", _("if no other program is saving, the lock is stale: clear it "
                                  "with --clear-lock"));
    if (cli->verbosity > 0 && state->error.completion_code != 0)
        say_note(cli, _("completion code %02Xh"), (unsigned)state->error.completion_code);
    return guard_exit(state);
}
