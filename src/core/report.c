/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/report.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "core/access.h"
#include "core/reason.h"

#define SENTENCE_END 8 /* bytes at most */

static const char *outcome_text(enum outcome outcome)
{
    static const char *const texts[] = {
        [OUTCOME_NOT_TRIED] = N_("not written"),
        [OUTCOME_KEPT] = N_("saved"),
        [OUTCOME_SET] = N_("set"),
        [OUTCOME_PENDING] = N_("still pending"),
        [OUTCOME_REFUSED] = N_("refused"),
        [OUTCOME_LOST] = N_("not saved"),
        [OUTCOME_CHANGED] = N_("changed by the BMC"),
        [OUTCOME_PUT_RIGHT] = N_("changed by the BMC, put right"),
        [OUTCOME_LEASE] = N_("waiting for a lease"),
        [OUTCOME_PUT_BACK] = N_("put back"),
        [OUTCOME_NOT_PUT_BACK] = N_("NOT put back"),
        [OUTCOME_UNKNOWN] = N_("unknown"),
    };

    return outcome == OUTCOME_NONE ? "" : _(texts[outcome]);
}

static struct report_row *report_add_row(struct report *report, enum outcome outcome)
{
    struct report_row *row = &report->rows[report->count++];

    assert(report->count <= REPORT_ROWS);
    memset(row, 0, sizeof *row);
    row->kind = outcome;
    row->outcome = outcome_text(outcome);
    return row;
}

/* A lease that has come is no longer waited for. */
static const char *lease_text(const struct save_state *state, const struct change *change)
{
    const struct change *address =
        change_with(&state->plan.changes, SETTING_LEASED | SETTING_CUTS_LINK);

    if (state->holds_known && address != NULL && value_known(&address->holds) &&
        address->holds.number != 0 && (change->setting->flags & SETTING_SOURCE) == 0)
        return _("from DHCP");
    return outcome_text(OUTCOME_LEASE);
}

static bool report_holds_known(const struct save_state *state, const struct change *change)
{
    bool alone = (change->setting->flags & SETTING_ALONE) != 0 ||
                 (state->plan.of_changes &&
                  (change->setting->flags & SETTING_UNDER_LOCK) == 0);

    return alone ? value_known(&change->holds) : state->holds_known;
}

static void report_add_row_of(struct report *report, const struct save_state *state,
                              const struct change *change, const struct setting *setting)
{
    struct report_row *row = report_add_row(report, change->outcome);

    if (state->plan.of_changes && setting == change->setting)
        plan_change_label(&state->plan, change, row->label);
    else
        snprintf(row->label, sizeof row->label, "%s", setting_label(setting));
    if (change_judged(&state->plan.changes, change, GOAL_WANTED))
        value_print(setting->type, &change->wanted, row->wanted);
    if (change->outcome == OUTCOME_LEASE)
        row->outcome = lease_text(state, change);
    if (report_holds_known(state, change) && change->outcome != OUTCOME_UNKNOWN)
        value_print(setting->type, &change->holds, row->holds);
    else
        snprintf(row->holds, sizeof row->holds, "%s", _("unknown"));
}

/* A part that neither was nor is nor should be another says nothing. */
static bool report_part_tells(const struct change *change, const struct setting *part)
{
    return !value_same(part->type, &change->old, &change->wanted) ||
           (value_known(&change->holds) &&
            !value_same(part->type, &change->wanted, &change->holds));
}

static void report_add_change(struct report *report, const struct save_state *state,
                              const struct change *change)
{
    const struct setting *setting = change->setting;

    if (setting->part_count == 0)
        report_add_row_of(report, state, change, setting);
    for (unsigned i = 0; i < setting->part_count; i++)
        if (i == 0 || report_part_tells(change, &setting->parts[i]))
            report_add_row_of(report, state, change, &setting->parts[i]);
}

/* What a box has written has its words, and no values. */
static void report_add_box(struct report *report, const struct plan *plan,
                           const struct change *change)
{
    enum remote_box box = remote_box_of(change->setting);
    struct report_row *row;

    if (box == REMOTE_COUNT)
        return;
    row = report_add_row(report, change->outcome);
    remote_print(box, plan->user, plan->user_name, row->label, sizeof row->label);
}

static void report_add_password(struct report *report, const struct plan *plan,
                                enum outcome outcome)
{
    struct report_row *row = report_add_row(report, outcome);

    snprintf(row->label, sizeof row->label, "%s", _("Password"));
    if (plan->password_kind == PASSWORD_THROWN)
        snprintf(row->wanted, sizeof row->wanted, "%s", _("random, known to no one"));
    if (outcome == OUTCOME_KEPT)
        row->outcome = _("set, tested");
}

/* What a kind of step is called while it runs and when it is done, and how a refusal of it reads;
 * what is written says that itself. */
static const struct {
    const char *running, *done;
    enum reason_place place;
} kinds[] = {
    [STEP_LOCK] = {N_("waiting"), N_("done"), REASON_LOCK},
    [STEP_WRITE] = {N_("writing"), N_("written"), REASON_WRITE},
    [STEP_COMMIT] = {N_("writing"), N_("done"), REASON_LOCK},
    [STEP_UNLOCK] = {N_("writing"), N_("done"), REASON_LOCK},
    [STEP_VERIFY] = {N_("reading back"), N_("done"), REASON_READ},
    [STEP_PASSWORD] = {N_("writing"), N_("written"), REASON_PASSWORD},
    [STEP_TEST_PASSWORD] = {N_("testing"), N_("done"), REASON_PASSWORD},
    [STEP_SET] = {N_("writing"), N_("done"), REASON_WRITE},
};

static enum reason_place report_place_of(const struct save_state *state)
{
    const struct plan *plan = &state->plan;
    enum reason_place place = kinds[state->failed.kind].place;

    if (place == REASON_WRITE)
        return (enum reason_place)plan->changes.items[state->failed.change].setting->reason;
    return place == REASON_PASSWORD && plan->long_password ? REASON_LONG_PASSWORD : place;
}

/* Makes it a sentence that another one can follow. It may end with a full stop already. */
static void end_sentence(char *text, size_t size)
{
    /* TRANSLATORS: what stands between two sentences: the full stop, and a blank where the language
     * has one. */
    const char *between = _(". ");
    size_t stop = strcspn(between, " "), length = strlen(text);

    if (length >= stop && memcmp(text + length - stop, between, stop) == 0)
        between += stop;
    snprintf(text + length, size - length, "%s", between);
}

/* Why, as a sentence that another one can follow; "" when there is nothing to explain. */
static const char *report_reason(const struct save_state *state, char *text, size_t size)
{
    text[0] = '\0';
    if (state->error.kind == ERROR_NONE && !state->stopped)
        return text;
    if (state->error.kind == ERROR_NONE)
        snprintf(text, size, "%s", _("It was stopped."));
    else
        reason_print(report_place_of(state), plan_step_name(&state->plan, &state->failed),
                     &state->error, text, size - SENTENCE_END);
    if (text[0] >= 'a' && text[0] <= 'z')
        text[0] = (char)(text[0] - 'a' + 'A');
    end_sentence(text, size);
    return text;
}

/* What the BMC refused, by its name; NULL: it was something else, or a password, whose sentence
 * says more than its name. */
static const char *report_refused(const struct save_state *state)
{
    enum step_kind kind = state->failed.kind;

    return state->error.kind == ERROR_REFUSED && (kind == STEP_WRITE || kind == STEP_SET)
               ? plan_step_name(&state->plan, &state->failed)
               : NULL;
}

/* Kept without waiting for it: what was read back last, if anything, was something else. */
static bool report_any_unseen(const struct save_state *state)
{
    for (size_t i = 0; i < state->plan.changes.count; i++) {
        enum outcome outcome = state->plan.changes.items[i].outcome;

        if (outcome == OUTCOME_PENDING || outcome == OUTCOME_UNKNOWN ||
            (outcome == OUTCOME_CHANGED && !state->repaired))
            return true;
    }
    return false;
}

/* What could be refused, and was. */
static bool report_any_refused(const struct save_state *state)
{
    for (size_t i = 0; i < state->plan.changes.count; i++) {
        enum outcome outcome = state->plan.changes.items[i].outcome;

        if (outcome == OUTCOME_REFUSED || outcome == OUTCOME_LOST)
            return true;
    }
    return false;
}

static const char *report_kept_headline(const struct save_state *state)
{
    bool thrown = state->plan.password_kind == PASSWORD_THROWN;

    if (report_any_unseen(state))
        return _("Written, but the BMC does not show it yet; bmctui did not wait.");
    if (report_any_refused(state))
        return _("SAVED, but the BMC did not accept everything: see below.");
    if (state->repaired)
        return _("SAVED. The BMC had changed other settings as well; they were corrected.");
    if (state->password == OUTCOME_SET && !thrown)
        return _("SAVED. The password is set; this BMC cannot test it.");
    return _("SAVED. The BMC holds the new settings; they were read back.");
}

static const char *report_mixed_headline(const struct save_state *state)
{
    if (state->plan.password_kind == PASSWORD_THROWN && state->password != OUTCOME_NONE &&
        state->password != OUTCOME_NOT_TRIED && state->password != OUTCOME_REFUSED)
        return _("The user's old password is gone: set a new one. What else the BMC holds is "
                 "listed below.");
    if (state->password == OUTCOME_KEPT || state->password == OUTCOME_SET)
        return _("The new password is set and stays. What else the BMC holds is listed below.");
    if (!state->holds_known)
        return _("What the BMC holds now is unknown; read it again when it answers.");
    return _("The BMC now holds what is listed below; correct it and save again.");
}

static void report_print_refused(struct report *report, const struct save_state *state,
                                 const char *name)
{
    char *headline = report->headline;
    size_t size = sizeof report->headline;

    if (state->status == SAVE_PUT_BACK)
        snprintf(headline, size, _("NOT SAVED. The BMC refused %s; everything was put back."),
                 name);
    else if (state->status == SAVE_MIXED)
        snprintf(headline, size, _("NOT SAVED. The BMC refused %s. %s"), name,
                 report_mixed_headline(state));
    else
        snprintf(headline, size, _("NOT SAVED. The BMC refused %s; nothing was written."), name);
}

static void report_print_not_saved(struct report *report, const struct save_state *state,
                                   const char *reason)
{
    char *headline = report->headline;
    size_t size = sizeof report->headline;

    if (state->status == SAVE_PUT_BACK)
        snprintf(headline, size, _("NOT SAVED. %sEverything was put back."), reason);
    else if (state->status == SAVE_MIXED)
        snprintf(headline, size, _("NOT SAVED. %s%s"), reason, report_mixed_headline(state));
    else
        snprintf(headline, size, _("NOT SAVED. %sNothing was written."), reason);
}

/* A user who was to go: shut out, but still in the list. */
static bool report_keeps_name(const struct save_state *state)
{
    const struct plan *plan = &state->plan;
    bool kept = false;

    if (state->status != SAVE_KEPT || plan->password_kind != PASSWORD_THROWN)
        return false;
    for (size_t i = 0; i < plan->changes.count; i++) {
        const struct change *change = &plan->changes.items[i];
        bool failed = change->outcome == OUTCOME_REFUSED || change->outcome == OUTCOME_LOST;

        if (failed && change->setting != access_setting(ACCESS_NAME))
            return false;
        kept |= failed;
    }
    return kept;
}

static void report_print_headline(struct report *report, const struct save_state *state)
{
    const char *refused = report_refused(state);
    char reason[ERROR_SENTENCE];
    size_t length;

    if (state->status == SAVE_KEPT || state->status == SAVE_RUNNING) {
        report->tone = report_any_unseen(state) ? REPORT_UNSEEN : REPORT_SAVED;
        snprintf(report->headline, sizeof report->headline, "%s", report_kept_headline(state));
        if (report_keeps_name(state))
            snprintf(report->headline, sizeof report->headline,
                     _("SAVED. User %u %s cannot log in any more; this BMC keeps the name."),
                     (unsigned)state->plan.user, state->plan.user_name);
        return;
    }
    report->tone = REPORT_NOT_SAVED;
    report_reason(state, reason, sizeof reason);
    if (refused == NULL) {
        report_print_not_saved(report, state, reason);
        return;
    }
    report_print_refused(report, state, refused);
    length = strlen(reason);
    while (length > 0 && reason[length - 1] == ' ')
        length--;
    snprintf(report->detail, sizeof report->detail, "%.*s", (int)length, reason);
}

void report_make(struct report *report, const struct save_state *state)
{
    const struct changes *changes = &state->plan.changes;
    size_t i;

    memset(report, 0, sizeof *report);
    report_print_headline(report, state);
    for (i = 0; i < changes->locked; i++)
        if (changes->items[i].outcome != OUTCOME_NONE)
            report_add_change(report, state, &changes->items[i]);
    if (state->password != OUTCOME_NONE)
        report_add_password(report, &state->plan, state->password);
    for (; i < changes->count; i++)
        if (changes->items[i].outcome != OUTCOME_NONE &&
            (state->plan.of_changes || change_is_field(&changes->items[i])))
            report_add_change(report, state, &changes->items[i]);
        else if (changes->items[i].outcome != OUTCOME_NONE)
            report_add_box(report, &state->plan, &changes->items[i]);
}

const char *report_step_state(const struct save_state *state, size_t step)
{
    enum step_kind kind = state->plan.steps[step].kind;

    switch (state->steps[step]) {
    case STEP_RUNNING:
        return _(kinds[kind].running);
    case STEP_DONE:
        return _(kinds[kind].done);
    case STEP_LEFT_OUT:
        return _("not supported");
    case STEP_FAILED:
        return _("failed");
    case STEP_WAITING:
        break;
    }
    return "";
}
