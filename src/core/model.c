/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

#define SLOTS_USUAL          16
#define CODE_UNKNOWN_COMMAND 0xc1

void model_init(struct model *model, const struct page_class *page)
{
    assert(page->count <= MODEL_ROWS);
    memset(model, 0, sizeof *model);
    model->page = page;
    /* Past any channel that is added, until somebody chooses the one to show. */
    model->current = BMC_CHANNELS_MAX;
}

/* --- rows and values ------------------------------------------------------------------------- */

const struct setting *model_setting(const struct model *model, unsigned row)
{
    assert(row < model->page->count);
    return &model->page->settings[row];
}

int model_row_of_key(const struct page_class *page, const char *key)
{
    for (unsigned row = 0; row < page->rows; row++)
        if (page->settings[row].key != NULL && strcmp(page->settings[row].key, key) == 0)
            return (int)row;
    return -1;
}

unsigned model_source_row(const struct page_class *page, unsigned row)
{
    const unsigned elsewhere = SETTING_VIEW | SETTING_PART;
    unsigned source = 0;

    if ((page->settings[row].flags & elsewhere) == 0)
        return row;
    while ((page->settings[source].flags & elsewhere) != 0 ||
           page->settings[source].parameter != page->settings[row].parameter)
        source++;
    return source;
}

unsigned model_row_with(const struct page_class *page, unsigned flag)
{
    unsigned row = 0;

    while (row < page->count && (page->settings[row].flags & flag) == 0)
        row++;
    return row;
}

/* As with strchr(): what is not const in a model that is not. */
struct model_channel *model_channel(const struct model *model)
{
    return model->current < model->channel_count
               ? (struct model_channel *)&model->channels[model->current]
               : NULL;
}

bool model_of_channel(const struct model *model)
{
    const struct model_channel *channel = model_channel(model);

    return channel != NULL && channel->number != 0;
}

bool model_lets_in(const struct model *model)
{
    unsigned row = 0;

    while (row < model->page->rows && model->page->settings[row].choice != CHOICE_USER)
        row++;
    return row < model->page->rows && model_of_channel(model);
}

const struct value *model_channel_value(const struct page_class *page,
                                        const struct model_channel *channel, unsigned row)
{
    static const struct value unread; /* VALUE_UNREAD is 0 */

    if (channel == NULL || page->settings[row].parameter == 0)
        return &unread;
    return &channel->values[model_source_row(page, row)];
}

const struct value *model_mac(const struct page_class *page, const struct model_channel *channel)
{
    unsigned row = 0;

    while (row + 1 < page->count && page->settings[row].type != &value_mac)
        row++;
    return model_channel_value(page, channel, row);
}

const struct value *model_value(const struct model *model, unsigned row)
{
    if ((model_setting(model, row)->flags & SETTING_LIGHT) != 0)
        return &model->identify;
    return model_channel_value(model->page, model_channel(model), row);
}

bool model_known(const struct model *model, unsigned row)
{
    return value_known(model_value(model, row));
}

uint64_t model_number(const struct model *model, unsigned row)
{
    return model_known(model, row) ? model_value(model, row)->number : 0;
}

/* --- users ----------------------------------------------------------------------------------- */

uint8_t model_slots(const struct user_access *access)
{
    return access->max_users > 0 ? access->max_users : SLOTS_USUAL;
}

struct model_user *model_user(const struct model *model, uint8_t id)
{
    for (size_t i = 0; id != 0 && i < model->user_count; i++)
        if (model->users[i].id == id)
            return (struct model_user *)&model->users[i];
    return NULL;
}

bool model_no_users(const struct model *model)
{
    return model->users_fault.kind == ERROR_REFUSED &&
           model->users_fault.completion_code == CODE_UNKNOWN_COMMAND && model->user_count == 0;
}

/* --- what there is not ----------------------------------------------------------------------- */

bool model_not_available(const struct model *model, unsigned row)
{
    if (model_setting(model, row)->choice == CHOICE_USER)
        return model->users_complete && model_no_users(model);
    return model_value(model, row)->state == VALUE_NOT_AVAILABLE;
}

const struct value_fault *model_fault(const struct model *model, unsigned row)
{
    const struct value *value = model_value(model, row);

    if (model_setting(model, row)->choice == CHOICE_USER)
        return model->users_fault.kind != ERROR_NONE && !model_no_users(model) ? &model->users_fault
                                                                               : NULL;
    return value->state == VALUE_NOT_READ ? &value->fault : NULL;
}

/* --- texts ----------------------------------------------------------------------------------- */

const char *model_user_text(const struct model_user *user, char text[VALUE_TEXT])
{
    snprintf(text, VALUE_TEXT, "%u  %s", (unsigned)user->id, user->name);
    return text;
}

/* The user shown, or why there is none. */
static void print_user(const struct model *model, char text[VALUE_TEXT])
{
    const struct model_user *user = model_user(model, model->default_user);

    if (user != NULL)
        model_user_text(user, text);
    else if (!model->users_complete)
        ;
    else if (model_no_users(model))
        snprintf(text, VALUE_TEXT, "%s", _("not available"));
    else if (model->users_fault.kind != ERROR_NONE)
        snprintf(text, VALUE_TEXT, "%s", _("not read"));
    else if (model->user_count == 0)
        snprintf(text, VALUE_TEXT, "%s", _("no named user"));
}

/* "1  802.3 LAN  00:25:90:ab:cd:ef" */
const char *model_channel_text(const struct page_class *page, const struct model_channel *channel,
                               char text[VALUE_TEXT])
{
    const struct value *mac = model_mac(page, channel);
    char mac_text[VALUE_TEXT] = "";

    if (value_known(mac))
        value_print(&value_mac, mac, mac_text);
    snprintf(text, VALUE_TEXT, "%u  %s%s%.17s", (unsigned)channel->number,
             value_word_text(&value_medium, channel->medium), mac_text[0] == '\0' ? "" : "  ",
             mac_text);
    return text;
}

const char *model_text(const struct model *model, unsigned row, char text[VALUE_TEXT])
{
    const struct setting *setting = model_setting(model, row);
    const struct model_channel *channel = model_channel(model);

    text[0] = '\0';
    if (setting->choice == CHOICE_USER)
        print_user(model, text);
    else if (setting->choice == CHOICE_CHANNEL && channel != NULL)
        model_channel_text(model->page, channel, text);
    else if (setting->derive != NULL)
        (void)setting->derive(model, text);
    else if ((setting->choice == CHOICE_NONE || setting->choice == CHOICE_WORD) &&
             setting->kind != SETTING_SECRET)
        value_field(setting->type, model_value(model, row), text);
    return text;
}
