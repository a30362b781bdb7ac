/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of personalities, and each manner of the demo BMC as messages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "demo/demo_personality.h"
#include "unit/demo_look.h"
#include "unit/demo_script.h"
#include "unit/folder.h"

#define PATH_LENGTH 256

/* --- manners, one by one ------------------------------------------------------------- */

#define LOCK     "0c 01 01 00 01"
#define COMMIT   "0c 01 01 00 02"
#define COMPLETE "0c 01 01 00 00"
#define ADDRESS  "0c 01 01 03 0a 00 00 05"
#define VLAN_5   "0c 01 01 14 05 80"

static const struct demo_case cases[] = {
    {"lock",
     {"faults set lock=82", LOCK " > 01 82", COMPLETE " > 01 82", "0c 02 01 00 00 00 > 02 82",
      ADDRESS " > 01 00", "holds channel 1 address: 192.168.100.100 -> 10.0.0.5"}},
    {"lock ignored", {"faults set lock=ignored", LOCK " > 01 00", "holds", COMMIT " > 01 cc"}},
    {"a lock that is a variable",
     {"faults set lock-held=ok", LOCK " > 01 00", LOCK " > 01 00", COMPLETE " > 01 00", "holds"}},
    {"lock fails at first",
     {"faults set lock-fails=2", LOCK " > 01 81", LOCK " > 01 81", LOCK " > 01 00"}},
    {"a lock frees itself",
     {"faults set lock-timeout=5s", LOCK " > 01 00", ADDRESS " > 01 00", "wait 5000", "holds"}},
    {"commit ignored",
     {"faults set commit=ignored", LOCK " > 01 00", ADDRESS " > 01 00", COMMIT " > 01 00",
      COMPLETE " > 01 00", "holds"}},
    {"complete refused", {"faults set complete=d5", LOCK " > 01 00", COMPLETE " > 01 d5"}},
    {"applied at complete",
     {"faults set apply=complete; set commit=cc", LOCK " > 01 00", ADDRESS " > 01 00",
      COMMIT " > 01 cc", "0c 02 01 03 00 00 > 02 00 11 c0 a8 64 64", COMPLETE " > 01 00",
      "holds channel 1 address: 192.168.100.100 -> 10.0.0.5"}},
    {"unlocked", {"faults set unlocked=d5", ADDRESS " > 01 d5", "holds"}},
    {"unsupported",
     {"faults set unsupported=20,10; set unsupported-write=82", "0c 02 01 14 00 00 > 02 80",
      VLAN_5 " > 01 82", "0c 02 01 0a 00 00 > 02 80",
      "0c 02 01 05 00 00 > 02 00 11 00 25 90 ab cd ef"}},
    {"read only",
     {"faults set read-only=3; set read-only-code=d5", ADDRESS " > 01 d5",
      "0c 01 01 05 00 25 90 00 00 01 > 01 00",
      "holds channel 1 MAC: 002590abcdef -> 002590000001"}},
    {"ignored", {"faults set ignored=3", ADDRESS " > 01 00", "holds"}},
    {"sources",
     {"faults set sources=0,2; set source-code=c9; set source-0-is-static",
      "0c 01 01 04 01 > 01 c9", "0c 01 01 04 00 > 01 00", "holds"}},
    {"static again",
     {"faults set static-again=cc", "0c 01 01 04 01 > 01 cc", "0c 01 01 04 02 > 01 00"}},
    {"checks",
     {"faults set address-check=cc; set mask-check=ok; set gateway-check=cc; set gateway-zero=c9",
      "0c 01 01 03 00 00 00 01 > 01 cc", "0c 01 01 03 e0 00 00 01 > 01 cc",
      "0c 01 01 06 ff 00 ff 00 > 01 00", "0c 01 01 0c 0a 00 00 01 > 01 cc",
      "0c 01 01 0c 00 00 00 00 > 01 c9"}},
    {"a netmask needs an address",
     {"faults set mask-needs-address=ff", "0c 01 01 03 00 00 00 00 > 01 00",
      "0c 01 01 06 ff ff 00 00 > 01 ff"}},
    {"VLAN refused", {"faults set vlan=cc", VLAN_5 " > 01 cc", "0c 01 01 14 05 00 > 01 00"}},
    {"VLAN off needs id 0",
     {"faults set vlan-off-needs=cc", "0c 01 01 14 05 00 > 01 cc", "0c 01 01 14 00 00 > 01 00"}},
    {"VLAN off refuses id 0",
     {"faults set vlan-off-zero=cc", "0c 01 01 14 00 00 > 01 cc", "0c 01 01 14 05 00 > 01 00"}},
    {"each VLAN has its gateway",
     {"faults set vlan-gateway=own; set apply=immediate", VLAN_5 " > 01 00",
      "0c 02 01 0c 00 00 > 02 00 11 00 00 00 00", "0c 01 01 0c c0 a8 64 01 > 01 00",
      VLAN_5 " > 01 00", "0c 02 01 0c 00 00 > 02 00 11 c0 a8 64 01", "0c 01 01 14 06 80 > 01 00",
      "0c 02 01 0c 00 00 > 02 00 11 00 00 00 00", "0c 01 01 14 06 00 > 01 00",
      "0c 02 01 0c 00 00 > 02 00 11 c0 a8 64 fe"}},
    {"VLAN takes the address, DHCP",
     {"faults set vlan-clears-address; set vlan-clears-dhcp", "0c 01 08 14 05 80 > 01 00",
      "0c 02 08 03 00 00 > 02 00 11 00 00 00 00", "0c 02 08 04 00 00 > 02 00 11 01"}},
    {"netmask and address spoil the gateway",
     {"faults set mask-breaks-gateway; set address-clears-gateway",
      "0c 01 01 06 ff ff 00 00 > 01 00", "0c 02 01 0c 00 00 > 02 00 11 c0 a8 00 00",
      ADDRESS " > 01 00", "0c 02 01 0c 00 00 > 02 00 11 00 00 00 00"}},
    {"an address is kept until the lease",
     {"faults set dhcp-clears=no", "0c 01 01 04 02 > 01 00",
      "0c 02 01 03 00 00 > 02 00 11 c0 a8 64 64", "wait 3000",
      "0c 02 01 03 00 00 > 02 00 11 c0 a8 64 32", "faults set dhcp-to-static=keep",
      "0c 01 01 04 01 > 01 00", "0c 02 01 03 00 00 > 02 00 11 c0 a8 64 32"}},
    {"settling",
     {"faults set settle=5s", ADDRESS " > 01 00", "0c 02 01 03 00 00 > 02 00 11 c0 a8 64 64",
      "wait 5000", "0c 02 01 03 00 00 > 02 00 11 0a 00 00 05"}},
    {"settling, committed",
     {"faults set settle=5s", LOCK " > 01 00", ADDRESS " > 01 00", COMMIT " > 01 00",
      COMPLETE " > 01 00", "wait 4999", "0c 02 01 03 00 00 > 02 00 11 c0 a8 64 64", "wait 1",
      "0c 02 01 03 00 00 > 02 00 11 0a 00 00 05"}},
    {"silence",
     {"faults set silence=2s", ADDRESS " > 01 00", "0c 02 01 03 00 00 > lost", "wait 2000",
      "0c 02 01 03 00 00 > 02 00 11 0a 00 00 05"}},
    {"absent channels",
     {"faults set absent-channel=c9; set absent-lan=cc; set absent-access=d5", "06 42 02 > 42 c9",
      "0c 02 02 03 00 00 > 02 cc", "06 41 02 40 > 41 d5"}},
    {"any channel", {"faults set any-channel", "0c 02 0e 03 00 00 > 02 00 11 c0 a8 64 64"}},
    {"access without sessions", {"faults set access-no-session=cc", "06 41 0f 40 > 41 cc"}},
    {"channel access",
     {"faults set nv-sets-volatile", "06 40 01 40 00 > 40 00", "06 41 01 80 > 41 00 00 04",
      "faults set set-access=d5", "06 40 01 40 00 > 40 d5"}},

    {"slots without a name",
     {"faults set emptyuser; set user-range=c9; set empty-access=c9; set empty-set-access=ff; set "
      "empty-password=ff",
      "06 46 06 > 46 00 '(Empty User)'16", "06 46 0b > 46 c9", "06 44 01 06 > 44 c9",
      "06 43 91 06 04 00 > 43 ff", "06 47 06 02 'Secret-1'16 > 47 ff"}},
    {"user access",
     {"faults set priv-zero=ok; set one-user-table", "06 43 81 04 00 00 > 43 00",
      "06 44 08 04 > 44 00 0a 84 01 00", "faults set set-user-access=d5",
      "06 43 91 04 04 00 > 43 d5"}},
    {"what a password needs",
     {"faults set password-need=3; set password-no-repeat; set password-no-name; set "
      "password-code=c8",
      "06 47 02 02 'abcd1234'16 > 47 c8", "06 47 02 02 'Abcd1233'16 > 47 c8",
      "06 47 02 02 'NIMDA'16 > 47 c8", "06 47 02 02 'Abcd1234'16 > 47 00"}},
    {"a password, otherwise refused",
     {"faults set password-20=cc; set password-busy=1; set password-test=c1",
      "06 47 02 02 'Secret-1'16 > 47 c0", "06 47 82 02 'Secret-1'20 > 47 cc",
      "06 47 02 02 'Secret-1'16 > 47 00", "06 47 02 03 'Secret-1'16 > 47 c1"}},
    {"a test in the other size",
     {"faults set test-other-size=80", "06 47 82 03 'ADMIN'20 > 47 80", "faults set test-one-size",
      "06 47 82 03 'ADMIN'20 > 47 00", "06 47 82 03 'ADMIM'20 > 47 80"}},
    {"enabling",
     {"faults set enable-busy=1; set enable-needs-password=cc", "06 47 04 01 > 47 c0",
      "06 47 06 01 > 47 cc", "06 47 04 01 > 47 00", "faults set enable=d5", "06 47 04 00 > 47 d5"}},

    {"the light",
     {"faults set identify-zero-ignored; set identify-max=60", "00 04 3d > 04 cc",
      "00 04 3c > 04 00", "00 04 00 > 04 00", "00 01 > 01 00 21 10 5c", "faults set identify=c1",
      "00 04 > 04 c1"}},
};

/* --- the reader ----------------------------------------------------------------------- */

static const char *write_file(void **state, const char *name, const char *text, char *path)
{
    folder_write(*state, name, text, strlen(text));
    snprintf(path, PATH_LENGTH, "%s/%s", (const char *)*state, name);
    return path;
}

static struct demo_bmc *load(void **state, struct demo_clock *clock, const char *text)
{
    char path[PATH_LENGTH];
    struct bmc_error error = {.sentence = ""};
    struct demo_bmc *demo;

    demo_clock_init(clock);
    demo = demo_create(&clock->clock);
    if (demo_personality_load(demo, write_file(state, "board", text, path), &error) != 0)
        fail_msg("%s", error.sentence);
    return demo;
}

static void what_a_bmc_holds(void **state)
{
    struct demo_clock clock;
    struct demo_bmc *demo =
        load(state, &clock,
             "# a board\n"
             "device 01 02 03 04 02 bf 11 22 33 44 55 # behind is 0\r\n"
             "guid 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f\n"
             "channel 2 06 01 80\nchannel 9 04 01 80\n"
             "lan * 10 03\nlan 9 4 02\nsol * 2 c4\nsol 9 6 00\nciphers 3 17\nchannel-access 2 0a 03 02 04\n"
             "users-max 17\nuser 1 - 1 00 - 1\nuser 17 root 0 34 Sec#ret-12\nemptyuser yes\n"
             "identify-start 3\npassword-min 8");
    struct demo_state *held = demo_state(demo);

    assert_int_equal(held->device.product[1], 0x55);
    assert_int_equal(held->guid[15], 0x0f);
    assert_false(held->channels[1].present);
    assert_int_equal(held->channels[2].medium, 6);
    assert_int_equal(held->channels[2].lan.arp, 3);
    assert_int_equal(held->channels[2].kept.settings, 0x0a);
    assert_int_equal(held->channels[2].active.privilege, 4);
    assert_int_equal(held->channels[9].lan.source, 2);
    assert_int_equal(held->channels[2].sol.access, 0xc4);
    assert_int_equal(held->channels[9].sol.access, 0xc4);
    assert_int_equal(held->channels[9].sol.rate, 0);
    assert_int_equal(held->channels[9].sol.channel, 9);
    assert_int_equal(held->channels[9].lan.cipher_count, 2);
    assert_int_equal(held->channels[9].lan.ciphers[2], 17);
    assert_int_equal(held->user_count, 17);
    assert_true(held->users[1].fixed_name);
    assert_string_equal((const char *)held->users[17].name, "root");
    assert_true(demo_password_is(held, 17, "Sec#ret-12", 16));
    assert_string_equal(held->users[17].factory_password, "Sec#ret-12");
    assert_int_equal(held->users[2].name[0], 0); /* ADMIN is replaced */
    assert_int_equal(held->users[2].access[2], 0x1f);
    assert_int_equal(held->light, 3);
    assert_int_equal(demo_options(demo)->password_min, 8);
    demo_destroy(demo);
}

static void ask(struct demo_bmc *demo, const char *request, const char *wanted)
{
    struct demo_answer answer;
    uint8_t bytes[32];
    char got[3 * DEMO_ANSWER_MAX + 1] = "lost";
    size_t length = demo_script_bytes(request, bytes, sizeof(bytes));

    if (demo_handle(demo, bytes[0], 0, bytes + 1, length - 1, &answer) == DEMO_ANSWER)
        got[0] = '\0';
    for (size_t i = 0; i < answer.length; i++)
        snprintf(got + strlen(got), sizeof(got) - strlen(got), "%s%02x", i ? " " : "", answer.bytes[i]);
    if (answer.delay_ms > 0)
        snprintf(got + strlen(got), sizeof(got) - strlen(got), " after %d", (int)answer.delay_ms);
    assert_string_equal(got, wanted);
}

static void replies(void **state)
{
    struct demo_clock clock;
    struct demo_bmc *demo = load(state, &clock,
                                 "reply 06 01 = 00 01 02\n"
                                 "reply 0c 02 * 03 = c9 @1\n"
                                 "reply 0c 01 01 03 = + 80\n"
                                 "reply 06 42 ? = lost @1\n"
                                 "reply 00 = c1\n"
                                 "delay 06 04 = 2s\n");

    ask(demo, "06 01", "01 00 01 02");
    ask(demo, "0c 02 01 03 00 00", "02 c9");
    ask(demo, "0c 02 01 03 00 00", "02 00 11 c0 a8 64 64");
    ask(demo, "0c 01 01 03 0a 00 00 05", "01 80"); /* carried out all the same */
    ask(demo, "0c 02 01 03 00 00", "02 00 11 0a 00 00 05");
    ask(demo, "06 42 01", "lost");
    ask(demo, "06 42 01", "42 00 01 04 01 80 f2 1b 00 00 00");
    ask(demo, "00 01", "01 c1");
    demo_fault_clear(demo); /* a bad day is over, the BMC is what it is */
    ask(demo, "00 01", "01 c1");
    ask(demo, "06 04", "04 00 55 00 after 2000");
    demo_destroy(demo);
}

static void includes(void **state)
{
    char path[PATH_LENGTH];
    struct demo_clock clock;
    struct demo_bmc *demo;

    write_file(state, "other", "password-min 12\nuser 3 three 1 34 x\n", path);
    demo = load(state, &clock, "include other\ninclude ilo\nuser 4 four 1 34 x\npassword-min 9\n");
    assert_int_equal(demo_options(demo)->password_min, 9);
    assert_true(demo_state(demo)->channels[2].present);
    assert_string_equal((const char *)demo_state(demo)->users[3].name, "three");
    assert_string_equal((const char *)demo_state(demo)->users[4].name, "four");
    demo_destroy(demo);
}

/* Each is one sentence that names file and line. */
static void wrong_lines(void **state)
{
    static const char *const lines[] = {
        "nothing 1",
        "password-min",
        "password-min 21",
        "lock maybe",
        "lock 100",
        "settle never",
        "settle 1 2",
        "apply sometimes",
        "arp yes",
        "sources 1 x",
        "sources 256",
        "read-only 1 -2",
        "device 00",
        "device 00 01 02 03 04 05 06 07 08 09 zz",
        "guid 00",
        "identify-start 4",
        "channel 1",
        "channel 16 04 01 80",
        "lan 1 3 0a 00 00",
        "lan 3 3 0a 00 00 01",
        "lan 1 99 01",
        "lan x 3 0a 00 00 01",
        "sol 1 2",
        "sol 3 2 c4",
        "sol 1 9 00",
        "sol 1 2 c4 00",
        "sol x 2 c4",
        "ciphers",
        "ciphers 256",
        "channel-access 1 02",
        "users-max 0",
        "users-max 64",
        "user 0 a 1 34",
        "user 64 a 1 34",
        "user 2 a 2 34",
        "user 2 a 1",
        "user 2 seventeen-letters 1 34",
        "user 2 a 1 34 twenty-one-characters",
        "user 2 a 1 34 p 2",
        "user 2 a 1 34 p 1 x",
        "reply 06 01",
        "reply = 00",
        "reply 06 01 =",
        "reply 06 01 = xx",
        "reply 06 01 = 00 @0",
        "reply 06 01 = lost 00",
        "delay 06 01 = soon",
        "delay 06 01 = 1 2",
        "include",
        "include me",
        "include no-such-file",
        "a\x1b[2Jb 1",
        "\xef\xbb\xbfsettle 5",
    };
    char path[PATH_LENGTH], text[200];
    struct bmc_error error;

    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        snprintf(text, sizeof(text), "# one\n\n%s\n", lines[i]);
        write_file(state, "me", text, path);
        error = (struct bmc_error){.sentence = ""};
        if (demo_personality_load(NULL, path, &error) != -1 || error.kind != ERROR_USAGE)
            fail_msg("%s: taken", lines[i]);
        if (!strstr(error.sentence, ":3: ") && !strstr(error.sentence, "no-such-file"))
            fail_msg("%s: %s", lines[i], error.sentence);
        for (const char *at = error.sentence; *at; at++)
            assert_uint_in_range(*at, ' ', '~');
    }
}

static void wrong_files(void **state)
{
    static char big[70000];
    char path[PATH_LENGTH];
    struct bmc_error error;
    struct demo_clock clock;
    struct demo_bmc *demo;
    struct demo_state before, after;

    assert_int_equal(demo_personality_load(NULL, "nothing-like-it", &error), -1);
    assert_int_equal(demo_personality_load(NULL, *state, &error), -1);
    snprintf(path, sizeof(path), "%s/pipe", (const char *)*state);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(demo_personality_load(NULL, path, &error), -1); /* and nobody waits */
    memset(big, '#', sizeof(big) - 1);
    assert_int_equal(demo_personality_load(NULL, write_file(state, "big", big, path), &error), -1);
    assert_int_equal(
        demo_personality_load(NULL, write_file(state, "long", big + 69000, path), &error), -1);
    folder_write(*state, "nul", "settle 5\0\n", 10);
    snprintf(path, sizeof(path), "%s/nul", (const char *)*state);
    assert_int_equal(demo_personality_load(NULL, path, &error), -1);

    demo_clock_init(&clock);
    demo = demo_create(&clock.clock);
    demo_snapshot(demo, &before);
    write_file(state, "half", "users-max 3\nuser 2 root 1 34 x\nnothing\n", path);
    assert_int_equal(demo_personality_load(demo, path, &error), -1);
    demo_snapshot(demo, &after);
    assert_true(demo_equal(&before, &after));
    assert_int_equal(before.user_count, after.user_count);
    demo_destroy(demo);
}

static void all_that_are_built_in(void **state)
{
    const char *name, *about, *before = "";
    struct bmc_error error = {.sentence = ""};
    size_t count;

    (void)state;
    for (count = 0; (name = demo_personality_name(count, &about)) != NULL; count++) {
        if (demo_personality_load(NULL, name, &error) != 0)
            fail_msg("%s", error.sentence);
        assert_true(strcmp(before, name) < 0);
        assert_true(strlen(about) > 5 && about[0] != '#');
        before = name;
    }
    assert_int_equal(count, 18);
}

#define CASES (sizeof(cases) / sizeof(cases[0]))

int main(void)
{
    static const struct CMUnitTest readers[] = {
        cmocka_unit_test_setup_teardown(what_a_bmc_holds, folder_setup, folder_teardown),
        cmocka_unit_test_setup_teardown(replies, folder_setup, folder_teardown),
        cmocka_unit_test_setup_teardown(includes, folder_setup, folder_teardown),
        cmocka_unit_test_setup_teardown(wrong_lines, folder_setup, folder_teardown),
        cmocka_unit_test_setup_teardown(wrong_files, folder_setup, folder_teardown),
        cmocka_unit_test(all_that_are_built_in),
    };
    struct CMUnitTest tests[CASES + sizeof(readers) / sizeof(readers[0])] = {{0}};

    for (size_t i = 0; i < CASES; i++) {
        tests[i].name = cases[i].name;
        tests[i].test_func = demo_script_run;
        tests[i].initial_state = (void *)(uintptr_t)&cases[i];
    }
    memcpy(tests + CASES, readers, sizeof(readers));
    return cmocka_run_group_tests(tests, NULL, NULL);
}
