/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/theme.h"

enum pair {
    PAIR_NONE,
    PAIR_TITLE,  /* white on blue */
    PAIR_ACCENT, /* cyan */
    PAIR_CHOSEN, /* black on cyan */
    PAIR_ERROR,  /* red */
    PAIR_EDITED, /* yellow */
    PAIR_GOOD,   /* green */
    PAIR_TAG,    /* yellow on blue */
    PAIR_LIGHT,  /* white behind blanks: no other colour, so that changing costs few bytes */
    PAIR_DARK,   /* black, likewise */
    PAIR_HALVES  /* black on white */
};

struct look {
    attr_t attributes;
    enum pair pair;
};

/* State is told by characters: >, *, !, [x]. */
static const struct look plain[ROLE_COUNT] = {
    [ROLE_TITLE] = {A_BOLD, PAIR_NONE},
    [ROLE_TAG] = {A_BOLD, PAIR_NONE},
    [ROLE_CODE_LIGHT] = {A_REVERSE, PAIR_LIGHT},
    [ROLE_CODE_DARK] = {A_NORMAL, PAIR_DARK},
    [ROLE_CODE_HALVES] = {A_REVERSE, PAIR_HALVES},
};

static const struct look monochrome[ROLE_COUNT] = {
    [ROLE_TITLE] = {A_REVERSE, PAIR_NONE},
    [ROLE_TITLE_STATE] = {A_REVERSE, PAIR_NONE},
    [ROLE_TAG] = {A_REVERSE | A_BOLD, PAIR_NONE},
    [ROLE_BANNER] = {A_BOLD, PAIR_NONE},
    [ROLE_SECTION] = {A_BOLD, PAIR_NONE},
    [ROLE_FOCUS] = {A_REVERSE, PAIR_NONE},
    [ROLE_MARK] = {A_BOLD, PAIR_NONE},
    [ROLE_EDITED] = {A_BOLD, PAIR_NONE},
    [ROLE_ERROR] = {A_BOLD, PAIR_NONE},
    [ROLE_WARNING] = {A_BOLD, PAIR_NONE},
    [ROLE_BUTTON_FOCUS] = {A_REVERSE, PAIR_NONE},
    [ROLE_CODE_LIGHT] = {A_REVERSE, PAIR_NONE},
    [ROLE_CODE_HALVES] = {A_REVERSE, PAIR_NONE},
};

static const struct look colours[ROLE_COUNT] = {
    [ROLE_TITLE] = {A_BOLD, PAIR_TITLE},
    [ROLE_TITLE_STATE] = {A_NORMAL, PAIR_TITLE},
    [ROLE_TAG] = {A_BOLD, PAIR_TAG},
    [ROLE_BANNER] = {A_BOLD, PAIR_EDITED},
    [ROLE_SECTION] = {A_BOLD, PAIR_ACCENT},
    [ROLE_FOCUS] = {A_NORMAL, PAIR_CHOSEN},
    [ROLE_LOCKED] = {A_NORMAL, PAIR_NONE},
    [ROLE_MARK] = {A_BOLD, PAIR_ACCENT},
    [ROLE_EDITED] = {A_BOLD, PAIR_EDITED},
    [ROLE_ERROR] = {A_BOLD, PAIR_ERROR},
    [ROLE_WARNING] = {A_NORMAL, PAIR_EDITED},
    [ROLE_GOOD] = {A_NORMAL, PAIR_GOOD},
    [ROLE_BUTTON] = {A_NORMAL, PAIR_ACCENT},
    [ROLE_BUTTON_FOCUS] = {A_NORMAL, PAIR_CHOSEN},
    [ROLE_HELP] = {A_NORMAL, PAIR_ACCENT},
    [ROLE_CODE_LIGHT] = {A_NORMAL, PAIR_LIGHT},
    [ROLE_CODE_DARK] = {A_NORMAL, PAIR_DARK},
    [ROLE_CODE_HALVES] = {A_NORMAL, PAIR_HALVES},
};

static const struct look *const themes[] = {
    [THEME_PLAIN] = plain,
    [THEME_MONOCHROME] = monochrome,
    [THEME_COLOURS] = colours,
};

void theme_prepare(bool has_colours)
{
    if (!has_colours)
        return;
    init_pair(PAIR_TITLE, COLOR_WHITE, COLOR_BLUE);
    init_pair(PAIR_ACCENT, COLOR_CYAN, -1);
    init_pair(PAIR_CHOSEN, COLOR_BLACK, COLOR_CYAN);
    init_pair(PAIR_ERROR, COLOR_RED, -1);
    init_pair(PAIR_EDITED, COLOR_YELLOW, -1);
    init_pair(PAIR_GOOD, COLOR_GREEN, -1);
    init_pair(PAIR_TAG, COLOR_YELLOW, COLOR_BLUE);
    init_pair(PAIR_LIGHT, -1, COLOR_WHITE);
    init_pair(PAIR_DARK, -1, COLOR_BLACK);
    init_pair(PAIR_HALVES, COLOR_BLACK, COLOR_WHITE);
}

/* A QR code's light modules are a colour where there is one, and reverse video where not. */
attr_t theme_attributes(enum theme theme, enum role role, bool has_colours)
{
    if (has_colours && (role == ROLE_CODE_LIGHT || role == ROLE_CODE_HALVES))
        return A_NORMAL;
    return themes[theme][role].attributes;
}

short theme_pair(enum theme theme, enum role role, bool has_colours)
{
    return has_colours ? (short)themes[theme][role].pair : 0;
}

bool theme_title_bar(enum theme theme)
{
    return theme != THEME_PLAIN;
}
