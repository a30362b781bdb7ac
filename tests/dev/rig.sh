# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# ./dev with a build folder that is made for the test, so that it neither installs nor builds
# anything. Sourced after tap.sh.
#
#   rig_make TARGET COMMANDS    "make TARGET" in $RIG and in $RIG/gcc does that: lines of a shell
#   dev_on_terminal OPTIONS -- ARGUMENT...
#                               ./dev on a terminal, driven by the script on standard input; sets
#                               out and status, those of tests/pty/drive, which takes the options

RIG=$TAP_TMP/build
mkdir -p "$RIG/gcc" "$RIG/here" "$TAP_TMP/tmp"
ln -s "$top_builddir/here/bmctui" "$RIG/here/bmctui"
ln -s ../Makefile "$RIG/gcc/Makefile"

rig_make()
{
    printf '%s\n' "$2" >"$RIG/$1.sh"
    printf '.PHONY: %s\n%s:\n\t@bash "%s"\n' "$1" "$1" "$RIG/$1.sh" >>"$RIG/Makefile"
}

dev_on_terminal()
{
    local options=()

    while [ "$1" != -- ]; do
        options+=("$1")
        shift
    done
    out=$("$top_builddir/tests/pty/drive" -w 60000 -e BMCTUI_SETUP=no -e "BMCTUI_BUILD=$RIG" \
        -e "TMPDIR=$TAP_TMP/tmp" "${options[@]}" -- "$top_srcdir/dev" "${@:2}" 2>&1)
    status=$?
}
