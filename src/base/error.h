/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An error as a value: what kind it is, the BMC's completion code if it gave
 * one, and one sentence for a person (already translated): what is wrong, and
 * what is right or what to do. Owned by whoever declares it; nothing inside is
 * allocated. Functions that take one set it only when they fail, and accept
 * NULL when the caller does not want to know.
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
    ERROR_CANCELLED,     /* given up because somebody asked to; nothing was sent */
    ERROR_NO_DEVICE,     /* opening: there is no device node */
    ERROR_NO_PERMISSION, /* opening: the device node may not be opened */
    ERROR_DEVICE_BUSY,   /* opening: somebody else has the device */
    ERROR_LOGIN,         /* opening: user name, password, privilege or cipher suite refused */
    ERROR_OTHER_BMC,     /* opening anew: another BMC than before; it was asked nothing else */
    ERROR_NO_LAN,        /* this BMC has no LAN channel */
    ERROR_LOCKED,        /* somebody holds the BMC's set in progress */
    ERROR_SYSTEM         /* a file, a system call */
};

#define ERROR_SENTENCE 320

struct bmc_error {
    enum error_kind kind;
    uint8_t completion_code; /* only with ERROR_REFUSED, ERROR_DENIED, ERROR_BUSY */
    bool resent;             /* it took so long that the request may have been sent twice */
    bool advised;            /* the sentence says what to do already: error_advise() */
    char sentence[ERROR_SENTENCE];
};

/* Sets kind and sentence, clears the rest. Returns -1, so that callers can
 * write `return error_set(...)`. */
int error_set(struct bmc_error *error, enum error_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same for a sentence that ends with what to do: nobody adds anything else to check. */
int error_advise(struct bmc_error *error, enum error_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* *error = *why. Returns -1 likewise. */
int error_copy(struct bmc_error *error, const struct bmc_error *why);

#endif
