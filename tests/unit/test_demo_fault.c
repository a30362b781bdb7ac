/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bad days on the demo BMC: every kind of fault, and how they are written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "unit/demo_look.h"
#include "unit/demo_script.h"

#define GET_ADDRESS "0c 02 01 03 00 00"
#define GET_GATEWAY "0c 02 01 0c 00 00"
#define SET_ADDRESS "0c 01 01 03 0a 00 00 05"
#define LOCK        "0c 01 01 00 01"
#define COMMIT      "0c 01 01 00 02"
#define COMPLETE    "0c 01 01 00 00"
#define WROTE       " > 01 00"
#define OLD_ADDRESS " > 02 00 11 c0 a8 64 64"
#define NEW_ADDRESS " > 02 00 11 0a 00 00 05"
#define CHANGED     "channel 1 address: 192.168.100.100 -> 10.0.0.5"
#define SELF_TEST   "06 04 > 04 00 55 00"

static const struct demo_case cases[] = {
    /* --- where ---------------------------------------------------------------------- */
    {"at a request, counted from the mark",
     {"faults #2:code=c3", SELF_TEST, "06 04 > 04 c3", SELF_TEST, SELF_TEST, "requests 4", "mark",
      "requests 0", SELF_TEST, "06 04 > 04 c3", SELF_TEST}},
    {"from a request on",
     {"faults #2:code=c3 times=2", SELF_TEST, "06 04 > 04 c3", "06 99 > 99 c3", SELF_TEST}},
    {"from a request on, for ever",
     {"faults #2:code=c3 times=ever", SELF_TEST, "06 04 > 04 c3", "06 99 > 99 c3", "06 > 00 c3"}},
    {"any request", {"faults any:code=c0 nth=2 times=1", SELF_TEST, "06 01 > 01 c0", SELF_TEST}},
    {"a request by name",
     {"faults self-test:code=c1", "06 04 > 04 c1", "06 04 > 04 c1", GET_ADDRESS OLD_ADDRESS}},
    {"a request by numbers",
     {"faults 06/99:code=c5; 0x6/0x04:code=c6", "06 99 > 99 c5", "06 04 > 04 c6",
      "06 01 00 > 01 c8"}},
    {"a LAN parameter",
     {"faults lan-set 12:code=cc times=1", SET_ADDRESS WROTE, "0c 01 01 0c 0a 00 00 01 > 01 cc",
      "holds " CHANGED, "0c 01 01 0c 0a 00 00 01 > 01 00"}},
    {"all LAN parameters",
     {"faults lan-get *:code=ff", GET_ADDRESS " > 02 ff", GET_GATEWAY " > 02 ff",
      SET_ADDRESS WROTE}},
    {"a channel", {"faults channel-info 3:code=c3", "06 42 02 > 42 cb", "06 42 03 > 42 c3"}},
    {"a user",
     {"faults user-name-get 3:code=cc; user-access-get 2:code=c1", "06 46 02 > 46 00 'ADMIN'16",
      "06 46 03 > 46 cc", "06 44 01 02 > 44 c1", "06 44 01 03 > 44 00 .. .. .. .."}},
    {"a password operation",
     {"faults password test:code=c7; password enable:code=c0 times=1",
      "06 47 02 03 'ADMIN'16 > 47 c7", "06 47 04 01 > 47 c0", "06 47 04 01 > 47 00",
      "06 47 02 02 'other'16 > 47 00", "faults password 2:code=c8",
      "06 47 02 02 'again'16 > 47 c8"}},
    {"lock, commit, complete",
     {"faults lock:code=80; commit:code=cc; complete:code=c1 times=1", LOCK " > 01 80",
      COMMIT " > 01 cc", COMPLETE " > 01 c1", COMPLETE WROTE, SET_ADDRESS WROTE}},
    {"the nth match, so often",
     {"faults lan-get 3:code=c3 nth=2 times=2", GET_ADDRESS OLD_ADDRESS, GET_ADDRESS " > 02 c3",
      GET_GATEWAY " > 02 00 11 c0 a8 64 fe", GET_ADDRESS " > 02 c3", GET_ADDRESS OLD_ADDRESS}},
    {"the first that decides wins, delays add up",
     {"faults any:delay=100; self-test:code=c3 times=1; any:code=c0 times=2; any:delay=2s",
      "06 04 > 04 c3 after 2100", "06 04 > 04 c0 after 2100", "06 04 > 04 00 55 00 after 2100"}},
    {"cleared", {"faults any:code=ff", "06 04 > 04 ff", "clear", SELF_TEST}},

    /* --- answers that go wrong --------------------------------------------------------- */
    {"refused", {"faults lan-set 3:code=cc", SET_ADDRESS " > 01 cc", "holds"}},
    {"refused, yet done",
     {"faults lan-set 3:code=c3 done", SET_ADDRESS " > 01 c3", "holds " CHANGED}},
    {"refused in a read, yet done", {"faults #1:code=ff done", GET_ADDRESS " > 02 ff"}},
    {"lost",
     {"faults lan-set 3:lost times=1", SET_ADDRESS " > lost", "holds", SET_ADDRESS WROTE,
      "holds " CHANGED}},
    {"lost, yet done", {"faults lan-set 3:lost done", SET_ADDRESS " > lost", "holds " CHANGED}},
    {"lock lost, yet done: our own lock answers 81h",
     {"faults lock:lost done times=1", LOCK " > lost", LOCK " > 01 81",
      "0c 02 01 00 00 00 > 02 00 11 01"}},
    {"delay", {"faults password:delay=500", "06 47 02 03 'ADMIN'16 > 47 00 after 500", SELF_TEST}},
    {"short",
     {"faults lan-get *:short times=1; lan-get *:short=3 nth=2 times=1; lan-set *:short times=1; "
      "lan-get *:short=60",
      GET_ADDRESS " > 02 00 11 c0 a8 64", GET_ADDRESS " > 02 00 11", SET_ADDRESS " > 01",
      "holds " CHANGED, GET_ADDRESS NEW_ADDRESS}},
    {"short from its 2nd match on",
     {"faults lan-get 3:short=1 nth=2", GET_ADDRESS OLD_ADDRESS, GET_ADDRESS " > 02"}},
    {"wrong command", {"faults #1:wrong-command", "06 04 > 05 00 55 00", SELF_TEST}},
    {"late: one behind until reopened",
     {"faults lan-get 3:late times=1", GET_ADDRESS " > lost", GET_GATEWAY OLD_ADDRESS,
      "06 04 > 02 00 11 c0 a8 64 fe", "06 99 > 04 00 55 00", "reopen", SELF_TEST}},
    {"late, a write is done",
     {"faults lan-set 3:late", SET_ADDRESS " > lost", "holds " CHANGED, "06 04 > 01 00"}},
    {"late twice",
     {"faults #1:late times=2", "06 04 > lost", GET_ADDRESS " > 04 00 55 00",
      "06 99 > 02 00 11 c0 a8 64 64", "06 04 > 99 c1"}},
    {"late, then lost",
     {"faults #1:late; #2:lost; #3:lost", "06 04 > lost", GET_ADDRESS " > 04 00 55 00",
      "06 99 > lost", SELF_TEST}},

    /* --- writes that go wrong ----------------------------------------------------------- */
    {"ignored",
     {"faults lan-set 3:ignored times=1", SET_ADDRESS WROTE, "holds", SET_ADDRESS WROTE,
      "holds " CHANGED}},
    {"ignored under a lock",
     {"faults lan-set 3:ignored", LOCK WROTE, SET_ADDRESS WROTE, "0c 01 01 0a 01 > 01 00",
      COMMIT WROTE, COMPLETE WROTE, "holds channel 1 ARP: 03 -> 01"}},
    {"ignored commit",
     {"faults commit:ignored", LOCK WROTE, SET_ADDRESS WROTE, COMMIT WROTE, COMPLETE WROTE,
      "holds"}},
    {"ignored, everything else",
     {"faults any:ignored", LOCK WROTE, "06 47 02 02 'other'16 > 47 00", "06 47 02 00 > 47 00",
      "06 43 91 02 03 > 43 00", "06 40 01 40 00 > 40 00", "06 45 02 'x'16 > 45 00",
      "00 04 00 01 > 04 00", "06 02 > 02 00", "06 45 01 'x'16 > 45 cc", SELF_TEST,
      GET_ADDRESS OLD_ADDRESS, "holds"}},
    {"changes by themselves",
     {"faults self-test:change=address-lost times=1", SELF_TEST,
      "holds channel 1 address: 192.168.100.100 -> 0.0.0.0"}},
    {"a VLAN write drops the address, with its commit",
     {"faults lan-set 20:change=address-lost", LOCK WROTE, "0c 01 01 14 05 80 > 01 00",
      GET_ADDRESS OLD_ADDRESS, COMMIT WROTE, GET_ADDRESS " > 02 00 11 00 00 00 00", COMPLETE WROTE,
      "holds channel 1 address: 192.168.100.100 -> 0.0.0.0|channel 1 VLAN: off 100 -> on 5"}},
    {"a netmask write moves the gateway",
     {"faults lan-set 6:change=gateway-moved", LOCK WROTE, "0c 01 01 06 ff ff 00 00 > 01 00",
      COMMIT WROTE, COMPLETE WROTE,
      "holds channel 1 netmask: 255.255.255.0 -> 255.255.0.0|"
      "channel 1 gateway: 192.168.100.254 -> 192.168.100.1"}},
    {"a change that waits is dropped with its write",
     {"faults lan-set 6:change=gateway-moved", LOCK WROTE, "0c 01 01 06 ff ff 00 00 > 01 00",
      COMPLETE WROTE, "holds", LOCK WROTE, COMMIT WROTE, COMPLETE WROTE, "holds"}},
    {"a change that waits, on another channel",
     {"faults lan-set 6:change=gateway-moved", LOCK WROTE, "0c 01 01 06 ff ff 00 00 > 01 00",
      "0c 01 08 00 01 > 01 00", "0c 01 08 00 02 > 01 00", GET_GATEWAY " > 02 00 11 c0 a8 64 fe",
      COMMIT WROTE, GET_GATEWAY " > 02 00 11 c0 a8 64 01"}},
    {"changes strike the request's own channel",
     {"faults lan-set 20:change=source-static", "0c 01 08 14 05 80 > 01 00",
      "holds channel 8 address: 192.168.8.77 -> 0.0.0.0|channel 8 source: 02 -> 01|"
      "channel 8 VLAN: off 1 -> on 5"}},
    {"source-dhcp",
     {"faults #1:change=source-dhcp", SELF_TEST, GET_ADDRESS " > 02 00 11 c0 a8 64 32",
      "0c 02 01 04 00 00 > 02 00 11 02"}},
    {"other changes",
     {"faults #1:change=netmask-moved; #1:change=vlan-on; #1:change=arp-off; #1:change=lan-off; "
      "#1:change=user-disabled",
      "faults #1:change=messaging-off; #1:change=password-lost; #1:change=lock-taken", SELF_TEST,
      "holds channel 1 netmask: 255.255.255.0 -> 255.255.0.0|channel 1 ARP: 03 -> 00|"
      "channel 1 VLAN: off 100 -> on 100|channel 1 set in progress: 0 -> 1|"
      "channel 1 non-volatile access: 12 4 -> 10 4|channel 1 volatile access: 12 4 -> 10 4|"
      "user 2 enabled: 1 -> 0|user 2 password: another one|"
      "user 2 access on channel 1: 34 -> 24",
      "faults #2:change=netmask-moved; #2:change=vlan-off; #2:change=lock-lost", SELF_TEST,
      LOCK WROTE, "0c 02 01 14 00 00 > 02 00 11 64 00", "0c 02 01 06 00 00 > 02 00 11 ff 00 00 00",
      "06 47 02 03 'ADMIN'16 > 47 80"}},
    {"another user's password",
     {"faults password set:change=admin-password", "06 47 03 02 'changed!'16 > 47 00",
      "06 47 02 03 'changed!'16 > 47 00", "06 47 02 03 'ADMIN'16 > 47 80"}},

    /* --- stale reads ---------------------------------------------------------------------- */
    {"stale at reads: they lag",
     {"faults lan-get *:stale=20s", "wait 1000", LOCK WROTE, SET_ADDRESS WROTE, COMMIT WROTE,
      COMPLETE WROTE, GET_ADDRESS OLD_ADDRESS, "wait 19999", GET_ADDRESS OLD_ADDRESS, "wait 1",
      GET_ADDRESS NEW_ADDRESS, "holds " CHANGED}},
    {"stale at one read",
     {"faults #2:stale=20s", SET_ADDRESS WROTE, GET_ADDRESS OLD_ADDRESS, GET_ADDRESS NEW_ADDRESS}},
    {"stale shows each moment of the past",
     {"faults lan-get *:stale=1500", SET_ADDRESS WROTE, "wait 1000",
      "0c 01 01 03 0a 00 00 06 > 01 00", "wait 1000", GET_ADDRESS NEW_ADDRESS, "wait 500",
      GET_ADDRESS " > 02 00 11 0a 00 00 06"}},
    {"stale from a commit on",
     {"faults commit:stale=20s", LOCK WROTE, SET_ADDRESS WROTE, COMMIT WROTE, COMPLETE WROTE,
      GET_ADDRESS OLD_ADDRESS, "wait 19999", GET_ADDRESS OLD_ADDRESS, "wait 1",
      GET_ADDRESS NEW_ADDRESS}},
    {"stale twice shows the oldest",
     {"faults lan-set *:stale=1000", SET_ADDRESS WROTE, "wait 500",
      "0c 01 01 03 0a 00 00 06 > 01 00", GET_ADDRESS OLD_ADDRESS, "wait 999",
      GET_ADDRESS OLD_ADDRESS, "wait 1", GET_ADDRESS " > 02 00 11 0a 00 00 06"}},
    {"stale does not hide set in progress",
     {"faults any:stale=20s", LOCK WROTE, "0c 02 01 00 00 00 > 02 00 11 01"}},
    {"stale ends when cleared",
     {"faults #1:stale=20s", SET_ADDRESS WROTE, GET_ADDRESS OLD_ADDRESS, "clear",
      GET_ADDRESS NEW_ADDRESS}},
    {"a stale lease",
     {"faults lan-get *:stale=2000", "wait 10000", "0c 01 01 04 02 > 01 00", "wait 3000",
      GET_ADDRESS " > 02 00 11 00 00 00 00", "wait 1999", GET_ADDRESS " > 02 00 11 00 00 00 00",
      "wait 1", GET_ADDRESS " > 02 00 11 c0 a8 64 32"}},

    /* --- gone and back ------------------------------------------------------------------------ */
    {"gone",
     {"faults lan-set 3:gone", SELF_TEST, SET_ADDRESS " > gone", "06 04 > gone", "wait 99999999",
      "06 04 > gone", "holds", "clear", SELF_TEST}},
    {"gone, yet done",
     {"faults lan-set 3:gone done", SET_ADDRESS " > gone", "06 04 > gone", "holds " CHANGED}},
    {"gone keeps the lock",
     {"faults #3:gone", LOCK WROTE, SET_ADDRESS WROTE, COMMIT " > gone", "clear",
      "0c 02 01 00 00 00 > 02 00 11 01", COMMIT WROTE, GET_ADDRESS NEW_ADDRESS}},
    {"reboot: silent, then not ready, then back; what was not committed is lost",
     {"faults #3:reboot=20000 boot=5s boot-code=d2", LOCK WROTE, SET_ADDRESS WROTE,
      COMMIT " > lost", "06 04 > lost", "wait 19999", "06 04 > lost", "wait 1", "06 04 > 04 d2",
      "wait 4999", GET_ADDRESS " > 02 d2", "wait 1", GET_ADDRESS OLD_ADDRESS,
      "0c 02 01 00 00 00 > 02 00 11 00", LOCK WROTE, COMMIT WROTE, GET_ADDRESS OLD_ADDRESS}},
    {"reboot after the commit",
     {"faults commit:reboot=20s boot=1s done", LOCK WROTE, SET_ADDRESS WROTE, COMMIT " > lost",
      "wait 20000", "06 04 > 04 ff", "wait 1000", GET_ADDRESS NEW_ADDRESS,
      "0c 02 01 00 00 00 > 02 00 11 00", "wait 3000", "holds " CHANGED}},
    {"reboot in no time", {"faults #1:reboot=0", LOCK " > lost", SELF_TEST}},
    {"reboot, cleared", {"faults #1:reboot=20s", "06 04 > lost", "clear", SELF_TEST}},
};

#define CASES (sizeof(cases) / sizeof(cases[0]))

/* --- the language ---------------------------------------------------------------------- */

static void test_texts_that_are_right(void **state)
{
    static const char *const texts[] = {
        "",
        " ",
        ";",
        ";;\n ; ",
        "#7:code=c3",
        "#7 : code=0xC3 ;",
        "any:lost",
        "#7:code=c3; lan-set 12:code=cc times=1; lan-get *:stale=20000; password:delay=500",
        "lan-set 255:ignored",
        "password test:late nth=2 times=ever",
        "password *:late",
        "password 3:lost done",
        "0c/01:short=64",
        "complete:wrong-command",
        "any:delay=0",
        "any:reboot=100ms boot=1s boot-code=ce times=2 done",
        "any:gone done",
        "set locked",
        "set locked=no",
        "set lease-ms=never; set latency=1s",
        "set\tboot-code=ff",
        "set password-min=20",
        "any:delay=8640000s",
        "lan-set\t12\t:\tlost\n#1:lost\r\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        char error[512] = "";

        if (demo_fault_parse(NULL, texts[i], error, sizeof(error)) != 0)
            fail_msg("%s: %s", texts[i], error);
    }
}

static void test_texts_that_are_wrong(void **state)
{
    static const struct {
        const char *text, *sentence;
    } texts[] = {
        {"lan-gte 3:lost", "\"lan-gte 3:lost\": unknown request; use #NUMBER, any, lock,"},
        {"#:lost", "\"#:lost\": after #, give the number of a request, from 1"},
        {"#0:lost", "after #"},
        {"#x:lost", "after #"},
        {"#-1:lost", "after #"},
        {"#1000001:lost", "after #"},
        {"#7 3:lost", "\"3\" is not expected here"},
        {"any 3:lost", "\"3\" is not expected here"},
        {"lock 3:lost", "\"3\" is not expected here"},
        {"lan-set 3 4:lost", "\"4\" is not expected here"},
        {"lan-set 256:lost", "lan-set cannot be followed by \"256\""},
        {"lan-set set:lost", "lan-set cannot be followed by \"set\""},
        {"device-id 0:lost", "device-id cannot be followed by \"0\""},
        {"password 4:lost", "password cannot be followed by \"4\""},
        {"channel-info 16:lost", "channel-info cannot be followed by \"16\""},
        {"06/:lost", "unknown request"},
        {"/01:lost", "unknown request"},
        {"06/100:lost", "unknown request"},
        {"40/01:lost", "unknown request"},
        {":lost", "the request is missing"},
        {"lost", "a colon is missing"},
        {"set", "a colon is missing"},
        {"settle:lost", "unknown request"},
        {"#1:", "after the colon, say what goes wrong"},
        {"#1:nothing",
         "\"nothing\" is not a fault; use one of code, lost, late, delay, stale, change,"},
        {"#1:code", "a completion code is two hex digits, such as code=c3"},
        {"#1:code=", "a completion code"},
        {"#1:code=100", "a completion code"},
        {"#1:code=cg", "a completion code"},
        {"#1:code=c3x", "a completion code"},
        {"#1:code=-1", "a completion code"},
        {"#1:delay", "a time is in milliseconds"},
        {"#1:delay=s", "a time is in milliseconds"},
        {"#1:delay=ms", "a time is in milliseconds"},
        {"#1:delay=1m", "a time is in milliseconds"},
        {"#1:delay=never", "a time is in milliseconds"},
        {"#1:stale=8640001s", "a time is in milliseconds"},
        {"#1:stale=99999999999999999999999", "a time is in milliseconds"},
        {"#1:lost=3", "\"=3\" is not expected here"},
        {"#1:change", "after change=, use one of address-lost, gateway-moved,"},
        {"#1:change=mind", "after change=, use one of"},
        {"#1:short=0", "short=N leaves N bytes of the answer, 1 to 260"},
        {"#1:short=261", "short=N"},
        {"#1:lost nth=2", "\"nth\" cannot be used with this fault"},
        {"any:lost nth=0", "times= and nth= take a number from 1 to 1000000"},
        {"any:lost times=0", "times= and nth="},
        {"any:lost times", "times= and nth="},
        {"any:late done", "\"done\" cannot be used with"},
        {"any:lost done=1", "\"done\" cannot be used with"},
        {"any:lost boot=5s", "\"boot\" cannot be used with"},
        {"any:code=c3 boot-code=ff", "\"boot-code\" cannot be used with"},
        {"any:reboot=1s boot=x", "a time is in milliseconds"},
        {"any:reboot=1s boot-code=x", "a completion code"},
        {"set ", "a colon is missing"},
        {"set nothing", "after set, give NAME=VALUE"},
        {"set locked=maybe", "after set, give NAME=VALUE"},
        {"set locked yes", "after set, give NAME=VALUE"},
        {"set latency=never", "after set, give NAME=VALUE"},
        {"set lock", "after set, give NAME=VALUE"},
        {"set password-min=21", "after set, give NAME=VALUE"},
        {"#1:lost; #2:lost; ; nothing", "\"nothing\": a colon is missing"},
    };
    struct demo_clock clock;
    struct demo_bmc *demo;

    (void)state;
    demo_clock_init(&clock);
    demo = demo_create(&clock.clock);
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        char error[512] = "";

        if (demo_fault_parse(demo, texts[i].text, error, sizeof(error)) != -1 ||
            !strstr(error, texts[i].sentence))
            fail_msg("%s: \"%s\", not \"%s\"", texts[i].text, error, texts[i].sentence);
    }
    demo_destroy(demo);
}

static void test_wrong_text_adds_nothing(void **state)
{
    struct demo_clock clock;
    struct demo_bmc *demo;
    const uint8_t request[1] = {0x04};
    struct demo_answer answer;
    char error[40];

    (void)state;
    demo_clock_init(&clock);
    demo = demo_create(&clock.clock);
    assert_int_equal(demo_fault_parse(demo, "set latency=7; any:lost; #0:lost", error, 40), -1);
    assert_int_equal(demo_handle(demo, 0x06, 0, request, 1, &answer), DEMO_ANSWER);
    assert_int_equal(answer.delay_ms, 0);
    assert_int_equal(strlen(error), 39); /* cut, and ended */
    assert_int_equal(demo_fault_parse(demo, "lan-gte:lost", error, 0), -1);
    assert_int_equal(demo_fault_parse(demo, "lan-gte:lost", error, 1), -1);
    assert_int_equal(error[0], '\0');
    demo_destroy(demo);
}

static void test_as_many_as_there_is_room(void **state)
{
    struct demo_fault fault = demo_fault_at(1, DEMO_FAULT_DELAY);
    char text[DEMO_FAULTS_MAX * 16 + 16] = "", error[128] = "";
    struct demo_clock clock;
    struct demo_bmc *demo;

    (void)state;
    demo_clock_init(&clock);
    demo = demo_create(&clock.clock);
    for (unsigned i = 0; i < DEMO_FAULTS_MAX; i++)
        strcat(text, "#1:delay=1;");
    assert_int_equal(demo_fault_parse(demo, text, error, sizeof(error)), 0);
    assert_int_equal(demo_fault_parse(demo, "#1:lost", error, sizeof(error)), -1);
    assert_string_equal(error, "\"#1:lost\": there are more than 64 faults");
    assert_int_equal(demo_fault_add(demo, &fault), -1);
    demo_fault_clear(demo);
    assert_int_equal(demo_fault_add(demo, &fault), 0);
    memset(text, 'x', 160);
    strcpy(text + 160, ":lost");
    assert_int_equal(demo_fault_parse(demo, text, error, sizeof(error)), -1);
    assert_non_null(strstr(error, "xx\": too long: 159 characters at most"));
    memset(text, 'x', 154);
    strcpy(text + 154, ":lost");
    assert_int_equal(demo_fault_parse(demo, text, error, sizeof(error)), -1);
    assert_null(strstr(error, "too long"));
    demo_destroy(demo);
}

/* --- faults made by tests ---------------------------------------------------------------- */

static void take_name(const struct demo_site *site)
{
    memset(site->user->name, 0, DEMO_USER_NAME);
    *(struct demo_site *)site->data = *site;
}

static void test_change_of_a_tests_own(void **state)
{
    struct demo_fault fault = demo_fault_on(0x06, 0x44, 3, DEMO_FAULT_CHANGE);
    struct demo_site struck = {0};
    const uint8_t request[3] = {0x44, 0x08, 0x03};
    struct demo_answer answer;
    struct demo_clock clock;
    struct demo_bmc *demo;

    (void)state;
    demo_clock_init(&clock);
    demo = demo_create(&clock.clock);
    fault.change = take_name;
    fault.data = &struck;
    assert_int_equal(demo_fault_add(demo, &fault), 0);
    demo_handle(demo, 0x06, 0, request, sizeof(request), &answer);
    assert_ptr_equal(struck.channel, &demo_state(demo)->channels[8]);
    assert_ptr_equal(struck.user, &demo_state(demo)->users[3]);
    assert_int_equal(demo_state(demo)->users[3].name[0], 0);
    demo_destroy(demo);
}

static void test_wrong_command_byte(void **state)
{
    struct demo_fault fault = demo_fault_at(1, DEMO_FAULT_WRONG_COMMAND);
    const uint8_t request[1] = {0x04};
    struct demo_answer answer;
    struct demo_clock clock;
    struct demo_bmc *demo;

    (void)state;
    demo_clock_init(&clock);
    demo = demo_create(&clock.clock);
    demo_fault_add(demo, &fault);
    demo_handle(demo, 0x06, 0, request, 1, &answer);
    assert_int_equal(answer.bytes[0], 0x05);
    assert_int_equal(answer.length, 4);
    demo_destroy(demo);
}

/* Whatever strikes at whatever request of a save: there is an outcome, and once the bad day is
 * over the BMC can be read and saved to again. */
static void run_save(struct demo_bmc *demo, struct demo_clock *clock)
{
    static const char *const save[] = {LOCK,
                                       GET_ADDRESS,
                                       "0c 01 01 04 01",
                                       SET_ADDRESS,
                                       "0c 01 01 06 ff ff ff 00",
                                       "0c 01 01 0c 0a 00 00 01",
                                       "0c 01 01 14 05 80",
                                       COMMIT,
                                       COMPLETE,
                                       GET_ADDRESS,
                                       "06 47 02 02 'Secret-1'16",
                                       "06 47 02 03 'Secret-1'16"};

    for (size_t i = 0; i < sizeof(save) / sizeof(save[0]); i++) {
        uint8_t request[32];
        size_t length = demo_script_bytes(save[i], request, sizeof(request));
        struct demo_answer answer;

        demo_handle(demo, request[0], 0, request + 1, length - 1, &answer);
        clock->now_ms += answer.delay_ms;
    }
}

static void test_every_kind_at_every_request(void **state)
{
    unsigned runs = 0;

    (void)state;
    for (int kind = DEMO_FAULT_CODE; kind <= DEMO_FAULT_CHANGE; kind++) {
        for (unsigned k = 1; k <= 12; k++) {
            for (int done = 0; done < 2; done++) {
                struct demo_fault fault = demo_fault_at(k, (enum demo_fault_kind)kind);
                struct demo_state held;
                struct demo_clock clock;
                struct demo_bmc *demo;

                demo_clock_init(&clock);
                demo = demo_create(&clock.clock);
                fault.code = 0xCC;
                fault.ms = 20000;
                fault.done = done;
                fault.change = demo_change_find("address-lost");
                demo_fault_add(demo, &fault);
                run_save(demo, &clock);
                assert_int_equal(demo_requests(demo), 12);
                demo_fault_clear(demo);
                demo_state(demo)->channels[1].progress = 0;
                run_save(demo, &clock);
                demo_snapshot(demo, &held);
                assert_int_equal(held.channels[1].progress, 0);
                assert_int_equal(held.channels[1].lan.address[0], 10);
                assert_true(demo_password_is(&held, 2, "Secret-1", 16));
                demo_destroy(demo);
                runs++;
            }
        }
    }
    assert_int_equal(runs, 11 * 12 * 2);
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(test_texts_that_are_right),
        cmocka_unit_test(test_texts_that_are_wrong),
        cmocka_unit_test(test_wrong_text_adds_nothing),
        cmocka_unit_test(test_as_many_as_there_is_room),
        cmocka_unit_test(test_change_of_a_tests_own),
        cmocka_unit_test(test_wrong_command_byte),
        cmocka_unit_test(test_every_kind_at_every_request),
    };
    struct CMUnitTest tests[CASES + sizeof(others) / sizeof(others[0])] = {{0}};

    for (size_t i = 0; i < CASES; i++) {
        tests[i].name = cases[i].name;
        tests[i].test_func = demo_script_run;
        tests[i].initial_state = (void *)(uintptr_t)&cases[i];
    }
    memcpy(tests + CASES, others, sizeof(others));
    return cmocka_run_group_tests(tests, NULL, NULL);
}
