# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# A machine's 300 events, 64 sensors and its FRU in the words of FreeIPMI's tools, line by line, and
# how many requests that takes; in-band and over LAN.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"

sim_needs jq ipmi-sel ipmi-sensors ipmi-fru
export TZ=UTC
mkdir "$TAP_TMP/known"

# A FreeIPMI tool's table, without the blanks that make it one.
theirs()
{
    sim_freeipmi "$@" --quiet-cache "--sdr-cache-directory=$TAP_TMP/known" |
        sed 's/ *| */|/g; s/ *$//'
}

# ours inband|lan WHAT
ours()
{
    if [ "$1" = lan ]; then
        "$top_builddir/tests/sim/tell" "$2" "$SIM_HOST1" "$SIM_USER" "$SIM_PASSWORD"
    else
        inband "$top_builddir/tests/sim/tell" "$2"
    fi
}

# same WHAT LINES AT-MOST: as many lines of both, none different; and so many requests.
same()
{
    local what=$1 lines=$2 most=$3 link count

    is "$(wc -l <"$TAP_TMP/theirs")" "$lines" "$what: $lines lines of FreeIPMI's"
    for link in inband lan; do
        trace_mark
        ours $link "$what" >"$TAP_TMP/$link"
        count=$(trace_count)
        is "$(diff "$TAP_TMP/theirs" "$TAP_TMP/$link" | head -n 20)" '' "$what, $link: the same lines"
        ok "$what, $link: $count requests, at most $most" test "$count" -le "$most"
    done
}

# 62: two of the 64 only send events, and one record is of two sensors.
sensors()
{
    theirs ipmi-sensors --no-header-output --shared-sensors | cut -d'|' -f1-3,5 >"$TAP_TMP/theirs"
    same sensors 63 $((65 * 21 / 10))
}

sim_start "$TAP_TMP/sim" machine
sensors
done_testing
