/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "bmc/bmc.h"

#define GENERIC_FIRST 0xc0

/* IPMI 2.0, table 5-2. */
static const char *const generic[] = {
    [0xc0 - GENERIC_FIRST] = N_("it is busy"),
    [0xc1 - GENERIC_FIRST] = N_("it does not know this command"),
    [0xc2 - GENERIC_FIRST] = N_("this command is not available here"),
    [0xc3 - GENERIC_FIRST] = N_("it timed out while processing the command"),
    [0xc4 - GENERIC_FIRST] = N_("it is out of space"),
    [0xc5 - GENERIC_FIRST] = N_("another request came in between"),
    [0xc6 - GENERIC_FIRST] = N_("it expects a different length of data"),
    [0xc7 - GENERIC_FIRST] = N_("it expects a different length of data"),
    [0xc8 - GENERIC_FIRST] = N_("the data is too long for it"),
    [0xc9 - GENERIC_FIRST] = N_("this is out of range"),
    [0xca - GENERIC_FIRST] = N_("it cannot return that much data"),
    [0xcb - GENERIC_FIRST] = N_("it does not have this"),
    [0xcc - GENERIC_FIRST] = N_("it does not accept this value"),
    [0xcd - GENERIC_FIRST] = N_("it does not accept this command for this kind of item"),
    [0xce - GENERIC_FIRST] = N_("it could not provide an answer"),
    [0xcf - GENERIC_FIRST] = N_("it is still busy with the same request"),
    [0xd0 - GENERIC_FIRST] = N_("it is updating its sensor records"),
    [0xd1 - GENERIC_FIRST] = N_("its firmware is being updated"),
    [0xd2 - GENERIC_FIRST] = N_("it is starting up"),
    [0xd3 - GENERIC_FIRST] = N_("the destination cannot be reached"),
    [0xd4 - GENERIC_FIRST] = N_("permission denied"),
    [0xd5 - GENERIC_FIRST] = N_("this is not possible in its present state"),
    [0xd6 - GENERIC_FIRST] = N_("this function is disabled"),
};

const char *bmc_denied_text(bool over_lan)
{
    return over_lan ? _("this session's privilege is too low")
                    : _("the BMC is locked for the host");
}

const char *bmc_code_text(uint8_t code)
{
    if (code == 0x00)
        return _("no error");
    if (code <= 0x7e)
        return _("vendor-specific error");
    if (code >= 0x80 && code <= 0xbe)
        return _("command-specific error");
    if (code == 0xff)
        return _("unspecified error");
    if (code >= GENERIC_FIRST && code < GENERIC_FIRST + sizeof generic / sizeof *generic)
        return _(generic[code - GENERIC_FIRST]);
    return _("unknown completion code");
}
