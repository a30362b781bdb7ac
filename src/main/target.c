/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "main/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "cli/prompt.h"
#include "cli/say.h"

#define QUESTION 400

/* name: of the config file's target, or NULL. */
static void session_init(struct session *session, const struct settings_bmc *bmc,
                         const char *name)
{
    unsigned flags = 0;

    memset(session, 0, sizeof *session);
    session->bmc = bmc;
    session->password = secret_create();
    session->k_g = secret_create();
    if (bmc->workaround_flags != NULL)
        bmc_workaround_parse(bmc->workaround_flags, bmc->target.driver, &flags);
    session->target = bmc->target;
    session->target.name = name;
    session->target.workaround_flags = flags;
}

static void session_release(struct session *session)
{
    secret_free(&session->password);
    secret_free(&session->k_g);
    for (size_t i = 0; i < session->retired_count; i++)
        secret_free(&session->retired[i]);
    free(session->retired);
}

/* --- secrets ----------------------------------------------------------------------------- */

/* -1: not a hexadecimal digit. */
static int session_hex_digit(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c != '\0' ? strchr(digits, c >= 'A' && c <= 'F' ? c | 0x20 : c) : NULL;

    return at != NULL ? (int)(at - digits) : -1;
}

/* As in FreeIPMI's tools, 0x and two digits per byte stand for a binary K_g. */
static int session_decode_k_g(struct secret *k_g, struct bmc_error *error)
{
    const char *text = secret_bytes(k_g);
    size_t length = secret_length(k_g);
    struct secret *bytes;
    int result = 0;

    if (strncmp(text, "0x", 2) != 0)
        return 0;
    bytes = secret_create();
    for (size_t i = 2; i < length && result == 0; i += 2) {
        int high = session_hex_digit(text[i]),
            low = i + 1 < length ? session_hex_digit(text[i + 1]) : -1;

        if (high < 0 || low < 0 ||
            !secret_insert(bytes, secret_length(bytes), (char)(high << 4 | low)))
            result = error_set(error, ERROR_USAGE, "%s",
                               _("after 0x, write two hexadecimal digits for each byte"));
    }
    if (result == 0)
        secret_set(k_g, secret_bytes(bytes), secret_length(bytes));
    secret_free(&bytes);
    return result;
}

static int session_read_k_g(struct session *session, struct bmc_error *error)
{
    if (session->bmc->k_g_file == NULL)
        return 0;
    if (secret_read_file(session->k_g, session->bmc->k_g_file, error) < 0)
        return -1;
    return session_decode_k_g(session->k_g, error);
}

enum tui_login session_complete(struct session *session, const struct secret *typed,
                                struct bmc_error *error)
{
    const char *file = session->bmc->session_password_file;

    if (session->complete || !bmc_driver_is_lan(session->bmc->target.driver))
        return TUI_LOGIN_DONE;
    if (typed == NULL && file == NULL)
        return TUI_LOGIN_ASK;
    session->wrong = "--session-password-file";
    if (typed != NULL)
        secret_set(session->password, secret_bytes(typed), secret_length(typed));
    else if (secret_read_file(session->password, file, error) < 0)
        return TUI_LOGIN_FAILED;
    session->wrong = "--k-g-file";
    if (session_read_k_g(session, error) < 0)
        return TUI_LOGIN_FAILED;
    session->target.password = session->password;
    session->target.k_g = secret_length(session->k_g) > 0 ? session->k_g : NULL;
    session->complete = true;
    session->typed = typed != NULL;
    return TUI_LOGIN_DONE;
}

static int session_prompt_password(const struct session *session, struct secret *typed,
                                   struct bmc_error *error)
{
    const struct settings_bmc *bmc = session->bmc;
    char question[QUESTION];

    if (bmc->target.username != NULL)
        snprintf(question, sizeof question, _("Password of %s at %s: "), bmc->target.username,
                 bmc->target.hostname);
    else
        snprintf(question, sizeof question, _("Password of the anonymous user at %s: "),
                 bmc->target.hostname);
    return prompt_secret(question, typed, error);
}

int session_login(struct session *session)
{
    struct secret *typed = secret_create();
    struct bmc_error error;
    enum tui_login state = session_complete(session, NULL, &error);

    if (state == TUI_LOGIN_ASK) {
        session->wrong = "session password";
        state = TUI_LOGIN_FAILED;
        if (session_prompt_password(session, typed, &error) == 0)
            state = session_complete(session, typed, &error);
        session->typed = false; /* not at the console, so nobody else sees it there */
    }
    if (state == TUI_LOGIN_FAILED)
        say_error(session->wrong, "%s", error.sentence);
    secret_free(&typed);
    return state == TUI_LOGIN_DONE ? 0 : -1;
}

/* Standard input can be read only once. */
static bool session_can_reread(const struct settings_bmc *bmc)
{
    return (bmc->session_password_file == NULL || strcmp(bmc->session_password_file, "-") != 0) &&
           (bmc->k_g_file == NULL || strcmp(bmc->k_g_file, "-") != 0);
}

static void session_retire_secret(struct session *session, struct secret **secret)
{
    session->retired = xrealloc(session->retired,
                              (session->retired_count + 1) * sizeof *session->retired);
    session->retired[session->retired_count++] = *secret;
    *secret = secret_create();
}

void session_forget(struct session *session)
{
    if (!session->complete || !session_can_reread(session->bmc))
        return;
    session_retire_secret(session, &session->password);
    session_retire_secret(session, &session->k_g);
    session->complete = false;
}

bool session_forget_typed(struct session *session)
{
    if (!session->typed)
        return false;
    session->typed = false;
    session_forget(session);
    session->target.password = NULL;
    return true;
}

/* --- all of them ------------------------------------------------------------------------- */

void sessions_init(struct sessions *sessions, const struct settings *settings)
{
    bool listed = settings->target != SETTINGS_NO_TARGET;

    sessions->count = listed ? settings->target_count : 1;
    sessions->current = listed ? settings->target : 0;
    sessions->list = xcalloc(sessions->count, sizeof *sessions->list);
    /* The current one is settings->bmc, with the options applied. */
    for (size_t i = 0; i < sessions->count; i++)
        session_init(&sessions->list[i],
                     i == sessions->current ? &settings->bmc : &settings->targets[i].bmc,
                     listed ? settings->targets[i].name : NULL);
}

void sessions_release(struct sessions *sessions)
{
    for (size_t i = 0; i < sessions->count; i++)
        session_release(&sessions->list[i]);
    free(sessions->list);
}
