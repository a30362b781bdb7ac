/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The file that `export` prints and `apply` reads: libconfig text with the keys of the page's
 * table, and a few beside them.
 */
#ifndef BMCTUI_CLI_FILE_H
#define BMCTUI_CLI_FILE_H

#include <stdio.h>

#include "cli/set.h"

/* The name of a row in a file, NULL: it has none. */
const char *file_key(const struct setting *setting);
#define FILE_REMOTE "remote_access"

/* What the network page holds, with comments. A value that apply would not take, or that would
 * change something, stands in a comment with the reason: applied again, the file changes nothing.
 * target: "this machine (OpenIPMI)". */
void file_print(FILE *out, const struct model *model, const char *target,
                enum password_policy policy);
/* Likewise what can stand in a file of another page; to be printed behind it. */
void file_print_more(FILE *out, const struct model *model, enum password_policy policy);

/* What a file asks for. A request's texts are the file's. */
struct file;
/* name "-": standard input. request has its page, all else is filled in; more: likewise, what the
 * file asks for of another page; or NULL. NULL: what is wrong has been said. */
struct file *file_read(const char *name, struct set_request *request, struct set_request *more);
void file_free(struct file *file);

#endif
