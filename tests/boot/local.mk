# Tests in a virtual machine: boot.sh tells how to write one. They say why when none can run here.
boot_scripts = \
	tests/boot/inband.sh \
	tests/boot/systemd.sh
# What the machine around the program does is seen once, without sanitizers.
if !SANITIZED
TESTS += $(boot_scripts)
endif
EXTRA_DIST += $(boot_scripts) \
	tests/boot/boot.sh \
	tests/boot/guest \
	tests/boot/guest-systemd \
	tests/boot/initramfs.sh \
	tests/boot/line.sh
boot-clean:
	-rm -rf tests/boot/cache
mostlyclean-local: boot-clean
.PHONY: boot-clean
