/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `user add`, `user set`, `user delete`: one user of the BMC. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "cli/plan_save.h"
#include "cli/prompt.h"
#include "core/account.h"
#include "core/password.h"
#include "core/rule.h"

struct user {
    struct cli *cli;
    const char *who; /* slot or name */
    struct account_order order;
    struct secret *password, *random;
    struct accounts accounts;
};

/* --- KEY=VALUE ---------------------------------------------------------------------- */

static const struct {
    const char *name;
    unsigned bit;
} user_keys[] = {{"name", ACCOUNT_NAME},
                 {"privilege", ACCOUNT_PRIVILEGE},
                 {"messaging", ACCOUNT_MESSAGING},
                 {"enabled", ACCOUNT_ENABLED},
                 {"sol", ACCOUNT_SOL}};

#define USER_KEYS (sizeof user_keys / sizeof *user_keys)

static int user_bad_key(const char *word)
{
    char keys[ERROR_SENTENCE / 2] = "", quoted[RULE_QUOTE];
    struct nearest nearest;

    nearest_begin(&nearest, word);
    for (size_t i = 0; i < USER_KEYS; i++) {
        nearest_try(&nearest, user_keys[i].name);
        text_append(keys, sizeof keys, " ", "%s=", user_keys[i].name);
    }
    if (strncmp(word, "password", strlen("password")) == 0)
        return say_error("password", "%s",
                         _("use --password, which asks for it, or --password-file=FILE"));
    if (nearest_found(&nearest) != NULL)
        return say_error(rule_quote(word, quoted),
                         _("unknown key; did you mean %s=? The keys are %s"),
                         nearest_found(&nearest), keys);
    return say_error(rule_quote(word, quoted), _("unknown key; the keys are %s"), keys);
}

static int user_take_privilege(struct account_wish *wish, const char *text)
{
    const struct value_word *word = value_privilege.words;
    char names[ERROR_SENTENCE / 2] = "", quoted[RULE_QUOTE];

    for (; word->name != NULL; word++) {
        if (strcmp(word->name, text) == 0) {
            wish->privilege = (enum privilege)word->number;
            wish->given |= ACCOUNT_PRIVILEGE;
            return CLI_DONE;
        }
        text_append(names, sizeof names, " ", "%s", word->name);
    }
    return say_error("privilege", _("\"%s\" is not valid; use one of %s"), rule_quote(text, quoted),
                     names);
}

static int user_take_yes(const char *key, const char *text, bool *yes)
{
    char quoted[RULE_QUOTE];

    *yes = strcmp(text, "yes") == 0;
    if (*yes || strcmp(text, "no") == 0)
        return CLI_DONE;
    return say_error(key, _("\"%s\" is not valid; use yes or no"), rule_quote(text, quoted));
}

static int user_take_name(struct account_wish *wish, const char *text)
{
    struct bmc_error error;

    if (account_check_name(text, &error) < 0)
        return say_error("name", "%s", error.sentence);
    snprintf(wish->name, sizeof wish->name, "%s", text);
    wish->given |= ACCOUNT_NAME;
    return CLI_DONE;
}

static int user_take_value(struct account_wish *wish, unsigned bit, const char *key,
                           const char *text)
{
    bool *yes = bit == ACCOUNT_MESSAGING ? &wish->messaging
                : bit == ACCOUNT_ENABLED ? &wish->enabled
                                         : &wish->sol;

    if ((wish->given & bit) != 0)
        return say_error(key, "%s", _("given twice; give it once"));
    if (bit == ACCOUNT_NAME)
        return user_take_name(wish, text);
    if (bit == ACCOUNT_PRIVILEGE)
        return user_take_privilege(wish, text);
    wish->given |= bit;
    return user_take_yes(key, text, yes);
}

static int user_take_word(struct account_wish *wish, const char *word)
{
    size_t length = strcspn(word, "=");
    char key[64];

    if (word[length] != '=' || length >= sizeof key)
        return user_bad_key(word);
    memcpy(key, word, length);
    key[length] = '\0';
    for (size_t i = 0; i < USER_KEYS; i++)
        if (strcmp(user_keys[i].name, key) == 0)
            return user_take_value(wish, user_keys[i].bit, key, word + length + 1);
    return user_bad_key(key);
}

static int user_take_words(struct user *user, char **words, int count)
{
    for (int i = 0; i < count; i++)
        if (user_take_word(&user->order.wish, words[i]) != CLI_DONE)
            return CLI_USAGE;
    if (user->cli->arguments.privilege == NULL)
        return CLI_DONE;
    if ((user->order.wish.given & ACCOUNT_PRIVILEGE) != 0)
        return say_error("privilege", "%s", _("given twice; give it once"));
    return user_take_privilege(&user->order.wish, user->cli->arguments.privilege);
}

/* --- the password -------------------------------------------------------------------- */

static bool user_wants_password(const struct cli_arguments *arguments)
{
    return arguments->ask_password || arguments->password_file != NULL;
}

/* Checked as far as that goes without the BMC. */
static int user_read_password(struct user *user)
{
    const struct cli_arguments *arguments = &user->cli->arguments;
    const char *word = arguments->password_file != NULL ? "password-file" : "password";
    struct bmc_error error;
    int result;

    if (!user_wants_password(arguments))
        return CLI_DONE;
    if (arguments->password_file != NULL)
        result = secret_read_given(user->password, arguments->password_file, &error);
    else
        result = prompt_secret_twice(_("New BMC password: "), _("New BMC password again: "),
                                     user->password, &error);
    if (result == 0)
        result = password_check(user->cli->settings->password_policy, user->password, true, &error);
    user->order.wish.password = user->password;
    return result == 0 ? CLI_DONE : say_error(word, "%s", error.sentence);
}

/* --- on the worker's thread ------------------------------------------------------------ */

static int user_make(struct job_ctx *ctx, void *data, struct plan *plan, struct bmc_error *error)
{
    struct user *user = data;
    enum account_refusal refusal = ACCOUNT_ALLOWED;

    if (accounts_read(ctx->bmc, &user->accounts, (uint8_t)user->cli->arguments.channel, NULL,
                      error) < 0)
        return PLAN_FAILED;
    if (user->order.deed != ACCOUNT_ADD &&
        account_find(&user->accounts, user->who, &user->order.slot, error) < 0)
        return PLAN_FAILED;
    if (account_prepare(ctx->bmc, &user->accounts, &user->order, plan, &refusal, error) < 0) {
        if (refusal == ACCOUNT_LAST)
            text_append(error->sentence, sizeof error->sentence, "; ", "%s",
                        _("add --leave-no-administrator to do it"));
        return PLAN_FAILED;
    }
    return plan_empty(plan) ? PLAN_NO_CHANGES : PLAN_MADE;
}

/* --- on the main thread ---------------------------------------------------------------- */

static void user_review(void *data)
{
    const struct user *user = data;
    const struct account_wish *wish = &user->order.wish;
    const char *warning =
        (wish->given & ACCOUNT_NAME) != 0 ? account_name_warning(wish->name) : NULL;

    if (warning != NULL)
        printf("  %s\n", warning);
}

static int user_save(struct user *user)
{
    const struct plan_request request = {
        .command = "user", .make = user_make, .review = user_review, .data = user};

    if (user->cli->settings->read_only && !user->cli->arguments.dry_run)
        return say_error("user", "%s",
                         _("--read-only allows no changes; --dry-run shows the plan"));
    user->cli->only_reads = user->cli->arguments.dry_run;
    user->order.session_user = user->cli->target->username;
    user->order.leave_no_administrator = user->cli->arguments.leave_no_administrator;
    return plan_save(user->cli, &request);
}

/* --- the three ------------------------------------------------------------------------- */

static int user_add(struct user *user, char **words, int count)
{
    user->order.deed = ACCOUNT_ADD;
    user->order.wish.slot = (uint8_t)user->cli->arguments.slot;
    if (user_take_name(&user->order.wish, words[0]) != CLI_DONE ||
        user_take_words(user, words + 1, count - 1) != CLI_DONE)
        return CLI_USAGE;
    if (!user_wants_password(&user->cli->arguments))
        return say_error("password", "%s",
                         _("a new user needs a password; add --password, which asks for it, or "
                           "--password-file=FILE"));
    return user_read_password(user) == CLI_DONE ? user_save(user) : CLI_USAGE;
}

static int user_set(struct user *user, char **words, int count)
{
    user->order.deed = ACCOUNT_SET;
    user->who = words[0];
    if (user_take_words(user, words + 1, count - 1) != CLI_DONE)
        return CLI_USAGE;
    if (user->order.wish.given == 0 && !user_wants_password(&user->cli->arguments))
        return say_error("user", "%s", _("nothing to set; see bmctui user --help"));
    return user_read_password(user) == CLI_DONE ? user_save(user) : CLI_USAGE;
}

static int user_delete(struct user *user, char **words, int count)
{
    user->order.deed = ACCOUNT_DELETE;
    user->order.random = user->random;
    user->who = words[0];
    if (count > 1 || user_wants_password(&user->cli->arguments) ||
        user->cli->arguments.privilege != NULL)
        return say_error("user", "%s", _("delete takes a slot or a name, and nothing else"));
    if (!account_throwaway(user->random))
        return say_error("user", "%s", _("the system has no random numbers"));
    return user_save(user);
}

static const struct {
    const char *name;
    int (*run)(struct user *user, char **words, int count);
} user_deeds[] = {{"add", user_add}, {"set", user_set}, {"delete", user_delete}};

static int user_bad_deed(const char *word)
{
    char quoted[RULE_QUOTE];
    struct nearest nearest;

    if (word == NULL)
        return say_error("user", "%s",
                         _("use add NAME, set SLOT|NAME KEY=VALUE... or delete "
                           "SLOT|NAME; `users` lists them"));
    nearest_begin(&nearest, word);
    for (size_t i = 0; i < sizeof user_deeds / sizeof *user_deeds; i++)
        nearest_try(&nearest, user_deeds[i].name);
    if (nearest_found(&nearest) != NULL)
        return say_error(rule_quote(word, quoted), _("unknown; did you mean %s?"),
                         nearest_found(&nearest));
    return say_error(rule_quote(word, quoted), "%s", _("unknown; use add, set or delete"));
}

static int user_dispatch(struct user *user)
{
    const struct cli_arguments *arguments = &user->cli->arguments;
    const char *word = arguments->word_count > 0 ? arguments->words[0] : NULL;

    for (size_t i = 0; i < sizeof user_deeds / sizeof *user_deeds && word != NULL; i++) {
        if (strcmp(word, user_deeds[i].name) != 0)
            continue;
        if (arguments->word_count < 2)
            return say_error("user",
                             i == 0 ? _("add needs a name, such as %s")
                                    : _("say which user: a slot or a name, such as %s"),
                             i == 0 ? "oper" : "3");
        if (i > 0 && arguments->slot != 0)
            return say_error("slot", "%s", _("only add takes it; others name the slot or user"));
        return user_deeds[i].run(user, arguments->words + 1, arguments->word_count - 1);
    }
    return user_bad_deed(word);
}

static int user_run(struct cli *cli)
{
    struct user *user = xcalloc(1, sizeof *user);
    int status;

    user->cli = cli;
    user->password = secret_create();
    user->random = secret_create();
    status = user_dispatch(user);
    secret_free(&user->password);
    secret_free(&user->random);
    free(user);
    return status;
}

const struct cli_command cli_user = {
    .name = "user",
    .usage = "add NAME [KEY=VALUE...] | set SLOT|NAME KEY=VALUE... | delete SLOT|NAME",
    .run = CLI_RUN(user_run),
    .options = CLI_TAKES_CHANNEL | CLI_TAKES_USER | CLI_TAKES_PLAIN_SAVE,
    .key = "privilege",
    .takes_words = true,
    .changes = true,
    .summary = N_("add, change or delete a user of the BMC"),
    .help = N_("  name=oper                1 to 16 letters, digits and signs\n"
               "  privilege=operator       callback user operator administrator oem none\n"
               "  messaging=yes|no         whether IPMI accepts logins on this channel\n"
               "  enabled=yes|no           for all channels\n"
               "  sol=yes|no               serial over LAN\n"
               "add takes the lowest free slot, and operator, yes, yes and yes unless told\n"
               "otherwise; it needs a password. delete disables the user, gives it a random\n"
               "password, closes every LAN channel, and clears the name.\n"
               "The review is printed; nothing is asked. \"7\" in quotes is a name, 7 a slot."),
};
