/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/demo_look.h"
#include "unit/rig.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RIG_WORDS 256

static int64_t rig_now(void *data)
{
    return ((struct rig *)data)->now;
}

static void rig_sleep(void *data, int64_t ms)
{
    ((struct rig *)data)->now += ms;
}

/* A test cannot go on without its rig. */
static void must(int result, const char *what, const struct bmc_error *error)
{
    if (result == 0)
        return;
    fprintf(stderr, "rig: %s: %s\n", what, error->sentence);
    abort();
}

void rig_connect(struct rig *rig, const char *personality)
{
    struct bmc_error error = {0};

    memset(rig, 0, sizeof *rig);
    rig->now = 1000000;
    rig->clock = (struct clock){rig_now, rig_sleep, rig};
    rig->target.driver = BMC_DRIVER_DEMO;
    rig->target.cipher_suite = -1;
    rig->target.demo_personality = personality;
    rig->bmc = bmc_create(&rig->target, &rig->clock);
    must(bmc_open(rig->bmc, &error), "open", &error);
    rig->demo = bmc_demo(rig->bmc);
    model_init(&rig->page, &page_network);
    edit_init(&rig->edit);
    rig->password = secret_create();
}

void rig_open(struct rig *rig, uint8_t channel, const char *setup)
{
    struct bmc_error error = {0};

    rig_connect(rig, NULL);
    if (setup != NULL)
        rig_fault(rig, setup);
    must(load_first(rig->bmc, &rig->page, channel, NULL, &error), "load", &error);
    must(load_access(rig->bmc, &rig->page, rig->page.default_user, &error), "access", &error);
    demo_mark(rig->demo);
}

unsigned rig_stride(void)
{
    const char *sanitizers = getenv("SANITIZERS");

    return sanitizers == NULL || *sanitizers == '\0' || getenv("BMCTUI_WHOLE") != NULL ? 1 : 3;
}

void rig_close(struct rig *rig)
{
    bmc_destroy(rig->bmc);
    edit_release(&rig->edit);
    secret_free(&rig->password);
}

void rig_fault(struct rig *rig, const char *text)
{
    struct bmc_error error = {0};

    must(demo_fault_parse(rig->demo, text, error.sentence, sizeof error.sentence), text, &error);
}

void rig_edit(struct rig *rig, const char *words)
{
    char copy[RIG_WORDS], *rest, *word;
    struct bmc_error error = {0};

    snprintf(copy, sizeof copy, "%s", words);
    for (word = strtok_r(copy, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        char *value = strchr(word, '=');
        int row;

        *value++ = '\0';
        if (strcmp(word, "password") == 0) {
            secret_set(rig->password, value, strlen(value));
            continue;
        }
        row = model_row_of_key(rig->page.page, word);
        must(row < 0 ? -1 : 0, word, &error);
        must(edit_set(&rig->edit, &rig->page, row, value, &error), word, &error);
    }
}

void rig_plan(struct rig *rig, unsigned boxes, struct plan *plan)
{
    struct changes changes;

    edit_changes(&rig->edit, &rig->page, &changes);
    plan_make(plan, &rig->page, &changes, edit_user(&rig->edit, &rig->page), rig->password, boxes);
}

enum save_status rig_save(struct rig *rig, unsigned boxes, const struct save_watch *watch)
{
    static const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};
    struct plan plan;

    rig_plan(rig, boxes, &plan);
    demo_mark(rig->demo);
    return save_run(RIG_CONTEXT(rig, &settings, watch), &plan, &rig->state);
}
