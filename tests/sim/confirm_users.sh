# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2119,SC2154
# A change of a user that is undone unless it is confirmed, in-band.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh" || exit 99
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"

sim_needs jq
echo 'verify_seconds = 3;' >>"$TAP_TMP/bmctui.conf"
(umask 077 && echo 'Hard-Times-8' >"$TAP_TMP/secret")

change=(user set oper name=olga privilege=administrator enabled=no)

# All that the BMC tells of its users.
holds()
{
    bmc_inband users --json
    jq -cS 'map({slot, name, enabled, messaging, privilege, sol})' <<<"$out"
}

sim_start "$TAP_TMP/window" accounts
old=$(holds)
bmc_inband "${change[@]}" --confirm=30
is "$status" 0 'a change to be confirmed'
like "$out" 'unless you run bmctui confirm' 'a change to be confirmed: it is said'
new=$(holds)
isnt "$new" "$old" 'it is written'
bmc_inband confirm
is "$status" 0 'confirmed'
is "$(holds)" "$new" 'confirmed: it stays'
bmc_inband user set olga name=oper privilege=operator enabled=yes --confirm=30
is "$status" 0 'another one'
bmc_inband recover --undo
is "$status" 0 'undone before its time'
is "$(holds)" "$new" 'undone: as before'
bmc_inband user set olga --password-file="$TAP_TMP/secret" --confirm=30
is "$status" 2 'not with a password'
bmc user set olga privilege=user --confirm=30
is "$status" 2 'not over LAN'

done_testing
