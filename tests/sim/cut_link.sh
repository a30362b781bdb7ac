# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2016,SC2034,SC2119,SC2153,SC2154,SC2317
# A save over LAN that moves the BMC away under its own session. In a network of its own, where the
# addresses of the BMC come and go with what is written to it.
if [ -z "${CUT_LINK_NETWORK:-}" ]; then
    if unshare -n ip link set lo up 2>/dev/null; then
        CUT_LINK_NETWORK=yes exec unshare -n bash "$0"
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
echo 'verify_seconds = 10;' >>"$TAP_TMP/bmctui.conf"

# The BMC answers at the address that it holds, and nowhere else.
move_with_address()
{
    cat >"$SIM_DIR/lan1/hook" <<-'END'
	if [ "$1" = ip_addr ]; then
	    ip addr flush dev lo scope global
	    ip addr add "$2/32" dev lo
	fi
	END
    ip addr add 192.168.100.100/32 dev lo
}

# over ADDRESS ARGUMENT...: bmctui to the BMC there.
over()
{
    local SIM_HOST1=$1:$SIM_PORT1

    shift
    bmc --session-timeout=3000 "$@"
}

held()
{
    cat "$SIM_DIR/lan1/ip_addr"
}

address()
{
    ip -o -4 addr show dev lo scope global | sed 's/.*inet \([0-9.]*\).*/\1/'
}

sim_start "$TAP_TMP/sim" listen=0.0.0.0
move_with_address

trace_mark
over 192.168.100.100 set address=192.168.100.50
is "$status" 2 'without --cut-link: exit status'
like "$err" 'bmctui: --cut-link: ' 'without --cut-link: says what it needs'
is "$(trace_count '^0c 01 ')" 0 'without --cut-link: nothing written'
like "$out" 'cuts the connection of bmctui itself' 'without --cut-link: the review says why'
over 192.168.100.100 set --dry-run address=192.168.100.50
is "$status" 0 '--dry-run: exit status'
over 192.168.100.100 set gateway=192.168.100.1
is "$status" 0 'a gateway does not cut'
over 192.168.100.100 set --channel=8 vlan=5
is "$status" 0 'another channel does not cut'

over 192.168.100.100 set --cut-link address=192.168.100.50
is "$status" 0 'to another address: exit status' || diag "$out $err"
like "$out" 'reconnects at 192.168.100.50' 'to another address: the review'
like "$out" 'SAVED' 'to another address: saved and verified'
is "$(held) $(address)" '192.168.100.50 192.168.100.50' 'to another address: it is there'
over 192.168.100.50 show
is "$status" 0 'to another address: it answers there'
is "$(find "$SIM_STATE" -name '*.journal' | wc -l)" 0 'to another address: no journal is left'

# The BMC does not keep the address: it is found at the old one.
cat >"$SIM_DIR/lan1/hook" <<-'END'
	[ "$1" != ip_addr ] || echo 192.168.100.50 >"$dir/ip_addr"
END
HURRY=10 hurried over 192.168.100.50 set --cut-link address=192.168.100.60
is "$status" 1 'not kept: exit status' || diag "$out $err"
is "$(held)" 192.168.100.50 'not kept: as before'

# It goes where nobody finds it.
cat >"$SIM_DIR/lan1/hook" <<-'END'
	[ "$1" != ip_addr ] || ip addr flush dev lo scope global
END
HURRY=10 hurried over 192.168.100.50 set --cut-link address=192.168.100.70
is "$status" 4 'nowhere to be found: exit status' || diag "$out $err"
is "$(find "$SIM_STATE" -name 'lan-192.168.100.50*.journal' | wc -l)" 1 \
    'nowhere to be found: the journal is kept'
over 192.168.100.50 recover
is "$status" 4 'nowhere to be found: recover says what is pending'
like "$out" 'IPv4 Address +192.168.100.50 +192.168.100.70 +unknown' 'nowhere to be found: columns'
rm "$SIM_DIR/lan1/hook"
ip addr add 192.168.100.50/32 dev lo
over 192.168.100.50 recover --undo
is "$status $(held)" '0 192.168.100.50' 'found again: undone'

# The password of the session's own user: the next session logs in with it.
(umask 077 && echo Fresh-passw0rd >"$TAP_TMP/password")
SIM_USER=oper
SIM_PASSWORD=operpass
fault "06 43 * 1 gone 4000"
over 192.168.100.50 --trace="$TAP_TMP/trace" set --user=oper --password-file="$TAP_TMP/password" \
    --remote-access=privilege
# The write of the privilege is lost with its session: written again over the next one.
is "$status" 0 'own password: exit status' || diag "$out $err"
like "$out" 'administrator on this channel  saved' 'own password: the rest is kept, too'
is "$(grep -c ' opened: ' "$TAP_TMP/trace")" 2 'own password: the link was cut, and opened again'
fault
SIM_PASSWORD=Fresh-passw0rd
over 192.168.100.50 show
is "$status" 0 'own password: it is the new one'

# SPEC 6: what it costs. The BMC itself does not move here.
SIM_USER=ADMIN
SIM_PASSWORD=ADMIN
sim_start "$TAP_TMP/cost"
trace_mark
bmc show
cost=$(trace_count)
ok "all values: $cost requests, at most 12" [ "$cost" -le 12 ]
trace_mark
bmc set --cut-link address=192.168.100.20 netmask=255.255.254.0 gateway=192.168.101.1
cost=$(trace_count)
is "$status" 0 'address, netmask and gateway: exit status'
ok "address, netmask and gateway: $cost requests, at most 30" [ "$cost" -le 30 ]
done_testing
