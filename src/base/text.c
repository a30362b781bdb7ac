/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

/* What closes something, and what belongs to the character before it: punctuation, the sign of a
 * long vowel, small kana. */
#define NOT_FIRST                                                                              \
    L")]}.,:;!?%\"'\u2019\u201d\u3001\u3002\u3005\u3009\u300b\u300d\u300f\u3011\u3015\u30fb"   \
    L"\u30fc\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\u3041\u3043\u3045\u3047\u3049\u3063"    \
    L"\u3083\u3085\u3087\u308e\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee"
/* What opens something. */
#define NOT_LAST L"([{\"'\u2018\u201c\u3008\u300a\u300c\u300e\u3010\u3014\uff08"

struct character {
    wchar_t value;
    int columns;
};

/* The character at text, and how many bytes it has. Not at the end of the text. */
static size_t step(const char *text, struct character *character)
{
    mbstate_t state;
    size_t bytes;

    memset(&state, 0, sizeof state);
    bytes = mbrtowc(&character->value, text, MB_CUR_MAX, &state);
    if (bytes == (size_t)-1 || bytes == (size_t)-2 || bytes == 0) {
        *character = (struct character){L'?', 1};
        return 1;
    }
    character->columns = wcwidth(character->value);
    if (character->columns < 0)
        character->columns = 1;
    return bytes;
}

const char *text_byte_order_mark(const char *bytes, size_t length)
{
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        return "UTF-8";
    if (length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
        return "UTF-16";
    return NULL;
}

size_t text_step(const char *text)
{
    struct character one;

    return *text == '\0' ? 0 : step(text, &one);
}

size_t text_step_back(const char *text, size_t at)
{
    size_t here = 0, next;

    while (text[here] != '\0' && (next = here + text_step(text + here)) < at)
        here = next;
    return here;
}

const char *text_cell(const char *text, char cell[TEXT_CELL])
{
    struct character one;
    size_t bytes = step(text, &one);
    bool itself = one.columns == 1 && iswprint((wint_t)one.value) && one.value != L'?' &&
                  bytes < TEXT_CELL;

    memcpy(cell, itself ? text : "?", itself ? bytes : 1);
    cell[itself ? bytes : 1] = '\0';
    return cell;
}

const char *text_put(const char *sentence, const char *word, char *text, size_t size)
{
    const char *hole = strstr(sentence, "%s");

    if (hole == NULL)
        snprintf(text, size, "%s", sentence);
    else
        snprintf(text, size, "%.*s%s%s", (int)(hole - sentence), sentence, word, hole + 2);
    return text;
}

int text_columns(const char *text)
{
    struct character one;
    int sum = 0;

    while (*text != '\0') {
        text += step(text, &one);
        sum += one.columns;
    }
    return sum;
}

int text_wider(int columns, const char *text)
{
    int own = text_columns(text);

    return own > columns ? own : columns;
}

size_t text_fit(const char *text, int columns)
{
    const char *end = text;
    struct character one;
    int taken = 0;
    size_t bytes;

    while (*end != '\0') {
        bytes = step(end, &one);
        if (taken + one.columns > columns)
            break;
        taken += one.columns;
        end += bytes;
    }
    return (size_t)(end - text);
}

/* Between two characters. */
static bool text_may_break(const struct character *before, const struct character *behind)
{
    if (behind->value == L' ')
        return true;
    if (behind->columns == 0 || (before->columns < 2 && behind->columns < 2))
        return false;
    return wcschr(NOT_FIRST, behind->value) == NULL && wcschr(NOT_LAST, before->value) == NULL;
}

size_t text_wrap(const char *text, int columns, const char **next)
{
    size_t fits = text_fit(text, columns), at = 0, end = 0, bytes = 0;
    struct character before = {L'\0', 0}, here;
    const char *rest;

    if (text[fits] == '\0') {
        *next = NULL;
        return fits;
    }
    for (; at <= fits; at += bytes) {
        bytes = step(text + at, &here);
        if (at > 0 && text_may_break(&before, &here))
            end = at;
        if (here.columns > 0)
            before = here;
    }
    if (end == 0) /* one long word */
        end = fits > 0 ? fits : bytes;
    for (rest = text + end; *rest == ' '; rest++)
        ;
    while (end > 0 && text[end - 1] == ' ')
        end--;
    *next = *rest == '\0' ? NULL : rest;
    return end;
}

void text_append(char *text, size_t size, const char *gap, const char *format, ...)
{
    size_t length = strlen(text);
    va_list arguments;

    if (length > 0)
        length += (size_t)snprintf(text + length, size - length, "%s", gap);
    if (length >= size)
        return;
    va_start(arguments, format);
    vsnprintf(text + length, size - length, format, arguments);
    va_end(arguments);
}

void text_pad(FILE *file, const char *text, int columns)
{
    int used = text_columns(text);

    fprintf(file, "%s%*s", text, used < columns ? columns - used : 0, "");
}
