/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/doctor.h"
#include "core/load.h"

/* Carry on if the BMC merely refuses to answer. -1: the link failed. */
static int doctor_tolerate(const struct bmc_error *error)
{
    return error->kind == ERROR_REFUSED || error->kind == ERROR_DENIED ||
                   error->kind == ERROR_MALFORMED || error->kind == ERROR_BUSY
               ? 0 : -1;
}

static int doctor_ask_access(struct bmc *bmc, uint8_t number, struct doctor_channel *channel,
                             struct bmc_error *error)
{
    if (bmc_get_channel_access(bmc, number, false, &channel->now, error) < 0 ||
        bmc_get_channel_access(bmc, number, true, &channel->kept, error) < 0)
        return doctor_tolerate(error);
    channel->access_known = true;
    return 0;
}

static int doctor_ask_suites(struct bmc *bmc, uint8_t number, struct doctor_channel *channel,
                             struct bmc_error *error)
{
    if (bmc_get_cipher_suites(bmc, number, &channel->suites, error) < 0)
        return doctor_tolerate(error);
    channel->suites_known = true;
    if (memchr(channel->suites.ids, 0, channel->suites.count) == NULL)
        return 0;
    if (bmc_get_suite_privilege(bmc, number, 0, &channel->open_known, &channel->open, error) < 0)
        return doctor_tolerate(error);
    return 0;
}

/* Values that the list of channels lacks. */
static int doctor_ask_values(struct bmc *bmc, struct model_channel *channel,
                             struct bmc_error *error)
{
    static const enum field_id more[] = {FIELD_NETMASK, FIELD_GATEWAY};

    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
        const struct setting *setting = field_get(more[i]);
        struct value *value = &channel->values[more[i]];

        if (value->state == VALUE_UNREAD &&
            setting->read(bmc, setting, (struct scope){.channel = channel->number}, value, error) <
                0 &&
            doctor_tolerate(error) < 0)
            return -1;
    }
    return 0;
}

static int doctor_ask_channels(struct doctor *doctor, struct bmc *bmc)
{
    for (size_t i = 0; i < doctor->page.channel_count; i++) {
        uint8_t number = doctor->page.channels[i].number;

        if (doctor_ask_values(bmc, &doctor->page.channels[i], &doctor->error) < 0 ||
            doctor_ask_access(bmc, number, &doctor->channels[i], &doctor->error) < 0 ||
            doctor_ask_suites(bmc, number, &doctor->channels[i], &doctor->error) < 0)
            return -1;
    }
    return 0;
}

static int doctor_ask_nameless(struct doctor *doctor, struct bmc *bmc)
{
    uint8_t channel = doctor->page.channels[doctor->page.current].number, slots = BMC_USER_FIRST;

    for (uint8_t id = BMC_USER_FIRST; id <= slots && id <= BMC_USER_LAST; id++) {
        struct doctor_nameless *slot = &doctor->nameless[doctor->nameless_count];
        const struct model_user *named = model_user(&doctor->page, id);

        if (named == NULL) {
            if (bmc_get_user_access(bmc, channel, id, &slot->access, &doctor->error) < 0)
                return doctor_tolerate(&doctor->error);
            slot->id = id;
            doctor->nameless_count++;
        }
        slots = named == NULL ? model_slots(&slot->access)
                : named->access_known ? model_slots(&named->access) : slots;
    }
    return 0;
}

/* Stops at the first part that fails. */
static void doctor_ask_more(struct doctor *doctor, struct bmc *bmc)
{
    struct model *page = &doctor->page;

    if (load_first(bmc, page, 0, NULL, &doctor->error) < 0 ||
        load_channels(bmc, page, NULL, &doctor->error) < 0 ||
        load_users(bmc, page, NULL, &doctor->error) < 0 || doctor_ask_channels(doctor, bmc) < 0 ||
        doctor_ask_nameless(doctor, bmc) < 0)
        return;
    doctor->error.kind = ERROR_NONE;
}

int doctor_ask(struct doctor *doctor, struct bmc *bmc, struct bmc_error *error)
{
    struct model *page = &doctor->page;

    snprintf(doctor->description, sizeof doctor->description, "%s", bmc_description(bmc));
    if (bmc_get_device(bmc, &page->device, error) < 0)
        return -1;
    doctor->reached = true;
    page->device_known = true;
    doctor_ask_more(doctor, bmc);
    return 0;
}
