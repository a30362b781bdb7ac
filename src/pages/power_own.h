/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the power page is made of: for pages/power*.c only.
 */
#ifndef BMCTUI_PAGES_POWER_OWN_H
#define BMCTUI_PAGES_POWER_OWN_H

#include "core/check.h"
#include "pages/power.h"

/* --- power_boot.c --- */
extern const struct value_type power_boot; /* all of boot option 5 */
int power_read_boot(struct bmc *bmc, const struct setting *setting, struct scope scope,
                    struct value *value, struct bmc_error *error);
int power_write_boot(struct bmc *bmc, const struct setting *setting, struct scope scope,
                     const struct value *value, struct bmc_error *error);
bool power_wanted(const struct edit *edit, const struct model *model, unsigned row,
                  uint64_t *number);
bool power_locked(const struct edit *edit, const struct model *model, unsigned row);
void power_check_boot(const struct check_context *context, struct check_list *list);
const char *power_firmware_remark(const struct model *model, uint64_t number);
bool power_print_holds(const struct model *model, char text[VALUE_TEXT]);
void power_boot_command(uint64_t number, char *text, size_t size);

#endif
