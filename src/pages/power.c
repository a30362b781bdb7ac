/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages/power.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/system.h"
#include "base/text.h"
#include "bmc/here.h"
#include "core/model_change.h"
#include "pages/power_own.h"

#define THIS N_("This machine")
#define NEXT N_("Next boot")

const char *power_root = "";

/* What rows ask for; those with one number show parts of one value. */
enum { ASKS_STATUS = 1, ASKS_CAUSE, ASKS_BOOT, ASKS_POLICIES, ASKS_MARK, ASKS_RUNS, ASKS_TAKEN };

/* --- the chassis as a number ----------------------------------------------------------------- */

enum { EVENT_SHIFT = 8, MISC_SHIFT = 16, POLICY_SHIFT = 24, BYTE = 0xff };
#define POLICY(policy) ((uint64_t)(policy) << POLICY_SHIFT)

#define WORDS(...) .words = (const struct value_word[]){__VA_ARGS__, {0}}

/* clang-format off */
const struct value_type power_state = {
    .mask = CHASSIS_ON, .bits = UINT32_MAX,
    WORDS({CHASSIS_ON, "on", N_("on")}, {0, "off", N_("off")})};

const struct value_type power_policy = {
    .mask = POLICY(BYTE), .bits = UINT32_MAX, .choices = POLICY_UNKNOWN,
    WORDS({POLICY(POLICY_OFF), "off", N_("stays off")},
          {POLICY(POLICY_PREVIOUS), "previous", N_("as it was before")},
          {POLICY(POLICY_ON), "on", N_("switches on")},
          {POLICY(POLICY_UNKNOWN), "unknown", N_("not known")})};

const struct value_type power_cause = {
    .bits = BYTE,
    WORDS({RESTART_CONTROL, "control", N_("chassis control command")},
          {RESTART_RESET_BUTTON, "reset-button", N_("reset button")},
          {RESTART_POWER_BUTTON, "power-button", N_("power button")},
          {RESTART_WATCHDOG, "watchdog", N_("watchdog")},
          {RESTART_OEM, "oem", N_("manufacturer's own cause")},
          {RESTART_POLICY_ON, "policy-on", N_("power came back: it switches on")},
          {RESTART_POLICY_PREVIOUS, "policy-previous", N_("power came back: as it was before")},
          {RESTART_PEF_RESET, "pef-reset", N_("reset by an event filter")},
          {RESTART_PEF_CYCLE, "pef-cycle", N_("power cycle by an event filter")},
          {RESTART_SOFT, "soft", N_("restart by the operating system")},
          {RESTART_CLOCK, "clock", N_("clock")},
          {RESTART_UNKNOWN, "unknown", N_("not known")})};
/* clang-format on */

static void power_print_number(uint64_t number, char text[VALUE_TEXT])
{
    snprintf(text, VALUE_TEXT, "%u", (unsigned)number);
}

static const struct value_type policies = {.print = power_print_number, .bits = BYTE};

/* Name in JSON, and for people. */
struct power_bit {
    uint8_t bit;
    const char *name, *text;
};

static const struct power_bit power_bits[] = {
    {CHASSIS_OVERLOAD, "overload", N_("overload")},
    {CHASSIS_INTERLOCK, "interlock", N_("interlock")},
    {CHASSIS_POWER_FAULT, "power", N_("power")},
    {CHASSIS_CONTROL_FAULT, "power-control", N_("power control")},
    {0, NULL, NULL}};
static const struct power_bit misc_bits[] = {{CHASSIS_DRIVE_FAULT, "drive", N_("drive")},
                                             {CHASSIS_COOLING_FAULT, "fan", N_("fan")},
                                             {0, NULL, NULL}};
static const struct power_bit event_bits[] = {
    {CHASSIS_EVENT_AC_FAILED, "ac-failed", N_("the mains failed")},
    {CHASSIS_EVENT_OVERLOAD, "overload", N_("switched off by an overload")},
    {CHASSIS_EVENT_INTERLOCK, "interlock", N_("switched off by the interlock")},
    {CHASSIS_EVENT_FAULT, "fault", N_("switched off by a power fault")},
    {CHASSIS_EVENT_IPMI_ON, "ipmi-on", N_("switched on by an IPMI command")},
    {0, NULL, NULL}};

static size_t power_take_names(const struct power_bit *bits, uint8_t set, const char **names)
{
    size_t count = 0;

    for (; bits->name != NULL; bits++)
        if ((set & bits->bit) != 0)
            names[count++] = bits->name;
    names[count] = NULL;
    return count;
}

void power_faults(const struct chassis_status *status, const char *names[POWER_NAMES])
{
    size_t count = power_take_names(power_bits, status->power, names);

    power_take_names(misc_bits, status->misc, names + count);
}

void power_events(const struct chassis_status *status, const char *names[POWER_NAMES])
{
    power_take_names(event_bits, status->event, names);
}

bool power_status(const struct model *model, struct chassis_status *status)
{
    uint64_t number = model_number(model, POWER_POLICY);

    *status = (struct chassis_status){.power = number & BYTE,
                                      .event = number >> EVENT_SHIFT & BYTE,
                                      .misc = number >> MISC_SHIFT & BYTE,
                                      .policy = (enum power_policy)(number >> POLICY_SHIFT & BYTE)};
    return model_known(model, POWER_POLICY);
}

static void power_add_faults(const struct power_bit *bits, uint8_t set, char text[VALUE_TEXT])
{
    for (; bits->name != NULL; bits++)
        if ((set & bits->bit) != 0)
            text_append(text, VALUE_TEXT, ", ", "%s", _(bits->text));
}

void power_faults_text(const struct chassis_status *status, char text[VALUE_TEXT])
{
    power_add_faults(power_bits, status->power, text);
    power_add_faults(misc_bits, status->misc, text);
}

/* "on; faults: fan, drive" */
static bool power_print_state(const struct model *model, char text[VALUE_TEXT])
{
    char faults[VALUE_TEXT] = "";
    struct chassis_status status;

    value_print(&power_state, model_value(model, POWER_POLICY), text);
    if (!power_status(model, &status))
        return false;
    power_faults_text(&status, faults);
    if (faults[0] != '\0')
        snprintf(text, VALUE_TEXT, _("%s; faults: %s"),
                 value_word_text(&power_state, model_number(model, POWER_POLICY)), faults);
    return true;
}

static bool power_print_event(const struct model *model, char text[VALUE_TEXT])
{
    struct chassis_status status;

    text[0] = '\0';
    if (!power_status(model, &status)) {
        value_print(&power_state, model_value(model, POWER_POLICY), text);
        return false;
    }
    for (const struct power_bit *bit = event_bits; bit->name != NULL; bit++)
        if ((status.event & bit->bit) != 0)
            text_append(text, VALUE_TEXT, "; ", "%s", _(bit->text));
    if (text[0] == '\0')
        snprintf(text, VALUE_TEXT, "%s", _("none is reported"));
    return true;
}

/* --- reading and writing --------------------------------------------------------------------- */

static int power_read_status(struct bmc *bmc, const struct setting *setting, struct scope scope,
                             struct value *value, struct bmc_error *error)
{
    struct chassis_status status;

    (void)setting;
    (void)scope;
    if (bmc_get_chassis_status(bmc, &status, error) < 0)
        return -1;
    value->state = VALUE_KNOWN;
    value->number = status.power | (uint64_t)status.event << EVENT_SHIFT |
                    (uint64_t)status.misc << MISC_SHIFT | POLICY(status.policy);
    return 0;
}

static int power_write_policy(struct bmc *bmc, const struct setting *setting, struct scope scope,
                              const struct value *value, struct bmc_error *error)
{
    (void)setting;
    (void)scope;
    return bmc_set_policy(bmc, (enum power_policy)(value->number >> POLICY_SHIFT & BYTE), error);
}

static int power_read_cause(struct bmc *bmc, const struct setting *setting, struct scope scope,
                            struct value *value, struct bmc_error *error)
{
    enum restart_cause cause;

    (void)setting;
    (void)scope;
    if (bmc_get_restart_cause(bmc, &cause, error) < 0)
        return -1;
    *value = (struct value){.state = VALUE_KNOWN, .number = cause};
    return 0;
}

/* A BMC that does not tell is offered all three. */
static int power_read_policies(struct bmc *bmc, const struct setting *setting, struct scope scope,
                               struct value *value, struct bmc_error *error)
{
    unsigned supported;

    (void)setting;
    (void)scope;
    if (bmc_get_policies(bmc, &supported, error) < 0)
        return -1;
    *value = (struct value){.state = VALUE_KNOWN, .number = supported};
    return 0;
}

/* Which BMC it is, and so whether it is that of the machine that this runs on, which tells how that
 * was started. The demo BMC's has UEFI. */
static int power_load_mark(struct load *load)
{
    struct value *values = model_channel(load->model)->values;
    uint8_t guid[BMC_GUID] = {0};
    bool here;
    int result;

    if (values[POWER_MARK].state != VALUE_UNREAD)
        return 0;
    load_patience(load, (enum load_part)POWER_MARK);
    result = bmc_get_guid(load->bmc, guid, load->error);
    here = !bmc_over_lan(load->bmc) || (result == 0 && here_has_guid(power_root, guid));
    values[POWER_MARK] = setting_mark(guid); /* of zeros: none */
    values[POWER_RUNS].state = here ? VALUE_KNOWN : VALUE_NOT_AVAILABLE;
    values[POWER_RUNS].number = bmc_is_demo(load->bmc) || system_uefi(power_root);
    return load_bear(load, (enum load_part)POWER_MARK, result, &values[POWER_MARK].fault);
}

static int power_load(struct load *load)
{
    struct model *model = load->model;

    if (model_find_channel(model, 0) == NULL)
        model_add_channel(model, 0, CHANNEL_MEDIUM_OTHER_LAN);
    model->current = 0;
    model->channels_complete = model->users_complete = true;
    if (load->what == LOAD_SHOWN)
        return load_row(load, model_channel(model), POWER_POLICY);
    return load_unread_rows(load) < 0 || power_load_mark(load) < 0 ? -1 : load_device(load);
}

/* --- rules ----------------------------------------------------------------------------------- */

static unsigned power_offers(const struct model *model)
{
    unsigned offered = (unsigned)model_number(model, POWER_POLICIES);

    return offered != 0 ? offered : ~0u;
}

static void power_check(const struct check_context *context, struct check_list *list)
{
    const struct model *model = context->model;
    char words[CHECK_PHRASE] = "";
    uint64_t number;

    power_check_boot(context, list);
    if (!edit_changed(context->edit, model, POWER_POLICY) ||
        !edit_number(context->edit, model, POWER_POLICY, &number) ||
        (power_offers(model) & 1u << (number >> POLICY_SHIFT)) != 0)
        return;
    for (unsigned i = 0; i < value_choices(&power_policy); i++)
        if ((power_offers(model) & 1u << i) != 0)
            text_append(words, sizeof words, ", ", "%s", power_policy.words[i].name);
    check_add(list, POWER_POLICY, true, _("this BMC does not offer it; it offers %s"), words);
}

static void power_command(const struct change *change, char *text, size_t size)
{
    if (change->setting == &page_power.settings[POWER_BOOT])
        power_boot_command(change->wanted.number, text, size);
    else
        snprintf(text, size, "policy %s", value_word(&power_policy, change->wanted.number));
}

/* --- the rows -------------------------------------------------------------------------------- */

#define HIDDEN(name, what, which)                                                                  \
    .kind = SETTING_HIDDEN, .label = (name), .parameter = (what), .type = &(which)

/* clang-format off */
static const struct setting rows[POWER_SETTINGS] = {
    [POWER_STATE] = {
        .kind = SETTING_LINE, .flags = SETTING_PART, .section = THIS, .label = N_("State"),
        .json = "state", .type = &power_state, .parameter = ASKS_STATUS,
        .derive = TABLE_CALL(power_print_state),
        .explain = N_("Whether the machine is switched on, as the BMC sees it. The BMC itself runs "
                      "as long as the machine has mains power. A machine that is switched on need "
                      "not have an operating system that runs. Faults are those that the BMC "
                      "reports of power, drives and fans: the event log says more.")},
    [POWER_EVENT] = {
        .kind = SETTING_LINE, .section = THIS, .label = N_("Last power event"),
        .derive = TABLE_CALL(power_print_event),
        .explain = N_("Why the power last changed, as far as the BMC has noted it: by an IPMI "
                      "command, because the mains failed, or because of a fault, an overload or an "
                      "open cover. Not every BMC notes every cause; the event log may say more.")},
    [POWER_CAUSE] = {
        .kind = SETTING_LINE, .section = THIS, .label = N_("Last restart"),
        .json = "restart_cause", .type = &power_cause, .parameter = ASKS_CAUSE,
        .read = TABLE_CALL(power_read_cause),
        .explain = N_("What started the machine last: a button, a command to the BMC, the "
                      "operating system, a watchdog that was not reset in time, or power that came "
                      "back. BMCs that do not note it say \"not known\".")},
    [POWER_POLICY] = {
        .kind = SETTING_CHOICE, .choice = CHOICE_WORD, .flags = SETTING_ALONE, .section = THIS,
        .label = N_("After a power cut"), .key = "policy", .json = "policy", .log = "policy",
        .help = N_("What the machine does when power comes back"),
        .type = &power_policy, .parameter = ASKS_STATUS, .offers = TABLE_CALL(power_offers),
        .read = TABLE_CALL(power_read_status), .write = TABLE_CALL(power_write_policy),
        .explain = N_("What the machine does when the mains come back after a power cut: it stays "
                      "off, is switched on, or does what it did before. Only what this BMC offers "
                      "can be chosen. Some BMCs also do this when they restart themselves. The "
                      "BIOS may have a setting of its own for the same thing; then the BIOS often "
                      "wins.")},
    [POWER_FROM] = {
        .kind = SETTING_CHOICE, .choice = CHOICE_WORD, .flags = SETTING_PART, .section = NEXT,
        .label = N_("Boot from"), .key = "boot",
        .help = N_("What starts next; BIOS setup opens the BIOS's menus"),
        .type = &power_device, .parameter = ASKS_BOOT,
        .explain = N_("What the machine starts next instead of what its BIOS would start. BIOS "
                      "setup opens the BIOS's own menus. It is a wish: the BMC keeps it until the "
                      "BIOS asks for it, and the machine is not restarted by saving. It is kept "
                      "over a restart by the operating system too, but not if the machine is "
                      "switched on with its power button.")},
    [POWER_FOR] = {
        .kind = SETTING_CHOICE, .choice = CHOICE_WORD, .flags = SETTING_PART, .section = NEXT,
        .label = N_("For"), .key = "for",
        .help = N_("The next boot only, or every boot from now on"),
        .type = &power_for, .parameter = ASKS_BOOT,
        .explain = N_("Whether the wish is for the next boot only, or for every boot from then on. "
                      "Many BIOSes ignore the latter, and some never forget it again, not even "
                      "when it is taken back here: it is safer to change the order of devices in "
                      "the BIOS setup.")},
    [POWER_FIRMWARE] = {
        .kind = SETTING_CHOICE, .choice = CHOICE_WORD, .flags = SETTING_PART, .section = NEXT,
        .label = N_("Firmware"), .key = "firmware",
        .help = N_("Which way of starting the BIOS is to use"),
        .type = &power_firmware, .parameter = ASKS_BOOT,
        .remark = TABLE_CALL(power_firmware_remark),
        .explain = N_("Which of its two ways of starting the BIOS is to use. If it is not the way "
                      "in which the operating system was installed, the machine does not start it. "
                      "For this machine, the way in which it runs now is offered; of another, the "
                      "BMC may not say which it is, and you have to choose.")},
    [POWER_HOLDS] = {
        .kind = SETTING_LINE, .section = NEXT, .label = N_("The BMC holds"),
        .derive = TABLE_CALL(power_print_holds),
        .explain = N_("The wish that the BMC holds now. The BIOS reads it when the machine starts "
                      "and then clears it, unless it is for every boot. If a wish made here is "
                      "gone after the machine has started, the BIOS has taken it.")},
    [POWER_BOOT] = {
        HIDDEN(NEXT, ASKS_BOOT, power_boot), .flags = SETTING_ALONE, .log = "boot",
        .parts = &rows[POWER_FROM], .part_count = POWER_FIRMWARE - POWER_FROM + 1,
        .read = TABLE_CALL(power_read_boot), .write = TABLE_CALL(power_write_boot)},
    [POWER_POLICIES] = {
        HIDDEN(N_("Policies"), ASKS_POLICIES, policies), .read = TABLE_CALL(power_read_policies)},
    [POWER_MARK] = {
        HIDDEN(N_("GUID"), ASKS_MARK, value_mac)},
    [POWER_RUNS] = {HIDDEN("UEFI", ASKS_RUNS, policies)},
    [POWER_TAKEN] = {HIDDEN("BIOS", ASKS_TAKEN, policies)},
};
/* clang-format on */

const struct page_class page_power = {
    .name = "power",
    .digit = '3',
    .title = N_("Power"),
    .summary = N_("state, next boot, BIOS setup, after a power cut"),
    .settings = rows,
    .rows = POWER_ROWS,
    .count = POWER_SETTINGS,
    .read = TABLE_CALL(power_load),
    .check = TABLE_CALL(power_check),
    .wanted = TABLE_CALL(power_wanted),
    .locked = TABLE_CALL(power_locked),
    .command = TABLE_CALL(power_command),
};
