# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# Health: each sensor's line is ipmi-sensors' own, limits are what ipmitool and FreeIPMI read from the
# same BMC, and how many requests all that takes.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"
# shellcheck source=tests/sim/background.sh
. "${top_srcdir:-.}/tests/sim/background.sh"

sim_needs jq ipmitool ipmi-sensors
export SHIM_TIMEOUT=300

# The sensors of `health --json`, as ipmi-sensors prints them.
as_theirs()
{
    jq -r '
        def fixed: (. * 100 | round) as $n | (if $n < 0 then -$n else $n end) as $a
            | (if $n < 0 then "-" else "" end) + "\($a / 100 | floor)." + "\($a % 100 + 100)"[1:];
        .sensors[] | select(.reason != "only sends events")
        | [.id, .name, .type,
            ({nominal: "Nominal", warning: "Warning", critical: "Critical"}[.state] // "N/A"),
            (if .value == null then "N/A" else .value | fixed end), .unit // "N/A",
            (if .state == "not_read" then "N/A" elif .texts == [] then "\u0027OK\u0027"
             else .texts | map("\u0027\(.)\u0027") | join(" ") end)]
        | join("|")' | sort -t '|' -n -k 1,1 -k 2,2
}

same_lines()
{
    local link

    sim_freeipmi ipmi-sensors --no-header-output --shared-sensors --output-sensor-state \
        --quiet-cache "--sdr-cache-directory=$TAP_TMP" | sed 's/ *| */|/g; s/ *$//' |
        sort -t '|' -n -k 1,1 -k 2,2 >"$TAP_TMP/theirs"
    for link in inband lan; do
        over $link health --json
        is "$status" 1 "$link: something is not well" || diag "$err"
        as_theirs <<<"$out" >"$TAP_TMP/ours"
        is "$(wc -l <"$TAP_TMP/ours")" "$(wc -l <"$TAP_TMP/theirs")" "$link: as many sensors"
        is "$(diff "$TAP_TMP/theirs" "$TAP_TMP/ours" | head -n 20)" '' "$link: the same lines"
    done
    ok 'at least 63 of them' test "$(wc -l <"$TAP_TMP/ours")" -ge 63
}

# asked LINK: requests about sensors; all but those of the records.
counted()
{
    local all sdr

    all=$(trace_count)
    sdr=$(trace_count '^0a 2[0-3]|^06 (01|37)') # and whose file they stand in
    echo $((all - sdr))
}

requests()
{
    local asked

    trace_mark
    bmc_inband health --all
    asked=$(trace_count '^04 2d ')
    ok "health: $(counted) requests for $asked sensors, the records aside" \
        test "$(counted)" -le $((asked + 6))
    fault '04 2d 05 * code c0'
    trace_mark
    bmc_inband health --json
    is "$(trace_count '^04 2d 05')" 1 'a sensor that answers C0h for ever is asked once'
    is "$(jq -r '.sensors[] | select(.number == 5) | .state + " " + .reason' <<<"$out")" \
        'not_read not answered' 'and is not read'
    fault '04 2d 05 * reply 0000e000'
    bmc_inband health --json
    is "$(jq -r '.sensors[] | select(.number == 5) | .state + " " + .reason' <<<"$out")" \
        'not_read no reading' 'unavailable: no reading'
    fault
}

# The raw limits of sensor 1: which can be read, lnc lcr lnr unc ucr unr.
limits_of()
{
    raw 4 0x27 "$1"
}

sets_limits()
{
    local link=$1 name number before

    sim_start "$TAP_TMP/limits-$link" machine
    bmc_inband health --json
    name=$(jq -r '[.sensors[] | select(.type == "Fan" and .limits.lcr)][0].name' <<<"$out")
    number=$(jq -r "[.sensors[] | select(.name == \"$name\")][0].number" <<<"$out")
    before=$(limits_of "$number")
    over "$link" health limits "$name"
    is "$status" 0 "$link: limits of $name" || diag "$err"
    like "$out" 'lcr +Lower critical +[0-9]+ RPM' 'they are printed'
    trace_mark
    over "$link" health limits "$name" lnr=150 lcr=400 lnc=460
    is "$status" 0 "$link: set" || diag "$out$err"
    note "$out"
    like "$out" '400 asked for, 375 is what it can hold' 'it is said what the BMC makes of it'
    is "$(trace_count '^04 26 ')" 3 'a request each'
    note "$before -> $(limits_of "$number")"
    over "$link" health limits "$name"
    like "$out" 'lcr +Lower critical +375 RPM' 'read back'
    is "$(sim_freeipmi ipmi-sensors --no-header-output --quiet-cache \
        "--sdr-cache-directory=$TAP_TMP" --output-sensor-thresholds |
        grep "| $name " | sed 's/ *| */|/g' | cut -d'|' -f6-8)" '150.00|375.00|450.00' \
        'FreeIPMI reads the same'
    over "$link" health --all
    like "$out" "$name .*at or below lower non-recoverable 150" 'and so does health'
    over "$link" health limits "$name" lcr=380
    is "$status" 0 'once more: nothing changes'
    like "$out" '380 asked for, 375' 'and it is said why'
    over "$link" health limits "$name" lcr=900
    is "$status" 2 'out of order'
    like "$err" 'out of order: .*lcr. 900, .*lnc. 450' 'which'
    over "$link" health limits "$name" lcr=300 --dry-run
    is "$status" 0 'dry run'
    over "$link" health limits "$name"
    like "$out" 'lcr +Lower critical +375 RPM' 'wrote nothing'
    fault '04 26 * 2 code cc'
    over "$link" health limits "$name" lnr=225 lcr=450 lnc=600
    fault
    is "$status" 1 'the second is refused' || diag "$out$err"
    over "$link" health limits "$name"
    like "$out" 'lnc +Lower non-critical +450 RPM' 'the first was put back'
}

limits_lan()
{
    sets_limits lan
}

limits_inband()
{
    sets_limits inband
}

# once LINK FAULT STATUS TIMES ARGUMENT...: the request is carried out at most once.
once()
{
    local link=$1 rule=$2 wanted=$3 pattern=$4

    shift 4
    fault "$rule"
    trace_mark
    over "$link" "$@"
    fault
    is "$status" "$wanted" "$link, $*, $rule: exit status" || diag "$out$err"
    is "$(trace_count "$pattern")" 1 "$link, $*, $rule: it was sent once"
}

actions()
{
    local link

    for link in lan inband; do
        sim_start "$TAP_TMP/actions-$link" machine
        once $link '' 0 '^04 2a ' health rearm 5
        once $link '04 2a * * lose' 4 '^04 2a ' health rearm 5
        once $link '04 2a * * code cc' 1 '^04 2a ' health rearm 5
        like "$(sim_ipmitool mc watchdog get)" 'Started|[Rr]unning' 'the watchdog runs'
        once $link '06 24 * * lose' 0 '^06 24 ' health watchdog stop
        is "$(sim_ipmitool mc watchdog get | grep -ci 'Stopped')" 1 'it has been stopped'
        trace_mark
        over $link health watchdog stop
        is "$status" 0 'stopped already'
        is "$(trace_count '^06 24 ')" 0 'nothing is sent'
    done
}

plugin()
{
    bmc health --nagios
    is "$status" 2 'nagios: critical'
    is "$(wc -l <<<"$out")" 1 'one line'
    like "$out" "^BMCTUI CRITICAL - [0-9]+ sensors: .* \\| '.*'=[0-9.-]+" 'with numbers'
    bmc health --nagios --type=temperature
    like "$status" '^[012]$' 'of one type'
    run "$BMCTUI" -h 127.0.0.1:1 --session-timeout=1000 -u ADMIN \
        "--session-password-file=$SIM_DIR/password" health --nagios
    is "$status" 3 'nobody there: unknown'
    like "$out" '^BMCTUI UNKNOWN - ' 'said so'
    bmc health --type=fna
    is "$status" 2 'no such type'
    like "$err" 'did you mean "Fan"' 'the nearest'
    bmc health rearm nobody
    is "$status" 2 'no such sensor'
}

# kill -9 after the BMC has carried out the K-th write; then undo, or finish.
recovers()
{
    local k way before wanted number

    sim_start "$TAP_TMP/recover" machine
    bmc_inband health --json
    number=$(jq -r '[.sensors[] | select(.type == "Fan" and .limits.lcr)][0].number' <<<"$out")
    before=$(limits_of "$number")
    bmc_inband health limits "$number" lnr=150 lcr=375 lnc=450
    wanted=$(limits_of "$number")
    isnt "$wanted" "$before" 'a save that nobody kills'
    for k in 1 2 3; do
        for way in undo finish; do
            bmc_inband health limits "$number" lnr=75 lcr=225 lnc=300
            is "$(limits_of "$number")" "$before" 'as before'
            fault "04 26 * $k lose"
            trace_mark
            SHIM_TIMEOUT=20000 spawn health limits "$number" lnr=150 lcr=375 lnc=450
            await writes_seen "$k"
            kill -KILL "$pid"
            reap
            fault
            bmc_inband recover
            is "$status" 4 "killed at write $k: something is pending" || diag "$out$err"
            like "$out" 'Lower critical, .* +225 +375 +(225|375)' "killed at write $k: columns"
            bmc_inband recover --$way
            is "$status" 0 "killed at write $k, $way" || diag "$out$err"
            if [ $way = undo ]; then
                is "$(limits_of "$number")" "$before" "killed at write $k: undone"
            else
                is "$(limits_of "$number")" "$wanted" "killed at write $k: finished"
            fi
            bmc_inband recover
            is "$status $out" '0 Nothing is pending.' "killed at write $k, $way: nothing is left"
        done
    done
}

writes_seen()
{
    [ "$(trace_count '^04 26 ')" -ge "$1" ]
}

reading()
{
    sim_start "$TAP_TMP/sim" machine
    same_lines
    requests
    plugin
}

beside reading reading
beside limits_lan limits_lan
beside limits_inband limits_inband
beside recovers recovers
beside actions actions
join_beside
done_testing
