/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/prompt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/sigpipe.h"

/* --- the line ---------------------------------------------------------------------------- */

enum line { LINE_DONE, LINE_END, LINE_TOO_LONG, LINE_SIGNAL };

/* Byte by byte, so that no buffer but the secret ever holds them. */
static enum line prompt_read_line(int fd, struct secret *secret, int *number)
{
    bool fits = true;
    char byte = 0;

    secret_clear(secret);
    for (;;) {
        struct pollfd fds[2] = {{.fd = fd, .events = POLLIN},
                                {.fd = sigpipe_fd(), .events = POLLIN}};
        ssize_t got;

        if (poll(fds, 2, -1) < 0 && errno != EINTR)
            return LINE_END;
        *number = sigpipe_take();
        if (*number != 0)
            return LINE_SIGNAL;
        if ((fds[0].revents & (POLLIN | POLLHUP | POLLERR)) == 0)
            continue;
        got = read(fd, &byte, 1);
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got <= 0)
            return LINE_END;
        if (byte == '\n')
            return fits ? LINE_DONE : LINE_TOO_LONG;
        fits = fits && secret_insert(secret, secret_length(secret), byte);
        byte = 0;
    }
}

static void prompt_write(int fd, const char *text)
{
    size_t length = strlen(text);

    while (length > 0) {
        ssize_t put = write(fd, text, length);

        if (put < 0 && errno != EINTR)
            return;
        if (put > 0) {
            text += put;
            length -= (size_t)put;
        }
    }
}

static enum line prompt_ask(int fd, const char *question, struct secret *secret, int *number)
{
    struct termios before, quiet;
    enum line line;

    if (tcgetattr(fd, &before) < 0)
        return LINE_END;
    quiet = before;
    quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK | ECHONL);
    quiet.c_lflag |= ICANON | ISIG;
    tcsetattr(fd, TCSAFLUSH, &quiet);
    prompt_write(fd, question);
    line = prompt_read_line(fd, secret, number);
    tcsetattr(fd, TCSAFLUSH, &before);
    prompt_write(fd, "\n");
    return line;
}

/* Restores the terminal before a signal takes effect, then asks again. */
static enum line prompt_ask_through_signals(int fd, const char *question, struct secret *secret)
{
    enum line line = LINE_SIGNAL;
    int number = 0;

    while (line == LINE_SIGNAL) {
        if (sigpipe_open(NULL) < 0)
            return LINE_END;
        sigpipe_catch(SIGTSTP, false);
        line = prompt_ask(fd, question, secret, &number);
        sigpipe_close(0);
        if (line == LINE_SIGNAL) {
            secret_clear(secret);
            raise(number);
        }
    }
    return line;
}

int prompt_secret(const char *question, struct secret *secret, struct bmc_error *error)
{
    int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    enum line line;

    if (fd < 0)
        return error_set(error, ERROR_USAGE, "%s",
                         _("there is no terminal to ask for it; give it in a file"));
    line = prompt_ask_through_signals(fd, question, secret);
    close(fd);
    if (line == LINE_DONE)
        return 0;
    secret_clear(secret);
    if (line == LINE_TOO_LONG)
        return error_set(error, ERROR_USAGE, _("it is longer than %d characters"), SECRET_MAX);
    return error_set(error, ERROR_USAGE, "%s", _("nothing was typed"));
}

int prompt_secret_twice(const char *question, const char *again, struct secret *secret,
                        struct bmc_error *error)
{
    struct secret *second = secret_create();
    int result = prompt_secret(question, secret, error);

    if (result == 0)
        result = prompt_secret(again, second, error);
    if (result == 0 && !secret_equal(secret, second)) {
        secret_clear(secret);
        result = error_set(error, ERROR_USAGE, "%s", _("the two passwords differ"));
    }
    secret_free(&second);
    return result;
}
