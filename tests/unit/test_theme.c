/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Themes can be read: the contrast of every role, as WCAG 2 counts it, and what tells roles apart.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "term/theme.h"

enum { BLACK = 16, DARK_GREY = 233, WHITE = 231 };

/* xterm's; the first eight may look otherwise elsewhere. Bold ones are the bright eight. */
static unsigned rgb(short colour)
{
    static const unsigned levels[] = {0, 95, 135, 175, 215, 255};
    static const unsigned eight[] = {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00,
                                     0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5};
    unsigned value = (unsigned)colour, grey = 8 + 10 * (value - 232);

    if (value < 8)
        return eight[value];
    if (value >= 232)
        return grey << 16 | grey << 8 | grey;
    value -= 16;
    return levels[value / 36] << 16 | levels[value / 6 % 6] << 8 | levels[value % 6];
}

static double linear(unsigned byte)
{
    double value = byte / 255.0;

    return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(short colour)
{
    unsigned value = rgb(colour);

    return 0.2126 * linear(value >> 16) + 0.7152 * linear(value >> 8 & 0xff) +
           0.0722 * linear(value & 0xff);
}

static double contrast(short one, short other)
{
    double a = luminance(one) + 0.05, b = luminance(other) + 0.05;

    return a > b ? a / b : b / a;
}

static bool is_code(enum role role)
{
    return role == ROLE_CODE_LIGHT || role == ROLE_CODE_DARK || role == ROLE_CODE_HALVES;
}

/* Of WCAG's two numbers the one for what is no text. */
static double least_of(enum role role, double least)
{
    bool is_line = role == ROLE_RULE || role == ROLE_FRAME;

    return is_line && least > 3 ? 3 : least;
}

/* own: what the terminal's own ink and ground are. */
static void check(enum look look, int colours, short own_ink, short own_ground, double least)
{
    short ink, ground;

    for (int role = 0; role < ROLE_COUNT; role++) {
        theme_colours(look, (enum role)role, colours, &ink, &ground);
        ink = ink < 0 ? own_ink : ink;
        ground = ground < 0 ? own_ground : ground;
        if (is_code((enum role)role) || contrast(ink, ground) >= least_of((enum role)role, least))
            continue;
        print_error("look %d, role %d: %d on %d is %.1f\n", (int)look, role, ink, ground,
                    contrast(ink, ground));
        fail();
    }
}

/* Whatever background the terminal has: no ink has more than 4.58 with both white and black, and
 * with what is a little lighter than black more than 4.2. */
static void test_default(void **state)
{
    (void)state;
    check(LOOK_DEFAULT, 256, WHITE, BLACK, 4.45);
    check(LOOK_DEFAULT, 256, BLACK, WHITE, 4.45);
    check(LOOK_DEFAULT, 256, WHITE, DARK_GREY, 3.9);
}

/* What brings its own ground has 4.5 in every theme. */
static void test_own_ground(void **state)
{
    short ink, ground;

    (void)state;
    for (int look = LOOK_DEFAULT; look < LOOK_COUNT; look++)
        for (int role = 0; role < ROLE_COUNT; role++) {
            theme_colours((enum look)look, (enum role)role, 256, &ink, &ground);
            if (ground >= 0 && !is_code((enum role)role))
                assert_true(ink >= 0 && contrast(ink, ground) >= 4.5);
        }
}

static void test_dark(void **state)
{
    (void)state;
    check(LOOK_DARK, 256, BLACK, WHITE, 4.5);
}

/* The eight are measured as they are, without what bold does to them. */
static void test_eight(void **state)
{
    (void)state;
    check(LOOK_DEFAULT, 8, 7, 0, 3.4);
    check(LOOK_DARK, 8, 7, 0, 3.4);
    check(LOOK_HIGH_CONTRAST, 8, 7, 0, 4.5);
}

static void test_high_contrast(void **state)
{
    (void)state;
    check(LOOK_HIGH_CONTRAST, 256, BLACK, WHITE, 7);
}

/* The themes with a background of their own leave nothing to the terminal. */
static void test_own_background(void **state)
{
    static const enum look looks[] = {LOOK_DARK, LOOK_HIGH_CONTRAST};
    short ink, ground;

    (void)state;
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
        for (int role = 0; role < ROLE_COUNT; role++)
            for (int colours = 8; colours <= 256; colours += 248) {
                theme_colours(looks[i], (enum role)role, colours, &ink, &ground);
                assert_true(ink >= 0 && ground >= 0);
                assert_true(ink < colours && ground < colours);
            }
}

/* A scanner wants dark modules on light ones. */
static void test_code(void **state)
{
    static const enum look looks[] = {LOOK_PLAIN, LOOK_DEFAULT, LOOK_DARK, LOOK_HIGH_CONTRAST};
    short ink, ground, light, dark;

    (void)state;
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
        for (int colours = 8; colours <= 256; colours += 248) {
            theme_colours(looks[i], ROLE_CODE_LIGHT, colours, &ink, &light);
            theme_colours(looks[i], ROLE_CODE_DARK, colours, &ink, &dark);
            assert_true(luminance(light) > luminance(dark));
            assert_true(contrast(light, dark) > 12);
            theme_colours(looks[i], ROLE_CODE_HALVES, colours, &ink, &ground);
            assert_true(luminance(ground) > luminance(ink) && contrast(ink, ground) > 12);
        }
}

static void test_choice(void **state)
{
    (void)state;
    assert_int_equal(theme_choose(THEME_DEFAULT, true, true), LOOK_PLAIN);
    assert_int_equal(theme_choose(THEME_DEFAULT, false, true), LOOK_DEFAULT);
    assert_int_equal(theme_choose(THEME_DEFAULT, false, false), LOOK_MONOCHROME);
    assert_int_equal(theme_choose(THEME_MONOCHROME, false, false), LOOK_MONOCHROME);
    assert_int_equal(theme_choose(THEME_MONOCHROME, true, false), LOOK_PLAIN);
    assert_int_equal(theme_choose(THEME_DARK, false, true), LOOK_DARK);
    assert_int_equal(theme_choose(THEME_DARK, true, true), LOOK_DARK);
    assert_int_equal(theme_choose(THEME_DARK, true, false), LOOK_PLAIN);
    assert_int_equal(theme_choose(THEME_DARK, false, false), LOOK_MONOCHROME);
    assert_int_equal(theme_choose(THEME_HIGH_CONTRAST, true, true), LOOK_HIGH_CONTRAST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_default),       cmocka_unit_test(test_dark),
        cmocka_unit_test(test_eight),         cmocka_unit_test(test_high_contrast),
        cmocka_unit_test(test_own_background), cmocka_unit_test(test_code),
        cmocka_unit_test(test_own_ground),
        cmocka_unit_test(test_choice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
