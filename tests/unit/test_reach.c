/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A save over LAN talks to one BMC only. At each request of it the answer is lost and another BMC
 * stands at the address, with the same users and passwords: it is asked who it is, and nothing else.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "bmc/state.h"
#include "core/report.h"
#include "unit/demo_look.h"
#include "unit/rig.h"

#define NEW_PASSWORD "Abcdefg1234"
#define NEVER        INT64_MAX

/* In what the other BMC differs; in the kind of device where BMCs have no GUID, and where both have
 * the same. */
enum differs { BY_MAC, BY_GUID, BY_DEVICE, BY_DEVICE_ALONE };

/* The rig first: the clock has it. */
struct two {
    struct rig rig;
    struct demo_state first, second;
    unsigned at;        /* at this request the second takes the first's place */
    int64_t back_ms;    /* and gives it back after so long */
    int64_t since_ms;
    bool second_there;
    unsigned seen; /* requests while it was */
};

static void pass(void *data, int64_t ms)
{
    struct two *two = data;

    two->rig.now += ms;
    if (two->at != 0 && demo_requests(two->rig.demo) >= two->at) {
        two->at = 0;
        two->since_ms = two->rig.now;
        two->first = *demo_state(two->rig.demo);
        *demo_state(two->rig.demo) = two->second;
        two->second_there = true;
    } else if (two->second_there && two->rig.now - two->since_ms >= two->back_ms) {
        assert_true(demo_equal(&two->second, demo_state(two->rig.demo)));
        *demo_state(two->rig.demo) = two->first;
        two->second_there = false;
    }
}

static void open_two(struct two *two, enum differs how, const char *setup, const char *edits)
{
    rig_open(&two->rig, 1, setup);
    two->rig.bmc->target.driver = BMC_DRIVER_LAN_2_0; /* to the same demo BMC */
    two->rig.clock.sleep_ms = pass;
    rig_edit(&two->rig, edits);
    demo_snapshot(two->rig.demo, &two->second);
    two->second.channels[1].lan.address[3] = 77;
    if (how == BY_MAC)
        two->second.channels[1].lan.mac[5] ^= 1;
    else if (how == BY_GUID)
        two->second.guid[3] ^= 0x80;
    else
        two->second.device.product[0] ^= 1;
}

static enum save_status save(struct two *two, bool cuts_link)
{
    const struct save_settings settings = {.lock_wait_ms = 10000,
                                           .verify_ms = 30000,
                                           .cuts_link = cuts_link};
    struct plan plan;

    rig_plan(&two->rig, 0, &plan);
    demo_mark(two->rig.demo);
    return save_run(RIG_CONTEXT(&two->rig, &settings, NULL), &plan, &two->rig.state);
}

/* Who are you: device id, GUID, MAC address. */
static bool asks_who(const struct demo_log_entry *entry)
{
    if (entry->netfn == 6)
        return entry->request[0] == 0x01 || entry->request[0] == 0x37;
    return entry->netfn == 0x0c && entry->request[0] == 2 && entry->request[2] == 5;
}

static void only_asked_who(const struct two *two, unsigned at)
{
    static struct demo_log_entry log[DEMO_LOG_MAX];
    size_t count = demo_log(two->rig.demo, log, DEMO_LOG_MAX);
    char text[200];

    for (size_t i = count - demo_requests(two->rig.demo); i < count; i++) {
        if (log[i].number <= at || asks_who(&log[i]))
            continue;
        demo_log_text(&log[i], text, sizeof text);
        fail_msg("after #%u: %s", at, text);
    }
}

static const char *const saves[] = {"address=10.1.2.3/8 gateway=10.0.0.1 vlan=77",
                                    "password=" NEW_PASSWORD};

/* false: the save has fewer requests. */
static bool replaced_at(unsigned at, enum differs how, const char *edits, const char *fault,
                        bool cuts_link)
{
    struct two two = {.at = at, .back_ms = NEVER};
    char text[40];
    bool reached;

    open_two(&two, how, how == BY_DEVICE ? "system-guid:code=c1" : NULL, edits);
    snprintf(text, sizeof text, "#%u:%s", at, fault);
    rig_fault(&two.rig, text);
    save(&two, cuts_link);
    reached = demo_requests(two.rig.demo) >= at;
    if (reached) {
        only_asked_who(&two, at);
        assert_true(demo_equal(&two.second, demo_state(two.rig.demo)));
        assert_int_not_equal(two.rig.state.status, SAVE_PUT_BACK);
    }
    /* The last request only looks whether the lock is free. */
    if (reached && two.rig.state.status != SAVE_KEPT) {
        assert_true(two.rig.state.status == SAVE_MIXED || two.rig.state.status == SAVE_UNREACHED);
        assert_non_null(strstr(two.rig.state.error.sentence, "a different BMC (MAC 00:25:90:"));
    } else if (reached) {
        assert_true(demo_requests(two.rig.demo) - at <= 12);
    }
    rig_close(&two.rig);
    return reached;
}

static void never_written_to(void **unused)
{
    static const char *const faults[] = {"lost", "lost done"};
    unsigned runs = 0;

    (void)unused;
    for (size_t save = 0; save < sizeof saves / sizeof *saves; save++) {
        for (int how = BY_MAC; how <= BY_DEVICE_ALONE; how++) {
            /* All but the MAC address is known only when it has been asked for. */
            unsigned at = how == BY_MAC ? 1 : 4;

            while (replaced_at(at, how, saves[save], faults[at % 2], save == 0))
                at++;
            runs += at - 1;
            assert_true(at > 4);
        }
    }
    print_message("%u runs\n", runs);
}

/* The first is back while it is still looked for: the save ends as one does, on it. */
static void found_again(void **unused)
{
    unsigned at = 4, kept = 0;

    (void)unused;
    for (bool reached = true; reached; at++) {
        struct two two = {.at = at, .back_ms = 3000};
        char text[40];

        open_two(&two, BY_MAC, NULL, saves[0]);
        snprintf(text, sizeof text, "#%u:lost", at);
        rig_fault(&two.rig, text);
        save(&two, true);
        reached = demo_requests(two.rig.demo) >= at;
        kept += two.rig.state.status == SAVE_KEPT;
        assert_true(two.rig.state.status == SAVE_KEPT || two.rig.state.status == SAVE_PUT_BACK ||
                    two.rig.state.status == SAVE_UNREACHED);
        rig_close(&two.rig);
    }
    assert_true(kept > 10);
}

/* Between the review and the save: nothing is written, and it is named. */
static void replaced_before(void **unused)
{
    struct two two = {.back_ms = NEVER};
    struct report report;

    (void)unused;
    open_two(&two, BY_MAC, NULL, "vlan=5");
    *demo_state(two.rig.demo) = two.second;
    rig_fault(&two.rig, "#1:lost"); /* its session is gone, of course */
    assert_int_equal(save(&two, false), SAVE_UNREACHED);
    only_asked_who(&two, 0);
    assert_true(demo_equal(&two.second, demo_state(two.rig.demo)));
    report_make(&report, &two.rig.state);
    assert_non_null(strstr(report.headline, "NOT SAVED. A different BMC (MAC 00:25:90:"));
    assert_non_null(strstr(report.headline, "Nothing was written."));
    rig_close(&two.rig);
}

/* What the BMC has told already is not asked for again; else only where the link will be cut. */
static void device_costs_nothing(void **unused)
{
    (void)unused;
    for (int i = 0; i < 4; i++) {
        bool told = (i & 1) != 0, cuts = (i & 2) != 0;
        struct demo_log_entry log[DEMO_LOG_MAX];
        struct two two = {.back_ms = NEVER};
        size_t count, asked = 0;

        open_two(&two, BY_MAC, NULL, "vlan=5");
        if (!told)
            two.rig.bmc->last_device.opened = 0;
        assert_int_equal(save(&two, cuts), SAVE_KEPT);
        count = demo_log(two.rig.demo, log, DEMO_LOG_MAX);
        for (size_t at = count - demo_requests(two.rig.demo); at < count; at++)
            asked += log[at].netfn == 6 && log[at].request[0] == 1;
        assert_int_equal(asked, !told && cuts);
        rig_close(&two.rig);
    }
}

/* One that does not say who it is at first, since it starts up, is waited for. */
static void starting_up(void **unused)
{
    static const struct {
        const char *setup, *faults;
    } cases[] = {{NULL, "#9:lost; system-guid:code=c1 nth=2 times=3"},
                 {NULL, "#9:lost; lan-get 5:code=cc times=3"},
                 {NULL, "#9:lost; system-guid:lost nth=2 times=1"},
                 {"system-guid:code=c1", "#9:lost; device-id:code=ff nth=2 times=4"},
                 {"system-guid:code=c1", "#9:lost; device-id:code=cc nth=2 times=3"},
                 {"system-guid:code=c1", "#9:lost; device-id:lost nth=2 times=1"}};

    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct two two = {.back_ms = NEVER};

        print_message("%s\n", cases[i].faults);
        open_two(&two, BY_MAC, cases[i].setup, saves[0]);
        rig_fault(&two.rig, cases[i].faults);
        assert_int_equal(save(&two, true), SAVE_KEPT);
        rig_close(&two.rig);
    }
}

/* What a BMC never tells is not asked of it. */
static void tells_little(void **unused)
{
    static const char *const setups[] = {"system-guid:code=c1", "system-guid:short=3",
                                         "lan-get 5:code=cc"};

    (void)unused;
    for (size_t i = 0; i < sizeof setups / sizeof *setups; i++) {
        struct two two = {.back_ms = NEVER};

        print_message("%s\n", setups[i]);
        open_two(&two, BY_MAC, setups[i], saves[0]);
        rig_fault(&two.rig, "#9:lost");
        assert_int_equal(save(&two, true), SAVE_KEPT);
        rig_close(&two.rig);
    }
}

/* It told who it is when the save began: as long as it does not, nothing is sent to it. */
static void keeps_silent(void **unused)
{
    static const char *const faults[] = {"lan-get 5:code=cc", "system-guid:code=c1",
                                         "lan-get 5:code=cc; system-guid:code=c1"};

    (void)unused;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct rig rig = {.now = 0};
        struct lan lan = {.state = {VALUE_UNREAD}};
        struct bmc_error error;

        rig_open(&rig, 1, NULL);
        assert_int_equal(bmc_hold(rig.bmc, 1, NULL, true, &error), 0);
        rig_fault(&rig, "lan-get 3:lost times=1");
        assert_int_equal(bmc_read_lan(rig.bmc, 1, LAN_ADDRESS, &lan, &error), -1);
        rig_fault(&rig, faults[i]);
        assert_int_equal(bmc_read_lan(rig.bmc, 1, LAN_ADDRESS, &lan, &error), -1);
        assert_int_equal(error.kind, ERROR_TIMEOUT);
        assert_non_null(strstr(error.sentence, "does not identify itself"));
        demo_fault_clear(rig.demo);
        assert_int_equal(bmc_read_lan(rig.bmc, 1, LAN_ADDRESS, &lan, &error), 0);
        rig_close(&rig);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(never_written_to), cmocka_unit_test(found_again),
        cmocka_unit_test(replaced_before),  cmocka_unit_test(starting_up),
        cmocka_unit_test(tells_little),     cmocka_unit_test(device_costs_nothing),
        cmocka_unit_test(keeps_silent),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
