cli_long = \
	tests/cli/install.sh \
	tests/cli/completion.sh
cli_scripts = \
	tests/cli/events.sh \
	tests/cli/health.sh \
	tests/cli/hostile.sh \
	tests/cli/manual.sh \
	tests/cli/personality.sh
TESTS += $(cli_scripts)
EXTRA_DIST += $(cli_long) $(cli_scripts) tests/cli/ansible.sh tests/cli/zsh-complete

# Run by ./dev alone.
EXTRA_DIST += \
	tests/package/clean.sh \
	tests/package/package.sh \
	tests/portability/compile \
	tests/portability/cross \
	tests/portability/freebsd
