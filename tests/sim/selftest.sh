# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# The simulated BMC that the other tests stand on: what it mends, counts and breaks is seen with
# ipmitool and FreeIPMI's tools, not with bmctui.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"
# shellcheck source=tests/sim/background.sh
. "${top_srcdir:-.}/tests/sim/background.sh"

sim_needs ipmitool ipmi-config ipmi-chassis bmc-info ipmi-sel ipmi-sensors ipmi-fru

# Set LAN parameter PARAMETER of channel 1, with lock and commit.
lan_set()
{
    raw 0x0c 1 1 0 1 && raw 0x0c 1 1 "$@" && raw 0x0c 1 1 0 2 && raw 0x0c 1 1 0 0
}

# What ipmitool says is wrong with a request.
refusal()
{
    sim_ipmitool raw "$@" 2>&1 >/dev/null | sed -n 's/.*rsp=\(0x[0-9a-f]*\)).*/\1/p'
}

# The 16 (or 20) bytes of a password for a raw request.
password_bytes()
{
    local i

    for ((i = 0; i < $1; i++)); do
        if [ "$i" -lt ${#2} ]; then
            printf '0x%02x ' "'${2:i:1}"
        else
            printf '0 '
        fi
    done
}

# A request that is given up after a short while.
impatient()
{
    sim_freeipmi ipmi-raw --session-timeout=400 --retransmission-timeout=300 0 "$@"
}

milliseconds()
{
    local start=${EPOCHREALTIME/./}

    "$@" >/dev/null 2>&1
    echo $(((${EPOCHREALTIME/./} - start) / 1000))
}

# The processes that run below the directory of this test.
leftovers()
{
    local link

    for link in /proc/[0-9]*/cwd; do
        case $(readlink "$link" 2>/dev/null) in
        "$TAP_TMP"/*) echo "$link" ;;
        esac
    done
}

test_fresh_bmc()
{
    sim_start "$TAP_TMP/a"
    is "$(lan_value 1 address)" 192.168.100.100 'channel 1: address'
    is "$(lan_value 1 netmask)" 255.255.255.0 'channel 1: netmask'
    is "$(lan_value 1 gateway)" 192.168.100.254 'channel 1: gateway'
    is "$(lan_value 1 source)" static 'channel 1: source'
    is "$(lan_value 1 vlan)" off 'channel 1: VLAN'
    is "$(lan_value 1 mac)" 00:25:90:aa:00:01 'channel 1: MAC'
    is "$(lan_value 8 source)" dhcp 'channel 8: source'
    is "$(lan_value 8 address)" 10.8.0.107 'channel 8: address'
    is "$(SIM_CHANNEL=8 lan_value 1 address)" 192.168.100.100 'asked through the port of channel 8'
    is "$(checkout 1 IP_Address)" 192.168.100.100 'ipmi-config: address of channel 1'
    is "$(checkout 8 IP_Address_Source)" Use_DHCP 'ipmi-config: source of channel 8'
    is "$(checkout 1 User2:Username)" ADMIN 'ipmi-config: user 2'
    is "$(refusal 6 0x42 2)" 0xcb 'there is no channel 2'
    ok 'the administrator logs in' login_works ADMIN ADMIN
    nok 'nobody logs in with a wrong password' login_works ADMIN wrong
}

test_transaction()
{
    raw 0x0c 1 1 3 192 168 100 99
    is "$(lan_value 1 address)" 192.168.100.100 'what is set without a lock is not applied'
    raw 0x0c 1 1 0 1
    is "$(refusal 0x0c 1 1 0 1)" 0x81 'the lock is held'
    raw 0x0c 1 1 3 192 168 100 98
    raw 0x0c 1 1 0 0
    is "$(lan_value 1 address)" 192.168.100.100 'set complete without commit rolls back'
    lan_set 3 192 168 100 101
    is "$(lan_value 1 address)" 192.168.100.101 'commit applies'
    is "$(lan_value 1 progress)" 0 'and the lock is free'
    lan_set 20 0x64 0x80
    is "$(lan_value 1 vlan)" 100 'VLAN on'
}

test_arp()
{
    is "$(lan_value 1 arp)" 3 'ARP: both on at first'
    is "$(refusal 0x0c 1 1 10)" 0xc7 'ARP: no data'
    raw 0x0c 1 1 0 1
    raw 0x0c 1 1 10 1
    is "$(lan_value 1 arp)" 3 'ARP: not before commit'
    raw 0x0c 1 1 0 2
    raw 0x0c 1 1 0 0
    is "$(lan_value 1 arp)" 1 'ARP: after commit'
    is "$(lan_value 8 arp)" 3 'ARP: the other channel is as it was'
    is "$(checkout 1 Lan_Conf_Misc:Enable_ARP_Response)" No 'ipmi-config: ARP replies off'
}

test_identify()
{
    is "$(identify_state)" off 'identify: off at first'
    run sim_freeipmi ipmi-chassis --chassis-identify=FORCE
    is "$status" 0 'ipmi-chassis takes the answer to Chassis Identify'
    is "$(identify_state)" on 'identify: on'
    run sim_freeipmi ipmi-chassis --chassis-identify=TURN-OFF
    is "$(identify_state)" off 'identify: off again'
    trace_mark
    run sim_freeipmi ipmi-chassis --chassis-identify=4
    is "$(trace_count '^00 04')" 1 'identify is asked for once'
    is "$(identify_state)" timed 'identify: for a time'
    for ((i = 0; i < 100; i++)); do
        [ "$(identify_state)" = timed ] || break
    done
    is "$(identify_state)" off 'identify: off when the time is over'
    like "$(sim_freeipmi ipmi-chassis --get-status)" 'Identify state *: off' 'ipmi-chassis: state'
    is "$(paste -sd, "$SIM_DIR/chassis/log")" 'identify 255 1,identify 0 0,identify 4 0' \
        'the chassis was told'
}

test_passwords()
{
    local long=Twenty-Bytes-Long-20

    # shellcheck disable=SC2046
    {
        is "$(refusal 6 0x47 3 3 $(password_bytes 16 wrong))" 0x80 'test of a wrong password'
        is "$(refusal 6 0x47 3 3 $(password_bytes 16 operpass))" '' 'test of the right password'
        is "$(refusal 6 0x47 0x83 3 $(password_bytes 20 operpass))" 0x81 'test in the wrong size'
        is "$(refusal 6 0x47 3 2 $(password_bytes 12 short))" 0xc7 'a password of a wrong length'
        raw 6 0x47 2 2 $(password_bytes 16 New-Pass-1)
        nok 'the old password is out' login_works ADMIN ADMIN
        ok 'the new password is in' login_works ADMIN New-Pass-1
        SIM_PASSWORD=New-Pass-1
        raw 6 0x47 0x82 2 $(password_bytes 20 "$long")
        SIM_PASSWORD=$long
        ok 'a password of 20 bytes' login_works ADMIN "$long"
        nok 'its first 16 bytes do not do' login_works ADMIN "${long:0:16}"
        is "$(refusal 6 0x47 0x82 3 $(password_bytes 20 "$long"))" '' 'test of 20 bytes'
        is "$(refusal 6 0x47 2 3 $(password_bytes 16 "$long"))" 0x81 'test of its first 16 bytes'
    }
    unlike "$(cat "$SIM_TRACE")" '06 47 02 02 [0-9a-f]' 'no password in the trace'
}

test_restart()
{
    local port=$SIM_PORT1

    sim_restart
    is "$SIM_PORT1" "$port" 'restart: the same port'
    is "$(lan_value 1 address)" 192.168.100.101 'restart: address kept'
    is "$(lan_value 1 vlan)" 100 'restart: VLAN kept'
    is "$(lan_value 1 arp)" 1 'restart: ARP kept'
    # shellcheck disable=SC2046
    is "$(refusal 6 0x47 2 3 $(password_bytes 16 Twenty-Bytes-Lon))" 0x81 'restart: 20 bytes kept'
    sim_start "$TAP_TMP/a"
    SIM_PASSWORD=ADMIN
    is "$(lan_value 1 address)" 192.168.100.100 'a new start is a fresh BMC'
    is "$(lan_value 1 vlan)" off 'a new start is a fresh BMC: VLAN'
}

test_counting()
{
    trace_mark
    run sim_freeipmi ipmi-config --checkout -S Lan_Conf
    is "$(trace_count '^0c 02 01 03 00 00 > 00 11 c0 a8 64 64$')" 1 'the trace: one read'
    ok 'the trace counts all' test "$(trace_count)" -gt 10
    trace_mark
    is "$(trace_count)" 0 'the trace: counting anew'
}

test_fault_codes()
{
    fault '0c 02 03 * code d5'
    is "$(refusal 0x0c 2 1 3 0 0)" 0xd5 'code: seen by ipmitool'
    like "$(checkout 1 IP_Address)" '^$' 'code: seen by ipmi-config'
    is "$(lan_value 1 netmask)" 255.255.255.0 'code: another parameter'
    fault '0x0c 0x02 3 2-3 code c0'
    is "$(lan_value 1 address)" 192.168.100.100 'nth: the first'
    is "$(refusal 0x0c 2 1 3 0 0)" 0xc0 'nth: the second'
    is "$(refusal 0x0c 2 1 3 0 0)" 0xc0 'nth: the third'
    is "$(lan_value 1 address)" 192.168.100.100 'nth: the fourth'
    fault_add '0c 02 06 * code cc'
    is "$(refusal 0x0c 2 1 6 0 0)" 0xcc 'a rule added'
    is "$(lan_value 1 address)" 192.168.100.100 'counting starts anew'
    fault '0c 02 0c 1+ code 82' '0c 02 * * reply 001101020304'
    is "$(refusal 0x0c 2 1 12 0 0)" 0x82 'the first rule that fits acts'
    is "$(lan_value 1 address)" 1.2.3.4 'reply'
    fault '0c 02 03 * short'
    is "$(raw_get 1 3)" 'c0 a8 64' 'short by one'
    fault '0c 02 03 * short 3'
    is "$(raw_get 1 3)" c0 'short: three bytes'
    fault
    is "$(lan_value 1 address)" 192.168.100.100 'no faults'
    like "$(cat "$SIM_TRACE")" '0c 02 01 03 00 00 > d5 !code' 'the trace names the fault'
}

test_fault_loss()
{
    fault '06 01 * 2 drop'
    trace_mark
    run sim_freeipmi bmc-info --session-timeout=5000 --retransmission-timeout=200
    is "$status" 0 'drop: bmc-info gets over it'
    ok 'drop: it has sent again' test "$(trace_count '^06 01 > 00')" -ge 1
    trace_mark
    fault '00 04 * 1 lose'
    run sim_freeipmi ipmi-chassis --chassis-identify=FORCE --session-timeout=5000 \
        --retransmission-timeout=200
    is "$status" 0 'lose: ipmi-chassis gets over it'
    is "$(trace_count '^00 04 ff 01 > ')" 2 'lose: the request came twice'
    fault '00 04 * * drop'
    impatient 0 4 0 >/dev/null 2>&1
    raw 6 1 >/dev/null # what was sent again has come by now, too
    fault
    is "$(identify_state)" on 'drop: not done'
    fault '00 04 * * lose'
    impatient 0 4 0 >/dev/null 2>&1
    raw 6 1 >/dev/null
    fault
    is "$(identify_state)" off 'lose: done'
}

test_fault_time()
{
    local took late

    fault '0c 02 03 * delay 600'
    took=$(milliseconds raw_get 1 3)
    ok "delay: $took ms" test "$took" -ge 600
    fault '0c 02 03 * delay 60000'
    trace_mark
    sim_ipmitool -N 60 raw 0x0c 2 1 3 0 0 >"$TAP_TMP/late" &
    late=$!
    await requests_seen 1 '^0c 02 01 03 '
    is "$(lan_value 1 netmask)" 255.255.255.0 'delay: another request is answered'
    ok 'delay: and this one is not' kill -0 "$late"
    fault
    wait "$late"
    is "$(xargs <"$TAP_TMP/late")" '11 c0 a8 64 64' 'delay: answered when the rules change'

    fault '0c 01 00 2 stale 60000'
    lan_set 3 192 168 100 105
    is "$(lan_value 1 address)" 192.168.100.100 'stale: the old value'
    is "$(lan_value 1 progress)" 0 'stale: not the lock'
    fault
    is "$(lan_value 1 address)" 192.168.100.105 'stale: the new value in the end'

    fault '0c 01 14 1 side 03 00000000'
    lan_set 20 5 0x80
    is "$(lan_value 1 vlan)" 5 'side: the VLAN as asked for'
    is "$(lan_value 1 address)" 0.0.0.0 'side: and the address is gone'

    fault '0c 02 03 1 gone 500'
    trace_mark
    run sim_freeipmi ipmi-config --checkout -e Lan_Conf:IP_Address --session-timeout=5000 \
        --retransmission-timeout=100
    is "$status" 0 'gone: and back'
    ok 'gone: requests were lost' test "$(trace_count '!gone')" -ge 2

    sim_freeze
    nok 'frozen' impatient 6 1
    sim_thaw
    ok 'thawed' sim_ipmitool raw 6 1
}

test_fault_exit()
{
    fault '00 04 * 1 exit'
    nok 'exit: no answer' impatient 0 4 0 1
    nok 'exit: the BMC is down' sim_running
    fault '0c 01 00 2 exit after'
    sim_restart
    ok 'exit: up again' sim_running
    raw 0x0c 1 1 0 1
    raw 0x0c 1 1 3 192 168 100 77
    nok 'exit after: no answer' impatient 0x0c 1 1 0 2
    fault
    sim_restart
    is "$(lan_value 1 address)" 192.168.100.77 'exit after: done before'
    is "$(identify_state)" off 'exit: not done before'
    fault 'nonsense'
    nok 'a wrong rule' impatient 6 1
    like "$(cat "$SIM_DIR/log")" 'wrong fault rule: nonsense' 'a wrong rule ends the BMC'
    fault
    sim_restart
}

inband_checkout()
{
    inband ipmi-config --checkout -D OPENIPMI -S Lan_Conf | sed -n "s/^[[:space:]]*$1  *//p"
}

test_inband()
{
    local lan shim

    sim_start "$TAP_TMP/a"
    run inband bmc-info -D OPENIPMI
    is "$status" 0 'in-band: bmc-info'
    like "$out" 'Manufacturer ID *: .*10876' 'in-band: bmc-info reads the device id'
    run inband bmc-info
    is "$status" 0 'in-band: found without naming the driver'
    lan=$(sim_freeipmi ipmi-config --checkout -S Lan_Conf)
    shim=$(inband ipmi-config --checkout -S Lan_Conf -D OPENIPMI)
    like "$shim" 'IP_Address  *192.168.100.100' 'in-band: ipmi-config'
    is "$shim" "$lan" 'in-band: the same values as over LAN'
    like "$(tail -n 1 "$SIM_TRACE")" '^[0-9]* [0-9]* f ' 'in-band: channel 15 in the trace'
    run inband ipmi-chassis -D OPENIPMI --chassis-identify=FORCE
    is "$(identify_state)" on 'in-band: identify'
    raw 0 4 0
    fault '0c 02 03 * code d5'
    like "$(inband_checkout IP_Address)" '^$' 'in-band: code'
    fault '0c 02 03 * drop'
    is "$(SHIM_TIMEOUT=200 inband_checkout Subnet_Mask)" 255.255.255.0 \
        'in-band: drop: the driver gives up, others are answered'
    fault '0c 02 03 * delay 400'
    is "$(inband_checkout IP_Address)" 192.168.100.100 'in-band: delay'
    fault
    for error in 'ENOENT:device not found' 'EACCES:permission denied' 'EBUSY:.'; do
        SHIM_OPEN=${error%%:*} run inband bmc-info -D OPENIPMI
        isnt "$status" 0 "in-band: ${error%%:*}"
        like "$out$err" "${error#*:}" "in-band: ${error%%:*} in words"
    done
    run inband ipmi-config --commit -D OPENIPMI -e Lan_Conf:IP_Address=192.168.100.9
    is "$(inband_checkout IP_Address)" 192.168.100.100 'ipmi-config loses a change without lock'
    sim_stop
    run inband bmc-info -D OPENIPMI
    isnt "$status" 0 'in-band: no BMC behind the device'
    sim_restart
    run inband bmc-info -D OPENIPMI
    is "$status" 0 'in-band: and back'
}

test_two()
{
    local first second i

    sim_start "$TAP_TMP/a"
    first=$SIM_PID
    sim_start "$TAP_TMP/b" ch1.ip_addr=172.16.0.2 ch8.ip_addr_src=static arp=no \
        user='5 true five Fifth-Pass admin'
    second=$SIM_PID
    isnt "$second" "$first" 'two at once'
    is "$(lan_value 1 address)" 172.16.0.2 'the second: address'
    is "$(lan_value 8 source)" static 'the second: source'
    is "$(refusal 0x0c 2 1 10 0 0)" 0x80 'the second: no ARP control'
    ok 'the second: its user' login_works five Fifth-Pass
    lan_set 20 7 0x80
    fault '0c 02 * * code c0'
    sim_use "$TAP_TMP/a"
    is "$(lan_value 1 address)" 192.168.100.100 'the first: address'
    is "$(lan_value 1 vlan)" off 'the first: VLAN'
    is "$(lan_value 1 arp)" 3 'the first: ARP'
    nok 'the first: not the user of the second' login_works five Fifth-Pass
    sim_stop "$TAP_TMP/b"
    ok 'the first runs on' sim_running "$TAP_TMP/a"
    nok 'the second is stopped' sim_running "$TAP_TMP/b"
    is "$(lan_value 1 address)" 192.168.100.100 'the first still answers'

    sim_start "$TAP_TMP/c" channels=3 ch3.ip_addr=0.0.0.0
    is "$(SIM_CHANNEL=3 lan_value 3 address)" 0.0.0.0 'a BMC with channel 3 only'
    is "$(SIM_CHANNEL=3 refusal 6 0x42 1)" 0xcb 'it has no channel 1'

    sim_start "$TAP_TMP/d" stock
    is "$(identify_state)" unknown 'stock ipmi_sim knows no identify state'
    is "$(refusal 0x0c 2 1 10 0 0)" 0x80 'stock ipmi_sim has no ARP control'
    sim_stop_all
    for i in a b c d; do
        nok "stopped: $i" sim_running "$TAP_TMP/$i"
    done
    is "$(leftovers)" '' 'nothing is left running'
}

# What the FreeIPMI tool named first says, with a folder of its own for what it knows of sensors.
with_cache()
{
    mkdir -p "$TAP_TMP/known"
    sim_freeipmi "$@" --quiet-cache "--sdr-cache-directory=$TAP_TMP/known"
}

# boot_holds: the five bytes of boot option 5.
boot_holds()
{
    local bytes

    bytes=$(raw 0 9 5 0 0)
    echo "${bytes#01 05 }"
}

test_records()
{
    sim_start "$TAP_TMP/m" machine
    is "$(with_cache ipmi-sel -v --no-header-output | wc -l)" 300 'a machine: ipmi-sel, 300 events'
    is "$(with_cache ipmi-sel --no-header-output | cut -d'|' -f5- | sed 's/ = .*//' | sort -u | wc -l)" \
        30 'of so many kinds'
    is "$(with_cache ipmi-sensors --no-header-output | wc -l)" 62 \
        'ipmi-sensors: 64 sensors, two of them with events only'
    is "$(sim_ipmitool sdr elist all | wc -l)" 65 'ipmitool: 65 records'
    like "$(with_cache ipmi-sensors -r 33 --output-sensor-state --no-header-output)" \
        'FAN4 +\| Fan +\| Critical \| 150.00 +\| RPM +\| .At or Below .* Lower Critical' 'a fan that fails'
    is "$(with_cache ipmi-fru | grep -c '^  .*: ')" 15 'ipmi-fru: the fields of its device'
    like "$(sim_ipmitool fru)" 'Product Asset Tag     : rack 4 unit 12' 'ipmitool: the FRU'
    ok 'its clock is right' test $(($(sim_ipmitool sel time get | date -u +%s -f -) - $(date +%s))) -ge -2
    fault '0a 43 * 1-10 events 10'
    sim_ipmitool sel list >"$TAP_TMP/list" 2>/dev/null
    is "$(grep -c 'Unknown #0x63' "$TAP_TMP/list")" 100 'events that come in while it is read'
    fault
    raw 0x0a 0x42
    raw 0x0a 0x44 0 0 2 0 0 0 0 0x20 0 4 1 1 1 1 2 3
    is "$(refusal 0x0a 0x47 1 0 0x43 0x4c 0x52 0xaa)" 0xc5 'a new event cancels the reservation'
}

test_chassis()
{
    sim_start "$TAP_TMP/n" machine reset=1500
    sim_ipmitool chassis bootdev bios options=efiboot,persistent >/dev/null
    is "$(boot_holds)" 'e0 18 00 00 00' 'boot option 5 is kept: for ever, UEFI'
    sim_restart
    is "$(boot_holds)" 'e0 18 00 00 00' 'and over a restart of the BMC'
    sim_ipmitool chassis power reset >/dev/null
    is "$(boot_holds)" 'e0 18 00 00 00' 'and over one of the machine'
    raw 0 8 5 0xa0 0x18 0 0 0
    sim_ipmitool chassis power cycle >/dev/null
    is "$(boot_holds)" '20 18 00 00 00' 'a wish for once: the BIOS has taken it'
    raws '0 8 0 1' >/dev/null
    is "$(refusal 0 8 0 1)" 0x81 'boot options: one writes at a time'
    sim_ipmitool chassis policy always-off >/dev/null
    like "$(sim_ipmitool chassis status)" 'Policy : always-off.*Event +: command' 'policy, last event'
    like "$(sim_ipmitool chassis restart_cause)" 'chassis power control command' 'restart cause'
    : >"$SIM_DIR/chassis/log"
    trace_mark
    fault '00 02 * * lose'
    impatient 0 2 3 >/dev/null 2>&1
    raw 6 1 # what was sent again has come by now, too
    fault
    is "$(trace_count '^00 02 03 > - !lose')" "$(grep -c reset "$SIM_DIR/chassis/log")" \
        'an action whose answer is lost is carried out as often as it is in the trace'
    sim_ipmitool chassis power soft >/dev/null
    await eval 'sim_ipmitool chassis power status | grep -q off'
    pass 'SHUT DOWN takes a moment'
    is "$(refusal 6 3)" 0xc1 'no warm reset'
    trace_mark
    ok 'cold reset' raw 6 2
    nok 'and the BMC is silent' impatient 6 1
    ok 'and back' sim_ipmitool -N 1 -R 4 raw 6 1
    sim_start "$TAP_TMP/n" machine forgets=300
    raws '0 8 3 8' '0 8 5 0xa0 4 0 0 0' >/dev/null
    sleep 0.4
    is "$(boot_holds)" 'a0 04 00 00 00' 'with bit 3 of option 3 it is not forgotten'
    raws '0 8 3 0' '0 8 5 0xa0 4 0 0 0' >/dev/null
    sleep 0.4
    is "$(boot_holds)" '20 04 00 00 00' 'without it is, after 60 s (here 0.3 s)'
}

# A test that is killed cannot stop its BMC: the BMC sees that and ends.
test_orphan()
{
    local script=$TAP_TMP/orphan.sh pid i

    cat >"$script" <<-END
	. "${top_srcdir:-.}/tests/tap.sh"
	. "${top_srcdir:-.}/tests/sim/sim.sh"
	rm -rf "\$TAP_TMP"
	sim_start "$TAP_TMP/e"
	kill -KILL \$\$
	END
    (bash "$script"; true) >/dev/null 2>&1
    pid=$(sim_pid_of "$TAP_TMP/e")
    ok 'a killed test leaves its BMC behind' kill -0 "$pid"
    for ((i = 0; i < 2000; i++)); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.01
    done
    nok 'but not for long' kill -0 "$pid"
    rm -rf "$TAP_TMP/e"
}

test_accounts()
{
    sim_start "$TAP_TMP/u" accounts
    is "$(raw 6 0x44 1 2)" '10 44 01 34' 'accounts: ADMIN, of 16 slots'
    raw 6 0x43 0x81 3 3 0
    is "$(raw 6 0x44 1 3)" '10 44 01 03' 'messaging off, and still enabled'
    is "$(raw 6 0x44 8 3)" '10 44 01 33' 'on this channel only'
    ok 'so that the user logs in through the other' login_works oper operpass -L OPERATOR
    raw 6 0x43 0x81 3 3 0 && raw 6 0x43 0x88 3 3 0
    nok 'and through none' login_works oper operpass -L OPERATOR
    raw 6 0x43 0x91 3 3 0
    ok 'and again' login_works oper operpass -L OPERATOR
    raw 6 0x47 3 0
    is "$(raw 6 0x44 1 3)" '10 83 01 13' 'disabled, with messaging'
    nok 'who is disabled does not log in' login_works oper operpass -L OPERATOR
    # shellcheck disable=SC2046
    is "$(refusal 6 0x45 5 $(password_bytes 16 oper))" 0xcc 'a name that is taken'
    # shellcheck disable=SC2046
    is "$(refusal 6 0x45 1 $(password_bytes 16 x))" 0xcc 'a name that is fixed'
    # shellcheck disable=SC2046
    raw 6 0x45 5 $(password_bytes 16 five)
    is "$(raw 6 0x4d 1 2)" '02 00 00 00' 'ADMIN may use serial over LAN'
    raw 6 0x4c 1 5 2 0 0 0
    is "$(raw 6 0x4d 1 5)" '02 00 00 00' 'and now user 5'
    is "$(raw 0x0c 0x22 1 2 0 0)" '11 02' 'SOL: not forced, for users'
    raw 0x0c 0x21 1 0 1
    is "$(refusal 0x0c 0x21 1 0 1)" 0x81 'SOL: the lock is held'
    raw 0x0c 0x21 1 2 0xc3 && raw 0x0c 0x21 1 0 0
    is "$(raw 0x0c 0x22 1 2 0 0)" '11 c3' 'SOL: forced, for operators'
    is "$(refusal 0x0c 0x21 1 6 5)" 0xcc 'SOL: a rate that it does not have'
    raw 6 0x40 1 0x52 0x44
    is "$(raw 6 0x41 1 0x40)" '12 04' 'channel access, kept'
    is "$(raw 6 0x41 1 0x80)" '02 04' 'channel access, active'
    is "$(raw 0x0c 2 1 16 0 0)" '11 70 75 62 6c 69 63 00 00 00 00 00 00 00 00 00 00 00 00' public
    # shellcheck disable=SC2046
    raw 0x0c 1 1 0 1 && raw 0x0c 1 1 16 $(password_bytes 18 other) && raw 0x0c 1 1 0 0
    like "$(raw 0x0c 2 1 16 0 0)" '^11 70 75' 'not without a commit'
    # shellcheck disable=SC2046
    lan_set 16 $(password_bytes 18 other)
    like "$(raw 0x0c 2 1 16 0 0)" '^11 6f 74 68 65 72 00' 'and with it'
    lan_set 2 4 4 4 4 0
    is "$(raw 0x0c 2 1 2 0 0)" '11 04 04 04 04 00' 'authentication types'
    run inband ipmi-raw -D OPENIPMI 0 6 0x38 1 4
    is "$out" 'rcvd: 38 00 01 84 04 03 00 00 00 00 ' 'which a login is told'
    is "$(raw 6 0x25 | cut -c1-5)" '44 01' 'the watchdog runs'
    raw 6 0x24 4 1 0 0 0x70 0x17
    is "$(raw 6 0x25 | cut -c1-5)" '04 01' 'the watchdog is stopped'
    is "$(raw 0x2c 2 0xdc 1 0 0 | cut -c1-8)" 'dc f0 00' 'DCMI: 240 W'
    sim_restart
    is "$(raw 6 0x44 1 3)" '10 83 01 13' 'all of it outlives the BMC: access'
    is "$(raw 0x0c 0x22 1 2 0 0)" '11 c3' 'SOL'
    is "$(raw 6 0x46 5 | cut -c1-14)" '66 69 76 65 00' 'the name'

    sim_start "$TAP_TMP/u" accounts=slots=63,fixed=2,keeps-name,privilege-0,demotes,hides-enabled
    is "$(raw 6 0x44 1 2)" '3f 04 02 34' '63 slots, two of them with a fixed name; enabled is not told'
    is "$(raw 6 0x44 1 63)" '3f 04 02 00' 'an empty slot has privilege 0'
    is "$(refusal 6 0x43 1 63 3 0)" 0xcc 'and is not set piecemeal'
    # shellcheck disable=SC2046
    raw 6 0x45 3 $(password_bytes 16 ops)
    is "$(raw 6 0x44 1 3)" '3f 04 02 32' 'a new name, and another privilege'
    # shellcheck disable=SC2046
    raw 6 0x45 3 $(password_bytes 16 '')
    is "$(raw 6 0x46 3 | cut -c1-11)" '6f 70 73 00' 'a name that stays'
}

# in_turn NAME...: these, one after the other.
in_turn()
{
    local name start

    for name in "$@"; do
        start=${EPOCHREALTIME/./}
        "test_$name" >"$TAP_TMP/stdout" 2>&1
        grep -vE '^[[:space:]]*([0-9a-f]{2}[[:space:]]*)*$' "$TAP_TMP/stdout"
        note "$name: $(((${EPOCHREALTIME/./} - start) / 1000)) ms"
    done
}

faults()
{
    sim_start "$TAP_TMP/a"
    in_turn counting fault_codes fault_loss fault_time fault_exit
}

beside bmc in_turn fresh_bmc transaction arp identify passwords restart
beside faults faults
beside inband in_turn inband
beside two in_turn two
beside machine in_turn records chassis
beside accounts in_turn accounts
beside orphan in_turn orphan
join_beside
done_testing
