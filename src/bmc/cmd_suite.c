/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Get Channel Cipher Suites (22.15), and what each may do (Table 23-4, parameters 23 and 24). */
#include <string.h>

#include "bmc/lan_login.h"
#include "bmc/request.h"

#define ENTRIES 16

/* --- the list ------------------------------------------------------------------------------- */

static int suite_read_part(struct bmc *bmc, uint8_t channel, struct suite_list *list,
                           struct bmc_error *error)
{
    struct request request;
    int filled = suite_list_ask(list, channel, &request);

    if (request_send(&request, filled, bmc, IPMI_NET_FN_APP_RQ))
        suite_list_take(list, &request);
    return request_end(&request, error);
}

int bmc_get_cipher_suites(struct bmc *bmc, uint8_t channel, struct cipher_suites *suites,
                          struct bmc_error *error)
{
    struct suite_list list = {.complete = false};

    suites->count = 0;
    if (request_check_channel(channel, error) != 0)
        return -1;
    while (!list.complete)
        if (suite_read_part(bmc, channel, &list, error) != 0)
            return -1;
    suite_list_parse(&list, suites);
    return 0;
}

/* --- privileges ----------------------------------------------------------------------------- */

/* The bytes of a parameter behind its revision and a reserved byte; *length: how many there are. */
static int suite_read_parameter(struct bmc *bmc, uint8_t channel, uint8_t parameter, uint8_t *bytes,
                                size_t *length, struct bmc_error *error)
{
    struct request request;
    uint8_t answer[3 + 1 + ENTRIES + 1] = {0}; /* command, code, revision, reserved */
    int got = 0;

    REQUEST_MAKE(&request, REQUEST_READ, get_lan_configuration_parameters);
    if (request_send(&request,
                     fill_cmd_get_lan_configuration_parameters(channel, IPMI_GET_LAN_PARAMETER,
                                                               parameter, 0, 0, request.rq),
                     bmc, IPMI_NET_FN_TRANSPORT_RQ))
        got = fiid_obj_get_all(request.rs, answer, sizeof answer);
    *length = got > 4 ? (size_t)got - 4 : 0;
    *length = *length > ENTRIES ? ENTRIES : *length;
    memcpy(bytes, answer + 4, *length);
    return request_end(&request, error);
}

int bmc_get_suite_privilege(struct bmc *bmc, uint8_t channel, uint8_t suite, bool *listed,
                            enum privilege *privilege, struct bmc_error *error)
{
    uint8_t ids[ENTRIES], levels[ENTRIES];
    size_t count, length;

    *listed = false;
    if (request_check_channel(channel, error) != 0 ||
        suite_read_parameter(
            bmc, channel, IPMI_LAN_CONFIGURATION_PARAMETER_RMCPPLUS_MESSAGING_CIPHER_SUITE_ENTRIES,
            ids, &count, error) != 0 ||
        suite_read_parameter(
            bmc, channel,
            IPMI_LAN_CONFIGURATION_PARAMETER_RMCPPLUS_MESSAGING_CIPHER_SUITE_PRIVILEGE_LEVELS,
            levels, &length, error) != 0)
        return -1;
    for (size_t i = 0; i < count && !*listed; i++) {
        *listed = ids[i] == suite && i / 2 < length;
        if (*listed)
            *privilege = (enum privilege)(levels[i / 2] >> (i % 2 * 4) & 0x0f);
    }
    return 0;
}

/* How many entries the table has (parameter 22); -1: it does not tell. */
static int suite_read_count(struct bmc *bmc, uint8_t channel, size_t *count,
                            struct bmc_error *error)
{
    uint8_t support;
    const uint8_t parameter =
        IPMI_LAN_CONFIGURATION_PARAMETER_RMCPPLUS_MESSAGING_CIPHER_SUITE_ENTRY_SUPPORT;
    int result = bmc_lan_get(bmc, channel, parameter, &support, sizeof support, error);

    if (result == 0)
        *count = support & 0x1f;
    return result < 0 && !bmc_survived(error) ? -1 : 0;
}

/* Behind the last entry there are zeros, which look like suite 0: only the list of suites, or else
 * the BMC's own count, says which they are. */
static int suite_count_entries(struct bmc *bmc, uint8_t channel, const struct cipher_suites *listed,
                               struct suite_table *table, struct bmc_error *error)
{
    size_t count = 0;

    if (listed != NULL && listed->count == table->count &&
        memcmp(listed->ids, table->ids, table->count) == 0)
        return 0;
    if (suite_read_count(bmc, channel, &count, error) != 0)
        return -1;
    if (count > 0 && count < table->count)
        table->count = count;
    while (count == 0 && table->count > 1 && table->ids[table->count - 1] == 0)
        table->count--;
    return 0;
}

int bmc_get_suite_table(struct bmc *bmc, uint8_t channel, const struct cipher_suites *listed,
                        struct suite_table *table, struct bmc_error *error)
{
    struct bmc_error why = {.kind = ERROR_NONE};
    uint8_t levels[ENTRIES];
    size_t length = 0;

    memset(table, 0, sizeof *table);
    if (request_check_channel(channel, error) != 0)
        return -1;
    if (suite_read_parameter(
            bmc, channel, IPMI_LAN_CONFIGURATION_PARAMETER_RMCPPLUS_MESSAGING_CIPHER_SUITE_ENTRIES,
            table->ids, &table->count, &why) != 0 ||
        suite_read_parameter(
            bmc, channel,
            IPMI_LAN_CONFIGURATION_PARAMETER_RMCPPLUS_MESSAGING_CIPHER_SUITE_PRIVILEGE_LEVELS,
            levels, &length, &why) != 0)
        return request_absent(&why) ? BMC_LAN_ABSENT : error_copy(error, &why);
    if (table->count > length * 2)
        table->count = length * 2;
    for (size_t i = 0; i < table->count; i++)
        table->limits[i] = (enum privilege)(levels[i / 2] >> (i % 2 * 4) & 0x0f);
    return suite_count_entries(bmc, channel, listed, table, error);
}

const enum privilege *suite_table_limit(const struct suite_table *table, uint8_t suite)
{
    for (size_t i = 0; i < table->count; i++)
        if (table->ids[i] == suite)
            return &table->limits[i];
    return NULL;
}
