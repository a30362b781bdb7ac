/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/bmc.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/system.h"
#include "base/xalloc.h"
#include "bmc/sdr.h"
#include "bmc/state.h"

/* A LAN session is kept alive this often, or twice within its time-out. */
#define KEEP_ALIVE_MS 10000

struct bmc *bmc_create(const struct bmc_target *target, const struct clock *clock)
{
    struct bmc *bmc = xcalloc(1, sizeof *bmc);

    bmc->target = *target;
    bmc->clock = clock;
    cancel_init(&bmc->cancel);
    trace_init(&bmc->trace, clock);
    atomic_init(&bmc->open, false);
    atomic_init(&bmc->requests, 0);
    atomic_init(&bmc->since_ms, -1);
    bmc_link_create(bmc);
    return bmc;
}

void bmc_destroy(struct bmc *bmc)
{
    if (bmc == NULL)
        return;
    bmc_link_destroy(bmc);
    sdr_free(bmc->sdr);
    trace_destroy(&bmc->trace);
    cancel_destroy(&bmc->cancel);
    free(bmc);
}

/* FreeIPMI's own KCS and SSIF drivers open on any machine; on Debian 12 the first is built without
 * port access and answers "busy" to everything. So one request tells. */
static int bmc_try_driver(struct bmc *bmc, struct bmc_error *error)
{
    struct device device;
    struct bmc_error why = {.kind = ERROR_NONE};

    if (bmc_get_device(bmc, &device, &why) == 0)
        return 0;
    if (why.kind == ERROR_CANCELLED)
        return error_copy(error, &why);
    return error_set(error, ERROR_NO_DEVICE,
                     _("FreeIPMI's %s driver gets no answer on this machine; load the kernel "
                       "driver instead: %s"),
                     driver_title(bmc->link->driver), system_load_usual());
}

int bmc_open(struct bmc *bmc, struct bmc_error *error)
{
    int result;

    if (atomic_load(&bmc->open))
        return 0;
    atomic_store(&bmc->since_ms, clock_now(bmc->clock));
    result = bmc_link_up(bmc, error);
    atomic_store(&bmc->since_ms, -1);
    if (result != 0)
        return -1;
    atomic_store(&bmc->open, true);
    if (bmc->link->unproven && bmc_try_driver(bmc, error) != 0) {
        bmc_close(bmc);
        return -1;
    }
    return 0;
}

void bmc_close(struct bmc *bmc)
{
    bmc_link_down(bmc);
    atomic_store(&bmc->open, false);
}

bool bmc_is_open(const struct bmc *bmc)
{
    return atomic_load(&bmc->open);
}

bool bmc_is_demo(const struct bmc *bmc)
{
    return bmc->target.driver == BMC_DRIVER_DEMO;
}

void bmc_cancel(struct bmc *bmc)
{
    cancel_ask(&bmc->cancel);
}

void bmc_resume(struct bmc *bmc)
{
    cancel_reset(&bmc->cancel);
}

unsigned bmc_requests(const struct bmc *bmc)
{
    return atomic_load(&bmc->requests);
}

int64_t bmc_waiting_ms(const struct bmc *bmc)
{
    int64_t since = atomic_load(&bmc->since_ms);

    return since < 0 ? -1 : clock_now(bmc->clock) - since;
}

void bmc_trace(struct bmc *bmc, FILE *file)
{
    trace_set(&bmc->trace, file);
}

int64_t bmc_patience(struct bmc *bmc, int64_t ms)
{
    int64_t before = bmc->patience_ms;

    bmc->patience_ms = ms;
    return before;
}

bool bmc_pause(struct bmc *bmc, int64_t ms)
{
    return cancel_sleep(&bmc->cancel, bmc->clock, ms);
}

int64_t bmc_idle(struct bmc *bmc)
{
    int64_t half = link_session_timeout(&bmc->target) / 2;
    int64_t interval = half < KEEP_ALIVE_MS ? half : KEEP_ALIVE_MS;
    int64_t left = bmc->link->answered_ms + interval - clock_now(bmc->clock);
    struct device device;

    if (!bmc_over_lan(bmc) || !bmc->linked)
        return -1;
    if (left > 0)
        return left;
    /* Failing closes the link; the next real request opens it again, or says why not. */
    return bmc_get_device(bmc, &device, NULL) == 0 || bmc->linked ? interval : -1;
}
