# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2013
# Texts can be translated: the catalogues are sound, and with the one for no language every text of
# the program is longer and not ASCII, or it was never marked.
. "${top_srcdir:?}/tests/tap.sh" || exit 99

catalogue=$top_builddir/tests/po/pseudo.po
test -e "$catalogue" || skip_all "built without translations"
for file in "$catalogue" "$top_srcdir"/po/*.po; do
    test -e "$file" || continue
    ok "${file##*/} is sound" msgfmt --check-format --check-domain --check-accelerators='~' \
        -o /dev/null "$file"
done
is "$(msgfmt --statistics -o /dev/null "$catalogue" 2>&1 | grep -E 'fuzzy|untranslated')" "" \
    "every text has a longer one"

speaks()
{
    LOCPATH=$SPOKEN_FOLDER LC_ALL=$SPOKEN_LOCALE LANGUAGE=pseudo "$top_builddir/here/bmctui" "$@"
}

# Options, names, numbers and values of the BMC have no vowels that could be another's.
english()
{
    grep -nvE '[áéíóúÁÉÍÓÚ~]|^[^a-z]*$' <<<"$1"
}

run speaks --help
is "$status" 0 "the help"
is "$(english "$out")" "" "no line of it is English"
like "$out" '--hostname=HOST\[:PORT\]' "what is typed stays what it is"
for command in $(sed -n '/^C/,/^$/s/^  \([a-z]*\)  .*/\1/p' <<<"$out"); do
    run speaks "$command" --help
    is "$status $(english "$out" | grep -v '  .*=')" "0 " "the help of $command"
done

run speaks --nothing
is "$status $(english "$err")" "2 " "a wrong option"
run speaks --demo set address=1.2.3
is "$status $(english "$err")" "2 " "a wrong address"
run speaks --demo set --dry-run address=192.168.100.7
is "$status $(english "$out")" "0 " "the review"
run speaks --demo show
is "$status $(english "$out" | grep -v URL)" "0 " "the page"

# What programs read is the same in every language.
LC_ALL=C "$top_builddir/bmctui" --demo show --json >"$TAP_TMP/plain"
speaks --demo show --json >"$TAP_TMP/pseudo"
ok "JSON is not translated" cmp "$TAP_TMP/plain" "$TAP_TMP/pseudo"

done_testing
