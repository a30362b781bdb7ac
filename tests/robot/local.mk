# A robot at the console (robot.h). The log of `make check` says its seed.
check_PROGRAMS += tests/robot/robot
TESTS += tests/robot/robot
CLEANFILES += robot-small.txt robot-wrong.txt
tests_robot_robot_SOURCES = \
	tests/robot/act.c \
	tests/robot/robot.c \
	tests/robot/robot.h \
	tests/robot/session.c \
	tests/robot/watch.c
tests_robot_robot_LDADD = $(harness_libs)
EXTRA_DIST += tests/robot/run.sh
