/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/recover.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/text.h"
#include "guard/guard_own.h"

#define WHEN 40

/* --- what the journal says ----------------------------------------------- */

static void view_headline(struct recover_view *view)
{
    const struct journal *journal = &view->journal;
    time_t started = (time_t)journal->started;
    struct tm parts;
    char when[WHEN] = "", where[BMC_DESCRIPTION];
    enum bmc_driver driver;

    if (!bmc_driver_parse(journal->driver, &driver))
        driver = BMC_DRIVER_AUTO;
    bmc_describe(driver, journal->target, where);
    if (localtime_r(&started, &parts) != NULL)
        strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S", &parts);
    if (journal->plan.channel != 0)
        snprintf(view->headline, sizeof view->headline,
                 _("Save of %s to channel %u of %.100s, by pid %ld%s%.40s"), when,
                 (unsigned)journal->plan.channel, where, journal->pid,
                 journal->tty[0] != '\0' ? _(" on ") : "", journal->tty);
    else
        snprintf(view->headline, sizeof view->headline,
                 _("Save of %s to %.100s, by pid %ld%s%.40s"), when, where, journal->pid,
                 journal->tty[0] != '\0' ? _(" on ") : "", journal->tty);
}

static void view_password(struct recover_view *view)
{
    const struct journal *journal = &view->journal;
    unsigned user = journal->plan.user;
    const char *name = journal->plan.user_name;

    if (journal->password_planned && !recover_may_finish(journal))
        snprintf(view->password, sizeof view->password,
                 _("The password of the new user %u %s cannot be sent again: undo the save, then "
                   "add the user again."),
                 user, name);
    else if (journal->password_sent && journal->plan.password_kind == PASSWORD_THROWN)
        snprintf(view->password, sizeof view->password,
                 _("User %u %s was being deleted, and may have a random password now: undone, the "
                   "user needs a new one."),
                 user, name);
    else if (journal->plan.password_kind == PASSWORD_THROWN)
        ; /* it is of no use to anyone */
    else if (journal->password_sent)
        snprintf(view->password, sizeof view->password,
                 _("The new password of user %u %s had been sent; whether the BMC has it is "
                   "unknown, and it can be neither sent again nor undone: set it again."),
                 user, name);
    else if (journal->password_planned)
        snprintf(view->password, sizeof view->password,
                 _("The new password of user %u %s had not been sent: set it again."), user, name);
}

static void view_access(struct recover_view *view)
{
    const struct plan *plan = &view->journal.plan;
    unsigned boxes = plan_boxes(plan) & ~REMOTE_BIT(REMOTE_ARP);
    char label[VALUE_TEXT * 2];

    if (boxes == 0 || plan->of_changes)
        return;
    snprintf(view->access, sizeof view->access, "%s", _("Also part of the save:"));
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++)
        if ((boxes & REMOTE_BIT(box)) != 0)
            text_append(view->access, sizeof view->access, " ", "%s;",
                        remote_print(box, plan->user, plan->user_name, label, sizeof label));
    view->access[strlen(view->access) - 1] = '.';
}

static void view_add_row_of(struct recover_view *view, const struct change *change,
                            const struct setting *setting)
{
    struct recover_row *row = &view->rows[view->count++];

    assert(view->count <= RECOVER_ROWS);
    memset(row, 0, sizeof *row);
    if (view->journal.plan.of_changes && setting == change->setting)
        plan_change_label(&view->journal.plan, change, row->label);
    else
        snprintf(row->label, sizeof row->label, "%s", setting_label(setting));
    value_print(setting->type, &change->old, row->old);
    value_print(setting->type, &change->wanted, row->wanted);
    if (change->holds.state == VALUE_UNREAD)
        return;
    value_print(setting->type, &change->holds, row->now);
    row->match = change_compare(&view->journal.plan.changes, change);
}

static void view_add_row(struct recover_view *view, const struct change *change)
{
    const struct setting *setting = change->setting;

    if (setting->part_count == 0)
        view_add_row_of(view, change, setting);
    for (unsigned i = 0; i < setting->part_count; i++)
        view_add_row_of(view, change, &setting->parts[i]);
}

/* Access has no rows beside a page's fields. */
static bool view_has_row(const struct recover_view *view, const struct change *change)
{
    return view->journal.plan.of_changes || change_is_field(change);
}

bool recover_may_finish(const struct journal *journal)
{
    return !journal->password_planned || journal->plan.password_kind != PASSWORD_OF_NEW;
}

void recover_make(struct recover_view *view, const struct journal *journal)
{
    const struct changes *changes = &journal->plan.changes;

    memset(view, 0, sizeof *view);
    view->journal = *journal;
    view->only_lock = resolve_only_lock(journal);
    view_headline(view);
    view_password(view);
    view_access(view);
    for (size_t i = 0; i < changes->count; i++)
        if (changes->items[i].write && view_has_row(view, &changes->items[i]))
            view_add_row(view, &changes->items[i]);
}

/* --- what the BMC holds -------------------------------------------------- */

/* What somebody else has changed gets a row too, although it was no part of the save. */
static void view_fill_rows(struct recover_view *view)
{
    const struct changes *changes = &view->journal.plan.changes;

    view->count = 0;
    for (int others = 0; others <= 1; others++) {
        for (size_t i = 0; i < changes->count; i++) {
            const struct change *change = &changes->items[i];
            enum change_match match = change_compare(changes, change);

            if (view_has_row(view, change) && change->write == (others == 0) &&
                (!others || match == CHANGE_MATCHES_NEITHER))
                view_add_row(view, change);
        }
    }
}

static void view_warning(struct recover_view *view)
{
    char mac[VALUE_TEXT];

    if (!view->same_bmc && view->journal.plan.channel == 0)
        snprintf(view->warning, sizeof view->warning, "%s",
                 _("This is not the BMC of that save. Nothing is written to a different BMC; "
                   "bmctui recover --forget discards the journal."));
    else if (!view->same_bmc)
        snprintf(view->warning, sizeof view->warning,
                 _("This is not the BMC of that save, whose MAC address was %s. Nothing is written "
                   "to a different BMC; bmctui recover --forget discards the journal."),
                 value_print(&value_mac, &view->journal.plan.mac, mac));
    else if (!view->untouched)
        snprintf(view->warning, sizeof view->warning, "%s",
                 _("Some values are neither the old nor the wanted ones: the BMC has been changed "
                   "since."));
}

/* Over LAN a save does not ask for the device; a person is content with the MAC address. */
static bool view_same_bmc(const struct journal *journal, const struct device *device,
                          const struct value *mac)
{
    struct journal known = *journal;

    if (!known.device_known) {
        known.device_known = true;
        known.device = *device;
    }
    return journal_same_bmc(&known, device, mac);
}

/* What was refused is not there; -1: it could not be read. */
static int accept_refusal(int result, const struct bmc_error *why, struct value *value,
                          struct bmc_error *error)
{
    if (result == 0)
        return 0;
    value->state = VALUE_NOT_AVAILABLE;
    if (why->kind == ERROR_REFUSED || why->kind == ERROR_DENIED)
        return 0;
    return error_copy(error, why);
}

/* Of what is no channel's: the mark in its place. */
static int view_read_mac(const struct plan *plan, struct bmc *bmc, struct value *mac,
                         struct bmc_error *error)
{
    uint8_t bytes[BMC_MAC] = {0};
    struct bmc_error why = {0};
    int result;

    if (plan->channel == 0)
        return setting_read_mark(bmc, NULL, (struct scope){0}, mac, error);
    result = bmc_lan_get(bmc, plan->channel, BMC_LAN_MAC, bytes, sizeof bytes, &why);
    mac->state = result == BMC_LAN_ABSENT ? VALUE_NOT_AVAILABLE : VALUE_KNOWN;
    mac->number = value_from_bytes(&value_mac, bytes);
    return result < 0 ? accept_refusal(result, &why, mac, error) : 0;
}

static int view_read_under_lock(struct recover_view *view, struct bmc *bmc, struct value *mac,
                                struct bmc_error *error)
{
    struct plan *plan = &view->journal.plan;
    struct bmc_error why = {0};
    int result;

    for (size_t i = 0; i < plan->changes.locked; i++) {
        struct change *change = &plan->changes.items[i];
        const struct setting *setting = change->setting;

        result = setting->read(bmc, setting, change->scope, &change->holds, &why);
        if (accept_refusal(result, &why, &change->holds, error) != 0)
            return -1;
    }
    return view_read_mac(plan, bmc, mac, error);
}

/* Of a plan of changes some may not be there, which the save has told. */
static int view_read_one(struct bmc *bmc, struct change *change, bool of_changes,
                         struct bmc_error *error)
{
    const struct setting *setting = change->setting;
    struct bmc_error why = {0};
    int result = setting->read(bmc, setting, change->scope, &change->holds, &why);

    if (of_changes)
        return accept_refusal(result, &why, &change->holds, error);
    return result == 0 ? 0 : error_copy(error, &why);
}

/* What cannot be compared says nothing: what was never known, and what the BMC does not tell. */
static bool view_is_untouched(const struct change *change, bool of_changes)
{
    if (change_reached(change, GOAL_OLD, &change->holds) ||
        change_reached(change, GOAL_WANTED, &change->holds))
        return true;
    return of_changes && (!value_known(&change->old) ||
                          (value_known(&change->holds) &&
                           !value_told(change->setting->type, &change->holds)));
}

/* Of rows with one request the first asks for all. */
static int view_read_access(struct recover_view *view, struct bmc *bmc, struct bmc_error *error)
{
    struct changes *changes = &view->journal.plan.changes;
    const struct change *last = NULL;

    for (size_t i = changes->locked; i < changes->count; i++) {
        struct change *change = &changes->items[i];
        const struct setting *setting = change->setting;
        bool of_changes = view->journal.plan.of_changes;

        if (last != NULL && last->setting->read == setting->read &&
            last->setting->parameter == setting->parameter &&
            scope_same(last->scope, change->scope))
            change->holds = last->holds;
        else if (view_read_one(bmc, change, of_changes, error) != 0)
            return -1;
        last = change;
        if (!view_is_untouched(change, of_changes))
            view->untouched = false;
    }
    return 0;
}

int recover_read(struct recover_view *view, struct bmc *bmc, struct bmc_error *error)
{
    struct device device;
    struct value mac = {VALUE_UNREAD};

    if (bmc_get_device(bmc, &device, error) != 0 ||
        view_read_under_lock(view, bmc, &mac, error) != 0)
        return -1;
    view->same_bmc = view_same_bmc(&view->journal, &device, &mac);
    view->untouched = journal_same_bmc(&view->journal, &device, &mac) &&
                      changes_untouched(&view->journal.plan.changes);
    if (view->same_bmc && view_read_access(view, bmc, error) != 0)
        return -1;
    view->now_known = true;
    view_fill_rows(view);
    view_warning(view);
    return 0;
}
