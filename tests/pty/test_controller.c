/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Controller row: the config file's targets, one shown at a time. */
#include "console.h"

#include <string.h>

/* The second BMC has no gateway parameter, by which it is told from the first. */
#define ONE    "{ name = \"one\"; driver = \"demo\"; }"
#define TWO    "{ name = \"number two\"; driver = \"demo\"; demo_faults = \"lan-get 12:code=80\"; }"
#define DEAD   "{ name = \"dead\"; hostname = \"127.0.0.1:1\"; session_timeout = 300;" \
               " retransmission_timeout = 100; username = \"ADMIN\"; }"
#define NOFILE "{ name = \"no file\"; hostname = \"127.0.0.1:1\";" \
               " session_password_file = \"/nonexistent/password\"; }"

static struct term *with_targets(const char *list, const char *argument)
{
    static char config[1024];

    snprintf(config, sizeof config, "targets = ( %s );", list);
    return console_start((struct console_setup){
        .config = config, .arguments = {argument != NULL ? argument : "--quiet"}});
}

static void choose(struct term *t, const char *keys)
{
    go_to(t, "Controller");
    press(t, "Enter");
    see(t, "Controller: which BMC");
    press(t, keys);
}

static void test_one_target(void **state)
{
    struct term *t = with_targets(ONE, NULL);

    (void)state;
    assert_false(term_find(t, "Controller", NULL, NULL));
    see_focus(t, "Channel");
    see(t, "one");
    console_leave(t);
}

static void test_row(void **state)
{
    struct term *t = with_targets(ONE "," TWO, NULL);

    (void)state;
    see_focus(t, "Controller");
    assert_int_equal(row_of(t, "Controller"), 1);
    see_in(t, "Controller", "<one>");
    see_in(t, "IPv4 Default Gateway", "[192.168.100.254");
    press(t, "Enter");
    see(t, "number two            simulated BMC");
    press(t, "Down Enter");
    see_in(t, "Controller", "<number two>");
    console_wait_loaded(t);
    see_in(t, "IPv4 Default Gateway", "not available");
    choose(t, "Up Enter");
    see_in(t, "Controller", "<one>");
    see_in(t, "IPv4 Default Gateway", "[192.168.100.254");
    console_leave(t);
}

static void test_option(void **state)
{
    struct term *t = with_targets(ONE "," TWO, "--target=number two");

    (void)state;
    see_in(t, "Controller", "<number two>");
    see_in(t, "IPv4 Default Gateway", "not available");
    console_leave(t);
}

static void test_other_bmc(void **state)
{
    struct term *t = with_targets(ONE "," TWO, "--demo");

    (void)state;
    assert_false(term_find(t, "Controller", NULL, NULL));
    console_leave(t);
}

static void test_edits(void **state)
{
    struct term *t = with_targets(ONE "," TWO, NULL);

    (void)state;
    retype(t, "VLAN ID", "77");
    choose(t, "Down Enter");
    see(t, "Controller: unsaved edits");
    see_button(t, "BACK");
    press(t, "Enter");
    see_in(t, "Controller", "<one>");
    see_in(t, "VLAN ID", "[77    ]*");
    choose(t, "Enter"); /* the one shown: nothing is asked */
    see_in(t, "VLAN ID", "[77    ]*");
    choose(t, "Down Enter");
    see_button(t, "BACK");
    press(t, "Tab Enter");
    see_in(t, "Controller", "<number two>");
    console_wait_loaded(t);
    see_in(t, "VLAN ID", "[      ]");
    console_leave(t);
}

/* One that does not answer says so, and the others go on. */
static void test_no_answer(void **state)
{
    struct term *t = with_targets(ONE "," DEAD, NULL);

    (void)state;
    choose(t, "Down Enter");
    see(t, "Password of ADMIN at 127.0.0.1:1");
    term_type(t, "secret");
    see(t, "[******   ");
    press(t, "Enter");
    see(t, "NO BMC");
    see(t, "Controller            dead");
    see_button(t, "RETRY");
    press(t, "Tab Enter");
    see(t, "Controller: which BMC");
    press(t, "Up Enter");
    see_in(t, "Controller", "<one>");
    console_wait_loaded(t);
    see_in(t, "IPv4 Address", "[192.168.100.100");
    choose(t, "Down Enter"); /* its password is known by now */
    see(t, "NO BMC");
    press(t, "F5");
    see(t, "NO BMC");
    go_to_button(t, "LEAVE");
    press(t, "Enter");
    console_ended(t, 3);
}

static void test_password_back(void **state)
{
    struct term *t = with_targets(ONE "," DEAD, NULL);

    (void)state;
    choose(t, "Down Enter");
    see(t, "Password of ADMIN");
    term_type(t, "secret");
    press(t, "Esc Esc");
    see_in(t, "Controller", "<one>");
    choose(t, "Down Enter");
    see(t, "Password of ADMIN");
    see(t, "[        ");
    press(t, "Tab Enter"); /* BACK */
    see_in(t, "Controller", "<one>");
    see_in(t, "IPv4 Address", "[192.168.100.100");
    console_leave(t);
}

static void test_password_file(void **state)
{
    struct term *t = with_targets(ONE "," NOFILE, NULL);

    (void)state;
    choose(t, "Down Enter");
    see(t, "Controller: no file");
    see(t, "/nonexistent/password cannot be opened");
    press(t, "Enter");
    see_in(t, "Controller", "<one>");
    see_in(t, "IPv4 Address", "[192.168.100.100");
    console_leave(t);
}

static void test_read_only(void **state)
{
    struct term *t = with_targets(ONE "," TWO, "--read-only");

    (void)state;
    choose(t, "Down Enter");
    see_in(t, "Controller", "<number two>");
    console_wait_loaded(t);
    console_leave(t);
}

static void test_small(void **state)
{
    static const char config[] = "targets = ( " ONE "," TWO " );";
    struct term *t = console_start((struct console_setup){
        .config = config, .rows = 12, .cols = 40, .arguments = {"--quiet"}, .early = true});

    (void)state;
    see(t, "<one>");
    see_focus(t, "Controller");
    press(t, "Enter");
    see(t, "number two");
    press(t, "Down Enter");
    see(t, "<number two>");
    press(t, "F10");
    console_ended(t, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_target),    cmocka_unit_test(test_row),
        cmocka_unit_test(test_option),        cmocka_unit_test(test_other_bmc),
        cmocka_unit_test(test_edits),         cmocka_unit_test(test_no_answer),
        cmocka_unit_test(test_password_back), cmocka_unit_test(test_password_file),
        cmocka_unit_test(test_read_only),     cmocka_unit_test(test_small),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
