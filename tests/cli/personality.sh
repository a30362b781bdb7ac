# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# --personality: the list, every BMC of it on the command line, a file of one's own, a wrong one.
. "${top_srcdir:?}/tests/tap.sh" || exit 99

demo()
{
    run "$top_builddir/bmctui" "--config-file=$TAP_TMP/bmctui.conf" --demo "$@"
}

(umask 077 && echo "state_directory = \"$TAP_TMP/state\";" >"$TAP_TMP/bmctui.conf")

demo --personality=help
is "$status" 0 'help: exit status'
names=$(awk '{ print $1 }' <<<"$out")
is "$names" "$(cd "$top_srcdir/data/personalities" && printf '%s\n' *.txt | sed 's/\.txt$//')" \
    'help: all that there are, by name'

for name in $names; do
    case $name in
    pyghmi) wanted=3 ;; # there is no LAN channel
    *) wanted=0 ;;
    esac
    demo --personality="$name" show --json
    is "$status" $wanted "$name: show"
    demo --personality="$name" channels
    is "$status" $wanted "$name: channels"
    demo --personality="$name" doctor
    isnt "$status" 2 "$name: doctor"
done

printf '%s\n' 'include ilo' 'channel 5 04 01 80' 'lan 5 3 0a 00 00 07' >"$TAP_TMP/board.txt"
demo --personality="$TAP_TMP/board.txt" show --channel=5
is "$status" 0 'a file: exit status'
like "$out" '10\.0\.0\.7' 'a file: what it says'
echo 'demo_personality = "openbmc";' >>"$TAP_TMP/bmctui.conf"
demo show
like "$out" 'User  *1  root' 'a setting'
demo --personality=ilo show
like "$out" 'Administrator' 'the option comes before the setting'

echo 'settle soon' >>"$TAP_TMP/board.txt"
demo --personality="$TAP_TMP/board.txt" show
is "$status" 2 'a wrong file: exit status'
is "$out" '' 'a wrong file: nothing else is done'
like "$err" 'board\.txt:4: .*settle.*20s$' 'a wrong file: file, line, what is right'
run "$top_builddir/bmctui" --personality=openbmc show
is "$status" 2 'without --demo: exit status'
done_testing
