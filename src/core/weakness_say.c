/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>

#include "base/i18n.h"
#include "core/reason.h"
#include "core/weakness_own.h"

void weakness_say(struct weakness *weakness, enum weakness_level level, const char *format, ...)
{
    va_list arguments;

    weakness->level = level;
    va_start(arguments, format);
    vsnprintf(weakness->text, sizeof weakness->text, format, arguments);
    va_end(arguments);
}

void weakness_say_two(struct weakness *weakness, bool one, bool other,
                      const char *const texts[4])
{
    weakness_say(weakness, one || other ? WEAKNESS_WEAK : WEAKNESS_WELL, "%s",
                 texts[(one ? 1 : 0) + (other ? 2 : 0)]);
    weakness->mend = one || other ? MEND_SAVE : MEND_NONE;
}

bool weakness_untold(struct weakness *weakness, const struct value *fact)
{
    const char *label = weakness_label(weakness->id);
    char why[WEAKNESS_TEXT];

    weakness->unread = fact->state == VALUE_UNREAD;
    if (fact->state == VALUE_KNOWN)
        return false;
    if (fact->state == VALUE_NOT_AVAILABLE)
        weakness_say(weakness, WEAKNESS_UNKNOWN, _("%s: not reported by the BMC"), label);
    else if (fact->state == VALUE_UNREAD)
        weakness_say(weakness, WEAKNESS_UNKNOWN, _("%s: not read"), label);
    else
        weakness_say(weakness, WEAKNESS_UNKNOWN, _("%s: not read: %s"), label,
                     reason_of_fault(&fact->fault, why, sizeof why));
    return true;
}
