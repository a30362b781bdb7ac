/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/default_password.h"

#include <string.h>

/* IANA enterprise numbers. */
enum {
    IBM = 2,
    SUN = 42,
    ORACLE = 111,
    DELL = 674,
    HUAWEI = 2011,
    ASUS = 2623,
    CISCO = 5771,
    TYAN = 6653,
    QUANTA = 7244,
    FUJITSU = 10368,
    SUPERMICRO = 10876,
    GIGABYTE = 15370,
    LENOVO = 19046,
    MEGATRENDS = 20974,
    INSPUR = 37945,
    IBM_POWER = 42817,
    SUPERMICRO_ODD = 47488,
    ASROCK_RACK = 49622
};

static const struct {
    uint32_t manufacturer;
    const char *name, *password;
} pairs[] = {
    {SUPERMICRO, "ADMIN", "ADMIN"},
    {SUPERMICRO_ODD, "ADMIN", "ADMIN"},
    {DELL, "root", "calvin"},
    {IBM, "USERID", "PASSW0RD"},
    {LENOVO, "USERID", "PASSW0RD"},
    {IBM_POWER, "root", "0penBmc"},
    {IBM_POWER, "ADMIN", "admin"},
    {FUJITSU, "admin", "admin"},
    {SUN, "root", "changeme"},
    {ORACLE, "root", "changeme"},
    {HUAWEI, "root", "Huawei12#$"},
    {HUAWEI, "Administrator", "Admin@9000"},
    {CISCO, "admin", "password"},
    {ASUS, "admin", "admin"},
    {GIGABYTE, "admin", "password"},
    {GIGABYTE, "admin", "admin"},
    {ASROCK_RACK, "admin", "admin"},
    {QUANTA, "admin", "admin"},
    {QUANTA, "admin", "cmb9.admin"},
    {MEGATRENDS, "admin", "admin"},
    {INSPUR, "admin", "admin"},
    {TYAN, "root", "superuser"},
};

const char *default_password(uint32_t manufacturer, const char *name, size_t index)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].manufacturer == manufacturer && strcmp(pairs[i].name, name) == 0 &&
            index-- == 0)
            return pairs[i].password;
    return NULL;
}
