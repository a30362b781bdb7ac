/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A BMC over LAN that refuses the login: what the console says, and how one gets in after all. */
#include "console.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "rmcp/rmcp.h"

static struct rmcp *rmcp;
static char host[32];

static int begin(void **state)
{
    struct rmcp_manners manners;

    (void)state;
    rmcp_manners_init(&manners);
    rmcp = rmcp_start(&manners, NULL);
    if (rmcp == NULL)
        return -1;
    snprintf(host, sizeof host, "127.0.0.1:%u", rmcp_port(rmcp));
    return 0;
}

static int end(void **state)
{
    (void)state;
    rmcp_stop(rmcp);
    return 0;
}

static struct term *start(const char *password_file)
{
    return console_start((struct console_setup){
        .arguments = {"-h", host, "-u", "ADMIN", password_file}, .early = true});
}

static void see_refused(struct term *t)
{
    see(t, "LOGIN FAILED");
    see(t, "Login failed: wrong password for user ADMIN.");
    assert_false(term_find(t, "NO BMC", NULL, NULL));
}

/* RETRY does not try the same once more. */
static void test_typed(void **state)
{
    struct term *t = start(NULL);

    (void)state;
    see(t, "Password of ADMIN at ");
    term_type(t, "wrong");
    press(t, "Enter");
    see_refused(t);
    press(t, "Enter");
    see(t, "Password of ADMIN at 127.0.0.1");
    term_type(t, "also");
    press(t, "Enter");
    see_refused(t);
    press_function(t, 5);
    see(t, "Password of ADMIN at 127.0.0.1");
    press(t, "Esc*2");
    see_refused(t);
    press(t, "Enter");
    see(t, "Password of ADMIN at 127.0.0.1");
    term_type(t, "ADMIN");
    press(t, "Enter");
    see_in(t, "IPv4 Address", "192.168.100.100");
    console_wait_loaded(t);
    console_leave(t);
}

static void write_password(const char *name, const char *password)
{
    int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, password, strlen(password)), strlen(password));
    close(fd);
}

/* The file may have been put right meanwhile. */
static void test_file(void **state)
{
    char name[CONSOLE_PATH + 32], option[CONSOLE_PATH + 80];
    struct term *t;

    (void)state;
    snprintf(name, sizeof name, "%s/password", console_folder);
    snprintf(option, sizeof option, "--session-password-file=%s", name);
    write_password(name, "wrong\n");
    t = start(option);
    see_refused(t);
    press(t, "Enter");
    see_refused(t);
    write_password(name, "ADMIN\n");
    press(t, "Enter");
    see_in(t, "IPv4 Address", "192.168.100.100");
    console_wait_loaded(t);
    console_leave(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_typed, begin, end),
        cmocka_unit_test_setup_teardown(test_file, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
