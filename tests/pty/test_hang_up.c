/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terminal goes away, at every step: a save that runs is finished, the program ends, no lock is
 * left in the BMC, and no time is burnt. Storms of resizes, and rest.
 */
#include "console.h"
#include "forward.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scratch.h"

enum { CPU_MOST_MS = 1500, LINE = 200 };

/* --- the trace: what the BMC was told ------------------------------------------------- */

static char trace_path[CONSOLE_PATH + 64];

static const char *trace_option(void)
{
    static char option[CONSOLE_PATH + 80];

    scratch_path(trace_path, sizeof trace_path, "bmctui-trace");
    snprintf(option, sizeof option, "--trace=%s", trace_path);
    unlink(trace_path);
    return option;
}

struct told {
    int locks, requests; /* since the first Set In Progress */
    bool locked, address, closed;
};

/* Requests to LAN parameters: 0 is Set In Progress, 3 the address. */
static struct told read_trace(void)
{
    struct told told = {0};
    char line[LINE];
    FILE *from = fopen(trace_path, "r");

    while (from != NULL && fgets(line, sizeof line, from) != NULL) {
        const char *set = strstr(line, "> 0c/01 01 ");

        if (strstr(line, "# closed") != NULL)
            told.closed = true;
        if (strchr(line, '>') != NULL && told.locks > 0)
            told.requests++;
        if (set == NULL)
            continue;
        set += strlen("> 0c/01 01 ");
        if (strncmp(set, "00 ", 3) == 0) {
            told.locked = strncmp(set, "00 00", 5) != 0;
            told.locks++;
        }
        if (strncmp(set, "03 c0 a8 64 4d", 14) == 0)
            told.address = true;
    }
    if (from != NULL)
        fclose(from);
    return told;
}

/* --- hang-ups --------------------------------------------------------------------------- */

/* The program has ended by itself, and has not run in circles. */
static void see_end(struct term *t, int least, int most)
{
    int status;

    if (!term_wait_exit_for(t, &status, 20000))
        fail();
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) < least || WEXITSTATUS(status) > most)
        fprintf(stderr, "status %d\n", WEXITSTATUS(status));
    assert_true(WEXITSTATUS(status) >= least && WEXITSTATUS(status) <= most);
    assert_true(term_cpu_ms(t) < CPU_MOST_MS);
    term_free(t);
}

static const struct place {
    const char *name, *keys, *text;
    const char *config;
    bool early;
} places[] = {
    {"the page", "Tab", "IPMI Configuration", NULL, false},
    {"reading", "Tab", "Reading the BMC", "demo_delay_ms = 60000;", true},
    {"half an escape sequence", "Esc", "IPMI Configuration", NULL, false},
    {"edits", "Tab Tab Backspace", "]*", NULL, false},
    {"an error", "Tab Tab Backspace*3 Tab", "]!", NULL, false},
    {"list of channels", "Enter", "8  802.3 LAN", NULL, false},
    {"light", "End@linux Left Left Left Left Enter", "Indefinitely", NULL, false},
    {"manage", "Esc-7", "MANAGE, the", NULL, false},
    {"help", "Esc-1", "HELP: ", NULL, false},
    {"review", "Esc-2", "No changes", NULL, false},
    {"leave", "Tab Tab Backspace Esc-0", "DROP EDITS", NULL, false},
    {"too small", "Tab", "bmctui needs", NULL, false},
};

#define PLACES (sizeof places / sizeof places[0])

static struct term *go_there(const struct place *place, bool ignore)
{
    struct term *t = console_start((struct console_setup){
        .config = place->config, .early = place->early, .ignore_hup = ignore});

    if (place->early)
        see(t, place->text);
    press(t, place->keys);
    if (strcmp(place->name, "too small") == 0)
        term_resize(t, 5, 20);
    if (!term_wait_text(t, place->text)) {
        fprintf(stderr, "%s\n", place->name);
        fail();
    }
    return t;
}

static void test_anywhere(void **state)
{
    (void)state;
    for (size_t i = 0; i < PLACES; i++) {
        struct term *t = go_there(&places[i], i % 2 == 1);

        term_hangup(t);
        see_end(t, 128 + 1, 128 + 1);
    }
}

/* Ready to be saved: Enter does it. */
static struct term *before_save(const char *config, bool ignore)
{
    struct term *t = console_start((struct console_setup){
        .type = "vt100", .locale = "C", .config = config, .arguments = {"--demo", trace_option()},
        .env = forward_environment(), .ignore_hup = ignore});

    retype(t, "IPv4 Address", "192.168.100.77");
    press(t, "Esc-2");
    see(t, "Write these changes");
    see_gone(t, "Checking remote");
    go_to_button(t, "SAVE");
    return t;
}

/* Before the k-th request of a save has been answered, for some k. */
static void test_in_a_save(void **state)
{
    static const int steps[] = {1, 2, 3, 5, 7, 8, 10, 12, 15};

    (void)state;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        struct term *t = before_save("demo_delay_ms = 8;", i % 2 == 1);
        struct told told;

        assert_true(term_key(t, "Enter"));
        for (int ms = 0; ms < 20000 && read_trace().requests < steps[i]; ms += 2)
            term_pump(t, 2);
        term_hangup(t);
        told = read_trace(); /* it may be done by then, and shown to nobody */
        see_end(t, 0, told.locked ? 0 : 128 + 1);
        told = read_trace();
        assert_true(told.address && told.closed && told.locks >= 2);
        assert_false(told.locked);
    }
    unlink(trace_path);
}

/* Values that do not come by themselves: nobody is there to decide, so they are put back. */
static void test_while_verifying(void **state)
{
    struct term *t = before_save("demo_faults = \"lan-set 3:stale=600000\"; verify_seconds = 20;",
                                 false);
    struct told told;

    (void)state;
    press(t, "Enter");
    see(t, "DO NOT WAIT");
    term_hangup(t);
    for (int i = 0; i < 50 && !term_exited(t, NULL); i++) {
        put_forward(20);
        term_pump(t, 200);
    }
    see_end(t, 0, 4);
    told = read_trace();
    assert_true(told.address && told.closed);
    assert_false(told.locked);
    unlink(trace_path);
}

/* Asked whether somebody else's lock may be cleared, and hung up: it stays. */
static void test_while_asked(void **state)
{
    struct term *t = before_save("demo_faults = \"lock:code=81 times=3\"; lock_wait_seconds = 1;", true);
    struct told told;

    (void)state;
    press(t, "Enter");
    see(t, "Another program has locked the BMC");
    term_hangup(t);
    see_end(t, 1, 1);
    told = read_trace();
    assert_false(told.address);
    unlink(trace_path);
}

/* --- storms ------------------------------------------------------------------------------- */

static void resize_somehow(struct term *t, int i)
{
    term_resize(t, 3 + i * 7 % 50, 10 + i * 13 % 200);
}

/* Each key comes with another size. Where the page is too small no key acts, so those are spared. */
static void test_typing_in_a_storm(void **state)
{
    static const char text[] = "10.20.30.40/16";
    struct term *t = console_demo(NULL, NULL, NULL);

    (void)state;
    go_to(t, "IPv4 Address");
    press(t, "^U");
    for (size_t i = 0; text[i] != '\0'; i++) {
        char key[2] = {text[i], '\0'};

        resize_somehow(t, (int)i);
        term_resize(t, 12 + (int)i * 5 % 30, 40 + (int)i * 11 % 90);
        term_settle(t);
        term_type(t, key);
        term_resize(t, 14 + (int)i * 3 % 30, 41 + (int)i * 17 % 90);
        term_settle(t);
        resize_somehow(t, (int)i + 1);
    }
    term_resize(t, 24, 80);
    see_in(t, "IPv4 Address", "[10.20.30.40/16    ]");
    press(t, "Tab");
    see_in(t, "IPv4 Address", "[10.20.30.40       ]");
    see_in(t, "IPv4 Netmask", "[255.255.0.0       ]");
    see_focus(t, "IPv4 Netmask");
    press(t, "Esc-0");
    see_button(t, "BACK");
    for (int i = 0; i < 40; i++)
        resize_somehow(t, i);
    term_resize(t, 24, 80);
    see_button(t, "BACK");
    press(t, "Tab Enter");
    console_ended(t, 0);
}

static void test_saving_in_a_storm(void **state)
{
    struct term *t = before_save("demo_delay_ms = 30;", false);
    struct told told;

    (void)state;
    press(t, "Enter");
    for (int i = 0; i < 200 && read_trace().requests < 20; i++) {
        resize_somehow(t, i);
        term_pump(t, 15);
    }
    term_resize(t, 24, 80);
    see(t, "SAVED. The BMC holds");
    see_button(t, "CLOSE");
    for (int i = 0; i < 40; i++)
        resize_somehow(t, i);
    term_resize(t, 24, 80);
    see_in(t, "IPv4 Address", "192.168.100.77   192.168.100.77");
    press(t, "Enter");
    see_in(t, "IPv4 Address", "[192.168.100.77    ]");
    console_wait_loaded(t);
    console_leave(t);
    told = read_trace();
    assert_true(told.address);
    assert_false(told.locked);
    unlink(trace_path);
}

/* --- rest ---------------------------------------------------------------------------------- */

/* Nothing is sent, nothing is computed, whatever is open. */
static void test_rest(void **state)
{
    struct term *t[PLACES];
    long before[PLACES];

    (void)state;
    for (size_t i = 0; i < PLACES; i++)
        t[i] = places[i].early || strcmp(places[i].keys, "Esc") == 0 ? NULL
                                                                     : go_there(&places[i], false);
    for (size_t i = 0; i < PLACES; i++) {
        if (t[i] == NULL)
            continue;
        see_gone(t[i], "Reading");
        term_settle(t[i]);
        term_mark(t[i]);
        before[i] = term_cpu_ms(t[i]);
    }
    usleep(1000000);
    for (size_t i = 0; i < PLACES; i++) {
        if (t[i] == NULL)
            continue;
        term_pump(t[i], 0);
        if (term_bytes(t[i]) != 0 || term_cpu_ms(t[i]) - before[i] > 20)
            fprintf(stderr, "%s: %zu bytes, %ld ms\n", places[i].name, term_bytes(t[i]),
                    term_cpu_ms(t[i]) - before[i]);
        assert_int_equal(term_bytes(t[i]), 0);
        assert_true(term_cpu_ms(t[i]) - before[i] <= 20);
        term_free(t[i]);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_anywhere),          cmocka_unit_test(test_in_a_save),
        cmocka_unit_test(test_while_verifying),   cmocka_unit_test(test_while_asked),
        cmocka_unit_test(test_typing_in_a_storm), cmocka_unit_test(test_saving_in_a_storm),
        cmocka_unit_test(test_rest),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
