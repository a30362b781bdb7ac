/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/set.h"

#include <string.h>

#include "base/i18n.h"
#include "cli/text.h"
#include "core/report.h"

#define LINE 256

const char *set_field_word(enum field_id field)
{
    const struct field *row = field_get(field);

    if (row != NULL && row->key != NULL)
        return row->key;
    if (row != NULL && row->json != NULL)
        return row->json;
    return row != NULL && row->kind == FIELD_KIND_SECRET ? "password" : "set";
}

void set_print_checks(const struct check_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct check_item *item = &list->items[i];

        if (item->error)
            cli_error(set_field_word(item->field), "%s", item->sentence);
        else
            cli_error(set_field_word(item->field), _("warning: %s"), item->sentence);
    }
}

/* --- the review -------------------------------------------------------------------------- */

static void print_boxes_written(const struct set_review *review)
{
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        char label[LINE];

        if ((review->plan.remote & REMOTE_BIT(box)) != 0)
            printf(_("  For remote access: %s\n"),
                   remote_label(box, &review->page, review->plan.user, label, sizeof label));
    }
}

static void print_boxes_lacking(const struct set_review *review)
{
    bool begun = false;

    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        enum remote_need need = remote_need(&review->page, review->plan.user, box);
        char label[LINE];

        if (need == REMOTE_FINE || (review->plan.remote & REMOTE_BIT(box)) != 0)
            continue;
        if (!begun)
            printf("%s\n", _("For remote access the BMC still lacks (--remote-access=LIST):"));
        begun = true;
        printf("  %-10s %s%s\n", remote_name(box),
               remote_label(box, &review->page, review->plan.user, label, sizeof label),
               need == REMOTE_UNKNOWN ? _(" (unknown)") : "");
    }
}

static void print_remarks(const struct plan *plan)
{
    bool vlan_on = plan->write[LAN_VLAN] && plan->wanted.vlan_enabled;

    if (plan->password != NULL || (plan->remote & REMOTE_BIT(REMOTE_ENABLE)) != 0)
        printf("%s\n", _("Passwords and \"enabled\" hold for all channels of the BMC."));
    if (vlan_on)
        printf(_("From then on the BMC answers on VLAN %u only.\n"),
               (unsigned)plan->wanted.vlan_id);
}

void set_print_review(const struct set_review *review)
{
    char line[LINE];

    printf(_("Review: what is written to channel %u of %s\n"), (unsigned)review->plan.channel,
           review->target);
    for (size_t i = 0; i < review->diff.count; i++)
        printf("  %s\n", diff_print(&review->diff.changes[i], line, sizeof line));
    print_boxes_written(review);
    print_boxes_lacking(review);
    print_remarks(&review->plan);
}

void set_print_plan(const struct plan *plan)
{
    printf("%s\n", _("Plan, not carried out:"));
    for (size_t i = 0; i < plan->count; i++)
        printf("  %2u  %s\n", (unsigned)i + 1, plan_step_name(&plan->steps[i]));
}

/* --- progress ---------------------------------------------------------------------------- */

static void note_stage(const struct cli *cli, const struct save_state *state)
{
    unsigned seconds = (unsigned)((state->until_ms - clock_now(clock_monotonic()) + 999) / 1000);

    if (state->stage == SAVE_STAGE_WAIT_LOCK)
        cli_note(cli, _("Somebody else has locked the BMC's settings; waiting up to %u s."),
                 seconds);
    else if (state->stage == SAVE_STAGE_PUT_BACK)
        cli_note(cli, "%s", _("Putting back what was there before."));
    else if (state->stage == SAVE_STAGE_VERIFY && cli->verbosity > 0)
        cli_note(cli, _("Reading back, up to %u s."), seconds);
}

void set_print_progress(const struct cli *cli, const struct save_state *state,
                        struct save_state *shown)
{
    size_t step = state->step;

    if (state->stage != shown->stage)
        note_stage(cli, state);
    if (cli->verbosity > 0 && step < state->plan.count &&
        (step != shown->step || state->steps[step] != shown->steps[step]) &&
        report_step_state(state, step)[0] != '\0')
        cli_note(cli, "%s: %s", plan_step_name(&state->plan.steps[step]),
                 report_step_state(state, step));
    *shown = *state;
}

/* --- the result -------------------------------------------------------------------------- */

static void print_rows(const struct report *report, FILE *file)
{
    size_t label = 0, wanted = 0, holds = 0;
    bool values;

    for (size_t i = 0; i < report->count; i++) {
        const struct report_row *row = &report->rows[i];

        label = text_width(row->label) > label ? text_width(row->label) : label;
        wanted = text_width(row->wanted) > wanted ? text_width(row->wanted) : wanted;
        holds = text_width(row->holds) > holds ? text_width(row->holds) : holds;
    }
    values = wanted > 0 || holds > 0; /* a password has none */
    if (values && wanted < text_width(_("wanted")))
        wanted = text_width(_("wanted"));
    if (values && holds < text_width(_("the BMC holds")))
        holds = text_width(_("the BMC holds"));
    if (values) {
        text_column(file, "", label + 4);
        text_column(file, _("wanted"), wanted + 2);
        fprintf(file, "%s\n", _("the BMC holds"));
    }
    for (size_t i = 0; i < report->count; i++) {
        const struct report_row *row = &report->rows[i];

        fputs("  ", file);
        text_column(file, row->label, label + 2);
        if (values) {
            text_column(file, row->wanted, wanted + 2);
            text_column(file, row->holds, holds + 2);
        }
        fprintf(file, "%s\n", row->outcome);
    }
}

/* What an error of this save is about. */
static const char *failed_word(const struct save_state *state)
{
    switch (state->failed_kind) {
    case STEP_WRITE:
        return state->failed_item == LAN_SOURCE ? "dhcp"
               : state->failed_item == LAN_ARP  ? remote_name(REMOTE_ARP)
                                                : set_field_word(field_of_item(state->failed_item));
    case STEP_PASSWORD:
    case STEP_TEST_PASSWORD:
        return set_field_word(FIELD_PASSWORD);
    case STEP_USER_ACCESS:
    case STEP_ENABLE:
    case STEP_CHANNEL_ACCESS:
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

int set_print_result(const struct cli *cli, const struct save_state *state, bool over_lan)
{
    bool kept = state->status == SAVE_KEPT;
    FILE *file = kept ? stdout : stderr;
    struct report report;

    report_make(&report, state, over_lan);
    if (kept)
        printf("%s\n", report.headline);
    else
        cli_error(state->error.kind == ERROR_NONE ? "set" : failed_word(state), "%s",
                  report.headline);
    if (report.count > 0 && state->status != SAVE_REVIEW_AGAIN)
        print_rows(&report, file);
    if (state->lock_left)
        cli_error("lock", "%s", _("set in progress could not be released; the next save takes it "
                                  "over with --clear-lock"));
    else if (state->error.kind == ERROR_LOCKED)
        cli_error("lock", "%s", _("when nobody is saving, it was left behind: --clear-lock takes "
                                  "it over"));
    if (cli->verbosity > 0 && state->error.completion_code != 0)
        cli_note(cli, _("completion code %02Xh"), (unsigned)state->error.completion_code);
    return save_exit(state->status);
}
