/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help, and the screen without a BMC. */
#include "console.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scratch.h"

static void open_manage(struct term *t)
{
    press_function(t, 7);
    see(t, "MANAGE, the saved settings");
    term_wait_quiet(t, 60);
}

/* --- help ------------------------------------------------------------------ */

static void test_help(void **state)
{
    static const char *const keys[] = {
        "this help", "SAVE: asks", "shows the p", "RELOAD: ", "light on", "MANAGE: ", "F10 ", "Ctrl-C", "Esc Esc", "Escape", "Ctrl-L", "Ctrl-Z", "Tab, Shift-Tab",
        "Down, Up", "Right, Left", "Home, End", "PgUp, PgDn", "Backspace", "Delete", "Ctrl-U",
        "Enter, Space", "not reported", "edited, not saved yet",
    };
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    go_to_button(t, "HELP");
    press(t, "Enter");
    see(t, "HELP: ");
    expect_beep(t, "x");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        for (int steps = 0; steps < 60 && !term_find(t, keys[i], NULL, NULL); steps++)
            press(t, "Down");
        see(t, keys[i]);
    }
    press(t, "End Down PgDn");
    press(t, "Home");
    see(t, "F1 (Esc 1) on any item"); /* what has the focus stands first */
    press(t, "Enter");
    see_button(t, "HELP");
    retype(t, "VLAN ID", "5");
    press_function(t, 1);
    see(t, "HELP: ");
    press_function(t, 1);
    see_in(t, "VLAN ID", "[5     ]*");
    open_manage(t); /* F1 works in dialogs too */
    press_function(t, 1);
    see(t, "HELP: ");
    press(t, "Esc Esc");
    see(t, "MANAGE, the saved settings");
    press(t, "Esc Esc");
    retype(t, "VLAN ID", "");
    console_leave(t);
}

/* --- no BMC ---------------------------------------------------------------- */

static struct term *without_bmc(void)
{
    struct term *t = console_start((struct console_setup){
        .arguments = {"-D", "openipmi", "--driver-device=/dev/bmctui-none"}, .early = true});

    see(t, "NO BMC");
    see(t, "No BMC was reached");
    return t;
}

static void test_no_bmc(void **state)
{
    struct term *t = without_bmc();

    (void)state;
    see(t, "/dev/bmctui-none");
    see_in(t, "SMBIOS type 38", " ");
    see_in(t, "Kernel modules", "ipmi_");
    see_in(t, "What to do", " ");
    see_button(t, "RETRY");
    press(t, "Enter");
    see(t, "No BMC was reached");
    see_button(t, "RETRY");
    press(t, "Right Right");
    see_button(t, "LEAVE");
    press_function(t, 1);
    see(t, "HELP: ");
    press(t, "Esc Esc");
    see_button(t, "LEAVE");
    press(t, "Enter");
    console_ended(t, 3);
}

/* A try over LAN takes long: what runs is told, keys answer, Esc stops it. */
static void test_no_bmc_over_lan(void **state)
{
    char password[SCRATCH_PATH], option[SCRATCH_PATH + 32];
    struct term *t;
    FILE *file = fdopen(mkstemp(scratch_path(password, sizeof password, "password.XXXXXX")), "w");

    (void)state;
    assert_non_null(file);
    fputs("none\n", file);
    fclose(file);
    snprintf(option, sizeof option, "--session-password-file=%s", password);
    t = console_start((struct console_setup){
        .arguments = {"-h", "127.0.0.1:6", "-u", "nobody", option, "--session-timeout=2000",
                      "--retransmission-timeout=400"},
        .early = true});
    see(t, "No BMC was reached: ");
    assert_false(term_find(t, "SMBIOS", NULL, NULL)); /* says nothing about that BMC */
    see_button(t, "RETRY");
    press(t, "Enter");
    see(t, "Looking for the BMC again, 1 s");
    expect_beep(t, "Enter");
    press(t, "Tab");
    see_button(t, "DEMO");
    see_gone(t, "Looking for the BMC again");
    see_button(t, "DEMO"); /* where it was left */
    press(t, "F5");
    see(t, "Looking for the BMC again");
    press(t, "Esc Esc");
    see_gone(t, "Looking for the BMC again");
    press_function(t, 10);
    console_ended(t, 3);
    unlink(password);
}

static void test_no_bmc_leave_key(void **state)
{
    struct term *t = without_bmc();

    (void)state;
    press_function(t, 10);
    console_ended(t, 3);
}

static void test_no_bmc_demo(void **state)
{
    struct term *t = without_bmc();

    (void)state;
    press(t, "Tab");
    see_button(t, "DEMO");
    press(t, "Enter");
    console_wait_loaded(t);
    assert_false(term_find(t, "NO BMC", NULL, NULL));
    assert_non_null(strstr(row_text(t, 0), "DEMO"));
    see_in(t, "IPv4 Address", "[192.168.100.100   ]");
    see_focus(t, "Channel");
    retype(t, "VLAN ID", "5");
    see_in(t, "VLAN ID", "[5     ]*");
    retype(t, "VLAN ID", "");
    console_leave(t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_help),
        cmocka_unit_test(test_no_bmc),
        cmocka_unit_test(test_no_bmc_over_lan),
        cmocka_unit_test(test_no_bmc_leave_key),
        cmocka_unit_test(test_no_bmc_demo),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
