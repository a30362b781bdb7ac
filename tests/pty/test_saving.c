/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SAVE on the demo BMC: the review, the progress, what is said in the end. */
#include "console.h"
#include "forward.h"
#include "pty_test.h"

#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

static struct term *with_gateway(const char *config)
{
    struct term *t = console_start((struct console_setup){
        .type = "vt100", .locale = "C", .config = config, .env = forward_environment()});

    retype(t, "IPv4 Default Gateway", "192.168.100.253");
    return t;
}

static void open_review(struct term *t)
{
    press_function(t, 2);
    see(t, "Write these changes to channel 1 of");
    see_gone(t, "Checking remote access");
    see_button(t, "BACK");
}

static void press_save(struct term *t)
{
    open_review(t);
    go_to_button(t, "SAVE");
    press(t, "Enter");
}

static void close_result(struct term *t)
{
    see_button(t, "CLOSE");
    press(t, "Enter");
    console_wait_loaded(t);
}

static void drop_edits(struct term *t)
{
    press_function(t, 10);
    see_button(t, "BACK");
    press(t, "Tab Enter");
    console_ended(t, 0);
}

/* --- the review ------------------------------------------------------------ */

/* In order: what follows, the columns, the way to do the same, the buttons; and BACK has the focus. */
static void test_review_lists_changes(void **state)
{
    static const char *const rows[] = {
        " !The BMC will answer on VLAN 1234 only: make the switch port ready first.",
        " !Open web pages and sessions at 192.168.100.100 will end.",
        " !Without a gateway the BMC can be reached from its own network only.",
        " !The new password applies to all channels of the BMC.",
        "                        now                after saving",
        "  IPv4 Address          192.168.100.100    192.168.100.101",
        "  IPv4 Netmask          255.255.255.0      255.255.254.0",
        "  IPv4 Default Gateway  192.168.100.254    none",
        "  VLAN ID               off                1234",
        "  Password              -                  new, for user 2 ADMIN",
    };
    struct term *t = console_demo("vt100", "C", NULL);

    (void)state;
    retype(t, "IPv4 Address", "192.168.100.101/23");
    retype(t, "IPv4 Default Gateway", "");
    retype(t, "VLAN ID", "1234");
    retype(t, "Password", "Abcdefg1");
    retype(t, "Confirm Password", "Abcdefg1");
    open_review(t);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_row(t, (int)i + 1, rows[i]);
    see(t, "The same by command: bmctui ");
    see(t, "--password");
    assert_false(term_find(t, "Abcdefg1", NULL, NULL));
    press(t, "Enter"); /* BACK: a held Enter saves nothing */
    see_in(t, "IPv4 Address", "[192.168.100.101   ]*");
    see_in(t, "Password", "[********");
    drop_edits(t);
}

/* What is written beside it too is shown, and marked. */
static void test_written_again(void **state)
{
    struct term *t = console_demo("vt100", "C", "demo_faults = \"any:change=source-dhcp times=1\";");

    (void)state;
    go_to(t, "DHCP");
    press(t, "Space");
    retype(t, "VLAN ID", "7");
    open_review(t);
    see(t, " !No DHCP server will reserve 192.168.100.50: make sure that it is free.");
    see(t, "  DHCP                  yes                no");
    see(t, "  IPv4 Netmask          255.255.255.0      255.255.255.0      written again");
    see(t, "gateway=192.168.100.254 vlan=7");
    press(t, "Enter");
    drop_edits(t);
}

static const char *squeezed(const char *text)
{
    static char copy[200];
    size_t length = 0;

    for (text += strspn(text, " "); *text != '\0' && length + 2 < sizeof copy; text++)
        if (*text != ' ' || (text[1] != ' ' && text[1] != '\0'))
            copy[length++] = *text;
    copy[length] = '\0';
    return copy;
}

/* The command on the screen, which may take more than one row, as it is run where bmctui runs. */
static void command_on_screen(struct term *t, char *text, size_t size)
{
    char whole[PATH_MAX];
    int row, end;

    assert_true(term_find(t, "The same by command: bmctui ", &row, NULL));
    assert_true(term_find(t, "[ BACK ]", &end, NULL));
    assert_non_null(realpath(built("../../bmctui"), whole));
    snprintf(text, size, "cd /proc/%ld/cwd && LC_ALL=C %s%s", (long)term_pid(t), whole,
             strstr(row_text(t, row), "bmctui ") + strlen("bmctui"));
    while (++row < end)
        snprintf(text + strlen(text), size - strlen(text), " %s", row_text(t, row));
    snprintf(text + strlen(text), size - strlen(text), " --dry-run");
}

/* Whoever copies the command from the screen gets the same review. */
static void test_command_is_true(void **state)
{
    char command[PATH_MAX + 800], line[400], output[4000] = "", row[200];
    struct term *t = console_demo("vt100", "C", "demo_faults = \"any:change=source-dhcp times=1\";");
    FILE *pipe;
    int first, last;

    (void)state;
    go_to(t, "DHCP");
    press(t, "Space");
    retype(t, "IPv4 Address", "10.20.30.40/20");
    retype(t, "IPv4 Default Gateway", "");
    retype(t, "VLAN ID", "4094");
    open_review(t);
    command_on_screen(t, command, sizeof command);
    pipe = popen(command, "r");
    assert_non_null(pipe);
    while (fgets(line, sizeof line, pipe) != NULL)
        snprintf(output + strlen(output), sizeof output - strlen(output), "%s\n", squeezed(line));
    assert_int_equal(pclose(pipe), 0);
    assert_true(term_find(t, "after saving", &first, NULL));
    last = row_of(t, "VLAN ID");
    assert_int_equal(last - first, 5);
    for (int i = first; i <= last; i++) {
        snprintf(row, sizeof row, "%s", squeezed(row_text(t, i)));
        if (strstr(output, row) == NULL)
            print_error("not in the output: %s\n%s\n%s", row, command, output);
        assert_non_null(strstr(output, row));
    }
    press(t, "Enter");
    drop_edits(t);
}

/* SAVE waits until remote access has been checked, and shows that where it had no room. */
static void test_review_too_early(void **state)
{
    struct term *t =
        console_demo("vt100", "C", "demo_faults = \"channel-access-get *:delay=1500\";");

    (void)state;
    retype(t, "IPv4 Address", "192.168.100.101/23");
    retype(t, "IPv4 Default Gateway", "");
    retype(t, "VLAN ID", "1234");
    term_resize(t, 12, 40);
    press_function(t, 2);
    see_button(t, "BACK");
    assert_false(term_find(t, "Checking remote access", NULL, NULL));
    press(t, "End@linux");
    see_button(t, "SAVE");
    expect_beep(t, "Enter");
    see(t, "Checking remote access");
    see_button(t, "SAVE");
    see_gone(t, "Checking remote access");
    press(t, "Enter");
    see(t, "SAVED. ");
    press(t, "Enter");
    console_leave(t);
}

static void test_no_changes(void **state)
{
    struct term *t = console_demo("vt100", "C", NULL);

    (void)state;
    press_function(t, 2);
    see(t, "No changes");
    see_gone(t, "Checking remote access");
    assert_false(term_find(t, "[ SAVE ]", NULL, NULL));
    press(t, "Esc Esc");
    console_leave(t);
}

/* What remote access also needs: unticked, and a disabled user is never enabled by default. */
static void test_remote_access(void **state)
{
    struct term *t = console_demo("vt100", "C", NULL);

    (void)state;
    go_to(t, "User");
    press(t, "Enter");
    see(t, "4  viewer");
    press(t, "Down Down Enter");
    see_in(t, "User", "<4  viewer");
    retype(t, "Password", "Abcdefg1");
    retype(t, "Confirm Password", "Abcdefg1");
    open_review(t);
    see(t, "Remote access also needs (can be set now):");
    see(t, "[ ] user 4 viewer enabled  (disabled: a password alone gives no access)");
    see(t, "[ ] user 4 viewer administrator on this channel");
    press(t, "BackTab");
    see_focus(t, "[ ] user 4 viewer administrator");
    press(t, "Space");
    see_focus(t, "[x] user 4 viewer administrator");
    press(t, "BackTab Space");
    see_focus(t, "[x] user 4 viewer enabled");
    see(t, "!\"Enabled\" applies to all channels of the BMC.");
    see(t, "--remote-access=enable,privilege");
    go_to_button(t, "SAVE");
    press(t, "Enter");
    see(t, "SAVED.");
    close_result(t);
    see_in(t, "Password", "[                    ]");
    press_function(t, 2);
    see(t, "No changes");
    see_gone(t, "Checking remote access");
    assert_false(term_find(t, "viewer enabled", NULL, NULL)); /* nothing is missing now */
    press(t, "Esc Esc");
    console_leave(t);
}

/* Ticked for the user whose password is set, and why. */
static void test_ticked(void **state)
{
    struct term *t = console_demo("vt100", "C", "demo_faults = \"user-access-get 2:code=cc\";");

    (void)state;
    retype(t, "Password", "Abcdefg1");
    retype(t, "Confirm Password", "Abcdefg1");
    open_review(t);
    see(t, "[x] user 2 ADMIN enabled  (could not be checked; ticked: this save");
    see(t, "[x] IPMI messaging for user 2 ADMIN  (could not be checked)");
    see(t, "[ ] user 2 ADMIN administrator on this channel  (could not be checked)");
    press(t, "Enter");
    drop_edits(t);
}

/* --- the save -------------------------------------------------------------- */

static void test_saved(void **state)
{
    struct term *t = with_gateway(NULL);

    (void)state;
    see_in(t, "IPv4 Default Gateway", "]*");
    press_save(t);
    see(t, "SAVED.");
    see_in(t, "IPv4 Default Gateway", "192.168.100.253  192.168.100.253  saved");
    close_result(t);
    see_in(t, "IPv4 Default Gateway", "[192.168.100.253   ]");
    see_not_in(t, "IPv4 Default Gateway", "*"); /* no edit any more */
    press_function(t, 5);
    see_in(t, "IPv4 Default Gateway", "[192.168.100.253   ]");
    console_wait_loaded(t);
    console_leave(t);
}

static void test_saved_dhcp_and_vlan(void **state)
{
    struct term *t =
        console_demo("xterm-256color", "C.UTF-8", "demo_faults = \"set lease-ms=0\";");

    (void)state;
    go_to(t, "DHCP");
    press(t, "Space");
    retype(t, "VLAN ID", "77");
    press_save(t);
    see(t, "SAVED.");
    close_result(t);
    see_in(t, "IP source", "DHCP");
    see_in(t, "VLAN ID", "[77    ]");
    press_function(t, 7);
    see(t, "on VLAN 77");
    press(t, "Esc Esc");
    retype(t, "VLAN ID", "");
    go_to(t, "DHCP");
    press(t, "Space");
    retype(t, "IPv4 Address", "10.20.30.40/16");
    retype(t, "IPv4 Default Gateway", "10.20.0.1");
    press_save(t);
    see(t, "SAVED.");
    close_result(t);
    see_in(t, "IP source", "static");
    see_in(t, "VLAN ID", "[      ]");
    see_in(t, "IPv4 Netmask", "[255.255.0.0       ]   /16");
    see_in(t, "BMC web address", "https://10.20.30.40/");
    console_leave(t);
}

static void test_refused(void **state)
{
    struct term *t = with_gateway("demo_faults = \"lan-set 12:code=cc times=1\";");

    (void)state;
    press_save(t);
    see(t, "NOT SAVED. The BMC refused IPv4 Default Gateway; everything was put back.");
    see(t, "The BMC does not accept this value for IPv4 Default Gateway.");
    see_in(t, "IPv4 Default Gateway", "192.168.100.253  192.168.100.254  refused");
    close_result(t);
    see_in(t, "IPv4 Default Gateway", "[192.168.100.253   ]*"); /* what was typed is kept */
    drop_edits(t);
}

/* D4h: read-only from then on. */
static void test_locked_for_the_host(void **state)
{
    struct term *t = with_gateway("demo_faults = \"set locked\";");

    (void)state;
    press_save(t);
    see(t, "NOT SAVED.");
    see(t, "locked for the host");
    see_button(t, "CLOSE");
    press(t, "Enter");
    see(t, "Read-only: the BMC is locked for the host.");
    /* What the BMC holds, and not what was wanted. */
    see_in(t, "IPv4 Default Gateway", "192.168.100.254");
    see_not_in(t, "IPv4 Default Gateway", "was");
    see_not_in(t, "IPv4 Default Gateway", "[");
    expect_beep(t, "F2");
    expect_beep(t, "F6");
    console_leave(t); /* there are no edits */
}

/* Values that come late are waited for, and the time is shown. */
static void test_stale(void **state)
{
    struct term *t = with_gateway("demo_faults = \"lan-set 12:stale=20000\";");

    (void)state;
    press_save(t);
    see(t, "Saving to channel 1 of");
    see(t, "Verify");
    see_in(t, "Verify", "up to ");
    see(t, "Tab, then Enter, stops  Esc stops");
    see(t, "[ DO NOT WAIT ]");
    put_forward(20);
    see(t, "SAVED.");
    close_result(t);
    console_leave(t);
}

/* A BMC that starts anew in the middle: what is waited for is shown, and for how long. */
static void test_waits_for_bmc(void **state)
{
    const char *top = getenv("top_builddir");
    char preload[CONSOLE_PATH + 80];
    const char *const env[] = {preload, "HURRY=30", "ASAN_OPTIONS=verify_asan_link_order=0", NULL};
    struct term *t;

    (void)state;
    snprintf(preload, sizeof preload, "LD_PRELOAD=%s/tests/pty/hurry.so", top != NULL ? top : ".");
    t = console_start((struct console_setup){
        .type = "vt100",
        .locale = "C",
        .config = "demo_faults = \"lan-set 12:reboot=100s boot=1s\";",
        .env = env});
    retype(t, "IPv4 Default Gateway", "192.168.100.253");
    press_save(t);
    see(t, "The BMC does not answer; waiting for it, ");
    see(t, "Everything was put back.");
    close_result(t);
    see_in(t, "IPv4 Default Gateway", "[192.168.100.253   ]*");
    drop_edits(t);
}

static void test_do_not_wait(void **state)
{
    struct term *t = with_gateway("demo_faults = \"lan-set 12:stale=60000\";");

    (void)state;
    press_save(t);
    see(t, "[ DO NOT WAIT ]");
    go_to_button(t, "DO NOT WAIT");
    press(t, "Enter");
    see_button(t, "UNDO"); /* asks; opens on what is safe */
    press(t, "Tab");
    see_button(t, "KEEP");
    press(t, "Enter");
    see(t, "pending");
    close_result(t);
    console_leave(t);
}

static bool nothing_has_focus(struct term *t)
{
    int row;

    return term_find(t, " [ STOP AND PUT BACK ]", &row, NULL) && row_text(t, row)[0] == '[' &&
           strchr(row_text(t, row), '>') == NULL;
}

static void put_back(struct term *t)
{
    assert_true(term_wait_text_for(t, "NOT SAVED.", 40000));
    see_in(t, "IPv4 Default Gateway", "192.168.100.253");
    see_button(t, "CLOSE");
    press(t, "Enter");
    term_free(t);
}

static void test_stop_and_put_back(void **state)
{
    struct term *t = with_gateway("demo_faults = \"lan-set 12:stale=60000\";");

    (void)state;
    press_save(t);
    see(t, "[ DO NOT WAIT ]");
    assert_true(nothing_has_focus(t));
    press(t, "Esc Esc");
    put_back(t);
}

static void test_stop_by_button(void **state)
{
    struct term *t = with_gateway("demo_faults = \"lan-set 12:stale=60000\";");

    (void)state;
    press_save(t);
    see(t, "[ DO NOT WAIT ]");
    press(t, "Tab");
    see_button(t, "STOP AND PUT BACK");
    press(t, "Enter");
    put_back(t);
}

/* Held, pressed twice, typed ahead: Enter on SAVE saves, and nothing else. */
static void test_second_enter(void **state)
{
    struct term *t = with_gateway("demo_faults = \"lan-set 12:stale=20000\";");

    (void)state;
    open_review(t);
    go_to_button(t, "SAVE");
    press(t, "Enter Enter Enter Space");
    see(t, "[ DO NOT WAIT ]");
    expect_beep(t, "Enter");
    assert_true(nothing_has_focus(t));
    put_forward(20);
    see(t, "SAVED.");
    close_result(t);
    console_leave(t);
}

/* Still held when the result comes: it is there to be read until the key is pressed anew. */
static void test_held_enter(void **state)
{
    const struct timespec repeat = {.tv_nsec = 30 * 1000 * 1000};
    struct term *t = with_gateway("demo_faults = \"lan-set 12:delay=300\";");

    (void)state;
    open_review(t);
    go_to_button(t, "SAVE");
    for (int seen = 0, i = 0; seen < 8 && i < 400; i++) {
        assert_true(term_key(t, "Enter"));
        nanosleep(&repeat, NULL);
        term_wait_quiet(t, 1);
        seen += term_find(t, "SAVED.", NULL, NULL);
    }
    see(t, "SAVED.");
    put_forward(2);
    close_result(t);
    console_leave(t);
}

/* Whoever went to DO NOT WAIT and presses it too late does not stop what comes then. */
static void test_wait_is_over(void **state)
{
    struct term *t =
        with_gateway("demo_faults = \"lan-set 12:stale=20000; password set:delay=2000\";");

    (void)state;
    retype(t, "Password", "Abcdefg1");
    retype(t, "Confirm Password", "Abcdefg1");
    press_save(t);
    go_to_button(t, "DO NOT WAIT");
    put_forward(20);
    see_gone(t, "[ DO NOT WAIT ]");
    assert_true(nothing_has_focus(t));
    press(t, "Enter");
    see(t, "SAVED.");
    close_result(t);
    console_leave(t);
}

static void test_lock_held(void **state)
{
    struct term *t =
        with_gateway("demo_faults = \"lock:code=81 times=3\";\nlock_wait_seconds = 1;");

    (void)state;
    press_save(t);
    see(t, "Another program is writing to the BMC; waiting");
    see(t, "Another program has locked the BMC");
    see_button(t, "DO NOT SAVE");
    press(t, "Enter");
    see(t, "NOT SAVED.");
    close_result(t);
    drop_edits(t);
}

/* A change under way by somebody else: back to the review. */
static void test_changed_meanwhile(void **state)
{
    struct term *t = with_gateway("demo_faults = \"lock:change=netmask-moved times=1\";");

    (void)state;
    press_save(t);
    see(t, "have changed since they were shown");
    see_button(t, "BACK");
    press(t, "Enter");
    drop_edits(t);
}

/* --- undone unless confirmed ------------------------------------------------ */

/* The demo BMC has a window too, which the console itself counts. */
static void save_with_window(struct term *t, const char *vlan)
{
    retype(t, "VLAN ID", vlan);
    open_review(t);
    press(t, "BackTab");
    see_focus(t, "[ ] undo by itself unless I confirm within 60 s");
    press(t, "Space");
    see_focus(t, "[x] undo by itself unless I confirm within 60 s");
    assert_false(term_find(t, "--confirm", NULL, NULL)); /* `set --demo` refuses it */
    go_to_button(t, "SAVE");
    press(t, "Enter");
    see(t, "SAVED. Keep this change?");
    see_in(t, "Undone in", " s");
    see_button(t, "UNDO NOW");
}

static void test_window(void **state)
{
    struct term *t = console_start((struct console_setup){.type = "vt100",
                                                          .locale = "C",
                                                          .config = "confirm_seconds = 60; verify_seconds = 2;",
                                                          .env = forward_environment()});

    (void)state;
    save_with_window(t, "5");
    press(t, "Enter");
    see(t, "UNDONE. Everything was put back.");
    close_result(t);
    see_in(t, "VLAN ID", "[      ]");
    save_with_window(t, "6");
    press(t, "Esc Esc");
    see(t, "Your last change is undone in ");
    see(t, " s. F2 keeps it.");
    press_function(t, 2);
    see_button(t, "UNDO NOW");
    press(t, "Tab");
    see_button(t, "KEEP");
    press(t, "Enter");
    see(t, "Confirmed: the new settings stay.");
    close_result(t);
    save_with_window(t, "7");
    put_forward(60);
    see(t, "UNDONE. Everything was put back.");
    see_button(t, "CLOSE");
    press(t, "Enter");
    see(t, "It was not confirmed and has been undone.");
    close_result(t);
    see_in(t, "VLAN ID", "[6     ]");
    console_leave(t);
}

/* On a serial line, which may be the BMC's own, it is ticked where the save moves the channel. */
static void test_window_on_serial_line(void **state)
{
    static const struct {
        const char *line, *field, *value, *box;
    } cases[] = {
        {"ELSEWHERE_TTY=/dev/ttyS0", "VLAN ID", "5", "[x] undo by itself"},
        {"ELSEWHERE_TTY=/dev/ttyS0", "IPv4 Default Gateway", "", "[ ] undo by itself"},
        {"ELSEWHERE_TTY=/dev/tty1", "VLAN ID", "5", "[ ] undo by itself"},
    };
    char preload[CONSOLE_PATH + 80];

    (void)state;
    snprintf(preload, sizeof preload, "LD_PRELOAD=%s", built("elsewhere.so"));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *const env[] = {preload, cases[i].line, NULL};
        struct term *t = console_start(
            (struct console_setup){.type = "vt100", .locale = "C", .env = env});

        retype(t, cases[i].field, cases[i].value);
        open_review(t);
        see(t, cases[i].box);
        press(t, "Enter");
        drop_edits(t);
    }
}

/* --- signals while saving --------------------------------------------------- */

static void test_no_suspend_while_saving(void **state)
{
    struct term *t = with_gateway("demo_faults = \"lan-set 12:stale=20000\";");

    (void)state;
    press_save(t);
    see(t, "[ DO NOT WAIT ]");
    expect_beep(t, "^Z");
    put_forward(20);
    see(t, "SAVED.");
    close_result(t);
    console_leave(t);
}

static void test_term_while_saving(void **state)
{
    struct term *t = with_gateway("demo_faults = \"lan-set 12:stale=20000\";");
    int status;

    (void)state;
    press_save(t);
    see(t, "[ DO NOT WAIT ]");
    term_signal(t, SIGTERM);
    assert_true(term_wait_exit_for(t, &status, 40000));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1); /* everything was put back */
    assert_true(term_modes_restored(t));
    term_free(t);
}

/* The terminal goes: the save runs to its end. */
static void test_hang_up_while_saving(void **state)
{
    struct term *t = with_gateway("demo_faults = \"lan-set 12:stale=20000\";");
    int status;

    (void)state;
    press_save(t);
    see(t, "[ DO NOT WAIT ]");
    term_hangup(t);
    term_pump(t, 200);
    assert_false(term_exited(t, NULL));
    put_forward(20);
    assert_true(term_wait_exit_for(t, &status, 20000));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_true(term_cpu_ms(t) < 3000);
    term_free(t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_review_lists_changes),
        cmocka_unit_test(test_written_again),
        cmocka_unit_test(test_command_is_true),
        cmocka_unit_test(test_review_too_early),
        cmocka_unit_test(test_no_changes),
        cmocka_unit_test(test_remote_access),
        cmocka_unit_test(test_ticked),
        cmocka_unit_test(test_saved),
        cmocka_unit_test(test_saved_dhcp_and_vlan),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_locked_for_the_host),
        cmocka_unit_test(test_stale),
        cmocka_unit_test(test_waits_for_bmc),
        cmocka_unit_test(test_do_not_wait),
        cmocka_unit_test(test_stop_and_put_back),
        cmocka_unit_test(test_stop_by_button),
        cmocka_unit_test(test_second_enter),
        cmocka_unit_test(test_held_enter),
        cmocka_unit_test(test_wait_is_over),
        cmocka_unit_test(test_lock_held),
        cmocka_unit_test(test_changed_meanwhile),
        cmocka_unit_test(test_window),
        cmocka_unit_test(test_window_on_serial_line),
        cmocka_unit_test(test_no_suspend_while_saving),
        cmocka_unit_test(test_term_while_saving),
        cmocka_unit_test(test_hang_up_while_saving),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
