/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A folder of its own for each test that writes files.
 */
#ifndef BMCTUI_TESTS_FOLDER_H
#define BMCTUI_TESTS_FOLDER_H

#include <stddef.h>

/* For cmocka_unit_test_setup_teardown(): *state is the folder's name. In memory where that can be:
 * these tests sync a lot. */
int folder_setup(void **state);
int folder_teardown(void **state);

/* A file in it, as bytes. The length read, -1: there is none. */
void folder_write(const char *folder, const char *name, const char *bytes, size_t length);
long folder_read(const char *folder, const char *name, char *bytes, size_t size);

#endif
