# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../.. disable=SC2016,SC2154
# `./dev check` typed on a terminal: no test reaches it, none is stopped by it, and Ctrl-C ends all
# of them.
# shellcheck source=tests/tap.sh
. "${top_srcdir:?}/tests/tap.sh"
# shellcheck source=tests/dev/rig.sh
. "$top_srcdir/tests/dev/rig.sh"

export ALONE=$top_builddir/tests/alone BMCTUI=$top_builddir/bmctui

# What a program does that wants to ask somebody.
cat >"$TAP_TMP/asks.sh" <<'END'
(: </dev/tty) 2>/dev/null && echo 'asks: there is a terminal'
(stty -echo </dev/tty) 2>/dev/null && echo 'asks: the terminal was changed'
"$BMCTUI" --demo set --password </dev/null && echo 'asks: a password was read'
read -r line && echo "asks: standard input says $line"
echo 'asks: done'
END
# What a test may leave behind: a process in a session of its own, and a file.
cat >"$TAP_TMP/stays.sh" <<'END'
: >"$TMPDIR/left"
setsid sleep 7777 &
echo "$! $$" >"$1/pids.new"
mv "$1/pids.new" "$1/pids"
trap 'sleep 8888' TERM
sleep 9999
END

gone()
{
    ! kill -0 "$@" 2>/dev/null
}

# --- by itself: as `make check` calls it

run "$ALONE" bash -c 'exit 7'
is "$status" 7 'alone: the exit status is the test'\''s'
like "$out" '# time: [0-9.]+ s, [0-9.]+ s of it computing$' 'alone: the time is the last line'
run "$ALONE" bash -c 'kill -SEGV $$'
is "$status" 139 'alone: a crash'
run "$ALONE" bash -c 'kill -INT $$; echo ignored'
is "$status" 130 'alone: signals do what they do'
# In a session of its own before the test ends.
run "$ALONE" bash -c 'setsid -f sh -c "echo \$\$; exec sleep 6666" | { read -r pid; echo "$pid"; }
    echo "$TMPDIR"; : >"$TMPDIR/x"; mkdir -m 0 "$TMPDIR/y"'
mapfile -t lines <<<"$out"
ok 'alone: what is left behind is ended' gone "${lines[0]}"
like "$out" 'left behind, and ended: .*sleep' 'alone: and named'
nok 'alone: the folder is gone' test -e "${lines[1]}"
"$top_builddir/tests/pty/drive" -w 60000 -e "BMCTUI=$BMCTUI" -x 'end; screen' -- \
    "$ALONE" bash "$TAP_TMP/asks.sh" >"$TAP_TMP/screen"
like "$(<"$TAP_TMP/screen")" 'asks: done' 'make check on a terminal: a test comes to its end'
unlike "$(<"$TAP_TMP/screen")" 'asks: [^d]' 'make check on a terminal: a test does not reach it'

# --- ./dev check

rig_make check '"$ALONE" bash "$0.asks" && bash "$0.asks" && echo 1 passed, 0 failed'
cp "$TAP_TMP/asks.sh" "$RIG/check.sh.asks"
dev_on_terminal -e "ALONE=$ALONE" -e "BMCTUI=$BMCTUI" -- check plain <<<'end
screen'
is "$status" 0 './dev check on a terminal ends'
like "$out" '1 passed, 0 failed.*ended with status 0|ended with status 0.*1 passed, 0 failed' \
    'and it is green'
is "$(grep -c 'asks: done' "$RIG/gcc.check.log")" 2 'what asks has come to its end'
unlike "$(<"$RIG/gcc.check.log")" 'asks: [^d]' 'and has not reached the terminal'
is "$(ls "$TAP_TMP/tmp")" '' 'nothing is left in /tmp'

# --- Ctrl-C

rm "$RIG/Makefile"
rig_make check '[ -z "$TESTS" ] || exec "$ALONE" bash "$0.stays" "${0%/*}"'
cp "$TAP_TMP/stays.sh" "$RIG/check.sh.stays"
interrupt()
{
    local i

    for ((i = 0; i < 600; i++)); do
        [ ! -e "$RIG/pids" ] || break
        sleep 0.05
    done
    printf 'key ^C\nend\nscreen\n'
}
dev_on_terminal -e "ALONE=$ALONE" -- check tests/x < <(interrupt)
like "$out" 'ended with status 130' 'Ctrl-C ends ./dev check'
ok 'there was something to end' test -s "$RIG/pids"
# shellcheck disable=SC2046
ok 'and what it has started' gone $(<"$RIG/pids")
is "$(ls "$TAP_TMP/tmp")" '' 'and its folders'

done_testing
