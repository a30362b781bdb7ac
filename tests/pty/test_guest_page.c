/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * "Let somebody in" on the screen: from the question to the password, more time, the end; a guest
 * whose time is over; small screens, both dresses, and what it costs on the line.
 */
#include "console.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "forward.h"

enum { DIALOG = 1000, SETTLED_MS = 60, HOUR_S = 3600 };

static void open_users(struct term *t)
{
    press_function(t, 9);
    see(t, "privileges");
    term_type(t, "4");
    see(t, "slots in use");
}

static struct term *start(const char *type, const char *locale)
{
    struct term *t = console_start(
        (struct console_setup){.type = type, .locale = locale, .arguments = {"--demo"}});

    open_users(t);
    return t;
}

static void open_dialog(struct term *t)
{
    go_to_button(t, "LET SOMEBODY IN");
    press(t, "Enter");
}

static void button(struct term *t, const char *word)
{
    go_to_button(t, word);
    press(t, "Enter");
}

/* An Enter that is still held closes nothing. */
static void settle(struct term *t)
{
    term_wait_quiet(t, 600);
}

static void leave(struct term *t)
{
    press(t, "Esc Esc");
    see(t, "VLAN ID");
    console_leave(t);
}

/* What stands behind "Password" on the screen. */
static void read_password(struct term *t, char password[17])
{
    const char *row = row_text(t, row_of(t, "Password")), *at = strchr(row, '-');

    assert_non_null(at);
    assert_true(at - row >= 4);
    snprintf(password, 17, "%s", at - 4);
    assert_int_equal(strspn(password, "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-"),
                     16);
    assert_true(password[4] == '-' && password[9] == '-');
}

static void let_in(struct term *t)
{
    open_dialog(t);
    see(t, "made here, 16 characters, shown once");
    button(t, "LET IN");
    see(t, "shown this once");
}

/* --- the plain way -------------------------------------------------------------------------- */

static void in_and_out(const char *type, const char *locale)
{
    struct term *t = start(type, locale);
    char password[17];

    open_dialog(t);
    see(t, "Let somebody in");
    see_button(t, "BACK");
    see_in(t, "Name", "support");
    see_in(t, "Privilege", "<operator>");
    see_in(t, "Privilege", "power, events, serial console");
    see_in(t, "For", "<4 hours>");
    see_in(t, "Serial over LAN", "[x]");
    see_in(t, "Password", "made here, 16 characters, shown once");
    see(t, "It ends by itself while this machine runs, else when it next starts: a BMC");
    see(t, "cannot do that alone. Some web pages let in administrators only.");
    button(t, "LET IN");
    see(t, "LET IN: support may log in until ");
    see(t, "(4 hours).");
    see_in(t, "Web", "https://192.168.100.100/");
    see_in(t, "User", "support");
    see_in(t, "Serial console", "ipmiconsole -h 192.168.100.100 -u support -P");
    see_button(t, "DONE");
    read_password(t, password);
    settle(t);
    button(t, "4 HOURS MORE");
    see(t, "support may log in until ");
    see(t, "(8 h left).");
    assert_true(term_find(t, password, NULL, NULL)); /* it still is there to be read */
    settle(t);
    press(t, "Enter");
    see(t, "slots in use");
    assert_false(term_find(t, password, NULL, NULL));
    see_in(t, "6     support", "operator");
    see_in(t, "6     support", "ends in");
    /* Later: more time or the end, without the password, which nobody has any more. */
    open_dialog(t);
    see(t, "h left).");
    assert_false(term_find(t, "Password", NULL, NULL));
    settle(t);
    button(t, "END NOW");
    see(t, "ENDED: support is deleted.");
    settle(t);
    press(t, "Enter");
    see(t, "slots in use");
    see_in(t, "6     ", "free");
    leave(t);
}

static void test_rich(void **state)
{
    (void)state;
    in_and_out(NULL, NULL);
}

static void test_plain(void **state)
{
    (void)state;
    in_and_out("vt100", "C");
}

static void test_choices(void **state)
{
    struct term *t = start("vt100", "C");

    (void)state;
    open_dialog(t);
    go_to(t, "For");
    press(t, "Enter");
    see(t, "Enter takes it");
    press(t, "Down");
    press(t, "Enter");
    see_in(t, "For", "<24 hours>");
    go_to(t, "Privilege");
    press(t, "Enter");
    see(t, "Enter takes it");
    press(t, "Up");
    press(t, "Enter");
    see_in(t, "Privilege", "<user>");
    go_to(t, "Serial over LAN");
    press(t, "Space");
    see_in(t, "Serial over LAN", "[ ]");
    retype(t, "Name", "helper");
    button(t, "LET IN");
    see(t, "LET IN: helper may log in until ");
    see(t, "(24 hours).");
    assert_false(term_find(t, "ipmiconsole", NULL, NULL)); /* not without serial over LAN */
    settle(t);
    press(t, "Enter");
    see_in(t, "6     helper", "user");
    leave(t);
}

static void test_refused(void **state)
{
    struct term *t = start("vt100", "C");

    (void)state;
    open_dialog(t);
    retype(t, "Name", "ADMIN");
    button(t, "LET IN");
    see(t, "the name ADMIN is taken");
    see_focus(t, "Name");
    retype(t, "Name", "a b");
    button(t, "LET IN");
    see(t, "no blanks");
    press(t, "Esc Esc"); /* nothing is sent */
    see(t, "slots in use");
    see_in(t, "6     ", "free");
    leave(t);
}

/* A signal: the password does not stay on the terminal. */
static void test_password_leaves(void **state)
{
    struct term *t = start("vt100", "C"); /* no alternate screen: it stays */
    char password[17], *screen;
    int status;

    (void)state;
    let_in(t);
    read_password(t, password);
    term_signal(t, SIGTERM);
    assert_true(term_wait_exit(t, &status));
    screen = term_screen(t);
    assert_null(strstr(screen, password));
    free(screen);
    term_free(t);
}

static void test_small(void **state)
{
    struct term *t = start(NULL, NULL);
    char password[17];

    (void)state;
    term_resize(t, 12, 40);
    open_dialog(t);
    see_in(t, "Name", "support");
    button(t, "LET IN");
    see(t, "LET IN: support may log in until");
    see_in(t, "Password", "-");
    read_password(t, password);
    settle(t);
    press(t, "Enter");
    see(t, "slots");
    term_resize(t, 24, 80);
    leave(t);
}

/* --- the end -------------------------------------------------------------------------------- */

static void test_ends(void **state)
{
    struct term *t = console_start((struct console_setup){
        .arguments = {"--demo"}, .env = forward_environment()});

    (void)state;
    open_users(t);
    let_in(t);
    settle(t);
    press(t, "Enter");
    see_in(t, "6     support", "ends in");
    press(t, "Esc Esc");
    see(t, "VLAN ID");
    put_forward(4 * HOUR_S - 600);
    see(t, "Guest support ends in ");
    put_forward(700);
    see_gone(t, "Guest support");
    open_users(t);
    see_in(t, "6     ", "free");
    leave(t);
}

/* --- the line ------------------------------------------------------------------------------- */

static void within(struct term *t, const char *text)
{
    see(t, text);
    term_wait_quiet(t, SETTLED_MS);
    if (term_bytes(t) > DIALOG)
        fprintf(stderr, "%s: %zu bytes, at most %d are right\n", text, term_bytes(t), DIALOG);
    assert_true(term_bytes(t) <= DIALOG);
}

static void test_bytes(void **state)
{
    static const char *const types[] = {"vt100", "vt220", "linux"};

    (void)state;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct term *t = start(types[i], "C");

        go_to_button(t, "LET SOMEBODY IN");
        term_wait_quiet(t, SETTLED_MS);
        term_mark(t);
        press(t, "Enter");
        within(t, "shown once");
        go_to_button(t, "LET IN");
        press(t, "Enter");
        see(t, "shown this once");
        settle(t);
        term_mark(t);
        press(t, "Enter");
        see(t, "slots in use");
        leave(t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rich),    cmocka_unit_test(test_plain),
        cmocka_unit_test(test_choices), cmocka_unit_test(test_refused),
        cmocka_unit_test(test_password_leaves), cmocka_unit_test(test_small),
        cmocka_unit_test(test_ends),    cmocka_unit_test(test_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
