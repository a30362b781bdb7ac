/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one type for passwords: its editing, its limits, its files, and that it is wiped. */
#include "unit/cases.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/secret.h"
#include "scratch.h"

static void test_set(void **state)
{
    struct secret *secret = secret_create();
    char long_text[SECRET_MAX + 2];

    (void)state;
    memset(long_text, 'x', sizeof long_text);
    assert_int_equal(secret_length(secret), 0);
    assert_string_equal(secret_bytes(secret), "");
    assert_true(secret_set(secret, "abc", 3));
    assert_string_equal(secret_bytes(secret), "abc");
    assert_false(secret_set(secret, long_text, SECRET_MAX + 1));
    assert_string_equal(secret_bytes(secret), "abc");
    assert_true(secret_set(secret, long_text, SECRET_MAX));
    assert_int_equal(secret_length(secret), SECRET_MAX);
    assert_int_equal(strlen(secret_bytes(secret)), SECRET_MAX);
    assert_true(secret_set(secret, "", 0));
    assert_int_equal(secret_length(secret), 0);
    secret_free(&secret);
    assert_null(secret);
    secret_free(&secret);
    assert_int_equal(secret_length(NULL), 0);
    assert_string_equal(secret_bytes(NULL), "");
}

static void test_edit(void **state)
{
    struct secret *secret = secret_create();

    (void)state;
    assert_true(secret_insert(secret, 0, 'b'));
    assert_true(secret_insert(secret, 0, 'a'));
    assert_true(secret_insert(secret, 2, 'd'));
    assert_true(secret_insert(secret, 2, 'c'));
    assert_string_equal(secret_bytes(secret), "abcd");
    assert_false(secret_insert(secret, 5, 'x'));
    secret_delete(secret, 4);
    secret_delete(secret, 99);
    assert_string_equal(secret_bytes(secret), "abcd");
    secret_delete(secret, 1);
    assert_string_equal(secret_bytes(secret), "acd");
    secret_delete(secret, 2);
    secret_delete(secret, 0);
    assert_string_equal(secret_bytes(secret), "c");
    secret_delete(secret, 0);
    assert_int_equal(secret_length(secret), 0);
    for (int i = 0; i < SECRET_MAX; i++)
        assert_true(secret_insert(secret, (size_t)i, 'x'));
    assert_false(secret_insert(secret, 0, 'x'));
    assert_int_equal(secret_length(secret), SECRET_MAX);
    secret_free(&secret);
}

/* Nothing of a longer secret stays behind a shorter one. */
static void test_wipe(void **state)
{
    struct secret *secret = secret_create();
    const char *bytes = secret_bytes(secret);

    (void)state;
    secret_set(secret, "a long one", 10);
    secret_set(secret, "b", 1);
    for (size_t i = 1; i < SECRET_MAX; i++)
        assert_int_equal(bytes[i], 0);
    secret_insert(secret, 1, 'z');
    secret_delete(secret, 1);
    assert_int_equal(bytes[1], 0);
    secret_clear(secret);
    assert_int_equal(bytes[0], 0);
    assert_int_equal(secret_length(secret), 0);
    secret_free(&secret);
}

static void test_equal(void **state)
{
    struct secret *one = secret_create(), *other = secret_create();

    (void)state;
    assert_true(secret_equal(one, other));
    assert_true(secret_equal(one, NULL));
    secret_set(one, "abc", 3);
    assert_false(secret_equal(one, other));
    secret_set(other, "abd", 3);
    assert_false(secret_equal(one, other));
    secret_set(other, "abcd", 4);
    assert_false(secret_equal(one, other));
    secret_set(other, "abc", 3);
    assert_true(secret_equal(one, other));
    secret_free(&one);
    secret_free(&other);
}

/* Each letter comes, and none more often than chance allows; two draws differ. */
static void test_random(void **state)
{
    struct secret *one = secret_create(), *other = secret_create();
    unsigned counts[3] = {0};

    (void)state;
    for (int i = 0; i < 30; i++) {
        secret_clear(one);
        assert_true(secret_add_random(one, "abc", 100));
        assert_int_equal(secret_length(one), 100);
        for (size_t at = 0; at < 100; at++)
            counts[secret_bytes(one)[at] - 'a']++;
    }
    for (size_t i = 0; i < 3; i++)
        assert_uint_in_range(counts[i], 850, 1150); /* 1,000 and five deviations */
    assert_true(secret_set(one, "x", 1));
    assert_true(secret_add_random(one, "abc", 40));
    assert_true(secret_add_random(other, "abc", 40));
    assert_int_equal(secret_bytes(one)[0], 'x');
    assert_int_not_equal(memcmp(secret_bytes(one) + 1, secret_bytes(other), 40), 0);
    assert_false(secret_add_random(one, "abc", SECRET_MAX - 40));
    assert_int_equal(secret_length(one), 41);
    secret_free(&one);
    secret_free(&other);
}

/* --- reading ---------------------------------------------------------------- */

struct read_case {
    const char *name;
    size_t fill; /* so many x before the bytes */
    const char *bytes;
    size_t length;
    const char *expected; /* NULL: refused, */
    const char *why;      /* with this; NULL: it is no password */
};

static const struct read_case reads[] = {
    {"plain", 0, "secret", 6, "secret", NULL},
    {"one newline dropped", 0, "secret\n", 7, "secret", NULL},
    {"two newlines", 0, "secret\n\n", 8, NULL, "FILE has more than one line"},
    {"Windows", 0, "secret\r\n", 8, NULL, "FILE has Windows line endings"},
    {"carriage return", 0, "secret\r", 7, NULL, "FILE has Windows line endings"},
    {"tab", 0, "sec\tret", 7, NULL, "FILE contains a control character"},
    {"escape", 0, "sec\033ret", 7, NULL, "FILE contains a control character"},
    {"UTF-8 mark", 0, "\xef\xbb\xbfsecret\n", 10, NULL,
     "FILE starts with a byte order mark (UTF-8)"},
    {"UTF-16 mark", 0, "\xff\xfes\0e\0", 6, NULL, "FILE starts with a byte order mark (UTF-16)"},
    {"UTF-16 mark, big-endian", 0, "\xfe\xff\0s\0e", 6, NULL, "FILE starts with a byte order mark"},
    {"letters outside ASCII", 0,
     "s\xc3\xa9"
     "cret\n",
     8,
     "s\xc3\xa9"
     "cret",
     NULL},
    {"blanks kept", 0, " secret ", 8, " secret ", NULL},
    {"newline inside", 0, "sec\nret", 7, NULL, "FILE has more than one line"},
    {"empty", 0, "", 0, "", NULL},
    {"only a newline", 0, "\n", 1, "", NULL},
    {"NUL inside", 0, "sec\0ret", 7, NULL, NULL},
    {"NUL at the end", 0, "secret\0", 7, NULL, NULL},
    {"255 bytes and a newline", SECRET_MAX - 1, "x\n", 2, "", NULL},
    {"255 bytes", SECRET_MAX - 1, "x", 1, "", NULL},
    {"256 bytes", SECRET_MAX, "x", 1, NULL, NULL},
    {"256 bytes and a newline", SECRET_MAX, "x\n", 2, NULL, NULL},
    {"many bytes", 5000, "x\n", 2, NULL, NULL},
};

/* A file with the row's bytes, at its beginning; already unlinked. */
static int make_file(const struct read_case *row)
{
    char name[SCRATCH_PATH];
    int fd = mkstemp(scratch_path(name, sizeof name, "bmctui-test-XXXXXX"));

    assert_true(fd >= 0);
    unlink(name);
    for (size_t i = 0; i < row->fill; i++)
        assert_int_equal(write(fd, "x", 1), 1);
    assert_int_equal(write(fd, row->bytes, row->length), row->length);
    lseek(fd, 0, SEEK_SET);
    return fd;
}

static void test_read(void **state)
{
    const struct read_case *row = *state;
    struct secret *secret = secret_create();
    struct bmc_error error = {.kind = ERROR_NONE};
    int fd = make_file(row), result = secret_read(secret, fd, "FILE", &error);

    close(fd);
    assert_int_equal(result, row->expected == NULL ? -1 : 0);
    if (row->expected == NULL) {
        assert_int_equal(error.kind, ERROR_USAGE);
        assert_holds(error.sentence,
                     row->why != NULL ? row->why : "FILE does not contain a password");
        assert_int_equal(secret_length(secret), 0);
    } else if (row->fill > 0) {
        assert_int_equal(secret_length(secret), SECRET_MAX);
    } else {
        assert_string_equal(secret_bytes(secret), row->expected);
    }
    secret_free(&secret);
}

static void test_bad_descriptor(void **state)
{
    struct secret *secret = secret_create();
    struct bmc_error error;

    (void)state;
    assert_int_equal(secret_read(secret, -1, "FILE", &error), -1);
    assert_int_equal(error.kind, ERROR_SYSTEM);
    assert_holds(error.sentence, "FILE cannot be read");
    secret_free(&secret);
}

static void test_file_rights(void **state)
{
    static const mode_t refused[] = {0640, 0604, 0620, 0602, 0644, 0666};
    char name[SCRATCH_PATH];
    struct secret *secret = secret_create();
    struct bmc_error error;
    int fd = mkstemp(scratch_path(name, sizeof name, "bmctui-test-XXXXXX"));

    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "secret\n", 7), 7);
    for (size_t i = 0; i < CASES_COUNT(refused); i++) {
        fchmod(fd, refused[i]);
        assert_int_equal(secret_read_file(secret, name, &error), -1);
        assert_int_equal(error.kind, ERROR_USAGE);
        assert_holds(error.sentence, "chmod 600");
    }
    fchmod(fd, 0600);
    assert_int_equal(secret_read_file(secret, name, &error), 0);
    assert_string_equal(secret_bytes(secret), "secret");
    fchmod(fd, 0400);
    assert_int_equal(secret_read_file(secret, name, &error), 0);
    close(fd);
    unlink(name);
    assert_int_equal(secret_read_file(secret, name, &error), -1);
    assert_holds(error.sentence, "cannot be opened");
    secret_free(&secret);
}

int main(void)
{
    static struct cases cases;

    for (size_t i = 0; i < CASES_COUNT(reads); i++)
        cases_add(&cases, "read", reads[i].name, test_read, &reads[i]);
    cases_add(&cases, "one", "set", test_set, NULL);
    cases_add(&cases, "one", "edit", test_edit, NULL);
    cases_add(&cases, "one", "random", test_random, NULL);
    cases_add(&cases, "one", "wipe", test_wipe, NULL);
    cases_add(&cases, "one", "equal", test_equal, NULL);
    cases_add(&cases, "one", "bad descriptor", test_bad_descriptor, NULL);
    cases_add(&cases, "one", "file rights", test_file_rights, NULL);
    return cases_run("secret", &cases);
}
