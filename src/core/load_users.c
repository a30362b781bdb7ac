/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The BMC's users, and who may do what on the channel shown. */
#include <stdio.h>
#include <string.h>

#include "core/load.h"
#include "core/model_change.h"

#define USER_PREFERRED 2

static void users_note_fault(struct value_fault *noted, const struct value_fault *fault)
{
    if (fault->kind != ERROR_NONE)
        *noted = *fault;
}

static int users_read_access(struct load *load, uint8_t id, bool *known, struct user_access *access)
{
    uint8_t channel = load->model->channels[load->model->current].number;
    struct value_fault fault;
    int result;

    load_patience(load, LOAD_USER_ACCESS);
    result = bmc_get_user_access(load->bmc, channel, id, access, load->error);
    *known = result == 0;
    result = load_bear(load, LOAD_USER_ACCESS, result, &fault);
    users_note_fault(&load->model->users_fault, &fault);
    return result;
}

/* name "": the slot has none, or does not tell. */
static int users_read_name(struct load *load, uint8_t id, char name[BMC_USER_NAME])
{
    struct value_fault fault;
    int result;

    load_patience(load, LOAD_USER_NAME);
    result = bmc_get_user_name(load->bmc, id, name, load->error);
    if (result < 0)
        name[0] = '\0';
    result = load_bear(load, LOAD_USER_NAME, result, &fault);
    users_note_fault(&load->model->users_fault, &fault);
    return result;
}

/* *user NULL: the slot has no name. */
static int users_read(struct load *load, uint8_t id, struct model_user **user)
{
    char name[BMC_USER_NAME] = "";

    *user = (struct model_user *)model_user(load->model, id);
    if (*user == NULL) {
        if (users_read_name(load, id, name) < 0)
            return -1;
        if (name[0] == '\0')
            return 0;
        *user = model_add_user(load->model, id, name);
    }
    if ((*user)->access_known)
        return 0;
    return users_read_access(load, id, &(*user)->access_known, &(*user)->access);
}

/* How many slots there are; every answer to Get User Access says so. */
static int users_slots(struct load *load, uint8_t *slots)
{
    struct user_access access = {0};
    bool known;

    for (size_t i = 0; i < load->model->user_count; i++) {
        if (load->model->users[i].access_known) {
            *slots = model_slots(&load->model->users[i].access);
            return 0;
        }
    }
    if (users_read_access(load, BMC_USER_FIRST, &known, &access) < 0)
        return -1;
    *slots = known ? model_slots(&access) : USER_PREFERRED;
    return 0;
}

static bool enabled_administrator(const struct model_user *user)
{
    return user->access_known && user->access.enabled != USER_DISABLED &&
           user->access.privilege == PRIVILEGE_ADMINISTRATOR;
}

/* Slot 2 when it has a name, else the lowest enabled administrator, else the lowest with a name. */
int load_user(struct load *load)
{
    struct model *model = load->model;
    struct model_user *user;
    uint8_t slots = 0;

    if (users_read(load, USER_PREFERRED, &user) < 0)
        return -1;
    if (user != NULL) {
        model->default_user = USER_PREFERRED;
        return 0;
    }
    if (users_slots(load, &slots) < 0)
        return -1;
    for (uint8_t id = BMC_USER_FIRST; id <= slots && id <= BMC_USER_LAST; id++) {
        if (id == USER_PREFERRED)
            continue;
        if (users_read(load, id, &user) < 0)
            return -1;
        if (user != NULL && enabled_administrator(user)) {
            model->default_user = id;
            return 0;
        }
    }
    model->users_complete = true;
    model->default_user = model->user_count > 0 ? model->users[0].id : 0;
    return 0;
}

static int users_load(struct load *load)
{
    struct model *model = load->model;
    uint8_t slots = 0;

    if (model->users_complete)
        return 0;
    if (users_slots(load, &slots) < 0)
        return -1;
    for (uint8_t id = BMC_USER_FIRST; id <= slots && id <= BMC_USER_LAST; id++) {
        struct model_user *user;

        if (users_read(load, id, &user) < 0)
            return -1;
    }
    model->users_complete = true;
    return 0;
}

int load_users(struct bmc *bmc, struct model *model, const struct load_watch *watch,
               struct bmc_error *error)
{
    struct load load;

    load_begin(&load, bmc, model, 0, error);
    load.watch = watch;
    return load_end(&load, users_load(&load));
}

int load_rest(struct bmc *bmc, struct model *model, const struct load_watch *watch,
              struct bmc_error *error)
{
    if (load_channels(bmc, model, watch, error) < 0)
        return -1;
    return load_users(bmc, model, watch, error);
}

static int users_read_table(struct load *load, bool non_volatile, struct channel_access *access,
                            bool *known)
{
    uint8_t channel = model_channel(load->model)->number;
    int result;

    load_patience(load, LOAD_CHANNEL_ACCESS);
    result = bmc_get_channel_access(load->bmc, channel, non_volatile, access, load->error);
    *known = result == 0;
    return load_bear(load, LOAD_CHANNEL_ACCESS, result, NULL);
}

static int users_read_tables(struct load *load)
{
    struct model *model = load->model;
    bool known;

    if (users_read_table(load, true, &model->access_non_volatile, &known) < 0 ||
        (known && users_read_table(load, false, &model->access_volatile, &known) < 0))
        return -1;
    model->access_state = known ? VALUE_KNOWN : VALUE_NOT_AVAILABLE;
    return 0;
}

static int users_read_all(struct load *load, uint8_t user)
{
    const struct page_class *page = load->model->page;
    struct model_user *shown = (struct model_user *)model_user(load->model, user);

    for (unsigned row = 0; row < page->count; row++) {
        if ((page->settings[row].flags & SETTING_ASIDE) != 0 &&
            load_row(load, model_channel(load->model), row) < 0)
            return -1;
    }
    if (users_read_tables(load) < 0)
        return -1;
    if (shown != NULL)
        shown->access_known = false;
    return user == 0 ? 0 : users_read(load, user, &shown);
}

int load_access(struct bmc *bmc, struct model *model, uint8_t user, struct bmc_error *error)
{
    struct load load;

    if (!model_lets_in(model))
        return 0;
    load_begin(&load, bmc, model, 0, error);
    return load_end(&load, users_read_all(&load, user));
}
