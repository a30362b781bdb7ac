/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What appears without a key: the lease after a switch to DHCP, a BMC that is back; and the first
 * steps with a new BMC, which go as they are done.
 */
#include "console.h"
#include "forward.h"

enum { LOOK_S = 5, LEASE_S = 120 };

static struct term *start(const char *config, const char *personality)
{
    struct console_setup setup = {.config = config, .env = forward_environment()};

    setup.arguments[0] = "--demo";
    setup.arguments[1] = personality;
    return console_start(setup);
}

static void save(struct term *t)
{
    press_function(t, 2);
    see_gone(t, "Reading what");
    go_to_button(t, "SAVE");
    press(t, "Enter");
    see(t, "SAVED");
    press(t, "Enter");
    console_wait_loaded(t);
}

static void switch_to_dhcp(struct term *t)
{
    go_to(t, "DHCP");
    press(t, "Space");
    see_in(t, "IPv4 Address", "by DHCP, after SAVE");
    save(t);
    see_in(t, "DHCP", "waiting for a lease...");
    see_in(t, "IPv4 Address", "none");
}

static void test_lease(void **state)
{
    struct term *t = start("demo_faults = \"set lease-ms=60000\";", NULL);

    (void)state;
    switch_to_dhcp(t);
    put_forward(LOOK_S);
    term_wait_quiet(t, 100);
    see_in(t, "DHCP", "waiting for a lease...");
    put_forward_until(t, LOOK_S, "from DHCP");
    see_in(t, "IPv4 Address", "192.168.100.");
    see_in(t, "IPv4 Netmask", "255.255.255.0");
    see_in(t, "BMC web address", "https://192.168.100.");
    console_leave(t);
}

/* It is not asked for ever. */
static void test_no_lease(void **state)
{
    struct term *t = start("demo_faults = \"set lease-ms=never\";", NULL);

    (void)state;
    switch_to_dhcp(t);
    put_forward(LEASE_S);
    term_wait_quiet(t, 100);
    term_mark(t);
    put_forward(LEASE_S);
    term_wait_quiet(t, 100);
    assert_int_equal(term_bytes(t), 0);
    see_in(t, "DHCP", "waiting for a lease...");
    console_leave(t);
}

/* It restarts when the light is switched; the edit outlives that. */
static void test_back(void **state)
{
    struct term *t = start("demo_faults = \"identify:reboot=40s boot=1s\";", NULL);

    (void)state;
    retype(t, "VLAN ID", "77");
    press_function(t, 6);
    put_forward_until(t, LOOK_S, "The BMC does not answer; it is asked again");
    put_forward_until(t, LOOK_S, "https://192.168.100.100/");
    for (int looks = 0; looks < 30 && term_find(t, "does not answer", NULL, NULL); looks++) {
        put_forward(LOOK_S);
        term_wait_quiet(t, 100);
    }
    console_wait_loaded(t);
    see_gone(t, "does not answer");
    see_in(t, "IPv4 Address", "192.168.100.100");
    see_in(t, "VLAN ID", "[77    ]*");
    press_function(t, 10);
    press(t, "Tab Enter");
    console_ended(t, 0);
}

/* Its state could not be read when it was switched: it is looked at again, until it is known. */
static void test_light(void **state)
{
    struct term *t = start("demo_faults = \"chassis-status:short=2 nth=3 times=2\";", NULL);

    (void)state;
    press_function(t, 6);
    see(t, "answer is too short");
    see_in(t, "IP source", "Identify light    off");
    put_forward(LOOK_S);
    term_wait_quiet(t, 100);
    see_in(t, "IP source", "Identify light    off");
    put_forward(LOOK_S);
    see_in(t, "IP source", "Identify light    on");
    see_gone(t, "answer is too short");
    console_leave(t);
}

/* In the order of the row, to the end of it. */
static void test_first_steps(void **state)
{
    struct term *t = start(NULL, "--personality=factory");

    (void)state;
    see(t, "New BMC: 1. IPv4 Address or DHCP  2. Password  3. SAVE  4. MANAGE: try it");
    retype(t, "IPv4 Address", "192.168.100.100/24");
    save(t);
    see(t, "New BMC: 1. Password, unless one has been set  2. SAVE");
    retype(t, "Password", "Abcdefg1");
    retype(t, "Confirm Password", "Abcdefg1");
    save(t);
    see(t, "New BMC: MANAGE shows its web address");
    press_function(t, 7);
    see(t, "MANAGE, the saved settings");
    press(t, "Esc Esc");
    see(t, "IPMI Configuration");
    see_gone(t, "New BMC");
    console_leave(t);
}

/* One with an address, or whose user somebody has renamed, is none. */
static void test_no_first_steps(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    assert_false(term_find(t, "New BMC", NULL, NULL));
    console_leave(t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lease),
        cmocka_unit_test(test_no_lease),
        cmocka_unit_test(test_back),
        cmocka_unit_test(test_light),
        cmocka_unit_test(test_first_steps),
        cmocka_unit_test(test_no_first_steps),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
