/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one type for passwords and keys. A secret lives in a memory page of its
 * own that is locked (never swapped, as far as the limits allow), left out of
 * core files, and wiped when it is cleared or freed. Nobody copies the bytes
 * anywhere else but to hand them to the BMC or to PAM.
 */
#ifndef BMCTUI_BASE_SECRET_H
#define BMCTUI_BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

#define SECRET_MAX 255 /* bytes; longer than any rule allows, so that a rule names the excess */

struct secret;

/* An empty secret, to be given back to secret_free(). */
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
void secret_delete(struct secret *secret, size_t at); /* past the end: nothing */
bool secret_equal(const struct secret *one, const struct secret *other);

/* Reads all of a file descriptor, one trailing newline dropped. -1 with a
 * sentence: cannot be read, longer than SECRET_MAX, not one line of text. name
 * is only for the sentence. */
int secret_read(struct secret *secret, int fd, const char *name, struct bmc_error *error);

/* The same for a plain file by name, which belongs to this user or to root, and which only its
 * owner may be able to read or write; "-" is standard input, of any kind. */
int secret_read_file(struct secret *secret, const char *name, struct bmc_error *error);
/* The same for a name on the command line: a pipe that the shell holds open for us (/dev/fd/N) is
 * read, too, and its end awaited for 10 s. Never on a screen's thread. */
int secret_read_given(struct secret *secret, const char *name, struct bmc_error *error);

#endif
