/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `apply`: limits of sensors. */
#include "cli/apply.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "cli/plan_save.h"
#include "cli/run.h"

struct sensors {
    struct apply *apply;
    size_t first, end; /* of the file's, those of a plan */
    size_t wrong;      /* which the error is about; the file's count: none */
};

/* --- on the worker's thread ------------------------------------------------------------------ */

/* What the BMC can hold of what is wanted. */
static int sensors_read(struct sensors *sensors, struct bmc *bmc, const struct sdr *sdr,
                        struct limits_held *held, struct limits_wish *wish,
                        struct bmc_error *error)
{
    const struct file_sensor *from = &sensors->apply->wants.sensors[sensors->end];

    sensors->wrong = sensors->end;
    *wish = from->wish;
    return limits_read(bmc, from->name, held, error) < 0 ||
                   limits_fit(sdr, held, wish, error) < 0
               ? -1
               : 0;
}

/* From the first on, as many as a plan has room for. */
static int sensors_add(struct sensors *sensors, struct bmc *bmc, const struct sdr *sdr,
                       struct changes *changes, struct value *mark, struct bmc_error *error)
{
    const struct file_wants *wants = &sensors->apply->wants;
    struct limits_held held;
    struct limits_wish wish;

    for (sensors->end = sensors->first;
         sensors->end < wants->sensor_count && changes->count + SDR_LIMITS <= CHANGES_MAX;
         sensors->end++) {
        if (sensors_read(sensors, bmc, sdr, &held, &wish, error) < 0)
            return -1;
        limits_add_changes(&held, &wish, changes);
        *mark = held.mark;
    }
    sensors->wrong = wants->sensor_count;
    return 0;
}

static int sensors_plan(struct sensors *sensors, struct bmc *bmc, struct plan *plan,
                        struct bmc_error *error)
{
    struct plan_subject subject = {.title = _("Write these changes?")};
    struct changes changes = {.count = 0};
    struct sdr *sdr;
    int result;

    sensors->wrong = sensors->apply->wants.sensor_count;
    if (sdr_load(bmc, false, &sdr, error) < 0)
        return -1;
    result = sensors_add(sensors, bmc, sdr, &changes, &subject.mac, error);
    sdr_free(sdr);
    if (result == 0)
        plan_of_changes(plan, &subject, &changes);
    return result;
}

static int sensors_look(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct sensors *sensors = argument;
    struct plan *plan = xcalloc(1, sizeof *plan);
    int result = 0;

    for (; result == 0 && sensors->first < sensors->apply->wants.sensor_count;
         sensors->first = sensors->end)
        result = sensors_plan(sensors, ctx->bmc, plan, error);
    free(plan);
    return result;
}

static int sensors_make(struct job_ctx *ctx, void *data, struct plan *plan,
                        struct bmc_error *error)
{
    if (sensors_plan(data, ctx->bmc, plan, error) < 0)
        return PLAN_FAILED;
    return plan_empty(plan) ? PLAN_NO_CHANGES : PLAN_MADE;
}

/* --- on the main thread ---------------------------------------------------------------------- */

int apply_sensors_look(struct apply *apply)
{
    const struct file_wants *wants = &apply->wants;
    struct sensors sensors = {.apply = apply};
    struct bmc_error error = {.kind = ERROR_NONE};
    const struct run_job job = {.work = sensors_look, .argument = &sensors, .error = &error};
    int status = wants->sensor_count == 0 ? CLI_DONE : run_job(apply->cli, &job);
    char word[SET_WORD];

    if (error.kind != ERROR_USAGE || sensors.wrong >= wants->sensor_count) {
        if (error.kind != ERROR_NONE)
            say_error("BMC", "%s", error.sentence);
        return status;
    }
    snprintf(word, sizeof word, "%.100s:%d: %.40s", wants->file,
             wants->sensors[sensors.wrong].line, wants->sensors[sensors.wrong].name);
    return say_error(word, "%s", error.sentence);
}

bool apply_sensors_save(struct apply *apply)
{
    struct sensors sensors = {.apply = apply};
    const struct plan_request request = {
        .command = FILE_SENSORS, .make = sensors_make, .data = &sensors, .saves = &apply->saves};
    bool goes_on = true;

    for (; goes_on && sensors.first < apply->wants.sensor_count; sensors.first = sensors.end) {
        unsigned before = apply->saves;

        sensors.end = apply->wants.sensor_count; /* where there is no plan */
        goes_on = apply_took(apply, plan_save(apply->cli, &request), before);
    }
    return goes_on;
}
