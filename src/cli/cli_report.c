/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `report`: every page in one file, for support. It is made in memory, and written when the BMC has
 * been left: a file is whole, or it is not there. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/run.h"
#include "guard/action.h"
#include "guard/files.h"
#include "pages/bundle.h"

struct report {
    struct cli *cli;
    FILE *memory; /* text */
    char *text;
    size_t length;
    json_t *pages; /* or this */
};

/* --- as JSON ------------------------------------------------------------------------------- */

static json_t *report_json_rows(const struct bundle_page *page)
{
    json_t *rows = json_array();
    char cell[COLUMN_TEXT];

    for (size_t i = 0; i < page->rows.count; i++) {
        json_t *row = json_array();

        for (const struct column *column = page->class->columns; column->print != NULL; column++) {
            column->print(list_row(&page->rows, i), cell);
            json_array_append_new(row, json_string(cell));
        }
        json_array_append_new(rows, row);
    }
    return rows;
}

static json_t *report_json_page(const struct report *report, const struct bundle_page *page)
{
    json_t *object = json_pack("{s:s}", "name", page->class->name);

    if (page->model == NULL)
        json_object_set_new(object, "rows", report_json_rows(page));
    else if (page->model->channel_count > 0)
        json_object_set_new(object, "values",
                            json_page(page->model, run_target_name(report->cli)));
    else
        json_object_set_new(object, "values", json_null());
    json_object_set_new(object, "error",
                        page->why.kind == ERROR_NONE ? json_null()
                                                     : json_string(page->why.sentence));
    return object;
}

/* --- reading ------------------------------------------------------------------------------- */

static void report_told(void *data, const struct bundle_page *page)
{
    struct report *report = data;

    if (report->pages != NULL)
        json_array_append_new(report->pages, report_json_page(report, page));
    else
        bundle_print(report->memory, page);
}

static int report_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct report *report = argument;

    if (report->pages == NULL)
        bundle_print_head(report->memory, bmc_description(ctx->bmc));
    return bundle_read(ctx->bmc, report_told, report, error);
}

/* --- writing ------------------------------------------------------------------------------- */

static void report_put(const struct report *report, FILE *file)
{
    if (report->pages != NULL) {
        json_t *object = json_pack("{s:s, s:O}", "target", run_target_name(report->cli),
                                   "pages", report->pages);

        json_dumpf(object, file, JSON_INDENT(2) | JSON_ENSURE_ASCII);
        putc('\n', file);
        json_decref(object);
        return;
    }
    fwrite(report->text, 1, report->length, file);
}

/* Where nothing was said: the folder of such files. */
static int report_save(const struct report *report)
{
    const struct cli *cli = report->cli;
    const char *name = cli->arguments.word_count > 0 ? cli->arguments.words[0] : NULL;
    struct file_out out = {.file = NULL};
    struct bmc_error error;
    long size;

    if ((name != NULL ? files_create_at(name, &out, &error)
                      : files_create(cli->settings->state_directory, "report", cli->target, &out,
                                     &error)) != 0)
        return say_error("report", "%s", error.sentence);
    report_put(report, out.file);
    size = ftell(out.file);
    if (files_close(&out, &error) != 0) {
        say_error("report", "%s", error.sentence);
        return CLI_REFUSED;
    }
    action_audit(NULL, cli->target, "write file", "report, %s", out.path);
    printf(_("Report saved as %s, %ld KiB\n"), out.path, (size + 1023) / 1024);
    return CLI_DONE;
}

/* --- the command --------------------------------------------------------------------------- */

static int report_finish(struct report *report)
{
    const struct cli_arguments *arguments = &report->cli->arguments;

    if (report->memory != NULL && fflush(report->memory) != 0)
        return say_error("report", "%s", _("there is no memory for it"));
    if (arguments->word_count > 0 && strcmp(arguments->words[0], "-") == 0) {
        report_put(report, stdout);
        return CLI_DONE;
    }
    return report_save(report);
}

static int report_run(struct cli *cli)
{
    const struct cli_arguments *arguments = &cli->arguments;
    struct report report = {.cli = cli};
    const struct run_job job = {.work = report_work, .argument = &report};
    struct bmc_error error;
    int status;

    if (arguments->word_count > 1)
        return say_error("report", "%s", _("give one file, or - for standard output"));
    if (arguments->word_count == 1 && strcmp(arguments->words[0], "-") != 0 &&
        files_check_at(arguments->words[0], &error) != 0)
        return say_error("report", "%s", error.sentence);
    if (arguments->json)
        report.pages = json_array();
    else
        report.memory = open_memstream(&report.text, &report.length);
    status = run_job(cli, &job);
    if (status == 0)
        status = report_finish(&report);
    if (report.memory != NULL)
        fclose(report.memory);
    free(report.text);
    json_decref(report.pages);
    return status;
}

const struct cli_command cli_report = {
    .name = "report",
    .usage = "[FILE|-] [--json]",
    .run = CLI_RUN(report_run),
    .options = CLI_TAKES_JSON,
    .takes_words = true,
    .summary = N_("write every page into one file, for support"),
    .help = N_("Without FILE it goes to the directory of saved files, and its name is printed.\n"
               "The report contains no secrets."),
};
