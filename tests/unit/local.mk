unit_programs = \
	tests/unit/test_save
check_PROGRAMS += $(unit_programs)
TESTS += $(unit_programs)
