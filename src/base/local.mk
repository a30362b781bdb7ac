noinst_LIBRARIES += libbase.a
libbase_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIBCONFIG_CFLAGS)
libbase_a_SOURCES = \
	src/base/browse.c \
	src/base/browse.h \
	src/base/clock.c \
	src/base/clock.h \
	src/base/conf.c \
	src/base/conf.h \
	src/base/error.c \
	src/base/error.h \
	src/base/i18n.h \
	src/base/ipv4.c \
	src/base/ipv4.h \
	src/base/reach.c \
	src/base/reach.h \
	src/base/secret.c \
	src/base/secret.h \
	src/base/system.h \
	src/base/system_linux.c \
	src/base/text.c \
	src/base/text.h \
	src/base/xalloc.c \
	src/base/xalloc.h
