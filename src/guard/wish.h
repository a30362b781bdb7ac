/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A boot wish that was saved here (KEY.wish of the state folder): when the BMC holds none any more,
 * and the machine has been started meanwhile, the BIOS has taken it. That is told until the boot
 * after.
 */
#ifndef BMCTUI_GUARD_WISH_H
#define BMCTUI_GUARD_WISH_H

#include "core/model.h"
#include "guard/guard.h"

/* A save has been kept: notes the wish for one boot that it made, forgets one that it took back. A
 * note that cannot be written is none. */
void wish_saved(struct guard *guard, const struct plan *plan);
/* Of the power page as read: row POWER_TAKEN is set where the wish was ours and is gone. */
void wish_look(struct guard *guard, struct model *model);

#endif
