/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "bmc/request.h"
#include "bmc/watchdog.h"

int bmc_get_watchdog(struct bmc *bmc, struct watchdog *watchdog, struct bmc_error *error)
{
    struct request request;

    memset(watchdog, 0, sizeof *watchdog);
    REQUEST_MAKE(&request, REQUEST_ASK_ONCE, get_watchdog_timer);
    if (request_send(&request, fill_cmd_get_watchdog_timer(request.rq), bmc,
                     IPMI_NET_FN_APP_RQ)) {
        watchdog->running = request_field(&request, "timer_state") != 0;
        watchdog->log = request_field(&request, "log") != 0;
        watchdog->use = (uint8_t)request_field(&request, "timer_use");
        watchdog->action = (uint8_t)request_field(&request, "timeout_action");
        watchdog->interrupt = (uint8_t)request_field(&request, "pre_timeout_interrupt");
        watchdog->interval = (uint8_t)request_field(&request, "pre_timeout_interval");
        watchdog->initial = (uint16_t)request_field(&request, "initial_countdown_value");
        watchdog->left = (uint16_t)request_field(&request, "present_countdown_value");
    }
    return request_end(&request, error);
}

/* The flags of what has expired stay: a 0 clears none. */
int bmc_stop_watchdog(struct bmc *bmc, const struct watchdog *watchdog, struct bmc_error *error)
{
    struct request request;

    REQUEST_MAKE(&request, REQUEST_ONCE, set_watchdog_timer);
    request_send(&request,
                 fill_cmd_set_watchdog_timer(
                     watchdog->use, IPMI_BMC_WATCHDOG_TIMER_STOP_TIMER_ENABLE,
                     watchdog->log ? IPMI_BMC_WATCHDOG_TIMER_LOG_DISABLE
                                   : IPMI_BMC_WATCHDOG_TIMER_LOG_ENABLE,
                     watchdog->action, watchdog->interrupt, watchdog->interval, 0, 0, 0, 0, 0,
                     watchdog->initial, request.rq),
                 bmc, IPMI_NET_FN_APP_RQ);
    return request_end(&request, error);
}
