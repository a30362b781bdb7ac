# ./dev itself, on a terminal.
dev_scripts = \
	tests/dev/release.sh \
	tests/dev/run.sh \
	tests/dev/terminal.sh \
	tests/dev/usage.sh
if !SANITIZED
TESTS += $(dev_scripts)
endif
EXTRA_DIST += $(dev_scripts) tests/dev/rig.sh
