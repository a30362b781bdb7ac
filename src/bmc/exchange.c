/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <string.h>

#include "base/i18n.h"
#include "bmc/state.h"

/* No request and no answer of this program is longer: a whole sensor data record, and what
 * request.c leaves room for behind it. */
#define BYTES_MAX 384

/* One request on its way through the door: all attempts. */
struct exchange {
    struct bmc *bmc;
    struct request *request;
    uint8_t command;
    bool resent;     /* FreeIPMI may have sent the last attempt twice */
    bool maybe_done; /* an earlier attempt may have been carried out, whatever its code */
};

static bool code_is_busy(uint8_t code)
{
    return code == IPMI_COMP_CODE_NODE_BUSY || code == IPMI_COMP_CODE_COMMAND_TIMEOUT ||
           code == IPMI_COMP_CODE_COMMAND_RESPONSE_COULD_NOT_BE_PROVIDED ||
           code == IPMI_COMP_CODE_CANNOT_EXECUTE_DUPLICATE_REQUEST ||
           code == IPMI_COMP_CODE_DEVICE_IN_FIRMWARE_UPDATE_MODE ||
           code == IPMI_COMP_CODE_BMC_INITIALIZATION_IN_PROGRESS;
}

/* Codes after which the command may have been carried out all the same. */
static bool code_is_uncertain(uint8_t code)
{
    return code == IPMI_COMP_CODE_COMMAND_TIMEOUT ||
           code == IPMI_COMP_CODE_COMMAND_RESPONSE_COULD_NOT_BE_PROVIDED ||
           code == IPMI_COMP_CODE_UNSPECIFIED_ERROR;
}

static bool exchange_is_once(const struct exchange *x)
{
    return x->request->kind == REQUEST_ONCE || x->request->kind == REQUEST_ASK_ONCE;
}

static int exchange_given_up(struct exchange *x, bool sent)
{
    bool reads = x->request->kind == REQUEST_READ || x->request->kind == REQUEST_ASK_ONCE;

    if (sent && !reads)
        return error_set(&x->request->error, ERROR_TIMEOUT,
                         _("the wait for the BMC's answer was interrupted; whether the BMC carried "
                           "out the request is unknown"));
    return error_set(&x->request->error, ERROR_CANCELLED, _("cancelled"));
}

static void exchange_trace(struct exchange *x, char direction, fiid_obj_t object)
{
    uint8_t bytes[BYTES_MAX];
    int length;

    if (!trace_on(&x->bmc->trace))
        return;
    length = fiid_obj_get_all(object, bytes, sizeof bytes);
    assert(length >= 0);
    trace_bytes(&x->bmc->trace, direction, x->request->netfn, bytes, (size_t)length);
    explicit_bzero(bytes, sizeof bytes);
}

static int exchange_malformed(struct exchange *x, const char *sentence)
{
    trace_note(&x->bmc->trace, "malformed");
    return error_set(&x->request->error, ERROR_MALFORMED, "%s", sentence);
}

/* The right answer may still come, and must not be taken for another request's. */
static int exchange_wrong_answer(struct exchange *x)
{
    bmc_link_down(x->bmc);
    return exchange_malformed(
        x, _("the BMC answered a different request from the one sent; reconnecting"));
}

static int exchange_check_response(struct exchange *x, uint8_t *code)
{
    uint64_t value;

    if (ipmi_check_cmd(x->request->rs, x->command) != 1)
        return exchange_wrong_answer(x);
    if (fiid_obj_get(x->request->rs, "comp_code", &value) != 1)
        return exchange_malformed(x, _("the BMC's answer is too short: it has no completion code"));
    *code = (uint8_t)value;
    if (*code == IPMI_COMP_CODE_COMMAND_SUCCESS && fiid_obj_packet_valid(x->request->rs) != 1)
        return exchange_malformed(x, _("the BMC's answer is too short"));
    return 0;
}

/* Brings the link up. */
static int exchange_prepare(struct exchange *x)
{
    struct bmc *bmc = x->bmc;
    struct link *link = bmc->link;

    if (!atomic_load(&bmc->open) && !bmc->proving)
        return error_set(&x->request->error, ERROR_GONE, _("the link to the BMC is not open"));
    if (cancel_asked(&bmc->cancel))
        return exchange_given_up(x, x->maybe_done);
    if (bmc->linked && link->class->stale != NULL && link->class->stale(link)) {
        trace_note(&bmc->trace, "idle for long: reopening");
        bmc_link_down(bmc);
    }
    return bmc->linked ? 0 : bmc_link_up(bmc, &x->request->error);
}

static int exchange_send_failed(struct exchange *x, const struct bmc_error *why)
{
    trace_note(&x->bmc->trace, "no answer: error %d", (int)why->kind);
    if (link_broken(why))
        bmc_link_down(x->bmc);
    if (why->kind == ERROR_CANCELLED)
        return exchange_given_up(x, true);
    return error_copy(&x->request->error, why);
}

static int exchange_attempt(struct exchange *x, uint8_t *code)
{
    struct bmc *bmc = x->bmc;
    struct bmc_error why = {.kind = ERROR_NONE};
    int64_t start;
    int result;

    if (exchange_prepare(x) != 0)
        return -1;
    if (fiid_obj_clear(x->request->rs) != 0)
        return error_set(&x->request->error, ERROR_SYSTEM,
                         _("FreeIPMI does not accept this request"));
    atomic_fetch_add(&bmc->requests, 1);
    exchange_trace(x, '>', x->request->rq);
    start = clock_now(bmc->clock);
    result = bmc->link->class->send(bmc->link, x->request, &why);
    x->resent = bmc_over_lan(bmc) &&
                clock_now(bmc->clock) - start >= link_retransmission_timeout(&bmc->target);
    why.resent = x->resent;
    if (result != 0)
        return exchange_send_failed(x, &why);
    bmc->link->answered_ms = clock_now(bmc->clock);
    exchange_trace(x, '<', x->request->rs);
    return exchange_check_response(x, code);
}

static int64_t exchange_patience_ms(const struct exchange *x)
{
    if (exchange_is_once(x))
        return 0;
    return x->bmc->patience_ms > 0 ? x->bmc->patience_ms : REQUEST_DEADLINE_MS;
}

/* C3h is the kernel driver's answer when the BMC gives none. */
static void exchange_still_busy(struct exchange *x, uint8_t code)
{
    int seconds = (int)(exchange_patience_ms(x) / 1000);

    if (code == IPMI_COMP_CODE_COMMAND_TIMEOUT)
        error_set(&x->request->error, ERROR_BUSY, "%s", _("no answer from the BMC"));
    else if (seconds == 0)
        error_set(&x->request->error, ERROR_BUSY, _("the BMC is busy: %s"), bmc_code_text(code));
    else
        error_set(&x->request->error, ERROR_BUSY, _("the BMC is still busy after %d seconds: %s"),
                  seconds, bmc_code_text(code));
}

static int exchange_refused(struct exchange *x, uint8_t code)
{
    if (code == IPMI_COMP_CODE_INSUFFICIENT_PRIVILEGE_LEVEL)
        error_set(&x->request->error, ERROR_DENIED, "%s", bmc_denied_text(bmc_over_lan(x->bmc)));
    else if (code_is_busy(code))
        exchange_still_busy(x, code);
    else
        error_set(&x->request->error, ERROR_REFUSED, _("the BMC refused this: %s"),
                  bmc_code_text(code));
    x->request->error.completion_code = code;
    x->request->error.resent = x->resent || x->maybe_done;
    return -1;
}

/* How long to wait before the next attempt; -1: there is none. */
static int64_t exchange_pause_ms(uint8_t code, int64_t left, int64_t *growing, bool *asked_again)
{
    int64_t pause = *growing;

    if (code == IPMI_COMP_CODE_UNSPECIFIED_ERROR && !*asked_again) {
        *asked_again = true;
        return REQUEST_UNSPECIFIED_MS;
    }
    if (!code_is_busy(code) || left <= 0)
        return -1;
    *growing = pause * 2 < REQUEST_PAUSE_MAX_MS ? pause * 2 : REQUEST_PAUSE_MAX_MS;
    return pause < left ? pause : left;
}

static int exchange_run(struct exchange *x)
{
    struct bmc *bmc = x->bmc;
    int64_t deadline = clock_now(bmc->clock) + exchange_patience_ms(x);
    int64_t growing = REQUEST_PAUSE_FIRST_MS, pause;
    bool asked_again = exchange_is_once(x);
    uint8_t code = IPMI_COMP_CODE_UNSPECIFIED_ERROR;

    for (;;) {
        if (exchange_attempt(x, &code) != 0)
            return -1;
        if (code == IPMI_COMP_CODE_COMMAND_SUCCESS)
            return 0;
        pause = exchange_pause_ms(code, deadline - clock_now(bmc->clock), &growing, &asked_again);
        if (pause < 0)
            return exchange_refused(x, code);
        if (x->resent || code_is_uncertain(code))
            x->maybe_done = true;
        trace_note(&bmc->trace, "%02x: again in %d ms", code, (int)pause);
        if (!cancel_sleep(&bmc->cancel, bmc->clock, pause))
            return exchange_given_up(x, x->maybe_done);
    }
}

bool request_send(struct request *request, int filled, struct bmc *bmc, uint8_t netfn)
{
    struct exchange exchange = {.bmc = bmc, .request = request};
    uint64_t command;
    int64_t before;

    request->netfn = netfn;
    if (filled < 0 || fiid_obj_get(request->rq, "cmd", &command) != 1 ||
        fiid_obj_packet_valid(request->rq) != 1) {
        request->result =
            error_set(&request->error, ERROR_SYSTEM, _("FreeIPMI does not accept this request"));
        return false;
    }
    exchange.command = (uint8_t)command;
    /* The proof of a reopened link belongs to the wait of the request that reopened it. */
    before = atomic_load(&bmc->since_ms);
    if (before < 0)
        atomic_store(&bmc->since_ms, clock_now(bmc->clock));
    request->result = exchange_run(&exchange);
    atomic_store(&bmc->since_ms, before);
    return request->result == 0;
}
