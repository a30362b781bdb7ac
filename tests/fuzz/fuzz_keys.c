/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terminal's bytes, two of the input each: the byte, and how long after the one before it came.
 * An oracle of its own says what may come out of half a sequence: never a text, never Escape.
 */
#include <string.h>

#include "fuzz/fuzz.h"
#include "term/keys.h"

#define ESCAPE_MS 2000

static const int64_t pauses[] = {0, 0, 0, 0, 1, 50, 99, 100, 101, 500, 1999, 2000, 2001, 60000};
#define PAUSES (sizeof pauses / sizeof *pauses)

/* As from terminfo, which has no Escape: were it taught, half a sequence might well tell it. */
static void learn(struct keys *keys, struct fuzz *fuzz)
{
    unsigned count = fuzz_pick(fuzz, KEYS_LEARNED + 1);
    char sequence[40];

    for (unsigned i = 0; i < count && fuzz->left > 0; i++) {
        enum key_code code = (enum key_code)(K_LETTER + 1 + i % (K_F12 - K_LETTER));

        fuzz_line(fuzz, sequence, sizeof sequence);
        if (code != K_ESCAPE)
            keys_learn(keys, code, sequence);
    }
}

static void check_key(const struct key *key)
{
    FUZZ_CHECK(key->code > K_NONE && key->code <= K_F12);
    FUZZ_CHECK(key->row >= 0 && key->col >= 0);
    if (key->code == K_TEXT)
        FUZZ_CHECK(key->byte >= ' ' && key->byte <= '~');
    else
        FUZZ_CHECK(key->byte == '\0');
    if (key->code == K_LETTER)
        FUZZ_CHECK(key->letter[0] != '\0' && memchr(key->letter, '\0', KEYS_LETTER) != NULL);
}

/* A byte that comes while a sequence is under way belongs to it. Text is told only by the keypad
 * in application mode, ESC O and one letter. */
static void check_swallowed(const struct keys *before, unsigned char byte, int64_t now,
                            const struct key *key)
{
    bool keypad = before->state == KEYS_SS3 && before->length == 1;
    bool at_once = before->state == KEYS_MOUSE || before->state == KEYS_STRING;

    if (before->state == KEYS_PLAIN || byte < 0x20 || byte == 0x7f)
        return;
    if (at_once && (now - before->since_ms > 100 || before->length == 0))
        return; /* it had to follow at once, and with a byte that such a thing begins with */
    if (!keypad)
        FUZZ_CHECK(key->code != K_TEXT);
    FUZZ_CHECK(key->code != K_ESCAPE);
}

static void pass_time(struct keys *keys, int64_t now)
{
    struct key key;
    int64_t due = keys_deadline(keys, now);
    bool told = keys_tick(keys, now, &key);

    FUZZ_CHECK(told == (due >= 0 && now >= due));
    if (told)
        FUZZ_CHECK(key.code == K_ESCAPE && keys->state == KEYS_PLAIN);
}

void fuzz_keys(const uint8_t *data, size_t size)
{
    struct fuzz fuzz = {data, size};
    struct keys keys;
    struct key key;
    int64_t now = 1000;

    keys_init(&keys, ESCAPE_MS);
    if (fuzz_flag(&fuzz))
        learn(&keys, &fuzz);
    if (fuzz_flag(&fuzz))
        keys.mouse = true;
    while (fuzz.left > 0) {
        unsigned char byte = fuzz_byte(&fuzz);
        struct keys before;

        now += pauses[fuzz_pick(&fuzz, PAUSES)];
        pass_time(&keys, now);
        if (keys_escape_before(&keys, byte, now, &key))
            FUZZ_CHECK(key.code == K_ESCAPE && keys.state == KEYS_PLAIN);
        before = keys;
        if (keys_feed(&keys, byte, now, &key)) {
            check_key(&key);
            check_swallowed(&before, byte, now, &key);
        }
        FUZZ_CHECK(keys.length <= KEYS_SEQUENCE && keys.state <= KEYS_STRING);
    }
    /* However it ended: Escape after its time, and then a letter is a letter. */
    now += ESCAPE_MS;
    pass_time(&keys, now);
    (void)keys_feed(&keys, '\r', now, &key);
    now += ESCAPE_MS;
    FUZZ_CHECK(keys_feed(&keys, 'x', now, &key) && key.code == K_TEXT && key.byte == 'x');
}
