/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change as lines of the journal. */
#include "core/journal_own.h"

#include <stdio.h>
#include <string.h>

#include "core/access.h"

const struct setting *journal_find_setting(const struct page_class *const *pages, const char *log)
{
    const struct setting *found;

    for (enum access_id id = 0; id < ACCESS_COUNT; id++) {
        found = access_setting(id);
        if (strcmp(found->log, log) == 0)
            return found;
    }
    for (; *pages != NULL; pages++) {
        for (unsigned row = 0; row < (*pages)->count; row++) {
            found = &(*pages)->settings[row];
            if (found->log != NULL && strcmp(found->log, log) == 0)
                return found;
        }
    }
    return NULL;
}

static bool journal_is_value(const struct setting *setting, unsigned state,
                             unsigned long long number)
{
    return state <= VALUE_NOT_READ && (number & ~setting->type->bits) == 0;
}

const char *journal_print_change(const struct change *change, char line[JOURNAL_LINE])
{
    snprintf(line, JOURNAL_LINE, "%s %u %u %d %u:%llx %u:%llx", change->setting->log,
             change->scope.channel, change->scope.user, change->write, change->old.state,
             (unsigned long long)change->old.number, change->wanted.state,
             (unsigned long long)change->wanted.number);
    return line;
}

/* A text as hex, "-" for none: it may hold any bytes. */
static void journal_print_text(const struct value *value, char hex[HEX_LENGTH])
{
    size_t length = strnlen(value->text, sizeof value->text);

    snprintf(hex, HEX_LENGTH, "-");
    for (size_t i = 0; i < length; i++)
        snprintf(hex + 2 * i, HEX_LENGTH - 2 * i, "%02x", (unsigned)(unsigned char)value->text[i]);
}

const char *journal_print_more(const struct change *change, char line[JOURNAL_LINE])
{
    char old[HEX_LENGTH], wanted[HEX_LENGTH];

    journal_print_text(&change->old, old);
    journal_print_text(&change->wanted, wanted);
    snprintf(line, JOURNAL_LINE, "%u %d %d %s %s", change->scope.sensor, change->when,
             change->tolerated, old, wanted);
    return line;
}

static bool journal_parse_text(const char *hex, const struct setting *setting, struct value *value)
{
    bool name = (setting->flags & SETTING_OF_SENSOR) != 0;
    size_t most = name ? sizeof value->text : setting->type->text_bytes;
    size_t length = strcmp(hex, "-") == 0 ? 0 : strlen(hex);
    unsigned byte;

    if (length % 2 != 0 || length / 2 > most || length / 2 > sizeof value->text)
        return false;
    for (size_t i = 0; i < length; i += 2) {
        if (sscanf(hex + i, "%2x", &byte) != 1 || byte == 0)
            return false;
        value->text[i / 2] = (char)byte;
    }
    return true;
}

/* What is read has to print the same again, as below. */
bool journal_parse_more(const char *text, struct change *change)
{
    char old[HEX_LENGTH], wanted[HEX_LENGTH], again[JOURNAL_LINE];
    unsigned sensor, when, tolerated;

    if (sscanf(text, "%u %u %u %41s %41s", &sensor, &when, &tolerated, old, wanted) != 5 ||
        when > CHANGE_LAST)
        return false;
    change->scope.sensor = (uint16_t)sensor;
    change->when = (enum change_when)when;
    change->tolerated = tolerated != 0;
    return journal_parse_text(old, change->setting, &change->old) &&
           journal_parse_text(wanted, change->setting, &change->wanted) &&
           strcmp(journal_print_more(change, again), text) == 0;
}

/* Its own channel's and user's; a plan of changes has any. */
static bool journal_is_scope(const struct plan *plan, unsigned channel, unsigned user)
{
    if (plan->of_changes)
        return channel <= BMC_CHANNEL_LAST && user <= BMC_USER_LAST;
    return channel == plan->channel && (user == 0 || user == plan->user);
}

/* What is read has to print the same again: nothing else stands in the line. */
bool journal_parse_change(const struct page_class *const *pages, const struct plan *plan,
                          const char *text, struct change *change)
{
    char key[KEY_LENGTH], again[JOURNAL_LINE];
    unsigned channel, user, write, old_state, state;
    unsigned long long old, wanted;

    if (sscanf(text, "%15s %u %u %u %u:%llx %u:%llx", key, &channel, &user, &write, &old_state,
               &old, &state, &wanted) != 8)
        return false;
    *change = (struct change){.setting = journal_find_setting(pages, key),
                              .scope = {.channel = (uint8_t)channel, .user = (uint8_t)user},
                              .old = {.state = (enum value_state)old_state, .number = old},
                              .wanted = {.state = (enum value_state)state, .number = wanted},
                              .write = write != 0};
    return change->setting != NULL && journal_is_scope(plan, channel, user) &&
           journal_is_value(change->setting, old_state, old) &&
           journal_is_value(change->setting, state, wanted) &&
           (!change->write || value_known(&change->wanted)) &&
           strcmp(journal_print_change(change, again), text) == 0;
}
