/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of guests: on disk, or in memory for the demo BMC; and what they say. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "guard/guest_own.h"
#include "guard/store_own.h"

/* The demo BMC ends with the program, and its guests with it. Slot 0: nobody. */
static struct guest_record demo_records[BMC_USER_LAST + 1];
static pthread_mutex_t demo_mutex = PTHREAD_MUTEX_INITIALIZER;

static const char *guest_tail(uint8_t slot, char tail[16])
{
    snprintf(tail, 16, "guest-%u", slot);
    return tail;
}

int guest_open_folder(const struct guard *guard, bool create, struct store **store,
                      struct bmc_error *error)
{
    char path[STORE_PATH], folder[STORE_PATH], key[STORE_KEY];

    *store = NULL;
    if (store_directory(guard->setting, path, error) != 0)
        return -1;
    if (snprintf(folder, sizeof folder, "%s/" GUEST_FOLDER, path) >= STORE_PATH)
        return error_set(error, ERROR_SYSTEM, "%s",
                         _("the name of the state directory is too long"));
    store_key(guard->target, key);
    return store_open(store, folder, key, create, error);
}

/* --- the demo BMC's ------------------------------------------------------------------------- */

static enum guest_read demo_read(uint8_t slot, struct guest_record *record)
{
    pthread_mutex_lock(&demo_mutex);
    *record = demo_records[slot];
    pthread_mutex_unlock(&demo_mutex);
    return record->slot != 0 ? GUEST_READ : GUEST_NONE;
}

static void demo_write(uint8_t slot, const struct guest_record *record)
{
    static const struct guest_record nobody;

    pthread_mutex_lock(&demo_mutex);
    demo_records[slot] = record != NULL ? *record : nobody;
    pthread_mutex_unlock(&demo_mutex);
}

/* --- one ------------------------------------------------------------------------------------ */

static enum guest_read guest_read_in(const struct store *store, uint8_t slot,
                                     struct guest_record *record, struct bmc_error *error)
{
    char text[GUEST_TEXT], tail[16];
    ssize_t length = store_get(store, guest_tail(slot, tail), text, sizeof text);

    if (length < 0 && errno == ENOENT)
        return GUEST_NONE;
    if (length < 0 && errno != ELOOP) {
        error_set(error, ERROR_SYSTEM, _("%s/%s.%s cannot be read: %s"), store->path, store->key,
                  tail, strerror(errno));
        return GUEST_UNREADABLE;
    }
    if (guest_record_decode(record, text, length < 0 ? 0 : (size_t)length, error) == 0 &&
        record->slot == slot)
        return GUEST_READ;
    memset(record, 0, sizeof *record);
    record->slot = slot;
    return GUEST_DAMAGED;
}

enum guest_read guest_read_file(const struct guard *guard, uint8_t slot,
                                struct guest_record *record, struct bmc_error *error)
{
    struct store *store;
    enum guest_read result;

    if (!guard_keeps(guard))
        return demo_read(slot, record);
    if (guest_open_folder(guard, false, &store, error) != 0)
        return GUEST_UNREADABLE;
    result = guest_read_in(store, slot, record, error);
    store_close(store);
    return result;
}

int guest_write_file(const struct guard *guard, const struct guest_record *record,
                     struct bmc_error *error)
{
    char text[GUEST_TEXT], tail[16];
    struct store *store;
    int result;

    if (!guard_keeps(guard)) {
        demo_write(record->slot, record);
        return 0;
    }
    if (guest_open_folder(guard, true, &store, error) != 0)
        return -1;
    result = store_put(store, guest_tail(record->slot, tail), text,
                       guest_record_encode(record, text));
    if (result != 0)
        error_set(error, ERROR_SYSTEM, _("%s/%s.%s cannot be written: %s"), store->path,
                  store->key, tail, strerror(errno));
    store_close(store);
    return result;
}

int guest_remove_file(const struct guard *guard, uint8_t slot, struct bmc_error *error)
{
    char name[STORE_NAME], tail[16];
    struct store *store;
    int result = 0;

    if (!guard_keeps(guard)) {
        demo_write(slot, NULL);
        return 0;
    }
    if (guest_open_folder(guard, false, &store, error) != 0)
        return -1;
    if (store->folder >= 0 &&
        ((unlinkat(store->folder, store_name(store, guest_tail(slot, tail), name), 0) < 0 &&
          errno != ENOENT) ||
         fsync(store->folder) < 0))
        result = error_set(error, ERROR_SYSTEM, _("%s/%s cannot be removed: %s"), store->path, name,
                           strerror(errno));
    store_close(store);
    return result;
}

/* --- who watches ---------------------------------------------------------------------------- */

int guest_open_watch(const char *folder, const char *key, bool create, struct store **store,
                     struct bmc_error *error)
{
    char name[STORE_KEY];

    /* No BMC's key has a "+". */
    snprintf(name, sizeof name, "%.*s+guests", STORE_KEY - 8, key);
    return store_open(store, folder, name, create, error);
}

static struct store *guest_watch_of(const struct guard *guard)
{
    char path[STORE_PATH], key[STORE_KEY];
    struct store *store;

    store_key(guard->target, key);
    return store_directory(guard->setting, path, NULL) == 0 &&
                   guest_open_watch(path, key, false, &store, NULL) == 0
               ? store
               : NULL;
}

void guest_ring(const struct guard *guard)
{
    struct store *store = guard_keeps(guard) ? guest_watch_of(guard) : NULL;

    if (store != NULL)
        store_ring(store);
    store_close(store);
}

bool guest_watched(const struct guard *guard)
{
    struct store_holder holder;
    struct store *store;
    bool watched;

    if (!guard_keeps(guard))
        return true; /* the console itself looks */
    store = guest_watch_of(guard);
    if (store == NULL)
        return false;
    watched = store_held(store, &holder);
    store_close(store);
    return watched;
}

/* --- all ------------------------------------------------------------------------------------ */

/* Whoever is at it has the lock of the state folder. */
static bool guest_held(const struct guard *guard)
{
    struct store_holder holder;
    struct store *store;
    bool held;

    if (guard->store != NULL || !guard_keeps(guard) ||
        guard_open_store(guard, false, &store, NULL) != 0)
        return false;
    held = store_held(store, &holder);
    store_close(store);
    return held;
}

static void guests_add(const struct guard *guard, struct guests *guests, const struct store *store,
                       const struct guest_time *now, uint8_t slot)
{
    struct guest *guest = &guests->of[guests->count];
    enum guest_read read = store != NULL ? guest_read_in(store, slot, &guest->record,
                                                         &guests->error)
                                         : demo_read(slot, &guest->record);

    guests->unreadable |= read == GUEST_UNREADABLE;
    if (read == GUEST_NONE || read == GUEST_UNREADABLE)
        return;
    guests->count++;
    guest->damaged = read == GUEST_DAMAGED;
    if (store != NULL)
        snprintf(guest->file, sizeof guest->file, "%s/%s.guest-%u", store->path, store->key, slot);
    if (guest->damaged)
        return;
    guest->left_s = guest_record_left(&guest->record, now);
    guest->due = guest_record_due(&guest->record, now);
    if ((guest->due == GUEST_DUE_CUT_OFF || guest->due == GUEST_DUE_ASKED) && guest_held(guard))
        guest->due = GUEST_NOT_DUE;
    guests->due += guest->due != GUEST_NOT_DUE;
}

void guest_look(struct guard *guard, struct guests *guests)
{
    struct guest_time now;
    struct store *store = NULL;

    memset(guests, 0, sizeof *guests);
    if (guard_keeps(guard) && guest_open_folder(guard, false, &store, &guests->error) != 0) {
        guests->unreadable = true;
        return;
    }
    guest_time_now(&now);
    if (store == NULL || store->folder >= 0)
        for (uint8_t slot = BMC_USER_FIRST; slot <= BMC_USER_LAST; slot++)
            guests_add(guard, guests, store, &now, slot);
    store_close(store);
    guests->watched = guests->count > 0 && guest_watched(guard);
}

bool guests_alarm(const struct guests *guests)
{
    for (size_t i = 0; i < guests->count; i++)
        if (guests->of[i].damaged || guests->of[i].due != GUEST_NOT_DUE ||
            guests->of[i].record.state == GUEST_LEFT)
            return true;
    return guests->unreadable;
}

const struct guest *guests_find(const struct guests *guests, uint8_t slot, const char *name)
{
    for (size_t i = 0; i < guests->count; i++)
        if (guests->of[i].record.slot == slot && !guests->of[i].damaged &&
            (name == NULL || strcmp(guests->of[i].record.name, name) == 0))
            return &guests->of[i];
    return NULL;
}

const struct guest *guests_named(const struct guests *guests, const char *name)
{
    for (size_t i = 0; i < guests->count; i++)
        if (!guests->of[i].damaged && strcmp(guests->of[i].record.name, name) == 0)
            return &guests->of[i];
    return NULL;
}

/* --- in words ------------------------------------------------------------------------------- */

const char *guest_print_left(long long seconds, char *text, size_t size)
{
    long long minutes = (seconds + 59) / 60, hours = minutes / 60;

    if (seconds < 60)
        snprintf(text, size, "%s", _("less than a minute"));
    else if (hours == 0)
        snprintf(text, size, _("%d min"), (int)minutes);
    else if (minutes % 60 == 0)
        snprintf(text, size, _("%d h"), (int)hours);
    else
        snprintf(text, size, _("%d h %d min"), (int)hours, (int)(minutes % 60));
    return text;
}

const char *guest_print(const struct guest *guest, char *text, size_t size)
{
    char left[40];

    if (guest->damaged)
        snprintf(text, size, "%s", _("his record is damaged"));
    else if (guest->record.state == GUEST_LEFT)
        snprintf(text, size, "%s", _("left alone: the slot has another user now"));
    else if (guest->record.state == GUEST_OPENING && guest->due == GUEST_NOT_DUE)
        snprintf(text, size, "%s", _("is being added"));
    else if (guest->record.state == GUEST_ENDING && guest->due == GUEST_NOT_DUE)
        snprintf(text, size, "%s", _("is being ended"));
    else if (guest->due != GUEST_NOT_DUE)
        snprintf(text, size, "%s", _("past its end"));
    else
        snprintf(text, size, _("ends in %s"), guest_print_left(guest->left_s, left, sizeof left));
    return text;
}
