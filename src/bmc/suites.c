/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/suites.h"

#include <string.h>

#define RECORD_STANDARD 0xc0
#define RECORD_VENDOR   0xc1 /* three bytes of an enterprise number follow the id */

static bool repeated(const struct suite_list *list, const uint8_t *bytes, size_t length)
{
    return list->length >= SUITE_PART && length == SUITE_PART &&
           memcmp(list->bytes + list->length - SUITE_PART, bytes, SUITE_PART) == 0;
}

void suite_list_add(struct suite_list *list, const uint8_t *bytes, size_t length)
{
    bool again = repeated(list, bytes, length);

    if (!again) {
        memcpy(list->bytes + list->length, bytes, length);
        list->length += length;
    }
    list->parts++;
    list->complete =
        again || length < SUITE_PART || list->length + SUITE_PART > SUITE_LIST_MAX;
}

static void add_id(struct cipher_suites *suites, uint8_t id)
{
    if (memchr(suites->ids, id, suites->count) == NULL && suites->count < BMC_SUITES_MAX)
        suites->ids[suites->count++] = id;
}

/* A record begins with C0h and the id, or with C1h, the id and a vendor's number; what follows are
 * its algorithms, which begin with 00b, 01b or 10b. */
void suite_list_parse(const struct suite_list *list, struct cipher_suites *suites)
{
    suites->count = 0;
    for (size_t at = 0; at + 1 < list->length; at++) {
        bool standard = list->bytes[at] == RECORD_STANDARD;
        bool vendor = list->bytes[at] == RECORD_VENDOR;

        if (standard)
            add_id(suites, list->bytes[at + 1]);
        if (standard || vendor)
            at += vendor ? 4 : 1;
    }
}
