# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2119,SC2154
# The Ansible collection, with ansible-playbook against two simulated BMCs: changed only when changed,
# check mode, diff, and what fails.
. "${top_srcdir:?}/tests/tap.sh" || exit 99
. "$top_srcdir/tests/sim/sim.sh"
. "$top_srcdir/tests/sim/readback.sh"

sim_needs ipmitool ansible-playbook jq
umask 077
cp -r "$top_srcdir/data/ansible" "$TAP_TMP/ansible" # whose folder may be read-only
chmod -R u+w "$TAP_TMP/ansible"
export HOME=$TAP_TMP ANSIBLE_LOCAL_TEMP=$TAP_TMP/tmp ANSIBLE_REMOTE_TEMP=$TAP_TMP/tmp \
    ANSIBLE_COLLECTIONS_PATH=$TAP_TMP/collections ANSIBLE_NOCOLOR=1 ANSIBLE_FORCE_COLOR=0 \
    ANSIBLE_DEPRECATION_WARNINGS=0 ANSIBLE_LOCALHOST_WARNING=0 PYTHONDONTWRITEBYTECODE=1
unset ANSIBLE_CONFIG

ok 'the collection can be installed, as its README says' \
    ansible-galaxy collection install "$TAP_TMP/ansible"
run ansible-doc -t module bmctui.bmc.apply
like "$status $out" '^0 .*dry-run' 'the module explains itself'
run ansible-doc -t role bmctui.bmc.bmctui
like "$status $out" '^0 .*bmctui_settings' 'the role too'

# Sessions go over channel 8, so that channel 1 can be changed without cutting them.
SIM_CHANNEL=8
sim_start "$TAP_TMP/bmc1" machine ch1.ip_addr=192.168.100.11
host1=$SIM_HOST8
sim_start "$TAP_TMP/bmc2" accounts ch1.ip_addr=192.168.100.12
host2=$SIM_HOST8
cat >"$TAP_TMP/targets.conf" <<END
state_directory = "$SIM_STATE";
username = "ADMIN";
cipher_suite_id = 3;
workaround_flags = "opensesspriv";
session_timeout = 5000;
targets = (
    { name = "bmc1"; hostname = "$host1"; session_password_file = "$TAP_TMP/bmc1/password"; },
    { name = "bmc2"; hostname = "$host2"; session_password_file = "$TAP_TMP/bmc2/password"; }
);
END
cat >"$TAP_TMP/inventory" <<END
bmc1 address=192.168.100.21/24
bmc2 address=192.168.100.22/24
[all:vars]
ansible_connection=local
ansible_become=false
bmctui_command=$BMCTUI
bmctui_config_file=$TAP_TMP/targets.conf
END
cat >"$TAP_TMP/group.yml" <<'END'
bmctui_target: "{{ inventory_hostname }}"
bmctui_settings:
  dhcp: no
  address: "{{ address }}"
  gateway: 192.168.100.1
  vlan: 77
  user: ADMIN
END

# play ARGUMENT...: the playbook as it is shipped.
play()
{
    run ansible-playbook -i "$TAP_TMP/inventory" -e "@$TAP_TMP/group.yml" \
        bmctui.bmc.site "$@"
}

# recap HOST: "ok changed failed"; the check of the variables is a task of its own.
recap()
{
    sed -n "s/^$1 *: ok=\([0-9]*\) *changed=\([0-9]*\) .*failed=\([0-9]*\) .*/\1 \2 \3/p" <<<"$out"
}

# holds NUMBER: address, gateway and VLAN of that BMC.
holds()
{
    sim_use "$TAP_TMP/bmc$1"
    echo "$(lan_value 1 address) $(lan_value 1 gateway) $(lan_value 1 vlan)"
}

play --check --diff
is "$status" 0 'check mode: exit status'
is "$(recap bmc1)/$(recap bmc2)" '2 1 0/2 1 0' 'check mode: both would be changed'
like "$out" 'IPv4 Address +192\.168\.100\.11 +192\.168\.100\.21' 'check mode: the diff of one'
like "$out" 'IPv4 Address +192\.168\.100\.12 +192\.168\.100\.22' 'check mode: and of the other'
is "$(holds 1)" '192.168.100.11 192.168.100.254 off' 'check mode: nothing written'

play --diff
is "$status" 0 'run: exit status'
is "$(recap bmc1)/$(recap bmc2)" '2 1 0/2 1 0' 'run: both changed'
is "$(holds 1)" '192.168.100.21 192.168.100.1 77' 'run: the first one'
is "$(holds 2)" '192.168.100.22 192.168.100.1 77' 'run: the second one'
like "$out" 'VLAN ID +off +77' 'run: the diff'

sim_use "$TAP_TMP/bmc1"
trace_mark
play --diff
is "$status" 0 'again: exit status'
is "$(recap bmc1)/$(recap bmc2)" '2 0 0/2 0 0' 'again: nothing changed'
is "$(trace_count '^0c 01')" 0 'again: nothing written'
unlike "$out" 'Review:' 'again: no diff'
play --check
is "$(recap bmc1)/$(recap bmc2)" '2 0 0/2 0 0' 'check mode again: nothing would be changed'

# One differs.
bmc set vlan=off
play
is "$(recap bmc1)/$(recap bmc2)" '2 1 0/2 0 0' 'one differs: only that one is changed'
is "$(holds 1)" '192.168.100.21 192.168.100.1 77' 'one differs: as wanted'
play -e '{"bmctui_settings": {"vlan": false, "gateway": null}}'
is "$(recap bmc1)/$(recap bmc2)" '2 1 0/2 1 0' 'off, and null: changed'
is "$(holds 2)" '192.168.100.22 192.168.100.1 off' 'off, and null: the gateway is left alone'

# --- groups -------------------------------------------------------------------------------------

(umask 077 && printf 'Secr3t-passw0rd\n' >"$TAP_TMP/fresh")
groups='{"bmctui_settings": {"vlan": 78, "sol": {"encryption": true, "bitrate": 57600},
    "auth": {"auth_types": "md5", "gratuitous_arp": false},
    "sensors": [{"name": "FAN1", "lcr": 150}, {"name": "FAN2", "lnr": 0.0}],
    "users": [{"name": "oper", "privilege": "user"},
              {"name": "fresh", "privilege": "operator", "password_file": "'"$TAP_TMP/fresh"'"}]}}'
play --limit bmc1 --check --diff -e "$groups"
is "$status $(recap bmc1)" '0 2 1 0' 'groups, check mode: would be changed' || diag "$out"
like "$out" \
    'Encryption +if the client wants it +always.*IPMI 1.5 logins.*FAN1 +225 +150.*user 3 oper +operator +user.*VLAN ID' \
    'groups, check mode: the diff has all of them'
is "$(holds 1)" '192.168.100.21 192.168.100.1 off' 'groups, check mode: nothing written'
play --limit bmc1 --diff -e "$groups"
is "$status $(recap bmc1)" '0 2 1 0' 'groups: changed' || diag "$out"
is "$(holds 1)" '192.168.100.21 192.168.100.1 78' 'groups: the network'
is "$(raw 0x0c 0x22 1 2 0 0)" '11 c2' 'groups: serial over LAN'
is "$(raw 0x0c 0x02 1 2 0 0)" '11 04 04 04 04 04' 'groups: authentication'
like "$(sim_ipmitool sensor get FAN1)" 'Lower Critical +: 150' 'groups: limits'
ok 'groups: the new user can log in' login_works fresh Secr3t-passw0rd
unlike "$out$err" 'Secr3t-passw0rd' 'groups: no password is printed'
trace_mark
play --limit bmc1 --diff -e "$groups"
is "$status $(recap bmc1)" '0 2 0 0' 'groups again: nothing changed'
is "$(trace_count '^(0c 01|0c 21|06 4[357c]|04 26) ')" 0 'groups again: nothing written'
unlike "$out" 'Review:' 'groups again: no diff'
play --limit bmc1 -e '{"bmctui_settings": {"users": [{"name": "other"}]}}'
is "$(recap bmc1)" '1 0 1' 'a user without a password: failed'
like "$out" 'to add one, give a password_file' 'a user without a password: says so'
bmc set vlan=off

# --- what fails ---------------------------------------------------------------------------------

sim_use "$TAP_TMP/bmc1"
trace_mark
play -e '{"bmctui_settings": {"gateway": "192.168.100.300"}}'
isnt "$status" 0 'a wrong value: exit status'
is "$(recap bmc1)/$(recap bmc2)" '1 0 1/1 0 1' 'a wrong value: failed'
like "$out" 'a value is wrong; nothing was written: bmctui: standard input:1: gateway: 300 is too' \
    'a wrong value: which'
is "$(trace_count)" 0 'a wrong value: nothing sent'

fault '0c 01 14 1 code cc'
play
fault
isnt "$status" 0 'one refuses: exit status'
is "$(recap bmc1)/$(recap bmc2)" '1 0 1/2 1 0' 'one refuses: it fails, the other is changed'
like "$out" 'everything was put back' 'one refuses: says what became of it'
is "$(holds 1)" '192.168.100.21 192.168.100.1 off' 'one refuses: put back'

sim_use "$TAP_TMP/bmc2"
sim_stop
play
is "$(recap bmc1)/$(recap bmc2)" '2 1 0/1 0 1' 'one is off: it fails, the other is changed'
like "$out" 'no BMC was reached' 'one is off: says so'

# --- a password ---------------------------------------------------------------------------------

printf 'New-passw0rd\n' >"$TAP_TMP/new"
sim_use "$TAP_TMP/bmc1"
play --limit bmc1 -e bmctui_password_file="$TAP_TMP/new"
is "$(recap bmc1)" '2 0 0' 'a password that is not to be set: nothing changed'
play --limit bmc1 -e bmctui_password_file="$TAP_TMP/new" -e bmctui_set_password=true \
    -e '{"bmctui_settings": {"user": "oper"}}' -vvv
is "$(recap bmc1)" '2 1 0' 'a password: changed'
unlike "$out$err" 'New-passw0rd' 'a password: nowhere in what is printed'
ok 'a password: one can log in with it' login_works oper New-passw0rd
done_testing
