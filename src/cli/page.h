/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a page from the BMC, for commands that print it.
 */
#ifndef BMCTUI_CLI_PAGE_H
#define BMCTUI_CLI_PAGE_H

#include "cli/cli.h"
#include "core/load.h"

/* load_first(), load_settings(), or another like them. */
typedef int page_loader(struct bmc *bmc, struct model *page, uint8_t channel,
                        const struct load_watch *watch, struct bmc_error *error);

#define PAGE_TARGET 128

/* Fills *page, of --channel=N where it was given, and unless it is NULL target: "this machine
 * (OpenIPMI)". 0, or the exit status, and why has been said. */
int page_read(struct cli *cli, page_loader *loader, struct model *page, char target[PAGE_TARGET]);

#endif
