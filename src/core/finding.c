/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/finding.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"

void finding_init(struct finding *finding, const char *check, const char *label)
{
    *finding = (struct finding){.check = check, .label = label};
}

struct finding *finding_add(struct findings *findings, const char *check, const char *label)
{
    struct finding *finding;

    findings->items = xrealloc(findings->items, (findings->count + 1) * sizeof *findings->items);
    finding = &findings->items[findings->count++];
    finding_init(finding, check, label);
    return finding;
}

void findings_release(struct findings *findings)
{
    free(findings->items);
    memset(findings, 0, sizeof *findings);
}

void finding_say(struct finding *finding, enum severity severity, const char *format, ...)
{
    va_list arguments;

    finding->severity = severity;
    va_start(arguments, format);
    vsnprintf(finding->text, sizeof finding->text, format, arguments);
    va_end(arguments);
}

void finding_advise(struct finding *finding, enum severity severity, const char *format, ...)
{
    va_list arguments;

    finding->severity = severity;
    va_start(arguments, format);
    vsnprintf(finding->what_to_do, sizeof finding->what_to_do, format, arguments);
    va_end(arguments);
}

void finding_fix(struct finding *finding, const struct setting *setting, struct scope scope,
                  uint64_t wanted)
{
    finding->setting = setting;
    finding->scope = scope;
    finding->wanted = wanted;
}

const char *severity_name(enum severity severity)
{
    static const char *const names[] = {"ok", "warning", "fault", "unknown"};

    return names[severity];
}

const char *severity_text(enum severity severity)
{
    static const char *const texts[] = {N_("ok"), N_("warning"), N_("FAULT"), N_("unknown")};

    return _(texts[severity]);
}

const char *finding_todo_label(void)
{
    return _("What to do");
}
