/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What drive's two files share: the commands of its script. */
#ifndef BMCTUI_PTY_DRIVE_H
#define BMCTUI_PTY_DRIVE_H

#include <stdbool.h>
#include <stdio.h>

#include "term.h"

struct drive {
    struct term *term;
    bool always_show; /* the screen after every command that acts */
    bool go_on;       /* after a failure too */
    bool failed, wrong;
    int wait_ms;
};

void drive_list_commands(FILE *to);
/* One line of the script; it is changed. */
void drive_command(struct drive *d, char *line);
void drive_fail(struct drive *d, const char *what, const char *why);

#endif
