# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# A BMC whose answers are longer than they should be: what is surplus is ignored, over LAN as in-band,
# and nothing is sent twice.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"

sim_needs
sim_start "$TAP_TMP/sim"

# surplus HOW: everything works over this link, each request sent once.
surplus()
{
    local bytes

    for bytes in 00 a5a5a5a5a5a5; do
        # not those that FreeIPMI sends by itself to open a session
        fault "0c * * * long $bytes" "00 * * * long $bytes" "06 01 * * long $bytes" \
            "06 41 * * long $bytes" "06 42 * * long $bytes" "06 44 * * long $bytes" \
            "06 46 * * long $bytes" "06 47 * * long $bytes"
        trace_mark
        "$1" identify 30
        is "$status" 0 "$1, $bytes more: the light"
        is "$(trace_count '^00 04 ')" 1 "$1, $bytes more: it is sent once"
        trace_mark
        "$1" set --no-journal --cut-link vlan=5
        is "$status" 0 "$1, $bytes more: a save"
        is "$(trace_count '^0c 01 01 14 ')" 1 "$1, $bytes more: VLAN is written once"
        "$1" set --no-journal --cut-link vlan=off
        is "$status" 0 "$1, $bytes more: and back"
        "$1" show
        is "$status" 0 "$1, $bytes more: show"
        is "$err" '' "$1, $bytes more: nothing is missing"
        "$1" channels
        is "$status $(wc -l <<<"$out")" '0 2' "$1, $bytes more: channels, and those that are absent"
        fault
    done
}

surplus bmc
surplus bmc_inband

done_testing
