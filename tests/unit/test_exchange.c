/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bmc/request.h"
#include "bmc/state.h"
#include "bmc_rig.h"
#include "unit/demo_look.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int ask(struct bmc_rig *rig)
{
    struct device device;

    memset(&rig->error, 0, sizeof rig->error);
    return bmc_get_device(rig->bmc, &device, &rig->error);
}

static int lock(struct bmc_rig *rig)
{
    memset(&rig->error, 0, sizeof rig->error);
    return bmc_set_progress(rig->bmc, 1, LAN_SET_IN_PROGRESS, &rig->error);
}

/* --- busy ------------------------------------------------------------------- */

static void busy_is_asked_again(void **state)
{
    static const uint8_t codes[] = {0xc0, 0xc3, 0xce, 0xcf, 0xd1, 0xd2};
    struct bmc_rig *rig = *state;
    char text[64];

    for (size_t i = 0; i < COUNT(codes); i++) {
        int64_t start = rig->now_ms;

        snprintf(text, sizeof text, "device-id:code=%02x times=4", codes[i]);
        bmc_rig_faults(rig, text);
        assert_int_equal(ask(rig), 0);
        assert_int_equal(demo_requests(rig->demo), 5);
        assert_int_equal(rig->now_ms - start, 100 + 200 + 400 + 800);
        demo_fault_clear(rig->demo);
    }
    assert_int_equal(bmc_requests(rig->bmc), 5 * COUNT(codes));
}

/* What nobody has asked for, a locked console's refresh, costs a busy BMC four requests. */
static void patience_is_shorter(void **state)
{
    struct bmc_rig *rig = *state;
    int64_t start = rig->now_ms;

    bmc_patience(rig->bmc, 700);
    bmc_rig_faults(rig, "device-id:code=d2");
    assert_int_equal(ask(rig), -1);
    assert_int_equal(rig->error.kind, ERROR_BUSY);
    assert_string_equal(rig->error.sentence, "the BMC is busy: it is starting up");
    assert_int_equal(rig->now_ms - start, 700);
    assert_int_equal(demo_requests(rig->demo), 4);
    bmc_patience(rig->bmc, 0);
    assert_int_equal(ask(rig), -1);
    assert_int_equal(rig->now_ms - start, 700 + 10000);
}

static void busy_has_one_deadline(void **state)
{
    struct bmc_rig *rig = *state;
    int64_t start = rig->now_ms;

    bmc_rig_faults(rig, "device-id:code=c0");
    assert_int_equal(ask(rig), -1);
    assert_int_equal(rig->error.kind, ERROR_BUSY);
    assert_int_equal(rig->error.completion_code, 0xc0);
    assert_int_equal(rig->now_ms - start, 10000);
    assert_true(demo_requests(rig->demo) < 12);
    demo_fault_clear(rig->demo);
    assert_int_equal(ask(rig), 0);
}

/* The kernel answers C3h after seconds for a hung BMC: what the answers take counts too. */
static void slow_busy(void **state)
{
    struct bmc_rig *rig = *state;
    int64_t start = rig->now_ms;

    bmc_rig_faults(rig, "device-id:code=c3; device-id:delay=4100");
    assert_int_equal(ask(rig), -1);
    assert_int_equal(rig->error.completion_code, 0xc3);
    assert_true(rig->now_ms - start < 15000);
    assert_int_equal(demo_requests(rig->demo), 3);
}

static void unspecified_is_asked_once_more(void **state)
{
    struct bmc_rig *rig = *state;
    int64_t start = rig->now_ms;

    bmc_rig_faults(rig, "device-id:code=ff times=1");
    assert_int_equal(ask(rig), 0);
    assert_int_equal(rig->now_ms - start, 1000);
    assert_int_equal(demo_requests(rig->demo), 2);
    demo_fault_clear(rig->demo);
    bmc_rig_faults(rig, "device-id:code=ff");
    assert_int_equal(ask(rig), -1);
    assert_int_equal(rig->error.kind, ERROR_REFUSED);
    assert_int_equal(rig->error.completion_code, 0xff);
    assert_int_equal(demo_requests(rig->demo), 2);
}

static void other_codes_are_answers(void **state)
{
    struct bmc_rig *rig = *state;
    char text[64];

    for (int code = 1; code < 0xff; code++) {
        if (strchr("\xc0\xc3\xce\xcf\xd1\xd2", code) != NULL)
            continue;
        snprintf(text, sizeof text, "device-id:code=%02x", code);
        bmc_rig_faults(rig, text);
        assert_int_equal(ask(rig), -1);
        assert_int_equal(rig->error.kind, code == 0xd4 ? ERROR_DENIED : ERROR_REFUSED);
        assert_int_equal(rig->error.completion_code, code);
        assert_true(strlen(rig->error.sentence) > 10);
        assert_false(rig->error.resent);
        assert_int_equal(demo_requests(rig->demo), 1);
        demo_fault_clear(rig->demo);
    }
}

/* C3h may have been carried out: then 81h is perhaps our own lock. */
static void perhaps_done_already(void **state)
{
    static const char *const faults[] = {"lock:code=c3 done times=1", "lock:code=ce done times=1",
                                         "lock:code=ff done times=1"};
    struct bmc_rig *rig = *state;

    for (size_t i = 0; i < COUNT(faults); i++) {
        bmc_rig_faults(rig, faults[i]);
        assert_int_equal(lock(rig), -1);
        assert_int_equal(rig->error.completion_code, 0x81);
        assert_true(rig->error.resent);
        demo_fault_clear(rig->demo);
        assert_int_equal(bmc_set_progress(rig->bmc, 1, LAN_SET_COMPLETE, &rig->error), 0);
    }
}

/* --- bad answers ------------------------------------------------------------ */

static void lost_answer(void **state)
{
    struct bmc_rig *rig = *state;
    int64_t start = rig->now_ms;

    bmc_rig_faults(rig, "device-id:lost times=1");
    assert_int_equal(ask(rig), -1);
    assert_int_equal(rig->error.kind, ERROR_TIMEOUT);
    assert_int_equal(rig->now_ms - start, 20000);
    assert_true(bmc_is_open(rig->bmc));
    assert_int_equal(ask(rig), 0);
}

static void session_timeout_of_the_target(void **state)
{
    struct bmc_rig *rig = *state;
    struct bmc_target target = {.driver = BMC_DRIVER_DEMO,
                                .session_timeout_ms = 1500,
                                .demo_delay_ms = 250,
                                .demo_faults = "#2:lost"};
    int64_t start;

    bmc_rig_again(rig, &target);
    start = rig->now_ms;
    assert_int_equal(ask(rig), 0);
    assert_int_equal(rig->now_ms - start, 250);
    assert_int_equal(ask(rig), -1);
    assert_int_equal(rig->now_ms - start, 250 + 1500);
}

/* The answer that comes late must not be taken for the next request's. */
static void late_answer(void **state)
{
    struct bmc_rig *rig = *state;
    struct lan lan = {.state = {VALUE_UNREAD}};

    bmc_rig_faults(rig, "lan-get 3:late times=1");
    assert_int_equal(bmc_read_lan(rig->bmc, 1, LAN_ADDRESS, &lan, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_TIMEOUT);
    for (int round = 0; round < 2; round++) {
        assert_int_equal(bmc_read_lan(rig->bmc, 1, LAN_NETMASK, &lan, &rig->error), 0);
        assert_int_equal(lan.netmask, 0xffffff00);
        assert_int_equal(bmc_read_lan(rig->bmc, 1, LAN_ADDRESS, &lan, &rig->error), 0);
        assert_int_equal(lan.address, 0xc0a86464);
    }
}

static void wrong_command(void **state)
{
    struct bmc_rig *rig = *state;

    bmc_rig_faults(rig, "device-id:wrong-command times=1");
    assert_int_equal(ask(rig), -1);
    assert_int_equal(rig->error.kind, ERROR_MALFORMED);
    assert_int_equal(ask(rig), 0);
}

static void gone(void **state)
{
    struct bmc_rig *rig = *state;

    bmc_rig_faults(rig, "device-id:gone");
    for (int i = 0; i < 3; i++) {
        assert_int_equal(ask(rig), -1);
        assert_int_equal(rig->error.kind, ERROR_GONE);
    }
    demo_fault_clear(rig->demo);
    assert_int_equal(ask(rig), 0);
}

/* Every kind of request: cut by one byte, to the command and code, and to the command alone. */
static int request_kind(struct bmc_rig *rig, int kind)
{
    struct lan lan = {.state = {VALUE_UNREAD}};
    struct user_access user;
    struct channel_access access;
    enum channel_medium medium;
    enum lan_progress progress;
    enum identify_state light;
    char name[BMC_USER_NAME];
    struct bmc *bmc = rig->bmc;
    struct bmc_error *error = &rig->error;
    bool present;

    switch (kind) {
    case 0:
        return ask(rig);
    case 1:
        return bmc_get_channel(bmc, 1, &present, &medium, error);
    case 2:
        return bmc_get_channel_access(bmc, 1, true, &access, error);
    case 3:
        return bmc_get_user_access(bmc, 1, 2, &user, error);
    case 4:
        return bmc_get_user_name(bmc, 2, name, error);
    case 5:
        return bmc_get_identify(bmc, &light, error);
    case 6:
        return bmc_get_progress(bmc, 1, &progress, error);
    case 7:
        return lock(rig);
    case 8:
        return bmc_identify(bmc, 15, false, error);
    case 9:
        return bmc_enable_user(bmc, 2, true, error);
    default:
        return bmc_read_lan(bmc, 1, (enum lan_item)(kind - 10), &lan, error);
    }
}
#define REQUEST_KINDS (10 + LAN_ITEMS)

static void short_answers(void **state)
{
    static const char *const faults[] = {
        "device-id:short=12 times=1; any:short times=1", /* the end of that one may be cut */
        "any:short=1 times=1", "any:short=2 times=1"};
    struct bmc_rig *rig = *state;

    for (int kind = 0; kind < REQUEST_KINDS; kind++) {
        for (size_t i = 0; i < COUNT(faults); i++) {
            bool setter = kind >= 7 && kind <= 9;
            int expected = setter && i == 2 ? 0 : -1; /* 2 bytes are all of a setter's answer */

            bmc_rig_faults(rig, faults[i]);
            assert_int_equal(request_kind(rig, kind), expected);
            if (expected != 0)
                assert_int_equal(rig->error.kind, ERROR_MALFORMED);
            demo_fault_clear(rig->demo);
            bmc_set_progress(rig->bmc, 1, LAN_SET_COMPLETE, NULL);
            assert_int_equal(request_kind(rig, kind), 0);
            bmc_set_progress(rig->bmc, 1, LAN_SET_COMPLETE, NULL);
        }
    }
}

/* Whatever happens to any kind of request, it ends in time, and the next ones are right. */
static void every_fault_on_every_kind(void **state)
{
    static const char *const faults[] = {"any:code=c0 times=1",   "any:code=c1 times=1",
                                         "any:lost times=1",      "any:late times=1",
                                         "any:delay=60s times=1", "any:wrong-command times=1",
                                         "any:gone times=1",      "any:reboot=5s times=1",
                                         "any:code=ff times=1",   "any:code=cc times=1"};
    struct bmc_rig *rig = *state;

    for (int kind = 0; kind < REQUEST_KINDS; kind++) {
        for (size_t i = 0; i < COUNT(faults); i++) {
            int64_t start = rig->now_ms;

            bmc_rig_faults(rig, faults[i]);
            (void)request_kind(rig, kind);
            assert_true(rig->now_ms - start <= 62000);
            demo_fault_clear(rig->demo);
            bmc_set_progress(rig->bmc, 1, LAN_SET_COMPLETE, NULL);
            assert_int_equal(request_kind(rig, kind), 0);
            bmc_set_progress(rig->bmc, 1, LAN_SET_COMPLETE, NULL);
            assert_int_equal(bmc_waiting_ms(rig->bmc), -1);
        }
    }
}

static void nobody_wants_the_error(void **state)
{
    static const char *const faults[] = {"any:code=d4", "any:lost", "any:short=12", "any:gone"};
    struct bmc_rig *rig = *state;
    struct device device;

    for (size_t i = 0; i < COUNT(faults); i++) {
        bmc_rig_faults(rig, faults[i]);
        assert_int_equal(bmc_get_device(rig->bmc, &device, NULL), -1);
        demo_fault_clear(rig->demo);
    }
}

/* --- cancelling ------------------------------------------------------------- */

static void cancelled_before(void **state)
{
    struct bmc_rig *rig = *state;

    demo_mark(rig->demo);
    bmc_cancel(rig->bmc);
    assert_int_equal(ask(rig), -1);
    assert_int_equal(rig->error.kind, ERROR_CANCELLED);
    assert_int_equal(demo_requests(rig->demo), 0);
    bmc_resume(rig->bmc);
    assert_int_equal(ask(rig), 0);
}

static void cancelled_in_a_pause(void **state)
{
    struct bmc_rig *rig = *state;
    int64_t start = rig->now_ms;

    bmc_rig_faults(rig, "any:code=c0");
    rig->cancel_at_ms = start + 2000;
    assert_int_equal(lock(rig), -1);
    assert_int_equal(rig->error.kind, ERROR_CANCELLED); /* C0h: not carried out */
    assert_uint_in_range(rig->now_ms - start, 2000, 2050);
}

/* A write that is on its way may be carried out: that is not "cancelled". */
static void cancelled_on_the_way(void **state)
{
    struct bmc_rig *rig = *state;
    int64_t start = rig->now_ms;

    bmc_rig_faults(rig, "any:delay=30s");
    rig->cancel_at_ms = start + 500;
    assert_int_equal(ask(rig), -1);
    assert_int_equal(rig->error.kind, ERROR_CANCELLED);
    assert_uint_in_range(rig->now_ms - start, 500, 550);
    bmc_resume(rig->bmc);
    rig->cancel_at_ms = rig->now_ms + 500;
    assert_int_equal(lock(rig), -1);
    assert_int_equal(rig->error.kind, ERROR_TIMEOUT);
    bmc_resume(rig->bmc);
    rig->cancel_at_ms = -1;
    demo_fault_clear(rig->demo);
    assert_int_equal(ask(rig), 0);
}

/* --- what a caller says of a request ----------------------------------------- */

/* Cold Reset, which the door has never heard of. */
static int reset(struct bmc_rig *rig, enum request_kind kind)
{
    struct request request;

    memset(&rig->error, 0, sizeof rig->error);
    REQUEST_MAKE(&request, kind, cold_reset);
    request_send(&request, fill_cmd_cold_reset(request.rq), rig->bmc, IPMI_NET_FN_APP_RQ);
    return request_end(&request, &rig->error);
}

/* Whatever it is: only what reads may be said to have been given up. */
static void given_up_by_kind(void **state)
{
    static const enum error_kind errors[] = {[REQUEST_READ] = ERROR_CANCELLED,
                                             [REQUEST_WRITE] = ERROR_TIMEOUT,
                                             [REQUEST_ONCE] = ERROR_TIMEOUT,
                                             [REQUEST_ASK_ONCE] = ERROR_CANCELLED};
    struct bmc_rig *rig = *state;

    bmc_rig_faults(rig, "any:delay=30s");
    for (enum request_kind kind = REQUEST_READ; kind <= REQUEST_ASK_ONCE; kind++) {
        rig->cancel_at_ms = rig->now_ms + 500;
        assert_int_equal(reset(rig, kind), -1);
        assert_int_equal(rig->error.kind, errors[kind]);
        bmc_resume(rig->bmc);
    }
}

/* A test of a password changes nothing, although it is the command that sets one. */
static void password_test_reads(void **state)
{
    struct bmc_rig *rig = *state;
    struct secret *secret = secret_create();
    enum password_test result;

    secret_set(secret, "Abcdefg1", 8);
    bmc_rig_faults(rig, "any:delay=30s");
    rig->cancel_at_ms = rig->now_ms + 500;
    assert_int_equal(bmc_test_password(rig->bmc, 3, secret, &result, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_CANCELLED);
    bmc_resume(rig->bmc);
    rig->cancel_at_ms = rig->now_ms + 500;
    assert_int_equal(bmc_set_password(rig->bmc, 3, secret, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_TIMEOUT);
    bmc_resume(rig->bmc);
    secret_free(&secret);
}

static void once_is_once(void **state)
{
    static const struct {
        const char *fault;
        enum error_kind kind;
        const char *sentence;
    } answers[] = {
        {"any:code=c0", ERROR_BUSY, "the BMC is busy: it is busy"},
        {"any:code=c3", ERROR_BUSY, "no answer from the BMC"},
        {"any:code=ff", ERROR_REFUSED, "the BMC refused this: unspecified error"},
        {"any:code=d2", ERROR_BUSY, "the BMC is busy: it is starting up"},
    };
    struct bmc_rig *rig = *state;

    for (size_t i = 0; i < 2 * COUNT(answers); i++) {
        enum request_kind kind = i % 2 == 0 ? REQUEST_ONCE : REQUEST_ASK_ONCE;
        int64_t start = rig->now_ms;

        bmc_rig_faults(rig, answers[i / 2].fault);
        assert_int_equal(reset(rig, kind), -1);
        assert_int_equal(rig->error.kind, answers[i / 2].kind);
        assert_string_equal(rig->error.sentence, answers[i / 2].sentence);
        assert_int_equal(demo_requests(rig->demo), 1);
        assert_int_equal(rig->now_ms, start);
        demo_fault_clear(rig->demo);
    }
    bmc_rig_faults(rig, "any:code=c0 times=2");
    assert_int_equal(reset(rig, REQUEST_WRITE), 0);
    assert_int_equal(demo_requests(rig->demo), 3);
}

/* --- the rest --------------------------------------------------------------- */

static void not_open(void **state)
{
    struct bmc_rig *rig = *state;

    bmc_close(rig->bmc);
    assert_false(bmc_is_open(rig->bmc));
    demo_mark(rig->demo);
    assert_int_equal(ask(rig), -1);
    assert_int_equal(rig->error.kind, ERROR_GONE);
    assert_int_equal(demo_requests(rig->demo), 0);
    assert_int_equal(bmc_open(rig->bmc, &rig->error), 0);
    assert_int_equal(bmc_open(rig->bmc, &rig->error), 0);
    assert_int_equal(ask(rig), 0);
}

/* FreeIPMI's own drivers open on any machine: only an answer says that there is a BMC. */
static void unproven_link(void **state)
{
    struct bmc_rig *rig = *state;

    bmc_close(rig->bmc);
    rig->bmc->link->unproven = true;
    bmc_rig_faults(rig, "device-id:lost");
    assert_int_equal(bmc_open(rig->bmc, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_NO_DEVICE);
    assert_false(bmc_is_open(rig->bmc));
    demo_fault_clear(rig->demo);
    bmc_rig_faults(rig, "device-id:delay=30s");
    rig->cancel_at_ms = rig->now_ms + 500;
    assert_int_equal(bmc_open(rig->bmc, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_CANCELLED);
    assert_false(bmc_is_open(rig->bmc));
    bmc_resume(rig->bmc);
    rig->cancel_at_ms = -1;
    demo_fault_clear(rig->demo);
    assert_int_equal(bmc_open(rig->bmc, &rig->error), 0);
    assert_int_equal(ask(rig), 0);
}

static void waiting(void **state)
{
    struct bmc_rig *rig = *state;

    assert_int_equal(bmc_waiting_ms(rig->bmc), -1);
    bmc_rig_faults(rig, "any:delay=3s");
    assert_int_equal(ask(rig), 0);
    assert_int_equal(rig->longest_wait_ms, 3000);
    assert_int_equal(bmc_waiting_ms(rig->bmc), -1);
}

static char *read_back(FILE *file, size_t *length)
{
    char *text = calloc(1, 65536);

    assert_non_null(text);
    rewind(file);
    *length = fread(text, 1, 65535, file);
    fclose(file);
    return text;
}

static void trace(void **state)
{
    struct bmc_rig *rig = *state;
    struct secret *secret = secret_create();
    enum password_test result;
    FILE *file = tmpfile();
    size_t length;
    char *text;

    assert_non_null(file);
    assert_true(secret_set(secret, "Secret123", 9));
    bmc_trace(rig->bmc, file);
    bmc_rig_faults(rig, "device-id:code=c0 times=1; device-id:lost nth=2 times=1");
    assert_int_equal(ask(rig), -1);
    assert_int_equal(bmc_set_password(rig->bmc, 3, secret, NULL), 0);
    assert_int_equal(bmc_test_password(rig->bmc, 3, secret, &result, NULL), 0);
    assert_true(secret_set(secret, "Secret123Secret123Se", 20));
    assert_int_equal(bmc_set_password(rig->bmc, 3, secret, NULL), 0);
    bmc_trace(rig->bmc, NULL);
    assert_int_equal(ask(rig), 0);
    text = read_back(file, &length);
    assert_true(length > 0);
    assert_non_null(strstr(text, "> 06/01\n"));
    assert_non_null(strstr(text, "< 06/01 c0\n"));
    assert_null(strstr(text, "< 06/01 00"));
    assert_non_null(strstr(text, "# no answer"));
    assert_non_null(
        strstr(text, "> 06/47 03 02 ** ** ** ** ** ** ** ** ** ** ** ** ** ** ** **\n"));
    assert_non_null(strstr(text, "> 06/47 03 03 ** "));
    assert_non_null(strstr(text, "> 06/47 83 02 ** "));
    assert_null(strstr(text, "53 65 63"));
    assert_null(strstr(text, "Secret"));
    free(text);
    secret_free(&secret);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(busy_is_asked_again, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(busy_has_one_deadline, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(patience_is_shorter, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(slow_busy, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(unspecified_is_asked_once_more, bmc_rig_setup,
                                        bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(other_codes_are_answers, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(perhaps_done_already, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(lost_answer, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(session_timeout_of_the_target, bmc_rig_setup,
                                        bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(late_answer, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(wrong_command, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(gone, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(short_answers, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(every_fault_on_every_kind, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(nobody_wants_the_error, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(cancelled_before, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(cancelled_in_a_pause, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(cancelled_on_the_way, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(given_up_by_kind, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(password_test_reads, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(once_is_once, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(not_open, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(unproven_link, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(waiting, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(trace, bmc_rig_setup, bmc_rig_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
