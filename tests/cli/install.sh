# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2013
# make install puts everything in place, make uninstall takes everything away again.
. "${top_srcdir:?}/tests/tap.sh" || exit 99

root=$TAP_TMP/root
make=(env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL "${MAKE:-make}" -C "$top_builddir" --no-print-directory)


# Directories of the configuration, with a prefix that is known here.
folders=(prefix=/usr sysconfdir=/etc localstatedir=/var
    systemdsystemunitdir=/usr/lib/systemd/system)
ok "make install" "${make[@]}" install DESTDIR="$root" "${folders[@]}"

installed()
{
    ok "${1:-x} is there" test -s "$root$1"
}

ok "the program runs from there" "$root/usr/bin/bmctui" --version
installed /etc/bmctui.conf
installed /etc/pam.d/bmctui
for unit in "$top_srcdir"/data/*.service.in; do
    unit=$(basename "$unit" .in)
    installed "/usr/lib/systemd/system/$unit"
    nok "$unit has nothing left to fill in" grep -E '@[a-z]+@' "$root/usr/lib/systemd/system/$unit"
    ok "$unit starts what is installed" grep -q '^ExecStart=/usr/bin/bmctui ' \
        "$root/usr/lib/systemd/system/$unit"
done
installed /usr/share/man/man8/bmctui.8
installed /usr/share/man/man5/bmctui.conf.5
installed /usr/share/bash-completion/completions/bmctui
installed /usr/share/zsh/site-functions/_bmctui
for language in $(sed 's/#.*//' "$top_srcdir/po/LINGUAS"); do
    installed "/usr/share/locale/$language/LC_MESSAGES/bmctui.mo"
done
is "$(find "$root" -type f -perm /022)" "" "nobody else may write any of it"
is "$(find "$root" -type f -exec grep -l "$TAP_TMP" {} +)" "" "no file knows where it was put"

printf '# mine\n' >>"$root/etc/bmctui.conf"
ok "make install once more" "${make[@]}" install DESTDIR="$root" "${folders[@]}"
is "$(tail -n 1 "$root/etc/bmctui.conf")" "# mine" "a changed bmctui.conf is left alone by install"
ok "make uninstall" "${make[@]}" uninstall DESTDIR="$root" "${folders[@]}"
is "$(find "$root" ! -type d)" "$root/etc/bmctui.conf" "and by uninstall, and nothing else is left"

cp "$top_srcdir/data/bmctui.conf" "$root/etc/bmctui.conf"
ok "make uninstall once more" "${make[@]}" uninstall DESTDIR="$root" "${folders[@]}"
is "$(find "$root" ! -type d)" "" "an unchanged bmctui.conf goes too"

done_testing
