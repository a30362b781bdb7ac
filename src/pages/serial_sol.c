/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The SOL configuration parameters (Table 26-5) as values. Parameter 2 is the value of two rows,
 * of which each judges its bits; the two bit rates, 5 and 6, are the value of one.
 */
#include <stdio.h>

#include "base/i18n.h"
#include "pages/serial_own.h"

enum { SOL_PROGRESS = 0, SOL_RATE_KEPT = 5, SOL_RATE_NOW = 6 };
enum { PROGRESS_COMPLETE = 0, PROGRESS_BEGIN = 1, PROGRESS_COMMIT = 2 };
#define CODE_HELD 0x81 /* set in progress is another program's already */

/* Another program's save takes no longer; what is held for longer was left by one that died. */
#define HELD_MS       3000
#define HELD_PAUSE_MS 250
#define COMPLETE_TRIES 3
#define PROGRESS_BITS  0x03

/* The number of the rates: that of now, parameter 6, and over it that of the next start, parameter
 * 5, each as the byte on the wire; a bit for each that the BMC does not have, whose byte then
 * repeats the other one. */
#define RATE_BITS   0x0fu
#define KEPT_SHIFT  8
#define NO_NOW      ((uint64_t)1 << 16)
#define NO_KEPT     ((uint64_t)1 << 17)
#define BOTH(code)  ((uint64_t)(code) << KEPT_SHIFT | (code))
#define WORDS(...)  .words = (const struct value_word[]){__VA_ARGS__, {0}}

/* All other numbers are two rates, or one that IPMI reserves. */
enum { RATE_BIOS = 0, RATE_9600 = 6, RATE_19200, RATE_38400, RATE_57600, RATE_115200 };

/* clang-format off */
const struct value_type serial_enabled = {
    .form = VALUE_AS_BOOL, .mask = 0x01, .bits = 0xff,
    WORDS({1, "yes", N_("on")}, {0, "no", N_("off")})};

/* Both bits, of which one alone is not enough. */
const struct value_type serial_encryption = {
    .form = VALUE_AS_BOOL, .mask = SERIAL_FORCED, .bits = 0xff,
    WORDS({SERIAL_FORCED, "yes", N_("always")}, {0, "no", N_("if the client wants it")})};

const struct value_type serial_privilege = {
    .mask = 0x0f, .bits = 0xff, .choices = 4,
    WORDS({PRIVILEGE_USER, "user", N_("user")}, {PRIVILEGE_OPERATOR, "operator", N_("operator")},
          {PRIVILEGE_ADMINISTRATOR, "administrator", N_("administrator")},
          {PRIVILEGE_OEM, "oem", N_("OEM")}, {0, "other", N_("another one")})};

const struct value_type serial_rates = {
    .mask = BOTH(RATE_BITS), .bits = 0x3ffff, .choices = 6,
    WORDS({BOTH(RATE_BIOS), "bios", N_("as the BIOS sets it")},
          {BOTH(RATE_9600), "9600", "9600"}, {BOTH(RATE_19200), "19200", "19200"},
          {BOTH(RATE_38400), "38400", "38400"}, {BOTH(RATE_57600), "57600", "57600"},
          {BOTH(RATE_115200), "115200", "115200"}, {BOTH(RATE_BITS), "other", N_("another rate")})};
/* clang-format on */

static void sol_print_number(uint64_t number, char text[VALUE_TEXT])
{
    snprintf(text, VALUE_TEXT, "%u", (unsigned)number);
}

const struct value_type serial_channel = {.print = sol_print_number, .bits = 0x0f};

int serial_rate(uint64_t number, enum serial_rate which)
{
    static const int rates[] = {[RATE_9600] = 9600,
                                [RATE_19200] = 19200,
                                [RATE_38400] = 38400,
                                [RATE_57600] = 57600,
                                [RATE_115200] = 115200};
    unsigned code = (unsigned)(number >> (which == SERIAL_RATE_KEPT ? KEPT_SHIFT : 0)) & RATE_BITS;

    if ((number & (which == SERIAL_RATE_KEPT ? NO_KEPT : NO_NOW)) != 0)
        return -1;
    if (code == RATE_BIOS)
        return 0;
    return code < RATE_9600 || code > RATE_115200 ? -1 : rates[code];
}

static const char *sol_rate_text(uint64_t number, enum serial_rate which, char text[VALUE_TEXT])
{
    int rate = serial_rate(number, which);

    if (rate > 0)
        snprintf(text, VALUE_TEXT, "%d", rate);
    else
        snprintf(text, VALUE_TEXT, "%s", rate == 0 ? _("as the BIOS sets it") : "?");
    return text;
}

const char *serial_rate_remark(const struct model *model, uint64_t number)
{
    static char remark[VALUE_TEXT * 2]; /* on the main thread alone */
    char now[VALUE_TEXT], kept[VALUE_TEXT];

    (void)model;
    if (value_word(&serial_rates, number) != serial_rates.words[serial_rates.choices].name ||
        (number & RATE_BITS) == (number >> KEPT_SHIFT & RATE_BITS))
        return "";
    snprintf(remark, sizeof remark, _(": %s now, %s after a restart of the BMC"),
             sol_rate_text(number, SERIAL_RATE_NOW, now),
             sol_rate_text(number, SERIAL_RATE_KEPT, kept));
    return remark;
}

/* --- reading --------------------------------------------------------------------------------- */

int serial_read_sol(struct bmc *bmc, const struct setting *setting, struct scope scope,
                    struct value *value, struct bmc_error *error)
{
    uint8_t byte;
    int result =
        bmc_sol_get(bmc, scope.channel, setting->parameter, &byte, sizeof byte, error);

    if (result < 0)
        return -1;
    value->state = result == BMC_SOL_ABSENT ? VALUE_NOT_AVAILABLE : VALUE_KNOWN;
    if (value->state == VALUE_KNOWN)
        value->number = byte & setting->type->bits;
    return 0;
}

/* One that the BMC does not have shows the other's number, so that it is judged by that alone. */
int serial_read_rates(struct bmc *bmc, const struct setting *setting, struct scope scope,
                      struct value *value, struct bmc_error *error)
{
    uint8_t kept = 0, now = 0;
    int no_kept = bmc_sol_get(bmc, scope.channel, SOL_RATE_KEPT, &kept, sizeof kept, error);
    int no_now = no_kept < 0 ? -1
                             : bmc_sol_get(bmc, scope.channel, SOL_RATE_NOW, &now, sizeof now,
                                           error);

    (void)setting;
    if (no_kept < 0 || no_now < 0)
        return -1;
    value->state = no_kept != 0 && no_now != 0 ? VALUE_NOT_AVAILABLE : VALUE_KNOWN;
    if (value->state != VALUE_KNOWN)
        return 0;
    value->number = (uint64_t)(no_kept != 0 ? now : kept) << KEPT_SHIFT |
                    (no_now != 0 ? kept : now) | (no_kept != 0 ? NO_KEPT : 0) |
                    (no_now != 0 ? NO_NOW : 0);
    return 0;
}

/* --- writing --------------------------------------------------------------------------------- */

static int sol_set_byte(struct bmc *bmc, uint8_t channel, uint8_t parameter, uint8_t byte,
                        struct bmc_error *error)
{
    return bmc_sol_set(bmc, channel, parameter, &byte, sizeof byte, error);
}

static bool sol_refused(int result, const struct bmc_error *error)
{
    return result < 0 && error->kind == ERROR_REFUSED;
}

/* Waits for another program. A BMC without set in progress, and a lock that nobody releases, are
 * gone without: what is written is read back in any case. *begun: it is to be ended. */
static int sol_begin(struct bmc *bmc, uint8_t channel, bool *begun, struct bmc_error *error)
{
    int result;

    for (int64_t waited = 0;; waited += HELD_PAUSE_MS) {
        result = sol_set_byte(bmc, channel, SOL_PROGRESS, PROGRESS_BEGIN, error);
        *begun = result == 0 || error->completion_code == CODE_HELD;
        if (!sol_refused(result, error) || error->completion_code != CODE_HELD ||
            waited >= HELD_MS)
            break;
        if (!bmc_pause(bmc, HELD_PAUSE_MS))
            return error_set(error, ERROR_CANCELLED, "%s", _("cancelled"));
    }
    return sol_refused(result, error) ? 0 : result;
}

/* A BMC that refuses to end it may have ended it all the same, or have no such thing, and one that
 * says it has may not; but it is not left locked without a word. */
static int sol_complete(struct bmc *bmc, uint8_t channel, struct bmc_error *error)
{
    uint8_t progress;
    int result, read;

    for (unsigned tries = 0; tries < COMPLETE_TRIES; tries++) {
        result = sol_set_byte(bmc, channel, SOL_PROGRESS, PROGRESS_COMPLETE, error);
        if (result < 0 && !sol_refused(result, error))
            return -1;
        read = bmc_sol_get(bmc, channel, SOL_PROGRESS, &progress, sizeof progress, error);
        if (read < 0 && !sol_refused(read, error))
            return -1;
        if (read != 0 || (progress & PROGRESS_BITS) != PROGRESS_BEGIN)
            return 0;
    }
    return error_set(error, ERROR_REFUSED, "%s",
                     _("the BMC does not end the change, and stays locked for other programs"));
}

/* A BMC need not have a commit; what was refused is dropped by not committing it. */
static int sol_end(struct bmc *bmc, uint8_t channel, bool commit, struct bmc_error *error)
{
    int result = 0;

    if (commit)
        result = sol_set_byte(bmc, channel, SOL_PROGRESS, PROGRESS_COMMIT, error);
    return result == 0 || sol_refused(result, error) ? sol_complete(bmc, channel, error) : result;
}

struct sol_write {
    uint8_t parameter, byte;
};

/* All of them, from one "set in progress" to one "set complete". */
static int sol_write(struct bmc *bmc, uint8_t channel, const struct sol_write *writes, size_t count,
                     struct bmc_error *error)
{
    struct bmc_error why = {.kind = ERROR_NONE};
    bool begun;
    int result = sol_begin(bmc, channel, &begun, error);

    for (size_t i = 0; i < count && result == 0; i++)
        result = sol_set_byte(bmc, channel, writes[i].parameter, writes[i].byte, error);
    if (result < 0 && error->kind != ERROR_REFUSED && error->kind != ERROR_DENIED)
        return -1; /* the link; it is ended when that is there again */
    if (begun && sol_end(bmc, channel, result == 0, &why) < 0)
        return error_copy(error, &why);
    return result;
}

int serial_write_sol(struct bmc *bmc, const struct setting *setting, struct scope scope,
                     const struct value *value, struct bmc_error *error)
{
    const struct sol_write write = {setting->parameter, (uint8_t)value->number};

    return sol_write(bmc, scope.channel, &write, 1, error);
}

/* What is for the next start first, as some BMCs take it over at once. */
int serial_write_rates(struct bmc *bmc, const struct setting *setting, struct scope scope,
                       const struct value *value, struct bmc_error *error)
{
    struct sol_write writes[2];
    size_t count = 0;

    (void)setting;
    if ((value->number & NO_KEPT) == 0)
        writes[count++] =
            (struct sol_write){SOL_RATE_KEPT, (uint8_t)(value->number >> KEPT_SHIFT)};
    if ((value->number & NO_NOW) == 0)
        writes[count++] = (struct sol_write){SOL_RATE_NOW, (uint8_t)value->number};
    return sol_write(bmc, scope.channel, writes, count, error);
}
