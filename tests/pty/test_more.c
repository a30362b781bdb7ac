/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From page to page (F9) and the list page: the page "BMC" of the program, and pages of the test's
 * own (list_pages.c) with 3,000 rows and with rows that come slowly.
 */
#include "console.h"
#include "pages/pages.h"
#include "scratch.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIST_APP "tests/pty/list_app"
#define TEXT     "lower critical: 200 RPM, limit 500" /* of the rows of list_pages.c */
#define NO_LAN   "demo_faults = \"channel-info:code=cb\";"

enum { MORE = 800, LIST = 1500, NEXT_ROWS = 1250, ROW_AND = 30, BACK = 1000, SETTLED_MS = 60 };

static struct term *start(const char *program, const char *type, const char *page)
{
    struct console_setup setup = {.program = program,
                                  .type = type,
                                  .locale = "C",
                                  .arguments = {"--demo", "console", page},
                                  .early = page != NULL};

    return console_start(setup);
}

static void key_within(struct term *t, const char *key, const char *text, size_t most)
{
    term_wait_quiet(t, SETTLED_MS);
    term_mark(t);
    assert_true(term_key(t, key));
    see(t, text);
    term_wait_quiet(t, SETTLED_MS);
    if (term_bytes(t) > most || getenv("BMCTUI_BYTES") != NULL)
        fprintf(stderr, "%s: %zu bytes, at most %zu are right\n", key, term_bytes(t), most);
    assert_true(term_bytes(t) <= most);
}

/* There and back, with an edit that stays, by digit, by Enter, and by Esc. */
static void test_there_and_back(void **state)
{
    struct term *t = start(NULL, "vt100", NULL);

    (void)state;
    retype(t, "VLAN ID", "77");
    press(t, "Esc-9");
    see_in(t, "1", "Network > IPMI    address, VLAN, password, light, web address");
    term_type(t, "8");
    see(t, "3.45, IPMI 2.0");
    see_in(t, "BMC clock", "as this machine's");
    press(t, "Esc Esc");
    see_in(t, "VLAN ID", "[77    ]*");
    see_focus(t, "VLAN ID");
    press(t, "Esc-9 Down Enter");
    see(t, "BMC clock:");
    press(t, "Esc-9");
    term_type(t, "1");
    see_in(t, "VLAN ID", "[77    ]*");
    retype(t, "VLAN ID", "");
    console_leave(t);
}

static void test_keys_of_the_list(void **state)
{
    struct term *t = start(NULL, NULL, "--page=bmc");

    (void)state;
    see_in(t, "BMC clock", "as this machine's");
    see_focus(t, "Manufacturer");
    press(t, "Down Down");
    see_focus(t, "Firmware");
    press(t, "Tab");
    see_button(t, "SET CLOCK");
    press(t, "Tab*4");
    see_focus(t, "Firmware");
    press(t, "BackTab");
    see_button(t, "BACK");
    press(t, "Tab");
    see_focus(t, "Firmware");
    press(t, "Enter");
    see(t, "3.45, IPMI 2.0");
    see_button(t, "CLOSE");
    press(t, "Enter");
    press_function(t, 1);
    see(t, "Who made this machine and its BMC");
    see(t, "More: the other pages");
    press(t, "Enter");
    press_function(t, 6);
    see(t, "IDENTIFY LIGHT: on");
    press(t, "Home Up");
    see_focus(t, "Manufacturer");
    press_function(t, 5);
    see_in(t, "BMC clock", "as this machine's");
    see_focus(t, "Manufacturer");
    press(t, "Esc Esc");
    console_wait_loaded(t);
    console_leave(t);
}

static void test_small(void **state)
{
    struct term *t =
        console_start((struct console_setup){.type = "vt100",
                                             .locale = "C",
                                             .rows = 12,
                                             .cols = 40,
                                             .arguments = {"--demo", "console", "--page=bmc"},
                                             .early = true});

    (void)state;
    see(t, "Manufacturer  Super Micro");
    see(t, "more --");
    press(t, "Down*4");
    see_focus(t, "BMC clock");
    press(t, "Esc-9");
    see_focus(t, "1");
    term_type(t, "1");
    see_in(t, "IPv4 Netmask", "[255.255.255.0   ]");
    console_leave(t);
}

/* What is typed ahead is taken before anything is painted. */
static void test_typed_ahead(void **state)
{
    struct term *t = start(NULL, "vt100", NULL);

    (void)state;
    term_wait_quiet(t, SETTLED_MS);
    term_mark(t);
    term_type(t, "\0339"
                 "8");
    see(t, "3.45, IPMI 2.0");
    see_in(t, "BMC clock", "as this machine's");
    assert_false(term_find(t, "Up/Down moves", NULL, NULL));
    term_wait_quiet(t, SETTLED_MS);
    assert_true(term_bytes(t) < 1500);
    press(t, "Esc Esc");
    console_wait_loaded(t);
    console_leave(t);
}

/* A BMC without a LAN channel has other pages all the same; a locked console shows none. */
static void test_no_lan(void **state)
{
    struct console_setup setup = {
        .arguments = {"--demo", "console"}, .config = NO_LAN, .early = true};
    struct term *t = console_start(setup);

    (void)state;
    see(t, "This BMC has no LAN channel.");
    go_to_button(t, "MORE");
    press(t, "Enter");
    term_type(t, "8");
    see(t, "3.45, IPMI 2.0");
    press(t, "Esc Esc");
    see(t, "This BMC has no LAN channel.");
    press_function(t, 10);
    console_ended(t, 3);
    setup.arguments[2] = "--locked";
    setup.leader = true;
    t = console_start(setup);
    see(t, "This BMC has no LAN channel.");
    assert_false(term_find(t, "MORE", NULL, NULL));
    press(t, "Esc-9");
    term_wait_quiet(t, SETTLED_MS);
    see(t, "This BMC has no LAN channel.");
    assert_false(term_find(t, "Network > IPMI    address", NULL, NULL));
    term_signal(t, SIGTERM);
    console_ended(t, 128 + SIGTERM);
}

static void budgets(const char *type)
{
    struct term *t = start(LIST_APP, type, NULL);

    key_within(t, "Esc-9", "a row now and then", MORE);
    key_within(t, "2", "-- 2985 more --", LIST);
    key_within(t, "Down", "> row 1 ", ROW_AND + sizeof "row 1  b000001 " TEXT);
    key_within(t, "Up", "> row 0 ", ROW_AND + sizeof "row 0  a000000 " TEXT);
    press(t, "Down*15");
    see(t, "> row 15 ");
    key_within(t, "PgDn@linux", "> row 29 ", NEXT_ROWS);
    key_within(t, "Esc-1", "HELP", LIST);
    press(t, "Enter");
    see(t, "> row 29 ");
    term_wait_quiet(t, SETTLED_MS);
    term_mark(t);
    press(t, "Esc Esc");
    console_wait_loaded(t);
    term_wait_quiet(t, SETTLED_MS);
    assert_true(term_bytes(t) <= BACK);
    console_leave(t);
}

static void test_budgets(void **state)
{
    (void)state;
    budgets("vt100");
    budgets("vt220");
    budgets("linux");
}

static void test_many(void **state)
{
    struct term *t = start(LIST_APP, NULL, "--page=many");

    (void)state;
    see(t, "row 0");
    see_gone(t, "Reading the BMC");
    press(t, "End");
    see_focus(t, "row 2999");
    press(t, "PgUp");
    see_focus(t, "row 2985");
    press(t, "PgDn Down");
    see_focus(t, "row 2999");
    press(t, "Home");
    see_focus(t, "row 0");
    term_resize(t, 12, 40);
    see(t, "row 3");
    see_gone(t, "row 4 ");
    press(t, "End");
    see_focus(t, "row 2999");
    press(t, "Esc-9");
    term_type(t, "2");
    see_focus(t, "row 2999"); /* not read anew, and where it was */
    press(t, "Esc Esc");
    see_in(t, "IPv4 Netmask", "[255.255.255.0   ]");
    console_leave(t);
}

/* Rows are there as they come; Esc stops that, F5 begins anew. */
static void test_slow(void **state)
{
    struct term *t = start(LIST_APP, NULL, "--page=slow");

    (void)state;
    see(t, "row 3");
    see(t, "Reading the BMC");
    press(t, "Down");
    see_focus(t, "row 1");
    press(t, "Esc Esc");
    see(t, "Reading stopped; RELOAD reads again.");
    see(t, "row 3");
    press_function(t, 5);
    see(t, "Reading the BMC");
    see(t, "row 2");
    press(t, "Esc Esc");
    see(t, "Reading stopped");
    term_type(t, "\0335\r\r"); /* on a row that is gone before it is painted */
    see(t, "row 2");
    press(t, "Esc Esc");
    see(t, "Reading stopped");
    press(t, "Esc Esc");
    see(t, "VLAN ID");
    see(t, "Reading stopped"); /* which was waiting behind it */
    press_function(t, 5);
    console_wait_loaded(t);
    console_leave(t);
}

/* Every page in one file; its name and size are said. */
static void test_report(void **state)
{
    char folder[SCRATCH_PATH], config[SCRATCH_PATH + 64], path[SCRATCH_PATH + 80] = "", line[400];
    int found = 0, wanted = 0;
    struct term *t;
    FILE *files, *file;

    (void)state;
    assert_non_null(mkdtemp(scratch_path(folder, sizeof folder, "report.XXXXXX")));
    snprintf(config, sizeof config, "state_directory = \"%s\";\n", folder);
    t = console_start((struct console_setup){.type = "vt100",
                                             .locale = "C",
                                             .arguments = {"--demo", "console", "--page=report"},
                                             .config = config,
                                             .early = true});
    see(t, "the newest 500 events");
    press(t, "Esc-2");
    see(t, " KiB saved as ");
    snprintf(line, sizeof line, "ls %s/files/report-demo-*.txt", folder);
    files = popen(line, "r");
    assert_non_null(files);
    assert_non_null(fgets(path, sizeof path, files));
    pclose(files);
    path[strcspn(path, "\n")] = '\0';
    file = fopen(path, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL)
        found += strncmp(line, "--- ", 4) == 0;
    fclose(file);
    for (size_t i = 0; pages[i] != NULL; i++)
        wanted += pages[i] != &page_report;
    assert_int_equal(found, wanted);
    press(t, "Esc Esc");
    console_wait_loaded(t);
    console_leave(t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there_and_back), cmocka_unit_test(test_keys_of_the_list),
        cmocka_unit_test(test_small),          cmocka_unit_test(test_typed_ahead),
        cmocka_unit_test(test_no_lan),         cmocka_unit_test(test_budgets),
        cmocka_unit_test(test_report),         cmocka_unit_test(test_many),
        cmocka_unit_test(test_slow),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
