/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/link.h"

#include <string.h>

#include "base/i18n.h"
#include "base/system.h"

/*
 * FreeIPMI's deepest call uses well under half of it. Processor registers that still hold bytes of
 * it are saved on the stack by lazy binding, hence -z now in the default build: with that no copy
 * is left anywhere in memory (looked for over LAN, OpenIPMI and in the demo).
 */
#define SCRUB_DEPTH 65536

__attribute__((noinline)) void link_scrub_stack(void)
{
    char bytes[SCRUB_DEPTH];

    explicit_bzero(bytes, sizeof bytes);
}

int64_t link_session_timeout(const struct bmc_target *target)
{
    return target->session_timeout_ms != 0 ? target->session_timeout_ms : LINK_SESSION_TIMEOUT_MS;
}

int64_t link_retransmission_timeout(const struct bmc_target *target)
{
    int64_t quarter = link_session_timeout(target) / 4;

    if (target->retransmission_timeout_ms != 0)
        return target->retransmission_timeout_ms;
    /* FreeIPMI wants it below the session's. */
    return quarter < LINK_RETRANSMISSION_TIMEOUT_MS ? quarter : LINK_RETRANSMISSION_TIMEOUT_MS;
}

enum privilege link_privilege(const struct bmc_target *target)
{
    return target->privilege != 0 ? target->privilege : PRIVILEGE_ADMINISTRATOR;
}

int link_send_error(struct link *link, int errnum, struct bmc_error *error)
{
    bool lan = bmc_driver_is_lan(link->driver);

    switch (errnum) {
    case IPMI_ERR_SESSION_TIMEOUT:
    case IPMI_ERR_CONNECTION_TIMEOUT:
    case IPMI_ERR_MESSAGE_TIMEOUT:
        return error_set(error, ERROR_TIMEOUT, "%s",
                         lan ? _("no answer from the BMC; the session may have been lost")
                             : _("no answer from the BMC"));
    case IPMI_ERR_DRIVER_TIMEOUT:
        return error_set(error, ERROR_TIMEOUT, _("no answer from the BMC for a minute"));
    case IPMI_ERR_DRIVER_BUSY:
        return error_set(error, ERROR_DEVICE_BUSY,
                         _("the driver is busy; if it stays busy, load the kernel driver: %s"),
                         system_load_usual());
    case IPMI_ERR_PARAMETERS:
    case IPMI_ERR_INTERNAL_ERROR:
        /* In-band the latter is a bad answer too; on the LAN the request could not be sent. */
        if (lan && errnum == IPMI_ERR_INTERNAL_ERROR)
            return error_set(error, ERROR_GONE, _("no route to the BMC"));
        return error_set(error, ERROR_MALFORMED, _("the BMC's answer has the wrong length"));
    default:
        return error_set(error, ERROR_GONE, _("the link to the BMC was lost: %s"),
                         ipmi_ctx_strerror(errnum));
    }
}

bool link_broken(const struct bmc_error *error)
{
    return error->kind == ERROR_TIMEOUT || error->kind == ERROR_GONE ||
           error->kind == ERROR_DEVICE_BUSY;
}
