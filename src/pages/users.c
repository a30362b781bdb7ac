/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages/users.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/event_clock.h"

enum {
    SLOT_COLUMNS = 6,
    NAME_COLUMNS = 18,
    ENABLED_COLUMNS = 9,
    MESSAGING_COLUMNS = 11,
    PRIVILEGE_COLUMNS = 15
};

/* --- reading --------------------------------------------------------------------------------- */

static void users_make(const struct users_state *state, const struct account *account,
                       struct users_row *row)
{
    *row = (struct users_row){.account = *account};
    row->twin = account_twin(&state->accounts, account);
    if (state->until != NULL && account->bytes[0] != '\0')
        row->until = state->until(state->data, account->slot, account->bytes);
}

static void users_came(void *data, const struct accounts *accounts, const struct account *account)
{
    const struct page_sink *sink = data;
    struct users_row row;

    (void)accounts;
    users_make(sink->state, account, &row);
    sink->append(sink->data, &row);
}

static bool users_stopped(void *data)
{
    const struct page_sink *sink = data;

    return sink->stopped != NULL && sink->stopped(sink->data);
}

/* What only all of them tell. */
static void users_tell(const struct page_sink *sink, const struct users_state *state)
{
    const struct accounts *accounts = &state->accounts;

    for (size_t i = 0; i < accounts->count; i++) {
        struct users_row row;

        users_make(state, &accounts->of[i], &row);
        row.only = account_only_administrator(accounts, &accounts->of[i]);
        if ((row.only || row.twin != 0) && sink->replace != NULL)
            sink->replace(sink->data, i, &row);
    }
    if (sink->tell != NULL)
        sink->tell(sink->data);
}

static int users_load(struct bmc *bmc, const struct page_sink *sink, struct bmc_error *error)
{
    struct users_state *state = sink->state;
    const struct accounts_watch watch = {
        .came = users_came, .stopped = users_stopped, .data = (void *)(uintptr_t)sink};
    int result = accounts_read(bmc, &state->accounts, state->channel, &watch, error);

    users_tell(sink, state);
    if (result == 0 && accounts_unread(&state->accounts) == state->accounts.count)
        return error_copy(error, &state->accounts.why);
    return result;
}

/* --- how it is shown ------------------------------------------------------------------------- */

static const struct account *users_account(const void *row)
{
    return &((const struct users_row *)row)->account;
}

static void users_print_slot(const void *row, char text[COLUMN_TEXT])
{
    snprintf(text, COLUMN_TEXT, "%u", (unsigned)users_account(row)->slot);
}

static void users_print_name(const void *row, char text[COLUMN_TEXT])
{
    const struct account *account = users_account(row);

    snprintf(text, COLUMN_TEXT, "%s",
             !account->named            ? _("not read")
             : account_free(account)    ? _("free")
             : account->name[0] == '\0' ? _("(no name)")
                                        : account->name);
}

static void users_print_yes(const void *row, bool known, bool yes, char text[COLUMN_TEXT])
{
    const struct account *account = users_account(row);

    text[0] = '\0';
    if (!account_free(account))
        snprintf(text, COLUMN_TEXT, "%s",
                 !account->known || !known ? "?"
                 : yes                     ? _("yes")
                                           : _("no"));
}

static void users_print_enabled(const void *row, char text[COLUMN_TEXT])
{
    enum user_enabled enabled = users_account(row)->access.enabled;

    users_print_yes(row, enabled != USER_ENABLED_UNKNOWN, enabled == USER_ENABLED, text);
}

static void users_print_messaging(const void *row, char text[COLUMN_TEXT])
{
    users_print_yes(row, true, users_account(row)->access.messaging, text);
}

static void users_print_privilege(const void *row, char text[COLUMN_TEXT])
{
    const struct account *account = users_account(row);

    users_print_yes(row, true, true, text);
    if (account->known && text[0] != '\0')
        snprintf(text, COLUMN_TEXT, "%s",
                 value_word_text(&value_privilege, account->access.privilege));
}

const char *users_remark(const struct users_row *row, char text[COLUMN_TEXT])
{
    int64_t left = row->until - (int64_t)time(NULL);
    char span[64];

    text[0] = '\0';
    if (account_nameless(&row->account))
        snprintf(text, COLUMN_TEXT, "%s", _("danger: no name"));
    else if (row->until != 0 && left <= 0)
        snprintf(text, COLUMN_TEXT, "%s", _("should have ended"));
    else if (row->until != 0)
        snprintf(text, COLUMN_TEXT, _("ends in %s"),
                 event_clock_span(left < 60 ? 60 : left, span, sizeof span));
    else if (row->twin != 0)
        snprintf(text, COLUMN_TEXT, _("name as in slot %u"), (unsigned)row->twin);
    else if (row->only)
        snprintf(text, COLUMN_TEXT, "%s", _("the only one"));
    return text;
}

static void users_print_remark(const void *row, char text[COLUMN_TEXT])
{
    users_remark(row, text);
}

static enum row_look users_look(const void *data)
{
    const struct users_row *row = data;
    bool over = row->until != 0 && row->until <= (int64_t)time(NULL);

    if (account_nameless(&row->account) || over)
        return ROW_CRITICAL;
    if (row->twin != 0)
        return ROW_WARNING;
    return account_free(&row->account) ? ROW_NOTE : ROW_PLAIN;
}

static void users_headline(const void *data, const struct page_window *window, int level,
                           char text[COLUMN_TEXT])
{
    const struct accounts *accounts = &((const struct users_state *)data)->accounts;

    (void)window;
    text[0] = '\0';
    if (accounts->count == 0)
        return;
    snprintf(text, COLUMN_TEXT,
             ngettext("Channel %u; %u of %u slot in use", "Channel %u; %u of %u slots in use",
                      accounts->slots),
             (unsigned)accounts->channel, (unsigned)accounts_in_use(accounts),
             (unsigned)accounts->slots);
    if (accounts_unread(accounts) > 0)
        text_append(text, COLUMN_TEXT, ", ", _("%u not read"), (unsigned)accounts_unread(accounts));
    else if (level == 0)
        text_append(text, COLUMN_TEXT, ". ", "%s",
                    _("Name, password, \"enabled\": for all channels"));
}

/* A sentence about what is unusual, else what the columns have no room for. */
static void users_print_sentence(const struct users_row *row, char text[COLUMN_TEXT])
{
    const struct account *account = &row->account;

    if (account_nameless(account))
        snprintf(text, COLUMN_TEXT,
                 _("Slot %u has no name and accepts logins as %s from anyone who leaves the name "
                   "empty. DELETE closes it."),
                 (unsigned)account->slot,
                 value_word_text(&value_privilege, account->access.privilege));
    else if (row->twin != 0)
        snprintf(text, COLUMN_TEXT,
                 _("Slots %u and %u have the same name; the BMC may take the password of either."),
                 (unsigned)account->slot, (unsigned)row->twin);
    else if (row->only)
        snprintf(text, COLUMN_TEXT, "%s",
                 _("The only administrator: without this user the BMC's settings cannot be changed "
                   "over the network."));
    else
        snprintf(text, COLUMN_TEXT, "%s", "");
}

static void users_full(const void *data, char text[COLUMN_TEXT])
{
    const struct users_row *row = data;
    const struct account *account = &row->account;
    char remark[COLUMN_TEXT];

    users_print_sentence(row, text);
    if (text[0] != '\0')
        return;
    users_print_name(row, text);
    if (account_free(account)) {
        snprintf(text, COLUMN_TEXT,
                 account->fixed ? _("Slot %u is free; its name is fixed.") : _("Slot %u is free."),
                 (unsigned)account->slot);
        return;
    }
    if (account->known)
        text_append(text, COLUMN_TEXT, ": ", "%s",
                    value_word_text(&value_privilege, account->access.privilege));
    if (account->known && account->access.enabled == USER_DISABLED)
        text_append(text, COLUMN_TEXT, ", ", "%s", _("disabled"));
    if (account->known && !account->access.messaging)
        text_append(text, COLUMN_TEXT, ", ", "%s", _("no IPMI messaging"));
    if (account->fixed)
        text_append(text, COLUMN_TEXT, ", ", "%s", _("the name is fixed"));
    if (users_remark(row, remark)[0] != '\0')
        text_append(text, COLUMN_TEXT, "; ", "%s", remark);
}

static void users_details(const void *state, const void *data, struct page_details *details)
{
    const struct users_row *row = data;
    const struct account *account = &row->account;
    char text[COLUMN_TEXT];

    page_detail(details, _("Slot"), account->fixed ? _("%u, the name is fixed") : "%u",
                (unsigned)account->slot);
    users_print_name(row, text);
    page_detail(details, _("Name"), "%s", text);
    if (!account->named || account->untold)
        page_detail(details, _("Not read"), "%s",
                    ((const struct users_state *)state)->accounts.why.sentence);
    if (account_free(account))
        return;
    users_print_enabled(row, text);
    page_detail(details, _("Enabled"), "%s",
                text[0] == '?' ? _("not reported; messaging is what counts") : text);
    users_print_messaging(row, text);
    page_detail(details, _("Messaging"), "%s", text);
    users_print_privilege(row, text);
    page_detail(details, _("Privilege"), "%s", text);
    if (account->known && account->access.callback_only)
        page_detail(details, "", "%s", _("only when the BMC calls back"));
    users_print_sentence(row, text);
    if (text[0] == '\0')
        users_remark(row, text);
    if (text[0] != '\0')
        page_detail(details, _("To mind"), "%s", text);
}

static const struct column users_columns[] = {
    {.width = SLOT_COLUMNS, .print = TABLE_CALL(users_print_slot), .heading = N_("Slot")},
    {.width = NAME_COLUMNS, .print = TABLE_CALL(users_print_name), .heading = N_("Name")},
    {.width = ENABLED_COLUMNS,
     .print = TABLE_CALL(users_print_enabled),
     .heading = N_("Enabled"),
     .wide = true},
    {.width = MESSAGING_COLUMNS,
     .print = TABLE_CALL(users_print_messaging),
     .heading = N_("Messaging"),
     .wide = true},
    {.width = PRIVILEGE_COLUMNS,
     .print = TABLE_CALL(users_print_privilege),
     .heading = N_("Privilege")},
    {.print = TABLE_CALL(users_print_remark), .looks = true},
    {.print = NULL}};

const struct page_class page_users = {
    .name = "users",
    .digit = '4',
    .title = N_("Users"),
    .summary = N_("names, passwords, privileges; let somebody in"),
    .help =
        N_("Who may log in to the BMC. A slot is a place for a user; its number never changes. "
           "Name, password and \"enabled\" apply to all channels, messaging and privilege to the "
           "channel in the row below the title. Without messaging a user cannot log in with IPMI; "
           "many web pages need it as well. ? means that the BMC does not report it. A slot "
           "without a name that accepts logins is a danger: DELETE closes it."),
    .columns = users_columns,
    .row_size = sizeof(struct users_row),
    .load = TABLE_CALL(users_load),
    .look = TABLE_CALL(users_look),
    .state_size = sizeof(struct users_state),
    .headline = TABLE_CALL(users_headline),
    .full = TABLE_CALL(users_full),
    .details = TABLE_CALL(users_details),
};
