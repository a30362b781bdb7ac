/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/act.h"

#include <stdlib.h>
#include <string.h>

#include "base/host.h"
#include "base/i18n.h"
#include "cli/run.h"
#include "guard/action_job.h"
#include "pages/health_limits.h"

struct act {
    struct cli *cli;
    const char *about;
    const char *sensor; /* of ACTION_REARM: its name or number */
    struct action_job *job;
    enum action_stage told;
};

/* --- whose machine it is ------------------------------------------------------------------- */

/* SHUT DOWN asks the operating system, which asks whoever it likes; and this machine is on. */
static int act_check_here(const struct act *act, enum here here, struct bmc_error *error)
{
    const char *given = act->cli->arguments.this_machine;
    char host[HOST_NAME];

    host_name(host, sizeof host);
    if (here == HERE_NO && given != NULL)
        return error_set(error, ERROR_USAGE,
                         _("this BMC is not known to be that of this machine (%.100s); leave out "
                           "--this-machine"),
                         host);
    if (here == HERE_NO || !action_cuts(act->job->action.kind) ||
        (given != NULL && strcmp(given, host) == 0))
        return 0;
    return error_set(error, ERROR_USAGE,
                     _("this is the machine you are on (%.100s); add --this-machine=%.100s"), host,
                     host);
}

static int act_find_sensor(const struct act *act, struct bmc *bmc, struct bmc_error *error)
{
    struct sdr_sensor sensor;
    struct sdr *sdr;
    int result;

    if (sdr_load(bmc, false, &sdr, error) != 0)
        return -1;
    result = limits_find(sdr, act->sensor, &sensor, error);
    sdr_free(sdr);
    if (result == 0)
        act->job->action.number = (uint16_t)(sensor.lun << 8 | sensor.number);
    return result;
}

static int act_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct act *act = argument;
    enum here here;

    if (act->sensor != NULL && act_find_sensor(act, ctx->bmc, error) != 0)
        return -1;
    if (action_is_power(act->job->action.kind)) {
        here = here_find(ctx->bmc, "");
        act->job->this_machine = here != HERE_NO;
        if (act_check_here(act, here, error) != 0)
            return -1;
    }
    return action_job_run(ctx, act->job, error);
}

/* --- what is told meanwhile ---------------------------------------------------------------- */

static void act_on_event(void *argument, const struct job_event *event)
{
    struct act *act = argument;
    const struct action *action = event->payload;

    if (event->kind != ACTION_JOB_PROGRESS || action->stage == act->told ||
        action->outcome != ACTION_RUNNING)
        return;
    act->told = action->stage;
    if (action->stage == ACTION_RETURNING)
        say_note(act->cli, _("The BMC does not answer any more; waiting up to %u s for it."),
                 action->wait_s);
    else if (action->stage == ACTION_WATCHING && action_is_power(action->kind))
        say_note(act->cli, _("Sent; watching the machine for up to %u s."), action->wait_s);
    else if (action->stage == ACTION_WATCHING)
        say_note(act->cli, _("Sent; waiting up to %d s for the BMC to stop."), ACTION_GONE_S);
}

static int act_print(const struct act *act)
{
    const struct action *action = &act->job->action;
    char text[ERROR_SENTENCE * 2];

    switch (action->outcome) {
    case ACTION_NOT_REACHED:
    case ACTION_NOT_ALLOWED:
    case ACTION_REFUSED:
        say_error(act->about, "%s", action->error.sentence);
        break;
    default:
        printf("%s\n", action_sentence(action, text, sizeof text));
    }
    if (act->job->remark[0] != '\0')
        say_note(act->cli, "%s", act->job->remark);
    return action_exit(action->outcome);
}

static int act_on(struct cli *cli, enum action_kind kind, const char *about, const char *sensor)
{
    struct act act = {.cli = cli, .about = about, .sensor = sensor};
    struct run_job job = {.work = act_work,
                          .on_event = act_on_event,
                          .argument = &act,
                          .field = about,
                          .channel_field = about};
    int status;

    if (cli->settings->read_only)
        return say_error(about, "%s", _("--read-only allows no changes"));
    act.job = action_job_create(kind, cli->target, cli->settings->state_directory);
    act.job->hold = run_hold;
    act.job->action.utc = cli->arguments.utc;
    act.job->action.local = cli->arguments.local;
    if (cli->arguments.wait_s > 0)
        act.job->action.wait_s = cli->arguments.wait_s;
    status = run_job(cli, &job);
    if (status == 0)
        status = act_print(&act);
    free(act.job);
    return status;
}

int act(struct cli *cli, enum action_kind kind, const char *about)
{
    return act_on(cli, kind, about, NULL);
}

int act_rearm(struct cli *cli, const char *sensor)
{
    return act_on(cli, ACTION_REARM, "rearm", sensor);
}

int act_set_clock(struct cli *cli)
{
    if (cli->arguments.warm || cli->arguments.wait_s > 0)
        return say_error("bmc", "%s", _("--warm and --wait go with restart"));
    return act(cli, ACTION_SET_CLOCK, "bmc");
}

int act_restart_bmc(struct cli *cli)
{
    if (cli->arguments.utc || cli->arguments.local)
        return say_error("bmc", "%s", _("--utc and --local go with clock set"));
    return act(cli, cli->arguments.warm ? ACTION_RESTART_WARM : ACTION_RESTART_BMC, "bmc");
}
