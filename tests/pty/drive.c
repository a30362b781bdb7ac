/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drives a program by hand in a terminal: a script on stdin, screens on stdout. See usage().
 * Exits with 0, 1 when something that was waited for did not come, 2 for a wrong script.
 */
#include "drive.h"

#include <errno.h>
#include <getopt.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MAX_LENGTH = 8192, EXTRA_ENV = 32 };

static const char usage_head[] =
    "drive [OPTIONS] -- COMMAND [ARGUMENT...] < SCRIPT\n"
    "  -t, --term TYPE      TERM (xterm-256color)\n"
    "  -s, --size CxR       columns and rows (80x24)\n"
    "  -l, --locale NAME    LC_ALL (C.UTF-8)\n"
    "  -c, --charset NAME   what the terminal shows (as the locale's name says)\n"
    "  -e, --env NAME=VALUE set in the program's environment; NAME alone: taken away\n"
    "  -d, --cwd DIR        where the program runs\n"
    "  -E, --stderr FILE    the program's stderr\n"
    "  -b, --rate BYTES     read no more a second (9600 baud: 960)\n"
    "  -w, --wait MS        deadline of wait, gone, end (20000 x TERM_SLOW)\n"
    "  -L, --leader         the program is the session leader (as under a getty)\n"
    "  -H, --nohup          the program starts with SIGHUP ignored\n"
    "  -o, --log FILE       at the end: every byte that the program wrote\n"
    "  -v, --verbose        print the screen after every command that acts\n"
    "  -k, --keep-going     do not stop at the first failure\n"
    "  -x, --execute TEXT   the script; commands end with ; or a new line\n"
    "Script: one command a line (# comment):\n";

static void usage(FILE *to)
{
    fputs(usage_head, to);
    drive_list_commands(to);
}

/* A line of stdin, the terminal being read meanwhile, so that the program never waits for us. */
static bool read_script_line(struct drive *d, char *line, size_t size)
{
    static char held[LINE_MAX_LENGTH];
    static size_t count;
    static bool at_end;

    for (;;) {
        char *newline = memchr(held, '\n', count);
        size_t length = newline != NULL ? (size_t)(newline - held) + 1 : count;
        struct pollfd events[2] = {{.fd = 0, .events = POLLIN},
                                   {.fd = term_fd(d->term), .events = POLLIN}};
        ssize_t got;

        if (newline != NULL || at_end || count == sizeof held) {
            if (count == 0) {
                return false;
            }
            length = length < size ? length : size - 1;
            memcpy(line, held, length);
            line[length] = '\0';
            memmove(held, held + length, count - length);
            count -= length;
            return true;
        }
        if (poll(events, 2, -1) < 0 && errno != EINTR) {
            return false;
        }
        if (events[1].revents != 0) {
            term_pump(d->term, 0);
        }
        if (events[0].revents != 0) {
            got = read(0, held + count, sizeof held - count);
            at_end = got <= 0;
            count += got > 0 ? (size_t)got : 0;
        }
    }
}

static void run_script(struct drive *d, char *given)
{
    char line[LINE_MAX_LENGTH], *save = NULL;

    if (given != NULL) {
        for (char *at = strtok_r(given, ";\n", &save); at != NULL;
             at = strtok_r(NULL, ";\n", &save)) {
            drive_command(d, at);
            if (!d->go_on && (d->failed || d->wrong)) {
                return;
            }
        }
        return;
    }
    while ((d->go_on || (!d->failed && !d->wrong)) && read_script_line(d, line, sizeof line)) {
        drive_command(d, line);
    }
}

struct options {
    struct term_setup setup;
    const char *env[EXTRA_ENV + 1];
    size_t env_count;
    char *script;
    const char *log;
    struct drive drive;
};

static bool take_option(struct options *o, int letter, char *value)
{
    switch (letter) {
    case 't':
        o->setup.type = value;
        return true;
    case 's':
        return sscanf(value, "%dx%d", &o->setup.cols, &o->setup.rows) == 2;
    case 'l':
        o->setup.locale = value;
        return true;
    case 'c':
        o->setup.charset = value;
        return true;
    case 'd':
        o->setup.cwd = value;
        return true;
    case 'E':
        o->setup.errors_to = value;
        return true;
    case 'b':
        o->setup.bytes_per_second = strtol(value, NULL, 10);
        return true;
    case 'w':
        o->drive.wait_ms = (int)strtol(value, NULL, 10);
        return true;
    case 'L':
        o->setup.leader = true;
        return true;
    case 'H':
        o->setup.ignore_hup = true;
        return true;
    case 'o':
        o->log = value;
        return true;
    case 'v':
        o->drive.always_show = true;
        return true;
    case 'k':
        o->drive.go_on = true;
        return true;
    case 'x':
        o->script = value;
        return true;
    case 'e':
        if (o->env_count == EXTRA_ENV) {
            return false;
        }
        o->env[o->env_count++] = value;
        return true;
    default:
        return false;
    }
}

static bool take_options(struct options *o, int argc, char **argv)
{
    static const struct option known[] = {
        {"term", required_argument, NULL, 't'},
        {"size", required_argument, NULL, 's'},
        {"locale", required_argument, NULL, 'l'},
        {"charset", required_argument, NULL, 'c'},
        {"env", required_argument, NULL, 'e'},
        {"cwd", required_argument, NULL, 'd'},
        {"stderr", required_argument, NULL, 'E'},
        {"rate", required_argument, NULL, 'b'},
        {"wait", required_argument, NULL, 'w'},
        {"leader", no_argument, NULL, 'L'},
        {"nohup", no_argument, NULL, 'H'},
        {"log", required_argument, NULL, 'o'},
        {"verbose", no_argument, NULL, 'v'},
        {"keep-going", no_argument, NULL, 'k'},
        {"execute", required_argument, NULL, 'x'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int letter;

    while ((letter = getopt_long(argc, argv, "+t:s:l:c:e:d:E:b:w:LHo:vkx:h", known, NULL)) >= 0) {
        if (letter == 'h') {
            usage(stdout);
            exit(0);
        }
        if (!take_option(o, letter, optarg)) {
            return false;
        }
    }
    return optind < argc;
}

int main(int argc, char **argv)
{
    static struct options o;
    int status;

    if (!take_options(&o, argc, argv)) {
        usage(stderr);
        return 2;
    }
    o.setup.argv = (const char *const *)argv + optind;
    o.setup.env = o.env;
    setvbuf(stdout, NULL, _IOLBF, 0);
    dup2(1, 2); /* so that complaints stand where they belong */
    o.drive.term = term_start(&o.setup);
    if (o.drive.term == NULL) {
        return 2;
    }
    run_script(&o.drive, o.script);
    if (!term_exited(o.drive.term, &status)) {
        printf("the script is over, the program is ended\n");
    }
    if (o.log != NULL && !term_raw_save(o.drive.term, o.log)) {
        drive_fail(&o.drive, "log", strerror(errno));
    }
    term_free(o.drive.term);
    return o.drive.wrong ? 2 : o.drive.failed;
}
