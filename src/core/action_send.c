/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sending an action once, with what stands around that. */
#include "core/action.h"

void action_tell(const struct action_run *run)
{
    if (run->watch->progress != NULL)
        run->watch->progress(run->watch->data, run->action);
}

void action_stage(const struct action_run *run, enum action_stage stage, unsigned seconds)
{
    run->action->stage = stage;
    run->action->until_ms = clock_now(run->clock) + seconds * INT64_C(1000);
    action_tell(run);
}

static bool action_was_refused(const struct bmc_error *error)
{
    return error->kind == ERROR_REFUSED || error->kind == ERROR_DENIED ||
           error->kind == ERROR_BUSY;
}

int action_request_once(const struct action_run *run,
                        int (*request)(const struct action_run *run, void *data), void *data)
{
    struct action *action = run->action;
    const struct action_watch *watch = run->watch;
    int result;

    action_stage(run, ACTION_SENDING, 0);
    if (watch->before != NULL && watch->before(watch->data, action, &action->error) != 0) {
        action->outcome = ACTION_NOT_ALLOWED;
        return -1;
    }
    action->began_ms = clock_now(run->clock);
    result = request(run, data);
    action->uncertain = result != 0 && action_answer_is_uncertain(&action->error);
    action->sent = result == 0 || action->uncertain;
    if (watch->after != NULL)
        watch->after(watch->data, action);
    if (result == 0)
        action->error.kind = ERROR_NONE;
    if (!action->sent)
        action->outcome = action_was_refused(&action->error) ? ACTION_REFUSED : ACTION_NOT_REACHED;
    return action->sent ? 0 : -1;
}
