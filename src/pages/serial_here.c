/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the machine itself does on its serial port: where the kernel writes its messages, which port
 * the firmware uses, and what asks for a login there. Only read.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/system.h"
#include "base/text.h"
#include "pages/serial_own.h"

#define ARGUMENTS  4096
#define CONSOLE    "console="
#define RATE_LINUX 9600 /* of a console= without one */

/* SPCR, the Serial Port Console Redirection table: offsets in it. */
enum { SPCR_SPACE = 40, SPCR_ADDRESS = 44, SPCR_LENGTH = 52, SPCR_PORTS = 1 };

const char *serial_root = "";

uint64_t serial_number(const char *name)
{
    uint64_t number = 0;

    for (size_t i = 0; i + 1 < SERIAL_NAME && name[i] != '\0'; i++)
        number = number << 8 | (uint8_t)name[i];
    return strlen(name) < SERIAL_NAME ? number : 0;
}

const char *serial_name(uint64_t number, char name[SERIAL_NAME])
{
    size_t length = 0;

    for (int shift = 56; shift >= 0; shift -= 8)
        if ((number >> shift & 0xff) != 0)
            name[length++] = (char)(number >> shift & 0xff);
    name[length] = '\0';
    return name;
}

static void here_print_name(uint64_t number, char text[VALUE_TEXT])
{
    serial_name(number, text);
}

static void here_print_number(uint64_t number, char text[VALUE_TEXT])
{
    snprintf(text, VALUE_TEXT, "%u", (unsigned)number);
}

const struct value_type serial_tty = {.print = here_print_name, .bits = UINT64_MAX};
const struct value_type serial_bits = {.print = here_print_number, .bits = UINT32_MAX};
const struct value_type serial_login = {.print = here_print_number, .bits = 0xff};

/* --- looking --------------------------------------------------------------------------------- */

/* The last serial line of those that the kernel writes to; "": none. */
static void here_find_line(const char *lines, char tty[SERIAL_NAME])
{
    tty[0] = '\0';
    while (*lines != '\0') {
        size_t length = strcspn(lines, " ");
        char name[SERIAL_NAME];

        if (length < sizeof name) {
            memcpy(name, lines, length);
            name[length] = '\0';
            if (system_is_serial(name))
                memcpy(tty, name, length + 1);
        }
        lines += length;
        lines += strspn(lines, " ");
    }
}

/* "console=ttyS1,115200n8" among the kernel's arguments; the last one counts. 0: not told. */
static unsigned here_find_rate(const char *arguments, const char *tty)
{
    size_t length = strlen(tty);
    unsigned rate = 0;

    for (const char *at = arguments; (at = strstr(at, CONSOLE)) != NULL;) {
        bool begins = at == arguments || at[-1] == ' ';

        at += strlen(CONSOLE);
        if (!begins || strncmp(at, tty, length) != 0)
            continue;
        if (at[length] == ',')
            rate = (unsigned)strtoul(at + length + 1, NULL, 10);
        else if (at[length] == ' ' || at[length] == '\0')
            rate = RATE_LINUX;
    }
    return rate;
}

/* The port that the firmware's own messages take; "": not known. */
static const char *here_find_firmware(void)
{
    static const struct {
        uint16_t address;
        const char *tty;
    } ports[] = {{0x3f8, "ttyS0"}, {0x2f8, "ttyS1"}, {0x3e8, "ttyS2"}, {0x2e8, "ttyS3"}};
    uint8_t table[SPCR_LENGTH];
    ssize_t length = system_spcr(serial_root, table, sizeof table);

    if (length < SPCR_LENGTH || table[SPCR_SPACE] != SPCR_PORTS)
        return "";
    for (size_t i = 0; i < sizeof ports / sizeof *ports; i++)
        if (table[SPCR_ADDRESS] + 256u * table[SPCR_ADDRESS + 1] == ports[i].address)
            return ports[i].tty;
    return "";
}

static enum serial_login here_find_login(const char *tty)
{
    char name[64];

    if (tty[0] == '\0' || system_login_prompt(serial_root, tty, name, sizeof name)[0] == '\0')
        return SERIAL_LOGIN_NONE;
    return strncmp(name, "serial-getty@", 13) == 0    ? SERIAL_LOGIN_SYSTEMD
           : strncmp(name, "getty@", 6) == 0          ? SERIAL_LOGIN_GETTY
           : strncmp(name, "bmctui-serial@", 14) == 0 ? SERIAL_LOGIN_BMCTUI
                                                      : SERIAL_LOGIN_PROGRAM;
}

static struct value here_known(uint64_t number)
{
    return (struct value){.state = VALUE_KNOWN, .number = number};
}

/* Where the kernel writes to no serial port, a login may still be asked for at the firmware's. */
static void here_take(struct value values[SERIAL_SETTINGS], const char *tty, unsigned rate,
                      const char *firmware, enum serial_login login)
{
    values[SERIAL_TTY] = here_known(serial_number(tty));
    values[SERIAL_TTY_RATE] = here_known(rate);
    values[SERIAL_FIRMWARE] = here_known(serial_number(firmware));
    values[SERIAL_LOGIN] = here_known(login);
}

static void here_look(struct value values[SERIAL_SETTINGS])
{
    char lines[128], arguments[ARGUMENTS], tty[SERIAL_NAME];
    const char *firmware;

    system_kernel_lines(serial_root, lines, sizeof lines);
    if (lines[0] == '\0') {
        values[SERIAL_TTY].state = values[SERIAL_LOGIN].state = VALUE_NOT_AVAILABLE;
        return;
    }
    here_find_line(lines, tty);
    firmware = here_find_firmware();
    here_take(values, tty,
              here_find_rate(system_kernel_arguments(serial_root, arguments, sizeof arguments),
                             tty),
              firmware, here_find_login(tty[0] != '\0' ? tty : firmware));
}

void serial_look_here(const struct bmc *bmc, struct value values[SERIAL_SETTINGS])
{
    if (bmc_over_lan(bmc))
        values[SERIAL_LOGIN] = here_known(SERIAL_LOGIN_REMOTE);
    else if (bmc_is_demo(bmc))
        here_take(values, "ttyS1", 115200, "ttyS1", SERIAL_LOGIN_SYSTEMD);
    else
        here_look(values);
}

/* --- for people ------------------------------------------------------------------------------ */

static bool here_print_unknown(const struct model *model, char text[VALUE_TEXT])
{
    const struct value *login = model_value(model, SERIAL_LOGIN);

    if (value_known(login) && login->number != SERIAL_LOGIN_REMOTE)
        return false;
    snprintf(text, VALUE_TEXT, "%s",
             value_known(login)      ? _("not visible over LAN")
             : value_missing(login) ? _("unknown")
                                    : "");
    return true;
}

/* How the rate compares with the BMC's, which is the one that counts on the wire now. */
static void here_add_rate(const struct model *model, char *text)
{
    unsigned rate = (unsigned)model_number(model, SERIAL_TTY_RATE);
    int bmc = model_known(model, SERIAL_RATE)
                  ? serial_rate(model_number(model, SERIAL_RATE), SERIAL_RATE_NOW)
                  : -1;

    if (bmc < 0 && model_known(model, SERIAL_RATE))
        bmc = serial_rate(model_number(model, SERIAL_RATE), SERIAL_RATE_KEPT);
    if (rate == 0)
        text_append(text, VALUE_TEXT, ", ", "%s", _("rate unknown"));
    else
        text_append(text, VALUE_TEXT, ", ", "%u", rate);
    if (rate == 0 || bmc <= 0)
        return;
    if ((unsigned)bmc == rate)
        text_append(text, VALUE_TEXT, ": ", "%s", _("the same rate"));
    else
        text_append(text, VALUE_TEXT, ": ", _("the BMC uses %d"), bmc);
}

bool serial_print_console(const struct model *model, char text[VALUE_TEXT])
{
    uint64_t tty = model_number(model, SERIAL_TTY), firmware = model_number(model, SERIAL_FIRMWARE);
    char name[SERIAL_NAME];

    if (here_print_unknown(model, text))
        return false;
    if (tty == 0) {
        snprintf(text, VALUE_TEXT, "%s", _("none: the kernel writes to no serial port"));
        return true;
    }
    snprintf(text, VALUE_TEXT, "%s", serial_name(tty, name));
    here_add_rate(model, text);
    if (firmware != 0 && firmware != tty)
        text_append(text, VALUE_TEXT, "; ", _("the BIOS uses %s"), serial_name(firmware, name));
    return true;
}

bool serial_print_prompt(const struct model *model, char text[VALUE_TEXT])
{
    static const char *const units[] = {[SERIAL_LOGIN_SYSTEMD] = "serial-getty@",
                                        [SERIAL_LOGIN_GETTY] = "getty@",
                                        [SERIAL_LOGIN_BMCTUI] = "bmctui-serial@"};
    uint64_t tty = model_number(model, SERIAL_TTY), login = model_number(model, SERIAL_LOGIN);
    char name[SERIAL_NAME], unit[64];

    if (here_print_unknown(model, text))
        return false;
    serial_name(tty != 0 ? tty : model_number(model, SERIAL_FIRMWARE), name);
    if (name[0] == '\0') {
        snprintf(text, VALUE_TEXT, "%s", _("none"));
    } else if (login == SERIAL_LOGIN_NONE) {
        snprintf(text, VALUE_TEXT, _("none on %s"), name);
    } else if (login == SERIAL_LOGIN_PROGRAM) {
        snprintf(text, VALUE_TEXT, _("a getty on %s"), name);
    } else {
        snprintf(unit, sizeof unit, "%s%s", units[login], name);
        snprintf(text, VALUE_TEXT, _("%s runs"), unit);
    }
    return true;
}
