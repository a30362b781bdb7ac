/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "base/text.h"
#include "cli/file.h"
#include "core/user.h"

#define WIDTH 96

/* One setting of the file. */
struct line {
    bool known;             /* it has a value that can stand in a file */
    bool written;           /* not in a comment */
    char value[VALUE_TEXT]; /* as KEY=VALUE has it */
    char reason[ERROR_SENTENCE + VALUE_TEXT]; /* why it stands in a comment */
};

struct text {
    FILE *out;
    const struct page *page;
    enum password_policy policy;
    struct line lines[FIELD_COUNT];
};

const char *file_key(enum field_id field)
{
    const struct setting *row = field_get(field);

    if (row->key != NULL)
        return row->key;
    if (field == FIELD_PASSWORD)
        return "password_file";
    return field == FIELD_CHANNEL || field == FIELD_USER ? row->json : NULL;
}

/* --- what can stand in it ------------------------------------------------------------------ */

static bool among_addresses(enum field_id field)
{
    return field >= FIELD_DHCP && field <= FIELD_GATEWAY;
}

static void leave_out(struct line *line, const char *reason)
{
    line->written = false;
    snprintf(line->reason, sizeof line->reason, "%s", reason);
}

static void take_address(struct line *line, uint32_t value)
{
    char quad[IPV4_TEXT];

    snprintf(line->value, sizeof line->value, "%s", value == 0 ? "" : ipv4_print(value, quad));
}

static void take_value(struct line *line, enum field_id field, const struct lan *lan)
{
    switch (field) {
    case FIELD_DHCP:
        snprintf(line->value, sizeof line->value, "%s",
                 lan->source == IP_SOURCE_DHCP ? "yes" : "no");
        break;
    case FIELD_ADDRESS:
        take_address(line, lan->address);
        break;
    case FIELD_NETMASK:
        take_address(line, lan->netmask);
        break;
    case FIELD_GATEWAY:
        take_address(line, lan->gateway);
        break;
    default:
        snprintf(line->value, sizeof line->value, lan->vlan_enabled ? "%u" : "off",
                 (unsigned)lan->vlan_id);
        break;
    }
}

/* What the BMC itself decides is left to it. */
static void judge_source(struct line *line, enum field_id field, const struct lan *lan)
{
    char reason[ERROR_SENTENCE];

    if (!among_addresses(field) || lan->state[LAN_SOURCE] != VALUE_KNOWN)
        return;
    if (lan->source == IP_SOURCE_DHCP && field != FIELD_DHCP)
        leave_out(line, _("from DHCP; it can be set with dhcp = false"));
    if (lan->source != IP_SOURCE_DHCP && lan->source != IP_SOURCE_STATIC) {
        snprintf(reason, sizeof reason, _("the IP source is %s; setting this makes it static"),
                 value_word_text(&value_source, lan->source));
        leave_out(line, reason);
    }
}

static void take_lines(struct text *text)
{
    const struct lan *lan = page_lan(text->page);

    for (enum field_id field = 0; field < FIELD_COUNT; field++) {
        struct line *line = &text->lines[field];
        const struct setting *row = field_get(field);

        if (row->key == NULL)
            continue;
        if (lan->state[field_item(field)] != VALUE_KNOWN) {
            leave_out(line, _("this BMC does not have it"));
            continue;
        }
        take_value(line, field, lan);
        line->known = line->written = line->value[0] != '\0' || field == FIELD_GATEWAY;
        if (!line->known)
            leave_out(line, _("not set"));
        judge_source(line, field, lan);
    }
}

static void fill_edit(const struct text *text, struct edit *edit)
{
    for (enum field_id field = 0; field < FIELD_COUNT; field++)
        if (text->lines[field].written)
            edit_set(edit, text->page, field_get(field), text->lines[field].value, NULL);
}

/* The rules hold for all of the addresses together. */
static void leave_out_bad(struct text *text, enum field_id bad, const char *reason)
{
    for (enum field_id field = 0; field < FIELD_COUNT; field++) {
        bool together = among_addresses(bad) && among_addresses(field);

        if (text->lines[field].written && (field == bad || together))
            leave_out(&text->lines[field], field == bad ? reason : _("left out with the others"));
    }
}

static void judge_rules(struct text *text, const struct edit *edit)
{
    const struct check_context context = {.page = text->page,
                                          .edit = edit,
                                          .policy = text->policy,
                                          .link_encrypted = true};
    struct check_list list;

    check_clear(&list);
    check_all(&context, &list);
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].error)
            leave_out_bad(text, list.items[i].field, list.items[i].sentence);
}

static void judge_changes(struct text *text, const struct edit *edit)
{
    for (enum field_id field = 0; field < FIELD_COUNT; field++)
        if (edit_changed(edit, text->page, field))
            leave_out_bad(text, field == FIELD_IP_SOURCE ? FIELD_DHCP : field,
                          _("setting this would change it"));
}

static void judge(struct text *text)
{
    struct edit edit;

    edit_init(&edit);
    fill_edit(text, &edit);
    judge_rules(text, &edit);
    judge_changes(text, &edit);
    edit_release(&edit);
}

/* --- printing ------------------------------------------------------------------------------ */

/* Comments, filled. */
static void print_comment(FILE *out, const char *comment)
{
    for (const char *next = comment; next != NULL;) {
        const char *line = next;
        size_t length = text_wrap(line, WIDTH - 2, &next);

        fprintf(out, "# %.*s\n", (int)length, line);
    }
}

static void print_string(FILE *out, const char *value)
{
    fputc('"', out);
    for (; *value != '\0'; value++) {
        if (*value == '"' || *value == '\\')
            fputc('\\', out);
        fputc(*value, out);
    }
    fputc('"', out);
}

static void print_value(FILE *out, enum field_id field, const char *value)
{
    if (field == FIELD_DHCP)
        fputs(strcmp(value, "yes") == 0 ? "true" : "false", out);
    else if (field == FIELD_VLAN && strcmp(value, "off") != 0)
        fputs(value, out);
    else
        print_string(out, value);
}

/* How its value is written in a file. */
static const char *form_of(enum field_id field)
{
    if (field == FIELD_DHCP)
        return _("Here true or false.");
    return field == FIELD_VLAN ? _("Here a number or \"off\".") : "";
}

static void print_label(FILE *out, enum field_id field)
{
    fputc('\n', out);
    print_comment(out, field_label(field));
    if (field_get(field)->kind != SETTING_SECRET)
        print_comment(out, _(field_get(field)->help));
    if (form_of(field)[0] != '\0')
        print_comment(out, form_of(field));
}

static void print_line(const struct text *text, enum field_id field)
{
    const struct line *line = &text->lines[field];
    FILE *out = text->out;

    print_label(out, field);
    if (line->reason[0] != '\0')
        print_comment(out, line->reason);
    if (!line->known)
        return;
    fprintf(out, "%s%s = ", line->written ? "" : "#", file_key(field));
    print_value(out, field, line->value);
    fputs(";\n", out);
}

static void print_channel(const struct text *text)
{
    const struct page_channel *channel = &text->page->channels[text->page->current];
    char name[VALUE_TEXT];

    print_label(text->out, FIELD_CHANNEL);
    print_comment(text->out, page_channel_text(channel, name));
    fprintf(text->out, "%s = %u;\n", file_key(FIELD_CHANNEL), (unsigned)channel->number);
}

static void print_user(const struct text *text)
{
    const struct page_user *user = page_user(text->page, text->page->default_user);

    print_label(text->out, FIELD_USER);
    if (user == NULL)
        return;
    fprintf(text->out, "#%s = ", file_key(FIELD_USER));
    if (user_name_tells(text->page, user))
        print_string(text->out, user->name);
    else
        fprintf(text->out, "%u", (unsigned)user->id);
    fputs(";\n", text->out);
}

static void print_password(const struct text *text)
{
    char rule[200];

    print_label(text->out, FIELD_PASSWORD);
    snprintf(rule, sizeof rule,
             _("The name of a file with the new password, %zu to %zu bytes, which nobody but its "
               "owner may read. It is set each time the file is applied."),
             password_minimum(text->policy), password_maximum(text->policy));
    print_comment(text->out, rule);
    fprintf(text->out, "#%s = \"/root/new-bmc-password\";\n", file_key(FIELD_PASSWORD));
}

static void print_remote(const struct text *text)
{
    fputc('\n', text->out);
    print_comment(text->out, _("Remote access for that user on that channel, of:"));
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        char label[128];

        fprintf(text->out, "#   %-10s %s\n", remote_name(box),
                remote_label(box, text->page, text->page->default_user, label, sizeof label));
    }
    fprintf(text->out, "#%s = \"lan,enable,messaging\";\n", FILE_REMOTE);
}

static void print_field(const struct text *text, enum field_id field)
{
    if (field_get(field)->key != NULL)
        print_line(text, field);
    else if (field == FIELD_CHANNEL)
        print_channel(text);
    else if (field == FIELD_USER)
        print_user(text);
    else if (field == FIELD_PASSWORD)
        print_password(text);
}

void file_print(FILE *out, const struct page *page, const char *target,
                enum password_policy policy)
{
    struct text text = {.out = out, .page = page, .policy = policy};
    char head[400];

    take_lines(&text);
    judge(&text);
    snprintf(head, sizeof head, _("What the BMC holds, for \"bmctui apply FILE\": %s."), target);
    print_comment(out, head);
    print_comment(out, _("A line that is left out, or begins with #, leaves the BMC's value as it "
                         "is: one file can serve many machines."));
    for (enum field_id field = 0; field < FIELD_COUNT; field++)
        print_field(&text, field);
    print_remote(&text);
}
