# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
# Runs OpenIPMI's ipmi_sim as a BMC on loopback. Sourced by tests after tap.sh.
#
#   sim_needs [TOOL...]         skips the test where ipmi_sim or one of the tools is not installed
#   sim_start DIR [OPTION...]   a fresh BMC with its state in DIR; it becomes the current one
#       channels="1 8"          its LAN channels
#       chN.PARAMETER=VALUE     ip_addr, ip_addr_src, subnet_mask, default_gw_ip_addr ... at first
#       user="ID true|false NAME PASSWORD PRIVILEGE"   one more user, or another in that slot
#       arp=0..3|no             LAN parameter 10 at first; "no": not supported
#       base=PORT               its ports begin here: channel N is at PORT + N. One try
#       listen=ADDRESS          where its LAN ports are, 127.0.0.1 without
#       machine                 it is a whole machine (machine.awk): 64 sensors in 65 records, 300
#                               events of 16 kinds, the newest of 2026-10-11, a FRU; it has a GUID
#                               in-band, too, takes cold resets, and is off 0.2 s after SHUT DOWN.
#                               Its users, channels, SOL, watchdog are those of "accounts"
#       events=N sensors=N      how many, of a machine
#       odd                     a sensor of another controller and one of the BIOS more
#       accounts[=WORD,WORD]    access of each channel's own, "enabled" apart from "messaging", names
#                               that are taken (CCh), payload access, LAN 2 16 24 26, SOL 0-8, channel
#                               authentication, a running watchdog, DCMI. Words: slots=N fixed=N
#                               keeps-name deletes demotes privilege-0 hides-enabled (simmend.h)
#       newest=SECONDS          when its newest event was
#       clock=SECONDS           how far its clock is ahead of this computer's, 0 without
#       forgets=MS              after how long it forgets a boot wish that no start has followed
#       reset=MS                for how long a cold reset silences it, 500 without; "no"
#       vm                      its chassis is the virtual machine behind it (tests/boot): power off
#                               and reset act on that
#       stock                   without simfix.so: no mending, no trace, no faults
#   sim_use DIR                 makes the BMC in DIR the current one again
#   sim_stop, sim_restart, sim_running [DIR]   the current one without DIR; a restart keeps what
#                               a BMC keeps, and the ports
#   sim_freeze, sim_thaw        the current one stops answering anything, and goes on
#   fault RULE...               the faults from now on (simfault.h), none without arguments;
#                               fault_add RULE... adds to them. Counting starts anew
#   trace_mark                  from here on count: trace_since prints the lines of the trace,
#                               trace_count [REGEX] how many there are, of "NETFN CMD DATA > ANSWER"
#   bmc ARGUMENT...             runs bmctui against it over LAN; sets out, err, status
#   bmc_inband ARGUMENT...      the same through the OPENIPMI driver (shim.c)
#   inband COMMAND...           any other program with the shim
#   hurried COMMAND...          with another clock: $HURRY times as fast, or as far ahead as stands in
#                               the file $HURRY_AHEAD (tests/pty/hurry.c)
#
# The current BMC: SIM_DIR SIM_PID SIM_HOST1 SIM_HOST8 SIM_PORT1 SIM_PORT8 SIM_VM_PORT SIM_CONSOLE
# SIM_TRACE SIM_CONTROL SIM_CHANNELS. Who logs in, and at which channel's port: SIM_USER,
# SIM_PASSWORD, SIM_CHANNEL; a test that changes that password sets SIM_PASSWORD afterwards.
# From the environment: BMCTUI, SIM_MODULE, SIM_SHIM, top_builddir. $BMCTUI is then the program with
# the journal's folder in $SIM_STATE; a --config-file of a test has to set state_directory itself.

SIM_SRC=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
top_builddir=$(cd "${top_builddir:-.}" && pwd)
SIM_BMCTUI=${BMCTUI:-$top_builddir/bmctui}
SIM_MODULE=${SIM_MODULE:-$top_builddir/tests/sim/simfix.so}
SIM_SHIM=${SIM_SHIM:-$top_builddir/tests/sim/shim.so}
SIM_USER=ADMIN
SIM_PASSWORD=ADMIN
SIM_CHANNEL=1
SIM_GUID=a123456789abcdefa123456789abcdef

# No test writes where the installed program keeps its journals.
sim_own_state()
{
    SIM_STATE=$TAP_TMP/state
    SIM_DIRS=()
    (
        umask 077
        echo "state_directory = \"$SIM_STATE\";" >"$TAP_TMP/bmctui.conf"
        printf '#!/bin/sh\nexec "%s" "--config-file=%s" "$@"\n' "$SIM_BMCTUI" \
            "$TAP_TMP/bmctui.conf" >"$TAP_TMP/bmctui"
        chmod 700 "$TAP_TMP/bmctui"
    )
    BMCTUI=$TAP_TMP/bmctui
}
at_start sim_own_state

sim_needs()
{
    local tool

    for tool in ipmi_sim "$@"; do
        type -P "$tool" >/dev/null || skip_all "$tool is not installed"
    done
    [ -e "$SIM_MODULE" ] || bail "$SIM_MODULE is not built (make check builds it)"
}

# ---------------------------------------------------------------- what the BMC is at first

sim_write_channel()
{
    local dir=$1 channel=$2 host=$((100 + $2 - 1))

    mkdir -p "$dir/lan$channel"
    cd "$dir/lan$channel" || return 1
    printf '00:25:90:aa:00:%02x\n' "$channel" >mac_addr
    echo 255.255.255.0 >subnet_mask
    echo 00:25:90:00:00:fe >default_gw_mac_addr
    echo 0.0.0.0 >backup_gw_ip_addr
    echo 00:00:00:00:00:00 >backup_gw_mac_addr
    if [ "$channel" = 8 ]; then
        echo dhcp >ip_addr_src
        echo "10.8.0.$host" >ip_addr
        echo 10.8.0.1 >default_gw_ip_addr
    else
        echo static >ip_addr_src
        echo "192.168.100.$host" >ip_addr
        echo 192.168.100.254 >default_gw_ip_addr
    fi
    : >log
}

sim_write_users()
{
    cat <<-END
	1 true "" "test" user
	2 true "ADMIN" "ADMIN" admin
	3 true "oper" "operpass" operator
	4 true "viewer" "viewpass" user
	END
}

# Replaces or adds one line of DIR/users.
sim_write_user()
{
    local dir=$1 id valid name password privilege

    read -r id valid name password privilege <<<"$2"
    sed -i "/^$id /d" "$dir/users"
    printf '%s %s "%s" "%s" %s\n' "$id" "$valid" "$name" "$password" "$privilege" >>"$dir/users"
}

sim_write_emu()
{
    cat >"$1/bmc.emu" <<-END
	mc_setbmc 0x20
	mc_add 0x20 0x20 no-device-sdrs 0x01 0x03 0x45 0x9f 0x002a7c 0x0b1a persist_sdr
	sel_enable 0x20 1000 0x0a
	mc_enable 0x20
	END
}

sim_records()
{
    awk -v "what=$1" -v "sensors=${SIM_MACHINE[sensors]}" -v "events=${SIM_MACHINE[events]}" \
        -v "newest=${SIM_MACHINE[newest]}" -v "odd=${SIM_MACHINE[odd]:-}" -f "$SIM_SRC/machine.awk"
}

# What a machine has more than a bare BMC, in DIR.
sim_write_machine()
{
    local dir=$1 state=$1/state/ipmi_sim/bmc0

    mkdir -p "$state" || return 1
    sim_records sel >"$state/sel.20"
    sim_records sdr >"$state/sdr.20.main"
    printf '%b' "$(sim_records fru)" >"$dir/fru"
    {
        sed '/^mc_enable/d; s/^sel_enable 0x20 1000/sel_enable 0x20 4095/' "$dir/bmc.emu"
        sim_records emu
        echo "mc_add_fru_data 0x20 0 512 file 0 \"$dir/fru\""
        echo 'mc_enable 0x20'
    } >"$dir/bmc.emu.new"
    mv "$dir/bmc.emu.new" "$dir/bmc.emu"
    echo 0.2 >"$dir/chassis/soft"
}

# What ipmi_sim puts its question behind, in DIR: it asks through a shell, which then carries out the
# script itself, since a second one would take longer than all the rest.
sim_program()
{
    echo "trap '. ./$1' EXIT; set -- $2"
}

sim_write_conf()
{
    local dir=$1 base=$2 channel line

    {
        echo 'name "bmc0"'
        echo 'set_working_mc 0x20'
        for channel in $SIM_CHANNELS; do
            cat <<-END
	startlan $channel
	  addr $SIM_LISTEN $((base + channel))
	  priv_limit admin
	  allowed_auths_callback none md2 md5 straight
	  allowed_auths_user md2 md5 straight
	  allowed_auths_operator md2 md5 straight
	  allowed_auths_admin md2 md5 straight
	  guid $SIM_GUID
	  lan_config_program "$(sim_program lancontrol "lan$channel")"
	endlan
	END
        done
        [ "$SIM_CHASSIS" = vm ] ||
            echo "chassis_control \"$(sim_program chassiscontrol chassis)\""
        echo "serial 15 127.0.0.1 $base codec VM"
        echo "console 127.0.0.1 $3"
        echo 'startnow false'
        while read -r line; do
            echo "user $line 10"
        done <"$dir/users"
        if [ "$SIM_STOCK" = no ]; then
            echo "loadlib \"$SIM_MODULE\" \"control=$dir/control trace=$dir/trace" \
                "state=$dir/state/mended ready=$dir/ready parent=$$ arp=$SIM_ARP" \
                "chassis=$dir/state/chassis $SIM_MORE\""
        fi
    } >"$dir/lan.conf"
}

# ---------------------------------------------------------------- starting and stopping

# Whether PID, and no other BMC that had the port before, listens on it (as /proc/net/tcp writes it).
sim_listens()
{
    local inode

    inode=$(awk -v listens="$2" 'index($0, listens) { print $10; exit }' /proc/net/tcp)
    [ -n "$inode" ] && find "/proc/$1/fd" -lname "socket:\\[$inode\\]" 2>/dev/null | grep -q .
}

# One try on ports BASE (in-band), BASE+CHANNEL (LAN) and CONSOLE. ipmi_sim ends when one is taken.
sim_launch()
{
    local dir=$1 listens i

    printf -v listens ':%04X 00000000:0000 0A' "$3"
    sim_write_conf "$dir" "$2" "$3" || return 1
    rm -f "$dir/ready"
    (cd "$dir" && exec ipmi_sim -c lan.conf -f bmc.emu -s state -n </dev/null >>log 2>&1) &
    SIM_PID=$!
    for ((i = 0; i < 500; i++)); do
        if [ -e "$dir/ready" ]; then
            return 0
        fi
        kill -0 "$SIM_PID" 2>/dev/null || break
        # Stock ipmi_sim: its console comes last. Not to be tried: it dies of a console that closes.
        if [ "$SIM_STOCK" = yes ] && sim_listens "$SIM_PID" "$listens"; then
            return 0
        fi
        sleep 0.01
    done
    kill "$SIM_PID" 2>/dev/null
    wait "$SIM_PID" 2>/dev/null
    SIM_PID=
    return 1
}

sim_set_ports()
{
    local channel

    SIM_VM_PORT=$1
    SIM_CONSOLE=$2
    for channel in $SIM_CHANNELS; do
        printf -v "SIM_PORT$channel" %d $(($1 + channel))
        printf -v "SIM_HOST$channel" 127.0.0.1:%d $(($1 + channel))
    done
}

sim_save()
{
    declare -p SIM_PID SIM_CHANNELS SIM_STOCK SIM_ARP SIM_LISTEN SIM_VM_PORT SIM_CONSOLE SIM_MORE \
        SIM_CHASSIS |
        sed 's/^declare -[^ ]* //' >"$SIM_DIR/vars"
}

sim_use()
{
    SIM_DIR=$1
    SIM_TRACE=$SIM_DIR/trace
    SIM_CONTROL=$SIM_DIR/control
    # shellcheck source=/dev/null
    . "$SIM_DIR/vars"
    sim_set_ports "$SIM_VM_PORT" "$SIM_CONSOLE"
}

sim_options()
{
    local option channel users=() machine=no accounts=no manners=

    declare -gA SIM_MACHINE=([sensors]=64 [events]=300 [newest]='' [forgets]=60000 [reset]=500
        [clock]=0)
    SIM_MORE=
    SIM_CHASSIS=script
    SIM_CHANNELS='1 8'
    SIM_STOCK=no
    SIM_ARP=3
    SIM_LISTEN=127.0.0.1
    SIM_BASE=
    for option in "$@"; do
        case $option in
        channels=*) SIM_CHANNELS=${option#*=} ;;
        arp=*) SIM_ARP=${option#*=} ;;
        listen=*) SIM_LISTEN=${option#*=} ;;
        base=*) SIM_BASE=${option#*=} ;;
        stock) SIM_STOCK=yes ;;
        machine) machine=yes accounts=yes ;;
        accounts) accounts=yes ;;
        accounts=*) accounts=yes manners=${option#*=} ;;
        odd) SIM_MACHINE[odd]=1 ;;
        vm) SIM_CHASSIS=vm ;;
        sensors=* | events=* | newest=* | forgets=* | reset=* | clock=*)
            SIM_MACHINE[${option%%=*}]=${option#*=}
            ;;
        esac
    done
    if [ "$machine" = yes ]; then
        sim_write_machine "$SIM_DIR" || return 1
        SIM_MORE="guid=$SIM_GUID clock=${SIM_MACHINE[clock]} reset=${SIM_MACHINE[reset]}"
        SIM_MORE+=" forgets=${SIM_MACHINE[forgets]}"
    fi
    if [ "$accounts" = yes ]; then
        SIM_MORE+=" accounts=$SIM_DIR/state/accounts${manners:+ manners=$manners}"
    fi
    for channel in $SIM_CHANNELS; do
        (sim_write_channel "$SIM_DIR" "$channel") || return 1
    done
    for option in "$@"; do
        case $option in
        ch*.*=*)
            channel=${option#ch}
            channel=${channel%%.*}
            option=${option#*.}
            echo "${option#*=}" >"$SIM_DIR/lan$channel/${option%%=*}" || return 1
            ;;
        user=*) sim_write_user "$SIM_DIR" "${option#*=}" ;;
        channels=* | arp=* | base=* | listen=* | stock | machine | vm) ;;
        accounts | accounts=* | odd) ;;
        sensors=* | events=* | newest=* | forgets=* | reset=* | clock=*) ;;
        *) bail "sim_start: unknown option $option" ;;
        esac
    done
}

sim_start()
{
    local try base console

    [ "${#SIM_DIRS[@]}" -gt 0 ] || at_exit sim_stop_all
    sim_stop "$1"
    rm -rf "$1"
    mkdir -p "$1/state" "$1/chassis" || bail "cannot write $1"
    SIM_DIR=$(cd "$1" && pwd)
    SIM_DIRS+=("$SIM_DIR")
    shift
    ln -sf "$SIM_SRC/lancontrol" "$SIM_SRC/chassiscontrol" "$SIM_DIR"
    echo 1 >"$SIM_DIR/chassis/power"
    echo default >"$SIM_DIR/chassis/boot"
    : >"$SIM_DIR/chassis/log"
    : >"$SIM_DIR/control"
    : >"$SIM_DIR/trace"
    SIM_WRITTEN=
    (umask 077 && printf '%s\n' "$SIM_PASSWORD" >"$SIM_DIR/password")
    sim_write_users >"$SIM_DIR/users"
    sim_write_emu "$SIM_DIR"
    sim_options "$@"
    SIM_TRACE=$SIM_DIR/trace
    SIM_CONTROL=$SIM_DIR/control
    for ((try = 0; try < 20; try++)); do
        base=${SIM_BASE:-$((20000 + RANDOM % 700 * 16))}
        console=$((base + 15))
        if sim_launch "$SIM_DIR" "$base" "$console"; then
            sim_set_ports "$base" "$console"
            sim_save
            return 0
        fi
    done
    diag "$(cat "$SIM_DIR/log")"
    bail 'ipmi_sim does not start'
}

sim_pid_of()
{
    sed -n 's/^SIM_PID="\{0,1\}\([0-9]*\)"\{0,1\}$/\1/p' "$1/vars" 2>/dev/null
}

# A zombie is not running: it has only not been waited for.
sim_running()
{
    local pid

    pid=$(sim_pid_of "${1:-$SIM_DIR}")
    [ -n "$pid" ] && grep -qs '^State:[[:space:]]*[^ZX]' "/proc/$pid/status"
}

sim_stop()
{
    local dir=${1:-$SIM_DIR} pid i

    pid=$(sim_pid_of "$dir")
    [ -n "$pid" ] || return 0
    if sim_running "$dir"; then
        kill -TERM "$pid" 2>/dev/null
        kill -CONT "$pid" 2>/dev/null
        for ((i = 0; i < 200; i++)); do
            sim_running "$dir" || break
            sleep 0.01
        done
        kill -KILL "$pid" 2>/dev/null
    fi
    wait "$pid" 2>/dev/null
    sed -i 's/^SIM_PID=.*/SIM_PID=""/' "$dir/vars"
    return 0
}

sim_stop_all()
{
    local dir

    for dir in "${SIM_DIRS[@]}"; do
        sim_stop "$dir"
    done
}

# Off and on again: what a BMC keeps is kept, on the same ports.
sim_restart()
{
    local dir=${1:-$SIM_DIR} try

    sim_stop "$dir"
    sim_use "$dir"
    for ((try = 0; try < 20; try++)); do
        # Another console port: ipmi_sim cannot bind one that was in use a moment ago.
        SIM_CONSOLE=$((31200 + RANDOM % 1500))
        if sim_launch "$dir" "$SIM_VM_PORT" "$SIM_CONSOLE"; then
            sim_save
            return 0
        fi
        sleep 0.1
    done
    bail 'ipmi_sim does not start again'
}

sim_freeze()
{
    kill -STOP "$SIM_PID"
}

sim_thaw()
{
    kill -CONT "$SIM_PID"
}

# ---------------------------------------------------------------- faults and counting

fault()
{
    # The number makes the content differ from any before, so that counting starts anew.
    SIM_FAULTS=$((${SIM_FAULTS:-0} + 1))
    {
        echo "# $SIM_FAULTS"
        [ $# -eq 0 ] || printf '%s\n' "$@"
    } >"$SIM_CONTROL.new"
    mv -f "$SIM_CONTROL.new" "$SIM_CONTROL"
}

fault_add()
{
    local rules

    mapfile -t rules < <(grep -v '^#' "$SIM_CONTROL")
    fault "${rules[@]}" "$@"
}

trace_mark()
{
    SIM_MARK=$(wc -l <"$SIM_TRACE")
}

trace_since()
{
    tail -n "+$((${SIM_MARK:-0} + 1))" "$SIM_TRACE"
}

# A line is "SEQUENCE MILLISECONDS CHANNEL NETFN CMD DATA... > ANSWER... !FAULT".
trace_count()
{
    if [ $# = 0 ]; then
        echo $(($(wc -l <"$SIM_TRACE") - ${SIM_MARK:-0}))
    else
        trace_since | cut -d' ' -f4- | grep -cE -e "$1"
    fi
}

# ---------------------------------------------------------------- bmctui

bmc()
{
    local host=SIM_HOST$SIM_CHANNEL

    if [ "$SIM_DIR $SIM_PASSWORD" != "${SIM_WRITTEN:-}" ]; then
        (umask 077 && printf '%s\n' "$SIM_PASSWORD" >"$SIM_DIR/password")
        SIM_WRITTEN="$SIM_DIR $SIM_PASSWORD"
    fi
    run "$BMCTUI" -h "${!host}" -u "$SIM_USER" "--session-password-file=$SIM_DIR/password" \
        -I 3 -W opensesspriv -l admin "$@"
}

inband()
{
    env LD_PRELOAD="$SIM_SHIM${LD_PRELOAD:+ $LD_PRELOAD}" SIM_VM_PORT="$SIM_VM_PORT" \
        ASAN_OPTIONS="verify_asan_link_order=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}" "$@"
}

bmc_inband()
{
    run inband "$BMCTUI" -D openipmi "$@"
}

hurried()
{
    LD_PRELOAD=$top_builddir/tests/pty/hurry.so${LD_PRELOAD:+ $LD_PRELOAD} "$@"
}
