/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/file.h"
#include "core/user.h"

#define WIDTH 96

/* One row of the file. */
struct line {
    bool known;                               /* it has a value that can stand in a file */
    bool written;                             /* not in a comment */
    char value[VALUE_TEXT];                   /* as KEY=VALUE has it */
    char reason[ERROR_SENTENCE + VALUE_TEXT]; /* why it stands in a comment */
};

struct text {
    FILE *out;
    const struct model *model;
    enum password_policy policy;
    struct line lines[MODEL_ROWS];
};

const char *file_key(const struct setting *setting)
{
    if (setting->key != NULL)
        return (setting->flags & SETTING_PART) == 0 ? setting->key : NULL;
    if (setting->kind == SETTING_SECRET && (setting->flags & SETTING_AGAIN) == 0)
        return "password_file";
    return setting->choice == CHOICE_CHANNEL || setting->choice == CHOICE_USER ? setting->json
                                                                               : NULL;
}

/* --- what can stand in it -------------------------------------------------------------------- */

/* The source, and what it leases: the rules hold for all of them together. */
static bool hang_together(const struct setting *setting)
{
    return (setting->flags & (SETTING_LEASED | SETTING_VIEW | SETTING_SOURCE)) != 0;
}

static void leave_out(struct line *line, const char *reason)
{
    line->written = false;
    snprintf(line->reason, sizeof line->reason, "%s", reason);
}

/* What the BMC itself decides is left to it. */
static void judge_source(struct line *line, const struct setting *setting,
                         const struct model *model, uint64_t source)
{
    struct edit edit = {.user = 0};
    char reason[ERROR_SENTENCE];

    if (edit_leased(&edit, model)) {
        if ((setting->flags & SETTING_LEASED) != 0)
            leave_out(line, _("from DHCP; to set it, use dhcp = false"));
    } else if (source != IP_SOURCE_STATIC) {
        snprintf(reason, sizeof reason, _("the IP source is %s; setting this makes it static"),
                 value_word_text(&value_source, source));
        leave_out(line, reason);
    }
}

static void take_line(struct text *text, unsigned row)
{
    const struct setting *setting = model_setting(text->model, row);
    const struct value *value = model_value(text->model, row);
    struct line *line = &text->lines[row];
    unsigned source = model_row_with(text->model->page, SETTING_SOURCE);
    uint64_t number;

    if (!value_known(value)) {
        leave_out(line, value->state == VALUE_NOT_READ ? _("not read")
                                                       : _("not available on this BMC"));
        return;
    }
    value_key(setting->type, value, line->value);
    /* Empty is a value where it can be set to that. */
    line->known = line->written = line->value[0] != '\0' || value_parse(setting->type, "", &number);
    if (!line->known)
        leave_out(line, _("not set"));
    else if (setting->type->words != NULL && !value_parse(setting->type, line->value, &number))
        leave_out(line, _("this cannot be set"));
    if (hang_together(setting) && model_known(text->model, source))
        judge_source(line, setting, text->model, model_number(text->model, source));
}

/* The rules hold for all that hang together. */
static void leave_out_bad(struct text *text, unsigned bad, const char *reason)
{
    const struct setting *wrong = model_setting(text->model, bad);

    for (unsigned row = 0; row < text->model->page->rows; row++) {
        bool together = hang_together(wrong) && hang_together(model_setting(text->model, row));

        if (text->lines[row].written && (row == bad || together))
            leave_out(&text->lines[row],
                      row == bad ? reason : _("left out because it belongs with the others"));
    }
}

static void judge_rules(struct text *text, const struct edit *edit)
{
    const struct check_context context = {.model = text->model,
                                          .edit = edit,
                                          .policy = text->policy,
                                          .link_encrypted = true,
                                          .place = CHECK_FILE};
    struct check_list list;

    check_clear(&list);
    check_all(&context, &list);
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].error)
            leave_out_bad(text, list.items[i].row, list.items[i].sentence);
}

static void judge(struct text *text)
{
    const struct page_class *page = text->model->page;
    /* A change of the source is one of the tick box over it. */
    unsigned source = model_row_with(page, SETTING_SOURCE);
    unsigned box = model_row_with(page, SETTING_VIEW);
    struct edit edit;

    edit_init(&edit);
    for (unsigned row = 0; row < page->rows; row++)
        if (text->lines[row].written)
            edit_set(&edit, text->model, (int)row, text->lines[row].value, NULL);
    judge_rules(text, &edit);
    for (unsigned row = 0; row < page->rows; row++)
        if (edit_changed(&edit, text->model, row))
            leave_out_bad(text, row == source ? box : row, _("setting this would change it"));
    edit_release(&edit);
}

/* --- printing ------------------------------------------------------------------------------ */

void file_print_comment(FILE *out, const char *comment)
{
    for (const char *next = comment; next != NULL;) {
        const char *line = next;
        size_t length = text_wrap(line, WIDTH - 2, &next);

        fprintf(out, "# %.*s\n", (int)length, line);
    }
}

void file_print_string(FILE *out, const char *value)
{
    fputc('"', out);
    for (; *value != '\0'; value++) {
        if (*value == '"' || *value == '\\')
            fputc('\\', out);
        fputc(*value, out);
    }
    fputc('"', out);
}

static void print_value(FILE *out, enum value_form form, const char *value)
{
    if (form == VALUE_AS_BOOL)
        fputs(strcmp(value, "yes") == 0 ? "true" : "false", out);
    else if (form == VALUE_AS_NUMBER && value[0] >= '0' && value[0] <= '9')
        fputs(value, out);
    else
        file_print_string(out, value);
}

/* How its value is written in a file, where that is not a text in quotes alone. */
static const char *form_text(const struct value_type *type)
{
    if (type != NULL && type->form == VALUE_AS_BOOL)
        return _("In this file: true or false.");
    return type != NULL && type->form == VALUE_AS_NUMBER && type->unset != NULL
               ? _("In this file: a number or \"off\".")
               : "";
}

static void print_label(FILE *out, const struct setting *setting)
{
    fputc('\n', out);
    file_print_comment(out, setting_label(setting));
    if (setting->kind != SETTING_SECRET)
        file_print_comment(out, _(setting->help));
    if (form_text(setting->type)[0] != '\0')
        file_print_comment(out, form_text(setting->type));
}

static void print_line(const struct text *text, const struct setting *setting,
                       const struct line *line)
{
    if (line->reason[0] != '\0')
        file_print_comment(text->out, line->reason);
    if (!line->known)
        return;
    fprintf(text->out, "%s%s = ", line->written ? "" : "#", setting->key);
    print_value(text->out, setting->type->form, line->value);
    fputs(";\n", text->out);
}

static void print_channel(const struct text *text, const struct setting *setting)
{
    const struct model_channel *channel = &text->model->channels[text->model->current];
    char name[VALUE_TEXT];

    file_print_comment(text->out, model_channel_text(text->model->page, channel, name));
    fprintf(text->out, "%s = %u;\n", file_key(setting), (unsigned)channel->number);
}

static void print_user(const struct text *text, const struct setting *setting)
{
    const struct model_user *user = model_user(text->model, text->model->default_user);

    if (user == NULL)
        return;
    fprintf(text->out, "#%s = ", file_key(setting));
    if (user_name_tells(text->model, user))
        file_print_string(text->out, user->name);
    else
        fprintf(text->out, "%u", (unsigned)user->id);
    fputs(";\n", text->out);
}

static void print_password(const struct text *text, const struct setting *setting)
{
    const struct password_limits *limits = password_limits(text->policy);
    char rule[200];

    snprintf(rule, sizeof rule,
             _("The name of a file that contains the new password (%zu to %zu characters) and that "
               "only its owner can read. The password is set each time this file is applied."),
             limits->minimum, limits->maximum);
    file_print_comment(text->out, rule);
    fprintf(text->out, "#%s = \"/root/new-bmc-password\";\n", file_key(setting));
}

static void print_remote(const struct text *text)
{
    fputc('\n', text->out);
    file_print_comment(text->out, _("Remote access for this user on this channel; any of:"));
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        char label[128];

        fprintf(text->out, "#   %-10s %s\n", remote_name(box),
                remote_label(box, text->model, text->model->default_user, label, sizeof label));
    }
    fprintf(text->out, "#%s = \"lan,enable,messaging\";\n", FILE_REMOTE);
}

static void print_row(const struct text *text, unsigned row)
{
    const struct setting *setting = model_setting(text->model, row);

    if (file_key(setting) == NULL)
        return;
    print_label(text->out, setting);
    if (setting->key != NULL)
        print_line(text, setting, &text->lines[row]);
    else if (setting->choice == CHOICE_CHANNEL)
        print_channel(text, setting);
    else if (setting->choice == CHOICE_USER)
        print_user(text, setting);
    else
        print_password(text, setting);
}

static void take_lines(struct text *text)
{
    for (unsigned row = 0; row < text->model->page->rows; row++)
        if (model_setting(text->model, row)->key != NULL)
            take_line(text, row);
    judge(text);
}

/* In a group, the names of its keys say enough, and of those that are left out the reason. */
static void print_group(const struct text *text, const char *group)
{
    const struct page_class *page = text->model->page;

    fputc('\n', text->out);
    file_print_comment(text->out, setting_section(&page->settings[0]));
    fprintf(text->out, "%s = {\n", group);
    for (unsigned row = 0; row < page->rows; row++) {
        const struct setting *setting = &page->settings[row];

        if (setting->key == NULL)
            continue;
        if (!text->lines[row].written) {
            fprintf(text->out, "#   %s: %s\n", setting->key, text->lines[row].reason);
            continue;
        }
        fprintf(text->out, "    %s = ", setting->key);
        print_value(text->out, setting->type->form, text->lines[row].value);
        fputs(";\n", text->out);
    }
    fputs("};\n", text->out);
}

void file_print_more(FILE *out, const struct model *model, const char *group,
                     enum password_policy policy)
{
    struct text text = {.out = out, .model = model, .policy = policy};

    take_lines(&text);
    for (unsigned row = 0; row < model->page->rows && group == NULL; row++)
        if (text.lines[row].written)
            print_row(&text, row);
    if (group != NULL)
        print_group(&text, group);
}

void file_print(FILE *out, const struct model *model, const char *target,
                enum password_policy policy)
{
    struct text text = {.out = out, .model = model, .policy = policy};
    char head[400];

    take_lines(&text);
    snprintf(head, sizeof head, _("BMC settings for \"bmctui apply FILE\", from: %s."), target);
    file_print_comment(out, head);
    file_print_comment(out,
                       _("A line that is missing or starts with # leaves the BMC's value as it is, "
                         "so one file can serve many machines."));
    for (unsigned row = 0; row < model->page->rows; row++)
        print_row(&text, row);
    print_remote(&text);
}
