/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo BMC's options by name, and the values that options and faults are written with. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
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

/* Reads so many digits; false unless all of them are, and at most highest comes out. */
static bool number_read(const char *text, size_t length, int base, int64_t highest,
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

bool demo_number_hex(const char *text, unsigned highest, unsigned *number)
{
    int64_t value;

    if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
        text += 2;
    if (!number_read(text, strlen(text), 16, highest, &value))
        return false;
    *number = (unsigned)value;
    return true;
}

bool demo_number_decimal(const char *text, unsigned highest, unsigned *number)
{
    int64_t value;

    if (!number_read(text, strlen(text), 10, highest, &value))
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
    if (!number_read(text, length, 10, LONGEST_MS / factor, &value))
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

#define WORDS_MAX 3

struct option_row {
    const char *name;
    const struct option_kind {
        bool (*read)(const struct option_row *row, const char *value, void *place);
        const char *right; /* marked for translation */
        const char *words[WORDS_MAX];
    } *kind;
    size_t offset; /* in struct demo_options */
    const char *standard;
    unsigned highest; /* of a count */
};

static bool read_choice(const struct option_row *row, const char *value, void *place)
{
    int found = demo_word_find(value, row->kind->words, WORDS_MAX);

    if (found >= 0)
        *(int *)place = found;
    return found >= 0;
}

/* yes and no stand for its own words, too. */
static bool read_flag(const struct option_row *row, const char *value, void *place)
{
    static const char *const flag_words[] = {"no", "yes"};
    int found = demo_word_find(value, row->kind->words, 2);

    if (found < 0)
        found = demo_word_find(value, flag_words, 2);
    if (found >= 0)
        *(bool *)place = found > 0;
    return found >= 0;
}

static bool is_code(const char *value, unsigned *code)
{
    *code = 0;
    return strcmp(value, "ok") == 0 || strcmp(value, "zeros") == 0 ||
           demo_number_hex(value, 0xFF, code);
}

static bool read_code(const struct option_row *row, const char *value, void *place)
{
    unsigned code;

    (void)row;
    if (!is_code(value, &code))
        return false;
    *(uint8_t *)place = (uint8_t)code;
    return true;
}

static bool read_reply(const struct option_row *row, const char *value, void *place)
{
    unsigned code;
    int16_t *reply = place;

    (void)row;
    if (strcmp(value, "ignored") == 0)
        *reply = DEMO_IGNORED;
    else if (strcmp(value, "drop") == 0)
        *reply = DEMO_DROP;
    else if (is_code(value, &code))
        *reply = (int16_t)code;
    else
        return false;
    return true;
}

static bool read_ms(const struct option_row *row, const char *value, void *place)
{
    (void)row;
    return demo_number_ms(value, place);
}

static bool read_never(const struct option_row *row, const char *value, void *place)
{
    if (strcmp(value, "never") != 0)
        return read_ms(row, value, place);
    *(int64_t *)place = -1;
    return true;
}

static bool read_count(const struct option_row *row, const char *value, void *place)
{
    return number_read(value, strlen(value), 10, row->highest, place);
}

static bool read_set(const struct option_row *row, const char *value, void *place)
{
    char copy[LIST_MAX], *rest = copy, *word;
    struct demo_set set = {{0}};
    unsigned number;

    (void)row;
    if (strlen(value) >= sizeof(copy))
        return false;
    memcpy(copy, value, strlen(value) + 1);
    while ((word = strtok_r(rest, SEPARATORS, &rest)) != NULL) {
        if (!demo_number_decimal(word, 0xFF, &number))
            return false;
        set.bits[number / 8] |= (uint8_t)(1u << number % 8);
    }
    memcpy(place, &set, sizeof(set));
    return true;
}

bool demo_set_has(const struct demo_set *set, unsigned number)
{
    return number < 8 * sizeof(set->bits) && (set->bits[number / 8] & 1u << number % 8);
}

static const struct option_kind
    option_flag = {read_flag, N_("yes or no"), {NULL}},
    option_keep = {read_flag, "keep", {"clear", "keep"}},
    option_own = {read_flag, "own", {"shared", "own"}},
    option_code = {read_code, N_("ok, or a code of two hex digits such as cc"), {NULL}},
    option_reply = {read_reply, N_("ok, ignored, drop, or a code of two hex digits such as cc"),
                    {NULL}},
    option_ms = {read_ms, N_("a time such as 500 or 20s"), {NULL}},
    option_never = {read_never, N_("never, or a time such as 500 or 20s"), {NULL}},
    option_count = {read_count, N_("a decimal number, and not too high a one"), {NULL}},
    option_set = {read_set, N_("decimal numbers up to 255"), {NULL}},
    option_apply = {read_choice, N_("immediate, commit or complete"),
                    {"immediate", "commit", "complete"}},
    option_ipmi = {read_choice, N_("1.5, 2.0 or both"), {"1.5", "2.0", "both"}};

/* --- names -------------------------------------------------------------------------- */

#define OPTION(kind, member, name, standard)                                                       \
    {name, &option_##kind, offsetof(struct demo_options, member), standard, 0},
#define COUNT(member, name, standard, highest)                                                     \
    {name, &option_count, offsetof(struct demo_options, member), standard, highest},
#define LOGIN_OPTION(kind, member, name, standard)   OPTION(kind, login.member, name, standard)
#define LOGIN_COUNT(member, name, standard, highest) COUNT(login.member, name, standard, highest)

static const struct option_row rows[] = {
    DEMO_OPTIONS(OPTION, COUNT) DEMO_LOGIN_OPTIONS(LOGIN_OPTION, LOGIN_COUNT)
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

/* Other ways to say the same, which came first; with a value that is another word now. */
static const struct other_name {
    const char *name, *value, *now, *value_now; /* value NULL: any, and kept */
} others[] = {
    {"staged", "yes", "apply", "commit"},
    {"staged", "no", "apply", "immediate"},
    {"drop-unlocked", "yes", "unlocked", "drop"},
    {"drop-unlocked", "no", "unlocked", "ok"},
    {"other-sources", "yes", "sources", "1 2 3 4"},
    {"other-sources", "no", "sources", "1 2"},
    {"strict-gateway", "yes", "gateway-check", "cc"},
    {"strict-gateway", "no", "gateway-check", "ok"},
    {"arp", "ignored", "ignored", "10"},
    {"lock-code", NULL, "lock", NULL},
    {"commit-code", NULL, "commit", NULL},
    {"dhcp-code", NULL, "write-under-dhcp", NULL},
    {"no-channel-code", NULL, "absent-channel", NULL},
    {"no-name-code", NULL, "empty-name", NULL},
    {"force-code", NULL, "identify-force", NULL},
    {"light-reported", NULL, "identify-state", NULL},
    {"lease", NULL, "lease-ms", NULL},
};

static const struct option_row *find_row(const char *name)
{
    for (size_t i = 0; i < ROWS; i++) {
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    }
    return NULL;
}

/* value NULL: whatever it is. */
static const struct other_name *find_other(const char *name, const char *value)
{
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        if (strcmp(others[i].name, name) == 0 &&
            (!value || !others[i].value || strcmp(others[i].value, value) == 0))
            return &others[i];
    }
    return NULL;
}

bool demo_options_know(const char *name)
{
    return find_row(name) || find_other(name, NULL);
}

const char *demo_options_right(const char *name)
{
    const struct other_name *other = find_other(name, NULL);

    if (other && other->value)
        return other->value;
    return _(find_row(other ? other->now : name)->kind->right);
}

bool demo_options_set(struct demo_options *options, const char *name, const char *value)
{
    const struct option_row *row;
    const struct other_name *other;

    if (!value)
        value = "yes";
    other = find_other(name, value);
    row = find_row(other ? other->now : name);
    if (other && other->value_now)
        value = other->value_now;
    return row && row->kind->read(row, value, (unsigned char *)options + row->offset);
}

bool demo_login_set(struct demo_login *login, const char *name, const char *value)
{
    const struct option_row *row = find_row(name);
    size_t from = offsetof(struct demo_options, login);

    return row && row->offset >= from &&
           row->kind->read(row, value, (unsigned char *)login + (row->offset - from));
}

void demo_text_join(char *list, size_t size, const char *text)
{
    size_t used = strlen(list);

    if (used < size)
        snprintf(list + used, size - used, "%s%s", used > 0 ? ", " : "", text);
}

void demo_options_names(char *text, size_t size)
{
    for (size_t i = 0; i < ROWS; i++)
        demo_text_join(text, size, rows[i].name);
}

void demo_options_init(struct demo_options *options)
{
    memset(options, 0, sizeof(*options));
    for (size_t i = 0; i < ROWS; i++) {
        bool right = demo_options_set(options, rows[i].name, rows[i].standard);

        assert(right);
        (void)right;
    }
    options->login.force_cipher = -1;
}
