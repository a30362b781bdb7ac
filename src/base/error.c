/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

int error_set(struct bmc_error *error, enum error_kind kind, const char *format, ...)
{
    va_list arguments;

    if (error == NULL)
        return -1;
    error->kind = kind;
    error->completion_code = 0;
    error->resent = false;
    error->advised = false;
    va_start(arguments, format);
    vsnprintf(error->sentence, sizeof error->sentence, format, arguments);
    va_end(arguments);
    return -1;
}

int error_advised(struct bmc_error *error, int result)
{
    if (error != NULL)
        error->advised = true;
    return result;
}

int error_copy(struct bmc_error *error, const struct bmc_error *why)
{
    if (error != NULL)
        *error = *why;
    return -1;
}
