noinst_LIBRARIES += libterm.a
libterm_a_CPPFLAGS = $(AM_CPPFLAGS) $(NCURSES_CFLAGS) $(QRENCODE_CFLAGS)
libterm_a_SOURCES = \
	src/term/copy.c \
	src/term/copy.h \
	src/term/form.c \
	src/term/form.h \
	src/term/kernel_log.c \
	src/term/kernel_log.h \
	src/term/keys.c \
	src/term/keys.h \
	src/term/line.c \
	src/term/line.h \
	src/term/qr.c \
	src/term/qr.h \
	src/term/screen.c \
	src/term/screen.h \
	src/term/screen_box.c \
	src/term/screen_find.c \
	src/term/screen_open.c \
	src/term/screen_own.h \
	src/term/sequence.c \
	src/term/sequence.h \
	src/term/signals.c \
	src/term/signals.h \
	src/term/theme.c \
	src/term/theme.h
