# The program with the catalogues of the build tree, and among them one for no language, "pseudo":
# LC_ALL=C.UTF-8 LANGUAGE=pseudo tests/po/bmctui
po_scripts = tests/po/pseudo.sh
po_catalogues = $(srcdir)/po/de.po $(srcdir)/po/es.po $(srcdir)/po/fr.po $(srcdir)/po/ja.po \
	$(srcdir)/po/zh_CN.po
po_compiled = tests/po/locale/compiled
pseudo_mo = tests/po/locale/pseudo/LC_MESSAGES/bmctui.mo
check_PROGRAMS += tests/po/bmctui
check_DATA += $(po_compiled) $(pseudo_mo)
TESTS += $(po_scripts)
EXTRA_DIST += $(po_scripts) po/blanks po/pseudo
CLEANFILES += tests/po/pseudo.pot tests/po/pseudo.po

tests_po_bmctui_SOURCES = src/main.c
tests_po_bmctui_CPPFLAGS = $(main_cppflags) -ULOCALEDIR \
	-DLOCALEDIR='"$(abs_top_builddir)/tests/po/locale"'
tests_po_bmctui_LDADD = $(bmctui_LDADD)

$(po_compiled): $(po_catalogues)
	$(AM_V_GEN)test '$(USE_NLS)' = yes || exit 0; \
	for file in $(po_catalogues); do \
	  language=`basename $$file .po`; \
	  folder=tests/po/locale/$$language/LC_MESSAGES; \
	  $(MKDIR_P) $$folder && $(MSGFMT) -o $$folder/bmctui.mo $$file || exit 1; \
	done && echo '$(po_catalogues)' >$@

# The program is as new as the newest of its texts.
$(pseudo_mo): $(srcdir)/po/pseudo $(srcdir)/po/POTFILES.in tests/po/bmctui$(EXEEXT)
	$(AM_V_GEN)test '$(USE_NLS)' = yes || exit 0; \
	$(MKDIR_P) $(@D) && \
	$(XGETTEXT) --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=pgettext:1c,2 \
	  -D $(srcdir) -f $(srcdir)/po/POTFILES.in -o tests/po/pseudo.pot && \
	$(srcdir)/po/pseudo tests/po/pseudo.pot >tests/po/pseudo.po && \
	$(MSGFMT) -o $@ tests/po/pseudo.po

po-clean:
	-rm -rf tests/po/locale
clean-local: po-clean
.PHONY: po-clean
