/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/edit.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"

void edit_init(struct edit *edit)
{
    memset(edit, 0, sizeof *edit);
    edit->password = secret_create();
    edit->confirm = secret_create();
}

void edit_reset(struct edit *edit)
{
    struct secret *password = edit->password, *confirm = edit->confirm;

    secret_clear(password);
    secret_clear(confirm);
    *edit = (struct edit){.password = password, .confirm = confirm};
}

void edit_release(struct edit *edit)
{
    secret_free(&edit->password);
    secret_free(&edit->confirm);
}

/* --- the source, and what it leases ---------------------------------------------------------- */

static unsigned flags_of(const struct model *model, unsigned row)
{
    return model_setting(model, row)->flags;
}

/* A tick box: as given, else as the BMC has it. */
static bool ticked(const struct edit *edit, const struct model *model, unsigned row)
{
    const struct value_type *type = model_setting(model, row)->type;

    if (edit->texts[row].typed)
        return strcmp(edit->texts[row].text, type->words[0].name) == 0;
    return model_known(model, row) && value_is_set(type, model_number(model, row));
}

bool edit_leased(const struct edit *edit, const struct model *model)
{
    unsigned box = model_row_with(model->page, SETTING_VIEW);

    return box < model->page->count && ticked(edit, model, box);
}

void edit_toggle(struct edit *edit, const struct model *model, unsigned row)
{
    const struct value_word *words = model_setting(model, row)->type->words;
    const struct value_word *word = ticked(edit, model, row) ? &words[1] : &words[0];
    bool back =
        model_known(model, row) ? word->number == model_number(model, row) : word == &words[1];

    if (edit_locked(edit, model, row))
        return;
    edit->texts[row] = (struct edit_text){.typed = !back, .given = !back};
    snprintf(edit->texts[row].text, VALUE_TEXT, "%s", back ? "" : word->name);
}

bool edit_locked(const struct edit *edit, const struct model *model, unsigned row)
{
    const struct setting *setting = model_setting(model, row);

    if (setting->kind == SETTING_LINE || value_missing(model_value(model, row)))
        return true;
    if (model->page->locked != NULL && model->page->locked(edit, model, row))
        return true;
    return (setting->flags & SETTING_LEASED) != 0 && edit_leased(edit, model);
}

void edit_choose(struct edit *edit, unsigned row, const char *word)
{
    edit_put(edit, row, word);
}

uint8_t edit_user(const struct edit *edit, const struct model *model)
{
    return edit->user != 0 ? edit->user : model->default_user;
}

/* --- texts ----------------------------------------------------------------------------------- */

static bool is_text(const struct model *model, unsigned row)
{
    return model_setting(model, row)->kind == SETTING_TEXT;
}

/* Of a choice between words: what is wanted, also where that follows from other rows. */
static bool choice_number(const struct edit *edit, const struct model *model, unsigned row,
                          uint64_t *number)
{
    return (model->page->wanted != NULL && model->page->wanted(edit, model, row, number)) ||
           edit_number(edit, model, row, number);
}

static const char *choice_text(const struct edit *edit, const struct model *model, unsigned row,
                               char text[VALUE_TEXT])
{
    const struct setting *setting = model_setting(model, row);
    uint64_t number;

    if (!choice_number(edit, model, row, &number))
        return model_text(model, row, text);
    snprintf(text, VALUE_TEXT, "%s%s", value_word_text(setting->type, number),
             setting->remark != NULL ? setting->remark(model, number) : "");
    return text;
}

const char *edit_text(const struct edit *edit, const struct model *model, unsigned row,
                      char text[VALUE_TEXT])
{
    const struct model_user *user;

    if (model_setting(model, row)->choice == CHOICE_WORD)
        return choice_text(edit, model, row, text);

    if (model_setting(model, row)->choice == CHOICE_USER &&
        (user = model_user(model, edit_user(edit, model))) != NULL)
        return model_user_text(user, text);
    if (!is_text(model, row) || !edit->texts[row].typed || edit_locked(edit, model, row))
        return model_text(model, row, text);
    snprintf(text, VALUE_TEXT, "%s", edit->texts[row].text);
    return text;
}

void edit_put(struct edit *edit, unsigned row, const char *text)
{
    snprintf(edit->texts[row].text, VALUE_TEXT, "%s", text);
    edit->texts[row].typed = true;
}

void edit_type(struct edit *edit, unsigned row, const char *text)
{
    edit_put(edit, row, text);
    edit->texts[row].given = false;
    edit->texts[row].prefix = 0;
}

/* As the BMC's own value would stand there: "/24" is 255.255.255.0, "off" is empty. 0.0.0.0 is left
 * as somebody wrote it. */
static void spell(struct edit *edit, const struct model *model, unsigned row)
{
    const struct value_type *type = model_setting(model, row)->type;
    const char *text = edit->texts[row].text;
    struct value value = {.state = VALUE_KNOWN};
    char spelled[VALUE_TEXT];

    if (model->page->spell != NULL)
        model->page->spell(edit, row);
    if (value_parse(type, text, &value.number) &&
        (value_is_set(type, value.number) || text[0] < '0' || text[0] > '9'))
        edit_put(edit, row, value_field(type, &value, spelled));
}

void edit_leave(struct edit *edit, const struct model *model, unsigned row)
{
    if (is_text(model, row) && edit->texts[row].typed && !edit_locked(edit, model, row))
        spell(edit, model, row);
}

/* Names those there are. */
static int no_such_key(const struct page_class *page, struct bmc_error *error)
{
    char keys[ERROR_SENTENCE / 2] = "";
    const char *last = "";

    for (unsigned row = 0; row < page->rows; row++) {
        if (page->settings[row].key == NULL)
            continue;
        if (last[0] != '\0')
            text_append(keys, sizeof keys, ", ", "%s", last);
        last = page->settings[row].key;
    }
    return error_set(error, ERROR_USAGE, _("unknown key; use %s or %s."), keys, last);
}

/* Names those there are. */
static int no_such_word(const struct value_type *type, const char *value, struct bmc_error *error)
{
    char words[ERROR_SENTENCE / 2] = "", quoted[RULE_QUOTE];

    for (unsigned i = 0; i < value_choices(type); i++)
        text_append(words, sizeof words, ", ", "%s", type->words[i].name);
    return error_set(error, ERROR_USAGE, _("\"%s\" is not valid; use one of %s."),
                     rule_quote(value, quoted), words);
}

static int set_word(struct edit *edit, const struct setting *setting, unsigned row,
                    const char *value, struct bmc_error *error)
{
    static const struct {
        const char *word, *meant;
    } others[] = {{"on", "yes"}, {"true", "yes"}, {"1", "yes"}, {"enable", "yes"}, {"yes", "yes"},
                  {"off", "no"}, {"false", "no"}, {"0", "no"},  {"disable", "no"}, {"no", "no"}};
    uint64_t number;
    char quoted[RULE_QUOTE];

    if (!value_parse(setting->type, value, &number)) {
        if (setting->kind == SETTING_CHOICE)
            return no_such_word(setting->type, value, error);
        for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
            if (strcasecmp(value, others[i].word) == 0)
                return error_set(error, ERROR_USAGE,
                                 _("\"%s\" is not yes or no; did you mean %s=%s?"),
                                 rule_quote(value, quoted), setting->key, others[i].meant);
        return error_set(error, ERROR_USAGE, _("\"%s\" is not yes or no; use %s=yes or %s=no."),
                         rule_quote(value, quoted), setting->key, setting->key);
    }
    edit_put(edit, row, value);
    return 0;
}

int edit_set(struct edit *edit, const struct model *model, int row, const char *value,
             struct bmc_error *error)
{
    const struct setting *setting = row < 0 ? NULL : model_setting(model, (unsigned)row);
    uint64_t number;

    if (setting == NULL || setting->key == NULL)
        return no_such_key(model->page, error);
    if (edit->texts[row].given)
        return error_set(error, ERROR_USAGE, _("it is given twice; give it once."));
    if (setting->type->words != NULL) {
        if (set_word(edit, setting, (unsigned)row, value, error) < 0)
            return -1;
    } else {
        /* "none" where that may be left empty: as the review prints it. */
        if (setting->type->unset != NULL && strcmp(value, setting->type->unset) == 0 &&
            value_parse(setting->type, "", &number))
            value = "";
        edit_put(edit, (unsigned)row, value);
    }
    edit->texts[row].given = true;
    if (setting->type->words == NULL)
        spell(edit, model, (unsigned)row);
    return 0;
}

/* --- values ---------------------------------------------------------------------------------- */

/* BIOS, other and unspecified are left alone until the tick box or a leased row is edited. */
static uint64_t source_number(const struct edit *edit, const struct model *model, unsigned row)
{
    const struct value_word *words =
        model_setting(model, model_row_with(model->page, SETTING_VIEW))->type->words;

    if (edit_leased(edit, model))
        return words[0].number;
    return edit_touched(edit, model, row) ? words[1].number : model_number(model, row);
}

bool edit_number(const struct edit *edit, const struct model *model, unsigned row, uint64_t *number)
{
    const struct setting *setting = model_setting(model, row);
    bool locked = edit_locked(edit, model, row);

    if (!locked && model->page->wanted != NULL && model->page->wanted(edit, model, row, number))
        return true;
    if ((setting->kind == SETTING_TEXT || setting->kind == SETTING_CHECK ||
         setting->choice == CHOICE_WORD) &&
        edit->texts[row].typed && !locked)
        return value_parse(setting->type, edit->texts[row].text, number);
    *number = model_value(model, row)->number;
    if (!model_known(model, row))
        return false;
    if ((setting->flags & SETTING_SOURCE) != 0)
        *number = source_number(edit, model, row);
    return true;
}

static bool text_changed(const struct edit *edit, const struct model *model, unsigned row)
{
    const struct edit_text *text = &edit->texts[row];
    struct value wanted = {.state = VALUE_KNOWN};
    char now[VALUE_TEXT];
    bool elsewhere; /* it stands in another row's text */

    if (edit_locked(edit, model, row))
        return false;
    elsewhere =
        model->page->wanted != NULL && model->page->wanted(edit, model, row, &wanted.number);
    if (!elsewhere && (!text->typed || strcmp(text->text, model_text(model, row, now)) == 0))
        return false;
    return !edit_number(edit, model, row, &wanted.number) ||
           !value_same(model_setting(model, row)->type, &wanted, model_value(model, row));
}

static bool box_changed(const struct edit *edit, const struct model *model, unsigned row)
{
    const struct value *value = model_value(model, row);
    bool now = value_known(value) && value_is_set(model_setting(model, row)->type, value->number);

    return ticked(edit, model, row) != now && !value_missing(value);
}

static bool word_changed(const struct edit *edit, const struct model *model, unsigned row)
{
    struct value wanted = {.state = VALUE_KNOWN};

    if (!edit->texts[row].typed || edit_locked(edit, model, row))
        return false;
    return !edit_number(edit, model, row, &wanted.number) ||
           !value_same(model_setting(model, row)->type, &wanted, model_value(model, row));
}

static bool secret_changed(const struct edit *edit, const struct setting *setting)
{
    return secret_length((setting->flags & SETTING_AGAIN) != 0 ? edit->confirm : edit->password) >
           0;
}

bool edit_changed(const struct edit *edit, const struct model *model, unsigned row)
{
    const struct setting *setting = model_setting(model, row);

    switch (setting->kind) {
    case SETTING_CHECK:
        return box_changed(edit, model, row);
    case SETTING_TEXT:
        return text_changed(edit, model, row);
    case SETTING_SECRET:
        return secret_changed(edit, setting);
    case SETTING_CHOICE:
        return setting->choice == CHOICE_WORD && word_changed(edit, model, row);
    case SETTING_LINE:
    case SETTING_HIDDEN:
        break;
    }
    return (setting->flags & SETTING_SOURCE) != 0 && model_known(model, row) &&
           !box_changed(edit, model, model_row_with(model->page, SETTING_VIEW)) &&
           source_number(edit, model, row) != model_number(model, row);
}

bool edit_dirty(const struct edit *edit, const struct model *model)
{
    for (unsigned row = 0; row < model->page->rows; row++) {
        if (edit_changed(edit, model, row))
            return true;
    }
    return false;
}

static bool row_touched(const struct edit *edit, const struct model *model, unsigned row)
{
    return edit->texts[row].given || (is_text(model, row) && text_changed(edit, model, row));
}

bool edit_touched(const struct edit *edit, const struct model *model, unsigned row)
{
    const unsigned together = SETTING_LEASED | SETTING_SOURCE | SETTING_VIEW;

    if ((flags_of(model, row) & together) == 0)
        return row_touched(edit, model, row);
    for (row = 0; row < model->page->count; row++) {
        if ((flags_of(model, row) & together) != 0 && row_touched(edit, model, row))
            return true;
    }
    return false;
}

struct value edit_wanted(const struct edit *edit, const struct model *model, unsigned row)
{
    struct value wanted = *model_value(model, row);
    uint64_t number;

    if (edit_number(edit, model, row, &number) &&
        ((!edit_locked(edit, model, row) && edit->texts[row].typed) || number != wanted.number))
        wanted = (struct value){
            .state = VALUE_KNOWN,
            .number = value_merge(model_setting(model, row)->type, wanted.number, number)};
    return wanted;
}

void edit_changes(const struct edit *edit, const struct model *model, struct changes *changes)
{
    const struct model_channel *channel = model_channel(model);

    changes->count = changes->locked = 0;
    for (unsigned row = 0; row < model->page->count; row++) {
        const struct change change = {.setting = model_setting(model, row),
                                      .scope.channel = channel == NULL ? 0 : channel->number,
                                      .old = *model_value(model, row),
                                      .wanted = edit_wanted(edit, model, row)};

        if (change.setting->write != NULL)
            change_add(changes, &change);
    }
}
