# SPDX-License-Identifier: GPL-3.0-or-later
# Makes demo_builtin.c of the files data/personalities/NAME.txt: name, first comment, text.
function name_of(file) {
    sub(/.*\//, "", file)
    sub(/\.txt$/, "", file)
    return file
}
function quoted(text) {
    gsub(/\\/, "\\\\", text)
    gsub(/"/, "\\\"", text)
    return "\"" text "\""
}
BEGIN {
    print "/* Made by builtin.awk. */"
    print "#include \"demo/demo_internal.h\"\n"
    print "const struct demo_builtin demo_builtins[] = {"
}
FNR == 1 {
    if (NR > 1)
        print "    },"
    about = $0
    sub(/^# */, "", about)
    print "    {\n        " quoted(name_of(FILENAME)) ",\n        " quoted(about) ","
}
{ print "        " quoted($0) " \"\\n\"" }
END {
    print "    },\n};\n"
    print "const size_t demo_builtin_count = sizeof(demo_builtins) / sizeof(demo_builtins[0]);"
}
