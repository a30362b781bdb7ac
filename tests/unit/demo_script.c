/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit/demo_look.h"
#include "unit/demo_script.h"

#define BYTES_MAX 64
#define TEXT_MAX  2048

struct run {
    struct demo_clock clock;
    struct demo_bmc *demo;
    struct demo_state start;
    uint8_t lun;
    const struct demo_case *test;
    const char *line;
};

static int64_t clock_read(void *data)
{
    return ((struct demo_clock *)data)->now_ms;
}

static void clock_move(void *data, int64_t ms)
{
    ((struct demo_clock *)data)->now_ms += ms;
}

void demo_clock_init(struct demo_clock *clock)
{
    clock->clock = (struct clock){clock_read, clock_move, clock};
    clock->now_ms = 1000000;
}

size_t demo_script_bytes(const char *text, uint8_t *bytes, size_t size)
{
    size_t count = 0;

    memset(bytes, 0, size);
    while (*(text += strspn(text, " ")) != '\0') {
        char *end;

        if (*text == '\'') {
            size_t length = strcspn(text + 1, "'");

            memcpy(bytes + count, text + 1, length);
            count += strtoul(text + length + 2, &end, 10);
        } else {
            bytes[count++] = (uint8_t)strtoul(text, &end, 16);
        }
        assert_ptr_not_equal(text, end);
        assert_true(count <= size);
        text = end;
    }
    return count;
}

static void show_answer(enum demo_reply reply, const uint8_t *bytes, size_t length, char *text,
                        size_t size)
{
    text[0] = '\0';
    if (reply == DEMO_LOST || reply == DEMO_GONE)
        snprintf(text, size, reply == DEMO_LOST ? "lost" : "gone");
    for (size_t i = 0; reply == DEMO_ANSWER && i < length; i++)
        snprintf(text + strlen(text), size - strlen(text), "%s%02x", i ? " " : "", bytes[i]);
}

/* Dots in wanted fit any character. */
static void check_text(const struct run *run, const char *wanted, const char *got)
{
    size_t length = strlen(wanted);
    bool same = length == strlen(got);

    for (size_t i = 0; same && i < length; i++)
        same = wanted[i] == got[i] || wanted[i] == '.';
    if (!same)
        fail_msg("%s\n  line:   %s\n  wanted: %s\n  got:    %s", run->test->name, run->line, wanted,
                 got);
}

static void expand_wanted(const char *wanted, char *text, size_t size)
{
    uint8_t bytes[BYTES_MAX];

    if (strchr(wanted, '\''))
        show_answer(DEMO_ANSWER, bytes, demo_script_bytes(wanted, bytes, sizeof(bytes)), text,
                    size);
    else
        snprintf(text, size, "%s", wanted);
}

static void run_request(struct run *run, const char *wanted)
{
    char request_text[TEXT_MAX], got[TEXT_MAX], expanded[TEXT_MAX], *after;
    uint8_t request[BYTES_MAX];
    size_t length;
    int64_t expected_delay = 0;
    struct demo_answer answer;
    enum demo_reply reply;

    snprintf(request_text, sizeof(request_text), "%.*s", (int)(wanted - run->line - 3), run->line);
    length = demo_script_bytes(request_text, request, sizeof(request));
    assert_true(length >= 1);
    /* A copy of exact size: the sanitizer sees every byte read beyond it. */
    uint8_t *exact = malloc(length);
    assert_non_null(exact);
    memcpy(exact, request + 1, length - 1);
    reply = demo_handle(run->demo, request[0], run->lun, exact, length - 1, &answer);
    free(exact);
    run->lun = 0;
    show_answer(reply, answer.bytes, answer.length, got, sizeof(got));
    expand_wanted(wanted, expanded, sizeof(expanded));
    after = strstr(expanded, " after ");
    if (after) {
        *after = '\0';
        expected_delay = strtol(after + 7, NULL, 10);
    }
    check_text(run, expanded, got);
    if (answer.delay_ms != expected_delay)
        fail_msg("%s\n  line: %s\n  delay: %ld", run->test->name, run->line, (long)answer.delay_ms);
}

static void run_holds(struct run *run, const char *wanted)
{
    struct demo_state now;
    char got[TEXT_MAX];
    size_t count, length;

    demo_snapshot(run->demo, &now);
    count = demo_differences(&run->start, &now, got, sizeof(got));
    assert_int_equal(count == 0, demo_equal(&run->start, &now));
    length = strlen(got);
    if (length > 0)
        got[length - 1] = '\0';
    for (char *end = got; (end = strchr(end, '\n')) != NULL;)
        *end = '|';
    check_text(run, wanted, got);
}

static void run_faults(struct run *run, const char *text)
{
    char error[512] = "";

    if (demo_fault_parse(run->demo, text, error, sizeof(error)) != 0)
        fail_msg("%s\n  line: %s\n  %s", run->test->name, run->line, error);
}

static void run_line(struct run *run)
{
    const char *line = run->line, *wanted = strstr(line, " > ");

    if (strncmp(line, "faults ", 7) == 0)
        run_faults(run, line + 7);
    else if (strncmp(line, "holds", 5) == 0)
        run_holds(run, line[5] ? line + 6 : "");
    else if (strncmp(line, "wait ", 5) == 0)
        run->clock.now_ms += strtol(line + 5, NULL, 10);
    else if (strncmp(line, "lun ", 4) == 0)
        run->lun = (uint8_t)strtoul(line + 4, NULL, 10);
    else if (strncmp(line, "requests ", 9) == 0)
        assert_int_equal(demo_requests(run->demo), strtoul(line + 9, NULL, 10));
    else if (strcmp(line, "clear") == 0)
        demo_fault_clear(run->demo);
    else if (strcmp(line, "mark") == 0)
        demo_mark(run->demo);
    else if (strcmp(line, "reopen") == 0)
        demo_link_reset(run->demo);
    else if (wanted)
        run_request(run, wanted + 3);
    else
        fail_msg("%s: no such line: %s", run->test->name, line);
}

void demo_script_run(void **state)
{
    struct run run = {.test = *state};

    demo_clock_init(&run.clock);
    run.demo = demo_create(&run.clock.clock);
    demo_snapshot(run.demo, &run.start);
    for (unsigned i = 0; i < DEMO_SCRIPT_LINES && run.test->lines[i]; i++) {
        run.line = run.test->lines[i];
        run_line(&run);
    }
    demo_destroy(run.demo);
}
