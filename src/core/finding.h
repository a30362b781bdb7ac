/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The result of a check: a sentence, and if something is wrong, what to do about it. A line of
 * `doctor` or of the no-BMC screen. A finding may name the setting and the value that fix it; the
 * fix is then an ordinary edit.
 */
#ifndef BMCTUI_CORE_FINDING_H
#define BMCTUI_CORE_FINDING_H

#include "core/setting.h"

#define FINDING_TEXT 320

enum severity {
    SEVERITY_OK,
    SEVERITY_WARNING,
    SEVERITY_FAULT,
    SEVERITY_UNKNOWN /* could not be determined */
};

struct finding {
    const char *check; /* for JSON: "smbios", "cipher"; not translated */
    const char *label; /* translated: "SMBIOS type 38", "Cipher suites" */
    enum severity severity;
    char text[FINDING_TEXT];       /* translated */
    char what_to_do[FINDING_TEXT]; /* translated; "" when all is well */
    const struct setting *setting; /* that fixes it, NULL: none of ours */
    struct scope scope;
    uint64_t wanted; /* its value, as in struct value */
};

/* Owns its memory; initialise with zeros. */
struct findings {
    size_t count;
    struct finding *items;
};

/* SEVERITY_OK, without text. */
void finding_init(struct finding *finding, const char *check, const char *label);
/* Appends one; the pointer is valid until the next one is added. */
struct finding *finding_add(struct findings *findings, const char *check, const char *label);
void findings_release(struct findings *findings);

void finding_say(struct finding *finding, enum severity severity, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* What to do about it, and how bad it is. */
void finding_advise(struct finding *finding, enum severity severity, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void finding_fix(struct finding *finding, const struct setting *setting, struct scope scope,
                  uint64_t wanted);

const char *severity_name(enum severity severity); /* ok warning fault unknown */
const char *severity_text(enum severity severity); /* the same for people, translated */
/* "What to do", translated. */
const char *finding_todo_label(void);

#endif
