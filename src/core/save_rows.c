/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Some rows of a plan of changes are read, or written. */
#include "core/save_changes.h"

#include <string.h>

#include "core/access.h"

bool changes_read_with(const struct change *one, const struct change *other)
{
    return one->setting->read == other->setting->read &&
           one->setting->parameter == other->setting->parameter &&
           scope_same(one->scope, other->scope);
}

/* What all rows of one read hold. */
static void changes_hold(struct engine *engine, size_t at, const struct value *now)
{
    struct changes *changes = &engine->plan->changes;

    for (size_t i = changes->locked; i < changes->count; i++)
        if (changes_read_with(&changes->items[i], &changes->items[at]))
            changes->items[i].holds = *now;
}

static enum engine_result changes_ask(struct engine *engine, size_t at, struct value *now,
                                      struct bmc_error *error)
{
    const struct change *change = &engine->plan->changes.items[at];
    const struct setting *setting = change->setting;

    *now = (struct value){VALUE_UNREAD};
    return engine_read_result(setting->read(engine->bmc, setting, change->scope, now, error),
                              error);
}

enum engine_result changes_read_one(struct engine *engine, size_t at, struct bmc_error *error)
{
    struct value now;
    enum engine_result result = changes_ask(engine, at, &now, error);

    if (result == ENGINE_LOST && engine_wait_for_bmc(engine))
        result = changes_ask(engine, at, &now, error);
    if (result == ENGINE_REFUSED)
        now = (struct value){VALUE_NOT_READ};
    else if (result == ENGINE_LOST)
        now = (struct value){VALUE_UNREAD};
    changes_hold(engine, at, &now);
    return result;
}

enum engine_result changes_read(struct engine *engine, const bool rows[CHANGES_MAX],
                                struct bmc_error *error)
{
    const struct changes *changes = &engine->plan->changes;
    bool done[CHANGES_MAX] = {false};
    enum engine_result worst = ENGINE_OK;

    for (size_t i = changes->locked; i < changes->count && worst != ENGINE_LOST; i++) {
        enum engine_result result;

        if (!rows[i] || done[i])
            continue;
        result = changes_read_one(engine, i, error);
        for (size_t j = i; j < changes->count; j++)
            done[j] |= changes_read_with(&changes->items[j], &changes->items[i]);
        if (result != ENGINE_OK)
            worst = result;
    }
    return worst;
}

bool changes_slot_free(const struct engine *engine, enum goal goal, uint8_t user)
{
    const struct changes *changes = &engine->plan->changes;

    for (size_t i = changes->locked; i < changes->count && user != 0; i++) {
        const struct change *change = &changes->items[i];

        if (change->setting == access_setting(ACCESS_NAME) && change->scope.user == user)
            return change_reached(change, goal, &change->holds) && change->holds.text[0] == '\0';
    }
    return false;
}

bool changes_any(const bool rows[CHANGES_MAX], size_t first, size_t end)
{
    return memchr(&rows[first], true, end - first) != NULL;
}

size_t changes_write_end(const struct engine *engine, size_t first, size_t end)
{
    const struct change *items = engine->plan->changes.items;
    size_t at = first + 1;

    while (at < end && items[at].setting->write == items[first].setting->write &&
           items[at].setting->parameter == items[first].setting->parameter)
        at++;
    return at;
}

enum engine_result changes_send(struct engine *engine, size_t at, const struct value *value,
                                struct bmc_error *error)
{
    const struct change *change = &engine->plan->changes.items[at];
    const struct setting *setting = change->setting;
    enum engine_result result = ENGINE_LOST;

    for (int tries = 0; tries < 2 && result == ENGINE_LOST; tries++) {
        if (tries > 0 && !engine_wait_for_bmc(engine))
            break;
        result =
            engine_result(setting->write(engine->bmc, setting, change->scope, value, error), error);
    }
    if (result == ENGINE_OK)
        changes_hold(engine, at, value);
    return result;
}

struct value changes_merge(const struct engine *engine, size_t first, size_t end,
                           const bool rows[CHANGES_MAX])
{
    const struct change *items = engine->plan->changes.items;
    struct value value = items[first].holds;

    for (size_t i = first; i < end && !value_known(&value); i++)
        value = items[i].old;
    for (size_t i = first; i < end; i++)
        if (rows[i])
            value_take(items[i].setting->type, &value, change_value(&items[i], engine->goal));
    return value;
}
