/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every refusal that BMCs are known for reads as a sentence that names the field. */
#include "unit/cases.h"

#include "core/reason.h"

#define MODE    "IPv4 Address is not changeable in this mode"
#define POLICY  "the BMC refused this password (its own policy)"
#define STANDS  "the BMC refused this password; the old one still applies"
#define VALUE   "the BMC does not accept this value for IPv4 Address"
#define LONG                                                                                       \
    "the BMC refused this password: it may accept at most 16 characters, or have its own policy"
#define ABSENT  "the BMC does not have IPv4 Address on this channel"

struct reason_case {
    enum reason_place place;
    uint8_t code;
    const char *text;
};

static const struct reason_case reasons[] = {
    {REASON_WRITE, 0x80, MODE},
    {REASON_WRITE, 0x82, MODE},
    {REASON_WRITE, 0xd5, MODE},
    {REASON_WRITE, 0x81,
     "IPv4 Address was not written: another program is changing the BMC's settings"},
    {REASON_WRITE, 0xc9, VALUE},
    {REASON_WRITE, 0xcc, VALUE},
    {REASON_WRITE, 0xc1,
     "IPv4 Address cannot be set over IPMI: the BMC does not know the command for it"},
    {REASON_WRITE, 0xcb, "the BMC does not allow IPv4 Address to be set on this channel"},
    {REASON_WRITE, 0xff, "the BMC refused IPv4 Address: unspecified error"},
    {REASON_WRITE, 0xc7, "the BMC refused IPv4 Address: it expects a different length of data"},
    {REASON_READ, 0x80, ABSENT},
    {REASON_READ, 0xcb, ABSENT},
    {REASON_READ, 0xcc, ABSENT},
    {REASON_READ, 0xd5, "IPv4 Address cannot be read in this mode"},
    {REASON_LOCK, 0x81, "another program is changing the BMC's settings (set in progress)"},
    {REASON_LOCK, 0x80, "the BMC cannot lock its settings (no set in progress)"},
    {REASON_LOCK, 0xc1, "the BMC cannot lock its settings (no set in progress)"},
    {REASON_LOCK, 0xcc, "the BMC cannot lock its settings (no set in progress)"},
    {REASON_PASSWORD, 0xcc, POLICY},
    {REASON_PASSWORD, 0x8f, POLICY},
    {REASON_PASSWORD, 0xc8, POLICY},
    {REASON_PASSWORD, 0xff, POLICY},
    {REASON_PASSWORD, 0x80, STANDS},
    {REASON_PASSWORD, 0x81, STANDS},
    {REASON_PASSWORD, 0xc7,
     "IPv4 Address was not set: the BMC does not accept passwords of this length"},
    {REASON_PASSWORD, 0xd5, MODE},
    {REASON_LONG_PASSWORD, 0xcc, LONG},
    {REASON_LONG_PASSWORD, 0xc8, LONG},
    {REASON_LONG_PASSWORD, 0xff, LONG},
    {REASON_LONG_PASSWORD, 0x8f, POLICY},
    {REASON_LONG_PASSWORD, 0xc7,
     "IPv4 Address was not set: the BMC does not accept passwords of this length"},
    {REASON_USER_ACCESS, 0xcc,
     "the BMC does not accept this for IPv4 Address: the user or the limit is fixed"},
    {REASON_USER_ACCESS, 0xd5, MODE},
    {REASON_ENABLE, 0xc7,
     "the BMC refused IPv4 Address; some BMCs need a password for the user first"},
    {REASON_ENABLE, 0xcc,
     "the BMC refused IPv4 Address; some BMCs need a password for the user first"},
    {REASON_CHANNEL_ACCESS, 0x82, "IPv4 Address was not set: not available on this channel"},
    {REASON_CHANNEL_ACCESS, 0x83,
     "IPv4 Address was not set: the BMC does not know this access mode"},
    {REASON_CHANNEL_ACCESS, 0xd5, MODE},
    {REASON_IDENTIFY, 0xc7,
     "IPv4 Address was not switched: the BMC does not support this kind of identify"},
    {REASON_IDENTIFY, 0xcc,
     "IPv4 Address was not switched: the BMC does not support this kind of identify"},
    {REASON_IDENTIFY, 0xc1, "IPv4 Address was not switched: this BMC has none"},
    {REASON_IDENTIFY, 0x8e, "the BMC refused IPv4 Address: command-specific error"},
};

static const char *print(enum reason_place place, enum error_kind kind, uint8_t code,
                         char text[ERROR_SENTENCE])
{
    struct bmc_error error = {.kind = kind, .completion_code = code, .sentence = "its own"};

    return reason_print(place, "IPv4 Address", &error, text, ERROR_SENTENCE);
}

static void test_reason(void **state)
{
    const struct reason_case *row = *state;
    char text[ERROR_SENTENCE];

    assert_string_equal(print(row->place, ERROR_REFUSED, row->code, text), row->text);
}

/* Every place and every code: something is said, nothing is left unfilled, no full stop. */
static void test_every_code(void **state)
{
    char text[ERROR_SENTENCE];

    (void)state;
    for (enum reason_place place = REASON_LOCK; place <= REASON_IDENTIFY; place++) {
        for (unsigned code = 1; code < 256; code++) {
            bool named;

            print(place, ERROR_REFUSED, (uint8_t)code, text);
            named = strstr(text, "IPv4 Address") != NULL || strstr(text, "password") != NULL ||
                    strstr(text, "settings") != NULL;
            if (!named || strchr(text, '%') != NULL || text[strlen(text) - 1] == '.')
                fail_msg("place %u, code %02x: %s", (unsigned)place, code, text);
        }
    }
}

static void test_denied(void **state)
{
    struct value_fault fault = {.kind = ERROR_DENIED, .completion_code = 0xd4};
    char text[ERROR_SENTENCE];

    (void)state;
    for (enum reason_place place = REASON_LOCK; place <= REASON_IDENTIFY; place++)
        assert_string_equal(print(place, ERROR_DENIED, 0xd4, text), "its own");
    assert_string_equal(reason_of_fault(&fault, text, sizeof text),
                        "the BMC is locked for the host");
    fault.over_lan = true;
    assert_string_equal(reason_of_fault(&fault, text, sizeof text),
                        "this session's privilege is too low");
}

static void test_busy(void **state)
{
    static const uint8_t codes[] = {0xc0, 0xc3, 0xce, 0xcf, 0xd1, 0xd2};
    char text[ERROR_SENTENCE];

    (void)state;
    for (size_t i = 0; i < sizeof codes; i++) {
        print(REASON_WRITE, ERROR_BUSY, codes[i], text);
        assert_holds(text, "IPv4 Address was not set: the BMC stayed busy (it");
        assert_holds(text, "; try again later");
    }
    assert_holds(print(REASON_WRITE, ERROR_BUSY, 0xd2, text), "it is starting up");
}

/* What is no answer of the BMC keeps its own sentence. */
static void test_other_kinds(void **state)
{
    static const enum error_kind kinds[] = {ERROR_USAGE,         ERROR_TIMEOUT,     ERROR_GONE,
                                            ERROR_MALFORMED,     ERROR_CANCELLED,   ERROR_NO_DEVICE,
                                            ERROR_NO_PERMISSION, ERROR_DEVICE_BUSY, ERROR_LOGIN,
                                            ERROR_NO_LAN,        ERROR_LOCKED,      ERROR_SYSTEM};
    char text[ERROR_SENTENCE];

    (void)state;
    for (size_t i = 0; i < CASES_COUNT(kinds); i++)
        assert_string_equal(print(REASON_PASSWORD, kinds[i], 0xcc, text), "its own");
}

static void test_small_buffer(void **state)
{
    struct bmc_error error = {.kind = ERROR_REFUSED, .completion_code = 0x82};
    char text[8];

    (void)state;
    assert_string_equal(reason_print(REASON_WRITE, "VLAN ID", &error, text, sizeof text),
                        "VLAN ID");
}

int main(void)
{
    static struct cases cases;

    for (size_t i = 0; i < CASES_COUNT(reasons); i++) {
        char name[16];

        snprintf(name, sizeof name, "place %u, %02X", (unsigned)reasons[i].place, reasons[i].code);
        cases_add(&cases, "reason", name, test_reason, &reasons[i]);
    }
    cases_add(&cases, "one", "every code at every place", test_every_code, NULL);
    cases_add(&cases, "one", "denied", test_denied, NULL);
    cases_add(&cases, "one", "busy", test_busy, NULL);
    cases_add(&cases, "one", "other kinds", test_other_kinds, NULL);
    cases_add(&cases, "one", "small buffer", test_small_buffer, NULL);
    return cases_run("reason", &cases);
}
