/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/sequence.h"

#include <stdio.h>
#include <string.h>

/* What terminals send, whatever TERM says, each followed by a blank: cursor keys in both modes,
 * rxvt's with Shift and Ctrl; editing keys of xterm, linux and vt220, rxvt; F-keys of vt100 and
 * xterm, vt220, linux, kitty; the numeric keypad in application mode. */
static const struct {
    enum key_code code;
    const char *sequences;
} known[] = {
    {K_UP, "[A OA [a Oa "},       {K_DOWN, "[B OB [b Ob "},
    {K_RIGHT, "[C OC [c Oc "},    {K_LEFT, "[D OD [d Od "},
    {K_HOME, "[H OH [1~ [7~ "},   {K_END, "[F OF [4~ [8~ "},
    {K_INSERT, "[2~ [L "},        {K_DELETE, "[3~ "},
    {K_PAGE_UP, "[5~ "},          {K_PAGE_DOWN, "[6~ [G "},
    {K_TAB, "OI "},               {K_BACKTAB, "[Z "},
    {K_ENTER, "OM "},             {K_F1, "OP [11~ [[A [P "},
    {K_F2, "OQ [12~ [[B [Q "},    {K_F3, "OR [13~ [[C "},
    {K_F4, "OS [14~ [[D [S "},    {K_F5, "[15~ [[E OT "},
    {K_F6, "[17~ OU "},           {K_F7, "[18~ OV "},
    {K_F8, "[19~ OW "},           {K_F9, "[20~ OX "},
    {K_F10, "[21~ OY "},          {K_F11, "[23~ "},
    {K_F12, "[24~ "},
};

/* What the keypad types, 'j' to 'y'. */
static const char keypad[] = "*+,-./0123456789";

/* --- the mouse -------------------------------------------------------------- */

enum { BUTTON_LEFT = 0, BUTTON_WHEEL_UP = 64, BUTTON_WHEEL_DOWN = 65 };
enum { WITH_KEYS = 4 | 8 | 16 }; /* Shift, Alt, Ctrl held */
enum { CELLS_MOST = 9999 };

/* Column and row from 1. */
static bool mouse_key(struct key *key, int button, int col, int row)
{
    if (row < 1 || col < 1 || row > CELLS_MOST || col > CELLS_MOST)
        return false;
    *key = (struct key){.row = (short)(row - 1), .col = (short)(col - 1)};
    button &= ~WITH_KEYS;
    if (button == BUTTON_LEFT)
        key->code = K_CLICK;
    else if (button == BUTTON_WHEEL_UP || button == BUTTON_WHEEL_DOWN)
        key->code = button == BUTTON_WHEEL_UP ? K_WHEEL_UP : K_WHEEL_DOWN;
    return key->code != K_NONE;
}

bool sequence_mouse(const char bytes[3], struct key *key)
{
    const unsigned char *values = (const unsigned char *)bytes;

    return mouse_key(key, values[0] - 32, values[1] - 32, values[2] - 32);
}

/* [<BUTTON;COLUMN;ROW and M or m. false: it is no mouse's; *told: it is a key. */
static bool mouse_sgr(const char *sequence, struct key *key, bool *told)
{
    int button, col, row, used = 0;
    char end;

    if (sequence[0] != '[' || sequence[1] != '<')
        return false;
    if (sscanf(sequence + 2, "%5d;%5d;%5d%c%n", &button, &col, &row, &end, &used) < 4 ||
        sequence[2 + used] != '\0' || (end != 'M' && end != 'm'))
        return false;
    *told = end == 'M' && mouse_key(key, button, col, row);
    return true;
}

/* --- keys ------------------------------------------------------------------- */

/* ESC [ 1 ; 5 A and ESC [ 3 ; 2 ~, ESC O 5 P and rxvt's ESC [ 3 ^ are the same keys with Shift or
 * Ctrl held: brought to ESC [ A, ESC [ 3 ~, ESC O P. */
static void sequence_strip(char *sequence)
{
    size_t length = strlen(sequence);
    char final = sequence[length - 1];
    char *semicolon = strchr(sequence, ';');

    if (final == '^' || final == '@' || final == '$')
        sequence[length - 1] = final = '~';
    if (sequence[0] == 'O' && length == 3 && sequence[1] >= '1' && sequence[1] <= '9') {
        sequence[1] = final;
        sequence[2] = '\0';
    } else if (semicolon != NULL && final == '~') {
        semicolon[0] = '~';
        semicolon[1] = '\0';
    } else if (semicolon != NULL && sequence[1] == '1' && semicolon == sequence + 2) {
        sequence[1] = final;
        sequence[2] = '\0';
    }
}

static enum key_code sequence_known(const char *sequence)
{
    size_t length = strlen(sequence);

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        for (const char *at = known[i].sequences; *at != '\0'; at = strchr(at, ' ') + 1)
            if (strncmp(at, sequence, length) == 0 && at[length] == ' ')
                return known[i].code;
    return K_UNKNOWN;
}

bool sequence_key(char *sequence, bool mouse, struct key *key)
{
    bool told;

    if (mouse && mouse_sgr(sequence, key, &told))
        return told;
    if (sequence[0] == 'O' && sequence[1] >= 'j' && sequence[1] <= 'y' && sequence[2] == '\0') {
        *key = (struct key){.code = K_TEXT, .byte = keypad[sequence[1] - 'j']};
        return true;
    }
    sequence_strip(sequence);
    *key = (struct key){.code = sequence_known(sequence)};
    return true;
}
