/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every screen on a slow line, on a fast one, on a large and on the smallest terminal, and in
 * po/pseudo, which is longer than any translation will be. Each is judged by rule (layout_screen());
 * those that a person would look at are kept in golden/ and compared: there is a file NAME-KIND.txt
 * of each. To be looked at when they change (BMCTUI_GOLDEN=update takes them anew). Nothing here
 * reads a text but the golden files.
 */
#include "layout.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "locales.h"
#include "side.h"

enum { PATH = 4200 };

static const struct kind {
    const char *name, *type;
    int rows, cols;
    const char *language; /* "C": in that locale, else in UTF-8 */
} kinds[] = {
    {"80x24-vt100", "vt100", 24, 80, "C"},
    {"80x24-xterm", "xterm-256color", 24, 80, "en"},
    {"120x40-xterm", "xterm-256color", 40, 120, "en"},
    {"40x12-vt100", "vt100", 12, 40, "C"},
    {"80x24-pseudo", "xterm-256color", 24, 80, "pseudo"},
    {"40x12-pseudo", "xterm-256color", 12, 40, "pseudo"},
};

#define KINDS (sizeof kinds / sizeof kinds[0])
#define QUIET_MS 100 /* where no golden screen says what is to come */
#define QUIET_GOLDEN_MS 400

static const struct term_mask masks[] = {
    {.regex = "[0-9]+ s l", .with = "# s l"},
    {.regex = "reste [0-9]+ s", .with = "reste # s"},
    {.regex = "^  [0-9]+ s$", .with = "  # s"},
    {.regex = ", [0-9]+ s( ~+)?( |$)", .with = ""},
    {.regex = "20[0-9]+-[0-9]+-[0-9]+ [0-9]+:[0-9]+:[0-9]+", .with = "(date and time)"},
    {0},
};

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
    char file[128], *kept;

    snprintf(file, sizeof file, "%s-%s", name, kind->name);
    kept = term_golden_kept(file);
    if (kept == NULL || getenv("BMCTUI_GOLDEN") != NULL || !term_wait(t, 0, file, looks_so, kept))
        term_wait_quiet(t, kept != NULL ? QUIET_GOLDEN_MS : QUIET_MS);
    layout_screen(t, file);
    if (kept != NULL)
        assert_true(term_golden_masked(t, file, 0, masks));
    free(kept);
}

static struct term *start(const struct kind *kind, const char *config, const char *const *more)
{
    static const char *const coloured[] = {"NO_COLOR", NULL};
    struct console_setup setup = {.type = kind->type,
                                  .rows = kind->rows,
                                  .cols = kind->cols,
                                  .config = config,
                                  .env = coloured};

    for (int i = 0; more != NULL && more[i] != NULL; i++)
        setup.arguments[i] = more[i];
    return layout_start(setup, kind->language);
}

/* All values have come: the last one is the address of the web interface. */
static void wait_loaded(struct term *t)
{
    layout_go(t, SAVE);
    see(t, "https://");
    layout_go(t, CHANNEL);
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
    layout_go(t, SAVE);
    keep(t, kind, "page-middle");
    press(t, "End@linux");
    keep(t, kind, "page-end");
    layout_go(t, CHANNEL);
    press(t, "Enter");
    keep(t, kind, "channels");
    escape(t);
    press(t, "Down Space");
    keep(t, kind, "page-dhcp");
    press(t, "Space");
    layout_enter(t, ADDRESS, "192.168.100.300");
    press(t, "Down");
    keep(t, kind, "page-error");
    layout_enter(t, ADDRESS, "192.168.100.101");
    layout_go(t, USER);
    press(t, "Enter");
    keep(t, kind, "users");
    escape(t);
    layout_enter(t, PASSWORD, "abc12!");
    keep(t, kind, "page-password");
    press_function(t, 10);
    keep(t, kind, "leave");
    press(t, "Tab Enter");
    console_ended(t, 0);
}

static void dialogs_on(const struct kind *kind)
{
    struct term *t = start(kind, "demo_faults = \"set identify-force=cc\";", NULL);

    wait_loaded(t);
    layout_go(t, LIGHT);
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
    layout_go(t, USER);
    press(t, "Enter");
    see(t, "4  viewer");
    press(t, "Down Down Enter");
    layout_enter(t, PASSWORD, "Abcdefg1");
    layout_enter(t, CONFIRM, "Abcdefg1");
    layout_enter(t, ADDRESS, "192.168.100.101");
    layout_enter(t, GATEWAY, "192.168.100.253");
    layout_enter(t, VLAN, "1234");
    press_function(t, 2);
    keep(t, kind, "review");
    press(t, "PgUp@linux PgUp@linux");
    keep(t, kind, "review-top");
    press(t, "End@linux");
    keep(t, kind, "review-end");
    save(t);
    layout_shows(t, "CLOSE");
    keep(t, kind, "refused");
    press(t, "End@linux Down*20");
    keep(t, kind, "refused-end");
    press(t, "Enter");
    wait_loaded(t);
    layout_enter(t, GATEWAY, "192.168.100.252");
    press_function(t, 2);
    keep(t, kind, "review-again");
    save(t);
    layout_shows(t, "CLOSE");
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
    layout_enter(t, GATEWAY, "192.168.100.253");
    press_function(t, 2);
    keep(t, kind, "review-gateway");
    save(t);
    layout_shows(t, "DO NOT WAIT");
    keep(t, kind, "verifying");
    press(t, "BackTab Enter"); /* nothing had the focus */
    layout_shows(t, "KEEP");
    keep(t, kind, "keep-or-put-back");
    press(t, "Tab Enter");
    layout_shows(t, "CLOSE");
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
    press(t, "Esc-9");
    keep(t, kind, "more");
    term_type(t, "8");
    see(t, "(10876)");
    keep(t, kind, "bmc");
    escape(t);
    wait_loaded(t);
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

static const char *filter; /* the argument */

static void run_screens(void **state)
{
    static void (*const runs[])(const struct kind *) = {page_on, dialogs_on, save_on, verify_on,
                                                        others_on};
    const struct kind *kind = *state;

    layout_language(kind->language);
    for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++)
        runs[i](kind);
    layout_nothing_cut();
}

static int run_kind(size_t index)
{
    struct CMUnitTest test = {.name = kinds[index].name,
                              .test_func = run_screens,
                              .initial_state = (void *)&kinds[index]};

    if (strcmp(kinds[index].language, "pseudo") == 0 && !layout_translated())
        return 0;
    if (filter != NULL)
        cmocka_set_test_filter(filter);
    return _cmocka_run_group_tests("screens", &test, 1, NULL, NULL);
}

int main(int argc, char **argv)
{
    (void)locale_folder(LOCALE_SPOKEN);
    filter = argc > 1 ? argv[1] : NULL;
    return side_by_side(KINDS, run_kind);
}
