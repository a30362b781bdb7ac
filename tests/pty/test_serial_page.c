/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Serial console" of the program: a save from tick and choice to result, what follows
 * from it on the page, a small screen, and what it costs on the line.
 */
#include "console.h"

#include <stdio.h>
#include <stdlib.h>

enum { PAGE = 1000, SETTLED_MS = 60 };

static struct term *start(const char *type, const char *locale)
{
    return console_start((struct console_setup){
        .type = type, .locale = locale, .arguments = {"--demo"}});
}

static void open_page(struct term *t)
{
    press_function(t, 9);
    see(t, "serial over LAN");
    term_type(t, "7");
    see_in(t, "To connect", "ipmiconsole -h 192.168.100.100 -u ADMIN -P");
}

static void choose(struct term *t, const char *label, const char *keys, const char *word)
{
    go_to(t, label);
    press(t, "Enter");
    see(t, "Enter takes it");
    press(t, keys);
    press(t, "Enter");
    see_in(t, label, word);
}

static void test_save(void **state)
{
    struct term *t = start("vt100", "C");

    (void)state;
    open_page(t);
    see(t, "Serial over LAN, channel 1");
    see_in(t, "Encryption", "[ ]");
    see_in(t, "Privilege", "<user>");
    see_in(t, "Users", "2 ADMIN, 3 oper, 5 backup may use it");
    see_in(t, "Kernel console", "ttyS1, 115200: the same rate");
    see_in(t, "Login prompt", "serial-getty@ttyS1 runs");
    go_to(t, "Encryption");
    press(t, "Space");
    see_in(t, "Encryption", "[x]* ");
    see_in(t, "Encryption", "always");
    choose(t, "Privilege", "Down", "<operator>*");
    choose(t, "Bit rate", "Up", "<57600>*");
    press_function(t, 2);
    see(t, "Write these changes to channel 1 of simulated BMC?");
    see_in(t, "Encryption", "if the client wants it");
    see_in(t, "Bit rate", "57600");
    see(t, "--demo sol set encryption=yes");
    see_button(t, "BACK");
    press(t, "Tab Enter");
    see(t, "SAVED. The BMC holds the new settings; they were read back.");
    term_wait_quiet(t, 600); /* an Enter that is still held closes nothing */
    press(t, "Enter");
    see_not_in(t, "Bit rate", "*");
    see_in(t, "Kernel console", "ttyS1, 115200: the BMC uses 57600");
    go_to(t, "Encryption");
    press(t, "Space Down");
    see(t, "Encryption: what is typed on the console, passwords too, may then cross");
    go_to(t, "Encryption");
    press(t, "Space");
    see_not_in(t, "Encryption", "*");
    press(t, "Esc Esc");
    see_in(t, "VLAN ID", "[");
    console_leave(t);
}

/* The first row has the label of its section. */
static void test_tick(void **state)
{
    struct term *t = start(NULL, NULL);

    (void)state;
    open_page(t);
    press(t, "Space");
    see(t, "[ ]*");
    press(t, "Space");
    see(t, "  [x]");
    choose(t, "Privilege", "Down Down", "<administrator>*");
    choose(t, "Privilege", "Up Up", "<user>");
    press(t, "Esc Esc");
    see_in(t, "VLAN ID", "[");
    console_leave(t);
}

static void test_small(void **state)
{
    struct term *t = start(NULL, NULL);

    (void)state;
    open_page(t);
    term_resize(t, 12, 40);
    see(t, "Bit rate");
    go_to(t, "Bit rate");
    see_in(t, "Bit rate", "<115200>");
    go_to_button(t, "BACK");
    press(t, "Enter");
    see(t, "VLAN ID");
    console_leave(t);
}

static void within(struct term *t, const char *text)
{
    see(t, text);
    term_wait_quiet(t, SETTLED_MS);
    if (term_bytes(t) > PAGE || getenv("BMCTUI_BYTES") != NULL)
        fprintf(stderr, "%s: %zu bytes, at most %d are right\n", text, term_bytes(t), PAGE);
    assert_true(term_bytes(t) <= PAGE);
}

static void budgets(const char *type)
{
    struct term *t = start(type, "C");

    press_function(t, 9);
    see(t, "serial over LAN");
    term_wait_quiet(t, SETTLED_MS);
    term_mark(t);
    term_type(t, "7");
    within(t, "ipmiconsole");
    choose(t, "Bit rate", "Up", "<57600>*");
    term_wait_quiet(t, SETTLED_MS);
    term_mark(t);
    press_function(t, 2);
    within(t, "sol set");
    term_mark(t);
    press(t, "Esc Esc");
    within(t, "Login prompt");
    choose(t, "Bit rate", "Down", "<115200>");
    term_wait_quiet(t, SETTLED_MS);
    term_mark(t);
    press(t, "Esc Esc");
    within(t, "IPv4 Netmask");
    console_leave(t);
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
        cmocka_unit_test(test_save),
        cmocka_unit_test(test_tick),
        cmocka_unit_test(test_small),
        cmocka_unit_test(test_budgets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
