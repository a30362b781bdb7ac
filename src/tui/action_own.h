/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the dialog of an action is made of: for action.c and action_fill.c only. */
#ifndef BMCTUI_TUI_ACTION_OWN_H
#define BMCTUI_TUI_ACTION_OWN_H

#include "base/host.h"
#include "core/event_clock.h"
#include "guard/action_job.h"
#include "tui/dialog.h"

enum {
    BUTTON_BACK = 1,
    BUTTON_IN_ORDER,
    BUTTON_GO,
    BUTTON_UTC,
    BUTTON_LOCAL,
    BUTTON_STOP,
    BUTTON_CLOSE,
    ITEM_NAME
};
enum asking { ASK_READING, ASK_QUESTION, ASK_STOP, ASK_RUNNING, ASK_DONE };

/* What has to be known for the question. */
struct scene {
    enum action_kind kind;
    enum here here;
    bool power_known;
    struct chassis_status power;
    int people; /* logged in here, -1: not known */
    struct event_clock clock; /* of SET CLOCK */
    struct watchdog watchdog; /* of STOP WATCHDOG */
};

struct action_dialog {
    struct dialog dialog;
    enum action_kind kind;
    enum asking stage;
    struct scene scene;
    struct secret *name; /* what is typed; a struct line wants it so */
    struct line line;
    char host[HOST_NAME];
    char sensor[SDR_NAME]; /* what that of RE-ARM is called */
    char wrong[ERROR_SENTENCE]; /* about what is typed, or "" */
    int64_t until_ms;           /* of the seconds with STOP */
    struct action action;       /* as told last */
    char said[ERROR_SENTENCE * 2];
    char remark[ERROR_SENTENCE];
};

/* The machine is the one that we run on. */
bool action_is_here(const struct action_dialog *ask);
/* Its name has to be typed, and there are seconds to stop it. */
bool action_is_dangerous(const struct action_dialog *ask);
void action_fill(struct dialog *dialog);

#endif
