/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Serial over LAN: its parameters (26.2, 26.3; table 26-5), channel by channel. */
#include <string.h>

#include "demo/demo_internal.h"

#define REVISION      0x11
#define REVISION_ONLY 0x80

enum { SOL_PROGRESS = 0, SOL_RATE_KEPT = 5, SOL_RATE = 6 };

#define AT(field) offsetof(struct demo_sol, field), sizeof(((struct demo_sol *)0)->field)

static const struct sol_row {
    uint8_t parameter;
    size_t offset, length;
    uint8_t reserved[2]; /* bits that must be 0 in a write */
} rows[] = {
    {SOL_PROGRESS, AT(progress), {0xFC}}, {1, AT(enable), {0xFE}},
    {2, AT(access), {0x30}},              {3, AT(interval), {0}},
    {4, AT(retry), {0xF8}},               {SOL_RATE_KEPT, AT(rate_kept), {0xF0}},
    {SOL_RATE, AT(rate), {0xF0}},         {7, AT(channel), {0xF0}},
    {8, AT(port), {0}},
};

static const struct sol_row *sol_row(unsigned parameter)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (rows[i].parameter == parameter)
            return &rows[i];
    }
    return NULL;
}

bool demo_sol_store(struct demo_sol *sol, unsigned parameter, const uint8_t *bytes, size_t length)
{
    const struct sol_row *row = sol_row(parameter);

    if (!row || length != row->length)
        return false;
    memcpy((uint8_t *)sol + row->offset, bytes, length);
    return true;
}

/* NULL: *code says why. */
static struct demo_channel *sol_find(struct demo_bmc *demo, uint8_t byte, uint8_t *code)
{
    struct demo_channel *channel = demo_channel_find(demo, byte, 0x70, code);

    if (demo->options.sol_code != CODE_OK)
        *code = (uint8_t)demo->options.sol_code;
    else if (channel && !demo_channel_is_lan(channel))
        *code = CODE_INVALID_FIELD;
    return *code == CODE_OK ? channel : NULL;
}

static uint8_t sol_get(struct demo_request *request)
{
    const struct demo_options *options = &request->demo->options;
    const struct sol_row *row = sol_row(request->data[1]);
    uint8_t code;
    const struct demo_channel *channel = sol_find(request->demo, request->data[0], &code);

    if (!channel)
        return code;
    demo_put_byte(request, REVISION);
    if (request->data[0] & REVISION_ONLY)
        return CODE_OK;
    if (!row || demo_set_has(&options->sol_unsupported, row->parameter))
        return CODE_NO_PARAMETER;
    demo_put(request, (const uint8_t *)&channel->sol + row->offset, row->length);
    return CODE_OK;
}

static uint8_t sol_set_progress(const struct demo_options *options, struct demo_sol *sol,
                                uint8_t state)
{
    if (state > PROGRESS_COMMIT)
        return CODE_INVALID_FIELD;
    if (options->sol_lock > 0)
        return (uint8_t)options->sol_lock;
    if (state == PROGRESS_BEGIN && sol->progress == PROGRESS_BEGIN)
        return CODE_SET_HELD;
    if (options->sol_lock == DEMO_OK && state != PROGRESS_COMMIT)
        sol->progress = state;
    return CODE_OK;
}

static uint8_t sol_refusal(const struct demo_options *options, const struct sol_row *row,
                           const uint8_t *value)
{
    bool rate = row->parameter == SOL_RATE || row->parameter == SOL_RATE_KEPT;

    if (demo_set_has(&options->sol_read_only, row->parameter))
        return (uint8_t)options->read_only_code;
    if (options->sol_set > 0)
        return (uint8_t)options->sol_set;
    for (size_t i = 0; i < row->length && i < sizeof(row->reserved); i++) {
        if (value[i] & row->reserved[i])
            return CODE_INVALID_FIELD;
    }
    return rate && !demo_set_has(&options->sol_rates, *value) ? CODE_INVALID_FIELD : CODE_OK;
}

static uint8_t sol_set(struct demo_request *request)
{
    const struct demo_options *options = &request->demo->options;
    const struct sol_row *row = sol_row(request->data[1]);
    const uint8_t *value = request->data + 2;
    uint8_t code;
    struct demo_channel *channel = sol_find(request->demo, request->data[0], &code);

    if (!channel || (request->data[0] & 0xF0))
        return channel ? CODE_INVALID_FIELD : code;
    if (!row || demo_set_has(&options->sol_unsupported, row->parameter))
        return CODE_NO_PARAMETER;
    if (request->length - 2 != row->length)
        return request->length - 2 < row->length ? CODE_TOO_SHORT : CODE_TOO_LONG;
    if (row->parameter == SOL_PROGRESS)
        return sol_set_progress(options, &channel->sol, *value);
    code = sol_refusal(options, row, value);
    if (code == CODE_OK && options->sol_set != DEMO_IGNORED &&
        !demo_set_has(&options->sol_ignored, row->parameter))
        demo_sol_store(&channel->sol, row->parameter, value, row->length);
    return code;
}

void demo_sol_restart(struct demo_channel *channel)
{
    channel->sol.progress = PROGRESS_COMPLETE;
    channel->sol.rate = channel->sol.rate_kept;
}

const struct demo_command demo_sol_commands[] = {
    {"sol-set", NETFN_TRANSPORT, 0x21, 3, 255, DEMO_WRITES, sol_set,
     {.argument = {1, 0xFF}, .value = {2, 0xFF}, .channel = {0, 0x0F}}},
    {"sol-get", NETFN_TRANSPORT, 0x22, 4, 4, DEMO_READS, sol_get,
     {.argument = {1, 0xFF}, .channel = {0, 0x0F}}},
    {0},
};
