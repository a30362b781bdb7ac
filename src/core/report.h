/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What came of a save, for people: a headline, and a row for each field with what was wanted,
 * what the BMC holds, and the outcome. The result dialog and `set` print the same.
 */
#ifndef BMCTUI_CORE_REPORT_H
#define BMCTUI_CORE_REPORT_H

#include "core/save.h"

#define REPORT_ROWS     ((size_t)CHANGES_MAX + 1) /* each change, and the password */
#define REPORT_HEADLINE 400

struct report_row {
    char label[PLAN_LABEL]; /* translated */
    char wanted[VALUE_TEXT];
    char holds[VALUE_TEXT];
    enum outcome kind;
    const char *outcome; /* translated: "saved", "put back", ...; not owned */
};

enum report_tone {
    REPORT_SAVED,
    REPORT_UNSEEN,   /* written, but not seen in the BMC yet */
    REPORT_NOT_SAVED
};

struct report {
    enum report_tone tone;
    char headline[REPORT_HEADLINE]; /* one or two sentences, translated */
    char detail[ERROR_SENTENCE];    /* "" or why the BMC refused it, a sentence */
    size_t count;
    struct report_row rows[REPORT_ROWS];
};

void report_make(struct report *report, const struct save_state *state);
/* What a step's state is called while saving: "done", "writing", "written", ... translated. */
const char *report_step_state(const struct save_state *state, size_t step);

#endif
