# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
# bmctui in the background, to be killed or watched. Sourced after sim.sh.
#
#   spawn ARGUMENT...      in-band like bmc_inband; sets pid (bmctui's own), output in
#                          $TAP_TMP/bg.out and bg.err
#   spawn_lan ARGUMENT...  the same over LAN like bmc
#   await COMMAND...       waits (60 s at most) until it succeeds
#   reap                   waits for $pid; its exit status in $status, output in $out and $err
#   requests_seen N [RE]   the BMC has been asked N times since trace_mark
#   watchers               the pids of this test's watcher processes

spawn()
{
    (
        exec env LD_PRELOAD="$SIM_SHIM${LD_PRELOAD:+ $LD_PRELOAD}" SIM_VM_PORT="$SIM_VM_PORT" \
            ASAN_OPTIONS="verify_asan_link_order=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}" \
            "$BMCTUI" -D openipmi "$@"
    ) >"$TAP_TMP/bg.out" 2>"$TAP_TMP/bg.err" </dev/null &
    pid=$!
}

spawn_lan()
{
    local host=SIM_HOST$SIM_CHANNEL

    "$BMCTUI" -h "${!host}" -u "$SIM_USER" "--session-password-file=$SIM_DIR/password" -I 3 \
        -W opensesspriv -l admin "$@" >"$TAP_TMP/bg.out" 2>"$TAP_TMP/bg.err" </dev/null &
    pid=$!
}

await()
{
    local end=$((SECONDS + 60))

    while [ "$SECONDS" -lt "$end" ]; do
        "$@" && return 0
        sleep 0.05
    done
    diag "has not come: $*"
    return 1
}

reap()
{
    # bash tells of a killed job on standard error.
      wait "$pid" 2>/dev/null
    status=$?
    out=$(cat "$TAP_TMP/bg.out")
    err=$(cat "$TAP_TMP/bg.err")
}

requests_seen()
{
    [ "$(trace_count "${2:-.}")" -ge "$1" ]
}

watchers()
{
    pgrep -f -- "--watch-save $SIM_STATE "
}

no_watcher()
{
    [ -z "$(watchers)" ]
}

stop_watchers()
{
    local one

    for one in $(watchers); do
        kill -KILL "$one"
    done
}
at_start at_exit stop_watchers
