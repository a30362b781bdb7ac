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

#include "core/field.h"

#define PART 64

/* A line under way; what does not fit is cut. */
struct line {
    char text[AUDIT_LINE];
    size_t used;
};

/* Names come from BMC, environment and utmp: what could make two lines of one is written as '?'. */
static void clean(char *text)
{
    for (char *at = text; *at != '\0'; at++) {
        if (*at < ' ' || *at > '~')
            *at = '?';
    }
}

__attribute__((format(printf, 2, 3))) static void add(struct line *line, const char *format, ...)
{
    va_list arguments;
    int printed;

    va_start(arguments, format);
    printed = vsnprintf(line->text + line->used, sizeof line->text - line->used, format, arguments);
    va_end(arguments);
    if (printed > 0)
        line->used += (size_t)printed;
    if (line->used >= sizeof line->text)
        line->used = sizeof line->text - 1;
}

/* --- who ----------------------------------------------------------------- */

const char *audit_tty(char text[64])
{
    char path[PART];

    text[0] = '\0';
    for (int file = 0; file <= 2 && text[0] == '\0'; file++) {
        if (ttyname_r(file, path, sizeof path) == 0)
            snprintf(text, PART, "%s", strncmp(path, "/dev/", 5) == 0 ? path + 5 : path);
    }
    clean(text);
    return text;
}

/* The audit system's login uid first (getlogin_r() does so), which sudo and su do not change. */
static void login_name(char name[PART])
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
static void peer(const char *tty, char from[PART])
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

const char *audit_who(const struct audit *audit, char text[AUDIT_WHO])
{
    char name[PART], tty[PART], from[PART];
    const char *sudo = getenv("SUDO_USER");

    if (audit != NULL && audit->user != NULL)
        snprintf(name, sizeof name, "%s", audit->user);
    else
        login_name(name);
    audit_tty(tty);
    peer(tty, from);
    snprintf(text, AUDIT_WHO, "%s (tty %s%s%.60s%s%s)", name, tty[0] != '\0' ? tty : "none",
             sudo != NULL ? ", sudo " : "", sudo != NULL ? sudo : "",
             from[0] != '\0' ? ", from " : "", from);
    clean(text);
    return text;
}

/* --- the line ------------------------------------------------------------ */

static void begin(struct line *line, const struct audit *audit, const char *action,
                  const struct bmc_target *target)
{
    char who[AUDIT_WHO];
    const char *driver = bmc_driver_name(target->driver);

    memset(line, 0, sizeof *line);
    add(line, "%s by %s on %s", action, audit_who(audit, who),
        target->name != NULL ? target->name : driver);
    if (target->hostname != NULL && target->name == NULL)
        add(line, " %s", target->hostname);
    if (target->device != NULL)
        add(line, " %s", target->device);
}

static void end(struct line *line, const struct audit *audit)
{
    clean(line->text);
    if (audit != NULL && audit->write != NULL) {
        audit->write(audit->data, line->text);
        return;
    }
    openlog("bmctui", LOG_PID, LOG_AUTHPRIV);
    syslog(LOG_NOTICE, "%s", line->text);
    closelog();
}

static void quad(uint32_t value, char text[PART])
{
    snprintf(text, PART, "%u.%u.%u.%u", value >> 24, value >> 16 & 255, value >> 8 & 255,
             value & 255);
}

/* field_print_item() translates; a log is read by programs too. */
static const char *value_text(enum lan_item item, const struct lan *lan, char text[PART])
{
    snprintf(text, PART, "unknown");
    if (lan->state[item] != VALUE_KNOWN)
        return text;
    switch (item) {
    case LAN_SOURCE:
        snprintf(text, PART, "%s", value_word(&value_source, lan->source));
        break;
    case LAN_ADDRESS:
        quad(lan->address, text);
        break;
    case LAN_NETMASK:
        quad(lan->netmask, text);
        break;
    case LAN_GATEWAY:
        quad(lan->gateway, text);
        break;
    case LAN_ARP:
        snprintf(text, PART, "%s", lan->arp_replies ? "on" : "off");
        break;
    case LAN_VLAN:
        if (lan->vlan_enabled)
            snprintf(text, PART, "%u", (unsigned)lan->vlan_id);
        else
            snprintf(text, PART, "off");
        break;
    case LAN_MAC:
    case LAN_ITEMS:
        break;
    }
    return text;
}

static const char *outcome_name(enum outcome outcome)
{
    static const char *const names[] = {
        [OUTCOME_NONE] = "",
        [OUTCOME_NOT_TRIED] = "not written",
        [OUTCOME_KEPT] = "kept",
        [OUTCOME_SET] = "set, not testable",
        [OUTCOME_PENDING] = "pending",
        [OUTCOME_REFUSED] = "refused",
        [OUTCOME_LOST] = "not kept",
        [OUTCOME_CHANGED] = "changed by the BMC",
        [OUTCOME_LEASE] = "waiting for a lease",
        [OUTCOME_PUT_BACK] = "put back",
        [OUTCOME_NOT_PUT_BACK] = "not put back",
        [OUTCOME_UNKNOWN] = "unknown",
    };

    return names[outcome];
}

static const char *status_name(enum save_status status)
{
    static const char *const names[] = {
        [SAVE_RUNNING] = "cut off",
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

static const char *item_name(enum lan_item item)
{
    static const char *const names[] = {"source", "address", "netmask", "gateway",
                                        "arp",    "vlan",    "mac",     ""};

    return names[item];
}

static void add_items(struct line *line, const struct save_state *state)
{
    char old[PART], new[PART];

    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (state->items[item] == OUTCOME_NONE)
            continue;
        add(line, ", %s: %s -> %s (%s)", item_name(item),
            value_text(item, &state->plan.old, old), value_text(item, &state->plan.wanted, new),
            outcome_name(state->items[item]));
    }
}

static void add_user(struct line *line, const struct save_state *state)
{
    if (state->password != OUTCOME_NONE)
        add(line, ", password of user %u %s (%s)", (unsigned)state->plan.user,
            state->plan.user_name, outcome_name(state->password));
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        if (state->boxes[box] != OUTCOME_NONE)
            add(line, ", %s of user %u %s (%s)", remote_name(box), (unsigned)state->plan.user,
                state->plan.user_name, outcome_name(state->boxes[box]));
    }
}

void audit_save(const struct audit *audit, const char *action, const struct bmc_target *target,
                const struct save_state *state)
{
    struct line line;

    begin(&line, audit, action, target);
    add(&line, " channel %u: %s", (unsigned)state->plan.channel, status_name(state->status));
    add_items(&line, state);
    add_user(&line, state);
    if (state->lock_left)
        add(&line, ", the BMC's lock could not be released");
    if (state->unsettled)
        add(&line, ", the journal could be neither marked nor removed");
    end(&line, audit);
}

void audit_identify(const struct audit *audit, const struct bmc_target *target,
                    const struct light_request *request, bool done)
{
    struct line line;

    if (request->kind == LIGHT_READ || request->kind == LIGHT_RENEW)
        return;
    begin(&line, audit, "identify", target);
    if (request->kind == LIGHT_SECONDS)
        add(&line, ": on for %u s", request->seconds);
    else
        add(&line, request->kind == LIGHT_OFF ? ": off" : ": on");
    add(&line, "%s", done ? "" : " (refused or not answered)");
    end(&line, audit);
}

void audit_note(const struct audit *audit, const struct bmc_target *target, const char *action,
                const char *format, ...)
{
    struct line line;
    char text[AUDIT_LINE / 2];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    begin(&line, audit, action, target);
    add(&line, ": %s", text);
    end(&line, audit);
}
