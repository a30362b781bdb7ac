/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Locales that the system does not have, made with localedef for the tests: a folder for LOCPATH in
 * the build directory, kept between runs. Where there is nothing to make them of, there is none.
 */
#ifndef BMCTUI_TESTS_LOCALES_H
#define BMCTUI_TESTS_LOCALES_H

#define LOCALE_EUC_JP "ja_JP.eucJP"
#define LOCALE_BIG5   "zh_TW.big5"
#define LOCALE_LATIN1 "de_DE.iso88591"
#define LOCALE_GB     "zh_CN.gb18030"

/* C.UTF-8 by another name (local.mk): in that one gettext does not go by LANGUAGE, since glibc
 * 2.41. The shell's tests have the name from tap.sh. */
#define LOCALE_SPOKEN "en_US.UTF-8"

/* The folder for LOCPATH that holds this one of the above; NULL: it cannot be made here. Lasts. */
const char *locale_folder(const char *name);

#endif
