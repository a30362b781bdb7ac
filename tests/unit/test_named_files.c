/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files that somebody names: nobody waits for the other end of a pipe, what belongs to others is
 * not taken, and what is written goes where it was meant to go.
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/secret.h"
#include "guard/store.h"
#include "conf/settings.h"
#include "unit/folder.h"

#define NOBODY 65534
#define HANGS_S 10

static const char *path(void **folder, const char *name)
{
    static char paths[16][200];
    static unsigned next;
    char *text = paths[next++ % 16];

    snprintf(text, sizeof paths[0], "%s/%s", (const char *)*folder, name);
    return text;
}

/* The name of a new file with this in it, for its owner alone. */
static const char *file(void **folder, const char *name, const char *text)
{
    folder_write(*folder, name, text, strlen(text));
    assert_int_equal(chmod(path(folder, name), 0600), 0);
    return path(folder, name);
}

static const char *pipe_there(void **folder)
{
    const char *name = path(folder, "fifo");

    assert_int_equal(mkfifo(name, 0600), 0);
    return name;
}

static int read_secret(const char *name, struct bmc_error *error)
{
    struct secret *secret = secret_create();
    int result = secret_read_file(secret, name, error);

    secret_free(&secret);
    return result;
}

static int read_settings(const char *name, struct bmc_error *error)
{
    struct settings settings;
    int result;

    settings_defaults(&settings);
    result = settings_read(&settings, name, stderr, error);
    settings_release(&settings);
    return result;
}

static void nobody_waits(void **folder)
{
    const char *name = pipe_there(folder);
    struct bmc_error error;

    alarm(HANGS_S);
    assert_int_equal(file_open_plain(name, NULL, &error), -1);
    assert_non_null(strstr(error.sentence, "not a regular file"));
    assert_int_equal(read_secret(name, &error), -1);
    assert_non_null(strstr(error.sentence, "standard input"));
    assert_int_equal(read_settings(name, &error), -1);
    assert_int_equal(file_open_private(name, &error), -1);
    alarm(0);
}

/* What the shell holds open for us is read, a named pipe still is not. */
static void given_pipes(void **folder)
{
    const char *named = pipe_there(folder);
    struct secret *secret = secret_create();
    struct bmc_error error;
    char name[40];
    int fds[2];

    alarm(HANGS_S);
    assert_int_equal(pipe(fds), 0);
    assert_int_equal(write(fds[1], "Abcdef12\n", 9), 9);
    close(fds[1]);
    snprintf(name, sizeof name, "/dev/fd/%d", fds[0]);
    assert_int_equal(secret_read_file(secret, name, &error), -1);
    assert_int_equal(secret_read_given(secret, name, &error), 0);
    assert_string_equal(secret_bytes(secret), "Abcdef12");
    close(fds[0]);
    assert_int_equal(secret_read_given(secret, name, &error), -1);
    assert_int_equal(secret_read_given(secret, "/dev/fd/", &error), -1);
    assert_int_equal(secret_read_given(secret, "/dev/fd/99999999999", &error), -1);
    assert_int_equal(secret_read_given(secret, named, &error), -1);
    secret_free(&secret);
    alarm(0);
}

/* A reader makes no plain file of it. */
static void pipe_with_a_reader(void **folder)
{
    const char *name = pipe_there(folder);
    int reader = open(name, O_RDWR | O_NONBLOCK);
    struct bmc_error error;

    assert_true(reader >= 0);
    assert_int_equal(file_open_private(name, &error), -1);
    assert_non_null(strstr(error.sentence, "not a regular file"));
    close(reader);
}

static void plain_ones_are_read(void **folder)
{
    const char *name = file(folder, "plain", "text");
    struct bmc_error error;
    struct stat status;
    int fd = file_open_plain(name, &status, &error);

    assert_true(fd >= 0);
    assert_int_equal(status.st_size, 4);
    assert_true(file_owner_fits(&status));
    close(fd);
    assert_int_equal(file_open_plain(path(folder, "absent"), NULL, &error), -1);
    assert_int_equal(errno, ENOENT);
    assert_int_equal(file_open_plain(*folder, NULL, &error), -1);
}

/* Root does not believe what others have put there. */
static void files_of_others(void **folder)
{
    const struct journal journal = {.plan.channel = 1};
    struct journal read;
    struct bmc_error error;
    struct store *store;
    const char *secret = file(folder, "secret", "Abcdef12\n");
    const char *config = file(folder, "config", "frames = \"ascii\";\n");

    if (geteuid() != 0)
        skip();
    assert_int_equal(read_secret(secret, &error), 0);
    assert_int_equal(read_settings(config, &error), 0);
    assert_int_equal(chown(secret, NOBODY, 0), 0);
    assert_int_equal(chown(config, NOBODY, 0), 0);
    assert_int_equal(read_secret(secret, &error), -1);
    assert_non_null(strstr(error.sentence, "belongs to another user"));
    assert_int_equal(read_settings(config, &error), -1);
    assert_non_null(strstr(error.sentence, "belongs to another user"));
    assert_int_equal(store_open(&store, *folder, "local", true, &error), 0);
    assert_int_equal(store_lock(store, "", "", NULL, &error), STORE_LOCKED);
    assert_int_equal(store_write(store, &journal, &error), 0);
    assert_int_equal(store_read(store, &read, &error), STORE_JOURNAL);
    assert_int_equal(chown(path(folder, "local.journal"), NOBODY, 0), 0);
    assert_int_equal(store_read(store, &read, &error), STORE_DAMAGED);
    store_close(store);
    assert_int_equal(chown(*folder, NOBODY, 0), 0);
    assert_int_equal(store_open(&store, *folder, "local", true, &error), -1);
    assert_non_null(strstr(error.sentence, "belongs to another user"));
}

/* --- written ---------------------------------------------------------------- */

static void written_for_its_owner(void **folder)
{
    static const mode_t modes[] = {0666, 0644, 0600, 0620};
    const char *name = path(folder, "trace");
    struct bmc_error error;
    struct stat status;
    int fd;

    umask(0);
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        file(folder, "trace", "before");
        assert_int_equal(chmod(name, modes[i]), 0);
        fd = file_open_private(name, &error);
        assert_true(fd >= 0);
        assert_int_equal(fstat(fd, &status), 0);
        assert_int_equal(status.st_mode & 07777, 0600);
        assert_int_equal(status.st_size, 0);
        close(fd);
    }
    fd = file_open_private(path(folder, "new"), &error);
    assert_int_equal(fstat(fd, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0600);
    close(fd);
}

static void keeps(void **folder, const char *name)
{
    char text[20];
    struct stat status;

    assert_int_equal(folder_read(*folder, name, text, sizeof text), 6);
    assert_int_equal(stat(path(folder, name), &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
}

static void not_elsewhere(void **folder)
{
    const char *victim = file(folder, "victim", "before");
    struct bmc_error error;

    assert_int_equal(chmod(victim, 0640), 0);
    assert_int_equal(symlink(victim, path(folder, "link")), 0);
    assert_int_equal(file_open_private(path(folder, "link"), &error), -1);
    assert_non_null(strstr(error.sentence, "symbolic link"));
    keeps(folder, "victim");
    assert_int_equal(link(victim, path(folder, "other")), 0);
    assert_int_equal(file_open_private(path(folder, "other"), &error), -1);
    assert_non_null(strstr(error.sentence, "another hard link"));
    keeps(folder, "victim");
    assert_int_equal(unlink(path(folder, "other")), 0);
    assert_int_equal(file_open_private("/dev/full", &error), -1);
    assert_int_equal(file_open_private(*folder, &error), -1);
    if (geteuid() != 0)
        return;
    assert_int_equal(chown(victim, NOBODY, 0), 0);
    assert_int_equal(file_open_private(victim, &error), -1);
    assert_non_null(strstr(error.sentence, "another user"));
    keeps(folder, "victim");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nobody_waits),
        TEST(given_pipes),
        TEST(pipe_with_a_reader),
        TEST(plain_ones_are_read),
        TEST(files_of_others),
        TEST(written_for_its_owner),
        TEST(not_elsewhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
