/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a page from the BMC, for commands that print it.
 */
#ifndef BMCTUI_CLI_PAGE_H
#define BMCTUI_CLI_PAGE_H

#include "cli/cli.h"
#include "core/load.h"

/* load_first(), load_settings() or the like. */
typedef int page_loader(struct bmc *bmc, struct model *page, uint8_t channel,
                        const struct load_watch *watch, struct bmc_error *error);

#define PAGE_TARGET 128

/* Reads the page of --channel or of the default channel. target receives "this machine (OpenIPMI)"
 * unless it is NULL. Returns 0, or the exit status after printing an error. */
int page_read(struct cli *cli, page_loader *loader, struct model *page, char target[PAGE_TARGET]);

#endif
