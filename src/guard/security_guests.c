/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/security_guests.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/xalloc.h"
#include "bmc/printable.h"
#include "guard/guest.h"

/* No records are there to be damaged by whoever looks only. */
void security_guests(const struct bmc_target *target, const char *directory,
                     struct weakness_facts *facts)
{
    struct guard *guard = guard_create(target, directory, NULL);
    struct guests *guests = xcalloc(1, sizeof *guests);

    guest_look(guard, guests);
    facts->guest_count = 0;
    facts->of[FACT_GUESTS].state = guests->unreadable ? VALUE_NOT_READ : VALUE_KNOWN;
    for (size_t i = 0; i < guests->count; i++) {
        const struct guest *guest = &guests->of[i];
        struct weakness_guest *late = &facts->guests[facts->guest_count];

        if (guest->damaged || guest->record.state == GUEST_LEFT || guest->due == GUEST_NOT_DUE)
            continue;
        late->slot = guest->record.slot;
        snprintf(late->name, sizeof late->name, "%s", guest->record.name);
        printable(late->name);
        facts->guest_count++;
    }
    free(guests);
    guard_destroy(guard);
}
