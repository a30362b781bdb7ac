/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/lan_login.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/system.h"

/* libgcrypt in FIPS mode takes no shorter key for an HMAC. */
#define FIPS_KEY_LEAST 14

static const char *login_privilege_word(enum privilege privilege)
{
    static const char *const words[] = {[PRIVILEGE_CALLBACK] = N_("callback"),
                                        [PRIVILEGE_USER] = N_("user"),
                                        [PRIVILEGE_OPERATOR] = N_("operator")};

    return privilege <= PRIVILEGE_OPERATOR ? _(words[privilege]) : _("administrator");
}

static bool login_has_name(const struct bmc_target *target)
{
    return target->username != NULL && target->username[0] != '\0';
}

static const char *login_user_text(const struct bmc_target *target)
{
    return login_has_name(target) ? target->username : _("(no name)");
}

/* Where libgcrypt looks. */
static bool login_fips_mode(void)
{
    return system_fips() || getenv("LIBGCRYPT_FORCE_FIPS_MODE") != NULL ||
           access("/etc/gcrypt/fips_enabled", F_OK) == 0;
}

static bool offer_told(const struct lan_offer *offer)
{
    return offer->answered && offer->code == IPMI_COMP_CODE_COMMAND_SUCCESS;
}

/* --- what kind of failure it is -------------------------------------------------------------- */

bool lan_suite_named(int errnum)
{
    return errnum == IPMI_ERR_CIPHER_SUITE_ID_UNAVAILABLE || errnum == IPMI_ERR_IPMI_ERROR ||
           errnum == IPMI_ERR_BAD_RMCPPLUS_STATUS_CODE || errnum == IPMI_ERR_SESSION_TIMEOUT;
}

bool lan_suite_suspected(int errnum)
{
    return lan_suite_named(errnum) || errnum == IPMI_ERR_PASSWORD_INVALID ||
           errnum == IPMI_ERR_BMC_BUSY || errnum == IPMI_ERR_PRIVILEGE_LEVEL_CANNOT_BE_OBTAINED ||
           errnum == IPMI_ERR_PRIVILEGE_LEVEL_INSUFFICIENT;
}

bool lan_offer_helps(int errnum)
{
    return errnum == IPMI_ERR_USERNAME_INVALID || errnum == IPMI_ERR_K_G_INVALID ||
           errnum == IPMI_ERR_IPMI_ERROR || errnum == IPMI_ERR_BAD_RMCPPLUS_STATUS_CODE ||
           errnum == IPMI_ERR_PARAMETERS;
}

/* --- the sentences --------------------------------------------------------------------------- */

static int login_network_error(const struct lan_login *login, struct bmc_error *error)
{
    const struct bmc_target *target = login->link->target;
    int seconds = (int)((link_session_timeout(target) + 999) / 1000);

    switch (login->errnum) {
    case IPMI_ERR_SUCCESS: /* it has no number for this */
        return error_set(error, ERROR_GONE,
                         _("login packets from %s arrive twice or out of order, as happens with "
                           "two paths through the network"),
                         target->hostname);
    case IPMI_ERR_CONNECTION_TIMEOUT:
        return error_set(error, ERROR_TIMEOUT,
                         ngettext("no answer from %s for %d second",
                                  "no answer from %s for %d seconds", (unsigned long)seconds),
                         target->hostname, seconds);
    case IPMI_ERR_SESSION_TIMEOUT:
        return error_set(
            error, ERROR_TIMEOUT,
            _("%s answers, but not to the login; it may not know the user or cipher suite %d"),
            target->hostname, login->link->cipher_suite);
    case IPMI_ERR_BMC_BUSY:
        return error_advise(error, ERROR_BUSY,
                            _("the BMC has no free session; try again in a minute"));
    case IPMI_ERR_SYSTEM_ERROR:
        return error_set(error, ERROR_GONE, _("no route to %s"), target->hostname);
    case IPMI_ERR_HOSTNAME_INVALID:
        return error_set(error, ERROR_SYSTEM, _("unknown host: %s"), target->hostname);
    default:
        return error_set(error, ERROR_SYSTEM, _("could not open a session with %s: %s"),
                         target->hostname, ipmi_ctx_strerror(login->errnum));
    }
}

static int login_unknown_user(const struct lan_login *login, struct bmc_error *error)
{
    const struct bmc_target *target = login->link->target;

    if (!login_has_name(target))
        return error_advise(error, ERROR_LOGIN,
                            _("the BMC requires a user name; add --username=NAME"));
    if (offer_told(&login->offer) && !login->offer.named_users)
        return error_advise(error, ERROR_LOGIN,
                            _("the BMC reports that it accepts no user names, so not %s either; "
                              "some BMCs report this wrongly: -W authcap tries anyway"),
                            target->username);
    return error_set(error, ERROR_LOGIN, _("the BMC does not know user %s"), target->username);
}

static int login_wrong_k_g(const struct lan_login *login, struct bmc_error *error)
{
    if (secret_length(login->link->target->k_g) == 0)
        return error_advise(
            error, ERROR_LOGIN,
            _("the BMC requires a K_g key as well as the password; add --k-g-file=FILE (some BMCs "
              "report this wrongly: -W authcap tries without)"));
    if (offer_told(&login->offer) && !login->offer.k_g_wanted)
        return error_advise(error, ERROR_LOGIN, _("the BMC has no K_g key; leave out --k-g-file"));
    return error_set(error, ERROR_LOGIN, _("the BMC has a different K_g key"));
}

/* With a status that names no reason, at whatever step of the login. */
static int login_refused(const struct lan_login *login, struct bmc_error *error)
{
    const struct link *link = login->link;
    const char *user = login_user_text(link->target);

    if (link->target->driver == BMC_DRIVER_LAN)
        return error_set(error, ERROR_LOGIN, _("the BMC refused the login of user %s"), user);
    if (lan_offer_lacks(&login->offer, link->cipher_suite) ||
        login->errnum == IPMI_ERR_CIPHER_SUITE_ID_UNAVAILABLE)
        return error_advise(error, ERROR_LOGIN,
                            login->both_suites
                                ? _("the BMC accepts neither cipher suite 17 nor %d; choose "
                                    "another one with --cipher-suite-id=N")
                                : _("the BMC does not accept cipher suite %d; choose another one "
                                    "with --cipher-suite-id=N"),
                            link->cipher_suite);
    if (login->offer.suites_known)
        return error_set(error, ERROR_LOGIN,
                         _("the BMC refused the login of user %s without saying why; it does "
                           "accept cipher suite %d"),
                         user, link->cipher_suite);
    return error_set(error, ERROR_LOGIN,
                     _("the BMC refused the login of user %s without saying why; check name, "
                       "password, privilege level and cipher suite %d"),
                     user, link->cipher_suite);
}

/* FreeIPMI says the same of a BMC that refuses to tell its capabilities, and of a password that
 * libgcrypt does not take. */
static int login_bad_parameters(const struct lan_login *login, struct bmc_error *error)
{
    const struct lan_offer *offer = &login->offer;
    size_t length = secret_length(login->link->target->password);

    if (offer->answered && !offer_told(offer))
        return error_set(error, ERROR_GONE,
                         _("the BMC answers, but does not say which logins it accepts: %s"),
                         bmc_code_text(offer->code));
    if (offer_told(offer) && !offer->ipmi_2_0)
        return error_advise(error, ERROR_LOGIN, _("the BMC does not support IPMI 2.0; try -D lan"));
    if (length < FIPS_KEY_LEAST && login_fips_mode())
        return error_advise(error, ERROR_LOGIN,
                            _("this machine is in FIPS mode, which does not allow logins with "
                              "passwords shorter than %d characters; give the BMC's user a longer "
                              "one, on the machine itself or from another host"),
                            FIPS_KEY_LEAST);
    return login_network_error(login, error);
}

int lan_login_error(const struct lan_login *login, struct bmc_error *error)
{
    const struct bmc_target *target = login->link->target;
    const char *user = login_user_text(target);

    switch (login->errnum) {
    case IPMI_ERR_USERNAME_INVALID:
        return login_unknown_user(login, error);
    case IPMI_ERR_PASSWORD_INVALID:
        return error_set(error, ERROR_LOGIN, _("wrong password for user %s"), user);
    case IPMI_ERR_K_G_INVALID:
        return login_wrong_k_g(login, error);
    case IPMI_ERR_PASSWORD_VERIFICATION_TIMEOUT:
        return error_set(error, ERROR_LOGIN,
                         _("the BMC broke off the login of user %s: the name or password is wrong"),
                         user);
    case IPMI_ERR_PRIVILEGE_LEVEL_INSUFFICIENT:
    case IPMI_ERR_PRIVILEGE_LEVEL_CANNOT_BE_OBTAINED:
        return error_advise(error, ERROR_LOGIN,
                            _("user %s may not log in as %s; choose another level with "
                              "--privilege-level=LEVEL (some BMCs need -W opensesspriv)"),
                            user, login_privilege_word(link_privilege(target)));
    case IPMI_ERR_AUTHENTICATION_TYPE_UNAVAILABLE:
        return error_advise(error, ERROR_LOGIN,
                            _("the BMC does not offer this kind of login (IPMI 1.5 with MD5) to "
                              "user %s; try -D lan_2_0"),
                            user);
    case IPMI_ERR_CIPHER_SUITE_ID_UNAVAILABLE:
    case IPMI_ERR_BAD_RMCPPLUS_STATUS_CODE:
    case IPMI_ERR_IPMI_ERROR:
    case IPMI_ERR_BAD_COMPLETION_CODE:
    case IPMI_ERR_COMMAND_INVALID_OR_UNSUPPORTED:
        return login_refused(login, error);
    case IPMI_ERR_IPMI_2_0_UNAVAILABLE:
        return error_advise(error, ERROR_LOGIN, _("the BMC does not support IPMI 2.0; try -D lan"));
    case IPMI_ERR_PARAMETERS:
        return login_bad_parameters(login, error);
    default:
        return login_network_error(login, error);
    }
}
