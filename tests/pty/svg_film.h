/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Screens one after the other as an SVG picture that plays, round and round, without a script. The
 * last one is what is seen where nothing moves.
 */
#ifndef BMCTUI_PTY_SVG_FILM_H
#define BMCTUI_PTY_SVG_FILM_H

#include <stdio.h>

#include "term.h"

struct svg_film;

struct svg_film *svg_film_new(void);
/* As it stands now, for so long. All of them have the same size. */
void svg_film_frame(struct svg_film *film, const struct term *term, int ms);
void svg_film_write(const struct svg_film *film, FILE *to);
void svg_film_free(struct svg_film *film);

#endif
