noinst_LIBRARIES += libpages.a
libpages_a_CPPFLAGS = $(AM_CPPFLAGS)
libpages_a_SOURCES = \
	src/pages/info.c \
	src/pages/pages.c \
	src/pages/pages.h
