/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the buttons and keys of a list page do.
 */
#include <stdio.h>

#include "base/i18n.h"
#include "tui/listview.h"

static void listview_back(struct listview *view)
{
    dialog_close(&view->dialog);
}

static void listview_light(struct listview *view)
{
    view->light = true;
    app_light(view->dialog.app, LIGHT_TOGGLE, 0);
}

/* clang-format off */
static const struct listview_action listview_common[] = {
    {.key = K_F5, .word = N_("Reload"), .drop = 2, .button = N_("RELOAD"), .run = listview_reload,
     .help = N_("Reads this page from the BMC again")},
    {.button = N_("BACK"), .run = listview_back, .help = N_("Back to Network > IPMI")},
    {.key = K_F1, .word = N_("Help"), .go = GO_HELP},
    {.key = K_F6, .word = N_("Light"), .drop = 1, .run = listview_light},
    {.key = K_F9, .word = N_("More"), .go = GO_MORE},
};
/* clang-format on */

enum { COMMON_BUTTONS = 2, COMMON = sizeof listview_common / sizeof *listview_common };

/* Of the page's own with a button, or of those without, the one with this index; NULL: there are
 * fewer, and *index is less by as many. */
static const struct listview_action *listview_own(const struct listview *view, bool button,
                                                  int *index)
{
    for (int i = 0; i < view->page->action_count; i++) {
        const struct listview_action *action = &view->page->actions[i];

        if ((action->button != NULL) == button &&
            (action->offered == NULL || action->offered(view)) && (*index)-- == 0)
            return action;
    }
    return NULL;
}

int listview_buttons(const struct listview *view)
{
    int index = view->page->action_count, most = index;

    (void)listview_own(view, true, &index);
    return most - index + COMMON_BUTTONS;
}

/* The buttons of both come first. */
const struct listview_action *listview_action(const struct listview *view, int index)
{
    const struct listview_action *common = listview_common, *own;
    int buttons = COMMON_BUTTONS;

    if (view->page->reload_first) {
        if (index-- == 0)
            return common;
        common++;
        buttons--;
    }
    own = listview_own(view, true, &index);
    if (own != NULL)
        return own;
    if (index < buttons)
        return &common[index];
    index -= buttons;
    own = listview_own(view, false, &index);
    if (own != NULL)
        return own;
    index += COMMON_BUTTONS;
    return index < COMMON ? &listview_common[index] : NULL;
}

const struct listview_action *listview_key_action(const struct listview *view, enum key_code key)
{
    const struct listview_action *action;

    for (int i = 0; (action = listview_action(view, i)) != NULL; i++)
        if (action->key == key && key != K_NONE)
            return action;
    return NULL;
}

void listview_run_action(struct listview *view, const struct listview_action *action)
{
    struct app *app = view->dialog.app;

    if (action->writes && app_read_only(app)) {
        listview_say(view, ROLE_ERROR, _("Read-only: nothing can be changed here."));
        app_beep(app);
    } else if (action->run != NULL) {
        action->run(view);
    } else {
        app_go(app, action->go);
    }
}

void listview_say(struct listview *view, enum role role, const char *text)
{
    snprintf(view->said, sizeof view->said, "%s", text);
    view->said_role = role;
}
