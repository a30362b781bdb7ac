bin_PROGRAMS += bmctui
bmctui_CPPFLAGS = $(AM_CPPFLAGS) $(LIBCONFIG_CFLAGS) \
	-DLOCALEDIR='"$(localedir)"' \
	-DLOCALSTATEDIR='"$(localstatedir)"' \
	-DSYSCONFDIR='"$(sysconfdir)"'
bmctui_SOURCES = \
	src/main.c
bmctui_LDADD = libtui.a libcli.a libcore.a libbmc.a libdemo.a libbase.a \
	$(FREEIPMI_LIBS) $(NCURSES_LIBS) $(QRENCODE_LIBS) $(JANSSON_LIBS) $(LIBCONFIG_LIBS) \
	$(LIBINTL)
