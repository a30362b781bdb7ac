# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# A password that is changed is looked for wherever it must not be: command line, environment, trace,
# journal, output, and the memory of the process once the BMC has it, but for the one page that is
# made for it.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh" || exit 99
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"
# shellcheck source=tests/sim/background.sh
. "${top_srcdir:-.}/tests/sim/background.sh"

sim_needs ipmitool
[ -z "${SANITIZERS:-}" ] || skip_all 'a sanitizer keeps copies of freed memory'

session=Sess-Mark3r-pw
marker=Mark3r-Secr3t-x

# found PID TEXT: the mappings that hold it, one a line: "locked" or "SIZE NAME".
found()
{
    local range rights rest first last size

    while read -r range rights rest; do
        case $rights in
        rw*) ;;
        *) continue ;;
        esac
        first=$((16#${range%-*}))
        last=$((16#${range#*-}))
        size=$((last - first))
        dd if="/proc/$1/mem" bs=64K iflag=skip_bytes,count_bytes skip="$first" count="$size" \
            2>/dev/null | grep -qaF -e "$2" || continue
        if awk -v range="$range" '$1 == range { on = 1 }
            on && /^VmFlags:/ { if (/ lo( |$)/ && / dd( |$)/) found = 1; exit }
            END { exit !found }' "/proc/$1/smaps"; then
            echo locked
        else
            echo "$size ${rest##* }"
        fi
    done <"/proc/$1/maps"
}

# A program that holds it, and then stops, so that not finding it means something.
self_test()
{
    local text="a text that is to be found $RANDOM" other

    sh -c "held='$text'; kill -STOP \$\$" &
    other=$!
    await stopped "$other" && found "$other" "$text"
    kill -KILL "$other"
}

stopped()
{
    grep -qs '^State:[[:space:]]*T' "/proc/$1/status"
}
like "$(self_test)" '[0-9]' 'what is in memory is found'

# not_written WHAT TEXT: not in what others can read of the process, nor in what it has written.
not_written()
{
    local one

    for one in cmdline environ; do
        nok "$1: not in /proc/PID/$one" grep -qaF -e "$2" "/proc/$pid/$one"
    done
    nok "$1: not in the journal's folder" grep -rqaF -e "$2" "$SIM_STATE"
    nok "$1: not in the trace" grep -qaF -e "$2" "$TAP_TMP/trace"
    nok "$1: not in the output" grep -qaF -e "$2" "$TAP_TMP/bg.out" "$TAP_TMP/bg.err"
}

as_hex()
{
    printf '%s' "$1" | od -An -tx1 | tr -d '\n' | sed 's/^ //'
}

# change SPAWN [TEXT]: changes the password; a text beside it that must not be written either.
change()
{
    (umask 077 && printf '%s\n' "$marker" >"$TAP_TMP/password")
    # Messaging is written behind the password: the BMC has it, the save is not over.
    fault '06 43 * 1 delay 20000'
    trace_mark
    "$1" --trace="$TAP_TMP/trace" --retransmission-timeout=19000 set --user=viewer \
        --password-file="$TAP_TMP/password" --remote-access=privilege
    await requests_seen 1 '^06 43 '
    rm "$TAP_TMP/password"
    not_written "$1, while saving" "$marker"
    [ $# -lt 2 ] || not_written 'the session password' "$2"
    is "$(found "$pid" "$marker" | grep -v '^locked$')" '' "$1: not in memory but for its own page"
    kill -INT "$pid"
    fault
    nok "$1: its bytes are not in the trace" grep -qi -e "$(as_hex "${marker:0:6}")" \
        "$TAP_TMP/trace"
    like "$(grep -ci 'password' "$TAP_TMP/trace" || true)" '[0-9]' "$1: there is a trace"
}

export SHIM_TIMEOUT=20000 # the driver waits as long, too
sim_start "$TAP_TMP/sim"
raw 6 0x43 0x91 4 2 0 >/dev/null
spawn_inband_only()
{
    spawn "${@/--retransmission-timeout=19000/-q}"
}
change spawn_inband_only
reap
nok 'in-band: not in the output at the end' grep -qaF -e "$marker" "$TAP_TMP/bg.out" \
    "$TAP_TMP/bg.err"
fault

SIM_PASSWORD=$session
sim_start "$TAP_TMP/sim2" user="2 true ADMIN $session admin"
bmc show
is "$status" 0 'over LAN: one can log in'
raw 6 0x43 0x91 4 2 0 >/dev/null
# FreeIPMI keeps the one of an open session in memory of its own.
change spawn_lan "$session"
reap
done_testing
