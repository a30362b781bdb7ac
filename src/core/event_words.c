/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/event_words.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"

const char *event_severity_word(enum event_severity severity)
{
    static const char *const words[] = {"nominal", "warning", "critical", "unknown"};

    return words[severity];
}

const char *event_direction_word(enum event_direction direction)
{
    static const char *const words[] = {"begins", "ends", "none"};

    return words[direction];
}

const char *event_severity_text(const struct event *event)
{
    /* TRANSLATORS: severities have 9 columns at most. */
    if (event->direction == EVENT_ENDS)
        return _("ended");
    if (event->severity == EVENT_UNKNOWN)
        return "?";
    return event->severity == EVENT_CRITICAL  ? _("critical")
           : event->severity == EVENT_WARNING ? _("warning")
                                              : "";
}

static void clear_text_done(const struct event_clear_result *result, char *text, size_t size)
{
    char parts[160];

    if (result->saved > 0)
        snprintf(parts, sizeof parts, _("%zu saved"), result->saved);
    else
        snprintf(parts, sizeof parts, "%s", _("Nothing was saved"));
    if (result->left == 1)
        text_append(parts, sizeof parts, ", ", "%s", _("1 new (the clearing itself)"));
    else if (result->left > 1)
        text_append(parts, sizeof parts, ", ", _("%u new"), result->left);
    snprintf(text, size, "%s %s.", _("CLEARED."), parts);
}

const char *event_clear_text(const struct event_clear_result *result, char *text, size_t size)
{
    if (result->outcome == EVENT_CLEARED)
        clear_text_done(result, text, size);
    else if (result->outcome == EVENT_KEPT_COMING)
        snprintf(text, size, "%s",
                 _("NOT CLEARED: new events came in each time before the log could be cleared."));
    else if (result->outcome == EVENT_NOT_CLEARED)
        snprintf(text, size, _("NOT CLEARED: %s."), result->error.sentence);
    else
        snprintf(text, size,
                 _("NOT KNOWN whether the log was cleared: %s. Read it again to see."),
                 result->error.sentence);
    return text;
}
