/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model_change.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* --- what is added ---------------------------------------------------------------------------- */

struct model_channel *model_find_channel(struct model *model, uint8_t number)
{
    for (size_t i = 0; i < model->channel_count; i++)
        if (model->channels[i].number == number)
            return &model->channels[i];
    return NULL;
}

struct model_channel *model_add_channel(struct model *model, uint8_t number,
                                        enum channel_medium medium)
{
    size_t at = model->channel_count;
    bool shown = model->current < model->channel_count;

    while (at > 0 && model->channels[at - 1].number > number)
        at--;
    memmove(&model->channels[at + 1], &model->channels[at],
            (model->channel_count - at) * sizeof model->channels[0]);
    memset(&model->channels[at], 0, sizeof model->channels[at]);
    model->channels[at].number = number;
    model->channels[at].medium = medium;
    model->channel_count++;
    if (shown && model->current >= at)
        model->current++;
    else if (!shown)
        model->current = BMC_CHANNELS_MAX;
    return &model->channels[at];
}

struct model_user *model_add_user(struct model *model, uint8_t id, const char *name)
{
    size_t at = model->user_count;

    while (at > 0 && model->users[at - 1].id > id)
        at--;
    memmove(&model->users[at + 1], &model->users[at],
            (model->user_count - at) * sizeof model->users[0]);
    memset(&model->users[at], 0, sizeof model->users[at]);
    model->users[at].id = id;
    snprintf(model->users[at].bytes, sizeof model->users[at].bytes, "%s", name);
    snprintf(model->users[at].name, sizeof model->users[at].name, "%s", name);
    for (char *byte = model->users[at].name; *byte != '\0'; byte++)
        if (*byte < ' ' || *byte > '~')
            *byte = '?';
    model->user_count++;
    return &model->users[at];
}

/* --- what has changed ------------------------------------------------------------------------ */

/* Compared and copied as bytes, with whatever lies between the members. */
static bool differ(const void *one, const void *other, size_t size)
{
    return memcmp(one, other, size) != 0;
}

static bool channel_changed(struct model *told, const struct model *model,
                            const struct model_channel *channel, struct model_change *change)
{
    const struct model_channel *before = model_find_channel(told, channel->number);

    change->channel = channel->number;
    if (before == NULL) {
        change->part = MODEL_CHANNEL;
        change->u.medium = channel->medium;
        return true;
    }
    for (unsigned row = 0; row < model->page->count; row++) {
        if (!differ(&channel->values[row], &before->values[row], sizeof before->values[row]))
            continue;
        change->part = MODEL_VALUE;
        change->u.row.row = row;
        memcpy(&change->u.row.value, &channel->values[row], sizeof change->u.row.value);
        return true;
    }
    return false;
}

static bool find_change(struct model *told, const struct model *model, struct model_change *change)
{
    const char *single = (const char *)model + MODEL_SINGLE_AT;

    for (size_t i = 0; i < model->channel_count; i++)
        if (channel_changed(told, model, &model->channels[i], change))
            return true;
    for (size_t i = 0; i < model->user_count; i++) {
        const struct model_user *before = model_user(told, model->users[i].id);

        if (before != NULL && !differ(before, &model->users[i], sizeof *before))
            continue;
        change->part = MODEL_USER;
        memcpy(&change->u.user, &model->users[i], sizeof change->u.user);
        return true;
    }
    change->part = MODEL_SINGLE;
    memcpy(change->u.single, single, sizeof change->u.single);
    return differ((const char *)told + MODEL_SINGLE_AT, single, MODEL_SINGLE_SIZE);
}

bool model_next_change(struct model *told, const struct model *model, struct model_change *change)
{
    memset(change, 0, sizeof *change);
    if (!find_change(told, model, change))
        return false;
    model_apply(told, change);
    return true;
}

void model_apply(struct model *model, const struct model_change *change)
{
    struct model_channel *channel;
    struct model_user *user;

    switch (change->part) {
    case MODEL_CHANNEL:
        model_add_channel(model, change->channel, change->u.medium);
        break;
    case MODEL_VALUE:
        channel = model_find_channel(model, change->channel);
        assert(channel != NULL);
        memcpy(&channel->values[change->u.row.row], &change->u.row.value, sizeof(struct value));
        break;
    case MODEL_USER:
        user = (struct model_user *)model_user(model, change->u.user.id);
        if (user == NULL)
            user = model_add_user(model, change->u.user.id, change->u.user.bytes);
        memcpy(user, &change->u.user, sizeof *user);
        break;
    case MODEL_SINGLE:
        memcpy((char *)model + MODEL_SINGLE_AT, change->u.single, sizeof change->u.single);
        break;
    }
}
