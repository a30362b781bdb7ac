/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who may log in, of those that PAM lets in: lists of names with commas between them, blanks round
 * a name do not count.
 */
#ifndef BMCTUI_LOGIN_LOGIN_LIST_H
#define BMCTUI_LOGIN_LOGIN_LIST_H

#include <stdbool.h>

/* list NULL: nobody is in it. */
bool login_list_has(const char *list, const char *name);
/* In users by name, or a member (by the system's tables) of one of groups. */
bool login_list_allows(const char *users, const char *groups, const char *name);

#endif
