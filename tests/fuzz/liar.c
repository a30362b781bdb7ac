/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/liar.h"

#include <stdlib.h>
#include <string.h>

#include "bmc/request.h"
#include "bmc/state.h"

#define BYTES_MAX     LIAR_BYTES
#define SET_LAN       0x01
#define GET_LAN       0x02
#define GET_LAN_DATA  3 /* command, completion code, revision */
#define USER_PASSWORD 0x47

static struct liar *liar_of(struct link *link)
{
    return (struct liar *)link;
}

static int liar_open(struct link *link, struct bmc_error *error)
{
    struct liar *liar = liar_of(link);

    return liar->demo->class->open(liar->demo, error);
}

static void liar_close(struct link *link)
{
    struct liar *liar = liar_of(link);

    liar->demo->class->close(liar->demo);
}

static void liar_destroy(struct link *link)
{
    struct liar *liar = liar_of(link);

    liar->demo->class->destroy(liar->demo);
    free(liar->demo);
}

/* --- what was asked and answered ------------------------------------------- */

static void note_answer(struct liar *liar, uint8_t netfn, const uint8_t *request, size_t asked,
                        const uint8_t *answer, size_t length)
{
    if (netfn == IPMI_NET_FN_TRANSPORT_RQ && asked > 2 && request[0] == SET_LAN &&
        memcmp(liar->seen[request[2]], request + 3, asked - 3) != 0)
        liar->seen_length[request[2]] = 0;
    if (length < 2 || answer[0] != request[0])
        return;
    if (netfn == IPMI_NET_FN_APP_RQ && asked > 2 && request[0] == USER_PASSWORD &&
        (request[2] & 3) >= 2) /* set, test */
        liar->password_test = (request[2] & 3) == 3 ? answer[1] : -1;
    if (netfn != IPMI_NET_FN_TRANSPORT_RQ || asked < 3 || request[0] != GET_LAN || answer[1] != 0)
        return;
    length = length > GET_LAN_DATA ? length - GET_LAN_DATA : 0;
    length = length < 8 ? length : 8;
    memcpy(liar->seen[request[2]], answer + GET_LAN_DATA, length);
    liar->seen_length[request[2]] = length;
}

/* --- answering --------------------------------------------------------------- */

static void bend(struct liar *liar, unsigned how, uint8_t *answer, size_t *length)
{
    struct fuzz *fuzz = liar->fuzz;
    size_t at = fuzz_pick(fuzz, BYTES_MAX);

    switch (how) {
    case 0: /* a completion code of its own */
        answer[1] = fuzz_byte(fuzz);
        *length = *length < 2 ? 2 : *length;
        break;
    case 1:
        if (*length > 0)
            answer[at % *length] = fuzz_byte(fuzz);
        break;
    case 2: /* cut, or with something behind it */
        memset(answer + *length, fuzz_byte(fuzz), BYTES_MAX - *length);
        *length = at;
        break;
    case 3: /* the last answer again */
        memcpy(answer, liar->before, liar->before_length);
        *length = liar->before_length;
        break;
    default:
        *length = at < 40 ? at : at % 12;
        for (size_t i = how == 4 ? 2 : 0; i < *length; i++)
            answer[i] = fuzz_byte(fuzz);
        if (how == 4)
            answer[1] = 0;
        break;
    }
}

static int lose(struct liar *liar, unsigned how, struct bmc_error *error)
{
    static const enum error_kind kinds[] = {ERROR_TIMEOUT, ERROR_GONE, ERROR_MALFORMED,
                                            ERROR_DEVICE_BUSY};

    *liar->now += how == 0 ? 20000 : 1;
    return error_set(error, kinds[how % 4], "lost %u", how);
}

static int liar_send(struct link *link, const struct request *request, struct bmc_error *error)
{
    struct liar *liar = liar_of(link);
    uint8_t asked[BYTES_MAX], answer[BYTES_MAX] = {0};
    int asked_length = fiid_obj_get_all(request->rq, asked, sizeof asked), got;
    unsigned how = fuzz_byte(liar->fuzz);
    size_t length;

    *liar->now += 1;
    if ((how & 0xf0) == 0x50) /* neither done nor answered */
        return lose(liar, how & 3, error);
    if (liar->demo->class->send(liar->demo, request, error) != 0)
        return -1;
    if ((how & 0xf0) == 0x60)
        return lose(liar, how & 3, error);
    got = fiid_obj_get_all(request->rs, answer, sizeof answer);
    length = got > 0 ? (size_t)got : 0;
    if (how >= 0x80)
        bend(liar, how % 6, answer, &length);
    memcpy(liar->before, answer, length);
    liar->before_length = length;
    note_answer(liar, request->netfn, asked, (size_t)asked_length, answer, length);
    fiid_obj_clear(request->rs);
    if (fiid_obj_set_all(request->rs, answer, (unsigned)length) <= 0)
        return error_set(error, ERROR_MALFORMED, "too long");
    return 0;
}

struct liar *liar_put_between(struct rig *rig, struct fuzz *fuzz)
{
    static const struct link_class class = {
        .open = liar_open,
        .close = liar_close,
        .send = liar_send,
        .destroy = liar_destroy,
    };
    struct liar *liar = calloc(1, sizeof *liar);

    if (liar == NULL)
        abort();
    liar->link = *rig->bmc->link;
    liar->link.class = &class;
    liar->demo = rig->bmc->link;
    liar->fuzz = fuzz;
    liar->now = &rig->now;
    liar->password_test = -1;
    rig->bmc->link = &liar->link;
    return liar;
}
