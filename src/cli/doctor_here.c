/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "cli/doctor.h"
#include "guard/guest.h"
#include "term/screen.h"

#define ROWS_LEAST 12
#define COLUMNS_LEAST 40

/* --- a save that is not resolved ----------------------------------------------------------- */

/* What to do in each state, and how bad that is; NULL: nothing. */
static const struct {
    enum severity severity;
    const char *what_to_do;
} doctor_pending[] = {
    [GUARD_NOTHING] = {SEVERITY_OK, NULL},
    [GUARD_SAVING] = {SEVERITY_OK, NULL},
    [GUARD_CONFIRM] = {SEVERITY_WARNING, N_("run bmctui confirm to keep it")},
    [GUARD_CUT_OFF] = {SEVERITY_FAULT,
                       N_("see bmctui recover, then choose --undo, --finish or --forget")},
    [GUARD_NOT_PUT_BACK] = {SEVERITY_FAULT,
                            N_("see bmctui recover, then choose --undo, --finish or --forget")},
    [GUARD_DAMAGED] =
        {SEVERITY_FAULT,
         N_("check the BMC's values with bmctui show, then run bmctui recover --forget")},
    [GUARD_UNREADABLE] = {SEVERITY_UNKNOWN, N_("run bmctui as root")},
};

static void doctor_add_journal(struct doctor *doctor, const struct cli *cli)
{
    struct guard *guard = guard_create(cli->target, cli->settings->state_directory, NULL);
    struct finding *finding = finding_add(&doctor->findings, "journal", _("Interrupted save"));
    struct guard_pending pending;

    guard_look(guard, &pending);
    if (pending.state == GUARD_NOTHING)
        finding_say(finding, SEVERITY_OK, "%s", _("nothing is pending"));
    else
        guard_text(&pending, finding->text, sizeof finding->text);
    if (doctor_pending[pending.state].what_to_do != NULL)
        finding_advise(finding, doctor_pending[pending.state].severity, "%s",
                       _(doctor_pending[pending.state].what_to_do));
    guard_destroy(guard);
}

/* --- guests -------------------------------------------------------------------------------- */

static void doctor_judge_guest(struct finding *finding, const struct guest *guest)
{
    char text[120];

    guest_print(guest, text, sizeof text);
    text_append(finding->text, sizeof finding->text, ", ", "%s %s",
                guest->damaged ? _("slot of a damaged record:") : guest->record.name, text);
    if (guest->damaged)
        finding_advise(finding, SEVERITY_FAULT, "%s",
                       _("look at the BMC's users, then remove the damaged record's file"));
    else if (guest->due != GUEST_NOT_DUE)
        finding_advise(finding, SEVERITY_FAULT, "%s", _("run bmctui guest, which ends guests"));
    else if (guest->record.state == GUEST_LEFT && finding->severity == SEVERITY_OK)
        finding_advise(finding, SEVERITY_WARNING, "%s",
                       _("look at the BMC's users; bmctui guest removes the record"));
}

/* Only where there are some. */
static void doctor_add_guests(struct doctor *doctor, const struct cli *cli)
{
    struct guard *guard = guard_create(cli->target, cli->settings->state_directory, NULL);
    struct guests *guests = xcalloc(1, sizeof *guests);
    struct finding *finding;

    guest_look(guard, guests);
    if (guests->count > 0 || guests->unreadable) {
        finding = finding_add(&doctor->findings, "guests", _("Guests"));
        if (guests->unreadable) {
            finding_say(finding, SEVERITY_UNKNOWN, "%s", guests->error.sentence);
            finding_advise(finding, SEVERITY_UNKNOWN, "%s", _("run bmctui as root"));
        }
        for (size_t i = 0; i < guests->count; i++)
            doctor_judge_guest(finding, &guests->of[i]);
    }
    free(guests);
    guard_destroy(guard);
}

/* --- the locale ---------------------------------------------------------------------------- */

static const char *doctor_wanted_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);

        if (value != NULL && value[0] != '\0')
            return value;
    }
    return "C";
}

static bool doctor_plain_locale(const char *name)
{
    return strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0;
}

static void doctor_add_locale(struct doctor *doctor)
{
    struct finding *finding = finding_add(&doctor->findings, "locale", _("Locale"));
    const char *wanted = doctor_wanted_locale(), *used = setlocale(LC_CTYPE, NULL);

    if (doctor_plain_locale(used) && !doctor_plain_locale(wanted)) {
        finding_say(finding, SEVERITY_OK, _("%.60s is not installed; using English and ASCII"),
                    wanted);
        finding_advise(
            finding, SEVERITY_WARNING, "%s",
            _("install it (on Debian: dpkg-reconfigure locales), or set LC_ALL=C.UTF-8"));
        return;
    }
    finding_say(finding, SEVERITY_OK, "%.60s (%s)", used, nl_langinfo(CODESET));
}

/* --- the terminal -------------------------------------------------------------------------- */

static void doctor_judge_size(struct finding *finding)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_row == 0 || size.ws_col == 0)
        return;
    text_append(finding->text, sizeof finding->text, ", ", "%ux%u", (unsigned)size.ws_col,
                (unsigned)size.ws_row);
    if (size.ws_row < ROWS_LEAST || size.ws_col < COLUMNS_LEAST)
        finding_advise(finding, SEVERITY_WARNING, "%s",
                       _("make it at least 40 columns by 12 rows; 80 by 24 is better"));
}

static void doctor_add_terminal(struct doctor *doctor)
{
    struct finding *finding = finding_add(&doctor->findings, "terminal", _("Terminal"));
    const char *type = getenv("TERM");

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        finding_say(finding, SEVERITY_OK, "%s",
                    _("none: the console needs one, the commands do not"));
        return;
    }
    if (type == NULL || type[0] == '\0' || strcmp(type, "dumb") == 0) {
        finding_say(finding, SEVERITY_OK, "%s",
                    _("TERM does not say what kind of terminal this is"));
        finding_advise(finding, SEVERITY_WARNING, "%s",
                       _("set TERM; on a serial line, use TERM=vt220"));
        return;
    }
    finding_say(finding, SEVERITY_OK, "%.60s", type);
    if (!screen_type_known(type))
        finding_advise(finding, SEVERITY_WARNING, "%s",
                       _("unknown to this system, so vt100 is assumed; install its description (on "
                         "Debian: ncurses-term) or set TERM to a known type"));
    doctor_judge_size(finding);
}

void doctor_here(struct doctor *doctor, const struct cli *cli)
{
    doctor_add_journal(doctor, cli);
    doctor_add_guests(doctor, cli);
    doctor_add_locale(doctor);
    doctor_add_terminal(doctor);
}
