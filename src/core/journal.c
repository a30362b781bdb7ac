/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/journal_own.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "core/access.h"

#define HEAD            "bmctui journal "
#define HEAD_LENGTH     (sizeof HEAD + 1) /* with the version and the newline */
#define SUM             "sum "
#define SUM_LENGTH      (sizeof SUM + 16)
/* Lines beside those of the changes: some thirty numbers, and five texts. */
#define OTHER_LINES     (30 * 40 + 5 * (JOURNAL_NAME + 20))
/* The two lines of one change: key, nine numbers of which two have 16 digits, two texts. */
#define CHANGE_LINES    (KEY_LENGTH + 80 + 2 * HEX_LENGTH + 30)

_Static_assert(OTHER_LINES + CHANGES_MAX * CHANGE_LINES < JOURNAL_TEXT, "any journal has room");

/* --- as a value ------------------------------------------------------------ */

void journal_begin(struct journal *journal, const struct plan *plan, const struct model *model)
{
    memset(journal, 0, sizeof *journal);
    journal->plan = *plan;
    journal->plan.password = NULL;
    plan_steps(&journal->plan);
    journal->password_planned = plan->password != NULL;
    journal->device_known = model->device_known;
    journal->device = model->device;
}

bool journal_same_bmc(const struct journal *journal, const struct device *device,
                      const struct value *mac)
{
    return journal->device_known && bmc_same_device(&journal->device, device) &&
           (value_same(&value_mac, &journal->plan.mac, mac) ||
            (journal->plan.channel == 0 && !value_known(&journal->plan.mac)));
}

/* --- lines ----------------------------------------------------------------- */

/* One walk over all values serves writing and reading, so that the two cannot differ. */
struct walk {
    bool reading;
    int version;
    char *out; /* writing: here, of size left */
    size_t size, used;
    const char *in, *end; /* reading: the next line, and behind the last */
    const struct page_class *const *pages; /* reading: whose settings are known */
    bool bad;
};

__attribute__((format(printf, 2, 3))) static void walk_put(struct walk *walk, const char *format,
                                                           ...)
{
    va_list arguments;
    int printed;

    va_start(arguments, format);
    printed = vsnprintf(walk->out + walk->used, walk->size - walk->used, format, arguments);
    va_end(arguments);
    if (printed < 0 || (size_t)printed >= walk->size - walk->used)
        walk->bad = true;
    else
        walk->used += (size_t)printed;
}

/* The value behind "name ", copied; NULL when the next line is another. */
static const char *walk_take(struct walk *walk, const char *name, char line[JOURNAL_LINE])
{
    const char *newline = memchr(walk->in, '\n', (size_t)(walk->end - walk->in));
    size_t length = newline == NULL ? 0 : (size_t)(newline - walk->in), head = strlen(name);

    if (walk->bad || newline == NULL || length >= JOURNAL_LINE || length <= head ||
        memcmp(walk->in, name, head) != 0 || walk->in[head] != ' ') {
        walk->bad = true;
        return NULL;
    }
    memcpy(line, walk->in, length);
    line[length] = '\0';
    walk->in = newline + 1;
    return line + head + 1;
}

static long long walk_number(struct walk *walk, const char *name, long long value, long long least,
                             long long most)
{
    char line[JOURNAL_LINE], *end;
    const char *text;
    long long number;

    if (!walk->reading) {
        walk_put(walk, "%s %lld\n", name, value);
        return value;
    }
    text = walk_take(walk, name, line);
    if (text == NULL)
        return least;
    errno = 0;
    number = strtoll(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || number < least || number > most) {
        walk->bad = true;
        return least;
    }
    return number;
}

static bool walk_flag(struct walk *walk, const char *name, bool value)
{
    return walk_number(walk, name, value, 0, 1) != 0;
}

/* Texts are for people: what could end a line is written as '?'. */
static void walk_text(struct walk *walk, const char *name, char *value, size_t size)
{
    char line[JOURNAL_LINE];
    const char *text;

    if (!walk->reading) {
        walk_put(walk, "%s =", name);
        for (const char *byte = value; *byte != '\0'; byte++)
            walk_put(walk, "%c", *byte >= ' ' && *byte <= '~' ? *byte : '?');
        walk_put(walk, "\n");
        return;
    }
    text = walk_take(walk, name, line);
    if (text == NULL || text[0] != '=' || strlen(text) > size) {
        walk->bad = true;
        return;
    }
    snprintf(value, size, "%s", text + 1);
}

#define WALK(type, name, place, least, most)                                                       \
    ((place) = (type)walk_number(walk, name, (long long)(place), least, most))

/* --- what changes ---------------------------------------------------------- */

static void walk_put_change(struct walk *walk, const struct change *change)
{
    char line[JOURNAL_LINE];

    walk_put(walk, "change %s\n", journal_print_change(change, line));
    if (walk->version == 3)
        walk_put(walk, "more %s\n", journal_print_more(change, line));
}

static bool walk_take_change(struct walk *walk, const struct plan *plan, struct change *change)
{
    char line[JOURNAL_LINE];
    const char *text = walk_take(walk, "change", line);

    if (text == NULL || !journal_parse_change(walk->pages, plan, text, change))
        return false;
    if (walk->version < 3)
        return true;
    text = walk_take(walk, "more", line);
    return text != NULL && journal_parse_more(text, change);
}

static void walk_changes(struct walk *walk, struct plan *plan)
{
    size_t count = plan->changes.count;

    WALK(size_t, "changes", count, 0, CHANGES_MAX);
    for (size_t i = 0; i < count && !walk->bad; i++) {
        struct change change;

        if (!walk->reading)
            walk_put_change(walk, &plan->changes.items[i]);
        else if (walk_take_change(walk, plan, &change) &&
                 change_find_at(&plan->changes, change.setting, change.scope) == NULL)
            change_add(&plan->changes, &change);
        else
            walk->bad = true;
    }
}

/* --- version 1 -------------------------------------------------------------- */

/* The LAN parameters in its order, the MAC address last. */
static const char *const old_keys[] = {"source", "address", "netmask", "gateway", "arp", "vlan"};
enum { OLD_SOURCE, OLD_ADDRESS, OLD_NETMASK, OLD_GATEWAY, OLD_ARP, OLD_VLAN, OLD_MAC, OLD_VALUES };

static uint64_t journal_old_number(struct walk *walk, const char *name, long long most)
{
    return (uint64_t)walk_number(walk, name, 0, 0, most);
}

static void journal_old_values(struct walk *walk, struct value values[OLD_VALUES])
{
    memset(values, 0, OLD_VALUES * sizeof *values);
    for (size_t i = 0; i < OLD_VALUES; i++)
        values[i].state = (enum value_state)journal_old_number(walk, "state", VALUE_NOT_READ);
    values[OLD_SOURCE].number = journal_old_number(walk, "source", 15);
    values[OLD_ADDRESS].number = journal_old_number(walk, "address", UINT32_MAX);
    values[OLD_NETMASK].number = journal_old_number(walk, "netmask", UINT32_MAX);
    values[OLD_GATEWAY].number = journal_old_number(walk, "gateway", UINT32_MAX);
    values[OLD_ARP].number = journal_old_number(walk, "arp-gratuitous", 1);
    values[OLD_ARP].number |= journal_old_number(walk, "arp-replies", 1) * VALUE_ARP_REPLIES;
    values[OLD_VLAN].number = journal_old_number(walk, "vlan", 1) * VALUE_VLAN_ON;
    values[OLD_VLAN].number |= journal_old_number(walk, "vlan-id", VALUE_VLAN_ID);
    for (size_t i = 0; i < BMC_MAC; i++)
        values[OLD_MAC].number = values[OLD_MAC].number << 8 | journal_old_number(walk, "mac", 255);
}

/* It did not say whether access had been read; then it is all 0. */
static struct value journal_known_access(struct value access, enum privilege limit)
{
    access.state = limit == 0 ? VALUE_UNREAD : VALUE_KNOWN;
    return access;
}

static struct value journal_old_user(struct walk *walk)
{
    struct user_access access = {.max_users = (uint8_t)journal_old_number(walk, "max-users", 255)};

    access.enabled = (enum user_enabled)journal_old_number(walk, "enabled", 3);
    access.messaging = journal_old_number(walk, "messaging", 1) != 0;
    access.link_authentication = journal_old_number(walk, "link", 1) != 0;
    access.callback_only = journal_old_number(walk, "callback", 1) != 0;
    access.privilege = (enum privilege)journal_old_number(walk, "privilege", 15);
    return journal_known_access(access_of_user(&access), access.privilege);
}

static struct value journal_old_channel(struct walk *walk)
{
    struct channel_access access = {.mode = (uint8_t)journal_old_number(walk, "mode", 7)};

    access.user_auth_disabled = journal_old_number(walk, "user-auth", 1) != 0;
    access.message_auth_disabled = journal_old_number(walk, "message-auth", 1) != 0;
    access.pef_alerting_disabled = journal_old_number(walk, "pef-alerting", 1) != 0;
    access.privilege = (enum privilege)journal_old_number(walk, "privilege", 15);
    return journal_known_access(access_of_channel(&access), access.privilege);
}

static void journal_old_plan(struct walk *walk, struct plan *plan)
{
    struct value old[OLD_VALUES], wanted[OLD_VALUES], user, active;
    bool write[OLD_VALUES];
    unsigned boxes;

    WALK(uint8_t, "channel", plan->channel, BMC_CHANNEL_FIRST, BMC_CHANNEL_LAST);
    for (size_t i = 0; i < OLD_VALUES; i++)
        write[i] = journal_old_number(walk, "write", 1) != 0;
    journal_old_values(walk, old);
    journal_old_values(walk, wanted);
    WALK(uint8_t, "user", plan->user, 0, BMC_USER_LAST);
    walk_text(walk, "user-name", plan->user_name, sizeof plan->user_name);
    boxes = (unsigned)journal_old_number(walk, "remote", REMOTE_BIT(REMOTE_COUNT) - 1);
    user = journal_old_user(walk);
    active = journal_old_channel(walk);
    for (size_t i = 0; i < OLD_MAC; i++) {
        const struct change change = {.setting = journal_find_setting(walk->pages, old_keys[i]),
                                      .scope.channel = plan->channel,
                                      .old = old[i],
                                      .wanted = wanted[i],
                                      .write = write[i] && value_known(&wanted[i])};

        change_add(&plan->changes, &change);
    }
    plan->mac = old[OLD_MAC];
    plan_add_access(plan, boxes, user, journal_old_channel(walk), active);
}

/* --- the whole -------------------------------------------------------------- */

static void walk_plan(struct walk *walk, struct plan *plan)
{
    WALK(uint8_t, "channel", plan->channel, 0, BMC_CHANNEL_LAST); /* 0: no channel's settings */
    WALK(uint8_t, "user", plan->user, 0, BMC_USER_LAST);
    walk_text(walk, "user-name", plan->user_name, sizeof plan->user_name);
    WALK(enum value_state, "mac-state", plan->mac.state, VALUE_UNREAD, VALUE_NOT_READ);
    WALK(uint64_t, "mac", plan->mac.number, 0, 0xffffffffffff);
    plan->of_changes = walk->version == 3;
    if (plan->of_changes)
        WALK(enum plan_password, "password-of", plan->password_kind, 0, PASSWORD_THROWN);
    walk_changes(walk, plan);
}

static void walk_device(struct walk *walk, struct device *device)
{
    WALK(uint8_t, "device-id", device->id, 0, 255);
    WALK(uint8_t, "device-revision", device->revision, 0, 255);
    WALK(uint8_t, "firmware-major", device->firmware_major, 0, 255);
    WALK(uint8_t, "firmware-minor", device->firmware_minor, 0, 255);
    WALK(uint8_t, "ipmi-major", device->ipmi_major, 0, 15);
    WALK(uint8_t, "ipmi-minor", device->ipmi_minor, 0, 15);
    WALK(uint32_t, "manufacturer", device->manufacturer, 0, 0xffffff);
    WALK(uint16_t, "product", device->product, 0, 65535);
}

static void walk_journal(struct walk *walk, struct journal *journal)
{
    WALK(enum journal_state, "journal-state", journal->state, 0, JOURNAL_VERIFIED);
    WALK(long long, "started", journal->started, 0, INT64_MAX);
    WALK(long, "pid", journal->pid, 0, INT32_MAX);
    walk_text(walk, "tty", journal->tty, sizeof journal->tty);
    walk_text(walk, "target", journal->target, sizeof journal->target);
    walk_text(walk, "driver", journal->driver, sizeof journal->driver);
    walk_text(walk, "boot-id", journal->boot_id, sizeof journal->boot_id);
    WALK(long long, "confirm-until", journal->confirm_until_ms, 0, INT64_MAX);
    journal->confirm = walk_flag(walk, "confirm", journal->confirm);
    journal->lock_ours = walk_flag(walk, "lock-ours", journal->lock_ours);
    journal->password_planned = walk_flag(walk, "password", journal->password_planned);
    journal->password_sent = walk_flag(walk, "password-sent", journal->password_sent);
    journal->device_known = walk_flag(walk, "device", journal->device_known);
    walk_device(walk, &journal->device);
    (walk->version == 1 ? journal_old_plan : walk_plan)(walk, &journal->plan);
}

size_t journal_encode(const struct journal *journal, char text[JOURNAL_TEXT])
{
    struct journal copy = *journal;
    struct walk walk = {
        .version = journal->plan.of_changes ? 3 : 2, .out = text, .size = JOURNAL_TEXT};

    walk_put(&walk, HEAD "%d\n", walk.version);
    walk_journal(&walk, &copy);
    walk_put(&walk, SUM "%016llx\n", file_checksum(text, walk.used));
    return walk.bad ? 0 : walk.used;
}

/* The last line is the checksum over all before it, and nothing stands behind. */
static bool journal_sum_is_right(const char *text, size_t length)
{
    char line[SUM_LENGTH + 1];

    if (length < SUM_LENGTH)
        return false;
    snprintf(line, sizeof line, SUM "%016llx\n", file_checksum(text, length - SUM_LENGTH));
    return memcmp(text + length - SUM_LENGTH, line, SUM_LENGTH) == 0;
}

/* The version of a journal; 0: it is none, or of another version. */
static int journal_version_of(const char *text, size_t length)
{
    if (length < HEAD_LENGTH || memcmp(text, HEAD, sizeof HEAD - 1) != 0 ||
        text[HEAD_LENGTH - 1] != '\n')
        return 0;
    return text[HEAD_LENGTH - 2] >= '1' && text[HEAD_LENGTH - 2] <= '3'
               ? text[HEAD_LENGTH - 2] - '0'
               : 0;
}

int journal_decode(struct journal *journal, const struct page_class *const *pages,
                   const char *text, size_t length, struct bmc_error *error)
{
    struct walk walk = {
        .reading = true, .version = journal_version_of(text, length), .pages = pages};

    memset(journal, 0, sizeof *journal);
    if (walk.version == 0)
        return error_set(error, ERROR_SYSTEM,
                         _("it is not a journal of this version of bmctui and is ignored"));
    walk.in = text + HEAD_LENGTH;
    walk.end = text + length;
    if (journal_sum_is_right(text, length))
        walk_journal(&walk, journal);
    else
        walk.bad = true;
    if (walk.bad || walk.in != text + length - SUM_LENGTH) {
        memset(journal, 0, sizeof *journal);
        return error_set(error, ERROR_SYSTEM, _("it is damaged and is ignored"));
    }
    plan_steps(&journal->plan);
    return 0;
}
