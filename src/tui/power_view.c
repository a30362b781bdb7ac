/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "guard/wish.h"
#include "pages/power.h"
#include "tui/dialogs.h"
#include "tui/formview.h"

/* Over LAN it may be another one. */
static const char *power_section(struct app *app, const char *name, char *text, size_t size)
{
    const struct setting *state = &page_power.settings[POWER_STATE];

    if (!app->link.over_lan || model_known(app->model, POWER_RUNS) ||
        strcmp(name, setting_section(state)) != 0)
        return name;
    snprintf(text, size, _("The machine of %.60s"), app->target->hostname);
    return text;
}

/* Whether a wish that was ours has been taken by the BIOS. */
static void power_loaded(struct app *app)
{
    struct guard *guard = guard_create(app->target, app->settings->state_directory, NULL);

    wish_look(guard, app->model);
    guard_destroy(guard);
}

/* --- switching it ---------------------------------------------------------------------------- */

static bool power_is_off(struct app *app)
{
    struct chassis_status status;

    return power_status(app->model, &status) && (status.power & CHASSIS_ON) == 0;
}

static bool power_is_on(struct app *app)
{
    return !power_is_off(app);
}

static void power_shut_down(struct formview *form, struct app *app)
{
    (void)form;
    app_act(app, ACTION_SHUT_DOWN);
}

static void power_switch_off(struct formview *form, struct app *app)
{
    (void)form;
    app_act(app, ACTION_OFF);
}

static void power_cycle(struct formview *form, struct app *app)
{
    (void)form;
    app_act(app, ACTION_CYCLE);
}

static void power_reset(struct formview *form, struct app *app)
{
    (void)form;
    app_act(app, ACTION_RESET);
}

static void power_diagnose(struct formview *form, struct app *app)
{
    (void)form;
    app_act(app, ACTION_DIAGNOSE);
}

static void power_switch_on(struct formview *form, struct app *app)
{
    (void)form;
    app_act(app, ACTION_ON);
}

#define ASKED_FIRST                                                                                \
    N_("You are asked first. On the machine that you are using, its name has to be typed for all " \
       "but SHUT DOWN. It is sent to the BMC once and never repeated; then the state of the "      \
       "machine is read to see what came of it. It cannot be undone.")

/* clang-format off */
static const struct formview_action power_actions[] = {
    {.key = K_F2, .word = N_("Save"), .button = N_("SAVE"), .run = formview_save,
     .help = N_("Shows what will be written before it is sent"),
     .explain = N_("Checks everything, then shows what will be written. Nothing is sent until you "
                   "choose SAVE there. What was written is read back; if the BMC refuses a "
                   "value, everything is undone. The machine is not restarted.")},
    {.key = K_F5, .word = N_("Reload"), .drop = 3, .button = N_("RELOAD"), .run = formview_reload,
     .help = N_("Reads everything from the BMC again"),
     .explain = N_("Reads the page from the BMC again: the state of the machine, what happened to "
                   "its power, and what the BMC holds for the next boot. If there are unsaved "
                   "edits, you are asked first, because they would be lost.")},
    {.button = N_("BACK"), .run = formview_home,
     .help = N_("Back to Network > IPMI; asks first if there are unsaved edits"),
     .explain = N_("Goes back to the page Network > IPMI, which is as you left it. Esc does the "
                   "same. If there are unsaved edits on this page, you are asked first, because "
                   "they would be lost. What is saved stays in the BMC.")},
    {.apart = true, .button = N_("SHUT DOWN"), .run = power_shut_down, .offered = power_is_on,
     .help = N_("Asks the operating system to shut down"), .explain = ASKED_FIRST},
    {.button = N_("POWER OFF"), .run = power_switch_off, .offered = power_is_on,
     .help = N_("Off at once, without asking the operating system"), .explain = ASKED_FIRST},
    {.button = N_("CYCLE"), .run = power_cycle, .offered = power_is_on,
     .help = N_("Off at once, and on again"), .explain = ASKED_FIRST},
    {.button = N_("RESET"), .run = power_reset, .offered = power_is_on,
     .help = N_("Restarts at once, like the reset button"), .explain = ASKED_FIRST},
    {.button = N_("DIAGNOSE"), .run = power_diagnose, .offered = power_is_on,
     .help = N_("Sends a diagnostic interrupt; most systems stop then"), .explain = ASKED_FIRST},
    {.apart = true, .button = N_("SWITCH ON"), .run = power_switch_on, .offered = power_is_off,
     .help = N_("Switches the machine on"), .explain = ASKED_FIRST},
    {.key = K_F1, .word = N_("Help"), .go = GO_HELP},
    {.key = K_F9, .word = N_("More"), .drop = 5, .go = GO_MORE},
    {.key = K_F6, .word = N_("Light"), .drop = 2, .run = formview_light},
};
/* clang-format on */

static const struct formview_page power_page = {
    .class = &page_power,
    .section = power_section,
    .loaded = power_loaded,
    .actions = power_actions,
    .action_count = sizeof power_actions / sizeof *power_actions,
};

void power_open(struct app *app)
{
    formview_open(app, &power_page);
}
