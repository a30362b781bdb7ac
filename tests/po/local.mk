# Among the catalogues of the build tree (src/main/local.mk) one for no language, "pseudo":
# LC_ALL=en_US.UTF-8 LANGUAGE=pseudo here/bmctui
po_scripts = tests/po/pseudo.sh
pseudo_mo = here/locale/pseudo/LC_MESSAGES/bmctui.mo
check_DATA += here/bmctui$(EXEEXT) $(here_catalogues) $(pseudo_mo)
TESTS += $(po_scripts)
EXTRA_DIST += $(po_scripts) po/blanks po/pseudo
CLEANFILES += tests/po/pseudo.pot tests/po/pseudo.po

# The program is as new as the newest of its texts.
$(pseudo_mo): $(srcdir)/po/pseudo $(srcdir)/po/POTFILES.in here/bmctui$(EXEEXT)
	$(AM_V_GEN)test '$(USE_NLS)' = yes || exit 0; \
	$(MKDIR_P) $(@D) tests/po && \
	$(XGETTEXT) --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=pgettext:1c,2 \
	  -D $(srcdir) -f $(srcdir)/po/POTFILES.in -o tests/po/pseudo.pot && \
	$(srcdir)/po/pseudo tests/po/pseudo.pot >tests/po/pseudo.po && \
	$(MSGFMT) -o $@ tests/po/pseudo.po
