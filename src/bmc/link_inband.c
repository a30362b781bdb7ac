/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * FreeIPMI's drivers on this machine. The kernel's (OpenIPMI) comes first, and if it does not open,
 * its error is the one that is reported: what FreeIPMI tries next only hides "no permission" behind
 * "nothing found". FreeIPMI's own KCS and SSIF drivers bypass the kernel, so they are tried only
 * without a device node, and only if the firmware tables announce such an interface: the library's
 * own search would poke at default I/O ports on any machine.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/system.h"
#include "base/xalloc.h"
#include "bmc/link.h"

struct inband_link {
    struct link link; /* first */
    ipmi_ctx_t ctx;
};

static struct inband_link *inband_link(struct link *link)
{
    return (struct inband_link *)link;
}

static const ipmi_driver_type_t driver_types[] = {
    [BMC_DRIVER_OPENIPMI] = IPMI_DEVICE_OPENIPMI,   [BMC_DRIVER_KCS] = IPMI_DEVICE_KCS,
    [BMC_DRIVER_SSIF] = IPMI_DEVICE_SSIF,           [BMC_DRIVER_SUNBMC] = IPMI_DEVICE_SUNBMC,
    [BMC_DRIVER_INTELDCMI] = IPMI_DEVICE_INTELDCMI,
};

/* --- why it cannot be opened ------------------------------------------------ */

/* FreeIPMI may say no more than "system error": open the device here to learn the reason. Returns
 * an errno, 0: it opens. */
static int inband_reason(const char *device, int errnum)
{
    int fd;

    if (errnum == IPMI_ERR_DEVICE_NOT_FOUND)
        return ENOENT;
    if (errnum == IPMI_ERR_PERMISSION)
        return EACCES;
    fd = open(device, O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return errno;
    close(fd);
    return 0;
}

static int inband_openipmi_error(const char *device, int errnum, struct bmc_error *error)
{
    int reason = inband_reason(device, errnum);

    switch (reason) {
    case 0:
        return error_set(error, ERROR_SYSTEM, _("%s is not an IPMI device"), device);
    case EBUSY:
    case EAGAIN:
        return error_set(error, ERROR_DEVICE_BUSY,
                         _("%s is in use by another program; stop that program first"), device);
    case ENOENT:
    case ENXIO:
    case ENODEV:
        return error_set(
            error, ERROR_NO_DEVICE,
            _("there is no %s: this machine has no BMC, or its kernel driver is not loaded: %s"),
            device, system_load_usual());
    case EACCES:
    case EPERM:
    case EROFS:
        return error_set(error, ERROR_NO_PERMISSION,
                         _("permission denied for %s; run bmctui as root"), device);
    default:
        return error_set(error, ERROR_SYSTEM, _("%s cannot be opened: %s"), device,
                         strerror(reason));
    }
}

static int inband_other_error(enum bmc_driver driver, int errnum, struct bmc_error *error)
{
    const char *name = bmc_driver_name(driver);

    switch (errnum) {
    case IPMI_ERR_DEVICE_NOT_FOUND:
    case IPMI_ERR_DEVICE_NOT_SUPPORTED:
    case IPMI_ERR_INTERNAL_ERROR:
        return error_set(error, ERROR_NO_DEVICE,
                         _("FreeIPMI's %s driver finds no BMC on this machine; to use the kernel "
                           "driver instead: %s"),
                         name, system_load_usual());
    case IPMI_ERR_PERMISSION:
        return error_set(error, ERROR_NO_PERMISSION,
                         _("permission denied for the %s driver; run bmctui as root"), name);
    case IPMI_ERR_DRIVER_BUSY:
        return error_set(error, ERROR_DEVICE_BUSY,
                         _("the %s driver is busy; load the kernel driver instead: %s"), name,
                         system_load_usual());
    default:
        return error_set(error, ERROR_SYSTEM,
                         _("FreeIPMI's %s driver does not work on this machine (%s); to use the "
                           "kernel driver instead: %s"),
                         name, ipmi_ctx_strerror(errnum), system_load_usual());
    }
}

/* --- opening ---------------------------------------------------------------- */

static int inband_open_driver(struct link *link, enum bmc_driver driver, struct bmc_error *error)
{
    struct inband_link *self = inband_link(link);
    const struct bmc_target *target = link->target;
    int errnum;
    bool place = driver == BMC_DRIVER_KCS || driver == BMC_DRIVER_SSIF;
    /* FreeIPMI itself knows one name of the node only. */
    const char *device =
        driver == BMC_DRIVER_OPENIPMI ? bmc_node_name("", target->device) : target->device;

    /* Both at the ports at once: the first request would hang for a minute. */
    if (driver == BMC_DRIVER_KCS && bmc_node_exists("", bmc_node_name("", NULL)))
        return error_set(error, ERROR_DEVICE_BUSY,
                         _("the kernel driver is using the BMC (%s); use -D openipmi"),
                         bmc_node_name("", NULL));
    if (self->ctx == NULL)
        self->ctx = ipmi_ctx_create();
    if (self->ctx == NULL)
        return error_set(error, ERROR_SYSTEM, _("FreeIPMI could not be started"));
    if (ipmi_ctx_open_inband(self->ctx, driver_types[driver], 0,
                             place ? (uint16_t)target->address : 0,
                             place ? (uint8_t)target->register_spacing : 0, device,
                             target->workaround_flags, IPMI_FLAGS_DEFAULT) == 0) {
        link->driver = driver;
        link->unproven = place;
        return 0;
    }
    errnum = ipmi_ctx_errnum(self->ctx);
    return driver == BMC_DRIVER_OPENIPMI ? inband_openipmi_error(device, errnum, error)
                                         : inband_other_error(driver, errnum, error);
}

static bool inband_announced(ipmi_interface_type_t type)
{
    ipmi_locate_ctx_t locate = ipmi_locate_ctx_create();
    struct ipmi_locate_info info;
    bool found;

    if (locate == NULL)
        return false;
    found = ipmi_locate_discover_device_info(locate, type, &info) == 0;
    ipmi_locate_ctx_destroy(locate);
    return found;
}

static bool inband_open_another(struct link *link)
{
    return inband_open_driver(link, BMC_DRIVER_SUNBMC, NULL) == 0 ||
           (inband_announced(IPMI_INTERFACE_KCS) &&
            inband_open_driver(link, BMC_DRIVER_KCS, NULL) == 0) ||
           (inband_announced(IPMI_INTERFACE_SSIF) &&
            inband_open_driver(link, BMC_DRIVER_SSIF, NULL) == 0);
}

static void inband_forget_context(struct inband_link *self)
{
    if (self->ctx == NULL)
        return;
    ipmi_ctx_destroy(self->ctx);
    self->ctx = NULL;
}

static int inband_open(struct link *link, struct bmc_error *error)
{
    enum bmc_driver driver = link->target->driver;
    int result;

    if (driver != BMC_DRIVER_AUTO) {
        result = inband_open_driver(link, driver, error);
    } else {
        struct bmc_error why = {.kind = ERROR_NONE};

        result = inband_open_driver(link, BMC_DRIVER_OPENIPMI, &why);
        if (result != 0 && why.kind == ERROR_NO_DEVICE && link->target->device == NULL &&
            inband_open_another(link))
            result = 0;
        if (result != 0)
            *error = why;
    }
    if (result != 0)
        inband_forget_context(inband_link(link));
    return result;
}

static void inband_close(struct link *link)
{
    ipmi_ctx_close(inband_link(link)->ctx);
    inband_forget_context(inband_link(link));
}

static int inband_send(struct link *link, const struct request *request, struct bmc_error *error)
{
    ipmi_ctx_t ctx = inband_link(link)->ctx;

    if (ipmi_cmd(ctx, request->lun, request->netfn, request->rq, request->rs) == 0)
        return 0;
    return link_send_error(link, ipmi_ctx_errnum(ctx), error);
}

struct link *link_inband_create(void)
{
    static const struct link_class class = {
        .open = inband_open,
        .close = inband_close,
        .send = inband_send,
    };
    struct inband_link *self = xcalloc(1, sizeof *self);

    self->link.class = &class;
    return &self->link;
}
