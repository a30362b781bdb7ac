# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2013
# Completion for bash, zsh and fish: made from the program's tables, and complete.
. "${top_srcdir:?}/tests/tap.sh" || exit 99

work=$TAP_TMP
printf 'key\n' >"$work/a file"
printf 'key\n' >"$work/another"
cd "$work" || bail "no folder to work in"

sorted()
{
    tr ' ' '\n' | sed '/^$/d' | LC_ALL=C sort -u | tr '\n' ' '
}

# bash_completes WORD...: what bash offers for the last of these words, which are COMP_WORDS as
# readline splits them.
bash_completes()
{
    bash -c '
        . "$1"
        shift
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _bmctui
        printf "%s\n" "${COMPREPLY[@]}"' bash "$top_builddir/data/bash/bmctui" "$@" 2>&1
}

offers()
{
    local wanted=$1

    shift
    is "$(bash_completes "$@" | sorted)" "$wanted" "bash: $*"
}

# What the program itself says about its options and commands.
options_of()
{
    "$top_builddir/bmctui" "$@" --help | sed -n 's/^ \{2,6\}\(-., \)\?--\([a-z_-]*\).*/--\2/p'
}

commands=$("$top_builddir/bmctui" --help | sed -n '/^Commands/,/^$/s/^  \([a-z]*\)  .*/\1/p')
like "$(echo "$commands" | sorted)" "channels .*set .*show " "the help lists commands"

# --- bash -----------------------------------------------------------------------------------------

is "$(bash_completes bmctui '' | sorted)" "$(echo "$commands" | sorted)" "bash: all commands"
is "$(bash_completes bmctui -- | tr -d = | sorted)" "$(options_of | sorted)" "bash: all options"
for command in $commands; do
    is "$(bash_completes bmctui "$command" -- | tr -d = | sorted)" \
        "$( (options_of; options_of "$command") | sorted)" "bash: all options of $command"
done

offers 'channels ' bmctui ch
offers '--driver-address= --driver-device= --driver-type= ' bmctui --dri
offers 'lan lan_2_0 ' bmctui --driver-type = l
offers 'lan lan_2_0 ' bmctui -D l
offers 'security set show sol ' bmctui -h 10.0.0.1 : 623 -u ADMIN s
offers 'security set show sol ' bmctui --hostname = 10.0.0.1 --demo s
offers 'address= dhcp= gateway= netmask= vlan= ' bmctui --demo set ''
offers 'gateway= ' bmctui set dhcp = no g
offers 'no yes ' bmctui set dhcp =
offers 'yes ' bmctui set dhcp = y
offers 'off ' bmctui set --dry-run vlan =
offers 'arp enable lan messaging privilege ' bmctui set --remote-access =
offers 'lan,messaging ' bmctui set --remote-access = lan,m
offers 'lan,arp lan,enable lan,messaging lan,privilege ' bmctui set --remote-access lan,
offers 'off on ' bmctui identify o
offers '' bmctui show x
is "$(bash_completes bmctui set --password-file = a)" $'a file\nanother' "bash: names of files"

# --- fish -----------------------------------------------------------------------------------------

fish_completes()
{
    HOME=$work XDG_CONFIG_HOME=$work/fish timeout 60 fish --no-config -c '
        source $argv[1]
        complete -C $argv[2]' "$top_builddir/data/fish/bmctui.fish" "$1" 2>&1 | cut -f 1
}

fish_offers()
{
    is "$(fish_completes "$2" | sorted)" "$1" "fish: $2"
}

if command -v fish >/dev/null; then
    is "$(fish_completes 'bmctui ' | sorted)" "$(echo "$commands" | sorted)" "fish: all commands"
    is "$(fish_completes 'bmctui --' | sed 's/=$//' | sorted)" "$(options_of | sorted)" \
        "fish: all options"
    for command in $commands; do
        is "$(fish_completes "bmctui $command --" | sed 's/=$//' | sorted)" \
            "$( (options_of; options_of "$command") | sorted)" "fish: all options of $command"
    done
    fish_offers 'lan lan_2_0 ' 'bmctui -D lan'
    fish_offers 'address= dhcp= dhcp=no dhcp=yes gateway= netmask= vlan= vlan=off ' \
        'bmctui --demo set '
    fish_offers 'dhcp= dhcp=no dhcp=yes ' 'bmctui set dhcp='
    fish_offers 'lan,messaging ' 'bmctui set --remote-access lan,m'
    fish_offers 'off on status ' 'bmctui identify '
    like "$(fish_completes 'bmctui set --password-file an')" another "fish: names of files"
else
    skip 8 "fish is not installed"
fi

# --- zsh ------------------------------------------------------------------------------------------

if ! command -v zsh >/dev/null; then
    skip 12 "zsh is not installed"
    done_testing
fi

zsh_completes()
{
    timeout 60 zsh -f "$top_srcdir/tests/cli/zsh-complete" "$top_builddir/data/zsh" "$1" 2>&1
}

zsh_offers()
{
    is "$(zsh_completes "$2" | sorted)" "$1" "zsh: $2"
}

is "$(zsh_completes 'bmctui ' | sorted)" "$(echo "$commands" | sorted)" "zsh: all commands"
is "$(zsh_completes 'bmctui --' | sorted)" "$(options_of | sorted)" "zsh: all options"
is "$(zsh_completes 'bmctui set --' | sorted)" "$( (options_of; options_of set) | sorted)" \
    "zsh: all options of set"
zsh_offers 'lan lan_2_0 ' 'bmctui -D l'
zsh_offers 'address dhcp gateway netmask vlan ' 'bmctui --demo set '
zsh_offers 'dhcp=no dhcp=yes ' 'bmctui set dhcp='
zsh_offers 'vlan=off ' 'bmctui set vlan='
zsh_offers 'vlan ' 'bmctui set --dry-run dhcp=no v'
zsh_offers '--remote-access=lan,messaging ' 'bmctui set --remote-access=lan,m'
zsh_offers 'off on status ' 'bmctui identify '
like "$(zsh_completes 'bmctui set --password-file=an')" another "zsh: names of files"
zsh_offers '--driver-address --driver-device --driver-type ' 'bmctui --driver-'

done_testing
