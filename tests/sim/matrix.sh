# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# Sourced by matrix_lan.sh and matrix_inband.sh, which run side by side.
#
# Every kind of save, with something going wrong at one request of it, over LAN and in-band. What
# is said of it, by exit status, has to be what another program reads from the BMC: 0 the new values,
# 1, 2 and 3 the old ones, 4 anything, but said. The BMC is not left locked, or it is said.
#
# The matrix is thinned: of each kind, link and offset (0 to 2) every third request, of a short save
# each, the codes taking turns. BMCTUI_MATRIX=all does all three offsets with every code.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh" || exit 99
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"

sim_needs ipmitool
SIM_CHANNEL=8 # that of the session is not changed

# A line each: name, and the two sets of arguments between which the BMC goes to and fro. Nothing
# takes back what remote access needs: there the BMC is set up anew each time.
kinds=(
    'static|address=192.168.100.50 netmask=/16 gateway=192.168.1.1|address=192.168.100.100/24 gateway=192.168.100.254'
    'DHCP|dhcp=yes|dhcp=no address=192.168.100.100/24 gateway=192.168.100.254'
    'VLAN|vlan=1234|vlan=off'
    'password|--user=oper --password-file=B|--user=oper --password-file=A'
    'remote access|--user=oper --remote-access=messaging,privilege|'
    'all|address=10.1.2.3/8 gateway=none vlan=77 --user=oper --password-file=B|address=192.168.100.100/24 gateway=192.168.100.254 vlan=off --user=oper --password-file=A'
)
faults=('code c3' lose 'code cc' 'code ff' 'short' 'code d5' 'code c0' 'stale 900' 'code 81'
    'code d4' 'delay 300' 'code c9')
passwords=([0]=First-passw0rd [1]=Other-passw0rd)

matrix_files()
{
    cat >>"$TAP_TMP/bmctui.conf" <<-END
	verify_seconds = 2;
	lock_wait_seconds = 1;
	END
    (umask 077 && echo "${passwords[0]}" >"$TAP_TMP/A" && echo "${passwords[1]}" >"$TAP_TMP/B")
}
at_start matrix_files

# --- what the BMC holds --------------------------------------------------------------------------

# One line: source, address, netmask, gateway, VLAN, user 3's access, and which password user 3 has.
# Leased values are not looked at, nor is the id of a VLAN that is off. Sets progress, too.
read_state()
{
    local lines password=- i requests=()

    for i in 4 3 6 12 20 0; do
        requests+=("0x0c 0x02 1 $i 0 0")
    done
    mapfile -t lines < <(raws "${requests[@]}" '0x06 0x44 1 3' | sed 's/^ 11 //')
    [ "${#lines[@]}" = 7 ] || { state="not read"; progress=?; return; }
    [ "${lines[0]}" != 02 ] || lines[1]=- lines[2]=- lines[3]=-
    [ $((16#${lines[4]#* } & 0x80)) != 0 ] || lines[4]=off
    progress=${lines[5]}
    if [[ $1 == *password* ]]; then
        password=neither
        for i in 0 1; do
            ! login_works oper "${passwords[i]}" || password=$i
        done
    fi
    state="${lines[0]} ${lines[1]} ${lines[2]} ${lines[3]} ${lines[4]}${lines[6]} $password"
}

# All as at first, whatever came before.
reset_bmc()
{
    rm -rf "$SIM_STATE"
    raws '0x0c 0x01 1 0 0' '0x0c 0x01 1 0 1' '0x0c 0x01 1 4 1' '0x0c 0x01 1 3 192 168 100 100' \
        '0x0c 0x01 1 6 255 255 255 0' '0x0c 0x01 1 12 192 168 100 254' '0x0c 0x01 1 20 0 0' \
        '0x0c 0x01 1 0 2' '0x0c 0x01 1 0 0' "0x06 0x43 $access 0" \
        "0x06 0x47 3 2 $(printf '%s' "${passwords[0]}" | od -An -v -tx1 | sed 's/\<../0x&/g')$(
            printf ' 0%.0s' $(seq $((16 - ${#passwords[0]}))))" >/dev/null
}

# --- one run --------------------------------------------------------------------------------------

# set_values LINK WORDS
set_values()
{
    local words

    read -ra words <<<"$2"
    words=("${words[@]/#--password-file=A/--password-file=$TAP_TMP/A}")
    words=("${words[@]/#--password-file=B/--password-file=$TAP_TMP/B}")
    if [ "$1" = bmc ]; then
        bmc --session-timeout=3000 --retransmission-timeout=700 set "${words[@]}"
    else
        bmc_inband set "${words[@]}"
    fi
}

# What is wrong with this run; nothing when all is well.
judge()
{
    case $status in
    0) [ "$state" = "$new" ] || echo 'said to be saved, and is not' ;;
    1 | 2 | 3) [ "$state" = "$old" ] || echo 'said to be as before, and is not' ;;
    4) [ -n "$err" ] || echo 'left mixed, and nothing is said' ;;
    *) echo "exit status $status" ;;
    esac
    if [ "$status" != 0 ] && ! [[ $err =~ (^|$'\n')bmctui:\ [A-Za-z-]+:\ .*[a-z] ]]; then
        echo 'not saved, and not said why'
    fi
    if [ "$progress" != 00 ] && ! [[ $err =~ lock ]]; then
        echo 'left locked, and it is not said'
    fi
}

# one_run LINK KIND WORDS K FAULT: the BMC holds $old, and $new once the words are set.
one_run()
{
    local wrong

    fault "* * * $4 $5"
    # The driver gives up sooner where it is known that there is no answer.
    [ "$5" != lose ] || local -x SHIM_TIMEOUT=2000
    set_values "$1" "$3"
    fault
    read_state "$3"
    runs=$((runs + 1))
    statuses[status]=$((${statuses[status]:-0} + 1))
    wrong=$(judge)
    if [ -n "$wrong" ]; then
        failures=$((failures + 1))
        diag "$1, $2, request $4: $5: exit status $status: $wrong"
        diag "$(printf 'old: %s\nnew: %s\nnow: %s, progress %s\n' "$old" "$new" "$state" "$progress")"
        diag "$err"
    fi
}

# --- a kind -----------------------------------------------------------------------------------------

# ready LINK KIND WORDS BACK: the BMC is as before the words are set; sets old, new and how many
# requests that takes. A clean run each way.
ready()
{
    reset_bmc
    read_state "$3"
    old=$state
    trace_mark
    set_values "$1" "$3"
    requests=$(trace_count)
    is "$status" 0 "$1, $2: saved where nothing goes wrong" || diag "$err"
    read_state "$3"
    # Where the user slots are read, one like the other, nothing new is to be seen.
    first=$(trace_since | cut -d' ' -f4,5 | grep -n '^06 46$' | tail -n 1 | cut -d: -f1)
    [ "${first:-1}" -ge 20 ] || first=1
    new=$state
    isnt "$new" "$old" "$1, $2: it is another value"
    [ -n "$4" ] || { reset_bmc; return; }
    set_values "$1" "$4"
    is "$status" 0 "$1, $2: and back" || diag "$err"
    read_state "$3"
    is "$state" "$old" "$1, $2: as before"
}

# The BMC goes to and fro, and back to the start where it cannot be known.
kind_at()
{
    local link=$1 name=$2 there=$3 back=$4 offset=$5 step=$6 k failures=0 runs=0 swap
    local statuses=()

    for ((k = first + offset; k <= requests; k += step)); do
        one_run "$link" "$name" "$there" "$k" "${faults[turn++ % ${#faults[@]}]}"
        if [ -z "$back" ]; then
            reset_bmc
        elif [ "$state" = "$new" ] && [ "$status" = 0 ]; then
            swap=$old old=$new new=$swap
            swap=$there there=$back back=$swap
        elif [ "$state" != "$old" ] || [ "$status" = 4 ] || [ "$progress" != 00 ]; then
            reset_bmc
            read_state "$there"
            [ "$state" = "$old" ] || {
                swap=$old old=$new new=$swap
                swap=$there there=$back back=$swap
            }
        fi
    done
    is "$failures" 0 "$link, $name: $runs saves with a fault, exit statuses $(
        for k in "${!statuses[@]}"; do printf '%s: %s  ' "$k" "${statuses[k]}"; done)"
}

# kind LINK NUMBER: the whole of it for one kind, with a BMC of its own.
kind()
{
    local link=$1 name there back round access turn=$(($2 * 10))

    sim_start "$TAP_TMP/bmc" channels='1 8'
    IFS='|' read -r name there back <<<"${kinds[$2]}"
    # Over channel 8 (and 1, it is one table) user 3 logs in; else he lacks something.
    access='0x98 3 4'
    [ "$name" != 'remote access' ] || access='0x88 3 3'
    if [ "${BMCTUI_MATRIX:-}" = all ]; then
        for ((round = 0; round < ${#faults[@]}; round++)); do
            turn=$round
            ready "$link" "$name" "$there" "$back"
            kind_at "$link" "$name" "$there" "$back" 0 1
        done
        return
    fi
    ready "$link" "$name" "$there" "$back"
    # A short save has none to spare.
    if ((requests - first < 15)); then
        kind_at "$link" "$name" "$there" "$back" 0 1
    else
        kind_at "$link" "$name" "$there" "$back" $((turn % 3)) 3
    fi
}

# matrix LINK: the whole of it over this link.
matrix()
{
    local number

    for number in "${!kinds[@]}"; do
        beside "$number" kind "$1" "$number"
    done
    join_beside
    done_testing
}
