/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every screen at 40x12, and at 40x12 and 80x24 in French, the longest translation there is, and in
 * po/pseudo, which is longer than any will be; compared with golden/: to be looked at when they
 * change (BMCTUI_GOLDEN=update writes them anew). Nothing here reads a text but the golden files.
 */
#include "console.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "locales.h"

enum { PATH = 4200 };

static const struct kind {
    const char *name, *type, *locale;
    int rows, cols;
    const char *language;
} kinds[] = {
    {"40x12-vt100", "vt100", "C", 12, 40, "en"},
    {"40x12-xterm", "xterm-256color", "C.UTF-8", 12, 40, "en"},
    {"40x12-pseudo", "xterm-256color", LOCALE_SPOKEN, 12, 40, "pseudo"},
    {"80x24-pseudo", "xterm-256color", LOCALE_SPOKEN, 24, 80, "pseudo"},
    {"40x12-fr", "xterm-256color", LOCALE_SPOKEN, 12, 40, "fr"},
    {"80x24-fr", "xterm-256color", LOCALE_SPOKEN, 24, 80, "fr"},
};

#define KINDS (sizeof kinds / sizeof kinds[0])

static const struct term_mask masks[] = {
    {.regex = "[0-9]+ s l", .with = "# s l"},
    {.regex = "reste [0-9]+ s", .with = "reste # s"},
    {.regex = "^  [0-9]+ s$", .with = "  # s"},
    {.regex = ", [0-9]+ s( ~+)?( |$)", .with = ""},
    {0},
};

/* --- on this kind of terminal ---------------------------------------------------- */

static char *read_file(const char *name)
{
    char *text = NULL;
    size_t size = 0;
    FILE *from = fopen(name, "r"), *to = open_memstream(&text, &size);
    int byte;

    while (from != NULL && (byte = getc(from)) != EOF)
        putc(byte, to);
    if (from != NULL)
        fclose(from);
    fclose(to);
    return text;
}

static bool looks_so(struct term *t, void *context)
{
    char *now = term_capture(t, 0, masks);
    bool same = strcmp(now, context) == 0;

    free(now);
    return same;
}

/* What comes by and by has come when it looks as it should. */
static void keep(struct term *t, const struct kind *kind, const char *name)
{
    char file[128], path[PATH];
    const char *source = getenv("top_srcdir");
    char *golden_text;

    snprintf(file, sizeof file, "%s-%s", name, kind->name);
    snprintf(path, sizeof path, "%s/tests/pty/golden/%s.txt", source != NULL ? source : ".", file);
    golden_text = read_file(path);
    if (getenv("BMCTUI_GOLDEN") != NULL || !term_wait(t, 0, file, looks_so, golden_text))
        term_wait_quiet(t, 400);
    free(golden_text);
    assert_true(term_golden_masked(t, file, 0, masks));
}

static bool is_translated(const struct kind *kind)
{
    return strcmp(kind->language, "en") != 0;
}

static struct term *start(const struct kind *kind, const char *config, const char *const *more)
{
    const char *top = getenv("top_builddir");
    char preload[PATH], language[32], path[PATH];
    const char *env[] = {preload, "ELSEWHERE_HOST=nas1", language, is_translated(kind) ? path : NULL,
                         NULL};
    struct console_setup setup = {.type = kind->type, .locale = kind->locale, .rows = kind->rows,
                                  .cols = kind->cols, .config = config, .env = env, .early = true,
                                  .program = is_translated(kind) ? "here/bmctui" : NULL};

    snprintf(path, sizeof path, "LOCPATH=%s", locale_folder(LOCALE_SPOKEN));
    snprintf(language, sizeof language, "LANGUAGE=%s", kind->language);
    snprintf(preload, sizeof preload, "LD_PRELOAD=%s/tests/pty/elsewhere.so",
             top != NULL ? top : ".");
    for (int i = 0; more != NULL && more[i] != NULL; i++)
        setup.arguments[i] = more[i];
    return console_start(setup);
}

/* The items of the page in their order, from the first on. */
enum item { CHANNEL, DHCP, ADDRESS, NETMASK, GATEWAY, VLAN, USER, PASSWORD, CONFIRM, SAVE, LIGHT };

static void go(struct term *t, enum item item)
{
    char keys[32];

    snprintf(keys, sizeof keys, "Up*20 Down*%d", (int)item);
    press(t, item == CHANNEL ? "Up*20" : keys);
}

static void enter(struct term *t, enum item item, const char *text)
{
    go(t, item);
    press(t, "^U");
    term_type(t, text);
    term_settle(t);
}

/* All values have come: the last one is the address of the web interface. */
static void wait_loaded(struct term *t)
{
    go(t, SAVE);
    see(t, "https://");
    go(t, CHANNEL);
}

static void escape(struct term *t)
{
    press(t, "Esc Esc");
}

/* --- the screens ------------------------------------------------------------------- */

static void page_on(const struct kind *kind)
{
    struct term *t = start(kind, NULL, NULL);

    wait_loaded(t);
    keep(t, kind, "page");
    go(t, SAVE);
    keep(t, kind, "page-middle");
    press(t, "End@linux");
    keep(t, kind, "page-end");
    go(t, CHANNEL);
    press(t, "Enter");
    keep(t, kind, "channels");
    escape(t);
    press(t, "Down Space");
    keep(t, kind, "page-dhcp");
    press(t, "Space");
    enter(t, ADDRESS, "192.168.100.300");
    press(t, "Down");
    keep(t, kind, "page-error");
    enter(t, ADDRESS, "192.168.100.101");
    go(t, USER);
    press(t, "Enter");
    keep(t, kind, "users");
    escape(t);
    enter(t, PASSWORD, "abc12!");
    keep(t, kind, "page-password");
    press_function(t, 10);
    keep(t, kind, "leave");
    press(t, "Tab Enter");
    console_ended(t, 0);
}

static void dialogs_on(const struct kind *kind)
{
    struct term *t = start(kind, "demo_faults = \"set force-code=cc\";", NULL);

    wait_loaded(t);
    go(t, LIGHT);
    press(t, "Enter");
    keep(t, kind, "light");
    press(t, "Enter");
    keep(t, kind, "light-renewed");
    press(t, "Down*7 Enter");
    keep(t, kind, "light-off");
    press(t, "Down");
    term_type(t, "300");
    press(t, "Enter");
    keep(t, kind, "light-seconds");
    escape(t);
    press_function(t, 7);
    keep(t, kind, "manage");
    escape(t);
    press_function(t, 1);
    keep(t, kind, "help");
    press(t, "PgDn@linux");
    keep(t, kind, "help-next");
    press(t, "End@linux");
    keep(t, kind, "help-end");
    escape(t);
    press_function(t, 10);
    console_ended(t, 0);
}

enum { TRIES = 1000, PAUSE_MS = 20 };

/* SAVE in the review is behind all the boxes and BACK, and rings until what remote access lacks has
 * been read, which is not seen on a small screen. */
static void save(struct term *t)
{
    int bells, tries = 0;

    press(t, "End@linux");
    do {
        term_pump(t, tries > 0 ? PAUSE_MS : 0);
        bells = term_bells(t);
        press(t, "Enter");
    } while (term_bells(t) > bells && ++tries < TRIES);
    assert_true(tries < TRIES);
}

static void save_on(const struct kind *kind)
{
    struct term *t = start(kind, "demo_faults = \"lan-set 12:code=cc times=1; set locked=no\";",
                           NULL);

    wait_loaded(t);
    go(t, USER);
    press(t, "Enter");
    see(t, "4  viewer");
    press(t, "Down Down Enter");
    enter(t, PASSWORD, "Abcdefg1");
    enter(t, CONFIRM, "Abcdefg1");
    enter(t, ADDRESS, "192.168.100.101");
    enter(t, GATEWAY, "192.168.100.253");
    enter(t, VLAN, "1234");
    press_function(t, 2);
    keep(t, kind, "review");
    press(t, "PgUp@linux PgUp@linux");
    keep(t, kind, "review-top");
    press(t, "End@linux");
    keep(t, kind, "review-end");
    save(t);
    keep(t, kind, "refused");
    press(t, "End@linux Down*20");
    keep(t, kind, "refused-end");
    press(t, "Enter");
    wait_loaded(t);
    enter(t, GATEWAY, "192.168.100.252");
    press_function(t, 2);
    keep(t, kind, "review-again");
    save(t);
    keep(t, kind, "saved");
    press(t, "Enter");
    wait_loaded(t);
    press_function(t, 10);
    console_ended(t, 0);
}

/* Saving, as it waits for values to come; and what it asks then. */
static void verify_on(const struct kind *kind)
{
    struct term *t = start(kind, "demo_faults = \"lan-set 12:stale=60000\";", NULL);

    wait_loaded(t);
    enter(t, GATEWAY, "192.168.100.253");
    press_function(t, 2);
    keep(t, kind, "review-gateway");
    save(t);
    keep(t, kind, "verifying");
    press(t, "Tab Enter");
    keep(t, kind, "keep-or-put-back");
    press(t, "Tab Enter");
    keep(t, kind, "pending");
    press(t, "Enter");
    wait_loaded(t);
    press_function(t, 10);
    console_ended(t, 0);
}

static void others_on(const struct kind *kind)
{
    static const char *const read_only[] = {"--demo", "--read-only", NULL};
    const char *const nobody[] = {"-D", "lan_2_0", "-h", "127.0.0.1:1", "-u", "x",
                                  console_no_password(), "--session-timeout=200",
                                  "--retransmission-timeout=100", NULL};
    struct term *t = start(kind, NULL, read_only);

    wait_loaded(t);
    keep(t, kind, "read-only");
    term_resize(t, 11, 39);
    keep(t, kind, "too-small");
    press_function(t, 10);
    console_ended(t, 0);
    t = start(kind, NULL, nobody);
    see(t, "127.0.0.1");
    keep(t, kind, "no-bmc");
    press_function(t, 10);
    console_ended(t, 3);
}

/* --- all of them -------------------------------------------------------------------- */

static void on_all(void (*run)(const struct kind *kind))
{
    const char *top = getenv("top_builddir");
    char catalogue[PATH];

    for (size_t i = 0; i < KINDS; i++) {
        snprintf(catalogue, sizeof catalogue, "%s/here/locale/%s/LC_MESSAGES/bmctui.mo",
                 top != NULL ? top : ".", kinds[i].language);
        if (!is_translated(&kinds[i]) || access(catalogue, R_OK) == 0)
            run(&kinds[i]);
    }
}

static void test_page(void **state)
{
    (void)state;
    on_all(page_on);
}

static void test_dialogs(void **state)
{
    (void)state;
    on_all(dialogs_on);
}

static void test_save(void **state)
{
    (void)state;
    on_all(save_on);
}

static void test_verify(void **state)
{
    (void)state;
    on_all(verify_on);
}

static void test_others(void **state)
{
    (void)state;
    on_all(others_on);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_page),   cmocka_unit_test(test_dialogs), cmocka_unit_test(test_save),
        cmocka_unit_test(test_verify), cmocka_unit_test(test_others),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
