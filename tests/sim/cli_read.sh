# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# The commands that only read: channels, show, manage, doctor; texts, JSON keys, exit statuses. Over
# LAN and in-band.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"

sim_needs ipmitool jq
unset DISPLAY WAYLAND_DISPLAY NO_COLOR
printf 'check_reachability = false;\n' >"$TAP_TMP/conf"
chmod 600 "$TAP_TMP/conf"

show_keys='["address","channel","dhcp","gateway","identify","ip_source","mac","medium","netmask"'
show_keys+=',"prefix","target","url","user","vlan"]'
channel_1='{"channel":1,"medium":"802.3","mac":"00:25:90:aa:00:01"'
channel_1+=',"address":"192.168.100.100","ip_source":"static"}'
channel_keys='["address","channel","ip_source","mac","medium"]'

# json FILTER: of the last output.
json()
{
    printf '%s\n' "$out" | jq -c "$1" 2>&1
}

# What both links have to show. $1: bmc or bmc_inband; $2: the target in JSON.
read_tests()
{
    local link=$1 target=$2

    "$link" channels
    is "$status" 0 "$link channels: exit status"
    is "$err" '' "$link channels: nothing on standard error"
    like "$out" $'^1 .*00:25:90:aa:00:01.* 192\\.168\\.100\\.100 .*static\n' \
        "$link channels: channel 1"
    like "$out" $'\n8 .*00:25:90:aa:00:08.* 10\\.8\\.0\\.107 .*DHCP' "$link channels: channel 8"
    is "$(wc -l <<<"$out")" 2 "$link channels: no others"

    "$link" channels --json
    is "$status" 0 "$link channels --json: exit status"
    is "$(json 'length')" 2 "$link channels --json: two"
    is "$(json 'map(keys) | unique')" "[$channel_keys]" "$link channels --json: the keys"
    is "$(json '.[0]')" \
        "$channel_1" \
        "$link channels --json: channel 1"
    is "$(json '.[1] | [.channel, .ip_source, .address]')" '[8,"dhcp","10.8.0.107"]' \
        "$link channels --json: channel 8"

    trace_mark
    "$link" show
    is "$status" 0 "$link show: exit status"
    is "$err" '' "$link show: nothing on standard error"
    ok "$link show: at most 12 requests" test "$(trace_count)" -le 12
    is "$(trace_count '^(0c 01|06 40|06 43|06 45|06 47|00 04) ')" 0 "$link show: nothing written"
    like "$out" $'\nDHCP  +no\n' "$link show: DHCP"
    like "$out" $'\nIPv4 Address  +192\\.168\\.100\\.100\n' "$link show: address"
    like "$out" $'\nIPv4 Netmask  +255\\.255\\.255\\.0  /24\n' "$link show: netmask"
    like "$out" $'\nIPv4 Default Gateway  +192\\.168\\.100\\.254\n' "$link show: gateway"
    like "$out" $'\nVLAN ID  +off\n' "$link show: VLAN"
    like "$out" $'\nUser  +2  ADMIN  ' "$link show: user"
    like "$out" $'\nIP source  +static\n' "$link show: source"
    like "$out" $'\nMAC address  +00:25:90:aa:00:01\n' "$link show: MAC"
    like "$out" $'\nIdentify light  +off\n' "$link show: light"
    like "$out" 'BMC web address  +https://192\.168\.100\.100/$' "$link show: web address"

    "$link" show --json
    is "$status" 0 "$link show --json: exit status"
    is "$(json 'keys')" "$show_keys" "$link show --json: the keys"
    is "$(json '.user | keys')" '["enabled","id","name","privilege"]' \
        "$link show --json: user's keys"
    is "$(json '[.channel, .medium, .mac, .ip_source, .dhcp]')" \
        '[1,"802.3","00:25:90:aa:00:01","static",false]' "$link show --json: channel"
    is "$(json '[.address, .netmask, .prefix, .gateway, .vlan]')" \
        '["192.168.100.100","255.255.255.0",24,"192.168.100.254",null]' "$link show --json: values"
    is "$(json '[.user.id, .user.name, .user.privilege]')" '[2,"ADMIN","administrator"]' \
        "$link show --json: user"
    is "$(json '[.identify, .url]')" '["off","https://192.168.100.100/"]' \
        "$link show --json: the rest"
    is "$(json '.target')" "\"$target\"" "$link show --json: target"

    "$link" show --channel=8 --json
    is "$status" 0 "$link show --channel=8: exit status"
    is "$(json '[.channel, .dhcp, .ip_source, .address, .gateway]')" \
        '[8,true,"dhcp","10.8.0.107","10.8.0.1"]' "$link show --channel=8: its values"

    "$link" show --channel=3
    is "$status" 2 "$link show --channel=3: exit status"
    is "$out" '' "$link show --channel=3: no values"
    like "$err" '^bmctui: --channel: .*3 .*1, 8$' "$link show --channel=3: names those there are"

    "$link" manage
    is "$status" 0 "$link manage: exit status"
    is "$out" 'https://192.168.100.100/' "$link manage: the address"
    "$link" manage --channel=8
    is "$out" 'https://10.8.0.107/' "$link manage --channel=8"

    # ipmi_sim's cipher suite 0, which cli_doctor.sh is about, is switched off.
    fault '0c 02 17 * reply 0011000003' '0c 02 18 * reply 00110040'
    "$link" --config-file="$TAP_TMP/conf" doctor
    is "$status" 0 "$link doctor: exit status"
    like "$out" 'IPMI 2\.0' "$link doctor: device id"
    like "$out" 'https://192\.168\.100\.100/' "$link doctor: web address"
    "$link" --config-file="$TAP_TMP/conf" doctor --json
    is "$(json 'keys')" '["checks","reached"]' "$link doctor --json: keys"
    is "$(json '.reached')" true "$link doctor --json: reached"
    is "$(json '.checks | map(keys) | unique')" '[["check","state","text","what_to_do"]]' \
        "$link doctor --json: keys of a check"
    is "$(json '[.checks[] | select(.check == "channel")] | length')" 2 \
        "$link doctor --json: channels"
    is "$(json '[.checks[].state] | unique - ["ok","warning","unknown"]')" '[]' \
        "$link doctor --json: no faults"
    fault
}

sim_start "$TAP_TMP/sim"
read_tests bmc "$SIM_HOST1"
read_tests bmc_inband local

# ---------------------------------------------------------------- manage

LC_ALL=C.UTF-8 bmc manage --qr
is "$(wc -l <<<"$out")" 16 'manage --qr: 15 lines of half blocks under the address'
is "$(sed -n 2p <<<"$out" | LC_ALL=C.UTF-8 wc -m)" 30 'manage --qr: 29 columns, and the end'
unlike "$out" $'\033' 'manage --qr: no colours into a file'
LC_ALL=C bmc manage --qr
is "$(wc -l <<<"$out")" 24 'manage --qr, C locale: 23 lines'
is "$(LC_ALL=C grep -c '[^ -~]' <<<"$out")" 0 'manage --qr, C locale: ASCII'
bmc --ascii manage --qr
is "$(LC_ALL=C grep -c '[^ -~]' <<<"$out")" 0 'manage --qr --ascii: ASCII'
bmc manage --open
is "$status" 2 'manage --open without a browser: exit status'
like "$err" '^bmctui: --open: .*browser' 'manage --open without a browser: why'
cat >"$TAP_TMP/browser" <<'END'
#!/bin/sh
printf '%s\n' "$@" >"${0%/*}/opened.new"
mv "${0%/*}/opened.new" "${0%/*}/opened"
END
chmod 755 "$TAP_TMP/browser"
printf 'browser = "%s --new  tab";\n' "$TAP_TMP/browser" >"$TAP_TMP/conf2"
chmod 600 "$TAP_TMP/conf2"
bmc --config-file="$TAP_TMP/conf2" manage --open
is "$status" 2 'manage --open without a display: exit status'
like "$err" '^bmctui: --open: .*display' 'manage --open without a display: why'
DISPLAY=:9 bmc --config-file="$TAP_TMP/conf2" manage --open
is "$status" 0 'manage --open: exit status'
for ((i = 0; i < 100; i++)); do
    [ -e "$TAP_TMP/opened" ] && break
    sleep 0.05
done
is "$(tr '\n' ' ' <"$TAP_TMP/opened")" '--new tab https://192.168.100.100/ ' \
    'manage --open: runs it'
printf 'browser = "%s/absent";\n' "$TAP_TMP" >"$TAP_TMP/conf2"
DISPLAY=:9 bmc --config-file="$TAP_TMP/conf2" manage --open
is "$status" 1 'manage --open, no such program: exit status'
like "$err" 'absent could not be started' 'manage --open, no such program: why'

sim_stop
sim_start "$TAP_TMP/impossible" ch1.ip_addr=255.255.255.255 ch8.ip_addr=192.168.100.8
bmc show --json
is "$(json .channel)" 8 'an address that no machine can have does not win over a good one'
bmc show --channel=1 --json
is "$(json .url)" null 'and is no web address'
bmc manage --channel=1 --qr
is "$status" 1 'and nothing to manage: exit status'
is "$out" '' 'and nothing to manage: no code'
like "$err" '^bmctui: manage: .*address' 'and nothing to manage: why'
sim_stop
sim_start "$TAP_TMP/none" channels=1 ch1.ip_addr=0.0.0.0 ch1.default_gw_ip_addr=0.0.0.0
bmc manage
is "$status" 1 'manage without an address: exit status'
is "$out" '' 'manage without an address: nothing'
like "$err" '^bmctui: manage: .*no address' 'manage without an address: why'
bmc show --json
is "$(json '[.address, .gateway, .url]')" '[null,null,null]' 'show --json: 0.0.0.0 is null'
bmc show
like "$out" $'\nIPv4 Default Gateway  +none\n' 'show: no gateway'

# ---------------------------------------------------------------- a parameter that is not there

fault '0c 02 0c * code 80'
bmc show --json
is "$status" 0 'show, no gateway parameter: exit status'
is "$(json '[.gateway, .netmask]')" '[null,"255.255.255.0"]' \
    'show, no gateway parameter: the rest is shown'
like "$err" '^bmctui: IPv4 Default Gateway: not available$' 'show, no gateway parameter: named'
bmc -q show --json
is "$err" '' 'show -q, no gateway parameter: nothing more'
# answer FAULT LABEL REASON: show prints the rest and names this one.
imperfect()
{
    fault "$1"
    SECONDS=0
    bmc show
    is "$status" 0 "show, $1: exit status"
    like "$out" $'\n'"$2 +not read" "show, $1: not read"
    like "$err" "^bmctui: $2: not read: .*$3" "show, $1: why"
    is "$((SECONDS < 6))" 1 "show, $1: it takes no more than its share"
}
imperfect '0c 02 14 * reply 001100' 'VLAN ID' length
imperfect '0c 02 05 * reply 0011' 'MAC address' length
imperfect '0c 02 14 * code c3' 'VLAN ID' 'no answer'
imperfect '00 01 * * reply 000100' 'Identify light' length
imperfect '0c 02 0c * code ff' 'IPv4 Default Gateway' refused
fault '0c 02 14 * reply 001100'
bmc show --json
is "$(json .vlan)" null 'show --json, not read: null'
bmc set --dry-run vlan=7
is "$status" 2 'set, not read: what could not be put back is not written'
like "$err" 'bmctui: vlan: .*could not be read' 'set, not read: why'
fault
fault '06 42 * * code cb'
bmc channels
is "$status" 3 'a BMC without LAN channels: exit status'
like "$err" 'LAN channel' 'a BMC without LAN channels: says so'
fault

# ---------------------------------------------------------------- no BMC

SIM_PASSWORD=wrong bmc show
is "$status" 3 'wrong session password: exit status'
like "$err" '^bmctui: BMC: .*password' 'wrong session password: says so'
is "$(wc -l <<<"$err")" 1 'wrong session password: one line'
SIM_USER=nobody bmc show
is "$status" 3 'unknown session user: exit status'
sim_stop
run "$BMCTUI" -h "$SIM_HOST1" -u ADMIN --session-password-file="$SIM_DIR/password" \
    --session-timeout=600 --retransmission-timeout=200 show
is "$status" 3 'nobody answers: exit status'
like "$err" '^bmctui: BMC: ' 'nobody answers: says so'
is "$out" '' 'nobody answers: no values'
run "$BMCTUI" -D openipmi --driver-device="$TAP_TMP/absent" show
is "$status" 3 'no device: exit status'
like "$err" '^bmctui: BMC: .*absent' 'no device: named'
run "$BMCTUI" -D openipmi --driver-device="$TAP_TMP/absent" doctor --json
is "$status" 3 'doctor without a BMC: exit status'
is "$(json '.reached')" false 'doctor without a BMC: JSON'
is "$(json '[.checks[] | select(.check == "device") | .state]')" '["fault"]' \
    'doctor without a BMC: the device is a fault'

# ---------------------------------------------------------------- odds and ends

run "$BMCTUI" --version
is "$status" 0 '--version: exit status'
like "$out" '^bmctui [0-9]' '--version: says it'
run "$BMCTUI" --help
is "$status" 0 '--help: exit status'
run "$BMCTUI" --demo show
is "$status" 0 'the demo BMC: exit status'
run "$BMCTUI" </dev/null
is "$status" 2 'the console without a terminal: exit status'
like "$err" 'bmctui show' 'the console without a terminal: names the commands'
run "$BMCTUI" --demo manage --check
is "$out" $'https://192.168.100.100/\nThe demo BMC has no web server to reach.' \
    'the demo BMC: whoever has its address here is not asked'
run "$BMCTUI" --demo show >/dev/null
"$BMCTUI" --demo show >/dev/full 2>"$TAP_TMP/err"
is "$?" 1 'standard output full: exit status'
like "$(cat "$TAP_TMP/err")" '^bmctui: standard output: ' 'standard output full: says so'
run "$BMCTUI" --demo --trace="$TAP_TMP/trace" show
is "$(stat -c %a "$TAP_TMP/trace")" 600 '--trace: for its owner only'
ok '--trace: requests are in it' grep -q '0c/02' "$TAP_TMP/trace"
done_testing
