/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem() */
#include "robot.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_LEAST = 12, COLS_LEAST = 40, SETTLE_MS = 4000 };

void watch_start(struct watch *watch, struct term *term, const char *trace_name)
{
    memset(watch, 0, sizeof *watch);
    watch->term = term;
    snprintf(watch->trace_name, sizeof watch->trace_name, "%s", trace_name);
    term_mark(term);
}

void watch_end(struct watch *watch)
{
    if (watch->trace != NULL)
        fclose(watch->trace);
}

/* --- what the screen has shown ------------------------------------------------ */

/* In what has come since the last look, or over its edge: half a title may have come before. */
static bool raw_has(struct watch *watch, const char *text)
{
    size_t length, kept = strlen(watch->tail), head;
    const char *raw = term_raw(watch->term, &length);
    char edge[2 * WATCH_TAIL + 1];

    if (memmem(raw, length, text, strlen(text)) != NULL)
        return true;
    head = length < WATCH_TAIL ? length : WATCH_TAIL;
    memcpy(edge, watch->tail, kept);
    memcpy(edge + kept, raw, head);
    return memmem(edge, kept + head, text, strlen(text)) != NULL;
}

static void mark(struct watch *watch)
{
    size_t length;
    const char *raw = term_raw(watch->term, &length);
    size_t kept = length < WATCH_TAIL ? length : WATCH_TAIL;

    if (length > 0)
        snprintf(watch->tail, sizeof watch->tail, "%s", raw + length - kept);
    term_mark(watch->term);
}

static bool blank_or_frame(const char *row)
{
    for (; *row != '\0'; row++) {
        if ((*row & 0x80) == 0 && strchr(" +-|", *row) == NULL)
            return false;
    }
    return true;
}

/* The row with the title: the first that is neither blank nor a frame's. The caller frees it, and
 * has it without the frame's end. */
static char *title_row(struct term *term)
{
    int rows, cols;
    char *row = NULL, *end;

    term_size(term, &rows, &cols);
    for (int i = 0; i < rows; i++) {
        free(row);
        row = term_row(term, i);
        if (!blank_or_frame(row))
            break;
    }
    end = row + strlen(row);
    while (end > row && (end[-1] == ' ' || end[-1] == '|' || (end[-1] & 0x80) != 0))
        end--;
    *end = '\0';
    return row;
}

static bool title_has(struct term *term, const char *text)
{
    char *row = title_row(term);
    bool has = strstr(row, text) != NULL;

    free(row);
    return has;
}

/* Either now, or in between: painted and gone again since the last look. */
static bool shown(struct watch *watch, const char *title)
{
    return title_has(watch->term, title) || raw_has(watch, title);
}

/* --- what the program has sent -------------------------------------------------- */

enum request { REQUEST_READ, REQUEST_LIGHT, REQUEST_LOCK, REQUEST_WRITE };

/* A line of the trace: "TIME > NETFN/COMMAND BYTE BYTE ...". */
static enum request sort(const char *line)
{
    unsigned netfn, command, one = 0, two = 0, three = 0;

    if (sscanf(line, "%*d > %x/%x %x %x %x", &netfn, &command, &one, &two, &three) < 2)
        return REQUEST_READ;
    switch (netfn << 8 | command) {
    case 0x0004:
        return REQUEST_LIGHT;
    case 0x0c01: /* Set LAN Configuration: channel, parameter, data */
        return two == 0 && three == 1 ? REQUEST_LOCK : REQUEST_WRITE;
    case 0x0640: /* Set Channel Access, Set User Access, Set User Name */
    case 0x0643:
    case 0x0645:
        return REQUEST_WRITE;
    case 0x0647: /* Set User Password, but for its test */
        return (two & 3) == 3 ? REQUEST_READ : REQUEST_WRITE;
    default:
        return REQUEST_READ;
    }
}

/* What has been sent since the last time. */
struct sent {
    unsigned lights, locks, writes;
};

static void count(struct sent *sent, enum request request)
{
    sent->lights += request == REQUEST_LIGHT;
    sent->locks += request == REQUEST_LOCK;
    sent->writes += request == REQUEST_WRITE || request == REQUEST_LOCK;
}

/* Only whole lines: the program is writing the last one right now. */
static void read_trace(struct watch *watch, struct sent *sent)
{
    char line[512];
    long start;

    if (watch->trace == NULL)
        watch->trace = fopen(watch->trace_name, "r");
    if (watch->trace == NULL)
        return;
    clearerr(watch->trace);
    for (;;) {
        start = ftell(watch->trace);
        if (fgets(line, sizeof line, watch->trace) == NULL)
            return;
        if (strchr(line, '\n') == NULL && strlen(line) + 1 < sizeof line) {
            fseek(watch->trace, start, SEEK_SET);
            return;
        }
        count(sent, sort(line));
    }
}

static const char *judge(struct watch *watch, const struct sent *sent)
{
    watch->saves += sent->locks;
    if (sent->lights > 0 && !watch->may_light)
        return "the light was switched, and nobody had asked for it";
    if (sent->writes > 0 && !watch->may_write)
        return "something was written, and no review had been shown";
    return NULL;
}

/* --- the looks -------------------------------------------------------------------- */

void watch_act(struct watch *watch, const struct act *act)
{
    static const char *const keys[] = {"\0336", "\033[17~", "\033OU"};

    if (act->kind == ACT_RESIZE)
        watch->tiny = act->one < ROWS_LEAST || act->two < COLS_LEAST;
    if (act->kind == ACT_MOUSE)
        watch->may_light = true; /* a click on the button opens the dialog, another sends it */
    if (act->kind != ACT_BYTES)
        return;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (memmem(act->bytes, act->length, keys[i], strlen(keys[i])) != NULL)
            watch->may_light = true;
    /* Half a sequence before, and the rest now. */
    if (memchr(act->bytes, '6', act->length) != NULL || act->length > 1)
        watch->may_light |= memchr(act->bytes, '\033', act->length) != NULL;
    watch->may_light |= act->length == 1 && act->bytes[0] == '6';
}

/* The trace first: what was painted before a request is there to be read by then. */
const char *watch_look(struct watch *watch)
{
    struct sent sent = {0};
    const char *wrong;
    bool review;

    read_trace(watch, &sent);
    term_pump(watch->term, 0);
    review = shown(watch, "Write these changes");
    if (review && !watch->may_write)
        watch->reviews++;
    /* The question of a guest is in his dialog, that of a user or of fixes in its review's title. */
    watch->may_write |= review || shown(watch, "Let somebody in") || shown(watch, "LET IN") ||
                        shown(watch, "Write these fixes") || shown(watch, "Delete user");
    watch->may_light |= shown(watch, "IDENTIFY LIGHT  ");
    watch->no_bmc |= shown(watch, "NO BMC");
    wrong = judge(watch, &sent);
    mark(watch);
    return wrong;
}

static bool title_is_right(struct term *term, void *context)
{
    const struct watch *watch = context;
    char *row = title_row(term);
    size_t length = strlen(row);
    bool right;

    if (watch->tiny)
        right = strncmp(row, "bmctui needs ", length < 13 ? length : 13) == 0;
    else
        right = (length >= 4 && strcmp(row + length - 4, "DEMO") == 0) ||
                (length >= 6 && strcmp(row + length - 6, "NO BMC") == 0);
    free(row);
    return right;
}

/* The page: the mark stands in the cursor's row, or the cursor on a button. */
static bool focus_is_right(struct term *term, void *context)
{
    int row, col;
    char *mark, *before;
    bool right;

    (void)context;
    if (!title_has(term, "Network > IPMI") || title_has(term, "NO BMC"))
        return true;
    term_cursor(term, &row, &col);
    mark = term_text_at(term, row, 0, col > 0 ? col : 1);
    before = term_text_at(term, row, col > 1 ? col - 1 : 0, 1);
    right = strchr(mark, '>') != NULL || strcmp(before, "[") == 0;
    free(mark);
    free(before);
    return right;
}

const char *watch_settled(struct watch *watch)
{
    struct term *term = watch->term;

    if (!term_wait(term, SETTLE_MS, "the title row", title_is_right, watch))
        return term_exited(term, NULL) ? NULL : "the title row is not right";
    if (!watch->tiny && !term_wait(term, SETTLE_MS, "the focus", focus_is_right, NULL))
        return term_exited(term, NULL) ? NULL : "the cursor is not on the focus";
    /* Back on the page: what is written from now on needs a review of its own. */
    if (!watch->tiny && title_has(term, "Network > IPMI") && watch->may_write) {
        const char *wrong = watch_look(watch);

        watch->may_write = shown(watch, "Write these changes");
        return wrong;
    }
    return NULL;
}
