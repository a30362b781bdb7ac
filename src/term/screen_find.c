/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kind of terminal and line this is, and so what is drawn on it. */
#include <curses.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/system.h"
#include "term/screen_own.h"

/* term.h defines names such as `lines`: only what is needed of it. */
extern char *tigetstr(const char *name);

const char *screen_capability(const char *name)
{
    const char *string = tigetstr(name);

    return string == NULL || string == (const char *)-1 || string[0] == '\0' ? NULL : string;
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* May be slow, and does not know its terminal. */
static bool find_serial_line(void)
{
    const char *name = ttyname(STDOUT_FILENO);
    char active[200];

    if (name == NULL || !starts_with(name, "/dev/"))
        return false;
    name += strlen("/dev/");
    if (strcmp(name, "console") == 0)
        name = system_console(active, sizeof active);
    return system_is_serial(name);
}

static bool find_plain_terminal(const char *type)
{
    return starts_with(type, "vt1") || starts_with(type, "vt2") || starts_with(type, "vt52") ||
           starts_with(type, "ansi");
}

static bool find_c_locale(void)
{
    /* Its names in glibc, FreeBSD and others. */
    static const char *const names[] = {"ANSI_X3.4-1968", "US-ASCII", "ASCII", "646"};
    const char *codeset = nl_langinfo(CODESET);

    for (size_t i = 0; MB_CUR_MAX == 1 && i < sizeof names / sizeof names[0]; i++)
        if (strcmp(codeset, names[i]) == 0)
            return true;
    return false;
}

static enum frames find_frames(const struct screen_setup *setup, bool none, bool utf8)
{
    enum frames frames = setup->frames;

    if (frames == FRAMES_AUTO && none)
        return FRAMES_NONE;
    if (frames == FRAMES_AUTO)
        frames = FRAMES_UNICODE;
    if (frames == FRAMES_UNICODE && !utf8)
        frames = FRAMES_ACS;
    if (setup->ascii && frames != FRAMES_NONE)
        frames = FRAMES_ASCII;
    return frames;
}

static bool find_function_keys(void)
{
    char name[16];

    for (int i = 1; i <= 10; i++) {
        snprintf(name, sizeof name, "kf%d", i);
        if (screen_capability(name) == NULL)
            return false;
    }
    return true;
}

static int find_colours(const struct screen_setup *setup)
{
    const char *no_color = getenv("NO_COLOR");

    if (!has_colors() || setup->monochrome || (no_color != NULL && no_color[0] != '\0'))
        return 0;
    start_color();
    use_default_colors();
    return COLORS;
}

void screen_find_out(struct screen *screen, const struct screen_setup *setup, const char *type)
{
    /* Where bytes count and little is known of the terminal. */
    bool serial = find_serial_line();
    bool plain = find_c_locale() || serial || find_plain_terminal(type), coloured;

    screen->serial = serial;
    screen->utf8 = !setup->ascii && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    screen->colours = find_colours(setup);
    coloured = screen->colours > 0 && setup->theme != THEME_MONOCHROME;
    screen->frames = find_frames(setup, plain || !coloured, screen->utf8);
    screen->function_keys = find_function_keys();
    screen->osc = starts_with(type, "xterm") || starts_with(type, "tmux") ||
                  starts_with(type, "screen");
    screen->mouse = setup->mouse && screen_capability("kmous") != NULL && !serial;
    screen->rich = !plain && coloured && screen->frames != FRAMES_NONE;
    plain |= setup->frames == FRAMES_NONE;
    theme_prepare(&screen->theme, theme_choose(setup->theme, plain, screen->colours > 0),
                  screen->colours);
}
