noinst_LIBRARIES += libconf.a
libconf_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIBCONFIG_CFLAGS) $(main_folders)
libconf_a_SOURCES = \
	src/conf/conf.c \
	src/conf/conf.h \
	src/conf/settings.c \
	src/conf/settings.h \
	src/conf/settings_keys.c \
	src/conf/settings_own.h \
	src/conf/settings_read.c \
	src/conf/settings_take.c \
	src/conf/settings_targets.c
