/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A demo BMC behind the real door, with a clock whose hands are only moved: what tests of load and
 * save stand on. A rig owns all that is in it.
 */
#ifndef BMCTUI_TESTS_RIG_H
#define BMCTUI_TESTS_RIG_H

#include "core/edit.h"
#include "core/load.h"
#include "core/save.h"
#include "pages/network.h"
#include "demo/demo.h"
#include "unit/changes.h"

struct rig {
    int64_t now;
    struct clock clock;
    struct bmc_target target;
    struct bmc *bmc;
    struct demo_bmc *demo;
    struct model page;
    struct edit edit;
    struct secret *password;
    struct save_state state;
};

/* Opens the demo BMC, with these manners (NULL: none), and reads nothing yet. */
void rig_connect(struct rig *rig, const char *personality);
/* Opens the demo BMC and reads the page of this channel (0: choose), with all that the
 * remote-access boxes need. setup (may be NULL) sets the BMC up before it is read: "set ..." */
void rig_open(struct rig *rig, uint8_t channel, const char *setup);
void rig_close(struct rig *rig);
/* Loops over requests and chances take steps as long as this: 1, but with sanitizers, which are
 * slow, 3 unless BMCTUI_WHOLE is set, as ./dev soak does. */
unsigned rig_stride(void);

/* Edits, as on the command line: "dhcp=no address=10.0.0.2/8 password=Secret12". */
void rig_edit(struct rig *rig, const char *words);
/* Plans and saves what was edited, with these boxes. */
enum save_status rig_save(struct rig *rig, unsigned boxes, const struct save_watch *watch);
void rig_plan(struct rig *rig, unsigned boxes, struct plan *plan);
/* For save_run() and guard/. */
#define RIG_CONTEXT(rig, settings, watch)                                                          \
    (&(struct save_context){(rig)->bmc, &(rig)->clock, settings, watch})
/* Adds faults; the text is known to be right. */
void rig_fault(struct rig *rig, const char *text);

#endif
