/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pictures of README, data/screenshots/, and the page that stands in it as text: each is made
 * anew from the console and has to be the one that is kept. ./dev screenshots takes them over.
 */
#include "console.h"

#include <stdlib.h>
#include <string.h>

#include "svg.h"

#define KEEPS_NO_GATEWAY "demo_faults = \"lan-set 12:code=cc times=1\";"

static struct term *start(struct console_setup setup)
{
    static char preload[CONSOLE_PATH + 40];
    static const char *const env[] = {preload, "ELSEWHERE_HOST=nas1", NULL};
    const char *top = getenv("top_builddir");

    snprintf(preload, sizeof preload, "LD_PRELOAD=%s/tests/pty/elsewhere.so",
             top != NULL ? top : ".");
    setup.env = env;
    return console_start(setup);
}

static void picture(struct term *t, const char *name)
{
    const char *top = getenv("top_srcdir");
    char folder[CONSOLE_PATH], *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);

    assert_non_null(to);
    term_wait_quiet(t, 300);
    svg_write(t, to, NULL);
    fclose(to);
    snprintf(folder, sizeof folder, "%s/data/screenshots", top != NULL ? top : ".");
    assert_true(term_golden_file(folder, name, text));
    free(text);
}

/* --- what is shown --------------------------------------------------------- */

static void make_edits(struct term *t)
{
    retype(t, "IPv4 Address", "192.168.100.111");
    retype(t, "IPv4 Default Gateway", "10.0.0.1");
    retype(t, "VLAN ID", "42");
    press(t, "Up");
    see(t, "10.0.0.1 is not in");
    see_focus(t, "IPv4 Default Gateway");
}

static void drop_edits(struct term *t)
{
    press_function(t, 10);
    see_button(t, "BACK");
    press(t, "Tab Enter");
    console_ended(t, 0);
}

static void test_page(void **state)
{
    struct term *t = start((struct console_setup){.rows = 26, .cols = 84});

    (void)state;
    make_edits(t);
    picture(t, "page.svg");
    drop_edits(t);
}

static void ask_review(struct term *t)
{
    retype(t, "IPv4 Address", "192.168.100.111");
    retype(t, "IPv4 Default Gateway", "192.168.100.1");
    retype(t, "Password", "Correct-Horse1");
    retype(t, "Confirm Password", "Correct-Horse1");
    press_function(t, 2);
    see(t, "Write these changes");
    see_gone(t, "Checking remote");
}

static void test_save(void **state)
{
    struct term *t = start((struct console_setup){.config = KEEPS_NO_GATEWAY});

    (void)state;
    ask_review(t);
    term_resize(t, 14, 80);
    see_button(t, "BACK");
    picture(t, "review.svg");
    go_to_button(t, "SAVE");
    press(t, "Enter");
    see(t, "NOT SAVED.");
    picture(t, "result.svg");
    term_resize(t, 24, 80);
    press(t, "Enter");
    console_wait_loaded(t);
    drop_edits(t);
}

static void test_locked(void **state)
{
    struct term *t = start((struct console_setup){
        .arguments = {"--demo", "console", "--locked"}, .leader = true, .early = true});

    (void)state;
    see(t, "https://192.168.100.100/");
    see(t, "log in");
    picture(t, "locked.svg");
    term_signal(t, SIGTERM);
    console_ended(t, 128 + SIGTERM);
}

/* --- the same as text ------------------------------------------------------ */

static char *read_readme(void)
{
    const char *top = getenv("top_srcdir");
    char path[CONSOLE_PATH], *text = calloc(1, 1 << 20);
    FILE *from;

    assert_non_null(text);
    snprintf(path, sizeof path, "%s/README.md", top != NULL ? top : ".");
    from = fopen(path, "r");
    assert_non_null(from);
    assert_true(fread(text, 1, (1 << 20) - 1, from) > 0);
    fclose(from);
    return text;
}

/* As the page stands in README: four blanks before each row, none at the end of one, no row for
 * what is empty. */
static char *page_as_text(struct term *t)
{
    char *text = NULL, *screen = term_screen(t), *save = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);

    assert_non_null(to);
    for (char *row = strtok_r(screen, "\n", &save); row != NULL; row = strtok_r(NULL, "\n", &save))
        fprintf(to, "    %s\n", row);
    fclose(to);
    free(screen);
    return text;
}

static void test_readme(void **state)
{
    struct term *t = start((struct console_setup){.type = "vt100", .locale = "C"});
    char *readme = read_readme(), *page;

    (void)state;
    make_edits(t);
    term_wait_quiet(t, 200);
    page = page_as_text(t);
    if (strstr(readme, page) == NULL)
        fprintf(stderr, "README.md does not show the page as it is:\n%s", page);
    assert_non_null(strstr(readme, page));
    free(page);
    free(readme);
    drop_edits(t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_page),
        cmocka_unit_test(test_save),
        cmocka_unit_test(test_locked),
        cmocka_unit_test(test_readme),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
