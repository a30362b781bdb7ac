/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading the page: which channel and user are shown, what a missing parameter does, and how many
 * requests it costs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "unit/rig.h"

static struct page_channel *shown(struct rig *rig)
{
    return page_channel(&rig->page);
}

static void load(struct rig *rig, uint8_t channel)
{
    struct bmc_error error = {0};

    page_init(&rig->page);
    demo_mark(rig->demo);
    assert_int_equal(load_first(rig->bmc, &rig->page, channel, NULL, &error), 0);
}

static void clear_address(struct rig *rig, unsigned channel, uint8_t first, uint8_t second)
{
    uint8_t *address = demo_state(rig->demo)->channels[channel].lan.address;

    memset(address, 0, 4);
    address[0] = first;
    address[1] = second;
}

static void lowest_with_an_address(void **unused)
{
    struct rig rig;

    (void)unused;
    rig_open(&rig, 0, NULL);
    load(&rig, 0);
    assert_int_equal(shown(&rig)->number, 1);
    assert_int_equal(demo_requests(rig.demo), 11); /* at most 12 */
    clear_address(&rig, 1, 0, 0);
    load(&rig, 0);
    assert_int_equal(shown(&rig)->number, 8);
    assert_true(demo_requests(rig.demo) <= 12 + 7 * 2);
    rig_close(&rig);
}

static void link_local_counts_last(void **unused)
{
    struct rig rig;

    (void)unused;
    rig_open(&rig, 0, NULL);
    clear_address(&rig, 1, 169, 254);
    load(&rig, 0);
    assert_int_equal(shown(&rig)->number, 8);
    clear_address(&rig, 8, 0, 0);
    load(&rig, 0);
    assert_int_equal(shown(&rig)->number, 1);
    clear_address(&rig, 1, 0, 0);
    clear_address(&rig, 8, 169, 254);
    load(&rig, 0);
    assert_int_equal(shown(&rig)->number, 8);
    clear_address(&rig, 8, 0, 0);
    load(&rig, 0);
    assert_int_equal(shown(&rig)->number, 1);
    assert_true(rig.page.channels_complete);
    rig_close(&rig);
}

static void channel_asked_for(void **unused)
{
    struct rig rig;
    struct bmc_error error;

    (void)unused;
    rig_open(&rig, 0, NULL);
    load(&rig, 8);
    assert_int_equal(shown(&rig)->number, 8);
    page_init(&rig.page);
    assert_int_equal(load_first(rig.bmc, &rig.page, 3, NULL, &error), -1);
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_string_equal(error.sentence, "3 is no LAN channel of this BMC; it has 1, 8");
    demo_state(rig.demo)->channels[1].present = false;
    demo_state(rig.demo)->channels[8].present = false;
    page_init(&rig.page);
    assert_int_equal(load_first(rig.bmc, &rig.page, 0, NULL, &error), -1);
    assert_int_equal(error.kind, ERROR_NO_LAN);
    rig_close(&rig);
}

static void other_lan_is_a_channel_too(void **unused)
{
    struct rig rig;

    (void)unused;
    rig_open(&rig, 0, NULL);
    demo_state(rig.demo)->channels[1].medium = CHANNEL_MEDIUM_OTHER_LAN;
    load(&rig, 0);
    assert_int_equal(shown(&rig)->number, 1);
    assert_int_equal(shown(&rig)->medium, CHANNEL_MEDIUM_OTHER_LAN);
    rig_close(&rig);
}

static void slot_two_first(void **unused)
{
    struct rig rig;
    struct demo_state *state;
    unsigned base;

    (void)unused;
    rig_open(&rig, 0, NULL);
    load(&rig, 0);
    base = demo_requests(rig.demo);
    assert_int_equal(rig.page.default_user, 2);
    state = demo_state(rig.demo);
    memset(state->users[2].name, 0, sizeof state->users[2].name);
    state->users[3].access[1] = 0x10 | PRIVILEGE_ADMINISTRATOR;
    state->users[3].enabled = true;
    load(&rig, 0);
    assert_int_equal(rig.page.default_user, 3);
    /* two empty slots, a request each, and the user's own two and the count of slots */
    assert_true(demo_requests(rig.demo) <= base + 4);
    state->users[3].enabled = false;
    load(&rig, 0);
    assert_int_equal(rig.page.default_user, 3); /* nobody is enabled: the lowest with a name */
    rig_close(&rig);
}

static void slots_above_fifteen(void **unused)
{
    struct rig rig;
    struct bmc_error error;

    (void)unused;
    rig_open(&rig, 0, NULL);
    load(&rig, 0);
    assert_int_equal(load_rest(rig.bmc, &rig.page, NULL, &error), 0);
    assert_true(rig.page.users_complete);
    assert_int_equal(rig.page.channel_count, 2);
    assert_int_equal(rig.page.channels[1].number, 8);
    assert_int_equal(rig.page.channels[1].lan.state[LAN_MAC], VALUE_KNOWN);
    for (size_t i = 1; i < rig.page.user_count; i++)
        assert_true(rig.page.users[i - 1].id < rig.page.users[i].id);
    rig_close(&rig);
}

static void missing_parameters_fail_nothing_else(void **unused)
{
    static const char *const faults[] = {"lan-get 20:code=80", "lan-get 12:code=82",
                                         "lan-get 5:code=cc",  "lan-get 6:code=c9",
                                         "chassis-status:code=c1", "user-name-get 2:code=cc"};

    (void)unused;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct rig rig;

        rig_open(&rig, 0, faults[i]);
        load(&rig, 0);
        assert_int_equal(shown(&rig)->lan.state[LAN_ADDRESS], VALUE_KNOWN);
        assert_int_equal(shown(&rig)->lan.state[LAN_SOURCE], VALUE_KNOWN);
        rig_close(&rig);
    }
}

static void missing_reads_as_not_available(void **unused)
{
    struct rig rig;
    char text[FIELD_TEXT];

    (void)unused;
    rig_open(&rig, 0, "lan-get 20:code=80; lan-get 5:code=80; chassis-status:code=c1");
    load(&rig, 0);
    assert_int_equal(shown(&rig)->lan.state[LAN_VLAN], VALUE_NOT_AVAILABLE);
    assert_string_equal(page_text(&rig.page, FIELD_MAC, text), "not available");
    assert_string_equal(page_text(&rig.page, FIELD_IDENTIFY, text), "not reported");
    rig_close(&rig);
}

/* A BMC that just reboots must not look like one without channels. */
static void silence_is_an_error(void **unused)
{
    struct rig rig;
    struct bmc_error error;

    (void)unused;
    rig_open(&rig, 0, NULL);
    rig_fault(&rig, "channel-info:code=c3");
    page_init(&rig.page);
    assert_int_equal(load_first(rig.bmc, &rig.page, 0, NULL, &error), -1);
    assert_int_equal(error.kind, ERROR_BUSY);
    rig_close(&rig);
}

struct counter {
    unsigned calls, done, total;
    bool known;
};

static void count_changes(void *data, const struct page *page, unsigned done, unsigned total)
{
    struct counter *counter = data;

    counter->calls++;
    assert_int_equal(done, counter->calls);
    assert_true(total >= done);
    counter->total = total;
    counter->known = counter->known || page_lan_known(page, LAN_ADDRESS);
}

static void values_arrive_one_by_one(void **unused)
{
    struct rig rig;
    struct counter counter = {0};
    const struct load_watch watch = {count_changes, &counter};
    struct bmc_error error;

    (void)unused;
    rig_open(&rig, 0, NULL);
    page_init(&rig.page);
    assert_int_equal(load_first(rig.bmc, &rig.page, 0, &watch, &error), 0);
    assert_int_equal(counter.calls, 11);
    assert_int_equal(counter.total, 11);
    assert_true(counter.known);
    rig_close(&rig);
}

/* Users have another privilege on each channel. */
static void another_channel(void **unused)
{
    struct rig rig;
    struct bmc_error error;

    (void)unused;
    rig_open(&rig, 0, NULL);
    demo_state(rig.demo)->users[2].access[8] = PRIVILEGE_OPERATOR;
    load(&rig, 0);
    assert_int_equal(page_user(&rig.page, 2)->access.privilege, PRIVILEGE_ADMINISTRATOR);
    assert_int_equal(load_first(rig.bmc, &rig.page, 8, NULL, &error), 0);
    assert_int_equal(shown(&rig)->number, 8);
    assert_int_equal(page_user(&rig.page, 2)->access.privilege, PRIVILEGE_OPERATOR);
    assert_int_equal(load_first(rig.bmc, &rig.page, 1, NULL, &error), 0);
    assert_int_equal(rig.page.channel_count, 2);
    rig_close(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lowest_with_an_address),
        cmocka_unit_test(link_local_counts_last),
        cmocka_unit_test(channel_asked_for),
        cmocka_unit_test(other_lan_is_a_channel_too),
        cmocka_unit_test(slot_two_first),
        cmocka_unit_test(slots_above_fifteen),
        cmocka_unit_test(missing_parameters_fail_nothing_else),
        cmocka_unit_test(missing_reads_as_not_available),
        cmocka_unit_test(silence_is_an_error),
        cmocka_unit_test(values_arrive_one_by_one),
        cmocka_unit_test(another_channel),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
