/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logging in over LAN: who is let in, what is said of who is not, and what is left at the BMC. */
#include "unit/cases.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "rmcp/rmcp_rig.h"
#include "unit/demo_look.h"

static struct rmcp_rig rig;

static int finish(void)
{
    rmcp_rig_stop(&rig);
    return 0;
}

/* --- who is let in -------------------------------------------------------------------------- */

/* Whatever a BMC without suite 17 makes of it, nobody has to say so. pyghmi and VirtualBMC answer
 * with suite 3 whatever is asked: below. */
static const char *const let_in[] = {
    "ciphers=3;open-bad-cipher=01",
    "ciphers=3;open-bad-cipher=09",
    "ciphers=3;open-bad-cipher=11",
    "ciphers=3;open-bad-cipher=04",
    "ciphers=3;open-bad-cipher=drop",
    "ciphers=17",
};

/* Get Channel Cipher Suites tells of 3 alone, or of nothing. */
static void tell_suites(bool told)
{
    struct demo_bmc *demo = rmcp_hold(rig.rmcp);
    struct demo_lan *lan = &demo_state(demo)->channels[1].lan;
    char why[80];

    if (told) {
        lan->cipher_count = 1;
        lan->ciphers[1] = 3;
    } else {
        assert_int_equal(demo_fault_parse(demo, "cipher-suites:code=c1", why, sizeof why), 0);
    }
    rmcp_go_on(rig.rmcp);
}

static void test_no_suite_17(void **state)
{
    bool told = *(const bool *)*state;

    rmcp_rig_start(&rig, "force-cipher=3");
    tell_suites(told);
    if (rmcp_rig_login(&rig) != 0)
        fail_msg("not let in: %s", rig.error.sentence);
    rmcp_rig_user(&rig, "ADMIN", "wrong");
    assert_int_equal(rmcp_rig_login(&rig), -1);
    assert_string_equal(rig.error.sentence, "wrong password for user ADMIN");
    finish();
}

static void test_let_in(void **state)
{
    struct device device;

    rmcp_rig_start(&rig, *state);
    if (rmcp_rig_login(&rig) != 0)
        fail_msg("not let in: %s", rig.error.sentence);
    assert_int_equal(bmc_get_device(rig.bmc, &device, &rig.error), 0);
    finish();
}

/* --- what is said --------------------------------------------------------------------------- */

struct login_case {
    const char *manners, *user, *password;
    int suite;
    enum error_kind kind;
    const char *says;
};

#define WHY_NOT "the BMC refused the login of user ADMIN without saying why"
#define NOT_THE "wrong password for user ADMIN"

static const struct login_case sentences[] = {
    {"rakp-2=12", "ADMIN", "ADMIN", -1, ERROR_LOGIN, WHY_NOT "; it does accept cipher suite 3"},
    {"rakp-4=12", "ADMIN", "ADMIN", -1, ERROR_LOGIN, WHY_NOT "; it does accept cipher suite 3"},
    {"rakp-2=02", "ADMIN", "ADMIN", 17, ERROR_LOGIN, WHY_NOT "; it does accept cipher suite 17"},
    {"open=7f", "ADMIN", "ADMIN", -1, ERROR_LOGIN, WHY_NOT},
    {"ciphers=3", "ADMIN", "ADMIN", 17, ERROR_LOGIN, "the BMC does not accept cipher suite 17"},
    {"ciphers=1", "ADMIN", "ADMIN", -1, ERROR_LOGIN,
     "the BMC accepts neither cipher suite 17 nor 3"},
    {"open=01", "ADMIN", "ADMIN", -1, ERROR_BUSY, "the BMC has no free session"},
    {"open=09", "ADMIN", "ADMIN", -1, ERROR_LOGIN, "user ADMIN may not log in as administ"},
    {"", "ADMIN", "wrong", -1, ERROR_LOGIN, NOT_THE},
    {"force-cipher=3;ciphers=3", "ADMIN", "wrong", -1, ERROR_LOGIN, NOT_THE},
    {"ciphers=3;open-bad-cipher=09", "ADMIN", "wrong", -1, ERROR_LOGIN, NOT_THE},
    {"ciphers=17", "ADMIN", "wrong", -1, ERROR_LOGIN, NOT_THE},
    {"", "nobody", "ADMIN", -1, ERROR_LOGIN, "the BMC does not know user nobody"},
    {"auth-status=02", "ADMIN", "ADMIN", -1, ERROR_LOGIN,
     "the BMC reports that it accepts no user names, so not ADMIN either"},
    {"auth-status=01", "ADMIN", "ADMIN", -1, ERROR_LOGIN,
     "the BMC reports that it accepts no user names, so not ADMIN either"},
    {"", "", "", -1, ERROR_LOGIN, "the BMC requires a user name"},
    {"capabilities=ff", "ADMIN", "ADMIN", -1, ERROR_GONE,
     "the BMC answers, but does not say which logins it accepts: unspecified error"},
    {"capabilities-old;ipmi=1.5", "ADMIN", "ADMIN", -1, ERROR_LOGIN,
     "the BMC does not support IPMI 2.0; try -D lan"},
    {"k-g=key", "ADMIN", "ADMIN", -1, ERROR_LOGIN,
     "the BMC requires a K_g key as well as the password"},
    {"doubled=2", "ADMIN", "ADMIN", -1, ERROR_GONE, "login packets from 127.0.0.1:"},
    {"privilege=81", "ADMIN", "ADMIN", -1, ERROR_LOGIN, "user ADMIN may not log in as admini"},
    {"privilege=cc", "ADMIN", "ADMIN", 17, ERROR_LOGIN, WHY_NOT},
};

static void test_sentence(void **state)
{
    const struct login_case *row = *state;

    rmcp_rig_start(&rig, row->manners);
    rmcp_rig_user(&rig, row->user, row->password);
    rig.target.cipher_suite = row->suite;
    assert_int_equal(rmcp_rig_login(&rig), -1);
    if (strncmp(rig.error.sentence, row->says, strlen(row->says)) != 0)
        fail_msg("\"%s\" is not \"%s...\"", rig.error.sentence, row->says);
    assert_int_equal(rig.error.kind, row->kind);
    /* A sentence that says what to do is not followed by what else to check. */
    assert_int_equal(rig.error.advised, strstr(rig.error.sentence, "; add ") != NULL ||
                                            strstr(rig.error.sentence, "; choose ") != NULL ||
                                            strstr(rig.error.sentence, "-W ") != NULL ||
                                            strstr(rig.error.sentence, "try ") != NULL);
    finish();
}

/* FreeIPMI's own word for it was "success". */
static void test_doubled(void **state)
{
    (void)state;
    rmcp_rig_start(&rig, "doubled=2");
    assert_int_equal(rmcp_rig_login(&rig), -1);
    assert_holds(rig.error.sentence, "arrive twice or out of order");
    finish();
}

/* What is named does help. */
static void test_authcap(void **state)
{
    (void)state;
    rmcp_rig_start(&rig, "auth-status=02");
    assert_true(bmc_workaround_parse("authcap", BMC_DRIVER_LAN_2_0, &rig.target.workaround_flags));
    assert_int_equal(rmcp_rig_login(&rig), 0);
    finish();
}

static void test_fips(void **state)
{
    (void)state;
    setenv("LIBGCRYPT_FORCE_FIPS_MODE", "1", 1);
    rmcp_rig_start(&rig, "capabilities=ff"); /* for the same error of FreeIPMI's */
    assert_int_equal(rmcp_rig_login(&rig), -1);
    assert_holds(rig.error.sentence, "does not say which logins it accepts");
    unsetenv("LIBGCRYPT_FORCE_FIPS_MODE");
    finish();
}

/* One that is silent at the login is not waited for twice. */
static void test_silent(void **state)
{
    int64_t start = clock_now(clock_monotonic());

    (void)state;
    rmcp_rig_start(&rig, "rakp-2=drop");
    assert_int_equal(rmcp_rig_login(&rig), -1);
    assert_int_equal(rig.error.kind, ERROR_TIMEOUT);
    assert_holds(rig.error.sentence, "answers, but not to the login");
    assert_true(clock_now(clock_monotonic()) - start < 2 * rig.target.session_timeout_ms);
    finish();
}

/* --- what is left at the BMC ----------------------------------------------------------------- */

static unsigned sessions(void)
{
    unsigned count;

    rmcp_hold(rig.rmcp);
    count = rmcp_sessions(rig.rmcp);
    rmcp_go_on(rig.rmcp);
    return count;
}

static void *cancel_when_open(void *bmc)
{
    const struct timespec pause = {.tv_nsec = 1000000};

    while (sessions() == 0)
        nanosleep(&pause, NULL);
    bmc_cancel(bmc);
    return NULL;
}

/* Broken off while the BMC has a session already, and the login still waits for its last answer. */
static void test_cancelled(void **state)
{
    struct bmc *bmc;
    pthread_t thread;

    (void)state;
    rmcp_rig_start(&rig, "lose=5");
    bmc = bmc_create(&rig.target, clock_monotonic());
    pthread_create(&thread, NULL, cancel_when_open, bmc);
    assert_int_equal(bmc_open(bmc, &rig.error), -1);
    assert_int_equal(rig.error.kind, ERROR_CANCELLED);
    pthread_join(thread, NULL);
    assert_int_equal(sessions(), 0);
    bmc_destroy(bmc);
    finish();
}

int main(void)
{
    static struct cases cases;

    for (size_t i = 0; i < CASES_COUNT(let_in); i++)
        cases_add(&cases, "let in", let_in[i], test_let_in, let_in[i]);
    cases_add(&cases, "suite 3 for any", "told", test_no_suite_17, &(const bool){true});
    cases_add(&cases, "suite 3 for any", "not told", test_no_suite_17, &(const bool){false});
    for (size_t i = 0; i < CASES_COUNT(sentences); i++)
        cases_add(&cases, sentences[i].user, sentences[i].manners, test_sentence, &sentences[i]);
    cases_add(&cases, "login", "packets twice", test_doubled, NULL);
    cases_add(&cases, "login", "-W authcap", test_authcap, NULL);
    cases_add(&cases, "login", "FIPS is not all", test_fips, NULL);
    cases_add(&cases, "login", "silent", test_silent, NULL);
    cases_add(&cases, "login", "broken off", test_cancelled, NULL);
    return cases_run("login", &cases);
}
