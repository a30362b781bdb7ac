/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/audit.h"

#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>
#include <utmpx.h>

#include "base/text.h"

#define PART 64

/* Names come from BMC, environment and utmp: what could make two lines of one is written as '?'. */
static void clean(char *text)
{
    for (char *at = text; *at != '\0'; at++)
        if (*at < ' ' || *at > '~')
            *at = '?';
}

/* --- who ----------------------------------------------------------------- */

const char *audit_tty(char text[64])
{
    char path[PART];

    text[0] = '\0';
    for (int file = 0; file <= 2 && text[0] == '\0'; file++)
        if (ttyname_r(file, path, sizeof path) == 0)
            snprintf(text, PART, "%s", strncmp(path, "/dev/", 5) == 0 ? path + 5 : path);
    clean(text);
    return text;
}

/* The audit system's login uid first (getlogin_r() does so), which sudo and su do not change. */
static void audit_login_name(char name[PART])
{
    const struct passwd *entry;

    if (getlogin_r(name, PART) == 0 && name[0] != '\0')
        return;
    entry = getpwuid(getuid());
    if (entry != NULL)
        snprintf(name, PART, "%s", entry->pw_name);
    else
        snprintf(name, PART, "uid %ld", (long)getuid());
}

/* sudo drops SSH_CONNECTION; the terminal's entry in utmp still tells where it came from. */
static void audit_peer(const char *tty, char from[PART])
{
    const char *connection = getenv("SSH_CONNECTION");
    struct utmpx wanted, *entry;

    from[0] = '\0';
    if (connection != NULL && connection[0] != '\0') {
        snprintf(from, PART, "%.*s", (int)strcspn(connection, " "), connection);
        return;
    }
    if (tty[0] == '\0')
        return;
    memset(&wanted, 0, sizeof wanted);
    memcpy(wanted.ut_line, tty, strnlen(tty, sizeof wanted.ut_line));
    setutxent();
    entry = getutxline(&wanted);
    if (entry != NULL)
        snprintf(from, PART, "%.*s", (int)strnlen(entry->ut_host, sizeof entry->ut_host),
                 entry->ut_host);
    endutxent();
}

const char *audit_name(const struct audit *audit, char text[64])
{
    if (audit != NULL && audit->user != NULL)
        snprintf(text, PART, "%s", audit->user);
    else
        audit_login_name(text);
    clean(text);
    return text;
}

const char *audit_who(const struct audit *audit, char text[AUDIT_WHO])
{
    char name[PART], tty[PART], from[PART];
    const char *sudo = getenv("SUDO_USER");

    audit_name(audit, name);
    audit_tty(tty);
    audit_peer(tty, from);
    snprintf(text, AUDIT_WHO, "%s (tty %s%s%.60s%s%s)", name, tty[0] != '\0' ? tty : "none",
             sudo != NULL ? ", sudo " : "", sudo != NULL ? sudo : "",
             from[0] != '\0' ? ", from " : "", from);
    clean(text);
    return text;
}

/* --- the line ------------------------------------------------------------ */

/* What does not fit into a line is cut. */
static void line_begin(char line[AUDIT_LINE], const struct audit *audit, const char *action,
                       const struct bmc_target *target)
{
    char who[AUDIT_WHO];
    const char *driver = bmc_driver_name(target->driver);

    snprintf(line, AUDIT_LINE, "%s by %s on %s", action, audit_who(audit, who),
             target->name != NULL ? target->name : driver);
    if (target->hostname != NULL && target->name == NULL)
        text_append(line, AUDIT_LINE, "", " %s", target->hostname);
    if (target->device != NULL)
        text_append(line, AUDIT_LINE, "", " %s", target->device);
}

static void line_end(char line[AUDIT_LINE], const struct audit *audit)
{
    clean(line);
    if (audit != NULL && audit->write != NULL) {
        audit->write(audit->data, line);
        return;
    }
    openlog("bmctui", LOG_PID, LOG_AUTHPRIV);
    syslog(LOG_NOTICE, "%s", line);
    closelog();
}

static const char *audit_outcome_name(enum outcome outcome)
{
    static const char *const names[] = {
        [OUTCOME_NONE] = "",
        [OUTCOME_NOT_TRIED] = "not written",
        [OUTCOME_KEPT] = "kept",
        [OUTCOME_SET] = "set, not testable",
        [OUTCOME_PENDING] = "pending",
        [OUTCOME_REFUSED] = "refused",
        [OUTCOME_LOST] = "not saved",
        [OUTCOME_CHANGED] = "changed by the BMC",
        [OUTCOME_PUT_RIGHT] = "changed by the BMC, put right",
        [OUTCOME_LEASE] = "waiting for a lease",
        [OUTCOME_PUT_BACK] = "put back",
        [OUTCOME_NOT_PUT_BACK] = "not put back",
        [OUTCOME_UNKNOWN] = "unknown",
    };

    return names[outcome];
}

static const char *audit_status_name(enum save_status status)
{
    static const char *const names[] = {
        [SAVE_RUNNING] = "interrupted",
        [SAVE_KEPT] = "done and verified",
        [SAVE_NOT_WRITTEN] = "nothing written",
        [SAVE_PUT_BACK] = "put back",
        [SAVE_REVIEW_AGAIN] = "nothing written, the BMC had changed",
        [SAVE_UNREACHED] = "nothing written, the BMC does not answer",
        [SAVE_IMPOSSIBLE] = "nothing written, the BMC's new address is taken",
        [SAVE_MIXED] = "LEFT MIXED OR UNKNOWN",
    };

    return names[status];
}

/* "privilege of user 3 oper on channel 8". */
static void line_add_label(char line[AUDIT_LINE], const struct plan *plan,
                           const struct change *change)
{
    const struct scope *scope = &change->scope;
    char name[VALUE_TEXT];

    text_append(line, AUDIT_LINE, ", ", "%s", change->setting->log);
    if (scope->user != 0) {
        plan_user_name(plan, scope->user, name);
        text_append(line, AUDIT_LINE, "", " of user %u%s%s", (unsigned)scope->user,
                    name[0] != '\0' ? " " : "", name);
    }
    if (scope->channel != 0 && scope->channel != plan->channel)
        text_append(line, AUDIT_LINE, "", " on channel %u", (unsigned)scope->channel);
    if (scope->sensor != 0)
        text_append(line, AUDIT_LINE, "", " of sensor %u", (unsigned)scope->sensor);
}

static void line_add_changes(char line[AUDIT_LINE], const struct save_state *state)
{
    const struct changes *changes = &state->plan.changes;
    char old[VALUE_TEXT], new[VALUE_TEXT];

    for (size_t i = 0; i < changes->count; i++) {
        const struct change *change = &changes->items[i];
        const struct value_type *type = change->setting->type;

        if (change->outcome == OUTCOME_NONE ||
            !(state->plan.of_changes || change_is_field(change)))
            continue;
        line_add_label(line, &state->plan, change);
        if ((change->setting->flags & SETTING_UNLOGGED) == 0)
            text_append(line, AUDIT_LINE, "", ": %s -> %s", value_log(type, &change->old, old),
                        value_log(type, &change->wanted, new));
        text_append(line, AUDIT_LINE, "", " (%s)", audit_outcome_name(change->outcome));
    }
}

/* What lets him in: the values would say little. */
static void line_add_user(char line[AUDIT_LINE], const struct save_state *state)
{
    const struct plan *plan = &state->plan;

    if (state->password != OUTCOME_NONE)
        text_append(line, AUDIT_LINE, ", ", "password of user %u %s (%s)", (unsigned)plan->user,
                    plan->user_name, audit_outcome_name(state->password));
    for (size_t i = plan->changes.locked; i < plan->changes.count; i++) {
        const struct change *change = &plan->changes.items[i];
        enum remote_box box = remote_box_of(change->setting);

        if (change->outcome != OUTCOME_NONE && box != REMOTE_COUNT && !plan->of_changes)
            text_append(line, AUDIT_LINE, ", ", "%s of user %u %s (%s)", remote_name(box),
                        (unsigned)plan->user, plan->user_name, audit_outcome_name(change->outcome));
    }
}

void audit_save(const struct audit *audit, const char *action, const struct bmc_target *target,
                const struct save_state *state)
{
    char line[AUDIT_LINE];

    line_begin(line, audit, action, target);
    if (state->plan.channel != 0)
        text_append(line, AUDIT_LINE, "", " channel %u", (unsigned)state->plan.channel);
    text_append(line, AUDIT_LINE, "", ": %s", audit_status_name(state->status));
    line_add_changes(line, state);
    line_add_user(line, state);
    if (state->lock_left)
        text_append(line, AUDIT_LINE, ", ", "the BMC's lock could not be released");
    if (state->unresolved)
        text_append(line, AUDIT_LINE, ", ", "the journal could be neither marked nor removed");
    line_end(line, audit);
}

void audit_identify(const struct audit *audit, const struct bmc_target *target,
                    const struct light_request *request, bool done)
{
    char line[AUDIT_LINE];

    if (request->kind == LIGHT_READ || request->kind == LIGHT_RENEW)
        return;
    line_begin(line, audit, "identify", target);
    if (request->kind == LIGHT_SECONDS)
        text_append(line, AUDIT_LINE, "", ": on for %u s", request->seconds);
    else
        text_append(line, AUDIT_LINE, "", request->kind == LIGHT_OFF ? ": off" : ": on");
    text_append(line, AUDIT_LINE, "", "%s", done ? "" : " (refused or not answered)");
    line_end(line, audit);
}

void audit_note(const struct audit *audit, const struct bmc_target *target, const char *action,
                const char *format, ...)
{
    char line[AUDIT_LINE];
    char text[AUDIT_LINE / 2];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    line_begin(line, audit, action, target);
    text_append(line, AUDIT_LINE, "", ": %s", text);
    line_end(line, audit);
}
