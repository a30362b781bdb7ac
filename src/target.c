/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "target.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/prompt.h"

#define QUESTION 400

void session_init(struct session *session, const struct settings *settings)
{
    unsigned flags = 0;

    memset(session, 0, sizeof *session);
    session->password = secret_create();
    session->k_g = secret_create();
    if (settings->workaround_flags != NULL)
        bmc_workaround_parse(settings->workaround_flags, settings->driver, &flags);
    session->target = (struct bmc_target){
        .driver = settings->driver,
        .device = settings->driver_device,
        .address = settings->driver_address,
        .register_spacing = settings->register_spacing,
        .hostname = settings->hostname,
        .username = settings->username,
        .cipher_suite = settings->cipher_suite,
        .privilege = settings->privilege,
        .workaround_flags = flags,
        .session_timeout_ms = settings->session_timeout_ms,
        .retransmission_timeout_ms = settings->retransmission_timeout_ms,
        .demo_faults = settings->demo_faults,
        .demo_delay_ms = settings->demo_delay_ms,
    };
}

void session_release(struct session *session)
{
    secret_free(&session->password);
    secret_free(&session->k_g);
}

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

static int read_password(struct session *session, const struct settings *settings,
                         struct bmc_error *error)
{
    char question[QUESTION];

    if (settings->session_password_file != NULL)
        return secret_read_file(session->password, settings->session_password_file, error);
    if (settings->username != NULL)
        snprintf(question, sizeof question, _("Password of %s at %s: "), settings->username,
                 settings->hostname);
    else
        snprintf(question, sizeof question, _("Password of the user without a name at %s: "),
                 settings->hostname);
    return prompt_secret(question, session->password, error);
}

int session_login(struct session *session, const struct settings *settings)
{
    struct bmc_error error;

    if (session->complete ||
        (settings->driver != BMC_DRIVER_LAN && settings->driver != BMC_DRIVER_LAN_2_0))
        return 0;
    if (read_password(session, settings, &error) < 0) {
        cli_error(settings->session_password_file != NULL ? "--session-password-file"
                                                          : "session password",
                  "%s", error.sentence);
        return -1;
    }
    if (settings->k_g_file != NULL &&
        (secret_read_file(session->k_g, settings->k_g_file, &error) < 0 ||
         decode_k_g(session->k_g, &error) < 0)) {
        cli_error("--k-g-file", "%s", error.sentence);
        return -1;
    }
    session->target.password = session->password;
    session->target.k_g = secret_length(session->k_g) > 0 ? session->k_g : NULL;
    session->complete = true;
    return 0;
}
