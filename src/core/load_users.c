/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The BMC's users, and what they may on the channel shown. */
#include <stdio.h>
#include <string.h>

#include "core/load.h"
#include "core/model_change.h"

#define USER_PREFERRED 2

static void note_fault(struct value_fault *noted, const struct value_fault *fault)
{
    if (fault->kind != ERROR_NONE)
        *noted = *fault;
}

static int read_access(struct load *load, uint8_t id, bool *known, struct user_access *access)
{
    uint8_t channel = load->model->channels[load->model->current].number;
    struct value_fault fault;
    int result;

    load_patience(load, LOAD_USER_ACCESS);
    result = bmc_get_user_access(load->bmc, channel, id, access, load->error);
    *known = result == 0;
    result = load_bear(load, LOAD_USER_ACCESS, result, &fault);
    note_fault(&load->model->users_fault, &fault);
    return result;
}

/* name "": the slot has none, or does not tell. */
static int read_name(struct load *load, uint8_t id, char name[BMC_USER_NAME])
{
    struct value_fault fault;
    int result;

    load_patience(load, LOAD_USER_NAME);
    result = bmc_get_user_name(load->bmc, id, name, load->error);
    if (result < 0)
        name[0] = '\0';
    result = load_bear(load, LOAD_USER_NAME, result, &fault);
    note_fault(&load->model->users_fault, &fault);
    return result;
}

/* *user NULL: the slot has no name. */
static int read_user(struct load *load, uint8_t id, struct model_user **user)
{
    char name[BMC_USER_NAME] = "";

    *user = (struct model_user *)model_user(load->model, id);
    if (*user == NULL) {
        if (read_name(load, id, name) < 0)
            return -1;
        if (name[0] == '\0')
            return 0;
        *user = model_add_user(load->model, id, name);
    }
    if ((*user)->access_known)
        return 0;
    return read_access(load, id, &(*user)->access_known, &(*user)->access);
}

/* How many slots there are; every answer to Get User Access says so. */
static int slot_count(struct load *load, uint8_t *slots)
{
    struct user_access access = {0};
    bool known;

    for (size_t i = 0; i < load->model->user_count; i++) {
        if (load->model->users[i].access_known) {
            *slots = model_slots(&load->model->users[i].access);
            return 0;
        }
    }
    if (read_access(load, BMC_USER_FIRST, &known, &access) < 0)
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

    if (read_user(load, USER_PREFERRED, &user) < 0)
        return -1;
    if (user != NULL) {
        model->default_user = USER_PREFERRED;
        return 0;
    }
    if (slot_count(load, &slots) < 0)
        return -1;
    for (uint8_t id = BMC_USER_FIRST; id <= slots && id <= BMC_USER_LAST; id++) {
        if (id == USER_PREFERRED)
            continue;
        if (read_user(load, id, &user) < 0)
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

int load_all_users(struct load *load)
{
    struct model *model = load->model;
    uint8_t slots = 0;

    if (model->users_complete)
        return 0;
    if (slot_count(load, &slots) < 0)
        return -1;
    for (uint8_t id = BMC_USER_FIRST; id <= slots && id <= BMC_USER_LAST; id++) {
        struct model_user *user;

        if (read_user(load, id, &user) < 0)
            return -1;
    }
    model->users_complete = true;
    return 0;
}

int load_user_again(struct load *load, uint8_t id)
{
    struct model_user *user = (struct model_user *)model_user(load->model, id);

    if (user != NULL)
        user->access_known = false;
    return read_user(load, id, &user);
}
