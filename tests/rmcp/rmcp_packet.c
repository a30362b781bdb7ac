/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RMCP packets taken apart and put together (IPMI 2.0, 13.1 to 13.6; presence ping: 13.2.3). */
#include <assert.h>
#include <string.h>

#include "rmcp/rmcp_own.h"

#define PLUS_HEADER   16 /* with the RMCP header; then the payload */
#define OLD_HEADER    14
#define CODE_LENGTH   16
#define AUTHENTICATED 0x40
#define ENCRYPTED     0x80
#define NEXT_HEADER   0x07
#define ASF_PING      0x80
#define ASF_PONG      0x40

static const uint8_t rmcp_header[RMCP_HEADER] = {0x06, 0x00, 0xFF, RMCP_CLASS_IPMI};

/* --- presence ping ---------------------------------------------------------- */

static void answer_ping(struct rmcp *rmcp, const uint8_t *bytes, size_t length)
{
    static const uint8_t iana[4] = {0x00, 0x00, 0x11, 0xBE};
    static const uint8_t entities[8] = {0x81}; /* IPMI, ASF 1.0 */
    struct rmcp_bytes pong = {.length = 0};

    if (length < 12 || memcmp(bytes + 4, iana, sizeof(iana)) != 0 || bytes[8] != ASF_PING)
        return;
    rmcp_put(&pong, bytes, RMCP_HEADER);
    rmcp_put(&pong, iana, sizeof(iana));
    rmcp_put_byte(&pong, ASF_PONG);
    rmcp_put_byte(&pong, bytes[9]); /* its tag */
    rmcp_put_byte(&pong, 0);
    rmcp_put_byte(&pong, 16);
    rmcp_put(&pong, iana, sizeof(iana));
    rmcp_put_number(&pong, 0, 4);
    rmcp_put(&pong, entities, sizeof(entities));
    rmcp_send(rmcp, &pong);
}

/* --- IPMI 2.0 ----------------------------------------------------------------- */

/* Whether the trailer behind the payload is right. */
static bool trailer_right(const struct rmcp_session *session, const uint8_t *bytes, size_t length)
{
    size_t check = rmcp_check_length(session->suite);
    struct rmcp_bytes covered = {.length = 0};
    uint8_t digest[RMCP_DIGEST_MAX];

    if (session->suite->integrity == 0)
        return true;
    if (length < PLUS_HEADER + check)
        return false;
    rmcp_put(&covered, bytes + RMCP_HEADER, length - RMCP_HEADER - check);
    rmcp_hmac(session->suite, session->k_1, rmcp_digest_length(session->suite), &covered, digest);
    return memcmp(digest, bytes + length - check, check) == 0;
}

static void take_session_packet(struct rmcp *rmcp, struct rmcp_session *session,
                                const uint8_t *bytes, size_t length, size_t payload)
{
    struct rmcp_bytes message = {.length = 0};

    if (!session->active || !session->suite || !trailer_right(session, bytes, length))
        return;
    session->heard_ms = rmcp_now();
    if (session->suite->confidentiality == 0)
        rmcp_put(&message, bytes + PLUS_HEADER, payload);
    else if (!rmcp_decrypt(session, bytes + PLUS_HEADER, payload, &message))
        return;
    rmcp_message(rmcp, session, message.at, message.length);
}

static void take_plus(struct rmcp *rmcp, const uint8_t *bytes, size_t length)
{
    uint8_t type;
    uint32_t id;
    size_t payload;
    struct rmcp_session *session;

    if (length < PLUS_HEADER || rmcp->manners.login.ipmi == DEMO_IPMI_1_5)
        return;
    type = bytes[5] & 0x3F;
    id = rmcp_number(bytes + 6, 4);
    payload = rmcp_number(bytes + 14, 2);
    if (payload > length - PLUS_HEADER)
        return;
    session = rmcp_session_find(rmcp, id);
    if (type != PAYLOAD_MESSAGE)
        rmcp_login(rmcp, type, bytes + PLUS_HEADER, payload);
    else if (id == 0)
        rmcp_message(rmcp, NULL, bytes + PLUS_HEADER, payload);
    else if (session)
        take_session_packet(rmcp, session, bytes, length, payload);
}

void rmcp_send_payload(struct rmcp *rmcp, enum rmcp_payload type, const struct rmcp_bytes *payload)
{
    struct rmcp_bytes packet = {.length = 0};

    rmcp_put(&packet, rmcp_header, sizeof(rmcp_header));
    rmcp_put_byte(&packet, RMCP_FORMAT_PLUS);
    rmcp_put_byte(&packet, (uint8_t)type);
    rmcp_put_number(&packet, 0, 4); /* no session yet */
    rmcp_put_number(&packet, 0, 4);
    rmcp_put_number(&packet, (uint32_t)payload->length, 2);
    rmcp_put(&packet, payload->at, payload->length);
    rmcp_send(rmcp, &packet);
}

static void put_trailer(const struct rmcp_session *session, struct rmcp_bytes *packet)
{
    struct rmcp_bytes covered = {.length = 0};
    uint8_t digest[RMCP_DIGEST_MAX], padding = 0;

    while ((packet->length - RMCP_HEADER + 2) % 4 != 0) {
        rmcp_put_byte(packet, 0xFF);
        padding++;
    }
    rmcp_put_byte(packet, padding);
    rmcp_put_byte(packet, NEXT_HEADER);
    rmcp_put(&covered, packet->at + RMCP_HEADER, packet->length - RMCP_HEADER);
    rmcp_hmac(session->suite, session->k_1, rmcp_digest_length(session->suite), &covered, digest);
    rmcp_put(packet, digest, rmcp_check_length(session->suite));
}

static void send_plus(struct rmcp *rmcp, struct rmcp_session *session,
                      const struct rmcp_bytes *message)
{
    const struct rmcp_suite *suite = session->suite;
    struct rmcp_bytes packet = {.length = 0}, payload = {.length = 0};

    if (suite->confidentiality != 0)
        rmcp_encrypt(session, message, &payload);
    else
        payload = *message;
    rmcp_put(&packet, rmcp_header, sizeof(rmcp_header));
    rmcp_put_byte(&packet, RMCP_FORMAT_PLUS);
    rmcp_put_byte(&packet, (uint8_t)((suite->integrity ? AUTHENTICATED : 0) |
                                     (suite->confidentiality ? ENCRYPTED : 0)));
    rmcp_put_number(&packet, session->console, 4);
    rmcp_put_number(&packet, ++session->sequence, 4);
    rmcp_put_number(&packet, (uint32_t)payload.length, 2);
    rmcp_put(&packet, payload.at, payload.length);
    if (suite->integrity != 0)
        put_trailer(session, &packet);
    rmcp_send(rmcp, &packet);
}

/* --- IPMI 1.5 ------------------------------------------------------------------- */

/* Whether packets of this session carry a code of their own. */
static bool carries_code(const struct rmcp *rmcp, const struct rmcp_session *session)
{
    return session && session->authentication != 0 &&
           !(session->active && rmcp->manners.login.per_message_off);
}

static void send_old(struct rmcp *rmcp, struct rmcp_session *session,
                     const struct rmcp_bytes *message)
{
    bool with_code = carries_code(rmcp, session);
    struct rmcp_bytes packet = {.length = 0};
    uint32_t sequence = session ? session->sequence++ : 0;
    uint8_t code[CODE_LENGTH];

    rmcp_put(&packet, rmcp_header, sizeof(rmcp_header));
    rmcp_put_byte(&packet, with_code ? session->authentication : 0);
    rmcp_put_number(&packet, sequence, 4);
    rmcp_put_number(&packet, session ? session->id : 0, 4);
    if (with_code) {
        rmcp_old_code(rmcp, session, sequence, message, code);
        rmcp_put(&packet, code, sizeof(code));
    }
    rmcp_put_byte(&packet, (uint8_t)message->length);
    rmcp_put(&packet, message->at, message->length);
    rmcp_send(rmcp, &packet);
}

static void take_old(struct rmcp *rmcp, const uint8_t *bytes, size_t length)
{
    uint8_t type = bytes[4];
    size_t code = type != 0 ? CODE_LENGTH : 0;
    struct rmcp_bytes message = {.length = 0};
    struct rmcp_session *session;
    uint32_t id;

    if (length < OLD_HEADER + code || bytes[13 + code] > length - OLD_HEADER - code)
        return;
    id = rmcp_number(bytes + 9, 4);
    session = id != 0 ? rmcp_session_find(rmcp, id) : NULL;
    rmcp_put(&message, bytes + OLD_HEADER + code, bytes[13 + code]);
    if (id != 0) {
        if (!session || session->suite ||
            type != (carries_code(rmcp, session) ? session->authentication : 0) ||
            (type != 0 && !rmcp_old_right(rmcp, session, bytes, bytes + 13, &message)))
            return;
        session->heard_ms = rmcp_now();
    }
    rmcp_message(rmcp, session, message.at, message.length);
}

void rmcp_send_message(struct rmcp *rmcp, struct rmcp_session *session,
                       const struct rmcp_bytes *message)
{
    if (session && session->suite)
        send_plus(rmcp, session, message);
    else if (rmcp->plus)
        rmcp_send_payload(rmcp, PAYLOAD_MESSAGE, message);
    else
        send_old(rmcp, session, message);
}

void rmcp_packet(struct rmcp *rmcp, const uint8_t *bytes, size_t length)
{
    if (length <= RMCP_HEADER || bytes[0] != rmcp_header[0])
        return;
    rmcp->plus = bytes[4] == RMCP_FORMAT_PLUS;
    if (bytes[3] == RMCP_CLASS_ASF)
        answer_ping(rmcp, bytes, length);
    else if (bytes[3] == RMCP_CLASS_IPMI && rmcp->plus)
        take_plus(rmcp, bytes, length);
    else if (bytes[3] == RMCP_CLASS_IPMI)
        take_old(rmcp, bytes, length);
}
