/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the demo BMC answers and holds; the language of the cases: demo_script.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit/demo_look.h"
#include "unit/demo_script.h"

static const struct demo_case cases[] = {
    /* --- any request ------------------------------------------------------------ */
    {"nothing at all", {"06 > 00 c7"}},
    {"unknown command, network function", {"06 99 > 99 c1", "2c 01 > 01 c1", "07 01 > 01 c1"}},
    {"another LUN", {"lun 1", "06 01 > 01 c2", "lun 3", "06 99 > 99 c2"}},
    {"too short, too long",
     {"06 01 00 > 01 c8",
      "06 42 > 42 c7",
      "06 42 01 00 > 42 c8",
      "06 41 01 > 41 c7",
      "06 40 01 80 > 40 c7",
      "06 40 01 80 00 00 > 40 c8",
      "06 44 01 > 44 c7",
      "06 43 01 02 > 43 c7",
      "06 43 01 02 04 00 00 > 43 c8",
      "06 46 > 46 c7",
      "06 45 03 'x'15 > 45 c7",
      "06 45 03 'x'17 > 45 c8",
      "06 47 02 > 47 c7",
      "0c 02 01 03 00 > 02 c7",
      "0c 02 01 03 00 00 00 > 02 c8",
      "0c 01 01 > 01 c7",
      "0c 01 01 03 > 01 c7",
      "00 01 00 > 01 c8",
      "00 04 00 00 00 > 04 c8",
      "holds"}},

    /* --- device ------------------------------------------------------------------ */
    {"device id", {"06 01 > 01 00 20 01 03 45 02 bf 7c 2a 00 1a 0b 00 00 00 00"}},
    {"self test", {"06 04 > 04 00 55 00"}},
    {"system GUID", {"06 37 > 37 00 30 31 4d 53 de c0 00 10 80 00 00 25 90 ab cd ef"}},
    {"cold reset",
     {"0c 01 01 00 01 > 01 00", "0c 01 01 03 0a 00 00 01 > 01 00", "00 04 00 01 > 04 00",
      "06 40 01 80 00 > 40 00", "06 02 > 02 00", "06 01 > lost", "wait 9999", "06 01 > lost",
      "wait 1", "06 01 > 01 d2", "0c 02 01 03 00 00 > 02 d2", "wait 5000",
      "06 01 > 01 00 20"
      " 01 03 45 02 bf 7c 2a 00 1a 0b 00 00 00 00",
      "holds channel 8 address: 192.168.8.77 -> 0.0.0.0"
      "|channel 8 netmask: 255.255.255.0 -> 0.0.0.0|channel 8 gateway: 192.168.8.1 -> 0.0.0.0",
      "wait 3000", "holds"}},
    {"cold reset is not there",
     {"faults set reset-code=c1", "06 02 > 02 c1", "06 04 > 04 00 55 00"}},

    /* --- channels ---------------------------------------------------------------- */
    {"channel info",
     {"06 42 01 > 42 00 01 04 01 80 f2 1b 00 00 00", "06 42 08 > 42 00 08 04 01 80 f2 1b 00 00 00",
      "06 42 00 > 42 00 00 01 01 00 f2 1b 00 00 00", "06 42 0f > 42 00 0f 0c 05 00 f2 1b 00 ff ff",
      "06 42 0e > 42 00 0f 0c 05 00 f2 1b 00 ff ff", "06 42 02 > 42 cb", "06 42 0b > 42 cb",
      "06 42 11 > 42 cc", "faults set absent-channel=cc", "06 42 02 > 42 cc",
      "0c 02 02 03 00 00 > 02 cc", "06 44 02 02 > 44 cc"}},
    {"channel access, volatile and not",
     {"06 41 01 40 > 41 00 12 04", "06 41 01 80 > 41 00 12 04", "06 40 01 80 00 > 40 00",
      "06 41 01 80 > 41 00 00 04", "06 41 01 40 > 41 00 12 04", "06 40 01 7a 43 > 40 00",
      "06 41 01 40 > 41 00 3a 03", "06 41 01 80 > 41 00 00 04", "06 40 01 00 82 > 40 00",
      "06 41 01 80 > 41 00 00 02",
      "holds channel 1 non-volatile access: 12 4 -> 3a 3|channel 1 volatile access: 12 4 -> 00 2"}},
    {"channel access, wrong",
     {"06 41 01 00 > 41 cc", "06 41 01 c0 > 41 cc", "06 41 01 41 > 41 cc", "06 41 81 40 > 41 cc",
      "06 41 0f 40 > 41 82", "06 41 00 40 > 41 82", "06 41 03 40 > 41 cb", "06 40 01 c2 00 > 40 cc",
      "06 40 01 42 c4 > 40 cc", "06 40 01 42 54 > 40 cc", "06 40 01 42 46 > 40 cc",
      "06 40 01 42 40 > 40 cc", "06 40 01 44 00 > 40 cc", "06 40 01 41 00 > 40 83",
      "06 40 01 83 00 > 40 83", "06 40 11 42 00 > 40 cc", "06 40 0e 42 00 > 40 82", "holds"}},

    /* --- LAN parameters, reading --------------------------------------------------- */
    {"every parameter of channel 1",
     {"0c 02 01 00 00 00 > 02 00 11 00",
      "0c 02 01 01 00 00 > 02 00 11 17",
      "0c 02 01 02 00 00 > 02 00 11 17 17 17 17 00",
      "0c 02 01 03 00 00 > 02 00 11 c0 a8 64 64",
      "0c 02 01 04 00 00 > 02 00 11 01",
      "0c 02 01 05 00 00 > 02 00 11 00 25 90 ab cd ef",
      "0c 02 01 06 00 00 > 02 00 11 ff ff ff 00",
      "0c 02 01 07 00 00 > 02 00 11 40 40 10",
      "0c 02 01 08 00 00 > 02 80",
      "0c 02 01 0a 00 00 > 02 00 11 03",
      "0c 02 01 0b 00 00 > 02 00 11 03",
      "0c 02 01 0c 00 00 > 02 00 11 c0 a8 64 fe",
      "0c 02 01 0d 00 00 > 02 00 11 00 00 5e 00 01 01",
      "0c 02 01 0e 00 00 > 02 00 11 00 00 00 00",
      "0c 02 01 0f 00 00 > 02 00 11 00 00 00 00 00 00",
      "0c 02 01 10 00 00 > 02 00 11 'public'18",
      "0c 02 01 14 00 00 > 02 00 11 64 00",
      "0c 02 01 15 00 00 > 02 00 11 00",
      "0c 02 01 16 00 00 > 02 00 11 05",
      "0c 02 01 17 00 00 > 02 00 11 00 00 01 02 03 11",
      "0c 02 01 18 00 00 > 02 00 11 00 42 44 04 00 00 00 00 00",
      "0c 02 01 1a 00 00 > 02 00 11 00 00 00 00 00 00",
      "0c 02 01 c0 00 00 > 02 80",
      "0c 02 01 ff 00 00 > 02 80",
      "holds"}},
    {"channel 8 has a lease",
     {"0c 02 08 04 00 00 > 02 00 11 02", "0c 02 08 03 00 00 > 02 00 11 c0 a8 08 4d",
      "0c 02 08 06 00 00 > 02 00 11 ff ff ff 00", "0c 02 08 0c 00 00 > 02 00 11 c0 a8 08 01",
      "0c 02 08 05 00 00 > 02 00 11 00 25 90 ab cd f0"}},
    {"revision only", {"0c 02 81 03 00 00 > 02 00 11", "0c 02 81 c0 00 00 > 02 00 11"}},
    {"channels without LAN",
     {"0c 02 00 03 00 00 > 02 c1", "0c 02 0f 03 00 00 > 02 c1", "0c 02 0e 03 00 00 > 02 c1",
      "0c 02 05 03 00 00 > 02 cb", "0c 02 11 03 00 00 > 02 cc", "0c 01 0f 00 01 > 01 c1",
      "0c 01 05 00 01 > 01 cb", "0c 01 81 00 01 > 01 cc"}},

    /* --- LAN parameters, set in progress ------------------------------------------- */
    {"lock, write, commit, complete",
     {"0c 01 01 00 01 > 01 00", "0c 02 01 00 00 00 > 02 00 11 01", "0c 01 01 00 01 > 01 81",
      "0c 01 01 03 c0 a8 64 65 > 01 00", "0c 02 01 03 00 00 > 02 00 11 c0 a8 64 64",
      "holds channel 1 set in progress: 0 -> 1", "0c 01 01 00 02 > 01 00",
      "0c 02 01 03 00 00 > 02 00 11 c0 a8 64 65", "0c 02 01 00 00 00 > 02 00 11 01",
      "0c 01 01 00 00 > 01 00", "0c 02 01 00 00 00 > 02 00 11 00",
      "holds channel 1 address: 192.168.100.100 -> 192.168.100.101"}},
    {"complete without commit rolls back",
     {"0c 01 01 00 01 > 01 00", "0c 01 01 03 0a 01 02 03 > 01 00", "0c 01 01 04 02 > 01 00",
      "0c 01 01 14 05 80 > 01 00", "0c 01 01 00 00 > 01 00", "holds", "0c 01 01 00 01 > 01 00",
      "0c 01 01 00 02 > 01 00", "0c 01 01 00 00 > 01 00", "holds"}},
    {"a second commit under one lock",
     {"0c 01 01 00 01 > 01 00", "0c 01 01 0a 03 > 01 00", "0c 01 01 00 02 > 01 00",
      "0c 01 01 0a 01 > 01 00", "0c 02 01 0a 00 00 > 02 00 11 03", "0c 01 01 00 02 > 01 00",
      "0c 01 01 00 00 > 01 00", "holds channel 1 ARP: 03 -> 01"}},
    {"the lock is a channel's own",
     {"0c 01 01 00 01 > 01 00", "0c 01 08 00 01 > 01 00", "0c 01 08 00 00 > 01 00",
      "holds channel 1 set in progress: 0 -> 1"}},
    {"set in progress, wrong",
     {"0c 01 01 00 03 > 01 cc", "0c 01 01 00 04 > 01 cc", "0c 01 01 00 81 > 01 cc",
      "0c 01 01 00 02 > 01 cc", "0c 01 01 00 01 00 > 01 c8", "0c 01 01 00 00 > 01 00", "holds"}},
    {"no rollback buffer",
     {"faults set apply=immediate", "0c 01 01 00 01 > 01 00", "0c 01 01 03 0a 00 00 05 > 01 00",
      "0c 02 01 03 00 00 > 02 00 11 0a 00 00 05", "0c 01 01 00 01 > 01 81",
      "0c 01 01 00 00 > 01 00", "holds channel 1 address: 192.168.100.100 -> 10.0.0.5"}},
    {"commit write not supported",
     {"faults set commit=80", "0c 01 01 00 01 > 01 00", "0c 01 01 03 0a 00 00 05 > 01 00",
      "0c 01 01 00 02 > 01 80", "0c 01 01 00 00 > 01 00",
      "holds channel 1 address: 192.168.100.100 -> 10.0.0.5"}},
    {"lock not supported",
     {"faults set lock=80", "0c 01 01 00 01 > 01 80", "0c 02 01 00 00 00 > 02 80",
      "0c 01 01 03 0a 00 00 05 > 01 00", "0c 01 01 00 00 > 01 80",
      "holds channel 1 address: 192.168.100.100 -> 10.0.0.5"}},
    {"without a lock, at once or forgotten",
     {"0c 01 01 03 0a 00 00 05 > 01 00", "holds channel 1 address: 192.168.100.100 -> 10.0.0.5",
      "faults set unlocked=drop", "0c 01 01 03 0a 00 00 06 > 01 00",
      "holds channel 1 address: 192.168.100.100 -> 10.0.0.5", "0c 01 01 03 0a 00 00 > 01 c7"}},

    /* --- LAN parameters, writing --------------------------------------------------- */
    {"what can be written",
     {"0c 01 01 02 04 04 04 04 20 > 01 00", "0c 01 01 06 ff ff 00 00 > 01 00",
      "0c 01 01 07 20 40 10 > 01 00", "0c 01 01 0a 02 > 01 00", "0c 01 01 0b 09 > 01 00",
      "0c 01 01 0c 0a 00 00 01 > 01 00", "0c 01 01 0d 01 02 03 04 05 06 > 01 00",
      "0c 01 01 0e 0a 00 00 02 > 01 00", "0c 01 01 0f 01 02 03 04 05 07 > 01 00",
      "0c 01 01 10 'secret'18 > 01 00", "0c 01 01 15 05 > 01 00",
      "0c 01 01 18 00 44 00 00 00 00 00 00 04 > 01 00", "0c 01 01 1a 01 03 00 00 10 00 > 01 00",
      "holds channel 1 authentication enables: 1717171700 -> 0404040420|"
      "channel 1 netmask: 255.255.255.0 -> 255.255.0.0|channel 1 IPv4 header: 404010 -> 204010|"
      "channel 1 ARP: 03 -> 02|channel 1 ARP interval: 03 -> 09|"
      "channel 1 gateway: 192.168.100.254 -> 10.0.0.1|"
      "channel 1 gateway MAC: 00005e000101 -> 010203040506|"
      "channel 1 backup gateway: 0.0.0.0 -> 10.0.0.2|"
      "channel 1 backup gateway MAC: 000000000000 -> 010203040507|"
      "channel 1 community: 7075626c6963000000000000000000000000"
      " -> 736563726574000000000000000000000000|channel 1 VLAN priority: 00 -> 05|"
      "channel 1 cipher privileges: 004244040000000000 -> 004400000000000004|"
      "channel 1 bad password limit: 000000000000 -> 010300001000"}},
    {"what cannot",
     {"0c 01 01 01 14 > 01 82", "0c 01 01 05 00 25 90 00 00 01 > 01 82", "0c 01 01 16 02 > 01 82",
      "0c 01 01 17 00 03 > 01 82", "0c 01 01 08 26 02 > 01 80", "0c 01 01 c0 00 > 01 80", "holds"}},
    {"wrong lengths",
     {"0c 01 01 03 0a 00 00 > 01 c7", "0c 01 01 03 0a 00 00 01 00 > 01 c8", "0c 01 01 04 > 01 c7",
      "0c 01 01 04 01 00 > 01 c8", "0c 01 01 06 ff > 01 c7", "0c 01 01 0c 0a > 01 c7",
      "0c 01 01 14 01 > 01 c7", "0c 01 01 14 01 00 00 > 01 c8", "0c 01 01 0a 02 02 > 01 c8",
      "0c 01 01 10 'x'17 > 01 c7", "0c 01 01 10 'x'19 > 01 c8", "holds"}},
    {"reserved bits",
     {"0c 01 01 02 44 04 04 04 00 > 01 cc", "0c 01 01 02 04 04 04 04 08 > 01 cc",
      "0c 01 01 04 11 > 01 cc", "0c 01 01 0a 04 > 01 cc", "0c 01 01 14 01 10 > 01 cc",
      "0c 01 01 14 01 c0 > 01 cc", "0c 01 01 15 08 > 01 cc",
      "0c 01 01 1a 02 00 00 00 00 00 > 01 cc", "0c 01 01 07 40 41 10 > 01 cc", "holds"}},
    {"VLAN: off keeps the id",
     {"0c 01 01 14 d2 84 > 01 00", "holds channel 1 VLAN: off 100 -> on 1234",
      "0c 02 01 14 00 00 > 02 00 11 d2 84", "0c 01 01 14 d2 04 > 01 00",
      "0c 02 01 14 00 00 > 02 00 11 d2 04", "holds channel 1 VLAN: off 100 -> off 1234",
      "0c 01 01 14 00 00 > 01 00", "0c 01 01 14 00 80 > 01 cc", "0c 01 01 14 ff 8f > 01 cc",
      "0c 01 01 14 fe 8f > 01 00", "holds channel 1 VLAN: off 100 -> on 4094"}},
    {"netmasks",
     {"0c 01 01 06 ff 00 ff 00 > 01 cc", "0c 01 01 06 ff ff ff fd > 01 cc",
      "0c 01 01 06 00 00 00 01 > 01 cc", "0c 01 01 06 ff ff ff ff > 01 00",
      "0c 01 01 06 00 00 00 00 > 01 00", "0c 01 01 06 80 00 00 00 > 01 00",
      "holds channel 1 netmask: 255.255.255.0 -> 128.0.0.0"}},
    {"gateway in the subnet, if so set",
     {"0c 01 01 0c 0a 00 00 01 > 01 00", "faults set gateway-check=cc",
      "0c 01 01 0c 0a 00 00 01 > 01 cc", "0c 01 01 0c c0 a8 64 01 > 01 00",
      "0c 01 01 0c 00 00 00 00 > 01 00", "0c 01 01 00 01 > 01 00",
      "0c 01 01 03 0a 01 01 05 > 01 00", "0c 01 01 0c 0a 01 01 01 > 01 00",
      "0c 01 01 0c c0 a8 64 01 > 01 cc", "0c 01 01 00 02 > 01 00", "0c 01 01 00 00 > 01 00",
      "holds channel 1 address: 192.168.100.100 -> 10.1.1.5|"
      "channel 1 gateway: 192.168.100.254 -> 10.1.1.1"}},
    {"sources",
     {"0c 01 01 04 00 > 01 cc", "0c 01 01 04 05 > 01 cc", "0c 01 01 04 03 > 01 00",
      "0c 01 01 04 04 > 01 00", "holds channel 1 source: 01 -> 04", "faults set sources=1,2",
      "0c 01 01 04 03 > 01 cc", "0c 01 01 04 01 > 01 00", "holds"}},

    /* --- DHCP ---------------------------------------------------------------------- */
    {"under DHCP the lease is read only",
     {"0c 01 08 03 0a 00 00 05 > 01 d5", "0c 01 08 06 ff ff 00 00 > 01 d5",
      "0c 01 08 0c 0a 00 00 01 > 01 d5", "0c 01 08 0c 0a > 01 c7", "0c 01 08 0a 03 > 01 00",
      "0c 01 08 14 05 80 > 01 00", "faults set write-under-dhcp=82",
      "0c 01 08 03 0a 00 00 05 > 01 82",
      "holds channel 8 ARP: 02 -> 03|channel 8 VLAN: off 1 -> on 5"}},
    {"going static drops the lease",
     {"0c 01 08 04 01 > 01 00", "0c 02 08 03 00 00 > 02 00 11 00 00 00 00",
      "0c 02 08 06 00 00 > 02 00 11 00 00 00 00", "0c 02 08 0c 00 00 > 02 00 11 00 00 00 00",
      "0c 01 08 03 c0 a8 08 05 > 01 00", "0c 01 08 06 ff ff ff 00 > 01 00",
      "0c 01 08 0c c0 a8 08 01 > 01 00",
      "holds channel 8 address: 192.168.8.77 -> 192.168.8.5|channel 8 source: 02 -> 01"}},
    {"going static under a lock, in order and not",
     {"0c 01 08 00 01 > 01 00", "0c 01 08 03 c0 a8 08 05 > 01 d5", "0c 01 08 04 01 > 01 00",
      "0c 01 08 03 c0 a8 08 05 > 01 00", "0c 02 08 03 00 00 > 02 00 11 c0 a8 08 4d",
      "0c 01 08 00 02 > 01 00", "0c 01 08 00 00 > 01 00",
      "holds channel 8 address: 192.168.8.77 -> 192.168.8.5|channel 8 source: 02 -> 01|"
      "channel 8 netmask: 255.255.255.0 -> 0.0.0.0|channel 8 gateway: 192.168.8.1 -> 0.0.0.0"}},
    {"going to DHCP, the lease comes later",
     {"0c 01 01 04 02 > 01 00", "0c 02 01 04 00 00 > 02 00 11 02",
      "0c 02 01 03 00 00 > 02 00 11 00 00 00 00", "wait 2999",
      "0c 02 01 03 00 00 > 02 00 11 00 00 00 00", "wait 1",
      "0c 02 01 03 00 00 > 02 00 11 c0 a8 64 32", "0c 02 01 0c 00 00 > 02 00 11 c0 a8 64 fe",
      "holds channel 1 address: 192.168.100.100 -> 192.168.100.50|channel 1 source: 01 -> 02"}},
    {"going to DHCP by commit",
     {"faults set lease-ms=20s", "0c 01 01 00 01 > 01 00", "0c 01 01 04 02 > 01 00", "wait 30000",
      "0c 02 01 03 00 00 > 02 00 11 c0 a8 64 64", "0c 01 01 03 0a 00 00 05 > 01 d5",
      "0c 01 01 00 02 > 01 00", "0c 01 01 00 00 > 01 00",
      "0c 02 01 03 00 00 > 02 00 11 00 00 00 00", "wait 20000",
      "0c 02 01 03 00 00 > 02 00 11 c0 a8 64 32"}},
    {"no lease ever; back to static calls it off",
     {"faults set lease-ms=never", "0c 01 01 04 02 > 01 00", "wait 86400000",
      "0c 02 01 03 00 00 > 02 00 11 00 00 00 00", "faults set lease-ms=500",
      "0c 01 01 04 01 > 01 00", "0c 01 01 04 02 > 01 00", "0c 01 01 04 01 > 01 00", "wait 1000",
      "0c 02 01 03 00 00 > 02 00 11 00 00 00 00"}},
    {"DHCP while on DHCP changes nothing", {"0c 01 08 04 02 > 01 00", "wait 5000", "holds"}},

    /* --- users --------------------------------------------------------------------- */
    {"user names",
     {"06 46 01 > 46 00 ''16", "06 46 02 > 46 00 'ADMIN'16", "06 46 03 > 46 00 'oper'16",
      "06 46 04 > 46 00 'viewer'16", "06 46 05 > 46 00 'backup'16", "06 46 0a > 46 00 ''16",
      "06 46 00 > 46 cc", "06 46 0b > 46 cc", "06 46 42 > 46 cc", "faults set empty-name=cc",
      "06 46 06 > 46 cc", "06 46 01 > 46 00 ''16", "06 46 02 > 46 00 'ADMIN'16"}},
    {"setting names",
     {"06 45 06 'ops'16 > 45 00", "06 46 06 > 46 00 'ops'16", "06 45 07 'ops'16 > 45 cc",
      "06 45 06 'ops'16 > 45 00", "06 45 06 ''16 > 45 00", "06 45 07 ''16 > 45 00",
      "06 45 01 'root'16 > 45 cc", "06 45 00 'root'16 > 45 cc", "06 45 0b 'root'16 > 45 cc",
      "06 45 03 'abcdefghijklmnop'16 > 45 00", "06 46 03 > 46 00 'abcdefghijklmnop'16",
      "holds user 3 name: oper -> abcdefghijklmnop"}},
    {"user access",
     {"06 44 01 02 > 44 00 0a 44 01 34", "06 44 01 03 > 44 00 0a 44 01 33",
      "06 44 08 03 > 44 00 0a 44 01 0f", "06 44 01 04 > 44 00 0a 84 01 32",
      "06 44 01 06 > 44 00 0a 84 01 0f", "06 44 01 00 > 44 cc", "06 44 01 0b > 44 cc",
      "06 44 01 42 > 44 cc", "06 44 11 02 > 44 cc", "06 44 0e 02 > 44 cc", "06 44 0f 02 > 44 cc",
      "06 44 02 02 > 44 cb", "holds"}},
    {"setting user access, with and without the change bit",
     {"06 43 01 03 02 > 43 00", "06 44 01 03 > 44 00 0a 44 01 32", "06 43 81 03 04 00 > 43 00",
      "06 44 01 03 > 44 00 0a 44 01 04", "06 43 f1 03 0f 05 > 43 00",
      "06 44 01 03 > 44 00 0a 44 01 7f", "06 43 71 03 01 > 43 00",
      "06 44 01 03 > 44 00 0a 44 01 71", "06 44 08 03 > 44 00 0a 44 01 0f",
      "06 43 98 03 03 00 > 43 00",
      "holds user 3 access on channel 1: 33 -> 71|user 3 access on channel 8: 0f -> 13"}},
    {"setting user access, wrong",
     {"06 43 91 03 00 > 43 cc", "06 43 91 03 06 > 43 cc", "06 43 91 03 14 > 43 cc",
      "06 43 91 00 04 > 43 cc", "06 43 91 43 04 > 43 cc", "06 43 91 0b 04 > 43 cc",
      "06 43 91 03 04 10 > 43 cc", "06 43 9e 03 04 > 43 cc", "06 43 92 03 04 > 43 cb", "holds"}},

    /* --- passwords ------------------------------------------------------------------ */
    {"test password",
     {"06 47 02 03 'ADMIN'16 > 47 00", "06 47 02 03 'admin'16 > 47 80",
      "06 47 82 03 'ADMIN'20 > 47 81", "06 47 01 03 ''16 > 47 80", "06 47 01 03 'x'16 > 47 80",
      "06 47 06 03 ''16 > 47 80", "holds"}},
    {"set password, 16 bytes",
     {"06 47 02 02 'Secret-1'16 > 47 00", "06 47 02 03 'Secret-1'16 > 47 00",
      "06 47 02 03 'ADMIN'16 > 47 80", "06 47 82 03 'Secret-1'20 > 47 81",
      "06 47 02 02 'sixteen-bytes-0!'16 > 47 00", "06 47 02 03 'sixteen-bytes-0!'16 > 47 00",
      "holds user 2 password: another one"}},
    {"set password, 20 bytes",
     {"06 47 82 02 'twenty-bytes-long-00'20 > 47 00",
      "06 47 82 03 'twenty-bytes-long-00'20 > 47 00",
      "06 47 82 03 'twenty-bytes-long-01'20 > 47 80", "06 47 02 03 'twenty-bytes-lon'16 > 47 81",
      "06 47 02 02 'ADMIN'16 > 47 00", "holds"}},
    {"password lengths",
     {"06 47 02 02 > 47 c7", "06 47 02 02 'x'15 > 47 c7", "06 47 02 02 'x'17 > 47 c8",
      "06 47 02 02 'x'20 > 47 c8", "06 47 82 02 'x'16 > 47 c7", "06 47 82 02 'x'19 > 47 c7",
      "06 47 82 02 'x'21 > 47 c8", "06 47 02 03 > 47 c7", "06 47 02 01 'x'1 > 47 c7",
      "06 47 02 01 'x'17 > 47 c8", "holds"}},
    {"password, wrong",
     {"06 47 00 02 'x'16 > 47 cc", "06 47 0b 02 'x'16 > 47 cc", "06 47 42 02 'x'16 > 47 cc",
      "06 47 02 06 'x'16 > 47 cc", "06 47 02 82 'x'16 > 47 cc", "holds"}},
    {"enable and disable",
     {"06 47 04 01 > 47 00", "06 44 01 04 > 44 00 0a 45 01 32", "06 47 04 00 > 47 00",
      "06 44 01 04 > 44 00 0a 84 01 32", "06 47 04 01 ''16 > 47 00", "06 47 04 00 ''16 > 47 00",
      "06 47 84 01 ''20 > 47 00", "holds user 4 enabled: 0 -> 1"}},
    {"enabling may need password bytes",
     {"faults set enable-needs-bytes=c7", "06 47 04 01 > 47 c7", "holds",
      "06 47 04 01 ''16 > 47 00", "06 47 04 00 > 47 00", "holds", "06 47 04 01 ''16 > 47 00",
      "06 47 04 03 'viewpass'16 > 47 00", "holds user 4 enabled: 0 -> 1"}},
    {"policy",
     {"faults set password-min=8", "06 47 02 02 'seven-7'16 > 47 cc",
      "06 47 02 02 'eight-88'16 > 47 00", "06 47 02 03 'seven-7'16 > 47 80",
      "faults set password-code=8f", "06 47 02 02 ''16 > 47 8f", "06 47 82 02 'eight-88'20 > 47 00",
      "holds user 2 password: another one"}},

    /* --- chassis -------------------------------------------------------------------- */
    {"identify for a time",
     {"00 01 > 01 00 21 10 4c", "00 04 1e > 04 00", "00 01 > 01 00 21 10 5c", "wait 29999",
      "00 01 > 01 00 21 10 5c", "wait 1", "00 01 > 01 00 21 10 4c", "00 04 > 04 00", "wait 14999",
      "00 01 > 01 00 21 10 5c", "wait 1", "holds", "00 04 ff 00 > 04 00", "wait 254999",
      "holds light: 0 -> 1", "00 04 00 > 04 00", "holds"}},
    {"identify for good",
     {"00 04 00 01 > 04 00", "00 01 > 01 00 21 10 6c", "wait 99999999", "00 01 > 01 00 21 10 6c",
      "00 04 05 > 04 00", "00 01 > 01 00 21 10 5c", "00 04 0a 01 > 04 00", "00 04 00 > 04 00",
      "00 01 > 01 00 21 10 4c", "00 04 00 02 > 04 cc", "00 04 0a 81 > 04 cc", "holds"}},
    {"identify without force, light not reported",
     {"faults set identify-force=c7; set identify-state=no", "00 04 00 01 > 04 c7",
      "00 04 0a 00 > 04 c7", "00 04 0a > 04 00", "00 01 > 01 00 21 10 0c"}},

    /* --- the BMC as a whole ---------------------------------------------------------- */
    {"locked for the host",
     {"faults set locked", "0c 01 01 00 01 > 01 d4", "0c 01 01 03 0a 00 00 05 > 01 d4",
      "06 40 01 42 00 > 40 d4", "06 43 01 03 02 > 43 d4", "06 45 05 'x'16 > 45 d4",
      "06 47 02 02 'x'16 > 47 d4", "06 47 02 03 'ADMIN'16 > 47 d4", "00 04 0a > 04 d4",
      "06 02 > 02 d4", "0c 02 01 03 00 00 > 02 00 11 c0 a8 64 64", "06 46 02 > 46 00 'ADMIN'16",
      "holds"}},
    {"latency",
     {"faults set latency=30", "06 04 > 04 00 55 00 after 30", "06 99 > 99 c1 after 30"}},
};

#define CASES (sizeof(cases) / sizeof(cases[0]))

/* --- what scripts cannot say ------------------------------------------------------- */

static void test_passwords_are_held(void **state)
{
    struct demo_clock clock;
    struct demo_bmc *demo;
    const uint8_t set[22] = {0x82, 0x02, 'a', 'b', 'c'};
    uint8_t request[23] = {0x47};
    struct demo_answer answer;

    (void)state;
    demo_clock_init(&clock);
    demo = demo_create(&clock.clock);
    assert_true(demo_password_is(demo_state(demo), 2, "ADMIN", 16));
    assert_false(demo_password_is(demo_state(demo), 2, "ADMIN", 20));
    assert_false(demo_password_is(demo_state(demo), 2, "ADMIn", 16));
    assert_false(demo_password_is(demo_state(demo), 5, "", 16));
    assert_false(demo_password_is(demo_state(demo), 0, "", 16));
    assert_false(demo_password_is(demo_state(demo), 11, "", 16));
    memcpy(request + 1, set, sizeof(set));
    assert_int_equal(demo_handle(demo, 0x06, 0, request, sizeof(request), &answer), DEMO_ANSWER);
    assert_true(demo_password_is(demo_state(demo), 2, "abc", 20));
    assert_false(demo_password_is(demo_state(demo), 2, "abc", 16));
    demo_destroy(demo);
}

static bool found_in(const void *memory, size_t size, const char *text)
{
    const unsigned char *bytes = memory;
    size_t length = strlen(text);

    for (size_t i = 0; i + length <= size; i++) {
        if (memcmp(bytes + i, text, length) == 0)
            return true;
    }
    return false;
}

static void test_no_password_in_memory_or_log(void **state)
{
    struct demo_clock clock;
    struct demo_bmc *demo;
    uint8_t request[19] = {0x47, 0x02, 0x02};
    struct demo_answer answer;
    struct demo_log_entry log[4];
    char text[128];

    (void)state;
    demo_clock_init(&clock);
    demo = demo_create(&clock.clock);
    memcpy(request + 3, "hunter2", 7);
    demo_handle(demo, 0x06, 0, request, sizeof(request), &answer);
    assert_false(found_in(demo_state(demo), sizeof(struct demo_state), "hunter2"));
    assert_int_equal(demo_log(demo, log, 4), 1);
    demo_log_text(&log[0], text, sizeof(text));
    assert_string_equal(text, "#1 password 06/47: 02 02 00 00 00 00 00 00 00 00 00 00 00 00 00 "
                              "00 00 00 -> 00");
    demo_destroy(demo);
}

static void test_log_keeps_the_last(void **state)
{
    struct demo_clock clock;
    struct demo_bmc *demo;
    struct demo_log_entry log[DEMO_LOG_MAX + 1];
    uint8_t request[100] = {0x02, 0x01, 0x03};
    struct demo_answer answer;
    char text[128];

    (void)state;
    demo_clock_init(&clock);
    demo = demo_create(&clock.clock);
    assert_int_equal(demo_log(demo, log, 5), 0);
    for (unsigned i = 0; i < 100; i++)
        demo_handle(demo, 0x0C, 0, request, i, &answer);
    assert_int_equal(demo_log(demo, log, DEMO_LOG_MAX + 1), DEMO_LOG_MAX);
    assert_int_equal(log[0].number, 37);
    assert_int_equal(log[DEMO_LOG_MAX - 1].number, 100);
    assert_int_equal(log[DEMO_LOG_MAX - 1].length, DEMO_LOG_REQUEST);
    assert_int_equal(demo_log(demo, log, 1), 1);
    assert_int_equal(log[0].number, 100);
    demo_mark(demo);
    demo_handle(demo, 0x0C, 0, request, 5, &answer);
    assert_int_equal(demo_log(demo, log, 1), 1);
    demo_log_text(&log[0], text, sizeof(text));
    assert_string_equal(text, "#1 lan-get 0c/02: 01 03 00 00 -> 00");
    demo_handle(demo, 0x0C, 0, request, 0, &answer);
    demo_log(demo, log, 1);
    demo_log_text(&log[0], text, sizeof(text));
    assert_string_equal(text, "#2 unknown 0c/00: -> c7");
    demo_destroy(demo);
}

static void test_differences_are_cut(void **state)
{
    struct demo_clock clock;
    struct demo_bmc *demo;
    struct demo_state before, after;
    char text[64];

    (void)state;
    demo_clock_init(&clock);
    demo = demo_create(&clock.clock);
    demo_snapshot(demo, &before);
    after = before;
    memset(&after.channels[1].lan, 0xFF, sizeof(after.channels[1].lan));
    after.channels[8].present = false;
    for (size_t size = 0; size < sizeof(text); size++) {
        memset(text, 'x', sizeof(text));
        assert_int_equal(demo_differences(&before, &after, text, size), 21);
        if (size > 0)
            assert_true(memchr(text, '\0', size) != NULL);
        assert_int_equal(text[size], 'x');
    }
    demo_destroy(demo);
}

/* xorshift: the same bytes on every run and machine. */
static uint32_t random_next(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Half of the requests are for commands it knows, with lengths that nearly fit. */
static size_t random_request(uint32_t *seed, uint8_t *netfn, uint8_t *bytes, size_t size)
{
    static const uint8_t known[][2] = {{0x06, 0x01}, {0x06, 0x02}, {0x06, 0x40}, {0x06, 0x41},
                                       {0x06, 0x42}, {0x06, 0x43}, {0x06, 0x44}, {0x06, 0x45},
                                       {0x06, 0x46}, {0x06, 0x47}, {0x00, 0x01}, {0x00, 0x04},
                                       {0x0C, 0x01}, {0x0C, 0x02}, {0x0C, 0x01}, {0x0C, 0x02}};
    uint32_t choice = random_next(seed);
    size_t length = random_next(seed) % (size + 1);

    if (choice & 0x100)
        length %= 9;
    for (size_t i = 0; i < length; i++)
        bytes[i] = (uint8_t)(random_next(seed) >> 8);
    *netfn = (uint8_t)choice;
    if ((choice & 0x200) && length > 0) {
        *netfn = known[(choice >> 16) & 15][0];
        bytes[0] = known[(choice >> 16) & 15][1];
        for (size_t i = 1; i < length && (choice & 0x400); i++)
            bytes[i] &= 0x0F;
    }
    return length;
}

static void test_any_bytes(void **state)
{
    struct demo_clock clock;
    struct demo_bmc *demo;
    uint8_t bytes[40], netfn;
    uint32_t seed = 20240229;
    struct demo_answer answer;
    size_t length;

    (void)state;
    demo_clock_init(&clock);
    demo = demo_create(&clock.clock);
    demo_options(demo)->silent_ms = demo_options(demo)->boot_ms = 3; /* resets hide little */
    for (unsigned i = 0; i < 1000000; i++) {
        uint8_t *end = bytes + sizeof(bytes);

        /* The request ends where the array ends: reading on is seen by the sanitizer. */
        length = random_request(&seed, &netfn, bytes, sizeof(bytes));
        memmove(end - length, bytes, length);
        enum demo_reply reply =
            demo_handle(demo, netfn, i % 64 == 0, end - length, length, &answer);
        if (reply == DEMO_ANSWER) {
            assert_uint_in_range(answer.length, 2, DEMO_ANSWER_MAX);
            assert_int_equal(answer.bytes[0], length > 0 ? end[-(ptrdiff_t)length] : 0);
            assert_true(answer.bytes[1] == 0 || answer.length == 2);
        }
        clock.now_ms += i % 1000 == 0 ? 20000 : 1;
    }
    demo_destroy(demo);
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(test_passwords_are_held),
        cmocka_unit_test(test_no_password_in_memory_or_log),
        cmocka_unit_test(test_log_keeps_the_last),
        cmocka_unit_test(test_differences_are_cut),
        cmocka_unit_test(test_any_bytes),
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
