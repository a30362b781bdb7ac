# SPDX-License-Identifier: GPL-3.0-or-later
# Every place of C sources where a small change makes another program, a line each:
#   FILE LINE COLUMN LENGTH REPLACEMENT, with tabs between them.
# Comments, strings, directives and static tables are left alone.

function put(column, length_of, replacement) {
    printf "%s\t%d\t%d\t%d\t%s\n", FILENAME, FNR, column, length_of, replacement
}

# The line with blanks for what stands in comments, strings and characters.
function code_of(line,    out, i, c, two) {
    out = ""
    for (i = 1; i <= length(line); i++) {
        c = substr(line, i, 1)
        two = substr(line, i, 2)
        if (comment) {
            if (two == "*/") { comment = 0; out = out " "; i++ }
            out = out " "
        } else if (quote != "") {
            if (c == "\\") { out = out " "; i++ }
            else if (c == quote) quote = ""
            out = out " "
        } else if (two == "/*") {
            comment = 1; out = out "  "; i++
        } else if (c == "\"" || c == "'") {
            quote = c; out = out " "
        } else {
            out = out c
        }
    }
    quote = ""
    return out
}

# Each match of a pattern becomes another text; skip: so many characters before what is replaced.
function each(code, pattern, skip, length_of, replacement,    at, rest, done) {
    done = 0
    rest = code
    while (match(rest, pattern)) {
        at = done + RSTART + skip
        put(at, length_of, replacement)
        done += RSTART + RLENGTH - 1
        rest = substr(rest, RSTART + RLENGTH)
    }
}

FNR == 1 { comment = 0; quote = ""; within = 0; table = 0 }

{
    code = code_of($0)
    if (code ~ /^ *#/) next
    if (code ~ /^(static )?const .*= *{?$/ || code ~ /^    static const .*= *{$/) table = 1
    if (code ~ /^{/) within = 1
    if (table || !within) {
        if (code ~ /};$/) table = 0
        next
    }
    if (code ~ /^}/) { within = 0; next }
    each(code, " == ", 1, 2, "!=")
    each(code, " != ", 1, 2, "==")
    each(code, " <= ", 1, 2, "<")
    each(code, " >= ", 1, 2, ">")
    each(code, " < ", 1, 1, "<=")
    each(code, " > ", 1, 1, ">=")
    each(code, " && ", 1, 2, "||")
    each(code, " [|][|] ", 1, 2, "\\&\\&")
    each(code, " [+] ", 1, 1, "-")
    each(code, " - ", 1, 1, "+")
    each(code, "[ (]![a-z(]", 1, 1, "")
    each(code, "[^a-z_]true[^a-z_]", 1, 4, "false")
    each(code, "[^a-z_]false[^a-z_]", 1, 5, "true")
    each(code, "return -1;", 7, 2, "0")
    each(code, "return 0;", 7, 1, "-1")
    each(code, "[=<>] [0-9][0-9]*[;,) ]", 2, 1, "7")
    if (code ~ /^ +[a-z][a-z_]*\(.*\);$/) {
        match(code, /[a-z]/)
        put(RSTART, length(code) - RSTART + 1, ";")
    }
}
