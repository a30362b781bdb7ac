# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# kill -9 after each request of adding, renaming, changing and deleting a user, over LAN and in-band,
# and what `recover` makes of it: what it says is so, and nobody is left with a password that only
# the dead program knew, unless it says so.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh" || exit 99
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"
# shellcheck source=tests/sim/background.sh
. "${top_srcdir:-.}/tests/sim/background.sh"

sim_needs ipmitool
echo 'verify_seconds = 3;' >>"$TAP_TMP/bmctui.conf"
(umask 077 && echo Helper-passw0rd >"$TAP_TMP/P")

# Name, command, slot.
deeds=(
    "add|user add helper --slot=6 --password-file=$TAP_TMP/P|6"
    'rename|user set 3 name=boss|3'
    'change|user set 4 privilege=operator enabled=yes sol=yes|4'
    'delete|user delete 3|3'
)

# user_holds SLOT: its name, whether it is enabled, access on both channels, serial over LAN.
user_holds()
{
    local lines

    mapfile -t lines < <(raws "6 0x46 $1" "6 0x44 1 $1" "6 0x44 8 $1" "6 0x4d 1 $1")
    [ "${#lines[@]}" = 4 ] || { echo 'not read'; return; }
    # shellcheck disable=SC2086
    set -- ${lines[0]} -- ${lines[1]} ${lines[2]} ${lines[3]}
    echo "${lines[0]// /} $((16#${19} >> 6)) ${21} ${25} ${26}"
}

# deed LINK WORDS: in the foreground.
deed()
{
    # shellcheck disable=SC2086
    if [ "$1" = lan ]; then bmc $2; else bmc_inband $2; fi
}

# As it was at first.
anew()
{
    sim_start "$TAP_TMP/sim" accounts user='4 false viewer viewpass user'
    rm -rf "$SIM_STATE"
}

# killed_at LINK K WORDS: after the BMC has carried out request K, whose answer bmctui never sees.
killed_at()
{
    fault "* * * $2 lose"
    trace_mark
    # shellcheck disable=SC2086
    if [ "$1" = lan ]; then spawn_lan $3; else SHIM_TIMEOUT=20000 spawn $3; fi
    await requests_seen "$2"
    kill -KILL "$pid"
    reap
    fault
}

pending()
{
    compgen -G "$SIM_STATE/*.journal" >/dev/null
}

# What is wrong with what recover says; nothing when all is well.
judge()
{
    local way=$1 state=$2 name=$3

    case $status in
    0)
        [ "$way" = finish ] || [ "$state" = "$old" ] || echo 'said to be undone, and is not'
        [ "$way" = undo ] || [ "$state" = "$new" ] || echo 'said to be finished, and is not'
        ! pending || echo 'settled, and the journal is left'
        ;;
    2) # A password that nobody has any more: it says so, and undoing is left.
        [ "$way" = finish ] && [[ $err =~ password ]] || echo 'exit status 2'
        deed "$4" 'recover --undo'
        [ "$status" = 0 ] && [ "$(user_holds "$5")" = "$old" ] || echo 'and then it is not undone'
        ;;
    4) [ -n "$err" ] || echo 'left mixed, and nothing is said' ;;
    *) echo "exit status $status" ;;
    esac
    # A name with a way in, and a password that nobody knows or that another has sent.
    if [ "$name" = delete ] && [ "$status" = 0 ] && [ "$way" = undo ] &&
        ! login_works oper operpass -L OPERATOR && ! [[ $out$err =~ password ]]; then
        echo 'the password is gone, and it is not said'
    fi
    ! grep -rqs Helper-passw0rd "$SIM_STATE" || echo 'a password is on the disk'
}

one()
{
    local link=$1 name=$2 words=$3 slot=$4 k=$5 way=$6 wrong

    anew
    killed_at "$link" "$k" "$words"
    if ! pending; then
        is "$(user_holds "$slot")" "$old" "$link, $name, $k: without a journal nothing is written"
        return
    fi
    deed "$link" recover
    wrong=
    [ "$status" = 4 ] || wrong="recover alone: exit status $status; "
    deed "$link" "recover --$way"
    wrong+=$(judge "$way" "$(user_holds "$slot")" "$name" "$link" "$slot")
    if [ -n "$wrong" ]; then
        fail "$link, $name, killed at $k, $way"
        diag "$wrong" "status $status" "$out" "$err" "old $old" "new $new" \
            "now $(user_holds "$slot")"
    else
        pass "$link, $name, killed at $k, $way"
    fi
}

for link in inband lan; do
    for line in "${deeds[@]}"; do
        IFS='|' read -r name words slot <<<"$line"
        anew
        old=$(user_holds "$slot")
        trace_mark
        deed "$link" "$words"
        is "$status" 0 "$link, $name: nobody kills it" || diag "$out" "$err"
        total=$(trace_count '^[0-9a-f]* ')
        new=$(user_holds "$slot")
        isnt "$new" "$old" "$link, $name: it changes something"
        first=$(trace_since | cut -d' ' -f4- | grep -nE '^06 (43|45|47|4c)' | head -n 1 | cut -d: -f1)
        note "$link, $name: $total requests, the first write is $first"
        step=$([ "$link" = lan ] && echo 3 || echo 1)
        for ((k = first; k <= total; k += step)); do
            one "$link" "$name" "$words" "$slot" "$k" "$([ $((k % 2)) = 0 ] && echo undo || echo finish)"
        done
    done
done
done_testing
