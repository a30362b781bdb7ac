# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The page against ipmi_sim: a person types and saves, other programs say what the BMC holds. In a
# network of its own, since the addresses typed are looked for.
if [ -z "${SAVE_SIM_NETWORK:-}" ]; then
    for how in -n -rn; do
        if unshare "$how" ip link set lo up 2>/dev/null; then
            SAVE_SIM_NETWORK=yes exec unshare "$how" bash "$0"
        fi
    done
    echo '1..0 # SKIP needs a network name space of its own, and ip'
    exit 0
fi
ip link set lo up
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "$top_srcdir/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "$top_srcdir/tests/sim/readback.sh"

DRIVE=$top_builddir/tests/pty/drive

# drive ARGUMENT...: the script on standard input; sets out, status.
drive()
{
    out=$("$DRIVE" -w 20000 "$@" 2>&1)
    status=$?
    [ "$status" = 0 ] || diag "$out"
}

# console TERM LOCALE [OPTION...]: the page over LAN.
console()
{
    local host=SIM_HOST$SIM_CHANNEL type=$1 locale=$2

    shift 2
    echo "state_directory = \"$SIM_STATE\";" >"$TAP_TMP/bmctui.conf"
    drive -t "$type" -l "$locale" -- "$BMCTUI" --config-file="$TAP_TMP/bmctui.conf" \
        -h "${!host}" -u "$SIM_USER" "--session-password-file=$SIM_DIR/password" -I 3 \
        -W opensesspriv -l admin "$@"
}

test_shows()
{
    console xterm-256color C.UTF-8 <<-'END'
	wait https://192.168.100.100/
	gone Reading
	screen
	key Fn10
	end
	END
    is "$status" 0 'the page comes over LAN'
    like "$out" 'over LAN' 'the title says so'
    unlike "$out" 'DEMO' 'and does not say DEMO'
    like "$out" 'Channel +<1  802.3 LAN  00:25:90:aa:00:01>' 'channel with its MAC'
    like "$out" 'IPv4 Address +\[192\.168\.100\.100 +\]' 'address'
    like "$out" 'User +<2  ADMIN  administrator>' 'user'
    like "$out" 'ended with status 0, modes restored' 'leaves the terminal as it was'
}

test_static_and_vlan()
{
    console vt100 C <<-'END'
	wait https://192.168.100.100/
	gone Reading
	key Tab Tab ^U
	type 10.20.30.40/16
	key Tab Tab ^U Tab
	type 1234
	key Fn2
	wait VLAN ID               off                1234
	gone Checking remote
	screen
	key Esc Esc
	wait IPMI Configuration
	key Fn2
	gone Checking remote
	wait [ SAVE ]
	key End@linux Enter
	wait SAVED. The BMC holds
	screen
	key Enter
	wait https://10.20.30.40/
	gone Reading
	screen
	key Fn10
	end
	END
    is "$status" 0 'static address, no gateway, VLAN: saved'
    like "$out" 'IPv4 Address +192\.168\.100\.100 +10\.20\.30\.40' 'the review names the address'
    like "$out" 'IPv4 Default Gateway +192\.168\.100\.254 +none' 'and the gateway'
    like "$out" 'will answer on VLAN 1234 only' 'and warns about the VLAN'
    is "$(lan_value 1 address)" 10.20.30.40 'ipmitool reads the address'
    is "$(lan_value 1 netmask)" 255.255.0.0 'the netmask'
    is "$(lan_value 1 gateway)" 0.0.0.0 'no gateway'
    is "$(lan_value 1 vlan)" 1234 'the VLAN'
    is "$(lan_value 1 source)" static 'and the source'
    is "$(lan_value 1 progress)" 0 'no lock is left behind'
    is "$(checkout 1 IP_Address)" 10.20.30.40 'ipmi-config reads the address'
    is "$(checkout 1 Subnet_Mask)" 255.255.0.0 'and the netmask'
}

test_dhcp_and_no_vlan()
{
    console linux C.UTF-8 <<-'END'
	wait https://10.20.30.40/
	gone Reading
	key Tab Space
	wait by DHCP, after SAVE
	key Tab ^U
	key Fn2
	wait DHCP                  no                 yes
	gone Checking remote
	wait [ SAVE ]
	key End Enter
	wait SAVED. The BMC holds
	key Enter
	wait IP source             DHCP
	gone Reading
	key Fn10
	end
	END
    is "$status" 0 'DHCP, VLAN off: saved'
    is "$(lan_value 1 source)" dhcp 'ipmitool reads DHCP'
    is "$(lan_value 1 vlan)" off 'and no VLAN'
    is "$(checkout 1 IP_Address_Source)" Use_DHCP 'ipmi-config reads DHCP'
}

test_password()
{
    console xterm-256color C.UTF-8 <<-'END'
	wait IP source
	wait https
	gone Reading
	key Down*3 Enter
	wait 3  oper
	key Down Enter
	wait <3  oper 
	key Tab
	type Fresh-pass1
	key Tab
	type Fresh-pass1
	key Fn2
	wait new, for user 3 oper
	gone Checking remote
	wait [ SAVE ]
	key End Enter
	wait SAVED. The BMC holds
	screen
	key Enter
	gone Reading
	key Fn10
	end
	END
    is "$status" 0 'password of user 3: saved'
    unlike "$out" 'Fresh-pass1' 'it is never on the screen'
    ok 'one logs in with the new password' login_works oper Fresh-pass1
    nok 'and not with the old one' login_works oper operpass
}

test_light()
{
    console vt100 C <<-'END'
	wait https
	gone Reading
	key Fn6
	wait Identify light    on
	key Fn10
	end
	END
    is "$status" 0 'F6'
    is "$(identify_state)" on 'lights it'
    console vt100 C <<-'END'
	wait Identify light    on
	wait https
	gone Reading
	key Fn6
	wait Identify light    off
	key Fn10
	end
	END
    is "$(identify_state)" off 'F6 again puts it out'
}

test_light_dialog()
{
    console xterm-256color C.UTF-8 <<-'END'
	wait https
	gone Reading
	key End Left*4 Enter
	wait the BMC reports: off
	key Down*3 Enter
	wait (*) 1 minute
	wait s left by our clock
	key Esc Esc
	wait Identify light    on for a time
	key Fn10
	end
	END
    is "$status" 0 'the dialog'
    is "$(identify_state)" timed 'lights it for a time'
    is "$(tail -n 1 "$SIM_DIR/chassis/log")" 'identify 60 0' 'of 60 s'
}

test_manage()
{
    console xterm-256color C.UTF-8 <<-'END'
	wait https
	gone Reading
	key Fn7
	wait MANAGE, the saved settings
	key Enter
	wait From this host:
	gone asking
	screen
	key Esc Esc
	wait IPMI Configuration
	key Fn10
	end
	END
    is "$status" 0 'MANAGE checks the web address'
    like "$out" 'From this host: ' 'and says what came of it'
}

# Who the BMC is, as FreeIPMI's bmc-info says it.
test_bmc_page()
{
    console xterm-256color C.UTF-8 console --page=bmc <<-'END'
	wait Event log
	gone Reading
	screen
	key Esc Esc
	wait BMC web address
	gone Reading
	key Fn10
	end
	END
    is "$status" 0 'the page BMC comes over LAN'
    sim_freeipmi bmc-info --get-system-guid >"$TAP_TMP/guid"
    like "$out" "GUID +$(grep -oE '[0-9a-f-]{36}' "$TAP_TMP/guid")" 'GUID as bmc-info prints it'
    sim_freeipmi bmc-info --get-device-id >"$TAP_TMP/device"
    like "$out" "Manufacturer .*[( ]$(sed -nE 's/^ *Manufacturer ID *:.*\(([0-9]+)\).*/\1/p' \
        "$TAP_TMP/device")\)" 'manufacturer'
    like "$out" "Firmware +$(sed -nE 's/^ *Firmware Revision *: *([^ ]+).*/\1/p' \
        "$TAP_TMP/device"), IPMI 2.0" 'firmware'
}

test_in_band()
{
    echo "state_directory = \"$SIM_STATE\";" >"$TAP_TMP/bmctui.conf"
    drive -t linux -l C.UTF-8 -e "LD_PRELOAD=$SIM_SHIM${LD_PRELOAD:+ $LD_PRELOAD}" \
        -e "SIM_VM_PORT=$SIM_VM_PORT" \
        -e "ASAN_OPTIONS=verify_asan_link_order=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}" \
        -- "$BMCTUI" --config-file="$TAP_TMP/bmctui.conf" -D openipmi <<-'END'
	wait https://192.168.100.100/
	gone Reading
	screen
	key Tab*5
	type 77
	key Fn2
	wait VLAN ID               off                77
	gone Checking remote
	key End Enter
	wait SAVED. The BMC holds
	key Enter
	gone Reading
	key Fn9
	type 8
	wait Event log
	screen
	key Esc Esc
	key Fn10
	end
	END
    is "$status" 0 'in-band: saved'
    like "$out" 'this machine' 'the title says this machine'
    like "$out" 'Firmware +3.45, IPMI 2.0' 'in-band: the page BMC'
    like "$out" 'GUID +not available: the BMC refused this' 'which this BMC has no GUID for'
    is "$(lan_value 1 vlan)" 77 'and ipmitool reads it'
}

sim_needs ipmitool ipmi-config bmc-info
sim_start "$TAP_TMP/sim"
test_shows
test_static_and_vlan
test_dhcp_and_no_vlan
test_password
test_light
test_light_dialog
test_manage
test_bmc_page
sim_stop
sim_start "$TAP_TMP/inband"
test_in_band
done_testing
