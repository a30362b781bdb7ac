/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the page of the serial console is made of: for pages/serial*.c only.
 */
#ifndef BMCTUI_PAGES_SERIAL_OWN_H
#define BMCTUI_PAGES_SERIAL_OWN_H

#include "core/check.h"
#include "core/load.h"
#include "pages/serial.h"

/* --- serial_sol.c: types, and how they are read and written --- */
extern const struct value_type serial_enabled, serial_encryption, serial_privilege, serial_rates;
extern const struct value_type serial_channel;
/* setting->parameter is that of SOL; of the rates either. */
int serial_read_sol(struct bmc *bmc, const struct setting *setting, struct scope scope,
                    struct value *value, struct bmc_error *error);
int serial_write_sol(struct bmc *bmc, const struct setting *setting, struct scope scope,
                     const struct value *value, struct bmc_error *error);
int serial_read_rates(struct bmc *bmc, const struct setting *setting, struct scope scope,
                      struct value *value, struct bmc_error *error);
int serial_write_rates(struct bmc *bmc, const struct setting *setting, struct scope scope,
                       const struct value *value, struct bmc_error *error);
const char *serial_rate_remark(const struct model *model, uint64_t number);

/* --- serial_load.c: which channel, whose users --- */
int serial_load(struct load *load);

/* --- serial_here.c: this machine --- */
extern const struct value_type serial_tty, serial_bits, serial_login;
/* Fills in the rows of this machine; of the demo BMC, those of the machine that it plays; over LAN
 * that they cannot be seen. */
void serial_look_here(const struct bmc *bmc, struct value values[SERIAL_SETTINGS]);
bool serial_print_console(const struct model *model, char text[VALUE_TEXT]);
bool serial_print_prompt(const struct model *model, char text[VALUE_TEXT]);

#endif
