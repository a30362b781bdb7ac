/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read of a BMC to judge what is open in it: one walk, and nothing is changed. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "bmc/printable.h"
#include "core/load.h"
#include "pages/security.h"

/* LAN parameters (Table 23-4) and SOL parameters (Table 26-5). */
enum {
    LAN_AUTH_TYPES = 2,
    LAN_ARP = 10,
    LAN_COMMUNITY = 16,
    LAN_VLAN = 20,
    LAN_BAD_PASSWORDS = 26,
    SOL_ENABLE = 1,
    SOL_AUTHENTICATION = 2
};

struct security_reading {
    struct bmc *bmc;
    struct weakness_facts *facts;
    const struct security_watch *watch;
    struct bmc_error *error;
};

static void security_tell(const struct security_reading *reading)
{
    if (reading->watch != NULL && reading->watch->came != NULL)
        reading->watch->came(reading->watch->data, reading->facts);
}

static bool security_stopped(const struct security_watch *watch)
{
    return watch != NULL && watch->stopped != NULL && watch->stopped(watch->data);
}

/* What the request of a fact came to: 0, above 0 (the BMC has no such thing), or an error. */
static int security_take(const struct security_reading *reading, enum weakness_fact fact,
                         int result)
{
    struct value *value = &reading->facts->of[fact];
    const struct bmc_error *why = reading->error;

    if (result < 0 && !bmc_survived(why))
        return -1;
    value->state = result == 0  ? VALUE_KNOWN
                   : result > 0 ? VALUE_NOT_AVAILABLE
                                : VALUE_NOT_READ;
    if (result < 0)
        value->fault = (struct value_fault){.kind = why->kind,
                                            .completion_code = why->completion_code,
                                            .over_lan = bmc_over_lan(reading->bmc)};
    security_tell(reading);
    if (security_stopped(reading->watch))
        return error_set(reading->error, ERROR_CANCELLED, "%s", _("cancelled"));
    return 0;
}

/* --- LAN parameters ------------------------------------------------------------------------- */

static void security_keep(struct weakness_facts *facts, enum weakness_fact fact,
                          const uint8_t bytes[BMC_LAN_BYTES])
{
    uint64_t *number = &facts->of[fact].number;

    if (fact == FACT_AUTH)
        *number = value_from_bytes(security_settings[SECURITY_AUTH_TYPES].type, bytes);
    else if (fact == FACT_VLAN)
        *number = value_from_bytes(&value_vlan, bytes);
    else if (fact == FACT_THRESHOLD)
        *number = bytes[1];
    else if (fact == FACT_ARP)
        *number = bytes[0];
    else
        snprintf(facts->community, sizeof facts->community, "%.*s", BMC_LAN_BYTES,
                 (const char *)bytes);
}

static int security_read_parameters(const struct security_reading *reading)
{
    static const struct {
        enum weakness_fact fact;
        uint8_t parameter;
        size_t length;
    } parameters[] = {{FACT_AUTH, LAN_AUTH_TYPES, 5},
                      {FACT_ARP, LAN_ARP, 1},
                      {FACT_COMMUNITY, LAN_COMMUNITY, 18},
                      {FACT_VLAN, LAN_VLAN, 2},
                      {FACT_THRESHOLD, LAN_BAD_PASSWORDS, 6}};

    for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++) {
        uint8_t bytes[BMC_LAN_BYTES] = {0};
        int result = bmc_lan_get(reading->bmc, reading->facts->channel, parameters[i].parameter,
                                 bytes, parameters[i].length, reading->error);

        security_keep(reading->facts, parameters[i].fact, bytes);
        if (security_take(reading, parameters[i].fact, result) < 0)
            return -1;
    }
    printable(reading->facts->community);
    return 0;
}

/* --- what lets in --------------------------------------------------------------------------- */

static int security_read_suites(const struct security_reading *reading)
{
    struct weakness_facts *facts = reading->facts;
    int result =
        bmc_get_cipher_suites(reading->bmc, facts->channel, &facts->suites, reading->error);
    const struct cipher_suites *listed = result == 0 ? &facts->suites : NULL;

    if (security_take(reading, FACT_SUITES, result) < 0)
        return -1;
    result = bmc_get_suite_table(reading->bmc, facts->channel, listed, &facts->table,
                                 reading->error);
    return security_take(reading, FACT_TABLE, result);
}

static int security_read_access(const struct security_reading *reading)
{
    struct weakness_facts *facts = reading->facts;
    int result = bmc_get_channel_access(reading->bmc, facts->channel, true, &facts->kept,
                                        reading->error);

    if (security_take(reading, FACT_KEPT, result) < 0)
        return -1;
    result = bmc_get_channel_access(reading->bmc, facts->channel, false, &facts->active,
                                    reading->error);
    return security_take(reading, FACT_ACTIVE, result);
}

static int security_read_sol_parameter(const struct security_reading *reading,
                                       enum weakness_fact fact, uint8_t parameter)
{
    uint8_t byte = 0;
    int result = bmc_sol_get(reading->bmc, reading->facts->channel, parameter, &byte, sizeof byte,
                             reading->error);

    reading->facts->of[fact].number = byte;
    return security_take(reading, fact, result);
}

static int security_read_sol(const struct security_reading *reading)
{
    const struct value *sol = &reading->facts->of[FACT_SOL];

    if (security_read_sol_parameter(reading, FACT_SOL, SOL_ENABLE) < 0)
        return -1;
    if (sol->state != VALUE_KNOWN || (sol->number & FACT_SOL_ON) == 0)
        return 0;
    return security_read_sol_parameter(reading, FACT_SOL_AUTH, SOL_AUTHENTICATION);
}

/* --- users ---------------------------------------------------------------------------------- */

static void security_user_came(void *data, const struct accounts *accounts,
                               const struct account *account)
{
    (void)accounts;
    if (account->slot == BMC_USER_FIRST)
        security_tell(data);
}

static bool security_users_stopped(void *data)
{
    return security_stopped(((const struct security_reading *)data)->watch);
}

/* A BMC that does not say which channels it has is not one without. */
static int security_no_channel(const struct security_reading *reading)
{
    const struct bmc_error why = reading->facts->accounts.why;

    if (why.kind == ERROR_NONE)
        return 1;
    return error_set(reading->error, why.kind, _("The LAN channels could not be read: %s"),
                     why.sentence);
}

/* Which channel it is comes with them. 1: there is no LAN channel. */
static int security_read_users(struct security_reading *reading, uint8_t channel)
{
    const struct accounts_watch watch = {
        .came = security_user_came, .stopped = security_users_stopped, .data = reading};
    struct weakness_facts *facts = reading->facts;
    int result = accounts_read(reading->bmc, &facts->accounts, channel, &watch, reading->error);

    if (result < 0 && reading->error->kind == ERROR_NO_LAN)
        return security_no_channel(reading);
    if (result < 0)
        return -1;
    facts->channel = facts->accounts.channel;
    facts->of[FACT_USERS].state = VALUE_KNOWN;
    security_tell(reading);
    return 0;
}

/* --- all of it ------------------------------------------------------------------------------ */

static void security_note_session(const struct security_reading *reading)
{
    struct weakness_session *session = &reading->facts->session;

    session->over_lan = bmc_over_lan(reading->bmc);
    session->suite = bmc_session_suite(reading->bmc);
    snprintf(session->user, sizeof session->user, "%s", bmc_session_user(reading->bmc));
}

/* Nothing of a LAN is there to be open. */
static int security_no_lan(const struct security_reading *reading)
{
    for (size_t fact = 0; fact < FACT_COUNT; fact++)
        if (fact != FACT_DEVICE && fact != FACT_GUESTS)
            reading->facts->of[fact].state = VALUE_NOT_AVAILABLE;
    return 0;
}

static int security_read_all(struct security_reading *reading, uint8_t channel)
{
    int result = bmc_know_device(reading->bmc, &reading->facts->device, reading->error);

    if (security_take(reading, FACT_DEVICE, result) < 0)
        return -1;
    result = security_read_users(reading, channel);
    if (result != 0)
        return result < 0 ? -1 : security_no_lan(reading);
    return security_read_suites(reading) < 0 || security_read_parameters(reading) < 0 ||
                   security_read_access(reading) < 0 || security_read_sol(reading) < 0
               ? -1
               : 0;
}

int security_read(struct bmc *bmc, struct weakness_facts *facts, uint8_t channel,
                  const struct security_watch *watch, struct bmc_error *error)
{
    struct bmc_error own;
    struct security_reading reading = {
        .bmc = bmc, .facts = facts, .watch = watch, .error = error != NULL ? error : &own};
    int64_t patience = bmc_patience(bmc, LOAD_SHARE_MS);
    int result;

    memset(facts, 0, sizeof *facts);
    security_note_session(&reading);
    result = security_read_all(&reading, channel);
    bmc_patience(bmc, patience);
    return result;
}
