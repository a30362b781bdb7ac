#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# bmctui on a machine of its own: the kernel's drivers, a KCS interface and an independent BMC,
# which is asked over LAN, by other programs, what it holds.
. "${top_srcdir:?}/tests/tap.sh"
. "$top_srcdir/tests/sim/sim.sh"
. "$top_srcdir/tests/sim/readback.sh"
. "$top_srcdir/tests/boot/boot.sh"

# What the BMC holds, in a line: address gateway vlan.
holds()
{
    echo "$(lan_value 1 address) $(lan_value 1 gateway) $(lan_value 1 vlan)"
}

without_modules()
{
    guest_bmc show
    is "$status" 3 'no modules: show ends with 3'
    is "$out" '' 'no modules: show prints no values'
    like "$err" 'modprobe -a ipmi_si ipmi_devintf' 'no modules: show says how to load them'
    guest_bmc doctor
    is "$status" 3 'no modules: doctor ends with 3'
    like "$out" 'SMBIOS type 38 .*announces a BMC.*0xca2' 'doctor sees the firmware announce it'
    like "$out" 'ipmi_si missing, ipmi_devintf missing' 'doctor names the modules'
    guest_bmc set address=192.168.100.50
    is "$status" 3 'no modules: set ends with 3'
}

# The console says the same on the serial line, and goes on once they are loaded.
console()
{
    guest_line 'TERM=vt220 bmctui'
    guest_console <<-'END'
	wait NO BMC
	wait ipmi_si missing, ipmi_devintf missing
	wait modprobe -a ipmi_si ipmi_devintf
	wait RETRY
	END
    is "$status" 0 "the console's screen names the modules" || diag "$out"
    guest_run 'modprobe -a ipmi_si ipmi_devintf'
    is "$status" 0 'what it says loads them'
    # The line's far end is somebody else now: the screen is asked for anew.
    guest_console <<-'END'
	key Enter
	key ^L
	wait https://192.168.100.100/
	gone Reading
	key Tab Tab
	wait > IPv4 Address
	key Backspace*3
	type 77
	wait 192.168.100.77
	key Esc-2
	wait Write these changes
	wait Remote access also needs
	wait > [ BACK ]
	key BackTab
	wait > [x] undo by itself unless I confirm
	key Space
	wait > [ ] undo by itself unless I confirm
	key Tab Tab
	wait >[ SAVE ]
	key Enter
	wait SAVED
	key Enter
	wait > IPv4 Address
	wait 192.168.100.77
	key Esc-0
	quiet 500
	END
    is "$status" 0 'RETRY, an address by keys, review, save, leave' || diag "$out"
    is "$(holds)" '192.168.100.77 192.168.100.254 off' 'the BMC holds the address that was typed'
    guest_run 'until [ -e /run/line.status ]; do sleep 0.1; done
        cat /run/line.status; stty -a </dev/ttyS0 | tr " " "\n" | grep -x -e "-*icanon" -e "-*echo"'
    is "${out//$'\n'/ }" '0 icanon echo' 'it ended with 0 and left the line as it was'
}

reading()
{
    local key wanted

    guest_bmc show --json
    is "$status" 0 'show --json'
    for key in address netmask gateway mac; do
        is "$(jq -r ".$key" <<<"$out")" "$(lan_value 1 $key)" "show's $key is what LAN says"
    done
    is "$(jq -r .ip_source <<<"$out")" "$(lan_value 1 source)" "show's source is what LAN says"
    is "$(jq -r '.vlan // "off"' <<<"$out")" "$(lan_value 1 vlan)" "show's VLAN is what LAN says"
    is "$(jq -r .identify <<<"$out")" "$(identify_state)" "show's light is what LAN says"
    guest_bmc -D auto channels --json
    is "$(jq -c 'map(.channel)' <<<"$out")" '[1,8]' '-D auto finds the driver; the BMC has 2 channels'
    guest_bmc doctor
    is "$status" 0 'doctor: all is well'
    like "$out" 'ipmi_si loaded, ipmi_devintf loaded' 'doctor: the modules are loaded'
}

writing()
{
    guest_bmc set address=192.168.100.55 gateway=192.168.100.1 vlan=12
    is "$status" 0 'set'
    is "$(holds)" '192.168.100.55 192.168.100.1 12' 'set: read back over LAN'
    is "$(lan_value 1 progress)" 0 "set: the BMC's lock is free"
    guest_bmc identify 30
    is "$status $(identify_state)" '0 timed' 'the light, for a time'
    guest_bmc identify off
    is "$status $(identify_state)" '0 off' 'the light, off'
}

# screen COMMAND WANTED: what a person at the serial line sees of it, who then leaves.
screen()
{
    guest_line "$1"
    guest_console <<-END
	wait $2
	wait RETRY
	quiet 300
	screen
	key Esc-0
	quiet 500
	END
}

without_permission()
{
    guest_bmc_as nobody show
    is "$status" 3 'a user without permission: show ends with 3'
    like "$err" 'permission denied for /dev/ipmi0' 'and says so'
    unlike "$err" 'modprobe' 'and speaks of no modules'
    guest_bmc_as nobody doctor
    is "$status" 3 'a user without permission: doctor ends with 3'
    like "$out" 'root:root 0600' 'doctor names the owner and the mode'
    screen "su -s /bin/sh nobody -c 'TERM=vt220 bmctui'" 'NO BMC'
    is "$status" 0 'the console has a screen for that'
    like "$out" 'permission denied for /dev/ipmi0 \(root:root 0600\)' 'which says why'
    like "$out" 'What to do +run bmctui as root' 'and what to do'
}

# waiting_for WRITES: until a save has begun that many writes since trace_mark.
waiting_for()
{
    local i

    for ((i = 0; i < 1000 && $(trace_count '^0c 01 ') < $1; i++)); do
        sleep 0.02
    done
}

# A person on the serial line (of the very BMC, say) whom the change cuts off: in the middle of the
# save the line drops, and with it all that ran on it.
cut_off()
{
    BEFORE=$(holds)
    fault '0c 01 * * delay 150'
    trace_mark
    guest_line 'bmctui set --confirm=30 address=192.168.100.61 vlan=11'
    waiting_for 2
    guest_hang_up
    fault
    guest_run '! kill -0 "$(cat /run/line.pid)"; until ! pidof -x line.sh >/dev/null; do sleep 0.1; done'
    is "$status" 0 'the line drops in a save: nothing is left on it'
}

# The time has run on meanwhile.
put_back()
{
    local i

    for ((i = 0; i < 120; i++)); do
        [ "$(holds)" != "$BEFORE" ] || break
        sleep 1
    done
    is "$(holds)" "$BEFORE" 'nobody confirms it: it is put back'
    is "$(lan_value 1 progress)" 0 "and the BMC's lock is free"
    guest_bmc confirm
    is "$status" 5 'after that confirming is too late'
}

# The line drops when all is applied, and the person comes back in time.
confirmed()
{
    guest_line 'bmctui set --confirm=600 address=192.168.100.62 vlan=12'
    guest_console <<<'wait unless you run bmctui confirm'
    is "$status" 0 'set --confirm says until when' || diag "$out"
    guest_hang_up
    guest_bmc confirm
    is "$status" 0 'the line drops after a save: one can log in again and confirm' || diag "$err"
    is "$(holds)" "192.168.100.62 $(cut -d ' ' -f 2 <<<"$BEFORE") 12" 'and the BMC holds the new settings'
    guest_bmc recover
    is "$status" 0 'nothing is pending any more'
}

# disturbed NAME NEW COMMAND...: the command disturbs the BMC in the middle of a save of NEW, an
# address and a VLAN. In the end the exit status tells what the BMC holds.
disturbed()
{
    local name=$1 before wanted

    before=$(holds)
    wanted="$2 ${before#* }"
    wanted="${wanted% *} $3"
    fault '0c 01 * * delay 150'
    trace_mark
    guest_begin bmctui set "address=$2" "vlan=$3"
    waiting_for 2
    "${@:4}"
    guest_end
    fault
    case $status in
    0) is "$(holds)" "$wanted" "$name: ended with 0, and the BMC holds the new settings" ;;
    1) is "$(holds)" "$before" "$name: ended with 1, and the BMC holds the old settings" ;;
    4) like "$err" 'recover|holds' "$name: ended with 4, and says what to do" ;;
    *) fail "$name: ended with $status" ;;
    esac || diag "$out$err"
    is "$(lan_value 1 progress)" 0 "$name: the BMC's lock is free"
    guest_bmc show --json
    is "$(jq -r '"\(.address) \(.gateway) \(.vlan // "off")"' <<<"$out")" "$(holds)" \
        "$name: and show tells what the BMC holds"
}

# Longer than the 4 s after which the interface gives up on an answer.
stopped()
{
    sim_freeze
    sleep 5
    sim_thaw
}

killed()
{
    { kill -KILL "$SIM_PID" && wait "$SIM_PID"; } 2>/dev/null
    sim_restart
}

# The machine loses its power in the middle of a save; its BMC does not. What has to be known to put
# things right has to be on the disk by then.
power_cut()
{
    local before

    before=$(holds)
    fault '0c 01 * * delay 300'
    trace_mark
    guest_begin bmctui set address=192.168.100.70 vlan=14
    waiting_for 3
    guest_start modules disk="$TAP_TMP/disk"
    fault
    guest_bmc recover
    is "$status" 4 'power cut in a save: after the boot a recovery is pending' || diag "$out$err"
    guest_bmc recover --undo
    is "$status" 0 'recover --undo' || diag "$out$err"
    is "$(holds)" "$before" 'the BMC holds the old settings'
    is "$(lan_value 1 progress)" 0 'and its lock is free'
    guest_bmc recover
    is "$status" 0 'nothing is pending any more'
    guest_bmc set address=192.168.100.71
    is "$status $(lan_value 1 address)" '0 192.168.100.71' 'and one can save again'
}

without_lan()
{
    local arguments

    for arguments in show channels 'set address=192.168.100.50'; do
        # shellcheck disable=SC2086
        guest_bmc $arguments
        is "$status" 3 "a BMC without LAN commands: $arguments ends with 3"
        is "$out" '' "and prints nothing else"
        like "$err" 'no LAN channel' "and says so in a sentence"
        is "$(wc -l <<<"$err")" 1 'in one line'
    done
    screen 'TERM=vt220 bmctui' 'NO BMC'
    is "$status" 0 'and the console has one clear screen for it'
    like "$out" '1\|.*this BMC has no LAN channel or is still starting up' 'which says why'
    unlike "$out" 'IPv4 Address' 'and is no empty form'
}

# QEMU's own BMC really switches this guest off.
switched_off()
{
    guest_bmc power off
    is "$status" 2 "power off without the host's name: exit status"
    guest_begin bmctui power off --this-machine=guest
    ok 'power off with the name: the machine is off' guest_is_off
}

guest_needs
sim_start "$TAP_TMP/bmc"
guest_start disk="$TAP_TMP/disk"
without_modules
console
cut_off
reading
without_permission
put_back
confirmed
writing
# A BMC that has forgotten what was written is read back for no longer than this.
guest_run "echo 'verify_seconds = 10;' >/etc/bmctui.conf; chmod 644 /etc/bmctui.conf"
disturbed 'BMC stopped for 5 s' 192.168.100.66 off stopped
disturbed 'BMC started anew' 192.168.100.67 13 killed
power_cut
guest_start bmc=qemu modules
without_lan
switched_off
done_testing
