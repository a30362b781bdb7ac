/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "base/ipv4.h"
#include "base/table.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/run.h"
#include "core/reason.h"
#include "pages/network.h"

static int channels_load(struct bmc *bmc, struct model *page, uint8_t channel,
                         const struct load_watch *watch, struct bmc_error *error)
{
    (void)channel;
    return load_channels(bmc, page, watch, error);
}

/* The first reason per channel why a value could not be read. */
static void channels_name_missing(const struct model *page)
{
    for (size_t i = 0; i < page->channel_count; i++) {
        const struct model_channel *channel = &page->channels[i];
        char what[VALUE_TEXT], reason[ERROR_SENTENCE];

        for (unsigned row = 0; row < page->page->count; row++) {
            if (channel->values[row].state != VALUE_NOT_READ)
                continue;
            snprintf(what, sizeof what, _("channel %u"), (unsigned)channel->number);
            say_error(what, "%s: %s", _("not read"),
                      reason_of_fault(&channel->values[row].fault, reason, sizeof reason));
            break;
        }
    }
}

static const char *channels_value(const struct model_channel *channel, enum field_id field,
                                  char text[VALUE_TEXT])
{
    return value_print(field_get(field)->type, &channel->values[field], text);
}

static void channels_print_text(const struct model *page)
{
    struct table table = {.columns = 3, .starts = {0, 42, 42 + IPV4_TEXT + 1}};

    for (size_t i = 0; i < page->channel_count; i++) {
        const struct model_channel *channel = &page->channels[i];
        char name[VALUE_TEXT], address[VALUE_TEXT], source[VALUE_TEXT];

        table_row(&table, (const char *[]){model_channel_text(page->page, channel, name),
                                           channels_value(channel, FIELD_ADDRESS, address),
                                           channels_value(channel, FIELD_IP_SOURCE, source)});
    }
    table_print(&table, stdout);
}

static int channels_run(struct cli *cli)
{
    static const unsigned shown[] = {FIELD_CHANNEL, FIELD_MAC, FIELD_ADDRESS, FIELD_IP_SOURCE};
    struct model page;
    int status = run_read_page(cli, channels_load, &page, NULL);

    if (status != 0)
        return status;
    channels_name_missing(&page);
    if (cli->arguments.json)
        json_print(json_channels(&page, shown, sizeof shown / sizeof *shown));
    else
        channels_print_text(&page);
    return CLI_DONE;
}

const struct cli_command cli_channels = {
    .name = "channels",
    .page = &page_network,
    .usage = "[--json]",
    .run = CLI_RUN(channels_run),
    .options = CLI_TAKES_JSON,
    .summary = N_("list the BMC's LAN channels"),
};
