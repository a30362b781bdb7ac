/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo BMC's options by name; what they mean: demo_options.h. */
#include <string.h>

#include "base/i18n.h"
#include "demo/demo_internal.h"

#define VALUE_MAX  200
#define SEPARATORS " \t,"

enum option_kind {
    OPTION_FLAG,  /* bool: yes, no; or the row's own words */
    OPTION_CODE,  /* uint8_t */
    OPTION_REPLY, /* int16_t: a code, ignored, drop */
    OPTION_MS,    /* int64_t */
    OPTION_NEVER, /* int64_t; "never" is -1 */
    OPTION_COUNT, /* int64_t */
    OPTION_SET,   /* struct demo_set */
    OPTION_APPLY,
    OPTION_IPMI
};

struct option_row {
    const char *name;
    enum option_kind kind;
    size_t offset;
    unsigned highest;     /* OPTION_COUNT */
    const char *no, *yes; /* OPTION_FLAG: other words than no and yes */
};

#define AT(field) offsetof(struct demo_options, field)
#define ROW(name, kind, field)                                                                     \
    {                                                                                              \
        name, kind, AT(field), 0, NULL, NULL                                                       \
    }
#define COUNT(name, field, highest)                                                                \
    {                                                                                              \
        name, OPTION_COUNT, AT(field), highest, NULL, NULL                                         \
    }
#define WORDS(name, field, no, yes)                                                                \
    {                                                                                              \
        name, OPTION_FLAG, AT(field), 0, no, yes                                                   \
    }

static const struct option_row rows[] = {
    ROW("apply", OPTION_APPLY, apply),
    ROW("lock", OPTION_REPLY, lock_code),
    ROW("lock-held", OPTION_CODE, lock_held),
    COUNT("lock-fails", lock_fails, 1000),
    ROW("lock-timeout", OPTION_NEVER, lock_timeout_ms),
    ROW("commit", OPTION_REPLY, commit_code),
    ROW("commit-unlocked", OPTION_CODE, commit_unlocked),
    ROW("complete", OPTION_REPLY, complete_code),
    ROW("unlocked", OPTION_REPLY, unlocked),
    ROW("locked", OPTION_FLAG, locked),
    ROW("unsupported", OPTION_SET, unsupported),
    ROW("unsupported-code", OPTION_CODE, unsupported_code),
    ROW("unsupported-write", OPTION_CODE, unsupported_write),
    ROW("read-only", OPTION_SET, read_only),
    ROW("read-only-code", OPTION_CODE, read_only_code),
    ROW("ignored", OPTION_SET, ignored),
    ROW("sources", OPTION_SET, sources),
    ROW("source-code", OPTION_CODE, source_code),
    ROW("source-0-is-static", OPTION_FLAG, source_0_is_static),
    ROW("static-again", OPTION_CODE, static_again),
    ROW("write-under-dhcp", OPTION_CODE, dhcp_code),
    ROW("address-check", OPTION_CODE, address_check),
    ROW("mask-check", OPTION_CODE, mask_check),
    ROW("mask-needs-address", OPTION_CODE, mask_needs_address),
    ROW("gateway-check", OPTION_CODE, gateway_check),
    ROW("gateway-zero", OPTION_CODE, gateway_zero),
    ROW("vlan", OPTION_CODE, vlan_code),
    ROW("vlan-off-needs", OPTION_CODE, vlan_off_needs),
    ROW("vlan-off-zero", OPTION_CODE, vlan_off_zero),
    ROW("any-channel", OPTION_FLAG, any_channel),
    ROW("absent-channel", OPTION_CODE, no_channel_code),
    ROW("absent-lan", OPTION_CODE, absent_lan),
    ROW("absent-access", OPTION_CODE, absent_access),
    ROW("access-no-session", OPTION_CODE, access_no_session),
    ROW("dhcp-clears", OPTION_FLAG, dhcp_clears),
    WORDS("dhcp-to-static", static_keeps, "clear", "keep"),
    ROW("lease-ms", OPTION_NEVER, lease_ms),
    WORDS("vlan-gateway", vlan_gateway_own, "shared", "own"),
    ROW("vlan-clears-dhcp", OPTION_FLAG, vlan_clears_dhcp),
    ROW("vlan-clears-address", OPTION_FLAG, vlan_clears_address),
    ROW("mask-breaks-gateway", OPTION_FLAG, mask_breaks_gateway),
    ROW("address-clears-gateway", OPTION_FLAG, address_clears_gateway),
    ROW("settle", OPTION_MS, settle_ms),
    ROW("silence", OPTION_MS, silence_ms),
    ROW("empty-name", OPTION_CODE, no_name_code),
    ROW("emptyuser", OPTION_FLAG, empty_user),
    ROW("user-range", OPTION_CODE, user_range),
    ROW("empty-access", OPTION_CODE, empty_access),
    ROW("empty-set-access", OPTION_CODE, empty_set_access),
    ROW("empty-password", OPTION_CODE, empty_password),
    ROW("set-user-access", OPTION_CODE, set_user_access),
    ROW("priv-zero", OPTION_CODE, priv_zero),
    ROW("one-user-table", OPTION_FLAG, one_user_table),
    ROW("set-access", OPTION_CODE, set_access),
    ROW("nv-sets-volatile", OPTION_FLAG, nv_sets_volatile),
    COUNT("password-min", password_min, 20),
    COUNT("password-need", password_need, 4),
    ROW("password-no-repeat", OPTION_FLAG, password_no_repeat),
    ROW("password-no-name", OPTION_FLAG, password_no_name),
    ROW("password-code", OPTION_CODE, password_code),
    ROW("password-20", OPTION_CODE, password_20),
    COUNT("password-busy", password_busy, 1000),
    ROW("password-test", OPTION_CODE, password_test),
    ROW("test-other-size", OPTION_CODE, test_other_size),
    ROW("test-one-size", OPTION_FLAG, test_one_size),
    ROW("enable", OPTION_CODE, enable_code),
    ROW("enable-needs-bytes", OPTION_CODE, enable_needs_bytes),
    ROW("enable-needs-password", OPTION_CODE, enable_needs_password),
    COUNT("enable-busy", enable_busy, 1000),
    ROW("identify", OPTION_CODE, identify_code),
    ROW("identify-force", OPTION_CODE, force_code),
    ROW("identify-state", OPTION_FLAG, light_reported),
    COUNT("identify-max", identify_max, 255),
    ROW("identify-zero-ignored", OPTION_FLAG, identify_zero_ignored),
    ROW("reset-code", OPTION_CODE, reset_code),
    ROW("silent", OPTION_MS, silent_ms),
    ROW("boot", OPTION_MS, boot_ms),
    ROW("boot-code", OPTION_CODE, boot_code),
    ROW("latency", OPTION_MS, latency_ms),
    ROW("ipmi", OPTION_IPMI, login),
    ROW("auth-types", OPTION_CODE, login.auth_types),
    ROW("auth-status", OPTION_CODE, login.auth_status),
    ROW("auth-ext", OPTION_CODE, login.auth_ext),
    ROW("per-message-off", OPTION_FLAG, login.per_message_off),
    ROW("open-bad-cipher", OPTION_REPLY, login.open_bad_cipher),
    COUNT("force-cipher", login.force_cipher, 255),
    ROW("open-echo-zero", OPTION_FLAG, login.open_echo_zero),
    ROW("bad-user", OPTION_REPLY, login.bad_user),
    ROW("bad-role", OPTION_REPLY, login.bad_role),
    ROW("bad-password", OPTION_REPLY, login.bad_password),
    COUNT("sessions", login.sessions, 1000),
    ROW("idle", OPTION_MS, login.idle_ms),
    ROW("apply-drops-sessions", OPTION_NEVER, login.apply_drops_ms),
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

/* Other ways to say the same, which came first; with a value that is another word now. */
static const struct {
    const char *name, *value, *now, *value_now; /* value NULL: any, and kept */
} others[] = {
    {"staged", "yes", "apply", "commit"},
    {"staged", "no", "apply", "immediate"},
    {"drop-unlocked", "yes", "unlocked", "drop"},
    {"drop-unlocked", "no", "unlocked", "ok"},
    {"other-sources", "yes", "sources", "1 2 3 4"},
    {"other-sources", "no", "sources", "1 2"},
    {"strict-gateway", "yes", "gateway-check", "cc"},
    {"strict-gateway", "no", "gateway-check", "ok"},
    {"arp", "ignored", "ignored", "10"},
    {"lock-code", NULL, "lock", NULL},
    {"commit-code", NULL, "commit", NULL},
    {"dhcp-code", NULL, "write-under-dhcp", NULL},
    {"no-channel-code", NULL, "absent-channel", NULL},
    {"no-name-code", NULL, "empty-name", NULL},
    {"force-code", NULL, "identify-force", NULL},
    {"light-reported", NULL, "identify-state", NULL},
    {"lease", NULL, "lease-ms", NULL},
};

#define OTHERS (sizeof(others) / sizeof(others[0]))

bool demo_set_has(const struct demo_set *set, unsigned number)
{
    return number < 8 * sizeof(set->bits) && (set->bits[number / 8] & 1u << number % 8);
}

static void add(struct demo_set *set, unsigned number)
{
    set->bits[number / 8] |= (uint8_t)(1u << number % 8);
}

/* --- values ------------------------------------------------------------------------ */

static bool read_flag(const struct option_row *row, const char *value, bool *flag)
{
    *flag = strcmp(value, "yes") == 0 || (row->yes && strcmp(value, row->yes) == 0);
    return *flag || strcmp(value, "no") == 0 || (row->no && strcmp(value, row->no) == 0);
}

static bool read_code(const char *value, unsigned *code)
{
    *code = 0;
    return strcmp(value, "ok") == 0 || strcmp(value, "zeros") == 0 ||
           demo_number_hex(value, 0xFF, code);
}

static bool read_reply(const char *value, int16_t *reply)
{
    unsigned code = 0;

    if (strcmp(value, "ignored") == 0)
        *reply = DEMO_IGNORED;
    else if (strcmp(value, "drop") == 0)
        *reply = DEMO_DROP;
    else if (read_code(value, &code))
        *reply = (int16_t)code;
    else
        return false;
    return true;
}

static bool read_never(const char *value, int64_t *ms)
{
    *ms = -1;
    return strcmp(value, "never") == 0 || demo_number_ms(value, ms);
}

static bool read_set(const char *value, struct demo_set *set)
{
    char copy[VALUE_MAX], *rest = copy, *word;
    unsigned number;

    if (strlen(value) >= sizeof(copy))
        return false;
    memcpy(copy, value, strlen(value) + 1);
    memset(set, 0, sizeof(*set));
    while ((word = strtok_r(rest, SEPARATORS, &rest)) != NULL) {
        if (!demo_number_decimal(word, 0xFF, &number))
            return false;
        add(set, number);
    }
    return true;
}

static bool read_apply(const char *value, int *apply)
{
    static const char *const names[] = {"immediate", "commit", "complete"};

    for (*apply = 0; *apply < 3; (*apply)++) {
        if (strcmp(value, names[*apply]) == 0)
            return true;
    }
    return false;
}

static bool read_ipmi(const char *value, struct demo_login *login)
{
    bool both = strcmp(value, "both") == 0;

    login->ipmi_1_5 = both || strcmp(value, "1.5") == 0;
    login->ipmi_2_0 = both || strcmp(value, "2.0") == 0;
    return login->ipmi_1_5 || login->ipmi_2_0;
}

static bool put(void *place, const void *value, size_t size)
{
    memcpy(place, value, size);
    return true;
}

static bool put_byte(uint8_t *place, unsigned value)
{
    *place = (uint8_t)value;
    return true;
}

/* Reads into a copy, so that a wrong value leaves the option alone. */
static bool read_value(const struct option_row *row, const char *value, void *place)
{
    union {
        bool flag;
        int16_t reply;
        int64_t number;
        int apply;
        struct demo_set set;
        struct demo_login login;
    } read;
    unsigned number;

    switch (row->kind) {
    case OPTION_FLAG:
        return read_flag(row, value, &read.flag) && put(place, &read.flag, sizeof(read.flag));
    case OPTION_CODE:
        return read_code(value, &number) && put_byte(place, number);
    case OPTION_REPLY:
        return read_reply(value, &read.reply) && put(place, &read.reply, sizeof(read.reply));
    case OPTION_MS:
        return demo_number_ms(value, &read.number) && put(place, &read.number, sizeof(read.number));
    case OPTION_NEVER:
        return read_never(value, &read.number) && put(place, &read.number, sizeof(read.number));
    case OPTION_COUNT:
        if (!demo_number_decimal(value, row->highest, &number))
            return false;
        read.number = number;
        return put(place, &read.number, sizeof(read.number));
    case OPTION_SET:
        return read_set(value, &read.set) && put(place, &read.set, sizeof(read.set));
    case OPTION_APPLY:
        return read_apply(value, &read.apply) && put(place, &read.apply, sizeof(read.apply));
    case OPTION_IPMI:
        memcpy(&read.login, place, sizeof(read.login));
        return read_ipmi(value, &read.login) && put(place, &read.login, sizeof(read.login));
    }
    return false;
}

/* --- names -------------------------------------------------------------------------- */

static const struct option_row *find_row(const char *name)
{
    for (size_t i = 0; i < ROWS; i++) {
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    }
    return NULL;
}

bool demo_options_know(const char *name)
{
    for (size_t i = 0; i < OTHERS; i++) {
        if (strcmp(others[i].name, name) == 0)
            return true;
    }
    return find_row(name) != NULL;
}

const char *demo_options_right(const char *name)
{
    static const char *const rights[] = {
        [OPTION_FLAG] = N_("yes or no"),
        [OPTION_CODE] = N_("ok, or a code of two hex digits such as cc"),
        [OPTION_REPLY] = N_("ok, ignored, drop, or a code of two hex digits such as cc"),
        [OPTION_MS] = N_("a time such as 500 or 20s"),
        [OPTION_NEVER] = N_("never, or a time such as 500 or 20s"),
        [OPTION_COUNT] = N_("a decimal number, and not too high a one"),
        [OPTION_SET] = N_("decimal numbers up to 255"),
        [OPTION_APPLY] = N_("immediate, commit or complete"),
        [OPTION_IPMI] = N_("1.5, 2.0 or both"),
    };
    const struct option_row *row = find_row(name);

    for (size_t i = 0; i < OTHERS && !row; i++) {
        if (strcmp(others[i].name, name) == 0)
            return others[i].value ? others[i].value : demo_options_right(others[i].now);
    }
    return row && row->yes ? row->yes : _(rights[row ? row->kind : OPTION_FLAG]);
}

bool demo_options_set(struct demo_options *options, const char *name, const char *value)
{
    const struct option_row *row;

    if (!value)
        value = "yes";
    for (size_t i = 0; i < OTHERS; i++) {
        if (strcmp(others[i].name, name) == 0 &&
            (!others[i].value || strcmp(others[i].value, value) == 0)) {
            name = others[i].now;
            value = others[i].value_now ? others[i].value_now : value;
            break;
        }
    }
    row = find_row(name);
    return row && read_value(row, value, (unsigned char *)options + row->offset);
}

bool demo_login_set(struct demo_login *login, const char *name, const char *value)
{
    const struct option_row *row = find_row(name);
    size_t from = offsetof(struct demo_options, login);

    return row && row->offset >= from &&
           read_value(row, value, (unsigned char *)login + (row->offset - from));
}

void demo_options_names(char *text, size_t size)
{
    for (size_t i = 0; i < ROWS; i++)
        demo_text_join(text, size, rows[i].name);
}

/* --- a BMC that keeps to the standard ------------------------------------------------- */

void demo_options_init(struct demo_options *options)
{
    *options = (struct demo_options){
        .apply = DEMO_APPLY_COMMIT,
        .lock_held = CODE_LOCK_HELD,
        .lock_timeout_ms = -1,
        .commit_unlocked = CODE_INVALID_FIELD,
        .unsupported_code = CODE_PARAMETER_UNKNOWN,
        .read_only_code = CODE_READ_ONLY,
        .source_code = CODE_INVALID_FIELD,
        .dhcp_code = CODE_WRONG_STATE,
        .mask_check = CODE_INVALID_FIELD,
        .no_channel_code = CODE_NO_CHANNEL,
        .access_no_session = CODE_SESSIONLESS,
        .dhcp_clears = true,
        .lease_ms = 3000,
        .user_range = CODE_INVALID_FIELD,
        .priv_zero = CODE_INVALID_FIELD,
        .password_code = CODE_INVALID_FIELD,
        .test_other_size = CODE_PASSWORD_OTHER_SIZE,
        .light_reported = true,
        .identify_max = 255,
        .silent_ms = 10000,
        .boot_ms = 5000,
        .boot_code = CODE_INITIALISING,
        .login =
            {
                .ipmi_1_5 = true,
                .ipmi_2_0 = true,
                .auth_types = 0x14,
                .auth_status = 0x04,
                .auth_ext = 0x03,
                .open_bad_cipher = 0x11,
                .force_cipher = -1,
                .bad_user = 0x0D,
                .bad_role = 0x0A,
                .bad_password = 0x0F,
                .sessions = 4,
                .idle_ms = 60000,
                .apply_drops_ms = -1,
            },
    };
    read_set("1 5 22 23", &options->read_only);
    read_set("1 2 3 4", &options->sources);
}
