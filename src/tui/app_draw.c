/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every view draws: the title, and the last row with its keys. */
#include "tui/app.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

/* --- the title ------------------------------------------------------------ */

void app_tag(struct app *app, const char *tag)
{
    int columns = text_columns(tag);

    screen_text(app->screen, 0, screen_edge_cols(app->screen) - 1 - columns, ROLE_TAG, tag);
}

int app_title_columns(const struct app *app)
{
    int columns = screen_edge_cols(app->screen) - 1;

    if (app->heading.columns > 0)
        return app->heading.columns;
    return app_demo(app) ? columns - 2 - text_columns(_("DEMO")) : columns;
}

void app_title(struct app *app, const char *text)
{
    snprintf(app->heading.title, sizeof app->heading.title, "%s", text);
}

void app_title_state(struct app *app, const char *text)
{
    snprintf(app->heading.state, sizeof app->heading.state, "%s", text);
}

void app_title_bar(struct app *app, enum role role)
{
    app->heading.bar = role;
}

void app_begin_title(struct app *app, int columns)
{
    app->heading = (struct app_heading){.bar = ROLE_TEXT, .columns = columns};
}

/* What does not fit is cut between two words. */
void app_draw_title(struct app *app)
{
    const struct app_heading *heading = &app->heading;
    enum role role = heading->bar != ROLE_TEXT ? heading->bar : ROLE_TITLE;
    int columns = app_title_columns(app), col = 0;
    const char *next;

    if (heading->title[0] != '\0' && heading->bar != ROLE_TEXT && screen_rich(app->screen))
        screen_fill(app->screen, 0, 0, screen_edge_cols(app->screen), role);
    if (heading->title[0] != '\0')
        col = screen_format(app->screen, 0, 0, role, "%.*s",
                            (int)text_wrap(heading->title, columns, &next), heading->title);
    screen_clipped(app->screen, 0, col, columns - col, ROLE_TITLE_STATE, heading->state);
    if (app_demo(app))
        app_tag(app, _("DEMO"));
}

/* One text, so that the gaps need no change of attributes. Where there is little room the host
 * stands at the right end. */
void app_page_title(struct app *app, const char *title)
{
    bool narrow = screen_narrow(app->screen);
    int columns = app_title_columns(app), left = screen_rich(app->screen) && !narrow ? 1 : 0;
    int col, from;
    char text[300];
    size_t used;

    if (app->heading.columns > 0) { /* a box */
        app_title(app, title);
        return;
    }
    snprintf(text, sizeof text, "bmctui%s%s", narrow ? " " : "  ", title);
    if (narrow) {
        from = text_columns(text) + 2;
        col = columns - text_columns(app->host);
        col = col < from ? from : col;
        screen_clipped(app->screen, 0, col, columns - col, ROLE_TITLE, app->host);
    } else {
        used = strlen(text);
        snprintf(text + used, sizeof text - used, "    %s%s%s", app->host,
                 app->link.open ? "    " : "", app->link.description);
    }
    screen_clipped(app->screen, 0, left, columns - left, ROLE_TITLE, text);
    if (app_demo(app))
        app_tag(app, _("DEMO"));
}

int app_body_rows(const struct app *app)
{
    return screen_rows(app->screen) - 2;
}

/* --- the last row ---------------------------------------------------------- */

enum { WIDE_CHARACTERS = 0xe3 }; /* the first byte of Chinese and Japanese ones: no key's name */

/* Bytes of the key's name at the start of a word; 0: there is none. The arrows have Chinese names,
 * too. */
static size_t keys_name(const char *word, size_t bytes)
{
    size_t length = 0;

    if (memchr(word, '/', bytes) != NULL && (unsigned char)word[0] >= WIDE_CHARACTERS)
        return bytes;
    while (length < bytes && (unsigned char)word[length] < WIDE_CHARACTERS &&
           strchr(",:.", word[length]) == NULL)
        length++;
    return length;
}

/* "F10", or the "0" behind Esc: which; -1: neither. */
static int keys_number(const char *word, size_t bytes)
{
    size_t digits = word[0] == 'F' ? 1 : 0, length = digits;

    while (length < bytes && isdigit((unsigned char)word[length]))
        length++;
    if (length != bytes || length == digits || (digits == 0 && length > 1))
        return -1;
    return (int)strtol(word + digits, NULL, 10);
}

/* What a click on it means; languages that call Enter or Tab something else go without. */
static enum key_code keys_code(const char *word, size_t bytes)
{
    static const struct {
        const char *name;
        enum key_code code;
    } names[] = {{"Esc", K_ESCAPE}, {"Enter", K_ENTER}, {"Tab", K_TAB}, {"Space", K_ENTER}};
    int number = keys_number(word, bytes);

    if (number >= 0)
        return (enum key_code)(K_F1 + (number == 0 ? 9 : number - 1));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strncmp(word, names[i].name, bytes) == 0 && names[i].name[bytes] == '\0')
            return names[i].code;
    return K_NONE;
}

/* Keys stand first in what two blanks set apart, behind a comma, and behind a short word ("or"):
 * "Up/Down, PgUp/PgDn scroll  Enter or Esc closes". Among Chinese words a Latin one is a key. */
static void keys_take_caps(struct app *app, const char *text)
{
    enum { APART, BEHIND_KEY, JOINED } place = APART; /* to the key before */
    struct app_caps *caps = &app->caps;
    size_t bytes, name;

    caps->count = 0;
    for (const char *word = text; *word != '\0'; word += bytes) {
        size_t blanks = strspn(word, " ");
        bool first = word == text || blanks > 1, upper;

        word += blanks;
        bytes = strcspn(word, " ");
        upper = isupper((unsigned char)word[0]) || (unsigned char)word[0] >= 0x80;
        first = first || keys_number(word, bytes) >= 0 || (place == JOINED && upper);
        name = first ? keys_name(word, bytes) : 0;
        if (name == 0 || caps->count == APP_CAPS) {
            place = (place == BEHIND_KEY && bytes <= 4 && !upper) ||
                            (unsigned char)word[0] >= WIDE_CHARACTERS
                        ? JOINED
                        : APART;
            continue;
        }
        place = word[name] == ',' ? JOINED : BEHIND_KEY;
        caps->of[caps->count++] = (struct app_cap){
            .col = text_columns(text) - text_columns(word),
            .at = (int)(word - text),
            .bytes = (int)name,
            .code = keys_code(word, name),
        };
    }
}

/* The key whose name, or what is said of it, stands there. */
enum key_code app_key_at(const struct app *app, int row, int col)
{
    enum key_code code = K_NONE;

    for (int i = 0; row == screen_edge_rows(app->screen) - 1 && i < app->caps.count; i++)
        if (col >= app->caps.of[i].col)
            code = app->caps.of[i].code;
    return col < app->caps.end ? code : K_NONE;
}

const char *app_help_text(const struct app *app, const char *text)
{
    return app->escape ? _("Esc...") : text;
}

/* "Tab moves  Enter presses  Esc back": from the left, as Esc is what has to be there. */
void app_key_line(struct app *app, const char *text)
{
    int row = screen_rows(app->screen) - 1;
    const char *next;

    if (screen_dimmed(app->screen))
        return;
    while (text_columns(text) > screen_edge_cols(app->screen) - 1) {
        next = strstr(text, "  ");
        if (next == NULL)
            break;
        text = next + strspn(next, " ");
    }
    if (!app->top->class->help_row)
        text = app_help_text(app, text);
    keys_take_caps(app, text);
    app->caps.end = screen_text(app->screen, row, 0, ROLE_KEYS, text);
    for (int i = 0; screen_rich(app->screen) && i < app->caps.count; i++)
        screen_format(app->screen, row, app->caps.of[i].col, ROLE_CAP, "%.*s",
                      app->caps.of[i].bytes, text + app->caps.of[i].at);
}
