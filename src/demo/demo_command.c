/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of commands, and what is checked alike for all of them. */
#include <string.h>

#include "demo/demo_internal.h"

#define NETFN_CHASSIS   0x00
#define NETFN_APP       0x06
#define NETFN_TRANSPORT 0x0C

/* The lengths and where the numbers stand: IPMI 2.0, sections 20, 22, 23, 28. */
static const struct demo_command commands[] = {
    {.name = "device-id", .netfn = NETFN_APP, .command = 0x01, .handler = demo_device_id},
    {.name = "cold-reset",
     .netfn = NETFN_APP,
     .command = 0x02,
     .write = true,
     .handler = demo_device_reset},
    {.name = "self-test", .netfn = NETFN_APP, .command = 0x04, .handler = demo_device_self_test},
    {.name = "system-guid", .netfn = NETFN_APP, .command = 0x37, .handler = demo_device_guid},
    {.name = "channel-access-set",
     .netfn = NETFN_APP,
     .command = 0x40,
     .shortest = 3,
     .longest = 3,
     .write = true,
     .argument = {0, 0x0F},
     .channel = {0, 0x0F},
     .handler = demo_channel_set_access},
    {.name = "channel-access-get",
     .netfn = NETFN_APP,
     .command = 0x41,
     .shortest = 2,
     .longest = 2,
     .argument = {0, 0x0F},
     .channel = {0, 0x0F},
     .handler = demo_channel_get_access},
    {.name = "channel-info",
     .netfn = NETFN_APP,
     .command = 0x42,
     .shortest = 1,
     .longest = 1,
     .argument = {0, 0x0F},
     .channel = {0, 0x0F},
     .handler = demo_channel_info},
    {.name = "user-access-set",
     .netfn = NETFN_APP,
     .command = 0x43,
     .shortest = 3,
     .longest = 4,
     .write = true,
     .argument = {1, 0x3F},
     .value = {0, 0x0F},
     .channel = {0, 0x0F},
     .user = {1, 0x3F},
     .handler = demo_user_set_access},
    {.name = "user-access-get",
     .netfn = NETFN_APP,
     .command = 0x44,
     .shortest = 2,
     .longest = 2,
     .argument = {1, 0x3F},
     .value = {0, 0x0F},
     .channel = {0, 0x0F},
     .user = {1, 0x3F},
     .handler = demo_user_get_access},
    {.name = "user-name-set",
     .netfn = NETFN_APP,
     .command = 0x45,
     .shortest = 17,
     .longest = 17,
     .write = true,
     .argument = {0, 0x3F},
     .user = {0, 0x3F},
     .handler = demo_user_set_name},
    {.name = "user-name-get",
     .netfn = NETFN_APP,
     .command = 0x46,
     .shortest = 1,
     .longest = 1,
     .argument = {0, 0x3F},
     .user = {0, 0x3F},
     .handler = demo_user_get_name},
    {.name = "password",
     .netfn = NETFN_APP,
     .command = 0x47,
     .shortest = 2,
     .longest = 22,
     .write = true,
     .argument = {1, 0x03},
     .value = {0, 0x3F},
     .user = {0, 0x3F},
     .handler = demo_user_password},
    {.name = "cipher-suites",
     .netfn = NETFN_APP,
     .command = 0x54,
     .shortest = 3,
     .longest = 3,
     .argument = {2, 0x3F},
     .channel = {0, 0x0F},
     .handler = demo_channel_suites},
    {.name = "chassis-status",
     .netfn = NETFN_CHASSIS,
     .command = 0x01,
     .handler = demo_chassis_status},
    {.name = "identify",
     .netfn = NETFN_CHASSIS,
     .command = 0x04,
     .longest = 2,
     .write = true,
     .handler = demo_chassis_identify},
    {.name = "lan-set",
     .netfn = NETFN_TRANSPORT,
     .command = 0x01,
     .shortest = 3,
     .longest = 255,
     .write = true,
     .argument = {1, 0xFF},
     .value = {2, 0xFF},
     .channel = {0, 0x0F},
     .handler = demo_lan_set},
    {.name = "lan-get",
     .netfn = NETFN_TRANSPORT,
     .command = 0x02,
     .shortest = 4,
     .longest = 4,
     .argument = {1, 0xFF},
     .channel = {0, 0x0F},
     .handler = demo_lan_get},
};

#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

const struct demo_command *demo_command_find(uint8_t netfn, uint8_t command)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        if (commands[i].netfn == netfn && commands[i].command == command)
            return &commands[i];
    }
    return NULL;
}

const struct demo_command *demo_command_named(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    }
    return NULL;
}

void demo_command_names(char *text, size_t size)
{
    for (size_t i = 0; i < COMMANDS; i++)
        demo_text_join(text, size, commands[i].name);
}

int demo_pick_from(const struct demo_pick *pick, const struct demo_request *request)
{
    if (pick->mask == 0 || pick->at >= request->length)
        return DEMO_FAULT_ANY;
    return request->data[pick->at] & pick->mask;
}

uint8_t demo_command_run(struct demo_bmc *demo, const struct demo_request *request,
                         struct demo_answer *answer)
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
    if (row->write && demo->options.locked)
        return CODE_DENIED;
    return row->handler(demo, request, answer);
}
