#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A machine that boots as servers do: systemd as the first process, udev that loads the drivers, and
# on its serial line and its VT, where systemd wants gettys, the locked console as `make install` put
# it there.
. "${top_srcdir:?}/tests/tap.sh"
. "$top_srcdir/tests/sim/sim.sh"
. "$top_srcdir/tests/sim/readback.sh"
. "$top_srcdir/tests/boot/boot.sh"

OVERLAY=$TAP_TMP/overlay

# What the BMC holds, in a line: address vlan.
holds()
{
    echo "$(lan_value 1 address) $(lan_value 1 vlan)"
}

# "active" or "inactive" of units.
states()
{
    guest_do "systemctl is-active $*" | tr '\n' ' '
}

booted()
{
    guest_run 'systemctl is-system-running --wait; systemctl --failed --no-legend'
    is "$out" running 'the guest has booted, and no unit has failed'
    is "$(states bmctui-serial@ttyS0 serial-getty@ttyS0)" 'active inactive ' \
        'the unit runs in place of the getty' || {
        diag "$(guest_do 'journalctl -b -o cat -u bmctui-serial@ttyS0 | tail -n 5')"
        done_testing
    }
    guest_run 'until [ -e /dev/ipmi0 ]; do sleep 0.2; done
        lsmod | sed -n "s/^\(ipmi_[ds][ei][a-z]*\) .*/\1/p" | sort'
    is "$out" $'ipmi_devintf\nipmi_si' 'udev has loaded the drivers of the BMC'
    guest_run 'systemctl show -P ActiveState -P ConditionResult bmctui-recover'
    is "$out" $'inactive\nno' 'nothing has been cut off: the recovery is not started'
}

# What systemd itself thinks of the units as they were installed.
judged()
{
    local units='bmctui-guest.service bmctui-recover.service bmctui-serial@ttyS0.service bmctui@tty1.service'

    guest_run "systemd-analyze verify --man=no $units"
    is "$status$out$err" 0 'systemd has nothing to say against the units'
    guest_run "systemd-analyze security --no-pager --offline=true --threshold=45 $units >/dev/null"
    is "$status" 0 'and finds none of them exposed (at most 4.5 of 10)' || diag "$out$err"
}

# The person is there from the first byte on, and can read before any login. The console may have
# begun before udev had loaded the drivers: Enter tries again.
locked()
{
    guest_console <<-'END'
	key Enter
	wait LOCKED
	wait log in
	wait 192.168.100.100
	wait 00:25:90:aa:00:01
	wait https://192.168.100.100/
	have LOCKED
	END
    is "$status" 0 'it shows the BMC without a login' || diag "$out"
}

# A wrong password, and a right one of a user who is not let in: PAM says yes to that one.
refused()
{
    guest_console <<-'END'
	key ^L
	wait log in
	key Esc-2
	wait > Login
	type admin
	key Enter
	wait Password
	type guest-no
	key Enter
	wait Login failed.
	gone Next try
	screen
	END
    is "$status" 0 'a wrong password is refused' || diag "$out"
    unlike "$out" 'IPv4 Address' 'and opens nothing'
    guest_console <<-'END'
	key Esc Esc
	quiet 500
	key ^L
	wait LOCKED
	key Esc-2
	wait > Login
	type guest
	key Enter
	wait Password
	type guest-pw
	key Enter
	wait Login failed.
	gone Next try
	screen
	END
    is "$status" 0 'a user who is not on the list is refused' || diag "$out"
    unlike "$out" 'IPv4 Address' 'and gets nowhere'
    guest_run 'journalctl -b -o cat -t bmctui'
    like "$out" 'ttyS0: refused by PAM, user admin' 'the journal tells of the wrong password'
    like "$out" 'ttyS0: not among locked_users.* user guest' 'and of the wrong user'
    unlike "$out" 'guest-(pw|no)' 'without the passwords'
}

let_in()
{
    guest_console <<-'END'
	key Esc Esc
	quiet 500
	key ^L
	wait LOCKED
	key Esc-2
	wait > Login
	type admin
	key Enter
	wait Password
	type guest-pw
	key Enter
	wait > Channel
	gone Reading
	wait https://
	key Tab Tab
	wait > IPv4 Address
	key Backspace*3
	type 99
	key Tab Tab Tab
	wait > VLAN ID
	type 42
	key Esc-2
	wait Write these changes
	wait Remote access also needs
	wait > [ BACK ]
	key BackTab
	wait > [x] undo by itself unless I confirm
	key Tab Tab
	wait >[ SAVE ]
	key Enter
	wait Undone in
	wait >[ UNDO NOW ]
	END
    is "$status" 0 'a login, an address and a VLAN by keys, review, save to be confirmed' ||
        diag "$out"
    is "$(holds)" '192.168.100.99 42' 'and the BMC holds both'
}

# The line is hung up under the console in the countdown, as it is when the BMC's serial-over-LAN
# ends. Whoever logs in again is asked.
cut_off()
{
    guest_run 'systemctl restart bmctui-serial@ttyS0'
    guest_console <<-'END'
	key ^L
	wait LOCKED
	gone Undone in
	wait https://192.168.100.99/
	key Esc-2
	wait > Login
	type admin
	key Enter
	wait Password
	type guest-pw
	key Enter
	wait Undone in
	wait >[ UNDO NOW ]
	key Tab
	wait >[ KEEP ]
	key Enter
	wait Confirmed: the new settings stay.
	key Enter
	wait > Channel
	wait 00:25:90:aa:00:01
	key Esc-0
	wait LOCKED
	END
    is "$status" 0 'the line is hung up in the countdown: the next login is asked, and keeps' ||
        diag "$out"
    is "$(holds)" '192.168.100.99 42' 'the BMC holds the new settings'
    guest_bmc recover
    is "$status" 0 'and nothing is pending'
    guest_run 'journalctl -b -o cat -t bmctui | grep -e "save" -e "confirm"'
    like "$out" 'by admin .tty ttyS0.*address: 192\.168\.100\.100 -> 192\.168\.100\.99' \
        'the journal tells who has saved what'
    like "$out" 'confirm by admin .tty ttyS0.*kept' 'and who has kept it'
    guest_run 'systemctl show -P NRestarts bmctui-serial@ttyS0'
    is "$out" 0 'the unit has not died'
}

# vt_shows TEXT: whether tty1 comes to show it.
vt_shows()
{
    local i

    for ((i = 0; i < 60; i++)); do
        [[ $(guest_vt) != *"$1"* ]] || return 0
        sleep 0.4
    done
    diag "$(guest_vt)"
    return 1
}

# The same on the first virtual console, with its own keyboard and frames.
on_vt()
{
    is "$(states bmctui@tty1 getty@tty1)" 'active inactive ' "the VT's unit runs in place of its getty"
    ok 'tty1 shows the BMC' vt_shows 'BMC     192.168.100.'
    guest_vt_key f2 a d m i n ret
    vt_shows Password
    guest_vt_key g u e s t minus p w ret
    ok 'F2 and a login lead to the page' vt_shows 'IPv4 Address          192.168.100.99'
    guest_vt_key f10
    ok 'F10 locks it' vt_shows LOCKED
    guest_vt_key ctrl-c ctrl-z ctrl-backslash
    guest_run 'systemctl show -P NRestarts bmctui@tty1'
    is "$out" 0 'keys that make signals elsewhere do nothing'
}

# No key makes a signal, and none leads out.
no_way_out()
{
    guest_console <<-'END'
	key ^C ^Z ^\ ^D
	key Esc-0
	key ^L
	wait LOCKED
	END
    is "$status" 0 'keys that make signals elsewhere do nothing' || diag "$out"
    guest_run 'systemctl show -P NRestarts bmctui-serial@ttyS0'
    is "$out" 0 'and the unit has not died'
}

getty_again()
{
    guest_do 'systemctl stop bmctui-serial@ttyS0; systemctl start serial-getty@ttyS0'
    guest_console <<-'END'
	wait login:
	type admin
	key Enter
	wait Password:
	type guest-pw
	key Enter
	wait $
	type tty; id -un
	key Enter
	wait /dev/ttyS0
	wait admin
	END
    is "$status" 0 'stopped, it leaves the line to a getty' || diag "$out"
    is "$(states bmctui-serial@ttyS0 serial-getty@ttyS0)" 'inactive active ' 'which then runs alone'
}

# saving ADDRESS VLAN: a save whose address is written, and whose VLAN takes the BMC 3 s.
saving()
{
    local i

    fault '0c 01 14 * delay 3000'
    trace_mark
    guest_begin "echo \$\$ >/run/saver; exec bmctui set address=$1 vlan=$2"
    for ((i = 0; i < 1000 && $(trace_count '^0c 01 .*!delay') < 1; i++)); do
        sleep 0.02
    done
}

# The power fails in a save. At the next boot the BMC's drivers are late: boot does not wait for
# the recovery, which waits for them.
power_cut()
{
    local before

    before=$(holds)
    saving 192.168.100.70 14
    guest_start systemd console vt disk="$TAP_TMP/disk" overlay="$OVERLAY" \
        append=modprobe.blacklist=ipmi_si
    fault
    guest_run 'until systemctl is-active multi-user.target; do sleep 0.2; done >/dev/null
        systemctl is-active bmctui-recover bmctui-serial@ttyS0'
    is "$out" $'activating\nactive' 'after a power cut in a save the boot does not wait for recovery'
    guest_console <<-'END'
	wait NO BMC
	wait modprobe ipmi_si
	END
    is "$status" 0 'the console tells that the BMC cannot be reached yet' || diag "$out"
    guest_run 'modprobe ipmi_si
        while [ "$(systemctl is-active bmctui-recover)" = activating ]; do sleep 0.2; done
        systemctl show -P Result bmctui-recover; journalctl -b -o cat -u bmctui-recover -t bmctui'
    like "$out" '^success' 'when the drivers are there the recovery runs' || diag "$out"
    like "$out" 'recover undo.*put back' 'and tells the journal what it has done' || diag "$out"
    is "$(holds) $(lan_value 1 progress)" "$before 0" 'the BMC holds the old settings, not locked'
    guest_bmc recover
    is "$status" 0 'nothing is pending any more'
    guest_console <<-'END'
	key Enter
	key ^L
	wait LOCKED
	wait https://192.168.100.99/
	END
    is "$status" 0 'and the console shows the BMC' || diag "$out"
}

# A program that dies leaves a journal; then somebody else repairs the BMC by hand.
left_alone()
{
    saving 192.168.100.71 15
    guest_run 'kill -KILL "$(cat /run/saver)"'
    fault
    guest_end
    guest_run 'ipmitool lan set 1 ipaddr 192.168.100.72; ls /var/lib/bmctui/*.journal'
    like "$out" 'local.journal' 'a save dies: its journal is there'
    guest_run 'systemctl start bmctui-recover; journalctl -b -o cat -t bmctui | tail -n 1'
    like "$out" 'left alone: the values are neither' 'somebody has changed the BMC: it is left alone'
    is "$(lan_value 1 address)" 192.168.100.72 'and holds what he wrote'
    guest_bmc recover --forget
    is "$status" 0 'recover --forget'
}

# Who is let in ends though nobody watches: the timer runs again and again as long as there is a
# record, and not at all without. Here every 2 seconds.
guests()
{
    guest_run 'systemctl is-active bmctui-guest.path bmctui-guest.timer'
    is "$out" $'active\ninactive' 'no guests: the path is watched, and no timer runs'
    guest_run 'mkdir -p /run/systemd/system/bmctui-guest.timer.d
        printf "[Timer]\nOnActiveSec=\nOnActiveSec=2s\n" >/run/systemd/system/bmctui-guest.timer.d/x.conf
        systemctl daemon-reload
        bmctui guest add --for=1 --print-password >/dev/null || exit
        until [ "$(journalctl -b -o cat -u bmctui-guest | grep -c ^Finished)" -ge 2 ]; do
            sleep 0.2; done'
    is "$status" 0 'a guest: the timer runs, and again' || diag "$out$err"
    like "$(sim_ipmitool user list 1)" ' support ' 'and the BMC has the user'
    guest_run 'pkill -KILL -f -- --watch-guests
        date -s "$(date -d "@$(($(date +%s) + 4000))" "+%Y-%m-%d %H:%M:%S")" >/dev/null
        until ! ls /var/lib/bmctui/guests/* 2>/dev/null; do sleep 0.2; done >/dev/null
        journalctl -b -o cat -t bmctui | grep "guest ended"
        while systemctl -q is-active bmctui-guest.timer bmctui-guest.service; do sleep 0.2; done'
    like "$out" 'guest ended .*the time is over: deleted' 'nobody watches: the timer deletes him' ||
        diag "$out$err"
    unlike "$(sim_ipmitool user list 1)" ' support ' 'the BMC does not have him any more'
    guest_run 'systemctl is-active bmctui-guest.path bmctui-guest.timer; systemctl --failed --no-legend'
    is "$out" $'active\ninactive' 'and the timer does not run any more'
}

guest_needs systemd
sim_start "$TAP_TMP/bmc"
guest_install "$OVERLAY" bmctui-serial@ttyS0.service bmctui@tty1.service bmctui-recover.service
printf '%s;\n' 'locked_users = "admin"' 'confirm_seconds = 900' >"$OVERLAY/etc/bmctui.conf"
guest_start systemd console vt disk="$TAP_TMP/disk" overlay="$OVERLAY"
booted
judged
locked
refused
let_in
cut_off
on_vt
no_way_out
getty_again
power_cut
left_alone
guests
done_testing
