# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# Actions whose answer is lost are carried out once, over LAN and in-band, and it is looked what came
# of them; and how many requests an action, a boot wish and a page take.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"

sim_needs jq ipmitool
HOST=$(uname -n)
export SHIM_TIMEOUT=300

# once LINK FAULT STATUS: `power cycle` with that fault at Chassis Control.
once()
{
    local link=$1 status_wanted=$3 carried_out

    : >"$SIM_DIR/chassis/log"
    fault "00 02 * * $2"
    trace_mark
    if [ "$link" = lan ]; then
        over lan power off --wait=3
    else
        over inband power off "--this-machine=$HOST" --wait=3
    fi
    fault
    is "$status" "$status_wanted" "$link, $2: exit status" || diag "$out$err"
    is "$(trace_count '^00 02 00 ')" 1 "$link, $2: it was sent once"
    carried_out=$(grep -c 'power 0' "$SIM_DIR/chassis/log")
    is "$carried_out" "$4" "$link, $2: carried out $4 times"
    sim_ipmitool chassis power on >/dev/null
}

answers()
{
    once "$1" lose 0 1
    once "$1" drop 4 0
    once "$1" 'code d5' 1 0
    once "$1" 'delay 1000' 0 1
}

lan_answers()
{
    sim_start "$TAP_TMP/sim" machine
    answers lan
}

inband_answers()
{
    sim_start "$TAP_TMP/sim" machine
    answers inband
}

# costs WHAT MOST ARGUMENT...: exit status 0, in so many requests.
costs()
{
    local what=$1 most=$2 count

    shift 2
    trace_mark
    bmc_inband "$@"
    count=$(trace_count)
    is "$status" 0 "$what: exit status" || diag "$out$err"
    ok "$what: $count requests, at most $most" test "$count" -le "$most"
}

requests()
{
    sim_start "$TAP_TMP/sim" machine
    costs "power: the page's 6 and the hours" 7 power
    # The page's 6, and 8 for the wish.
    costs 'a boot wish, verified' 14 boot bios --uefi
    is "$(raw 0 9 5 0 0)" '01 05 a0 18 00 00 00' 'the BMC holds it'
    costs 'no boot wish, verified' 14 boot none
    is "$(raw 0 9 5 0 0 | cut -d' ' -f3)" 20 'its valid bit is off, and nothing else'
    costs 'after a power cut' 9 policy on
    like "$(sim_ipmitool chassis status)" 'Policy : always-on' 'it is kept'
    costs 'the BMC, and its FRU of 208 bytes' $((9 + (208 + 31) / 32)) bmc
    costs 'newest 16 events, the sensors for the first time' $((20 + 65 * 21 / 10)) events --last=16
    # And the GUID: whose sensors they are.
    costs 'newest 16 events' 21 events --last=16
    trace_mark
    bmc_inband events clear --no-save
    is "$status $(trace_count '^0a 47 .. .. 43 4c 52 aa')" '0 1' 'events clear: once' || diag "$out$err"
    trace_mark
    bmc_inband power reset "--this-machine=$HOST"
    is "$status" 0 'power reset: exit status' || diag "$out$err"
    is "$(trace_since | sed '/^[^>]* 00 02 03 /q' | wc -l)" 3 'two requests, and the third is the action'
}

beside lan lan_answers
beside inband inband_answers
beside requests requests
join_beside
done_testing
