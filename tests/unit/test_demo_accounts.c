/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo BMC's users as other makes have them, who may use which payload, and serial over LAN. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "unit/demo_script.h"

static const struct demo_case cases[] = {
    /* --- names ------------------------------------------------------------------------- */
    {"a name twice",
     {"06 45 06 'oper'16 > 45 cc", "06 45 03 'oper'16 > 45 00", "holds", "faults set name-taken=ok",
      "06 45 06 'oper'16 > 45 00", "holds user 6 name:  -> oper"}},
    {"the name of slot 1 is fixed", {"06 45 01 'x'16 > 45 cc", "06 45 01 ''16 > 45 cc", "holds"}},
    {"a name is kept",
     {"faults set name-empty=ignored", "06 45 03 ''16 > 45 00", "06 46 03 > 46 00 'oper'16",
      "faults set name-empty=cc", "06 45 03 ''16 > 45 cc", "holds", "faults set name-empty=ok",
      "06 45 03 ''16 > 45 00", "holds user 3 name: oper -> "}},
    {"a user without a name is deleted",
     {"faults set name-empty-deletes", "06 45 03 ''16 > 45 00", "06 44 01 03 > 44 00 0a 83 01 0f",
      "06 47 03 03 'operpass'16 > 47 80", "06 4d 01 03 > 4d 00 00 00 00 00"}},
    {"cannot be renamed",
     {"faults set rename=d5", "06 45 03 'ops'16 > 45 d5", "06 45 03 'oper'16 > 45 00",
      "06 45 06 'ops'16 > 45 00", "faults set name-set=c1", "06 45 07 'new'16 > 45 c1",
      "holds user 6 name:  -> ops"}},
    {"a new name gives access",
     {"faults set name-access=12", "06 45 06 'ops'16 > 45 00", "06 44 01 06 > 44 00 0a 84 01 12",
      "06 44 08 06 > 44 00 0a 84 01 12", "faults set name-access=no", "06 45 07 'x'16 > 45 00",
      "06 44 01 07 > 44 00 0a 84 01 0f"}},

    /* --- access ------------------------------------------------------------------------ */
    {"enabled and messaging are two things",
     {"06 43 81 03 03 00 > 43 00", "06 44 01 03 > 44 00 0a 44 01 03", "06 47 03 00 > 47 00",
      "06 44 01 03 > 44 00 0a 83 01 03", "06 43 b1 03 03 00 > 43 00",
      "06 44 01 03 > 44 00 0a 83 01 33", "holds user 3 enabled: 1 -> 0"}},
    {"or one",
     {"faults set messaging-enables", "06 43 81 03 03 00 > 43 00", "06 44 01 03 > 44 00 0a 83 01 03",
      "06 43 91 03 03 00 > 43 00", "06 44 01 03 > 44 00 0a 44 01 13"}},
    {"not told", {"faults set enabled-told=no", "06 44 01 03 > 44 00 0a 04 01 33"}},
    {"an empty slot with privilege 0",
     {"faults set empty-privilege-0; set access-partial=cc", "06 44 01 06 > 44 00 0a 84 01 00",
      "06 43 01 06 03 00 > 43 cc", "06 43 91 06 03 00 > 43 00", "06 45 06 'ops'16 > 45 00",
      "06 44 01 06 > 44 00 0a 84 01 13", "06 43 01 06 02 00 > 43 00"}},
    {"four bytes are wanted",
     {"faults set access-short=c7", "06 43 91 03 03 > 43 c7", "06 43 91 03 03 00 > 43 00"}},
    {"changes by themselves",
     {"faults user-name-set:change=user-demoted times=1", "06 45 02 'root'16 > 45 00",
      "holds user 2 name: ADMIN -> root|user 2 access on channel 1: 34 -> 32",
      "faults user-access-set 4:change=user-enabled; user-access-set 4:change=messaging-on",
      "06 43 81 04 02 00 > 43 00", "06 44 01 04 > 44 00 0a 45 01 12",
      "faults password:change=name-lost", "06 47 04 00 > 47 00", "06 46 04 > 46 00 ''16",
      "faults any:change=sol-refused", "06 44 01 02 > 44 00 0a 44 01 32", "06 4d 01 02 > 4d 00 00 00 00 00"}},

    /* --- payloads ------------------------------------------------------------------------ */
    {"who may use serial over LAN",
     {"06 4d 01 02 > 4d 00 02 00 00 00", "06 4d 01 03 > 4d 00 02 00 00 00",
      "06 4d 08 03 > 4d 00 00 00 00 00", "06 4d 01 04 > 4d 00 00 00 00 00",
      "06 4c 01 04 02 00 00 00 > 4c 00", "06 4d 01 04 > 4d 00 02 00 00 00",
      "06 4c 01 43 02 00 00 00 > 4c 00", "06 4d 01 03 > 4d 00 00 00 00 00",
      "holds user 3 payloads on channel 1: 02 -> 00|user 4 payloads on channel 1: 00 -> 02"}},
    {"payloads, wrong",
     {"06 4c 01 84 02 00 00 00 > 4c cc", "06 4c 01 04 01 00 00 00 > 4c cc",
      "06 4c 01 0b 02 00 00 00 > 4c cc", "06 4c 0f 02 02 00 00 00 > 4c cc",
      "06 4c 02 02 02 00 00 00 > 4c cb", "06 4c 01 04 02 00 00 > 4c c7", "06 4d 01 42 > 4d cc",
      "06 4d 01 > 4d c7", "holds"}},
    {"payloads, refused",
     {"faults set payload-set=ignored", "06 4c 01 04 02 00 00 00 > 4c 00", "holds",
      "faults set payload-set=d5", "06 4c 01 04 02 00 00 00 > 4c d5", "faults set payload=c1",
      "06 4d 01 02 > 4d c1", "06 4c 01 04 02 00 00 00 > 4c c1", "06 4e 01 > 4e c1"}},
    {"payloads that there are",
     {"06 4e 01 > 4e 00 03 00 0f 00 00 00 00 00", "06 4e 03 > 4e cb"}},

    /* --- serial over LAN ----------------------------------------------------------------- */
    {"SOL, read",
     {"0c 22 01 00 00 00 > 22 00 11 00", "0c 22 01 01 00 00 > 22 00 11 01",
      "0c 22 01 02 00 00 > 22 00 11 02", "0c 22 08 02 00 00 > 22 00 11 c3",
      "0c 22 01 03 00 00 > 22 00 11 05 3c", "0c 22 01 04 00 00 > 22 00 11 07 32",
      "0c 22 01 05 00 00 > 22 00 11 0a", "0c 22 01 06 00 00 > 22 00 11 0a",
      "0c 22 08 07 00 00 > 22 00 11 08", "0c 22 01 08 00 00 > 22 00 11 6f 02",
      "0c 22 01 09 00 00 > 22 80", "0c 22 81 01 00 00 > 22 00 11", "0c 22 0e 01 00 00 > 22 cc",
      "0c 22 02 01 00 00 > 22 cb"}},
    {"SOL, written",
     {"0c 21 01 00 01 > 21 00", "0c 21 01 00 01 > 21 81", "0c 21 08 00 01 > 21 00",
      "0c 21 01 02 c3 > 21 00", "0c 21 01 05 09 > 21 00", "0c 21 01 06 09 > 21 00",
      "0c 21 01 00 00 > 21 00", "0c 21 08 00 00 > 21 00",
      "holds channel 1 SOL byte 2: 02 -> c3|channel 1 SOL byte 7: 0a -> 09|"
      "channel 1 SOL byte 8: 0a -> 09"}},
    {"SOL, wrong",
     {"0c 21 01 01 02 > 21 cc", "0c 21 01 02 > 21 c7", "0c 21 01 02 c3 00 > 21 c8",
      "0c 21 01 05 05 > 21 cc", "0c 21 01 07 01 > 21 82", "0c 21 01 09 01 > 21 80",
      "0c 21 81 01 00 > 21 cc", "0c 21 01 00 03 > 21 cc", "holds"}},
    {"SOL, refused",
     {"faults set sol-unsupported=5,6", "0c 22 01 05 00 00 > 22 80", "0c 21 01 06 09 > 21 80",
      "faults set sol-ignored=2", "0c 21 01 02 c3 > 21 00", "faults set sol-lock=ignored",
      "0c 21 01 00 01 > 21 00", "0c 21 01 00 01 > 21 00", "faults set sol-lock=80",
      "0c 21 01 00 01 > 21 80", "faults set sol-set=d4", "0c 21 01 01 00 > 21 d4", "holds",
      "faults set sol-code=c1", "0c 22 01 01 00 00 > 22 c1", "0c 21 01 01 00 > 21 c1"}},
    {"a rate that is not kept",
     {"0c 21 01 06 09 > 21 00", "06 02 > 02 00", "wait 20000", "0c 22 01 06 00 00 > 22 00 11 0a"}},

    /* --- what a login is asked for --------------------------------------------------------- */
    {"ways to log in",
     {"06 38 01 04 > 38 00 01 97 15 03 00 00 00 00", "06 38 8e 04 > 38 00 01 97 15 03 00 00 00 00",
      "06 38 08 04 > 38 00 08 84 04 03 00 00 00 00", "06 47 01 00 > 47 00",
      "06 38 01 02 > 38 00 01 97 14 03 00 00 00 00", "06 38 01 05 > 38 cc", "06 38 02 04 > 38 cb"}},
};

#define CASES (sizeof(cases) / sizeof(cases[0]))

int main(void)
{
    struct CMUnitTest tests[CASES] = {{0}};

    for (size_t i = 0; i < CASES; i++) {
        tests[i].name = cases[i].name;
        tests[i].test_func = demo_script_run;
        tests[i].initial_state = (void *)(uintptr_t)&cases[i];
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
