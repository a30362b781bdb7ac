/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a refusal means to a person: completion code and place become one sentence that names
 * the field.
 */
#ifndef BMCTUI_CORE_REASON_H
#define BMCTUI_CORE_REASON_H

#include <stddef.h>

#include "base/error.h"
#include "core/value.h"

/* What was being done when the BMC refused. */
enum reason_place {
    REASON_WRITE, /* any setting; what struct setting says if it says nothing */
    REASON_LOCK,
    REASON_READ,
    REASON_PASSWORD,
    REASON_LONG_PASSWORD, /* of more than 16 bytes */
    REASON_USER_ACCESS,
    REASON_ENABLE,
    REASON_CHANNEL_ACCESS,
    REASON_USER_NAME,
    REASON_IDENTIFY
};

/* One sentence, translated, for an error of any kind; what is not a completion code keeps the
 * error's own sentence. name is the label of what was written ("IPv4 Address"). Begins with a small
 * letter or the name and has no full stop, so that it can stand in another sentence. Returns
 * text. */
const char *reason_print(enum reason_place place, const char *name,
                         const struct bmc_error *error, char *text, size_t size);

/* Why a value was not read, as a clause: "the BMC's answer has the wrong length". Returns text. */
const char *reason_of_fault(const struct value_fault *fault, char *text, size_t size);

#endif
