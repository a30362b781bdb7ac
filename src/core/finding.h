/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Something that was looked at and how it was found, in a sentence, with what to do about it where
 * something is wrong: a line of `doctor`, of the no-BMC screen. It may name the setting whose value
 * mends it; then that is an ordinary edit of an ordinary setting.
 */
#ifndef BMCTUI_CORE_FINDING_H
#define BMCTUI_CORE_FINDING_H

#include "core/setting.h"

#define FINDING_TEXT 320

enum severity {
    SEVERITY_OK,
    SEVERITY_WARNING,
    SEVERITY_FAULT,
    SEVERITY_UNKNOWN /* cannot be found out */
};

struct finding {
    const char *check; /* for JSON: "smbios", "cipher"; not translated */
    const char *label; /* translated: "SMBIOS type 38", "Cipher suites" */
    enum severity severity;
    char text[FINDING_TEXT];       /* translated */
    char what_to_do[FINDING_TEXT]; /* translated; "" when all is well */
    const struct setting *setting; /* whose value mends it; NULL: none of ours does */
    struct scope scope;
    uint64_t wanted; /* that value, as in struct value */
};

/* Owns its memory; begins with zeros. */
struct findings {
    size_t count;
    struct finding *items;
};

/* A finding that all is well, without a text yet. */
void finding_init(struct finding *finding, const char *check, const char *label);
/* The same behind the others; valid until the next one is added. */
struct finding *finding_add(struct findings *findings, const char *check, const char *label);
void findings_release(struct findings *findings);

void finding_say(struct finding *finding, enum severity severity, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* What to do, and how bad it is not to. */
void finding_advise(struct finding *finding, enum severity severity, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void finding_mend(struct finding *finding, const struct setting *setting, struct scope scope,
                  uint64_t wanted);

const char *severity_name(enum severity severity); /* ok warning fault unknown */
const char *severity_text(enum severity severity); /* the same for people, translated */
/* "What to do", translated. */
const char *finding_todo_label(void);

#endif
