/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether there is a LAN channel of a number. */
#include "core/load.h"
#include "core/model_change.h"

#define CODE_UNKNOWN_COMMAND 0xc1

/* Once one channel is there, another that fails is merely not there. Before that a busy BMC is: it
 * must not look like one without channels. */
static int channel_bear(struct load *load, int result)
{
    if (result == 0) {
        load_came(load);
        return 0;
    }
    if (load->error->kind == ERROR_BUSY && load->model->channel_count == 0)
        return -1;
    load->doubtful |= load->error->kind == ERROR_BUSY;
    load->odd = *load->error;
    return load_bear(load, LOAD_CHANNEL, result, NULL);
}

static bool channel_has_mac(const struct model *model, unsigned row, const struct value *mac)
{
    for (size_t i = 0; i < model->channel_count; i++)
        if (value_same(&value_mac, &model->channels[i].values[row], mac))
            return true;
    return false;
}

/* Some BMCs (OpenBMC as Facebook had it) do not know the command that tells of channels, but have
 * the parameters of one, maybe under any number. */
static int channel_probe(struct load *load, uint8_t number, unsigned mac_row,
                         struct model_channel **found)
{
    const struct setting *setting = model_setting(load->model, mac_row);
    struct value mac = {.state = VALUE_UNREAD};
    struct bmc_error kept = *load->error;
    int result;

    load_patience(load, LOAD_CHANNEL);
    result =
        setting->read(load->bmc, setting, (struct scope){.channel = number}, &mac, load->error);
    if (result == 0 && value_known(&mac) && !channel_has_mac(load->model, mac_row, &mac)) {
        *found = model_add_channel(load->model, number, CHANNEL_MEDIUM_802_3);
        (*found)->values[mac_row] = mac;
    }
    if (load_bear(load, LOAD_CHANNEL, result, NULL) < 0)
        return -1;
    *load->error = kept;
    return 0;
}

static bool channel_unknown(const struct bmc_error *error)
{
    return error->kind == ERROR_REFUSED && error->completion_code == CODE_UNKNOWN_COMMAND;
}

int load_channel(struct load *load, uint8_t number, unsigned mac_row, struct model_channel **found)
{
    bool present = false;
    enum channel_medium medium;
    int result;

    *found = model_find_channel(load->model, number);
    if (*found != NULL || load->model->channels_complete)
        return 0;
    load_patience(load, LOAD_CHANNEL);
    result = bmc_get_channel(load->bmc, number, &present, &medium, load->error);
    if (present)
        *found = model_add_channel(load->model, number, medium);
    if (result < 0 && channel_unknown(load->error) &&
        channel_probe(load, number, mac_row, found) < 0)
        return -1;
    return channel_bear(load, result);
}
