/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/doctor.h"
#include "core/access.h"
#include "pages/network_odd.h"

/* --- the BMC itself ------------------------------------------------------------------------ */

static void doctor_add_device(struct doctor *doctor)
{
    const struct device *device = &doctor->page.device;
    struct finding *finding = finding_add(&doctor->findings, "link", _("Link to the BMC"));

    finding_say(finding, SEVERITY_OK, "%s", doctor->description);
    finding = finding_add(&doctor->findings, "bmc", _("BMC"));
    finding_say(finding, SEVERITY_OK, _("device id %u, manufacturer %u, product %u"),
                (unsigned)device->id, (unsigned)device->manufacturer, (unsigned)device->product);
    finding = finding_add(&doctor->findings, "firmware", _("Firmware"));
    finding_say(finding, SEVERITY_OK, "%u.%02x", (unsigned)device->firmware_major,
                (unsigned)device->firmware_minor);
    finding = finding_add(&doctor->findings, "ipmi", _("IPMI version"));
    finding_say(finding, SEVERITY_OK, _("IPMI %u.%u"), (unsigned)device->ipmi_major,
                (unsigned)device->ipmi_minor);
    if (device->ipmi_major < 2)
        finding_advise(finding, SEVERITY_WARNING, "%s",
                       _("look for newer firmware: before IPMI 2.0, passwords have 16 characters "
                         "at most and nothing over LAN is encrypted"));
}

/* --- channels ------------------------------------------------------------------------------ */

static void doctor_add_odd(struct doctor *doctor, const struct model_channel *channel, enum odd odd)
{
    struct finding *finding = finding_add(&doctor->findings, "values", _("Values"));
    char what[FINDING_TEXT];

    finding_say(finding, SEVERITY_FAULT, _("channel %u: %s"), (unsigned)channel->number,
                odd_text(odd, channel, what, sizeof what));
    finding_advise(finding, SEVERITY_FAULT, "%s", odd_advice(odd));
}

static void doctor_add_channel(struct doctor *doctor, const struct model_channel *channel)
{
    char name[VALUE_TEXT], address[VALUE_TEXT], source[VALUE_TEXT];

    finding_say(finding_add(&doctor->findings, "channel", _("LAN channel")), SEVERITY_OK,
                "%s  %s  %s", model_channel_text(doctor->page.page, channel, name),
                value_print(&value_address, &channel->values[FIELD_ADDRESS], address),
                value_print(&value_source, &channel->values[FIELD_IP_SOURCE], source));
    for (enum odd odd = odd_next(channel, ODD_NOTHING); odd != ODD_NOTHING;
         odd = odd_next(channel, odd))
        doctor_add_odd(doctor, channel, odd);
}

static const char *doctor_mode_text(const struct channel_access *access)
{
    static const char *const modes[] = {N_("disabled"), N_("before boot only"),
                                        N_("always available"), N_("shared")};

    return access->mode < sizeof modes / sizeof modes[0] ? _(modes[access->mode]) : _("unknown");
}

static void doctor_add_access(struct doctor *doctor, unsigned number,
                              const struct doctor_channel *channel)
{
    struct finding *finding = finding_add(&doctor->findings, "access", _("Access mode"));
    const struct channel_access *now = &channel->now, *kept = &channel->kept;
    struct channel_access always = *kept;

    if (!channel->access_known) {
        finding_say(finding, SEVERITY_UNKNOWN, _("channel %u: not reported"), number);
        return;
    }
    if (now->mode == kept->mode)
        finding_say(finding, SEVERITY_OK, _("channel %u: %s, up to %s"), number,
                    doctor_mode_text(now), value_word_text(&value_privilege, now->privilege));
    else
        finding_say(finding, SEVERITY_OK, _("channel %u: now %s, after a restart %s"), number,
                    doctor_mode_text(now), doctor_mode_text(kept));
    if (now->mode == CHANNEL_ACCESS_ALWAYS && kept->mode == CHANNEL_ACCESS_ALWAYS)
        return;
    finding_advise(finding, SEVERITY_WARNING,
                   _("nothing, unless you want IPMI over LAN there: bmctui set --channel=%u "
                     "--remote-access=lan"),
                   number);
    always.mode = CHANNEL_ACCESS_ALWAYS;
    finding_fix(finding, access_setting(ACCESS_MODE_KEPT),
                 (struct scope){.channel = (uint8_t)number}, access_of_channel(&always).number);
}

/* With suite 0 a user name is enough to open a session. */
static void doctor_add_suites(struct doctor *doctor, unsigned number,
                              const struct doctor_channel *channel)
{
    struct finding *finding = finding_add(&doctor->findings, "cipher", _("Cipher suites"));
    const struct cipher_suites *suites = &channel->suites;
    bool off = channel->open_known && channel->open == PRIVILEGE_UNUSED;
    char ids[4 * 40] = "";

    if (!channel->suites_known || suites->count == 0) {
        finding_say(finding, SEVERITY_UNKNOWN,
                    channel->suites_known ? _("channel %u: none reported")
                                          : _("channel %u: not reported"),
                    number);
        return;
    }
    for (size_t i = 0; i < suites->count; i++)
        text_append(ids, sizeof ids, " ", "%u", (unsigned)suites->ids[i]);
    finding_say(finding, SEVERITY_OK,
                off ? _("channel %u: %s; 0 is disabled") : _("channel %u: %s"), number, ids);
    if (memchr(suites->ids, 0, suites->count) != NULL && !off)
        finding_advise(finding, SEVERITY_FAULT,
                       _("suite 0 needs only a user name, no password: bmctui security "
                         "--fix=cipher-zero --channel=%u"),
                       number);
}

static void doctor_add_channels(struct doctor *doctor)
{
    const struct model *page = &doctor->page;

    for (size_t i = 0; i < page->channel_count; i++)
        doctor_add_channel(doctor, &page->channels[i]);
    for (size_t i = 0; i < page->channel_count; i++)
        doctor_add_access(doctor, page->channels[i].number, &doctor->channels[i]);
    for (size_t i = 0; i < page->channel_count; i++)
        doctor_add_suites(doctor, page->channels[i].number, &doctor->channels[i]);
}

/* --- users --------------------------------------------------------------------------------- */

static const char *doctor_enabled_text(const struct user_access *access)
{
    if (access->enabled == USER_ENABLED)
        return _("enabled");
    return access->enabled == USER_DISABLED ? _("disabled") : _("enabled state not reported");
}

static void doctor_add_user(struct doctor *doctor, const struct model_user *user)
{
    struct finding *finding = finding_add(&doctor->findings, "user", _("User"));
    char name[VALUE_TEXT];

    model_user_text(user, name);
    if (!user->access_known)
        finding_say(finding, SEVERITY_UNKNOWN, _("%s: privilege not reported"), name);
    else
        finding_say(finding, SEVERITY_OK, "%s  %s, %s%s", name,
                    value_word_text(&value_privilege, user->access.privilege),
                    doctor_enabled_text(&user->access),
                    user->access.messaging ? "" : _(", no IPMI messaging"));
}

/* An empty user name can log in with this access. */
static bool doctor_lets_in(const struct user_access *access)
{
    return access->enabled != USER_DISABLED && access->messaging &&
           access->privilege >= PRIVILEGE_CALLBACK && access->privilege <= PRIVILEGE_OEM;
}

static bool doctor_is_administrator(const struct user_access *access)
{
    return doctor_lets_in(access) && access->privilege == PRIVILEGE_ADMINISTRATOR;
}

/* Disabling it would leave nobody who can administer the BMC over LAN. */
static bool doctor_only_administrator(const struct doctor *doctor,
                                      const struct doctor_nameless *slot)
{
    const struct model *page = &doctor->page;

    for (size_t i = 0; i < page->user_count; i++)
        if (page->users[i].access_known && doctor_is_administrator(&page->users[i].access))
            return false;
    return doctor_is_administrator(&slot->access);
}

static void doctor_add_anonymous(struct doctor *doctor)
{
    struct finding *finding = finding_add(&doctor->findings, "anonymous", _("Anonymous user"));

    for (size_t i = 0; i < doctor->nameless_count; i++) {
        const struct doctor_nameless *slot = &doctor->nameless[i];

        if (!doctor_lets_in(&slot->access))
            continue;
        finding_say(finding, SEVERITY_OK, _("slot %u accepts logins without a user name, as %s"),
                    (unsigned)slot->id, value_word_text(&value_privilege, slot->access.privilege));
        finding_advise(
            finding, SEVERITY_WARNING,
            doctor_only_administrator(doctor, slot)
                ? _("user %u is the only administrator: first add one with a name: bmctui user add "
                    "NAME --privilege=administrator --password, then bmctui security "
                    "--fix=no-name")
                : _("bmctui security --fix=no-name disables user %u"),
            (unsigned)slot->id);
        return;
    }
    if (doctor->nameless_count == 0 && doctor->page.user_count == 0)
        finding_say(finding, SEVERITY_UNKNOWN, "%s", _("not reported"));
    else
        finding_say(finding, SEVERITY_OK, "%s", _("none can log in"));
}

/* --- all ----------------------------------------------------------------------------------- */

void doctor_bmc(struct doctor *doctor)
{
    struct finding *finding;

    doctor_add_device(doctor);
    doctor_add_channels(doctor);
    if (doctor->page.channel_count > 0) {
        for (size_t i = 0; i < doctor->page.user_count; i++)
            doctor_add_user(doctor, &doctor->page.users[i]);
        doctor_add_anonymous(doctor);
    }
    if (doctor->error.kind == ERROR_NONE)
        return;
    finding = finding_add(&doctor->findings, "channel", _("LAN channel"));
    finding_say(finding, SEVERITY_FAULT, "%s", doctor->error.sentence);
    finding_advise(
        finding, SEVERITY_FAULT, "%s",
        doctor->error.kind == ERROR_NO_LAN
            ? _("nothing: this BMC has no address to set")
            : _("try again; a BMC that is starting up or being updated answers only in part"));
}
