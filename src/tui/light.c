/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/light.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "core/reason.h"

void light_init(struct light *light)
{
    memset(light, 0, sizeof *light);
}

static bool light_is_reported(const struct light *light)
{
    return light_tells(light->known, light->state);
}

static bool light_is_lit(const struct light *light)
{
    return light_is_reported(light) && light->state != IDENTIFY_OFF;
}

static bool light_last_sent_on(const struct light *light)
{
    return light->last == LIGHT_ON || light->last == LIGHT_SECONDS;
}

static void light_forget_end(struct light *light)
{
    light->ends_ms = 0;
    light->next_renewal_ms = 0;
}

void light_reported(struct light *light, enum value_state known, enum identify_state state)
{
    light->known = known;
    light->state = state;
    if (light_is_reported(light) && !light_is_lit(light))
        light_forget_end(light); /* also put out by somebody else */
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
    request->was_on = light_last_sent_on(light);
    request->force_refused = light->force_refused;
    return true;
}

static bool light_is_doubtful(const struct light *light)
{
    return (light->trouble == LIGHT_UNCONFIRMED || light->trouble == LIGHT_NOT_READ) &&
           light->doubts > 0;
}

static bool light_should_be_out(const struct light *light, int64_t now_ms)
{
    return light->ends_ms != 0 && now_ms >= light->ends_ms;
}

bool light_due(struct light *light, int64_t now_ms, bool open, struct light_request *request)
{
    if (light->next_renewal_ms != 0 && now_ms >= light->next_renewal_ms)
        return light_ask(light, LIGHT_RENEW, 0, request);
    if ((open || light_is_doubtful(light) || light_should_be_out(light, now_ms)) &&
        now_ms >= light->next_poll_ms)
        return light_ask(light, LIGHT_READ, 0, request);
    return false;
}

int64_t light_next_ms(const struct light *light, int64_t now_ms, bool open)
{
    unsigned left = light_left_s(light, now_ms);
    int64_t next = -1;

    if (!light->pending && light->next_renewal_ms != 0)
        next = light->next_renewal_ms;
    if (!light->pending && (open || light_is_doubtful(light) || light_should_be_out(light, now_ms)))
        next = clock_sooner(next, light->next_poll_ms);
    if (left > 0) /* when the countdown shows another number */
        next = clock_sooner(next, light->ends_ms - (int64_t)(left - 1) * 1000);
    return next;
}

/* --- what came of it ------------------------------------------------------- */

static void light_on_command(struct light *light, const struct light_answer *answer)
{
    bool stands_in;

    light->last = answer->request.kind == LIGHT_RENEW ? LIGHT_ON : answer->request.kind;
    light->last_seconds = answer->request.seconds;
    stands_in = light->last == LIGHT_ON && answer->force_refused;
    if (stands_in)
        light->last_seconds = LIGHT_LONGEST_S;
    light_forget_end(light);
    if (light->last == LIGHT_SECONDS || stands_in)
        light->ends_ms = answer->sent_at_ms + (int64_t)light->last_seconds * 1000;
    if (stands_in)
        light->next_renewal_ms = light->ends_ms - LIGHT_RENEW_EARLY_S * 1000;
}

static void light_clear_trouble(struct light *light)
{
    light->trouble = LIGHT_FINE;
    light->doubts = 0;
    light->notice[0] = '\0';
}

/* The state that came, and what no longer holds with it. */
static void light_apply_state(struct light *light, const struct light_answer *answer,
                              int64_t now_ms)
{
    if (answer->known == VALUE_UNREAD)
        return;
    if (answer->sent || light_is_doubtful(light)) { /* a state that lags behind ends nothing */
        light->known = answer->known;
        light->state = answer->state;
    } else {
        light_reported(light, answer->known, answer->state);
    }
    if (light_should_be_out(light, now_ms) && !light_renews(light)) {
        light->ends_ms = 0;
        if (light_is_doubtful(light))
            light_clear_trouble(light);
    }
}

static void light_not_confirmed(struct light *light, unsigned doubts)
{
    light->trouble = LIGHT_UNCONFIRMED;
    light->doubts = doubts;
    snprintf(light->notice, sizeof light->notice, "%s",
             light_is_lit(light)
                 ? _("The BMC accepted the command, but still reports the light on.")
                 : _("The BMC accepted the command, but reports the light off."));
}

/* What is reported later is held against what was last sent. */
static void light_look_again(struct light *light)
{
    if (!light_is_reported(light) || light_is_lit(light) == light_last_sent_on(light))
        light_clear_trouble(light);
    else
        light_not_confirmed(light, light->doubts > 0 ? light->doubts - 1 : 0);
}

static void light_failed(struct light *light, const struct light_answer *answer)
{
    bool sent = answer->sent || answer->request.kind == LIGHT_READ;

    light->trouble = sent ? LIGHT_NOT_READ : LIGHT_NOT_SENT;
    if (answer->sent)
        light->doubts = LIGHT_DOUBTS;
    else if (light->doubts > 0)
        light->doubts--;
    reason_print(REASON_IDENTIFY, _("Identify light"), &answer->error, light->notice,
                 sizeof light->notice);
}

/* A refusal stays to be read until something else is sent. */
static void light_find_trouble(struct light *light, const struct light_answer *answer)
{
    const struct bmc_error *error = &answer->error;

    if (error->kind == ERROR_CANCELLED)
        return;
    if (error->kind != ERROR_NONE) {
        light_failed(light, answer);
    } else if (answer->sent && light_as_sent(answer)) {
        light_clear_trouble(light);
    } else if (answer->sent) {
        light_not_confirmed(light, LIGHT_DOUBTS);
    } else if (light->trouble == LIGHT_UNCONFIRMED || light_is_doubtful(light)) {
        light_look_again(light);
    } else if (light->trouble == LIGHT_NOT_READ) {
        light_clear_trouble(light);
    }
}

void light_on_answer(struct light *light, const struct light_answer *answer, int64_t now_ms)
{
    light->pending = false;
    light->next_poll_ms = now_ms + LIGHT_POLL_MS;
    light->force_refused |= answer->force_refused;
    if (answer->sent) {
        light_on_command(light, answer);
    } else if (answer->request.kind == LIGHT_RENEW && answer->error.kind != ERROR_NONE) {
        /* Tried again until the light must have gone out. */
        light->next_renewal_ms = now_ms + LIGHT_POLL_MS;
        if (light_should_be_out(light, now_ms))
            light_forget_end(light);
    }
    light_apply_state(light, answer, now_ms);
    light_find_trouble(light, answer);
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
    const char *state = value_word_text(&value_identify,
                                        light_is_reported(light) ? light->state : IDENTIFY_UNKNOWN);

    text[0] = '\0';
    if (light->known == VALUE_UNREAD)
        return text;
    if (left > 0 && (light->state == IDENTIFY_TIMED || !light_is_reported(light)))
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
    if (!light_is_reported(light))
        return light->last;
    if (!light_is_lit(light))
        return LIGHT_OFF;
    if (light->state == IDENTIFY_ON || light_renews(light))
        return LIGHT_ON;
    return light->last == LIGHT_SECONDS && light->ends_ms != 0 ? LIGHT_SECONDS : LIGHT_READ;
}
