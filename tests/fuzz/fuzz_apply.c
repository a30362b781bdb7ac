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

static int make_file(const uint8_t *data, size_t size, char *name, size_t name_size)
{
    int fd = memfd_create("bmc.conf", MFD_CLOEXEC);

    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    snprintf(name, name_size, "/proc/self/fd/%d", fd);
    return fd;
}

static void judge(const struct set_request *request)
{
    struct model page;
    struct edit edit;
    struct check_list list;
    struct check_context context = {.model = &page, .edit = &edit, .link_encrypted = true};
    struct bmc_error error;

    model_init(&page, &page_network);
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

void fuzz_apply(const uint8_t *data, size_t size)
{
    struct set_request request = {.command = "apply", .page = &page_network};
    struct fuzz_quiet quiet;
    struct file *file;
    char name[40];
    int fd = make_file(data, size, name, sizeof name);

    fuzz_hush(&quiet);
    file = file_read(name, &request, NULL);
    fuzz_speak(&quiet);
    if (file != NULL)
        check_request(&request);
    file_free(file);
    close(fd);
}
