/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/command_line.h"

#include <stdio.h>
#include <string.h>

#include "base/ipv4.h"
#include "core/rule.h"

/* What any shell takes as it is. */
#define PLAIN "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-"

void command_line_word(char *text, size_t size, const char *word)
{
    bool plain = word[0] != '\0' && word[strspn(word, PLAIN)] == '\0';

    text_append(text, size, " ", "%s", plain ? "" : "'");
    while (!plain && strchr(word, '\'') != NULL) {
        const char *quote = strchr(word, '\'');

        text_append(text, size, "", "%.*s'\\''", (int)(quote - word), word);
        word = quote + 1;
    }
    text_append(text, size, "", "%s%s", word, plain ? "" : "'");
}

/* The row that is set in this one's place: the tick box over the source. */
static const struct setting *command_row(const struct page_class *page, unsigned row)
{
    for (unsigned view = 0; view < page->rows; view++)
        if ((page->settings[view].flags & SETTING_VIEW) != 0 &&
            model_source_row(page, view) == row)
            return &page->settings[view];
    return &page->settings[row];
}

/* All that is written, as a value that is written again may be another one when the command runs:
 * a lease, say. */
static void command_add_keys(const struct plan *plan, const struct page_class *page, char *text,
                             size_t size)
{
    for (size_t i = 0; i < plan->changes.locked; i++) {
        const struct change *change = &plan->changes.items[i];
        const struct setting *row =
            command_row(page, (unsigned)(change->setting - page->settings));
        char value[VALUE_TEXT];

        if (!change->write || row->key == NULL)
            continue;
        value_key(row->type, &change->wanted, value);
        text_append(text, size, " ", "%s=%s", row->key,
                    value[0] != '\0' ? value : row->type->unset);
    }
}

/* What `set` takes without being told; a channel further down might be it by then. */
static bool command_default_channel(const struct model *model, const struct plan *plan)
{
    const struct change *address = change_with(&plan->changes, SETTING_LEASED | SETTING_CUTS_LINK);

    if (model->channel_count == 1 && model->channels_complete)
        return true;
    return model->current == 0 && address != NULL && value_known(&address->old) &&
           rule_host((uint32_t)address->old.number) &&
           !ipv4_link_local((uint32_t)address->old.number);
}

static void command_add_boxes(unsigned boxes, char *text, size_t size)
{
    const char *gap = " --remote-access=";

    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        if ((boxes & REMOTE_BIT(box)) == 0)
            continue;
        text_append(text, size, gap, "%s", remote_name(box));
        gap = ",";
    }
}

/* A command for each change, as the page has them. */
static const char *command_pages_own(const struct plan *plan, const struct model *model,
                                     const struct command_how *how, char *text, size_t size)
{
    text[0] = '\0';
    for (size_t i = 0; i < plan->changes.count; i++) {
        char words[COMMAND_LINE] = "";

        if (plan->changes.items[i].write)
            model->page->command(&plan->changes.items[i], words, sizeof words);
        if (words[0] != '\0')
            text_append(text, size, " && ", "bmctui%s%s %s", how->where[0] != '\0' ? " " : "",
                        how->where, words);
    }
    return text;
}

static void command_add_how(const struct plan *plan, const struct command_how *how, char *text,
                            size_t size)
{
    if (how->confirm_s != 0)
        text_append(text, size, " ", "--confirm=%u", how->confirm_s);
    if (how->cut_link && plan_moves_channel(plan))
        text_append(text, size, " ", "--cut-link");
    if (strlen(text) + 1 >= size)
        text[0] = '\0';
}

const char *command_line_of_plan(const struct plan *plan, const struct command_how *how,
                                 char *text, size_t size)
{
    text[0] = '\0';
    if (plan->command[0] == '\0')
        return text;
    snprintf(text, size, "bmctui%s%s %s", how->where[0] != '\0' ? " " : "", how->where,
             plan->command);
    command_add_how(plan, how, text, size);
    return text;
}

const char *command_line(const struct plan *plan, const struct model *model,
                         const struct command_how *how, char *text, size_t size)
{
    unsigned boxes = plan_boxes(plan);
    unsigned of_user =
        REMOTE_BIT(REMOTE_ENABLE) | REMOTE_BIT(REMOTE_MESSAGING) | REMOTE_BIT(REMOTE_PRIVILEGE);

    if (model->page->command != NULL)
        return command_pages_own(plan, model, how, text, size);
    snprintf(text, size, "bmctui%s%s set", how->where[0] != '\0' ? " " : "", how->where);
    command_add_keys(plan, model->page, text, size);
    if (!command_default_channel(model, plan))
        text_append(text, size, " ", "--channel=%u", (unsigned)plan->channel);
    if (plan->password != NULL || (boxes & of_user) != 0)
        text_append(text, size, " ", "--user=%u", (unsigned)plan->user);
    if (plan->password != NULL)
        text_append(text, size, " ", "--password");
    command_add_boxes(boxes, text, size);
    command_add_how(plan, how, text, size);
    return text;
}
