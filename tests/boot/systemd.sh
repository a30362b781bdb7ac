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
}

# The person is there from the first byte on, and can read before any login.
locked()
{
    guest_console <<-'END'
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
	quiet 1000
	sleep 3000
	screen
	END
    unlike "$out" 'IPv4 Address' 'a wrong password opens nothing'
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
	quiet 1000
	sleep 3000
	screen
	END
    unlike "$out" 'IPv4 Address' 'nor does a user who is not on the list'
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
	key Tab Tab
	wait > IPv4 Address
	key Backspace*3
	type 99
	key Tab Tab Tab
	wait > VLAN ID
	type 42
	key Esc-2
	wait Review
	wait For remote access
	wait > [ BACK ]
	key Tab Enter
	wait SAVED
	key Enter
	wait > VLAN ID
	key Esc-0
	wait LOCKED
	wait https://192.168.100.99/
	END
    is "$status" 0 'a login, an address and a VLAN by keys, review, save, lock' || diag "$out"
    is "$(lan_value 1 address) $(lan_value 1 vlan)" '192.168.100.99 42' 'and the BMC holds both'
    guest_run 'systemctl show -P NRestarts bmctui-serial@ttyS0'
    is "$out" 0 'the unit has not died'
}

# The same on the first virtual console, with its own keyboard and frames.
on_vt()
{
    local i

    is "$(states bmctui@tty1 getty@tty1)" 'active inactive ' "the VT's unit runs in place of its getty"
    like "$(guest_vt)" 'LOCKED.*BMC address +192\.168\.100\.' 'tty1 shows the BMC'
    guest_vt_key f2 a d m i n ret
    for ((i = 0; i < 50; i++)); do
        [[ $(guest_vt) != *Password* ]] || break
        sleep 0.2
    done
    guest_vt_key g u e s t minus p w ret
    for ((i = 0; i < 50; i++)); do
        [[ $(guest_vt) != *'IPv4 Address'* ]] || break
        sleep 0.2
    done
    like "$(guest_vt)" 'IPv4 Address +\[192\.168\.100\.99' 'F2 and a login lead to the page'
    guest_vt_key f10
    like "$(guest_vt)" 'LOCKED' 'F10 locks it'
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

guest_needs systemd
sim_start "$TAP_TMP/bmc"
guest_install "$OVERLAY" bmctui-serial@ttyS0.service bmctui@tty1.service
echo 'locked_users = "admin";' >"$OVERLAY/etc/bmctui.conf"
guest_start systemd console vt overlay="$OVERLAY"
booted
locked
refused
let_in
on_vt
no_way_out
getty_again
done_testing
