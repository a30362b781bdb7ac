/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/check.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "core/rule.h"

/* --- the list ------------------------------------------------------------- */

void check_clear(struct check_list *list)
{
    list->count = 0;
}

/* Screen order; of one field the error comes before the warning. */
static bool comes_before(const struct check_item *item, enum field_id field, bool error)
{
    return item->field < field || (item->field == field && (item->error || !error));
}

static void add(struct check_list *list, enum field_id field, bool error, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void add(struct check_list *list, enum field_id field, bool error, const char *format, ...)
{
    size_t at = list->count;
    va_list arguments;

    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].field == field && list->items[i].error == error)
            return;
    }
    assert(list->count < CHECK_MAX);
    while (at > 0 && !comes_before(&list->items[at - 1], field, error))
        at--;
    memmove(&list->items[at + 1], &list->items[at], (list->count - at) * sizeof list->items[0]);
    list->count++;
    list->items[at].field = field;
    list->items[at].error = error;
    va_start(arguments, format);
    vsnprintf(list->items[at].sentence, sizeof list->items[at].sentence, format, arguments);
    va_end(arguments);
}

const struct check_item *check_find(const struct check_list *list, enum field_id field)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].field == field)
            return &list->items[i];
    }
    return NULL;
}

const struct check_item *check_first_error(const struct check_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].error)
            return &list->items[i];
    }
    return NULL;
}

/* --- one field by itself -------------------------------------------------- */

/* Values that came from the BMC only warn, until one of their group is edited. */
static bool is_error(const struct check_context *context, enum field_id field)
{
    if (field == FIELD_VLAN)
        return context->edit->texts[FIELD_VLAN].given ||
               edit_changed(context->edit, context->page, FIELD_VLAN);
    return edit_touches_addresses(context->edit, context->page);
}

/* KEY=VALUE for a field that cannot be set. In the form such a field cannot be entered, and what
 * was typed before DHCP was ticked only waits there. */
static void refuse_given(const struct check_context *context, enum field_id field,
                         struct check_list *list)
{
    if (!context->edit->texts[field].given)
        return;
    if (page_lan(context->page)->state[field_item(field)] == VALUE_NOT_AVAILABLE)
        add(list, field, true, _("this BMC does not have it, so it cannot be set."));
    else if (context->edit->dhcp_given)
        add(list, field, true,
            _("with dhcp=yes it comes from the DHCP server; leave it out, or use dhcp=no."));
    else
        add(list, field, true,
            _("DHCP is on, so it comes from the DHCP server; add dhcp=no to set it."));
}

/* What could not be read could not be put back either. So it is not written, nor are those that
 * hang together with it. */
static bool check_not_read(const struct check_context *context, enum field_id field,
                           struct check_list *list)
{
    const struct setting *row = field_get(field);
    const struct value_fault *fault = page_fault(context->page, field);
    bool denied = fault != NULL && fault->kind == ERROR_DENIED;

    if (page_lan(context->page)->state[field_item(field)] != VALUE_NOT_READ)
        return false;
    if (context->edit->texts[field].given ||
        (((row->flags & SETTING_LEASED) != 0 || field == FIELD_DHCP) && is_error(context, field)))
        add(list, field, true,
            denied ? _("it may not be read in this session, so it could not be put back; log in as "
                       "one who may.")
                   : _("it could not be read, so it could not be put back; read it again "
                                 "before anything is changed here."));
    return true;
}

static enum rule_verdict judge(enum field_id field, const char *text, char *sentence, size_t size)
{
    switch (field) {
    case FIELD_ADDRESS:
        return rule_address(text, sentence, size);
    case FIELD_NETMASK:
        return rule_netmask(text, sentence, size);
    case FIELD_GATEWAY:
        return rule_gateway(text, sentence, size);
    case FIELD_VLAN:
        return rule_vlan(text, sentence, size);
    default:
        return RULE_GOOD;
    }
}

/* A netmask may be right through the /len of an address that has not been left yet. */
static bool netmask_good(const struct check_context *context)
{
    uint32_t netmask;

    return edit_ipv4(context->edit, context->page, FIELD_NETMASK, &netmask) &&
           ipv4_prefix(netmask) > 0;
}

static void check_text(const struct check_context *context, enum field_id field,
                       struct check_list *list)
{
    char text[VALUE_TEXT], sentence[ERROR_SENTENCE];
    enum rule_verdict verdict;

    if (check_not_read(context, field, list))
        return;
    if (edit_locked(context->edit, context->page, field)) {
        refuse_given(context, field, list);
        return;
    }
    if (field == FIELD_NETMASK && netmask_good(context))
        return;
    /* Not read yet: there is nothing to judge. */
    if (!context->edit->texts[field].typed &&
        !page_lan_known(context->page, field_item(field)))
        return;
    edit_text(context->edit, context->page, field, text);
    verdict = judge(field, text, sentence, sizeof sentence);
    if (verdict != RULE_GOOD)
        add(list, field, verdict == RULE_ERROR && is_error(context, field), "%s", sentence);
}

static void check_dhcp(const struct check_context *context, struct check_list *list)
{
    if (check_not_read(context, FIELD_DHCP, list))
        return;
    if (context->edit->dhcp_given && edit_locked(context->edit, context->page, FIELD_DHCP))
        add(list, FIELD_DHCP, true,
            _("this BMC does not tell where its address comes from, so it cannot be set."));
}

static bool ipmi_2_0(const struct page *page)
{
    return !page->device_known || page->device.ipmi_major >= 2;
}

static void check_password(const struct check_context *context, struct check_list *list)
{
    const struct secret *password = context->edit->password;
    struct bmc_error error;

    if (secret_length(password) == 0)
        return;
    if (!context->link_encrypted)
        add(list, FIELD_PASSWORD, true,
            _("a new password is never sent unencrypted; use lan_2_0 with cipher suite 3 or 17."));
    else if (password_check(context->policy, password, ipmi_2_0(context->page), &error) != 0)
        add(list, FIELD_PASSWORD, true, "%s", error.sentence);
}

void check_field(const struct check_context *context, enum field_id field, struct check_list *list)
{
    switch (field) {
    case FIELD_DHCP:
        check_dhcp(context, list);
        break;
    case FIELD_ADDRESS:
    case FIELD_NETMASK:
    case FIELD_GATEWAY:
    case FIELD_VLAN:
        check_text(context, field, list);
        break;
    case FIELD_PASSWORD:
        check_password(context, list);
        break;
    default:
        break;
    }
}

/* --- between address, netmask and gateway --------------------------------- */

/* What is known and good by itself; prefix 0 and the others 0 where it is not. */
struct subnet {
    uint32_t address, gateway;
    int prefix;
};

static uint32_t good_host(const struct check_context *context, enum field_id field)
{
    uint32_t value;

    return edit_ipv4(context->edit, context->page, field, &value) && rule_host(value) ? value : 0;
}

static void take_subnet(const struct check_context *context, struct subnet *subnet)
{
    uint32_t netmask;

    subnet->address = good_host(context, FIELD_ADDRESS);
    subnet->gateway = good_host(context, FIELD_GATEWAY);
    subnet->prefix = 0;
    if (edit_ipv4(context->edit, context->page, FIELD_NETMASK, &netmask) &&
        ipv4_prefix(netmask) > 0)
        subnet->prefix = ipv4_prefix(netmask);
}

static uint32_t subnet_first(const struct subnet *subnet)
{
    return subnet->address & ipv4_mask((unsigned)subnet->prefix);
}

static uint32_t subnet_last(const struct subnet *subnet)
{
    return subnet->address | ~ipv4_mask((unsigned)subnet->prefix);
}

/* /31 and /32 have neither network nor broadcast address. */
static bool is_network(const struct subnet *subnet, uint32_t value)
{
    return subnet->prefix < 31 && value == subnet_first(subnet);
}

static bool is_broadcast(const struct subnet *subnet, uint32_t value)
{
    return subnet->prefix < 31 && value == subnet_last(subnet);
}

/* The subnet as text, and the addresses that its hosts can have. */
struct subnet_text {
    char net[IPV4_TEXT], first[IPV4_TEXT], last[IPV4_TEXT];
};

static void print_subnet(const struct subnet *subnet, struct subnet_text *text)
{
    uint32_t margin = subnet->prefix < 31 ? 1 : 0;

    ipv4_print(subnet_first(subnet), text->net);
    ipv4_print(subnet_first(subnet) + margin, text->first);
    ipv4_print(subnet_last(subnet) - margin, text->last);
}

static void check_edges(const struct subnet *subnet, bool error, struct check_list *list)
{
    struct subnet_text text;
    char quad[IPV4_TEXT];

    print_subnet(subnet, &text);
    ipv4_print(subnet->address, quad);
    if (is_network(subnet, subnet->address))
        add(list, FIELD_ADDRESS, error,
            _("%s is the network address of %s/%d; use an address from %s to %s."), quad, text.net,
            subnet->prefix, text.first, text.last);
    else if (is_broadcast(subnet, subnet->address))
        add(list, FIELD_ADDRESS, error,
            _("%s is the broadcast address of %s/%d; use an address from %s to %s."), quad,
            text.net, subnet->prefix, text.first, text.last);
}

static void check_inside(const struct subnet *subnet, bool error, struct check_list *list)
{
    struct subnet_text text;
    char quad[IPV4_TEXT];

    print_subnet(subnet, &text);
    ipv4_print(subnet->gateway, quad);
    if (subnet_first(subnet) != (subnet->gateway & ipv4_mask((unsigned)subnet->prefix)))
        add(list, FIELD_GATEWAY, error,
            _("%s is not in %s/%d; use an address from %s to %s, or leave it empty."), quad,
            text.net, subnet->prefix, text.first, text.last);
    else if (is_network(subnet, subnet->gateway))
        add(list, FIELD_GATEWAY, error,
            _("%s is the network address of %s/%d; use %s to %s, or leave it empty."), quad,
            text.net, subnet->prefix, text.first, text.last);
    else if (is_broadcast(subnet, subnet->gateway))
        add(list, FIELD_GATEWAY, error,
            _("%s is the broadcast address of %s/%d; use %s to %s, or leave it empty."), quad,
            text.net, subnet->prefix, text.first, text.last);
}

static void check_gateway(const struct subnet *subnet, bool error, struct check_list *list)
{
    char quad[IPV4_TEXT];

    if (subnet->gateway == 0)
        return;
    if (subnet->gateway == subnet->address)
        add(list, FIELD_GATEWAY, error,
            _("%s is the BMC's own address; use the router's address, or leave it empty."),
            ipv4_print(subnet->gateway, quad));
    if (subnet->prefix == 32)
        add(list, FIELD_NETMASK, error,
            _("a /32 has no room for a gateway; use /1 to /31, or leave the gateway empty."));
    else if (subnet->prefix != 0 && subnet->address != 0)
        check_inside(subnet, error, list);
}

/* address=a/len beside a different netmask= */
static void check_prefix(const struct check_context *context, const struct subnet *subnet,
                         struct check_list *list)
{
    const struct edit *edit = context->edit;
    char quad[IPV4_TEXT];

    if (edit->address_prefix > 0 && subnet->prefix > 0 && subnet->prefix != edit->address_prefix &&
        !edit_locked(edit, context->page, FIELD_NETMASK))
        add(list, FIELD_NETMASK, true,
            _("%s is /%d, but the address says /%d; leave one of them out."),
            ipv4_print(ipv4_mask((unsigned)subnet->prefix), quad), subnet->prefix,
            edit->address_prefix);
}

void check_addresses(const struct check_context *context, struct check_list *list)
{
    bool error = edit_touches_addresses(context->edit, context->page);
    struct subnet subnet;

    if (edit_dhcp(context->edit, context->page))
        return;
    take_subnet(context, &subnet);
    check_prefix(context, &subnet, list);
    if (subnet.prefix != 0 && subnet.address != 0)
        check_edges(&subnet, error, list);
    check_gateway(&subnet, error, list);
}

/* --- secrets --------------------------------------------------------------- */

static void check_user(const struct check_context *context, struct check_list *list)
{
    uint8_t user = edit_user(context->edit, context->page);

    if (!context->page->users_complete || page_user(context->page, user) != NULL)
        return;
    if (context->page->users_fault.kind != ERROR_NONE && context->page->user_count == 0)
        add(list, FIELD_USER, true,
            _("the BMC's users could not be read, so no password can be set."));
    else if (user == 0)
        add(list, FIELD_USER, true, _("no user of the BMC has a name, so no password can be set."));
    else
        add(list, FIELD_USER, true, _("slot %u has no name; use the slot of a user with a name."),
            (unsigned)user);
}

void check_secrets(const struct check_context *context, struct check_list *list)
{
    const struct edit *edit = context->edit;

    if (secret_length(edit->password) > 0)
        check_user(context, list);
    check_password(context, list);
    if (!context->confirm_needed || secret_equal(edit->password, edit->confirm))
        return;
    if (secret_length(edit->password) == 0)
        add(list, FIELD_CONFIRM, true,
            _("the password itself is empty; type it in both, or in none."));
    else if (secret_length(edit->confirm) == 0)
        add(list, FIELD_CONFIRM, true, _("type the same password here once more."));
    else
        add(list, FIELD_CONFIRM, true, _("the two passwords differ; type the same in both."));
}

void check_all(const struct check_context *context, struct check_list *list)
{
    for (enum field_id field = 0; field < FIELD_COUNT; field++)
        check_field(context, field, list);
    check_addresses(context, list);
    check_secrets(context, list);
}
