/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the manners are called. A status or code is two hex digits, or "drop"
 * for no answer at all; a flag needs no value. First come those of a demo BMC's
 * logins (demo_options.h): ipmi, auth-types, auth-status, auth-ext,
 * per-message-off, open-bad-cipher, force-cipher, open-echo-zero, bad-user,
 * bad-role, bad-password, sessions, idle, apply-drops-sessions. And these:
 *
 *   personality=NAME|FILE   the BMC is of this kind; before all others
 *   capabilities=CC         Get Channel Authentication Capabilities is refused
 *   capabilities-old        it refuses only requests with the IPMI 2.0 bit
 *   ciphers="3 17"          the suites that a session can have
 *   open=SS                 every Open Session is answered so
 *   rakp-2=SS rakp-4=SS     every RAKP 1, every RAKP 3 is answered so
 *   privilege=CC            Set Session Privilege Level is answered so
 *   k-g=TEXT                it has this key
 *   speed=N                 the BMC's time goes N times as fast: what takes it 8 s, 1 s of ours
 *   doubled=N               each packet is sent N times
 *   surplus=N               so many zeros behind each answer in a session
 *   drop=N lose=N           each Nth packet is not heard, each Nth answer gets lost
 */
#include <stdlib.h>
#include <string.h>

#include "demo/demo_personality.h"
#include "rmcp/rmcp_own.h"

#define NAME_MAX_BYTES 40

enum kind { KIND_FLAG, KIND_STATUS, KIND_COUNT };

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
    ROW("open", KIND_STATUS, open_status),
    ROW("rakp-2", KIND_STATUS, rakp_2_status),
    ROW("rakp-4", KIND_STATUS, rakp_4_status),
    ROW("privilege", KIND_STATUS, privilege_code),
    ROW("speed", KIND_COUNT, speed),
    ROW("doubled", KIND_COUNT, doubled),
    ROW("surplus", KIND_COUNT, surplus),
    ROW("drop", KIND_COUNT, drop),
    ROW("lose", KIND_COUNT, lose),
};

void rmcp_manners_init(struct rmcp_manners *manners)
{
    struct demo_options options;

    demo_options_init(&options);
    *manners = (struct rmcp_manners){.login = options.login, .speed = 1, .doubled = 1};
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
    }
    return false;
}

/* Its logins are this one's from now on. */
static bool set_personality(struct rmcp_manners *manners, const char *value)
{
    struct demo_bmc *demo = demo_create(clock_monotonic());
    struct bmc_error error;
    bool good = strlen(value) < sizeof(manners->personality) &&
                demo_personality_load(demo, value, &error) == 0;

    if (good) {
        memcpy(manners->personality, value, strlen(value) + 1);
        manners->login = demo_options(demo)->login;
    }
    demo_destroy(demo);
    return good;
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
    bool has_value = text[length] != '\0';
    const char *value = has_value ? text + length + 1 : "";
    char name[NAME_MAX_BYTES];

    if (strncmp(text, "personality=", 12) == 0)
        return set_personality(manners, value);
    if (strncmp(text, "ciphers=", 8) == 0)
        return set_ciphers(manners, value);
    if (strncmp(text, "k-g=", 4) == 0)
        return set_k_g(manners, value);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (strlen(rows[i].name) == length && strncmp(rows[i].name, text, length) == 0)
            return set_row((char *)manners + rows[i].offset, rows[i].kind, value);
    }
    if (length >= sizeof(name))
        return false;
    memcpy(name, text, length);
    name[length] = '\0';
    return demo_login_set(&manners->login, name, has_value ? value : NULL);
}
