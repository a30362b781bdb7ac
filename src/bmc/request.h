/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A request and its response as FreeIPMI objects, for the typed calls of bmc.h: make, fill with
 * FreeIPMI's fill_cmd_X and send, read fields, end.
 *
 * request_send() is the one door to the BMC. In it and nowhere else (exchange.c) are the silent
 * reopening of a link, the retry of busy codes under one deadline, cancelling, the trace,
 * the counters, and the checks that every answer has to pass.
 */
#ifndef BMCTUI_BMC_REQUEST_H
#define BMCTUI_BMC_REQUEST_H

#include <freeipmi/freeipmi.h>

#include "base/error.h"
#include "bmc/bmc.h"

/* What only the caller knows of a request: whether it may be sent again, and what it means to give
 * it up on its way. */
enum request_kind {
    REQUEST_READ,     /* changes nothing: sent again, and given up as if it had not been sent */
    REQUEST_WRITE,    /* twice is the same as once: sent again, but when it is given up nobody knows
                       * whether it was carried out */
    REQUEST_ONCE,     /* twice is not once: sent once, whatever the BMC answers. Over LAN the wait
                       * ends, with ERROR_TIMEOUT, before FreeIPMI sends it again */
    REQUEST_ASK_ONCE, /* a read without patience: busy codes and FFh are its answer */
};

struct request {
    enum request_kind kind;
    uint8_t netfn, lun;
    fiid_obj_t rq, rs;
    int result; /* of request_send() */
    struct bmc_error error;
};

/* Retry busy replies for this long, with growing pauses. */
#define REQUEST_DEADLINE_MS    10000
#define REQUEST_PAUSE_FIRST_MS 100
#define REQUEST_PAUSE_MAX_MS   2000
/* FFh says nothing: retry it once, after this. */
#define REQUEST_UNSPECIFIED_MS 1000

/* From templates tmpl_cmd_X_rq and tmpl_cmd_X_rs; surplus bytes at the end of an answer are
 * ignored, in-band and over LAN. Without memory the fill and the sending fail. */
void request_make(struct request *request, enum request_kind kind, fiid_template_t rq,
                  fiid_template_t rs);
#define REQUEST_MAKE(request, kind, command)                                                       \
    request_make(request, kind, tmpl_cmd_##command##_rq, tmpl_cmd_##command##_rs)
/* filled is what fill_cmd_X returned. true: the answer is complete, with completion code 00h. Else
 * request->error says why; who can do without an answer sets request->result to 0. */
bool request_send(struct request *request, int filled, struct bmc *bmc, uint8_t netfn);
/* Wipes and frees. Returns request->result, *error with it. */
int request_end(struct request *request, struct bmc_error *error);

/* A field of a checked response; 0 where an optional one is missing. */
uint64_t request_field(const struct request *request, const char *name);
/* Its bytes in the order of the wire; missing ones are 0. */
void request_bytes(const struct request *request, const char *name, uint8_t *bytes, size_t length);
/* A field of any length: how many bytes came, at most size. */
size_t request_data(const struct request *request, const char *name, uint8_t *bytes, size_t size);

/* FreeIPMI's fills mask silently: user 69 becomes 5. So ranges are checked first; ERROR_USAGE. */
int request_check_channel(uint8_t channel, struct bmc_error *error);
int request_check_user(uint8_t user, struct bmc_error *error);

/* Completion codes that mean "this BMC has no such thing", with ERROR_REFUSED. */
bool request_absent(const struct bmc_error *error);

#endif
