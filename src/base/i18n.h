/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Marking of texts that a person sees. _() translates now, N_() only marks a
 * string in a table that is translated when it is shown. JSON keys, option
 * names and log lines are never marked.
 */
#ifndef BMCTUI_BASE_I18N_H
#define BMCTUI_BASE_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text)

#endif
