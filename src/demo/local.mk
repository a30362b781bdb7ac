noinst_LIBRARIES += libdemo.a
libdemo_a_SOURCES = \
	src/demo/demo.c \
	src/demo/demo.h \
	src/demo/demo_boot.c \
	src/demo/demo_channel.c \
	src/demo/demo_chassis.c \
	src/demo/demo_cipher.c \
	src/demo/demo_command.c \
	src/demo/demo_device.c \
	src/demo/demo_factory.c \
	src/demo/demo_fault.c \
	src/demo/demo_fault.h \
	src/demo/demo_fault_text.c \
	src/demo/demo_fru.c \
	src/demo/demo_hostile.c \
	src/demo/demo_internal.h \
	src/demo/demo_keys.c \
	src/demo/demo_lan.c \
	src/demo/demo_lan_write.c \
	src/demo/demo_machine.c \
	src/demo/demo_machine.h \
	src/demo/demo_machine_sensors.c \
	src/demo/demo_options.c \
	src/demo/demo_options.h \
	src/demo/demo_payload.c \
	src/demo/demo_personality.c \
	src/demo/demo_personality.h \
	src/demo/demo_power.c \
	src/demo/demo_sdr.c \
	src/demo/demo_sel.c \
	src/demo/demo_sel_store.c \
	src/demo/demo_sensor.c \
	src/demo/demo_sol.c \
	src/demo/demo_state.h \
	src/demo/demo_user.c \
	src/demo/demo_watchdog.c
nodist_libdemo_a_SOURCES = src/demo/demo_builtin.c

# The personalities are compiled in, so that a demo needs no files.
src/demo/demo_builtin.c: $(personalities) $(srcdir)/src/demo/builtin.awk
	$(AM_V_GEN)$(MKDIR_P) src/demo && (cd $(srcdir) && $(AWK) -f src/demo/builtin.awk \
	  $(personalities)) >$@.new && mv $@.new $@

CLEANFILES += src/demo/demo_builtin.c
EXTRA_DIST += src/demo/builtin.awk
