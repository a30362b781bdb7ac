/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the dialog "Let somebody in" is made of: for guest_view.c and guest_fill.c only. */
#ifndef BMCTUI_TUI_GUEST_OWN_H
#define BMCTUI_TUI_GUEST_OWN_H

#include "base/i18n.h"
#include "guard/guest_job.h"
#include "tui/dialog.h"

#define GUEST_FOR pgettext("so many hours", "For")

enum {
    GUEST_BACK = 1,
    GUEST_LET_IN,
    GUEST_STOP,
    GUEST_DONE_BUTTON,
    GUEST_MORE,
    GUEST_END_NOW,
    GUEST_ANOTHER,
    GUEST_NAME,
    GUEST_PRIVILEGE,
    GUEST_HOURS,
    GUEST_SOL
};

enum guest_stage {
    GUEST_ASKING,
    GUEST_RUNNING,
    GUEST_IN,    /* somebody is: with his password if he has just been let in */
    GUEST_ENDED  /* or not let in: what came of it */
};

struct guest_dialog {
    struct dialog dialog;
    enum guest_stage stage;
    enum guest_job_kind kind; /* what runs, or ran last */
    struct secret *name;      /* what is typed; a struct line wants it so */
    struct line line;
    enum privilege privilege;
    unsigned hours;
    bool sol;
    struct secret *password;  /* empty: not known here */
    int password_row, password_col; /* of the board; row -1: not on it */
    struct save_state *progress;    /* as told last */
    struct guest_result result;
    char said[ERROR_SENTENCE * 2];  /* what came of it, or what is wrong; "" nothing */
    bool good;                      /* it is no error */
};

/* Whether this console may show passwords. */
bool guest_may_show(const struct app *app);
void guest_fill(struct dialog *dialog);
/* Draws the password, which no board copies. */
void guest_beside(struct dialog *dialog, int row);

#endif
