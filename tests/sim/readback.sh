# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the current BMC holds, asked with programs that are not bmctui. Sourced after sim.sh.
#
#   raw NETFN CMD [DATA...]     any request through ipmitool; prints the answer's data in hex
#   raws REQUEST...             several, each a word of its own, in one session; a line an answer, none
#                               for one that is refused
#   raw_get CHANNEL PARAMETER   a LAN parameter in hex, without the leading revision byte
#   lan_value CHANNEL NAME...   the same, decoded: address netmask gateway mac; vlan: a number or
#                               "off"; source: static, dhcp, ...; arp: 0 to 3; progress: 0 to 2. All
#                               in one line, read in one session
#   identify_state              off, timed or on
#   login_works USER PASSWORD   exit status 0 when one can log in over LAN with it
#   checkout CHANNEL KEY        a value of ipmi-config's section Lan_Conf (or SECTION:KEY)

sim_ipmitool()
{
    local port=SIM_PORT$SIM_CHANNEL

    ipmitool -I lanplus -C 3 -H 127.0.0.1 -p "${!port}" -U "$SIM_USER" -P "$SIM_PASSWORD" "$@"
}

# The FreeIPMI tool named first, with its other arguments, against the current BMC.
sim_freeipmi()
{
    local tool=$1 host=SIM_HOST$SIM_CHANNEL

    shift
    "$tool" -D LAN_2_0 -h "${!host}" -u "$SIM_USER" -p "$SIM_PASSWORD" -l ADMIN -I 3 \
        -W opensesspriv "$@"
}

raw()
{
    local answer

    answer=$(sim_ipmitool raw "$@") || return
    # shellcheck disable=SC2086
    echo $answer
}

raws()
{
    printf 'raw %s\n' "$@" >"$TAP_TMP/raws"
    sim_ipmitool exec "$TAP_TMP/raws" 2>/dev/null
}

raw_get()
{
    local answer

    answer=$(raw 0x0c 0x02 "$1" "$2" 0 0) || return
    echo "${answer#* }"
}

hex_dotted()
{
    printf '%d.%d.%d.%d\n' "$((16#$1))" "$((16#$2))" "$((16#$3))" "$((16#$4))"
}

lan_decode()
{
    local sources=(unspecified static dhcp bios other) name=$1 vlan

    shift
    case $name in
    address | netmask | gateway) hex_dotted "$@" ;;
    source) echo "${sources[$((16#$1 & 15))]}" ;;
    mac)
        local IFS=:
        echo "$*"
        ;;
    arp | progress) echo "$((16#$1))" ;;
    vlan)
        vlan=$((16#$2 << 8 | 16#$1))
        if ((vlan & 0x8000)); then
            echo $((vlan & 0xfff))
        else
            echo off
        fi
        ;;
    esac
}

lan_value()
{
    local -A params=([progress]=0 [address]=3 [source]=4 [mac]=5 [netmask]=6 [arp]=10
        [gateway]=12 [vlan]=20)
    local channel=$1 requests=() values=() lines bytes i

    shift
    for i in "$@"; do
        requests+=("0x0c 0x02 $channel ${params[$i]} 0 0")
    done
    mapfile -t lines < <(raws "${requests[@]}")
    [ "${#lines[@]}" = $# ] || return 1
    for i in "${!lines[@]}"; do
        read -ra bytes <<<"${lines[i]}"
        values+=("$(lan_decode "${@:i + 1:1}" "${bytes[@]:1}")")
    done
    echo "${values[*]}"
}

identify_state()
{
    local bytes

    read -ra bytes < <(raw 0 1) || return
    case $((16#${bytes[2]} >> 4 & 7)) in
    4) echo off ;;
    5) echo timed ;;
    6) echo on ;;
    *) echo unknown ;;
    esac
}

login_works()
{
    local SIM_USER=$1 SIM_PASSWORD=$2

    sim_ipmitool raw 6 1 >/dev/null 2>&1
}

checkout()
{
    local section=Lan_Conf key=$2

    case $2 in
    *:*)
        section=${2%%:*}
        key=${2#*:}
        ;;
    esac
    sim_freeipmi ipmi-config --checkout -S "$section" --lan-channel-number="$1" 2>/dev/null |
        sed -n "s/^[[:space:]]*${key}[[:space:]][[:space:]]*//p"
}

# over lan|inband ARGUMENT...
over()
{
    if [ "$1" = lan ]; then
        bmc --session-timeout=4000 --retransmission-timeout=500 "${@:2}"
    else
        bmc_inband "${@:2}"
    fi
}
