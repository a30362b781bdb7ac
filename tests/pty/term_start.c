/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting a program on a terminal of its own, and ending it. */
#include "term_own.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int on_property(VTermProp property, VTermValue *value, void *user)
{
    struct term *t = user;

    if (property == VTERM_PROP_CURSORVISIBLE) {
        t->cursor_visible = value->boolean;
    } else if (property == VTERM_PROP_ALTSCREEN) {
        t->alternate = value->boolean;
    } else if (property == VTERM_PROP_REVERSE) {
        t->reversed = value->boolean;
    } else if (property == VTERM_PROP_MOUSE) {
        t->mouse = value->number != VTERM_PROP_MOUSE_NONE;
    }
    return 1;
}

static int on_bell(void *user)
{
    ((struct term *)user)->bells++;
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property, .bell = on_bell};

/* "de_DE.UTF-8@euro" -> "UTF-8" */
static void charset_of_locale(const char *locale, char *charset, size_t size)
{
    const char *dot = strchr(locale, '.');

    snprintf(charset, size, "%s", dot != NULL ? dot + 1 : "");
    charset[strcspn(charset, "@")] = '\0';
    if (strcasecmp(charset, "utf8") == 0) {
        snprintf(charset, size, "UTF-8");
    }
}

static bool make_emulator(struct term *t, const struct term_setup *setup)
{
    char charset[64];
    bool at_once = t->info.found && t->info.am && !t->info.xenl;
    struct filter_setup f;

    charset_of_locale(setup->locale != NULL ? setup->locale : "C.UTF-8", charset, sizeof charset);
    if (setup->charset != NULL) {
        snprintf(charset, sizeof charset, "%s", setup->charset);
    }
    t->vt = vterm_new(setup->rows > 0 ? setup->rows : 24, setup->cols > 0 ? setup->cols : 80);
    if (t->vt == NULL) {
        return false;
    }
    vterm_set_utf8(t->vt, 1);
    vterm_output_set_callback(t->vt, term_to_program, t);
    t->screen = vterm_obtain_screen(t->vt);
    vterm_screen_set_callbacks(t->screen, &callbacks, t);
    vterm_screen_enable_altscreen(t->screen, 1);
    vterm_screen_reset(t->screen, 1);
    f = (struct filter_setup){
        .vt = t->vt,
        .charset = charset,
        .linux_console = t->is_linux,
        .pc_charset = t->is_linux || t->info.pc_charset,
        .title_string = strncmp(t->type, "screen", 6) == 0 || strncmp(t->type, "tmux", 4) == 0,
        .wrap_at_once =
            setup->wrap_at_once == TERM_AUTO ? at_once : setup->wrap_at_once == TERM_YES,
    };
    t->filter = filter_new(&f);
    return t->filter != NULL;
}

static bool is_kept(const char *variable)
{
    static const char *const names[] = {
        "PATH=", "HOME=",    "USER=", "LOGNAME=", "TMPDIR=", "TZ=",   "LD_",
        "LLVM_", "TERMINFO", "ASAN_", "UBSAN_",   "LSAN_",   "TSAN_", "MSAN_"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strncmp(variable, names[i], strlen(names[i])) == 0) {
            return true;
        }
    }
    return false;
}

/* Takes over `variable`, which is allocated; "NAME" alone only takes NAME away. */
static void put_variable(char **env, size_t *count, char *variable)
{
    size_t name = strcspn(variable, "=");
    bool is_set = variable[name] == '=';

    for (size_t i = 0; i < *count; i++) {
        if (strncmp(env[i], variable, name) == 0 && env[i][name] == '=') {
            free(env[i]);
            env[i] = env[--*count];
            break;
        }
    }
    if (is_set) {
        env[(*count)++] = variable;
    } else {
        free(variable);
    }
    env[*count] = NULL;
}

static char *joined(const char *name, const char *value)
{
    size_t size = strlen(name) + strlen(value) + 1;
    char *text = malloc(size);

    if (text == NULL) {
        abort();
    }
    snprintf(text, size, "%s%s", name, value);
    return text;
}

static char **make_environment(const struct term_setup *setup, const char *type)
{
    size_t room = 4, count = 0;
    char **env;

    for (char **old = environ; *old != NULL; old++) {
        room++;
    }
    for (const char *const *own = setup->env; own != NULL && *own != NULL; own++) {
        room++;
    }
    env = calloc(room, sizeof *env);
    if (env == NULL) {
        abort();
    }
    for (char **old = environ; *old != NULL; old++) {
        if (is_kept(*old)) {
            put_variable(env, &count, joined(*old, ""));
        }
    }
    put_variable(env, &count, joined("LC_ALL=", setup->locale != NULL ? setup->locale : "C.UTF-8"));
    if (type[0] != '\0') {
        put_variable(env, &count, joined("TERM=", type));
    }
    for (const char *const *own = setup->env; own != NULL && *own != NULL; own++) {
        put_variable(env, &count, joined(*own, ""));
    }
    return env;
}

/* Opens both ends; the slave's fd, or -1. */
static int open_terminal(struct term *t, const struct term_setup *setup)
{
    struct winsize size = {0};
    int slave = -1;

    t->master = posix_openpt(O_RDWR | O_NOCTTY);
    if (t->master < 0) {
        return -1;
    }
    if (grantpt(t->master) == 0 && unlockpt(t->master) == 0) {
        slave = open(ptsname(t->master), O_RDWR | O_NOCTTY);
    }
    if (slave < 0) {
        return -1;
    }
    fcntl(t->master, F_SETFD, FD_CLOEXEC);
    fcntl(t->master, F_SETFL, O_NONBLOCK);
    if (setup->told_rows >= 0) {
        size.ws_row = (unsigned short)(setup->rows > 0 ? setup->rows : 24);
        size.ws_col = (unsigned short)(setup->cols > 0 ? setup->cols : 80);
    }
    ioctl(slave, TIOCSWINSZ, &size);
    tcgetattr(slave, &t->before);
    if (setup->speed != 0) {
        cfsetispeed(&t->before, setup->speed);
        cfsetospeed(&t->before, setup->speed);
        tcsetattr(slave, TCSANOW, &t->before);
        tcgetattr(slave, &t->before);
    }
    return slave;
}

/* Waits for the guard's word that the program runs. */
static bool await_start(struct term *t, const char *program)
{
    struct guard_report report = {.event = GUARD_FAILED, .status = EIO};
    ssize_t got;

    do {
        got = recv(t->guard_socket, &report, sizeof report, 0);
    } while (got < 0 && errno == EINTR);
    if (got != (ssize_t)sizeof report || report.event != GUARD_STARTED) {
        fprintf(stderr, "term: %s cannot be started: %s\n", program, strerror(report.status));
        return false;
    }
    t->pid = report.pid;
    t->started_at = (long long)report.when.tv_sec * 1000000 + report.when.tv_nsec / 1000;
    t->sent_at = t->started_at;
    return true;
}

static bool start_guard(struct term *t, const struct term_setup *setup, int slave)
{
    struct guard_setup guard = {
        .slave = slave,
        .argv = setup->argv,
        .cwd = setup->cwd,
        .errors_to = setup->errors_to,
        .leader = setup->leader,
        .ignore_hup = setup->ignore_hup,
    };
    int sockets[2];
    char **env;

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) < 0) {
        return false;
    }
    env = make_environment(setup, t->type);
    guard.env = env;
    guard.socket = sockets[1];
    fflush(NULL);
    t->guard = fork();
    if (t->guard == 0) {
        guard_run(&guard);
    }
    close(sockets[1]);
    t->guard_socket = sockets[0];
    for (char **variable = env; *variable != NULL; variable++) {
        free(*variable);
    }
    free(env);
    return t->guard > 0;
}

struct term *term_start(const struct term_setup *setup)
{
    struct term *t = calloc(1, sizeof *t);
    int slave;

    if (t == NULL) {
        return NULL;
    }
    t->master = t->guard_socket = -1;
    t->cursor_visible = true;
    t->silent = setup->silent;
    t->bytes_per_second = setup->bytes_per_second;
    t->type = joined(setup->type != NULL ? setup->type : "xterm-256color", "");
    t->is_linux = strncmp(t->type, "linux", 5) == 0;
    terminfo_load(&t->info, t->type);
    slave = open_terminal(t, setup);
    if (slave < 0 || !make_emulator(t, setup) || !start_guard(t, setup, slave)) {
        fprintf(stderr, "term: no terminal: %s\n", strerror(errno));
        if (slave >= 0) {
            close(slave);
        }
        term_free(t);
        return NULL;
    }
    close(slave);
    if (!await_start(t, setup->argv[0])) {
        term_free(t);
        return NULL;
    }
    return t;
}

void term_free(struct term *term)
{
    if (term == NULL) {
        return;
    }
    if (term->master >= 0) {
        close(term->master);
    }
    if (term->guard_socket >= 0) {
        close(term->guard_socket); /* the guard ends the program */
    }
    while (term->guard > 0 && waitpid(term->guard, NULL, 0) < 0 && errno == EINTR) {
    }
    filter_free(term->filter);
    if (term->vt != NULL) {
        vterm_free(term->vt);
    }
    terminfo_free(&term->info);
    free(term->type);
    free(term->log);
    free(term);
}
