/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a BMC calls something may hold any byte, and goes to terminals, files and JSON. */
#ifndef BMCTUI_BMC_PRINTABLE_H
#define BMCTUI_BMC_PRINTABLE_H

/* Every byte outside 20h to 7Eh becomes '?'. Returns text. */
static inline char *printable(char *text)
{
    for (char *at = text; *at != '\0'; at++)
        if (*at < ' ' || *at > '~')
            *at = '?';
    return text;
}

#endif
