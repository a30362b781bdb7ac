/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/i18n.h"
#include "bmc/request.h"
#include "bmc/watchdog.h"

#define GROUP 0xdc /* DCMI's, in every answer */

int bmc_get_power_draw(struct bmc *bmc, struct power_draw *draw, struct bmc_error *error)
{
    struct request request;

    memset(draw, 0, sizeof *draw);
    REQUEST_MAKE(&request, REQUEST_ASK_ONCE, dcmi_get_power_reading);
    if (request_send(&request,
                     fill_cmd_dcmi_get_power_reading(
                         IPMI_DCMI_POWER_READING_MODE_SYSTEM_POWER_STATISTICS, 0, request.rq),
                     bmc, IPMI_NET_FN_GROUP_EXTENSION_RQ)) {
        draw->measured = request_field(&request, "power_reading_state.power_measurement") != 0;
        draw->watts = (unsigned)request_field(&request, "current_power");
        draw->least = (unsigned)request_field(&request, "minimum_power_over_sampling_duration");
        draw->most = (unsigned)request_field(&request, "maximum_power_over_sampling_duration");
        draw->average = (unsigned)request_field(&request, "average_power_over_sampling_duration");
        draw->seconds =
            (uint32_t)(request_field(&request, "statistics_reporting_time_period") / 1000);
        if (request_field(&request, "group_extension_identification") != GROUP)
            request.result = error_set(&request.error, ERROR_MALFORMED, "%s",
                                       _("the BMC's answer makes no sense"));
    }
    return request_end(&request, error);
}
