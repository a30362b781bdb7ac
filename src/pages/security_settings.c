/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The LAN parameters (Table 23-4) that fixes of the page "Security" write, under the lock of LAN
 * parameter 0. They have no rows of their own.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "pages/security.h"

/* --- authentication types (parameter 2) ----------------------------------------------------- */

#define LEVELS      5 /* callback, user, operator, administrator, OEM: a byte each */
#define LEVEL_BYTES 8 /* of each, bits */
#define AUTH_BITS   UINT64_C(0x3737373737)

static const struct auth_type {
    uint8_t bit;
    char letter;
    const char *name;
} auth_types[] = {
    {0x01, 'n', "none"}, {0x02, '2', "md2"}, {0x04, '5', "md5"}, {0x10, 's', "straight"},
    {0x20, 'o', "oem"},
};
enum { AUTH_TYPES = sizeof auth_types / sizeof *auth_types };

static uint8_t auth_level(uint64_t number, unsigned level)
{
    return (uint8_t)(number >> LEVEL_BYTES * (LEVELS - 1 - level));
}

static void auth_print_names(uint8_t byte, char *text, size_t size)
{
    char names[VALUE_TEXT] = "";

    for (size_t i = 0; i < AUTH_TYPES; i++)
        if ((byte & auth_types[i].bit) != 0)
            text_append(names, sizeof names, "+", "%s", auth_types[i].name);
    text_append(text, size, ",", "%s", names[0] != '\0' ? names : "-");
}

static void auth_print_letters(uint8_t byte, char *text, size_t size)
{
    char letters[AUTH_TYPES + 1] = "";

    for (size_t i = 0; i < AUTH_TYPES; i++)
        if ((byte & auth_types[i].bit) != 0)
            text_append(letters, sizeof letters, "", "%c", auth_types[i].letter);
    text_append(text, size, ",", "%s", letters[0] != '\0' ? letters : "-");
}

/* "md5" is all levels; "md5,-" all but OEM, and OEM; else each level in letters: "-,5,5,25,-". */
static void auth_print(uint64_t number, char text[VALUE_TEXT])
{
    uint8_t first = auth_level(number, 0);
    bool same = true;

    for (unsigned level = 1; level < LEVELS - 1; level++)
        same = same && auth_level(number, level) == first;
    text[0] = '\0';
    if (same) {
        auth_print_names(first, text, VALUE_TEXT);
        if (auth_level(number, LEVELS - 1) != first)
            auth_print_names(auth_level(number, LEVELS - 1), text, VALUE_TEXT);
        return;
    }
    for (unsigned level = 0; level < LEVELS; level++)
        auth_print_letters(auth_level(number, level), text, VALUE_TEXT);
}

/* One word of so many letters: a name, or letters. */
static bool auth_parse_word(const char *word, size_t length, uint8_t *byte)
{
    size_t found = 0;

    for (size_t i = 0; i < AUTH_TYPES; i++)
        if (strlen(auth_types[i].name) == length &&
            strncmp(word, auth_types[i].name, length) == 0) {
            *byte |= auth_types[i].bit;
            return true;
        }
    for (size_t at = 0; at < length; at++)
        for (size_t i = 0; i < AUTH_TYPES; i++)
            if (word[at] == auth_types[i].letter) {
                *byte |= auth_types[i].bit;
                found++;
            }
    return found == length && length > 0;
}

/* Of one level: words with a + between them, or "-". */
static bool auth_parse_level(const char *text, size_t length, uint8_t *byte)
{
    *byte = 0;
    if (length == 1 && *text == '-')
        return true;
    while (true) {
        size_t word = strcspn(text, "+,");

        word = word < length ? word : length;
        if (!auth_parse_word(text, word, byte))
            return false;
        if (word == length)
            return true;
        text += word + 1;
        length -= word + 1;
    }
}

static bool auth_parse(const char *text, uint64_t *number)
{
    uint8_t levels[LEVELS] = {0};
    unsigned count = 0;

    *number = 0;
    while (count < LEVELS) {
        size_t length = strcspn(text, ",");

        if (!auth_parse_level(text, length, &levels[count++]))
            return false;
        text += length;
        if (*text == '\0')
            break;
        text++;
    }
    if (*text != '\0' || (count != 1 && count != 2 && count != LEVELS))
        return false;
    for (unsigned level = 0; level < LEVELS; level++) {
        uint8_t byte = count == LEVELS                   ? levels[level]
                       : count == 2 && level == LEVELS - 1 ? levels[1]
                                                           : levels[0];
        *number |= (uint64_t)byte << LEVEL_BYTES * (LEVELS - 1 - level);
    }
    return true;
}

static enum rule_verdict auth_judge(const char *text, const char *none, char *sentence, size_t size)
{
    uint64_t number;

    (void)none;
    if (auth_parse(text, &number))
        return RULE_GOOD;
    snprintf(sentence, size, "%s",
             _("use none, md2, md5, straight or oem, with + between them, for example md5"));
    return RULE_ERROR;
}

static const struct value_type auth_type = {
    .length = VALUE_TEXT - 1, .print = auth_print, .parse = auth_parse, .judge = auth_judge,
    .bytes = LEVELS, .bits = AUTH_BITS};

/* --- privileges of cipher suites (parameter 24) --------------------------------------------- */

/* A nibble an entry, the first lowest; on the wire a reserved byte stands before them. */
#define SUITE_BYTES (BMC_SUITE_ENTRIES / 2)
static const char suite_letters[] = "XcuoaO"; /* as ipmitool has them: X may not be used */

static void suites_print(uint64_t number, char text[VALUE_TEXT])
{
    size_t length = 0;

    for (unsigned i = 0; i < BMC_SUITE_ENTRIES; i++) {
        unsigned limit = (unsigned)(number >> 4 * i) & 0x0f;

        text[i] = limit < sizeof suite_letters - 1 ? suite_letters[limit] : '?';
        length = limit != 0 || i == 0 ? i + 1 : length;
    }
    text[length] = '\0';
}

static bool suites_parse(const char *text, uint64_t *number)
{
    size_t length = strlen(text);

    *number = 0;
    if (length == 0 || length > BMC_SUITE_ENTRIES)
        return false;
    for (size_t i = 0; i < length; i++) {
        const char *letter = strchr(suite_letters, text[i]);

        if (letter == NULL)
            return false;
        *number |= (uint64_t)(letter - suite_letters) << 4 * i;
    }
    return true;
}

static enum rule_verdict suites_judge(const char *text, const char *none, char *sentence,
                                      size_t size)
{
    uint64_t number;

    (void)none;
    if (suites_parse(text, &number))
        return RULE_GOOD;
    snprintf(sentence, size, "%s",
             _("use a letter for each cipher suite that the BMC lists: X none, c callback, u user, "
               "o operator, a administrator, O OEM"));
    return RULE_ERROR;
}

static const struct value_type suites_type = {
    .length = BMC_SUITE_ENTRIES, .print = suites_print, .parse = suites_parse,
    .judge = suites_judge, .bytes = SUITE_BYTES, .little_endian = true, .bits = UINT64_MAX};

static int suites_read(struct bmc *bmc, const struct setting *setting, struct scope scope,
                       struct value *value, struct bmc_error *error)
{
    uint8_t bytes[1 + SUITE_BYTES];
    int result =
        bmc_lan_get(bmc, scope.channel, setting->parameter, bytes, sizeof bytes, error);

    if (result < 0)
        return -1;
    value->state = result == BMC_LAN_ABSENT ? VALUE_NOT_AVAILABLE : VALUE_KNOWN;
    if (value->state == VALUE_KNOWN)
        value->number = value_from_bytes(setting->type, bytes + 1);
    return 0;
}

static int suites_write(struct bmc *bmc, const struct setting *setting, struct scope scope,
                        const struct value *value, struct bmc_error *error)
{
    uint8_t bytes[1 + SUITE_BYTES] = {0};

    value_to_bytes(setting->type, value->number, bytes + 1);
    return bmc_lan_set(bmc, scope.channel, setting->parameter, bytes, sizeof bytes, error);
}

/* --- the others ----------------------------------------------------------------------------- */

static const struct value_type arp_type = {
    .form = VALUE_AS_BOOL, .mask = FACT_ARP_GRATUITOUS, .bytes = 1, .bits = 0x03,
    .words = (const struct value_word[]){{FACT_ARP_GRATUITOUS, "on", N_("on")},
                                         {0, "off", N_("off")}, {0}}};

static const struct value_type community_type = {.length = COMMUNITY_TEXT - 1,
                                                 .text_bytes = COMMUNITY_TEXT - 1};

/* clang-format off */
#define PARAMETER(number)                                                                          \
    .kind = SETTING_HIDDEN, .flags = SETTING_UNDER_LOCK | SETTING_ASIDE, .parameter = (number)
#define READ_LAN                                                                                   \
    .read = TABLE_CALL(setting_read_lan), .write = TABLE_CALL(setting_write_lan)

const struct setting security_settings[SECURITY_SETTINGS] = {
    [SECURITY_AUTH_TYPES] = {
        PARAMETER(2), .label = N_("IPMI 1.5 logins"), .key = "auth_types", .log = "auth_types",
        .type = &auth_type, READ_LAN},
    [SECURITY_ARP] = {
        PARAMETER(10), .label = N_("Gratuitous ARP"), .key = "gratuitous_arp",
        .log = "gratuitous_arp", .type = &arp_type, READ_LAN},
    [SECURITY_COMMUNITY] = {
        .kind = SETTING_HIDDEN, .parameter = 16,
        .flags = SETTING_UNDER_LOCK | SETTING_ASIDE | SETTING_UNLOGGED,
        .label = N_("SNMP community"), .key = "community", .log = "community",
        .type = &community_type, READ_LAN},
    [SECURITY_SUITES] = {
        PARAMETER(24), .label = N_("Cipher suite privileges"), .key = "cipher_privileges",
        .log = "cipher_privs", .type = &suites_type,
        .read = TABLE_CALL(suites_read), .write = TABLE_CALL(suites_write)},
};
/* clang-format on */
