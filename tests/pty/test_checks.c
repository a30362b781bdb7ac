/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page: what it says about wrong values, what DHCP locks, how passwords are typed. */
#include "console.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* --- wrong values ---------------------------------------------------------- */

struct wrong {
    const char *label, *text, *says;
};

static const struct wrong wrongs[] = {
    {"IPv4 Address", "192.168.100.300", "IPv4 Address: 300 is too large; each part is 0 to 255"},
    {"IPv4 Address", "192.168.100", "does not have four parts"},
    {"IPv4 Address", "192.168.100.01", "leading zero"},
    {"IPv4 Address", "127.0.0.1", "loopback"},
    {"IPv4 Address", "224.0.0.5", "multicast"},
    {"IPv4 Address", "0.1.2.3", "starts with 0"},
    {"IPv4 Address", "250.1.2.3", "reserved"},
    {"IPv4 Address", "abc", "is not allowed"},
    {"IPv4 Address", "", "an address is needed"},
    {"IPv4 Netmask", "255.0.255.0", "not a netmask"},
    {"IPv4 Netmask", "/33", "/1 to /32"},
    {"IPv4 Netmask", "0.0.0.0", "is not a subnet"},
    {"IPv4 Default Gateway", "1.2.3", "does not have four parts"},
    {"VLAN ID", "0", "0 means no VLAN"},
    {"VLAN ID", "4095", "4095 is reserved"},
    {"VLAN ID", "9999", "too large"},
    {"VLAN ID", "007", "leading zero"},
    {"VLAN ID", "1a", "not a number"},
    /* nothing is dropped in silence */
    {"VLAN ID", "12345", "12345 is too large"},
    {"IPv4 Address", "10.1.1.5/255.255.255.0", "/255.255.255.0 is not a prefix length"},
    {"IPv4 Address",
     "1\xc3\xa4"
     "0.1.1.5",
     "use only digits and dots"},
    {"IPv4 Default Gateway", "192.168.100.2544444444444", "2544444444444 is too large"},
};

/* The error stands in rows 19 and 20; a sentence may be broken anywhere between its words. */
static void see_error(struct term *t, const char *text)
{
    char both[512];
    bool found = false;

    for (int i = 0; i < 60 && !found; i++) {
        snprintf(both, sizeof both, "%s %s", row_text(t, 19), row_text(t, 20));
        found = strstr(both, text) != NULL;
        if (!found)
            term_pump(t, 50);
    }
    if (!found) {
        fprintf(stderr, "no error \"%s\"\n", text);
        term_dump(t, stderr);
    }
    assert_true(found);
}

static void see_no_error(struct term *t)
{
    term_wait_quiet(t, 50);
    assert_string_equal(row_text(t, 19), "");
    assert_string_equal(row_text(t, 20), "");
}

static void test_wrong_values(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    for (size_t i = 0; i < COUNT(wrongs); i++) {
        const struct wrong *wrong = &wrongs[i];

        retype(t, wrong->label, wrong->text);
        see_no_error(t); /* not while typing */
        press(t, "Tab");
        see_error(t, wrong->says);
        see_in(t, wrong->label, "]!");
        go_to_button(t, "RELOAD");
        press(t, "Enter");
        see_button(t, "BACK");
        press(t, "Tab Enter");
        see_gone(t, "DROP EDITS");
        console_wait_loaded(t);
        see_no_error(t);
    }
    console_leave(t);
}

static void test_error_goes_while_typing(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    retype(t, "VLAN ID", "4095");
    press(t, "Tab");
    see_error(t, "4095 is reserved");
    press(t, "BackTab Backspace");
    see_no_error(t);
    see_in(t, "VLAN ID", "[409   ]*");
    press(t, "9"); /* never raised by typing */
    see_no_error(t);
    press(t, "Backspace");
    press(t, "Tab");
    see_in(t, "VLAN ID", "[409   ]*");
    press_function(t, 10);
    see_button(t, "BACK");
    press(t, "Tab Enter");
    console_ended(t, 0);
}

/* The rules between the three fields wait until the focus leaves DHCP-to-Gateway. */
static void test_rules_between_fields(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    retype(t, "IPv4 Default Gateway", "192.168.1.254");
    press(t, "BackTab");
    see_no_error(t);
    press(t, "Tab");
    press(t, "Tab");
    see_error(t, "IPv4 Default Gateway: 192.168.1.254 is not in 192.168.100.0/24; use an address "
                 "from 192.168.100.1 to 192.168.100.254, or leave it empty.");
    see_in(t, "IPv4 Default Gateway", "]!");
    retype(t, "IPv4 Default Gateway", "192.168.100.100");
    press(t, "Tab");
    see_error(t, "the BMC's own address");
    retype(t, "IPv4 Default Gateway", "");
    retype(t, "IPv4 Address", "192.168.100.255");
    go_to(t, "VLAN ID");
    see_error(t, "192.168.100.255 is the broadcast address of 192.168.100.0/24");
    retype(t, "IPv4 Netmask", "16");
    go_to(t, "VLAN ID");
    see_no_error(t);
    see_in(t, "IPv4 Netmask", "[255.255.0.0       ]*  /16  was 255.255.255.0");
    retype(t, "IPv4 Address", "169.254.1.2"); /* a warning has no mark */
    go_to(t, "VLAN ID");
    see_error(t, "169.254.1.2 is a link-local address");
    see_in(t, "IPv4 Address", "]*");
    press_function(t, 10);
    press(t, "Tab Enter");
    console_ended(t, 0);
}

static void test_spelled_out(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    retype(t, "IPv4 Netmask", "/20");
    press(t, "Tab");
    see_in(t, "IPv4 Netmask", "[255.255.240.0     ]*  /20");
    retype(t, "IPv4 Address", "10.1.2.3/8");
    press(t, "Tab");
    see_in(t, "IPv4 Address", "[10.1.2.3          ]*");
    see_in(t, "IPv4 Netmask", "[255.0.0.0         ]*  /8");
    press_function(t, 10);
    press(t, "Tab Enter");
    console_ended(t, 0);
}

/* An error anywhere keeps F2 from going on, and the focus goes to the topmost. */
static void test_save_with_errors(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    retype(t, "VLAN ID", "4095");
    retype(t, "IPv4 Netmask", "255.0.255.0");
    go_to(t, "User");
    press_function(t, 2);
    see_focus(t, "IPv4 Netmask");
    see_error(t, "IPv4 Netmask: ");
    see_in(t, "VLAN ID", "]!");
    press_function(t, 10);
    press(t, "Tab Enter");
    console_ended(t, 0);
}

/* --- DHCP ------------------------------------------------------------------ */

static void test_dhcp_locks(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    retype(t, "IPv4 Address", "192.168.100.7");
    go_to(t, "DHCP");
    press(t, "Space");
    see_in(t, "DHCP", "[x]*");
    see_not_in(t, "DHCP", "from DHCP"); /* not yet */
    see_in(t, "IPv4 Address", "by DHCP, after SAVE");
    see_in(t, "IPv4 Netmask", "by DHCP, after SAVE");
    see_in(t, "IPv4 Default Gateway", "by DHCP, after SAVE");
    see_not_in(t, "IPv4 Address", "[");
    see_not_in(t, "IPv4 Netmask", "[");
    see_not_in(t, "IPv4 Default Gateway", "[");
    see_in(t, "VLAN ID", "[");
    press(t, "Tab");
    see_focus(t, "VLAN ID"); /* locked rows are skipped */
    press(t, "Up Space");
    see_in(t, "IPv4 Address", "[192.168.100.7     ]*");
    press_function(t, 10);
    press(t, "Tab Enter");
    console_ended(t, 0);
}

static void test_dhcp_channel(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    press(t, "Enter");
    see(t, "8  802.3 LAN  00:25:90:ab:cd:f0");
    press(t, "Down Enter");
    see_in(t, "Channel", "<8  802.3 LAN  00:25:90:ab:cd:f0>");
    see_in(t, "IP source", "DHCP");
    see_in(t, "DHCP", "[x]  ");
    see_in(t, "DHCP", "from DHCP");
    see_in(t, "IPv4 Address", "192.168.8.77");
    see_not_in(t, "IPv4 Address", "[");
    see_in(t, "BMC web address", "https://192.168.8.77/");
    go_to(t, "DHCP");
    press(t, "Space"); /* the lease is the starting value */
    see_in(t, "IPv4 Address", "[192.168.8.77      ]");
    press(t, "Space");
    console_leave(t);
}

/* --- passwords ------------------------------------------------------------- */

static void test_password_rules(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    see_not_in(t, "Password", "bytes");
    go_to(t, "Password");
    see_in(t, "Password", "8-16 bytes: no  3 of these 4:");
    see_in(t, "Confirm Password", "a-z no  A-Z no  0-9 no  #!+ no");
    term_type(t, "pass1!");
    see_in(t, "Password", "[******              ]");
    see_in(t, "Password", "8-16 bytes: no");
    see_in(t, "Confirm Password", "a-z yes A-Z no  0-9 yes #!+ yes");
    term_type(t, "xyZ");
    see_in(t, "Password", "8-16 bytes: yes");
    see_in(t, "Confirm Password", "a-z yes A-Z yes 0-9 yes #!+ yes");
    press(t, "Tab");
    see_in(t, "Password", "[********            ]"); /* at rest eight stars tell no length */
    see_in(t, "Password", "bytes");
    press(t, "Tab");
    see_not_in(t, "Password", "bytes");
    see_error(t, "Confirm Password: type the same password again.");
    press_function(t, 10);
    press(t, "Tab Enter");
    console_ended(t, 0);
}

static void test_passwords_differ(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    retype(t, "Password", "Abcdefg1");
    retype(t, "Confirm Password", "Abcdefg2");
    press(t, "Tab");
    see_error(t, "the two passwords differ");
    see_in(t, "Confirm Password", "]!");
    retype(t, "Confirm Password", "Abcdefg1");
    press(t, "Tab");
    see_no_error(t);
    retype(t, "Password", "abc");
    go_to_button(t, "SAVE");
    see_error(t, "Password: it has 3 characters; use 8 to 16.");
    press_function(t, 10);
    press(t, "Tab Enter");
    console_ended(t, 0);
}

static void test_show_password(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    retype(t, "Password", " a b ");
    press_function(t, 3);
    see_in(t, "Password", "[ a b                ]");
    press(t, "Tab");
    term_type(t, "Zz");
    see_in(t, "Confirm Password", "[Zz                  ]");
    press_function(t, 3);
    see_in(t, "Confirm Password", "[**                  ]");
    see_in(t, "Password", "[********            ]");
    press_function(t, 10);
    press(t, "Tab Enter");
    console_ended(t, 0);
}

/* --- nothing that is typed is dropped in silence ---------------------------- */

static void test_letters(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    retype(t, "IPv4 Address", "1\xc3\xa4\xe6\xbc\xa2" "5");
    see_in(t, "IPv4 Address", "[1\xc3\xa4?5 "); /* what takes two columns is a mark in one */
    press(t, "Backspace*3");
    see_in(t, "IPv4 Address", "[1   ");
    retype(t, "Password", "P\xc3\xa4sswort12!");
    press_function(t, 3);
    see_in(t, "Password", "[P\xc3\xa4sswort12!         ]");
    press_function(t, 3);
    see_in(t, "Password", "[************        ]"); /* a star a byte */
    go_to_button(t, "SAVE");
    see_in(t, "Password", "]!");
    press_function(t, 10);
    press(t, "Tab Enter");
    console_ended(t, 0);
}

/* Where the locale knows nothing of it, it is seen all the same. */
static void test_letters_in_c(void **state)
{
    struct term *t = console_demo("vt100", "C", NULL);

    (void)state;
    retype(t, "Password", "P\xc3\xa4sswort12!");
    press_function(t, 3);
    see_in(t, "Password", "[P?sswort12!         ]");
    press_function(t, 3);
    go_to_button(t, "SAVE");
    see_error(t, "outside printable ASCII");
    retype(t, "VLAN ID", "1\xe4" "2");
    see_in(t, "VLAN ID", "[1?2   ]");
    press_function(t, 10);
    press(t, "Tab Enter");
    console_ended(t, 0);
}

static void test_full(void **state)
{
    static const char *const labels[] = {"IPv4 Default Gateway", "Password"};
    struct term *t = console_demo(NULL, NULL, NULL);
    char text[65], says[100];

    (void)state;
    memset(text, '7', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    for (size_t i = 0; i < COUNT(labels); i++) {
        retype(t, labels[i], text);
        see_no_error(t);
        expect_beep(t, "7");
        snprintf(says, sizeof says, "%s: at most 64 characters fit; the rest was not taken.",
                 labels[i]);
        see_error(t, says);
        press(t, "Left");
        see_no_error(t);
        press(t, "End Backspace");
        term_type(t, "\xc3\xa4"); /* whole, or not at all */
        see_error(t, says);
        press(t, "Ctrl-U");
    }
    press_function(t, 10);
    press(t, "Tab Enter");
    console_ended(t, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wrong_values),
        cmocka_unit_test(test_error_goes_while_typing),
        cmocka_unit_test(test_rules_between_fields),
        cmocka_unit_test(test_spelled_out),
        cmocka_unit_test(test_save_with_errors),
        cmocka_unit_test(test_dhcp_locks),
        cmocka_unit_test(test_dhcp_channel),
        cmocka_unit_test(test_password_rules),
        cmocka_unit_test(test_passwords_differ),
        cmocka_unit_test(test_show_password),
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_letters_in_c),
        cmocka_unit_test(test_full),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
