/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What letting in, extending and ending share: for guest*.c only. On the worker's thread. */
#ifndef BMCTUI_GUARD_GUEST_ACT_H
#define BMCTUI_GUARD_GUEST_ACT_H

#include "core/account.h"
#include "guard/guest_own.h"

struct guest_act {
    struct guard *guard;
    const struct save_context *context;
    struct guest_result *result;
    struct guest_bmc bmc; /* as it is now */
    struct accounts accounts;
    struct store *store; /* whose lock is ours */
};

/* result: refused, until it is known better. */
struct guest_act *guest_act_create(struct guard *guard, const struct save_context *context,
                                   struct guest_result *result);
void guest_act_free(struct guest_act *act); /* releases the lock */
/* Takes the lock of the state folder. pending: an earlier save must be resolved. -1 with
 * result->error. */
int guest_act_lock(struct guest_act *act, bool pending);
/* Which BMC this is. */
int guest_act_identify(struct guest_act *act, uint8_t channel);
/* Deletes the user of result->record, verified, and settles the record. The accounts have been
 * read. Sets the outcome. */
void guest_act_delete(struct guest_act *act);
/* The record goes, or is told why it stays. */
void guest_act_remove(struct guest_act *act);
/* "guest ended: user 5 support, ...". */
__attribute__((format(printf, 3, 4))) void guest_act_log(const struct guest_act *act,
                                                         const char *what, const char *format,
                                                         ...);

#endif
