cli_scripts = \
	tests/cli/completion.sh \
	tests/cli/install.sh \
	tests/cli/manual.sh
TESTS += $(cli_scripts)
# Slow for Ansible's own sake.
if !SANITIZED
TESTS += tests/cli/ansible.sh
endif
EXTRA_DIST += $(cli_scripts) tests/cli/ansible.sh tests/cli/zsh-complete

# Run by ./dev alone.
EXTRA_DIST += \
	tests/package/clean.sh \
	tests/package/package.sh \
	tests/portability/cross \
	tests/portability/musl
