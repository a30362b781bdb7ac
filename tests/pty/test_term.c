/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The harness tried on real programs: echo_app, and a few of the system's. */
#include "pty_test.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scratch.h"

static void end_with_q(struct term *t)
{
    int status;

    term_type(t, "q");
    assert_true(term_wait_exit(t, &status));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 7);
    assert_true(term_modes_restored(t));
    term_free(t);
}

/* ---- every terminal ---- */

struct kind {
    const char *type, *locale, *box;
    bool has_colour, has_f2, has_home;
};

static const struct kind kinds[] = {
    {"xterm-256color", "C.UTF-8", "\u250c\u2500\u2500\u2500\u2500\u2500\u2500\u2510", true, true,
     true},
    {"xterm-256color", "C", "\u250c\u2500\u2500\u2500\u2500\u2500\u2500\u2510", true, true, true},
    {"vt100", "C", "\u250c\u2500\u2500\u2500\u2500\u2500\u2500\u2510", false, true, false},
    {"vt100", "C.UTF-8", "\u250c\u2500\u2500\u2500\u2500\u2500\u2500\u2510", false, true, false},
    {"vt220", "C", "\u250c\u2500\u2500\u2500\u2500\u2500\u2500\u2510", false, true, false},
    {"vt220", "C.UTF-8", "\u250c\u2500\u2500\u2500\u2500\u2500\u2500\u2510", false, true, false},
    {"linux", "C", "\u250c\u2500\u2500\u2500\u2500\u2500\u2500\u2510", true, true, true},
    {"linux", "C.UTF-8", "\u250c\u2500\u2500\u2500\u2500\u2500\u2500\u2510", true, true, true},
    {"ansi", "C", "\u250c\u2500\u2500\u2500\u2500\u2500\u2500\u2510", true, false, true},
    {"ansi", "C.UTF-8", "\u00da\u00c4\u00c4\u00c4\u00c4\u00c4\u00c4\u00bf", true, false, true},
    {"screen-256color", "C", "\u250c\u2500\u2500\u2500\u2500\u2500\u2500\u2510", true, true, true},
    {"tmux-256color", "C.UTF-8", "\u250c\u2500\u2500\u2500\u2500\u2500\u2500\u2510", true, true,
     true},
};

static void check_looks(struct term *t, const struct kind *k)
{
    struct term_cell cell;

    term_cell(t, 0, 0, &cell);
    assert_string_equal(cell.text, "e");
    assert_true(cell.reverse);
    assert_false(cell.bold || cell.underline);
    term_cell(t, 2, 2, &cell);
    assert_true(cell.underline);
    assert_false(cell.reverse);
    term_cell(t, 2, 8, &cell);
    assert_true(cell.bold);
    term_cell(t, 2, 13, &cell);
    assert_int_equal(cell.fg, k->has_colour ? 3 : TERM_DEFAULT_COLOUR);
    assert_int_equal(cell.bg, k->has_colour ? 4 : TERM_DEFAULT_COLOUR);
    term_cell(t, 7, 39, &cell);
    assert_false(cell.written);
    assert_string_equal(cell.text, " ");
}

static void check_keys(struct term *t, const struct kind *k)
{
    assert_true(term_key(t, "Down"));
    assert_true(term_wait_row(t, 3, "key KEY_DOWN;"));
    assert_int_equal(term_key(t, "F2"), k->has_f2);
    if (k->has_f2) {
        assert_true(term_wait_row(t, 3, "key KEY_F(2);"));
    }
    assert_int_equal(term_key(t, "Home"), k->has_home);
    if (k->has_home) {
        assert_true(term_wait_row(t, 3, "key KEY_HOME;"));
    }
    assert_true(term_key(t, "Backspace"));
    assert_true(term_wait_row(t, 3, "key KEY_BACKSPACE;"));
    assert_true(term_key(t, "^L"));
    assert_true(term_wait_row(t, 3, "key ^L;"));
    assert_true(term_wait_cursor(t, 3, 4));
}

static void is_rendered(void **state)
{
    const struct kind *k = *state;
    struct term *t = start_echo(
        (struct term_setup){.type = k->type, .locale = k->locale, .silent = true}, NULL, NULL);

    assert_true(term_wait_text(t, "bold"));
    assert_true(term_wait_quiet(t, 50));
    assert_row(t, 0, "echo_app 40x8 resized 0");
    assert_row(t, 1, k->box);
    check_looks(t, k);
    check_keys(t, k);
    term_type(t, "w");
    assert_true(term_wait_row(t, 6, "next"));
    assert_row(t, 5, "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww");
    end_with_q(t);
}

/* ---- keys ---- */

static struct term *start_ready(struct term_setup setup)
{
    struct term *t = start_echo(setup, NULL, NULL);

    assert_true(term_wait_text(t, "bold"));
    assert_true(term_wait_quiet(t, 50));
    return t;
}

static void assert_key_bytes(struct term *t, const char *name, const char *expected)
{
    char bytes[32] = "";
    int length = term_key_bytes(t, name, bytes, sizeof bytes);

    assert_int_equal(length, strlen(expected));
    assert_memory_equal(bytes, expected, strlen(expected));
}

static void key_names(void **state)
{
    struct term *t = start_ready((struct term_setup){.type = "vt100", .silent = true});
    char bytes[32];

    (void)state;
    assert_key_bytes(t, "F1", "\033OP");
    assert_key_bytes(t, "Up", "\033OA");
    assert_key_bytes(t, "BackTab", "\033[Z");
    assert_key_bytes(t, "Esc", "\033");
    assert_key_bytes(t, "Esc-2", "\0332");
    assert_key_bytes(t, "M-x", "\033x");
    assert_key_bytes(t, "C-u", "\025");
    assert_key_bytes(t, "Tab", "\t");
    assert_key_bytes(t, "x", "x");
    assert_key_bytes(t, "@", "@");
    assert_key_bytes(t, "\u00e4", "\u00e4");
    assert_key_bytes(t, "F5@linux", "\033[[E");
    assert_key_bytes(t, "F5@xterm", "\033[15~");
    assert_key_bytes(t, "Fn2", "\033OQ");
    assert_int_equal(term_key_bytes(t, "Home", bytes, sizeof bytes), -1);
    assert_int_equal(term_key_bytes(t, "F99", bytes, sizeof bytes), -1);
    assert_int_equal(term_key_bytes(t, "", bytes, sizeof bytes), -1);
    assert_int_equal(term_key_bytes(t, "Hone", bytes, sizeof bytes), -1);
    end_with_q(t);
    t = start_ready((struct term_setup){.type = "ansi"});
    assert_key_bytes(t, "Fn2", "\0332");
    assert_key_bytes(t, "Fn10", "\0330");
    end_with_q(t);
}

static void slow_key(void **state)
{
    struct term *t = start_ready((struct term_setup){.type = "xterm-256color"});

    (void)state;
    assert_true(term_key_slowly(t, "Up", 5)); /* within the 300 ms that echo_app waits */
    assert_true(term_wait_row(t, 3, "key KEY_UP;"));
    assert_true(term_key_slowly(t, "Up", 600)); /* too slow for it: three keys */
    assert_true(term_wait_row(t, 3, "key A;"));
    end_with_q(t);
}

static void encoded_input(void **state)
{
    struct term *t =
        start_ready((struct term_setup){.type = "vt220", .locale = "C", .charset = "ISO-8859-1"});

    (void)state;
    term_type(t, "\u00e4");
    assert_true(term_wait_row(t, 3, "key M-d;")); /* one byte, E4h */
    end_with_q(t);
}

static void mouse(void **state)
{
    struct term *t = start_ready((struct term_setup){.type = "xterm-256color"});

    (void)state;
    term_mark(t);
    term_mouse(t, 5, 12, 1); /* not asked for: nothing is sent */
    assert_true(term_wait_quiet(t, 50));
    assert_int_equal(term_bytes(t), 0);
    term_type(t, "m");
    assert_true(term_wait_row(t, 3, "key m;"));
    term_mouse(t, 5, 12, 1);
    assert_true(term_wait_row(t, 3, "click 5,12;"));
    end_with_q(t);
}

static void bell_and_strings(void **state)
{
    struct term *t = start_ready((struct term_setup){.type = "xterm-256color"});

    (void)state;
    assert_int_equal(term_bells(t), 0);
    assert_null(term_osc(t, 52));
    term_type(t, "bbo");
    assert_true(term_wait_row(t, 3, "key o;"));
    assert_int_equal(term_bells(t), 2);
    assert_string_equal(term_osc(t, 52), "c;aGVsbG8=");
    assert_true(term_alternate(t));
    assert_true(term_cursor_visible(t));
    end_with_q(t);
}

/* ---- the line ---- */

static void counts_bytes(void **state)
{
    static const long counts[] = {0, 1, 79, 4096, 4097, 200000};

    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        char number[20];
        struct term *t;
        int status;
        size_t length;

        snprintf(number, sizeof number, "%ld", counts[i]);
        t = start_echo((struct term_setup){0}, "bytes", number);
        assert_true(term_wait_exit(t, &status));
        assert_int_equal(status, 0);
        assert_int_equal(term_bytes(t), counts[i]);
        assert_true(counts[i] == 0 || term_raw(t, &length)[0] == 'a');
        term_mark(t);
        assert_int_equal(term_bytes(t), 0);
        term_free(t);
    }
}

static void counts_since_the_mark(void **state)
{
    struct term *t = start_ready((struct term_setup){.type = "vt100"});
    const char *raw;
    size_t length;

    (void)state;
    term_mark(t);
    term_type(t, "z");
    assert_true(term_wait_bytes(t, 1));
    assert_true(term_wait_row(t, 3, "key z;"));
    assert_true(term_wait_quiet(t, 50));
    raw = term_raw(t, &length);
    assert_int_equal(length, term_bytes(t));
    assert_true(length >= 6 && length < 40);
    assert_non_null(strstr(raw, "key z;"));
    assert_uint_in_range(term_first_byte_us(t), 1, 5000000);
    assert_uint_in_range(term_text_us(t), term_first_byte_us(t), 5000000);
    end_with_q(t);
}

static void raw_bytes_are_saved(void **state)
{
    struct term *t = start_echo((struct term_setup){0}, "bytes", "30");
    char path[SCRATCH_PATH];
    int fd = mkstemp(scratch_path(path, sizeof path, "bmctui-raw-XXXXXX"));
    struct stat info;

    (void)state;
    assert_true(fd >= 0);
    assert_true(term_wait_exit(t, NULL));
    assert_true(term_raw_save(t, path));
    assert_int_equal(fstat(fd, &info), 0);
    assert_int_equal(info.st_size, 30);
    assert_false(term_raw_save(t, "/nonexistent/raw"));
    close(fd);
    unlink(path);
    term_free(t);
}

static void slow_line(void **state)
{
    struct term *t = start_echo((struct term_setup){.bytes_per_second = 2000}, "bytes", "600");
    long long since = term_now();

    (void)state;
    assert_true(term_wait_exit(t, NULL));
    assert_int_equal(term_bytes(t), 600);
    assert_uint_in_range(term_now() - since, 200000, 3000000);
    term_free(t);
    /* The program has long ended when its last bytes come. */
    t = start_echo((struct term_setup){.bytes_per_second = 2000}, "bytes", "300");
    assert_true(term_wait_row(t, 7, "uvwxyzabcdefghijklmn"));
    assert_int_equal(term_bytes(t), 300);
    term_free(t);
}

/* ---- the program's surroundings ---- */

static void surroundings(void **state)
{
    const char *const env[] = {"EXTRA=given", "HOME", NULL};
    struct term *t = start_echo(
        (struct term_setup){.type = "vt102", .env = env, .cwd = "/usr", .speed = B9600, .rows = 20},
        "report", NULL);
    int status;

    (void)state;
    assert_true(term_wait_exit(t, &status));
    assert_int_equal(status, 0);
    assert_row(t, 0, "TERM vt102");
    assert_row(t, 1, "EXTRA given");
    assert_row(t, 2, "HOME none");
    assert_row(t, 3, "cwd /usr");
    assert_row(t, 4, "size 40x20");
    assert_row(t, 5, "is 9600 baud");
    assert_row(t, 6, "job");
    assert_row(t, 7, "foreground");
    assert_row(t, 8, "a line for stderr");
    term_free(t);
}

static void serial_surroundings(void **state)
{
    char path[SCRATCH_PATH];
    int fd = mkstemp(scratch_path(path, sizeof path, "bmctui-err-XXXXXX"));
    struct term *t = start_echo(
        (struct term_setup){
            .type = "", .leader = true, .rows = 20, .cols = 200, .told_rows = -1, .errors_to = path},
        "report", NULL);
    struct stat info;

    (void)state;
    assert_true(fd >= 0);
    assert_true(term_wait_exit(t, NULL));
    assert_row(t, 0, "TERM none");
    assert_row(t, 4, "size 0x0");
    assert_row(t, 5, "is not 9600 baud");
    assert_row(t, 6, "leader");
    assert_row(t, 7, "foreground");
    assert_false(term_find(t, "stderr", NULL, NULL));
    assert_int_equal(fstat(fd, &info), 0);
    assert_int_equal(info.st_size, strlen("a line for stderr\n"));
    close(fd);
    unlink(path);
    term_free(t);
}

static void no_such_program(void **state)
{
    const char *argv[] = {"/nonexistent/program", NULL};
    const char *true_argv[] = {"true", NULL};

    (void)state;
    assert_null(term_start(&(struct term_setup){.argv = argv}));
    assert_null(term_start(&(struct term_setup){.argv = true_argv, .cwd = "/nonexistent"}));
}

static void cpu_and_memory(void **state)
{
    struct term *t = start_echo((struct term_setup){0}, "burn", "200");
    long used;

    (void)state;
    assert_true(term_wait_text(t, "burnt"));
    used = term_cpu_ms(t);
    assert_uint_in_range(used, 150, 2000);
    assert_true(term_rss_kib(t) > 100);
    assert_true(term_peak_kib(t) >= term_rss_kib(t));
    term_pump(t, 100);
    assert_uint_in_range(term_cpu_ms(t) - used, 0, 20); /* it sleeps now */
    term_signal(t, SIGTERM);
    assert_true(term_wait_exit(t, NULL));
    assert_uint_in_range(term_cpu_ms(t), 150, 2000);
    assert_int_equal(term_rss_kib(t), 0);
    assert_true(term_peak_kib(t) > 100);
    term_free(t);
}

/* ---- the end ---- */

static void exit_statuses(void **state)
{
    struct term *t = start_ready((struct term_setup){0});
    int status;

    (void)state;
    assert_false(term_exited(t, &status));
    term_signal(t, SIGTERM);
    assert_true(term_wait_exit(t, &status));
    assert_true(term_exited(t, NULL));
    assert_true(WIFEXITED(status) || WIFSIGNALED(status)); /* ncurses has a handler */
    term_free(t);

    t = start_ready((struct term_setup){0});
    term_signal(t, SIGKILL);
    assert_true(term_wait_exit(t, &status));
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGKILL);
    term_free(t);
}

static void modes_not_restored(void **state)
{
    struct term *t = start_ready((struct term_setup){0});
    struct termios now;
    int status;

    (void)state;
    assert_true(term_modes(t, &now));
    assert_false(now.c_lflag & ICANON);
    assert_true(term_modes_before(t)->c_lflag & ICANON);
    term_type(t, "x");
    assert_true(term_wait_exit(t, &status));
    assert_int_equal(WEXITSTATUS(status), 3);
    assert_non_null(term_modes_after(t));
    assert_false(term_modes_restored(t));
    term_free(t);
}

static void every_mode_counts(void **state)
{
    static const struct {
        const char *command;
        bool restored;
    } changes[] = {
        {"stty -echo", false},  {"stty -ixon", false},  {"stty -onlcr", false},
        {"stty intr x", false}, {"stty cstopb", false}, {"stty -echo; stty echo", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        const char *argv[] = {"sh", "-c", changes[i].command, NULL};
        struct term *t = term_start(&(struct term_setup){.argv = argv});
        int status;

        assert_non_null(t);
        assert_true(term_wait_exit(t, &status));
        assert_int_equal(status, 0);
        assert_int_equal(term_modes_restored(t), changes[i].restored);
        term_free(t);
    }
}

static void ended_with_the_harness(void **state)
{
    struct term *t = start_echo((struct term_setup){.ignore_hup = true}, "burn", "1");
    pid_t pid;

    (void)state;
    assert_true(term_wait_text(t, "burnt")); /* it only sleeps now, whatever its terminal does */
    pid = term_pid(t);
    assert_int_equal(kill(pid, 0), 0);
    term_free(t);
    assert_int_equal(kill(pid, 0), -1);
    assert_int_equal(errno, ESRCH);
}

/* ---- waiting ---- */

static void waits_can_fail(void **state)
{
    struct term *t = start_echo((struct term_setup){.silent = true}, NULL, NULL);
    long long since = term_now();

    (void)state;
    assert_false(term_wait_text_for(t, "no such text", 150));
    assert_uint_in_range(term_now() - since, 150000, 2000000);
    assert_true(term_wait_text(t, "echo_app"));
    setenv("TERM_SLOW", "0.005", 1);
    assert_false(term_wait_gone(t, "echo_app"));
    assert_false(term_wait_row(t, 1, "echo_app"));
    assert_false(term_wait_cursor(t, 7, 7));
    assert_false(term_wait_exit(t, NULL));
    assert_false(term_wait_stopped(t));
    assert_false(term_wait_bytes(t, 100000));
    unsetenv("TERM_SLOW");
    end_with_q(t);
}

static void wait_ends_with_the_program(void **state)
{
    struct term *t = start_echo((struct term_setup){.silent = true}, "bytes", "10");
    long long since = term_now();

    (void)state;
    assert_false(term_wait_text(t, "no such text"));
    assert_uint_in_range(term_now() - since, 0, 3000000);
    assert_true(term_exited(t, NULL));
    assert_true(term_wait_text(t, "abcdefghij"));
    assert_false(term_wait_quiet(t, 10));
    term_free(t);
}

/* Two pauses of the program, and a key behind them. */
static void settles(void **state)
{
    struct term *t = start_echo((struct term_setup){0}, NULL, NULL);
    long long since = term_now();

    (void)state;
    term_type(t, "ssk");
    assert_true(term_settle(t));
    assert_uint_in_range(term_now() - since, 600000, 20000000);
    assert_row(t, 3, "key k;");
    term_resize(t, 9, 50);
    assert_true(term_settle(t));
    assert_true(term_find(t, "50x9 resized 1", NULL, NULL));
    term_type(t, "q");
    assert_false(term_settle(t));
    term_free(t);
}

/* It does not read: there is no end to wait for. */
static void settles_in_vain(void **state)
{
    struct term *t = start_echo((struct term_setup){.silent = true}, "burn", "1");

    (void)state;
    assert_true(term_wait_text(t, "burnt"));
    setenv("TERM_SLOW", "0.01", 1);
    assert_false(term_settle(t));
    unsetenv("TERM_SLOW");
    term_free(t);
}

static void finds_places(void **state)
{
    const char *argv[] = {"printf", "a\\303\\244\\346\\227\\245bc", NULL};
    struct term *t = term_start(&(struct term_setup){.argv = argv, .rows = 2, .cols = 20});
    int row, col;
    char *text;

    (void)state;
    assert_non_null(t);
    assert_true(term_wait_exit(t, NULL));
    assert_true(term_find(t, "bc", &row, &col));
    assert_int_equal(row, 0);
    assert_int_equal(col, 4); /* the wide character has two columns */
    assert_false(term_find(t, "cb", NULL, NULL));
    text = term_text_at(t, 0, 1, 4);
    assert_string_equal(text, "\u00e4\u65e5b");
    free(text);
    text = term_screen(t);
    assert_string_equal(text, "a\u00e4\u65e5bc\n\n");
    free(text);
    term_free(t);
}

/* ---- events ---- */

static void resized(void **state)
{
    struct term *t = start_ready((struct term_setup){.type = "xterm-256color"});
    int rows, cols;

    (void)state;
    term_resize(t, 24, 80);
    assert_true(term_wait_text(t, "80x24 resized 1"));
    term_size(t, &rows, &cols);
    assert_int_equal(rows, 24);
    assert_int_equal(cols, 80);
    for (int i = 0; i < 100; i++) {
        term_resize(t, 1 + i * 7 % 60, 1 + i * 13 % 200);
        term_pump(t, i % 3);
    }
    term_resize(t, 12, 40);
    /* A signal that comes just before getch() waits is seen by ncurses with the next key. */
    term_type(t, "z");
    assert_true(term_wait_text(t, "40x12 resized"));
    end_with_q(t);
}

static void stopped_and_continued(void **state)
{
    struct term *t = start_ready((struct term_setup){.type = "xterm-256color"});
    struct termios now;

    (void)state;
    term_key(t, "^Z");
    assert_true(term_wait_stopped(t));
    assert_true(term_modes_restored(t)); /* ncurses puts them back for the shell */
    assert_false(term_alternate(t));
    term_continue(t);
    assert_true(term_wait_text(t, "echo_app"));
    assert_true(term_modes(t, &now));
    assert_false(now.c_lflag & ICANON);
    term_type(t, "z");
    assert_true(term_wait_row(t, 3, "key z;"));
    end_with_q(t);
}

/* By SIGHUP, or by its read() that failed before the guard could hand the signal on. */
static bool is_hung_up(int status)
{
    return WIFSIGNALED(status) ? WTERMSIG(status) == SIGHUP : WEXITSTATUS(status) == 9;
}

static void hang_up(void **state)
{
    struct term *t = start_ready((struct term_setup){0});
    int status;

    (void)state;
    term_hangup(t);
    assert_int_equal(term_fd(t), -1);
    assert_true(term_wait_exit(t, &status));
    assert_true(is_hung_up(status));
    term_free(t);

    t = start_ready((struct term_setup){.leader = true});
    term_hangup(t);
    assert_true(term_wait_exit(t, &status));
    assert_true(WIFSIGNALED(status)); /* the kernel signals first */
    assert_int_equal(WTERMSIG(status), SIGHUP);
    term_free(t);
}

static void hang_up_ignored(void **state)
{
    (void)state;
    for (int leader = 0; leader < 2; leader++) {
        struct term *t = start_ready((struct term_setup){.ignore_hup = true, .leader = leader});
        int status;

        term_hangup(t);
        assert_true(term_wait_exit(t, &status));
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 9); /* getch() said ERR */
        term_free(t);
    }
}

static void two_at_once(void **state)
{
    struct term *a = start_ready((struct term_setup){.type = "vt100"});
    struct term *b = start_ready((struct term_setup){.type = "linux"});
    int status;

    (void)state;
    term_hangup(a); /* b's guard must not keep a's terminal open */
    assert_true(term_wait_exit(a, &status));
    assert_true(is_hung_up(status));
    assert_true(term_key(b, "F3"));
    assert_true(term_wait_row(b, 3, "key KEY_F(3);"));
    end_with_q(b);
    term_free(a);
}

/* ---- drive ---- */

static int drive(const char *options, const char *script, char *output, size_t size)
{
    char command[9000];
    FILE *from;
    size_t length;
    int status;

    snprintf(command, sizeof command, "printf '%%s' '%s' | '%s' %s -s 40x8 -- '%s'", script,
             built("drive"), options, built("echo_app"));
    from = popen(command, "r");
    assert_non_null(from);
    length = fread(output, 1, size - 1, from);
    output[length] = '\0';
    status = pclose(from);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void driven_by_hand(void **state)
{
    char output[16384];

    (void)state;
    assert_int_equal(drive("-t vt100", "# comment\nwait bold\nkey F2\nscreen\nbytes\nkey q\nend\n",
                           output, sizeof output),
                     0);
    assert_non_null(strstr(output, "  3|key KEY_F(2);\n"));
    assert_non_null(strstr(output, "+- vt100 40x8, cursor 3,4"));
    assert_non_null(strstr(output, "ended with status 7, modes restored"));
    assert_int_equal(drive("-w 100", "wait nothing\nscreen\n", output, sizeof output), 1);
    assert_non_null(strstr(output, "FAILED: wait nothing"));
    assert_int_equal(drive("", "walk\n", output, sizeof output), 2);
    assert_non_null(strstr(output, "WRONG: walk is no command"));
    assert_int_equal(drive("-t ansi", "key F2\n", output, sizeof output), 2);
    assert_non_null(strstr(output, "WRONG: key F2"));
    assert_int_equal(
        drive("-k -w 100", "wait nothing\nwait bold\nsend \\x71\nend", output, sizeof output), 1);
    assert_non_null(strstr(output, "ended with status 7"));
}

int main(void)
{
    enum { KINDS = sizeof kinds / sizeof kinds[0] };
    static const struct CMUnitTest plain[] = {
        cmocka_unit_test(key_names),
        cmocka_unit_test(slow_key),
        cmocka_unit_test(encoded_input),
        cmocka_unit_test(mouse),
        cmocka_unit_test(bell_and_strings),
        cmocka_unit_test(counts_bytes),
        cmocka_unit_test(counts_since_the_mark),
        cmocka_unit_test(raw_bytes_are_saved),
        cmocka_unit_test(slow_line),
        cmocka_unit_test(surroundings),
        cmocka_unit_test(serial_surroundings),
        cmocka_unit_test(no_such_program),
        cmocka_unit_test(cpu_and_memory),
        cmocka_unit_test(exit_statuses),
        cmocka_unit_test(modes_not_restored),
        cmocka_unit_test(every_mode_counts),
        cmocka_unit_test(ended_with_the_harness),
        cmocka_unit_test(waits_can_fail),
        cmocka_unit_test(wait_ends_with_the_program),
        cmocka_unit_test(settles),
        cmocka_unit_test(settles_in_vain),
        cmocka_unit_test(finds_places),
        cmocka_unit_test(resized),
        cmocka_unit_test(stopped_and_continued),
        cmocka_unit_test(hang_up),
        cmocka_unit_test(hang_up_ignored),
        cmocka_unit_test(two_at_once),
        cmocka_unit_test(driven_by_hand),
    };
    enum { PLAIN = sizeof plain / sizeof plain[0] };
    static struct CMUnitTest tests[KINDS + PLAIN];
    static char names[KINDS][64];

    for (size_t i = 0; i < KINDS; i++) {
        snprintf(names[i], sizeof names[i], "%s in %s", kinds[i].type, kinds[i].locale);
        tests[i].name = names[i];
        tests[i].test_func = is_rendered;
        tests[i].initial_state = (void *)&kinds[i];
    }
    memcpy(tests + KINDS, plain, sizeof plain);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
