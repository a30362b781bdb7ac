/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/apply.h"

bool apply_took(struct apply *apply, int status, unsigned saves_before)
{
    if (status == CLI_DONE && apply->saves > saves_before)
        apply->kept++;
    if (status > apply->worst)
        apply->worst = status;
    return status < CLI_NO_BMC;
}
