/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Linux writes its messages to, and what asks for a login there. */
#include "base/system.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define PATH_LENGTH 512
#define ARGUMENTS   256 /* of a program's command line, in bytes: more than any getty's */

/* A file of the kernel's, NULs as they are; its length. */
static size_t login_read(const char *root, const char *name, char *text, size_t size)
{
    char path[PATH_LENGTH];
    size_t length;
    FILE *file;

    text[0] = '\0';
    snprintf(path, sizeof path, "%s%s", root, name);
    file = fopen(path, "re");
    if (file == NULL)
        return 0;
    length = fread(text, 1, size - 1, file);
    text[length] = '\0';
    fclose(file);
    return length;
}

const char *system_kernel_arguments(const char *root, char *text, size_t size)
{
    login_read(root, "/proc/cmdline", text, size);
    text[strcspn(text, "\n")] = '\0';
    return text;
}

const char *system_kernel_lines(const char *root, char *text, size_t size)
{
    login_read(root, "/sys/class/tty/console/active", text, size);
    text[strcspn(text, "\n")] = '\0';
    return text;
}

/* systemd keeps a folder in its tree of control groups for each unit that runs, also when somebody
 * has logged in there; the older of the two trees is one level down. */
static bool login_unit_runs(const char *root, const char *slice, const char *unit, const char *tty)
{
    static const char *const trees[] = {"", "/unified", "/systemd"};
    char path[PATH_LENGTH];
    struct stat status;

    for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
        snprintf(path, sizeof path, "%s/sys/fs/cgroup%s/system.slice/system-%s.slice/%s@%s.service",
                 root, trees[i], slice, unit, tty);
        if (stat(path, &status) == 0)
            return true;
    }
    return false;
}

/* argv[0] ends with "getty", and one of the others is the line. */
static bool login_is_getty(const char *arguments, size_t length, const char *tty, const char **name)
{
    const char *slash = strrchr(arguments, '/');
    const char *at = arguments + strlen(arguments) + 1;
    size_t end;

    *name = slash != NULL ? slash + 1 : arguments;
    end = strlen(*name);
    if (end < 5 || strcmp(*name + end - 5, "getty") != 0)
        return false;
    for (; at < arguments + length; at += strlen(at) + 1)
        if (strcmp(strncmp(at, "/dev/", 5) == 0 ? at + 5 : at, tty) == 0)
            return true;
    return false;
}

static void login_find_program(const char *root, const char *tty, char *text, size_t size)
{
    char name[PATH_LENGTH], arguments[ARGUMENTS];
    const struct dirent *entry;
    const char *program;
    DIR *folder;

    snprintf(name, sizeof name, "%s/proc", root);
    folder = opendir(name);
    while (folder != NULL && text[0] == '\0' && (entry = readdir(folder)) != NULL) {
        size_t length;

        if (entry->d_name[0] < '1' || entry->d_name[0] > '9')
            continue;
        snprintf(name, sizeof name, "/proc/%s/cmdline", entry->d_name);
        length = login_read(root, name, arguments, sizeof arguments);
        if (length > 0 && login_is_getty(arguments, length, tty, &program))
            snprintf(text, size, "%s", program);
    }
    if (folder != NULL)
        closedir(folder);
}

const char *system_login_prompt(const char *root, const char *tty, char *text, size_t size)
{
    static const struct {
        const char *slice, *unit; /* "-" is escaped in the names of slices */
    } units[] = {{"serial\\x2dgetty", "serial-getty"},
                 {"getty", "getty"},
                 {"bmctui\\x2dserial", "bmctui-serial"}};

    text[0] = '\0';
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!login_unit_runs(root, units[i].slice, units[i].unit, tty))
            continue;
        snprintf(text, size, "%s@%s", units[i].unit, tty);
        return text;
    }
    login_find_program(root, tty, text, size);
    return text;
}
