/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every screen on every kind of terminal, compared with golden/: to be looked at when they change
 * (BMCTUI_GOLDEN=update writes them anew).
 */
#include "console.h"

#include <string.h>

static const struct kind {
    const char *type, *locale;
} kinds[] = {{"xterm-256color", "C.UTF-8"}, {"linux", "C.UTF-8"}, {"vt100", "C"}};

#define KINDS (sizeof kinds / sizeof kinds[0])

static void keep(struct term *t, const struct kind *kind, const char *name)
{
    golden(t, name, kind->type, kind->locale);
}

static void drop_edits(struct term *t)
{
    press_function(t, 10);
    see_button(t, "BACK");
    press(t, "Tab Enter");
    console_ended(t, 0);
}

static void page_on(const struct kind *kind)
{
    struct term *t = console_demo(kind->type, kind->locale, NULL);

    keep(t, kind, "page");
    retype(t, "IPv4 Address", "192.168.100.101");
    retype(t, "IPv4 Default Gateway", "192.168.1.254");
    go_to(t, "VLAN ID");
    term_type(t, "1234");
    keep(t, kind, "page-error");
    retype(t, "Password", "abc12!");
    keep(t, kind, "page-password");
    press_function(t, 10);
    see_button(t, "BACK");
    keep(t, kind, "leave");
    press(t, "Esc Esc");
    drop_edits(t);
}

static void test_page(void **state)
{
    (void)state;
    for (size_t i = 0; i < KINDS; i++)
        page_on(&kinds[i]);
}

static void dhcp_on(const struct kind *kind)
{
    struct term *t = console_demo(kind->type, kind->locale, NULL);

    press(t, "Enter");
    see(t, "8  802.3 LAN");
    keep(t, kind, "channels");
    press(t, "Down Enter");
    see_in(t, "BMC web address", "https://192.168.8.77/");
    console_wait_loaded(t);
    keep(t, kind, "page-dhcp");
    go_to(t, "User");
    press(t, "Enter");
    see(t, "4  viewer");
    term_wait_quiet(t, 100);
    keep(t, kind, "users");
    press(t, "Esc Esc");
    console_leave(t);
}

static void test_dhcp(void **state)
{
    (void)state;
    for (size_t i = 0; i < KINDS; i++)
        dhcp_on(&kinds[i]);
}

static void dialogs_on(const struct kind *kind)
{
    struct term *t = console_demo(kind->type, kind->locale, "demo_faults = \"set force-code=cc\";");

    go_to_button(t, "IDENTIFY LIGHT");
    press(t, "Enter");
    keep(t, kind, "light");
    press(t, "Enter");
    see(t, "The BMC refused \"indefinitely\"");
    keep(t, kind, "light-renewed");
    press(t, "Down*7 Enter");
    see(t, "(*) Turn OFF");
    press(t, "Esc Esc");
    press_function(t, 7);
    see(t, "MANAGE, the saved settings");
    term_wait_quiet(t, 100);
    keep(t, kind, "manage");
    press(t, "Esc Esc");
    press_function(t, 1);
    see(t, "HELP: ");
    keep(t, kind, "help");
    press(t, "End@linux");
    keep(t, kind, "help-end");
    press(t, "Esc Esc");
    console_leave(t);
}

static void test_dialogs(void **state)
{
    (void)state;
    for (size_t i = 0; i < KINDS; i++)
        dialogs_on(&kinds[i]);
}

static void save_on(const struct kind *kind)
{
    struct term *t = console_demo(kind->type, kind->locale,
                                  "demo_faults = \"lan-set 12:code=cc times=1; set locked=no\";");

    go_to(t, "User");
    press(t, "Enter");
    see(t, "4  viewer");
    press(t, "Down Down Enter");
    retype(t, "Password", "Abcdefg1");
    retype(t, "Confirm Password", "Abcdefg1");
    retype(t, "IPv4 Address", "192.168.100.101");
    retype(t, "IPv4 Default Gateway", "192.168.100.253");
    retype(t, "VLAN ID", "1234");
    press_function(t, 2);
    see(t, "Review: ");
    see(t, "viewer enabled");
    keep(t, kind, "review");
    go_to_button(t, "SAVE");
    press(t, "Enter");
    see(t, "NOT SAVED.");
    keep(t, kind, "refused");
    press(t, "Enter");
    console_wait_loaded(t);
    retype(t, "IPv4 Default Gateway", "192.168.100.252");
    press_function(t, 2);
    see(t, "viewer enabled");
    go_to_button(t, "SAVE");
    press(t, "Enter");
    see(t, "SAVED. ");
    keep(t, kind, "saved");
    press(t, "Enter");
    console_wait_loaded(t);
    console_leave(t);
}

static void test_save(void **state)
{
    (void)state;
    for (size_t i = 0; i < KINDS; i++)
        save_on(&kinds[i]);
}

/* Saving, as it waits for values to come; and what it asks then. */
static void verify_on(const struct kind *kind)
{
    struct term *t = console_demo(kind->type, kind->locale,
                                  "demo_faults = \"lan-set 12:stale=60000\";");

    retype(t, "IPv4 Default Gateway", "192.168.100.253");
    press_function(t, 2);
    see(t, "Review: ");
    see_gone(t, "Reading what");
    go_to_button(t, "SAVE");
    press(t, "Enter");
    see(t, "[ DO NOT WAIT ]");
    keep(t, kind, "verifying");
    go_to_button(t, "DO NOT WAIT");
    press(t, "Enter");
    see_button(t, "PUT BACK");
    keep(t, kind, "keep-or-put-back");
    press(t, "Tab Enter");
    see(t, "pending");
    keep(t, kind, "pending");
    press(t, "Enter");
    console_wait_loaded(t);
    console_leave(t);
}

static void test_verify(void **state)
{
    (void)state;
    for (size_t i = 0; i < KINDS; i++)
        verify_on(&kinds[i]);
}

static void read_only_on(const struct kind *kind)
{
    struct term *t = console_start((struct console_setup){
        .type = kind->type, .locale = kind->locale, .arguments = {"--demo", "--read-only"}});

    keep(t, kind, "read-only");
    console_leave(t);
}

static void test_read_only(void **state)
{
    (void)state;
    for (size_t i = 0; i < KINDS; i++)
        read_only_on(&kinds[i]);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_page),   cmocka_unit_test(test_dhcp),
        cmocka_unit_test(test_dialogs), cmocka_unit_test(test_save),
        cmocka_unit_test(test_verify), cmocka_unit_test(test_read_only),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
