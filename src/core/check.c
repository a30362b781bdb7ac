/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/check.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

/* --- the list ------------------------------------------------------------- */

void check_clear(struct check_list *list)
{
    list->count = 0;
}

/* Screen order; of one field the error comes before the warning. */
static bool comes_before(const struct check_item *item, unsigned row, bool error)
{
    return item->row < row || (item->row == row && (item->error || !error));
}

void check_add(struct check_list *list, unsigned row, bool error, const char *format, ...)
{
    size_t at = list->count;
    va_list arguments;

    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].row == row && list->items[i].error == error)
            return;
    }
    assert(list->count < CHECK_MAX);
    while (at > 0 && !comes_before(&list->items[at - 1], row, error))
        at--;
    memmove(&list->items[at + 1], &list->items[at], (list->count - at) * sizeof list->items[0]);
    list->count++;
    list->items[at].row = row;
    list->items[at].error = error;
    va_start(arguments, format);
    vsnprintf(list->items[at].sentence, sizeof list->items[at].sentence, format, arguments);
    va_end(arguments);
}

const struct check_item *check_find(const struct check_list *list, unsigned row)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].row == row)
            return &list->items[i];
    }
    return NULL;
}

const struct check_item *check_first_error(const struct check_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].error)
            return &list->items[i];
    }
    return NULL;
}

/* --- the words of the place ------------------------------------------------------------------ */

/* The row set to this value, as a command or a file says it. */
static const char *say_set(const struct check_context *context, unsigned row, const char *value,
                           char text[CHECK_PHRASE])
{
    const struct setting *setting = model_setting(context->model, row);

    if (context->place != CHECK_FILE)
        snprintf(text, CHECK_PHRASE, "%s=%s", setting->key, value);
    else if (setting->type->form == VALUE_AS_BOOL)
        snprintf(text, CHECK_PHRASE, "%s = %s", setting->key,
                 strcmp(value, setting->type->words[0].name) == 0 ? "true" : "false");
    else
        snprintf(text, CHECK_PHRASE, "%s = \"%s\"", setting->key, value);
    return text;
}

const char *check_none(const struct check_context *context, unsigned row, char text[CHECK_PHRASE])
{
    const char *unset = model_setting(context->model, row)->type->unset;

    if (context->place != CHECK_FORM && unset != NULL)
        return say_set(context, row, unset, text);
    snprintf(text, CHECK_PHRASE, "%s", _("leave it empty"));
    return text;
}

/* --- one row by itself ----------------------------------------------------------------------- */

/* Values that came from the BMC only warn, until one of their group is edited. */
static bool is_error(const struct check_context *context, unsigned row)
{
    return edit_touched(context->edit, context->model, row);
}

/* KEY=VALUE for a row that cannot be set. In the form such a row cannot be entered, and what was
 * typed before DHCP was ticked only waits there. */
static void refuse_given(const struct check_context *context, unsigned row, struct check_list *list)
{
    const struct model *model = context->model;
    const struct setting_lease *lease = model_setting(model, row)->lease;
    unsigned box = model_row_with(model->page, SETTING_VIEW);
    char sentence[ERROR_SENTENCE], no[CHECK_PHRASE];

    if (!context->edit->texts[row].given)
        return;
    if (model_value(model, row)->state != VALUE_NOT_AVAILABLE && box < model->page->count) {
        lease = model_setting(model, box)->lease;
        say_set(context, box, model_setting(model, box)->type->words[1].name, no);
        text_put(_(context->edit->texts[box].given ? lease->given : lease->held), no, sentence,
                 sizeof sentence);
        check_add(list, row, true, "%s", sentence);
    } else {
        check_add(list, row, true, "%s",
                  lease != NULL ? _(lease->untold)
                                : _("it is not available on this BMC, so it cannot be set."));
    }
}

/* What could not be read could not be put back either. So it is not written, nor are those that
 * hang together with it. */
static bool check_not_read(const struct check_context *context, unsigned row,
                           struct check_list *list)
{
    const struct value_fault *fault = model_fault(context->model, row);
    bool together =
        (model_setting(context->model, row)->flags & (SETTING_LEASED | SETTING_VIEW)) != 0;

    if (fault == NULL)
        return false;
    if (context->edit->texts[row].given || (together && is_error(context, row)))
        check_add(list, row, true,
                  fault->kind == ERROR_DENIED
                      ? _("this session may not read it, so a change could not be undone; log in "
                          "with a higher privilege level.")
                      : _("it could not be read, so a change could not be undone; read it again "
                          "before changing it."));
    return true;
}

static void check_value(const struct check_context *context, unsigned row, struct check_list *list)
{
    const struct edit *edit = context->edit;
    const struct setting *setting = model_setting(context->model, row);
    char text[VALUE_TEXT], none[CHECK_PHRASE], sentence[ERROR_SENTENCE];
    enum rule_verdict verdict;
    uint64_t number;

    if (check_not_read(context, row, list))
        return;
    if (edit_locked(edit, context->model, row)) {
        refuse_given(context, row, list);
        return;
    }
    if (setting->kind != SETTING_TEXT)
        return;
    /* It may be right by what another row says of it, and that has not been left yet. */
    if (context->model->page->wanted != NULL &&
        context->model->page->wanted(edit, context->model, row, &number))
        return;
    /* Not read yet: there is nothing to judge. */
    if (!edit->texts[row].typed && !model_known(context->model, row))
        return;
    verdict = setting->type->judge(edit_text(edit, context->model, row, text),
                                   check_none(context, row, none), sentence, sizeof sentence);
    if (verdict != RULE_GOOD)
        check_add(list, row, verdict == RULE_ERROR && is_error(context, row), "%s", sentence);
}

static bool ipmi_2_0(const struct model *model)
{
    return !model->device_known || model->device.ipmi_major >= 2;
}

static void check_password(const struct check_context *context, unsigned row,
                           struct check_list *list)
{
    const struct secret *password = context->edit->password;
    struct bmc_error error;

    if (secret_length(password) == 0)
        return;
    if (!context->link_encrypted)
        check_add(
            list, row, true,
            _("a new password is never sent unencrypted; use lan_2_0 with cipher suite 3 or 17."));
    else if (password_check(context->policy, password, ipmi_2_0(context->model), &error) != 0)
        check_add(list, row, true, "%s", error.sentence);
}

void check_row(const struct check_context *context, unsigned row, struct check_list *list)
{
    const struct setting *setting = model_setting(context->model, row);

    if (setting->kind == SETTING_CHECK || setting->kind == SETTING_TEXT ||
        setting->choice == CHOICE_WORD)
        check_value(context, row, list);
    else if (setting->kind == SETTING_SECRET && (setting->flags & SETTING_AGAIN) == 0)
        check_password(context, row, list);
}

void check_between(const struct check_context *context, struct check_list *list)
{
    if (context->model->page->check != NULL)
        context->model->page->check(context, list);
}

/* --- secrets --------------------------------------------------------------------------------- */

static void check_user(const struct check_context *context, unsigned row, struct check_list *list)
{
    const struct model *model = context->model;
    uint8_t user = edit_user(context->edit, model);

    if (!model->users_complete || model_user(model, user) != NULL)
        return;
    if (model->users_fault.kind != ERROR_NONE && model->user_count == 0)
        check_add(list, row, true,
                  _("the BMC's users could not be read, so no password can be set."));
    else if (user == 0)
        check_add(list, row, true, _("the BMC has no named user, so no password can be set."));
    else
        check_add(list, row, true, _("slot %u has no user name; use the slot of a named user."),
                  (unsigned)user);
}

static void check_confirm(const struct check_context *context, unsigned row,
                          struct check_list *list)
{
    const struct edit *edit = context->edit;

    if (!context->confirm_needed || secret_equal(edit->password, edit->confirm))
        return;
    if (secret_length(edit->password) == 0)
        check_add(
            list, row, true,
            _("the password above is empty; type the same in both fields, or leave both empty."));
    else if (secret_length(edit->confirm) == 0)
        check_add(list, row, true, _("type the same password again."));
    else
        check_add(list, row, true, _("the two passwords differ; type the same in both fields."));
}

void check_secrets(const struct check_context *context, struct check_list *list)
{
    for (unsigned row = 0; row < context->model->page->rows; row++) {
        const struct setting *setting = model_setting(context->model, row);

        if (setting->choice == CHOICE_USER && secret_length(context->edit->password) > 0)
            check_user(context, row, list);
        else if (setting->kind == SETTING_SECRET && (setting->flags & SETTING_AGAIN) != 0)
            check_confirm(context, row, list);
        else if (setting->kind == SETTING_SECRET)
            check_password(context, row, list);
    }
}

void check_all(const struct check_context *context, struct check_list *list)
{
    for (unsigned row = 0; row < context->model->page->rows; row++)
        check_row(context, row, list);
    check_between(context, list);
    check_secrets(context, list);
}
