/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "locales.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of all of Unicode, which takes localedef ten seconds, only the beginning. The C library converts by
 * the character set's name. */
#define GB_CHARMAP                                                                                 \
    "zcat -f /usr/share/i18n/charmaps/GB18030* | awk '/^CHARMAP/ { map = 1; print; next } "        \
    "/^END CHARMAP/ { print; exit } !map || /^<U00/' >new.$$.map && "

static const struct source {
    const char *name, *input, *before, *charset;
} sources[] = {
    {LOCALE_EUC_JP, "ja_JP", "", "EUC-JP"},
    {LOCALE_BIG5, "zh_TW", "", "BIG5"},
    {LOCALE_LATIN1, "de_DE", "", "ISO-8859-1"},
    {LOCALE_GB, "zh_CN", GB_CHARMAP, "./new.$$.map"},
};

static const char *base_folder(void)
{
    static char folder[2000];
    const char *top = getenv("top_builddir");

    snprintf(folder, sizeof folder, "%s/tests/locales.made", top != NULL ? top : ".");
    return folder;
}

/* Made beside its place and moved there: other tests may do the same at the same time. */
static void make(const struct source *source, const char *folder)
{
    char command[4096 + 800];
    int length = snprintf(command, sizeof command,
                          "mkdir -p '%s' && cd '%s' && %s"
                          "localedef -c --quiet --no-archive -i %s -f %s ./new.$$ >/dev/null 2>&1; "
                          "mv -T new.$$ %s 2>/dev/null; rm -rf new.$$*",
                          folder, folder, source->before, source->input, source->charset,
                          source->name);

    if (length < (int)sizeof command && system(command) != 0)
        fprintf(stderr, "no locale %s here\n", source->name);
}

const char *locale_folder(const char *name)
{
    const char *folder = base_folder();
    char file[2100];

    snprintf(file, sizeof file, "%s/%s/LC_CTYPE", folder, name);
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
        if (strcmp(sources[i].name, name) == 0 && access(file, R_OK) != 0)
            make(&sources[i], folder);
    return access(file, R_OK) == 0 ? folder : NULL;
}
