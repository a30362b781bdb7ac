# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# What `set` and `identify` write, read back with ipmitool and ipmi-config; over LAN and in-band.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"

sim_needs ipmitool ipmi-config jq
# Not the channel that is changed: that takes --cut-link.
SIM_CHANNEL=8

password_file()
{
    (umask 077 && printf '%s\n' "$1" >"$TAP_TMP/password")
}

# holds CHANNEL SOURCE ADDRESS NETMASK GATEWAY VLAN DESC: asked with both other programs.
holds()
{
    local channel=$1 desc=$7 source=Static vlan=Yes

    is "$(lan_value "$channel" source address netmask gateway vlan)" "$2 $3 $4 $5 $6" \
        "$desc: ipmitool"
    [ "$2" != dhcp ] || source=Use_DHCP
    [ "$6" != off ] || vlan=No
    sim_freeipmi ipmi-config --checkout -v -S Lan_Conf --lan-channel-number="$channel" \
        >"$TAP_TMP/checkout" 2>/dev/null
    is "$(awk '{ value[$1] = $2 }
        END { print value["IP_Address_Source"], value["IP_Address"], value["Subnet_Mask"],
                    value["Default_Gateway_IP_Address"], value["Vlan_Id_Enable"] }' \
        "$TAP_TMP/checkout")" "$source $3 $4 $5 $vlan" "$desc: ipmi-config"
}

# set_good DESC ARGUMENT...: over $link, has to save.
set_good()
{
    local desc=$1

    shift
    trace_mark
    "$link" set "$@"
    requests=$(trace_count)
    is "$status" 0 "$desc: exit status"
    is "$err" '' "$desc: nothing on standard error"
    like "$out" '^Review: changes to channel' "$desc: the review"
    like "$out" $'\nSAVED' "$desc: the result"
    is "$(lan_value "${channel:-1}" progress)" 0 "$desc: not locked"
}

every_kind_of_save()
{
    local channel

    set_good "$link: static" address=192.168.100.50 netmask=255.255.254.0 gateway=192.168.101.1
    ok "$link: at most 30 requests" test "$requests" -le 30
    holds 1 static 192.168.100.50 255.255.254.0 192.168.101.1 off "$link: static"

    set_good "$link: /len" address=192.168.100.51/24 gateway=192.168.100.1
    holds 1 static 192.168.100.51 255.255.255.0 192.168.100.1 off "$link: /len"

    set_good "$link: gateway none" gateway=
    holds 1 static 192.168.100.51 255.255.255.0 0.0.0.0 off "$link: gateway none"

    set_good "$link: gateway 0.0.0.0 is none" address=192.168.100.52 gateway=0.0.0.0
    holds 1 static 192.168.100.52 255.255.255.0 0.0.0.0 off "$link: gateway 0.0.0.0"

    set_good "$link: VLAN on" vlan=1234
    like "$out" 'on VLAN 1234 only' "$link: VLAN on: warned"
    holds 1 static 192.168.100.52 255.255.255.0 0.0.0.0 1234 "$link: VLAN on"

    set_good "$link: VLAN to another" vlan=4094
    holds 1 static 192.168.100.52 255.255.255.0 0.0.0.0 4094 "$link: VLAN to another"

    set_good "$link: VLAN off" vlan=off
    holds 1 static 192.168.100.52 255.255.255.0 0.0.0.0 off "$link: VLAN off"
    is "$(raw_get 1 20)" 'fe 0f' "$link: VLAN off keeps the id"

    "$link" set vlan=off gateway=0.0.0.0 netmask=24 dhcp=no
    is "$status" 0 "$link: nothing to do: exit status"
    is "$out" 'No changes' "$link: nothing to do: says so"

    set_good "$link: DHCP" dhcp=yes
    is "$(lan_value 1 source)" dhcp "$link: DHCP"
    set_good "$link: DHCP off" dhcp=no address=10.1.2.3/8 gateway=10.0.0.1
    holds 1 static 10.1.2.3 255.0.0.0 10.0.0.1 off "$link: DHCP off"
    is "$(trace_count '^0c 01 01 (04|03|06|0c) ')" 4 "$link: DHCP off writes all four"

    set_good "$link: DHCP and VLAN" dhcp=yes vlan=7
    is "$(lan_value 1 source vlan)" 'dhcp 7' "$link: DHCP and VLAN"

    channel=8
    SIM_CHANNEL=1
    set_good "$link: channel 8" --channel=8 dhcp=no address=172.16.5.6 netmask=/16 \
        gateway=172.16.0.1
    holds 8 static 172.16.5.6 255.255.0.0 172.16.0.1 off "$link: channel 8"
    is "$(lan_value 1 source)" dhcp "$link: channel 8: channel 1 is left alone"
    channel=1
    SIM_CHANNEL=8
    set_good "$link: everything back" dhcp=no address=192.168.100.100/24 gateway=192.168.100.254 \
        vlan=off
    holds 1 static 192.168.100.100 255.255.255.0 192.168.100.254 off "$link: everything back"
}

sim_start "$TAP_TMP/sim"
link=bmc
every_kind_of_save
sim_stop
sim_start "$TAP_TMP/sim2"
link=bmc_inband
every_kind_of_save

# ---------------------------------------------------------------- passwords

password_file 'New-passw0rd'
bmc set --user=oper --password-file="$TAP_TMP/password"
is "$status" 0 'password: exit status'
like "$out" 'Password +- +new, for user 3 oper' 'password: the review'
like "$out" 'applies to all channels' 'password: the review says where it holds'
ok 'password: one can log in with it' login_works oper New-passw0rd
nok 'password: no longer with the old one' login_works oper operpass
unlike "$out$err" 'New-passw0rd' 'password: is not printed'

printf 'Piped-passw0rd\n' | bmc -v --trace="$SIM_DIR/own-trace" set --user=4 --password-file=-
is "$status" 0 'password on standard input: exit status'
ok 'password on standard input: one can log in with it' login_works viewer Piped-passw0rd
unlike "$(tr -d ' \n' <"$SIM_DIR/own-trace")" "$(printf Piped-passw | od -An -tx1 | tr -d ' \n')" \
    'password: masked in the trace'

password_file 'Own-passw0rd'
bmc set --password-file="$TAP_TMP/password" vlan=99
is "$status" 0 'the session'\''s own password, and a VLAN: exit status'
SIM_PASSWORD=Own-passw0rd
ok 'the session'\''s own password: one can log in with it' login_works ADMIN Own-passw0rd
is "$(lan_value 1 vlan)" 99 'the session'\''s own password: the VLAN too'
password_file 'In-band-pw1'
bmc_inband set --password-file="$TAP_TMP/password" --user=ADMIN
is "$status" 0 'password in-band: exit status'
SIM_PASSWORD=In-band-pw1
ok 'password in-band: one can log in with it' login_works ADMIN In-band-pw1

# ---------------------------------------------------------------- remote access

raw 0x06 0x43 0x84 0x03 0x02 0 >/dev/null
bmc set --dry-run --user=3 --remote-access=messaging,privilege,lan,arp,enable vlan=off
is "$status" 0 'dry run: exit status'
like "$out" $'\n   1  Lock\n' 'dry run: the plan'
like "$out" '\[x\] messaging +IPMI messaging for user 3 oper' 'dry run: remote access'
is "$(lan_value 1 vlan)" 99 'dry run: nothing written'
bmc set --user=3 --remote-access=privilege
is "$status" 0 'remote access, privilege: exit status'
is "$(raw 0x06 0x44 1 3 | cut -d' ' -f4 | tail -c 2)" 4 'remote access, privilege: administrator'
sim_stop
SIM_PASSWORD=ADMIN
sim_start "$TAP_TMP/sim3" arp=1
bmc set --remote-access=arp
is "$status" 0 'remote access, ARP: exit status'
is "$(lan_value 1 arp)" 3 'remote access, ARP: replies on, the other bit kept'
bmc set --remote-access=arp
is "$out" 'No changes' 'remote access, ARP again: no changes'

sim_stop
sim_start "$TAP_TMP/sim4" arp=no
trace_mark
bmc set --user=oper --remote-access=messaging,arp vlan=5
is "$status" 2 'remote access, no ARP control: exit status'
like "$err" 'bmctui: remote-access: ARP replies on: not available on this channel' \
    'remote access, no ARP control: says so'
is "$(trace_count '^0c 01 |^06 43 ')" 0 'remote access, no ARP control: nothing was written'
bmc set --remote-access=messaging --user=oper vlan=5
is "$status" 0 'remote access, no ARP control: the rest can be had'
like "$out" 'arp +ARP replies on +.not available.' 'remote access, no ARP control: the review'
sim_stop
sim_start "$TAP_TMP/sim5" arp=1

# ---------------------------------------------------------------- a lock, refusals

raw 0x0c 1 1 0 1 >/dev/null
printf 'lock_wait_seconds = 1;\nstate_directory = "%s";\n' "$SIM_STATE" >"$TAP_TMP/conf"
chmod 600 "$TAP_TMP/conf"
trace_mark
bmc --config-file="$TAP_TMP/conf" set vlan=5
is "$status" 1 'somebody else'\''s lock: exit status'
like "$err" 'bmctui: lock: .*--clear-lock' 'somebody else'\''s lock: what to do'
is "$(lan_value 1 vlan)" off 'somebody else'\''s lock: nothing written'
is "$(trace_count '^0c 01 01 00 00')" 0 'somebody else'\''s lock: not released'
bmc --config-file="$TAP_TMP/conf" set --clear-lock vlan=5
is "$status" 0 '--clear-lock: exit status'
is "$(lan_value 1 vlan progress)" '5 0' '--clear-lock: written, not locked'

fault '0c 01 03 1 code d5'
bmc -v set address=192.168.100.77 vlan=6
isnt "$status" 0 'a refusal: exit status'
like "$err" 'bmctui: address: NOT SAVED' 'a refusal: names the field'
like "$err" 'not changeable in this mode' 'a refusal: in words'
like "$err" 'completion code D5h' 'a refusal: -v says the code'
like "$err" 'IPv4 Address .*refused' 'a refusal: the row'
fault
is "$(lan_value 1 progress)" 0 'a refusal: not locked'
case $status in
1) is "$(lan_value 1 address vlan)" '192.168.100.100 5' \
    'a refusal: exit 1, all as before' ;;
*) is "$status" 4 'a refusal: exit status 4' ;;
esac

fault '0c 01 00 1 code d4'
bmc set vlan=9
is "$status" 1 'locked by the host (D4h): exit status'
fault

password_file 'Good-passw0rd'
for code in cc 8f c8; do
    fault "06 47 02 * code $code"
    bmc set --user=oper --password-file="$TAP_TMP/password"
    is "$status" 1 "password refused with $code: exit status"
    like "$err" 'its own policy' "password refused with $code: says so"
done
fault

# ---------------------------------------------------------------- signals

(
    umask 077
    echo ADMIN >"$TAP_TMP/session"
)

# begin PATTERN ARGUMENT...: bmctui in the background, until the BMC has answered a request of that
# kind, and a moment longer, when it waits for the answer to another.
# (SIGTERM is what these tests send: a shell lets its background programs ignore SIGINT.)
begin()
{
    local i

    trace_mark
    "$BMCTUI" -h "$SIM_HOST8" -u ADMIN --session-password-file="$TAP_TMP/session" -I 3 \
        -W opensesspriv --retransmission-timeout=4000 "${@:2}" >"$TAP_TMP/out" 2>"$TAP_TMP/err" &
    pid=$!
    for ((i = 0; i < 100; i++)); do
        [ "$(trace_count "$1")" -ge 1 ] && break
        sleep 0.05
    done
    sleep 0.3
}

# finish SIGNAL: sends it and waits; the exit status in $status.
finish()
{
    kill -"$1" "$pid"
    wait "$pid"
    status=$?
    fault
}

fault '0c 01 03 1 delay 1500'
begin '^0c 01 01 00 01 ' set address=192.168.100.88 netmask=/20
finish TERM
is "$status" 1 'SIGTERM in a save: exit status'
is "$(lan_value 1 address netmask)" '192.168.100.100 255.255.255.0' \
    'SIGTERM in a save: all as before'
is "$(lan_value 1 progress)" 0 'SIGTERM in a save: not locked'
like "$(cat "$TAP_TMP/err")" 'NOT SAVED' 'SIGTERM in a save: says so'

fault '0c 01 03 1 delay 1500'
begin '^0c 01 01 00 01 ' set address=192.168.100.89
finish HUP
is "$status" 0 'SIGHUP in a save: it goes on'
is "$(lan_value 1 address progress)" '192.168.100.89 0' 'SIGHUP in a save: saved'
bmc set address=192.168.100.100
is "$status" 0 'back to the first address'

fault '0c 02 06 * drop'
begin '^0c 02 01 06 ' set address=192.168.100.88
start=$SECONDS
finish TERM
is "$status" 143 'SIGTERM before a save: ends as by the signal'
ok 'SIGTERM before a save: at once' test $((SECONDS - start)) -le 3
is "$(trace_count '^0c 01 ')" 0 'SIGTERM before a save: nothing written'

fault '0c 02 06 * drop'
begin '^0c 02 01 06 ' show
start=$SECONDS
finish TERM
is "$status" 143 'SIGTERM while reading: ends as by the signal'
ok 'SIGTERM while reading: at once' test $((SECONDS - start)) -le 3

# ---------------------------------------------------------------- identify

for link in bmc bmc_inband; do
    "$link" identify on
    is "$status $out" '0 Identify light: on' "$link identify on"
    is "$(identify_state)" on "$link identify on: is on"
    "$link" identify status
    is "$status $out" '0 Identify light: on' "$link identify status"
    "$link" identify off
    is "$status $out" '0 Identify light: off' "$link identify off"
    is "$(identify_state)" off "$link identify off: is off"
    "$link" identify 30
    is "$status $out" '0 Identify light: on for 30 seconds' "$link identify 30"
    is "$(identify_state)" timed "$link identify 30: is on for a time"
    "$link" identify
    is "$status $out" '0 Identify light: on for a time' "$link identify: bare is status"
    "$link" identify 0
    is "$status" 0 "$link identify 0"
    is "$(identify_state)" off "$link identify 0: is off"
done
for code in cc c7; do
    fault "00 04 00 1 code $code"
    bmc identify on
    is "$status" 0 "identify on, indefinitely refused ($code): exit status"
    like "$out" '255 seconds.*refuses "indefinitely"' \
        "identify on, indefinitely refused ($code): says so"
    is "$(identify_state)" timed "identify on, indefinitely refused ($code): is on for a time"
done
fault '00 04 * * code d5'
bmc identify 5
is "$status" 1 'identify refused: exit status'
like "$err" '^bmctui: identify: ' 'identify refused: says so'
fault '00 04 00 * reply 00'
bmc identify off
is "$status" 1 'identify off not kept: exit status'
like "$err" 'still reports the light as on' 'identify off not kept: says so'
fault '00 01 * * reply 0021100000'
bmc identify off
is "$status" 0 'identify off, state not reported: exit status'
like "$err" 'does not report' 'identify off, state not reported: says so'
bmc identify status
is "$out" 'Identify light: not reported' 'identify status, not reported'
fault

done_testing
