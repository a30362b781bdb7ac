# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2013,SC2016,SC2317
# package.sh: builds the Debian package from the release in $tarball within a clean Debian, looks
# at it with lintian, installs it in another one, and tries it there. Needs root, the network and
# some minutes; SUITE and MIRROR may say otherwise.
. "${top_srcdir:?}/tests/tap.sh" || exit 99

: "${tarball:?names what make dist has made}"
suite=${SUITE:-bookworm}
mirror=${MIRROR:-http://deb.debian.org/debian}
build=$TAP_TMP/build
clean=$TAP_TMP/clean
version=$(basename "$tarball" .tar.xz)
version=${version#bmctui-}
revision=$(sed -n '1s/.*(\(.*\)).*/\1/p' "$top_srcdir/debian/changelog")
deb=bmctui_${revision}_$(dpkg --print-architecture).deb

at_exit eval 'echo "$((TAP_COUNT - TAP_FAILED)) passed, $TAP_FAILED failed"'
test "$(id -u)" = 0 || skip_all "a chroot needs root"
test -s "$tarball" || bail "there is no $tarball"
command -v debootstrap >/dev/null || bail "debootstrap is not installed"

inside()
{
    local root=$1

    shift
    env -i PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive DEB_BUILD_OPTIONS="parallel=$(nproc)" TERM=vt100 \
        chroot "$root" "$@" </dev/null
}

apt()
{
    local root=$1

    shift
    inside "$root" apt-get -qq -y --no-install-recommends "$@"
}

# --- two clean systems ----------------------------------------------------------------------------

say=$(debootstrap --variant=minbase "$suite" "$build" "$mirror" 2>&1) ||
    bail "debootstrap: $(tail -n 3 <<<"$say")"
printf '#!/bin/sh\nexit 101\n' >"$build/usr/sbin/policy-rc.d"
chmod +x "$build/usr/sbin/policy-rc.d"
cp /etc/resolv.conf "$build/etc/resolv.conf"
apt-config dump Acquire | grep -i proxy >"$build/etc/apt/apt.conf.d/proxy"
cp -a "$build" "$clean"
for root in "$build" "$clean"; do
    mount -t proc proc "$root/proc" || bail "/proc cannot be mounted"
    at_exit umount "$root/proc"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts" ||
        bail "/dev/pts cannot be mounted"
    at_exit umount "$root/dev/pts"
    ln -sf pts/ptmx "$root/dev/ptmx"
done

# --- the package ----------------------------------------------------------------------------------

mkdir "$build/work"
cp "$tarball" "$build/work/bmctui_$version.orig.tar.xz"
tar -xf "$tarball" -C "$build/work"
is "${revision%-*}" "$version" "debian/changelog is of this version"
ok "what building needs can be installed" apt "$build" build-dep "/work/bmctui-$version"
ok "dpkg-buildpackage" inside "$build" sh -c "cd /work/bmctui-$version && dpkg-buildpackage -us -uc"
test -e "$build/work/$deb" || bail "there is no $deb"
ok "lintian is there" apt "$build" install lintian
run inside "$build" sh -c "lintian --allow-root --fail-on error,warning /work/*.changes"
is "$status $out$err" "0 " "lintian has nothing to say"

# --- installed ------------------------------------------------------------------------------------

cp "$build/work/$deb" "$clean/root/"
ok "it can be installed" apt "$clean" install "/root/$deb"
is "$(inside "$clean" bmctui --version)" "bmctui $version" "the program starts"
like "$(inside "$clean" dpkg-query -W -f '${Conffiles}' bmctui)" \
    "/etc/bmctui.conf .*/etc/pam.d/bmctui " "bmctui.conf and the PAM service are conffiles"
is "$(find "$clean/etc/systemd" -name '*bmctui*')" "" "no unit is enabled"
is "$(cat "$clean/usr/lib/modules-load.d/bmctui.conf" | grep -v '^#')" ipmi_devintf \
    "the driver that makes /dev/ipmi0 is loaded at boot"
nok "an upgrade stops no unit" grep -rl 'deb-systemd-invoke.*stop' "$clean"/var/lib/dpkg/info/bmctui.*
ok "the manual is there" test -s "$clean/usr/share/man/man8/bmctui.8.gz"
ok "completion for bash is there" test -s "$clean/usr/share/bash-completion/completions/bmctui"
ok "completion for zsh is there" test -s "$clean/usr/share/zsh/vendor-completions/_bmctui"
for language in $(sed 's/#.*//' "$top_srcdir/po/LINGUAS"); do
    ok "$language is there" test -s "$clean/usr/share/locale/$language/LC_MESSAGES/bmctui.mo"
done
for file in "$build/work/bmctui-$version"/data/*.service.in; do
    test -e "$file" || continue
    name=$(basename "$file" .in)
    ok "$name is there" test -s "$clean/usr/lib/systemd/system/$name"
done

# What README tells to do first.
run inside "$clean" bmctui --demo show
is "$status" 0 "bmctui --demo show"
like "$out" "192\.168\." "it shows an address"
run timeout 60 env -i PATH="$PATH" TERM=vt100 script -qec \
    "chroot $clean /usr/bin/bmctui --demo" /dev/null < <(sleep 3; printf '\0330'; sleep 3)
like "$out" "Network > IPMI" "bmctui --demo shows the page"
is "$status" 0 "and can be left"

# What autopkgtest would run.
sed -n 's/^Depends: @,//p' "$top_srcdir/debian/tests/control" | tr -d , >"$TAP_TMP/needs"
# shellcheck disable=SC2046
ok "what the package's own tests need can be installed" apt "$clean" install $(cat "$TAP_TMP/needs")
cp -r "$top_srcdir/debian/tests" "$clean/root/tests"
for name in $(sed -n 's/^Tests: //p' "$top_srcdir/debian/tests/control"); do
    ok "debian/tests/$name" inside "$clean" \
        sh -c "mkdir -p /root/work/$name && AUTOPKGTEST_TMP=/root/work/$name /root/tests/$name"
done

# As on a machine where README was followed.
ok "README's commands enable the console" inside "$clean" \
    systemctl enable bmctui@tty1 bmctui-serial@ttyS0 bmctui-recover
ok "and leave the getty enabled" test -e "$clean/etc/systemd/system/getty.target.wants/getty@tty1.service"
ok "an upgrade goes through" apt "$clean" install --reinstall "/root/$deb"
ok "and leaves them enabled" test -L "$clean/etc/systemd/system/getty.target.wants/bmctui@tty1.service"

# A machine that runs systemd, as far as the package can see: which consoles are active, and what it
# does about them.
mkdir -p "$clean/run/systemd/system" "$clean/usr/local/sbin"
cat >"$clean/usr/local/sbin/systemctl" <<'END'
#!/bin/sh
echo "$*" >>/root/systemctl
case "$*" in
list-units*bmctui@*) echo "bmctui@tty1.service loaded active running BMC console on tty1" ;;
list-units*activating*bmctui-serial@*)
    echo "bmctui-serial@ttyS0.service loaded activating auto-restart BMC console"
    echo "bmctui-serial@ttyS1.service loaded active running BMC console"
    ;;
show*WantedBy*serial-getty@ttyS0*) echo getty.target ;;
esac
END
chmod +x "$clean/usr/local/sbin/systemctl"

# --- and gone -------------------------------------------------------------------------------------

# By dpkg, as apt-get has a PATH of its own.
ok "it can be purged" inside "$clean" dpkg --purge bmctui
is "$(grep -E '^(stop|--no-block start)' "$clean/root/systemctl" | tr '\n' ';')" \
    "stop bmctui@tty1.service;--no-block start getty@tty1.service;stop bmctui-serial@ttyS0.service;\
--no-block start serial-getty@ttyS0.service;stop bmctui-serial@ttyS1.service;" \
    "each console gives its terminal back to the getty, where there was one"
is "$(find "$clean/etc" "$clean/usr" "$clean/var/lib" -name '*bmctui*' ! -path '*/dpkg/*')" "" \
    "nothing is left behind"
ok "the first terminal has its getty" test -e \
    "$clean/etc/systemd/system/getty.target.wants/getty@tty1.service"

done_testing
