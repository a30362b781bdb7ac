/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys by name, in the encoding that a terminfo entry has. */
#include "term_own.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int copy(char *bytes, size_t size, const char *from)
{
    int length = snprintf(bytes, size, "%s", from);

    return length < (int)size ? length : -1;
}

struct plain {
    const char *name, *bytes;
};

/* The keys that every terminal sends alike. */
static int plain_key(const char *name, char *bytes, size_t size)
{
    static const struct plain plain[] = {
        {"Tab", "\t"},  {"Enter", "\r"},    {"Return", "\r"},   {"Esc", "\033"},
        {"Space", " "}, {"Escape", "\033"}, {"Rubout", "\177"},
    };

    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        if (strcasecmp(plain[i].name, name) == 0) {
            return copy(bytes, size, plain[i].bytes);
        }
    }
    return -1;
}

static int control_key(char letter, char *bytes)
{
    if (letter == '?') {
        bytes[0] = 0x7f;
    } else {
        bytes[0] = (char)(toupper((unsigned char)letter) & 0x1f);
    }
    return 1;
}

/* C-a, ^A, M-x, Esc-2, Esc2: a prefix and one character. */
static int prefixed_key(const char *name, char *bytes, size_t size)
{
    static const char *const escapes[] = {"Esc-", "Esc", "M-", "Alt-"};
    size_t length = strlen(name);

    if (length == 2 && name[0] == '^') {
        return control_key(name[1], bytes);
    }
    if ((length == 3 && strncasecmp(name, "C-", 2) == 0) ||
        (length == 6 && strncasecmp(name, "Ctrl-", 5) == 0)) {
        return control_key(name[length - 1], bytes);
    }
    for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
        size_t prefix = strlen(escapes[i]);

        if (strncasecmp(name, escapes[i], prefix) == 0 && length == prefix + 1) {
            snprintf(bytes, size, "\033%c", name[prefix]);
            return 2;
        }
    }
    return -1;
}

static int info_key(const struct terminfo *info, const char *name, size_t length, char *bytes,
                    size_t size)
{
    bool known;
    const char *found = terminfo_key(info, name, length, &known);

    if (found == NULL && known && length == 7 && strncasecmp(name, "BackTab", length) == 0) {
        found = "\033[Z";
    }
    return found != NULL ? copy(bytes, size, found) : -1;
}

/* Fn2: F2 where the terminal has it, else ESC 2. */
static int function_key(const struct terminfo *info, const char *name, char *bytes, size_t size)
{
    char f_name[16];
    long number = strtol(name + 2, NULL, 10);
    int length;

    snprintf(f_name, sizeof f_name, "F%ld", number);
    length = info_key(info, f_name, strlen(f_name), bytes, size);
    if (length < 0 && number >= 1 && number <= 10) {
        length = snprintf(bytes, size, "\033%ld", number % 10);
    }
    return length;
}

/* NAME@TYPE */
static int foreign_key(const char *name, const char *at, char *bytes, size_t size)
{
    struct terminfo other = {0};
    int length;

    terminfo_load(&other, at + 1);
    length = info_key(&other, name, (size_t)(at - name), bytes, size);
    terminfo_free(&other);
    return length;
}

static bool is_one_character(const char *name)
{
    size_t length = strlen(name);

    if (length == 1) {
        return true;
    }
    for (size_t i = 1; i < length; i++) {
        if (((unsigned char)name[i] & 0xc0) != 0x80) {
            return false;
        }
    }
    return length > 1 && length <= 4 && ((unsigned char)name[0] & 0xc0) == 0xc0;
}

int term_key_bytes(struct term *term, const char *name, char *bytes, size_t size)
{
    const char *at = strchr(name, '@');
    int length;

    if (is_one_character(name)) {
        char *encoded = filter_encode(term->filter, name);

        length = encoded != NULL ? copy(bytes, size, encoded) : -1;
        free(encoded);
        return length;
    }
    if (at != NULL && at > name) {
        return foreign_key(name, at, bytes, size);
    }
    if (strncasecmp(name, "Fn", 2) == 0 && isdigit((unsigned char)name[2])) {
        return function_key(&term->info, name, bytes, size);
    }
    length = info_key(&term->info, name, strlen(name), bytes, size);
    if (length < 0) {
        length = plain_key(name, bytes, size);
    }
    return length >= 0 ? length : prefixed_key(name, bytes, size);
}

static int named_key(struct term *term, const char *name, char *bytes, size_t size)
{
    int length = term_key_bytes(term, name, bytes, size);

    if (length < 0 && !term->silent) {
        fprintf(stderr, "term: TERM=%s has no key \"%s\"\n", term->type, name);
    }
    return length;
}

bool term_key(struct term *term, const char *name)
{
    char bytes[64];
    int length = named_key(term, name, bytes, sizeof bytes);

    if (length < 0) {
        return false;
    }
    term_send(term, bytes, (size_t)length);
    return true;
}

bool term_key_slowly(struct term *term, const char *name, int pause_ms)
{
    char bytes[64];
    int length = named_key(term, name, bytes, sizeof bytes);

    for (int i = 0; i < length; i++) {
        if (i > 0) {
            term_pump(term, pause_ms);
        }
        term_send(term, bytes + i, 1);
    }
    return length >= 0;
}
