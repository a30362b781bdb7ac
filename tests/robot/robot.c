/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 *     robot [--seed=N] [--events=N] [--seconds=N]   acts by chance; the seed is printed
 *     robot --replay=FILE                           does what a script says
 *     robot --shrink=FILE                           and drops what is not needed to go wrong
 * --print: and says each act on standard error before it is done.
 *
 * What went wrong is kept as a script. From the environment, for `make check` and `./dev soak`:
 * ROBOT_SEED, ROBOT_EVENTS, ROBOT_SECONDS; without them 20,000 events, however
 * long they take (half an hour at most).
 */
#include "robot.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scratch.h"

#define WRONG_SCRIPT "robot-wrong.txt"
#define SMALL_SCRIPT "robot-small.txt"

struct robot {
    uint64_t seed;
    long events, seconds;
    const char *replay, *shrink;
    char folder[512];
    struct session session, smaller;
};

/* --- scripts ---------------------------------------------------------------------- */

static void write_script(const struct session *session, const char *name)
{
    FILE *to = fopen(name, "w");

    if (to == NULL)
        return;
    stage_print(&session->stage, to);
    for (size_t i = 0; i < session->count; i++)
        act_print(&session->acts[i], to);
    fclose(to);
}

static bool read_script(struct session *session, const char *name)
{
    char line[4096];
    FILE *from = fopen(name, "r");
    bool good = from != NULL && fgets(line, sizeof line, from) != NULL &&
                stage_parse(&session->stage, line);

    session->count = 0;
    while (good && session->count < SESSION_ACTS && fgets(line, sizeof line, from) != NULL)
        good = act_parse(&session->acts[session->count++], line);
    if (from != NULL)
        fclose(from);
    if (!good)
        fprintf(stderr, "robot: %s is no script\n", name);
    return good;
}

static bool goes_wrong(struct robot *robot, struct session *session)
{
    size_t count = session->count;

    session_run(session, NULL, count, robot->folder);
    session->count = count;
    return session->wrong;
}

/* smaller = session without the acts [from, from + length). */
static void leave_out(struct robot *robot, size_t from, size_t length)
{
    const struct session *all = &robot->session;
    size_t rest = all->count - from - length;

    robot->smaller.stage = all->stage;
    robot->smaller.count = all->count - length;
    memcpy(robot->smaller.acts, all->acts, from * sizeof all->acts[0]);
    memcpy(robot->smaller.acts + from, all->acts + from + length, rest * sizeof all->acts[0]);
}

/* Halves, quarters, ... down to single acts. */
static void shrink(struct robot *robot)
{
    for (size_t length = robot->session.count / 2; length > 0; length /= 2) {
        for (size_t from = 0; from + length <= robot->session.count;) {
            leave_out(robot, from, length);
            if (goes_wrong(robot, &robot->smaller)) {
                robot->session = robot->smaller;
                fprintf(stderr, "robot: %zu acts: %s\n", robot->session.count,
                        robot->session.why);
            } else {
                from += length;
            }
        }
    }
}

/* --- by chance ----------------------------------------------------------------------- */

static int by_chance(struct robot *robot)
{
    struct session *session = &robot->session;
    struct chance chance;
    long done = 0, sessions = 0, reviews = 0, saves = 0;
    long long start = term_now();

    chance_init(&chance, robot->seed);
    while (done < robot->events && term_now() - start < robot->seconds * 1000000LL) {
        long left = robot->events - done;
        size_t most = 300 + (size_t)chance_to(&chance, SESSION_ACTS - 300);

        stage_make(&session->stage, &chance);
        session_run(session, &chance, left < (long)most ? (size_t)left : most, robot->folder);
        done += (long)session->count;
        sessions++;
        reviews += session->reviews;
        saves += session->saves;
        if (session->wrong)
            break;
    }
    printf("robot: seed %llu, %ld events in %ld sessions, %ld reviews, %ld locks taken, %lld s\n",
           (unsigned long long)robot->seed, done, sessions, reviews, saves,
           (term_now() - start) / 1000000);
    if (!session->wrong)
        return 0;
    printf("robot: WRONG: %s\n", session->why);
    write_script(session, WRONG_SCRIPT);
    printf("robot: what it did is in %s; robot --shrink=%s\n", WRONG_SCRIPT, WRONG_SCRIPT);
    return 1;
}

/* --- the whole -------------------------------------------------------------------------- */

static long from_environment(const char *name, long otherwise)
{
    const char *text = getenv(name);

    return text != NULL && text[0] != '\0' ? strtol(text, NULL, 10) : otherwise;
}

static void make_folder(struct robot *robot)
{
    if (mkdtemp(scratch_path(robot->folder, sizeof robot->folder, "bmctui-robot.XXXXXX")) == NULL)
        abort();
}

static void remove_folder(const struct robot *robot)
{
    static const char *const names[] = {"bmctui.conf", "trace", "errors"};
    char path[600];

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", robot->folder, names[i]);
        unlink(path);
    }
    rmdir(robot->folder);
}

static bool take_options(struct robot *robot, int argc, char **argv)
{
    static const struct option known[] = {
        {"seed", required_argument, NULL, 's'},   {"events", required_argument, NULL, 'e'},
        {"seconds", required_argument, NULL, 't'}, {"replay", required_argument, NULL, 'r'},
        {"shrink", required_argument, NULL, 'k'},  {"print", no_argument, NULL, 'p'},
        {NULL, 0, NULL, 0},
    };
    int letter;

    robot->seed = (uint64_t)from_environment("ROBOT_SEED", 1);
    robot->events = from_environment("ROBOT_EVENTS", 20000);
    robot->seconds = from_environment("ROBOT_SECONDS", 1800);
    while ((letter = getopt_long(argc, argv, "", known, NULL)) >= 0) {
        switch (letter) {
        case 's': robot->seed = strtoull(optarg, NULL, 10); break;
        case 'e': robot->events = strtol(optarg, NULL, 10); break;
        case 't': robot->seconds = strtol(optarg, NULL, 10); break;
        case 'r': robot->replay = optarg; break;
        case 'k': robot->shrink = optarg; break;
        case 'p': robot->session.print = true; break;
        default: return false;
        }
    }
    return optind == argc;
}

static int run(struct robot *robot)
{
    const char *script = robot->shrink != NULL ? robot->shrink : robot->replay;

    if (script == NULL)
        return by_chance(robot);
    if (!read_script(&robot->session, script))
        return 2;
    if (!goes_wrong(robot, &robot->session)) {
        printf("robot: nothing goes wrong\n");
        return 0;
    }
    printf("robot: WRONG: %s\n", robot->session.why);
    if (robot->shrink == NULL)
        return 1;
    shrink(robot);
    write_script(&robot->session, SMALL_SCRIPT);
    printf("robot: %zu acts are left, in %s\n", robot->session.count, SMALL_SCRIPT);
    return 1;
}

int main(int argc, char **argv)
{
    static struct robot robot;
    int status;

    if (!take_options(&robot, argc, argv)) {
        fprintf(stderr, "robot [--seed=N] [--events=N] [--seconds=N] [--replay=FILE] "
                        "[--shrink=FILE] [--print]\n");
        return 2;
    }
    make_folder(&robot);
    status = run(&robot);
    remove_folder(&robot);
    return status;
}
