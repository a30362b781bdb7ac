/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "bmc/bmc.h"

#define GENERIC_FIRST 0xc0

/* IPMI 2.0, table 5-2. */
static const char *const generic[] = {
    [0xc0 - GENERIC_FIRST] = N_("it is busy"),
    [0xc1 - GENERIC_FIRST] = N_("it does not know this command"),
    [0xc2 - GENERIC_FIRST] = N_("it does not take this command here"),
    [0xc3 - GENERIC_FIRST] = N_("it timed out while it worked on it"),
    [0xc4 - GENERIC_FIRST] = N_("it has no space left"),
    [0xc5 - GENERIC_FIRST] = N_("somebody else got in between"),
    [0xc6 - GENERIC_FIRST] = N_("it expects another length of data"),
    [0xc7 - GENERIC_FIRST] = N_("it expects another length of data"),
    [0xc8 - GENERIC_FIRST] = N_("this is longer than it takes"),
    [0xc9 - GENERIC_FIRST] = N_("this is out of its range"),
    [0xca - GENERIC_FIRST] = N_("it cannot return so much data"),
    [0xcb - GENERIC_FIRST] = N_("it does not have this"),
    [0xcc - GENERIC_FIRST] = N_("it does not take this value"),
    [0xcd - GENERIC_FIRST] = N_("it does not take this command for this kind of thing"),
    [0xce - GENERIC_FIRST] = N_("it could not give an answer"),
    [0xcf - GENERIC_FIRST] = N_("it is still busy with the same request"),
    [0xd0 - GENERIC_FIRST] = N_("it is updating its sensor records"),
    [0xd1 - GENERIC_FIRST] = N_("its firmware is being updated"),
    [0xd2 - GENERIC_FIRST] = N_("it is starting up"),
    [0xd3 - GENERIC_FIRST] = N_("the part of it that is asked cannot be reached"),
    [0xd4 - GENERIC_FIRST] = N_("it does not allow this to this session or to the host"),
    [0xd5 - GENERIC_FIRST] = N_("it does not allow this in its present state"),
    [0xd6 - GENERIC_FIRST] = N_("this part of it is switched off"),
};

const char *bmc_denied_text(bool over_lan)
{
    return over_lan ? _("this session's privilege is too low")
                    : _("the BMC is locked for the host");
}

const char *bmc_code_text(uint8_t code)
{
    if (code == 0x00)
        return _("it is done");
    if (code <= 0x7e)
        return _("it gives a reason of its maker's own");
    if (code >= 0x80 && code <= 0xbe)
        return _("it gives a reason that only this command has");
    if (code == 0xff)
        return _("it gives no reason");
    if (code >= GENERIC_FIRST && code < GENERIC_FIRST + sizeof generic / sizeof *generic)
        return _(generic[code - GENERIC_FIRST]);
    return _("it gives a reason that is not in the IPMI specification");
}
