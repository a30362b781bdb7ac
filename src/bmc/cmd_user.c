/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Get and Set User Name (22.29, 22.28), User Access (22.27, 22.26) and User Payload Access (24.7,
 * 24.6), Set User Password (22.30). */
#include <string.h>

#include "base/i18n.h"
#include "bmc/link.h"
#include "bmc/request.h"

/* --- names ------------------------------------------------------------------ */

static void user_read_name(const struct request *request, char name[BMC_USER_NAME])
{
    uint8_t bytes[BMC_USER_NAME - 1];

    request_bytes(request, "user_name", bytes, sizeof bytes);
    memcpy(name, bytes, sizeof bytes);
    name[sizeof bytes] = '\0';
    /* Erased flash, and iLO's name for an empty slot. */
    if (bytes[0] == 0xff || strcmp(name, "(Empty User)") == 0)
        name[0] = '\0';
}

/* How BMCs say that the slot does not exist, or is empty. */
static bool user_absent(const struct bmc_error *error)
{
    return error->kind == ERROR_REFUSED &&
           (error->completion_code == IPMI_COMP_CODE_INVALID_DATA_FIELD_IN_REQUEST ||
            error->completion_code == IPMI_COMP_CODE_PARAMETER_OUT_OF_RANGE ||
            error->completion_code == IPMI_COMP_CODE_REQUESTED_SENSOR_DATA_OR_RECORD_NOT_PRESENT);
}

int bmc_get_user_name(struct bmc *bmc, uint8_t user, char name[BMC_USER_NAME],
                      struct bmc_error *error)
{
    struct request request;

    memset(name, 0, BMC_USER_NAME);
    if (request_check_user(user, error) != 0)
        return -1;
    REQUEST_MAKE(&request, REQUEST_READ, get_user_name);
    if (request_send(&request, fill_cmd_get_user_name(user, request.rq), bmc, IPMI_NET_FN_APP_RQ))
        user_read_name(&request, name);
    else if (user_absent(&request.error))
        request.result = 0;
    return request_end(&request, error);
}

int bmc_set_user_name(struct bmc *bmc, uint8_t user, const char name[BMC_USER_NAME],
                      struct bmc_error *error)
{
    struct request request;
    uint8_t bytes[BMC_USER_NAME - 1] = {0};
    int filled;

    if (request_check_user(user, error) != 0)
        return -1;
    memcpy(bytes, name, strnlen(name, sizeof bytes));
    REQUEST_MAKE(&request, REQUEST_WRITE, set_user_name);
    filled = fill_cmd_set_user_name(user, "", 0, request.rq);
    /* All 16 bytes always, as the standard has it. */
    if (filled == 0 && fiid_obj_set_data(request.rq, "user_name", bytes, sizeof bytes) < 0)
        filled = -1;
    request_send(&request, filled, bmc, IPMI_NET_FN_APP_RQ);
    return request_end(&request, error);
}

/* --- access ----------------------------------------------------------------- */

static void user_read_access(const struct request *request, struct user_access *access)
{
    access->max_users = (uint8_t)request_field(request, "max_channel_user_ids");
    access->enabled = (enum user_enabled)request_field(request, "user_id_enable_status");
    if (access->enabled > USER_DISABLED)
        access->enabled = USER_ENABLED_UNKNOWN; /* 11b is reserved */
    access->fixed_names = (uint8_t)request_field(request, "current_channel_fixed_names");
    access->messaging = request_field(request, "user_ipmi_messaging") != 0;
    access->link_authentication = request_field(request, "user_link_authentication") != 0;
    access->callback_only = request_field(request, "user_restricted_to_callback") != 0;
    access->privilege = (enum privilege)request_field(request, "user_privilege_level_limit");
}

static int user_check(uint8_t channel, uint8_t user, struct bmc_error *error)
{
    return request_check_channel(channel, error) != 0 ? -1 : request_check_user(user, error);
}

int bmc_get_user_access(struct bmc *bmc, uint8_t channel, uint8_t user, struct user_access *access,
                        struct bmc_error *error)
{
    struct request request;

    if (user_check(channel, user, error) != 0)
        return -1;
    REQUEST_MAKE(&request, REQUEST_READ, get_user_access);
    if (request_send(&request, fill_cmd_get_user_access(channel, user, request.rq), bmc,
                     IPMI_NET_FN_APP_RQ))
        user_read_access(&request, access);
    return request_end(&request, error);
}

static int user_fill_access(struct request *request, uint8_t channel, uint8_t user,
                            const struct user_access *access)
{
    int filled = fill_cmd_set_user_access(channel, access->messaging, access->link_authentication,
                                          access->callback_only, IPMI_CHANGE_BITS_YES, user,
                                          IPMI_PRIVILEGE_LEVEL_ADMIN, 0, request->rq);

    /* The fill refuses 0, which some BMCs report and must get back unchanged. */
    if (filled == 0)
        filled = fiid_obj_set(request->rq, "user_privilege_level_limit",
                              (uint64_t)access->privilege & 0x0f);
    return filled;
}

int bmc_set_user_access(struct bmc *bmc, uint8_t channel, uint8_t user,
                        const struct user_access *access, struct bmc_error *error)
{
    struct request request;

    if (user_check(channel, user, error) != 0)
        return -1;
    REQUEST_MAKE(&request, REQUEST_WRITE, set_user_access);
    request_send(&request, user_fill_access(&request, channel, user, access), bmc,
                 IPMI_NET_FN_APP_RQ);
    return request_end(&request, error);
}

/* --- payloads --------------------------------------------------------------- */

#define ANSWERED (FIID_FIELD_REQUIRED | FIID_FIELD_LENGTH_FIXED)

/* Only the first byte counts for what has a bit there, and some BMCs answer no more than that. */
int bmc_get_payload_access(struct bmc *bmc, uint8_t channel, uint8_t user, uint8_t *payloads,
                           struct bmc_error *error)
{
    fiid_template_t answer = {{8, "cmd", ANSWERED | FIID_FIELD_MAKES_PACKET_SUFFICIENT},
                              {8, "comp_code", ANSWERED | FIID_FIELD_MAKES_PACKET_SUFFICIENT},
                              {8, "standard_1", ANSWERED},
                              {0, "", 0}};
    struct request request;

    *payloads = 0;
    if (user_check(channel, user, error) != 0)
        return -1;
    request_make(&request, REQUEST_READ, tmpl_cmd_get_user_payload_access_rq, answer);
    if (request_send(&request, fill_cmd_get_user_payload_access(channel, user, request.rq), bmc,
                     IPMI_NET_FN_APP_RQ))
        *payloads = (uint8_t)request_field(&request, "standard_1");
    else if (request_absent(&request.error))
        request.result = BMC_PAYLOAD_ABSENT;
    return request_end(&request, error);
}

int bmc_set_payload_access(struct bmc *bmc, uint8_t channel, uint8_t user, uint8_t payloads,
                           bool allow, struct bmc_error *error)
{
    struct request request;

    if (user_check(channel, user, error) != 0)
        return -1;
    REQUEST_MAKE(&request, REQUEST_WRITE, set_user_payload_access);
    request_send(&request,
                 fill_cmd_set_user_payload_access(
                     channel, user,
                     allow ? IPMI_SET_USER_PAYLOAD_OPERATION_ENABLE
                           : IPMI_SET_USER_PAYLOAD_OPERATION_DISABLE,
                     payloads >> 1 & 1, payloads >> 2 & 1, payloads >> 3 & 1, payloads >> 4 & 1,
                     payloads >> 5 & 1, payloads >> 6 & 1, payloads >> 7 & 1, 0, 0, 0, 0, 0, 0, 0,
                     0, request.rq),
                 bmc, IPMI_NET_FN_APP_RQ);
    return request_end(&request, error);
}

/* --- passwords -------------------------------------------------------------- */

static int user_check_password(struct bmc *bmc, uint8_t user, const struct secret *password,
                               struct bmc_error *error)
{
    size_t length = secret_length(password);

    if (request_check_user(user, error) != 0)
        return -1;
    if (length < 1 || length > BMC_PASSWORD_20)
        return error_set(error, ERROR_USAGE, _("a password has 1 to %d characters"),
                         BMC_PASSWORD_20);
    if (strlen(secret_bytes(password)) != length)
        return error_set(error, ERROR_USAGE, _("a password cannot contain a NUL byte"));
    if (!bmc_link_encrypted(bmc))
        return error_set(error, ERROR_USAGE,
                         _("this session is not encrypted, so no password is sent over it"));
    return 0;
}

static int user_send_password(struct bmc *bmc, uint8_t user, uint8_t operation,
                              const struct secret *password, struct bmc_error *error)
{
    bool test = operation == IPMI_PASSWORD_OPERATION_TEST_PASSWORD;
    size_t length = secret_length(password);
    uint8_t size =
        length > BMC_PASSWORD_16 ? IPMI_PASSWORD_SIZE_20_BYTES : IPMI_PASSWORD_SIZE_16_BYTES;
    struct request request;
    int result;

    if (user_check_password(bmc, user, password, error) != 0)
        return -1;
    REQUEST_MAKE(&request, test ? REQUEST_READ : REQUEST_WRITE, set_user_password);
    /* FreeIPMI copies up to the NUL, whatever length it is told. */
    request_send(&request,
                 fill_cmd_set_user_password(user, size, operation, secret_bytes(password),
                                            (unsigned)length, request.rq),
                 bmc, IPMI_NET_FN_APP_RQ);
    result = request_end(&request, error);
    link_scrub_stack();
    return result;
}

int bmc_set_password(struct bmc *bmc, uint8_t user, const struct secret *password,
                     struct bmc_error *error)
{
    return user_send_password(bmc, user, IPMI_PASSWORD_OPERATION_SET_PASSWORD, password, error);
}

static bool user_test_result(const struct bmc_error *error, enum password_test *result)
{
    if (error->kind != ERROR_REFUSED && error->kind != ERROR_DENIED)
        return false;
    switch (error->completion_code) {
    case IPMI_COMP_CODE_SET_USER_PASSWORD_COMMAND_PASSWORD_TEST_FAILED_PASSWORD_SIZE_CORRECT:
        *result = PASSWORD_DIFFERS;
        return true;
    case IPMI_COMP_CODE_SET_USER_PASSWORD_COMMAND_PASSWORD_TEST_FAILED_PASSWORD_SIZE_INCORRECT:
        *result = PASSWORD_OTHER_SIZE;
        return true;
    case IPMI_COMP_CODE_UNSPECIFIED_ERROR:
        return false;
    default:
        *result = PASSWORD_NOT_TESTABLE;
        return true;
    }
}

int bmc_test_password(struct bmc *bmc, uint8_t user, const struct secret *password,
                      enum password_test *result, struct bmc_error *error)
{
    struct bmc_error why = {.kind = ERROR_NONE};

    if (user_send_password(bmc, user, IPMI_PASSWORD_OPERATION_TEST_PASSWORD, password, &why) == 0) {
        *result = PASSWORD_MATCHES;
        return 0;
    }
    if (user_test_result(&why, result))
        return 0;
    return error_copy(error, &why);
}

static int user_fill_enable(struct request *request, uint8_t user, bool enable, bool with_bytes)
{
    static const uint8_t zeros[BMC_PASSWORD_16];
    int filled = fill_cmd_set_user_password(user, IPMI_PASSWORD_SIZE_16_BYTES,
                                            enable ? IPMI_PASSWORD_OPERATION_ENABLE_USER
                                                   : IPMI_PASSWORD_OPERATION_DISABLE_USER,
                                            NULL, 0, request->rq);

    if (filled != 0 || !with_bytes)
        return filled;
    return fiid_obj_set_data(request->rq, "password", zeros, sizeof zeros) < 0 ? -1 : 0;
}

int bmc_enable_user(struct bmc *bmc, uint8_t user, bool enable, struct bmc_error *error)
{
    struct request request;
    bool again = false;
    int result;

    if (request_check_user(user, error) != 0)
        return -1;
    do {
        REQUEST_MAKE(&request, REQUEST_WRITE, set_user_password);
        request_send(&request, user_fill_enable(&request, user, enable, again), bmc,
                     IPMI_NET_FN_APP_RQ);
        again = !again && request.error.kind == ERROR_REFUSED &&
                request.error.completion_code == IPMI_COMP_CODE_REQUEST_DATA_LENGTH_INVALID;
        result = request_end(&request, again ? NULL : error);
    } while (again);
    return result;
}
