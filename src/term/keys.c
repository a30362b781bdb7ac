/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/keys.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include "term/mouse.h"

#define BYTE_ESC 0x1b
#define BYTE_BEL 0x07
/* ESC O, ESC [ and ESC \ as one byte: a VT220 in 8-bit mode */
#define BYTE_SS3 0x8f
#define BYTE_CSI 0x9b
#define BYTE_ST  0x9c

/* What a terminal sends in one go has no longer pauses than this: a sequence behind Esc Esc (Alt
 * with an arrow key), what follows ESC ] or ESC [ M. */
#define MEANT_TOGETHER_MS 100
/* A string that has begun so is one: the rest of it may come in pieces, over a network. */
#define STRING_PAUSE_MS 1000

struct known {
    const char *sequence; /* without ESC */
    enum key_code code;
};

/* What terminals send, whatever TERM says. Sequences with modifiers are brought to these first. */
static const struct known known_sequences[] = {
    /* cursor keys in both modes */
    {"[A", K_UP},        {"[B", K_DOWN},      {"[C", K_RIGHT},     {"[D", K_LEFT},
    {"OA", K_UP},        {"OB", K_DOWN},      {"OC", K_RIGHT},     {"OD", K_LEFT},
    /* rxvt with Shift and with Ctrl */
    {"[a", K_UP},        {"[b", K_DOWN},      {"[c", K_RIGHT},     {"[d", K_LEFT},
    {"Oa", K_UP},        {"Ob", K_DOWN},      {"Oc", K_RIGHT},     {"Od", K_LEFT},
    /* xterm, linux and vt220, rxvt */
    {"[H", K_HOME},      {"OH", K_HOME},      {"[1~", K_HOME},     {"[7~", K_HOME},
    {"[F", K_END},       {"OF", K_END},       {"[4~", K_END},      {"[8~", K_END},
    {"[2~", K_INSERT},   {"[3~", K_DELETE},   {"[5~", K_PAGE_UP},  {"[6~", K_PAGE_DOWN},
    {"[L", K_INSERT},    {"[G", K_PAGE_DOWN}, {"[Z", K_BACKTAB},
    /* F-keys: vt100 and xterm, vt220, linux, kitty */
    {"OP", K_F1},        {"OQ", K_F2},        {"OR", K_F3},        {"OS", K_F4},
    {"[11~", K_F1},      {"[12~", K_F2},      {"[13~", K_F3},      {"[14~", K_F4},
    {"[15~", K_F5},      {"[17~", K_F6},      {"[18~", K_F7},      {"[19~", K_F8},
    {"[20~", K_F9},      {"[21~", K_F10},     {"[23~", K_F11},     {"[24~", K_F12},
    {"[[A", K_F1},       {"[[B", K_F2},       {"[[C", K_F3},       {"[[D", K_F4},
    {"[[E", K_F5},       {"[P", K_F1},        {"[Q", K_F2},        {"[S", K_F4},
    {"OT", K_F5},        {"OU", K_F6},        {"OV", K_F7},        {"OW", K_F8},
    {"OX", K_F9},        {"OY", K_F10},
    /* the numeric keypad in application mode */
    {"OM", K_ENTER},     {"OI", K_TAB},
};

/* What the keypad types, 'j' to 'y'. */
static const char keypad[] = "*+,-./0123456789";

void keys_init(struct keys *keys, int64_t escape_ms)
{
    memset(keys, 0, sizeof *keys);
    keys->escape_ms = escape_ms;
    keys->escaped_ms = -1;
    keys->return_ms = -1;
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

void keys_want_mouse(struct keys *keys)
{
    keys->mouse = true;
}

static bool tell(struct key *key, enum key_code code)
{
    key->code = code;
    key->byte = '\0';
    key->row = key->col = 0;
    return true;
}

static bool tell_text(struct key *key, char byte)
{
    tell(key, K_TEXT);
    key->byte = byte;
    return true;
}

/* --- sequences ------------------------------------------------------------ */

/* ESC [ 1 ; 5 A and ESC [ 3 ; 2 ~, ESC O 5 P and rxvt's ESC [ 3 ^ are the same keys with Shift or
 * Ctrl held: brought to ESC [ A, ESC [ 3 ~, ESC O P. */
static void strip_modifiers(char *sequence)
{
    size_t length = strlen(sequence);
    char final = sequence[length - 1];
    char *semicolon = strchr(sequence, ';');

    if (final == '^' || final == '@' || final == '$')
        sequence[length - 1] = final = '~';
    if (sequence[0] == 'O' && length == 3 && sequence[1] >= '1' && sequence[1] <= '9') {
        sequence[1] = final;
        sequence[2] = '\0';
    } else if (semicolon != NULL && final == '~') {
        semicolon[0] = '~';
        semicolon[1] = '\0';
    } else if (semicolon != NULL && sequence[1] == '1' && semicolon == sequence + 2) {
        sequence[1] = final;
        sequence[2] = '\0';
    }
}

static enum key_code find_learned(const struct keys *keys)
{
    size_t i;

    for (i = 0; i < keys->learned_count; i++)
        if (strcmp(keys->learned[i].sequence, keys->sequence) == 0)
            return keys->learned[i].code;
    return K_NONE;
}

static enum key_code find_known(const char *sequence)
{
    size_t i;

    for (i = 0; i < sizeof known_sequences / sizeof *known_sequences; i++)
        if (strcmp(known_sequences[i].sequence, sequence) == 0)
            return known_sequences[i].code;
    return K_UNKNOWN;
}

static char keypad_byte(const char *sequence)
{
    if (sequence[0] != 'O' || sequence[1] == '\0' || sequence[2] != '\0')
        return '\0';
    if (sequence[1] < 'j' || sequence[1] > 'y')
        return '\0';
    return keypad[sequence[1] - 'j'];
}

/* Three more bytes belong to it. Who has not asked for a mouse hears the bell now. */
static bool start_mouse(struct keys *keys, int64_t now_ms, struct key *key)
{
    keys->state = KEYS_MOUSE;
    keys->length = 0;
    keys->since_ms = now_ms;
    return keys->mouse ? false : tell(key, K_UNKNOWN);
}

/* A whole sequence has come. */
static bool finish(struct keys *keys, int64_t now_ms, struct key *key)
{
    enum key_code code;
    char byte;

    keys->state = KEYS_PLAIN;
    if (keys->length >= KEYS_SEQUENCE)
        return tell(key, K_UNKNOWN);
    keys->sequence[keys->length] = '\0';
    code = find_learned(keys);
    if (code != K_NONE)
        return tell(key, code);
    if (strcmp(keys->sequence, "[M") == 0)
        return start_mouse(keys, now_ms, key);
    if (keys->mouse && mouse_sgr(keys->sequence, key))
        return key->code != K_NONE;
    byte = keypad_byte(keys->sequence);
    if (byte != '\0')
        return tell_text(key, byte);
    strip_modifiers(keys->sequence);
    return tell(key, find_known(keys->sequence));
}

static void keep(struct keys *keys, unsigned char byte)
{
    if (keys->length < KEYS_SEQUENCE)
        keys->sequence[keys->length++] = (char)byte;
}

static void start(struct keys *keys, enum keys_state state, unsigned char byte)
{
    keys->state = state;
    keys->length = 0;
    keep(keys, byte);
}

/* rxvt ends Shift with an editing key in '$', which elsewhere only stands in the middle. */
static bool ends_csi(const struct keys *keys, unsigned char byte)
{
    if (byte == '$')
        return keys->length > 1 && keys->sequence[1] >= '0' && keys->sequence[1] <= '9';
    return byte >= 0x40 && byte <= 0x7e;
}

static bool in_csi(struct keys *keys, unsigned char byte, int64_t now_ms, struct key *key)
{
    if (byte == '[' && keys->length == 1) {
        keep(keys, byte);
        keys->state = KEYS_LINUX;
        return false;
    }
    keep(keys, byte);
    return ends_csi(keys, byte) ? finish(keys, now_ms, key) : false;
}

static bool in_ss3(struct keys *keys, unsigned char byte, int64_t now_ms, struct key *key)
{
    bool digit = (byte >= '0' && byte <= '9') || byte == ';';

    keep(keys, byte);
    return digit ? false : finish(keys, now_ms, key);
}

static bool in_mouse(struct keys *keys, unsigned char byte, struct key *key)
{
    keep(keys, byte);
    if (keys->length < 3)
        return false;
    keys->state = KEYS_PLAIN;
    mouse_bytes(keys->sequence, key);
    return keys->mouse && key->code != K_NONE;
}

/* OSC, DCS, APC, PM and SOS. The bell for it rings now; nothing else is told of it. */
static bool start_string(struct keys *keys, bool one_byte, int64_t now_ms, struct key *key)
{
    keys->state = KEYS_STRING;
    keys->one_byte = one_byte;
    keys->since_ms = now_ms;
    keys->length = 0;
    return tell(key, K_UNKNOWN);
}

/* What they are called as one byte, in the same order. */
static bool one_byte_string(unsigned char byte)
{
    return byte == 0x9d || byte == 0x90 || byte == 0x9f || byte == 0x9e || byte == 0x98;
}

/* --- Esc and what follows --------------------------------------------------- */

static bool after_escape(struct keys *keys, unsigned char byte, int64_t now_ms, struct key *key)
{
    keys->state = KEYS_PLAIN;
    switch (byte) {
    case BYTE_ESC:
        keys->escaped_ms = now_ms;
        return tell(key, K_ESCAPE);
    case '[':
        start(keys, KEYS_CSI, byte);
        return false;
    case 'O':
        start(keys, KEYS_SS3, byte);
        return false;
    case ']':
    case 'P':
    case '_':
    case '^':
    case 'X':
        return start_string(keys, false, now_ms, key);
    case '0':
        return tell(key, K_F10);
    case '\t': /* Shift-Tab on the Linux console */
        return tell(key, K_BACKTAB);
    default:
        break;
    }
    if (byte >= '1' && byte <= '9')
        return tell(key, (enum key_code)(K_F1 + (byte - '1')));
    return tell(key, K_UNKNOWN);
}

/* ESC ] 11 ; rgb:... BEL, ESC P > | NAME ESC \. Esc and anything else is a key again: what would
 * have ended the string was lost. */
static bool in_string(struct keys *keys, unsigned char byte, int64_t now_ms, struct key *key)
{
    bool escaped = keys->length > 0 && keys->sequence[0] == BYTE_ESC;

    if (escaped && byte != '\\')
        return after_escape(keys, byte, now_ms, key);
    keys->length = 1;
    keys->sequence[0] = (char)byte;
    if (escaped || byte == BYTE_BEL || (keys->one_byte && byte == BYTE_ST))
        keys->state = KEYS_PLAIN;
    return false;
}

/* The second half of Esc Esc may have been the start of a sequence: Alt with an arrow key. */
static bool starts_behind_escape(struct keys *keys, unsigned char byte, int64_t now_ms)
{
    int64_t escaped_ms = keys->escaped_ms;

    keys->escaped_ms = -1;
    if (escaped_ms < 0 || now_ms - escaped_ms > MEANT_TOGETHER_MS || (byte != '[' && byte != 'O'))
        return false;
    start(keys, byte == '[' ? KEYS_CSI : KEYS_SS3, byte);
    return true;
}

/* --- plain bytes ------------------------------------------------------------ */

/* Some lines send CR LF for one Enter. */
static bool is_second_half_of_return(struct keys *keys, unsigned char byte, int64_t now_ms)
{
    int64_t return_ms = keys->return_ms;

    keys->return_ms = byte == '\r' ? now_ms : -1;
    return byte == '\n' && return_ms >= 0 && now_ms - return_ms <= MEANT_TOGETHER_MS;
}

static bool control(unsigned char byte, struct key *key)
{
    switch (byte) {
    case 0x00: /* CR NUL, as telnet has it */
        return false;
    case 0x03:
        return tell(key, K_CTRL_C);
    case '\b':
    case 0x7f:
        return tell(key, K_BACKSPACE);
    case '\t':
        return tell(key, K_TAB);
    case '\n':
    case '\r':
        return tell(key, K_ENTER);
    case 0x0c:
        return tell(key, K_CTRL_L);
    case 0x15:
        return tell(key, K_CTRL_U);
    case 0x1a:
        return tell(key, K_CTRL_Z);
    default:
        return tell(key, K_UNKNOWN);
    }
}

/* Half a character is forgotten. */
static void forget_character(struct keys *keys)
{
    memset(&keys->character, 0, sizeof keys->character);
    keys->letter_length = 0;
    keys->more = 0;
}

static bool tell_letter(struct key *key, const char *bytes, size_t length)
{
    tell(key, K_LETTER);
    memcpy(key->letter, bytes, length);
    key->letter[length] = '\0';
    return true;
}

/* Where the locale knows nothing of it: a VT220's, else most likely UTF-8. One bell a character. */
static bool foreign_byte(struct keys *keys, unsigned char byte, int64_t now_ms, struct key *key)
{
    bool letter = MB_CUR_MAX == 1 && iswprint(btowc(byte)) != 0;
    const char one = (char)byte;

    if (byte < 0xc0 && keys->more > 0) {
        keys->more--;
        return false;
    }
    if (!letter && (byte == BYTE_CSI || byte == BYTE_SS3)) {
        start(keys, byte == BYTE_CSI ? KEYS_CSI : KEYS_SS3, byte == BYTE_CSI ? '[' : 'O');
        return false;
    }
    if (!letter && one_byte_string(byte))
        return start_string(keys, true, now_ms, key);
    keys->more = letter ? 0 : byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0;
    return tell_letter(key, &one, 1);
}

/* A byte of a character that is not ASCII. In some encodings all but its first may look like
 * ASCII. *taken: it is one. */
static bool in_character(struct keys *keys, unsigned char byte, int64_t now_ms, bool *taken,
                         struct key *key)
{
    bool inside = mbsinit(&keys->character) == 0;
    char one = (char)byte;
    wchar_t wide;
    size_t result;

    *taken = true;
    if (byte < 0x20 || (byte < 0x80 && !inside)) {
        *taken = false;
        forget_character(keys);
        return false;
    }
    if (MB_CUR_MAX == 1)
        return foreign_byte(keys, byte, now_ms, key);
    if (keys->letter_length < KEYS_LETTER - 1)
        keys->letter[keys->letter_length++] = one;
    result = mbrtowc(&wide, &one, 1, &keys->character);
    if (result == (size_t)-2)
        return false;
    if (result != (size_t)-1 && wide != BYTE_CSI && wide != BYTE_SS3) {
        bool printable = iswprint((wint_t)wide) != 0;
        size_t length = keys->letter_length;

        keys->letter_length = 0;
        return printable ? tell_letter(key, keys->letter, length) : tell(key, K_UNKNOWN);
    }
    forget_character(keys);
    *taken = byte >= 0x80;
    return *taken ? foreign_byte(keys, byte, now_ms, key) : false;
}

static bool plain(struct keys *keys, unsigned char byte, int64_t now_ms, struct key *key)
{
    bool taken, told;

    if (keys->bytes && byte >= 0x80)
        return tell_text(key, (char)byte);
    told = in_character(keys, byte, now_ms, &taken, key);
    if (taken)
        return told;
    if (starts_behind_escape(keys, byte, now_ms))
        return false;
    if (is_second_half_of_return(keys, byte, now_ms))
        return false;
    if (byte >= 0x20 && byte != 0x7f)
        return tell_text(key, (char)byte);
    return control(byte, key);
}

/* What would have come in one go, and does not come: the byte is a key again. */
static void give_up(struct keys *keys, unsigned char byte, int64_t now_ms)
{
    bool string = keys->state == KEYS_STRING;
    int64_t pause_ms = string && keys->length > 0 ? STRING_PAUSE_MS : MEANT_TOGETHER_MS;

    if (!string && keys->state != KEYS_MOUSE)
        return;
    if (now_ms - keys->since_ms > pause_ms ||
        (byte < 0x20 && !(string && (byte == BYTE_ESC || byte == BYTE_BEL))))
        keys->state = KEYS_PLAIN;
    keys->since_ms = now_ms;
}

static bool in_sequence(const struct keys *keys)
{
    return keys->state == KEYS_CSI || keys->state == KEYS_LINUX || keys->state == KEYS_SS3;
}

bool keys_feed(struct keys *keys, unsigned char byte, int64_t now_ms, struct key *key)
{
    give_up(keys, byte, now_ms);
    /* A sequence that never ended: the next Esc, and any control key, count again. */
    if (in_sequence(keys) && (byte < 0x20 || byte == 0x7f))
        keys->state = KEYS_PLAIN;
    if (keys->state == KEYS_PLAIN && byte == BYTE_ESC) {
        forget_character(keys);
        keys->state = KEYS_ESCAPE;
        keys->since_ms = now_ms;
        return false;
    }
    switch (keys->state) {
    case KEYS_ESCAPE:
        return after_escape(keys, byte, now_ms, key);
    case KEYS_CSI:
        return in_csi(keys, byte, now_ms, key);
    case KEYS_LINUX:
        keep(keys, byte);
        return finish(keys, now_ms, key);
    case KEYS_SS3:
        return in_ss3(keys, byte, now_ms, key);
    case KEYS_MOUSE:
        return in_mouse(keys, byte, key);
    case KEYS_STRING:
        return in_string(keys, byte, now_ms, key);
    case KEYS_PLAIN:
        break;
    }
    return plain(keys, byte, now_ms, key);
}

int64_t keys_deadline(const struct keys *keys)
{
    return keys->state == KEYS_ESCAPE ? keys->since_ms + keys->escape_ms : -1;
}

bool keys_tick(struct keys *keys, int64_t now_ms, struct key *key)
{
    if (keys->state != KEYS_ESCAPE || now_ms < keys->since_ms + keys->escape_ms)
        return false;
    keys->state = KEYS_PLAIN;
    return tell(key, K_ESCAPE);
}
