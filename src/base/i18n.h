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

/* A word that is another one elsewhere, and has another translation there; context is for
 * translators. */
#define pgettext(context, text) i18n_in_context(context "\004" text, text)

static inline const char *i18n_in_context(const char *id, const char *text)
{
    const char *found = gettext(id);

    return found == id ? text : found;
}

#endif
