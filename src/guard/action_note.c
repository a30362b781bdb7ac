/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/action_note.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/system.h"
#include "guard/guard_own.h"
#include "guard/store_own.h"
#include "pages/power.h"

#define NOTE_TAIL "action"
#define NOTE_FORMAT                                                                                \
    "bmctui action 1\nkind %s\naccepted %d\nasked %lld\nuser %s\ntty %s\nboot %s\ntold %s\nend\n"
#define NOTE_TEXT 1024
#define DAY_S     (24 * 60 * 60)

void note_begin(struct action_note *note, const struct audit *audit)
{
    memset(note, 0, sizeof *note);
    note->asked = (long long)time(NULL);
    audit_name(audit, note->user);
    audit_tty(note->tty);
    system_boot_id(note->boot_id, sizeof note->boot_id);
}

int note_write(struct guard *guard, const struct action_note *note, struct bmc_error *error)
{
    struct store *store;
    char text[NOTE_TEXT];
    int result, length;

    length = snprintf(text, sizeof text, NOTE_FORMAT, action_word(note->kind), note->accepted,
                      note->asked, note->user, note->tty, note->boot_id, note->told);
    if (guard_open_store(guard, true, &store, error) != 0)
        return -1;
    result = store_put(store, NOTE_TAIL, text, (size_t)length);
    if (result != 0)
        error_set(error, ERROR_SYSTEM, _("%s cannot be written: %s"), store_path(store),
                  strerror(errno));
    store_close(store);
    return result;
}

/* --- reading ------------------------------------------------------------------------------- */

/* The rest of the line that begins with this word, for the next to begin behind it. */
static bool note_line(const char **at, const char *word, char *value, size_t size)
{
    const char *begin = *at + strlen(word), *end;

    if (strncmp(*at, word, strlen(word)) != 0)
        return false;
    end = strchr(begin, '\n');
    if (end == NULL || (size_t)(end - begin) >= size)
        return false;
    snprintf(value, size, "%.*s", (int)(end - begin), begin);
    *at = end + 1;
    return true;
}

static bool note_decode(struct action_note *note, const char *text)
{
    char kind[16], accepted[4], asked[24], end[4];

    return note_line(&text, "bmctui action 1", end, sizeof end) &&
           note_line(&text, "kind ", kind, sizeof kind) && action_parse(kind, &note->kind) &&
           note_line(&text, "accepted ", accepted, sizeof accepted) &&
           note_line(&text, "asked ", asked, sizeof asked) &&
           sscanf(asked, "%lld", &note->asked) == 1 &&
           note_line(&text, "user ", note->user, sizeof note->user) &&
           note_line(&text, "tty ", note->tty, sizeof note->tty) &&
           note_line(&text, "boot ", note->boot_id, sizeof note->boot_id) &&
           note_line(&text, "told ", note->told, sizeof note->told) &&
           note_line(&text, "end", end, sizeof end) &&
           ((note->accepted = accepted[0] == '1') || accepted[0] == '0');
}

bool note_read(struct guard *guard, struct action_note *note)
{
    struct store *store;
    char text[NOTE_TEXT];
    ssize_t length;

    memset(note, 0, sizeof *note);
    if (!guard_keeps(guard) || guard_open_store(guard, false, &store, NULL) != 0)
        return false;
    length = store_get(store, NOTE_TAIL, text, sizeof text - 1);
    store_close(store);
    text[length > 0 ? length : 0] = '\0';
    return note_decode(note, text);
}

void note_forget(struct guard *guard)
{
    struct store *store;
    char name[STORE_NAME];

    if (guard_open_store(guard, false, &store, NULL) != 0)
        return;
    if (store->folder >= 0)
        (void)unlinkat(store->folder, store_name(store, NOTE_TAIL, name), 0);
    store_close(store);
}

/* --- telling ------------------------------------------------------------------------------- */

static bool note_is_this_boot(const char *boot_id)
{
    char now[JOURNAL_NAME];

    system_boot_id(now, sizeof now);
    return strcmp(now, boot_id) == 0;
}

void note_set_told(struct guard *guard, struct action_note *note)
{
    system_boot_id(note->told, sizeof note->told);
    (void)note_write(guard, note, NULL);
}

bool note_is_new(const struct action_note *note)
{
    return note->told[0] == '\0' || !note_is_this_boot(note->told);
}

/* "15:19", or with its date where that was not today. */
static void note_print_time(const struct action_note *note, char *text, size_t size)
{
    time_t asked = (time_t)note->asked;
    long long age = (long long)time(NULL) - note->asked;
    struct tm parts;

    text[0] = '\0';
    if (localtime_r(&asked, &parts) != NULL)
        (void)strftime(text, size, age >= 0 && age < DAY_S ? "%H:%M" : "%Y-%m-%d %H:%M", &parts);
}

static void note_print_who(const struct action_note *note, char *text, size_t size)
{
    if (note->tty[0] == '\0')
        snprintf(text, size, "%s", note->user);
    else
        snprintf(text, size, _("%s on %s"), note->user, note->tty);
}

/* That this very action took it down: the BMC had said yes, or says so now. */
static bool note_is_proven(const struct action_note *note, enum restart_cause cause)
{
    return note->accepted || ((note->kind == ACTION_CYCLE || note->kind == ACTION_RESET) &&
                              cause == RESTART_CONTROL);
}

const char *note_sentence(const struct action_note *note, enum restart_cause cause, char *text,
                          size_t size)
{
    bool off = note->kind == ACTION_OFF || note->kind == ACTION_SHUT_DOWN;
    const char *label = action_label(note->kind), *says = value_word_text(&power_cause, cause);
    char when[40], who[2 * NOTE_NAME + 16];

    note_print_time(note, when, sizeof when);
    note_print_who(note, who, sizeof who);
    if (note_is_this_boot(note->boot_id))
        snprintf(text, size,
                 note->accepted
                     ? _("%s was asked for at %s by %s. The BMC accepted it, but this machine has "
                         "not restarted since.")
                     : _("%s was asked for at %s by %s. Whether it was sent is unknown; this "
                         "machine has not restarted since."),
                 label, when, who);
    else if (!note_is_proven(note, cause))
        snprintf(text, size,
                 _("This machine has restarted since %s was asked for at %s by %s. Whether that "
                   "was the reason is unknown; the BMC says: %s."),
                 label, when, who, says);
    else
        snprintf(text, size,
                 off ? _("Switched off %s by %s, asked for by %s; the BMC says: %s.")
                     : _("Restarted %s by %s, asked for by %s; the BMC says: %s."),
                 when, label, who, says);
    return text;
}
