/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "guard/store_own.h"

#define HOLDER_TEXT 400
/* Somebody who only looks whether the lock is held has it for a moment. */
#define LOOKER_TRIES 10
#define LOOKER_PAUSE_NS 10000000L

static void store_read_holder(int file, struct store_holder *holder)
{
    char text[HOLDER_TEXT], *line, *rest;
    ssize_t length = pread(file, text, sizeof text - 1, 0);

    memset(holder, 0, sizeof *holder);
    if (length <= 0)
        return;
    text[length] = '\0';
    for (line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        if (strncmp(line, "pid ", 4) == 0)
            holder->pid = strtol(line + 4, NULL, 10);
        else if (strncmp(line, "tty ", 4) == 0)
            snprintf(holder->tty, sizeof holder->tty, "%s", line + 4);
        else if (strncmp(line, "user ", 5) == 0)
            snprintf(holder->user, sizeof holder->user, "%s", line + 5);
    }
}

/* Only for others to read: who cannot write it here still has the lock. */
static void store_write_holder(int file, const char *tty, const char *user)
{
    char text[HOLDER_TEXT];
    int length = snprintf(text, sizeof text, "pid %ld\ntty %s\nuser %s\n", (long)getpid(), tty,
                          user);

    if (ftruncate(file, 0) == 0 && pwrite(file, text, (size_t)length, 0) != length)
        (void)!ftruncate(file, 0);
}

static int store_cannot_lock(const struct store *store, struct bmc_error *error)
{
    return error_set(error, ERROR_SYSTEM, _("%s cannot be locked: %s"), store->path,
                     strerror(errno));
}

/* 0: locked; else errno. */
static int store_try_lock(int file, int operation)
{
    while (flock(file, operation) < 0) {
        if (errno != EINTR)
            return errno;
    }
    return 0;
}

/* --- taking it --------------------------------------------------------------------------- */

/* Whoever lets go of the lock takes its file away: a lock on a file that is not there any more
 * holds nobody off. */
static bool store_still_there(const struct store *store, const char *name, int file)
{
    struct stat ours, theirs;

    return fstat(file, &ours) == 0 &&
           fstatat(store->folder, name, &theirs, AT_SYMLINK_NOFOLLOW) == 0 &&
           ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino;
}

/* A lock that is held, with the file that is there. operation: as for flock(). 0, or an errno, and
 * then *who has it as far as is known; who may be NULL. */
static int store_lock_once(struct store *store, int operation, struct store_holder *who, int *file)
{
    char name[STORE_NAME];
    int failed;

    store_name(store, "lock", name);
    for (;;) {
        *file = store_open_in(store, name, O_RDWR | O_CREAT);
        if (*file < 0)
            return errno;
        failed = store_try_lock(*file, operation);
        if (failed == 0 && store_still_there(store, name, *file))
            return 0;
        if (failed != 0 && who != NULL)
            store_read_holder(*file, who);
        close(*file);
        if (failed != 0)
            return failed;
    }
}

/* --- the node ---------------------------------------------------------------------------- */

void store_share(struct store *store, const char *node)
{
    snprintf(store->node, sizeof store->node, "%s", node);
}

int store_shared(const struct store *store)
{
    return store->shared;
}

/* -1: there is none, or it is not for us; nobody is kept out by that. */
static int store_open_node(const struct store *store)
{
    return store->node[0] == '\0'
               ? -1
               : openat(AT_FDCWD, store->node, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

static bool store_lock_node(struct store *store)
{
    int node = store_open_node(store);

    if (node < 0)
        return true;
    if (store_try_lock(node, LOCK_EX | LOCK_NB) == EWOULDBLOCK) {
        close(node);
        return false;
    }
    store->shared = node;
    return true;
}

static bool store_node_held(const struct store *store)
{
    int node = store->shared < 0 ? store_open_node(store) : -1;
    bool held;

    if (node < 0)
        return false;
    held = store_try_lock(node, LOCK_SH | LOCK_NB) == EWOULDBLOCK;
    close(node);
    return held;
}

static bool store_held_elsewhere(const struct store *store, struct store_holder *holder)
{
    holder->elsewhere = store_node_held(store);
    return holder->elsewhere;
}

/* --- both -------------------------------------------------------------------------------- */

enum store_lock store_lock(struct store *store, const char *tty, const char *user,
                           struct store_holder *holder, struct bmc_error *error)
{
    static const struct timespec pause = {0, LOOKER_PAUSE_NS};
    struct store_holder who = {0};
    int file, failed;

    if (store->lock >= 0)
        return STORE_LOCKED;
    failed = store_lock_once(store, LOCK_EX | LOCK_NB, &who, &file);
    for (int tries = 1; failed == EWOULDBLOCK && who.pid == 0 && tries < LOOKER_TRIES; tries++) {
        nanosleep(&pause, NULL);
        failed = store_lock_once(store, LOCK_EX | LOCK_NB, &who, &file);
    }
    if (failed == 0) {
        store->lock = file;
        if (store_lock_node(store)) {
            store_write_holder(file, tty, user);
            return STORE_LOCKED;
        }
        store_unlock(store);
        who = (struct store_holder){.elsewhere = true};
        failed = EWOULDBLOCK;
    }
    if (holder != NULL)
        *holder = who;
    errno = failed;
    if (failed == EWOULDBLOCK)
        return STORE_HELD;
    store_cannot_lock(store, error);
    return STORE_LOCK_FAILED;
}

int store_lock_wait(struct store *store, struct bmc_error *error)
{
    int file;

    if (store->lock >= 0)
        return 0;
    errno = store_lock_once(store, LOCK_EX, NULL, &file);
    if (errno != 0)
        return store_cannot_lock(store, error);
    store_write_holder(file, "", "");
    store->lock = file;
    return 0;
}

/* With its file: there would be one for each BMC that was ever saved to. */
void store_unlock(struct store *store)
{
    char name[STORE_NAME];

    if (store->shared >= 0)
        close(store->shared);
    store->shared = -1;
    if (store->lock < 0)
        return;
    (void)!ftruncate(store->lock, 0);
    store_name(store, "lock", name);
    if (store_still_there(store, name, store->lock))
        unlinkat(store->folder, name, 0);
    close(store->lock);
    store->lock = -1;
}

bool store_held(struct store *store, struct store_holder *holder)
{
    char name[STORE_NAME];
    int file;
    bool held;

    memset(holder, 0, sizeof *holder);
    if (store->lock >= 0)
        return false;
    file = store_open_in(store, store_name(store, "lock", name), O_RDONLY);
    if (file < 0)
        return store_held_elsewhere(store, holder);
    held = store_try_lock(file, LOCK_SH | LOCK_NB) == EWOULDBLOCK;
    if (held)
        store_read_holder(file, holder);
    close(file);
    return held || store_held_elsewhere(store, holder);
}
