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

void session_init(struct session *session, const struct settings_bmc *bmc, const char *name)
{
    unsigned flags = 0;

    memset(session, 0, sizeof *session);
    session->bmc = bmc;
    session->password = secret_create();
    session->k_g = secret_create();
    if (bmc->workaround_flags != NULL)
        bmc_workaround_parse(bmc->workaround_flags, bmc->driver, &flags);
    session->target = (struct bmc_target){
        .name = name,
        .driver = bmc->driver,
        .device = bmc->driver_device,
        .address = bmc->driver_address,
        .register_spacing = bmc->register_spacing,
        .hostname = bmc->hostname,
        .username = bmc->username,
        .cipher_suite = bmc->cipher_suite,
        .privilege = bmc->privilege,
        .workaround_flags = flags,
        .session_timeout_ms = bmc->session_timeout_ms,
        .retransmission_timeout_ms = bmc->retransmission_timeout_ms,
        .demo_personality = bmc->demo_personality,
        .demo_faults = bmc->demo_faults,
        .demo_delay_ms = bmc->demo_delay_ms,
    };
}

void session_release(struct session *session)
{
    secret_free(&session->password);
    secret_free(&session->k_g);
    for (size_t i = 0; i < session->spent_count; i++)
        secret_free(&session->spent[i]);
    free(session->spent);
}

/* --- secrets ----------------------------------------------------------------------------- */

static int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* FreeIPMI's tools take a K_g that is no text as 0x and two digits a byte. */
static int decode_k_g(struct secret *k_g, struct bmc_error *error)
{
    const char *text = secret_bytes(k_g);
    size_t length = secret_length(k_g);
    struct secret *bytes;
    int result = 0;

    if (strncmp(text, "0x", 2) != 0)
        return 0;
    bytes = secret_create();
    for (size_t i = 2; i < length && result == 0; i += 2) {
        int high = digit(text[i]), low = i + 1 < length ? digit(text[i + 1]) : -1;

        if (high < 0 || low < 0 ||
            !secret_insert(bytes, secret_length(bytes), (char)(high << 4 | low)))
            result = error_set(error, ERROR_USAGE, "%s",
                               _("after 0x there have to be two hexadecimal digits a byte"));
    }
    if (result == 0)
        secret_set(k_g, secret_bytes(bytes), secret_length(bytes));
    secret_free(&bytes);
    return result;
}

const char *session_question(const struct session *session, char *text, size_t size)
{
    const struct settings_bmc *bmc = session->bmc;

    if (bmc->username != NULL)
        snprintf(text, size, _("Password of %s at %s: "), bmc->username, bmc->hostname);
    else
        snprintf(text, size, _("Password of the user without a name at %s: "), bmc->hostname);
    return text;
}

static int read_password(struct session *session, struct bmc_error *error)
{
    char question[QUESTION];

    if (session->bmc->session_password_file != NULL)
        return secret_read_file(session->password, session->bmc->session_password_file, error);
    return prompt_secret(session_question(session, question, sizeof question), session->password,
                         error);
}

static int read_k_g(struct session *session, struct bmc_error *error)
{
    if (session->bmc->k_g_file == NULL)
        return 0;
    if (secret_read_file(session->k_g, session->bmc->k_g_file, error) < 0)
        return -1;
    return decode_k_g(session->k_g, error);
}

static void be_complete(struct session *session)
{
    session->target.password = session->password;
    session->target.k_g = secret_length(session->k_g) > 0 ? session->k_g : NULL;
    session->complete = true;
}

int session_login(struct session *session)
{
    struct bmc_error error;

    if (session->complete || !bmc_driver_is_lan(session->bmc->driver))
        return 0;
    if (read_password(session, &error) < 0) {
        say_error(session->bmc->session_password_file != NULL ? "--session-password-file"
                                                              : "session password",
                  "%s", error.sentence);
        return -1;
    }
    if (read_k_g(session, &error) < 0) {
        say_error("--k-g-file", "%s", error.sentence);
        return -1;
    }
    be_complete(session);
    return 0;
}

enum session_state session_complete(struct session *session, const struct secret *typed,
                                    struct bmc_error *error)
{
    const char *file = session->bmc->session_password_file;

    if (session->complete || !bmc_driver_is_lan(session->bmc->driver))
        return SESSION_READY;
    if (typed == NULL && file == NULL)
        return SESSION_ASKS;
    if (typed != NULL)
        secret_set(session->password, secret_bytes(typed), secret_length(typed));
    else if (secret_read_file(session->password, file, error) < 0)
        return SESSION_FAILED;
    if (read_k_g(session, error) < 0)
        return SESSION_FAILED;
    be_complete(session);
    session->typed = typed != NULL;
    return SESSION_READY;
}

/* Standard input can be read once. */
static bool can_read_again(const struct settings_bmc *bmc)
{
    return (bmc->session_password_file == NULL || strcmp(bmc->session_password_file, "-") != 0) &&
           (bmc->k_g_file == NULL || strcmp(bmc->k_g_file, "-") != 0);
}

static void spend(struct session *session, struct secret **secret)
{
    session->spent = xrealloc(session->spent,
                              (session->spent_count + 1) * sizeof *session->spent);
    session->spent[session->spent_count++] = *secret;
    *secret = secret_create();
}

void session_forget(struct session *session)
{
    if (!session->complete || !can_read_again(session->bmc))
        return;
    spend(session, &session->password);
    spend(session, &session->k_g);
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

/* The one that is meant has the options' values over those of its target. */
static void init_one(struct sessions *sessions, const struct settings *settings, size_t i)
{
    const struct settings_bmc *bmc =
        i == sessions->current ? &settings->bmc : &settings->targets[i].bmc;
    const char *name =
        settings->target == SETTINGS_NO_TARGET ? NULL : settings->targets[i].name;

    session_init(&sessions->list[i], bmc, name);
}

void sessions_init(struct sessions *sessions, const struct settings *settings)
{
    bool listed = settings->target != SETTINGS_NO_TARGET;

    sessions->count = listed ? settings->target_count : 1;
    sessions->current = listed ? settings->target : 0;
    sessions->list = xcalloc(sessions->count, sizeof *sessions->list);
    for (size_t i = 0; i < sessions->count; i++)
        init_one(sessions, settings, i);
}

void sessions_release(struct sessions *sessions)
{
    for (size_t i = 0; i < sessions->count; i++)
        session_release(&sessions->list[i]);
    free(sessions->list);
}
