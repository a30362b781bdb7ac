/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/edit.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "core/rule.h"

static bool parse_vlan(const char *text, uint16_t *id)
{
    uint64_t number;

    if (!value_parse(&value_vlan, text, &number))
        return false;
    *id = number & VALUE_VLAN_ID;
    return true;
}

void edit_init(struct edit *edit)
{
    memset(edit, 0, sizeof *edit);
    edit->address_prefix = -1;
    edit->password = secret_create();
    edit->confirm = secret_create();
}

void edit_reset(struct edit *edit)
{
    struct secret *password = edit->password, *confirm = edit->confirm;

    secret_clear(password);
    secret_clear(confirm);
    memset(edit, 0, sizeof *edit);
    edit->address_prefix = -1;
    edit->password = password;
    edit->confirm = confirm;
}

void edit_release(struct edit *edit)
{
    secret_free(&edit->password);
    secret_free(&edit->confirm);
}

/* --- what is wanted ------------------------------------------------------- */

static bool page_dhcp(const struct page *page)
{
    return page_lan_known(page, LAN_SOURCE) && page_lan(page)->source == IP_SOURCE_DHCP;
}

bool edit_dhcp(const struct edit *edit, const struct page *page)
{
    return edit->dhcp_given ? edit->dhcp : page_dhcp(page);
}

void edit_toggle_dhcp(struct edit *edit, const struct page *page)
{
    const struct lan *lan = page_lan(page);
    bool dhcp = !edit_dhcp(edit, page);
    bool plain = lan->state[LAN_SOURCE] != VALUE_KNOWN || lan->source == IP_SOURCE_STATIC ||
                 lan->source == IP_SOURCE_DHCP;

    if (edit_locked(edit, page, FIELD_DHCP))
        return;
    edit->dhcp = dhcp;
    edit->dhcp_given = !plain || dhcp != page_dhcp(page);
}

bool edit_locked(const struct edit *edit, const struct page *page, enum field_id field)
{
    const struct setting *row = field_get(field);

    if (row->kind == SETTING_LINE)
        return true;
    if (field_item(field) != LAN_ITEMS && page_missing(page_lan(page)->state[field_item(field)]))
        return true;
    return (row->flags & SETTING_LEASED) != 0 && edit_dhcp(edit, page);
}

uint8_t edit_user(const struct edit *edit, const struct page *page)
{
    return edit->user != 0 ? edit->user : page->default_user;
}

static bool is_text(enum field_id field)
{
    return field_get(field)->kind == SETTING_TEXT;
}

const char *edit_text(const struct edit *edit, const struct page *page, enum field_id field,
                      char text[VALUE_TEXT])
{
    const struct page_user *user;

    if (field == FIELD_USER && (user = page_user(page, edit_user(edit, page))) != NULL)
        return page_user_text(user, text);
    if (!is_text(field) || !edit->texts[field].typed || edit_locked(edit, page, field))
        return page_text(page, field, text);
    snprintf(text, VALUE_TEXT, "%s", edit->texts[field].text);
    return text;
}

static void set_text(struct edit *edit, enum field_id field, const char *text)
{
    /* What does not fit is longer than anything that is right, cut or not. */
    snprintf(edit->texts[field].text, VALUE_TEXT, "%s", text);
    edit->texts[field].typed = true;
}

void edit_type(struct edit *edit, enum field_id field, const char *text)
{
    set_text(edit, field, text);
    edit->texts[field].given = false;
    if (field == FIELD_ADDRESS || field == FIELD_NETMASK)
        edit->address_prefix = -1;
}

/* The /len that stands behind the address and has not been spelled out yet, else -1. */
static int pending_prefix(const struct edit *edit)
{
    uint32_t address;
    int prefix = -1;

    if (edit->texts[FIELD_ADDRESS].typed)
        (void)value_parse_prefixed(edit->texts[FIELD_ADDRESS].text, &address, &prefix);
    return prefix;
}

static void set_quad(struct edit *edit, enum field_id field, uint32_t value)
{
    char quad[IPV4_TEXT];

    set_text(edit, field, ipv4_print(value, quad));
}

void edit_leave(struct edit *edit, const struct page *page, enum field_id field)
{
    const char *text;
    uint32_t value;
    uint16_t id;
    int prefix;

    if (!is_text(field) || !edit->texts[field].typed || edit_locked(edit, page, field))
        return;
    text = edit->texts[field].text;
    if (field == FIELD_ADDRESS && value_parse_prefixed(text, &value, &prefix) && prefix > 0) {
        set_quad(edit, FIELD_ADDRESS, value);
        set_quad(edit, FIELD_NETMASK, ipv4_mask((unsigned)prefix));
    } else if (field == FIELD_NETMASK && value_parse_netmask(text, &value)) {
        set_quad(edit, FIELD_NETMASK, value);
    } else if (field == FIELD_VLAN && parse_vlan(text, &id) && id == 0) {
        set_text(edit, FIELD_VLAN, "");
    }
}

/* --- KEY=VALUE ------------------------------------------------------------ */

static int set_dhcp(struct edit *edit, const char *value, struct bmc_error *error)
{
    char quoted[RULE_QUOTE];
    bool yes = strcmp(value, "yes") == 0;

    if (!yes && strcmp(value, "no") != 0)
        return error_set(error, ERROR_USAGE,
                         _("\"%s\" is neither yes nor no; use dhcp=yes or dhcp=no."),
                         rule_quote(value, quoted));
    edit->dhcp_given = true;
    edit->dhcp = yes;
    return 0;
}

/* Spells out at once. A /len fills the netmask only where none was given: whether they agree is
 * for the checks to say. */
static void set_value(struct edit *edit, enum field_id field, const char *value)
{
    uint32_t number;
    uint16_t id;
    int prefix;

    set_text(edit, field, value);
    edit->texts[field].given = true;
    if (field == FIELD_ADDRESS && value_parse_prefixed(value, &number, &prefix) && prefix > 0) {
        edit->address_prefix = prefix;
        set_quad(edit, FIELD_ADDRESS, number);
        if (!edit->texts[FIELD_NETMASK].given)
            set_quad(edit, FIELD_NETMASK, ipv4_mask((unsigned)prefix));
    } else if (field == FIELD_NETMASK && value_parse_netmask(value, &number)) {
        set_quad(edit, FIELD_NETMASK, number);
    } else if (field == FIELD_VLAN && parse_vlan(value, &id) && id == 0) {
        set_text(edit, FIELD_VLAN, "");
    } else if (field == FIELD_GATEWAY && strcmp(value, "none") == 0) {
        set_text(edit, FIELD_GATEWAY, ""); /* as the review prints it */
    }
}

int edit_set(struct edit *edit, const struct page *page, const struct setting *field,
             const char *value, struct bmc_error *error)
{
    (void)page;
    if (field == NULL || field->key == NULL)
        return error_set(error, ERROR_USAGE,
                         _("there is no such key; use dhcp, address, netmask, gateway or vlan."));
    if (field_id(field) == FIELD_DHCP ? edit->dhcp_given : edit->texts[field_id(field)].given)
        return error_set(error, ERROR_USAGE, _("it is given twice; give it once."));
    if (field_id(field) == FIELD_DHCP)
        return set_dhcp(edit, value, error);
    set_value(edit, field_id(field), value);
    return 0;
}

/* --- differences ---------------------------------------------------------- */

static uint32_t page_ipv4(const struct page *page, enum field_id field)
{
    const struct lan *lan = page_lan(page);

    if (field == FIELD_ADDRESS)
        return lan->address;
    return field == FIELD_NETMASK ? lan->netmask : lan->gateway;
}

static bool parse_ipv4(const char *text, enum field_id field, uint32_t *value)
{
    int prefix;

    if (field == FIELD_ADDRESS)
        return value_parse_prefixed(text, value, &prefix);
    if (field == FIELD_NETMASK)
        return value_parse_netmask(text, value);
    if (text[0] != '\0')
        return ipv4_parse(text, value, NULL) == IPV4_GOOD;
    *value = 0;
    return true;
}

bool edit_ipv4(const struct edit *edit, const struct page *page, enum field_id field,
               uint32_t *value)
{
    bool locked = edit_locked(edit, page, field);
    int prefix = field == FIELD_NETMASK && !locked ? pending_prefix(edit) : -1;

    if (prefix > 0) {
        *value = ipv4_mask((unsigned)prefix);
        return true;
    }
    if (edit->texts[field].typed && !locked)
        return parse_ipv4(edit->texts[field].text, field, value);
    *value = page_ipv4(page, field);
    return page_lan_known(page, field_item(field));
}

static bool ipv4_changed(const struct edit *edit, const struct page *page, enum field_id field)
{
    bool pending = field == FIELD_NETMASK && pending_prefix(edit) > 0;
    char now[VALUE_TEXT];
    uint32_t wanted;

    if (!edit->texts[field].typed && !pending)
        return false;
    if (!pending && strcmp(edit->texts[field].text, page_text(page, field, now)) == 0)
        return false;
    return !edit_ipv4(edit, page, field, &wanted) ||
           !page_lan_known(page, field_item(field)) || wanted != page_ipv4(page, field);
}

static bool vlan_changed(const struct edit *edit, const struct page *page)
{
    const struct lan *lan = page_lan(page);
    const char *text = edit->texts[FIELD_VLAN].text;
    char now[VALUE_TEXT];
    uint16_t id;

    if (!edit->texts[FIELD_VLAN].typed || strcmp(text, page_text(page, FIELD_VLAN, now)) == 0)
        return false;
    if (!parse_vlan(text, &id) || lan->state[LAN_VLAN] != VALUE_KNOWN)
        return true;
    return lan->vlan_enabled != (id != 0) || (id != 0 && id != lan->vlan_id);
}

static bool is_address(enum field_id field)
{
    return field == FIELD_ADDRESS || field == FIELD_NETMASK || field == FIELD_GATEWAY;
}

static bool text_changed(const struct edit *edit, const struct page *page, enum field_id field)
{
    if (edit_locked(edit, page, field))
        return false;
    return is_address(field) ? ipv4_changed(edit, page, field) : vlan_changed(edit, page);
}

bool edit_touches_addresses(const struct edit *edit, const struct page *page)
{
    static const enum field_id three[] = {FIELD_ADDRESS, FIELD_NETMASK, FIELD_GATEWAY};

    for (size_t i = 0; i < sizeof three / sizeof *three; i++) {
        if (edit->texts[three[i]].given || text_changed(edit, page, three[i]))
            return true;
    }
    return edit->dhcp_given;
}

/* BIOS, other and unspecified are left alone until DHCP or an address is edited. */
static enum ip_source wanted_source(const struct edit *edit, const struct page *page)
{
    enum ip_source source = page_lan(page)->source;

    if (!page_lan_known(page, LAN_SOURCE))
        return source;
    if (edit_dhcp(edit, page))
        return IP_SOURCE_DHCP;
    return edit_touches_addresses(edit, page) ? IP_SOURCE_STATIC : source;
}

bool edit_changed(const struct edit *edit, const struct page *page, enum field_id field)
{
    bool dhcp_changed = edit_dhcp(edit, page) != page_dhcp(page) &&
                        !page_missing(page_lan(page)->state[LAN_SOURCE]);

    switch (field) {
    case FIELD_DHCP:
        return dhcp_changed;
    case FIELD_IP_SOURCE:
        return !dhcp_changed && wanted_source(edit, page) != page_lan(page)->source;
    case FIELD_PASSWORD:
        return secret_length(edit->password) > 0;
    case FIELD_CONFIRM:
        return secret_length(edit->confirm) > 0;
    default:
        return is_text(field) && text_changed(edit, page, field);
    }
}

bool edit_dirty(const struct edit *edit, const struct page *page)
{
    for (enum field_id field = 0; field < FIELD_COUNT; field++) {
        if (edit_changed(edit, page, field))
            return true;
    }
    return false;
}

static void want_address(const struct edit *edit, const struct page *page, enum field_id field,
                         struct lan *wanted, uint32_t *value)
{
    enum lan_item item = field_item(field);
    uint32_t found;

    if (edit_locked(edit, page, field) || !edit_ipv4(edit, page, field, &found))
        return;
    *value = found;
    wanted->state[item] = VALUE_KNOWN;
}

static void want_vlan(const struct edit *edit, const struct page *page, struct lan *wanted)
{
    uint16_t id;

    if (!edit->texts[FIELD_VLAN].typed || edit_locked(edit, page, FIELD_VLAN) ||
        !parse_vlan(edit->texts[FIELD_VLAN].text, &id))
        return;
    wanted->state[LAN_VLAN] = VALUE_KNOWN;
    wanted->vlan_enabled = id != 0;
    if (id != 0)
        wanted->vlan_id = id;
}

void edit_wanted(const struct edit *edit, const struct page *page, struct lan *wanted)
{
    *wanted = *page_lan(page);
    wanted->source = wanted_source(edit, page);
    want_address(edit, page, FIELD_ADDRESS, wanted, &wanted->address);
    want_address(edit, page, FIELD_NETMASK, wanted, &wanted->netmask);
    want_address(edit, page, FIELD_GATEWAY, wanted, &wanted->gateway);
    want_vlan(edit, page, wanted);
}

void edit_changes(const struct edit *edit, const struct page *page, struct changes *changes)
{
    struct change change = {.scope.channel = page->current < page->channel_count
                                                 ? page->channels[page->current].number
                                                 : 0};
    struct lan wanted;

    memset(changes, 0, sizeof *changes);
    edit_wanted(edit, page, &wanted);
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        change.setting = lan_setting(item);
        change.old = lan_value(page_lan(page), item);
        change.wanted = lan_value(&wanted, item);
        change_add(changes, &change);
    }
}
