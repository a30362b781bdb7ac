/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "main/options.h"

#include <stddef.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "demo/demo_personality.h"
#include "guard/guest_record.h"

#define INDENT 34 /* column of the explanations */
#define WIDTH  80

/* What an option sets: a key of the config file, LAN() and HERE() for remote or in-band BMCs only;
 * or a flag or number in struct cli_arguments. */
#define KEY(name)                .kind = OPTION_KEY, .key = name
#define LAN(name)                KEY(name), .where = OPTION_OVER_LAN
#define HERE(name)               KEY(name), .where = OPTION_IN_BAND
#define PLACE(member)            .place = offsetof(struct cli_arguments, member)
#define FLAG(member)             .kind = OPTION_FLAG, PLACE(member)
#define TEXT(member)             .kind = OPTION_TEXT, PLACE(member)
#define NUMBER(member, from, to) .kind = OPTION_NUMBER, PLACE(member), .least = from, .most = to

static const struct option_row rows[OPTION_COUNT] = {
    [OPTION_DRIVER_TYPE] = {"driver-type", 'D', N_("DRIVER"), 0,
                            N_("auto openipmi kcs ssif sunbmc inteldcmi lan lan_2_0 demo"),
                            KEY("driver")},
    [OPTION_DRIVER_DEVICE] = {"driver-device", 0, N_("PATH"), 0,
                              N_("the device node, such as /dev/ipmi0"), HERE("driver_device")},
    [OPTION_DRIVER_ADDRESS] = {"driver-address", 0, N_("N"), 0,
                               N_("I/O or I2C address of the interface"), HERE("driver_address")},
    [OPTION_REGISTER_SPACING] = {"register-spacing", 0, N_("N"), 0,
                                 N_("bytes between its registers"), HERE("register_spacing")},
    [OPTION_HOSTNAME] = {"hostname", 'h', N_("HOST[:PORT]"), 0,
                         N_("a BMC over LAN (default driver: lan_2_0)"), KEY("hostname")},
    [OPTION_USERNAME] = {"username", 'u', N_("NAME"), 0, N_("the user to log in as"),
                         LAN("username")},
    [OPTION_SESSION_PASSWORD_FILE] = {"session-password-file", 0, N_("FILE"), 0,
                                      N_("file with the password (-: standard input)"),
                                      LAN("session_password_file")},
    [OPTION_K_G_FILE] = {"k-g-file", 0, N_("FILE"), 0,
                         N_("file with the BMC's K_g key, as text or 0x..."), LAN("k_g_file")},
    [OPTION_CIPHER_SUITE_ID] = {"cipher-suite-id", 'I', N_("N"), 0, N_("default: 17, or else 3"),
                                LAN("cipher_suite_id")},
    [OPTION_PRIVILEGE_LEVEL] = {"privilege-level", 'l', N_("LEVEL"), 0,
                                N_("callback user operator admin (default)"),
                                LAN("privilege_level")},
    [OPTION_WORKAROUND_FLAGS] = {"workaround-flags", 'W', N_("FLAGS"), 0,
                                 N_("FreeIPMI's workaround flags, comma-separated"),
                                 KEY("workaround_flags")},
    [OPTION_SESSION_TIMEOUT] = {"session-timeout", 0, N_("MS"), 0, N_("default: 20000"),
                                LAN("session_timeout")},
    [OPTION_RETRANSMISSION_TIMEOUT] = {"retransmission-timeout", 0, N_("MS"), 0,
                                       N_("default: 1000"), LAN("retransmission_timeout")},
    [OPTION_DEMO] = {"demo", 0, NULL, 0, N_("use the built-in simulated BMC"), KEY("driver"),
                     .value = "demo"},
    [OPTION_PERSONALITY] = {"personality", 0, N_("NAME|FILE"), 0,
                            N_("behave like a real BMC (help: list them)"),
                            .key = "demo_personality"},
    [OPTION_TARGET] = {"target", 't', N_("NAME"), 0,
                       N_("a target of the config file (default: first)")},
    [OPTION_CONFIG_FILE] = {"config-file", 0, N_("FILE"), 0,
                            N_("use FILE instead of the installed bmctui.conf")},
    [OPTION_PRINT_CONFIG] = {"print-config", 0, NULL, 0,
                             N_("print each setting and where it comes from")},
    [OPTION_READ_ONLY] = {"read-only", 0, NULL, 0, N_("write nothing to the BMC"), KEY("read_only"),
                          .value = "true"},
    [OPTION_ASCII] = {"ascii", 0, NULL, 0, N_("draw with ASCII characters only")},
    [OPTION_MONOCHROME] = {"monochrome", 0, NULL, 0, N_("use no colours (NO_COLOR does the same)"),
                           .key = "theme"},
    [OPTION_TRACE] = {"trace", 0, N_("FILE"), 0, N_("log all requests in hex, passwords masked")},
    [OPTION_QUIET] = {"quiet", 'q', NULL, 0, N_("print results and errors only")},
    [OPTION_VERBOSE] = {"verbose", 'v', NULL, 0, N_("print what is done, with completion codes")},
    [OPTION_HELP] = {"help", 0, NULL, 0, N_("print help (after a command: help on that)")},
    [OPTION_VERSION] = {"version", 'V', NULL, 0, N_("print the version")},

    [OPTION_JSON] = {"json", 0, NULL, CLI_TAKES_JSON, N_("print JSON, for programs"), FLAG(json)},
    [OPTION_CHANNEL] = {"channel", 0, N_("N"), CLI_TAKES_CHANNEL,
                        N_("LAN channel (default: first with an address)"),
                        NUMBER(channel, BMC_CHANNEL_FIRST, BMC_CHANNEL_LAST)},
    [OPTION_USER] = {"user", 0, N_("ID|NAME"), CLI_TAKES_SAVE,
                     N_("user for --password and --remote-access")},
    [OPTION_PASSWORD] = {"password", 0, NULL, CLI_TAKES_SAVE | CLI_TAKES_USER,
                         N_("set a new BMC password; asks for it twice"), FLAG(ask_password)},
    [OPTION_PASSWORD_FILE] = {"password-file", 0, N_("FILE"),
                              CLI_TAKES_SAVE | CLI_TAKES_USER | CLI_TAKES_GUEST,
                              N_("set the password in FILE (-: standard input)")},
    [OPTION_REMOTE_ACCESS] = {"remote-access", 0, N_("LIST"), CLI_TAKES_SAVE,
                              N_("any of lan,enable,messaging,privilege,arp")},
    [OPTION_DRY_RUN] = {"dry-run", 0, NULL, CLI_TAKES_SAVE | CLI_TAKES_PLAIN_SAVE,
                        N_("print what would be done, write nothing"), FLAG(dry_run)},
    [OPTION_CLEAR_LOCK] = {"clear-lock", 0, NULL, CLI_TAKES_SAVE | CLI_TAKES_SECURITY,
                           N_("clear a lock left by another program"), FLAG(clear_lock)},
    [OPTION_CONFIRM] = {"confirm", 0, N_("SECONDS"),
                        CLI_TAKES_SAVE | CLI_TAKES_USER | CLI_TAKES_SECURITY,
                        N_("undo unless bmctui confirm is run in time"),
                        NUMBER(confirm_s, GUARD_CONFIRM_LEAST_S, GUARD_CONFIRM_MOST_S)},
    [OPTION_NO_JOURNAL] = {"no-journal", 0, NULL, CLI_TAKES_SAVE | CLI_TAKES_PLAIN_SAVE,
                           N_("save even if no journal can be written"), FLAG(no_journal)},
    [OPTION_CUT_LINK] = {"cut-link", 0, NULL, CLI_TAKES_SAVE,
                         N_("over LAN: allow changing the address in use"), FLAG(cut_link)},
    [OPTION_LOCKED] = {"locked", 0, NULL, CLI_TAKES_CONSOLE,
                       N_("show the BMC's address and ask for a login")},
    [OPTION_PAGE] = {"page", 0, N_("WORD"), CLI_TAKES_CONSOLE,
                     N_("start with this page (F9 lists the pages)")},
    [OPTION_QR] = {"qr", 0, NULL, CLI_TAKES_MANAGE, N_("print a QR code as well"), FLAG(qr)},
    [OPTION_OPEN] = {"open", 0, NULL, CLI_TAKES_MANAGE,
                     N_("open it in the browser set in the config file"), FLAG(open)},
    [OPTION_CHECK] = {"check", 0, NULL, CLI_TAKES_MANAGE,
                      N_("check whether this host can reach it"), FLAG(check)},
    [OPTION_THIS_MACHINE] = {"this-machine", 0, N_("HOST"), CLI_TAKES_POWER,
                             N_("yes, this machine, whose name is HOST")},
    [OPTION_WAIT] = {"wait", 0, N_("SECONDS"), CLI_TAKES_POWER | CLI_TAKES_RESTART,
                     N_("how long to watch what comes of it"), NUMBER(wait_s, 1, 3600)},
    [OPTION_WARM] = {"warm", 0, NULL, CLI_TAKES_RESTART,
                     N_("restart the BMC warm, if it can do that"), FLAG(warm)},
    [OPTION_UTC] = {"utc", 0, NULL, CLI_TAKES_RESTART, N_("the BMC's clock is to show UTC"),
                    FLAG(utc)},
    [OPTION_LOCAL] = {"local", 0, NULL, CLI_TAKES_RESTART,
                      N_("the BMC's clock is to show local time"), FLAG(local)},
    [OPTION_LAST] = {"last", 0, N_("N"), CLI_TAKES_EVENTS, N_("the newest N of them only"),
                     NUMBER(last, 1, 65535), .example = 20},
    [OPTION_SINCE] = {"since", 0, N_("TIME"), CLI_TAKES_EVENTS,
                      N_("since 2026-10-11T15:18, or 3d, 12h, 30m ago"), TEXT(since)},
    [OPTION_SEVERITY] = {"severity", 0, N_("LEVEL"), CLI_TAKES_EVENTS,
                         N_("warning (and critical), or critical"), TEXT(severity)},
    [OPTION_MATCH] = {"match", 0, N_("TEXT"), CLI_TAKES_EVENTS,
                      N_("only those with this text (upper or lower case)"), TEXT(match)},
    [OPTION_FOLLOW] = {"follow", 0, N_("SECONDS"), CLI_TAKES_EVENTS,
                       N_("go on with new ones, every 10 seconds"), NUMBER(follow_s, 1, 3600),
                       .example = 10, .otherwise = 10},
    [OPTION_SAVE] = {"save", 0, N_("FILE"), CLI_TAKES_EVENTS,
                     N_("write them to a new file, with raw bytes"), TEXT(save)},
    [OPTION_NO_SAVE] = {"no-save", 0, NULL, CLI_TAKES_EVENTS,
                        N_("clear without saving the events first"), FLAG(no_save)},
    [OPTION_SLOT] = {"slot", 0, N_("N"), CLI_TAKES_USER,
                     N_("add: this slot (default: the lowest that is free)"),
                     NUMBER(slot, BMC_USER_FIRST, BMC_USER_LAST), .example = 5},
    [OPTION_PRIVILEGE] = {"privilege", 0, N_("LEVEL"), CLI_TAKES_USER | CLI_TAKES_GUEST,
                          N_("callback user operator (add: default) administrator none"),
                          TEXT(privilege)},
    [OPTION_LEAVE_NO_ADMINISTRATOR] = {"leave-no-administrator", 0, NULL, CLI_TAKES_USER,
                                       N_("even if no administrator would be left"),
                                       FLAG(leave_no_administrator)},
    [OPTION_FOR] = {"for", 0, N_("HOURS"), CLI_TAKES_GUEST, N_("how long a guest may stay"),
                    NUMBER(hours, GUEST_HOURS_LEAST, GUEST_HOURS_MOST),
                    .example = GUEST_HOURS_DEFAULT},
    [OPTION_PRINT_PASSWORD] = {"print-password", 0, NULL, CLI_TAKES_GUEST,
                               N_("print the password where no terminal is, too"),
                               FLAG(print_password)},
    [OPTION_UNDO] = {"undo", 0, NULL, CLI_TAKES_RECOVER,
                     N_("restore the values from before the save"), FLAG(undo)},
    [OPTION_FINISH] = {"finish", 0, NULL, CLI_TAKES_RECOVER,
                       N_("write what is missing, except a password"), FLAG(finish)},
    [OPTION_FORGET] = {"forget", 0, NULL, CLI_TAKES_RECOVER,
                       N_("leave the BMC as it is, discard the journal"), FLAG(forget)},
    [OPTION_UNATTENDED] = {"unattended", 0, NULL, CLI_TAKES_RECOVER | CLI_TAKES_GUEST,
                           N_("do what the config file says, without asking"), FLAG(unattended)},
    [OPTION_ALWAYS] = {"always", 0, NULL, CLI_TAKES_BOOT,
                       N_("for every boot; many BIOSes ignore that"), FLAG(always)},
    [OPTION_UEFI] = {"uefi", 0, NULL, CLI_TAKES_BOOT,
                     N_("by UEFI (default: as this machine runs)"), FLAG(uefi)},
    [OPTION_FIX] = {"fix", 0, N_("ID[,ID...]"), CLI_TAKES_SECURITY,
                    N_("close what these checks found"), TEXT(fix)},
    [OPTION_TEST_DEFAULT_PASSWORDS] = {"test-default-passwords", 0, NULL, CLI_TAKES_SECURITY,
                                       N_("try the manufacturer's, at most four a user"),
                                       FLAG(test_default_passwords)},
    [OPTION_LEGACY] = {"legacy", 0, NULL, CLI_TAKES_BOOT, N_("by the older BIOS"), FLAG(legacy)},
    [OPTION_ALL] = {"all", 0, NULL, CLI_TAKES_HEALTH, N_("also what is well, or was not read"),
                    FLAG(all)},
    [OPTION_TYPE] = {"type", 0, N_("TYPE"), CLI_TAKES_HEALTH,
                     N_("sensors of this type only, such as fan"), TEXT(type)},
    [OPTION_NAGIOS] = {"nagios", 0, NULL, CLI_TAKES_HEALTH,
                       N_("one line for monitoring; exits with 0, 1, 2 or 3"), FLAG(nagios)},
};

const struct option_row *option_row(enum option_id id)
{
    return &rows[id];
}

/* --- help -------------------------------------------------------------------------------- */

/* What does not fit beside the name goes on under it. */
static void help_print(const char *name, const char *explanation, FILE *file)
{
    for (const char *left = name, *next = explanation; next != NULL; left = "") {
        const char *line = next;
        size_t length = text_wrap(line, WIDTH - INDENT, &next);

        text_pad(file, left, INDENT);
        fprintf(file, "%.*s\n", (int)length, line);
    }
}

static void option_print(const struct option_row *row, FILE *file)
{
    char text[80] = "      ";

    if (row->letter != '\0')
        snprintf(text, sizeof text, "  -%c, ", row->letter);
    text_append(text, sizeof text, "", "--%s%s%s%s", row->name,
                row->otherwise != 0 ? "[=" : row->argument != NULL ? "=" : "",
                row->argument != NULL ? _(row->argument) : "", row->otherwise != 0 ? "]" : "");
    if (text_columns(text) >= INDENT) {
        fprintf(file, "%s\n", text);
        text[0] = '\0';
    }
    help_print(text, _(row->help), file);
}

static void options_print_rows(unsigned takes, FILE *file)
{
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (takes == 0 ? rows[i].takes == 0 : (rows[i].takes & takes) != 0)
            option_print(&rows[i], file);
}

static void options_help_program(FILE *file)
{
    fprintf(file, "%s\n", _("Usage: bmctui [OPTIONS] [COMMAND]"));
    fprintf(file, "%s\n\n", _("Set up a BMC on the terminal or from the command line."));
    fprintf(file, "%s\n", _("Commands (bmctui COMMAND --help says more):"));
    for (size_t i = 0; cli_command(i) != NULL; i++) {
        char name[32];

        snprintf(name, sizeof name, "  %s", cli_command(i)->name);
        help_print(name, _(cli_command(i)->summary), file);
    }
    fprintf(file, "\n%s\n", _("Options:"));
    options_print_rows(0, file);
    fprintf(file, "\n%s\n",
            _("Exit status: 0 done and verified; 1 refused or lost by the BMC, and undone;\n"
              "2 bad usage or a bad value, nothing written; 3 no BMC reached or login refused;\n"
              "4 the BMC is left mixed or unknown; 5 confirm came too late."));
}

static void options_help_command(const struct cli_command *command, FILE *file)
{
    fprintf(file, _("Usage: bmctui [OPTIONS] %s%s%s\n"), command->name,
            command->usage[0] != '\0' ? " " : "", command->usage);
    fprintf(file, "%s\n", _(command->summary));
    if (command->help != NULL)
        fprintf(file, "\n%s\n", _(command->help));
    if (command->options != 0) {
        fprintf(file, "\n%s\n", _("Options of this command:"));
        options_print_rows(command->options, file);
    }
    fprintf(file, "\n%s\n", _("See bmctui --help for the options of every command."));
}

void options_personalities(FILE *file)
{
    const char *about, *name;

    for (size_t i = 0; (name = demo_personality_name(i, &about)) != NULL; i++)
        fprintf(file, "%-16s%s\n", name, about);
}

void options_help(const struct options *options, FILE *file)
{
    if (options->command_given)
        options_help_command(options->command, file);
    else
        options_help_program(file);
}
