/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the terminal's bytes to keys. Knows no terminal and no ncurses: bytes and the time go in,
 * keys come out, so that every rule about Esc is tested without one.
 *
 * Esc then 1-9, 0 within escape_ms is F1-F9, F10; Esc Esc is Escape at once; Esc and nothing for
 * escape_ms is Escape. Sequences that start with ESC [ or ESC O may come as slowly as they like:
 * known ones act, others are swallowed whole (K_UNKNOWN). So are Alt and any other key, which come
 * as Esc and that key at once, and the answers of terminals to others' questions (the strings OSC,
 * DCS, APC, PM and SOS). Esc and later another key are two. A character outside ASCII is one key,
 * however many bytes it has.
 */
#ifndef BMCTUI_TERM_KEYS_H
#define BMCTUI_TERM_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

enum key_code {
    K_NONE,
    K_TEXT,   /* printable ASCII, blank included: byte */
    K_LETTER, /* a printable character outside ASCII: letter */
    K_ENTER, K_TAB, K_BACKTAB, K_ESCAPE,
    K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PAGE_UP, K_PAGE_DOWN,
    K_INSERT, K_BACKSPACE, K_DELETE,
    K_CTRL_C, K_CTRL_L, K_CTRL_U, K_CTRL_Z,
    K_UNKNOWN, /* a key without a meaning: beeps */
    K_CLICK,   /* the mouse: row and col */
    K_WHEEL_UP, K_WHEEL_DOWN,
    K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10, K_F11, K_F12
};

#define KEYS_LETTER 8 /* bytes of a character, and the NUL */

struct key {
    enum key_code code;
    char byte;      /* with K_TEXT, else 0 */
    char letter[KEYS_LETTER]; /* K_LETTER: in the locale's encoding, or a byte that is in none */
    short row, col; /* of the mouse, on the terminal, from 0 */
};

#define KEYS_SEQUENCE 16 /* bytes kept of a sequence; longer ones are swallowed */
#define KEYS_LEARNED 48

struct keys {
    int64_t escape_ms; /* may change at any time */
    enum keys_state {
        KEYS_PLAIN,
        KEYS_ESCAPE, /* ESC has come */
        KEYS_CSI,    /* ESC [ */
        KEYS_LINUX,  /* ESC [ [ */
        KEYS_SS3,    /* ESC O */
        KEYS_MOUSE,  /* ESC [ M, and three bytes of any kind */
        KEYS_STRING  /* ESC ] and the like: an answer of the terminal, if more comes at once */
    } state;
    bool one_byte;      /* KEYS_STRING began as one byte, so one byte can end it */
    bool mouse;         /* the terminal reports it: whoever has asked for that says so */
    bool bytes;         /* those of foreign characters are K_TEXT: a login's password */
    int64_t now_ms;     /* of the current byte */
    int64_t since_ms;   /* when ESC came; the byte before, of KEYS_MOUSE and KEYS_STRING */
    int64_t escaped_ms; /* of Esc Esc, for a sequence that follows at once; -1 */
    int64_t return_ms;  /* of CR, for the LF that some lines add; -1 */
    unsigned more;      /* bytes of a UTF-8 character still to come, where the locale has none */
    mbstate_t character; /* one of several bytes that is not whole yet: */
    size_t letter_length;
    char letter[KEYS_LETTER];
    size_t length;
    char sequence[KEYS_SEQUENCE]; /* what came after ESC */
    size_t learned_count;
    struct {
        enum key_code code;
        char sequence[KEYS_SEQUENCE]; /* without ESC */
    } learned[KEYS_LEARNED]; /* terminfo's own, before the table */
};

void keys_init(struct keys *keys, int64_t escape_ms);
/* A sequence of this terminal (terminfo), ESC included. Ignored when it does not start with
 * ESC [ or ESC O, or is too long. */
void keys_learn(struct keys *keys, enum key_code code, const char *sequence);

/* Before a byte is fed. true: *key is Escape, as the Esc before it was a key of its own. */
bool keys_escape_before(struct keys *keys, unsigned char byte, int64_t now_ms, struct key *key);
/* true: the byte completes *key. */
bool keys_feed(struct keys *keys, unsigned char byte, int64_t now_ms, struct key *key);
/* Esc has come, and it is not known yet what it means: a person should see that. */
bool keys_wait(const struct keys *keys, int64_t now_ms);
/* When that begins, or when to call keys_tick(); -1: never. */
int64_t keys_deadline(const struct keys *keys, int64_t now_ms);
/* After the deadline. true: *key is Escape. */
bool keys_tick(struct keys *keys, int64_t now_ms, struct key *key);

#endif
