noinst_LIBRARIES += libcore.a
libcore_a_CPPFLAGS = $(AM_CPPFLAGS) $(QRENCODE_CFLAGS)
libcore_a_SOURCES = \
	src/core/check.c \
	src/core/check.h \
	src/core/diff.c \
	src/core/diff.h \
	src/core/edit.c \
	src/core/edit.h \
	src/core/edit_parse.c \
	src/core/field.c \
	src/core/field.h \
	src/core/identify.c \
	src/core/identify.h \
	src/core/journal.c \
	src/core/journal.h \
	src/core/journal_text.c \
	src/core/load.c \
	src/core/load.h \
	src/core/load_bear.c \
	src/core/load_channel.c \
	src/core/load_own.h \
	src/core/page.c \
	src/core/page.h \
	src/core/password.c \
	src/core/password.h \
	src/core/plan.c \
	src/core/plan.h \
	src/core/qr.c \
	src/core/qr.h \
	src/core/reason.c \
	src/core/reason.h \
	src/core/remote.c \
	src/core/remote.h \
	src/core/report.c \
	src/core/report.h \
	src/core/rule.c \
	src/core/rule.h \
	src/core/save.c \
	src/core/save.h \
	src/core/save_access.c \
	src/core/save_engine.h \
	src/core/save_lock.c \
	src/core/save_outcome.c \
	src/core/save_undo.c \
	src/core/save_verify.c \
	src/core/user.c \
	src/core/user.h
