/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A request and its response as FreeIPMI objects, for the typed calls of bmc.h: make, fill with
 * FreeIPMI's fill_cmd_X and send, read fields, end.
 */
#ifndef BMCTUI_BMC_REQUEST_H
#define BMCTUI_BMC_REQUEST_H

#include "bmc/exchange.h"

struct request {
    enum exchange_kind kind;
    fiid_obj_t rq, rs;
    int result; /* of request_send() */
    struct bmc_error error;
};

/* From templates tmpl_cmd_X_rq and tmpl_cmd_X_rs; surplus bytes at the end of an answer are
 * ignored, in-band and over LAN. Without memory the fill and the sending fail. */
void request_make(struct request *request, enum exchange_kind kind, fiid_template_t rq,
                  fiid_template_t rs);
#define REQUEST_MAKE(request, kind, command)                                                       \
    request_make(request, kind, tmpl_cmd_##command##_rq, tmpl_cmd_##command##_rs)
/* filled is what fill_cmd_X returned. Sends through the door, LUN 0. true: the answer can be read.
 * Else request->error says why; who can do without an answer sets request->result to 0. */
bool request_send(struct request *request, int filled, struct bmc *bmc, uint8_t netfn);
/* Wipes and frees. Returns request->result, *error with it. */
int request_end(struct request *request, struct bmc_error *error);

/* A field of a checked response; 0 where an optional one is missing. */
uint64_t request_field(const struct request *request, const char *name);
/* Its bytes in the order of the wire; missing ones are 0. */
void request_bytes(const struct request *request, const char *name, uint8_t *bytes, size_t length);

/* FreeIPMI's fills mask silently: user 69 becomes 5. So ranges are checked first; ERROR_USAGE. */
int request_check_channel(uint8_t channel, struct bmc_error *error);
int request_check_user(uint8_t user, struct bmc_error *error);

/* Completion codes that mean "this BMC has no such thing", with ERROR_REFUSED. */
bool request_absent(const struct bmc_error *error);

#endif
