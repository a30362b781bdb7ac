/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to the console: other sizes, signals, a slow or silent BMC, a terminal that goes. */
#include "console.h"
#include "forward.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>

/* --- the end --------------------------------------------------------------- */

/* The shell's prompt, in an empty row right under what was drawn. On a screen of its own nothing is
 * left of that. */
static void see_prompt_beneath(struct term *t, bool other_screen)
{
    int rows, cols, row, col;

    see(t, "PROMPT");
    term_size(t, &rows, &cols);
    assert_true(term_find(t, "PROMPT", &row, &col));
    assert_int_equal(col, 0);
    assert_string_equal(row_text(t, row), "PROMPT");
    assert_true(row > 0);
    if (other_screen)
        assert_string_equal(row_text(t, row - 1), "before");
    else
        assert_string_not_equal(row_text(t, row - 1), "");
    assert_true(other_screen || term_find(t, "IPMI Configuration", NULL, NULL));
    for (int beneath = row + 1; beneath < rows; beneath++)
        assert_string_equal(row_text(t, beneath), "");
}

static void test_prompt(void **state)
{
    static const struct {
        const char *type;
        int rows, cols;
        bool other_screen;
    } cases[] = {
        {"linux", 24, 80, false}, {"linux", 37, 100, false},        {"vt100", 24, 80, false},
        {"vt100", 37, 100, false}, {"vt220", 12, 40, false},         {"ansi", 24, 80, false},
        {"xterm", 24, 80, true},  {"xterm-256color", 40, 120, true}, {"screen", 24, 80, true},
    };
    const char *top = getenv("top_builddir");
    char line[CONSOLE_PATH + 100];
    const char *argv[] = {"sh", "-c", line, NULL};

    (void)state;
    snprintf(line, sizeof line, "echo before; '%s/bmctui' --demo; printf PROMPT; sleep 60",
             top != NULL ? top : ".");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct term *t = term_start(&(struct term_setup){.argv = argv, .type = cases[i].type,
                                                         .rows = cases[i].rows,
                                                         .cols = cases[i].cols});

        assert_non_null(t);
        see(t, "VLAN ID");
        assert_true(term_key(t, "Fn10"));
        see_prompt_beneath(t, cases[i].other_screen);
        term_free(t);
    }
}

/* --- sizes ----------------------------------------------------------------- */

static void fill_in(struct term *t)
{
    retype(t, "IPv4 Address", "192.168.100.77");
    retype(t, "Password", "Secret12");
    go_to(t, "VLAN ID");
    press(t, "^U");
    term_type(t, "1234");
    press(t, "Left Left");
    term_wait_quiet(t, 50);
}

static void see_filled_in(struct term *t)
{
    see_in(t, "IPv4 Address", "192.168.100.77");
    see_in(t, "VLAN ID", "[1234  ]");
    see_focus(t, "VLAN ID");
}

static void drop_edits(struct term *t)
{
    press_function(t, 10);
    see_button(t, "BACK");
    press(t, "Tab Enter");
    console_ended(t, 0);
}

static void test_resize(void **state)
{
    static const int sizes[][2] = {{40, 132}, {24, 80}, {26, 82}, {50, 100}, {23, 79}, {24, 60},
                                   {24, 80}};
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    fill_in(t);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        term_resize(t, sizes[i][0], sizes[i][1]);
        term_wait_quiet(t, 150);
        see_focus(t, "VLAN ID");
        see_in(t, "VLAN ID", "[1234  ]");
    }
    see_filled_in(t);
    press(t, "Backspace"); /* where the cursor had been */
    see_in(t, "VLAN ID", "[134   ]");
    go_to(t, "Password");
    press_function(t, 3);
    see_in(t, "Password", "[Secret12            ]");
    drop_edits(t);
}

static void test_resize_too_small(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    fill_in(t);
    term_resize(t, 10, 39);
    see(t, "40");
    see(t, "12");
    see_gone(t, "VLAN ID");
    press(t, "x Tab Enter Backspace"); /* no key acts */
    term_resize(t, 24, 80);
    see_filled_in(t);
    drop_edits(t);
}

/* In the middle of everything, faster than one could draw. */
static void test_resize_storm(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    fill_in(t);
    press(t, "End");
    for (int i = 0; i < 60; i++) {
        term_resize(t, 12 + i * 7 % 40, 40 + i * 13 % 100);
        term_type(t, i % 2 == 0 ? "\b" : "4");
        term_pump(t, i % 5);
    }
    term_resize(t, 24, 80);
    term_wait_quiet(t, 200);
    see_filled_in(t);
    drop_edits(t);
}

/* Past the emulator, which would not bear it either. */
static void tell_size(struct term *t, unsigned short rows, unsigned short cols)
{
    const struct winsize size = {.ws_row = rows, .ws_col = cols};

    assert_int_equal(ioctl(term_fd(t), TIOCSWINSZ, &size), 0);
    term_settle(t);
    term_wait_quiet(t, 100);
    assert_false(term_exited(t, NULL));
}

static void test_huge_window(void **state)
{
    static const unsigned short sizes[][2] = {{32768, 80}, {65535, 80}, {24, 65535}, {5000, 5000},
                                              {65535, 65535}};
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    fill_in(t);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        tell_size(t, sizes[i][0], sizes[i][1]);
    assert_true(term_peak_kib(t) < 400 * 1024);
    tell_size(t, 24, 80);
    see_filled_in(t);
    drop_edits(t);
}

/* From the start, and where the environment says so. */
static void test_huge_environment(void **state)
{
    static const char *const huge[] = {"LINES=32768", "COLUMNS=65535", NULL};
    static const char *const odd[] = {"LINES=many", "COLUMNS=-5", NULL};
    struct term *t = console_start((struct console_setup){.env = huge, .early = true});

    (void)state;
    term_wait_quiet(t, 300);
    assert_false(term_exited(t, NULL));
    tell_size(t, 30, 80); /* else it has not changed */
    tell_size(t, 24, 80);
    console_wait_loaded(t);
    assert_true(term_peak_kib(t) < 400 * 1024);
    console_leave(t);
    t = console_start((struct console_setup){.env = odd});
    console_leave(t);
}

static void test_resize_dialogs(void **state)
{
    struct term *t = console_demo("vt100", "C", NULL);

    (void)state;
    go_to_button(t, "IDENTIFY LIGHT");
    press(t, "Enter Down*8");
    term_type(t, "42");
    term_resize(t, 12, 40);
    see(t, "[42 ]");
    see_focus(t, "( ) Seconds");
    term_resize(t, 30, 100);
    see_focus(t, "( ) Seconds");
    press(t, "Esc Esc");
    term_resize(t, 24, 80);
    term_wait_quiet(t, 100);
    press_function(t, 7);
    see(t, "MANAGE, the saved settings");
    term_resize(t, 20, 70); /* too small for the code: the address alone */
    see(t, "https://192.168.100.100/");
    assert_int_equal(row_of(t, "https://"), 1);
    term_resize(t, 24, 80);
    term_wait_quiet(t, 200);
    if (console_qr(t) != NULL)
        assert_string_equal(console_qr(t), "HTTPS://192.168.100.100");
    press(t, "Esc Esc");
    console_leave(t);
}

/* --- signals --------------------------------------------------------------- */

static void ended_by(int number, int status)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    retype(t, "Password", "Secret12");
    term_signal(t, number);
    console_ended(t, status);
}

static void test_signals(void **state)
{
    (void)state;
    ended_by(SIGTERM, 128 + SIGTERM);
    ended_by(SIGINT, 128 + SIGINT);
    ended_by(SIGQUIT, 128 + SIGQUIT);
    ended_by(SIGHUP, 128 + SIGHUP);
}

static void test_suspend(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    retype(t, "Password", "Secret12");
    press_function(t, 3);
    see_in(t, "Password", "[Secret12            ]");
    press(t, "^Z");
    assert_true(term_wait_stopped(t));
    assert_true(term_modes_restored(t));
    assert_false(term_find(t, "Secret12", NULL, NULL)); /* its row is blanked */
    term_continue(t);
    see_in(t, "Password", "[Secret12            ]");
    see_focus(t, "Password");
    drop_edits(t);
}

static void test_secrets_leave_the_screen(void **state)
{
    struct term *t = console_demo("vt100", "C", NULL); /* no alternate screen: it stays */
    int status;
    char *screen;

    (void)state;
    retype(t, "Password", "Secret12");
    press_function(t, 3);
    see_in(t, "Password", "[Secret12");
    term_signal(t, SIGTERM);
    assert_true(term_wait_exit(t, &status));
    screen = term_screen(t);
    assert_null(strstr(screen, "Secret12"));
    assert_null(strstr(screen, "***"));
    free(screen);
    term_free(t);
}

/* The terminal is gone: the program ends by itself and does not spin. */
static void test_hang_up(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);
    int status;

    (void)state;
    term_hangup(t);
    assert_true(term_wait_exit(t, &status));
    assert_true(term_cpu_ms(t) < 2000);
    term_free(t);
}

static void test_repaint(void **state)
{
    struct term *t = console_demo("vt100", "C", NULL);
    char *before, *after;

    (void)state;
    press(t, "Tab Tab");
    before = term_screen(t);
    press(t, "^L");
    term_wait_quiet(t, 100);
    after = term_screen(t);
    assert_string_equal(after, before);
    free(before);
    free(after);
    console_leave(t);
}

/* --- a slow BMC ------------------------------------------------------------ */

/* Values appear one by one; keys answer at once; what runs is told, with seconds. */
static void test_slow_bmc(void **state)
{
    struct term *t = console_start(
        (struct console_setup){.config = "demo_delay_ms = 400;", .early = true});

    (void)state;
    see(t, "Reading the BMC");
    press(t, "Tab Tab Tab Tab Tab Tab");
    assert_true(term_last_byte_us(t) < 200000);
    press_function(t, 2);
    see(t, "still being read");
    assert_true(term_wait_text_for(t, "[192.168.100.100   ]", 15000));
    assert_true(term_wait_text_for(t, "https://192.168.100.100/", 15000));
    assert_true(term_wait_gone(t, "Reading the BMC") || term_wait_gone(t, "Reading the BMC") ||
                term_wait_gone(t, "Reading the BMC"));
    console_leave(t);
}

/* A value that has not come takes no text; a secret does at once. */
static void test_typing_early(void **state)
{
    struct term *t = console_start(
        (struct console_setup){.config = "demo_delay_ms = 3000;", .early = true});

    (void)state;
    see(t, "IPMI Password Reset");
    go_to(t, "IPv4 Address");
    expect_beep(t, "1");
    see(t, "still being read");
    go_to(t, "Password");
    term_type(t, "Ab1");
    see_in(t, "Password", "[***");
    press(t, "Esc Esc"); /* stops waiting, drops nothing */
    see_gone(t, "Reading the BMC");
    see_in(t, "Password", "[***");
    drop_edits(t);
}

/* All values are there, but not whose the password is, nor what he lacks. */
static void test_saving_early(void **state)
{
    struct term *t = console_start((struct console_setup){
        .config = "demo_faults = \"user-name-get:delay=60s nth=1\";",
        .env = forward_environment(),
        .early = true});

    (void)state;
    see(t, "https://192.168.100.100/");
    go_to(t, "VLAN ID");
    term_type(t, "42");
    press_function(t, 2);
    see(t, "User: still being read");
    put_forward_until(t, 60, "ADMIN");
    see_in(t, "User", "ADMIN");
    press_function(t, 2);
    see(t, "Write these changes");
    press(t, "Esc Esc");
    drop_edits(t);
}

static void test_leaving_while_reading(void **state)
{
    struct term *t = console_start(
        (struct console_setup){.config = "demo_delay_ms = 60000;", .early = true});

    (void)state;
    see(t, "Reading the BMC");
    assert_true(term_wait_text(t, ", 1 s") || term_wait_text(t, ", 2 s"));
    press_function(t, 10);
    console_ended(t, 0);
}

static void test_idle(void **state)
{
    struct term *t = console_demo("vt100", "C", NULL);
    long before;

    (void)state;
    term_wait_quiet(t, 200);
    before = term_cpu_ms(t);
    term_mark(t);
    term_pump(t, 1500);
    assert_int_equal(term_bytes(t), 0);
    assert_true(term_cpu_ms(t) - before <= 10);
    console_leave(t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_prompt),
        cmocka_unit_test(test_resize),
        cmocka_unit_test(test_resize_too_small),
        cmocka_unit_test(test_resize_storm),
        cmocka_unit_test(test_resize_dialogs),
        cmocka_unit_test(test_huge_window),
        cmocka_unit_test(test_huge_environment),
        cmocka_unit_test(test_signals),
        cmocka_unit_test(test_suspend),
        cmocka_unit_test(test_secrets_leave_the_screen),
        cmocka_unit_test(test_hang_up),
        cmocka_unit_test(test_repaint),
        cmocka_unit_test(test_slow_bmc),
        cmocka_unit_test(test_typing_early),
        cmocka_unit_test(test_saving_early),
        cmocka_unit_test(test_leaving_while_reading),
        cmocka_unit_test(test_idle),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
