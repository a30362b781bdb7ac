/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every kept input, through its target: what fuzzing has found once stays found, in every build. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fuzz/fuzz.h"

#define PATH_LENGTH 4096
#define INPUT_MAX (1 << 20)

struct target {
    const char *name;
    fuzz_target *run;
};

/* If the process dies of it, this is the last line it has said. */
static void run_file(const struct target *target, const char *path)
{
    uint8_t *input = malloc(INPUT_MAX);
    FILE *file = fopen(path, "rb");
    size_t size;

    assert_non_null(input);
    assert_non_null(file);
    size = fread(input, 1, INPUT_MAX, file);
    fclose(file);
    fprintf(stderr, "%s\n", path);
    target->run(input, size);
    free(input);
}

static void test_target(void **state)
{
    const struct target *target = *state;
    const char *top = getenv("top_srcdir");
    char folder[PATH_LENGTH], path[PATH_LENGTH + 300];
    struct dirent **entries;
    int count, done = 0;

    snprintf(folder, sizeof folder, "%s/tests/fuzz/corpus/%s", top != NULL ? top : ".",
             target->name);
    count = scandir(folder, &entries, NULL, alphasort);
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.') {
            run_file(target, path);
            done++;
        }
        free(entries[i]);
    }
    free(entries);
    assert_true(done > 0);
}

int main(void)
{
    static struct target targets[] = {
        {"answers", fuzz_answers}, {"apply", fuzz_apply},     {"faults", fuzz_faults},
        {"fields", fuzz_fields},   {"journal", fuzz_journal}, {"keys", fuzz_keys},
        {"options", fuzz_options}, {"pages", fuzz_pages},     {"records", fuzz_records},
        {"save", fuzz_save},       {"settings", fuzz_settings},
    };
    struct CMUnitTest tests[sizeof targets / sizeof *targets];

    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        tests[i] = (struct CMUnitTest){
            .name = targets[i].name, .test_func = test_target, .initial_state = &targets[i]};
    return cmocka_run_group_tests_name("corpus", tests, NULL, NULL);
}
