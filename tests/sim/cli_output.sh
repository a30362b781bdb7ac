# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# What is printed cannot be written: the exit status tells what the BMC holds all the same, and a
# save whose review nobody can read does not begin.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"
# shellcheck source=tests/sim/background.sh
. "${top_srcdir:-.}/tests/sim/background.sh"

sim_needs ipmitool
sim_start "$TAP_TMP/sim"

WRITES='^(0c 01|06 40|06 43|06 45|06 47|00 04) '

# A pipe whose reader has gone.
mkfifo "$TAP_TMP/pipe"
exec 8<>"$TAP_TMP/pipe" 9>"$TAP_TMP/pipe" 8<&-

# unheard WHERE ARGUMENT...: bmctui with a standard output that takes nothing.
unheard()
{
    local where=$1

    shift
    trace_mark
    case $where in
    full) inband "$BMCTUI" -D openipmi "$@" >/dev/full 2>"$TAP_TMP/err" ;;
    pipe) inband "$BMCTUI" -D openipmi "$@" >&9 2>"$TAP_TMP/err" ;;
    closed) inband "$BMCTUI" -D openipmi "$@" >&- 2>"$TAP_TMP/err" ;;
    esac
    status=$?
    err=$(<"$TAP_TMP/err")
}

vlan=20
for where in full pipe; do
    unheard "$where" set vlan=$((++vlan))
    is "$status" 1 "$where: set: exit status"
    is "$(trace_count "$WRITES")" 0 "$where: set: nothing is written"
    like "$err" 'standard output: cannot be written' "$where: set: says why"
    like "$err" 'stopped before anything was written' "$where: set: says what came of it"
    is "$(lan_value 1 vlan)" off "$where: set: the VLAN"
    bmc_inband recover
    is "$status" 0 "$where: set: no journal is left"
done

# Nothing is to be printed before; what is afterwards does not change what the BMC holds.
for where in full pipe; do
    unheard "$where" -q set vlan=$((++vlan))
    is "$status" 0 "$where: set -q: exit status"
    is "$(lan_value 1 vlan)" "$vlan" "$where: set -q: the VLAN"
    unheard "$where" identify on
    is "$status" 0 "$where: identify on: exit status"
    is "$(identify_state)" on "$where: identify on: the light"
    like "$err" 'standard output: cannot be written' "$where: identify on: says so"
    unheard "$where" identify off
    is "$status $(identify_state)" '0 off' "$where: identify off"
done

# Whatever a closed one is taken for, status and BMC agree.
before=$(lan_value 1 vlan)
unheard closed set vlan=$((++vlan))
case $status in
0) is "$(lan_value 1 vlan)" "$vlan" 'closed: set: saved' ;;
*) is "$(lan_value 1 vlan)" "$before" 'closed: set: not saved' ;;
esac
unheard closed identify on
case $status in
0) is "$(identify_state)" on 'closed: identify on: it is' ;;
*) is "$(identify_state)" off 'closed: identify on: it is not' ;;
esac

# A command that reads has failed.
for command in 'show' 'channels' 'export' 'identify status' 'set --dry-run vlan=7' 'manage'; do
    # shellcheck disable=SC2086
    unheard full $command
    is "$status" 1 "full: $command: exit status"
done

# --- the trace

# traced ARGUMENT...: where no file may grow.
traced()
{
    trace_mark
    err=$(ulimit -f 0 && inband "$BMCTUI" -D openipmi --trace="$TAP_TMP/trace" "$@" 2>&1 >/dev/null)
    status=$?
}

traced show
is "$status" 1 'trace, no room: show: exit status'
like "$err" '^bmctui: --trace: .*trace could not be written completely' 'trace, no room: show: says so'
before=$(lan_value 1 vlan)
traced set vlan=60
is "$status $(lan_value 1 vlan)" "1 $before" 'trace, no room: set: not begun'
is "$(trace_count "$WRITES")" 0 'trace, no room: set: nothing is written'
for file in link full; do
    [ "$file" = full ] || ln -s "$TAP_TMP/victim" "$TAP_TMP/link"
    name=$TAP_TMP/link
    [ "$file" = link ] || name=/dev/full
    bmc_inband --trace="$name" show
    is "$status" 2 "trace to a $file: exit status"
    like "$err" "^bmctui: --trace: $name cannot be written: " "trace to a $file: says why"
done
nok 'trace to a link: nothing behind it' test -e "$TAP_TMP/victim"
rm -f "$TAP_TMP/trace"
mkfifo "$TAP_TMP/fifo"
for option in --password-file --trace; do
    run timeout 20 "$BMCTUI" --demo "$option=$TAP_TMP/fifo" set vlan=5
    is "$status" 2 "$option: a pipe is not waited for"
done
run timeout 20 "$BMCTUI" --demo apply "$TAP_TMP/fifo"
is "$status" 2 'apply: a pipe is not waited for'
like "$err" 'not a regular file' 'apply: a pipe: says so'

# Cut off, and put back without anybody hearing of it.
before=$(lan_value 1 vlan)
fault '0c 01 14 1 lose'
trace_mark
SHIM_TIMEOUT=20000 spawn set vlan=100
await requests_seen 1 '^0c 01 01 14'
kill -KILL "$pid"
reap
fault
unheard full recover
is "$status" 4 'full: recover: exit status'
unheard full recover --undo
is "$status $(lan_value 1 vlan)" "0 $before" 'full: recover --undo'
like "$err" 'standard output: cannot be written' 'full: recover --undo: says so'


# ---------------------------------------------------------------- descriptors that are closed

# Whatever is opened first must not become what is printed to, nor what is read from.
fault
closed()
{
    trace_mark
    inband "$BMCTUI" -D openipmi set --no-journal vlan=$((++vlan)) 0<&- 1>&- 2>&-
    is "$?" 1 'nothing is open: nothing is written'
    is "$(trace_count "$WRITES")" 0 'nothing is open: nor sent'
    inband "$BMCTUI" -D openipmi set --no-journal vlan=$vlan <&- >"$TAP_TMP/out" 2>&-
    is "$?" 0 'no input and no errors: it is saved'
    like "$(cat "$TAP_TMP/out")" 'VLAN ID' 'no input and no errors: and told'
    inband "$BMCTUI" -D openipmi show <&- 2>&- >"$TAP_TMP/out"
    is "$?" 0 'no input: show'
    like "$(cat "$TAP_TMP/out")" "VLAN ID +$vlan" 'no input: what it shows'
    (umask 077 && printf 'Secret12pass!' >"$TAP_TMP/pw")
    inband "$BMCTUI" -D openipmi set --no-journal --user=2 --password-file=- <&- 2>"$TAP_TMP/err"
    is "$?" 2 'a password from an input that is closed: refused'
}
closed

done_testing
