# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2016,SC2034,SC2119,SC2153,SC2154,SC2317
# kill -9 in the middle of a save, in-band, and what `recover` makes of it.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh" || exit 99
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"
# shellcheck source=tests/sim/background.sh
. "${top_srcdir:-.}/tests/sim/background.sh"

sim_needs ipmitool
echo 'verify_seconds = 3;' >>"$TAP_TMP/bmctui.conf"

old='static 192.168.100.100 255.255.255.0 192.168.100.254 off'
new='static 192.168.100.50 255.255.254.0 192.168.101.1 77'
save=(address=192.168.100.50 netmask=255.255.254.0 gateway=192.168.101.1 vlan=77)

holds()
{
    lan_value 1 source address netmask gateway vlan
}

holds_and_progress()
{
    lan_value 1 source address netmask gateway vlan progress
}

# killed_at K ARGUMENT...: kill -9 after the BMC has carried out request K of bmctui, whose answer
# bmctui never sees.
killed_at()
{
    local k=$1

    shift
    fault "* * * $k lose"
    trace_mark
    SHIM_TIMEOUT=20000 spawn set "$@"
    await requests_seen "$k"
    kill -KILL "$pid"
    reap
    fault
}

pending()
{
    [ -e "$SIM_STATE/local.journal" ]
}

# ---------------------------------------------------------------- at every second request

sim_start "$TAP_TMP/sim"
trace_mark
bmc_inband set "${save[@]}"
is "$status" 0 'a save that nobody kills'
is "$(holds)" "$new" 'a save that nobody kills: kept'
nok 'a save that nobody kills: no journal left' pending
total=$(trace_count '^[0-9a-f]* ')
first=$(trace_since | cut -d' ' -f4- | grep -n '^06 01' | head -n 1 | cut -d: -f1)
note "$total requests, the first write is near $first"
bmc_inband set address=192.168.100.100 netmask=255.255.255.0 gateway=192.168.100.254 vlan=off
is "$(holds)" "$old" 'put back by another save'

way=undo
for ((k = first + 1; k <= first + 18; k++)); do
    killed_at "$k" "${save[@]}"
    if ! pending; then
        fail "killed at $k: there is a journal"
        continue
    fi
    bmc_inband recover
    is "$status" 4 "killed at $k: recover alone says that something is pending"
    like "$out" 'IPv4 Address +192.168.100.100 +192.168.100.50 +192.168' "killed at $k: columns"
    bmc_inband "recover" "--$way"
    is "$status" 0 "killed at $k, $way: exit status" || diag "$out $err"
    case $way in
    undo) is "$(holds_and_progress)" "$old 0" "killed at $k, $way: the old settings" ;;
    finish) is "$(holds_and_progress)" "$new 0" "killed at $k, $way: the new settings" ;;
    esac
    bmc_inband recover
    is "$status $out" '0 Nothing is pending.' "killed at $k, $way: nothing is left"
    if [ "$way" = finish ]; then
        bmc_inband set address=192.168.100.100 netmask=255.255.255.0 gateway=192.168.100.254 \
            vlan=off
        way=undo
    else
        way=finish
    fi
done

# ---------------------------------------------------------------- what it says meanwhile

at=$((first + 9))
killed_at "$at" "${save[@]}"
bmc_inband set vlan=5
is "$status" 1 'another save before it is settled: exit status'
like "$err" 'bmctui recover' 'another save before it is settled: what to do'
is "$(lan_value 1 vlan)" off 'another save before it is settled: nothing written'
bmc_inband show
is "$status" 0 'reading goes on'
bmc recover
is "$status $out" '0 Nothing is pending.' 'the BMC over LAN has a journal of its own'
bmc_inband recover --undo --finish
is "$status" 2 'two ways out: exit status'
bmc_inband --read-only recover --undo
is "$status" 2 '--read-only: exit status'
bmc_inband recover --forget
is "$status" 0 'forget: exit status'
nok 'forget: no journal' pending
raw 0x0c 1 1 0 0 >/dev/null

# ---------------------------------------------------------------- nobody there

killed_at "$at" "${save[@]}"
bmc_inband recover --unattended
is "$status" 0 'unattended: exit status'
is "$(holds_and_progress)" "$old 0" 'unattended: undone'
nok 'unattended: no journal' pending
bmc_inband recover --unattended
is "$status" 0 'unattended, nothing pending: exit status'

killed_at "$at" "${save[@]}"
cp "$TAP_TMP/bmctui.conf" "$TAP_TMP/finish.conf"
echo 'recover = "finish";' >>"$TAP_TMP/finish.conf"
bmc_inband --config-file="$TAP_TMP/finish.conf" recover --unattended
is "$status" 0 'recover = "finish": exit status'
is "$(holds_and_progress)" "$new 0" 'recover = "finish": finished'
bmc_inband set address=192.168.100.100 netmask=255.255.255.0 gateway=192.168.100.254 vlan=off

killed_at "$at" "${save[@]}"
cp "$TAP_TMP/bmctui.conf" "$TAP_TMP/ask.conf"
echo 'recover = "ask";' >>"$TAP_TMP/ask.conf"
trace_mark
bmc_inband --config-file="$TAP_TMP/ask.conf" recover --unattended
is "$status $(trace_count)" '0 0' 'recover = "ask": the BMC is not asked'
ok 'recover = "ask": the journal is left' pending

# Somebody repairs it by hand meanwhile.
raw 0x0c 1 1 0 0 >/dev/null
ipmi_set()
{
    raws '0x0c 1 1 0 1' "0x0c 1 1 $*" '0x0c 1 1 0 2' '0x0c 1 1 0 0' >/dev/null
}
ipmi_set 3 192 168 100 222
trace_mark
bmc_inband recover --unattended
is "$status" 0 'repaired by hand: exit status'
is "$(lan_value 1 address)" 192.168.100.222 'repaired by hand: left alone'
is "$(trace_count '^0c 01 ')" 0 'repaired by hand: nothing written'
ok 'repaired by hand: the journal is left' pending
bmc_inband recover
like "$out" '192.168.100.222 +neither' 'repaired by hand: a person sees it'
like "$out" 'has been changed since' 'repaired by hand: and is told'
bmc_inband recover --undo
is "$status" 0 'repaired by hand: a person may undo it all the same'
is "$(holds)" "$old" 'repaired by hand: undone'

# Another BMC.
killed_at "$at" "${save[@]}"
raw 0x0c 1 1 0 0 >/dev/null
ipmi_set 5 0x00 0x25 0x90 0xaa 0x00 0x99
trace_mark
bmc_inband recover --unattended
is "$status $(trace_count '^0c 01 ')" '0 0' 'another MAC: left alone'
bmc_inband recover --undo
isnt "$status" 0 'another MAC: a person cannot undo it either'
like "$err" '00:25:90:aa:00:01' 'another MAC: and is told which'
ipmi_set 5 0x00 0x25 0x90 0xaa 0x00 0x01
bmc_inband recover --undo
is "$status $(holds)" "0 $old" 'the same BMC again: undone'

# ---------------------------------------------------------------- the BMC is away

killed_at $((first + 12)) "${save[@]}"
SHIM_OPEN=ENOENT bmc_inband recover
is "$status" 4 'no BMC: recover alone still says what is pending'
like "$out" 'IPv4 Address +192.168.100.100 +192.168.100.50 +unknown' 'no BMC: the columns'
SHIM_OPEN=ENOENT bmc_inband recover --undo
is "$status" 3 'no BMC: exit status'
ok 'no BMC: the journal is left' pending
fault '0c 01 03 * code cc'
HURRY=10 hurried bmc_inband recover --undo
is "$status" 4 'refused: exit status'
like "$err" 'recover --undo' 'refused: what to do'
ok 'refused: the journal is left' pending
fault
bmc_inband recover
like "$out" 'could not be fully undone' 'refused: recover says so'
bmc_inband recover --undo
is "$status $(holds)" "0 $old" 'afterwards: undone'

# ---------------------------------------------------------------- a password

password_file()
{
    (umask 077 && printf '%s\n' "$1" >"$TAP_TMP/password")
}

password_file 'Marker-passw0rd'
fault '06 47 02 1 lose'
trace_mark
SHIM_TIMEOUT=20000 spawn set vlan=5 --user=oper --password-file="$TAP_TMP/password"
await requests_seen 1 '^06 47 '
kill -KILL "$pid"
reap
fault
nok 'the journal holds no password' grep -q Marker "$SIM_STATE/local.journal"
bmc_inband recover
like "$out" 'password of user 3 oper had been sent' 'password sent: says so'
bmc_inband recover --finish
is "$status" 0 'password sent, finish: exit status'
like "$err" 'had been sent' 'password sent, finish: says so'
is "$(lan_value 1 vlan)" 5 'password sent, finish: the rest is there'
fault '0c 02 14 2 lose'
trace_mark
SHIM_TIMEOUT=20000 spawn set vlan=6 --user=oper --password-file="$TAP_TMP/password"
await requests_seen 2 '^0c 02 01 14'
kill -KILL "$pid"
reap
fault
bmc_inband recover --undo
is "$status" 0 'password not sent, undo: exit status'
like "$err" 'had not been sent' 'password not sent, undo: says so'
is "$(lan_value 1 vlan)" 5 'password not sent, undo: the rest is undone'

# ---------------------------------------------------------------- torn, foreign, nowhere

killed_at "$at" "${save[@]}"
head -c $(($(wc -c <"$SIM_STATE/local.journal") / 2)) "$SIM_STATE/local.journal" >"$TAP_TMP/torn"
cp "$TAP_TMP/torn" "$SIM_STATE/local.journal"
trace_mark
bmc_inband recover --undo
is "$status $(trace_count)" '4 0' 'a torn journal: never acted upon'
like "$err" 'moved aside to local.damaged-1' 'a torn journal: put aside'
ok 'a torn journal: its bytes are kept' cmp -s "$TAP_TMP/torn" "$SIM_STATE/local.damaged-1"
raw 0x0c 1 1 0 0 >/dev/null
echo 'rm -rf /' >"$SIM_STATE/local.journal"
bmc_inband set vlan=7
is "$status" 1 'a foreign journal: the next save says so first'
like "$err" 'moved aside to local.damaged-2' 'a foreign journal: put aside'
bmc_inband set vlan=7
is "$status" 0 'a foreign journal: and then goes on'

: >"$TAP_TMP/file"
echo "state_directory = \"$TAP_TMP/file/bmctui\";" >"$TAP_TMP/nowhere.conf"
chmod 600 "$TAP_TMP/nowhere.conf"
trace_mark
bmc_inband --config-file="$TAP_TMP/nowhere.conf" set vlan=8
is "$status $(trace_count '^0c 01 ')" '1 0' 'no folder: nothing is written'
like "$err" 'cannot be created.*--no-journal' 'no folder: says so'
bmc_inband --config-file="$TAP_TMP/nowhere.conf" set --no-journal vlan=8
is "$status $(lan_value 1 vlan)" '0 8' '--no-journal: saved'

if [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; then
    full='mount -t tmpfs -o size=4k,mode=0700 tmpfs "$1" && head -c 8192 /dev/zero >"$1/filler"
        shift; exec "$@"'
    mkdir -p "$SIM_STATE"
    trace_mark
    run inband unshare -m sh -c "$full" sh "$SIM_STATE" "$BMCTUI" -D openipmi set vlan=9
    is "$status $(trace_count '^0c 01 ')" '1 0' 'a full disk: nothing is written'
    like "$err" 'No space left.*--no-journal' 'a full disk: says so'
else
    skip 2 'needs a mount name space of its own'
fi

# ---------------------------------------------------------------- one at a time

# Over another channel than the one that is changed.
SIM_CHANNEL=8
fault '0c 01 14 1 delay 500'
trace_mark
spawn_lan --retransmission-timeout=4000 set vlan=10
await requests_seen 1 '^0c 01 01 14'
kill -STOP "$pid"
cp "$TAP_TMP/bmctui.conf" "$TAP_TMP/short.conf"
echo 'lock_wait_seconds = 1;' >>"$TAP_TMP/short.conf"
chmod 600 "$TAP_TMP/short.conf"
bmc --config-file="$TAP_TMP/short.conf" set vlan=11
is "$status" 1 'two at a time: exit status'
like "$err" "pid $pid is saving" 'two at a time: says who'
bmc recover
is "$status" 4 'recover meanwhile: exit status'
like "$out" "pid $pid is saving" 'recover meanwhile: says who'
(
    await grep -q waiting "$TAP_TMP/err"
    kill -CONT "$pid"
) &
bmc set vlan=12
like "$err" "pid $pid is saving to this BMC; waiting" 'two at a time: the second says so'
is "$status $(lan_value 1 vlan)" '0 12' 'two at a time: the second waits, and saves'
reap
is "$status" 0 'two at a time: the first has saved'
done_testing
