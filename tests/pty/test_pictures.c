/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pictures of README, data/screenshots/, and the page that stands in it as text: each is made
 * anew from the console and has to be the one that is kept. ./dev screenshots takes them over.
 */
#include "console.h"

#include <stdlib.h>
#include <string.h>

#include "svg.h"
#include "svg_film.h"

#define KEEPS_NO_GATEWAY "demo_faults = \"lan-set 12:code=cc times=1\";"

static struct term *start(struct console_setup setup)
{
    static char preload[CONSOLE_PATH + 40];
    static const char *const env[] = {preload, "ELSEWHERE_HOST=nas1.example.com",
                                      "ELSEWHERE_TIME=1791732000", "TZ=UTC", NULL};
    const char *top = getenv("top_builddir");

    snprintf(preload, sizeof preload, "LD_PRELOAD=%s/tests/pty/elsewhere.so",
             top != NULL ? top : ".");
    setup.env = env;
    return console_start(setup);
}

static void screenshots_folder(char folder[CONSOLE_PATH])
{
    const char *top = getenv("top_srcdir");

    snprintf(folder, CONSOLE_PATH, "%s/data/screenshots", top != NULL ? top : ".");
}

/* The file that is kept, or is to be. Frees the text. */
static void compare(const char *name, char *text)
{
    char folder[CONSOLE_PATH];

    screenshots_folder(folder);
    assert_true(term_golden_file(folder, name, text));
    free(text);
}

static void picture(struct term *t, const char *name)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);

    assert_non_null(to);
    term_wait_quiet(t, 300);
    svg_write(t, to, NULL);
    fclose(to);
    compare(name, text);
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

static void page_at(const char *type, const char *locale, int rows, int cols, const char *name)
{
    struct term *t = start((struct console_setup){
        .type = type, .locale = locale, .rows = rows, .cols = cols});

    make_edits(t);
    picture(t, name);
    drop_edits(t);
}

static void test_page(void **state)
{
    (void)state;
    page_at(NULL, NULL, 24, 80, "page.svg");
    page_at(NULL, NULL, 40, 120, "page-120x40.svg");
    page_at("vt100", "C", 24, 80, "page-vt100.svg");
}

static void ask_review(struct term *t)
{
    retype(t, "IPv4 Address", "192.168.100.111");
    retype(t, "IPv4 Default Gateway", "192.168.100.1");
    retype(t, "VLAN ID", "42");
    retype(t, "Password", "Correct-Horse1");
    retype(t, "Confirm Password", "Correct-Horse1");
    press_function(t, 2);
    see(t, "Write these changes");
    see_gone(t, "Reading what");
    see_button(t, "BACK");
}

static void save_as(struct term *t, const char *headline, const char *name)
{
    go_to_button(t, "SAVE");
    press(t, "Enter");
    see(t, headline);
    picture(t, name);
    press(t, "Enter");
    console_wait_loaded(t);
}

static void test_save(void **state)
{
    struct term *t = start((struct console_setup){.no_file = true});

    (void)state;
    ask_review(t);
    picture(t, "review.svg");
    save_as(t, "SAVED. ", "saved.svg");
    console_leave(t);
    t = start((struct console_setup){.config = KEEPS_NO_GATEWAY});
    ask_review(t);
    save_as(t, "NOT SAVED.", "refused.svg");
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

/* Dates are those of the machine that ELSEWHERE_TIME tells of. */
static void test_events(void **state)
{
    struct term *t = start((struct console_setup){
        .arguments = {"--demo", "console", "--page=events"}, .early = true});

    (void)state;
    see(t, "newest first");
    press(t, "Down");
    picture(t, "events.svg");
    term_signal(t, SIGTERM);
    console_ended(t, 128 + SIGTERM);
}

static void test_power(void **state)
{
    struct term *t = start((struct console_setup){
        .arguments = {"--demo", "console", "--page=power"}, .early = true});

    (void)state;
    see(t, "no override");
    press(t, "Down");
    press(t, "Enter");
    see(t, "network (PXE)");
    press(t, "Down");
    press(t, "Enter");
    see(t, "<BIOS setup>");
    picture(t, "power.svg");
    term_signal(t, SIGTERM);
    console_ended(t, 128 + SIGTERM);
}

static void test_users(void **state)
{
    struct term *t = start((struct console_setup){
        .arguments = {"--demo", "console", "--page=users"}, .early = true});

    (void)state;
    see(t, "backup");
    see(t, "10    free");
    press(t, "Down");
    picture(t, "users.svg");
    term_signal(t, SIGTERM);
    console_ended(t, 128 + SIGTERM);
}

static void test_security(void **state)
{
    struct term *t = start((struct console_setup){
        .arguments = {"--demo", "console", "--page=security"}, .early = true});

    (void)state;
    see(t, "16 looked at");
    press(t, "Space");
    press(t, "Down");
    press(t, "Space");
    picture(t, "security.svg");
    term_signal(t, SIGTERM);
    console_ended(t, 128 + SIGTERM);
}

/* --- a whole task, as it goes ---------------------------------------------- */

enum { LOOK_MS = 1800, KEY_MS = 260, READ_MS = 4000, SHORT_MS = 900, END_MS = 6000 };

static void film(struct svg_film *film, struct term *t, int ms)
{
    term_settle(t);
    svg_film_frame(film, t, ms);
}

static void film_keys(struct svg_film *roll, struct term *t, const char *key, int times)
{
    for (int i = 0; i < times; i++) {
        press(t, key);
        film(roll, t, KEY_MS);
    }
}

static void film_review(struct svg_film *roll, struct term *t)
{
    film(roll, t, LOOK_MS);
    film_keys(roll, t, "Down", 2);
    film_keys(roll, t, "Backspace", 3);
    for (const char *at = "111"; *at != '\0'; at++) {
        term_type(t, (char[]){*at, '\0'});
        film(roll, t, KEY_MS);
    }
    press_function(t, 2);
    see(t, "Write these changes");
    see_gone(t, "Reading what");
    film(roll, t, READ_MS);
    press(t, "Tab");
    film(roll, t, SHORT_MS);
}

/* A step in the middle, of a BMC that is slow enough to be looked at. false: this machine was too
 * busy, and the seconds that the step takes stand there. */
static bool film_saving(struct svg_film *roll)
{
    struct term *t = start((struct console_setup){
        .config = "demo_faults = \"lan-set 3:delay=900 times=1\";"});
    struct svg_film *aside = svg_film_new();
    bool good;

    film_review(aside, t);
    press(t, "Enter");
    see_in(t, "IPv4 Address", "writing");
    film(roll, t, SHORT_MS);
    good = !term_find(t, ", 1 s", NULL, NULL) && term_find(t, "writing", NULL, NULL);
    see(t, "SAVED. ");
    press(t, "Enter");
    console_wait_loaded(t);
    console_leave(t);
    svg_film_free(aside);
    return good;
}

static bool play(struct svg_film *roll)
{
    struct term *t = start((struct console_setup){.no_file = true});
    bool good;

    film_review(roll, t);
    good = film_saving(roll);
    press(t, "Enter");
    see(t, "SAVED. ");
    film(roll, t, END_MS);
    press(t, "Enter");
    console_wait_loaded(t);
    console_leave(t);
    return good;
}

/* A film of the whole, as text; NULL: this machine was too busy for a step to be looked at. */
static char *film_task(void)
{
    struct svg_film *roll = svg_film_new();
    char *text = NULL;
    size_t size = 0;
    FILE *to;

    if (play(roll)) {
        to = open_memstream(&text, &size);
        assert_non_null(to);
        svg_film_write(roll, to);
        fclose(to);
    }
    svg_film_free(roll);
    return text;
}

/* Of the screens that it passes through, each has to be caught as it stands: on a busy machine one
 * may be caught while it is drawn, and then the film is taken again. */
static void test_task(void **state)
{
    enum { TRIES = 5, SIZE_MOST = 200000 };
    char folder[CONSOLE_PATH];
    bool same = false;

    (void)state;
    screenshots_folder(folder);
    for (int i = 0; i < TRIES && !same; i++) {
        char *text = film_task();

        if (text != NULL) {
            assert_true(strlen(text) < SIZE_MOST);
            same = term_golden_file(folder, "task.svg", text);
        }
        free(text);
    }
    assert_true(same);
}

/* --- the same as text ------------------------------------------------------ */

static const char *readme_path(void)
{
    static char path[CONSOLE_PATH];
    const char *top = getenv("top_srcdir");

    snprintf(path, sizeof path, "%s/README.md", top != NULL ? top : ".");
    return path;
}

static char *read_readme(void)
{
    char *text = calloc(1, 1 << 20);
    FILE *from = fopen(readme_path(), "r");

    assert_non_null(text);
    assert_non_null(from);
    assert_true(fread(text, 1, (1 << 20) - 1, from) > 0);
    fclose(from);
    return text;
}

/* In place of the page that stands there. */
static void write_readme(const char *readme, const char *page)
{
    const char *old = strstr(readme, "    bmctui  Network > IPMI"), *behind = old;
    FILE *to;

    assert_non_null(old);
    while (strncmp(behind, "    ", 4) == 0)
        behind += strcspn(behind, "\n") + 1;
    to = fopen(readme_path(), "w");
    assert_non_null(to);
    fprintf(to, "%.*s%s%s", (int)(old - readme), readme, page, behind);
    assert_int_equal(fclose(to), 0);
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
    if (getenv("BMCTUI_GOLDEN") != NULL) {
        write_readme(readme, page);
        free(readme);
        readme = read_readme();
    }
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
        cmocka_unit_test(test_events),
        cmocka_unit_test(test_power),
        cmocka_unit_test(test_users),
        cmocka_unit_test(test_security),
        cmocka_unit_test(test_task),
        cmocka_unit_test(test_readme),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
