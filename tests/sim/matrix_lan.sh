# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# Saves with faults over LAN.
# shellcheck source=tests/sim/matrix.sh
. "${top_srcdir:-.}/tests/sim/matrix.sh" || exit 99

matrix bmc
