# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# `bmc` and `report`: what they say of a machine, in how many requests, and into which files.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"

sim_needs jq

# over lan|inband ARGUMENT...
over()
{
    if [ "$1" = lan ]; then
        bmc "${@:2}"
    else
        bmc_inband "${@:2}"
    fi
}

# says KEY VALUE WHAT: of the last JSON.
says()
{
    is "$(jq -c "$1" <<<"$out")" "$2" "$3"
}

# 200 bytes of FRU: 7 pieces, and 2 sizes that this BMC does not give.
page()
{
    local link=$1

    trace_mark
    over "$link" bmc --json
    is "$status" 0 "$link: bmc"
    ok "$link: in 9 requests and FRU bytes / 32" test "$(trace_count)" -le $((9 + 7))
    says .manufacturer.id 10876 "$link: manufacturer"
    says .self_test '"passed"' "$link: self test"
    says .clock.keeps '"utc"' "$link: clock"
    says .board.serial_number '"ZM195S012345"' "$link: the board's serial number"
    says .product_fru.asset_tag '"rack 4 unit 12"' "$link: asset tag"
    says .sel.entries 300 "$link: events"
    says .sdr.records 65 "$link: sensor records"
    over "$link" bmc
    like "$out" 'GUID +[0-9a-f-]{36}' "$link: GUID"
    like "$out" 'Sensors +65 records' "$link: and as text"
}

pages()
{
    page lan
    page inband
}

reports()
{
    local file=$TAP_TMP/report.txt

    bmc report "$file"
    is "$status" 0 'a report'
    like "$out" "^Report saved as $file, [0-9]+ KiB$" 'says where it is, and its size'
    is "$(stat -c %a "$file")" 600 'for nobody else'
    like "$(cat "$file")" '--- Network > IPMI ---' 'with the IPMI page'
    like "$(cat "$file")" '--- Event log ---' 'the event log'
    like "$(cat "$file")" '--- BMC ---' 'and the BMC page'
    ok 'all of its events' test "$(grep -c "^  .*  " "$file")" -gt 300
    ok 'no password is in it' test "$(grep -cE 'operpass|viewpass|"ADMIN"' "$file")" = 0
    bmc report "$file"
    is "$status" 2 'it never goes over a file that is there'
    bmc report - --json
    is "$(jq -c '[.pages[].name]' <<<"$out")" \
        '["ipmi","events","power","users","health","security","serial","bmc"]' 'as JSON: all pages'
    is "$(jq '.pages[1].rows | length' <<<"$out")" 300 'and all events'
    bmc report
    like "$out" "^Report saved as $SIM_STATE/files/report-.*\.txt, " 'and in the folder of files'
}

# The names of sensors are read once, and kept for the next program; a damaged file is read again.
records()
{
    local file first

    rm -rf "$SIM_STATE/cache"
    trace_mark
    bmc events --last=1
    first=$(trace_count '^0a 23 ')
    file=$(echo "$SIM_STATE"/cache/sdr-*)
    is "$(stat -c %a "$file")" 600 'sensor records are kept on disk'
    ok "read in $first requests, at most 2.1 a record" test "$first" -le $((65 * 21 / 10))
    trace_mark
    bmc events --last=1
    is "$(trace_count '^0a 23 ')" 0 'and not read again'
    printf 'x' | dd of="$file" bs=1 seek=99 conv=notrunc status=none
    trace_mark
    bmc -v events --last=1
    is "$(trace_count '^0a 23 ')" "$first" 'but where the file is damaged'
    like "$err" "$file is damaged" 'which -v says'
}

sim_start "$TAP_TMP/sim" machine clock=0
pages
reports
records
done_testing
