# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The console's own saves in-band: journal, recover dialog, window for a confirmation, somebody else
# who saves, no room for a journal. What the BMC holds is read with ipmitool.

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
DRIVE=$top_builddir/tests/pty/drive
HURRY=$top_builddir/tests/pty/hurry.so # for what goes to syslog, and its clock
JOURNAL=local.journal

# place DIR: a BMC and a state folder of its own.
place()
{
    SIM_STATE=$TAP_TMP/state-$1
    CONFIG=$TAP_TMP/$1.conf
    sim_start "$TAP_TMP/$1"
    config
}

# config [LINE]
config()
{
    printf 'state_directory = "%s";\nverify_seconds = 3;\nconfirm_seconds = 600;\n%s\n' \
        "$SIM_STATE" "${1:-}" >"$CONFIG"
}

# console [OPTION OF DRIVE...]: the page in-band, the script on standard input; sets out, status.
console()
{
    out=$("$DRIVE" -w 30000 -t linux -l C.UTF-8 -e "SIM_VM_PORT=$SIM_VM_PORT" \
        -e SHIM_SHARED=1 \
        -e "LD_PRELOAD=$SIM_SHIM $HURRY${LD_PRELOAD:+ $LD_PRELOAD}" \
        -e "HURRY_SYSLOG=$CONFIG.syslog" -e "HURRY_AHEAD=$CONFIG.ahead" \
        -e "ASAN_OPTIONS=verify_asan_link_order=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}" "$@" \
        -- "$BMCTUI" --config-file="$CONFIG" -D openipmi 2>&1)
    status=$?
    [ "$status" = 0 ] || diag "$out"
}

# The keys that bring a VLAN id to the review: review ID.
review()
{
    cat <<END
wait https://192.168.100
gone Reading
key Tab*5 ^U
type $1
key Fn2
wait VLAN ID               off                $1
gone Checking remote
wait [ SAVE ]
END
}

# The clock of this place, by the length of the window.
put_forward()
{
    echo 600000 >"$CONFIG.new" && mv "$CONFIG.new" "$CONFIG.ahead"
}

# logged REGEX DESC: a line of the audit trail.
logged()
{
    like "$(cat "$CONFIG.syslog")" "$1" "$2"
}

pending()
{
    [ -e "$SIM_STATE/$JOURNAL" ]
}

vlan()
{
    lan_value 1 vlan
}

progress()
{
    lan_value 1 progress
}

# golden NAME: what `text` has written to $TAP_TMP/NAME is as kept, where it is kept; what changes by
# itself is masked. BMCTUI_GOLDEN=update writes it anew.
golden()
{
    local kept=$top_srcdir/tests/pty/golden/$1.txt

    [ -e "$kept" ] || return 0
    sed -z -e 's/20[0-9-]* [0-9:]\{8\}/DATE TIME/' \
        -e 's/by pid[ \n]*[0-9]*[ \n]*on pts.[0-9]*/by pid N on pts\/N/' "$TAP_TMP/$1" |
        sed -e '1s/^bmctui.*/TITLE/' -e 's/[0-9]* s$/N s/; s/[0-9]* s left/N s left/; s/ndone in [0-9]* s/ndone in N s/' \
            -e 's/ *$//' >"$TAP_TMP/$1.masked"
    [ "${BMCTUI_GOLDEN:-}" != update ] || cp "$TAP_TMP/$1.masked" "$kept"
    is "$(cat "$TAP_TMP/$1.masked")" "$(cat "$kept")" "screen $1"
}

# --- a save that was cut off -----------------------------------------------------------

# cut_off: a console that is killed while it saves VLAN 77, the BMC having taken it.
cut_off()
{
    fault '0c 01 14 1 delay 20000'
    trace_mark
    (review 77; echo 'key End Enter
wait writing
sleep 200
signal KILL
end') >"$TAP_TMP/script"
    console <"$TAP_TMP/script"
    fault
    ok "$1: killed in the middle, there is a journal" pending
}

test_cut_off()
{
    place undo
    cut_off undo
    console <<END
wait A save was interrupted
wait [ FINISH ]
screen
quiet 300
text $TAP_TMP/recover-linux-C.UTF-8
resize 12 40
gone Tab moves
quiet 300
text $TAP_TMP/recover-40x12-linux
resize 24 80
wait Tab moves
key Esc Esc
wait F2 shows what to do
gone Reading
quiet 300
text $TAP_TMP/recover-banner-linux-C.UTF-8
resize 12 40
gone F7 Manage
quiet 300
text $TAP_TMP/recover-banner-40x12-linux
resize 24 80
wait F7 Manage
key Fn2
wait [ FINISH ]
key Tab Enter
wait Undone: the BMC has its old values again.
key Enter
wait IPMI Configuration
gone SAVE shows it
gone Reading
key Fn10
end
END
    is "$status" 0 'undo: the console'
    for one in recover recover-banner; do
        golden "$one-linux-C.UTF-8"
        golden "$one-40x12-linux"
    done
    like "$out" 'VLAN ID +off +77 +(off|77)' 'undo: three columns'
    like "$out" 'by pid' 'undo: who it was'
    like "$out" 'before +wanted +now' 'undo: their heads'
    is "$(vlan) $(progress)" 'off 0' 'undo: the old VLAN, no lock'
    nok 'undo: no journal' pending
    logged 'recover undo by .*tty pts/.* channel 1: put back.*vlan: ' 'undo: the audit trail'

    cut_off finish
    console <<'END'
wait [ FINISH ]
key Tab*2 Enter
wait Finished: the BMC has the wanted values.
key Enter
wait [77
gone Reading
key Fn10
end
END
    is "$status" 0 'finish: the console'
    is "$(vlan) $(progress)" '77 0' 'finish: the new VLAN, no lock'
    nok 'finish: no journal' pending
    logged 'recover finish by ' 'finish: the audit trail'
}

test_forget()
{
    place forget
    cut_off forget
    console <<'END'
wait [ FORGET ]
wait [ FINISH ]
key BackTab Enter
wait this save can no longer be undone
key Enter
wait IPMI Configuration
key Fn2
wait [ FINISH ]
key BackTab Enter
wait this save can no longer be undone
key Tab Enter
wait Forgotten: the BMC stays as it is.
key Enter
wait IPMI Configuration
gone SAVE shows it
key Fn10
end
END
    is "$status" 0 'forget: the console'
    nok 'forget: no journal' pending
    logged 'recover forget by .*: the journal was discarded' 'forget: the audit trail'
}

# What is pending is not offered, and not settled, by who may not write.
test_read_only()
{
    place readonly
    cut_off read-only
    config 'read_only = true;'
    console <<'END'
wait https://192.168.100
gone Reading
wait Read-only: nothing can be changed here
key Fn2
wait Read-only: nothing can be saved.
key Fn10
end
END
    is "$status" 0 'read-only: the page alone'
    ok 'read-only: the journal stays' pending
}

# --- the window ------------------------------------------------------------------------

# The rest of a script: from the review to the window.
WINDOW='key BackTab
wait > [ ] undo by itself unless I confirm within 600 s
key Space
wait > [x] undo by itself
wait --confirm=600
key End Enter
wait Undone in'

test_keep()
{
    place keep
    (review 77; echo "$WINDOW
screen
quiet 300
text $TAP_TMP/window-linux-C.UTF-8
resize 12 40
gone Tab moves
quiet 300
text $TAP_TMP/window-40x12-linux
resize 24 80
wait Tab moves
key Esc Esc
wait Your last change is undone in
gone Reading
quiet 300
text $TAP_TMP/window-banner-linux-C.UTF-8
key Fn2
wait [ KEEP ]
key Tab Enter
wait Confirmed: the new settings stay.
quiet 300
text $TAP_TMP/window-kept-linux-C.UTF-8
key Enter
wait IPMI Configuration
gone Your last change
gone Reading
key Fn10
end") >"$TAP_TMP/script"
    console <"$TAP_TMP/script"
    is "$status" 0 'keep: the console'
    for one in window-linux-C.UTF-8 window-40x12-linux window-banner-linux-C.UTF-8 \
        window-kept-linux-C.UTF-8; do
        golden "$one"
    done
    like "$out" 'VLAN ID +77 +77 +saved' 'keep: what the BMC holds stands above'
    is "$(vlan)" 77 'keep: the new VLAN'
    logged 'save to be confirmed by .*tty pts/.*vlan: off -> 77 \(kept\)' 'keep: the audit trail'
    logged 'confirm by .*: kept' 'keep: and that it was confirmed'
    nok 'keep: no journal' pending
    ok 'keep: the watcher has ended' await no_watcher
}

test_put_back()
{
    place back
    (review 77; echo "$WINDOW
key Enter
wait Everything was put back.
key Enter
wait IPMI Configuration
gone Reading
key Fn10
end") >"$TAP_TMP/script"
    console <"$TAP_TMP/script"
    is "$status" 0 'put back: the console'
    is "$(vlan) $(progress)" 'off 0' 'put back: the old VLAN'
    logged 'put back by .*vlan: ' 'put back: the audit trail'
    nok 'put back: no journal' pending
    ok 'put back: the watcher has ended' await no_watcher
}

# window_and END: a save with a window, which then ends so; the watcher is in charge.
window_and()
{
    (review 77; printf '%s\n' "$WINDOW" "$@") >"$CONFIG.script"
    console <"$CONFIG.script"
}

# Nobody presses anything.
test_seen()
{
    place seen
    (await test -e "$CONFIG.shown" && put_forward) &
    window_and "text $CONFIG.shown" 'wait It was not confirmed and has been undone.' 'key Enter' \
        'wait IPMI Configuration' 'gone Reading' 'wait [      ]' 'key Fn10' end
    is "$status" 0 'nobody confirms: the console says so'
    is "$(vlan)" off 'nobody confirms: put back'
}

# test_left_alone NAME WORDS...: the console ends so, and nobody is there but the watcher.
test_left_alone()
{
    local name=$1

    shift
    place "$name"
    window_and "$@" end
    is "$status" 0 "$name: the console ends"
    is "$(vlan)" 77 "$name: the time runs on"
    isnt "$(watchers)" '' "$name: a watcher runs"
    put_forward
    ok "$name: the watcher has ended" await no_watcher
    like "$(cat "$CONFIG.syslog")" 'watcher.*: not confirmed in time: put back' \
        "$name: the audit trail"
    is "$(vlan) $(progress)" 'off 0' "$name: put back"
    nok "$name: no journal" pending
}

test_others()
{
    place confirmed
    window_and 'signal TERM' end
    bmc_inband "--config-file=$CONFIG" confirm
    is "$status" 0 'confirm from another terminal'
    is "$(vlan)" 77 'confirm: kept'
    nok 'confirm: no journal' pending
    place shown
    window_and 'signal HUP' end
    console <<'END'
wait SAVED. Keep this change?
wait [ KEEP ]
screen
key Tab Enter
wait Confirmed: the new settings stay.
key Enter
wait IPMI Configuration
gone Reading
key Fn10
end
END
    is "$status" 0 'another console offers it'
    like "$out" 'VLAN ID +off +77' 'another console: what it is about'
    is "$(vlan)" 77 'another console: kept'
}

test_not_offered()
{
    place password
    console <<'END'
wait https://192.168.100
gone Reading
key Tab*5
key Tab*2
type Fresh-pass1
key Tab
type Fresh-pass1
key Fn2
wait new, for user
gone Checking remote
wait [ SAVE ]
screen
key Esc Esc
wait IPMI Configuration
key Fn6
wait Identify light    on
key Fn10
wait DROP EDITS
key Tab Enter
end
END
    is "$status" 0 'with a password: the console'
    logged 'identify by .*: on$' 'the light: the audit trail'
    unlike "$out" 'undo by itself' 'with a password no window is offered'
}

# --- no room, and no turn --------------------------------------------------------------

test_no_journal()
{
    place nojournal
    SIM_STATE=/proc/bmctui/state
    config
    (review 77; echo "key End Enter
wait No journal can be written; nothing was saved
screen
quiet 300
text $TAP_TMP/no-journal-linux-C.UTF-8
resize 12 40
gone Tab moves
quiet 300
text $TAP_TMP/no-journal-40x12-linux
resize 24 80
wait Tab moves
key Enter
wait [77") >"$TAP_TMP/script"
    cat >>"$TAP_TMP/script" <<'END'
key Fn2
gone Checking remote
wait [ SAVE ]
key End Enter
wait SAVE WITHOUT
key Tab Enter
wait SAVED.
key Enter
wait IPMI Configuration
gone Reading
key Fn10
end
END
    console <"$TAP_TMP/script"
    is "$status" 0 'no journal: the console'
    golden no-journal-linux-C.UTF-8
    golden no-journal-40x12-linux
    like "$out" 'that is interrupted' 'no journal: what that means'
    is "$(vlan)" 77 'no journal: saved without'
}

# Somebody who saves until a file appears, and has changed the VLAN then.
saver()
{
    exec 8>"$SIM_STATE/local.lock"
    flock 8
    await test -e "$TAP_TMP/hold"
    await test -e "$TAP_TMP/release"
    sim_ipmitool lan set 1 vlan id 5
}

test_held()
{
    place held
    mkdir -m 700 "$SIM_STATE"
    config 'lock_wait_seconds = 60;'
    saver >"$TAP_TMP/saver.log" 2>&1 &
    await nobody_may "$SIM_STATE/local.lock"
    : >"$TAP_TMP/hold"
    console <<END
wait https://192.168.100
gone Reading
wait is saving to this BMC
key Tab*5 ^U
type 77
key Fn2
wait VLAN ID
gone Checking remote
wait [ SAVE ]
key End Enter
wait is saving to this BMC; waiting,
text $TAP_TMP/release
wait settings have changed since they were shown
wait VLAN ID               5                  77
gone Checking remote
wait [ SAVE ]
key End Enter
wait SAVED.
key Enter
wait IPMI Configuration
gone Reading
key Fn10
end
END
    is "$status" 0 'another saves: waits, and then shows what has changed'
    is "$(vlan)" 77 'another saves: this save came after'
}

nobody_may()
{
    ! flock -n "$1" true
}

sim_needs ipmitool
beside cut-off test_cut_off
beside forget test_forget
beside read-only test_read_only
beside keep test_keep
beside put-back test_put_back
beside seen test_seen
beside hangup test_left_alone hangup hangup
beside killed test_left_alone kill-9 'signal KILL'
beside others test_others
beside not-offered test_not_offered
beside no-journal test_no_journal
beside held test_held
join_beside
done_testing
