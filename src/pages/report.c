/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "Report": says what will be in the file, and sends nothing. The file is made by
 * pages/bundle.c, which knows all pages; this one is among them. */
#include <stdio.h>

#include "base/i18n.h"
#include "pages/pages.h"

struct report_row {
    const char *label, *value; /* marked */
};

static const struct report_row report_rows[] = {
    {N_("Contents"), N_("every page as text")},
    {N_("Event log"), N_("the newest 500 events")},
    {N_("Passwords"), N_("none")},
};

static int report_load(struct bmc *bmc, const struct page_sink *sink, struct bmc_error *error)
{
    (void)bmc;
    (void)error;
    for (size_t i = 0; i < sizeof report_rows / sizeof *report_rows; i++)
        sink->append(sink->data, &report_rows[i]);
    return 0;
}

static void report_print_label(const void *row, char text[COLUMN_TEXT])
{
    snprintf(text, COLUMN_TEXT, "%s", _(((const struct report_row *)row)->label));
}

static void report_print_value(const void *row, char text[COLUMN_TEXT])
{
    snprintf(text, COLUMN_TEXT, "%s", _(((const struct report_row *)row)->value));
}

static const struct column report_columns[] = {
    {22, report_print_label, false}, {0, report_print_value, false}, {0, NULL, false}};

const struct page_class page_report = {
    .name = "report",
    .digit = '9',
    .title = N_("Report"),
    .summary = N_("all of it as a file, for support"),
    .help = N_("What you send to support: every page as text, and the newest 500 events, in one "
               "file that no other user of this machine may read. It contains no passwords, but "
               "addresses, user names and serial numbers. SAVE TO FILE reads all pages, which may "
               "take a minute, and then shows the name of the file."),
    .columns = report_columns,
    .row_size = sizeof(struct report_row),
    .load = TABLE_CALL(report_load),
};
