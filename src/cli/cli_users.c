/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `users`: the page "Users". */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "cli/json.h"
#include "cli/run.h"
#include "core/event_clock.h"
#include "guard/guest_until.h"
#include "pages/bundle.h"
#include "pages/users.h"

struct users {
    struct users_state state;
    struct list rows;
    bool sol; /* it is wanted, which costs a request a user */
};

static void users_append(void *data, const void *row)
{
    list_append(&((struct users *)data)->rows, row, page_users.row_size);
}

static void users_replace(void *data, size_t index, const void *row)
{
    list_replace(&((struct users *)data)->rows, index, row);
}

static int64_t users_until(const void *data, uint8_t slot, const char *bytes)
{
    const struct cli *cli = data;

    return guest_until(cli->target, cli->settings->state_directory, slot, bytes);
}

static int users_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct users *users = argument;
    struct accounts *accounts = &users->state.accounts;
    const struct page_sink sink = {
        .append = users_append, .replace = users_replace, .data = users, .state = &users->state};

    if (page_users.load(ctx->bmc, &sink, error) < 0)
        return -1;
    for (size_t i = 0; i < accounts->count && users->sol; i++)
        if (!account_free(&accounts->of[i]) &&
            accounts_read_sol(ctx->bmc, accounts, accounts->of[i].slot, error) < 0)
            return -1;
    return 0;
}

/* --- as JSON ------------------------------------------------------------------------------- */

static json_t *users_json_yes(bool known, bool yes)
{
    return known ? json_boolean(yes) : json_null();
}

static json_t *users_json_until(int64_t until)
{
    const struct event_clock utc = {.kind = EVENT_CLOCK_UTC};
    char text[EVENT_STAMP];

    return until == 0 ? json_null() : json_string(event_clock_rfc(&utc, (uint32_t)until, text));
}

/* The row was told before serial over LAN was asked for. */
static json_t *users_json(const struct cli *cli, const struct accounts *accounts,
                          const struct users_row *row)
{
    const struct account *account = account_in(accounts, row->account.slot);
    const struct user_access *access = &account->access;
    json_t *object = json_object();

    json_object_set_new(object, "target", json_string(run_target_name(cli)));
    json_object_set_new(object, "channel", json_integer(accounts->channel));
    json_object_set_new(object, "slot", json_integer(account->slot));
    json_object_set_new(object, "name", account->named ? json_string(account->name) : json_null());
    json_object_set_new(object, "fixed", json_boolean(account->fixed));
    json_object_set_new(object, "enabled",
                        users_json_yes(account->known && access->enabled != USER_ENABLED_UNKNOWN,
                                       access->enabled == USER_ENABLED));
    json_object_set_new(object, "messaging", users_json_yes(account->known, access->messaging));
    json_object_set_new(object, "privilege",
                        account->known
                            ? json_string(value_word(&value_privilege, access->privilege))
                            : json_null());
    json_object_set_new(
        object, "sol",
        users_json_yes(account->sol != ACCOUNT_SOL_UNKNOWN, account->sol == ACCOUNT_SOL_YES));
    json_object_set_new(object, "administrator",
                        users_json_yes(account->known, account_administrator(account)));
    json_object_set_new(object, "guest_until", users_json_until(row->until));
    return object;
}

static void users_print_json(const struct cli *cli, const struct users *users)
{
    json_t *array = json_array();

    for (size_t i = 0; i < users->rows.count; i++)
        json_array_append_new(array,
                              users_json(cli, &users->state.accounts, list_row(&users->rows, i)));
    json_print(array);
}

/* --- the command --------------------------------------------------------------------------- */

/* What is missing is named, as `show` does. */
static void users_name_missing(const struct accounts *accounts)
{
    unsigned count = (unsigned)accounts_unread(accounts);

    if (count > 0)
        say_error(
            "users",
            ngettext("%u slot could not be read: %s", "%u slots could not be read: %s", count),
            count, accounts->why.sentence);
}

static void users_print(const struct cli *cli, const struct users *users)
{
    const struct page_window window = {.all = users->rows.count};
    char line[COLUMN_TEXT];

    if (cli->arguments.json) {
        users_print_json(cli, users);
        return;
    }
    page_users.headline(&users->state, &window, 1, line);
    printf("%s\n", line);
    bundle_print_rows(stdout, &page_users, &users->rows);
}

static int users_run(struct cli *cli)
{
    struct users *users = xcalloc(1, sizeof *users);
    const struct run_job job = {.work = users_work, .argument = users};
    int status;

    users->sol = cli->arguments.json;
    users->state.channel = (uint8_t)cli->arguments.channel;
    users->state.until = users_until;
    users->state.data = cli;
    status = run_job(cli, &job);
    if (status == 0) {
        users_name_missing(&users->state.accounts);
        users_print(cli, users);
    }
    list_release(&users->rows);
    free(users);
    return status;
}

const struct cli_command cli_users = {
    .name = "users",
    .usage = "[--channel=N] [--json]",
    .run = CLI_RUN(users_run),
    .options = CLI_TAKES_JSON | CLI_TAKES_CHANNEL,
    .summary = N_("list the BMC's users, slot by slot"),
    .help = N_("Without --channel it is the lowest LAN channel. Name, password and \"enabled\"\n"
               "apply to all channels, messaging and privilege to the one that is listed.\n"
               "? means that the BMC does not report whether a user is enabled."),
};
