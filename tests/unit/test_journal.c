/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The journal as text: what is written reads back the same, and whatever is torn, changed or
 * foreign is no journal.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pages/pages.h"
#include "core/access.h"
#include "core/journal.h"
#include "unit/changes.h"

#define ROUNDS 2000
#define SUM_LINE 21 /* "sum ", 16 digits and the newline */

/* A little generator of its own: the same journals on every machine. */
static uint32_t seed = 1;

static uint32_t any(void)
{
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8 | seed << 24;
}

static unsigned below(unsigned end)
{
    return any() % end;
}

static void any_text(char *text, size_t size)
{
    size_t length = below((unsigned)size);

    for (size_t i = 0; i < length; i++)
        text[i] = (char)(' ' + below(95));
    text[length] = '\0';
}

static void any_lan(struct lan *lan)
{
    for (enum lan_item item = 0; item < LAN_ITEMS; item++)
        lan->state[item] = (enum value_state)below(3);
    lan->source = (enum ip_source)below(5);
    lan->address = any();
    lan->netmask = any();
    lan->gateway = any();
    lan->arp_gratuitous = below(2) != 0;
    lan->arp_replies = below(2) != 0;
    lan->vlan_enabled = below(2) != 0;
    lan->vlan_id = (uint16_t)below(4096);
    for (size_t i = 0; i < sizeof lan->mac; i++)
        lan->mac[i] = (uint8_t)any();
}

static struct value any_user(void)
{
    return access_of_user(&(struct user_access){.enabled = (enum user_enabled)below(3),
                                                .messaging = below(2) != 0,
                                                .link_authentication = below(2) != 0,
                                                .callback_only = below(2) != 0,
                                                .privilege = (enum privilege)below(16)});
}

static struct value any_table(void)
{
    return access_of_channel(&(struct channel_access){.mode = (uint8_t)below(8),
                                                      .user_auth_disabled = below(2) != 0,
                                                      .message_auth_disabled = below(2) != 0,
                                                      .pef_alerting_disabled = below(2) != 0});
}

static void any_plan(struct plan *plan)
{
    struct lan lan;

    plan->channel = (uint8_t)(1 + below(11));
    any_lan(&lan);
    plan_put(plan, GOAL_OLD, &lan);
    any_lan(&lan);
    plan_put(plan, GOAL_WANTED, &lan);
    for (size_t i = 0; i < plan->changes.count; i++)
        plan->changes.items[i].write = below(2) != 0 && value_known(&plan->changes.items[i].wanted);
    plan->user = (uint8_t)below(64);
    any_text(plan->user_name, sizeof plan->user_name);
    plan_add_access(plan, below(REMOTE_BIT(REMOTE_COUNT)), any_user(), any_table(), any_table());
}

static void any_journal(struct journal *journal)
{
    memset(journal, 0, sizeof *journal);
    journal->state = (enum journal_state)below(JOURNAL_VERIFIED + 1);
    journal->started = any();
    journal->pid = (long)below(4194304);
    any_text(journal->tty, sizeof journal->tty);
    any_text(journal->target, sizeof journal->target);
    any_text(journal->driver, sizeof journal->driver);
    any_text(journal->boot_id, sizeof journal->boot_id);
    journal->confirm_until_ms = (long long)any() << below(20);
    journal->confirm = below(2) != 0;
    journal->lock_ours = below(2) != 0;
    journal->password_planned = below(2) != 0;
    journal->password_sent = below(2) != 0;
    journal->device_known = below(2) != 0;
    journal->device.id = (uint8_t)any();
    journal->device.revision = (uint8_t)any();
    journal->device.manufacturer = any() & 0xfffff;
    journal->device.product = (uint16_t)any();
    any_plan(&journal->plan);
}

static void assert_same(const struct journal *one, const struct journal *other)
{
    assert_int_equal(one->state, other->state);
    assert_int_equal(one->started, other->started);
    assert_int_equal(one->pid, other->pid);
    assert_string_equal(one->tty, other->tty);
    assert_string_equal(one->target, other->target);
    assert_string_equal(one->driver, other->driver);
    assert_string_equal(one->boot_id, other->boot_id);
    assert_int_equal(one->confirm_until_ms, other->confirm_until_ms);
    assert_int_equal(one->confirm, other->confirm);
    assert_int_equal(one->lock_ours, other->lock_ours);
    assert_int_equal(one->password_planned, other->password_planned);
    assert_int_equal(one->password_sent, other->password_sent);
    assert_int_equal(one->device_known, other->device_known);
    assert_int_equal(one->device.manufacturer, other->device.manufacturer);
    assert_int_equal(one->plan.channel, other->plan.channel);
    assert_int_equal(one->plan.user, other->plan.user);
    assert_string_equal(one->plan.user_name, other->plan.user_name);
    assert_int_equal(one->plan.mac.state, other->plan.mac.state);
    assert_int_equal(one->plan.mac.number, other->plan.mac.number);
    assert_memory_equal(&one->plan.changes, &other->plan.changes, sizeof one->plan.changes);
}

static void any_journal_reads_back(void **unused)
{
    size_t longest = 0;

    (void)unused;
    for (int i = 0; i < ROUNDS; i++) {
        struct journal journal, read;
        struct bmc_error error;
        char text[JOURNAL_TEXT], again[JOURNAL_TEXT];
        size_t length;

        any_journal(&journal);
        length = journal_encode(&journal, text);
        assert_true(length > 0);
        longest = length > longest ? length : longest;
        memset(&read, 0xa5, sizeof read); /* what was there before is no part of it */
        assert_int_equal(journal_decode(&read, pages, text, length, &error), 0);
        assert_same(&journal, &read);
        assert_null(read.plan.password);
        assert_int_equal(journal_encode(&read, again), length);
        assert_memory_equal(text, again, length);
    }
    print_message("%d journals, the longest has %zu bytes\n", ROUNDS, longest);
}

static bool reads(const char *text, size_t length)
{
    /* A copy of just this length, so that a sanitizer sees a byte read too many. */
    char *copy = malloc(length > 0 ? length : 1);
    struct journal journal;
    struct bmc_error error = {0};
    bool good;

    assert_non_null(copy);
    memcpy(copy, text, length);
    good = journal_decode(&journal, pages, copy, length, &error) == 0;
    if (!good)
        assert_true(error.sentence[0] != '\0');
    free(copy);
    return good;
}

static size_t one_text(char text[JOURNAL_TEXT])
{
    struct journal journal;

    any_journal(&journal);
    return journal_encode(&journal, text);
}

static void torn_at_every_byte(void **unused)
{
    char text[JOURNAL_TEXT], zeros[JOURNAL_TEXT];
    size_t length = one_text(text);

    (void)unused;
    for (size_t end = 0; end < length; end++) {
        assert_false(reads(text, end));
        /* As some file systems leave it: the length is right, the rest is zeros. */
        memset(zeros, 0, sizeof zeros);
        memcpy(zeros, text, end);
        assert_false(reads(zeros, length));
    }
    assert_true(reads(text, length));
    text[length] = '\n';
    assert_false(reads(text, length + 1));
    memcpy(zeros, text, length);
    memcpy(zeros + length, text, JOURNAL_TEXT - length < length ? JOURNAL_TEXT - length : length);
    assert_false(reads(zeros, JOURNAL_TEXT));
}

static void every_byte_changed(void **unused)
{
    char text[JOURNAL_TEXT];
    size_t length = one_text(text);

    (void)unused;
    for (size_t at = 0; at < length; at++) {
        for (unsigned flip = 1; flip < 256; flip++) {
            text[at] = (char)((unsigned char)text[at] ^ flip);
            assert_false(reads(text, length));
            text[at] = (char)((unsigned char)text[at] ^ flip);
        }
    }
    assert_true(reads(text, length));
}

static void every_byte_dropped_or_doubled(void **unused)
{
    char text[JOURNAL_TEXT], changed[JOURNAL_TEXT + 1];
    size_t length = one_text(text);

    (void)unused;
    for (size_t at = 0; at < length; at++) {
        memcpy(changed, text, at);
        memcpy(changed + at, text + at + 1, length - at - 1);
        assert_false(reads(changed, length - 1));
        memcpy(changed, text, at + 1);
        memcpy(changed + at + 1, text + at, length - at);
        assert_false(reads(changed, length + 1));
    }
}

static unsigned long long sum_of(const char *text, size_t length)
{
    unsigned long long sum = 0xcbf29ce484222325ULL;

    for (size_t i = 0; i < length; i++)
        sum = (sum ^ (unsigned char)text[i]) * 0x100000001b3ULL;
    return sum;
}

/* text with the value between value and end replaced, and the sum made right again. */
static bool forged_reads(const char *text, size_t length, const char *value, const char *end,
                         const char *other)
{
    char forged[JOURNAL_TEXT + 64];
    int used = snprintf(forged, sizeof forged, "%.*s%s%.*s", (int)(value - text), text, other,
                        (int)(text + length - end), end);

    snprintf(forged + used, sizeof forged - (size_t)used, "sum %016llx\n",
             sum_of(forged, (size_t)used));
    return reads(forged, (size_t)used + SUM_LINE);
}

/* The sum is right, but a line says what cannot be. */
static unsigned forge_every_line(const char *text, size_t length)
{
    static const char *const bad[] = {"-1", "99999999999999999999", "1x", "", "0x1", "1e3"};
    unsigned lines = 0;

    length -= SUM_LINE;
    for (const char *line = text, *end; line < text + length; line = end + 1) {
        const char *value;

        end = memchr(line, '\n', (size_t)(text + length - line));
        value = memchr(line, ' ', (size_t)(end - line));
        if (lines++ == 0 || value[1] == '=')
            continue;
        for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
            assert_false(forged_reads(text, length, value + 1, end, bad[i]));
        /* Times, and a MAC address, are longer. */
        if (strncmp(line, "started ", 8) != 0 && strncmp(line, "confirm-until ", 14) != 0 &&
            strncmp(line, "mac ", 4) != 0)
            assert_false(forged_reads(text, length, value + 1, end, "4294967296"));
    }
    return lines;
}

static void values_out_of_range(void **unused)
{
    char text[JOURNAL_TEXT];

    (void)unused;
    assert_true(forge_every_line(text, one_text(text)) > 30);
}

/* What may stand in the line of a change. */
static void changes_that_cannot_be(void **unused)
{
    static const char good[] = "address 1 0 1 1:c0a86464 1:c0a86465";
    static const char *const bad[] = {
        "address",
        "address 1 0 1 1:c0a86464",
        "address 1 0 1 1:c0a86464 1:c0a86465 1",
        "address  1 0 1 1:c0a86464 1:c0a86465",
        "address 1 0 1 1:c0a86464 1:0c0a86465",
        "address 1 0 1 1:C0A86464 1:c0a86465",
        "address 1 0 1 1:c0a86464 1:1c0a86465", /* more than 32 bits */
        "address 1 0 1 4:c0a86464 1:c0a86465",  /* no such state */
        "address 1 0 1 1:c0a86464 2:c0a86465",  /* to be written, and not known */
        "address 1 0 2 1:c0a86464 1:c0a86465",
        "address 2 0 1 1:c0a86464 1:c0a86465", /* of another channel, */
        "address 1 4 1 1:c0a86464 1:c0a86465", /* user */
        "netmask 1 0 1 1:ffffff00 1:ffff0000", /* twice */
        "address-of-something 1 0 1 1:c0a86464 1:c0a86465",
        "mac 1 0 1 1:c0a86464 1:c0a86465",
    };
    struct journal journal;
    char text[JOURNAL_TEXT];
    const char *line;
    size_t length;

    (void)unused;
    memset(&journal, 0, sizeof journal);
    journal.plan.channel = 1;
    for (enum lan_item item = LAN_ADDRESS; item <= LAN_NETMASK; item++) {
        plan_item(&journal.plan, item)->wanted.state = VALUE_KNOWN;
        plan_item(&journal.plan, item)->write = true;
    }
    length = journal_encode(&journal, text);
    line = strstr(text, "change address ");
    assert_non_null(line);
    line += strlen("change ");
    length -= SUM_LINE;
    assert_true(forged_reads(text, length, line, strchr(line, '\n'), good));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(forged_reads(text, length, line, strchr(line, '\n'), bad[i]));
}

/* Those of earlier releases, as they wrote them. */
static size_t version_1(const char *name, char text[JOURNAL_TEXT])
{
    const char *source = getenv("top_srcdir");
    char path[512];
    size_t length;
    FILE *file;

    snprintf(path, sizeof path, "%s/tests/unit/journals/version-1-%s.journal",
             source != NULL ? source : ".", name);
    file = fopen(path, "r");
    assert_non_null(file);
    length = fread(text, 1, JOURNAL_TEXT, file);
    fclose(file);
    return length;
}

static void version_1_is_read(void **unused)
{
    char text[JOURNAL_TEXT];
    size_t length = version_1("all", text);
    struct journal journal;
    struct bmc_error error;
    const struct changes *changes = &journal.plan.changes;

    (void)unused;
    assert_int_equal(journal_decode(&journal, pages, text, length, &error), 0);
    assert_int_equal(journal.state, JOURNAL_WRITING);
    assert_string_equal(journal.tty, "pts/3");
    assert_true(journal.lock_ours && journal.password_sent && journal.device_known);
    assert_int_equal(journal.plan.channel, 1);
    assert_int_equal(journal.plan.user, 4);
    assert_int_equal(journal.plan.mac.number, 0x002590abcdef);
    assert_int_equal(plan_boxes(&journal.plan), REMOTE_BIT(REMOTE_COUNT) - 1);
    assert_int_equal(plan_lan(&journal.plan, GOAL_OLD)->address, 0xc0a86464);
    assert_int_equal(plan_lan(&journal.plan, GOAL_WANTED)->address, 0x0a010203);
    assert_false(plan_writes(&journal.plan, LAN_SOURCE));
    assert_true(plan_writes(&journal.plan, LAN_GATEWAY));
    assert_true(plan_lan(&journal.plan, GOAL_WANTED)->vlan_enabled);
    assert_int_equal(changes->count, 11);
    assert_int_equal(changes->items[6].old.number >> 8, USER_DISABLED);
    assert_int_equal(changes->items[8].old.number & 15, PRIVILEGE_USER);
    assert_int_equal(changes->items[10].wanted.number & 7, CHANNEL_ACCESS_ALWAYS);
    for (size_t end = 0; end < length; end++)
        assert_false(reads(text, end));
    assert_true(forge_every_line(text, length) > 80);
}

static void lines_cannot_be_smuggled_in(void **unused)
{
    struct journal journal, read;
    struct bmc_error error;
    char text[JOURNAL_TEXT];
    size_t length;

    (void)unused;
    any_journal(&journal);
    snprintf(journal.tty, sizeof journal.tty, "pts/0\nlock-ours 1\n\x1b[2J\xff");
    length = journal_encode(&journal, text);
    assert_int_equal(journal_decode(&read, pages, text, length, &error), 0);
    assert_string_equal(read.tty, "pts/0?lock-ours 1??[2J?");
    assert_int_equal(read.lock_ours, journal.lock_ours);
}

/* --- what it says of a BMC ------------------------------------------------ */

static void make_save(struct journal *journal, struct lan *now)
{
    struct lan wanted;

    memset(journal, 0, sizeof *journal);
    memset(now, 0, sizeof *now);
    for (enum lan_item item = 0; item < LAN_ITEMS; item++)
        now->state[item] = VALUE_KNOWN;
    now->source = IP_SOURCE_STATIC;
    now->address = 0x0a000001;
    now->netmask = 0xff000000;
    now->mac[5] = 7;
    wanted = *now;
    wanted.address = 0x0a000002;
    journal->plan.channel = 1;
    plan_put(&journal->plan, GOAL_OLD, now);
    plan_put(&journal->plan, GOAL_WANTED, &wanted);
    plan_item(&journal->plan, LAN_ADDRESS)->write = true;
    journal->device_known = true;
    journal->device.id = 32;
    journal->device.manufacturer = 10876;
}

/* The BMC holds that now. */
static void hold(struct journal *journal, const struct lan *now)
{
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++)
        plan_item(&journal->plan, item)->holds = lan_value(now, item);
}

static enum change_match compare(struct journal *journal, enum lan_item item, const struct lan *now)
{
    hold(journal, now);
    return change_compare(&journal->plan.changes, plan_item(&journal->plan, item));
}

static bool untouched(struct journal *journal, const struct lan *now)
{
    hold(journal, now);
    return changes_untouched(&journal->plan.changes);
}

static bool same_bmc(const struct journal *journal, const struct device *device,
                     const struct lan *now)
{
    const struct value mac = lan_value(now, LAN_MAC);

    return journal_same_bmc(journal, device, &mac);
}

static void compares(void **unused)
{
    struct journal journal;
    struct lan now;

    (void)unused;
    make_save(&journal, &now);
    assert_int_equal(compare(&journal, LAN_ADDRESS, &now), CHANGE_MATCHES_OLD);
    assert_int_equal(compare(&journal, LAN_NETMASK, &now), CHANGE_MATCHES_BOTH);
    now.address = 0x0a000002;
    assert_int_equal(compare(&journal, LAN_ADDRESS, &now), CHANGE_MATCHES_WANTED);
    now.address = 0x0a000003;
    assert_int_equal(compare(&journal, LAN_ADDRESS, &now), CHANGE_MATCHES_NEITHER);
    assert_false(untouched(&journal, &now));
    now.address = 0x0a000002;
    assert_true(untouched(&journal, &now));
    now.state[LAN_ADDRESS] = VALUE_NOT_AVAILABLE;
    assert_false(untouched(&journal, &now));
}

static void leases_say_nothing(void **unused)
{
    struct journal journal;
    struct lan now;

    (void)unused;
    make_save(&journal, &now);
    plan_item(&journal.plan, LAN_SOURCE)->wanted.number = IP_SOURCE_DHCP;
    now.source = IP_SOURCE_DHCP;
    now.address = 0xc0a80099;
    assert_true(untouched(&journal, &now));
    /* From a lease to static: what was leased is not compared, what was wanted is. */
    make_save(&journal, &now);
    plan_item(&journal.plan, LAN_SOURCE)->old.number = IP_SOURCE_DHCP;
    now.address = 0xc0a80099;
    assert_true(untouched(&journal, &now));
}

static void other_bmcs(void **unused)
{
    struct journal journal;
    struct lan now;
    struct device device;

    (void)unused;
    make_save(&journal, &now);
    device = journal.device;
    device.firmware_major = 9; /* an update is no other BMC */
    assert_true(same_bmc(&journal, &device, &now));
    device.id = 33;
    assert_false(same_bmc(&journal, &device, &now));
    device = journal.device;
    now.mac[5] = 8;
    assert_false(same_bmc(&journal, &device, &now));
    now.mac[5] = 7;
    assert_true(same_bmc(&journal, &device, &now));
    /* Two that do not tell are not known to be one. */
    now.state[LAN_MAC] = VALUE_NOT_AVAILABLE;
    assert_false(same_bmc(&journal, &device, &now));
    journal.plan.mac.state = VALUE_NOT_AVAILABLE;
    assert_false(same_bmc(&journal, &device, &now));
    now.state[LAN_MAC] = VALUE_KNOWN;
    assert_false(same_bmc(&journal, &device, &now));
    journal.plan.mac.state = VALUE_KNOWN;
    assert_true(same_bmc(&journal, &device, &now));
    journal.device_known = false;
    assert_false(same_bmc(&journal, &device, &now));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_journal_reads_back),
        cmocka_unit_test(torn_at_every_byte),
        cmocka_unit_test(every_byte_changed),
        cmocka_unit_test(every_byte_dropped_or_doubled),
        cmocka_unit_test(values_out_of_range),
        cmocka_unit_test(changes_that_cannot_be),
        cmocka_unit_test(version_1_is_read),
        cmocka_unit_test(lines_cannot_be_smuggled_in),
        cmocka_unit_test(compares),
        cmocka_unit_test(leases_say_nothing),
        cmocka_unit_test(other_bmcs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
