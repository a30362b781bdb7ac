noinst_LIBRARIES += libcli.a
libcli_a_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(LIBCONFIG_CFLAGS) \
	$(QRENCODE_CFLAGS)
libcli_a_SOURCES = $(cli_commands) \
	src/cli/act.c \
	src/cli/act.h \
	src/cli/apply.c \
	src/cli/apply.h \
	src/cli/apply_auth.c \
	src/cli/apply_sensors.c \
	src/cli/apply_users.c \
	src/cli/cli.c \
	src/cli/cli.h \
	src/cli/doctor.h \
	src/cli/doctor_ask.c \
	src/cli/doctor_bmc.c \
	src/cli/doctor_here.c \
	src/cli/events.h \
	src/cli/events_clear.c \
	src/cli/events_json.c \
	src/cli/events_open.c \
	src/cli/file.h \
	src/cli/file_auth.c \
	src/cli/file_group.c \
	src/cli/file_own.h \
	src/cli/file_print.c \
	src/cli/file_read.c \
	src/cli/file_sensors.c \
	src/cli/file_users.c \
	src/cli/guest.h \
	src/cli/guest_list.c \
	src/cli/health.h \
	src/cli/health_json.c \
	src/cli/health_limits.c \
	src/cli/health_nagios.c \
	src/cli/json.c \
	src/cli/json.h \
	src/cli/plan_save.c \
	src/cli/plan_save.h \
	src/cli/prompt.c \
	src/cli/prompt.h \
	src/cli/run.c \
	src/cli/run.h \
	src/cli/say.c \
	src/cli/say.h \
	src/cli/set.h \
	src/cli/set_print.c \
	src/cli/set_save.c \
	src/cli/set_words.c
# The commands, whose words data/mktables reads.
cli_commands = \
	src/cli/cli_apply.c \
	src/cli/cli_bmc.c \
	src/cli/cli_boot.c \
	src/cli/cli_guest.c \
	src/cli/cli_channels.c \
	src/cli/cli_confirm.c \
	src/cli/cli_doctor.c \
	src/cli/cli_events.c \
	src/cli/cli_export.c \
	src/cli/cli_health.c \
	src/cli/cli_identify.c \
	src/cli/cli_manage.c \
	src/cli/cli_policy.c \
	src/cli/cli_power.c \
	src/cli/cli_recover.c \
	src/cli/cli_report.c \
	src/cli/cli_security.c \
	src/cli/cli_set.c \
	src/cli/cli_show.c \
	src/cli/cli_sol.c \
	src/cli/cli_user.c \
	src/cli/cli_users.c
