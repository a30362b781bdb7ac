# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
# The shell side of the Test Anything Protocol. A test sources this file, calls the functions below
# and ends with `done_testing`. Everything a test writes goes below $TAP_TMP, which is removed at
# the end (KEEP=1 keeps it and says where it is).
#
#   is GOT WANTED DESC          like TEXT REGEX DESC        ok DESC COMMAND...       pass DESC
#   isnt GOT UNWANTED DESC      unlike TEXT REGEX DESC      nok DESC COMMAND...      fail DESC
#   run COMMAND...              runs it; its output in $out and $err, its exit status in $status
#   at_exit COMMAND...          done at the end, last one first, however the test ends
#   beside NAME COMMAND...      done in a shell beside this one, with $TAP_TMP/NAME for its $TAP_TMP
#   join_beside                 waits for all of these; their results come in the order of beginning
#   at_start COMMAND...         done now, and at the start of each shell of beside
#   diag TEXT   note TEXT   skip N REASON   skip_all REASON   bail TEXT   done_testing

# Where texts are those of LANGUAGE: LOCALE_SPOKEN of locales.h, and its LOCPATH.
SPOKEN_LOCALE=en_US.UTF-8
SPOKEN_FOLDER=${top_builddir:-.}/tests/locales.made

TAP_COUNT=0
TAP_FAILED=0
TAP_AT_EXIT=()
TAP_AT_START=()
TAP_BESIDE=() # "PID NAME"
TAP_PID=$BASHPID
TAP_TMP=$(mktemp -d "${TMPDIR:-/tmp}/bmctui-test.XXXXXX") || exit 99

tap_end_beside()
{
    local one

    for one in "${TAP_BESIDE[@]}"; do
        kill -TERM "${one%% *}" 2>/dev/null
    done
    for one in "${TAP_BESIDE[@]}"; do
        wait "${one%% *}" 2>/dev/null
    done
}

tap_cleanup()
{
    local i

    # A shell that was forked for a command, and gets a signal before it has put the traps back.
    [ "$BASHPID" = "$TAP_PID" ] || return
    trap '' INT TERM HUP
    tap_end_beside
    for ((i = ${#TAP_AT_EXIT[@]} - 1; i >= 0; i--)); do
        eval "${TAP_AT_EXIT[i]}"
    done
    TAP_AT_EXIT=()
    if [ -n "${KEEP:-}" ]; then
        printf '# kept: %s\n' "$TAP_TMP"
    else
        rm -rf "$TAP_TMP"
    fi
}

tap_traps()
{
    trap tap_cleanup EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
}
tap_traps

at_exit()
{
    TAP_AT_EXIT+=("$(printf '%q ' "$@")")
}

at_start()
{
    TAP_AT_START+=("$(printf '%q ' "$@")")
    "$@"
}

tap_beside()
{
    local one

    TAP_PID=$BASHPID
    TAP_AT_EXIT=()
    TAP_BESIDE=()
    # Where texts are those of LANGUAGE: LOCALE_SPOKEN of locales.h, and its LOCPATH.
SPOKEN_LOCALE=en_US.UTF-8
SPOKEN_FOLDER=${top_builddir:-.}/tests/locales.made

TAP_COUNT=0
    tap_traps
    for one in "${TAP_AT_START[@]}"; do
        eval "$one"
    done
    "$@"
    echo '# ended'
}

beside()
{
    local name=$1

    shift
    mkdir "$TAP_TMP/$name" || bail "$TAP_TMP/$name"
    (TAP_TMP=$TAP_TMP/$name && tap_beside "$@") >"$TAP_TMP/$name.beside" 2>&1 &
    TAP_BESIDE+=("$! $name")
}

# What a shell of beside has said, counted here.
tap_retell()
{
    local line ended=no

    while IFS= read -r line; do
        case $line in
        'ok '[0-9]*' # SKIP '*) skip 1 "${line#* # SKIP }" ;;
        'ok '[0-9]*' - '*) pass "${line#* - }" ;;
        'not ok '[0-9]*' - '*)
            TAP_COUNT=$((TAP_COUNT + 1))
            TAP_FAILED=$((TAP_FAILED + 1))
            printf 'not ok %d - %s\n' "$TAP_COUNT" "${line#* - }"
            ;;
        'Bail out! '*) bail "${line#Bail out! }" ;;
        '# ended') ended=yes ;;
        '# '*) printf '%s\n' "$line" ;;
        *) note "$line" ;;
        esac
    done
    [ "$ended" = yes ] || fail "$1 has come to its end"
}

join_beside()
{
    local one

    for one in "${TAP_BESIDE[@]}"; do
        wait "${one%% *}"
        tap_retell "${one#* }" <"$TAP_TMP/${one#* }.beside"
    done
    TAP_BESIDE=()
}

diag()
{
    printf '%s\n' "$*" | sed 's/^/# /' >&2
}

note()
{
    printf '%s\n' "$*" | sed 's/^/# /'
}

pass()
{
    TAP_COUNT=$((TAP_COUNT + 1))
    printf 'ok %d - %s\n' "$TAP_COUNT" "${1//#/}"
}

fail()
{
    TAP_COUNT=$((TAP_COUNT + 1))
    TAP_FAILED=$((TAP_FAILED + 1))
    printf 'not ok %d - %s\n' "$TAP_COUNT" "${1//#/}"
    diag "failed: $1 (${BASH_SOURCE[2]##*/} line ${BASH_LINENO[1]})"
}

is()
{
    if [ "$1" = "$2" ]; then
        pass "$3"
        return 0
    fi
    fail "$3"
    diag "  got:    $1"
    diag "  wanted: $2"
    return 1
}

isnt()
{
    if [ "$1" != "$2" ]; then
        pass "$3"
        return 0
    fi
    fail "$3"
    diag "  got what was not wanted: $1"
    return 1
}

like()
{
    if [[ $1 =~ $2 ]]; then
        pass "$3"
        return 0
    fi
    fail "$3"
    diag "  text:           $1"
    diag "  does not match: $2"
    return 1
}

unlike()
{
    if ! [[ $1 =~ $2 ]]; then
        pass "$3"
        return 0
    fi
    fail "$3"
    diag "  text:    $1"
    diag "  matches: $2"
    return 1
}

ok()
{
    local desc=$1 said

    shift
    if said=$("$@" 2>&1); then
        pass "$desc"
        return 0
    fi
    fail "$desc"
    diag "  command: $*"
    [ -z "$said" ] || diag "$said"
    return 1
}

nok()
{
    local desc=$1 said

    shift
    if ! said=$("$@" 2>&1); then
        pass "$desc"
        return 0
    fi
    fail "$desc"
    diag "  went well: $*"
    [ -z "$said" ] || diag "$said"
    return 1
}

skip()
{
    local i

    for ((i = 0; i < $1; i++)); do
        TAP_COUNT=$((TAP_COUNT + 1))
        printf 'ok %d # SKIP %s\n' "$TAP_COUNT" "$2"
    done
}

skip_all()
{
    printf '1..0 # SKIP %s\n' "$1"
    exit 0
}

bail()
{
    printf 'Bail out! %s\n' "$1"
    exit 99
}

run()
{
    "$@" >"$TAP_TMP/out" 2>"$TAP_TMP/err"
    status=$?
    out=$(<"$TAP_TMP/out")
    err=$(<"$TAP_TMP/err")
    return 0
}

done_testing()
{
    printf '1..%d\n' "$TAP_COUNT"
    if [ "$TAP_FAILED" -gt 0 ]; then
        diag "$TAP_FAILED of $TAP_COUNT failed"
        exit 1
    fi
    exit 0
}
