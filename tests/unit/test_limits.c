/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Limits of sensors: numbers and what a byte can hold of them, their order, what a save makes of
 * them, and every fault at every request of it: what is said is so.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "demo/demo_machine.h"
#include "pages/health_limits.h"
#include "unit/demo_look.h"
#include "unit/rig.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};

/* The sensor with this number in the demo BMC's state. */
static uint8_t *held(const struct rig *rig, uint8_t number)
{
    for (unsigned i = 0; i < DEMO_MACHINE_SENSORS; i++)
        if (demo_machine_sensor(i)->number == number)
            return demo_state(rig->demo)->sensors[i].limits;
    fail_msg("no sensor %u", (unsigned)number);
    return NULL;
}

/* "lcr=2000 lnc=2500" */
static struct limits_wish wish_of(const char *words)
{
    struct limits_wish wish = {.given = 0};
    char text[80], *rest = text;

    snprintf(text, sizeof text, "%s", words);
    for (char *word = strtok_r(text, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        enum sdr_limit limit;

        word[3] = '\0';
        limit = limits_key(word);
        assert_true(limit < SDR_LIMITS && limits_parse(word + 4, &wish.value[limit]));
        wish.given |= (uint8_t)(1U << limit);
    }
    return wish;
}

/* 0, or why there is no plan. */
static int plan_of(struct rig *rig, const char *who, const char *words, struct plan *plan,
                   struct bmc_error *error)
{
    struct limits_wish wish = wish_of(words);
    struct limits_held now;
    struct sdr *sdr;
    int result;

    if (limits_read(rig->bmc, who, &now, error) != 0)
        return -1;
    assert_int_equal(sdr_load(rig->bmc, false, &sdr, error), 0);
    result = limits_plan(sdr, &now, &wish, plan, error);
    sdr_free(sdr);
    return result;
}

/* --- numbers ----------------------------------------------------------------------------------- */

static void test_numbers(void **state)
{
    static const struct {
        const char *text;
        double number; /* -999: it is none */
        const char *again;
    } rows[] = {{"500", 500, "500"},      {"-5", -5, "-5"},       {"3.31", 3.31, "3.31"},
                {"+7", 7, "7"},           {"0", 0, "0"},          {"-0.5", -0.5, "-0.5"},
                {".5", .5, "0.5"},        {"12.", 12, "12"},      {"1.0000001", -999, NULL},
                {"", -999, NULL},         {"-", -999, NULL},      {"5x", -999, NULL},
                {"0x10", -999, NULL},     {"1e3", -999, NULL},    {" 5", -999, NULL},
                {"10000000000", -999, NULL}, {"nan", -999, NULL},
                {"999999999", 999999999, "999999999"}};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        double number = -999;
        char text[VALUE_TEXT];

        if (limits_parse(rows[i].text, &number) != (rows[i].number != -999))
            fail_msg("%s", rows[i].text);
        if (rows[i].number == -999)
            continue;
        assert_true(number > rows[i].number - 1e-6 && number < rows[i].number + 1e-6);
        assert_string_equal(limits_print(number, text), rows[i].again);
    }
}

/* The 256 bytes of each sensor that has numbers (every third, but in ./dev soak) are there and back
 * the same. */
static void test_every_byte_comes_back(void **state)
{
    const unsigned step = getenv("BMCTUI_WHOLE") != NULL ? 1 : rig_stride() > 1 ? 15 : 3;
    struct bmc_error error;
    struct sdr_sensor sensor;
    struct rig rig;
    struct sdr *sdr;
    unsigned bytes = 0;

    (void)state;
    rig_connect(&rig, NULL);
    assert_int_equal(sdr_load(rig.bmc, false, &sdr, &error), 0);
    for (size_t i = 0; sdr_sensor(sdr, i, &sensor); i++)
        for (unsigned raw = 0; raw < 256; raw += step) {
            double value, again, nearest;
            char text[VALUE_TEXT];
            uint8_t found;

            if (!sdr_decode(sdr, &sensor, (uint8_t)raw, &value))
                continue;
            limits_print(value, text);
            assert_true(limits_parse(text, &again));
            assert_true(limits_nearest(sdr, &sensor, again, &found, &nearest));
            assert_true(nearest == value);
            bytes++;
        }
    assert_uint_in_range(bytes * step, 15 * 256, 40 * 270);
    sdr_free(sdr);
    rig_close(&rig);
}

/* --- what may be wanted ------------------------------------------------------------------------ */

static void test_refusals(void **state)
{
    static const struct {
        const char *who, *words, *sentence; /* NULL: it is fine */
    } rows[] = {
        {"FAN1", "lcr=200 lnr=100 lnc=300", NULL},
        {"FAN1", "lcr=700", NULL},
        {"FAN1", "lcr=800", "(lcr) 800, Lower non-critical (lnc) 700; the order is"},
        {"FAN1", "lnr=600", "(lnr) 600, Lower critical (lcr) 500"},
        {"FAN1", "ucr=9000", "ucr of FAN1 cannot be set; these can: lnr lcr lnc"},
        {"CPU1 Temp", "unc=5", "(lnc) 5, Upper non-critical (unc) 5"},
        {"CPU1 Temp", "unc=96", "(unc) 96, Upper critical (ucr) 90"},
        {"CPU1 Temp", "unc=6 ucr=6 unr=6", NULL},
        {"32", "lcr=400", NULL},
        {"20h", "lcr=400", NULL},
        {"0x20", "lcr=400", NULL},
        {"fan1", "lcr=400", "did you mean \"FAN1\"?"},
        {"FAN9", "lcr=400", "this BMC has no sensor"},
        {"254", "lcr=400", "this BMC has no sensor"},
        {"PS1 Status", "lcr=400", "PS1 Status has no limits"},
        {"ME Power", "unc=4", "\"ME Power\" is another controller's sensor"},
    };
    struct bmc_error error;
    struct plan plan;
    struct rig rig;

    (void)state;
    rig_connect(&rig, NULL);
    for (size_t i = 0; i < COUNT(rows); i++) {
        int result;

        memset(&error, 0, sizeof error);
        result = plan_of(&rig, rows[i].who, rows[i].words, &plan, &error);
        if ((result == 0) != (rows[i].sentence == NULL))
            fail_msg("%s %s: %d %s", rows[i].who, rows[i].words, result, error.sentence);
        if (rows[i].sentence == NULL)
            continue;
        assert_int_equal(error.kind, ERROR_USAGE);
        if (strstr(error.sentence, rows[i].sentence) == NULL)
            fail_msg("%s %s: %s", rows[i].who, rows[i].words, error.sentence);
    }
    rig_close(&rig);
}

/* 496 is asked for, and 500 is what the sensor can hold; what is so already is not written. */
static void test_rounding(void **state)
{
    struct limits_wish wish = wish_of("lcr=496 lnr=289");
    struct bmc_error error;
    struct limits_held now;
    struct rig rig;
    struct sdr *sdr;
    struct plan plan;

    (void)state;
    rig_connect(&rig, NULL);
    assert_int_equal(limits_read(rig.bmc, "FAN1", &now, &error), 0);
    assert_int_equal(sdr_load(rig.bmc, false, &sdr, &error), 0);
    assert_int_equal(limits_plan(sdr, &now, &wish, &plan, &error), 0);
    assert_true(wish.value[LIMIT_LCR] == 500 && wish.value[LIMIT_LNR] == 300);
    assert_true(plan_empty(&plan));
    sdr_free(sdr);
    rig_close(&rig);
}

/* --- saving ------------------------------------------------------------------------------------ */

static const struct kind {
    const char *who, *words;
    uint8_t number;
    uint8_t wanted[6]; /* lnc lcr lnr unc ucr unr */
} kinds[] = {
    {"FAN1", "lcr=600", DEMO_FAN1, {7, 6, 3, 0, 0, 0}},
    {"FAN1", "lnr=100 lcr=200 lnc=300", DEMO_FAN1, {3, 2, 1, 0, 0, 0}},
    {"FAN1", "lnr=800 lcr=900 lnc=1000", DEMO_FAN1, {10, 9, 8, 0, 0, 0}},
    {"CPU1 Temp", "unc=95 ucr=99 unr=105", DEMO_CPU1_TEMP, {5, 2, 0, 95, 99, 105}},
    {"CPU1 Temp", "unc=60 ucr=65 unr=70 lnc=-0", DEMO_CPU1_TEMP, {0, 2, 0, 60, 65, 70}},
};

/* Whether the limits are in order after each request that sets one: a BMC may insist. */
struct crossing {
    struct rig *rig;
    const struct kind *kind;
    bool crossed;
};

static void look_for_crossing(void *data, const struct save_state *state)
{
    struct crossing *crossing = data;
    const uint8_t *now = held(crossing->rig, crossing->kind->number);

    (void)state;
    crossing->crossed |= now[LIMIT_LNR] > now[LIMIT_LCR] || now[LIMIT_LCR] > now[LIMIT_LNC];
    if (now[LIMIT_UNC] != 0)
        crossing->crossed |= now[LIMIT_UNC] > now[LIMIT_UCR] || now[LIMIT_UCR] > now[LIMIT_UNR];
}

static void test_saves(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(kinds) - 1; i++) {
        struct rig rig;
        struct crossing crossing = {&rig, &kinds[i], false};
        const struct save_watch watch = {.progress = look_for_crossing, .data = &crossing};
        struct bmc_error error;
        struct plan plan;

        rig_connect(&rig, NULL);
        assert_int_equal(plan_of(&rig, kinds[i].who, kinds[i].words, &plan, &error), 0);
        assert_int_equal(save_run(RIG_CONTEXT(&rig, &settings, &watch), &plan, &rig.state),
                         SAVE_KEPT);
        assert_memory_equal(held(&rig, kinds[i].number), kinds[i].wanted, 6);
        assert_false(crossing.crossed);
        rig_close(&rig);
    }
}

/* A BMC that stores another number is not believed, and the old one is put back. */
static void test_a_bmc_that_rounds_by_itself(void **state)
{
    static const char *const manners[] = {"set limits-step=4", "set limits-set=cc",
                                          "limits-set:ignored"};

    (void)state;
    for (size_t i = 0; i < COUNT(manners); i++) {
        struct bmc_error error;
        uint8_t before[6];
        struct plan plan;
        struct rig rig;

        rig_connect(&rig, NULL);
        assert_int_equal(plan_of(&rig, "CPU2 Temp", "unc=81", &plan, &error), 0);
        memcpy(before, held(&rig, DEMO_CPU2_TEMP), sizeof before);
        before[LIMIT_UNC] = i == 0 ? 84 : before[LIMIT_UNC]; /* 85 cannot be stored, either */
        rig_fault(&rig, manners[i]);
        assert_int_not_equal(save_run(RIG_CONTEXT(&rig, &settings, NULL), &plan, &rig.state),
                             SAVE_KEPT);
        if (i == 0)
            assert_int_equal(rig.state.status, SAVE_MIXED);
        assert_memory_equal(held(&rig, DEMO_CPU2_TEMP), before, sizeof before);
        rig_close(&rig);
    }
}

/* --- every fault at every request -------------------------------------------------------------- */

static const char *const faults[] = {"code=c0",   "code=c1",   "code=cc",       "code=d4",
                                     "code=ff",   "code=ff done", "code=c3 done",
                                     "code=d5 times=99", "lost", "lost done", "lost times=99",
                                     "late", "short", "wrong-command", "gone", "gone done",
                                     "ignored"};

/* NULL: what is said is so. */
static const char *lie(const struct rig *rig, const struct kind *kind, const uint8_t before[6])
{
    const uint8_t *now = held(rig, kind->number);

    switch (rig->state.status) {
    case SAVE_KEPT:
        return memcmp(now, kind->wanted, 6) == 0 ? NULL : "it is said to be saved";
    case SAVE_PUT_BACK:
    case SAVE_NOT_WRITTEN:
    case SAVE_IMPOSSIBLE:
    case SAVE_REVIEW_AGAIN:
        return memcmp(now, before, 6) == 0 ? NULL : "it is said to be as it was";
    default:
        return NULL;
    }
}

/* Returns how many requests it took. */
static unsigned save_with(const struct kind *kind, const char *fault)
{
    struct bmc_error error;
    const char *wrong;
    uint8_t before[6];
    unsigned requests;
    struct plan plan;
    struct rig rig;

    rig_connect(&rig, NULL);
    assert_int_equal(plan_of(&rig, kind->who, kind->words, &plan, &error), 0);
    memcpy(before, held(&rig, kind->number), sizeof before);
    demo_mark(rig.demo);
    requests = demo_requests(rig.demo);
    if (fault != NULL)
        rig_fault(&rig, fault);
    save_run(RIG_CONTEXT(&rig, &settings, NULL), &plan, &rig.state);
    requests = demo_requests(rig.demo) - requests;
    wrong = lie(&rig, kind, before);
    if (wrong != NULL || (fault == NULL && rig.state.status != SAVE_KEPT))
        fail_msg("%s %s, %s: %s (%d)", kind->who, kind->words, fault != NULL ? fault : "no fault",
                 wrong != NULL ? wrong : "not kept", (int)rig.state.status);
    rig_close(&rig);
    return requests;
}

static void test_faults(void **state)
{
    unsigned trials = 0;

    (void)state;
    for (size_t kind = 0; kind < 3; kind++) {
        unsigned requests = save_with(&kinds[kind], NULL);

        for (size_t fault = 0; fault < COUNT(faults); fault++)
            for (unsigned request = 1; request <= requests; request += rig_stride(), trials++) {
                char text[64];

                snprintf(text, sizeof text, "#%u:%s", request, faults[fault]);
                (void)save_with(&kinds[kind], text);
            }
    }
    print_message("%u saves\n", trials);
    assert_true(trials > 100);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_every_byte_comes_back),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_rounding),
        cmocka_unit_test(test_saves),
        cmocka_unit_test(test_a_bmc_that_rounds_by_itself),
        cmocka_unit_test(test_faults),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
