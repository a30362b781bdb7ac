/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <curses.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "tui/screen_own.h"

/* term.h defines names such as `lines`: only what is needed of it. */
extern char *tigetstr(const char *name);
extern char *tiparm(const char *string, ...);
extern int tigetflag(const char *name);
extern int putp(const char *string);

#define FALLBACK_TERM "vt100"

/* --- finding out ---------------------------------------------------------- */

static const char *capability(const char *name)
{
    const char *string = tigetstr(name);

    return string == NULL || string == (const char *)-1 || string[0] == '\0' ? NULL : string;
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* A line that may be slow, and that cannot say what it is drawn on. */
static bool on_serial_line(void)
{
    static const char *const names[] = {"/dev/ttyS", "/dev/hvc", "/dev/ttyAMA", "/dev/ttyUSB",
                                        "/dev/ttyACM", "/dev/ttyO", "/dev/ttymxc", "/dev/cua"};
    const char *name = ttyname(STDOUT_FILENO);
    size_t i;

    for (i = 0; name != NULL && i < sizeof names / sizeof *names; i++)
        if (starts_with(name, names[i]))
            return true;
    return false;
}

static bool plain_terminal(const char *type)
{
    return starts_with(type, "vt1") || starts_with(type, "vt2") || starts_with(type, "vt52") ||
           starts_with(type, "ansi");
}

static bool c_locale(void)
{
    return MB_CUR_MAX == 1 && strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0;
}

static enum frames choose_frames(const struct screen_setup *setup, const char *type, bool utf8)
{
    enum frames frames = setup->frames;

    if (frames == FRAMES_AUTO) {
        if (c_locale() || on_serial_line() || plain_terminal(type))
            return FRAMES_NONE;
        frames = utf8 ? FRAMES_UNICODE : FRAMES_ACS;
    }
    if (frames == FRAMES_UNICODE && !utf8)
        frames = FRAMES_ACS;
    if (setup->ascii && frames != FRAMES_NONE)
        frames = FRAMES_ASCII;
    return frames;
}

static bool all_function_keys(void)
{
    char name[8];
    int i;

    for (i = 1; i <= 10; i++) {
        snprintf(name, sizeof name, "kf%d", i);
        if (capability(name) == NULL)
            return false;
    }
    return true;
}

static void find_out(struct screen *screen, const struct screen_setup *setup, const char *type)
{
    const char *no_color = getenv("NO_COLOR");

    screen->utf8 = !setup->ascii && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    screen->frames = choose_frames(setup, type, screen->utf8);
    screen->function_keys = all_function_keys();
    screen->osc = starts_with(type, "xterm") || starts_with(type, "tmux") ||
                  starts_with(type, "screen");
    screen->colours = has_colors() && !setup->monochrome &&
                      (no_color == NULL || no_color[0] == '\0');
    screen->theme = screen->frames == FRAMES_NONE ? THEME_PLAIN
                    : screen->colours             ? THEME_COLOURS
                                                  : THEME_MONOCHROME;
}

/* --- opening -------------------------------------------------------------- */

static int refuse(struct bmc_error *error, const char *what)
{
    return error_set(error, ERROR_USAGE,
                     _("%s; use the commands instead: bmctui show, bmctui set, bmctui --help"),
                     what);
}

/* An unknown TERM is taken for the terminal that all others understand. */
static SCREEN *start_curses(const char **type, const char **fallback)
{
    SCREEN *curses = NULL;

    *type = getenv("TERM");
    if (*type != NULL && (*type)[0] != '\0')
        curses = newterm(*type, stdout, stdin);
    if (curses != NULL)
        return curses;
    *type = *fallback = FALLBACK_TERM;
    return newterm(*type, stdout, stdin);
}

/* No signals from keys: Ctrl-C, Ctrl-Z and Ctrl-\ are keys like others. Flow control stays. */
static void take_modes(void)
{
    struct termios modes;

    cbreak();
    noecho();
    nonl();
    intrflush(NULL, FALSE);
    typeahead(-1);
    if (tcgetattr(STDIN_FILENO, &modes) < 0)
        return;
    modes.c_lflag &= ~(tcflag_t)(ISIG | IEXTEN);
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
    def_prog_mode();
}

static void close_curses(struct screen *screen)
{
    endwin();
    delscreen(screen->curses);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &screen->before);
}

int screen_open(struct screen **result, const struct screen_setup *setup, struct bmc_error *error)
{
    struct screen *screen;
    const char *type = getenv("TERM");

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return refuse(error, _("the console needs a terminal"));
    if (type != NULL && strcmp(type, "dumb") == 0)
        return refuse(error, _("a terminal of type dumb cannot show the console"));
    screen = xcalloc(1, sizeof *screen);
    tcgetattr(STDIN_FILENO, &screen->before);
    screen->curses = start_curses(&type, &screen->fallback);
    if (screen->curses == NULL) {
        free(screen);
        return refuse(error, _("this type of terminal is not known here (TERM)"));
    }
    if (capability("cup") == NULL) {
        close_curses(screen);
        free(screen);
        return refuse(error, _("a terminal without cursor addressing cannot show the console"));
    }
    find_out(screen, setup, type);
    if (screen->colours) {
        start_color();
        use_default_colors();
        theme_prepare(true);
    }
    take_modes();
    screen_arrange(screen);
    *result = screen;
    return 0;
}

void screen_close(struct screen *screen)
{
    if (screen == NULL)
        return;
    if (screen->gone)
        tcsetattr(STDIN_FILENO, TCSANOW, &screen->before);
    else
        close_curses(screen);
    free(screen);
}

void screen_gone(struct screen *screen)
{
    screen->gone = true;
}

/* --- size, stopping, repainting ------------------------------------------- */

void screen_arrange(struct screen *screen)
{
    screen->boxed = screen->frames != FRAMES_NONE && LINES >= SCREEN_ROWS + 2 &&
                    COLS >= SCREEN_COLS + 2;
    screen->rows = LINES < SCREEN_ROWS ? LINES : SCREEN_ROWS;
    screen->cols = COLS < SCREEN_COLS ? COLS : SCREEN_COLS;
    screen->row_offset = screen->boxed ? (LINES - SCREEN_ROWS) / 2 : 0;
    screen->col_offset = screen->boxed ? (COLS - SCREEN_COLS) / 2 : 0;
}

void screen_resize(struct screen *screen)
{
    struct winsize size;

    if (screen->gone || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0)
        return;
    if (size.ws_row == 0 || size.ws_col == 0)
        return;
    resize_term(size.ws_row, size.ws_col);
    screen_arrange(screen);
    screen_repaint(screen);
}

void screen_repaint(struct screen *screen)
{
    const char *arm = capability("enacs");

    if (screen->gone)
        return;
    if (screen->frames == FRAMES_ACS && arm != NULL)
        putp(arm);
    fflush(stdout);
    screen->link_sent[0] = '\0';
    clearok(curscr, TRUE);
}

void screen_suspend(struct screen *screen)
{
    struct termios modes;

    if (screen->gone)
        return;
    endwin();
    if (tcgetattr(STDIN_FILENO, &modes) == 0)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &screen->before);
}

void screen_resume(struct screen *screen)
{
    if (screen->gone)
        return;
    /* The shell may have changed them; these are ours, too, at the end. */
    tcgetattr(STDIN_FILENO, &screen->before);
    reset_prog_mode();
    screen_resize(screen);
    screen_repaint(screen);
}

/* --- keys, and what ncurses does not know --------------------------------- */

void screen_learn_keys(const struct screen *screen, struct keys *keys)
{
    static const struct {
        const char *name;
        enum key_code code;
    } names[] = {
        {"kcuu1", K_UP},      {"kcud1", K_DOWN},    {"kcuf1", K_RIGHT},  {"kcub1", K_LEFT},
        {"khome", K_HOME},    {"kend", K_END},      {"kpp", K_PAGE_UP},  {"knp", K_PAGE_DOWN},
        {"kich1", K_INSERT},  {"kdch1", K_DELETE},  {"kcbt", K_BACKTAB}, {"kent", K_ENTER},
        {"kf1", K_F1},        {"kf2", K_F2},        {"kf3", K_F3},       {"kf4", K_F4},
        {"kf5", K_F5},        {"kf6", K_F6},        {"kf7", K_F7},       {"kf8", K_F8},
        {"kf9", K_F9},        {"kf10", K_F10},      {"kf11", K_F11},     {"kf12", K_F12},
    };
    size_t i;

    (void)screen;
    for (i = 0; i < sizeof names / sizeof *names; i++)
        keys_learn(keys, names[i].code, capability(names[i].name));
}

void screen_send(struct screen *screen, const char *bytes, size_t length)
{
    if (screen->gone)
        return;
    fwrite(bytes, 1, length, stdout);
    fflush(stdout);
}

static void move_to(const char *address, int row, int col)
{
    putp(tiparm(address, row, col));
}

void screen_send_link(struct screen *screen)
{
    const char *address = capability("cup");

    if (screen->link_text[0] == '\0' || strcmp(screen->link_text, screen->link_sent) == 0) {
        memcpy(screen->link_sent, screen->link_text, sizeof screen->link_sent);
        return;
    }
    memcpy(screen->link_sent, screen->link_text, sizeof screen->link_sent);
    move_to(address, screen->link_row, screen->link_col);
    printf("\033]8;;%s\033\\%s\033]8;;\033\\", screen->link_url, screen->link_text);
    move_to(address, getcury(stdscr), getcurx(stdscr));
    fflush(stdout);
}
