AM_CPPFLAGS += -I$(top_srcdir)/tests $(CMOCKA_CFLAGS) $(VTERM_CFLAGS)
check_LIBRARIES += libtest.a
libtest_a_SOURCES = \
	tests/unit/rig.c \
	tests/unit/rig.h
