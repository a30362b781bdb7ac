/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/i18n.h"
#include "cli/doctor.h"
#include "core/odd.h"

/* --- the BMC itself ------------------------------------------------------------------------ */

static void add_device(struct doctor *doctor)
{
    const struct device *device = &doctor->page.device;
    struct diagnose_line *line = doctor_add(doctor, "link", _("Link to the BMC"));

    snprintf(line->text, sizeof line->text, "%s", doctor->description);
    line = doctor_add(doctor, "bmc", _("BMC"));
    snprintf(line->text, sizeof line->text, _("device id %u, manufacturer %u, product %u"),
             (unsigned)device->id, (unsigned)device->manufacturer, (unsigned)device->product);
    line = doctor_add(doctor, "firmware", _("Firmware"));
    snprintf(line->text, sizeof line->text, "%u.%02x", (unsigned)device->firmware_major,
             (unsigned)device->firmware_minor);
    line = doctor_add(doctor, "ipmi", _("IPMI version"));
    snprintf(line->text, sizeof line->text, _("IPMI %u.%u"), (unsigned)device->ipmi_major,
             (unsigned)device->ipmi_minor);
    if (device->ipmi_major < 2)
        doctor_say(line, DIAGNOSE_WARNING,
                   _("nothing but newer firmware, if there is any: before 2.0 passwords end at 16 "
                     "bytes, and nothing over LAN is encrypted"));
}

/* --- channels ------------------------------------------------------------------------------ */

static void add_odd(struct doctor *doctor, const struct page_channel *channel, enum odd odd)
{
    struct diagnose_line *line = doctor_add(doctor, "values", _("Values"));
    char what[DIAGNOSE_TEXT];

    snprintf(line->text, sizeof line->text, _("channel %u: %s"), (unsigned)channel->number,
             odd_text(odd, &channel->lan, what, sizeof what));
    doctor_say(line, DIAGNOSE_FAULT, odd_advice(odd));
}

static void add_channel(struct doctor *doctor, const struct page_channel *channel)
{
    struct diagnose_line *line = doctor_add(doctor, "channel", _("LAN channel"));
    char name[VALUE_TEXT], address[VALUE_TEXT], source[VALUE_TEXT];

    snprintf(line->text, sizeof line->text, "%s  %s  %s", page_channel_text(channel, name),
             field_print_item(LAN_ADDRESS, &channel->lan, address),
             field_print_item(LAN_SOURCE, &channel->lan, source));
    for (enum odd odd = odd_next(&channel->lan, ODD_NOTHING); odd != ODD_NOTHING;
         odd = odd_next(&channel->lan, odd))
        add_odd(doctor, channel, odd);
}

static const char *mode_text(const struct channel_access *access)
{
    static const char *const modes[] = {N_("disabled"), N_("before booting only"),
                                        N_("always available"), N_("shared")};

    return access->mode < sizeof modes / sizeof modes[0] ? _(modes[access->mode]) : _("unknown");
}

static bool always(const struct channel_access *access)
{
    return access->mode == CHANNEL_ACCESS_ALWAYS;
}

static void add_access(struct doctor *doctor, uint8_t number, const struct doctor_channel *channel)
{
    struct diagnose_line *line = doctor_add(doctor, "access", _("Access mode"));

    if (!channel->access_known) {
        line->state = DIAGNOSE_UNKNOWN;
        snprintf(line->text, sizeof line->text, _("channel %u: the BMC does not tell"),
                 (unsigned)number);
        return;
    }
    snprintf(line->text, sizeof line->text, _("channel %u: %s, up to %s"), (unsigned)number,
             mode_text(&channel->now), value_word_text(&value_privilege, channel->now.privilege));
    if (channel->now.mode != channel->kept.mode)
        snprintf(line->text, sizeof line->text, _("channel %u: now %s, after a restart %s"),
                 (unsigned)number, mode_text(&channel->now), mode_text(&channel->kept));
    if (!always(&channel->now) || !always(&channel->kept)) {
        char what[DIAGNOSE_TEXT];

        snprintf(what, sizeof what,
                 _("nothing, unless IPMI over LAN is wanted there: bmctui set --channel=%u "
                   "--remote-access=lan"),
                 (unsigned)number);
        doctor_say(line, DIAGNOSE_WARNING, what);
    }
}

static void print_suites(const struct cipher_suites *suites, char *text, size_t size)
{
    size_t used = 0;

    text[0] = '\0';
    for (size_t i = 0; i < suites->count && used < size; i++)
        used += (size_t)snprintf(text + used, size - used, "%s%u", i > 0 ? " " : "",
                                 (unsigned)suites->ids[i]);
}

/* With suite 0 a session needs the name of a user, and no password. */
static void judge_suites(struct diagnose_line *line, uint8_t number,
                         const struct doctor_channel *channel)
{
    char what[DIAGNOSE_TEXT];

    if (memchr(channel->suites.ids, 0, channel->suites.count) == NULL ||
        (channel->open_known && channel->open == PRIVILEGE_UNUSED))
        return;
    snprintf(what, sizeof what,
             _("suite 0 lets in whoever knows a user's name, without a password: switch it off, in "
               "the BMC's web interface or with ipmitool lan set %u cipher_privs"),
             (unsigned)number);
    doctor_say(line, DIAGNOSE_FAULT, what);
}

static void add_suites(struct doctor *doctor, uint8_t number, const struct doctor_channel *channel)
{
    struct diagnose_line *line = doctor_add(doctor, "cipher", _("Cipher suites"));
    char ids[4 * 40];

    if (!channel->suites_known) {
        line->state = DIAGNOSE_UNKNOWN;
        snprintf(line->text, sizeof line->text, _("channel %u: the BMC does not tell"),
                 (unsigned)number);
        return;
    }
    if (channel->suites.count == 0) {
        line->state = DIAGNOSE_UNKNOWN;
        snprintf(line->text, sizeof line->text, _("channel %u: the BMC names none"),
                 (unsigned)number);
        return;
    }
    print_suites(&channel->suites, ids, sizeof ids);
    snprintf(line->text, sizeof line->text,
             channel->open_known && channel->open == PRIVILEGE_UNUSED
                 ? _("channel %u: %s; 0 is switched off")
                 : _("channel %u: %s"),
             (unsigned)number, ids);
    judge_suites(line, number, channel);
}

static void add_channels(struct doctor *doctor)
{
    const struct page *page = &doctor->page;

    for (size_t i = 0; i < page->channel_count; i++)
        add_channel(doctor, &page->channels[i]);
    for (size_t i = 0; i < page->channel_count; i++)
        add_access(doctor, page->channels[i].number, &doctor->channels[i]);
    for (size_t i = 0; i < page->channel_count; i++)
        add_suites(doctor, page->channels[i].number, &doctor->channels[i]);
}

/* --- users --------------------------------------------------------------------------------- */

static const char *enabled_text(const struct user_access *access)
{
    if (access->enabled == USER_ENABLED)
        return _("enabled");
    return access->enabled == USER_DISABLED ? _("disabled") : _("enabled or not is not told");
}

static void add_user(struct doctor *doctor, const struct page_user *user)
{
    struct diagnose_line *line = doctor_add(doctor, "user", _("User"));
    char name[VALUE_TEXT];

    page_user_text(user, name);
    if (!user->access_known) {
        line->state = DIAGNOSE_UNKNOWN;
        snprintf(line->text, sizeof line->text, _("%s: the BMC does not tell its privilege"), name);
        return;
    }
    snprintf(line->text, sizeof line->text, "%s  %s, %s%s", name,
             value_word_text(&value_privilege, user->access.privilege), enabled_text(&user->access),
             user->access.messaging ? "" : _(", no IPMI messaging"));
}

/* A user that an empty name logs in as. */
static bool lets_in(const struct user_access *access)
{
    return access->enabled != USER_DISABLED && access->messaging &&
           access->privilege >= PRIVILEGE_CALLBACK && access->privilege <= PRIVILEGE_OEM;
}

static bool is_administrator(const struct user_access *access)
{
    return lets_in(access) && access->privilege == PRIVILEGE_ADMINISTRATOR;
}

/* Without this one nobody could set up the BMC over LAN any more. */
static bool only_administrator(const struct doctor *doctor, const struct doctor_nameless *slot)
{
    const struct page *page = &doctor->page;

    for (size_t i = 0; i < page->user_count; i++)
        if (page->users[i].access_known && is_administrator(&page->users[i].access))
            return false;
    return is_administrator(&slot->access);
}

static void print_disable(const struct doctor *doctor, const struct doctor_nameless *slot,
                          char *text, size_t size)
{
    snprintf(text, size,
             only_administrator(doctor, slot)
                 ? _("it is the only administrator: make one with a name first, in the BMC's web "
                     "interface or with ipmitool user set name, then ipmitool user disable %u")
                 : _("disable it, in the BMC's web interface or with ipmitool user disable %u"),
             (unsigned)slot->id);
}

static void add_anonymous(struct doctor *doctor)
{
    struct diagnose_line *line = doctor_add(doctor, "anonymous", _("User without name"));
    char what[DIAGNOSE_TEXT];

    for (size_t i = 0; i < doctor->nameless_count; i++) {
        const struct doctor_nameless *slot = &doctor->nameless[i];

        if (!lets_in(&slot->access))
            continue;
        snprintf(line->text, sizeof line->text, _("slot %u lets in without a name, as %s"),
                 (unsigned)slot->id, value_word_text(&value_privilege, slot->access.privilege));
        print_disable(doctor, slot, what, sizeof what);
        doctor_say(line, DIAGNOSE_WARNING, what);
        return;
    }
    if (doctor->nameless_count == 0 && doctor->page.user_count == 0) {
        line->state = DIAGNOSE_UNKNOWN;
        snprintf(line->text, sizeof line->text, "%s", _("the BMC does not tell"));
        return;
    }
    snprintf(line->text, sizeof line->text, "%s", _("there is none that lets in"));
}

static void add_users(struct doctor *doctor)
{
    const struct page *page = &doctor->page;

    for (size_t i = 0; i < page->user_count; i++)
        add_user(doctor, &page->users[i]);
    add_anonymous(doctor);
}

/* --- all ----------------------------------------------------------------------------------- */

void doctor_bmc(struct doctor *doctor)
{
    struct diagnose_line *line;

    add_device(doctor);
    add_channels(doctor);
    if (doctor->page.channel_count > 0)
        add_users(doctor);
    if (doctor->error.kind == ERROR_NONE)
        return;
    line = doctor_add(doctor, "channel", _("LAN channel"));
    snprintf(line->text, sizeof line->text, "%s", doctor->error.sentence);
    doctor_say(line, DIAGNOSE_FAULT,
               doctor->error.kind == ERROR_NO_LAN
                   ? _("nothing: such a BMC has no address to set")
                   : _("try again; a BMC that is starting or being updated answers in part"));
}
