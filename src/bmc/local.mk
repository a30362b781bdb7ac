noinst_LIBRARIES += libbmc.a
libbmc_a_CPPFLAGS = $(AM_CPPFLAGS) $(FREEIPMI_CFLAGS)
libbmc_a_SOURCES = \
	src/bmc/bmc.c \
	src/bmc/bmc.h \
	src/bmc/cancel.c \
	src/bmc/cancel.h \
	src/bmc/cmd_channel.c \
	src/bmc/cmd_chassis.c \
	src/bmc/cmd_device.c \
	src/bmc/cmd_lan.c \
	src/bmc/cmd_sel.c \
	src/bmc/cmd_suite.c \
	src/bmc/cmd_user.c \
	src/bmc/code_text.c \
	src/bmc/driver.c \
	src/bmc/event.c \
	src/bmc/event.h \
	src/bmc/event_line.c \
	src/bmc/event_log.h \
	src/bmc/exchange.c \
	src/bmc/host.c \
	src/bmc/host.h \
	src/bmc/identity.c \
	src/bmc/lan_error.c \
	src/bmc/lan_login.h \
	src/bmc/lan_offer.c \
	src/bmc/link.c \
	src/bmc/link.h \
	src/bmc/link_demo.c \
	src/bmc/link_inband.c \
	src/bmc/link_lan.c \
	src/bmc/machine.c \
	src/bmc/machine.h \
	src/bmc/request.c \
	src/bmc/request.h \
	src/bmc/sel.h \
	src/bmc/session.c \
	src/bmc/state.h \
	src/bmc/trace.c \
	src/bmc/trace.h \
	src/bmc/types.h \
	src/bmc/worker.c \
	src/bmc/worker.h
