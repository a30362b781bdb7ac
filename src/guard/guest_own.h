/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the records of guests are: for guest*.c only. In a folder of their own beneath the state
 * folder, so that a timer needs to look only whether that is empty: guests/KEY.guest-SLOT.
 */
#ifndef BMCTUI_GUARD_GUEST_OWN_H
#define BMCTUI_GUARD_GUEST_OWN_H

#include "guard/guard_own.h"
#include "guard/guest.h"

#define GUEST_FOLDER "guests"

enum guest_read { GUEST_READ, GUEST_NONE, GUEST_DAMAGED, GUEST_UNREADABLE };

/* The folder of the records; it is made where create says so, and the state folder is there. */
int guest_open_folder(const struct guard *guard, bool create, struct store **store,
                      struct bmc_error *error);
enum guest_read guest_read_file(const struct guard *guard, uint8_t slot,
                                struct guest_record *record, struct bmc_error *error);
/* It is on disk when this returns 0; else the old one, if any, is still it. */
int guest_write_file(const struct guard *guard, const struct guest_record *record,
                     struct bmc_error *error);
int guest_remove_file(const struct guard *guard, uint8_t slot, struct bmc_error *error);

/* What the watcher of this BMC's guests has the lock of, as long as it lives. */
int guest_open_watch(const char *folder, const char *key, bool create, struct store **store,
                     struct bmc_error *error);
/* He looks at the records again, where there is one. */
void guest_ring(const struct guard *guard);
/* Whether one does. */
bool guest_watched(const struct guard *guard);

#endif
