/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kenv(2) */
#define KENV_GET 0
#define KENV_MVALLEN 128
int kenv(int action, const char *name, char *value, int length);
