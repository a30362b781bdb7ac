# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# `guest`, in-band and over LAN: who is let in can log in and is deleted in time, by a watcher that
# survives whatever let him in; by the next start where nothing was left to watch; after kill -9 at
# the requests of letting in and of the end. Time passes as a clock is put forward (hurry.so).
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh" || exit 99
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"
# shellcheck source=tests/sim/background.sh
. "${top_srcdir:-.}/tests/sim/background.sh"

sim_needs ipmitool
at_start eval 'export HURRY_AHEAD=$TAP_TMP/ahead'

# place NAME: a BMC, a state folder and a clock of its own.
place()
{
    SIM_STATE=$TAP_TMP/state-$1
    HURRY_AHEAD=$TAP_TMP/ahead-$1
    printf 'state_directory = "%s";\nverify_seconds = 3;\n%s' "$SIM_STATE" "${2:-}" \
        >"$TAP_TMP/bmctui-$1.conf"
    chmod 600 "$TAP_TMP/bmctui-$1.conf"
    printf '#!/bin/sh\nexec "%s" "--config-file=%s" "$@"\n' "$SIM_BMCTUI" \
        "$TAP_TMP/bmctui-$1.conf" >"$TAP_TMP/bmctui-$1"
    chmod 700 "$TAP_TMP/bmctui-$1"
    BMCTUI=$TAP_TMP/bmctui-$1
    [ -z "${3-x}" ] || sim_start "$TAP_TMP/$1" machine
}

# Seconds that have passed; a second word: and no more.
put_forward()
{
    echo "${1}000" >"$HURRY_AHEAD.new" && mv "$HURRY_AHEAD.new" "$HURRY_AHEAD"
}

guest_watchers()
{
    pgrep -f -- "--watch-guests $SIM_STATE "
}

no_guest_watcher()
{
    [ -z "$(guest_watchers)" ]
}

stop_guest_watchers()
{
    local one

    for one in $(pgrep -f -- "--watch-guests $TAP_TMP/"); do
        kill -KILL "$one"
    done
}
at_start at_exit stop_guest_watchers

records()
{
    local file count=0

    for file in "$SIM_STATE"/guests/*; do
        [ ! -e "$file" ] || count=$((count + 1))
    done
    echo "$count"
}

no_records()
{
    [ "$(records)" = 0 ]
}

# The names of all slots, asked with ipmitool.
names()
{
    sim_ipmitool user list 1 2>/dev/null | awk 'NR > 1 && $2 !~ /^(true|false)$/ { printf "%s ", $2 }'
}

let_in()
{
    hurried bmc_inband guest add "$@" --print-password
    password=$out
}

# ---------------------------------------------------------------- the plain way

test_plain()
{
    local before kept

    place plain
    before=$(names)
    trace_mark
    let_in
    is "$status" 0 'add: exit status' || diag "$err"
    like "$password" '^[A-Za-z2-9]{4}-[A-Za-z2-9]{4}-[A-Za-z2-9]{6}$' \
        'add: the password alone is on standard output'
    like "$err" 'LET IN: support may log in until [0-9:]+ \(4 hours\)' 'add: until when'
    like "$err" 'https://192.168.100.100/' 'add: where'
    like "$err" 'ipmiconsole -h 192.168.100.100 -u support -P' 'add: the serial console'
    unlike "$err" "$password" 'add: the password is nowhere else'
    note "$(trace_count '^[0-9a-f]* ') requests"
    ok 'add: one can log in with it' login_works support "$password"
    like "$(sim_ipmitool user list 1)" 'support .*OPERATOR' 'add: as operator'
    is "$(stat -c '%a' "$SIM_STATE"/guests/*)" 600 'add: the record is for root alone'
    nok 'add: the password is not in it' grep -qF "$password" "$SIM_STATE"/guests/*
    ok 'add: a watcher runs' guest_watchers
    nok 'nor in its arguments' grep -qF "$password" "/proc/$(guest_watchers)/cmdline" \
        "/proc/$(guest_watchers)/environ"
    hurried bmc_inband guest
    is "$status" 0 'guest: exit status'
    like "$out" 'support +operator .*ends in 4 h' 'guest: who, and for how long'
    hurried bmc_inband guest --json
    like "$out" '"name": "support"' 'guest --json: the name'
    like "$out" '"state": "open"' 'guest --json: the state'
    hurried bmc_inband doctor
    like "$out" 'Guests +ok +support ends in' 'doctor: says so'
    kept=$password
    let_in
    password=$kept
    is "$status" 2 'the same name once more: exit status'
    like "$err" 'support is taken' 'the same name once more: why'
    hurried bmc_inband guest extend support
    is "$status" 0 'extend: exit status'
    like "$out" '\(8 h\)' 'extend: four hours more'
    put_forward $((4 * 3600 + 60))
    sleep 1
    ok 'extend: who was to end before is still in' login_works support "$password"
    hurried bmc_inband guest end support
    is "$status" 0 'end: exit status'
    is "$out" 'ENDED: support is deleted.' 'end: says so'
    nok 'end: nobody can log in with it' login_works support "$password"
    is "$(names)" "$before" 'end: the users are as before'
    is "$(records)" 0 'end: no record is left'
    ok 'end: the watcher ends' await no_guest_watcher
    hurried bmc_inband guest end support
    is "$status" 2 'end once more: exit status'
}

# ---------------------------------------------------------------- in time

test_in_time()
{
    local before

    place in-time
    before=$(names)
    let_in --for=1 --privilege=user helper
    is "$status" 0 'one hour: exit status' || diag "$err"
    put_forward 3500
    sleep 1
    ok 'before the end: can log in' login_works helper "$password"
    put_forward 3601
    ok 'at the end: the record goes' await no_records
    nok 'at the end: cannot log in' login_works helper "$password"
    is "$(names)" "$before" 'at the end: deleted by the watcher'
    ok 'at the end: the watcher ends, too' await no_guest_watcher
}

# The terminal hangs up, and all of the session is killed but the watcher, which has its own.
test_survives()
{
    place survives
    let_in --for=1
    kill -HUP "$(guest_watchers)"
    kill -INT "$(guest_watchers)"
    sleep 0.3
    ok 'SIGHUP and SIGINT: it goes on' guest_watchers
    put_forward 3601
    ok 'SIGHUP and SIGINT: ended in time' await no_records
}

# Whoever removes the folder has no guests any more, as far as anybody can know.
test_removed()
{
    place removed
    let_in --for=1
    rm -r "$SIM_STATE"
    put_forward 60
    ok 'the folder is removed: the watcher ends' await no_guest_watcher
}

# Nobody watches when the time is over: power off, or kill -9.
test_next_start()
{
    local before

    place next-start
    before=$(names)
    let_in --for=1
    kill -KILL "$(guest_watchers)"
    put_forward 7200
    sleep 0.5
    is "$(records)" 1 'nobody watched: the record is there'
    ok 'nobody watched: and he can log in' login_works support "$password"
    hurried bmc_inband --read-only show
    is "$(records)" 1 'a start that may not write ends nobody'
    like "$err" 'past the end' 'but says so'
    hurried bmc_inband show
    is "$status" 0 'the next start, whatever it is: exit status'
    ok 'the next start: he is ended' await no_records
    is "$(names)" "$before" 'the next start: deleted'

    put_forward 0
    let_in --for=1
    kill -KILL "$(guest_watchers)"
    put_forward 3700
    hurried bmc_inband recover --unattended
    is "$status" 0 'recover at boot: exit status' || diag "$out $err"
    is "$(records) $(names)" "0 $before" 'recover at boot: he is ended'

    put_forward 0
    let_in --for=1
    kill -KILL "$(guest_watchers)"
    put_forward 3700
    hurried bmc_inband guest --unattended
    is "$status" 0 'the timer: exit status'
    is "$(records) $(names)" "0 $before" 'the timer: he is ended'
    ok 'the timer: no watcher of its own' no_guest_watcher
}

# ---------------------------------------------------------------- kill -9

# killed_at K ARGUMENT...: kill -9 after the BMC has carried out request K of bmctui.
killed_at()
{
    local k=$1

    shift
    fault "* * * $k lose"
    trace_mark
    SHIM_TIMEOUT=20000 spawn "$@"
    await requests_seen "$k"
    kill -KILL "$pid"
    reap
    fault
}

test_kill_begin()
{
    local before total k step=4

    place kill-begin
    before=$(names)
    trace_mark
    let_in
    total=$(trace_count '^[0-9a-f]* ')
    hurried bmc_inband guest end support
    is "$status" 0 'begin: there and back'
    [ "${BMCTUI_MATRIX:-}" != all ] || step=1
    for ((k = total - 12; k <= total; k += step)); do
        killed_at "$k" guest add --print-password
        ok "begin killed at $k: the watcher ends what there is" await no_records
        is "$(names)" "$before" "begin killed at $k: deleted"
        ok "begin killed at $k: the watcher ends" await no_guest_watcher
    done
    # And without a watcher.
    for ((k = total - 11; k <= total; k += step)); do
        fault "* * * $k lose"
        trace_mark
        SHIM_TIMEOUT=20000 spawn guest add --print-password
        await requests_seen "$k"
        stop_watcher_here
        kill -KILL "$pid"
        reap
        fault
        bmc_inband guest
        is "$status" 0 "begin killed at $k, nobody watching: exit status" || diag "$out $err"
        is "$(records) $(names)" "0 $before" "begin killed at $k, nobody watching: deleted"
    done
}

stop_watcher_here()
{
    local one

    for one in $(guest_watchers); do
        kill -KILL "$one"
    done
}

test_kill_end()
{
    local before total k step=4

    place kill-end
    before=$(names)
    let_in
    trace_mark
    hurried bmc_inband guest end support
    total=$(trace_count '^[0-9a-f]* ')
    [ "${BMCTUI_MATRIX:-}" != all ] || step=1
    for ((k = total - 14; k <= total; k += step)); do
        let_in
        stop_watcher_here
        killed_at "$k" guest end support
        bmc_inband guest
        is "$status" 0 "end killed at $k: the next guest goes on, exit status" || diag "$out $err"
        is "$(records) $(names)" "0 $before" "end killed at $k: deleted"
    done
}

# ---------------------------------------------------------------- not his any more

test_left_alone()
{
    local slot

    place left-alone
    let_in --for=1
    slot=$(sim_ipmitool user list 1 2>/dev/null | awk '$2 == "support" { print $1 }')
    ok 'renamed' sim_ipmitool user set name "$slot" bob
    put_forward 3601
    hurried bmc_inband guest
    is "$status" 0 'renamed: exit status'
    like "$(names)" 'bob' 'renamed: he stays'
    ok 'renamed: and can log in' login_works bob "$password"
    like "$out$err" 'left alone' 'renamed: told'
    is "$(records)" 0 'renamed: the record goes once told'
}

# The board is swapped, or the disk is in another machine.
test_other_bmc()
{
    local second before

    place other-bmc
    let_in --for=1
    stop_watcher_here
    sim_stop
    put_forward 3601
    hurried bmc_inband guest
    is "$status" 4 'no BMC: exit status'
    is "$(records)" 1 'no BMC: the record stays'
    sim_start "$TAP_TMP/other-bmc-2" machine ch1.mac_addr=00:25:90:aa:00:99
    # A user of the same name in the same slot.
    sim_ipmitool user set name 5 support >/dev/null 2>&1
    before=$(names)
    hurried bmc_inband guest
    is "$status" 4 'another BMC: exit status'
    like "$err" 'another BMC' 'another BMC: why'
    is "$(names)" "$before" 'another BMC: nothing is deleted there'
    is "$(records)" 1 'another BMC: the record stays'
    hurried bmc_inband doctor
    like "$out" 'Guests +FAULT +support past its end' 'doctor: a fault'
    is "$status" 1 'doctor: exit status'
}

# ---------------------------------------------------------------- over LAN

test_lan()
{
    local before

    place lan
    before=$(names)
    trace_mark
    run "$BMCTUI" -h "$SIM_HOST1" -u ADMIN --session-password-file="$SIM_DIR/none" guest add \
        --print-password
    is "$status" 2 'over LAN: exit status'
    like "$err" 'session_password_file' 'over LAN: what would do'
    is "$(trace_count)" 0 'over LAN: nothing is sent'
    (umask 077 && echo "$SIM_PASSWORD" >"$TAP_TMP/lan-password")
    place lan "targets = ( { name = \"nas\"; driver = \"lan_2_0\"; hostname = \"$SIM_HOST1\";
        username = \"ADMIN\"; session_password_file = \"$TAP_TMP/lan-password\";
        cipher_suite_id = 3; workaround_flags = \"opensesspriv\"; } );" ''
    hurried run "$BMCTUI" -t nas guest add --for=1 --print-password
    is "$status" 0 'a target with a password file: exit status' || diag "$err"
    ok 'a target with a password file: he can log in' login_works support "$out"
    put_forward 3601
    ok 'a target with a password file: ended in time' await no_records
    is "$(names)" "$before" 'a target with a password file: deleted by the watcher'
}

for name in plain in_time survives removed next_start kill_begin kill_end left_alone other_bmc lan; do
    beside "$name" "test_$name"
done
join_beside
done_testing
