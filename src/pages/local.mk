noinst_LIBRARIES += libpages.a
libpages_a_CPPFLAGS = $(AM_CPPFLAGS)
libpages_a_SOURCES = \
	src/pages/events.c \
	src/pages/events.h \
	src/pages/events_file.c \
	src/pages/events_log.c \
	src/pages/bundle.c \
	src/pages/bundle.h \
	src/pages/health.c \
	src/pages/health.h \
	src/pages/health_find.c \
	src/pages/health_limits.c \
	src/pages/health_limits.h \
	src/pages/health_read.c \
	src/pages/health_text.c \
	src/pages/info.c \
	src/pages/info.h \
	src/pages/info_read.c \
	src/pages/network.c \
	src/pages/network.h \
	src/pages/network_load.c \
	src/pages/network_odd.c \
	src/pages/network_odd.h \
	src/pages/network_own.h \
	src/pages/network_rules.c \
	src/pages/power.c \
	src/pages/power.h \
	src/pages/power_boot.c \
	src/pages/power_own.h \
	src/pages/pages.c \
	src/pages/pages.h \
	src/pages/report.c \
	src/pages/serial.c \
	src/pages/serial.h \
	src/pages/serial_here.c \
	src/pages/serial_load.c \
	src/pages/serial_own.h \
	src/pages/serial_sol.c \
	src/pages/users.c \
	src/pages/users.h \
	src/pages/security.c \
	src/pages/security.h \
	src/pages/security_fix.c \
	src/pages/security_read.c \
	src/pages/security_settings.c \
	src/pages/security_test.c
