/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nearest.h"

#include <stdbool.h>
#include <string.h>

#define LETTERS_MAX 32 /* longer words are not guessed */
#define PREFIX_LEAST 3

static char nearest_plain(char letter)
{
    if (letter >= 'A' && letter <= 'Z')
        return (char)(letter - 'A' + 'a');
    return letter == '_' ? '-' : letter;
}

static size_t nearest_least(size_t one, size_t other)
{
    return one < other ? one : other;
}

/* How many letters have to be put in, left out, changed, or changed about with the next one. */
static size_t nearest_distance(const char *one, const char *other)
{
    size_t rows[3][LETTERS_MAX + 1];
    size_t rows_used = strlen(one), length = strlen(other);

    for (size_t j = 0; j <= length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= rows_used; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];

        row[0] = i;
        for (size_t j = 1; j <= length; j++) {
            bool same = nearest_plain(one[i - 1]) == nearest_plain(other[j - 1]);

            row[j] = nearest_least(nearest_least(above[j], row[j - 1]) + 1,
                                   above[j - 1] + (same ? 0 : 1));
            if (i > 1 && j > 1 && nearest_plain(one[i - 1]) == nearest_plain(other[j - 2]) &&
                nearest_plain(one[i - 2]) == nearest_plain(other[j - 1]))
                row[j] = nearest_least(row[j], two_above[j - 2] + 1);
        }
    }
    return rows[rows_used % 3][length];
}

static bool nearest_begins(const char *word, const char *candidate)
{
    size_t length = strlen(word);

    if (length < PREFIX_LEAST || length > strlen(candidate))
        return false;
    for (size_t i = 0; i < length; i++)
        if (nearest_plain(word[i]) != nearest_plain(candidate[i]))
            return false;
    return true;
}

/* The candidate stands at an end of the word, beside a dash: "vlan" in "vlan-id". */
static bool nearest_within(const char *word, const char *candidate)
{
    size_t length = strlen(candidate), whole = strlen(word);

    if (length < PREFIX_LEAST || length + 1 >= whole)
        return false;
    return (nearest_plain(word[length]) == '-' && nearest_begins(candidate, word)) ||
           (nearest_plain(word[whole - length - 1]) == '-' &&
            nearest_begins(candidate, word + whole - length));
}

void nearest_begin(struct nearest *nearest, const char *word)
{
    *nearest = (struct nearest){word, NULL, LETTERS_MAX};
}

void nearest_try(struct nearest *nearest, const char *candidate)
{
    size_t length = strlen(nearest->word), letters;

    if (length == 0 || length > LETTERS_MAX || strlen(candidate) > LETTERS_MAX)
        return;
    letters = nearest_begins(nearest->word, candidate) || nearest_within(nearest->word, candidate)
                  ? 1
                  : nearest_distance(nearest->word, candidate);
    if (letters >= nearest->distance || letters > (length + 2) / 3)
        return;
    nearest->best = candidate;
    nearest->distance = letters;
}

const char *nearest_found(const struct nearest *nearest)
{
    return nearest->best;
}
