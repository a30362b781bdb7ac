/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/journal.h"

#include <string.h>

#include "bmc/bmc.h"

void journal_begin(struct journal *journal, const struct plan *plan, const struct page *page)
{
    memset(journal, 0, sizeof *journal);
    journal->plan = *plan;
    journal->plan.password = NULL;
    journal->plan.count = 0;
    journal->password_planned = plan->password != NULL;
    journal->device_known = page->device_known;
    journal->device = page->device;
}

/* Leased values move by themselves and say nothing. */
static bool same_as(enum lan_item item, const struct lan *meant, const struct lan *now)
{
    if (!plan_judged(item, meant))
        return true;
    return now->state[item] == VALUE_KNOWN && plan_same(item, meant, now);
}

enum journal_match journal_compare(const struct journal *journal, enum lan_item item,
                                   const struct lan *now)
{
    bool old = same_as(item, &journal->plan.old, now);
    bool new = same_as(item, &journal->plan.wanted, now);

    if (old && new)
        return JOURNAL_MATCH_BOTH;
    if (old)
        return JOURNAL_MATCH_OLD;
    return new ? JOURNAL_MATCH_NEW : JOURNAL_MATCH_NEITHER;
}

bool journal_same_bmc(const struct journal *journal, const struct device *device,
                      const struct lan *now)
{
    const struct lan *then = &journal->plan.old;

    if (!journal->device_known || !bmc_same_device(&journal->device, device))
        return false;
    return then->state[LAN_MAC] == VALUE_KNOWN && now->state[LAN_MAC] == VALUE_KNOWN &&
           memcmp(then->mac, now->mac, sizeof then->mac) == 0;
}

bool journal_untouched(const struct journal *journal, const struct device *device,
                       const struct lan *now)
{
    if (!journal_same_bmc(journal, device, now))
        return false;
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (journal_compare(journal, item, now) == JOURNAL_MATCH_NEITHER)
            return false;
    }
    return true;
}
