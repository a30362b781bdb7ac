/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conf/settings.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/xalloc.h"
#include "conf/settings_own.h"

/* --- words ------------------------------------------------------------------------------- */

static const char *const frames_names[] = {"auto", "unicode", "acs", "ascii", "none"};

bool settings_frames_parse(const char *name, enum frames *frames)
{
    for (size_t i = 0; i < sizeof frames_names / sizeof frames_names[0]; i++) {
        if (strcmp(name, frames_names[i]) == 0) {
            *frames = (enum frames)i;
            return true;
        }
    }
    return false;
}

bool settings_privilege_parse(const char *name, enum privilege *privilege)
{
    static const struct {
        const char *name;
        enum privilege privilege;
    } names[] = {
        {"callback", PRIVILEGE_CALLBACK}, {"user", PRIVILEGE_USER},
        {"operator", PRIVILEGE_OPERATOR}, {"admin", PRIVILEGE_ADMINISTRATOR},
        {"administrator", PRIVILEGE_ADMINISTRATOR},
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcasecmp(name, names[i].name) == 0) {
            *privilege = names[i].privilege;
            return true;
        }
    }
    return false;
}

bool settings_cipher_suite_known(long long id)
{
    static const int known[] = {0, 1, 2, 3, 6, 7, 8, 11, 12, 15, 16, 17};

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (id == known[i])
            return true;
    return false;
}

const char *settings_frames_name(enum frames frames)
{
    return frames_names[frames];
}

/* --- defaults and memory ----------------------------------------------------------------- */

void settings_set_text(char **place, const char *text)
{
    char *copy = text != NULL ? xstrdup(text) : NULL;

    free(*place);
    *place = copy;
}

void settings_bmc_defaults(struct settings_bmc *bmc)
{
    memset(bmc, 0, sizeof *bmc);
    bmc->driver = BMC_DRIVER_AUTO;
    bmc->cipher_suite = -1;
}

void settings_defaults(struct settings *settings)
{
    memset(settings, 0, sizeof *settings);
    settings_bmc_defaults(&settings->bmc);
    settings->target = SETTINGS_NO_TARGET;
    settings->password_policy = PASSWORD_POLICY_TRUENAS;
    settings->verify_s = 30;
    settings->lock_wait_s = 10;
    settings->confirm_s = GUARD_CONFIRM_DEFAULT_S;
    settings->recover = RECOVER_POLICY_UNDO;
    settings->frames = FRAMES_AUTO;
    settings->escape_ms = 2000;
    settings->check_reachability = true;
    settings_set_text(&settings->locked_users, "root");
    settings->locked_show = true;
    settings->locked_qr = true;
    settings->locked_idle_minutes = 10;
    settings->locked_login_s = 60;
}

#define BMC_TEXTS 8

static void bmc_texts(struct settings_bmc *bmc, char **texts[BMC_TEXTS])
{
    texts[0] = &bmc->driver_device;
    texts[1] = &bmc->hostname;
    texts[2] = &bmc->username;
    texts[3] = &bmc->session_password_file;
    texts[4] = &bmc->k_g_file;
    texts[5] = &bmc->workaround_flags;
    texts[6] = &bmc->demo_faults;
    texts[7] = &bmc->demo_personality;
}

static void free_text(char **text)
{
    free(*text);
    *text = NULL;
}

void settings_bmc_release(struct settings_bmc *bmc)
{
    char **texts[BMC_TEXTS];

    bmc_texts(bmc, texts);
    for (size_t i = 0; i < BMC_TEXTS; i++)
        free_text(texts[i]);
}

void settings_bmc_copy(struct settings_bmc *to, const struct settings_bmc *from)
{
    struct settings_bmc copy = *from;
    char **texts[BMC_TEXTS];

    bmc_texts(&copy, texts);
    for (size_t i = 0; i < BMC_TEXTS; i++)
        if (*texts[i] != NULL)
            *texts[i] = xstrdup(*texts[i]);
    settings_bmc_release(to);
    *to = copy;
}

void settings_release(struct settings *settings)
{
    char **texts[] = {&settings->browser, &settings->state_directory, &settings->locked_users,
                      &settings->locked_groups, &settings->file};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        free_text(texts[i]);
    settings_forget_targets(settings);
    settings_bmc_release(&settings->bmc);
}

/* --- targets ----------------------------------------------------------------------------- */

void settings_forget_targets(struct settings *settings)
{
    for (size_t i = 0; i < settings->target_count; i++) {
        free(settings->targets[i].name);
        settings_bmc_release(&settings->targets[i].bmc);
    }
    free(settings->targets);
    settings->targets = NULL;
    settings->target_count = 0;
    settings->target = SETTINGS_NO_TARGET;
}

void settings_choose(struct settings *settings, size_t target)
{
    settings_bmc_copy(&settings->bmc, &settings->targets[target].bmc);
    settings->target = target;
}

size_t settings_find_target(const struct settings *settings, const char *name)
{
    for (size_t i = 0; i < settings->target_count; i++)
        if (strcmp(settings->targets[i].name, name) == 0)
            return i;
    return SETTINGS_NO_TARGET;
}

const char *settings_target_names(const struct settings *settings, char *text, size_t size)
{
    size_t used = 0;

    text[0] = '\0';
    for (size_t i = 0; i < settings->target_count && used < size; i++)
        used += (size_t)snprintf(text + used, size - used, "%s%s", i > 0 ? ", " : "",
                                 settings->targets[i].name);
    return text;
}

