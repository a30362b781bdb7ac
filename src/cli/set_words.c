/* SPDX-License-Identifier: GPL-3.0-or-later */
/* KEY=VALUE, for `set` and for what other pages have in its place. */
#include <string.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "base/text.h"
#include "cli/set.h"
#include "core/rule.h"

static int set_bad_key(const struct page_class *page, const char *word)
{
    char keys[ERROR_SENTENCE / 2] = "", quoted[RULE_QUOTE];
    struct nearest nearest;

    nearest_begin(&nearest, word);
    for (unsigned row = 0; row < page->rows; row++) {
        const char *key = page->settings[row].key;

        if (key == NULL)
            continue;
        nearest_try(&nearest, key);
        text_append(keys, sizeof keys, " ", "%s=", key);
    }
    if (nearest_found(&nearest) != NULL)
        return say_error(rule_quote(word, quoted),
                         _("unknown key; did you mean %s=? The keys are %s"),
                         nearest_found(&nearest), keys);
    return say_error(rule_quote(word, quoted), _("unknown key; the keys are %s"), keys);
}

static int set_take_word(struct set_request *request, const char *word)
{
    char key[VALUE_TEXT];
    size_t length = strcspn(word, "=");
    struct set_value *value = &request->values[request->value_count];
    int row;

    if (word[length] != '=' || length >= sizeof key)
        return set_bad_key(request->page, word);
    memcpy(key, word, length);
    key[length] = '\0';
    row = model_row_of_key(request->page, key);
    if (row < 0)
        return set_bad_key(request->page, key);
    *value = (struct set_value){(unsigned)row, word + length + 1};
    for (size_t i = 0; i < request->value_count; i++)
        if (request->values[i].row == value->row)
            return say_error(key, "%s", _("given twice; give it once"));
    request->value_count++;
    return CLI_DONE;
}

int set_take_words(struct set_request *request, char *const *words, int count)
{
    request->keys = true;
    for (int i = 0; i < count; i++)
        if (set_take_word(request, words[i]) != CLI_DONE)
            return CLI_USAGE;
    return CLI_DONE;
}
