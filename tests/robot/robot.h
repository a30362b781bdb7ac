/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A robot at the console: keys, pastes, mouse and resizes by chance, on the demo BMC in the pty
 * harness, and what must be so whatever it does. act.c makes and does what it does, watch.c looks,
 * session.c runs the console once, robot.c counts and shrinks.
 */
#ifndef BMCTUI_ROBOT_ROBOT_H
#define BMCTUI_ROBOT_ROBOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "pty/term.h"

/* --- chance ----------------------------------------------------------------- */

struct chance {
    uint64_t state;
};

void chance_init(struct chance *chance, uint64_t seed);
uint64_t chance_next(struct chance *chance);
int chance_to(struct chance *chance, int count); /* 0 to count - 1 */

/* --- acts --------------------------------------------------------------------- */

enum act_kind { ACT_BYTES, ACT_KEY, ACT_MOUSE, ACT_RESIZE, ACT_PAUSE, ACT_KINDS };

#define ACT_BYTES_MAX 400

struct act {
    enum act_kind kind;
    int one, two, three; /* mouse: row, column, button; resize: rows, columns; pause: ms */
    size_t length;       /* bytes; a key's name */
    char bytes[ACT_BYTES_MAX];
};

void act_make(struct act *act, struct chance *chance, bool mouse);
void act_do(const struct act *act, struct term *term);
void act_print(const struct act *act, FILE *to); /* one line */
bool act_parse(struct act *act, const char *line);

/* --- one run of the console ------------------------------------------------------ */

/* How it is started; chosen by chance, and the first line of a script. */
struct stage {
    int terminal, rows, cols, personality, faults, delay_ms;
};

void stage_make(struct stage *stage, struct chance *chance);
void stage_print(const struct stage *stage, FILE *to);
bool stage_parse(struct stage *stage, const char *line);

#define SESSION_ACTS 4000
#define SESSION_WRONG 600

struct session {
    struct stage stage;
    size_t count; /* acts done, or to be done */
    struct act acts[SESSION_ACTS];
    bool print; /* each act */
    bool wrong;
    char why[SESSION_WRONG];
    unsigned reviews, saves; /* seen */
};

/* Starts the console, does acts by chance until there are `most`, the console has left, or something
 * is wrong; then leaves it. chance NULL: does session->acts. folder is where its files are. */
void session_run(struct session *session, struct chance *chance, size_t most, const char *folder);

/* --- looking ---------------------------------------------------------------------- */

#define WATCH_TAIL 64

struct watch {
    struct term *term;
    FILE *trace;      /* --trace of the program; NULL until it is there */
    char trace_name[512];
    char tail[WATCH_TAIL + 1]; /* what came last before the last look */
    bool tiny;        /* the terminal is too small for the page */
    bool may_write;   /* a review has been seen, and what came of it may still go on */
    bool may_light;   /* the light's key was pressed, or its dialog seen */
    bool no_bmc;      /* it said that there is none: exit status 3 is right then */
    unsigned reviews, saves;
};

void watch_start(struct watch *watch, struct term *term, const char *trace_name);
void watch_end(struct watch *watch);
/* The act is about to be done. */
void watch_act(struct watch *watch, const struct act *act);
/* Between acts, the screen being quiet or not: NULL, or what is wrong. */
const char *watch_look(struct watch *watch);
/* The screen is quiet and shows what it should: the same. */
const char *watch_settled(struct watch *watch);

#endif
