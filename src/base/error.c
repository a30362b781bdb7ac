/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

__attribute__((format(printf, 3, 0))) static int
error_vset(struct bmc_error *error, enum error_kind kind, const char *format, va_list arguments)
{
    if (error == NULL)
        return -1;
    error->kind = kind;
    error->completion_code = 0;
    error->resent = false;
    error->advised = false;
    vsnprintf(error->sentence, sizeof error->sentence, format, arguments);
    return -1;
}

int error_set(struct bmc_error *error, enum error_kind kind, const char *format, ...)
{
    va_list arguments;
    int result;

    va_start(arguments, format);
    result = error_vset(error, kind, format, arguments);
    va_end(arguments);
    return result;
}

int error_advise(struct bmc_error *error, enum error_kind kind, const char *format, ...)
{
    va_list arguments;
    int result;

    va_start(arguments, format);
    result = error_vset(error, kind, format, arguments);
    va_end(arguments);
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
