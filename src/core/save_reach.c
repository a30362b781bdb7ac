/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Over LAN: that a save talks to one BMC from its first request to its last, wherever that goes. */
#include "core/save_engine.h"

bool save_cuts_link(struct bmc *bmc, const struct plan *plan)
{
    uint8_t channel;

    if (!bmc_over_lan(bmc) || !plan_moves_channel(plan))
        return false;
    return bmc_get_session_channel(bmc, &channel, NULL) != 0 || channel == plan->channel;
}

static enum engine_result hold(struct engine *engine, struct bmc_error *error)
{
    const struct lan *old = &engine->whole->old;
    const uint8_t *mac = old->state[LAN_MAC] == VALUE_KNOWN ? old->mac : NULL;

    /* Where the link is sure to be opened anew nothing is spared. */
    return engine_read_result(bmc_hold(engine->bmc, engine->whole->channel, mac,
                                       engine->settings->cuts_link, error),
                              error);
}

bool engine_hold(struct engine *engine)
{
    const struct step step = {STEP_LOCK, LAN_ITEMS};
    struct bmc_error error = {0};

    if (engine->held || !bmc_over_lan(engine->bmc))
        return true;
    engine->held = hold(engine, &error) == ENGINE_OK ||
                   (error.kind != ERROR_OTHER_BMC && engine_wait_for_bmc(engine) &&
                    hold(engine, &error) == ENGINE_OK);
    if (!engine->held)
        engine_fail(engine, &step, &error);
    return engine->held;
}

/* What DHCP will give is not known. */
static uint32_t address_of(const struct lan *lan)
{
    return lan->source == IP_SOURCE_DHCP || lan->state[LAN_ADDRESS] != VALUE_KNOWN ? 0
                                                                                   : lan->address;
}

static bool stays(const struct plan *plan, uint32_t address)
{
    return address == 0 ||
           (plan->old.state[LAN_ADDRESS] == VALUE_KNOWN && plan->old.address == address);
}

bool engine_address_free(struct engine *engine)
{
    const struct plan *plan = engine->whole;
    const struct step step = {STEP_WRITE, LAN_ADDRESS};
    uint32_t address = address_of(&plan->wanted);
    struct bmc_error error;

    if (!engine->settings->cuts_link || stays(plan, address) ||
        !bmc_address_taken(engine->bmc, address, &error))
        return true;
    engine_fail(engine, &step, &error);
    engine->state->status = SAVE_IMPOSSIBLE;
    return false;
}

/* Not before: at the new address there is nobody yet, or somebody else. */
void engine_may_move(struct engine *engine, enum lan_item item)
{
    if (engine->moved || !engine->settings->cuts_link ||
        (item != LAN_SOURCE && item != LAN_ADDRESS && item != LAN_VLAN))
        return;
    engine->moved = true;
    bmc_moves_to(engine->bmc,
                 address_of(engine->undoing ? &engine->whole->old : &engine->whole->wanted));
}
