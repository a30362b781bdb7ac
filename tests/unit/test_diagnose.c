/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why there is no BMC: machines made of files in a temporary folder, and what is said about each;
 * the QR code's text, and whether a web server can be reached.
 */
#include "unit/cases.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/reach.h"
#include "cli/doctor.h"
#include "core/access.h"
#include "core/diagnose.h"
#include "term/qr.h"
#include "scratch.h"

static char root[SCRATCH_PATH];

/* --- files --------------------------------------------------------------------------------- */

static void put(const char *name, const void *bytes, size_t length)
{
    char path[512];
    FILE *out;

    snprintf(path, sizeof path, "%s%s", root, name);
    for (char *at = strchr(path + strlen(root) + 1, '/'); at != NULL; at = strchr(at + 1, '/')) {
        *at = '\0';
        mkdir(path, 0755);
        *at = '/';
    }
    out = fopen(path, "w");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, length, out), length);
    fclose(out);
}

static void put_text(const char *name, const char *text)
{
    put(name, text, strlen(text));
}

static void clear(void)
{
    char command[2 * SCRATCH_PATH + 32];

    snprintf(command, sizeof command, "rm -rf '%s' && mkdir '%s'", root, root);
    assert_int_equal(system(command), 0);
}

/* "%s" in it is the running kernel's release. */
static void put_for_kernel(const char *format, const char *text)
{
    struct utsname kernel;
    char name[256], *place;
    const char *at = strstr(format, "KERNEL");

    assert_non_null(at);
    assert_int_equal(uname(&kernel), 0);
    snprintf(name, sizeof name, "%.*s%s%s", (int)(at - format), format, kernel.release,
             at + strlen("KERNEL"));
    place = name;
    put_text(place, text);
}

/* --- SMBIOS -------------------------------------------------------------------------------- */

#define BEFORE 18 /* bytes of it before type 38 */

/* A table of type 0 with two strings, one that is a header only, one of type 38, and the end. */
static size_t smbios_table(uint8_t bytes[64], uint8_t type, uint64_t base, uint8_t modifier)
{
    static const uint8_t before[BEFORE] = {0,   6, 0, 0, 1, 2, 'a', 0, 'b', 'c', 0, 0,
                                           126, 4, 2, 0, 0, 0};
    static const uint8_t end[] = {127, 4, 1, 0, 0, 0};
    size_t at = sizeof before;

    memcpy(bytes, before, sizeof before);
    memset(bytes + at, 0, 20);
    bytes[at] = 38;
    bytes[at + 1] = 18;
    bytes[at + 4] = type;
    bytes[at + 5] = 0x20;
    bytes[at + 6] = 0x20;
    for (int i = 0; i < 8; i++)
        bytes[at + 8 + i] = (uint8_t)(base >> (8 * i));
    bytes[at + 16] = modifier;
    at += 20;
    memcpy(bytes + at, end, sizeof end);
    return at + sizeof end;
}

struct smbios_case {
    const char *name;
    uint8_t type;
    uint64_t base;
    uint8_t modifier;
    const char *text;
    bool ssif;
};

static const struct smbios_case smbios_cases[] = {
    {"KCS in I/O space", 1, 0xca3, 0, "KCS at I/O 0xca2", false},
    {"KCS, lowest address bit", 1, 0xca3, 0x10, "KCS at I/O 0xca3", false},
    {"KCS in memory", 1, 0xfed00000, 0, "KCS at memory 0xfed00000", false},
    {"SMIC", 2, 0xca9, 0, "SMIC at I/O 0xca8", false},
    {"BT", 3, 0xe5, 0, "BT at I/O 0xe4", false},
    {"SSIF", 4, 0x20, 0, "SSIF at I2C 0x10", true},
    {"unknown interface", 0, 0xca3, 0, "", false},
    {"reserved interface", 9, 0xca3, 0, "", false},
};

static void test_smbios(void **state)
{
    const struct smbios_case *row = *state;
    struct machine machine;
    uint8_t bytes[64];
    size_t length = smbios_table(bytes, row->type, row->base, row->modifier);

    clear();
    put("/sys/firmware/dmi/tables/DMI", bytes, length);
    machine_examine(&machine, root, NULL);
    assert_int_equal(machine.smbios, SMBIOS_BMC);
    assert_string_equal(machine.interface, row->text);
    assert_int_equal(machine.interface_ssif, row->ssif);
    clear();
    put("/sys/firmware/dmi/entries/38-0/raw", bytes + BEFORE, 18);
    machine_examine(&machine, root, NULL);
    assert_int_equal(machine.smbios, SMBIOS_BMC);
    assert_string_equal(machine.interface, row->text);
}

/* Cut at every byte, and with every length byte wrong: never read past the end (sanitizers). */
static void test_smbios_torn(void **state)
{
    struct machine machine;
    uint8_t bytes[64];
    size_t length = smbios_table(bytes, 1, 0xca3, 0);

    (void)state;
    for (size_t cut = 0; cut <= length; cut++) {
        clear();
        put("/sys/firmware/dmi/tables/DMI", bytes, cut);
        machine_examine(&machine, root, NULL);
        assert_int_equal(machine.smbios == SMBIOS_BMC, cut >= BEFORE + 18);
    }
    for (int wrong = 0; wrong < 256; wrong += 5) {
        smbios_table(bytes, 1, 0xca3, 0);
        bytes[1] = (uint8_t)wrong;
        put("/sys/firmware/dmi/tables/DMI", bytes, length);
        machine_examine(&machine, root, NULL);
    }
}

static void test_no_smbios(void **state)
{
    struct machine machine;

    (void)state;
    clear();
    machine_examine(&machine, root, NULL);
    assert_int_equal(machine.smbios, SMBIOS_UNREADABLE);
    put_text("/sys/firmware/dmi/entries/0-0/raw", "");
    machine_examine(&machine, root, NULL);
    assert_int_equal(machine.smbios, SMBIOS_NO_BMC);
    put("/sys/firmware/dmi/tables/DMI", "\0\004\0\0\0\0\177\004\0\0\0\0", 12);
    machine_examine(&machine, root, NULL);
    assert_int_equal(machine.smbios, SMBIOS_NO_BMC);
}

/* --- the lines ----------------------------------------------------------------------------- */

/* What a machine has. */
enum {
    HAS_SMBIOS = 1 << 0,
    NO_SMBIOS = 1 << 1,
    HAS_SI = 1 << 2,
    HAS_DEVINTF = 1 << 3,
    BUILT_IN = 1 << 4,   /* devintf */
    KERNEL_HAS = 1 << 5,
    KERNEL_WITHOUT = 1 << 6,
    HAS_NODE = 1 << 7,
    OTHER_NODE = 1 << 8,
    IS_SSIF = 1 << 9,
    HAS_SSIF = 1 << 10,
    THIRD_NODE = 1 << 11
};

static void make_machine(unsigned has)
{
    uint8_t bytes[64];

    clear();
    if ((has & HAS_SMBIOS) != 0)
        put("/sys/firmware/dmi/tables/DMI", bytes,
            smbios_table(bytes, (has & IS_SSIF) != 0 ? 4 : 1, (has & IS_SSIF) != 0 ? 0x20 : 0xca3,
                         0));
    if ((has & NO_SMBIOS) != 0)
        put("/sys/firmware/dmi/tables/DMI", "\177\004\0\0\0\0", 6);
    if ((has & HAS_SI) != 0)
        put_text("/sys/module/ipmi_si/refcnt", "0");
    if ((has & HAS_SSIF) != 0)
        put_text("/sys/module/ipmi_ssif/refcnt", "0");
    if ((has & HAS_DEVINTF) != 0)
        put_text("/sys/module/ipmi_devintf/refcnt", "0");
    if ((has & (KERNEL_HAS | KERNEL_WITHOUT | BUILT_IN)) != 0)
        put_for_kernel("/lib/modules/KERNEL/modules.builtin",
                       (has & BUILT_IN) != 0 ? "kernel/drivers/char/ipmi/ipmi_devintf.ko\n"
                                             : "kernel/fs/ext4/ext4.ko\n");
    if ((has & KERNEL_HAS) != 0)
        put_for_kernel("/lib/modules/KERNEL/kernel/drivers/char/ipmi/ipmi_si.ko.xz", "");
    if ((has & HAS_NODE) != 0)
        put_text("/dev/ipmi0", "");
    if ((has & OTHER_NODE) != 0)
        put_text("/dev/ipmi/0", "");
    if ((has & THIRD_NODE) != 0)
        put_text("/dev/ipmidev/0", "");
}

struct line_case {
    const char *name;
    unsigned has;
    enum severity smbios, modules, device;
    const char *modules_text, *device_text;
    const char *modules_todo, *device_todo; /* NULL: nothing to do */
};

#define OK SEVERITY_OK
#define WARN SEVERITY_WARNING
#define FAULT SEVERITY_FAULT
#define UNKNOWN SEVERITY_UNKNOWN

static const struct line_case line_cases[] = {
    {"all is well", HAS_SMBIOS | HAS_SI | HAS_DEVINTF | KERNEL_HAS | HAS_NODE, OK, OK, OK,
     "ipmi_si loaded, ipmi_devintf loaded", "/dev/ipmi0 (", NULL, NULL},
    {"another name of the node", HAS_SMBIOS | HAS_SI | HAS_DEVINTF | OTHER_NODE, OK, OK, OK,
     "ipmi_si loaded", "/dev/ipmi/0 (", NULL, NULL},
    {"a third name of the node", HAS_SMBIOS | HAS_SI | HAS_DEVINTF | THIRD_NODE, OK, OK, OK,
     "ipmi_si loaded", "/dev/ipmidev/0 (", NULL, NULL},
    {"devintf missing", HAS_SMBIOS | HAS_SI | KERNEL_HAS, OK, FAULT, FAULT,
     "ipmi_si loaded, ipmi_devintf missing", "no /dev/ipmi0", "as root: modprobe ipmi_devintf",
     "as root: modprobe ipmi_devintf"},
    {"both missing", HAS_SMBIOS | KERNEL_HAS, OK, FAULT, FAULT,
     "ipmi_si missing, ipmi_devintf missing", "no /dev/ipmi0",
     "as root: modprobe -a ipmi_si ipmi_devintf", "as root: modprobe -a ipmi_si ipmi_devintf"},
    {"si missing, devintf built in", HAS_SMBIOS | BUILT_IN, OK, FAULT, FAULT,
     "ipmi_si missing, ipmi_devintf built in", "no /dev/ipmi0", "as root: modprobe ipmi_si",
     "as root: modprobe ipmi_si"},
    {"on the SMBus", HAS_SMBIOS | IS_SSIF | HAS_DEVINTF | KERNEL_HAS, OK, FAULT, FAULT,
     "ipmi_ssif missing, ipmi_devintf loaded", "no /dev/ipmi0", "as root: modprobe ipmi_ssif",
     "as root: modprobe ipmi_ssif"},
    {"on the SMBus, loaded", HAS_SMBIOS | IS_SSIF | HAS_SSIF | HAS_DEVINTF | HAS_NODE, OK, OK, OK,
     "ipmi_ssif loaded", "/dev/ipmi0 (", NULL, NULL},
    {"a kernel without drivers", HAS_SMBIOS | KERNEL_WITHOUT, OK, FAULT, FAULT,
     "ipmi_si missing", "no /dev/ipmi0", "linux-image-amd64", "linux-image-amd64"},
    {"drivers from elsewhere", HAS_SMBIOS | HAS_DEVINTF | KERNEL_WITHOUT, OK, FAULT, FAULT,
     "ipmi_si missing, ipmi_devintf loaded", "no /dev/ipmi0", "as root: modprobe ipmi_si",
     "as root: modprobe ipmi_si"},
    {"loaded, but nothing found", HAS_SMBIOS | HAS_SI | HAS_DEVINTF | KERNEL_HAS, OK, OK, FAULT,
     "ipmi_si loaded, ipmi_devintf loaded", "no /dev/ipmi0", NULL, "dmesg"},
    {"a machine without BMC", NO_SMBIOS | KERNEL_HAS, WARN, FAULT, FAULT, "ipmi_si missing",
     "no /dev/ipmi0", "modprobe", "bmctui -h HOST"},
    {"nothing can be read", 0, UNKNOWN, FAULT, FAULT, "ipmi_si missing", "no /dev/ipmi0",
     "modprobe", "modprobe"},
};

static void check_todo(const struct finding *line, const char *wanted)
{
    if (wanted == NULL)
        assert_string_equal(line->what_to_do, "");
    else
        assert_holds(line->what_to_do, wanted);
}

static void test_lines(void **state)
{
    const struct line_case *row = *state;
    struct finding lines[DIAGNOSE_COUNT];
    struct machine machine;

    make_machine(row->has);
    machine_examine(&machine, root, NULL);
    diagnose_machine(&machine, lines);
    assert_int_equal(lines[DIAGNOSE_SMBIOS].severity, row->smbios);
    assert_int_equal(lines[DIAGNOSE_MODULES].severity, row->modules);
    assert_int_equal(lines[DIAGNOSE_DEVICE].severity, row->device);
    assert_holds(lines[DIAGNOSE_MODULES].text, row->modules_text);
    assert_holds(lines[DIAGNOSE_DEVICE].text, row->device_text);
    check_todo(&lines[DIAGNOSE_MODULES], row->modules_todo);
    check_todo(&lines[DIAGNOSE_DEVICE], row->device_todo);
}

/* Any number of them; one may name the setting whose value mends it. */
static void test_findings(void **state)
{
    static const struct setting setting = {.label = "a setting"};
    struct findings findings = {0};
    struct finding *finding = NULL;

    (void)state;
    for (int i = 0; i < 200; i++) {
        finding = finding_add(&findings, "check", "Label");
        finding_say(finding, SEVERITY_OK, "text %d", i);
    }
    finding_advise(finding, SEVERITY_FAULT, "%s", "do it");
    finding_fix(finding, &setting, (struct scope){.channel = 8}, 2);
    assert_int_equal(findings.count, 200);
    assert_int_equal(findings.items[0].severity, SEVERITY_OK);
    assert_string_equal(findings.items[0].text, "text 0");
    assert_null(findings.items[0].setting);
    assert_int_equal(findings.items[199].severity, SEVERITY_FAULT);
    assert_string_equal(findings.items[199].text, "text 199");
    assert_string_equal(findings.items[199].what_to_do, "do it");
    assert_ptr_equal(findings.items[199].setting, &setting);
    assert_int_equal(findings.items[199].scope.channel, 8);
    assert_int_equal(findings.items[199].wanted, 2);
    findings_release(&findings);
    assert_int_equal(findings.count, 0);
}

/* Of what the BMC tells: a channel that is not always there names the setting that it is. */
static void test_mended_access(void **state)
{
    static struct doctor doctor;
    const struct finding *finding = NULL;

    (void)state;
    model_init(&doctor.page, &page_network);
    doctor.page.channel_count = 1;
    doctor.page.channels[0].number = 8;
    doctor.channels[0].access_known = true;
    doctor.channels[0].now.mode = CHANNEL_ACCESS_ALWAYS;
    doctor_bmc(&doctor);
    for (size_t i = 0; i < doctor.findings.count; i++)
        if (strcmp(doctor.findings.items[i].check, "access") == 0)
            finding = &doctor.findings.items[i];
    assert_non_null(finding);
    assert_int_equal(finding->severity, SEVERITY_WARNING);
    assert_ptr_equal(finding->setting, access_setting(ACCESS_MODE_KEPT));
    assert_int_equal(finding->scope.channel, 8);
    assert_int_equal(finding->wanted & 7, CHANNEL_ACCESS_ALWAYS);
    findings_release(&doctor.findings);
}

static void test_named_device(void **state)
{
    struct machine machine;

    (void)state;
    make_machine(HAS_NODE);
    machine_examine(&machine, root, "/dev/ipmi1");
    assert_false(machine.device_exists);
    assert_string_equal(machine.device, "/dev/ipmi1");
    machine_examine(&machine, root, "/dev/ipmi0");
    assert_true(machine.device_exists);
    assert_true(machine.device_opens);
    assert_holds(machine.device_mode, "0644");
}

/* What is opened is what is looked at. */
static void test_node_names(void **state)
{
    (void)state;
    make_machine(0);
    assert_string_equal(bmc_node_name(root, NULL), "/dev/ipmi0");
    assert_string_equal(bmc_node_name(root, "/dev/ipmi7"), "/dev/ipmi7");
    make_machine(THIRD_NODE);
    assert_string_equal(bmc_node_name(root, NULL), "/dev/ipmidev/0");
    make_machine(THIRD_NODE | OTHER_NODE);
    assert_string_equal(bmc_node_name(root, NULL), "/dev/ipmi/0");
    make_machine(THIRD_NODE | OTHER_NODE | HAS_NODE);
    assert_string_equal(bmc_node_name(root, NULL), "/dev/ipmi0");
}

static void test_no_permission(void **state)
{
    static const struct bmc_target target = {.driver = BMC_DRIVER_OPENIPMI};
    struct finding lines[DIAGNOSE_COUNT];
    struct diagnosis diagnosis;
    struct bmc_error error;
    struct machine machine;

    (void)state;
    make_machine(HAS_SMBIOS | HAS_SI | HAS_DEVINTF | HAS_NODE);
    machine_examine(&machine, root, NULL);
    machine.device_opens = false;
    machine.root = false;
    diagnose_machine(&machine, lines);
    assert_int_equal(lines[DIAGNOSE_DEVICE].severity, SEVERITY_FAULT);
    assert_holds(lines[DIAGNOSE_DEVICE].text, "permission denied for /dev/ipmi0 (");
    assert_holds(lines[DIAGNOSE_DEVICE].what_to_do, "run bmctui as root");
    machine.root = true;
    diagnose_machine(&machine, lines);
    assert_holds(lines[DIAGNOSE_DEVICE].what_to_do, "container");
    /* It is the reason where opening failed for it, and for nothing else. */
    error_set(&error, ERROR_NO_PERMISSION, "why.");
    diagnose_explain(&diagnosis, &machine, &target, &error);
    assert_holds(diagnosis.reason, "permission denied for /dev/ipmi0 (");
    error_set(&error, ERROR_TIMEOUT, "why.");
    diagnose_explain(&diagnosis, &machine, &target, &error);
    assert_string_equal(diagnosis.reason, "why");
    machine.device_exists = false;
    error_set(&error, ERROR_NO_PERMISSION, "why.");
    diagnose_explain(&diagnosis, &machine, &target, &error);
    assert_string_equal(diagnosis.reason, "why");
}

/* --- the no-BMC screen ---------------------------------------------------------------------- */

struct explain_case {
    const char *name;
    enum error_kind kind;
    enum bmc_driver driver;
    unsigned has;
    const char *headline, *todo;
    bool no_bmc;
};

static const struct explain_case explain_cases[] = {
    {"no node", ERROR_NO_DEVICE, BMC_DRIVER_AUTO, HAS_SMBIOS | HAS_SI | KERNEL_HAS,
     "No BMC was reached: there is no /dev/ipmi0.", "modprobe ipmi_devintf", true},
    {"no node, FreeIPMI says busy", ERROR_DEVICE_BUSY, BMC_DRIVER_AUTO, HAS_SMBIOS | KERNEL_HAS,
     "No BMC was reached: there is no /dev/ipmi0.", "modprobe -a ipmi_si ipmi_devintf", true},
    {"busy", ERROR_DEVICE_BUSY, BMC_DRIVER_OPENIPMI, HAS_SMBIOS | HAS_NODE,
     "No BMC was reached: why.", "wait", true},
    {"FreeIPMI's driver beside the kernel's", ERROR_DEVICE_BUSY, BMC_DRIVER_KCS, HAS_NODE,
     "No BMC was reached: why.", "-D openipmi", true},
    {"no permission", ERROR_NO_PERMISSION, BMC_DRIVER_OPENIPMI, HAS_NODE,
     "No BMC was reached: why.", "root", true},
    {"time-out in-band", ERROR_TIMEOUT, BMC_DRIVER_OPENIPMI, HAS_NODE, "No BMC was reached: why.",
     "try again", true},
    {"time-out over LAN", ERROR_TIMEOUT, BMC_DRIVER_LAN_2_0, 0, "No BMC was reached: why.",
     "check the address", true},
    {"login", ERROR_LOGIN, BMC_DRIVER_LAN_2_0, 0, "Login failed: why.", "password", true},
    {"gone", ERROR_GONE, BMC_DRIVER_LAN_2_0, 0, "No BMC was reached: why.", "try again", true},
    {"malformed", ERROR_MALFORMED, BMC_DRIVER_LAN, 0, "No BMC was reached: why.", "try", true},
    {"busy BMC", ERROR_BUSY, BMC_DRIVER_LAN_2_0, 0, "No BMC was reached: why.", "minute", true},
    {"no LAN", ERROR_NO_LAN, BMC_DRIVER_OPENIPMI, HAS_NODE, "This BMC has no LAN channel.",
     "nothing", true},
    {"demo", ERROR_TIMEOUT, BMC_DRIVER_DEMO, 0, "No BMC was reached: why.", "leave out --demo",
     true},
    {"gone in-band", ERROR_GONE, BMC_DRIVER_OPENIPMI, HAS_NODE, "No BMC was reached: why.",
     "dmesg | grep -i ipmi", true},
    {"malformed in-band", ERROR_MALFORMED, BMC_DRIVER_AUTO, HAS_NODE, "No BMC was reached: why.",
     "dmesg | grep -i ipmi", true},
    {"no device of the driver", ERROR_SYSTEM, BMC_DRIVER_AUTO, HAS_NODE, "No BMC was reached: why.",
     "dmesg | grep -i ipmi", false},
    {"refused", ERROR_REFUSED, BMC_DRIVER_OPENIPMI, HAS_NODE, "No BMC was reached: why.",
     "try again", false},
};

static void test_explain(void **state)
{
    const struct explain_case *row = *state;
    struct bmc_target target = {.driver = row->driver};
    struct bmc_error error;
    struct diagnosis diagnosis;
    struct machine machine;
    bool in_band = row->driver == BMC_DRIVER_AUTO || row->driver == BMC_DRIVER_OPENIPMI ||
                   row->driver == BMC_DRIVER_KCS;

    make_machine(row->has);
    machine_examine(&machine, root, NULL);
    error_set(&error, row->kind, "why.");
    diagnose_explain(&diagnosis, &machine, &target, &error);
    assert_string_equal(diagnosis.headline, row->headline);
    assert_holds(diagnosis.what_to_do, row->todo);
    assert_int_equal(diagnosis.machine_matters, in_band);
    assert_int_equal(diagnose_no_bmc(&error), row->no_bmc);
}

/* The kernel's driver answers C3h for a BMC that does not. */
static void test_hanging(void **state)
{
    static const struct bmc_target here = {.driver = BMC_DRIVER_OPENIPMI},
                                   elsewhere = {.driver = BMC_DRIVER_LAN_2_0};
    struct diagnosis diagnosis;
    struct bmc_error error;
    struct machine machine;

    (void)state;
    make_machine(HAS_NODE);
    machine_examine(&machine, root, NULL);
    error_set(&error, ERROR_BUSY, "why.");
    error.completion_code = 0xc3;
    diagnose_explain(&diagnosis, &machine, &here, &error);
    assert_holds(diagnosis.what_to_do, "unplug the machine's power");
    diagnose_explain(&diagnosis, &machine, &elsewhere, &error);
    assert_holds(diagnosis.what_to_do, "being updated");
}

/* A wrong path has nothing to do with the BMC's power, nor with the kernel's modules. */
static void test_wrong_path(void **state)
{
    static const struct bmc_target target = {.driver = BMC_DRIVER_AUTO, .device = "/dev/ipmi7"};
    static const enum error_kind kinds[] = {ERROR_SYSTEM, ERROR_NO_DEVICE};
    struct diagnosis diagnosis;
    struct bmc_error error;
    struct machine machine;

    (void)state;
    make_machine(HAS_SMBIOS | KERNEL_HAS | HAS_NODE);
    machine_examine(&machine, root, target.device);
    for (size_t i = 0; i < CASES_COUNT(kinds); i++) {
        error_set(&error, kinds[i], "why.");
        diagnose_explain(&diagnosis, &machine, &target, &error);
        assert_holds(diagnosis.what_to_do, "leave out --driver-device");
    }
}

/* One that does not know how to tell of its channels may be just starting. */
static void test_starting(void **state)
{
    static const struct bmc_target target = {.driver = BMC_DRIVER_OPENIPMI};
    struct diagnosis diagnosis;
    struct bmc_error error;
    struct machine machine;

    (void)state;
    make_machine(HAS_NODE);
    machine_examine(&machine, root, NULL);
    error_set(&error, ERROR_NO_LAN, "why.");
    diagnose_explain(&diagnosis, &machine, &target, &error);
    assert_holds(diagnosis.what_to_do, "nothing: this BMC cannot be reached over a network");
    error.completion_code = 0xc1;
    diagnose_explain(&diagnosis, &machine, &target, &error);
    assert_holds(diagnosis.what_to_do, "try again in a minute; if this stays so");
    /* It is not said to have no channel. */
    assert_string_equal(diagnosis.headline, "No BMC was reached: why.");
}

static void test_advised(void **state)
{
    static const struct bmc_target target = {.driver = BMC_DRIVER_LAN_2_0};
    struct diagnosis diagnosis;
    struct bmc_error error;
    struct machine machine;

    (void)state;
    make_machine(0);
    machine_examine(&machine, root, NULL);
    error_advise(&error, ERROR_LOGIN, "why; do that");
    diagnose_explain(&diagnosis, &machine, &target, &error);
    assert_string_equal(diagnosis.headline, "Login failed: why; do that.");
    assert_string_equal(diagnosis.what_to_do, "");
    error_set(&error, ERROR_LOGIN, "why");
    diagnose_explain(&diagnosis, &machine, &target, &error);
    assert_holds(diagnosis.what_to_do, "check user name");
}

static void test_not_no_bmc(void **state)
{
    static const enum error_kind kinds[] = {ERROR_NONE,   ERROR_USAGE,     ERROR_REFUSED,
                                            ERROR_DENIED, ERROR_CANCELLED, ERROR_LOCKED,
                                            ERROR_SYSTEM};
    struct bmc_error error;

    (void)state;
    for (size_t i = 0; i < CASES_COUNT(kinds); i++) {
        error_set(&error, kinds[i], "why");
        assert_false(diagnose_no_bmc(&error));
    }
}

/* --- QR ------------------------------------------------------------------------------------ */

static void test_qr(void **state)
{
    static const uint32_t addresses[] = {0, 0x01020304, 0xc0a86464, 0xffffffff};
    struct qr qr;
    char text[QR_TEXT];

    (void)state;
    assert_string_equal(qr_text(0xc0a86464, text), "HTTPS://192.168.100.100");
    for (size_t i = 0; i < CASES_COUNT(addresses); i++) {
        assert_true(qr_make(&qr, addresses[i]));
        /* Finder patterns: three corners have a dark ring, a light one, a dark heart. */
        assert_true(qr.dark[0][0] && qr.dark[0][20] && qr.dark[20][0]);
        assert_false(qr.dark[1][1] || qr.dark[1][19] || qr.dark[19][1]);
        assert_true(qr.dark[3][3] && qr.dark[3][17] && qr.dark[17][3]);
        assert_false(qr.dark[7][7]);
        /* The one module that is always dark. */
        assert_true(qr.dark[13][8]);
        assert_false(qr_dark(&qr, 0, 0, 1));
        assert_true(qr_dark(&qr, 1, 1, 1));
        assert_false(qr_dark(&qr, 22, 22, 1));
        assert_false(qr_dark(&qr, 28, 0, 4));
    }
}

/* --- reach --------------------------------------------------------------------------------- */

static int listen_on_loopback(uint16_t *port)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &size), 0);
    *port = ntohs(at.sin_port);
    return fd;
}

static enum reach_result try_ports(const uint16_t ports[2], char text[256])
{
    struct reach reach;
    enum reach_result result;

    reach_start_ports(&reach, clock_monotonic(), INADDR_LOOPBACK, 2000, ports);
    result = reach_run(&reach, -1);
    reach_sentence(&reach, text, 256);
    assert_int_equal(reach_fd(&reach), -1);
    assert_true(reach_step(&reach));
    reach_stop(&reach);
    assert_int_equal(reach_result(&reach), result);
    return result;
}

static void test_reach(void **state)
{
    uint16_t ports[2], swapped[2];
    int open = listen_on_loopback(&ports[0]), closed = listen_on_loopback(&ports[1]);
    char text[256], wanted[64];

    (void)state;
    assert_int_equal(listen(open, 5), 0); /* the other one is bound, and nobody listens */
    assert_int_equal(try_ports(ports, text), REACH_ANSWERS);
    snprintf(wanted, sizeof wanted, "From this host: %u answers.", ports[0]);
    assert_string_equal(text, wanted);
    swapped[0] = ports[1];
    swapped[1] = ports[0];
    assert_int_equal(try_ports(swapped, text), REACH_ANSWERS);
    snprintf(wanted, sizeof wanted, "From this host: %u answers, %u does not.", ports[0],
             ports[1]);
    assert_string_equal(text, wanted);
    swapped[1] = ports[1];
    assert_int_equal(try_ports(swapped, text), REACH_REFUSED);
    assert_holds(text, "refused");
    close(open);
    close(closed);
}

struct hands {
    int64_t now;
};

static int64_t hands_now(void *data)
{
    return ((struct hands *)data)->now;
}

/* A connection that neither comes about nor fails: one whose listener's queue is full. Where the
 * kernel is more generous, nothing is left to be seen here. */
static void test_reach_timeout(void **state)
{
    uint16_t ports[2];
    int fd = listen_on_loopback(&ports[0]);
    struct hands hands = {1000};
    struct clock clock = {hands_now, NULL, &hands};
    struct reach fillers[8], reach;
    char text[256];

    (void)state;
    ports[1] = ports[0];
    assert_int_equal(listen(fd, 0), 0);
    for (size_t i = 0; i < CASES_COUNT(fillers); i++)
        reach_start_ports(&fillers[i], &clock, INADDR_LOOPBACK, 2000, ports);
    reach_start_ports(&reach, &clock, INADDR_LOOPBACK, 2000, ports);
    if (reach_fd(&reach) >= 0)
        poll(&(struct pollfd){.fd = reach_fd(&reach), .events = POLLOUT}, 1, 50);
    reach_step(&reach);
    if (reach_fd(&reach) >= 0) {
        assert_int_equal(reach_result(&reach), REACH_WAITING);
        assert_int_equal(reach_wait_ms(&reach), 2000);
        hands.now += 2001;
        assert_int_equal(reach_wait_ms(&reach), 0);
        assert_false(reach_step(&reach)); /* now the second port */
        assert_int_equal(reach_wait_ms(&reach), 2000);
        reach_sentence(&reach, text, sizeof text);
        assert_holds(text, "trying");
        hands.now += 2001;
        assert_true(reach_step(&reach));
        assert_int_equal(reach_result(&reach), REACH_TIMEOUT);
        reach_sentence(&reach, text, sizeof text);
        assert_holds(text, "no answer");
        assert_holds(text, "shares this host's port");
    }
    for (size_t i = 0; i < CASES_COUNT(fillers); i++)
        reach_stop(&fillers[i]);
    reach_stop(&reach);
    close(fd);
}

static void test_reach_stop(void **state)
{
    uint16_t ports[2] = {9, 9};
    struct reach reach;
    char text[256];

    (void)state;
    reach_start_ports(&reach, clock_monotonic(), INADDR_LOOPBACK, 2000, ports);
    reach_stop(&reach);
    reach_stop(&reach);
    assert_int_equal(reach_fd(&reach), -1);
    assert_true(reach_step(&reach));
    assert_non_null(reach_sentence(&reach, text, sizeof text));
}

int main(void)
{
    static struct cases cases;
    char command[SCRATCH_PATH + 32];
    int result;

    umask(022);
    if (mkdtemp(scratch_path(root, sizeof root, "bmctui-diagnose.XXXXXX")) == NULL)
        return 99;
    for (size_t i = 0; i < CASES_COUNT(smbios_cases); i++)
        cases_add(&cases, "SMBIOS", smbios_cases[i].name, test_smbios, &smbios_cases[i]);
    for (size_t i = 0; i < CASES_COUNT(line_cases); i++)
        cases_add(&cases, "lines", line_cases[i].name, test_lines, &line_cases[i]);
    for (size_t i = 0; i < CASES_COUNT(explain_cases); i++)
        cases_add(&cases, "explain", explain_cases[i].name, test_explain, &explain_cases[i]);
    cases_add(&cases, "one", "torn SMBIOS table", test_smbios_torn, NULL);
    cases_add(&cases, "one", "no SMBIOS", test_no_smbios, NULL);
    cases_add(&cases, "one", "device asked for", test_named_device, NULL);
    cases_add(&cases, "one", "findings", test_findings, NULL);
    cases_add(&cases, "one", "access to be mended", test_mended_access, NULL);
    cases_add(&cases, "one", "no permission", test_no_permission, NULL);
    cases_add(&cases, "one", "a BMC that hangs", test_hanging, NULL);
    cases_add(&cases, "one", "names of the node", test_node_names, NULL);
    cases_add(&cases, "one", "a wrong path", test_wrong_path, NULL);
    cases_add(&cases, "one", "starting", test_starting, NULL);
    cases_add(&cases, "one", "advised", test_advised, NULL);
    cases_add(&cases, "one", "errors that reached a BMC", test_not_no_bmc, NULL);
    cases_add(&cases, "one", "QR code", test_qr, NULL);
    cases_add(&cases, "one", "reach", test_reach, NULL);
    cases_add(&cases, "one", "reach, no answer", test_reach_timeout, NULL);
    cases_add(&cases, "one", "reach, stopped", test_reach_stop, NULL);
    result = cases_run("diagnose", &cases);
    snprintf(command, sizeof command, "rm -rf '%s'", root);
    if (system(command) != 0)
        return 99;
    return result;
}
