/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo BMC: a personality (where the first line says so; up to an empty line), its fault text
 * in a line, then any requests: network function, length, bytes.
 */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "demo/demo.h"
#include "demo/demo_personality.h"
#include "fuzz/fuzz.h"
#include "unit/demo_look.h"

#define TEXT_MAX 1024
#define PERSONALITY_MAX 4000
#define REQUEST_BYTES 64

static int64_t now_ms(void *data)
{
    return *(int64_t *)data;
}

static void sleep_ms(void *data, int64_t ms)
{
    *(int64_t *)data += ms;
}

static void handle(struct demo_bmc *demo, struct fuzz *fuzz, int64_t *now)
{
    uint8_t netfn = fuzz_byte(fuzz), request[REQUEST_BYTES];
    size_t length = fuzz_pick(fuzz, REQUEST_BYTES);
    struct demo_answer answer = {.length = 999, .delay_ms = -1};
    enum demo_reply reply;

    for (size_t i = 0; i < length; i++)
        request[i] = fuzz_byte(fuzz);
    reply = demo_handle(demo, netfn & 0x3f, netfn >> 7, request, length, &answer);
    FUZZ_CHECK(answer.length <= DEMO_ANSWER_MAX);
    FUZZ_CHECK(reply == DEMO_ANSWER || answer.length == 0);
    FUZZ_CHECK(answer.delay_ms >= 0);
    *now += answer.delay_ms;
    if (fuzz_pick(fuzz, 8) == 0)
        demo_link_reset(demo);
}

static void look(struct demo_bmc *demo)
{
    struct demo_log_entry entries[DEMO_LOG_MAX];
    size_t count = demo_log(demo, entries, DEMO_LOG_MAX);
    char text[200];

    for (size_t i = 0; i < count; i++) {
        demo_log_text(&entries[i], text, sizeof text);
        FUZZ_CHECK(strlen(text) < sizeof text);
    }
}

static void read_personality(struct demo_bmc *demo, struct fuzz *fuzz)
{
    char text[PERSONALITY_MAX] = "", line[TEXT_MAX];
    struct bmc_error error = {.kind = ERROR_NONE};
    size_t length = 0;

    while (fuzz->left > 0 && fuzz_line(fuzz, line, sizeof line)[0] != '\0' &&
           length + strlen(line) + 2 < sizeof text)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s\n", line);
    if (demo_personality_parse(demo, "board", text, &error) != 0)
        FUZZ_CHECK(error.kind == ERROR_USAGE && error.sentence[0] != '\0');
}

void fuzz_faults(const uint8_t *data, size_t size)
{
    struct fuzz fuzz = {data, size};
    int64_t now = 1000000;
    const struct clock clock = {now_ms, sleep_ms, &now};
    struct demo_bmc *demo = demo_create(&clock);
    struct demo_state before;
    char text[TEXT_MAX], sentence[ERROR_SENTENCE] = "", differences[400];
    int result;

    fuzz_line(&fuzz, text, sizeof text);
    if (strcmp(text, "personality") == 0) {
        read_personality(demo, &fuzz);
        fuzz_line(&fuzz, text, sizeof text);
    }
    demo_snapshot(demo, &before);
    result = demo_fault_parse(demo, text, sentence, sizeof sentence);
    FUZZ_CHECK(result == 0 || (result == -1 && sentence[0] != '\0'));
    FUZZ_CHECK(demo_fault_parse(NULL, text, sentence, sizeof sentence) == 0 || result != 0);
    for (int i = 0; i < 50 && fuzz.left > 0; i++)
        handle(demo, &fuzz, &now);
    look(demo);
    demo_differences(&before, demo_state(demo), differences, sizeof differences);
    demo_fault_clear(demo);
    demo_destroy(demo);
}
