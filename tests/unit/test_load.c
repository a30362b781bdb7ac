/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading the page: which channel and user are shown, what a missing parameter does, and how many
 * requests it costs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/model_change.h"
#include "unit/demo_look.h"
#include "unit/rig.h"

static struct model_channel *shown(struct rig *rig)
{
    return model_channel(&rig->page);
}

static void load(struct rig *rig, uint8_t channel)
{
    struct bmc_error error = {0};

    model_init(&rig->page, &page_network);
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
    model_init(&rig.page, &page_network);
    assert_int_equal(load_first(rig.bmc, &rig.page, 3, NULL, &error), -1);
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_string_equal(error.sentence, "channel 3 is not a LAN channel of this BMC; it has 1, 8");
    demo_state(rig.demo)->channels[1].present = false;
    demo_state(rig.demo)->channels[8].present = false;
    model_init(&rig.page, &page_network);
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
    state->users[3].enabled = state->users[5].enabled = false;
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
    assert_int_equal(rig.page.channels[1].values[FIELD_MAC].state, VALUE_KNOWN);
    for (size_t i = 1; i < rig.page.user_count; i++)
        assert_true(rig.page.users[i - 1].id < rig.page.users[i].id);
    rig_close(&rig);
}

/* "At most 0 users" is nonsense; and a slot beyond the last is refused in more ways than one. */
static void no_slots_at_all(void **unused)
{
    static const char *const beyond[] = {"cc", "c9", "cb"};
    struct user_access access = {.max_users = 0};

    (void)unused;
    assert_int_equal(model_slots(&access), 16);
    access.max_users = 10;
    assert_int_equal(model_slots(&access), 10);
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++) {
        struct rig rig;
        struct bmc_error error;
        char fault[80];

        rig_open(&rig, 0, NULL);
        snprintf(fault, sizeof fault, "user-name-get 9:code=%s", beyond[i]);
        rig_fault(&rig, fault);
        load(&rig, 0);
        assert_int_equal(load_users(rig.bmc, &rig.page, NULL, &error), 0);
        assert_non_null(model_user(&rig.page, 3));
        assert_null(model_fault(&rig.page, FIELD_USER));
        rig_close(&rig);
    }
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
        assert_int_equal(shown(&rig)->values[FIELD_ADDRESS].state, VALUE_KNOWN);
        assert_int_equal(shown(&rig)->values[FIELD_IP_SOURCE].state, VALUE_KNOWN);
        rig_close(&rig);
    }
}

static void missing_reads_as_not_available(void **unused)
{
    struct rig rig;
    char text[VALUE_TEXT];

    (void)unused;
    rig_open(&rig, 0, "lan-get 20:code=80; lan-get 5:code=80; chassis-status:code=c1");
    load(&rig, 0);
    assert_int_equal(shown(&rig)->values[FIELD_VLAN].state, VALUE_NOT_AVAILABLE);
    assert_string_equal(model_text(&rig.page, FIELD_MAC, text), "not available");
    assert_string_equal(model_text(&rig.page, FIELD_IDENTIFY, text), "not reported");
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
    model_init(&rig.page, &page_network);
    assert_int_equal(load_first(rig.bmc, &rig.page, 0, NULL, &error), -1);
    assert_int_equal(error.kind, ERROR_BUSY);
    rig_close(&rig);
}

/* Each imperfect answer costs its own value and no other, and says why. */
static void imperfect_answers_cost_one_value(void **unused)
{
    static const struct {
        const char *fault;
        enum field_id field;
        enum error_kind kind;
    } rows[] = {
        {"lan-get 20:short", FIELD_VLAN, ERROR_MALFORMED},
        {"lan-get 20:short=2", FIELD_VLAN, ERROR_MALFORMED},
        {"lan-get 5:short=2", FIELD_MAC, ERROR_MALFORMED},
        {"lan-get 5:short=1", FIELD_MAC, ERROR_MALFORMED},
        {"lan-get 12:short", FIELD_GATEWAY, ERROR_MALFORMED},
        {"lan-get 6:wrong-command", FIELD_NETMASK, ERROR_MALFORMED},
        {"lan-get 20:code=c3", FIELD_VLAN, ERROR_BUSY},
        {"lan-get 4:code=ce", FIELD_IP_SOURCE, ERROR_BUSY},
        {"lan-get 12:code=ff", FIELD_GATEWAY, ERROR_REFUSED},
        {"lan-get 6:code=d5", FIELD_NETMASK, ERROR_REFUSED},
        {"lan-get 6:code=d4", FIELD_NETMASK, ERROR_DENIED},
    };

    (void)unused;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct rig rig;
        int64_t start;

        rig_open(&rig, 1, NULL);
        rig_fault(&rig, rows[i].fault);
        start = rig.now;
        load(&rig, 0);
        assert_true(rig.now - start <= 3000);
        assert_int_equal(shown(&rig)->values[rows[i].field].fault.kind, rows[i].kind);
        for (unsigned row = 0; row < FIELD_COUNT; row++)
            if (field_get(row)->read != NULL)
                assert_int_equal(shown(&rig)->values[row].state,
                                 row == rows[i].field ? VALUE_NOT_READ : VALUE_KNOWN);
        assert_int_equal(rig.page.default_user, 2);
        assert_int_equal(rig.page.identify.state, VALUE_KNOWN);
        assert_true(rig.page.device_known);
        rig_close(&rig);
    }
}

static void not_read_is_told_and_mended(void **unused)
{
    struct rig rig;
    char text[VALUE_TEXT];
    struct bmc_error error;

    (void)unused;
    rig_open(&rig, 0, NULL);
    rig_fault(&rig, "lan-get 20:short times=1; chassis-status:short times=1");
    load(&rig, 0);
    assert_string_equal(model_text(&rig.page, FIELD_VLAN, text), "not read");
    assert_string_equal(model_text(&rig.page, FIELD_IDENTIFY, text), "not read");
    assert_non_null(model_fault(&rig.page, FIELD_VLAN));
    assert_non_null(model_fault(&rig.page, FIELD_IDENTIFY));
    assert_null(model_fault(&rig.page, FIELD_MAC));
    assert_int_equal(load_shown(rig.bmc, &rig.page, NULL, &error), 0);
    assert_string_equal(model_text(&rig.page, FIELD_VLAN, text), "");
    assert_null(model_fault(&rig.page, FIELD_VLAN));
    rig_close(&rig);
}

static void users_and_access_too(void **unused)
{
    static const char *const faults[] = {"user-access-get:code=ce", "user-access-get:short",
                                         "user-name-get:code=c3", "user-name-get:short=3",
                                         "channel-access-get:short", "device-id:short",
                                         "chassis-status:code=c0"};

    (void)unused;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct rig rig;
        struct bmc_error error;
        int64_t start;

        rig_open(&rig, 1, NULL);
        rig_fault(&rig, faults[i]);
        start = rig.now;
        load(&rig, 0);
        assert_int_equal(load_rest(rig.bmc, &rig.page, NULL, &error), 0);
        assert_int_equal(load_access(rig.bmc, &rig.page, 2, &error), 0);
        assert_int_equal(shown(&rig)->values[FIELD_VLAN].state, VALUE_KNOWN);
        assert_true(rig.now - start <= 7000); /* three readings */
        rig_close(&rig);
    }
}

/* Everything is busy from the third value on: it does not add up without end. */
static void patience_is_shared(void **unused)
{
    struct rig rig;
    int64_t start;

    (void)unused;
    rig_open(&rig, 1, NULL);
    rig_fault(&rig, "any:code=c0 nth=3");
    start = rig.now;
    load(&rig, 0);
    assert_true(rig.now - start <= 7000);
    assert_int_equal(shown(&rig)->values[FIELD_ADDRESS].state, VALUE_KNOWN);
    assert_int_equal(shown(&rig)->values[FIELD_VLAN].state, VALUE_NOT_READ);
    rig_close(&rig);
}

/* Silence to one request after the other is no imperfect answer, but a BMC that hangs. */
static void hanging_is_an_error(void **unused)
{
    struct rig rig;
    struct bmc_error error;

    (void)unused;
    rig_open(&rig, 1, NULL);
    rig_fault(&rig, "any:code=c3 nth=3");
    model_init(&rig.page, &page_network);
    assert_int_equal(load_first(rig.bmc, &rig.page, 0, NULL, &error), -1);
    assert_int_equal(error.kind, ERROR_BUSY);
    assert_string_equal(error.sentence, "no answer from the BMC");
    rig_close(&rig);
}

/* Whatever the code, and however many there are: what is there is found. */
static void absent_channels(void **unused)
{
    static const char *const codes[] = {"c9", "ff", "d5", "c1", "80", "d4", "c0"};

    (void)unused;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        struct rig rig;
        struct bmc_error error;
        char fault[200];

        rig_open(&rig, 1, NULL);
        for (int channel = 2; channel <= 11; channel++) {
            if (channel == 8)
                continue;
            snprintf(fault, sizeof fault, "channel-info %d:code=%s", channel, codes[i]);
            rig_fault(&rig, fault);
        }
        load(&rig, 0);
        assert_int_equal(load_rest(rig.bmc, &rig.page, NULL, &error), 0);
        assert_int_equal(rig.page.channel_count, 2);
        /* One that was too busy to tell is asked for again the next time. */
        assert_int_equal(rig.page.channels_complete, strcmp(codes[i], "c0") != 0);
        rig_close(&rig);
    }
}

/* A value that was too busy to tell makes no doubt of the channels. */
static void busy_values_leave_channels_known(void **unused)
{
    struct rig rig;
    struct bmc_error error;

    (void)unused;
    rig_open(&rig, 1, NULL);
    rig_fault(&rig, "lan-get 5:code=c0; lan-get 3:code=ff nth=2");
    load(&rig, 1);
    assert_int_equal(load_channels(rig.bmc, &rig.page, NULL, &error), 0);
    assert_int_equal(rig.page.channel_count, 2);
    assert_true(rig.page.channels_complete);
    rig_close(&rig);
}

/* What stands behind the last of the users is left from another time: it is read anew. */
static void users_are_read_anew(void **unused)
{
    struct rig rig;
    struct bmc_error error;

    (void)unused;
    rig_open(&rig, 1, NULL);
    load(&rig, 1);
    assert_int_equal(load_users(rig.bmc, &rig.page, NULL, &error), 0);
    assert_true(rig.page.user_count > 1);
    rig.page.user_count = 0;
    rig.page.users_complete = false;
    snprintf(rig.page.users[0].name, sizeof rig.page.users[0].name, "gone");
    assert_int_equal(load_users(rig.bmc, &rig.page, NULL, &error), 0);
    assert_string_equal(model_user(&rig.page, 2)->name, "ADMIN");
    rig.page.user_count = 0;
    rig.page.users_complete = false;
    rig_fault(&rig, "user-name-get:code=cc");
    assert_int_equal(load_first(rig.bmc, &rig.page, 1, NULL, &error), 0);
    assert_int_equal(rig.page.default_user, 0);
    rig_close(&rig);
}

/* Asked once more, then called that. */
static void starting(void **unused)
{
    static const struct {
        const char *code;
        int times; /* that a scan, or its patience, gets over; FFh is asked once more each time */
        enum error_kind kind;
        const char *words;
    } rows[] = {{"c1", 11, ERROR_NO_LAN, "still starting"},
                {"d5", 11, ERROR_BUSY, "seems to be starting"},
                {"ff", 22, ERROR_BUSY, "seems to be starting"},
                {"d2", 5, ERROR_BUSY, "starting up"}};

    (void)unused;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct rig rig;
        struct bmc_error error;
        char fault[120];

        rig_open(&rig, 0, NULL);
        snprintf(fault, sizeof fault, "channel-info:code=%s; lan-get:code=%s", rows[i].code,
                 rows[i].code);
        rig_fault(&rig, fault);
        model_init(&rig.page, &page_network);
        assert_int_equal(load_first(rig.bmc, &rig.page, 0, NULL, &error), -1);
        assert_int_equal(error.kind, rows[i].kind);
        assert_non_null(strstr(error.sentence, rows[i].words));
        assert_false(rig.page.channels_complete);
        demo_fault_clear(rig.demo);
        snprintf(fault, sizeof fault, "channel-info:code=%s times=%d%s", rows[i].code,
                 rows[i].times, i == 0 ? "; lan-get:code=c1 times=11" : "");
        rig_fault(&rig, fault);
        load(&rig, 0);
        assert_int_equal(shown(&rig)->number, 1);
        rig_close(&rig);
    }
}

/* Facebook's OpenBMC does not know the command that tells of channels, and answers for its one
 * channel under any number. */
static void channels_without_info(void **unused)
{
    struct rig rig;
    struct bmc_error error;

    (void)unused;
    rig_open(&rig, 0, NULL);
    rig_fault(&rig, "channel-info:code=c1");
    load(&rig, 0);
    assert_int_equal(shown(&rig)->number, 1);
    assert_int_equal(shown(&rig)->values[FIELD_ADDRESS].state, VALUE_KNOWN);
    assert_int_equal(load_rest(rig.bmc, &rig.page, NULL, &error), 0);
    assert_int_equal(rig.page.channel_count, 2);
    memcpy(demo_state(rig.demo)->channels[8].lan.mac, demo_state(rig.demo)->channels[1].lan.mac, 6);
    load(&rig, 0);
    assert_int_equal(load_rest(rig.bmc, &rig.page, NULL, &error), 0);
    assert_int_equal(rig.page.channel_count, 1);
    load(&rig, 1);
    assert_int_equal(shown(&rig)->number, 1);
    rig_close(&rig);
}

/* A list without channels is none. */
static void no_channel_is_not_remembered(void **unused)
{
    struct rig rig;
    struct bmc_error error;

    (void)unused;
    rig_open(&rig, 0, NULL);
    rig_fault(&rig, "channel-info:code=cb times=22");
    model_init(&rig.page, &page_network);
    assert_int_equal(load_first(rig.bmc, &rig.page, 0, NULL, &error), -1);
    assert_int_equal(error.kind, ERROR_NO_LAN);
    assert_int_equal(load_channels(rig.bmc, &rig.page, NULL, &error), -1);
    assert_int_equal(error.kind, ERROR_NO_LAN);
    assert_int_equal(load_first(rig.bmc, &rig.page, 0, NULL, &error), 0);
    assert_int_equal(shown(&rig)->number, 1);
    rig_close(&rig);
}

/* The locked console asks a starting BMC for little. */
static void locked_asks_little(void **unused)
{
    static const char *const faults[] = {"any:code=c1", "any:code=ff", "any:code=c0"};

    (void)unused;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct rig rig;
        struct bmc_error error;

        rig_open(&rig, 0, NULL);
        rig_fault(&rig, faults[i]);
        model_init(&rig.page, &page_network);
        bmc_patience(rig.bmc, 700);
        demo_mark(rig.demo);
        assert_int_equal(load_shown(rig.bmc, &rig.page, NULL, &error), -1);
        assert_true(demo_requests(rig.demo) <= 4);
        rig_close(&rig);
    }
}

/* Such an address is none: it does not win, and leads nowhere. */
static void impossible_addresses(void **unused)
{
    static const uint8_t firsts[][2] = {{255, 255}, {224, 0}, {127, 0}, {240, 1}, {0, 9}};
    struct rig rig;
    char text[VALUE_TEXT];

    (void)unused;
    rig_open(&rig, 0, NULL);
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
        clear_address(&rig, 1, firsts[i][0], firsts[i][1]);
        load(&rig, 0);
        assert_int_equal(shown(&rig)->number, 8);
        assert_true(network_url(&rig.page, text));
        load(&rig, 1);
        assert_false(network_has_address(&rig.page));
        assert_false(network_url(&rig.page, text));
    }
    rig_close(&rig);
}

struct counter {
    unsigned calls, done, total;
    bool known;
};

static void count_changes(void *data, const struct model *page, unsigned done, unsigned total)
{
    struct counter *counter = data;

    counter->calls++;
    assert_int_equal(done, counter->calls);
    assert_true(total >= done);
    counter->total = total;
    counter->known = counter->known || model_known(page, FIELD_ADDRESS);
}

/* Two models that are told of another one's changes alone. */
struct told {
    struct model told, grown;
    size_t most; /* changes by one answer */
};

static void tell_changes(void *data, const struct model *model, unsigned done, unsigned total)
{
    struct told *told = data;
    struct model_change change;
    size_t count = 0;

    (void)done;
    (void)total;
    for (; model_next_change(&told->told, model, &change); count++)
        model_apply(&told->grown, &change);
    told->most = count > told->most ? count : told->most;
    assert_false(model_next_change(&told->grown, model, &change));
}

/* What the screen is told of is what was read, channel by channel, and again. */
static void changes_make_the_same_model(void **unused)
{
    static struct told told;
    const struct load_watch watch = {tell_changes, &told};
    struct bmc_error error;
    struct rig rig;

    (void)unused;
    rig_open(&rig, 0, NULL);
    model_init(&rig.page, &page_network);
    told.told = told.grown = rig.page;
    for (uint8_t channel = 0; channel <= 8; channel += 8) {
        assert_int_equal(load_first(rig.bmc, &rig.page, channel, &watch, &error), 0);
        assert_int_equal(load_rest(rig.bmc, &rig.page, &watch, &error), 0);
        tell_changes(&told, &rig.page, 0, 0);
        assert_int_equal(load_access(rig.bmc, &rig.page, 2, &error), 0);
        tell_changes(&told, &rig.page, 0, 0);
    }
    assert_int_equal(told.grown.channel_count, rig.page.channel_count);
    assert_int_equal(told.grown.user_count, rig.page.user_count);
    assert_int_equal(shown(&rig)->number, 8);
    assert_true(told.most <= 8);
    rig_close(&rig);
}

static void values_arrive_one_by_one(void **unused)
{
    struct rig rig;
    struct counter counter = {0};
    const struct load_watch watch = {count_changes, &counter};
    struct bmc_error error;

    (void)unused;
    rig_open(&rig, 0, NULL);
    model_init(&rig.page, &page_network);
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
    assert_int_equal(model_user(&rig.page, 2)->access.privilege, PRIVILEGE_ADMINISTRATOR);
    assert_int_equal(load_first(rig.bmc, &rig.page, 8, NULL, &error), 0);
    assert_int_equal(shown(&rig)->number, 8);
    assert_int_equal(model_user(&rig.page, 2)->access.privilege, PRIVILEGE_OPERATOR);
    assert_int_equal(load_first(rig.bmc, &rig.page, 1, NULL, &error), 0);
    assert_int_equal(rig.page.channel_count, 2);
    rig_close(&rig);
}

/* Whatever is outside of 20h to 7Eh is never printed; the bytes are kept to be compared. */
static void names_are_cleaned(void **unused)
{
    struct rig rig;
    char bytes[] = "a\x1b[m\x7f\x80\x9b\xa0\xe4\xff~ b";

    (void)unused;
    rig_open(&rig, 0, NULL);
    memset(demo_state(rig.demo)->users[2].name, 0, sizeof demo_state(rig.demo)->users[2].name);
    memcpy(demo_state(rig.demo)->users[2].name, bytes, strlen(bytes));
    load(&rig, 0);
    assert_string_equal(model_user(&rig.page, 2)->name, "a?[m??????~ b");
    assert_string_equal(model_user(&rig.page, 2)->bytes, bytes);
    rig_close(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lowest_with_an_address),
        cmocka_unit_test(link_local_counts_last),
        cmocka_unit_test(names_are_cleaned),
        cmocka_unit_test(channel_asked_for),
        cmocka_unit_test(other_lan_is_a_channel_too),
        cmocka_unit_test(slot_two_first),
        cmocka_unit_test(slots_above_fifteen),
        cmocka_unit_test(no_slots_at_all),
        cmocka_unit_test(channels_without_info),
        cmocka_unit_test(missing_parameters_fail_nothing_else),
        cmocka_unit_test(missing_reads_as_not_available),
        cmocka_unit_test(silence_is_an_error),
        cmocka_unit_test(imperfect_answers_cost_one_value),
        cmocka_unit_test(not_read_is_told_and_mended),
        cmocka_unit_test(users_and_access_too),
        cmocka_unit_test(patience_is_shared),
        cmocka_unit_test(hanging_is_an_error),
        cmocka_unit_test(absent_channels),
        cmocka_unit_test(busy_values_leave_channels_known),
        cmocka_unit_test(users_are_read_anew),
        cmocka_unit_test(starting),
        cmocka_unit_test(no_channel_is_not_remembered),
        cmocka_unit_test(locked_asks_little),
        cmocka_unit_test(impossible_addresses),
        cmocka_unit_test(values_arrive_one_by_one),
        cmocka_unit_test(changes_make_the_same_model),
        cmocka_unit_test(another_channel),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
