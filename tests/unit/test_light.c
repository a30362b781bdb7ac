/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The identify light over the demo BMC: what is sent, what is said, when it is asked again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "demo/demo.h"
#include "tui/light.h"
#include "unit/demo_look.h"

struct bench {
    int64_t now;
    struct clock clock;
    struct bmc *bmc;
    struct demo_bmc *demo;
    struct light light;
    struct light_answer answer;
};

static int64_t bench_now(void *data)
{
    return ((struct bench *)data)->now;
}

static void bench_sleep(void *data, int64_t ms)
{
    ((struct bench *)data)->now += ms;
}

static int setup(void **state)
{
    static struct bench bench;
    struct bmc_target target = {.driver = BMC_DRIVER_DEMO, .cipher_suite = -1};

    memset(&bench, 0, sizeof bench);
    bench.now = 1000000;
    bench.clock = (struct clock){bench_now, bench_sleep, &bench};
    bench.bmc = bmc_create(&target, &bench.clock);
    if (bmc_open(bench.bmc, NULL) < 0)
        return -1;
    bench.demo = bmc_demo(bench.bmc);
    light_init(&bench.light);
    demo_mark(bench.demo);
    *state = &bench;
    return 0;
}

static int teardown(void **state)
{
    bmc_destroy(((struct bench *)*state)->bmc);
    return 0;
}

static void carry_out(struct bench *bench, const struct light_request *request)
{
    light_run(bench->bmc, &bench->clock, request, &bench->answer);
    light_on_answer(&bench->light, &bench->answer, bench->now);
    assert_false(bench->light.pending);
}

static void press(struct bench *bench, enum light_kind kind, unsigned seconds)
{
    struct light_request request;

    assert_true(light_ask(&bench->light, kind, (uint8_t)seconds, &request));
    carry_out(bench, &request);
}

/* Nobody asks; the time has come. */
static bool due(struct bench *bench, bool open)
{
    struct light_request request;

    if (!light_due(&bench->light, bench->now, open, &request))
        return false;
    carry_out(bench, &request);
    return true;
}

static enum demo_light glow(struct bench *bench)
{
    return demo_state(bench->demo)->light;
}

static void says(struct bench *bench, const char *expected)
{
    char text[LIGHT_TEXT];

    assert_string_equal(light_text(&bench->light, bench->now, text), expected);
}

static void test_nothing_known(void **state)
{
    struct bench *bench = *state;
    uint8_t seconds;

    says(bench, "");
    assert_false(light_renews(&bench->light));
    assert_int_equal(light_left_s(&bench->light, bench->now), 0);
    assert_int_equal(light_current(&bench->light, &seconds), LIGHT_READ);
    assert_int_equal(light_next_ms(&bench->light, bench->now, false), -1);
}

static void test_on_and_off(void **state)
{
    struct bench *bench = *state;
    uint8_t seconds;

    press(bench, LIGHT_ON, 0);
    assert_int_equal(glow(bench), DEMO_LIGHT_ON);
    assert_int_equal(demo_requests(bench->demo), 2); /* sent, read back */
    says(bench, "on");
    assert_int_equal(light_current(&bench->light, &seconds), LIGHT_ON);
    assert_false(light_renews(&bench->light));
    press(bench, LIGHT_OFF, 0);
    assert_int_equal(glow(bench), DEMO_LIGHT_OFF);
    says(bench, "off");
    assert_int_equal(light_current(&bench->light, &seconds), LIGHT_OFF);
    assert_string_equal(bench->light.notice, "");
}

static void test_countdown(void **state)
{
    struct bench *bench = *state;
    uint8_t seconds;

    press(bench, LIGHT_SECONDS, 120);
    assert_int_equal(glow(bench), DEMO_LIGHT_TIMED);
    says(bench, "on for a time, 120 s left by our clock");
    assert_int_equal(light_current(&bench->light, &seconds), LIGHT_SECONDS);
    assert_int_equal(seconds, 120);
    assert_int_equal(light_next_ms(&bench->light, bench->now, true), bench->now + 1000);
    bench->now += 22500;
    says(bench, "on for a time, 98 s left by our clock");
    bench->now += 98000;
    says(bench, "on for a time");
    press(bench, LIGHT_READ, 0);
    says(bench, "off");
    assert_int_equal(light_current(&bench->light, &seconds), LIGHT_OFF);
}

/* Lit by somebody else: no countdown, no row. */
static void test_lit_by_others(void **state)
{
    struct bench *bench = *state;
    uint8_t seconds;

    assert_int_equal(bmc_identify(bench->bmc, 77, false, NULL), 0);
    press(bench, LIGHT_READ, 0);
    says(bench, "on for a time");
    assert_int_equal(light_current(&bench->light, &seconds), LIGHT_READ);
}

/* The page reads anew that it is off: nothing is counted down or renewed any more. */
static void test_page_reports(void **state)
{
    struct bench *bench = *state;

    demo_options(bench->demo)->force_code = 0xCC;
    press(bench, LIGHT_ON, 0);
    assert_true(light_renews(&bench->light));
    light_reported(&bench->light, VALUE_KNOWN, IDENTIFY_OFF);
    says(bench, "off");
    assert_false(light_renews(&bench->light));
    assert_int_equal(light_next_ms(&bench->light, bench->now, false), -1);
}

static void test_toggle_reported(void **state)
{
    struct bench *bench = *state;

    press(bench, LIGHT_TOGGLE, 0);
    assert_int_equal(glow(bench), DEMO_LIGHT_ON);
    press(bench, LIGHT_TOGGLE, 0);
    assert_int_equal(glow(bench), DEMO_LIGHT_OFF);
    /* Lit for a time by somebody else counts as on. */
    assert_int_equal(bmc_identify(bench->bmc, 77, false, NULL), 0);
    press(bench, LIGHT_TOGGLE, 0);
    assert_int_equal(glow(bench), DEMO_LIGHT_OFF);
    /* Put out by somebody else: on again, although we last sent on. */
    press(bench, LIGHT_ON, 0);
    assert_int_equal(bmc_identify(bench->bmc, 0, false, NULL), 0);
    press(bench, LIGHT_TOGGLE, 0);
    assert_int_equal(glow(bench), DEMO_LIGHT_ON);
}

static void test_toggle_not_reported(void **state)
{
    struct bench *bench = *state;
    uint8_t seconds;

    demo_options(bench->demo)->light_reported = false;
    press(bench, LIGHT_TOGGLE, 0);
    assert_int_equal(glow(bench), DEMO_LIGHT_ON);
    says(bench, "not reported");
    assert_int_equal(light_current(&bench->light, &seconds), LIGHT_ON);
    press(bench, LIGHT_TOGGLE, 0);
    assert_int_equal(glow(bench), DEMO_LIGHT_OFF);
    press(bench, LIGHT_SECONDS, 30);
    press(bench, LIGHT_TOGGLE, 0);
    assert_int_equal(glow(bench), DEMO_LIGHT_OFF);
}

static void test_one_at_a_time(void **state)
{
    struct bench *bench = *state;
    struct light_request request, second;

    assert_true(light_ask(&bench->light, LIGHT_ON, 0, &request));
    assert_false(light_ask(&bench->light, LIGHT_TOGGLE, 0, &second));
    assert_false(light_due(&bench->light, bench->now, true, &second));
    carry_out(bench, &request);
    press(bench, LIGHT_OFF, 0);
    /* A look under way gives way to what somebody wants, but not to another look. */
    assert_true(light_ask(&bench->light, LIGHT_READ, 0, &request));
    assert_false(light_ask(&bench->light, LIGHT_READ, 0, &second));
    assert_true(light_ask(&bench->light, LIGHT_ON, 0, &request));
    assert_false(light_ask(&bench->light, LIGHT_OFF, 0, &second));
    carry_out(bench, &request);
    press(bench, LIGHT_OFF, 0);
    /* A request that nobody will hear of does not stand in the way. */
    assert_true(light_ask(&bench->light, LIGHT_ON, 0, &request));
    bench->light.pending = false;
    press(bench, LIGHT_OFF, 0);
}

/* The light of a closed dialog is looked at once when it should have gone out. */
static void test_end_seen(void **state)
{
    struct bench *bench = *state;

    press(bench, LIGHT_SECONDS, 30);
    bench->now += 29999;
    assert_false(due(bench, false));
    bench->now += 1;
    assert_true(due(bench, false));
    says(bench, "off");
    assert_int_equal(light_next_ms(&bench->light, bench->now, false), -1);
    demo_options(bench->demo)->light_reported = false;
    press(bench, LIGHT_SECONDS, 30);
    says(bench, "not reported, 30 s left by our clock");
    bench->now += 30000;
    assert_true(due(bench, false));
    says(bench, "not reported");
    assert_int_equal(light_next_ms(&bench->light, bench->now, false), -1);
}

static void force_refused(struct bench *bench, uint8_t code)
{
    demo_options(bench->demo)->force_code = code;
    press(bench, LIGHT_ON, 0);
    assert_int_equal(glow(bench), DEMO_LIGHT_TIMED);
    assert_true(light_renews(&bench->light));
    assert_int_equal(demo_requests(bench->demo), 3);
    says(bench, "on for a time, 255 s left by our clock");
    /* Not before 240 s, also with the dialog closed. */
    bench->now += 239000;
    assert_false(due(bench, false));
    assert_int_equal(light_next_ms(&bench->light, bench->now, false), bench->now + 1000);
    bench->now += 1000;
    assert_true(due(bench, false));
    assert_int_equal(light_left_s(&bench->light, bench->now), 255);
    assert_true(light_renews(&bench->light));
    /* The second time "indefinitely" is not tried. */
    demo_mark(bench->demo);
    press(bench, LIGHT_ON, 0);
    assert_int_equal(demo_requests(bench->demo), 2);
    press(bench, LIGHT_OFF, 0);
    assert_false(light_renews(&bench->light));
    assert_int_equal(glow(bench), DEMO_LIGHT_OFF);
    assert_int_equal(light_next_ms(&bench->light, bench->now, false), -1);
}

static void test_force_c7(void **state)
{
    force_refused(*state, 0xC7);
}

static void test_force_cc(void **state)
{
    force_refused(*state, 0xCC);
}

static void test_force_c9(void **state)
{
    force_refused(*state, 0xC9);
}

static void test_force_d5(void **state)
{
    force_refused(*state, 0xD5);
}

/* Without any identify, and where it is denied, nothing stands in. */
static void test_no_identify(void **state)
{
    struct bench *bench = *state;
    static const uint8_t codes[] = {0xC1, 0xD4};

    for (size_t i = 0; i < sizeof codes; i++) {
        demo_options(bench->demo)->force_code = codes[i];
        demo_mark(bench->demo);
        press(bench, LIGHT_ON, 0);
        assert_int_equal(glow(bench), DEMO_LIGHT_OFF);
        assert_int_equal(demo_requests(bench->demo), 1);
    }
}

/* The current row is "Indefinitely" while it is renewed. */
static void test_renewed_row(void **state)
{
    struct bench *bench = *state;
    uint8_t seconds;

    demo_options(bench->demo)->force_code = 0xCC;
    press(bench, LIGHT_TOGGLE, 0);
    assert_int_equal(light_current(&bench->light, &seconds), LIGHT_ON);
    press(bench, LIGHT_SECONDS, 15);
    assert_false(light_renews(&bench->light));
    assert_int_equal(light_current(&bench->light, &seconds), LIGHT_SECONDS);
    assert_int_equal(seconds, 15);
}

/* Somebody else puts a renewed light out: it stays out. */
static void test_renewal_put_out(void **state)
{
    struct bench *bench = *state;

    demo_options(bench->demo)->force_code = 0xCC;
    press(bench, LIGHT_ON, 0);
    assert_int_equal(bmc_identify(bench->bmc, 0, false, NULL), 0);
    bench->now += 240000;
    assert_true(due(bench, false));
    assert_int_equal(glow(bench), DEMO_LIGHT_OFF);
    assert_false(light_renews(&bench->light));
    says(bench, "off");
    /* Seen by an open dialog: likewise. */
    press(bench, LIGHT_ON, 0);
    assert_true(light_renews(&bench->light));
    assert_int_equal(bmc_identify(bench->bmc, 0, false, NULL), 0);
    press(bench, LIGHT_READ, 0);
    assert_false(light_renews(&bench->light));
}

static void test_renewal_not_reported(void **state)
{
    struct bench *bench = *state;

    demo_options(bench->demo)->force_code = 0xCC;
    demo_options(bench->demo)->light_reported = false;
    press(bench, LIGHT_ON, 0);
    bench->now += 240000;
    assert_true(due(bench, false));
    assert_int_equal(glow(bench), DEMO_LIGHT_TIMED);
    assert_int_equal(light_left_s(&bench->light, bench->now), 255);
}

static void test_renewal_fails(void **state)
{
    struct bench *bench = *state;

    demo_options(bench->demo)->force_code = 0xCC;
    press(bench, LIGHT_ON, 0);
    demo_options(bench->demo)->locked = true;
    bench->now += 240000;
    assert_true(due(bench, false));
    assert_true(light_renews(&bench->light));
    assert_string_not_equal(bench->light.notice, "");
    bench->now += 4999;
    assert_false(due(bench, false));
    bench->now += 15001;
    assert_true(due(bench, false));
    assert_false(light_renews(&bench->light));
}

static void test_polling(void **state)
{
    struct bench *bench = *state;
    unsigned polls = 0;

    for (int64_t end = bench->now + 60000; bench->now < end; bench->now += 10) {
        if (due(bench, true))
            polls++;
    }
    assert_int_equal(polls, 12);
    assert_int_equal(demo_requests(bench->demo), 12);
    bench->now += 60000;
    assert_false(due(bench, false));
}

static void test_refused(void **state)
{
    struct bench *bench = *state;

    demo_options(bench->demo)->locked = true;
    press(bench, LIGHT_ON, 0);
    assert_int_equal(bench->answer.error.kind, ERROR_DENIED);
    assert_string_not_equal(bench->light.notice, "");
    assert_int_equal(bench->light.trouble, LIGHT_NOT_SENT);
    /* It stays to be read while the state is polled, until something is taken. */
    press(bench, LIGHT_READ, 0);
    assert_int_equal(bench->light.trouble, LIGHT_NOT_SENT);
    demo_options(bench->demo)->locked = false;
    press(bench, LIGHT_ON, 0);
    assert_string_equal(bench->light.notice, "");
}

static void test_not_confirmed(void **state)
{
    struct bench *bench = *state;
    struct light_answer answer = {.request = {.kind = LIGHT_OFF},
                                  .sent = true,
                                  .known = VALUE_KNOWN,
                                  .state = IDENTIFY_ON};

    light_on_answer(&bench->light, &answer, bench->now);
    assert_string_equal(bench->light.notice,
                        "The BMC accepted the command, but still reports the light on.");
    answer.request.kind = LIGHT_READ;
    answer.sent = false;
    light_on_answer(&bench->light, &answer, bench->now);
    assert_int_equal(bench->light.trouble, LIGHT_UNCONFIRMED);
    answer.state = IDENTIFY_OFF;
    light_on_answer(&bench->light, &answer, bench->now);
    assert_string_equal(bench->light.notice, "");
}

/* --- a BMC that answers before it has done it ------------------------------ */

static void lit(const struct demo_site *site)
{
    site->state->light = DEMO_LIGHT_ON;
}

/* The light goes on behind so many looks at it. */
static void lags(struct bench *bench, unsigned looks)
{
    struct demo_fault ignored = demo_fault_on(0x00, 0x04, DEMO_FAULT_ANY, DEMO_FAULT_IGNORED);
    struct demo_fault late = demo_fault_on(0x00, 0x01, DEMO_FAULT_ANY, DEMO_FAULT_CHANGE);

    late.change = lit;
    late.nth = looks;
    assert_int_equal(demo_fault_add(bench->demo, &ignored), 0);
    assert_int_equal(demo_fault_add(bench->demo, &late), 0);
}

static void test_lagging(void **state)
{
    struct bench *bench = *state;
    int64_t began = bench->now;

    lags(bench, 4);
    press(bench, LIGHT_ON, 0);
    says(bench, "on");
    assert_string_equal(bench->light.notice, "");
    assert_int_equal(demo_requests(bench->demo), 1 + 5);
    assert_int_equal(bench->now - began, 4 * 300);
    assert_false(due(bench, false));
}

/* It is not said for good: looked at until it is so, though nothing is open. */
static void test_lagging_longer(void **state)
{
    struct bench *bench = *state;

    lags(bench, 7);
    press(bench, LIGHT_ON, 0);
    assert_string_equal(bench->light.notice,
                        "The BMC accepted the command, but reports the light off.");
    for (int look = 6; look <= 8; look++) {
        assert_false(due(bench, false));
        bench->now = light_next_ms(&bench->light, bench->now, false);
        assert_true(due(bench, false));
        assert_int_equal(bench->light.trouble, look == 8 ? LIGHT_FINE : LIGHT_UNCONFIRMED);
    }
    says(bench, "on");
    assert_string_equal(bench->light.notice, "");
    assert_int_equal(light_next_ms(&bench->light, bench->now, false), -1);
}

/* A BMC that never does costs no more than that. */
static void test_never_lit(void **state)
{
    struct bench *bench = *state;
    unsigned looks = 0;

    lags(bench, 1000);
    press(bench, LIGHT_ON, 0);
    for (int64_t end = bench->now + 600000; bench->now < end; bench->now += 100)
        looks += due(bench, false);
    assert_int_equal(looks, LIGHT_DOUBTS);
    assert_string_equal(bench->light.notice,
                        "The BMC accepted the command, but reports the light off.");
}

/* Off again before it could be seen on. */
static void test_short_light(void **state)
{
    struct bench *bench = *state;

    lags(bench, 1000);
    press(bench, LIGHT_SECONDS, 4);
    assert_int_equal(demo_requests(bench->demo), 2);
    assert_string_equal(bench->light.notice, "");
    press(bench, LIGHT_SECONDS, 5);
    assert_string_not_equal(bench->light.notice, "");
    /* When its time is over, off is right. */
    bench->now += 5000;
    assert_true(due(bench, false));
    assert_string_equal(bench->light.notice, "");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_nothing_known),        TEST(test_on_and_off),
        TEST(test_countdown),            TEST(test_lit_by_others),
        TEST(test_page_reports),
        TEST(test_toggle_reported),      TEST(test_toggle_not_reported),
        TEST(test_one_at_a_time),        TEST(test_force_c7),
        TEST(test_end_seen),             TEST(test_force_cc),
        TEST(test_force_c9),             TEST(test_force_d5),
        TEST(test_no_identify),
        TEST(test_renewed_row),
        TEST(test_renewal_put_out),      TEST(test_renewal_not_reported),
        TEST(test_renewal_fails),        TEST(test_polling),
        TEST(test_refused),              TEST(test_not_confirmed),
        TEST(test_lagging),              TEST(test_lagging_longer),
        TEST(test_never_lit),            TEST(test_short_light),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
