# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the current BMC holds, asked with programs that are not bmctui. Sourced after sim.sh.
#
#   raw NETFN CMD [DATA...]     any request through ipmitool; prints the answer's data in hex
#   raw_get CHANNEL PARAMETER   a LAN parameter in hex, without the leading revision byte
#   lan_value CHANNEL NAME      the same, decoded: address netmask gateway mac; vlan: a number or
#                               "off"; source: static, dhcp, ...; arp: 0 to 3; progress: 0 to 2
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

lan_value()
{
    local -A params=([progress]=0 [address]=3 [source]=4 [mac]=5 [netmask]=6 [arp]=10
        [gateway]=12 [vlan]=20)
    local sources=(unspecified static dhcp bios other) answer bytes vlan

    answer=$(raw_get "$1" "${params[$2]}") || return
    read -ra bytes <<<"$answer"
    case $2 in
    address | netmask | gateway) hex_dotted "${bytes[@]}" ;;
    source) echo "${sources[$((16#${bytes[0]} & 15))]}" ;;
    mac) echo "${answer// /:}" ;;
    arp | progress) echo "$((16#${bytes[0]}))" ;;
    vlan)
        vlan=$((16#${bytes[1]} << 8 | 16#${bytes[0]}))
        if ((vlan & 0x8000)); then
            echo $((vlan & 0xfff))
        else
            echo off
        fi
        ;;
    esac
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
