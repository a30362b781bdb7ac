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
for unit in bmctui-guest.path bmctui-guest.timer; do
    installed "/usr/lib/systemd/system/$unit"
    nok "$unit has nothing left to fill in" grep -E '@[a-z]+@' "$root/usr/lib/systemd/system/$unit"
done
ok "what ends guests is enabled" \
    test -s "$root/usr/lib/systemd/system/paths.target.wants/bmctui-guest.path"
installed /usr/share/man/man8/bmctui.8
installed /usr/share/man/man5/bmctui.conf.5
installed /usr/share/bash-completion/completions/bmctui
installed /usr/share/zsh/site-functions/_bmctui
installed /usr/share/fish/vendor_completions.d/bmctui.fish
is "$(sed 's/#.*//; /^$/d' "$root/usr/lib/modules-load.d/bmctui.conf")" ipmi_devintf \
    "the driver that makes /dev/ipmi0 is loaded at boot"
is "$(stat -c %a "$root/var/lib/bmctui")" 700 "the state folder is there, for root only"
for unit in "$root"/usr/lib/systemd/system/*.service; do
    ok "${unit##*/} may write there" grep -qx 'ReadWritePaths=-/var/lib/bmctui' "$unit"
    ok "and systemd makes it" grep -qx 'StateDirectory=bmctui' "$unit"
done
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

# Under /usr/local, as README says, the units' sandbox has to let them keep a journal there.
local=$TAP_TMP/local
ok "make install under /usr/local" "${make[@]}" install DESTDIR="$local" prefix=/usr/local
ok "the state folder is there" test -d "$local/usr/local/var/lib/bmctui"
ok "and the units may write there" grep -qx 'ReadWritePaths=-/usr/local/var/lib/bmctui' \
    "$local/usr/local/lib/systemd/system/bmctui@.service"
ok "make uninstall under /usr/local" "${make[@]}" uninstall DESTDIR="$local" prefix=/usr/local
is "$(find "$local" ! -type d)" "" "leaves nothing"
is "$(find "$local" -name 'bmctui*')" "" "and no folder of its own"

cp "$top_srcdir/data/bmctui.conf" "$root/etc/bmctui.conf"
ok "make uninstall once more" "${make[@]}" uninstall DESTDIR="$root" "${folders[@]}"
is "$(find "$root" ! -type d)" "" "an unchanged bmctui.conf goes too"
nok "the empty state folder has gone" test -e "$root/var/lib/bmctui"

done_testing
