/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one value may cost, and which failures it bears alone. */
#include "core/load_own.h"

#define CODE_SILENCE 0xc3 /* the kernel's driver says so of a BMC that does not answer */
#define SILENT_MOST 2
#define ONCE_MS 1

void load_begin(struct load *load, struct bmc *bmc, struct page *page,
                const struct load_watch *watch, struct bmc_error *error)
{
    int64_t before = bmc_patience(bmc, 0); /* load_patience() gives every request its own */

    *load = (struct load){.bmc = bmc,
                          .page = page,
                          .watch = watch,
                          .patience_ms = before,
                          .left_ms = LOAD_SHARES_MS,
                          .odd = {.kind = ERROR_NONE}};
    load->error = error != NULL ? error : &load->own;
}

int load_end(struct load *load, int result)
{
    bmc_patience(load->bmc, load->patience_ms);
    return result;
}

void load_came(struct load *load)
{
    load->done++;
    if (load->total < load->done)
        load->total = load->done;
    if (load->watch != NULL && load->watch->changed != NULL)
        load->watch->changed(load->watch->data, load->page, load->done, load->total);
}

static int64_t share_ms(const struct load *load)
{
    int64_t share = load->left_ms < LOAD_SHARE_MS ? load->left_ms : LOAD_SHARE_MS;

    if (load->patience_ms > 0 && load->patience_ms < share)
        share = load->patience_ms;
    return share;
}

/* Before the first channel is known there is no page that could be kept waiting. */
void load_patience(struct load *load, enum load_part part)
{
    int64_t share = share_ms(load);

    if (load->page->channel_count == 0)
        share = load->patience_ms;
    else if (share < ONCE_MS || (load->stuck & 1u << part) != 0)
        share = ONCE_MS;
    bmc_patience(load->bmc, share);
}

/* Failures of one value that say nothing of the link. */
static bool bearable(const struct bmc_error *error)
{
    return error->kind == ERROR_REFUSED || error->kind == ERROR_DENIED ||
           error->kind == ERROR_MALFORMED || error->kind == ERROR_BUSY;
}

/* false: a BMC that is silent to one thing after the other hangs. */
static bool bear_busy(struct load *load, enum load_part part)
{
    if ((load->stuck & 1u << part) != 0)
        return true;
    load->left_ms -= share_ms(load);
    load->stuck |= 1u << part;
    if (load->error->completion_code != CODE_SILENCE)
        return true;
    return ++load->silent < SILENT_MOST;
}

int load_bear(struct load *load, enum load_part part, int result, struct value_fault *fault)
{
    struct value_fault why = {.kind = ERROR_NONE};
    bool borne = result == 0 || bearable(load->error);

    if (result < 0) {
        why.kind = load->error->kind;
        why.completion_code = load->error->completion_code;
        why.over_lan = bmc_over_lan(load->bmc);
    }
    if (why.kind == ERROR_BUSY)
        borne = bear_busy(load, part);
    else
        load->silent = 0;
    if (fault != NULL)
        *fault = why;
    load_came(load);
    return borne ? 0 : -1;
}

int load_item(struct load *load, struct page_channel *channel, enum lan_item item)
{
    int result;

    load_patience(load, (enum load_part)item);
    result = bmc_read_lan(load->bmc, channel->number, item, &channel->lan, load->error);
    if (result < 0 && bearable(load->error))
        channel->lan.state[item] = VALUE_NOT_READ;
    return load_bear(load, (enum load_part)item, result, &channel->faults[item]);
}

int load_unread(struct load *load, struct page_channel *channel, enum lan_item item)
{
    return channel->lan.state[item] == VALUE_UNREAD ? load_item(load, channel, item) : 0;
}
