/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record of a guest: what the clocks say about it, and its text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "core/password.h"
#include "guard/guest_record.h"

#define HOUR 3600LL
#define DAWN 1800000000LL /* when the tests begin, by the wall clock */

static struct guest_time at(long long wall_s, long long boot_s, const char *boot)
{
    struct guest_time now = {.wall_s = DAWN + wall_s, .boot_ms = boot_s * 1000};

    snprintf(now.boot_id, sizeof now.boot_id, "%s", boot);
    return now;
}

/* 1000 s after the start of boot "a", for four hours. */
static struct guest_record a_guest(void)
{
    const struct guest_time now = at(0, 1000, "a");
    struct guest_record record = {.state = GUEST_OPEN,
                                  .slot = 5,
                                  .channel = 1,
                                  .name = "support",
                                  .privilege = PRIVILEGE_OPERATOR,
                                  .sol = true,
                                  .user = "root",
                                  .tty = "pts/0"};

    guest_record_start(&record, &now, 4 * HOUR);
    return record;
}

static long long left(const struct guest_record *record, struct guest_time now)
{
    return guest_record_left(record, &now);
}

static enum guest_due due(const struct guest_record *record, struct guest_time now)
{
    return guest_record_due(record, &now);
}

static bool note(struct guest_record *record, struct guest_time now)
{
    return guest_record_note(record, &now);
}

/* --- the clocks ----------------------------------------------------------------------------- */

static void ends_in_time(void **state)
{
    const struct guest_record record = a_guest();

    (void)state;
    assert_int_equal(left(&record, at(0, 1000, "a")), 4 * HOUR);
    assert_int_equal(due(&record, at(4 * HOUR - 1, 1000 + 4 * HOUR - 1, "a")), GUEST_NOT_DUE);
    assert_int_equal(left(&record, at(4 * HOUR - 1, 1000 + 4 * HOUR - 1, "a")), 1);
    assert_int_equal(due(&record, at(4 * HOUR, 1000 + 4 * HOUR, "a")), GUEST_DUE_TIME);
}

static void wall_clock_forward_ends_sooner(void **state)
{
    const struct guest_record record = a_guest();

    (void)state;
    assert_int_equal(left(&record, at(3 * HOUR, 1060, "a")), 1 * HOUR);
    assert_int_equal(due(&record, at(4 * HOUR, 1060, "a")), GUEST_DUE_TIME);
}

/* The clock of the boot goes on. */
static void clock_set_back_prolongs_nothing(void **state)
{
    struct guest_record record = a_guest();

    (void)state;
    for (long long back = 0; back < 400 * 24 * HOUR; back += 33 * HOUR) {
        assert_int_equal(left(&record, at(-back, 1000 + HOUR, "a")), 3 * HOUR);
        assert_int_equal(due(&record, at(-back, 1000 + 4 * HOUR, "a")), GUEST_DUE_TIME);
    }
    /* In steps, noted each time. */
    for (int step = 1; step < 4; step++)
        (void)note(&record, at(-step * HOUR, 1000 + step * HOUR, "a"));
    assert_int_equal(left(&record, at(-9 * HOUR, 1000 + 4 * HOUR - 5, "a")), 5);
    assert_int_equal(due(&record, at(-9 * HOUR, 1000 + 4 * HOUR, "a")), GUEST_DUE_TIME);
}

/* Switched off over the end: the wall clock tells. */
static void power_off_over_the_end(void **state)
{
    const struct guest_record record = a_guest();

    (void)state;
    assert_int_equal(due(&record, at(4 * HOUR, 20, "b")), GUEST_DUE_TIME);
    assert_int_equal(due(&record, at(30 * HOUR, 20, "b")), GUEST_DUE_TIME);
    assert_int_equal(due(&record, at(4 * HOUR - 1, 20, "b")), GUEST_NOT_DUE);
}

static void restart_before_the_end(void **state)
{
    struct guest_record record = a_guest();

    (void)state;
    assert_int_equal(left(&record, at(HOUR, 20, "b")), 3 * HOUR);
    assert_true(note(&record, at(HOUR, 20, "b")));
    assert_string_equal(record.boot_id, "b");
    /* From now on this boot's clock counts, too. */
    assert_int_equal(left(&record, at(-9 * HOUR, 20 + 3 * HOUR - 1, "b")), 1);
    assert_int_equal(due(&record, at(-9 * HOUR, 20 + 3 * HOUR, "b")), GUEST_DUE_TIME);
    assert_int_equal(due(&record, at(4 * HOUR, 30, "b")), GUEST_DUE_TIME);
}

/* Nobody can tell how long it was off. */
static void set_back_across_a_restart(void **state)
{
    struct guest_record record = a_guest();

    (void)state;
    assert_true(note(&record, at(2 * HOUR, 1000 + 2 * HOUR, "a")));
    assert_int_equal(due(&record, at(HOUR, 20, "b")), GUEST_DUE_CLOCK);
    assert_int_equal(due(&record, at(-DAWN, 20, "b")), GUEST_DUE_CLOCK);
    /* As much as real clocks differ. */
    assert_int_equal(due(&record, at(2 * HOUR - GUEST_SLACK_S, 20, "b")), GUEST_NOT_DUE);
    assert_int_equal(left(&record, at(2 * HOUR - GUEST_SLACK_S, 20, "b")), 2 * HOUR);
    assert_int_equal(due(&record, at(2 * HOUR - GUEST_SLACK_S - 1, 20, "b")), GUEST_DUE_CLOCK);
}

/* A system without an id of its boots: its clock is behind what it has shown. */
static void restart_without_boot_ids(void **state)
{
    const struct guest_time now = at(0, 1000, "");
    struct guest_record record = a_guest();

    (void)state;
    guest_record_start(&record, &now, 4 * HOUR);
    assert_int_equal(left(&record, at(HOUR, 1000 + HOUR, "")), 3 * HOUR);
    assert_true(note(&record, at(HOUR, 1000 + HOUR, "")));
    assert_int_equal(due(&record, at(HOUR / 2, 60, "")), GUEST_DUE_CLOCK);
    assert_int_equal(left(&record, at(2 * HOUR, 60, "")), 2 * HOUR);
}

static void written_down_now_and_then(void **state)
{
    struct guest_record record = a_guest();

    (void)state;
    assert_false(note(&record, at(10, 1010, "a")));
    assert_false(note(&record, at(20, 1020, "a")));
    assert_true(note(&record, at(20 + GUEST_NOTE_S, 1020 + GUEST_NOTE_S, "a")));
    assert_int_equal(record.latest_s, DAWN + 20 + GUEST_NOTE_S);
    (void)note(&record, at(0, 1400, "a"));
    assert_int_equal(record.latest_s, DAWN + 20 + GUEST_NOTE_S);
}

static void not_the_clocks_alone(void **state)
{
    struct guest_record record = a_guest();
    const struct guest_time now = at(10, 1010, "a");

    (void)state;
    record.state = GUEST_OPENING;
    assert_int_equal(due(&record, now), GUEST_DUE_CUT_OFF);
    record.state = GUEST_ENDING;
    assert_int_equal(due(&record, now), GUEST_DUE_ASKED);
    record.state = GUEST_LEFT;
    assert_int_equal(due(&record, at(100 * HOUR, 5, "b")), GUEST_NOT_DUE);
}

static void more_hours(void **state)
{
    struct guest_record record = a_guest();

    (void)state;
    assert_int_equal(guest_record_extend(&record, 4 * HOUR), 4 * HOUR);
    assert_int_equal(left(&record, at(HOUR, 1000 + HOUR, "a")), 7 * HOUR);
    for (int i = 0; i < 16; i++)
        assert_int_equal(guest_record_extend(&record, 4 * HOUR), 4 * HOUR);
    assert_int_equal(left(&record, at(0, 1000, "a")), GUEST_HOURS_MOST * HOUR);
    assert_int_equal(guest_record_extend(&record, 4 * HOUR), 0);
    assert_int_equal(left(&record, at(0, 1000, "a")), GUEST_HOURS_MOST * HOUR);
    record = a_guest();
    assert_int_equal(guest_record_extend(&record, 70 * HOUR), 68 * HOUR);
}

/* --- as text -------------------------------------------------------------------------------- */

static struct guest_record a_full_guest(void)
{
    struct guest_record record = a_guest();

    record.bmc = (struct guest_bmc){.device_known = true,
                                    .guid_known = true,
                                    .mac_known = true,
                                    .device = {.id = 32,
                                               .revision = 1,
                                               .firmware_major = 3,
                                               .firmware_minor = 0x45,
                                               .ipmi_major = 2,
                                               .manufacturer = 10876,
                                               .product = 0x0b1a},
                                    .guid = {1, 2, 3, 0xff},
                                    .mac = {0, 0x25, 0x90, 0xaa, 0xbb, 0xcc}};
    snprintf(record.left, sizeof record.left, "a reason");
    return record;
}

static void round_trip(void **state)
{
    struct guest_record record = a_full_guest(), read;
    char text[GUEST_TEXT];
    size_t length;

    (void)state;
    length = guest_record_encode(&record, text);
    assert_int_equal(guest_record_decode(&read, text, length, NULL), 0);
    assert_memory_equal(&read.bmc.guid, &record.bmc.guid, sizeof record.bmc.guid);
    assert_true(guest_same_bmc(&read.bmc, &record.bmc));
    assert_string_equal(read.name, "support");
    assert_int_equal(read.end_s, record.end_s);
    assert_int_equal(read.boot_end_ms, record.boot_end_ms);
    assert_string_equal(read.boot_id, "a");
    assert_int_equal(read.state, GUEST_OPEN);
    record.bmc = (struct guest_bmc){0};
    record.begun_s = -5; /* a clock before 1970 */
    length = guest_record_encode(&record, text);
    assert_int_equal(guest_record_decode(&read, text, length, NULL), 0);
    assert_false(read.bmc.guid_known);
    assert_int_equal(read.begun_s, -5);
}

/* Torn anywhere, or a byte another: it is no record. */
static void damaged(void **state)
{
    const struct guest_record record = a_full_guest();
    struct guest_record read;
    struct bmc_error error;
    char text[GUEST_TEXT], other[GUEST_TEXT];
    size_t length = guest_record_encode(&record, text);

    (void)state;
    for (size_t i = 0; i < length; i++) {
        assert_int_equal(guest_record_decode(&read, text, i, &error), -1);
        for (int bit = 0; bit < 8; bit++) {
            memcpy(other, text, length);
            other[i] = (char)(other[i] ^ (1 << bit));
            assert_int_equal(guest_record_decode(&read, other, length, &error), -1);
        }
    }
    memcpy(other, text, length);
    other[length] = '\n';
    assert_int_equal(guest_record_decode(&read, other, length + 1, &error), -1);
}

static void hostile_texts(void **state)
{
    struct guest_record record = a_guest(), read;
    char text[GUEST_TEXT];
    size_t length;

    (void)state;
    snprintf(record.user, sizeof record.user, "a\nslot =7\033[2J");
    memset(record.tty, 'x', sizeof record.tty - 1);
    length = guest_record_encode(&record, text);
    assert_null(memchr(text, '\033', length));
    assert_int_equal(guest_record_decode(&read, text, length, NULL), 0);
    assert_int_equal(read.slot, 5);
    assert_string_equal(read.user, "a?slot =7?[2J");
}

static void which_bmc(void **state)
{
    const struct guest_bmc one = a_full_guest().bmc;
    struct guest_bmc other = one;

    (void)state;
    other.device.firmware_minor = 0x46; /* updated */
    assert_true(guest_same_bmc(&one, &other));
    other.device.product++;
    assert_false(guest_same_bmc(&one, &other));
    other = one;
    other.guid[7] ^= 1;
    assert_false(guest_same_bmc(&one, &other));
    other = one;
    other.mac[5] ^= 1;
    assert_false(guest_same_bmc(&one, &other));
    other = one;
    other.guid_known = false; /* it does not tell now: the MAC address does */
    assert_true(guest_same_bmc(&one, &other));
    other.mac_known = false; /* nothing is left that could tell two of one make apart */
    assert_false(guest_same_bmc(&one, &other));
}

/* --- the password --------------------------------------------------------------------------- */

static void passwords(void **state)
{
    struct secret *password = secret_create(), *last = secret_create();
    unsigned seen[256] = {0};

    (void)state;
    for (int i = 0; i < 2000; i++) {
        const char *text = secret_bytes(password);

        assert_int_equal(random_password(password, NULL), 0);
        assert_int_equal(secret_length(password), RANDOM_PASSWORD);
        assert_int_equal(strspn(text, "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-"),
                         RANDOM_PASSWORD);
        for (size_t at = 0; at < RANDOM_PASSWORD; at++) {
            assert_int_equal(text[at] == '-', at == 4 || at == 9);
            assert_int_not_equal(text[at], text[at + 1]);
            seen[(unsigned char)text[at]]++;
        }
        assert_int_equal(password_check(PASSWORD_POLICY_STRICT, password, false, NULL), 0);
        assert_int_equal(password_check(PASSWORD_POLICY_TRUENAS, password, false, NULL), 0);
        assert_false(secret_equal(password, last));
        secret_set(last, text, RANDOM_PASSWORD);
    }
    /* Of 28000 letters each of the 57 comes some 491 times. */
    for (const char *at = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"; *at; at++)
        assert_uint_in_range(seen[(unsigned char)*at], 300, 900);
    secret_free(&password);
    secret_free(&last);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_in_time),
        cmocka_unit_test(wall_clock_forward_ends_sooner),
        cmocka_unit_test(clock_set_back_prolongs_nothing),
        cmocka_unit_test(power_off_over_the_end),
        cmocka_unit_test(restart_before_the_end),
        cmocka_unit_test(set_back_across_a_restart),
        cmocka_unit_test(restart_without_boot_ids),
        cmocka_unit_test(written_down_now_and_then),
        cmocka_unit_test(not_the_clocks_alone),
        cmocka_unit_test(more_hours),
        cmocka_unit_test(round_trip),
        cmocka_unit_test(damaged),
        cmocka_unit_test(hostile_texts),
        cmocka_unit_test(which_bmc),
        cmocka_unit_test(passwords),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
