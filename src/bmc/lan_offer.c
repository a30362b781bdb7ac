/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/lan_login.h"

#include <assert.h>
#include <string.h>

#define OFFER_TIMEOUT_MS 2000
#define OFFER_AGAIN_MS   500

#define RECORD_STANDARD 0xc0
#define RECORD_VENDOR   0xc1 /* three bytes of an enterprise number follow the id */

static ipmi_ctx_t offer_open(const struct link *link, const char *host)
{
    unsigned timeout = (unsigned)link_session_timeout(link->target);
    unsigned again = (unsigned)link_retransmission_timeout(link->target);
    ipmi_ctx_t ctx = ipmi_ctx_create();

    if (ctx == NULL)
        return NULL;
    if (timeout > OFFER_TIMEOUT_MS)
        timeout = OFFER_TIMEOUT_MS;
    if (again > OFFER_AGAIN_MS)
        again = OFFER_AGAIN_MS;
    if (again < timeout &&
        ipmi_ctx_open_outofband(ctx, host, NULL, NULL, IPMI_AUTHENTICATION_TYPE_NONE,
                                IPMI_PRIVILEGE_LEVEL_USER, timeout, again, 0,
                                IPMI_FLAGS_NOSESSION) == 0)
        return ctx;
    ipmi_ctx_destroy(ctx);
    return NULL;
}

/* false: no answer. */
static bool offer_send(struct request *request, int filled, ipmi_ctx_t ctx, struct cancel *cancel,
                       uint8_t *code)
{
    int result = -1;
    uint64_t value;

    if (cancel_begin(cancel, 0) && filled == 0)
        result = ipmi_cmd(ctx, request->lun, IPMI_NET_FN_APP_RQ, request->rq, request->rs);
    cancel_end(cancel);
    if (result != 0 || fiid_obj_get(request->rs, "comp_code", &value) != 1)
        return false;
    *code = (uint8_t)value;
    return true;
}

/* --- capabilities --------------------------------------------------------------------------- */

static void offer_ask_capabilities(struct lan_offer *offer, ipmi_ctx_t ctx, const struct link *link,
                                   uint8_t extended)
{
    struct request request;
    int filled;

    REQUEST_MAKE(&request, REQUEST_READ, get_channel_authentication_capabilities);
    filled = fill_cmd_get_channel_authentication_capabilities(IPMI_CHANNEL_NUMBER_CURRENT_CHANNEL,
                                                              (uint8_t)link_privilege(link->target),
                                                              extended, request.rq);
    offer->answered = offer_send(&request, filled, ctx, link->cancel, &offer->code);
    if (offer->answered && offer->code == IPMI_COMP_CODE_COMMAND_SUCCESS) {
        offer->ipmi_2_0 = request_field(
            &request, "authentication_type.ipmi_v2.0_extended_capabilities_available");
        offer->named_users = request_field(&request, "authentication_status.non_null_username");
        offer->k_g_wanted = offer->ipmi_2_0 && request_field(&request, "authentication_status.k_g");
    }
    request_end(&request, NULL);
}

/* --- cipher suites -------------------------------------------------------------------------- */

int suite_list_ask(const struct suite_list *list, uint8_t channel, struct request *request)
{
    REQUEST_MAKE(request, REQUEST_READ, get_channel_cipher_suites);
    return fill_cmd_get_channel_cipher_suites(channel, IPMI_PAYLOAD_TYPE_IPMI, (uint8_t)list->parts,
                                              IPMI_LIST_ALGORITHMS_BY_CIPHER_SUITE, request->rq);
}

void suite_list_take(struct suite_list *list, const struct request *request)
{
    uint8_t bytes[SUITE_PART];
    int got = fiid_obj_get_data(request->rs, "cipher_suite_record_data", bytes, sizeof bytes);

    suite_list_add(list, bytes, got > 0 ? (size_t)got : 0);
}

static bool suite_list_repeats(const struct suite_list *list, const uint8_t *bytes, size_t length)
{
    return list->length >= SUITE_PART && length == SUITE_PART &&
           memcmp(list->bytes + list->length - SUITE_PART, bytes, SUITE_PART) == 0;
}

void suite_list_add(struct suite_list *list, const uint8_t *bytes, size_t length)
{
    bool again = suite_list_repeats(list, bytes, length);

    if (!again) {
        memcpy(list->bytes + list->length, bytes, length);
        list->length += length;
    }
    list->parts++;
    list->complete = again || length < SUITE_PART || list->length + SUITE_PART > SUITE_LIST_MAX;
}

static void suites_add(struct cipher_suites *suites, uint8_t id)
{
    if (memchr(suites->ids, id, suites->count) != NULL)
        return;
    assert(suites->count < BMC_SUITES_MAX);
    suites->ids[suites->count++] = id;
}

/* A record begins with C0h and the id, or with C1h, the id and a vendor's number; what follows are
 * its algorithms, which begin with 00b, 01b or 10b. */
void suite_list_parse(const struct suite_list *list, struct cipher_suites *suites)
{
    suites->count = 0;
    for (size_t at = 0; at + 1 < list->length; at++) {
        bool standard = list->bytes[at] == RECORD_STANDARD;
        bool vendor = list->bytes[at] == RECORD_VENDOR;

        if (standard)
            suites_add(suites, list->bytes[at + 1]);
        if (standard || vendor)
            at += vendor ? 4 : 1;
    }
}

static void offer_ask_suites(struct lan_offer *offer, ipmi_ctx_t ctx, const struct link *link)
{
    struct suite_list list = {.complete = false};
    struct request request;
    uint8_t code;
    bool told;

    while (!list.complete) {
        int filled = suite_list_ask(&list, IPMI_CHANNEL_NUMBER_CURRENT_CHANNEL, &request);

        told = offer_send(&request, filled, ctx, link->cancel, &code) &&
               code == IPMI_COMP_CODE_COMMAND_SUCCESS;
        if (told)
            suite_list_take(&list, &request);
        request_end(&request, NULL);
        if (!told)
            return;
    }
    suite_list_parse(&list, &offer->suites);
    offer->suites_known = offer->suites.count > 0;
}

/* --- both ----------------------------------------------------------------------------------- */

void lan_offer_ask(struct lan_offer *offer, const struct link *link, const char *host)
{
    ipmi_ctx_t ctx = offer_open(link, host);

    memset(offer, 0, sizeof *offer);
    if (ctx == NULL)
        return;
    offer_ask_capabilities(offer, ctx, link, IPMI_GET_IPMI_V20_EXTENDED_DATA);
    /* A BMC of before IPMI 2.0 may refuse the bit that asks for it. */
    if (offer->answered && offer->code != IPMI_COMP_CODE_COMMAND_SUCCESS)
        offer_ask_capabilities(offer, ctx, link, IPMI_GET_IPMI_V15_DATA);
    if (offer->answered && offer->ipmi_2_0)
        offer_ask_suites(offer, ctx, link);
    ipmi_ctx_close(ctx);
    ipmi_ctx_destroy(ctx);
}

bool lan_offer_answered(const struct link *link, const char *host)
{
    ipmi_ctx_t ctx = offer_open(link, host);
    struct lan_offer offer = {.answered = false};

    if (ctx == NULL)
        return false;
    offer_ask_capabilities(&offer, ctx, link, IPMI_GET_IPMI_V15_DATA);
    ipmi_ctx_close(ctx);
    ipmi_ctx_destroy(ctx);
    return offer.answered;
}

bool lan_offer_lacks(const struct lan_offer *offer, int suite)
{
    return offer->suites_known &&
           memchr(offer->suites.ids, suite, offer->suites.count) == NULL;
}
