# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# Wrong input: one clear sentence, exit status 2, and nothing has been sent. What only the BMC's
# values can tell (bad_there) is found before anything is written.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"

sim_needs
sim_start "$TAP_TMP/sim"
unset DISPLAY WAYLAND_DISPLAY

# judge FIELD ARGUMENT...: the last run was refused as it should be.
judge()
{
    local desc="$*"

    desc=${desc//[^ -~]/?}
    if [ "$status" = 2 ] && [ -z "$out" ] && [[ $err == "bmctui: $1: "* ]] &&
        [[ $err != *$'\n'bmctui:*$'\n'* || $1 = many ]]; then
        pass "$desc"
    else
        fail "$desc"
        diag "status $status, out: $out, err: $err"
    fi
}

# bad FIELD ARGUMENT...: refused, and the BMC has not heard of it.
bad()
{
    trace_mark
    bmc "${@:2}"
    judge "$@"
    [ "$(trace_count)" = 0 ] || fail "$*: something was sent"
}

# bad_there FIELD ARGUMENT...: refused after reading; nothing but reads has been sent.
bad_there()
{
    trace_mark
    bmc "${@:2}"
    judge "$@"
    [ "$(trace_count '^(0c 01|06 40|06 43|06 45|06 47|00 04) ')" = 0 ] ||
        fail "$*: something was written"
}

# bad_password TEXT [OPTION...]: as a new password from a file.
bad_password()
{
    (umask 077 && printf '%s' "$1" >"$TAP_TMP/password")
    trace_mark
    bmc "${@:2}" set --password-file="$TAP_TMP/password"
    judge password "$@"
    [ "$(trace_count)" = 0 ] || fail "password $1: something was sent"
    [[ -z $1 || $err != *"$1"* ]] || fail "password $1: it is printed"
}

# ---------------------------------------------------------------- values

for value in '' 1 1.2 1.2.3 1.2.3.4.5 1.2.3. .1.2.3 1..2.3 256.1.1.1 1.1.1.256 999.1.1.1 01.2.3.4 \
    1.2.3.04 010.0.0.1 1.2.3.4x x1.2.3.4 '1.2.3.4 ' ' 1.2.3.4' '1.2. 3.4' +1.2.3.4 -1.2.3.4 \
    1.2.3.-4 \
    0x1.2.3.4 1,2,3,4 a.b.c.d ::1 localhost 0.0.0.0 0.1.2.3 127.0.0.1 127.255.255.254 224.0.0.1 \
    239.1.2.3 240.0.0.1 255.255.255.255 1.2.3.4/ 1.2.3.4/0 1.2.3.4/33 1.2.3.4/024 1.2.3.4/x \
    1.2.3.4/-1 \
    1.2.3.4/24/24 1.2.3.4/255.255.255.0 99999999999.1.1.1 192.168.1.0/24 192.168.1.255/24 \
    10.7.255.255/16 10.7.0.0/16 1.2.3.4$'\n' $'1.2.3.4\e[31m'; do
    bad address set "address=$value"
done
bad address set address=192.168.1.0 netmask=24
bad address set address=192.168.1.255 netmask=255.255.255.0
for value in '' 0 33 024 -1 /0 /33 / 255 255.255.255 255.0.255.0 0.0.0.0 255.255.255.1 \
    0.255.255.255 \
    255.255.255.0x 255.255.255.00 255.255.255.256 255,255,255,0 /24/ //24 '24 ' x ; do
    bad netmask set "netmask=$value"
done
bad netmask set address=192.168.1.1/24 netmask=255.255.0.0
bad netmask set netmask=16 address=192.168.1.1/24
bad netmask set address=192.168.1.1/32 gateway=192.168.1.2
bad netmask set address=192.168.1.1 netmask=32 gateway=192.168.1.2
for value in 1 1.2.3 256.1.1.1 1.2.3.4/24 off x 127.0.0.1 224.0.0.1 0.0.0.1 255.255.255.255 \
    010.1.1.1 '1.1.1.1 '; do
    bad gateway set "gateway=$value"
done
bad gateway set address=192.168.1.1/24 gateway=192.168.2.1
bad gateway set address=192.168.1.1/24 gateway=192.168.1.1
bad gateway set address=192.168.1.1/24 gateway=192.168.1.0
bad gateway set address=192.168.1.1/24 gateway=192.168.1.255
bad gateway set gateway=10.0.0.1 dhcp=no address=192.168.1.1 netmask=24
for value in 0 4095 4096 65536 99999999999 -1 +1 01 1x x none on 1.5 '5 ' 0x5; do
    bad vlan set "vlan=$value"
done
for value in '' on off true 1 0 YES Yes maybe; do
    bad dhcp set "dhcp=$value"
done
bad address set dhcp=yes address=192.168.1.1
bad gateway set gateway=192.168.1.1 dhcp=yes
bad netmask set netmask=24 dhcp=yes

# ---------------------------------------------------------------- keys

for word in foo foo=1 =1 Address=192.168.1.1 ip=192.168.1.1 user=2 password=x channel=1 mac=x \
    url=x; do
    bad "${word%%=*}" set "$word"
done
bad adress set adress=192.168.1.1
like "$err" 'did you mean address=[?]' 'the nearest key is named'
bad vlan set vlan=1 vlan=1
bad address set address=192.168.1.1/24 vlan=2 address=192.168.1.2/24
bad set set
bad set set --user=2
bad set set --dry-run
bad set set --clear-lock

# ---------------------------------------------------------------- options and commands

bad frob frob
bad all show all
bad --frob show --frob
bad --page console --page=frob
like "$err" "use ipmi " "--page: names the pages there are"
bad --page console --page=
bad --page show --page=bmc
bad boot boot bioss
like "$err" 'use one of none, bios, pxe, disk, safe, diagnostic, cd, usb' 'boot: names the devices'
bad boot boot bios disk
bad boot boot --uefi
bad boot boot none --always
bad boot boot bios --uefi --legacy
bad boot boot bios --json
bad policy policy
bad policy policy maybe
like "$err" 'use one of off, previous, on' 'policy: names the words'
bad policy --read-only policy on
bad --channel boot bios --channel=1
bad_there boot boot bios
is "$err" 'bmctui: boot: say --uefi or --legacy; the BMC does not tell' 'boot: firmware that is not known'
bad -Z -Z show
for value in 0 12 14 15 -1 x 1x '' 0x1 99999999999; do
    bad --channel show "--channel=$value"
    bad --channel set "--channel=$value" vlan=5
    bad --channel manage "--channel=$value"
done
for value in 0 64 '' seventeen-letters; do
    bad --user set "--user=$value" vlan=5
done
for value in '' all 'lan,' ,lan LAN lan,lan2 'lan enable'; do
    bad --remote-access set "--remote-access=$value" vlan=5
done
for word in 256 300 999 99999999999 -1 1.5 01 00 1x ON Off blink '' forever; do
    bad identify identify -- "$word"
done
bad identify identify on 5
bad set --read-only set vlan=5
bad identify --read-only identify on
bad identify --read-only identify off
bad identify --read-only identify 5
bad --open manage --open
bad --password set --password --password-file=/dev/null
bad --driver-type -D floppy show
bad --hostname -D kcs show
bad --cipher-suite-id -I 99 show
bad --demo --demo show
bad "$TAP_TMP/absent" --config-file="$TAP_TMP/absent" show
bad "$TAP_TMP" --config-file="$TAP_TMP" show
bad --trace --trace= show
bad --password-file --session-password-file=- set --password-file=- vlan=5
bad --session-password-file --session-password-file="$TAP_TMP/absent" show

# ---------------------------------------------------------------- passwords

bad_password ''
bad_password 'Short1!'
bad_password 'onlylowercase'
bad_password 'lower-and-special'
bad_password 'ONLYUPPER12345'
bad_password 'Seventeen-bytes-1'
bad_password $'Tab\tinside1'
bad_password $'Umlaut-\xc3\xa4-123'
bad_password 'Lower-case' -I 2
bad_password 'Lower-case1' -I 2
bad_password "$(printf 'Aa1-%0300d' 0)"
bad password set --password-file="$TAP_TMP/absent"
bad password set --password-file="$TAP_TMP"
(umask 077 && printf 'Good-passw0rd\n' >"$TAP_TMP/password")
chmod 644 "$TAP_TMP/password"
bad password set --password-file="$TAP_TMP/password"
chmod 600 "$TAP_TMP/password"
bad address set --password-file="$TAP_TMP/password" address=1.2.3
bad password set --password vlan=5 </dev/null
trace_mark
run "$BMCTUI" -D lan -h "$SIM_HOST1" -u ADMIN --session-password-file="$SIM_DIR/password" set \
    --password-file="$TAP_TMP/password"
judge password 'a password over IPMI 1.5'
is "$(trace_count)" 0 'a password over IPMI 1.5: nothing sent'
printf 'password_policy = "strict";\n' >"$TAP_TMP/conf"
chmod 600 "$TAP_TMP/conf"
bad_password 'Goodpassw0rd' --config-file="$TAP_TMP/conf"

# ---------------------------------------------------------------- the config file

echo 'driver = "floppy";' >"$TAP_TMP/conf"
trace_mark
bmc --config-file="$TAP_TMP/conf" show
is "$status" 2 'a wrong config file: exit status'
like "$err" "conf:1: driver: " 'a wrong config file: file and line'
chmod 666 "$TAP_TMP/conf"
bmc --config-file="$TAP_TMP/conf" show
is "$status" 2 'a config file that others may write: exit status'
is "$(trace_count)" 0 'a wrong config file: nothing sent'
printf '\nfuture = 1;\n' >"$TAP_TMP/conf"
chmod 600 "$TAP_TMP/conf"
bmc --config-file="$TAP_TMP/conf" show
is "$status" 0 'an unknown key: exit status'
like "$err" 'conf:2: unknown setting "future"' 'an unknown key: warned'

# ---------------------------------------------------------------- what only the BMC can tell

bad_there --channel show --channel=2
bad_there --channel set --channel=2 vlan=5
bad_there user set --user=nobody vlan=5
bad_there user set --user=9 vlan=5
bad_there user set --user=admin vlan=5
bad_there gateway set gateway=10.0.0.1
bad_there gateway set gateway=192.168.100.100
bad_there gateway set gateway=192.168.100.255
bad_there gateway set address=192.168.101.5
bad_there address set netmask=30
bad_there address set netmask=30 gateway= address=192.168.100.103
bad_there address set --channel=8 address=10.8.0.5
bad_there netmask set netmask=32
done_testing
