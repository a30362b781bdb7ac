/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/reason.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "bmc/bmc.h"

#define CODE_TIMEOUT 0xc3

#define NOT_CHANGEABLE  N_("%s is not changeable in this mode")
#define PASSWORD_POLICY N_("the BMC refused this password (its own policy)")
#define PASSWORD_LONG                                                                              \
    N_("the BMC refused this password: it may accept at most 16 characters, or have its own "      \
       "policy")

/* What has a meaning of its own at some place (tables 5-2, 22-x and 23-x of the IPMI
 * specification); bmc_code_text() has the rest. Codes as bytes; a sentence with at most one %s, for
 * the name. */
static const struct reason {
    enum reason_place place;
    const char *codes, *sentence;
} reasons[] = {
    {REASON_WRITE, "\x80\x82\xd5", NOT_CHANGEABLE},
    {REASON_WRITE, "\x81",
     N_("%s was not written: another program is changing the BMC's settings")},
    {REASON_WRITE, "\xc9\xcc", N_("the BMC does not accept this value for %s")},
    {REASON_WRITE, "\xcb", N_("the BMC does not allow %s to be set on this channel")},
    {REASON_WRITE, "\xc1",
     N_("%s cannot be set over IPMI: the BMC does not know the command for it")},
    {REASON_READ, "\x80\xc1\xc9\xcb\xcc", N_("the BMC does not have %s on this channel")},
    {REASON_READ, "\xd5", N_("%s cannot be read in this mode")},
    {REASON_LOCK, "\x81", N_("another program is changing the BMC's settings (set in progress)")},
    {REASON_LOCK, "\x80\xc1\xcc", N_("the BMC cannot lock its settings (no set in progress)")},
    {REASON_PASSWORD, "\xcc\x8f\xc8\xff", PASSWORD_POLICY}, /* 8Fh: some vendors' own */
    {REASON_PASSWORD, "\xc7",
     N_("%s was not set: the BMC does not accept passwords of this length")},
    {REASON_PASSWORD, "\x80\x81", N_("the BMC refused this password; the old one still applies")},
    {REASON_PASSWORD, "\x82\xd5", NOT_CHANGEABLE},
    /* BMCs that only have the form of 16 bytes do not all say so by C7h. */
    {REASON_LONG_PASSWORD, "\xcc\xc8\xc9\xff", PASSWORD_LONG},
    {REASON_USER_ACCESS, "\xc9\xcb\xcc",
     N_("the BMC does not accept this for %s: the user or the limit is fixed")},
    {REASON_USER_ACCESS, "\x80\x82\xd5", NOT_CHANGEABLE},
    {REASON_ENABLE, "\xc7\xcc\xff",
     N_("the BMC refused %s; some BMCs need a password for the user first")},
    {REASON_ENABLE, "\x80\x82\xd5", NOT_CHANGEABLE},
    {REASON_CHANNEL_ACCESS, "\x82", N_("%s was not set: not available on this channel")},
    {REASON_CHANNEL_ACCESS, "\x83\xcc",
     N_("%s was not set: the BMC does not know this access mode")},
    {REASON_CHANNEL_ACCESS, "\x80\xd5", NOT_CHANGEABLE},
    {REASON_USER_NAME, "\x80\x82\xd5", NOT_CHANGEABLE},
    {REASON_USER_NAME, "\xc9\xcb\xcc\xff",
     N_("%s: the BMC does not take this name; it is fixed or taken, or has characters that the BMC "
        "does not allow")},
    {REASON_IDENTIFY, "\xc7\xcc",
     N_("%s was not switched: the BMC does not support this kind of identify")},
    {REASON_IDENTIFY, "\xc1", N_("%s was not switched: this BMC has none")},
};

/* NULL: nothing special here. */
static const char *reason_find(enum reason_place place, uint8_t code)
{
    for (size_t i = 0; code != 0 && i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].place == place && strchr(reasons[i].codes, (char)code) != NULL)
            return reasons[i].sentence;
    return place == REASON_LONG_PASSWORD ? reason_find(REASON_PASSWORD, code) : NULL;
}

const char *reason_print(enum reason_place place, const char *name, const struct bmc_error *error,
                         char *text, size_t size)
{
    uint8_t code = error->completion_code;
    const char *sentence = reason_find(place, code);

    if (error->kind == ERROR_BUSY)
        snprintf(text, size, _("%s was not set: the BMC stayed busy (%s); try again later"), name,
                 bmc_code_text(code));
    else if (error->kind != ERROR_REFUSED || error->advised)
        snprintf(text, size, "%s", error->sentence);
    else if (sentence != NULL)
        text_put(_(sentence), name, text, size);
    else
        snprintf(text, size, _("the BMC refused %s: %s"), name, bmc_code_text(code));
    return text;
}

const char *reason_of_fault(const struct value_fault *fault, char *text, size_t size)
{
    const char *code = bmc_code_text(fault->completion_code);

    if (fault->kind == ERROR_DENIED)
        snprintf(text, size, "%s", bmc_denied_text(fault->over_lan));
    else if (fault->kind == ERROR_BUSY && fault->completion_code == CODE_TIMEOUT)
        snprintf(text, size, "%s", _("no answer from the BMC"));
    else if (fault->kind == ERROR_BUSY)
        snprintf(text, size, _("the BMC is busy: %s"), code);
    else if (fault->kind == ERROR_REFUSED)
        snprintf(text, size, _("the BMC refused this: %s"), code);
    else
        snprintf(text, size, "%s", _("the BMC's answer has the wrong length"));
    return text;
}
