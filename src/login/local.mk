noinst_LIBRARIES += liblogin.a
liblogin_a_SOURCES = \
	src/login/login.c \
	src/login/login.h \
	src/login/login_list.c \
	src/login/login_log.c \
	src/login/login_wait.c \
	src/login/login_wait.h \
	src/login/login_wire.c \
	src/login/login_wire.h \
	src/login/login_worker.c
