/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/user.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/reason.h"
#include "core/rule.h"

#define SLOTS (BMC_USER_LAST * 4) /* ", 63" */

static bool is_number(const char *text)
{
    return text[0] != '\0' && text[strspn(text, "0123456789")] == '\0';
}

bool user_parse(const char *text, uint8_t *slot, char name[BMC_USER_NAME])
{
    size_t length = strlen(text);
    const char *from = text;

    *slot = 0;
    name[0] = '\0';
    if (is_number(text)) {
        unsigned long number = strtoul(text, NULL, 10); /* ULONG_MAX where it is too large */

        *slot = number >= BMC_USER_FIRST && number <= BMC_USER_LAST ? (uint8_t)number : 0;
        return *slot != 0;
    }
    if (length >= 2 && text[0] == '"' && text[length - 1] == '"') {
        from++;
        length -= 2;
    }
    if (length == 0 || length >= BMC_USER_NAME)
        return false;
    memcpy(name, from, length);
    name[length] = '\0';
    return true;
}

/* The slots of all that have this name, "3, 5"; how many. */
static size_t slots_named(const struct model *model, const char *name, char slots[SLOTS])
{
    size_t count = 0;

    slots[0] = '\0';
    for (size_t i = 0; i < model->user_count; i++) {
        const struct model_user *user = &model->users[i];

        if (strcmp(user->bytes, name) != 0)
            continue;
        text_append(slots, SLOTS, ", ", "%u", (unsigned)user->id);
        count++;
    }
    return count;
}

/* Who is not found may be there all the same. */
static bool users_not_read(const struct model *model, struct bmc_error *error)
{
    char reason[ERROR_SENTENCE];

    if (model->users_fault.kind == ERROR_NONE || model->user_count > 0)
        return false;
    if (model_no_users(model))
        error_set(error, ERROR_USAGE, "%s",
                  reason_of_fault(&model->users_fault, reason, sizeof reason));
    else
        error_set(error, ERROR_USAGE, "%s",
                  model->users_fault.kind == ERROR_DENIED
                      ? _("this session may not read the BMC's users; log in with a higher "
                          "privilege level")
                      : _("the BMC's users could not be read; try again"));
    return true;
}

static int no_such_user(const struct model *model, const char *name, struct bmc_error *error)
{
    char quoted[RULE_QUOTE];

    for (size_t i = 0; i < model->user_count; i++)
        if (strcmp(model->users[i].name, name) == 0)
            return error_set(
                error, ERROR_USAGE,
                _("the name in slot %u has characters outside ASCII; give the slot number instead"),
                (unsigned)model->users[i].id);
    if (users_not_read(model, error))
        return -1;
    if (is_number(name))
        return error_set(error, ERROR_USAGE,
                         _("the BMC has no user named %s; write a slot number without quotes"),
                         rule_quote(name, quoted));
    return error_set(error, ERROR_USAGE, _("the BMC has no user %s"), rule_quote(name, quoted));
}

static int find_name(const struct model *model, const char *name, uint8_t *id,
                     struct bmc_error *error)
{
    char slots[SLOTS], quoted[RULE_QUOTE];
    size_t count = slots_named(model, name, slots);

    if (count > 1)
        return error_set(
            error, ERROR_USAGE,
            _("the name %s is in more than one slot (%s); give the slot number instead"),
            rule_quote(name, quoted), slots);
    if (count == 0)
        return no_such_user(model, name, error);
    *id = (uint8_t)strtoul(slots, NULL, 10);
    return 0;
}

int user_find(const struct model *model, const char *text, uint8_t *id, struct bmc_error *error)
{
    char name[BMC_USER_NAME], quoted[RULE_QUOTE];
    uint8_t slot;

    if (!user_parse(text, &slot, name))
        return error_set(error, ERROR_USAGE, _("the BMC has no user %s"),
                         rule_quote(text, quoted));
    if (slot == 0)
        return find_name(model, name, id, error);
    if (model_user(model, slot) == NULL && users_not_read(model, error))
        return -1;
    if (model_user(model, slot) == NULL)
        return error_set(error, ERROR_USAGE, _("slot %u has no named user"), (unsigned)slot);
    *id = slot;
    return 0;
}

bool user_name_tells(const struct model *model, const struct model_user *user)
{
    char slots[SLOTS];

    return strcmp(user->bytes, user->name) == 0 && slots_named(model, user->bytes, slots) == 1;
}
