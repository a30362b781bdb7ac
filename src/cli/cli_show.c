/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "base/ipv4.h"
#include "base/table.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/run.h"
#include "core/reason.h"
#include "pages/network.h"

#define DETAILS 160

/* The target only if there is a choice; no secrets. */
static bool show_has_row(const struct cli *cli, const struct setting *setting)
{
    if (setting->choice == CHOICE_TARGET)
        return cli->settings->target_count > 1 && cli->settings->target != SETTINGS_NO_TARGET;
    return setting->kind != SETTING_SECRET;
}

/* Details that the form has no room for: "  /24", "  (administrator, enabled)". */
static void show_print_details(const struct model *model, unsigned row, char text[DETAILS])
{
    const struct setting *setting = model_setting(model, row);
    const struct model_user *user = model_user(model, model->default_user);
    int prefix = (setting->flags & SETTING_PREFIX) != 0
                     ? ipv4_prefix((uint32_t)model_number(model, row)) : 0;

    text[0] = '\0';
    if (prefix > 0)
        snprintf(text, DETAILS, "  /%d", prefix);
    if (setting->choice == CHOICE_USER && user != NULL && user->access_known)
        snprintf(text, DETAILS, "  (%s%s%s)",
                 value_word_text(&value_privilege, user->access.privilege),
                 user->access.enabled != USER_ENABLED_UNKNOWN ? ", " : "",
                 user->access.enabled == USER_ENABLED    ? _("enabled")
                 : user->access.enabled == USER_DISABLED ? _("disabled")
                                                         : "");
}

/* A word even where the form shows an empty field. */
static const char *show_value(const struct cli *cli, const struct model *model, unsigned row,
                              char text[VALUE_TEXT])
{
    const struct setting *setting = model_setting(model, row);

    if (setting->choice == CHOICE_TARGET)
        return run_target_name(cli);
    if (setting->kind == SETTING_TEXT)
        return value_print(setting->type, model_value(model, row), text);
    return model_text(model, row, text);
}

static void show_print_text(const struct cli *cli, const struct model *model)
{
    struct table table = {.columns = 2};

    for (unsigned row = 0; row < model->page->rows; row++) {
        char text[VALUE_TEXT], details[DETAILS], value[VALUE_TEXT + DETAILS];

        if (!show_has_row(cli, model_setting(model, row)))
            continue;
        show_print_details(model, row, details);
        snprintf(value, sizeof value, "%s%s", show_value(cli, model, row, text), details);
        table_row(&table, (const char *[]){setting_label(model_setting(model, row)), value});
    }
    table_print(&table, stdout);
}

/* Values that are missing from what was printed. */
static void show_name_missing(const struct cli *cli, const struct model *model)
{
    for (unsigned row = 0; row < model->page->rows; row++) {
        const char *label = setting_label(model_setting(model, row));
        const struct value_fault *fault = model_fault(model, row);
        char reason[ERROR_SENTENCE];

        if ((model_setting(model, row)->flags & SETTING_VIEW) != 0)
            continue;
        if (fault != NULL)
            say_error(label, "%s: %s", _("not read"),
                      reason_of_fault(fault, reason, sizeof reason));
        else if (model_not_available(model, row))
            say_note(cli, "bmctui: %s: %s", label, _("not available"));
    }
}

static int show_run(struct cli *cli)
{
    struct model page;
    int status = run_read_page(cli, load_first, &page, NULL);

    if (status != 0)
        return status;
    if (cli->arguments.json)
        json_print(json_page(&page, run_target_name(cli)));
    else
        show_print_text(cli, &page);
    show_name_missing(cli, &page);
    return CLI_DONE;
}

const struct cli_command cli_show = {
    .name = "show",
    .page = &page_network,
    .usage = "[--channel=N] [--json]",
    .run = CLI_RUN(show_run),
    .options = CLI_TAKES_JSON | CLI_TAKES_CHANNEL,
    .summary = N_("print the page's values"),
};
