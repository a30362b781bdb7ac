/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open Session and RAKP 1 to 4 (IPMI 2.0, 13.17 to 13.24). */
#include <string.h>

#include "rmcp/rmcp_own.h"
#include "unit/demo_look.h"

#define OPEN_LENGTH   32
#define RAKP_1_LENGTH 28 /* without the name */
#define RAKP_3_LENGTH 8  /* without the check value */
#define PRIVILEGE     0x0F
#define ADMINISTRATOR 4
#define RANDOM_LENGTH 16

enum {
    STATUS_OK = 0x00,
    STATUS_NO_ROOM = 0x01,
    STATUS_NO_SESSION = 0x02,
    STATUS_NAME_TOO_LONG = 0x0C
};

static void begin(struct rmcp_bytes *answer, uint8_t tag, int status, uint32_t console)
{
    answer->length = 0;
    rmcp_put_byte(answer, tag);
    rmcp_put_byte(answer, (uint8_t)status);
    rmcp_put_number(answer, 0, 2);
    rmcp_put_number(answer, console, 4);
}

/* A refusal, or nothing for RMCP_DROP. The session, if there is one, is over. */
static void refuse(struct rmcp *rmcp, enum rmcp_payload type, uint8_t tag, int status,
                   uint32_t console)
{
    struct rmcp_bytes answer;

    begin(&answer, tag, status, console);
    if (status != RMCP_DROP)
        rmcp_send_payload(rmcp, type, &answer);
}

/* --- Open Session --------------------------------------------------------------- */

static bool has_suite(struct rmcp *rmcp, uint8_t id)
{
    const struct rmcp_manners *manners = &rmcp->manners;
    const struct demo_lan *lan = &demo_state(rmcp->demo)->channels[rmcp_channel(rmcp)].lan;
    const uint8_t *ids = manners->cipher_count > 0 ? manners->ciphers : lan->ciphers + 1;
    size_t count = manners->cipher_count > 0 ? manners->cipher_count : lan->cipher_count;

    return memchr(ids, id, count) != NULL;
}

static void put_algorithm(struct rmcp_bytes *answer, uint8_t type, uint8_t algorithm)
{
    rmcp_put_byte(answer, type);
    rmcp_put_number(answer, 0, 2);
    rmcp_put_byte(answer, 8); /* its length */
    rmcp_put_byte(answer, algorithm);
    rmcp_put_number(answer, 0, 3);
}

static void send_opened(struct rmcp *rmcp, uint8_t tag, uint8_t privilege,
                        const struct rmcp_session *session)
{
    struct rmcp_bytes answer;

    begin(&answer, tag, STATUS_OK, session->console);
    answer.at[2] = privilege;
    if (privilege == 0 && !rmcp->manners.login.open_echo_zero)
        answer.at[2] = ADMINISTRATOR;
    rmcp_put_number(&answer, session->id, 4);
    put_algorithm(&answer, 0, session->suite->authentication);
    put_algorithm(&answer, 1, session->suite->integrity);
    put_algorithm(&answer, 2, session->suite->confidentiality);
    rmcp_send_payload(rmcp, PAYLOAD_OPENED, &answer);
}

static void open_session(struct rmcp *rmcp, const uint8_t *bytes, size_t length)
{
    const struct rmcp_manners *manners = &rmcp->manners;
    const struct rmcp_suite *suite;
    struct rmcp_session *session;
    uint32_t console;

    if (length < OPEN_LENGTH)
        return;
    console = rmcp_number(bytes + 4, 4);
    suite = rmcp_suite_of(bytes[12] & 0x3F, bytes[20] & 0x3F, bytes[28] & 0x3F);
    if (manners->login.force_cipher >= 0)
        suite = rmcp_suite((unsigned)manners->login.force_cipher);
    else if (suite && !has_suite(rmcp, suite->id))
        suite = NULL;
    if (manners->open_status != STATUS_OK) {
        refuse(rmcp, PAYLOAD_OPENED, bytes[0], manners->open_status, console);
    } else if (!suite) {
        refuse(rmcp, PAYLOAD_OPENED, bytes[0], manners->login.open_bad_cipher, console);
    } else if ((session = rmcp_session_new(rmcp)) == NULL) {
        refuse(rmcp, PAYLOAD_OPENED, bytes[0], STATUS_NO_ROOM, console);
    } else {
        session->console = console;
        session->suite = suite;
        send_opened(rmcp, bytes[0], bytes[1] & PRIVILEGE, session);
    }
}

/* --- RAKP 1 and 2 ---------------------------------------------------------------- */

/* Role, length of the name, name: part of every digest. */
static void put_identity(struct rmcp_bytes *bytes, const struct rmcp_session *session)
{
    rmcp_put_byte(bytes, session->role);
    rmcp_put_byte(bytes, session->name_length);
    rmcp_put(bytes, session->name, session->name_length);
}

static const uint8_t *user_key(const struct rmcp *rmcp, const struct rmcp_session *session)
{
    return rmcp->passwords[session->user];
}

/* Session integrity key, and the two keys that come from it (13.31, 13.32). */
static void make_keys(struct rmcp *rmcp, struct rmcp_session *session)
{
    const struct rmcp_manners *manners = &rmcp->manners;
    struct rmcp_bytes data = {.length = 0};
    uint8_t constant[20];
    size_t length;

    rmcp_put(&data, session->console_random, RANDOM_LENGTH);
    rmcp_put(&data, session->bmc_random, RANDOM_LENGTH);
    put_identity(&data, session);
    length = rmcp_hmac(session->suite, manners->has_k_g ? manners->k_g : user_key(rmcp, session),
                       RMCP_PASSWORD, &data, session->sik);
    for (uint8_t i = 1; i <= 2; i++) {
        memset(constant, i, sizeof(constant));
        data.length = 0;
        rmcp_put(&data, constant, sizeof(constant));
        rmcp_hmac(session->suite, session->sik, length, &data,
                  i == 1 ? session->k_1 : session->k_2);
    }
}

static void send_rakp_2(struct rmcp *rmcp, uint8_t tag, struct rmcp_session *session)
{
    const uint8_t *guid = demo_state(rmcp->demo)->guid;
    struct rmcp_bytes answer, data = {.length = 0};
    uint8_t digest[RMCP_DIGEST_MAX];

    rmcp_put_number(&data, session->console, 4);
    rmcp_put_number(&data, session->id, 4);
    rmcp_put(&data, session->console_random, RANDOM_LENGTH);
    rmcp_put(&data, session->bmc_random, RANDOM_LENGTH);
    rmcp_put(&data, guid, 16);
    put_identity(&data, session);
    begin(&answer, tag, STATUS_OK, session->console);
    rmcp_put(&answer, session->bmc_random, RANDOM_LENGTH);
    rmcp_put(&answer, guid, 16);
    rmcp_put(&answer, digest,
             rmcp_hmac(session->suite, user_key(rmcp, session), RMCP_PASSWORD, &data, digest));
    rmcp_send_payload(rmcp, PAYLOAD_RAKP_2, &answer);
}

static int judge_identity(struct rmcp *rmcp, const struct rmcp_session *session)
{
    const struct rmcp_manners *manners = &rmcp->manners;
    unsigned asked = session->role & PRIVILEGE;

    if (manners->rakp_2_status != STATUS_OK)
        return manners->rakp_2_status;
    if (session->user == 0)
        return manners->login.bad_user;
    if (asked > ADMINISTRATOR || asked > rmcp_user_limit(rmcp, session->user))
        return manners->login.bad_role;
    return STATUS_OK;
}

static void rakp_1(struct rmcp *rmcp, const uint8_t *bytes, size_t length)
{
    struct rmcp_session *session;
    int status;

    if (length < RAKP_1_LENGTH || length < (size_t)RAKP_1_LENGTH + bytes[27])
        return;
    session = rmcp_session_find(rmcp, rmcp_number(bytes + 4, 4));
    if (!session || session->active) {
        refuse(rmcp, PAYLOAD_RAKP_2, bytes[0], STATUS_NO_SESSION, 0);
        return;
    }
    memcpy(session->console_random, bytes + 8, RANDOM_LENGTH);
    rmcp_random(session->bmc_random, RANDOM_LENGTH);
    session->role = bytes[24];
    session->name_length = bytes[27] <= sizeof(session->name) ? bytes[27] : 0;
    memcpy(session->name, bytes + 28, session->name_length);
    session->user = rmcp_user_find(rmcp, session->name, session->name_length);
    status =
        bytes[27] > sizeof(session->name) ? STATUS_NAME_TOO_LONG : judge_identity(rmcp, session);
    if (status != STATUS_OK) {
        refuse(rmcp, PAYLOAD_RAKP_2, bytes[0], status, session->console);
        if (status != RMCP_DROP)
            rmcp_session_end(session);
        return;
    }
    make_keys(rmcp, session);
    send_rakp_2(rmcp, bytes[0], session);
}

/* --- RAKP 3 and 4 ---------------------------------------------------------------- */

static bool knows_password(struct rmcp *rmcp, const struct rmcp_session *session,
                           const uint8_t *check, size_t length)
{
    struct rmcp_bytes data = {.length = 0};
    uint8_t digest[RMCP_DIGEST_MAX];

    rmcp_put(&data, session->bmc_random, RANDOM_LENGTH);
    rmcp_put_number(&data, session->console, 4);
    put_identity(&data, session);
    return length ==
               rmcp_hmac(session->suite, user_key(rmcp, session), RMCP_PASSWORD, &data, digest) &&
           (length == 0 || memcmp(digest, check, length) == 0);
}

static void send_rakp_4(struct rmcp *rmcp, uint8_t tag, const struct rmcp_session *session)
{
    struct rmcp_bytes answer, data = {.length = 0};
    uint8_t digest[RMCP_DIGEST_MAX];

    rmcp_put(&data, session->console_random, RANDOM_LENGTH);
    rmcp_put_number(&data, session->id, 4);
    rmcp_put(&data, demo_state(rmcp->demo)->guid, 16);
    rmcp_hmac(session->suite, session->sik, rmcp_digest_length(session->suite), &data, digest);
    begin(&answer, tag, STATUS_OK, session->console);
    rmcp_put(&answer, digest, rmcp_check_length(session->suite));
    rmcp_send_payload(rmcp, PAYLOAD_RAKP_4, &answer);
}

static void rakp_3(struct rmcp *rmcp, const uint8_t *bytes, size_t length)
{
    struct rmcp_session *session;
    int status = rmcp->manners.rakp_4_status;

    if (length < RAKP_3_LENGTH)
        return;
    session = rmcp_session_find(rmcp, rmcp_number(bytes + 4, 4));
    if (!session || session->user == 0)
        return;
    if (bytes[1] != STATUS_OK) { /* the client has seen that it is no use */
        rmcp_session_end(session);
        return;
    }
    if (status == STATUS_OK &&
        !knows_password(rmcp, session, bytes + RAKP_3_LENGTH, length - RAKP_3_LENGTH))
        status = rmcp->manners.login.bad_password;
    if (status != STATUS_OK) {
        refuse(rmcp, PAYLOAD_RAKP_4, bytes[0], status, session->console);
        if (status != RMCP_DROP)
            rmcp_session_end(session);
        return;
    }
    session->active = true;
    session->heard_ms = rmcp_now();
    send_rakp_4(rmcp, bytes[0], session);
}

void rmcp_login(struct rmcp *rmcp, uint8_t type, const uint8_t *bytes, size_t length)
{
    if (type == PAYLOAD_OPEN)
        open_session(rmcp, bytes, length);
    else if (type == PAYLOAD_RAKP_1)
        rakp_1(rmcp, bytes, length);
    else if (type == PAYLOAD_RAKP_3)
        rakp_3(rmcp, bytes, length);
}
