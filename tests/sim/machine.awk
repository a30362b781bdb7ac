# SPDX-License-Identifier: GPL-3.0-or-later
# The records of a machine for ipmi_sim: see sim.sh, option "machine". POSIX awk.
#
#   awk -v what=sdr [-v sensors=64] -f machine.awk    state/ipmi_sim/bmc0/sdr.20.main
#   awk -v what=sel [-v events=300] [-v newest=SECONDS] -f machine.awk               .../sel.20
#   awk -v what=emu [-v sensors=64] -f machine.awk    lines for bmc.emu: the sensors' readings
#   awk -v what=fru -f machine.awk                    the FRU as printf(1) takes it: \000...
#
# ipmi_sim reads a file of records from its end, so that the last record stands first.

function add(byte) { record = record sprintf("%02x", byte % 256); count++ }
function add16(word) { add(word % 256); add(int(word / 256)) }
function add32(value) { add16(value % 65536); add16(int(value / 65536)) }
function add_text(text, i) { for (i = 1; i <= length(text); i++) add(code[substr(text, i, 1)]) }
function fresh() { record = ""; count = 0 }
function hex(text, i, value) {
    value = 0
    for (i = 1; i <= length(text); i++) value = value * 16 + digit[substr(text, i, 1)]
    return value
}
# The record in its place before the earlier ones.
function keep(id, i, line) {
    line = id ":d:"
    for (i = 1; i < length(record); i += 2) line = line "\\" substr(record, i, 2)
    kept[++n_kept] = line
}
function print_kept(i) { for (i = n_kept; i > 0; i--) print kept[i] }

# --- the sensors ----------------------------------------------------------------------------------

# NAME|TYPE EVENT_CODE UNIT M B R_EXP FORMAT|LOWER_NR C NC|UPPER_NC C NR|READING, raw, in hexadecimal
# Discrete: NAME|TYPE EVENT_CODE|STATES|KIND, kind: full, compact, event (only) or shared (by two)
function table() {
    analog("CPU1 Temp|01 01 01 1 0 0 0|01 05 0a|55 5a 5f|2a")
    analog("CPU2 Temp|01 01 01 1 0 0 2|f0 f2 f4|fe fe ff|fd")
    analog("PCH Temp|01 01 01 1 0 0 0|05 05 0a|5a 5f 64|30")
    analog("System Temp|01 01 01 5 -100 -1 0|0a 14 1e|b4 be c8|84")
    analog("12V|02 01 04 6 0 -2 0|a7 ab b0|df e3 e6|c8")
    analog("3.3VCC|02 01 04 17 3 -3 0|9b a0 a5|da de e3|c2")
    analog("VBAT|02 01 04 26 0 -3 0|5e 62 67|84 88 8c|73")
    analog("PS1 Current|03 01 05 125 0 -3 0|00 00 00|50 60 70|1c")
    analog("PS1 Power|0b 01 06 4 0 0 0|00 00 00|c8 d2 dc|33")
    analog("Intake Flow|0b 01 11 1 0 1 0|00 02 04|f0 f5 fa|1e")
    discrete("Watchdog|23 6f|0000|event")
    discrete("PS1 Status|08 6f|0001|full")
    discrete("PS2 Status|08 6f|0003|compact")
    discrete("PS Redundancy|08 0b|0001|compact")
    discrete("Chassis Intru|05 6f|0000|full")
    discrete("CPU1 Status|07 6f|0080|compact")
    discrete("CPU2 Status|07 6f|0002|compact")
    discrete("Memory|0c 6f|0040|compact")
    discrete("Bay |0d 6f|0001|shared")
    discrete("Drive8 Stat|0d 6f|0003|compact")
    discrete("Clock Synch|12 6f|0000|compact")
    discrete("Event Log|10 6f|0010|compact")
    discrete("Battery|29 6f|0000|full")
    discrete("Fan Prediction|04 04|0002|compact")
    discrete("OS Boot|1f 6f|0001|event")
    discrete("OEM State|c0 70|0004|compact")
    for (i = 1; n_sensors < sensors; i++) {
        if (i % 2 && i < 24)
            analog("FAN" (i + 1) / 2 "|04 01 12 75 0 0 0|01 03 04|f0 fa ff|" (i == 7 ? "02" : "2" i % 10))
        else
            analog("DIMM" i " Temp|01 01 01 1 0 0 0|01 05 0a|50 55 5a|" (i == 12 ? "57" : "1" i % 10))
    }
}
function analog(line, f, t, l, u) {
    split(line, f, "|"); split(f[2], t, " "); split(f[3], l, " "); split(f[4], u, " ")
    name[++n_sensors] = f[1]; type[n_sensors] = hex(t[1]); kind[n_sensors] = "analog"
    reading_code[n_sensors] = 1; reading[n_sensors] = f[5]
    fresh()
    # initialisation, capabilities: thresholds readable and settable
    add(127); add(104); add(type[n_sensors]); add(1)
    add16(4095 - 16 * 0); add16(4095); add16(16191) # events on and off, thresholds
    add(t[7] * 64); add(hex(t[3])); add(0); add(0) # format; unit; none; linear
    # M, its upper bits and tolerance, B, its upper bits and accuracy, accuracy exponents, exponents
    add(t[4] % 256); add(0); add((t[5] + 1024) % 256)
    add((t[5] < 0 ? 3 : int(t[5] / 256)) * 64); add(0)
    add(((t[6] + 16) % 16) * 16)
    add(7); add(hex(f[5])); add(255); add(0); add(255); add(0) # nominal reading, limits
    add(hex(u[3])); add(hex(u[2])); add(hex(u[1])); add(hex(l[1])); add(hex(l[2])); add(hex(l[3]))
    add(2); add(2); add16(0); add(0)
    limits[n_sensors] = " 0x" u[3] " 0x" u[2] " 0x" u[1] " 0x" l[1] " 0x" l[2] " 0x" l[3]
    tail[n_sensors] = record
}
function discrete(line, f, t) {
    split(line, f, "|"); split(f[2], t, " ")
    name[++n_sensors] = f[1]; type[n_sensors] = hex(t[1]); kind[n_sensors] = f[4]
    reading_code[n_sensors] = hex(t[2]); reading[n_sensors] = f[3]
    fresh()
    if (f[4] == "event") {
        add(type[n_sensors]); add(reading_code[n_sensors]); add16(1); add(0); add(0)
    } else {
        add(103); add(64); add(type[n_sensors]); add(reading_code[n_sensors])
        add16(511); add16(511); add16(511)
        add(192); add(0); add(0)
        if (f[4] == "full") { add(0); add16(0); add16(0); add16(0); add32(0); add32(0); add32(0); add32(0); add(0) }
        else { add(f[4] == "shared" ? 2 : 1); add(f[4] == "shared" ? 128 : 0); add16(0); add32(0) }
    }
    tail[n_sensors] = record
}
# A sensor's number is its place in the table; the shared record's second has the one after it.
function place(i) { return i < 20 ? i : i + 1 }
function number(i) { return place(i) % 250 }
function lun(i) { return int(place(i) / 250) }

function sdr(i, body, kind_of) {
    for (i = 1; i <= n_sensors; i++) {
        kind_of = kind[i] == "analog" || kind[i] == "full" ? 1 : kind[i] == "event" ? 3 : 2
        body = tail[i]
        fresh(); add16(i); add(81); add(kind_of)
        add(3 + length(body) / 2 + 2 + 1 + length(name[i]))
        add(32); add(lun(i)); add(number(i)); add(type[i] == 4 ? 29 : 7); add(1 + i % 4)
        record = record body
        add(192 + length(name[i])); add_text(name[i])
        keep(i)
    }
    # The BMC itself: a management controller device locator.
    fresh(); add16(n_sensors + 1); add(81); add(18); add(11 + 3)
    add(32); add(0); add(0); add(159); add16(0); add(0); add(6); add(1); add(0)
    add(192 + 3); add_text("BMC")
    keep(n_sensors + 1)
    if (odd) {
        fresh(); add16(n_sensors + 2); add(81); add(3); add(3 + 9 + 8)
        add(44); add(0); add(21); add(7); add(1); add(1); add(111); add16(1); add(0); add(0)
        add(192 + 8); add_text("ME Power"); keep(n_sensors + 2)
        fresh(); add16(n_sensors + 3); add(81); add(3); add(3 + 9 + 6)
        add(1); add(0); add(99); add(32); add(0); add(12); add(111); add16(1); add(0); add(0)
        add(192 + 6); add_text("Memory"); keep(n_sensors + 3)
    }
    print "last_erase_time:i:0"
    print "last_add_time:i:" newest - 86400 * 10
    print_kept()
}
function emu(i, bit, value, where) {
    for (i = 1; i <= n_sensors; i++) {
        where = lun(i) " " number(i)
        printf "sensor_add 0x20 %s 0x%02x 0x%02x%s\n", where, type[i], reading_code[i],
            kind[i] == "event" ? " event-only" : ""
        if (kind[i] == "analog") {
            printf "sensor_set_threshold 0x20 %s settable 111111%s\n", where, limits[i]
            printf "sensor_set_value 0x20 %s 0x%s 0\n", where, reading[i]
            continue
        }
        value = hex(reading[i])
        for (bit = 0; bit < 15; bit++) {
            if (int(value / 2 ^ bit) % 2) printf "sensor_set_bit 0x20 %s %d 1 0\n", where, bit
        }
    }
    printf "sensor_add 0x20 0 20 0x0d 0x6f\nsensor_set_bit 0x20 0 20 0 1 0\n"
}

# --- the event log --------------------------------------------------------------------------------

# One system event record: time, generator, sensor type and number, direction and code, three data.
function event(id, time, generator, sensor_type, sensor, direction, one, two, three) {
    fresh(); add16(id); add(2); add32(time); add16(generator); add(4); add(sensor_type); add(sensor)
    add(direction); add(one); add(two); add(three)
    keep(id)
}
# Sensor by its name, as the table has it.
function at(wanted, i) {
    for (i = 1; i <= n_sensors; i++) if (name[i] == wanted) return number(i)
    return 99
}
function sel(i, id, time, k) {
    print "last_erase_time:i:" newest - 86400 * 30
    print "last_add_time:i:" newest
    for (i = 1; i <= events; i++) {
        id = i; time = newest - (events - i) * 3541; k = i % 16
        if (k == 0) event(id, time, 32, 1, at("CPU1 Temp"), 1, 89, 92 - i % 2, 90)
        else if (k == 1) event(id, time, 32, 4, at("FAN4"), 1, 82, 2, 3)
        else if (k == 2) event(id, time, 32, 4, at("FAN4"), 129, 82, 5, 3)
        else if (k == 3) event(id, time, 32, 8, at("PS1 Status"), 111, 1, 255, 255)
        else if (k == 4) event(id, time, 32, 8, at("PS1 Status"), 239, 1, 255, 255)
        else if (k == 5) event(id, time, 32, 13, i % 32 == 5 ? 20 : at("Drive8 Stat"), 111, 1, 255, 255)
        else if (k == 6) event(id, time, 1, 12, 0, 111, 160, i % 8, 255)
        else if (k == 7) event(id, time, 1, 15, 0, 111, 192 + i % 3, 1 + i % 20, 255)
        else if (k == 8) event(id, time, 32, 18, at("Clock Synch"), 111, 5, i % 2 * 128, 255)
        else if (k == 9) { fresh(); add16(id); add(192 + i % 8); add32(time); add(124); add(42); add(0)
            for (j = 1; j <= 6; j++) add(i + j); keep(id) }
        else if (k == 10) { fresh(); add16(id); add(224 + i % 4); for (j = 0; j < 13; j++) add(j * 3 + i); keep(id) }
        else if (k == 11) event(id, i % 32 == 11 ? 60 + i : 4294967295, 32, 35, at("Watchdog"), 111, 193, 2, 255)
        else if (k == 12) event(id, time, 32, 8, at("PS Redundancy"), 11, i % 6, 255, 255)
        else if (k == 13) event(id, time, 32, 4, at("Fan Prediction"), 4, 1, 255, 255)
        else if (k == 14) event(id, time, i % 32 == 14 ? 65 : 44, 192, at("OEM State"), 112, 2, i % 256, 255)
        else event(id, time, 32, 2, at("VBAT"), 1, 80 + i % 6 * 2 + (i % 6 > 2), 90, 98)
    }
    print_kept()
}

# --- the FRU --------------------------------------------------------------------------------------

function field(text) { add(192 + length(text)); add_text(text) }
# Closes an area: no more fields, padding to eights, checksum.
function area(i, sum) {
    add(193)
    while ((count + 1) % 8) add(0)
    record = substr(record, 1, 2) sprintf("%02x", (count + 1) / 8) substr(record, 5)
    checksum()
    whole = whole record
}
function checksum(i, sum) {
    for (i = 1; i < length(record); i += 2) sum += hex(substr(record, i, 2))
    add(256 - sum % 256)
}
function fru(i, chassis, board, product) {
    whole = ""
    fresh(); add(1); add(0); add(23); field("CSE-825TQ-R740LPB"); field("C825LAH12345678"); area()
    chassis = length(whole) / 16
    fresh(); add(1); add(0); add(25)
    add(12288960 % 256); add(int(12288960 / 256) % 256); add(int(12288960 / 65536))
    field("Supermicro"); field("X11DPi-NT"); field("ZM195S012345"); field("MBD-X11DPI-NT-P")
    field(""); area()
    board = length(whole) / 16
    fresh(); add(1); add(0); add(25)
    field("Supermicro"); field("SYS-6029P-TR"); field("PIO-6029P-TR-01"); field("1.0")
    field("S312345X9A12345"); field("rack 4 unit 12"); field(""); field("row B"); area()
    fresh(); add(1); add(0); add(1); add(1 + chassis); add(1 + board); add(0); add(0); checksum()
    whole = record whole
    for (i = 1; i < length(whole); i += 2) printf "\\x%s", substr(whole, i, 2)
    while (i < 1024) { printf "\\x00"; i += 2 }
}

BEGIN {
    for (i = 32; i < 127; i++) code[sprintf("%c", i)] = i
    for (i = 0; i < 16; i++) digit[sprintf("%x", i)] = i
    if (!sensors) sensors = 64
    if (events == "") events = 300
    if (!newest) newest = 1791731883 # 2026-10-11 15:18:03 UTC
    table()
    if (what == "sdr") sdr()
    else if (what == "sel") sel()
    else if (what == "emu") emu()
    else if (what == "fru") fru()
    else exit 1
}
