/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A password typed, pasted and shown in the console, saved or dropped: afterwards it is nowhere in
 * the process's memory, and while it waits in its field only in the page that is made for it.
 */
#include "console.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#define MARKER "Mark3r-Secr3t-x"

enum { LINE = 1024, CELL = 28 /* sizeof(cchar_t) of ncursesw 6 */ };

/* --- looking ------------------------------------------------------------------ */

struct range {
    unsigned long first, last;
    char name[LINE];
};

static bool read_range(const char *line, struct range *range)
{
    char rights[8];

    range->name[0] = '\0';
    return sscanf(line, "%lx-%lx %7s %*s %*s %*s %1023[^\n]", &range->first, &range->last, rights,
                  range->name) >= 3 &&
           strncmp(rights, "rw", 2) == 0;
}

/* Byte by byte, and as ncurses and wide texts have it: a character every so many bytes. */
static bool bytes_hold(const char *bytes, size_t size)
{
    static const size_t strides[] = {1, sizeof(wchar_t), CELL};
    size_t length = strlen(MARKER);

    for (const char *at = bytes; (at = memchr(at, MARKER[0], size - (size_t)(at - bytes))) != NULL;
         at++) {
        for (size_t i = 0; i < sizeof strides / sizeof *strides; i++) {
            size_t same = 0;

            while (same < length &&
                   (size_t)(at - bytes) + same * strides[i] < size &&
                   at[same * strides[i]] == MARKER[same])
                same++;
            if (same == length)
                return true;
        }
    }
    return false;
}

static bool range_holds(int fd, const struct range *range)
{
    size_t size = range->last - range->first;
    char *bytes = malloc(size);
    ssize_t got;
    bool holds;

    assert_non_null(bytes);
    got = pread(fd, bytes, size, (off_t)range->first);
    holds = got > 0 && bytes_hold(bytes, (size_t)got);
    free(bytes);
    return holds;
}

/* Pages that base/secret made: locked, and left out of core files. */
static bool range_is_guarded(pid_t pid, const struct range *range)
{
    char path[64], line[LINE], head[64];
    bool here = false, guarded = false;
    FILE *from;

    snprintf(path, sizeof path, "/proc/%ld/smaps", (long)pid);
    snprintf(head, sizeof head, "%lx-%lx ", range->first, range->last);
    from = fopen(path, "r");
    assert_non_null(from);
    while (fgets(line, sizeof line, from) != NULL) {
        if (strchr(line, '-') != NULL && strchr(line, ':') != NULL && line[0] != 'V')
            here = strncmp(line, head, strlen(head)) == 0;
        if (here && strncmp(line, "VmFlags:", 8) == 0)
            guarded = strstr(line, " lo") != NULL && strstr(line, " dd") != NULL;
    }
    fclose(from);
    return guarded;
}

/* How many mappings hold it, but for guarded ones; each is named. */
static int copies(struct term *t, int *guarded)
{
    char path[64], line[LINE];
    pid_t pid = term_pid(t);
    int fd, count = 0;
    struct range range;
    FILE *maps;

    *guarded = 0;
    snprintf(path, sizeof path, "/proc/%ld/mem", (long)pid);
    fd = open(path, O_RDONLY);
    snprintf(path, sizeof path, "/proc/%ld/maps", (long)pid);
    maps = fopen(path, "r");
    if (fd < 0 || maps == NULL)
        return -1;
    while (fgets(line, sizeof line, maps) != NULL) {
        if (!read_range(line, &range) || !range_holds(fd, &range))
            continue;
        if (range_is_guarded(pid, &range)) {
            ++*guarded;
        } else {
            count++;
            fprintf(stderr, "it is in %s", line);
        }
    }
    fclose(maps);
    close(fd);
    return count;
}

static void expect_copies(struct term *t, bool in_field)
{
    int guarded, others;

    term_wait_quiet(t, 100);
    others = copies(t, &guarded);
    if (others < 0) { /* it is not dumpable, and we are not root */
        term_free(t);
        skip();
    }
    assert_int_equal(others, 0);
    assert_int_equal(guarded > 0, in_field);
}

/* --- what a person does ----------------------------------------------------------- */

static void skip_sanitized(void)
{
    const char *sanitizers = getenv("SANITIZERS");

    if (sanitizers != NULL && sanitizers[0] != '\0')
        skip(); /* they keep copies of freed memory, and of stacks */
}

static void type_both(struct term *t, bool paste)
{
    const char *const labels[] = {"Password", "Confirm Password"};

    for (int i = 0; i < 2; i++) {
        go_to(t, labels[i]);
        if (paste)
            term_type(t, MARKER);
        for (const char *at = MARKER; !paste && *at != '\0'; at++) {
            term_send(t, at, 1);
            term_wait_quiet(t, 5);
        }
        see_in(t, labels[i], "[***************");
    }
}

static void save(struct term *t)
{
    press_function(t, 2);
    see_button(t, "BACK");
    see_gone(t, "Checking remote"); /* SAVE waits for it */
    go_to_button(t, "SAVE");
    press(t, "Enter");
    see(t, "SAVED");
    press(t, "Enter");
    console_wait_loaded(t);
}

static void test_saved(void **state)
{
    bool paste = *state != NULL;
    struct term *t;

    skip_sanitized();
    t = console_demo(NULL, NULL, NULL);
    type_both(t, paste);
    expect_copies(t, true);
    save(t);
    expect_copies(t, false);
    console_leave(t);
}

static void test_shown(void **state)
{
    struct term *t;
    int guarded;

    (void)state;
    skip_sanitized();
    t = console_demo(NULL, NULL, NULL);
    type_both(t, false);
    press_function(t, 3);
    see(t, MARKER);
    assert_true(copies(t, &guarded) != 0); /* in the screen: what looks for it finds it */
    press_function(t, 3);
    see_gone(t, MARKER);
    save(t);
    expect_copies(t, false);
    console_leave(t);
}

static void test_dropped(void **state)
{
    struct term *t;

    (void)state;
    skip_sanitized();
    t = console_demo(NULL, NULL, NULL);
    type_both(t, true);
    press_function(t, 5);
    see_button(t, "BACK");
    press(t, "Tab Enter");
    console_wait_loaded(t);
    expect_copies(t, false);
    console_leave(t);
}

int main(void)
{
    static int pasted;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_saved),
        {.name = "test_saved, pasted", .test_func = test_saved, .initial_state = &pasted},
        cmocka_unit_test(test_shown),
        cmocka_unit_test(test_dropped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
