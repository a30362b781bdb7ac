/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "bmc/state.h"
#include "demo/demo.h"
#include "demo/demo_personality.h"

#define REQUEST_MAX 64

struct demo_link {
    struct link link; /* first */
    struct demo_bmc *demo;
    bool prepared; /* the target's manners, delay and faults are in */
};

static struct demo_link *demo_link(struct link *link)
{
    return (struct demo_link *)link;
}

static int demo_link_prepare(struct demo_link *self, const struct bmc_target *target,
                             struct bmc_error *error)
{
    char sentence[ERROR_SENTENCE];

    if (target->demo_personality != NULL &&
        demo_personality_load(self->demo, target->demo_personality, error) != 0)
        return -1;
    if (target->demo_delay_ms > 0)
        demo_options(self->demo)->latency_ms = target->demo_delay_ms;
    if (target->demo_faults != NULL &&
        demo_fault_parse(self->demo, target->demo_faults, sentence, sizeof sentence) != 0)
        return error_set(error, ERROR_USAGE, "%s", sentence);
    self->prepared = true;
    return 0;
}

static int demo_link_open(struct link *link, struct bmc_error *error)
{
    struct demo_link *self = demo_link(link);

    return self->prepared ? 0 : demo_link_prepare(self, link->target, error);
}

/* What is still under way goes with it. */
static void demo_link_close(struct link *link)
{
    demo_link_reset(demo_link(link)->demo);
}

static int demo_link_lost(struct link *link, struct bmc_error *error)
{
    if (!cancel_sleep(link->cancel, link->clock, link_session_timeout(link->target)))
        return error_set(error, ERROR_CANCELLED, _("cancelled"));
    return error_set(error, ERROR_TIMEOUT, _("no answer from the BMC"));
}

static int demo_link_take(fiid_obj_t response, const uint8_t *bytes, size_t length,
                          struct bmc_error *error)
{
    if (fiid_obj_set_all(response, bytes, (unsigned)length) <= 0)
        return error_set(error, ERROR_MALFORMED, _("the BMC's answer has the wrong length"));
    return 0;
}

static int demo_link_send(struct link *link, const struct request *request, struct bmc_error *error)
{
    uint8_t rq[REQUEST_MAX];
    int length = fiid_obj_get_all(request->rq, rq, sizeof rq);
    struct demo_answer answer;
    enum demo_reply reply;

    assert(length > 0);
    reply = demo_handle(demo_link(link)->demo, request->netfn, request->lun, rq, (size_t)length,
                        &answer);
    explicit_bzero(rq, sizeof rq);
    if (reply == DEMO_GONE)
        return error_set(error, ERROR_GONE, _("the link to the BMC was lost"));
    if (reply == DEMO_LOST)
        return demo_link_lost(link, error);
    if (answer.delay_ms > 0 && !cancel_sleep(link->cancel, link->clock, answer.delay_ms))
        return error_set(error, ERROR_CANCELLED, _("cancelled"));
    return demo_link_take(request->rs, answer.bytes, answer.length, error);
}

static void demo_link_destroy(struct link *link)
{
    demo_destroy(demo_link(link)->demo);
}

struct link *link_demo_create(const struct clock *clock)
{
    static const struct link_class class = {
        .open = demo_link_open,
        .close = demo_link_close,
        .send = demo_link_send,
        .destroy = demo_link_destroy,
    };
    struct demo_link *self = xcalloc(1, sizeof *self);

    self->link.class = &class;
    self->demo = demo_create(clock);
    return &self->link;
}

struct demo_bmc *bmc_demo(struct bmc *bmc)
{
    return bmc->target.driver == BMC_DRIVER_DEMO ? demo_link(bmc->link)->demo : NULL;
}
