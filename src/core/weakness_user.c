/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may log in. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/weakness_own.h"

#define USERS_TEXT 80

/* Some that were not found may be among those that could not be read. */
static bool users_untold(const struct weakness_facts *facts, struct weakness *weakness)
{
    const struct accounts *accounts = &facts->accounts;
    unsigned unread = 0;

    if (weakness_untold(weakness, &facts->of[FACT_USERS]))
        return true;
    for (size_t i = 0; i < accounts->count; i++)
        unread += !accounts->of[i].known || !accounts->of[i].named;
    if (unread == 0)
        return false;
    weakness_say(weakness, WEAKNESS_UNKNOWN,
                 ngettext("%s: %u slot could not be read", "%s: %u slots could not be read",
                          unread),
                 weakness_label(weakness->id), unread);
    return true;
}

/* --- without a name ------------------------------------------------------------------------- */

void weakness_judge_no_name(const struct weakness_facts *facts, struct weakness *weakness)
{
    const struct accounts *accounts = &facts->accounts;
    const struct account *first = NULL;
    char slots[USERS_TEXT] = "";
    unsigned count = 0;

    for (size_t i = 0; i < accounts->count; i++) {
        if (!account_nameless(&accounts->of[i]))
            continue;
        first = first == NULL ? &accounts->of[i] : first;
        text_append(slots, sizeof slots, ", ", "%u", (unsigned)accounts->of[i].slot);
        count++;
    }
    if (count == 0) {
        if (!users_untold(facts, weakness))
            weakness_say(weakness, WEAKNESS_WELL, "%s", _("No user can log in without a name"));
        return;
    }
    weakness->user = count == 1 ? first->slot : 0;
    weakness->mend = MEND_SAVE;
    if (count == 1)
        weakness_say(weakness, WEAKNESS_DANGER, _("User %u has no name and may log in as %s"),
                     (unsigned)first->slot,
                     value_word_text(&value_privilege, first->access.privilege));
    else
        weakness_say(weakness, WEAKNESS_DANGER, _("Users %s have no name and may log in"), slots);
}

/* --- administrators ------------------------------------------------------------------------- */

static const struct account *users_twin(const struct accounts *accounts, uint8_t *twin)
{
    for (size_t i = 0; i < accounts->count; i++) {
        *twin = account_twin(accounts, &accounts->of[i]);
        if (*twin != 0)
            return &accounts->of[i];
    }
    return NULL;
}

void weakness_judge_administrators(const struct weakness_facts *facts, struct weakness *weakness)
{
    const struct accounts *accounts = &facts->accounts;
    uint8_t twin = 0;
    const struct account *one = users_twin(accounts, &twin);
    char names[USERS_TEXT] = "";
    unsigned count = 0;

    if (one != NULL) {
        weakness_say(weakness, WEAKNESS_WEAK,
                     _("Users %u and %u are both called %s: one keeps an old password"),
                     (unsigned)one->slot, (unsigned)twin, one->name);
        return;
    }
    if (users_untold(facts, weakness))
        return;
    for (size_t i = 0; i < accounts->count; i++)
        if (account_administrator(&accounts->of[i])) {
            text_append(names, sizeof names, ", ", "%s", accounts->of[i].name);
            count++;
        }
    if (count == 1)
        weakness_say(weakness, WEAKNESS_WELL, _("One administrator: %s"), names);
    else if (count == 0)
        weakness_say(weakness, WEAKNESS_NOTE, "%s", _("No user is an administrator over LAN"));
    else
        weakness_say(weakness, WEAKNESS_NOTE, _("%u administrators: %s"), count, names);
}

/* --- default passwords ---------------------------------------------------------------------- */

static void passwords_say_found(const struct weakness_facts *facts, struct weakness *weakness)
{
    const struct weakness_passwords *passwords = &facts->passwords;
    const struct account *account = account_in(&facts->accounts, passwords->slots[0]);
    char names[USERS_TEXT] = "";

    for (size_t i = 0; i < passwords->count; i++) {
        account = account_in(&facts->accounts, passwords->slots[i]);
        text_append(names, sizeof names, ", ", "%u %s", (unsigned)passwords->slots[i],
                    account != NULL ? account->name : "");
    }
    weakness->user = passwords->count == 1 ? passwords->slots[0] : 0;
    weakness->mend = MEND_PASSWORD;
    weakness_say(weakness, WEAKNESS_DANGER,
                 ngettext("User %s still has the password of the factory",
                          "Users %s still have the password of the factory", passwords->count),
                 names);
}

void weakness_judge_passwords(const struct weakness_facts *facts, struct weakness *weakness)
{
    const struct weakness_passwords *passwords = &facts->passwords;

    switch (passwords->state) {
    case PASSWORDS_NO_PAIRS:
        weakness_say(weakness, WEAKNESS_UNKNOWN, "%s",
                     _("Default passwords: none is known for these users"));
        return;
    case PASSWORDS_NOT_TESTABLE:
        weakness_say(weakness, WEAKNESS_UNKNOWN, _("Default passwords: not testable: %s"),
                     passwords->why);
        return;
    case PASSWORDS_ALL_FIT:
        weakness_say(weakness, WEAKNESS_UNKNOWN, "%s",
                     _("Default passwords: the BMC's password test says yes to all"));
        return;
    case PASSWORDS_LOCKS:
        weakness_say(weakness, WEAKNESS_UNKNOWN, "%s",
                     _("Default passwords: not tested, a wrong one would lock the user"));
        return;
    case PASSWORDS_TESTED:
        break;
    default:
        weakness_say(weakness, WEAKNESS_UNKNOWN, "%s", _("Default passwords: not tested"));
        return;
    }
    if (passwords->count > 0)
        passwords_say_found(facts, weakness);
    else if (passwords->unsure > 0)
        weakness_say(weakness, WEAKNESS_UNKNOWN, "%s",
                     _("Default passwords: the BMC keeps one in a form that cannot be tested"));
    else
        weakness_say(weakness, WEAKNESS_WELL,
                     ngettext("Default passwords: %u user tested, none found",
                              "Default passwords: %u users tested, none found", passwords->tried),
                     (unsigned)passwords->tried);
}

/* --- guests --------------------------------------------------------------------------------- */

void weakness_judge_guests(const struct weakness_facts *facts, struct weakness *weakness)
{
    const struct weakness_guest *first = facts->guests;

    if (weakness_untold(weakness, &facts->of[FACT_GUESTS]))
        return;
    if (facts->guest_count == 0) {
        weakness_say(weakness, WEAKNESS_WELL, "%s", _("No guest has stayed too long"));
        return;
    }
    weakness->user = facts->guest_count == 1 ? first->slot : 0;
    weakness->mend = MEND_GUEST;
    if (facts->guest_count == 1)
        weakness_say(weakness, WEAKNESS_DANGER, _("Guest %s has stayed beyond the end"),
                     first->name);
    else
        weakness_say(weakness, WEAKNESS_DANGER,
                     ngettext("%u guest has stayed beyond the end",
                              "%u guests have stayed beyond the end", facts->guest_count),
                     (unsigned)facts->guest_count);
}
