/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The program that the harness is tried on: draws one screen with ncurses and names each key.
 *   q ends with 7, x ends with 3 without restoring the terminal, b rings, o sends OSC 52,
 *   w fills a row to its last column and goes on in the next, m asks for the mouse, a aborts,
 *   s does nothing for 0.3 s.
 * `echo_app bytes N` writes N bytes; `echo_app burn MS` uses the CPU for so long;
 * `echo_app report` says how it was started.
 */
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <curses.h>
#include <term.h>

static int write_bytes(long count)
{
    for (long i = 0; i < count; i++) {
        putchar('a' + (int)(i % 26));
    }
    return fflush(stdout) == 0 ? 0 : 1;
}

static int burn(long ms)
{
    while ((long)(clock() / (CLOCKS_PER_SEC / 1000)) < ms) {
    }
    printf("burnt\n");
    fflush(stdout);
    pause();
    return 0;
}

static int report(void)
{
    struct winsize size = {0};
    struct termios modes;
    char cwd[256] = "";
    const char *type = getenv("TERM"), *extra = getenv("EXTRA"), *home = getenv("HOME");

    ioctl(0, TIOCGWINSZ, &size);
    tcgetattr(0, &modes);
    if (getcwd(cwd, sizeof cwd) == NULL) {
        return 1;
    }
    printf("TERM %s\nEXTRA %s\nHOME %s\ncwd %s\nsize %dx%d\n", type != NULL ? type : "none",
           extra != NULL ? extra : "none", home != NULL ? "set" : "none", cwd, size.ws_col,
           size.ws_row);
    printf("%s 9600 baud\n", cfgetospeed(&modes) == B9600 ? "is" : "is not");
    printf("%s\n", getsid(0) == getpid() ? "leader" : "job");
    printf("%s\n", tcgetpgrp(0) == getpgrp() ? "foreground" : "background");
    fprintf(stderr, "a line for stderr\n");
    return 0;
}

static void draw(int resized)
{
    int rows, cols;

    getmaxyx(stdscr, rows, cols);
    erase();
    attron(A_REVERSE);
    addstr("echo_app");
    attroff(A_REVERSE);
    printw(" %dx%d resized %d", cols, rows, resized);
    move(1, 0);
    addch(ACS_ULCORNER);
    hline(ACS_HLINE, 6);
    move(1, 7);
    addch(ACS_URCORNER);
    attron(A_UNDERLINE);
    mvaddstr(2, 2, "under");
    attroff(A_UNDERLINE);
    attron(A_BOLD);
    mvaddstr(2, 8, "bold");
    attroff(A_BOLD);
    if (has_colors()) {
        attron(COLOR_PAIR(1));
        mvaddstr(2, 13, "colour");
        attroff(COLOR_PAIR(1));
    }
    move(3, 0);
}

static void show_key(int key)
{
    const char *name = keyname(key);

    mvprintw(3, 0, "key %s;", name != NULL ? name : "?");
    clrtoeol();
    move(3, 4);
}

static void fill_row(void)
{
    int cols = getmaxx(stdscr);

    move(5, 0);
    for (int i = 0; i < cols; i++) {
        addch('w');
    }
    mvaddstr(6, 0, "next");
    move(3, 0);
}

static void show_click(void)
{
    MEVENT event;

    if (getmouse(&event) == OK) {
        mvprintw(3, 0, "click %d,%d;", event.y, event.x);
        clrtoeol();
    }
}

/* What a key does; -1 to go on, or the exit status. */
static int act(int key, int *resized)
{
    switch (key) {
    case 'q':
        endwin();
        return 7;
    case 'x':
        return 3;
    case 'a':
        abort();
    case 'b':
        beep();
        break;
    case 'o':
        putp("\033]52;c;aGVsbG8=\007");
        fflush(stdout);
        break;
    case 'w':
        fill_row();
        break;
    case 's':
        nanosleep(&(struct timespec){.tv_nsec = 300000000}, NULL);
        break;
    case 'm':
        mousemask(ALL_MOUSE_EVENTS, NULL);
        break;
    case KEY_MOUSE:
        show_click();
        return -1;
    case KEY_RESIZE:
        (*resized)++;
        draw(*resized);
        break;
    default:
        break;
    }
    show_key(key);
    return -1;
}

static int run_screen(void)
{
    int resized = 0, status = -1;

    if (newterm(NULL, stdout, stdin) == NULL) {
        fprintf(stderr, "no terminal\n");
        return 2;
    }
    cbreak();
    noecho();
    keypad(stdscr, TRUE);
    set_escdelay(300);
    if (has_colors()) {
        start_color();
        use_default_colors();
        init_pair(1, COLOR_YELLOW, COLOR_BLUE);
    }
    draw(resized);
    while (status < 0) {
        int key = getch();

        if (key == ERR) {
            status = 9; /* the terminal is gone */
        } else {
            status = act(key, &resized);
        }
    }
    return status;
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    if (argc == 3 && strcmp(argv[1], "bytes") == 0) {
        return write_bytes(strtol(argv[2], NULL, 10));
    }
    if (argc == 3 && strcmp(argv[1], "burn") == 0) {
        return burn(strtol(argv[2], NULL, 10));
    }
    if (argc == 2 && strcmp(argv[1], "report") == 0) {
        return report();
    }
    return run_screen();
}
