/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as fault texts write them: strict, nothing before or behind. */
#include <stdio.h>
#include <string.h>

#include "demo/demo_internal.h"

#define LONGEST_MS INT64_C(8640000000) /* 100 days */

static int digit_of(char character)
{
    static const char digits[] = "0123456789abcdef";
    char lower = character >= 'A' && character <= 'F' ? (char)(character - 'A' + 'a') : character;
    const char *found = lower ? strchr(digits, lower) : NULL;

    return found ? (int)(found - digits) : 16;
}

/* Reads digits up to `end`; false unless all of them are, and at most highest comes out. */
static bool read_digits(const char *text, const char *end, unsigned base, int64_t highest,
                        int64_t *number)
{
    int64_t value = 0;

    if (text == end)
        return false;
    for (; text != end; text++) {
        unsigned digit = (unsigned)digit_of(*text);

        if (digit >= base)
            return false;
        value = value * base + digit;
        if (value > highest)
            return false;
    }
    *number = value;
    return true;
}

static bool read_unsigned(const char *text, unsigned base, unsigned highest, unsigned *number)
{
    int64_t value;

    if (!read_digits(text, text + strlen(text), base, highest, &value))
        return false;
    *number = (unsigned)value;
    return true;
}

bool demo_number_hex(const char *text, unsigned highest, unsigned *number)
{
    if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
        text += 2;
    return read_unsigned(text, 16, highest, number);
}

bool demo_number_decimal(const char *text, unsigned highest, unsigned *number)
{
    return read_unsigned(text, 10, highest, number);
}

bool demo_number_ms(const char *text, int64_t *ms)
{
    size_t length = strlen(text);
    int64_t factor = 1, value;

    if (length > 2 && strcmp(text + length - 2, "ms") == 0) {
        length -= 2;
    } else if (length > 1 && text[length - 1] == 's') {
        length -= 1;
        factor = 1000;
    }
    if (!read_digits(text, text + length, 10, LONGEST_MS / factor, &value))
        return false;
    *ms = value * factor;
    return true;
}

void demo_text_join(char *list, size_t size, const char *text)
{
    size_t used = strlen(list);

    if (used < size)
        snprintf(list + used, size - used, "%s%s", used > 0 ? ", " : "", text);
}
