noinst_LIBRARIES += libbase.a
libbase_a_CPPFLAGS = $(AM_CPPFLAGS)
libbase_a_SOURCES = $(base_sources) $(base_system)
base_sources = \
	src/base/browse.c \
	src/base/browse.h \
	src/base/clock.c \
	src/base/clock.h \
	src/base/error.c \
	src/base/error.h \
	src/base/file.c \
	src/base/file.h \
	src/base/host.c \
	src/base/host.h \
	src/base/i18n.h \
	src/base/ipv4.c \
	src/base/ipv4.h \
	src/base/nearest.c \
	src/base/nearest.h \
	src/base/random.c \
	src/base/random.h \
	src/base/reach.c \
	src/base/reach.h \
	src/base/secret.c \
	src/base/secret.h \
	src/base/sigpipe.c \
	src/base/sigpipe.h \
	src/base/system.h \
	src/base/table.c \
	src/base/table.h \
	src/base/text.c \
	src/base/text.h \
	src/base/xalloc.c \
	src/base/xalloc.h

# One of these, as configure finds.
if SYSTEM_LINUX
base_system = src/base/system_linux.c src/base/system_linux_login.c
else
if SYSTEM_FREEBSD
base_system = src/base/system_freebsd.c src/base/system_no_login.c
else
base_system = src/base/system_posix.c src/base/system_no_login.c
endif
endif
EXTRA_DIST += src/base/system_freebsd.c src/base/system_linux.c \
	src/base/system_linux_login.c src/base/system_no_login.c src/base/system_posix.c
