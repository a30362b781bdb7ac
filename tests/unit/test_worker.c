/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker thread, on the real clock: order, events, ending, abandoning, breaking off. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "bmc/worker.h"

#define SOON_MS 5000 /* far more than anything here takes, also under a sanitizer */

static struct worker *start(const struct bmc_target *target)
{
    return worker_create(bmc_create(target, clock_monotonic()));
}

static struct worker *start_demo(const char *faults)
{
    struct bmc_target target = {.driver = BMC_DRIVER_DEMO, .demo_faults = faults};

    return start(&target);
}

static int64_t now(void)
{
    return clock_now(clock_monotonic());
}

static void pause_ms(long ms)
{
    const struct timespec pause = {ms / 1000, ms % 1000 * 1000000};

    nanosleep(&pause, NULL);
}

static bool readable(struct worker *worker, int ms)
{
    struct pollfd poll_fd = {.fd = worker_fd(worker), .events = POLLIN};

    return poll(&poll_fd, 1, ms) == 1;
}

static struct worker_event wait_event(struct worker *worker)
{
    struct worker_event event;

    assert_true(readable(worker, SOON_MS));
    assert_true(worker_take(worker, &event));
    return event;
}

static void wait_until_busy_is(struct worker *worker, bool busy)
{
    for (int64_t end = now() + SOON_MS; worker_busy(worker) != busy && now() < end;)
        pause_ms(1);
    assert_int_equal(worker_busy(worker), busy);
}

/* --- jobs ------------------------------------------------------------------- */

struct shared {
    atomic_int runs, releases, data_releases;
};

static void release_shared(void *argument)
{
    atomic_fetch_add(&((struct shared *)argument)->releases, 1);
}

static void release_data(void *data)
{
    atomic_fetch_add(&((struct shared *)data)->data_releases, 1);
}

static void count_and_post(struct worker *worker, struct bmc *bmc, void *argument)
{
    struct shared *shared = argument;
    int number = atomic_fetch_add(&shared->runs, 1) + 1;

    (void)bmc;
    worker_post(worker, (struct worker_event){number, shared, release_data});
}

static void post_device(struct worker *worker, struct bmc *bmc, void *argument)
{
    struct bmc_error error = {.kind = ERROR_NONE};
    struct device device;

    (void)argument;
    if (bmc_open(bmc, &error) == 0)
        (void)bmc_get_device(bmc, &device, &error);
    worker_post(worker, (struct worker_event){.kind = (int)error.kind});
}

static void post_mask(struct worker *worker, struct bmc *bmc, void *argument)
{
    sigset_t mask;
    int blocked = 0;

    (void)bmc;
    (void)argument;
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    blocked += sigismember(&mask, SIGINT) + sigismember(&mask, SIGWINCH) +
               sigismember(&mask, SIGTERM) + sigismember(&mask, SIGURG) +
               sigismember(&mask, SIGHUP) + sigismember(&mask, SIGALRM);
    worker_post(worker, (struct worker_event){.kind = blocked});
}

/* --- tests ------------------------------------------------------------------ */

static void in_order(void **state)
{
    struct worker *worker = start_demo(NULL);
    struct shared shared = {0};
    struct worker_event event;

    (void)state;
    assert_false(worker_take(worker, &event));
    assert_false(readable(worker, 0));
    for (int i = 0; i < 100; i++)
        worker_submit(worker, (struct job){count_and_post, release_shared, &shared});
    for (int i = 1; i <= 100; i++)
        assert_int_equal(wait_event(worker).kind, i);
    wait_until_busy_is(worker, false);
    assert_false(readable(worker, 0));
    assert_false(worker_take(worker, &event));
    worker_destroy(worker);
    assert_int_equal(shared.releases, 100);
    assert_int_equal(shared.data_releases, 0); /* they were ours */
}

static void asks_the_bmc(void **state)
{
    struct worker *worker = start_demo(NULL);

    (void)state;
    assert_false(bmc_is_open(worker_bmc(worker)));
    worker_submit(worker, (struct job){.run = post_device});
    assert_int_equal(wait_event(worker).kind, ERROR_NONE);
    assert_true(bmc_is_open(worker_bmc(worker)));
    assert_int_equal(bmc_requests(worker_bmc(worker)), 1);
    worker_destroy(worker);
}

/* Whoever reads it never waits, and it does not outlive an exec. */
static void pipe_of_events(void **state)
{
    struct worker *worker = start_demo(NULL);

    (void)state;
    assert_true((fcntl(worker_fd(worker), F_GETFD) & FD_CLOEXEC) != 0);
    assert_true((fcntl(worker_fd(worker), F_GETFL) & O_NONBLOCK) != 0);
    worker_destroy(worker);
}

/* A clock that is asked for the time just when the thread looks whether the link is idle. */
struct meddler {
    struct worker *_Atomic worker;
    atomic_int asked;
    struct shared shared;
};

static int64_t submit_once(void *data)
{
    struct meddler *meddler = data;
    struct worker *worker = atomic_load(&meddler->worker);

    if (worker != NULL && atomic_fetch_add(&meddler->asked, 1) == 0)
        worker_submit(worker, (struct job){count_and_post, NULL, &meddler->shared});
    return now();
}

/* What is submitted in that moment is not slept over. */
static void submitted_while_idle(void **state)
{
    static struct meddler meddler;
    static const struct clock clock = {submit_once, NULL, &meddler};
    const struct bmc_target target = {.driver = BMC_DRIVER_DEMO};
    struct worker *worker = worker_create(bmc_create(&target, &clock));

    (void)state;
    worker_submit(worker, (struct job){count_and_post, NULL, &meddler.shared});
    assert_int_equal(wait_event(worker).kind, 1);
    wait_until_busy_is(worker, false);
    atomic_store(&meddler.worker, worker);
    worker_submit(worker, (struct job){count_and_post, NULL, &meddler.shared});
    assert_int_equal(wait_event(worker).kind, 2);
    assert_int_equal(wait_event(worker).kind, 3);
    worker_destroy(worker);
}

static void signals_are_blocked(void **state)
{
    struct worker *worker = start_demo(NULL);
    sigset_t mask;

    (void)state;
    worker_submit(worker, (struct job){.run = post_mask});
    assert_int_equal(wait_event(worker).kind, 6);
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    assert_false(sigismember(&mask, SIGINT));
    worker_destroy(worker);
}

static void events_nobody_takes(void **state)
{
    struct worker *worker = start_demo(NULL);
    struct shared shared = {0};

    (void)state;
    for (int i = 0; i < 3; i++)
        worker_submit(worker, (struct job){count_and_post, NULL, &shared});
    wait_until_busy_is(worker, false);
    worker_destroy(worker);
    assert_int_equal(shared.data_releases, 3);
}

/* The running job ends; those that wait are dropped, their arguments released. */
static void destroy_drops_jobs(void **state)
{
    struct worker *worker = start_demo("device-id:delay=300");
    struct shared shared = {0};

    (void)state;
    worker_submit(worker, (struct job){.run = post_device});
    for (int64_t end = now() + SOON_MS; bmc_requests(worker_bmc(worker)) == 0 && now() < end;)
        pause_ms(1);
    for (int i = 0; i < 5; i++)
        worker_submit(worker, (struct job){count_and_post, release_shared, &shared});
    worker_destroy(worker);
    assert_int_equal(shared.runs, 0);
    assert_int_equal(shared.releases, 5);
}

static void cancel_breaks_a_wait(void **state)
{
    struct worker *worker = start_demo("device-id:delay=60s");
    int64_t begin = now();

    (void)state;
    worker_submit(worker, (struct job){.run = post_device});
    for (int64_t end = now() + SOON_MS; bmc_waiting_ms(worker_bmc(worker)) < 10 && now() < end;)
        pause_ms(1);
    assert_true(worker_busy(worker));
    bmc_cancel(worker_bmc(worker));
    assert_int_equal(wait_event(worker).kind, ERROR_CANCELLED);
    assert_true(now() - begin < SOON_MS);
    bmc_resume(worker_bmc(worker));
    worker_destroy(worker);
}

/* A job that nothing can break off: it posts when it is too late. */
static void stubborn(struct worker *worker, struct bmc *bmc, void *argument)
{
    struct shared *shared = argument;

    (void)bmc;
    pause_ms(200);
    worker_post(worker, (struct worker_event){1, shared, release_data});
    atomic_fetch_add(&shared->runs, 1);
}

static void abandoned(void **state)
{
    static struct shared shared; /* outlives the thread */
    struct worker *worker = start_demo(NULL);
    int64_t begin = now();

    (void)state;
    worker_submit(worker, (struct job){stubborn, release_shared, &shared});
    pause_ms(20);
    worker_submit(worker, (struct job){count_and_post, release_shared, &shared});
    worker_abandon(worker);
    assert_true(now() - begin < 150);
    for (int64_t end = now() + SOON_MS; atomic_load(&shared.releases) < 2 && now() < end;)
        pause_ms(1);
    assert_int_equal(shared.runs, 1);
    assert_int_equal(shared.releases, 2);
    assert_int_equal(shared.data_releases, 1);
    pause_ms(50); /* the thread frees the rest */
}

static void many_come_and_go(void **state)
{
    (void)state;
    for (int i = 0; i < 200; i++) {
        struct worker *worker = start_demo(NULL);

        worker_submit(worker, (struct job){.run = post_device});
        if (i % 3 == 0)
            worker_abandon(worker);
        else
            worker_destroy(worker);
    }
    pause_ms(100);
}

/* --- over a LAN where nobody answers ---------------------------------------- */

/* Bound and never read: packets vanish without "port unreachable". */
static int black_hole(char host[32])
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t length = sizeof address;
    int fd = socket(AF_INET, SOCK_DGRAM, 0);

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &length), 0);
    snprintf(host, 32, "localhost:%d", ntohs(address.sin_port));
    return fd;
}

static void lan_wait_is_broken_off(void **state)
{
    char host[32];
    int fd = black_hole(host);
    struct bmc_target target = {
        .driver = BMC_DRIVER_LAN_2_0, .hostname = host, .username = "u", .cipher_suite = -1};
    struct worker *worker = start(&target);

    (void)state;
    for (int i = 0; i < 20; i++) {
        int64_t begin = now();

        worker_submit(worker, (struct job){.run = post_device});
        pause_ms(i); /* hit it at different moments */
        bmc_cancel(worker_bmc(worker));
        assert_int_equal(wait_event(worker).kind, ERROR_CANCELLED);
        assert_true(now() - begin < 2000);
        bmc_resume(worker_bmc(worker));
    }
    worker_destroy(worker);
    close(fd);
}

static void lan_without_answer(void **state)
{
    char host[32];
    int fd = black_hole(host);
    struct bmc_target target = {.driver = BMC_DRIVER_LAN_2_0,
                                .hostname = host,
                                .username = "u",
                                .cipher_suite = -1,
                                .session_timeout_ms = 400};
    struct worker *worker = start(&target);

    (void)state;
    worker_submit(worker, (struct job){.run = post_device});
    assert_int_equal(wait_event(worker).kind, ERROR_TIMEOUT);
    worker_destroy(worker);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_order),
        cmocka_unit_test(asks_the_bmc),
        cmocka_unit_test(pipe_of_events),
        cmocka_unit_test(submitted_while_idle),
        cmocka_unit_test(signals_are_blocked),
        cmocka_unit_test(events_nobody_takes),
        cmocka_unit_test(destroy_drops_jobs),
        cmocka_unit_test(cancel_breaks_a_wait),
        cmocka_unit_test(abandoned),
        cmocka_unit_test(many_come_and_go),
        cmocka_unit_test(lan_wait_is_broken_off),
        cmocka_unit_test(lan_without_answer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
