/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "guard/store_own.h"
#include "pages/pages.h"

#define DAMAGED_MOST 99

static void store_close_journal(struct store *store)
{
    if (store->journal >= 0)
        close(store->journal);
    store->journal = -1;
}

void store_close(struct store *store)
{
    if (store == NULL)
        return;
    store_unlock(store);
    store_close_journal(store);
    if (store->folder >= 0)
        close(store->folder);
    free(store);
}

/* --- the journal --------------------------------------------------------- */

/* -1: not there, or not to be read (errno). */
static ssize_t store_read_file(const struct store *store, const char *name, char *text, size_t size)
{
    struct stat status;
    size_t length = 0;
    ssize_t got = 0;
    int file = store_open_in(store, name, O_RDONLY);

    if (file < 0)
        return -1;
    if (fstat(file, &status) < 0 || !S_ISREG(status.st_mode) || !file_owner_fits(&status)) {
        close(file);
        return 0;
    }
    do {
        got = read(file, text + length, size - length);
        if (got > 0)
            length += (size_t)got;
    } while ((got > 0 && length < size) || (got < 0 && errno == EINTR));
    close(file);
    return got < 0 ? -1 : (ssize_t)length;
}

/* Under a name that nobody acts upon, for whoever wants to know what it was. */
static bool store_put_aside(const struct store *store, const char *name, char aside[STORE_NAME])
{
    struct stat status;
    char tail[24];

    for (int number = 1; number <= DAMAGED_MOST; number++) {
        snprintf(tail, sizeof tail, "damaged-%d", number);
        store_name(store, tail, aside);
        if (fstatat(store->folder, aside, &status, AT_SYMLINK_NOFOLLOW) < 0 && errno == ENOENT)
            break;
    }
    return renameat(store->folder, name, store->folder, aside) == 0 && fsync(store->folder) == 0;
}

static enum store_read store_damaged(const struct store *store, const char *name,
                                     const struct bmc_error *why, struct bmc_error *error)
{
    char aside[STORE_NAME];

    if (store->lock >= 0 && store_put_aside(store, name, aside))
        error_set(error, ERROR_SYSTEM, _("the journal %s/%s was moved aside to %s: %s"),
                  store->path, name, aside, why->sentence);
    else
        error_set(error, ERROR_SYSTEM, _("the journal %s/%s cannot be used: %s"), store->path,
                  name, why->sentence);
    return STORE_DAMAGED;
}

enum store_read store_read(struct store *store, struct journal *journal, struct bmc_error *error)
{
    char name[STORE_NAME], text[JOURNAL_TEXT];
    struct bmc_error why = {0};
    ssize_t length = store_read_file(store, store_name(store, "journal", name), text, sizeof text);

    if (length < 0 && errno == ENOENT)
        return STORE_NOTHING;
    /* A symbolic link is not ours either. */
    if (length < 0 && errno != ELOOP) {
        error_set(error, ERROR_SYSTEM, _("%s/%s cannot be read: %s"), store->path, name,
                  strerror(errno));
        return STORE_UNREADABLE;
    }
    if (journal_decode(journal, pages, text, length < 0 ? 0 : (size_t)length, &why) != 0)
        return store_damaged(store, name, &why, error);
    if (journal->state != JOURNAL_VERIFIED)
        return STORE_JOURNAL;
    if (store->lock >= 0)
        (void)unlinkat(store->folder, name, 0);
    return STORE_NOTHING;
}

/* The whole file: nothing of what was there before is left behind it. */
static int store_write_all(int file, const char *text, size_t length)
{
    size_t at = 0;

    while (at < length) {
        ssize_t done = pwrite(file, text + at, length - at, (off_t)at);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return -1;
        at += (size_t)done;
    }
    return ftruncate(file, (off_t)length) < 0 ? -1 : fsync(file);
}

/* To another name, synced, renamed, the folder synced. -1 with errno. *kept: where the file is left
 * open, and what was open there before is closed; NULL: it is closed. */
static int store_replace_file(struct store *store, const char *name, const char *text,
                              size_t length, int *kept)
{
    char fresh[STORE_NAME + 8];
    int file, result, reason;

    snprintf(fresh, sizeof fresh, "%s.new", name);
    unlinkat(store->folder, fresh, 0);
    file = store_open_in(store, fresh, O_WRONLY | O_CREAT | O_EXCL);
    if (file < 0)
        return -1;
    result = store_write_all(file, text, length);
    if (result == 0)
        result = renameat(store->folder, fresh, store->folder, name);
    reason = errno;
    if (result != 0)
        unlinkat(store->folder, fresh, 0);
    if (result == 0 && kept != NULL) {
        int before = *kept;

        *kept = file;
        file = before;
    }
    if (file >= 0)
        close(file);
    if (result == 0) {
        result = fsync(store->folder);
        reason = errno;
    }
    errno = reason;
    return result;
}

int store_put(struct store *store, const char *tail, const char *text, size_t length)
{
    char name[STORE_NAME];

    if (store->folder < 0) {
        errno = ENOENT;
        return -1;
    }
    return store_replace_file(store, store_name(store, tail, name), text, length, NULL);
}

ssize_t store_get(const struct store *store, const char *tail, char *text, size_t size)
{
    char name[STORE_NAME];

    return store_read_file(store, store_name(store, tail, name), text, size);
}

int store_write(struct store *store, const struct journal *journal, struct bmc_error *error)
{
    char name[STORE_NAME], text[JOURNAL_TEXT];
    size_t length = journal_encode(journal, text);

    store_name(store, "journal", name);
    if (length > 0 && store_replace_file(store, name, text, length, &store->journal) == 0)
        return 0;
    if (length == 0)
        errno = EOVERFLOW;
    return error_set(error, ERROR_SYSTEM, _("%s/%s cannot be written: %s"), store->path, name,
                     strerror(errno));
}

/* In the place of what is there, and not longer than it: a disk without room takes that too. A torn
 * one is never acted upon either. */
static int store_mark_verified(struct store *store, const struct journal *journal)
{
    struct journal marked = *journal;
    char name[STORE_NAME], text[JOURNAL_TEXT];
    size_t length;

    marked.state = JOURNAL_VERIFIED;
    marked.confirm_until_ms = 0;
    length = journal_encode(&marked, text);
    if (store->journal < 0)
        store->journal = store_open_in(store, store_name(store, "journal", name), O_WRONLY);
    return store->journal < 0 || length == 0 ? -1 : store_write_all(store->journal, text, length);
}

static int store_remove_journal(const struct store *store, const char *name)
{
    return unlinkat(store->folder, name, 0) < 0 && errno != ENOENT ? -1 : fsync(store->folder);
}

int store_resolve(struct store *store, const struct journal *journal, struct bmc_error *error)
{
    char name[STORE_NAME];
    bool marked = store_mark_verified(store, journal) == 0;
    bool removed = store_remove_journal(store, store_name(store, "journal", name)) == 0;
    int reason = errno;

    if (!marked && !removed && store->journal >= 0)
        marked = ftruncate(store->journal, 0) == 0 && fsync(store->journal) == 0;
    store_close_journal(store);
    if (!marked && !removed)
        return error_set(error, ERROR_SYSTEM, _("%s/%s cannot be removed: %s"), store->path, name,
                         strerror(reason));
    store_ring(store);
    store_remove_bell(store);
    return 0;
}

/* --- the window ---------------------------------------------------------- */

static const char *const result_words[] = {"", "put back\n", "failed\n"};

void store_write_result(struct store *store, enum store_result result)
{
    char name[STORE_NAME];

    if (result == STORE_RESULT_NONE)
        unlinkat(store->folder, store_name(store, "result", name), 0);
    else
        (void)store_put(store, "result", result_words[result], strlen(result_words[result]));
}

enum store_result store_read_result(struct store *store)
{
    char text[32];
    ssize_t length = store_get(store, "result", text, sizeof text - 1);

    if (length < 0)
        return STORE_RESULT_NONE;
    text[length] = '\0';
    for (int i = STORE_RESULT_PUT_BACK; i <= STORE_RESULT_FAILED; i++) {
        if (strcmp(text, result_words[i]) == 0)
            return (enum store_result)i;
    }
    return STORE_RESULT_NONE;
}

static bool store_is_pipe(int file)
{
    struct stat status;

    return fstat(file, &status) == 0 && S_ISFIFO(status.st_mode);
}

static int store_bell(struct store *store, int flags)
{
    char name[STORE_NAME];
    int bell = store_open_in(store, store_name(store, "watch", name), flags);

    if (bell < 0 || store_is_pipe(bell))
        return bell;
    close(bell);
    return -1;
}

int store_open_bell(struct store *store)
{
    char name[STORE_NAME];
    int bell;

    store_name(store, "watch", name);
    for (int tries = 0; tries < 2; tries++) {
        if (store->folder >= 0 && mkfifoat(store->folder, name, 0600) < 0 && errno != EEXIST)
            return -1;
        /* For writing too, or it would be at its end whenever nobody else has it open. */
        bell = store_bell(store, O_RDWR);
        if (bell >= 0 || store->folder < 0 || unlinkat(store->folder, name, 0) < 0)
            return bell;
    }
    return -1;
}

void store_ring(struct store *store)
{
    int bell = store_bell(store, O_WRONLY);

    if (bell < 0)
        return;
    (void)!write(bell, "", 1);
    close(bell);
}

void store_remove_bell(struct store *store)
{
    char name[STORE_NAME];

    if (store->folder >= 0)
        (void)unlinkat(store->folder, store_name(store, "watch", name), 0);
}

bool store_watched(struct store *store)
{
    int bell = store_bell(store, O_WRONLY); /* ENXIO: nobody reads it */

    if (bell >= 0)
        close(bell);
    return bell >= 0;
}
