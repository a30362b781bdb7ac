/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/copy.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define BASE64_ROOM ((COPY_TEXT + 2) / 3 * 4 + 1)

static void encode(const char *text, size_t length, char base64[BASE64_ROOM])
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char *to = base64;

    for (size_t i = 0; i < length; i += 3) {
        size_t left = length - i < 3 ? length - i : 3;
        uint32_t group = 0;

        for (size_t byte = 0; byte < 3; byte++)
            group = group << 8 | (byte < left ? (unsigned char)text[i + byte] : 0);
        for (size_t digit = 0; digit < 4; digit++)
            *to++ = digit <= left ? digits[group >> (18 - 6 * digit) & 63] : '=';
    }
    *to = '\0';
}

/* GNU screen hands on only what is wrapped for it, tmux (which may go by the same name) only what
 * is not; each swallows the other form. */
size_t copy_sequence(const char *text, const char *term, char *bytes, size_t size)
{
    char base64[BASE64_ROOM];
    size_t length = strlen(text);
    int used;

    if (length > COPY_TEXT)
        return 0;
    encode(text, length, base64);
    if (term != NULL && strncmp(term, "screen", 6) == 0)
        used = snprintf(bytes, size, "\033]52;c;%s\007\033P\033]52;c;%s\007\033\\", base64, base64);
    else
        used = snprintf(bytes, size, "\033]52;c;%s\007", base64);
    return used > 0 && (size_t)used < size ? (size_t)used : 0;
}
