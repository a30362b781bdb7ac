/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "cli/cli.h"
#include "cli/prompt.h"
#include "cli/run.h"
#include "cli/set.h"
#include "core/load.h"
#include "core/rule.h"

/* A BMC whose settings keep changing under our hands is given up. */
#define PLANS_MAX 4

enum result {
    RESULT_BAD_VALUES, /* checks */
    RESULT_NO_CHANGES,
    RESULT_PLANNED,    /* --dry-run */
    RESULT_SAVED       /* state says how */
};

/* What the worker tells on its way. */
enum message_kind { MESSAGE_REVIEW, MESSAGE_AGAIN, MESSAGE_PROGRESS };

struct message {
    enum message_kind kind;
    union {
        struct set_review review;
        struct save_state state;
    } u;
};

struct value {
    const struct field *field;
    const char *text;
};

struct set {
    struct cli *cli;
    struct value values[FIELD_COUNT];
    size_t value_count;
    struct secret *password;
    struct run *run;
    struct save_state shown; /* the main thread's */
    /* What came of it. */
    enum result result;
    struct check_list checks;
    struct save_state state;
    bool over_lan;
};

/* --- KEY=VALUE --------------------------------------------------------------------------- */

static void print_keys(char *text, size_t size)
{
    size_t length = 0;

    text[0] = '\0';
    for (enum field_id field = 0; field < FIELD_COUNT; field++) {
        const char *key = field_get(field)->key;

        if (key != NULL && length < size)
            length += (size_t)snprintf(text + length, size - length, "%s%s=",
                                       length > 0 ? " " : "", key);
    }
}

static int bad_key(const char *word)
{
    char keys[FIELD_TEXT], quoted[RULE_QUOTE];

    print_keys(keys, sizeof keys);
    cli_error(rule_quote(word, quoted), _("not understood; the keys are %s"), keys);
    return -1;
}

static int take_word(struct set *set, const char *word)
{
    char key[FIELD_TEXT];
    size_t length = strcspn(word, "=");
    struct value *value = &set->values[set->value_count];

    if (word[length] != '=' || length >= sizeof key)
        return bad_key(word);
    memcpy(key, word, length);
    key[length] = '\0';
    value->field = field_by_key(key);
    value->text = word + length + 1;
    if (value->field == NULL)
        return bad_key(key);
    for (size_t i = 0; i < set->value_count; i++) {
        if (set->values[i].field == value->field) {
            cli_error(key, "%s", _("given twice; give it once"));
            return -1;
        }
    }
    set->value_count++;
    return 0;
}

static int take_words(struct set *set)
{
    const struct cli_arguments *arguments = &set->cli->arguments;

    for (int i = 0; i < arguments->word_count; i++)
        if (take_word(set, arguments->words[i]) < 0)
            return -1;
    if (arguments->word_count > 0 || arguments->ask_password ||
        arguments->password_file != NULL || arguments->remote != 0)
        return 0;
    cli_error("set", "%s", _("nothing to set; bmctui set --help shows what can be"));
    return -1;
}

/* Fills an edit with all values. DHCP first: it decides what the others mean. */
static int fill_edit(const struct set *set, const struct page *page, struct edit *edit,
                     const struct field **wrong, struct bmc_error *error)
{
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < set->value_count; i++) {
            const struct value *value = &set->values[i];

            if ((value->field->id == FIELD_DHCP) != (pass == 0))
                continue;
            *wrong = value->field;
            if (edit_set(edit, page, value->field, value->text, error) < 0)
                return -1;
        }
    }
    if (secret_length(set->password) > 0)
        secret_set(edit->password, secret_bytes(set->password), secret_length(set->password));
    return 0;
}

/* --- before the BMC is asked -------------------------------------------------------------- */

static int take_password(struct set *set)
{
    const struct cli_arguments *arguments = &set->cli->arguments;
    struct bmc_error error;
    int result = 0;

    if (arguments->password_file != NULL)
        result = secret_read_file(set->password, arguments->password_file, &error);
    else if (arguments->ask_password)
        result = prompt_secret_twice(_("New BMC password: "), _("New BMC password again: "),
                                     set->password, &error);
    else
        return 0;
    if (result == 0 && secret_length(set->password) == 0)
        result = error_set(&error, ERROR_USAGE, "%s", _("it is empty"));
    if (result < 0)
        cli_error(set_field_word(FIELD_PASSWORD), "%s", error.sentence);
    return result;
}

static bool link_encrypted(const struct cli *cli)
{
    struct bmc *bmc = bmc_create(cli->target, clock_monotonic());
    bool encrypted = bmc_link_encrypted(bmc);

    bmc_destroy(bmc);
    return encrypted;
}

/* All that the values say by themselves and among each other; what the BMC holds comes later. */
static int check_alone(const struct set *set)
{
    struct page page;
    struct edit edit;
    struct check_list list;
    struct check_context context = {.page = &page,
                                    .edit = &edit,
                                    .policy = set->cli->settings->password_policy,
                                    .link_encrypted = link_encrypted(set->cli)};
    const struct field *wrong;
    struct bmc_error error;
    int result = -1;

    page_init(&page);
    edit_init(&edit);
    check_clear(&list);
    if (fill_edit(set, &page, &edit, &wrong, &error) < 0) {
        cli_error(wrong->key, "%s", error.sentence);
    } else {
        check_all(&context, &list);
        result = check_first_error(&list) == NULL ? 0 : -1;
        if (result < 0)
            set_print_checks(&list);
    }
    edit_release(&edit);
    return result;
}

/* --- on the worker's thread -------------------------------------------------------------- */

static void tell_progress(void *data, const struct save_state *state)
{
    struct set *set = data;
    struct message message = {.kind = MESSAGE_PROGRESS};

    message.u.state = *state;
    run_post(set->run, &message, sizeof message);
}

static enum save_command command(void *data)
{
    const struct set *set = data;

    return run_stopped(set->run) ? SAVE_STOP : SAVE_GO_ON;
}

static bool answer(void *data, enum save_question question, const struct save_state *state)
{
    const struct set *set = data;

    (void)state;
    return question == SAVE_ASK_CLEAR_LOCK && set->cli->arguments.clear_lock;
}

/* A user's slot from --user; 0 without. */
static int find_user(const struct page *page, const char *text, uint8_t *id,
                     struct bmc_error *error)
{
    char quoted[RULE_QUOTE];
    bool number = text[strspn(text, "0123456789")] == '\0';

    for (size_t i = 0; i < page->user_count; i++) {
        const struct page_user *user = &page->users[i];

        if (number ? user->id == strtoul(text, NULL, 10) : strcmp(user->name, text) == 0) {
            *id = user->id;
            return 0;
        }
    }
    if (number)
        return error_set(error, ERROR_USAGE, _("slot %s has no user with a name"), text);
    return error_set(error, ERROR_USAGE, _("the BMC has no user %s"), rule_quote(text, quoted));
}

static int load(struct set *set, struct bmc *bmc, struct page *page, uint8_t *user,
                struct bmc_error *error)
{
    const struct cli_arguments *arguments = &set->cli->arguments;

    page_init(page);
    if (load_settings(bmc, page, arguments->channel, NULL, error) < 0)
        return -1;
    if (secret_length(set->password) > BMC_PASSWORD_16) {
        if (bmc_get_device(bmc, &page->device, error) < 0)
            return -1;
        page->device_known = true;
    }
    *user = page->default_user;
    if (arguments->user != NULL && load_users(bmc, page, NULL, error) < 0)
        return -1;
    /* The user's own access has just been read with the name. */
    if (arguments->user == NULL || find_user(page, arguments->user, user, error) == 0)
        return load_access(bmc, page, 0, error);
    check_clear(&set->checks);
    set->checks.items[0] = (struct check_item){.field = FIELD_USER, .error = true};
    memcpy(set->checks.items[0].sentence, error->sentence, sizeof error->sentence);
    set->checks.count = 1;
    return 1;
}

/* Review and plan from what the BMC holds now. false: result says why not. */
static bool make_plan(struct set *set, struct bmc *bmc, struct set_review *review, uint8_t user)
{
    const struct cli *cli = set->cli;
    struct edit edit;
    struct lan wanted;
    const struct field *wrong;
    struct check_context context = {.page = &review->page,
                                    .edit = &edit,
                                    .policy = cli->settings->password_policy,
                                    .link_encrypted = bmc_link_encrypted(bmc)};

    edit_init(&edit);
    edit.user = user;
    fill_edit(set, &review->page, &edit, &wrong, NULL);
    check_clear(&set->checks);
    check_all(&context, &set->checks);
    review->checks = set->checks;
    set->result = RESULT_BAD_VALUES;
    if (check_first_error(&set->checks) == NULL) {
        edit_wanted(&edit, &review->page, &wanted);
        diff_make(&review->diff, &edit, &review->page);
        plan_make(&review->plan, &review->page, &wanted, user, set->password,
                  cli->arguments.remote);
        set->result = plan_empty(&review->plan) ? RESULT_NO_CHANGES
                      : cli->arguments.dry_run  ? RESULT_PLANNED
                                                : RESULT_SAVED;
    }
    edit_release(&edit);
    return set->result != RESULT_BAD_VALUES;
}

/* One plan, from reading to saving. 1: the BMC holds something else than the review showed. */
static int plan_and_save(struct set *set, struct bmc *bmc, struct message *message,
                         struct bmc_error *error)
{
    const struct settings *settings = set->cli->settings;
    const struct save_settings times = {.lock_wait_ms = settings->lock_wait_s * INT64_C(1000),
                                        .verify_ms = settings->verify_s * INT64_C(1000),
                                        .over_lan = bmc_over_lan(bmc)};
    const struct save_watch watch = {
        .progress = tell_progress, .command = command, .ask = answer, .data = set};
    struct set_review *review = &message->u.review;
    uint8_t user = 0;
    int result = load(set, bmc, &review->page, &user, error);

    if (result != 0)
        return result < 0 ? -1 : 0;
    if (!make_plan(set, bmc, review, user))
        return 0;
    snprintf(review->target, sizeof review->target, "%s", bmc_description(bmc));
    message->kind = MESSAGE_REVIEW;
    run_post(set->run, message, sizeof *message);
    if (set->result != RESULT_SAVED)
        return 0;
    save_run(bmc, clock_monotonic(), &review->plan, &times, &watch, &set->state);
    return set->state.status == SAVE_REVIEW_AGAIN && !run_stopped(set->run) ? 1 : 0;
}

static int work(struct run *run, struct bmc *bmc, void *argument, struct bmc_error *error)
{
    struct set *set = argument;
    struct message *message = xcalloc(1, sizeof *message);
    int result = 1;

    set->run = run;
    set->over_lan = bmc_over_lan(bmc);
    for (int plans = 0; plans < PLANS_MAX && result == 1; plans++) {
        if (plans > 0) {
            message->kind = MESSAGE_AGAIN;
            run_post(run, message, sizeof *message);
        }
        result = plan_and_save(set, bmc, message, error);
    }
    free(message);
    return result < 0 ? -1 : 0;
}

/* --- on the main thread -------------------------------------------------------------------- */

static void said(void *argument, const void *data)
{
    struct set *set = argument;
    const struct message *message = data;

    switch (message->kind) {
    case MESSAGE_REVIEW:
        if (plan_empty(&message->u.review.plan))
            break;
        set_print_checks(&message->u.review.checks);
        if (set->cli->verbosity < 0 && !set->cli->arguments.dry_run)
            break;
        set_print_review(&message->u.review);
        if (set->cli->arguments.dry_run)
            set_print_plan(&message->u.review.plan);
        break;
    case MESSAGE_AGAIN:
        cli_note(set->cli, "%s",
                 _("The BMC's settings have changed since the review; planned anew."));
        break;
    case MESSAGE_PROGRESS:
        set_print_progress(set->cli, &message->u.state, &set->shown);
        break;
    }
}

static int finish(struct set *set)
{
    switch (set->result) {
    case RESULT_BAD_VALUES:
        set_print_checks(&set->checks);
        return CLI_USAGE;
    case RESULT_NO_CHANGES:
        printf("%s\n", _("No changes"));
        return CLI_DONE;
    case RESULT_PLANNED:
        return CLI_DONE;
    case RESULT_SAVED:
        break;
    }
    return set_print_result(set->cli, &set->state, set->over_lan);
}

static int save(struct set *set)
{
    struct run_job job = {.work = work, .said = said, .argument = set, .save = true};
    int status;

    if (take_words(set) < 0)
        return CLI_USAGE;
    if (set->cli->settings->read_only && !set->cli->arguments.dry_run) {
        cli_error("set", "%s", _("nothing is written with --read-only; --dry-run shows the plan"));
        return CLI_USAGE;
    }
    if (check_alone(set) < 0)
        return CLI_USAGE;
    if (take_password(set) < 0 || (secret_length(set->password) > 0 && check_alone(set) < 0))
        return CLI_USAGE;
    status = run_job(set->cli, &job);
    return status != 0 ? status : finish(set);
}

int cli_set(struct cli *cli)
{
    struct set *set = xcalloc(1, sizeof *set);
    int status;

    set->cli = cli;
    set->password = secret_create();
    status = save(set);
    secret_free(&set->password);
    free(set);
    return cli_close_output(status);
}
