/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The checks, for weakness*.c only: each judges the facts that it is about.
 */
#ifndef BMCTUI_CORE_WEAKNESS_OWN_H
#define BMCTUI_CORE_WEAKNESS_OWN_H

#include "core/weakness.h"

/* --- weakness_say.c ------------------------------------------------------------------------- */
void weakness_say(struct weakness *weakness, enum weakness_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Weak, with a fix, where one of two things is amiss, or both; texts, translated: neither, the one,
 * the other, both. */
void weakness_say_two(struct weakness *weakness, bool one, bool other,
                      const char *const texts[4]);
/* Not known: says so, and why. */
bool weakness_untold(struct weakness *weakness, const struct value *fact);

/* --- weakness_rest.c ------------------------------------------------------------------------ */
void weakness_judge_sol(const struct weakness_facts *facts, struct weakness *weakness);
void weakness_judge_community(const struct weakness_facts *facts, struct weakness *weakness);
void weakness_judge_arp(const struct weakness_facts *facts, struct weakness *weakness);
void weakness_judge_rakp(const struct weakness_facts *facts, struct weakness *weakness);
void weakness_judge_vlan(const struct weakness_facts *facts, struct weakness *weakness);
void weakness_judge_host(const struct weakness_facts *facts, struct weakness *weakness);
void weakness_judge_firmware(const struct weakness_facts *facts, struct weakness *weakness);
void weakness_judge_threshold(const struct weakness_facts *facts, struct weakness *weakness);

/* --- weakness_login.c ----------------------------------------------------------------------- */
void weakness_judge_zero(const struct weakness_facts *facts, struct weakness *weakness);
void weakness_judge_weak(const struct weakness_facts *facts, struct weakness *weakness);
void weakness_judge_auth_types(const struct weakness_facts *facts, struct weakness *weakness);
void weakness_judge_channel_auth(const struct weakness_facts *facts, struct weakness *weakness);

/* --- weakness_user.c ------------------------------------------------------------------------ */
void weakness_judge_no_name(const struct weakness_facts *facts, struct weakness *weakness);
void weakness_judge_passwords(const struct weakness_facts *facts, struct weakness *weakness);
void weakness_judge_administrators(const struct weakness_facts *facts, struct weakness *weakness);
void weakness_judge_guests(const struct weakness_facts *facts, struct weakness *weakness);

#endif
