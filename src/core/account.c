/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the BMC's users are, and who is meant. */
#include "core/account.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/rule.h"
#include "core/user.h"

#define SLOTS_TEXT (BMC_USER_LAST * 4) /* ", 63" */

const struct account *account_in(const struct accounts *accounts, uint8_t slot)
{
    for (size_t i = 0; i < accounts->count; i++)
        if (accounts->of[i].slot == slot)
            return &accounts->of[i];
    return NULL;
}

struct account *account_at(struct accounts *accounts, uint8_t slot)
{
    return (struct account *)account_in(accounts, slot);
}

/* --- who gets in ----------------------------------------------------------------- */

/* Privilege 0 stands in empty slots of some BMCs; no session can have it. */
static bool account_opens(bool known, const struct user_access *access)
{
    return known && access->messaging && access->enabled != USER_DISABLED &&
           access->privilege != 0 && access->privilege != PRIVILEGE_NONE;
}

bool account_free(const struct account *account)
{
    return account->named && !account->untold && account->bytes[0] == '\0' &&
           !account_opens(account->known, &account->access);
}

bool account_nameless(const struct account *account)
{
    return account->named && account->bytes[0] == '\0' &&
           account_opens(account->known, &account->access);
}

static bool account_administers(const struct account *account, bool known,
                                const struct user_access *access)
{
    return account->bytes[0] != '\0' && account_opens(known, access) &&
           access->privilege == PRIVILEGE_ADMINISTRATOR;
}

bool account_administrator(const struct account *account)
{
    return account_administers(account, account->known, &account->access);
}

bool account_administrator_anywhere(const struct accounts *accounts, const struct account *account)
{
    if (account_administrator(account))
        return true;
    for (size_t i = 0; i < accounts->channel_count; i++)
        if (account_administers(account, account->on[i].known, &account->on[i].access))
            return true;
    return false;
}

bool account_only_administrator(const struct accounts *accounts, const struct account *account)
{
    if (!account_administrator(account))
        return false;
    for (size_t i = 0; i < accounts->count; i++)
        if (accounts->of[i].slot != account->slot &&
            account_administrator_anywhere(accounts, &accounts->of[i]))
            return false;
    return true;
}

uint8_t account_twin(const struct accounts *accounts, const struct account *account)
{
    for (size_t i = 0; i < accounts->count && account->bytes[0] != '\0'; i++)
        if (accounts->of[i].slot != account->slot &&
            strcmp(accounts->of[i].bytes, account->bytes) == 0)
            return accounts->of[i].slot;
    return 0;
}

size_t accounts_in_use(const struct accounts *accounts)
{
    size_t count = 0;

    for (size_t i = 0; i < accounts->count; i++)
        count += accounts->of[i].bytes[0] != '\0' || account_nameless(&accounts->of[i]);
    return count;
}

size_t accounts_unread(const struct accounts *accounts)
{
    size_t count = 0;

    for (size_t i = 0; i < accounts->count; i++)
        count += !accounts->of[i].named || accounts->of[i].untold;
    return count;
}

uint8_t accounts_free_slot(const struct accounts *accounts)
{
    for (size_t i = 0; i < accounts->count; i++)
        if (!accounts->of[i].fixed && account_free(&accounts->of[i]))
            return accounts->of[i].slot;
    return 0;
}

/* --- who is meant ---------------------------------------------------------------- */

/* "3, 5"; how many. */
static size_t account_slots_named(const struct accounts *accounts, const char *name,
                                  char slots[SLOTS_TEXT])
{
    size_t count = 0;

    slots[0] = '\0';
    for (size_t i = 0; i < accounts->count; i++) {
        if (strcmp(accounts->of[i].bytes, name) != 0)
            continue;
        text_append(slots, SLOTS_TEXT, ", ", "%u", (unsigned)accounts->of[i].slot);
        count++;
    }
    return count;
}

static int account_no_such(const struct accounts *accounts, const char *name,
                           struct bmc_error *error)
{
    char quoted[RULE_QUOTE];

    for (size_t i = 0; i < accounts->count; i++)
        if (strcmp(accounts->of[i].name, name) == 0)
            return error_set(
                error, ERROR_USAGE,
                _("the name in slot %u has characters outside ASCII; give the slot number instead"),
                (unsigned)accounts->of[i].slot);
    return error_set(error, ERROR_USAGE, _("the BMC has no user %s"), rule_quote(name, quoted));
}

static int account_find_name(const struct accounts *accounts, const char *name, uint8_t *slot,
                             struct bmc_error *error)
{
    char slots[SLOTS_TEXT], quoted[RULE_QUOTE];
    size_t count = account_slots_named(accounts, name, slots);

    if (count == 0)
        return account_no_such(accounts, name, error);
    if (count > 1)
        return error_set(
            error, ERROR_USAGE,
            _("the name %s is in more than one slot (%s); give the slot number instead"),
            rule_quote(name, quoted), slots);
    *slot = (uint8_t)strtoul(slots, NULL, 10);
    return 0;
}

int account_find(const struct accounts *accounts, const char *text, uint8_t *slot,
                 struct bmc_error *error)
{
    char name[BMC_USER_NAME], quoted[RULE_QUOTE];
    const struct account *account;
    uint8_t number;

    if (text[0] != '\0' && text[strspn(text, "0123456789")] == '\0' &&
        (!user_parse(text, &number, name) || number > accounts->slots))
        return error_set(error, ERROR_USAGE, _("slot %s is none of this BMC's: it has 1 to %u"),
                         text, (unsigned)accounts->slots);
    if (!user_parse(text, &number, name))
        return error_set(error, ERROR_USAGE, _("the BMC has no user %s"), rule_quote(text, quoted));
    if (number == 0)
        return account_find_name(accounts, name, slot, error);
    account = account_in(accounts, number);
    if (account == NULL || account_free(account))
        return error_set(error, ERROR_USAGE, _("slot %u is free; `user add` makes a user"),
                         (unsigned)number);
    *slot = number;
    return 0;
}

int account_check_name(const char *name, struct bmc_error *error)
{
    size_t length = strlen(name);

    if (length == 0 || length >= BMC_USER_NAME)
        return error_set(error, ERROR_USAGE,
                         length == 0 ? _("the name is empty; it has 1 to 16 characters")
                                     : _("the name is too long; it has 1 to 16 characters"));
    for (const char *at = name; *at != '\0'; at++)
        if (*at <= ' ' || *at > '~')
            return error_set(error, ERROR_USAGE,
                             *at == ' ' ? _("a name has no blanks, such as oper_2")
                                        : _("a name has ASCII letters, digits and signs only, such "
                                            "as oper_2"));
    return 0;
}

const char *account_name_warning(const char *name)
{
    bool plain = isalpha((unsigned char)name[0]) || name[0] == '_';

    for (const char *at = name; *at != '\0'; at++)
        plain &= isalnum((unsigned char)*at) || *at == '_';
    return plain ? NULL : _("Many BMCs take only letters, digits and _, and no digit first.");
}
