/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The machine of the demo BMC: power, next boot, events, sensors. The language of the cases:
 * demo_script.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit/demo_script.h"

#define OFF    "00 02 00 > 02 00"
#define ON     "00 02 01 > 02 00"
#define RESET  "00 02 03 > 02 00"
#define IS_ON  "00 01 > 01 00 21 10 4c"
#define IS_OFF "00 01 > 01 00 20 10 4c"
/* The BIOS setup, once, and what is held. */
#define SETUP      "00 08 05 80 18 00 00 00 > 08 00"
#define ALWAYS     "00 08 05 e0 18 00 00 00 > 08 00"
#define HELD(BYTE) "00 09 05 00 00 > 09 00 01 05 " BYTE " 18 00 00 00"
/* The newest event; one to add. */
#define DRIVE "28 00 02 .. .. .. .. 20 00 04 0d 43 6f 01 ff ff"
#define ADDED "00 00 02 00 00 00 00 41 00 04 12 00 6f 01 02 03"

static const struct demo_case cases[] = {
    /* --- power (28.3) ------------------------------------------------------------------ */
    {"off and on take their time",
     {IS_ON, OFF, IS_ON, "wait 999", IS_ON, "wait 1", IS_OFF, OFF, ON, IS_OFF, "wait 1000", IS_ON,
      "00 07 > 07 00 01 0f", "holds"}},
    {"what needs a machine that is on",
     {"faults set power-delay=0", OFF, IS_OFF, "00 02 02 > 02 d5", "00 02 03 > 02 d5",
      "00 02 04 > 02 d5", "00 02 05 > 02 d5", "holds power: 1 -> 0",
      "faults set control-when-off=ok; set control-again=d5", "00 02 00 > 02 d5", ON,
      "00 02 01 > 02 d5", IS_ON}},
    {"cycle is off, then on",
     {"00 02 02 > 02 00", IS_ON, "wait 1000", IS_OFF, "wait 999", IS_OFF, "wait 1", IS_ON}},
    {"reset and diagnose leave it on",
     {"00 02 03 > 02 00", "wait 1500", IS_ON, "00 02 04 > 02 00", "wait 9000", IS_ON, "holds"}},
    {"shutting down in order",
     {"00 02 05 > 02 00", "wait 2999", IS_ON, "wait 1", IS_OFF, ON, "wait 1000",
      "faults set soft-delay=never", "00 02 05 > 02 00", "wait 9999999", IS_ON}},
    {"refused",
     {"00 02 06 > 02 cc", "00 02 0f > 02 cc", "00 02 13 > 02 cc", "00 02 > 02 c7",
      "00 02 00 00 > 02 c8", "faults set control-soft=cc; set control-diag=c1", "00 02 05 > 02 cc",
      "00 02 04 > 02 c1", "faults set control=80", "00 02 00 > 02 80", "faults set control=ignored",
      "00 02 00 > 02 00", "wait 5000", IS_ON, "holds"}},
    {"the button and the electricity",
     {"faults self-test:change=power-button times=1", "06 04 > 04 00 55 00", IS_OFF, ON,
      "wait 1000", "clear", "faults self-test:change=reset-button times=1", "06 04 > 04 00 55 00",
      IS_ON, "00 07 > 07 00 02 0f", "clear", "faults self-test:change=power-cut times=1",
      "06 04 > 04 00 55 00", "00 01 > 01 00 21 01 4c", "00 07 > 07 00 07 0f"}},
    {"no electricity, and it stays off",
     {"00 06 00 > 06 00 07", "faults self-test:change=power-cut times=1", "06 04 > 04 00 55 00",
      "00 01 > 01 00 00 01 4c"}},

    /* --- policy, cause, hours (28.8, 28.11, 28.14) --------------------------------------- */
    {"policy",
     {"00 06 02 > 06 00 07", "00 01 > 01 00 41 10 4c", "00 06 00 > 06 00 07",
      "00 01 > 01 00 01 10 4c", "00 06 03 > 06 00 07", "00 06 04 > 06 cc", "00 06 > 06 c7",
      "holds policy: 1 -> 0", "faults set policies=3", "00 06 02 > 06 cc", "00 06 03 > 06 00 03",
      "faults set policy=ignored", "00 06 01 > 06 00 03", "holds policy: 1 -> 0",
      "faults set policy=c1", "00 06 03 > 06 c1"}},
    {"a BMC that starts may apply it",
     {"faults set reset-applies-policy; set silent=0; set boot=0; set power-delay=0", OFF,
      "06 02 > 02 00", IS_OFF, "00 06 02 > 06 00 07", "06 03 > 03 00", "00 01 > 01 00 41 00 4c",
      "00 07 > 07 00 06 0f"}},
    {"hours", {"00 0f > 0f 00 3c a7 23 00 00", "wait 3600000", "00 0f > 0f 00 3c a8 23 00 00"}},
    {"these are not there",
     {"faults set restart-cause=c1; set on-hours=c1", "00 07 > 07 c1", "00 0f > 0f c1"}},
    {"restarts of the BMC",
     {"faults set reset-code=ignored; set warm-reset=c1", "06 02 > 02 00", "06 04 > 04 00 55 00",
      "06 03 > 03 c1", "06 04 > 04 00 55 00", "faults set warm-reset=ok", "06 03 > 03 00",
      "06 04 > lost"}},

    /* --- boot options (28.12, 28.13) ------------------------------------------------------ */
    {"as they are at first",
     {"00 09 00 00 00 > 09 00 01 00 00", "00 09 03 00 00 > 09 00 01 03 00",
      "00 09 04 00 00 > 09 00 01 04 00 00", "00 09 05 00 00 > 09 00 01 05 00 00 00 00 00",
      "00 09 02 00 00 > 09 80", "00 09 85 00 00 > 09 cc", "00 09 05 00 > 09 c7"}},
    {"kept truly, and in progress",
     {"00 08 00 01 > 08 00", "00 08 00 01 > 08 81", "00 08 04 01 ff > 08 00",
      "00 08 04 e0 ff > 08 00", "00 08 03 0a > 08 00", "00 08 05 a0 18 01 02 03 > 08 00",
      "00 08 00 00 > 08 00", "00 09 00 00 00 > 09 00 01 00 00", "00 09 03 00 00 > 09 00 01 03 0a",
      "00 09 04 00 00 > 09 00 01 04 00 e1", "00 09 05 00 00 > 09 00 01 05 a0 18 01 02 03",
      "holds boot clearing: 00 -> 0a|"
      "boot flags: 00 00 00 00 00 -> a0 18 01 02 03"}},
    {"wrong, and marked",
     {"00 08 00 03 > 08 cc", "00 08 03 20 > 08 cc", "00 08 05 80 18 00 00 > 08 c7",
      "00 08 03 01 00 > 08 c8", "00 08 07 00 > 08 80", "00 08 > 08 c7", "holds", "00 08 83 > 08 00",
      "00 09 03 00 00 > 09 00 01 83 00", "00 08 03 > 08 00", "00 09 03 00 00 > 09 00 01 03 00"}},
    {"forgotten after 60 s", {SETUP, "wait 59999", HELD("80"), "wait 1", HELD("00")}},
    {"not when there was a command, nor when told so",
     {SETUP, "wait 30000", "00 02 04 > 02 00", "wait 90000", HELD("80"), "00 08 03 08 > 08 00",
      SETUP, "wait 90000", HELD("80")}},
    {"the BIOS takes it",
     {"00 08 04 ff ff > 08 00", SETUP, RESET, "wait 1999", HELD("80"), "wait 1", HELD("00"),
      "00 09 04 00 00 > 09 00 01 04 00 fe", ALWAYS, RESET, "wait 2000", HELD("e0"), "wait 90000",
      HELD("e0")}},
    {"not every BIOS does",
     {"faults set bios-takes=never", SETUP, RESET, "wait 90000", HELD("80")}},
    {"a start without a command clears it first",
     {"00 08 03 08 > 08 00", SETUP, "faults self-test:change=os-reboot times=1",
      "06 04 > 04 00 55 00", HELD("00"), "clear", "00 08 03 0a > 08 00", SETUP,
      "faults self-test:change=os-reboot times=1", "06 04 > 04 00 55 00", HELD("80"), "wait 1000",
      HELD("00")}},
    {"what a BMC does not keep",
     {"faults set boot-persistent=no; set boot-uefi=no", ALWAYS, HELD("80"),
      "faults set boot-sticks", SETUP, HELD("c0"), "faults set boot-set=ignored",
      "00 08 05 00 18 00 00 00 > 08 00", HELD("c0"), "faults set boot-set=cc",
      "00 08 05 00 18 00 00 00 > 08 cc", "00 08 03 00 > 08 cc"}},
    {"no set in progress",
     {"faults set boot-unsupported=0,3", "00 08 00 01 > 08 80", "00 09 00 00 00 > 09 80",
      "00 08 03 0a > 08 80", "faults set boot-unsupported=; set boot-lock=d5",
      "00 08 00 01 > 08 d5", "00 08 00 00 > 08 00"}},
    {"starting the BMC frees it",
     {"faults set silent=0; set boot=0", "00 08 04 ff ff > 08 00", "00 08 00 01 > 08 00", SETUP,
      "06 02 > 02 00", "00 09 00 00 00 > 09 00 01 00 00", "00 09 04 00 00 > 09 00 01 04 00 00",
      HELD("80")}},

    /* --- the event log (31) ----------------------------------------------------------------- */
    {"what there is",
     {"0a 40 > 40 00 51 28 00 80 3d .. .. .. .. 00 00 00 00 0b",
      "0a 41 > 41 00 00 04 10 00 d8 03 d8 03 01",
      "0a 43 00 00 00 00 00 ff > 43 00 02 00 01 00 02 06 00 00 00 20 00 04 10 50 6f 02 ff ff",
      "0a 43 00 00 ff ff 00 ff > 43 00 ff ff " DRIVE,
      "0a 43 00 00 28 00 00 ff > 43 00 ff ff " DRIVE,
      "0a 43 00 00 12 00 00 10 > 43 00 13 00 12 00 e0 00 01 02 03 04 05 06 07 08 09 0a 0b 0c",
      "0a 43 00 00 29 00 00 ff > 43 cb", "0a 43 00 00 28 00 00 11 > 43 c9",
      "0a 43 00 00 28 00 00 > 43 c7"}},
    {"reserving is for parts, deleting and clearing",
     {"0a 43 00 00 01 00 02 01 > 43 c5", "0a 42 > 42 00 01 00",
      "0a 43 01 00 01 00 02 01 > 43 00 02 00 02", "0a 43 02 00 01 00 02 01 > 43 c5",
      "0a 46 01 00 ff ff > 46 00 28 00", "0a 46 01 00 01 00 > 46 c5", "0a 42 > 42 00 02 00",
      "0a 46 02 00 99 00 > 46 cb", "0a 43 00 00 ff ff 00 02 > 43 00 ff ff 27 00"}},
    {"adding cancels it",
     {"0a 42 > 42 00 01 00", "0a 44 " ADDED " > 44 00 29 00",
      "0a 43 00 00 ff ff 00 ff > 43 00 ff ff 29 00 02 .. .. .. .. 41 00 04 12 00 6f 01 02 03",
      "0a 47 01 00 43 4c 52 aa > 47 c5", "faults sel-reserve:change=event times=1",
      "0a 42 > 42 00 02 00", "0a 47 02 00 43 4c 52 aa > 47 c5",
      "0a 40 > 40 00 51 2a 00 60 3d .. .. .. .. 00 00 00 00 0b"}},
    {"clearing takes time and leaves a record",
     {"0a 42 > 42 00 01 00", "0a 47 01 00 43 4c 53 aa > 47 cc", "0a 47 01 00 43 4c 52 01 > 47 cc",
      "0a 47 02 00 43 4c 52 aa > 47 c5", "0a 47 01 00 43 4c 52 aa > 47 00 00", "0a 40 > 40 81",
      "0a 44 " ADDED " > 44 81", "wait 999", "0a 47 01 00 43 4c 52 00 > 47 00 00", "wait 1",
      "0a 47 01 00 43 4c 52 00 > 47 00 01",
      "0a 40 > 40 00 51 01 00 f0 3f .. .. .. .. .. .. .. .. 0b",
      "0a 43 00 00 00 00 00 ff > 43 00 ff ff 29 00 02 .. .. .. .. 20 00 04 10 50 6f 02 ff ff"}},
    {"clearing, otherwise",
     {"faults set events-erase=0; set events-clear-logs=no", "0a 42 > 42 00 01 00",
      "0a 47 01 00 43 4c 52 aa > 47 00 01", "0a 43 00 00 00 00 00 ff > 43 cb",
      "0a 40 > 40 00 51 00 00 00 40 .. .. .. .. .. .. .. .. 0b", "0a 44 " ADDED " > 44 00 29 00",
      "faults set events-clear=ignored", "0a 42 > 42 00 02 00",
      "0a 47 02 00 43 4c 52 aa > 47 00 01", "0a 43 00 00 00 00 00 02 > 43 00 ff ff 29 00",
      "faults set events-clear=d5", "0a 47 02 00 43 4c 52 aa > 47 d5",
      "faults set events-reserve=d4", "0a 42 > 42 d4"}},
    {"full",
     {"faults set events-room=41", "0a 44 " ADDED " > 44 00 29 00", "0a 44 " ADDED " > 44 c4",
      "0a 40 > 40 00 51 29 00 00 00 .. .. .. .. 00 00 00 00 8b", "faults set events-ring",
      "0a 44 " ADDED " > 44 00 2a 00", "0a 43 00 00 00 00 00 02 > 43 00 03 00 02 00"}},
    {"ids wrap, with gaps",
     {"faults set events-first=65533; set events=4; set events-gap=3",
      "0a 43 00 00 00 00 00 02 > 43 00 fe ff fd ff", "0a 43 00 00 fe ff 00 02 > 43 00 01 00 fe ff",
      "0a 43 00 00 01 00 00 02 > 43 00 03 00 01 00", "0a 43 00 00 02 00 00 02 > 43 cb",
      "faults set events-absent=other", "0a 43 00 00 02 00 00 02 > 43 00 fe ff fd ff",
      "faults set events-last=no", "0a 43 00 00 ff ff 00 02 > 43 00 fe ff fd ff",
      "faults set events-too-many=2", "0a 40 > 40 00 51 06 00 c0 3f .. .. .. .. 00 00 00 00 0b"}},
    {"many, and one more at every second request",
     {"faults set events=3000; set events-room=4000; set events-every=2",
      "0a 40 > 40 00 51 b8 0b 80 3e .. .. .. .. 00 00 00 00 0b", "0a 42 > 42 00 01 00",
      "0a 47 01 00 43 4c 52 aa > 47 c5",
      "0a 40 > 40 00 51 b9 0b 70 3e .. .. .. .. 00 00 00 00 0b"}},
    {"another program clears and reserves",
     {"faults sel-reserve:change=log-cleared times=1", "0a 42 > 42 00 01 00",
      "0a 47 01 00 43 4c 52 aa > 47 c5", "0a 43 00 00 00 00 00 02 > 43 00 ff ff 29 00", "clear",
      "faults sel-reserve:change=log-reserved times=1", "0a 42 > 42 00 02 00",
      "0a 47 02 00 43 4c 52 aa > 47 c5"}},
    {"no log at all",
     {"faults set events-code=c1", "0a 40 > 40 c1", "0a 43 00 00 00 00 00 ff > 43 c1"}},
    {"power leaves traces",
     {OFF, "wait 1000",
      "0a 43 00 00 ff ff 00 ff > 43 00 ff ff 29 00 02 .. .. .. .. 20 00 04 22 47 6f 06 ff ff",
      "00 02 03 > 02 d5", ON, "wait 1000",
      "0a 43 00 00 ff ff 00 ff > 43 00 ff ff 2a 00 02 .. .. .. .. 20 00 04 1d 00 6f 00 ff ff"}},

    /* --- its clock (31.10, 31.11) ------------------------------------------------------------- */
    {"set and running",
     {"0a 49 00 10 a0 66 > 49 00", "0a 48 > 48 00 00 10 a0 66", "wait 61000",
      "0a 48 > 48 00 3d 10 a0 66", "faults set clock-set=d5", "0a 49 00 00 00 00 > 49 d5",
      "faults set clock-set=ignored", "0a 49 00 00 00 00 > 49 00", "0a 48 > 48 00 3d 10 a0 66"}},
    {"counts from the BMC's start",
     {"faults set clock=boot", "wait 70000", "0a 48 > 48 00 46 00 00 00", "0a 5c > 5c 00 ff 07",
      "0a 5d 3c 00 > 5d 00", "0a 5c > 5c 00 3c 00", "0a 5d a0 05 > 5d 00", "0a 5d a1 05 > 5d cc",
      "0a 5d c4 ff > 5d 00", "0a 5c > 5c 00 c4 ff", "faults set utc-offset=c1; set clock-get=c1",
      "0a 5c > 5c c1", "0a 48 > 48 c1"}},

    /* --- sensor records (33, 43) ------------------------------------------------------------- */
    {"the repository",
     {"0a 20 > 20 00 51 22 00 ff ff 80 6a dc 68 00 00 00 00 22", "0a 22 > 22 00 01 00",
      "0a 23 00 00 00 00 00 05 > 23 00 02 00 01 00 51 01 34",
      "0a 23 00 00 0f 00 00 ff > 23 00 10 00 0f 00 51 01 2f 20 00 23 1d 04 7f 68 04 01 15 70 15 00 "
      "07 07 00 12 00 00 64 01 00 00 00 00 01 04 00 00 ff 00 00 00 00 03 05 07 02 02 00 00 00 c4 "
      "46 41 4e 34",
      "0a 23 00 00 16 00 00 ff > 23 00 17 00 16 00 51 02 28 20 00 42 17 01 67 40 08 0b 0f 00 0f 00 "
      "0f 00 c0 00 00 01 00 00 00 00 00 00 00 cd 50 53 20 52 65 64 75 6e 64 61 6e 63 79",
      "0a 23 00 00 1d 00 00 ff > 23 00 1e 00 1d 00 51 03 12 01 00 52 20 00 0c 6f 01 00 00 00 c6 4d "
      "65 6d 6f 72 79",
      "0a 23 00 00 1f 00 00 ff > 23 00 20 00 1f 00 51 11 16 20 00 80 00 00 10 00 07 01 00 cb 42 75 "
      "69 6c 74 69 6e 20 46 52 55",
      "0a 23 00 00 ff ff 00 ff > 23 00 ff ff 22 00 51 c0 08 7c 2a 00 01 02 1b 5b 41",
      "0a 23 00 00 23 00 00 ff > 23 cb", "0a 20 00 > 20 c8", "04 20 > 20 c1",
      "04 21 00 00 00 00 00 "
      "ff > 21 c1"}},
    {"parts of records",
     {"0a 23 00 00 0f 00 05 03 > 23 c5", "0a 22 > 22 00 01 00",
      "0a 23 01 00 0f 00 05 03 > 23 00 10 00 20 00 23",
      "0a 23 01 00 0f 00 30 ff > 23 00 10 00 46 41 "
      "4e 34",
      "0a 23 01 00 0f 00 35 10 > 23 c9", "faults sdr-info:change=records-reserved times=1",
      "0a 20 > 20 00 51 .. .. .. .. .. .. .. .. .. "
      ".. .. .. ..",
      "0a 23 01 00 0f 00 05 03 > 23 c5", "faults set records-lost=2", "0a 22 > 22 00 02 00",
      "0a 23 02 00 0f 00 05 01 > 23 00 10 00 20", "0a 23 02 00 0f 00 06 01 > 23 c5",
      "0a 23 02 00 0f 00 00 01 > 23 00 10 00 0f"}},
    {"answers that do not hold much",
     {"faults set records-limit=16", "0a 23 00 00 0f 00 00 ff > 23 ca",
      "0a 23 00 00 0f 00 00 11 > 23 ca",
      "0a 23 00 00 22 00 00 ff > 23 00 ff ff 22 00 51 c0 08 7c 2a "
      "00 01 02 1b 5b 41",
      "faults set records-limit-code=other; set records-limit=3",
      "0a 23 00 00 0f 00 00 ff > 23 00 10 00 0f 00 51", "faults set records-limit-code=ff",
      "0a 23 00 00 0f 00 00 04 > 23 ff"}},
    {"refused, miscounted, more",
     {"faults set records=500; set records-too-many=3",
      "0a 20 > 20 00 51 f7 01 ff ff 80 6a dc 68 00 00 00 00 22", "0a 23 00 00 23 00 07 01 > 23 c5",
      "0a 23 00 00 23 00 00 08 > 23 00 24 00 23 00 51 01 38 20 00 "
      "60",
      "0a 23 00 00 f4 01 00 06 > 23 00 ff ff f4 01 51 01 3a 2c", "04 2d 60 > 2d 00 .. c0 c0",
      "faults set records-info=c1; set records-reserve=c1", "0a 20 > 20 c1", "0a 22 > 22 c1",
      "faults set records-code=d4", "0a 23 00 00 00 00 00 ff > 23 d4"}},

    /* --- sensors (35) --- */
    {"readings",
     {"04 2d 23 > 2d 00 04 c0 c3", "04 2d 06 > 2d c0", "04 2d 24 > 2d 00 00 e0 c0",
      "04 2d 46 > 2d 00 00 a0 00 80", "04 2d 43 > 2d 00 00 c0 03 80",
      "04 2d 44 > 2d 00 00 c0 01 80", "04 2d 45 > 2d 00 00 c0 00 80", "04 2d 52 > 2d cb",
      "04 2d 15 > 2d cb", "04 2d e7 > 2d cb", "04 2f 23 > 2f 00 04 01", "faults set sensors-short",
      "04 2d 23 > 2d 00 04 c0", "faults set sensors=c1", "04 2d 23 > 2d c1"}},
    {"they move, and end with the power",
     {"04 2d 01 > 2d 00 30 c0 c0", "wait 3000", "04 2d 01 > 2d 00 2d c0 c0", "wait 3000",
      "04 2d 01 > 2d 00 2f c0 c0", "faults set sensors-move=no; set power-delay=0",
      "04 2d 01 > 2d 00 2f c0 c0", OFF, "04 2d 01 > 2d 00 00 e0 c0", "04 2d 14 > 2d 00 bc c0 c0"}},
    {"limits",
     {"04 27 23 > 27 00 07 07 05 03 00 00 00", "04 26 23 03 02 01 00 00 00 00 > 26 00",
      "04 27 23 > 27 00 07 02 01 03 00 00 00", "04 2d 23 > 2d 00 04 c0 c0",
      "04 26 23 08 02 01 00 00 00 00 > 26 cc", "04 27 43 > 27 cd",
      "04 26 43 01 00 00 00 00 00 00 > "
      "26 cd",
      "faults set limits-step=4; set silent=0; set boot=0", "04 26 23 01 07 01 00 00 00 00 > 26 00",
      "04 27 23 > 27 00 07 04 01 03 00 00 00", "06 02 > 02 00",
      "04 27 23 > 27 00 07 07 05 03 00 00 00", "faults set limits-set=ignored",
      "04 26 23 01 01 01 00 00 00 00 > 26 00", "04 27 23 > 27 00 07 07 05 03 00 00 00",
      "04 25 23 ff > 25 00 02 02", "04 24 23 ff 03 01 > 24 00", "04 25 23 ff > 25 00 03 01"}},
    {"a sensor that is not linear",
     {"04 23 32 20 > 23 00 40 01 01 00 00 00 00", "04 23 32 5a > 23 00 80 02 01 00 00 00 00",
      "04 23 32 ff > 23 00 ff 04 01 00 00 00 00", "04 23 12 00 > 23 00 ff 11 01 00 00 00 d0",
      "04 23 43 00 > 23 cd"}},
    {"an intrusion, until it is re-armed",
     {"faults self-test:change=intrusion times=1", "06 04 > 04 00 55 00", "00 01 > 01 00 21 10 4d",
      "04 2d 45 > 2d 00 00 c0 01 80", "04 2b 45 > 2b 00 c0 01 00 00 00",
      "04 29 45 > 29 00 c0 01 00 "
      "01 00",
      "faults set rearm=c1", "04 2a 45 00 > 2a c1", "faults set rearm=ok", "04 2a 45 00 > 2a 00",
      "04 2d 45 > 2d 00 00 c0 00 80", IS_ON}},

    /* --- FRU, watchdog, DCMI, self test --- */
    {"FRU data",
     {"0a 10 00 > 10 00 00 02 00", "0a 10 01 > 10 cb",
      "0a 11 00 00 00 08 > 11 00 08 01 00 01 06 0e 00 00 ea",
      "0a 11 00 08 00 20 > 11 00 20 01 05 17 d1 'CSE-825TQ-R740LPB'17 cf 'C825LAH123'10",
      "0a 11 00 00 00 21 > 11 c8", "0a 11 00 fe 01 10 > 11 00 02 00 00",
      "0a 11 00 00 02 01 > 11 c9", "faults set fru-limit-code=other; set fru-limit=4",
      "0a 11 00 00 00 ff > 11 00 04 01 00 01 06", "faults set fru=c1", "0a 10 00 > 10 c1"}},
    {"the watchdog",
     {"06 25 > 25 00 44 01 00 00 70 17 .. ..", "wait 700000", "06 25 > 25 00 44 01 00 00 70 17 .. ..",
      "faults set watchdog-set=d5", "06 24 04 01 00 10 64 00 > 24 d5", "faults set watchdog-set=ok",
      "06 24 04 01 00 10 64 00 > 24 00",
      "06 25 > 25 00 04 01 00 00 64 00 00 00", "06 22 > 22 00", "wait 4000",
      "06 25 > 25 00 44 01 00 00 64 00 3c 00", "06 24 04 01 00 10 64 00 > 24 00",
      "06 25 > 25 00 04 01 00 00 64 00 00 00", "06 22 > 22 00", "wait 10000",
      "06 25 > 25 00 04 01 00 10 64 00 00 00", "00 07 > 07 00 04 0f",
      "0a 43 00 00 ff ff 00 ff > 43 00 ff ff 2a 00 02 .. .. .. .. 20 00 04 1d 00 6f 01 ff ff",
      "06 24 00 00 00 00 00 00 > 24 cc", "faults set watchdog=c1", "06 25 > 25 c1"}},
    {"what it draws",
     {"faults set sensors-move=no",
      "2c 02 dc 01 00 00 > 02 00 dc 5c 01 57 01 98 01 5c 01 .. .. .. "
      ".. e8 03 00 00 40",
      "2c 02 00 01 00 00 > 02 c1", "2c 02 dc 02 00 00 > 02 cc", "faults set dcmi=c1",
      "2c 02 dc 01 00 00 > 02 c1"}},
    {"self test",
     {"faults set self-test=5780", "06 04 > 04 00 57 80", "faults set self-test=none",
      "06 04 > 04 00 56 00"}},
    {"hostile texts",
     {"faults set hostile", "06 46 02 > 46 00 1b 5d 30 3b 42 41 44 07 1b 5b 32 4a 9b 33 31 6d",
      "06 46 06 > 46 00 ''16",
      "0a 23 00 00 0f 00 00 ff > 23 00 10 00 0f 00 51 01 2f 20 00 23 1d 04 7f "
      "68 04 01 15 70 15 00 07 07 00 12 00 00 64 01 00 00 00 00 01 04 00 00 ff 00 00 00 00 03 05 "
      "07 "
      "02 02 00 00 00 c4 1b 5d 30 3b",
      "0a 11 00 08 00 08 > 11 00 08 01 05 17 d1 1b 5d 30 3b",
      "0a 43 00 00 12 00 00 ff > 43 00 13 00 12 00 e0 1b 5d 30 3b 42 41 06 07 08 09 0a 0b 0c",
      "0c 02 01 10 00 00 > 02 00 11 1b 5d 30 3b 42 41 44 07 1b 5b 32 4a 9b 33 31 6d 0d 0a"}},
};

#define CASES (sizeof(cases) / sizeof(cases[0]))

/* --- what scripts cannot say ------------------------------------------------------------ */

static void test_actions_are_counted(void **state)
{
    struct demo_clock clock;
    struct demo_bmc *demo;
    struct demo_answer answer;

    (void)state;
    demo_clock_init(&clock);
    demo = demo_create(&clock.clock);
    demo_options(demo)->control_diag = 0xCC;
    for (uint8_t action = 0; action <= DEMO_ACTIONS; action++) {
        const uint8_t request[] = {0x02, action == 0 ? 1 : action};

        demo_handle(demo, 0x00, 0, request, sizeof(request), &answer);
    }
    assert_int_equal(demo_state(demo)->chassis.carried_out[DEMO_POWER_OFF], 0);
    assert_int_equal(demo_state(demo)->chassis.carried_out[DEMO_POWER_ON], 2);
    assert_int_equal(demo_state(demo)->chassis.carried_out[DEMO_POWER_DIAGNOSE], 0);
    assert_int_equal(demo_state(demo)->chassis.carried_out[DEMO_POWER_SOFT], 1);
    demo_destroy(demo);
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(test_actions_are_counted),
    };
    struct CMUnitTest tests[CASES + sizeof(others) / sizeof(others[0])] = {{0}};

    for (size_t i = 0; i < CASES; i++) {
        tests[i].name = cases[i].name;
        tests[i].test_func = demo_script_run;
        tests[i].initial_state = (void *)(uintptr_t)&cases[i];
    }
    memcpy(tests + CASES, others, sizeof(others));
    return cmocka_run_group_tests(tests, NULL, NULL);
}
