/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/host.h"
#include "base/i18n.h"
#include "guard/store_own.h"

#define FOLDER "/files"
#define HOST_MOST 64
#define HOST_CHARACTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"
#define SAME_SECOND 9 /* files of one second and host */
#define NEW_FILE (O_WRONLY | O_CREAT | O_EXCL)

static int files_open_stream(struct file_out *out, int fd, struct bmc_error *error)
{
    out->file = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (out->file != NULL)
        return 0;
    error_set(error, ERROR_SYSTEM, _("%s cannot be created: %s"), out->path, strerror(errno));
    if (fd >= 0)
        close(fd);
    return -1;
}

/* --- in the folder ------------------------------------------------------- */

/* Letters, digits, '.' and '-'; a port is left out. */
static void files_print_host(const struct bmc_target *target, char host[HOST_MOST])
{
    char name[HOST_NAME];

    if (bmc_driver_is_lan(target->driver) && target->hostname != NULL)
        snprintf(name, sizeof name, "%s", target->hostname);
    else if (target->driver == BMC_DRIVER_DEMO)
        snprintf(name, sizeof name, "demo");
    else
        host_name(name, sizeof name);
    snprintf(host, HOST_MOST, "%.*s", HOST_MOST - 1, name[0] != '\0' ? name : "local");
    if (bmc_driver_is_lan(target->driver) && host[0] != '[')
        host[strcspn(host, ":")] = '\0';
    for (char *at = host; *at != '\0'; at++)
        if (strchr(HOST_CHARACTERS, *at) == NULL || (*at == '.' && at == host))
            *at = '_';
}

static struct store *files_open_folder(const char *setting, struct bmc_error *error)
{
    char path[STORE_PATH], folder[STORE_PATH];
    struct store *above, *store = NULL;

    if (store_directory(setting, path, error) < 0)
        return NULL;
    if (snprintf(folder, sizeof folder, "%s%s", path, FOLDER) >= (int)sizeof folder) {
        error_set(error, ERROR_SYSTEM, "%s", _("the name of the state directory is too long"));
        return NULL;
    }
    /* First the journals' own folder, which is for us alone as well. */
    if (store_open(&above, path, "", true, error) < 0)
        return NULL;
    store_open(&store, folder, "", true, error);
    store_close(above);
    return store;
}

static int files_create_in(struct store *store, const char *prefix,
                           const struct bmc_target *target, struct file_out *out,
                           struct bmc_error *error)
{
    char host[HOST_MOST], name[160], stamp[32];
    time_t now = time(NULL);
    struct tm local;
    int fd = -1;

    files_print_host(target, host);
    localtime_r(&now, &local);
    strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &local);
    for (int i = 1; fd < 0 && i <= SAME_SECOND && (i == 1 || errno == EEXIST); i++) {
        char number[8] = "";

        if (i > 1)
            snprintf(number, sizeof number, "-%d", i);
        snprintf(name, sizeof name, "%s-%s-%s%s.txt", prefix, host, stamp, number);
        fd = store_open_in(store, name, NEW_FILE);
    }
    snprintf(out->path, sizeof out->path, "%s/%s", store_path(store), name);
    return files_open_stream(out, fd, error);
}

int files_create(const char *setting, const char *prefix, const struct bmc_target *target,
                 struct file_out *out, struct bmc_error *error)
{
    struct store *store = files_open_folder(setting, error);
    int result;

    memset(out, 0, sizeof *out);
    if (store == NULL)
        return -1;
    result = files_create_in(store, prefix, target, out, error);
    store_close(store);
    return result;
}

/* --- where the caller says ----------------------------------------------- */

static void files_folder_of(const char *path, char *folder, size_t size)
{
    const char *slash = strrchr(path, '/');

    if (slash == NULL)
        snprintf(folder, size, ".");
    else
        snprintf(folder, size, "%.*s", (int)(slash - path) + 1, path);
}

int files_check_at(const char *path, struct bmc_error *error)
{
    char folder[FILES_PATH];
    struct stat status;

    if (path[0] == '\0' || strlen(path) >= FILES_PATH)
        return error_set(error, ERROR_USAGE, "%s", _("give the name of a file"));
    if (lstat(path, &status) == 0)
        return error_set(error, ERROR_USAGE,
                         S_ISDIR(status.st_mode)
                             ? _("%s is a directory; give the name of a file in it")
                             : _("%s exists already; give another name, or remove it first"),
                         path);
    files_folder_of(path, folder, sizeof folder);
    if (errno == ENOENT && stat(folder, &status) == 0 && S_ISDIR(status.st_mode) &&
        access(folder, W_OK | X_OK) == 0)
        return 0;
    return error_set(error, ERROR_USAGE, _("%s cannot be created: %s"), path,
                     errno == ENOENT || errno == ENOTDIR ? _("there is no such directory")
                                                         : strerror(errno));
}

int files_create_at(const char *path, struct file_out *out, struct bmc_error *error)
{
    memset(out, 0, sizeof *out);
    if (files_check_at(path, error) < 0)
        return -1;
    snprintf(out->path, sizeof out->path, "%s", path);
    return files_open_stream(out, open(path, NEW_FILE | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY, 0600),
                             error);
}

/* --- writing ------------------------------------------------------------- */

static int files_failed(const struct file_out *out, struct bmc_error *error)
{
    return error_set(error, ERROR_SYSTEM, _("%s cannot be written: %s"), out->path,
                     strerror(errno));
}

/* The name too has to be on disk; not every file system can say so. */
static void files_sync_folder(const struct file_out *out)
{
    char folder[FILES_PATH];
    int fd;

    files_folder_of(out->path, folder, sizeof folder);
    fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

int files_sync(struct file_out *out, struct bmc_error *error)
{
    errno = EIO;
    if (ferror(out->file) || fflush(out->file) != 0 || fsync(fileno(out->file)) < 0)
        return files_failed(out, error);
    files_sync_folder(out);
    return 0;
}

int files_close(struct file_out *out, struct bmc_error *error)
{
    int result;

    if (out->file == NULL)
        return 0;
    result = files_sync(out, error);
    if (fclose(out->file) != 0 && result == 0)
        result = files_failed(out, error);
    out->file = NULL;
    return result;
}

void files_drop(struct file_out *out)
{
    if (out->file == NULL)
        return;
    fclose(out->file);
    out->file = NULL;
    unlink(out->path);
}
