/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/trace.h"

#include <inttypes.h>
#include <stdarg.h>

#include <freeipmi/freeipmi.h>

/* Set User Password: the command, the user, the operation; all that follows is the password. */
#define PASSWORD_FIRST 3

void trace_init(struct trace *trace, const struct clock *clock)
{
    pthread_mutex_init(&trace->mutex, NULL);
    trace->file = NULL;
    trace->clock = clock;
    trace->start_ms = 0;
}

void trace_destroy(struct trace *trace)
{
    pthread_mutex_destroy(&trace->mutex);
}

void trace_set(struct trace *trace, FILE *file)
{
    pthread_mutex_lock(&trace->mutex);
    trace->file = file;
    trace->start_ms = clock_now(trace->clock);
    pthread_mutex_unlock(&trace->mutex);
}

bool trace_on(struct trace *trace)
{
    bool on;

    pthread_mutex_lock(&trace->mutex);
    on = trace->file != NULL;
    pthread_mutex_unlock(&trace->mutex);
    return on;
}

/* With the mutex held. */
static void trace_start_line(struct trace *trace, char mark)
{
    fprintf(trace->file, "%8" PRId64 " %c ", clock_now(trace->clock) - trace->start_ms, mark);
}

static void trace_end_line(struct trace *trace)
{
    putc('\n', trace->file);
    fflush(trace->file);
}

static bool trace_masks(char direction, uint8_t netfn, uint8_t command, size_t at)
{
    return direction == '>' && netfn == IPMI_NET_FN_APP_RQ &&
           command == IPMI_CMD_SET_USER_PASSWORD_COMMAND && at >= PASSWORD_FIRST;
}

void trace_bytes(struct trace *trace, char direction, uint8_t netfn, const uint8_t *bytes,
                 size_t length)
{
    pthread_mutex_lock(&trace->mutex);
    if (trace->file != NULL && length > 0) {
        trace_start_line(trace, direction);
        fprintf(trace->file, "%02x/%02x", netfn, bytes[0]);
        for (size_t i = 1; i < length; i++) {
            if (trace_masks(direction, netfn, bytes[0], i))
                fputs(" **", trace->file);
            else
                fprintf(trace->file, " %02x", bytes[i]);
        }
        trace_end_line(trace);
    }
    pthread_mutex_unlock(&trace->mutex);
}

void trace_note(struct trace *trace, const char *format, ...)
{
    va_list arguments;

    pthread_mutex_lock(&trace->mutex);
    if (trace->file != NULL) {
        trace_start_line(trace, '#');
        va_start(arguments, format);
        vfprintf(trace->file, format, arguments);
        va_end(arguments);
        trace_end_line(trace);
    }
    pthread_mutex_unlock(&trace->mutex);
}
