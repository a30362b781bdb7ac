/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Users" of the program, in both dresses: what it shows, a user added, changed and
 * deleted from button to result, what is refused before anything is sent, the last administrator,
 * two channels, small screens, and what it costs on the line.
 */
#include "console.h"

#include <stdio.h>
#include <stdlib.h>

enum { PAGE = 1500, DIALOG = 1000, SETTLED_MS = 60 };

static struct term *start(const char *type, const char *locale)
{
    return console_start(
        (struct console_setup){.type = type, .locale = locale, .arguments = {"--demo"}});
}

static void open_page(struct term *t)
{
    press_function(t, 9);
    see(t, "privileges");
    term_type(t, "4");
    see(t, "slots in use");
}

static void leave(struct term *t)
{
    press(t, "Esc Esc");
    see(t, "VLAN ID");
    console_leave(t);
}

/* The row of the list with that slot. */
static void on_slot(struct term *t, unsigned slot)
{
    char keys[32];

    press(t, "Up*12");
    if (slot > 1) {
        snprintf(keys, sizeof keys, "Down*%u", slot - 1);
        press(t, keys);
    }
}

static void button(struct term *t, const char *word)
{
    go_to_button(t, word);
    press(t, "Enter");
}

/* An Enter that is still held closes no result. */
static void close_result(struct term *t)
{
    term_wait_quiet(t, 600);
    press(t, "Enter");
    see(t, "slots in use");
}

static void test_page(void **state)
{
    struct term *t = start("vt100", "C");

    (void)state;
    open_page(t);
    see(t, "Channel 1; 5 of 10 slots in use. Name, password, \"enabled\": for all channels");
    see(t, "Slot  Name              Enabled  Messaging  Privilege");
    see(t, "1     (no name)         yes      yes        user           danger: no name");
    see(t, "2     ADMIN             yes      yes        administrator");
    see(t, "4     viewer            no       yes        user");
    see(t, "6     free");
    see(t, "Slot 1 has no name and accepts logins as user");
    see(t, "[CHANGE]  [ADD]  [LET SOMEBODY IN]  [DELETE]  [RELOAD]  [BACK]");
    on_slot(t, 2);
    press(t, "Enter");
    see(t, "Serial over LAN");
    see(t, "administrator");
    press(t, "Esc Esc");
    see(t, "slots in use");
    leave(t);
}

static void add(struct term *t)
{
    open_page(t);
    button(t, "ADD");
    see(t, "New user in slot 6, channel 1");
    see_button(t, "BACK");
    see_in(t, "Privilege", "<operator>");
    see_in(t, "Enabled", "[x]");
    retype(t, "Name", "ADMIN");
    button(t, "SAVE");
    see(t, "Password: ");
    retype(t, "Password", "Secret-12");
    see(t, "3 of these 4:");
    retype(t, "Confirm Password", "Secret-13");
    button(t, "SAVE");
    see(t, "the two passwords are not the same");
    retype(t, "Confirm Password", "Secret-12");
    button(t, "SAVE");
    see(t, "the name ADMIN is taken: slot 2 has it.");
    retype(t, "Name", "two words");
    go_to(t, "Privilege");
    see(t, "a name has no blanks");
    retype(t, "Name", "2nd");
    see(t, "no digit first");
    retype(t, "Name", "support");
    go_to(t, "Privilege");
    press(t, "Enter");
    see(t, "Enter takes it");
    press(t, "Up Enter");
    see_in(t, "Privilege", "<user>");
    button(t, "SAVE");
    see(t, "Add user 6 support?");
    see(t, "--privilege=user --slot=6 --password");
    see_button(t, "BACK");
    press(t, "Tab Enter");
    see(t, "SAVED.");
    see(t, "set, tested");
    close_result(t);
    see(t, "6 of 10 slots in use");
    see(t, "6     support           yes      yes        user");
    leave(t);
}

static void test_add(void **state)
{
    (void)state;
    add(start("vt100", "C"));
    add(start(NULL, NULL));
}

static void test_change(void **state)
{
    struct term *t = start(NULL, NULL);

    (void)state;
    open_page(t);
    on_slot(t, 3);
    button(t, "CHANGE");
    see(t, "User 3 oper, channel 1");
    see_in(t, "Name", "oper");
    button(t, "SAVE");
    see(t, "Nothing has been changed.");
    retype(t, "Name", "oper9");
    go_to(t, "Serial over LAN");
    press(t, "Space");
    see_in(t, "Serial over LAN", "[ ]");
    button(t, "SAVE");
    see(t, "Write these changes to user 3 oper?");
    see(t, "name=oper9 sol=no");
    press(t, "Enter"); /* BACK keeps what was typed */
    see_in(t, "Name", "oper9");
    button(t, "SAVE");
    see(t, "Write these changes to user 3 oper?");
    press(t, "Tab Enter");
    see(t, "SAVED.");
    close_result(t);
    see(t, "3     oper9             yes      yes        operator");
    leave(t);
}

static void test_delete(void **state)
{
    struct term *t = start("vt100", "C");

    (void)state;
    open_page(t);
    on_slot(t, 5);
    press_function(t, 8);
    see(t, "Delete user 5 backup?");
    see(t, "The password that this user has now is lost.");
    see(t, "random");
    see_button(t, "BACK");
    press(t, "Enter");
    see(t, "5 of 10 slots in use");
    press_function(t, 8);
    see(t, "Delete user 5 backup?");
    press(t, "Tab Enter");
    see(t, "SAVED.");
    close_result(t);
    see(t, "4 of 10 slots in use");
    see(t, "the only one");
    press_function(t, 8);
    see(t, "This slot is free already.");
    leave(t);
}

/* Refused with the reason, until a person ticks the box. */
static void test_last(void **state)
{
    struct term *t = start("vt100", "C");

    (void)state;
    open_page(t);
    on_slot(t, 5);
    press_function(t, 8);
    see(t, "Delete user 5 backup?");
    press(t, "Tab Enter");
    see(t, "SAVED.");
    close_result(t);
    on_slot(t, 2);
    press_function(t, 8);
    see(t, "The last administrator");
    see_button(t, "BACK");
    go_to_button(t, "GO ON");
    expect_beep(t, "Enter");
    see(t, "[ ] leave the BMC without an administrator");
    press(t, "Space");
    see(t, "[x] leave the BMC without an administrator");
    button(t, "GO ON");
    see(t, "Delete user 2 ADMIN?");
    see(t, "Afterwards no user is administrator over the network.");
    press(t, "Enter");
    see(t, "slots in use");
    on_slot(t, 2);
    button(t, "CHANGE");
    see(t, "User 2 ADMIN, channel 1");
    go_to(t, "Enabled");
    press(t, "Space");
    button(t, "SAVE");
    see(t, "no user would be administrator over the network");
    press(t, "Space");
    see(t, "[x] leave the BMC without an administrator");
    button(t, "SAVE");
    see(t, "Afterwards no user is administrator over the network.");
    press(t, "Enter");
    see(t, "User 2 ADMIN, channel 1");
    press(t, "Esc Esc");
    leave(t);
}

static void test_channels(void **state)
{
    struct term *t = start(NULL, NULL);

    (void)state;
    open_page(t);
    press_function(t, 3);
    see(t, "Enter takes it");
    press(t, "Down Enter");
    see(t, "Channel 8; 4 of 10 slots in use");
    see(t, "3     oper              yes      no         no access");
    on_slot(t, 3);
    button(t, "CHANGE");
    see(t, "User 3 oper, channel 8");
    press(t, "Esc Esc");
    see(t, "Channel 8;");
    leave(t);
}

static void test_read_only(void **state)
{
    struct term *t = console_start((struct console_setup){.arguments = {"--demo", "--read-only"}});

    (void)state;
    open_page(t);
    go_to_button(t, "CHANGE");
    expect_beep(t, "Enter");
    see(t, "Read-only: nothing can be changed here.");
    leave(t);
}

static void test_small(void **state)
{
    struct term *t = start("vt100", "C");

    (void)state;
    open_page(t);
    term_resize(t, 12, 40);
    see(t, "Slot  Name              Privilege");
    see(t, "Channel 1; 5 of 10 slots in use");
    on_slot(t, 3);
    button(t, "CHANGE");
    see(t, "User 3 oper, channel 1");
    see_in(t, "Confirm Password", "[");
    retype(t, "Password", "abc");
    see(t, "8-16 bytes: no");
    press(t, "Esc Esc");
    see(t, "[CHANGE]");
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

static void budgets(const char *type)
{
    struct term *t = start(type, "C");

    press_function(t, 9);
    see(t, "privileges");
    term_wait_quiet(t, SETTLED_MS);
    term_mark(t);
    term_type(t, "4");
    within(t, "10    free", PAGE);
    go_to_button(t, "CHANGE");
    term_wait_quiet(t, SETTLED_MS);
    term_mark(t);
    press(t, "Enter");
    within(t, "Confirm Password", DIALOG);
    term_mark(t);
    press(t, "Esc Esc");
    within(t, "slots in use", DIALOG);
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
        cmocka_unit_test(test_page),      cmocka_unit_test(test_add),
        cmocka_unit_test(test_change),    cmocka_unit_test(test_delete),
        cmocka_unit_test(test_last),      cmocka_unit_test(test_channels),
        cmocka_unit_test(test_read_only), cmocka_unit_test(test_small),
        cmocka_unit_test(test_budgets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
