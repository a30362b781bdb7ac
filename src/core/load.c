/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/load.h"

#define CODE_SILENCE 0xc3 /* the kernel's driver says so of a BMC that does not answer */
#define SILENT_MOST  2
#define ONCE_MS      1
/* Requests from an open link to all values: channel, 6 parameters, 2 for the user, the light, the
 * device. More when channels or slots have to be passed over. */
#define FIRST_REQUESTS 11

/* --- what one value may cost, and which failures it bears alone ------------------------------ */

void load_came(struct load *load)
{
    load->done++;
    if (load->total < load->done)
        load->total = load->done;
    if (load->watch != NULL && load->watch->changed != NULL)
        load->watch->changed(load->watch->data, load->model, load->done, load->total);
}

static int64_t load_share_ms(const struct load *load)
{
    int64_t share = load->left_ms < LOAD_SHARE_MS ? load->left_ms : LOAD_SHARE_MS;

    if (load->patience_ms > 0 && load->patience_ms < share)
        share = load->patience_ms;
    return share;
}

/* Before the first channel is known there is no page that could be kept waiting. */
void load_patience(struct load *load, enum load_part part)
{
    int64_t share = load_share_ms(load);

    if (load->model->channel_count == 0)
        share = load->patience_ms;
    else if (share < ONCE_MS || (load->stuck & 1u << part) != 0)
        share = ONCE_MS;
    bmc_patience(load->bmc, share);
}

/* Failures of one value that say nothing of the link. */
static bool load_bearable(const struct bmc_error *error)
{
    return error->kind == ERROR_REFUSED || error->kind == ERROR_DENIED ||
           error->kind == ERROR_MALFORMED || error->kind == ERROR_BUSY;
}

/* false: a BMC that is silent to one thing after the other hangs. */
static bool load_bear_busy(struct load *load, enum load_part part)
{
    if ((load->stuck & 1u << part) != 0)
        return true;
    load->left_ms -= load_share_ms(load);
    load->stuck |= 1u << part;
    if (load->error->completion_code != CODE_SILENCE)
        return true;
    return ++load->silent < SILENT_MOST;
}

int load_bear(struct load *load, enum load_part part, int result, struct value_fault *fault)
{
    struct value_fault why = {.kind = ERROR_NONE};
    bool borne = result == 0 || load_bearable(load->error);

    if (result < 0) {
        why.kind = load->error->kind;
        why.completion_code = load->error->completion_code;
        why.over_lan = bmc_over_lan(load->bmc);
    }
    if (why.kind == ERROR_BUSY)
        borne = load_bear_busy(load, part);
    else
        load->silent = 0;
    if (fault != NULL)
        *fault = why;
    load_came(load);
    return borne ? 0 : -1;
}

int load_row(struct load *load, struct model_channel *channel, unsigned row)
{
    const struct page_class *page = load->model->page;
    const struct setting *setting = &page->settings[row];
    struct value *value = &channel->values[row];
    int result;

    load_patience(load, (enum load_part)row);
    result = setting->read(load->bmc, setting, (struct scope){.channel = channel->number}, value,
                           load->error);
    if (result < 0 && load_bearable(load->error))
        value->state = VALUE_NOT_READ;
    return load_bear(load, (enum load_part)row, result, &value->fault);
}

int load_unread(struct load *load, struct model_channel *channel, unsigned row)
{
    return channel->values[row].state == VALUE_UNREAD ? load_row(load, channel, row) : 0;
}

int load_unread_rows(struct load *load)
{
    const struct page_class *page = load->model->page;

    /* What says where the others come from is read before them, as it locks them. */
    for (unsigned pass = 0; pass < 2; pass++) {
        for (unsigned row = 0; row < page->count; row++) {
            const struct setting *setting = &page->settings[row];
            bool first = (setting->flags & SETTING_SOURCE) != 0;

            if (setting->read != NULL && (setting->flags & SETTING_ASIDE) == 0 &&
                first == (pass == 0) && load_unread(load, model_channel(load->model), row) < 0)
                return -1;
        }
    }
    return 0;
}

int load_light(struct load *load)
{
    enum identify_state state = IDENTIFY_UNKNOWN;
    struct value *value = &load->model->identify;
    int result;

    load_patience(load, LOAD_IDENTIFY);
    result = bmc_get_identify(load->bmc, &state, load->error);
    value->state = result == 0 ? VALUE_KNOWN : VALUE_NOT_READ;
    value->number = state;
    return load_bear(load, LOAD_IDENTIFY, result, &value->fault);
}

int load_device(struct load *load)
{
    int result;

    if (load->model->device_known)
        return 0;
    load_patience(load, LOAD_DEVICE);
    result = bmc_get_device(load->bmc, &load->model->device, load->error);
    load->model->device_known = result == 0;
    return load_bear(load, LOAD_DEVICE, result, NULL);
}

/* --- what is read together ------------------------------------------------------------------- */

void load_begin(struct load *load, struct bmc *bmc, struct model *model, uint8_t channel,
                struct bmc_error *error)
{
    *load = (struct load){.bmc = bmc,
                          .model = model,
                          .channel = channel,
                          .error = error != NULL ? error : &load->own,
                          .patience_ms = bmc_patience(bmc, 0), /* every request has its own */
                          .left_ms = LOAD_SHARES_MS};
}

int load_end(struct load *load, int result)
{
    bmc_patience(load->bmc, load->patience_ms);
    return result;
}

/* The page's own way of reading it; total: about as many requests. */
static int load_run(struct load *load, enum load_what what, const struct load_watch *watch,
                    unsigned total)
{
    load->what = what;
    load->watch = watch;
    load->total = total;
    return load_end(load, load->model->page->read(load));
}

int load_first(struct bmc *bmc, struct model *model, uint8_t channel,
               const struct load_watch *watch, struct bmc_error *error)
{
    struct load load;

    load_begin(&load, bmc, model, channel, error);
    return load_run(&load, LOAD_FIRST, watch, FIRST_REQUESTS);
}

int load_settings(struct bmc *bmc, struct model *model, uint8_t channel,
                  const struct load_watch *watch, struct bmc_error *error)
{
    struct load load;

    load_begin(&load, bmc, model, channel, error);
    return load_run(&load, LOAD_SETTINGS, watch, FIRST_REQUESTS - 2);
}

int load_channels(struct bmc *bmc, struct model *model, const struct load_watch *watch,
                  struct bmc_error *error)
{
    struct load load;

    load_begin(&load, bmc, model, 0, error);
    return load_run(&load, LOAD_CHANNELS, watch, BMC_CHANNELS_MAX);
}

int load_shown(struct bmc *bmc, struct model *model, const struct load_watch *watch,
               struct bmc_error *error)
{
    struct load load;

    load_begin(&load, bmc, model, 0, error);
    return load_run(&load, LOAD_SHOWN, watch, 4);
}
