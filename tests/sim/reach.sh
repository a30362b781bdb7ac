# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# Whether the BMC's web address is reached from this host. In a network of its own, which has that
# address, so that nobody else is asked.
if [ -z "${REACH_NETWORK:-}" ]; then
    if unshare -n ip link set lo up 2>/dev/null; then
        REACH_NETWORK=yes exec unshare -n bash "$0"
    fi
    echo '1..0 # SKIP needs a network name space of its own, and ip'
    exit 0
fi
ip link set lo up
ip addr add 192.168.100.100/32 dev lo
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"

sim_needs jq
sim_start "$TAP_TMP/sim" user='1 false x test user'
bmc manage --check
is "$status" 0 'manage --check: exit status, whatever comes of it'
like "$out" $'^https://192\\.168\\.100\\.100/\nFrom this host: ' 'manage --check: from this host'

# Suite 0 is not offered to be used.
fault '0c 02 17 * reply 0011000003' '0c 02 18 * reply 00110040'
printf 'state_directory = "%s";\n' "$SIM_STATE" >"$TAP_TMP/reach"
chmod 600 "$TAP_TMP/reach"
bmc --config-file="$TAP_TMP/reach" doctor --json
like "$(jq -r '.checks[] | select(.check == "reach") | .state + " " + .text' <<<"$out")" \
    '^(ok|warning) From this host: ' 'doctor: tried from this host'
is "$status" 0 'doctor: that it is not reached is no failure'
done_testing
