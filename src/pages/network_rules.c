/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The network page's rules between its rows: what one text says of another row, and the subnet. */
#include "base/i18n.h"
#include "base/ipv4.h"
#include "core/check.h"
#include "pages/network_own.h"

/* --- the /len behind an address -------------------------------------------------------------- */

/* Where it stands in the address and has not been spelled out yet, else 0. */
static unsigned pending_prefix(const struct edit *edit)
{
    uint32_t address;
    int prefix = 0;

    if (edit->texts[FIELD_ADDRESS].typed)
        (void)rule_parse_prefixed(edit->texts[FIELD_ADDRESS].text, &address, &prefix);
    return prefix > 0 ? (unsigned)prefix : 0;
}

/* A /len fills the netmask; as KEY=VALUE only where none was given: whether they agree is for the
 * check to say. */
void network_spell(struct edit *edit, unsigned row)
{
    unsigned prefix = pending_prefix(edit);
    char quad[IPV4_TEXT];

    if (row != FIELD_ADDRESS || prefix == 0)
        return;
    if (edit->texts[FIELD_ADDRESS].given)
        edit->texts[FIELD_ADDRESS].prefix = prefix;
    if (!edit->texts[FIELD_ADDRESS].given || !edit->texts[FIELD_NETMASK].given)
        edit_put(edit, FIELD_NETMASK, ipv4_print(ipv4_mask(prefix), quad));
}

bool network_wanted(const struct edit *edit, const struct model *model, unsigned row,
                    uint64_t *number)
{
    unsigned prefix = row == FIELD_NETMASK ? pending_prefix(edit) : 0;

    (void)model;
    if (prefix != 0)
        *number = ipv4_mask(prefix);
    return prefix != 0;
}

/* --- between address, netmask and gateway --------------------------------- */

/* What is known and good by itself; prefix 0 and the others 0 where it is not. */
struct subnet {
    uint32_t address, gateway;
    int prefix;
};

static uint32_t wanted(const struct check_context *context, enum field_id field)
{
    uint64_t number;

    return edit_number(context->edit, context->model, field, &number) ? (uint32_t)number : 0;
}

static uint32_t wanted_host(const struct check_context *context, enum field_id field)
{
    uint32_t address = wanted(context, field);

    return rule_host(address) ? address : 0;
}

static void take_subnet(const struct check_context *context, struct subnet *subnet)
{
    int prefix = ipv4_prefix(wanted(context, FIELD_NETMASK));

    subnet->address = wanted_host(context, FIELD_ADDRESS);
    subnet->gateway = wanted_host(context, FIELD_GATEWAY);
    subnet->prefix = prefix > 0 ? prefix : 0;
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
        check_add(list, FIELD_ADDRESS, error,
                  _("%s is the network address of %s/%d; use an address from %s to %s."), quad,
                  text.net, subnet->prefix, text.first, text.last);
    else if (is_broadcast(subnet, subnet->address))
        check_add(list, FIELD_ADDRESS, error,
                  _("%s is the broadcast address of %s/%d; use an address from %s to %s."), quad,
                  text.net, subnet->prefix, text.first, text.last);
}

static void check_inside(const struct subnet *subnet, bool error, const char *none,
                         struct check_list *list)
{
    struct subnet_text text;
    char quad[IPV4_TEXT];

    print_subnet(subnet, &text);
    ipv4_print(subnet->gateway, quad);
    if (subnet_first(subnet) != (subnet->gateway & ipv4_mask((unsigned)subnet->prefix)))
        check_add(list, FIELD_GATEWAY, error,
                  _("%s is not in %s/%d; use an address from %s to %s, or %s."), quad, text.net,
                  subnet->prefix, text.first, text.last, none);
    else if (is_network(subnet, subnet->gateway))
        check_add(list, FIELD_GATEWAY, error,
                  _("%s is the network address of %s/%d; use %s to %s, or %s."), quad, text.net,
                  subnet->prefix, text.first, text.last, none);
    else if (is_broadcast(subnet, subnet->gateway))
        check_add(list, FIELD_GATEWAY, error,
                  _("%s is the broadcast address of %s/%d; use %s to %s, or %s."), quad, text.net,
                  subnet->prefix, text.first, text.last, none);
}

static void check_gateway(const struct check_context *context, const struct subnet *subnet,
                          bool error, struct check_list *list)
{
    char quad[IPV4_TEXT], none[CHECK_PHRASE];

    if (subnet->gateway == 0)
        return;
    check_none(context, FIELD_GATEWAY, none);
    if (subnet->gateway == subnet->address)
        check_add(list, FIELD_GATEWAY, error,
                  _("%s is the BMC's own address; use the router's address, or %s."),
                  ipv4_print(subnet->gateway, quad), none);
    if (subnet->prefix == 32)
        check_add(list, FIELD_NETMASK, error,
                  _("a /32 has no room for a gateway; use /1 to /31, or no gateway."));
    else if (subnet->prefix != 0 && subnet->address != 0)
        check_inside(subnet, error, none, list);
}

/* address=a/len beside a different netmask= */
static void check_prefix(const struct check_context *context, const struct subnet *subnet,
                         struct check_list *list)
{
    int beside = (int)context->edit->texts[FIELD_ADDRESS].prefix;
    char quad[IPV4_TEXT];

    if (beside > 0 && context->edit->texts[FIELD_NETMASK].given && subnet->prefix > 0 &&
        subnet->prefix != beside)
        check_add(list, FIELD_NETMASK, true,
                  _("%s is /%d, but the address says /%d; leave one of them out."),
                  ipv4_print(ipv4_mask((unsigned)subnet->prefix), quad), subnet->prefix, beside);
}

void network_check(const struct check_context *context, struct check_list *list)
{
    bool error = edit_touched(context->edit, context->model, FIELD_ADDRESS);
    struct subnet subnet;

    if (edit_leased(context->edit, context->model))
        return;
    take_subnet(context, &subnet);
    check_prefix(context, &subnet, list);
    if (subnet.prefix != 0 && subnet.address != 0)
        check_edges(&subnet, error, list);
    check_gateway(context, &subnet, error, list);
}
