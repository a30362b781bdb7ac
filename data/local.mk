# Manual pages and completions are templates that data/mktables fills with the program's own tables.
# It runs while building, so it is built for the machine that builds: of these files, without any
# library. Of what they hold beside tables the linker drops what would need one.
mktables_sources = \
	data/mktables.c \
	data/mktables.h \
	data/mktables_complete.c \
	data/mktables_fish.c \
	data/mktables_mdoc.c \
	data/mktables_words.c
mktables_tables = \
	$(base_sources) \
	$(libcore_a_SOURCES) \
	$(libpages_a_SOURCES) \
	$(libdemo_a_SOURCES) \
	src/bmc/driver.c \
	src/cli/cli.c \
	$(cli_commands) \
	src/main/options_table.c \
	src/conf/settings.c \
	src/conf/settings_keys.c
EXTRA_DIST += $(mktables_sources)
CLEANFILES += data/mktables
MKTABLES_CPPFLAGS = -I. -I$(srcdir)/src -I$(srcdir)/data -DCLI_WORDS_ONLY $(main_folders) \
	$(FEATURE_CPPFLAGS_FOR_BUILD) $(FREEIPMI_CFLAGS) $(LIBCONFIG_CFLAGS)

data/mktables: $(mktables_sources) $(mktables_tables) src/demo/demo_builtin.c config.h
	$(AM_V_CC)$(MKDIR_P) data && files=src/demo/demo_builtin.c && \
	for file in $(mktables_sources) $(mktables_tables); do \
	  case $$file in *.c) files="$$files $(srcdir)/$$file" ;; esac; \
	done && \
	$(CC_FOR_BUILD) $(MKTABLES_CPPFLAGS) $(CPPFLAGS_FOR_BUILD) $(CFLAGS_FOR_BUILD) \
	  -ffunction-sections -fdata-sections $(LDFLAGS_FOR_BUILD) -Wl,--gc-sections -o $@ $$files \
	  $(LIBS_FOR_BUILD)

man_MANS = \
	data/bmctui.8 \
	data/bmctui.conf.5
bashcompdir = $(datadir)/bash-completion/completions
bashcomp_DATA = data/bash/bmctui
zshcompdir = $(datadir)/zsh/site-functions
zshcomp_DATA = data/zsh/_bmctui
fishcompdir = $(datadir)/fish/vendor_completions.d
fishcomp_DATA = data/fish/bmctui.fish
# Nothing else loads the driver that makes /dev/ipmi0.
modulesloaddir = $(prefix)/lib/modules-load.d
dist_modulesload_DATA = data/modules-load/bmctui.conf

CLEANFILES += $(man_MANS) $(bashcomp_DATA) $(zshcomp_DATA) $(fishcomp_DATA)
EXTRA_DIST += \
	data/ansible \
	data/bmctui.8.in \
	data/bmctui.conf \
	data/bmctui.conf.5.in \
	data/bmctui.pam \
	data/bmctui.spec \
	data/complete.bash.in \
	data/complete.fish.in \
	data/complete.zsh.in \
	data/init/README \
	data/init/bmctui-guest.openrc \
	data/init/bmctui-recover.openrc \
	data/init/bmctui_guest.rc \
	data/init/bmctui_recover.rc \
	data/screenshots

MKTABLES = ./data/mktables
mktables_needs = data/mktables $(srcdir)/data/bmctui.conf
mktables_fill = $(MKDIR_P) $(@D) && $(MKTABLES) $$kind $$template $(srcdir)/data/bmctui.conf

data/bmctui.8: $(srcdir)/data/bmctui.8.in $(mktables_needs)
	$(AM_V_GEN)kind=mdoc template=$(srcdir)/data/bmctui.8.in; $(mktables_fill) \
	  sysconfdir='$(sysconfdir)' localstatedir='$(localstatedir)' >$@.new && mv $@.new $@

data/bmctui.conf.5: $(srcdir)/data/bmctui.conf.5.in $(mktables_needs)
	$(AM_V_GEN)kind=mdoc template=$(srcdir)/data/bmctui.conf.5.in; $(mktables_fill) \
	  sysconfdir='$(sysconfdir)' localstatedir='$(localstatedir)' >$@.new && mv $@.new $@

data/bash/bmctui: $(srcdir)/data/complete.bash.in $(mktables_needs)
	$(AM_V_GEN)kind=bash template=$(srcdir)/data/complete.bash.in; $(mktables_fill) \
	  >$@.new && mv $@.new $@

data/zsh/_bmctui: $(srcdir)/data/complete.zsh.in $(mktables_needs)
	$(AM_V_GEN)kind=zsh template=$(srcdir)/data/complete.zsh.in; $(mktables_fill) \
	  >$@.new && mv $@.new $@

data/fish/bmctui.fish: $(srcdir)/data/complete.fish.in $(mktables_needs)
	$(AM_V_GEN)kind=fish template=$(srcdir)/data/complete.fish.in; $(mktables_fill) \
	  >$@.new && mv $@.new $@

# Each data/NAME.in; none of them is enabled by installing it but the path, which does nothing until
# there is a guest, who is told that he ends by himself. Filled in where it is put, so
# that `make install prefix=...` names what is installed there. No folder: none are wanted.
units = \
	bmctui-guest.path \
	bmctui-guest.service \
	bmctui-guest.timer \
	bmctui-recover.service \
	bmctui-serial@.service \
	bmctui@.service
EXTRA_DIST += $(units:%=data/%.in)

install-units:
	@test -n '$(systemdsystemunitdir)' || exit 0; \
	$(MKDIR_P) '$(DESTDIR)$(systemdsystemunitdir)' || exit 1; \
	for unit in $(units); do \
	  target='$(DESTDIR)$(systemdsystemunitdir)'/$$unit; \
	  echo "fill in $$target"; \
	  $(SED) -e 's|@bindir[@]|$(bindir)|g' -e 's|@localstatedir[@]|$(localstatedir)|g' \
	    -e 's|@sysconfdir[@]|$(sysconfdir)|g' $(srcdir)/data/$$unit.in >"$$target" && \
	  chmod 644 "$$target" || exit 1; \
	done; \
	$(MKDIR_P) '$(DESTDIR)$(systemdsystemunitdir)'/paths.target.wants && \
	ln -sf ../bmctui-guest.path '$(DESTDIR)$(systemdsystemunitdir)'/paths.target.wants

uninstall-units:
	@test -n '$(systemdsystemunitdir)' || exit 0; \
	for unit in $(units); do rm -f '$(DESTDIR)$(systemdsystemunitdir)'/$$unit; done; \
	rm -f '$(DESTDIR)$(systemdsystemunitdir)'/paths.target.wants/bmctui-guest.path; \
	rmdir '$(DESTDIR)$(systemdsystemunitdir)'/paths.target.wants 2>/dev/null || :

# What the administrator may have changed: put there when it is missing, taken away when it is as it
# was put there. SOURCE:TARGET
conffiles = \
	data/bmctui.conf:$(sysconfdir)/bmctui.conf \
	data/bmctui.pam:$(sysconfdir)/pam.d/bmctui

# The units may write there, and nowhere else, so it has to be there.
state_folder = $(DESTDIR)$(localstatedir)/lib/bmctui
install-data-local: install-units
	@test -d '$(state_folder)' || { $(MKDIR_P) '$(state_folder)' && chmod 700 '$(state_folder)'; }
	@for pair in $(conffiles); do \
	  source=$(srcdir)/$${pair%%:*} target='$(DESTDIR)'$${pair#*:}; \
	  if test -e "$$target"; then continue; fi; \
	  $(MKDIR_P) "$$(dirname "$$target")" && \
	  echo "$(INSTALL_DATA) $$source $$target" && \
	  $(INSTALL_DATA) "$$source" "$$target" || exit 1; \
	done

uninstall-local: uninstall-units
	@rmdir '$(state_folder)' 2>/dev/null || test ! -d '$(state_folder)' || \
	  echo '$(state_folder) is not empty and stays'
	@for pair in $(conffiles); do \
	  source=$(srcdir)/$${pair%%:*} target='$(DESTDIR)'$${pair#*:}; \
	  if cmp -s "$$source" "$$target"; then rm -f "$$target"; \
	  elif test -e "$$target"; then echo "$$target has been changed and stays"; fi; \
	done

# What is of bmctui alone goes when it is empty.
uninstall-hook:
	@cd / && rmdir '$(DESTDIR)$(personalitiesdir)' '$(DESTDIR)$(pkgdatadir)' 2>/dev/null || :

# How BMCs differ: read by src/demo, installed for those who write one of their own.
personalities = \
	data/personalities/absent-c9.txt \
	data/personalities/apply-complete.txt \
	data/personalities/factory.txt \
	data/personalities/fb-openbmc.txt \
	data/personalities/ibmc.txt \
	data/personalities/identify-poor.txt \
	data/personalities/idrac.txt \
	data/personalities/ilo.txt \
	data/personalities/intel.txt \
	data/personalities/lock-82.txt \
	data/personalities/m50cyp.txt \
	data/personalities/megarac.txt \
	data/personalities/openbmc.txt \
	data/personalities/pyghmi.txt \
	data/personalities/supermicro.txt \
	data/personalities/user-privilege.txt \
	data/personalities/vlan-resets.txt \
	data/personalities/xcc.txt
personalitiesdir = $(pkgdatadir)/personalities
personalities_DATA = $(personalities) data/personalities/README
EXTRA_DIST += $(personalities_DATA)
