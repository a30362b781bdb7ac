# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../.. disable=SC2154
# ./dev typed wrong: one sentence, exit status 2, and nothing installed, built or run.
# shellcheck source=tests/tap.sh
. "${top_srcdir:?}/tests/tap.sh"

mkdir "$TAP_TMP/bin" "$TAP_TMP/tmp"
for program in apt-get autoreconf make sudo; do
    printf '#!/bin/sh\necho "$0 $*" >>"%s/called"\nexit 1\n' "$TAP_TMP" >"$TAP_TMP/bin/$program"
    chmod +x "$TAP_TMP/bin/$program"
done

# refused TEXT ARGUMENT...
refused()
{
    local text=$1

    shift
    run env BMCTUI_BUILD="$TAP_TMP/build" TMPDIR="$TAP_TMP/tmp" PATH="$TAP_TMP/bin:$PATH" \
        "$top_srcdir/dev" "$@"
    is "$status $out$err" "2 dev: $text; ./dev help lists what there is" "./dev $*"
}

refused 'there is no chekc' chekc
refused 'check: there is no step slow' check slow
refused 'check: one step at a time, so not plain' check lint plain
refused 'build takes no arguments, so not all' build all
refused 'setup takes no arguments, so not check' setup check
refused 'po takes no arguments, so not de' po de
refused 'soak: how many minutes, as in ./dev soak 60' soak long
refused 'soak: how many minutes, as in ./dev soak 60' soak 060
refused 'soak: how many minutes, as in ./dev soak 60' soak 60 60
nok 'nothing was called' test -e "$TAP_TMP/called"
nok 'nothing was made' test -e "$TAP_TMP/build"

run "$top_srcdir/dev"
is "$status" 0 './dev alone'
help=$out
run "$top_srcdir/dev" help
is "$out" "$help" 'is ./dev help'

done_testing
