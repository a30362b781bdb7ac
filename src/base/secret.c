/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _DEFAULT_SOURCE: explicit_bzero(), madvise() and MAP_ANONYMOUS are not POSIX. */
#define _DEFAULT_SOURCE 1
#include "base/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/xalloc.h"

struct secret {
    size_t length;
    char bytes[SECRET_MAX + 2]; /* a byte to notice "too long", and the NUL */
};

struct secret *secret_create(void)
{
    struct secret *secret = mmap(NULL, sizeof *secret, PROT_READ | PROT_WRITE,
                                 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

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

static int read_all(struct secret *secret, int fd)
{
    size_t size = sizeof secret->bytes - 1;

    secret_clear(secret);
    while (secret->length < size) {
        ssize_t got = read(fd, secret->bytes + secret->length, size - secret->length);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return (int)got;
        secret->length += (size_t)got;
    }
    return 0;
}

int secret_read(struct secret *secret, int fd, const char *name, struct bmc_error *error)
{
    if (read_all(secret, fd) < 0)
        return error_set(error, ERROR_SYSTEM, _("%s cannot be read: %s"), name, strerror(errno));
    if (secret->length > 0 && secret->bytes[secret->length - 1] == '\n')
        secret->bytes[--secret->length] = '\0';
    if (secret->length > SECRET_MAX || strlen(secret->bytes) != secret->length) {
        secret_clear(secret);
        return error_set(error, ERROR_USAGE,
                         _("%s does not hold a password: it has more than %d bytes, or a NUL byte"),
                         name, SECRET_MAX);
    }
    return 0;
}

int secret_read_file(struct secret *secret, const char *name, struct bmc_error *error)
{
    struct stat status;
    int fd, result;

    if (strcmp(name, "-") == 0)
        return secret_read(secret, STDIN_FILENO, _("standard input"), error);
    fd = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return error_set(error, ERROR_USAGE, _("%s cannot be opened: %s"), name, strerror(errno));
    /* A pipe or a descriptor of the shell's (/dev/fd/N) has no such rights to check. */
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && (status.st_mode & 077) != 0) {
        close(fd);
        return error_set(error, ERROR_USAGE,
                         _("%s may be read or written by others; chmod 600 it first"), name);
    }
    result = secret_read(secret, fd, name, error);
    close(fd);
    return result;
}
