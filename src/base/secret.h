/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one type for passwords and keys. A secret has a memory page of its own that is locked (never
 * swapped, as far as limits allow), left out of core files, and wiped when cleared or freed. Its
 * bytes are copied only for the BMC and for PAM.
 */
#ifndef BMCTUI_BASE_SECRET_H
#define BMCTUI_BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

#define SECRET_MAX 255 /* bytes; longer than any rule allows, so that a rule names the excess */

struct secret;

/* An empty secret; end it with secret_free(). */
struct secret *secret_create(void);
/* Wipes and frees; NULL is fine. Sets *secret to NULL. */
void secret_free(struct secret **secret);

void secret_clear(struct secret *secret);
size_t secret_length(const struct secret *secret); /* bytes; 0 for NULL */
/* NUL-terminated, valid until the secret changes. "" for NULL. */
const char *secret_bytes(const struct secret *secret);

/* false, and unchanged, when it does not fit. */
bool secret_set(struct secret *secret, const char *bytes, size_t length);
bool secret_insert(struct secret *secret, size_t at, char byte);
/* So many characters more of this alphabet (of 1 to 256), each as likely as any other and known to
 * nobody. false, and unchanged: they do not fit, or the system has no random numbers. */
bool secret_add_random(struct secret *secret, const char *alphabet, size_t count);
void secret_delete(struct secret *secret, size_t at); /* past the end: nothing */
bool secret_equal(const struct secret *one, const struct secret *other);

/* Reads a file descriptor to its end, without one trailing newline. -1: it cannot be read, is
 * longer than SECRET_MAX, or not one line of text. name is for the sentence. */
int secret_read(struct secret *secret, int fd, const char *name, struct bmc_error *error);

/* The same for a plain file, which must belong to this user or root and be closed to others; "-" is
 * standard input, of any kind. */
int secret_read_file(struct secret *secret, const char *name, struct bmc_error *error);
/* The same for a name on the command line: reads a pipe that the shell holds open for us
 * (/dev/fd/N), too, for at most 10 s. Never on the screen's thread. */
int secret_read_given(struct secret *secret, const char *name, struct bmc_error *error);

#endif
