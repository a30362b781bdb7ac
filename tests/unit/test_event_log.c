/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The walk through the event log and its clearing, against a log of the test's own behind the door:
 * with gaps, wrapped ids, lies, records that come at any request, and a fault at each request.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bmc/event_log.h"
#include "bmc/state.h"
#include "bmc_rig.h"

#define MOST 5000

enum lie { LIE_NONE, LIE_LAST, LIE_LAST_ALONE, LIE_OTHER_ID, LIE_CIRCLE, LIE_ENTRIES };
enum fault { FAULT_NONE, FAULT_REFUSED, FAULT_BUSY, FAULT_SHORT, FAULT_LOST, FAULT_LOST_DONE };

/* A BMC's log: the oldest first. */
static struct {
    uint16_t ids[MOST];
    size_t count;
    uint32_t erased, added, came; /* came: of all records ever */
    uint16_t reservation;
    bool reserved, clears_itself, refuses_records, no_status, keeps;
    unsigned erasing; /* so many times SEL info says so, once it has begun */
    bool comes_while; /* it is erased */
    enum lie lie;
    unsigned requests, records, clears;
    unsigned comes_at, comes_every; /* requests at which a record comes */
    unsigned fault_at;
    enum fault fault;
    uint16_t bad; /* a record that is never given */
} sel;

static void sel_fill(uint16_t first, size_t count)
{
    memset(&sel, 0, sizeof sel);
    sel.count = count;
    for (size_t i = 0; i < count; i++)
        sel.ids[i] = (uint16_t)(first + i);
    sel.came = (uint32_t)count;
    sel.added = 1000;
}

static void sel_add(void)
{
    uint16_t id = sel.count > 0 ? (uint16_t)(sel.ids[sel.count - 1] + 1) : 1;

    assert_true(sel.count < MOST);
    sel.ids[sel.count++] = id == SEL_LAST || id == 0 ? 1 : id;
    sel.came++;
    sel.added++;
    sel.reserved = false;
}

static size_t put16(uint8_t *at, size_t value)
{
    at[0] = (uint8_t)value;
    at[1] = (uint8_t)(value >> 8);
    return 2;
}

static size_t sel_info_answer(uint8_t *rs)
{
    memset(rs, 0, 14);
    rs[0] = 0x51;
    put16(rs + 1, sel.lie == LIE_ENTRIES ? sel.count + 40 : sel.count);
    put16(rs + 3, 16000 - sel.count * 2);
    put16(rs + 5, sel.added);
    put16(rs + 9, sel.erased);
    rs[13] = 2;
    return 14;
}

static size_t sel_find(uint16_t id)
{
    size_t i = 0;

    if (id == SEL_FIRST)
        return 0;
    if (id == SEL_LAST)
        return sel.lie == LIE_LAST || sel.lie == LIE_LAST_ALONE ? 0 : sel.count - 1;
    while (i < sel.count && sel.ids[i] != id)
        i++;
    return i;
}

/* The completion code. */
static uint8_t sel_entry(uint16_t asked, uint8_t *rs, size_t *length)
{
    size_t i = sel_find(asked);
    uint16_t next;

    sel.records++;
    if (sel.bad != 0 && asked == sel.bad)
        return 0xff;
    if (sel.lie == LIE_OTHER_ID && i == sel.count)
        for (i = 0; i < sel.count && sel.ids[i] < asked; i++)
            continue;
    if (i >= sel.count || sel.refuses_records)
        return sel.refuses_records ? 0xc1 : 0xcb;
    next = i + 1 < sel.count ? sel.ids[i + 1] : SEL_LAST;
    if (sel.lie == LIE_CIRCLE && next == SEL_LAST)
        next = sel.ids[sel.count / 2];
    if (sel.lie == LIE_LAST_ALONE && asked == SEL_LAST)
        next = SEL_LAST;
    put16(rs, next);
    memset(rs + 2, 0, SEL_RECORD);
    put16(rs + 2, sel.ids[i]);
    rs[4] = 2;
    *length = 2 + SEL_RECORD;
    return 0;
}

static uint8_t sel_clear(const uint8_t *rq, uint8_t *rs, size_t *length)
{
    uint16_t reservation = (uint16_t)(rq[1] | rq[2] << 8);

    if (rq[6] == 0 && sel.no_status)
        return 0xc1;
    if (rq[6] == 0 && sel.comes_while && !sel.reserved)
        return 0xc5;
    if (rq[6] == 0xaa && (!sel.reserved || reservation != sel.reservation))
        return 0xc5;
    if (rq[6] == 0xaa) {
        sel.clears++;
        if (!sel.keeps)
            sel.count = 0;
        sel.erased++;
        if (sel.keeps)
            sel.erased--;
        if (sel.clears_itself || sel.comes_while)
            sel_add();
    }
    *rs = rq[6] == 0xaa ? 0 : 1;
    *length = 1;
    return 0;
}

static uint8_t sel_answer(const uint8_t *rq, uint8_t *rs, size_t *length)
{
    switch (rq[0]) {
    case 0x40:
        if (sel.clears > 0 && sel.erasing > 0 && sel.erasing-- > 0)
            return 0x81;
        *length = sel_info_answer(rs);
        return 0;
    case 0x42:
        sel.reserved = true;
        *length = put16(rs, ++sel.reservation);
        return 0;
    case 0x43:
        return sel_entry((uint16_t)(rq[3] | rq[4] << 8), rs, length);
    case 0x47:
        return sel_clear(rq, rs, length);
    case 0x48:
        memset(rs, 0x22, 4);
        *length = 4;
        return 0;
    default:
        return 0xc1;
    }
}

static int sel_send(struct link *link, const struct request *request, struct bmc_error *error)
{
    uint8_t rq[64], rs[64];
    enum fault fault = ++sel.requests == sel.fault_at ? sel.fault : FAULT_NONE;
    size_t length = 0;

    (void)link;
    assert_true(fiid_obj_get_all(request->rq, rq, sizeof rq) > 0);
    if (sel.requests == sel.comes_at ||
        (sel.comes_every != 0 && sel.requests % sel.comes_every == 0))
        sel_add();
    if (fault == FAULT_LOST)
        return error_set(error, ERROR_TIMEOUT, "no answer");
    rs[0] = rq[0];
    rs[1] = fault == FAULT_REFUSED ? 0xc9 : fault == FAULT_BUSY ? 0xc0 : 0;
    if (rs[1] == 0)
        rs[1] = sel_answer(rq, rs + 2, &length);
    if (fault == FAULT_LOST_DONE)
        return error_set(error, ERROR_TIMEOUT, "no answer");
    if (rs[1] != 0)
        length = 0;
    assert_true(fiid_obj_set_all(request->rs, rs, fault == FAULT_SHORT ? 3 : (unsigned)length + 2) >
                0);
    return 0;
}

static const struct link_class *original;
static struct link_class scripted;

static int setup(void **state)
{
    struct bmc_rig *rig;

    bmc_rig_setup(state);
    rig = *state;
    original = rig->bmc->link->class;
    scripted = *original;
    scripted.send = sel_send;
    rig->bmc->link->class = &scripted;
    return 0;
}

/* --- what was told ----------------------------------------------------------------------- */

static struct {
    uint16_t newest_first[MOST];
    size_t count;
    unsigned forgotten, progress;
    unsigned stop_after; /* requests; 0: never */
} told;

static void on_older(void *data, const struct sel_record *record)
{
    (void)data;
    told.newest_first[told.count++] = record->id;
}

static void on_newer(void *data, const struct sel_record *record)
{
    (void)data;
    memmove(told.newest_first + 1, told.newest_first, told.count++ * sizeof *told.newest_first);
    told.newest_first[0] = record->id;
}

static void on_forget(void *data)
{
    (void)data;
    told.count = 0;
    told.forgotten++;
}

static void on_progress(void *data, size_t read)
{
    (void)data;
    (void)read;
    told.progress++;
}

static bool on_stop(void *data)
{
    (void)data;
    return told.stop_after != 0 && sel.requests >= told.stop_after;
}

static const struct event_log_watch watch = {.stop = on_stop,
                                             .older = on_older,
                                             .newer = on_newer,
                                             .forget = on_forget,
                                             .progress = on_progress};

static struct event_log *must_open(struct bmc *bmc)
{
    struct event_log *log = event_log_create();

    memset(&told, 0, sizeof told);
    sel.requests = sel.records = 0;
    assert_int_equal(event_log_open(log, bmc, NULL), 0);
    return log;
}

static void must_read(struct event_log *log, struct bmc *bmc, size_t count)
{
    struct bmc_error error = {0};

    if (event_log_read(log, bmc, count, &watch, &error) != 0)
        fail_msg("%s", error.sentence);
}

/* The newest records, as the BMC has them; and the same was told. */
static void assert_newest(const struct event_log *log, size_t count)
{
    assert_int_equal(event_log_count(log), count);
    assert_int_equal(told.count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(event_log_record(log, i)->id, sel.ids[sel.count - 1 - i]);
        assert_int_equal(told.newest_first[i], sel.ids[sel.count - 1 - i]);
    }
}

/* --- reading ----------------------------------------------------------------------------- */

static void test_newest_first(void **state)
{
    struct bmc *bmc = ((struct bmc_rig *)*state)->bmc;
    struct event_log *log;

    sel_fill(1, 300);
    log = must_open(bmc);
    must_read(log, bmc, 16);
    assert_newest(log, 16);
    assert_int_equal(sel.requests, 18); /* info, clock, 16 records */
    assert_false(event_log_whole(log));
    must_read(log, bmc, 32);
    assert_newest(log, 32);
    assert_int_equal(sel.requests, 34);
    must_read(log, bmc, SIZE_MAX);
    assert_newest(log, 300);
    assert_true(event_log_whole(log));
    assert_int_equal(sel.requests, 302); /* entries + 3, the SDR's included */
    assert_int_equal(told.forgotten + told.progress, 0);
    must_read(log, bmc, SIZE_MAX);
    assert_int_equal(sel.requests, 302);
    event_log_free(log);
}

/* Each reads all there is, whatever the ids are; and how often it had to begin anew. */
static void test_logs(void **state)
{
    static const struct {
        const char *name;
        uint16_t first;
        size_t count;
        size_t gap_at, gap;
        enum lie lie;
        unsigned forgotten, more; /* requests more than entries + 2, at most */
    } rows[] = {
        {"empty", 1, 0, 0, 0, LIE_NONE, 0, 0},
        {"one", 1, 1, 0, 0, LIE_NONE, 0, 0},
        {"one, far", 700, 1, 0, 0, LIE_NONE, 0, 0},
        {"two", 1, 2, 0, 0, LIE_NONE, 0, 0},
        {"far from 1", 4000, 40, 0, 0, LIE_NONE, 0, 0},
        {"wrapped", 65530, 40, 0, 0, LIE_NONE, 0, 1},
        {"a gap of 15", 1, 40, 20, 15, LIE_NONE, 0, 15},
        {"a gap of 16", 1, 40, 20, 16, LIE_NONE, 1, 60},
        {"a gap at the end", 1, 40, 39, 3, LIE_NONE, 0, 3},
        {"a gap behind the oldest", 1, 40, 1, 30, LIE_NONE, 0, 1},
        {"FFFFh is the oldest", 1, 40, 0, 0, LIE_LAST, 1, 2},
        {"FFFFh is the oldest and says it is the last", 1, 40, 0, 0, LIE_LAST_ALONE, 0, 60},
        {"ids in a gap give another record", 1, 40, 20, 3, LIE_OTHER_ID, 1, 60},
        {"the last points back", 1, 40, 0, 0, LIE_CIRCLE, 1, 2},
        {"fewer than it counts", 1, 40, 0, 0, LIE_ENTRIES, 0, 20},
    };
    struct bmc *bmc = ((struct bmc_rig *)*state)->bmc;

    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
        struct event_log *log;

        print_message("%s\n", rows[row].name);
        sel_fill(rows[row].first, rows[row].count);
        for (size_t i = 0; i < sel.count; i++) {
            unsigned id = rows[row].first + (unsigned)i +
                          (unsigned)(rows[row].gap != 0 && i >= rows[row].gap_at ? rows[row].gap : 0);

            sel.ids[i] = (uint16_t)(id >= SEL_LAST ? id - 0xfffe : id);
        }
        sel.lie = rows[row].lie;
        log = must_open(bmc);
        for (size_t wanted = 7; !event_log_whole(log) && wanted < 400; wanted += 7)
            must_read(log, bmc, wanted);
        assert_newest(log, rows[row].count);
        assert_true(event_log_whole(log));
        assert_int_equal(told.forgotten, rows[row].forgotten);
        if (sel.requests > rows[row].count + 2 + rows[row].more)
            fail_msg("%u requests", sel.requests);
        event_log_free(log);
    }
}

/* Stopped at any request, on the way down and up, it goes on where it was. */
static void test_stopped(void **state)
{
    struct bmc *bmc = ((struct bmc_rig *)*state)->bmc;

    for (int up = 0; up <= 1; up++) {
        for (unsigned stop = 3; stop < 60; stop++) {
            struct bmc_error error = {0};
            struct event_log *log;

            sel_fill(1, 30);
            sel.lie = up ? LIE_LAST : LIE_NONE;
            log = must_open(bmc);
            told.stop_after = stop;
            while (event_log_read(log, bmc, SIZE_MAX, &watch, &error) != 0) {
                assert_int_equal(error.kind, ERROR_CANCELLED);
                assert_int_equal(sel.requests, told.stop_after);
                told.stop_after += 5;
            }
            assert_newest(log, 30);
            assert_true(event_log_whole(log));
            event_log_free(log);
        }
    }
}

/* A fault at each request: all is read, or the reading fails and goes on; nothing is invented. */
static void test_reading_faults(void **state)
{
    struct bmc *bmc = ((struct bmc_rig *)*state)->bmc;

    for (enum fault fault = FAULT_REFUSED; fault <= FAULT_LOST; fault++) {
        for (unsigned at = 3; at < 24; at++) {
            struct event_log *log;

            sel_fill(1, 20);
            sel.fault = fault;
            log = must_open(bmc);
            sel.fault_at = at;
            if (event_log_read(log, bmc, SIZE_MAX, &watch, NULL) != 0) {
                assert_int_equal(fault, FAULT_LOST);
                must_read(log, bmc, SIZE_MAX);
            }
            assert_newest(log, 20);
            assert_true(event_log_whole(log));
            event_log_free(log);
        }
    }
}

/* One record that is never given: the others are there, and it is known that one is missing. */
static void test_bad_record(void **state)
{
    struct bmc *bmc = ((struct bmc_rig *)*state)->bmc;
    struct bmc_error error = {0};
    struct event_log *log;

    sel_fill(1, 30);
    sel.bad = 12;
    log = must_open(bmc);
    must_read(log, bmc, SIZE_MAX);
    assert_int_equal(event_log_count(log), 29);
    assert_int_equal(event_log_unread(log), 1);
    assert_false(event_log_whole(log));
    event_log_free(log);
    sel_fill(1, 30);
    sel.refuses_records = true;
    log = must_open(bmc);
    assert_int_equal(event_log_read(log, bmc, 16, &watch, &error), -1);
    assert_int_equal(error.completion_code, 0xc1);
    event_log_free(log);
}

static void test_new_ones(void **state)
{
    struct bmc *bmc = ((struct bmc_rig *)*state)->bmc;
    struct event_log *log;

    sel_fill(1, 30);
    log = must_open(bmc);
    must_read(log, bmc, 10);
    sel.requests = 0;
    assert_int_equal(event_log_look(log, bmc, &watch, NULL), 0);
    assert_int_equal(sel.requests, 1);
    sel_add();
    sel_add();
    assert_int_equal(event_log_look(log, bmc, &watch, NULL), 0);
    assert_int_equal(sel.requests, 5);
    assert_newest(log, 12);
    /* A link that fails keeps nothing from being seen later. */
    sel_add();
    sel.fault_at = sel.requests + 3;
    sel.fault = FAULT_LOST;
    assert_int_equal(event_log_look(log, bmc, &watch, NULL), -1);
    assert_int_equal(event_log_look(log, bmc, &watch, NULL), 0);
    assert_newest(log, 13);
    /* Somebody deletes the third newest. */
    memmove(sel.ids + sel.count - 3, sel.ids + sel.count - 2, 2 * sizeof *sel.ids);
    sel.count--;
    sel.erased++;
    assert_int_equal(event_log_look(log, bmc, &watch, NULL), 0);
    assert_newest(log, 13);
    assert_int_equal(told.forgotten, 1);
    /* Somebody clears it. */
    sel.count = 0;
    sel.erased++;
    sel_add();
    assert_int_equal(event_log_look(log, bmc, &watch, NULL), 0);
    assert_newest(log, 1);
    assert_int_equal(told.forgotten, 2);
    sel.count = 0;
    sel.erased++;
    assert_int_equal(event_log_look(log, bmc, &watch, NULL), 0);
    assert_int_equal(event_log_count(log), 0);
    sel_add();
    assert_int_equal(event_log_look(log, bmc, &watch, NULL), 0);
    assert_int_equal(event_log_count(log), 1);
    event_log_free(log);
}

/* --- clearing ---------------------------------------------------------------------------- */

static struct {
    size_t saved;
    uint16_t ids[2 * MOST];
} file;

static int on_save(void *data, const struct event_log *log, size_t count, struct bmc_error *error)
{
    if (data != NULL)
        return error_set(error, ERROR_SYSTEM, "no room");
    while (count-- > 0)
        file.ids[file.saved++] = event_log_record(log, count)->id;
    return 0;
}

static const struct event_clear save_first = {.save = on_save};

static struct event_clear_result clear_it(struct bmc *bmc, const struct event_clear *clear)
{
    struct event_log *log = event_log_create();
    struct event_clear_result result;

    file.saved = 0;
    sel.requests = 0;
    assert_int_equal(event_log_open(log, bmc, NULL), 0);
    event_log_clear(log, bmc, clear, &result);
    event_log_free(log);
    return result;
}

/* All that ever came is saved once, in order, or still there. */
static void assert_none_lost(size_t came_later)
{
    assert_int_equal(sel.came, file.saved + came_later);
    for (size_t i = 1; i < file.saved; i++)
        assert_int_equal(file.ids[i], file.ids[i - 1] + 1);
}

static void test_cleared(void **state)
{
    struct bmc *bmc = ((struct bmc_rig *)*state)->bmc;
    struct event_clear_result result;

    sel_fill(1, 300);
    sel.clears_itself = true;
    result = clear_it(bmc, &save_first);
    assert_int_equal(result.outcome, EVENT_CLEARED);
    assert_int_equal(result.saved, 300);
    assert_int_equal(result.left, 1);
    assert_none_lost(1);
    if (sel.requests > 308)
        fail_msg("%u requests", sel.requests);
    /* One that comes in between is saved as well. */
    for (unsigned at = 1; at < 30; at++) {
        sel_fill(1, 20);
        sel.comes_at = at;
        result = clear_it(bmc, &save_first);
        assert_int_equal(result.outcome, EVENT_CLEARED);
        assert_none_lost(result.left);
        assert_true(sel.clears == 1);
    }
    /* Many: nothing is cleared. */
    sel_fill(1, 1000);
    sel.comes_every = 2;
    result = clear_it(bmc, &save_first);
    assert_int_equal(result.outcome, EVENT_KEPT_COMING);
    assert_int_equal(sel.clears, 0);
    assert_true(result.saved >= 1000);
    assert_int_equal(sel.count, sel.came);
    /* One that comes while the BMC erases ends the reservation; it is waited for all the same, but
     * not for ever. */
    sel_fill(1, 20);
    sel.comes_while = true;
    sel.erasing = 10;
    result = clear_it(bmc, &save_first);
    assert_int_equal(result.outcome, EVENT_CLEARED);
    assert_none_lost(result.left);
    assert_int_equal(result.left, 1);
    sel_fill(1, 20);
    sel.comes_while = true;
    sel.erasing = 1000;
    result = clear_it(bmc, &save_first);
    assert_int_equal(result.outcome, EVENT_CLEAR_UNKNOWN);
    assert_true(sel.erasing > 900);
    /* Without saving nothing is read. */
    sel_fill(1, 300);
    sel.no_status = true;
    result = clear_it(bmc, &(struct event_clear){.no_save = true});
    assert_int_equal(result.outcome, EVENT_CLEARED);
    assert_true(sel.requests < 10);
}

/* What is not saved, or not given, is not cleared; what is only accepted is not done. */
static void test_not_cleared(void **state)
{
    struct bmc *bmc = ((struct bmc_rig *)*state)->bmc;
    struct event_clear_result result;

    sel_fill(1, 30);
    sel.bad = 12;
    result = clear_it(bmc, &save_first);
    assert_int_equal(result.outcome, EVENT_NOT_CLEARED);
    assert_int_equal(sel.clears, 0);
    assert_int_equal(file.saved, 0);
    sel_fill(1, 30);
    result = clear_it(bmc, &(struct event_clear){.save = on_save, .data = bmc});
    assert_int_equal(result.outcome, EVENT_NOT_CLEARED);
    assert_int_equal(result.error.kind, ERROR_SYSTEM);
    assert_int_equal(sel.clears, 0);
    sel_fill(1, 30);
    sel.keeps = true;
    result = clear_it(bmc, &save_first);
    assert_int_equal(result.outcome, EVENT_NOT_CLEARED);
    assert_int_equal(result.left, 30);
    assert_non_null(strstr(result.error.sentence, "30 records"));
}

/* A fault at each request: never said to be cleared when it is not, or the other way round; sent
 * once; nothing lost. */
static void test_clearing_faults(void **state)
{
    struct bmc *bmc = ((struct bmc_rig *)*state)->bmc;

    for (enum fault fault = FAULT_REFUSED; fault <= FAULT_LOST_DONE; fault++) {
        for (unsigned at = 3; at < 20; at++) {
            struct event_clear_result result;

            sel_fill(1, 10);
            sel.fault = fault;
            sel.fault_at = at;
            result = clear_it(bmc, &save_first);
            assert_true(sel.clears <= 1);
            assert_int_equal(sel.came, sel.count + sel.clears * 10);
            if (sel.clears == 1)
                assert_none_lost(0);
            if (result.outcome == EVENT_CLEARED)
                assert_int_equal(sel.clears, 1);
            else if (result.outcome != EVENT_CLEAR_UNKNOWN)
                assert_int_equal(sel.clears, 0);
            if (result.outcome != EVENT_CLEARED)
                assert_true(result.error.sentence[0] != '\0');
        }
    }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, bmc_rig_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_newest_first),   TEST(test_logs),    TEST(test_stopped),
        TEST(test_reading_faults), TEST(test_bad_record), TEST(test_new_ones),
        TEST(test_cleared),        TEST(test_not_cleared), TEST(test_clearing_faults),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
