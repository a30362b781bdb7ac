#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh BUILD COUNT EVENTS: so many robots at once (one waits most of the time), each with a seed by
# chance, in BUILD/robots. Prints a line for each and, like tests/count, "N passed, M failed".
set -u

src=$(cd "${BASH_SOURCE[0]%/*}/../.." && pwd)
build=$(cd "$1" && pwd) || exit 2
export top_srcdir=$src top_builddir=$build
export LSAN_OPTIONS="suppressions=$src/tests/lsan.supp:print_suppressions=0"
export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export LC_ALL=C.UTF-8 LANGUAGE=

pids=()
for ((i = 1; i <= $2; i++)); do
    mkdir -p "$build/robots/$i"
    (cd "$build/robots/$i" && exec "$build/tests/robot/robot" --seed="$((RANDOM << 15 | RANDOM))" \
        --events="$3" --seconds=36000 >log 2>&1) &
    pids+=($!)
done
passed=0
failed=0
for ((i = 1; i <= $2; i++)); do
    if wait "${pids[i - 1]}"; then
        passed=$((passed + 1))
        grep '^robot: ' "$build/robots/$i/log"
    else
        failed=$((failed + 1))
        echo "robot $i, in $build/robots/$i:"
        tail -n 80 "$build/robots/$i/log"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
