/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files that people get: where they are, who may read them, and that none is ever written over.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "guard/files.h"
#include "unit/folder.h"

static unsigned mode_of(const char *path)
{
    struct stat status;

    assert_int_equal(lstat(path, &status), 0);
    return status.st_mode & 07777;
}

static void must_create(const char *folder, const struct bmc_target *target, struct file_out *out)
{
    struct bmc_error error = {0};

    if (files_create(folder, "events", target, out, &error) != 0)
        fail_msg("%s", error.sentence);
}

/* A host of any bytes cannot leave the folder; files of one second have different names. */
static void test_in_the_folder(void **state)
{
    static const struct {
        enum bmc_driver driver;
        const char *host, *name;
    } rows[] = {{BMC_DRIVER_DEMO, NULL, "/files/events-demo-2"},
                {BMC_DRIVER_LAN_2_0, "192.0.2.7:1623", "/files/events-192.0.2.7-2"},
                {BMC_DRIVER_LAN_2_0, "../../etc/a b", "/files/events-_._.._etc_a_b-2"},
                {BMC_DRIVER_LAN_2_0, "[2001:db8::1]:623", "/files/events-_2001_db8__1__623-2"},
                {BMC_DRIVER_LAN_2_0, "\033[2J", "/files/events-__2J-2"}};
    struct file_out one, other;
    char path[FILES_PATH];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct bmc_target target = {.driver = rows[i].driver, .hostname = rows[i].host};

        must_create(*state, &target, &one);
        must_create(*state, &target, &other);
        snprintf(path, sizeof path, "%s%s", (char *)*state, rows[i].name);
        if (strncmp(one.path, path, strlen(path)) != 0)
            fail_msg("%s is not %s", one.path, path);
        assert_string_not_equal(one.path, other.path);
        assert_int_equal(mode_of(one.path), 0600);
        files_drop(&other);
        assert_int_equal(access(other.path, F_OK), -1);
        fputs("text\n", one.file);
        assert_int_equal(files_close(&one, NULL), 0);
        assert_int_equal(files_close(&one, NULL), 0);
    }
    snprintf(path, sizeof path, "%s/files", (char *)*state);
    assert_int_equal(mode_of(path), 0700);
    chmod(path, 0777);
    assert_int_equal(
        files_create(*state, "events", &(struct bmc_target){.driver = BMC_DRIVER_DEMO}, &one, NULL),
        -1);
}

static void must_refuse(const char *folder, const char *name, const char *why)
{
    char path[FILES_PATH];
    struct bmc_error error = {0};
    struct file_out out;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(files_check_at(path, &error), -1);
    assert_int_equal(files_create_at(path, &out, &error), -1);
    assert_null(out.file);
    assert_int_equal(error.kind, ERROR_USAGE);
    if (strncmp(error.sentence, path, strlen(path)) != 0 || strstr(error.sentence, why) == NULL)
        fail_msg("%s", error.sentence);
}

static void test_where_the_caller_says(void **state)
{
    char path[FILES_PATH], text[16];
    struct file_out out;

    snprintf(path, sizeof path, "%s/new", (char *)*state);
    assert_int_equal(files_check_at(path, NULL), 0);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(files_create_at(path, &out, NULL), 0);
    fputs("kept\n", out.file);
    assert_int_equal(files_sync(&out, NULL), 0);
    assert_int_equal(folder_read(*state, "new", text, sizeof text), 5);
    assert_int_equal(files_close(&out, NULL), 0);
    assert_int_equal(mode_of(path), 0600);
    must_refuse(*state, "new", "exists already");
    snprintf(path, sizeof path, "%s/link", (char *)*state);
    assert_int_equal(symlink("nowhere", path), 0);
    must_refuse(*state, "link", "exists already");
    must_refuse(*state, "none/new", "no such directory");
    must_refuse(*state, "new/new", "no such directory");
    must_refuse(*state, "", "is a directory");
    assert_int_equal(folder_read(*state, "new", text, sizeof text), 5);
}

/* A disk without room is told, and not when somebody reads the file. */
static void test_full(void **state)
{
    struct bmc_error error = {0};
    struct file_out out = {.file = fopen("/dev/full", "w")};

    (void)state;
    if (out.file == NULL)
        skip();
    snprintf(out.path, sizeof out.path, "/dev/full");
    fputs("text\n", out.file);
    assert_int_equal(files_close(&out, &error), -1);
    assert_int_equal(error.kind, ERROR_SYSTEM);
    assert_null(out.file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_in_the_folder, folder_setup, folder_teardown),
        cmocka_unit_test_setup_teardown(test_where_the_caller_says, folder_setup, folder_teardown),
        cmocka_unit_test(test_full),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
