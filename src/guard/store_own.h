/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a store is made of: for store*.c only.
 */
#ifndef BMCTUI_GUARD_STORE_OWN_H
#define BMCTUI_GUARD_STORE_OWN_H

#include "guard/store.h"

#define STORE_NAME (STORE_KEY + 32)

struct store {
    int folder; /* -1: there is none, and it was not to be made */
    int lock;   /* the lock file while the lock is ours, else -1 */
    int journal;/* the journal that this store has written, else -1 */
    int shared; /* the node, while its lock is ours, else -1 */
    char path[STORE_PATH];
    char key[STORE_KEY];
    char node[STORE_PATH]; /* "" none */
};

/* "KEY.tail". Returns name. */
const char *store_name(const struct store *store, const char *tail, char name[STORE_NAME]);
/* A file of the folder; never through a link, never waits. */
int store_open_in(const struct store *store, const char *name, int flags);


/* --- store.c: small files besides the journal --- */
/* KEY.tail, synced. -1 with errno. */
int store_put(struct store *store, const char *tail, const char *text, size_t length);
/* How much of it; -1: not there, or not to be read. */
ssize_t store_get(const struct store *store, const char *tail, char *text, size_t size);

#endif
