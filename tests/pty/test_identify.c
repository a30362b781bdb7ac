/* SPDX-License-Identifier: GPL-3.0-or-later */
/* IDENTIFY LIGHT, and F6. */
#include "console.h"
#include "forward.h"

#include <string.h>

static void open_light(struct term *t)
{
    go_to_button(t, "IDENTIFY LIGHT");
    press(t, "Enter");
    see(t, "Up/Down moves  Enter or Space sends it  Esc closes");
}

/* A console whose clock can be put forward. */
static struct term *start(void)
{
    return console_start((struct console_setup){.env = forward_environment()});
}

static void test_light_rows(void **state)
{
    static const char *const rows[] = {
        "( ) Indefinitely", "( ) 15 seconds", "( ) 30 seconds", "( ) 1 minute", "( ) 2 minutes",
        "( ) 3 minutes", "( ) 4 minutes", "(*) Turn OFF", "( ) Seconds (1-255)  [   ]",
        "[ CLOSE ]",
    };
    struct term *t = console_demo("vt100", "C", NULL);

    (void)state;
    open_light(t);
    for (int i = 0; i < 10; i++)
        assert_string_equal(row_text(t, 1 + i) + (i == 0 ? 2 : 0), rows[i]);
    assert_string_equal(row_text(t, 0),
                        "IDENTIFY LIGHT    the BMC reports: off                                   "
                        "  DEMO");
    see_focus(t, "( ) Indefinitely");
    expect_beep(t, "x");
    press(t, "Up Down");
    see_focus(t, "( ) 15 seconds");
    press(t, "End@linux");
    see_button(t, "CLOSE");
    press(t, "Home@linux");
    see_focus(t, "( ) Indefinitely");
    press(t, "Tab*8");
    see_focus(t, "( ) Seconds");
    press(t, "Tab");
    see_button(t, "CLOSE");
    press(t, "Enter");
    see_button(t, "IDENTIFY LIGHT"); /* back where one came from */
    console_leave(t);
}

static void test_light_on_and_off(void **state)
{
    struct term *t = start();

    (void)state;
    open_light(t);
    press(t, "Enter");
    see(t, "(*) Indefinitely");
    see(t, "the BMC reports: on");
    press(t, "Down*4 Space");
    see(t, "(*) 2 minutes");
    see(t, "on for a time, 120 s left by our clock");
    put_forward(1);
    see(t, "on for a time, 119 s left by our clock");
    put_forward(1);
    see(t, "on for a time, 118 s left by our clock");
    press(t, "Down*3 Enter");
    see(t, "(*) Turn OFF");
    see(t, "the BMC reports: off");
    press(t, "Esc Esc");
    see_in(t, "IP source", "Identify light    off");
    console_leave(t);
}

static void test_light_seconds(void **state)
{
    struct term *t = start();

    (void)state;
    open_light(t);
    press(t, "Down*8");
    press(t, "Enter");
    see(t, "Seconds: type a number from 1 to 255, such as 90.");
    term_type(t, "0");
    press(t, "Enter");
    see(t, "Seconds: use 1 to 255; to switch the light off");
    press(t, "^U");
    see_gone(t, "would put");
    term_type(t, "256");
    press(t, "Enter");
    see(t, "Seconds: 256 is not valid; use a number from 1 to 255");
    press(t, "^U");
    term_type(t, "1x");
    press(t, "Enter");
    see(t, "Seconds: 1x is not valid; use a number from 1 to 255");
    press(t, "^U");
    term_type(t, "3");
    press(t, "Enter");
    see(t, "on for a time, 3 s left by our clock");
    see(t, "(*) Seconds (1-255)  [3  ]");
    put_forward(5); /* when it is asked again */
    see(t, "the BMC reports: off");
    press(t, "Esc Esc");
    console_leave(t);
}

/* A BMC that does not know "indefinitely". */
static void light_renewed(const char *config)
{
    struct term *t = console_demo(NULL, NULL, config);

    open_light(t);
    press(t, "Enter");
    see(t, "The BMC refused \"indefinitely\": renewed while bmctui runs, off after that.");
    see(t, "(*) Indefinitely");
    see(t, "255 s left by our clock");
    press(t, "Down*7 Enter");
    see_gone(t, "The BMC refused");
    see(t, "(*) Turn OFF");
    press(t, "Esc Esc");
    console_leave(t);
}

static void test_light_renewed(void **state)
{
    (void)state;
    light_renewed("demo_faults = \"set identify-force=c7\";");
    light_renewed("demo_faults = \"set identify-force=cc\";");
}

static void test_light_refused(void **state)
{
    struct term *t = console_demo(NULL, NULL, "demo_faults = \"identify:code=d5\";");

    (void)state;
    open_light(t);
    press(t, "Enter");
    see(t, "Identify light");
    see(t, "(*) Turn OFF");
    press(t, "Esc Esc");
    console_leave(t);
}

/* F6 from anywhere on the page. */
static void test_f6(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    go_to(t, "Password");
    term_type(t, "x");
    press_function(t, 6);
    see_in(t, "IP source", "Identify light    on");
    see_focus(t, "Password");
    press_function(t, 6);
    see_in(t, "IP source", "Identify light    off");
    see_in(t, "Password", "[*  ");
    press(t, "Backspace");
    open_light(t);
    press(t, "Down Enter");
    see(t, "(*) 15 seconds");
    press(t, "Esc Esc");
    see_in(t, "IP source", "Identify light    on for a time");
    press_function(t, 6); /* for a time is on */
    see_in(t, "IP source", "Identify light    off");
    console_leave(t);
}

static void test_f6_not_reported(void **state)
{
    struct term *t = console_demo(NULL, NULL, "demo_faults = \"set identify-state=no\";");

    (void)state;
    see_in(t, "IP source", "Identify light    not reported");
    press_function(t, 6);
    term_wait_quiet(t, 200);
    open_light(t);
    see(t, "(*) Indefinitely");
    press(t, "Esc Esc");
    press_function(t, 6);
    term_wait_quiet(t, 200);
    open_light(t);
    see(t, "(*) Turn OFF");
    press(t, "Esc Esc");
    console_leave(t);
}

/* The dialog asks once in five seconds; keys answer meanwhile. */
static void test_light_slow_bmc(void **state)
{
    struct term *t = console_demo(NULL, NULL, "demo_faults = \"identify:delay=1500\";");

    (void)state;
    open_light(t);
    press(t, "Enter");
    press(t, "Down");
    see_focus(t, "( ) 15 seconds");
    assert_false(term_find(t, "(*) Indefinitely", NULL, NULL));
    expect_beep(t, "Enter"); /* one at a time */
    see(t, "(*) Indefinitely");
    press(t, "Esc Esc");
    console_leave(t);
}

/* A look at the state that is under way keeps nobody waiting. */
static void test_light_while_looking(void **state)
{
    struct term *t = console_demo(NULL, NULL, "demo_faults = \"chassis-status:delay=1200 nth=2\";");

    (void)state;
    open_light(t);
    press(t, "Down*2");
    expect_no_beep(t, "Enter");
    see(t, "(*) 30 seconds");
    press(t, "Esc Esc");
    console_leave(t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_light_rows),
        cmocka_unit_test(test_light_on_and_off),
        cmocka_unit_test(test_light_seconds),
        cmocka_unit_test(test_light_renewed),
        cmocka_unit_test(test_light_refused),
        cmocka_unit_test(test_f6),
        cmocka_unit_test(test_f6_not_reported),
        cmocka_unit_test(test_light_slow_bmc),
        cmocka_unit_test(test_light_while_looking),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
