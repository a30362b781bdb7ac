/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A BMC whose texts are made to harm the terminal that shows them. */
#include "demo/demo_internal.h"

void demo_hostile(const struct demo_bmc *demo, char *text, size_t length)
{
    static const char harm[] = "\033]0;BAD\a\033[2J\233"
                               "31m\r\n\b\016\177\200\377";

    for (size_t i = 0; i < length && demo->options.hostile; i++)
        text[i] = harm[i % (sizeof(harm) - 1)];
}

void demo_put_text(struct demo_request *request, const uint8_t *text, size_t length)
{
    struct demo_answer *answer = &request->answer;
    size_t at = answer->length;

    demo_put(request, text, length);
    if (text[0] != 0)
        demo_hostile(request->demo, (char *)answer->bytes + at, answer->length - at);
}
