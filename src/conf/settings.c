/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conf/settings.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xalloc.h"
#include "conf/settings_own.h"

/* --- defaults and memory ----------------------------------------------------------------- */

void settings_set_text(const char **place, const char *text)
{
    const char *copy = text != NULL ? xstrdup(text) : NULL;

    free((void *)(uintptr_t)*place);
    *place = copy;
}

void settings_bmc_defaults(struct settings_bmc *bmc)
{
    memset(bmc, 0, sizeof *bmc);
    bmc->target.driver = BMC_DRIVER_AUTO;
    bmc->target.cipher_suite = -1;
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
    settings->escape_ms = 500;
    settings->check_reachability = true;
    settings_set_text(&settings->locked_users, "root");
    settings->locked_show = true;
    settings->locked_qr = true;
    settings->locked_idle_minutes = 10;
    settings->locked_login_s = 60;
}

/* NULL: the row is not a text in struct settings_bmc. */
static const char **settings_bmc_text(struct settings_bmc *bmc, const struct settings_row *row)
{
    if (row->kind != SETTINGS_TEXT || !row->bmc)
        return NULL;
    return (const char **)((char *)bmc + row->offset - offsetof(struct settings, bmc));
}

void settings_bmc_release(struct settings_bmc *bmc)
{
    const struct settings_row *row;

    for (size_t i = 0; (row = settings_row(i)) != NULL; i++)
        if (settings_bmc_text(bmc, row) != NULL)
            settings_set_text(settings_bmc_text(bmc, row), NULL);
}

void settings_bmc_copy(struct settings_bmc *to, const struct settings_bmc *from)
{
    struct settings_bmc copy = *from;
    const struct settings_row *row;

    for (size_t i = 0; (row = settings_row(i)) != NULL; i++) {
        const char **text = settings_bmc_text(&copy, row);

        if (text != NULL && *text != NULL)
            *text = xstrdup(*text);
    }
    settings_bmc_release(to);
    *to = copy;
}

void settings_release(struct settings *settings)
{
    const struct settings_row *row;

    for (size_t i = 0; (row = settings_row(i)) != NULL; i++)
        if (row->kind == SETTINGS_TEXT)
            settings_set_text(settings_member(settings, row), NULL);
    settings_set_text(&settings->file, NULL);
    settings_forget_targets(settings);
}

/* --- targets ----------------------------------------------------------------------------- */

void settings_forget_targets(struct settings *settings)
{
    for (size_t i = 0; i < settings->target_count; i++) {
        settings_set_text(&settings->targets[i].name, NULL);
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

bool settings_comes_back(const struct settings *settings, const struct bmc_target *target)
{
    size_t found = target->name != NULL ? settings_find_target(settings, target->name)
                                        : SETTINGS_NO_TARGET;
    const char *file = found != SETTINGS_NO_TARGET
                           ? settings->targets[found].bmc.session_password_file
                           : NULL;

    return file != NULL && strcmp(file, "-") != 0;
}

const char *settings_target_names(const struct settings *settings, char *text, size_t size)
{
    text[0] = '\0';
    for (size_t i = 0; i < settings->target_count; i++)
        text_append(text, size, ", ", "%s", settings->targets[i].name);
    return text;
}
