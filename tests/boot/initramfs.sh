#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds what the guest of boot.sh boots, from this machine's own files and Debian's kernel. No
# root is needed, and nothing of this machine is changed.
#
#   initramfs.sh kernel CACHE      CACHE/kernel: vmlinux, version and the modules of a guest
#   initramfs.sh root CACHE        CACHE/root.cpio: the guest with busybox as its init
#   initramfs.sh systemd CACHE     CACHE/systemd.cpio: systemd and getty, on top of root.cpio
#   initramfs.sh program BMCTUI FILE   the program with its libraries, on top of these
#   initramfs.sh pack FOLDER FILE  any folder, on top of all
#
# Archives are uncompressed, as unpacking is what costs time in an emulated processor; the kernel
# takes several in a row. What is in CACHE is made again when this script, the folder guest/ or one
# of the machine's files has changed. A reason on standard error and status 1: it cannot be done.
set -u
umask 022

SRC=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PATH=$PATH:/usr/sbin:/sbin
WORK=

# What root.cpio and systemd.cpio take from this machine. Missing ones marked with ? are left out.
ROOT_FILES='busybox kmod ipmitool ?bmc-info ?ipmi-config ?ipmi-raw'
SYSTEMD_FILES='/lib/systemd/systemd /lib/systemd/systemd-journald /lib/systemd/systemd-udevd
    /lib/systemd/systemd-modules-load /lib/systemd/systemd-shutdown
    /lib/systemd/systemd-user-sessions ?/lib/systemd/systemd-cgroups-agent
    /lib/systemd/system-generators/systemd-getty-generator
    systemctl journalctl systemd-analyze systemd-escape systemd-notify
    udevadm agetty login su ?/lib/systemd/systemd-executor'
# What newer versions of these look for only when they need it.
SYSTEMD_LIBRARIES='libblkid.so.1 libkmod.so.2 libmount.so.1 libpam.so.0 libseccomp.so.2'
# A server's units as far as a console at boot has to do with them.
SYSTEMD_UNITS='basic.target emergency.service emergency.target final.target getty-pre.target
    getty.target getty@.service halt.target kmod-static-nodes.service local-fs-pre.target
    local-fs.target modprobe@.service multi-user.target network-pre.target network.target
    nss-user-lookup.target paths.target poweroff.target reboot.target remote-fs.target
    rescue.service rescue.target serial-getty@.service shutdown.target slices.target sockets.target
    swap.target sysinit.target systemd-journald-dev-log.socket systemd-journald.service
    systemd-journald.socket systemd-modules-load.service systemd-poweroff.service
    systemd-reboot.service systemd-udev-trigger.service systemd-udevd-control.socket
    systemd-udevd-kernel.socket systemd-udevd.service systemd-user-sessions.service timers.target
    umount.target user.slice
    sockets.target.wants/systemd-journald-dev-log.socket
    sockets.target.wants/systemd-journald.socket
    sockets.target.wants/systemd-udevd-control.socket
    sockets.target.wants/systemd-udevd-kernel.socket
    sysinit.target.wants/systemd-journald.service
    sysinit.target.wants/systemd-modules-load.service
    sysinit.target.wants/systemd-udev-trigger.service
    sysinit.target.wants/systemd-udevd.service
    multi-user.target.wants/getty.target
    multi-user.target.wants/systemd-user-sessions.service'
UDEV_RULES='50-udev-default 80-drivers 99-systemd'
PAM_MODULES='deny env exec faildelay faillock group limits listfile nologin permit rootok
    succeed_if unix wheel'
TERMINALS='ansi dumb linux screen screen-256color tmux-256color vt100 vt102 vt220 xterm
    xterm-256color'
KERNEL_MODULES='ipmi_devintf ipmi_msghandler ipmi_si ipmi_ssif ipmi_watchdog ipmi_poweroff
    dmi-sysfs virtio virtio_ring virtio_pci virtio_pci_legacy_dev virtio_pci_modern_dev virtio_blk
    ext4 jbd2 mbcache crc16 crc32c_generic crc32c-cryptoapi crc32c-intel libcrc32c'

die()
{
    echo "initramfs.sh: $*" >&2
    exit 1
}

# ---------------------------------------------------------------- the kernel

# Unpacks vmlinuz and the modules of the packages in FILE... to WORK/kernel. Since Debian 13 modules
# are in usr/lib, since 14 vmlinuz is with them.
unpack_kernel()
{
    local name file folder patterns=('./boot/vmlinuz-*' '*/lib/modules/*/vmlinuz'
        '*/lib/modules/*/modules.*')

    for name in $KERNEL_MODULES; do
        patterns+=("*/$name.ko*")
    done
    mkdir -p "$WORK/kernel/lib" "$WORK/all" || return 1
    for file; do
        dpkg-deb --fsys-tarfile "$file" |
            tar -x -C "$WORK/all" --wildcards "${patterns[@]}" 2>/dev/null
    done
    for folder in "$WORK"/all/{,usr/}lib/modules/*; do
        [ -e "$folder/modules.builtin" ] || continue
        echo "${folder##*/}" >"$WORK/kernel/version"
        mv "${folder%/*}" "$WORK/kernel/lib/modules" || return 1
    done
    [ -e "$WORK/kernel/version" ] || die 'the kernel packages hold no modules'
    for file in "$WORK"/all/boot/vmlinuz-* "$WORK"/kernel/lib/modules/*/vmlinuz; do
        [ ! -e "$file" ] || mv "$file" "$WORK/kernel/vmlinuz" || return 1
    done
    [ -e "$WORK/kernel/vmlinuz" ] || die 'the kernel packages hold no vmlinuz'
}

# depends PACKAGE REGEX: what it depends on and is called so, without its beginning "linux-".
depends()
{
    apt-cache depends "$1" 2>/dev/null | sed -nE "s/^  Depends: (linux-($2)-[^ ]*)\$/\1/p"
}

# The package linux-image-VERSION, which has been divided since Debian 14.
download_kernel()
{
    local package packages options=()

    type -P apt-get dpkg-deb >/dev/null || return 1
    package=$(depends linux-image-amd64 image | head -n 1)
    [ -n "$package" ] || return 1
    mapfile -t packages < <(echo "$package" && depends "$package" 'base|binary|modules')
    [ "$(id -u)" != 0 ] || options=(-o APT::Sandbox::User=root)
    (cd "$WORK" && apt-get -qq "${options[@]}" download "${packages[@]}" >&2) || return 1
    unpack_kernel "$WORK"/*.deb
}

# Without apt: the kernel that is installed here, when one can read it and it has what is needed.
installed_kernel()
{
    local vmlinuz version name file

    for vmlinuz in /boot/vmlinuz-*; do
        version=${vmlinuz##*/vmlinuz-}
        [ -r "$vmlinuz" ] || continue
        find "/lib/modules/$version/" -name 'ipmi_si.ko*' 2>/dev/null | grep -q . || continue
        mkdir -p "$WORK/kernel/lib/modules/$version" || return 1
        cp "$vmlinuz" "$WORK/kernel/vmlinuz" || return 1
        echo "$version" >"$WORK/kernel/version"
        cp "/lib/modules/$version"/modules.* "$WORK/kernel/lib/modules/$version/"
        for name in $KERNEL_MODULES; do
            while read -r file; do
                (cd / && cp --parents "$file" "$WORK/kernel")
            done < <(cd / && find "lib/modules/$version/" -name "$name.ko*")
        done
        return 0
    done
    return 1
}

# QEMU boots an unpacked kernel as well (through PVH): that takes 3 s, a packed one 8. Which part of
# vmlinuz is packed is found by the mark that xz or zstd puts there; otherwise it stays as it is.
unpack_vmlinux()
{
    local from=$WORK/kernel/vmlinuz to=$WORK/kernel/vmlinux way offset

    for way in 'xz \xfd7zXZ\x00' 'zstd \x28\xb5\x2f\xfd'; do
        offset=$(LC_ALL=C grep -obUaP "${way#* }" "$from" | head -n 1 | cut -d : -f 1)
        [ -n "$offset" ] || continue
        tail -c "+$((offset + 1))" "$from" | "${way%% *}" -dc >"$to" 2>/dev/null
        [ "$(head -c 4 "$to" | tail -c 3)" != ELF ] || { rm "$from"; return; }
    done
    mv "$from" "$to"
}

kernel()
{
    local version

    [ ! -e "$CACHE/kernel/vmlinux" ] || return 0
    type -P depmod >/dev/null || die 'depmod (package kmod) is not installed'
    download_kernel || installed_kernel ||
        die 'no kernel: apt-get download of what linux-image-amd64 depends on failed'
    version=$(cat "$WORK/kernel/version")
    depmod -b "$WORK/kernel" "$version" || die 'depmod failed'
    unpack_vmlinux
    rm -rf "$CACHE/kernel"
    mv "$WORK/kernel" "$CACHE/kernel"
}

# ---------------------------------------------------------------- folders of files

# The real path of the folder, as bin, lib and so on are links in the guest.
inside()
{
    printf '%s/%s' "$(realpath -m "${1%/*}")" "${1##*/}"
}

# take FILE...: with the libraries that it is linked to, to the same place below TREE.
take()
{
    local file

    for file in "$@" $(libraries "$@"); do
        place "$file"
    done
}

# The dynamic loader is one, and stands in a line of its own.
libraries()
{
    local file

    for file in "$@"; do
        ldd "$file" 2>/dev/null
    done | sed -nE 's/^.*(=> |^[[:blank:]]+)(\/[^ ]+) \(0x.*$/\2/p' | sort -u
}

place()
{
    local to

    [ -e "$1" ] || die "$1 is not on this machine"
    to=$TREE$(inside "$1")
    [ -e "$to" ] || { mkdir -p "${to%/*}" && cp -L --preserve=mode "$1" "$to"; } ||
        die "cannot copy $1"
}

# A whole folder, its links as they are.
place_folder()
{
    [ -d "$1" ] || return 0
    mkdir -p "$TREE$(realpath "$1")"
    cp -dR --preserve=mode "$1/." "$TREE$(realpath "$1")/"
}

# The path of a program, or as it is.
program_path()
{
    type -P "$1" || die "$1 is not installed"
}

# take_named NAME...: programs, those marked with ? if they are there.
take_named()
{
    local name path

    for name; do
        path=$(type -P "${name#\?}")
        [ -n "$path" ] || [ "${name#\?}" != "$name" ] || die "$name is not installed"
        [ -z "$path" ] || take "$path"
    done
}

new_tree()
{
    TREE=$WORK/$1
    mkdir -p "$TREE/usr"
}

# archive FILE: TREE, all of it root's.
archive()
{
    (cd "$TREE" && find . | LC_ALL=C sort |
        busybox cpio -o -H newc -R 0:0 2>/dev/null) >"$1.new" || die "cannot write $1"
    mv -f "$1.new" "$1"
}

# In the guest bin, lib and so on are links to those in usr, which folders must not replace.
merge_usr()
{
    local folder

    for folder in bin sbin lib lib64; do
        [ -d "$TREE/$folder" ] && [ ! -L "$TREE/$folder" ] || continue
        mkdir -p "$TREE/usr/$folder"
        cp -dR --preserve=mode "$TREE/$folder/." "$TREE/usr/$folder/" && rm -r "${TREE:?}/$folder"
    done
}

# ---------------------------------------------------------------- what is in the guest

# They may be read-only where they come from.
own_files()
{
    cp -R "$SRC/$1/." "$TREE/" && chmod -R u+w,go=rX "$TREE" || die "cannot copy $SRC/$1"
}

skeleton()
{
    local folder

    for folder in bin sbin lib lib32 lib64 libx32; do
        mkdir -p "$TREE/usr/$folder"
        ln -s "usr/$folder" "$TREE/$folder"
    done
    mkdir -p "$TREE"/{dev,etc,home,mnt,proc,root,run,sys,tmp,var/lib/bmctui,var/log,var/tmp}
    ln -s /run "$TREE/var/run"
    chmod 1777 "$TREE/tmp" "$TREE/var/tmp"
    own_files guest
    chmod 755 "$TREE/init" "$TREE/usr/libexec/"*
    chmod 600 "$TREE/etc/shadow"
}

applets()
{
    local name

    busybox --list-full | while read -r name; do
        [ -e "$TREE/usr/${name#usr/}" ] || ln -s "/usr/bin/busybox" "$TREE/usr/${name#usr/}"
    done
    # /init is not to be busybox's own, and linuxrc is nothing that a guest needs.
    rm -f "$TREE/usr/linuxrc"
}

terminals()
{
    local name folder

    for name in $TERMINALS; do
        for folder in /etc/terminfo /lib/terminfo /usr/share/terminfo; do
            [ ! -e "$folder/${name:0:1}/$name" ] || { place "$folder/${name:0:1}/$name"; break; }
        done
    done
}

pam_modules()
{
    local name folder

    for folder in /lib/*/security /lib/security /lib64/security /usr/lib/*/security; do
        [ -e "$folder/pam_unix.so" ] || continue
        for name in $PAM_MODULES; do
            [ ! -e "$folder/pam_$name.so" ] || take "$folder/pam_$name.so"
        done
        take "$(program_path unix_chkpwd)"
        return
    done
}

root()
{
    local name

    new_tree root
    skeleton
    # shellcheck disable=SC2086
    take_named $ROOT_FILES
    mv "$TREE$(inside "$(type -P busybox)")" "$TREE/usr/bin/busybox" 2>/dev/null
    for name in depmod insmod lsmod modinfo modprobe rmmod; do
        ln -sf "$(inside "$(type -P kmod)")" "$TREE/usr/sbin/$name"
    done
    applets
    terminals
    pam_modules
    [ ! -e /usr/lib/locale/C.utf8 ] || place_folder /usr/lib/locale/C.utf8
    mkdir -p "$TREE/usr/lib/modules"
    cp -R "$CACHE/kernel/lib/modules/." "$TREE/usr/lib/modules/"
    archive "$CACHE/root.cpio"
}

# Of the machine's own units only those of systemd, whatever else is installed here.
systemd()
{
    local name file units

    new_tree systemd
    own_files guest-systemd
    units="$TREE/etc/systemd/system"
    mkdir "$units/multi-user.target.wants" "$units/getty.target.wants"
    ln -s /lib/systemd/system/multi-user.target "$units/default.target"
    ln -s ../guest-agent.service "$units/multi-user.target.wants/"
    # What every Debian has; the getty of a serial console comes from the kernel's command line.
    ln -s /lib/systemd/system/getty@.service "$units/getty.target.wants/getty@tty1.service"
    # shellcheck disable=SC2086
    take_named $SYSTEMD_FILES
    for name in $SYSTEMD_LIBRARIES; do
        for file in /usr/lib/*-linux-gnu/"$name"; do
            [ ! -e "$file" ] || take "$file"
        done
    done
    for name in $SYSTEMD_UNITS; do
        case $name in
        */*)
            mkdir -p "$TREE/usr/lib/systemd/system/${name%/*}"
            ln -sf "../${name##*/}" "$TREE/usr/lib/systemd/system/$name"
            ;;
        *) [ ! -e "/lib/systemd/system/$name" ] || place "/lib/systemd/system/$name" ;;
        esac
    done
    for name in $UDEV_RULES; do
        place "/lib/udev/rules.d/$name.rules"
    done
    archive "$CACHE/systemd.cpio"
}

# Settings of a sanitized build come from the environment of the test.
program_environment()
{
    local name

    for name in ASAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS; do
        [ -z "${!name:-}" ] || printf "%s='%s'\n" "$name" "${!name}"
    done
    [ -z "${LSAN_OPTIONS:-}" ] ||
        printf "LSAN_OPTIONS='%s'\n" 'suppressions=/etc/lsan.supp:print_suppressions=0'
}

# Where a program looks that was configured with any --prefix is the guest's /etc and /var.
configured_paths()
{
    local etc var

    etc=$(LC_ALL=C grep -aoE '/[[:print:]]*/bmctui\.conf' "$1" | head -n 1)
    var=$(LC_ALL=C grep -aoE '/[[:print:]]*/lib/bmctui' "$1" | head -n 1)
    link_folder "${etc%/bmctui.conf}" /etc
    link_folder "${var%/lib/bmctui}" /var
}

link_folder()
{
    [ -n "$1" ] && [ "$1" != "$2" ] && [ ! -e "$TREE$1" ] || return 0
    mkdir -p "$TREE${1%/*}" && ln -s "$2" "$TREE$1"
}

program()
{
    local file

    new_tree program
    mkdir -p "$TREE/usr/bin" "$TREE/etc"
    cp "$1" "$TREE/usr/bin/bmctui" || exit 1
    for file in $(libraries "$1"); do
        place "$file"
    done
    configured_paths "$1"
    cp "$SRC/../lsan.supp" "$TREE/etc/lsan.supp"
    program_environment >"$TREE/etc/guest.env"
    archive "$2"
}

# ---------------------------------------------------------------- the cache

# What an archive is made from, in short.
inputs()
{
    local name

    (cd "$SRC" && cat "$SRC/initramfs.sh" && find guest guest-systemd -type f -exec cksum {} +)
    for name in $ROOT_FILES $SYSTEMD_FILES; do
        name=$(type -P "${name#\?}") && stat -Lc '%n %s %Y' "$name"
    done
    stat -Lc '%n %s %Y' /lib/*-linux-gnu*/libc.so.6 /usr/lib/*/libfreeipmi.so.17 2>/dev/null
    cat "$CACHE/kernel/version"
}

# cached NAME: makes NAME.cpio unless it is there and still right.
cached()
{
    local key

    kernel
    key=$(inputs | cksum)
    [ ! -e "$CACHE/$1.cpio" ] || [ "$(cat "$CACHE/$1.key" 2>/dev/null)" != "$key" ] || return 0
    rm -f "$CACHE/$1.key"
    "$1"
    echo "$key" >"$CACHE/$1.key"
}

clean_up()
{
    [ -z "$WORK" ] || rm -rf "$WORK"
}

# The tests of several build folders may share a cache, and run at the same time.
open_cache()
{
    mkdir -p "$1" || die "cannot write $1"
    CACHE=$(cd "$1" && pwd)
    exec {lock}>"$CACHE/lock"
    flock "$lock" || die "cannot lock $CACHE"
    WORK=$(mktemp -d "$CACHE/work.XXXXXX") || exit 1
}

trap clean_up EXIT
trap 'exit 1' HUP INT TERM
case ${1:-}:$# in
kernel:2) open_cache "$2" && kernel ;;
root:2 | systemd:2) open_cache "$2" && cached "$1" ;;
program:3)
    WORK=$(mktemp -d) || exit 1
    program "$2" "$3"
    ;;
pack:3)
    TREE=$2
    merge_usr
    archive "$3"
    ;;
*) die 'see the head of this file' ;;
esac
