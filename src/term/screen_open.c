/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "term/sequence.h"
#include "term/screen_own.h"

/* term.h defines names such as `lines`: only what is needed of it. */
extern char *tiparm(const char *string, ...);
extern int putp(const char *string);
extern int setupterm(const char *type, int fd, int *why);

#define FALLBACK_TERM "vt100"
/* Nothing is drawn beyond, and ncurses counts in shorts: 32,768 rows crash it. */
#define WINDOW_MOST 1000
/* What belongs together on a page is not torn apart by a large window. */
enum { PAGE_ROWS_MOST = 40, PAGE_COLS_MOST = 120 };

static void screen_send_mouse(const struct screen *screen, const char *sequence)
{
    if (!screen->mouse)
        return;
    fputs(sequence, stdout);
    fflush(stdout);
}

/* --- opening -------------------------------------------------------------- */

static int open_refuse(struct bmc_error *error, const char *what)
{
    return error_set(error, ERROR_USAGE,
                     _("%s; use the commands instead: bmctui show, bmctui set, bmctui --help"),
                     what);
}

/* Known, but a printer: TERM is not wrong. */
static bool open_is_hardcopy(const char *type)
{
    int why = 0;

    return type != NULL && setupterm(type, STDOUT_FILENO, &why) != OK && why == 1;
}

bool screen_type_known(const char *type)
{
    int why = 0;

    return setupterm(type, STDOUT_FILENO, &why) == OK || why == 1;
}

static int open_clamp(long value)
{
    return value > WINDOW_MOST ? WINDOW_MOST : (int)value;
}

/* As ncurses does it: the environment wins. 0: unknown. */
static long open_size(const char *name, unsigned short by_terminal)
{
    const char *text = getenv(name);
    char *end;
    long value;

    if (text == NULL)
        return by_terminal;
    value = strtol(text, &end, 0);
    return end == text || *end != '\0' || value <= 0 ? by_terminal : value;
}

/* true: ncurses must not learn the size, but take *rows and *cols; 0: as terminfo says. */
static bool open_window_too_large(int *rows, int *cols)
{
    struct winsize size;
    long told_rows, told_cols;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0)
        memset(&size, 0, sizeof size);
    told_rows = open_size("LINES", size.ws_row);
    told_cols = open_size("COLUMNS", size.ws_col);
    *rows = open_clamp(told_rows);
    *cols = open_clamp(told_cols);
    return *rows != told_rows || *cols != told_cols;
}

static SCREEN *open_terminal(const char *type)
{
    int rows, cols;
    bool clamp = open_window_too_large(&rows, &cols);
    SCREEN *curses;

    if (clamp)
        use_env(FALSE);
    curses = newterm(type, stdout, stdin);
    if (clamp && curses != NULL)
        resize_term(rows > 0 ? rows : LINES, cols > 0 ? cols : COLS);
    return curses;
}

/* In place of an unknown TERM the one that all terminals understand. */
static SCREEN *open_curses(const char **type, const char **fallback)
{
    SCREEN *curses = NULL;

    *type = getenv("TERM");
    if (*type != NULL && (*type)[0] != '\0')
        curses = open_terminal(*type);
    if (curses != NULL || open_is_hardcopy(*type))
        return curses;
    *type = *fallback = FALLBACK_TERM;
    return open_terminal(*type);
}

/* Ctrl-C, Ctrl-Z and Ctrl-\ are keys, not signals. Flow control stays, but not on a locked console:
 * any passer-by could stop it. */
static void open_take_modes(bool keep_flowing)
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
    if (keep_flowing)
        modes.c_iflag &= ~(tcflag_t)IXON;
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
    def_prog_mode();
}

static bool open_row_is_empty(int row)
{
    bool empty = true;

    for (int col = 0; col < COLS && empty; col++)
        empty = (mvinch(row, col) & A_CHARTEXT) == ' ';
    return empty;
}

/* The first line under what was drawn. Where there is none the keys go, which are of no use now. */
static int open_row_beneath(void)
{
    int row = LINES - 1;

    move(row, 0);
    clrtoeol();
    while (row > 0 && open_row_is_empty(row - 1))
        row--;
    return row;
}

/* What was drawn stays where there is no other screen to go back to: the cursor is left on an empty
 * line under it. */
static void screen_leave(struct screen *screen)
{
    int beneath;

    screen_send_mouse(screen, MOUSE_OFF);
    attr_set(A_NORMAL, 0, NULL);
    bkgdset(' ');
    beneath = open_row_beneath();
    move(LINES - 1, 0);
    refresh();
    endwin();
    if (screen_capability("rmcup") == NULL && screen_capability("cup") != NULL)
        putp(tiparm(screen_capability("cup"), beneath, 0));
    fflush(stdout);
}

static void screen_end(struct screen *screen)
{
    screen_leave(screen);
    delscreen(screen->curses);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &screen->before);
}

int screen_open(struct screen **result, const struct screen_setup *setup, struct bmc_error *error)
{
    struct screen *screen;
    const char *type = getenv("TERM");

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return open_refuse(error, _("the console needs a terminal"));
    if (type != NULL && strcmp(type, "dumb") == 0)
        return open_refuse(error, _("a terminal of type dumb cannot show the console"));
    screen = xcalloc(1, sizeof *screen);
    tcgetattr(STDIN_FILENO, &screen->before);
    screen->curses = open_curses(&type, &screen->fallback);
    if (screen->curses == NULL) {
        free(screen);
        return open_refuse(error, _("unknown type of terminal (TERM)"));
    }
    if (screen_capability("cup") == NULL) {
        screen_end(screen);
        free(screen);
        return open_refuse(error,
                           _("a terminal without cursor addressing cannot show the console"));
    }
    screen_find_out(screen, setup, type);
    open_take_modes(setup->keep_flowing);
    screen_send_mouse(screen, MOUSE_ON);
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
        screen_end(screen);
    free(screen);
}

void screen_gone(struct screen *screen)
{
    screen->gone = true;
}

/* --- size, stopping, repainting ------------------------------------------- */

void screen_arrange(struct screen *screen)
{
    int rows = screen->rich ? PAGE_ROWS_MOST : SCREEN_ROWS;
    int cols = screen->rich ? PAGE_COLS_MOST : SCREEN_COLS;

    screen->rows = LINES < rows ? LINES : rows;
    screen->cols = COLS < cols ? COLS : cols;
    screen->page = (struct screen_area){0, 0, screen->rows, screen->cols, screen->rich};
    if (screen->rich) {
        screen->page.row = (LINES - screen->rows) / 2;
        screen->page.col = (COLS - screen->cols) / 2;
    }
    screen->area = screen->page;
}

void screen_resize(struct screen *screen)
{
    struct winsize size;

    if (screen->gone || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0)
        return;
    if (size.ws_row == 0 || size.ws_col == 0)
        return;
    resize_term(open_clamp(size.ws_row), open_clamp(size.ws_col));
    screen_arrange(screen);
    screen->moved = true;
    screen_repaint(screen);
}

static void screen_send_capability(const char *name)
{
    const char *string = screen_capability(name);

    if (string != NULL)
        putp(string);
}

/* Undoes what other output, or attaching a terminal, may have changed: line drawing, attributes,
 * insert mode, the scrolling region, the mouse. */
void screen_repaint(struct screen *screen)
{
    const char *region = screen_capability("csr");

    if (screen->gone)
        return;
    putchar('\017'); /* the normal character set, which not every sgr0 restores */
    screen_send_capability("sgr0");
    screen_send_capability("enacs");
    screen_send_capability("rmir");
    if (region != NULL)
        putp(tiparm(region, 0, LINES - 1));
    fflush(stdout);
    screen_send_mouse(screen, MOUSE_ON);
    screen->link_sent[0] = '\0';
    clearok(curscr, TRUE);
}

void screen_suspend(struct screen *screen)
{
    if (screen->gone)
        return;
    screen_leave(screen);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &screen->before);
    screen->suspended = true;
}

void screen_resume(struct screen *screen)
{
    if (screen->gone)
        return;
    /* The shell may have changed them meanwhile. After SIGSTOP they are still ours. */
    if (screen->suspended)
        tcgetattr(STDIN_FILENO, &screen->before);
    screen->suspended = false;
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
        {"kcuu1", K_UP},     {"kcud1", K_DOWN},   {"kcuf1", K_RIGHT},  {"kcub1", K_LEFT},
        {"khome", K_HOME},   {"kend", K_END},     {"kpp", K_PAGE_UP},  {"knp", K_PAGE_DOWN},
        {"kich1", K_INSERT}, {"kdch1", K_DELETE}, {"kcbt", K_BACKTAB}, {"kent", K_ENTER},
        {"kf1", K_F1},       {"kf2", K_F2},       {"kf3", K_F3},       {"kf4", K_F4},
        {"kf5", K_F5},       {"kf6", K_F6},       {"kf7", K_F7},       {"kf8", K_F8},
        {"kf9", K_F9},       {"kf10", K_F10},     {"kf11", K_F11},     {"kf12", K_F12},
    };

    keys->mouse = screen->mouse;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        keys_learn(keys, names[i].code, screen_capability(names[i].name));
}

void screen_send(struct screen *screen, const char *bytes, size_t length)
{
    if (screen->gone)
        return;
    fwrite(bytes, 1, length, stdout);
    fflush(stdout);
}

void screen_send_wipe(struct screen *screen)
{
    const char *address = screen_capability("cup"), *erase = screen_capability("el");

    const struct screen_span *sent = &screen->secret_sent;

    for (int row = 0; row < LINES && is_cleared(curscr) && sent->end > 0; row++) {
        if (erase == NULL || (!screen->moved && (row < sent->first || row >= sent->end)))
            continue;
        putp(tiparm(address, row, 0));
        putp(erase);
    }
    fflush(stdout);
    screen->secret_sent = screen->secret;
    screen->moved = false;
}

/* Those of ROLE_TEXT, for what bypasses ncurses. */
static void screen_send_text_colours(const struct screen *screen)
{
    const char *ink_string = screen_capability("setaf"),
               *ground_string = screen_capability("setab");
    short ink, ground;

    theme_colours(screen->theme.look, ROLE_TEXT, screen->colours, &ink, &ground);
    if (screen->colours == 0 || ink < 0 || ground < 0 || ink_string == NULL ||
        ground_string == NULL)
        return;
    putp(tiparm(ink_string, ink));
    putp(tiparm(ground_string, ground));
}

void screen_send_link(struct screen *screen)
{
    const char *address = screen_capability("cup");
    bool sent = strcmp(screen->link_text, screen->link_sent) == 0;

    memcpy(screen->link_sent, screen->link_text, sizeof screen->link_sent);
    if (screen->link_text[0] == '\0' || sent)
        return;
    putp(tiparm(address, screen->link_row, screen->link_col));
    screen_send_text_colours(screen);
    printf("\033]8;;%s\033\\%s\033]8;;\033\\", screen->link_url, screen->link_text);
    screen_send_capability("sgr0"); /* as ncurses left it */
    putp(tiparm(address, getcury(stdscr), getcurx(stdscr)));
    fflush(stdout);
}
