/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The responder itself: every suite, every manner of it, with FreeIPMI as the client. */
#include <arpa/inet.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "bmc/here.h"
#include "bmc/request.h"
#include "core/action.h"
#include "demo/demo_fault.h"
#include "rmcp/rmcp_rig.h"
#include "unit/demo_look.h"
#include "unit/folder.h"

static struct rmcp_rig rig;

static int finish(void **state)
{
    (void)state;
    rmcp_rig_stop(&rig);
    return 0;
}

/* A session carries requests both ways. */
static void assert_works(void)
{
    struct device device;

    if (rmcp_rig_login(&rig) != 0)
        fail_msg("not let in: %s", rig.error.sentence);
    assert_int_equal(bmc_get_device(rig.bmc, &device, &rig.error), 0);
    assert_int_equal(device.product, 0x0b1a);
    rmcp_hold(rig.rmcp);
    assert_int_equal(rmcp_sessions(rig.rmcp), 1);
    rmcp_go_on(rig.rmcp);
    bmc_close(rig.bmc);
    rmcp_hold(rig.rmcp);
    assert_int_equal(rmcp_sessions(rig.rmcp), 0);
    rmcp_go_on(rig.rmcp);
}

static void assert_refused(void)
{
    assert_int_equal(rmcp_rig_login(&rig), -1);
    assert_int_not_equal(rig.error.kind, ERROR_NONE);
}

/* --- logins ----------------------------------------------------------------------- */

static void every_suite(void **state)
{
    static const int suites[] = {0, 1, 2, 3, 15, 16, 17};

    (void)state;
    rmcp_rig_start(&rig, "ciphers=0 1 2 3 15 16 17");
    for (size_t i = 0; i < sizeof(suites) / sizeof(suites[0]); i++) {
        rig.target.cipher_suite = suites[i];
        assert_works();
    }
}

static void ipmi_1_5(void **state)
{
    (void)state;
    rmcp_rig_start(&rig, NULL);
    rig.target.driver = BMC_DRIVER_LAN;
    assert_works();
    rmcp_hold(rig.rmcp);
    rmcp_manners(rig.rmcp)->login.per_message_off = true;
    rmcp_go_on(rig.rmcp);
    assert_works();
    rmcp_rig_user(&rig, "ADMIN", "wrong");
    assert_refused();
}

static void wrong_names_and_passwords(void **state)
{
    (void)state;
    rmcp_rig_start(&rig, NULL);
    rmcp_rig_user(&rig, "ADMIN", "wrong");
    assert_refused();
    rmcp_rig_user(&rig, "nobody", "ADMIN");
    assert_refused();
    rmcp_rig_user(&rig, "viewer", "viewpass"); /* disabled */
    assert_refused();
    rmcp_rig_user(&rig, "oper", "operpass"); /* no administrator */
    assert_refused();
    rig.target.privilege = PRIVILEGE_OPERATOR;
    assert_works();
}

static void key_of_the_bmc(void **state)
{
    struct secret *k_g = secret_create();

    (void)state;
    rmcp_rig_start(&rig, "k-g=a key");
    assert_refused();
    assert_true(secret_set(k_g, "a key", 5));
    rig.target.k_g = k_g;
    assert_works();
    rig.target.k_g = NULL;
    secret_free(&k_g);
}

/* --- manners ------------------------------------------------------------------------ */

static void manners_that_let_nobody_in(void **state)
{
    static const char *const manners[] = {
        "open=01",     "open=drop",      "rakp-2=12",    "rakp-2=drop", "rakp-4=12",  "rakp-4=drop",
        "ciphers=1 2", "force-cipher=0", "privilege=81", "ipmi=1.5",    "sessions=0",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(manners) / sizeof(manners[0]); i++) {
        if (i > 0)
            rmcp_rig_stop(&rig);
        rmcp_rig_start(&rig, manners[i]);
        rig.target.session_timeout_ms = 700;
        rig.target.cipher_suite = 3;
        if (rmcp_rig_login(&rig) == 0)
            fail_msg("%s: let in", manners[i]);
    }
}

static void manners_that_let_in(void **state)
{
    static const char *const manners[] = {
        "auth-types=00;auth-ext=02", "ciphers=3", "ciphers=17", "open-bad-cipher=11;ciphers=3",
        "capabilities-old;ipmi=1.5",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(manners) / sizeof(manners[0]); i++) {
        if (i > 0)
            rmcp_rig_stop(&rig);
        rmcp_rig_start(&rig, manners[i]);
        if (i == 4)
            rig.target.driver = BMC_DRIVER_LAN;
        assert_works();
    }
}

/* What it sends twice or loses is for the client to bear. */
static void lost_packets(void **state)
{
    struct device device;

    (void)state;
    rmcp_rig_start(&rig, NULL);
    assert_int_equal(rmcp_rig_login(&rig), 0);
    rmcp_hold(rig.rmcp);
    rmcp_manners(rig.rmcp)->doubled = 2;
    rmcp_manners(rig.rmcp)->drop = 3;
    rmcp_manners(rig.rmcp)->lose = 4;
    rmcp_go_on(rig.rmcp);
    for (int i = 0; i < 4; i++)
        assert_int_equal(bmc_get_device(rig.bmc, &device, &rig.error), 0);
}

static int light(enum request_kind kind)
{
    const uint8_t seconds = 15;
    struct request request;

    REQUEST_MAKE(&request, kind, chassis_identify);
    request_send(&request, fill_cmd_chassis_identify(&seconds, NULL, request.rq), rig.bmc,
                 IPMI_NET_FN_CHASSIS_RQ);
    return request_end(&request, &rig.error);
}

static void lose_answers(unsigned each)
{
    demo_mark(rmcp_hold(rig.rmcp));
    rmcp_manners(rig.rmcp)->lose = each;
    rmcp_go_on(rig.rmcp);
}

/* How often a request whose answers are lost is carried out. */
static unsigned carried_out(enum request_kind kind)
{
    struct demo_bmc *demo;
    unsigned count = 0;

    lose_answers(1);
    assert_int_equal(light(kind), -1);
    assert_int_equal(rig.error.kind, ERROR_TIMEOUT);
    assert_int_equal(rig.error.resent, kind != REQUEST_ONCE);
    demo = rmcp_hold(rig.rmcp);
    count = demo_requests(demo);
    rmcp_go_on(rig.rmcp);
    lose_answers(0);
    return count;
}

/* FreeIPMI repeats what is not answered; an action must not be. What comes next has a session of
 * its own. */
static void once_is_once(void **state)
{
    struct device device;

    (void)state;
    rmcp_rig_start(&rig, NULL);
    assert_int_equal(rmcp_rig_login(&rig), 0);
    assert_true(carried_out(REQUEST_WRITE) > 1);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(light(REQUEST_ONCE), 0);
        assert_int_equal(carried_out(REQUEST_ONCE), 1);
    }
    assert_int_equal(bmc_get_device(rig.bmc, &device, &rig.error), 0);
}

/* What goes on behind the demo BMC's back is looked at while it is held. */
static unsigned times_done(enum chassis_control control)
{
    unsigned times = demo_state(rmcp_hold(rig.rmcp))->chassis.carried_out[control];

    rmcp_go_on(rig.rmcp);
    return times;
}

/* Power actions whose answer is lost: carried out, once. */
static void actions_are_once(void **state)
{
    static const enum chassis_control controls[] = {CONTROL_CYCLE, CONTROL_OFF, CONTROL_ON};
    struct device device;
    char why[200];

    (void)state;
    rmcp_rig_start(&rig, NULL);
    rig.target.retransmission_timeout_ms = 200;
    assert_int_equal(demo_fault_parse(rmcp_hold(rig.rmcp), "set power-delay=0", why, sizeof why),
                     0);
    rmcp_go_on(rig.rmcp);
    assert_int_equal(rmcp_rig_login(&rig), 0);
    for (size_t i = 0; i < sizeof controls / sizeof *controls; i++) {
        unsigned before = times_done(controls[i]);

        lose_answers(1);
        assert_int_equal(bmc_chassis_control(rig.bmc, controls[i], &rig.error), -1);
        assert_int_equal(rig.error.kind, ERROR_TIMEOUT);
        assert_false(rig.error.resent);
        lose_answers(0);
        assert_int_equal(times_done(controls[i]), before + 1);
        assert_int_equal(bmc_get_device(rig.bmc, &device, &rig.error), 0);
    }
}

/* The answer is lost: it is not sent again, and what came of it is seen over a new session. */
static void lost_answer_is_looked_up(void **state)
{
    static const enum action_kind kinds[] = {ACTION_OFF, ACTION_ON, ACTION_SHUT_DOWN};
    static const enum chassis_control controls[] = {CONTROL_OFF, CONTROL_ON, CONTROL_SOFT};
    char why[200];

    (void)state;
    rmcp_rig_start(&rig, NULL);
    rig.target.retransmission_timeout_ms = 200;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct action action = {.kind = kinds[i], .wait_s = 5};

        assert_int_equal(demo_fault_parse(rmcp_hold(rig.rmcp),
                                          "set power-delay=0; set soft-delay=0; "
                                          "power:lost done times=1",
                                          why, sizeof why),
                         0);
        rmcp_go_on(rig.rmcp);
        assert_int_equal(rmcp_rig_login(&rig), 0);
        action_run(&action, rig.bmc, clock_monotonic(), NULL);
        assert_true(action.uncertain);
        assert_int_equal(action.outcome, ACTION_SEEN);
        assert_int_equal(times_done(controls[i]), 1);
    }
}

/* A root whose SMBIOS has this UUID. */
static void write_uuid(const char *root, const char *uuid)
{
    static const char *const parts[] = {"/sys", "/sys/class", "/sys/class/dmi",
                                        "/sys/class/dmi/id"};
    char path[300];

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        snprintf(path, sizeof path, "%s%s", root, parts[i]);
        mkdir(path, 0755);
    }
    folder_write(root, "sys/class/dmi/id/product_uuid", uuid, strlen(uuid));
}

/* The BMC of a LAN session is this machine's where its GUID is our UUID, in whichever order. */
static void this_machine(void **state)
{
    static const struct {
        const char *uuid;
        enum here here;
    } cases[] = {
        {"30314d53-dec0-0010-8000-002590abcdef\n", HERE_UUID},
        {"efcdab90-2500-0080-1000-c0de534d3130\n", HERE_UUID},
        {"90ABCDEF-0025-8000-1000-C0DE534D3130\n", HERE_UUID},
        {"efcdab90-2500-0080-1000-c0de534d3131\n", HERE_NO},
        {"00000000-0000-0000-0000-000000000000\n", HERE_NO},
        {"Not Settable\n", HERE_NO},
    };
    void *folder;

    (void)state;
    assert_int_equal(folder_setup(&folder), 0);
    rmcp_rig_start(&rig, NULL);
    assert_int_equal(rmcp_rig_login(&rig), 0);
    assert_int_equal(here_find(rig.bmc, folder), HERE_NO);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_uuid(folder, cases[i].uuid);
        if (here_find(rig.bmc, folder) != cases[i].here)
            fail_msg("%s", cases[i].uuid);
    }
    folder_teardown(&folder);
}

static void sessions_end(void **state)
{
    struct device device;

    (void)state;
    rmcp_rig_start(&rig, NULL);
    assert_int_equal(rmcp_rig_login(&rig), 0);
    rmcp_hold(rig.rmcp);
    rmcp_manners(rig.rmcp)->login.idle_ms = -1; /* gone with the next packet */
    rmcp_go_on(rig.rmcp);
    assert_int_equal(bmc_get_device(rig.bmc, &device, &rig.error), -1);
}

/* What a channel and the session's own cost together: the requests of reading channel 1, asking
 * whether it is the session's, and looking for a second one. */
static unsigned requests_of_channels(const char *fault, uint8_t expected)
{
    enum channel_medium medium;
    uint8_t own = 0;
    bool present;
    char why[200];
    struct demo_bmc *demo = rmcp_hold(rig.rmcp);
    unsigned count;

    if (fault != NULL)
        assert_int_equal(demo_fault_parse(demo, fault, why, sizeof why), 0);
    demo_mark(demo);
    rmcp_go_on(rig.rmcp);
    for (uint8_t channel = 1; channel <= 2; channel++) {
        assert_int_equal(bmc_get_channel(rig.bmc, channel, &present, &medium, &rig.error), 0);
        assert_int_equal(present, channel == 1);
    }
    if (bmc_get_session_channel(rig.bmc, &own, &rig.error) != 0)
        own = 0;
    assert_int_equal(own, expected);
    count = demo_requests(rmcp_hold(rig.rmcp));
    rmcp_go_on(rig.rmcp);
    return count;
}

/* The channel that the session goes over is not asked for twice; a BMC that does not tell it by
 * that name is asked by the number, and each login may go over another. */
static void own_channel(void **state)
{
    (void)state;
    rmcp_rig_start(&rig, NULL);
    assert_int_equal(rmcp_rig_login(&rig), 0);
    assert_int_equal(requests_of_channels(NULL, 1), 2);
    assert_int_equal(requests_of_channels(NULL, 1), 1);
    assert_int_equal(rmcp_rig_login(&rig), 0);
    assert_int_equal(requests_of_channels("channel-info 1:code=cc times=1", 1), 4);
    assert_int_equal(rmcp_rig_login(&rig), 0);
    assert_int_equal(requests_of_channels("channel-info 1:code=c0 times=1", 1), 4);
    assert_int_equal(rmcp_rig_login(&rig), 0);
    assert_int_equal(requests_of_channels("channel-info 1:short=1 times=1", 1), 4);
}

/* A new password is the one of the next login. */
static void password_set(void **state)
{
    struct secret *secret = secret_create();

    (void)state;
    rmcp_rig_start(&rig, NULL);
    assert_int_equal(rmcp_rig_login(&rig), 0);
    assert_true(secret_set(secret, "Another-passw0rd-20", 19));
    assert_int_equal(bmc_set_password(rig.bmc, 2, secret, &rig.error), 0);
    secret_free(&secret);
    bmc_close(rig.bmc);
    rmcp_rig_user(&rig, "ADMIN", "Another-passw0rd-20");
    assert_works();
}

/* --- ping ----------------------------------------------------------------------------- */

static void presence_ping(void **state)
{
    static const uint8_t ping[12] = {6, 0, 0xff, 6, 0, 0, 0x11, 0xbe, 0x80, 0x2a, 0, 0};
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int client = socket(AF_INET, SOCK_DGRAM, 0);
    struct pollfd polled = {.fd = client, .events = POLLIN};
    uint8_t pong[64];

    (void)state;
    rmcp_rig_start(&rig, NULL);
    at.sin_port = htons(rmcp_port(rig.rmcp));
    assert_int_equal(sendto(client, ping, sizeof(ping), 0, (struct sockaddr *)&at, sizeof(at)),
                     sizeof(ping));
    assert_int_equal(poll(&polled, 1, 5000), 1);
    assert_int_equal(recv(client, pong, sizeof(pong), 0), 28);
    close(client);
    assert_int_equal(pong[8], 0x40);
    assert_int_equal(pong[9], 0x2a);
    assert_int_equal(pong[20], 0x81); /* IPMI, ASF 1.0 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(every_suite, finish),
        cmocka_unit_test_teardown(ipmi_1_5, finish),
        cmocka_unit_test_teardown(wrong_names_and_passwords, finish),
        cmocka_unit_test_teardown(key_of_the_bmc, finish),
        cmocka_unit_test_teardown(manners_that_let_nobody_in, finish),
        cmocka_unit_test_teardown(manners_that_let_in, finish),
        cmocka_unit_test_teardown(lost_packets, finish),
        cmocka_unit_test_teardown(once_is_once, finish),
        cmocka_unit_test_teardown(actions_are_once, finish),
        cmocka_unit_test_teardown(lost_answer_is_looked_up, finish),
        cmocka_unit_test_teardown(this_machine, finish),
        cmocka_unit_test_teardown(sessions_end, finish),
        cmocka_unit_test_teardown(own_channel, finish),
        cmocka_unit_test_teardown(password_set, finish),
        cmocka_unit_test_teardown(presence_ping, finish),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
