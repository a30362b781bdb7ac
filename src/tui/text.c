/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* The character at text, its bytes and its columns. Not at the end of the text. */
struct character {
    wchar_t wide;
    size_t bytes;
    int columns;
};

static struct character character_at(const char *text)
{
    struct character found;
    mbstate_t state;

    memset(&state, 0, sizeof state);
    found.bytes = mbrtowc(&found.wide, text, MB_CUR_MAX, &state);
    if (found.bytes == (size_t)-1 || found.bytes == (size_t)-2 || found.bytes == 0)
        return (struct character){L'?', 1, 1};
    found.columns = wcwidth(found.wide);
    if (found.columns < 0)
        found.columns = 1;
    return found;
}

int text_columns(const char *text)
{
    struct character one;
    int sum = 0;

    while (*text != '\0') {
        one = character_at(text);
        text += one.bytes;
        sum += one.columns;
    }
    return sum;
}

size_t text_fit(const char *text, int columns)
{
    const char *end = text;
    struct character one;
    int taken = 0;

    while (*end != '\0') {
        one = character_at(end);
        if (taken + one.columns > columns)
            break;
        taken += one.columns;
        end += one.bytes;
    }
    return (size_t)(end - text);
}

/* Chinese and Japanese have no blanks between words: a row may end at each wide character, but none
 * begins with what closes, and none ends with what opens. */
static bool may_break(const struct character *before, const struct character *after)
{
    static const wchar_t closing[] = L"\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f\u30fb\u30fc"
                                     L"\uff09\u300d\u300f\u3011\u300b\u3009\u201d\u2019"
                                     L"\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087"
                                     L"\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7"
                                     L"!),.:;?]}";
    static const wchar_t opening[] = L"\uff08\u300c\u300e\u3010\u300a\u3008\u201c\u2018([{";

    if (after->wide == L' ')
        return true;
    return (before->columns == 2 || after->columns == 2) && before->wide != L' ' &&
           wcschr(closing, after->wide) == NULL && wcschr(opening, before->wide) == NULL;
}

/* The last place, not behind fits, where the text may be broken; 0: none. */
static size_t last_break(const char *text, size_t fits)
{
    struct character before = character_at(text), after;
    size_t at = before.bytes, found = 0;

    while (at <= fits && text[at] != '\0') {
        after = character_at(text + at);
        if (may_break(&before, &after))
            found = at;
        at += after.bytes;
        before = after;
    }
    return found;
}

size_t text_wrap(const char *text, int columns, const char **next)
{
    size_t fits = text_fit(text, columns), end;
    const char *rest;

    if (text[fits] == '\0') {
        *next = NULL;
        return fits;
    }
    end = last_break(text, fits);
    if (end == 0) /* one long word */
        end = fits > 0 ? fits : character_at(text).bytes;
    for (rest = text + end; *rest == ' '; rest++)
        ;
    while (end > 0 && text[end - 1] == ' ')
        end--;
    *next = *rest == '\0' ? NULL : rest;
    return end;
}
