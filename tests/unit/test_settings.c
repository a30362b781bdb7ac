/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The config file: what is taken, what is refused with its line and what is right, what warns. */
#include "unit/cases.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "settings.h"

static char folder[] = "/tmp/bmctui-settings.XXXXXX";
static char file[64];

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

HOLDS(defaults, s->driver == BMC_DRIVER_AUTO && s->hostname == NULL && s->cipher_suite == -1 &&
                    s->password_policy == PASSWORD_POLICY_TRUENAS && s->verify_s == 30 &&
                    s->lock_wait_s == 10 && s->frames == FRAMES_AUTO && !s->monochrome &&
                    !s->mouse && s->escape_ms == 2000 && s->browser == NULL &&
                    s->check_reachability && !s->read_only)
HOLDS(driver, s->driver == BMC_DRIVER_LAN_2_0)
HOLDS(demo, s->driver == BMC_DRIVER_DEMO)
HOLDS(device, strcmp(s->driver_device, "/dev/ipmi1") == 0)
HOLDS(address, s->driver_address == 0xca2)
HOLDS(address_decimal, s->driver_address == 10)
HOLDS(spacing, s->register_spacing == 4)
HOLDS(host, strcmp(s->hostname, "bmc1.example.com:6230") == 0)
HOLDS(host_6, strcmp(s->hostname, "[::1]:624") == 0)
HOLDS(user, strcmp(s->username, "ADMIN") == 0)
HOLDS(files, strcmp(s->session_password_file, "/root/p") == 0 && strcmp(s->k_g_file, "/k") == 0)
HOLDS(suite, s->cipher_suite == 3)
HOLDS(suite_0, s->cipher_suite == 0)
HOLDS(privilege, s->privilege == PRIVILEGE_OPERATOR)
HOLDS(flags, strcmp(s->workaround_flags, "opensesspriv,authcap") == 0)
HOLDS(times, s->session_timeout_ms == 10000 && s->retransmission_timeout_ms == 500)
HOLDS(strict, s->password_policy == PASSWORD_POLICY_STRICT)
HOLDS(bmc, s->password_policy == PASSWORD_POLICY_BMC)
HOLDS(save, s->verify_s == 60 && s->lock_wait_s == 0)
HOLDS(ascii, s->frames == FRAMES_ASCII)
HOLDS(none, s->frames == FRAMES_NONE)
HOLDS(theme, s->monochrome)
HOLDS(colour, !s->monochrome)
HOLDS(switches, s->mouse && !s->check_reachability && s->read_only)
HOLDS(escape, s->escape_ms == 500)
HOLDS(browser, strcmp(s->browser, "xdg-open") == 0)
HOLDS(faults, strcmp(s->demo_faults, "#7:code=c3") == 0 && s->demo_delay_ms == 20)
HOLDS(text, strcmp(s->browser, "a # b // c /* d \" @e 99999999999 yes") == 0)

static const struct good goods[] = {
    {"", holds_defaults},
    {"# nothing\n// nothing\n/* nothing\n at all */\n", holds_defaults},
    {"driver = \"lan_2_0\";", holds_driver},
    {"driver = \"LAN_2_0\"", holds_driver},
    {"driver : \"lan_2_0\"\n", holds_driver},
    {"driver = \"demo\";", holds_demo},
    {"driver_device = \"/dev/ipmi1\";", holds_device},
    {"driver_address = 0xca2;", holds_address},
    {"driver_address = 0xCA2;", holds_address},
    {"driver_address = 010;", holds_address_decimal},
    {"driver_address = 10L;", holds_address_decimal},
    {"register_spacing = 4;", holds_spacing},
    {"hostname = \"bmc1.example.com:6230\";", holds_host},
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
    {"theme = \"default\";", holds_colour},
    {"mouse = true; check_reachability = false; read_only = TRUE;", holds_switches},
    {"escape_ms = 500;", holds_escape},
    {"browser = \"xdg-open\";", holds_browser},
    {"browser = \"xdg-\" \"open\";", holds_browser},
    {"demo_faults = \"#7:code=c3\"; demo_delay_ms = 20;", holds_faults},
    {"browser = \"a # b // c /* d \\\" @e 99999999999 yes\";", holds_text},
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
    {"driver = \"\";", ":1:", "leave the line out"},
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
    {"\nregister_spacing = 256;", ":2:", "1 to 255"},
    {"hostname = \"a b\";", ":1:", "HOST:PORT"},
    {"hostname = \"bmc:0\";", ":1:", "1 to 65535"},
    {"hostname = \"bmc:65536\";", ":1:", "1 to 65535"},
    {"hostname = \"bmc:\";", ":1:", "1 to 65535"},
    {"hostname = \"-x\";", ":1:", "HOST"},
    {"hostname = \"[::1\";", ":1:", "HOST"},
    {"hostname = 1;", ":1:", "double quotes"},
    {"username = \"seventeen letters\";", ":1:", "16 bytes"},
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
    {"theme = \"pink\";", ":1:", "default monochrome"},
    {"mouse = 1;", ":1:", "true or false"},
    {"mouse = \"true\";", ":1:", "true or false"},
    {"mouse = yes;", ":1:", "true or false"},
    {"mouse = No;", ":1:", "true or false"},
    {"\n\n\nmouse = on;", ":4:", "true or false"},
    {"mouse = off;", ":1:", "true or false"},
    {"escape_ms = 99;", ":1:", "100 to 10000"},
    {"browser = true;", ":1:", "double quotes"},
    {"browser = \"x;\nmouse = true;\n", ":1:", "closing double quote"},
    {"mouse = true;\nbrowser = \"x", ":2:", "closing double quote"},
    {"mouse = true;\n/* no end\n\n", ":2:", "*/"},
    {"@include \"other.conf\"\n", ":1:", "one"},
    {"mouse = true;\n@include \"other.conf\"\n", ":2:", "one"},
    {"mouse = true;\nmouse = true;\n", ":2:", "second time"},
    {"mouse = true\n\nread_only true;\n", ":3:", "NAME = VALUE"},
    {"mouse", ":1:", "NAME = VALUE"},
    {"= 5;", ":1:", "NAME = VALUE"},
    {"{ mouse = true; }", ":1:", "NAME = VALUE"},
    {"mouse = { };", ":1:", "true or false"},
    {"frames = [ \"auto\" ];", ":1:", "double quotes"},
    {"frames = ( \"auto\" );", ":1:", "double quotes"},
    {"demo_faults = \"nonsense\";", ":1:", "faults"},
    {"demo_delay_ms = -1;", ":1:", "0 to 600000"},
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
    char warned[512] = "", wanted[128];
    struct bmc_error error;

    (void)state;
    assert_int_equal(read_text("\nfuture = 5;\nmouse = true;\ngroup = { a = 1; };\n", &settings,
                               warned, sizeof warned, &error),
                     0);
    snprintf(wanted, sizeof wanted, "%s:2: \"future\"", file);
    assert_holds(warned, wanted);
    snprintf(wanted, sizeof wanted, "%s:4: \"group\"", file);
    assert_holds(warned, wanted);
    assert_true(settings.mouse);
    settings_release(&settings);
}

static void test_missing(void **state)
{
    struct settings settings;
    struct bmc_error error;
    char name[80];

    (void)state;
    snprintf(name, sizeof name, "%s/absent", folder);
    settings_defaults(&settings);
    assert_int_equal(settings_read(&settings, name, stderr, &error), -1);
    assert_holds(error.sentence, name);
    assert_int_equal(settings_read(&settings, folder, stderr, &error), -1);
    assert_holds(error.sentence, "folder");
    settings_release(&settings);
}

static void test_not_plain(void **state)
{
    struct settings settings;
    struct bmc_error error;
    char name[80];

    (void)state;
    snprintf(name, sizeof name, "%s/fifo", folder);
    assert_int_equal(mkfifo(name, 0600), 0);
    settings_defaults(&settings);
    assert_int_equal(settings_read(&settings, name, stderr, &error), -1);
    assert_holds(error.sentence, "plain file");
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
    assert_string_equal(settings.hostname, "two");
    assert_true(settings.mouse);
    settings_release(&settings);
}

/* The example that is installed is right, also with every line of it taken. */
static void test_example(void **state)
{
    const char *source = getenv("top_srcdir");
    char name[512], line[256], *text = calloc(1, 65536);
    struct settings settings;
    char warned[256] = "";
    struct bmc_error error;
    FILE *in;

    (void)state;
    snprintf(name, sizeof name, "%s/data/bmctui.conf", source != NULL ? source : ".");
    in = fopen(name, "r");
    if (in == NULL) {
        free(text);
        skip();
    }
    while (fgets(line, sizeof line, in) != NULL)
        strncat(text, line[0] == '#' && line[1] != ' ' && line[1] != '\n' ? line + 1 : line,
                65535 - strlen(text));
    fclose(in);
    if (read_text(text, &settings, warned, sizeof warned, &error) != 0)
        fail_msg("%s", error.sentence);
    assert_string_equal(warned, "");
    assert_string_equal(settings.browser, "xdg-open");
    settings_release(&settings);
    free(text);
}

int main(void)
{
    static struct cases cases;
    int result;

    if (mkdtemp(folder) == NULL)
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
    cases_add(&cases, "one", "the example", test_example, NULL);
    result = cases_run("settings", &cases);
    unlink(file);
    rmdir(folder);
    return result;
}
