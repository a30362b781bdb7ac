/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The config file: what is taken, what is refused with its line and what is right, what warns. */
#include "unit/cases.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scratch.h"
#include "conf/settings.h"

static char folder[SCRATCH_PATH];
static char file[SCRATCH_PATH + 16];

static void write_file(const char *text, size_t length, unsigned mode)
{
    FILE *out = fopen(file, "w");

    assert_non_null(out);
    assert_int_equal(fwrite(text, 1, length, out), length);
    fclose(out);
    assert_int_equal(chmod(file, mode), 0);
}

/* Reads a text; warnings go to warned. */
static int read_text(const char *text, struct settings *settings, char *warned, size_t size,
                     struct bmc_error *error)
{
    FILE *warn = fmemopen(warned, size, "w");
    int result;

    assert_non_null(warn);
    write_file(text, strlen(text), 0600);
    settings_defaults(settings);
    error->kind = ERROR_NONE;
    error->sentence[0] = '\0';
    result = settings_read(settings, file, warn, error);
    fclose(warn);
    return result;
}

/* --- good ---------------------------------------------------------------------------------- */

struct good {
    const char *text;
    bool (*holds)(const struct settings *settings);
};

#define HOLDS(name, condition)                                                                     \
    static bool holds_##name(const struct settings *s)                                             \
    {                                                                                              \
        return condition;                                                                          \
    }

HOLDS(defaults, s->bmc.target.driver == BMC_DRIVER_AUTO && s->bmc.target.hostname == NULL &&
                    s->bmc.target.cipher_suite == -1 &&
                    s->password_policy == PASSWORD_POLICY_TRUENAS && s->verify_s == 30 &&
                    s->lock_wait_s == 10 && s->frames == FRAMES_AUTO && !s->monochrome &&
                    !s->mouse && s->escape_ms == 500 && s->browser == NULL &&
                    s->check_reachability && !s->read_only)
HOLDS(driver, s->bmc.target.driver == BMC_DRIVER_LAN_2_0)
HOLDS(demo, s->bmc.target.driver == BMC_DRIVER_DEMO)
HOLDS(device, strcmp(s->bmc.target.device, "/dev/ipmi1") == 0)
HOLDS(address, s->bmc.target.address == 0xca2)
HOLDS(address_decimal, s->bmc.target.address == 10)
HOLDS(spacing, s->bmc.target.register_spacing == 4)
HOLDS(host, s->bmc.target.driver == BMC_DRIVER_LAN_2_0 && strcmp(s->bmc.target.hostname, "bmc1.example.com:6230") == 0)
HOLDS(host_6, strcmp(s->bmc.target.hostname, "[::1]:624") == 0)
HOLDS(user, strcmp(s->bmc.target.username, "ADMIN") == 0)
HOLDS(files, strcmp(s->bmc.session_password_file, "/root/p") == 0 && strcmp(s->bmc.k_g_file, "/k") == 0)
HOLDS(suite, s->bmc.target.cipher_suite == 3)
HOLDS(suite_0, s->bmc.target.cipher_suite == 0)
HOLDS(privilege, s->bmc.target.privilege == PRIVILEGE_OPERATOR)
HOLDS(flags, strcmp(s->bmc.workaround_flags, "opensesspriv,authcap") == 0)
HOLDS(times, s->bmc.target.session_timeout_ms == 10000 && s->bmc.target.retransmission_timeout_ms == 500)
HOLDS(strict, s->password_policy == PASSWORD_POLICY_STRICT)
HOLDS(bmc, s->password_policy == PASSWORD_POLICY_BMC)
HOLDS(save, s->verify_s == 60 && s->lock_wait_s == 0)
HOLDS(ascii, s->frames == FRAMES_ASCII)
HOLDS(none, s->frames == FRAMES_NONE)
HOLDS(theme, s->monochrome && s->theme == THEME_MONOCHROME)
HOLDS(dark, !s->monochrome && s->theme == THEME_DARK)
HOLDS(contrast, !s->monochrome && s->theme == THEME_HIGH_CONTRAST)
HOLDS(colour, !s->monochrome && s->theme == THEME_DEFAULT)
HOLDS(switches, s->mouse && !s->check_reachability && s->read_only)
HOLDS(escape, s->escape_ms == 900)
HOLDS(locked_defaults, strcmp(s->locked_users, "root") == 0 && s->locked_groups == NULL &&
                           s->locked_show && s->locked_qr && !s->locked_show_password &&
                           s->locked_idle_minutes == 10 && s->locked_login_s == 60)
HOLDS(locked_who, strcmp(s->locked_users, "alice, bob") == 0 &&
                      strcmp(s->locked_groups, "EXAMPLE\\domain admins") == 0)
HOLDS(locked_switches, !s->locked_show && !s->locked_qr && s->locked_show_password)
HOLDS(locked_times, s->locked_idle_minutes == 1440 && s->locked_login_s == 5)
HOLDS(browser, strcmp(s->browser, "xdg-open") == 0)
HOLDS(faults, strcmp(s->bmc.target.demo_faults, "#7:code=c3") == 0 && s->bmc.target.demo_delay_ms == 20)
HOLDS(text, strcmp(s->browser, "a # b // c /* d \" @e 99999999999 010 0xca2 yes") == 0)
HOLDS(hexadecimal, strcmp(s->browser, "abc") == 0)

static const struct good goods[] = {
    {"", holds_defaults},
    {"# nothing\n// nothing\n/* nothing\n at all */\n", holds_defaults},
    {"driver = \"lan_2_0\";", holds_driver},
    {"driver = \"LAN_2_0\"", holds_driver},
    {"driver : \"lan_2_0\"\n", holds_driver},
    {"driver = \"demo\";", holds_demo},
    {"driver_device = \"/dev/ipmi1\";", holds_device},
    {"driver_address = 3234;", holds_address},
    {"driver_address = +3234;", holds_address},
    {"driver_address = 3234; # 0xca2, 010", holds_address},
    {"driver_address = 3234; // 0xca2", holds_address},
    {"/* 0xca2\n 010 */ driver_address = 3234;", holds_address},
    {"/*/ driver_address = 1; */ driver_address = 3234; /**/", holds_address},
    {"/***/ driver_address = 3234; /*/*/", holds_address},
    {"driver_address = 10L;", holds_address_decimal},
    {"driver_address = 10;\n#", holds_address_decimal},
    {"register_spacing = 4;", holds_spacing},
    {"hostname = \"bmc1.example.com:6230\";", holds_host},
    {"hostname = \"bmc1.example.com:6230\"; driver = \"auto\";", holds_host},
    {"hostname = \"x\"; driver = \"demo\";", holds_demo},
    {"hostname = \"[::1]:624\";", holds_host_6},
    {"username = \"ADMIN\";", holds_user},
    {"session_password_file = \"/root/p\"; k_g_file = \"/k\";", holds_files},
    {"cipher_suite_id = 3;", holds_suite},
    {"cipher_suite_id = 0;", holds_suite_0},
    {"privilege_level = \"operator\";", holds_privilege},
    {"privilege_level = \"OPERATOR\";", holds_privilege},
    {"workaround_flags = \"opensesspriv,authcap\";", holds_flags},
    {"session_timeout = 10000;\nretransmission_timeout = 500;", holds_times},
    {"password_policy = \"strict\";", holds_strict},
    {"password_policy = \"bmc\";", holds_bmc},
    {"verify_seconds = 60; lock_wait_seconds = 0;", holds_save},
    {"frames = \"ascii\";", holds_ascii},
    {"frames = \"none\";", holds_none},
    {"theme = \"monochrome\";", holds_theme},
    {"theme = \"dark\";", holds_dark},
    {"theme = \"high-contrast\";", holds_contrast},
    {"theme = \"default\";", holds_colour},
    {"mouse = true; check_reachability = false; read_only = TRUE;", holds_switches},
    {"escape_ms = 900;", holds_escape},
    {"", holds_locked_defaults},
    {"locked_users = \"alice, bob\"; locked_groups = \"EXAMPLE\\\\domain admins\";",
     holds_locked_who},
    {"locked_show = false; locked_qr = false; locked_show_password = true;", holds_locked_switches},
    {"locked_idle_minutes = 1440; locked_login_seconds = 5;", holds_locked_times},
    {"browser = \"xdg-open\";", holds_browser},
    {"browser = \"xdg-\" \"open\";", holds_browser},
    {"demo_faults = \"#7:code=c3\"; demo_delay_ms = 20;", holds_faults},
    {"browser = \"a # b // c /* d \\\" @e 99999999999 010 0xca2 yes\";", holds_text},
    {"browser = \"a\\x62\\X63\";", holds_hexadecimal},
};

static void test_good(void **state)
{
    const struct good *row = *state;
    struct settings settings;
    char warned[256] = "";
    struct bmc_error error;

    if (read_text(row->text, &settings, warned, sizeof warned, &error) != 0)
        fail_msg("refused: %s", error.sentence);
    assert_string_equal(warned, "");
    assert_true(row->holds(&settings));
    settings_release(&settings);
}

/* --- bad ----------------------------------------------------------------------------------- */

struct bad {
    const char *text;
    const char *place; /* ":LINE:" */
    const char *right; /* part of what the sentence says is right */
};

static const struct bad bads[] = {
    {"driver = \"floppy\";", ":1:", "auto openipmi kcs"},
    {"\n\ndriver = 5;", ":3:", "text in double quotes"},
    {"driver = true;", ":1:", "auto openipmi kcs"},
    {"driver = \"\";", ":1:", "leave out the line"},
    {"driver = lan;", ":1:", "NAME = VALUE"},
    {"driver_device = 1;", ":1:", "text in double quotes"},
    {"driver_address = \"0xca2\";", ":1:", "1 to 65535"},
    {"driver_address = 0;", ":1:", "1 to 65535"},
    {"driver_address = 65536;", ":1:", "1 to 65535"},
    {"driver_address = -1;", ":1:", "1 to 65535"},
    {"driver_address = 1.5;", ":1:", "1 to 65535"},
    {"driver_address = 4294967297;", ":1:", "too large"},
    {"driver_address = 99999999999;", ":1:", "too large"},
    {"driver_address = 99999999999999999999999L;", ":1:", "too large"},
    {"driver_address = 0x100000ca2;", ":1:", "too large"},
    {"driver_address = 0xca2;", ":1:", "write 3234"},
    {"driver_address = 0XCA2LL;", ":1:", "write 3234"},
    {"driver_address = 0b11;", ":1:", "write 3"},
    {"driver_address = 0B11L;", ":1:", "write 3"},
    {"\ndriver_address = 0o17;", ":2:", "write 15"},
    {"driver_address = 0q17;", ":1:", "write 15"},
    {"driver_address = 0100;", ":1:", "0100 is not plain decimal; write 100"},
    {"driver_address = +0100;", ":1:", "write 100"},
    {"driver_address = -0100;", ":1:", "write 100"},
    {"driver_address = 00;", ":1:", "write 0"},
    {"driver_address = 0100L;", ":1:", "write 100"},
    {"driver_address = 08;", ":1:", "write 8"},
    {"driver_address = 000000000000000000000099999999999;", ":1:", "too large"},
    {"driver_address = 0x;", ":1:", "without leading zeros"},
    {"driver_address = 0b2;", ":1:", "without leading zeros"},
    {"driver_address = 010a;", ":1:", "without leading zeros"},
    {"driver_address\n=/**/\n010;", ":3:", "write 10"},
    {"driver_address = 5cipher_suite_id = 010;", ":1:", "write 10"},
    {"targets = ( { name = \"a\";\nsession_timeout = 0500; } );", ":2:", "write 500"},
    {"future = [ 1,\n 02 ];", ":2:", "write 2"},
    {"future = 010;", ":1:", "write 10"},
    {"\nregister_spacing = 256;", ":2:", "1 to 255"},
    {"hostname = \"a b\";", ":1:", "HOST:PORT"},
    {"hostname = \"bmc:0\";", ":1:", "1 to 65535"},
    {"hostname = \"bmc:65536\";", ":1:", "1 to 65535"},
    {"hostname = \"bmc:\";", ":1:", "1 to 65535"},
    {"hostname = \"-x\";", ":1:", "HOST"},
    {"hostname = \"[::1\";", ":1:", "HOST"},
    {"hostname = 1;", ":1:", "double quotes"},
    {"username = \"seventeen letters\";", ":1:", "16 characters"},
    {"cipher_suite_id = \"3\";", ":1:", "0 to 17"},
    {"cipher_suite_id = 4;", ":1:", "0 1 2 3 6"},
    {"cipher_suite_id = 18;", ":1:", "0 to 17"},
    {"cipher_suite_id = -1;", ":1:", "0 to 17"},
    {"privilege_level = \"root\";", ":1:", "callback user operator admin"},
    {"workaround_flags = \"none,such\";", ":1:", "opensesspriv"},
    {"session_timeout = 99;", ":1:", "100 to 600000"},
    {"session_timeout = 600001;", ":1:", "100 to 600000"},
    {"retransmission_timeout = 0;", ":1:", "50 to 600000"},
    {"session_timeout = 500; retransmission_timeout = 500;", "", "shorter"},
    {"password_policy = \"none\";", ":1:", "truenas strict bmc"},
    {"password_policy = 1;", ":1:", "truenas strict bmc"},
    {"verify_seconds = 0;", ":1:", "1 to 600"},
    {"verify_seconds = 601;", ":1:", "1 to 600"},
    {"lock_wait_seconds = -5;", ":1:", "0 to 600"},
    {"frames = \"double\";", ":1:", "auto unicode acs ascii none"},
    {"theme = \"pink\";", ":1:", "default dark high-contrast monochrome"},
    {"mouse = 1;", ":1:", "true or false"},
    {"mouse = \"true\";", ":1:", "true or false"},
    {"mouse = yes;", ":1:", "true or false"},
    {"mouse = No;", ":1:", "true or false"},
    {"\n\n\nmouse = on;", ":4:", "true or false"},
    {"mouse = off;", ":1:", "true or false"},
    {"escape_ms = 99;", ":1:", "100 to 10000"},
    {"locked_users = \"\";", ":1:", "empty"},
    {"locked_users = \"root,,alice\";", ":1:", "comma-separated"},
    {"locked_users = \"root,\";", ":1:", "comma-separated"},
    {"locked_users = \",\";", ":1:", "comma-separated"},
    {"locked_groups = \"a:b\";", ":1:", "group names"},
    {"locked_groups = \"*\";", ":1:", "group names"},
    {"locked_users = [\"root\"];", ":1:", "double quotes"},
    {"locked_idle_minutes = 0;", ":1:", "1 to 1440"},
    {"locked_login_seconds = 4;", ":1:", "5 to 600"},
    {"locked_show = 1;", ":1:", "true or false"},
    {"browser = true;", ":1:", "double quotes"},
    {"browser = \"x;\nmouse = true;\n", ":1:", "closing double quote"},
    {"mouse = true;\nbrowser = \"x", ":2:", "closing double quote"},
    {"mouse = true;\n/* no end\n\n", ":2:", "*/"},
    {"/*/", ":1:", "*/"},
    {"/*/ @include \"other.conf\"\n", ":1:", "*/"},
    {"/*/*/\n@include \"other.conf\"\n/*/*/\n", ":2:", "one"},
    {"/*/\n*/\n@include \"other.conf\"\n/*/\n*/\n", ":3:", "one"},
    {"browser = \"42\\x00\";", ":1:", "printable"},
    {"browser = \"42\\x00 and more\";", ":1:", "printable"},
    {"\nbrowser = \"\\x1b[2J\";", ":2:", "printable"},
    {"browser = \"\\X7F\";", ":1:", "printable"},
    {"browser = \"a\\nb\";", ":1:", "printable"},
    {"browser = \"EXAMPLE\\admin\";", ":1:", "printable"},
    {"browser = \"a\tb\";", ":1:", "printable"},
    {"browser = \"a\033b\";", ":1:", "printable"},
    {"browser = \"EXAMPLE\\domain\";", ":1:", "\\\\ for a backslash"},
    {"browser = \"a\\x4\";", ":1:", "\\\\ for a backslash"},
    {"browser = \"a\\", ":1:", "\\\\ for a backslash"},
    {"browser = \"a\\\n\";", ":1:", "\\\\ for a backslash"},
    {"@include \"other.conf\"\n", ":1:", "one"},
    {"mouse = true;\n@include \"other.conf\"\n", ":2:", "one"},
    {"mouse = true;\nmouse = true;\n", ":2:", "occurs twice"},
    {"mouse = true\n\nread_only true;\n", ":3:", "NAME = VALUE"},
    {"mouse", ":1:", "NAME = VALUE"},
    {"= 5;", ":1:", "NAME = VALUE"},
    {"{ mouse = true; }", ":1:", "NAME = VALUE"},
    {"mouse = { };", ":1:", "true or false"},
    {"frames = [ \"auto\" ];", ":1:", "double quotes"},
    {"frames = ( \"auto\" );", ":1:", "double quotes"},
    {"demo_faults = \"nonsense\";", ":1:", "faults"},
    {"demo_personality = \"nonsense\";", ":1:", "--personality=help"},
    {"demo_delay_ms = -1;", ":1:", "0 to 600000"},
    {"targets = 5;", ":1:", "a list"},
    {"targets = [ \"a\" ];", ":1:", "a list"},
    {"targets = { name = \"a\"; };", ":1:", "a list"},
    {"targets = ( \"a\" );", ":1:", "write each target as a group"},
    {"targets = (\n{ driver = \"demo\"; } );", ":2:", "needs a name"},
    {"targets = ( { name = 5; } );", ":1:", "1 to 60"},
    {"targets = ( { name = \"\"; } );", ":1:", "1 to 60"},
    {"targets = ( { name = \"a,b\"; } );", ":1:", "without commas"},
    {"targets = ( { name = \"a\\nb\"; } );", ":1:", "printable"},
    {"targets = ( { name = \"a\\xc3\\xa4\"; } );", ":1:", "ASCII"},
    {"targets = ( { name = \"a\"; },\n{ name = \"a\"; } );", ":2:", "another target"},
    {"targets = ( { name = \"a\";\nhost = \"h\"; } );", ":2:", "hostname"},
    {"targets = ( { name = \"a\"; mouse = true; } );", ":1:", "unknown in a target"},
    {"targets = ( { name = \"a\"; targets = ( ); } );", ":1:", "unknown in a target"},
    {"targets = ( { name = \"a\";\nhostname = \"a b\"; } );", ":2:", "HOST:PORT"},
    {"targets = ( { name = \"a\";\nname = \"b\"; } );", ":2:", "occurs twice"},
    {"targets = ( { name = \"a\"; session_timeout = 500; retransmission_timeout = 900; } );", "",
     "shorter"},
    {"hostname = \"h\";\ntargets = ( { name = \"a\"; } );", ":1:", "in one of them"},
    {"targets = ( { name = \"a\"; } );\ndriver = \"demo\";", ":2:", "in one of them"},
};

static void test_bad(void **state)
{
    const struct bad *row = *state;
    struct settings settings;
    char warned[256] = "";
    struct bmc_error error;

    assert_int_equal(read_text(row->text, &settings, warned, sizeof warned, &error), -1);
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_ptr_equal(strstr(error.sentence, file), error.sentence);
    assert_holds(error.sentence, row->place);
    assert_holds(error.sentence, row->right);
    settings_release(&settings);
}

/* --- the rest ------------------------------------------------------------------------------ */

static void test_unknown_warns(void **state)
{
    struct settings settings;
    char warned[2 * SCRATCH_PATH + 200] = "", wanted[SCRATCH_PATH + 64];
    struct bmc_error error;

    (void)state;
    assert_int_equal(read_text("\nfuture = 5;\nmouse = true;\ngroup = { a = 1; };\n", &settings,
                               warned, sizeof warned, &error),
                     0);
    snprintf(wanted, sizeof wanted, "%s:2: unknown setting", file);
    assert_holds(warned, wanted);
    snprintf(wanted, sizeof wanted, "%s:4: unknown setting", file);
    assert_holds(warned, wanted);
    assert_holds(warned, "\"future\"");
    assert_holds(warned, "\"group\"");
    assert_null(strstr(warned, "did you mean"));
    assert_true(settings.mouse);
    settings_release(&settings);
    assert_int_equal(read_text("pasword_policy = \"bmc\";\n", &settings, warned, sizeof warned,
                               &error),
                     0);
    assert_holds(warned, "did you mean password_policy?");
    settings_release(&settings);
}

static void test_missing(void **state)
{
    struct settings settings;
    struct bmc_error error;
    char name[SCRATCH_PATH + 16];

    (void)state;
    snprintf(name, sizeof name, "%s/absent", folder);
    settings_defaults(&settings);
    assert_int_equal(settings_read(&settings, name, stderr, &error), -1);
    assert_holds(error.sentence, name);
    assert_int_equal(settings_read(&settings, folder, stderr, &error), -1);
    assert_holds(error.sentence, "directory");
    settings_release(&settings);
}

static void test_not_plain(void **state)
{
    struct settings settings;
    struct bmc_error error;
    char name[SCRATCH_PATH + 16];

    (void)state;
    snprintf(name, sizeof name, "%s/fifo", folder);
    assert_int_equal(mkfifo(name, 0600), 0);
    settings_defaults(&settings);
    assert_int_equal(settings_read(&settings, name, stderr, &error), -1);
    assert_holds(error.sentence, "regular file");
    assert_int_equal(unlink(name), 0);
    settings_release(&settings);
}

struct mode_case {
    const char *name;
    unsigned mode;
    bool good;
};

static const struct mode_case modes[] = {
    {"0600", 0600, true},  {"0644", 0644, true},  {"0444", 0444, true},  {"0620", 0620, false},
    {"0602", 0602, false}, {"0666", 0666, false}, {"0664", 0664, false},
};

static void test_mode(void **state)
{
    const struct mode_case *row = *state;
    struct settings settings;
    struct bmc_error error;

    write_file("mouse = true;\n", 14, row->mode);
    settings_defaults(&settings);
    assert_int_equal(settings_read(&settings, file, stderr, &error), row->good ? 0 : -1);
    if (!row->good) {
        assert_holds(error.sentence, "chmod go-w");
        assert_false(settings.mouse);
    }
    settings_release(&settings);
}

static void test_nul(void **state)
{
    struct settings settings;
    struct bmc_error error;

    (void)state;
    write_file("mouse = true;\n\0read_only = true;\n", 32, 0600);
    settings_defaults(&settings);
    assert_int_equal(settings_read(&settings, file, stderr, &error), -1);
    assert_holds(error.sentence, "NUL");
    settings_release(&settings);
}

static void test_too_large(void **state)
{
    struct settings settings;
    struct bmc_error error;
    size_t size = 1024 * 1024 + 1;
    char *text = malloc(size);

    (void)state;
    assert_non_null(text);
    memset(text, '\n', size);
    write_file(text, size, 0600);
    free(text);
    settings_defaults(&settings);
    assert_int_equal(settings_read(&settings, file, stderr, &error), -1);
    assert_holds(error.sentence, "1 MiB");
    settings_release(&settings);
}

/* Two files over each other, as the program does with options: nothing is lost or leaks. */
static void test_twice(void **state)
{
    struct settings settings;
    struct bmc_error error;

    (void)state;
    settings_defaults(&settings);
    write_file("hostname = \"one\"; mouse = true;\n", 32, 0600);
    assert_int_equal(settings_read(&settings, file, stderr, &error), 0);
    write_file("hostname = \"two\";\n", 18, 0600);
    assert_int_equal(settings_read(&settings, file, stderr, &error), 0);
    assert_string_equal(settings.bmc.target.hostname, "two");
    assert_true(settings.mouse);
    settings_release(&settings);
}

/* A line of the example as a setting; "" when it does not count: which BMC is meant stands in the
 * targets, or outside of them. */
static const char *taken(const char *line, bool targets, bool *in_list)
{
    static const char *const identity[] = {"driver", "register_spacing", "hostname"};

    if (strncmp(line, "#targets", 8) == 0)
        *in_list = true;
    if (*in_list) {
        *in_list = strcmp(line, "#);\n") != 0;
        return targets ? line + 1 : "";
    }
    if (line[0] != '#' || line[1] == ' ' || line[1] == '\n')
        return line;
    for (size_t i = 0; targets && i < CASES_COUNT(identity); i++)
        if (strncmp(line + 1, identity[i], strlen(identity[i])) == 0)
            return "";
    return line + 1;
}

/* The example that is installed is right, also with every line of it taken. */
static void test_example(void **state)
{
    const bool *targets = *state;
    bool in_list = false;
    const char *source = getenv("top_srcdir");
    char name[512], line[256], *text = calloc(1, 65536);
    struct settings settings;
    char warned[256] = "";
    struct bmc_error error;
    FILE *in;

    snprintf(name, sizeof name, "%s/data/bmctui.conf", source != NULL ? source : ".");
    in = fopen(name, "r");
    if (in == NULL) {
        free(text);
        skip();
    }
    while (fgets(line, sizeof line, in) != NULL)
        strncat(text, taken(line, *targets, &in_list), 65535 - strlen(text));
    fclose(in);
    if (read_text(text, &settings, warned, sizeof warned, &error) != 0)
        fail_msg("%s", error.sentence);
    assert_string_equal(warned, "");
    assert_string_equal(settings.browser, "xdg-open");
    assert_int_equal(settings.target_count, *targets ? 2 : 0);
    settings_release(&settings);
    free(text);
}

/* A target has what stands outside, but which BMC it is. */
static void test_targets(void **state)
{
    struct settings settings;
    char warned[256] = "", names[64];
    struct bmc_error error;

    (void)state;
    assert_int_equal(read_text("targets = (\n{ name = \"own\"; },\n"
                               "{ name = \"twin\"; hostname = \"h\"; username = \"root\";\n"
                               "cipher_suite_id = 3; },\n"
                               "{ name = \"sim\"; driver = \"demo\"; } );\n"
                               "username = \"ADMIN\"; session_timeout = 5000;\n",
                               &settings, warned, sizeof warned, &error),
                     0);
    assert_string_equal(warned, "");
    assert_int_equal(settings.target_count, 3);
    assert_int_equal(settings.target, SETTINGS_NO_TARGET);
    assert_string_equal(settings_target_names(&settings, names, sizeof names), "own, twin, sim");
    assert_true(bmc_driver_is_inband(settings.targets[0].bmc.target.driver));
    assert_false(bmc_driver_is_inband(settings.targets[1].bmc.target.driver));
    assert_false(bmc_driver_is_inband(settings.targets[2].bmc.target.driver));
    assert_int_equal(settings_find_target(&settings, "sim"), 2);
    assert_int_equal(settings_find_target(&settings, "si"), SETTINGS_NO_TARGET);
    settings_choose(&settings, 1);
    assert_int_equal(settings.bmc.target.driver, BMC_DRIVER_LAN_2_0);
    assert_string_equal(settings.bmc.target.username, "root");
    assert_int_equal(settings.bmc.target.cipher_suite, 3);
    assert_int_equal(settings.bmc.target.session_timeout_ms, 5000);
    settings_choose(&settings, 0);
    assert_null(settings.bmc.target.hostname);
    assert_string_equal(settings.bmc.target.username, "ADMIN");
    assert_int_equal(settings.bmc.target.cipher_suite, -1);
    settings_release(&settings);
}

/* What --print-config shows of each key. */
static void check_value(const struct settings *settings, const char *name, const char *value,
                        int line)
{
    const struct settings_row *row = settings_find(name);
    char text[SETTINGS_VALUE];

    if (row == NULL)
        fail_msg("there is no key %s", name);
    assert_string_equal(settings_value(settings, row, text), value);
    assert_int_equal(settings_line(settings, row), line);
}

static void test_values(void **state)
{
    struct settings settings;
    char warned[256] = "";
    struct bmc_error error;

    (void)state;
    assert_int_equal(read_text("browser = \"a \\\"b\\\" \\\\c\";\nmouse = true;\n"
                               "driver = \"KCS\";\nframes = \"acs\"; theme = \"monochrome\";\n"
                               "driver_address = 3234;\nprivilege_level = \"admin\";\n",
                               &settings, warned, sizeof warned, &error),
                     0);
    check_value(&settings, "browser", "\"a \\\"b\\\" \\\\c\"", 1);
    check_value(&settings, "mouse", "true", 2);
    check_value(&settings, "driver", "\"kcs\"", 3);
    check_value(&settings, "frames", "\"acs\"", 4);
    check_value(&settings, "theme", "\"monochrome\"", 4);
    check_value(&settings, "driver_address", "3234", 5);
    check_value(&settings, "privilege_level", "\"administrator\"", 6);
    check_value(&settings, "register_spacing", "", 0);
    check_value(&settings, "cipher_suite_id", "", 0);
    check_value(&settings, "hostname", "", 0);
    check_value(&settings, "password_policy", "\"truenas\"", 0);
    check_value(&settings, "recover", "\"undo\"", 0);
    check_value(&settings, "read_only", "false", 0);
    settings_release(&settings);
}

/* As many as a file can hold: refused at once, where libconfig would take a minute. */
static void test_too_many(void **state)
{
    char *text = malloc(60000 * 16 + 1), warned[4096] = "";
    size_t used = 0;
    struct settings settings;
    struct bmc_error error;

    (void)state;
    assert_non_null(text);
    for (int i = 0; i < 60000; i++)
        used += (size_t)sprintf(text + used, "u%d=1;\n", i);
    assert_int_equal(read_text(text, &settings, warned, sizeof warned, &error), -1);
    assert_non_null(strstr(error.sentence, ":5001: there are more than 5000 settings"));
    settings_release(&settings);
    free(text);
}

int main(void)
{
    static const bool one_bmc = false, targets = true;
    static struct cases cases;
    int result;

    if (mkdtemp(scratch_path(folder, sizeof folder, "bmctui-settings.XXXXXX")) == NULL)
        return 99;
    snprintf(file, sizeof file, "%s/bmctui.conf", folder);
    for (size_t i = 0; i < CASES_COUNT(goods); i++)
        cases_add(&cases, "good", goods[i].text, test_good, &goods[i]);
    for (size_t i = 0; i < CASES_COUNT(bads); i++)
        cases_add(&cases, "bad", bads[i].text, test_bad, &bads[i]);
    for (size_t i = 0; i < CASES_COUNT(modes); i++)
        cases_add(&cases, "mode", modes[i].name, test_mode, &modes[i]);
    cases_add(&cases, "one", "unknown keys warn", test_unknown_warns, NULL);
    cases_add(&cases, "one", "missing file, folder", test_missing, NULL);
    cases_add(&cases, "one", "fifo", test_not_plain, NULL);
    cases_add(&cases, "one", "NUL byte", test_nul, NULL);
    cases_add(&cases, "one", "too large", test_too_large, NULL);
    cases_add(&cases, "one", "two files", test_twice, NULL);
    cases_add(&cases, "one", "the example", test_example, &one_bmc);
    cases_add(&cases, "one", "the example with targets", test_example, &targets);
    cases_add(&cases, "one", "targets", test_targets, NULL);
    cases_add(&cases, "one", "values and lines", test_values, NULL);
    cases_add(&cases, "one", "too many settings", test_too_many, NULL);
    result = cases_run("settings", &cases);
    unlink(file);
    rmdir(folder);
    return result;
}
