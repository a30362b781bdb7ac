#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh BUILD SECONDS [NAME...]: fuzzes each target for so long, two at a time, with the programs of
# `make fuzzers` in BUILD. What it learns stays in BUILD/fuzz/NAME, what it finds in
# BUILD/fuzz/found-NAME-*. Prints a line for each and, like tests/count, "N passed, M failed".
#
# FUZZ_SEED: 1 without it, so that a check does the same each time; 0 is by chance.
#
# To keep an input for good: copy it to corpus/NAME. To keep few of what has been learnt:
#   BUILD/tests/fuzz/NAME -merge=1 corpus/NAME BUILD/fuzz/NAME
set -u

src=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
build=$(cd "$1" && pwd) || exit 2
seconds=$2
shift 2
[ $# -gt 0 ] || set -- answers apply save fields journal faults options settings keys records pages
export LSAN_OPTIONS="suppressions=$src/../lsan.supp:print_suppressions=0"
export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export LC_ALL=C.UTF-8 LANGUAGE=

fuzz()
{
    local name=$1 learnt=$build/fuzz/$1 log=$build/fuzz/$1.log

    mkdir -p "$learnt"
    timeout -k 10 $((seconds + 120)) "$build/tests/fuzz/$name" -max_total_time="$seconds" \
        -seed="${FUZZ_SEED:-1}" \
        -timeout=20 -rss_limit_mb=1500 -max_len=4096 -print_final_stats=1 \
        -artifact_prefix="$build/fuzz/found-$name-" "$learnt" "$src/corpus/$name" >"$log" 2>&1
}

report()
{
    local name=$1 log=$build/fuzz/$1.log

    printf '%-10s %8s runs, %6s a second' "$name" \
        "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" \
        "$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")"
    if [ "$2" = 0 ]; then
        echo
        return 0
    fi
    printf ', FAILED\n'
    grep -vE '^#[0-9]+|NEW_FUNC|# Uses' "$log" | tail -n 60
    return 1
}

mkdir -p "$build/fuzz"
passed=0
failed=0
while [ $# -gt 0 ]; do
    pair=("${@:1:2}")
    shift "${#pair[@]}"
    pids=()
    for name in "${pair[@]}"; do
        fuzz "$name" &
        pids+=($!)
    done
    for i in "${!pair[@]}"; do
        wait "${pids[i]}"
        if report "${pair[i]}" $?; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
        fi
    done
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
