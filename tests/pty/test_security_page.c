/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Security" of the program: marks, several fixes in one save, a community that is typed,
 * default passwords, what is refused, a small screen, and what it costs on the line.
 */
#include "console.h"

#include <stdio.h>
#include <stdlib.h>

enum { PAGE = 1500, DIALOG = 1000, MOVE = 30, SETTLED_MS = 60, HELD_MS = 600 };

static struct term *start(const char *type, const char *locale, const char *option)
{
    return console_start((struct console_setup){
        .type = type, .locale = locale, .arguments = {"--demo", option}});
}

static void open_page(struct term *t)
{
    press_function(t, 9);
    see(t, "what is open, with a fix");
    term_type(t, "6");
    see(t, "16 looked at: 2 dangers, 5 weak, 1 well, 1 unknown, 7 notes");
    see(t, "danger   Cipher suite 0");
}

static void leave(struct term *t)
{
    press(t, "Esc Esc");
    see(t, "VLAN ID");
    console_leave(t);
}

static void save(struct term *t)
{
    see_button(t, "BACK");
    press(t, "Tab Enter");
    see(t, "SAVED.");
    term_wait_quiet(t, HELD_MS); /* an Enter that is still held closes nothing */
    press(t, "Enter");
}

/* Nothing is marked by itself; what is marked makes one save. */
static void test_fixes(void **state)
{
    struct term *t = start("vt100", "C", NULL);

    (void)state;
    open_page(t);
    see(t, "needs no password                   FIX");
    press(t, "Space Down Down Space");
    see(t, "x danger   Cipher suite 0");
    see(t, "  danger   User 1");
    see(t, "x weak     Cipher suites 1, 2");
    press(t, "Space");
    see(t, "  weak     Cipher suites 1, 2");
    press(t, "Space");
    see(t, "x weak     Cipher suites 1, 2");
    press_function(t, 8);
    see(t, "Write these fixes to the BMC, channel 1?");
    see(t, "Tools that ask for a suite that is closed no longer get in.");
    see(t, "--fix=cipher-zero,cipher-weak");
    see_in(t, "Cipher suite privileges", "XXXaa");
    save(t);
    see(t, "16 looked at: 1 danger, 4 weak, 3 well");
    see(t, "only a login attempt from");
    see(t, "well     Cipher suite 0");
    press(t, "Up Up");
    press_function(t, 8);
    see_in(t, "IPMI messaging, user 1", "no");
    save(t);
    see(t, "16 looked at: 0 dangers, 4 weak, 4 well");
    leave(t);
}

static void test_community(void **state)
{
    struct term *t = start(NULL, NULL, NULL);

    (void)state;
    open_page(t);
    press(t, "Down Down Down Down Down Down");
    see(t, "Alerts go out as SNMP community \"public\"  ");
    press_function(t, 8);
    see(t, "Another SNMP community");
    press(t, "^U");
    term_type(t, "public");
    press(t, "Tab Tab Enter");
    see(t, "everybody knows");
    press(t, "BackTab BackTab ^U");
    term_type(t, "nas-alerts");
    press(t, "Tab Tab Enter");
    see_in(t, "SNMP community", "nas-alerts");
    save(t);
    see(t, "SNMP community: not the usual");
    leave(t);
}

static void test_default_passwords(void **state)
{
    struct term *t = start(NULL, NULL, NULL);

    (void)state;
    open_page(t);
    press(t, "Down Down Down Down Down Down Down");
    press(t, "Space");
    see(t, "There is nothing to mark in this line.");
    go_to_button(t, "TEST DEFAULT PASSWORDS");
    press(t, "Enter");
    see(t, "a random one first,");
    press(t, "Esc Esc");
    see(t, "Default passwords: not tested");
    go_to_button(t, "TEST DEFAULT PASSWORDS");
    press(t, "Enter");
    see_button(t, "BACK");
    press(t, "Tab Enter");
    see(t, "danger   User 2 ADMIN still has");
    press_function(t, 8);
    see(t, "User 2 ADMIN");
    see(t, "Confirm Password");
    press(t, "Esc Esc");
    see(t, "16 looked at: 3 dangers");
    leave(t);
}

static void test_read_only(void **state)
{
    struct term *t = start(NULL, NULL, "--read-only");

    (void)state;
    open_page(t);
    press_function(t, 8);
    see(t, "Read-only: nothing can be changed here.");
    press(t, "Space");
    see(t, "[ danger   Cipher suite 0");
    press(t, "Enter");
    see(t, "What it means");
    see(t, "The fix");
    press(t, "Enter");
    see(t, "16 looked at");
    leave(t);
}

static void test_small(void **state)
{
    struct term *t = start(NULL, NULL, NULL);

    (void)state;
    open_page(t);
    term_resize(t, 12, 40);
    see(t, "2 dangers, 5 weak");
    press(t, "Space");
    see(t, "x danger");
    press_function(t, 8);
    see(t, "Cipher suite privileges");
    press(t, "Esc Esc");
    see(t, "2 dangers, 5 weak");
    leave(t);
}

static void within(struct term *t, const char *text, size_t most)
{
    see(t, text);
    term_wait_quiet(t, SETTLED_MS);
    if (term_bytes(t) > most || getenv("BMCTUI_BYTES") != NULL)
        fprintf(stderr, "%s: %zu bytes, at most %zu are right\n", text, term_bytes(t), most);
    assert_true(term_bytes(t) <= most);
    term_mark(t);
}

/* Where this machine is so busy that the answers come one by one, the rows are painted in several
 * goes, and the page is opened anew. */
static struct term *open_within(const char *type)
{
    enum { TRIES = 5 };

    for (int i = 1;; i++) {
        struct term *t = start(type, "C", NULL);

        press_function(t, 9);
        see(t, "what is open, with a fix");
        term_wait_quiet(t, SETTLED_MS);
        term_mark(t);
        term_type(t, "6");
        see(t, "16 looked at");
        term_wait_quiet(t, SETTLED_MS);
        if (term_bytes(t) <= PAGE || i == TRIES) {
            within(t, "16 looked at", PAGE);
            return t;
        }
        leave(t);
    }
}

static void budgets(const char *type)
{
    struct term *t = open_within(type);

    press(t, "Down");
    within(t, "User 1 has no name", MOVE + 60); /* and its row below the list */
    press(t, "Enter");
    within(t, "What it means", DIALOG);
    press(t, "Enter");
    within(t, "16 looked at", PAGE);
    press_function(t, 8);
    within(t, "--fix=no-name", DIALOG);
    press(t, "Esc Esc");
    see(t, "16 looked at");
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
        cmocka_unit_test(test_fixes),
        cmocka_unit_test(test_community),
        cmocka_unit_test(test_default_passwords),
        cmocka_unit_test(test_read_only),
        cmocka_unit_test(test_small),
        cmocka_unit_test(test_budgets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
