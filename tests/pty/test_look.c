/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines and colours by kind of line, settings and options; the mouse. */
#include "console.h"

#include <stdlib.h>
#include <string.h>

#include "locales.h"

enum lines { NONE, UNICODE, ACS, ASCII };
enum colours { NO_COLOURS, COLOURS };

enum { MORE = 3 };

struct look {
    const char *type, *locale, *line, *config, *option;
    enum lines lines;
    enum colours colours;
};

static const char *preload(void)
{
    static char text[CONSOLE_PATH + 40];
    const char *top = getenv("top_builddir");

    snprintf(text, sizeof text, "LD_PRELOAD=%s/tests/pty/elsewhere.so", top != NULL ? top : ".");
    return text;
}

static struct term *start(const struct look *look)
{
    char line[64], path[CONSOLE_PATH];
    const char *env[5] = {preload(), "ELSEWHERE_HOST=nas1"};
    struct console_setup setup = {.type = look->type, .locale = look->locale, .env = env,
                                  .config = look->config, .arguments = {"--demo", look->option}};
    int count = 2;

    if (look->option != NULL && strchr(look->option, '=') != NULL) { /* NAME=value */
        setup.arguments[1] = NULL;
        env[count++] = look->option;
    }
    if (look->line != NULL) {
        snprintf(line, sizeof line, "ELSEWHERE_TTY=%s", look->line);
        env[count++] = line;
    }
    if (strcmp(look->locale, LOCALE_EUC_JP) == 0) {
        if (locale_folder(look->locale) == NULL)
            return NULL;
        snprintf(path, sizeof path, "LOCPATH=%s", locale_folder(look->locale));
        env[count++] = path;
    }
    return console_start(setup);
}

static bool has_colours(struct term *t)
{
    struct term_cell cell;
    int rows, cols;

    term_size(t, &rows, &cols);
    for (int row = 0; row < rows; row++)
        for (int col = 0; col < cols; col++) {
            term_cell(t, row, col, &cell);
            if (cell.fg != TERM_DEFAULT_COLOUR || cell.bg != TERM_DEFAULT_COLOUR)
                return true;
        }
    return false;
}

/* The line behind a section's name, as bytes and as shown. */
static enum lines lines_of(struct term *t)
{
    size_t length;
    const char *raw = term_raw(t, &length), *row = row_text(t, row_of(t, "IPMI Configuration"));

    if (strstr(row, "---") != NULL)
        return ASCII;
    if (strstr(row, "\u2500") == NULL)
        return NONE;
    return strstr(raw, "\u2500") != NULL ? UNICODE : ACS;
}

static void check(const struct look *look)
{
    struct term *t = start(look);
    enum lines lines;
    bool colours;

    if (t == NULL)
        return;
    lines = lines_of(t);
    colours = has_colours(t);
    if (lines != look->lines || colours != (look->colours == COLOURS)) {
        fprintf(stderr, "%s %s %s %s %s: lines %d, colours %d\n", look->type, look->locale,
                look->line != NULL ? look->line : "", look->config != NULL ? look->config : "",
                look->option != NULL ? look->option : "", (int)lines, colours);
        term_dump(t, stderr);
        fail();
    }
    console_leave(t);
}

#define XTERM "xterm-256color"
#define UTF8  "C.UTF-8"

static const struct look looks[] = {
    /* by line */
    {"linux", UTF8, "/dev/tty1", NULL, NULL, UNICODE, COLOURS},
    {XTERM, UTF8, "/dev/pts/7", NULL, NULL, UNICODE, COLOURS},
    {XTERM, UTF8, "/dev/ttyS0", NULL, NULL, NONE, NO_COLOURS},
    {"linux", UTF8, "/dev/ttyS1", NULL, NULL, NONE, NO_COLOURS},
    {"vt220", UTF8, "/dev/ttyS0", NULL, NULL, NONE, NO_COLOURS},
    {XTERM, UTF8, "/dev/hvc0", NULL, NULL, NONE, NO_COLOURS},
    {XTERM, UTF8, "/dev/ttyAMA0", NULL, NULL, NONE, NO_COLOURS},
    {XTERM, UTF8, "/dev/ttyUSB0", NULL, NULL, NONE, NO_COLOURS},
    {XTERM, "C", "/dev/pts/7", NULL, NULL, NONE, NO_COLOURS},
    {"linux", "C", "/dev/tty1", NULL, NULL, NONE, NO_COLOURS},
    {XTERM, LOCALE_EUC_JP, "/dev/pts/7", NULL, NULL, ACS, COLOURS},
    {"tmux-256color", UTF8, NULL, NULL, NULL, UNICODE, COLOURS},
    {"screen-256color", LOCALE_EUC_JP, NULL, NULL, NULL, ACS, COLOURS},
    {"ansi", UTF8, NULL, NULL, NULL, NONE, NO_COLOURS},
    /* as set */
    {XTERM, UTF8, NULL, "frames = \"auto\";", NULL, UNICODE, COLOURS},
    {XTERM, UTF8, NULL, "frames = \"none\";", NULL, NONE, NO_COLOURS},
    {XTERM, UTF8, NULL, "frames = \"ascii\";", NULL, ASCII, COLOURS},
    {XTERM, "C", NULL, "frames = \"unicode\";", NULL, ACS, NO_COLOURS},
    {"vt100", "C", NULL, "frames = \"acs\";", NULL, ACS, NO_COLOURS},
    {"vt220", "C", "/dev/ttyS0", "frames = \"ascii\";", NULL, ASCII, NO_COLOURS},
    {XTERM, UTF8, "/dev/ttyS0", "frames = \"unicode\";", NULL, UNICODE, NO_COLOURS},
    {XTERM, UTF8, NULL, NULL, "--ascii", ASCII, COLOURS},
    {"vt100", "C", NULL, NULL, "--ascii", NONE, NO_COLOURS},
    {XTERM, UTF8, NULL, "frames = \"none\";", "--ascii", NONE, NO_COLOURS},
    {XTERM, UTF8, NULL, NULL, "--monochrome", NONE, NO_COLOURS},
    {XTERM, UTF8, NULL, "frames = \"unicode\";", "--monochrome", UNICODE, NO_COLOURS},
    {XTERM, UTF8, NULL, NULL, "NO_COLOR=1", NONE, NO_COLOURS},
    {XTERM, UTF8, NULL, NULL, "NO_COLOR=", UNICODE, COLOURS},
    {XTERM, UTF8, NULL, "theme = \"dark\";", NULL, UNICODE, COLOURS},
    {XTERM, UTF8, NULL, "theme = \"dark\";", "NO_COLOR=1", NONE, NO_COLOURS},
    {XTERM, UTF8, NULL, "theme = \"high-contrast\";", "--monochrome", NONE, NO_COLOURS},
    {XTERM, UTF8, NULL, "theme = \"high-contrast\";", NULL, UNICODE, COLOURS},
    {XTERM, "C", "/dev/ttyS0", "theme = \"high-contrast\";", NULL, NONE, COLOURS},
    {XTERM, UTF8, NULL, "theme = \"monochrome\";", NULL, NONE, NO_COLOURS},
    {"linux", UTF8, NULL, "theme = \"dark\";", NULL, UNICODE, COLOURS},
    {"vt220", UTF8, NULL, "theme = \"dark\";", NULL, NONE, NO_COLOURS},
};

static void test_lines_and_colours(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
        check(&looks[i]);
}

/* --- themes ------------------------------------------------------------------------- */

static const char *const themes[] = {"default", "dark", "high-contrast", "monochrome"};
static const char *const types[] = {XTERM, "linux"};

struct shown {
    bool bold, underline, reverse;
    int fg, bg;
};

static struct shown shown_at(struct term *t, int row, int col)
{
    struct term_cell cell;

    term_cell(t, row, col, &cell);
    return (struct shown){cell.bold, cell.underline, cell.reverse, cell.fg, cell.bg};
}

static bool same(struct shown a, struct shown b)
{
    return a.bold == b.bold && a.underline == b.underline && a.reverse == b.reverse &&
           a.fg == b.fg && a.bg == b.bg;
}

/* Title, section, text, focus, edit, error, button: each has its own look, and all of it is told by
 * characters too. */
static void see_looks(struct term *t, bool monochrome)
{
    int value = 24, row = row_of(t, "IPv4 Netmask");
    struct shown title = shown_at(t, 0, 0), section = shown_at(t, row_of(t, "IPMI Configuration"), 0),
                 text = shown_at(t, row, 2), plain = shown_at(t, row, value),
                 error = shown_at(t, row_of(t, "IPv4 Address:"), 0),
                 edit = shown_at(t, row_of(t, "VLAN ID"), value),
                 focus = shown_at(t, row_of(t, "User"), value),
                 button = shown_at(t, row_of(t, "[SAVE]"), 2);

    assert_false(same(title, text));
    assert_false(same(section, text));
    assert_false(same(focus, plain));
    assert_false(same(edit, plain));
    assert_false(same(error, text));
    assert_false(same(title, section));
    if (!monochrome) {
        assert_false(same(button, text));
        assert_false(same(button, focus));
        assert_false(same(error, section));
        assert_false(same(error, edit));
    }
    see_in(t, "IPv4 Address", "]!");
    see_in(t, "VLAN ID", "[1234  ]*");
    see_focus(t, "User");
}

/* Those with a background of their own fill the screen with it. */
static void see_background(struct term *t, bool own)
{
    struct term_cell cell;
    int rows, cols;

    term_size(t, &rows, &cols);
    for (int row = 1; row < rows; row++)
        for (int col = 0; col < cols; col++) {
            term_cell(t, row, col, &cell);
            assert_true(!own || cell.bg != TERM_DEFAULT_COLOUR);
        }
}

static void theme_on(const char *theme, const char *type)
{
    char config[64];
    struct term *t;
    bool own = strcmp(theme, "dark") == 0 || strcmp(theme, "high-contrast") == 0;

    snprintf(config, sizeof config, "theme = \"%s\";", theme);
    t = console_demo(type, UTF8, config);
    retype(t, "IPv4 Address", "1.2.3.400");
    retype(t, "VLAN ID", "1234");
    go_to(t, "User");
    see_looks(t, strcmp(theme, "monochrome") == 0);
    see_background(t, own);
    press_function(t, 7);
    see(t, "MANAGE, the saved settings");
    term_wait_quiet(t, 100);
    see_background(t, own);
    if (console_qr(t) != NULL)
        assert_string_equal(console_qr(t), "HTTPS://192.168.100.100");
    press(t, "Esc Esc");
    press_function(t, 10);
    see_button(t, "BACK");
    press(t, "Tab Enter");
    console_ended(t, 0);
}

static void test_themes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof themes / sizeof themes[0]; i++)
        for (size_t k = 0; k < sizeof types / sizeof types[0]; k++)
            theme_on(themes[i], types[k]);
}

/* --- boxes --------------------------------------------------------------------------- */

static bool shows(struct term *t, int row, int col, const char *text)
{
    struct term_cell cell;

    term_cell(t, row, col, &cell);
    return strcmp(cell.text, text) == 0;
}

/* Its corners, as the lower edge and the sides tell. */
static bool find_box(struct term *t, int *top, int *left, int *bottom, int *right)
{
    int rows, cols;

    term_size(t, &rows, &cols);
    for (*bottom = rows - 1; *bottom > 0; --*bottom)
        for (*left = 0; *left < cols; ++*left) {
            if (!shows(t, *bottom, *left, "\u2514"))
                continue;
            for (*right = *left + 1; shows(t, *bottom, *right, "\u2500"); ++*right)
                ;
            for (*top = *bottom - 1; shows(t, *top, *left, "\u2502"); --*top)
                ;
            return true;
        }
    return false;
}

/* In the middle, no larger than what it holds and a clock in it may come to; blank columns outside,
 * the page beneath, and the keys in the last row. */
static void see_box(struct term *t, const char *keys)
{
    int rows, cols, top, left, bottom, right, widest = 0;
    struct term_cell cell;

    term_size(t, &rows, &cols);
    assert_true(find_box(t, &top, &left, &bottom, &right));
    assert_true(abs(left - (cols - 1 - right)) <= 1);
    assert_true(top == 0 || abs((top - 1) - (rows - 2 - bottom)) <= 1);
    for (int row = top + 1; row < bottom; row++) {
        assert_true(shows(t, row, right, "\u2502"));
        assert_true(left == 0 || shows(t, row, left - 1, " "));
        for (int col = left + 1; col < right; col++) {
            term_cell(t, row, col, &cell);
            widest = cell.text[0] != ' ' || cell.bg >= 0 ? (col > widest ? col : widest) : widest;
        }
    }
    for (int col = left; col < right; col++) { /* the title may be what is widest */
        term_cell(t, top, col, &cell);
        if (cell.text[0] > ' ' && cell.text[0] <= '~' && col > widest)
            widest = col;
    }
    if (bottom - top < rows - 2) /* what scrolls has other rows */
        assert_true(right - widest >= 2 && right - widest <= 7);
    assert_non_null(strstr(row_text(t, rows - 1), keys));
    term_cell(t, 0, 2, &cell);
    assert_true(top == 0 || (strcmp(cell.text, "m") == 0 && cell.bg == TERM_DEFAULT_COLOUR));
}

/* Below this size, and in the plain dress, dialogs take the screen. */
static void test_boxes(void **state)
{
    static const struct {
        const char *keys, *shown, *last;
    } dialogs[] = {
        {"F1", "HELP", "Esc closes"},
        {"F7", "MANAGE, the saved settings", "Tab moves"},
        {"F9", "More", "a digit opens"},
        {"Enter", "Channel: which", "takes it"},
        {"F2", "No changes", "Esc back"},
    };
    static const int sizes[][2] = {{24, 80}, {40, 120}, {60, 200}, {16, 64}, {15, 80}, {24, 60}};

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct term *t = console_start((struct console_setup){
            .rows = sizes[i][0], .cols = sizes[i][1], .early = true});
        int a, b, c, d;

        see_in(t, "User", "administrator");

        for (size_t k = 0; k < sizeof dialogs / sizeof dialogs[0]; k++) {
            press(t, dialogs[k].keys);
            see(t, dialogs[k].shown);
            term_wait_quiet(t, 200);
            if (i < 4)
                see_box(t, dialogs[k].last);
            else
                assert_false(find_box(t, &a, &b, &c, &d));
            press(t, "Esc Esc");
            see(t, "IPMI Configuration");
        }
        console_leave(t);
    }
}

/* --- the mouse ----------------------------------------------------------------------- */

static void click(struct term *t, int row, int col)
{
    term_mouse(t, row, col, 1);
    term_wait_quiet(t, 30);
}

static void click_text(struct term *t, const char *text)
{
    int row, col;

    assert_true(term_find(t, text, &row, &col));
    click(t, row, col + 2);
}

static void wheel(struct term *t, bool down)
{
    term_mouse(t, 5, 5, down ? 5 : 4);
    term_wait_quiet(t, 30);
}

static struct term *with_mouse(const char *type, int rows, int cols)
{
    struct term *t = console_start((struct console_setup){
        .type = type, .config = "mouse = true;", .rows = rows, .cols = cols, .early = true});

    see(t, "[192.168.100.254");
    term_wait_quiet(t, 100);
    return t;
}

/* A click focuses, and what was typed before it is not lost (as libform would). */
static void test_click(void **state)
{
    static const char *const terminals[] = {XTERM, "screen-256color", "tmux-256color"};

    (void)state;
    for (size_t i = 0; i < sizeof terminals / sizeof terminals[0]; i++) {
        struct term *t = with_mouse(terminals[i], 0, 0);

        retype(t, "IPv4 Address", "192.168.100.");
        term_type(t, "3");
        click(t, row_of(t, "VLAN ID"), 25);
        see_focus(t, "VLAN ID");
        see_in(t, "IPv4 Address", "[192.168.100.3     ]");
        term_type(t, "77");
        click(t, row_of(t, "IPv4 Address"), 2);
        see_focus(t, "IPv4 Address");
        see_in(t, "VLAN ID", "[77    ]*");
        term_type(t, "4");
        see_in(t, "IPv4 Address", "[192.168.100.34    ]");
        click(t, row_of(t, "DHCP"), 3);
        see_focus(t, "DHCP");
        see_in(t, "DHCP", "[ ]");
        click_text(t, "[ ]");
        see_in(t, "DHCP", "[x]");
        click_text(t, "[x]");
        see_in(t, "DHCP", "[ ]");
        click(t, row_of(t, "IP source"), 24); /* cannot be entered */
        click(t, 19, 1);
        click(t, 22, 10);
        see_focus(t, "DHCP");
        assert_int_equal(term_bells(t), 0);
        click_text(t, "[SAVE]");
        see(t, "Write these changes");
        see_button(t, "BACK");
        press(t, "Esc Esc");
        press(t, "Esc-0");
        see_button(t, "BACK");
        click_text(t, "[ DROP EDITS ]");
        console_ended(t, 0);
    }
}

static void test_click_dialogs(void **state)
{
    struct term *t = with_mouse(XTERM, 30, 100);

    (void)state;
    click_text(t, "[IDENTIFY LIGHT]");
    see(t, "IDENTIFY LIGHT ");
    click_text(t, "( ) 1 minute");
    see_focus(t, "(*) 1 minute");
    click_text(t, "[ CLOSE ]");
    see(t, "IPMI Configuration");
    click_text(t, "<2  ADMIN");
    see(t, "4  viewer");
    click_text(t, "4  viewer");
    see_in(t, "User", "<4  viewer  user>");
    press_function(t, 1);
    see(t, "password is set below");
    wheel(t, true);
    see_gone(t, "password is set below");
    wheel(t, false);
    see(t, "password is set below");
    click_text(t, "Esc closes");
    see(t, "IPMI Configuration");
    click_text(t, "F7 Manage");
    see(t, "MANAGE, the saved");
    click_text(t, "Tab moves");
    see_button(t, "COPY");
    click_text(t, "Enter presses");
    see(t, "Sent to the");
    click_text(t, "[ CHECK ]");
    see(t, "has no web server");
    click_text(t, "Esc closes");
    see(t, "IPMI Configuration");
    click_text(t, "F1 Help");
    see(t, "password is set below");
    press(t, "End@linux");
    see(t, "BMC web address");
    press(t, "Esc Esc");
    console_leave(t);
}

/* A list that takes the row, and a list page's rows, which are looked at first. */
static void test_click_rows(void **state)
{
    struct term *t = with_mouse(XTERM, 40, 120);

    (void)state;
    retype(t, "VLAN ID", "42");
    click_text(t, "[SAVE]");
    click_text(t, "[ BACK ]");
    see(t, "IPMI Configuration");
    retype(t, "VLAN ID", "");
    click_text(t, "F9 More");
    see(t, "Up/Down moves");
    click_text(t, "Network > IPMI    address");
    see(t, "IPMI Configuration");
    press_function(t, 9);
    see(t, "Up/Down moves");
    term_type(t, "8");
    see(t, "(10876)");
    click_text(t, "Firmware");
    see_focus(t, "Firmware");
    click_text(t, "Firmware");
    see_button(t, "CLOSE");
    click_text(t, "[ CLOSE ]");
    see_focus(t, "Firmware");
    press(t, "Esc Esc");
    console_leave(t);
}

/* The wheel scrolls where there is something to scroll, and the focus stays in view. */
static void test_wheel(void **state)
{
    struct term *t = with_mouse(XTERM, 12, 40);

    (void)state;
    see_focus(t, "Channel");
    see(t, "-- 12 more --");
    wheel(t, true);
    see_gone(t, "Channel");
    see_focus(t, "IPv4 Address");
    see(t, "-- 3 more above, 9 below --");
    for (int i = 0; i < 6; i++)
        wheel(t, true);
    see(t, "[LEAVE]");
    see_gone(t, "DHCP");
    for (int i = 0; i < 6; i++)
        wheel(t, false);
    see(t, "Channel");
    see_focus(t, "VLAN ID");
    assert_int_equal(term_bells(t), 0);
    press(t, "Up*5");
    press(t, "Enter");
    see(t, "Channel: which");
    wheel(t, true);
    wheel(t, false);
    see_focus(t, "1  802.3 LAN");
    press(t, "Esc Esc");
    console_leave(t);
}

/* Suspended, left, and where there is none: the terminal is not asked for it. */
static void test_mouse_modes(void **state)
{
    static const struct look none[] = {
        {XTERM, UTF8, NULL, NULL, NULL, 0, 0},
        {XTERM, UTF8, NULL, "mouse = false;", NULL, 0, 0},
        {XTERM, UTF8, "/dev/ttyS0", "mouse = true;", NULL, 0, 0},
        {"vt220", UTF8, NULL, "mouse = true;", NULL, 0, 0},
    };
    struct term *t;
    size_t length;

    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        t = start(&none[i]);
        assert_null(strstr(term_raw(t, &length), "\033[?1000h"));
        click(t, row_of(t, "VLAN ID"), 25); /* nothing is sent */
        see_focus(t, "Channel");
        console_leave(t);
    }
    t = with_mouse(XTERM, 0, 0);
    assert_non_null(strstr(term_raw(t, &length), "\033[?1000h"));
    term_mark(t);
    press(t, "^Z");
    assert_true(term_wait_stopped(t));
    assert_non_null(strstr(term_raw(t, &length), "\033[?1000l"));
    term_mark(t);
    term_continue(t);
    see_focus(t, "Channel");
    assert_non_null(strstr(term_raw(t, &length), "\033[?1000h"));
    term_mark(t);
    press(t, "^L");
    assert_non_null(strstr(term_raw(t, &length), "\033[?1000h"));
    term_mark(t);
    press_function(t, 10);
    assert_non_null(strstr(term_raw(t, &length), "\033[?1000l"));
    console_ended(t, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_and_colours), cmocka_unit_test(test_themes),
        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_click),             cmocka_unit_test(test_click_dialogs),
        cmocka_unit_test(test_click_rows),
        cmocka_unit_test(test_wheel),             cmocka_unit_test(test_mouse_modes),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
