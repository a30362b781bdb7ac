/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `bmc`: the page "BMC", and what can be done to the BMC. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "cli/act.h"
#include "cli/json.h"
#include "cli/run.h"
#include "pages/bundle.h"
#include "pages/info.h"

/* What is printed. */
struct bmc_page {
    struct info info;
    struct list rows;
};

static void bmc_append(void *data, const void *row)
{
    list_append(data, row, page_info.row_size);
}

static int bmc_work_rows(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct bmc_page *page = argument;
    const struct page_sink sink = {.append = bmc_append, .data = &page->rows};

    return page_info.load(ctx->bmc, &sink, error);
}

static int bmc_work_info(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    return info_read(ctx->bmc, &((struct bmc_page *)argument)->info, NULL, NULL, error);
}

/* --- as JSON ------------------------------------------------------------------------------- */

static bool bmc_has(const struct info *info, enum info_part part)
{
    return info->why[part].kind == ERROR_NONE;
}

/* null where text is NULL or empty. */
static json_t *bmc_json_text(const char *text)
{
    return text != NULL && text[0] != '\0' ? json_string(text) : json_null();
}

static void bmc_add_device(json_t *object, const struct info *info)
{
    static const char *const unknown[] = {"manufacturer", "product", "firmware", "ipmi"};
    const struct device *device = &info->device;
    char name[BMC_MANUFACTURER];

    if (!bmc_has(info, INFO_DEVICE)) {
        for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
            json_object_set_new(object, unknown[i], json_null());
        return;
    }
    json_object_set_new(object, "manufacturer",
                        json_pack("{s:i, s:o}", "id", (int)device->manufacturer, "name",
                                  bmc_json_text(bmc_manufacturer(device->manufacturer, name))));
    json_object_set_new(object, "product",
                        json_pack("{s:i, s:o}", "id", (int)device->product, "name",
                                  bmc_json_text(info_product(&info->fru))));
    json_object_set_new(object, "firmware",
                        json_sprintf("%u.%02x", (unsigned)device->firmware_major,
                                     (unsigned)device->firmware_minor));
    json_object_set_new(
        object, "ipmi",
        json_sprintf("%u.%u", (unsigned)device->ipmi_major, (unsigned)device->ipmi_minor));
}

static json_t *bmc_json_guid(const struct info *info)
{
    char text[INFO_GUID_TEXT];

    return bmc_has(info, INFO_GUID) ? json_string(info_guid(info->guid, text)) : json_null();
}

static json_t *bmc_json_self_test(const struct info *info)
{
    if (!bmc_has(info, INFO_SELF_TEST) || info->self_test.result == SELF_TEST_NONE)
        return json_null();
    return json_string(info->self_test.result == SELF_TEST_PASSED ? "passed" : "failed");
}

static json_t *bmc_json_clock(const struct info *info)
{
    const struct event_clock utc = {.kind = EVENT_CLOCK_UTC};
    char bmc[EVENT_STAMP], host[EVENT_STAMP];

    if (!bmc_has(info, INFO_CLOCK))
        return json_null();
    return json_pack("{s:o, s:o, s:I, s:s}", "bmc",
                     bmc_json_text(event_clock_rfc(&info->clock, info->bmc_time, bmc)), "host",
                     bmc_json_text(event_clock_rfc(&utc, (uint32_t)info->host_time, host)),
                     "seconds", (json_int_t)info->clock.offset, "keeps",
                     event_clock_word(&info->clock));
}

/* Of the FRU's texts; those that repeat are an array. */
static void bmc_add_text(json_t *object, const struct fru_field *field)
{
    static const char *const names[FRU_WHATS] = {
        [FRU_MANUFACTURER] = "manufacturer",
        [FRU_NAME] = "name",
        [FRU_SERIAL] = "serial_number",
        [FRU_PART] = "part_number",
        [FRU_VERSION] = "version",
        [FRU_ASSET] = "asset_tag",
        [FRU_FILE] = "file",
        [FRU_MADE] = "made",
        [FRU_CUSTOM] = "more",
    };
    json_t *array;

    if (field->what != FRU_CUSTOM) {
        json_object_set_new(object, names[field->what], json_string(field->text));
        return;
    }
    array = json_object_get(object, names[FRU_CUSTOM]);
    if (array == NULL)
        json_object_set_new(object, names[FRU_CUSTOM], array = json_array());
    json_array_append_new(array, json_string(field->text));
}

static json_t *bmc_json_area(const struct fru *fru, enum fru_area_id area)
{
    json_t *object;

    if (!fru->area[area].present)
        return json_null();
    object = json_object();
    for (size_t i = 0; i < fru->count; i++)
        if (fru->field[i].area == area)
            bmc_add_text(object, &fru->field[i]);
    json_object_set_new(object, "checksum",
                        fru->area[area].unusable    ? json_null()
                        : fru->area[area].wrong_sum ? json_string("wrong")
                                                    : json_string("right"));
    return object;
}

static json_t *bmc_json_sel(const struct info *info)
{
    const struct sel_info *sel = &info->sel;

    if (!bmc_has(info, INFO_SEL))
        return json_null();
    return json_pack("{s:i, s:i, s:i, s:b}", "entries", (int)sel->entries, "free", (int)sel->free,
                     "percent", (int)sel->percent, "overflow", (int)sel->overflow);
}

static json_t *bmc_json_sdr(const struct info *info)
{
    const struct sdr_info *sdr = &info->sdr;
    char added[EVENT_STAMP], erased[EVENT_STAMP];

    if (!bmc_has(info, INFO_SDR))
        return json_null();
    return json_pack("{s:i, s:s?, s:s?}", "records", (int)sdr->count, "added",
                     event_clock_rfc(&info->clock, sdr->added, added), "erased",
                     event_clock_rfc(&info->clock, sdr->erased, erased));
}

static void bmc_print_json(const struct cli *cli, const struct info *info)
{
    json_t *object = json_object();

    json_object_set_new(object, "target", json_string(run_target_name(cli)));
    bmc_add_device(object, info);
    json_object_set_new(object, "guid", bmc_json_guid(info));
    json_object_set_new(object, "self_test", bmc_json_self_test(info));
    json_object_set_new(object, "clock", bmc_json_clock(info));
    json_object_set_new(object, "board", bmc_json_area(&info->fru, FRU_BOARD));
    json_object_set_new(object, "product_fru", bmc_json_area(&info->fru, FRU_PRODUCT));
    json_object_set_new(object, "chassis", bmc_json_area(&info->fru, FRU_CHASSIS));
    json_object_set_new(object, "sel", bmc_json_sel(info));
    json_object_set_new(object, "sdr", bmc_json_sdr(info));
    json_print(object);
}

/* --- the command --------------------------------------------------------------------------- */

static int bmc_show(struct cli *cli)
{
    struct bmc_page *page = xcalloc(1, sizeof *page);
    const struct run_job job = {.work = cli->arguments.json ? bmc_work_info : bmc_work_rows,
                                .argument = page};
    int status;

    cli->only_reads = true;
    status = run_job(cli, &job);
    if (status == 0 && cli->arguments.json)
        bmc_print_json(cli, &page->info);
    else if (status == 0)
        bundle_print_rows(stdout, &page_info, &page->rows);
    list_release(&page->rows);
    free(page);
    return status;
}

static int bmc_run(struct cli *cli)
{
    char **words = cli->arguments.words;
    int count = cli->arguments.word_count;

    if (count == 0)
        return bmc_show(cli);
    if (count == 2 && strcmp(words[0], "clock") == 0 && strcmp(words[1], "set") == 0)
        return act_set_clock(cli);
    if (count == 1 && strcmp(words[0], "restart") == 0)
        return act_restart_bmc(cli);
    return say_error("bmc", "%s", _("use clock set or restart"));
}

const struct cli_command cli_bmc = {
    .name = "bmc",
    .usage = "[--json] | clock set | restart",
    .run = CLI_RUN(bmc_run),
    .options = CLI_TAKES_JSON | CLI_TAKES_RESTART,
    .takes_words = true,
    .changes = true,
    .summary = N_("show the BMC's data, set its clock, or restart it"),
    .help = N_("Without a word it prints firmware, serial numbers and clock.\n"
               "restart waits until the BMC answers again; the machine keeps running."),
};
