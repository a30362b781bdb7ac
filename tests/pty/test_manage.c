/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MANAGE: the address, the QR code as a scanner reads it, what the buttons do. */
#include "console.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scratch.h"

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
    see(t, "Not available: the BMC has no address");
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
    assert_non_null(mkdtemp(scratch_path(folder, sizeof folder, "bmctui-open.XXXXXX")));
    snprintf(script, sizeof script, "%s/browser", folder);
    snprintf(mark, sizeof mark, "%s/mark", folder);
    write_browser(script, mark);
    snprintf(config, sizeof config, "browser = \"%s --new ;touch $HOME\";", script);
    t = console_start((struct console_setup){.config = config, .env = display});
    open_manage(t);
    go_to_button(t, "OPEN");
    press(t, "Enter");
    see(t, "Browser started.");
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
    see(t, "/nonexistent/browser");
    press(t, "Esc Esc");
    console_leave(t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_qr_blanks),
        cmocka_unit_test(test_qr_half_blocks),
        cmocka_unit_test(test_manage_layout),
        cmocka_unit_test(test_manage_saved),
        cmocka_unit_test(test_manage_no_address),
        cmocka_unit_test(test_manage_copy),
        cmocka_unit_test(test_manage_open),
        cmocka_unit_test(test_manage_open_fails),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
