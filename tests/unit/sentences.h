/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What every sentence about a field must keep to: it ends, it is plain ASCII, and it fits the two
 * error rows of the screen.
 */
#ifndef BMCTUI_TESTS_SENTENCES_H
#define BMCTUI_TESTS_SENTENCES_H

#include "unit/cases.h"

#include "pages/network.h"

/* Two rows of 79 columns behind "LABEL: ", broken at blanks. */
static inline void assert_fits(enum field_id field, const char *sentence)
{
    size_t column = strlen(field_label(field)) + 1, rows = 1;

    for (const char *word = sentence; *word != '\0';) {
        size_t length = strcspn(word, " ");

        if (column + 1 + length > 79) {
            rows++;
            column = length;
        } else {
            column += 1 + length;
        }
        word += length + (word[length] == ' ' ? 1 : 0);
    }
    if (rows > 2)
        fail_msg("%s: %s: takes %u rows", field_label(field), sentence, (unsigned)rows);
}

static inline void assert_sentence(enum field_id field, const char *sentence)
{
    size_t length = strlen(sentence);

    assert_true(length > 0);
    assert_int_equal(sentence[length - 1], '.');
    for (size_t i = 0; i < length; i++)
        assert_true(sentence[i] >= ' ' && sentence[i] <= '~');
    assert_fits(field, sentence);
}

#endif
