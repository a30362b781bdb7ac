# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2016,SC2034,SC2119,SC2153,SC2154,SC2317
# Two BMCs with the same users and passwords. The first is moved over LAN to where the second
# answers, from the start or by the time the link to the first is cut, at each request of the save.
# Whatever becomes of the first, nothing is written to the second. In a network of their own.
#
# Every third request from the first write on; BMCTUI_MATRIX=all cuts at each from the lock on.
if [ -z "${OTHER_BMC_NETWORK:-}" ]; then
    if unshare -n ip link set lo up 2>/dev/null; then
        OTHER_BMC_NETWORK=yes exec unshare -n bash "$0"
    fi
    echo '1..0 # SKIP needs a network name space of its own, and ip'
    exit 0
fi
ip link set lo up
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh" || exit 99
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"

sim_needs ipmitool
old=192.168.100.100
new=192.168.100.50
all=$([ "${BMCTUI_MATRIX:-}" != all ] || echo yes)
echo 'verify_seconds = 2;' >>"$TAP_TMP/bmctui.conf"

on()
{
    ip addr add "$1/32" dev lo 2>/dev/null
}

off()
{
    ip addr del "$1/32" dev lo 2>/dev/null
}

# The second's channel 8 is where the first's channel 1 is: at the same port. Its MAC addresses
# are the first's, but for the one that counts.
on "$old"
on "$new"
sim_start "$TAP_TMP/first" "listen=$old"
first=$SIM_DIR
port=$SIM_PORT1
sim_start "$TAP_TMP/second" "listen=$new" "base=$((port - 8))" ch1.mac_addr=00:25:90:aa:00:77
second=$SIM_DIR
sim_use "$first"

# over ARGUMENT...: bmctui to the first's address.
over()
{
    local SIM_HOST1=$old:$port

    bmc --session-timeout=1500 --retransmission-timeout=300 "$@"
}

# Since marked, the second was asked who it is at most: device id, GUID, MAC address (and what a
# session consists of).
second_left_alone()
{
    sed -E 's/^([0-9]+ ){3}//' "$second/trace" |
        grep -Ev '^(06 (01|37|38|3a|3b|3c)|0c 02 01 05) ' >"$TAP_TMP/asked"
    is "$(cat "$TAP_TMP/asked")" '' "$1: the second BMC was asked who it is, and nothing else"
}

journals()
{
    find "$SIM_STATE" -name '*.journal' | wc -l
}

# --- it answers there already -------------------------------------------------------------------

: >"$second/trace"
trace_mark
over set --cut-link "address=$new" vlan=7
is "$status" 2 'taken already: exit status' || diag "$out $err"
like "$err" "bmctui: address: NOT SAVED. A different BMC \(MAC 00:25:90:aa:00:77\) answers at $new" \
    'taken already: says by whom'
is "$(trace_count '^0c 01 ')" 0 'taken already: nothing was written to the first'
second_left_alone 'taken already'
is "$(journals)" 0 'taken already: no journal'
off "$new"

# --- it is itself ---------------------------------------------------------------------------------

sim_start "$TAP_TMP/both" listen=0.0.0.0 "base=$((port + 31))"
own=$SIM_PORT1
on 192.168.100.60
SIM_HOST1=$old:$own bmc --session-timeout=1500 set --cut-link address=192.168.100.60
is "$status" 0 'itself, at both addresses: exit status' || diag "$out $err"
sim_stop
off 192.168.100.60
sim_use "$first"

# --- it answers there when the first is cut ------------------------------------------------------

# The first as it was, and the second away.
again()
{
    off "$new"
    on "$old"
    sim_use "$first"
    fault
    sim_restart
    echo "$old" >"$first/lan1/ip_addr"
    echo 255.255.255.0 >"$first/lan1/subnet_mask"
    echo 192.168.100.254 >"$first/lan1/default_gw_ip_addr"
    rm -rf "$SIM_STATE"
    : >"$second/trace"
}

# Takes the first away when it has got its Nth request, and gives its address to the second. The
# command's own time-outs are longer than it takes to see that.
cut_at()
{
    fault "* * * $1 gone 0"
    (
        until [ "$(trace_count)" -ge "$1" ]; do sleep 0.02; done
        off "$old"
        on "$new"
    ) &
    watcher=$!
}

again
trace_mark
over set --cut-link --dry-run "address=$new" gateway=192.168.100.1
read_requests=$(trace_count)
trace_mark
over set --cut-link "address=$new" gateway=192.168.100.1
is "$status" 0 'nobody is there: exit status' || diag "$out $err"
requests=$(trace_count)
note "$requests requests, $read_requests of them for the review"
cut=0
write=$(trace_since | cut -d' ' -f4- | grep -n '^0c 01 01 03 ' | head -n 1 | cut -d: -f1)
first_cut=${all:+$((read_requests + 1))}
first_cut=${first_cut:-$write}
step=${all:+1}
step=${step:-3}
for ((n = first_cut; n <= requests; n += step)); do
    again
    trace_mark
    start=$SECONDS
    cut_at "$n"
    over set --cut-link "address=$new" gateway=192.168.100.1
    kill "$watcher" 2>/dev/null
    wait "$watcher"
    note "$((SECONDS - start)) s"
    second_left_alone "cut at request $n"
    case $status in
    0) is "$(cat "$first/lan1/ip_addr")" "$new" "cut at request $n: exit status 0, and it is so" ;;
    3) is "$(cat "$first/lan1/ip_addr")" "$old" "cut at request $n: nothing was written" ;;
    4)
        like "$err" "[Aa] different BMC \(MAC 00:25:90:aa:00:77\) answers at $new" \
            "cut at request $n: says who answers"
        is "$(journals)" 1 "cut at request $n: the journal is kept"
        cut=$((cut + 1))
        ;;
    *)
        fail "cut at request $n: exit status $status"
        diag "$out $err"
        ;;
    esac
done
note "$cut times mixed"
is "$((cut > 1))" 1 'and where it mattered'
done_testing
