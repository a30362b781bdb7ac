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

static struct job_event wait_event(struct worker *worker)
{
    struct job_event event;

    assert_true(readable(worker, SOON_MS));
    assert_true(worker_take(worker, &event));
    return event;
}

/* The next event that ends a job: its error. */
static enum error_kind wait_end(struct worker *worker)
{
    struct job_event event = wait_event(worker);

    while (event.kind != JOB_ENDED) {
        job_event_release(&event);
        event = wait_event(worker);
    }
    job_event_release(&event);
    return event.error.kind;
}

static void wait_until_busy_is(struct worker *worker, bool busy)
{
    for (int64_t end = now() + SOON_MS; worker_busy(worker) != busy && now() < end;)
        pause_ms(1);
    assert_int_equal(worker_busy(worker), busy);
}

/* --- jobs ------------------------------------------------------------------- */

struct shared {
    atomic_int runs, releases;
};

static void release_shared(void *argument)
{
    atomic_fetch_add(&((struct shared *)argument)->releases, 1);
}

static int count(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct shared *shared = argument;
    int number = atomic_fetch_add(&shared->runs, 1) + 1;

    (void)error;
    job_post(ctx, JOB_OWN, &number, sizeof number);
    return 0;
}

static void submit_count(struct worker *worker, struct shared *shared)
{
    worker_submit(worker, (struct job){.run = count,
                                       .release = release_shared,
                                       .argument = shared,
                                       .number = 1,
                                       .no_link = true});
}

/* The number that count() posted, and the end of its job. */
static int wait_count(struct worker *worker)
{
    struct job_event event = wait_event(worker);
    int number;

    assert_int_equal(event.kind, JOB_OWN);
    number = *(int *)event.payload;
    job_event_release(&event);
    assert_int_equal(wait_end(worker), ERROR_NONE);
    return number;
}

static int ask_device(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct device device;

    (void)argument;
    return bmc_get_device(ctx->bmc, &device, error);
}

static const struct job device_job = {.run = ask_device, .number = 1};

static int count_blocked(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    static const int signals[] = {SIGINT, SIGWINCH, SIGTERM, SIGURG, SIGHUP, SIGALRM};
    sigset_t mask;

    (void)ctx;
    (void)error;
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        *(int *)argument += sigismember(&mask, signals[i]);
    return 0;
}

/* --- tests ------------------------------------------------------------------ */

static void in_order(void **state)
{
    struct worker *worker = start_demo(NULL);
    struct shared shared = {0};
    struct job_event event;

    (void)state;
    assert_false(worker_take(worker, &event));
    assert_false(readable(worker, 0));
    for (int i = 0; i < 100; i++)
        submit_count(worker, &shared);
    for (int i = 1; i <= 100; i++)
        assert_int_equal(wait_count(worker), i);
    wait_until_busy_is(worker, false);
    assert_false(readable(worker, 0));
    assert_false(worker_take(worker, &event));
    worker_destroy(worker);
    assert_int_equal(shared.releases, 100);
}

static void asks_the_bmc(void **state)
{
    struct worker *worker = start_demo(NULL);
    struct job_event event;

    (void)state;
    assert_false(bmc_is_open(worker_bmc(worker)));
    worker_submit(worker, device_job);
    event = wait_event(worker);
    assert_int_equal(event.kind, JOB_LINK);
    assert_true(((struct job_link *)event.payload)->demo);
    job_event_release(&event);
    assert_int_equal(wait_end(worker), ERROR_NONE);
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
        submit_count(worker, &meddler->shared);
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
    submit_count(worker, &meddler.shared);
    assert_int_equal(wait_count(worker), 1);
    wait_until_busy_is(worker, false);
    atomic_store(&meddler.worker, worker);
    submit_count(worker, &meddler.shared);
    assert_int_equal(wait_count(worker), 2);
    assert_int_equal(wait_count(worker), 3);
    worker_destroy(worker);
}

static void signals_are_blocked(void **state)
{
    struct worker *worker = start_demo(NULL);
    sigset_t mask;
    int blocked = 0;

    (void)state;
    worker_submit(worker, (struct job){.run = count_blocked, .argument = &blocked, .number = 1});
    assert_int_equal(wait_end(worker), ERROR_NONE);
    assert_int_equal(blocked, 6);
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
        submit_count(worker, &shared);
    wait_until_busy_is(worker, false);
    worker_destroy(worker);
    assert_int_equal(shared.releases, 3);
}

/* The running job ends; those that wait are dropped, their arguments released. */
static void destroy_drops_jobs(void **state)
{
    struct worker *worker = start_demo("device-id:delay=300");
    struct shared shared = {0};

    (void)state;
    worker_submit(worker, device_job);
    for (int64_t end = now() + SOON_MS; bmc_requests(worker_bmc(worker)) == 0 && now() < end;)
        pause_ms(1);
    for (int i = 0; i < 5; i++)
        submit_count(worker, &shared);
    worker_destroy(worker);
    assert_int_equal(shared.runs, 0);
    assert_int_equal(shared.releases, 5);
}

static void cancel_breaks_a_wait(void **state)
{
    struct worker *worker = start_demo("device-id:delay=60s");
    int64_t begin = now();

    (void)state;
    worker_submit(worker, device_job);
    for (int64_t end = now() + SOON_MS; bmc_waiting_ms(worker_bmc(worker)) < 10 && now() < end;)
        pause_ms(1);
    assert_true(worker_busy(worker));
    worker_cancel(worker, 1);
    assert_int_equal(wait_end(worker), ERROR_CANCELLED);
    assert_true(now() - begin < SOON_MS);
    worker_destroy(worker);
}

/* What is queued by then does not begin, but for what writes; what comes later does. */
static void cancel_reaches_what_waits(void **state)
{
    struct worker *worker = start_demo("device-id:delay=60s");
    struct shared shared = {0};
    struct job job = {.run = count, .argument = &shared, .no_link = true};

    (void)state;
    worker_submit(worker, device_job);
    for (job.number = 2; job.number <= 3; job.number++) {
        job.writes = job.number == 3;
        worker_submit(worker, job);
    }
    worker_cancel(worker, 3);
    job.writes = false;
    worker_submit(worker, job);
    assert_int_equal(wait_end(worker), ERROR_CANCELLED);
    assert_int_equal(wait_end(worker), ERROR_CANCELLED);
    assert_int_equal(wait_count(worker), 1);
    assert_int_equal(wait_count(worker), 2);
    worker_destroy(worker);
}

/* --- a job that asks, and one that is asked ---------------------------------- */

struct asking {
    atomic_bool answer, stopped, skipped, skipped_again;
};

static int ask(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct asking *asking = argument;

    (void)error;
    atomic_store(&asking->answer, job_ask(ctx, JOB_OWN, NULL, 0));
    atomic_store(&asking->stopped, job_stop_requested(ctx));
    atomic_store(&asking->skipped, job_skip_requested(ctx));
    atomic_store(&asking->skipped_again, job_skip_requested(ctx));
    return 0;
}

static void answers(void **state)
{
    struct worker *worker = start_demo(NULL);
    struct asking asking = {0};

    (void)state;
    for (unsigned number = 1; number <= 2; number++) {
        worker_answer(worker, true); /* that nobody asked for is none */
        worker_submit(worker, (struct job){
                                  .run = ask, .argument = &asking, .number = number, .no_link = true});
        assert_int_equal(wait_event(worker).kind, JOB_OWN);
        assert_true(worker_asking(worker));
        if (number == 2) {
            worker_stop(worker, number);
            worker_skip(worker);
        }
        worker_answer(worker, number == 1);
        assert_int_equal(wait_end(worker), ERROR_NONE);
        assert_false(worker_asking(worker));
        assert_int_equal(asking.answer, number == 1);
        assert_int_equal(asking.stopped, number == 2);
        assert_int_equal(asking.skipped, number == 2);
        assert_false(asking.skipped_again);
    }
    worker_destroy(worker);
}

/* A worker that ends does not wait for an answer: it is no. */
static void ends_while_asking(void **state)
{
    struct worker *worker = start_demo(NULL);
    struct asking asking = {.answer = true};

    (void)state;
    worker_submit(worker, (struct job){
                              .run = ask, .argument = &asking, .number = 1, .no_link = true});
    assert_int_equal(wait_event(worker).kind, JOB_OWN);
    worker_end(worker, SOON_MS);
    assert_false(asking.answer);
}

/* A job that nothing can break off: it posts when it is too late. */
static int stubborn(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct shared *shared = argument;

    (void)error;
    pause_ms(200);
    job_post(ctx, JOB_OWN, "late", 5);
    atomic_fetch_add(&shared->runs, 1);
    return 0;
}

static void abandoned(void **state)
{
    static struct shared shared; /* outlives the thread */
    struct worker *worker = start_demo(NULL);
    int64_t begin = now();

    (void)state;
    worker_submit(worker, (struct job){.run = stubborn,
                                       .release = release_shared,
                                       .argument = &shared,
                                       .number = 1,
                                       .no_link = true});
    pause_ms(20);
    submit_count(worker, &shared);
    worker_end(worker, 20);
    assert_true(now() - begin < 150);
    for (int64_t end = now() + SOON_MS; atomic_load(&shared.releases) < 2 && now() < end;)
        pause_ms(1);
    assert_int_equal(shared.runs, 1);
    assert_int_equal(shared.releases, 2);
    pause_ms(50); /* the thread frees the rest */
}

static void many_come_and_go(void **state)
{
    (void)state;
    for (int i = 0; i < 200; i++) {
        struct worker *worker = start_demo(NULL);

        worker_submit(worker, device_job);
        if (i % 3 == 0)
            worker_end(worker, 0);
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

        worker_submit(worker, (struct job){.run = ask_device, .number = (unsigned)i + 1});
        pause_ms(i); /* hit it at different moments */
        worker_cancel(worker, (unsigned)i + 1);
        assert_int_equal(wait_end(worker), ERROR_CANCELLED);
        assert_true(now() - begin < 2000);
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
    worker_submit(worker, device_job);
    assert_int_equal(wait_end(worker), ERROR_TIMEOUT);
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
        cmocka_unit_test(cancel_reaches_what_waits),
        cmocka_unit_test(answers),
        cmocka_unit_test(ends_while_asking),
        cmocka_unit_test(abandoned),
        cmocka_unit_test(many_come_and_go),
        cmocka_unit_test(lan_wait_is_broken_off),
        cmocka_unit_test(lan_without_answer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
