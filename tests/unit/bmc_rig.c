/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "bmc_rig.h"
#include "unit/demo_look.h"

static int64_t rig_now(void *data)
{
    return ((struct bmc_rig *)data)->now_ms;
}

static void rig_sleep(void *data, int64_t ms)
{
    struct bmc_rig *rig = data;
    int64_t waited;

    rig->now_ms += ms;
    if (rig->bmc == NULL)
        return;
    waited = bmc_waiting_ms(rig->bmc);
    if (waited > rig->longest_wait_ms)
        rig->longest_wait_ms = waited;
    if (rig->cancel_at_ms >= 0 && rig->now_ms >= rig->cancel_at_ms)
        bmc_cancel(rig->bmc);
}

static void rig_open(struct bmc_rig *rig)
{
    rig->bmc = bmc_create(&rig->target, &rig->clock);
    rig->demo = bmc_demo(rig->bmc);
    assert_non_null(rig->demo);
    assert_int_equal(bmc_open(rig->bmc, &rig->error), 0);
}

int bmc_rig_setup(void **state)
{
    struct bmc_rig *rig = calloc(1, sizeof *rig);

    assert_non_null(rig);
    rig->clock = (struct clock){rig_now, rig_sleep, rig};
    rig->now_ms = 5000;
    rig->cancel_at_ms = -1;
    rig->target = (struct bmc_target){.driver = BMC_DRIVER_DEMO, .cipher_suite = -1};
    rig_open(rig);
    *state = rig;
    return 0;
}

int bmc_rig_teardown(void **state)
{
    struct bmc_rig *rig = *state;

    bmc_destroy(rig->bmc);
    free(rig);
    return 0;
}

void bmc_rig_faults(struct bmc_rig *rig, const char *text)
{
    char sentence[ERROR_SENTENCE];

    demo_mark(rig->demo);
    assert_int_equal(demo_fault_parse(rig->demo, text, sentence, sizeof sentence), 0);
}

void bmc_rig_again(struct bmc_rig *rig, const struct bmc_target *target)
{
    bmc_destroy(rig->bmc);
    rig->bmc = NULL;
    rig->target = *target;
    rig_open(rig);
}
