/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Little scripts for tests of the demo BMC: a case is a list of lines, carried
 * out on a fresh BMC with a clock that only moves when told to.
 *
 *   "0c 02 01 04 00 00 > 02 00 11 01"   network function and request, answer; `..` fits any byte
 *   "0c 02 01 04 00 00 > lost"          or gone
 *   "... > 02 00 .. after 500"          and the answer takes so many milliseconds
 *   "06 47 02 03 'ADMIN'16 > 47 00"     text, padded with zeros to 16 bytes
 *   "lun 1", "wait 3000", "faults TEXT", "clear", "mark", "reopen"
 *   "holds LINE|LINE"                   demo_differences() since the start; "holds" none
 *   "requests 3"                        since the mark
 */
#ifndef BMCTUI_TESTS_UNIT_DEMO_SCRIPT_H
#define BMCTUI_TESTS_UNIT_DEMO_SCRIPT_H

#include "base/clock.h"
#include "demo/demo.h"
#include "unit/demo_look.h"

#define DEMO_SCRIPT_LINES 40

struct demo_case {
    const char *name;
    const char *lines[DEMO_SCRIPT_LINES];
};

/* A clock whose hands move only by sleeping; owned by the caller. */
struct demo_clock {
    struct clock clock;
    int64_t now_ms;
};

void demo_clock_init(struct demo_clock *clock);

/* A cmocka test function; *state is a const struct demo_case. */
void demo_script_run(void **state);
/* "AA BB 'text'N" as bytes; fails the test when it is none. */
size_t demo_script_bytes(const char *text, uint8_t *bytes, size_t size);

#endif
