/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * PAM for tests, without touching this machine's: pam_wrapper (Debian: libpam-wrapper) reads the
 * services from a folder of the test's own, pam_matrix knows the users root, daemon and stranger,
 * all with the password "right one". pam_odd.c is the module that misbehaves.
 */
#ifndef BMCTUI_UNIT_PAM_RIG_H
#define BMCTUI_UNIT_PAM_RIG_H

#include <stdbool.h>

/* false: there is no pam_wrapper; the test is to be skipped (exit status 77). */
bool pam_rig_here(void);
#define PAM_RIG_VARIABLES 5
/* The variables that a program needs in its environment: "LD_PRELOAD=...", ...; NULL at the end.
 * more: another library to be loaded before it, NULL: none. */
const char *const *pam_rig_environment(const char *more);
/* Makes the folder; removed at exit. */
void pam_rig_open(void);
/* Lines of the service: "%M" is pam_matrix with its list of users, "%O" pam_odd. */
void pam_rig_service(const char *name, const char *lines);

#define PAM_RIG_NORMAL "auth required %M\naccount required %M\n"

#endif
