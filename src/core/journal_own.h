/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of the journal, for journal.c and journal_change.c only. */
#ifndef BMCTUI_CORE_JOURNAL_OWN_H
#define BMCTUI_CORE_JOURNAL_OWN_H

#include "core/journal.h"

#define JOURNAL_LINE 256
#define KEY_LENGTH   16
#define HEX_LENGTH   (2 * VALUE_BYTES + 2)

/* The setting of this name in the log, of access or one of these pages; NULL: there is none. */
const struct setting *journal_find_setting(const struct page_class *const *pages, const char *log);
/* What every version since the second says of a change, and what version 3 says in a line behind
 * it. Return line. */
const char *journal_print_change(const struct change *change, char line[JOURNAL_LINE]);
const char *journal_print_more(const struct change *change, char line[JOURNAL_LINE]);
/* The same back; false: it is none, or not of this plan. */
bool journal_parse_change(const struct page_class *const *pages, const struct plan *plan,
                          const char *text, struct change *change);
bool journal_parse_more(const char *text, struct change *change);

#endif
