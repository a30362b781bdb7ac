/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `--trace`: each request and response as a line of hex, for a bug report. The bytes of a password
 * are never shown. Lines are not translated.
 *
 *        12 > 0c/02 01 03 00 00          milliseconds, network function/command, data
 *        15 < 0c/02 00 11 c0 a8 64 64    completion code, data
 *
 * One thread writes; any thread may set or remove the file.
 */
#ifndef BMCTUI_BMC_TRACE_H
#define BMCTUI_BMC_TRACE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/clock.h"

struct trace {
    pthread_mutex_t mutex;
    FILE *file; /* not ours */
    const struct clock *clock;
    int64_t start_ms;
};

void trace_init(struct trace *trace, const struct clock *clock);
void trace_destroy(struct trace *trace);
void trace_set(struct trace *trace, FILE *file);
bool trace_on(struct trace *trace);

/* bytes[0] is the command. direction '>' or '<'. */
void trace_bytes(struct trace *trace, char direction, uint8_t netfn, const uint8_t *bytes,
                 size_t length);
/* A remark, such as "no answer". */
void trace_note(struct trace *trace, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
