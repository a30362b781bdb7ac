/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The event log on the screen: read in parts, told about, filtered, saved, cleared, and what comes
 * while somebody looks at it. The demo BMC holds forty events, or as many as a test says.
 */
#include "console.h"
#include "forward.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scratch.h"

#define NAME_LENGTH (SCRATCH_PATH + 300)

static char state_folder[SCRATCH_PATH];

/* Faults as in demo_faults; NULL: none. Files go to a folder of the test's own. */
static struct term *start(struct console_setup setup, const char *faults)
{
    char config[1000], line[600] = "";

    if (faults != NULL)
        snprintf(line, sizeof line, "demo_faults = \"%s\";\n", faults);
    assert_non_null(mkdtemp(scratch_path(state_folder, sizeof state_folder, "events.XXXXXX")));
    snprintf(config, sizeof config, "state_directory = \"%s\";\n%s", state_folder, line);
    if (setup.arguments[0] == NULL) {
        setup.arguments[0] = "--demo";
        setup.arguments[1] = "console";
        setup.arguments[2] = "--page=events";
    }
    setup.config = config;
    setup.early = true;
    return console_start(setup);
}

/* Nothing is being read: Esc goes back. */
static void idle(struct term *t)
{
    assert_true(term_settle(t));
    see_gone(t, "Reading the log");
}

static void leave(struct term *t)
{
    idle(t);
    press(t, "Esc Esc");
    console_wait_loaded(t);
    console_leave(t);
}

static struct term *start_events(const char *faults)
{
    struct term *t = start((struct console_setup){.type = "vt100", .locale = "C"}, faults);

    see(t, "BMC clock:");
    idle(t);
    return t;
}

/* The only file in the folder "files", NULL: there is none. */
static const char *saved_file(void)
{
    static char name[NAME_LENGTH];
    char folder[SCRATCH_PATH + 8];
    struct dirent *entry;
    const char *found = NULL;
    DIR *files;

    snprintf(folder, sizeof folder, "%s/files", state_folder);
    files = opendir(folder);
    while (files != NULL && (entry = readdir(files)) != NULL)
        if (strncmp(entry->d_name, "events-demo-", 12) == 0) {
            assert_null(found);
            snprintf(name, sizeof name, "%s/%s", folder, entry->d_name);
            found = name;
        }
    if (files != NULL)
        closedir(files);
    return found;
}

/* Lines of the file with this text. */
static int lines_with(const char *name, const char *text)
{
    FILE *file = fopen(name, "r");
    char line[1000];
    int count = 0;

    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL)
        count += strstr(line, text) != NULL;
    fclose(file);
    return count;
}

/* --- reading -------------------------------------------------------------------------------- */

static void test_reading(void **state)
{
    struct term *t = start_events("set events=500; set events-room=2048");

    (void)state;
    see(t, "500 records, 24 % full; newest first, 1 to 16 shown. BMC clock: right (UTC)");
    see(t, "F1 Help  F2 Save  F3 Filter  F5 Reload  F6 Light  F8 Clear  F9 More    Esc back");
    press(t, "PgDn@linux");
    see(t, "17 to 32 shown");
    press(t, "Up");
    see(t, "16 to 31 shown");
    press(t, "End@linux");
    see(t, "185 to 200 shown");
    see(t, "PgDn reads older events");
    press(t, "PgDn@linux");
    idle(t);
    press(t, "End@linux");
    see(t, "385 to 400 shown");
    press(t, "End@linux");
    idle(t);
    press(t, "End@linux");
    see(t, "485 to 500 shown");
    see_gone(t, "PgDn reads older events");
    press(t, "Home@linux");
    see(t, "1 to 16 shown");
    leave(t);
}

/* A slow BMC: rows are there as they come, and Esc stops that. */
static void test_stopped(void **state)
{
    struct term *t = start((struct console_setup){.type = "vt100", .locale = "C"},
                           "set events=500; set events-room=2048; sel-get:delay=30");

    (void)state;
    see(t, "1 to 16 shown");
    see(t, "Reading the log");
    see(t, " of 500, ");
    press(t, "Esc Esc");
    see(t, "Reading stopped; RELOAD reads again.");
    press(t, "Down");
    press(t, "Esc Esc");
    press_function(t, 5);
    console_wait_loaded(t);
    console_leave(t);
}

/* From 0 on where the log contradicts itself, and a BMC that has none. */
static void test_other_logs(void **state)
{
    struct term *t = start_events("set events-last=no");

    (void)state;
    see(t, "40 records, 3 % full; newest first, 1 to 16 shown");
    press(t, "End@linux");
    see(t, "25 to 40 shown");
    leave(t);
    t = start_events("sel-get:code=ff");
    see(t, "40 records, 3 % full");
    see(t, "the BMC counts 40 events and gives none of them: the BMC refused this:");
    leave(t);
    t = start((struct console_setup){.type = "vt100", .locale = "C"}, "sel-info:code=c1");
    see(t, "[SAVE TO FILE]");
    see(t, "The event log is not available: ");
    expect_beep(t, "Esc-2");
    leave(t);
    t = start_events("set clock-offset=-11520s");
    see(t, "BMC clock: 3 h 12 min behind");
    leave(t);
    t = start_events("set events=0");
    see(t, "0 records, empty. BMC clock: right (UTC)");
    leave(t);
}

/* --- an event in full ------------------------------------------------------------------------- */

static void test_details(void **state)
{
    struct term *t = start_events(NULL);

    (void)state;
    press(t, "Down Down Down");
    see(t, "begins; ");
    see(t, "event 37");
    press(t, "Enter");
    see(t, "BMC's own time");
    see_in(t, "Severity", "critical");
    see_in(t, "Sensor", "Fan, number 35, owner 20h");
    see_in(t, "What", "Lower Critical - going low");
    see_in(t, "Now", "400 RPM, At or Below (<=) Lower Critical Threshold");
    see_in(t, "Raw", "25 00 02 ");
    see_button(t, "CLOSE");
    press(t, "Enter");
    see(t, "1 to 16 shown");
    press_function(t, 1);
    see(t, "Newest first, in");
    see_in(t, "F8", "Clears the log of the BMC; asks first");
    press(t, "Enter");
    see(t, "1 to 16 shown");
    leave(t);
}

/* Beside the list on a wide screen. */
static void test_wide(void **state)
{
    struct term *t = start((struct console_setup){.rows = 40, .cols = 120}, NULL);

    (void)state;
    see(t, "1 to 33 shown");
    see(t, "BMC's own time");
    press(t, "Down Down Down");
    see(t, "37 (0025h)");
    term_resize(t, 24, 80);
    see(t, "event 37");
    see_gone(t, "37 (0025h)");
    term_resize(t, 12, 40);
    see(t, "40 records, 3 % full; ");
    see_gone(t, "BMC clock");
    term_resize(t, 24, 80);
    leave(t);
}

/* --- filter ----------------------------------------------------------------------------------- */

static void filter(struct term *t, const char *choice, const char *text, const char *days)
{
    press(t, "Esc-3");
    see(t, "Which events are shown");
    press(t, choice);
    retype(t, "Text contains", text);
    retype(t, "Not older than, days", days);
    go_to_button(t, "SHOW");
    press(t, "Enter");
}

static void test_filter(void **state)
{
    struct term *t = start_events(NULL);

    (void)state;
    press(t, "Down Down");
    filter(t, "Down Down Space", "", "");
    see(t, "filtered: 9 of 40");
    see(t, "Drive Fault");
    filter(t, "Home@linux", "chassis intrusion", "");
    see(t, "filtered: 1 of 40"); /* the other one has ended */
    see(t, "General Chassis Intrusion");
    filter(t, "Home@linux Space", "", "2w");
    see(t, "Days: use a number from 1 to 3650, such as 7, or leave it empty.");
    retype(t, "Not older than, days", "4");
    go_to_button(t, "SHOW");
    press(t, "Enter");
    see(t, "filtered: 9 of 40"); /* five have no date */
    press(t, "Esc-3");
    see_in(t, "Not older than, days", "[4   ]");
    go_to_button(t, "SHOW ALL");
    press(t, "Enter");
    see(t, "newest first, ");
    leave(t);
}

/* What has not been read yet is read, so that nothing is missing. */
static void test_filter_reads(void **state)
{
    struct term *t = start_events("set events=300; set events-room=2048");

    (void)state;
    filter(t, "Down Down Space", "", "");
    see(t, " of 300. BMC clock");
    leave(t);
}

/* --- save, clear ------------------------------------------------------------------------------ */

static void test_save(void **state)
{
    struct term *t = start_events("set events=300; set events-room=2048");
    const char *name;
    char part[24];

    (void)state;
    press(t, "Esc-2");
    see(t, "300 events saved as ");
    name = saved_file();
    assert_non_null(name);
    assert_int_equal(lines_with(name, " 20 00 04 ") > 100, 1); /* raw bytes */
    /* The end of a long folder's name stands on the row below. */
    snprintf(part, sizeof part, "%s", strstr(name, "files/events-demo-"));
    see(t, part);
    leave(t);
}

static void clear(struct term *t)
{
    press(t, "Esc-8");
    see(t, "Clear the event log of simulated BMC?");
    see_button(t, "BACK");
}

static void test_clear(void **state)
{
    struct term *t = start_events("sel-reserve:change=event times=1");

    (void)state;
    clear(t);
    press(t, "Enter"); /* held: nothing is cleared */
    see(t, "40 records");
    clear(t);
    see(t, "[x] save first");
    press(t, "Tab Enter");
    see(t, "CLEARED. 41 saved, 1 new (the clearing itself).");
    see(t, "files/events-demo-");
    see_gone(t, "40 records");
    assert_non_null(saved_file());
    assert_int_equal(lines_with(saved_file(), "Drive Fault"), 1);
    leave(t);
}

/* Without a file; a BMC that does not do it; one that says so and lies. */
static void test_clear_otherwise(void **state)
{
    struct term *t = start_events(NULL);

    (void)state;
    clear(t);
    press(t, "BackTab Space");
    see(t, "[ ] save first");
    go_to_button(t, "CLEAR");
    press(t, "Enter");
    see(t, "1 new (the clearing itself).");
    see(t, "1 record, ");
    idle(t);
    assert_null(saved_file());
    leave(t);
    t = start_events("set events-clear=cc");
    clear(t);
    press(t, "Tab Enter");
    see(t, "NOT CLEARED: ");
    see(t, "1 to 16 shown");
    idle(t);
    leave(t);
    t = start_events("set events-clear=ignored");
    clear(t);
    press(t, "Tab Enter");
    see(t, "NOT CLEARED: ");
    see(t, "1 to 16 shown");
    idle(t);
    leave(t);
}

static void test_read_only(void **state)
{
    struct console_setup setup = {
        .type = "vt100",
        .locale = "C",
        .arguments = {"--demo", "--read-only", "console", "--page=events"}};
    struct term *t = start(setup, NULL);

    (void)state;
    see(t, "BMC clock:");
    idle(t);
    expect_beep(t, "Esc-8");
    see(t, "Read-only: nothing can be changed here.");
    leave(t);
}

/* --- what comes by itself ---------------------------------------------------------------------- */

static void test_new(void **state)
{
    struct term *t = start((struct console_setup){.type = "vt100",
                                                  .locale = "C",
                                                  .env = forward_environment()},
                           "sel-info:change=event nth=2 times=1");

    (void)state;
    see(t, "40 records");
    idle(t);
    press(t, "Down");
    see(t, "event 39");
    put_forward_until(t, 5, "41 records");
    see(t, "event 39"); /* the focus stays on its record */
    press(t, "Home@linux");
    see(t, "event 41");
    leave(t);
}

/* Nothing of a BMC reaches the terminal as it is. */
static void test_hostile(void **state)
{
    struct term *t = start_events("set hostile=yes");
    const char *raw;
    size_t length;

    (void)state;
    press(t, "PgDn@linux PgDn@linux");
    see(t, "40 shown");
    press(t, "Esc-2");
    see(t, "events saved as");
    press(t, "Enter");
    see_button(t, "CLOSE");
    press(t, "Enter");
    raw = term_raw(t, &length);
    for (size_t i = 0; i < length; i++)
        assert_true((unsigned char)raw[i] < 0x80);
    assert_null(strstr(raw, "\033]"));
    assert_int_equal(lines_with(saved_file(), "\033"), 0);
    leave(t);
}

/* --- typed ahead, and back -------------------------------------------------------------------- */

static void test_edits_stay(void **state)
{
    struct term *t = start((struct console_setup){.type = "vt100",
                                                  .locale = "C",
                                                  .arguments = {"--demo"}},
                           NULL);

    (void)state;
    console_wait_loaded(t);
    retype(t, "VLAN ID", "77");
    term_settle(t);
    term_mark(t);
    term_type(t, "\0339" "2");
    see(t, "1 to 16 shown");
    assert_false(term_find(t, "Up/Down moves", NULL, NULL));
    idle(t);
    press(t, "Esc Esc");
    see_in(t, "VLAN ID", "[77    ]*");
    see_focus(t, "VLAN ID");
    retype(t, "VLAN ID", "");
    console_leave(t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reading),      cmocka_unit_test(test_stopped),
        cmocka_unit_test(test_other_logs),   cmocka_unit_test(test_details),
        cmocka_unit_test(test_wide),         cmocka_unit_test(test_filter),
        cmocka_unit_test(test_filter_reads), cmocka_unit_test(test_save),
        cmocka_unit_test(test_clear),        cmocka_unit_test(test_clear_otherwise),
        cmocka_unit_test(test_read_only),    cmocka_unit_test(test_new),
        cmocka_unit_test(test_hostile),      cmocka_unit_test(test_edits_stay),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
