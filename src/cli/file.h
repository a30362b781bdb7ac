/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The file that `export` prints and `apply` reads: libconfig text. The keys of the pages Network
 * and Power stand in it by themselves, all else in groups: sol, auth, and lists of users and
 * sensors.
 */
#ifndef BMCTUI_CLI_FILE_H
#define BMCTUI_CLI_FILE_H

#include <stdio.h>

#include "cli/set.h"
#include "core/account.h"
#include "pages/health_limits.h"
#include "pages/security.h"

/* The name of a row in a file, NULL: it has none. */
const char *file_key(const struct setting *setting);
#define FILE_REMOTE "remote_access"
#define FILE_SOL    "sol"
#define FILE_AUTH   "auth"
#define FILE_USERS  "users"
#define FILE_SENSORS "sensors"
/* In the group auth, beside the keys of security_settings: per-message and user-level. */
#define FILE_CHANNEL_AUTH "channel_authentication"

/* --- printing -------------------------------------------------------------------------------- */

/* What the network page holds, with comments. A value that apply would not take, or that would
 * change something, stands in a comment with the reason: applied again, the file changes nothing.
 * target: "this machine (OpenIPMI)". */
void file_print(FILE *out, const struct model *model, const char *target,
                enum password_policy policy);
/* Likewise what can stand in a file of another page; to be printed behind it. group: it stands in
 * one of that name, NULL: by itself. */
void file_print_more(FILE *out, const struct model *model, const char *group,
                     enum password_policy policy);
/* What decides how one logs in over this channel. The SNMP community is not among it, as it is used
 * like a password. */
struct file_auth_held {
    struct value values[SECURITY_SETTINGS];
    struct value kept, active; /* of ACCESS_AUTH_KEPT, _ACTIVE */
};
void file_print_auth(FILE *out, const struct file_auth_held *held);
/* The users with a name, without their passwords. */
void file_print_users(FILE *out, const struct accounts *accounts);

/* The limits of sensors that can be set. */
struct file_limits {
    struct sdr_sensor sensor;
    struct limits limits;
    bool odd; /* apply would refuse them: out of order */
};
void file_print_sensors(FILE *out, const struct file_limits *sensors, size_t count);

/* Comments, filled; a text in quotes. For what else prints into a file. */
void file_print_comment(FILE *out, const char *comment);
void file_print_string(FILE *out, const char *value);

/* --- reading --------------------------------------------------------------------------------- */

struct file_user {
    int line;
    struct account_wish wish;  /* with a name; its password is whoever reads password_file */
    const char *password_file; /* NULL: none */
};

#define FILE_SENSORS_MOST 256
struct file_sensor {
    int line;
    const char *name; /* or a number */
    struct limits_wish wish;
};

/* Texts that are right for their types. */
struct file_auth {
    struct file_text {
        int line; /* 0: left as it is */
        char text[VALUE_TEXT];
    } of[SECURITY_SETTINGS], channel;
};

/* What a file asks for. Texts are the file's. */
struct file_wants {
    const char *file; /* for sentences */
    struct set_request network, power, serial;
    struct file_auth auth;
    size_t user_count;
    struct file_user users[BMC_USER_LAST];
    size_t sensor_count;
    struct file_sensor sensors[FILE_SENSORS_MOST];
};

struct file;
/* name "-": standard input. The requests have their pages, all else is filled in. NULL: what is
 * wrong has been said. */
struct file *file_read(const char *name, struct file_wants *wants);
void file_free(struct file *file);

#endif
