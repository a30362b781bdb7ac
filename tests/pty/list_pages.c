/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pages for tests, in place of the program's own but the first: one with 3,000 rows, and one that
 * is read so slowly that somebody stops it.
 */
#include <stdio.h>
#include <string.h>

#include "pages/network.h"
#include "pages/pages.h"

#define MANY 3000
#define SLOW_MS 100

static int load_many(struct bmc *bmc, const struct page_sink *sink, struct bmc_error *error)
{
    (void)bmc;
    (void)error;
    for (unsigned i = 0; i < MANY; i++)
        sink->append(sink->data, &i);
    return 0;
}

static int load_slow(struct bmc *bmc, const struct page_sink *sink, struct bmc_error *error)
{
    for (unsigned i = 0; bmc_pause(bmc, SLOW_MS); i++)
        sink->append(sink->data, &i);
    return error_set(error, ERROR_CANCELLED, "stopped");
}

static void print_number(const void *row, char text[COLUMN_TEXT])
{
    snprintf(text, COLUMN_TEXT, "row %u", *(const unsigned *)row);
}

static void print_text(const void *row, char text[COLUMN_TEXT])
{
    snprintf(text, COLUMN_TEXT, "%c%06u lower critical: 200 RPM, limit 500",
             'a' + (char)(*(const unsigned *)row % 26), *(const unsigned *)row);
}

static const struct column columns[] = {{14, print_number}, {0, print_text}, {0, NULL}};
static const struct page_class many = {.name = "many", .digit = '2', .title = "Many",
                                       .summary = "3,000 rows", .help = "Many rows.",
                                       .columns = columns, .row_size = sizeof(unsigned),
                                       .load = load_many};
static const struct page_class slow = {.name = "slow", .digit = '3', .title = "Slow",
                                       .summary = "a row now and then", .help = "Slow rows.",
                                       .columns = columns, .row_size = sizeof(unsigned),
                                       .load = load_slow};

const struct page_class *const pages[PAGES_MOST + 1] = {&page_network, &many, &slow};

const struct page_class *pages_find(const char *name)
{
    for (size_t i = 0; pages[i] != NULL; i++)
        if (strcmp(pages[i]->name, name) == 0)
            return pages[i];
    return NULL;
}

const struct page_class *pages_of(const struct setting *setting)
{
    (void)setting;
    return NULL;
}

const char *pages_names(char *text, size_t size)
{
    snprintf(text, size, "ipmi many slow");
    return text;
}
