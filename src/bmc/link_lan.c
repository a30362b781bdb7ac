/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A session with a BMC over the network, IPMI 2.0 or 1.5. FreeIPMI repeats a request when no answer
 * comes (so it may be carried out twice), and after being idle for longer than the session's
 * time-out it sends the next request but does not wait for the answer: hence stale().
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "bmc/host.h"
#include "bmc/lan_login.h"

/* BMCs end idle sessions after 30 to 60 s, whatever our own time-out is. */
#define IDLE_MAX_MS 20000

#define CIPHER_BEST  17
#define CIPHER_OLDER 3

struct lan_link {
    struct link link; /* first */
    ipmi_ctx_t ctx;
    int known_cipher; /* what worked at the first login, -1 */
    bool answers;     /* the BMC that is being logged in to */
    time_t answered_at; /* FreeIPMI goes by the wall clock: setting it ends an idle session */
};

static struct lan_link *lan_link(struct link *link)
{
    return (struct lan_link *)link;
}

/* --- what FreeIPMI would refuse without saying why -------------------------- */

static int lan_check_times(const struct bmc_target *target, struct bmc_error *error)
{
    if (link_retransmission_timeout(target) >= link_session_timeout(target))
        return error_set(error, ERROR_USAGE,
                         _("the retransmission timeout (%d ms) must be shorter than the session "
                           "timeout (%d ms)"),
                         (int)link_retransmission_timeout(target),
                         (int)link_session_timeout(target));
    return 0;
}

static int lan_check_login(const struct bmc_target *target, struct bmc_error *error)
{
    size_t longest = target->driver == BMC_DRIVER_LAN ? IPMI_1_5_MAX_PASSWORD_LENGTH
                                                      : IPMI_2_0_MAX_PASSWORD_LENGTH;

    if (target->username != NULL && strlen(target->username) > IPMI_MAX_USER_NAME_LENGTH)
        return error_set(error, ERROR_USAGE, _("the user name is longer than %d characters"),
                         IPMI_MAX_USER_NAME_LENGTH);
    if (secret_length(target->password) > longest)
        return error_set(error, ERROR_USAGE,
                         _("the password is longer than %d characters, the most that this kind of "
                           "session allows"),
                         (int)longest);
    if (secret_length(target->k_g) > IPMI_MAX_K_G_LENGTH)
        return error_set(error, ERROR_USAGE, _("the K_g key is longer than %d bytes"),
                         IPMI_MAX_K_G_LENGTH);
    if (target->cipher_suite >= 0 &&
        (target->cipher_suite > UINT8_MAX || !IPMI_CIPHER_SUITE_ID_SUPPORTED(target->cipher_suite)))
        return error_set(error, ERROR_USAGE,
                         _("unknown cipher suite %d; 17 and 3 are the usual ones"),
                         target->cipher_suite);
    return lan_check_times(target, error);
}

/* --- opening ---------------------------------------------------------------- */

static int lan_open_session(struct link *link, const char *host, unsigned session)
{
    const struct bmc_target *target = link->target;
    ipmi_ctx_t ctx = lan_link(link)->ctx;
    uint8_t privilege = (uint8_t)link_privilege(target);
    const char *password = secret_bytes(target->password);
    unsigned again = (unsigned)link_retransmission_timeout(target);
    const struct secret *k_g = secret_length(target->k_g) > 0 ? target->k_g : NULL;

    if (target->driver == BMC_DRIVER_LAN)
        return ipmi_ctx_open_outofband(ctx, host, target->username, password,
                                       IPMI_AUTHENTICATION_TYPE_MD5, privilege, session, again,
                                       target->workaround_flags, IPMI_FLAGS_DEFAULT);
    /* FreeIPMI reads 20 bytes of a K_g; a secret is followed by zeros, which pad a shorter one. */
    return ipmi_ctx_open_outofband_2_0(
        ctx, host, target->username, password,
        k_g != NULL ? (const unsigned char *)secret_bytes(k_g) : NULL,
        k_g != NULL ? IPMI_MAX_K_G_LENGTH : 0, privilege, (uint8_t)link->cipher_suite, session,
        again, target->workaround_flags, IPMI_FLAGS_DEFAULT);
}

static void lan_note_answer(struct lan_link *self)
{
    self->answered_at = time(NULL);
}

/*
 * FreeIPMI leaves some contexts that failed to open half open, so each attempt gets a new one. A
 * login that the BMC answers is not broken off: the BMC would keep half a session open. -1 with
 * *error only when the BMC is not the reason, else with login->errnum.
 */
static int lan_try(struct lan_login *login, int cipher_suite, int64_t session_ms,
                   struct bmc_error *error)
{
    struct link *link = login->link;
    struct lan_link *self = lan_link(link);
    int result = -1;

    link->cipher_suite = cipher_suite;
    self->ctx = ipmi_ctx_create();
    if (self->ctx == NULL)
        return error_set(error, ERROR_SYSTEM, _("FreeIPMI could not be started"));
    if (self->answers ? !cancel_asked(link->cancel) : cancel_begin(link->cancel, 0))
        result = lan_open_session(link, login->host, (unsigned)session_ms);
    if (!self->answers)
        cancel_end(link->cancel);
    if (result == 0 && !cancel_asked(link->cancel))
        return 0;
    login->errnum = ipmi_ctx_errnum(self->ctx);
    if (result == 0)
        ipmi_ctx_close(self->ctx);
    ipmi_ctx_destroy(self->ctx);
    self->ctx = NULL;
    if (cancel_asked(link->cancel))
        return error_set(error, ERROR_CANCELLED, _("cancelled"));
    return -1;
}

/* A BMC that did not answer the first login may not answer the second either: try with a quarter of
 * the time, and only when that works with all of it. */
static int lan_open_older(struct lan_login *login, struct bmc_error *error)
{
    int64_t whole = link_session_timeout(login->link->target), quarter = whole / 4;

    if (login->errnum == IPMI_ERR_SESSION_TIMEOUT &&
        link_retransmission_timeout(login->link->target) < quarter) {
        if (lan_try(login, CIPHER_OLDER, quarter, error) != 0)
            return -1;
        login->link->class->close(login->link);
    }
    return lan_try(login, CIPHER_OLDER, whole, error);
}

/* If the BMC does have the suite, the password is wrong, and another attempt would only count
 * against the user. */
static bool lan_password_is_wrong(const struct lan_login *login)
{
    struct lan_offer offer;

    if (login->errnum != IPMI_ERR_PASSWORD_INVALID)
        return false;
    lan_offer_ask(&offer, login->link, login->host);
    return offer.suites_known && !lan_offer_lacks(&offer, CIPHER_BEST);
}

/* Some BMCs answer with suite 3 whatever is asked, or refuse 17 with any status: the first error
 * counts only if the second one is about the suite. */
static int lan_try_older(struct lan_login *login, struct bmc_error *error)
{
    int first = login->errnum, second;

    if (lan_password_is_wrong(login))
        return -1;
    if (lan_open_older(login, error) == 0)
        return 0;
    second = login->errnum;
    login->both_suites = lan_suite_named(first) && lan_suite_named(second);
    /* Some refuse a suite with "no room"; the first login got further. */
    if ((lan_suite_named(second) || second == IPMI_ERR_BMC_BUSY) && !lan_suite_named(first)) {
        login->link->cipher_suite = CIPHER_BEST;
        login->errnum = first;
    }
    return -1;
}

static int lan_log_in(struct link *link, const char *host, struct bmc_error *error)
{
    int cipher = link->target->cipher_suite, known = lan_link(link)->known_cipher;
    bool choose = cipher < 0 && known < 0 && link->target->driver != BMC_DRIVER_LAN;
    struct lan_login login = {.link = link, .host = host, .errnum = IPMI_ERR_SUCCESS};

    error->kind = ERROR_NONE;
    lan_link(link)->answers = lan_offer_answered(link, host);
    if (cipher < 0)
        cipher = known >= 0 ? known : CIPHER_BEST;
    if (lan_try(&login, cipher, link_session_timeout(link->target), error) == 0)
        return 0;
    if (error->kind == ERROR_NONE && choose && lan_suite_suspected(login.errnum) &&
        lan_try_older(&login, error) == 0)
        return 0;
    if (error->kind != ERROR_NONE)
        return -1;
    if (lan_offer_helps(login.errnum))
        lan_offer_ask(&login.offer, link, host);
    return lan_login_error(&login, error);
}

static int lan_open(struct link *link, struct bmc_error *error)
{
    struct lan_link *self = lan_link(link);
    char host[HOST_TEXT];

    if (lan_check_login(link->target, error) != 0 ||
        host_address(link->target->hostname, host, link->cancel, link->clock, error) != 0 ||
        lan_log_in(link, host, error) != 0)
        return -1;
    self->known_cipher = link->cipher_suite;
    lan_note_answer(self);
    return 0;
}

/* --- using ------------------------------------------------------------------ */

static void lan_close(struct link *link)
{
    struct lan_link *self = lan_link(link);

    (void)cancel_begin(link->cancel, 0);
    ipmi_ctx_close(self->ctx);
    cancel_end(link->cancel);
    ipmi_ctx_destroy(self->ctx);
    self->ctx = NULL;
}

static bool lan_stale(struct link *link)
{
    int64_t limit = link_session_timeout(link->target) * 3 / 4;
    int64_t wall = ((int64_t)time(NULL) - lan_link(link)->answered_at) * 1000;

    if (limit > IDLE_MAX_MS)
        limit = IDLE_MAX_MS;
    return clock_now(link->clock) - link->answered_ms >= limit || wall >= limit;
}

/* FreeIPMI repeats a request after its retransmission time-out. */
static int64_t lan_limit_ms(const struct link *link, enum request_kind kind)
{
    return kind == REQUEST_ONCE ? link_retransmission_timeout(link->target) * 3 / 4 : 0;
}

static int lan_send(struct link *link, const struct request *request, struct bmc_error *error)
{
    struct lan_link *self = lan_link(link);
    int result = -1, errnum = IPMI_ERR_INTERNAL_ERROR;
    bool expired;

    if (cancel_begin(link->cancel, lan_limit_ms(link, request->kind))) {
        result = ipmi_cmd(self->ctx, request->lun, request->netfn, request->rq, request->rs);
        errnum = ipmi_ctx_errnum(self->ctx);
    }
    expired = cancel_end(link->cancel);
    if (result == 0) {
        lan_note_answer(self);
        return 0;
    }
    if (cancel_asked(link->cancel) && errnum == IPMI_ERR_INTERNAL_ERROR)
        return error_set(error, ERROR_CANCELLED, _("cancelled"));
    if (expired && errnum == IPMI_ERR_INTERNAL_ERROR)
        errnum = IPMI_ERR_SESSION_TIMEOUT;
    return link_send_error(link, errnum, error);
}

struct link *link_lan_create(void)
{
    static const struct link_class class = {
        .open = lan_open,
        .close = lan_close,
        .send = lan_send,
        .stale = lan_stale,
    };
    struct lan_link *self = xcalloc(1, sizeof *self);

    self->link.class = &class;
    self->known_cipher = -1;
    return &self->link;
}
