# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../.. disable=SC2016,SC2154
# What ./dev check says of a release, and of tests that failed.
# shellcheck source=tests/tap.sh
. "${top_srcdir:?}/tests/tap.sh"
# shellcheck source=tests/dev/rig.sh
. "$top_srcdir/tests/dev/rig.sh"

# dev ARGUMENT...: sets out, err, status.
dev()
{
    run env BMCTUI_SETUP=no BMCTUI_BUILD="$RIG" TMPDIR="$TAP_TMP/tmp" PATH="$TAP_TMP/bin:$PATH" \
        "$top_srcdir/dev" "$@"
}

mkdir -p "$RIG/dist" "$TAP_TMP/bin"
ln -s ../Makefile "$RIG/dist/Makefile"
rig_make dist 'tar -cJf bmctui-0.tar.xz -C "$top_srcdir" dev'
rig_make distcheck 'echo 5 passed, 0 failed'
: >"$RIG/dist/bmctui-0.tar.xz"

if [ -e "$top_srcdir/.git" ] && type -P git >/dev/null; then
    dev check dist
    is "$status" 1 'a release that is not whole'
    like "$err" 'every file is in the release +FAILED.*tests/unit/test_worker\.c' 'names what is missing'
    printf '#!/bin/sh\nexit 127\n' >"$TAP_TMP/bin/git"
    chmod +x "$TAP_TMP/bin/git"
    dev check dist
    is "$status" 1 'without git it is not known'
    like "$err" 'every file is in the release +FAILED' 'which is no success'
    is "$(tail -n 1 <<<"$out")" '5 passed, 1 failed' 'and counts'
else
    skip 5 'no repository here, or no git'
fi

rig_make check '[ -z "$TESTS" ] || {
    echo ":test-result: FAIL" >x.trs
    echo "# time: 61.5 s, 0.5 s of it computing" >tests/x.log
    exit 1
}'
mkdir "$RIG/gcc/tests"
echo ':test-result: PASS' >"$RIG/gcc/old.trs"
touch -d yesterday "$RIG/gcc/old.trs"
dev check tests/x
is "$status" 1 'a test that fails'
is "$(tail -n 1 <<<"$out")" '0 passed, 1 failed' 'is counted, and those that were not run are not'
like "$err" '61\.5 s, 0\.5 s of it computing: tests/x' 'how long it took is told'

done_testing
