sim_programs =
sim_helpers = tests/sim/tell
sim_long = \
	tests/sim/cut_link.sh \
	tests/sim/matrix_inband.sh \
	tests/sim/matrix_lan.sh \
	tests/sim/other_bmc.sh \
	tests/sim/confirm.sh \
	tests/sim/confirm_users.sh \
	tests/sim/guest.sh \
	tests/sim/secrets.sh
sim_scripts = \
	tests/sim/actions.sh \
	tests/sim/cli_apply.sh \
	tests/sim/cli_bad.sh \
	tests/sim/cli_bmc.sh \
	tests/sim/cli_doctor.sh \
	tests/sim/cli_output.sh \
	tests/sim/cli_prompt.sh \
	tests/sim/cli_read.sh \
	tests/sim/cli_set.sh \
	tests/sim/cli_target.sh \
	tests/sim/health.sh \
	tests/sim/large.sh \
	tests/sim/reach.sh \
	tests/sim/recover.sh \
	tests/sim/recover_users.sh \
	tests/sim/security.sh \
	tests/sim/sol.sh \
	tests/sim/surplus.sh \
	tests/sim/texts.sh \
	tests/sim/users.sh
sim_modules = \
	tests/sim/shim.so \
	tests/sim/simfix.so
shim_so_files = \
	$(srcdir)/tests/sim/shim.c \
	$(srcdir)/tests/sim/shimdev.c
simfix_so_files = \
	$(srcdir)/tests/sim/simaccounts.c \
	$(srcdir)/tests/sim/simchassis.c \
	$(srcdir)/tests/sim/simfault.c \
	$(srcdir)/tests/sim/simfix.c \
	$(srcdir)/tests/sim/simmend.c

check_PROGRAMS += $(sim_programs) $(sim_helpers)
check_DATA += $(sim_modules)
TESTS += $(sim_programs) $(sim_scripts)
# The simulated BMCs alone.
if !SANITIZED
TESTS += tests/sim/selftest.sh
endif
CLEANFILES += $(sim_modules)
EXTRA_DIST += $(sim_long) $(sim_scripts) \
	tests/sim/selftest.sh \
	tests/sim/background.sh \
	tests/sim/chassiscontrol \
	tests/sim/lancontrol \
	tests/sim/machine.awk \
	tests/sim/matrix.sh \
	tests/sim/readback.sh \
	tests/sim/shim.c \
	tests/sim/shimdev.c \
	tests/sim/shimdev.h \
	tests/sim/sim.sh \
	tests/sim/simaccounts.c \
	tests/sim/simchassis.c \
	tests/sim/simfault.c \
	tests/sim/simfault.h \
	tests/sim/simfix.c \
	tests/sim/simmend.c \
	tests/sim/simmend.h \
	tests/tap.sh

# Loaded into ipmi_sim and preloaded into foreign programs, hence neither sanitized nor part of the
# library. _GNU_SOURCE is for RTLD_NEXT and stat64.
SIM_BUILD = $(AM_V_CCLD)$(MKDIR_P) tests/sim && $(CC) -std=c11 -D_GNU_SOURCE $(MODULE_COMPILE) \
	-fvisibility=hidden -g -O2 -pthread $(MODULE_LINK)

tests/sim/shim.so: $(shim_so_files) $(srcdir)/tests/sim/shimdev.h
	$(SIM_BUILD) -o $@ $(shim_so_files) -ldl

tests/sim/simfix.so: $(simfix_so_files) $(srcdir)/tests/sim/simfault.h \
		$(srcdir)/tests/sim/simmend.h
	$(SIM_BUILD) -o $@ $(simfix_so_files)
