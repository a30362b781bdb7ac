/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a file is read: for cli/file_*.c only.
 */
#ifndef BMCTUI_CLI_FILE_OWN_H
#define BMCTUI_CLI_FILE_OWN_H

#include <libconfig.h>

#include "cli/file.h"

#define FILE_LIST     200
#define FILE_REQUESTS 3 /* of struct file_wants */

struct file {
    config_t config; /* has the strings */
    char *name;      /* for sentences */
    struct file_wants *wants;
    char texts[FILE_REQUESTS][MODEL_ROWS][VALUE_TEXT]; /* by request and row */
    struct set_request *request;                       /* that is being filled */
};

/* Names the line and the setting. Returns -1. */
int file_wrong(const struct file *file, const config_setting_t *setting, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool file_is_text(const config_setting_t *setting);
bool file_is_number(const config_setting_t *setting);
/* The name of a file; NULL: it is none, which has been said. */
const char *file_take_name(const struct file *file, const config_setting_t *setting);

/* A setting's key among those of a group. */
struct file_key {
    const char *name;
    /* what: the group's own. -1: what is wrong has been said. */
    int (*take)(struct file *file, const config_setting_t *setting, void *what);
};
/* Each setting of a group goes to its key's take(), {0} behind the last. -1: likewise. */
int file_take_group(struct file *file, const config_setting_t *group, const struct file_key *keys,
                    void *what);
/* Each group of a list goes to take(), at most so many. */
int file_take_list(struct file *file, const config_setting_t *list, size_t most,
                   int (*take)(struct file *file, const config_setting_t *group));

/* --- file_auth.c --- */
int file_take_auth(struct file *file, const config_setting_t *group);

/* --- file_sensors.c --- */
int file_take_sensors(struct file *file, const config_setting_t *list);

/* --- file_users.c --- */
int file_take_users(struct file *file, const config_setting_t *list);

#endif
