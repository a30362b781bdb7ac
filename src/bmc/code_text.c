/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "bmc/bmc.h"

/* IPMI 2.0, table 5-2. */
static const char *generic_text(uint8_t code)
{
    switch (code) {
    case 0xc0:
        return N_("it is busy");
    case 0xc1:
        return N_("it does not know this command");
    case 0xc2:
        return N_("it does not take this command here");
    case 0xc3:
        return N_("it timed out while it worked on it");
    case 0xc4:
        return N_("it has no space left");
    case 0xc5:
        return N_("somebody else got in between");
    case 0xc6:
    case 0xc7:
        return N_("it expects another length of data");
    case 0xc8:
        return N_("this is longer than it takes");
    case 0xc9:
        return N_("this is out of its range");
    case 0xca:
        return N_("it cannot return so much data");
    case 0xcb:
        return N_("it does not have this");
    case 0xcc:
        return N_("it does not take this value");
    case 0xcd:
        return N_("it does not take this command for this kind of thing");
    case 0xce:
        return N_("it could not give an answer");
    case 0xcf:
        return N_("it is still busy with the same request");
    case 0xd0:
        return N_("it is updating its sensor records");
    case 0xd1:
        return N_("its firmware is being updated");
    case 0xd2:
        return N_("it is starting up");
    case 0xd3:
        return N_("the part of it that is asked cannot be reached");
    case 0xd4:
        return N_("it does not allow this to this session or to the host");
    case 0xd5:
        return N_("it does not allow this in its present state");
    case 0xd6:
        return N_("this part of it is switched off");
    case 0xff:
        return N_("it gives no reason");
    default:
        return N_("it gives a reason that is not in the IPMI specification");
    }
}

const char *bmc_denied_text(bool over_lan)
{
    return over_lan ? _("this session's privilege is too low")
                    : _("the BMC is locked for the host");
}

const char *bmc_code_text(uint8_t completion_code)
{
    if (completion_code == 0x00)
        return _("it is done");
    if (completion_code <= 0x7e)
        return _("it gives a reason of its maker's own");
    if (completion_code >= 0x80 && completion_code <= 0xbe)
        return _("it gives a reason that only this command has");
    return _(generic_text(completion_code));
}
