/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * alone COMMAND...: how `make check` runs each test.
 *
 * The test has a session of its own, so that it cannot reach the terminal of whoever started it; a
 * folder of its own, TMPDIR, and one in memory, MEMORY_TMPDIR, which are gone afterwards (KEEP=1
 * keeps them); and nothing that it started lives on. SIGINT, SIGTERM or SIGHUP to this program stop
 * it; it has STOP_SECONDS then to clean up. Its time is the last line of its log. The exit status
 * is the test's.
 *
 * Of the tests named in $COMPUTING_TESTS as many run at once as there are processors, of those in
 * $GUEST_TESTS half as many; the others wait for a slot. Tests that compute step aside for those that look
 * at the time. While there is a file of the name in $BMCTUI_AFTER no test begins: ./dev check builds
 * the release while other tests run, and then tests it.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#define STOP_SECONDS 5
#define STRAGGLER_SECONDS 3
#define COMPUTING_NICE 5
#define CANNOT_RUN 99 /* automake: a hard error */
#define PATH 1024

static const int stop_signals[] = {SIGINT, SIGTERM, SIGHUP};
static sigset_t waited_for;
static int stopped_by;

_Noreturn static void fail(const char *what)
{
    fprintf(stderr, "alone: %s: %s\n", what, strerror(errno));
    exit(CANNOT_RUN);
}

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* --- signals ------------------------------------------------------------------------------- */

/* They are taken one by one, in wait_signal(). */
static void hold_signals(void)
{
    sigemptyset(&waited_for);
    sigaddset(&waited_for, SIGCHLD);
    for (size_t i = 0; i < sizeof stop_signals / sizeof *stop_signals; i++) {
        sigaddset(&waited_for, stop_signals[i]);
        signal(stop_signals[i], SIG_DFL);
    }
    signal(SIGCHLD, SIG_DFL);
    sigprocmask(SIG_BLOCK, &waited_for, NULL);
}

/* Until a signal comes, seconds are over, or something else happens; remembers who wants an end. */
static void wait_signal(double seconds)
{
    struct timespec time = {.tv_sec = (time_t)seconds,
                            .tv_nsec = (long)((seconds - (double)(time_t)seconds) * 1e9)};
    int number = sigtimedwait(&waited_for, NULL, &time);

    if (number > 0 && number != SIGCHLD)
        stopped_by = number;
}

/* --- slots --------------------------------------------------------------------------------- */

/* Whether one of these names, with blanks between them, is the end of that path. */
static bool among(const char *names, const char *path)
{
    size_t length = strlen(path);

    for (const char *name = names; name != NULL && *name != '\0';) {
        size_t size = strcspn(name, " ");

        if (size > 0 && size <= length && memcmp(path + length - size, name, size) == 0 &&
            (size == length || path[length - size - 1] == '/'))
            return true;
        name += size + strspn(name + size, " ");
    }
    return false;
}

/* A slot is a byte of the file, locked; the lock goes with the process. */
static bool take_slot(int fd, long count)
{
    for (long i = 0; i < count; i++) {
        struct flock slot = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = i, .l_len = 1};

        if (fcntl(fd, F_SETLK, &slot) == 0)
            return true;
    }
    return false;
}

static void wait_or_exit(double seconds)
{
    wait_signal(seconds);
    if (stopped_by != 0)
        exit(128 + stopped_by);
}

static void wait_for_slot(const char *kind, long count)
{
    const char *top = getenv("top_builddir");
    char name[PATH];
    int fd;

    snprintf(name, sizeof name, "%s/tests/%s.slots", top != NULL ? top : ".", kind);
    fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0)
        fail(name);
    while (!take_slot(fd, count))
        wait_or_exit(0.05);
}

static void wait_for_others(void)
{
    const char *file = getenv("BMCTUI_AFTER");

    while (file != NULL && access(file, F_OK) == 0)
        wait_or_exit(0.2);
}

static void find_slot(const char *test)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    if (among(getenv("GUEST_TESTS"), test)) {
        wait_for_slot("guest", processors > 2 ? processors / 2 : 1);
    } else if (among(getenv("COMPUTING_TESTS"), test)) {
        wait_for_slot("compute", processors);
        setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + COMPUTING_NICE);
    }
}

/* --- the test's folder ---------------------------------------------------------------------- */

/* Below the one that this variable names; "" when there is no making one. */
static void make_folder(const char *variable, const char *otherwise, char folder[PATH])
{
    const char *base = getenv(variable);

    snprintf(folder, PATH, "%s/test.XXXXXX", base != NULL && base[0] != '\0' ? base : otherwise);
    if (mkdtemp(folder) == NULL)
        folder[0] = '\0';
    else
        setenv(variable, folder, 1);
}

static void remove_folder(const char *folder)
{
    const char *keep = getenv("KEEP");
    pid_t child;

    if (folder[0] == '\0')
        return;
    if (keep != NULL && keep[0] != '\0') {
        printf("# kept: %s\n", folder);
        return;
    }
    child = fork();
    if (child == 0) {
        execlp("sh", "sh", "-c", "chmod -R u+rwX \"$1\"; exec rm -rf \"$1\"", "sh", folder,
               (char *)NULL);
        _exit(CANNOT_RUN);
    }
    waitpid(child, NULL, 0);
}

/* --- running ------------------------------------------------------------------------------- */

_Noreturn static void be_the_test(char **argv)
{
    int null = open("/dev/null", O_RDWR);

    setsid();
    dup2(null, STDIN_FILENO);
    if (null > STDERR_FILENO)
        close(null);
    signal(SIGQUIT, SIG_DFL);
    sigprocmask(SIG_UNBLOCK, &waited_for, NULL);
    execvp(argv[0], argv);
    fail(argv[0]);
}

/* What has lost its parent becomes a child of ours, and can be waited for. */
static void adopt(void)
{
#ifdef __linux__
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
#endif
}

/* Takes the ends of children. False: there are none any more. */
static bool reap(pid_t test, int *status)
{
    int one;
    pid_t pid;

    while ((pid = waitpid(-1, &one, WNOHANG)) > 0)
        if (pid == test)
            *status = one;
    return pid == 0;
}

static int run(pid_t test)
{
    int status = -1;
    double end = 0;

    while (reap(test, &status) && status == -1) {
        wait_signal(end > 0 ? 0.1 : 60);
        if (stopped_by != 0 && end <= 0) {
            kill(-test, SIGTERM);
            kill(-test, SIGCONT);
            end = now() + STOP_SECONDS;
        }
        if (end > 0 && now() > end)
            kill(-test, SIGKILL);
    }
    return status;
}

/* --- what is left --------------------------------------------------------------------------- */

/* "PID (NAME) STATE PARENT ..." of a process; false when there is none. */
static bool parent_of(const char *pid, char *line, size_t size, long *parent)
{
    char path[PATH];
    const char *after;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%s/stat", pid);
    file = fopen(path, "r");
    if (file == NULL)
        return false;
    if (fgets(line, (int)size, file) == NULL)
        line[0] = '\0';
    fclose(file);
    after = strrchr(line, ')');
    return after != NULL && sscanf(after, ") %*c %ld", parent) == 1;
}

static void kill_child(const char *pid)
{
    char line[PATH];
    long parent;

    if (pid[0] < '1' || pid[0] > '9' || !parent_of(pid, line, sizeof line, &parent) ||
        parent != (long)getpid())
        return;
    *(strrchr(line, ')') + 1) = '\0';
    printf("# left behind, and ended: %s\n", line);
    kill((pid_t)strtol(pid, NULL, 10), SIGKILL);
}

static void kill_children(void)
{
    DIR *processes = opendir("/proc");

    if (processes == NULL)
        return;
    for (struct dirent *entry; (entry = readdir(processes)) != NULL;)
        kill_child(entry->d_name);
    closedir(processes);
}

/* Whoever has not ended by itself is killed, and so are those that become orphans by that. */
static void end_stragglers(pid_t test)
{
    double patience = now() + (stopped_by != 0 ? 0 : STRAGGLER_SECONDS), end = patience + 10;
    int status;

    kill(-test, SIGHUP);
    while (reap(test, &status) && now() < end) {
        if (now() > patience)
            kill_children();
        wait_signal(0.02);
    }
}

static double seconds(const struct timeval *time)
{
    return (double)time->tv_sec + (double)time->tv_usec / 1e6;
}

static void print_time(double begin)
{
    struct rusage usage;

    getrusage(RUSAGE_CHILDREN, &usage);
    printf("# time: %.1f s, %.1f s of it computing\n", now() - begin,
           seconds(&usage.ru_utime) + seconds(&usage.ru_stime));
}

int main(int argc, char **argv)
{
    char folder[PATH], in_memory[PATH];
    double begin;
    pid_t test;
    int status;

    if (argc < 2) {
        fprintf(stderr, "usage: alone COMMAND...\n");
        return CANNOT_RUN;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    hold_signals();
    wait_for_others();
    find_slot(argv[argc - 1]);
    make_folder("TMPDIR", "/tmp", folder);
    make_folder("MEMORY_TMPDIR", "/dev/shm", in_memory);
    if (folder[0] == '\0')
        fail("TMPDIR");
    adopt();
    begin = now();
    test = fork();
    if (test < 0)
        fail("fork");
    if (test == 0)
        be_the_test(argv + 1);
    status = run(test);
    end_stragglers(test);
    remove_folder(folder);
    remove_folder(in_memory);
    print_time(begin);
    if (stopped_by != 0)
        return 128 + stopped_by;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
