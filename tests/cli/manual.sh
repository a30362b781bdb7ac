# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2013
# The manual pages: clean, and with every option, command and setting that there is; README speaks of
# nothing else.
. "${top_srcdir:?}/tests/tap.sh" || exit 99

bmctui=$top_builddir/bmctui
page=$top_builddir/data/bmctui.8
conf=$top_builddir/data/bmctui.conf.5

if command -v mandoc >/dev/null; then
    for file in "$page" "$conf"; do
        # Whether the other pages are installed is not the page's business.
        is "$(mandoc -Tlint -Wstyle "$file" 2>/dev/null | grep -v 'referenced manual not found')" \
            "" "${file##*/} is clean"
        ok "${file##*/} can be shown" mandoc -Tascii "$file"
    done
else
    skip 4 "mandoc is not installed"
fi

help_rows()
{
    "$bmctui" "$@" --help | sed -n 's/^ \{2,6\}\(-., \)\?--\([a-z_-]*\).*/\2/p'
}

commands=$("$bmctui" --help | sed -n '/^Commands/,/^$/s/^  \([a-z]*\)  .*/\1/p')
missing=
for command in $commands; do
    grep -qE "^\.It Ic $command( |$)" "$page" || missing="$missing $command"
    for option in $(help_rows "$command"); do
        grep -qE "^\.It .*Fl -$option( |$)" "$page" || missing="$missing --$option"
    done
done
for option in $(help_rows); do
    grep -qE "^\.It .*Fl -$option( |$)" "$page" || missing="$missing --$option"
done
is "$missing" "" "bmctui(8) has every command and option"

# Options that the prose names without being rows of their own.
unknown=
for option in $(grep -oE 'Fl -[a-z-]+' "$page" | sort -u | sed 's/Fl -//'); do
    grep -qE "^\.It .*Fl -$option( |$)" "$page" || unknown="$unknown --$option"
done
is "$unknown" "" "bmctui(8) speaks of no option that there is not"

# What the program reads of its environment; the one of libgcrypt is libgcrypt's matter.
unknown=
for name in $(grep -rhoE 'getenv\("[A-Z_]+"\)' "$top_srcdir/src" | sed 's/.*"\(.*\)".*/\1/' | sort -u); do
    [ "$name" != LIBGCRYPT_FORCE_FIPS_MODE ] || continue
    grep -qE "^\.It Ev (.* )?$name( |$)" "$page" || unknown="$unknown $name"
done
is "$unknown" "" "bmctui(8) has every variable of the environment"

# README, where --now is another program's.
readme=$top_srcdir/README.md
unknown=
for option in $(grep -oE -e '(^|[^a-z-])--[a-z][a-z-]+' "$readme" | sed 's/.*--//' | sort -u); do
    grep -qxE 'now|help' <<<"$option" ||
        grep -qE "^\.It .*Fl -$option( |$)" "$page" || unknown="$unknown --$option"
done
for command in $(sed -nE 's/.*(`|^    )bmctui ([a-z]+).*/\2/p' "$readme" | sort -u); do
    grep -qx "$command" <<<"$commands" || unknown="$unknown $command"
done
is "$unknown" "" "README speaks of no option and no command that there is not"

# The examples work, on the demo BMC; those that ask for a password or wait are left out.
sed -n '/^\.Sh EXAMPLES/,/^\.Sh /p' "$page" | sed -e ':join' -e '/\\e$/{N;s/\\e\n//;b join' -e '}' |
    sed -n 's/^\(\.Dl \)\{0,1\}# bmctui //p' | grep -E '^(set|identify) ' |
    grep -vE -- '--(password|confirm)' >"$TAP_TMP/examples"
isnt "$(wc -l <"$TAP_TMP/examples")" 0 "there are examples"
while read -r -a words; do
    ok "bmctui ${words[*]}" "$bmctui" --demo "${words[@]}"
done <"$TAP_TMP/examples"

# Each setting of the sample file, switched on, is accepted; the list of targets goes by itself.
config=$TAP_TMP/bmctui.conf
(umask 077 && sed 's/^#\([^ ]\)/\1/' "$top_srcdir/data/bmctui.conf" >"$config" &&
    sed -n '/^#targets/,/^#)/s/^#//p' "$top_srcdir/data/bmctui.conf" >"$config.targets")
for file in "$config" "$config.targets"; do
    run "$bmctui" --config-file="$file" --demo channels
    is "$status $err" "0 " "every example of ${file##*/} is a good one"
done
for name in $(sed -n 's/^\([a-z_]*\) =.*/\1/p' "$config"); do
    grep -q "^\.It Ic $name " "$conf" || missing="$missing $name"
done
is "$missing" "" "bmctui.conf(5) has every setting of bmctui.conf"

done_testing
