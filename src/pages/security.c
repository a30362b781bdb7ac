/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "Security": what is open in the BMC, a line for each check, the worst first. */
#include "pages/security.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "pages/pages.h"

enum { MARK_COLUMNS = 2, LEVEL_COLUMNS = 9, TEXT_COLUMNS = 62 };

/* --- counting ------------------------------------------------------------------------------- */

void security_count(const struct weakness all[WEAKNESS_COUNT], unsigned counts[WEAKNESS_LEVELS])
{
    memset(counts, 0, WEAKNESS_LEVELS * sizeof *counts);
    for (size_t i = 0; i < WEAKNESS_COUNT; i++)
        counts[all[i].level]++;
}

const char *security_summary(const unsigned counts[WEAKNESS_LEVELS], char *text, size_t size)
{
    unsigned danger = counts[WEAKNESS_DANGER], weak = counts[WEAKNESS_WEAK];
    unsigned well = counts[WEAKNESS_WELL], unknown = counts[WEAKNESS_UNKNOWN];
    unsigned note = counts[WEAKNESS_NOTE];

    snprintf(text, size, _("%u looked at: "), WEAKNESS_COUNT);
    text_append(text, size, "", ngettext("%u danger", "%u dangers", danger), danger);
    text_append(text, size, ", ", ngettext("%u weak", "%u weak", weak), weak);
    text_append(text, size, ", ", ngettext("%u well", "%u well", well), well);
    text_append(text, size, ", ", ngettext("%u unknown", "%u unknown", unknown), unknown);
    text_append(text, size, ", ", ngettext("%u note", "%u notes", note), note);
    return text;
}

/* --- reading -------------------------------------------------------------------------------- */

/* The rows as they were told last. */
struct security_rows {
    const struct page_sink *sink;
    bool told;
    struct security_row of[WEAKNESS_COUNT];
};

/* A row is replaced where it is another one now. */
static void security_put(struct security_rows *rows, size_t index, const struct weakness *weakness,
                         bool reading)
{
    struct security_row row;

    memset(&row, 0, sizeof row);
    row.weakness = *weakness;
    row.waiting = reading && weakness->unread;
    if (rows->told && memcmp(&rows->of[index], &row, sizeof row) == 0)
        return;
    rows->of[index] = row;
    if (!rows->told)
        rows->sink->append(rows->sink->data, &row);
    else
        rows->sink->replace(rows->sink->data, index, &row);
}

static void security_put_all(struct security_rows *rows, const struct weakness_facts *facts,
                             bool reading)
{
    struct weakness all[WEAKNESS_COUNT];

    memset(all, 0, sizeof all);
    weakness_judge(facts, all);
    for (size_t i = 0; i < WEAKNESS_COUNT; i++)
        security_put(rows, i, &all[i], reading);
    rows->told = true;
}

static void security_came(void *data, const struct weakness_facts *facts)
{
    struct security_rows *rows = data;

    if (rows->sink->replace != NULL)
        security_put_all(rows, facts, true);
}

/* Until all has been read anew, nothing is done with what was known before. */
static void security_begin(void *state)
{
    ((struct security_state *)state)->known = false;
}

static bool security_stop(void *data)
{
    const struct page_sink *sink = ((const struct security_rows *)data)->sink;

    return sink->stopped != NULL && sink->stopped(sink->data);
}

static void security_end(struct security_rows *rows, struct security_state *state)
{
    struct weakness all[WEAKNESS_COUNT];

    if (state->guests != NULL)
        state->guests(state->target, state->directory, &state->facts);
    security_put_all(rows, &state->facts, false);
    weakness_judge(&state->facts, all);
    security_count(all, state->counts);
    state->known = true;
    if (rows->sink->tell != NULL)
        rows->sink->tell(rows->sink->data);
}

static int security_load(struct bmc *bmc, const struct page_sink *sink, struct bmc_error *error)
{
    struct security_rows *rows = xcalloc(1, sizeof *rows);
    const struct security_watch watch = {
        .came = security_came, .stopped = security_stop, .data = rows};
    struct security_state *state = sink->state, *own = NULL;
    int result;

    if (state == NULL)
        state = own = xcalloc(1, sizeof *own);
    rows->sink = sink;
    result = security_read(bmc, &state->facts, 0, &watch, error);
    if (result == 0)
        security_end(rows, state);
    free(own);
    free(rows);
    return result;
}

/* --- how it is shown ------------------------------------------------------------------------ */

static void security_print_mark(const void *data, char text[COLUMN_TEXT])
{
    snprintf(text, COLUMN_TEXT, "%s", ((const struct security_row *)data)->marked ? "x" : "");
}

static void security_print_level(const void *data, char text[COLUMN_TEXT])
{
    const struct security_row *row = data;

    snprintf(text, COLUMN_TEXT, "%s",
             row->waiting ? "..." : weakness_level_text(row->weakness.level));
}

static void security_print_text(const void *data, char text[COLUMN_TEXT])
{
    const struct security_row *row = data;

    snprintf(text, COLUMN_TEXT, "%s",
             row->waiting ? weakness_label(row->weakness.id) : row->weakness.text);
}

static void security_print_fix(const void *data, char text[COLUMN_TEXT])
{
    const struct security_row *row = data;

    snprintf(text, COLUMN_TEXT, "%s", row->weakness.mend != MEND_NONE ? _("FIX") : "");
}

static enum row_look security_look(const void *data)
{
    const struct security_row *row = data;

    if (row->waiting)
        return ROW_PLAIN;
    return row->weakness.level == WEAKNESS_DANGER ? ROW_CRITICAL
           : row->weakness.level == WEAKNESS_WEAK ? ROW_WARNING
           : row->weakness.level == WEAKNESS_WELL ? ROW_NOTE
                                                  : ROW_PLAIN;
}

/* Below the list, whole. */
static void security_full(const void *data, char text[COLUMN_TEXT])
{
    security_print_text(data, text);
}

/* "16 looked at: ..."; where there is no room, what matters. */
static void security_headline(const void *data, const struct page_window *window, int level,
                              char text[COLUMN_TEXT])
{
    const struct security_state *state = data;
    unsigned danger = state->counts[WEAKNESS_DANGER], weak = state->counts[WEAKNESS_WEAK];

    (void)window;
    text[0] = '\0';
    if (!state->known)
        return;
    if (level == 0) {
        security_summary(state->counts, text, COLUMN_TEXT);
        return;
    }
    snprintf(text, COLUMN_TEXT, ngettext("%u danger", "%u dangers", danger), danger);
    text_append(text, COLUMN_TEXT, ", ", ngettext("%u weak", "%u weak", weak), weak);
}

static void security_add_suites(const struct weakness_facts *facts, struct page_details *details)
{
    const struct suite_table *table = &facts->table;
    char text[COLUMN_TEXT] = "";

    for (size_t i = 0; i < table->count; i++)
        text_append(text, sizeof text, ", ", "%u %s", (unsigned)table->ids[i],
                    table->limits[i] == PRIVILEGE_UNUSED
                        ? _("closed")
                        : value_word_text(&value_privilege, table->limits[i]));
    if (text[0] != '\0')
        page_detail(details, _("Cipher suites"), "%s", text);
}

static void security_details(const void *data, const void *row_data, struct page_details *details)
{
    const struct weakness_facts *facts = &((const struct security_state *)data)->facts;
    const struct security_row *row = row_data;
    const struct weakness *weakness = &row->weakness;

    page_detail(details, row->waiting ? "" : weakness_level_text(weakness->level), "%s",
                row->waiting ? weakness_label(weakness->id) : weakness->text);
    page_detail(details, _("What it means"), "%s", weakness_explain(weakness->id));
    if (weakness->id == WEAKNESS_CIPHER_ZERO || weakness->id == WEAKNESS_CIPHER_WEAK)
        security_add_suites(facts, details);
    if (weakness->mend != MEND_NONE)
        page_detail(details, _("The fix"), "%s", weakness_fix(weakness->id));
}

static void security_print_row(FILE *file, const void *state, const void *data)
{
    const struct weakness *weakness = &((const struct security_row *)data)->weakness;

    (void)state;
    fprintf(file, "%-8s  %-16s  %s\n", weakness_level_name(weakness->level),
            weakness_name(weakness->id), weakness->text);
}

static const struct column security_columns[] = {
    {.width = MARK_COLUMNS, .print = TABLE_CALL(security_print_mark)},
    {.width = LEVEL_COLUMNS, .print = TABLE_CALL(security_print_level), .looks = true},
    {.width = TEXT_COLUMNS, .print = TABLE_CALL(security_print_text)},
    {.print = TABLE_CALL(security_print_fix)},
    {.print = NULL}};

const struct page_class page_security = {
    .name = "security",
    .digit = '6',
    .title = N_("Security"),
    .summary = N_("what is open, with a fix for each"),
    .help =
        N_("What is open in this BMC, the worst first: \"danger\" is open to strangers, \"weak\" "
           "should be better, \"note\" is worth knowing. \"unknown\" could not be found out, and "
           "may be anything. Enter says what a line means and what its fix writes. Space marks a "
           "line for FIX, F8 fixes what is marked, or the line you are on: you see what will be "
           "written before it is. Reading this page changes nothing, and no password is tried. "
           "It is about the first LAN channel; bmctui security --channel=N looks at another one."),
    .columns = security_columns,
    .row_size = sizeof(struct security_row),
    .load = TABLE_CALL(security_load),
    .look = TABLE_CALL(security_look),
    .state_size = sizeof(struct security_state),
    .state_begin = TABLE_CALL(security_begin),
    .headline = TABLE_CALL(security_headline),
    .full = TABLE_CALL(security_full),
    .details = TABLE_CALL(security_details),
    .print_row = TABLE_CALL(security_print_row),
    .settings = security_settings,
    .count = SECURITY_SETTINGS,
};
