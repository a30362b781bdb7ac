# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the console asks about a save that was cut off, or that awaits its confirmation, in every
# language and at both sizes: the catalogue's texts are there, and none is cut at 80x24 (cut.c).

# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "$top_srcdir/tests/sim/sim.sh"
# shellcheck source=tests/sim/background.sh
. "$top_srcdir/tests/sim/background.sh"

export SHIM_SHARED=1
CATALOGUES=$top_builddir/here/locale
JOURNAL=local.journal

# place DIR: a BMC and a state folder of its own.
place()
{
    CUT=$TAP_TMP/cut.txt
    SIM_STATE=$TAP_TMP/state-$1
    CONFIG=$TAP_TMP/$1.conf
    sim_start "$TAP_TMP/$1"
    printf 'state_directory = "%s";\nverify_seconds = 3;\n' "$SIM_STATE" >"$CONFIG"
}

# console WHAT: the page in-band in $language, the script on standard input.
console()
{
    run "$top_builddir/tests/pty/drive" -w 30000 -l "$SPOKEN_LOCALE" -e "LOCPATH=$SPOKEN_FOLDER" \
        -e "LANGUAGE=$language" -e "SIM_VM_PORT=$SIM_VM_PORT" -e SHIM_SHARED=1 -e "CUT_TO=$CUT" \
        -e "LD_PRELOAD=$SIM_SHIM $top_builddir/tests/pty/cut.so${LD_PRELOAD:+ $LD_PRELOAD}" \
        -e "ASAN_OPTIONS=verify_asan_link_order=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}" \
        -- "$top_builddir/here/bmctui" --config-file="$CONFIG" -D openipmi
    is "$status" 0 "$language: $1"
    [ "$status" = 0 ] || diag "$out" "$err"
    is "$(cat "$CUT" 2>/dev/null)" '' "$language: $1: no text is cut"
    rm -f "$CUT"
}

# in_language TEXT: the translation, as far as printf replaces nothing in it.
in_language()
{
    local text

    text=$(LOCPATH=$SPOKEN_FOLDER LC_ALL=$SPOKEN_LOCALE LANGUAGE=$language \
        TEXTDOMAINDIR=$CATALOGUES gettext bmctui "$1")
    printf '%s' "${text%%\%*}"
}

# shown TEXT...: lines of a script that wait for the translations.
shown()
{
    local text

    for text; do
        printf 'wait %s\n' "$(in_language "$text")"
    done
}

# --- a save that was cut off ----------------------------------------------------------

cut_off()
{
    fault '0c 01 14 1 delay 20000'
    spawn "--config-file=$CONFIG" set vlan=77
    await test -e "$SIM_STATE/$JOURNAL"
    kill -KILL "$pid"
    reap
    fault
    ok "$language: killed in the middle, there is a journal" test -e "$SIM_STATE/$JOURNAL"
}

see_recover()
{
    {
        shown 'A save was interrupted' before wanted now UNDO FINISH FORGET \
            'Tab moves  Enter presses  Esc back, nothing is changed'
        echo 'key Esc Esc'
        shown 'A save was interrupted. F2 shows what to do.'
        echo 'key Fn2'
        shown FORGET
        echo 'key BackTab Enter'
        shown 'FORGET: this save can no longer be undone'
        printf '%s\n' 'key Enter' 'resize 12 40' 'key Fn2'
        shown UNDO FINISH FORGET
        printf '%s\n' 'key Tab*4' 'key Esc Esc' quiet 'key Fn10' end
    } >"$TAP_TMP/script"
    console 'a save that was cut off' <"$TAP_TMP/script"
}

# --- a save that awaits its confirmation ----------------------------------------------

see_window()
{
    {
        shown 'SAVED. Keep this change?' before wanted 'Undone in %d s' 'UNDO NOW' KEEP \
            'If this connection breaks, log in again and run: bmctui confirm' \
            'Tab moves  Enter presses  Esc to the page, time runs on'
        echo 'key Esc Esc'
        shown 'Your last change is undone in %d s. F2 keeps it.'
        printf '%s\n' 'resize 12 40' 'key Fn2'
        shown 'UNDO NOW' KEEP
        printf '%s\n' 'key Tab*2' 'key Esc Esc' 'resize 24 80' quiet 'key Fn10'
        shown 'LEAVE: a save is waiting for confirmation' \
            'Tab moves  Enter presses  Esc back, the time runs on'
        printf '%s\n' 'key Tab Enter' end
    } >"$TAP_TMP/script"
    console 'a save that awaits its confirmation' <"$TAP_TMP/script"
}

# The box in the review, with nothing pending.
see_review()
{
    {
        echo 'wait https://192.168.100'
        printf 'gone %s\n' "$(in_language 'Reading the BMC')" \
            "$(in_language 'Reading other channels and users')"
        printf '%s\n' 'quiet' 'key Tab*5 ^U' 'type 99' 'key Fn2'
        shown 'undo by itself unless I confirm within %u s' \
            'The BMC will answer on VLAN %u only: make the switch port ready first.'
        printf '%s\n' 'quiet' 'key Esc Esc' 'quiet' 'key Fn10'
        shown 'DROP EDITS'
        printf '%s\n' 'key Tab Enter' end
    } >"$TAP_TMP/script"
    console 'the review' <"$TAP_TMP/script"
}

# In $language.
see_all()
{
    place cut
    see_review
    cut_off
    see_recover
    place window
    bmc_inband "--config-file=$CONFIG" set --confirm=600 vlan=77
    is "$status" 0 "$language: a save with a window"
    see_window
    bmc_inband "--config-file=$CONFIG" confirm
    is "$status" 0 "$language: it is kept"
}

[ -e "$CATALOGUES/compiled" ] || skip_all 'built without translations'
sim_needs gettext
languages=$(cd "$CATALOGUES" && printf '%s\n' */ | tr -d / | grep -v pseudo)
for language in $languages; do
    beside "$language" see_all
done
join_beside
done_testing
