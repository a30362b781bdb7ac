/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What all views share: the screen, the jobs, what the BMC holds and what the person wants. One of
 * it lives as long as the console runs; everything in it is its own but setup.
 */
#ifndef BMCTUI_TUI_APP_H
#define BMCTUI_TUI_APP_H

#include "base/clock.h"
#include "core/action.h"
#include "core/edit.h"
#include "core/report.h"
#include "guard/save_job.h"
#include "pages/pages.h"
#include "tui/first.h"
#include "tui/jobs.h"
#include "tui/light.h"
#include "tui/live.h"
#include "term/kernel_log.h"
#include "tui/lock.h"
#include "term/screen.h"
#include "tui/tui.h"
#include "tui/view.h"

#define APP_WATCHES 4
#define APP_CAPS    12 /* keys in the last row */

/* Where views ask to go: app_go(). */
enum app_go {
    GO_NOWHERE,
    GO_BMC,    /* a channel has come, or another BMC is shown: the no-BMC screen goes */
    GO_NO_BMC, /* app->load_error says why */
    GO_PAGE,
    GO_OTHER_PAGE, /* app_show_page() */
    GO_MORE,
    GO_LOCKED,
    GO_LOCKED_HELP,
    GO_LOGIN,
    GO_HELP,
    GO_IDENTIFY,
    GO_MANAGE,
    GO_REVIEW,  /* app->review_sentence: why it is shown again, or NULL */
    GO_REVIEW_PLAN, /* app_review_plan() */
    GO_SAVING,  /* app_save() */
    GO_PENDING, /* pending_settle() */
    GO_ACTION,  /* app_act() */
    GO_ACTION_TOLD,
    GO_GUEST,   /* Let somebody in */
    GO_GUEST_TOLD,
    GO_COUNT
};

/* What poll() said about a descriptor that is watched. */
typedef void app_ready(void *data, struct app *app, short revents);

#define REVIEW_SENTENCES 4

/* What a view says of a plan of changes, and wants to hear of it. */
struct review_words {
    const char *sentences[REVIEW_SENTENCES]; /* stand first, translated; copied; NULL: no more */
    /* Once, when the result has been closed, with the exit status of SPEC 2; or -1 when the review
     * was left and nothing sent. The page that lies beneath is being read anew by then. Not at all
     * where the console ends before. May be NULL. */
    void (*after)(void *data, struct app *app, int exit);
    void *data; /* stays the caller's */
};

struct app {
    const struct tui_setup *setup;
    const struct settings *settings;
    const struct clock *clock;
    struct screen *screen;
    struct keys keys;
    struct jobs *jobs;
    struct view *top;    /* the stack */
    struct view *closed; /* to be released */
    const struct view *drawn; /* in the last frame; only to be compared */
    unsigned go;         /* a bit an enum app_go, for flow.c */
    const struct page_class *other_page; /* for GO_OTHER_PAGE */
    const char *review_sentence;
    struct app_plan {
        struct plan plan;
        struct secret *password; /* the plan's */
        char sentences[REVIEW_SENTENCES][ERROR_SENTENCE];
        void (*after)(void *data, struct app *app, int exit);
        void *data;
    } *plan;             /* from app_review_plan() until its result is closed; else NULL */
    enum action_kind action; /* for GO_ACTION */
    uint16_t action_sensor;  /* of ACTION_REARM: lun << 8 | number, */
    char action_name[SDR_NAME]; /* and what it is called */
    bool action_told;        /* it has been looked for one before this start */
    struct save_job *next_save; /* until GO_SAVING has taken it */
    unsigned save_job;   /* shown by saving.c, 0: none */
    struct light light;  /* the identify light */
    unsigned light_open; /* views that show its state live: it is polled */
    struct app_form {
        struct model model; /* what the BMC holds, as far as it has been read */
        struct edit edit;   /* what is wanted */
        unsigned choosing;  /* the row whose list is open */
        bool read;          /* all of it, */
        struct bmc_error error; /* or how that ended; while another one is shown */
    } forms[PAGES_MOST];    /* of the form pages, as in pages[] */
    struct app_form *form;  /* the one that is shown, or lies beneath, */
    struct model *model;    /* its model */
    struct edit *edit;      /* and edit */
    struct app_form *loaded; /* that is being read, or was last */
    struct first first;  /* steps with a new BMC */
    struct live live;    /* what is looked for without a key */
    bool denied;         /* the BMC answered D4h to a write: read-only from then on */
    struct job_link link;
    struct lock lock;    /* of a locked console */
    struct guard_pending pending; /* a save that is not resolved, see pending.h */
    int64_t pending_ms;           /* when that was looked at; 0: not yet */
    bool pending_offered;         /* its dialog has been opened by itself */
    struct app_guests {
        int64_t ms;         /* when they were looked at; 0: not yet, or they have changed */
        unsigned job;       /* that ends some, 0: none */
        size_t count;
        bool left_alone;
        char banner[160];   /* "" nothing to be told */
    } guests;                     /* of this BMC, see guest_told.c */
    int64_t demo_until_ms;        /* the demo BMC's window, which nobody else counts; 0: none */
    struct app_list {
        struct list rows;
        struct list listed; /* indices of those that a filter shows, where there is one */
        bool filtered;
        bool read;        /* all of it, or a good part */
        bool more;        /* the BMC has more behind the last row */
        size_t current;   /* of the listed rows the one with the focus, */
        int top;          /* and the first of the window */
        void *state, *filter; /* the page's own */
    } lists[PAGES_MOST]; /* what list pages hold, by the digit of the page */
    struct kernel_log kernel_log;
    unsigned load_job;   /* reading under way, 0: none */
    unsigned light_job;
    struct bmc_error load_error; /* how the last reading ended */
    unsigned done, total; /* requests of the reading under way, as shown */
    int64_t progress_s;   /* when that was, in seconds of the reading */
    bool rest;           /* the page is there, other channels and users follow */
    int64_t load_ms;     /* when it started */
    struct bmc_target demo_target; /* for DEMO on the no-BMC screen */
    const struct bmc_target *target;
    size_t controller;        /* which of setup->controllers it is */
    size_t wanted_controller; /* while it is asked whether edits may be dropped */
    char host[65];       /* this machine's name */
    int64_t idle_enter_ms; /* Enter was pressed during a save, to no effect: dialog_held_enter() */
    bool leave;          /* the loop ends */
    int status;          /* with this */
    bool gone;           /* the terminal hung up */
    int signal;          /* that ends the program, 0: none */
    bool resized;        /* SIGWINCH has come */
    struct app_heading {
        char title[300], state[120];
        enum role bar;
        int columns; /* 0: those of the screen */
    } heading;           /* of the dialog that is drawn */
    struct app_caps {
        int count, end; /* end: column behind the last */
        struct app_cap {
            int col, at, bytes; /* of its name, on the screen and in the text */
            enum key_code code; /* K_NONE: of several, or not known */
        } of[APP_CAPS];
    } caps;              /* the keys of the last row */
    bool beep;           /* with the next frame, once */
    bool escape;         /* Esc has come; a digit may follow */
    bool hide;           /* the last frame before bmctui is left: no secrets in it */
    bool continued;      /* SIGCONT is old news */
    int save_status;     /* exit status of a save that a signal or hang-up ended (else -1), */
    char save_sentence[REPORT_HEADLINE + ERROR_SENTENCE + RECOVER_REMARK]; /* and what came of it */
    struct app_watch {
        int fd; /* -1: free */
        short events;
        app_ready *ready;
        void *data;
    } watches[APP_WATCHES];
};

int64_t app_now(const struct app *app);
void app_leave(struct app *app, int status);
void app_beep(struct app *app);
/* When the key, event or tick has been dealt with. */
void app_go(struct app *app, enum app_go where);
/* Asks about an action, does it, and shows what came of it. */
void app_act(struct app *app, enum action_kind kind);
void app_show_page(struct app *app, const struct page_class *page);
bool app_demo(const struct app *app);      /* the screen says DEMO */
/* The BMC answered D4h to a write: from now on the page shows what it holds, and nothing else. */
void app_denied(struct app *app);
void app_forget_edits(struct app *app); /* of the form page that is shown */
/* Network > IPMI, which keeps what it holds while others are shown; what is said of the BMC's
 * address, users and light is said of it. */
bool app_at_home(const struct app *app);
struct model *app_home(const struct app *app);
/* A form page; what has not been read of it is. */
void app_show_form(struct app *app, const struct page_class *page);
/* Any form page has edits. */
bool app_dirty(const struct app *app);
/* All edits of all, and the first page is shown. */
void app_reset_forms(struct app *app);
/* Only shows the first one again: nothing is read. */
void app_take_home(struct app *app);
/* Who holds this page; it is a form page. */
struct app_form *app_form_of(const struct app *app, const struct page_class *page);
bool app_read_only(const struct app *app); /* --read-only, or the BMC denied a write */

/* Nothing is read, nothing wanted; pages[0] is shown. */
void app_init_forms(struct app *app);
void app_release_forms(struct app *app);
/* What list pages hold is another BMC's, or was somebody else's to see. */
void app_forget_lists(struct app *app);

/* Row 0 of a page: "bmctui  TITLE    nas1    this machine (KCS)". */
void app_page_title(struct app *app, const char *title);
/* For a dialog's fill(): its title, which stands in row 0 or, of a box, in its upper edge; what
 * changes by itself behind it; and, where the title says what came of something, that it is a bar
 * (ROLE_BAR_GOOD, ROLE_BAR_BAD). */
void app_title(struct app *app, const char *text);
void app_title_state(struct app *app, const char *text);
void app_title_bar(struct app *app, enum role role);
int app_title_columns(const struct app *app); /* that there are for it */
/* For dialog.c: before that, columns of a box or 0; and row 0, DEMO at the right. */
void app_begin_title(struct app *app, int columns);
void app_draw_title(struct app *app);
/* A word at the end of row 0. */
void app_tag(struct app *app, const char *tag);
/* What stands there in place of the help row while Esc waits; else text. */
const char *app_help_text(const struct app *app, const char *text);
/* The last row: "Tab moves  Enter presses  Esc back", or "F1 Help  F2 Save"; a dialog's is its help
 * row, too. */
void app_key_line(struct app *app, const char *text);
enum key_code app_key_at(const struct app *app, int row, int col); /* for a click on it */
/* Rows between them: first and how many. */
int app_body_rows(const struct app *app);
#define APP_BODY_TOP 1

/* ready() is called when poll() says so about fd; takes the place of the one with the same fd. The
 * fd stays the caller's. */
void app_watch(struct app *app, int fd, short events, app_ready *ready, void *data);
void app_unwatch(struct app *app, int fd);

/* Reads the page afresh (RELOAD, RETRY, after a save): channel 0: choose. Edits stay. On a locked
 * screen: what is shown there, and what is known stays until it has come. */
void app_load(struct app *app, uint8_t channel);
/* Another channel, of those that are known. */
void app_show_channel(struct app *app, uint8_t channel);
/* The values of the channel shown, after a save. Edits stay. */
void app_read_again(struct app *app);
/* "this machine", for titles. Returns text. */
const char *app_bmc_name(const struct app *app, char *text, size_t size);
/* Esc: stops waiting for the BMC. */
void app_stop(struct app *app);
/* The dialog's choices and F6: sends it. Beeps while one is under way, or when read-only. */
void app_light(struct app *app, enum light_kind kind, uint8_t seconds);
/* Reviews a plan of plan_of_changes(), saves it, shows what came of it. The plan and its password
 * are copied. */
void app_review_plan(struct app *app, const struct plan *plan, const struct review_words *words);
/* Its password is of no more use here. */
void app_plan_wipe(struct app *app);
void app_plan_drop(struct app *app);
/* For flow.c and the dialogs on the way: that one is over, see review_words. */
void app_plan_ended(struct app *app, int exit);
/* A job that writes, with what the console's settings say of it: for app_save(), or to be submitted
 * by whoever shows it. plan: as save_job_create(). */
struct save_job *app_save_job(const struct app *app, enum save_job_kind kind,
                              const struct plan *plan);
/* Does it, and shows how it goes and what comes of it. Takes it over. */
void app_save(struct app *app, struct save_job *save);
/* Another BMC, or another person: whatever is pending is looked for, and offered once more. */
void app_forget_pending(struct app *app);
/* Another BMC: closes the link, forgets page and edits, reads. */
void app_switch(struct app *app, const struct bmc_target *target);

/* For the loop: what an event means to all; then the views get it. */
void app_event(struct app *app, const struct job_event *event);
/* identify.c: for the loop, too. */
void app_light_event(struct app *app, const struct job_event *event);
int64_t app_light_tick(struct app *app, int64_t now_ms);

#endif
