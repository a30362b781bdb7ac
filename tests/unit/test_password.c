/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The password policies with exactly their limits; no sentence quotes what was typed. */
#include "unit/cases.h"

#include <ctype.h>

#include "core/password.h"

#define T PASSWORD_POLICY_TRUENAS
#define S PASSWORD_POLICY_STRICT
#define B PASSWORD_POLICY_BMC

struct password_case {
    const char *password;
    enum password_policy policy;
    bool ipmi_2_0;
    const char *part; /* of the sentence; NULL: good */
};

static const struct password_case checks[] = {
    {"Abcdefg1", T, true, NULL},
    {"abcdefg1#", T, true, NULL},
    {"ABCDEFG1#", T, true, NULL},
    {"Abcdefg#", T, true, NULL},
    {"Abcdef1#", T, true, NULL},
    {"Ab1 cdef", T, true, NULL},
    {"        aB", T, true, NULL},
    {"1234567a#", T, true, NULL},
    {"Abcdefghijklmno1", T, true, NULL},
    {"Abcdefghijklmno1", T, false, NULL},
    {"Abcdefghijklmn1~", T, true, NULL},
    {"", T, true, "it is empty; use 8 to 16 characters."},
    {"A", T, true, "it has 1 characters; use 8 to 16."},
    {"Abcdef1", T, true, "it has 7 characters; use 8 to 16."},
    {"Abcdefghijklmnop1", T, true, "it has 17 characters; use 8 to 16."},
    {"Abcdefghijklmnopqrs1", T, true, "it has 20 characters; use 8 to 16."},
    {"Abcdefghijklmnopqrst1", T, true, "it has 21 characters; use 8 to 16."},
    {"Abcdefghijklmnop1", T, false, "it has 17 characters; use 8 to 16."},
    {"abcdefgh", T, true, "it has 1 of the 4 kinds; use 3 of a-z, A-Z, 0-9 and others such as #!+."},
    {"ABCDEFGH", T, true, "it has 1 of the 4 kinds"},
    {"12345678", T, true, "it has 1 of the 4 kinds"},
    {"########", T, true, "it has 1 of the 4 kinds"},
    {"        ", T, true, "it has 1 of the 4 kinds"},
    {"abcdefg1", T, true, "it has 2 of the 4 kinds"},
    {"abcdEFGH", T, true, "it has 2 of the 4 kinds"},
    {"abcdefg#", T, true, "it has 2 of the 4 kinds"},
    {"ABCDEFG1", T, true, "it has 2 of the 4 kinds"},
    {"ABCDEFG#", T, true, "it has 2 of the 4 kinds"},
    {"1234567#", T, true, "it has 2 of the 4 kinds"},
    {"Abcdefg1\n", T, true, "outside printable ASCII"},
    {"Abcdefg1\t", T, true, "outside printable ASCII"},
    {"Abcdefg1\177", T, true, "outside printable ASCII"},
    {"Abcdefg1\033", T, true, "outside printable ASCII"},
    {"Abcdefg1\001", T, true, "outside printable ASCII"},
    {"Abcdefg1\303\244", T, true, "outside printable ASCII"},
    {"Abcdefg1\377", T, true, "outside printable ASCII"},
    {"\303\244", T, true, "outside printable ASCII"},

    {"Abcdef1#", S, true, NULL},
    {"Abcdefghijklmno1", S, true, "it has 3 of the 4 kinds; use all of"},
    {"Abcdefghijklmn1#", S, true, NULL},
    {"Abcdefghijklmn1#", S, false, NULL},
    {"Abcdefghijklmno1#", S, true, NULL},
    {"Abcdefghijklmnopqr1#", S, true, NULL},
    {"Abcdefghijklmnopqrs1#", S, true, "it has 21 characters; use 8 to 20."},
    {"Abcde1#", S, true, "it has 7 characters; use 8 to 20."},
    {"Abcde1#", S, false, "it has 7 characters; use 8 to 16."},
    {"Abcdefghijklmno1#", S, false,
     "it has 17 characters; more than 16 need IPMI 2.0, which this BMC does not speak; use 8 to 16."},
    {"Abcdefghijklmnopqr1#", S, false, "it has 20 characters; more than 16 need IPMI 2.0"},
    {"Abcdefghijklmnopqrs1#", S, false, "it has 21 characters; use 8 to 16."},
    {"", S, true, "it is empty; use 8 to 20 characters."},
    {"Abcdefg1", S, true, "it has 3 of the 4 kinds; use all of a-z, A-Z, 0-9 and others such as #!+."},
    {"abcdef1#", S, true, "it has 3 of the 4 kinds"},
    {"ABCDEF1#", S, true, "it has 3 of the 4 kinds"},
    {"Abcdefg#", S, true, "it has 3 of the 4 kinds"},
    {"abcdefgh", S, true, "it has 1 of the 4 kinds"},
    {"Abcdef1#\200", S, true, "outside printable ASCII"},

    {"a", B, true, NULL},
    {" ", B, true, NULL},
    {"~", B, true, NULL},
    {"test", B, false, NULL},
    {"abcdefghijklmnop", B, false, NULL},
    {"abcdefghijklmnopq", B, true, NULL},
    {"abcdefghijklmnopqrst", B, true, NULL},
    {"", B, true, "it is empty; use 1 to 20 characters."},
    {"abcdefghijklmnopqrstu", B, true, "it has 21 characters; use 1 to 20."},
    {"abcdefghijklmnopq", B, false, "it has 17 characters; more than 16 need IPMI 2.0"},
    {"abcdefghijklmnopqrstu", B, false, "it has 21 characters; use 1 to 16."},
    {"\033", B, true, "outside printable ASCII"},
    {"a\302\240b", B, true, "outside printable ASCII"},
};

static void test_check(void **state)
{
    const struct password_case *row = *state;
    struct secret *secret = secret_create();
    struct bmc_error error = {.kind = ERROR_NONE};
    int result;

    secret_set(secret, row->password, strlen(row->password));
    result = password_check(row->policy, secret, row->ipmi_2_0, &error);
    secret_free(&secret);
    assert_int_equal(result, row->part == NULL ? 0 : -1);
    if (row->part == NULL)
        return;
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_holds(error.sentence, row->part);
    /* Longer ones cannot be in it by chance. */
    if (strlen(row->password) > 3)
        assert_null(strstr(error.sentence, row->password));
}

struct rules_case {
    const char *password;
    enum password_policy policy;
    const char *met; /* of "n" length, "a", "A", "0", "#" */
};

static const struct rules_case rules[] = {
    {"", T, ""},
    {"", B, ""},
    {"a", T, "a"},
    {"a", B, "na"},
    {"Z", T, "A"},
    {"5", T, "0"},
    {"#", T, "#"},
    {" ", T, "#"},
    {"`", T, "#"},
    {"{", T, "#"},
    {"@", T, "#"},
    {"[", T, "#"},
    {"/", T, "#"},
    {":", T, "#"},
    {"aZ09!", S, "aA0#"},
    {"aZ09!bcd", S, "naA0#"},
    {"abcdefgh", T, "na"},
    {"abcdefghijklmnop", T, "na"},
    {"abcdefghijklmnopq", T, "a"},
    {"abcdefghijklmnopqrst", S, "na"},
    {"abcdefghijklmnopqrstu", S, "a"},
    {"abcdefghijklmnopqrstu", B, "a"},
    {"\303\244", B, "n"},
};

static void test_rules(void **state)
{
    const struct rules_case *row = *state;
    struct secret *secret = secret_create();
    static const char letters[PASSWORD_RULE_COUNT + 1] = "naA0#";
    char met[PASSWORD_RULE_COUNT + 1] = "";

    secret_set(secret, row->password, strlen(row->password));
    for (enum password_rule rule = 0; rule < PASSWORD_RULE_COUNT; rule++) {
        if (password_meets(row->policy, secret, rule))
            strncat(met, &letters[rule], 1);
    }
    secret_free(&secret);
    assert_string_equal(met, row->met);
}

/* Every byte belongs to one class or is refused. */
static void test_every_byte(void **state)
{
    struct secret *secret = secret_create();

    (void)state;
    for (unsigned byte = 1; byte < 256; byte++) {
        char text = (char)byte;
        unsigned classes = 0;
        bool printable = byte >= 0x20 && byte <= 0x7e;

        secret_set(secret, &text, 1);
        for (enum password_rule rule = PASSWORD_RULE_LOWER; rule < PASSWORD_RULE_COUNT; rule++)
            classes += password_meets(B, secret, rule) ? 1 : 0;
        /* ctype.h knows the same in the C locale, where the tests run. */
        assert_int_equal(password_meets(B, secret, PASSWORD_RULE_LOWER), islower((int)byte) != 0);
        assert_int_equal(password_meets(B, secret, PASSWORD_RULE_UPPER), isupper((int)byte) != 0);
        assert_int_equal(password_meets(B, secret, PASSWORD_RULE_DIGIT), isdigit((int)byte) != 0);
        if (classes != (printable ? 1 : 0) ||
            (password_check(B, secret, true, NULL) == 0) != printable)
            fail_msg("byte 0x%02x", byte);
    }
    secret_free(&secret);
}

/* Every length from 0 to 255 under every policy and both versions. */
static void test_every_length(void **state)
{
    static const size_t minimum[] = {[T] = 8, [S] = 8, [B] = 1};
    static const size_t maximum[] = {[T] = 16, [S] = 20, [B] = 20};
    struct secret *secret = secret_create();
    char text[SECRET_MAX];

    (void)state;
    memset(text, 'x', sizeof text);
    memcpy(text, "aB3#", 4);
    for (unsigned policy = T; policy <= B; policy++) {
        for (size_t length = 0; length <= SECRET_MAX; length++) {
            bool good = length >= minimum[policy] && length <= maximum[policy];

            /* Below 4 bytes not all classes are there, but then it is too short where it counts. */
            secret_set(secret, text, length);
            assert_int_equal(password_check(policy, secret, true, NULL) == 0, good);
            assert_int_equal(password_check(policy, secret, false, NULL) == 0,
                             good && length <= 16);
        }
    }
    secret_free(&secret);
}

static void test_policies(void **state)
{
    (void)state;
    assert_int_equal(password_limits(T)->minimum, 8);
    assert_int_equal(password_limits(T)->maximum, 16);
    assert_int_equal(password_limits(T)->classes, 3);
    assert_int_equal(password_limits(S)->minimum, 8);
    assert_int_equal(password_limits(S)->maximum, 20);
    assert_int_equal(password_limits(S)->classes, 4);
    assert_int_equal(password_limits(B)->minimum, 1);
    assert_int_equal(password_limits(B)->maximum, 20);
    assert_int_equal(password_limits(B)->classes, 0);
}

static void test_texts(void **state)
{
    char text[32];

    (void)state;
    assert_string_equal(password_rule_text(T, PASSWORD_RULE_LENGTH, text, sizeof text),
                        "8-16 bytes:");
    assert_string_equal(password_rule_text(S, PASSWORD_RULE_LENGTH, text, sizeof text),
                        "8-20 bytes:");
    assert_string_equal(password_rule_text(B, PASSWORD_RULE_LENGTH, text, sizeof text),
                        "1-20 bytes:");
    assert_string_equal(password_rule_text(T, PASSWORD_RULE_LOWER, text, sizeof text), "a-z");
    assert_string_equal(password_rule_text(T, PASSWORD_RULE_UPPER, text, sizeof text), "A-Z");
    assert_string_equal(password_rule_text(T, PASSWORD_RULE_DIGIT, text, sizeof text), "0-9");
    assert_string_equal(password_rule_text(T, PASSWORD_RULE_SPECIAL, text, sizeof text), "#!+");
}

int main(void)
{
    static struct cases cases;
    static const char *const groups[] = {[T] = "truenas", [S] = "strict", [B] = "bmc"};

    for (size_t i = 0; i < CASES_COUNT(checks); i++)
        cases_add(&cases, groups[checks[i].policy], checks[i].password, test_check, &checks[i]);
    for (size_t i = 0; i < CASES_COUNT(rules); i++)
        cases_add(&cases, "rules", rules[i].password, test_rules, &rules[i]);
    cases_add(&cases, "every", "byte", test_every_byte, NULL);
    cases_add(&cases, "every", "length", test_every_length, NULL);
    cases_add(&cases, "one", "policies", test_policies, NULL);
    cases_add(&cases, "one", "texts", test_texts, NULL);
    return cases_run("password", &cases);
}
