/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events in words, for every view of them. */
#ifndef BMCTUI_CORE_EVENT_WORDS_H
#define BMCTUI_CORE_EVENT_WORDS_H

#include "bmc/event.h"
#include "bmc/event_log.h"

/* JSON's: "nominal", "warning", "critical", "unknown"; "begins", "ends", "none". */
const char *event_severity_word(enum event_severity severity);
const char *event_direction_word(enum event_direction direction);
/* A list's: "critical", "warning", "ended", "?", "" for what is no trouble; translated. */
const char *event_severity_text(const struct event *event);
/* "CLEARED. 300 saved, 1 new (the clearing itself)."; or why it was not, as a sentence. Translated.
 * Returns text. */
const char *event_clear_text(const struct event_clear_result *result, char *text, size_t size);

#endif
