/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults as people write them; the language is described in demo_fault.h. */
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "demo/demo_internal.h"

#define ITEM_MAX  160
#define NAMES_MAX 1000
#define SHOWN_MAX 60 /* of an item in a sentence */
#define COUNT_MAX 1000000
#define BLANKS    " \t\r"

struct text_reader {
    char item[ITEM_MAX]; /* the item being read, as it was written */
    char *error;
    size_t error_size;
    struct demo_options options;
    struct demo_fault faults[DEMO_FAULTS_MAX];
    unsigned count, room;
};

/* Cuts the next word off *rest; NULL: there is none. */
static char *text_next_word(char **rest)
{
    char *word = *rest + strspn(*rest, BLANKS);
    char *end = word + strcspn(word, BLANKS);

    if (*word == '\0')
        return NULL;
    *rest = *end ? end + 1 : end;
    *end = '\0';
    return word;
}

/* Cuts "key=value" at the sign; NULL: there is no value. */
static char *text_cut_value(char *word)
{
    char *sign = strchr(word, '=');

    if (!sign)
        return NULL;
    *sign = '\0';
    return sign + 1;
}

static int text_wrong(struct text_reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static int text_wrong(struct text_reader *reader, const char *format, ...)
{
    int used = snprintf(reader->error, reader->error_size, "\"%.*s\": ", SHOWN_MAX, reader->item);
    va_list arguments;

    if (used < 0 || (size_t)used >= reader->error_size)
        return -1;
    va_start(arguments, format);
    vsnprintf(reader->error + used, reader->error_size - (size_t)used, format, arguments);
    va_end(arguments);
    return -1;
}

/* --- where ------------------------------------------------------------------- */

/* The values of LAN parameter 0. */
static bool text_progress_name(const char *name, struct demo_fault *fault)
{
    static const char *const names[] = {
        [PROGRESS_COMPLETE] = "complete", [PROGRESS_BEGIN] = "lock", [PROGRESS_COMMIT] = "commit"};
    const struct demo_command *row = demo_command_named("lan-set");
    int value = demo_word_find(name, names, 3);

    *fault = demo_fault_on(row->netfn, row->command, LAN_PROGRESS, DEMO_FAULT_NONE);
    fault->value = value;
    return value >= 0;
}

static bool text_raw_name(char *name, struct demo_fault *fault)
{
    char *slash = strchr(name, '/');
    unsigned netfn, command;

    if (!slash)
        return false;
    *slash = '\0';
    if (!demo_number(name, 16, 0x3F, &netfn) || !demo_number(slash + 1, 16, 0xFF, &command))
        return false;
    *fault = demo_fault_on((int)netfn, (int)command, DEMO_FAULT_ANY, DEMO_FAULT_NONE);
    return true;
}

static bool text_argument(const struct demo_command *row, const char *word, int *argument)
{
    static const char *const operations[] = {"disable", "enable", "set", "test"};
    unsigned highest = row->picks.argument.mask, number;

    if (strcmp(word, "*") == 0)
        return true;
    *argument = strcmp(row->name, "password") == 0 ? demo_word_find(word, operations, 4) : -1;
    if (*argument >= 0)
        return true;
    if (highest == 0 || !demo_number(word, 10, highest, &number))
        return false;
    *argument = (int)number;
    return true;
}

static int text_name(struct text_reader *reader, char *name, char *rest, struct demo_fault *fault)
{
    const struct demo_command *row = demo_command_named(name);
    const char *argument = text_next_word(&rest);
    char names[NAMES_MAX] = "";

    if (row) {
        *fault = demo_fault_on(row->netfn, row->command, DEMO_FAULT_ANY, DEMO_FAULT_NONE);
        if (argument && !text_argument(row, argument, &fault->argument))
            return text_wrong(reader, _("%s cannot be followed by \"%s\""), name, argument);
        argument = text_next_word(&rest);
    } else if (strcmp(name, "any") == 0) {
        *fault = demo_fault_on(DEMO_FAULT_ANY, DEMO_FAULT_ANY, DEMO_FAULT_ANY, DEMO_FAULT_NONE);
    } else if (!text_progress_name(name, fault) && !text_raw_name(name, fault)) {
        demo_command_names(names, sizeof(names));
        return text_wrong(
            reader, _("unknown request; use #NUMBER, any, lock, commit, complete, %s"), names);
    }
    return argument ? text_wrong(reader, _("\"%s\" is not expected here"), argument) : 0;
}

static int text_where(struct text_reader *reader, char *where, struct demo_fault *fault)
{
    char *word = text_next_word(&where);
    unsigned number;

    if (!word)
        return text_wrong(reader, _("the request is missing, such as #7 or lan-set 12"));
    if (word[0] != '#')
        return text_name(reader, word, where, fault);
    if (!demo_number(word + 1, 10, COUNT_MAX, &number) || number == 0)
        return text_wrong(reader, _("after #, give the number of a request, from 1"));
    *fault = demo_fault_at(number, DEMO_FAULT_NONE);
    word = text_next_word(&where);
    return word ? text_wrong(reader, _("\"%s\" is not expected here"), word) : 0;
}

/* --- what and options ------------------------------------------------------------- */

/* What follows "=", and the type it is stored as. */
enum value_kind {
    VALUE_NONE,
    VALUE_CODE,  /* uint8_t */
    VALUE_MS,    /* int64_t */
    VALUE_COUNT, /* unsigned */
    VALUE_LENGTH,
    VALUE_CHANGE
};

static int text_change(struct text_reader *reader, const char *value, demo_change **change)
{
    char names[NAMES_MAX] = "";

    *change = value ? demo_change_find(value) : NULL;
    if (*change)
        return 0;
    demo_change_names(names, sizeof(names));
    return text_wrong(reader, _("after change=, use one of %s"), names);
}

/* value NULL: there is none. */
static int text_value(struct text_reader *reader, enum value_kind kind, const char *value,
                      void *place)
{
    unsigned number = 0;

    switch (kind) {
    case VALUE_NONE:
        return value ? text_wrong(reader, _("\"=%s\" is not expected here"), value) : 0;
    case VALUE_CODE:
        if (!value || !demo_number(value, 16, 0xFF, &number))
            return text_wrong(reader, _("a completion code is two hex digits, such as code=c3"));
        *(uint8_t *)place = (uint8_t)number;
        return 0;
    case VALUE_MS:
        if (!value || !demo_number_ms(value, place))
            return text_wrong(reader,
                              _("a time is in milliseconds, such as 500, or seconds, such as 20s"));
        return 0;
    case VALUE_COUNT:
        if (!value || !demo_number(value, 10, COUNT_MAX, &number) || number == 0)
            return text_wrong(reader, _("times= and nth= take a number from 1 to %d"), COUNT_MAX);
        break;
    case VALUE_LENGTH:
        if (value && (!demo_number(value, 10, DEMO_ANSWER_MAX, &number) || number == 0))
            return text_wrong(reader, _("short=N leaves N bytes of the answer, 1 to %d"),
                              DEMO_ANSWER_MAX);
        break;
    case VALUE_CHANGE:
        return text_change(reader, value, place);
    }
    *(unsigned *)place = number;
    return 0;
}

#define AT(field) offsetof(struct demo_fault, field)

static int text_what(struct text_reader *reader, char *word, struct demo_fault *fault)
{
    static const struct {
        const char *name;
        enum demo_fault_kind kind;
        enum value_kind value;
        size_t offset; /* in struct demo_fault */
    } whats[] = {
        {"code", DEMO_FAULT_CODE, VALUE_CODE, AT(code)},
        {"lost", DEMO_FAULT_LOST, VALUE_NONE, 0},
        {"late", DEMO_FAULT_LATE, VALUE_NONE, 0},
        {"delay", DEMO_FAULT_DELAY, VALUE_MS, AT(ms)},
        {"stale", DEMO_FAULT_STALE, VALUE_MS, AT(ms)},
        {"change", DEMO_FAULT_CHANGE, VALUE_CHANGE, AT(change)},
        {"ignored", DEMO_FAULT_IGNORED, VALUE_NONE, 0},
        {"short", DEMO_FAULT_SHORT, VALUE_LENGTH, AT(length)},
        {"wrong-command", DEMO_FAULT_WRONG_COMMAND, VALUE_NONE, 0},
        {"gone", DEMO_FAULT_GONE, VALUE_NONE, 0},
        {"reboot", DEMO_FAULT_REBOOT, VALUE_MS, AT(ms)},
    };
    const char *value = text_cut_value(word);
    char names[NAMES_MAX] = "";

    for (size_t i = 0; i < sizeof(whats) / sizeof(whats[0]); i++) {
        text_append(names, sizeof(names), ", ", "%s", whats[i].name);
        if (strcmp(word, whats[i].name) != 0)
            continue;
        fault->kind = whats[i].kind;
        if (fault->kind == DEMO_FAULT_GONE || fault->kind == DEMO_FAULT_REBOOT)
            fault->times = 1;
        return text_value(reader, whats[i].value, value, (char *)fault + whats[i].offset);
    }
    return text_wrong(reader, _("\"%s\" is not a fault; use one of %s"), word, names);
}

static bool text_may_be_done(enum demo_fault_kind kind)
{
    return kind == DEMO_FAULT_CODE || kind == DEMO_FAULT_LOST || kind == DEMO_FAULT_GONE ||
           kind == DEMO_FAULT_REBOOT;
}

static int text_option(struct text_reader *reader, char *word, struct demo_fault *fault)
{
    bool reboot = fault->kind == DEMO_FAULT_REBOOT;
    const char *value = text_cut_value(word);

    if (strcmp(word, "done") == 0 && !value && text_may_be_done(fault->kind)) {
        fault->done = true;
        return 0;
    }
    if (strcmp(word, "times") == 0 && value && strcmp(value, "ever") == 0) {
        fault->times = DEMO_TIMES_EVER;
        return 0;
    }
    if (strcmp(word, "times") == 0)
        return text_value(reader, VALUE_COUNT, value, &fault->times);
    if (strcmp(word, "nth") == 0 && !fault->numbered)
        return text_value(reader, VALUE_COUNT, value, &fault->nth);
    if (strcmp(word, "boot") == 0 && reboot)
        return text_value(reader, VALUE_MS, value, &fault->boot_ms);
    if (strcmp(word, "boot-code") == 0 && reboot)
        return text_value(reader, VALUE_CODE, value, &fault->boot_code);
    return text_wrong(reader,
                      _("\"%s\" cannot be used with this fault; options are times, nth (not with "
                        "#), done (code, lost, gone, reboot), boot and boot-code (reboot)"),
                      word);
}

/* --- items ---------------------------------------------------------------------- */

static int text_fault(struct text_reader *reader, char *where, char *what)
{
    struct demo_fault fault;
    char *word;

    if (text_where(reader, where, &fault) != 0)
        return -1;
    word = text_next_word(&what);
    if (!word)
        return text_wrong(reader,
                          _("after the colon, say what goes wrong, such as code=c3 or lost"));
    if (text_what(reader, word, &fault) != 0)
        return -1;
    while ((word = text_next_word(&what)) != NULL) {
        if (text_option(reader, word, &fault) != 0)
            return -1;
    }
    if (reader->count == reader->room)
        return text_wrong(reader, _("there are more than %d faults"), DEMO_FAULTS_MAX);
    reader->faults[reader->count++] = fault;
    return 0;
}

static int text_set(struct text_reader *reader, char *rest)
{
    char *word = text_next_word(&rest);
    const char *value = word ? text_cut_value(word) : NULL;
    char names[NAMES_MAX] = "";

    if (word && !text_next_word(&rest) && demo_options_set(&reader->options, word, value))
        return 0;
    demo_options_names(names, sizeof(names));
    return text_wrong(reader,
                      _("after set, give NAME=VALUE: yes or no, a code such as cc, a time such as "
                        "20s; names are %s"),
                      names);
}

static int text_item(struct text_reader *reader)
{
    char copy[ITEM_MAX];
    char *colon;

    memcpy(copy, reader->item, sizeof(copy));
    colon = strchr(copy, ':');
    if (strncmp(copy, "set", 3) == 0 && copy[3] != '\0' && strchr(BLANKS, copy[3]))
        return text_set(reader, copy + 3);
    if (!colon)
        return text_wrong(reader, _("a colon is missing between the request and what goes wrong"));
    *colon = '\0';
    return text_fault(reader, copy, colon + 1);
}

static int text_items(struct text_reader *reader, const char *text)
{
    for (size_t whole; *text != '\0'; text += whole + (text[whole] != '\0')) {
        const char *start = text + strspn(text, BLANKS), *end = start + strcspn(start, ";\n");

        whole = (size_t)(end - text);
        while (end > start && strchr(BLANKS, end[-1]))
            end--;
        if (end == start)
            continue;
        snprintf(reader->item, sizeof(reader->item), "%.*s", (int)(end - start), start);
        if (end - start >= ITEM_MAX)
            return text_wrong(reader, _("too long: %d characters at most"), ITEM_MAX - 1);
        if (text_item(reader) != 0)
            return -1;
    }
    return 0;
}

int demo_fault_parse(struct demo_bmc *demo, const char *text, char *error, size_t error_size)
{
    struct text_reader reader = {.error = error,
                                 .error_size = error_size,
                                 .room = DEMO_FAULTS_MAX - (demo ? demo->fault_count : 0)};

    if (demo)
        reader.options = demo->options;
    if (text_items(&reader, text) != 0)
        return -1;
    if (!demo)
        return 0;
    demo->options = reader.options;
    for (unsigned i = 0; i < reader.count; i++)
        demo_fault_add(demo, &reader.faults[i]);
    return 0;
}
