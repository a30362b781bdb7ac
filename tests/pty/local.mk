# The harness of the terminal tests needs nothing of the program, and its own tests neither. Tests
# of the program are further $(pty_programs), linked with $(pty_libs). drive is for people:
# make tests/pty/drive, then tests/pty/drive --help.
check_LIBRARIES += libpty.a
libpty_a_CPPFLAGS = $(AM_CPPFLAGS) \
	-DTERM_GOLDEN_DIR='"$(abs_top_srcdir)/tests/pty/golden"' \
	-DTERM_ACTUAL_DIR='"$(abs_top_builddir)/tests/pty/golden-actual"'
libpty_a_SOURCES = \
	tests/pty/console.c \
	tests/pty/console.h \
	tests/pty/console_picture.c \
	tests/pty/filter.c \
	tests/pty/filter.h \
	tests/pty/forward.c \
	tests/pty/forward.h \
	tests/pty/golden.c \
	tests/pty/svg.c \
	tests/pty/svg.h \
	tests/pty/svg_film.c \
	tests/pty/svg_film.h \
	tests/pty/term.c \
	tests/pty/term.h \
	tests/pty/term_guard.c \
	tests/pty/term_guard.h \
	tests/pty/term_keys.c \
	tests/pty/term_own.h \
	tests/pty/term_settle.c \
	tests/pty/term_start.c \
	tests/pty/term_text.c \
	tests/pty/term_view.c \
	tests/pty/term_wait.c \
	tests/pty/terminfo.c \
	tests/pty/terminfo.h
pty_libs = libpty.a $(LDADD)
harness_libs = libpty.a $(CMOCKA_LIBS) $(VTERM_LIBS) $(NCURSES_LIBS)

pty_long_programs = \
	tests/pty/test_locked \
	tests/pty/test_bytes \
	tests/pty/test_saving \
	tests/pty/test_hang_up
pty_long_scripts = \
	tests/pty/signals_sim.sh \
	tests/pty/action_sim.sh \
	tests/pty/guard_sim.sh
pty_programs = \
	tests/pty/test_checks \
	tests/pty/test_controller \
	tests/pty/test_dialogs \
	tests/pty/test_escape \
	tests/pty/test_events \
	tests/pty/test_filter \
	tests/pty/test_golden \
	tests/pty/test_identify \
	tests/pty/test_kernel_log \
	tests/pty/test_languages \
	tests/pty/test_life \
	tests/pty/test_live \
	tests/pty/test_look \
	tests/pty/test_guest_page \
	tests/pty/test_manage \
	tests/pty/test_matrix \
	tests/pty/test_memory \
	tests/pty/test_more \
	tests/pty/test_no_bmc \
	tests/pty/test_page \
	tests/pty/test_pages_drawn \
	tests/pty/test_pictures \
	tests/pty/test_health_page \
	tests/pty/test_power_page \
	tests/pty/test_screens \
	tests/pty/test_security_page \
	tests/pty/test_serial_page \
	tests/pty/test_users_page \
	tests/pty/test_walk
pty_scripts = \
	tests/pty/languages_sim.sh \
	tests/pty/save_sim.sh
# The half of them that computes.
pty_sanitized = \
	tests/pty/test_checks \
	tests/pty/test_controller \
	tests/pty/test_dialogs \
	tests/pty/test_kernel_log \
	tests/pty/test_manage \
	tests/pty/test_matrix \
	tests/pty/test_page \
	tests/pty/test_pages_drawn \
	tests/pty/test_security_page \
	tests/pty/test_serial_page \
	tests/pty/test_walk
check_PROGRAMS += $(pty_long_programs) $(pty_programs)
check_PROGRAMS += tests/pty/drive tests/pty/list_app tests/pty/echo_app tests/pty/test_term
TESTS += $(pty_programs) $(pty_scripts)
# The harness with a program that is not ours.
if !SANITIZED
TESTS += tests/pty/test_term
endif
EXTRA_DIST += $(pty_long_scripts) $(pty_scripts) tests/pty/golden

# A folder; make would take it for a program made from golden.c.
tests/pty/golden: ;

tests_pty_drive_SOURCES = tests/pty/drive.c tests/pty/drive.h tests/pty/drive_commands.c
tests_pty_drive_LDADD = $(harness_libs)
# The program with pages of the test's own.
tests_pty_list_app_SOURCES = src/main/main.c tests/pty/list_pages.c
tests_pty_list_app_CPPFLAGS = $(main_cppflags)
tests_pty_list_app_LDADD = $(bmctui_LDADD)
tests_pty_echo_app_LDADD = $(NCURSES_LIBS)
tests_pty_test_filter_SOURCES = tests/pty/pty_test.h tests/pty/test_filter.c
tests_pty_test_filter_LDADD = $(harness_libs)
tests_pty_test_golden_SOURCES = tests/pty/pty_test.h tests/pty/test_golden.c
tests_pty_test_golden_LDADD = $(harness_libs)
tests_pty_test_term_SOURCES = tests/pty/pty_test.h tests/pty/test_term.c
tests_pty_test_term_LDADD = $(harness_libs)

# Tests of the program itself.
tests_pty_test_bytes_LDADD = $(harness_libs)
tests_pty_test_checks_LDADD = $(harness_libs)
tests_pty_test_controller_LDADD = $(harness_libs)
tests_pty_test_dialogs_LDADD = $(harness_libs)
tests_pty_test_escape_LDADD = $(harness_libs)
tests_pty_test_events_LDADD = $(harness_libs)
tests_pty_test_hang_up_LDADD = $(harness_libs)
tests_pty_test_identify_LDADD = $(harness_libs)
tests_pty_test_kernel_log_LDADD = $(harness_libs)
tests_pty_test_languages_SOURCES = \
	tests/pty/console.h \
	tests/pty/layout.c \
	tests/pty/layout.h \
	tests/pty/side.c \
	tests/pty/side.h \
	tests/pty/test_languages.c
tests_pty_test_languages_LDADD = libtest.a $(harness_libs) $(LIBINTL)
tests_pty_test_life_LDADD = $(harness_libs)
tests_pty_test_live_LDADD = $(harness_libs)
tests_pty_test_locked_LDADD = libtest.a $(harness_libs)
tests_pty_test_look_LDADD = libtest.a $(harness_libs)
tests_pty_test_manage_LDADD = $(harness_libs)
tests_pty_test_matrix_LDADD = libtest.a $(harness_libs)
tests_pty_test_memory_LDADD = $(harness_libs)
tests_pty_test_more_LDADD = $(pty_libs)
tests_pty_test_health_page_LDADD = $(harness_libs)
tests_pty_test_guest_page_LDADD = $(harness_libs)
tests_pty_test_power_page_LDADD = $(harness_libs)
tests_pty_test_security_page_LDADD = $(harness_libs)
tests_pty_test_serial_page_LDADD = $(harness_libs)
tests_pty_test_users_page_LDADD = $(harness_libs)
tests_pty_test_no_bmc_LDADD = $(harness_libs)
tests_pty_test_page_LDADD = $(harness_libs)
tests_pty_test_pages_drawn_SOURCES = \
	tests/pty/layout.c \
	tests/pty/layout.h \
	tests/pty/test_pages_drawn.c
tests_pty_test_pages_drawn_LDADD = $(pty_libs)
tests_pty_test_pictures_LDADD = $(harness_libs)
tests_pty_test_saving_LDADD = $(harness_libs)
tests_pty_test_screens_SOURCES = \
	tests/pty/layout.c \
	tests/pty/layout.h \
	tests/pty/side.c \
	tests/pty/side.h \
	tests/pty/test_screens.c
tests_pty_test_screens_LDADD = libtest.a $(harness_libs) $(LIBINTL)
tests_pty_test_walk_LDADD = $(harness_libs)

if HAVE_GCRYPT
check_PROGRAMS += tests/pty/test_not_let_in
TESTS += tests/pty/test_not_let_in
tests_pty_test_not_let_in_LDADD = librmcp.a $(pty_libs) $(GCRYPT_LIBS)
else
EXTRA_DIST += tests/pty/test_not_let_in.c
endif

# Loaded into the console by tests that would have to wait for minutes.
check_PROGRAMS += tests/pty/hurry.so
tests_pty_hurry_so_SOURCES = tests/pty/hurry.c
tests_pty_hurry_so_CFLAGS = $(MODULE_COMPILE)
tests_pty_hurry_so_LDFLAGS = $(MODULE_LINK)
tests_pty_hurry_so_LDADD =

# Another machine.
check_PROGRAMS += tests/pty/elsewhere.so
tests_pty_elsewhere_so_SOURCES = tests/pty/elsewhere.c
tests_pty_elsewhere_so_CFLAGS = $(MODULE_COMPILE)
tests_pty_elsewhere_so_LDFLAGS = $(MODULE_LINK)
tests_pty_elsewhere_so_LDADD =

# What is too long for its place, or over another text.
check_PROGRAMS += tests/pty/cut.so
tests_pty_cut_so_SOURCES = tests/pty/cut.c
tests_pty_cut_so_CFLAGS = $(MODULE_COMPILE) $(NCURSES_CFLAGS)
tests_pty_cut_so_LDFLAGS = $(MODULE_LINK)
tests_pty_cut_so_LDADD =

pty-clean:
	-rm -rf tests/pty/golden-actual
clean-local: pty-clean
.PHONY: pty-clean
