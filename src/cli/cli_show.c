/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "base/ipv4.h"
#include "base/table.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/page.h"
#include "core/reason.h"

#define DETAILS 160

/* Controller only if there is a choice; no secrets. */
static bool show_has_row(const struct cli *cli, enum field_id field)
{
    if (field == FIELD_CONTROLLER)
        return cli->settings->target_count > 1 && cli->settings->target != SETTINGS_NO_TARGET;
    return field_get(field)->kind != SETTING_SECRET;
}

/* Details that the form has no room for: "  /24", "  (administrator, enabled)". */
static void show_print_details(const struct model *page, enum field_id field, char text[DETAILS])
{
    int prefix = ipv4_prefix((uint32_t)model_number(page, FIELD_NETMASK));
    const struct model_user *user = model_user(page, page->default_user);

    text[0] = '\0';
    if (field == FIELD_NETMASK && prefix > 0)
        snprintf(text, DETAILS, "  /%d", prefix);
    if (field == FIELD_USER && user != NULL && user->access_known)
        snprintf(text, DETAILS, "  (%s%s%s)",
                 value_word_text(&value_privilege, user->access.privilege),
                 user->access.enabled != USER_ENABLED_UNKNOWN ? ", " : "",
                 user->access.enabled == USER_ENABLED    ? _("enabled")
                 : user->access.enabled == USER_DISABLED ? _("disabled")
                                                         : "");
}

/* A word even where the form shows an empty field. */
static const char *show_value(const struct cli *cli, const struct model *page, enum field_id field,
                              char text[VALUE_TEXT])
{
    const struct setting *row = field_get(field);

    if (field == FIELD_CONTROLLER)
        return cli_target_name(cli->target);
    if (row->kind == SETTING_TEXT)
        return value_print(row->type, model_value(page, field), text);
    return model_text(page, field, text);
}

static void show_print_text(const struct cli *cli, const struct model *page)
{
    struct table table = {.columns = 2};

    for (enum field_id field = 0; field < FIELD_COUNT; field++) {
        char text[VALUE_TEXT], details[DETAILS], value[VALUE_TEXT + DETAILS];

        if (!show_has_row(cli, field))
            continue;
        show_print_details(page, field, details);
        snprintf(value, sizeof value, "%s%s", show_value(cli, page, field, text), details);
        table_row(&table, (const char *[]){field_label(field), value});
    }
    table_print(&table, stdout);
}

/* Values that are missing from what was printed. */
static void show_name_missing(const struct cli *cli, const struct model *page)
{
    for (enum field_id field = 0; field < FIELD_COUNT; field++) {
        const struct value_fault *fault = model_fault(page, field);
        char reason[ERROR_SENTENCE];

        if (field == FIELD_DHCP) /* the IP source by another name */
            continue;
        if (fault != NULL)
            say_error(field_label(field), "%s: %s", _("not read"),
                      reason_of_fault(fault, reason, sizeof reason));
        else if (model_not_available(page, field))
            say_note(cli, "bmctui: %s: %s", field_label(field), _("not available"));
    }
}

static int show_run(struct cli *cli)
{
    struct model page;
    int status = page_read(cli, load_first, &page, NULL);

    if (status != 0)
        return status;
    if (cli->arguments.json)
        json_print(json_page(&page, cli_target_name(cli->target)));
    else
        show_print_text(cli, &page);
    show_name_missing(cli, &page);
    return CLI_DONE;
}

const struct cli_command cli_show = {
    .name = "show", .usage = "[--channel=N] [--json]", .run = CLI_RUN(show_run),
    .options = CLI_TAKES_JSON | CLI_TAKES_CHANNEL,
    .summary = N_("the page's values"),
};
