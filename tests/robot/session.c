/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "robot.h"

#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A save that puts back waits a minute for a BMC that has gone: so long it cannot be left. */
enum { PATH_LENGTH = 600, IDLE_MS = 400, IDLE_CPU_MS = 100, LEAVE_TRIES = 1200, LATE_ACTS = 300 };

/* --- how it is started --------------------------------------------------------- */

static const struct terminal {
    const char *type, *locale;
} terminals[] = {
    {"xterm-256color", "C.UTF-8"}, {"xterm-256color", "C"}, {"vt100", "C"},
    {"linux", "C.UTF-8"},          {"vt220", "C.UTF-8"},    {"ansi", "C"},
    {"tmux-256color", "C.UTF-8"},
};
#define TERMINALS ((int)(sizeof terminals / sizeof *terminals))

static const char *const personalities[] = {
    "",    "",           "",      "openbmc", "ilo",   "megarac",     "pyghmi",
    "xcc", "supermicro", "idrac", "lock-82", "intel", "vlan-resets", "fb-openbmc"};
#define PERSONALITIES ((int)(sizeof personalities / sizeof *personalities))

static const char *const faults[] = {
    "",
    "",
    "set lease-ms=never",
    "lan-set 12:code=cc nth=2",
    "lan-set *:lost nth=3 times=4",
    "any:code=c0 nth=20 times=6; lan-get 3:stale=3000",
    "lan-get 6:short nth=3 times=5",
    "identify:code=cc; password:code=cc times=1",
    "lan-set *:code=d4 nth=6",
    "#40:reboot=1500 boot=500; set identify-state=no",
    "#30:gone",
};
#define FAULTS ((int)(sizeof faults / sizeof *faults))

void stage_make(struct stage *stage, struct chance *chance)
{
    static const int sizes[][2] = {{24, 80}, {24, 80}, {24, 80}, {12, 40}, {30, 100}};
    static const int delays[] = {0, 0, 0, 3, 40};
    const int *size = sizes[chance_to(chance, 5)];

    stage->terminal = chance_to(chance, TERMINALS);
    stage->rows = size[0];
    stage->cols = size[1];
    stage->personality = chance_to(chance, PERSONALITIES);
    stage->faults = chance_to(chance, FAULTS);
    stage->delay_ms = delays[chance_to(chance, 5)];
}

void stage_print(const struct stage *stage, FILE *to)
{
    fprintf(to, "stage %d %d %d %d %d %d  # %s, %s, \"%s\", faults \"%s\", answers take %d ms\n",
            stage->terminal, stage->rows, stage->cols, stage->personality, stage->faults,
            stage->delay_ms, terminals[stage->terminal].type, terminals[stage->terminal].locale,
            personalities[stage->personality], faults[stage->faults], stage->delay_ms);
}

bool stage_parse(struct stage *stage, const char *line)
{
    return sscanf(line, "stage %d %d %d %d %d %d", &stage->terminal, &stage->rows, &stage->cols,
                  &stage->personality, &stage->faults, &stage->delay_ms) == 6 &&
           stage->terminal >= 0 && stage->terminal < TERMINALS && stage->personality >= 0 &&
           stage->personality < PERSONALITIES && stage->faults >= 0 && stage->faults < FAULTS;
}

/* --- one run --------------------------------------------------------------------- */

struct run {
    struct session *session;
    struct term *term;
    struct watch watch;
    char config[PATH_LENGTH], trace[PATH_LENGTH], errors[PATH_LENGTH];
};

static void wrong(struct run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The first thing only: what follows may follow from it. */
static void wrong(struct run *run, const char *format, ...)
{
    va_list arguments;

    if (run->session->wrong)
        return;
    run->session->wrong = true;
    va_start(arguments, format);
    vsnprintf(run->session->why, SESSION_WRONG, format, arguments);
    va_end(arguments);
}

static void write_config(const struct run *run, const char *folder)
{
    const struct stage *stage = &run->session->stage;
    FILE *to = fopen(run->config, "w");

    if (to == NULL)
        abort();
    fprintf(to,
            "mouse = true; escape_ms = 300; verify_seconds = 2; lock_wait_seconds = 1;\n"
            "session_timeout = 700; demo_delay_ms = %d;\nstate_directory = \"%s/state\";\n",
            stage->delay_ms, folder);
    if (personalities[stage->personality][0] != '\0')
        fprintf(to, "demo_personality = \"%s\";\n", personalities[stage->personality]);
    if (faults[stage->faults][0] != '\0')
        fprintf(to, "demo_faults = \"%s\";\n", faults[stage->faults]);
    fclose(to);
    chmod(run->config, 0600);
}

static bool start(struct run *run, const char *folder)
{
    const char *top = getenv("top_builddir");
    const struct terminal *terminal = &terminals[run->session->stage.terminal];
    char program[PATH_LENGTH], config[PATH_LENGTH + 20], trace[PATH_LENGTH + 20];
    const char *argv[] = {program, config, trace, "--demo", NULL};
    const struct term_setup setup = {.argv = argv,
                                     .rows = run->session->stage.rows,
                                     .cols = run->session->stage.cols,
                                     .type = terminal->type,
                                     .locale = terminal->locale,
                                     .errors_to = run->errors,
                                     .silent = true};

    snprintf(run->config, sizeof run->config, "%s/bmctui.conf", folder);
    snprintf(run->trace, sizeof run->trace, "%s/trace", folder);
    snprintf(run->errors, sizeof run->errors, "%s/errors", folder);
    unlink(run->trace);
    unlink(run->errors);
    write_config(run, folder);
    snprintf(program, sizeof program, "%s/bmctui", top != NULL ? top : ".");
    snprintf(config, sizeof config, "--config-file=%s", run->config);
    snprintf(trace, sizeof trace, "--trace=%s", run->trace);
    run->term = term_start(&setup);
    if (run->term == NULL) {
        wrong(run, "%s did not start", program);
        return false;
    }
    watch_start(&run->watch, run->term, run->trace);
    run->watch.tiny = false;
    term_wait_text_for(run->term, "IPMI", 5000);
    return true;
}

static bool is_stopped(struct term *term)
{
    char name[64], text[300] = "";
    const char *state;
    FILE *from;

    snprintf(name, sizeof name, "/proc/%ld/stat", (long)term_pid(term));
    from = fopen(name, "r");
    if (from == NULL)
        return false;
    state = fgets(text, sizeof text, from) != NULL ? strrchr(text, ')') : NULL;
    fclose(from);
    return state != NULL && state[1] != '\0' && state[2] == 'T';
}

/* Ctrl-Z: as a shell's fg does. */
static void go_on(struct run *run)
{
    if (!term_exited(run->term, NULL) && is_stopped(run->term)) {
        term_pump(run->term, 20);
        term_continue(run->term);
        term_pump(run->term, 20);
    }
}

static void check(struct run *run, const char *why)
{
    if (why != NULL && !term_exited(run->term, NULL))
        term_dump(run->term, stderr);
    if (why != NULL)
        wrong(run, "%s", why);
}

/* --- its end ------------------------------------------------------------------------ */

/* What the program said on its way out. */
static void read_errors(const struct run *run, char *text, size_t size)
{
    FILE *from = fopen(run->errors, "r");
    size_t length = 0;

    if (from != NULL) {
        length = fread(text, 1, size - 1, from);
        fclose(from);
    }
    text[length] = '\0';
}

/* Ctrl-C that met a program which had left already, and whose terminal was as before. */
static bool pressed_late(const struct session *session, int status)
{
    size_t count = session->count;

    for (size_t i = count > LATE_ACTS ? count - LATE_ACTS : 0; i < count; i++) {
        const struct act *act = &session->acts[i];

        if (act->kind == ACT_BYTES && memchr(act->bytes, '\003', act->length) != NULL)
            return WIFSIGNALED(status) && WTERMSIG(status) == SIGINT;
    }
    return false;
}

static void check_end(struct run *run)
{
    char said[SESSION_WRONG - 60];
    int status;

    if (!term_exited(run->term, &status)) {
        term_dump(run->term, stderr);
        wrong(run, "it cannot be left");
        return;
    }
    read_errors(run, said, sizeof said);
    if (strstr(said, "Sanitizer") != NULL || strstr(said, "runtime error") != NULL)
        wrong(run, "%s", said);
    else if (WIFSIGNALED(status) && !pressed_late(run->session, status))
        wrong(run, "it ended with signal %d: %s", WTERMSIG(status), said);
    else if (WIFEXITED(status) && WEXITSTATUS(status) != (run->watch.no_bmc ? 3 : 0) &&
             WEXITSTATUS(status) != 0)
        wrong(run, "it ended with status %d: %s", WEXITSTATUS(status), said);
    if (!term_modes_restored(run->term))
        wrong(run, "the terminal's modes were not restored");
}

/* Nothing is pressed: then nothing costs anything, but a clock that runs. */
static void check_idle(struct run *run)
{
    long before;

    term_pump(run->term, IDLE_MS / 4);
    before = term_cpu_ms(run->term);
    term_pump(run->term, IDLE_MS);
    if (!term_exited(run->term, NULL) && term_cpu_ms(run->term) - before > IDLE_CPU_MS)
        wrong(run, "idle, it took %ld ms of processor time in %d ms",
              term_cpu_ms(run->term) - before, IDLE_MS);
}

static bool on_page(struct term *term)
{
    return term_find(term, "Network > IPMI", NULL, NULL);
}

/* As a person gets out of anything: Esc Esc, then F10; a question is answered by its other button. */
static void leave(struct run *run)
{
    struct term *term = run->term;

    term_resize(term, 24, 80);
    run->watch.tiny = false;
    for (int tries = 0; tries < LEAVE_TRIES && !term_exited(term, NULL); tries++) {
        go_on(run);
        if (on_page(term)) {
            term_send(term, "\033\033\0330", 4); /* Escape ends half a sequence, too */
            term_pump(term, 40);
            if (!term_exited(term, NULL) && !on_page(term))
                term_send(term, "\t\r", 2);
        } else {
            term_send(term, "\033\033", 2);
        }
        term_pump(term, 40);
    }
}

/* --- acting --------------------------------------------------------------------------- */

static void act(struct run *run, const struct act *act, bool look)
{
    if (run->session->print)
        act_print(act, stderr);
    watch_act(&run->watch, act);
    act_do(act, run->term);
    term_pump(run->term, 0);
    if (!look)
        return;
    term_wait_quiet(run->term, 2);
    go_on(run);
    check(run, watch_look(&run->watch));
}

/* Ctrl-Z may have stopped it only now. */
static const char *settled(struct run *run)
{
    const char *why = watch_settled(&run->watch);

    if (why == NULL || term_exited(run->term, NULL) || !is_stopped(run->term))
        return why;
    go_on(run);
    return watch_settled(&run->watch);
}

static void act_all(struct run *run, struct chance *chance, size_t most)
{
    struct session *session = run->session;
    size_t done = 0;
    struct chance rhythm;
    bool settle;

    chance_init(&rhythm, 1);
    while (done < most && !session->wrong && !term_exited(run->term, NULL)) {
        if (chance != NULL)
            act_make(&session->acts[done], chance, true);
        settle = chance_to(&rhythm, 40) == 0;
        act(run, &session->acts[done], settle || chance_to(&rhythm, 3) == 0);
        if (settle && !term_exited(run->term, NULL))
            check(run, settled(run));
        done++;
    }
    session->count = done;
}

void session_run(struct session *session, struct chance *chance, size_t most, const char *folder)
{
    struct run run = {.session = session};

    session->wrong = false;
    session->why[0] = '\0';
    if (most > SESSION_ACTS)
        most = SESSION_ACTS;
    if (!start(&run, folder))
        return;
    act_all(&run, chance, most);
    if (!term_exited(run.term, NULL)) {
        check(&run, watch_look(&run.watch));
        if (session->count % 4 == 0)
            check_idle(&run);
        leave(&run);
    }
    term_pump(run.term, 0);
    check(&run, watch_look(&run.watch));
    check_end(&run);
    session->reviews = run.watch.reviews;
    session->saves = run.watch.saves;
    watch_end(&run.watch);
    term_free(run.term);
}
