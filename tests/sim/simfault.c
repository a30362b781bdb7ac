/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simfault.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_RULES   64
#define MAX_CONTROL 8192

static struct {
    const char *path;
    char text[MAX_CONTROL];
    struct fault rules[MAX_RULES];
    size_t count;
    unsigned long edition;
} faults;

static const struct {
    const char *word;
    enum fault_action action;
} actions[] = {
    {"code", FAULT_CODE},   {"reply", FAULT_REPLY}, {"drop", FAULT_DROP},
    {"lose", FAULT_LOSE},   {"delay", FAULT_DELAY}, {"short", FAULT_SHORT},
    {"stale", FAULT_STALE}, {"side", FAULT_SIDE},   {"gone", FAULT_GONE},
    {"exit", FAULT_EXIT},   {"long", FAULT_LONG},   {"events", FAULT_EVENTS},
};

#define N_ACTIONS (sizeof(actions) / sizeof(actions[0]))

void fault_file(const char *path)
{
    faults.path = path;
}

const char *fault_name(enum fault_action action)
{
    for (size_t i = 0; i < N_ACTIONS; i++) {
        if (actions[i].action == action) {
            return actions[i].word;
        }
    }
    return "none";
}

static bool parse_number(const char *word, int base, long *out)
{
    char *end;

    errno = 0;
    *out = strtol(word, &end, base);
    return errno == 0 && end != word && *end == '\0' && *out >= 0;
}

/* A byte in hexadecimal, or '*' for any. */
static bool parse_selector(const char *word, int *out)
{
    long value;

    if (strcmp(word, "*") == 0) {
        *out = -1;
        return true;
    }
    if (!parse_number(word, 16, &value) || value > 0xff) {
        return false;
    }
    *out = (int)value;
    return true;
}

static bool parse_nth(const char *word, struct fault *rule)
{
    char *end;

    rule->first = 1;
    rule->last = ULONG_MAX;
    if (strcmp(word, "*") == 0) {
        return true;
    }
    rule->first = strtoul(word, &end, 10);
    if (end == word || rule->first == 0) {
        return false;
    }
    if (strcmp(end, "+") == 0) {
        return true;
    }
    rule->last = rule->first;
    if (*end == '-') {
        char *start = end + 1;

        rule->last = strtoul(start, &end, 10);
        return end != start && *end == '\0' && rule->last >= rule->first;
    }
    return *end == '\0';
}

static bool parse_bytes(const char *word, struct fault *rule)
{
    size_t length = strlen(word);

    if (length == 0 || length % 2 != 0 || length / 2 > sizeof(rule->bytes)) {
        return false;
    }
    for (size_t i = 0; i < length / 2; i++) {
        const char pair[3] = {word[2 * i], word[2 * i + 1], '\0'};
        long value;

        if (!parse_number(pair, 16, &value)) {
            return false;
        }
        rule->bytes[i] = (unsigned char)value;
    }
    rule->length = length / 2;
    return true;
}

static bool parse_arguments(struct fault *rule, int n, const char *one, const char *two)
{
    rule->number = -1;
    switch (rule->action) {
    case FAULT_CODE:
        return n == 1 && parse_number(one, 16, &rule->number) && rule->number <= 0xff;
    case FAULT_REPLY:
    case FAULT_LONG:
        return n == 1 && parse_bytes(one, rule);
    case FAULT_DELAY:
    case FAULT_STALE:
    case FAULT_GONE:
        return n == 1 && parse_number(one, 10, &rule->number);
    case FAULT_SHORT:
    case FAULT_EVENTS:
        return n == 0 || (n == 1 && parse_number(one, 10, &rule->number));
    case FAULT_SIDE:
        return n == 2 && parse_number(one, 16, &rule->number) && parse_bytes(two, rule);
    case FAULT_EXIT:
        rule->after = n == 1;
        return n == 0 || (n == 1 && strcmp(one, "after") == 0);
    case FAULT_DROP:
    case FAULT_LOSE:
        return n == 0;
    case FAULT_NONE:
        break;
    }
    return false;
}

static bool parse_rule(const char *line, struct fault *rule)
{
    char netfn[8], cmd[8], param[8], nth[32], action[16];
    char one[2 * FAULT_MAX_BYTES + 1] = "";
    char two[2 * FAULT_MAX_BYTES + 1] = "";
    int n =
        sscanf(line, "%7s %7s %7s %31s %15s %80s %80s", netfn, cmd, param, nth, action, one, two);

    memset(rule, 0, sizeof(*rule));
    if (n < 5 || !parse_selector(netfn, &rule->netfn) || !parse_selector(cmd, &rule->cmd) ||
        !parse_selector(param, &rule->param) || !parse_nth(nth, rule)) {
        return false;
    }
    for (size_t i = 0; i < N_ACTIONS; i++) {
        if (strcmp(actions[i].word, action) == 0) {
            rule->action = actions[i].action;
        }
    }
    return parse_arguments(rule, n - 5, one, two);
}

/* A wrong rule would let a test pass for the wrong reason, so it ends the simulator loudly. */
static void parse_control(char *text)
{
    char *save = NULL;

    faults.count = 0;
    for (char *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
        line[strcspn(line, "#")] = '\0';
        if (line[strspn(line, " \t")] == '\0') {
            continue;
        }
        if (faults.count == MAX_RULES || !parse_rule(line, &faults.rules[faults.count])) {
            fprintf(stderr, "simfix: wrong fault rule: %s\n", line);
            exit(99);
        }
        faults.count++;
    }
}

static void reload(void)
{
    char text[MAX_CONTROL] = "";
    FILE *file = faults.path ? fopen(faults.path, "r") : NULL;

    if (file) {
        size_t length = fread(text, 1, sizeof(text) - 1, file);

        text[length] = '\0';
        fclose(file);
    }
    if (strcmp(text, faults.text) != 0) {
        memcpy(faults.text, text, sizeof(text));
        parse_control(text);
        faults.edition++;
    }
}

unsigned long fault_edition(void)
{
    return faults.edition;
}

bool fault_edited(unsigned long edition)
{
    reload();
    return faults.edition != edition;
}

bool fault_any(enum fault_action action)
{
    reload();
    for (size_t i = 0; i < faults.count; i++) {
        if (faults.rules[i].action == action) {
            return true;
        }
    }
    return false;
}

const struct fault *fault_for(int netfn, int cmd, int param)
{
    const struct fault *due = NULL;

    reload();
    for (size_t i = 0; i < faults.count; i++) {
        struct fault *rule = &faults.rules[i];

        if ((rule->netfn >= 0 && rule->netfn != netfn) || (rule->cmd >= 0 && rule->cmd != cmd) ||
            (rule->param >= 0 && rule->param != param)) {
            continue;
        }
        rule->seen++;
        if (!due && rule->seen >= rule->first && rule->seen <= rule->last) {
            due = rule;
        }
    }
    return due;
}
