# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2154
# Commands over LAN: files with the password, a session that may do little, a wait that is long, and
# signals, after which no session is left at the BMC.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"

BMCTUI=${BMCTUI:-$top_builddir/bmctui}
RESPONDER=$top_builddir/tests/rmcp/responder
HURRY=$top_builddir/tests/pty/hurry.so
umask 077
mkdir "$TAP_TMP/state"
printf 'state_directory = "%s"; check_reachability = false;\n' "$TAP_TMP/state" >"$TAP_TMP/conf"
printf 'ADMIN\n' >"$TAP_TMP/password"

# responder ARGUMENT...: another one; its port in $port.
responder()
{
    coproc RESPOND { exec "$RESPONDER" "$@"; }
    read -r port <&"${RESPOND[0]}" || bail 'no responder'
}

# How many sessions it still has, and its end.
sessions()
{
    eval "exec ${RESPOND[1]}>&-"
    read -r left <&"${RESPOND[0]}"
    wait "$RESPOND_PID"
}

before=()
lan()
{
    "${before[@]}" "$BMCTUI" --config-file="$TAP_TMP/conf" -h "127.0.0.1:$port" -u ADMIN \
        --session-password-file="$TAP_TMP/password" "$@"
}

# ---------------------------------------------------------------- the password's file

responder
run lan show
is "$status" 0 'logged in'
for text in 'ADMIN\r\n' 'ADMIN\nADMIN\n' '\xef\xbb\xbfADMIN\n'; do
    printf '%b' "$text" >"$TAP_TMP/password"
    run lan show
    is "$status" 2 "refused before any login: $text"
    like "$err" '^bmctui: --session-password-file: .*password (has Windows line|has more than one|starts with)' \
        'and what is wrong with the file'
done
printf 'ADMIN\n' >"$TAP_TMP/password"

# ---------------------------------------------------------------- FIPS

LIBGCRYPT_FORCE_FIPS_MODE=1 run lan show
if [ "$status" = 0 ]; then
    skip 2 'this libgcrypt takes short keys in FIPS mode, too'
else
    is "$status" 3 'FIPS mode and a short password: exit status'
    like "$err" 'FIPS mode, which does not allow logins with passwords shorter than 14' 'and why'
fi

# ---------------------------------------------------------------- privilege

run lan -l user show
is "$status" 0 'a session that may not read: exit status'
like "$err" "IPv4 Address: not read: this session's privilege is too low" 'and why'
unlike "$out" 'not available|no named user' 'nothing is said to be missing that may be there'
run lan -l user channels
like "$err" "channel 8: not read: this session's privilege is too low" 'channels: why'
run lan -l user manage
like "$err" 'this session may not read' 'manage: why'
run lan -l user set vlan=5
is "$status" 2 'set: exit status'
like "$err" 'vlan: this session may not read it' 'set: why'
printf 'Abcdef12!\n' >"$TAP_TMP/new"
run lan -l user set --user=ADMIN --password-file="$TAP_TMP/new"
is "$status" 2 'set, a user that may not be seen: exit status'
like "$err" "this session may not read the BMC's users" 'and he is not said to be missing'
run lan -l user doctor
unlike "$out" 'none can log in|give it one' 'doctor claims nothing that it has not seen'
like "$out" 'Session +warning +.*user.*--privilege-level' 'doctor names the privilege'
sessions
is "$left" 0 'no session is left'

# ---------------------------------------------------------------- signals

# In the background a shell has these two ignored.
before=(exec env --default-signal=INT,QUIT)
for signal in INT TERM HUP QUIT; do
    responder --faults='any:lost'
    lan --trace="$TAP_TMP/trace" show >"$TAP_TMP/out" 2>&1 &
    pid=$!
    until grep -q '>' "$TAP_TMP/trace" 2>/dev/null || ! kill -0 "$pid" 2>/dev/null; do
        sleep 0.02
    done
    kill -"$signal" "$pid"
    wait "$pid"
    is "$(kill -l $?)" "$signal" "SIG$signal: ends as by the signal"
    sessions
    is "$left" 0 "SIG$signal: no session is left at the BMC"
    rm "$TAP_TMP/trace"
done
before=()

# ---------------------------------------------------------------- a long wait

if [ -e "$HURRY" ] && [ -z "${BMCTUI_SANITIZED:-}" ]; then
    printf 'demo_delay_ms = 30000;\n' >>"$TAP_TMP/conf"
    run env LD_PRELOAD="$HURRY" HURRY=40 "$BMCTUI" --config-file="$TAP_TMP/conf" --demo identify
    is "$status" 0 'a BMC that takes half a minute: exit status'
    like "$err" "^Still waiting for the BMC's answer, [5-9] s so far; this can take a minute" 'it is said'
    like "$err" 'answer, 2[0-9] s so far' 'and again'
    run env LD_PRELOAD="$HURRY" HURRY=40 "$BMCTUI" --config-file="$TAP_TMP/conf" --demo -q identify
    is "$err" '' 'not with --quiet'
else
    skip 4 'the clock cannot be put forward here'
fi

done_testing
