/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command that does the same: what it says, and that `set` comes to the same plan by it. */
#include "unit/cases.h"

#include <stdlib.h>
#include <wordexp.h>

#include "core/command_line.h"
#include "core/follows.h"
#include "main/options.h"
#include "unit/pages.h"

#define WORDS 32

static const struct holds fixed = {
    IP_SOURCE_STATIC, "192.168.100.100", "255.255.255.0", "192.168.100.254", 0, 77, 0, 0};
static const struct holds tagged = {
    IP_SOURCE_STATIC, "192.168.100.100", "255.255.255.0", NULL, 1234, 0, 0, 0};
static const struct holds leased = {
    IP_SOURCE_DHCP, "192.168.100.100", "255.255.255.0", "192.168.100.254", 0, 0, 0, 0};
static const struct holds bios = {IP_SOURCE_BIOS, "10.0.0.5", "255.0.0.0", NULL, 0, 0, 0, 0};

struct command_case {
    const char *acts;
    const struct holds *holds;
    struct command_how how;
    unsigned boxes;
    unsigned channels; /* besides it: 1 below, 2 above */
    uint8_t user;      /* 0: the page's */
    const char *text;
    const char *follows; /* a part of each sentence, with blanks at the ends of lines */
};

static const struct command_case commands[] = {
    {"address=192.168.100.101", &fixed, .text = "bmctui set address=192.168.100.101",
     .follows = "sessions at 192.168.100.100 will end."},
    {"^gateway=", &fixed, .text = "bmctui set gateway=none",
     .follows = "Without a gateway the BMC can be reached from its own network only."},
    {"^vlan=42", &fixed, .text = "bmctui set vlan=42",
     .follows = "The BMC will answer on VLAN 42 only: make the switch port ready first."},
    {"^vlan=", &tagged, .text = "bmctui set vlan=off",
     .follows = "The BMC will answer without a VLAN tag: make the switch port ready first."},
    {"toggle", &fixed, .text = "bmctui set dhcp=yes",
     .follows = "The DHCP server will choose the address; until the lease has come the BMC may "
                "have none.|sessions at 192.168.100.100 may end."},
    {"toggle", &leased,
     .text = "bmctui set dhcp=no address=192.168.100.100 netmask=255.255.255.0 "
             "gateway=192.168.100.254",
     .follows =
         "No DHCP server will reserve 192.168.100.100: make sure that it is free."},
    {"toggle;^address=10.0.0.6/23;^gateway=;^vlan=9;password=Abcdefg1", &leased,
     .text = "bmctui set dhcp=no address=10.0.0.6 netmask=255.255.254.0 gateway=none vlan=9 "
             "--user=2 --password",
     .follows = "on VLAN 9 only|reserve 10.0.0.6|sessions at 192.168.100.100 will end.|Without "
                "a gateway|The new password applies to all channels of the BMC."},
    {"^address=10.0.0.6", &bios,
     .text = "bmctui set dhcp=no address=10.0.0.6 netmask=255.0.0.0 gateway=none",
     .follows = "sessions at 10.0.0.5 will end."},
    {"vlan=5", &bios, .text = "bmctui set vlan=5", .follows = "on VLAN 5 only"},
    {"password=Abcdefg1", &fixed, .user = 3,
     .boxes = REMOTE_BIT(REMOTE_ENABLE) | REMOTE_BIT(REMOTE_MESSAGING),
     .text = "bmctui set --user=3 --password --remote-access=enable,messaging",
     .follows = "The new password applies|\"Enabled\" applies to all channels of the BMC."},
    {"", &fixed, .boxes = REMOTE_BIT(REMOTE_LAN), .text = "bmctui set --remote-access=lan",
     .follows = ""},
    {"vlan=5", &fixed, .channels = 2, .text = "bmctui set vlan=5", .follows = "VLAN 5"},
    {"vlan=5", &fixed, .channels = 1, .text = "bmctui set vlan=5 --channel=1", .follows = "VLAN 5"},
    {"vlan=5",
     &fixed,
     {.where = "--demo", .confirm_s = 120},
     .text = "bmctui --demo set vlan=5 --confirm=120",
     .follows = "VLAN 5"},
    {"vlan=5",
     &fixed,
     {.where = "-h nas1 -u 'o'\\''neill $x'", .cut_link = true},
     .text = "bmctui -h nas1 -u 'o'\\''neill $x' set vlan=5 --cut-link",
     .follows = "VLAN 5|This cuts the connection of bmctui itself; it reconnects at "
                "192.168.100.100, or else at the old address."},
    {"dhcp=yes",
     &fixed,
     {.where = "-h nas1", .cut_link = true},
     .text = "bmctui -h nas1 set dhcp=yes --cut-link",
     .follows = "that DHCP will give it is unknown.|will choose the address|may end."},
    {"password=Abcdefg1",
     &fixed,
     {.where = "-h nas1", .cut_link = true},
     .text = "bmctui -h nas1 set --user=2 --password",
     .follows = "cuts the connection|password"},
};

static void make(const struct command_case *row, struct model *page)
{
    pages_make(page, row->holds);
    if (row->channels == 0)
        return;
    page->channels[1] = page->channels[0];
    page->channels[1].number = 8;
    page->channel_count = 2;
    page->current = row->channels == 1 ? 1 : 0;
    page->channels[0].number = row->channels == 1 ? 0 : 1;
    page->channels[page->current].number = 1;
}

static void plan_of(const struct edit *edit, const struct model *page, uint8_t user,
                    const struct secret *password, unsigned boxes, struct plan *plan)
{
    struct changes changes;

    edit_changes(edit, page, &changes);
    plan_make(plan, page, &changes, user, password, boxes);
}

/* What `set` makes of the words, as main() and it do. */
static void plan_by_command(const char *text, const struct model *page,
                            const struct command_how *how, struct plan *plan)
{
    static const char secret[] = "Abcdefg1";
    wordexp_t words;
    struct options options;
    struct settings settings;
    struct cli_arguments arguments = {0};
    struct edit edit;
    struct bmc_error error;

    assert_int_equal(wordexp(text, &words, WRDE_NOCMD), 0);
    settings_defaults(&settings);
    assert_int_equal(options_parse(&options, (int)words.we_wordc, words.we_wordv, &error), 0);
    assert_int_equal(options_apply(&options, &settings, &error), 0);
    assert_int_equal(options_arguments(&options, &arguments, &error), 0);
    assert_ptr_equal(options.command, &cli_set);
    assert_int_equal(arguments.confirm_s, how->confirm_s);
    assert_true(how->cut_link || !arguments.cut_link);
    if (strstr(how->where, "neill") != NULL)
        assert_string_equal(settings.bmc.target.username, "o'neill $x");
    edit_init(&edit);
    for (int i = 0; i < arguments.word_count; i++) {
        char *value = strchr(arguments.words[i], '=');

        *value++ = '\0';
        assert_int_equal(edit_set(&edit, page, model_row_of_key(page->page, arguments.words[i]),
                                  value, &error),
                         0);
    }
    if (arguments.ask_password)
        secret_set(edit.password, secret, sizeof secret - 1);
    plan_of(&edit, page, arguments.user != NULL ? (uint8_t)atoi(arguments.user) : 2, edit.password,
            arguments.remote, plan);
    if (!arguments.ask_password)
        assert_null(plan->password);
    edit_release(&edit);
    settings_release(&settings);
    wordfree(&words);
}

static void assert_same_plan(const struct plan *one, const struct plan *other)
{
    assert_int_equal(one->channel, other->channel);
    assert_int_equal(one->count, other->count);
    assert_memory_equal(one->steps, other->steps, one->count * sizeof one->steps[0]);
    assert_int_equal(one->changes.count, other->changes.count);
    for (size_t i = 0; i < one->changes.count; i++) {
        const struct change *change = &one->changes.items[i], *by = &other->changes.items[i];

        assert_ptr_equal(change->setting, by->setting);
        assert_int_equal(change->write, by->write);
        assert_int_equal(change->wanted.number, by->wanted.number);
    }
    if (one->password != NULL || plan_boxes(one) != 0)
        assert_int_equal(one->user, other->user);
}

static void test_command(void **state)
{
    const struct command_case *row = *state;
    struct command_how how = row->how;
    char text[COMMAND_LINE], small[12];
    struct model page;
    struct edit edit;
    struct plan plan, by_command;

    if (how.where == NULL)
        how.where = "";
    make(row, &page);
    edit_init(&edit);
    assert_int_equal(pages_act(&edit, &page, row->acts, NULL), 0);
    plan_of(&edit, &page, row->user != 0 ? row->user : 2, edit.password, row->boxes, &plan);
    assert_string_equal(command_line(&plan, &page, &how, text, sizeof text), row->text);
    assert_string_equal(command_line(&plan, &page, &how, small, sizeof small), "");
    plan_by_command(text, &page, &how, &by_command);
    assert_same_plan(&plan, &by_command);
    edit_release(&edit);
}

/* As many sentences as there are parts, in their order. */
static void test_follows(void **state)
{
    const struct command_case *row = *state;
    char parts[512], *rest = parts, *part;
    size_t count = 0;
    struct follows follows;
    struct model page;
    struct edit edit;
    struct plan plan;

    make(row, &page);
    edit_init(&edit);
    assert_int_equal(pages_act(&edit, &page, row->acts, NULL), 0);
    plan_of(&edit, &page, row->user != 0 ? row->user : 2, edit.password, row->boxes, &plan);
    follows_make(&follows, &plan, row->how.cut_link);
    snprintf(parts, sizeof parts, "%s", row->follows);
    while ((part = strtok_r(rest, "|", &rest)) != NULL) {
        assert_true(count < follows.count);
        assert_holds(follows.texts[count++], part);
    }
    assert_int_equal(count, follows.count);
    edit_release(&edit);
}

int main(void)
{
    static struct cases cases;

    for (size_t i = 0; i < CASES_COUNT(commands); i++) {
        cases_add(&cases, "command", commands[i].text, test_command, &commands[i]);
        cases_add(&cases, "follows", commands[i].text, test_follows, &commands[i]);
    }
    return cases_run("command_line", &cases);
}
