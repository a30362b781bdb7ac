/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a session over LAN is opened: cipher suites of IPMI 2.0 (22.15, Table 22-20), authentication
 * types of IPMI 1.5, and what both are asked for. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/weakness_own.h"

/* --- cipher suites -------------------------------------------------------------------------- */

enum suite_kind { SUITE_OPEN, SUITE_PLAIN, SUITE_RC4, SUITE_GOOD, SUITE_UNKNOWN };

/* Table 22-20: what is behind each id's authentication. */
static enum suite_kind suite_kind(uint8_t id)
{
    static const uint8_t kinds[] = {
        SUITE_OPEN, SUITE_PLAIN, SUITE_PLAIN, SUITE_GOOD,  SUITE_RC4,   SUITE_RC4,  SUITE_PLAIN,
        SUITE_PLAIN, SUITE_GOOD, SUITE_RC4,   SUITE_RC4,   SUITE_PLAIN, SUITE_GOOD, SUITE_RC4,
        SUITE_RC4,  SUITE_PLAIN, SUITE_PLAIN, SUITE_GOOD,  SUITE_RC4,   SUITE_RC4};

    return id < sizeof kinds ? (enum suite_kind)kinds[id] : SUITE_UNKNOWN;
}

static bool suite_is_weak(uint8_t id)
{
    return suite_kind(id) == SUITE_PLAIN || suite_kind(id) == SUITE_RC4;
}

unsigned weakness_entries(const struct suite_table *table, bool zero)
{
    unsigned entries = 0;

    for (size_t i = 0; i < table->count; i++)
        if (table->limits[i] != PRIVILEGE_UNUSED &&
            (zero ? suite_kind(table->ids[i]) == SUITE_OPEN : suite_is_weak(table->ids[i])))
            entries |= 1u << i;
    return entries;
}

bool weakness_strong_left(const struct suite_table *table, unsigned closed)
{
    for (size_t i = 0; i < table->count; i++)
        if ((table->ids[i] == 3 || table->ids[i] == 17) && (closed & 1u << i) == 0 &&
            table->limits[i] >= PRIVILEGE_ADMINISTRATOR)
            return true;
    return false;
}

static bool suite_listed(const struct weakness_facts *facts, uint8_t id)
{
    return memchr(facts->suites.ids, id, facts->suites.count) != NULL;
}

/* A BMC may have either the list or the table; but what could not be read may say otherwise. */
static bool suites_untold(const struct weakness_facts *facts, struct weakness *weakness)
{
    const struct value *list = &facts->of[FACT_SUITES], *table = &facts->of[FACT_TABLE];

    if (table->state == VALUE_NOT_AVAILABLE || table->state == VALUE_KNOWN)
        return weakness_untold(weakness, list);
    return weakness_untold(weakness, table);
}

void weakness_judge_zero(const struct weakness_facts *facts, struct weakness *weakness)
{
    bool table = facts->of[FACT_TABLE].state == VALUE_KNOWN;
    bool listed = facts->of[FACT_SUITES].state == VALUE_KNOWN && suite_listed(facts, 0);
    const enum privilege *limit = table ? suite_table_limit(&facts->table, 0) : NULL;

    weakness->suite = 0;
    if ((limit != NULL && *limit != PRIVILEGE_UNUSED) || (listed && limit == NULL)) {
        weakness_say(weakness, WEAKNESS_DANGER, "%s",
                     limit != NULL ? _("Cipher suite 0: a session needs no password")
                     : facts->of[FACT_TABLE].state == VALUE_NOT_READ
                         ? _("Cipher suite 0 is offered; for whom could not be read")
                         : _("Cipher suite 0 is offered, but not in the table to close it"));
        weakness->mend = limit != NULL ? MEND_SAVE : MEND_NONE;
    } else if (limit != NULL) {
        weakness_say(weakness, WEAKNESS_WELL, "%s",
                     _("Cipher suite 0: closed to everybody, the BMC says"));
    } else if (!suites_untold(facts, weakness)) {
        weakness_say(weakness, WEAKNESS_WELL, "%s", _("Cipher suite 0: not offered"));
    }
}

struct suite_ids {
    char text[4 * BMC_SUITES_MAX];
    unsigned count;
    bool plain, rc4, unknown;
    uint8_t last;
};

static void suites_add(struct suite_ids *ids, uint8_t id)
{
    text_append(ids->text, sizeof ids->text, ", ", "%u", (unsigned)id);
    ids->count++;
    ids->last = id;
    ids->plain |= suite_kind(id) == SUITE_PLAIN;
    ids->rc4 |= suite_kind(id) == SUITE_RC4;
}

static void suites_say(struct weakness *weakness, const struct suite_ids *ids)
{
    const char *format =
        !ids->rc4 ? ngettext("Cipher suite %s does not encrypt", "Cipher suites %s do not encrypt",
                             ids->count)
        : !ids->plain ? ngettext("Cipher suite %s encrypts with RC4",
                                 "Cipher suites %s encrypt with RC4", ids->count)
                      : _("Cipher suites %s do not encrypt, or with RC4");
    char list[60];

    snprintf(list, sizeof list, "%.*s", (int)sizeof list - 1, ids->text);
    weakness->level = WEAKNESS_WEAK;
    weakness->suite = ids->count == 1 ? ids->last : -1;
    text_put(format, list, weakness->text, sizeof weakness->text);
}

static void weak_judge_table(const struct suite_table *table, struct weakness *weakness)
{
    unsigned entries = weakness_entries(table, false);
    struct suite_ids ids = {.count = 0}, odd = {.count = 0};

    for (size_t i = 0; i < table->count; i++) {
        if ((entries & 1u << i) != 0)
            suites_add(&ids, table->ids[i]);
        else if (table->limits[i] != PRIVILEGE_UNUSED &&
                 suite_kind(table->ids[i]) == SUITE_UNKNOWN)
            suites_add(&odd, table->ids[i]);
    }
    if (ids.count > 0) {
        suites_say(weakness, &ids);
        weakness->mend = MEND_SAVE;
    } else if (odd.count > 0) {
        weakness_say(weakness, WEAKNESS_UNKNOWN,
                     _("Cipher suites %.40s: the manufacturer's own, whatever they do"), odd.text);
    } else {
        weakness_say(weakness, WEAKNESS_WELL, "%s", _("Cipher suites that are open: all encrypt"));
    }
}

void weakness_judge_weak(const struct weakness_facts *facts, struct weakness *weakness)
{
    struct suite_ids ids = {.count = 0};

    if (facts->of[FACT_TABLE].state == VALUE_KNOWN) {
        weak_judge_table(&facts->table, weakness);
        return;
    }
    if (suites_untold(facts, weakness))
        return;
    for (size_t i = 0; i < facts->suites.count; i++)
        if (suite_is_weak(facts->suites.ids[i]))
            suites_add(&ids, facts->suites.ids[i]);
    if (ids.count > 0)
        weakness_say(weakness, WEAKNESS_UNKNOWN,
                     _("Cipher suites %.40s: who may use them is not reported"), ids.text);
    else
        weakness_say(weakness, WEAKNESS_WELL, "%s", _("Cipher suites on offer: all encrypt"));
}

/* --- IPMI 1.5 ------------------------------------------------------------------------------- */

/* Bits of each byte of LAN parameter 2 (Table 23-4). */
enum { TYPE_NONE = 0x01, TYPE_MD2 = 0x02, TYPE_STRAIGHT = 0x10, LEVELS = 5 };

void weakness_judge_auth_types(const struct weakness_facts *facts, struct weakness *weakness)
{
    static const struct {
        unsigned bit;
        const char *text;
    } types[] = {{TYPE_NONE, N_("none")},
                 {TYPE_MD2, N_("MD2")},
                 {TYPE_STRAIGHT, N_("straight password")}};
    const struct value *fact = &facts->of[FACT_AUTH];
    unsigned on = 0;
    char text[100] = "";

    if (weakness_untold(weakness, fact))
        return;
    for (unsigned level = 0; level < LEVELS; level++)
        on |= (unsigned)(fact->number >> 8 * level) & 0xff;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if ((on & types[i].bit) != 0)
            text_append(text, sizeof text, ", ", "%s", _(types[i].text));
    if (text[0] != '\0') {
        weakness_say(weakness, WEAKNESS_WEAK, _("IPMI 1.5 logins: %s allowed"), text);
        weakness->mend = MEND_SAVE;
    } else {
        weakness_say(weakness, WEAKNESS_WELL, "%s",
                     on != 0 ? _("IPMI 1.5 logins: neither none, MD2 nor straight password")
                             : _("IPMI 1.5 logins: closed"));
    }
}

/* --- both ----------------------------------------------------------------------------------- */

void weakness_judge_channel_auth(const struct weakness_facts *facts, struct weakness *weakness)
{
    bool user = facts->kept.user_auth_disabled || facts->active.user_auth_disabled;
    bool message = facts->kept.message_auth_disabled || facts->active.message_auth_disabled;

    if (weakness_untold(weakness, &facts->of[FACT_KEPT]) ||
        weakness_untold(weakness, &facts->of[FACT_ACTIVE]))
        return;
    weakness_say_two(
        weakness, user, message,
        (const char *const[]){_("Sessions: messages and users are authenticated"),
                              _("Sessions: user-level authentication is off"),
                              _("Sessions: per-message authentication is off"),
                              _("Sessions: neither messages nor users need authentication")});
}
