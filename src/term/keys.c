/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/keys.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include "term/sequence.h"

#define BYTE_ESC 0x1b
#define BYTE_BEL 0x07
/* ESC O, ESC [ and ESC \ as one byte: a VT220 in 8-bit mode */
#define BYTE_SS3 0x8f
#define BYTE_CSI 0x9b
#define BYTE_ST  0x9c
/* From such a byte to the one after ESC. */
#define BYTE_TO_ESC 0x40
/* After ESC these start a string: OSC, DCS, APC, PM, SOS. */
#define STRING_STARTS "]P_^X"

/* The longest pause in what a terminal sends in one go: a sequence after Esc Esc (Alt with an arrow
 * key), what follows ESC ] or ESC [ M. */
#define MEANT_TOGETHER_MS 100
/* Esc and another key are one, Alt and that key, when they come within this time; a person takes
 * longer for two. */
#define ALT_MS 50
/* Once a string has begun like that, the rest may come in pieces, over a network. */
#define STRING_PAUSE_MS 1000

void keys_init(struct keys *keys, int64_t escape_ms)
{
    *keys = (struct keys){.escape_ms = escape_ms, .escaped_ms = -1, .return_ms = -1};
}

void keys_learn(struct keys *keys, enum key_code code, const char *sequence)
{
    size_t length;

    if (sequence == NULL || sequence[0] != BYTE_ESC || (sequence[1] != '[' && sequence[1] != 'O'))
        return;
    length = strlen(sequence + 1);
    if (length >= KEYS_SEQUENCE)
        return;
    assert(keys->learned_count < KEYS_LEARNED);
    memcpy(keys->learned[keys->learned_count].sequence, sequence + 1, length + 1);
    keys->learned[keys->learned_count++].code = code;
}

static bool key_tell(struct key *key, enum key_code code)
{
    *key = (struct key){.code = code};
    return true;
}

static bool key_tell_text(struct key *key, char byte)
{
    *key = (struct key){.code = K_TEXT, .byte = byte};
    return true;
}

static bool key_tell_letter(struct key *key, const char *bytes, size_t length)
{
    *key = (struct key){.code = K_LETTER};
    memcpy(key->letter, bytes, length);
    return true;
}

/* --- sequences ------------------------------------------------------------ */

/* K_NONE: terminfo has no such sequence. */
static enum key_code keys_learned(const struct keys *keys)
{
    for (size_t i = 0; i < keys->learned_count; i++)
        if (strcmp(keys->learned[i].sequence, keys->sequence) == 0)
            return keys->learned[i].code;
    return K_NONE;
}

/* A sequence is complete, but for the three bytes after ESC [ M; without a mouse the bell rings
 * now. */
static bool keys_finish(struct keys *keys, struct key *key)
{
    enum key_code code;

    keys->state = KEYS_PLAIN;
    if (keys->length >= KEYS_SEQUENCE)
        return key_tell(key, K_UNKNOWN);
    keys->sequence[keys->length] = '\0';
    code = keys_learned(keys);
    if (code != K_NONE)
        return key_tell(key, code);
    if (strcmp(keys->sequence, "[M") == 0) {
        keys->state = KEYS_MOUSE;
        keys->length = 0;
        keys->since_ms = keys->now_ms;
        return keys->mouse ? false : key_tell(key, K_UNKNOWN);
    }
    return sequence_key(keys->sequence, keys->mouse, key);
}

static void keys_keep(struct keys *keys, unsigned char byte)
{
    if (keys->length < KEYS_SEQUENCE)
        keys->sequence[keys->length++] = (char)byte;
}

/* ESC [, ESC O. */
static bool keys_start(struct keys *keys, unsigned char byte)
{
    keys->state = byte == '[' ? KEYS_CSI : KEYS_SS3;
    keys->length = 0;
    keys_keep(keys, byte);
    return false;
}

/* rxvt ends Shift with an editing key in '$', which elsewhere only stands in the middle. */
static bool keys_csi_ends(const struct keys *keys, unsigned char byte)
{
    if (byte == '$')
        return keys->length > 1 && keys->sequence[1] >= '0' && keys->sequence[1] <= '9';
    return byte >= 0x40 && byte <= 0x7e;
}

static bool keys_in_csi(struct keys *keys, unsigned char byte, struct key *key)
{
    bool linux_key = byte == '[' && keys->length == 1;

    keys_keep(keys, byte);
    if (linux_key)
        keys->state = KEYS_LINUX;
    return !linux_key && keys_csi_ends(keys, byte) ? keys_finish(keys, key) : false;
}

static bool keys_in_mouse(struct keys *keys, unsigned char byte, struct key *key)
{
    keys_keep(keys, byte);
    if (keys->length < 3)
        return false;
    keys->state = KEYS_PLAIN;
    return keys->mouse && sequence_mouse(keys->sequence, key);
}

/* The bell rings now; the rest is silent. */
static bool keys_start_string(struct keys *keys, bool one_byte, struct key *key)
{
    keys->state = KEYS_STRING;
    keys->one_byte = one_byte;
    keys->since_ms = keys->now_ms;
    keys->length = 0;
    return key_tell(key, K_UNKNOWN);
}

/* --- Esc and what follows --------------------------------------------------- */

static bool keys_after_escape(struct keys *keys, unsigned char byte, struct key *key)
{
    keys->state = KEYS_PLAIN;
    if (byte == '[' || byte == 'O')
        return keys_start(keys, byte);
    if (byte != '\0' && strchr(STRING_STARTS, byte) != NULL)
        return keys_start_string(keys, false, key);
    if (byte == BYTE_ESC) {
        keys->escaped_ms = keys->now_ms;
        return key_tell(key, K_ESCAPE);
    }
    if (byte == '0')
        return key_tell(key, K_F10);
    if (byte >= '1' && byte <= '9')
        return key_tell(key, (enum key_code)(K_F1 + (byte - '1')));
    /* Shift-Tab on the Linux console */
    return key_tell(key, byte == '\t' ? K_BACKTAB : K_UNKNOWN);
}

/* ESC ] 11 ; rgb:... BEL, ESC P > | NAME ESC \. Esc and anything else is a key again: the
 * end of the string was lost. */
static bool keys_in_string(struct keys *keys, unsigned char byte, struct key *key)
{
    bool escaped = keys->length > 0 && keys->sequence[0] == BYTE_ESC;

    if (escaped && byte != '\\')
        return keys_after_escape(keys, byte, key);
    keys->length = 1;
    keys->sequence[0] = (char)byte;
    if (escaped || byte == BYTE_BEL || (keys->one_byte && byte == BYTE_ST))
        keys->state = KEYS_PLAIN;
    return false;
}

/* --- characters that are not ASCII --------------------------------------------- */

static void keys_forget_character(struct keys *keys)
{
    memset(&keys->character, 0, sizeof keys->character);
    keys->letter_length = 0;
    keys->more = 0;
}

/* Unknown to the locale: a VT220's, else most likely UTF-8. One bell a character. */
static bool keys_foreign_byte(struct keys *keys, unsigned char byte, struct key *key)
{
    bool letter = MB_CUR_MAX == 1 && iswprint(btowc(byte)) != 0;
    const char one = (char)byte;

    if (byte < 0xc0 && keys->more > 0) {
        keys->more--;
        return false;
    }
    if (!letter && (byte == BYTE_CSI || byte == BYTE_SS3))
        return keys_start(keys, byte - BYTE_TO_ESC);
    if (!letter && byte >= 0x80 && byte < 0xa0 && strchr(STRING_STARTS, byte - BYTE_TO_ESC) != NULL)
        return keys_start_string(keys, true, key);
    keys->more = letter ? 0 : byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0;
    return key_tell_letter(key, &one, 1);
}

/* Whether a byte belongs to a character outside ASCII (*taken). In some encodings all but the first
 * may look like ASCII. */
static bool keys_in_character(struct keys *keys, unsigned char byte, bool *taken, struct key *key)
{
    bool inside = mbsinit(&keys->character) == 0;
    char one = (char)byte;
    wchar_t wide;
    size_t result;

    *taken = true;
    if (byte < 0x20 || (byte < 0x80 && !inside)) {
        *taken = false;
        keys_forget_character(keys);
        return false;
    }
    if (MB_CUR_MAX == 1)
        return keys_foreign_byte(keys, byte, key);
    if (keys->letter_length < KEYS_LETTER - 1)
        keys->letter[keys->letter_length++] = one;
    result = mbrtowc(&wide, &one, 1, &keys->character);
    if (result == (size_t)-2)
        return false;
    if (result != (size_t)-1 && wide != BYTE_CSI && wide != BYTE_SS3) {
        bool printable = iswprint((wint_t)wide) != 0;
        size_t length = keys->letter_length;

        keys->letter_length = 0;
        return printable ? key_tell_letter(key, keys->letter, length) : key_tell(key, K_UNKNOWN);
    }
    keys_forget_character(keys);
    *taken = byte >= 0x80;
    return *taken ? keys_foreign_byte(keys, byte, key) : false;
}

/* --- plain bytes ------------------------------------------------------------ */

static bool keys_soon_after(const struct keys *keys, int64_t then_ms)
{
    return then_ms >= 0 && keys->now_ms - then_ms <= MEANT_TOGETHER_MS;
}

/* The second half of Esc Esc may have been the start of a sequence: Alt with an arrow key. */
static bool keys_start_behind_escape(struct keys *keys, unsigned char byte)
{
    bool soon = keys_soon_after(keys, keys->escaped_ms);

    keys->escaped_ms = -1;
    if (!soon || (byte != '[' && byte != 'O'))
        return false;
    keys_start(keys, byte);
    return true;
}

/* Some lines send CR LF for Enter. */
static bool keys_second_half_of_return(struct keys *keys, unsigned char byte)
{
    bool soon = keys_soon_after(keys, keys->return_ms);

    keys->return_ms = byte == '\r' ? keys->now_ms : -1;
    return byte == '\n' && soon;
}

static bool keys_control(unsigned char byte, struct key *key)
{
    static const enum key_code controls[0x80] = {
        [0x03] = K_CTRL_C, ['\b'] = K_BACKSPACE, ['\t'] = K_TAB,    ['\n'] = K_ENTER,
        [0x0c] = K_CTRL_L, ['\r'] = K_ENTER,     [0x15] = K_CTRL_U, [0x1a] = K_CTRL_Z,
        [0x7f] = K_BACKSPACE,
    };

    if (byte == '\0') /* CR NUL, as telnet has it */
        return false;
    return key_tell(key, controls[byte] != K_NONE ? controls[byte] : K_UNKNOWN);
}

static bool keys_plain(struct keys *keys, unsigned char byte, struct key *key)
{
    bool taken, told;

    if (keys->bytes && byte >= 0x80)
        return key_tell_text(key, (char)byte);
    told = keys_in_character(keys, byte, &taken, key);
    if (taken)
        return told;
    if (keys_start_behind_escape(keys, byte) || keys_second_half_of_return(keys, byte))
        return false;
    return byte >= 0x20 && byte != 0x7f ? key_tell_text(key, (char)byte) : keys_control(byte, key);
}

/* After too long a pause the byte is a key again. */
static void keys_give_up(struct keys *keys, unsigned char byte)
{
    bool string = keys->state == KEYS_STRING;
    int64_t pause_ms = string && keys->length > 0 ? STRING_PAUSE_MS : MEANT_TOGETHER_MS;

    if (!string && keys->state != KEYS_MOUSE)
        return;
    if (keys->now_ms - keys->since_ms > pause_ms ||
        (byte < 0x20 && !(string && (byte == BYTE_ESC || byte == BYTE_BEL))))
        keys->state = KEYS_PLAIN;
    keys->since_ms = keys->now_ms;
}

bool keys_feed(struct keys *keys, unsigned char byte, int64_t now_ms, struct key *key)
{
    bool in_sequence =
        keys->state == KEYS_CSI || keys->state == KEYS_LINUX || keys->state == KEYS_SS3;

    keys->now_ms = now_ms;
    keys_give_up(keys, byte);
    /* A sequence that never ended: Esc and control keys count again. */
    if (in_sequence && (byte < 0x20 || byte == 0x7f))
        keys->state = KEYS_PLAIN;
    if (keys->state == KEYS_PLAIN && byte == BYTE_ESC) {
        keys_forget_character(keys);
        keys->state = KEYS_ESCAPE;
        keys->since_ms = now_ms;
        return false;
    }
    switch (keys->state) {
    case KEYS_ESCAPE:
        return keys_after_escape(keys, byte, key);
    case KEYS_CSI:
        return keys_in_csi(keys, byte, key);
    case KEYS_LINUX:
        keys_keep(keys, byte);
        return keys_finish(keys, key);
    case KEYS_SS3:
        keys_keep(keys, byte);
        return (byte >= '0' && byte <= '9') || byte == ';' ? false : keys_finish(keys, key);
    case KEYS_MOUSE:
        return keys_in_mouse(keys, byte, key);
    case KEYS_STRING:
        return keys_in_string(keys, byte, key);
    case KEYS_PLAIN:
        break;
    }
    return keys_plain(keys, byte, key);
}

/* ESC [ and ESC O may come slowly; a digit may be typed; what starts a string is sent with it. */
static bool keys_belongs(const struct keys *keys, unsigned char byte, int64_t now_ms)
{
    int64_t pause_ms = now_ms - keys->since_ms;

    if (byte == '[' || byte == 'O' || byte == BYTE_ESC || (byte >= '0' && byte <= '9'))
        return true;
    return pause_ms <= ALT_MS ||
           (byte != '\0' && strchr(STRING_STARTS, byte) != NULL && pause_ms <= MEANT_TOGETHER_MS);
}

bool keys_escape_before(struct keys *keys, unsigned char byte, int64_t now_ms, struct key *key)
{
    if (keys->state != KEYS_ESCAPE || keys_belongs(keys, byte, now_ms))
        return false;
    keys->state = KEYS_PLAIN;
    return key_tell(key, K_ESCAPE);
}

bool keys_wait(const struct keys *keys, int64_t now_ms)
{
    return keys->state == KEYS_ESCAPE && now_ms - keys->since_ms > ALT_MS;
}

int64_t keys_deadline(const struct keys *keys, int64_t now_ms)
{
    if (keys->state != KEYS_ESCAPE)
        return -1;
    return keys->since_ms + (keys_wait(keys, now_ms) ? keys->escape_ms : ALT_MS + 1);
}

bool keys_tick(struct keys *keys, int64_t now_ms, struct key *key)
{
    if (keys->state != KEYS_ESCAPE || now_ms < keys->since_ms + keys->escape_ms)
        return false;
    keys->state = KEYS_PLAIN;
    return key_tell(key, K_ESCAPE);
}
