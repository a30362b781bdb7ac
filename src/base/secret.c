/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _DEFAULT_SOURCE: explicit_bzero(), getentropy(), madvise() and MAP_ANONYMOUS are not POSIX. */
#define _DEFAULT_SOURCE 1
#include "base/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/system.h"
#include "base/text.h"
#include "base/xalloc.h"

#define PIPE_MS 10000

struct secret {
    size_t length;
    char bytes[SECRET_MAX + 2]; /* a byte to notice "too long", and the NUL */
};

struct secret *secret_create(void)
{
    struct secret *secret =
        mmap(NULL, sizeof *secret, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (secret == MAP_FAILED)
        abort();
    /* Both may be refused by limits or old kernels; the secret is still wiped. */
    (void)mlock(secret, sizeof *secret);
#ifdef MADV_DONTDUMP
    (void)madvise(secret, sizeof *secret, MADV_DONTDUMP);
#endif
#ifdef MADV_WIPEONFORK
    (void)madvise(secret, sizeof *secret, MADV_WIPEONFORK);
#endif
    return secret;
}

void secret_free(struct secret **secret)
{
    if (*secret == NULL)
        return;
    secret_clear(*secret);
    munmap(*secret, sizeof **secret);
    *secret = NULL;
}

void secret_clear(struct secret *secret)
{
    explicit_bzero(secret, sizeof *secret);
}

size_t secret_length(const struct secret *secret)
{
    return secret == NULL ? 0 : secret->length;
}

const char *secret_bytes(const struct secret *secret)
{
    return secret == NULL ? "" : secret->bytes;
}

bool secret_set(struct secret *secret, const char *bytes, size_t length)
{
    if (length > SECRET_MAX)
        return false;
    secret_clear(secret);
    memcpy(secret->bytes, bytes, length);
    secret->length = length;
    return true;
}

bool secret_insert(struct secret *secret, size_t at, char byte)
{
    if (secret->length >= SECRET_MAX || at > secret->length)
        return false;
    memmove(secret->bytes + at + 1, secret->bytes + at, secret->length - at);
    secret->bytes[at] = byte;
    secret->bytes[++secret->length] = '\0';
    return true;
}

/* Bytes beyond the last whole multiple of the alphabet's length would favour its first letters. */
static bool secret_draw(const char *alphabet, size_t letters, char *drawn)
{
    unsigned most = 256 / (unsigned)letters * (unsigned)letters;
    unsigned char byte;

    do {
        if (getentropy(&byte, sizeof byte) != 0)
            return false;
    } while (byte >= most);
    *drawn = alphabet[byte % letters];
    return true;
}

bool secret_add_random(struct secret *secret, const char *alphabet, size_t count)
{
    size_t before = secret->length;
    char drawn = '\0';
    bool good = count <= SECRET_MAX - before;

    for (size_t i = 0; i < count && good; i++)
        good = secret_draw(alphabet, strlen(alphabet), &drawn) &&
               secret_insert(secret, secret->length, drawn);
    while (!good && secret->length > before)
        secret_delete(secret, secret->length - 1);
    explicit_bzero(&drawn, sizeof drawn);
    return good;
}

void secret_delete(struct secret *secret, size_t at)
{
    if (at >= secret->length)
        return;
    memmove(secret->bytes + at, secret->bytes + at + 1, secret->length - at);
    secret->length--;
}

bool secret_equal(const struct secret *one, const struct secret *other)
{
    return secret_length(one) == secret_length(other) &&
           memcmp(secret_bytes(one), secret_bytes(other), secret_length(one)) == 0;
}

/* Until its end, or for limit_ms; 0: no limit. -1 with errno. */
static int secret_read_all(struct secret *secret, int fd, int64_t limit_ms)
{
    const struct clock *clock = clock_monotonic();
    int64_t until = clock_now(clock) + limit_ms;
    size_t size = sizeof secret->bytes - 1;
    struct pollfd ready = {.fd = fd, .events = POLLIN};

    secret_clear(secret);
    while (secret->length < size) {
        int64_t left = until - clock_now(clock);
        ssize_t got;

        if (limit_ms > 0 && left <= 0) {
            errno = ETIMEDOUT;
            return -1;
        }
        if (limit_ms > 0 && poll(&ready, 1, (int)left) <= 0)
            continue;
        got = read(fd, secret->bytes + secret->length, size - secret->length);
        if (got == 0)
            return 0;
        if (got < 0 && errno != EINTR && (errno != EAGAIN || limit_ms == 0))
            return -1;
        secret->length += got > 0 ? (size_t)got : 0;
    }
    return 0;
}

/* N of /dev/fd/N, a pipe that our parent holds open for us, as in --password-file=<(...); -1: it is
 * another name, or no pipe. */
static int secret_given_pipe(const char *name)
{
    const char *const folders[] = {"/dev/fd/", system_fd_folder()};
    struct stat status;

    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        size_t length = strlen(folders[i]);
        size_t digits = strspn(name + strnlen(name, length), "0123456789");

        if (strncmp(name, folders[i], length) == 0 && digits > 0 && digits < 6 &&
            name[length + digits] == '\0') {
            int fd = (int)strtol(name + length, NULL, 10);

            return fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode) ? fd : -1;
        }
    }
    return -1;
}

static bool secret_has_control(const struct secret *secret)
{
    for (size_t i = 0; i < secret->length; i++)
        if ((unsigned char)secret->bytes[i] < ' ' || secret->bytes[i] == 0x7f)
            return true;
    return false;
}

/* What editors leave in a file unseen is not part of a password. */
static int secret_check_line(const struct secret *secret, const char *name, struct bmc_error *error)
{
    const char *mark = text_byte_order_mark(secret->bytes, secret->length);

    if (mark != NULL)
        return error_set(
            error, ERROR_USAGE,
            _("%s starts with a byte order mark (%s); save it as plain text without one"), name,
            mark);
    if (secret->length > SECRET_MAX || strlen(secret->bytes) != secret->length)
        return error_set(
            error, ERROR_USAGE,
            _("%s does not contain a password: it is longer than %d bytes or has a NUL byte"), name,
            SECRET_MAX);
    if (secret->length > 0 && secret->bytes[secret->length - 1] == '\r')
        return error_set(
            error, ERROR_USAGE,
            _("%s has Windows line endings (carriage returns); save it with Unix line endings"),
            name);
    if (strchr(secret->bytes, '\n') != NULL)
        return error_set(error, ERROR_USAGE,
                         _("%s has more than one line; the password or key must be the only one"),
                         name);
    if (secret_has_control(secret))
        return error_set(error, ERROR_USAGE,
                         _("%s contains a control character, which a password cannot have; write a "
                           "binary key as 0x and hex digits"),
                         name);
    return 0;
}

static int secret_take_line(struct secret *secret, int result, const char *name,
                            struct bmc_error *error)
{
    if (result < 0) {
        error_set(error, ERROR_SYSTEM, _("%s cannot be read: %s"), name, strerror(errno));
        secret_clear(secret);
        return -1;
    }
    if (secret->length > 0 && secret->bytes[secret->length - 1] == '\n')
        secret->bytes[--secret->length] = '\0';
    if (secret_check_line(secret, name, error) == 0)
        return 0;
    secret_clear(secret);
    return -1;
}

int secret_read(struct secret *secret, int fd, const char *name, struct bmc_error *error)
{
    return secret_take_line(secret, secret_read_all(secret, fd, 0), name, error);
}

static int secret_check_rights(const struct stat *status, const char *name, struct bmc_error *error)
{
    if (!file_owner_fits(status))
        return error_set(
            error, ERROR_USAGE,
            _("%s belongs to another user, who could read the password; use a copy that you own"),
            name);
    if ((status->st_mode & 077) != 0)
        return error_set(error, ERROR_USAGE,
                         _("%s can be read or written by other users; run chmod 600 on it first"),
                         name);
    return 0;
}

int secret_read_file(struct secret *secret, const char *name, struct bmc_error *error)
{
    struct stat status;
    int fd, result;

    if (strcmp(name, "-") == 0)
        return secret_read(secret, STDIN_FILENO, _("standard input"), error);
    fd = file_open_plain(name, &status, error);
    if (fd < 0)
        return -1;
    result = secret_check_rights(&status, name, error);
    if (result == 0)
        result = secret_read(secret, fd, name, error);
    close(fd);
    return result;
}

int secret_read_given(struct secret *secret, const char *name, struct bmc_error *error)
{
    int fd = secret_given_pipe(name);

    return fd < 0 ? secret_read_file(secret, name, error)
                  : secret_take_line(secret, secret_read_all(secret, fd, PIPE_MS), name, error);
}
