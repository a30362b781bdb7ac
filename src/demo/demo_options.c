/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo BMC's options by name, and how values are written. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "demo/demo_internal.h"

#define LONGEST_MS INT64_C(8640000000) /* 100 days */
#define LIST_MAX   200
#define SEPARATORS " \t,"

/* --- numbers: strict, nothing before or behind ------------------------------------- */

static int number_digit(char character)
{
    static const char digits[] = "0123456789abcdef";
    char lower = character >= 'A' && character <= 'F' ? (char)(character - 'A' + 'a') : character;
    const char *found = lower ? strchr(digits, lower) : NULL;

    return found ? (int)(found - digits) : 16;
}

/* false unless all are digits and the number is no higher than highest. */
static bool number_digits(const char *text, size_t length, int base, int64_t highest,
                          int64_t *number)
{
    int64_t value = 0;

    for (size_t i = 0; i < length; i++) {
        int digit = number_digit(text[i]);

        value = value * base + digit;
        if (digit >= base || value > highest)
            return false;
    }
    *number = value;
    return length > 0;
}

bool demo_number(const char *text, int base, unsigned highest, unsigned *number)
{
    int64_t value;

    if (base == 16 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
        text += 2;
    if (!number_digits(text, strlen(text), base, highest, &value))
        return false;
    *number = (unsigned)value;
    return true;
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
    if (!number_digits(text, length, 10, LONGEST_MS / factor, &value))
        return false;
    *ms = value * factor;
    return true;
}

int demo_word_find(const char *word, const char *const *words, int count)
{
    for (int i = 0; i < count; i++) {
        if (words[i] && strcmp(word, words[i]) == 0)
            return i;
    }
    return -1;
}

/* --- kinds of options: a wrong value leaves the option alone ------------------------ */

struct option_kind {
    const char *right; /* marked for translation */
    struct {
        const char *word; /* NULL: end */
        int64_t number;
    } words[6];
    enum { ONLY_WORDS, TIME, SIGNED_TIME, DECIMAL = 10, HEX = 16 } form; /* or a base */
    unsigned highest;
};

static const struct option_kind
    option_flag = {N_("yes or no"), {{"no", 0}, {"yes", 1}}, ONLY_WORDS, 0},
    option_keep = {"keep", {{"no", 0}, {"yes", 1}, {"clear", 0}, {"keep", 1}}, ONLY_WORDS, 0},
    option_own = {"own", {{"no", 0}, {"yes", 1}, {"shared", 0}, {"own", 1}}, ONLY_WORDS, 0},
    option_code = {N_("ok, or a code of two hex digits such as cc"),
                   {{"ok", 0}, {"zeros", 0}},
                   HEX,
                   0xFF},
    option_reply = {N_("ok, ignored, drop, or a code of two hex digits such as cc"),
                    {{"ok", 0}, {"zeros", 0}, {"ignored", DEMO_IGNORED}, {"drop", DEMO_DROP}},
                    HEX,
                    0xFF},
    option_byte = {N_("no, or two hex digits such as 12"), {{"no", -1}}, HEX, 0xFF},
    option_ms = {N_("a time such as 500 or 20s"), {{NULL, 0}}, TIME, 0},
    option_never = {N_("never, or a time such as 500 or 20s"), {{"never", -1}}, TIME, 0},
#define COUNT_TO(highest)                                                                          \
    {                                                                                              \
        N_("a decimal number that is not too large"), {{NULL, 0}}, DECIMAL, highest                \
    }
    option_upto_4 = COUNT_TO(4), option_upto_20 = COUNT_TO(20), option_upto_255 = COUNT_TO(255),
    option_upto_1000 = COUNT_TO(1000), option_upto_4096 = COUNT_TO(4096),
    option_upto_65534 = COUNT_TO(65534),
    option_other = {N_("other, or a code of two hex digits such as cc"),
                    {{"other", DEMO_OTHER}},
                    HEX,
                    0xFF},
    option_offset = {N_("a time such as 500 or 20s, optionally with - in front"),
                     {{NULL, 0}},
                     SIGNED_TIME,
                     0},
    option_seconds = {N_("now, or seconds since 1970"), {{"now", -1}}, DECIMAL, UINT32_MAX},
    option_clock = {N_("utc, local or boot"),
                    {{"utc", DEMO_CLOCK_UTC},
                     {"local", DEMO_CLOCK_LOCAL},
                     {"boot", DEMO_CLOCK_BOOT}},
                    ONLY_WORDS,
                    0},
    option_apply = {N_("immediate, commit or complete"),
                    {{"immediate", DEMO_APPLY_IMMEDIATE},
                     {"commit", DEMO_APPLY_COMMIT},
                     {"complete", DEMO_APPLY_COMPLETE}},
                    ONLY_WORDS,
                    0},
    option_ipmi = {N_("1.5, 2.0 or both"),
                   {{"1.5", DEMO_IPMI_1_5}, {"2.0", DEMO_IPMI_2_0}, {"both", DEMO_IPMI_BOTH}},
                   ONLY_WORDS,
                   0},
    option_area = {N_("none, header, chassis, board or product"),
                   {{"none", DEMO_FRU_RIGHT},
                    {"header", DEMO_FRU_HEADER},
                    {"chassis", DEMO_FRU_CHASSIS},
                    {"board", DEMO_FRU_BOARD},
                    {"product", DEMO_FRU_PRODUCT}},
                   ONLY_WORDS,
                   0},
    option_self_test = {N_("passed, none, or four hex digits such as 5780"),
                        {{"passed", 0x5500}, {"none", 0x5600}},
                        HEX,
                        0xFFFF},
    option_set = {N_("decimal numbers up to 255"), {{NULL, 0}}, ONLY_WORDS, 0};

static bool option_read_number(const struct option_kind *kind, const char *value, int64_t *number)
{
    unsigned read;

    for (unsigned i = 0; kind->words[i].word; i++) {
        if (strcmp(kind->words[i].word, value) == 0) {
            *number = kind->words[i].number;
            return true;
        }
    }
    if (kind->form == SIGNED_TIME && value[0] == '-' && demo_number_ms(value + 1, number)) {
        *number = -*number;
        return true;
    }
    if (kind->form == TIME || kind->form == SIGNED_TIME)
        return demo_number_ms(value, number);
    if (kind->form == ONLY_WORDS || !demo_number(value, kind->form, kind->highest, &read))
        return false;
    *number = read;
    return true;
}

static bool option_read_set(const char *value, struct demo_set *set)
{
    char copy[LIST_MAX], *rest = copy, *word;
    struct demo_set read = {{0}};
    unsigned number;

    if (strlen(value) >= sizeof(copy))
        return false;
    memcpy(copy, value, strlen(value) + 1);
    while ((word = strtok_r(rest, SEPARATORS, &rest)) != NULL) {
        if (!demo_number(word, 10, 0xFF, &number))
            return false;
        read.bits[number / 8] |= (uint8_t)(1u << number % 8);
    }
    *set = read;
    return true;
}

bool demo_set_has(const struct demo_set *set, unsigned number)
{
    return number < 8 * sizeof(set->bits) && (set->bits[number / 8] & 1u << number % 8);
}

/* --- names -------------------------------------------------------------------------- */

#define PLACE(member) offsetof(struct demo_options, member)
#define OPTION(kind, member, name, standard)       {name, &option_##kind, PLACE(member), standard},
#define SET(member, name, standard)                OPTION(set, member, name, standard)
#define LOGIN_OPTION(kind, member, name, standard) OPTION(kind, login.member, name, standard)

static const struct option_row {
    const char *name;
    const struct option_kind *kind;
    size_t offset; /* in struct demo_options */
    const char *standard;
} rows[] = {DEMO_OPTIONS(OPTION, SET) DEMO_LOGIN_OPTIONS(LOGIN_OPTION)};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

static const struct option_row *option_find(const char *name)
{
    for (size_t i = 0; i < ROWS; i++) {
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    }
    return NULL;
}

static bool option_read(const struct option_row *row, const char *value, void *place)
{
    return row->kind == &option_set ? option_read_set(value, place)
                                    : option_read_number(row->kind, value, place);
}

bool demo_options_know(const char *name)
{
    return option_find(name) != NULL;
}

const char *demo_options_right(const char *name)
{
    return _(option_find(name)->kind->right);
}

bool demo_options_set(struct demo_options *options, const char *name, const char *value)
{
    const struct option_row *row = option_find(name);

    return row && option_read(row, value ? value : "yes", (char *)options + row->offset);
}

bool demo_login_set(struct demo_login *login, const char *name, const char *value)
{
    const struct option_row *row = option_find(name);
    size_t from = offsetof(struct demo_options, login);

    return row && row->offset >= from &&
           option_read(row, value, (char *)login + (row->offset - from));
}

void demo_options_names(char *text, size_t size)
{
    for (size_t i = 0; i < ROWS; i++)
        text_append(text, size, ", ", "%s", rows[i].name);
}

void demo_options_init(struct demo_options *options)
{
    for (size_t i = 0; i < ROWS; i++) {
        bool right = demo_options_set(options, rows[i].name, rows[i].standard);

        assert(right);
        (void)right;
    }
    options->login.force_cipher = -1;
}
