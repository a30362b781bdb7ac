# The targets are compiled like all tests and run over what is kept in corpus/ (test_corpus); to
# fuzz, libFuzzer programs are made of them in a build directory of their own (see run.sh):
#     configure CC=clang --enable-sanitizers=address,undefined,fuzzer-no-link
#     make fuzzers
fuzz_targets = \
	tests/fuzz/fuzz.c \
	tests/fuzz/fuzz.h \
	tests/fuzz/fuzz_answers.c \
	tests/fuzz/fuzz_apply.c \
	tests/fuzz/fuzz_faults.c \
	tests/fuzz/fuzz_fields.c \
	tests/fuzz/fuzz_journal.c \
	tests/fuzz/fuzz_keys.c \
	tests/fuzz/fuzz_options.c \
	tests/fuzz/fuzz_pages.c \
	tests/fuzz/fuzz_records.c \
	tests/fuzz/fuzz_save.c \
	tests/fuzz/fuzz_settings.c \
	tests/fuzz/liar.c \
	tests/fuzz/liar.h \
	tests/fuzz/truth.c \
	tests/fuzz/truth.h \
	tests/unit/records.c \
	tests/unit/records.h
fuzz_libs = libfuzz.a libmain.a $(LDADD)

check_LIBRARIES += libfuzz.a
libfuzz_a_SOURCES = $(fuzz_targets)
check_PROGRAMS += tests/fuzz/test_corpus
TESTS += tests/fuzz/test_corpus
tests_fuzz_test_corpus_LDADD = $(fuzz_libs)
EXTRA_DIST += tests/fuzz/corpus tests/fuzz/run.sh

fuzz_programs = \
	tests/fuzz/answers \
	tests/fuzz/apply \
	tests/fuzz/faults \
	tests/fuzz/fields \
	tests/fuzz/journal \
	tests/fuzz/keys \
	tests/fuzz/options \
	tests/fuzz/pages \
	tests/fuzz/records \
	tests/fuzz/save \
	tests/fuzz/settings
EXTRA_PROGRAMS += $(fuzz_programs)
CLEANFILES += $(fuzz_programs)
FUZZ_LINK = $(AM_LDFLAGS) -fsanitize=fuzzer

tests_fuzz_answers_SOURCES = tests/fuzz/one.c
tests_fuzz_answers_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_TARGET=fuzz_answers
tests_fuzz_answers_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_answers_LDADD = $(fuzz_libs)
tests_fuzz_apply_SOURCES = tests/fuzz/one.c
tests_fuzz_apply_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_TARGET=fuzz_apply
tests_fuzz_apply_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_apply_LDADD = $(fuzz_libs)
tests_fuzz_faults_SOURCES = tests/fuzz/one.c
tests_fuzz_faults_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_TARGET=fuzz_faults
tests_fuzz_faults_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_faults_LDADD = $(fuzz_libs)
tests_fuzz_fields_SOURCES = tests/fuzz/one.c
tests_fuzz_fields_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_TARGET=fuzz_fields
tests_fuzz_fields_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fields_LDADD = $(fuzz_libs)
tests_fuzz_journal_SOURCES = tests/fuzz/one.c
tests_fuzz_journal_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_TARGET=fuzz_journal
tests_fuzz_journal_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_journal_LDADD = $(fuzz_libs)
tests_fuzz_keys_SOURCES = tests/fuzz/one.c
tests_fuzz_keys_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_TARGET=fuzz_keys
tests_fuzz_keys_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_keys_LDADD = $(fuzz_libs)
tests_fuzz_options_SOURCES = tests/fuzz/one.c
tests_fuzz_options_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_TARGET=fuzz_options
tests_fuzz_options_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_options_LDADD = $(fuzz_libs)
tests_fuzz_pages_SOURCES = tests/fuzz/one.c
tests_fuzz_pages_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_TARGET=fuzz_pages
tests_fuzz_pages_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_pages_LDADD = $(fuzz_libs)
tests_fuzz_records_SOURCES = tests/fuzz/one.c
tests_fuzz_records_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_TARGET=fuzz_records
tests_fuzz_records_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_records_LDADD = $(fuzz_libs)
tests_fuzz_save_SOURCES = tests/fuzz/one.c
tests_fuzz_save_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_TARGET=fuzz_save
tests_fuzz_save_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_save_LDADD = $(fuzz_libs)
tests_fuzz_settings_SOURCES = tests/fuzz/one.c
tests_fuzz_settings_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_TARGET=fuzz_settings
tests_fuzz_settings_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_settings_LDADD = $(fuzz_libs)

fuzzers: $(fuzz_programs)
.PHONY: fuzzers
