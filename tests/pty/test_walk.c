/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything by Tab, arrows, Enter and Space alone; what a person who sees nothing hears from the
 * cursor; what others write over the screen; what is left of secrets.
 */
#include "console.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- a few keys -------------------------------------------------------------------- */

static void only(struct term *t, const char *keys)
{
    static const char *const few[] = {"Tab", "Up", "Down", "Left", "Right", "Enter", "Space"};
    char copy[200], *save = NULL;
    bool known;

    snprintf(copy, sizeof copy, "%s", keys);
    for (char *key = strtok_r(copy, " *0123456789", &save); key != NULL;
         key = strtok_r(NULL, " *0123456789", &save)) {
        known = false;
        for (size_t i = 0; i < sizeof few / sizeof few[0]; i++)
            known |= strcmp(few[i], key) == 0;
        assert_true(known);
    }
    press(t, keys);
}

static void walk_dialogs(struct term *t)
{
    only(t, "Enter");
    see(t, "8  802.3 LAN");
    only(t, "Down Enter");
    see_in(t, "BMC web address", "https://192.168.8.77/");
    console_wait_loaded(t);
    only(t, "Space");
    see_focus(t, "8  802.3 LAN");
    only(t, "Up Enter");
    see_in(t, "BMC web address", "https://192.168.100.100/");
    console_wait_loaded(t);
    go_to_button(t, "IDENTIFY LIGHT");
    only(t, "Enter Down*2 Space");
    see(t, "30 s left");
    only(t, "Down*5 Enter");
    see(t, "(*) Turn OFF");
    only(t, "Down*2 Enter");
    see_button(t, "IDENTIFY LIGHT");
    only(t, "Right Space");
    see(t, "MANAGE, the saved settings");
    go_to_button(t, "CLOSE");
    only(t, "Enter");
    see_button(t, "MANAGE");
    only(t, "Right*2 Enter");
    see(t, "HELP: ");
    only(t, "Down*9 Up Enter");
    see_button(t, "HELP");
}

static void walk_edits(struct term *t)
{
    go_to(t, "DHCP");
    only(t, "Space");
    see_in(t, "DHCP", "[x]*");
    only(t, "Enter");
    see_in(t, "DHCP", "[ ]");
    only(t, "Down*4");
    see_focus(t, "VLAN ID");
    term_type(t, "12");
    only(t, "Left");
    term_type(t, "3");
    see_in(t, "VLAN ID", "[132   ]*");
    only(t, "Enter");
    see_focus(t, "User");
    only(t, "Enter");
    see(t, "4  viewer");
    only(t, "Down*2 Enter");
    see_in(t, "User", "<4  viewer>");
    only(t, "Down");
    term_type(t, "Abcdefg1");
    only(t, "Down");
    term_type(t, "Abcdefg1");
    only(t, "Tab");
    see_button(t, "SAVE");
}

static void walk_questions(struct term *t)
{
    only(t, "Right*3 Enter"); /* RELOAD */
    see_button(t, "BACK");
    only(t, "Enter");
    see_button(t, "RELOAD");
    only(t, "Right*2 Enter"); /* LEAVE */
    see_button(t, "BACK");
    only(t, "Enter");
    see_button(t, "LEAVE");
    see_in(t, "VLAN ID", "[132   ]*");
}

static void test_few_keys(void **state)
{
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    walk_dialogs(t);
    walk_edits(t);
    walk_questions(t);
    only(t, "Left*5 Enter");
    see(t, "viewer administrator");
    see_button(t, "BACK");
    only(t, "Up Space");
    see_focus(t, "[x] user 4 viewer administrator");
    only(t, "Down Right Enter");
    see(t, "SAVED. ");
    only(t, "Enter");
    see_in(t, "VLAN ID", "[132   ]");
    console_wait_loaded(t);
    go_to_button(t, "LEAVE");
    only(t, "Enter");
    console_ended(t, 0);
}

/* --- the cursor tells ---------------------------------------------------------------- */

/* In each dialog the cursor stands in the row, or on the word, that the mark is at. */
static void see_cursor_on_mark(struct term *t)
{
    int rows, cols, row, col, marked = -1;
    struct term_cell cell;

    term_size(t, &rows, &cols);
    term_cursor(t, &row, &col);
    for (int i = 0; i < cols && i <= col; i++) {
        term_cell(t, row, i, &cell);
        if (strcmp(cell.text, ">") == 0)
            marked = i;
    }
    if (marked < 0 || !term_cursor_visible(t))
        term_dump(t, stderr);
    assert_true(marked >= 0 && term_cursor_visible(t));
}

/* Whatever moves in a dialog; more than there are items. */
static const char *const moves[] = {
    "Tab",        "Down",       "PgDn@linux", "Down", "PgUp@linux", "Up",         "Up",
    "PgUp@linux", "Up",         "Down",       "Tab",  "End@linux",  "PgDn@linux", "Up",
    "Down*3",     "Home@linux", "Up*3",       "Tab",  "Tab",        "Down*9",     "Up*9",
};

static void test_cursor(void **state)
{
    static const struct {
        const char *keys, *text;
    } dialogs[] = {
        {"Enter", "8  802.3 LAN"},
        {"Esc-7", "CLOSE"},
        {"Esc-2", "BACK"},
        {"Esc-0", "DROP EDITS"},
        {"Esc-5", "DROP EDITS"},
    };
    static const int sizes[][2] = {{24, 80}, {12, 40}};

    (void)state;
    for (size_t k = 0; k < 2; k++) {
        struct term *t = console_demo("vt100", "C", NULL);

        go_to(t, "User");
        press(t, "Enter");
        see(t, "4  viewer");
        press(t, "Down Down Enter Down");
        term_type(t, "Abcdefg1");
        press(t, "Down");
        term_type(t, "Abcdefg1");
        term_resize(t, sizes[k][0], sizes[k][1]);
        press(t, "Up*20");
        for (size_t i = 0; i < sizeof dialogs / sizeof dialogs[0]; i++) {
            press(t, dialogs[i].keys);
            see(t, dialogs[i].text);
            see_gone(t, "Checking remote");
            term_settle(t);
            for (size_t move = 0; move < sizeof moves / sizeof moves[0]; move++) {
                see_cursor_on_mark(t);
                press(t, moves[move]);
            }
            press(t, "Esc Esc");
            see_cursor_on_mark(t);
        }
        press(t, "Esc-0 Tab Enter");
        console_ended(t, 0);
    }
}

/* --- what others write ------------------------------------------------------------------ */

static void write_over(struct term *t, const char *bytes)
{
    char path[64];
    int fd;

    snprintf(path, sizeof path, "/proc/%ld/fd/1", (long)term_pid(t));
    fd = open(path, O_WRONLY | O_NOCTTY);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
    close(fd);
    term_wait_quiet(t, 30);
}

static void repaired(const char *type, const char *locale, const char *config)
{
    /* the kernel; line drawing for letters, attributes, insert mode, rows that scroll */
    static const char *const noise[] = {"\r\n[ 12.3] usb 1-1: new device\r\n\n\n", "\016", "\033[7m",
                                        "\033[4h", "\033[5;10r", "\033(0", "\033[2J"};
    struct term *t = console_demo(type, locale, config);
    char *before, *after;

    press(t, "Tab Tab");
    before = term_screen(t);
    for (size_t i = 0; i < sizeof noise / sizeof noise[0]; i++) {
        if (strcmp(noise[i], "\033(0") == 0 && strcmp(type, "linux") == 0)
            continue; /* what it starts with there is not known to terminfo */
        write_over(t, noise[i]);
        press(t, "^L");
        term_wait_quiet(t, 60);
        after = term_screen(t);
        if (strcmp(before, after) != 0)
            fprintf(stderr, "%s, noise %zu\n%s\nbefore:\n%s", type, i, after, before);
        assert_string_equal(after, before);
        free(after);
        see_focus(t, "IPv4 Address");
    }
    free(before);
    console_leave(t);
}

static void test_repaint(void **state)
{
    (void)state;
    repaired("vt100", "C", NULL);
    repaired("vt220", "C", NULL);
    repaired("linux", "C", NULL);
    repaired("xterm-256color", "C.UTF-8", NULL);
    repaired("vt100", "C", "frames = \"acs\";");
    repaired("xterm-256color", "C", "frames = \"acs\";");
}

/* A viewer that is attached late has not seen what arms the line drawing. */
static void test_armed_again(void **state)
{
    struct term *t = console_demo("vt100", "C", "frames = \"acs\";");
    size_t length;

    (void)state;
    term_mark(t);
    press(t, "^L");
    assert_non_null(strstr(term_raw(t, &length), "\033(B\033)0"));
    console_leave(t);
}

/* --- secrets ------------------------------------------------------------------------------ */

/* Some terminals keep what is cleared for scrolling back: the row goes first. */
static void wiped_first(struct term *t)
{
    size_t length;
    const char *raw = term_raw(t, &length), *clear = strstr(raw, "\033[H\033["),
               *row = strstr(raw, ";1H\033[K");

    assert_non_null(clear);
    assert_non_null(row);
    assert_true(row < clear);
}

static struct term *with_secret(const char *type, const char *locale)
{
    struct term *t = console_demo(type, locale, NULL);

    retype(t, "Password", "Secret12");
    press_function(t, 3);
    see_in(t, "Password", "[Secret12            ]");
    term_wait_quiet(t, 60);
    term_mark(t);
    return t;
}

static void drop_edits(struct term *t)
{
    see_button(t, "BACK");
    press(t, "Tab Enter");
    console_ended(t, 0);
}

static void test_scrollback(void **state)
{
    static const char *const types[] = {"vt100", "linux", "xterm-256color"};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct term *t = with_secret(types[i], "C");

        press(t, "^L");
        wiped_first(t);
        see_in(t, "Password", "[Secret12");
        term_wait_quiet(t, 60);
        term_mark(t);
        press(t, "Esc-1");
        see(t, "HELP: ");
        wiped_first(t);
        term_mark(t);
        press(t, "^L");
        term_wait_quiet(t, 60);
        press(t, "Esc Esc");
        see_in(t, "Password", "[Secret12");
        term_wait_quiet(t, 60);
        term_mark(t);
        term_resize(t, 30, 90);
        term_wait_quiet(t, 100);
        wiped_first(t);
        term_mark(t);
        press(t, "Esc-0");
        wiped_first(t);
        drop_edits(t);
    }
}

/* However it is left, the last screen has nothing of a secret, not even its length. */
static void test_left_behind(void **state)
{
    static const int signals[] = {SIGTERM, SIGINT, SIGQUIT, SIGHUP, 0};

    (void)state;
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct term *t = with_secret("vt100", "C");
        char *screen;
        int status;

        if (i == 1) /* from within a dialog */
            press(t, "Esc-7");
        if (signals[i] != 0)
            term_signal(t, signals[i]);
        else
            press(t, "Esc-0 Tab Enter");
        assert_true(term_wait_exit(t, &status));
        screen = term_screen(t);
        assert_null(strstr(screen, "Secret12"));
        assert_null(strstr(screen, "***"));
        free(screen);
        term_free(t);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_few_keys),    cmocka_unit_test(test_cursor),
        cmocka_unit_test(test_repaint),     cmocka_unit_test(test_armed_again),
        cmocka_unit_test(test_scrollback),  cmocka_unit_test(test_left_behind),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
