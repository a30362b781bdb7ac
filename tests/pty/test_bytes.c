/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a slow line has to carry, counted at the terminal: 80x24, vt100, vt220 and linux in the C
 * locale. Bytes are exact, so these may fail. BMCTUI_BYTES=1 prints every number.
 */
#include "console.h"
#include "forward.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    FIRST_PAINT = 850,
    VALUES = 400,
    REPAINT = 1000,
    TYPED_AT_END = 4,
    TYPED_ELSEWHERE = 26,
    FIELD_MOVE = 80,
    MOVE_WITH_RULES = 150,
    ERROR_AND = 30,
    CLOCK = 20,
    DIALOG = 1000,
    MORE = 800,
    LIST = 1500,
    NEXT_ROWS = 1250,
    ROW_MOVE = 30,
    ROW_AND = 30,
    BYTES_A_SECOND = 960,
    QR_BLANKS = 2800,
    QR_HALVES = 1500,
    ITEMS = 15,       /* of the page */
    SETTLED_MS = 40, /* then nothing more comes */
};

static const char *const types[] = {"vt100", "vt220", "linux"};

#define TYPES (sizeof types / sizeof types[0])

static void within(struct term *t, const char *what, size_t most)
{
    size_t bytes = term_bytes(t);

    if (getenv("BMCTUI_BYTES") != NULL)
        fprintf(stderr, "%-6s %-44s %5zu of %5zu\n", term_type_name(t), what, bytes, most);
    if (bytes > most)
        fprintf(stderr, "%s, %s: %zu bytes, at most %zu are right\n", term_type_name(t), what, bytes,
                most);
    assert_true(bytes <= most);
}

/* A key, and what it brings until nothing comes any more. */
static void key_within(struct term *t, const char *key, const char *what, size_t most)
{
    term_settle(t);
    term_mark(t);
    assert_true(term_key(t, key));
    assert_true(term_wait_bytes(t, 1));
    term_wait_quiet(t, SETTLED_MS);
    within(t, what, most);
}

static void typed_within(struct term *t, const char *byte, const char *what, size_t most)
{
    term_settle(t);
    term_mark(t);
    term_type(t, byte);
    assert_true(term_wait_bytes(t, 1));
    term_wait_quiet(t, SETTLED_MS);
    within(t, what, most);
}

/* --- the first paint and the values ----------------------------------------- */

/* Labels, keys and help before the BMC has answered anything. */
static void first_paint(const char *type)
{
    struct term *t = console_start((struct console_setup){
        .type = type, .locale = "C", .config = "demo_delay_ms = 600;", .early = true});

    see(t, "BMC web address");
    see(t, "0 Leave");
    term_settle(t);
    within(t, "first paint", FIRST_PAINT);
    term_free(t);
}

static void test_first_paint(void **state)
{
    (void)state;
    for (size_t i = 0; i < TYPES; i++)
        first_paint(types[i]);
}

/* Each value by itself, as a BMC has them, with the line that tells how far it is. */
static void slow_values(const char *type)
{
    struct term *t = console_start((struct console_setup){
        .type = type, .locale = "C", .config = "demo_delay_ms = 30;", .early = true});
    int seconds;

    see(t, "0 Leave");
    term_settle(t);
    term_mark(t);
    console_wait_loaded(t);
    seconds = (int)((term_now() - term_sent_at(t)) / 1000000);
    within(t, "all values, one by one", VALUES + (size_t)seconds * CLOCK);
    console_leave(t);
}

static void test_values(void **state)
{
    (void)state;
    for (size_t i = 0; i < TYPES; i++) {
        struct term *t = console_demo(types[i], "C", NULL);

        within(t, "first paint and all values", FIRST_PAINT + VALUES);
        press(t, "^L");
        key_within(t, "^L", "repaint", REPAINT);
        console_leave(t);
        slow_values(types[i]);
    }
}

/* --- typing ---------------------------------------------------------------- */

static void typing(const char *type)
{
    struct term *t = console_demo(type, "C", NULL);

    retype(t, "IPv4 Address", "10.0.0.");
    typed_within(t, "7", "a character at the end of a text", TYPED_AT_END);
    typed_within(t, "7", "another", TYPED_AT_END);
    press(t, "Left Left");
    typed_within(t, "1", "a character within a text", TYPED_ELSEWHERE);
    key_within(t, "Backspace", "Backspace within a text", TYPED_ELSEWHERE);
    go_to(t, "VLAN ID");
    typed_within(t, "1", "the character that makes it an edit", TYPED_ELSEWHERE);
    typed_within(t, "2", "a character of the VLAN", TYPED_AT_END);
    go_to(t, "Password");
    typed_within(t, "a", "a password's first, which meets a rule", TYPED_ELSEWHERE);
    typed_within(t, "b", "a password's next", TYPED_AT_END);
    typed_within(t, "1", "one that meets a rule", TYPED_ELSEWHERE);
    term_type(t, "cdef");
    typed_within(t, "g", "the eighth", TYPED_ELSEWHERE);
    typed_within(t, "h", "the ninth", TYPED_AT_END);
    go_to_button(t, "LEAVE");
    press(t, "Enter Tab Enter");
    console_ended(t, 0);
}

static void test_typing(void **state)
{
    (void)state;
    for (size_t i = 0; i < TYPES; i++)
        typing(types[i]);
}

/* --- moving ---------------------------------------------------------------- */

static void moving(const char *type)
{
    static const char *const fields[] = {"DHCP", "IPv4 Address", "IPv4 Netmask",
                                         "IPv4 Default Gateway", "VLAN ID", "User"};
    struct term *t = console_demo(type, "C", NULL);
    char what[64];

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        snprintf(what, sizeof what, "move to %s", fields[i]);
        key_within(t, "Down", what, FIELD_MOVE);
        see_focus(t, fields[i]);
    }
    key_within(t, "Down", "move to Password, rules appear", MOVE_WITH_RULES);
    key_within(t, "Down", "move to Confirm Password", FIELD_MOVE);
    key_within(t, "Down", "move to SAVE, rules vanish", MOVE_WITH_RULES);
    for (int i = 0; i < 5; i++)
        key_within(t, "Right", "move to the next button", FIELD_MOVE);
    key_within(t, "Tab", "move round to the top", FIELD_MOVE);
    key_within(t, "End@linux", "move to the last button", FIELD_MOVE);
    key_within(t, "Home@linux", "move to the top", FIELD_MOVE);
    console_leave(t);
}

/* Up through fields that have been edited, and are checked as they are left. */
static void moving_with_edits(const char *type)
{
    static const char *const fields[] = {"User", "VLAN ID", "IPv4 Default Gateway", "IPv4 Netmask",
                                         "IPv4 Address", "DHCP", "Channel"};
    struct term *t = console_demo(type, "C", NULL);
    char what[64];

    retype(t, "IPv4 Address", "192.168.100.7");
    retype(t, "IPv4 Default Gateway", "192.168.100.1");
    retype(t, "VLAN ID", "7");
    retype(t, "Password", "Secret12");
    retype(t, "Confirm Password", "Secret12");
    key_within(t, "Up", "move from a password to the other", FIELD_MOVE);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        snprintf(what, sizeof what, "move up to %s, edits", fields[i]);
        key_within(t, "Up", what, i == 0 ? MOVE_WITH_RULES : FIELD_MOVE);
        see_focus(t, fields[i]);
    }
    press_function(t, 10);
    see(t, "DROP EDITS");
    press(t, "Tab Enter");
    console_ended(t, 0);
}

static void test_moving(void **state)
{
    (void)state;
    for (size_t i = 0; i < TYPES; i++) {
        moving(types[i]);
        moving_with_edits(types[i]);
    }
}

/* An error costs its own length and 30, beside what the move costs. */
static void test_error(void **state)
{
    static const char sentence[] =
        "VLAN ID: 4095 is reserved by IEEE 802.1Q; use 1 to 4094, or leave it empty to turn "
        "tagging off.";
    static const char other[] =
        "VLAN ID: 4096 is too large; use 1 to 4094, or leave it empty to turn tagging off.";

    (void)state;
    for (size_t i = 0; i < TYPES; i++) {
        struct term *t = console_demo(types[i], "C", NULL);

        retype(t, "VLAN ID", "4095");
        key_within(t, "Down", "an error", strlen(sentence) + ERROR_AND + FIELD_MOVE);
        see(t, "VLAN ID: 4095 is reserved");
        press(t, "Up Backspace");
        see_gone(t, "reserved");
        term_type(t, "6");
        term_wait_quiet(t, SETTLED_MS);
        term_mark(t);
        press_function(t, 2); /* the focus stays */
        see(t, "VLAN ID: 4096 is");
        term_wait_quiet(t, SETTLED_MS);
        within(t, "an error, nothing else", strlen(other) + ERROR_AND);
        press(t, "Backspace Down Up Backspace Backspace Backspace");
        console_leave(t);
    }
}

/* --- clocks, dialogs --------------------------------------------------------- */

/* The number before " s" in this row; -1: none. */
static int seconds_in(struct term *t, int row)
{
    const char *text = row_text(t, row);

    for (; *text != '\0'; text++) {
        char *end;
        long number = isdigit((unsigned char)*text) ? strtol(text, &end, 10) : -1;

        if (number < 0)
            continue;
        if (strncmp(end, " s", 2) == 0)
            return (int)number;
        text = end - 1;
    }
    return -1;
}

struct ticking {
    int row, from, least;
};

static bool has_ticked(struct term *t, void *context)
{
    const struct ticking *clock = context;

    return abs(seconds_in(t, clock->row) - clock->from) >= clock->least;
}

/* What a clock in this row costs while it goes on by three seconds at least; on all three terminals
 * side by side. */
static void clocks_within(struct term *const t[TYPES], int row, const char *what)
{
    struct ticking clocks[TYPES];

    for (size_t i = 0; i < TYPES; i++) {
        term_wait_quiet(t[i], SETTLED_MS);
        clocks[i] = (struct ticking){.row = row, .from = seconds_in(t[i], row)};
        assert_true(clocks[i].from >= 0);
        term_mark(t[i]);
    }
    for (int passed = 1; passed <= 3; passed++) {
        put_forward(1);
        for (size_t i = 0; i < TYPES; i++) {
            clocks[i].least = passed;
            assert_true(term_wait(t[i], 0, "a clock to go on", has_ticked, &clocks[i]));
        }
    }
    for (size_t i = 0; i < TYPES; i++)
        within(t[i], what, (size_t)abs(seconds_in(t[i], row) - clocks[i].from) * CLOCK);
}

/* Its clock can be put forward. */
static struct term *start_clock(const char *type, const char *config, bool early)
{
    return console_start((struct console_setup){.type = type,
                                                .locale = "C",
                                                .config = config,
                                                .env = forward_environment(),
                                                .early = early});
}

static void test_light_clock(void **state)
{
    struct term *t[TYPES];

    (void)state;
    for (size_t i = 0; i < TYPES; i++) {
        t[i] = start_clock(types[i], NULL, false);
        go_to_button(t[i], "IDENTIFY LIGHT");
        press(t[i], "Enter Down*4 Enter");
        see(t[i], "s left by our clock");
    }
    clocks_within(t, 0, "the light's clock, three seconds");
    for (size_t i = 0; i < TYPES; i++) {
        key_within(t[i], "^L", "IDENTIFY LIGHT repainted", REPAINT);
        press(t[i], "Esc Esc");
        see(t[i], "IPMI Configuration");
        console_leave(t[i]);
    }
}

/* While nothing but the time changes. */
static void test_reading_clock(void **state)
{
    struct term *t[TYPES];

    (void)state;
    for (size_t i = 0; i < TYPES; i++)
        t[i] = start_clock(types[i], "demo_delay_ms = 60000;", true);
    for (size_t i = 0; i < TYPES; i++)
        see(t[i], "Reading");
    put_forward(1);
    for (size_t i = 0; i < TYPES; i++)
        see(t[i], ", 1 s");
    clocks_within(t, 22, "waiting for the BMC, three seconds");
    for (size_t i = 0; i < TYPES; i++)
        term_free(t[i]);
}

/* While values are waited for, one clock runs. */
static void test_saving(void **state)
{
    struct term *t[TYPES];

    (void)state;
    for (size_t i = 0; i < TYPES; i++) {
        t[i] = start_clock(types[i], "demo_faults = \"lan-set 12:stale=60000\";", false);
        retype(t[i], "IPv4 Default Gateway", "192.168.100.253");
        press_function(t[i], 2);
        see(t[i], "Write these changes");
        see_gone(t[i], "Checking remote");
        go_to_button(t[i], "SAVE");
        term_mark(t[i]);
        press(t[i], "Enter");
        see(t[i], "DO NOT WAIT");
        term_wait_quiet(t[i], SETTLED_MS);
        within(t[i], "saving, all steps", DIALOG);
    }
    clocks_within(t, row_of(t[0], "Verify"), "the clock of a save");
    for (size_t i = 0; i < TYPES; i++) {
        go_to_button(t[i], "DO NOT WAIT");
        term_wait_quiet(t[i], SETTLED_MS);
        term_mark(t[i]);
        press(t[i], "Enter");
        see_button(t[i], "UNDO");
        term_wait_quiet(t[i], SETTLED_MS);
        within(t[i], "what to do with it", DIALOG);
        term_mark(t[i]);
        press(t[i], "Tab Enter");
        see_button(t[i], "CLOSE");
        term_wait_quiet(t[i], SETTLED_MS);
        within(t[i], "the result", DIALOG);
        term_mark(t[i]);
        press(t[i], "Enter");
        console_wait_loaded(t[i]);
        within(t[i], "the result closed, values read again", DIALOG + VALUES);
        console_leave(t[i]);
    }
}

static void escape_within(struct term *t, const char *what)
{
    term_wait_quiet(t, SETTLED_MS);
    term_mark(t);
    term_send(t, "\033\033", 2);
    see(t, "IPMI Configuration");
    term_wait_quiet(t, SETTLED_MS);
    within(t, what, DIALOG);
}

static void dialogs(const char *type)
{
    struct term *t = console_demo(type, "C", NULL);

    go_to_button(t, "IDENTIFY LIGHT");
    key_within(t, "Enter", "IDENTIFY LIGHT opened", DIALOG);
    escape_within(t, "IDENTIFY LIGHT closed");
    go_to_button(t, "MANAGE");
    key_within(t, "Enter", "MANAGE opened, with the code", QR_BLANKS);
    escape_within(t, "MANAGE closed");
    go_to_button(t, "HELP");
    key_within(t, "Enter", "help opened", DIALOG);
    key_within(t, "^L", "help repainted", REPAINT);
    escape_within(t, "help closed");
    press(t, "Tab Tab");
    for (int item = 0; item < ITEMS; item++) {
        press(t, "Tab");
        term_settle(t);
        term_mark(t);
        press_function(t, 1);
        see(t, "HELP: ");
        term_wait_quiet(t, SETTLED_MS);
        within(t, "an item explained", DIALOG);
        press(t, "Enter");
        see(t, "IPMI Configuration");
    }
    go_to(t, "Channel");
    key_within(t, "Enter", "list of channels opened", DIALOG);
    escape_within(t, "list of channels closed");
    retype(t, "VLAN ID", "12");
    term_wait_quiet(t, SETTLED_MS);
    term_mark(t);
    press_function(t, 2);
    see(t, "[ BACK ]");
    see_gone(t, "Checking remote");
    term_settle(t);
    within(t, "review opened", DIALOG);
    escape_within(t, "review closed");
    term_mark(t);
    press_function(t, 10);
    see(t, "DROP EDITS");
    within(t, "question opened", DIALOG);
    escape_within(t, "question closed");
    press(t, "Backspace Backspace");
    console_leave(t);
}

static void test_dialogs(void **state)
{
    (void)state;
    for (size_t i = 0; i < TYPES; i++)
        dialogs(types[i]);
}

/* --- the event log ---------------------------------------------------------- */

/* The title has the name of this machine; the budget is for nas1. */
static size_t list_budget(void)
{
    char host[256] = "";

    gethostname(host, sizeof host - 1);
    host[strcspn(host, ".")] = '\0';
    return LIST + (strlen(host) > strlen("nas1") ? strlen(host) - strlen("nas1") : 0);
}

/* The row with the focus in full: its own length is allowed. */
static size_t row_in_full(struct term *t)
{
    return strlen(row_text(t, 18)) + strlen(row_text(t, 19));
}

static void row_within(struct term *t, const char *key, const char *what)
{
    size_t before, bytes;

    term_settle(t);
    before = row_in_full(t);
    term_mark(t);
    assert_true(term_key(t, key));
    assert_true(term_wait_bytes(t, 1));
    term_wait_quiet(t, SETTLED_MS);
    bytes = before > row_in_full(t) ? before : row_in_full(t); /* what was longer is blanked */
    within(t, what, bytes + ROW_MOVE + ROW_AND);
}

/* Of the tries one: that the log is being looked at may be said in another. */
static void repaint_within(struct term *t, const char *what, size_t most)
{
    for (int i = 0; i < 4 && (i == 0 || term_bytes(t) > most); i++) {
        term_settle(t);
        term_mark(t);
        assert_true(term_key(t, "^L"));
        assert_true(term_wait_bytes(t, 1));
        term_wait_quiet(t, SETTLED_MS);
    }
    within(t, what, most);
}

/* Answers that come at once are painted once. A machine that is busy with other tests may not give
 * them at once: then it is opened anew. */
static struct term *open_events(const char *type)
{
    enum { TRIES = 4 };
    struct term *t;

    for (int i = 1;; i++) {
        t = console_demo(type, "C", NULL);
        key_within(t, "Esc-9", "More opened", MORE);
        see(t, "what the hardware has reported");
        term_mark(t);
        term_type(t, "2");
        see(t, "1 to 16 shown");
        see_gone(t, "Reading the log");
        term_settle(t);
        if (term_bytes(t) <= list_budget() || i == TRIES)
            break;
        press(t, "Esc Esc");
        console_wait_loaded(t);
        console_leave(t);
    }
    within(t, "the event log, 16 rows", list_budget());
    return t;
}

static void events(const char *type)
{
    struct term *t = open_events(type);

    repaint_within(t, "the event log repainted", list_budget());
    for (int i = 0; i < 15; i++)
        row_within(t, i % 4 == 3 ? "Up" : "Down", "an event up or down");
    press(t, "Home@linux");
    see(t, "event 40");
    key_within(t, "PgDn@linux", "the next 16 rows", NEXT_ROWS);
    see(t, "17 to 32 shown");
    press(t, "Home@linux");
    see(t, "1 to 16 shown");
    key_within(t, "Enter", "an event in full", DIALOG);
    key_within(t, "Enter", "the event log again", list_budget());
    key_within(t, "Esc-3", "the filter", DIALOG);
    press(t, "Esc Esc");
    see(t, "1 to 16 shown");
    key_within(t, "Esc-8", "to clear the log", DIALOG);
    press(t, "Esc Esc");
    see(t, "1 to 16 shown");
    escape_within(t, "back to the IPMI page");
    console_leave(t);
}

static void test_events(void **state)
{
    (void)state;
    for (size_t i = 0; i < TYPES; i++)
        events(types[i]);
}

/* --- the other pages --------------------------------------------------------- */

/* A page of More, and what stands there once it has been read. */
static const struct page {
    char digit;
    const char *name, *there, *gone;
    bool list;
    const char *dialogs[4]; /* keys that open one from the list's first row */
} more_pages[] = {
    {'3', "Power", "The BMC holds", "Reading", false, {NULL}},
    {'4', "Users", "(no name)", "Reading", true, {"Enter", "Esc-8", NULL}},
    {'5', "Health", "not read", "Reading", true, {"Enter", "Esc-3", NULL}},
    {'6', "Security", "looked at", "Reading", true, {"Enter", NULL}},
    {'7', "Serial console", "Bit rate", "Reading", false, {NULL}},
    {'8', "BMC", "ZM195S012345", "Reading", true, {NULL}},
};

#define PAGES (sizeof more_pages / sizeof more_pages[0])

static size_t page_budget(const struct page *page)
{
    return list_budget() - (page->list ? 0 : LIST - DIALOG);
}

/* Answers that come at once are painted once, as open_events() has it. */
static void page_opened(struct term *t, const struct page *page)
{
    enum { TRIES = 4 };
    char what[64];

    for (int i = 1;; i++) {
        key_within(t, "Esc-9", "More opened", MORE);
        see(t, "Up/Down moves");
        term_mark(t);
        term_type(t, (char[]){page->digit, '\0'});
        see(t, page->there);
        see_gone(t, page->gone);
        term_settle(t);
        if (term_bytes(t) <= page_budget(page) || i == TRIES)
            break;
        press(t, "Esc Esc");
        console_wait_loaded(t);
    }
    snprintf(what, sizeof what, "%s opened", page->name);
    within(t, what, page_budget(page));
}

static void page_moved(struct term *t, const struct page *page)
{
    char what[64];

    snprintf(what, sizeof what, "%s, a row up or down", page->name);
    for (int i = 0; i < 6 && page->list; i++)
        row_within(t, i % 4 == 3 ? "Up" : "Down", what);
    for (int i = 0; i < 4 && !page->list; i++)
        key_within(t, i == 3 ? "Up" : "Down", what, FIELD_MOVE + row_in_full(t));
    snprintf(what, sizeof what, "%s, the next rows", page->name);
    if (page->list) {
        press(t, "Home@linux");
        key_within(t, "PgDn@linux", what, NEXT_ROWS);
        press(t, "Home@linux");
    }
}

static void page_dialogs(struct term *t, const struct page *page)
{
    char what[64];

    for (size_t i = 0; page->dialogs[i] != NULL; i++) {
        snprintf(what, sizeof what, "%s, %s", page->name, page->dialogs[i]);
        key_within(t, page->dialogs[i], what, DIALOG);
        term_settle(t);
        term_mark(t);
        term_send(t, "\033\033", 2);
        see(t, page->there);
        term_wait_quiet(t, SETTLED_MS);
        within(t, "back to the page", page_budget(page));
    }
}

static void test_more_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < TYPES; i++) {
        struct term *t = console_demo(types[i], "C", NULL);

        for (size_t k = 0; k < PAGES; k++) {
            page_opened(t, &more_pages[k]);
            repaint_within(t, "repainted", page_budget(&more_pages[k]));
            page_moved(t, &more_pages[k]);
            page_dialogs(t, &more_pages[k]);
            escape_within(t, "back to the IPMI page");
        }
        console_leave(t);
    }
}

/* A line of 9600 baud carries 960 bytes a second: the log can be read after two. */
static void test_events_in_two_seconds(void **state)
{
    (void)state;
    for (size_t i = 0; i < TYPES; i++) {
        struct term *t = console_demo(types[i], "C", NULL);

        term_settle(t);
        term_mark(t);
        term_type(t, "\0339" "2");
        see(t, "1 to 16 shown");
        see_gone(t, "Reading the log");
        term_settle(t);
        within(t, "the event log, typed ahead", 2 * BYTES_A_SECOND);
        press(t, "Esc Esc");
        console_wait_loaded(t);
        console_leave(t);
    }
}

/* TERM=linux in UTF-8 is no serial line: it has boxes, and no budget. */
static void test_half_blocks(void **state)
{
    (void)state;
    for (size_t i = 0; i < TYPES && strcmp(types[i], "linux") != 0; i++) {
        struct term *t = console_demo(types[i], "C.UTF-8", NULL);

        go_to_button(t, "MANAGE");
        key_within(t, "Enter", "MANAGE opened, half blocks", QR_HALVES);
        press(t, "Esc Esc");
        console_leave(t);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_paint),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_typing),
        cmocka_unit_test(test_moving),
        cmocka_unit_test(test_error),
        cmocka_unit_test(test_light_clock),
        cmocka_unit_test(test_reading_clock),
        cmocka_unit_test(test_saving),
        cmocka_unit_test(test_events),
        cmocka_unit_test(test_events_in_two_seconds),
        cmocka_unit_test(test_more_pages),
        cmocka_unit_test(test_dialogs),
        cmocka_unit_test(test_half_blocks),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
