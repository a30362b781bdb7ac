/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "core/command_line.h"
#include "core/rule.h"
#include "pages/serial_own.h"

#define LAN  N_("Serial over LAN")
#define THIS N_("This machine")

/* Of the line of users: the names, in columns. */
#define SERIAL_USERS_COLUMNS 40

/* What rows ask for: those of SOL by its parameter, above them those of the LAN channel and of none
 * that is asked. */
enum { ASKS_ADDRESS = 3, ASKS_MAC = 5 };
enum { ASKS_ENABLED = 1, ASKS_AUTHENTICATION = 2, ASKS_RATES = 6, ASKS_CHANNEL = 7 };
enum { ASKS_USERS = 101, ASKS_TTY, ASKS_TTY_RATE, ASKS_FIRMWARE, ASKS_LOGIN };

static void serial_print_number(uint64_t number, char text[VALUE_TEXT])
{
    snprintf(text, VALUE_TEXT, "%llx", (unsigned long long)number);
}

static const struct value_type serial_may = {.print = serial_print_number, .bits = UINT64_MAX};

/* --- lines ----------------------------------------------------------------------------------- */

int serial_users(const struct model *model, const struct model_user *users[BMC_USER_LAST])
{
    uint64_t may = model_number(model, SERIAL_MAY);
    int count = 0;

    if (!model_known(model, SERIAL_MAY))
        return -1;
    for (uint8_t slot = BMC_USER_FIRST; slot <= BMC_USER_LAST; slot++)
        if ((may >> (slot - 1) & 1) != 0 && model_user(model, slot) != NULL)
            users[count++] = model_user(model, slot);
    return count;
}

static void serial_append_user(const struct model_user *user, char *text)
{
    text_append(text, VALUE_TEXT, ", ", "%u %s", (unsigned)user->id,
                user->name[0] != '\0' ? user->name : _("(no name)"));
}

/* "2 ADMIN, 3 oper may use it"; the last ones as a number where there is no room. */
static bool serial_print_users(const struct model *model, char text[VALUE_TEXT])
{
    const struct model_user *users[BMC_USER_LAST];
    char names[VALUE_TEXT] = "", all[VALUE_TEXT];
    int count = serial_users(model, users), shown = 0;

    if (count < 0) {
        value_print(&serial_may, model_value(model, SERIAL_MAY), text);
        return false;
    }
    for (; shown < count; shown++) {
        snprintf(all, sizeof all, "%s", names);
        serial_append_user(users[shown], all);
        if (shown > 0 && text_columns(all) > SERIAL_USERS_COLUMNS)
            break;
        memcpy(names, all, sizeof names);
    }
    if (count == 0)
        snprintf(text, VALUE_TEXT, "%s", _("no user may use it"));
    else if (shown < count)
        snprintf(text, VALUE_TEXT, _("%.*s and %d more may use it"), SERIAL_USERS_COLUMNS, names,
                 count - shown);
    else
        snprintf(text, VALUE_TEXT, _("%.*s may use it"), SERIAL_USERS_COLUMNS, names);
    return true;
}

/* The first user whose name can be typed. */
static const char *serial_login_name(const struct model *model)
{
    const struct model_user *users[BMC_USER_LAST];
    int count = serial_users(model, users);

    for (int i = 0; i < count; i++)
        if (users[i]->name[0] != '\0' && strcmp(users[i]->name, users[i]->bytes) == 0)
            return users[i]->name;
    return NULL;
}

static bool serial_has_any(const struct model *model)
{
    return !model_not_available(model, SERIAL_ENABLED) ||
           !model_not_available(model, SERIAL_ENCRYPTION) ||
           !model_not_available(model, SERIAL_RATE);
}

bool serial_connect(const struct model *model, char text[VALUE_TEXT])
{
    uint32_t address = (uint32_t)model_number(model, SERIAL_ADDRESS);
    const char *user = serial_login_name(model);
    char number[IPV4_TEXT];
    bool off = model_known(model, SERIAL_ENABLED) && (model_number(model, SERIAL_ENABLED) & 1) == 0;

    if (off || !serial_has_any(model) || !rule_host(address) || user == NULL) {
        snprintf(text, VALUE_TEXT, "%s",
                 off                    ? _("not possible: serial over LAN is off")
                 : !serial_has_any(model) ? _("not possible: this BMC has no serial over LAN")
                 : !rule_host(address) ? _("not possible: the BMC has no IPv4 address")
                 : model_known(model, SERIAL_MAY)
                     ? _("not possible: no user with a name may use it")
                     : _("unknown: the BMC does not say who may use it"));
        return false;
    }
    ipv4_print(address, number);
    snprintf(text, VALUE_TEXT, "ipmiconsole -h %s -u", number);
    command_line_word(text, VALUE_TEXT, user);
    text_append(text, VALUE_TEXT, " ", "-P");
    return true;
}

static bool serial_print_connect(const struct model *model, char text[VALUE_TEXT])
{
    text[0] = '\0';
    return model_value(model, SERIAL_MAY)->state != VALUE_UNREAD && serial_connect(model, text);
}

/* --- rules and words ------------------------------------------------------------------------- */

static void serial_check(const struct check_context *context, struct check_list *list)
{
    const struct edit *edit = context->edit;
    uint64_t number;

    if (edit_changed(edit, context->model, SERIAL_ENCRYPTION) &&
        edit_number(edit, context->model, SERIAL_ENCRYPTION, &number) &&
        !value_is_set(&serial_encryption, number))
        check_add(list, SERIAL_ENCRYPTION, false, "%s",
                  _("what is typed on the console, passwords too, may then cross the network "
                    "unencrypted."));
    if (edit_changed(edit, context->model, SERIAL_PRIVILEGE) &&
        edit_number(edit, context->model, SERIAL_PRIVILEGE, &number) &&
        (number & serial_privilege.mask) < PRIVILEGE_OPERATOR)
        check_add(list, SERIAL_PRIVILEGE, false, "%s",
                  _("the lowest privilege is then enough for the machine's console."));
}

static const char *serial_tick_remark(const struct model *model, uint64_t number)
{
    (void)model;
    return value_is_set(&serial_encryption, number) ? value_word_text(&serial_encryption, number)
                                                    : "";
}

static void serial_command(const struct change *change, char *text, size_t size)
{
    snprintf(text, size, "sol set %s=%s", change->setting->key,
             value_word(change->setting->type, change->wanted.number));
}

/* --- the rows -------------------------------------------------------------------------------- */

#define HIDDEN(name, what, which)                                                                  \
    .kind = SETTING_HIDDEN, .label = (name), .parameter = (what), .type = &(which)
#define SOL .read = TABLE_CALL(serial_read_sol), .write = TABLE_CALL(serial_write_sol)

/* clang-format off */
static const struct setting rows[SERIAL_SETTINGS] = {
    [SERIAL_ENABLED] = {
        .kind = SETTING_CHECK, .flags = SETTING_ALONE, .section = LAN,
        .label = N_("Serial over LAN"), .key = "enabled", .json = "serial_over_lan", .log = "sol",
        .help = N_("The machine's serial console over the network"),
        .type = &serial_enabled, .parameter = ASKS_ENABLED, SOL,
        .explain = N_("Whether the BMC passes the machine's serial port on to users who log in to "
                      "it over the network. Then BIOS menus, boot messages and a login prompt can "
                      "be used from afar, as far as the machine writes them to that port: see "
                      "\"This machine\" below. Nothing of the machine itself is changed here.")},
    [SERIAL_ENCRYPTION] = {
        .kind = SETTING_CHECK, .flags = SETTING_ALONE, .section = LAN,
        .label = N_("Encryption"), .row = N_("Serial over LAN, encryption"),
        .key = "encryption", .json = "encryption",
        .log = "sol-encryption", .help = N_("Refuse a serial console without encryption"),
        .type = &serial_encryption, .parameter = ASKS_AUTHENTICATION, SOL,
        .remark = TABLE_CALL(serial_tick_remark),
        .explain = N_("If ticked, the BMC forces encryption and authentication of the serial "
                      "console. If not, the client chooses, and what is typed there, "
                      "passwords for example, can cross the network in plain text. It should be "
                      "ticked; ipmiconsole and ipmitool encrypt in any case.")},
    [SERIAL_PRIVILEGE] = {
        .kind = SETTING_CHOICE, .choice = CHOICE_WORD, .flags = SETTING_ALONE, .section = LAN,
        .label = N_("Privilege"), .row = N_("Serial over LAN, privilege"), .key = "privilege",
        .json = "privilege", .log = "sol-privilege",
        .help = N_("The privilege that a session needs for it"),
        .type = &serial_privilege, .parameter = ASKS_AUTHENTICATION, SOL,
        .explain = N_("The privilege level that a session needs at least to use the serial "
                      "console. Operator is usual: a user of that level may switch the machine "
                      "off, too. With user, the lowest level is enough to reach whatever runs on "
                      "the machine's console.")},
    [SERIAL_RATE] = {
        .kind = SETTING_CHOICE, .choice = CHOICE_WORD, .flags = SETTING_ALONE, .section = LAN,
        .label = N_("Bit rate"), .key = "bitrate", .json = "bit_rate", .log = "sol-rate",
        .help = N_("Bits a second; must be the rate of the machine's port"),
        .type = &serial_rates, .parameter = ASKS_RATES, .remark = TABLE_CALL(serial_rate_remark),
        .read = TABLE_CALL(serial_read_rates), .write = TABLE_CALL(serial_write_rates),
        .explain = N_("The bit rate between the BMC and the machine's serial port. It must be the "
                      "rate that BIOS and operating system use there, else nothing readable comes. "
                      "A BMC has two: the one in use now and the one after its next restart; both "
                      "are set. \"As the BIOS sets it\" leaves the rate to the BIOS.")},
    [SERIAL_USERS] = {
        .kind = SETTING_LINE, .section = LAN, .label = N_("Users"), .json = "users",
        .derive = TABLE_CALL(serial_print_users),
        .explain = N_("The users that may open the serial console over this channel: not disabled, "
                      "of the privilege above or a higher one, and with access to serial over LAN. "
                      "The page Users changes that.")},
    [SERIAL_CONSOLE] = {
        .kind = SETTING_LINE, .section = THIS, .label = N_("Kernel console"),
        .json = "kernel_console", .derive = TABLE_CALL(serial_print_console),
        .explain = N_("The serial port that this machine's kernel writes its messages to, and its "
                      "rate: the argument console= of the kernel. Without one the serial console "
                      "stays empty once the system starts. If the rate is not the BMC's, change "
                      "one of the two. It is only shown; nothing on this machine is changed.")},
    [SERIAL_PROMPT] = {
        .kind = SETTING_LINE, .section = THIS, .label = N_("Login prompt"),
        .json = "login_prompt", .derive = TABLE_CALL(serial_print_prompt),
        .explain = N_("What asks for a login on that serial port. If nothing does, the console "
                      "shows messages only. With systemd: systemctl enable --now "
                      "serial-getty@ttyS1.service. It is only shown; nothing on this machine is "
                      "changed.")},
    [SERIAL_CONNECT] = {
        .kind = SETTING_LINE, .section = THIS, .label = N_("To connect"), .json = "to_connect",
        .derive = TABLE_CALL(serial_print_connect),
        .explain = N_("The command of FreeIPMI that opens the serial console from another machine, "
                      "with the saved address of the BMC and the first user that may use it; it "
                      "asks for the password. &. ends it. From the machine itself it is of little "
                      "use.")},
    [SERIAL_MAY] = {HIDDEN("payload access", ASKS_USERS, serial_may)},
    [SERIAL_CHANNEL] = {
        HIDDEN(N_("Channel"), ASKS_CHANNEL, serial_channel), .read = TABLE_CALL(serial_read_sol)},
    [SERIAL_ADDRESS] = {
        HIDDEN(N_("IPv4 Address"), ASKS_ADDRESS, value_address),
        .read = TABLE_CALL(setting_read_lan)},
    [SERIAL_MAC] = {
        HIDDEN(N_("MAC Address"), ASKS_MAC, value_mac), .read = TABLE_CALL(setting_read_lan)},
    [SERIAL_TTY] = {HIDDEN("tty", ASKS_TTY, serial_tty)},
    [SERIAL_TTY_RATE] = {HIDDEN("console=", ASKS_TTY_RATE, serial_bits)},
    [SERIAL_FIRMWARE] = {HIDDEN("SPCR", ASKS_FIRMWARE, serial_tty)},
    [SERIAL_LOGIN] = {HIDDEN("getty", ASKS_LOGIN, serial_login)},
};
/* clang-format on */

const struct page_class page_serial = {
    .name = "serial",
    .digit = '7',
    .title = N_("Serial console"),
    .summary = N_("serial over LAN"),
    .settings = rows,
    .rows = SERIAL_ROWS,
    .count = SERIAL_SETTINGS,
    .read = TABLE_CALL(serial_load),
    .check = TABLE_CALL(serial_check),
    .command = TABLE_CALL(serial_command),
};
