/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading, sending, and events. */
#include "term_own.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { READ_AT_ONCE = 65536 };

long long term_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void term_hear_guard(struct term *t)
{
    struct guard_report report;

    while (t->guard_socket >= 0 &&
           recv(t->guard_socket, &report, sizeof report, MSG_DONTWAIT) == (ssize_t)sizeof report) {
        t->stopped = report.event == GUARD_STOPPED;
        if (report.has_modes && report.event != GUARD_CONTINUED) {
            t->after = report.modes;
            t->has_after = true;
        }
        if (report.event == GUARD_EXITED) {
            t->exited = true;
            t->status = report.status;
            t->end = report;
            t->has_after = report.has_modes;
        }
    }
}

static void keep(struct term *t, const char *bytes, size_t length)
{
    if (t->log_length + length + 1 > t->log_size) {
        t->log_size = 2 * (t->log_length + length) + 1;
        t->log = realloc(t->log, t->log_size);
        if (t->log == NULL) {
            abort();
        }
    }
    memcpy(t->log + t->log_length, bytes, length);
    t->log_length += length;
    t->log[t->log_length] = '\0'; /* so that it can be searched as a text */
}

/* How many bytes the line's speed lets through now. */
static size_t allowance(struct term *t, long long now)
{
    double allowed;

    if (t->bytes_per_second <= 0) {
        return READ_AT_ONCE;
    }
    if (t->reading_since == 0) {
        t->reading_since = now;
    }
    allowed = (double)(now - t->reading_since) * (double)t->bytes_per_second / 1e6 + 1;
    if (allowed < (double)t->read_since + 1) {
        return 0;
    }
    return (size_t)allowed - t->read_since;
}

/* Reads what is there now; false at the end of the line. */
static bool read_line_once(struct term *t, bool *got_some)
{
    static char buffer[READ_AT_ONCE];
    long long now = term_now();
    size_t most = allowance(t, now);
    ssize_t got;

    *got_some = false;
    if (most == 0) {
        return true;
    }
    got = read(t->master, buffer, most < sizeof buffer ? most : sizeof buffer);
    if (got > 0) {
        now = term_now();
        t->read_since += (size_t)got;
        t->last_byte_at = now;
        if (t->first_byte_at == 0) {
            t->first_byte_at = now;
        }
        keep(t, buffer, (size_t)got);
        filter_feed(t->filter, buffer, (size_t)got);
        *got_some = true;
        return true;
    }
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
        t->reading_since = 0; /* an idle line saves nothing up */
        t->read_since = 0;
        return true;
    }
    return false;
}

bool term_pump_once(struct term *t, int ms)
{
    struct pollfd events[2] = {
        {.fd = t->at_end ? -1 : t->master, .events = POLLIN},
        {.fd = t->exited ? -1 : t->guard_socket, .events = POLLIN},
    };
    bool got_some = false, fresh;

    if (t->bytes_per_second > 0 && !t->at_end && t->reading_since != 0 &&
        allowance(t, term_now()) == 0) {
        events[0].fd = -1;
        ms = ms < 2 ? ms : 2;
    }
    if (poll(events, 2, ms) < 0) {
        return false;
    }
    if (events[1].revents != 0) {
        term_hear_guard(t);
    }
    while (!t->at_end && t->master >= 0 && events[0].revents != 0) {
        if (!read_line_once(t, &fresh)) {
            t->at_end = true;
        }
        got_some = got_some || fresh;
        if (!fresh || t->bytes_per_second > 0) {
            break;
        }
    }
    return got_some;
}

int term_left_until(long long deadline)
{
    long long left = (deadline - term_now() + 999) / 1000;

    return left > 0 ? (int)left : 0;
}

void term_pump(struct term *term, int ms)
{
    long long deadline = term_now() + (long long)ms * 1000;

    do {
        term_pump_once(term, term_left_until(deadline));
    } while (term_now() < deadline);
}

int term_fd(const struct term *term)
{
    return term->at_end ? -1 : term->master;
}

/* ---- sending and events ---- */

void term_to_program(const char *bytes, size_t length, void *user)
{
    struct term *t = user;

    while (length > 0 && t->master >= 0) {
        ssize_t done = write(t->master, bytes, length);

        if (done > 0) {
            bytes += done;
            length -= (size_t)done;
        } else if (errno == EAGAIN) {
            term_pump(t, 1); /* the program does not read: let it write */
            if (t->exited) {
                return;
            }
        } else if (errno != EINTR) {
            return;
        }
    }
}

void term_send(struct term *term, const void *bytes, size_t length)
{
    term_hear_guard(term);
    term->sent_at = term_now();
    term->first_byte_at = 0;
    term->last_byte_at = 0;
    term->text_at = 0;
    term_to_program(bytes, length, term);
}

void term_type(struct term *term, const char *text)
{
    char *encoded = filter_encode(term->filter, text);

    if (encoded != NULL) {
        term_send(term, encoded, strlen(encoded));
    }
    free(encoded);
}

void term_mouse(struct term *term, int row, int col, int button)
{
    if (!term->mouse) {
        return; /* libvterm would send something */
    }
    term->sent_at = term_now();
    term->first_byte_at = 0;
    vterm_mouse_move(term->vt, row, col, VTERM_MOD_NONE);
    vterm_mouse_button(term->vt, button, true, VTERM_MOD_NONE);
    if (button <= 3) {
        vterm_mouse_button(term->vt, button, false, VTERM_MOD_NONE);
    }
}

static int within(int value, int count)
{
    return value < 0 ? 0 : value < count ? value : count - 1;
}

/* libvterm 0.1.4 may leave the cursor above the screen when it shrinks, and dies when something is
 * erased there. Moving it puts that right. */
static void hold_cursor(struct term *term, int rows, int cols)
{
    VTermPos at;
    char text[40];
    int length;

    vterm_state_get_cursorpos(vterm_obtain_state(term->vt), &at);
    if (at.row >= 0 && at.row < rows && at.col >= 0 && at.col < cols) {
        return;
    }
    length = snprintf(text, sizeof text, "\033[%d;%dH", within(at.row, rows) + 1,
                      within(at.col, cols) + 1);
    vterm_input_write(term->vt, text, (size_t)length);
}

void term_resize(struct term *term, int rows, int cols)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};

    term_pump_once(term, 0);
    vterm_set_size(term->vt, rows, cols);
    hold_cursor(term, rows, cols);
    vterm_screen_flush_damage(term->screen);
    if (term->master >= 0) {
        ioctl(term->master, TIOCSWINSZ, &size);
    }
}

void term_signal(struct term *term, int number)
{
    term_hear_guard(term);
    if (!term->exited) {
        kill(term->pid, number);
    }
}

void term_signal_group(struct term *term, int number)
{
    term_hear_guard(term);
    if (!term->exited) {
        kill(-term->pid, number);
    }
}

void term_continue(struct term *term)
{
    term->stopped = false;
    send(term->guard_socket, "c", 1, MSG_NOSIGNAL);
}

void term_hangup(struct term *term)
{
    if (term->master >= 0) {
        close(term->master);
        term->master = -1;
        term->at_end = true;
    }
}
