/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages/pages.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "pages/health.h"
#include "pages/network.h"
#include "pages/power.h"
#include "pages/security.h"
#include "pages/serial.h"
#include "pages/users.h"

const struct page_class *const pages[PAGES_MOST + 1] = {
    &page_network,
    &page_events,
    &page_power,
    &page_users,
    &page_health,
    &page_security,
    &page_serial,
    &page_info,
    &page_report,
};

const struct page_class *pages_find(const char *name)
{
    for (size_t i = 0; pages[i] != NULL; i++)
        if (strcmp(pages[i]->name, name) == 0)
            return pages[i];
    return NULL;
}

const struct page_class *pages_of(const struct setting *setting)
{
    for (size_t i = 0; pages[i] != NULL; i++)
        for (unsigned row = 0; row < pages[i]->count; row++)
            if (&pages[i]->settings[row] == setting)
                return pages[i];
    return NULL;
}

const char *pages_names(char *text, size_t size)
{
    text[0] = '\0';
    for (size_t i = 0; pages[i] != NULL; i++)
        text_append(text, size, " ", "%s", pages[i]->name);
    return text;
}
