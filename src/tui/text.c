/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/text.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* The character at text: its bytes, and its columns in *columns. Not at the end of the text. */
static size_t step(const char *text, int *columns)
{
    mbstate_t state;
    wchar_t character;
    size_t bytes;

    memset(&state, 0, sizeof state);
    bytes = mbrtowc(&character, text, MB_CUR_MAX, &state);
    if (bytes == (size_t)-1 || bytes == (size_t)-2 || bytes == 0) {
        *columns = 1;
        return 1;
    }
    *columns = wcwidth(character);
    if (*columns < 0)
        *columns = 1;
    return bytes;
}

int text_columns(const char *text)
{
    int sum = 0, columns;

    while (*text != '\0') {
        text += step(text, &columns);
        sum += columns;
    }
    return sum;
}

size_t text_fit(const char *text, int columns)
{
    const char *end = text;
    int taken = 0, one;
    size_t bytes;

    while (*end != '\0') {
        bytes = step(end, &one);
        if (taken + one > columns)
            break;
        taken += one;
        end += bytes;
    }
    return (size_t)(end - text);
}

size_t text_wrap(const char *text, int columns, const char **next)
{
    size_t fits = text_fit(text, columns), end;
    const char *rest;
    int one;

    if (text[fits] == '\0') {
        *next = NULL;
        return fits;
    }
    for (end = fits; end > 0 && text[end] != ' '; end--)
        ;
    if (end == 0) /* one long word */
        end = fits > 0 ? fits : step(text, &one);
    for (rest = text + end; *rest == ' '; rest++)
        ;
    while (end > 0 && text[end - 1] == ' ')
        end--;
    *next = *rest == '\0' ? NULL : rest;
    return end;
}
