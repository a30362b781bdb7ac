/* SPDX-License-Identifier: GPL-3.0-or-later */
/* IDENTIFY LIGHT, MANAGE, help, and the screen without a BMC. */
#include "console.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void open_light(struct term *t)
{
    go_to_button(t, "IDENTIFY LIGHT");
    press(t, "Enter");
    see(t, "Up/Down moves  Enter or Space sends it  Esc closes");
}

/* --- IDENTIFY LIGHT ---------------------------------------------------------- */

static void test_light_rows(void **state)
{
    static const char *const rows[] = {
        "( ) Indefinitely", "( ) 15 seconds", "( ) 30 seconds", "( ) 1 minute", "( ) 2 minutes",
        "( ) 3 minutes", "( ) 4 minutes", "(*) Turn OFF", "( ) Seconds (1-255)  [   ]",
        "[ CLOSE ]",
    };
    struct term *t = console_demo("vt100", "C", NULL);

    (void)state;
    open_light(t);
    for (int i = 0; i < 10; i++)
        assert_string_equal(row_text(t, 1 + i) + (i == 0 ? 2 : 0), rows[i]);
    assert_string_equal(row_text(t, 0),
                        "IDENTIFY LIGHT    the BMC reports: off                                   "
                        "  DEMO");
    see_focus(t, "( ) Indefinitely");
    expect_beep(t, "x");
    press(t, "Up Down");
    see_focus(t, "( ) 15 seconds");
    press(t, "End@linux");
    see_button(t, "CLOSE");
    press(t, "Home@linux");
    see_focus(t, "( ) Indefinitely");
    press(t, "Tab*8");
    see_focus(t, "( ) Seconds");
    press(t, "Tab");
    see_button(t, "CLOSE");
    press(t, "Enter");
    see_button(t, "IDENTIFY LIGHT"); /* back where one came from */
    console_leave(t);
}

static void test_light_on_and_off(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    open_light(t);
    press(t, "Enter");
    see(t, "(*) Indefinitely");
    see(t, "the BMC reports: on");
    press(t, "Down*4 Space");
    see(t, "(*) 2 minutes");
    see(t, "on for a time, 120 s left by our clock");
    see(t, "on for a time, 119 s left by our clock");
    see(t, "on for a time, 118 s left by our clock");
    press(t, "Down*3 Enter");
    see(t, "(*) Turn OFF");
    see(t, "the BMC reports: off");
    press(t, "Esc Esc");
    see_in(t, "Identify light", "off");
    console_leave(t);
}

static void test_light_seconds(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    open_light(t);
    press(t, "Down*8");
    press(t, "Enter");
    see(t, "Seconds: a number from 1 to 255 is missing, such as 90.");
    term_type(t, "0");
    press(t, "Enter");
    see(t, "0 would put the light out");
    press(t, "^U");
    see_gone(t, "would put");
    term_type(t, "256");
    press(t, "Enter");
    see(t, "Seconds: 256 is not a number from 1 to 255, such as 90.");
    press(t, "^U");
    term_type(t, "1x");
    press(t, "Enter");
    see(t, "Seconds: 1x is not a number from 1 to 255, such as 90.");
    press(t, "^U");
    term_type(t, "3");
    press(t, "Enter");
    see(t, "on for a time, 3 s left by our clock");
    see(t, "(*) Seconds (1-255)  [3  ]");
    assert_true(term_wait_text_for(t, "the BMC reports: off", 9000));
    press(t, "Esc Esc");
    console_leave(t);
}

/* A BMC that does not know "indefinitely". */
static void light_renewed(const char *config)
{
    struct term *t = console_demo(NULL, NULL, config);

    open_light(t);
    press(t, "Enter");
    see(t, "The BMC refused \"indefinitely\": renewed while bmctui runs, off after that.");
    see(t, "(*) Indefinitely");
    see(t, "255 s left by our clock");
    press(t, "Down*7 Enter");
    see_gone(t, "The BMC refused");
    see(t, "(*) Turn OFF");
    press(t, "Esc Esc");
    console_leave(t);
}

static void test_light_renewed(void **state)
{
    (void)state;
    light_renewed("demo_faults = \"set force-code=c7\";");
    light_renewed("demo_faults = \"set force-code=cc\";");
}

static void test_light_refused(void **state)
{
    struct term *t = console_demo(NULL, NULL, "demo_faults = \"identify:code=d5\";");

    (void)state;
    open_light(t);
    press(t, "Enter");
    see(t, "Identify light");
    see(t, "(*) Turn OFF");
    press(t, "Esc Esc");
    console_leave(t);
}

/* F6 from anywhere on the page. */
static void test_f6(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    go_to(t, "Password");
    term_type(t, "x");
    press_function(t, 6);
    see_in(t, "Identify light", "on");
    see_focus(t, "Password");
    press_function(t, 6);
    see_in(t, "Identify light", "off");
    see_in(t, "Password", "[*  ");
    press(t, "Backspace");
    open_light(t);
    press(t, "Down Enter");
    see(t, "(*) 15 seconds");
    press(t, "Esc Esc");
    see_in(t, "Identify light", "on for a time");
    press_function(t, 6); /* for a time is on */
    see_in(t, "Identify light", "off");
    console_leave(t);
}

static void test_f6_not_reported(void **state)
{
    struct term *t = console_demo(NULL, NULL, "demo_faults = \"set light-reported=no\";");

    (void)state;
    see_in(t, "Identify light", "not reported");
    press_function(t, 6);
    term_wait_quiet(t, 200);
    open_light(t);
    see(t, "(*) Indefinitely");
    press(t, "Esc Esc");
    press_function(t, 6);
    term_wait_quiet(t, 200);
    open_light(t);
    see(t, "(*) Turn OFF");
    press(t, "Esc Esc");
    console_leave(t);
}

/* The dialog asks once in five seconds; keys answer meanwhile. */
static void test_light_slow_bmc(void **state)
{
    struct term *t = console_demo(NULL, NULL, "demo_faults = \"identify:delay=1500\";");

    (void)state;
    open_light(t);
    press(t, "Enter");
    press(t, "Down");
    see_focus(t, "( ) 15 seconds");
    assert_false(term_find(t, "(*) Indefinitely", NULL, NULL));
    expect_beep(t, "Enter"); /* one at a time */
    see(t, "(*) Indefinitely");
    press(t, "Esc Esc");
    console_leave(t);
}

/* --- MANAGE ---------------------------------------------------------------- */

static void open_manage(struct term *t)
{
    press_function(t, 7);
    see(t, "MANAGE, the saved settings");
    term_wait_quiet(t, 60);
}

static void qr_on(const char *type, const char *locale)
{
    struct term *t = console_demo(type, locale, NULL);
    const char *read;

    open_manage(t);
    see(t, "https://192.168.100.100/");
    read = console_qr(t);
    if (read != NULL)
        assert_string_equal(read, "HTTPS://192.168.100.100");
    press(t, "Esc Esc");
    console_leave(t);
}

static void test_qr_blanks(void **state)
{
    (void)state;
    qr_on("vt100", "C");
    qr_on("vt220", "C");
    qr_on("linux", "C");
    qr_on("xterm-256color", "C");
}

static void test_qr_half_blocks(void **state)
{
    (void)state;
    qr_on("xterm-256color", "C.UTF-8");
    qr_on("linux", "C.UTF-8");
    qr_on("vt220", "C.UTF-8");
}

static void test_manage_layout(void **state)
{
    struct term *t = console_demo("vt100", "C", NULL);
    char *text;

    (void)state;
    open_manage(t);
    text = term_text_at(t, 0, 47, 26);
    assert_string_equal(text, "MANAGE, the saved settings");
    free(text);
    text = term_text_at(t, 1, 47, 24);
    assert_string_equal(text, "https://192.168.100.100/");
    free(text);
    text = term_text_at(t, 4, 47, 11);
    assert_string_equal(text, "> [ CHECK ]");
    free(text);
    assert_string_equal(row_text(t, 23), "Tab moves  Enter presses  Esc closes");
    assert_false(term_find(t, "COPY", NULL, NULL)); /* a vt100 has no clipboard */
    assert_false(term_find(t, "OPEN", NULL, NULL)); /* no display */
    see_button(t, "CHECK");
    press(t, "Tab");
    see_button(t, "CLOSE");
    press(t, "Enter");
    see(t, "IPMI Configuration");
    console_leave(t);
}

/* Under DHCP, of the lease, and what is saved: not what is being edited. */
static void test_manage_saved(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);
    const char *read;

    (void)state;
    retype(t, "IPv4 Address", "192.168.100.9");
    open_manage(t);
    see(t, "https://192.168.100.100/");
    press(t, "Esc Esc");
    retype(t, "IPv4 Address", "192.168.100.100");
    go_to(t, "Channel");
    press(t, "Enter Down Enter");
    see_in(t, "BMC web address", "https://192.168.8.77/");
    console_wait_loaded(t);
    open_manage(t);
    see(t, "https://192.168.8.77/");
    read = console_qr(t);
    if (read != NULL)
        assert_string_equal(read, "HTTPS://192.168.8.77");
    press(t, "Esc Esc");
    console_leave(t);
}

/* Channel 1 has lost its address, and 8 is shown at first. */
static void test_manage_no_address(void **state)
{
    struct term *t = console_demo(NULL, NULL, "demo_faults = \"#1:change=address-lost\";");

    (void)state;
    see_in(t, "Channel", "<8 ");
    press(t, "Enter");
    see(t, "1  802.3 LAN");
    press(t, "Up Enter");
    see_in(t, "Channel", "<1 ");
    see_in(t, "IPv4 Address", "[                  ]");
    open_manage(t);
    assert_false(term_find(t, "https://", NULL, NULL));
    assert_false(term_find(t, "CHECK", NULL, NULL));
    see(t, "no address");
    see_button(t, "CLOSE");
    press(t, "Enter");
    console_leave(t);
}

/* What the terminal got since the mark. */
static bool was_sent(const struct term *t, const char *bytes)
{
    size_t length;
    const char *raw = term_raw(t, &length);

    for (size_t i = 0; i + strlen(bytes) <= length; i++)
        if (memcmp(raw + i, bytes, strlen(bytes)) == 0)
            return true;
    return false;
}

static void test_manage_copy(void **state)
{
    struct term *t = console_demo("xterm-256color", "C.UTF-8", NULL);

    (void)state;
    term_mark(t);
    open_manage(t);
    assert_true(was_sent(t, "\033]8;;https://192.168.100.100/\033\\https://192.168.100.100/"));
    go_to_button(t, "COPY");
    press(t, "Enter");
    assert_string_equal(term_osc(t, 52), "c;aHR0cHM6Ly8xOTIuMTY4LjEwMC4xMDAv");
    see(t, "clipboard");
    press(t, "Esc Esc");
    console_leave(t);
    t = console_demo("linux", "C.UTF-8", NULL);
    open_manage(t);
    assert_null(term_osc(t, 8));
    assert_null(term_osc(t, 52));
    press(t, "Esc Esc");
    console_leave(t);
}

static void write_browser(const char *script, const char *mark)
{
    FILE *to = fopen(script, "w");

    assert_non_null(to);
    fprintf(to, "#!/bin/sh\nprintf '%%s\\n' \"$@\" >'%s.new'\nmv '%s.new' '%s'\nsleep 30\n", mark,
            mark, mark);
    assert_int_equal(fclose(to), 0);
    assert_int_equal(chmod(script, 0700), 0);
}

/* What the browser was started with, lines as they are. */
static void expect_arguments(struct term *t, const char *mark, const char *expected)
{
    char text[512] = "";
    FILE *file = NULL;

    for (int i = 0; i < 100 && (file = fopen(mark, "r")) == NULL; i++)
        term_pump(t, 50);
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(text, expected);
}

/* OPEN starts the command without a shell and does not wait for it. */
static void test_manage_open(void **state)
{
    static const char *const display[] = {"DISPLAY=:7", NULL};
    char config[600], folder[128], script[160], mark[160];
    struct term *t;

    (void)state;
    snprintf(folder, sizeof folder, "%s/bmctui-open.XXXXXX",
             getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");
    assert_non_null(mkdtemp(folder));
    snprintf(script, sizeof script, "%s/browser", folder);
    snprintf(mark, sizeof mark, "%s/mark", folder);
    write_browser(script, mark);
    snprintf(config, sizeof config, "browser = \"%s --new ;touch $HOME\";", script);
    t = console_start((struct console_setup){.config = config, .env = display});
    open_manage(t);
    go_to_button(t, "OPEN");
    press(t, "Enter");
    see(t, "The browser has been started.");
    expect_arguments(t, mark, "--new\n;touch\n$HOME\nhttps://192.168.100.100/\n");
    press(t, "Esc Esc");
    console_leave(t);
    unlink(mark);
    unlink(script);
    rmdir(folder);
}

static void test_manage_open_fails(void **state)
{
    static const char *const display[] = {"DISPLAY=:7", NULL};
    struct term *t = console_start((struct console_setup){
        .config = "browser = \"/nonexistent/browser\";", .env = display});

    (void)state;
    open_manage(t);
    go_to_button(t, "OPEN");
    press(t, "Enter");
    see(t, "/nonexistent/browser does not start");
    press(t, "Esc Esc");
    console_leave(t);
}

/* --- help ------------------------------------------------------------------ */

static void test_help(void **state)
{
    static const char *const keys[] = {
        "F1    Esc 1", "F2    Esc 2", "F3    Esc 3", "F5    Esc 5", "F6    Esc 6", "F7    Esc 7",
        "F10   Esc 0", "Ctrl-C", "Esc Esc", "Escape", "Ctrl-L", "Ctrl-Z", "Tab, Shift-Tab",
        "Down, Up", "Right, Left", "Home, End", "PgUp, PgDn", "Backspace, Delete", "Ctrl-U",
        "Enter, Space", "an edit that is not saved yet",
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
    see(t, "F1    Esc 1");
    press(t, "Enter");
    see_button(t, "HELP");
    retype(t, "VLAN ID", "5");
    press_function(t, 1);
    see(t, "HELP: ");
    press_function(t, 1);
    see_in(t, "VLAN ID", "[5   ]*");
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
    see_in(t, "VLAN ID", "[5   ]*");
    retype(t, "VLAN ID", "");
    console_leave(t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_light_rows),
        cmocka_unit_test(test_light_on_and_off),
        cmocka_unit_test(test_light_seconds),
        cmocka_unit_test(test_light_renewed),
        cmocka_unit_test(test_light_refused),
        cmocka_unit_test(test_f6),
        cmocka_unit_test(test_f6_not_reported),
        cmocka_unit_test(test_light_slow_bmc),
        cmocka_unit_test(test_qr_blanks),
        cmocka_unit_test(test_qr_half_blocks),
        cmocka_unit_test(test_manage_layout),
        cmocka_unit_test(test_manage_saved),
        cmocka_unit_test(test_manage_no_address),
        cmocka_unit_test(test_manage_copy),
        cmocka_unit_test(test_manage_open),
        cmocka_unit_test(test_manage_open_fails),
        cmocka_unit_test(test_help),
        cmocka_unit_test(test_no_bmc),
        cmocka_unit_test(test_no_bmc_leave_key),
        cmocka_unit_test(test_no_bmc_demo),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
