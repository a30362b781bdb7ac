/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is open beside logins: network, machine, serial over LAN, alerts. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "core/weakness_own.h"

/* --- the network ---------------------------------------------------------------------------- */

void weakness_judge_arp(const struct weakness_facts *facts, struct weakness *weakness)
{
    const struct value *arp = &facts->of[FACT_ARP];

    if (weakness_untold(weakness, arp))
        return;
    if ((arp->number & FACT_ARP_GRATUITOUS) == 0) {
        weakness_say(weakness, WEAKNESS_WELL, "%s", _("Gratuitous ARP: off"));
        return;
    }
    weakness_say(weakness, WEAKNESS_NOTE, "%s",
                 _("Gratuitous ARP: the BMC announces its address unasked"));
    weakness->mend = MEND_SAVE;
}

void weakness_judge_rakp(const struct weakness_facts *facts, struct weakness *weakness)
{
    (void)facts;
    weakness_say(weakness, WEAKNESS_NOTE, "%s",
                 _("Anybody who reaches UDP 623 can fetch password hashes (RAKP)"));
}

void weakness_judge_vlan(const struct weakness_facts *facts, struct weakness *weakness)
{
    const struct value *vlan = &facts->of[FACT_VLAN];

    if (weakness_untold(weakness, vlan))
        return;
    if ((vlan->number & VALUE_VLAN_ON) != 0)
        weakness_say(weakness, WEAKNESS_WELL, _("VLAN: %u, apart from other machines"),
                     (unsigned)(vlan->number & VALUE_VLAN_ID));
    else
        weakness_say(weakness, WEAKNESS_NOTE, "%s",
                     _("VLAN: none; the BMC shares its network with other machines"));
}

void weakness_judge_threshold(const struct weakness_facts *facts, struct weakness *weakness)
{
    const struct value *threshold = &facts->of[FACT_THRESHOLD];
    unsigned count = (unsigned)threshold->number;

    if (weakness_untold(weakness, threshold))
        return;
    if (count == 0)
        weakness_say(weakness, WEAKNESS_NOTE, "%s",
                     _("Wrong passwords: no limit, as the BMC says"));
    else
        weakness_say(weakness, WEAKNESS_WELL,
                     ngettext("Wrong passwords: %u locks the user",
                              "Wrong passwords: %u lock the user", count),
                     count);
}

/* --- the machine ---------------------------------------------------------------------------- */

void weakness_judge_host(const struct weakness_facts *facts, struct weakness *weakness)
{
    (void)facts;
    weakness_say(weakness, WEAKNESS_NOTE, "%s",
                 _("Root on the machine needs no password for its BMC"));
}

void weakness_judge_firmware(const struct weakness_facts *facts, struct weakness *weakness)
{
    const struct device *device = &facts->device;

    if (!weakness_untold(weakness, &facts->of[FACT_DEVICE]))
        weakness_say(weakness, WEAKNESS_NOTE, _("Firmware %u.%02x: compare it with the "
                                                "manufacturer's newest"),
                     (unsigned)device->firmware_major, (unsigned)device->firmware_minor);
}

/* --- serial over LAN ------------------------------------------------------------------------ */

void weakness_judge_sol(const struct weakness_facts *facts, struct weakness *weakness)
{
    const struct value *sol = &facts->of[FACT_SOL], *how = &facts->of[FACT_SOL_AUTH];
    const uint64_t forced = FACT_SOL_ENCRYPTED | FACT_SOL_PROVEN;

    if (weakness_untold(weakness, sol))
        return;
    if ((sol->number & FACT_SOL_ON) == 0) {
        weakness_say(weakness, WEAKNESS_WELL, "%s", _("Serial over LAN: off"));
        return;
    }
    if (weakness_untold(weakness, how))
        return;
    weakness_say_two(
        weakness, (how->number & forced) != forced,
        (how->number & FACT_SOL_PRIVILEGE) < PRIVILEGE_OPERATOR,
        (const char *const[]){_("Serial over LAN: encrypted"),
                              _("Serial over LAN: may be unencrypted"),
                              _("Serial over LAN: open to users below operator"),
                              _("Serial over LAN: may be unencrypted, and open below operator")});
}

/* --- alerts --------------------------------------------------------------------------------- */

void weakness_judge_community(const struct weakness_facts *facts, struct weakness *weakness)
{
    const struct value *alerting = &facts->of[FACT_ACTIVE];

    if (weakness_untold(weakness, &facts->of[FACT_COMMUNITY]))
        return;
    if (strcmp(facts->community, "public") != 0) {
        weakness_say(weakness, WEAKNESS_WELL, "%s", _("SNMP community: not the usual \"public\""));
        return;
    }
    weakness->mend = MEND_SAVE;
    if (alerting->state != VALUE_KNOWN)
        weakness_say(weakness, WEAKNESS_UNKNOWN, "%s",
                     _("SNMP community \"public\"; whether alerts are sent, is not known"));
    else if (facts->active.pef_alerting_disabled)
        weakness_say(weakness, WEAKNESS_NOTE, "%s",
                     _("SNMP community \"public\"; no alerts are sent"));
    else
        weakness_say(weakness, WEAKNESS_WEAK, "%s",
                     _("Alerts go out as SNMP community \"public\""));
}
