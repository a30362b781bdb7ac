/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the machine starts next: boot option 5 (Table 28-14) as one value of three rows, of which
 * each is some of its bits. A wish is written so that it lasts: option 3 tells the BMC not to drop
 * it after 60 s, nor when the operating system restarts the machine.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/system.h"
#include "pages/power_own.h"

enum { OPTION_PROGRESS = 0, OPTION_KEEP = 3, OPTION_HANDLED = 4, OPTION_FLAGS = 5 };
enum { PROGRESS_COMPLETE = 0, PROGRESS_BEGIN = 1 };
enum { KEEP_RESTART = 1 << 1, KEEP_TIME = 1 << 3 }; /* option 3: the valid bit is NOT cleared */
enum { NOT_HANDLED_BY_BIOS = 1 };
#define CODE_HELD 0x81 /* set in progress is somebody's already */

/* The number is the five bytes, the first on top. */
#define FLAGS_BYTES  5
#define BYTE_1(bits) ((uint64_t)(bits) << 32)
#define BYTE_2(bits) ((uint64_t)(bits) << 24)
#define VALID        BYTE_1(0x80)
#define ALWAYS       BYTE_1(0x40)
#define UEFI         BYTE_1(0x20)
#define DEVICE_BITS  BYTE_2(0x3c)
#define DEVICE(code) (VALID | BYTE_2((code) << 2))
#define NOT_CHOSEN   ((uint64_t)1 << 63) /* on the screen only: firmware that is to be chosen */

enum { DEVICE_BIOS = 6 };

/* Without the valid bit the others mean nothing; nor do they without a device. */
static uint64_t boot_meaning(uint64_t number)
{
    return (number & VALID) != 0 && ((number & DEVICE_BITS) != 0 || (number & ALWAYS) != 0 ||
                                     (number & UEFI) != 0)
               ? number
               : 0;
}

static uint64_t boot_device_meaning(uint64_t number)
{
    return (number & VALID) != 0 && (number & DEVICE_BITS) != 0 ? number : 0;
}

static uint64_t boot_part_meaning(uint64_t number)
{
    return (number & VALID) != 0 ? number : 0;
}

static void boot_print(uint64_t number, char text[VALUE_TEXT])
{
    if (!power_boot_valid(number))
        snprintf(text, VALUE_TEXT, "none");
    else
        snprintf(text, VALUE_TEXT, "%s %s %s", value_word(&power_device, number),
                 value_word(&power_for, number), value_word(&power_firmware, number));
}

#define WORDS(...) .words = (const struct value_word[]){__VA_ARGS__, {0}}
#define FLAGS      .bytes = FLAGS_BYTES, .bits = 0xffffffffff

const struct value_type power_boot = {
    .print = boot_print, .mask = VALID | ALWAYS | UEFI | DEVICE_BITS, .meaning = boot_meaning,
    FLAGS};

/* clang-format off */
const struct value_type power_device = {
    .mask = VALID | DEVICE_BITS, .meaning = boot_device_meaning, .choices = 8,
    WORDS({0, "none", N_("no override")}, {DEVICE(DEVICE_BIOS), "bios", N_("BIOS setup")},
          {DEVICE(1), "pxe", N_("network (PXE)")}, {DEVICE(2), "disk", N_("disk")},
          {DEVICE(3), "safe", N_("disk, safe mode")}, {DEVICE(4), "diagnostic", N_("diagnostics")},
          {DEVICE(5), "cd", N_("CD or DVD")}, {DEVICE(15), "usb", N_("USB or floppy")},
          {VALID, "other", N_("another device")})};

const struct value_type power_for = {
    .mask = VALID | ALWAYS, .meaning = boot_part_meaning, .choices = 2,
    WORDS({VALID, "once", N_("the next boot only")}, {VALID | ALWAYS, "always", N_("every boot")},
          {0, "none", "-"})};

const struct value_type power_firmware = {
    .mask = VALID | UEFI | NOT_CHOSEN, .meaning = boot_part_meaning, .choices = 2,
    WORDS({VALID | UEFI, "uefi", N_("UEFI")}, {VALID, "legacy", N_("legacy")},
          {VALID | NOT_CHOSEN, "unknown", N_("choose one")}, {0, "none", "-"})};
/* clang-format on */

bool power_boot_valid(uint64_t number)
{
    return boot_device_meaning(number) != 0;
}

/* --- reading and writing --------------------------------------------------------------------- */

int power_read_boot(struct bmc *bmc, const struct setting *setting, struct scope scope,
                    struct value *value, struct bmc_error *error)
{
    uint8_t bytes[FLAGS_BYTES];
    int result = bmc_boot_get(bmc, OPTION_FLAGS, bytes, sizeof bytes, error);

    (void)scope;
    if (result < 0)
        return -1;
    value->state = result == BMC_BOOT_ABSENT ? VALUE_NOT_AVAILABLE : VALUE_KNOWN;
    if (value->state == VALUE_KNOWN)
        value->number = value_from_bytes(setting->type, bytes);
    return 0;
}

static int boot_set_byte(struct bmc *bmc, uint8_t option, uint8_t byte, struct bmc_error *error)
{
    return bmc_boot_set(bmc, option, &byte, sizeof byte, error);
}

/* What a BMC may well not have, and what does without. */
static int boot_tolerate(int result, const struct bmc_error *error)
{
    return result < 0 && error->kind == ERROR_REFUSED ? 0 : result;
}

/* A BMC that has no option 3 may have no such rule either. */
static int boot_keep(struct bmc *bmc, struct bmc_error *error)
{
    uint8_t keep;
    int result = bmc_boot_get(bmc, OPTION_KEEP, &keep, sizeof keep, error);

    if (result != 0)
        return result < 0 ? -1 : 0;
    if ((keep & (KEEP_RESTART | KEEP_TIME)) == (KEEP_RESTART | KEEP_TIME))
        return 0;
    return boot_set_byte(bmc, OPTION_KEEP, keep | KEEP_RESTART | KEEP_TIME, error);
}

int power_boot_kept(struct bmc *bmc, struct bmc_error *error)
{
    uint8_t keep;
    int result = bmc_boot_get(bmc, OPTION_KEEP, &keep, sizeof keep, error);

    if (result < 0)
        return error->kind == ERROR_REFUSED || error->kind == ERROR_MALFORMED ? -1 : -2;
    return result == BMC_BOOT_ABSENT ? -1 : (keep & KEEP_TIME) != 0;
}

/* Mask and data: of who may have handled the flags the BIOS alone. */
static int boot_not_handled(struct bmc *bmc, struct bmc_error *error)
{
    static const uint8_t bytes[] = {NOT_HANDLED_BY_BIOS, NOT_HANDLED_BY_BIOS};

    return boot_tolerate(bmc_boot_set(bmc, OPTION_HANDLED, bytes, sizeof bytes, error), error);
}

/* What else opens the BIOS setup of the machine that this runs on. */
static int boot_advise(const struct bmc *bmc, uint64_t number, struct bmc_error *error)
{
    const char *code = bmc_code_text(error->completion_code);
    uint8_t completion_code = error->completion_code;

    if (error->kind != ERROR_REFUSED || bmc_over_lan(bmc) ||
        (number & DEVICE_BITS) != (DEVICE(DEVICE_BIOS) & DEVICE_BITS))
        return -1;
    error_advise(error, ERROR_REFUSED,
                 _("the BMC refused BIOS setup: %s. On this machine: systemctl reboot "
                   "--firmware-setup"),
                 code);
    error->completion_code = completion_code;
    return -1;
}

static int boot_write_flags(struct bmc *bmc, uint64_t number, struct bmc_error *error)
{
    uint8_t bytes[FLAGS_BYTES];

    if (power_boot_valid(number) &&
        (boot_not_handled(bmc, error) < 0 || boot_keep(bmc, error) < 0))
        return -1;
    value_to_bytes(&power_boot, number, bytes);
    return bmc_boot_set(bmc, OPTION_FLAGS, bytes, sizeof bytes, error) == 0
               ? 0
               : boot_advise(bmc, number, error);
}

/* Set in progress is no lock here: nobody is waited for, and it is always ended, also where it was
 * left by a save that died. */
int power_write_boot(struct bmc *bmc, const struct setting *setting, struct scope scope,
                     const struct value *value, struct bmc_error *error)
{
    struct bmc_error why = {.kind = ERROR_NONE};
    int result = boot_set_byte(bmc, OPTION_PROGRESS, PROGRESS_BEGIN, error);
    bool begun = result == 0 || error->completion_code == CODE_HELD;

    (void)setting;
    (void)scope;
    if (boot_tolerate(result, error) < 0)
        return -1;
    result = boot_write_flags(bmc, value->number, error);
    if (result < 0 && error->kind != ERROR_REFUSED && error->kind != ERROR_DENIED)
        return -1; /* the link; it is ended when that is there again */
    if (begun && boot_tolerate(boot_set_byte(bmc, OPTION_PROGRESS, PROGRESS_COMPLETE, &why), &why) <
                     0)
        return error_copy(error, &why);
    return result;
}

/* --- what is wanted -------------------------------------------------------------------------- */

/* What was chosen in this row; false: nothing. */
static bool boot_typed(const struct edit *edit, const struct model *model, unsigned row,
                       uint64_t *number)
{
    return edit->texts[row].typed &&
           value_parse(model_setting(model, row)->type, edit->texts[row].text, number);
}

static bool boot_wants_none(const struct edit *edit, const struct model *model)
{
    uint64_t number = model_number(model, POWER_BOOT);

    (void)boot_typed(edit, model, POWER_FROM, &number);
    return !power_boot_valid(number);
}

static uint64_t boot_wanted_for(const struct edit *edit, const struct model *model, uint64_t held)
{
    uint64_t number = power_boot_valid(held) ? held : 0;

    (void)boot_typed(edit, model, POWER_FOR, &number);
    return number & ALWAYS;
}

/* This machine is started as it was; of another the BMC may say so, by a wish that it holds. */
static uint64_t boot_wanted_firmware(const struct edit *edit, const struct model *model,
                                     uint64_t held)
{
    uint64_t number;

    if (boot_typed(edit, model, POWER_FIRMWARE, &number))
        return number & UEFI;
    if (power_boot_valid(held) || (held & UEFI) != 0)
        return held & UEFI;
    if (!model_known(model, POWER_RUNS))
        return NOT_CHOSEN;
    return model_number(model, POWER_RUNS) != 0 ? UEFI : 0;
}

static uint64_t boot_wanted(const struct edit *edit, const struct model *model)
{
    uint64_t held = model_number(model, POWER_BOOT), number = held;

    if (boot_wants_none(edit, model))
        return boot_typed(edit, model, POWER_FROM, &number) ? held & ~(VALID | DEVICE_BITS) : held;
    (void)boot_typed(edit, model, POWER_FROM, &number);
    return (held & ~(VALID | DEVICE_BITS | ALWAYS | UEFI)) | (number & (VALID | DEVICE_BITS)) |
           boot_wanted_for(edit, model, held) | boot_wanted_firmware(edit, model, held);
}

bool power_wanted(const struct edit *edit, const struct model *model, unsigned row,
                  uint64_t *number)
{
    bool part = row == POWER_BOOT || (row >= POWER_FROM && row <= POWER_FIRMWARE);

    if (!part || !model_known(model, POWER_BOOT))
        return false;
    *number = boot_wanted(edit, model);
    return true;
}

bool power_locked(const struct edit *edit, const struct model *model, unsigned row)
{
    return (row == POWER_FOR || row == POWER_FIRMWARE) && model_known(model, POWER_BOOT) &&
           boot_wants_none(edit, model);
}

void power_check_boot(const struct check_context *context, struct check_list *list)
{
    uint64_t number;

    if (!power_wanted(context->edit, context->model, POWER_BOOT, &number) ||
        !power_boot_valid(number))
        return;
    if ((number & NOT_CHOSEN) != 0)
        check_add(list, POWER_FIRMWARE, true, "%s",
                  context->place == CHECK_FORM
                      ? _("choose UEFI or legacy; the BMC does not report which it is.")
                      : _("say --uefi or --legacy; the BMC does not tell"));
    if ((number & ALWAYS) != 0 && edit_changed(context->edit, context->model, POWER_FOR))
        check_add(list, POWER_FOR, false, "%s",
                  _("many BIOSes ignore \"every boot\", and some never forget it."));
}

/* --- for people ------------------------------------------------------------------------------ */

const char *power_firmware_remark(const struct model *model, uint64_t number)
{
    uint64_t runs = VALID | (model_number(model, POWER_RUNS) != 0 ? UEFI : 0);

    return model_known(model, POWER_RUNS) &&
                   value_word(&power_firmware, runs) == value_word(&power_firmware, number)
               ? _(", as this machine runs now")
               : "";
}

static void power_print_override(uint64_t number, char text[VALUE_TEXT])
{
    text[0] = '\0';
    text_append(text, VALUE_TEXT, ", ", "%s", value_word_text(&power_device, number));
    text_append(text, VALUE_TEXT, ", ", "%s", value_word_text(&power_for, number));
    text_append(text, VALUE_TEXT, ", ", "%s", value_word_text(&power_firmware, number));
}

bool power_print_holds(const struct model *model, char text[VALUE_TEXT])
{
    const struct value *value = model_value(model, POWER_BOOT);

    if (!value_known(value))
        value_print(&power_device, value, text);
    else if (!power_boot_valid(value->number))
        snprintf(text, VALUE_TEXT, "%s",
                 model_number(model, POWER_TAKEN) != 0 ? _("no override; the BIOS has taken it")
                                                       : _("no override"));
    else
        power_print_override(value->number, text);
    return true;
}

void power_boot_command(uint64_t number, char *text, size_t size)
{
    snprintf(text, size, "boot %s", value_word(&power_device, number));
    if (power_boot_valid(number))
        snprintf(text + strlen(text), size - strlen(text), "%s --%s",
                 (number & ALWAYS) != 0 ? " --always" : "", value_word(&power_firmware, number));
}
