/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <string.h>

#include "base/i18n.h"
#include "bmc/state.h"

/* No request and no answer of this program is longer. */
#define BYTES_MAX 256

/* One request on its way through the door. */
struct passage {
    struct bmc *bmc;
    struct request *request;
    uint8_t command;
    bool resent;     /* by FreeIPMI, perhaps, in the last attempt */
    bool maybe_done; /* an earlier attempt may have been carried out, whatever its answer said */
};

static bool busy_code(uint8_t code)
{
    switch (code) {
    case IPMI_COMP_CODE_NODE_BUSY:
    case IPMI_COMP_CODE_COMMAND_TIMEOUT:
    case IPMI_COMP_CODE_COMMAND_RESPONSE_COULD_NOT_BE_PROVIDED:
    case IPMI_COMP_CODE_CANNOT_EXECUTE_DUPLICATE_REQUEST:
    case IPMI_COMP_CODE_DEVICE_IN_FIRMWARE_UPDATE_MODE:
    case IPMI_COMP_CODE_BMC_INITIALIZATION_IN_PROGRESS:
        return true;
    default:
        return false;
    }
}

/* Codes after which the command may have been carried out all the same. */
static bool uncertain_code(uint8_t code)
{
    return code == IPMI_COMP_CODE_COMMAND_TIMEOUT ||
           code == IPMI_COMP_CODE_COMMAND_RESPONSE_COULD_NOT_BE_PROVIDED ||
           code == IPMI_COMP_CODE_UNSPECIFIED_ERROR;
}

static bool only_reads(const struct passage *p)
{
    return p->request->kind == REQUEST_READ || p->request->kind == REQUEST_ASK_ONCE;
}

static bool goes_out_once(const struct passage *p)
{
    return p->request->kind == REQUEST_ONCE || p->request->kind == REQUEST_ASK_ONCE;
}

static int given_up(struct passage *p, bool sent)
{
    if (sent && !only_reads(p))
        return error_set(&p->request->error, ERROR_TIMEOUT,
                         _("the wait for the BMC's answer was broken off; whether it has carried "
                           "out the request is unknown"));
    return error_set(&p->request->error, ERROR_CANCELLED, _("cancelled"));
}

static void trace_object(struct passage *p, char direction, fiid_obj_t object)
{
    uint8_t bytes[BYTES_MAX];
    int length;

    if (!trace_on(&p->bmc->trace))
        return;
    length = fiid_obj_get_all(object, bytes, sizeof bytes);
    assert(length >= 0);
    trace_bytes(&p->bmc->trace, direction, p->request->netfn, bytes, (size_t)length);
    explicit_bzero(bytes, sizeof bytes);
}

static int malformed(struct passage *p, const char *sentence)
{
    trace_note(&p->bmc->trace, "malformed");
    return error_set(&p->request->error, ERROR_MALFORMED, "%s", sentence);
}

/* What is still under way must not be taken for the answer to yet another request. */
static int wrong_answer(struct passage *p)
{
    bmc_link_down(p->bmc);
    return malformed(p, _("the BMC answered another request than the one sent; the link to it "
                          "is opened anew"));
}

static int check_response(struct passage *p, uint8_t *code)
{
    uint64_t value;

    if (ipmi_check_cmd(p->request->rs, p->command) != 1)
        return wrong_answer(p);
    if (fiid_obj_get(p->request->rs, "comp_code", &value) != 1)
        return malformed(p, _("the BMC's answer is too short: it has no completion code"));
    *code = (uint8_t)value;
    if (*code == IPMI_COMP_CODE_COMMAND_SUCCESS && fiid_obj_packet_valid(p->request->rs) != 1)
        return malformed(p, _("the BMC's answer is too short"));
    return 0;
}

/* Ready to send: the link is up, and the last answer long enough ago. */
static int prepare(struct passage *p)
{
    struct bmc *bmc = p->bmc;
    struct link *link = bmc->link;
    int64_t pause = link->answered_ms + bmc->pace_ms - clock_now(bmc->clock);

    if (!atomic_load(&bmc->open) && !bmc->proving)
        return error_set(&p->request->error, ERROR_GONE, _("there is no open link to the BMC"));
    if (bmc->pace_ms > 0 && pause > 0)
        cancel_sleep(&bmc->cancel, bmc->clock, pause);
    if (cancel_asked(&bmc->cancel))
        return given_up(p, p->maybe_done);
    if (bmc->linked && link->class->stale != NULL && link->class->stale(link)) {
        trace_note(&bmc->trace, "idle for long: reopening");
        bmc_link_down(bmc);
    }
    return bmc->linked ? 0 : bmc_link_up(bmc, &p->request->error);
}

static int send_failed(struct passage *p, const struct bmc_error *why)
{
    trace_note(&p->bmc->trace, "no answer: error %d", (int)why->kind);
    if (link_broken(why))
        bmc_link_down(p->bmc);
    if (why->kind == ERROR_CANCELLED)
        return given_up(p, true);
    return error_copy(&p->request->error, why);
}

static int attempt(struct passage *p, uint8_t *code)
{
    struct bmc *bmc = p->bmc;
    struct bmc_error why = {.kind = ERROR_NONE};
    int64_t start;
    int result;

    if (prepare(p) != 0)
        return -1;
    if (fiid_obj_clear(p->request->rs) != 0)
        return error_set(&p->request->error, ERROR_SYSTEM,
                         _("FreeIPMI does not take this request"));
    atomic_fetch_add(&bmc->requests, 1);
    trace_object(p, '>', p->request->rq);
    start = clock_now(bmc->clock);
    result = bmc->link->class->send(bmc->link, p->request, &why);
    p->resent = bmc_over_lan(bmc) &&
                clock_now(bmc->clock) - start >= link_retransmission_timeout(&bmc->target);
    why.resent = p->resent;
    if (result != 0)
        return send_failed(p, &why);
    bmc->link->answered_ms = clock_now(bmc->clock);
    trace_object(p, '<', p->request->rs);
    return check_response(p, code);
}

static int64_t patience_ms(const struct passage *p)
{
    if (goes_out_once(p))
        return 0;
    return p->bmc->patience_ms > 0 ? p->bmc->patience_ms : REQUEST_DEADLINE_MS;
}

/* C3h is what the kernel's driver says of a BMC that does not answer. */
static void still_busy(struct passage *p, uint8_t code)
{
    int seconds = (int)(patience_ms(p) / 1000);

    if (code == IPMI_COMP_CODE_COMMAND_TIMEOUT)
        error_set(&p->request->error, ERROR_BUSY, "%s", _("no answer from the BMC"));
    else if (seconds == 0)
        error_set(&p->request->error, ERROR_BUSY, _("the BMC is busy: %s"), bmc_code_text(code));
    else
        error_set(&p->request->error, ERROR_BUSY, _("the BMC is still busy after %d seconds: %s"),
                  seconds, bmc_code_text(code));
}

static int refused(struct passage *p, uint8_t code)
{
    if (code == IPMI_COMP_CODE_INSUFFICIENT_PRIVILEGE_LEVEL)
        error_set(&p->request->error, ERROR_DENIED, "%s", bmc_denied_text(bmc_over_lan(p->bmc)));
    else if (busy_code(code))
        still_busy(p, code);
    else
        error_set(&p->request->error, ERROR_REFUSED, _("the BMC refused this: %s"),
                  bmc_code_text(code));
    p->request->error.completion_code = code;
    p->request->error.resent = p->resent || p->maybe_done;
    return -1;
}

/* How long to wait before asking again, -1 when this code is the answer. */
static int64_t pause_after(uint8_t code, int64_t left, int64_t *growing, bool *asked_again)
{
    int64_t pause = *growing;

    if (code == IPMI_COMP_CODE_UNSPECIFIED_ERROR && !*asked_again) {
        *asked_again = true;
        return REQUEST_UNSPECIFIED_MS;
    }
    if (!busy_code(code) || left <= 0)
        return -1;
    *growing = pause * 2 < REQUEST_PAUSE_MAX_MS ? pause * 2 : REQUEST_PAUSE_MAX_MS;
    return pause < left ? pause : left;
}

static int pass(struct passage *p)
{
    struct bmc *bmc = p->bmc;
    int64_t deadline = clock_now(bmc->clock) + patience_ms(p);
    int64_t growing = REQUEST_PAUSE_FIRST_MS, pause;
    bool asked_again = goes_out_once(p);
    uint8_t code = IPMI_COMP_CODE_UNSPECIFIED_ERROR;

    for (;;) {
        if (attempt(p, &code) != 0)
            return -1;
        if (code == IPMI_COMP_CODE_COMMAND_SUCCESS)
            return 0;
        pause = pause_after(code, deadline - clock_now(bmc->clock), &growing, &asked_again);
        if (pause < 0)
            return refused(p, code);
        if (p->resent || uncertain_code(code))
            p->maybe_done = true;
        trace_note(&bmc->trace, "%02x: again in %d ms", code, (int)pause);
        if (!cancel_sleep(&bmc->cancel, bmc->clock, pause))
            return given_up(p, p->maybe_done);
    }
}

bool request_send(struct request *request, int filled, struct bmc *bmc, uint8_t netfn)
{
    struct passage passage = {.bmc = bmc, .request = request};
    uint64_t command;
    int64_t before;

    request->netfn = netfn;
    if (filled < 0 || fiid_obj_get(request->rq, "cmd", &command) != 1 ||
        fiid_obj_packet_valid(request->rq) != 1) {
        request->result =
            error_set(&request->error, ERROR_SYSTEM, _("FreeIPMI does not take this request"));
        return false;
    }
    passage.command = (uint8_t)command;
    /* Asking who it is belongs to the wait of the request that opened the link. */
    before = atomic_load(&bmc->since_ms);
    if (before < 0)
        atomic_store(&bmc->since_ms, clock_now(bmc->clock));
    request->result = pass(&passage);
    atomic_store(&bmc->since_ms, before);
    return request->result == 0;
}
