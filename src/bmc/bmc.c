/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/bmc.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/system.h"
#include "base/xalloc.h"
#include "bmc/state.h"

/* A LAN session is kept alive this often, or twice within its time-out. */
#define KEEP_ALIVE_MS 10000

/* --- what is known of the link ---------------------------------------------- */

/* SPEC 1.2: suites without confidentiality, or with RC4, do not count. */
static bool encrypted(enum bmc_driver driver, int cipher_suite)
{
    if (driver == BMC_DRIVER_LAN)
        return false;
    if (driver != BMC_DRIVER_LAN_2_0)
        return true;
    switch (cipher_suite) {
    case 0:
    case 1:
    case 2:
    case 6:
    case 7:
    case 11:
    case 15:
    case 16:
        return false;
    default:
        return true;
    }
}

static void publish(struct bmc *bmc)
{
    struct link *link = bmc->link;

    if (atomic_load(&bmc->open))
        return; /* a silent reopening: readers may be at it */
    bmc_describe(link->driver, bmc->target.hostname, bmc->open_description);
    atomic_store(&bmc->description, bmc->open_description);
    atomic_store(&bmc->driver, (int)link->driver);
    atomic_store(&bmc->encrypted, encrypted(link->driver, link->cipher_suite));
}

/* --- creating and destroying ------------------------------------------------ */

static struct link *link_create(const struct bmc_target *target, const struct clock *clock)
{
    if (target->driver == BMC_DRIVER_DEMO)
        return link_demo_create(clock);
    if (bmc_driver_is_lan(target->driver))
        return link_lan_create();
    return link_inband_create();
}

struct bmc *bmc_create(const struct bmc_target *target, const struct clock *clock)
{
    struct bmc *bmc = xcalloc(1, sizeof *bmc);
    struct link *link = link_create(target, clock);

    bmc->target = *target;
    bmc->clock = clock;
    bmc->link = link;
    cancel_init(&bmc->cancel);
    trace_init(&bmc->trace, clock);
    link->target = &bmc->target;
    link->clock = clock;
    link->cancel = &bmc->cancel;
    link->driver = target->driver;
    link->cipher_suite = target->cipher_suite;
    bmc_describe(target->driver, target->hostname, bmc->closed_description);
    atomic_init(&bmc->open, false);
    atomic_init(&bmc->requests, 0);
    atomic_init(&bmc->since_ms, -1);
    atomic_init(&bmc->description, bmc->closed_description);
    atomic_init(&bmc->driver, (int)target->driver);
    atomic_init(&bmc->encrypted, encrypted(target->driver, target->cipher_suite));
    return bmc;
}

void bmc_destroy(struct bmc *bmc)
{
    if (bmc == NULL)
        return;
    bmc_close(bmc);
    bmc->link->class->destroy(bmc->link);
    move_destroy(&bmc->move);
    trace_destroy(&bmc->trace);
    cancel_destroy(&bmc->cancel);
    free(bmc);
}

/* --- opening and closing ---------------------------------------------------- */

int bmc_link_up(struct bmc *bmc, struct bmc_error *error)
{
    struct bmc_error why = {.kind = ERROR_NONE};

    if (cancel_asked(&bmc->cancel))
        return error_set(error, ERROR_CANCELLED, _("cancelled"));
    if (bmc->identity.proving) /* it broke just now; whoever asked is told so */
        return error_set(error, ERROR_GONE, _("the link to the BMC broke"));
    if (move_open(bmc, &why) != 0) {
        trace_note(&bmc->trace, "not opened: error %d", (int)why.kind);
        if (error != NULL)
            *error = why;
        return -1;
    }
    bmc->linked = true;
    bmc->opened++;
    bmc->link->answered_ms = clock_now(bmc->clock);
    publish(bmc);
    trace_note(&bmc->trace, "opened: %s", bmc_driver_name(bmc->link->driver));
    return 0;
}

void bmc_link_down(struct bmc *bmc)
{
    if (!bmc->linked)
        return;
    bmc->link->class->close(bmc->link);
    bmc->linked = false;
    trace_note(&bmc->trace, "closed");
}

/* FreeIPMI's own KCS and SSIF drivers open on any machine; on Debian 12 the first is built without
 * port access and answers "busy" to everything. So one request tells. */
static int prove(struct bmc *bmc, struct bmc_error *error)
{
    struct device device;
    struct bmc_error why = {.kind = ERROR_NONE};

    if (bmc_get_device(bmc, &device, &why) == 0)
        return 0;
    if (why.kind == ERROR_CANCELLED) {
        if (error != NULL)
            *error = why;
        return -1;
    }
    return error_set(error, ERROR_NO_DEVICE,
                     _("FreeIPMI's own %s driver gets no answer here; load the kernel's driver: "
                       "%s"),
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
    if (bmc->link->unproven && prove(bmc, error) != 0) {
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

/* --- asking ----------------------------------------------------------------- */

bool bmc_is_open(const struct bmc *bmc)
{
    return atomic_load(&bmc->open);
}

bool bmc_over_lan(const struct bmc *bmc)
{
    return bmc_driver_is_lan(bmc->target.driver);
}

bool bmc_is_demo(const struct bmc *bmc)
{
    return bmc->target.driver == BMC_DRIVER_DEMO;
}

const char *bmc_description(const struct bmc *bmc)
{
    return bmc->target.name != NULL ? bmc->target.name : atomic_load(&bmc->description);
}

const char *bmc_driver_in_use(const struct bmc *bmc)
{
    return bmc_driver_name((enum bmc_driver)atomic_load(&bmc->driver));
}

bool bmc_link_encrypted(const struct bmc *bmc)
{
    return atomic_load(&bmc->encrypted);
}

struct demo_bmc *bmc_demo(struct bmc *bmc)
{
    return bmc_is_demo(bmc) ? link_demo_bmc(bmc->link) : NULL;
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

void bmc_pace(struct bmc *bmc, int64_t ms)
{
    bmc->pace_ms = ms;
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
