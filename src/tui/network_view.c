/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/network_view.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "tui/ask.h"
#include "tui/choose.h"
#include "tui/controller.h"
#include "tui/formview.h"

/* --- rows ------------------------------------------------------------------ */

static bool network_row_shown(const struct app *app, int row)
{
    return row != FIELD_CONTROLLER || controller_shown(app);
}

/* "1  802.3 LAN  00:25:90:ab:cd:ef" without its last part. */
static void network_drop_mac(char text[VALUE_TEXT])
{
    char *first = strstr(text, "  "), *last = first == NULL ? NULL : strstr(first + 2, "  ");

    if (last != NULL)
        *last = '\0';
}

static const char *network_text(const struct formview *form, const struct app *app, int row,
                                char text[VALUE_TEXT])
{
    if (row == FIELD_CONTROLLER)
        return controller_text(app, text);
    if (row == FIELD_IDENTIFY && app->light.known == VALUE_KNOWN)
        return value_word_text(&value_identify, app->light.state);
    edit_text(&app->edit, &app->page, (enum field_id)row, text);
    if (row == FIELD_CHANNEL && form->narrow)
        network_drop_mac(text);
    return text;
}

/* "/24" behind a netmask, "from DHCP" behind the tick. */
static void network_beside(struct formview *form, struct app *app, int row)
{
    char text[VALUE_TEXT];
    uint32_t netmask;

    if (row == FIELD_DHCP && edit_leased(&app->edit, &app->page) && !formview_locked(app, row))
        board_put(&form->board, ROLE_LABEL, form->col + 5, _("from DHCP"));
    if (row != FIELD_NETMASK || form->narrow)
        return;
    edit_text(&app->edit, &app->page, FIELD_NETMASK, text);
    if (!value_parse_netmask(text, &netmask) || ipv4_prefix(netmask) < 0)
        return;
    snprintf(text, sizeof text, "/%d", ipv4_prefix(netmask));
    board_put(&form->board, ROLE_LABEL, form->col + formview_width(form, row) + 4, text);
}

/* --- rules between rows ---------------------------------------------------- */

static bool network_is_address(int row)
{
    return row >= FIELD_DHCP && row <= FIELD_GATEWAY;
}

static void network_left(struct formview *form, struct app *app, int row, int next)
{
    struct check_context context = formview_checks(app);
    struct check_list list;

    check_clear(&list);
    if (network_is_address(row) && !network_is_address(next) &&
        edit_touched(&app->edit, &app->page, FIELD_ADDRESS))
        check_between(&context, &list);
    if (formview_is_secret(row) && !formview_is_secret(next))
        check_secrets(&context, &list);
    formview_raise(form, &list);
}

/* Without the user a review would not know what he lacks, nor whose the password is. */
static int network_awaited(const struct app *app)
{
    return app->load_job != 0 && !app->rest && app->page.default_user == 0 ? FIELD_USER : -1;
}

/* --- tick box and choices -------------------------------------------------- */

static uint8_t network_channel(const struct app *app)
{
    const struct model *page = &app->page;

    return page->current < page->channel_count ? page->channels[page->current].number : 0;
}

static bool network_channel_row(struct app *app, size_t index, char text[VALUE_TEXT * 2], int *id)
{
    char address[VALUE_TEXT], channel[VALUE_TEXT];
    const struct model_channel *row;

    if (index >= app->page.channel_count)
        return false;
    row = &app->page.channels[index];
    *id = row->number;
    value_print(&value_address, &row->values[FIELD_ADDRESS], address);
    snprintf(text, VALUE_TEXT * 2, "%s  %s", model_channel_text(&page_network, row, channel),
             address);
    return true;
}

static bool network_user_row(struct app *app, size_t index, char text[VALUE_TEXT * 2], int *id)
{
    char user[VALUE_TEXT];
    const struct model_user *row;

    if (index >= app->page.user_count)
        return false;
    row = &app->page.users[index];
    *id = row->id;
    model_user_text(row, user);
    if (!row->access_known)
        snprintf(text, VALUE_TEXT * 2, "%s", user);
    else
        snprintf(text, VALUE_TEXT * 2, "%-20s  %s%s", user,
                 value_word_text(&value_privilege, row->access.privilege),
                 row->access.enabled == USER_DISABLED ? _(", disabled") : "");
    return true;
}

static void network_channel_answered(void *data, struct app *app, int button)
{
    struct formview *form = data;

    if (button != 1)
        return;
    edit_reset(&app->edit);
    app_show_channel(app, (uint8_t)form->wanted);
}

static void network_channel_chosen(void *data, struct app *app, int id)
{
    struct formview *form = data;

    if (id == network_channel(app))
        return;
    form->wanted = id;
    if (edit_dirty(&app->edit, &app->page))
        ask_about_edits(app, _("Channel: there are edits"),
                        _("What you have edited is not saved yet. Showing another channel drops "
                          "it."),
                        network_channel_answered, form);
    else
        network_channel_answered(form, app, 1);
}

static void network_user_chosen(void *data, struct app *app, int id)
{
    (void)data;
    app->edit.user = (uint8_t)id;
}

static void network_choose(struct formview *form, struct app *app, int row)
{
    const struct choose channel = {
        .title = _("Channel: which of the BMC's LAN channels"),
        .row = network_channel_row,
        .current = network_channel(app),
        .chosen = network_channel_chosen,
        .data = form,
    };
    const struct choose user = {
        .title = _("User: whose password is set"),
        .row = network_user_row,
        .current = edit_user(&app->edit, &app->page),
        .chosen = network_user_chosen,
    };
    char text[ERROR_SENTENCE];

    if ((row == FIELD_CHANNEL ? app->page.channel_count : app->page.user_count) > 0) {
        choose_open(app, row == FIELD_CHANNEL ? &channel : &user);
        return;
    }
    snprintf(text, sizeof text,
             app->load_job != 0 ? _("%s: still being read") : _("%s: there is none"),
             field_label((enum field_id)row));
    formview_notice(form, app, text);
}

static void network_act(struct formview *form, struct app *app, int row)
{
    if (row == FIELD_CONTROLLER)
        controller_choose(app);
    else if (row != FIELD_DHCP)
        network_choose(form, app, row);
    else if (!formview_refuse_unread(form, app, row))
        edit_toggle(&app->edit, &app->page, FIELD_DHCP);
}

/* --- buttons and keys ------------------------------------------------------ */

static const struct formview_action network_actions[] = {
    {K_F2, N_("Save"), 0, N_("SAVE"), N_("Shows what will be written before it is sent"), NULL,
     formview_save},
    {K_NONE, NULL, 0, N_("IDENTIFY LIGHT"), N_("The light that shows which machine this is"), NULL,
     NULL, GO_IDENTIFY},
    {K_F7, N_("Manage"), 1, N_("MANAGE"), N_("The BMC's web address, also as a QR code"), NULL,
     NULL, GO_MANAGE},
    {K_F5, N_("Reload"), 3, N_("RELOAD"), N_("Reads everything from the BMC again"), NULL,
     formview_reload},
    {K_F1, N_("Help"), 0, N_("HELP"), N_("What every key does"), NULL, NULL, GO_HELP},
    {K_F10, N_("Leave"), 0, N_("LEAVE"), N_("Leaves bmctui; asks first when there are edits"),
     formview_may_leave, formview_leave},
    {K_F10, N_("Lock"), 0, N_("LOCK"), N_("Locks this console; asks first when there are edits"),
     formview_may_lock, formview_leave},
    {K_F3, N_("Show"), 4, NULL, NULL, formview_may_show, formview_show_secrets},
    {K_F9, N_("More"), 5, NULL, NULL, NULL, NULL, GO_MORE},
    {K_F6, N_("Light"), 2, NULL, NULL, NULL, formview_light},
    {0},
};

static const struct formview_page network_page = {
    .title = N_("Network > IPMI"),
    .actions = network_actions,
    .row_shown = network_row_shown,
    .text = network_text,
    .beside = network_beside,
    .act = network_act,
    .left = network_left,
    .awaited = network_awaited,
};

void network_open(struct app *app)
{
    formview_open(app, &network_page);
}
