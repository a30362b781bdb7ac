/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/remote.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "core/rule.h"

static enum remote_need need(bool fine)
{
    return fine ? REMOTE_FINE : REMOTE_LACKING;
}

/* Of the setting that the box writes by itself. */
static enum remote_need need_of_setting(const struct model *model, enum remote_box box)
{
    unsigned row = 0;
    const struct value *value;

    while (row < model->page->count && remote_box_of(model_setting(model, row)) != box)
        row++;
    if (row == model->page->count)
        return REMOTE_IMPOSSIBLE;
    value = model_value(model, row);
    if (value_known(value))
        return need(value_is_set(model_setting(model, row)->type, value->number));
    return value->state == VALUE_NOT_AVAILABLE ? REMOTE_IMPOSSIBLE : REMOTE_UNKNOWN;
}

static enum remote_need need_of_user(const struct user_access *access, enum remote_box box)
{
    switch (box) {
    case REMOTE_ENABLE:
        return access->enabled == USER_ENABLED_UNKNOWN ? REMOTE_UNKNOWN
                                                       : need(access->enabled == USER_ENABLED);
    case REMOTE_MESSAGING:
        return need(access->messaging);
    case REMOTE_PRIVILEGE:
        /* OEM is above administrator: nothing is lacking. */
        return need(access->privilege == PRIVILEGE_ADMINISTRATOR ||
                    access->privilege == PRIVILEGE_OEM);
    case REMOTE_LAN:
    case REMOTE_ARP:
    case REMOTE_COUNT:
        break;
    }
    return REMOTE_UNKNOWN;
}

enum remote_need remote_need(const struct model *model, uint8_t user, enum remote_box box)
{
    const struct model_user *slot = model_user(model, user);

    if (box == REMOTE_LAN)
        return model->access_state != VALUE_KNOWN
                   ? REMOTE_UNKNOWN
                   : need(model->access_volatile.mode == CHANNEL_ACCESS_ALWAYS &&
                          model->access_non_volatile.mode == CHANNEL_ACCESS_ALWAYS);
    if (box == REMOTE_ARP)
        return need_of_setting(model, box);
    if (user == 0)
        return REMOTE_FINE;
    return slot == NULL || !slot->access_known ? REMOTE_UNKNOWN : need_of_user(&slot->access, box);
}

bool remote_possible(const struct model *model, uint8_t user, unsigned boxes,
                     struct bmc_error *error)
{
    char label[VALUE_TEXT * 2];

    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        if ((boxes & REMOTE_BIT(box)) == 0 || remote_need(model, user, box) != REMOTE_IMPOSSIBLE)
            continue;
        error_set(error, ERROR_USAGE,
                  _("%s: not available on this channel; leave out \"%s\"."),
                  remote_label(box, model, user, label, sizeof label), remote_name(box));
        return false;
    }
    return true;
}

static bool disabled(const struct model *model, uint8_t user)
{
    const struct model_user *slot = model_user(model, user);

    return slot != NULL && slot->access_known && slot->access.enabled == USER_DISABLED;
}

bool remote_preticked(const struct model *model, uint8_t user, enum remote_box box,
                      bool password_set)
{
    return password_set && (box == REMOTE_ENABLE || box == REMOTE_MESSAGING) &&
           !disabled(model, user);
}

const char *remote_remark(const struct model *model, uint8_t user, enum remote_box box,
                          bool password_set, bool ticked)
{
    enum remote_need need = remote_need(model, user, box);

    if (need == REMOTE_IMPOSSIBLE)
        return _("(not available)");
    if (need == REMOTE_UNKNOWN)
        return ticked ? _("(could not be checked; ticked: this save sets its password)")
                      : _("(could not be checked)");
    if (ticked)
        return _("(ticked: this save sets its password)");
    if (password_set && box == REMOTE_ENABLE && disabled(model, user))
        return _("(disabled: a password alone gives no access)");
    return "";
}

const char *remote_print(enum remote_box box, uint8_t user, const char *name, char *text,
                         size_t size)
{
    char who[VALUE_TEXT];

    snprintf(who, sizeof who, "%u%s%s", (unsigned)user, name[0] == '\0' ? "" : " ", name);
    text[0] = '\0';
    switch (box) {
    case REMOTE_ENABLE:
        snprintf(text, size, _("user %s enabled"), who);
        break;
    case REMOTE_MESSAGING:
        snprintf(text, size, _("IPMI messaging for user %s"), who);
        break;
    case REMOTE_PRIVILEGE:
        snprintf(text, size, _("user %s administrator on this channel"), who);
        break;
    case REMOTE_LAN:
        snprintf(text, size, "%s", _("LAN access always available"));
        break;
    case REMOTE_ARP:
        snprintf(text, size, "%s", _("ARP replies on"));
        break;
    case REMOTE_COUNT:
        break;
    }
    return text;
}

const char *remote_label(enum remote_box box, const struct model *model, uint8_t user, char *text,
                         size_t size)
{
    const struct model_user *slot = model_user(model, user);

    return remote_print(box, user, slot == NULL ? "" : slot->name, text, size);
}

static const char *const names[REMOTE_COUNT] = {
    [REMOTE_ENABLE] = "enable",
    [REMOTE_MESSAGING] = "messaging",
    [REMOTE_PRIVILEGE] = "privilege",
    [REMOTE_LAN] = "lan",
    [REMOTE_ARP] = "arp",
};

const char *remote_name(enum remote_box box)
{
    return (unsigned)box < REMOTE_COUNT ? names[box] : "";
}

/* REMOTE_COUNT: no such name. */
static enum remote_box find(const char *word, size_t length)
{
    enum remote_box box = 0;

    while (box < REMOTE_COUNT &&
           (strlen(names[box]) != length || strncmp(names[box], word, length) != 0))
        box++;
    return box;
}

enum remote_box remote_box_of(const struct setting *setting)
{
    return setting->log == NULL ? REMOTE_COUNT : find(setting->log, strlen(setting->log));
}

static int no_such_name(const char *word, struct bmc_error *error)
{
    struct nearest nearest;

    nearest_begin(&nearest, word);
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++)
        nearest_try(&nearest, names[box]);
    if (nearest_found(&nearest) != NULL)
        return error_set(error, ERROR_USAGE,
                         _("\"%s\" is not one of lan, enable, messaging, privilege and arp; did "
                           "you mean %s?"),
                         word, nearest_found(&nearest));
    return error_set(error, ERROR_USAGE,
                     _("\"%s\" is not one of lan, enable, messaging, privilege and arp."), word);
}

int remote_parse(const char *list, unsigned *boxes, struct bmc_error *error)
{
    unsigned found = 0;

    for (const char *word = list;; word++) {
        size_t length = strcspn(word, ",");
        enum remote_box box = find(word, length);
        char quoted[RULE_QUOTE];

        rule_quote(word, quoted);
        if (length < sizeof quoted)
            quoted[length] = '\0';
        if (box == REMOTE_COUNT)
            return no_such_name(quoted, error);
        found |= REMOTE_BIT(box);
        word += length;
        if (*word == '\0')
            break;
    }
    *boxes = found;
    return 0;
}
