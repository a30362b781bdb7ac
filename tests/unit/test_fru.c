/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The FRU device: how it is read, and what its bytes say, right and wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bmc/fru.h"
#include "bmc_rig.h"
#include "unit/records.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct bmc_rig *rig;
static struct records *records;
static struct fru fru;

static void close_area(uint8_t *bytes, size_t length)
{
    uint8_t sum = 0;

    for (size_t i = 0; i + 1 < length; i++)
        sum = (uint8_t)(sum + bytes[i]);
    bytes[length - 1] = (uint8_t)-sum;
}

/* Returns where the next area may begin. */
static size_t put_area(size_t from, const uint8_t *head, size_t head_length,
                       const char *const *texts)
{
    uint8_t *area = records->fru + from;
    size_t at = 2 + head_length, length;

    area[0] = 1;
    memcpy(area + 2, head, head_length);
    for (; *texts != NULL; texts++) {
        area[at] = (uint8_t)(0xc0 | strlen(*texts));
        memcpy(area + at + 1, *texts, strlen(*texts));
        at += 1 + strlen(*texts);
    }
    area[at++] = 0xc1;
    length = (at + 8) / 8 * 8;
    area[1] = (uint8_t)(length / 8);
    close_area(area, length);
    return from + length;
}

static void put_fru(void)
{
    static const uint8_t chassis[] = {0x17}, board[] = {25, 0x00, 0x5c, 0xb8}, product[] = {25};
    size_t at = 8;

    memset(records->fru, 0, sizeof records->fru);
    records->fru[0] = 1;
    records->fru[2] = (uint8_t)(at / 8);
    at = put_area(at, chassis, sizeof chassis,
                  (const char *[]){"CSE-825TQ-R740LPB", "C825LAH12345678", NULL});
    records->fru[3] = (uint8_t)(at / 8);
    at = put_area(
        at, board, sizeof board,
        (const char *[]){"Supermicro", "X11DPi-NT", "ZM195S012345", "MBD-X11DPI-NT-P", "", NULL});
    records->fru[4] = (uint8_t)(at / 8);
    at = put_area(at, product, sizeof product,
                  (const char *[]){"Supermicro", "SYS-6029P-TR", "", "1.0", "S312345X9A12345",
                                   "rack 4 unit 12", "", "extra", NULL});
    close_area(records->fru, 8);
    records->fru_length = RECORDS_FRU;
}

static int setup(void **state)
{
    bmc_rig_setup(state);
    rig = *state;
    records = records_put(rig->bmc);
    put_fru();
    return 0;
}

static void read_fru(void)
{
    records->fru_asked = 0;
    assert_int_equal(bmc_read_fru(rig->bmc, &fru, &rig->error), 0);
}

static void check_texts(void)
{
    assert_string_equal(fru_text(&fru, FRU_CHASSIS, FRU_PART), "CSE-825TQ-R740LPB");
    assert_string_equal(fru_text(&fru, FRU_CHASSIS, FRU_SERIAL), "C825LAH12345678");
    assert_string_equal(fru_text(&fru, FRU_BOARD, FRU_NAME), "X11DPi-NT");
    assert_string_equal(fru_text(&fru, FRU_BOARD, FRU_MADE), "2018-12-21");
    assert_string_equal(fru_text(&fru, FRU_PRODUCT, FRU_ASSET), "rack 4 unit 12");
    assert_string_equal(fru_text(&fru, FRU_PRODUCT, FRU_CUSTOM), "extra");
    assert_null(fru_text(&fru, FRU_PRODUCT, FRU_PART));
}

/* Whatever a BMC gives at once, and no further than the last area. */
static void it_is_read_in_few_requests(void **state)
{
    static const struct {
        size_t most;
        uint8_t too_much;
        unsigned asked; /* at most, area info included */
    } rows[] = {{0, 0, 3},      {33, 0xca, 1 + 2 + 8},  {34, 0xc8, 1 + 2 + 8},
                {33, 0, 1 + 8}, {16, 0xff, 1 + 4 + 15}, {8, 0xca, 1 + 6 + 30}};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        records->most = rows[i].most;
        records->too_much = rows[i].too_much;
        read_fru();
        assert_int_equal(fru.why.kind, ERROR_NONE);
        check_texts();
        assert_true(records->fru_asked >= 2 && records->fru_asked <= rows[i].asked);
    }
}

static void a_wrong_checksum_is_said_and_shown(void **state)
{
    (void)state;
    for (int area = FRU_CHASSIS; area < FRU_AREAS; area++) {
        put_fru();
        records->fru[records->fru[2 + area] * 8 + 12] ^= 0x20;
        read_fru();
        for (int i = FRU_CHASSIS; i < FRU_AREAS; i++) {
            assert_true(fru.area[i].present);
            assert_int_equal(fru.area[i].wrong_sum, i == area);
            assert_false(fru.area[i].unusable);
        }
        assert_non_null(fru_text(&fru, (enum fru_area_id)area, FRU_SERIAL));
    }
}

static void what_a_bmc_does_not_have_is_said(void **state)
{
    (void)state;
    records->fru_info_code = 0xc1;
    read_fru();
    assert_int_equal(fru.why.completion_code, 0xc1);
    records->fru_info_code = 0;
    records->fru_code = 0xcb;
    read_fru();
    assert_int_equal(fru.why.completion_code, 0xcb);
    assert_int_equal(fru.count, 0);
    records->fru_code = 0;
    records->fru_length = 0;
    read_fru();
    assert_int_not_equal(fru.why.kind, ERROR_NONE);
    bmc_cancel(rig->bmc);
    assert_int_equal(bmc_read_fru(rig->bmc, &fru, &rig->error), -1);
}

/* A device that is smaller than it says, or says less than it has; one that refuses what is
 * behind its end. */
static void a_wrong_size_is_survived(void **state)
{
    (void)state;
    for (size_t length = 0; length < 260; length++) {
        for (int past_end = 0; past_end < 2; past_end++) {
            records->fru_length = length;
            records->fru_size = 65535;
            records->past_end = past_end ? 0xc9 : 0;
            read_fru();
            assert_true(fru.length <= length);
            assert_true(records->fru_asked < 20);
        }
        records->fru_length = RECORDS_FRU;
        records->fru_size = length > 0 ? length : 1;
        read_fru();
        assert_true(fru.length <= length + 1);
    }
}

/* Each byte of the device, at every value: no crash, nothing unprintable. */
static void every_byte_may_be_wrong(void **state)
{
    (void)state;
    for (size_t at = 0; at < 8 + 3 * 16; at++) {
        size_t place = at < 8 ? at : records->fru[2 + (at - 8) / 16] * 8U + (at - 8) % 16;

        for (int value = 0; value < 256; value++) {
            put_fru();
            records->fru[place] = (uint8_t)value;
            memcpy(fru.bytes, records->fru, RECORDS_FRU);
            fru.length = RECORDS_FRU;
            fru_parse(&fru);
            for (size_t i = 0; i < fru.count; i++)
                for (const char *c = fru.field[i].text; *c != '\0'; c++)
                    assert_true(*c >= ' ' && *c <= '~');
        }
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, bmc_rig_teardown)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(it_is_read_in_few_requests),       TEST(a_wrong_checksum_is_said_and_shown),
        TEST(what_a_bmc_does_not_have_is_said), TEST(a_wrong_size_is_survived),
        TEST(every_byte_may_be_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
