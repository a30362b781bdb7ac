/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A session with a BMC over the network, IPMI 2.0 or 1.5. FreeIPMI sends a
 * request again when no answer comes (so it may be carried out twice), and
 * after an idle time longer than the session's time-out it sends the next
 * request but does not wait for the answer: hence stale().
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "bmc/link.h"

#define PORT_DEFAULT 623
#define HOST_MAX     280 /* a name of 255 bytes, brackets, a colon and a port */
/* BMCs end idle sessions after 30 to 60 s, whatever our own time-out is. */
#define IDLE_MAX_MS 20000

#define CIPHER_BEST  17
#define CIPHER_OLDER 3

struct lan_link {
    struct link link; /* first */
    ipmi_ctx_t ctx;
    int known_cipher; /* what worked at the first login, -1 */
    /* FreeIPMI reckons by the wall clock: an idle session dies when that is set. */
    time_t answered_at;
};

static struct lan_link *lan_link(struct link *link)
{
    return (struct lan_link *)link;
}

/* --- the host --------------------------------------------------------------- */

static bool port_is_good(const char *text)
{
    size_t length = strspn(text, "0123456789");
    long port = length > 0 && length <= 5 ? strtol(text, NULL, 10) : 0;

    return text[length] == '\0' && port >= 1 && port <= 65535;
}

/* Where ":PORT" starts, "" when there is none, NULL when brackets do not match. */
static const char *port_part(const char *host)
{
    const char *bracket = strchr(host, ']'), *colon;

    if (host[0] == '[')
        return bracket != NULL && (bracket[1] == '\0' || bracket[1] == ':') ? bracket + 1 : NULL;
    colon = strchr(host, ':');
    if (colon == NULL || strchr(colon + 1, ':') != NULL)
        return host + strlen(host); /* an IPv6 address without brackets has no port */
    return colon;
}

/*
 * FreeIPMI takes the first address a name has, and "localhost" is ::1 first on
 * most systems, where no BMC (nor simulator) listens.
 */
static int write_host(const char *host, char text[HOST_MAX], struct bmc_error *error)
{
    const char *port;
    size_t length;

    if (host == NULL || host[0] == '\0')
        return error_set(error, ERROR_USAGE, _("no host is named; name it with --hostname"));
    port = port_part(host);
    if (port == NULL || (port[0] == ':' && !port_is_good(port + 1)) || port == host ||
        strlen(host) > HOST_MAX - 9)
        return error_set(error, ERROR_USAGE,
                         _("\"%s\" is not HOST or HOST:PORT with a port from 1 to 65535"), host);
    length = (size_t)(port - host);
    if (length == strlen("localhost") && strncmp(host, "localhost", length) == 0)
        snprintf(text, HOST_MAX, "127.0.0.1%s", port);
    else if (host[0] == '[' && port[0] == '\0') /* FreeIPMI takes brackets only with a port */
        snprintf(text, HOST_MAX, "%s:%d", host, PORT_DEFAULT);
    else if (host[0] != '[' && memchr(host, ':', length) != NULL)
        snprintf(text, HOST_MAX, "[%s]:%d", host, PORT_DEFAULT);
    else
        snprintf(text, HOST_MAX, "%s", host);
    return 0;
}

/* --- what FreeIPMI would refuse with one word for everything ---------------- */

static int check_times(const struct bmc_target *target, struct bmc_error *error)
{
    if (link_retransmission_timeout(target) >= link_session_timeout(target))
        return error_set(error, ERROR_USAGE,
                         _("the retransmission time-out (%d ms) must be shorter than the session "
                           "time-out (%d ms)"),
                         (int)link_retransmission_timeout(target),
                         (int)link_session_timeout(target));
    return 0;
}

static int check_login(const struct bmc_target *target, struct bmc_error *error)
{
    size_t longest = target->driver == BMC_DRIVER_LAN ? IPMI_1_5_MAX_PASSWORD_LENGTH
                                                      : IPMI_2_0_MAX_PASSWORD_LENGTH;

    if (target->username != NULL && strlen(target->username) > IPMI_MAX_USER_NAME_LENGTH)
        return error_set(error, ERROR_USAGE, _("the user name has more than %d bytes"),
                         IPMI_MAX_USER_NAME_LENGTH);
    if (secret_length(target->password) > longest)
        return error_set(error, ERROR_USAGE,
                         _("the password has more than %d bytes, the most that this kind of "
                           "session takes"),
                         (int)longest);
    if (secret_length(target->k_g) > IPMI_MAX_K_G_LENGTH)
        return error_set(error, ERROR_USAGE, _("the K_g key has more than %d bytes"),
                         IPMI_MAX_K_G_LENGTH);
    if (target->cipher_suite >= 0 &&
        (target->cipher_suite > UINT8_MAX || !IPMI_CIPHER_SUITE_ID_SUPPORTED(target->cipher_suite)))
        return error_set(error, ERROR_USAGE,
                         _("cipher suite %d is not known; 17 and 3 are the usual ones"),
                         target->cipher_suite);
    return check_times(target, error);
}

/* --- why a login failed ----------------------------------------------------- */

static enum privilege asked_privilege(const struct bmc_target *target)
{
    return target->privilege != 0 ? target->privilege : PRIVILEGE_ADMINISTRATOR;
}

static const char *privilege_word(enum privilege privilege)
{
    switch (privilege) {
    case PRIVILEGE_CALLBACK:
        return _("callback");
    case PRIVILEGE_USER:
        return _("user");
    case PRIVILEGE_OPERATOR:
        return _("operator");
    default:
        return _("administrator");
    }
}

static const char *user_text(const struct bmc_target *target)
{
    return target->username != NULL && target->username[0] != '\0' ? target->username
                                                                   : _("(no name)");
}

static int login_error(struct link *link, int errnum, struct bmc_error *error)
{
    const struct bmc_target *target = link->target;
    const char *user = user_text(target);

    switch (errnum) {
    case IPMI_ERR_USERNAME_INVALID:
        return error_set(error, ERROR_LOGIN, _("the BMC does not know the user %s"), user);
    case IPMI_ERR_PASSWORD_INVALID:
        return error_set(error, ERROR_LOGIN, _("this is not the password of the user %s"), user);
    case IPMI_ERR_K_G_INVALID:
        return error_set(error, ERROR_LOGIN, _("the BMC has another K_g key than the one given"));
    case IPMI_ERR_PASSWORD_VERIFICATION_TIMEOUT:
        return error_set(error, ERROR_LOGIN,
                         _("the BMC broke off the login of the user %s: name, password or K_g key "
                           "is wrong"),
                         user);
    case IPMI_ERR_PRIVILEGE_LEVEL_INSUFFICIENT:
    case IPMI_ERR_PRIVILEGE_LEVEL_CANNOT_BE_OBTAINED:
        return error_set(error, ERROR_LOGIN,
                         _("the user %s may not log in as %s; choose another one with "
                           "--privilege-level (some BMCs need -W opensesspriv)"),
                         user, privilege_word(asked_privilege(target)));
    case IPMI_ERR_AUTHENTICATION_TYPE_UNAVAILABLE:
        return error_set(error, ERROR_LOGIN,
                         _("the BMC does not offer this login (IPMI 1.5 with MD5) to the user %s; "
                           "-D lan_2_0 may work"),
                         user);
    case IPMI_ERR_CIPHER_SUITE_ID_UNAVAILABLE:
    case IPMI_ERR_BAD_RMCPPLUS_STATUS_CODE:
    case IPMI_ERR_IPMI_ERROR:
        if (target->driver == BMC_DRIVER_LAN)
            return error_set(error, ERROR_LOGIN, _("the BMC refused the login of the user %s"),
                             user);
        return error_set(error, ERROR_LOGIN,
                         _("the BMC does not take cipher suite %d; choose another one with "
                           "--cipher-suite-id"),
                         link->cipher_suite);
    case IPMI_ERR_IPMI_2_0_UNAVAILABLE:
        return error_set(error, ERROR_LOGIN, _("the BMC does not speak IPMI 2.0; try -D lan"));
    default:
        return -1;
    }
}

static int open_error(struct link *link, int errnum, struct bmc_error *error)
{
    const struct bmc_target *target = link->target;
    int seconds = (int)((link_session_timeout(target) + 999) / 1000);

    error->kind = ERROR_NONE;
    login_error(link, errnum, error);
    if (error->kind != ERROR_NONE)
        return -1;
    switch (errnum) {
    case IPMI_ERR_CONNECTION_TIMEOUT:
        return error_set(error, ERROR_TIMEOUT,
                         ngettext("no answer from %s for %d second",
                                  "no answer from %s for %d seconds", (unsigned long)seconds),
                         target->hostname, seconds);
    case IPMI_ERR_SESSION_TIMEOUT:
        return error_set(error, ERROR_TIMEOUT,
                         _("%s answers, but not to the login: the user, or cipher suite %d, may be "
                           "unknown to it"),
                         target->hostname, link->cipher_suite);
    case IPMI_ERR_BMC_BUSY:
        return error_set(error, ERROR_BUSY,
                         _("the BMC has no room for another session; try again in a minute"));
    case IPMI_ERR_HOSTNAME_INVALID:
        return error_set(error, ERROR_SYSTEM, _("the name of the host %s is not known"),
                         target->hostname);
    default:
        return error_set(error, ERROR_SYSTEM, _("no session with %s: %s"), target->hostname,
                         ipmi_ctx_strerror(errnum));
    }
}

/* --- opening ---------------------------------------------------------------- */

static int open_session(struct link *link, const char *host)
{
    const struct bmc_target *target = link->target;
    ipmi_ctx_t ctx = lan_link(link)->ctx;
    uint8_t privilege = (uint8_t)asked_privilege(target);
    const char *password = secret_bytes(target->password);
    unsigned session = (unsigned)link_session_timeout(target);
    unsigned again = (unsigned)link_retransmission_timeout(target);
    const struct secret *k_g = secret_length(target->k_g) > 0 ? target->k_g : NULL;

    if (target->driver == BMC_DRIVER_LAN)
        return ipmi_ctx_open_outofband(ctx, host, target->username, password,
                                       IPMI_AUTHENTICATION_TYPE_MD5, privilege, session, again,
                                       target->workaround_flags, IPMI_FLAGS_DEFAULT);
    /* A K_g shorter than 20 bytes is padded with zeros: FreeIPMI reads all 20, and a secret's
     * memory is zeros behind its end. */
    return ipmi_ctx_open_outofband_2_0(
        ctx, host, target->username, password,
        k_g != NULL ? (const unsigned char *)secret_bytes(k_g) : NULL,
        k_g != NULL ? IPMI_MAX_K_G_LENGTH : 0, privilege, (uint8_t)link->cipher_suite, session,
        again, target->workaround_flags, IPMI_FLAGS_DEFAULT);
}

static void note_answer(struct lan_link *self)
{
    self->answered_at = time(NULL);
}

/* A context that failed to open is made anew: FreeIPMI leaves some of them half open. */
static int open_with(struct link *link, const char *host, int cipher_suite, int *errnum,
                     struct bmc_error *error)
{
    struct lan_link *self = lan_link(link);
    int result = -1;

    link->cipher_suite = cipher_suite;
    self->ctx = ipmi_ctx_create();
    if (self->ctx == NULL)
        return error_set(error, ERROR_SYSTEM, _("FreeIPMI does not start"));
    cancel_begin(link->cancel);
    if (!cancel_asked(link->cancel))
        result = open_session(link, host);
    cancel_end(link->cancel);
    if (result == 0)
        return 0;
    *errnum = ipmi_ctx_errnum(self->ctx);
    ipmi_ctx_destroy(self->ctx);
    self->ctx = NULL;
    if (cancel_asked(link->cancel))
        return error_set(error, ERROR_CANCELLED, _("cancelled"));
    return open_error(link, *errnum, error);
}

/* How BMCs (and FreeIPMI) react to a suite they do not know. Some just do not answer. */
static bool cipher_unknown(int errnum)
{
    return errnum == IPMI_ERR_CIPHER_SUITE_ID_UNAVAILABLE || errnum == IPMI_ERR_IPMI_ERROR ||
           errnum == IPMI_ERR_BAD_RMCPPLUS_STATUS_CODE || errnum == IPMI_ERR_SESSION_TIMEOUT;
}

static int lan_open(struct link *link, struct bmc_error *error)
{
    struct lan_link *self = lan_link(link);
    int cipher = link->target->cipher_suite, errnum = 0;
    bool choose = cipher < 0 && self->known_cipher < 0;
    char host[HOST_MAX];

    if (write_host(link->target->hostname, host, error) != 0 ||
        check_login(link->target, error) != 0)
        return -1;
    if (cipher < 0)
        cipher = self->known_cipher >= 0 ? self->known_cipher : CIPHER_BEST;
    if (open_with(link, host, cipher, &errnum, error) != 0) {
        if (!choose || link->target->driver == BMC_DRIVER_LAN || error->kind == ERROR_CANCELLED ||
            !cipher_unknown(errnum) || open_with(link, host, CIPHER_OLDER, &errnum, error) != 0)
            return -1;
    }
    self->known_cipher = link->cipher_suite;
    note_answer(self);
    return 0;
}

/* --- using ------------------------------------------------------------------ */

static void lan_close(struct link *link)
{
    struct lan_link *self = lan_link(link);

    cancel_begin(link->cancel);
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

static int lan_send(struct link *link, uint8_t netfn, uint8_t lun, fiid_obj_t request,
                    fiid_obj_t response, struct bmc_error *error)
{
    struct lan_link *self = lan_link(link);
    int result = -1, errnum = IPMI_ERR_INTERNAL_ERROR;

    cancel_begin(link->cancel);
    if (!cancel_asked(link->cancel)) {
        result = ipmi_cmd(self->ctx, lun, netfn, request, response);
        errnum = ipmi_ctx_errnum(self->ctx);
    }
    cancel_end(link->cancel);
    if (result == 0) {
        note_answer(self);
        return 0;
    }
    if (cancel_asked(link->cancel) && errnum == IPMI_ERR_INTERNAL_ERROR)
        return error_set(error, ERROR_CANCELLED, _("cancelled"));
    return link_send_error(link, errnum, error);
}

static void lan_destroy(struct link *link)
{
    free(link);
}

struct link *link_lan_create(void)
{
    static const struct link_class class = {
        .open = lan_open,
        .close = lan_close,
        .send = lan_send,
        .stale = lan_stale,
        .destroy = lan_destroy,
    };
    struct lan_link *self = xcalloc(1, sizeof *self);

    self->link.class = &class;
    self->known_cipher = -1;
    return &self->link;
}
