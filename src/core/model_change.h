/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a model grows while it is read: what an answer changed is told from the worker's thread to
 * the screen's, and not the whole of it.
 */
#ifndef BMCTUI_CORE_MODEL_CHANGE_H
#define BMCTUI_CORE_MODEL_CHANGE_H

#include "core/model.h"

/* From struct model's first single value to its end. */
#define MODEL_SINGLE_AT offsetof(struct model, current)
#define MODEL_SINGLE_SIZE (sizeof(struct model) - MODEL_SINGLE_AT)

struct model_change {
    enum { MODEL_CHANNEL, MODEL_VALUE, MODEL_USER, MODEL_SINGLE } part;
    uint8_t channel; /* CHANNEL, VALUE: its number */
    union {
        enum channel_medium medium; /* CHANNEL: it is new */
        struct {
            unsigned row;
            struct value value;
        } row; /* VALUE */
        struct model_user user;         /* USER: new, or another one now */
        char single[MODEL_SINGLE_SIZE]; /* SINGLE */
    } u;
};

/* The next thing in which the model has changed since it was as told, which is brought up to date.
 * false: in nothing. */
bool model_next_change(struct model *told, const struct model *model, struct model_change *change);
void model_apply(struct model *model, const struct model_change *change);

/* NULL: it has none of this number. */
struct model_channel *model_find_channel(struct model *model, uint8_t number);
/* Keep their tables ascending, and the channel shown. name: as the BMC gave it. */
struct model_channel *model_add_channel(struct model *model, uint8_t number,
                                        enum channel_medium medium);
struct model_user *model_add_user(struct model *model, uint8_t id, const char *name);

#endif
