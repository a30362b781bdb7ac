/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/report.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "core/reason.h"

#define SENTENCE_END 8 /* bytes at most */

static const char *outcome_text(enum outcome outcome)
{
    switch (outcome) {
    case OUTCOME_NONE:
        break;
    case OUTCOME_NOT_TRIED:
        return _("not written");
    case OUTCOME_KEPT:
        return _("saved");
    case OUTCOME_SET:
        return _("set");
    case OUTCOME_PENDING:
        return _("still pending");
    case OUTCOME_REFUSED:
        return _("refused");
    case OUTCOME_LOST:
        return _("not kept");
    case OUTCOME_CHANGED:
        return _("changed by the BMC");
    case OUTCOME_LEASE:
        return _("waiting for a lease");
    case OUTCOME_PUT_BACK:
        return _("put back");
    case OUTCOME_NOT_PUT_BACK:
        return _("NOT put back");
    case OUTCOME_UNKNOWN:
        return _("unknown");
    }
    return "";
}

static struct report_row *add_row(struct report *report, const char *label, enum outcome outcome)
{
    struct report_row *row = &report->rows[report->count++];

    assert(report->count <= REPORT_ROWS);
    memset(row, 0, sizeof *row);
    snprintf(row->label, sizeof row->label, "%s", label);
    row->outcome = outcome_text(outcome);
    return row;
}

/* A lease that has come is no longer waited for. */
static const char *lease_text(const struct save_state *state, enum lan_item item)
{
    if (state->holds_known && state->holds.state[LAN_ADDRESS] == VALUE_KNOWN &&
        state->holds.address != 0 && item != LAN_SOURCE)
        return _("from DHCP");
    return outcome_text(OUTCOME_LEASE);
}

static void add_item(struct report *report, const struct save_state *state, enum lan_item item)
{
    const struct step step = {STEP_WRITE, item};
    struct report_row *row = add_row(report, plan_step_name(&step), state->items[item]);

    if (plan_judged(item, &state->plan.wanted))
        field_print_item(item, &state->plan.wanted, row->wanted);
    if (state->items[item] == OUTCOME_LEASE)
        row->outcome = lease_text(state, item);
    if (state->holds_known && state->items[item] != OUTCOME_UNKNOWN)
        field_print_item(item, &state->holds, row->holds);
    else
        snprintf(row->holds, sizeof row->holds, "%s", _("unknown"));
}

static void add_boxes(struct report *report, const struct save_state *state)
{
    struct page page;

    page_init(&page);
    if (state->plan.user != 0) {
        page.users[0].id = state->plan.user;
        snprintf(page.users[0].name, sizeof page.users[0].name, "%s", state->plan.user_name);
        page.user_count = 1;
    }
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        char label[VALUE_TEXT * 2];

        if (state->boxes[box] != OUTCOME_NONE)
            add_row(report, remote_label(box, &page, state->plan.user, label, sizeof label),
                    state->boxes[box]);
    }
}

static void add_password(struct report *report, enum outcome outcome)
{
    struct report_row *row = add_row(report, field_label(FIELD_PASSWORD), outcome);

    if (outcome == OUTCOME_KEPT)
        row->outcome = _("set, tested");
}

static enum reason_place place_of(const struct save_state *state)
{
    switch (state->failed_kind) {
    case STEP_LOCK:
    case STEP_COMMIT:
    case STEP_UNLOCK:
        return REASON_LOCK;
    case STEP_VERIFY:
        return REASON_READ;
    case STEP_PASSWORD:
    case STEP_TEST_PASSWORD:
        return state->plan.long_password ? REASON_LONG_PASSWORD : REASON_PASSWORD;
    case STEP_USER_ACCESS:
        return REASON_USER_ACCESS;
    case STEP_ENABLE:
        return REASON_ENABLE;
    case STEP_CHANNEL_ACCESS:
        return REASON_CHANNEL_ACCESS;
    case STEP_WRITE:
        break;
    }
    return REASON_WRITE;
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

/* Why, as a sentence of its own; "" when there is nothing to explain. */
static const char *why(const struct save_state *state, char *text, size_t size)
{
    const struct step step = {state->failed_kind, state->failed_item};

    text[0] = '\0';
    if (state->error.kind == ERROR_NONE && !state->stopped)
        return text;
    if (state->error.kind == ERROR_NONE)
        snprintf(text, size, "%s", _("It was stopped."));
    else
        reason_print(place_of(state), plan_step_name(&step), &state->error,
                     text, size - SENTENCE_END);
    if (text[0] >= 'a' && text[0] <= 'z')
        text[0] = (char)(text[0] - 'a' + 'A');
    end_sentence(text, size);
    return text;
}

/* Kept without waiting for it: what was read back last, if anything, was something else. */
static bool any_unseen(const struct save_state *state)
{
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        enum outcome outcome = state->items[item];

        if (outcome == OUTCOME_PENDING || outcome == OUTCOME_UNKNOWN ||
            (outcome == OUTCOME_CHANGED && !state->repaired))
            return true;
    }
    return false;
}

static const char *kept_headline(const struct save_state *state)
{
    if (any_unseen(state))
        return _("Written, but not seen in the BMC yet; it was not waited for.");
    if (state->repaired)
        return _("SAVED. The BMC had changed other settings on its own; they were put right.");
    if (state->password == OUTCOME_SET)
        return _("SAVED. The password is set; this BMC cannot test it.");
    return _("SAVED. The BMC holds the new settings; they were read back.");
}

static const char *mixed_headline(const struct save_state *state)
{
    if (state->password == OUTCOME_KEPT || state->password == OUTCOME_SET)
        return _("The new password is set and stays; what else the BMC holds stands below.");
    if (!state->holds_known)
        return _("What the BMC holds now is unknown; read it again when it answers.");
    return _("The BMC is left with what stands below; set it right and save again.");
}

static void print_headline(struct report *report, const struct save_state *state)
{
    char reason[ERROR_SENTENCE];
    size_t size = sizeof report->headline;

    why(state, reason, sizeof reason);
    switch (state->status) {
    case SAVE_RUNNING:
    case SAVE_KEPT:
        snprintf(report->headline, size, "%s", kept_headline(state));
        return;
    case SAVE_NOT_WRITTEN:
    case SAVE_REVIEW_AGAIN:
    case SAVE_UNREACHED:
    case SAVE_IMPOSSIBLE:
        snprintf(report->headline, size, _("NOT SAVED. %sNothing was written."), reason);
        return;
    case SAVE_PUT_BACK:
        snprintf(report->headline, size, _("NOT SAVED. %sEverything was put back."), reason);
        return;
    case SAVE_MIXED:
        snprintf(report->headline, size, _("NOT SAVED. %s%s"), reason, mixed_headline(state));
        return;
    }
}

void report_make(struct report *report, const struct save_state *state)
{
    memset(report, 0, sizeof *report);
    print_headline(report, state);
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (state->items[item] != OUTCOME_NONE)
            add_item(report, state, item);
    }
    if (state->password != OUTCOME_NONE)
        add_password(report, state->password);
    add_boxes(report, state);
}

static const char *running_text(enum step_kind kind)
{
    switch (kind) {
    case STEP_LOCK:
        return _("waiting");
    case STEP_VERIFY:
        return _("reading back");
    case STEP_TEST_PASSWORD:
        return _("testing");
    default:
        return _("writing");
    }
}

static const char *done_text(enum step_kind kind)
{
    return kind == STEP_WRITE || kind == STEP_PASSWORD ? _("written") : _("done");
}

const char *report_step_state(const struct save_state *state, size_t step)
{
    switch (state->steps[step]) {
    case STEP_RUNNING:
        return running_text(state->plan.steps[step].kind);
    case STEP_DONE:
        return done_text(state->plan.steps[step].kind);
    case STEP_LEFT_OUT:
        return _("not supported");
    case STEP_FAILED:
        return _("failed");
    case STEP_WAITING:
        break;
    }
    return "";
}
