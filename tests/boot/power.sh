#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The machine that bmctui runs on, switched by its own BMC: what keeps that from happening by
# mistake, a boot wish that the next start sees, and what is told there of who asked for it. The
# chassis of the simulated BMC is this guest: a reset really resets it.
. "${top_srcdir:?}/tests/tap.sh"
. "$top_srcdir/tests/sim/sim.sh"
. "$top_srcdir/tests/sim/readback.sh"
. "$top_srcdir/tests/boot/boot.sh"

boot_id()
{
    guest_do cat /proc/sys/kernel/random/boot_id
}

# Nothing but reading has been asked of the chassis since trace_mark.
untouched()
{
    is "$(trace_count '^00 0[268] ')" 0 "$1: nothing was sent"
}

refused_by_mistake()
{
    local action name

    for action in off reset; do
        trace_mark
        guest_bmc power "$action"
        is "$status" 2 "power $action without the host's name: exit status"
        like "$err" "power: this is the machine you are on \($HOST\); add --this-machine=$HOST" \
            'and what to add'
        untouched "power $action"
    done
    for name in "${HOST}x" ''; do
        trace_mark
        guest_bmc power off "--this-machine=$name"
        is "$status" 2 "power off with the name \"$name\": exit status"
        untouched "the name \"$name\""
    done
    guest_bmc power --json
    is "$(jq -r '"\(.state) \(.this_machine)"' <<<"$out")" 'on true' 'power: this machine, on'
}

# A save that is not confirmed yet comes first.
refused_while_a_save_stands()
{
    guest_begin bmctui set --confirm=600 address=192.168.100.55
    guest_run 'until grep -q "bmctui confirm" /run/begun.err /run/begun.out; do sleep 0.1; done'
    trace_mark
    guest_bmc power reset "--this-machine=$HOST"
    is "$status" 2 'power reset while a save waits for its confirmation: exit status'
    untouched 'power reset in a countdown'
    guest_bmc confirm
}

# The request gets lost (the BMC does not hear it) and bmctui is killed: nothing has happened, and
# nothing is told.
killed_in_between()
{
    local id i

    id=$(boot_id)
    fault '00 02 * * drop'
    trace_mark
    guest_begin bmctui power reset "--this-machine=$HOST"
    for ((i = 0; i < 400 && $(trace_count '^00 02 03 ') == 0; i++)); do
        sleep 0.05
    done
    guest_run 'kill -KILL $(pidof bmctui)'
    fault
    is "$(trace_count '^00 02 ')" 1 'kill -9 while the answer is awaited: it was sent once'
    is "$(boot_id)" "$id" 'the machine runs on'
    guest_bmc power
    unlike "$out" 'Restarted' 'and is not said to have restarted'
}

wished()
{
    guest_bmc boot bios --uefi
    is "$status" 0 'boot bios --uefi' || diag "$out$err"
    is "$(raw 0 9 5 0 0)" '01 05 a0 18 00 00 00' 'the BMC holds it'
    is "$((0x$(raw 0 9 3 0 0 | cut -d' ' -f3) & 10))" 10 'for longer than a minute, and over a soft reset'
}

reset()
{
    local id

    id=$(boot_id)
    trace_mark
    guest_begin bmctui power reset "--this-machine=$HOST"
    ok 'power reset with the name: the machine is reset' guest_is_off
    guest_start modules disk="$TAP_TMP/disk"
    isnt "$(boot_id)" "$id" 'and starts anew'
    is "$(trace_count '^00 02 ')" 1 'it was asked for once'
}

told_once()
{
    guest_bmc power
    is "$status" 0 'power, after that start'
    like "$out" 'Restarted [0-9:]+ by RESET, asked for by root( on [a-zA-Z0-9/]+)?; the BMC says: chassis control command' \
        'who asked for it is told'
    guest_bmc power
    unlike "$out" 'Restarted .* asked for' 'once'
    guest_bmc boot
    like "$out" 'no override; the BIOS has taken it' 'boot: the wish was ours, and is gone'
}

switched_off()
{
    guest_begin bmctui power off "--this-machine=$HOST"
    ok 'power off with the name: the machine is off' guest_is_off
    like "$(sim_ipmitool chassis power status)" off 'and the BMC says so'
}

guest_needs
sim_start "$TAP_TMP/bmc" machine vm
guest_start modules disk="$TAP_TMP/disk"
HOST=$(guest_do hostname)
refused_by_mistake
refused_while_a_save_stands
killed_in_between
wished
reset
told_once
switched_off
done_testing
