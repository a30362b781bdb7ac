# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# Passwords that are asked for on the terminal: echo is off, and back on whatever happens.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"

sim_needs ipmitool
DRIVE=${DRIVE:-$top_builddir/tests/pty/drive}
[ -x "$DRIVE" ] || bail "$DRIVE is not built (make check builds it)"

# ask SCRIPT ARGUMENT...: bmctui over LAN without a password file, in a terminal.
ask()
{
    run "$DRIVE" -t xterm -x "$1" -- "$BMCTUI" -h "$SIM_HOST1" -u ADMIN -I 3 -W opensesspriv \
        "${@:2}"
}

sim_start "$TAP_TMP/sim"
question="Password of ADMIN at $SIM_HOST1:"

ask "wait $question; type ADMIN; quiet 150; screen; key Enter; wait BMC web address; end" show
is "$status" 0 'session password: asked for, taken'
unlike "${out%%IPv4*}" 'ADMIN at .*: *ADMIN' 'session password: not echoed'
like "$out" 'ended with status 0.*modes restored' 'session password: the terminal as it was'

ask "wait $question; type wrong; key Enter; wait bmctui: BMC:; end" show
like "$out" 'ended with status 3, modes restored' 'wrong session password: exit status 3'

ask "wait $question; key C-d; wait nothing was typed; end" show
like "$out" 'ended with status 2, modes restored' 'session password, end of input: exit status 2'

ask "wait $question; type AD; key C-c; end" show
like "$out" 'ended by signal 2.*modes restored' 'session password, Ctrl-C: ends as by the signal'

ask "wait $question; signal TERM; end" show
like "$out" 'ended by signal 15.*modes restored' 'session password, SIGTERM: ends as by the signal'

trace_mark
ask "end" show --channel=99
like "$out" 'ended with status 2' 'wrong input: not asked before it is known'
ask "wait $question; type $(printf '%0300d' 0); key Enter; wait longer than 255; end" show
like "$out" 'ended with status 2, modes restored' 'session password too long: exit status 2'

# ---------------------------------------------------------------- a new BMC password

ask \
    'wait New BMC password:; type Typed-passw0rd; key Enter
wait again:; type Typed-passw0rd; key Enter
wait SAVED; screen; end' --session-password-file="$SIM_DIR/password" set --user=oper --password
like "$out" 'ended with status 0, modes restored' 'new password: exit status'
unlike "$out" 'Typed-' 'new password: not echoed'
ok 'new password: one can log in with it' login_works oper Typed-passw0rd

ask \
    'wait New BMC password:; type Other-passw0rd; key Enter
wait again:; type Other-passw0rD; key Enter
wait passwords differ; end' --session-password-file="$SIM_DIR/password" set --user=oper --password
like "$out" 'ended with status 2, modes restored' 'new password, not the same: exit status'
ok 'new password, not the same: the old one holds' login_works oper Typed-passw0rd

ask 'wait New BMC password:; type short; key Enter; wait again:; type short; key Enter
wait bmctui: password:; end' --session-password-file="$SIM_DIR/password" set --user=oper --password
like "$out" 'ended with status 2, modes restored' 'new password, too short: exit status'

ask 'wait New BMC password:; key Enter; wait again:; key Enter; wait bmctui: password:; end' \
    --session-password-file="$SIM_DIR/password" set --user=oper --password
like "$out" 'ended with status 2, modes restored' 'new password, empty: exit status'
done_testing
