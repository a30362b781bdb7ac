/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is said of a login over LAN that failed, which cipher suites a BMC's list holds, how long a
 * host's name is looked for, whether an address is taken, and where a BMC is looked for that moves.
 */
#include "unit/cases.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "bmc/lan_login.h"
#include "bmc/state.h"

/* --- a login that failed --------------------------------------------------------------------- */

#define REFUSED "the BMC refused the login of user ADMIN without saying why"

enum offer { NO_OFFER, PLAIN, NO_NAMES, K_G, NO_SUITES, ONLY_1_5, REFUSES };

static const struct lan_offer offers[] = {
    [NO_OFFER] = {.answered = false},
    [PLAIN] = {true, 0, true, true, false, true, {2, {3, 17}}},
    [NO_NAMES] = {true, 0, true, false, false, true, {2, {3, 17}}},
    [K_G] = {true, 0, true, true, true, true, {2, {3, 17}}},
    [NO_SUITES] = {true, 0, true, true, false, false, {0, {0}}},
    [ONLY_1_5] = {true, 0, false, true, false, false, {0, {0}}},
    [REFUSES] = {true, 0xcc, false, false, false, false, {0, {0}}},
};

struct lan_case {
    const char *name;
    int errnum;
    enum offer offer;
    const char *username, *k_g;
    int suite;
    bool both;
    enum error_kind kind;
    const char *says;
};

static const struct lan_case failures[] = {
    {"RAKP refused", IPMI_ERR_BAD_RMCPPLUS_STATUS_CODE, PLAIN, "ADMIN", NULL, 3, true, ERROR_LOGIN,
     REFUSED "; it does accept cipher suite 3"},
    {"RAKP refused, no list", IPMI_ERR_BAD_RMCPPLUS_STATUS_CODE, NO_SUITES, "ADMIN", NULL, 3, true,
     ERROR_LOGIN, REFUSED "; check name, password, privilege level and cipher suite 3"},
    {"not in the list", IPMI_ERR_BAD_RMCPPLUS_STATUS_CODE, PLAIN, "ADMIN", NULL, 12, false,
     ERROR_LOGIN, "the BMC does not accept cipher suite 12;"},
    {"no such suite", IPMI_ERR_CIPHER_SUITE_ID_UNAVAILABLE, NO_OFFER, "ADMIN", NULL, 17, false,
     ERROR_LOGIN, "the BMC does not accept cipher suite 17;"},
    {"neither suite", IPMI_ERR_CIPHER_SUITE_ID_UNAVAILABLE, NO_OFFER, "ADMIN", NULL, 3, true,
     ERROR_LOGIN, "the BMC accepts neither cipher suite 17 nor 3;"},
    {"packets twice", IPMI_ERR_SUCCESS, NO_OFFER, "ADMIN", NULL, 17, false, ERROR_GONE,
     "login packets from 10.0.0.9 arrive twice or out of order"},
    {"null user only", IPMI_ERR_USERNAME_INVALID, NO_NAMES, "ADMIN", NULL, 17, false, ERROR_LOGIN,
     "the BMC reports that it accepts no user names, so not ADMIN either; some BMCs report this "
     "wrongly: -W authcap"},
    {"unknown user", IPMI_ERR_USERNAME_INVALID, PLAIN, "ADMIN", NULL, 17, false, ERROR_LOGIN,
     "the BMC does not know user ADMIN"},
    {"no name", IPMI_ERR_USERNAME_INVALID, PLAIN, "", NULL, 17, false, ERROR_LOGIN,
     "the BMC requires a user name; add --username=NAME"},
    {"capabilities refused", IPMI_ERR_PARAMETERS, REFUSES, "ADMIN", NULL, 17, false, ERROR_GONE,
     "the BMC answers, but does not say which logins it accepts: it does not accept this value"},
    {"bit for 2.0 refused", IPMI_ERR_PARAMETERS, ONLY_1_5, "ADMIN", NULL, 17, false, ERROR_LOGIN,
     "the BMC does not support IPMI 2.0; try -D lan"},
    {"K_g wanted", IPMI_ERR_K_G_INVALID, K_G, "ADMIN", NULL, 17, false, ERROR_LOGIN,
     "the BMC requires a K_g key as well as the password; add --k-g-file=FILE"},
    {"K_g not wanted", IPMI_ERR_K_G_INVALID, PLAIN, "ADMIN", "key", 17, false, ERROR_LOGIN,
     "the BMC has no K_g key; leave out --k-g-file"},
    {"another K_g", IPMI_ERR_K_G_INVALID, K_G, "ADMIN", "key", 17, false, ERROR_LOGIN,
     "the BMC has a different K_g key"},
    {"wrong password", IPMI_ERR_PASSWORD_INVALID, NO_OFFER, "ADMIN", NULL, 17, false, ERROR_LOGIN,
     "wrong password for user ADMIN"},
    {"privilege", IPMI_ERR_PRIVILEGE_LEVEL_CANNOT_BE_OBTAINED, NO_OFFER, "ADMIN", NULL, 17, false,
     ERROR_LOGIN, "user ADMIN may not log in as administrator;"},
    {"no answer", IPMI_ERR_CONNECTION_TIMEOUT, NO_OFFER, "ADMIN", NULL, 17, false, ERROR_TIMEOUT,
     "no answer from 10.0.0.9 for 20 seconds"},
    {"no room", IPMI_ERR_BMC_BUSY, NO_OFFER, "ADMIN", NULL, 17, false, ERROR_BUSY,
     "the BMC has no free session"},
};

static void explain(const struct lan_case *row, const char *password, struct bmc_error *error)
{
    struct secret *k_g = secret_create(), *secret = secret_create();
    const struct bmc_target target = {.driver = BMC_DRIVER_LAN_2_0,
                                      .hostname = "10.0.0.9",
                                      .username = row->username,
                                      .password = secret,
                                      .k_g = k_g};
    struct link link = {.target = &target, .cipher_suite = row->suite};
    const struct lan_login login = {&link, "10.0.0.9:623", row->errnum, row->both,
                                    offers[row->offer]};

    if (row->k_g != NULL)
        secret_set(k_g, row->k_g, strlen(row->k_g));
    secret_set(secret, password, strlen(password));
    assert_int_equal(lan_login_error(&login, error), -1);
    secret_free(&k_g);
    secret_free(&secret);
}

static void test_failure(void **state)
{
    const struct lan_case *row = *state;
    struct bmc_error error;

    explain(row, "Secret12", &error);
    assert_int_equal(error.kind, row->kind);
    if (strncmp(error.sentence, row->says, strlen(row->says)) != 0)
        fail_msg("\"%s\" is not \"%s...\"", error.sentence, row->says);
}

/* libgcrypt refuses a short key then, and FreeIPMI says nothing better than "parameters". */
static void test_fips(void **state)
{
    static const struct lan_case row = {.errnum = IPMI_ERR_PARAMETERS, .offer = PLAIN};
    struct bmc_error error;

    (void)state;
    setenv("LIBGCRYPT_FORCE_FIPS_MODE", "1", 1);
    explain(&row, "Secret12", &error);
    assert_int_equal(error.kind, ERROR_LOGIN);
    assert_holds(error.sentence,
                 "FIPS mode, which does not allow logins with passwords shorter than 14");
    explain(&row, "Secret12Secret", &error);
    assert_int_equal(error.kind, ERROR_SYSTEM);
    unsetenv("LIBGCRYPT_FORCE_FIPS_MODE");
    explain(&row, "Secret12", &error);
    assert_int_equal(error.kind, ERROR_SYSTEM);
}

/* Whatever may come from suite 17 is tried with 3 before it is said. */
static void test_suspected(void **state)
{
    static const int tried[] = {IPMI_ERR_CIPHER_SUITE_ID_UNAVAILABLE,
                                IPMI_ERR_BAD_RMCPPLUS_STATUS_CODE,
                                IPMI_ERR_IPMI_ERROR,
                                IPMI_ERR_SESSION_TIMEOUT,
                                IPMI_ERR_PASSWORD_INVALID,
                                IPMI_ERR_BMC_BUSY,
                                IPMI_ERR_PRIVILEGE_LEVEL_CANNOT_BE_OBTAINED};
    static const int not_tried[] = {IPMI_ERR_CONNECTION_TIMEOUT, IPMI_ERR_HOSTNAME_INVALID,
                                    IPMI_ERR_USERNAME_INVALID, IPMI_ERR_IPMI_2_0_UNAVAILABLE};

    (void)state;
    for (size_t i = 0; i < CASES_COUNT(tried); i++)
        assert_true(lan_suite_suspected(tried[i]));
    for (size_t i = 0; i < CASES_COUNT(not_tried); i++)
        assert_false(lan_suite_suspected(not_tried[i]));
}

/* --- the list of cipher suites --------------------------------------------------------------- */

static void add(struct suite_list *list, const char *bytes, size_t length)
{
    suite_list_add(list, (const uint8_t *)bytes, length);
}

#define SUITE_3  "\xc0\x03\x01\x41\x81"
#define SUITE_17 "\xc0\x11\x03\x44\x81"
#define VENDOR   "\xc1\x80\x57\x01\x00\x02\x43"

static void test_suites(void **state)
{
    struct suite_list list = {.complete = false};
    struct cipher_suites suites;

    (void)state;
    add(&list, SUITE_3 SUITE_17 "\xc0\x08\x02\x42\x81\xc0", SUITE_PART);
    assert_false(list.complete);
    assert_int_equal(list.parts, 1);
    add(&list, "\x01\x01\x40\x80" VENDOR, 11);
    assert_true(list.complete);
    suite_list_parse(&list, &suites);
    assert_int_equal(suites.count, 4);
    assert_memory_equal(suites.ids, "\x03\x11\x08\x01", 4);
}

/* A BMC that does not heed which part is asked for. */
static void test_suites_repeated(void **state)
{
    static const char part[] = SUITE_3 SUITE_17 SUITE_3 "\xc0";
    struct suite_list list = {.complete = false};
    struct cipher_suites suites;

    (void)state;
    add(&list, part, SUITE_PART);
    add(&list, part, SUITE_PART);
    assert_true(list.complete);
    suite_list_parse(&list, &suites);
    assert_int_equal(suites.count, 2);
    assert_memory_equal(suites.ids, "\x03\x11", 2);
}

static void test_suites_endless(void **state)
{
    struct suite_list list = {.complete = false};
    struct cipher_suites suites;
    uint8_t part[SUITE_PART] = {0};

    (void)state;
    suite_list_add(&list, part, 0);
    assert_true(list.complete);
    suite_list_parse(&list, &suites);
    assert_int_equal(suites.count, 0);
    list = (struct suite_list){.complete = false};
    while (!list.complete) {
        part[0] = (uint8_t)list.parts;
        suite_list_add(&list, part, sizeof part);
        assert_true(list.parts <= SUITE_LIST_MAX / SUITE_PART);
    }
}

/* --- a host's name --------------------------------------------------------------------------- */

static pthread_mutex_t held = PTHREAD_MUTEX_INITIALIZER;
static int answer = EAI_NONAME; /* of the name server */

static int lists; /* that are not freed yet */

/* In the C library's place: only addresses are known here, and a name server answers when the test
 * lets it. */
int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints,
                struct addrinfo **list)
{
    static struct sockaddr_in there = {.sin_family = AF_INET};
    static struct addrinfo found = {.ai_family = AF_INET,
                                    .ai_addr = (struct sockaddr *)&there,
                                    .ai_addrlen = sizeof there};
    bool number = strspn(name, "0123456789.") == strlen(name);

    (void)service;
    if (number == ((hints->ai_flags & AI_NUMERICHOST) != 0)) {
        there.sin_addr.s_addr = htonl(0x0a000009);
        if (!number) {
            pthread_mutex_lock(&held);
            pthread_mutex_unlock(&held);
        }
        if (!number && answer != 0)
            return answer;
        *list = &found;
        lists++;
        return 0;
    }
    return EAI_NONAME;
}

void freeaddrinfo(struct addrinfo *list)
{
    assert_non_null(list);
    lists--;
}

static int64_t ms_now(void)
{
    return clock_now(clock_monotonic());
}

static void test_name(void **state)
{
    char text[RESOLVE_TEXT];
    struct cancel cancel;
    struct bmc_error error;

    (void)state;
    cancel_init(&cancel);
    answer = 0;
    assert_int_equal(host_resolve("10.0.0.9", text, &cancel, clock_monotonic(), &error), 0);
    assert_string_equal(text, "10.0.0.9");
    assert_int_equal(host_resolve("bmc.example", text, &cancel, clock_monotonic(), &error), 0);
    assert_string_equal(text, "10.0.0.9");
    assert_int_equal(lists, 0);
    answer = EAI_NONAME;
    assert_int_equal(host_resolve("bmc.example", text, &cancel, clock_monotonic(), &error), -1);
    assert_string_equal(error.sentence, "unknown host: bmc.example");
    answer = EAI_AGAIN;
    assert_int_equal(host_resolve("bmc.example", text, &cancel, clock_monotonic(), &error), -1);
    assert_holds(error.sentence, "no name server answers for the host bmc.example");
    cancel_destroy(&cancel);
}

static int64_t hasty_now(void *data)
{
    return *(int64_t *)data += 1000;
}

/* Nor for longer than is decent. */
static void test_name_server_silent(void **state)
{
    int64_t now = 0;
    const struct clock clock = {hasty_now, NULL, &now};
    char text[RESOLVE_TEXT];
    struct cancel cancel;
    struct bmc_error error;

    (void)state;
    cancel_init(&cancel);
    pthread_mutex_lock(&held);
    assert_int_equal(host_resolve("bmc.example", text, &cancel, &clock, &error), -1);
    assert_int_equal(error.kind, ERROR_SYSTEM);
    assert_holds(error.sentence, "no name server answers for the host bmc.example");
    assert_uint_in_range(now, RESOLVE_TIMEOUT_MS, RESOLVE_TIMEOUT_MS + 2000);
    pthread_mutex_unlock(&held);
    cancel_destroy(&cancel);
}

static void *cancel_soon(void *data)
{
    const struct timespec pause = {.tv_nsec = 50000000};

    nanosleep(&pause, NULL);
    cancel_ask(data);
    return NULL;
}

/* A name server that does not answer is not waited for when somebody wants to stop. */
static void test_name_cancelled(void **state)
{
    char text[RESOLVE_TEXT];
    struct cancel cancel;
    struct bmc_error error;
    pthread_t thread;
    int64_t start = ms_now();

    (void)state;
    cancel_init(&cancel);
    pthread_mutex_lock(&held);
    pthread_create(&thread, NULL, cancel_soon, &cancel);
    assert_int_equal(host_resolve("bmc.example", text, &cancel, clock_monotonic(), &error), -1);
    assert_int_equal(error.kind, ERROR_CANCELLED);
    assert_true(ms_now() - start < RESOLVE_TIMEOUT_MS);
    pthread_join(thread, NULL);
    pthread_mutex_unlock(&held);
    cancel_destroy(&cancel);
}

/* --- whether an address is taken -------------------------------------------------------------- */

#define PONG "\6\0\xff\6\0\0\x11\xbe\x40\1\0\20"
#define PONG_LENGTH 12

/* Somebody at a port of 127.0.0.1 who answers each ping after the first late ones. */
struct answering {
    int socket;
    uint16_t port;
    const char *bytes; /* NULL: nothing */
    size_t length;
    unsigned late, pings;
    pthread_t thread;
};

static void *answer_pings(void *data)
{
    struct answering *self = data;
    struct sockaddr_in from;
    socklen_t size = sizeof from;
    uint8_t ping[64];
    ssize_t got;

    while ((got = recvfrom(self->socket, ping, sizeof ping, 0, (struct sockaddr *)&from, &size)) > 1) {
        self->pings++;
        if (got == PONG_LENGTH && self->bytes != NULL && self->pings > self->late)
            sendto(self->socket, self->bytes, self->length, 0, (struct sockaddr *)&from, size);
    }
    return NULL;
}

static void answering_start(struct answering *self)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;

    self->socket = socket(AF_INET, SOCK_DGRAM, 0);
    assert_int_equal(bind(self->socket, (struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(getsockname(self->socket, (struct sockaddr *)&at, &size), 0);
    self->port = ntohs(at.sin_port);
    pthread_create(&self->thread, NULL, answer_pings, self);
}

/* A byte alone ends it. */
static void answering_stop(struct answering *self)
{
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_port = htons(self->port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};

    sendto(self->socket, "", 1, 0, (struct sockaddr *)&at, sizeof at);
    pthread_join(self->thread, NULL);
    close(self->socket);
}

static bool pinged(uint16_t port)
{
    struct cancel cancel;
    bool answered;

    cancel_init(&cancel);
    answered = identity_ping(INADDR_LOOPBACK, port, &cancel);
    cancel_destroy(&cancel);
    return answered;
}

struct pong_case {
    const char *name, *bytes;
    size_t length;
    unsigned late, pings;
    bool taken;
};

static const struct pong_case pongs[] = {
    {"pong", PONG, PONG_LENGTH, 0, 1, true},
    {"pong with its data", PONG "\0\0\x11\xbe\0\0\0\0\x81\0\0\0\0\0\0\0", 28, 0, 1, true},
    {"the last ping heard", PONG, PONG_LENGTH, 2, 3, true},
    {"too short", PONG, PONG_LENGTH - 1, 0, 3, false},
    {"no ASF", "\6\0\xff\7\0\0\x11\xbe\x40\1\0\0", PONG_LENGTH, 0, 3, false},
    {"a ping", "\6\0\xff\6\0\0\x11\xbe\x80\1\0\0", PONG_LENGTH, 0, 3, false},
    {"another enterprise", "\6\0\xff\6\0\0\x12\xbe\x40\1\0\0", PONG_LENGTH, 0, 3, false},
    {"a third enterprise", "\6\0\xff\6\0\0\x11\xbf\x40\1\0\0", PONG_LENGTH, 0, 3, false},
    {"another tag", "\6\0\xff\6\0\0\x11\xbe\x40\2\0\0", PONG_LENGTH, 0, 3, false},
};

static void test_pong(void **state)
{
    const struct pong_case *row = *state;
    struct answering there = {.bytes = row->bytes, .length = row->length, .late = row->late};

    answering_start(&there);
    assert_int_equal(pinged(there.port), row->taken);
    answering_stop(&there);
    assert_int_equal(there.pings, row->pings);
}

/* Each ping has half a second; whoever stops does not wait for it, nor where nobody is. */
static void test_no_pong(void **state)
{
    struct answering there = {.bytes = NULL};
    int64_t start = ms_now();
    struct cancel cancel;
    struct rlimit limit, none = {0, 0};

    (void)state;
    answering_start(&there);
    assert_false(pinged(there.port));
    assert_true(ms_now() - start >= 1400);
    cancel_init(&cancel);
    cancel_ask(&cancel);
    start = ms_now();
    assert_false(identity_ping(INADDR_LOOPBACK, there.port, &cancel));
    assert_true(ms_now() - start < 1000);
    cancel_destroy(&cancel);
    answering_stop(&there);
    assert_false(pinged(there.port));
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    none.rlim_max = limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    assert_false(pinged(there.port));
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

/* --- where it goes --------------------------------------------------------------------------- */

#define NEW 0x0a000102

/* The port goes with it. */
static void test_moved_host(void **state)
{
    static const char *const hosts[][2] = {
        {"192.168.0.7", "10.0.1.2"},      {"192.168.0.7:6230", "10.0.1.2:6230"},
        {"bmc.example", "10.0.1.2"},      {"bmc.example:1", "10.0.1.2:1"},
        {"[::1]", "10.0.1.2"},            {"[fe80::1]:65535", "10.0.1.2:65535"},
        {"fe80::1", "10.0.1.2"},
    };
    char host[HOST_TEXT];

    (void)state;
    for (size_t i = 0; i < CASES_COUNT(hosts); i++) {
        const struct bmc_target target = {.hostname = hosts[i][0]};

        bmc_host_at(&target, NEW, host);
        assert_string_equal(host, hosts[i][1]);
    }
}

static void test_moves(void **state)
{
    struct bmc_target target = {.driver = BMC_DRIVER_LAN_2_0, .hostname = "192.168.0.7:99"};
    struct bmc *bmc = bmc_create(&target, clock_monotonic());
    struct move *move = &bmc->move;

    (void)state;
    bmc_moves_to(bmc, NEW);
    assert_true(move->moving);
    assert_string_equal(move->old_host, "192.168.0.7:99");
    assert_string_equal(move->new_host, "10.0.1.2:99");
    bmc_moves_to(bmc, 0); /* to where a lease will be */
    assert_true(move->moving);
    assert_string_equal(move->old_host, "192.168.0.7:99");
    assert_string_equal(move->new_host, "");
    bmc_destroy(bmc);
    /* What is in the machine stays where it is. */
    target.driver = BMC_DRIVER_AUTO;
    bmc = bmc_create(&target, clock_monotonic());
    bmc_moves_to(bmc, NEW);
    assert_false(bmc->move.moving);
    bmc_destroy(bmc);
}

int main(void)
{
    static struct cases cases;

    for (size_t i = 0; i < CASES_COUNT(failures); i++)
        cases_add(&cases, "failed", failures[i].name, test_failure, &failures[i]);
    cases_add(&cases, "failed", "FIPS", test_fips, NULL);
    cases_add(&cases, "failed", "tried with suite 3", test_suspected, NULL);
    cases_add(&cases, "suites", "two parts", test_suites, NULL);
    cases_add(&cases, "suites", "the same part again", test_suites_repeated, NULL);
    cases_add(&cases, "suites", "none, or no end", test_suites_endless, NULL);
    cases_add(&cases, "name", "found or not", test_name, NULL);
    cases_add(&cases, "name", "no answer", test_name_server_silent, NULL);
    cases_add(&cases, "name", "cancelled", test_name_cancelled, NULL);
    for (size_t i = 0; i < CASES_COUNT(pongs); i++)
        cases_add(&cases, "ping", pongs[i].name, test_pong, &pongs[i]);
    cases_add(&cases, "ping", "no answer", test_no_pong, NULL);
    cases_add(&cases, "moves", "its host", test_moved_host, NULL);
    cases_add(&cases, "moves", "over LAN only", test_moves, NULL);
    return cases_run("lan", &cases);
}
