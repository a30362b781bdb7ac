/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One text field of the page, on libform. The field is posted on a window of its own that is never
 * shown: form.c asks libform what would stand in it and draws that in the frame, wherever the page
 * wants it. So scrolling and resizing cannot lose a field, and no other file knows libform.
 *
 * What is in a field is known by form_text() at any time; libform's own buffer is never asked after
 * the fact, its types and options that rewrite, skip or wipe are off, and of a character that does
 * not take one column libform sees a '?'.
 */
#ifndef BMCTUI_TERM_FORM_H
#define BMCTUI_TERM_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "term/line.h"

struct form;

/* A field that takes TEXT_TYPED bytes and shows so many characters of them. */
struct form *form_create(int width);
void form_free(struct form *form);
/* Another width (the terminal was resized): text and cursor stay. */
void form_resize(struct form *form, int width);

const char *form_text(const struct form *form); /* as typed, blanks and all */
/* Puts this text in it when it has another; the cursor then stands at the end. */
void form_set(struct form *form, const char *text);
void form_arrive(struct form *form); /* the focus has come: cursor to the end */

enum line_result form_key(struct form *form, const struct key *key);

/* "[text   ]". Puts the screen's cursor when focused. Returns the column behind it. */
int form_draw(const struct form *form, struct screen *screen, int row, int col, enum role role,
              bool focused);

#endif
