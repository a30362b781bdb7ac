# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# A BMC all whose texts are escape sequences: none of their bytes comes out, on the terminal, in
# JSON or in a file.
. "${top_srcdir:?}/tests/tap.sh" || exit 99

mkdir "$TAP_TMP/state"
(umask 077 && cat >"$TAP_TMP/bmctui.conf" <<END
state_directory = "$TAP_TMP/state";
demo_faults = "set hostile; set fru-wrong=board";
END
)

demo()
{
    LC_ALL=C run "$top_builddir/bmctui" "--config-file=$TAP_TMP/bmctui.conf" --demo "$@"
}

# Only printable ASCII and line feeds, and something of the texts.
harmless()
{
    is "$(printf '%s' "$1" | LC_ALL=C tr -d '\n -~' | wc -c)" 0 "$2: no byte that harms"
    like "$1" '\?]0;BAD' "$2: the text is shown"
}

(umask 077 && echo Secret-12a >"$TAP_TMP/password")
for verb in show 'show --json' doctor events 'events --json' bmc 'bmc --json' \
    'report -' 'report - --json' users 'users --json' 'users --channel=8' sol 'sol --json' \
    'health --all' 'health --json' 'health --nagios' security 'security --json' \
    'security --test-default-passwords' export 'user set 3 privilege=user' \
    'user set 3 name=abc --dry-run' 'user delete 3 --dry-run' 'user delete 3'; do
    # shellcheck disable=SC2086
    demo $verb
    harmless "$out$err" "$verb"
done
# Of the rest no name need be in it.
for verb in health guest 'guest --json' "guest add x --print-password" channels power boot \
    "user add x --password-file=$TAP_TMP/password" 'user set 2 name=abc' 'health limits FAN1' \
    'health limits 32 lnc=600' 'health limits 32 lnc=600 --dry-run' 'health rearm 4' \
    'security --fix=no-name,community --dry-run' 'sol set encryption=yes --dry-run' policy; do
    # shellcheck disable=SC2086
    demo $verb
    is "$(printf '%s' "$out$err" | LC_ALL=C tr -d '\n -~' | wc -c)" 0 "$verb: no byte that harms"
done
demo events "--save=$TAP_TMP/events"
is "$status" 0 'events --save: exit status'
harmless "$(cat "$TAP_TMP/events")" 'events --save: the file'
demo events clear "--save=$TAP_TMP/cleared"
is "$status" 0 'events clear: exit status'
harmless "$(cat "$TAP_TMP/cleared")" 'events clear: the file'
# The cache of sensor records is bytes; all else that is left is text.
is "$(find "$TAP_TMP/state" -type f ! -name 'sdr-*' -exec cat {} + | LC_ALL=C tr -d '\n\t -~' | wc -c)" 0 \
    'what is left on the disk'
done_testing
