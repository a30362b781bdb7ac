# Tests in a virtual machine: boot.sh tells how to write one. They say why when none can run here.
boot_scripts = \
	tests/boot/inband.sh \
	tests/boot/power.sh
# ./dev soak has these, too: one machine at a time boots, and systemd takes minutes.
boot_soak_scripts = \
	tests/boot/systemd.sh
EXTRA_DIST += $(boot_scripts) $(boot_soak_scripts) \
	tests/boot/boot.sh \
	tests/boot/guest \
	tests/boot/guest-systemd \
	tests/boot/initramfs.sh \
	tests/boot/line.sh
boot-clean:
	-rm -rf tests/boot/cache
mostlyclean-local: boot-clean
.PHONY: boot-clean
