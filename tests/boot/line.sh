#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# line.sh PATH: makes the terminal it runs in the far end of a guest's serial line, whose two pipes
# are PATH.in and PATH.out. Ends with the terminal.
stty raw -echo
cat <"$1.out" &
trap 'kill $!' EXIT
cat >"$1.in"
