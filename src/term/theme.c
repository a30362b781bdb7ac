/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/theme.h"

#define MANY 256 /* colours: from here on those of xterm's cube are there */

/* Ink and ground, -1: the terminal's own. Among the 256 they are the same on all terminals; the
 * first eight look as the terminal likes, and bold makes them brighter on most. */
struct colours {
    attr_t attributes;
    short ink, ground;
};

#define OWN -1

/* With the first eight colours, and with 256. */
typedef const struct colours colour_table[ROLE_COUNT][2];

#define BOTH(attributes, ink, ground) {{attributes, ink, ground}, {attributes, ink, ground}}

/* State is told by characters: >, *, !, [x]. The code's modules are blanks in one colour only, so
 * that changing costs few bytes. */
static colour_table plain = {
    [ROLE_TITLE] = BOTH(A_BOLD, OWN, OWN),
    [ROLE_TAG] = BOTH(A_BOLD, OWN, OWN),
    [ROLE_BAR_GOOD] = BOTH(A_BOLD, OWN, OWN),
    [ROLE_BAR_BAD] = BOTH(A_BOLD, OWN, OWN),
    [ROLE_CODE_LIGHT] = BOTH(A_NORMAL, OWN, COLOR_WHITE),
    [ROLE_CODE_DARK] = BOTH(A_NORMAL, OWN, COLOR_BLACK),
    [ROLE_CODE_HALVES] = BOTH(A_NORMAL, COLOR_BLACK, COLOR_WHITE),
};

static colour_table monochrome = {
    [ROLE_TITLE] = BOTH(A_REVERSE, OWN, OWN),
    [ROLE_TITLE_STATE] = BOTH(A_REVERSE, OWN, OWN),
    [ROLE_TAG] = BOTH(A_REVERSE | A_BOLD, OWN, OWN),
    [ROLE_BANNER] = BOTH(A_BOLD, OWN, OWN),
    [ROLE_SECTION] = BOTH(A_BOLD, OWN, OWN),
    [ROLE_CHANGED] = BOTH(A_BOLD, OWN, OWN),
    [ROLE_FIELD_CHANGED] = BOTH(A_BOLD, OWN, OWN),
    [ROLE_FOCUS] = BOTH(A_REVERSE, OWN, OWN),
    [ROLE_MARK] = BOTH(A_BOLD, OWN, OWN),
    [ROLE_EDITED] = BOTH(A_BOLD, OWN, OWN),
    [ROLE_ERROR] = BOTH(A_BOLD, OWN, OWN),
    [ROLE_WARNING] = BOTH(A_BOLD, OWN, OWN),
    [ROLE_BUTTON_FOCUS] = BOTH(A_REVERSE, OWN, OWN),
    [ROLE_BAR_GOOD] = BOTH(A_REVERSE, OWN, OWN),
    [ROLE_BAR_BAD] = BOTH(A_REVERSE | A_BOLD, OWN, OWN),
    [ROLE_DIMMED] = BOTH(A_DIM, OWN, OWN),
    [ROLE_CODE_LIGHT] = BOTH(A_REVERSE, OWN, OWN),
    [ROLE_CODE_HALVES] = BOTH(A_REVERSE, OWN, OWN),
};

/* What is written on the terminal's own ground must be read on white and on black. Of the 256 that
 * leaves the few whose contrast is about 4.5 with both (it cannot be more): greens 28 and 29, the
 * orange 130, the red 131, the grey 243. Of the eight, whose looks are the terminal's affair, it
 * leaves red, and bold. */
static colour_table standard = {
    [ROLE_TITLE] = {{A_BOLD, COLOR_WHITE, COLOR_BLUE}, {A_BOLD, 255, 24}},
    [ROLE_TITLE_STATE] = {{A_NORMAL, COLOR_WHITE, COLOR_BLUE}, {A_NORMAL, 255, 24}},
    [ROLE_TAG] = {{A_BOLD, COLOR_YELLOW, COLOR_BLUE}, {A_BOLD, 222, 24}},
    [ROLE_BANNER] = {{A_BOLD, OWN, OWN}, {A_BOLD, 130, OWN}},
    [ROLE_SECTION] = {{A_BOLD, OWN, OWN}, {A_BOLD, OWN, OWN}},
    [ROLE_RULE] = {{A_NORMAL, OWN, OWN}, {A_NORMAL, 31, OWN}},
    [ROLE_FRAME] = {{A_NORMAL, OWN, OWN}, {A_NORMAL, 31, OWN}},
    [ROLE_NOTE] = {{A_NORMAL, OWN, OWN}, {A_NORMAL, 243, OWN}},
    [ROLE_CHANGED] = {{A_BOLD, OWN, OWN}, {A_BOLD, 130, OWN}},
    [ROLE_FIELD] = {{A_NORMAL, COLOR_WHITE, COLOR_BLUE}, {A_NORMAL, 250, 236}},
    [ROLE_FIELD_CHANGED] = {{A_BOLD, COLOR_YELLOW, COLOR_BLUE}, {A_NORMAL, 222, 236}},
    [ROLE_FOCUS] = {{A_NORMAL, COLOR_BLACK, COLOR_CYAN}, {A_NORMAL, 16, 153}},
    [ROLE_MARK] = {{A_BOLD, OWN, OWN}, {A_BOLD, 130, OWN}},
    [ROLE_EDITED] = {{A_BOLD, OWN, OWN}, {A_BOLD, 130, OWN}},
    [ROLE_ERROR] = {{A_BOLD, COLOR_RED, OWN}, {A_NORMAL, 231, 124}},
    [ROLE_WARNING] = {{A_BOLD, OWN, OWN}, {A_NORMAL, 130, OWN}},
    [ROLE_GOOD] = {{A_NORMAL, OWN, OWN}, {A_NORMAL, 28, OWN}},
    [ROLE_BUTTON] = {{A_NORMAL, COLOR_WHITE, COLOR_BLUE}, {A_NORMAL, 250, 237}},
    [ROLE_BUTTON_FOCUS] = {{A_NORMAL, COLOR_BLACK, COLOR_CYAN}, {A_BOLD, 16, 153}},
    [ROLE_HELP] = {{A_NORMAL, OWN, OWN}, {A_NORMAL, 243, OWN}},
    [ROLE_CAP] = {{A_REVERSE, OWN, OWN}, {A_NORMAL, 250, 237}},
    [ROLE_BAR_GOOD] = {{A_NORMAL, COLOR_BLACK, COLOR_GREEN}, {A_BOLD, 231, 29}},
    [ROLE_BAR_BAD] = {{A_BOLD, COLOR_WHITE, COLOR_RED}, {A_BOLD, 231, 124}},
    [ROLE_DIMMED] = {{A_DIM, OWN, OWN}, {A_NORMAL, 243, OWN}},
    [ROLE_CODE_LIGHT] = {{A_NORMAL, OWN, COLOR_WHITE}, {A_NORMAL, 16, 231}},
    [ROLE_CODE_DARK] = {{A_NORMAL, OWN, COLOR_BLACK}, {A_NORMAL, 231, 16}},
    [ROLE_CODE_HALVES] = {{A_NORMAL, COLOR_BLACK, COLOR_WHITE}, {A_NORMAL, 16, 231}},
};

static colour_table dark = {
    [ROLE_TEXT] = {{A_NORMAL, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 252, 234}},
    [ROLE_TITLE] = {{A_BOLD, COLOR_WHITE, COLOR_BLUE}, {A_BOLD, 255, 24}},
    [ROLE_TITLE_STATE] = {{A_NORMAL, COLOR_WHITE, COLOR_BLUE}, {A_NORMAL, 255, 24}},
    [ROLE_TAG] = {{A_BOLD, COLOR_YELLOW, COLOR_BLUE}, {A_BOLD, 222, 24}},
    [ROLE_BANNER] = {{A_BOLD, COLOR_YELLOW, COLOR_BLACK}, {A_BOLD, 222, 234}},
    [ROLE_SECTION] = {{A_BOLD, COLOR_CYAN, COLOR_BLACK}, {A_BOLD, 110, 234}},
    [ROLE_RULE] = {{A_NORMAL, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 245, 234}},
    [ROLE_FRAME] = {{A_NORMAL, COLOR_CYAN, COLOR_BLACK}, {A_NORMAL, 110, 234}},
    [ROLE_LABEL] = {{A_NORMAL, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 250, 234}},
    [ROLE_NOTE] = {{A_NORMAL, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 247, 234}},
    [ROLE_VALUE] = {{A_BOLD, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 255, 234}},
    [ROLE_CHANGED] = {{A_BOLD, COLOR_YELLOW, COLOR_BLACK}, {A_BOLD, 222, 234}},
    [ROLE_FIELD] = {{A_NORMAL, COLOR_WHITE, COLOR_BLUE}, {A_NORMAL, 255, 236}},
    [ROLE_FIELD_CHANGED] = {{A_BOLD, COLOR_YELLOW, COLOR_BLUE}, {A_NORMAL, 222, 236}},
    [ROLE_FOCUS] = {{A_NORMAL, COLOR_BLACK, COLOR_CYAN}, {A_NORMAL, 16, 153}},
    [ROLE_LOCKED] = {{A_NORMAL, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 247, 234}},
    [ROLE_MARK] = {{A_BOLD, COLOR_YELLOW, COLOR_BLACK}, {A_BOLD, 215, 234}},
    [ROLE_EDITED] = {{A_BOLD, COLOR_YELLOW, COLOR_BLACK}, {A_BOLD, 215, 234}},
    [ROLE_ERROR] = {{A_BOLD, COLOR_RED, COLOR_BLACK}, {A_BOLD, 210, 234}},
    [ROLE_WARNING] = {{A_BOLD, COLOR_YELLOW, COLOR_BLACK}, {A_NORMAL, 222, 234}},
    [ROLE_GOOD] = {{A_BOLD, COLOR_GREEN, COLOR_BLACK}, {A_NORMAL, 114, 234}},
    [ROLE_BUTTON] = {{A_NORMAL, COLOR_WHITE, COLOR_BLUE}, {A_NORMAL, 252, 237}},
    [ROLE_BUTTON_FOCUS] = {{A_NORMAL, COLOR_BLACK, COLOR_CYAN}, {A_BOLD, 16, 153}},
    [ROLE_HELP] = {{A_NORMAL, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 247, 234}},
    [ROLE_RUNNING] = {{A_NORMAL, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 250, 234}},
    [ROLE_KEYS] = {{A_NORMAL, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 250, 234}},
    [ROLE_CAP] = {{A_NORMAL, COLOR_BLACK, COLOR_WHITE}, {A_NORMAL, 252, 238}},
    [ROLE_BAR_GOOD] = {{A_NORMAL, COLOR_BLACK, COLOR_GREEN}, {A_BOLD, 231, 29}},
    [ROLE_BAR_BAD] = {{A_BOLD, COLOR_WHITE, COLOR_RED}, {A_BOLD, 231, 124}},
    [ROLE_DIMMED] = {{A_DIM, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 245, 234}},
    [ROLE_CODE_LIGHT] = {{A_NORMAL, COLOR_BLACK, COLOR_WHITE}, {A_NORMAL, 16, 231}},
    [ROLE_CODE_DARK] = {{A_NORMAL, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 231, 16}},
    [ROLE_CODE_HALVES] = {{A_NORMAL, COLOR_BLACK, COLOR_WHITE}, {A_NORMAL, 16, 231}},
};

/* Bold is what makes white and yellow of the eight bright. */
static colour_table contrast = {
    [ROLE_TEXT] = {{A_BOLD, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 231, 16}},
    [ROLE_TITLE] = {{A_NORMAL, COLOR_BLACK, COLOR_WHITE}, {A_BOLD, 16, 231}},
    [ROLE_TITLE_STATE] = {{A_NORMAL, COLOR_BLACK, COLOR_WHITE}, {A_NORMAL, 16, 231}},
    [ROLE_TAG] = {{A_NORMAL, COLOR_BLACK, COLOR_YELLOW}, {A_BOLD, 16, 226}},
    [ROLE_BANNER] = {{A_NORMAL, COLOR_BLACK, COLOR_YELLOW}, {A_BOLD, 16, 226}},
    [ROLE_SECTION] = {{A_BOLD, COLOR_YELLOW, COLOR_BLACK}, {A_BOLD, 226, 16}},
    [ROLE_RULE] = {{A_BOLD, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 231, 16}},
    [ROLE_FRAME] = {{A_BOLD, COLOR_YELLOW, COLOR_BLACK}, {A_BOLD, 226, 16}},
    [ROLE_LABEL] = {{A_BOLD, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 231, 16}},
    [ROLE_NOTE] = {{A_BOLD, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 231, 16}},
    [ROLE_VALUE] = {{A_BOLD, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 231, 16}},
    [ROLE_CHANGED] = {{A_BOLD, COLOR_CYAN, COLOR_BLACK}, {A_BOLD, 51, 16}},
    [ROLE_FIELD] = {{A_BOLD, COLOR_WHITE, COLOR_BLUE}, {A_BOLD, 231, 18}},
    [ROLE_FIELD_CHANGED] = {{A_BOLD, COLOR_CYAN, COLOR_BLUE}, {A_BOLD, 51, 18}},
    [ROLE_FOCUS] = {{A_NORMAL, COLOR_BLACK, COLOR_YELLOW}, {A_BOLD, 16, 226}},
    [ROLE_LOCKED] = {{A_BOLD, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 231, 16}},
    [ROLE_MARK] = {{A_BOLD, COLOR_YELLOW, COLOR_BLACK}, {A_BOLD, 226, 16}},
    [ROLE_EDITED] = {{A_BOLD, COLOR_CYAN, COLOR_BLACK}, {A_BOLD, 51, 16}},
    [ROLE_ERROR] = {{A_BOLD, COLOR_WHITE, COLOR_RED}, {A_BOLD, 231, 124}},
    [ROLE_WARNING] = {{A_BOLD, COLOR_YELLOW, COLOR_BLACK}, {A_BOLD, 226, 16}},
    [ROLE_GOOD] = {{A_BOLD, COLOR_GREEN, COLOR_BLACK}, {A_BOLD, 46, 16}},
    [ROLE_BUTTON] = {{A_BOLD, COLOR_WHITE, COLOR_BLUE}, {A_BOLD, 231, 18}},
    [ROLE_BUTTON_FOCUS] = {{A_NORMAL, COLOR_BLACK, COLOR_YELLOW}, {A_BOLD, 16, 226}},
    [ROLE_HELP] = {{A_BOLD, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 231, 16}},
    [ROLE_RUNNING] = {{A_BOLD, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 231, 16}},
    [ROLE_KEYS] = {{A_BOLD, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 231, 16}},
    [ROLE_CAP] = {{A_NORMAL, COLOR_BLACK, COLOR_WHITE}, {A_BOLD, 16, 231}},
    [ROLE_BAR_GOOD] = {{A_NORMAL, COLOR_BLACK, COLOR_GREEN}, {A_BOLD, 16, 46}},
    [ROLE_BAR_BAD] = {{A_BOLD, COLOR_WHITE, COLOR_RED}, {A_BOLD, 231, 124}},
    [ROLE_DIMMED] = {{A_NORMAL, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 248, 16}},
    [ROLE_CODE_LIGHT] = {{A_NORMAL, COLOR_BLACK, COLOR_WHITE}, {A_NORMAL, 16, 231}},
    [ROLE_CODE_DARK] = {{A_NORMAL, COLOR_WHITE, COLOR_BLACK}, {A_NORMAL, 231, 16}},
    [ROLE_CODE_HALVES] = {{A_NORMAL, COLOR_BLACK, COLOR_WHITE}, {A_NORMAL, 16, 231}},
};

static const struct colours (*const tables[LOOK_COUNT])[2] = {
    [LOOK_PLAIN] = plain, [LOOK_MONOCHROME] = monochrome,    [LOOK_DEFAULT] = standard,
    [LOOK_DARK] = dark,   [LOOK_HIGH_CONTRAST] = contrast,
};

/* A role that is not in a table is all 0, black on black: it gets the terminal's own colours. */
static struct colours theme_colours_of(enum look look, enum role role, int count)
{
    struct colours found = tables[look][role][count >= MANY];

    if (found.ink == COLOR_BLACK && found.ground == COLOR_BLACK)
        found.ink = found.ground = OWN;
    return found;
}

void theme_colours(enum look look, enum role role, int colours, short *ink, short *ground)
{
    struct colours found = theme_colours_of(look, role, colours);

    *ink = found.ink;
    *ground = found.ground;
}

/* A slow line is not spent on looks, unless somebody asks for them. */
enum look theme_choose(enum theme_name asked, bool plain_line, bool colours)
{
    if (colours && asked == THEME_DARK)
        return LOOK_DARK;
    if (colours && asked == THEME_HIGH_CONTRAST)
        return LOOK_HIGH_CONTRAST;
    if (plain_line)
        return LOOK_PLAIN;
    return colours && asked != THEME_MONOCHROME ? LOOK_DEFAULT : LOOK_MONOCHROME;
}

/* Roles with the same colours share a pair: switching between them then costs nothing. */
static short theme_pair(struct theme *theme, enum role role, int colours)
{
    struct colours wanted = theme_colours_of(theme->look, role, colours), other;

    if (wanted.ink == OWN && wanted.ground == OWN)
        return 0;
    for (int i = 0; i < (int)role; i++) {
        other = theme_colours_of(theme->look, (enum role)i, colours);
        if (other.ink == wanted.ink && other.ground == wanted.ground)
            return theme->roles[i].pair;
    }
    init_pair((short)(role + 1), wanted.ink, wanted.ground);
    return (short)(role + 1);
}

void theme_prepare(struct theme *theme, enum look look, int colours)
{
    *theme = (struct theme){.look = look};
    for (int i = 0; i < ROLE_COUNT; i++) {
        theme->roles[i].attributes = theme_colours_of(look, (enum role)i, colours).attributes;
        if (colours > 0)
            theme->roles[i].pair = theme_pair(theme, (enum role)i, colours);
    }
    if (colours > 0)
        return;
    /* A code's light modules without colours. */
    theme->roles[ROLE_CODE_LIGHT].attributes = A_REVERSE;
    theme->roles[ROLE_CODE_HALVES].attributes = A_REVERSE;
}
