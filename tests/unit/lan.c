/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/lan.h"

#include <string.h>


const struct setting *lan_setting(enum lan_item item)
{
    static const enum field_id fields[LAN_ITEMS] = {
        [LAN_SOURCE] = FIELD_IP_SOURCE, [LAN_ADDRESS] = FIELD_ADDRESS,
        [LAN_NETMASK] = FIELD_NETMASK,  [LAN_GATEWAY] = FIELD_GATEWAY,
        [LAN_ARP] = FIELD_ARP,          [LAN_VLAN] = FIELD_VLAN,
        [LAN_MAC] = FIELD_MAC,
    };

    return field_get(fields[item]);
}

struct value lan_value(const struct lan *lan, enum lan_item item)
{
    const uint64_t numbers[LAN_ITEMS] = {
        [LAN_SOURCE] = lan->source,
        [LAN_ADDRESS] = lan->address,
        [LAN_NETMASK] = lan->netmask,
        [LAN_GATEWAY] = lan->gateway,
        [LAN_ARP] = (lan->arp_gratuitous ? 1u : 0u) | (lan->arp_replies ? VALUE_ARP_REPLIES : 0u),
        [LAN_VLAN] = (lan->vlan_enabled ? VALUE_VLAN_ON : 0u) | lan->vlan_id,
        [LAN_MAC] = value_from_bytes(&value_mac, lan->mac),
    };

    return (struct value){.state = lan->state[item], .number = numbers[item]};
}

void lan_put(struct lan *lan, enum lan_item item, const struct value *value)
{
    uint64_t number = value->number;

    lan->state[item] = value->state;
    switch (item) {
    case LAN_SOURCE:
        lan->source = (enum ip_source)number;
        break;
    case LAN_ADDRESS:
        lan->address = (uint32_t)number;
        break;
    case LAN_NETMASK:
        lan->netmask = (uint32_t)number;
        break;
    case LAN_GATEWAY:
        lan->gateway = (uint32_t)number;
        break;
    case LAN_ARP:
        lan->arp_gratuitous = (number & 1) != 0;
        lan->arp_replies = (number & VALUE_ARP_REPLIES) != 0;
        break;
    case LAN_VLAN:
        lan->vlan_enabled = (number & VALUE_VLAN_ON) != 0;
        lan->vlan_id = number & VALUE_VLAN_ID;
        break;
    case LAN_MAC:
        value_to_bytes(&value_mac, number, lan->mac);
        break;
    case LAN_ITEMS:
        break;
    }
}

static unsigned lan_row(const struct model *model, enum lan_item item)
{
    return (unsigned)(lan_setting(item) - model->page->settings);
}

void lan_of_model(struct lan *lan, const struct model *model)
{
    memset(lan, 0, sizeof *lan);
    for (enum lan_item item = 0; item < LAN_ITEMS; item++)
        lan_put(lan, item, model_value(model, lan_row(model, item)));
}

void lan_to_channel(const struct lan *lan, const struct model *model,
                    struct model_channel *channel)
{
    for (enum lan_item item = 0; item < LAN_ITEMS; item++)
        channel->values[lan_row(model, item)] = lan_value(lan, item);
}

void lan_of_edit(struct lan *lan, const struct edit *edit, const struct model *model)
{
    memset(lan, 0, sizeof *lan);
    for (enum lan_item item = 0; item < LAN_ITEMS; item++) {
        const struct value wanted = edit_wanted(edit, model, lan_row(model, item));

        lan_put(lan, item, &wanted);
    }
}

const char *lan_print(enum lan_item item, const struct lan *lan, char text[VALUE_TEXT])
{
    struct value value = lan_value(lan, item);

    return value_print(lan_setting(item)->type, &value, text);
}

int bmc_read_lan(struct bmc *bmc, uint8_t channel, enum lan_item item, struct lan *lan,
                 struct bmc_error *error)
{
    const struct setting *setting = lan_setting(item);
    struct value value = lan_value(lan, item);
    int result = setting->read(bmc, setting, (struct scope){.channel = channel}, &value, error);

    if (result == 0)
        lan_put(lan, item, &value);
    return result;
}

int bmc_write_lan(struct bmc *bmc, uint8_t channel, enum lan_item item, const struct lan *lan,
                  struct bmc_error *error)
{
    const struct setting *setting = lan_setting(item);
    struct value value = lan_value(lan, item);

    return setting->write(bmc, setting, (struct scope){.channel = channel}, &value, error);
}
