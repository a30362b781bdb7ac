/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the manners are called. A status or code is two hex digits, or "drop"
 * for no answer at all; a time is in milliseconds; a flag needs no value.
 *
 *   ipmi=1.5|2.0|both       which logins there are (both)
 *   capabilities=CC         Get Channel Authentication Capabilities is refused
 *   capabilities-old        it refuses only requests with the IPMI 2.0 bit
 *   auth-types=HH           the types of IPMI 1.5 logins: bit 0 none, 2 MD5, 4 straight (14)
 *   auth-status=HH          bit 2 users with names, 1 without, 0 anonymous (04)
 *   auth-ext=HH             bit 1 IPMI 2.0, 0 IPMI 1.5 (03)
 *   per-message-off         IPMI 1.5: only the login is authenticated
 *   ciphers="3 17"          the suites that a session can have
 *   force-cipher=N          Open Session is answered with this one whatever is asked
 *   open=SS                 every Open Session is answered so
 *   open-bad-cipher=SS      a suite that it does not have (11)
 *   open-echo-zero          privilege 0 is answered with 0, not with the highest
 *   rakp-2=SS rakp-4=SS     every RAKP 1, every RAKP 3 is answered so
 *   bad-user=SS             a name that it does not know, or whose user may not log in (0d)
 *   bad-role=SS             a privilege above the user's (0a)
 *   bad-password=SS         (0f)
 *   privilege=CC            Set Session Privilege Level is answered so
 *   k-g=TEXT                it has this key
 *   sessions=N              more than so many sessions are refused (4)
 *   idle=MS                 a silent session ends after so long (60000)
 *   apply-drops-sessions=MS all sessions end so long after a change of LAN parameters
 *   doubled=N               each packet is sent N times
 *   surplus=N               so many zeros behind each answer in a session
 *   drop=N lose=N           each Nth packet is not heard, each Nth answer gets lost
 */
#include <stdlib.h>
#include <string.h>

#include "rmcp/rmcp_own.h"

enum kind { KIND_FLAG, KIND_BYTE, KIND_STATUS, KIND_COUNT, KIND_MS, KIND_SUITE };

#define ROW(name, kind, field)                                                                     \
    {                                                                                              \
        name, kind, offsetof(struct rmcp_manners, field)                                           \
    }

static const struct {
    const char *name;
    enum kind kind;
    size_t offset;
} rows[] = {
    ROW("capabilities", KIND_STATUS, capabilities_code),
    ROW("capabilities-old", KIND_FLAG, capabilities_old),
    ROW("auth-types", KIND_BYTE, auth_types),
    ROW("auth-status", KIND_BYTE, auth_status),
    ROW("auth-ext", KIND_BYTE, auth_ext),
    ROW("per-message-off", KIND_FLAG, per_message_off),
    ROW("force-cipher", KIND_SUITE, force_cipher),
    ROW("open", KIND_STATUS, open_status),
    ROW("open-bad-cipher", KIND_STATUS, open_bad_cipher),
    ROW("open-echo-zero", KIND_FLAG, open_echo_zero),
    ROW("rakp-2", KIND_STATUS, rakp_2_status),
    ROW("rakp-4", KIND_STATUS, rakp_4_status),
    ROW("bad-user", KIND_STATUS, bad_user),
    ROW("bad-role", KIND_STATUS, bad_role),
    ROW("bad-password", KIND_STATUS, bad_password),
    ROW("privilege", KIND_STATUS, privilege_code),
    ROW("sessions", KIND_COUNT, sessions),
    ROW("idle", KIND_MS, idle_ms),
    ROW("apply-drops-sessions", KIND_MS, apply_drops_ms),
    ROW("doubled", KIND_COUNT, doubled),
    ROW("surplus", KIND_COUNT, surplus),
    ROW("drop", KIND_COUNT, drop),
    ROW("lose", KIND_COUNT, lose),
};

void rmcp_manners_init(struct rmcp_manners *manners)
{
    *manners = (struct rmcp_manners){
        .ipmi_1_5 = true,
        .ipmi_2_0 = true,
        .auth_types = 0x14,
        .auth_status = 0x04,
        .auth_ext = 0x03,
        .force_cipher = -1,
        .open_bad_cipher = 0x11,
        .bad_user = 0x0D,
        .bad_role = 0x0A,
        .bad_password = 0x0F,
        .sessions = 4,
        .idle_ms = 60000,
        .apply_drops_ms = -1,
        .doubled = 1,
    };
}

static bool read_number(const char *value, int base, long highest, long *number)
{
    char *end;

    *number = strtol(value, &end, base);
    return end != value && *end == '\0' && *number >= 0 && *number <= highest;
}

static bool set_row(void *place, enum kind kind, const char *value)
{
    long number = 0;

    switch (kind) {
    case KIND_FLAG:
        *(bool *)place = true;
        return *value == '\0';
    case KIND_BYTE:
        if (!read_number(value, 16, 0xFF, &number))
            return false;
        *(uint8_t *)place = (uint8_t)number;
        return true;
    case KIND_STATUS:
        if (strcmp(value, "drop") == 0)
            number = RMCP_DROP;
        else if (!read_number(value, 16, 0xFF, &number))
            return false;
        *(int *)place = (int)number;
        return true;
    case KIND_COUNT:
        if (!read_number(value, 10, 1000, &number))
            return false;
        *(unsigned *)place = (unsigned)number;
        return true;
    case KIND_MS:
        if (!read_number(value, 10, 1000000, &number))
            return false;
        *(int64_t *)place = number;
        return true;
    case KIND_SUITE:
        if (!read_number(value, 10, 255, &number) || !rmcp_suite((unsigned)number))
            return false;
        *(int *)place = (int)number;
        return true;
    }
    return false;
}

static bool set_ipmi(struct rmcp_manners *manners, const char *value)
{
    bool both = strcmp(value, "both") == 0;

    manners->ipmi_1_5 = both || strcmp(value, "1.5") == 0;
    manners->ipmi_2_0 = both || strcmp(value, "2.0") == 0;
    return manners->ipmi_1_5 || manners->ipmi_2_0;
}

static bool set_ciphers(struct rmcp_manners *manners, const char *value)
{
    char *end;

    manners->cipher_count = 0;
    while (*value != '\0' && manners->cipher_count < RMCP_CIPHERS) {
        long id = strtol(value, &end, 10);

        if (end == value || id < 0 || id > 255)
            return false;
        manners->ciphers[manners->cipher_count++] = (uint8_t)id;
        value = end + strspn(end, " ");
    }
    return *value == '\0' && manners->cipher_count > 0;
}

static bool set_k_g(struct rmcp_manners *manners, const char *value)
{
    size_t length = strlen(value);

    if (length == 0 || length > sizeof(manners->k_g))
        return false;
    memset(manners->k_g, 0, sizeof(manners->k_g));
    memcpy(manners->k_g, value, length);
    manners->has_k_g = true;
    return true;
}

bool rmcp_manners_set(struct rmcp_manners *manners, const char *text)
{
    size_t length = strcspn(text, "=");
    const char *value = text[length] != '\0' ? text + length + 1 : "";

    if (strncmp(text, "ipmi=", 5) == 0)
        return set_ipmi(manners, value);
    if (strncmp(text, "ciphers=", 8) == 0)
        return set_ciphers(manners, value);
    if (strncmp(text, "k-g=", 4) == 0)
        return set_k_g(manners, value);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (strlen(rows[i].name) == length && strncmp(rows[i].name, text, length) == 0)
            return set_row((char *)manners + rows[i].offset, rows[i].kind, value);
    }
    return false;
}
