/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "Report" on the screen: SAVE TO FILE reads all pages, and says where the file is. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "guard/action.h"
#include "guard/files.h"
#include "pages/bundle.h"
#include "tui/dialogs.h"
#include "tui/listview.h"

struct report_task {
    const struct bmc_target *target;
    const char *directory; /* NULL: the standard one */
    char user[LOGIN_USER];
    struct file_out out;
    long size;
};

static void report_told(void *data, const struct bundle_page *page)
{
    bundle_print(((struct report_task *)data)->out.file, page);
}

static int report_write(struct report_task *task, struct bmc *bmc, struct bmc_error *error)
{
    bundle_print_head(task->out.file, bmc_description(bmc));
    if (bundle_read(bmc, report_told, task, error) != 0)
        return -1;
    task->size = ftell(task->out.file);
    return files_close(&task->out, error);
}

static int report_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct report_task *task = argument;
    const struct audit audit = {.user = task->user[0] != '\0' ? task->user : NULL};

    if (files_create(task->directory, "report", task->target, &task->out, error) != 0)
        return -1;
    if (report_write(task, ctx->bmc, error) != 0) {
        files_drop(&task->out);
        return -1;
    }
    action_audit(&audit, task->target, "write file", "report, %s", task->out.path);
    return 0;
}

static void report_release(void *data)
{
    struct report_task *task = data;

    files_drop(&task->out);
    free(task);
}

static void report_ended(struct listview *view, const struct job_event *event)
{
    const struct report_task *task = event->payload;
    char text[ERROR_SENTENCE];

    snprintf(text, sizeof text, _("%ld KiB saved as %s"), (task->size + 1023) / 1024,
             task->out.path);
    listview_say(view, ROLE_GOOD, text);
}

static void report_save(struct listview *view)
{
    const struct app *app = view->dialog.app;
    struct report_task *task = xcalloc(1, sizeof *task);

    task->target = app->target;
    task->directory = app->settings->state_directory;
    memcpy(task->user, app->lock.user, sizeof task->user);
    listview_start(view, N_("Reading all pages"),
                   (struct job){.run = report_run, .release = report_release, .argument = task},
                   report_ended);
}

/* clang-format off */
static const struct listview_action report_actions[] = {
    {.key = K_F2, .word = N_("Save"), .button = N_("SAVE TO FILE"), .run = report_save,
     .help = N_("Reads all pages and writes them into one file"),
     .explain = N_("Reads every page again and writes all of them as text into a file that only "
                   "you can read; its name is shown when it is done. Esc stops it, and then no "
                   "file is left.")},
};
/* clang-format on */

static const struct listview_page report_page = {
    .class = &page_report,
    .actions = report_actions,
    .action_count = sizeof report_actions / sizeof *report_actions,
};

void report_open(struct app *app)
{
    listview_open(app, &report_page);
}
