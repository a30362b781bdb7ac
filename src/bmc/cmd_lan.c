/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Get and Set LAN Configuration Parameters (23.2, 23.1; the parameters: Table 23-4). */
#include "base/i18n.h"
#include "bmc/request.h"

#define VLAN_ID_MAX 4095

/* On the wire the first byte of an address comes first. FreeIPMI writes a number's lowest byte
 * first, on any machine. */
static uint32_t address_to_field(uint32_t address)
{
    return address >> 24 | (address >> 8 & 0xff00) | (address << 8 & 0xff0000) | address << 24;
}

static uint32_t read_address(const struct request *request, const char *name)
{
    uint8_t bytes[4];

    request_bytes(request, name, bytes, sizeof bytes);
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* --- reading ---------------------------------------------------------------- */

static enum ip_source read_source(const struct request *request)
{
    uint64_t source = request_field(request, "ip_address_source");

    return source <= IP_SOURCE_OTHER ? (enum ip_source)source : IP_SOURCE_OTHER;
}

static void read_item(const struct request *request, enum lan_item item, struct lan *lan)
{
    switch (item) {
    case LAN_SOURCE:
        lan->source = read_source(request);
        break;
    case LAN_ADDRESS:
        lan->address = read_address(request, "ip_address");
        break;
    case LAN_NETMASK:
        lan->netmask = read_address(request, "subnet_mask");
        break;
    case LAN_GATEWAY:
        lan->gateway = read_address(request, "ip_address");
        break;
    case LAN_ARP:
        lan->arp_gratuitous = request_field(request, "bmc_generated_gratuitous_arps") != 0;
        lan->arp_replies = request_field(request, "bmc_generated_arp_responses") != 0;
        break;
    case LAN_VLAN:
        lan->vlan_id = (uint16_t)request_field(request, "vlan_id");
        lan->vlan_enabled = request_field(request, "vlan_id_enable") != 0;
        break;
    case LAN_MAC:
        request_bytes(request, "mac_address", lan->mac, sizeof lan->mac);
        break;
    case LAN_ITEMS:
        break;
    }
}

/* PARAMETER_X, and FreeIPMI's templates for it by the name x. */
#define GET(X, x)                                                                                  \
    IPMI_LAN_CONFIGURATION_PARAMETER_##X, tmpl_cmd_get_lan_configuration_parameters_##x##_rs
#define GET_SET(X, x) GET(X, x), tmpl_cmd_set_lan_configuration_parameters_##x##_rq
static const struct {
    uint8_t parameter;
    fiid_field_t *response, *request; /* of getting, of setting; NULL: read only */
} items[LAN_ITEMS] = {
    [LAN_SOURCE] = {GET_SET(IP_ADDRESS_SOURCE, ip_address_source)},
    [LAN_ADDRESS] = {GET_SET(IP_ADDRESS, ip_address)},
    [LAN_NETMASK] = {GET_SET(SUBNET_MASK, subnet_mask)},
    [LAN_GATEWAY] = {GET_SET(DEFAULT_GATEWAY_ADDRESS, default_gateway_address)},
    [LAN_ARP] = {GET_SET(BMC_GENERATED_ARP_CONTROL, bmc_generated_arp_control)},
    [LAN_VLAN] = {GET_SET(VLAN_ID, vlan_id)},
    [LAN_MAC] = {GET(MAC_ADDRESS, mac_address), NULL},
};

static int fill_get(struct request *request, uint8_t channel, uint8_t parameter)
{
    return fill_cmd_get_lan_configuration_parameters(channel, IPMI_GET_LAN_PARAMETER, parameter, 0,
                                                     0, request->rq);
}

int bmc_read_lan(struct bmc *bmc, uint8_t channel, enum lan_item item, struct lan *lan,
                 struct bmc_error *error)
{
    struct request request;

    if (request_check_channel(channel, error) != 0)
        return -1;
    request_make(&request, EXCHANGE_READ, tmpl_cmd_get_lan_configuration_parameters_rq,
                 items[item].response);
    if (request_send(&request, fill_get(&request, channel, items[item].parameter), bmc,
                     IPMI_NET_FN_TRANSPORT_RQ)) {
        read_item(&request, item, lan);
        lan->state[item] = VALUE_KNOWN;
    } else if (request_absent(&request.error)) {
        lan->state[item] = VALUE_NOT_AVAILABLE;
        request.result = 0;
    }
    return request_end(&request, error);
}

/* FreeIPMI's check of the parameter's number leaves out 0, so it is filled with another. */
static int fill_get_progress(struct request *request, uint8_t channel)
{
    int filled = fill_get(request, channel, IPMI_LAN_CONFIGURATION_PARAMETER_IP_ADDRESS);

    if (filled == 0)
        filled = fiid_obj_set(request->rq, "parameter_selector",
                              IPMI_LAN_CONFIGURATION_PARAMETER_SET_IN_PROGRESS);
    return filled;
}

int bmc_get_progress(struct bmc *bmc, uint8_t channel, enum lan_progress *progress,
                     struct bmc_error *error)
{
    struct request request;

    if (request_check_channel(channel, error) != 0)
        return -1;
    request_make(&request, EXCHANGE_READ, tmpl_cmd_get_lan_configuration_parameters_rq,
                 tmpl_cmd_get_lan_configuration_parameters_set_in_progress_rs);
    if (request_send(&request, fill_get_progress(&request, channel), bmc, IPMI_NET_FN_TRANSPORT_RQ))
        *progress = (enum lan_progress)request_field(&request, "state");
    return request_end(&request, error);
}

/* --- writing ---------------------------------------------------------------- */

static int fill_set(struct request *request, uint8_t channel, enum lan_item item,
                    const struct lan *lan)
{
    switch (item) {
    case LAN_SOURCE:
        return fill_cmd_set_lan_configuration_parameters_ip_address_source(
            channel, (uint8_t)lan->source, request->rq);
    case LAN_ADDRESS:
        return fill_cmd_set_lan_configuration_parameters_ip_address(
            channel, address_to_field(lan->address), request->rq);
    case LAN_NETMASK:
        return fill_cmd_set_lan_configuration_parameters_subnet_mask(
            channel, address_to_field(lan->netmask), request->rq);
    case LAN_GATEWAY:
        return fill_cmd_set_lan_configuration_parameters_default_gateway_address(
            channel, address_to_field(lan->gateway), request->rq);
    case LAN_ARP:
        return fill_cmd_set_lan_configuration_parameters_bmc_generated_arp_control(
            channel, lan->arp_gratuitous, lan->arp_replies, request->rq);
    case LAN_VLAN:
        return fill_cmd_set_lan_configuration_parameters_vlan_id(channel, lan->vlan_id,
                                                                 lan->vlan_enabled, request->rq);
    default:
        return -1;
    }
}

static int check_item(enum lan_item item, const struct lan *lan, struct bmc_error *error)
{
    if (items[item].request == NULL)
        return error_set(error, ERROR_USAGE, _("the MAC address is not written"));
    if (item == LAN_VLAN && lan->vlan_id > VLAN_ID_MAX)
        return error_set(error, ERROR_USAGE, _("a VLAN ID is at most %d"), VLAN_ID_MAX);
    return 0;
}

int bmc_write_lan(struct bmc *bmc, uint8_t channel, enum lan_item item, const struct lan *lan,
                  struct bmc_error *error)
{
    struct request request;

    if (request_check_channel(channel, error) != 0 || check_item(item, lan, error) != 0)
        return -1;
    request_make(&request, EXCHANGE_WRITE, items[item].request,
                 tmpl_cmd_set_lan_configuration_parameters_rs);
    request_send(&request, fill_set(&request, channel, item, lan), bmc, IPMI_NET_FN_TRANSPORT_RQ);
    return request_end(&request, error);
}

int bmc_set_progress(struct bmc *bmc, uint8_t channel, enum lan_progress progress,
                     struct bmc_error *error)
{
    struct request request;

    if (request_check_channel(channel, error) != 0)
        return -1;
    request_make(&request, EXCHANGE_WRITE,
                 tmpl_cmd_set_lan_configuration_parameters_set_in_progress_rq,
                 tmpl_cmd_set_lan_configuration_parameters_rs);
    request_send(&request,
                 fill_cmd_set_lan_configuration_parameters_set_in_progress(
                     channel, (uint8_t)progress, request.rq),
                 bmc, IPMI_NET_FN_TRANSPORT_RQ);
    return request_end(&request, error);
}
