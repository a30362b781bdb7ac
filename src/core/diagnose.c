/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diagnose.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

#define CODE_TIMEOUT         0xc3
#define CODE_UNKNOWN_COMMAND 0xc1

/* The driver of the interface itself, SMBus or port. */
static enum system_driver diagnose_interface_module(const struct machine *machine)
{
    return machine->interface_ssif ? DRIVER_SMBUS : DRIVER_PORTS;
}

static bool diagnose_have(const struct machine *machine, enum system_driver module)
{
    return machine->modules[module] != MODULE_NOT_LOADED;
}

static bool diagnose_modules_missing(const struct machine *machine)
{
    return !diagnose_have(machine, diagnose_interface_module(machine)) ||
           !diagnose_have(machine, DRIVER_NODE);
}

/* "ipmi_si loaded, ipmi_devintf missing". ipmi_msghandler comes with either. */
static void diagnose_print_modules(const struct machine *machine, char *text, size_t size)
{
    const enum system_driver shown[] = {diagnose_interface_module(machine), DRIVER_NODE};

    text[0] = '\0';
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
        const char *name = system_driver_name(shown[i]);

        /* On some systems one driver is both. */
        if (i > 0 && strcmp(name, system_driver_name(shown[0])) == 0)
            break;
        switch (machine->modules[shown[i]]) {
        case MODULE_LOADED:
            text_append(text, size, ", ", _("%s loaded"), name);
            break;
        case MODULE_BUILT_IN:
            text_append(text, size, ", ", _("%s built in"), name);
            break;
        default:
            text_append(text, size, ", ", _("%s missing"), name);
        }
    }
}

/* How to get the missing drivers; "" if none is. */
static void diagnose_print_load(const struct machine *machine, char *text, size_t size)
{
    enum system_driver interface = diagnose_interface_module(machine);
    char command[96];

    if (!diagnose_modules_missing(machine)) {
        text[0] = '\0';
        return;
    }
    if (machine->kernel_known && !machine->kernel_has) {
        snprintf(text, size,
                 _("this kernel has no IPMI drivers; install and boot one that does (on Debian: "
                   "linux-image-amd64, not the cloud kernel)"));
        return;
    }
    system_load_command(diagnose_have(machine, interface) ? DRIVER_NODE : interface,
                        diagnose_have(machine, DRIVER_NODE) ? interface : DRIVER_NODE, command,
                        sizeof command);
    snprintf(text, size, _("as root: %s"),
             command[0] != '\0' ? command : _("load the kernel driver for IPMI"));
}

/* A wrong name says nothing about the machine. */
static const char *diagnose_named_advice(void)
{
    return _("give the BMC's device node, such as /dev/ipmi0, or leave out --driver-device "
             "(driver_device in the config file) to have it found");
}

static void diagnose_device_missing(const struct machine *machine, char *text, size_t size)
{
    if (machine->device_named)
        snprintf(text, size, "%s", diagnose_named_advice());
    else if (machine->smbios == SMBIOS_NO_BMC && !diagnose_have(machine, DRIVER_PORTS) &&
             !diagnose_have(machine, DRIVER_SMBUS))
        snprintf(text, size,
                 _("this machine reports no BMC; to reach one elsewhere: bmctui -h HOST -u NAME"));
    else if (diagnose_modules_missing(machine))
        diagnose_print_load(machine, text, size);
    else
        snprintf(text, size,
                 _("the drivers are loaded but found no BMC; to see why, as root: dmesg | grep -i "
                   "ipmi"));
}

static void diagnose_print_no_permission(const struct machine *machine, char *text, size_t size)
{
    snprintf(text, size, _("permission denied for %s (%s)"), machine->device, machine->device_mode);
}

/* What keeps root away is a container or a security module. */
static const char *diagnose_permission_advice(const struct machine *machine)
{
    return machine->root ? _("you are already root, so a container or security module blocks the "
                             "device; allow it there")
                         : _("run bmctui as root");
}

static void diagnose_smbios(const struct machine *machine, struct finding *finding)
{
    finding_init(finding, "smbios", _("SMBIOS type 38"));
    if (machine->smbios == SMBIOS_UNREADABLE) {
        finding_say(finding, SEVERITY_UNKNOWN, "%s", _("cannot be read"));
        finding_advise(finding, SEVERITY_UNKNOWN, "%s",
                       machine->root ? _("nothing: not available on this machine")
                                     : _("try as root; some firmware does not have it"));
    } else if (machine->smbios == SMBIOS_NO_BMC) {
        finding_say(finding, SEVERITY_WARNING, "%s", _("reports no BMC"));
        finding_advise(finding, SEVERITY_WARNING, "%s",
                       _("nothing if this machine has none; otherwise look in the firmware setup"));
    } else if (machine->interface[0] == '\0') {
        finding_say(finding, SEVERITY_OK, "%s", _("announces a BMC"));
    } else {
        finding_say(finding, SEVERITY_OK, _("announces a BMC (%s)"), machine->interface);
    }
}

static void diagnose_modules(const struct machine *machine, struct finding *finding)
{
    finding_init(finding, "modules", _("Kernel modules"));
    diagnose_print_modules(machine, finding->text, sizeof finding->text);
    diagnose_print_load(machine, finding->what_to_do, sizeof finding->what_to_do);
    if (finding->what_to_do[0] != '\0')
        finding->severity = machine->device_exists ? SEVERITY_WARNING : SEVERITY_FAULT;
}

static void diagnose_device(const struct machine *machine, struct finding *finding)
{
    finding_init(finding, "device", _("Device node"));
    if (!machine->device_exists) {
        finding_say(finding, SEVERITY_FAULT, _("there is no %s"), machine->device);
        diagnose_device_missing(machine, finding->what_to_do, sizeof finding->what_to_do);
    } else if (!machine->device_opens) {
        diagnose_print_no_permission(machine, finding->text, sizeof finding->text);
        finding_advise(finding, SEVERITY_FAULT, "%s", diagnose_permission_advice(machine));
    } else {
        finding_say(finding, SEVERITY_OK, "%s (%s)", machine->device, machine->device_mode);
    }
}

void diagnose_machine(const struct machine *machine, struct finding findings[DIAGNOSE_COUNT])
{
    diagnose_smbios(machine, &findings[DIAGNOSE_SMBIOS]);
    diagnose_modules(machine, &findings[DIAGNOSE_MODULES]);
    diagnose_device(machine, &findings[DIAGNOSE_DEVICE]);
}

/* What to do if the error alone decides it. */
static const char *diagnose_advice(const struct bmc_error *error, const struct machine *machine,
                                   const struct bmc_target *target)
{
    bool lan = bmc_driver_is_lan(target->driver);
    /* How the kernel's driver reports a BMC that does not answer. */
    bool hangs = !lan && error->kind == ERROR_BUSY && error->completion_code == CODE_TIMEOUT;

    if (error->advised)
        return "";
    if (target->driver == BMC_DRIVER_DEMO)
        return _("try again, or leave out --demo; the simulated BMC's faults come from demo_faults "
                 "in the config file");
    switch (hangs ? ERROR_TIMEOUT : error->kind) {
    case ERROR_NO_PERMISSION:
        return diagnose_permission_advice(machine);
    case ERROR_DEVICE_BUSY:
        return _("wait for the program that is using it to finish, then try again");
    case ERROR_LOGIN:
        return _("check user name, password, privilege level and cipher suite");
    case ERROR_NO_LAN:
        return error->completion_code == CODE_UNKNOWN_COMMAND
                   ? _("try again in a minute; if this stays so, the BMC cannot be reached over a "
                       "network and there is nothing to set up here")
                   : _("nothing: this BMC cannot be reached over a network");
    case ERROR_BUSY:
        return _(
            "try again in a minute; a BMC that is starting up or being updated takes that long");
    case ERROR_TIMEOUT:
        return lan ? _("check the address and that IPMI over LAN is on there, then try again")
                   : _("try again in a minute; if the BMC hangs, unplug the machine's power for a "
                       "minute");
    default:
        if (lan)
            return _("check the address and that IPMI over LAN is on there, then try again");
        return machine->device_named && error->kind == ERROR_SYSTEM
                   ? diagnose_named_advice()
                   : _("try again; to see what the kernel driver reports, as root: dmesg | grep -i "
                       "ipmi");
    }
}

/* The machine's state explains more, in fewer words, than the error of opening. */
static void diagnose_print_reason(const struct machine *machine, const struct bmc_error *error,
                                  bool no_driver, char *text, size_t size)
{
    size_t length;

    if (no_driver)
        snprintf(text, size, _("there is no %s"), machine->device);
    else if (error->kind == ERROR_NO_PERMISSION && machine->device_exists && !machine->device_opens)
        diagnose_print_no_permission(machine, text, size);
    else
        snprintf(text, size, "%s", error->sentence);
    length = strlen(text);
    if (length > 0 && text[length - 1] == '.')
        text[length - 1] = '\0';
}

void diagnose_explain(struct diagnosis *diagnosis, const struct machine *machine,
                      const struct bmc_target *target, const struct bmc_error *error)
{
    bool in_band = bmc_driver_is_inband(target->driver);
    /* FreeIPMI's own drivers refuse ports that the kernel's driver uses. */
    bool kernel_in_the_way = in_band && error->kind == ERROR_DEVICE_BUSY &&
                             target->driver == BMC_DRIVER_KCS && machine->device_exists;
    /* Without kernel drivers FreeIPMI may try the port itself, and call that "busy". */
    bool no_driver = in_band && !machine->device_exists &&
                     (error->kind == ERROR_NO_DEVICE || error->kind == ERROR_DEVICE_BUSY);

    memset(diagnosis, 0, sizeof *diagnosis);
    diagnosis->machine_matters = in_band;
    diagnose_print_reason(machine, error, no_driver, diagnosis->reason, sizeof diagnosis->reason);
    if (error->kind == ERROR_NO_LAN && error->completion_code != CODE_UNKNOWN_COMMAND)
        snprintf(diagnosis->headline, sizeof diagnosis->headline, "%s",
                 _("This BMC has no LAN channel."));
    else
        snprintf(diagnosis->headline, sizeof diagnosis->headline,
                 error->kind == ERROR_LOGIN ? _("Login failed: %s.") : _("No BMC was reached: %s."),
                 diagnosis->reason);
    if (no_driver)
        diagnose_device_missing(machine, diagnosis->what_to_do, sizeof diagnosis->what_to_do);
    else
        snprintf(diagnosis->what_to_do, sizeof diagnosis->what_to_do, "%s",
                 kernel_in_the_way ? _("use the kernel driver: bmctui -D openipmi")
                                   : diagnose_advice(error, machine, target));
}

bool diagnose_no_bmc(const struct bmc_error *error)
{
    switch (error->kind) {
    case ERROR_TIMEOUT:
    case ERROR_GONE:
    case ERROR_MALFORMED:
    case ERROR_BUSY:
    case ERROR_NO_DEVICE:
    case ERROR_NO_PERMISSION:
    case ERROR_DEVICE_BUSY:
    case ERROR_LOGIN:
    case ERROR_NO_LAN:
        return true;
    default:
        return false;
    }
}
