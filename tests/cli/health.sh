# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# `health` of a BMC that lets nothing be read: it is not called well.
. "${top_srcdir:?}/tests/tap.sh" || exit 99

# MANNER... -- ARGUMENT...: with these manners of the BMC.
demo()
{
    : >"$TAP_TMP/board.txt"
    while [ "$1" != -- ]; do
        echo "$1" >>"$TAP_TMP/board.txt"
        shift
    done
    shift
    run "$top_builddir/bmctui" --demo "--personality=$TAP_TMP/board.txt" "$@"
}

demo 'sensors d4' 'reply 00 01 = d4' -- health
is "$status:$out" '1:31 sensors: 31 not read' 'every sensor refused: not a success'
is "$err" 'bmctui: health: CPU1 Temp: not answered' 'and the reason'
demo 'sensors d4' 'reply 00 01 = d4' -- health --nagios
is "$status" 3 'every sensor refused: UNKNOWN'
like "$out" '^BMCTUI UNKNOWN - 31 sensors: 31 not read; CPU1 Temp: not answered' 'and the reason in its line'
demo 'records-code d4' 'reply 00 01 = d4' -- health
is "$status:$out" '1:0 sensors' 'no sensor records: not a success'
like "$err" 'records are not complete: the BMC is locked' 'and the reason'
demo 'records-code d4' 'reply 00 01 = d4' -- health --nagios
is "$status" 3 'no sensor records: UNKNOWN'
like "$out" '^BMCTUI UNKNOWN - 0 sensors; .*the BMC is locked' 'and the reason in its line'
demo 'records-code d4' -- health --nagios
is "$status" 2 'no sensor records, and the chassis has a fault: CRITICAL'
demo 'reply 04 2d = cb @1' -- health --type=Fan
is "$status" 1 'one that is refused changes nothing'
unlike "$err" 'not answered' 'and is no failure'
done_testing
