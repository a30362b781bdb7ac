/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo BMC's options by name; what they mean: demo_state.h. */
#include <string.h>

#include "demo/demo_internal.h"

enum option_kind { OPTION_FLAG, OPTION_CODE, OPTION_MS, OPTION_NUMBER };

static const struct {
    const char *name;
    enum option_kind kind;
    size_t offset;
} rows[] = {
    {"staged", OPTION_FLAG, offsetof(struct demo_options, staged)},
    {"drop-unlocked", OPTION_FLAG, offsetof(struct demo_options, drop_unlocked)},
    {"lock-code", OPTION_CODE, offsetof(struct demo_options, lock_code)},
    {"commit-code", OPTION_CODE, offsetof(struct demo_options, commit_code)},
    {"locked", OPTION_FLAG, offsetof(struct demo_options, locked)},
    {"dhcp-code", OPTION_CODE, offsetof(struct demo_options, dhcp_code)},
    {"other-sources", OPTION_FLAG, offsetof(struct demo_options, other_sources)},
    {"strict-gateway", OPTION_FLAG, offsetof(struct demo_options, strict_gateway)},
    {"no-channel-code", OPTION_CODE, offsetof(struct demo_options, no_channel_code)},
    {"no-name-code", OPTION_CODE, offsetof(struct demo_options, no_name_code)},
    {"password-min", OPTION_NUMBER, offsetof(struct demo_options, password_min)},
    {"password-code", OPTION_CODE, offsetof(struct demo_options, password_code)},
    {"enable-needs-password", OPTION_FLAG, offsetof(struct demo_options, enable_needs_password)},
    {"force-code", OPTION_CODE, offsetof(struct demo_options, force_code)},
    {"light-reported", OPTION_FLAG, offsetof(struct demo_options, light_reported)},
    {"reset-code", OPTION_CODE, offsetof(struct demo_options, reset_code)},
    {"lease", OPTION_MS, offsetof(struct demo_options, lease_ms)},
    {"silent", OPTION_MS, offsetof(struct demo_options, silent_ms)},
    {"boot", OPTION_MS, offsetof(struct demo_options, boot_ms)},
    {"boot-code", OPTION_CODE, offsetof(struct demo_options, boot_code)},
    {"latency", OPTION_MS, offsetof(struct demo_options, latency_ms)},
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

static bool read_flag(const char *value, bool *flag)
{
    *flag = strcmp(value, "yes") == 0;
    return *flag || strcmp(value, "no") == 0;
}

static bool read_ms(const char *name, const char *value, int64_t *ms)
{
    if (strcmp(name, "lease") == 0 && strcmp(value, "never") == 0) {
        *ms = -1;
        return true;
    }
    return demo_number_ms(value, ms);
}

static bool set_row(struct demo_options *options, size_t row, const char *value)
{
    unsigned char *place = (unsigned char *)options + rows[row].offset;
    unsigned number;
    int64_t ms;
    bool flag;

    switch (rows[row].kind) {
    case OPTION_FLAG:
        if (!read_flag(value, &flag))
            return false;
        memcpy(place, &flag, sizeof(flag));
        return true;
    case OPTION_CODE:
        if (!demo_number_hex(value, 0xFF, &number))
            return false;
        *place = (uint8_t)number;
        return true;
    case OPTION_MS:
        if (!read_ms(rows[row].name, value, &ms))
            return false;
        memcpy(place, &ms, sizeof(ms));
        return true;
    case OPTION_NUMBER:
        if (!demo_number_decimal(value, 20, &number))
            return false;
        ms = number;
        memcpy(place, &ms, sizeof(ms));
        return true;
    }
    return false;
}

bool demo_options_set(struct demo_options *options, const char *name, const char *value)
{
    for (size_t i = 0; i < ROWS; i++) {
        if (strcmp(rows[i].name, name) == 0)
            return set_row(options, i, value ? value : "yes");
    }
    return false;
}

void demo_options_names(char *text, size_t size)
{
    for (size_t i = 0; i < ROWS; i++)
        demo_text_join(text, size, rows[i].name);
}
