# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# `export` and `apply`: what is exported and applied again changes nothing, whatever the BMC holds;
# what a file says is set, and nothing else; a wrong file sends nothing.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"

sim_needs ipmitool jq
umask 077
file=$TAP_TMP/bmc.conf
writes='^(0c 01|06 40|06 43|06 45|06 47|00 04) '

# Over LAN the session goes over channel 8, so that changing channel 1 does not cut it.
over_lan()
{
    local SIM_CHANNEL=8

    bmc "$@"
}

state()
{
    local channel parameter requests=()

    for channel in 1 8; do
        for parameter in 4 3 6 12 20; do
            requests+=("0x0c 0x02 $channel $parameter 0 0")
        done
    done
    raws "${requests[@]}"
}

# no_op DESC [ARGUMENT...]: `export | apply -` over $link.
no_op()
{
    local desc="$link: $1" before

    shift
    before=$(state)
    "$link" export "$@"
    is "$status" 0 "$desc: export: exit status"
    is "$err" '' "$desc: export: nothing on standard error"
    printf '%s\n' "$out" >"$file"
    trace_mark
    "$link" apply - <"$file"
    is "$status $out" '0 No changes' "$desc: nothing to do"
    is "$err" '' "$desc: apply: nothing on standard error"
    is "$(trace_count "$writes")" 0 "$desc: nothing written"
    is "$(state)" "$before" "$desc: the BMC holds what it held"
}

# hold PARAMETER BYTES...: channel 1 holds these from now on.
hold()
{
    raws '0x0c 0x01 1 0 1' "0x0c 0x01 1 $*" '0x0c 0x01 1 0 2' '0x0c 0x01 1 0 0' >/dev/null
}

every_state()
{
    no_op 'static'
    like "$(<"$file")" $'\naddress = "192\\.168\\.100\\.100";\n' "$link: static: the address"
    like "$(<"$file")" $'\n#user = "ADMIN";\n' "$link: static: the user is a comment"
    like "$(<"$file")" $'\n#password_file = ' "$link: static: the password's file is a comment"
    no_op 'channel 8, on DHCP' --channel=8
    like "$(<"$file")" $'\nchannel = 8;\n' "$link: channel 8: in the file"
    like "$(<"$file")" $'\ndhcp = true;\n' "$link: channel 8: DHCP"
    like "$(<"$file")" $'\n#address = "10\\.8\\.0\\.107";\n' "$link: channel 8: the lease is a comment"
    hold 12 0 0 0 0
    no_op 'no gateway'
    like "$(<"$file")" $'\ngateway = "";\n' "$link: no gateway: empty"
    hold 20 0xd2 0x84
    no_op 'VLAN 1234'
    like "$(<"$file")" $'\nvlan = 1234;\n' "$link: VLAN: a number"
    hold 20 0xd2 0x04
    hold 12 10 0 0 1
    no_op 'a foreign gateway'
    like "$(<"$file")" $'\n#gateway = "10\\.0\\.0\\.1";\n' "$link: a foreign gateway: a comment"
    like "$(<"$file")" 'not in 192\.168\.100\.0/24' "$link: a foreign gateway: and why"
    hold 4 3
    no_op 'source BIOS'
    like "$(<"$file")" $'\n#dhcp = false;\n' "$link: source BIOS: DHCP is a comment"
    hold 4 1
    hold 3 0 0 0 0
    no_op 'no address' --channel=1
    unlike "$(<"$file")" 'address = ' "$link: no address: none in the file"
    hold 3 192 168 100 100
    hold 12 192 168 100 254
    fault '0c 02 14 * code 80'
    no_op 'no VLAN parameter'
    unlike "$(<"$file")" 'vlan = ' "$link: no VLAN parameter: none in the file"
    fault
}

sim_start "$TAP_TMP/sim"
link=over_lan
every_state
link=bmc_inband
every_state

# ---------------------------------------------------------------- setting

# write LINE...: the file.
write()
{
    printf '%s\n' "$@" >"$file"
}

write '# two values' '' 'gateway = "192.168.100.1";' 'vlan = 77;'
over_lan apply --dry-run "$file"
is "$status" 0 '--dry-run: exit status'
like "$out" 'IPv4 Default Gateway +192\.168\.100\.254 +192\.168\.100\.1' '--dry-run: the review'
like "$out" 'VLAN ID +off +77' '--dry-run: the review, all of it'
like "$out" 'Plan .dry run, nothing is written.:' '--dry-run: the plan'
is "$(lan_value 1 gateway) $(lan_value 1 vlan)" '192.168.100.254 off' '--dry-run: nothing written'
over_lan apply "$file"
is "$status" 0 'apply: exit status'
like "$out" $'^Review: changes to channel 1 of .*\n(  .*\n)+SAVED' 'apply: review and result'
is "$(lan_value 1 gateway) $(lan_value 1 vlan)" '192.168.100.1 77' 'apply: set'
is "$(lan_value 1 address) $(lan_value 1 netmask) $(lan_value 1 source)" \
    '192.168.100.100 255.255.255.0 static' 'apply: the rest is left alone'
over_lan apply "$file"
is "$status $out" '0 No changes' 'apply again: nothing to do'
over_lan apply -q "$file"
is "$status $out" '0 No changes' 'apply -q again: the one line that programs look for'

write 'dhcp = false;' 'address = "192.168.100.50/25";' 'netmask = 25;' 'gateway = "none";' \
    'vlan = "off";'
over_lan apply - <"$file"
is "$status" 0 'other spellings: exit status'
is "$(lan_value 1 address) $(lan_value 1 netmask) $(lan_value 1 gateway) $(lan_value 1 vlan)" \
    '192.168.100.50 255.255.255.128 0.0.0.0 off' 'other spellings: set'

write 'vlan = 9;'
over_lan apply --channel=8 --dry-run "$file"
is "$status" 0 'options go over the file: exit status'
like "$out" 'channel 8' 'options go over the file'
over_lan apply "$file" --dry-run
like "$out" 'Plan .dry run' 'options behind the file'

# One file for two machines.
sim_start "$TAP_TMP/second" ch1.ip_addr=192.168.100.22
over_lan apply "$file"
is "$status" 0 'another machine: exit status'
is "$(lan_value 1 address) $(lan_value 1 vlan)" '192.168.100.22 9' 'another machine: its own address'
sim_stop
sim_use "$TAP_TMP/sim"

# ---------------------------------------------------------------- users, passwords, remote access

printf 'New-passw0rd\n' >"$TAP_TMP/new"
write 'user = "oper";' "password_file = \"$TAP_TMP/new\";"
over_lan apply "$file"
is "$status" 0 'password_file: exit status'
like "$out" 'Password +- +new, for user 3 oper' 'password_file: the review'
unlike "$out$err" 'New-passw0rd' 'password_file: not shown'
ok 'password_file: one can log in with it' login_works oper New-passw0rd
write 'user = 4;' 'remote_access = [ "messaging" ];'
over_lan apply --dry-run "$file"
is "$status" 0 'remote_access: exit status'
write 'user = 3;' 'remote_access = "privilege";'
over_lan apply "$file"
is "$status" 0 'remote_access: privilege: exit status'
like "$out" '\[x\] privilege +user 3 oper administrator' 'remote_access: privilege: the review'
is "$(raw 6 0x44 1 3 | cut -c11)" 4 'remote_access: privilege: set'
over_lan apply "$file"
is "$status $out" '0 No changes' 'remote_access: again: nothing to do'

# ---------------------------------------------------------------- what is refused, sends nothing

# refused DESC REGEX ARGUMENT...: exit 2, the sentence, and no session at all.
refused()
{
    local desc=$1 right=$2

    shift 2
    trace_mark
    over_lan apply "$@"
    is "$status" 2 "$desc: exit status"
    is "$out" '' "$desc: nothing on standard output"
    like "$err" "$right" "$desc: what is right"
    is "$(trace_count)" 0 "$desc: nothing sent"
}

at="^bmctui: $file:"
write 'vlan = 9;' 'adress = "192.168.100.51";'
refused 'unknown key, and what it was meant to be' "${at}2: adress: .*did you mean address\?" "$file"
write 'vlan = 9;' '' 'address = "192.168.100.300";'
refused 'wrong address' "${at}3: address: 300 is too large" "$file"
write 'address = "192.168.100.50";' 'netmask = "255.255.0.255";'
refused 'wrong netmask' "${at}2: netmask: " "$file"
write 'address = "10.0.0.5/24";' 'gateway = "10.0.1.1";'
refused 'a gateway elsewhere' "${at}2: gateway: .*10\\.0\\.0\\.0/24" "$file"
write 'vlan = 4095;'
refused 'wrong VLAN' "${at}1: vlan: 4095" "$file"
write 'dhcp = true;' 'address = "10.0.0.5";'
refused 'an address with DHCP' "${at}2: address: " "$file"
write 'vlan = off;'
refused 'no quotes' "${at}1: .*double quotes" "$file"
write 'vlan = 9'  'vlan = 10'
refused 'twice' "${at}2: .*occurs twice" "$file"
write 'password = "secret";'
refused 'a password in the file' "${at}1: password: .*password_file" "$file"
write 'vlan = 9;' "password_file = \"$TAP_TMP/none\";"
refused 'no password file' "${at}2: password: .*none cannot be opened" "$file"
chmod 644 "$TAP_TMP/new"
write "password_file = \"$TAP_TMP/new\";"
refused 'a password file that others may read' "${at}1: password: .*chmod 600" "$file"
chmod 600 "$TAP_TMP/new"
printf 'short\n' >"$TAP_TMP/new"
refused 'a password against the policy' "${at}1: password: .*8" "$file"
refused 'no file' '^bmctui: .*absent cannot be opened' "$TAP_TMP/absent"
refused 'a folder' '^bmctui: .*cannot be opened: Is a directory' "$TAP_TMP"
refused 'no argument' '^bmctui: apply: .*FILE'
refused 'two files' '^bmctui: apply: .*FILE' "$file" "$file"
printf 'vlan = "x\n' >"$file"
refused 'standard input is named' '^bmctui: standard input:1: .*closing double quote' - <"$file"
refused 'standard input twice' '^bmctui: --password-file: - is standard input' \
    --password-file=- - <"$file"
write 'channel = 3;'
over_lan apply "$file"
is "$status" 2 'no such channel: exit status'
like "$err" "${at}1: channel: .*3 .*1, 8" 'no such channel: the line, and those there are'
write 'user = "nobody";' 'remote_access = "enable";'
over_lan apply "$file"
is "$status" 2 'no such user: exit status'
like "$err" "${at}1: user: .*nobody" 'no such user: the line'
write 'vlan = 9;'
refused '--read-only' '^bmctui: apply: .*--dry-run' --read-only "$file"

# ---------------------------------------------------------------- what the BMC refuses

write 'gateway = "192.168.100.1";' 'vlan = 10;'
fault '0c 01 14 1 code cc'
over_lan apply "$file"
fault
is "$status" 1 'refused by the BMC: exit status'
like "$err" $'\nbmctui: vlan: ' 'refused by the BMC: named'
is "$(lan_value 1 gateway) $(lan_value 1 vlan)" '0.0.0.0 off' 'refused by the BMC: put back'

over_lan export --channel=3
is "$status" 2 'export --channel=3: exit status'
like "$err" '1, 8' 'export --channel=3: those there are'
is "$out" '' 'export --channel=3: nothing'
SIM_PASSWORD=wrong over_lan export
is "$status $out" '3 ' 'export, not let in: exit status'
# ---------------------------------------------------------------- the power page's

run "$BMCTUI" --demo export
like "$out" $'\n'"policy = \"previous\";" 'export has the policy'
write 'policy = "on";' 'vlan = 12;'
run "$BMCTUI" --demo apply "$file"
is "$status" 0 'apply of both pages: exit status'
like "$out" 'After a power cut +switches on +switches on +saved.*VLAN ID +12 +12 +saved' 'and both are saved'
write 'policy = "maybe";'
run "$BMCTUI" --demo apply "$file"
is "$status $out" '2 ' 'a policy that is none'
like "$err" "${at}1: policy: use one of \"off\", \"previous\", \"on\"" 'and those there are'

# ---------------------------------------------------------------- groups

sim_start "$TAP_TMP/whole" machine
printf 'Secr3t-passw0rd\n' >"$TAP_TMP/new"
no_op 'all groups'
like "$(<"$file")" $'\nsol = \\{\n    enabled = true;\n    encryption = false;\n' 'export has the group sol'
like "$(<"$file")" 'name = "oper"; privilege = "operator"; messaging = true;.* sol = true; ' 'and the users'
unlike "$(<"$file")" 'name = "";' 'but for those without a name'
write 'sol = { encryption = true; privilege = "operator"; bitrate = 57600; };' \
    'users = ( { name = "oper"; privilege = "user"; }, { name = "fresh"; password_file = "'"$TAP_TMP/new"'"; } );' \
    'vlan = 77;'
bmc_inband apply --dry-run "$file"
is "$status" 0 'groups, --dry-run'
like "$out" 'Encryption .*Privilege, user 3 oper .*fresh.*VLAN ID ' 'shows all of them, the network last'
is "$(lan_value 1 vlan) $(raw 0x0c 0x22 1 2 0 0)" 'off 11 02' 'and writes none'
bmc_inband apply "$file"
is "$status" 0 'groups' || diag "$out$err"
is "$(lan_value 1 vlan) $(raw 0x0c 0x22 1 2 0 0)" '77 11 c3' 'all are written'
ok 'the new user can log in' login_works fresh Secr3t-passw0rd
sed -i 's/, { name = "fresh".*/ );/' "$file"
bmc_inband apply "$file"
is "$status $out" '0 No changes' 'the same again'
write 'sol = { bitrate = 9600; };' 'users = ( { name = "nobody"; privilege = "user"; } );'
trace_mark
bmc_inband apply "$file"
is "$status" 2 'a user that there is not'
like "$err" "${at}2: nobody: the BMC has no such user; to add one, give a password_file" 'is named'
is "$(trace_count '^0c 21')" 0 'and nothing is written'
write 'sol = { bitrate = 9600; };' 'users = ( { name = "oper"; privilege = "operator"; } );'
fault '06 43 * * code cc'
bmc_inband apply "$file"
fault
is "$status" 4 'one group refused, another kept: mixed' || diag "$out$err"
like "$err" 'not everything in the file could be saved' 'which is said'
write 'sensors = ( { name = "FAN1"; lcr = 150; }, { name = "FAN2"; lnr = 0; } );'
bmc_inband apply "$file"
is "$status" 0 'limits of sensors' || diag "$out$err"
like "$out" 'Lower critical, FAN1 .*Lower non-recoverable, FAN2 ' 'one review for all'
like "$(sim_ipmitool sensor get FAN1)" 'Lower Critical +: 150' 'ipmitool reads the limit'
bmc_inband apply "$file"
is "$status $out" '0 No changes' 'limits again'
write 'sensors = ( { name = "FAN99"; lcr = 150; } );'
bmc_inband apply "$file"
is "$status $out" '2 ' 'a sensor that there is not'
like "$err" "${at}1: FAN99: this BMC has no sensor \"FAN99\"" 'is named'
write 'sol = { speed = 9600; };'
bmc_inband apply "$file"
is "$status $out" '2 ' 'an unknown key in a group'
like "$err" "${at}1: speed: unknown key; the keys are enabled encryption privilege bitrate" 'names those there are'

"$BMCTUI" --demo export >/dev/full 2>"$TAP_TMP/err"
is "$?" 1 'export, standard output full: exit status'
done_testing
