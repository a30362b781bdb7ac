# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016,SC2317
# clean.sh: the two commands that README begins with, word by word, as somebody does who has a bare
# Debian and a clone: ./dev run, then ./dev check, typed on a terminal, and the other way round
# without one, each pair in a system of its own that has nothing but what debootstrap brings. Needs
# root, the network, and as long as two times ./dev check where nothing is installed; SUITE and
# MIRROR may say otherwise. ONLY=run leaves out the checks.
. "${top_srcdir:?}/tests/tap.sh" || exit 99

suite=${SUITE:-bookworm}
mirror=${MIRROR:-http://deb.debian.org/debian}
bare=$TAP_TMP/bare
minutes=90 # at most, for one command

at_exit eval 'echo "$((TAP_COUNT - TAP_FAILED)) passed, $TAP_FAILED failed"'
test "$(id -u)" = 0 || skip_all "a chroot needs root"
command -v debootstrap >/dev/null || bail "debootstrap is not installed"

# --- bare systems ---------------------------------------------------------------------------------

# What is in the repository now, changed or not: a clone of it, and what is not committed over it;
# of a release, all but what has been built.
plain_clone()
{
    if git -C "$top_srcdir" rev-parse HEAD >/dev/null 2>&1; then
        git clone -q --no-local "$top_srcdir" "$1" 2>/dev/null || return 1
        (cd "$top_srcdir" && git ls-files -co --exclude-standard -z |
            tar -c --null -T - --ignore-failed-read 2>/dev/null) | tar -x -C "$1"
    else
        mkdir "$1" && tar -C "$top_srcdir" -c --exclude=./build . | tar -x -C "$1"
    fi
}

bare_system()
{
    local say

    say=$(debootstrap --variant=minbase "$suite" "$bare" "$mirror" 2>&1) ||
        bail "debootstrap: $(tail -n 3 <<<"$say")"
    cp /etc/resolv.conf "$bare/etc/resolv.conf"
    apt-config dump Acquire | grep -i proxy >"$bare/etc/apt/apt.conf.d/proxy"
    printf '#!/bin/sh\nexit 101\n' >"$bare/usr/sbin/policy-rc.d"
    chmod +x "$bare/usr/sbin/policy-rc.d"
    plain_clone "$bare/bmctui" || bail "the source cannot be copied"
}

# enter NAME: another one, which is $root from now on. Instances of their own, so that nothing of
# this system is within the folder.
enter()
{
    root=$TAP_TMP/$1
    screen=$TAP_TMP/$1.screen
    cp -a --reflink=auto "$bare" "$root" || bail "the bare system cannot be copied"
    at_exit leave
    mount -t proc proc "$root/proc" || bail "/proc cannot be mounted"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts" ||
        bail "/dev/pts cannot be mounted"
    mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm" || bail "/dev/shm cannot be mounted"
    ln -sf pts/ptmx "$root/dev/ptmx"
}

leave()
{
    umount -l "$root/dev/shm" "$root/dev/pts" "$root/proc" 2>/dev/null
    ! mountpoint -q "$root/proc" && rm -rf "$root"
}

# --- typed, and not -------------------------------------------------------------------------------

# What a login has, and no more.
inside()
{
    printf 'env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root '
    printf 'USER=root SHELL=/bin/bash TERM=%s %s chroot %q /bin/bash -c "cd /bmctui && %s"' \
        "$1" "$2" "$root" "$3"
}

# on_terminal TERM ENVIRONMENT COMMAND: typed on a terminal of 80x24, whose keys are what is written
# to $keys; its screen is in $screen.
mkfifo "$TAP_TMP/keys" && exec {keys}<>"$TAP_TMP/keys"
on_terminal()
{
    timeout -k 10 "${minutes}m" script -qefc "stty rows 24 columns 80; $(inside "$@")" \
        "$screen" <&"$keys" >/dev/null 2>&1
    status=$?
}

without_terminal()
{
    eval "timeout -k 10 ${minutes}m setsid -w $(inside "$@")" </dev/null >"$screen" 2>&1
    status=$?
}

# F10 leaves; it comes when the page is there.
press_leave()
{
    local i

    for ((i = 0; i < minutes * 120; i++)); do
        ! grep -qs 'https://192' "$screen" || break
        sleep 0.5
    done
    printf '\033[21~' >&"$keys"
}

run_on_terminal()
{
    local presses

    press_leave &
    presses=$!
    on_terminal "$@"
    kill "$presses" 2>/dev/null
    wait "$presses" 2>/dev/null
    is "$status" 0 "$suite: ./dev run on a terminal"
    ok "$suite: it opens the page" grep -q 'IPv4 Default Gateway' "$screen"
    ok "$suite: of a simulated BMC, and says so" grep -q 'DEMO' "$screen"
    show_failure
}

run_without_terminal()
{
    without_terminal "$@"
    is "$status" 2 "$suite: ./dev run without a terminal"
    like "$(tail -n 1 "$screen")" 'bmctui: console: this is not a terminal' "$suite: it says so"
    show_failure
}

checked()
{
    is "$status" 0 "$suite: ./dev check $1"
    like "$(tr -d '\r' <"$screen" | tail -n 1)" '^[0-9]+ passed, 0 failed$' "$suite: its last line"
    tr -d '\r' <"$screen" | grep -E 'FAIL|^    .*ERROR|not ok|skipped$|passed|did not run|slowest|  s$' |
        tail -n 80 | while read -r line; do
        note "$line"
    done
    show_failure
}

# The end of what was said, once for what went wrong since.
failed_before=0
show_failure()
{
    [ "$TAP_FAILED" = "$failed_before" ] || diag "$(tr -d '\r' <"$screen" | tail -n 60)"
    failed_before=$TAP_FAILED
}

# --- two people -----------------------------------------------------------------------------------

bare_system
enter terminal
run_on_terminal linux '' './dev run'
if [ "${ONLY:-}" != run ]; then
    on_terminal linux '' './dev check'
    checked 'on a terminal'
fi
leave

enter none
if [ "${ONLY:-}" != run ]; then
    without_terminal dumb LANG=C.UTF-8 './dev check'
    checked 'without a terminal'
fi
run_without_terminal dumb LANG=C.UTF-8 './dev run'
leave

done_testing
