/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/text.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

size_t text_width(const char *text)
{
    wchar_t wide[512];
    size_t length = mbstowcs(wide, text, sizeof wide / sizeof wide[0]);
    int width = length < sizeof wide / sizeof wide[0] ? wcswidth(wide, length) : -1;

    return width >= 0 ? (size_t)width : strlen(text);
}

void text_column(FILE *file, const char *text, size_t width)
{
    size_t used = text_width(text);

    fputs(text, file);
    fprintf(file, "%*s", used < width ? (int)(width - used) : 0, "");
}
