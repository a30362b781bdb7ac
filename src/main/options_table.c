/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "main/options.h"

#include <stddef.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "demo/demo_personality.h"

#define INDENT 34 /* column of the explanations */

/* What an option sets: a key of the config file, LAN() and HERE() for remote or in-band BMCs only;
 * or a flag or number in struct cli_arguments. */
#define KEY(name)                .kind = OPTION_KEY, .key = name
#define LAN(name)                KEY(name), .where = OPTION_OVER_LAN
#define HERE(name)               KEY(name), .where = OPTION_IN_BAND
#define PLACE(member)            .place = offsetof(struct cli_arguments, member)
#define FLAG(member)             .kind = OPTION_FLAG, PLACE(member)
#define NUMBER(member, from, to) .kind = OPTION_NUMBER, PLACE(member), .least = from, .most = to

static const struct option_row rows[OPTION_COUNT] = {
    [OPTION_DRIVER_TYPE] = {"driver-type", 'D', N_("DRIVER"), 0,
     N_("auto openipmi kcs ssif sunbmc inteldcmi lan lan_2_0 demo"), KEY("driver")},
    [OPTION_DRIVER_DEVICE] = {"driver-device", 0, N_("PATH"), 0, N_("the device node"),
     HERE("driver_device")},
    [OPTION_DRIVER_ADDRESS] = {"driver-address", 0, N_("N"), 0,
     N_("the interface's I/O or I2C address"), HERE("driver_address")},
    [OPTION_REGISTER_SPACING] = {"register-spacing", 0, N_("N"), 0,
     N_("bytes between its registers"), HERE("register_spacing")},
    [OPTION_HOSTNAME] = {"hostname", 'h', N_("HOST[:PORT]"), 0,
     N_("a BMC over LAN; alone it means -D lan_2_0"), KEY("hostname")},
    [OPTION_USERNAME] = {"username", 'u', N_("NAME"), 0, N_("who logs in there"),
     LAN("username")},
    [OPTION_SESSION_PASSWORD_FILE] = {"session-password-file", 0, N_("FILE"), 0,
     N_("with what password (-: standard input); else it is asked for"),
     LAN("session_password_file")},
    [OPTION_K_G_FILE] = {"k-g-file", 0, N_("FILE"), 0, N_("the BMC's key K_g, text or 0x..."),
     LAN("k_g_file")},
    [OPTION_CIPHER_SUITE_ID] = {"cipher-suite-id", 'I', N_("N"), 0, N_("default 17, else 3"),
     LAN("cipher_suite_id")},
    [OPTION_PRIVILEGE_LEVEL] = {"privilege-level", 'l', N_("LEVEL"), 0,
     N_("callback user operator admin (default)"), LAN("privilege_level")},
    [OPTION_WORKAROUND_FLAGS] = {"workaround-flags", 'W', N_("FLAGS"), 0,
     N_("FreeIPMI's names, separated by commas"), KEY("workaround_flags")},
    [OPTION_SESSION_TIMEOUT] = {"session-timeout", 0, N_("MS"), 0, N_("default 20000"),
     LAN("session_timeout")},
    [OPTION_RETRANSMISSION_TIMEOUT] = {"retransmission-timeout", 0, N_("MS"), 0,
     N_("default 1000"), LAN("retransmission_timeout")},
    [OPTION_DEMO] = {"demo", 0, NULL, 0, N_("the built-in simulated BMC"), KEY("driver"),
     .value = "demo"},
    [OPTION_PERSONALITY] = {"personality", 0, N_("NAME|FILE"), 0,
     N_("the demo's manners: a real BMC's; help lists them"), .key = "demo_personality"},
    [OPTION_TARGET] = {"target", 't', N_("NAME"), 0,
     N_("a target of the config file; else its first")},
    [OPTION_CONFIG_FILE] = {"config-file", 0, N_("FILE"), 0,
     N_("instead of the installed bmctui.conf")},
    [OPTION_PRINT_CONFIG] = {"print-config", 0, NULL, 0,
     N_("prints each setting and where it comes from")},
    [OPTION_READ_ONLY] = {"read-only", 0, NULL, 0, N_("nothing is written to the BMC"),
     KEY("read_only"), .value = "true"},
    [OPTION_ASCII] = {"ascii", 0, NULL, 0, N_("no lines or blocks beyond ASCII")},
    [OPTION_MONOCHROME] = {"monochrome", 0, NULL, 0, N_("no colours (also with NO_COLOR set)"),
     .key = "theme"},
    [OPTION_TRACE] = {"trace", 0, N_("FILE"), 0,
     N_("each request and response in hex, passwords masked")},
    [OPTION_QUIET] = {"quiet", 'q', NULL, 0, N_("results and errors only")},
    [OPTION_VERBOSE] = {"verbose", 'v', NULL, 0, N_("what is done, and the BMC's own codes")},
    [OPTION_HELP] = {"help", 0, NULL, 0, N_("this; behind a command: about that")},
    [OPTION_VERSION] = {"version", 'V', NULL, 0, N_("which version this is")},

    [OPTION_JSON] = {"json", 0, NULL, CLI_TAKES_JSON, N_("for programs"), FLAG(json)},
    [OPTION_CHANNEL] = {"channel", 0, N_("N"), CLI_TAKES_CHANNEL,
     N_("this LAN channel; else the first with an address"),
     NUMBER(channel, BMC_CHANNEL_FIRST, BMC_CHANNEL_LAST)},
    [OPTION_USER] = {"user", 0, N_("ID|NAME"), CLI_TAKES_SAVE,
     N_("whose password and remote access; else as the page shows")},
    [OPTION_PASSWORD] = {"password", 0, NULL, CLI_TAKES_SAVE,
     N_("sets a new BMC password; asks for it twice"), FLAG(ask_password)},
    [OPTION_PASSWORD_FILE] = {"password-file", 0, N_("FILE"), CLI_TAKES_SAVE,
     N_("sets the one in FILE (-: standard input)")},
    [OPTION_REMOTE_ACCESS] = {"remote-access", 0, N_("LIST"), CLI_TAKES_SAVE,
     N_("of lan,enable,messaging,privilege,arp")},
    [OPTION_DRY_RUN] = {"dry-run", 0, NULL, CLI_TAKES_SAVE,
     N_("prints what would be done, writes nothing"), FLAG(dry_run)},
    [OPTION_CLEAR_LOCK] = {"clear-lock", 0, NULL, CLI_TAKES_SAVE,
     N_("takes over a lock that somebody left behind"), FLAG(clear_lock)},
    [OPTION_CONFIRM] = {"confirm", 0, N_("SECONDS"), CLI_TAKES_SAVE,
     N_("puts back unless bmctui confirm comes (30-3600)"),
     NUMBER(confirm_s, GUARD_CONFIRM_LEAST_S, GUARD_CONFIRM_MOST_S)},
    [OPTION_NO_JOURNAL] = {"no-journal", 0, NULL, CLI_TAKES_SAVE,
     N_("saves even where no journal can be kept"), FLAG(no_journal)},
    [OPTION_CUT_LINK] = {"cut-link", 0, NULL, CLI_TAKES_SAVE,
     N_("over LAN: changes the very address in use"), FLAG(cut_link)},
    [OPTION_LOCKED] = {"locked", 0, NULL, CLI_TAKES_CONSOLE,
     N_("shows the BMC's address, and asks for a login")},
    [OPTION_PAGE] = {"page", 0, N_("WORD"), CLI_TAKES_CONSOLE,
     N_("begins with this page of those that More (F9) lists")},
    [OPTION_QR] = {"qr", 0, NULL, CLI_TAKES_MANAGE, N_("as a QR code too"), FLAG(qr)},
    [OPTION_OPEN] = {"open", 0, NULL, CLI_TAKES_MANAGE, N_("in the browser of the config file"),
     FLAG(open)},
    [OPTION_CHECK] = {"check", 0, NULL, CLI_TAKES_MANAGE, N_("whether this host reaches it"),
     FLAG(check)},
    [OPTION_UNDO] = {"undo", 0, NULL, CLI_TAKES_RECOVER,
     N_("puts back what was there before the save"), FLAG(undo)},
    [OPTION_FINISH] = {"finish", 0, NULL, CLI_TAKES_RECOVER,
     N_("writes what is missing, but no password"), FLAG(finish)},
    [OPTION_FORGET] = {"forget", 0, NULL, CLI_TAKES_RECOVER,
     N_("leaves the BMC as it is, drops the journal"), FLAG(forget)},
    [OPTION_UNATTENDED] = {"unattended", 0, NULL, CLI_TAKES_RECOVER,
     N_("as the config file says, where nobody is there to ask"), FLAG(unattended)},
};

const struct option_row *option_row(enum option_id id)
{
    return &rows[id];
}

/* --- help -------------------------------------------------------------------------------- */

static void option_print(const struct option_row *row, FILE *file)
{
    char text[80] = "      ";

    if (row->letter != '\0')
        snprintf(text, sizeof text, "  -%c, ", row->letter);
    text_append(text, sizeof text, "", "--%s%s%s", row->name, row->argument != NULL ? "=" : "",
                row->argument != NULL ? _(row->argument) : "");
    if (text_columns(text) >= INDENT) {
        fprintf(file, "%s\n", text);
        text[0] = '\0';
    }
    text_pad(file, text, INDENT);
    fprintf(file, "%s\n", _(row->help));
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
    fprintf(file, "%s\n\n",
            _("Sets up a BMC: the page Network > IPMI on the terminal, and the "
              "same from the command line."));
    fprintf(file, "%s\n", _("Commands (bmctui COMMAND --help tells more):"));
    for (size_t i = 0; cli_command(i) != NULL; i++)
        fprintf(file, "  %-*s%s\n", INDENT - 2, cli_command(i)->name, _(cli_command(i)->summary));
    fprintf(file, "\n%s\n", _("Options:"));
    options_print_rows(0, file);
    fprintf(file, "\n%s\n",
            _("Exit status: 0 done and verified, 1 refused or not kept by the BMC and put back,\n"
              "2 bad usage or a bad value and nothing written, 3 no BMC reached or not let in,\n"
              "4 the BMC is left mixed or unknown, 5 confirm came too late."));
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
    fprintf(file, "\n%s\n", _("bmctui --help lists the options that every command takes."));
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
