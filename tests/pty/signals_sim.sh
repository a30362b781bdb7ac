# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# A signal, or the terminal gone, at every step of a console's save, with a window for a confirmation
# and without: what the console's exit status says is what the BMC holds, its lock is free, nothing
# is left running but a watcher that is due, and the terminal is as it was.

# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "$top_srcdir/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "$top_srcdir/tests/sim/readback.sh"
# shellcheck source=tests/sim/background.sh
. "$top_srcdir/tests/sim/background.sh"

# The console, `bmctui confirm` and a watcher have the device open at the same time.
export SHIM_SHARED=1
export SHIM_TIMEOUT=60000 # an answer that is held back comes
DRIVE=$top_builddir/tests/pty/drive
OLD='00|01|c0 a8 64 64|ff ff ff 00|c0 a8 64 fe|off'
NEW='00|01|c0 a8 64 65|ff ff fe 00|c0 a8 65 01|80 4d'

# The request that is answered after it has happened: what the screen says then, and command,
# parameter, how manieth.
points=(
    'Lock                  waiting|0c 01 00 1' 'Lock                  waiting|0c 02 14 2'
    'IPv4 Address          writing|0c 01 03 1' 'IPv4 Netmask          writing|0c 01 06 1'
    'IPv4 Default Gateway  writing|0c 01 0c 1' 'VLAN ID               writing|0c 01 14 1'
    'Commit                writing|0c 01 00 2' 'Unlock                writing|0c 01 00 3'
    'Verify                up to|0c 02 14 3'
)
signals=(HUP TERM INT TSTP hangup)
CHAINS=6

for parameter in 0 4 3 6 12 20; do
    echo "raw 0x0c 0x02 1 $parameter 0 0"
done >"$TAP_TMP/read"

# Set in progress, source, address, netmask, gateway, VLAN.
holds()
{
    local lines

    mapfile -t lines < <(sim_ipmitool exec "$TAP_TMP/read" 2>/dev/null | sed 's/^ 11 //')
    case ${lines[5]} in
    ?*\ [0-7]?) lines[5]=off ;;
    *) lines[5]="${lines[5]#* } ${lines[5]%% *}" ;;
    esac
    (IFS='|'; echo "${lines[*]}")
}

as_before()
{
    fault
    rm -rf "$SIM_STATE"
    cat >"$TAP_TMP/$1.reset" <<'END'
raw 0x0c 0x01 1 0 0
raw 0x0c 0x01 1 0 1
raw 0x0c 0x01 1 3 192 168 100 100
raw 0x0c 0x01 1 6 255 255 255 0
raw 0x0c 0x01 1 12 192 168 100 254
raw 0x0c 0x01 1 20 0 0
raw 0x0c 0x01 1 0 2
raw 0x0c 0x01 1 0 0
END
    sim_ipmitool exec "$TAP_TMP/$1.reset" >/dev/null 2>&1
}

# script WINDOW SIGNAL TEXT FILE: what a person does, and what happens to the terminal. The file is
# there when it has happened.
script()
{
    cat <<'END'
wait https://192.168.100
gone Reading
key Tab Tab ^U
type 192.168.100.101/23
key Tab Tab ^U
type 192.168.101.1
key Tab ^U
type 77
key Fn2
wait VLAN ID               off                77
gone Checking remote
wait [ SAVE ]
END
    [ "$1" = no ] || printf '%s\n' 'key BackTab Space' 'wait [x] undo by itself'
    printf '%s\n' 'key End Enter' "wait $3" 'sleep 100'
    case $2 in
    hangup) printf '%s\n' hangup 'sleep 100' "text $4" end ;;
    TSTP)
        printf '%s\n' 'signal TSTP' 'sleep 100' 'signal CONT' "text $4"
        [ "$1" = no ] && echo 'wait SAVED. The BMC holds'
        [ "$1" = no ] || printf '%s\n' 'wait [ KEEP ]' 'key Tab Enter' 'wait Confirmed'
        printf '%s\n' 'key Enter' 'wait IPMI Configuration' 'gone Reading' 'key Fn10' end
        ;;
    *) printf '%s\n' "signal $2" 'sleep 100' "text $4" end ;;
    esac
}

console()
{
    "$DRIVE" -w 30000 -t linux -l C.UTF-8 -e "SIM_VM_PORT=$SIM_VM_PORT" -e SHIM_SHARED=1 -e "SHIM_TIMEOUT=$SHIM_TIMEOUT" \
        -e "LD_PRELOAD=$SIM_SHIM${LD_PRELOAD:+ $LD_PRELOAD}" \
        -e "ASAN_OPTIONS=verify_asan_link_order=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}" \
        -E "$TAP_TMP/$1.stderr" -- "$BMCTUI" --config-file="$TAP_TMP/$1.conf" -D openipmi 2>&1
}

# What is wrong, a line each; nothing: all is well.
judge()
{
    local chain=$1 window=$2 signal=$3 said exit got

    said=$(sed -n 's/^ended with status \([0-9]*\).*/\1/p' "$TAP_TMP/$chain.out")
    got=$(holds)
    case $signal,$said,$got in
    TSTP,0,"$NEW" | HUP,0,"$NEW" | hangup,0,"$NEW") exit=new ;;
    TERM,1,"$OLD" | INT,1,"$OLD") exit=old ;;
    TERM,0,"$NEW" | INT,0,"$NEW")
        exit=new # the last answer was there already, and all as it was wanted
        [[ $4 == Verify* ]] || echo "it went on to its end"
        ;;
    *) echo "status $said, and the BMC holds $got" ;;
    esac
    [ "$signal" = hangup ] || grep -q 'modes restored' "$TAP_TMP/$chain.out" ||
        echo 'the terminal is not as it was'
    if [ "$window" = yes ] && [ "$exit" = new ] && [ "$signal" != TSTP ]; then
        [ -n "$(watchers)" ] || echo 'no watcher waits for the confirmation'
        bmc_inband --config-file="$TAP_TMP/$chain.conf" confirm
        [ "$status" = 0 ] || echo "confirm: $status $err"
    fi
    await no_watcher || echo 'a watcher is left'
    [ ! -e "$SIM_STATE/local.journal" ] || echo 'a journal is left'
}

# one CHAIN TEXT RULE SIGNAL WINDOW
one()
{
    local happened=$TAP_TMP/$1.happened

    as_before "$1"
    rm -f "$happened"
    fault "$3 delay 60000"
    (await test -e "$happened"; fault) &
    script "$5" "$4" "$2" "$happened" | console "$1" >"$TAP_TMP/$1.out"
    kill "$!" 2>/dev/null
    wait "$!" 2>/dev/null
    fault
    judge "$1" "$5" "$4" "$2" >"$TAP_TMP/$1.wrong"
    if [ -s "$TAP_TMP/$1.wrong" ]; then
        echo "wrong|${2//  / }, $4, window: $5"
        cat "$TAP_TMP/$1.wrong" "$TAP_TMP/$1.out" "$TAP_TMP/$1.stderr"
        echo '|'
    else
        echo "right|${2//  / }, $4, window: $5"
    fi
}

# chain NUMBER OF: every so manieth case, on a BMC of its own.
chain()
{
    local name=chain$1 n=0 point signal window

    SIM_STATE=$TAP_TMP/state-$name
    printf 'state_directory = "%s";\nverify_seconds = 3;\nconfirm_seconds = 60;\n' "$SIM_STATE" \
        >"$TAP_TMP/$name.conf"
    sim_start "$TAP_TMP/$name"
    for point in "${points[@]}"; do
        for signal in "${signals[@]}"; do
            n=$((n + 1))
            for window in no yes; do
                # One of the two, by turns; both in ./dev soak.
                [ -n "${BMCTUI_WHOLE:-}" ] || [ $((n % 2)) = $([ $window = no ]; echo $?) ] ||
                    continue
                [ $((n / 2 % $2)) = "$1" ] || continue
                one "$name" "${point%|*}" "${point#*|}" "$signal" "$window"
            done
        done
    done
    echo over
    sim_stop "$TAP_TMP/$name"
}

# report FILE: the chain's results as tests.
report()
{
    local kind name

    while IFS='|' read -r kind name; do
        case $kind in
        right) pass "$name" ;;
        wrong)
            fail "$name"
            while IFS= read -r kind && [ "$kind" != '|' ]; do diag "$kind"; done
            ;;
        esac
    done <"$1"
    ok 'the chain came to its end' grep -qx over "$1"
}

sim_needs ipmitool
for ((number = 0; number < CHAINS; number++)); do
    chain "$number" "$CHAINS" >"$TAP_TMP/$number" 2>"$TAP_TMP/$number.err" &
done
wait
for ((number = 0; number < CHAINS; number++)); do
    report "$TAP_TMP/$number"
    diag "$(cat "$TAP_TMP/$number.err")"
done
done_testing
