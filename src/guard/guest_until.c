/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/guest_until.h"

#include <stdlib.h>
#include <time.h>

#include "base/xalloc.h"
#include "guard/guest.h"

int64_t guest_until(const struct bmc_target *target, const char *directory, uint8_t slot,
                    const char *bytes)
{
    struct guests *guests = xcalloc(1, sizeof *guests);
    struct guard *guard = guard_create(target, directory, NULL);
    const struct guest *guest;
    int64_t until = 0;

    guest_look(guard, guests);
    guest = guests_find(guests, slot, bytes);
    if (guest != NULL && !guest->damaged)
        until = (int64_t)time(NULL) + guest->left_s;
    guard_destroy(guard);
    free(guests);
    return until;
}
