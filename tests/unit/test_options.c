/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: each line is split at blanks ('' is an empty word) and read as main() does. */
#include "unit/cases.h"

#include <stdlib.h>

#include "core/remote.h"
#include "main/options.h"

#define WORDS 32

struct line {
    char text[256];
    char *argv[WORDS + 1];
    int argc;
    struct options options;
    struct settings settings;
    struct cli_arguments arguments;
    struct bmc_error error;
};

static void split(struct line *line, const char *text)
{
    char *rest = line->text, *word;

    snprintf(line->text, sizeof line->text, "bmctui %s", text);
    while (line->argc < WORDS && (word = strtok_r(rest, " ", &rest)) != NULL) {
        if (strcmp(word, "''") == 0)
            word[0] = '\0';
        line->argv[line->argc++] = word;
    }
}

/* As main(): options, then settings, then the command's own. */
static int read_line(struct line *line, const char *text)
{
    memset(line, 0, sizeof *line);
    settings_defaults(&line->settings);
    split(line, text);
    if (options_parse(&line->options, line->argc, line->argv, &line->error) < 0 ||
        options_apply(&line->options, &line->settings, &line->error) < 0)
        return -1;
    return options_arguments(&line->options, &line->arguments, &line->error);
}

/* --- good ---------------------------------------------------------------------------------- */

struct good {
    const char *text;
    bool (*holds)(const struct line *line);
};

#define HOLDS(test, condition)                                                                     \
    static bool holds_##test(const struct line *l)                                                 \
    {                                                                                              \
        const struct settings *s = &l->settings;                                                   \
        const struct cli_arguments *a = &l->arguments;                                             \
        const char *c = l->options.command->name;                                                  \
                                                                                                   \
        (void)s, (void)a, (void)c;                                                                 \
        return condition;                                                                          \
    }

HOLDS(console, strcmp(c, "console") == 0 && s->bmc.target.driver == BMC_DRIVER_AUTO)
HOLDS(demo, s->bmc.target.driver == BMC_DRIVER_DEMO)
HOLDS(lan, s->bmc.target.driver == BMC_DRIVER_LAN_2_0 && strcmp(s->bmc.target.hostname, "10.0.0.1") == 0)
HOLDS(lan_1_5, s->bmc.target.driver == BMC_DRIVER_LAN && strcmp(s->bmc.target.hostname, "h:6230") == 0)
HOLDS(login, strcmp(s->bmc.target.username, "ADMIN") == 0 && s->bmc.target.cipher_suite == 3 &&
                 s->bmc.target.privilege == PRIVILEGE_OPERATOR &&
                 strcmp(s->bmc.workaround_flags, "opensesspriv") == 0)
HOLDS(no_name, s->bmc.target.username != NULL && s->bmc.target.username[0] == '\0')
HOLDS(files, strcmp(s->bmc.session_password_file, "-") == 0 && strcmp(s->bmc.k_g_file, "/k") == 0)
HOLDS(short_time, s->bmc.target.session_timeout_ms == 300 && s->bmc.target.retransmission_timeout_ms == 0)
HOLDS(times, s->bmc.target.session_timeout_ms == 5000 && s->bmc.target.retransmission_timeout_ms == 250)
HOLDS(kcs, s->bmc.target.driver == BMC_DRIVER_KCS && s->bmc.target.address == 0xca2 && s->bmc.target.register_spacing == 4)
HOLDS(device, s->bmc.target.driver == BMC_DRIVER_OPENIPMI && strcmp(s->bmc.target.device, "/dev/ipmi1") == 0)
HOLDS(flags, s->read_only && s->monochrome && l->options.given[OPTION_ASCII])
HOLDS(quiet, l->options.verbosity == -1)
HOLDS(verbose, l->options.verbosity == 2)
HOLDS(trace, strcmp(l->options.values[OPTION_TRACE], "/t") == 0)
HOLDS(config, strcmp(l->options.values[OPTION_CONFIG_FILE], "/c") == 0)
HOLDS(help, l->options.given[OPTION_HELP])
HOLDS(version, l->options.given[OPTION_VERSION])
HOLDS(channels, strcmp(c, "channels") == 0 && a->json)
HOLDS(show, strcmp(c, "show") == 0 && a->json && a->channel == 8)
HOLDS(show_demo, strcmp(c, "show") == 0 && s->bmc.target.driver == BMC_DRIVER_DEMO)
HOLDS(set, strcmp(c, "set") == 0 && a->word_count == 2 && strcmp(a->words[0], "dhcp=no") == 0 &&
               strcmp(a->words[1], "address=10.0.0.2/24") == 0)
HOLDS(set_all, a->channel == 11 && strcmp(a->user, "ADMIN") == 0 && a->ask_password &&
                   a->remote == (REMOTE_BIT(REMOTE_LAN) | REMOTE_BIT(REMOTE_ARP)) && a->dry_run &&
                   a->clear_lock)
HOLDS(set_mixed, a->dry_run && a->word_count == 2 && strcmp(a->user, "63") == 0)
HOLDS(password_file, strcmp(a->password_file, "-") == 0)
HOLDS(identify, strcmp(c, "identify") == 0 && a->word_count == 1)
HOLDS(manage, strcmp(c, "manage") == 0 && a->qr && a->open && a->check)
HOLDS(apply, strcmp(c, "apply") == 0 && a->word_count == 1 && strcmp(a->words[0], "-") == 0 &&
                 a->dry_run && a->channel == 8)
HOLDS(export, strcmp(c, "export") == 0 && a->channel == 8)
HOLDS(print_config, l->options.given[OPTION_PRINT_CONFIG])
HOLDS(doctor, strcmp(c, "doctor") == 0 && a->json)
HOLDS(dashes, a->word_count == 1 && strcmp(a->words[0], "--x") == 0)

static const struct good goods[] = {
    {"", holds_console},
    {"console", holds_console},
    {"-D auto", holds_console},
    {"--demo", holds_demo},
    {"-D demo", holds_demo},
    {"--demo --driver-type=demo", holds_demo},
    {"--demo console", holds_demo},
    {"-h 10.0.0.1", holds_lan},
    {"-h10.0.0.1", holds_lan},
    {"--hostname=10.0.0.1", holds_lan},
    {"--hostname 10.0.0.1", holds_lan},
    {"-D lan_2_0 -h 10.0.0.1", holds_lan},
    {"-D LAN -h h:6230", holds_lan_1_5},
    {"-h h -u ADMIN -I 3 -l operator -W opensesspriv", holds_login},
    {"-h h -uADMIN -I3 -loperator -Wopensesspriv show", holds_login},
    {"show -h h -u ADMIN -I 3 -l OPERATOR -W opensesspriv", holds_login},
    {"-h h -u ''", holds_no_name},
    {"-h h --session-password-file=- --k-g-file=/k", holds_files},
    {"-h h --session-timeout=300", holds_short_time},
    {"-h h --session-timeout=5000 --retransmission-timeout=250", holds_times},
    {"-D kcs --driver-address=0xca2 --register-spacing=4", holds_kcs},
    {"-D kcs --driver-address=3234 --register-spacing=4", holds_kcs},
    {"-D openipmi --driver-device=/dev/ipmi1", holds_device},
    {"--read-only --monochrome --ascii", holds_flags},
    {"-q", holds_quiet},
    {"--quiet", holds_quiet},
    {"-v -q", holds_quiet},
    {"-vv", holds_verbose},
    {"-v -v show", holds_verbose},
    {"-v show -v", holds_verbose},
    {"--trace=/t show", holds_trace},
    {"--config-file=/c", holds_config},
    {"--help", holds_help},
    {"set --help", holds_help},
    {"-V", holds_version},
    {"--version", holds_version},
    {"channels --json", holds_channels},
    {"show --json --channel=8", holds_show},
    {"show --channel 8 --json", holds_show},
    {"show --demo", holds_show_demo},
    {"--demo show", holds_show_demo},
    {"set dhcp=no address=10.0.0.2/24", holds_set},
    {"set --channel=11 --user=ADMIN --password --remote-access=lan,arp --dry-run --clear-lock",
     holds_set_all},
    {"set vlan=5 --dry-run gateway= --user=63", holds_set_mixed},
    {"set --password-file=-", holds_password_file},
    {"-h h --session-password-file=/p set --password-file=-", holds_password_file},
    {"identify on", holds_identify},
    {"manage --qr --open --check", holds_manage},
    {"doctor --json", holds_doctor},
    {"apply --dry-run --channel=8 -", holds_apply},
    {"apply - --dry-run --channel=8", holds_apply},
    {"export --channel=8", holds_export},
    {"--print-config", holds_print_config},
    {"show --print-config", holds_print_config},
    {"set -- --x", holds_dashes},
};

static void test_good(void **state)
{
    const struct good *row = *state;
    struct line line;

    if (read_line(&line, row->text) < 0)
        fail_msg("refused: %s", line.error.sentence);
    assert_true(row->holds(&line));
    settings_release(&line.settings);
}

/* --- bad ----------------------------------------------------------------------------------- */

struct bad {
    const char *text;
    const char *about; /* the sentence begins with it */
    const char *part;
};

static const struct bad bads[] = {
    {"frobnicate", "frobnicate: ", "unknown command"},
    {"Show", "Show: ", "did you mean show?"},
    {"shwo", "shwo: ", "did you mean show?"},
    {"chanels", "chanels: ", "did you mean channels?"},
    {"status", "status: ", "unknown command; see bmctui --help"},
    {"st", "st: ", "did you mean set?"},
    {"''", ": ", "unknown command"},
    {"show all", "all: ", "show"},
    {"channels 1", "1: ", "channels"},
    {"manage now", "now: ", "manage"},
    {"doctor who", "who: ", "doctor"},
    {"console x", "x: ", "console"},
    {"--frobnicate", "--frobnicate: ", "unknown option"},
    {"--frobnicate=5 show", "--frobnicate: ", "unknown option"},
    {"show --frobnicate", "--frobnicate: ", "unknown option; see bmctui --help"},
    {"--hostnme=h", "--hostnme: ", "did you mean --hostname?"},
    {"show --jsno", "--jsno: ", "did you mean --json?"},
    {"set --dryrun vlan=5", "--dryrun: ", "did you mean --dry-run?"},
    {"set --remote_access=lan", "--remote_access: ", "did you mean --remote-access?"},
    {"--demo-mode", "--demo-mode: ", "did you mean --demo?"},
    {"--adress=10.0.0.1", "--adress: ", "did you mean bmctui set address=VALUE?"},
    {"set --vlan-id=5", "--vlan-id: ", "did you mean bmctui set vlan=VALUE?"},
    {"set --dhcp", "--dhcp: ", "did you mean bmctui set dhcp=VALUE?"},
    {"-help", "-help: ", "did you mean --help?"},
    {"set password", "password: ", "--password, --password-file=FILE"},
    {"set password=x", "password: ", "--password, --password-file=FILE"},
    {"set user=2", "user: ", "--user=ID|NAME"},
    {"set vlan=5 channel=1", "channel: ", "--channel=N"},
    {"-Z", "-Z: ", "unknown option"},
    {"-qZ", "-Z: ", "unknown option"},
    {"-t nas", "--target: ", "the config file lists none"},
    {"-t", "--target: ", "needs a value"},
    {"-t nas --demo", "--target: ", "--demo"},
    {"-t nas -h h", "--target: ", "--hostname"},
    {"-t nas --driver-device=/d", "--target: ", "--driver-device"},
    {"--j", "--j: ", "unknown option"},
    {"show --qr", "--qr: ", "not an option of this command"},
    {"show --dry-run", "--dry-run: ", "not an option of this command"},
    {"identify --json", "--json: ", "not an option of this command"},
    {"--json show", "--json: ", "not an option of this command"},
    {"--channel=1 show", "--channel: ", "not an option of this command"},
    {"show --json=yes", "--json: ", "takes no value"},
    {"--demo=1", "--demo: ", "takes no value"},
    {"--read=1", "--read: ", "takes no value"},
    {"set --pass", "--pass: ", "write out the one you mean"},
    {"--driver=x", "--driver: ", "write out the one you mean"},
    {"-h",
     "-h: ", "needs the name of a host, a BMC over LAN (-h HOST[:PORT]); for help use --help"},
    {"show -h", "-h: ", "for help use --help"},
    {"--hostname", "--hostname: ", "needs a value"},
    {"-D", "--driver-type: ", "needs a value"},
    {"show --channel", "--channel: ", "needs a value"},
    {"-D floppy", "--driver-type: ", "openipmi"},
    {"-D ''", "--driver-type: ", "openipmi"},
    {"-D lan", "--driver-type: ", "--hostname"},
    {"-D lan_2_0 show", "--driver-type: ", "--hostname"},
    {"-h ''", "--hostname: ", "HOST"},
    {"-h a/b", "--hostname: ", "HOST"},
    {"-h h:", "--hostname: ", "65535"},
    {"-h h:0", "--hostname: ", "65535"},
    {"-h h:65536", "--hostname: ", "65535"},
    {"-h h:623x", "--hostname: ", "65535"},
    {"-h h:+623", "--hostname: ", "65535"},
    {"-h :623", "--hostname: ", "65535"},
    {"-h [::1:623", "--hostname: ", "HOST"},
    {"-h h -D openipmi", "--hostname: ", "lan_2_0"},
    {"-h h -D kcs", "--hostname: ", "lan_2_0"},
    {"--demo -h h", "--demo: ", "demo"},
    {"--personality=openbmc", "--personality: ", "add --demo"},
    {"--demo --personality=nothing-like-it", "--personality: ", "--personality=help"},
    {"--demo -D kcs", "--demo: ", "demo"},
    {"-u ADMIN", "--username: ", "--hostname"},
    {"-u ADMIN set vlan=5", "--username: ", "--hostname"},
    {"-h h -u seventeen-letters", "--username: ", "16 characters"},
    {"--session-password-file=/p", "--session-password-file: ", "--hostname"},
    {"-h h --session-password-file=", "--session-password-file: ", "empty"},
    {"-h h --k-g-file=", "--k-g-file: ", "empty"},
    {"--k-g-file=/k", "--k-g-file: ", "--hostname"},
    {"-h h --session-password-file=- --k-g-file=-", "--k-g-file: ", "standard input"},
    {"-h h --session-password-file=- set --password-file=-", "--password-file: ", "standard input"},
    {"-h h --k-g-file=- set --password-file=-", "--password-file: ", "standard input"},
    {"-I 3", "--cipher-suite-id: ", "--hostname"},
    {"-h h -I 4", "--cipher-suite-id: ", "17"},
    {"-h h -I 18", "--cipher-suite-id: ", "17"},
    {"-h h -I -1", "--cipher-suite-id: ", "17"},
    {"-h h -I three", "--cipher-suite-id: ", "17"},
    {"-h h -I ''", "--cipher-suite-id: ", "17"},
    {"-h h -I 3x", "--cipher-suite-id: ", "17"},
    {"-l admin", "--privilege-level: ", "--hostname"},
    {"-h h -l root", "--privilege-level: ", "operator"},
    {"-h h -W such", "--workaround-flags: ", "opensesspriv"},
    {"-h h -W opensesspriv,", "--workaround-flags: ", "opensesspriv"},
    {"-W ''", "--workaround-flags: ", "opensesspriv"},
    {"--driver-device=", "--driver-device: ", "empty"},
    {"-h h --driver-device=/dev/ipmi0", "--driver-device: ", "own BMC"},
    {"--demo --driver-address=1", "--driver-address: ", "own BMC"},
    {"--driver-address=0", "--driver-address: ", "1 to 65535"},
    {"--driver-address=65536", "--driver-address: ", "1 to 65535"},
    {"--driver-address=0x10000", "--driver-address: ", "1 to 65535"},
    {"--driver-address=0x", "--driver-address: ", "1 to 65535"},
    {"--driver-address=ca2", "--driver-address: ", "1 to 65535"},
    {"--driver-address=99999999999999999999", "--driver-address: ", "1 to 65535"},
    {"--register-spacing=0", "--register-spacing: ", "1 to 255"},
    {"--register-spacing=256", "--register-spacing: ", "1 to 255"},
    {"--register-spacing=0x4", "--register-spacing: ", "1 to 255"},
    {"--session-timeout=5000", "--session-timeout: ", "--hostname"},
    {"-h h --session-timeout=99", "--session-timeout: ", "100 to 600000"},
    {"-h h --session-timeout=600001", "--session-timeout: ", "100 to 600000"},
    {"-h h --session-timeout=5s", "--session-timeout: ", "100 to 600000"},
    {"-h h --session-timeout=-1", "--session-timeout: ", "100 to 600000"},
    {"-h h --session-timeout=1000 --retransmission-timeout=1000",
     "--retransmission-timeout: ", "shorter"},
    {"-h h --retransmission-timeout=20000", "--retransmission-timeout: ", "shorter"},
    {"-h h --retransmission-timeout=49", "--retransmission-timeout: ", "50 to 600000"},
    {"--trace=", "--trace: ", "empty"},
    {"show --channel=0", "--channel: ", "1 to 11"},
    {"show --channel=12", "--channel: ", "1 to 11"},
    {"show --channel=14", "--channel: ", "1 to 11"},
    {"show --channel=-1", "--channel: ", "1 to 11"},
    {"show --channel=1x", "--channel: ", "1 to 11"},
    {"show --channel=0x8", "--channel: ", "1 to 11"},
    {"show --channel=", "--channel: ", "1 to 11"},
    {"show --channel=one", "--channel: ", "1 to 11"},
    {"set --user= vlan=5", "--user: ", "1 to 16 characters"},
    {"set --user=0 vlan=5", "--user: ", "1 to 63"},
    {"set --user=64 vlan=5", "--user: ", "1 to 63"},
    {"set --user=seventeen-letters vlan=5", "--user: ", "1 to 16 characters"},
    {"set --password --password-file=/p", "--password: ", "--password-file"},
    {"set --password-file=", "--password-file: ", "empty"},
    {"set --remote-access=", "--remote-access: ", "messaging"},
    {"set --remote-access=all", "--remote-access: ", "messaging"},
    {"set --remote-access=lan,", "--remote-access: ", "messaging"},
    {"set --remote-access=lan,LAN", "--remote-access: ", "messaging"},
    {"apply --password-file=- -", "--password-file: ", "standard input"},
    {"-h h --session-password-file=- apply -", "--session-password-file: ", "standard input"},
    {"export file", "file: ", "export"},
};

static void test_bad(void **state)
{
    const struct bad *row = *state;
    struct line line;

    assert_int_equal(read_line(&line, row->text), -1);
    assert_int_equal(line.error.kind, ERROR_USAGE);
    if (strncmp(line.error.sentence, row->about, strlen(row->about)) != 0)
        fail_msg("\"%s\" does not begin with \"%s\"", line.error.sentence, row->about);
    assert_holds(line.error.sentence, row->part);
    assert_null(strchr(line.error.sentence, '\n'));
    settings_release(&line.settings);
}

/* --- the rest ------------------------------------------------------------------------------ */

/* What a person typed is never printed as it is: no control characters reach the terminal. */
static void test_control_characters(void **state)
{
    char bell[] = "--fro\033[31mb\a", program[] = "bmctui";
    char *argv[] = {program, bell, NULL};
    struct options options;
    struct bmc_error error;

    (void)state;
    assert_int_equal(options_parse(&options, 2, argv, &error), -1);
    assert_null(strpbrk(error.sentence, "\033\a"));
}

static void test_no_color(void **state)
{
    struct line line;

    (void)state;
    setenv("NO_COLOR", "1", 1);
    assert_int_equal(read_line(&line, ""), 0);
    assert_true(line.settings.monochrome);
    settings_release(&line.settings);
    setenv("NO_COLOR", "", 1);
    assert_int_equal(read_line(&line, ""), 0);
    assert_false(line.settings.monochrome);
    settings_release(&line.settings);
    unsetenv("NO_COLOR");
}

/* The options win over what the config file said. */
static void test_over_settings(void **state)
{
    struct line line;

    (void)state;
    memset(&line, 0, sizeof line);
    settings_defaults(&line.settings);
    line.settings.bmc.target.driver = BMC_DRIVER_LAN;
    settings_set_text(&line.settings.bmc.target.hostname, "old");
    settings_set_text(&line.settings.bmc.target.username, "old");
    split(&line, "-h new -I 17");
    assert_int_equal(options_parse(&line.options, line.argc, line.argv, &line.error), 0);
    assert_int_equal(options_apply(&line.options, &line.settings, &line.error), 0);
    assert_string_equal(line.settings.bmc.target.hostname, "new");
    assert_string_equal(line.settings.bmc.target.username, "old");
    assert_int_equal(line.settings.bmc.target.driver, BMC_DRIVER_LAN);
    assert_int_equal(line.settings.bmc.target.cipher_suite, 17);
    settings_release(&line.settings);
}

static void check_target(const char *text, const char *target, const char *driver)
{
    static const char *const names[] = {"far", "own", "sim"};
    static const enum bmc_driver drivers[] = {BMC_DRIVER_LAN_2_0, BMC_DRIVER_AUTO,
                                              BMC_DRIVER_DEMO};
    struct line line;

    memset(&line, 0, sizeof line);
    settings_defaults(&line.settings);
    line.settings.targets = calloc(3, sizeof *line.settings.targets);
    line.settings.target_count = 3;
    for (size_t i = 0; i < 3; i++) {
        settings_set_text(&line.settings.targets[i].name, names[i]);
        line.settings.targets[i].bmc.target.driver = drivers[i];
        if (drivers[i] == BMC_DRIVER_LAN_2_0)
            settings_set_text(&line.settings.targets[i].bmc.target.hostname, "h");
    }
    split(&line, text);
    assert_int_equal(options_parse(&line.options, line.argc, line.argv, &line.error), 0);
    if (target == NULL) {
        assert_int_equal(options_apply(&line.options, &line.settings, &line.error), -1);
        assert_holds(line.error.sentence, "far, own, sim");
    } else {
        if (options_apply(&line.options, &line.settings, &line.error) < 0)
            fail_msg("%s", line.error.sentence);
        assert_string_equal(line.settings.target == SETTINGS_NO_TARGET
                                ? ""
                                : line.settings.targets[line.settings.target].name,
                            target);
        assert_string_equal(bmc_driver_name(line.settings.bmc.target.driver), driver);
    }
    settings_release(&line.settings);
}

static void test_target(void **state)
{
    (void)state;
    check_target("", "far", "lan_2_0");
    check_target("show -t own", "own", "auto");
    check_target("--target=sim apply -", "sim", "demo");
    check_target("-t far -u me -I 3", "far", "lan_2_0");
    check_target("-t nas", NULL, NULL);
    check_target("-t Own", NULL, NULL);
    /* Another BMC than any of them. */
    check_target("--demo", "", "demo");
    check_target("-h other", "", "lan_2_0");
    check_target("-D openipmi", "", "openipmi");
    check_target("--driver-device=/dev/ipmi1", "", "auto");
    /* Only this machine's own can be meant. */
    check_target("confirm", "own", "auto");
    check_target("recover --unattended", "own", "auto");
    check_target("recover", "far", "lan_2_0");
}

/* Every command and option stands in the help, no line is wider than a terminal. */
static void check_help(const struct options *options, const char *part)
{
    char text[16384] = "", *line, *rest = text;
    FILE *out = fmemopen(text, sizeof text, "w");

    assert_non_null(out);
    options_help(options, out);
    fclose(out);
    assert_holds(text, part);
    while ((line = strtok_r(rest, "\n", &rest)) != NULL)
        if (strlen(line) > 100)
            fail_msg("too wide: %s", line);
}

static void test_help(void **state)
{
    struct options options = {.command = cli_find("console")};
    const struct cli_command *command;

    (void)state;
    for (size_t i = 0; (command = cli_command(i)) != NULL; i++)
        check_help(&options, command->name);
    check_help(&options, "--hostname=HOST[:PORT]");
    options.command_given = true;
    for (size_t i = 0; (command = cli_command(i)) != NULL; i++) {
        options.command = command;
        check_help(&options, command->name);
    }
    options.command = cli_find("set");
    check_help(&options, "--remote-access=LIST");
    options.command = cli_find("manage");
    check_help(&options, "--qr");
}

int main(void)
{
    static struct cases cases;

    unsetenv("NO_COLOR");
    unsetenv("POSIXLY_CORRECT");
    for (size_t i = 0; i < CASES_COUNT(goods); i++)
        cases_add(&cases, "good", goods[i].text, test_good, &goods[i]);
    for (size_t i = 0; i < CASES_COUNT(bads); i++)
        cases_add(&cases, "bad", bads[i].text, test_bad, &bads[i]);
    cases_add(&cases, "one", "control characters", test_control_characters, NULL);
    cases_add(&cases, "one", "NO_COLOR", test_no_color, NULL);
    cases_add(&cases, "one", "over the config file", test_over_settings, NULL);
    cases_add(&cases, "one", "targets", test_target, NULL);
    cases_add(&cases, "one", "help", test_help, NULL);
    return cases_run("options", &cases);
}
