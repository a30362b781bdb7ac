/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * NO BMC over a link that is open: a BMC that has no channel at first, and then has. What lies over
 * that screen stays where it is; the locked console can be logged in to all the same.
 */
#include "console.h"
#include "forward.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* No channel is there the first time, and the first times. */
#define ONCE "demo_faults = \"channel-info:code=cb times=11\";"
#define LONG_LOGIN "locked_login_seconds = 600;\n"
#define TWICE LONG_LOGIN "demo_faults = \"channel-info:code=cb times=22\";"

static struct term *start(const char *config, bool locked)
{
    struct console_setup setup = {.arguments = {"--demo", "console", locked ? "--locked" : NULL},
                                  .config = config,
                                  .env = forward_environment(),
                                  .early = true,
                                  .leader = locked};
    struct term *t;

    t = console_start(setup);
    see(t, "NO BMC");
    see(t, "This BMC has no LAN channel.");
    return t;
}

/* RETRY over the same link: the screen goes, and the page works. */
static void test_retry(void **state)
{
    struct term *t = start(ONCE, false);

    (void)state;
    see_button(t, "RETRY");
    press(t, "Enter");
    console_wait_loaded(t);
    assert_false(term_find(t, "NO BMC", NULL, NULL));
    see_focus(t, "Channel");
    retype(t, "VLAN ID", "5");
    see_in(t, "VLAN ID", "[5     ]*");
    retype(t, "VLAN ID", "");
    console_leave(t);
}

/* A reload that fails is not the end either, however often. */
static void test_reload(void **state)
{
    struct term *t = start("demo_faults = \"channel-info:code=cb times=11; "
                           "channel-info:code=cb nth=23 times=11\";", false);

    (void)state;
    press_function(t, 5);
    console_wait_loaded(t);
    press_function(t, 5);
    see(t, "NO BMC");
    press_function(t, 5);
    console_wait_loaded(t);
    assert_false(term_find(t, "NO BMC", NULL, NULL));
    console_leave(t);
}

/* Time in which it tries again, and again. */
static void pass(struct term *t, int seconds, int times)
{
    for (int i = 0; i < times; i++) {
        put_forward(seconds);
        term_pump(t, 150);
    }
}

/* It comes back by itself, beneath what is being read. */
static void test_comes_back(void **state)
{
    struct term *t = start(ONCE, false);

    (void)state;
    press_function(t, 1);
    see(t, "HELP: ");
    pass(t, 10, 5);
    see(t, "HELP: ");
    press(t, "Esc Esc");
    console_wait_loaded(t);
    assert_false(term_find(t, "NO BMC", NULL, NULL));
    console_leave(t);
}

static void finish(struct term *t)
{
    int status;

    term_signal(t, SIGTERM);
    assert_true(term_wait_exit(t, &status));
    assert_int_equal(WEXITSTATUS(status), 128 + SIGTERM);
    term_free(t);
}

static void test_locked_comes_back(void **state)
{
    struct term *t = start(TWICE, true);

    (void)state;
    put_forward_until(t, 60, "https://192.168.100.100/");
    assert_false(term_find(t, "NO BMC", NULL, NULL));
    see(t, "LOCKED");
    finish(t);
}

/* F2 works, and neither a try that fails nor one that does not takes the login away. */
static void test_locked_login(void **state)
{
    struct term *t = start(TWICE, true);

    (void)state;
    see(t, "log in");
    press_function(t, 2);
    see(t, "Log in to change settings");
    term_type(t, "roo");
    pass(t, 60, 4);
    see(t, "Log in to change settings");
    see_in(t, "Login", "[roo ");
    press(t, "Esc Esc");
    put_forward_until(t, 60, "https://192.168.100.100/");
    assert_false(term_find(t, "NO BMC", NULL, NULL));
    finish(t);
}

/* The same over a BMC that never comes: it lies beneath the login. */
static void test_locked_without(void **state)
{
    struct term *t = start(LONG_LOGIN "demo_faults = \"channel-info:code=cb\";", true);

    (void)state;
    press_function(t, 2);
    term_type(t, "roo");
    pass(t, 60, 3);
    see_in(t, "Login", "[roo ");
    press(t, "Esc Esc");
    see(t, "NO BMC");
    see_button(t, "RETRY");
    finish(t);
}

/* A BMC that is there, but for two values: the page has holes, and says why. */
static void test_not_read(void **state)
{
    struct term *t = console_start((struct console_setup){
        .config = "demo_faults = \"lan-get 20:short; lan-get 5:code=c3\";", .early = true});

    (void)state;
    see_in(t, "VLAN ID", "not read");
    see_in(t, "MAC address", "not read");
    see_in(t, "IPv4 Address", "[192.168.100.100   ]");
    see_in(t, "IP source", "Identify light    off");
    see_focus(t, "Channel");
    see(t, "Not read: VLAN ID, MAC address; no answer from the BMC");
    assert_false(term_find(t, "NO BMC", NULL, NULL));
    press(t, "Tab"); /* a field has its own help */
    see_gone(t, "Not read:");
    console_leave(t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_retry),
        cmocka_unit_test(test_reload),
        cmocka_unit_test(test_comes_back),
        cmocka_unit_test(test_locked_comes_back),
        cmocka_unit_test(test_locked_login),
        cmocka_unit_test(test_locked_without),
        cmocka_unit_test(test_not_read),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
