/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The locked console: what it shows, what it lets nobody do, logins through PAM (pam_wrapper's), and
 * the lock that comes back. Skipped without pam_wrapper.
 */
#include "console.h"
#include "forward.h"

#include <ctype.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scratch.h"
#include "unit/pam_rig.h"

#define KEY_LINE " F2 log in   F1 help"
#define LONG_LOGIN "locked_login_seconds = 600;\n"
#define HANGS "auth required %O hang-hard\naccount required %O\n"

enum { PATH = 4096 };

static char log_variable[PATH + 40], trace_option[PATH + 40];

/* --- starting it ------------------------------------------------------------ */

struct how {
    const char *type, *locale, *config;
    int rows, cols;
    const char *hurry;         /* "HURRY=60" */
    const char *const *more;   /* arguments, three at most */
    const char *const *environment;
    const char *target;        /* NULL: --demo */
    const char *state;         /* folder; NULL: a fresh one */
};

/* A pause after tries that failed is kept there, and is no other test's. */
static const char *with_state(const struct how *how)
{
    static char config[8192];
    char folder[SCRATCH_PATH];

    snprintf(config, sizeof config, "state_directory = \"%s\";\n%s",
             how->state != NULL ? how->state
                                : mkdtemp(scratch_path(folder, sizeof folder, "state.XXXXXX")),
             how->config != NULL ? how->config : "");
    return config;
}

static struct term *start(struct how how)
{
    const char *environment[PAM_RIG_VARIABLES + 9];
    const char *const *pam = pam_rig_environment(forward_library());
    struct console_setup setup = {.type = how.type,
                                  .locale = how.locale,
                                  .rows = how.rows,
                                  .cols = how.cols,
                                  .config = with_state(&how),
                                  .arguments = {how.target != NULL ? how.target : "--demo", "console",
                                                "--locked"},
                                  .env = environment,
                                  .leader = true,
                                  .early = true};
    int count = 0;

    for (; *pam != NULL; pam++)
        environment[count++] = *pam;
    environment[count++] = log_variable;
    environment[count++] = forward_variable();
    environment[count++] = how.hurry != NULL ? how.hurry : "HURRY=1";
    for (; how.environment != NULL && *how.environment != NULL; how.environment++)
        environment[count++] = *how.environment;
    environment[count] = NULL;
    for (count = 3; how.more != NULL && *how.more != NULL; how.more++)
        setup.arguments[count++] = *how.more;
    unlink(strchr(log_variable, '=') + 1);
    return console_start(setup);
}

static struct term *start_locked(const char *config)
{
    struct term *t = start((struct how){.config = config});

    see(t, "https://192.168.100.100/");
    return t;
}

/* As systemd would end it. */
static void finish(struct term *t)
{
    int status;

    term_signal(t, SIGTERM);
    assert_true(term_wait_exit(t, &status));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 128 + SIGTERM);
    assert_true(term_modes_restored(t));
    term_free(t);
}

static void see_locked(struct term *t)
{
    see(t, "LOCKED");
    see(t, "log in");
    assert_false(term_find(t, "IPMI Configuration", NULL, NULL));
    assert_false(term_find(t, "SAVE", NULL, NULL));
}

/* --- processes, log, trace ---------------------------------------------------- */

static pid_t parent_of(const char *pid)
{
    char path[300], text[1024] = "", *end;
    FILE *file;
    int parent = -1;

    snprintf(path, sizeof path, "/proc/%s/stat", pid);
    file = fopen(path, "r");
    if (file == NULL)
        return -1;
    if (fgets(text, sizeof text, file) != NULL && (end = strrchr(text, ')')) != NULL)
        sscanf(end + 1, " %*c %d", &parent);
    fclose(file);
    return parent;
}

/* A child of the program (zombies, too), 0: none. */
static pid_t child_of(pid_t pid)
{
    DIR *folder = opendir("/proc");
    struct dirent *entry;
    pid_t found = 0;

    assert_non_null(folder);
    while ((entry = readdir(folder)) != NULL && found == 0)
        if (isdigit((unsigned char)entry->d_name[0]) && parent_of(entry->d_name) == pid)
            found = (pid_t)strtol(entry->d_name, NULL, 10);
    closedir(folder);
    return found;
}

static bool is_alone(struct term *t, void *context)
{
    (void)context;
    return child_of(term_pid(t)) == 0;
}

static bool is_not_alone(struct term *t, void *context)
{
    return !is_alone(t, context);
}

static void see_no_child(struct term *t)
{
    assert_true(term_wait(t, 0, "no child", is_alone, NULL));
}

static bool is_gone(struct term *t, void *context)
{
    (void)t;
    return kill(*(pid_t *)context, 0) < 0;
}

static const char *file_text(const char *name)
{
    static char text[65536];
    FILE *file = fopen(name, "r");
    size_t length = file != NULL ? fread(text, 1, sizeof text - 1, file) : 0;

    text[length] = '\0';
    if (file != NULL)
        fclose(file);
    return text;
}

static void see_logged(const char *line)
{
    const char *text = file_text(strchr(log_variable, '=') + 1);

    if (strstr(text, line) == NULL)
        fprintf(stderr, "the log has no \"%s\":\n%s", line, text);
    assert_non_null(strstr(text, line));
}

static void see_not_logged(const char *text)
{
    assert_null(strstr(file_text(strchr(log_variable, '=') + 1), text));
}

static int requests(void)
{
    const char *text = file_text(strchr(trace_option, '=') + 1);
    int count = 0;

    for (; (text = strstr(text, " > ")) != NULL; text++)
        count++;
    return count;
}

/* --- logging in --------------------------------------------------------------- */

static void ask_login(struct term *t, const char *name)
{
    press_function(t, 2);
    see(t, "Log in to change settings");
    term_type(t, name);
    press(t, "Enter");
}

static void ask_again(struct term *t, const char *name)
{
    term_type(t, name);
    press(t, "Enter");
}

static void give_password(struct term *t, const char *password)
{
    see_focus(t, "Password");
    term_type(t, password);
    press(t, "Enter");
}

static void log_in(struct term *t)
{
    pam_rig_service("bmctui", PAM_RIG_NORMAL);
    ask_login(t, "root");
    give_password(t, "right one");
    see(t, "IPMI Configuration");
    console_wait_loaded(t);
}

static void lock(struct term *t)
{
    press_function(t, 10);
    see_locked(t);
}

/* --- what it shows -------------------------------------------------------------- */

static const struct kind {
    const char *type, *locale;
    int rows, cols;
} kinds[] = {
    {"xterm-256color", "C.UTF-8", 24, 80}, {"linux", "C.UTF-8", 24, 80},
    {"vt100", "C", 24, 80},                {"vt220", "C", 12, 40},
};

#define KINDS (sizeof kinds / sizeof kinds[0])

/* The host is another one elsewhere, at another time. */
static void keep(struct term *t, const struct kind *kind, const char *name)
{
    static const struct term_mask masks[] = {
        {.regex = "[^ ]+ +DEMO  LOCKED", .with = "HOST  DEMO  LOCKED"},
        {.regex = "Host .*", .with = "Host    ADDRESSES"},
        {.regex = "20[0-9]{2}-[0-9-]+ [0-9:]+.*", .with = "DATE TIME"},
        {.regex = "up [0-9].*", .with = "UP"},
        {0}};
    char file[128], *kept;

    term_wait_quiet(t, 100);
    snprintf(file, sizeof file, "%s-%s-%s%s", name, kind->type, kind->locale,
             kind->rows == 24 ? "" : "-40x12");
    kept = term_golden_kept(file);
    if (kept != NULL)
        assert_true(term_golden_masked(t, file, 0, masks));
    free(kept);
}

static void screens_on(const struct kind *kind)
{
    struct term *t = start((struct how){.type = kind->type, .locale = kind->locale,
                                        .rows = kind->rows, .cols = kind->cols});

    pam_rig_service("bmctui", "auth required %O two\naccount required %O\n");
    see(t, "https://192.168.100.100/");
    keep(t, kind, "locked");
    press_function(t, 1);
    see(t, "HELP");
    keep(t, kind, "locked-help");
    press(t, "Enter");
    press_function(t, 2);
    see(t, "Log in");
    keep(t, kind, "locked-login");
    term_type(t, "root");
    press(t, "Enter");
    see(t, "Number of the day");
    term_type(t, "4");
    keep(t, kind, "locked-question");
    press(t, "Enter");
    see(t, "A question so long");
    term_type(t, "secret");
    keep(t, kind, "locked-secret");
    press(t, "Enter");
    see(t, "Login failed.");
    see(t, "Neither of them.");
    assert_false(term_find(t, "A question", NULL, NULL));
    press(t, "Esc Esc");
    see_locked(t);
    finish(t);
}

static void test_screens(void **state)
{
    (void)state;
    for (size_t i = 0; i < KINDS; i++)
        screens_on(&kinds[i]);
}

static void test_page_screens(void **state)
{
    struct term *t = start((struct how){.type = "vt100", .locale = "C"});

    (void)state;
    see(t, "https://");
    log_in(t);
    press_function(t, 1);
    see(t, "HELP");
    assert_false(term_find(t, "Ctrl-Z", NULL, NULL));
    assert_false(term_find(t, "leaves", NULL, NULL));
    see(t, "locks; in a dialog: back");
    press(t, "Esc Esc");
    retype(t, "VLAN ID", "77");
    press_function(t, 10);
    see_button(t, "BACK");
    finish(t);
}

/* All pages need the login, whichever the console begins with. */
/* All of it has been read: Esc would only stop the reading. */
static void see_bmc_page(struct term *t)
{
    see(t, "Super Micro");
    see(t, "BMC clock");
    term_wait_quiet(t, 300);
}

static void test_other_pages(void **state)
{
    static const char *const more[] = {"--page=bmc", NULL};
    struct term *t = start((struct how){.more = more});

    (void)state;
    see(t, "https://192.168.100.100/");
    see_locked(t);
    assert_false(term_find(t, "Manufacturer", NULL, NULL));
    pam_rig_service("bmctui", PAM_RIG_NORMAL);
    ask_login(t, "root");
    give_password(t, "right one");
    see_bmc_page(t);
    press_function(t, 10); /* as in a dialog */
    console_wait_loaded(t);
    press_function(t, 9);
    term_type(t, "8");
    see_bmc_page(t);
    press(t, "Esc Esc");
    console_wait_loaded(t);
    lock(t);
    press_function(t, 9);
    see_locked(t);
    finish(t);
}

static void test_qr(void **state)
{
    struct term *t = start_locked(NULL);
    const char *code;

    (void)state;
    term_wait_quiet(t, 200);
    code = console_qr(t);
    if (code != NULL)
        assert_string_equal(code, "HTTPS://192.168.100.100");
    press_function(t, 2);
    see(t, "Log in");
    press(t, "Esc Esc");
    see_locked(t);
    term_wait_quiet(t, 200);
    code = console_qr(t);
    if (code != NULL)
        assert_string_equal(code, "HTTPS://192.168.100.100");
    finish(t);
}

static void test_switched_off(void **state)
{
    const char *trace[] = {trace_option, NULL};
    struct term *t = start((struct how){.type = "vt100", .locale = "C",
                                        .config = "locked_qr = false;"});
    struct term_cell cell;

    (void)state;
    see(t, "https://192.168.100.100/");
    term_wait_quiet(t, 200);
    for (int row = 0; row < 23; row++)
        for (int col = 0; col < 46; col++) {
            term_cell(t, row, col, &cell);
            assert_false(cell.reverse);
        }
    assert_int_equal(row_of(t, "https://"), 3);
    finish(t);

    t = start((struct how){.config = "locked_show = false;", .more = trace});
    see(t, "LOCKED");
    put_forward(120);
    term_pump(t, 200);
    assert_false(term_find(t, "BMC ", NULL, NULL));
    assert_false(term_find(t, "https", NULL, NULL));
    assert_int_equal(requests(), 0);
    log_in(t); /* and then all is there */
    assert_true(requests() > 0);
    finish(t);
}

static bool has_asked(struct term *t, void *context)
{
    (void)t;
    return requests() >= *(int *)context;
}

/* One reading, then three requests a minute. */
static void test_few_requests(void **state)
{
    const char *trace[] = {trace_option, NULL};
    struct term *t = start((struct how){.more = trace});
    int first;

    (void)state;
    see(t, "https://192.168.100.100/");
    term_wait_quiet(t, 300);
    first = requests();
    assert_true(first <= 8);
    for (int minute = 1; minute <= 4; minute++) {
        int refreshed = first + 3 * minute;

        put_forward(60);
        assert_true(term_wait(t, 0, "the next reading", has_asked, &refreshed));
        term_pump(t, 200);
        assert_true(requests() <= first + 5 * minute);
    }
    finish(t);
}

/* Nor does one get more that answers every request with "busy". */
static void test_busy(void **state)
{
    const char *trace[] = {trace_option, NULL};
    struct term *t = start((struct how){.config = "demo_faults = \"any:code=c0\";",
                                        .more = trace});

    (void)state;
    see(t, "the BMC is busy");
    put_forward(50);
    term_pump(t, 300);
    assert_int_equal(requests(), 4);
    finish(t);
}

/* What was known stays, and a sentence beneath it. */
static void test_refresh_fails(void **state)
{
    struct term *t = start((struct how){.config = "demo_faults = \"any:gone nth=9\";",
                                        .hurry = "HURRY=60"});

    (void)state;
    see(t, "https://192.168.100.100/");
    put_forward_until(t, 60, "link");
    see(t, "https://192.168.100.100/");
    see_locked(t);
    finish(t);
}

/* Somebody else changes it. */
static void test_refresh_shows(void **state)
{
    struct term *t = start((struct how){.config = "demo_faults = "
                                                  "\"lan-get 20:change=address-lost nth=3\";"});

    (void)state;
    see(t, "https://192.168.100.100/");
    put_forward_until(t, 60, "the BMC has no address");
    see_gone(t, "\u2588"); /* nor a code */
    finish(t);
}

/* --- what it lets nobody do ------------------------------------------------------- */

/* But for the clock, and since when the machine is up. */
static char *screen_without_clock(const struct term *t)
{
    char *screen = term_screen(t);

    for (char *at = screen; *at != '\0'; at++)
        if (*at >= '0' && *at <= '9')
            *at = '#';
    return screen;
}

static void test_no_key_acts(void **state)
{
    static const char *const keys[] = {
        "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12", "Esc-3", "Esc-9", "Esc-0",
        "Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDn", "Ins", "Del", "Tab",
        "BackTab", "Enter", "Space", "Backspace", "^C", "^Z", "^\\", "^D", "^A", "^U", "^X", "q",
        "!", ":", "0",
    };
    struct term *t = start_locked(NULL);
    struct termios modes;
    char *before, *after;

    (void)state;
    term_wait_quiet(t, 200);
    assert_true(term_modes(t, &modes));
    assert_false(modes.c_lflag & ISIG);
    before = screen_without_clock(t);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        expect_beep(t, keys[i]);
    term_wait_quiet(t, 200); /* each paints it anew, the code after the text */
    after = screen_without_clock(t);
    if (strcmp(before, after) != 0)
        term_dump(t, stderr);
    assert_string_equal(before, after);
    free(before);
    free(after);
    assert_false(term_exited(t, NULL));
    term_mark(t);
    expect_no_beep(t, "^L");
    assert_true(term_wait_bytes(t, 200)); /* repaints */
    see_locked(t);
    finish(t);
}

static void test_no_signal_stops_it(void **state)
{
    static const int signals[] = {SIGINT, SIGQUIT, SIGTSTP, SIGPIPE};
    struct term *t = start_locked(NULL);

    (void)state;
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        term_signal_group(t, signals[i]);
        term_pump(t, 100);
    }
    see_locked(t);
    log_in(t);
    expect_beep(t, "^Z");
    expect_beep(t, "^\\");
    term_signal_group(t, SIGTSTP);
    term_signal_group(t, SIGINT);
    term_pump(t, 100);
    see(t, "IPMI Configuration");
    assert_false(term_exited(t, NULL));
    finish(t);
}

static void test_no_core_file(void **state)
{
    struct term *t = start_locked(NULL);
    char path[64];
    const char *limits;

    (void)state;
    snprintf(path, sizeof path, "/proc/%d/limits", (int)term_pid(t));
    limits = strstr(file_text(path), "Max core file size");
    assert_non_null(limits);
    limits += strlen("Max core file size");
    assert_int_equal(strtol(limits, NULL, 10), 0);
    assert_memory_equal(limits + strspn(limits, " "), "0 ", 2);
    finish(t);
}

static void test_too_small(void **state)
{
    struct term *t = start_locked(NULL);

    (void)state;
    term_resize(t, 11, 39);
    see(t, "40");
    assert_false(term_find(t, "F10", NULL, NULL));
    expect_beep(t, "F10");
    expect_beep(t, "^C");
    expect_beep(t, "F2");
    term_resize(t, 24, 80);
    see_locked(t);
    log_in(t);
    term_resize(t, 11, 39);
    see(t, "40");
    expect_beep(t, "F10"); /* nothing is left by it */
    term_resize(t, 24, 80);
    see(t, "IPMI Configuration");
    finish(t);
}

static void test_page_limits(void **state)
{
    static const char *const display[] = {"DISPLAY=:7", NULL};
    struct term *t = start((struct how){.config = "browser = \"/bin/true\";\nmouse = true;",
                                        .environment = display});

    (void)state;
    see(t, "https");
    log_in(t);
    press_function(t, 7);
    see(t, "MANAGE, the saved settings");
    see(t, "[ CLOSE ]");
    assert_false(term_find(t, "OPEN", NULL, NULL));
    press(t, "Esc Esc");
    retype(t, "Password", "Secret12");
    see_in(t, "Password", "[********");
    expect_beep(t, "F3");
    assert_false(term_find(t, "Secret12", NULL, NULL));
    assert_false(term_find(t, "F3", NULL, NULL));
    finish(t);
}

static void test_show_password_allowed(void **state)
{
    struct term *t = start_locked("locked_show_password = true;");

    (void)state;
    log_in(t);
    retype(t, "Password", "Secret12");
    press_function(t, 3);
    see_in(t, "Password", "[Secret12");
    finish(t);
}

/* A password that may not be shown is not made. */
static void test_no_guest(void **state)
{
    struct term *t = start_locked(NULL);

    (void)state;
    log_in(t);
    press_function(t, 9);
    see(t, "privileges");
    term_type(t, "4");
    see(t, "slots in use");
    go_to_button(t, "LET SOMEBODY IN");
    press(t, "Enter");
    see(t, "made here, but this console may not show it");
    go_to_button(t, "LET IN");
    press(t, "Enter");
    see(t, "this console may not show passwords");
    finish(t);
}

/* RETRY and nothing else, logged in or not. */
static void test_no_bmc(void **state)
{
    static const char *const more[] = {"--driver-device=/nowhere/ipmi9", NULL};
    struct term *t = start((struct how){.type = "vt100", .locale = "C", .more = more,
                                        .target = "--driver-type=openipmi"});

    (void)state;
    see(t, "[ RETRY ]");
    see_button(t, "RETRY");
    assert_false(term_find(t, "[ DEMO ]", NULL, NULL));
    assert_false(term_find(t, "LEAVE", NULL, NULL));
    expect_beep(t, "^C");
    expect_beep(t, "Esc-0");
    press_function(t, 2); /* one can log in all the same */
    see(t, "Log in to change settings");
    press(t, "Esc Esc");
    see_button(t, "RETRY");
    press(t, "Enter");
    see_button(t, "RETRY");
    press_function(t, 1);
    see(t, "this console is locked");
    assert_false(term_find(t, "SAVE", NULL, NULL));
    press_function(t, 1);
    see_button(t, "RETRY");
    assert_false(term_exited(t, NULL));
    finish(t);
}

/* --- logging in ------------------------------------------------------------------ */

static void test_login(void **state)
{
    struct term *t = start_locked(NULL);

    (void)state;
    log_in(t);
    see_logged(": root logged in");
    see_no_child(t);
    lock(t);
    see_logged(": locked again, root, F10");
    log_in(t);
    lock(t);
    finish(t);
}

/* One waits longer after each try that failed, and nothing says what was wrong. */
static void test_wrong_password_waits(void **state)
{
    struct term *t = start_locked(NULL);

    (void)state;
    pam_rig_service("bmctui", PAM_RIG_NORMAL);
    ask_login(t, "root");
    give_password(t, "wrong one");
    see(t, "Checking");
    see(t, "Login failed. Next try in 2 s.");
    see_focus(t, "Login");
    see_in(t, "Login", "[          "); /* what stood there may have been a password */
    term_type(t, "root");
    expect_beep(t, "Enter");
    press(t, "Esc Esc");
    press_function(t, 2); /* it is not forgotten */
    see(t, "Next try in");
    put_forward(2);
    see_gone(t, "Next try in");
    term_type(t, "root");
    press(t, "Enter");
    give_password(t, "");
    see(t, "Next try in 4 s.");
    see_logged("refused by PAM, user root, 1 in a row");
    see_logged("refused by PAM, user root, 2 in a row");
    see_not_logged("wrong one");
    see_no_child(t);
    put_forward(4);
    see_gone(t, "Next try in");
    term_type(t, "root");
    press(t, "Enter");
    give_password(t, "right one");
    see(t, "IPMI Configuration");
    finish(t);
}

/* Breaking off while PAM checks is a try that failed; before an answer it is none. */
/* As if the console ran on any other line. */
static void on_every_line(const char *folder)
{
    char line[256] = "", path[SCRATCH_PATH + 40];
    DIR *files = opendir(folder);
    struct dirent *entry;
    FILE *file;

    assert_non_null(files);
    while ((entry = readdir(files)) != NULL)
        if (strstr(entry->d_name, ".wait") != NULL) {
            snprintf(path, sizeof path, "%s/%.30s", folder, entry->d_name);
            snprintf(line, sizeof line, "%s", file_text(path));
        }
    closedir(files);
    assert_true(strlen(line) > 0);
    for (int i = 0; i < 256; i++) {
        snprintf(path, sizeof path, "%s/login-pts-%d.wait", folder, i);
        file = fopen(path, "w");
        assert_non_null(file);
        fputs(line, file);
        fclose(file);
    }
}

/* Who hangs up and comes again has to wait, too: after a refusal, and amid a try. */
static void test_wait_survives(void **state)
{
    char folder[SCRATCH_PATH];
    struct term *t;
    int status;

    (void)state;
    assert_non_null(mkdtemp(scratch_path(folder, sizeof folder, "state.XXXXXX")));
    pam_rig_service("bmctui", PAM_RIG_NORMAL);
    t = start((struct how){.state = folder});
    see(t, "https");
    ask_login(t, "root");
    give_password(t, "wrong one");
    see(t, "Next try in");
    put_forward(3);
    see_gone(t, "Next try in");
    ask_again(t, "root");
    give_password(t, "wrong two");
    term_hangup(t);
    assert_true(term_wait_exit(t, &status));
    term_free(t);
    on_every_line(folder);
    t = start((struct how){.state = folder});
    see(t, "https");
    press_function(t, 2);
    see(t, "Next try in");
    finish(t);
}

static void test_breaking_off(void **state)
{
    struct term *t = start_locked(NULL);

    (void)state;
    pam_rig_service("bmctui", PAM_RIG_NORMAL);
    ask_login(t, "root");
    see_focus(t, "Password");
    press(t, "Esc Esc");
    see_locked(t);
    see_no_child(t);
    ask_login(t, "root");
    give_password(t, "wrong one");
    see(t, "Checking");
    press(t, "Esc Esc");
    see_locked(t);
    see_no_child(t);
    press_function(t, 2);
    see(t, "Next try in");
    see_logged("given up while PAM was checking, 1 in a row");
    finish(t);
}

static void test_not_listed(void **state)
{
    struct term *t = start_locked(NULL);

    (void)state;
    pam_rig_service("bmctui", PAM_RIG_NORMAL);
    ask_login(t, "daemon");
    give_password(t, "right one");
    see(t, "Login failed. Next try in 2 s.");
    see_logged("not among locked_users and locked_groups, user daemon");
    put_forward(2);
    see_gone(t, "Next try in");
    term_type(t, "MyPassword1"); /* into the wrong field */
    press(t, "Enter");
    give_password(t, "x");
    see(t, "Next try in 4 s.");
    see_logged("unknown user, 2 in a row");
    see_not_logged("MyPassword1");
    finish(t);

    t = start_locked("locked_users = \"somebody, daemon\";");
    ask_login(t, "daemon");
    give_password(t, "right one");
    see(t, "IPMI Configuration");
    see_logged(": daemon logged in");
    lock(t);
    see_logged(": locked again, daemon, F10");
    finish(t);
}

static void test_questions(void **state)
{
    struct term *t = start_locked(NULL);

    (void)state;
    pam_rig_service("bmctui", "auth required %O two\naccount required %O\n");
    ask_login(t, "root");
    see(t, "first [2Jline second line ?");
    see_focus(t, "Number of the day");
    term_type(t, "42");
    see_in(t, "Number of the day", "[42 ");
    press(t, "Enter");
    see(t, "A question so long");
    see_in(t, "Number of the day", " 42");
    term_type(t, "towel");
    see(t, "[*****  ");
    press(t, "Tab");
    see_button(t, "BACK");
    press(t, "Tab");
    see_button(t, "LOG IN");
    press(t, "Space");
    see(t, "IPMI Configuration");
    see_no_child(t);
    finish(t);
}

/* Nothing of it comes to the screen, and its terminal is no terminal. */
static void test_module_prints(void **state)
{
    struct term *t = start_locked(NULL);

    (void)state;
    pam_rig_service("bmctui", "auth required %O print\naccount required %O\n");
    ask_login(t, "root");
    see(t, "Login failed.");
    press(t, "^L");
    assert_false(term_find(t, "SPOILED", NULL, NULL));
    finish(t);
}

static void test_module_hangs(void **state)
{
    struct term *t = start_locked("locked_login_seconds = 5;");
    char path[64];
    pid_t pid;

    (void)state;
    pam_rig_service("bmctui", HANGS);
    ask_login(t, "root");
    see(t, "Checking, 1 s");
    pid = child_of(term_pid(t));
    assert_true(pid > 0);
    snprintf(path, sizeof path, "/proc/%d/cmdline", (int)pid);
    assert_string_equal(file_text(path), "bmctui");
    expect_beep(t, "Enter");
    expect_beep(t, "x");
    put_forward(4);
    see(t, "PAM did not answer for 5 s and was stopped. Next try in 2 s.");
    see_logged("PAM did not answer in time and was stopped, 1 in a row");
    see_no_child(t);
    assert_true(is_gone(t, &pid));
    press(t, "Esc Esc");
    see_locked(t);
    finish(t);
}

static void test_module_dies(void **state)
{
    struct term *t = start_locked(NULL);

    (void)state;
    pam_rig_service("bmctui", "auth required %O crash\naccount required %O\n");
    ask_login(t, "root");
    see(t, "PAM could not check the login");
    see_logged("the login's process ended without a verdict");
    see_no_child(t);
    finish(t);
}

/* Nobody answers: the screen is the public's again. */
static void test_nobody_answers(void **state)
{
    struct term *t = start_locked(LONG_LOGIN);

    (void)state;
    pam_rig_service("bmctui", PAM_RIG_NORMAL);
    ask_login(t, "root");
    see_focus(t, "Password");
    put_forward(590);
    see_focus(t, "Password");
    put_forward(10);
    see(t, "LOCKED");
    see_no_child(t);
    press_function(t, 2);
    see(t, "Log in to change settings");
    put_forward(600);
    see(t, "LOCKED");
    finish(t);
}

static void test_long_input(void **state)
{
    static char text[20000];
    struct term *t = start_locked(NULL);
    int bells;

    (void)state;
    memset(text, 'x', sizeof text - 1);
    pam_rig_service("bmctui", PAM_RIG_NORMAL);
    press_function(t, 2);
    see(t, "Log in");
    bells = term_bells(t);
    term_type(t, text);
    term_wait_quiet(t, 300);
    assert_true(term_bells(t) > bells);
    press(t, "^U");
    term_type(t, "root");
    press(t, "Enter");
    see_focus(t, "Password");
    term_type(t, text);
    term_wait_quiet(t, 300);
    press(t, "Enter");
    see(t, "Login failed.");
    assert_false(term_find(t, "IPMI Configuration", NULL, NULL));
    see_no_child(t);
    finish(t);
}

/* A password may hold bytes that no BMC would take. */
static void test_any_language(void **state)
{
    struct term *t = start_locked(NULL);

    (void)state;
    pam_rig_service("bmctui", "auth required %O length\naccount required %O\n");
    ask_login(t, "root");
    see_focus(t, "Password");
    term_type(t, "p\u00e4\u00dfw\u4e2d");
    see(t, "[********* "); /* a star a byte */
    press(t, "Backspace Enter");
    see(t, "Login failed.");
    see(t, "6 bytes"); /* Backspace takes the whole character */
    put_forward(2);
    see_gone(t, "Next try in");
    term_type(t, "\u00e4"); /* in a name, too, it stays to be seen */
    see_in(t, "Login", "[\u00e4         ");
    finish(t);
}

/* In the middle of a password, faster than one could draw. */
static void test_resize_storm(void **state)
{
    struct term *t = start_locked(LONG_LOGIN);

    (void)state;
    pam_rig_service("bmctui", PAM_RIG_NORMAL);
    ask_login(t, "root");
    see_focus(t, "Password");
    for (int i = 0; i < 9; i++) {
        for (int size = 0; size < 12; size++) {
            term_resize(t, 12 + (i * 7 + size * 5) % 40, 40 + (i * 13 + size * 11) % 100);
            term_pump(t, size % 3);
            assert_false(term_find(t, "IPMI Configuration", NULL, NULL));
        }
        term_send(t, &"right one"[i], 1);
    }
    term_resize(t, 24, 80);
    term_wait_quiet(t, 200);
    see_focus(t, "Password");
    press(t, "Enter");
    see(t, "IPMI Configuration");
    finish(t);
}

/* --- the lock comes back ------------------------------------------------------------ */

static void test_edits_asked(void **state)
{
    struct term *t = start_locked(NULL);

    (void)state;
    log_in(t);
    retype(t, "IPv4 Address", "192.168.100.77");
    press_function(t, 10);
    see(t, "Unsaved edits");
    see_button(t, "BACK");
    press(t, "Enter");
    see_in(t, "IPv4 Address", "192.168.100.77");
    go_to_button(t, "LOCK");
    press(t, "Enter");
    see_button(t, "BACK");
    press(t, "Tab Enter");
    see_locked(t);
    see(t, "192.168.100.100");
    log_in(t);
    see_in(t, "IPv4 Address", "[192.168.100.100");
    finish(t);
}

/* Another BMC that somebody looked at is not what the public is shown. */
static void test_other_controller(void **state)
{
    struct term *t = start((struct how){
        .config = "targets = ( { name = \"first\"; driver = \"demo\"; },"
                  " { name = \"second\"; driver = \"demo\"; } );",
        .target = "--target=first"});

    (void)state;
    see(t, "https://192.168.100.100/");
    log_in(t);
    see_focus(t, "Controller");
    press(t, "Enter");
    see(t, "second");
    press(t, "Down Enter");
    see_in(t, "Controller", "second");
    console_wait_loaded(t);
    lock(t);
    log_in(t);
    see_in(t, "Controller", "first");
    finish(t);
}

/* No way out of a locked console: its browser would be root's. */
static void test_no_browser(void **state)
{
    static const char *const display[] = {"DISPLAY=:9", NULL};
    struct term *t = start((struct how){.config = "browser = \"/bin/true\";" LONG_LOGIN,
                                        .environment = display});

    (void)state;
    see(t, "https");
    log_in(t);
    press_function(t, 7);
    see(t, "MANAGE");
    see(t, "[ CHECK ]");
    assert_false(term_find(t, "OPEN", NULL, NULL));
    finish(t);
}

static void choose_second(struct term *t)
{
    go_to(t, "Controller");
    press(t, "Enter");
    see(t, "second");
    press(t, "Down Enter");
}

/* The password of a BMC that one person typed opens nothing for the next. */
static void test_typed_password_goes(void **state)
{
    struct term *t = start((struct how){
        .config = "targets = ( { name = \"first\"; driver = \"demo\"; },"
                  " { name = \"second\"; hostname = \"127.0.0.1:6\"; username = \"nobody\";"
                  " session_timeout = 600; retransmission_timeout = 200; } );" LONG_LOGIN,
        .target = "--target=first"});

    (void)state;
    see(t, "https://192.168.100.100/");
    log_in(t);
    choose_second(t);
    see(t, "Password of nobody at 127.0.0.1:6");
    term_type(t, "typed by one");
    press(t, "Enter");
    see(t, "No BMC was reached");
    see_gone(t, "Looking for the BMC");
    press_function(t, 10);
    see(t, "https://192.168.100.100/");
    see_locked(t);
    log_in(t);
    see_in(t, "Controller", "first");
    choose_second(t);
    see(t, "Password of nobody at 127.0.0.1:6");
    finish(t);
}

static void test_idle_without_edits(void **state)
{
    struct term *t = start((struct how){.config = "locked_idle_minutes = 6;" LONG_LOGIN});

    (void)state;
    see(t, "https");
    log_in(t);
    press_function(t, 6);
    press_function(t, 1); /* whatever is open */
    see(t, "HELP");
    put_forward(350);
    term_settle(t);
    see(t, "HELP");
    put_forward(10);
    see(t, "LOCKED");
    see_logged(": locked again, root, idle");
    finish(t);
}

/* What was typed while nothing was drawn (output stopped by Ctrl-S or CTS, here the whole program)
 * comes too late, and is no reason to stay open. */
static void test_idle_while_stopped(void **state)
{
    struct term *t = start((struct how){.config = "locked_idle_minutes = 6;" LONG_LOGIN});

    (void)state;
    see(t, "https");
    log_in(t);
    term_settle(t);
    term_signal(t, SIGSTOP);
    put_forward(600);
    term_type(t, "\t\t\t");
    term_signal(t, SIGCONT);
    see(t, "LOCKED");
    see_logged(": locked again, root, idle");
    see_locked(t);
    finish(t);
}

/* The time that the machine sleeps counts, though its other clock stands still. */
static void test_idle_asleep(void **state)
{
    char path[SCRATCH_PATH], variable[SCRATCH_PATH + 20];
    const char *more[] = {variable, NULL};
    int fd = mkstemp(scratch_path(path, sizeof path, "bmctui-asleep.XXXXXX"));
    struct term *t;

    (void)state;
    snprintf(variable, sizeof variable, "HURRY_ASLEEP=%s", path);
    t = start((struct how){.config = "locked_idle_minutes = 6;" LONG_LOGIN, .environment = more});
    see(t, "https");
    log_in(t);
    assert_int_equal(pwrite(fd, "300000", 6, 0), 6);
    press(t, "Tab");
    see(t, "IPMI Configuration");
    assert_int_equal(pwrite(fd, "700000", 6, 0), 6);
    press(t, "Tab");
    see(t, "LOCKED");
    see_logged(": locked again, root, idle");
    finish(t);
    close(fd);
    unlink(path);
}

/* Nobody stops the output of a locked console. */
static void test_flow(void **state)
{
    struct termios modes;
    struct term *t = start_locked(NULL);

    (void)state;
    term_settle(t);
    expect_beep(t, "^S");
    expect_beep(t, "^Q");
    assert_true(term_modes(t, &modes));
    assert_int_equal(modes.c_iflag & IXON, 0);
    finish(t);
    t = console_demo(NULL, NULL, NULL); /* elsewhere it is the terminal's own */
    assert_true(term_modes(t, &modes));
    assert_int_equal(modes.c_iflag & IXON, IXON);
    console_leave(t);
}

/* Whoever attaches to the line later sees nothing of what was sent before. */
static void test_painted_anew(void **state)
{
    static const char *const keys[] = {"Enter", "x", "Esc-5"};
    struct term *t = start((struct how){.type = "vt220", .locale = "C"});

    (void)state;
    see(t, "https://192.168.100.100/");
    term_wait_quiet(t, 200);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const char *raw;
        size_t length;

        term_mark(t);
        press(t, keys[i]);
        term_wait_quiet(t, 200);
        raw = term_raw(t, &length);
        assert_non_null(strstr(raw, "https://192.168.100.100/"));
        assert_non_null(strstr(raw, "LOCKED"));
        assert_non_null(strstr(raw, "log in"));
        assert_true(length <= 4000);
    }
    finish(t);
}

static bool has_rung(struct term *t, void *context)
{
    return term_bells(t) > *(int *)context;
}

static void test_idle_with_edits(void **state)
{
    struct term *t = start((struct how){.config = "locked_idle_minutes = 6;" LONG_LOGIN});
    int bells;

    (void)state;
    see(t, "https");
    log_in(t);
    retype(t, "Password", "Secret12");
    bells = term_bells(t);
    put_forward(300);
    see(t, "This console is about to lock");
    see_button(t, "STAY");
    assert_true(term_wait(t, 0, "a bell", has_rung, &bells));
    press(t, "x"); /* any key, which is not typed anywhere */
    see_focus(t, "Password");
    see_in(t, "Password", "[******** ");
    put_forward(300);
    see(t, "This console is about to lock");
    see_button(t, "STAY");
    put_forward(60);
    see(t, "LOCKED");
    see_logged(": locked again, root, idle");
    log_in(t);
    see_in(t, "Password", "[        ");
    finish(t);
}

/* A save that takes longer than anybody may be idle. */
static void test_idle_waits_for_save(void **state)
{
    struct term *t = start((struct how){.config = "locked_idle_minutes = 4;" LONG_LOGIN
                                                  "demo_delay_ms = 250;",
                                        .hurry = "HURRY=60"});

    (void)state;
    see(t, "https");
    log_in(t);
    retype(t, "VLAN ID", "77");
    press_function(t, 2);
    see_button(t, "BACK");
    see_gone(t, "Checking remote");
    press(t, "Tab");
    see_button(t, "SAVE");
    assert_true(term_key(t, "Enter")); /* and no waiting until it is quiet */
    see(t, "Saving to channel 1");
    assert_true(term_wait_text_for(t, "[ CLOSE ]", 30000));
    assert_false(term_find(t, "LOCKED", NULL, NULL));
    see_not_logged("idle");
    assert_true(term_wait_text_for(t, "LOCKED", 15000));
    see(t, "static, VLAN 77");
    finish(t);
}

/* The save has a question, and nobody is there: it is answered as for a terminal that is gone. */
static void test_idle_question(void **state)
{
    struct term *t = start((struct how){.config = "locked_idle_minutes = 6;" LONG_LOGIN
                                                  "lock_wait_seconds = 1;"
                                                  "demo_faults = \"lock:code=81\";"});

    (void)state;
    see(t, "https");
    log_in(t);
    retype(t, "VLAN ID", "77");
    press_function(t, 2);
    see_button(t, "BACK");
    see_gone(t, "Checking remote");
    press(t, "Tab");
    see_button(t, "SAVE");
    assert_true(term_key(t, "Enter"));
    see(t, "[ CLEAR THE LOCK ]");
    put_forward_until(t, 360, "NOT SAVED");
    put_forward_until(t, 360, "LOCKED");
    see_gone(t, "VLAN");
    finish(t);
}

/* --- the terminal goes ---------------------------------------------------------------- */

static void hang_up(struct term *t)
{
    pid_t child = child_of(term_pid(t));
    int status;

    term_hangup(t);
    assert_true(term_wait_exit(t, &status));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 128 + SIGHUP);
    if (child > 0)
        assert_true(term_wait(t, 0, "no child left", is_gone, &child));
    term_free(t);
}

static void test_hang_up(void **state)
{
    struct term *t = start_locked(NULL);

    (void)state;
    hang_up(t);

    t = start_locked(NULL);
    pam_rig_service("bmctui", HANGS);
    ask_login(t, "root");
    see(t, "Checking");
    assert_true(term_wait(t, 0, "PAM's process", is_not_alone, NULL));
    hang_up(t);

    t = start_locked(NULL);
    log_in(t);
    retype(t, "VLAN ID", "77");
    hang_up(t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_screens),
        cmocka_unit_test(test_page_screens),
        cmocka_unit_test(test_other_pages),
        cmocka_unit_test(test_qr),
        cmocka_unit_test(test_switched_off),
        cmocka_unit_test(test_few_requests),
        cmocka_unit_test(test_busy),
        cmocka_unit_test(test_refresh_fails),
        cmocka_unit_test(test_refresh_shows),
        cmocka_unit_test(test_no_key_acts),
        cmocka_unit_test(test_no_signal_stops_it),
        cmocka_unit_test(test_no_core_file),
        cmocka_unit_test(test_too_small),
        cmocka_unit_test(test_page_limits),
        cmocka_unit_test(test_show_password_allowed),
        cmocka_unit_test(test_no_guest),
        cmocka_unit_test(test_no_bmc),
        cmocka_unit_test(test_login),
        cmocka_unit_test(test_wrong_password_waits),
        cmocka_unit_test(test_wait_survives),
        cmocka_unit_test(test_breaking_off),
        cmocka_unit_test(test_not_listed),
        cmocka_unit_test(test_questions),
        cmocka_unit_test(test_module_prints),
        cmocka_unit_test(test_module_hangs),
        cmocka_unit_test(test_module_dies),
        cmocka_unit_test(test_nobody_answers),
        cmocka_unit_test(test_long_input),
        cmocka_unit_test(test_any_language),
        cmocka_unit_test(test_resize_storm),
        cmocka_unit_test(test_edits_asked),
        cmocka_unit_test(test_other_controller),
        cmocka_unit_test(test_no_browser),
        cmocka_unit_test(test_typed_password_goes),
        cmocka_unit_test(test_idle_without_edits),
        cmocka_unit_test(test_idle_while_stopped),
        cmocka_unit_test(test_idle_asleep),
        cmocka_unit_test(test_flow),
        cmocka_unit_test(test_painted_anew),
        cmocka_unit_test(test_idle_with_edits),
        cmocka_unit_test(test_idle_waits_for_save),
        cmocka_unit_test(test_idle_question),
        cmocka_unit_test(test_hang_up),
    };
    char log[SCRATCH_PATH], trace[SCRATCH_PATH];
    int failed, fd;

    if (!pam_rig_here()) {
        puts("skipped: pam_wrapper is not installed");
        return 77;
    }
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    fd = mkstemp(scratch_path(log, sizeof log, "bmctui-log.XXXXXX"));
    close(fd);
    snprintf(log_variable, sizeof log_variable, "HURRY_SYSLOG=%s", log);
    fd = mkstemp(scratch_path(trace, sizeof trace, "bmctui-trace.XXXXXX"));
    close(fd);
    snprintf(trace_option, sizeof trace_option, "--trace=%s", trace);
    pam_rig_open();
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(log);
    unlink(trace);
    return failed;
}
