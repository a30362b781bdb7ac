/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "robot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void chance_init(struct chance *chance, uint64_t seed)
{
    chance->state = seed;
}

/* splitmix64 */
uint64_t chance_next(struct chance *chance)
{
    uint64_t mixed = chance->state += 0x9e3779b97f4a7c15ULL;

    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebULL;
    return mixed ^ mixed >> 31;
}

int chance_to(struct chance *chance, int count)
{
    return (int)(chance_next(chance) % (uint64_t)count);
}

#define PICK(chance, table) ((table)[chance_to(chance, (int)(sizeof(table) / sizeof *(table)))])

/* --- making ------------------------------------------------------------------- */

static void make_text(struct act *act, const char *text)
{
    act->kind = ACT_BYTES;
    act->length = strlen(text);
    memcpy(act->bytes, text, act->length);
}

static void make_key(struct act *act, const char *name)
{
    act->kind = ACT_KEY;
    act->length = strlen(name);
    memcpy(act->bytes, name, act->length);
}

static void make_typed(struct act *act, struct chance *chance)
{
    static const char usual[] = "0123456789012345678901234567890123456789....//abcXYZ #!+-_";

    act->kind = ACT_BYTES;
    act->length = 1;
    act->bytes[0] = chance_to(chance, 8) == 0 ? (char)(' ' + chance_to(chance, 95))
                                              : usual[chance_to(chance, sizeof usual - 1)];
}

/* What somebody drops into the terminal: words that mean something here, lines and all. */
static void make_paste(struct act *act, struct chance *chance)
{
    static const char *const words[] = {
        "192.168.100.55", "10.1.2.3/8", "255.255.0.0", "/16",  "1234",  "Passw0rd!", "Secret12a",
        "\r",             "\n",         "\t",          "\r\n", "\033[200~", "\033[201~", "none",
        "999",            "\303\244",   "\342\202\254", " ",   "x",     "4094",      "\t\t"};
    const char *word;
    int count = 1 + chance_to(chance, 20);

    act->kind = ACT_BYTES;
    act->length = 0;
    for (int i = 0; i < count; i++) {
        word = PICK(chance, words);
        if (act->length + strlen(word) > sizeof act->bytes)
            break;
        memcpy(act->bytes + act->length, word, strlen(word));
        act->length += strlen(word);
    }
}

/* Noise of the line, and sequences that end somewhere or nowhere. */
static void make_noise(struct act *act, struct chance *chance)
{
    static const char *const parts[] = {"\033", "\033[", "\033O", "\033[[", "\033[1;", "\033[3",
                                        "\033[200~", "\033]0;x\007", "\033P", "\303", "\377",
                                        "\033[M", "\033[<0;3;4M", "\033\033[", "\033[?1;2c"};

    if (chance_to(chance, 2) == 0) {
        make_text(act, PICK(chance, parts));
        return;
    }
    act->kind = ACT_BYTES;
    act->length = 1 + (size_t)chance_to(chance, 12);
    for (size_t i = 0; i < act->length; i++) {
        act->bytes[i] = (char)chance_to(chance, 256);
        /* ^S would stop the line, ^\ and ^Z are signals of their own, ^C ends too many runs. */
        if (strchr("\x03\x13\x1a\x1c", act->bytes[i]) != NULL)
            act->bytes[i] = ' ';
    }
}

static void make_moving(struct act *act, struct chance *chance)
{
    static const char *const keys[] = {
        "Tab", "Tab", "Tab", "BackTab", "Up", "Down", "Down", "Left", "Right", "Home", "End",
        "\033[A", "\033OB", "\033[C", "\033[5~", "\033[6~", "\033[1~", "\033[4~"};
    const char *key = PICK(chance, keys);

    if (key[0] == '\033')
        make_text(act, key);
    else
        make_key(act, key);
}

static void make_doing(struct act *act, struct chance *chance)
{
    static const char *const keys[] = {
        "Enter", "Enter", "Enter", "Space", "Space", "\033\033", "\033\033", "Backspace",
        "\033[3~", "^U", "^L", "\t\r", "\t\r"}; /* the last: SAVE in a review */
    static const char *const functions[] = {"\0331", "\0332", "\0332", "\0332", "\0332", "\0333",
                                            "\0335", "\0336", "\0337", "\0334", "\0338",
                                            /* RELOAD without the edits: a page that can be saved */
                                            "\0335\t\r", "\0335\t\r"};
    const char *key =
        chance_to(chance, 5) < 3 ? PICK(chance, keys) : PICK(chance, functions);

    if (key[0] == '\033' || key[0] == '\t')
        make_text(act, key);
    else
        make_key(act, key);
}

/* What a person does in one go: a value that is right for one field or another, a review saved, the
 * light, edits dropped. */
static void make_habit(struct act *act, struct chance *chance)
{
    static const char *const habits[] = {
        "\025192.168.100.77\t", "\025255.255.255.0\t", "\025192.168.100.1\t", "\02577\t",
        "\0251234\t",           "\025\t",              "\025Secret12\tSecret12\t",
        "\0332\t\r",            "\0332\t\r",           "\0332 \t \t\t\t\r", "\t\r", "\t\r",
        "\0336",                "\0335\t\r",          "\033[1~\t \t"};

    make_text(act, PICK(chance, habits));
}

/* To another page, and something there: a row in full, its first buttons, a key of its own. */
static void make_page(struct act *act, struct chance *chance)
{
    static const char *const deeds[] = {"", "", "\033[B\r", "\033[B\033[B\r", "\t\r", "\t\t\r",
                                        "\t\t\t\r", "\0335", "\0338", "\0333", "\0332", " "};
    char text[16];

    snprintf(text, sizeof text, "\0339%d%s", 1 + chance_to(chance, 9), PICK(chance, deeds));
    make_text(act, text);
}

static void make_rare(struct act *act, struct chance *chance)
{
    static const char *const keys[] = {"\0330", "\003", "\032", "\0339"};

    make_text(act, PICK(chance, keys));
}

static void make_mouse(struct act *act, struct chance *chance)
{
    act->kind = ACT_MOUSE;
    act->one = chance_to(chance, 26);
    act->two = chance_to(chance, 84);
    act->three = 1 + chance_to(chance, 5);
}

static void make_resize(struct act *act, struct chance *chance)
{
    static const int sizes[][2] = {{24, 80}, {12, 40},  {11, 40}, {12, 39}, {26, 82}, {25, 80},
                                   {50, 132}, {16, 60}, {24, 59}, {100, 300}, {1, 1}, {30, 40}};
    const int *size = PICK(chance, sizes);

    act->kind = ACT_RESIZE;
    act->one = size[0];
    act->two = size[1];
    if (chance_to(chance, 4) == 0) {
        act->one = 1 + chance_to(chance, 60);
        act->two = 1 + chance_to(chance, 140);
    }
}

void act_make(struct act *act, struct chance *chance, bool mouse)
{
    int roll = chance_to(chance, 1000);

    memset(act, 0, sizeof *act);
    if (roll < 240) {
        make_typed(act, chance);
    } else if (roll < 310) {
        make_habit(act, chance);
    } else if (roll < 330) {
        make_page(act, chance);
    } else if (roll < 640) {
        make_moving(act, chance);
    } else if (roll < 860) {
        make_doing(act, chance);
    } else if (roll < 890) {
        make_paste(act, chance);
    } else if (roll < 925) {
        make_noise(act, chance);
    } else if (roll < 960 && mouse) {
        make_mouse(act, chance);
    } else if (roll < 985) {
        make_resize(act, chance);
    } else if (roll < 998) {
        act->kind = ACT_PAUSE;
        act->one = 5 << chance_to(chance, 7);
    } else {
        make_rare(act, chance);
    }
}

/* --- doing ------------------------------------------------------------------------ */

void act_do(const struct act *act, struct term *term)
{
    char name[32];

    switch (act->kind) {
    case ACT_BYTES:
        term_send(term, act->bytes, act->length);
        break;
    case ACT_KEY:
        snprintf(name, sizeof name, "%.*s", (int)act->length, act->bytes);
        (void)term_key(term, name); /* this terminal may have no such key */
        break;
    case ACT_MOUSE:
        term_mouse(term, act->one, act->two, act->three);
        break;
    case ACT_RESIZE:
        term_resize(term, act->one, act->two);
        break;
    case ACT_PAUSE:
        term_pump(term, act->one);
        break;
    case ACT_KINDS:
        break;
    }
}

/* --- as lines ----------------------------------------------------------------------- */

static const char *const kind_names[ACT_KINDS] = {"bytes", "key", "mouse", "resize", "pause"};

void act_print(const struct act *act, FILE *to)
{
    fputs(kind_names[act->kind], to);
    if (act->kind == ACT_KEY) {
        fprintf(to, " %.*s\n", (int)act->length, act->bytes);
        return;
    }
    if (act->kind == ACT_BYTES) {
        for (size_t i = 0; i < act->length; i++)
            fprintf(to, " %02x", (unsigned)(unsigned char)act->bytes[i]);
        fputs("  # ", to);
        for (size_t i = 0; i < act->length; i++) {
            bool plain = act->bytes[i] >= ' ' && act->bytes[i] <= '~';

            fputc(plain ? act->bytes[i] : '.', to);
        }
        fputc('\n', to);
        return;
    }
    fprintf(to, " %d", act->one);
    if (act->kind != ACT_PAUSE)
        fprintf(to, " %d", act->two);
    if (act->kind == ACT_MOUSE)
        fprintf(to, " %d", act->three);
    fputc('\n', to);
}

static void parse_bytes(struct act *act, const char *text)
{
    unsigned byte;
    int used;

    while (act->length < sizeof act->bytes && *text != '#' &&
           sscanf(text, "%2x%n", &byte, &used) == 1) {
        act->bytes[act->length++] = (char)byte;
        text += used;
        text += *text == ' ';
        if (*text == ' ')
            break;
    }
}

bool act_parse(struct act *act, const char *line)
{
    char kind[16];
    int used = 0;

    memset(act, 0, sizeof *act);
    if (sscanf(line, "%15s %n", kind, &used) != 1)
        return false;
    while (act->kind < ACT_KINDS && strcmp(kind_names[act->kind], kind) != 0)
        act->kind++;
    line += used;
    switch (act->kind) {
    case ACT_BYTES:
        parse_bytes(act, line);
        return act->length > 0;
    case ACT_KEY:
        act->length = strcspn(line, "\n");
        act->length = act->length < 31 ? act->length : 31;
        memcpy(act->bytes, line, act->length);
        return act->length > 0;
    case ACT_MOUSE:
        return sscanf(line, "%d %d %d", &act->one, &act->two, &act->three) == 3;
    case ACT_RESIZE:
        return sscanf(line, "%d %d", &act->one, &act->two) == 2;
    case ACT_PAUSE:
        return sscanf(line, "%d", &act->one) == 1;
    case ACT_KINDS:
        break;
    }
    return false;
}
