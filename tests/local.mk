AM_CPPFLAGS += -I$(top_srcdir)/tests $(CMOCKA_CFLAGS) $(VTERM_CFLAGS)
check_LIBRARIES += libtest.a
libtest_a_SOURCES = \
	tests/locales.c \
	tests/locales.h \
	tests/scratch.h \
	tests/unit/folder.c \
	tests/unit/folder.h \
	tests/unit/pam_rig.c \
	tests/unit/pam_rig.h \
	tests/unit/rig.c \
	tests/unit/rig.h
EXTRA_DIST += tests/bench/many tests/bench/run

# Locales that tests have made.
locales-clean:
	-rm -rf tests/locales.made
clean-local: locales-clean
.PHONY: locales-clean

# What runs each test.
check_PROGRAMS += tests/alone
tests_alone_LDADD =
CLEANFILES += tests/compute.slots tests/guest.slots
