AM_CPPFLAGS += -I$(top_srcdir)/tests $(CMOCKA_CFLAGS) $(VTERM_CFLAGS)
check_LIBRARIES += libtest.a
libtest_a_SOURCES = \
	tests/locales.c \
	tests/locales.h \
	tests/scratch.h \
	tests/unit/changes.c \
	tests/unit/changes.h \
	tests/unit/demo_look.c \
	tests/unit/demo_look.h \
	tests/unit/folder.c \
	tests/unit/folder.h \
	tests/unit/lan.c \
	tests/unit/lan.h \
	tests/unit/pam_rig.c \
	tests/unit/pam_rig.h \
	tests/unit/rig.c \
	tests/unit/rig.h
EXTRA_DIST += tests/bench/machine tests/bench/many tests/bench/run tests/mutate

# LOCALE_SPOKEN (locales.h).
spoken_locale = tests/locales.made/en_US.UTF-8
check_DATA += $(spoken_locale)/LC_CTYPE
$(spoken_locale)/LC_CTYPE:
	$(AM_V_GEN)$(MKDIR_P) tests/locales.made && \
	for from in /usr/lib/locale/C.utf8 /usr/lib/locale/C.UTF-8; do \
	  test ! -e $$from/LC_CTYPE || { ln -sfn $$from $(spoken_locale); exit; }; \
	done; \
	localedef --no-archive -i C -f UTF-8 $(spoken_locale)

# Locales that tests have made.
locales-clean:
	-rm -rf tests/locales.made
clean-local: locales-clean
.PHONY: locales-clean

# What runs each test.
check_PROGRAMS += tests/alone
tests_alone_LDADD =
CLEANFILES += tests/compute.slots tests/guest.slots
