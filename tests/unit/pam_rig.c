/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/pam_rig.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scratch.h"

enum { PATH = 512, SERVICES = 16 };

static char folder[PATH], preload[3 * PATH], services[PATH + 40];
static char names[SERVICES][2 * PATH];
static int name_count;
static pid_t owner;

static const char *variable(const char *name)
{
    const char *value = getenv(name);

    return value != NULL ? value : "";
}

bool pam_rig_here(void)
{
    return access(variable("PAM_WRAPPER_LIBRARY"), R_OK) == 0;
}

const char *const *pam_rig_environment(const char *more)
{
    static const char *const environment[PAM_RIG_VARIABLES + 1] = {preload, "PAM_WRAPPER=1", services,
                                              "PAM_WRAPPER_DISABLE_DEEPBIND=1",
                                              "UID_WRAPPER_DISABLE_DEEPBIND=1", NULL};

    snprintf(preload, sizeof preload, "LD_PRELOAD=%s%s%s", more != NULL ? more : "",
             more != NULL ? ":" : "", variable("PAM_WRAPPER_LIBRARY"));
    snprintf(services, sizeof services, "PAM_WRAPPER_SERVICE_DIR=%s", folder);
    return environment;
}

static void close_rig(void)
{
    char path[2 * PATH];

    if (getpid() != owner)
        return;
    for (int i = 0; i < name_count; i++)
        unlink(names[i]);
    snprintf(path, sizeof path, "%s/passdb", folder);
    unlink(path);
    rmdir(folder);
}

static FILE *open_file(const char *name, char path[2 * PATH])
{
    FILE *file;

    snprintf(path, 2 * PATH, "%s/%s", folder, name);
    file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        exit(99);
    }
    return file;
}

void pam_rig_open(void)
{
    char path[2 * PATH];
    FILE *file;

    if (mkdtemp(scratch_path(folder, sizeof folder, "bmctui-pam.XXXXXX")) == NULL) {
        perror(folder);
        exit(99);
    }
    owner = getpid();
    atexit(close_rig);
    file = open_file("passdb", path);
    fputs("root:right one:bmctui\ndaemon:right one:bmctui\nstranger:right one:bmctui\n"
          "elsewhere:right one:sshd\n", file);
    fclose(file);
}

static void remember(const char *path)
{
    for (int i = 0; i < name_count; i++)
        if (strcmp(names[i], path) == 0)
            return;
    if (name_count < SERVICES)
        snprintf(names[name_count++], sizeof names[0], "%s", path);
}

void pam_rig_service(const char *name, const char *lines)
{
    char path[2 * PATH];
    FILE *file = open_file(name, path);

    for (const char *at = lines; *at != '\0'; at++) {
        if (strncmp(at, "%M", 2) == 0)
            fprintf(file, "%s/pam_matrix.so passdb=%s/passdb", variable("PAM_WRAPPER_MODULES"),
                    folder);
        else if (strncmp(at, "%O", 2) == 0)
            fprintf(file, "%s/tests/unit/pam_odd.so", variable("top_builddir"));
        else
            fputc(*at, file);
        at += strncmp(at, "%M", 2) == 0 || strncmp(at, "%O", 2) == 0;
    }
    fclose(file);
    remember(path);
}
