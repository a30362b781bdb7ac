/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/wish.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/system.h"
#include "guard/guard_own.h"
#include "guard/store_own.h"
#include "pages/power.h"

#define WISH_TAIL   "wish"
#define WISH_FORMAT "bmctui wish 1\nboot %s\ntold %s\nend\n"
#define WISH_SCAN   "bmctui wish 1\nboot %63[^\n]\ntold %63[^\n]\nen%1[d]"
#define WISH_TEXT   256
#define WISH_BOOT   64
#define NOT_TOLD    "-"

/* By boot ids of this machine. */
struct wish {
    char made[WISH_BOOT], told[WISH_BOOT];
};

/* The demo BMC ends with the program, and with it what is known of it. */
static struct wish demo_wish;

static void wish_this_boot(char boot[WISH_BOOT])
{
    char id[JOURNAL_NAME];

    system_boot_id(id, sizeof id);
    snprintf(boot, WISH_BOOT, "%.60s", id[0] != '\0' ? id : NOT_TOLD);
}

/* wish->made "": none. */
static void wish_keep(struct guard *guard, const struct wish *wish)
{
    char text[WISH_TEXT], name[STORE_NAME];
    struct store *store;
    int length;

    if (!guard_keeps(guard)) {
        demo_wish = *wish;
        return;
    }
    if (guard_open_store(guard, wish->made[0] != '\0', &store, NULL) != 0)
        return;
    length = snprintf(text, sizeof text, WISH_FORMAT, wish->made, wish->told);
    if (wish->made[0] != '\0')
        (void)store_put(store, WISH_TAIL, text, (size_t)length);
    else if (store->folder >= 0)
        (void)unlinkat(store->folder, store_name(store, WISH_TAIL, name), 0);
    store_close(store);
}

static bool wish_find(struct guard *guard, struct wish *wish)
{
    char text[WISH_TEXT], end[2];
    struct store *store;
    ssize_t length;

    *wish = demo_wish;
    if (!guard_keeps(guard))
        return wish->made[0] != '\0';
    if (guard_open_store(guard, false, &store, NULL) != 0)
        return false;
    length = store_get(store, WISH_TAIL, text, sizeof text - 1);
    store_close(store);
    text[length > 0 ? length : 0] = '\0';
    return sscanf(text, WISH_SCAN, wish->made, wish->told, end) == 3;
}

void wish_saved(struct guard *guard, const struct plan *plan)
{
    const struct setting *boot = &page_power.settings[POWER_BOOT];
    struct wish wish = {.told = NOT_TOLD};

    for (size_t i = 0; i < plan->changes.count; i++) {
        const struct change *change = &plan->changes.items[i];

        if (change->setting != boot || !change->write)
            continue;
        if (power_boot_valid(change->wanted.number) &&
            value_word(&power_for, change->wanted.number) == power_for.words[0].name)
            wish_this_boot(wish.made);
        wish_keep(guard, &wish);
    }
}

/* In-band the BIOS of this machine has not run before it is started; of another one it is only
 * known that the wish is gone, as it was to last. */
static bool wish_may_be_taken(const struct guard *guard, const struct wish *wish, const char *now)
{
    return !bmc_driver_is_inband(guard->target->driver) || strcmp(wish->made, now) != 0;
}

void wish_look(struct guard *guard, struct model *model)
{
    char now[WISH_BOOT];
    struct wish wish;

    if (!model_known(model, POWER_BOOT) || power_boot_valid(model_number(model, POWER_BOOT)) ||
        !wish_find(guard, &wish))
        return;
    wish_this_boot(now);
    if (!wish_may_be_taken(guard, &wish, now))
        return;
    if (strcmp(wish.told, NOT_TOLD) == 0) {
        snprintf(wish.told, sizeof wish.told, "%s", now);
        wish_keep(guard, &wish);
    } else if (strcmp(wish.told, now) != 0) {
        wish_keep(guard, &(struct wish){.told = NOT_TOLD});
        return;
    }
    model_channel(model)->values[POWER_TAKEN] = (struct value){.state = VALUE_KNOWN, .number = 1};
}
