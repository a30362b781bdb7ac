/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every fault at every request of every action, and of clearing the event log: what is said is so,
 * no action is carried out twice, and no event is lost unseen.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "bmc/event_log.h"
#include "core/action.h"
#include "demo/demo_machine.h"
#include "unit/demo_look.h"
#include "unit/rig.h"

#define IDS           0x10000
#define NOW_S         1790000000
#define RIG_BEGINS_MS 1000000

static const char *const faults[] = {
    "code=c0",      "code=c1",       "code=cc",      "code=d4",   "code=ff",   "code=c0 done",
    "code=ff done", "code=c3 done",  "code=ce done", "lost",      "lost done", "late",
    "short",        "wrong-command", "gone",         "gone done", "ignored"};
#define FAULTS (sizeof faults / sizeof *faults)

/* --- actions --------------------------------------------------------------------------------- */

/* What each is in the demo BMC. */
static const struct kind {
    const char *name;
    enum action_kind action;
    enum demo_action power;
    bool off; /* at first */
} kinds[] = {
    {"shut down", ACTION_SHUT_DOWN, DEMO_POWER_SOFT, false},
    {"off", ACTION_OFF, DEMO_POWER_OFF, false},
    {"cycle", ACTION_CYCLE, DEMO_POWER_CYCLE, false},
    {"reset", ACTION_RESET, DEMO_POWER_RESET, false},
    {"diagnose", ACTION_DIAGNOSE, DEMO_POWER_DIAGNOSE, false},
    {"on", ACTION_ON, DEMO_POWER_ON, true},
    {"restart BMC", ACTION_RESTART_BMC, DEMO_ACTIONS, false},
    {"restart BMC, warm", ACTION_RESTART_WARM, DEMO_ACTIONS, false},
    {"set clock", ACTION_SET_CLOCK, DEMO_ACTIONS, false},
    {"re-arm", ACTION_REARM, DEMO_ACTIONS, false},
    {"stop watchdog", ACTION_STOP_WATCHDOG, DEMO_ACTIONS, false},
};
#define KINDS (sizeof kinds / sizeof *kinds)

static unsigned rearmed(const struct demo_state *state)
{
    for (unsigned i = 0; i < DEMO_MACHINE_SENSORS; i++)
        if (demo_machine_sensor(i)->number == DEMO_INTRUSION)
            return state->sensors[i].rearmed;
    return 0;
}

static unsigned carried_out(struct demo_bmc *demo, const struct kind *kind)
{
    const struct demo_state *state = demo_state(demo);

    if (kind->action == ACTION_REARM)
        return rearmed(state);
    if (kind->action == ACTION_STOP_WATCHDOG) /* again is the same */
        return state->watchdog.due_ms < 0;
    if (kind->action == ACTION_SET_CLOCK) /* again is the same */
        return state->sel.clock_set;
    return kind->power == DEMO_ACTIONS ? state->resets : state->chassis.carried_out[kind->power];
}

static bool clock_is_right(const struct rig *rig, const struct action *action)
{
    const struct demo_sel *sel = &demo_state(rig->demo)->sel;
    int64_t shows = sel->clock_s + (rig->now - sel->clock_ms) / 1000;
    int64_t right = action->now_s + (rig->now - RIG_BEGINS_MS) / 1000;

    return sel->clock_set && shows - right <= 2 && right - shows <= 2;
}

static bool as_seen(const struct rig *rig, const struct kind *kind, const struct action *action)
{
    const struct demo_state *state = demo_state(rig->demo);

    switch (kind->action) {
    case ACTION_SHUT_DOWN:
    case ACTION_OFF:
        return !state->power_on;
    case ACTION_CYCLE:
    case ACTION_RESET:
        return state->power_on && state->chassis.starts == 1;
    case ACTION_ON:
        return state->power_on;
    case ACTION_SET_CLOCK:
        return clock_is_right(rig, action);
    case ACTION_STOP_WATCHDOG:
        return state->watchdog.due_ms < 0;
    default:
        return state->resets == 1;
    }
}

/* NULL: it is so. lied: the BMC itself said that it did what it did not. */
static const char *action_lie(const struct rig *rig, const struct kind *kind,
                              const struct action *action, bool lied)
{
    unsigned times = carried_out(rig->demo, kind);

    if (times > 1)
        return "carried out twice";
    switch (action->outcome) {
    case ACTION_SEEN:
        return as_seen(rig, kind, action) ? NULL : "it is not so";
    case ACTION_ACCEPTED:
    case ACTION_UNSEEN:
    case ACTION_LOST:
        return times == 1 || lied || (action->uncertain && action->outcome == ACTION_LOST)
                   ? NULL
                   : "it was not carried out";
    case ACTION_UNKNOWN:
        return NULL;
    case ACTION_RUNNING:
        return "it does not end";
    default:
        return times == 0 || lied ? NULL : "it was carried out";
    }
}

/* Whether the BMC itself says what is not so. */
static bool is_lie(const char *fault)
{
    return fault != NULL && (strstr(fault, "ignored") != NULL || strstr(fault, "c0 done") != NULL);
}

/* Stops looking from the look on that this counts down to. */
static bool stop_at(void *data)
{
    unsigned *looks = data;

    return *looks > 0 && --*looks == 0 ? (*looks = 1) == 1 : false;
}

/* fault NULL: none. Returns how many requests it took. */
static unsigned act(const struct kind *kind, const char *fault, unsigned looks)
{
    struct rig rig;
    const struct action_watch watch = {.stop = looks > 0 ? stop_at : NULL, .data = &looks};
    struct action action = {
        .kind = kind->action, .wait_s = action_wait_s(kind->action), .utc = true, .now_s = NOW_S};
    char outcome[120];
    const char *wrong;
    unsigned requests;

    rig_connect(&rig, NULL);
    demo_state(rig.demo)->chassis.cause = DEMO_CAUSE_POWER_BUTTON;
    demo_state(rig.demo)->power_on = !kind->off;
    demo_state(rig.demo)->watchdog = (struct demo_watchdog){
        .use = 4, .action = 1, .ready = true, .patted = true, .initial = {0x70, 0x17},
        .due_ms = rig.now + 600000};
    action.number = DEMO_INTRUSION;
    if (fault != NULL)
        rig_fault(&rig, fault);
    action_run(&action, rig.bmc, &rig.clock, &watch);
    requests = demo_requests(rig.demo);
    wrong = action_lie(&rig, kind, &action, is_lie(fault));
    if (fault == NULL && looks == 0 && kind->action != ACTION_DIAGNOSE &&
        action.outcome != (kind->action == ACTION_REARM ? ACTION_ACCEPTED : ACTION_SEEN))
        wrong = "it is not seen";
    if (wrong != NULL)
        fail_msg("%s, %s, %u looks: %s; \"%s\" (%d)", kind->name,
                 fault != NULL ? fault : "no fault", looks, wrong,
                 action_outcome_log(&action, outcome, sizeof outcome), (int)action.outcome);
    rig_close(&rig);
    return requests;
}

static void test_actions(void **state)
{
    unsigned trials = 0;

    (void)state;
    for (size_t kind = 0; kind < KINDS; kind++) {
        unsigned requests = act(&kinds[kind], NULL, 0);

        assert_uint_in_range(requests, 2, 100);
        for (size_t fault = 0; fault < FAULTS; fault++)
            for (unsigned request = 1; request <= requests; request += rig_stride(), trials++) {
                char text[64];

                snprintf(text, sizeof text, "#%u:%s", request, faults[fault]);
                (void)act(&kinds[kind], text, 0);
            }
        for (unsigned looks = 1; looks <= requests; looks++)
            (void)act(&kinds[kind], NULL, looks);
    }
    print_message("%u actions\n", trials);
}

/* For good, and what a BMC does by option. */
static void test_refused_for_good(void **state)
{
    static const char *const manners[] = {"power:code=cc",        "power:lost",
                                          "power:lost done",      "power:ignored",
                                          "power:code=ff done",   "chassis-status:code=c1",
                                          "chassis-status:lost",  "restart-cause:code=c1",
                                          "set control=ignored",  "set control=d4",
                                          "set control-soft=cc",  "set soft-delay=never",
                                          "set power-delay=90s",  "set reset-code=ignored",
                                          "set warm-reset=c1",    "sel-time-set:code=d5",
                                          "sel-time-set:ignored", "sel-time:code=c1",
                                          "set clock=boot",       "cold-reset:lost done",
                                          "set silent=400s",      "set boot=400s",
                                          "rearm:lost done",      "rearm:code=c1",
                                          "watchdog-set:lost done", "watchdog-set:ignored",
                                          "watchdog-get:code=c1"};

    (void)state;
    for (size_t kind = 0; kind < KINDS; kind++)
        for (size_t i = 0; i < sizeof manners / sizeof *manners; i++)
            (void)act(&kinds[kind], manners[i], 0);
}

/* --- clearing the event log ------------------------------------------------------------------ */

struct saved {
    bool ids[IDS];
    size_t count;
};

static int save(void *data, const struct event_log *log, size_t count, struct bmc_error *error)
{
    struct saved *saved = data;

    (void)error;
    for (size_t i = 0; i < count; i++)
        saved->ids[event_log_record(log, i)->id] = true;
    saved->count += count;
    return 0;
}

static bool holds(const struct demo_sel *sel, unsigned id)
{
    for (unsigned i = 0; i < sel->count; i++)
        if ((sel->records[i][0] | sel->records[i][1] << 8) == (int)id)
            return true;
    return false;
}

static const char *clear_lie(const struct demo_state *state, const struct saved *saved,
                             const struct event_clear_result *result, bool lied)
{
    const struct demo_sel *sel = &state->sel;
    bool erased = sel->erased != 0 || sel->erase_ms >= 0;

    for (unsigned id = 1; id < sel->next_id; id++)
        if (!saved->ids[id] && !holds(sel, id) && sel->erase_ms < 0)
            return "an event is lost";
    if (result->saved != saved->count)
        return "another number is said to be saved";
    if (result->outcome == EVENT_CLEARED && !erased && !lied)
        return "it is not cleared";
    if ((result->outcome == EVENT_KEPT_COMING || result->outcome == EVENT_NOT_CLEARED) && erased &&
        !lied)
        return "it is cleared";
    return NULL;
}

/* One clearing; what it saves is added to *saved. */
static enum event_cleared clear_once(struct rig *rig, struct event_log *log, struct saved *saved,
                                     const char *fault)
{
    const struct event_clear how = {.save = save, .data = saved};
    struct event_clear_result result;
    size_t before = saved->count;
    const char *wrong;

    event_log_clear(log, rig->bmc, &how, &result);
    result.saved += before;
    wrong = clear_lie(demo_state(rig->demo), saved, &result, is_lie(fault));
    if (wrong != NULL)
        fail_msg("%s, an event every %d requests: %s (%d, %zu saved)",
                 fault != NULL ? fault : "no fault", (int)demo_options(rig->demo)->sel_every, wrong,
                 (int)result.outcome, result.saved);
    return result.outcome;
}

static unsigned clear(const char *fault, unsigned every, enum event_cleared *outcome)
{
    static struct saved saved;
    struct event_log *log = event_log_create();
    struct rig rig;
    unsigned requests;

    memset(&saved, 0, sizeof saved);
    rig_connect(&rig, NULL);
    demo_options(rig.demo)->sel_every = every;
    if (fault != NULL)
        rig_fault(&rig, fault);
    *outcome = clear_once(&rig, log, &saved, fault);
    requests = demo_requests(rig.demo);
    event_log_free(log);
    rig_close(&rig);
    return requests;
}

static void test_clearing(void **state)
{
    enum event_cleared outcome;
    unsigned requests = clear(NULL, 0, &outcome);

    (void)state;
    assert_int_equal(outcome, EVENT_CLEARED);
    assert_uint_in_range(requests, 40 + 4, 40 + 9);
    for (size_t fault = 0; fault < FAULTS; fault++)
        for (unsigned request = 1; request <= requests; request += rig_stride()) {
            char text[64];

            snprintf(text, sizeof text, "#%u:%s", request, faults[fault]);
            (void)clear(text, 0, &outcome);
            (void)clear(text, 5 + request % 40, &outcome);
        }
}

static void test_events_keep_coming(void **state)
{
    enum event_cleared outcome;
    unsigned cleared = 0;

    (void)state;
    for (unsigned every = 1; every <= 60; every++) {
        (void)clear(NULL, every, &outcome);
        (void)clear("set events-erase=0; set events-clear-logs=no", every, &outcome);
        cleared += outcome == EVENT_CLEARED;
    }
    assert_uint_in_range(cleared, 20, 60);
}

/* Cleared again and again, while a thousand come in. */
static void test_a_thousand_come(void **state)
{
    static struct saved saved;
    struct event_log *log = event_log_create();
    unsigned cleared = 0;
    struct rig rig;

    (void)state;
    memset(&saved, 0, sizeof saved);
    rig_connect(&rig, NULL);
    for (unsigned i = 0; demo_state(rig.demo)->sel.next_id <= 1040; i++) {
        demo_options(rig.demo)->sel_every = 3 + i % 9;
        rig.now += 2000;                      /* an erasing that was not waited for ends */
        demo_state(rig.demo)->sel.erased = 0; /* what is said of this clearing is looked at */
        cleared += clear_once(&rig, log, &saved, NULL) == EVENT_CLEARED;
        assert_true(i < 2000);
    }
    print_message("%u times cleared, %zu events saved\n", cleared, saved.count);
    assert_true(cleared > 10);
    event_log_free(log);
    rig_close(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_actions),         cmocka_unit_test(test_refused_for_good),
        cmocka_unit_test(test_clearing),        cmocka_unit_test(test_events_keep_coming),
        cmocka_unit_test(test_a_thousand_come),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
