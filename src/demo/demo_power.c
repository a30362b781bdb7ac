/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chassis Control (28.3), and the machine behind it, which takes its time. */
#include "demo/demo_internal.h"
#include "demo/demo_machine.h"

#define EVENT_AC_FAILED  0x01
#define EVENT_BY_COMMAND 0x10
#define ACTION_BITS      0x0F

/* What the event log says about it: sensor types and their events (table 42-3). */
enum { TYPE_BOOT = 0x1D, POWERED_UP = 0, HARD_RESET = 1 };
enum { TYPE_ACPI = 0x22, STATE_OFF = 6 };
enum { TYPE_WATCHDOG = 0x23, WATCHDOG_RESET = 1, WATCHDOG_CYCLE = 3 };

enum { POLICY_OFF, POLICY_AS_BEFORE, POLICY_ON };

/* --- the machine ------------------------------------------------------------ */

static void power_start(struct demo_bmc *demo, enum demo_cause cause, int64_t at_ms)
{
    struct demo_chassis *chassis = &demo->state.chassis;

    demo_sel_event(demo, TYPE_BOOT, 0, demo->state.power_on ? HARD_RESET : POWERED_UP);
    if (!demo->state.power_on)
        chassis->last_event = cause == DEMO_CAUSE_CONTROL ? EVENT_BY_COMMAND : 0;
    demo->state.power_on = true;
    chassis->cause = cause;
    chassis->starts++;
    demo_boot_start(demo, cause, at_ms);
}

static void power_stop(struct demo_bmc *demo)
{
    if (demo->state.power_on)
        demo_sel_event(demo, TYPE_ACPI, DEMO_ACPI_STATE, STATE_OFF);
    demo->state.power_on = false;
}

static void power_begin(struct demo_bmc *demo, enum demo_action action, int64_t due_ms)
{
    demo->state.chassis.doing = action;
    demo->state.chassis.due_ms = due_ms;
}

/* The action that was awaited takes effect. A cycle is an off, and then an on. */
static void power_act(struct demo_bmc *demo, int64_t at_ms)
{
    struct demo_chassis *chassis = &demo->state.chassis;
    enum demo_action action = chassis->doing;

    chassis->due_ms = -1;
    switch (action) {
    case DEMO_POWER_ON:
    case DEMO_POWER_RESET:
        power_start(demo, DEMO_CAUSE_CONTROL, at_ms);
        break;
    case DEMO_POWER_CYCLE:
        power_stop(demo);
        power_begin(demo, DEMO_POWER_ON, at_ms + demo->options.power_ms);
        break;
    default:
        power_stop(demo);
    }
}

/* Counts the time that it is on, up to then. */
static void power_count(struct demo_bmc *demo, int64_t at_ms)
{
    struct demo_chassis *chassis = &demo->state.chassis;

    if (demo->state.power_on && at_ms > chassis->counted_ms)
        chassis->on_ms += at_ms - chassis->counted_ms;
    chassis->counted_ms = at_ms;
}

/* No electricity for a moment. */
static void power_cut(struct demo_bmc *demo)
{
    struct demo_chassis *chassis = &demo->state.chassis;
    bool before = demo->state.power_on;

    power_stop(demo);
    if (chassis->policy == POLICY_ON)
        power_start(demo, DEMO_CAUSE_POLICY_ON, demo->now_ms);
    else if (chassis->policy == POLICY_AS_BEFORE && before)
        power_start(demo, DEMO_CAUSE_POLICY_AS_BEFORE, demo->now_ms);
    chassis->last_event = EVENT_AC_FAILED;
}

/* What somebody does at the machine. */
static void power_happen(struct demo_bmc *demo)
{
    enum demo_cause cause = demo->state.chassis.happens;

    demo->state.chassis.happens = DEMO_CAUSE_NONE;
    if (cause == DEMO_CAUSE_POLICY_AS_BEFORE)
        power_cut(demo);
    else if (cause == DEMO_CAUSE_POWER_BUTTON && demo->state.power_on)
        power_stop(demo);
    else if (cause != DEMO_CAUSE_NONE)
        power_start(demo, cause, demo->now_ms);
}

void demo_power_tick(struct demo_bmc *demo)
{
    for (;;) {
        int64_t power = demo->state.chassis.due_ms, boot = demo_boot_due(demo);
        int64_t due = clock_sooner(power, boot);

        if (due < 0 || due > demo->now_ms)
            break;
        power_count(demo, due);
        if (due == power)
            power_act(demo, due);
        else
            demo_boot_tick(demo, due);
    }
    power_count(demo, demo->now_ms);
    power_happen(demo);
}

void demo_power_restart(struct demo_bmc *demo)
{
    struct demo_chassis *chassis = &demo->state.chassis;

    demo_boot_restart(demo);
    if (!demo->options.reset_policy)
        return;
    if (chassis->policy == POLICY_ON && !demo->state.power_on)
        power_start(demo, DEMO_CAUSE_POLICY_ON, demo->now_ms);
    else if (chassis->policy == POLICY_OFF)
        power_stop(demo);
}

void demo_power_expire(struct demo_bmc *demo, uint8_t action)
{
    demo_sel_event(demo, TYPE_WATCHDOG, DEMO_WATCHDOG, action);
    if (action > WATCHDOG_RESET)
        power_stop(demo);
    if (action == WATCHDOG_RESET || action == WATCHDOG_CYCLE)
        power_start(demo, DEMO_CAUSE_WATCHDOG, demo->now_ms);
}

/* --- the command -------------------------------------------------------------- */

static uint8_t power_refusal(const struct demo_bmc *demo, uint8_t action)
{
    const struct demo_options *options = &demo->options;
    bool on = demo->state.power_on;

    if (options->control_code > 0)
        return (uint8_t)options->control_code;
    if (action >= DEMO_ACTIONS)
        return CODE_INVALID_FIELD;
    if (action == DEMO_POWER_SOFT && options->control_soft != CODE_OK)
        return (uint8_t)options->control_soft;
    if (action == DEMO_POWER_DIAGNOSE && options->control_diag != CODE_OK)
        return (uint8_t)options->control_diag;
    if (action == (on ? DEMO_POWER_ON : DEMO_POWER_OFF))
        return (uint8_t)options->control_again;
    return on || action == DEMO_POWER_ON ? CODE_OK : (uint8_t)options->control_when_off;
}

static uint8_t power_control(struct demo_request *request)
{
    struct demo_bmc *demo = request->demo;
    uint8_t action = request->data[0], code = power_refusal(demo, action);
    int64_t delay = action == DEMO_POWER_SOFT ? demo->options.soft_ms : demo->options.power_ms;

    if (code != CODE_OK || demo->options.control_code == DEMO_IGNORED)
        return code;
    demo->state.chassis.carried_out[action]++;
    demo_boot_hold(demo);
    if (action != DEMO_POWER_DIAGNOSE && delay >= 0 &&
        !(action == DEMO_POWER_ON && demo->state.power_on))
        power_begin(demo, (enum demo_action)action, demo->now_ms + delay);
    demo_power_tick(demo);
    return CODE_OK;
}

const struct demo_command demo_power_commands[] = {
    {"power",
     NETFN_CHASSIS,
     0x02,
     1,
     1,
     DEMO_WRITES,
     power_control,
     {.argument = {0, ACTION_BITS}}},
    {0},
};
