/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Golden screens and pictures of screens. */
#include "pty_test.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scratch.h"
#include "svg.h"
#include "svg_film.h"

struct fixture {
    char dir[SCRATCH_PATH], actual[SCRATCH_PATH + 8], path[SCRATCH_PATH + 16], kept[SCRATCH_PATH + 24];
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    if (f == NULL) {
        return -1;
    }
    if (mkdtemp(scratch_path(f->dir, sizeof f->dir, "bmctui-golden-XXXXXX")) == NULL) {
        free(f);
        return -1;
    }
    snprintf(f->actual, sizeof f->actual, "%s/actual", f->dir);
    snprintf(f->path, sizeof f->path, "%s/one.txt", f->dir);
    snprintf(f->kept, sizeof f->kept, "%s/one.txt", f->actual);
    setenv("BMCTUI_GOLDEN_DIR", f->dir, 1);
    setenv("BMCTUI_GOLDEN_ACTUAL_DIR", f->actual, 1);
    unsetenv("BMCTUI_GOLDEN");
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    unsetenv("BMCTUI_GOLDEN_DIR");
    unsetenv("BMCTUI_GOLDEN_ACTUAL_DIR");
    unsetenv("BMCTUI_GOLDEN");
    unlink(f->path);
    unlink(f->kept);
    rmdir(f->actual);
    rmdir(f->dir);
    free(f);
    return 0;
}

static struct term *start_printing(const char *format)
{
    const char *argv[] = {"/usr/bin/printf", format, NULL};
    struct term *t = term_start(&(struct term_setup){.argv = argv, .rows = 3, .cols = 30});

    assert_non_null(t);
    assert_true(term_wait_exit(t, NULL));
    return t;
}

static char *contents(const char *path)
{
    static char text[20000];
    FILE *from = fopen(path, "r");

    assert_non_null(from);
    text[fread(text, 1, sizeof text - 1, from)] = '\0';
    fclose(from);
    return text;
}

static void update(struct term *t, unsigned flags, const struct term_mask *masks)
{
    setenv("BMCTUI_GOLDEN", "update", 1);
    assert_true(term_golden_masked(t, "one", flags, masks));
    unsetenv("BMCTUI_GOLDEN");
}

static void missing_file_fails(void **state)
{
    struct fixture *f = *state;
    struct term *t = start_printing("ab");

    assert_false(term_golden(t, "one"));
    assert_int_equal(access(f->kept, F_OK), 0);
    assert_int_not_equal(access(f->path, F_OK), 0);
    term_free(t);
}

static void update_writes_and_compares(void **state)
{
    struct fixture *f = *state;
    struct term *t = start_printing("ab\\n  c\\303\\244");

    update(t, 0, NULL);
    assert_string_equal(contents(f->path),
                        "30x3, cursor at row 1, column 4\n00|ab\n01|  c\u00e4\n02|\n");
    assert_true(term_golden(t, "one"));
    term_free(t);
}

static void differing(const char *format, unsigned flags, bool expected)
{
    struct term *t = start_printing(format);

    assert_int_equal(term_golden_masked(t, "one", flags, NULL), expected);
    term_free(t);
}

static void text_and_cursor_count(void **state)
{
    struct fixture *f = *state;
    struct term *t = start_printing("ab\\033[7mcd");

    update(t, 0, NULL);
    term_free(t);
    differing("abxd", 0, false);
    assert_int_equal(access(f->kept, F_OK), 0);
    differing("abcd ", 0, false); /* only the cursor */
    differing("abcd", 0, true);   /* no attributes asked for */
    assert_int_not_equal(access(f->kept, F_OK), 0);
}

static void attributes_count_when_asked(void **state)
{
    struct fixture *f = *state;
    struct term *t = start_printing("a\\033[7;31mbc\\033[0;1md\\033[0;4me");

    update(t, TERM_GOLDEN_ATTRIBUTES, NULL);
    assert_non_null(
        strstr(contents(f->path), "attributes:\n00 1-2 reverse\n00 3-3 bold\n00 4-4 underline\n"));
    term_free(t);
    differing("a\\033[7;32mbc\\033[0;1md\\033[0;4me", TERM_GOLDEN_ATTRIBUTES, true);
    differing("a\\033[7;31mb\\033[mc\\033[0;1md\\033[0;4me", TERM_GOLDEN_ATTRIBUTES, false);
}

static void colours_count_when_asked(void **state)
{
    const unsigned flags = TERM_GOLDEN_ATTRIBUTES | TERM_GOLDEN_COLOURS;
    struct fixture *f = *state;
    struct term *t = start_printing("a\\033[31;44mb\\033[38;5;200mc\\033[0;38;2;1;2;3md");

    update(t, flags, NULL);
    assert_non_null(strstr(contents(f->path), "00 1-1 fg=1 bg=4\n00 2-2 fg=200 bg=4\n"
                                              "00 3-3 fg=#010203\n"));
    term_free(t);
    differing("a\\033[32;44mb\\033[38;5;200mc\\033[0;38;2;1;2;3md", flags, false);
}

static void masks_hide_what_varies(void **state)
{
    const struct term_mask masks[] = {
        {.regex = "host-[0-9]+"},
        {.regex = "[0-9]+ s\\b", .with = "N s"},
        {.row = 1, .col = 2, .width = 3},
        {.row = 2, .col = 1},
        {0},
    };
    struct fixture *f = *state;
    struct term *t = start_printing("host-42 7 s x\\nabcdefg\\nxyz\\033[H");

    update(t, 0, masks);
    assert_non_null(strstr(contents(f->path), "\n00|####### N s x\n01|ab###fg\n02|x####"));
    term_free(t);
    t = start_printing("host-43 12 s x\\nabXYZfg\\nxab\\033[H");
    assert_true(term_golden_masked(t, "one", 0, masks));
    assert_false(term_golden(t, "one"));
    term_free(t);
    t = start_printing("host-43 12 s y\\nabXYZfg\\nxab\\033[H");
    assert_false(term_golden_masked(t, "one", 0, masks));
    assert_false(term_golden_masked(t, "one", 0, (struct term_mask[]){{.regex = "("}, {0}}));
    term_free(t);
}

/* One that is kept beside the sources, as those of the program are. */
static void kept_file(void **state)
{
    struct term *t;

    (void)state;
    t = start_echo((struct term_setup){.type = "vt220"}, NULL, NULL);
    assert_true(term_wait_text(t, "bold"));
    assert_true(term_wait_quiet(t, 50));
    assert_true(term_golden_masked(t, "echo_app", TERM_GOLDEN_ATTRIBUTES, NULL));
    term_free(t);
}

static char *picture(struct term *t)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);

    assert_non_null(to);
    svg_write(t, to, &(struct svg_style){.fg = 0xaaaaaa, .bg = 0x111111});
    fclose(to);
    return text;
}

static void svg_has_texts_and_colours(void **state)
{
    struct term *t = start_printing("a<b&\\033[7mrev\\033[0;31mred\\033[0m");
    char *text = picture(t);

    (void)state;
    assert_non_null(strstr(text, "<svg "));
    assert_non_null(strstr(text, "</svg>"));
    assert_non_null(strstr(text, ">a&lt;b&amp;</text>"));
    assert_non_null(strstr(text, "fill=\"#111111\">rev</text>"));
    assert_non_null(strstr(text, "width=\"27\" height=\"20\" fill=\"#aaaaaa\"/>"));
    assert_non_null(strstr(text, ">red</text>"));
    free(text);
    term_free(t);
}

static void svg_draws_blocks_and_lines(void **state)
{
    struct term *t = start_printing("\\342\\226\\200\\342\\224\\200"); /* half block, line */
    char *text = picture(t);

    (void)state;
    assert_non_null(strstr(text, "<rect x=\"10\" y=\"10\" width=\"9\" height=\"10\""));
    assert_non_null(strstr(text, "<rect x=\"19\" y=\"19.5\" width=\"9\" height=\"1\""));
    assert_null(strstr(text, "<text"));
    free(text);
    term_free(t);
}

/* What stays is there once; of what changes the last is seen where nothing moves. */
static void film_plays(void **state)
{
    struct term *t = start_printing("stays\\nfirst"), *u = start_printing("stays\\nlast");
    struct svg_film *film = svg_film_new();
    char *text = NULL, *stays;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);

    (void)state;
    assert_non_null(to);
    svg_film_frame(film, t, 1000);
    svg_film_frame(film, u, 3000);
    svg_film_write(film, to);
    fclose(to);
    stays = strstr(text, ">stays</text>");
    assert_non_null(stays);
    assert_null(strstr(stays + 1, ">stays</text>"));
    assert_non_null(strstr(text, "{visibility:hidden;animation:"));
    assert_non_null(strstr(text, "{0.00%{visibility:visible}25.00%{visibility:hidden}}"));
    assert_non_null(strstr(text, "{visibility:visible;animation:"));
    assert_non_null(strstr(text, "{0.00%{visibility:hidden}25.00%{visibility:visible}}"));
    assert_null(strstr(text, "<script"));
    free(text);
    svg_film_free(film);
    term_free(t);
    term_free(u);
}

static void svg_says_why_not(void **state)
{
    struct term *t = start_printing("a");

    (void)state;
    assert_false(svg_save(t, "/nonexistent/x.svg", NULL));
    term_free(t);
}

#define GOLDEN(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kept_file), /* first: the others change the environment */
        GOLDEN(missing_file_fails),
        GOLDEN(update_writes_and_compares),
        GOLDEN(text_and_cursor_count),
        GOLDEN(attributes_count_when_asked),
        GOLDEN(colours_count_when_asked),
        GOLDEN(masks_hide_what_varies),
        cmocka_unit_test(svg_has_texts_and_colours),
        cmocka_unit_test(svg_draws_blocks_and_lines),
        cmocka_unit_test(svg_says_why_not),
        cmocka_unit_test(film_plays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
