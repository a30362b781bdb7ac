/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An error as a value: its kind, the BMC's completion code if there is one, and one translated
 * sentence: what is wrong, and what is right or what to do. Nothing inside is allocated. Functions
 * that take one set it only when they fail, and accept NULL.
 */
#ifndef BMCTUI_BASE_ERROR_H
#define BMCTUI_BASE_ERROR_H

#include <stdbool.h>
#include <stdint.h>

enum error_kind {
    ERROR_NONE,
    ERROR_USAGE,         /* a bad value or option; nothing was sent */
    ERROR_REFUSED,       /* the BMC answered with completion_code, any but those below */
    ERROR_DENIED,        /* completion code D4h: locked for the host, or privilege too low */
    ERROR_BUSY,          /* still busy (C0h C3h CEh CFh D1h D2h) when the deadline ran out */
    ERROR_TIMEOUT,       /* no answer; the request may or may not have been carried out */
    ERROR_GONE,          /* the link broke; the request may or may not have been carried out */
    ERROR_MALFORMED,     /* an answer that is too short, too long, or for another command */
    ERROR_CANCELLED,     /* somebody asked to stop; nothing was sent */
    ERROR_NO_DEVICE,     /* opening: there is no device node */
    ERROR_NO_PERMISSION, /* opening: the device node may not be opened */
    ERROR_DEVICE_BUSY,   /* opening: another program has the device */
    ERROR_LOGIN,         /* opening: user name, password, privilege or cipher suite refused */
    ERROR_OTHER_BMC,     /* reopening: it is another BMC, which was asked nothing else */
    ERROR_NO_LAN,        /* this BMC has no LAN channel */
    ERROR_LOCKED,        /* another program holds the BMC's set in progress */
    ERROR_SYSTEM         /* a file, a system call */
};

#define ERROR_SENTENCE 320

struct bmc_error {
    enum error_kind kind;
    uint8_t completion_code; /* only with ERROR_REFUSED, ERROR_DENIED, ERROR_BUSY */
    bool resent;             /* the request may have been sent twice */
    bool advised;            /* the sentence says what to do: error_advise() */
    char sentence[ERROR_SENTENCE];
};

/* Sets kind and sentence, clears the rest. Returns -1, for `return error_set(...)`. */
int error_set(struct bmc_error *error, enum error_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same for a sentence that says what to do. */
#define error_advise(error, ...) error_advised(error, error_set(error, __VA_ARGS__))
int error_advised(struct bmc_error *error, int result);
/* *error = *why. Returns -1 likewise. */
int error_copy(struct bmc_error *error, const struct bmc_error *why);

#endif
