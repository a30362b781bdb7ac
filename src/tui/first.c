/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/first.h"

#include <string.h>

#include "base/i18n.h"
#include "pages/network.h"
#include "tui/app.h"

static bool first_is_factory_name(const char *name)
{
    static const char *const names[] = {"ADMIN", "admin", "Administrator", "root", "USERID"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static void first_look(struct app *app)
{
    const struct model_user *user = model_user(app_home(app), app_home(app)->default_user);
    const struct value *address = model_value(app_home(app), FIELD_ADDRESS);

    if (!value_known(address) || (user == NULL && !app_home(app)->users_complete))
        return;
    app->first.state = address->number == 0 && user != NULL && first_is_factory_name(user->name)
                           ? FIRST_FACTORY
                           : FIRST_NOTHING;
}

static const char *first_without_address(const struct app *app)
{
    bool dhcp = model_number(app_home(app), FIELD_IP_SOURCE) == IP_SOURCE_DHCP;

    if (app->first.password && dhcp)
        return _("New BMC: 1. wait for the lease, or enter an address  2. MANAGE: try it");
    if (app->first.password)
        return _("New BMC: 1. IPv4 Address or DHCP  2. SAVE  3. MANAGE: try it");
    if (dhcp)
        return _("New BMC: 1. wait for the lease, or enter an address  2. Password  3. SAVE");
    return _("New BMC: 1. IPv4 Address or DHCP  2. Password  3. SAVE  4. MANAGE: try it");
}

static const char *first_step(const struct app *app)
{
    if (!network_has_address(app_home(app)))
        return first_without_address(app);
    if (!app->first.password)
        return _("New BMC: 1. Password, unless one has been set  2. SAVE  3. MANAGE: try it");
    return _("New BMC: MANAGE shows its web address; CHECK there tries it");
}

const char *first_text(struct app *app)
{
    if (app->first.state == FIRST_UNKNOWN)
        first_look(app);
    if (app->first.state != FIRST_FACTORY || app_read_only(app))
        return "";
    if (app->first.text == NULL || model_known(app_home(app), FIELD_ADDRESS))
        app->first.text = first_step(app);
    return app->first.text;
}

void first_saved(struct app *app)
{
    app->first.password = app->first.password || secret_length(app->forms[0].edit.password) > 0;
}

void first_tried(struct app *app)
{
    if (network_has_address(app_home(app)))
        app->first.state = FIRST_NOTHING;
}
