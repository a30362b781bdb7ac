/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rules for one text by itself, whatever the other fields hold: each says good, or one
 * sentence with what is wrong and what is right. core/check.c walks them and adds the rules
 * between fields.
 */
#ifndef BMCTUI_CORE_RULE_H
#define BMCTUI_CORE_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum rule_verdict { RULE_GOOD, RULE_WARNING, RULE_ERROR };

enum rule_verdict rule_address(const char *text, char *sentence, size_t size);
enum rule_verdict rule_netmask(const char *text, char *sentence, size_t size);
enum rule_verdict rule_gateway(const char *text, char *sentence, size_t size);
enum rule_verdict rule_vlan(const char *text, char *sentence, size_t size);

/* An address that a host can have: not 0.x, loopback, multicast, 240.0.0.0 and up. */
bool rule_host(uint32_t address);

/* What somebody typed, fit to stand in a sentence: not longer than this, and nothing in it that
 * a terminal would take for a command. */
#define RULE_QUOTE 24
const char *rule_quote(const char *text, char quoted[RULE_QUOTE]);

#endif
