# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# set --confirm and confirm: kept, too late, the saver killed, the watcher alone. Windows run out as a
# clock is put forward (hurry.so).
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh" || exit 99
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"
# shellcheck source=tests/sim/background.sh
. "${top_srcdir:-.}/tests/sim/background.sh"

sim_needs ipmitool

address()
{
    lan_value 1 address
}

# field PID NUMBER: of /proc/PID/stat, counted behind the name.
field()
{
    sed 's/.*) //' "/proc/$1/stat" | cut -d' ' -f"$2"
}

processor_time()
{
    echo $(($(field "$1" 12) + $(field "$1" 13)))
}

# place DIR: a BMC and a state folder of its own.
place()
{
    SIM_STATE=$TAP_TMP/state-$1
    printf 'state_directory = "%s";\nverify_seconds = 2;\n' "$SIM_STATE" >"$TAP_TMP/bmctui.conf"
    sim_start "$TAP_TMP/$1"
}

# The clock of what is hurried, and of a watcher that it starts.
at_start eval 'export HURRY_AHEAD=$TAP_TMP/ahead'

put_forward()
{
    echo "${1}000" >"$TAP_TMP/ahead.new" && mv "$TAP_TMP/ahead.new" "$TAP_TMP/ahead"
}

# ---------------------------------------------------------------- refused

test_refused()
{
    local arguments

    place refused
    for arguments in --confirm=29 --confirm=3601 --confirm=x '--confirm=60 --no-journal'; do
        # shellcheck disable=SC2086
        bmc_inband set $arguments vlan=5
        is "$status" 2 "$arguments: exit status"
    done
    (umask 077 && echo 'Some-passw0rd' >"$TAP_TMP/password")
    trace_mark
    bmc_inband set --confirm=60 --password-file="$TAP_TMP/password" vlan=5
    is "$status" 2 'with a password: exit status'
    like "$err" 'bmctui: --confirm: a password cannot be undone' 'with a password: why'
    bmc set --confirm=60 vlan=5
    is "$status" 2 'over LAN: exit status'
    like "$err" 'bmctui: --confirm: .*over LAN' 'over LAN: why'
    run "$BMCTUI" --demo set --confirm=60 vlan=5
    is "$status" 2 'demo BMC: exit status'
    like "$err" 'demo BMC forgets' 'demo BMC: why'
    is "$(trace_count)" 0 'refused: nothing sent'
    bmc_inband confirm
    is "$status" 2 'confirm, nothing pending: exit status'
    like "$err" 'no save is waiting' 'confirm, nothing pending: says so'
}

# ---------------------------------------------------------------- kept

test_kept()
{
    local watcher before

    place kept
    bmc_inband set --confirm=120 address=192.168.100.60
    is "$status" 0 'applied: exit status'
    like "$out" 'It will be undone at [0-9][0-9]:[0-9][0-9]:[0-9][0-9], in 120 s, unless you run bmctui confirm' \
        'applied: until when'
    is "$(address)" 192.168.100.60 'applied: is there'
    watcher=$(watchers)
    like "$watcher" '^[0-9]+$' 'one watcher'
    isnt "$(field "$watcher" 4)" "$(field $$ 4)" 'the watcher: a session of its own'
    isnt "$(field "$watcher" 4)" "$watcher" 'the watcher: not its leader'
    is "$(field "$watcher" 5)" 0 'the watcher: no terminal'
    is "$(find "/proc/$watcher/fd" -lname 'socket:*' | wc -l)" 0 'the watcher: does not hold the BMC'
    before=$(processor_time "$watcher")
    bmc_inband set vlan=9
    is "$status" 1 'another save meanwhile: exit status'
    like "$err" 'run bmctui confirm' 'another save meanwhile: what to do'
    bmc_inband recover
    is "$status" 4 'recover meanwhile: pending'
    like "$out" 'waiting for confirmation' 'recover meanwhile: says what'
    sleep 1
    is "$(processor_time "$watcher")" "$before" 'the watcher: takes no processor time'
    bmc_inband confirm
    is "$status" 0 'confirm: exit status'
    like "$out" 'Confirmed' 'confirm: says so'
    ok 'confirm: the watcher ends' await no_watcher
    is "$(address)" 192.168.100.60 'confirm: kept'
    bmc_inband confirm
    is "$status" 2 'confirm again: nothing pending'
    bmc_inband recover
    is "$status" 0 'confirmed: nothing left'

    bmc_inband set --confirm=120 address=192.168.100.70
    bmc_inband recover --undo
    is "$status $(address)" '0 192.168.100.60' 'recover --undo within the window: put back'
    ok 'recover --undo: the watcher ends' await no_watcher
    bmc_inband confirm
    is "$status" 5 'confirm afterwards: too late'

    # A service or a machine that is stopped ends all processes in this way.
    bmc_inband set --confirm=120 address=192.168.100.70
    is "$(address)" 192.168.100.70 'the watcher is told to end: applied'
    kill -TERM "$(watchers)"
    ok 'the watcher is told to end: it does' await no_watcher
    is "$(address) $(lan_value 1 progress)" '192.168.100.60 0' 'the watcher is told to end: put back'
    bmc_inband confirm
    is "$status" 5 'the watcher is told to end: confirm is too late'
}

# ---------------------------------------------------------------- the saver dies

# dies SIGNAL REQUEST DESC: in the middle of a save.
dies()
{
    fault "$2 delay 20000"
    trace_mark
    spawn set --confirm=120 address=192.168.100.71 vlan=33
    await requests_seen 1 '^0c 01 .*!delay'
    kill "-$1" "$pid"
    fault
    reap
    ok "$3: the watcher ends" await no_watcher
}

test_dies()
{
    place dies
    bmc_inband set address=192.168.100.60
    # The second request to parameter 0 is the commit.
    dies KILL '0c 01 00 2' 'kill -9'
    is "$(address) $(lan_value 1 vlan) $(lan_value 1 progress)" '192.168.100.60 off 0' \
        'kill -9: put back at once, not locked'
    bmc_inband confirm
    is "$status" 5 'kill -9: confirm is too late'
    bmc_inband recover
    is "$status" 0 'kill -9: nothing left'

    dies TERM '0c 01 03 1' 'SIGTERM'
    is "$status" 1 'SIGTERM: put back, exit status'
    is "$(address) $(lan_value 1 vlan) $(lan_value 1 progress)" '192.168.100.60 off 0' \
        'SIGTERM: put back, not locked'

    fault '0c 01 03 1 code cc'
    bmc_inband set --confirm=120 address=192.168.100.72
    is "$status" 1 'a refusal: exit status'
    fault
    ok 'a refusal: no watcher stays' await no_watcher
}

# ---------------------------------------------------------------- the windows that run out

test_late()
{
    place late
    hurried bmc_inband set --confirm=30 address=192.168.100.61
    is "$status" 0 'too late: applied'
    put_forward 30
    ok 'too late: the watcher has ended' await no_watcher
    is "$(address)" 192.168.100.100 'too late: put back'
    is "$(lan_value 1 progress)" 0 'too late: not locked'
    hurried bmc_inband confirm
    is "$status" 5 'too late: exit status'
    like "$err" 'too late' 'too late: says so'
    bmc_inband set vlan=4
    is "$status" 0 'too late: the next save goes on'
    bmc_inband confirm
    is "$status" 2 'after another save: nothing pending'
}

test_fails()
{
    place fails
    HURRY=5 hurried bmc_inband set --confirm=600 address=192.168.100.62
    is "$status" 0 'cannot be put back: applied'
    fault '0c 01 * * code cc'
    put_forward 600
    ok 'cannot be put back: the watcher ends' await no_watcher
    hurried bmc_inband confirm
    is "$status" 4 'cannot be put back: exit status'
    fault
    hurried bmc_inband recover
    is "$status" 4 'cannot be put back: pending'
    hurried bmc_inband recover --undo
    is "$status $(address)" '0 192.168.100.100' 'cannot be put back: later it is'
}

test_alone()
{
    place alone
    hurried bmc_inband set --confirm=600 address=192.168.100.63
    is "$status" 0 'watcher killed: applied'
    kill -KILL "$(watchers)"
    put_forward 600
    # One that is about to begin is waited for.
    HURRY=20 hurried bmc_inband confirm
    is "$status" 4 'watcher killed: exit status'
    like "$err" 'too late, and the save has not been undone' 'watcher killed: says so'
    put_forward 616
    hurried bmc_inband recover --unattended
    is "$status $(address)" '0 192.168.100.100' 'watcher killed: put back at the next start'
    hurried bmc_inband confirm
    is "$status" 5 'watcher killed: and then it is too late'
}

test_hung_up()
{
    place hung-up
    hurried spawn set --confirm=600 address=192.168.100.64
    kill -HUP "$pid"
    reap
    put_forward 600
    ok 'SIGHUP: the watcher has ended' await no_watcher
    case $status in
    0) like "$(cat "$SIM_STATE/local.result")" 'put back' 'SIGHUP: the save went on, then put back' ;;
    *) is "$status" 129 'SIGHUP: before anything was written' ;;
    esac
    is "$(address)" 192.168.100.100 'SIGHUP: as before'
}

for name in refused kept dies late fails alone hung_up; do
    beside "$name" "test_$name"
done
join_beside
done_testing
