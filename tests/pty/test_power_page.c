/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Power" of the program: a boot wish from choice to result, edits that are asked about
 * when it is left while those of the first page stay, small screens, and what it costs on the line.
 */
#include "console.h"

#include <stdio.h>
#include <stdlib.h>

enum { PAGE = 1000, SETTLED_MS = 60 };

static struct term *start(const char *type, const char *locale)
{
    struct term *t = console_start((struct console_setup){
        .type = type, .locale = locale, .arguments = {"--demo"}});

    return t;
}

static void open_page(struct term *t)
{
    press_function(t, 9);
    see(t, "after a power cut");
    term_type(t, "3");
    see_in(t, "The BMC holds", "no override");
}

/* The choice's list opens on what is there. */
static void choose(struct term *t, const char *label, const char *keys, const char *word)
{
    go_to(t, label);
    press(t, "Enter");
    see(t, "Enter takes it");
    press(t, keys);
    press(t, "Enter");
    see_in(t, label, word);
}

static void test_wish(void **state)
{
    struct term *t = start("vt100", "C");

    (void)state;
    open_page(t);
    see_in(t, "State", "on");
    see_in(t, "Last power event", "switched on by an IPMI command");
    see_in(t, "After a power cut", "<as it was before>");
    see_focus(t, "After a power cut");
    see_in(t, "Firmware", "-");
    choose(t, "Boot from", "Down", "<BIOS setup>*");
    see_in(t, "For", "<the next boot only>");
    see_in(t, "Firmware", "<UEFI, as this machine runs now>");
    choose(t, "For", "Down", "<every boot>*");
    see(t, "For: many BIOSes ignore \"every boot\", and some never forget it.");
    press_function(t, 2);
    see(t, "Write these changes to simulated BMC?");
    see_in(t, "Boot from", "no override");
    see_in(t, "For", "every boot");
    see(t, "--demo boot bios --always");
    see(t, "--uefi");
    see_button(t, "BACK");
    press(t, "Tab Enter");
    see(t, "SAVED. The BMC holds the new settings; they were read back.");
    see_in(t, "Firmware", "saved");
    term_wait_quiet(t, 600); /* an Enter that is still held closes nothing */
    press(t, "Enter");
    see_in(t, "The BMC holds", "BIOS setup, every boot, UEFI");
    see_not_in(t, "Boot from", "*");
    choose(t, "Boot from", "Up", "<no override>*");
    press_function(t, 2);
    see(t, "--demo boot none");
    press(t, "Tab Enter");
    see(t, "SAVED.");
    term_wait_quiet(t, 600);
    press(t, "Enter");
    see_in(t, "The BMC holds", "no override");
    press(t, "Esc Esc");
    see_in(t, "VLAN ID", "[");
    console_leave(t);
}

static void test_edits(void **state)
{
    struct term *t = start(NULL, NULL);

    (void)state;
    retype(t, "VLAN ID", "77");
    open_page(t);
    choose(t, "After a power cut", "Down", "<switches on>*");
    press(t, "Esc Esc");
    see(t, "Power: unsaved edits");
    see_button(t, "BACK");
    press(t, "Enter");
    see_in(t, "After a power cut", "<switches on>*");
    press_function(t, 9);
    see(t, "what the hardware has reported");
    term_type(t, "3");
    see_in(t, "After a power cut", "<switches on>*");
    press_function(t, 9);
    see(t, "what the hardware has reported");
    term_type(t, "8");
    see(t, "Power: unsaved edits");
    press(t, "Tab Enter");
    see(t, "Firmware");
    press(t, "Esc Esc");
    see_in(t, "VLAN ID", "[77    ]*");
    see_focus(t, "VLAN ID");
    open_page(t);
    see_in(t, "After a power cut", "<as it was before>");
    press_function(t, 10); /* as in a dialog */
    see_in(t, "VLAN ID", "[77    ]*");
    retype(t, "VLAN ID", "");
    console_leave(t);
}

static void test_small(void **state)
{
    struct term *t = start(NULL, NULL);

    (void)state;
    open_page(t);
    term_resize(t, 12, 40);
    see(t, "State");
    go_to(t, "Boot from");
    see_in(t, "Boot from", "<no override>");
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
    see(t, "after a power cut");
    term_wait_quiet(t, SETTLED_MS);
    term_mark(t);
    term_type(t, "3");
    within(t, "as it was before");
    choose(t, "Boot from", "Down", "<BIOS setup>*");
    term_wait_quiet(t, SETTLED_MS);
    term_mark(t);
    press_function(t, 2);
    within(t, "boot bios");
    term_mark(t);
    press(t, "Esc Esc");
    within(t, "The BMC holds");
    choose(t, "Boot from", "Up", "<no override>");
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
        cmocka_unit_test(test_wish),
        cmocka_unit_test(test_edits),
        cmocka_unit_test(test_small),
        cmocka_unit_test(test_budgets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
