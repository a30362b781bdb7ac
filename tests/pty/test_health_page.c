/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Health" of the program, in both dresses and on a small screen: the worst first, its
 * filter, details, limits from field to result, what a sensor is re-armed and a watchdog stopped by,
 * its help, and what it costs on the line.
 */
#include "console.h"

#include <stdio.h>
#include <stdlib.h>

enum { LIST = 1500, DIALOG = 1000, SETTLED_MS = 60 };

static struct term *start(const char *type, const char *locale, const char *more)
{
    return console_start((struct console_setup){
        .type = type, .locale = locale, .arguments = {"--demo", more}});
}

static void leave(struct term *t)
{
    press(t, "Esc Esc");
    see(t, "VLAN ID");
    console_leave(t);
}

static void open_page(struct term *t)
{
    press_function(t, 9);
    see(t, "after a power cut");
    term_type(t, "5");
    see(t, "sensors:");
    see(t, "FAN4");
}

static void see_sorted(struct term *t)
{
    see(t, "On; faults: drive, fan. 31 sensors: 2 critical, 22 well, 7 not read");
    see_in(t, "FAN4", "critical   at or below lower critical 500");
    see_in(t, "Drive 1", "critical   Drive Presence, Drive Fault");
    see_in(t, "CPU1 Temp", "well       2 to 90");
    see_in(t, "FAN1", "500 and up");
    see_focus(t, "FAN4");
}

/* vt100 has no such keys. */
static void see_the_end(struct term *t)
{
    press(t, "End");
    see(t, "Watchdog, Watchdog 2: not read, scanning off");
    see_in(t, "DIMMB1 Temp", "not read   not answered");
    see_in(t, "Memory", "only sends events");
    press(t, "Home");
    see_focus(t, "FAN4");
}

static void filter(struct term *t)
{
    press_function(t, 3);
    see(t, "Which sensors are shown");
    press(t, "Down Enter");
    see(t, "filtered: 2 of 33");
    see_in(t, "Drive 1", "critical");
    press_function(t, 3);
    see(t, "Which sensors are shown");
    press(t, "Down Down Enter");
    see(t, "filtered: 5 of 33");
    see_in(t, "FAN5", "no reading");
    press_function(t, 3);
    see(t, "Which sensors are shown");
    press(t, "Enter");
    see_in(t, "CPU1 Temp", "well");
    see_focus(t, "FAN4");
}

static void details(struct term *t)
{
    press(t, "Enter");
    see(t, "CLOSE");
    see_in(t, "Number", "35 (23h), owner 20h");
    see_in(t, "Limits now", "lnr 300, lcr 500, lnc 700");
    press(t, "Enter");
    see(t, "RELOAD");
}

static void limits(struct term *t)
{
    go_to_button(t, "LIMITS");
    press(t, "Enter");
    see_in(t, "Lower critical", "[500");
    see_in(t, "Upper critical", "-");
    press(t, "Down Ctrl-U");
    term_type(t, "896x");
    go_to_button(t, "SAVE");
    press(t, "Enter");
    see(t, "Lower critical: use a number");
    press(t, "Backspace");
    go_to_button(t, "SAVE");
    press(t, "Enter");
    see(t, "out of order");
    go_to(t, "Lower critical");
    press(t, "Ctrl-U");
    term_type(t, "396");
    go_to_button(t, "SAVE");
    press(t, "Enter");
    see(t, "396 asked for, 400 is what it can hold");
    see(t, "bmctui apply at boot");
    see_in(t, "Lower critical, FAN4", "500");
    see(t, "health limits 35");
    see(t, "lcr=400");
    press(t, "Tab Enter");
    see(t, "SAVED.");
    see_in(t, "Lower critical, FAN4", "saved");
    term_wait_quiet(t, 600);
    press(t, "Enter");
    see_in(t, "FAN4", "at or below lower critical 400");
}

static void actions(struct term *t)
{
    go_to_button(t, "RE-ARM");
    press(t, "Enter");
    see(t, "Sensor: FAN4");
    see_button(t, "BACK");
    press(t, "Tab Enter");
    see(t, "The BMC has re-armed FAN4. Now: 400 RPM");
    term_wait_quiet(t, 600);
    press(t, "Enter");
    see(t, "sensors:");
    go_to_button(t, "STOP WATCHDOG");
    press(t, "Enter");
    see(t, "runs (OS): reset in");
    see_button(t, "BACK");
    press(t, "Tab Enter");
    see(t, "The watchdog is stopped.");
    term_wait_quiet(t, 600);
    press(t, "Enter");
    see(t, "sensors:");
    see_gone(t, "STOP WATCHDOG");
}

static void help(struct term *t)
{
    press_function(t, 1);
    see(t, "FreeIPMI's table");
    press(t, "Esc Esc");
    see(t, "sensors:");
}

static void walk(const char *type, const char *locale)
{
    struct term *t = start(type, locale, NULL);

    open_page(t);
    see_sorted(t);
    if (type == NULL)
        see_the_end(t);
    filter(t);
    details(t);
    help(t);
    limits(t);
    actions(t);
    leave(t);
}

static void test_plain(void **state)
{
    (void)state;
    walk("vt100", "C");
}

static void test_fine(void **state)
{
    (void)state;
    walk(NULL, NULL);
}

static void test_small(void **state)
{
    struct term *t = start(NULL, NULL, NULL);

    (void)state;
    open_page(t);
    term_resize(t, 12, 40);
    see_in(t, "FAN4", "400 RPM");
    press(t, "Enter");
    see(t, "Sensor");
    press(t, "Esc Esc");
    see(t, "FAN4");
    go_to_button(t, "LIMITS");
    press(t, "Enter");
    see_in(t, "Lower critical", "[500");
    press(t, "Esc Esc");
    see(t, "FAN4");
    press_function(t, 3);
    see(t, "all sensors");
    press(t, "Esc Esc");
    see(t, "FAN4");
    leave(t);
}

static void test_read_only(void **state)
{
    struct term *t = start(NULL, NULL, "--read-only");

    (void)state;
    open_page(t);
    go_to_button(t, "RE-ARM");
    press(t, "Enter");
    see(t, "Read-only: nothing can be changed here.");
    go_to_button(t, "LIMITS");
    press(t, "Enter");
    see_in(t, "Lower critical", "[500");
    press(t, "Ctrl-U");
    term_type(t, "1");
    go_to_button(t, "SAVE");
    press(t, "Enter");
    see(t, "Read-only: nothing can be changed here.");
    press(t, "Esc Esc");
    see(t, "FAN4");
    leave(t);
}

static void within(struct term *t, const char *text, size_t most)
{
    see(t, text);
    term_wait_quiet(t, SETTLED_MS);
    if (term_bytes(t) > most || getenv("BMCTUI_BYTES") != NULL)
        fprintf(stderr, "%s: %zu bytes, at most %zu are right\n", text, term_bytes(t), most);
    assert_true(term_bytes(t) <= most);
}

/* Answers that come at once are painted once; a busy machine may not give them at once: then it is
 * opened anew. */
static struct term *open_counted(const char *type)
{
    enum { TRIES = 4 };
    struct term *t;

    for (int i = 1;; i++) {
        t = start(type, "C", NULL);
        press_function(t, 9);
        see(t, "after a power cut");
        term_wait_quiet(t, SETTLED_MS);
        term_mark(t);
        term_type(t, "5");
        see(t, "sensors:");
        term_settle(t);
        if (term_bytes(t) <= LIST || i == TRIES)
            break;
        leave(t);
    }
    within(t, "Chassis Intru", LIST);
    return t;
}

static void budgets(const char *type)
{
    struct term *t = open_counted(type);

    term_mark(t);
    press_function(t, 3);
    within(t, "all sensors", DIALOG);
    term_mark(t);
    press(t, "Esc Esc");
    within(t, "Chassis Intru", LIST);
    go_to_button(t, "LIMITS");
    term_wait_quiet(t, SETTLED_MS);
    term_mark(t);
    press(t, "Enter");
    within(t, "Lower critical", DIALOG);
    press(t, "Esc Esc");
    see(t, "FAN4");
    leave(t);
}

static void test_budgets(void **state)
{
    (void)state;
    budgets("vt100");
    budgets("vt220");
    budgets("linux");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),     cmocka_unit_test(test_fine),
        cmocka_unit_test(test_small),     cmocka_unit_test(test_read_only),
        cmocka_unit_test(test_budgets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
