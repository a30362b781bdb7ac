/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/light.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "core/field.h"
#include "core/reason.h"


void light_init(struct light *light)
{
    memset(light, 0, sizeof *light);
}

static bool tells(enum value_state known, enum identify_state state)
{
    return known == VALUE_KNOWN && state != IDENTIFY_UNKNOWN;
}

static bool is_reported(const struct light *light)
{
    return tells(light->known, light->state);
}

static bool is_lit(const struct light *light)
{
    return is_reported(light) && light->state != IDENTIFY_OFF;
}

static bool last_sent_on(const struct light *light)
{
    return light->last == LIGHT_ON || light->last == LIGHT_SECONDS;
}

static void no_end(struct light *light)
{
    light->ends_ms = 0;
    light->next_renewal_ms = 0;
}

void light_reported(struct light *light, enum value_state known, enum identify_state state)
{
    light->known = known;
    light->state = state;
    if (is_reported(light) && !is_lit(light))
        no_end(light); /* also put out by somebody else */
}

/* --- asking ---------------------------------------------------------------- */

bool light_ask(struct light *light, enum light_kind kind, uint8_t seconds,
               struct light_request *request)
{
    bool background = kind == LIGHT_READ || kind == LIGHT_RENEW;

    if (light->pending && (background || !light->background))
        return false;
    light->pending = true;
    light->background = background;
    memset(request, 0, sizeof *request);
    request->kind = kind;
    request->seconds = seconds;
    request->was_on = last_sent_on(light);
    request->force_refused = light->force_refused;
    return true;
}

static bool should_be_out(const struct light *light, int64_t now_ms)
{
    return light->ends_ms != 0 && now_ms >= light->ends_ms;
}

bool light_due(struct light *light, int64_t now_ms, bool open, struct light_request *request)
{
    if (light->next_renewal_ms != 0 && now_ms >= light->next_renewal_ms)
        return light_ask(light, LIGHT_RENEW, 0, request);
    if ((open || should_be_out(light, now_ms)) && now_ms >= light->next_poll_ms)
        return light_ask(light, LIGHT_READ, 0, request);
    return false;
}

static int64_t sooner(int64_t one, int64_t other)
{
    return one < 0 || other < one ? other : one;
}

int64_t light_next_ms(const struct light *light, int64_t now_ms, bool open)
{
    unsigned left = light_left_s(light, now_ms);
    int64_t next = -1;

    if (!light->pending && light->next_renewal_ms != 0)
        next = light->next_renewal_ms;
    if (!light->pending && (open || should_be_out(light, now_ms)))
        next = sooner(next, light->next_poll_ms);
    if (left > 0) /* when the countdown shows another number */
        next = sooner(next, light->ends_ms - (int64_t)(left - 1) * 1000);
    return next;
}

void light_forgotten(struct light *light)
{
    light->pending = false;
}

/* --- on the worker's thread ------------------------------------------------ */

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
    if (tells(answer->known, answer->state) && answer->state == IDENTIFY_OFF)
        return 0;
    return send_seconds(bmc, answer, LIGHT_LONGEST_S);
}

/* Without a reported state a toggle is the opposite of what was last sent. */
static int send_toggle(struct bmc *bmc, struct light_answer *answer)
{
    bool lit = answer->request.was_on;

    if (read_state(bmc, answer) < 0)
        return -1;
    if (tells(answer->known, answer->state))
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

void light_run(struct bmc *bmc, const struct clock *clock, const struct light_request *request,
               struct light_answer *answer)
{
    memset(answer, 0, sizeof *answer);
    answer->request = *request;
    if (send_one(bmc, answer) < 0 || !answer->sent)
        return;
    answer->sent_at_ms = clock_now(clock);
    answer->known = VALUE_UNREAD;
    read_state(bmc, answer);
}

/* --- what came of it ------------------------------------------------------- */

static void took_command(struct light *light, const struct light_answer *answer)
{
    bool stands_in;

    light->last = answer->request.kind == LIGHT_RENEW ? LIGHT_ON : answer->request.kind;
    light->last_seconds = answer->request.seconds;
    stands_in = light->last == LIGHT_ON && answer->force_refused;
    if (stands_in)
        light->last_seconds = LIGHT_LONGEST_S;
    no_end(light);
    if (light->last == LIGHT_SECONDS || stands_in)
        light->ends_ms = answer->sent_at_ms + (int64_t)light->last_seconds * 1000;
    if (stands_in)
        light->next_renewal_ms = light->ends_ms - LIGHT_RENEW_EARLY_S * 1000;
}

/* A renewal that fails is tried again until the light must have gone out. */
static void renewal_failed(struct light *light, int64_t now_ms)
{
    light->next_renewal_ms = now_ms + LIGHT_POLL_MS;
    if (should_be_out(light, now_ms))
        no_end(light);
}

/* The state that came, and what no longer holds with it. */
static void took_state(struct light *light, const struct light_answer *answer, int64_t now_ms)
{
    if (answer->known == VALUE_UNREAD)
        return;
    if (answer->sent) { /* a state that lags behind ends nothing */
        light->known = answer->known;
        light->state = answer->state;
    } else {
        light_reported(light, answer->known, answer->state);
    }
    if (should_be_out(light, now_ms) && !light_renews(light))
        light->ends_ms = 0;
}

/* What is reported is held against what was last sent. */
static void compare(struct light *light)
{
    light->trouble = LIGHT_FINE;
    light->notice[0] = '\0';
    if (!is_reported(light) || is_lit(light) == last_sent_on(light))
        return;
    light->trouble = LIGHT_UNCONFIRMED;
    snprintf(light->notice, sizeof light->notice, "%s",
             is_lit(light) ? _("The BMC took it, but still reports the light on.")
                           : _("The BMC took it, but reports the light off."));
}

/* A refusal stays to be read until something else is sent. */
static void find_trouble(struct light *light, const struct light_answer *answer, bool over_lan)
{
    const struct bmc_error *error = &answer->error;

    if (error->kind == ERROR_CANCELLED)
        return;
    if (error->kind != ERROR_NONE) {
        light->trouble = answer->sent || answer->request.kind == LIGHT_READ ? LIGHT_NOT_READ
                                                                            : LIGHT_NOT_SENT;
        reason_print(REASON_IDENTIFY, field_label(FIELD_IDENTIFY), over_lan, error,
                     light->notice, sizeof light->notice);
    } else if (answer->sent || light->trouble == LIGHT_UNCONFIRMED) {
        compare(light);
    } else if (light->trouble == LIGHT_NOT_READ) {
        light->trouble = LIGHT_FINE;
        light->notice[0] = '\0';
    }
}

void light_took(struct light *light, const struct light_answer *answer, int64_t now_ms,
                bool over_lan)
{
    light->pending = false;
    light->next_poll_ms = now_ms + LIGHT_POLL_MS;
    light->force_refused |= answer->force_refused;
    if (answer->sent)
        took_command(light, answer);
    else if (answer->request.kind == LIGHT_RENEW && answer->error.kind != ERROR_NONE)
        renewal_failed(light, now_ms);
    took_state(light, answer, now_ms);
    find_trouble(light, answer, over_lan);
}

/* --- for the screen -------------------------------------------------------- */

unsigned light_left_s(const struct light *light, int64_t now_ms)
{
    if (light->ends_ms == 0 || light->ends_ms <= now_ms)
        return 0;
    return (unsigned)((light->ends_ms - now_ms + 999) / 1000);
}

const char *light_text(const struct light *light, int64_t now_ms, char text[LIGHT_TEXT])
{
    unsigned left = light_left_s(light, now_ms);
    const char *state = field_identify_text(is_reported(light) ? light->state : IDENTIFY_UNKNOWN);

    text[0] = '\0';
    if (light->known == VALUE_UNREAD)
        return text;
    if (left > 0 && (light->state == IDENTIFY_TIMED || !is_reported(light)))
        snprintf(text, LIGHT_TEXT, _("%s, %u s left by our clock"), state, left);
    else
        snprintf(text, LIGHT_TEXT, "%s", state);
    return text;
}

bool light_renews(const struct light *light)
{
    return light->next_renewal_ms != 0;
}

enum light_kind light_current(const struct light *light, uint8_t *seconds)
{
    *seconds = light->last_seconds;
    if (!is_reported(light))
        return light->last;
    if (!is_lit(light))
        return LIGHT_OFF;
    if (light->state == IDENTIFY_ON || light_renews(light))
        return LIGHT_ON;
    return light->last == LIGHT_SECONDS && light->ends_ms != 0 ? LIGHT_SECONDS : LIGHT_READ;
}
