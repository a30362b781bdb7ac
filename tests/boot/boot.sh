# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2054
# A virtual machine (QEMU's emulated processor, Debian's kernel) whose BMC, behind a KCS interface
# and the kernel's own drivers, is the ipmi_sim that sim.sh runs. Sourced by tests after tap.sh and
# sim.sh.
#
#   guest_needs             skips the test, with the reason, where no guest can run here
#   guest_start [OPTION...] boots one and waits until it takes commands
#       bmc=sim             its BMC is the current one of sim_start (the default)
#       bmc=qemu            its BMC is QEMU's own ipmi-bmc-sim, which has no LAN commands
#       bmc=none            it has none
#       modules             the IPMI modules are loaded at the start; else nothing has loaded them
#       systemd             systemd is its first process, else busybox
#       disk=FILE           an ext4 image at /var/lib/bmctui, made when there is none
#       overlay=FOLDER      its files come on top of the guest's
#       console             the kernel's messages go to ttyS0, as on most servers, not to GUEST_LOG
#       vt                  it has a keyboard, for its virtual consoles: guest_vt_key
#       reboots                 a reset starts it again, in the same QEMU; else it is its end
#       append=WORDS        more for the kernel's command line
#   guest_stop              pulls the plug: what was not synced to the disk is lost; guest_start
#                           does it first, too
#   guest_starts_again      waits until it does, after a reset (option reboots)
#   guest_is_off            waits for QEMU's end: a power-off, or a reset without that option
#   guest_run COMMAND       a shell command line in the guest, as root; sets out, err, status
#   guest_run_as USER COMMAND   as nobody, admin or guest (the last two with password guest-pw)
#   guest_do COMMAND        the same as guest_run, but its output is printed, its status returned
#   guest_put FILE PATH [MODE]  copies a file (a small one) into the guest
#   guest_begin COMMAND     goes on by itself; guest_end waits for it and sets out, err, status;
#                           guest_ended: has it ended?
#   guest_bmc ARGUMENT...   bmctui in the guest; guest_bmc_as USER ARGUMENT...
#   guest_line COMMAND      runs a command on the guest's serial console, as a getty would run it
#   guest_hang_up           ends that session as a line that drops does: its leader is gone, the
#                           kernel hangs the terminal up and tells all that were on it
#   guest_console [OPTION...] <SCRIPT   a person at that serial line: keys and screens as
#                           tests/pty/drive takes them; sets out and status. The line keeps what
#                           was written while nobody was there (64 KiB of it), like a slow terminal
#   guest_vt [N]            what is on the virtual console tty1, or ttyN; lines are drawn with "-"
#   guest_vt_key KEY...     presses keys there, as QEMU's sendkey names them: ret tab f2 a shift-a
#
# GUEST_LINE is the command that makes any terminal this serial line, for C tests: term_start() with
# argv { "bash", "-c", getenv("GUEST_LINE"), NULL }. GUEST_LOG is the kernel's log.
#
# A guest is up in about 4 s, with systemd in about 9 s, on one core. What it boots is kept in
# $BMCTUI_GUEST_CACHE (./dev sets it; else tests/boot/cache in the build folder).
#
# To test a unit in place of a getty:
#     guest_install "$TAP_TMP/overlay" bmctui-serial@ttyS0.service
#     guest_start systemd console overlay="$TAP_TMP/overlay"
#     guest_console <<<'wait LOCKED'
# guest_install FOLDER [UNIT...] is `make install` to the folder, and `systemctl enable` of units in
# it; a config file is then FOLDER/etc/bmctui.conf. As console=ttyS0 is on the kernel's command
# line, systemd's own generator wants a getty there, which the unit has to keep away; the person at
# guest_console sees the line from the first byte on. See systemd.sh.

BOOT_SRC=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
BMCTUI_GUEST_CACHE=${BMCTUI_GUEST_CACHE:-$top_builddir/tests/boot/cache}
GUEST_SECONDS=60
[ -z "${SANITIZERS:-}" ] || GUEST_SECONDS=180
GUEST_PID=
GUEST_STARTED=

guest_needs()
{
    local tool why

    [ "$(uname -m)" = x86_64 ] || skip_all "the guest is an x86_64 machine, this is $(uname -m)"
    for tool in qemu-system-x86_64 busybox kmod ipmitool; do
        PATH=$PATH:/usr/sbin:/sbin type -P "$tool" >/dev/null || skip_all "$tool is not installed"
    done
    sim_needs
    why=$(bash "$BOOT_SRC/initramfs.sh" root "$BMCTUI_GUEST_CACHE" 2>&1) ||
        skip_all "no guest can be built: ${why##*$'\n'}"
    if [ "${1:-}" = systemd ]; then
        why=$(bash "$BOOT_SRC/initramfs.sh" systemd "$BMCTUI_GUEST_CACHE" 2>&1) ||
            skip_all "no guest with systemd can be built: ${why##*$'\n'}"
    fi
    bash "$BOOT_SRC/initramfs.sh" program "$top_builddir/bmctui" "$TAP_TMP/program.cpio" ||
        bail 'the program cannot be packed'
}

# ---------------------------------------------------------------- starting and stopping

guest_archives()
{
    GUEST_ARCHIVES=("$BMCTUI_GUEST_CACHE/root.cpio")
    [ "$GUEST_INIT" != systemd ] || GUEST_ARCHIVES+=("$BMCTUI_GUEST_CACHE/systemd.cpio")
    GUEST_ARCHIVES+=("$TAP_TMP/program.cpio")
    if [ -n "$1" ]; then
        bash "$BOOT_SRC/initramfs.sh" pack "$1" "$GUEST_DIR/overlay.cpio" || bail 'overlay'
        GUEST_ARCHIVES+=("$GUEST_DIR/overlay.cpio")
    fi
    cat "${GUEST_ARCHIVES[@]}" >"$GUEST_DIR/initrd"
}

guest_disk()
{
    [ -e "$1" ] || {
        truncate -s 16M "$1" && PATH=$PATH:/usr/sbin:/sbin mke2fs -q -t ext4 "$1" >/dev/null
    } || bail "$1 cannot be made"
    GUEST_ARGS+=(-drive "file=$1,format=raw,if=virtio,cache=writeback")
    GUEST_WORDS+=(guest.disk)
}

# QEMU 9.2 and later: milliseconds.
guest_reconnect()
{
    local version

    version=$(qemu-system-x86_64 -version | sed -nE '1s/.*version ([0-9]+)\.([0-9]+).*/\1\2/p')
    if [ "${version:-0}" -ge 92 ]; then
        echo reconnect-ms=1000
    else
        echo reconnect=1
    fi
}

# The words of guest_start, as QEMU takes them.
guest_options()
{
    local option bmc=sim overlay=

    GUEST_INIT=busybox
    GUEST_KERNEL_CONSOLE=ttyS2
    GUEST_ARGS=(-no-reboot)
    GUEST_WORDS=()
    for option in "$@"; do
        case $option in
        bmc=*) bmc=${option#*=} ;;
        overlay=*) overlay=${option#*=} ;;
        modules) GUEST_WORDS+=(guest.modules) ;;
        systemd) GUEST_INIT=systemd GUEST_WORDS+=(guest.init=systemd) ;;
        disk=*) guest_disk "${option#*=}" ;;
        console) GUEST_KERNEL_CONSOLE=ttyS0 ;;
        vt)
            GUEST_ARGS+=(-chardev "pipe,id=keys,path=$GUEST_DIR/keys"
                -mon chardev=keys,mode=readline)
            ;;
        reboots) GUEST_ARGS=("${GUEST_ARGS[@]:1}") ;;
        append=*) GUEST_WORDS+=("${option#*=}") ;;
        *) bail "guest_start: unknown option $option" ;;
        esac
    done
    case $bmc in
    sim)
        GUEST_ARGS+=(-device ipmi-bmc-extern,id=bmc0,chardev=bmc -chardev
            "socket,id=bmc,host=127.0.0.1,port=$SIM_VM_PORT,$(guest_reconnect)")
        ;;
    qemu) GUEST_ARGS+=(-device ipmi-bmc-sim,id=bmc0) ;;
    esac
    [ "$bmc" = none ] || GUEST_ARGS+=(-device isa-ipmi-kcs,bmc=bmc0,irq=5,ioport=0xca2)
    guest_archives "$overlay"
}

guest_start()
{
    local line begin=$EPOCHREALTIME words

    guest_stop
    [ -n "$GUEST_STARTED" ] || at_exit guest_stop
    GUEST_STARTED=$((${GUEST_STARTED:-0} + 1))
    GUEST_DIR=$TAP_TMP/guest$GUEST_STARTED
    GUEST_LOG=$GUEST_DIR/log
    { mkdir "$GUEST_DIR" && mkfifo "$GUEST_DIR"/{line,agent,keys}.{in,out}; } || bail "$GUEST_DIR"
    printf -v GUEST_LINE 'bash %q %q' "$BOOT_SRC/line.sh" "$GUEST_DIR/line"
    export GUEST_LINE
    guest_options "$@"
    words="console=$GUEST_KERNEL_CONSOLE,115200 ${GUEST_WORDS[*]} quiet loglevel=4 panic=-1"
    qemu-system-x86_64 -accel tcg -M pc -m "${GUEST_MEMORY:-640}" -nodefaults -display none \
        -no-user-config -monitor none -rtc base=utc \
        -kernel "$BMCTUI_GUEST_CACHE/kernel/vmlinux" -initrd "$GUEST_DIR/initrd" -append "$words" \
        -chardev "pipe,id=line,path=$GUEST_DIR/line" -device isa-serial,chardev=line,index=0 \
        -chardev "pipe,id=agent,path=$GUEST_DIR/agent" -device isa-serial,chardev=agent,index=1 \
        -chardev "file,id=log,path=$GUEST_LOG" -device isa-serial,chardev=log,index=2,irq=10 \
        "${GUEST_ARGS[@]}" </dev/null >"$GUEST_DIR/qemu" 2>&1 &
    GUEST_PID=$!
    exec {GUEST_TO}<>"$GUEST_DIR/agent.in" {GUEST_FROM}<>"$GUEST_DIR/agent.out"
    # Booting is much work, and others may be at work, too.
    guest_answer ready $((GUEST_SECONDS * 4)) || guest_lost 'the guest does not start'
    rm -f "$GUEST_DIR/initrd"
    note "a guest is up (${*:-no options}) after" \
        "$(((${EPOCHREALTIME/./} - ${begin/./}) / 1000)) ms"
}

guest_starts_again()
{
    guest_answer ready $((GUEST_SECONDS * 4)) || guest_lost 'the guest does not start again'
}

guest_is_off()
{
    local i

    for ((i = 0; i < GUEST_SECONDS * 10; i++)); do
        kill -0 "$GUEST_PID" 2>/dev/null || return 0
        sleep 0.1
    done
    return 1
}

guest_stop()
{
    [ -n "$GUEST_PID" ] || return 0
    kill -KILL "$GUEST_PID" 2>/dev/null
    wait "$GUEST_PID" 2>/dev/null
    GUEST_PID=
    exec {GUEST_TO}>&- {GUEST_FROM}>&-
    rm -f "$GUEST_DIR"/*.{in,out} "$GUEST_DIR"/*.cpio
}

guest_lost()
{
    diag "$(cat "$GUEST_DIR/qemu"; tail -n 30 "$GUEST_LOG")"
    bail "$1"
}

# ---------------------------------------------------------------- commands

# guest_answer WORD SECONDS: the line that begins with it, in GUEST_ANSWER; others are passed over.
guest_answer()
{
    local end=$((SECONDS + $2)) line='' part

    while [ $SECONDS -le $end ] && kill -0 "$GUEST_PID" 2>/dev/null; do
        if ! IFS= read -r -t 1 -u "$GUEST_FROM" part; then
            line=$line$part
            continue
        fi
        line=$line$part
        GUEST_ANSWER=${line%$'\r'}
        [[ $GUEST_ANSWER != "$1"* ]] || return 0
        line=
    done
    return 1
}

# guest_ask WORDS: sends a request, and takes its answer apart.
guest_ask()
{
    local word=$1 part

    shift
    [ -n "$GUEST_PID" ] || bail 'no guest is running'
    GUEST_ID=$((${GUEST_ID:-0} + 1))
    printf '%s %s %s\n' "$word" "$GUEST_ID" "$*" >&"$GUEST_TO"
    guest_answer "done $GUEST_ID " $((GUEST_SECONDS + 10)) || guest_lost 'the guest does not answer'
    read -ra part <<<"$GUEST_ANSWER"
    status=${part[2]}
    out=$(base64 -d <<<"${part[3]#=}" | tr -d '\0')
    err=$(base64 -d <<<"${part[4]#=}" | tr -d '\0')
}

guest_run_as()
{
    local user=$1 command

    shift
    command=$(base64 -w 0 <<<"$*")
    # The line discipline of a serial line holds 4095 bytes.
    [ ${#command} -lt 3500 ] || bail 'guest_run: too long a command, use guest_put'
    guest_ask run "$user" "$GUEST_SECONDS" "$command"
}

guest_run()
{
    guest_run_as root "$@"
}

guest_do()
{
    local out err status

    guest_run "$@"
    [ -z "$out" ] || printf '%s\n' "$out"
    [ -z "$err" ] || printf '%s\n' "$err" >&2
    return "$status"
}

guest_put()
{
    local out err status part

    guest_ask run root "$GUEST_SECONDS" "$(base64 -w 0 <<<"rm -f '$2'")"
    while read -r part; do
        guest_ask add "${3:-644}" "$2" "$part"
        [ "$status" = 0 ] || bail "guest_put: $err"
    done < <(base64 -w 3000 "$1")
}

# guest_detach NAME COMMAND REDIRECTION: leaves a process group of its own behind, in which a shell
# runs the command; its status lands in /run/NAME.status.
guest_detach()
{
    guest_do "rm -f /run/$1.*; echo $(base64 -w 0 <<<"$2") | base64 -d >/run/$1.sh
        echo 'echo \$\$ >/run/$1.pid; exec $3; sh /run/$1.sh
            echo \$? >/run/$1.new; mv /run/$1.new /run/$1.status' >/run/$1.outer
        setsid sh /run/$1.outer </dev/null >/dev/null 2>&1 &"
}

guest_begin()
{
    guest_detach begun "$*" '>/run/begun.out 2>/run/begun.err'
}

guest_ended()
{
    guest_do '[ -e /run/begun.status ]'
}

guest_end()
{
    local begun

    guest_run 'until [ -e /run/begun.status ]; do sleep 0.05; done; cat /run/begun.status'
    begun=${out:-none}
    guest_run 'cat /run/begun.out; cat /run/begun.err >&2'
    status=$begun
}

guest_bmc()
{
    guest_run "bmctui$(printf ' %q' "$@")"
}

guest_bmc_as()
{
    local user=$1

    shift
    guest_run_as "$user" "bmctui$(printf ' %q' "$@")"
}

# ---------------------------------------------------------------- the serial console

guest_line()
{
    guest_detach line "stty sane 115200; $*" '</dev/ttyS0 >/dev/ttyS0 2>&1'
}

guest_hang_up()
{
    guest_do 'kill -KILL "$(cat /run/line.pid)"'
}

guest_console()
{
    # First the terminal has to be in raw mode: a ^C before would end line.sh.
    out=$({ echo 'quiet 300'; cat; } | "$top_builddir/tests/pty/drive" -t vt220 \
        -w $((GUEST_SECONDS * 500)) "$@" -- bash "$BOOT_SRC/line.sh" "$GUEST_DIR/line" 2>&1)
    status=$?
}

guest_vt()
{
    guest_do "fold -w \$(dd if=/dev/vcsa${1:-1} bs=1 skip=1 count=1 2>/dev/null | od -An -tu1) \
        </dev/vcs${1:-1}; echo" | LC_ALL=C tr '\200-\377' '-' | sed 's/ *$//'
}

guest_vt_key()
{
    local key

    for key in "$@"; do
        echo "sendkey $key" >"$GUEST_DIR/keys.in"
        # A press and its release take 100 ms; the next one would wait for it anyway.
        sleep 0.15
    done
}

# What only tests need. A program that was installed below /tmp has to be seen by a unit with a /tmp
# of its own. A sanitized one cannot look for leaks with a unit's rights, and its crypt_r() leads
# nowhere when pam_unix brings libcrypt along late.
guest_drop_in()
{
    echo '[Service]'
    case $top_builddir in
    /tmp/* | /var/tmp/*) echo PrivateTmp=no ;;
    esac
    if [ -n "${SANITIZERS:-}" ]; then
        echo "Environment=ASAN_OPTIONS=$ASAN_OPTIONS:verify_asan_link_order=0:detect_leaks=0"
        echo 'Environment=LD_PRELOAD=libcrypt.so.1'
    fi
}

guest_install()
{
    local folder=$1 etc var unit

    shift
    env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s -C "$top_builddir" install DESTDIR="$folder" \
        systemdsystemunitdir=/usr/lib/systemd/system >"$TAP_TMP/install.log" 2>&1 ||
        bail "make install: $(tail -n 1 "$TAP_TMP/install.log")"
    # The program finds its config file in the guest's /etc, whatever --prefix says.
    etc=$(find "$folder" -path '*/etc/bmctui.conf' -printf '%h')
    if [ -n "$etc" ] && [ "$etc" != "$folder/etc" ]; then
        mkdir -p "$folder/etc" && cp -R "$etc/." "$folder/etc/" && rm -r "$etc"
    fi
    # And its journals in the guest's /var, where the disk is.
    var=$(find "$folder" -path '*/var/lib/bmctui' -printf '%h')
    [ -z "$var" ] || [ "$var" = "$folder/var/lib" ] || rm -r "${var%/lib}"
    for unit in "$@"; do
        mkdir -p "$folder/etc/systemd/system/$unit.d"
        guest_drop_in >"$folder/etc/systemd/system/$unit.d/guest.conf"
    done
    [ $# -eq 0 ] || systemctl --root="$folder" --quiet enable "$@" || bail "cannot enable $*"
}
