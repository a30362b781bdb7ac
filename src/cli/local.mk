noinst_LIBRARIES += libcli.a
libcli_a_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(QRENCODE_CFLAGS)
libcli_a_SOURCES = \
	src/cli/cli.c \
	src/cli/cli.h \
	src/cli/cli_channels.c \
	src/cli/cli_doctor.c \
	src/cli/cli_identify.c \
	src/cli/cli_manage.c \
	src/cli/cli_set.c \
	src/cli/cli_show.c \
	src/cli/json.c \
	src/cli/json.h \
	src/cli/prompt.c \
	src/cli/prompt.h \
	src/cli/run.c \
	src/cli/run.h \
	src/cli/set.h \
	src/cli/set_print.c \
	src/cli/text.c \
	src/cli/text.h
