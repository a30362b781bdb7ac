/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of users in a file. */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/file_own.h"

/* --- reading --------------------------------------------------------------------------------- */

static int users_take_name(struct file *file, const config_setting_t *setting, void *what)
{
    struct account_wish *wish = &((struct file_user *)what)->wish;
    const char *text = file_is_text(setting) ? config_setting_get_string(setting) : "";
    struct bmc_error error;

    if (account_check_name(text, &error) < 0)
        return file_wrong(file, setting, "%s", error.sentence);
    snprintf(wish->name, sizeof wish->name, "%s", text);
    return 0;
}

static int users_take_privilege(struct file *file, const config_setting_t *setting, void *what)
{
    struct account_wish *wish = &((struct file_user *)what)->wish;
    const char *text = file_is_text(setting) ? config_setting_get_string(setting) : "";
    char names[FILE_LIST] = "";

    for (const struct value_word *word = value_privilege.words; word->name != NULL; word++) {
        if (strcmp(word->name, text) == 0) {
            wish->privilege = (enum privilege)word->number;
            wish->given |= ACCOUNT_PRIVILEGE;
            return 0;
        }
        text_append(names, sizeof names, ", ", "\"%s\"", word->name);
    }
    return file_wrong(file, setting, _("use one of %s"), names);
}

static int users_take_yes(struct file *file, const config_setting_t *setting, unsigned bit,
                          struct account_wish *wish, bool *yes)
{
    if (config_setting_type(setting) != CONFIG_TYPE_BOOL)
        return file_wrong(file, setting, "%s", _("use true or false"));
    *yes = config_setting_get_bool(setting) != 0;
    wish->given |= bit;
    return 0;
}

static int users_take_messaging(struct file *file, const config_setting_t *setting, void *what)
{
    struct account_wish *wish = &((struct file_user *)what)->wish;

    return users_take_yes(file, setting, ACCOUNT_MESSAGING, wish, &wish->messaging);
}

static int users_take_enabled(struct file *file, const config_setting_t *setting, void *what)
{
    struct account_wish *wish = &((struct file_user *)what)->wish;

    return users_take_yes(file, setting, ACCOUNT_ENABLED, wish, &wish->enabled);
}

static int users_take_sol(struct file *file, const config_setting_t *setting, void *what)
{
    struct account_wish *wish = &((struct file_user *)what)->wish;

    return users_take_yes(file, setting, ACCOUNT_SOL, wish, &wish->sol);
}

static int users_take_password(struct file *file, const config_setting_t *setting, void *what)
{
    struct file_user *user = what;

    user->password_file = file_take_name(file, setting);
    return user->password_file != NULL ? 0 : -1;
}

static int users_take(struct file *file, const config_setting_t *group)
{
    static const struct file_key keys[] = {{"name", users_take_name},
                                           {"privilege", users_take_privilege},
                                           {"messaging", users_take_messaging},
                                           {"enabled", users_take_enabled},
                                           {"sol", users_take_sol},
                                           {"password_file", users_take_password},
                                           {NULL, NULL}};
    struct file_wants *wants = file->wants;
    struct file_user *user = &wants->users[wants->user_count];

    *user = (struct file_user){.line = (int)config_setting_source_line(group)};
    if (file_take_group(file, group, keys, user) < 0)
        return -1;
    if (user->wish.name[0] == '\0')
        return file_wrong(file, group, "%s", _("a user needs a name"));
    for (size_t i = 0; i < wants->user_count; i++)
        if (strcmp(wants->users[i].wish.name, user->wish.name) == 0)
            return file_wrong(file, group, _("%s is there twice; name each user once"),
                              user->wish.name);
    wants->user_count++;
    return 0;
}

int file_take_users(struct file *file, const config_setting_t *list)
{
    return file_take_list(file, list, BMC_USER_LAST, users_take);
}

/* --- printing -------------------------------------------------------------------------------- */

/* Why a user cannot be named in a file; NULL: he can. */
static const char *users_unnamed(const struct accounts *accounts, const struct account *account)
{
    struct bmc_error error;

    if (!account->named || !account->known)
        return _("not read");
    if (account_twin(accounts, account) != 0)
        return _("another slot has the same name");
    return account_check_name(account->bytes, &error) < 0 ? _("its name cannot be in a file")
                                                          : NULL;
}

static void users_print_yes(FILE *out, const char *key, bool yes)
{
    fprintf(out, " %s = %s;", key, yes ? "true" : "false");
}

static void users_print_one(FILE *out, const struct account *account)
{
    fputs("    { name = ", out);
    file_print_string(out, account->bytes);
    fprintf(out, "; privilege = \"%s\";",
            value_word(&value_privilege, account->access.privilege));
    users_print_yes(out, "messaging", account->access.messaging);
    if (account->access.enabled != USER_ENABLED_UNKNOWN)
        users_print_yes(out, "enabled", account->access.enabled == USER_ENABLED);
    if (account->sol != ACCOUNT_SOL_UNKNOWN)
        users_print_yes(out, "sol", account->sol == ACCOUNT_SOL_YES);
    fputs(" }", out);
}

void file_print_users(FILE *out, const struct accounts *accounts)
{
    bool any = false;

    if (accounts->count == 0)
        return;
    fputc('\n', out);
    file_print_comment(
        out, _("Users, found by name; their passwords are not in this file. One that the BMC does "
               "not have is added if it has a password_file = \"FILE\", which is not read for the "
               "others. No user is deleted."));
    for (size_t i = 0; i < accounts->count; i++) {
        const struct account *account = &accounts->of[i];
        const char *reason = users_unnamed(accounts, account);

        if (account->named && account->name[0] == '\0')
            continue;
        if (reason != NULL) {
            char comment[ERROR_SENTENCE];

            snprintf(comment, sizeof comment, _("Slot %u %s is left out: %s."),
                     (unsigned)account->slot, account->name, reason);
            file_print_comment(out, comment);
            continue;
        }
        fputs(any ? ",\n" : FILE_USERS " = (\n", out);
        users_print_one(out, account);
        any = true;
    }
    if (any)
        fputs("\n);\n", out);
}
