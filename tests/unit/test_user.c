/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which slot is meant by what somebody writes: never another one than that, and none where it
 * cannot be told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/user.h"
#include "pages/network.h"

#define LATIN_JURG "J\xfcrg"
#define UTF8_JURG  "J\xc3\xbcrg"

static const struct {
    uint8_t id;
    const char *name;
} users[] = {
    {2, "ADMIN"}, {3, "oper"},    {4, "2"},         {5, "oper"},   {6, LATIN_JURG},
    {7, "J?rg"},  {8, UTF8_JURG}, {9, "M\xfcller"}, {10, "\"q\""}, {11, "04"},
};
#define USERS (sizeof users / sizeof *users)

static void fill(struct model *page)
{
    model_init(page, &page_network);
    for (size_t i = 0; i < USERS; i++) {
        struct model_user *user = &page->users[page->user_count++];

        user->id = users[i].id;
        snprintf(user->bytes, sizeof user->bytes, "%s", users[i].name);
        snprintf(user->name, sizeof user->name, "%s", users[i].name);
        for (char *at = user->name; *at != '\0'; at++) {
            if (*at < ' ' || *at > '~')
                *at = '?';
        }
    }
    page->users_complete = true;
}

/* Slots are 1 to 63 (IPMI 2.0, 22.26). */
static void numbers_are_slots(void **state)
{
    static const struct {
        const char *text;
        unsigned slot;
    } cases[] = {{"0", 0}, {"1", 1}, {"63", 63}, {"64", 0}};
    char name[BMC_USER_NAME];
    uint8_t slot;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(user_parse(cases[i].text, &slot, name), cases[i].slot != 0);
        assert_int_equal(slot, cases[i].slot);
    }
}

static void found_or_refused(void **state)
{
    static const struct {
        const char *text;
        unsigned slot;   /* 0: refused, */
        const char *why; /* with this in the sentence */
    } cases[] = {
        {"ADMIN", 2, NULL},
        {"admin", 0, "the BMC has no user admin"},
        {"\"ADMIN\"", 2, NULL},
        {"2", 2, NULL},
        {"\"2\"", 4, NULL},
        {"4", 4, NULL},
        {"04", 4, NULL},
        {"0000002", 2, NULL},
        {"1002", 0, ""},
        {"258", 0, ""},
        {"\"04\"", 11, NULL},
        {"\"4\"", 0, "without quotes"},
        {"\"\"q\"\"", 10, NULL},
        {"q", 0, "no user q"},
        {"12", 0, "slot 12 has no named user"},
        {"oper", 0, "(3, 5)"},
        {"\"oper\"", 0, "(3, 5)"},
        {LATIN_JURG, 6, NULL},
        {UTF8_JURG, 8, NULL},
        {"J?rg", 7, NULL},
        {"M?ller", 0, "slot 9"},
        {"J??rg", 0, "slot 8"},
        {"", 0, ""},
        {"\"\"", 0, ""},
        {"64", 0, ""},
        {"0", 0, ""},
        {"18446744073709551618", 0, ""},
        {"seventeen-bytes-x", 0, ""},
    };
    struct model page;

    (void)state;
    fill(&page);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct bmc_error error = {0};
        uint8_t slot = 0;
        int result = user_find(&page, cases[i].text, &slot, &error);

        if (slot != cases[i].slot || (result == 0) != (cases[i].slot != 0))
            fail_msg("%s: slot %u", cases[i].text, (unsigned)slot);
        if (result != 0 && strstr(error.sentence, cases[i].why) == NULL)
            fail_msg("%s: %s", cases[i].text, error.sentence);
    }
}

/* Nobody is said not to be there who merely may not be seen. */
static void users_that_are_not_read(void **state)
{
    static const char *const names[] = {"ADMIN", "2", "\"2\"", "nobody"};
    struct bmc_error error;
    struct model page;
    uint8_t slot;

    (void)state;
    model_init(&page, &page_network);
    page.users_complete = true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        page.users_fault.kind = ERROR_DENIED;
        assert_int_equal(user_find(&page, names[i], &slot, &error), -1);
        assert_string_equal(error.sentence, "this session may not read the BMC's users; log in "
                                            "with a higher privilege level");
        page.users_fault.kind = ERROR_REFUSED;
        assert_int_equal(user_find(&page, names[i], &slot, &error), -1);
        assert_string_equal(error.sentence, "the BMC's users could not be read; try again");
        /* Trying again is no use with a BMC that has no users. */
        page.users_fault.completion_code = 0xc1;
        assert_int_equal(user_find(&page, names[i], &slot, &error), -1);
        assert_string_equal(error.sentence, "the BMC refused this: it does not know this command");
        page.users_fault.completion_code = 0;
    }
}

static void what_a_file_may_name(void **state)
{
    struct model page;

    (void)state;
    fill(&page);
    for (size_t i = 0; i < USERS; i++) {
        bool tells = user_name_tells(&page, &page.users[i]);
        uint8_t slot = 0;
        char text[USER_TEXT];

        snprintf(text, sizeof text, "\"%s\"", page.users[i].name);
        assert_int_equal(tells,
                         user_find(&page, text, &slot, NULL) == 0 && slot == page.users[i].id);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_slots),
        cmocka_unit_test(found_or_refused),
        cmocka_unit_test(users_that_are_not_read),
        cmocka_unit_test(what_a_file_may_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
