/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `guest`: cli_guest.c has its words, guest_list.c prints those who are in. */
#ifndef BMCTUI_CLI_GUEST_H
#define BMCTUI_CLI_GUEST_H

#include "cli/cli.h"
#include "guard/guest.h"

/* Ends whoever is past his end first. Returns the exit status. */
int guest_list(struct cli *cli);
/* For the services: the same without a word on standard output, but for what could not be done. */
int guest_alone(struct cli *cli);
/* 2026-10-11T15:18:00Z; local: 15:18, or with its date where that is not today. Returns text. */
const char *guest_when(long long wall_s, bool local, char *text, size_t size);

#endif
