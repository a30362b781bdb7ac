/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/json.h"

#include <stdio.h>

#include "base/ipv4.h"

static const char *key(enum field_id field)
{
    return field_get(field)->json;
}

static json_t *address(const struct lan *lan, enum lan_item item, uint32_t value)
{
    char quad[IPV4_TEXT];

    if (lan->state[item] != VALUE_KNOWN || value == 0)
        return json_null();
    return json_string(ipv4_print(value, quad));
}

static json_t *mac(const struct lan *lan)
{
    char text[VALUE_TEXT];

    if (lan->state[LAN_MAC] != VALUE_KNOWN)
        return json_null();
    return json_string(field_print_item(LAN_MAC, lan, text));
}

static json_t *source(const struct lan *lan)
{
    if (lan->state[LAN_SOURCE] != VALUE_KNOWN)
        return json_null();
    return json_string(value_word(&value_source, lan->source));
}

static json_t *dhcp(const struct lan *lan)
{
    if (lan->state[LAN_SOURCE] != VALUE_KNOWN)
        return json_null();
    return json_boolean(lan->source == IP_SOURCE_DHCP);
}

static json_t *prefix(const struct lan *lan)
{
    if (lan->state[LAN_NETMASK] != VALUE_KNOWN || lan->netmask == 0 ||
        ipv4_prefix(lan->netmask) < 0)
        return json_null();
    return json_integer(ipv4_prefix(lan->netmask));
}

static json_t *vlan(const struct lan *lan)
{
    if (lan->state[LAN_VLAN] != VALUE_KNOWN || !lan->vlan_enabled)
        return json_null();
    return json_integer(lan->vlan_id);
}

static json_t *enabled(const struct page_user *user)
{
    if (!user->access_known || user->access.enabled == USER_ENABLED_UNKNOWN)
        return json_null();
    return json_boolean(user->access.enabled == USER_ENABLED);
}

static json_t *user_object(const struct page *page)
{
    const struct page_user *user = page_user(page, page->default_user);
    json_t *object;

    if (user == NULL)
        return json_null();
    object = json_object();
    json_object_set_new(object, "id", json_integer(user->id));
    json_object_set_new(object, "name", json_string(user->name));
    json_object_set_new(object, "enabled", enabled(user));
    json_object_set_new(object, "privilege",
                        user->access_known
                            ? json_string(value_word(&value_privilege, user->access.privilege))
                            : json_null());
    return object;
}

static json_t *identify(const struct page *page)
{
    if (page->identify_state != VALUE_KNOWN)
        return json_string(value_word(&value_identify, IDENTIFY_UNKNOWN));
    return json_string(value_word(&value_identify, page->identify));
}

static json_t *url(const struct page *page)
{
    char text[VALUE_TEXT];

    return page_url(page, text) ? json_string(text) : json_null();
}

json_t *json_channel(const struct page_channel *channel)
{
    json_t *object = json_object();

    json_object_set_new(object, key(FIELD_CHANNEL), json_integer(channel->number));
    json_object_set_new(object, "medium", json_string(value_word(&value_medium, channel->medium)));
    json_object_set_new(object, key(FIELD_MAC), mac(&channel->lan));
    json_object_set_new(object, key(FIELD_ADDRESS),
                        address(&channel->lan, LAN_ADDRESS, channel->lan.address));
    json_object_set_new(object, key(FIELD_IP_SOURCE), source(&channel->lan));
    return object;
}

json_t *json_page(const struct page *page, const char *target)
{
    const struct page_channel *channel = &page->channels[page->current];
    const struct lan *lan = page_lan(page);
    json_t *object = json_object();

    json_object_set_new(object, key(FIELD_CONTROLLER), json_string(target));
    json_object_set_new(object, key(FIELD_CHANNEL), json_integer(channel->number));
    json_object_set_new(object, "medium", json_string(value_word(&value_medium, channel->medium)));
    json_object_set_new(object, key(FIELD_MAC), mac(lan));
    json_object_set_new(object, key(FIELD_IP_SOURCE), source(lan));
    json_object_set_new(object, key(FIELD_DHCP), dhcp(lan));
    json_object_set_new(object, key(FIELD_ADDRESS), address(lan, LAN_ADDRESS, lan->address));
    json_object_set_new(object, key(FIELD_NETMASK), address(lan, LAN_NETMASK, lan->netmask));
    json_object_set_new(object, "prefix", prefix(lan));
    json_object_set_new(object, key(FIELD_GATEWAY), address(lan, LAN_GATEWAY, lan->gateway));
    json_object_set_new(object, key(FIELD_VLAN), vlan(lan));
    json_object_set_new(object, key(FIELD_USER), user_object(page));
    json_object_set_new(object, key(FIELD_IDENTIFY), identify(page));
    json_object_set_new(object, key(FIELD_URL), url(page));
    return object;
}

void json_print(json_t *value)
{
    json_dumpf(value, stdout, JSON_INDENT(2) | JSON_ENSURE_ASCII);
    putchar('\n');
    json_decref(value);
}
