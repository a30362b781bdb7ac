/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/recover.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "guard/guard_own.h"

#define WHEN 40

/* --- what the journal says ----------------------------------------------- */

static void make_headline(struct recover_view *view)
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
    snprintf(view->headline, sizeof view->headline,
             _("Save of %s to channel %u of %.100s, by pid %ld%s%.40s"), when,
             (unsigned)journal->plan.channel, where, journal->pid,
             journal->tty[0] != '\0' ? _(" on ") : "", journal->tty);
}

static void make_password(struct recover_view *view)
{
    const struct journal *journal = &view->journal;
    unsigned user = journal->plan.user;
    const char *name = journal->plan.user_name;

    if (journal->password_sent)
        snprintf(view->password, sizeof view->password,
                 _("The new password of user %u %s had been sent; whether the BMC keeps it is not "
                   "known, and it can neither be repeated nor put back: set it again."),
                 user, name);
    else if (journal->password_planned)
        snprintf(view->password, sizeof view->password,
                 _("The new password of user %u %s had not been sent, and cannot be repeated: set "
                   "it again."),
                 user, name);
}

static void make_access(struct recover_view *view)
{
    const struct plan *plan = &view->journal.plan;
    struct page page;
    size_t used;

    if ((plan->remote & ~REMOTE_BIT(REMOTE_ARP)) == 0)
        return;
    page_init(&page);
    page.users[0].id = plan->user;
    memcpy(page.users[0].name, plan->user_name, sizeof page.users[0].name);
    page.user_count = plan->user != 0;
    used = (size_t)snprintf(view->access, sizeof view->access, "%s", _("Part of it too:"));
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        char label[VALUE_TEXT * 2];

        if ((plan->remote & REMOTE_BIT(box)) != 0 && box != REMOTE_ARP &&
            used < sizeof view->access)
            used += (size_t)snprintf(view->access + used, sizeof view->access - used, " %s;",
                                     remote_label(box, &page, plan->user, label, sizeof label));
    }
    used = strlen(view->access);
    view->access[used - 1] = '.';
}

static void add_row(struct recover_view *view, enum lan_item item)
{
    const struct step step = {STEP_WRITE, item};
    const struct plan *plan = &view->journal.plan;
    struct recover_row *row = &view->rows[view->count++];

    assert(view->count <= RECOVER_ROWS);
    snprintf(row->label, sizeof row->label, "%s", plan_step_name(&step));
    field_print_item(item, &plan->old, row->old);
    field_print_item(item, &plan->wanted, row->wanted);
}

void recover_make(struct recover_view *view, const struct journal *journal)
{
    memset(view, 0, sizeof *view);
    view->journal = *journal;
    view->only_lock = settle_only_lock(journal);
    make_headline(view);
    make_password(view);
    make_access(view);
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (journal->plan.write[item])
            add_row(view, item);
    }
}

/* --- what the BMC holds -------------------------------------------------- */

static bool either(unsigned now, unsigned old, unsigned new)
{
    return now == old || now == new;
}

static int user_untouched(const struct plan *plan, struct bmc *bmc, bool *untouched,
                          struct bmc_error *error)
{
    const unsigned bits = REMOTE_BIT(REMOTE_ENABLE) | REMOTE_BIT(REMOTE_MESSAGING) |
                          REMOTE_BIT(REMOTE_PRIVILEGE);
    struct user_access now;

    if ((plan->remote & bits) == 0)
        return 0;
    if (bmc_get_user_access(bmc, plan->channel, plan->user, &now, error) != 0)
        return -1;
    if (!either(now.enabled, plan->access.enabled, USER_ENABLED) ||
        !either(now.messaging, plan->access.messaging, true) ||
        !either(now.privilege, plan->access.privilege, PRIVILEGE_ADMINISTRATOR))
        *untouched = false;
    return 0;
}

static int channel_untouched(const struct plan *plan, struct bmc *bmc, bool *untouched,
                             struct bmc_error *error)
{
    struct channel_access kept, active;

    if ((plan->remote & REMOTE_BIT(REMOTE_LAN)) == 0)
        return 0;
    if (bmc_get_channel_access(bmc, plan->channel, true, &kept, error) != 0 ||
        bmc_get_channel_access(bmc, plan->channel, false, &active, error) != 0)
        return -1;
    if (!either(kept.mode, plan->access_non_volatile.mode, CHANNEL_ACCESS_ALWAYS) ||
        !either(active.mode, plan->access_volatile.mode, CHANNEL_ACCESS_ALWAYS))
        *untouched = false;
    return 0;
}

/* What somebody else has changed gets a row too, although it was no part of the save. */
static void fill_rows(struct recover_view *view, const struct lan *now)
{
    const struct plan *plan = &view->journal.plan;
    size_t row = 0;

    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (!plan->write[item])
            continue;
        field_print_item(item, now, view->rows[row].now);
        view->rows[row++].match = journal_compare(&view->journal, item, now);
    }
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        enum journal_match match = journal_compare(&view->journal, item, now);

        if (plan->write[item] || match != JOURNAL_MATCH_NEITHER)
            continue;
        add_row(view, item);
        field_print_item(item, now, view->rows[view->count - 1].now);
        view->rows[view->count - 1].match = match;
    }
}

static void make_warning(struct recover_view *view)
{
    char mac[VALUE_TEXT];

    if (!view->same_bmc)
        snprintf(view->warning, sizeof view->warning,
                 _("This is not the BMC of that save: its MAC address was %s. Nothing is written "
                   "to another one; bmctui recover --forget drops the journal."),
                 field_print_item(LAN_MAC, &view->journal.plan.old, mac));
    else if (!view->untouched)
        snprintf(view->warning, sizeof view->warning, "%s",
                 _("Not everything is as it was, or as it was to be: somebody has changed the "
                   "BMC since."));
}

/* Over LAN a save does not ask for the device; a person is content with the MAC address. */
static bool same_bmc(const struct journal *journal, const struct device *device,
                     const struct lan *now)
{
    struct journal known = *journal;

    if (!known.device_known) {
        known.device_known = true;
        known.device = *device;
    }
    return journal_same_bmc(&known, device, now);
}

int recover_read(struct recover_view *view, struct bmc *bmc, struct bmc_error *error)
{
    const struct plan *plan = &view->journal.plan;
    struct device device;
    struct lan now = {0};

    if (bmc_get_device(bmc, &device, error) != 0)
        return -1;
    for (enum lan_item item = LAN_SOURCE; item < LAN_ITEMS; item++) {
        struct bmc_error why;

        if (bmc_read_lan(bmc, plan->channel, item, &now, &why) == 0)
            continue;
        if (why.kind != ERROR_REFUSED && why.kind != ERROR_DENIED) {
            if (error != NULL)
                *error = why;
            return -1;
        }
        now.state[item] = VALUE_NOT_AVAILABLE;
    }
    view->same_bmc = same_bmc(&view->journal, &device, &now);
    view->untouched = journal_untouched(&view->journal, &device, &now);
    if (view->same_bmc && (user_untouched(plan, bmc, &view->untouched, error) != 0 ||
                           channel_untouched(plan, bmc, &view->untouched, error) != 0))
        return -1;
    view->now_known = true;
    fill_rows(view, &now);
    make_warning(view);
    return 0;
}
