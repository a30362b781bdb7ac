/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The review's lines for every kind of change. */
#include "unit/cases.h"

#include "core/diff.h"
#include "unit/pages.h"

static const struct holds fixed = {
    IP_SOURCE_STATIC, "192.168.100.100", "255.255.255.0", "192.168.100.254", 0, 77, 0, 0};
static const struct holds bare = {
    IP_SOURCE_STATIC, "192.168.100.100", "255.255.255.0", NULL, 1234, 0, 0, 0};
static const struct holds leased = {
    IP_SOURCE_DHCP, "192.168.100.100", "255.255.255.0", "192.168.100.254", 0, 0, 0, 0};
static const struct holds factory = {IP_SOURCE_STATIC, NULL, NULL, NULL, 0, 0, 0, 0};
static const struct holds bios = {IP_SOURCE_BIOS, "10.0.0.5", "255.0.0.0", NULL, 0, 0, 0, 0};

struct diff_case {
    const char *name;
    const struct holds *holds;
    const char *acts;
    const char *lines; /* each ends in a newline */
};

static const struct diff_case diffs[] = {
    {"nothing", &fixed, "", ""},
    {"as it is", &fixed, "dhcp=no;address=192.168.100.100/24;gateway=192.168.100.254;vlan=off", ""},
    {"the review that the screens show", &leased,
     "dhcp=no;address=192.168.100.101;netmask=23;gateway=;vlan=1234;password=Abcdefg1",
     "DHCP: yes -> no\n"
     "IPv4 Address: 192.168.100.100 -> 192.168.100.101\n"
     "IPv4 Netmask: 255.255.255.0 -> 255.255.254.0\n"
     "IPv4 Default Gateway: 192.168.100.254 -> none\n"
     "VLAN ID: off -> 1234\n"
     "Password: - -> new, for user 2 ADMIN\n"},
    {"to DHCP", &fixed, "dhcp=yes", "DHCP: no -> yes\n"},
    {"to static with the lease", &leased, "dhcp=no",
     "DHCP: yes -> no\n"
     "IPv4 Address: 192.168.100.100 -> 192.168.100.100, written again\n"
     "IPv4 Netmask: 255.255.255.0 -> 255.255.255.0, written again\n"
     "IPv4 Default Gateway: 192.168.100.254 -> 192.168.100.254, written again\n"},
    {"to DHCP hides what was typed", &fixed, "^address=1.2.3.4;toggle", "DHCP: no -> yes\n"},
    {"address", &fixed, "address=192.168.100.7",
     "IPv4 Address: 192.168.100.100 -> 192.168.100.7\n"},
    {"address/len", &fixed, "address=192.168.100.7/25",
     "IPv4 Address: 192.168.100.100 -> 192.168.100.7\n"
     "IPv4 Netmask: 255.255.255.0 -> 255.255.255.128\n"},
    {"netmask spelled otherwise", &fixed, "~netmask=/24", ""},
    {"netmask", &fixed, "netmask=/16", "IPv4 Netmask: 255.255.255.0 -> 255.255.0.0\n"},
    {"gateway", &fixed, "gateway=192.168.100.1",
     "IPv4 Default Gateway: 192.168.100.254 -> 192.168.100.1\n"},
    {"gateway away", &fixed, "gateway=0.0.0.0", "IPv4 Default Gateway: 192.168.100.254 -> none\n"},
    {"gateway new", &bare, "gateway=192.168.100.1",
     "IPv4 Default Gateway: none -> 192.168.100.1\n"},
    {"VLAN off", &bare, "vlan=off", "VLAN ID: 1234 -> off\n"},
    {"VLAN other", &bare, "vlan=7", "VLAN ID: 1234 -> 7\n"},
    {"VLAN on with the stored id", &fixed, "vlan=77", "VLAN ID: off -> 77\n"},
    {"factory", &factory, "address=10.0.0.5/8",
     "IPv4 Address: none -> 10.0.0.5\nIPv4 Netmask: none -> 255.0.0.0\n"},
    {"BIOS becomes static", &bios, "address=10.0.0.6",
     "IPv4 Address: 10.0.0.5 -> 10.0.0.6\n"
     "IPv4 Netmask: 255.0.0.0 -> 255.0.0.0, written again\n"
     "IPv4 Default Gateway: none -> none, written again\n"
     "IP source: BIOS -> static\n"},
    {"BIOS toggled back", &bios, "toggle;toggle",
     "IPv4 Address: 10.0.0.5 -> 10.0.0.5, written again\n"
     "IPv4 Netmask: 255.0.0.0 -> 255.0.0.0, written again\n"
     "IPv4 Default Gateway: none -> none, written again\n"
     "IP source: BIOS -> static\n"},
    {"BIOS to DHCP", &bios, "dhcp=yes", "DHCP: no -> yes\n"},
    {"BIOS left alone", &bios, "vlan=5", "VLAN ID: off -> 5\n"},
    {"password and its copy", &fixed, "password=Abcdefg1;confirm=Abcdefg1",
     "Password: - -> new, for user 2 ADMIN\n"},
    {"only the copy", &fixed, "confirm=Abcdefg1", ""},
};

static void make(struct diff *diff, const struct edit *edit, const struct model *page)
{
    struct changes changes;
    struct plan plan;

    edit_changes(edit, page, &changes);
    plan_make(&plan, page, &changes, edit_user(edit, page), edit->password, 0);
    diff_make(diff, edit, page, &plan);
}

static const char *line_of(const struct diff_row *row)
{
    static char line[240];
    const char *remark = diff_remark(row);

    snprintf(line, sizeof line, "%s: %s -> %s%s%s", setting_label(row->setting), row->old_text,
             row->new_text, remark[0] != '\0' ? ", " : "", remark);
    return line;
}

static void test_lines(void **state)
{
    const struct diff_case *row = *state;
    char lines[1024] = "";
    struct model page;
    struct edit edit;
    struct diff diff;

    pages_make(&page, row->holds);
    edit_init(&edit);
    assert_int_equal(pages_act(&edit, &page, row->acts, NULL), 0);
    make(&diff, &edit, &page);
    edit_release(&edit);
    for (size_t i = 0; i < diff.count; i++) {
        strncat(lines, line_of(&diff.rows[i]), sizeof lines - strlen(lines) - 2);
        strcat(lines, "\n");
    }
    assert_string_equal(lines, row->lines);
}

static void test_users(void **state)
{
    struct model page;
    struct edit edit;
    struct diff diff;

    (void)state;
    pages_make(&page, &fixed);
    pages_add_user(&page, 63, "ABCDEFGHIJKLMNOP", USER_ENABLED, PRIVILEGE_USER);
    edit_init(&edit);
    (void)pages_act(&edit, &page, "password=secret99X", NULL);
    edit.user = 63;
    make(&diff, &edit, &page);
    assert_int_equal(diff.count, 1);
    assert_string_equal(line_of(&diff.rows[0]), "Password: - -> new, for user 63 ABCDEFGHIJKLMNOP");
    edit.user = 9;
    make(&diff, &edit, &page);
    assert_string_equal(line_of(&diff.rows[0]), "Password: - -> new, for user 9");
    edit_release(&edit);
}

int main(void)
{
    static struct cases cases;

    for (size_t i = 0; i < CASES_COUNT(diffs); i++)
        cases_add(&cases, "diff", diffs[i].name, test_lines, &diffs[i]);
    cases_add(&cases, "one", "users", test_users, NULL);
    return cases_run("diff", &cases);
}
