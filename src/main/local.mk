bin_PROGRAMS += bmctui
main_cppflags = $(AM_CPPFLAGS) $(LIBCONFIG_CFLAGS) $(main_folders)
main_folders = \
	-DLOCALEDIR='"$(localedir)"' \
	-DLOCALSTATEDIR='"$(localstatedir)"' \
	-DSYSCONFDIR='"$(sysconfdir)"'

# All of the program but main(), for the tests too.
noinst_LIBRARIES += libmain.a
libmain_a_CPPFLAGS = $(main_cppflags)
libmain_a_SOURCES = \
	src/main/options.c \
	src/main/options.h \
	src/main/options_apply.c \
	src/main/options_print.c \
	src/main/options_table.c \
	src/main/target.c \
	src/main/target.h

bmctui_CPPFLAGS = $(main_cppflags)
bmctui_SOURCES = \
	src/main/main.c
bmctui_LDADD = libmain.a libtui.a liblogin.a libcli.a libconf.a libterm.a libguard.a libpages.a libcore.a \
	libbmc.a libdemo.a libbase.a \
	$(FREEIPMI_LIBS) $(NCURSES_LIBS) $(QRENCODE_LIBS) $(JANSSON_LIBS) $(LIBCONFIG_LIBS) \
	$(PAM_LIBS) $(LIBINTL)

# The program as it runs where it was built, with the catalogues that lie there: `make all-here`.
# For ./dev run, and for tests.
po_catalogues = $(srcdir)/po/de.po $(srcdir)/po/es.po $(srcdir)/po/fr.po $(srcdir)/po/ja.po \
	$(srcdir)/po/zh_CN.po
here_catalogues = here/locale/compiled
EXTRA_PROGRAMS += here/bmctui
CLEANFILES += here/bmctui here/locale/*/LC_MESSAGES/bmctui.mo $(here_catalogues)
here_bmctui_SOURCES = src/main/main.c
here_bmctui_CPPFLAGS = $(main_cppflags) -ULOCALEDIR \
	-DLOCALEDIR='"$(abs_top_builddir)/here/locale"'
here_bmctui_LDADD = $(bmctui_LDADD)

$(here_catalogues): $(po_catalogues)
	$(AM_V_GEN)test '$(USE_NLS)' = yes || exit 0; \
	for file in $(po_catalogues); do \
	  folder=here/locale/`basename $$file .po`/LC_MESSAGES; \
	  $(MKDIR_P) $$folder && $(MSGFMT) -o $$folder/bmctui.mo $$file || exit 1; \
	done && echo '$(po_catalogues)' >$@

all-here: here/bmctui$(EXEEXT) $(here_catalogues)
