# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash source-path=SCRIPTDIR/../..
# shellcheck disable=SC2034,SC2119,SC2154,SC2317
# Security: what is found, each fix as ipmitool and FreeIPMI read it back from the same BMC, what is
# refused, and default passwords.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
# shellcheck source=tests/sim/sim.sh
. "${top_srcdir:-.}/tests/sim/sim.sh"
# shellcheck source=tests/sim/readback.sh
. "${top_srcdir:-.}/tests/sim/readback.sh"

sim_needs jq ipmitool

# level ID: of `security --json`; text ID likewise.
level()
{
    jq -r ".checks[] | select(.id == \"$1\") | .level" <<<"$out"
}

text()
{
    jq -r ".checks[] | select(.id == \"$1\") | .text" <<<"$out"
}

# raw BYTES...: the answer of that request, without blanks.
raw()
{
    sim_ipmitool raw "$@" | tr -d ' \n'
}

# ---------------------------------------------------------------- what is found

finds()
{
    bmc security --json
    is "$status" 1 'weak: exit status'
    is "$err" '' 'nothing on standard error'
    is "$(jq -r '.checks | length' <<<"$out")" 16 'sixteen checks'
    is "$(jq -r '.checks | map(.level) | unique - ["danger","weak","unknown","note","well"] | length' \
        <<<"$out")" 0 'known levels'
    is "$(level cipher-zero)" danger 'suite 0' || diag "$(text cipher-zero)"
    is "$(level no-name)" danger 'a user without a name' || diag "$(text no-name)"
    is "$(level cipher-weak)" weak 'weak suites' || diag "$(text cipher-weak)"
    is "$(level auth-types)" weak 'IPMI 1.5' || diag "$(text auth-types)"
    is "$(level sol-plain)" weak 'serial over LAN' || diag "$(text sol-plain)"
    is "$(level default-password)" unknown 'passwords are not tried'
    is "$(jq -r '.checks[] | select(.id == "no-name") | .user' <<<"$out")" 1 'which user'
    is "$(jq -r '.checks[] | select(.id == "rakp") | .fixable' <<<"$out")" false 'no fix of RAKP'
    bmc security
    is "$status" 1 'weak: exit status of the text'
    like "$out" '16 looked at: [0-9]+ danger' 'the summary'
}

# PAGES 7: 14 + 2 a slot, and one for each 16 bytes of suites beyond the first.
costs()
{
    local slots

    slots=$(sim_ipmitool channel getaccess 1 | sed -n 's/^Maximum User IDs *: *//p')
    trace_mark
    bmc security --json
    count=$(trace_count '^(06 (54|41|44|46|01|42)|0c (02|22)) ')
    bound=$((14 + 4 + 2 * slots))
    ok "$count requests, at most $bound" test "$count" -gt 0 -a "$count" -le "$bound"
}

# ---------------------------------------------------------------- fixes

fix_suites()
{
    before=$(raw 0x0c 0x02 1 24 0 0)
    bmc security --fix=cipher-zero --dry-run
    is "$status" 0 'cipher-zero, dry run: exit status' || diag "$out$err"
    is "$(raw 0x0c 0x02 1 24 0 0)" "$before" 'a dry run writes nothing'
    bmc security --fix=cipher-zero,cipher-weak
    is "$status" 0 'suites: exit status' || diag "$out$err"
    like "$err" 'only a login attempt from elsewhere' 'what cannot be proven is said'
    bmc security --json
    is "$(level cipher-zero)" well 'suite 0 is closed' || diag "$(text cipher-zero)"
    is "$(level cipher-weak)" well 'weak ones, too' || diag "$(text cipher-weak)"
    like "$(sim_ipmitool lan print 1 | sed -n 's/^Cipher Suite Priv Max *: *//p')" '^X' \
        'ipmitool: suite 0 is closed'
    unlike "$(raw 0x0c 0x02 1 24 0 0)" "$before" 'the parameter has changed'
}

fix_rest()
{
    bmc security --fix=auth-types,gratuitous-arp,community,no-name,sol-plain,channel-auth
    is "$status" 0 'the others at once: exit status' || diag "$out$err"
    is "$(raw 0x0c 0x02 1 2 0 0)" 110404040400 'ipmitool: MD5 alone'
    is "$(raw 0x0c 0x02 1 10 0 0)" 1102 'ipmitool: gratuitous ARP is off, replies stay'
    unlike "$(sim_ipmitool lan print 1 | grep -i community)" 'public' 'ipmitool: another community'
    like "$(raw 0x0c 0x22 1 2 0 0)" '^11c[3-9]' 'ipmitool: serial over LAN is forced, for operators'
    is "$(raw 0x0c 0x02 1 0 0 0)" 1100 'no lock is left'
    is "$(raw 0x0c 0x22 1 0 0 0)" 1100 'no lock of serial over LAN'
    access=$(raw 0x06 0x44 1 1)
    like "$access" 'f$' 'ipmitool: user 1 has no access'
    unlike "$(sim_ipmitool user list 1 | grep '^1 ')" 'true +USER' 'ipmitool: nor may he send messages'
    bmc security --json
    for id in auth-types gratuitous-arp community no-name sol-plain channel-auth; do
        is "$(level $id)" well "$id" || diag "$(text $id)"
    done
    bmc security --fix=auth-types,no-name
    is "$status" 0 'nothing left to do: exit status' || diag "$out$err"
}

freeipmi()
{
    type -P ipmi-config >/dev/null || return 0
    is "$(checkout 1 SOL_Conf:Force_SOL_Payload_Encryption)" Yes 'FreeIPMI: encryption'
    is "$(checkout 1 SOL_Conf:SOL_Privilege_Level)" Operator 'FreeIPMI: privilege'
    is "$(checkout 1 Lan_Conf_Auth:User_Enable_Auth_Type_MD2)" No 'FreeIPMI: no MD2'
    is "$(checkout 1 Lan_Conf_Auth:User_Enable_Auth_Type_MD5)" Yes 'FreeIPMI: MD5'
}

# ---------------------------------------------------------------- what is refused

refused()
{
    sim_stop
    sim_start "$TAP_TMP/refused" accounts
    fault "$table"
    before=$(raw 0x0c 0x02 1 24 0 0)
    run "$BMCTUI" -h "$SIM_HOST1" -u ADMIN "--session-password-file=$TAP_TMP/refused.pw" -I 2 \
        -W opensesspriv -l admin security --fix=cipher-weak
    is "$status" 2 "the session's own suite: exit status" || diag "$out$err"
    like "$err" 'this session uses cipher suite 2' 'and why'
    is "$(raw 0x0c 0x02 1 24 0 0)" "$before" 'nothing is written'
    bmc security --fix=cipher
    is "$status" 2 'unknown id: exit status'
    like "$err" 'unknown check "cipher"; use cipher-zero cipher-weak' 'the list'
    bmc security --fix=rakp
    is "$status" 2 'no fix: exit status'
    bmc security --fix=default-password
    is "$status" 2 'password: exit status'
    like "$err" 'bmctui user set' 'the other command'
    bmc security --fix=cipher-zero --json
    is "$status" 2 'both: exit status'
    bmc security now
    is "$status" 2 'words: exit status'
    before=$(raw 0x0c 0x02 1 2 0 0)
    fault "$table" '0c 01 02 * code 82'
    bmc security --fix=auth-types
    is "$status" 1 'refused by the BMC: exit status' || diag "$out$err"
    is "$(raw 0x0c 0x02 1 2 0 0)" "$before" 'as it was'
    suites=$(raw 0x0c 0x02 1 24 0 0)
    bmc security --fix=cipher-zero,auth-types
    is "$status" 1 'one of two refused: exit status' || diag "$out$err"
    like "$err" 'all were undone' 'and what that means for the other'
    is "$(raw 0x0c 0x02 1 24 0 0)" "$suites" 'the other is undone'
    fault
}

# Who may not read anything is not told that all is well.
blind()
{
    fault '0c 02 * * code d4' '06 54 * * code d4' '06 44 * * code d4' '06 46 * * code d4' \
        '06 41 * * code d4' '0c 22 * * code d4'
    bmc_inband security
    is "$status" 1 'nothing to be read: exit status' || diag "$out$err"
    like "$err" 'nothing of channel 1 could be read' 'and that is said'
    unlike "$out" '^well +(cipher|no-name|auth|channel|sol|community|administrators|vlan)' \
        'nothing is called well'
    fault '06 42 * * code d4'
    bmc_inband security
    is "$status" 1 'no channel to be read: exit status' || diag "$out$err"
    like "$err" 'LAN channels could not be read' 'and why'
    fault
}

# ---------------------------------------------------------------- default passwords

passwords()
{
    bmc security --test-default-passwords --json
    is "$(level default-password)" danger 'ADMIN is found' || diag "$(text default-password)"
    is "$(jq -r '.checks[] | select(.id == "default-password") | .user' <<<"$out")" 2 'whose it is'
    unlike "$out$err" 'calvin' 'no password is printed'
    fault '06 47 03 * reply 00'
    bmc security --test-default-passwords --json
    is "$(level default-password)" unknown 'a test that says yes to all' ||
        diag "$(text default-password)"
    fault
}

printf 'ADMIN\n' >"$TAP_TMP/refused.pw"
chmod 600 "$TAP_TMP/refused.pw"
# Stock ipmi_sim leaves suite 0 out of its table, which begins with 1.
table='0c 02 17 * reply 0011000001020311'
sim_start "$TAP_TMP/sim" accounts
bmc security --fix=cipher-zero
is "$status" 1 'a suite that the table does not have: exit status' || diag "$out$err"
like "$err" 'cannot be fixed here.*not in the table' 'and why'
fault "$table"
finds
costs
fix_suites
fix_rest
freeipmi
for link in bmc_inband; do
    $link security --json
    is "$(level cipher-zero)" well "$link: suite 0" || diag "$out$err"
done
passwords
blind
refused
done_testing
