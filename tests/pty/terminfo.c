/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "terminfo.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <curses.h>
#include <term.h>

struct key_name {
    const char *name, *capability;
};

static const struct key_name key_names[TERMINFO_KEYS] = {
    {"F1", "kf1"},           {"F2", "kf2"},     {"F3", "kf3"},       {"F4", "kf4"},
    {"F5", "kf5"},           {"F6", "kf6"},     {"F7", "kf7"},       {"F8", "kf8"},
    {"F9", "kf9"},           {"F10", "kf10"},   {"F11", "kf11"},     {"F12", "kf12"},
    {"F13", "kf13"},         {"F14", "kf14"},   {"F15", "kf15"},     {"F16", "kf16"},
    {"F17", "kf17"},         {"F18", "kf18"},   {"F19", "kf19"},     {"F20", "kf20"},
    {"F21", "kf21"},         {"F22", "kf22"},   {"F23", "kf23"},     {"F24", "kf24"},
    {"Up", "kcuu1"},         {"Down", "kcud1"}, {"Left", "kcub1"},   {"Right", "kcuf1"},
    {"Home", "khome"},       {"End", "kend"},   {"PgUp", "kpp"},     {"PgDn", "knp"},
    {"Ins", "kich1"},        {"Del", "kdch1"},  {"BackTab", "kcbt"}, {"Backspace", "kbs"},
    {"KeypadEnter", "kent"}, {"Find", "kfnd"},  {"Select", "kslt"},  {"Undo", "kund"},
};

void terminfo_load(struct terminfo *info, const char *type)
{
    int error = 0;
    TERMINAL *old = cur_term;
    const char *smacs;

    if (type[0] == '\0' || setupterm(type, -1, &error) != OK) {
        return;
    }
    info->found = true;
    info->am = tigetflag("am") == 1;
    info->xenl = tigetflag("xenl") == 1;
    info->bce = tigetflag("bce") == 1;
    smacs = tigetstr("smacs");
    info->pc_charset = smacs != NULL && smacs != (char *)-1 && strcmp(smacs, "\033[11m") == 0;
    for (size_t i = 0; i < TERMINFO_KEYS; i++) {
        const char *bytes = tigetstr(key_names[i].capability);

        if (bytes != NULL && bytes != (char *)-1 && bytes[0] != '\0') {
            info->keys[i] = strdup(bytes);
        }
    }
    del_curterm(cur_term);
    if (old != NULL) {
        set_curterm(old);
    }
}

void terminfo_free(struct terminfo *info)
{
    for (size_t i = 0; i < TERMINFO_KEYS; i++) {
        free(info->keys[i]);
        info->keys[i] = NULL;
    }
}

const char *terminfo_key(const struct terminfo *info, const char *name, size_t length, bool *known)
{
    for (size_t i = 0; i < TERMINFO_KEYS; i++) {
        if (strlen(key_names[i].name) == length &&
            strncasecmp(key_names[i].name, name, length) == 0) {
            *known = true;
            return info->keys[i];
        }
    }
    *known = false;
    return NULL;
}
