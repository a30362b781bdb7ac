/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading an SDR repository with all that BMCs get wrong, what its records say, and its file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "bmc/sdr.h"
#include "bmc_rig.h"
#include "unit/folder.h"
#include "unit/records.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct bmc_rig *rig;
static struct records *records;

static int setup(void **state)
{
    bmc_rig_setup(state);
    rig = *state;
    records = records_put(rig->bmc);
    records_add_full(records, 0x30, "CPU1 Temp");
    records_add_compact(records, 0x40, "PS", 2, 0, 5);
    records_add_event_only(records, 0x01, "System Event");
    records_add_other(records, 0x12, 27);
    records_add_full(records, 0x31, "Sixteen bytes ok");
    records->info.added = 1000;
    return 0;
}

static int teardown(void **state)
{
    sdr_keep_in(NULL);
    return bmc_rig_teardown(state);
}

static struct sdr *load(bool fresh)
{
    struct sdr *sdr;

    assert_int_equal(sdr_load(rig->bmc, fresh, &sdr, &rig->error), 0);
    assert_non_null(sdr);
    return sdr;
}

/* The records arrived to the byte. */
static void check_whole(const struct sdr *sdr)
{
    assert_null(sdr_why(sdr));
    assert_int_equal(sdr_count(sdr), records->count);
    for (size_t i = 0; i < records->count; i++) {
        size_t length;
        const uint8_t *bytes = sdr_record(sdr, i, &length);

        assert_int_equal(length, records->record[i].length);
        assert_memory_equal(bytes, records->record[i].bytes, length);
    }
}

/* --- reading -------------------------------------------------------------------------- */

/* How much a BMC gives at once, and what it costs: five records. */
static void every_size_is_found_once(void **state)
{
    static const struct {
        bool whole;
        size_t most;
        uint8_t too_much, past_end;
        unsigned asked; /* Get SDR, at most */
    } manners[] = {
        {true, 0, 0xca, 0, 5},        {true, 0, 0, 0, 5},
        {false, 0, 0xca, 0, 6},      /* no FFh: one more for all */
        {false, 33, 0xca, 0, 2 + 9}, /* ipmi_sim */
        {false, 33, 0xff, 0, 2 + 9},  {false, 33, 0xc8, 0, 2 + 9},
        {true, 33, 0xca, 0, 2 + 9},   {true, 33, 0, 0, 9},
        {false, 16, 0xca, 0, 4 + 15}, {false, 16, 0, 0, 17},
        {false, 8, 0xca, 0, 6 + 29},  {false, 5, 0xca, 0xc9, 90},
        {false, 33, 0xca, 0xc9, 18},  {false, 0, 0xca, 0xca, 18},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(manners); i++) {
        struct sdr *sdr;

        records->whole = manners[i].whole;
        records->most = manners[i].most;
        records->too_much = manners[i].too_much;
        records->past_end = manners[i].past_end;
        records->asked = 0;
        sdr = load(true);
        if (manners[i].most != 5) { /* less than any record's header and one byte */
            check_whole(sdr);
            assert_true(records->asked <= manners[i].asked);
        }
        assert_true(records->asked <= manners[i].asked);
        sdr_free(sdr);
    }
}

static void a_lost_reservation_is_taken_again(void **state)
{
    struct sdr *sdr;

    (void)state;
    records->most = 16;
    records->whole = false;
    records->lost_every = 7;
    sdr = load(false);
    check_whole(sdr);
    assert_true(records->reserve_asked > 1);
    sdr_free(sdr);
}

/* Four times with a growing pause, then what came is kept. */
static void always_lost_comes_to_an_end(void **state)
{
    int64_t start = rig->now_ms;
    struct sdr *sdr;

    (void)state;
    records->lost_every = 1;
    sdr = load(false);
    assert_int_equal(sdr_count(sdr), 0);
    assert_int_equal(sdr_why(sdr)->completion_code, 0xc5);
    assert_int_equal(records->reserve_asked, 5);
    assert_int_equal(rig->now_ms - start, 100 + 200 + 400 + 800);
    sdr_free(sdr);
}

static void a_busy_moment_is_waited_for(void **state)
{
    struct sdr *sdr;

    (void)state;
    records->busy = 3;
    sdr = load(false);
    check_whole(sdr);
    sdr_free(sdr);
}

static void info_and_reserve_may_be_missing(void **state)
{
    struct sdr *sdr;

    (void)state;
    records->info_code = records->reserve_code = 0xc1;
    records->whole = false;
    records->most = 33;
    sdr = load(false);
    check_whole(sdr);
    sdr_free(sdr);
}

static void what_came_before_a_bad_record_is_kept(void **state)
{
    static const uint8_t codes[] = {0xc3, 0xcb, 0xff, 0xd4, 0xc9};

    (void)state;
    for (size_t i = 0; i < COUNT(codes); i++) {
        struct sdr *sdr;

        records->fails_at = 3;
        records->fails_with = codes[i];
        sdr = load(true);
        assert_int_equal(sdr_count(sdr), 2);
        assert_int_equal(sdr_why(sdr)->completion_code, codes[i]);
        sdr_free(sdr);
    }
}

/* A record that answers C3h where the count says that it is none. */
static void an_end_that_is_an_error_is_an_end(void **state)
{
    struct sdr *sdr;

    (void)state;
    records->fails_at = records->count;
    records->fails_with = 0xc3;
    records->info.count = (uint16_t)(records->count - 1);
    sdr = load(false);
    assert_null(sdr_why(sdr));
    assert_int_equal(sdr_count(sdr), records->count - 1);
    sdr_free(sdr);
}

static void a_circle_ends(void **state)
{
    struct sdr *sdr;

    (void)state;
    records->circle = true;
    records->info_code = 0xc1;
    sdr = load(false);
    assert_int_equal(sdr_count(sdr), records->count);
    assert_int_equal(sdr_why(sdr)->kind, ERROR_MALFORMED);
    sdr_free(sdr);
}

/* The length byte says anything: the bytes count. */
static void a_wrong_length_byte_is_seen_through(void **state)
{
    (void)state;
    for (int manner = 0; manner < 3; manner++) {
        for (int told = 0; told < 256; told += 5) {
            struct sdr_sensor sensor;
            struct sdr *sdr;

            records->whole = manner == 0;
            records->most = manner == 0 ? 0 : 33;
            records->past_end = manner == 2 ? 0xc9 : 0;
            records->record[0].bytes[4] = (uint8_t)told;
            sdr = load(true);
            assert_int_equal(sdr_count(sdr), records->count);
            assert_true(sdr_find(sdr, 0x20, 0, 0x30, &sensor));
            assert_string_equal(sensor.name, "CPU1 Temp");
            sdr_free(sdr);
        }
    }
}

/* A record that ends anywhere, whatever it says. */
static void a_cut_record_is_no_crash(void **state)
{
    size_t whole = records->record[0].length;

    (void)state;
    for (size_t length = 0; length < whole; length++) {
        struct sdr_sensor sensor;
        struct sdr_limits limits;
        struct sdr *sdr;
        double value;

        records->record[0].length = length;
        sdr = load(true);
        if (sdr_find(sdr, 0x20, 0, 0x30, &sensor)) {
            assert_true(strlen(sensor.name) > 0 && strlen(sensor.type) > 0);
            (void)sdr_decode(sdr, &sensor, 60, &value);
            (void)sdr_limits(sdr, &sensor, &limits);
        }
        sdr_free(sdr);
    }
}

static void a_gone_link_is_an_error(void **state)
{
    struct sdr *sdr;

    (void)state;
    bmc_cancel(rig->bmc);
    assert_int_equal(sdr_load(rig->bmc, false, &sdr, &rig->error), -1);
    assert_null(sdr);
    assert_int_equal(rig->error.kind, ERROR_CANCELLED);
}

/* What was read is not read again while the BMC says that it has not changed. */
static void a_repository_is_read_once(void **state)
{
    struct sdr *one = load(false), *other;
    unsigned asked = records->asked;

    (void)state;
    other = load(false);
    assert_ptr_equal(one, other);
    assert_int_equal(records->asked, asked);
    sdr_free(other);
    records->info.added++;
    other = load(false);
    assert_int_equal(records->asked, 2 * asked);
    check_whole(one);
    sdr_free(one);
    sdr_free(other);
}

/* --- what it says --------------------------------------------------------------------- */

static void sensors_have_names_types_and_values(void **state)
{
    struct sdr *sdr = load(false);
    struct sdr_sensor sensor;
    struct sdr_limits limits;
    double value;

    (void)state;
    assert_true(sdr_sensor(sdr, 0, &sensor));
    assert_string_equal(sensor.name, "CPU1 Temp");
    assert_string_equal(sensor.type, "Temperature");
    assert_string_equal(sensor.unit, "C");
    assert_true(sensor.threshold && sensor.analog && !sensor.event_only);
    assert_true(sdr_decode(sdr, &sensor, 61, &value));
    assert_true(value > 30.49 && value < 30.51);
    assert_true(sdr_limits(sdr, &sensor, &limits));
    assert_int_equal(limits.known, 1 << LIMIT_UCR);
    assert_true(limits.value[LIMIT_UCR] > 89.9 && limits.value[LIMIT_UCR] < 90.1);
    assert_true(sdr_sensor(sdr, 1, &sensor));
    assert_string_equal(sensor.name, "PS 5");
    assert_true(sdr_sensor(sdr, 2, &sensor));
    assert_string_equal(sensor.name, "PS 6");
    assert_int_equal(sensor.number, 0x41);
    assert_false(sensor.analog);
    assert_false(sdr_limits(sdr, &sensor, &limits));
    assert_true(sdr_sensor(sdr, 3, &sensor));
    assert_true(sensor.event_only);
    assert_int_equal(sensor.owner, 0x41);
    assert_true(sdr_sensor(sdr, 4, &sensor));
    assert_string_equal(sensor.name, "Sixteen bytes ok");
    assert_false(sdr_sensor(sdr, 5, &sensor));
    assert_true(sdr_find(sdr, 0x20, 2, 0x31, &sensor)); /* no such LUN: the one there is */
    assert_false(sdr_find(sdr, 0x20, 0, 0x99, &sensor));
    assert_false(sdr_find(NULL, 0x20, 0, 0x30, &sensor));
    sdr_free(sdr);
}

static void shared_names_go_from_a_to_zz(void **state)
{
    static const struct {
        uint8_t offset;
        const char *name;
    } rows[] = {{0, "Fan A"}, {25, "Fan Z"}, {26, "Fan AA"}, {51, "Fan AZ"}, {127, "Fan DX"}};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct sdr_sensor sensor;
        struct sdr *sdr;

        records->count = 0;
        records_add_compact(records, 0x50, "Fan", 3, 1, rows[i].offset);
        sdr = load(true);
        assert_true(sdr_sensor(sdr, 0, &sensor));
        assert_string_equal(sensor.name, rows[i].name);
        sdr_free(sdr);
    }
}

static void every_byte_of_a_name_is_printable(void **state)
{
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        struct sdr_sensor sensor;
        struct sdr *sdr;

        records->record[0].bytes[50] = (uint8_t)byte;
        sdr = load(true);
        assert_true(sdr_sensor(sdr, 0, &sensor));
        for (const char *at = sensor.name; *at != '\0'; at++)
            assert_true(*at >= ' ' && *at <= '~');
        sdr_free(sdr);
    }
}

/* --- the file ------------------------------------------------------------------------- */

static char file_name[160];
static char *folder_name;

static int setup_with_folder(void **state)
{
    void *folder;

    if (folder_setup(&folder) != 0 || setup(state) != 0)
        return -1;
    folder_name = folder;
    sdr_keep_in(folder_name);
    return 0;
}

static int teardown_with_folder(void **state)
{
    void *folder = folder_name;

    return teardown(state) | folder_teardown(&folder);
}

/* Another program, which has read nothing yet. */
static void start_anew(void)
{
    struct records was = *records;

    bmc_destroy(rig->bmc);
    rig->bmc = bmc_create(&rig->target, &rig->clock);
    assert_int_equal(bmc_open(rig->bmc, &rig->error), 0);
    records = records_put(rig->bmc);
    memcpy(records->record, was.record, sizeof was.record);
    records->count = was.count;
    records->info = was.info;
}

static long find_file(char *bytes, size_t size)
{
    FILE *list;
    char command[128];

    snprintf(command, sizeof command, "ls %s", folder_name);
    list = popen(command, "r");
    assert_non_null(list);
    assert_non_null(fgets(file_name, sizeof file_name, list));
    pclose(list);
    file_name[strcspn(file_name, "\n")] = '\0';
    return folder_read(folder_name, file_name, bytes, size);
}

static void check_file_used(bool used)
{
    struct sdr *sdr = load(false);

    check_whole(sdr);
    assert_int_equal(records->asked == 0, used);
    sdr_free(sdr);
}

static void a_file_saves_reading(void **state)
{
    char bytes[2048], path[256];
    struct stat status;
    unsigned before;

    (void)state;
    check_file_used(false);
    assert_true(find_file(bytes, sizeof bytes) > 0);
    snprintf(path, sizeof path, "%s/%s", folder_name, file_name);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_memory_equal(file_name, "sdr-", 4);
    start_anew();
    before = bmc_requests(rig->bmc);
    check_file_used(true);
    assert_int_equal(bmc_requests(rig->bmc) - before, 3);
    start_anew();
    records->info.added++;
    check_file_used(false);
    start_anew();
    records->info.erased++;
    check_file_used(false);
    start_anew();
    sdr_free(load(true));
    assert_true(records->asked > 0);
}

/* Cut at each byte, and each byte bent: never used, never more than a sentence. */
static void a_damaged_file_is_read_again(void **state)
{
    char bytes[2048], bent[2048];
    long length;

    (void)state;
    sdr_free(load(false));
    length = find_file(bytes, sizeof bytes);
    for (long i = 0; i < 2 * length; i++) {
        struct sdr *sdr;

        memcpy(bent, bytes, sizeof bent);
        if (i < length)
            bent[i] = (char)(bent[i] ^ 0x41);
        folder_write(folder_name, file_name, bent, (size_t)(i < length ? length : i - length));
        start_anew();
        sdr = load(false);
        check_whole(sdr);
        assert_true(records->asked > 0);
        if (i < length)
            assert_non_null(strstr(sdr_note(sdr), file_name));
        sdr_free(sdr);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
#define FILE_TEST(name)                                                                            \
    cmocka_unit_test_setup_teardown(name, setup_with_folder, teardown_with_folder)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(every_size_is_found_once),
        TEST(a_lost_reservation_is_taken_again),
        TEST(always_lost_comes_to_an_end),
        TEST(a_busy_moment_is_waited_for),
        TEST(info_and_reserve_may_be_missing),
        TEST(what_came_before_a_bad_record_is_kept),
        TEST(an_end_that_is_an_error_is_an_end),
        TEST(a_circle_ends),
        TEST(a_wrong_length_byte_is_seen_through),
        TEST(a_cut_record_is_no_crash),
        TEST(a_gone_link_is_an_error),
        TEST(a_repository_is_read_once),
        TEST(sensors_have_names_types_and_values),
        TEST(shared_names_go_from_a_to_zz),
        TEST(every_byte_of_a_name_is_printable),
        FILE_TEST(a_file_saves_reading),
        FILE_TEST(a_damaged_file_is_read_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
