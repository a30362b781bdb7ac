# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# `doctor`: each check in its good and its bad state, the text and the JSON of it, exit statuses.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"

sim_needs jq
umask 077
cat >"$TAP_TMP/conf" <<END
state_directory = "$SIM_STATE";
check_reachability = false;
END

# Whatever is wrong says what to do.
doctor()
{
    "${link:-bmc}" --config-file="$TAP_TMP/conf" doctor --json
    says_what_to_do
}

says_what_to_do()
{
    silent=$(jq -r '.checks[] | select(.state == "warning" or .state == "fault") |
        select(.what_to_do == null) | .check' <<<"$out")
    [ -z "$silent" ] || fail "what to do is not said: $silent"
}

# check NAME: "STATE TEXT" of every line with this name; todo NAME: what to do.
check()
{
    jq -r ".checks[] | select(.check == \"$1\") | .state + \" \" + .text" <<<"$out"
}

todo()
{
    jq -r ".checks[] | select(.check == \"$1\") | .what_to_do // \"\"" <<<"$out"
}

# Suite 0 is not offered to be used: rows 23 and 24 of the LAN parameters.
suite_0_off="0c 02 17 * reply 0011000003
0c 02 18 * reply 00110040"

# ---------------------------------------------------------------- all is well

sim_start "$TAP_TMP/sim" user='1 false x test user'
fault "$suite_0_off"
for link in bmc bmc_inband; do
    doctor
    is "$status" 0 "$link: exit status"
    is "$err" '' "$link: nothing on standard error"
    is "$(jq -r .reached <<<"$out")" true "$link: reached"
    like "$(check link)" '^ok .' "$link: the link"
    is "$(check bmc)" 'ok device id 32, manufacturer 10876, product 2842' "$link: device id"
    is "$(check firmware)" 'ok 3.45' "$link: firmware"
    is "$(check ipmi)" 'ok IPMI 2.0' "$link: IPMI version"
    is "$(check channel | wc -l)" 2 "$link: channels"
    is "$(check access | head -n 1)" 'ok channel 1: always available, up to administrator' \
        "$link: access mode"
    is "$(check user | cut -d, -f1)" $'ok 2  ADMIN  administrator\nok 3  oper  operator
ok 4  viewer  user' "$link: users with their privilege"
    is "$(check anonymous)" 'ok none can log in' "$link: no user without a name"
    is "$(check url)" 'ok https://192.168.100.100/' "$link: web address"
    is "$(check journal)" 'ok nothing is pending' "$link: journal"
    like "$(check locale)" '^ok C.UTF-8 \(UTF-8\)' "$link: locale"
    like "$(check terminal)" '^ok none: ' "$link: terminal"
    is "$(jq -r '[.checks[] | select(.state == "ok" and .what_to_do != null)] | length' \
        <<<"$out")" 0 "$link: nothing to do where all is well"
done
like "$(check smbios)$(check modules)$(check device)" . 'in-band: this machine is looked at, too'
link=bmc
doctor
is "$(check smbios)$(check modules)$(check device)" '' 'over LAN: this machine does not matter'
like "$(check cipher | head -n 1)" '^ok channel 1: 0 .*; 0 is disabled$' 'cipher suite 0: off'
bmc --config-file="$TAP_TMP/conf" doctor
is "$status" 0 'text: exit status'
like "$out" $'\nIPMI version  +ok  +IPMI 2\\.0\n' 'text: a line'
unlike "$out" 'What to do' 'text: nothing to do'

# ---------------------------------------------------------------- security

fault
doctor
is "$status" 1 'cipher suite 0: exit status'
like "$(check cipher | head -n 1)" '^fault channel 1: 0 1 2 3' 'cipher suite 0: a fault'
like "$(todo cipher)" 'no password.*bmctui security --fix=cipher-zero --channel=1' \
    'cipher suite 0: what to do'
bmc --config-file="$TAP_TMP/conf" doctor
like "$out" $'\nCipher suites +FAULT +channel 1: 0 .*\n +What to do: suite 0 ' 'cipher suite 0: text'
fault '0c 02 17 * reply 0011000003' '0c 02 18 * reply 00110044'
doctor
like "$(check cipher | head -n 1)" '^fault ' 'cipher suite 0, in the table as usable: a fault'
link=bmc_inband # where ipmi_sim does not know Get Channel Cipher Suites
doctor
is "$(check cipher | head -n 1)" 'unknown channel 1: not reported' \
    'no Get Channel Cipher Suites: unknown'
is "$status" 0 'no Get Channel Cipher Suites: exit status'
fault '06 54 * * reply 0001'
doctor
is "$(check cipher | head -n 1)" 'unknown channel 1: none reported' 'no cipher suite named: unknown'
link=bmc
fault "$suite_0_off" '06 44 * * reply 000a410034' "06 46 * * reply 00$(printf '%032d' 0)"
doctor
like "$(check anonymous)" '^warning slot 1 accepts logins without a user name, as administrator' \
    'a user without a name: a warning'
like "$(todo anonymous)" 'user 1 is the only administrator: first add one with a name' \
    'the only administrator is not to be disabled before there is another'
fault "$suite_0_off" '06 44 * * reply 000a410034'
doctor
like "$(todo anonymous)" '^bmctui security --fix=no-name disables' 'beside another administrator it is to be disabled'
fault "$suite_0_off" '06 41 1 * reply 000004'
doctor
is "$(check access | head -n 1)" 'warning channel 1: disabled, up to administrator' \
    'channel access disabled: a warning'
like "$(todo access)" 'bmctui set --channel=1 --remote-access=lan' \
    'channel access disabled: what to do'
is "$status" 0 'channel access disabled: exit status'
fault "$suite_0_off" '06 41 1 1 reply 000204' '06 41 1 2 reply 000004'
doctor
is "$(check access | head -n 1)" \
    'warning channel 1: now always available, after a restart disabled' \
    'channel access until a restart: a warning'
fault "$suite_0_off" '06 41 * * code c1'
doctor
is "$(check access | head -n 1)" 'unknown channel 1: not reported' \
    'channel access refused: unknown'
is "$status" 0 'channel access refused: exit status'
fault "$suite_0_off" '06 01 * * reply 002001034501800a2a001a0b00000000'
link=bmc_inband
doctor
is "$(check ipmi)" 'warning IPMI 1.0' 'an old IPMI: a warning'
link=bmc
sim_stop
sim_start "$TAP_TMP/anonymous"
fault "$suite_0_off"
doctor
is "$(check anonymous)" 'warning slot 1 accepts logins without a user name, as user' 'user 1 without a name'
like "$(todo anonymous)" 'bmctui security --fix=no-name disables user 1' 'user 1 without a name: what to do'
is "$status" 0 'user 1 without a name: exit status'
fault "$suite_0_off" '06 44 1 * code cc'
doctor
is "$status" 0 'users refused: exit status'

# ---------------------------------------------------------------- address, links, journal

sim_stop
sim_start "$TAP_TMP/none" channels=1 ch1.ip_addr=0.0.0.0 user='1 false x test user'
fault "$suite_0_off"
doctor
like "$(check url)" '^warning the BMC has no address' 'no address: a warning'
like "$(todo url)" 'dhcp=yes' 'no address: what to do'
fault '06 42 * * code cb'
link=bmc_inband
doctor
is "$status" 1 'no LAN channel: exit status'
like "$(check channel)" '^fault .*no LAN channel' 'no LAN channel: a fault'
link=bmc
fault

# odd PARAMETER HEX TEXT: the value is a fault.
odd()
{
    fault "$suite_0_off" "0c 02 $1 * reply 0011$2"
    doctor
    is "$status" 1 "$3: exit status"
    like "$(check values)" "^fault channel [18]: .*$3" "$3: named"
}
sim_stop
sim_start "$TAP_TMP/odd" user='1 false x test user'
odd 05 000000000000 'MAC address 00:00:00:00:00:00'
odd 05 ffffffffffff 'MAC address ff:ff:ff:ff:ff:ff'
odd 06 00000000 'IPv4 Netmask none'
odd 06 ff00ff00 'IPv4 Netmask 255.0.255.0'
odd 0c 0a090909 'IPv4 Default Gateway 10.9.9.9'
odd 03 ffffffff 'IPv4 Address 255.255.255.255'
fault "$suite_0_off"

mkdir -p "$SIM_STATE"
printf 'damaged\n' >"$SIM_STATE/local.journal"
link=bmc_inband
doctor
is "$status" 1 'a journal: exit status'
like "$(check journal)" '^fault ' 'a journal: a fault'
like "$(todo journal)" 'bmctui recover' 'a journal: what to do'
rm -f "$SIM_STATE"/local.*
link=bmc

# ---------------------------------------------------------------- locale, terminal

run env LC_ALL=xx_YY.UTF-8 "$BMCTUI" --demo doctor --json
like "$(check locale)" '^warning xx_YY.UTF-8 is not installed' 'a locale that is not installed'
like "$(todo locale)" 'LC_ALL=C.UTF-8' 'a locale that is not installed: what to do'
run env LC_ALL=C "$BMCTUI" --demo doctor --json
like "$(check locale)" '^ok C ' 'the C locale'

# terminal TYPE: the check on a terminal of that kind.
terminal()
{
    env TERM="$1" script -qec "$BMCTUI --demo doctor" /dev/null </dev/null 2>/dev/null |
        tr -d '\r' | sed -n 's/^Terminal  *//p'
}

if type -P script >/dev/null; then
    like "$(terminal vt100)" '^ok +vt100' 'a terminal that is known'
    like "$(terminal nonesuch)" '^warning +nonesuch' 'a terminal that is not known'
    like "$(terminal dumb)" '^warning +TERM does not say' 'a dumb terminal'
else
    skip 3 'script is not installed'
fi

# ---------------------------------------------------------------- no BMC

SIM_PASSWORD=wrong doctor
is "$status" 3 'not let in: exit status'
is "$(jq -r .reached <<<"$out")" false 'not let in: not reached'
like "$(check link)" '^fault .*password' 'not let in: why'
like "$(todo link)" 'user name' 'not let in: what to do'
is "$(check journal)" 'ok nothing is pending' 'not let in: what is known here is told'
sim_stop
run "$BMCTUI" --config-file="$TAP_TMP/conf" -D openipmi --driver-device="$TAP_TMP/absent" doctor
is "$status" 3 'no device: exit status'
like "$out" $'\nLink to the BMC +FAULT +there is no ' 'no device: why'
# One thing to do for three lines that are wrong is said once.
run unshare -m sh -c "mount -t tmpfs none /dev && : >/dev/null && exec '$BMCTUI' doctor"
if [ "$status" = 3 ] && [[ $out == *'no /dev/ipmi0'* ]]; then
    like "$out" 'What to do: ' 'without a device node: what to do'
    is "$(grep 'What to do: ' <<<"$out" | sort | uniq -d)" '' 'no advice is said twice'
else
    skip 2 'no place for a machine without device nodes'
fi
done_testing
