/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Esc decoder: bytes and times in, keys out.
 */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "locales.h"
#include "term/keys.h"

#define ESCAPE_MS 2000

/* Keys as a line of text: "a" for a character, names for the rest. */
static void print_key(const struct key *key, char *line, size_t size)
{
    static const char *const names[] = {
        [K_ENTER] = "Enter",   [K_TAB] = "Tab",       [K_BACKTAB] = "BackTab",
        [K_ESCAPE] = "Escape", [K_UP] = "Up",         [K_DOWN] = "Down",
        [K_LEFT] = "Left",     [K_RIGHT] = "Right",   [K_HOME] = "Home",
        [K_END] = "End",       [K_PAGE_UP] = "PgUp",  [K_PAGE_DOWN] = "PgDn",
        [K_INSERT] = "Ins",    [K_BACKSPACE] = "Bs",  [K_DELETE] = "Del",
        [K_CTRL_C] = "^C",     [K_CTRL_L] = "^L",     [K_CTRL_U] = "^U",
        [K_CTRL_Z] = "^Z",     [K_UNKNOWN] = "?",     [K_CLICK] = "Click",
        [K_WHEEL_UP] = "WheelUp", [K_WHEEL_DOWN] = "WheelDown",
    };
    size_t used = strlen(line);
    const char *gap = used > 0 ? " " : "";

    if (key->code == K_TEXT)
        snprintf(line + used, size - used, "%s%c", gap, key->byte);
    else if (key->code == K_LETTER)
        snprintf(line + used, size - used, "%s%s", gap, key->letter);
    else if (key->code >= K_F1)
        snprintf(line + used, size - used, "%sF%d", gap, key->code - K_F1 + 1);
    else
        snprintf(line + used, size - used, "%s%s", gap, names[key->code]);
    if (key->code >= K_CLICK && key->code <= K_WHEEL_DOWN)
        snprintf(line + strlen(line), size - strlen(line), "(%d,%d)", key->row, key->col);
}

/* Feeds bytes with so many milliseconds between them, and lets the clock run to the next byte. */
static void feed(struct keys *keys, const char *bytes, size_t length, int64_t gap_ms, char *line,
                 size_t size)
{
    struct key key;
    int64_t now = 1000;
    size_t i;

    line[0] = '\0';
    for (i = 0; i < length; i++) {
        if (keys_tick(keys, now, &key) ||
            keys_escape_before(keys, (unsigned char)bytes[i], now, &key))
            print_key(&key, line, size);
        if (keys_feed(keys, (unsigned char)bytes[i], now, &key))
            print_key(&key, line, size);
        now += gap_ms;
    }
    while (keys_deadline(keys, now) >= 0) {
        int64_t due = keys_deadline(keys, now);

        assert_false(keys_tick(keys, due - 1, &key));
        if (keys_tick(keys, due, &key))
            print_key(&key, line, size);
        else
            assert_true(keys_wait(keys, due)); /* which is seen first */
        now = due;
    }
}

struct keys_case {
    const char *bytes, *expected;
};

static const struct keys_case always[] = {
    /* plain keys */
    {"a", "a"},
    {"1.2", "1 . 2"},
    {"~ }", "~   }"},
    {"\r", "Enter"},
    {"\n", "Enter"},
    {"\t", "Tab"},
    {"\b", "Bs"},
    {"\x7f", "Bs"},
    {"\x03", "^C"},
    {"\x0c", "^L"},
    {"\x15", "^U"},
    {"\x1a", "^Z"},
    {"\x01", "?"},
    {"\x1c", "?"},
    /* a character of several bytes is one key; a locale that does not know it keeps its first byte */
    {"\xc3\xa4", "\xc3"},
    {"\xe2\x82\xac"
     "a",
     "\xe2 a"},
    {"\xf0\x9f\x98\x80", "\xf0"},
    {"\xa4", "\xa4"},
    /* cursor keys in both modes */
    {"\033[A", "Up"},
    {"\033[B", "Down"},
    {"\033[C", "Right"},
    {"\033[D", "Left"},
    {"\033OA", "Up"},
    {"\033OB", "Down"},
    {"\033OC", "Right"},
    {"\033OD", "Left"},
    {"\033[a", "Up"},
    {"\033Od", "Left"},
    {"\033[1;5C", "Right"},
    {"\033[1;2A", "Up"},
    {"\033O5D", "Left"},
    /* Home, End and their neighbours */
    {"\033[H", "Home"},
    {"\033OH", "Home"},
    {"\033[1~", "Home"},
    {"\033[7~", "Home"},
    {"\033[1;5H", "Home"},
    {"\033[F", "End"},
    {"\033OF", "End"},
    {"\033[4~", "End"},
    {"\033[8~", "End"},
    {"\033[2~", "Ins"},
    {"\033[3~", "Del"},
    {"\033[3;2~", "Del"},
    {"\033[3$", "Del"},
    {"\033[3^", "Del"},
    {"\033[5~", "PgUp"},
    {"\033[6~", "PgDn"},
    {"\033[Z", "BackTab"},
    /* F-keys */
    {"\033OP", "F1"},
    {"\033OQ", "F2"},
    {"\033OR", "F3"},
    {"\033OS", "F4"},
    {"\033[11~", "F1"},
    {"\033[12~", "F2"},
    {"\033[13~", "F3"},
    {"\033[14~", "F4"},
    {"\033[15~", "F5"},
    {"\033[17~", "F6"},
    {"\033[18~", "F7"},
    {"\033[19~", "F8"},
    {"\033[20~", "F9"},
    {"\033[21~", "F10"},
    {"\033[23~", "F11"},
    {"\033[24~", "F12"},
    {"\033[[A", "F1"},
    {"\033[[B", "F2"},
    {"\033[[C", "F3"},
    {"\033[[D", "F4"},
    {"\033[[E", "F5"},
    {"\033[1;2P", "F1"},
    {"\033[15;5~", "F5"},
    {"\033O2Q", "F2"},
    /* the keypad in application mode types */
    {"\033Op\033On\033Oy\033OM", "0 . 9 Enter"},
    {"\033Oj\033Ok\033Om\033Oo", "* + - /"},
    /* PuTTY as VT100+ */
    {"\033OT", "F5"},
    {"\033OX", "F9"},
    {"\033OY", "F10"},
    /* a VT220 in 8-bit mode */
    {"\x9b"
     "A",
     "Up"},
    {"\x9b"
     "17~a",
     "F6 a"},
    {"\x8fP", "F1"},
    {"\x9b"
     "99~",
     "?"},
    /* unknown sequences are swallowed whole */
    {"\033[M", "?"},
    {"\033[99~a", "? a"},
    {"\033[I\033[O", "? ?"}, /* the window has the focus, and has not */
    {"\033[?1;2c5", "? 5"},
    {"\033[200~x", "? x"},
    {"\033[<0;10;20Mx", "? x"},
    {"\033[1;2;3;4;5;6;7;8;9;10;11;12;13mz", "? z"},
    {"\033[[Zx", "? x"},
    {"\033Ozx", "? x"},
    {"\033[ qx", "? x"},
    {"\033[E5", "? 5"},
    /* one that never ends does not eat control keys, nor the next sequence */
    {"\033[12\rA", "Enter A"},
    {"\033[12\033[B", "Down"},
    {"\033[\x03", "^C"},
    {"\033O\t", "Tab"},
    /* lone and double Esc */
    {"\033", "Escape"},
    {"\033\033", "Escape"},
    {"\033\033\033", "Escape Escape"},
    {"\033\033a", "Escape a"},
};

/* Only when they come within escape_ms. */
static const struct keys_case quick[] = {
    {"\0331", "F1"},
    {"\0332", "F2"},
    {"\0333", "F3"},
    {"\0335", "F5"},
    {"\0339", "F9"},
    {"\0330", "F10"},
    {"\0332a", "F2 a"},
    {"\03322", "F2 2"},
};

/* Alt and a key: both swallowed. */
static const struct keys_case alt[] = {
    {"\033a", "?"},    {"\033ab", "? b"}, {"\033\r", "?"},  {"\033 ", "?"},
    {"\033\x03", "?"}, {"\033\x7f", "?"}, {"\033!", "?"},   {"\033\t", "BackTab"},
    {"\033P", "?"},
};

/* Two keys, when they do not come in one go. */
static const struct keys_case apart[] = {
    {"\033a", "Escape a"},     {"\033\r", "Escape Enter"}, {"\033\t", "Escape Tab"},
    {"\033 ", "Escape  "},     {"\033\x03", "Escape ^C"},  {"\033\x7f", "Escape Bs"},
    {"\033ab", "Escape a b"},  {"\033!", "Escape !"},
};

/* And what starts a string, where it was not sent with the Esc. */
static const struct keys_case no_string[] = {
    {"\033]1", "Escape ] 1"}, {"\033Px", "Escape P x"},   {"\033_", "Escape _"},
    {"\033^", "Escape ^"},    {"\033Xx\r", "Escape X x Enter"},
};

/* Only when they come in one go: what terminals answer, and a mouse that nobody has asked for. */
static const struct keys_case at_once[] = {
    {"\033]11;rgb:0000/0000/0000\033\\x", "? x"},
    {"\033]11;rgb:ffff/ffff/ffff\ax", "? x"},
    {"\033P>|xterm(370)\033\\x", "? x"},
    {"\033P1$r0m\033\\x", "? x"},
    {"\033P!|00000000\033\\\033[A", "? Up"},
    {"\033]11;rgb\rx", "? Enter x"},
    {"\033]lthe title\033\\x", "? x"},
    {"\033_Gi=31;OK\033\\x", "? x"},
    {"\033^private\033\\x", "? x"},
    {"\033Xany string\033\\x", "? x"},
    {"\x9fGi=31;OK\x9cx", "? x"},
    {"\x90>|xterm\x9cx", "? x"},
    {"\x9d" "11;rgb\ax", "? x"},
    {"\x98one\x9c\x9etwo\x9cx", "? ? x"},
    {"\033]11;rgb\033[Ax", "? Up x"}, /* its end was lost */
    {"\033[M !!x", "? x"},
    {"\033[M`\x7f!\033[A", "? Up"},
    {"\033[M \033[A", "? Up"},
    {"\033[M \rx", "? Enter x"},
};

/* And when it was only half of it: the next key counts. */
static const struct keys_case too_late[] = {
    {"\x9d\x31x", "? 1 x"},
    {"\x90x", "? x"},
    {"\033[M12", "? 1 2"},
    {"\033[M\033[A", "? Up"},
};

/* The pauses that a line or a person makes: none, a slow line, nearly two seconds. */
static const int64_t gaps[] = {0, 1, 90, 500, ESCAPE_MS - 1};

static void check_cases(const struct keys_case *cases, size_t count)
{
    char line[200];
    struct keys keys;
    size_t i, gap;

    for (i = 0; i < count; i++)
        for (gap = 0; gap < sizeof gaps / sizeof *gaps; gap++) {
            keys_init(&keys, ESCAPE_MS);
            feed(&keys, cases[i].bytes, strlen(cases[i].bytes), gaps[gap], line, sizeof line);
            if (strcmp(line, cases[i].expected) != 0)
                print_error("case %zu (\"ESC%s\"), gap %d\n", i, cases[i].bytes + 1,
                            (int)gaps[gap]);
            assert_string_equal(line, cases[i].expected);
        }
}

static void test_always(void **state)
{
    (void)state;
    check_cases(always, sizeof always / sizeof *always);
}

static void test_quick(void **state)
{
    (void)state;
    check_cases(quick, sizeof quick / sizeof *quick);
}

static void feed_cases(const struct keys_case *cases, size_t count, int64_t gap, bool mouse)
{
    char line[200];
    struct keys keys;
    size_t i;

    for (i = 0; i < count; i++) {
        keys_init(&keys, ESCAPE_MS);
        if (mouse)
            keys.mouse = true;
        feed(&keys, cases[i].bytes, strlen(cases[i].bytes), gap, line, sizeof line);
        if (strcmp(line, cases[i].expected) != 0)
            print_error("case %zu, gap %d\n", i, (int)gap);
        assert_string_equal(line, cases[i].expected);
    }
}

static void test_at_once(void **state)
{
    (void)state;
    feed_cases(at_once, sizeof at_once / sizeof *at_once, 0, false);
    feed_cases(at_once, sizeof at_once / sizeof *at_once, 90, false);
    feed_cases(alt, sizeof alt / sizeof *alt, 0, false);
    feed_cases(alt, sizeof alt / sizeof *alt, 50, false);
    feed_cases(apart, sizeof apart / sizeof *apart, 51, false);
    feed_cases(apart, sizeof apart / sizeof *apart, ESCAPE_MS, false);
    feed_cases(no_string, sizeof no_string / sizeof *no_string, 101, false);
    feed_cases(no_string, sizeof no_string / sizeof *no_string, ESCAPE_MS, false);
    feed_cases(too_late, sizeof too_late / sizeof *too_late, 150, false);
    feed_cases(too_late, sizeof too_late / sizeof *too_late, ESCAPE_MS - 1, false);
}

static const struct keys_case mouse[] = {
    {"\033[<0;10;20M", "Click(19,9)"},
    {"\033[<0;10;20M\033[<0;10;20m", "Click(19,9)"},
    {"\033[<64;1;1M", "WheelUp(0,0)"},
    {"\033[<65;300;100Mx", "WheelDown(99,299) x"},
    {"\033[<4;2;2M", "Click(1,1)"},   /* Shift held */
    {"\033[<1;2;2M\033[<2;2;2M", ""}, /* other buttons */
    {"\033[<32;2;2Mx", "x"},          /* moved */
    {"\033[<0;0;0M", ""},
    {"\033[<0;99999;1M", ""},
    {"\033[<0;1M", "?"},
    {"\033[<x", "?"},
    {"\033[<0;999999999;1Mx", "? x"},
    {"\033[M *4x", "Click(19,9) x"},
    {"\033[M#*4x", "x"}, /* released */
    {"\033[M`!!", "WheelUp(0,0)"},
    {"\033[Ma!!\033[A", "WheelDown(0,0) Up"},
    {"\033[M\177\177\177", ""},
};

static void test_mouse(void **state)
{
    (void)state;
    feed_cases(mouse, sizeof mouse / sizeof *mouse, 0, true);
}

/* Characters in the locale's encoding: one key each, all of its bytes together. */
static void test_characters(void **state)
{
    static const struct {
        const char *locale, *bytes, *expected;
    } cases[] = {
        {"C.UTF-8", "\xc3\xa4x\xe2\x82\xac\xf0\x9f\x98\x80x",
         "\xc3\xa4 x \xe2\x82\xac \xf0\x9f\x98\x80 x"},
        {"C.UTF-8", "\xc2\x85x", "? x"}, /* a control character */
        {"C.UTF-8", "\xe2\x82\rx", "Enter x"},
        {"C.UTF-8", "\xe2\x82x", "x"},
        {"C.UTF-8", "\xff\xfe", "\xff \xfe"},
        {"C.UTF-8", "\xc2\x9b\x41", "Up"},
        {"C.UTF-8", "\xe2\033[A", "Up"},
        {LOCALE_EUC_JP, "\xa4\xa2\x8f\xb0\xa1x", "\xa4\xa2 \x8f\xb0\xa1 x"},
        {LOCALE_GB, "\x81\x30\x86\x38x", "\x81\x30\x86\x38 x"},
        {LOCALE_BIG5, "\xa4\x40x", "\xa4\x40 x"},
        {LOCALE_LATIN1, "\xe4x\xe4\xf6x", "\xe4 x \xe4 \xf6 x"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct keys_case one = {cases[i].bytes, cases[i].expected};

        const char *folder = locale_folder(cases[i].locale);

        if (folder != NULL)
            setenv("LOCPATH", folder, 1);
        if (setlocale(LC_ALL, cases[i].locale) == NULL)
            continue;
        feed_cases(&one, 1, 0, false);
        feed_cases(&one, 1, 500, false);
    }
    setlocale(LC_ALL, "C");
    unsetenv("LOCPATH");
}

static void one_line(const char *bytes, size_t length, int64_t gap_ms, const char *expected)
{
    struct keys keys;
    char line[200];

    keys_init(&keys, ESCAPE_MS);
    feed(&keys, bytes, length, gap_ms, line, sizeof line);
    assert_string_equal(line, expected);
}

/* After the time the digit is a digit; a sequence's bytes may take longer than any Esc waits. */
static void test_slow(void **state)
{
    struct keys keys;
    struct key key;

    (void)state;
    one_line("\0332", 2, ESCAPE_MS, "Escape 2");
    one_line("\033x", 2, ESCAPE_MS, "Escape x");
    keys_init(&keys, ESCAPE_MS);
    assert_false(keys_feed(&keys, 0x1b, 0, &key));
    assert_false(keys_feed(&keys, '[', 1999, &key));
    assert_int_equal(keys_deadline(&keys, 1999), -1);
    assert_false(keys_tick(&keys, 1000000, &key));
    assert_false(keys_feed(&keys, '1', 2000000, &key));
    assert_false(keys_feed(&keys, '7', 3000000, &key));
    assert_true(keys_feed(&keys, '~', 4000000, &key));
    assert_int_equal(key.code, K_F6);
}

/* The rest of a string that has begun in one go may come in pieces. */
static void test_string_in_pieces(void **state)
{
    static const char string[] = "\033_Gi=31;OK\033\\";
    struct keys keys;
    struct key key;
    int64_t now = 0;

    (void)state;
    keys_init(&keys, ESCAPE_MS);
    for (size_t i = 0; i < sizeof string - 1; i++) {
        assert_int_equal(keys_feed(&keys, (unsigned char)string[i], now, &key), i == 1);
        now += i < 3 ? 90 : 900;
    }
    assert_true(keys_feed(&keys, 'x', now, &key));
    assert_int_equal(key.byte, 'x');
}

static void test_other_wait(void **state)
{
    struct keys keys;
    struct key key;

    (void)state;
    keys_init(&keys, 300);
    assert_int_equal(keys_deadline(&keys, 5000), -1);
    assert_false(keys_feed(&keys, 0x1b, 5000, &key));
    assert_false(keys_wait(&keys, 5050));
    assert_int_equal(keys_deadline(&keys, 5050), 5051);
    assert_true(keys_wait(&keys, 5051));
    assert_int_equal(keys_deadline(&keys, 5051), 5300);
    assert_false(keys_tick(&keys, 5299, &key));
    assert_true(keys_tick(&keys, 5300, &key));
    assert_int_equal(key.code, K_ESCAPE);
    assert_false(keys_wait(&keys, 5300));
    assert_int_equal(keys_deadline(&keys, 5300), -1);
}

/* CR LF and CR NUL are one Enter; typed apart they are two. */
static void test_return(void **state)
{
    (void)state;
    one_line("\r\n", 2, 0, "Enter");
    one_line("\r\n", 2, 500, "Enter Enter");
    one_line("\r\n\n", 3, 0, "Enter Enter");
    one_line("\r\r", 2, 0, "Enter Enter");
    one_line("\r\0x", 3, 0, "Enter x");
}

/* ESC ESC [ A is Alt with an arrow key on some terminals: nothing of it is typed. */
static void test_alt_arrow(void **state)
{
    (void)state;
    one_line("\033\033[A", 4, 0, "Escape Up");
    one_line("\033\033[A", 4, 500, "Escape [ A");
    one_line("\033\033[5~", 5, 1, "Escape PgUp");
}

static void test_learned(void **state)
{
    struct keys keys;
    char line[200];

    (void)state;
    keys_init(&keys, ESCAPE_MS);
    keys_learn(&keys, K_F5, "\033Ot"); /* vt100 */
    keys_learn(&keys, K_F1, "\033[M");
    keys_learn(&keys, K_F2, "x");      /* not ours to take */
    keys_learn(&keys, K_F2, NULL);
    keys_learn(&keys, K_F2, "\033[1;2;3;4;5;6;7;8;9z");
    feed(&keys, "\033Ot\033[Mx", 7, 0, line, sizeof line);
    assert_string_equal(line, "F5 F1 x");
    feed(&keys, "\033[1;2;3;4;5;6;7;8;9z", 20, 0, line, sizeof line);
    assert_string_equal(line, "?");
}

/* Whatever comes: nothing is typed from within a sequence, and the decoder ends in a state from
 * which "\033[B" is Down. */
static void test_noise(void **state)
{
    unsigned seed = 1, i, j;
    struct keys keys;
    struct key key;

    (void)state;
    keys_init(&keys, ESCAPE_MS);
    for (i = 0; i < 20000; i++) {
        for (j = 0; j < 8; j++) {
            seed = seed * 1103515245u + 12345u;
            keys_feed(&keys, (unsigned char)(seed >> 16), i, &key);
        }
        keys_feed(&keys, '\r', i, &key);
        keys_feed(&keys, '\r', i, &key);
        assert_false(keys_feed(&keys, 0x1b, i, &key));
        assert_false(keys_feed(&keys, '[', i, &key));
        assert_true(keys_feed(&keys, 'B', i, &key));
        assert_int_equal(key.code, K_DOWN);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_always),     cmocka_unit_test(test_quick),
        cmocka_unit_test(test_slow),       cmocka_unit_test(test_other_wait),
        cmocka_unit_test(test_return),     cmocka_unit_test(test_alt_arrow),
        cmocka_unit_test(test_learned),    cmocka_unit_test(test_noise),
        cmocka_unit_test(test_at_once),    cmocka_unit_test(test_mouse),
        cmocka_unit_test(test_characters), cmocka_unit_test(test_string_in_pieces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
