/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/reason.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "bmc/bmc.h"

/* What has a meaning of its own at some place (tables 5-2, 22-x and 23-x of the IPMI
 * specification); bmc_code_text() has the rest. */
enum {
    CODE_80 = 0x80, /* parameter not supported */
    CODE_81 = 0x81, /* set in progress held by another */
    CODE_82 = 0x82, /* read-only parameter */
    CODE_83 = 0x83, /* access mode not supported */
    CODE_PASSWORD_POLICY = 0x8f, /* some vendors' own */
    CODE_UNKNOWN_COMMAND = 0xc1,
    CODE_TIMEOUT = 0xc3,
    CODE_LENGTH = 0xc7,
    CODE_LENGTH_LIMIT = 0xc8,
    CODE_OUT_OF_RANGE = 0xc9,
    CODE_NOT_PRESENT = 0xcb,
    CODE_INVALID_FIELD = 0xcc,
    CODE_WRONG_STATE = 0xd5,
    CODE_UNSPECIFIED = 0xff
};

/* A sentence with one %s for the name, not translated yet; NULL: nothing special here. */
static const char *of_write(uint8_t code)
{
    switch (code) {
    case CODE_80:
    case CODE_82:
    case CODE_WRONG_STATE:
        return N_("%s is not changeable in this mode");
    case CODE_81:
        return N_("%s was not written: somebody else is changing the BMC's settings");
    case CODE_OUT_OF_RANGE:
    case CODE_INVALID_FIELD:
        return N_("the BMC does not accept this value for %s");
    case CODE_NOT_PRESENT:
        return N_("the BMC does not let %s be set on this channel");
    case CODE_UNKNOWN_COMMAND:
        return N_("%s cannot be set over IPMI: the BMC does not know the command for it");
    default:
        return NULL;
    }
}

static const char *of_read(uint8_t code)
{
    switch (code) {
    case CODE_80:
    case CODE_UNKNOWN_COMMAND:
    case CODE_OUT_OF_RANGE:
    case CODE_NOT_PRESENT:
    case CODE_INVALID_FIELD:
        return N_("the BMC does not have %s on this channel");
    case CODE_WRONG_STATE:
        return N_("%s cannot be read in this mode");
    default:
        return NULL;
    }
}

static const char *of_lock(uint8_t code)
{
    switch (code) {
    case CODE_81:
        return N_("somebody else is changing the BMC's settings (set in progress)");
    case CODE_80:
    case CODE_UNKNOWN_COMMAND:
    case CODE_INVALID_FIELD:
        return N_("the BMC cannot lock its settings (no set in progress)");
    default:
        return NULL;
    }
}

static const char *of_password(uint8_t code)
{
    switch (code) {
    case CODE_INVALID_FIELD:
    case CODE_PASSWORD_POLICY:
    case CODE_LENGTH_LIMIT:
    case CODE_UNSPECIFIED:
        return N_("the BMC refused this password (its own policy)");
    case CODE_LENGTH:
        return N_("%s was not set: the BMC does not take passwords of this length");
    case CODE_80:
    case CODE_81:
        return N_("the BMC refused this password; the old one stands");
    case CODE_82:
    case CODE_WRONG_STATE:
        return N_("%s is not changeable in this mode");
    default:
        return NULL;
    }
}

/* BMCs that only have the form of 16 bytes do not all say so by C7h. */
static const char *of_long_password(uint8_t code)
{
    switch (code) {
    case CODE_INVALID_FIELD:
    case CODE_LENGTH_LIMIT:
    case CODE_OUT_OF_RANGE:
    case CODE_UNSPECIFIED:
        return N_("the BMC refused this password: it may take 16 bytes at most, or has a policy of "
                  "its own");
    default:
        return of_password(code);
    }
}

static const char *of_user_access(uint8_t code)
{
    switch (code) {
    case CODE_OUT_OF_RANGE:
    case CODE_NOT_PRESENT:
    case CODE_INVALID_FIELD:
        return N_("the BMC does not accept this for %s: the user or the limit is fixed");
    case CODE_80:
    case CODE_82:
    case CODE_WRONG_STATE:
        return N_("%s is not changeable in this mode");
    default:
        return NULL;
    }
}

static const char *of_enable(uint8_t code)
{
    switch (code) {
    case CODE_LENGTH:
    case CODE_INVALID_FIELD:
    case CODE_UNSPECIFIED:
        return N_("%s was refused by the BMC: some want a password for the user first");
    case CODE_80:
    case CODE_82:
    case CODE_WRONG_STATE:
        return N_("%s is not changeable in this mode");
    default:
        return NULL;
    }
}

static const char *of_channel_access(uint8_t code)
{
    switch (code) {
    case CODE_82:
        return N_("%s was not set: this channel has no such setting");
    case CODE_83:
    case CODE_INVALID_FIELD:
        return N_("%s was not set: the BMC does not know this access mode");
    case CODE_80:
    case CODE_WRONG_STATE:
        return N_("%s is not changeable in this mode");
    default:
        return NULL;
    }
}

static const char *of_identify(uint8_t code)
{
    switch (code) {
    case CODE_LENGTH:
    case CODE_INVALID_FIELD:
        return N_("%s was not switched: the BMC does not know this kind of identify");
    case CODE_UNKNOWN_COMMAND:
        return N_("%s was not switched: the BMC has none");
    default:
        return NULL;
    }
}

static const char *of_place(enum reason_place place, uint8_t code)
{
    switch (place) {
    case REASON_LOCK:
        return of_lock(code);
    case REASON_WRITE:
        return of_write(code);
    case REASON_READ:
        return of_read(code);
    case REASON_PASSWORD:
        return of_password(code);
    case REASON_LONG_PASSWORD:
        return of_long_password(code);
    case REASON_USER_ACCESS:
        return of_user_access(code);
    case REASON_ENABLE:
        return of_enable(code);
    case REASON_CHANNEL_ACCESS:
        return of_channel_access(code);
    case REASON_IDENTIFY:
        return of_identify(code);
    }
    return NULL;
}

/* A sentence that has no %s leaves the name out. */
static void print_sentence(const char *sentence, const char *name, char *text, size_t size)
{
    const char *translated = _(sentence), *hole = strstr(translated, "%s");

    if (hole == NULL)
        snprintf(text, size, "%s", translated);
    else
        snprintf(text, size, "%.*s%s%s", (int)(hole - translated), translated, name, hole + 2);
}

const char *reason_print(enum reason_place place, const char *name, const struct bmc_error *error,
                         char *text, size_t size)
{
    uint8_t code = error->completion_code;
    const char *sentence = of_place(place, code);

    if (error->kind == ERROR_BUSY)
        snprintf(text, size, _("%s was not taken, the BMC stayed busy: %s; try again later"), name,
                 bmc_code_text(code));
    else if (error->kind != ERROR_REFUSED)
        snprintf(text, size, "%s", error->sentence);
    else if (sentence != NULL)
        print_sentence(sentence, name, text, size);
    else
        snprintf(text, size, _("%s was refused by the BMC: %s"), name, bmc_code_text(code));
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
