/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text for the terminal's clipboard, as an escape sequence (OSC 52).
 */
#ifndef BMCTUI_TERM_COPY_H
#define BMCTUI_TERM_COPY_H

#include <stddef.h>

#define COPY_TEXT  64  /* longer texts are not taken */
#define COPY_BYTES 256 /* room for any sequence */

/* What to send; its length, 0 when the text is too long. term: the terminal's name, may be NULL. */
size_t copy_sequence(const char *text, const char *term, char *bytes, size_t size);

#endif
