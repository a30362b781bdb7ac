# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../.. disable=SC2154
# `./dev run`: the page of this machine's own BMC, or of the simulated one where neither firmware
# nor kernel tell of one; what is asked for, if anything is; in the language of the environment.
# shellcheck source=tests/tap.sh
. "${top_srcdir:?}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "$top_srcdir/tests/sim/sim.sh"
# shellcheck source=tests/dev/rig.sh
. "$top_srcdir/tests/dev/rig.sh"

! test -e /sys/firmware/dmi/entries/38-0 || skip_all 'this machine has a BMC'
rig_make all ''
rig_make all-am ''
rig_make all-here ''
# Without a port the shim hides a device.
hidden=(-e "LD_PRELOAD=$SIM_SHIM")

dev_on_terminal "${hidden[@]}" -- run <<'END'
wait Default Gateway
row 0
key F1
wait HELP
row 0
key F10
wait Leave
END
is "$status" 0 'no BMC: ./dev run opens a page'
is "$(grep -c ' DEMO *$' <<<"$out")" 2 'which says DEMO in its frame, whatever is on it'

sim_needs
sim_start "$TAP_TMP/sim"
dev_on_terminal "${hidden[@]}" -e "SIM_VM_PORT=$SIM_VM_PORT" -- run <<'END'
wait 192.168.100.100
screen
key F10
end
END
is "$status" 0 'a BMC: ./dev run opens its page'
unlike "$out" DEMO 'which is no simulated one'

dev_on_terminal "${hidden[@]}" -- run show <<<'end
screen'
like "$out" 'there is no /dev/ipmi0' 'with arguments: as they are'
unlike "$out" 'DEMO|192\.168' 'and no other BMC'
dev_on_terminal "${hidden[@]}" -- run --version <<<'end
screen'
like "$out" 'bmctui [0-9]' 'an option'

# speaks LOCALE TEXT
speaks()
{
    test -e "$top_builddir/here/locale/compiled" || { skip 1 'built without translations'; return; }
    dev_on_terminal "${hidden[@]}" -e LC_ALL -e "LANG=$1" -c UTF-8 -- run <<END
wait $2
key F10
END
    is "$status" 0 "LANG=$1 ./dev run"
    [ "$status" = 0 ] || diag "$out"
}

speaks de_DE.UTF-8 'IPv4-Netzmaske'
speaks fr_FR.utf8 'Masque'
speaks ja_JP.UTF-8 'チャネル'
speaks xx_YY.UTF-8 'IPv4 Netmask'

done_testing
