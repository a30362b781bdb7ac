/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <jansson.h>
#include <string.h>

#include "base/i18n.h"
#include "base/table.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/run.h"
#include "cli/set.h"
#include "guard/wish.h"
#include "pages/power.h"

/* What the BMC holds for the next boot. */
struct boot {
    struct model model;
    int kept; /* power_boot_kept() */
};

static int boot_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct boot *boot = argument;

    model_init(&boot->model, &page_power);
    if (load_settings(ctx->bmc, &boot->model, 0, NULL, error) < 0)
        return -1;
    boot->kept = power_boot_kept(ctx->bmc, error);
    return boot->kept == -2 ? -1 : 0;
}

static const char *boot_kept_text(const struct boot *boot)
{
    return boot->kept < 0 ? _("not reported") : boot->kept > 0 ? _("yes") : _("no");
}

static void boot_print_text(const struct boot *boot)
{
    struct table table = {.columns = 2};
    char text[VALUE_TEXT];

    for (unsigned row = POWER_FROM; row <= POWER_HOLDS; row++)
        table_row(&table, (const char *[]){setting_label(model_setting(&boot->model, row)),
                                           model_text(&boot->model, row, text)});
    table_row(&table, (const char *[]){_("Lasts for more than 60 s"), boot_kept_text(boot)});
    table_print(&table, stdout);
}

static json_t *boot_json(const struct boot *boot, const char *target)
{
    uint64_t number = model_number(&boot->model, POWER_BOOT);
    bool known = model_known(&boot->model, POWER_BOOT), valid = power_boot_valid(number);
    bool always = valid && strcmp(value_word(&power_for, number), "always") == 0;
    json_t *object = json_object();

    json_object_set_new(object, "target", json_string(target));
    json_object_set_new(object, "device",
                        known ? json_string(value_word(&power_device, number)) : json_null());
    json_object_set_new(object, "always", known ? json_boolean(always) : json_null());
    json_object_set_new(object, "firmware",
                        valid ? json_string(value_word(&power_firmware, number)) : json_null());
    json_object_set_new(object, "valid", known ? json_boolean(valid) : json_null());
    json_object_set_new(object, "keeps", boot->kept < 0 ? json_null() : json_boolean(boot->kept));
    return object;
}

static void boot_look(const struct cli *cli, struct model *model)
{
    struct guard *guard = guard_create(cli->target, cli->settings->state_directory, NULL);

    wish_look(guard, model);
    guard_destroy(guard);
}

static int boot_show(struct cli *cli)
{
    struct boot boot;
    const struct run_job job = {.work = boot_work, .argument = &boot, .field = "boot"};
    int status = run_job(cli, &job);

    if (status != 0)
        return status;
    boot_look(cli, &boot.model);
    if (cli->arguments.json)
        json_print(boot_json(&boot, run_target_name(cli)));
    else
        boot_print_text(&boot);
    return CLI_DONE;
}

static int boot_bad_options(const struct cli_arguments *arguments, const char *word)
{
    if (word == NULL && (arguments->always || arguments->uefi || arguments->legacy ||
                         arguments->dry_run || arguments->no_journal))
        return say_error("boot", "%s", _("say what to boot from; see bmctui boot --help"));
    if (word != NULL && arguments->json)
        return say_error("boot", "%s", _("--json only prints what the BMC holds"));
    if (arguments->uefi && arguments->legacy)
        return say_error("boot", "%s", _("use either --uefi or --legacy"));
    if (word != NULL && strcmp(word, "none") == 0 &&
        (arguments->always || arguments->uefi || arguments->legacy))
        return say_error("boot", "%s", _("none takes neither --always, --uefi nor --legacy"));
    return CLI_DONE;
}

static void boot_add(struct set_request *request, unsigned row, const char *text)
{
    request->values[request->value_count++] = (struct set_value){row, text};
}

static int boot_run(struct cli *cli)
{
    const struct cli_arguments *arguments = &cli->arguments;
    struct set_request request = {.command = "boot", .page = cli->page};
    const char *word = arguments->word_count > 0 ? arguments->words[0] : NULL;
    int status = boot_bad_options(arguments, word);

    cli->only_reads = word == NULL || arguments->dry_run;
    if (status != CLI_DONE)
        return status;
    if (arguments->word_count > 1)
        return say_error("boot", "%s", _("give one device"));
    if (word == NULL)
        return boot_show(cli);
    boot_add(&request, POWER_FROM, word);
    if (strcmp(word, "none") != 0)
        boot_add(&request, POWER_FOR, arguments->always ? "always" : "once");
    if (arguments->uefi || arguments->legacy)
        boot_add(&request, POWER_FIRMWARE, arguments->uefi ? "uefi" : "legacy");
    return set_save(cli, &request);
}

const struct cli_command cli_boot = {
    .name = "boot", .page = &page_power, .run = CLI_RUN(boot_run),
    .usage = "[none|bios|pxe|disk|safe|diagnostic|cd|usb]",
    .options = CLI_TAKES_JSON | CLI_TAKES_PLAIN_SAVE | CLI_TAKES_BOOT,
    .takes_words = true, .changes = true,
    .summary = N_("print or set what the machine starts next"),
    .help = N_("bios is the BIOS setup, pxe the network, safe the disk in safe mode, diagnostic a\n"
               "diagnostic partition, cd a CD or DVD, usb a USB stick or floppy; none clears what\n"
               "is set. It is for the next boot only, unless --always is given, and the machine\n"
               "is not restarted. The setting is read back, and undone if the BMC refuses it.\n"
               "Without a word, what the BMC holds is printed; the JSON keys are device, always,\n"
               "firmware, valid and keeps (false: the BMC forgets it after 60 s)."),
};
