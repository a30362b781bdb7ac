/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/follows.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"

static void follows_add(struct follows *follows, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void follows_add(struct follows *follows, const char *format, ...)
{
    va_list arguments;

    assert(follows->count < FOLLOWS_MAX);
    va_start(arguments, format);
    vsnprintf(follows->texts[follows->count++], FOLLOWS_TEXT, format, arguments);
    va_end(arguments);
}

/* The change of this type, NULL: it is not written, or as it is already. */
static const struct change *follows_from(const struct plan *plan, const struct value_type *type)
{
    for (size_t i = 0; i < plan->changes.locked; i++) {
        const struct change *change = &plan->changes.items[i];

        if (change->write && change->setting->type == type &&
            !change_reached(change, GOAL_WANTED, &change->old))
            return change;
    }
    return NULL;
}

static void follows_add_vlan(struct follows *follows, const struct plan *plan)
{
    const struct change *vlan = follows_from(plan, &value_vlan);

    if (vlan == NULL)
        return;
    if (value_is_set(&value_vlan, vlan->wanted.number))
        follows_add(follows,
                    _("The BMC will answer on VLAN %u only: make the switch port ready first."),
                    (unsigned)(vlan->wanted.number & VALUE_VLAN_ID));
    else
        follows_add(follows, "%s",
                    _("The BMC will answer without a VLAN tag: make the switch port ready first."));
}

static void follows_add_address(struct follows *follows, const struct plan *plan)
{
    const struct change *address = change_with(&plan->changes, SETTING_LEASED | SETTING_CUTS_LINK);
    const struct change *source = follows_from(plan, &value_source);
    bool to_dhcp = source != NULL && source->wanted.number == IP_SOURCE_DHCP;
    bool from_dhcp = source != NULL && source->old.number == IP_SOURCE_DHCP;
    char old[IPV4_TEXT], wanted[IPV4_TEXT];

    if (address == NULL || !value_known(&address->old))
        return;
    ipv4_print((uint32_t)address->old.number, old);
    ipv4_print((uint32_t)address->wanted.number, wanted);
    if (to_dhcp)
        follows_add(follows, "%s",
                    _("The DHCP server will choose the address; until the lease has come the BMC "
                      "may have none."));
    if (from_dhcp)
        follows_add(follows,
                    _("No DHCP server will reserve %s: make sure that it is free."),
                    wanted);
    if (rule_host((uint32_t)address->old.number) &&
        (to_dhcp || follows_from(plan, address->setting->type) != NULL))
        follows_add(follows,
                    to_dhcp ? _("Open web pages and sessions at %s may end.")
                            : _("Open web pages and sessions at %s will end."),
                    old);
}

static void follows_add_gateway(struct follows *follows, const struct plan *plan)
{
    const struct change *gateway = follows_from(plan, &value_gateway);

    if (gateway != NULL && !value_is_set(&value_gateway, gateway->wanted.number))
        follows_add(follows, "%s",
                    _("Without a gateway the BMC can be reached from its own network only."));
}

static void follows_add_cut(struct follows *follows, const struct plan *plan)
{
    const struct change *address = change_with(&plan->changes, SETTING_LEASED | SETTING_CUTS_LINK);
    char text[IPV4_TEXT];

    if (address == NULL || !change_judged(&plan->changes, address, GOAL_WANTED))
        follows_add(
            follows, "%s",
            _("This changes the address that bmctui is connected to. It reconnects at the old one "
              "if the BMC is still there; the one that DHCP will give it is unknown."));
    else
        follows_add(follows,
                    _("This cuts the connection of bmctui itself; it reconnects at %s, or else at "
                      "the old address."),
                    ipv4_print((uint32_t)address->wanted.number, text));
}

void follows_make(struct follows *follows, const struct plan *plan, bool cuts_link)
{
    follows->count = 0;
    follows_add_vlan(follows, plan);
    if (cuts_link)
        follows_add_cut(follows, plan);
    follows_add_address(follows, plan);
    follows_add_gateway(follows, plan);
    if (plan->password != NULL && plan->password_kind != PASSWORD_THROWN)
        follows_add(follows, "%s", _("The new password applies to all channels of the BMC."));
    if ((plan_boxes(plan) & REMOTE_BIT(REMOTE_ENABLE)) != 0)
        follows_add(follows, "%s", _("\"Enabled\" applies to all channels of the BMC."));
}
