# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# `users` and `user`: what they say of a BMC's users beside ipmitool and ipmi-config, in how many
# requests, what they write and in which order, and what they refuse.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"

sim_needs jq ipmitool

SET_ACCESS='^06 43' GET_ACCESS='^06 44' SET_NAME='^06 45' PASSWORD='^06 47' PAYLOAD='^06 4c'

secret()
{
    (umask 077 && printf '%s\n' "$1" >"$TAP_TMP/secret")
}

# person SLOT FILTER [CHANNEL]: of that slot as bmctui sees it.
person()
{
    bmc_inband users --json "--channel=${3:-1}"
    jq -c ".[] | select(.slot == $1) | $2" <<<"$out"
}

# "SLOT NAME MESSAGING PRIVILEGE" of each slot with a name, by ipmitool.
by_ipmitool()
{
    inband ipmitool -I open user list "$1" 2>/dev/null |
        awk 'NR > 1 && $2 != "true" && $2 != "false" {
            print $1, $2, $5, tolower($6 == "NO" ? "none" : $6) }'
}

by_bmctui()
{
    bmc_inband users --json "--channel=$1"
    jq -r '.[] | select(.name != "") | "\(.slot) \(.name) \(.messaging) \(.privilege)"' <<<"$out"
}

# Whether this password lets that user in.
logs_in()
{
    ipmitool -I lanplus -C 3 -H 127.0.0.1 -p "$SIM_PORT1" -U "$1" -P "$2" -L "$3" mc info \
        >/dev/null 2>&1
}

reading()
{
    sim_start "$TAP_TMP/reading" accounts
    trace_mark
    bmc_inband users
    is "$status" 0 'users'
    is "$(trace_count)" 33 'two requests for each of 16 slots, and one'
    like "$out" '1 +\(no name\) +yes +yes +user +danger: no name' 'a slot without a name'
    like "$out" '2 +ADMIN +yes +yes +administrator +the only one' 'the administrator'
    like "$out" '5 +free' 'a free slot'
    is "$(by_bmctui 1)" "$(by_ipmitool 1)" 'channel 1, as ipmitool says'
    is "$(by_bmctui 8)" "$(by_ipmitool 8)" 'channel 8, as ipmitool says'
    is "$(person 2 keys_unsorted)" \
        '["target","channel","slot","name","fixed","enabled","messaging","privilege","sol","administrator","guest_until"]' \
        'the keys'
    is "$(person 2 '[.administrator,.sol,.guest_until]')" '[true,true,null]' 'of an administrator'
    is "$(person 5 '[.name,.administrator]')" '["",false]' 'of a free slot'
    bmc users --json
    is "$(jq length <<<"$out")" 16 'over LAN, too'
    bmc_inband users --channel=3
    is "$status" 2 'no such channel'
}

adding()
{
    sim_start "$TAP_TMP/adding" accounts
    secret Secret-12
    trace_mark
    bmc_inband user add support "--password-file=$TAP_TMP/secret"
    is "$status" 0 'add'
    # 33 to read; MAC address, device id, serial access; the save.
    is "$(trace_count)" $((33 + 3 + 12)) 'in 12 requests, verified'
    is "$(person 5 '[.name,.enabled,.messaging,.privilege,.sol]')" \
        '["support",true,true,"operator",true]' 'the lowest free slot, with all it is to have'
    is "$(by_bmctui 1)" "$(by_ipmitool 1)" 'as ipmitool says'
    ok 'the new user logs in' logs_in support Secret-12 OPERATOR
    is "$(trace_since | cut -d' ' -f4- | grep -E "$SET_NAME|$PASSWORD|$SET_ACCESS|$PAYLOAD" |
        cut -d' ' -f1,2 | tr '\n' ';')" '06 45;06 47;06 47;06 43;06 4c;06 47;' \
        'name, password, its test, access in one, serial access, enable'
    bmc_inband user add other "--password-file=$TAP_TMP/secret" --slot=9 --privilege=user \
        enabled=no sol=no
    is "$status" 0 'add to a certain slot'
    is "$(person 9 '[.name,.enabled,.privilege,.sol]')" '["other",false,"user",false]' \
        'with what was asked for'
    is "$(grep -c 'Secret-12' "$SIM_STATE"/* 2>/dev/null | grep -cv ':0$')" 0 \
        'no file has the password'
}

# Whatever is refused: the slot is free again, and exit status 1 says so.
refused()
{
    local rule

    secret Secret-12
    for rule in '06 45 * * code cc' '06 47 02 * code cc' '06 43 * * code d5' '06 4c * * code c9'; do
        sim_start "$TAP_TMP/refused" accounts
        fault "$rule"
        bmc_inband user add support "--password-file=$TAP_TMP/secret"
        is "$status" 1 "$rule: exit status 1"
        fault
        is "$(person 5 '[.name,.messaging,.privilege]')" '["",false,"none"]' "$rule: slot 5 is free"
    done
}

renaming()
{
    sim_start "$TAP_TMP/renaming" accounts=demotes
    bmc_inband user set ADMIN name=root
    is "$status" 0 'rename on a BMC that changes the privilege with it'
    is "$(person 2 '[.name,.enabled,.messaging,.privilege]')" \
        '["root",true,true,"administrator"]' 'privilege put right'
    like "$out$err" 'root' 'told'
    SIM_USER=root
    bmc users
    is "$status" 0 'the new name logs in'
    bmc_inband user set root name=ADMIN
    SIM_USER=ADMIN
    is "$(person 2 '[.name,.privilege]')" '["ADMIN","administrator"]' 'and back'
    is "$(by_bmctui 1)" "$(by_ipmitool 1)" 'as ipmitool says'
}

changing()
{
    sim_start "$TAP_TMP/changing" accounts
    bmc_inband user set 3 privilege=user messaging=no sol=no
    is "$status" 0 'several keys'
    is "$(person 3 '[.messaging,.privilege,.sol]')" '[false,"user",false]' 'written'
    bmc_inband user set 3 privilege=user
    is "$status $out" '0 No changes' 'nothing differs'
    trace_mark
    bmc_inband user set 3 privilege=operator --dry-run
    is "$(trace_count "$SET_ACCESS")" 0 'a dry run writes nothing'
    bmc_inband user set oper privilege=administrator messaging=yes --channel=8
    is "$status" 0 'on another channel'
    is "$(person 3 '[.privilege,.messaging]' 8)" '["administrator",true]' 'written there'
    is "$(person 3 '[.privilege,.messaging]' 1)" '["user",false]' 'and not here'
    secret Another-pw1
    bmc_inband user set viewer "--password-file=$TAP_TMP/secret" enabled=yes
    is "$status" 0 'password'
    ok 'it is the new one' logs_in viewer Another-pw1 USER
}

deleting()
{
    sim_start "$TAP_TMP/deleting" accounts
    trace_mark
    bmc_inband user delete oper
    is "$status" 0 'delete'
    is "$(person 3 '[.name,.messaging,.privilege]')" '["",false,"none"]' 'the slot is free'
    nok 'the old password is of no use' logs_in oper operpass OPERATOR
    sim_start "$TAP_TMP/deleting" accounts=keeps-name
    bmc_inband user delete oper
    is "$status" 0 'a BMC that keeps the name'
    like "$out" 'cannot log in any more; this BMC keeps the name' 'that is told'
    is "$(person 3 '[.name,.messaging,.privilege]')" '["oper",false,"none"]' 'but is shut out'
    sim_start "$TAP_TMP/deleting" accounts=deletes
    bmc_inband user delete oper
    is "$status" 0 'a BMC that forgets all of it'
    is "$(person 3 '[.name]')" '[""]' 'gone'
    bmc_inband user delete 1
    is "$status" 0 'a slot without a name is closed'
    is "$(person 1 '[.messaging,.privilege]')" '[false,"none"]' 'closed'
}

# SENTENCE WORD...: exit status 2, that sentence, nothing written.
bad()
{
    trace_mark
    bmc_inband "${@:2}"
    is "$status" 2 "$1: exit status 2"
    like "$err" "$1" "$1"
    is "$(trace_count "$SET_NAME|$SET_ACCESS|$PASSWORD|$PAYLOAD")" 0 "$1: nothing is written"
}

bad_input()
{
    sim_start "$TAP_TMP/bad" accounts
    secret Secret-12
    bad 'a new user needs a password' user add new
    bad 'it has 1 to 16 characters' user add '' "--password-file=$TAP_TMP/secret"
    bad 'it has 1 to 16 characters' user set 3 name=seventeen_bytes_x
    bad 'no blanks' user set 3 'name=two words'
    bad 'taken: slot 2' user set 3 name=ADMIN
    bad 'slot 1 is fixed' user set 1 name=new
    bad 'slot 1 is fixed' user add new "--password-file=$TAP_TMP/secret" --slot=1
    bad 'slot 3 is in use' user add new "--password-file=$TAP_TMP/secret" --slot=3
    bad 'no slot 17' user add new "--password-file=$TAP_TMP/secret" --slot=17
    bad 'slot 5 is free' user delete 5
    bad 'slot 0 is none' user set 0 enabled=no
    bad 'it has 1 to 16' user set 17 enabled=no
    bad 'no user nobody' user delete nobody
    bad 'use one of callback user operator administrator oem none' user set 3 privilege=root
    bad 'did you mean messaging=' user set 3 mesaging=no
    bad 'did you mean delete' user delet 3
    bad 'no user would be administrator.*--leave-no-administrator' user delete ADMIN
    secret short
    bad 'password-file: ' user set 3 "--password-file=$TAP_TMP/secret"
    bmc_inband user delete ADMIN --leave-no-administrator
    is "$status" 0 'the last administrator, where a person insists'
}

own_session()
{
    sim_start "$TAP_TMP/own" accounts
    bmc user set ADMIN enabled=no --leave-no-administrator
    is "$status" 2 "the session's own user"
    like "$err" 'log in as another user' 'the reason'
    bmc user delete ADMIN --leave-no-administrator
    is "$status" 2 'nor deleted'
    bmc user set oper privilege=user
    is "$status" 0 'another one is changed'
}

# The very user that is logged in gets another password and another name.
own_name()
{
    sim_start "$TAP_TMP/ownname" accounts
    secret Fresh-pw-1
    bmc user set ADMIN "--password-file=$TAP_TMP/secret"
    is "$status" 0 "the session's own password"
    ok 'it is the new one' logs_in ADMIN Fresh-pw-1 ADMINISTRATOR
    SIM_PASSWORD=Fresh-pw-1
    bmc user set ADMIN name=root
    is "$status" 0 "the session's own name"
    ok 'it is the new one' logs_in root Fresh-pw-1 ADMINISTRATOR
    SIM_USER=root
    secret Third-pw-1
    bmc user set 2 name=ADMIN "--password-file=$TAP_TMP/secret"
    is "$status" 0 'both at once'
    ok 'both are new' logs_in ADMIN Third-pw-1 ADMINISTRATOR
    SIM_USER=ADMIN SIM_PASSWORD=ADMIN
}

# Cipher suite 1 does not encrypt: no password goes over it, and no name that it would follow.
unencrypted()
{
    sim_start "$TAP_TMP/plain" accounts
    secret Secret-12
    trace_mark
    bmc -I 1 user add support "--password-file=$TAP_TMP/secret"
    is "$status" 2 'a password over a session without encryption'
    like "$err" 'not encrypted' 'the reason'
    is "$(trace_count "$SET_NAME|$PASSWORD|$SET_ACCESS")" 0 'nothing is written'
    bmc -I 1 user delete oper
    is "$status" 0 'deleting needs none'
    is "$(person 3 '[.name,.messaging]')" '["",false]' 'deleted'
}

many()
{
    sim_start "$TAP_TMP/many" accounts=slots=63,fixed=2
    secret Secret-12
    trace_mark
    bmc_inband users
    is "$(trace_count)" 127 '63 slots'
    bmc_inband user add u63 "--password-file=$TAP_TMP/secret" --slot=63
    is "$status" 0 'slot 63'
    bmc_inband user add u17 "--password-file=$TAP_TMP/secret" --slot=17
    is "$status" 0 'slot 17'
    is "$(by_bmctui 1)" "$(by_ipmitool 1)" 'as ipmitool says'
    ok 'it logs in' logs_in u63 Secret-12 OPERATOR
    bad 'slot 2 is fixed' user set 2 name=new
    bmc_inband user delete u63
    is "$(person 63 '[.name]')" '[""]' 'and goes'
}

# A BMC that does not say who is enabled: messaging is what counts.
hides_enabled()
{
    sim_start "$TAP_TMP/hides" accounts=hides-enabled
    bmc_inband users
    like "$out" '2 +ADMIN +\? +yes' 'shown as unknown'
    is "$(person 2 '[.enabled,.administrator]')" '[null,true]' 'null'
    secret Secret-12
    bmc_inband user add support "--password-file=$TAP_TMP/secret"
    is "$status" 0 'add'
    ok 'and enabled' logs_in support Secret-12 OPERATOR
    bmc_inband user delete support
    is "$status" 0 'delete'
}

# A guest is a user whose end is known.
guests()
{
    sim_start "$TAP_TMP/guests" accounts
    bmc_inband guest add support --print-password
    is "$status" 0 'a guest'
    like "$(person 5 .guest_until)" '^"20[0-9-]+T[0-9:]+(Z|\+00:00)"$' 'until when'
    bmc_inband users
    like "$out" '5 +support .*operator +ends in (3 h 59|4 h 0) min' 'and how long that is'
    bmc_inband guest end support
    is "$(person 5 '[.name,.guest_until]')" '["",null]' 'ended'
}

# ipmi-config's own view of one user that was added.
by_ipmi_config()
{
    type -P ipmi-config >/dev/null || return 0
    sim_start "$TAP_TMP/config" accounts
    secret Secret-12
    bmc_inband user add support "--password-file=$TAP_TMP/secret" --privilege=administrator
    run inband ipmi-config -D OPENIPMI --checkout -S User5
    like "$out" 'Username +support' 'ipmi-config: the name'
    like "$out" 'Enable_User +Yes' 'ipmi-config: enabled'
    like "$out" 'Lan_Privilege_Limit +Administrator' 'ipmi-config: the privilege'
    like "$out" 'Lan_Enable_IPMI_Msgs +Yes' 'ipmi-config: messaging'
}

reading
adding
refused
renaming
changing
deleting
bad_input
own_session
own_name
unencrypted
many
hides_enabled
guests
by_ipmi_config
done_testing
