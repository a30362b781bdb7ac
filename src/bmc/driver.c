/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a BMC is named: names of drivers and workaround flags, as FreeIPMI's own tools take them, of
 * a host, and of the device node of the kernel's driver.
 */
#include <freeipmi/freeipmi.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/i18n.h"
#include "bmc/state.h"

static const struct {
    const char *name, *title; /* title: in "this machine (TITLE)" */
} drivers[] = {
    [BMC_DRIVER_AUTO] = {"auto", ""},
    [BMC_DRIVER_OPENIPMI] = {"openipmi", "OpenIPMI"},
    [BMC_DRIVER_KCS] = {"kcs", "KCS"},
    [BMC_DRIVER_SSIF] = {"ssif", "SSIF"},
    [BMC_DRIVER_SUNBMC] = {"sunbmc", "SunBMC"},
    [BMC_DRIVER_INTELDCMI] = {"inteldcmi", "Intel DCMI"},
    [BMC_DRIVER_LAN] = {"lan", ""},
    [BMC_DRIVER_LAN_2_0] = {"lan_2_0", ""},
    [BMC_DRIVER_DEMO] = {"demo", ""},
};

/* One name can mean a flag of each of FreeIPMI's three kinds of drivers, whose bits overlap. A name
 * of another kind is no mistake: the tools let one list stand for all. */
static const struct {
    const char *name;
    unsigned inband, lan, lan_2_0;
} workarounds[] = {
    {"none", 0, 0, 0},
    {"assumeio", IPMI_WORKAROUND_FLAGS_INBAND_ASSUME_IO_BASE_ADDRESS, 0, 0},
    {"spinpoll", IPMI_WORKAROUND_FLAGS_INBAND_SPIN_POLL, 0, 0},
    {"authcap", 0, IPMI_WORKAROUND_FLAGS_OUTOFBAND_AUTHENTICATION_CAPABILITIES,
     IPMI_WORKAROUND_FLAGS_OUTOFBAND_2_0_AUTHENTICATION_CAPABILITIES},
    {"nochecksumcheck", 0, IPMI_WORKAROUND_FLAGS_OUTOFBAND_NO_CHECKSUM_CHECK,
     IPMI_WORKAROUND_FLAGS_OUTOFBAND_2_0_NO_CHECKSUM_CHECK},
    {"idzero", 0, IPMI_WORKAROUND_FLAGS_OUTOFBAND_ACCEPT_SESSION_ID_ZERO, 0},
    {"forcepermsg", 0, IPMI_WORKAROUND_FLAGS_OUTOFBAND_FORCE_PERMSG_AUTHENTICATION, 0},
    {"unexpectedauth", 0, IPMI_WORKAROUND_FLAGS_OUTOFBAND_CHECK_UNEXPECTED_AUTHCODE, 0},
    {"endianseq", 0, IPMI_WORKAROUND_FLAGS_OUTOFBAND_BIG_ENDIAN_SEQUENCE_NUMBER, 0},
    {"noauthcodecheck", 0, IPMI_WORKAROUND_FLAGS_OUTOFBAND_NO_AUTH_CODE_CHECK, 0},
    {"intel20", 0, 0, IPMI_WORKAROUND_FLAGS_OUTOFBAND_2_0_INTEL_2_0_SESSION},
    {"supermicro20", 0, 0, IPMI_WORKAROUND_FLAGS_OUTOFBAND_2_0_SUPERMICRO_2_0_SESSION},
    {"sun20", 0, 0, IPMI_WORKAROUND_FLAGS_OUTOFBAND_2_0_SUN_2_0_SESSION},
    {"opensesspriv", 0, 0, IPMI_WORKAROUND_FLAGS_OUTOFBAND_2_0_OPEN_SESSION_PRIVILEGE},
    {"integritycheckvalue", 0, 0,
     IPMI_WORKAROUND_FLAGS_OUTOFBAND_2_0_NON_EMPTY_INTEGRITY_CHECK_VALUE},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

bool bmc_driver_parse(const char *name, enum bmc_driver *driver)
{
    for (size_t i = 0; i < COUNT(drivers); i++) {
        if (strcasecmp(name, drivers[i].name) == 0) {
            *driver = (enum bmc_driver)i;
            return true;
        }
    }
    return false;
}

const char *bmc_driver_name(enum bmc_driver driver)
{
    return drivers[driver].name;
}

bool bmc_driver_is_lan(enum bmc_driver driver)
{
    return driver == BMC_DRIVER_LAN || driver == BMC_DRIVER_LAN_2_0;
}

bool bmc_driver_is_inband(enum bmc_driver driver)
{
    return !bmc_driver_is_lan(driver) && driver != BMC_DRIVER_DEMO;
}

const char *driver_title(enum bmc_driver driver)
{
    return drivers[driver].title;
}

const char *bmc_describe(enum bmc_driver driver, const char *hostname, char text[BMC_DESCRIPTION])
{
    const char *title = driver_title(driver);

    if (driver == BMC_DRIVER_DEMO)
        snprintf(text, BMC_DESCRIPTION, "%s", _("simulated BMC"));
    else if (bmc_driver_is_lan(driver))
        snprintf(text, BMC_DESCRIPTION, _("%s over LAN"), hostname != NULL ? hostname : "");
    else if (title[0] == '\0')
        snprintf(text, BMC_DESCRIPTION, "%s", _("this machine"));
    else
        snprintf(text, BMC_DESCRIPTION, _("this machine (%s)"), title);
    return text;
}

static bool workaround_add(const char *name, size_t length, enum bmc_driver driver, unsigned *flags)
{
    for (size_t i = 0; i < COUNT(workarounds); i++) {
        if (strlen(workarounds[i].name) != length ||
            strncasecmp(workarounds[i].name, name, length) != 0)
            continue;
        if (driver == BMC_DRIVER_LAN)
            *flags |= workarounds[i].lan;
        else if (driver == BMC_DRIVER_LAN_2_0)
            *flags |= workarounds[i].lan_2_0;
        else if (driver != BMC_DRIVER_DEMO)
            *flags |= workarounds[i].inband;
        return true;
    }
    return false;
}

bool bmc_workaround_parse(const char *names, enum bmc_driver driver, unsigned *flags)
{
    unsigned result = 0;

    for (;;) {
        size_t length = strcspn(names, ",");

        if (!workaround_add(names, length, driver, &result))
            return false;
        if (names[length] == '\0')
            break;
        names += length + 1;
    }
    *flags = result;
    return true;
}

/* --- the host ------------------------------------------------------------------ */

#define HOST_MOST 260 /* a name of 255 bytes, and a port */

static bool host_port_good(const char *text)
{
    size_t length = strspn(text, "0123456789");
    long port = length >= 1 && length <= 5 ? strtol(text, NULL, 10) : 0;

    return text[length] == '\0' && port >= 1 && port <= 65535;
}

bool bmc_host_good(const char *host)
{
    static const char characters[] = "0123456789.-_:%[]ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                     "abcdefghijklmnopqrstuvwxyz";
    const char *colon = strchr(host, ':'), *bracket = strchr(host, ']');
    size_t length = strlen(host);

    if (length == 0 || length > HOST_MOST || host[0] == '-' || strspn(host, characters) != length)
        return false;
    if (host[0] == '[')
        return bracket != NULL && bracket > host + 1 &&
               (bracket[1] == '\0' || (bracket[1] == ':' && host_port_good(bracket + 2)));
    if (bracket != NULL)
        return false;
    if (colon != NULL && strchr(colon + 1, ':') == NULL)
        return colon > host && host_port_good(colon + 1);
    return true;
}

/* --- the device node ---------------------------------------------------------- */

bool bmc_node_exists(const char *root, const char *name)
{
    char path[512];

    snprintf(path, sizeof path, "%s%s", root, name);
    return access(path, F_OK) == 0;
}

const char *bmc_node_name(const char *root, const char *asked)
{
    static const char *const usual[] = {"/dev/ipmi0", "/dev/ipmi/0", "/dev/ipmidev/0"};

    if (asked != NULL)
        return asked;
    for (size_t i = 0; i < COUNT(usual); i++)
        if (bmc_node_exists(root, usual[i]))
            return usual[i];
    return usual[0];
}
