/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands of drive's script: a table, and a function each. */
#include "drive.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/wait.h>

#include "svg.h"

struct command {
    const char *name, *help;
    void (*run)(struct drive *d, char *rest);
    bool acts;
};

void drive_fail(struct drive *d, const char *what, const char *why)
{
    printf("FAILED: %s %s\n", what, why);
    d->failed = true;
}

static void misused(struct drive *d, const char *what, const char *why)
{
    printf("WRONG: %s %s\n", what, why);
    d->wrong = true;
}

/* \e \n \t \r \\ \xHH in place; the new length. */
static size_t unescape(char *text)
{
    char *to = text;

    for (const char *from = text; *from != '\0'; from++) {
        unsigned value;

        if (*from != '\\' || from[1] == '\0') {
            *to++ = *from;
            continue;
        }
        from++;
        if (*from == 'x' && sscanf(from + 1, "%2x", &value) == 1) {
            *to++ = (char)value;
            from += isxdigit((unsigned char)from[1]) ? 1 : 0;
            from += isxdigit((unsigned char)from[1]) ? 1 : 0;
            continue;
        }
        *to++ = (char)(*from == 'e'   ? 27
                       : *from == 'n' ? '\n'
                       : *from == 't' ? '\t'
                       : *from == 'r' ? '\r'
                                      : *from);
    }
    *to = '\0';
    return (size_t)(to - text);
}

static void settle(struct drive *d)
{
    if (!term_exited(d->term, NULL)) {
        term_wait_quiet(d->term, 40);
    }
}

static void run_key(struct drive *d, char *rest)
{
    char *save = NULL;

    for (char *name = strtok_r(rest, " ", &save); name != NULL; name = strtok_r(NULL, " ", &save)) {
        char *times = strrchr(name, '*');
        long count = times != NULL && times > name ? strtol(times + 1, NULL, 10) : 1;

        if (times != NULL && times > name) {
            *times = '\0';
        }
        for (long i = 0; i < count; i++) {
            if (!term_key(d->term, name)) {
                misused(d, "key", name);
                return;
            }
            term_pump(d->term, 5);
        }
    }
    settle(d);
}

static void run_slow(struct drive *d, char *rest)
{
    char *name = NULL;
    long ms = strtol(rest, &name, 10);

    while (*name == ' ') {
        name++;
    }
    if (!term_key_slowly(d->term, name, (int)ms)) {
        misused(d, "slow", rest);
    }
    settle(d);
}

static void run_type(struct drive *d, char *rest)
{
    term_type(d->term, rest);
    settle(d);
}

static void run_send(struct drive *d, char *rest)
{
    size_t length = unescape(rest);

    term_send(d->term, rest, length);
    settle(d);
}

static void run_wait(struct drive *d, char *rest)
{
    if (!term_wait_text_for(d->term, rest, d->wait_ms)) {
        drive_fail(d, "wait", rest);
    }
}

static void run_gone(struct drive *d, char *rest)
{
    if (!term_wait_gone(d->term, rest)) {
        drive_fail(d, "gone", rest);
    }
}

static void run_have(struct drive *d, char *rest)
{
    int row, col;

    term_pump(d->term, 0);
    if (term_find(d->term, rest, &row, &col)) {
        printf("\"%s\" at %d,%d\n", rest, row, col);
    } else {
        drive_fail(d, "have", rest);
    }
}

static void run_quiet(struct drive *d, char *rest)
{
    term_wait_quiet(d->term, *rest != '\0' ? (int)strtol(rest, NULL, 10) : 100);
}

static void run_sleep(struct drive *d, char *rest)
{
    term_pump(d->term, (int)strtol(rest, NULL, 10));
}

static void run_screen(struct drive *d, char *rest)
{
    (void)rest;
    term_pump(d->term, 0);
    term_dump(d->term, stdout);
}

static void run_attributes(struct drive *d, char *rest)
{
    char *text = term_capture(d->term, TERM_GOLDEN_ATTRIBUTES | TERM_GOLDEN_COLOURS, NULL);
    const char *block = text != NULL ? strstr(text, "\nattributes") : NULL;

    (void)rest;
    printf("%s", block != NULL ? block + 1 : "");
    free(text);
}

static void run_row(struct drive *d, char *rest)
{
    char *text = term_row(d->term, (int)strtol(rest, NULL, 10));

    printf("%s\n", text);
    free(text);
}

static void run_cursor(struct drive *d, char *rest)
{
    int row, col;

    (void)rest;
    term_cursor(d->term, &row, &col);
    printf("cursor %d,%d%s\n", row, col, term_cursor_visible(d->term) ? "" : " hidden");
}

static void run_mark(struct drive *d, char *rest)
{
    (void)rest;
    term_pump(d->term, 0);
    term_mark(d->term);
}

static void run_bytes(struct drive *d, char *rest)
{
    (void)rest;
    term_pump(d->term, 0);
    printf("bytes %zu\n", term_bytes(d->term));
}

static void run_raw(struct drive *d, char *rest)
{
    size_t length;
    const char *raw = term_raw(d->term, &length);

    (void)rest;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)raw[i];

        if (byte == 0x1b) {
            printf("\\e");
        } else if (byte == '\n') {
            printf("\\n\n");
        } else if (byte < 0x20 || byte >= 0x7f) {
            printf("\\x%02x", byte);
        } else {
            putchar(byte);
        }
    }
    putchar('\n');
}

static void print_time(const char *what, long us)
{
    if (us >= 0) {
        printf("%s after %.1f ms\n", what, (double)us / 1000);
    } else {
        printf("%s: none\n", what);
    }
}

static void run_time(struct drive *d, char *rest)
{
    (void)rest;
    printf("since the last key, or the start:\n");
    print_time("  first byte", term_first_byte_us(d->term));
    print_time("  last byte", term_last_byte_us(d->term));
    print_time("  what was waited for", term_text_us(d->term));
}

static void run_stat(struct drive *d, char *rest)
{
    (void)rest;
    term_pump(d->term, 0);
    printf("pid %ld, cpu %ld ms, memory %ld KiB, most %ld KiB, bells %d%s\n",
           (long)term_pid(d->term), term_cpu_ms(d->term), term_rss_kib(d->term),
           term_peak_kib(d->term), term_bells(d->term),
           term_alternate(d->term) ? ", alternate screen" : "");
}

static void run_resize(struct drive *d, char *rest)
{
    int rows, cols;

    if (sscanf(rest, "%d %d", &rows, &cols) != 2 || rows < 1 || cols < 1 || rows > 1000 ||
        cols > 1000) {
        misused(d, "resize", "wants ROWS COLUMNS");
        return;
    }
    term_resize(d->term, rows, cols);
    settle(d);
}

static void run_signal(struct drive *d, char *rest)
{
    static const struct {
        const char *name;
        int number;
    } names[] = {
        {"HUP", SIGHUP},   {"INT", SIGINT},   {"QUIT", SIGQUIT},   {"TERM", SIGTERM},
        {"KILL", SIGKILL}, {"TSTP", SIGTSTP}, {"STOP", SIGSTOP},   {"CONT", SIGCONT},
        {"USR1", SIGUSR1}, {"USR2", SIGUSR2}, {"WINCH", SIGWINCH}, {"PIPE", SIGPIPE},
        {"ABRT", SIGABRT}, {"SEGV", SIGSEGV}, {"ALRM", SIGALRM},
    };
    const char *name = strncasecmp(rest, "SIG", 3) == 0 ? rest + 3 : rest;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcasecmp(name, names[i].name) == 0) {
            term_signal(d->term, names[i].number);
            settle(d);
            return;
        }
    }
    misused(d, "signal", rest);
}

static void run_stopped(struct drive *d, char *rest)
{
    (void)rest;
    if (!term_wait_stopped(d->term)) {
        drive_fail(d, "stopped", "");
    }
}

static void run_continue(struct drive *d, char *rest)
{
    (void)rest;
    term_continue(d->term);
    settle(d);
}

static void run_hangup(struct drive *d, char *rest)
{
    (void)rest;
    term_hangup(d->term);
}

static void run_click(struct drive *d, char *rest)
{
    int row, col, button = 1;

    if (sscanf(rest, "%d %d %d", &row, &col, &button) < 2) {
        misused(d, "click", "wants ROW COLUMN [BUTTON]");
        return;
    }
    term_mouse(d->term, row, col, button);
    settle(d);
}

static void run_osc(struct drive *d, char *rest)
{
    const char *text = term_osc(d->term, (int)strtol(rest, NULL, 10));

    printf("%s\n", text != NULL ? text : "(none)");
}

static void run_svg(struct drive *d, char *rest)
{
    if (!svg_save(d->term, rest, NULL)) {
        drive_fail(d, "svg", strerror(errno));
    }
}

static void run_text(struct drive *d, char *rest)
{
    FILE *to = fopen(rest, "w");
    char *text = term_screen(d->term);

    if (to == NULL || fputs(text, to) < 0 || fclose(to) != 0) {
        drive_fail(d, "text", strerror(errno));
    }
    free(text);
}

static void print_status(struct drive *d, int status)
{
    const struct termios *after = term_modes_after(d->term);

    if (WIFSIGNALED(status)) {
        printf("ended by signal %d", WTERMSIG(status));
    } else {
        printf("ended with status %d", WEXITSTATUS(status));
    }
    fflush(stdout);
    printf("%s\n", after == NULL                  ? ""
                   : term_modes_restored(d->term) ? ", modes restored"
                                                  : ", MODES NOT RESTORED");
}

static void run_end(struct drive *d, char *rest)
{
    int status;

    (void)rest;
    if (term_wait_exit_for(d->term, &status, d->wait_ms)) {
        print_status(d, status);
    } else {
        drive_fail(d, "end", "");
    }
}

static void run_is_running(struct drive *d, char *rest)
{
    int status;

    (void)rest;
    term_pump(d->term, 1);
    if (term_exited(d->term, &status)) {
        print_status(d, status);
    } else {
        printf("runs\n");
    }
}

static const struct command commands[] = {
    {"key",
     "NAME...     F1..F24 Up Down Left Right Home End PgUp PgDn Ins Del Tab BackTab\n"
     "              Enter Esc Space Backspace ^A C-a M-x Esc-2 Fn2 (F2, or Esc 2 where TERM\n"
     "              has no F2) Home@linux; NAME*3: three times",
     run_key, true},
    {"slow", "MS NAME    the bytes of a key with a pause between them", run_slow, true},
    {"type", "TEXT       to the end of the line", run_type, true},
    {"send", "BYTES      with \\e \\n \\r \\t \\\\ \\xHH", run_send, true},
    {"wait", "TEXT       until it is on the screen", run_wait, true},
    {"gone", "TEXT       until it is not", run_gone, true},
    {"have", "TEXT       is it there now, and where", run_have, false},
    {"quiet", "[MS]      until no byte came for so long (100)", run_quiet, true},
    {"sleep", "MS", run_sleep, true},
    {"screen", "         print it", run_screen, false},
    {"attributes", "     print what is reverse, bold, underlined, coloured", run_attributes, false},
    {"row", "N           print one row, from 0", run_row, false},
    {"cursor", "         print where it is", run_cursor, false},
    {"mark", "           count bytes from here", run_mark, false},
    {"bytes", "          print how many came since the mark", run_bytes, false},
    {"raw", "            print them", run_raw, false},
    {"time", "           print the times since the last key", run_time, false},
    {"stat", "           print pid, CPU time, memory, bells", run_stat, false},
    {"resize", "ROWS COLUMNS", run_resize, true},
    {"signal", "NAME     HUP INT TERM TSTP ... to the program", run_signal, true},
    {"stopped", "        until it is stopped", run_stopped, false},
    {"continue", "       put it into the foreground again", run_continue, true},
    {"hangup", "         the terminal goes away", run_hangup, false},
    {"click", "ROW COLUMN [BUTTON]", run_click, true},
    {"osc", "NUMBER      print the last OSC string of that number", run_osc, false},
    {"svg", "FILE        save the screen as a picture", run_svg, false},
    {"text", "FILE       save the screen as text", run_text, false},
    {"end", "            wait for the program's end, print its status", run_end, false},
    {"exit?", "          print whether it runs, or its status", run_is_running, false},
};

void drive_list_commands(FILE *to)
{
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        fprintf(to, "  %s %s\n", commands[i].name, commands[i].help);
    }
}

void drive_command(struct drive *d, char *line)
{
    char *rest;
    size_t length;

    line += strspn(line, " \t");
    line[strcspn(line, "\r\n")] = '\0';
    if (*line == '\0' || *line == '#') {
        return;
    }
    length = strcspn(line, " ");
    rest = line[length] != '\0' ? line + length + 1 : line + length;
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (strlen(commands[i].name) == length && strncmp(commands[i].name, line, length) == 0) {
            if (d->always_show) {
                printf("%s\n", line);
            }
            commands[i].run(d, rest);
            if (d->always_show && commands[i].acts) {
                run_screen(d, rest);
            }
            fflush(stdout);
            return;
        }
    }
    misused(d, line, "is no command (see --help)");
}
