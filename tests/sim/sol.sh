# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# Serial over LAN: what bmctui shows and sets is what ipmitool and FreeIPMI read from the same BMC.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"

sim_needs jq ipmitool

# shown KEY: of `sol --json`, in ipmitool's words.
shown()
{
    jq -r "$1 | if . == true then \"true\" elif . == false then \"false\" else tostring end" \
        <<<"$out"
}

# peer LABEL: what ipmitool says.
peer()
{
    sed -n "s/^$1 *: *//p" <<<"$ipmitool_says"
}

rate()
{
    case $1 in
    null) echo - ;;
    bios) echo IPMI-Over-Serial-Setting ;;
    *) printf '%s.%s\n' $(($1 / 1000)) $(($1 % 1000 / 100)) ;;
    esac
}

# The same of both, after WHAT.
compare()
{
    ipmitool_says=$(sim_ipmitool sol info 1)
    bmc sol --json
    is "$status" 0 "$1: read" || diag "$err"
    is "$(shown .serial_over_lan)" "$(peer Enabled)" "$1: serial over LAN"
    is "$(shown .encryption)" "$(peer 'Force Encryption')" "$1: encryption"
    is "$(shown .encryption)" "$(peer 'Force Authentication')" "$1: authentication"
    is "$(shown .privilege)" "$(peer 'Privilege Level' | tr '[:upper:]' '[:lower:]')" "$1: privilege"
    is "$(rate "$(shown .bit_rate)")" "$(peer 'Volatile Bit Rate (kbps)')" "$1: rate"
    is "$(rate "$(shown .bit_rate_after_restart)")" "$(peer 'Non-Volatile Bit Rate (kbps)')" \
        "$1: rate after a restart"
    is "$(peer 'Set in progress')" set-complete "$1: not left locked"
}

# The same of FreeIPMI.
freeipmi()
{
    type -P ipmi-config >/dev/null || return 0
    is "$(checkout 1 SOL_Conf:Enable_SOL)" "$1" "FreeIPMI: serial over LAN"
    is "$(checkout 1 SOL_Conf:Force_SOL_Payload_Encryption)" "$2" "FreeIPMI: encryption"
    is "$(checkout 1 SOL_Conf:SOL_Privilege_Level)" "$3" "FreeIPMI: privilege"
    is "$(checkout 1 SOL_Conf:Non_Volatile_Bit_Rate)" "$4" "FreeIPMI: rate after a restart"
    is "$(checkout 1 SOL_Conf:Volatile_Bit_Rate)" "$4" "FreeIPMI: rate"
}

reads()
{
    sim_start "$TAP_TMP/sim" machine
    compare 'as delivered'
    bmc_inband sol
    is "$status" 0 'in-band' || diag "$err"
    like "$out" 'Login prompt +(none|serial-getty|getty|bmctui|a getty|unknown)' 'the machine is looked at'
    bmc sol
    like "$out" 'Kernel console +not visible over LAN' 'over LAN it is not'
    like "$out" 'To connect +ipmiconsole -h 192\.168\.100\.100 -u ADMIN -P' 'how to connect'
}

sets()
{
    bmc_inband sol set encryption=yes privilege=operator bitrate=57600
    is "$status" 0 'set' || diag "$out$err"
    compare 'encryption, privilege, rate'
    freeipmi Yes Yes Operator 57600
    bmc sol set enabled=no bitrate=bios
    is "$status" 0 'off, over LAN' || diag "$out$err"
    compare 'off, and as the BIOS sets it'
    bmc sol
    like "$out" 'To connect +not possible: serial over LAN is off' 'nothing to connect to'
    bmc_inband sol set enabled=yes encryption=no privilege=user bitrate=115200
    compare 'back'
    trace_mark
    bmc_inband sol set enabled=yes encryption=no privilege=user bitrate=115200
    is "$out" 'No changes' 'the same again'
    is "$(trace_count '^0c 21')" 0 'which writes nothing'
    trace_mark
    bmc_inband sol set --dry-run bitrate=9600
    is "$status" 0 'a dry run'
    like "$out" 'Bit rate +115200 +9600' 'shows the change'
    is "$(trace_count '^0c 21')" 0 'and writes nothing'
}

refused()
{
    local word

    fault '0c 22 * * code d4'
    bmc_inband sol
    fault
    is "$status" 1 'a BMC that refuses all of it'
    like "$err" 'Bit rate: not read: ' 'says why'
    fault '0c 22 01 02 code d4'
    bmc_inband sol --json
    fault
    is "$status $(jq -c '[.encryption, .bit_rate]' <<<"$out")" '0 [null,115200]' 'one that refuses one'

    bmc_inband sol set bitrate=300
    is "$status" 2 'a rate that there is not'
    like "$err" 'use one of bios, 9600, 19200, 38400, 57600, 115200' 'names those there are'
    for word in enabled=maybe encryption=always privilege=root speed=9600; do
        bmc_inband sol set "$word"
        is "$status" 2 "$word"
    done
    bmc_inband sol stop
    is "$status" 2 'no such word'
    bmc_inband sol set
    is "$status" 2 'nothing to set'
    bmc_inband --read-only sol set enabled=no
    is "$status" 2 'read-only'
    fault '0c 21 01 06 code cc'
    bmc_inband sol set encryption=yes bitrate=9600
    is "$status" 1 'one rate refused' || diag "$out$err"
    fault
    compare 'everything as it was'
}

# What the page costs: 9, one a slot, at most two for each user.
cost()
{
    local count

    trace_mark
    bmc_inband sol
    count=$(trace_count)
    ok "$count requests, at most 9 + 16 slots + 2 for each of 4 users" \
        test "$count" -le $((9 + 16 + 2 * 4))
}

reads
sets
refused
cost
done_testing
