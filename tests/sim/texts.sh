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

# same WHAT LINES AT-MOST [FILTER]: as many lines of both, none different, ours through the filter;
# and so many requests.
same()
{
    local what=$1 lines=$2 most=$3 filter=${4:-cat} link count

    is "$(wc -l <"$TAP_TMP/theirs")" "$lines" "$what: $lines lines of FreeIPMI's"
    for link in inband lan; do
        trace_mark
        ours $link "$what" | $filter >"$TAP_TMP/$link"
        count=$(trace_count)
        is "$(diff "$TAP_TMP/theirs" "$TAP_TMP/$link" | head -n 20)" '' "$what, $link: the same lines"
        ok "$what, $link: $count requests, at most $most" test "$count" -le "$most"
    done
}

# Differences that are meant: a sensor that is not in the SDR has its type for a name, and a maker's
# record has what it is.
no_sensor()
{
    sed -E 's/^(([^|]*\|){3})(N\/A|OEM record ..|Sensor #[0-9]+)\|/\1-|/
        s/^(([^|]*\|){3})([^|]*)( #[0-9]+)?\|\3\|/\1-|\3|/'
}

# The same from `events --json`.
of_json()
{
    jq -r '
        def fixed: (. * 100 | round) as $n | (if $n < 0 then -$n else $n end) as $a
            | (if $n < 0 then "-" else "" end) + "\($a / 100 | floor)." + "\($a % 100 + 100)"[1:];
        def when: if .record >= 224 then "N/A|N/A" elif .timestamp == null then "Unspec.|Unspec."
            elif .timestamp < 536870912 then "PostInit|PostInit"
            else .timestamp | strftime("%b-%d-%Y|%H:%M:%S") end;
        def words: if .sensor == null
            then "OEM defined = " + ([.text | ascii_upcase | match("..";"g").string + "h"] | join(" "))
            else .text + (if .reading == null then "" else " ; Sensor Reading = \(.reading | fixed) \(.unit)" end)
                + (if .limit == null then "" else " ; Threshold = \(.limit | fixed) \(.unit)" end) end;
        .events[] | [.id, when, .sensor.name // "N/A", .type // "N/A",
            ({nominal: "Nominal", warning: "Warning", critical: "Critical"}[.severity] // "N/A"),
            ({begins: "Assertion Event", ends: "Deassertion Event"}[.direction] // "N/A"), words]
        | join("|")'
}

# The log forward, 1 more for the time, and the sensors' records.
events()
{
    theirs ipmi-sel -v --output-event-state --no-header-output | no_sensor >"$TAP_TMP/theirs"
    same events 300 $((300 + 131)) no_sensor
    trace_mark
    bmc events --json
    is "$(of_json <<<"$out" | no_sensor | diff "$TAP_TMP/theirs" - | head -n 20)" '' \
        'events --json: the same lines'
    is "$(jq -r '.events[].raw' <<<"$out" | sort -u | wc -l)" 300 'events --json: 300 records as bytes'
    ok "events: $(trace_count '^0a 4') requests, at most 303" test "$(trace_count '^0a 4')" -le 303
    trace_mark
    bmc_inband events --last=16
    is "$(wc -l <<<"$out")" 16 'events --last=16'
    ok "events --last=16: $(trace_count '^0a 4') requests" test "$(trace_count '^0a 4')" -le 19
}

# Two of the 64 only send events, and one record is of two sensors. 2.1 requests a record, and one a
# sensor.
sensors()
{
    theirs ipmi-sensors --no-header-output --shared-sensors --output-sensor-state >"$TAP_TMP/theirs"
    same sensors 63 $((65 * 21 / 10 + 63))
}

# Differences that are meant: the chassis's type is not told, a date is one of ISO 8601, and whose
# name, part and maker it is is said once.
fru()
{
    theirs ipmi-fru | sed -nE 's/^ +FRU/FRU/
        /Inventory Device|Chassis Type/d
        s,Manufacturing Date/Time: (..)/(..)/(..) .*,Made: 20\3-\1-\2,
        s, (Part(/Model)?) Number:, Part:,
        s/ Manufacturer Name:/ Manufacturer:/
        s/^FRU (Board|Product) (Product )?Name:/FRU \1 Name:/
        s/^FRU Product Product /FRU Product /
        /./p' | sort >"$TAP_TMP/theirs"
    same fru 14 10 sort
}

# Of the events that came in meanwhile, numbered in their last two bytes, how many there are in what
# is read, each once.
came_in()
{
    grep -oE '04c06370a0[0-9a-f]{4}$' | sort -u | wc -l
}

# clearing LINK WHEN RULE CAME REQUESTS: events that come in while the log is being saved and cleared
# are in what was saved, or are left in the log; and so are all that were there before.
clearing()
{
    local link=$1 when=$2 came=$4 most=$5 count left

    sim_start "$TAP_TMP/clear" machine
    fault "$3"
    trace_mark
    ours "$link" clear >"$TAP_TMP/saved"
    count=$(trace_count)
    fault
    left=$(raw 0x0a 0x40 | cut -d' ' -f2,3)
    left=$((16#${left#* } * 256 + 16#${left% *}))
    like "$(tail -n 1 "$TAP_TMP/saved")" "^cleared [0-9]+ $left\$" "clearing, $when: cleared, $left left"
    is "$(grep -cE '^([1-9]|[1-9][0-9]|[12][0-9]{2}|300) ' "$TAP_TMP/saved")" 300 \
        "clearing, $when: all 300 were saved"
    is "$(($(came_in <"$TAP_TMP/saved") + left))" "$came" "clearing, $when: none of $came is lost"
    ok "clearing, $when: $count requests" test "$count" -le "$most"
}

# Where they keep coming, nothing is cleared.
kept_coming()
{
    sim_start "$TAP_TMP/clear" machine
    fault '0a 47 * * events 10'
    like "$(ours inband clear | tail -n 1)" '^kept coming ' 'clearing, events each time: kept coming'
    fault
    like "$(sim_ipmitool sel info)" 'Entries +: 3[1-9]0' 'and nothing was cleared'
}

# The request is carried out and its answer lost: it is not sent again.
answer_lost()
{
    local link

    for link in inband lan; do
        sim_start "$TAP_TMP/clear" machine
        fault '0a 47 * 1 lose'
        trace_mark
        SHIM_TIMEOUT=300 ours $link clear >"$TAP_TMP/saved"
        note "$(tail -n 1 "$TAP_TMP/saved")"
        is "$(trace_count '^0a 47 .. .. 43 4c 52 aa ')" 1 "clearing, $link, its answer is lost: sent once"
        is "$(wc -l <"$TAP_TMP/saved")" 301 'and all was saved'
    done
}

words()
{
    mkdir "$TAP_TMP/known"
    sim_start "$TAP_TMP/sim" machine
    events
    sensors
    fru
}

loss()
{
    clearing inband 'nothing comes' '' 0 308
    clearing inband '1000 while it is read' '0a 43 * 1-10 events 100' 1000 1320
    clearing lan 'each time but the last' '0a 47 * 1-3 events 40' 120 440
    clearing inband '3 once it is cleared' '0a 40 * 3 events 3' 3 308
    kept_coming
}

beside words words
beside loss loss
beside lost answer_lost
join_beside
done_testing
