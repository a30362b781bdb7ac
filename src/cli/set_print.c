/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/set.h"

#include <string.h>

#include "base/i18n.h"
#include "base/table.h"
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
    const char *word = set_row_word(request, row);

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

static const char *set_box_label(const struct set_review *review, enum remote_box box,
                                 char text[LINE])
{
    return remote_label(box, &review->page, review->plan.user, text, LINE);
}

/* Boxes that will be written, then those still lacking. */
static void set_print_boxes(const struct set_review *review)
{
    char label[LINE];
    bool lacking = false;

    for (enum remote_box box = 0; box < REMOTE_COUNT; box++)
        if ((plan_boxes(&review->plan) & REMOTE_BIT(box)) != 0)
            printf(_("  For remote access: %s\n"), set_box_label(review, box, label));
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        enum remote_need need = remote_need(&review->page, review->plan.user, box);

        if (need == REMOTE_FINE || (plan_boxes(&review->plan) & REMOTE_BIT(box)) != 0)
            continue;
        if (!lacking)
            printf("%s\n", _("For remote access the BMC still lacks (--remote-access=LIST):"));
        lacking = true;
        printf("  %-10s %s%s\n", remote_name(box), set_box_label(review, box, label),
               need == REMOTE_UNKNOWN      ? _(" (unknown)")
               : need == REMOTE_IMPOSSIBLE ? _(" (not available)")
                                           : "");
    }
}

/* For a save over LAN to the channel of this session. */
static void set_print_cut(const struct plan *plan)
{
    const struct change *address = change_with(&plan->changes, SETTING_LEASED | SETTING_CUTS_LINK);
    char text[VALUE_TEXT];

    printf("%s\n", _("This session goes over that very channel: its link will be cut."));
    if (!change_judged(&plan->changes, address, GOAL_WANTED))
        printf("%s\n", _("It is opened again at the old address, if the BMC is still there; where "
                         "DHCP puts it is not known."));
    else
        printf(_("It is opened again at %s, else at the old address.\n"),
               value_print(address->setting->type, &address->wanted, text));
}

static void set_print_remarks(const struct plan *plan)
{
    if (plan->password != NULL || (plan_boxes(plan) & REMOTE_BIT(REMOTE_ENABLE)) != 0)
        printf("%s\n", _("Passwords and \"enabled\" hold for all channels of the BMC."));
    for (size_t i = 0; i < plan->changes.count; i++) {
        const struct change *change = &plan->changes.items[i];

        if (change->write && change->setting->type == &value_vlan &&
            value_is_set(&value_vlan, change->wanted.number))
            printf(_("From then on the BMC answers on VLAN %u only.\n"),
                   (unsigned)change->wanted.number & VALUE_VLAN_ID);
    }
}

void set_print_review(const struct set_review *review)
{
    char line[LINE];

    printf(_("Review: what is written to channel %u of %s\n"), (unsigned)review->plan.channel,
           review->target);
    for (size_t i = 0; i < review->diff.count; i++)
        printf("  %s\n", diff_print(&review->diff.changes[i], line, sizeof line));
    set_print_boxes(review);
    set_print_remarks(&review->plan);
    if (review->cuts_link)
        set_print_cut(&review->plan);
}

void set_print_plan(const struct plan *plan)
{
    printf("%s\n", _("Plan, not carried out:"));
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
        say_note(cli, _("Somebody else has locked the BMC's settings; waiting up to %u s."),
                 seconds);
    else if (new_stage && state->stage == SAVE_STAGE_PUT_BACK)
        say_note(cli, "%s", _("Putting back what was there before."));
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
static const char *set_failed_word(const struct save_state *state)
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
        return "remote-access";
    case STEP_LOCK:
    case STEP_COMMIT:
    case STEP_UNLOCK:
        return "lock";
    case STEP_VERIFY:
        break;
    }
    return "set";
}

int set_print_result(const struct cli *cli, const struct save_state *state)
{
    bool kept = state->status == SAVE_KEPT;
    FILE *file = kept ? stdout : stderr;
    struct report report;

    report_make(&report, state);
    if (kept)
        printf("%s\n", report.headline);
    else
        say_error(state->error.kind == ERROR_NONE ? "set" : set_failed_word(state), "%s",
                  report.headline);
    if (report.count > 0 && state->status != SAVE_REVIEW_AGAIN)
        set_print_rows(&report, file);
    if (state->lock_left)
        say_error("lock", "%s", _("set in progress could not be released; the next save takes it "
                                  "over with --clear-lock"));
    else if (state->error.kind == ERROR_LOCKED)
        say_error("lock", "%s", _("when nobody is saving, it was left behind: --clear-lock takes "
                                  "it over"));
    if (cli->verbosity > 0 && state->error.completion_code != 0)
        say_note(cli, _("completion code %02Xh"), (unsigned)state->error.completion_code);
    return guard_exit(state);
}
