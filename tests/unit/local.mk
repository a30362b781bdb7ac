unit_programs = \
	tests/unit/test_account \
	tests/unit/test_action \
	tests/unit/test_actions_matrix \
	tests/unit/test_bmc \
	tests/unit/test_changes \
	tests/unit/test_changes_recover \
	tests/unit/test_check \
	tests/unit/test_command_line \
	tests/unit/test_demo \
	tests/unit/test_demo_accounts \
	tests/unit/test_demo_fault \
	tests/unit/test_demo_machine \
	tests/unit/test_diagnose \
	tests/unit/test_diff \
	tests/unit/test_disk \
	tests/unit/test_edit \
	tests/unit/test_engine \
	tests/unit/test_event_log \
	tests/unit/test_events \
	tests/unit/test_exchange \
	tests/unit/test_field \
	tests/unit/test_file \
	tests/unit/test_files \
	tests/unit/test_fru \
	tests/unit/test_guest \
	tests/unit/test_guest_record \
	tests/unit/test_ipv4 \
	tests/unit/test_journal \
	tests/unit/test_keys \
	tests/unit/test_lan \
	tests/unit/test_light \
	tests/unit/test_makes \
	tests/unit/test_makes_users \
	tests/unit/test_list \
	tests/unit/test_load \
	tests/unit/test_lock \
	tests/unit/test_login \
	tests/unit/test_odd \
	tests/unit/test_named_files \
	tests/unit/test_options \
	tests/unit/test_pages \
	tests/unit/test_password \
	tests/unit/test_personality \
	tests/unit/test_plan \
	tests/unit/test_power \
	tests/unit/test_reason \
	tests/unit/test_reach \
	tests/unit/test_recover \
	tests/unit/test_remote \
	tests/unit/test_report \
	tests/unit/test_rule \
	tests/unit/test_save \
	tests/unit/test_save_password \
	tests/unit/test_sdr \
	tests/unit/test_secret \
	tests/unit/test_security \
	tests/unit/test_health \
	tests/unit/test_limits \
	tests/unit/test_sensor \
	tests/unit/test_serial \
	tests/unit/test_settings \
	tests/unit/test_store \
	tests/unit/test_text \
	tests/unit/test_theme \
	tests/unit/test_user \
	tests/unit/test_watch \
	tests/unit/test_weakness \
	tests/unit/test_worker
check_PROGRAMS += $(unit_programs)
TESTS += $(unit_programs)

tests_unit_test_makes_users_SOURCES = \
	tests/unit/plans.c \
	tests/unit/plans.h \
	tests/unit/test_makes_users.c
tests_unit_test_changes_SOURCES = \
	tests/unit/plans.c \
	tests/unit/plans.h \
	tests/unit/test_changes.c
tests_unit_test_changes_recover_SOURCES = \
	tests/unit/folder.c \
	tests/unit/folder.h \
	tests/unit/plans.c \
	tests/unit/plans.h \
	tests/unit/test_changes_recover.c
tests_unit_test_demo_SOURCES = \
	tests/unit/demo_script.c \
	tests/unit/demo_script.h \
	tests/unit/test_demo.c
tests_unit_test_demo_accounts_SOURCES = \
	tests/unit/demo_script.c \
	tests/unit/demo_script.h \
	tests/unit/test_demo_accounts.c
tests_unit_test_demo_machine_SOURCES = \
	tests/unit/demo_script.c \
	tests/unit/demo_script.h \
	tests/unit/test_demo_machine.c
tests_unit_test_demo_fault_SOURCES = \
	tests/unit/demo_script.c \
	tests/unit/demo_script.h \
	tests/unit/test_demo_fault.c
tests_unit_test_personality_SOURCES = \
	tests/unit/demo_script.c \
	tests/unit/demo_script.h \
	tests/unit/test_personality.c
tests_unit_test_bmc_SOURCES = \
	tests/unit/bmc_rig.c \
	tests/unit/bmc_rig.h \
	tests/unit/test_bmc.c
tests_unit_test_sdr_SOURCES = \
	tests/unit/bmc_rig.c \
	tests/unit/bmc_rig.h \
	tests/unit/folder.c \
	tests/unit/folder.h \
	tests/unit/records.c \
	tests/unit/records.h \
	tests/unit/test_sdr.c
tests_unit_test_event_log_SOURCES = \
	tests/unit/bmc_rig.c \
	tests/unit/bmc_rig.h \
	tests/unit/test_event_log.c
tests_unit_test_fru_SOURCES = \
	tests/unit/bmc_rig.c \
	tests/unit/bmc_rig.h \
	tests/unit/records.c \
	tests/unit/records.h \
	tests/unit/test_fru.c
tests_unit_test_sensor_SOURCES = \
	tests/unit/bmc_rig.c \
	tests/unit/bmc_rig.h \
	tests/unit/records.c \
	tests/unit/records.h \
	tests/unit/test_sensor.c
tests_unit_test_events_SOURCES = \
	tests/unit/bmc_rig.c \
	tests/unit/bmc_rig.h \
	tests/unit/records.c \
	tests/unit/records.h \
	tests/unit/test_events.c
tests_unit_test_exchange_SOURCES = \
	tests/unit/bmc_rig.c \
	tests/unit/bmc_rig.h \
	tests/unit/test_exchange.c

EXTRA_DIST += tests/unit/journals tests/unit/cases.h tests/unit/pages.h tests/unit/sentences.h

tests_unit_test_named_files_LDADD = libmain.a $(LDADD)
tests_unit_test_command_line_LDADD = libmain.a $(LDADD)
tests_unit_test_options_LDADD = libmain.a $(LDADD)
tests_unit_test_lock_LDADD = libmain.a $(LDADD)
tests_unit_test_settings_LDADD = libmain.a $(LDADD)

# A PAM module that misbehaves, for tests of the login.
check_PROGRAMS += tests/unit/pam_odd.so
tests_unit_pam_odd_so_SOURCES = tests/unit/pam_odd.c
tests_unit_pam_odd_so_CFLAGS = $(MODULE_COMPILE)
tests_unit_pam_odd_so_LDFLAGS = $(MODULE_LINK)
tests_unit_pam_odd_so_LDADD = $(PAM_LIBS)

tests_unit_test_theme_CPPFLAGS = $(AM_CPPFLAGS) $(NCURSES_CFLAGS)
tests_unit_test_theme_LDADD = $(LDADD) -lm
