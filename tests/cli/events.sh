# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# `events` and `events clear` on the demo BMC: what is printed, which ones, JSON, files, what is
# refused before anything is sent, and that nothing is lost.
. "${top_srcdir:?}/tests/tap.sh" || exit 99

export TZ=UTC0
(umask 077 && echo "state_directory = \"$TAP_TMP/state\";" >"$TAP_TMP/bmctui.conf")

# MANNERS... -- ARGUMENT...: with these manners of the BMC.
demo()
{
    : >"$TAP_TMP/board.txt"
    while [ "$1" != -- ]; do
        echo "$1" >>"$TAP_TMP/board.txt"
        shift
    done
    shift
    run "$top_builddir/bmctui" "--config-file=$TAP_TMP/bmctui.conf" --demo \
        "--personality=$TAP_TMP/board.txt" "$@"
}

lines()
{
    grep -c . <<<"$1"
}

ids()
{
    awk '{ printf "%s ", $1 }' <<<"$1"
}

# ---------------------------------------------------------------- which ones
demo -- events
is "$status" 0 'events: exit status'
is "$(lines "$out")" 40 'all events'
is "$(awk '{ print $1 }' <<<"$out" | sort -n | head -1)" "$(awk 'NR == 1 { print $1 }' <<<"$out")" \
    'the newest is the last'
like "$out" 'critical  FAN4  *Lower Critical: [0-9.]+ RPM, limit [0-9.]+' 'a fan, with its numbers'
like "$out" 'BMC start\+[0-9]+s' 'before the clock was set'
like "$out" 'OEM record E0' 'an OEM record'
unlike "$out$err" '[^[:print:][:space:]]' 'nothing but text'
all=$out

demo -- events --last=5
is "$(ids "$out")" '36 37 38 39 40 ' '--last'
demo -- events --last=2 --match=fan
is "$(grep -ic fan <<<"$out")" "$(lines "$out")" '--match'
is "$(ids "$out")" "$(ids "$(grep -i fan <<<"$all" | tail -2)")" '--match and --last'
demo -- events --severity=critical
is "$(ids "$out")" "$(ids "$(grep '  critical  ' <<<"$all")")" '--severity=critical'
demo -- events --severity=warning
is "$(ids "$out")" "$(ids "$(grep -E '  (critical|warning)  ' <<<"$all")")" \
    '--severity=warning'
demo -- events --since=12h
is "$(ids "$out")" "$(awk -v since="$(date -u -d '12 hours ago' '+%F %T')" \
    '$2 " " $3 > since || $2 !~ /^2/ { printf "%s ", $1 }' <<<"$all")" '--since'
isnt "$(lines "$out")" 40 '--since: not all'

# ---------------------------------------------------------------- events that are not given
demo 'reply 0a 43 = ff' -- events
is "$status" 1 'a BMC that counts events and refuses each: not a success'
is "$out" '' 'nothing to print'
is "$err" 'bmctui: events: the BMC counts 40 events and gives none of them: the BMC refused this: unspecified error' \
    'and the reason'
demo 'reply 0a 43 = ff' -- events --json
is "$status" 1 'JSON: not a success either'
is "$(jq -c '[.log.entries, .events]' <<<"$out")" '[40,[]]' 'JSON: what there is'
demo 'reply 0a 43 = cb' -- events
is "$status:$err" '1:bmctui: events: the BMC counts 40 events and gives none of them' \
    'or says that they are not there'
demo 'reply 0a 43 = ff' -- events --save="$TAP_TMP/refused.txt"
is "$status" 1 'nothing to save'
nok 'and no file' test -e "$TAP_TMP/refused.txt"
demo 'reply 0a 43 = ff' -- events clear
is "$status" 1 'nothing is cleared that could not be saved'
like "$err" '^bmctui: events: NOT CLEARED: the BMC counts 40 events and gives none' 'and why'
demo 'reply 0a 43 = ff' -- report -
like "$out" 'not read: the BMC counts 40 events and gives none of them' 'the report says so'
demo 'reply 0a 43 * * 05 = ff' -- events
is "$status:$(lines "$out")" 0:39 'one that is not given'
is "$err" 'The BMC does not give 1 of its records: the BMC refused this: unspecified error' 'and why'
demo 'events 0' -- events
is "$status" 0 'an empty log is no failure'

# ---------------------------------------------------------------- JSON
demo -- events --json --last=3
is "$status" 0 'JSON: exit status'
is "$(jq -r 'keys_unsorted | join(" ")' <<<"$out")" 'target log events' 'JSON: its parts'
is "$(jq -r '.log | keys_unsorted | join(" ")' <<<"$out")" \
    'entries free percent overflow added erased clock clock_offset' 'JSON: the log'
is "$(jq -r '.log.clock' <<<"$out")" utc 'JSON: the clock'
is "$(jq -r '.events[0] | keys_unsorted | join(" ")' <<<"$out")" \
    'id time timestamp severity direction record type sensor text reading limit unit raw' \
    'JSON: an event'
is "$(jq -r '.events | map(.id) | join(" ")' <<<"$out")" '38 39 40' 'JSON: the order'

demo -- events --json --match=fan4
is "$(jq -r '.events[-1] | [.sensor.name, .unit, .severity, .limit] | join(" ")' <<<"$out")" \
    'FAN4 RPM critical 500' 'JSON: a fan'

demo 'clock-offset -11520s' -- events --last=1
like "$err" 'BMC clock: 3 h 12 min behind' 'a clock that is wrong'
demo 'events 0' -- events
is "$status" 0 'an empty log: exit status'
is "$out" '' 'an empty log: nothing'
like "$err" 'empty' 'an empty log: said'
demo 'events-code c1' -- events
is "$status" 1 'no event log: exit status'

# ---------------------------------------------------------------- a file
demo -- events --save="$TAP_TMP/all"
is "$status" 0 '--save: exit status'
is "$out" "40 events saved in $TAP_TMP/all" '--save: said'
is "$(grep -vc '^#' "$TAP_TMP/all")" 40 '--save: a line an event'
is "$(grep -v '^#' "$TAP_TMP/all" | grep -Ec '( [0-9a-f]{2}){16}$')" 40 '--save: raw bytes'
is "$(stat -c %a "$TAP_TMP/all")" 600 '--save: for us alone'

# ---------------------------------------------------------------- bad inputs: nothing is sent
while IFS='|' read -r arguments sentence; do
    # shellcheck disable=SC2086
    demo -- --trace="$TAP_TMP/trace" events $arguments
    is "$status" 2 "$arguments: exit status"
    like "$err" "$sentence" "$arguments: why"
    nok "$arguments: nothing sent" grep -q '^.*> ' "$TAP_TMP/trace"
done <<END
--last=-1|--last: .*1 to 65535, such as --last=20
--last=x|--last: .*1 to 65535
--since=yesterday|--since: .*3d, 12h
--severity=bad|--severity: .*warning or critical
--match=|--match: give a text
--follow=0|--follow: .*1 to 3600
--save=$TAP_TMP/all|--save: .*exists already
--save=$TAP_TMP/none/all|--save: .*no such directory
--no-save|--no-save: .*events clear
again|only word here is clear
clear again|only word here is clear
clear --last=3|no option but --save=FILE or --no-save
clear --json|no option but --save=FILE or --no-save
clear --save=$TAP_TMP/new --no-save|together with --save
clear --save=$TAP_TMP/all|--save: .*exists already
clear --read-only|read-only
END

# A save that was cut off is resolved first: no login is even asked for.
mkdir -p -m 700 "$TAP_TMP/state"
journal=$TAP_TMP/state/lan-127.0.0.1.journal
(umask 077 && cat "$top_srcdir/tests/unit/journals/version-1-all.journal" >"$journal")
run "$top_builddir/bmctui" "--config-file=$TAP_TMP/bmctui.conf" -h 127.0.0.1 events clear </dev/null
is "$status" 2 'clear after a save that was cut off: exit status'
like "$err" 'events: an earlier save was interrupted' 'clear after a save that was cut off: why'
rm "$journal"

# ---------------------------------------------------------------- new ones
echo 'events-every 4' >"$TAP_TMP/board.txt"
"$top_builddir/bmctui" "--config-file=$TAP_TMP/bmctui.conf" --demo \
    "--personality=$TAP_TMP/board.txt" events --last=1 --follow=1 --json 2>&1 | head -3 \
    >"$TAP_TMP/followed"
is "$(jq -rs 'map(.target) | unique | join(" ")' "$TAP_TMP/followed")" demo '--follow: each alone'
is "$(jq -rs 'map(.id) | .[1] - .[0], .[2] - .[1]' "$TAP_TMP/followed" | tr '\n' ' ')" '1 1 ' \
    '--follow: none left out'

# ---------------------------------------------------------------- clear
demo 'events-clear-logs yes' -- events clear
is "$status" 0 'clear: exit status'
like "$out" 'CLEARED. 40 saved, 1 new \(the clearing itself\)' 'clear: said'
file=$(sed -n 's/^40 events saved in //p' <<<"$out")
like "$file" "^$TAP_TMP/state/files/events-demo-[0-9]{8}-[0-9]{6}\\.txt\$" 'clear: its file'
is "$(grep -vc '^#' "$file")" 40 'clear: all are in it'
demo 'events-clear-logs no' -- events clear --no-save
is "$out" 'CLEARED. Nothing was saved.' 'clear --no-save'
demo 'events 0' -- events clear --save="$TAP_TMP/new"
is "$status" 0 'nothing to clear: exit status'
nok 'nothing to clear: no file' test -e "$TAP_TMP/new"
demo 'events-every 3' -- events clear --save="$TAP_TMP/coming"
is "$status" 1 'events kept coming: exit status'
like "$err" 'NOT CLEARED: new events' 'events kept coming: said'
demo 'events-clear ignored' -- events clear --save="$TAP_TMP/ignored"
is "$status" 1 'a BMC that does not do it: exit status'
like "$err" 'still holds 40 records' 'a BMC that does not do it: said'

done_testing
