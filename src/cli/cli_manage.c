/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/browse.h"
#include "base/i18n.h"
#include "base/reach.h"
#include "cli/cli.h"
#include "cli/run.h"
#include "pages/network.h"
#include "term/qr.h"

/* --- the code ---------------------------------------------------------------------------- */

/* How to print the code: half blocks, or two characters per module. */
struct look {
    bool blocks;
    int quiet;                /* modules of quiet zone */
    const char *begin, *end;  /* of a line: colours */
    const char *light, *dark; /* without blocks */
};

static struct look manage_choose_look(const struct cli *cli)
{
    const char *term = getenv("TERM");
    bool terminal = isatty(STDOUT_FILENO) && term != NULL && strcmp(term, "dumb") != 0;
    bool utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0 && !cli->ascii &&
                cli->settings->frames != FRAMES_ASCII;
    bool colour = terminal && !cli->settings->monochrome;

    if (utf8)
        return (struct look){true, 4, colour ? "\033[97;40m" : "", colour ? "\033[0m" : "", "", ""};
    if (terminal)
        return (struct look){false, 1, "", "", "\033[7m  \033[0m", "  "};
    return (struct look){false, 1, "", "", "##", "  "};
}

/* Two rows of modules per line. Light modules are lit: the background is assumed to be dark. */
static void manage_print_blocks(const struct qr *qr, const struct look *look)
{
    int side = QR_SIZE + 2 * look->quiet;

    for (int row = 0; row < side; row += 2) {
        fputs(look->begin, stdout);
        for (int column = 0; column < side; column++) {
            bool upper = !qr_dark(qr, row, column, look->quiet);
            bool lower = row + 1 < side && !qr_dark(qr, row + 1, column, look->quiet);

            fputs(upper ? (lower ? "\u2588" : "\u2580") : (lower ? "\u2584" : " "), stdout);
        }
        printf("%s\n", look->end);
    }
}

static void manage_print_pairs(const struct qr *qr, const struct look *look)
{
    int side = QR_SIZE + 2 * look->quiet;

    for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++)
            fputs(qr_dark(qr, row, column, look->quiet) ? look->dark : look->light, stdout);
        putchar('\n');
    }
}

static int manage_print_code(const struct cli *cli, uint32_t address)
{
    struct look look = manage_choose_look(cli);
    struct qr qr;

    if (!qr_make(&qr, address)) {
        say_error("--qr", "%s", _("the QR code could not be made"));
        return CLI_REFUSED;
    }
    if (look.blocks)
        manage_print_blocks(&qr, &look);
    else
        manage_print_pairs(&qr, &look);
    return CLI_DONE;
}

/* --- check and open ---------------------------------------------------------------------- */

/* An unreachable web server is an answer, not a failure. */
static void manage_print_check(const struct cli *cli, uint32_t address)
{
    struct reach reach;
    char text[256];

    /* Don't probe whatever real host has the simulated address. */
    if (cli->target->driver == BMC_DRIVER_DEMO) {
        printf("%s\n", _("The demo BMC has no web server to reach."));
        return;
    }
    fflush(stdout);
    reach_start(&reach, clock_monotonic(), address, REACH_TIMEOUT_MS);
    reach_run(&reach, -1);
    printf("%s\n", reach_sentence(&reach, text, sizeof text));
}

static int manage_open_browser(const struct cli *cli, const char *url)
{
    struct bmc_error error;

    fflush(stdout);
    if (browse_open(cli->settings->browser, url, &error) == 0)
        return CLI_DONE;
    say_error("--open", "%s", error.sentence);
    return error.kind == ERROR_USAGE ? CLI_USAGE : CLI_REFUSED;
}

static int manage_print_page(const struct cli *cli, const struct model *page)
{
    uint32_t address = (uint32_t)model_number(page, FIELD_ADDRESS);
    uint64_t vlan = model_number(page, FIELD_VLAN);
    char url[VALUE_TEXT];
    int status = CLI_DONE;

    if (!network_url(page, url)) {
        say_error("manage", "%s", url);
        return CLI_REFUSED;
    }
    printf("%s\n", url);
    if (value_is_set(&value_vlan, vlan))
        say_note(cli, _("on VLAN %u"), (unsigned)(vlan & VALUE_VLAN_ID));
    if (cli->arguments.qr)
        status = manage_print_code(cli, address);
    if (cli->arguments.check)
        manage_print_check(cli, address);
    if (cli->arguments.open && status == CLI_DONE)
        status = manage_open_browser(cli, url);
    return status;
}

/* Find out whether --open can work before asking the BMC. */
static int manage_check_open(const struct cli *cli)
{
    if (!cli->arguments.open)
        return CLI_DONE;
    if (cli->settings->browser == NULL)
        return say_error("--open", "%s",
                         _("no browser is configured; set \"browser\" in the config file"));
    if (!browse_display())
        return say_error("--open", "%s", _("there is no display to open a browser on"));
    return CLI_DONE;
}

static int manage_run(struct cli *cli)
{
    struct model page;
    int status = manage_check_open(cli);

    if (status == CLI_DONE)
        status = run_read_page(cli, load_first, &page, NULL);
    return status == CLI_DONE ? manage_print_page(cli, &page) : status;
}

const struct cli_command cli_manage = {
    .name = "manage",
    .page = &page_network,
    .usage = "[--qr] [--open] [--check]",
    .run = CLI_RUN(manage_run),
    .options = CLI_TAKES_MANAGE | CLI_TAKES_CHANNEL,
    .summary = N_("print the BMC's web address"),
};
