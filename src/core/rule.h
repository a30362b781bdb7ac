/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rules for one text by itself, whatever the other fields hold: what it means, and whether that
 * is good, or one sentence with what is wrong and what is right. The types of core/value.h name
 * them; core/check.c walks them and adds the rules between fields.
 */
#ifndef BMCTUI_CORE_RULE_H
#define BMCTUI_CORE_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* As struct value_type has it: *number is set in any case. A netmask, /1 to /32, is a dotted quad,
 * "/24" or "24". */
bool rule_parse_address(const char *text, uint64_t *number);
bool rule_parse_netmask(const char *text, uint64_t *number);
bool rule_parse_gateway(const char *text, uint64_t *number);
bool rule_parse_vlan(const char *text, uint64_t *number);
/* "a.b.c.d/len" beside an address: *prefix 1 to 32, -1 without one. false: no good address. */
bool rule_parse_prefixed(const char *text, uint32_t *address, int *prefix);

enum rule_verdict { RULE_GOOD, RULE_WARNING, RULE_ERROR };

/* none is how nothing is said where the sentence is read: "leave it empty", "vlan=off". */
enum rule_verdict rule_address(const char *text, const char *none, char *sentence, size_t size);
enum rule_verdict rule_netmask(const char *text, const char *none, char *sentence, size_t size);
enum rule_verdict rule_gateway(const char *text, const char *none, char *sentence, size_t size);
enum rule_verdict rule_vlan(const char *text, const char *none, char *sentence, size_t size);

/* An address that a host can have: not 0.x, loopback, multicast, 240.0.0.0 and up. */
bool rule_host(uint32_t address);

/* What somebody typed, fit to stand in a sentence: not longer than this, and nothing in it that
 * a terminal would take for a command. */
#define RULE_QUOTE 24
const char *rule_quote(const char *text, char quoted[RULE_QUOTE]);

#endif
