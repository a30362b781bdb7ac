/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading the BMC's users. A slot that is refused is that slot's misfortune: BMCs refuse to tell of
 * empty ones. What a busy BMC does not answer within its share is asked for once from then on.
 */
#include <string.h>

#include "base/i18n.h"
#include "bmc/printable.h"
#include "core/access.h"
#include "core/account.h"
#include "core/load.h"

#define ONCE_MS         1
#define CODE_NO_COMMAND 0xc1
#define FIRST_SLOTS     2

/* A reading under way, and how long it may still wait for a busy BMC. */
struct account_read {
    struct bmc *bmc;
    struct accounts *accounts;
    struct bmc_error *error, own;
    int64_t patience_ms, left_ms;
};

static void account_begin(struct account_read *read, struct bmc *bmc, struct accounts *accounts,
                          struct bmc_error *error)
{
    *read = (struct account_read){.bmc = bmc,
                                  .accounts = accounts,
                                  .error = error != NULL ? error : &read->own,
                                  .patience_ms = bmc_patience(bmc, LOAD_SHARE_MS),
                                  .left_ms = LOAD_SHARES_MS};
}

static int account_end(struct account_read *read, int result)
{
    bmc_patience(read->bmc, read->patience_ms);
    return result;
}

/* Whether reading goes on after a request with this result; why not is in error. */
static bool account_bear(struct account_read *read, int result)
{
    if (result >= 0)
        return true;
    if (!bmc_survived(read->error))
        return false;
    read->accounts->why = *read->error;
    if (read->error->kind == ERROR_BUSY) {
        read->left_ms -= LOAD_SHARE_MS;
        bmc_patience(read->bmc, read->left_ms > 0 ? LOAD_SHARE_MS : ONCE_MS);
    }
    return true;
}

/* --- slot after slot --------------------------------------------------------------- */

static bool account_read_name(struct account_read *read, struct account *account)
{
    int result = bmc_get_user_name(read->bmc, account->slot, account->bytes, read->error);

    account->named = result >= 0;
    if (!account->named)
        account->bytes[0] = '\0';
    memcpy(account->name, account->bytes, sizeof account->name);
    printable(account->name);
    return account_bear(read, result);
}

static bool account_read_access(struct account_read *read, struct account *account)
{
    struct accounts *accounts = read->accounts;
    int result = bmc_get_user_access(read->bmc, accounts->channel, account->slot, &account->access,
                                     read->error);

    account->known = result >= 0;
    account->untold = result < 0 && (read->error->kind != ERROR_REFUSED ||
                                     read->error->completion_code == CODE_NO_COMMAND);
    if (account->known) {
        accounts->slots = model_slots(&account->access);
        accounts->fixed_names = account->access.fixed_names;
    }
    return account_bear(read, result);
}

static bool account_stopped(const struct accounts_watch *watch)
{
    return watch != NULL && watch->stopped != NULL && watch->stopped(watch->data);
}

/* Every access that is answered says how many slots there are. A BMC that refuses those of its
 * first slots, as they are empty, has as many as BMCs usually have; without the command, none. */
static void account_guess_slots(struct accounts *accounts, const struct account *account)
{
    static const struct user_access unknown;
    bool empty =
        accounts->why.kind == ERROR_REFUSED && accounts->why.completion_code != CODE_NO_COMMAND;

    if (!account->known && account->slot == accounts->slots && account->slot == FIRST_SLOTS &&
        empty)
        accounts->slots = model_slots(&unknown);
}

static int account_read_slots(struct account_read *read, const struct accounts_watch *watch)
{
    struct accounts *accounts = read->accounts;

    accounts->slots = FIRST_SLOTS;
    for (uint8_t slot = BMC_USER_FIRST; slot <= accounts->slots; slot++) {
        struct account *account = &accounts->of[accounts->count];

        if (account_stopped(watch))
            return error_set(read->error, ERROR_CANCELLED, "%s", _("cancelled"));
        *account = (struct account){.slot = slot};
        if (!account_read_name(read, account) || !account_read_access(read, account))
            return -1;
        account->fixed = slot <= accounts->fixed_names;
        accounts->count++;
        account_guess_slots(accounts, account);
        if (watch != NULL && watch->came != NULL)
            watch->came(watch->data, accounts, account);
    }
    return 0;
}

int accounts_read_sol(struct bmc *bmc, struct accounts *accounts, uint8_t slot,
                      struct bmc_error *error)
{
    const struct setting *setting = access_setting(ACCESS_SOL);
    struct account *account = account_at(accounts, slot);
    struct account_read read;
    struct value value;
    int result;

    if (account == NULL)
        return 0;
    account_begin(&read, bmc, accounts, error);
    result =
        setting->read(bmc, setting, (struct scope){accounts->channel, slot, 0}, &value, read.error);
    account->sol = ACCOUNT_SOL_UNKNOWN;
    if (result == 0 && value_known(&value))
        account->sol = value.number != 0 ? ACCOUNT_SOL_YES : ACCOUNT_SOL_NO;
    return account_end(&read, account_bear(&read, result) ? 0 : -1);
}

int accounts_read_mac(struct bmc *bmc, struct accounts *accounts, struct bmc_error *error)
{
    uint8_t bytes[BMC_GUID];
    struct account_read read;
    int result;

    account_begin(&read, bmc, accounts, error);
    result = bmc_lan_get(bmc, accounts->channel, BMC_LAN_MAC, bytes, BMC_MAC, read.error);
    accounts->mac.state = VALUE_NOT_AVAILABLE;
    if (result == 0) {
        accounts->mac.state = VALUE_KNOWN;
        accounts->mac.number = value_from_bytes(&value_mac, bytes);
        return account_end(&read, 0);
    }
    if (account_bear(&read, result)) {
        result = bmc_get_guid(bmc, bytes, read.error);
        if (result == 0)
            accounts->mac = setting_mark(bytes);
    }
    return account_end(&read, account_bear(&read, result) ? 0 : -1);
}

/* --- channels ----------------------------------------------------------------------- */

/* 1: it is a LAN channel, 0: it is none, -1: the link failed. */
static int account_ask_channel(struct account_read *read, uint8_t channel)
{
    enum channel_medium medium;
    bool present = false;
    int result = bmc_get_channel(read->bmc, channel, &present, &medium, read->error);

    if (!account_bear(read, result))
        return -1;
    return result == 0 && present;
}

static int account_choose_channel(struct account_read *read, uint8_t wanted)
{
    uint8_t first = wanted != 0 ? wanted : BMC_CHANNEL_FIRST;
    uint8_t last = wanted != 0 ? wanted : BMC_CHANNEL_LAST;

    for (uint8_t channel = first; channel <= last; channel++) {
        int is = account_ask_channel(read, channel);

        if (is < 0)
            return -1;
        if (is == 0)
            continue;
        read->accounts->channel = channel;
        return 0;
    }
    if (wanted != 0)
        return error_set(read->error, ERROR_USAGE, _("the BMC has no LAN channel %u"),
                         (unsigned)wanted);
    return error_set(read->error, ERROR_NO_LAN, "%s", _("this BMC has no LAN channel"));
}

int accounts_read(struct bmc *bmc, struct accounts *accounts, uint8_t channel,
                  const struct accounts_watch *watch, struct bmc_error *error)
{
    struct account_read read;

    memset(accounts, 0, sizeof *accounts);
    account_begin(&read, bmc, accounts, error);
    if (account_choose_channel(&read, channel) < 0)
        return account_end(&read, -1);
    return account_end(&read, account_read_slots(&read, watch));
}

static bool account_read_on(struct account_read *read, struct account *account, size_t place)
{
    struct account_channel *on = &account->on[place];
    uint8_t channel = read->accounts->channels[place];
    int result;

    if (channel == read->accounts->channel) {
        *on = (struct account_channel){account->known, account->access};
        return true;
    }
    if (on->known)
        return true;
    result = bmc_get_user_access(read->bmc, channel, account->slot, &on->access, read->error);
    on->known = result >= 0;
    return account_bear(read, result);
}

static int account_find_channels(struct account_read *read)
{
    struct accounts *accounts = read->accounts;

    if (accounts->channel_count > 0)
        return 0;
    for (uint8_t channel = BMC_CHANNEL_FIRST; channel <= BMC_CHANNEL_LAST; channel++) {
        int is = channel == accounts->channel ? 1 : account_ask_channel(read, channel);

        if (is < 0)
            return -1;
        if (is > 0)
            accounts->channels[accounts->channel_count++] = channel;
    }
    return 0;
}

static int account_read_everywhere(struct account_read *read, uint8_t slot)
{
    struct accounts *accounts = read->accounts;

    if (account_find_channels(read) < 0)
        return -1;
    for (size_t i = 0; i < accounts->count; i++) {
        struct account *account = &accounts->of[i];

        if (slot != 0 ? account->slot != slot : account->bytes[0] == '\0')
            continue;
        for (size_t place = 0; place < accounts->channel_count; place++)
            if (!account_read_on(read, account, place))
                return -1;
    }
    return 0;
}

int accounts_read_channels(struct bmc *bmc, struct accounts *accounts, uint8_t slot,
                           struct bmc_error *error)
{
    struct account_read read;

    account_begin(&read, bmc, accounts, error);
    return account_end(&read, account_read_everywhere(&read, slot));
}
