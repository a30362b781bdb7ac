noinst_LIBRARIES += libdemo.a
libdemo_a_SOURCES = \
	src/demo/demo.c \
	src/demo/demo.h \
	src/demo/demo_change.c \
	src/demo/demo_channel.c \
	src/demo/demo_chassis.c \
	src/demo/demo_command.c \
	src/demo/demo_compare.c \
	src/demo/demo_device.c \
	src/demo/demo_factory.c \
	src/demo/demo_fault.c \
	src/demo/demo_fault.h \
	src/demo/demo_fault_text.c \
	src/demo/demo_internal.h \
	src/demo/demo_lan.c \
	src/demo/demo_number.c \
	src/demo/demo_options.c \
	src/demo/demo_past.c \
	src/demo/demo_state.h \
	src/demo/demo_user.c
