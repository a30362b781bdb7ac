bin_PROGRAMS += bmctui
main_cppflags = $(AM_CPPFLAGS) $(LIBCONFIG_CFLAGS) \
	-DLOCALEDIR='"$(localedir)"' \
	-DLOCALSTATEDIR='"$(localstatedir)"' \
	-DSYSCONFDIR='"$(sysconfdir)"'

# All of the program but main(), for the tests too.
noinst_LIBRARIES += libmain.a
libmain_a_CPPFLAGS = $(main_cppflags)
libmain_a_SOURCES = \
	src/options.c \
	src/options.h \
	src/options_apply.c \
	src/options_print.c \
	src/options_table.c \
	src/options_table.h \
	src/settings.c \
	src/settings.h \
	src/settings_file.c \
	src/settings_file.h \
	src/settings_keys.c \
	src/settings_own.h \
	src/settings_read.c \
	src/settings_targets.c \
	src/target.c \
	src/target.h

bmctui_CPPFLAGS = $(main_cppflags)
bmctui_SOURCES = \
	src/main.c
bmctui_LDADD = libmain.a libtui.a liblogin.a libcli.a libguard.a libcore.a libbmc.a libdemo.a \
	libbase.a \
	$(FREEIPMI_LIBS) $(NCURSES_LIBS) $(QRENCODE_LIBS) $(JANSSON_LIBS) $(LIBCONFIG_LIBS) \
	$(PAM_LIBS) $(LIBINTL)
