/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command that saves what a plan saves: what `bmctui set` has to be told, so that it comes to
 * the same plan. Never with a secret.
 */
#ifndef BMCTUI_CORE_COMMAND_LINE_H
#define BMCTUI_CORE_COMMAND_LINE_H

#include "core/plan.h"

#define COMMAND_LINE 800

/* What no plan knows. */
struct command_how {
    const char *where;  /* options that say which BMC and how it is reached; "": none */
    bool cut_link;      /* over LAN, and it may be the session's own channel that moves */
    unsigned confirm_s; /* undone unless confirmed by then; 0: stays */
};

/* "bmctui set vlan=42 ...", ready for a shell; "" where size is too small for it. Returns text. */
const char *command_line(const struct plan *plan, const struct model *model,
                         const struct command_how *how, char *text, size_t size);
/* The same of a plan of changes: the words that it came with. */
const char *command_line_of_plan(const struct plan *plan, const struct command_how *how,
                                 char *text, size_t size);
/* Appends a word, in quotes where a shell would take it apart. */
void command_line_word(char *text, size_t size, const char *word);

#endif
