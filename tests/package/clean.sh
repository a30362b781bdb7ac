# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016,SC2317
# clean.sh: what README tells to do first, ./dev run and ./dev check, on a bare Debian 12 with the
# source tree as it is. Needs root, the network, and as long as ./dev check does on a machine where
# nothing is installed; SUITE and MIRROR may say otherwise.
. "${top_srcdir:?}/tests/tap.sh" || exit 99

suite=${SUITE:-bookworm}
mirror=${MIRROR:-http://deb.debian.org/debian}
root=$TAP_TMP/root

at_exit eval 'echo "$((TAP_COUNT - TAP_FAILED)) passed, $TAP_FAILED failed"'
test "$(id -u)" = 0 || skip_all "a chroot needs root"
command -v debootstrap >/dev/null || bail "debootstrap is not installed"

say=$(debootstrap --variant=minbase "$suite" "$root" "$mirror" 2>&1) ||
    bail "debootstrap: $(tail -n 3 <<<"$say")"
cp /etc/resolv.conf "$root/etc/resolv.conf"
apt-config dump Acquire | grep -i proxy >"$root/etc/apt/apt.conf.d/proxy"
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"

# Instances of their own, so that nothing of this system is within the folder.
mount -t proc proc "$root/proc" || bail "/proc cannot be mounted"
at_exit umount "$root/proc"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts" ||
    bail "/dev/pts cannot be mounted"
at_exit umount "$root/dev/pts"
ln -sf pts/ptmx "$root/dev/ptmx"

# What is in the repository, or will be; of a release, all but what has been built.
source_files()
{
    cd "$top_srcdir" || return 1
    if git ls-files -co --exclude-standard >"$TAP_TMP/files" 2>/dev/null; then
        tar -cf - -T "$TAP_TMP/files"
    else
        tar -cf - --exclude=./build .
    fi
}

mkdir "$root/bmctui"
source_files | tar -xf - -C "$root/bmctui" || bail "the source cannot be copied"

inside=(env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 TERM=vt100
    chroot "$root" /bmctui/dev)

# Esc 0 leaves; it comes when the page is there.
leave()
{
    local i

    for ((i = 0; i < 1200; i++)); do
        sleep 0.5
        ! grep -q 'Network > IPMI' "$TAP_TMP/screen" 2>/dev/null || break
    done
    sleep 1
    printf '\0330'
    sleep 3
}

leave | timeout 900 script -qefc "stty rows 24 columns 80; ${inside[*]} run --demo" \
    "$TAP_TMP/screen" >/dev/null 2>&1
is "${PIPESTATUS[1]}" 0 "./dev run"
ok "it shows the page" grep -q 'IPv4 Default Gateway' "$TAP_TMP/screen"

"${inside[@]}" check </dev/null >"$TAP_TMP/check" 2>&1
is "$?" 0 "./dev check"
like "$(tail -n 1 "$TAP_TMP/check")" "^[0-9]+ passed, 0 failed$" "its last line"
grep -E 'FAIL|^    .*ERROR|skipped$|passed' "$TAP_TMP/check" | tail -n 60 | while read -r line; do
    note "$line"
done

done_testing
