# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# The targets of the config file: --target chooses among two BMCs over LAN, this machine's own, and
# one that does not answer; and --print-config.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"

sim_needs ipmitool jq
unset NO_COLOR

# Sessions go over channel 8, so that channel 1 can be changed without cutting them.
sim_start "$TAP_TMP/one" ch1.ip_addr=192.168.100.11
one=$SIM_DIR host_one=$SIM_HOST8
sim_start "$TAP_TMP/two" ch1.ip_addr=192.168.100.12
two=$SIM_DIR host_two=$SIM_HOST8
SIM_CHANNEL=8
umask 077
config=$TAP_TMP/targets.conf
cat >"$config" <<END
state_directory = "$SIM_STATE";
username = "ADMIN";
session_password_file = "$one/password";
cipher_suite_id = 3;
workaround_flags = "opensesspriv";
targets = (
    { name = "one"; hostname = "$host_one"; },
    { name = "bench two"; hostname = "$host_two"; session_password_file = "$two/password"; },
    { name = "own"; driver = "openipmi"; },
    { name = "dead"; hostname = "127.0.0.1:1"; session_timeout = 400;
      retransmission_timeout = 100; }
);
END

with()
{
    run "$BMCTUI" --config-file="$config" "$@"
}

# ---------------------------------------------------------------- choosing

with show --json
is "$status" 0 'no --target: exit status'
is "$(jq -r .target,.address <<<"$out")" $'one\n192.168.100.11' 'no --target: the first one'
with -t 'bench two' show --json
is "$(jq -r .target,.address <<<"$out")" $'bench two\n192.168.100.12' '-t: the other'
with show --target=one --json
is "$(jq -r .target <<<"$out")" one '--target behind the command'
sim_use "$two"
run inband "$BMCTUI" --config-file="$config" -t own show --json
is "$status" 0 "this machine's own: exit status"
is "$(jq -r .target,.address <<<"$out")" $'own\n192.168.100.12' "this machine's own: by its name"

with -t nas9 show
is "$status" 2 'unknown: exit status'
is "$out" '' 'unknown: nothing shown'
is "$err" 'bmctui: --target: there is no target "nas9"; the config file lists one, bench two, own, dead' \
    'unknown: lists those there are'
run "$BMCTUI" -t one show
is "$status" 2 'no list: exit status'
like "$err" 'the config file lists none' 'no list: says so'
with -t one --demo show
is "$status" 2 'with another BMC: exit status'
like "$err" '^bmctui: --target: cannot be used together with --demo$' 'with another BMC: says so'
with --demo show --json
is "$(jq -r .target <<<"$out")" demo 'another BMC than any of them'

with -t dead show
is "$status" 3 'one that does not answer: exit status'
like "$err" '^bmctui: BMC: ' 'one that does not answer: says so'
with -t one channels
is "$status" 0 'one that does not answer: the others go on'

with -t one -u viewer show
is "$status" 3 'options go over the target: exit status'
with show
like "$out" $'^Controller +one\n' 'show: names it'
with --demo show
unlike "$out" Controller 'show: only with a choice'

# ---------------------------------------------------------------- saving

sim_use "$one"
trace_mark
with -t 'bench two' set vlan=77
is "$status" 0 'set: exit status'
like "$out" '^Review: changes to channel 1 of bench two' 'set: the review names it'
is "$(lan_value 1 vlan) $(trace_count '^0c 01')" 'off 0' 'set: not the first one'
sim_use "$two"
is "$(lan_value 1 vlan)" 77 'set: that one'
with -t 'bench two' recover
is "$status $out" '0 Nothing is pending.' 'recover: of that one'
run inband "$BMCTUI" --config-file="$config" recover --unattended
is "$status" 0 "recover --unattended: exit status, this machine's own alone"
with confirm
is "$status" 2 "confirm: of this machine's own: exit status"
unlike "$err" 'BMC:' "confirm: of this machine's own: none of the others is asked"

# ---------------------------------------------------------------- password files

chmod 640 "$two/password"
with -t 'bench two' show
is "$status" 2 'a password file that others may read: exit status'
is "$err" "bmctui: --session-password-file: $two/password can be read or written by other users; run chmod \
600 on it first" 'a password file that others may read: refused'
chmod 600 "$two/password"
rm -f "$TAP_TMP/absent"
sed "s,$two/password,$TAP_TMP/absent," "$config" >"$config.absent"
run "$BMCTUI" --config-file="$config.absent" -t 'bench two' show
is "$status" 2 'no password file: exit status'
like "$err" 'absent cannot be opened' 'no password file: named'
run "$BMCTUI" --config-file="$config.absent" -t one show
is "$status" 0 'no password file: the others go on'

# ---------------------------------------------------------------- wrong lines

wrong()
{
    printf '%s\n' "$2" >"$TAP_TMP/wrong.conf"
    run "$BMCTUI" --config-file="$TAP_TMP/wrong.conf" show
    is "$status" 2 "$1: exit status"
    like "$err" "^bmctui: $TAP_TMP/wrong.conf:$3" "$1: file, line, what is right"
}

wrong 'a key that is not known' $'targets = (\n{ name = "a"; host = "h"; } );' '2: host: .*hostname'
wrong 'no name' $'targets = (\n{ hostname = "h"; } );' '2: targets: .*name'
wrong 'twice the same' $'targets = (\n{ name = "a"; },\n{ name = "a"; } );' '3: name: .*another'
wrong 'which BMC stands outside' $'hostname = "h";\ntargets = ( { name = "a"; } );' \
    '1: hostname: .*in one of them'
wrong 'a password' $'targets = ( {\nname = "a"; password = "x"; } );' '2: password: .*_file'

# ---------------------------------------------------------------- the console asks for a password

# A wrong one is asked for again.
drive=$top_builddir/tests/pty/drive
cat >"$TAP_TMP/console.conf" <<END
state_directory = "$SIM_STATE";
cipher_suite_id = 3;
workaround_flags = "opensesspriv";
targets = (
    { name = "simulated"; driver = "demo"; },
    { name = "asks"; hostname = "$host_two"; username = "ADMIN"; }
);
END
cat >"$TAP_TMP/script" <<END
wait Identify light    off
wait <simulated>
key Enter
wait Controller: which BMC
key Down Enter
wait Password of ADMIN at $host_two
type wrong
key Enter
wait LOGIN FAILED
have Controller            asks
key Tab Enter
wait Controller: which BMC
key Enter
wait Password of ADMIN at $host_two
type ADMIN
key Enter
wait 192.168.100.12
wait <asks>
key F10
END
if [ -x "$drive" ]; then
    run "$drive" -w 20000 -- "$BMCTUI" --config-file="$TAP_TMP/console.conf" <"$TAP_TMP/script"
    is "$status" 0 'console: a wrong password is asked for again'
    [ "$status" = 0 ] || diag "$out$err"
else
    skip 1 'tests/pty/drive is not built'
fi

# ---------------------------------------------------------------- --print-config

# origin NAME: of the last output.
origin()
{
    sed -n "s/^#\{0,1\}$1 .*# //p" <<<"$out"
}

value()
{
    sed -n "s/^$1 = \(.*\);  *#.*/\1/p" <<<"$out"
}

with --print-config
is "$status" 0 '--print-config: exit status'
is "$err" '' '--print-config: nothing on standard error'
is "$(value hostname) $(origin hostname)" "\"$host_one\" $config:7" '--print-config: of the target'
is "$(value username) $(origin username)" "\"ADMIN\" $config:2" '--print-config: of the file'
is "$(value verify_seconds) $(origin verify_seconds)" '30 built in' '--print-config: built in'
is "$(origin browser)" 'built in' '--print-config: what is not set'
like "$out" "# target \"one\", $config:7: this one" '--print-config: the target'
like "$out" "# target \"dead\", $config:10"$'\n' '--print-config: the others'
unlike "$out" "${SIM_PASSWORD}[^\"]" '--print-config: no secret'
is "$(grep -cvE '^#|^[a-z_]+ = .*; +# ' <<<"$out")" 0 '--print-config: all lines are settings'
printf '%s\n' "$out" >"$TAP_TMP/printed.conf"
run "$BMCTUI" --config-file="$TAP_TMP/printed.conf" --print-config
is "$status $(value hostname) $(value cipher_suite_id)" "0 \"$host_one\" 3" \
    '--print-config: is a config file itself'

NO_COLOR=1 with -t 'bench two' -u oper --read-only -I 17 show --print-config
is "$status" 0 '--print-config, options: exit status'
is "$(value hostname) $(origin hostname)" "\"$host_two\" $config:8" '--print-config -t: the target'
is "$(value username) $(origin username)" '"oper" option --username' '--print-config: an option'
is "$(value cipher_suite_id) $(origin cipher_suite_id)" '17 option --cipher-suite-id' \
    '--print-config: a letter'
is "$(value read_only) $(origin read_only)" 'true option --read-only' '--print-config: a switch'
is "$(value theme) $(origin theme)" '"monochrome" environment NO_COLOR' \
    '--print-config: the environment'
like "$out" ': this one, from the option --target' '--print-config: by whom it was chosen'
with -h 10.9.8.7 --print-config
is "$(value driver) $(origin driver)" '"lan_2_0" option --hostname' \
    '--print-config: a host means LAN'
run "$BMCTUI" --config-file="$TAP_TMP/nothing.conf" --print-config
is "$status" 2 '--print-config, no such file: exit status'
done_testing
