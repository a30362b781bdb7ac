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

for verb in show 'show --json' doctor events 'events --json' bmc 'bmc --json' \
    'report -' 'report - --json'; do
    # shellcheck disable=SC2086
    demo $verb
    harmless "$out$err" "$verb"
done
demo events "--save=$TAP_TMP/events"
is "$status" 0 'events --save: exit status'
harmless "$(cat "$TAP_TMP/events")" 'events --save: the file'
demo events clear "--save=$TAP_TMP/cleared"
is "$status" 0 'events clear: exit status'
harmless "$(cat "$TAP_TMP/cleared")" 'events clear: the file'
done_testing
