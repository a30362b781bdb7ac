/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/json.h"

#include <jansson.h>
#include <stdio.h>

#include "base/ipv4.h"

/* Numbers of sensors have no more digits than that. */
#define JSON_FLAGS (JSON_ENSURE_ASCII | JSON_REAL_PRECISION(10))

static json_t *json_value(const struct value_type *type, const struct value *value)
{
    char text[VALUE_TEXT];

    if (!value_known(value) || (type->unset != NULL && !value_is_set(type, value->number)))
        return json_null();
    if (type->form == VALUE_AS_BOOL)
        return json_boolean(value_is_set(type, value->number));
    value_key(type, value, text);
    return type->form == VALUE_AS_NUMBER ? json_integer(strtol(text, NULL, 10)) : json_string(text);
}

/* Of a netmask; null where it is none. */
static json_t *json_prefix(const struct value *netmask)
{
    int prefix = value_known(netmask) ? ipv4_prefix((uint32_t)netmask->number) : 0;

    return prefix > 0 ? json_integer(prefix) : json_null();
}

static json_t *json_user(const struct model *model)
{
    const struct model_user *user = model_user(model, model->default_user);

    if (user == NULL)
        return json_null();
    return json_pack("{s:i, s:s, s:o, s:o}", "id", user->id, "name", user->name, "enabled",
                     !user->access_known || user->access.enabled == USER_ENABLED_UNKNOWN
                         ? json_null()
                         : json_boolean(user->access.enabled == USER_ENABLED),
                     "privilege",
                     user->access_known
                         ? json_string(value_word(&value_privilege, user->access.privilege))
                         : json_null());
}

static json_t *json_row(const struct model *model, unsigned row, const char *target)
{
    const struct setting *setting = model_setting(model, row);
    const struct value *value = model_value(model, row);
    char text[VALUE_TEXT];

    if (setting->choice == CHOICE_TARGET)
        return json_string(target);
    if (setting->choice == CHOICE_CHANNEL)
        return json_integer(model_channel(model)->number);
    if (setting->choice == CHOICE_USER)
        return json_user(model);
    if (setting->derive != NULL)
        return setting->derive(model, text) ? json_string(text) : json_null();
    /* A light that was not read is one whose state is not known. */
    if ((setting->flags & SETTING_LIGHT) != 0)
        return json_string(value_word(setting->type,
                                      value_known(value) ? value->number : IDENTIFY_UNKNOWN));
    return json_value(setting->type, value);
}

/* One row of the channel shown, which is there. target: only of the row that chooses it. */
static void json_add_row(json_t *object, const struct model *model, unsigned row,
                         const char *target)
{
    const struct setting *setting = model_setting(model, row);

    json_object_set_new(object, setting->json, json_row(model, row, target));
    if (setting->choice == CHOICE_CHANNEL)
        json_object_set_new(object, "medium",
                            json_string(value_word(&value_medium, model_channel(model)->medium)));
    if ((setting->flags & SETTING_PREFIX) != 0)
        json_object_set_new(object, "prefix", json_prefix(model_value(model, row)));
}

json_t *json_page(const struct model *model, const char *target)
{
    json_t *object = json_object();

    for (int order = SETTING_JSON_FIRST; order <= 0; order++) {
        for (unsigned row = 0; row < model->page->count; row++) {
            const struct setting *setting = model_setting(model, row);

            if (setting->json != NULL && setting->json_order == order)
                json_add_row(object, model, row, target);
        }
    }
    return object;
}

json_t *json_channels(struct model *model, const unsigned *rows, size_t count)
{
    json_t *array = json_array(), *object;

    for (model->current = 0; model->current < model->channel_count; model->current++) {
        json_array_append_new(array, object = json_object());
        for (size_t i = 0; i < count; i++)
            json_add_row(object, model, rows[i], NULL);
    }
    return array;
}

json_t *json_findings(const struct findings *findings, bool reached)
{
    json_t *object = json_object(), *checks = json_array();

    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        json_t *check = json_object();

        json_object_set_new(check, "check", json_string(finding->check));
        json_object_set_new(check, "state", json_string(severity_name(finding->severity)));
        json_object_set_new(check, "text", json_string(finding->text));
        json_object_set_new(check, "what_to_do",
                            finding->what_to_do[0] != '\0' ? json_string(finding->what_to_do)
                                                           : json_null());
        json_array_append_new(checks, check);
    }
    json_object_set_new(object, "reached", json_boolean(reached));
    json_object_set_new(object, "checks", checks);
    return object;
}

void json_print(json_t *value)
{
    json_dumpf(value, stdout, JSON_INDENT(2) | JSON_FLAGS);
    putchar('\n');
    json_decref(value);
}

void json_print_line(json_t *value)
{
    json_dumpf(value, stdout, JSON_COMPACT | JSON_FLAGS);
    putchar('\n');
    json_decref(value);
}
