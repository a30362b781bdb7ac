/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/weakness.h"

#include "core/weakness_own.h"

static void (*const judges[WEAKNESS_COUNT])(const struct weakness_facts *facts,
                                            struct weakness *weakness) = {
    [WEAKNESS_CIPHER_ZERO] = weakness_judge_zero,
    [WEAKNESS_CIPHER_WEAK] = weakness_judge_weak,
    [WEAKNESS_NO_NAME] = weakness_judge_no_name,
    [WEAKNESS_AUTH_TYPES] = weakness_judge_auth_types,
    [WEAKNESS_CHANNEL_AUTH] = weakness_judge_channel_auth,
    [WEAKNESS_DEFAULT_PASSWORD] = weakness_judge_passwords,
    [WEAKNESS_SOL_PLAIN] = weakness_judge_sol,
    [WEAKNESS_COMMUNITY] = weakness_judge_community,
    [WEAKNESS_ADMINISTRATORS] = weakness_judge_administrators,
    [WEAKNESS_GRATUITOUS_ARP] = weakness_judge_arp,
    [WEAKNESS_RAKP] = weakness_judge_rakp,
    [WEAKNESS_VLAN] = weakness_judge_vlan,
    [WEAKNESS_HOST] = weakness_judge_host,
    [WEAKNESS_FIRMWARE] = weakness_judge_firmware,
    [WEAKNESS_THRESHOLD] = weakness_judge_threshold,
    [WEAKNESS_EXPIRED_GUEST] = weakness_judge_guests,
};

static int weakness_order(const struct weakness *one, const struct weakness *other)
{
    return one->level != other->level ? (int)one->level - (int)other->level
                                      : (int)one->id - (int)other->id;
}

void weakness_judge(const struct weakness_facts *facts, struct weakness all[WEAKNESS_COUNT])
{
    for (size_t id = 0; id < WEAKNESS_COUNT; id++) {
        struct weakness weakness = {.id = (enum weakness_id)id, .suite = -1};
        size_t at = id;

        judges[id](facts, &weakness);
        for (; at > 0 && weakness_order(&all[at - 1], &weakness) > 0; at--)
            all[at] = all[at - 1];
        all[at] = weakness;
    }
}
