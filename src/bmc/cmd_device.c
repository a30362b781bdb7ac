/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Get Device ID (20.1), Cold and Warm Reset (20.2, 20.3), Get Self Test Results (20.4),
 * Get System GUID (22.14). */
#include "bmc/request.h"
#include "bmc/state.h"

static void device_read(const struct request *request, struct device *device)
{
    device->id = (uint8_t)request_field(request, "device_id");
    device->revision = (uint8_t)request_field(request, "device_revision.revision");
    device->firmware_major = (uint8_t)request_field(request, "firmware_revision1.major_revision");
    device->firmware_minor = (uint8_t)request_field(request, "firmware_revision2.minor_revision");
    device->ipmi_major = (uint8_t)request_field(request, "ipmi_version_major");
    device->ipmi_minor = (uint8_t)request_field(request, "ipmi_version_minor");
    device->manufacturer = (uint32_t)request_field(request, "manufacturer_id.id");
    device->product = (uint16_t)request_field(request, "product_id");
}

/* Unless it may be another BMC, which is just being asked who it is. */
static void device_remember(struct bmc *bmc, const struct device *device)
{
    if (!bmc->proving)
        bmc->last_device = (struct last_device){bmc->opened, *device};
}

int bmc_get_device(struct bmc *bmc, struct device *device, struct bmc_error *error)
{
    struct request request;

    REQUEST_MAKE(&request, REQUEST_READ, get_device_id);
    if (request_send(&request, fill_cmd_get_device_id(request.rq), bmc, IPMI_NET_FN_APP_RQ)) {
        device_read(&request, device);
        device_remember(bmc, device);
    }
    return request_end(&request, error);
}

int bmc_know_device(struct bmc *bmc, struct device *device, struct bmc_error *error)
{
    if (bmc->last_device.opened == 0 || bmc->last_device.opened != bmc->opened)
        return bmc_get_device(bmc, device, error);
    *device = bmc->last_device.device;
    return 0;
}

bool bmc_same_device(const struct device *one, const struct device *other)
{
    return one->id == other->id && one->manufacturer == other->manufacturer &&
           one->product == other->product;
}

const char *bmc_manufacturer(uint32_t manufacturer, char name[BMC_MANUFACTURER])
{
    int length = ipmi_iana_enterprise_numbers_string(manufacturer, name, BMC_MANUFACTURER - 1);

    name[length > 0 ? length : 0] = '\0';
    for (char *at = name; *at != '\0'; at++)
        if (*at < ' ' || *at > '~')
            *at = '?';
    return name;
}

int bmc_get_guid(struct bmc *bmc, uint8_t guid[BMC_GUID], struct bmc_error *error)
{
    struct request request;

    REQUEST_MAKE(&request, REQUEST_READ, get_system_guid);
    if (request_send(&request, fill_cmd_get_system_guid(request.rq), bmc, IPMI_NET_FN_APP_RQ))
        request_bytes(&request, "guid", guid, BMC_GUID);
    return request_end(&request, error);
}

int bmc_restart(struct bmc *bmc, bool warm, struct bmc_error *error)
{
    struct request request;

    if (warm)
        REQUEST_MAKE(&request, REQUEST_ONCE, warm_reset);
    else
        REQUEST_MAKE(&request, REQUEST_ONCE, cold_reset);
    request_send(&request, warm ? fill_cmd_warm_reset(request.rq) : fill_cmd_cold_reset(request.rq),
                 bmc, IPMI_NET_FN_APP_RQ);
    return request_end(&request, error);
}

/* FreeIPMI's template has the second byte bit by bit. */
int bmc_get_self_test(struct bmc *bmc, struct self_test *test, struct bmc_error *error)
{
    const unsigned answered = FIID_FIELD_REQUIRED | FIID_FIELD_LENGTH_FIXED;
    const unsigned checked = answered | FIID_FIELD_MAKES_PACKET_SUFFICIENT;
    fiid_template_t answer = {{8, "cmd", checked},
                              {8, "comp_code", checked},
                              {8, "result", answered},
                              {8, "detail", answered},
                              {0, "", 0}};
    struct request request;

    request_make(&request, REQUEST_READ, tmpl_cmd_get_self_test_results_rq, answer);
    if (request_send(&request, fill_cmd_get_self_test_results(request.rq), bmc,
                     IPMI_NET_FN_APP_RQ)) {
        test->result = (uint8_t)request_field(&request, "result");
        test->detail = (uint8_t)request_field(&request, "detail");
    }
    return request_end(&request, error);
}
