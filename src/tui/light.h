/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The identify light of a page without a screen: what to send (core/identify.h does it, on the
 * worker's thread), when to ask, and what the answers mean. A struct light belongs to whoever
 * declares it and is as old as the link; nothing inside is allocated.
 *
 * Where the BMC refuses "indefinitely", a timed identify is renewed while the program runs.
 */
#ifndef BMCTUI_TUI_LIGHT_H
#define BMCTUI_TUI_LIGHT_H

#include <stddef.h>

#include "core/identify.h"

#define LIGHT_POLL_MS       5000 /* an open dialog asks no more often */
#define LIGHT_DOUBTS        6    /* looks at what was not confirmed, without a dialog */
#define LIGHT_RENEW_EARLY_S 15   /* a timed identify is renewed so long before it ends */
#define LIGHT_TEXT          120

enum light_trouble {
    LIGHT_FINE,
    LIGHT_UNCONFIRMED, /* what is reported is not what was sent */
    LIGHT_NOT_READ,
    LIGHT_NOT_SENT
};

struct light {
    bool pending;    /* a request is under way; whoever gives it up says so here */
    bool background; /* nobody has asked for it: what somebody wants takes its place */
    enum value_state known;
    enum identify_state state;
    enum light_kind last; /* what was last taken by the BMC: LIGHT_READ for nothing yet */
    uint8_t last_seconds;
    int64_t ends_ms;                       /* by our clock, 0: not known */
    int64_t next_poll_ms, next_renewal_ms; /* the latter 0: nothing to renew */
    bool force_refused;
    enum light_trouble trouble;
    unsigned doubts; /* so many looks at what was sent and not confirmed are still to be taken */
    char notice[ERROR_SENTENCE]; /* the sentence for it, or "" */
};

void light_init(struct light *light);

/* The page's own reading of the state. */
void light_reported(struct light *light, enum value_state known, enum identify_state state);

/* A request for light_run(), which the caller sees to. false: one is under way that somebody wants,
 * nothing is to be sent. A look or a renewal under way is no obstacle: its answer is of no interest
 * any more and not for light_on_answer(). seconds counts for LIGHT_SECONDS only. */
bool light_ask(struct light *light, enum light_kind kind, uint8_t seconds,
               struct light_request *request);
/* What is to be done without anybody asking: a renewal; a look at the state in an open dialog, when
 * the light should have gone out, or while it is not what was sent. false: nothing now. */
bool light_due(struct light *light, int64_t now_ms, bool open, struct light_request *request);
/* When light_due() or light_text() may next have something new; -1: never. */
int64_t light_next_ms(const struct light *light, int64_t now_ms, bool open);

/* What came of it. */
void light_on_answer(struct light *light, const struct light_answer *answer, int64_t now_ms);

/* Seconds left by our clock; 0: not known, or not lit for a time. */
unsigned light_left_s(const struct light *light, int64_t now_ms);
/* "on for a time, 97 s left by our clock", translated; "" while unread. Returns text. */
const char *light_text(const struct light *light, int64_t now_ms, char text[LIGHT_TEXT]);
/* The BMC refused "indefinitely", and it is being renewed. */
bool light_renews(const struct light *light);
/* What is lit as far as anybody knows: LIGHT_OFF, LIGHT_ON, LIGHT_SECONDS with *seconds as sent;
 * LIGHT_READ: cannot be told. */
enum light_kind light_current(const struct light *light, uint8_t *seconds);

#endif
