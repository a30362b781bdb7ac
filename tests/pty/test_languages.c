/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every screen in every language of po/LINGUAS (layout.h says what is asked of it). At 80x24 no text
 * is cut, as cut.c tells; at 40x12 each item can be reached. Page and review of some are kept in
 * golden/ to be looked at. What is waited for are the texts of the catalogues.
 */
#include "console.h"

#include <stdlib.h>
#include <string.h>

#include "layout.h"
#include "locales.h"
#include "side.h"

static const char *language; /* of the test that runs */

/* --- starting, keys, ending ------------------------------------------------------- */

static struct term *start_on(const char *type, int rows, int cols, const char *config,
                             const char *const *more)
{
    struct console_setup setup = {.type = type, .rows = rows, .cols = cols, .config = config};

    for (int i = 0; more != NULL && more[i] != NULL; i++)
        setup.arguments[i] = more[i];
    return layout_start(setup, language);
}

static struct term *start(int rows, int cols, const char *config, const char *const *more)
{
    return start_on(NULL, rows, cols, config, more);
}

static void speak(const char *name)
{
    language = name;
    layout_language(name);
}

/* The last one is the address of the web interface. */
static void wait_for_values(struct term *t)
{
    layout_go(t, SAVE);
    see(t, "https://");
}

/* All values have come, and those of other channels. */
static void wait_loaded(struct term *t)
{
    wait_for_values(t);
    layout_hides(t, "Reading the BMC");
    layout_hides(t, "Reading other channels and users");
    layout_go(t, CHANNEL);
}

static void leave(struct term *t, int status)
{
    press_function(t, 10);
    console_ended(t, status);
}

/* Each of these texts, NULL at the end, stands there, and none runs into the edge. */
static void shows(struct term *t, ...)
{
    const char *text;
    va_list texts;

    va_start(texts, t);
    while ((text = va_arg(texts, const char *)) != NULL)
        layout_shows(t, text);
    va_end(texts);
    layout_edge(t);
}

static void keep(struct term *t, const char *name)
{
    static const struct term_mask masks[] = {{.regex = "[0-9]+ s", .with = "# s"}, {0}};
    char file[64], *kept;

    term_settle(t);
    snprintf(file, sizeof file, "%s-80x24-%s", name, language);
    kept = term_golden_kept(file);
    layout_screen(t, file);
    if (kept != NULL)
        assert_true(term_golden_masked(t, file, 0, masks));
    free(kept);
}

/* --- at 80x24 -------------------------------------------------------------------- */

static void page_of_80(struct term *t)
{
    wait_loaded(t);
    keep(t, "page");
    shows(t, "Network > IPMI", "IPMI Configuration", "IPMI Password Reset", "BMC web address",
          "IDENTIFY LIGHT", "LEAVE", "LAN channel, 1 to 11; each has its own address", "Help",
          "Save", "Show", "Reload", "Light", "More", "Leave", NULL);
    layout_fields(t);
    layout_walk(t, 15);
    press(t, "Enter");
    shows(t, "Channel: which of the BMC's LAN channels", "Up/Down moves  Enter takes it  Esc back",
          NULL);
    press(t, "Esc Esc Down Space");
    shows(t, "by DHCP, after SAVE", "Ticked: the BMC gets its address from a DHCP server", NULL);
    layout_fields(t);
    press(t, "Space");
}

static void errors_of_80(struct term *t)
{
    int row;

    layout_enter(t, GATEWAY, "192.168.1.254");
    press(t, "Down");
    shows(t, "%s is not in %s/%d; use an address from %s to %s, or %s.", "leave it empty",
          "1 to 4094, such as 100; empty: VLAN tagging off", NULL);
    layout_enter(t, VLAN, "4095");
    layout_enter(t, ADDRESS, "192.168.100.300");
    press(t, "Down");
    shows(t, "%s is too large; each part is 0 to 255, such as %s.", NULL);
    layout_enter(t, GATEWAY, "192.168.100.254");
    layout_enter(t, ADDRESS, "192.168.100.101");
    press(t, "Down");
    shows(t, "4095 is reserved by IEEE 802.1Q; use 1 to 4094, or %s to turn tagging off.", NULL);
    layout_enter(t, VLAN, ""); /* an error stands in place of rules that have no room beside the field */
    layout_enter(t, PASSWORD, "abc12!");
    shows(t, "%u-%u bytes:", "%u of these 4:", "Empty keeps the old one", "%s; F3 shows it",
          NULL);
    assert_true(term_find(t, "a-z", &row, NULL));
    assert_true(row == 11 || row == 20); /* beside the second one, or beneath the form */
    layout_fields(t);
}

static void test_page(void **state)
{
    static const char *const read_only[] = {"--demo", "--read-only", NULL};
    struct term *t;

    speak(*state);
    t = start(0, 0, NULL, NULL);
    page_of_80(t);
    layout_go(t, USER);
    press(t, "Enter");
    shows(t, "User: whose password is set", "administrator", ", disabled", NULL);
    press(t, "Esc Esc");
    errors_of_80(t);
    press_function(t, 10);
    shows(t, "LEAVE: unsaved edits", "Your edits are not saved. Leaving discards them.",
          "DROP EDITS", "Tab moves  Enter presses  Esc back, nothing is lost", NULL);
    layout_walk(t, 2);
    press(t, "Tab Enter");
    console_ended(t, 0);
    t = start(0, 0, NULL, read_only);
    wait_loaded(t);
    shows(t, "Read-only: nothing can be changed here (--read-only).", NULL);
    leave(t, 0);
    layout_nothing_cut();
}

static void light_of_80(struct term *t)
{
    layout_go(t, LIGHT);
    press(t, "Enter");
    shows(t, "IDENTIFY LIGHT", "the BMC reports: %s", "Turn OFF", "Seconds (1-255)", "CLOSE",
          "Up/Down moves  Enter or Space sends it  Esc closes", NULL);
    layout_walk(t, 10);
    press(t, "Enter");
    shows(t, "The BMC refused \"indefinitely\": renewed while bmctui runs, off after that.",
          "on for a time", NULL);
    press(t, "Down*8");
    term_type(t, "300");
    press(t, "Enter");
    shows(t, "Seconds: %s is not valid; use a number from 1 to 255, such as 90.", NULL);
    press(t, "Esc Esc");
}

static void help_of_80(struct term *t)
{
    press_function(t, 1);
    shows(t, "HELP: %s", "Function keys, or Esc and the digit",
          "Up/Down, PgUp/PgDn scroll  Esc closes", NULL);
    press(t, "Down*8");
    shows(t, "From item to item", NULL);
    press(t, "End@linux");
    shows(t, "Identify light", "MAC address", "BMC web address", NULL);
    press(t, "Esc Esc");
}

static void test_dialogs(void **state)
{
    struct term *t;

    speak(*state);
    t = start(0, 0, "demo_faults = \"set identify-force=cc\";", NULL);
    wait_loaded(t);
    help_of_80(t);
    light_of_80(t);
    press_function(t, 7);
    shows(t, "MANAGE, the saved settings", "CHECK", "COPY", "CLOSE",
          "Tab moves  Enter presses  Esc closes", NULL);
    layout_walk(t, 3);
    press(t, "Enter");
    shows(t, "The demo BMC has no web server to reach.", NULL);
    press(t, "Tab Enter");
    shows(t, "Sent to the terminal's clipboard (if the terminal allows it).", NULL);
    press(t, "Esc Esc");
    leave(t, 0);
    layout_nothing_cut();
}

/* SAVE stands behind all the boxes and BACK, and waits until remote access has been checked. */
static void press_save(struct term *t)
{
    layout_shows(t, "BACK");
    layout_hides(t, "Checking remote access");
    layout_hides(t, "Checking remote access, %d s");
    press(t, "End@linux Enter");
}

static void result_of_80(struct term *t, const char *headline, const char *outcome)
{
    static const int columns[] = {24, 41, 58, 0};
    int row;

    shows(t, headline, outcome, "wanted", "the BMC holds", "CLOSE", "Enter or Esc closes", NULL);
    assert_true(term_find(t, "192.168.100.25", &row, NULL)); /* the gateway */
    layout_table(t, row - 1, row, columns);
    press(t, "Enter");
    wait_loaded(t);
}

static void enter_changes(struct term *t)
{
    layout_go(t, USER);
    press(t, "Enter");
    see(t, "4  viewer");
    press(t, "Down Down Enter");
    layout_enter(t, PASSWORD, "Abcdefg1");
    layout_enter(t, CONFIRM, "Abcdefg1");
    layout_enter(t, ADDRESS, "192.168.100.101");
    layout_enter(t, GATEWAY, "192.168.100.253");
    layout_enter(t, VLAN, "1234");
}

static void test_save(void **state)
{
    struct term *t;

    speak(*state);
    t = start(0, 0, "demo_faults = \"lan-set 12:code=cc times=1; set locked=no\";", NULL);
    wait_loaded(t);
    enter_changes(t);
    press_function(t, 2);
    shows(t, "Write these changes to channel %u of %s?",
          "The BMC will answer on VLAN %u only: make the switch port ready first.",
          "The new password applies to all channels of the BMC.", "now", "after saving",
          "new, for user %u %s", "Remote access also needs (can be set now):", "user %s enabled",
          "(disabled: a password alone gives no access)",
          "user %s administrator on this channel", "The same by command: %s", "BACK",
          "Tab moves  Space ticks  Enter presses  Esc back, nothing is sent", NULL);
    keep(t, "review");
    layout_walk(t, 4);
    press_save(t);
    result_of_80(t, "NOT SAVED. The BMC refused %s; everything was put back.", "refused");
    layout_enter(t, GATEWAY, "192.168.100.252");
    press_function(t, 2);
    shows(t, "user %s enabled", NULL);
    press_save(t);
    result_of_80(t, "SAVED. The BMC holds the new settings; they were read back.", "saved");
    leave(t, 0);
    layout_nothing_cut();
}

/* Saving, as it waits for values to come; and what it asks then. */
static void test_verifying(void **state)
{
    static const int columns[] = {24, 0};
    struct term *t;

    speak(*state);
    t = start(0, 0, "demo_faults = \"lan-set 12:stale=60000\";", NULL);
    wait_loaded(t);
    layout_enter(t, GATEWAY, "192.168.100.253");
    press_function(t, 2);
    press_save(t);
    shows(t, "Saving to channel %u of %s", ", step %zu of %zu", "Unlock", "up to %d s",
          "STOP AND PUT BACK", "DO NOT WAIT", "Tab, then Enter, stops  Esc stops", NULL);
    press(t, "Tab"); /* nothing has the focus before */
    layout_walk(t, 2);
    layout_table(t, 1, 5, columns);
    press(t, "Tab Enter");
    shows(t, "The BMC does not show all values yet",
          "Everything was written, but the BMC does not show it yet. Keep it as it is, or undo it.",
          "UNDO", "KEEP", "Tab moves  Enter presses  Esc undoes", NULL);
    layout_walk(t, 2);
    press(t, "Tab Enter");
    result_of_80(t, "Written, but the BMC does not show it yet; bmctui did not wait.",
                 "still pending");
    leave(t, 0);
    layout_nothing_cut();
}

static const char *const locked[] = {"--demo", "console", "--locked", NULL};

static struct term *start_without_bmc(int rows, int cols)
{
    const char *const nobody[] = {"-D", "lan_2_0", "-h", "127.0.0.1:1", "-u", "x",
                                  console_no_password(), "--session-timeout=200",
                                  "--retransmission-timeout=100", NULL};

    return start(rows, cols, NULL, nobody);
}

static void test_no_bmc(void **state)
{
    struct term *t;

    speak(*state);
    t = start_without_bmc(0, 0);
    shows(t, "NO BMC", "No BMC was reached: %s.", "What to do", "RETRY", "DEMO", "LEAVE",
          "F1 Help  F5 Retry  F10 Leave   Tab moves  Enter presses", NULL);
    layout_walk(t, 3);
    leave(t, 3);
    layout_nothing_cut();
}

static void test_locked(void **state)
{
    struct term *t;

    speak(*state);
    t = start(0, 0, NULL, locked);
    see(t, "https://");
    shows(t, "LOCKED", "BMC", "MAC", "Host", " F2 log in   F1 help",
          NULL);
    press_function(t, 1);
    shows(t, "HELP: this console is locked",
          "This screen shows the BMC, the controller that manages this machine even while it is "
          "off. To change anything, log in. After a while without a key the console locks again.",
          "CLOSE", NULL);
    press(t, "Esc Esc");
    press_function(t, 2);
    shows(t, "Log in to change settings", "Login", "BACK", "LOG IN",
          "Enter continues  Tab moves  Esc back", NULL);
    layout_walk(t, 3);
    term_free(t);
    layout_nothing_cut();
}

/* It has no characters for Chinese and Japanese. */
static void test_kernel_console(void **state)
{
    struct term *t;

    speak(*state);
    t = start_on("linux", 0, 0, NULL, NULL);
    wait_for_values(t);
    if (language[0] == 'j' || language[0] == 'z')
        see_in(t, "IPv4 Address", "192.168.100.100");
    else
        layout_shows(t, "IPMI Password Reset");
    leave(t, 0);
}

/* --- at 40x12 -------------------------------------------------------------------- */

static void small_dialogs(struct term *t)
{
    press_function(t, 7);
    shows(t, "CLOSE", NULL);
    layout_walk(t, 3);
    press(t, "Esc Esc");
    press_function(t, 1);
    shows(t, "Up/Down, PgUp/PgDn  Esc closes", NULL);
    press(t, "PgDn@linux");
    layout_edge(t);
    press(t, "Esc Esc");
    layout_go(t, LIGHT);
    press(t, "Enter");
    shows(t, "Up/Down  Enter sends it  Esc closes", NULL);
    layout_walk(t, 10);
    press(t, "Esc Esc");
}

static void small_page(void)
{
    struct term *t = start(12, 40, NULL, NULL);

    wait_loaded(t);
    layout_walk(t, 15);
    small_dialogs(t);
    layout_enter(t, ADDRESS, "192.168.100.300");
    press(t, "Down");
    shows(t, "%s is too large; each part is 0 to 255, such as %s.", NULL);
    layout_enter(t, ADDRESS, "192.168.100.101");
    press_function(t, 2);
    shows(t, "BACK", "SAVE", NULL);
    layout_hides(t, "Checking remote access");
    layout_walk(t, 3);
    press_save(t);
    shows(t, "CLOSE", NULL);
    press(t, "Enter");
    wait_loaded(t);
    leave(t, 0);
}

static void test_small(void **state)
{
    struct term *t;

    speak(*state);
    small_page();
    t = start_without_bmc(12, 40);
    shows(t, "RETRY", "LEAVE", NULL);
    layout_walk(t, 3);
    leave(t, 3);
    t = start(12, 40, NULL, locked);
    see(t, "https://");
    shows(t, " F2 log in   F1 help", NULL);
    press_function(t, 2);
    shows(t, "Login", "BACK", "LOG IN", NULL);
    layout_walk(t, 3);
    term_free(t);
}

/* --- all of them ------------------------------------------------------------------ */

static char languages[LAYOUT_LANGUAGES][16];
static const char *filter; /* the argument */

static int run_language(size_t index)
{
    static const struct {
        const char *name;
        CMUnitTestFunction run;
    } kinds[] = {
        {"page", test_page},           {"dialogs", test_dialogs}, {"save", test_save},
        {"verifying", test_verifying}, {"no_bmc", test_no_bmc},   {"locked", test_locked},
        {"small", test_small},         {"kernel_console", test_kernel_console},
    };
    enum { KINDS = sizeof kinds / sizeof kinds[0] };
    struct CMUnitTest tests[KINDS];
    char names[KINDS][32];

    for (size_t i = 0; i < KINDS; i++) {
        snprintf(names[i], sizeof names[i], "%s-%s", kinds[i].name, languages[index]);
        tests[i] = (struct CMUnitTest){.name = names[i],
                                       .test_func = kinds[i].run,
                                       .initial_state = languages[index]};
    }
    if (filter != NULL)
        cmocka_set_test_filter(filter);
    return _cmocka_run_group_tests(languages[index], tests, KINDS, NULL, NULL);
}

int main(int argc, char **argv)
{
    size_t count = layout_languages(languages);

    if (!layout_translated())
        return 77;
    (void)locale_folder(LOCALE_SPOKEN);
    filter = argc > 1 ? argv[1] : NULL;
    return count == 0 ? 1 : side_by_side(count, run_language);
}
