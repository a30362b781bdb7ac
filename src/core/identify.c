/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/identify.h"

#include <string.h>

#define READ_TRIES 5
#define READ_PAUSE_MS 300
/* A light for a shorter time may be off again before it has been read. */
#define JUDGED_S 5

bool light_tells(enum value_state known, enum identify_state state)
{
    return known == VALUE_KNOWN && state != IDENTIFY_UNKNOWN;
}

static int read_state(struct bmc *bmc, struct light_answer *answer)
{
    if (bmc_get_identify(bmc, &answer->state, &answer->error) < 0)
        return -1;
    answer->known = VALUE_KNOWN;
    return 0;
}

static int send_seconds(struct bmc *bmc, struct light_answer *answer, uint8_t seconds)
{
    answer->sent = bmc_identify(bmc, seconds, false, &answer->error) == 0;
    return answer->sent ? 0 : -1;
}

static int send_on(struct bmc *bmc, struct light_answer *answer)
{
    if (!answer->request.force_refused) {
        answer->sent = bmc_identify(bmc, 0, true, &answer->error) == 0;
        if (answer->sent)
            return 0;
        if (!bmc_identify_only_timed(&answer->error))
            return -1;
        answer->error.kind = ERROR_NONE;
    }
    answer->force_refused = true;
    return send_seconds(bmc, answer, LIGHT_LONGEST_S);
}

/* A light that somebody else has put out is not lit again. */
static int send_renewal(struct bmc *bmc, struct light_answer *answer)
{
    answer->force_refused = true;
    if (read_state(bmc, answer) < 0)
        return -1;
    if (light_tells(answer->known, answer->state) && answer->state == IDENTIFY_OFF)
        return 0;
    return send_seconds(bmc, answer, LIGHT_LONGEST_S);
}

/* Without a reported state a toggle is the opposite of what was last sent. */
static int send_toggle(struct bmc *bmc, struct light_answer *answer)
{
    bool lit = answer->request.was_on;

    if (read_state(bmc, answer) < 0)
        return -1;
    if (light_tells(answer->known, answer->state))
        lit = answer->state != IDENTIFY_OFF;
    answer->request.kind = lit ? LIGHT_OFF : LIGHT_ON;
    return lit ? send_seconds(bmc, answer, 0) : send_on(bmc, answer);
}

static int send_one(struct bmc *bmc, struct light_answer *answer)
{
    switch (answer->request.kind) {
    case LIGHT_OFF:
        return send_seconds(bmc, answer, 0);
    case LIGHT_ON:
        return send_on(bmc, answer);
    case LIGHT_SECONDS:
        return send_seconds(bmc, answer, answer->request.seconds);
    case LIGHT_TOGGLE:
        return send_toggle(bmc, answer);
    case LIGHT_RENEW:
        return send_renewal(bmc, answer);
    case LIGHT_READ:
        break;
    }
    return read_state(bmc, answer);
}

bool light_as_sent(const struct light_answer *answer)
{
    const struct light_request *request = &answer->request;
    bool on = request->kind != LIGHT_OFF;

    if (!light_tells(answer->known, answer->state) ||
        (request->kind == LIGHT_SECONDS && request->seconds < JUDGED_S))
        return true;
    return on == (answer->state != IDENTIFY_OFF);
}

void light_run(struct bmc *bmc, const struct clock *clock, const struct light_request *request,
               struct light_answer *answer)
{
    memset(answer, 0, sizeof *answer);
    answer->request = *request;
    if (send_one(bmc, answer) < 0 || !answer->sent)
        return;
    answer->sent_at_ms = clock_now(clock);
    answer->known = VALUE_UNREAD;
    for (int tries = 1; read_state(bmc, answer) == 0; tries++) {
        if (light_as_sent(answer) || tries == READ_TRIES)
            return;
        clock_sleep(clock, READ_PAUSE_MS);
    }
}
