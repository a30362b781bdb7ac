/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The audit trail: one line to syslog (LOG_AUTHPRIV) for each save, identify and recover: who, to
 * which BMC and channel, "field: old -> new", and what came of it. Not translated. Never a secret.
 */
#ifndef BMCTUI_GUARD_AUDIT_H
#define BMCTUI_GUARD_AUDIT_H

#include "bmc/bmc.h"
#include "core/identify.h"
#include "core/save.h"

#define AUDIT_LINE 1000
#define AUDIT_WHO 300

/* Where lines go, and who is to be named. All zero: syslog, and found out. */
struct audit {
    const char *user; /* who logged in at the locked console; NULL: as the system knows it */
    void (*write)(void *data, const char *line); /* NULL: syslog */
    void *data;
};

/* "alice (tty pts/0, sudo bob, from 192.0.2.7)". Any argument audit may be NULL. Returns text. */
const char *audit_who(const struct audit *audit, char text[AUDIT_WHO]);

/* The name alone. Returns text. */
const char *audit_name(const struct audit *audit, char text[64]);

/* action: "save", "recover undo", ... */
void audit_save(const struct audit *audit, const char *action, const struct bmc_target *target,
                const struct save_state *state);
/* done false: refused, or not answered. A look or a renewal is nothing that anybody did. */
void audit_identify(const struct audit *audit, const struct bmc_target *target,
                    const struct light_request *request, bool done);
/* Anything else: "recover: left alone: ...". */
void audit_note(const struct audit *audit, const struct bmc_target *target, const char *action,
                const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The terminal of this process, without /dev/; "" none. Returns text. */
const char *audit_tty(char text[64]);

#endif
