# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Actions on this very machine, which any BMC in-band is that of: the name of the host, the seconds
# with STOP, the note that the next start tells, the guard. On the screen and on the command line.

# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "$top_srcdir/tests/sim/sim.sh"

export SHIM_SHARED=1
DRIVE=$top_builddir/tests/pty/drive
HURRY=$top_builddir/tests/pty/hurry.so # for what goes to syslog
HOST=$(uname -n)
OFF='^00 02 00 ' RESET='^00 02 03 ' CYCLE='^00 02 02 '

# console [OPTION OF DRIVE...]: the page Power in-band, the script on standard input; sets out, status.
console()
{
    out=$("$DRIVE" -w 20000 -t linux -l C.UTF-8 -e "SIM_VM_PORT=$SIM_VM_PORT" -e SHIM_SHARED=1 \
        -e "LD_PRELOAD=$SIM_SHIM $HURRY${LD_PRELOAD:+ $LD_PRELOAD}" \
        -e "HURRY_SYSLOG=$TAP_TMP/syslog" \
        -e "ASAN_OPTIONS=verify_asan_link_order=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}" "$@" \
        -- "$BMCTUI" -D openipmi console --page=power 2>&1)
    status=$?
    [ "$status" = 0 ] || diag "$out"
}

# The keys that bring the page Power to the question of POWER OFF.
question()
{
    cat <<END
wait [POWER OFF]
gone Reading
key BackTab*4 Enter
wait Type the name of the host
END
}

kept_note()
{
    cat "$SIM_STATE/local.action" 2>&1
}

# another_boot: the note is from before this machine was started.
another_boot()
{
    sed -i 's/^boot ./boot x/; s/^told .*/told /' "$SIM_STATE/local.action"
}

sim_needs
sim_start "$TAP_TMP/bmc" machine

# --- on the screen -----------------------------------------------------------------------

trace_mark
(
    question
    cat <<END
have This is the machine you sit at: $HOST.
screen
key BackTab
type not-$HOST
key Enter
wait Type the name of this machine exactly: $HOST
key ^U
type $HOST
key Enter
wait POWER OFF in
have [ STOP ]
key Enter
wait [ SHUT DOWN IN ORDER ]
key Esc Esc
gone [ BACK ]  [ SHUT
END
) >"$TAP_TMP/script"
console <"$TAP_TMP/script"
is "$status" 0 'the wrong name, then stopped within the seconds'
like "$out" 'Up for' 'says how long it has been up'
is "$(trace_count "$OFF")" 0 'nothing was sent'
unlike "$(kept_note)" kind 'and no note kept'

(
    question
    cat <<END
key BackTab
type $HOST
key Enter
wait POWER OFF in
wait The machine is off
key Enter
END
) >"$TAP_TMP/script"
trace_mark
console <"$TAP_TMP/script"
is "$status" 0 'the right name, and the seconds go by: it is off'
is "$(trace_count "$OFF")" 1 'sent once'
like "$(cat "$TAP_TMP/syslog")" 'power off by .* on openipmi: seen after [0-9]+ s' 'and a line in the log'
like "$(kept_note)" 'kind off' 'a note is there'
like "$(kept_note)" 'accepted 1' 'and says that it was accepted'

# --- on the command line -----------------------------------------------------------------

trace_mark
bmc_inband power on
is "$status" 0 'power on'
bmc_inband power off
is "$status" 2 'power off without the name: exit status'
is "$err" "bmctui: power: this is the machine you are on ($HOST); add --this-machine=$HOST" 'says why'
bmc_inband power off --this-machine="x$HOST"
is "$status" 2 'with another name'
is "$(trace_count "$OFF")" 0 'nothing was sent'
bmc_inband power cycle --this-machine="$HOST"
is "$status" 0 'cycle with the name'
is "$(trace_count "$CYCLE")" 1 'sent once'
bmc_inband power --json
is "$(printf '%s' "$out" | jq -c '[.this_machine, .last_action.action]')" '[true,"cycle"]' 'in JSON'

another_boot
bmc_inband power
like "$out" 'Restarted .* by CYCLE, asked for by ' 'the next start tells it'
like "$out" 'the BMC says: chassis control command' 'with what the BMC says'
bmc_inband power
unlike "$out" CYCLE 'once'
another_boot
console <<END
wait Restarted
have by CYCLE
have the BMC says
key Enter
gone Restarted
END
is "$status" 0 'on the screen, too'

# --- over LAN, where it is another machine ---------------------------------------------------

bmc power reset --this-machine="$HOST"
is "$status" 2 'over LAN to another, with this name: nothing is sent'
bmc power cycle
is "$status" 0 'over LAN to another: no name is asked for'
bmc power --json
is "$(printf '%s' "$out" | jq .this_machine)" false 'nor is it this machine in JSON'

# --- what the exit status says ---------------------------------------------------------------

fault '00 02 02 * code d5'
bmc_inband power cycle --this-machine="$HOST"
is "$status" 1 'refused: exit status'
like "$err" '^bmctui: power: the BMC refused' 'refused: says so'
unlike "$(kept_note)" 'kind cycle' 'refused: no note stays'
fault '00 02 02 * drop'
trace_mark
SHIM_TIMEOUT=300 bmc_inband power cycle --this-machine="$HOST" --wait=1
is "$status" 4 'no answer, nothing seen: exit status'
like "$out" 'Whether it was done is unknown' 'no answer, nothing seen: says so'
is "$(trace_count "$CYCLE")" 1 'no answer: not sent again'
fault '00 02 02 * reply 00'
bmc_inband power cycle --this-machine="$HOST" --wait=1
is "$status" 4 'accepted and not done: exit status'
like "$out" 'accepted it, but nothing came of it' 'accepted and not done: says so'
SHIM_OPEN=ENOENT bmc_inband power off --this-machine="$HOST"
is "$status" 3 'no BMC: exit status'
fault

# Killed while the BMC takes its time: nobody knows whether it was sent.
fault '00 02 03 1 delay 20000'
(
    cat <<END
wait [POWER OFF]
gone Reading
key BackTab*2 Enter
wait Type the name of the host
key BackTab
type $HOST
key Enter
wait RESET in
wait Sending
sleep 100
signal KILL
end
END
) >"$TAP_TMP/script"
console <"$TAP_TMP/script"
fault
like "$(kept_note)" 'accepted 0' 'killed before the answer: the note says no more than it knows'
bmc_inband power
like "$out" 'RESET was asked for .* Whether it was sent is unknown; this machine has not restarted' \
    'it is told honestly'

# --- the guard -----------------------------------------------------------------------------

trace_mark
bmc_inband set --confirm=600 vlan=7
is "$status" 0 'a save that waits for its confirmation'
bmc_inband power reset --this-machine="$HOST"
is "$status" 2 'while it waits: exit status'
like "$err" 'waiting for confirmation' 'says why'
bmc_inband bmc restart
is "$status" 2 'no restart of the BMC either'
is "$(trace_count "$RESET")" 0 'nothing was sent'
bmc_inband confirm
bmc_inband --read-only power reset --this-machine="$HOST"
is "$status" 2 'nothing with --read-only'
console_demo()
{
    out=$("$DRIVE" -w 20000 -t linux -l C.UTF-8 -- "$BMCTUI" "$@" --demo console --page=power 2>&1)
    status=$?
    [ "$status" = 0 ] || diag "$out"
}

console_demo --read-only <<END
wait [POWER OFF]
gone Reading
key BackTab*4 Enter
wait read-only: nothing may be changed
END
is "$status" 0 'a read-only console says so'
console_demo <<END
wait [POWER OFF]
gone Reading
key BackTab*4 Enter
wait The machine of the demo BMC
key Tab Enter
wait The machine is off
sleep 1100
key Enter
wait [SWITCH ON]
END
is "$status" 0 'the demo BMC is never that of this machine: no name is asked for'

bmc_inband power soft
is "$status" 0 'soft needs no name'

done_testing
