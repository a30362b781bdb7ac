/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The kernel's messages stay off a screen that bmctui draws on: their level is lowered on a virtual
 * terminal, and as it was when the last console has left, however it left.
 */
#include "console.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scratch.h"

static char folder[SCRATCH_PATH];

static char *file(const char *name)
{
    static char path[sizeof folder + 16];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void set_level(int level)
{
    FILE *to = fopen(file("printk"), "w");

    assert_non_null(to);
    fprintf(to, "%d\t4\t1\t7\n", level);
    fclose(to);
    unlink(file("run"));
}

static int level_now(void)
{
    FILE *from = fopen(file("printk"), "r");
    int level = -1;

    assert_non_null(from);
    assert_int_equal(fscanf(from, "%d", &level), 1);
    fclose(from);
    return level;
}

static struct term *start_on(const char *tty)
{
    const char *top = getenv("top_builddir");
    char preload[CONSOLE_PATH + 40], line[64], kernel[sizeof folder + 24];
    const char *env[] = {preload, line, kernel, NULL};

    snprintf(preload, sizeof preload, "LD_PRELOAD=%s/tests/pty/elsewhere.so",
             top != NULL ? top : ".");
    snprintf(line, sizeof line, "ELSEWHERE_TTY=%s", tty);
    snprintf(kernel, sizeof kernel, "ELSEWHERE_KERNEL=%s", folder);
    return console_start((struct console_setup){.type = "linux", .locale = "C", .env = env});
}

static void test_lowered(void **state)
{
    struct term *t;

    (void)state;
    set_level(7);
    t = start_on("/dev/tty1");
    assert_int_equal(level_now(), 1);
    console_leave(t);
    assert_int_equal(level_now(), 7);
}

/* What is on another line does not reach that screen. */
static void test_elsewhere(void **state)
{
    static const char *const lines[] = {"/dev/ttyS0", "/dev/hvc0", "/dev/pts/3"};

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct term *t;

        set_level(4);
        t = start_on(lines[i]);
        assert_int_equal(level_now(), 4);
        console_leave(t);
        assert_int_equal(level_now(), 4);
    }
}

static void test_the_last_one_restores(void **state)
{
    struct term *one, *other;

    (void)state;
    set_level(4);
    one = start_on("/dev/tty1");
    other = start_on("/dev/tty2");
    console_leave(one);
    assert_int_equal(level_now(), 1);
    console_leave(other);
    assert_int_equal(level_now(), 4);
}

static void test_suspended(void **state)
{
    struct term *t;

    (void)state;
    set_level(6);
    t = start_on("/dev/tty1");
    term_key(t, "^Z");
    assert_true(term_wait_stopped(t));
    assert_int_equal(level_now(), 6);
    term_continue(t);
    see_focus(t, "Channel");
    term_settle(t);
    assert_int_equal(level_now(), 1);
    console_leave(t);
    assert_int_equal(level_now(), 6);
}

static void test_ended_by_others(void **state)
{
    static const int signals[] = {SIGTERM, SIGQUIT, SIGHUP};
    struct term *t;
    int status;

    (void)state;
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        set_level(5);
        t = start_on("/dev/tty1");
        term_signal(t, signals[i]);
        assert_true(term_wait_exit(t, &status));
        assert_true(WIFEXITED(status));
        assert_int_equal(level_now(), 5);
        term_free(t);
    }
    t = start_on("/dev/tty1");
    term_hangup(t);
    assert_true(term_wait_exit(t, &status));
    assert_int_equal(level_now(), 5);
    term_free(t);
}

/* Who is killed cannot restore anything: the next one does. */
static void test_killed(void **state)
{
    struct term *t;
    int status;

    (void)state;
    set_level(7);
    t = start_on("/dev/tty1");
    term_signal(t, SIGKILL);
    assert_true(term_wait_exit(t, &status));
    term_free(t);
    assert_int_equal(level_now(), 1);
    console_leave(start_on("/dev/tty1"));
    assert_int_equal(level_now(), 7);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lowered),   cmocka_unit_test(test_elsewhere),
        cmocka_unit_test(test_suspended), cmocka_unit_test(test_the_last_one_restores),
        cmocka_unit_test(test_killed),    cmocka_unit_test(test_ended_by_others),
    };
    int failed;

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    if (mkdtemp(scratch_path(folder, sizeof folder, "bmctui-kernel.XXXXXX")) == NULL)
        return 1;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(file("printk"));
    unlink(file("run"));
    rmdir(folder);
    return failed;
}
