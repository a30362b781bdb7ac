/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of `apply`: the input is its text. What is taken is judged by the checks as well. */
#define _GNU_SOURCE /* memfd_create() */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cli/file.h"
#include "core/check.h"
#include "fuzz/fuzz.h"
#include "pages/network.h"
#include "pages/power.h"
#include "pages/serial.h"

static int make_file(const uint8_t *data, size_t size, char *name, size_t name_size)
{
    int fd = memfd_create("bmc.conf", MFD_CLOEXEC);

    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    snprintf(name, name_size, "/proc/self/fd/%d", fd);
    return fd;
}

/* Values of a page, as its checks judge them. */
static void judge(const struct set_request *request)
{
    struct model page;
    struct edit edit;
    struct check_list list;
    struct check_context context = {.model = &page, .edit = &edit, .link_encrypted = true};
    struct bmc_error error;

    model_init(&page, request->page);
    edit_init(&edit);
    for (size_t i = 0; i < request->value_count; i++)
        FUZZ_CHECK(edit_set(&edit, &page, (int)request->values[i].row, request->values[i].text,
                            &error) == 0);
    check_clear(&list);
    check_all(&context, &list);
    FUZZ_CHECK(list.count <= CHECK_MAX);
    edit_release(&edit);
}

static void check_request(const struct set_request *request)
{
    FUZZ_CHECK(request->channel <= BMC_CHANNEL_LAST);
    FUZZ_CHECK(request->value_count <= FIELD_COUNT);
    FUZZ_CHECK(request->user == NULL ||
               (request->user[0] != '\0' && strlen(request->user) < BMC_USER_NAME));
    FUZZ_CHECK(request->password_file == NULL || request->password_file[0] != '\0');
    FUZZ_CHECK(request->remote < REMOTE_BIT(REMOTE_COUNT));
    judge(request);
}

static void check_wants(const struct file_wants *wants)
{
    struct bmc_error error;

    check_request(&wants->network);
    judge(&wants->power);
    judge(&wants->serial);
    FUZZ_CHECK(wants->sensor_count <= FILE_SENSORS_MOST);
    FUZZ_CHECK(wants->user_count <= BMC_USER_LAST);
    for (size_t i = 0; i < wants->user_count; i++)
        FUZZ_CHECK(account_check_name(wants->users[i].wish.name, &error) == 0);
}

void fuzz_apply(const uint8_t *data, size_t size)
{
    static struct file_wants wants;
    struct fuzz_quiet quiet;
    struct file *file;
    char name[40];
    int fd = make_file(data, size, name, sizeof name);

    fuzz_hush(&quiet);
    wants = (struct file_wants){.network.page = &page_network,
                                .power.page = &page_power,
                                .serial.page = &page_serial};
    file = file_read(name, &wants);
    fuzz_speak(&quiet);
    if (file != NULL)
        check_wants(&wants);
    file_free(file);
    close(fd);
}
