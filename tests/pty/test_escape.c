/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Esc on a real line: digits, slow and broken sequences, other terminals' keys. */
#include "console.h"

#include <signal.h>
#include <string.h>

static void test_digits(void **state)
{
    struct term *t = console_demo("vt100", "C", NULL);

    (void)state;
    press(t, "Esc-1");
    see(t, "HELP");
    press(t, "Esc Esc");
    see_gone(t, "HELP: ");
    press(t, "Esc-6");
    see_in(t, "IP source", "Identify light    on");
    press(t, "Esc-6");
    see_in(t, "IP source", "Identify light    off");
    press(t, "Esc-7");
    see(t, "MANAGE, the saved settings");
    press(t, "Esc Esc");
    press(t, "Esc-2");
    see(t, "No changes");
    press(t, "Esc Esc");
    press(t, "Esc-0");
    console_ended(t, 0);
}

/* The two bytes may come apart, up to two seconds. */
static void test_slow_digit(void **state)
{
    struct term *t = console_demo("vt100", "C", NULL);

    (void)state;
    assert_true(term_key_slowly(t, "Esc-1", 1200));
    see(t, "HELP");
    press(t, "Esc Esc");
    console_leave(t);
}

static void test_lone_escape(void **state)
{
    struct term *t = console_demo(NULL, NULL, "escape_ms = 1500;");

    (void)state;
    press_function(t, 1);
    see(t, "HELP: ");
    press(t, "Esc");
    term_pump(t, 150);
    assert_true(term_find(t, "HELP: ", NULL, NULL));
    see_gone(t, "HELP: ");
    /* After that time a digit is a digit. */
    go_to(t, "VLAN ID");
    press(t, "Esc");
    see(t, "Esc...");
    see_gone(t, "Esc...");
    term_type(t, "1");
    see_in(t, "VLAN ID", "[1     ]");
    press(t, "Backspace");
    console_leave(t);
}

/* Half a second, and that it waits is seen; on the page two. */
static void test_default_wait(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);
    long long pressed;

    (void)state;
    press_function(t, 1);
    see(t, "HELP: ");
    press(t, "Esc");
    pressed = term_now();
    see(t, "Esc...");
    assert_true(term_find(t, "HELP: ", NULL, NULL));
    see_gone(t, "HELP: ");
    assert_true(term_now() - pressed >= 450000 && term_now() - pressed < 1500000);
    see_gone(t, "Esc...");
    press(t, "Esc");
    pressed = term_now();
    see(t, "Esc...");
    see_gone(t, "Esc...");
    assert_true(term_now() - pressed >= 1900000 && term_now() - pressed < 3500000);
    console_leave(t);
}

/* A key that is not meant together with Esc acts too: right after it, and after a dialog that it
 * closes. */
static void test_no_key_is_eaten(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    go_to(t, "VLAN ID");
    press(t, "Esc");
    term_pump(t, 120);
    term_type(t, "x");
    see_in(t, "VLAN ID", "[x");
    press_function(t, 1);
    see(t, "HELP: ");
    press(t, "Esc");
    term_pump(t, 120);
    term_type(t, "y");
    see_gone(t, "HELP: ");
    see_in(t, "VLAN ID", "[xy");
    press(t, "M-z"); /* but Alt and a key are none */
    see_in(t, "VLAN ID", "[xy ");
    press(t, "Backspace Backspace");
    console_leave(t);
}

/* Escape on the page drops nothing. */
static void test_escape_keeps_edits(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    retype(t, "VLAN ID", "77");
    press(t, "Esc");
    see(t, "Esc...");
    see_gone(t, "Esc...");
    press(t, "Esc Esc Esc Esc Esc");
    term_pump(t, 300);
    see_in(t, "VLAN ID", "[77    ]*");
    see_focus(t, "VLAN ID");
    press(t, "Backspace Backspace");
    console_leave(t);
}

/* A sequence acts however slowly it comes, and never as Escape. */
static void test_slow_sequences(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    assert_true(term_key_slowly(t, "Down", 400));
    see_focus(t, "DHCP");
    press_function(t, 1);
    see(t, "HELP: ");
    assert_true(term_key_slowly(t, "PgDn", 400));
    term_wait_quiet(t, 50);
    assert_true(term_find(t, "HELP: ", NULL, NULL));
    press(t, "Esc Esc");
    see_gone(t, "HELP: ");
    console_leave(t);
}

/* Unknown ones are swallowed whole: nothing of them lands in a field. */
static void test_unknown_sequences(void **state)
{
    static const char *const sequences[] = {
        "\033[99~", "\033[1;5A", "\033[200~", "\033[?62;1c", "\033Oz", "\033x", "\033z",
    };
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    go_to(t, "VLAN ID");
    for (size_t i = 0; i < sizeof sequences / sizeof sequences[0]; i++) {
        term_send(t, sequences[i], strlen(sequences[i]));
        term_wait_quiet(t, 40);
        if (strcmp(sequences[i], "\033[1;5A") == 0)
            go_to(t, "VLAN ID"); /* Ctrl-Up may be Up */
        see_focus(t, "VLAN ID");
    }
    see_in(t, "VLAN ID", "[      ]");
    console_leave(t);
}

/* Whatever TERM says, the common encodings are known. */
static void test_foreign_keys(void **state)
{
    struct term *t = console_demo("vt100", "C", NULL);

    (void)state;
    press(t, "Down@linux");
    see_focus(t, "DHCP");
    press(t, "Up@xterm-256color");
    see_focus(t, "Channel");
    press(t, "End@linux");
    see_button(t, "LEAVE");
    press(t, "Home@xterm-256color");
    see_focus(t, "Channel");
    press(t, "End@xterm-256color");
    see_button(t, "LEAVE");
    press(t, "Home@linux");
    press(t, "BackTab@xterm-256color");
    see_button(t, "LEAVE");
    press(t, "F1@linux");
    see(t, "HELP: ");
    press(t, "Esc Esc");
    press(t, "F1@xterm-256color");
    see(t, "HELP: ");
    press(t, "F10@xterm-256color");
    see_gone(t, "HELP: ");
    go_to(t, "VLAN ID");
    term_type(t, "12\b3\x7f" "4"); /* ^H and DEL both take away */
    see_in(t, "VLAN ID", "[14    ]");
    press(t, "Backspace Backspace");
    press(t, "F10@xterm-256color");
    console_ended(t, 0);
}

static void test_alt_digit(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    press(t, "M-1");
    see(t, "HELP: ");
    press(t, "M-0"); /* F10 in a dialog is Esc */
    see_gone(t, "HELP: ");
    console_leave(t);
}

/* Stopped for longer than that between Esc and the rest: what has come meanwhile counts. */
static void test_stopped_sequence(void **state)
{
    struct term *t = console_demo("vt100", "C", "escape_ms = 300;");
    char first[200];

    (void)state;
    press_function(t, 1);
    see(t, "HELP: ");
    snprintf(first, sizeof first, "%s", row_text(t, 1));
    assert_string_not_equal(first, "");
    press(t, "Esc");
    term_signal(t, SIGSTOP);
    assert_true(term_wait_stopped(t));
    term_send(t, "[B", 2);
    term_pump(t, 600);
    term_continue(t);
    term_settle(t);
    see_gone(t, first); /* it has scrolled */
    assert_true(term_find(t, "HELP: ", NULL, NULL));
    press(t, "Esc Esc");
    console_leave(t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_digits),
        cmocka_unit_test(test_slow_digit),
        cmocka_unit_test(test_lone_escape),
        cmocka_unit_test(test_default_wait),
        cmocka_unit_test(test_no_key_is_eaten),
        cmocka_unit_test(test_escape_keeps_edits),
        cmocka_unit_test(test_slow_sequences),
        cmocka_unit_test(test_unknown_sequences),
        cmocka_unit_test(test_stopped_sequence),
        cmocka_unit_test(test_foreign_keys),
        cmocka_unit_test(test_alt_digit),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
