# The harness of the terminal tests needs nothing of the program, and its own tests neither. Tests
# of the program are further $(pty_programs), linked with $(pty_libs). drive is for people:
# make tests/pty/drive, then tests/pty/drive --help.
check_LIBRARIES += libpty.a
libpty_a_CPPFLAGS = $(AM_CPPFLAGS) \
	-DTERM_GOLDEN_DIR='"$(abs_top_srcdir)/tests/pty/golden"' \
	-DTERM_ACTUAL_DIR='"$(abs_top_builddir)/tests/pty/golden-actual"'
libpty_a_SOURCES = \
	tests/pty/filter.c \
	tests/pty/filter.h \
	tests/pty/golden.c \
	tests/pty/svg.c \
	tests/pty/svg.h \
	tests/pty/term.c \
	tests/pty/term.h \
	tests/pty/term_guard.c \
	tests/pty/term_guard.h \
	tests/pty/term_keys.c \
	tests/pty/term_own.h \
	tests/pty/term_start.c \
	tests/pty/term_view.c \
	tests/pty/term_wait.c \
	tests/pty/terminfo.c \
	tests/pty/terminfo.h
pty_libs = libpty.a $(LDADD)
harness_libs = libpty.a $(CMOCKA_LIBS) $(VTERM_LIBS) $(NCURSES_LIBS)

pty_programs = \
	tests/pty/test_dialogs \
	tests/pty/test_escape \
	tests/pty/test_filter \
	tests/pty/test_golden \
	tests/pty/test_life \
	tests/pty/test_page \
	tests/pty/test_term
pty_scripts =
check_PROGRAMS += $(pty_programs) tests/pty/drive tests/pty/echo_app
TESTS += $(pty_programs) $(pty_scripts)
EXTRA_DIST += $(pty_scripts) tests/pty/golden

tests_pty_drive_SOURCES = tests/pty/drive.c tests/pty/drive.h tests/pty/drive_commands.c
tests_pty_drive_LDADD = $(harness_libs)
tests_pty_echo_app_LDADD = $(NCURSES_LIBS)
tests_pty_test_filter_SOURCES = tests/pty/pty_test.h tests/pty/test_filter.c
tests_pty_test_filter_LDADD = $(harness_libs)
tests_pty_test_golden_SOURCES = tests/pty/pty_test.h tests/pty/test_golden.c
tests_pty_test_golden_LDADD = $(harness_libs)
tests_pty_test_term_SOURCES = tests/pty/pty_test.h tests/pty/test_term.c
tests_pty_test_term_LDADD = $(harness_libs)


# Tests of the program itself.
console_files = tests/pty/console.c tests/pty/console.h
tests_pty_test_dialogs_SOURCES = tests/pty/test_dialogs.c $(console_files)
tests_pty_test_dialogs_LDADD = $(harness_libs)
tests_pty_test_escape_SOURCES = tests/pty/test_escape.c $(console_files)
tests_pty_test_escape_LDADD = $(harness_libs)
tests_pty_test_life_SOURCES = tests/pty/test_life.c $(console_files)
tests_pty_test_life_LDADD = $(harness_libs)
tests_pty_test_page_SOURCES = tests/pty/test_page.c $(console_files)
tests_pty_test_page_LDADD = $(harness_libs)
pty-clean:
	-rm -rf tests/pty/golden-actual
clean-local: pty-clean
.PHONY: pty-clean
