# The responder needs libgcrypt.
rmcp_files = \
	tests/rmcp/rmcp.c \
	tests/rmcp/rmcp.h \
	tests/rmcp/rmcp_bytes.c \
	tests/rmcp/rmcp_crypt.c \
	tests/rmcp/rmcp_login.c \
	tests/rmcp/rmcp_manners.c \
	tests/rmcp/rmcp_message.c \
	tests/rmcp/rmcp_old.c \
	tests/rmcp/rmcp_own.h \
	tests/rmcp/rmcp_packet.c \
	tests/rmcp/rmcp_rig.c \
	tests/rmcp/rmcp_rig.h

if HAVE_GCRYPT
check_LIBRARIES += librmcp.a
librmcp_a_SOURCES = $(rmcp_files)
librmcp_a_CFLAGS = $(AM_CFLAGS) $(GCRYPT_CFLAGS)
rmcp_libraries = librmcp.a $(LDADD) $(GCRYPT_LIBS)

rmcp_programs = tests/rmcp/test_login tests/rmcp/test_makes_lan tests/rmcp/test_rmcp
check_PROGRAMS += tests/rmcp/responder $(rmcp_programs)
TESTS += $(rmcp_programs) tests/rmcp/cli_lan.sh
tests_rmcp_responder_LDADD = $(rmcp_libraries)
tests_rmcp_test_login_LDADD = $(rmcp_libraries)
tests_rmcp_test_makes_lan_LDADD = $(rmcp_libraries)
tests_rmcp_test_rmcp_LDADD = $(rmcp_libraries)
endif
EXTRA_DIST += $(rmcp_files) tests/rmcp/cli_lan.sh tests/rmcp/responder.c \
	tests/rmcp/test_login.c tests/rmcp/test_makes_lan.c tests/rmcp/test_rmcp.c
