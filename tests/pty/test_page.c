/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page: what it shows, how one moves on it, what it asks before edits are dropped. */
#include "console.h"

#include <string.h>

static const char *const labels[] = {
    "Channel",       "DHCP",        "IPv4 Address",   "IPv4 Netmask",    "IPv4 Default Gateway",
    "VLAN ID",       "User",        "Password",       "Confirm Password",
};

static const char *const buttons[] = {"SAVE", "IDENTIFY LIGHT", "MANAGE",
                                      "RELOAD", "HELP", "LEAVE"};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void test_factory_values(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    see(t, "bmctui  Network > IPMI");
    see_in(t, "Channel", "<1  802.3 LAN  00:25:90:ab:cd:ef>");
    see_in(t, "DHCP", "[ ]");
    see_in(t, "IPv4 Address", "[192.168.100.100   ]");
    see_in(t, "IPv4 Netmask", "[255.255.255.0     ]   /24");
    see_in(t, "IPv4 Default Gateway", "[192.168.100.254   ]");
    see_in(t, "VLAN ID", "[      ]");
    see_in(t, "User", "<2  ADMIN  administrator>");
    see_in(t, "Password", "[                    ]");
    see_in(t, "Confirm Password", "[                    ]");
    see_in(t, "IP source", "static            Identify light    off");
    see_in(t, "MAC address", "00:25:90:ab:cd:ef");
    see_in(t, "BMC web address", "https://192.168.100.100/");
    see(t, "IPMI Configuration");
    see(t, "IPMI Password Reset");
    see(t, "[SAVE]  [IDENTIFY LIGHT]  [MANAGE]  [RELOAD]  [HELP]  [LEAVE]");
    see_focus(t, "Channel");
    console_leave(t);
}

/* Sections, fields, read-only lines: in the order of the screen. */
static void test_order(void **state)
{
    static const char *const order[] = {
        "Channel", "IPMI Configuration", "DHCP", "IPv4 Address", "IPv4 Netmask",
        "IPv4 Default Gateway", "VLAN ID", "IPMI Password Reset", "User", "Password",
        "Confirm Password", "Status", "IP source", "MAC address", "BMC web address",
    };
    struct term *t = console_demo("vt100", "C", NULL);

    (void)state;
    for (size_t i = 1; i < COUNT(order); i++)
        assert_int_equal(row_of(t, order[i]), row_of(t, order[i - 1]) + 1);
    console_leave(t);
}

/* --- moving ---------------------------------------------------------------- */

static void walk(const char *type, const char *locale)
{
    struct term *t = console_demo(type, locale, NULL);

    for (size_t i = 0; i < COUNT(labels); i++) {
        see_focus(t, labels[i]);
        press(t, "Tab");
    }
    for (size_t i = 0; i < COUNT(buttons); i++) {
        see_button(t, buttons[i]);
        press(t, "Tab");
    }
    see_focus(t, "Channel"); /* round and round */
    press(t, "BackTab");
    see_button(t, "LEAVE");
    for (size_t i = COUNT(buttons) - 1; i > 0; i--) {
        press(t, "BackTab");
        see_button(t, buttons[i - 1]);
    }
    for (size_t i = COUNT(labels); i > 0; i--) {
        press(t, "BackTab");
        see_focus(t, labels[i - 1]);
    }
    console_leave(t);
}

static void test_walk_xterm(void **state)
{
    (void)state;
    walk("xterm-256color", "C.UTF-8");
}

static void test_walk_linux(void **state)
{
    (void)state;
    walk("linux", "C.UTF-8");
}

static void test_walk_vt100(void **state)
{
    (void)state;
    walk("vt100", "C");
}

static void test_up_and_down(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    press(t, "Up"); /* stops at the ends */
    see_focus(t, "Channel");
    for (size_t i = 1; i < COUNT(labels); i++) {
        press(t, "Down");
        see_focus(t, labels[i]);
    }
    press(t, "Down");
    see_button(t, "SAVE");
    press(t, "Right");
    see_button(t, "IDENTIFY LIGHT");
    press(t, "Right Right Right Right");
    see_button(t, "LEAVE");
    press(t, "Left");
    see_button(t, "HELP");
    press(t, "Home");
    see_focus(t, "Channel");
    press(t, "End");
    see_button(t, "LEAVE");
    console_leave(t);
}

/* Enter goes to the next item in a text, and never saves. */
static void test_enter(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    go_to(t, "IPv4 Address");
    press(t, "Enter");
    see_focus(t, "IPv4 Netmask");
    press(t, "Enter Enter Enter");
    see_focus(t, "User");
    go_to(t, "Password");
    press(t, "Enter Enter");
    see_button(t, "SAVE");
    go_to(t, "DHCP");
    press(t, "Enter");
    see_in(t, "DHCP", "[x]");
    press(t, "Space");
    see_in(t, "DHCP", "[ ]");
    console_leave(t);
}

static void test_keys_in_a_text(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);
    int row, col;

    (void)state;
    retype(t, "VLAN ID", "12");
    press(t, "Home");
    term_type(t, "3");
    see_in(t, "VLAN ID", "[312   ]");
    press(t, "Right");
    press(t, "Backspace");
    see_in(t, "VLAN ID", "[32    ]");
    press(t, "Del");
    see_in(t, "VLAN ID", "[3     ]");
    expect_beep(t, "Del");
    press(t, "End");
    term_type(t, "456");
    see_in(t, "VLAN ID", "[3456  ]");
    expect_no_beep(t, "7"); /* too long is named, not dropped: it scrolls */
    term_type(t, "89");
    see_in(t, "VLAN ID", "[456789]");
    press(t, "Home");
    see_in(t, "VLAN ID", "[345678]");
    expect_no_beep(t, "Left"); /* stays at the ends */
    term_cursor(t, &row, &col);
    assert_int_equal(col, 24);
    press(t, "^U");
    see_in(t, "VLAN ID", "[      ]");
    console_leave(t);
}

/* What has no meaning here rings, and changes nothing. */
static void test_beeps(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    expect_beep(t, "F4");
    expect_beep(t, "F12");
    expect_beep(t, "x");
    go_to(t, "DHCP");
    expect_beep(t, "Left");
    expect_beep(t, "x");
    press_function(t, 3); /* no secret has the focus */
    see_in(t, "DHCP", "[ ]");
    console_leave(t);
}

/* --- what has not come ------------------------------------------------------ */

/* Empty is what is set to nothing, and nothing else. */
static void test_not_read(void **state)
{
    static const char *const rows[] = {"Channel",      "DHCP",    "IPv4 Address",
                                       "IPv4 Netmask", "IPv4 Default Gateway",
                                       "VLAN ID",      "User",    "IP source",
                                       "MAC address",  "BMC web address"};
    struct term *t = console_start(
        (struct console_setup){.config = "demo_delay_ms = 60000;", .early = true});

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        see_in(t, rows[i], "...");
    press(t, "Esc Esc"); /* nobody waits any more */
    for (size_t i = 0; i < COUNT(rows); i++)
        see_in(t, rows[i], "not read");
    see_in(t, "IP source", "Identify light    not read");
    go_to(t, "VLAN ID");
    expect_beep(t, "1");
    see(t, "VLAN ID: could not be read; RELOAD tries again");
    see_not_in(t, "VLAN ID", "*");
    press_function(t, 10);
    console_ended(t, 0);
}

/* What the BMC holds stands behind an edit once that has been left, until it is none any more. */
static void test_was(void **state)
{
    struct term *t = console_demo("vt100", "C", NULL);

    (void)state;
    retype(t, "VLAN ID", "42");
    see_in(t, "VLAN ID", "[42    ]*");
    press(t, "Up");
    see_in(t, "VLAN ID", "[42    ]*  was off");
    retype(t, "IPv4 Address", "192.168.100.111");
    press(t, "Tab");
    see_in(t, "IPv4 Address", "[192.168.100.111   ]*  was 192.168.100.100");
    retype(t, "VLAN ID", "");
    see_not_in(t, "VLAN ID", "was");
    retype(t, "IPv4 Address", "192.168.100.100");
    see_not_in(t, "IPv4 Address", "was");
    console_leave(t);
}

/* Beside the page: the item with the focus, what SAVE would do, and the command that does it. */
static void test_right_side(void **state)
{
    struct term *t = console_start((struct console_setup){.rows = 40, .cols = 120});

    (void)state;
    see(t, "A BMC has one or more LAN channels");
    assert_false(term_find(t, "SAVE would write", NULL, NULL));
    retype(t, "VLAN ID", "42");
    see(t, "SAVE would write");
    see(t, "VLAN ID  42");
    see(t, "! The BMC will answer on VLAN 42");
    see(t, "set vlan=42");
    retype(t, "IPv4 Default Gateway", "10.0.0.1");
    go_to(t, "User"); /* what is wrong is not written, and no command does that */
    see(t, "IPv4 Default Gateway: 10.0.0.1 is not in");
    see_gone(t, "The same by command");
    see(t, "VLAN ID  42");
    assert_false(term_find(t, "IPv4 Default Gateway  10", NULL, NULL));
    term_resize(t, 40, 109);
    see_gone(t, "SAVE would write");
    term_resize(t, 24, 110);
    see(t, "SAVE would write");
    press_function(t, 10);
    press(t, "Tab Enter");
    console_ended(t, 0);
}

/* --- asking before edits are dropped ---------------------------------------- */

static void test_leave_asks(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    retype(t, "VLAN ID", "99");
    press_function(t, 10);
    see_button(t, "BACK"); /* what changes nothing */
    press(t, "Enter");
    see_in(t, "VLAN ID", "[99    ]*");
    see_focus(t, "VLAN ID");
    press(t, "^C");
    see_button(t, "BACK");
    press(t, "Esc Esc");
    see_in(t, "VLAN ID", "[99    ]*");
    go_to_button(t, "LEAVE");
    press(t, "Enter");
    see_button(t, "BACK");
    press(t, "Tab");
    press(t, "Enter");
    console_ended(t, 0);
}

static void test_reload_asks(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    retype(t, "VLAN ID", "99");
    press_function(t, 5);
    see(t, "DROP EDITS");
    press(t, "Enter");
    see_in(t, "VLAN ID", "[99    ]*");
    press_function(t, 5);
    see_button(t, "BACK");
    press(t, "Right");
    see_button(t, "DROP EDITS");
    press(t, "Enter");
    see_in(t, "VLAN ID", "[      ]");
    see_not_in(t, "VLAN ID", "*");
    retype(t, "VLAN ID", "99"); /* another channel asks as well */
    go_to(t, "Channel");
    press(t, "Enter Down Enter");
    see(t, "DROP EDITS");
    press(t, "Esc Esc");
    see_in(t, "Channel", "<1 ");
    see_in(t, "VLAN ID", "[99    ]*");
    press_function(t, 10);
    press(t, "Tab Enter");
    console_ended(t, 0);
}

/* An edit that was taken back is none. */
static void test_edit_taken_back(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    retype(t, "IPv4 Address", "192.168.100.101");
    see_in(t, "IPv4 Address", "]*");
    press(t, "Backspace");
    term_type(t, "0");
    see_not_in(t, "IPv4 Address", "*");
    console_leave(t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_factory_values),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_walk_xterm),
        cmocka_unit_test(test_walk_linux),
        cmocka_unit_test(test_walk_vt100),
        cmocka_unit_test(test_up_and_down),
        cmocka_unit_test(test_enter),
        cmocka_unit_test(test_keys_in_a_text),
        cmocka_unit_test(test_beeps),
        cmocka_unit_test(test_not_read),
        cmocka_unit_test(test_was),
        cmocka_unit_test(test_right_side),
        cmocka_unit_test(test_leave_asks),
        cmocka_unit_test(test_reload_asks),
        cmocka_unit_test(test_edit_taken_back),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
