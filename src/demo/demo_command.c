/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of commands, and the checks that all commands share. */
#include <string.h>

#include "base/text.h"
#include "demo/demo_internal.h"

static const struct demo_command *const tables[] = {
    demo_device_commands,  demo_channel_commands, demo_user_commands, demo_payload_commands,
    demo_cipher_commands,  demo_chassis_commands, demo_lan_commands,  demo_sol_commands,
    demo_power_commands,   demo_boot_commands,    demo_sel_commands,  demo_sdr_commands,
    demo_sensor_commands,  demo_fru_commands,     demo_watchdog_commands,
};

#define TABLES (sizeof(tables) / sizeof(tables[0]))

const struct demo_command *demo_command_find(uint8_t netfn, uint8_t command)
{
    for (size_t i = 0; i < TABLES; i++) {
        for (const struct demo_command *row = tables[i]; row->name; row++) {
            if (row->netfn == netfn && row->command == command)
                return row;
        }
    }
    return NULL;
}

const struct demo_command *demo_command_named(const char *name)
{
    for (size_t i = 0; i < TABLES; i++) {
        for (const struct demo_command *row = tables[i]; row->name; row++) {
            if (strcmp(row->name, name) == 0)
                return row;
        }
    }
    return NULL;
}

void demo_command_names(char *text, size_t size)
{
    for (size_t i = 0; i < TABLES; i++) {
        for (const struct demo_command *row = tables[i]; row->name; row++)
            text_append(text, size, ", ", "%s", row->name);
    }
}

int demo_pick_from(const struct demo_pick *pick, const struct demo_request *request)
{
    if (pick->mask == 0 || pick->at >= request->length)
        return DEMO_FAULT_ANY;
    return request->data[pick->at] & pick->mask;
}

uint8_t demo_command_run(struct demo_request *request)
{
    const struct demo_command *row = request->row;

    if (request->empty)
        return CODE_TOO_SHORT;
    if (request->lun != 0)
        return CODE_WRONG_LUN;
    if (!row)
        return CODE_UNKNOWN_COMMAND;
    if (request->length < row->shortest)
        return CODE_TOO_SHORT;
    if (request->length > row->longest)
        return CODE_TOO_LONG;
    if (row->access == DEMO_WRITES && request->demo->options.locked)
        return CODE_DENIED;
    return row->handler(request);
}
