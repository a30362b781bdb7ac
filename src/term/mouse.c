/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/mouse.h"

#include <stdio.h>

enum { BUTTON_LEFT = 0, BUTTON_WHEEL_UP = 64, BUTTON_WHEEL_DOWN = 65 };
enum { WITH_KEYS = 4 | 8 | 16 }; /* Shift, Alt, Ctrl held */
enum { CELLS_MOST = 9999 };

/* Column and row from 1. */
static void tell(struct key *key, int button, int col, int row)
{
    key->byte = '\0';
    key->code = K_NONE;
    if (row < 1 || col < 1 || row > CELLS_MOST || col > CELLS_MOST) {
        key->row = key->col = 0;
        return;
    }
    key->row = (short)(row - 1);
    key->col = (short)(col - 1);
    switch (button & ~WITH_KEYS) {
    case BUTTON_LEFT:
        key->code = K_CLICK;
        break;
    case BUTTON_WHEEL_UP:
        key->code = K_WHEEL_UP;
        break;
    case BUTTON_WHEEL_DOWN:
        key->code = K_WHEEL_DOWN;
        break;
    default:
        break;
    }
}

bool mouse_sgr(const char *sequence, struct key *key)
{
    int button, col, row, used = 0;
    char end;

    if (sequence[0] != '[' || sequence[1] != '<')
        return false;
    if (sscanf(sequence + 2, "%5d;%5d;%5d%c%n", &button, &col, &row, &end, &used) < 4 ||
        sequence[2 + used] != '\0' || (end != 'M' && end != 'm'))
        return false;
    tell(key, end == 'M' ? button : -1, col, row);
    return true;
}

void mouse_bytes(const char bytes[3], struct key *key)
{
    int values[3], i;

    for (i = 0; i < 3; i++)
        values[i] = (int)(unsigned char)bytes[i] - 32;
    tell(key, values[0], values[1], values[2]);
}
