noinst_LIBRARIES += libguard.a
libguard_a_CPPFLAGS = $(AM_CPPFLAGS) -DLOCALSTATEDIR='"$(localstatedir)"'
libguard_a_SOURCES = \
	src/guard/action.c \
	src/guard/action.h \
	src/guard/action_job.c \
	src/guard/action_job.h \
	src/guard/action_note.c \
	src/guard/action_note.h \
	src/guard/audit.c \
	src/guard/audit.h \
	src/guard/files.c \
	src/guard/files.h \
	src/guard/guard.c \
	src/guard/guard.h \
	src/guard/guard_own.h \
	src/guard/guard_save.c \
	src/guard/guard_window.c \
	src/guard/guest.h \
	src/guard/guest_act.c \
	src/guard/guest_act.h \
	src/guard/guest_begin.c \
	src/guard/guest_end.c \
	src/guard/guest_files.c \
	src/guard/guest_job.c \
	src/guard/guest_job.h \
	src/guard/guest_own.h \
	src/guard/guest_record.c \
	src/guard/guest_record.h \
	src/guard/guest_until.c \
	src/guard/guest_until.h \
	src/guard/guest_watch.c \
	src/guard/recover.c \
	src/guard/recover.h \
	src/guard/recover_act.c \
	src/guard/save_job.c \
	src/guard/save_job.h \
	src/guard/resolve.c \
	src/guard/resolve.h \
	src/guard/store.c \
	src/guard/store.h \
	src/guard/store_lock.c \
	src/guard/store_own.h \
	src/guard/store_place.c \
	src/guard/watch.c \
	src/guard/wish.c \
	src/guard/wish.h
