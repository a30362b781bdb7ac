/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files that people get: the saved event log, the report. In the folder "files" of the state folder
 * (0700, as the journal's: guard/store.h), under names of ours; or, from the command line only, at
 * a path that the caller gave, with no more rights than he has. Always 0600, and never over a file
 * that is there.
 */
#ifndef BMCTUI_GUARD_FILES_H
#define BMCTUI_GUARD_FILES_H

#include <stdio.h>

#include "guard/store.h"

#define FILES_PATH (STORE_PATH + 160)

struct file_out {
    FILE *file;            /* NULL: none */
    char path[FILES_PATH]; /* the whole name */
};

/* "PREFIX-HOST-YYYYMMDD-HHMMSS.txt", by this machine's clock. setting: state_directory, NULL: the
 * standard one. prefix: "events", "report". -1 with a sentence. */
int files_create(const char *setting, const char *prefix, const struct bmc_target *target,
                 struct file_out *out, struct bmc_error *error);
/* Before anything is sent: whether a file could be created there. -1: ERROR_USAGE, a sentence that
 * begins with the path. */
int files_check_at(const char *path, struct bmc_error *error);
int files_create_at(const char *path, struct file_out *out, struct bmc_error *error);

/* What has been written so far is on disk when this returns 0. -1 with a sentence. */
int files_sync(struct file_out *out, struct bmc_error *error);
/* The same, and closes it. Nothing to do where none is open. */
int files_close(struct file_out *out, struct bmc_error *error);
/* Closes and removes it: what it was to hold did not come. */
void files_drop(struct file_out *out);

#endif
