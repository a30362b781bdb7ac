/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A password that nobody can guess, made here. */
#ifndef BMCTUI_BASE_RANDOM_H
#define BMCTUI_BASE_RANDOM_H

#include "base/secret.h"

#define RANDOM_PASSWORD 16 /* bytes: what every BMC holds */

/* "kR7m-Xp2q-Vw9dHs": 14 letters and digits, none of which looks like another (no 0 O 1 l I), of
 * all three kinds, no two neighbours alike, and two hyphens. -1: the system has no random numbers;
 * the secret is empty. */
int random_password(struct secret *secret, struct bmc_error *error);

#endif
